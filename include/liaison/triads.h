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
 * return LIA_OK; LIA_EARG if out or ties is NULL; LIA_ENOMEM. Outputs are
 * untouched on failure. The same bits for every thread count.
 */
LIA_CHECKED lia_status lia_triads_count(const lia_triads *out,
                                        const lia_ties *ties,
                                        const lia_run *run, lia_error *err);

#ifdef __cplusplus
}
#endif
#endif
