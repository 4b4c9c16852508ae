/* influence/powerlaw.c - maximum likelihood for x^-a / zeta(a, least).
 *
 * The likelihood of a tail depends on two numbers, how many values it has and
 * the sum of their logarithms; its derivative by a has one zero, found by
 * Newton's method kept inside of a bracket. Sums from the largest value down
 * serve every candidate for `least`.
 */
#include "influence/powerlaw.h"

#include <math.h>

enum { FROM = 12, CANDIDATES = 40, STEPS = 60 };

static const double LEAST_EXPONENT = 1.0001, MOST_EXPONENT = 20;

/* Term by term up to FROM, then Euler and Maclaurin's formula; the derivatives
 * are those of each term. Good to 1e-13 for 1.0001 <= a <= 20. */
void lia_hurwitz(double out[3], double a, double q)
{
    static const double bernoulli[] = {1. / 12, -1. / 720, 1. / 30240,
                                       -1. / 1209600, 1. / 47900160};
    double z = 0, dz = 0, ddz = 0;

    for (; q < FROM; q++) {
        const double l = log(q), t = exp(-a * l);
        z += t;
        dz -= l * t;
        ddz += l * l * t;
    }
    const double x = q, l = log(x), t = exp(-a * l), b = a - 1;
    /* x^(1-a) / (a - 1) + x^-a / 2 */
    z += x * t / b + t / 2;
    dz += x * t * (-l / b - 1 / (b * b)) - l * t / 2;
    ddz += x * t * (l * l / b + 2 * l / (b * b) + 2 / (b * b * b)) +
           l * l * t / 2;
    /* B(2j) / (2j)! a (a + 1) .. (a + 2j - 2) x^(-a - 2j + 1) */
    double rising = a, log_rising = 1 / a, log_rising2 = -1 / (a * a);
    double power = t / x;
    for (int j = 0; j < 5; j++) {
        const double term = bernoulli[j] * rising * power;
        const double slope = log_rising - l;
        z += term;
        dz += term * slope;
        ddz += term * (slope * slope + log_rising2);
        for (int k = 2 * j + 1; k <= 2 * j + 2; k++) {
            rising *= a + k;
            log_rising += 1 / (a + k);
            log_rising2 -= 1 / ((a + k) * (a + k));
        }
        power /= x * x;
    }
    out[0] = z;
    out[1] = dz;
    out[2] = ddz;
}

/* zeta alone, for the many places where that is all. */
static double hurwitz(double a, double q)
{
    double z = 0;

    for (; q < FROM; q++)
        z += exp(-a * log(q));
    const double t = exp(-a * log(q)), r = 1 / (q * q);
    double term = a * t / q, sum = term / 12;
    term *= (a + 1) * (a + 2) * r;
    sum -= term / 720;
    term *= (a + 3) * (a + 4) * r;
    sum += term / 30240;
    term *= (a + 5) * (a + 6) * r;
    sum -= term / 1209600;
    term *= (a + 7) * (a + 8) * r;
    return z + q * t / (a - 1) + t / 2 + sum + term / 47900160;
}

/* The a with -zeta'/zeta = mean log, and its standard error. */
static double most_likely(double *error, double mean_log, double least,
                          double tail)
{
    double low = LEAST_EXPONENT, high = MOST_EXPONENT, z[3];
    double a = 1 + 1 / (mean_log - log(least - .5));

    if (!(a > low && a < high))
        a = 2;
    for (int k = 0; k < STEPS; k++) {
        lia_hurwitz(z, a, least);
        const double slope = -z[1] / z[0] - mean_log; /* falls with a */
        const double bend = z[2] / z[0] - z[1] / z[0] * (z[1] / z[0]);
        if (slope > 0)
            low = a;
        else
            high = a;
        const double next = bend > 0 ? a + slope / bend : low;
        const double before = a;
        a = next > low && next < high ? next : (low + high) / 2;
        *error = 1 / sqrt(tail * bend);
        if (fabs(a - before) < 1e-12 * a)
            break;
    }
    return a;
}

/* Largest difference of the two distributions at the values of the tail. */
static double distance_of(const lia_counts *c, uint64_t first, double tail,
                          double a)
{
    const double whole = hurwitz(a, (double)c->value[first]);
    double below = 0, most = 0;

    for (uint64_t k = first; k < c->distinct; k++) {
        below += (double)c->times[k];
        const double rest = hurwitz(a, (double)c->value[k] + 1);
        const double d = fabs(below / tail - (1 - rest / whole));
        most = d > most ? d : most;
    }
    return most;
}

bool lia_power_law_fit(lia_power_law *out, const lia_counts *c,
                       uint64_t least_tail)
{
    uint64_t tail = 0, candidates = 0;
    double logs = 0;

    for (uint64_t k = c->distinct; k-- > 0;) {
        tail += c->times[k];
        if (tail >= least_tail && c->distinct - k > 1) {
            candidates = k + 1;
            break;
        }
    }
    if (candidates == 0)
        return false;
    const uint64_t step = (candidates + CANDIDATES - 1) / CANDIDATES;
    *out = (lia_power_law){.distance = INFINITY};
    tail = 0;
    for (uint64_t k = c->distinct; k-- > 0;) {
        tail += c->times[k];
        logs += (double)c->times[k] * log((double)c->value[k]);
        if (k >= candidates || k % step != 0)
            continue;
        double error = 0;
        const double a = most_likely(&error, logs / (double)tail,
                                     (double)c->value[k], (double)tail);
        const double d = distance_of(c, k, (double)tail, a);
        if (d <= out->distance)
            *out = (lia_power_law){a, error, d, k, c->value[k], tail};
    }
    return true;
}

/* The inverse of the distribution, by doubling and halving (their appendix
 * D). */
uint64_t lia_power_law_draw(lia_rng *rng, double exponent, uint64_t least)
{
    /* 0 < u <= 1; P(X >= high) < u is wanted */
    const double u = (1 - lia_rng_unit(rng)) *
                     hurwitz(exponent, (double)least);
    uint64_t low = least, high = least;

    do {
        low = high;
        high *= 2;
    } while (hurwitz(exponent, (double)high) >= u &&
             high < (uint64_t)1 << 52);
    while (high - low > 1) {
        const uint64_t middle = low + (high - low) / 2;
        if (hurwitz(exponent, (double)middle) >= u)
            low = middle;
        else
            high = middle;
    }
    return low;
}
