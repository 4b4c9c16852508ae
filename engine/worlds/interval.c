/* worlds/interval.c - the exact interval of a share, by bisection on the tail
 * of the binomial distribution.
 */
#include <math.h>

#include "liaison/evaluate.h"

static double log_choose(double n, double k)
{
    int sign;

    return lgamma_r(n + 1.0, &sign) - lgamma_r(k + 1.0, &sign) -
           lgamma_r(n - k + 1.0, &sign);
}

/* Is P(X >= hits) above the level, which is below a half? Terms are added from
 * hits upwards, until they are, or until the rest cannot matter: they fall
 * from the mean on. */
static bool is_tail_above(double hits, double trials, double p, double level)
{
    const double odds = p / (1.0 - p);
    double term = exp(log_choose(trials, hits) + hits * log(p) +
                      (trials - hits) * log1p(-p));
    double sum = term;

    if (hits <= trials * p - 1.0)      /* below the median: half and more    */
        return true;
    for (double i = hits; i < trials && sum <= level; i++) {
        const double ratio = (trials - i) / (i + 1.0) * odds;
        term *= ratio;
        sum += term;
        if (ratio < 1.0 && term < 1e-17 * sum * (1.0 - ratio))
            break;
    }
    return sum > level;
}

/* The p at which so many hits or more have the probability `level`. */
static double share_for(double hits, double trials, double level)
{
    double low = 0.0, high = 1.0;

    if (hits <= 0.0)
        return 0.0;
    for (int k = 0; k < 200 && high - low > 1e-16 * high; k++) {
        const double middle = low + 0.5 * (high - low);
        if (!is_tail_above(hits, trials, middle, level))
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
