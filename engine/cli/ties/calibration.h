/* cli/ties/calibration.h - what past asks say about chances: intro_log.
 *
 * From 30 answered asks on, the chance of a way is learnt: a logistic model on
 * the strength and reciprocity of the first tie, the age of its last act, the
 * number of ties and the strength of the last one, then non-decreasing steps
 * (isotonic). How good it is is measured on asks that it was not fitted to
 * (five folds): Brier score (G. W. Brier 1950), reliability table. Strengths
 * are those of now, not of the day of the ask.
 */
#ifndef LIA_CLI_TIES_CALIBRATION_H
#define LIA_CLI_TIES_CALIBRATION_H

#include "liaison/introduce.h"
#include "liaison/ranked.h"
#include "stats/logistic.h"

enum { CALIBRATION_FEWEST = 30, CALIBRATION_BINS = 5,
       CALIBRATION_FEATURES = 5 };

typedef struct calibration {
    bool is_fitted;
    uint64_t outcomes;       /* asks whose people are in the network         */
    uint64_t unknown;        /* asks about others                            */
    lia_logistic model;
    uint64_t steps;          /* of the isotonic correction                   */
    double *score, *value;   /* [steps] ascending                            */
    double brier, brier_before;      /* of the model; of the default chances */
    /* the reliability table: bins, then all */
    double from[CALIBRATION_BINS + 1], to[CALIBRATION_BINS + 1];
    double predicted[CALIBRATION_BINS + 1], observed[CALIBRATION_BINS + 1];
    double brier_column[CALIBRATION_BINS + 1];
    double brier_default[CALIBRATION_BINS + 1];
    uint64_t count[CALIBRATION_BINS + 1];
} calibration;

struct introducing;

/* Learn from the log, if there is enough of it; fills the table of q. */
LIA_CHECKED lia_status calibration_learn(calibration *out,
                                         struct introducing *q,
                                         lia_error *err);
double calibration_of(const calibration *c, const struct introducing *q,
                      const lia_route *route, lia_vid target);
void calibration_free(calibration *c);

bool calibration_time(lia_time *out, const char *text, size_t length);

#endif
