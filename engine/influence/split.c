/* influence/split.c - one walk over the engagement of every author, post by
 * post and actor by actor; then what is exchanged beyond habit, pair by pair.
 */
#include "liaison/influence.h"

#include <math.h>
#include <string.h>

#include "base/mem.h"
#include "base/sort.h"
#include "graph/rows.h"
#include "influence/sides.h"
#include "influence/units.h"

enum { MET = 1, EARNED = 2, BEFORE = 4 };

static const double EXCESS_Z = 2.33;   /* one in a hundred */

/* What is known of the author in hand. */
typedef struct author {
    uint8_t *flag;         /* [n] of each actor: MET ..                      */
    double *given;         /* [n] units freely given by each actor           */
    double *weight;        /* [n] and what they weigh                        */
    lia_vid *met;          /* [n] actors met, `count` of them                */
    lia_vid count;
    double artificial_weight;
    uint32_t *earned_of;   /* [posts] earned engagers of each post           */
    uint32_t *before_of;   /* [posts] the same with the artificial ones      */
    uint64_t posts, room, before_room;
} author;

typedef struct splitting {
    const lia_tables *tables;
    const lia_split_options *o;
    lia_sides sides;
    lia_units units;
    author a;
    lia_split out;
    double *units_by;      /* as out.by.to: units freely given               */
    uint64_t by_room, units_room, weight_room;
} splitting;

static lia_status open_arrays(lia_split *s, lia_error *err)
{
    double **numbers[] = {&s->earned, &s->owned, &s->artificial,
                          &s->reciprocal, &s->weight, &s->weight_before};
    uint32_t **counts[] = {&s->h_index, &s->h_before, &s->engagers,
                           &s->engagers_before, &s->audience, &s->posts};
    lia_status st = LIA_OK;

    for (int k = 0; k < 6; k++) {
        LIA_TRY(lia_alloc_zero(numbers[k], s->n, sizeof(double), err));
        LIA_TRY(lia_alloc_zero(counts[k], s->n, sizeof(uint32_t), err));
    }
    LIA_TRY(lia_alloc_zero(&s->by.off, (uint64_t)s->n + 1, sizeof(uint64_t),
                           err));
    s->by.n = s->n;
done:
    return st;
}

static lia_status open_author(author *a, lia_vid n, lia_error *err)
{
    lia_status st = LIA_OK;

    LIA_TRY(lia_alloc_zero(&a->flag, n, sizeof *a->flag, err));
    LIA_TRY(lia_alloc_zero(&a->given, n, sizeof *a->given, err));
    LIA_TRY(lia_alloc_zero(&a->weight, n, sizeof *a->weight, err));
    LIA_TRY(lia_alloc(&a->met, n, sizeof *a->met, err));
done:
    return st;
}

static void close_author(author *a)
{
    lia_free(a->flag);
    lia_free(a->given);
    lia_free(a->weight);
    lia_free(a->met);
    lia_free(a->earned_of);
    lia_free(a->before_of);
}

/* Rows [begin, end) of the order are one actor's on one post of u (or without
 * a post): how many units, what they weigh. */
static uint64_t count_units(splitting *s, uint64_t begin, uint64_t end,
                            double *weight)
{
    const lia_interactions *i = &s->tables->interactions;
    uint64_t count = 0;

    *weight = 0;
    for (uint64_t k = begin; k < end; k++) {
        const uint64_t row = s->units.order[k];
        if (k > begin && lia_unit_repeats(&s->units, i, row,
                                          s->units.order[k - 1])) {
            s->out.tally.repeats++;
            continue;
        }
        count++;
        *weight += lia_unit_weight(&s->units, i, row, s->o->half_life_days);
        s->out.tally.timed += i->time != NULL && i->time[row] != LIA_NO_TIME;
    }
    return count;
}

/* How sure it is that v's engagement with this post of u is arranged; counts
 * the units under their cause. */
static double doubt(splitting *s, lia_vid v, lia_vid u, uint32_t post,
                    double units)
{
    lia_split_tally *t = &s->out.tally;
    const uint8_t *promoted = s->tables->posts.promoted;
    const double pod = lia_sides_pod(&s->sides, v, u), fake = s->sides.fake[v];

    if (post != LIA_NONE && promoted != NULL && promoted[post] == 1) {
        t->promoted += units;
        return 1;
    }
    if (fake > 0 && fake >= pod) {
        t->from_inauthentic += fake * units;
        return fake;
    }
    t->from_pods += pod * units;
    return pod;
}

/* One actor on one post. */
static void take_actor(splitting *s, lia_vid u, uint32_t post, uint64_t begin,
                       uint64_t end)
{
    author *a = &s->a;
    const lia_vid v = s->tables->interactions.actor[s->units.order[begin]];
    double weight;
    const uint64_t units = count_units(s, begin, end, &weight);
    const double count = (double)units;

    s->out.tally.engagements += units;
    if (v != u && a->flag[v] == 0)
        a->met[a->count++] = v;
    a->flag[v] |= v != u ? MET : 0;
    if (lia_sides_same(&s->sides, v, u)) {
        s->out.owned[u] += count;
        return;
    }
    const double fake = doubt(s, v, u, post, count);
    weight *= s->units.worth[v];
    s->out.artificial[u] += fake * count;
    a->artificial_weight += fake * weight;
    a->given[v] += (1 - fake) * count;
    a->weight[v] += (1 - fake) * weight;
    a->flag[v] |= fake < .5 ? BEFORE | EARNED : BEFORE;
    if (post != LIA_NONE) {
        a->before_of[a->posts - 1]++;
        a->earned_of[a->posts - 1] += fake < .5;
    }
}

/* One post of u, or what u got without one. */
static lia_status take_post(splitting *s, lia_vid u, uint64_t begin,
                            uint64_t end, lia_error *err)
{
    const lia_interactions *i = &s->tables->interactions;
    const uint64_t *order = s->units.order;
    const uint32_t post = lia_unit_post(i, order[begin]);
    author *a = &s->a;
    lia_status st = LIA_OK;

    if (post != LIA_NONE) {
        LIA_TRY(lia_reserve(&a->earned_of, &a->room, a->posts + 1,
                            sizeof *a->earned_of, err));
        LIA_TRY(lia_reserve(&a->before_of, &a->before_room, a->posts + 1,
                            sizeof *a->before_of, err));
        a->earned_of[a->posts] = a->before_of[a->posts] = 0;
        a->posts++;
    }
    for (uint64_t k = begin; k < end;) {
        const lia_vid v = i->actor[order[k]];
        const uint64_t first = k;
        while (k < end && i->actor[order[k]] == v)
            k++;
        take_actor(s, u, post, first, k);
    }
done:
    return st;
}

/* h of the counts: sorts them. */
static uint32_t h_index(uint32_t *count, uint64_t posts)
{
    uint64_t h = 0;

    lia_sort_ids(count, posts);
    while (h < posts && count[posts - 1 - h] > h)
        h++;
    return (uint32_t)h;
}

static lia_status keep_actor(splitting *s, lia_vid v, lia_error *err)
{
    lia_arcs *by = &s->out.by;
    lia_status st = LIA_OK;

    LIA_TRY(lia_reserve(&by->to, &s->by_room, by->m + 1, sizeof *by->to, err));
    LIA_TRY(lia_reserve(&by->weight, &s->weight_room, by->m + 1,
                        sizeof *by->weight, err));
    LIA_TRY(lia_reserve(&s->units_by, &s->units_room, by->m + 1,
                        sizeof *s->units_by, err));
    by->to[by->m] = v;
    by->weight[by->m] = s->a.weight[v];
    s->units_by[by->m++] = s->a.given[v];
done:
    return st;
}

/* All posts of u are taken: note what they add up to, forget the actors. */
static lia_status end_author(splitting *s, lia_vid u, lia_error *err)
{
    author *a = &s->a;
    lia_split *out = &s->out;
    lia_status st = LIA_OK;

    lia_sort_ids(a->met, a->count);
    out->audience[u] = a->count;
    out->posts[u] = (uint32_t)a->posts;
    out->h_index[u] = a->posts ? h_index(a->earned_of, a->posts) : LIA_NONE;
    out->h_before[u] = a->posts ? h_index(a->before_of, a->posts) : LIA_NONE;
    out->weight_before[u] = a->artificial_weight;
    for (lia_vid k = 0; k < a->count; k++) {
        const lia_vid v = a->met[k];
        out->engagers[u] += (a->flag[v] & EARNED) != 0;
        out->engagers_before[u] += (a->flag[v] & BEFORE) != 0;
        if (a->given[v] > 0 && st == LIA_OK)
            st = keep_actor(s, v, err);
        a->flag[v] = 0;
        a->given[v] = a->weight[v] = 0;
    }
    a->count = 0;
    a->posts = 0;
    a->artificial_weight = 0;
    return st;
}

static lia_status walk(splitting *s, lia_error *err)
{
    const lia_interactions *i = &s->tables->interactions;
    const uint64_t *order = s->units.order;
    lia_status st = LIA_OK;
    uint64_t k = 0;

    for (lia_vid u = 0; u < s->out.n; u++) {
        s->out.h_index[u] = s->out.h_before[u] = LIA_NONE;
        while (k < s->units.count && s->units.author[order[k]] == u) {
            const uint32_t post = lia_unit_post(i, order[k]);
            const uint64_t first = k;
            while (k < s->units.count && s->units.author[order[k]] == u &&
                   lia_unit_post(i, order[k]) == post)
                k++;
            LIA_TRY(take_post(s, u, first, k, err));
        }
        LIA_TRY(end_author(s, u, err));
        s->out.by.off[u + 1] = s->out.by.m;
    }
done:
    return st;
}

/* What exceeds the habits of both, one way and the other. mean: [n] units that
 * an actor gives to an author whom he engages at all. */
static void set_excess_apart(splitting *s, const double *mean)
{
    const lia_arcs *by = &s->out.by;

    for (lia_vid u = 0; u < by->n; u++)
        for (uint64_t e = by->off[u]; e < by->off[u + 1]; e++) {
            const lia_vid v = by->to[e];
            const uint64_t back = v < u ? lia_row_find(by->off, by->to, v, u)
                                        : UINT64_MAX;
            if (back == UINT64_MAX)
                continue;
            const double there = s->units_by[e], here = s->units_by[back];
            const double both = there < here ? there : here;
            const double usual = mean[u] < mean[v] ? mean[u] : mean[v];
            const double excess = both - usual - EXCESS_Z * sqrt(usual);
            if (!(excess > 0))
                continue;
            s->out.reciprocal[u] += excess;
            s->out.reciprocal[v] += excess;
            by->weight[e] *= (there - excess) / there;
            by->weight[back] *= (here - excess) / here;
        }
}

static lia_status reciprocity(splitting *s, lia_error *err)
{
    const lia_arcs *by = &s->out.by;
    lia_status st = LIA_OK;
    double *mean = NULL;
    uint32_t *authors = NULL;

    LIA_TRY(lia_alloc_zero(&mean, by->n, sizeof *mean, err));
    LIA_TRY(lia_alloc_zero(&authors, by->n, sizeof *authors, err));
    for (uint64_t e = 0; e < by->m; e++) {
        mean[by->to[e]] += s->units_by[e];
        authors[by->to[e]]++;
    }
    for (lia_vid v = 0; v < by->n; v++)
        mean[v] = authors[v] > 0 ? mean[v] / authors[v] : 0;
    set_excess_apart(s, mean);
done:
    lia_free(mean);
    lia_free(authors);
    return st;
}

static void add_up(splitting *s)
{
    lia_split *out = &s->out;
    const lia_arcs *by = &out->by;

    for (lia_vid u = 0; u < out->n; u++) {
        double given = 0;
        for (uint64_t e = by->off[u]; e < by->off[u + 1]; e++) {
            given += s->units_by[e];
            out->weight[u] += by->weight[e];
        }
        out->weight_before[u] += out->weight[u];
        out->earned[u] = given - out->reciprocal[u];
        out->tally.earned += out->earned[u];
        out->tally.owned += out->owned[u];
        out->tally.artificial += out->artificial[u];
        out->tally.reciprocal += out->reciprocal[u];
    }
}

static lia_status check(const lia_split *out, const lia_tables *tables,
                        const lia_split_options *o, lia_error *err)
{
    if (out == NULL || tables == NULL)
        return lia_fail(err, LIA_EARG, "out and tables must be given");
    if (!(o->half_life_days > 0))
        return lia_fail(err, LIA_EARG, "half_life_days is %g, must be > 0",
                        o->half_life_days);
    for (uint32_t i = 0; o->inauthentic && i < tables->accounts.names.count;
         i++)
        if (!(o->inauthentic[i] >= 0 && o->inauthentic[i] <= 1))
            return lia_fail(err, LIA_EARG, "inauthentic %u is %g, must be "
                            "from 0 to 1", i, o->inauthentic[i]);
    return LIA_OK;
}

lia_status lia_split_engagement(lia_split *out, const lia_tables *tables,
                                const lia_split_options *options,
                                lia_error *err)
{
    const lia_split_options usual = LIA_SPLIT_DEFAULTS;
    splitting s = {.tables = tables, .o = options ? options : &usual};
    lia_status st = check(out, tables, s.o, err);

    if (st != LIA_OK)
        return st;
    s.out.n = tables->accounts.names.count;
    s.out.tally.paid_is_observed = tables->posts.promoted != NULL;
    LIA_TRY(open_arrays(&s.out, err));
    LIA_TRY(open_author(&s.a, s.out.n, err));
    LIA_TRY(lia_sides_open(&s.sides, tables, s.o, err));
    LIA_TRY(lia_units_open(&s.units, &s.out.tally, tables, s.o, err));
    LIA_TRY(walk(&s, err));
    LIA_TRY(reciprocity(&s, err));
    add_up(&s);
    s.out.author = s.units.author;
    s.units.author = NULL;
    *out = s.out;
    s.out = (lia_split){0};
done:
    lia_split_free(&s.out);
    close_author(&s.a);
    lia_sides_close(&s.sides);
    lia_units_close(&s.units);
    lia_free(s.units_by);
    return st;
}

void lia_split_free(lia_split *s)
{
    if (s == NULL)
        return;
    lia_free(s->earned);
    lia_free(s->owned);
    lia_free(s->artificial);
    lia_free(s->reciprocal);
    lia_free(s->weight);
    lia_free(s->weight_before);
    lia_free(s->h_index);
    lia_free(s->h_before);
    lia_free(s->engagers);
    lia_free(s->engagers_before);
    lia_free(s->audience);
    lia_free(s->posts);
    lia_free(s->author);
    lia_arcs_free(&s->by);
    *s = (lia_split){0};
}
