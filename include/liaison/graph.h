/* liaison/graph.h - the two projections that every kernel reads.
 *
 * lia_ties: who is tied to whom. Simple, symmetric, rows sorted, no loops.
 * lia_arcs: who points at whom. Simple, directed, rows sorted, no loops.
 * Both are compressed sparse rows: the contacts of account i are
 * to[off[i]] .. to[off[i + 1] - 1], ascending. A kernel never asks "directed?"
 * or "loop?". Both are plain values: read the fields, free with _free.
 *
 * A tie's number t is its place among the pairs (a, b), a < b, in ascending
 * order of a, then b: kernels that give a value per tie give m of them in this
 * order, and lia_ties_ends() lists the pairs.
 *
 * Memory: 4 bytes per entry of `to` (a tie has two), 8 per account, and 8 per
 * entry of `weight` where there are weights.
 */
#ifndef LIA_GRAPH_H
#define LIA_GRAPH_H

#include "liaison/base.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef struct lia_ties {
    lia_vid n;       /* accounts                                             */
    uint64_t m;      /* ties; to[] holds each twice                          */
    uint64_t *off;   /* [n + 1] off[0] = 0, off[n] = 2 m                     */
    lia_vid *to;     /* [2 m]                                                */
    double *weight;  /* [2 m] the same for both directions; NULL = all 1     */
} lia_ties;

typedef struct lia_arcs {
    lia_vid n;
    uint64_t m;      /* arcs; to[] holds each once                           */
    uint64_t *off;   /* [n + 1]                                              */
    lia_vid *to;     /* [m]                                                  */
    double *weight;  /* [m] or NULL = all 1                                  */
} lia_arcs;

/* What was left out or put together on the way to a projection. */
typedef struct lia_tally {
    uint64_t rows;    /* pairs given                                         */
    uint64_t loops;   /* pairs of an account with itself: dropped            */
    uint64_t repeats; /* pairs that were there already: weights added up     */
} lia_tally;

/* A list of pairs, as given. */
typedef struct lia_pairs {
    lia_vid n;              /* accounts: every id is below n                 */
    uint64_t count;
    const lia_vid *source;  /* [count]                                       */
    const lia_vid *target;  /* [count]                                       */
    const double *weight;   /* [count] or NULL                               */
} lia_pairs;

/* Build a projection from pairs. A pair given several times, for ties in
 * either direction, becomes one whose weight is the sum, added in ascending
 * order of the weights so that the order of rows leaves no trace. Without
 * weights the result has none.
 *
 * tally may be NULL. return LIA_OK; LIA_EARG if an id is >= n; LIA_ENOMEM.
 * Time O(count + n + sum of d log d). Memory beyond the result: none for
 * ties without weights; 4 n bytes.
 */
LIA_CHECKED lia_status lia_ties_from_pairs(lia_ties *out, lia_tally *tally,
                                           const lia_pairs *pairs,
                                           const lia_run *run, lia_error *err);
LIA_CHECKED lia_status lia_arcs_from_pairs(lia_arcs *out, lia_tally *tally,
                                           const lia_pairs *pairs,
                                           const lia_run *run, lia_error *err);

/* The same arcs the other way round: row i lists who points at i. */
LIA_CHECKED lia_status lia_arcs_reverse(lia_arcs *out, const lia_arcs *arcs,
                                        const lia_run *run, lia_error *err);

/* Every arc as a tie; opposite arcs become one tie, their weights added. */
LIA_CHECKED lia_status lia_arcs_to_ties(lia_ties *out, const lia_arcs *arcs,
                                        const lia_run *run, lia_error *err);

/* The ties as arcs in both directions. Borrows the arrays of ties: valid as
 * long as they are, never to be freed. */
lia_arcs lia_ties_as_arcs(const lia_ties *ties);

/* ends: [2 m] the pairs (a, b), a < b, in tie order.
 * return LIA_OK; LIA_EARG if an argument is NULL. Time O(m). */
LIA_CHECKED lia_status lia_ties_ends(lia_vid *ends, const lia_ties *ties,
                                     const lia_run *run, lia_error *err);

/* Place of the tie (i, j) in the row of i, or UINT64_MAX. O(log degree). */
uint64_t lia_ties_find(const lia_ties *ties, lia_vid i, lia_vid j);

void lia_ties_free(lia_ties *ties);  /* NULL and empty are fine */
void lia_arcs_free(lia_arcs *arcs);

#ifdef __cplusplus
}
#endif
#endif
