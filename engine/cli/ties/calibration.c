/* cli/ties/calibration.c - rows of the log to features, fit, five folds. */
#include "cli/ties/calibration.h"

#include <math.h>
#include <string.h>

#include "base/language.h"
#include "base/mem.h"
#include "base/status.h"
#include "cli/say/fail.h"
#include "cli/ties/introducing.h"
#include "cli/ties/tuning.h"
#include "text/clock.h"

enum { S_FIRST, R_FIRST, AGE_FIRST, STEPS, S_LAST, FOLDS = 5 };
static const double RIDGE = 1, DAY_US = 86400e6, NEVER_DAYS = 3650;

bool calibration_time(lia_time *out, const char *text, size_t length)
{
    return lia_clock_parse(out, NULL, text, length, NULL) == LIA_CLOCK_OK;
}

/* last: LIA_NONE-like UINT64_MAX where the tie is not known. */
static void features_of(double x[CALIBRATION_FEATURES], const introducing *q,
                        uint64_t first, uint64_t last, uint32_t steps)
{
    const tie_facts *k = &q->known;
    const double r = k->reciprocity[first];
    double days = NEVER_DAYS;

    if (k->last[first] != LIA_NO_TIME && q->now != LIA_NO_TIME)
        days = (double)(q->now - k->last[first]) / DAY_US;
    x[S_FIRST] = k->strength[first];
    x[R_FIRST] = isnan(r) ? 0 : r;
    x[AGE_FIRST] = log1p(days > 0 ? days : 0);
    x[STEPS] = steps;
    x[S_LAST] = last == UINT64_MAX ? 0 : k->strength[last];
}

static bool has_tie(const introducing *q, lia_vid a, lia_vid b)
{
    return a != b && lia_ties_find(&q->ties, a, b) != UINT64_MAX;
}

static lia_vid account_of(const introducing *q, const lia_sheet *log,
                          uint64_t row, const char *column)
{
    size_t length;
    const char *text = sheet_text(&length, log, &q->tables->texts, row,
                                  sheet_column(log, column));

    return length == 0 ? LIA_NONE
                       : lia_names_find(&q->tables->accounts.names, text,
                                        length);
}

typedef struct outcomes {
    double *x;               /* [count * features] sorted                    */
    double *before;          /* [count] the default chance                   */
    uint8_t *yes;
    uint64_t count;
    double *fitted;          /* [count] by a model that did not see the row  */
} outcomes;

static void outcomes_free(outcomes *o)
{
    lia_free(o->x);
    lia_free(o->before);
    lia_free(o->yes);
    lia_free(o->fitted);
}

static lia_status read_log(outcomes *o, calibration *c, const introducing *q,
                           lia_error *err)
{
    const lia_sheet *log = &q->tables->sheet[LIA_TABLE_INTRO_LOG];
    const uint32_t answer = sheet_column(log, "answer");
    lia_status st = LIA_OK;

    LIA_TRY(lia_alloc(&o->x, log->rows * CALIBRATION_FEATURES, sizeof *o->x,
                      err));
    LIA_TRY(lia_alloc(&o->before, log->rows, sizeof *o->before, err));
    LIA_TRY(lia_alloc(&o->yes, log->rows, 1, err));
    for (uint64_t row = 0; row < log->rows; row++) {
        const lia_vid a = account_of(q, log, row, "asker");
        const lia_vid i = account_of(q, log, row, "introducer");
        const lia_vid t = account_of(q, log, row, "target");
        size_t length;
        const char *said = sheet_text(&length, log, &q->tables->texts, row,
                                      answer);
        if (a == LIA_NONE || i == LIA_NONE || t == LIA_NONE ||
            !has_tie(q, a, i)) {
            c->unknown++;
            continue;
        }
        const bool near = has_tie(q, i, t);
        const uint64_t first = introducing_tie(q, a, i);
        const uint64_t last = near ? introducing_tie(q, i, t) : UINT64_MAX;
        features_of(o->x + o->count * CALIBRATION_FEATURES, q, first, last,
                    near ? 2 : 3);
        o->before[o->count] = q->chance[first] *
                              (near ? q->chance[last] : lia_passing_on(0));
        o->yes[o->count++] = length == 3 && memcmp(said, "yes", 3) == 0;
    }
done:
    return st;
}

/* Rows in an order that does not depend on that of the file. */
static lia_status sort_outcomes(outcomes *o, lia_error *err)
{
    lia_rank_key keys[CALIBRATION_FEATURES + 2];
    uint64_t *order = NULL, shown;
    outcomes s = {.count = o->count};
    lia_status st = LIA_OK;

    for (int f = 0; f < CALIBRATION_FEATURES; f++)
        keys[f] = (lia_rank_key){.number = o->x + f,
                                 .stride = CALIBRATION_FEATURES};
    keys[CALIBRATION_FEATURES] = (lia_rank_key){.number = o->before};
    keys[CALIBRATION_FEATURES + 1] = (lia_rank_key){.word = o->yes};
    LIA_TRY(lia_ranked_order(&order, &shown, o->count, 0, keys,
                             CALIBRATION_FEATURES + 2, NULL, err));
    LIA_TRY(lia_alloc(&s.x, o->count * CALIBRATION_FEATURES, sizeof *s.x,
                      err));
    LIA_TRY(lia_alloc(&s.before, o->count, sizeof *s.before, err));
    LIA_TRY(lia_alloc(&s.yes, o->count, 1, err));
    LIA_TRY(lia_alloc(&s.fitted, o->count, sizeof *s.fitted, err));
    for (uint64_t k = 0; k < o->count; k++) {
        memcpy(s.x + k * CALIBRATION_FEATURES,
               o->x + order[k] * CALIBRATION_FEATURES,
               CALIBRATION_FEATURES * sizeof *s.x);
        s.before[k] = o->before[order[k]];
        s.yes[k] = o->yes[order[k]];
    }
    outcomes_free(o);
    *o = s;
    memset(&s, 0, sizeof s);
done:
    lia_ranked_order_free(order);
    outcomes_free(&s);
    return st;
}

/* Fit to the rows that are not of a fold (-1: to all). */
static lia_status fit(calibration *c, const outcomes *o, int fold,
                      lia_error *err)
{
    double *x = NULL;
    uint8_t *yes = NULL;
    uint64_t *order = NULL, rows = 0, shown;
    lia_status st = LIA_OK;

    LIA_TRY(lia_alloc(&x, o->count * CALIBRATION_FEATURES, sizeof *x, err));
    LIA_TRY(lia_alloc(&yes, o->count, 1, err));
    for (uint64_t k = 0; k < o->count; k++)
        if (fold < 0 || k % FOLDS != (uint64_t)fold) {
            memcpy(x + rows * CALIBRATION_FEATURES,
                   o->x + k * CALIBRATION_FEATURES,
                   CALIBRATION_FEATURES * sizeof *x);
            yes[rows++] = o->yes[k];
        }
    LIA_TRY(lia_logistic_fit(&c->model, x, yes, rows, CALIBRATION_FEATURES,
                             RIDGE, err));
    lia_free(c->score);
    lia_free(c->value);
    c->score = c->value = NULL;
    LIA_TRY(lia_alloc(&c->score, rows, sizeof *c->score, err));
    LIA_TRY(lia_alloc(&c->value, rows, sizeof *c->value, err));
    for (uint64_t k = 0; k < rows; k++)
        c->score[k] = lia_logistic_of(&c->model, x + k * CALIBRATION_FEATURES);
    const lia_rank_key key = {.number = c->score};
    LIA_TRY(lia_ranked_order(&order, &shown, rows, 0, &key, 1, NULL, err));
    LIA_TRY(lia_isotonic(c->value, c->score, yes, order, rows, err));
    c->steps = rows;
    for (uint64_t k = 0; k < rows; k++)           /* sorted side by side      */
        x[k] = c->score[order[k]];
    memcpy(c->score, x, rows * sizeof *x);
    for (uint64_t k = 0; k < rows; k++)
        x[k] = c->value[order[k]];
    memcpy(c->value, x, rows * sizeof *x);
done:
    lia_free(x);
    lia_free(yes);
    lia_ranked_order_free(order);
    return st;
}

/* Mean of the logistic chance and its step: steps alone give many the same
 * chance, and 0 and 1, which no few asks prove. */
static double predict(const calibration *c, const double *x)
{
    const double score = lia_logistic_of(&c->model, x);
    uint64_t low = 0, high = c->steps;

    while (low < high) {
        const uint64_t middle = low + (high - low) / 2;
        if (c->score[middle] <= score)
            low = middle + 1;
        else
            high = middle;
    }
    return (score + c->value[low > 0 ? low - 1 : 0]) / 2;
}

static void measure(calibration *c, const outcomes *o)
{
    double sum[CALIBRATION_BINS + 1] = {0}, yes[CALIBRATION_BINS + 1] = {0};

    for (uint64_t k = 0; k < o->count; k++) {
        const double p = o->fitted[k], truth = o->yes[k] ? 1 : 0;
        int bin = (int)(p * CALIBRATION_BINS);
        bin = bin < CALIBRATION_BINS ? bin : CALIBRATION_BINS - 1;
        c->brier += (p - truth) * (p - truth);
        c->brier_before += (o->before[k] - truth) * (o->before[k] - truth);
        for (int b = bin;; b = CALIBRATION_BINS) {
            c->count[b]++;
            sum[b] += p;
            yes[b] += truth;
            if (b == CALIBRATION_BINS)
                break;
        }
    }
    c->brier /= (double)o->count;
    c->brier_before /= (double)o->count;
    for (int b = 0; b <= CALIBRATION_BINS; b++) {
        const bool all = b == CALIBRATION_BINS;
        c->from[b] = all ? 0 : (double)b / CALIBRATION_BINS;
        c->to[b] = all ? 1 : (double)(b + 1) / CALIBRATION_BINS;
        c->predicted[b] = sum[b] / (double)c->count[b];
        c->observed[b] = yes[b] / (double)c->count[b];
        c->brier_column[b] = all ? c->brier : (double)NAN;
        c->brier_default[b] = all ? c->brier_before : (double)NAN;
    }
}

static lia_status learn(calibration *c, outcomes *o, lia_error *err)
{
    lia_status st = LIA_OK;

    for (int fold = 0; fold < FOLDS; fold++) {
        LIA_TRY(fit(c, o, fold, err));
        for (uint64_t k = (uint64_t)fold; k < o->count; k += FOLDS)
            o->fitted[k] = predict(c, o->x + k * CALIBRATION_FEATURES);
    }
    measure(c, o);
    LIA_TRY(fit(c, o, -1, err));
    c->is_fitted = true;
done:
    return st;
}

static void lay_out(calibration *c, introducing *q)
{
    lia_ranked *t = &q->calibration_table;

    *t = (lia_ranked){.name = "calibration",
                      .title = N_("Chances against past asks, all at the end"),
                      .rows = c->is_fitted ? CALIBRATION_BINS + 1 : 0};
    lia_ranked_add(t, "from", LIA_COLUMN_NUMBER, c->from);
    lia_ranked_add(t, "to", LIA_COLUMN_NUMBER, c->to);
    lia_ranked_add(t, "outcomes", LIA_COLUMN_COUNT, c->count);
    lia_ranked_add(t, "predicted", LIA_COLUMN_NUMBER, c->predicted);
    lia_ranked_add(t, "observed", LIA_COLUMN_NUMBER, c->observed);
    lia_ranked_add(t, "brier", LIA_COLUMN_NUMBER, c->brier_column);
    lia_ranked_add(t, "brier_uncalibrated", LIA_COLUMN_NUMBER,
                   c->brier_default);
}

lia_status calibration_learn(calibration *out, introducing *q, lia_error *err)
{
    const uint64_t rows = q->tables->sheet[LIA_TABLE_INTRO_LOG].rows;
    outcomes o = {.count = 0};
    uint64_t yes = 0;
    lia_status st = LIA_OK;

    memset(out, 0, sizeof *out);
    lay_out(out, q);
    if (rows == 0)
        return LIA_OK;
    LIA_TRY(read_log(&o, out, q, err));
    out->outcomes = o.count;
    for (uint64_t k = 0; k < o.count; k++)
        yes += o.yes[k];
    if (o.count < CALIBRATION_FEWEST) {
        talk("%llu of %llu past asks are between people of these inputs; "
             "chances are uncalibrated below %d",
             (unsigned long long)o.count, (unsigned long long)rows,
             CALIBRATION_FEWEST);
        goto done;
    }
    if (yes < FOLDS || o.count - yes < FOLDS) {
        talk("past asks ended nearly all alike (%llu of %llu yes): chances "
             "stay uncalibrated", (unsigned long long)yes,
             (unsigned long long)o.count);
        goto done;
    }
    LIA_TRY(sort_outcomes(&o, err));
    st = learn(out, &o, err);
    if (st == LIA_ECANNOT) {                      /* a fold without a yes     */
        talk("past asks are too much alike: chances stay uncalibrated");
        st = LIA_OK;
        goto done;
    }
    if (st != LIA_OK)
        goto done;
    talk("chances calibrated on %llu past asks: Brier score %.3f on asks not "
         "fitted to, %.3f uncalibrated", (unsigned long long)o.count,
         out->brier, out->brier_before);
    lay_out(out, q);
done:
    outcomes_free(&o);
    return st;
}

double calibration_of(const calibration *c, const introducing *q,
                      const lia_route *route, lia_vid target)
{
    const lia_vid second = route->via[0] != LIA_NONE ? route->via[0] : target;
    const lia_vid before = route->via[1] != LIA_NONE   ? route->via[1]
                           : route->via[0] != LIA_NONE ? route->via[0]
                                                       : route->me;
    double x[CALIBRATION_FEATURES];

    features_of(x, q, introducing_tie(q, route->me, second),
                introducing_tie(q, before, target), route->steps);
    return predict(c, x);
}

void calibration_free(calibration *c)
{
    lia_free(c->score);
    lia_free(c->value);
    memset(c, 0, sizeof *c);
}
