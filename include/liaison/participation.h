/* liaison/participation.h - over how many groups an account spreads its ties.
 */
#ifndef LIA_PARTICIPATION_H
#define LIA_PARTICIPATION_H

#include "liaison/graph.h"

#ifdef __cplusplus
extern "C" {
#endif

/* Participation coefficient of every account:
 *
 *   P(i) = 1 - sum over groups s of ( w(i, s) / w(i) )^2
 *
 * w(i, s) the weight of i's ties to accounts of group s, w(i) that of all its
 * ties. R. Guimera, L. A. N. Amaral, "Functional cartography of complex
 * metabolic networks", Nature 433, 895-900, 2005.
 *
 * out    [n] 0 (all ties to one group) up to 1 - 1 / groups; NAN for an
 *        account whose ties weigh nothing. Untouched on failure.
 * ties   [n] weights >= 0, in any unit
 * group  [n] < groups, of each account; groups <= n
 * return LIA_OK; LIA_EARG if an argument is NULL, groups > n, or a group is
 *        out of range; LIA_ECANNOT if a weight is negative or not finite;
 *        LIA_ENOMEM.
 * Time O(n + m) over threads; memory 8 n bytes per thread. The same bits for
 * every thread count.
 */
LIA_CHECKED lia_status lia_participation(double *out, const lia_ties *ties,
                                         const uint32_t *group,
                                         uint32_t groups, const lia_run *run,
                                         lia_error *err);

#ifdef __cplusplus
}
#endif
#endif
