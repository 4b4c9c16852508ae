/* cli/report/analysis.h - what `liaison report` finds out about a network, as
 * ranked tables.
 *
 * Accounts are ranked by how many separate contacts they hold together
 * (effective size), ties by how little their ends have in common. Where the
 * data is a star nothing structural is ranked: see judgement.h.
 */
#ifndef LIA_CLI_REPORT_ANALYSIS_H
#define LIA_CLI_REPORT_ANALYSIS_H

#include "cli/measure/measures.h"
#include "cli/read/inputs.h"
#include "cli/read/judgement.h"

enum { MOST_REFUSED = 8 };

/* A result that is not there, and what it would take. */
typedef struct refusal {
    const char *result;     /* "ties"                                        */
    char why[400], collect[400];     /* in the language of data              */
    char why_in[LIA_LANGUAGE_COUNT][400], collect_in[LIA_LANGUAGE_COUNT][400];
} refusal;

typedef struct analysis {
    judgement judged;
    measuring m;
    bool is_structural;      /* not a star                                   */
    bool has_betweenness;
    lia_vid *ids;            /* [n] 0, 1, 2 ...                              */
    lia_vid *ends;           /* [2 m]                                        */
    double *bridgeness;      /* [m]                                          */
    uint32_t *news;          /* [m] 2 = local bridge, 1 = other tie between
                                accounts with contacts, 0 = at the rim       */
    uint32_t *smaller;       /* [m] the smaller degree of both ends          */
    uint64_t *account_order, *tie_order;
    uint64_t number[8];      /* of the graph: see analysis.c                 */
    double mean_clustering;
    lia_ranked accounts, ties, graph;
    refusal refused[MOST_REFUSED];
    size_t refused_count;
} analysis;

/* tables and net are borrowed; do not move the struct. LIA_ECANNOT if there
 * is no tie at all. */
LIA_CHECKED lia_status analysis_run(analysis *out, const lia_tables *tables,
                                    const network *net, const settings *s,
                                    lia_error *err);
void analysis_free(analysis *a);

/* One more result that is not there. why and collect are N_() texts. */
void analysis_refuse(analysis *a, const char *result, const char *why,
                     const char *collect);
/* For the reason that a job was judged by; that of an error. */
void analysis_refuse_job(analysis *a, const char *result, lia_job job);
void analysis_refuse_error(analysis *a, const char *result,
                           const lia_error *why);

#endif
