/* stats/quantile.h - order statistics of a column that is in order. */
#ifndef LIA_STATS_QUANTILE_H
#define LIA_STATS_QUANTILE_H

#include <math.h>
#include <stdint.h>

/* Quantile of ascending values, linear between neighbours (type 7 of R. J.
 * Hyndman, Y. Fan, "Sample quantiles in statistical packages", Am. Stat.
 * 50(4), 361-365, 1996; the default of R and NumPy). NAN without values. */
static inline double lia_quantile(const double *ascending, uint64_t count,
                                  double share)
{
    const double at = count > 0 ? share * (double)(count - 1) : 0;
    const uint64_t below = (uint64_t)at;

    if (count == 0)
        return NAN;
    if (below + 1 >= count)
        return ascending[count - 1];
    return ascending[below] +
           (at - (double)below) * (ascending[below + 1] - ascending[below]);
}

static inline double lia_median(const double *ascending, uint64_t count)
{
    return lia_quantile(ascending, count, 0.5);
}

#endif
