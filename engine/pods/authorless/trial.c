/* pods/authorless/trial.c - (C2) what is expected of a pair event, (C3) the
 * vote of the days on a group, on the half that did not propose it.
 */
#include "pods/authorless/coordinated.h"

#include <math.h>
#include <string.h>

#include "base/mem.h"
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
    double crowd = b->rates->crowd, burst, habit;

    if (by == LIA_BY_FLAT)
        return fmin(MOST_EXPECTED, flat);
    burst = (burst_of(b, l->event[i]) + burst_of(b, l->event[j])) / 2;
    habit = (b->rates->habit[l->account[i]] + b->rates->habit[l->account[j]]) /
            2;
    crowd = b->scale->crowd_factor * fmax(crowd, fmax(burst, habit));
    return fmin(MOST_EXPECTED, fmax(flat, crowd));
}

lia_status lia_votes_make(lia_votes *out, const lia_bench *bench,
                          lia_error *err)
{
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
    *out = v;
    memset(&v, 0, sizeof v);
done:
    lia_votes_free(&v);
    return st;
}

void lia_votes_mark(lia_votes *v, const lia_live *live, lia_vid account)
{
    for (uint64_t e = live->off[account]; e < live->off[account + 1]; e++)
        v->mark[live->at[e] / 64] |= (uint64_t)1 << live->at[e] % 64;
    v->places += live->off[account + 1] - live->off[account];
}

lia_status lia_votes_list(lia_votes *v, const lia_live *live, lia_error *err)
{
    lia_status st = lia_reserve(&v->place, &v->place_room, v->places,
                                sizeof *v->place, err);
    uint64_t count = 0;

    for (uint32_t w = 0; w <= live->count / 64; w++) {
        for (uint64_t bits = v->mark[w]; bits != 0 && st == LIA_OK;
             bits &= bits - 1)
            v->place[count++] = w * 64 + (uint32_t)__builtin_ctzll(bits);
        v->mark[w] = 0;
    }
    v->places = count;
    return st;
}

lia_score lia_score_votes(lia_votes *room, const lia_vote *vote,
                          const uint32_t *order, uint64_t count,
                          bool is_group)
{
    lia_score s = {0.0, 0, count, 0, 0.0};
    double sum = 0.0, squares = 0.0, noise = 0.0;

    for (uint64_t k = 0; k < count; k++) {
        const lia_vote *v = &vote[order != NULL ? order[k] : k];
        if (room->pairs[v->cluster]++ == 0)
            room->touched[s.clusters++] = v->cluster;
        room->sum[v->cluster] += (v->is_near ? 1.0 : 0.0) - v->expected;
        room->noise[v->cluster] += v->expected * (1.0 - v->expected);
        s.near += v->is_near;
        s.expected += v->expected;
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
            lia_cluster_of(b->field, l->time[i]), 0,
            lia_expected(b, i, j, LIA_BY_CROWD), 0,
            l->time[j] - l->time[i] <= b->scale->window};
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
        lia_votes_mark(v, l, member[k]);
    LIA_TRY(lia_votes_list(v, l, err));
    for (uint64_t x = 0; x < v->places; x++) {
        const uint32_t i = v->place[x];
        if (lia_half_of(b->field, l->time[i], l->post[i]) != half)
            continue;
        for (uint64_t y = x + 1; y < v->places; y++) {
            const uint32_t j = v->place[y];
            if (l->post[j] != l->post[i] ||
                l->time[j] - l->time[i] > b->scale->horizon)
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
    memset(votes, 0, sizeof *votes);
}
