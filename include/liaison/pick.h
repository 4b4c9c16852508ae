/* liaison/pick.h - few accounts that together reach many.
 */
#ifndef LIA_PICK_H
#define LIA_PICK_H

#include "liaison/graph.h"

#ifdef __cplusplus
extern "C" {
#endif

/* Accounts in the order of picking. Owned: free with lia_pick_free. */
typedef struct lia_pick {
    uint32_t count;       /* picked: fewer than asked when nothing is left   */
    lia_vid *account;     /* [count]                                         */
    uint32_t *added;      /* [count] accounts that it reaches and none before
                             it does                                         */
    uint32_t *covered;    /* [count] reached by all up to here               */
    uint32_t *at_most;    /* [count] no set of this size reaches more        */
    uint32_t reachable;   /* accounts that anyone reaches                    */
} lia_pick;

/* Pick up to k accounts whose rows together hold as many accounts as the
 * greedy method finds: each time the one that adds most (a draw: the first in
 * byte order of names).
 *
 * G. L. Nemhauser, L. A. Wolsey, M. L. Fisher, "An analysis of approximations
 * for maximizing submodular set functions - I", Math. Programming 14, 265-294,
 * 1978: no set of k reaches more than the greedy one over 1 - (1 - 1/k)^k,
 * which is over 0.632. `at_most` is that bound or, where smaller, what was
 * covered after some step plus the k largest gains still open then (J.
 * Leskovec et al., "Cost-effective outbreak detection in networks", KDD 2007,
 * also for the lazy order of evaluation).
 *
 * reach  row i: whom i reaches; weights are ignored
 * return LIA_OK; LIA_EARG if out or reach is NULL or k is 0; LIA_ENOMEM.
 * Time O(m log n) in practice, on one thread; memory 21 n bytes.
 */
LIA_CHECKED lia_status lia_pick_covering(lia_pick *out, const lia_arcs *reach,
                                         uint32_t k, const lia_run *run,
                                         lia_error *err);
void lia_pick_free(lia_pick *pick);     /* NULL and empty are fine */

#ifdef __cplusplus
}
#endif
#endif
