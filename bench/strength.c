/* strength.c - does the strength of a tie predict who deals with whom next?
 *
 *     bench_strength FILE [since-year]
 *
 * FILE is a table of timed messages (from, to, time). Pairs with at least one
 * message in the first two thirds, of the rows or of the period, are scored
 * from these alone; the score is held against whether the pair has a message
 * in the last third. Printed is the area under the ROC curve of
 *
 *   activity       what liaison's strength is made of, as shipped, unfitted
 *   strength       the same under the one-way ceiling
 *   half-life 180  a sum with an exponential half-life, reciprocity half of it
 *   recency, count, weaker way, mutual contacts: each alone
 *   fitted         lia_strength_fit: learnt on the first third about the
 *                  second, tested on the last
 */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "clock.h"
#include "graph/rows.h"
#include "liaison/project.h"
#include "liaison/ranked.h"
#include "liaison/read.h"
#include "liaison/strength.h"
#include "liaison/strength_fit.h"
#include "liaison/triads.h"
#include "stats/logistic.h"

static void must(lia_status st, const lia_error *err)
{
    if (st != LIA_OK) {
        fprintf(stderr, "%s\n", err->message);
        exit(1);
    }
}

typedef struct past {
    lia_tables tables;          /* borrows the columns of the whole          */
    lia_ties ties;
    lia_time now;
    uint8_t *again;             /* [m] deals later                           */
} past;

/* Keep the rows since `year`, sorted by time. */
static void sort_rows(lia_tables *t, int year)
{
    lia_interactions *x = &t->interactions;
    const lia_time since = (lia_time)((year - 1970) * 365.25 * 86400e6);
    const lia_rank_key key = {.time = x->time};
    uint64_t *order, shown, kept = 0;
    lia_vid *actor = malloc(x->count * sizeof *actor);
    lia_vid *target = malloc(x->count * sizeof *target);
    lia_time *time = malloc(x->count * sizeof *time);
    lia_error err;

    must(lia_ranked_order(&order, &shown, x->count, 0, &key, 1, NULL, &err),
         &err);
    for (uint64_t k = 0; k < shown; k++) {
        const uint64_t row = order[k];
        if (x->time[row] == LIA_NO_TIME || x->time[row] < since)
            continue;
        actor[kept] = x->actor[row];
        target[kept] = x->target[row];
        time[kept++] = x->time[row];
    }
    memcpy(x->actor, actor, kept * sizeof *actor);
    memcpy(x->target, target, kept * sizeof *target);
    memcpy(x->time, time, kept * sizeof *time);
    x->count = kept;
    free(actor);
    free(target);
    free(time);
    lia_ranked_order_free(order);
}

static past look_back(const lia_tables *all, uint64_t rows, lia_time now)
{
    past p = {.now = now};
    uint64_t *first;
    lia_error err;

    p.tables.accounts.names.count = all->accounts.names.count;
    p.tables.interactions = (lia_interactions){
        .count = rows, .actor = all->interactions.actor,
        .target = all->interactions.target, .time = all->interactions.time};
    must(lia_ties_from_tables(&p.ties, NULL, &p.tables, NULL, &err), &err);
    p.again = calloc(p.ties.m, 1);
    first = malloc(p.ties.n * sizeof *first);
    lia_ties_first(first, &p.ties);
    for (uint64_t k = rows; k < all->interactions.count; k++) {
        const lia_vid a = all->interactions.actor[k];
        const lia_vid b = all->interactions.target[k];
        const lia_vid low = a < b ? a : b, high = a < b ? b : a;
        const uint64_t at = lia_row_find(p.ties.off, p.ties.to, low, high);
        if (a != b && at != UINT64_MAX)
            p.again[first[low] + at] = 1;
    }
    free(first);
    return p;
}

static void drop(past *p)
{
    lia_ties_free(&p->ties);
    free(p->again);
}

/* A sum per way with an exponential half-life of 180 days. */
static void half_life(double *out, double *count, double *weaker,
                      const past *p)
{
    const lia_interactions *x = &p->tables.interactions;
    double *way = calloc(2 * p->ties.m, sizeof *way);
    double *times = calloc(2 * p->ties.m, sizeof *times);
    uint64_t *first = malloc(p->ties.n * sizeof *first);

    lia_ties_first(first, &p->ties);
    for (uint64_t k = 0; k < x->count; k++) {
        const lia_vid a = x->actor[k], b = x->target[k];
        const lia_vid low = a < b ? a : b, high = a < b ? b : a;
        const double days = (double)(p->now - x->time[k]) / 86400e6;
        uint64_t t;
        if (a == b)
            continue;
        t = first[low] + lia_row_find(p->ties.off, p->ties.to, low, high);
        way[2 * t + (a > b)] += 2 * exp2(-days / 180);
        times[2 * t + (a > b)]++;
    }
    for (uint64_t t = 0; t < p->ties.m; t++) {
        out[t] = (way[2 * t] + way[2 * t + 1]) / 4 +
                 sqrt(way[2 * t] * way[2 * t + 1]) / 2;
        count[t] = times[2 * t] + times[2 * t + 1];
        weaker[t] = fmin(times[2 * t], times[2 * t + 1]);
    }
    free(way);
    free(times);
    free(first);
}

static void print(const char *name, double value)
{
    printf("  %-22s %.4f\n", name, value);
}

static void score(const past *p, const lia_tables *all)
{
    const uint64_t m = p->ties.m;
    double *value = malloc(6 * m * sizeof *value);
    double *activity = value, *strength = value + m, *recency = value + 2 * m;
    double *half = value + 3 * m, *count = value + 4 * m;
    double *weaker = value + 5 * m;
    lia_time *last = malloc(m * sizeof *last);
    uint32_t *mutual = malloc(m * sizeof *mutual);
    lia_strength_options o;
    uint64_t again = 0;
    lia_error err;

    (void)all;
    lia_strength_defaults(&o);
    o.as_of = p->now;
    must(lia_strength_measure(
             &(lia_strengths){.activity = activity, .strength = strength,
                              .last = last},
             &p->ties, &p->tables, &o, &err), &err);
    half_life(half, count, weaker, p);
    must(lia_triads_count(&(lia_triads){.mutual = mutual}, &p->ties, NULL,
                          &err), &err);
    for (uint64_t t = 0; t < m; t++) {
        recency[t] = (double)last[t];
        again += p->again[t];
    }
    printf("  %llu pairs, %.1f %% deal again\n", (unsigned long long)m,
           100.0 * (double)again / (double)m);
    print("activity (default)", lia_auc(activity, p->again, m));
    print("strength (ceiling)", lia_auc(strength, p->again, m));
    print("half-life 180 days", lia_auc(half, p->again, m));
    print("recency alone", lia_auc(recency, p->again, m));
    print("count alone", lia_auc(count, p->again, m));
    print("weaker way alone", lia_auc(weaker, p->again, m));
    for (uint64_t t = 0; t < m; t++)
        recency[t] = mutual[t];
    print("mutual contacts alone", lia_auc(recency, p->again, m));
    free(value);
    free(last);
    free(mutual);
}

int main(int argc, char **argv)
{
    lia_tables *all;
    lia_read_options options = LIA_READ_DEFAULTS;
    const char *input[] = {argc > 1 ? argv[1] : ""};
    lia_strength_trial trial;
    lia_error err;

    if (argc < 2) {
        fprintf(stderr, "usage: bench_strength FILE [since-year]\n");
        return 2;
    }
    options.as = "interactions";
    must(lia_read(&all, input, 1, &options, &err), &err);
    sort_rows(all, argc > 2 ? atoi(argv[2]) : 1970);
    const lia_interactions *x = &all->interactions;
    const uint64_t rows = x->count * 2 / 3;
    const lia_time begin = x->time[0], end = x->time[x->count - 1];
    const lia_time cut = begin + (end - begin) / 3 * 2;
    uint64_t by_time = 0;
    while (by_time < x->count && x->time[by_time] <= cut)
        by_time++;
    for (int period = 0; period < 2; period++) {
        past p = period ? look_back(all, by_time, cut)
                        : look_back(all, rows, x->time[rows - 1]);
        printf("%s, first two thirds of the %s\n", argv[1],
               period ? "period" : "messages");
        score(&p, all);
        lia_status st = lia_strength_try(&trial, all, NULL, period, &err);
        if (st == LIA_OK)
            printf("  %-22s %.4f\n  %-22s %.4f  (tau x %g)\n", "fitted",
                   trial.fitted, "activity, tau fitted", trial.scaled,
                   trial.tau_scale);
        else
            printf("  fitted: %s\n", err.message);
        drop(&p);
    }
    lia_tables_free(all);
    return 0;
}
