/* liaison/cohesion.h - what hangs together, how deeply, and by which thread.
 *
 * Core numbers say how deep in the thick of the network an account sits;
 * components say what is connected at all; cuts are the accounts and ties
 * whose loss takes a component apart. All are whole numbers: there is nothing
 * to round, and the result is the same for every thread count.
 */
#ifndef LIA_COHESION_H
#define LIA_COHESION_H

#include "liaison/graph.h"

#ifdef __cplusplus
extern "C" {
#endif

/* Core number of every account: the largest k such that the account belongs
 * to a group in which everyone has at least k ties within the group. 0 for an
 * account without ties.
 *
 * S. B. Seidman, "Network structure and minimum degree", Social Networks 5,
 * 269-287, 1983. V. Batagelj, M. Zaversnik, "An O(m) algorithm for cores
 * decomposition of networks", arXiv:cs/0310049, 2003.
 *
 * Of arcs: ties within the group are counted in both directions, in + out, as
 * NetworkX's core_number does for a directed graph; a pair of opposite arcs
 * counts two for both of its ends. Weights are ignored.
 *
 * out    [n] 0 .. n - 1, of arcs 0 .. 2 (n - 1). Untouched on failure.
 * return LIA_OK; LIA_EARG if out or the graph is NULL; LIA_ENOMEM; LIA_ELIMIT
 *        if an account has 2^32 arcs or more.
 * Time O(n + m) on one thread; memory 12 n bytes, of arcs 20 n + 4 m.
 */
LIA_CHECKED lia_status lia_core_of_ties(uint32_t *out, const lia_ties *ties,
                                        const lia_run *run, lia_error *err);
LIA_CHECKED lia_status lia_core_of_arcs(uint32_t *out, const lia_arcs *arcs,
                                        const lia_run *run, lia_error *err);

/* Connected components. Owned: free with lia_components_free. */
typedef struct lia_components {
    lia_vid n;           /* accounts                                         */
    lia_vid count;       /* components; an isolated account is one, too      */
    uint32_t *component; /* [n] 0 .. count - 1, numbered by the smallest
                          *     account in each, ascending                   */
    uint32_t *size;      /* [count] accounts in the component, >= 1          */
} lia_components;

/* Who can reach whom along ties; along arcs in either direction (weakly
 * connected components).
 *
 * M. Sutton, T. Ben-Nun, A. Barak, "Optimizing parallel graph connectivity
 * computation via subgraph sampling" (Afforest), IPDPS 2018.
 *
 * return LIA_OK; LIA_EARG if out or the graph is NULL; LIA_ENOMEM. No accounts
 * give no components.
 * Time O((n + m) log n) at worst, about O(n) reads of a network that is mostly
 * one component, shared by the threads; memory: the result.
 */
LIA_CHECKED lia_status lia_components_of_ties(lia_components *out,
                                              const lia_ties *ties,
                                              const lia_run *run,
                                              lia_error *err);
LIA_CHECKED lia_status lia_components_of_arcs(lia_components *out,
                                              const lia_arcs *arcs,
                                              const lia_run *run,
                                              lia_error *err);
void lia_components_free(lia_components *components); /* NULL, empty: fine */

/* Single points of failure. A NULL field is not wanted; all arrays belong to
 * the caller. */
typedef struct lia_cuts {
    uint8_t *articulation; /* [n] 1 = without this account its component
                            *     falls apart                                */
    uint8_t *bridge;       /* [m] 1 = without this tie its ends are no longer
                            *     connected; tie order                       */
    lia_vid *smaller;      /* [m] accounts that a bridge's loss cuts off, on
                            *     the side with fewer: 1 .. n / 2; 0 where the
                            *     tie is no bridge                           */
} lia_cuts;

/* Find them all in one walk.
 *
 * J. Hopcroft, R. Tarjan, "Algorithm 447: efficient algorithms for graph
 * manipulation", Comm. ACM 16(6), 372-378, 1973. R. E. Tarjan, "A note on
 * finding the bridges of a graph", Inf. Process. Lett. 2(6), 160-161, 1974.
 *
 * return LIA_OK; LIA_EARG if out or ties is NULL; LIA_ENOMEM. Outputs are
 * untouched on failure.
 * Time O(n + m) on one thread; memory 20 n bytes. There is no recursion: a
 * chain of accounts may be as long as memory allows.
 */
LIA_CHECKED lia_status lia_cuts_of_ties(const lia_cuts *out,
                                        const lia_ties *ties,
                                        const lia_run *run, lia_error *err);

#ifdef __cplusplus
}
#endif
#endif
