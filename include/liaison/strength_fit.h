/* liaison/strength_fit.h - does strength predict, and can this data teach it
 * to predict better?
 *
 * A model is learnt on the first third of the data about who deals again in
 * the second, and tested on the last third: what it says about the future is
 * never learnt from that future.
 */
#ifndef LIA_STRENGTH_FIT_H
#define LIA_STRENGTH_FIT_H

#include "liaison/strength.h"

#ifdef __cplusplus
extern "C" {
#endif

/* What is looked at, of each tie, from a moment; the logarithm is of
 * 1 + the value, ages in days. */
enum { LIA_FIT_RECENCY,      /* log of the age of the last act               */
       LIA_FIT_DAYS,         /* log of the days with an act                  */
       LIA_FIT_ACTIVITY,     /* of lia_strength_measure                      */
       LIA_FIT_RECIPROCITY, LIA_FIT_ONE_WAY,
       LIA_FIT_SPAN,         /* log of the days from first to last act       */
       LIA_FIT_MUTUAL,       /* log of the contacts in common                */
       LIA_FIT_DEGREE_LOW, LIA_FIT_DEGREE_HIGH,    /* log                    */
       LIA_FIT_IDLE_LOW, LIA_FIT_IDLE_HIGH,        /* log of the age of the
                                each end's last act with anyone              */
       LIA_FIT_FEATURES };
const char *lia_fit_feature_name(int feature);

/* P(deals again) = 1 / (1 + e^-(intercept + sum of slope x)). */
typedef struct lia_strength_model {
    double intercept, slope[LIA_FIT_FEATURES];
} lia_strength_model;

typedef struct lia_strength_trial {
    uint64_t pairs, again;      /* tested: of the first two thirds; those that
                                   deal in the last                          */
    double shipped;             /* area under the ROC curve of activity      */
    double recency;             /* of the date of the last act               */
    double fitted;              /* of the model                              */
    double tau_scale;           /* of 1/4, 1/2, 1, 2, 4, 8: what every tau has
                                   to be multiplied by for activity to do best
                                   on the second third                       */
    double scaled;              /* of activity with these tau                */
    lia_strength_model model;   /* learnt on the first third                 */
} lia_strength_trial;

/* by_period: thirds of the time from first to last act, else of the acts.
 *
 * return LIA_OK; LIA_EARG; LIA_ECANNOT if there are fewer than 50 pairs to
 *        learn from, or in a third everybody or nobody deals again; LIA_ENOMEM.
 * Time and memory: twice those of lia_strength_measure() and
 * lia_triads_count(), and 90 bytes a pair.
 */
LIA_CHECKED lia_status lia_strength_try(lia_strength_trial *out,
                                        const lia_tables *tables,
                                        const lia_strength_options *options,
                                        bool by_period, lia_error *err);

/* The options with every tau multiplied. */
void lia_strength_scale(lia_strength_options *options, double tau_scale);

/* Chance that each tie deals again, by a model. out: [m]; NAN for a tie
 * without dated acts. */
LIA_CHECKED lia_status lia_strength_predict(
    double *out, const lia_strength_model *model, const lia_ties *ties,
    const lia_tables *tables, const lia_strength_options *options,
    lia_error *err);

#ifdef __cplusplus
}
#endif
#endif
