/* pods/authorless/suspicion.c - (C1): pairs whose common engagements crowd
 * into the fine window more often than its share of the horizon allows.
 *
 * An account at a time, as in pairs.c: its neighbours within the fine window
 * are counted, and only those met often enough have their common objects
 * looked up within the horizon; these pairs are never stored. Often enough:
 * with x meetings on a half, (C1) is smallest where these are all that the
 * pair has in common and each is an episode of its own, and then it is m^x;
 * where even that is above edge_p, the pair cannot be suspicious.
 *
 * Halves by day and halves by object are asked of the same common objects.
 */
#include "pods/authorless/coordinated.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/sort.h"
#include "base/threads.h"
#include "base/watch.h"

/* One common object of a pair in 32 bits, so that sorting puts episodes (the
 * hour of the earlier event) together, and within them halves of objects. */
enum { EPISODE = 2, OBJECT_HALF = 1, NEAR = 1 };

/* The four halves: days even and odd, objects even and odd. */
enum { HALVES = 4, MOST_MET = 128 };

typedef struct seeker {
    uint32_t *met;           /* [n] meetings on each of the four halves, a
                                byte each, that stays where it is full; all
                                zero between accounts                        */
    uint32_t *mark;          /* [posts] 1 + the row of the account's event on
                                it; all zero between accounts                */
    lia_vid *touched;        /* [n + 1]                                      */
    uint32_t *meeting;
    uint64_t meeting_room;
    lia_suspicions found[HALVES];
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
    uint8_t *half;           /* [live] of days, and 2 * of objects           */
    uint32_t need;           /* meetings on a half                           */
    int splits;              /* 1 = by days, 2 = by objects, too             */
} seeking;

double lia_log_chernoff(double episodes, double mean, double m)
{
    const double least = 1e-12;
    double y = mean < least ? least : mean > 1 - least ? 1 - least : mean;

    if (!(mean > m))
        return 0.0;
    return -episodes * (y * log(y / m) + (1 - y) * log((1 - y) / (1 - m)));
}

/* A meeting is counted on a half of days and one of objects; in the order of
 * `half`. */
static const uint32_t one_meeting[HALVES] = {
    0x00010001, 0x00010100, 0x01000001, 0x01000100};

/* Bytes that have reached MOST_MET, their top bit, stay as they are. */
static uint32_t add_meeting(uint32_t met, uint32_t one)
{
    return met + (one & ~(met >> 7));
}

/* Has one of the bytes reached `need`? All at once: the top bit shows it. */
static bool met_enough(uint32_t met, uint32_t need, int splits)
{
    const uint32_t reached = met + (MOST_MET - need) * 0x01010101u;

    return (reached & (splits == 2 ? 0x80808080u : 0x00008080u)) != 0;
}

/* Neighbours a < b within the window; how many were touched. */
static uint64_t meet(seeker *s, const seeking *k, lia_vid a)
{
    const lia_live *l = k->live;
    const lia_event *event = l->event;
    const lia_time w = k->scale->window;
    uint64_t count = 0;

    for (uint64_t i = l->off[a]; i < l->off[a + 1]; i++) {
        const uint32_t at = l->at[i], post = l->post[at];
        const lia_time t = event[at].time;
        for (uint32_t j = at; j > 0 && l->post[j - 1] == post &&
                              t - event[j - 1].time <= w; j--) {
            const lia_vid b = event[j - 1].account;
            if (b <= a)
                continue;
            s->touched[count] = b;
            count += s->met[b] == 0;
            s->met[b] = add_meeting(s->met[b], one_meeting[k->half[j - 1]]);
        }
        for (uint32_t j = at + 1; j < l->count && l->post[j] == post &&
                                  event[j].time - t <= w; j++) {
            const lia_vid b = event[j].account;
            if (b <= a)
                continue;
            s->touched[count] = b;
            count += s->met[b] == 0;
            s->met[b] = add_meeting(s->met[b], one_meeting[k->half[at]]);
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
        lia_hour_of(k->field, first) << EPISODE |
        (uint32_t)lia_half_of_object(post) << OBJECT_HALF |
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

/* What (C1) adds up over the episodes of one half. */
typedef struct tally {
    double episodes, sum;
    uint32_t hits;
} tally;

static double log_p_of(const tally *t, const seeking *k)
{
    if (t->hits < k->options->min_episodes)
        return 0.0;
    return lia_log_chernoff(t->episodes, t->sum / t->episodes,
                            fmin(k->options->flat_factor * k->scale->flat,
                                 0.97));
}

static int half_of_hour(const lia_field *f, uint32_t hour)
{
    return (int)(lia_floor_div(f->first_hour + hour - f->quiet_hour, 24) & 1);
}

/* The meetings, which are in order, by episodes and halves. */
static void count_episodes(tally out[2], const uint32_t *m, uint64_t count,
                           const seeking *k, bool by_object)
{
    const int key = by_object ? OBJECT_HALF : EPISODE;

    memset(out, 0, 2 * sizeof *out);
    for (uint64_t i = 0, j; i < count; i = j) {
        const int half = by_object ? (int)(m[i] >> OBJECT_HALF & 1)
                                   : half_of_hour(k->field, m[i] >> EPISODE);
        uint64_t near = 0;
        for (j = i; j < count && m[j] >> key == m[i] >> key; j++)
            near += m[j] & NEAR;
        out[half].sum += (double)near / (double)(j - i);
        out[half].hits += near > 0;
        out[half].episodes += 1.0;
    }
}

static lia_status judge(seeker *s, const seeking *k, lia_vid a, lia_vid b)
{
    const double most = log(k->options->edge_p);
    uint64_t count = 0;
    lia_status st = gather(&count, s, k, a, b);
    tally t[HALVES];

    if (st != LIA_OK)
        return st;
    lia_sort_ids(s->meeting, count);
    for (int split = 0; split < k->splits; split++)
        count_episodes(t + 2 * split, s->meeting, count, k, split == 1);
    for (int half = 0; half < 2 * k->splits; half++) {
        lia_suspicions *found = &s->found[half];
        const double log_p = log_p_of(&t[half], k);
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
        if (s->st == LIA_OK && met_enough(s->met[b], k->need, k->splits) &&
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
        for (int half = 0; half < HALVES; half++)
            lia_free(list[k].found[half].pair);
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
        LIA_TRY(lia_alloc(&(*out)[k].touched, (uint64_t)n + 1,
                          sizeof *(*out)[k].touched, err));
    }
done:
    return st;
}

/* Meetings on a half with which m^x can be edge_p or less. */
static uint32_t meetings_needed(const seeking *k)
{
    const double m = fmin(k->options->flat_factor * k->scale->flat, 0.97);
    const double most = log(k->options->edge_p) / log(m) * (1 - 1e-9);
    const uint32_t least = k->options->min_episodes;

    if (most >= MOST_MET || least >= MOST_MET)
        return MOST_MET;
    return most > least ? (uint32_t)ceil(most) : least;
}

static lia_status seeking_make(seeking *k, lia_error *err)
{
    const lia_live *live = k->live;
    lia_status st = LIA_OK;

    LIA_TRY(lia_alloc(&k->post, live->count, sizeof *k->post, err));
    LIA_TRY(lia_alloc(&k->time, live->count, sizeof *k->time, err));
    LIA_TRY(lia_alloc(&k->half, live->count, 1, err));
    for (uint32_t i = 0; i < live->count; i++) {
        const lia_time t = live->event[i].time;
        k->post[i] = live->post[live->at[i]];
        k->time[i] = live->event[live->at[i]].time;
        k->half[i] = (uint8_t)(half_of_hour(k->field,
                                            lia_hour_of(k->field, t)) |
                               lia_half_of_object(live->post[i]) << 1);
    }
    k->need = meetings_needed(k);
done:
    return st;
}

static lia_status collect_all(lia_suspicions out[2],
                              lia_suspicions by_object[2], const seeker *list,
                              int threads, lia_error *err)
{
    lia_suspicions all[HALVES] = {{0, 0, NULL}};
    lia_status st = LIA_OK;

    for (int t = 0; t < threads; t++)
        if (list[t].st != LIA_OK) {
            if (err != NULL)
                *err = list[t].error;
            return list[t].st;
        }
    for (int half = 0; half < (by_object != NULL ? HALVES : 2); half++)
        LIA_TRY(collect(&all[half], list, threads, half, err));
    memcpy(out, all, 2 * sizeof *all);
    if (by_object != NULL)
        memcpy(by_object, all + 2, 2 * sizeof *all);
    memset(all, 0, sizeof all);
done:
    for (int half = 0; half < HALVES; half++)
        lia_free(all[half].pair);
    return st;
}

lia_status lia_suspect(lia_suspicions out[2], lia_suspicions by_object[2],
                       const lia_field *field, const lia_live *live,
                       const lia_scale *scale,
                       const lia_coordinated_options *options, lia_error *err)
{
    seeking k = {.field = field, .live = live, .scale = scale,
                 .options = options, .splits = by_object != NULL ? 2 : 1};
    const int threads = lia_thread_crew(&options->run,
                                        (uint64_t)live->count * 16);
    lia_status st = LIA_OK;
    seeker *list = NULL;

    LIA_TRY(seekers_make(&list, threads, field->n, field->events->posts,
                         err));
    LIA_TRY(seeking_make(&k, err));
    #pragma omp parallel for num_threads(threads) schedule(dynamic, 16)
    for (lia_vid a = 0; a < field->n; a++)
        if (live->is_live[a])
            seek_from(&list[lia_thread_id()], &k, a);
    LIA_TRY(collect_all(out, by_object, list, threads, err));
done:
    seekers_free(list, threads);
    lia_free(k.post);
    lia_free(k.time);
    lia_free(k.half);
    return st;
}
