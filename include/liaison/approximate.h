/* liaison/approximate.h - shortest-path measures with a guaranteed error,
 * where exact ones take too long.
 *
 * The guarantee holds for all accounts (or ties) at once: with probability at
 * least 1 - delta, every value is within eps of the exact one, on the scale of
 * 0 to 1. What was reached is often better than what was asked, and is said.
 * Weights are ignored: distances are steps.
 *
 * Samples are numbered and each draws from a stream of its own, and whether to
 * go on is decided after fixed numbers of samples: the result depends on the
 * seed, not on the number of threads.
 */
#ifndef LIA_APPROXIMATE_H
#define LIA_APPROXIMATE_H

#include "liaison/graph.h"

#ifdef __cplusplus
extern "C" {
#endif

/* NULL in place of a pointer to it means LIA_ACCURACY_DEFAULTS. */
typedef struct lia_accuracy {
    double eps;            /* 0 < eps < 1                                    */
    double delta;          /* 0 < delta < 1                                  */
    uint64_t seed;
    lia_run run;
} lia_accuracy;
#define LIA_ACCURACY_DEFAULTS { .01, .1, 1, LIA_RUN_DEFAULTS }

/* What was reached. */
typedef struct lia_achieved {
    double bound;          /* <= eps; 0 = exact                              */
    uint64_t samples;      /* paths, or sources                              */
} lia_achieved;

/* Betweenness of accounts and ties, as lia_betweenness() has it, from random
 * shortest paths.
 *
 * M. Borassi, E. Natale, "KADABRA is an ADaptive Algorithm for Betweenness via
 * Random Approximation", ACM J. Exp. Algorithmics 24, 2019 (ESA 2016): a pair
 * of accounts and one of its shortest paths, each drawn alike, by balanced
 * search from both ends; the number of samples adapts to the values, never
 * above omega = (floor(log2(VD - 2)) + 1 + ln(2 / delta)) / (2 eps^2), VD the
 * accounts on the longest shortest path (M. Riondato, E. M. Kornaropoulos,
 * Data Min. Knowl. Disc. 30, 2016). How delta is shared among accounts is not
 * theirs: each gets what it needs for one common number of samples, which a
 * first small sample suggests.
 *
 * accounts  [n] 0..1, or NULL
 * ties_out  [m] 0..1 in tie order, or NULL: then eps holds for ties, too
 * end       NULL is fine
 * return LIA_OK; LIA_EARG if the graph or both outputs are NULL or an option
 *        is out of range; LIA_ECANNOT if a pair has more than 1e308 shortest
 *        paths; LIA_ELIMIT beyond 2^30 accounts; LIA_ENOMEM. Outputs are
 *        untouched on failure.
 *
 * Time: samples times the two half searches; memory 24 n bytes per thread,
 * 20 n and 20 m once.
 */
LIA_CHECKED lia_status lia_betweenness_sampled(double *accounts,
                                               double *ties_out,
                                               lia_achieved *end,
                                               const lia_ties *ties,
                                               const lia_accuracy *accuracy,
                                               lia_error *err);

/* The same along arcs; arcs_out [m] in the order of arcs->to. VD is bounded by
 * the size of the largest component, which costs samples. */
LIA_CHECKED lia_status lia_arcs_betweenness_sampled(
    double *accounts, double *arcs_out, lia_achieved *end,
    const lia_arcs *arcs, const lia_accuracy *accuracy, lia_error *err);

/* Harmonic and closeness centrality, as lia_nearness() has them, from random
 * sources without repetition (D. Eppstein, J. Wang, "Fast approximation of
 * centrality", J. Graph Algorithms Appl. 8(1), 2004). The number of sources
 * adapts to the variance seen, by the empirical Bernstein bound for sampling
 * without replacement of R. Bardenet, O.-A. Maillard, "Concentration
 * inequalities for sampling without replacement", Bernoulli 21(3), 2015,
 * Theorem 4.3. Where half of the accounts would have to be sources, all are,
 * and the result is exact.
 *
 * harmonic   [n] 0..n-1, or NULL: harmonic / (n - 1) is within eps
 * closeness  [n] 0..1, or NULL: within eps
 * return as above.
 *
 * Time O(sources m / 256) words; memory per thread 110 n bytes and 40 n.
 */
LIA_CHECKED lia_status lia_nearness_sampled(double *harmonic,
                                            double *closeness,
                                            lia_achieved *end,
                                            const lia_ties *ties,
                                            const lia_accuracy *accuracy,
                                            lia_error *err);

/* Harmonic along arcs (distances to the account). There is no closeness: how
 * many reach an account is not known without asking all. */
LIA_CHECKED lia_status lia_arcs_harmonic_sampled(double *harmonic,
                                                 lia_achieved *end,
                                                 const lia_arcs *arcs,
                                                 const lia_accuracy *accuracy,
                                                 lia_error *err);

#ifdef __cplusplus
}
#endif
#endif
