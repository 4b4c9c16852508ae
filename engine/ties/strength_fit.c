/* ties/strength_fit.c - thirds of the data, features, a logistic regression;
 * see the header.
 */
#include "base/language.h"
#include "liaison/strength_fit.h"

#include <math.h>
#include <string.h>

#include "base/mem.h"
#include "graph/rows.h"
#include "liaison/project.h"
#include "liaison/ranked.h"
#include "liaison/triads.h"
#include "stats/logistic.h"

enum { FEWEST_PAIRS = 50 };
static const double DAY_US = 86400e6;
static const double RIDGE = 1;

const char *lia_fit_feature_name(int feature)
{
    static const char *const names[LIA_FIT_FEATURES] = {
        "recency", "days", "activity", "reciprocity", "one_way", "span",
        "mutual_contacts", "degree_low", "degree_high", "idle_low",
        "idle_high"};

    return feature >= 0 && feature < LIA_FIT_FEATURES ? names[feature] : "";
}

/* The dated acts up to a moment, as tables of their own, and what follows. */
typedef struct view {
    lia_tables tables;       /* owns the columns of interactions             */
    lia_ties ties;
    lia_time now;
    double *x;               /* [m * features]                               */
    double *recency, *activity;
    uint8_t *yes;            /* [m] deals later                              */
} view;

static void view_free(view *v)
{
    lia_interactions *x = &v->tables.interactions;

    lia_free(x->actor);
    lia_free(x->target);
    lia_free(x->time);
    lia_free(x->action);
    lia_free(x->weight);
    lia_ties_free(&v->ties);
    lia_free(v->x);
    lia_free(v->recency);
    lia_free(v->activity);
    lia_free(v->yes);
    memset(v, 0, sizeof *v);
}

static lia_status copy_rows(view *v, const lia_tables *all, lia_error *err)
{
    const lia_interactions *from = &all->interactions;
    lia_interactions *to = &v->tables.interactions;
    lia_status st = LIA_OK;

    v->tables.accounts.names.count = all->accounts.names.count;
    LIA_TRY(lia_alloc(&to->actor, from->count, sizeof *to->actor, err));
    LIA_TRY(lia_alloc(&to->target, from->count, sizeof *to->target, err));
    LIA_TRY(lia_alloc(&to->time, from->count, sizeof *to->time, err));
    if (from->action)
        LIA_TRY(lia_alloc(&to->action, from->count, 1, err));
    if (from->weight)
        LIA_TRY(lia_alloc(&to->weight, from->count, sizeof(double), err));
    for (uint64_t row = 0; row < from->count; row++) {
        const lia_vid end = lia_interaction_end(all, row);
        if (from->time[row] == LIA_NO_TIME || from->time[row] > v->now ||
            end == LIA_NONE)
            continue;
        to->actor[to->count] = from->actor[row];
        to->target[to->count] = end;
        to->time[to->count] = from->time[row];
        if (from->action)
            to->action[to->count] = from->action[row];
        if (from->weight)
            to->weight[to->count] = from->weight[row];
        to->count++;
    }
done:
    return st;
}

/* Which ties deal between this view's moment and a later one. */
static lia_status look_ahead(view *v, const lia_tables *all, lia_time until,
                             lia_error *err)
{
    const lia_interactions *x = &all->interactions;
    uint64_t *first = NULL;
    lia_status st = LIA_OK;

    LIA_TRY(lia_alloc(&first, v->ties.n, sizeof *first, err));
    LIA_TRY(lia_alloc_zero(&v->yes, v->ties.m, 1, err));
    lia_ties_first(first, &v->ties);
    for (uint64_t row = 0; row < x->count; row++) {
        const lia_vid a = x->actor[row], b = lia_interaction_end(all, row);
        uint64_t at;
        if (x->time[row] == LIA_NO_TIME || x->time[row] <= v->now ||
            x->time[row] > until || b == LIA_NONE || a == b)
            continue;
        at = lia_row_find(v->ties.off, v->ties.to, a < b ? a : b,
                          a < b ? b : a);
        if (at != UINT64_MAX)
            v->yes[first[a < b ? a : b] + at] = 1;
    }
done:
    lia_free(first);
    return st;
}

static double log_days(lia_time from, lia_time to)
{
    return log1p((double)(to - from) / DAY_US);
}

typedef struct columns {
    double *activity, *reciprocity;
    uint32_t *days, *mutual;
    lia_time *first, *last, *idle;     /* idle: [n] last act with anyone     */
} columns;

static void columns_free(columns *c)
{
    lia_free(c->activity);
    lia_free(c->reciprocity);
    lia_free(c->days);
    lia_free(c->mutual);
    lia_free(c->first);
    lia_free(c->last);
    lia_free(c->idle);
}

static lia_status measure(columns *c, const lia_ties *ties,
                          const lia_tables *tables,
                          const lia_strength_options *o, lia_error *err)
{
    lia_status st = LIA_OK;

    LIA_TRY(lia_alloc(&c->activity, ties->m, sizeof(double), err));
    LIA_TRY(lia_alloc(&c->reciprocity, ties->m, sizeof(double), err));
    LIA_TRY(lia_alloc(&c->days, ties->m, sizeof(uint32_t), err));
    LIA_TRY(lia_alloc(&c->mutual, ties->m, sizeof(uint32_t), err));
    LIA_TRY(lia_alloc(&c->first, ties->m, sizeof(lia_time), err));
    LIA_TRY(lia_alloc(&c->last, ties->m, sizeof(lia_time), err));
    LIA_TRY(lia_alloc(&c->idle, ties->n, sizeof(lia_time), err));
    LIA_TRY(lia_strength_measure(
        &(lia_strengths){.activity = c->activity,
                         .reciprocity = c->reciprocity, .days = c->days,
                         .first = c->first, .last = c->last},
        ties, tables, o, err));
    LIA_TRY(lia_triads_count(&(lia_triads){.mutual = c->mutual}, ties, &o->run,
                             err));
done:
    return st;
}

/* [n] each account's last act with anyone. */
static void find_idle(columns *c, const lia_ties *ties)
{
    uint64_t t = 0;

    for (lia_vid i = 0; i < ties->n; i++)
        c->idle[i] = LIA_NO_TIME;
    for (lia_vid a = 0; a < ties->n; a++)
        for (uint64_t e = ties->off[a]; e < ties->off[a + 1]; e++) {
            const lia_vid b = ties->to[e];
            if (b < a)
                continue;
            if (c->last[t] > c->idle[a])
                c->idle[a] = c->last[t];
            if (c->last[t] > c->idle[b])
                c->idle[b] = c->last[t];
            t++;
        }
}

static void put_pair(double *low, double *high, double a, double b)
{
    *low = a < b ? a : b;
    *high = a < b ? b : a;
}

static void describe(double *x, const columns *c, const lia_ties *ties,
                     uint64_t t, lia_vid a, lia_vid b, lia_time now)
{
    const double r = c->reciprocity[t];

    x[LIA_FIT_RECENCY] = log_days(c->last[t], now);
    x[LIA_FIT_DAYS] = log1p(c->days[t]);
    x[LIA_FIT_ACTIVITY] = c->activity[t];
    x[LIA_FIT_RECIPROCITY] = isnan(r) ? 0 : r;
    x[LIA_FIT_ONE_WAY] = !(r > 0);
    x[LIA_FIT_SPAN] = log_days(c->first[t], c->last[t]);
    x[LIA_FIT_MUTUAL] = log1p(c->mutual[t]);
    put_pair(&x[LIA_FIT_DEGREE_LOW], &x[LIA_FIT_DEGREE_HIGH],
             log1p((double)(ties->off[a + 1] - ties->off[a])),
             log1p((double)(ties->off[b + 1] - ties->off[b])));
    put_pair(&x[LIA_FIT_IDLE_LOW], &x[LIA_FIT_IDLE_HIGH],
             log_days(c->idle[a], now), log_days(c->idle[b], now));
}

/* Features of every tie: rows without a dated act are all 0 and has is 0. */
static void describe_all(double *x, uint8_t *has, columns *c,
                         const lia_ties *ties, lia_time now)
{
    uint64_t t = 0;

    find_idle(c, ties);
    for (lia_vid a = 0; a < ties->n; a++)
        for (uint64_t e = ties->off[a]; e < ties->off[a + 1]; e++) {
            if (ties->to[e] < a)
                continue;
            has[t] = c->last[t] != LIA_NO_TIME;
            if (has[t])
                describe(x + t * LIA_FIT_FEATURES, c, ties, t, a, ties->to[e],
                         now);
            t++;
        }
}

static lia_status features_of(double **x, uint8_t **has, columns *c,
                              const lia_ties *ties, const lia_tables *tables,
                              const lia_strength_options *options,
                              lia_time now, lia_error *err)
{
    lia_strength_options o = *options;
    lia_status st = LIA_OK;

    o.as_of = now;
    LIA_TRY(lia_alloc_zero(x, ties->m * LIA_FIT_FEATURES, sizeof **x, err));
    LIA_TRY(lia_alloc(has, ties->m, 1, err));
    LIA_TRY(measure(c, ties, tables, &o, err));
    describe_all(*x, *has, c, ties, now);
done:
    return st;
}

static lia_status view_build(view *v, const lia_tables *all, lia_time now,
                             lia_time until, const lia_strength_options *o,
                             lia_error *err)
{
    columns c = {NULL, NULL, NULL, NULL, NULL, NULL, NULL};
    uint8_t *has = NULL;
    lia_status st = LIA_OK;

    v->now = now;
    LIA_TRY(copy_rows(v, all, err));
    LIA_TRY(lia_ties_from_tables(&v->ties, NULL, &v->tables, NULL, err));
    LIA_TRY(features_of(&v->x, &has, &c, &v->ties, &v->tables, o, now, err));
    LIA_TRY(look_ahead(v, all, until, err));
    LIA_TRY(lia_alloc(&v->recency, v->ties.m, sizeof(double), err));
    for (uint64_t t = 0; t < v->ties.m; t++)
        v->recency[t] = c.last[t] == LIA_NO_TIME ? -1 : (double)c.last[t];
    v->activity = c.activity;
    c.activity = NULL;
done:
    columns_free(&c);
    lia_free(has);
    return st;
}

/* Moments that end the first and the second third, and the last of all. */
static lia_status find_cuts(lia_time cut[3], const lia_tables *t,
                            bool by_period, lia_error *err)
{
    const lia_interactions *x = &t->interactions;
    const lia_rank_key key = {.time = x->time};
    uint64_t *order = NULL, shown = 0, dated = 0;
    lia_status st = LIA_OK;

    if (x->time == NULL || x->count == 0)
        return lia_fail(err, LIA_ECANNOT, "no interaction has a time");
    LIA_TRY(lia_ranked_order(&order, &shown, x->count, 0, &key, 1, NULL, err));
    while (dated < shown && x->time[order[dated]] != LIA_NO_TIME)
        dated++;
    if (dated < FEWEST_PAIRS) {
        st = lia_fail(err, LIA_ECANNOT, "%llu dated interactions are too few "
                      "to learn from", (unsigned long long)dated);
        goto done;
    }
    const lia_time begin = x->time[order[0]], end = x->time[order[dated - 1]];
    cut[0] = by_period ? begin + (end - begin) / 3
                       : x->time[order[dated / 3 - 1]];
    cut[1] = by_period ? begin + (end - begin) / 3 * 2
                       : x->time[order[dated * 2 / 3 - 1]];
    cut[2] = end;
done:
    lia_ranked_order_free(order);
    return st;
}

/* Slopes of the features as they are, not standardised. */
static lia_strength_model plain_model(const lia_logistic *fit)
{
    lia_strength_model m = {.intercept = fit->intercept};

    for (int f = 0; f < LIA_FIT_FEATURES; f++) {
        m.slope[f] = fit->spread[f] > 0 ? fit->slope[f] / fit->spread[f] : 0;
        m.intercept -= m.slope[f] * fit->mean[f];
    }
    return m;
}

static double chance(const lia_strength_model *m, const double *x)
{
    double z = m->intercept;

    for (int f = 0; f < LIA_FIT_FEATURES; f++)
        z += m->slope[f] * x[f];
    return 1 / (1 + exp(-z));
}

static lia_status learn(lia_strength_model *out, const view *v,
                        lia_error *err)
{
    lia_logistic fit;
    lia_status st;

    if (v->ties.m < FEWEST_PAIRS)
        return lia_fail(err, LIA_ECANNOT, "%llu pairs in the first third are "
                        "too few to learn from",
                        (unsigned long long)v->ties.m);
    st = lia_logistic_fit(&fit, v->x, v->yes, v->ties.m, LIA_FIT_FEATURES,
                          RIDGE, err);
    if (st == LIA_OK)
        *out = plain_model(&fit);
    return st;
}

static lia_status test(lia_strength_trial *out, const view *v, lia_error *err)
{
    double *score = NULL;
    lia_status st = lia_alloc(&score, v->ties.m, sizeof *score, err);

    if (st != LIA_OK)
        return st;
    out->pairs = v->ties.m;
    for (uint64_t t = 0; t < v->ties.m; t++) {
        out->again += v->yes[t];
        score[t] = chance(&out->model, v->x + t * LIA_FIT_FEATURES);
    }
    out->fitted = lia_auc(score, v->yes, v->ties.m);
    out->shipped = lia_auc(v->activity, v->yes, v->ties.m);
    out->recency = lia_auc(v->recency, v->yes, v->ties.m);
    lia_free(score);
    if (out->again == 0 || out->again == out->pairs)
        return lia_fail(err, LIA_ECANNOT, out->again > 0
                        ? N_("in the last third every pair deals again: "
                             "nothing to test")
                        : N_("in the last third no pair deals again: nothing "
                             "to test"));
    return LIA_OK;
}

void lia_strength_scale(lia_strength_options *options, double tau_scale)
{
    for (int k = 0; k < LIA_ACTION_COUNT; k++)
        options->act[k].tau *= tau_scale;
}

/* Area of the activity of a view with other tau. */
static lia_status area_of(double *out, const view *v,
                          const lia_strength_options *options, double scale,
                          lia_error *err)
{
    lia_strength_options o = *options;
    double *activity = NULL;
    lia_status st = LIA_OK;

    o.as_of = v->now;
    lia_strength_scale(&o, scale);
    LIA_TRY(lia_alloc(&activity, v->ties.m, sizeof *activity, err));
    LIA_TRY(lia_strength_measure(&(lia_strengths){.activity = activity},
                                 &v->ties, &v->tables, &o, err));
    *out = lia_auc(activity, v->yes, v->ties.m);
done:
    lia_free(activity);
    return st;
}

/* The scale that does best on a view; of equals the nearest to 1. */
static lia_status choose_scale(double *out, const view *v,
                               const lia_strength_options *o, lia_error *err)
{
    static const double scales[] = {1, 0.5, 2, 0.25, 4, 8};
    double best = 0, area;
    lia_status st = LIA_OK;

    *out = 1;
    for (size_t k = 0; k < sizeof scales / sizeof *scales; k++) {
        LIA_TRY(area_of(&area, v, o, scales[k], err));
        if (area > best) {
            best = area;
            *out = scales[k];
        }
    }
done:
    return st;
}

lia_status lia_strength_try(lia_strength_trial *out, const lia_tables *tables,
                            const lia_strength_options *options,
                            bool by_period, lia_error *err)
{
    lia_strength_options o;
    lia_strength_trial trial = {.pairs = 0};
    lia_time cut[3] = {0, 0, 0};
    view v = {.now = 0};
    lia_status st = LIA_OK;

    if (out == NULL || tables == NULL)
        return lia_fail(err, LIA_EARG, "out and tables must be given");
    lia_strength_defaults(&o);
    if (options != NULL)
        o = *options;
    LIA_TRY(find_cuts(cut, tables, by_period, err));
    LIA_TRY(view_build(&v, tables, cut[0], cut[1], &o, err));
    LIA_TRY(learn(&trial.model, &v, err));
    LIA_TRY(choose_scale(&trial.tau_scale, &v, &o, err));
    view_free(&v);
    LIA_TRY(view_build(&v, tables, cut[1], cut[2], &o, err));
    LIA_TRY(test(&trial, &v, err));
    LIA_TRY(area_of(&trial.scaled, &v, &o, trial.tau_scale, err));
    *out = trial;
done:
    view_free(&v);
    return st;
}

lia_status lia_strength_predict(double *out, const lia_strength_model *model,
                                const lia_ties *ties, const lia_tables *tables,
                                const lia_strength_options *options,
                                lia_error *err)
{
    columns c = {NULL, NULL, NULL, NULL, NULL, NULL, NULL};
    lia_strength_options o;
    double *x = NULL;
    uint8_t *has = NULL;
    lia_status st = LIA_OK;

    if (out == NULL || model == NULL || ties == NULL || tables == NULL)
        return lia_fail(err, LIA_EARG, "out, model, ties and tables must be "
                        "given");
    lia_strength_defaults(&o);
    if (options != NULL)
        o = *options;
    LIA_TRY(features_of(&x, &has, &c, ties, tables, &o,
                        lia_strength_now(tables, o.as_of), err));
    for (uint64_t t = 0; t < ties->m; t++)
        out[t] = has[t] ? chance(model, x + t * LIA_FIT_FEATURES)
                        : (double)NAN;
done:
    columns_free(&c);
    lia_free(x);
    lia_free(has);
    return st;
}
