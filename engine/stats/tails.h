/* stats/tails.h - probabilities of the far tail, in natural logarithms.
 *
 * Evidence multiplies up to probabilities that a double cannot hold, so every
 * tail is a logarithm: 0 is certain, -INFINITY impossible, NAN for arguments
 * that mean nothing. The tails of R's library (libRmath) print a warning on
 * standard output for arguments outside their domain; nothing outside it is
 * ever passed on, so these functions print nothing. All are pure: any number
 * of threads may call them at once.
 */
#ifndef LIA_STATS_TAILS_H
#define LIA_STATS_TAILS_H

#include <stdint.h>

#include "base/status.h"

/* log P(X >= x), X ~ Binomial(n, p): the regularised incomplete beta function
 * I_p(x, n - x + 1). x and n whole numbers, n >= 0; 0 for x <= 0, -INFINITY
 * for x > n; NAN if n < 0, p is outside [0, 1] or anything is NAN. O(1). */
double lia_log_binomial_tail(double x, double n, double p);

/* log P(X >= x), X ~ Poisson(mean), mean >= 0. 0 for x <= 0. O(1). */
double lia_log_poisson_tail(double x, double mean);

/* log P(T >= t), T Student with df > 0 degrees of freedom; t may be infinite.
 * O(1). */
double lia_log_t_tail(double t, double df);

/* Upper bound of log P(X >= x), X a sum of n independent events with
 * probabilities that add up to `sum`: the binomial of the same mean, valid
 * for x >= sum + 1, else 0 (which bounds anything).
 *
 * W. Hoeffding, "On the distribution of the number of successes in
 * independent trials", Ann. Math. Stat. 27(3), 713-721, 1956, theorem 5. */
double lia_log_poisson_binomial_bound(double x, double n, double sum);

/* The same probability exactly, by adding one event after the other.
 *
 * p [n] in [0, 1]; scratch [n + 1]. NAN if a p is outside. O(n x); what falls
 * below 1e-308 is lost, so use the bound beyond some thousand events. */
double lia_log_poisson_binomial_tail(uint64_t x, const double *p, uint64_t n,
                                     double *scratch);

#endif
