/* liaison/introduce.h - who could introduce me to whom, how likely, and whom
 * it pays to ask.
 *
 * A path goes from one of my accounts over at most two introducers to a
 * target: each step is a request that most often dies (P. S. Dodds, R.
 * Muhamad, D. J. Watts, Science 301, 827-829, 2003), so longer ones are not
 * proposed.
 */
#ifndef LIA_INTRODUCE_H
#define LIA_INTRODUCE_H

#include "liaison/graph.h"

#ifdef __cplusplus
extern "C" {
#endif

/* Chance that a request along a tie of this strength is passed on, until it
 * is calibrated: 0.02 + 0.73 s. strength: 0..1. */
double lia_passing_on(double strength);

enum { LIA_ROUTE_PATHS = 10 };

/* A way to a target. P is the product of its ties' chances. */
typedef struct lia_route {
    double probability;      /* 0..1                                         */
    lia_vid me;              /* where it starts                              */
    lia_vid via[2];          /* introducers in order, LIA_NONE where none    */
    uint32_t steps;          /* ties on the path, 1 to 3                     */
} lia_route;

/* Somebody whom I could ask about a target: first on one of its best paths. */
typedef struct lia_door {
    lia_vid introducer;
    uint32_t routes;         /* of the best paths, those that begin with it  */
    double best;             /* probability of the best path through it      */
    double without;          /* reach if this account were not there         */
} lia_door;

/* By target, in the order given. Owned: free with lia_routes_free. */
typedef struct lia_routes {
    uint64_t targets;
    double *reach;           /* [targets] see below                          */
    uint64_t *route_off;     /* [targets + 1]                                */
    lia_route *route;        /* at most LIA_ROUTE_PATHS a target, the best
                                first                                        */
    uint64_t *door_off;      /* [targets + 1]                                */
    lia_door *door;          /* the best first                               */
} lia_routes;

/* The best simple paths to each target, and what they add up to:
 *
 *   reach(t) = 1 - product over the ten best paths of (1 - P(path))
 *
 * exact (two-terminal reliability, ties failing independently) as long as
 * each path has at most one introducer, for then no two share a tie; with two
 * introducers paths may share a tie, and the formula is an estimate
 * (bench/combine.c holds it against simulation). A path without introducer,
 * the direct tie, is one of the ten. Equal paths rank by fewer introducers,
 * then by account. reach without an account is the same formula for the ten
 * best paths that avoid it.
 *
 * More or stronger ties never lower reach.
 *
 * ties    weight: chance that a request is passed on along the tie, 0..1;
 *         0 = never a step (friction). Must be there.
 * me      [n] 1 = my account; no path leads through one
 * target  [targets] none of mine
 * return LIA_OK; LIA_EARG for a NULL, a target that is mine or out of range,
 *        a chance outside of 0..1; LIA_ENOMEM. out is empty on failure.
 *
 * All targets are found in one pass over the ties of their contacts, not one
 * search per target: time O(sum of the degrees of the targets' contacts, each
 * counted once, + 13 sum of the targets' degrees). Memory 200 bytes per
 * contact of a target and 16 n, and per thread 400 bytes per tie of the
 * target with the most. The same bits for every thread count.
 */
LIA_CHECKED lia_status lia_routes_find(lia_routes *out, const lia_ties *ties,
                                       const uint8_t *me,
                                       const lia_vid *target, uint64_t targets,
                                       const lia_run *run, lia_error *err);
void lia_routes_free(lia_routes *routes);    /* empty is fine */

/* Write the values of ties, [m] in tie order, as weights of both directions:
 * entry [2 m]. Time O(m), memory 8 n. */
LIA_CHECKED lia_status lia_ties_spread(double *entry, const double *of_tie,
                                       const lia_ties *ties, lia_error *err);

/* A set of people to ask, chosen one after the other: next is who adds most to
 *
 *   sum over targets of fit(t) (1 - product over the target's paths whose
 *   first introducer is in the set, and its direct path, of (1 - P)),
 *
 * times 0.5 to the number of asks that the person had lately: goodwill is a
 * budget. The sum has diminishing returns, so without the last factor the
 * set is worth at least 1 - 1/e of the best of its size (G. Nemhauser, L.
 * Wolsey, M. Fisher 1978; D. Kempe, J. Kleinberg, E. Tardos, KDD 2003).
 *
 * chosen  [most] accounts in the order of choice; gain: [most] what each
 *         added. *count: how many there are; it ends where nobody adds any.
 * fit     [targets] >= 0; asks: [n] asks of each account lately, or NULL
 */
LIA_CHECKED lia_status lia_asks_choose(lia_vid *chosen, double *gain,
                                       uint64_t *count, uint64_t most,
                                       const lia_routes *routes,
                                       const double *fit,
                                       const uint32_t *asks, lia_vid n,
                                       lia_error *err);

#ifdef __cplusplus
}
#endif
#endif
