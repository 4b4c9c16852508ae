/* stats/tails.c - arguments are judged here, before libRmath sees them.
 *
 * libRmath's incomplete beta function is exact to about 1e-12 relative over
 * the range that is passed on (n below 2^52). The only file that includes
 * Rmath.h.
 */
#include "stats/tails.h"

#include <math.h>
#include <stdbool.h>

#define MATHLIB_STANDALONE 1
#include <Rmath.h>

enum { UPPER = 0, LOG = 1 };

/* Beyond this R's algorithms lose their way (and say so on stdout). */
static const double LARGEST = 4503599627370496.0; /* 2^52 */

/* Is P(X < x) below what a double can hold? Chernoff: it is at most
 * exp(-n KL(x/n || p)) for x < n p. libRmath computes that side as well, and
 * says on standard output when it underflows. */
static bool is_certain(double x, double n, double p)
{
    const double share = x / n;

    if (share >= p)
        return false;
    return n * (share * log(share / p) +
                (1 - share) * log((1 - share) / (1 - p))) > 700;
}

double lia_log_binomial_tail(double x, double n, double p)
{
    if (isnan(x) || !(n >= 0 && n <= LARGEST) || !(p >= 0 && p <= 1))
        return NAN;
    x = ceil(x);
    n = floor(n);
    if (x <= 0)
        return 0;
    if (x > n || p <= 0)
        return -INFINITY;
    if (p >= 1 || is_certain(x, n, p))
        return 0;
    return fmin(0, pbeta(p, x, n - x + 1, !UPPER, LOG));
}

double lia_log_poisson_tail(double x, double mean)
{
    if (isnan(x) || !(mean >= 0 && mean <= LARGEST))
        return NAN;
    x = ceil(x);
    if (x <= 0)
        return 0;
    if (mean <= 0 || x > LARGEST)
        return -INFINITY;
    return fmin(0, pgamma(mean, x, 1.0, !UPPER, LOG));
}

double lia_log_t_tail(double t, double df)
{
    if (isnan(t) || !(df > 0))
        return NAN;
    if (isinf(t))
        return t > 0 ? -INFINITY : 0;
    if (df > LARGEST)
        return pnorm(t, 0, 1, UPPER, LOG);
    return fmin(0, pt(t, df, UPPER, LOG));
}

double lia_log_poisson_binomial_bound(double x, double n, double sum)
{
    if (isnan(x) || !(n >= 0) || !(sum >= 0 && sum <= n))
        return NAN;
    if (x < sum + 1)
        return 0;
    return lia_log_binomial_tail(x, n, n > 0 ? fmin(1, sum / n) : 0);
}

double lia_log_poisson_binomial_tail(uint64_t x, const double *p, uint64_t n,
                                     double *scratch)
{
    double *at = scratch;   /* at[k] = P(k so far); at[x] = P(x or more) */

    if (x > n)
        return -INFINITY;
    for (uint64_t k = 0; k <= x; k++)
        at[k] = 0;
    at[0] = 1;
    for (uint64_t i = 0; i < n; i++) {
        if (!(p[i] >= 0 && p[i] <= 1))
            return NAN;
        if (x == 0)
            continue;
        at[x] += at[x - 1] * p[i];
        for (uint64_t k = (i + 1 < x ? i + 1 : x - 1); k > 0; k--)
            at[k] = at[k] * (1 - p[i]) + at[k - 1] * p[i];
        at[0] *= 1 - p[i];
    }
    return x == 0 ? 0 : fmin(0, log(at[x]));
}
