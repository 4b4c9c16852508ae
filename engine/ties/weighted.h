/* ties/weighted.h - structural holes and closure where ties have weights.
 *
 * Weights are no whole numbers, so their sums depend on the order; here every
 * sum belongs to one account and is added in the order of its contacts.
 */
#ifndef LIA_TIES_WEIGHTED_H
#define LIA_TIES_WEIGHTED_H

#include "liaison/graph.h"

/* [n] each, NULL = not wanted; w the weights of ties, S(i) their sum over
 * the contacts of i, M(i) the largest, v the values given beside. */
typedef struct lia_weighted {
    double *constraint; /* sum_j ((w(i,j) + sum_q w(i,q) w(q,j)/S(q)) / S(i))^2;
                           NAN without contacts                              */
    double *size;       /* d(i) - sum_q sum_j w(i,j)/S(i) w(q,j)/M(q);
                           NAN without contacts                              */
    double *closed;     /* sum_q sum_j v(i,q) v(q,j) v(j,i)                  */
} lia_weighted;

/* ties must have weights, all above 0 unless only `closed` is wanted; value:
 * [2 m] beside ties->to, needed for `closed` only. q and j run over pairs of
 * contacts that are tied.
 *
 * return LIA_OK; LIA_ECANNOT if constraint or size is wanted and an S(i) is
 * outside of 1e-290 to 1e290; LIA_ENOMEM.
 * Time O(sum over ties of the smaller degree times log of the larger);
 * memory 16 n bytes, and 4 n + 8 dmax per thread. */
LIA_CHECKED lia_status lia_weighted_rows(const lia_weighted *out,
                                         const lia_ties *ties,
                                         const double *value,
                                         const lia_run *run, lia_error *err);

/* LIA_ECANNOT unless all of weight[0 .. count) are finite and above 0, or,
 * for signed weights, at least one of them is above 0. */
LIA_CHECKED lia_status lia_weights_check(const double *weight, uint64_t count,
                                         bool is_signed, lia_error *err);

/* out[e] = cube root of weight[e] / largest weight; 1 without weights. */
void lia_cube_roots(double *out, const double *weight, uint64_t count);

#endif
