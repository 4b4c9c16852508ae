/* worlds/interval.c - the exact interval of a share, by bisection on the tail
 * of the binomial distribution.
 */
#include <math.h>

#include "liaison/evaluate.h"
#include "stats/tails.h"

/* The p at which so many hits or more have the probability `level`. */
static double share_for(double hits, double trials, double level)
{
    double low = 0.0, high = 1.0;

    if (hits <= 0.0)
        return 0.0;
    for (int k = 0; k < 200 && high - low > 1e-16 * high; k++) {
        const double middle = low + 0.5 * (high - low);
        if (lia_log_binomial_tail(hits, trials, middle) < log(level))
            low = middle;
        else
            high = middle;
    }
    return low + 0.5 * (high - low);
}

void lia_exact_interval(double *low, double *high, uint64_t hits,
                        uint64_t trials, double alpha)
{
    const double n = (double)trials, k = (double)hits;

    *low = *high = NAN;
    if (trials == 0 || hits > trials || !(alpha > 0.0 && alpha < 1.0))
        return;
    *low = share_for(k, n, alpha / 2.0);
    *high = 1.0 - share_for(n - k, n, alpha / 2.0);
}
