/* stats/fdr.h - false discovery rate, from logarithms of p-values.
 *
 * Y. Benjamini, Y. Hochberg, "Controlling the false discovery rate", J. R.
 * Stat. Soc. B 57(1), 289-300, 1995: of m tests, those with p(k) <= q k / m
 * for the largest such k are rejected, p(1) <= p(2) <= ... The adjusted value
 * of a test is the smallest q at which it is rejected.
 */
#ifndef LIA_STATS_FDR_H
#define LIA_STATS_FDR_H

#include <stdint.h>

#include "base/status.h"

/* Adjusted values: q(k) = min over j >= k of m p(j) / j, at most 1.
 *
 * q      [count] in the order of log_p.
 * log_p  [count] natural logarithms, <= 0; NAN counts as p = 1.
 * m      tests made, >= count: those that are not listed have p = 1.
 * return LIA_OK; LIA_EARG if a pointer is NULL or m < count; LIA_ENOMEM.
 * O(count log count); 12 count bytes.
 *
 * q <= level rejects exactly what the procedure at that level rejects. */
LIA_CHECKED lia_status lia_fdr_adjust(double *q, const double *log_p,
                                      uint64_t count, double m,
                                      lia_error *err);

#endif
