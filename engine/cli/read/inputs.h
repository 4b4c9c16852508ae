/* cli/read/inputs.h - from the words of the command line to tables and
 * networks, with what is worth a remark said on standard error.
 */
#ifndef LIA_CLI_READ_INPUTS_H
#define LIA_CLI_READ_INPUTS_H

#include "cli/front/settings.h"
#include "liaison/project.h"
#include "liaison/read.h"

lia_run run_of(const settings *s);

/* "+02:00", "-0530", "Z" -> minutes east of UTC. */
LIA_CHECKED lia_status inputs_zone(int *out, const char *text, lia_error *err);

typedef enum inputs_use {
    INPUTS_FOR_TIES,
    INPUTS_FOR_RESULTS,      /* what is said of inputs stays on the terminal */
    INPUTS_FOR_TABLES, INPUTS_FOR_REPORT    /* it goes into files, too       */
} inputs_use;

/* Read s->inputs; write the rejects where --rejects says; say how many there
 * were. For ties, account pairs and weights only; for a report, every rejected
 * row is kept (else only if --rejects asks). */
LIA_CHECKED lia_status inputs_read(lia_tables **out, const settings *s,
                                   const text_list *inputs, inputs_use use,
                                   lia_error *err);

/* One file as a table of its own kind ("team", "targets"), with the same
 * pseudonyms and exclusions as the inputs. */
LIA_CHECKED lia_status inputs_read_as(lia_tables **out, const settings *s,
                                      const char *path, const char *as,
                                      lia_error *err);

/* The ties (or, if arcs is not NULL, arcs) of the tables; with `consume`, the
 * rows of the tables are given up on the way. weighted: with their weights,
 * LIA_ECANNOT if there are none. */
typedef struct network {
    lia_ties ties;
    lia_arcs arcs;
    bool is_directed;
    bool is_weighted;
    uint64_t negative;       /* rows with a weight below 0                   */
    lia_projection_tally tally;
} network;
LIA_CHECKED lia_status network_build(network *out, lia_tables *tables,
                                     const settings *s, bool directed,
                                     bool weighted, bool consume,
                                     lia_error *err);
void network_free(network *net);
void network_talk(const network *net);   /* loops, repeats                   */

/* Bytes free for this process: --max-memory, else what the system has. */
uint64_t memory_allowed(const settings *s);

/* LIA_ELIMIT if `need` bytes beside those in use exceed what is allowed. */
LIA_CHECKED lia_status memory_check(const settings *s, uint64_t need,
                                    const char *what, lia_error *err);

#endif
