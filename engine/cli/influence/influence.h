/* cli/influence/influence.h - what `liaison influence` finds out, as ranked
 * tables. */
#ifndef LIA_CLI_INFLUENCE_INFLUENCE_H
#define LIA_CLI_INFLUENCE_INFLUENCE_H

#include "cli/influence/influence_pods.h"
#include "cli/measure/measures.h"
#include "cli/read/inputs.h"
#include "cli/report/report_out.h"
#include "cli/say/strings.h"
#include "liaison/concentration.h"
#include "liaison/influence.h"
#include "liaison/pick.h"

enum { MOST_SHARES = 12, CONCENTRATIONS = 4, MOST_INFLUENCE_TABLES = 4 };

typedef struct influence {
    lia_split split;
    lia_arcs free_arcs;      /* actor to author, earned weight               */
    lia_ties free_ties;      /* the same as ties, no weights                 */
    measuring standing;      /* of the arcs: PageRank                        */
    measuring nearness;      /* of the ties: betweenness, harmonic, core     */
    lia_vid *ids;            /* [n]                                          */
    double *audience;        /* [n] followers, or distinct accounts observed */
    uint32_t *reach;         /* [n] in time; LIA_NONE = not computed         */
    uint64_t *order, *order_before;
    uint64_t *rank_before;   /* [n]                                          */
    double *rank_change;     /* [n] > 0 = gained places                      */
    lia_concentration concentration[CONCENTRATIONS];
    uint8_t concentration_of[CONCENTRATIONS];
    double share_units[MOST_SHARES], share[MOST_SHARES];
    strings parts, notes;
    uint32_t part_id[MOST_SHARES], note_id[MOST_SHARES];
    lia_pick pick;
    double *pick_share;      /* [pick.count] covered / reachable             */
    double *pick_proven;     /* [pick.count] covered / at_most               */
    lia_ranked table[MOST_INFLUENCE_TABLES]; /* influence, concentration,
                                                shares, pick                 */
    size_t tables;
} influence;

/* Do not move the struct: its tables borrow it. LIA_ECANNOT where nothing is
 * engaged. */
LIA_CHECKED lia_status influence_run(influence *out, const lia_tables *tables,
                                     const influence_pods *pods,
                                     const settings *s, lia_error *err);
void influence_free(influence *f);

/* Part of a report: from its pods, tables added to it; a refusal where the data
 * cannot carry it. */
LIA_CHECKED lia_status influence_for_report(influence *out,
                                            report_parts *parts, analysis *a,
                                            const lia_pods *pods,
                                            lia_error *err);

/* influence_tables.c */
LIA_CHECKED lia_status influence_lay_out(influence *f,
                                         const lia_tables *tables,
                                         const influence_pods *pods,
                                         lia_error *err);

#endif
