/* liaison/concentration.h - is attention spread out, or held by few?
 */
#ifndef LIA_CONCENTRATION_H
#define LIA_CONCENTRATION_H

#include "liaison/base.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef struct lia_concentration {
    uint64_t count;       /* values above 0                                  */
    double gini;          /* 0 = all alike .. 1 = one has it all; NAN if the
                             sum is 0                                        */
    double top1_share;    /* of the largest 1 % of all values (at least one
                             value), 0..1; NAN if the sum is 0               */
    double top10_share;   /* of the largest 10 %                             */
    double zipf_exponent; /* a of p(x) ~ x^-a for x >= zipf_least; NAN where
                             fewer than LIA_TAIL_LEAST values are in the tail*/
    double zipf_low, zipf_high; /* 95 % interval                             */
    uint64_t zipf_least;  /* where the tail begins                           */
    uint64_t zipf_tail;   /* values in it                                    */
    double zipf_distance; /* Kolmogorov-Smirnov, of data and law             */
    double zipf_p;        /* share of samples of the law that lie further from
                             it than the data do: below 0.1 = not a power law
                             (Clauset et al.); NAN without `rounds`          */
} lia_concentration;

enum { LIA_TAIL_LEAST = 50 };

/* NULL in place of a pointer to it means LIA_CONCENTRATION_DEFAULTS. */
typedef struct lia_concentration_options {
    uint32_t rounds;      /* samples for zipf_p; 0 = none                    */
    uint64_t seed;
} lia_concentration_options;
#define LIA_CONCENTRATION_DEFAULTS { 100, 1 }

/* How unevenly something is divided.
 *
 *   gini = sum over i of (2 i - n - 1) x(i) / (n sum of x), x ascending, over
 *   all n values, zeros included
 *
 * The exponent is the maximum likelihood one of the discrete power law
 * x^-a / zeta(a, least), over values rounded to whole numbers; `least` is
 * where data and law are nearest (Kolmogorov-Smirnov); the interval is 1.96
 * standard errors from the curvature of the likelihood; zipf_p is from samples
 * that take the body from the data and the tail from the law. A. Clauset, C.
 * R. Shalizi, M. E. J. Newman, "Power-law distributions in empirical data",
 * SIAM Review 51(4), 661-703, 2009. At most 40 candidates for `least` are
 * tried, evenly spread over the distinct values.
 *
 * value  [count] >= 0 and finite
 * return LIA_OK; LIA_EARG if an argument is NULL or a value is negative or not
 *        finite; LIA_ENOMEM.
 * Time O(count log count + rounds (count + distinct values x 40)); memory 40
 * bytes per value. The same bits on every call.
 */
LIA_CHECKED lia_status lia_concentration_of(
    lia_concentration *out, const double *value, uint64_t count,
    const lia_concentration_options *options, lia_error *err);

#ifdef __cplusplus
}
#endif
#endif
