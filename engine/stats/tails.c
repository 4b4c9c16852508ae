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

enum { UPPER = 0, LOG = 1, FEW_TERMS = 64 };

/* Beyond this R's algorithms lose their way (and say so on stdout). */
static const double LARGEST = 4503599627370496.0; /* 2^52 */

/* What Chernoff's bound says of a share x / n that is not p: the tail beyond
 * it is at most exp(-n KL(x/n || p)). */
static double chernoff(double x, double n, double p)
{
    const double share = x / n;
    const double misses =
        x < n ? (1 - share) * log((1 - share) / (1 - p)) : 0;

    return n * (share * log(share / p) + misses);
}

/* Is P(X < x) below what a double can hold? libRmath computes that side as
 * well, and says on standard output when it underflows. */
static bool is_certain(double x, double n, double p)
{
    return x / n < p && chernoff(x, n, p) > 700;
}

/* The last terms of a binomial distribution, and so far out that the first of
 * them is below what a double can hold: there libRmath changes to a series of
 * alternating terms, which is wrong in the seventh digit, then all of it. */
static bool is_last(double x, double n, double p)
{
    return n - x < FEW_TERMS && x / n > p && chernoff(x, n, p) > 650;
}

/* Their sum, each term from the one before. */
static double log_of_last(double x, double n, double p)
{
    double term = 1, sum = 1;

    for (double k = x; k < n; k++) {
        term *= (n - k) / (k + 1) * p / (1 - p);
        sum += term;
    }
    return dbinom(x, n, p, LOG) + log(sum);
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
    if (is_last(x, n, p))
        return log_of_last(x, n, p);
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
