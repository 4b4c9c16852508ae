/* stats/beta_binomial.h - a share that varies: its far tail, and its variation
 * from moments.
 */
#ifndef LIA_STATS_BETA_BINOMIAL_H
#define LIA_STATS_BETA_BINOMIAL_H

#include <stdint.h>

/* log P(X >= x), X ~ BetaBinomial(m, a, b): m trials whose probability is
 * itself drawn from Beta(a, b); a, b > 0. 0 for x <= m a / (a + b), where the
 * tail is no evidence of anything; -INFINITY for x > m; NAN for a or b <= 0.
 * O(m - x) at worst, ends where the rest is below 1e-17 of the sum. Pure. */
double lia_log_beta_binomial_tail(uint64_t x, uint64_t m, double a, double b);

/* a and b from the shares of `count` samples: their mean, the mean of their
 * squares, the mean of 1 / size. Where they vary no more than chance says, a
 * and b are large and the binomial is left (J. C. Kleinman, J. Am. Stat.
 * Assoc. 68(341), 46-54, 1973). mean is kept within [least, 1 - least]. */
void lia_beta_binomial_fit(double *a, double *b, double mean, double squares,
                           double inverse, double least);

#endif
