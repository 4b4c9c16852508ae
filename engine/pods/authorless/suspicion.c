/* pods/authorless/suspicion.c - (C1): pairs whose common engagements crowd
 * into the fine window more often than its share of the horizon allows.
 *
 * An account at a time, as in pairs.c: its neighbours within the fine window
 * are counted, and only those met often enough have their common objects
 * looked up within the horizon; these pairs are never stored.
 */
#include "pods/authorless/coordinated.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/sort.h"
#include "base/threads.h"
#include "base/watch.h"

/* One common object of a pair in 32 bits, so that sorting puts halves and
 * episodes (the hour of the earlier event) together. */
enum { HALF = 31, EPISODE = 1, NEAR = 1 };

typedef struct seeker {
    uint32_t *met;           /* [n] all zero between accounts                */
    uint32_t *mark;          /* [posts] 1 + the row of the account's event on
                                it; all zero between accounts                */
    lia_vid *touched;        /* [n]                                          */
    uint32_t *meeting;
    uint64_t meeting_room;
    lia_suspicions found[2];
    lia_status st;
    lia_error error;
} seeker;

typedef struct seeking {
    const lia_field *field;
    const lia_live *live;
    const lia_scale *scale;
    const lia_coordinated_options *options;
    uint32_t *post;          /* [live] in order of accounts, then posts      */
    lia_time *time;          /* [live]                                       */
} seeking;

double lia_log_chernoff(double episodes, double mean, double m)
{
    const double least = 1e-12;
    double y = mean < least ? least : mean > 1 - least ? 1 - least : mean;

    if (!(mean > m))
        return 0.0;
    return -episodes * (y * log(y / m) + (1 - y) * log((1 - y) / (1 - m)));
}

/* Neighbours a < b within the window; how many were touched. */
static uint64_t meet(seeker *s, const seeking *k, lia_vid a)
{
    const lia_live *l = k->live;
    const lia_time w = k->scale->window;
    uint64_t count = 0;

    for (uint64_t i = l->off[a]; i < l->off[a + 1]; i++) {
        const uint32_t at = l->at[i], post = l->post[at];
        const lia_time t = l->time[at];
        for (uint32_t j = at; j > 0 && l->post[j - 1] == post &&
                              t - l->time[j - 1] <= w; j--) {
            const lia_vid b = l->account[j - 1];
            if (b > a && s->met[b]++ == 0)
                s->touched[count++] = b;
        }
        for (uint32_t j = at + 1; j < l->count && l->post[j] == post &&
                                  l->time[j] - t <= w; j++) {
            const lia_vid b = l->account[j];
            if (b > a && s->met[b]++ == 0)
                s->touched[count++] = b;
        }
    }
    return count;
}

static void note(uint32_t *meeting, uint64_t *count, const seeking *k,
                 uint32_t post, lia_time x, lia_time y)
{
    const lia_time first = x < y ? x : y, gap = x < y ? y - x : x - y;

    if (gap > k->scale->horizon)
        return;
    meeting[(*count)++] =
        (uint32_t)lia_half_of(k->field, first, post) << HALF |
        lia_hour_of(k->field, first) << EPISODE |
        (gap <= k->scale->window ? NEAR : 0);
}

/* First row of post[from .. to) that is not below. */
static uint64_t seek(const uint32_t *post, uint64_t from, uint64_t to,
                     uint32_t wanted)
{
    uint64_t step = 1;

    while (from + step < to && post[from + step] < wanted) {
        from += step;
        step *= 2;
    }
    to = from + step < to ? from + step : to;
    while (from < to) {
        const uint64_t middle = from + (to - from) / 2;
        if (post[middle] < wanted)
            from = middle + 1;
        else
            to = middle;
    }
    return from;
}

/* Common objects of a, whose objects are marked, and b within the horizon.
 * Looking up every object of b guesses well what a merge of two lists cannot;
 * only where b has far more of them are they sought one by one. */
static lia_status gather(uint64_t *count, seeker *s, const seeking *k,
                         lia_vid a, lia_vid b)
{
    const uint64_t *off = k->live->off;
    const uint64_t of_a = off[a + 1] - off[a], of_b = off[b + 1] - off[b];
    lia_status st = lia_reserve(&s->meeting, &s->meeting_room,
                                of_a < of_b ? of_a : of_b,
                                sizeof *s->meeting, &s->error);

    *count = 0;
    if (st != LIA_OK)
        return st;
    if (of_b > 16 * of_a) {
        uint64_t j = off[b];
        for (uint64_t i = off[a]; i < off[a + 1] && j < off[b + 1]; i++) {
            j = seek(k->post, j, off[b + 1], k->post[i]);
            if (j < off[b + 1] && k->post[j] == k->post[i])
                note(s->meeting, count, k, k->post[i], k->time[i], k->time[j]);
        }
        return LIA_OK;
    }
    for (uint64_t j = off[b]; j < off[b + 1]; j++) {
        const uint32_t mark = s->mark[k->post[j]];
        if (mark != 0)
            note(s->meeting, count, k, k->post[j], k->time[off[a] + mark - 1],
                 k->time[j]);
    }
    return LIA_OK;
}

/* (C1) of the meetings of one half, which are in order. */
static double log_p_of(const uint32_t *m, uint64_t count, const seeking *k)
{
    double episodes = 0.0, sum = 0.0, expected;
    uint32_t hits = 0;

    for (uint64_t i = 0; i < count;) {
        uint64_t j = i, near = 0;
        for (; j < count && m[j] >> EPISODE == m[i] >> EPISODE; j++)
            near += m[j] & NEAR;
        sum += (double)near / (double)(j - i);
        hits += near > 0;
        episodes += 1.0;
        i = j;
    }
    if (hits < k->options->min_episodes)
        return 0.0;
    expected = fmin(k->options->flat_factor * k->scale->flat, 0.97);
    return lia_log_chernoff(episodes, sum / episodes, expected);
}

static lia_status judge(seeker *s, const seeking *k, lia_vid a, lia_vid b)
{
    const double most = log(k->options->edge_p);
    uint64_t count = 0, split = 0;
    lia_status st = gather(&count, s, k, a, b);

    if (st != LIA_OK)
        return st;
    lia_sort_ids(s->meeting, count);
    while (split < count && s->meeting[split] >> HALF == 0)
        split++;
    for (int half = 0; half < 2; half++) {
        lia_suspicions *found = &s->found[half];
        const double log_p = half == 0
            ? log_p_of(s->meeting, split, k)
            : log_p_of(s->meeting + split, count - split, k);
        if (log_p >= 0.0 || log_p > most)
            continue;
        LIA_TRY(lia_reserve(&found->pair, &found->room, found->count + 1,
                            sizeof *found->pair, &s->error));
        found->pair[found->count++] = (lia_suspicion){a, b, log_p};
    }
done:
    return st;
}

static void mark_posts(seeker *s, const seeking *k, lia_vid a, bool set)
{
    const uint64_t begin = k->live->off[a], end = k->live->off[a + 1];

    for (uint64_t i = begin; i < end; i++)
        s->mark[k->post[i]] = set ? (uint32_t)(i - begin + 1) : 0;
}

static bool is_outside(const seeking *k, lia_vid account)
{
    return k->options->outsider != NULL && k->options->outsider[account];
}

static void seek_from(seeker *s, const seeking *k, lia_vid a)
{
    const uint64_t count = is_outside(k, a) ? 0 : meet(s, k, a);

    if (count == 0)
        return;
    mark_posts(s, k, a, true);
    for (uint64_t i = 0; i < count; i++) {
        const lia_vid b = s->touched[i];
        if (s->met[b] >= k->options->min_episodes && s->st == LIA_OK &&
            !is_outside(k, b))
            s->st = judge(s, k, a, b);
        s->met[b] = 0;
    }
    mark_posts(s, k, a, false);
}

static int by_pair(const void *left, const void *right)
{
    const lia_suspicion *x = left, *y = right;

    if (x->a != y->a)
        return x->a < y->a ? -1 : 1;
    return (x->b > y->b) - (x->b < y->b);
}

/* What the threads found, in an order of its own. */
static lia_status collect(lia_suspicions *out, const seeker *list, int count,
                          int half, lia_error *err)
{
    lia_status st = LIA_OK;
    lia_suspicions all = {0, 0, NULL};

    for (int k = 0; k < count; k++) {
        const lia_suspicions *part = &list[k].found[half];
        LIA_TRY(lia_reserve(&all.pair, &all.room, all.count + part->count + 1,
                            sizeof *all.pair, err));
        if (part->count > 0)
            memcpy(all.pair + all.count, part->pair,
                   part->count * sizeof *all.pair);
        all.count += part->count;
    }
    if (all.count > 0)
        qsort(all.pair, all.count, sizeof *all.pair, by_pair);
    *out = all;
    all.pair = NULL;
done:
    lia_free(all.pair);
    return st;
}

static void seekers_free(seeker *list, int count)
{
    for (int k = 0; list != NULL && k < count; k++) {
        lia_free(list[k].met);
        lia_free(list[k].mark);
        lia_free(list[k].touched);
        lia_free(list[k].meeting);
        lia_free(list[k].found[0].pair);
        lia_free(list[k].found[1].pair);
    }
    lia_free(list);
}

static lia_status seekers_make(seeker **out, int count, lia_vid n,
                               uint32_t posts, lia_error *err)
{
    lia_status st = LIA_OK;

    LIA_TRY(lia_alloc_zero(out, (uint64_t)count, sizeof **out, err));
    for (int k = 0; k < count; k++) {
        LIA_TRY(lia_alloc_zero(&(*out)[k].met, n, sizeof *(*out)[k].met,
                               err));
        LIA_TRY(lia_alloc_zero(&(*out)[k].mark, posts, sizeof *(*out)[k].mark,
                               err));
        LIA_TRY(lia_alloc(&(*out)[k].touched, n, sizeof *(*out)[k].touched,
                          err));
    }
done:
    return st;
}

lia_status lia_suspect(lia_suspicions out[2], const lia_field *field,
                       const lia_live *live, const lia_scale *scale,
                       const lia_coordinated_options *options, lia_error *err)
{
    seeking k = {field, live, scale, options, NULL, NULL};
    const int threads = lia_thread_crew(&options->run,
                                        (uint64_t)live->count * 16);
    lia_status st = LIA_OK;
    seeker *list = NULL;

    LIA_TRY(seekers_make(&list, threads, field->n, field->events->posts,
                         err));
    LIA_TRY(lia_alloc(&k.post, live->count, sizeof *k.post, err));
    LIA_TRY(lia_alloc(&k.time, live->count, sizeof *k.time, err));
    for (uint32_t i = 0; i < live->count; i++) {
        k.post[i] = live->post[live->at[i]];
        k.time[i] = live->time[live->at[i]];
    }
    #pragma omp parallel for num_threads(threads) schedule(dynamic, 16)
    for (lia_vid a = 0; a < field->n; a++)
        if (live->off[a + 1] > live->off[a])
            seek_from(&list[lia_thread_id()], &k, a);
    for (int t = 0; t < threads; t++)
        if (list[t].st != LIA_OK) {
            st = list[t].st;
            if (err != NULL)
                *err = list[t].error;
            goto done;
        }
    LIA_TRY(collect(&out[0], list, threads, 0, err));
    st = collect(&out[1], list, threads, 1, err);
    if (st != LIA_OK) {
        lia_free(out[0].pair);
        out[0] = (lia_suspicions){0, 0, NULL};
    }
done:
    seekers_free(list, threads);
    lia_free(k.post);
    lia_free(k.time);
    return st;
}
