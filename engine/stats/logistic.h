/* stats/logistic.h - the chance of yes from a few features, and how good such
 * chances are.
 */
#ifndef LIA_STATS_LOGISTIC_H
#define LIA_STATS_LOGISTIC_H

#include "liaison/base.h"

enum { LIA_LOGISTIC_FEATURES = 16 };

/* P(yes) = 1 / (1 + e^-z), z = intercept + sum of slope (x - mean) / spread.
 * A feature that does not vary has slope 0. */
typedef struct lia_logistic {
    uint32_t features;
    double intercept;
    double slope[LIA_LOGISTIC_FEATURES];
    double mean[LIA_LOGISTIC_FEATURES], spread[LIA_LOGISTIC_FEATURES];
} lia_logistic;

/* Maximum likelihood with a ridge of `ridge` on the slopes (J. Nelder, R.
 * Wedderburn 1972: iterated weighted least squares; S. le Cessie, J. C. van
 * Houwelingen 1992: the ridge, which keeps slopes finite where the classes
 * can be told apart without error).
 *
 * x      [rows * features] row by row, finite
 * yes    [rows] 0 or 1
 * return LIA_OK; LIA_EARG for missing or too many arguments; LIA_ECANNOT if
 *        all answers are the same; LIA_ENOMEM.
 * Time O(rows features^2) a step, at most 50 steps. On one thread, in the
 * order of the rows: sort them first where their order must leave no trace.
 */
LIA_CHECKED lia_status lia_logistic_fit(lia_logistic *out, const double *x,
                                        const uint8_t *yes, uint64_t rows,
                                        uint32_t features, double ridge,
                                        lia_error *err);
double lia_logistic_of(const lia_logistic *model, const double *x);

/* Best non-decreasing steps through (x, yes) by least squares: pool adjacent
 * violators (M. Ayer et al., Ann. Math. Stat. 26, 1955).
 *
 * out    [rows] value of each row, a mean of answers, 0..1
 * order  [rows] rows by ascending x; draws belong next to each other and get
 *        one value
 */
LIA_CHECKED lia_status lia_isotonic(double *out, const double *x,
                                    const uint8_t *yes, const uint64_t *order,
                                    uint64_t rows, lia_error *err);

/* Chance that a yes scores above a no, draws half: the area under the ROC
 * curve, exactly, by ranks (Mann, Whitney 1947). NAN if one of them is
 * missing, or no memory is left. */
double lia_auc(const double *score, const uint8_t *yes, uint64_t rows);

#endif
