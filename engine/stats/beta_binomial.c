/* stats/beta_binomial.c - see beta_binomial.h. */
#include "stats/beta_binomial.h"

#include <math.h>

#define BIG 1e200

static double log_gamma(double x)
{
    int sign;

    return lgamma_r(x, &sign);   /* lgamma() writes a global                 */
}

static double log_term(double x, double m, double a, double b)
{
    return log_gamma(m + 1) - log_gamma(x + 1) - log_gamma(m - x + 1) +
           log_gamma(x + a) + log_gamma(m - x + b) - log_gamma(m + a + b) +
           log_gamma(a + b) - log_gamma(a) - log_gamma(b);
}

double lia_log_beta_binomial_tail(uint64_t x, uint64_t m, double a, double b)
{
    const double n = (double)m;
    double term = 1.0, sum = 1.0, scale = 0.0;

    if (!(a > 0 && b > 0))
        return (double)NAN;
    if ((double)x <= n * a / (a + b))
        return 0.0;
    if (x > m)
        return -INFINITY;
    for (uint64_t i = x; i < m; i++) {
        const double k = (double)i;
        const double ratio = (n - k) / (k + 1) * (k + a) / (n - k - 1 + b);
        term *= ratio;
        sum += term;
        if (ratio < 1 && term < 1e-17 * sum * (1 - ratio) && b >= 1)
            break;               /* below b = 1 the last terms may rise again */
        if (sum > BIG) {
            sum /= BIG;
            term /= BIG;
            scale += log(BIG);
        }
    }
    return fmin(0.0, log_term((double)x, n, a, b) + log(sum) + scale);
}

void lia_beta_binomial_fit(double *a, double *b, double mean, double squares,
                           double inverse, double least)
{
    const double mu = fmin(fmax(mean, least), 1 - least);
    const double spread = fmax(squares - mean * mean, 0.0) / (mu * (1 - mu));
    double rho = inverse < 1 ? (spread - inverse) / (1 - inverse) : 0.0;

    rho = fmin(fmax(rho, 1e-9), 0.999);
    *a = mu * (1 - rho) / rho;
    *b = (1 - mu) * (1 - rho) / rho;
}
