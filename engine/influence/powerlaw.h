/* influence/powerlaw.h - the discrete power law, fitted to counts. */
#ifndef LIA_INFLUENCE_POWERLAW_H
#define LIA_INFLUENCE_POWERLAW_H

#include "base/rng.h"
#include "base/status.h"

/* Distinct whole values above 0, ascending, and how often each occurs. */
typedef struct lia_counts {
    uint64_t distinct;
    const uint64_t *value;   /* [distinct]                                   */
    const uint64_t *times;   /* [distinct]                                   */
} lia_counts;

typedef struct lia_power_law {
    double exponent;         /* > 1                                          */
    double error;            /* its standard error                           */
    double distance;         /* Kolmogorov-Smirnov                           */
    uint64_t first;          /* place of `least` among the distinct values   */
    uint64_t least, tail;    /* values >= least: `tail` of them              */
} lia_power_law;

/* False if no candidate leaves `least_tail` values in the tail. */
bool lia_power_law_fit(lia_power_law *out, const lia_counts *counts,
                       uint64_t least_tail);

/* Hurwitz zeta: sum over k >= 0 of (k + q)^-a, a > 1, q >= 1; and the first
 * two derivatives by a. For tests. */
void lia_hurwitz(double out[3], double a, double q);

/* One draw from x^-a, x >= least. */
uint64_t lia_power_law_draw(lia_rng *rng, double exponent, uint64_t least);

#endif
