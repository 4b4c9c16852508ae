/* liaison/rank.h - standing by who points at whom: PageRank, eigenvector
 * centrality, Katz centrality.
 *
 * Definitions are those of NetworkX 2.8.8, except that iterations stop at a
 * change below `tolerance`, not below n times it.
 */
#ifndef LIA_RANK_H
#define LIA_RANK_H

#include "liaison/graph.h"

#ifdef __cplusplus
extern "C" {
#endif

/* NULL in place of a pointer to it means LIA_RANK_DEFAULTS. */
typedef struct lia_rank_options {
    double alpha;          /* share that follows an arc, 0 <= alpha < 1      */
    double tolerance;      /* total (L1) change of the last step, > 0        */
    int max_iterations;    /* >= 1                                           */
    lia_run run;
} lia_rank_options;
#define LIA_RANK_DEFAULTS { 0.85, 1e-12, 1000, LIA_RUN_DEFAULTS }

/* How the iteration ended. */
typedef struct lia_rank_end {
    int iterations;
    double change;         /* total change of the last one                   */
} lia_rank_end;

/* PageRank of every account: the share of its time that a walker spends there
 * who follows an arc with probability alpha and otherwise starts anew
 * anywhere; without an arc to follow, he starts anew, too.
 *
 *   x(i) = (1 - alpha) / n + alpha sum over arcs (j, i) of x(j) w(j,i) / s(j)
 *                          + alpha / n sum of x(j) over all j with s(j) = 0
 *   s(j) = sum over arcs (j, k) of w(j,k)
 *
 * L. Page, S. Brin, R. Motwani, T. Winograd, "The PageRank citation ranking:
 * bringing order to the web", Stanford InfoLab 1999-66. The iteration starts
 * at 1/n for everyone. Along ties the walker goes either way.
 *
 * The graph's weights count where there are any; to rank without them, pass a
 * copy of the struct whose weight is NULL.
 *
 * out    [n] > 0, adds up to 1; 1 for the only account. Untouched on failure.
 * end    NULL is fine. Written when the result is, and on LIA_ECANNOT after
 *        max_iterations.
 * return LIA_OK; LIA_EARG if out or the graph is NULL or an option is outside
 *        of its range; LIA_ECANNOT if a weight is negative or not finite, if
 *        those of an account add up to more than 1e290 or, unless they are
 *        all 0, to less than 1e-290, or if the change is still not below
 *        tolerance after max_iterations (the message says what was reached);
 *        LIA_ENOMEM.
 *
 * Time O(n + m) per iteration over threads; at alpha 0.85 the change falls by
 * that factor or faster, so at most some 170 iterations reach 1e-12. Memory
 * 32 n bytes; of arcs 8 n + 4 m more for their reverse, 12 m with weights.
 * The same bits for every thread count.
 */
LIA_CHECKED lia_status lia_pagerank_of_ties(double *out, lia_rank_end *end,
                                            const lia_ties *ties,
                                            const lia_rank_options *options,
                                            lia_error *err);
LIA_CHECKED lia_status lia_pagerank_of_arcs(double *out, lia_rank_end *end,
                                            const lia_arcs *arcs,
                                            const lia_rank_options *options,
                                            lia_error *err);

/* Eigenvector centrality of every account: the sum of its in-neighbours'
 * centralities, up to a common factor.
 *
 *   x = A' x / lambda,  |x| = 1 (Euclidean),  A(j,i) = w(j,i)
 *
 * for the largest eigenvalue lambda. P. Bonacich, "Power and centrality: a
 * family of measures", Am. J. Sociology 92(5), 1170-1182, 1987. Power
 * iteration with A' + I from equal values: where several components share the
 * largest eigenvalue, the result is the part of the equal vector in their
 * common space, as in NetworkX; without ties everyone has 1 / sqrt(n).
 *
 * options  alpha is ignored; tolerance is the Euclidean change of one step.
 *          NULL means LIA_EIGENVECTOR_DEFAULTS.
 * out    [n] >= 0. Untouched on failure.
 * end    NULL is fine; change is the Euclidean one.
 * return LIA_OK; LIA_EARG; LIA_ENOMEM; LIA_ECANNOT if a weight is negative or
 *        not finite, or if the iteration does not settle. It does not where
 *        arcs close no cycle (the largest eigenvalue is 0), and slowly where
 *        two largest eigenvalues are nearly alike (long paths, grids).
 *
 * Time O(n + m) per iteration over threads. Memory 24 n bytes; of arcs the
 * reverse more. The same bits for every thread count.
 */
#define LIA_EIGENVECTOR_DEFAULTS { 0, 1e-12, 20000, LIA_RUN_DEFAULTS }
LIA_CHECKED lia_status lia_eigenvector_of_ties(double *out, lia_rank_end *end,
                                               const lia_ties *ties,
                                               const lia_rank_options *options,
                                               lia_error *err);
LIA_CHECKED lia_status lia_eigenvector_of_arcs(double *out, lia_rank_end *end,
                                               const lia_arcs *arcs,
                                               const lia_rank_options *options,
                                               lia_error *err);

/* Katz centrality of every account: walks of all lengths that end there, each
 * step worth alpha.
 *
 *   x(i) = alpha sum over arcs (j, i) of w(j,i) x(j) + 1,  then |x| = 1
 *
 * L. Katz, "A new status index derived from sociometric analysis",
 * Psychometrika 18(1), 39-43, 1953.
 *
 * options  alpha > 0 must be below 1 / lambda, lambda the largest eigenvalue
 *          of the weights; tolerance is the change of one step over the sum of
 *          all values. NULL means LIA_KATZ_DEFAULTS (NetworkX: alpha 0.1).
 * out    [n] > 0. Untouched on failure.
 * return as above; LIA_ECANNOT also if alpha is too large: the message names
 *        the largest that would do, as far as the iteration showed it.
 * Time, memory and bits as above.
 */
#define LIA_KATZ_DEFAULTS { 0.1, 1e-12, 20000, LIA_RUN_DEFAULTS }
LIA_CHECKED lia_status lia_katz_of_ties(double *out, lia_rank_end *end,
                                        const lia_ties *ties,
                                        const lia_rank_options *options,
                                        lia_error *err);
LIA_CHECKED lia_status lia_katz_of_arcs(double *out, lia_rank_end *end,
                                        const lia_arcs *arcs,
                                        const lia_rank_options *options,
                                        lia_error *err);

#ifdef __cplusplus
}
#endif
#endif
