/* liaison/paths.h - who lies on the shortest paths, and how near all are.
 *
 * Betweenness of accounts and ties, closeness, and the span of a tie. The
 * definitions and normalisations are those of NetworkX 2.8.8.
 *
 * Each measure has two forms. The plain one counts steps and ignores weights.
 * The one _by_length reads every weight as the length of its tie (long = far,
 * the opposite of strong = near); a projection without weights has length 1
 * everywhere. Path lengths are added from the source outwards and compared
 * exactly, as NetworkX does: lengths such as 0.1 can make two paths differ in
 * the last bit, whole numbers cannot.
 *
 * All arrays belong to the caller and are untouched on failure. The bits are
 * the same for every thread count. Progress counts in sources (for spans: in
 * ties).
 */
#ifndef LIA_PATHS_H
#define LIA_PATHS_H

#include "liaison/graph.h"

#ifdef __cplusplus
extern "C" {
#endif

/* Betweenness of accounts and of ties, in one pass.
 *
 *   account v: sum over pairs (s, t), both other than v, of the share of
 *              shortest s-t paths through v, over (n - 1)(n - 2) / 2 pairs
 *   tie e:     sum over all pairs (s, t) of the share of shortest s-t paths
 *              along e, over n (n - 1) / 2 pairs
 *
 * U. Brandes, "A Faster Algorithm for Betweenness Centrality", J. Math.
 * Sociology 25(2), 163-177, 2001; "On Variants of Shortest-Path Betweenness
 * Centrality and their Generic Computation", Social Networks 30(2), 136-145,
 * 2008.
 *
 * accounts  [n] 0..1, or NULL; 0 for n <= 2 and for an isolated account
 * ties_out  [m] 0..1 in tie order, or NULL
 * In steps, trees that hang from the rest are folded into it, and what hangs
 * together by single accounts only is searched part by part (A. E. Sariyuce et
 * al., "Shattering and Compressing Networks for Betweenness Centrality", SDM
 * 2013).
 *
 * return LIA_OK; LIA_EARG if ties or both outputs are NULL; LIA_ENOMEM;
 *        LIA_ECANNOT if a pair has more than 1e308 shortest paths (in steps:
 *        within a part that no single account takes apart); with
 *        lengths, also if one is zero, negative or not finite: with zero
 *        lengths the number of shortest paths depends on the order in which
 *        they are found, and NetworkX's own result does too.
 *
 * Time O(n m), in steps the sum of n m over those parts, with lengths
 * O(n (m + n log n)). Sources are cut into 16
 * blocks (fewer where 16 m + 8 n bytes exceed 16 MiB, never under 8), by the
 * size of the network only, and at most so many threads work. Memory: per
 * block 16 m + 8 n bytes, so at most 256 MiB or 128 m + 64 n bytes in all; per
 * thread 370 n bytes, with lengths 40 n; once 32 m + 60 n.
 */
LIA_CHECKED lia_status lia_betweenness(double *accounts, double *ties_out,
                                       const lia_ties *ties,
                                       const lia_run *run, lia_error *err);
LIA_CHECKED lia_status lia_betweenness_by_length(double *accounts,
                                                 double *ties_out,
                                                 const lia_ties *ties,
                                                 const lia_run *run,
                                                 lia_error *err);

/* The same along arcs, over the (n - 1)(n - 2) and n (n - 1) ordered pairs.
 * arcs_out: [m] in the order of arcs->to, or NULL. */
LIA_CHECKED lia_status lia_arcs_betweenness(double *accounts, double *arcs_out,
                                            const lia_arcs *arcs,
                                            const lia_run *run,
                                            lia_error *err);
LIA_CHECKED lia_status lia_arcs_betweenness_by_length(double *accounts,
                                                      double *arcs_out,
                                                      const lia_arcs *arcs,
                                                      const lia_run *run,
                                                      lia_error *err);

/* How near an account is to all others, in one pass.
 *
 *   harmonic(v)  = sum over u of 1 / d(u, v), u other than v and reaching v
 *   closeness(v) = (r / sum of d(u, v)) * (r / (n - 1)), r = accounts that
 *                  reach v (without v)
 *
 * P. Boldi, S. Vigna, "Axioms for Centrality", Internet Math. 10, 2014;
 * S. Wasserman, K. Faust, "Social Network Analysis", 1994, for the factor
 * r / (n - 1). M. Then et al., "The More the Merrier: Efficient Multi-Source
 * Graph Traversal", PVLDB 8(4), 2014, for the way it is done.
 *
 * harmonic   [n] 0..n-1 (with lengths: 1 over length), or NULL; 0 where no one
 *            reaches v
 * closeness  [n] 0..1 (with lengths: 1 over length), or NULL; 0 where no one
 *            reaches v, and where all who do are at length 0
 * return LIA_OK; LIA_EARG if ties or both outputs are NULL; LIA_ENOMEM; with
 *        lengths LIA_ECANNOT if one is negative or not finite. An account at
 *        length 0 adds nothing to harmonic.
 *
 * Time O(n m / 64) words for graphs of small diameter, never more than
 * O(n m); with lengths O(n (m + n log n)). Memory per thread 110 n bytes, with
 * lengths 20 n; once 24 n.
 */
LIA_CHECKED lia_status lia_nearness(double *harmonic, double *closeness,
                                    const lia_ties *ties, const lia_run *run,
                                    lia_error *err);
LIA_CHECKED lia_status lia_nearness_by_length(double *harmonic,
                                              double *closeness,
                                              const lia_ties *ties,
                                              const lia_run *run,
                                              lia_error *err);

/* The same along arcs: d(u, v) is the distance from u to v, incoming.
 * Memory beyond it: the reversed arcs. */
LIA_CHECKED lia_status lia_arcs_nearness(double *harmonic, double *closeness,
                                         const lia_arcs *arcs,
                                         const lia_run *run, lia_error *err);
LIA_CHECKED lia_status lia_arcs_nearness_by_length(double *harmonic,
                                                   double *closeness,
                                                   const lia_arcs *arcs,
                                                   const lia_run *run,
                                                   lia_error *err);

/* The accounts with the k largest values of lia_nearness(), without asking all
 * of them to the end: a search stops as soon as what it could still find
 * cannot bring its account among the k. E. Bergamini et al., "Computing top-k
 * closeness centrality faster in unweighted graphs", ACM Trans. Knowl. Disc.
 * Data 13(5), 2019 (the cut by neighbours).
 *
 * account  [k] the largest value first; a draw: the smaller id first
 * value    [k] the same bits as lia_nearness() gives
 * count    accounts written: the smaller of k and n
 * return LIA_OK; LIA_EARG if a pointer is NULL or k is 0; LIA_ENOMEM. Outputs
 *        are untouched on failure.
 * Time O(k (n + m)) in networks with a few central accounts, O(n m) at worst;
 * memory 13 n bytes per thread, 20 n once.
 */
typedef enum lia_near { LIA_HARMONIC, LIA_CLOSENESS } lia_near;
LIA_CHECKED lia_status lia_nearness_top(lia_vid *account, double *value,
                                        uint32_t *count, uint32_t k,
                                        lia_near which, const lia_ties *ties,
                                        const lia_run *run, lia_error *err);

/* Span of every tie: the distance between its two ends without it.
 *
 * M. S. Granovetter, "The Strength of Weak Ties", Am. J. Sociology 78(6),
 * 1360-1380, 1973 (a local bridge of degree k is a tie of span k > 2).
 *
 * out     [m] in tie order: 2 where the ends share a contact, INFINITY for a
 *         bridge
 * mutual  [m] contacts in common (lia_triads_count), tie order, or NULL: the
 *         search then finds out by itself, slower
 * bridge  [m] 1 = bridge (lia_cuts_of_ties), or NULL: they are found first
 * return LIA_OK; LIA_EARG if out or ties is NULL; LIA_ENOMEM.
 *
 * Time: for each tie without a common contact one search from both ends, in
 * the worst case O(n + m): a cycle of n accounts takes n^2 steps. The contacts
 * of the end that has more are marked once for all its ties. Memory 9 n
 * bytes per thread, once 8 n; without bridges given 20 n + m before that.
 */
LIA_CHECKED lia_status lia_span(double *out, const uint32_t *mutual,
                                const uint8_t *bridge, const lia_ties *ties,
                                const lia_run *run, lia_error *err);

/* The same with lengths (NetworkX: local_bridges(weight=), which gives it for
 * ties without a common contact; here every tie has one).
 * return also LIA_ECANNOT if a length is negative or not finite.
 * Time: one Dijkstra search per tie that is no bridge, which ends at the
 * other end of the tie. Memory 20 n bytes per thread, once 8 n; without
 * bridges given 20 n + m before that. */
LIA_CHECKED lia_status lia_span_by_length(double *out, const uint8_t *bridge,
                                          const lia_ties *ties,
                                          const lia_run *run, lia_error *err);

#ifdef __cplusplus
}
#endif
#endif
