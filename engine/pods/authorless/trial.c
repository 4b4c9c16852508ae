/* pods/authorless/trial.c - (C2) what is expected of a pair event, (C3) the
 * vote of the days on a group, on the half that did not propose it.
 */
#include "pods/authorless/coordinated.h"

#include <math.h>
#include <string.h>

#include "base/mem.h"
#include "base/sort.h"
#include "stats/tails.h"

enum { LEAST_NEAR = 5 };
#define LEAST_DEVIATION 0.05
#define MOST_EXPECTED 0.97

static double burst_of(const lia_bench *b, uint32_t event)
{
    const double prior = b->options->prior;

    return (prior * b->rates->crowd + b->rates->near[event]) /
           (prior + b->rates->wide[event]);
}

double lia_expected(const lia_bench *b, uint32_t i, uint32_t j, int by)
{
    const double flat = b->options->flat_factor * b->scale->flat;
    const lia_live *l = b->live;
    double crowd, burst, habit;

    if (by == LIA_BY_FLAT)
        return fmin(MOST_EXPECTED, flat);
    burst = (burst_of(b, l->event[i].row) + burst_of(b, l->event[j].row)) / 2;
    habit = (b->rates->habit[l->event[i].account] +
             b->rates->habit[l->event[j].account]) / 2;
    crowd = b->scale->crowd_factor *
            fmax(b->rates->crowd, fmax(burst, habit));
    return fmin(MOST_EXPECTED, fmax(flat, crowd));
}

lia_status lia_votes_make(lia_votes *out, const lia_bench *bench,
                          lia_error *err)
{
    const lia_vid n = bench->field->n;
    lia_status st = LIA_OK;
    lia_votes v = {0};

    v.clusters = bench->field->by_object ? bench->field->hours
                                         : bench->field->hours / 24 + 2;
    LIA_TRY(lia_alloc_zero(&v.sum, v.clusters, sizeof *v.sum, err));
    LIA_TRY(lia_alloc_zero(&v.noise, v.clusters, sizeof *v.noise, err));
    LIA_TRY(lia_alloc_zero(&v.pairs, v.clusters, sizeof *v.pairs, err));
    LIA_TRY(lia_alloc(&v.touched, v.clusters, sizeof *v.touched, err));
    LIA_TRY(lia_alloc_zero(&v.mark, bench->live->count / 64 + 1,
                           sizeof *v.mark, err));
    LIA_TRY(lia_alloc_zero(&v.role, n, 1, err));
    LIA_TRY(lia_alloc_zero(&v.near, n, sizeof *v.near, err));
    LIA_TRY(lia_alloc_zero(&v.links, n, sizeof *v.links, err));
    LIA_TRY(lia_alloc_zero(&v.stamp, n, sizeof *v.stamp, err));
    LIA_TRY(lia_alloc(&v.met, n, sizeof *v.met, err));
    *out = v;
    memset(&v, 0, sizeof v);
done:
    lia_votes_free(&v);
    return st;
}

lia_status lia_votes_add(lia_votes *v, const lia_live *live, lia_vid account,
                         lia_error *err)
{
    const uint64_t begin = live->off[account];
    const uint64_t count = live->off[account + 1] - begin;
    lia_status st;

    if (!live->is_live[account] || count == 0)
        return LIA_OK;
    st = lia_reserve(&v->place, &v->place_room, v->places + count,
                     sizeof *v->place, err);
    if (st == LIA_OK) {
        memcpy(v->place + v->places, live->at + begin,
               count * sizeof *v->place);
        v->places += count;
    }
    return st;
}

void lia_votes_order(lia_votes *v, const lia_live *live)
{
    lia_sort_distinct(v->place, v->places, v->mark, live->count);
}

lia_score lia_score_votes(lia_votes *room, const lia_vote *vote,
                          const uint32_t *order, uint64_t count,
                          bool is_group)
{
    lia_score s = {0.0, 0, 0, 0, 0.0};
    double sum = 0.0, squares = 0.0, noise = 0.0;

    for (uint64_t k = 0; k < count; k++) {
        const lia_vote *v = &vote[order != NULL ? order[k] : k];
        const double expected = v->pairs * v->expected;
        if (room->pairs[v->cluster] == 0)
            room->touched[s.clusters++] = v->cluster;
        room->pairs[v->cluster] += v->pairs;
        room->sum[v->cluster] += v->near - expected;
        room->noise[v->cluster] += expected * (1.0 - v->expected);
        s.pairs += v->pairs;
        s.near += v->near;
        s.expected += expected;
    }
    for (uint32_t k = 0; k < s.clusters; k++) {
        const uint32_t c = room->touched[k];
        const double day = room->sum[c] / room->pairs[c];
        sum += day;
        squares += day * day;
        noise += room->noise[c] / room->pairs[c] / room->pairs[c];
        room->sum[c] = room->noise[c] = 0.0;
        room->pairs[c] = 0;
    }
    if (s.clusters >= 2) {
        const double n = s.clusters, mean = sum / n;
        const double variance = fmax(squares - n * mean * mean, 0.0) / (n - 1);
        const double least = fmax(LEAST_DEVIATION * LEAST_DEVIATION,
                                  is_group ? noise / n : 0.0);
        s.log_p = lia_log_t_tail(mean / sqrt(fmax(variance, least) / n), n - 1);
    }
    return s;
}

static lia_status vote(lia_votes *v, const lia_bench *b, uint32_t i,
                       uint32_t j, lia_error *err)
{
    const lia_live *l = b->live;
    lia_status st = lia_reserve(&v->vote, &v->room, v->count + 1,
                                sizeof *v->vote, err);

    if (st == LIA_OK)
        v->vote[v->count++] = (lia_vote){
            lia_cluster_of(b->field, l->event[i].time), 0,
            lia_expected(b, i, j, LIA_BY_CROWD), 1,
            l->event[j].time - l->event[i].time <= b->scale->window};
    return st;
}

/* Too little to test is no evidence at all. */
static void require(lia_score *s, const lia_coordinated_options *o)
{
    if (s->clusters < o->min_days || s->near < LEAST_NEAR)
        s->log_p = 0.0;
}

lia_status lia_try_group(lia_score score[2], lia_votes *v,
                         const lia_bench *b, const lia_vid *member,
                         lia_vid count, int half, lia_error *err)
{
    const lia_live *l = b->live;
    const double flat = fmin(MOST_EXPECTED,
                             b->options->flat_factor * b->scale->flat);
    lia_status st = LIA_OK;

    v->count = v->places = 0;
    for (lia_vid k = 0; k < count; k++)
        LIA_TRY(lia_votes_add(v, l, member[k], err));
    lia_votes_order(v, l);
    for (uint64_t x = 0; x < v->places; x++) {
        const uint32_t i = v->place[x];
        lia_votes_fetch(v, l, x);
        if (lia_half_of(b->field, l->event[i].time, l->post[i]) != half)
            continue;
        for (uint64_t y = x + 1; y < v->places; y++) {
            const uint32_t j = v->place[y];
            if (l->post[j] != l->post[i] ||
                l->event[j].time - l->event[i].time > b->scale->horizon)
                break;
            LIA_TRY(vote(v, b, i, j, err));
        }
    }
    score[LIA_BY_CROWD] = lia_score_votes(v, v->vote, NULL, v->count,
                                          true);
    for (uint64_t k = 0; k < v->count; k++)
        v->vote[k].expected = flat;
    score[LIA_BY_FLAT] = lia_score_votes(v, v->vote, NULL, v->count,
                                          true);
    require(&score[LIA_BY_CROWD], b->options);
    require(&score[LIA_BY_FLAT], b->options);
done:
    return st;
}

void lia_votes_free(lia_votes *votes)
{
    lia_free(votes->vote);
    lia_free(votes->sum);
    lia_free(votes->noise);
    lia_free(votes->pairs);
    lia_free(votes->touched);
    lia_free(votes->mark);
    lia_free(votes->place);
    lia_free(votes->role);
    lia_free(votes->near);
    lia_free(votes->links);
    lia_free(votes->stamp);
    lia_free(votes->met);
    memset(votes, 0, sizeof *votes);
}
