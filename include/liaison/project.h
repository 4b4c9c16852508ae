/* liaison/project.h - from tables to the two projections that kernels read.
 *
 * A row of contacts ties source and target. A row of interactions ties its
 * actor to its target, or, where it has none, to the author of its post: the
 * author on the row, else the one of the posts table. A row whose action is
 * `post` is no tie, nor is a row that leads to nobody; what an account does to
 * its own posts is a loop, dropped and counted. Every account of the tables
 * is in the projection, isolated or not.
 */
#ifndef LIA_PROJECT_H
#define LIA_PROJECT_H

#include "liaison/graph.h"
#include "liaison/tables.h"

#ifdef __cplusplus
extern "C" {
#endif

/* The author of what a row of interactions is about: the one on the row, else
 * the one of the posts table; LIA_NONE if neither says. */
lia_vid lia_interaction_author(const lia_tables *tables, uint64_t row);

/* Whom a row of interactions ties its actor to, by the rule above; LIA_NONE
 * if nobody. It may be the actor. */
lia_vid lia_interaction_end(const lia_tables *tables, uint64_t row);

typedef enum lia_weighing {
    LIA_WEIGHT_NONE,   /* no weights: the projection is plain                */
    LIA_WEIGHT_SUM,    /* sum of the weight column; a row without one adds 1 */
    LIA_WEIGHT_ROWS    /* number of rows                                     */
} lia_weighing;

/* NULL in place of a pointer to it means LIA_PROJECTION_DEFAULTS. */
typedef struct lia_projection_options {
    lia_run run;
    lia_weighing weighing;
    bool consume;      /* free columns of contacts and interactions (and their
                          origins) as soon as they are not needed: both tables
                          are empty afterwards, also after a failure         */
} lia_projection_options;
#define LIA_PROJECTION_DEFAULTS { LIA_RUN_DEFAULTS, LIA_WEIGHT_NONE, false }

typedef struct lia_projection_tally {
    lia_tally pairs;      /* rows that tie somebody, loops, repeats          */
    uint64_t posts;       /* rows left out: the action is `post`             */
    uint64_t nobody;      /* rows left out: no target, no known author       */
    uint64_t negative;    /* rows with a weight below 0 (signed ties), under
                             LIA_WEIGHT_SUM; they are added like any other   */
} lia_projection_tally;

/* tally may be NULL. return LIA_OK; LIA_EARG if out or tables is NULL;
 * LIA_ENOMEM. Time O(rows) and that of lia_ties_from_pairs. Memory beyond the
 * result: nothing for contacts alone without weights, else 8 bytes per row
 * (16 with weights). With consume a plain numeric edge list peaks at 16 bytes
 * per row beside the names. */
LIA_CHECKED lia_status lia_ties_from_tables(
    lia_ties *out, lia_projection_tally *tally, lia_tables *tables,
    const lia_projection_options *options, lia_error *err);

/* The same with directions: source to target, actor to target or author. A
 * contact goes both ways only if its input says that it is one (a column
 * `kind`, an undirected graph file); an edge list that does not say goes one
 * way, as it is written. */
LIA_CHECKED lia_status lia_arcs_from_tables(
    lia_arcs *out, lia_projection_tally *tally, lia_tables *tables,
    const lia_projection_options *options, lia_error *err);

#ifdef __cplusplus
}
#endif
#endif
