/* liaison/summary.h - a network in a few numbers: who has how many ties, how
 * dense it is, how mutual, and whether the popular know the popular.
 *
 * Definitions are those of NetworkX 2.8.8. The number of components is
 * lia_components.count in liaison/cohesion.h.
 */
#ifndef LIA_SUMMARY_H
#define LIA_SUMMARY_H

#include "liaison/graph.h"

#ifdef __cplusplus
extern "C" {
#endif

/* Per account. A NULL field is not wanted and costs nothing; all arrays belong
 * to the caller. Of ties, in and out are the same as the whole. Strengths are
 * sums of weights, and equal the degrees where the graph has no weights. */
typedef struct lia_degrees {
    uint64_t *degree;      /* [n] ties; of arcs in + out                     */
    uint64_t *out_degree;  /* [n] arcs that leave the account                */
    uint64_t *in_degree;   /* [n] arcs that point at it                      */
    double *strength;      /* [n] of arcs in + out                           */
    double *out_strength;  /* [n]                                            */
    double *in_strength;   /* [n]                                            */
} lia_degrees;

/* return LIA_OK; LIA_EARG if out or the graph is NULL; of arcs LIA_ENOMEM,
 * with the outputs untouched. Time O(n + m); memory: of arcs at most 16 n
 * bytes. The same bits for every thread count. */
LIA_CHECKED lia_status lia_degrees_of_ties(const lia_degrees *out,
                                           const lia_ties *ties,
                                           const lia_run *run, lia_error *err);
LIA_CHECKED lia_status lia_degrees_of_arcs(const lia_degrees *out,
                                           const lia_arcs *arcs,
                                           const lia_run *run, lia_error *err);

/* Share of the pairs of accounts that are tied: 2 m / (n (n - 1)), of arcs
 * m / (n (n - 1)). 0 .. 1; 0 when n < 2. */
double lia_density_of_ties(const lia_ties *ties);
double lia_density_of_arcs(const lia_arcs *arcs);

/* Share of the arcs whose opposite is there, too. 0 .. 1; NAN without arcs,
 * where NetworkX raises. A tie goes both ways by definition: 1, and NAN
 * without ties.
 *
 * return LIA_OK; LIA_EARG if out or arcs is NULL. Time O(m log degree) over
 * threads; no memory.
 */
double lia_reciprocity_of_ties(const lia_ties *ties);
LIA_CHECKED lia_status lia_reciprocity_of_arcs(double *out,
                                               const lia_arcs *arcs,
                                               const lia_run *run,
                                               lia_error *err);

/* Degree assortativity: Pearson's correlation, over all ties in both
 * directions, of the strengths of the two ends; over arcs, of the out-strength
 * of the source and the in-strength of the target. Every tie counts once,
 * whatever its weight; weights enter through the strengths only.
 *
 * M. E. J. Newman, "Mixing patterns in networks", Phys. Rev. E 67, 026126,
 * 2003, equations 21, 25 and 26.
 *
 * out    -1 .. 1; NAN where it is undefined: no ties, or all ends alike.
 * return LIA_OK; LIA_EARG if out or the graph is NULL; LIA_ENOMEM. The output
 *        is untouched on failure.
 * Time O(n + m) over threads; memory 8 n bytes, of arcs 16 n. The same bits
 * for every thread count.
 */
LIA_CHECKED lia_status lia_assortativity_of_ties(double *out,
                                                 const lia_ties *ties,
                                                 const lia_run *run,
                                                 lia_error *err);
LIA_CHECKED lia_status lia_assortativity_of_arcs(double *out,
                                                 const lia_arcs *arcs,
                                                 const lia_run *run,
                                                 lia_error *err);

#ifdef __cplusplus
}
#endif
#endif
