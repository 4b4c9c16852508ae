/* liaison/triads.h - closed and open triangles: what contacts have in common.
 *
 * One pass over all triangles gives every number below, for all accounts and
 * all ties. Definitions are those of NetworkX 2.8.8 where it has the name.
 */
#ifndef LIA_TRIADS_H
#define LIA_TRIADS_H

#include "liaison/graph.h"

#ifdef __cplusplus
extern "C" {
#endif

/* What to compute: a NULL field is not wanted and costs nothing. All arrays
 * belong to the caller. d(i) = degree, t(i) = triangles through i. */
typedef struct lia_triads {
    uint32_t *mutual;       /* [m] contacts that both ends share, tie order  */
    uint64_t *triangles;    /* [n] triangles through the account             */
    double *clustering;     /* [n] 2 t / (d (d-1)); 0 when d < 2             */
    double *effective_size; /* [n] d - 2 t / d (Borgatti 1997); NAN if d = 0 */
    double *efficiency;     /* [n] effective size / d; NAN if d = 0          */
    double *constraint;     /* [n] Burt 2004; NAN if d = 0                   */
} lia_triads;

/* All of it for an unweighted network (weights are ignored).
 *
 *   constraint c(i) = sum over contacts j of (p(i,j) + sum_q p(i,q) p(q,j))^2,
 *   p(i,j) = 1 / d(i): with T(i,j) = sum of 1/d(q) over common contacts q,
 *   c(i) = sum_j (1 + T(i,j))^2 / d(i)^2.
 *
 * R. S. Burt, "Structural Holes and Good Ideas", Am. J. Sociology 110(2),
 * 349-399, 2004. S. P. Borgatti, "Structural Holes: Unpacking Burt's
 * Redundancy Measures", Connections 20(1), 35-38, 1997.
 *
 * T is added up as whole multiples of u = 2^(b - 64), b the bit length of the
 * second largest degree (at least 2), so that the order of additions leaves
 * no trace: a T over q common contacts is off by at most q u / 2, below
 * 1e-15 q for degrees up to 16 thousand, 1e-12 q up to 17 million.
 *
 * return LIA_OK; LIA_EARG if out or ties is NULL; LIA_ENOMEM; LIA_ELIMIT if a
 * count per tie is needed and two accounts have 2^31 contacts each. Outputs are
 * untouched on failure. The same bits for every thread count.
 *
 * Time O(m * a), a <= sqrt(2 m) the most ties that one account has with
 * accounts of higher degree. Memory: 12 m + 28 n bytes, with mutual 8 m more;
 * and per thread 4 m + 4 n where a count per tie is needed (mutual, or
 * triangles and the like together with constraint), 8 m + 16 n for
 * constraint, else 9 n.
 */
LIA_CHECKED lia_status lia_triads_count(const lia_triads *out,
                                        const lia_ties *ties,
                                        const lia_run *run, lia_error *err);

/* The same with weights w, as NetworkX 2.8.8 with `weight`. S(i) = sum and
 * M(i) = largest of the weights of i's ties, W = largest of all.
 *
 *   constraint      p(i,j) = w(i,j) / S(i) in the formula above
 *   effective_size  d(i) - sum over pairs (q,j) of contacts of i that are
 *                   tied, both orders, of p(i,j) w(q,j) / M(q) (Burt 1995)
 *   efficiency      effective size / d(i)
 *   clustering      sum over the triangles i j q of 2 (w(i,j) w(j,q) w(q,i))
 *                   ^(1/3) / (W d (d-1)); 0 when there is none. J.-P. Onnela
 *                   et al., Phys. Rev. E 71, 065103, 2005.
 *   mutual, triangles   as without weights
 *
 * The unit of the weights cancels out. Ties without weights: as
 * lia_triads_count(), whose effective size is what this one is for equal
 * weights. NAN and 0 as there.
 *
 * Weights below 0 have a meaning for clustering only, where a triangle takes
 * the sign of their product.
 *
 * return LIA_OK; LIA_EARG if out or ties is NULL; LIA_ECANNOT, with the
 * reason, if a weight is not finite, for the first three if one is not above
 * 0 or an S(i) is outside of 1e-290 to 1e290, for clustering if none is above
 * 0; LIA_ENOMEM. Outputs are untouched on failure.
 * The same bits for every thread count: every sum is one account's, in the
 * order of its contacts.
 *
 * Time O(sum over ties of the smaller degree, times the logarithm of the
 * larger). Memory: 40 n bytes, 16 m for clustering, 4 n + 8 dmax per thread;
 * for mutual and triangles that of lia_triads_count(), not at the same time.
 */
LIA_CHECKED lia_status lia_triads_weighted(const lia_triads *out,
                                           const lia_ties *ties,
                                           const lia_run *run, lia_error *err);

/* The same for arcs, with their weights or, if they have none, 1 each, as
 * NetworkX 2.8.8 for a DiGraph. Contacts of i: whom it points at and who
 * points at it; w(i,j) is the sum of the weights of both arcs in the formulas
 * of constraint and effective size.
 *
 *   constraint, effective_size   NAN for an account that points at nobody
 *   efficiency  effective size / (in-degree + out-degree), both arcs of a
 *               mutual pair counted, so at most 1/2 where all are mutual
 *   clustering  G. Fagiolo, Phys. Rev. E 76, 026107, 2007: directed triangles
 *               t = sum of s(i,j) s(j,q) s(q,i) over ordered pairs of contacts,
 *               s(i,j) = (w(i->j)/W)^(1/3) + (w(j->i)/W)^(1/3), c = t / (2 (b
 *               (b-1) - 2 r)), b = in- plus out-degree, r = contacts tied in
 *               both directions; 0 when t = 0
 *   triangles   of the ties: directions ignored
 *   mutual      must be NULL: ask lia_triads_count() with lia_arcs_to_ties()
 *
 * return as lia_triads_weighted(), LIA_EARG also if mutual is given. Time and
 * memory as there, and 24 to 48 bytes per arc.
 */
LIA_CHECKED lia_status lia_triads_directed(const lia_triads *out,
                                           const lia_arcs *arcs,
                                           const lia_run *run, lia_error *err);

/* Overlap of the contacts of a tie's ends, n / (d(a)-1 + d(b)-1 - n) with n
 * common contacts: 0 (none) to 1 (all); 0 where neither end has another
 * contact. J.-P. Onnela et al., "Structure and tie strengths in mobile
 * communication networks", PNAS 104(18), 7332-7336, 2007.
 * out, mutual: [m] in tie order. Time O(m). */
void lia_overlap(double *out, const uint32_t *mutual, const lia_ties *ties);

/* 1 where the ends of a tie have no contact in common (Granovetter 1973; span
 * above 2), else 0. out, mutual: [m]. */
void lia_local_bridges(uint8_t *out, const uint32_t *mutual, uint64_t m);

/* 3 x triangles / triads, the share of pairs of contacts that know each
 * other, 0..1; 0 without triangles. triangles: [n]. */
double lia_transitivity(const uint64_t *triangles, const lia_ties *ties);

/* Mean over all accounts, those with fewer than two contacts counted as 0;
 * NAN without accounts. clustering: [n]. */
double lia_mean_clustering(const double *clustering, lia_vid n);

#ifdef __cplusplus
}
#endif
#endif
