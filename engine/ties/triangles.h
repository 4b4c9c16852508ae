/* ties/triangles.h - one pass over all triangles that adds whole numbers, per
 * tie or per account. Whole numbers add up to the same in any order, so the
 * threads leave no trace in the result.
 */
#ifndef LIA_TIES_TRIANGLES_H
#define LIA_TIES_TRIANGLES_H

#include "ties/oriented.h"

enum {
    LIA_SUM_CORNER = 1,  /* triangles through each account; only alone       */
    LIA_SUM_COUNT = 2,   /* triangles through each tie                       */
    LIA_SUM_SHARE = 4    /* 1 / degree of the third account, added per tie   */
};

typedef struct lia_triangle_sums {
    uint64_t *corner;  /* [n] by rank                                        */
    uint32_t *count;   /* [m] by slot of lia_oriented                        */
    uint64_t *share;   /* [m] by slot, in units of `unit`                    */
    double unit;       /* a power of two                                     */
} lia_triangle_sums;

/* what: LIA_SUM_CORNER, or LIA_SUM_COUNT and LIA_SUM_SHARE in any
 * combination. A share is off by at most count * unit / 2, where
 * unit = 2^(b - 64) and b is the bit length of the second largest degree.
 *
 * Time O(m * most ties upwards of an account). Memory beyond the result, per
 * thread: 8 n (corners), 4 m + 4 n (counts), 8 m + 16 n (shares) bytes.
 * return LIA_OK; LIA_ENOMEM; LIA_ELIMIT for counts if the second largest degree
 * is 2^31 or more.
 */
LIA_CHECKED lia_status lia_triangles_sum(lia_triangle_sums *out,
                                         const lia_oriented *g, int what,
                                         const lia_run *run, lia_error *err);
void lia_triangle_sums_free(lia_triangle_sums *sums);  /* empty is fine */

#endif
