/* pods/authorless/suspicion.c - (C1): pairs whose common engagements crowd
 * into the fine window more often than its share of the horizon allows.
 *
 * An account at a time, as in pairs.c: its neighbours within the fine window
 * are counted, and only those met often enough have their common objects
 * looked up within the horizon; these pairs are never stored. Often enough:
 * with x meetings on a half, (C1) is smallest where these are all that the
 * pair has in common and each is an episode of its own, and then it is m^x;
 * where even that is above edge_p, the pair cannot be suspicious. With more
 * episodes N it is exp(-N KL(x / N || m)) at best, which grows with N: a pair
 * is let go as soon as no half can bear its episodes.
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
    uint64_t *has_post;      /* a bit where `mark` is set: it fits a cache    */
    uint64_t *has_hour;      /* a bit per hour that a pair has an episode in:
                                of all objects, then of either half of them;
                                all zero between pairs                       */
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
    uint32_t most[MOST_MET + 1]; /* episodes on a half with so many meetings */
    uint64_t hour_words;
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

/* What is left to hope for while the common objects of a pair are listed. */
typedef struct hope {
    uint32_t room[HALVES];   /* further episodes that a half can bear        */
    int halves;              /* that can still be suspicious                 */
} hope;

static hope hope_of(const seeking *k, uint32_t met)
{
    hope h = {.halves = 0};

    for (int half = 0; half < 2 * k->splits; half++) {
        const uint32_t x = met >> 8 * half & 255;
        h.room[half] = x >= k->need ? k->most[x] : 0;
        h.halves += h.room[half] > 0;
    }
    return h;
}

static bool is_new(uint64_t *has_hour, uint32_t hour)
{
    const uint64_t bit = (uint64_t)1 << hour % 64;
    const bool before = has_hour[hour / 64] & bit;

    has_hour[hour / 64] |= bit;
    return !before;
}

static void add_episode(hope *h, int half)
{
    if (h->room[half] > 0 && --h->room[half] == 0)
        h->halves--;
}

static int half_of_hour(const lia_field *f, uint32_t hour)
{
    return (int)(lia_floor_div(f->first_hour + hour - f->quiet_hour, 24) & 1);
}

static void note(seeker *s, uint64_t *count, hope *h, const seeking *k,
                 uint32_t post, lia_time x, lia_time y)
{
    const lia_time first = x < y ? x : y, gap = x < y ? y - x : x - y;
    const uint32_t hour = lia_hour_of(k->field, first);
    const int object = lia_half_of_object(post);

    if (gap > k->scale->horizon)
        return;
    s->meeting[(*count)++] =
        hour << EPISODE | (uint32_t)object << OBJECT_HALF |
        (gap <= k->scale->window ? NEAR : 0);
    if (is_new(s->has_hour, hour))
        add_episode(h, half_of_hour(k->field, hour));
    if (k->splits == 2 &&
        is_new(s->has_hour + (1 + (uint64_t)object) * k->hour_words, hour))
        add_episode(h, 2 + object);
}

static void forget_hours(seeker *s, uint64_t count, const seeking *k)
{
    for (uint64_t i = 0; i < count; i++)
        for (uint64_t list = 0; list < 3; list++)
            s->has_hour[list * k->hour_words +
                        (s->meeting[i] >> EPISODE) / 64] = 0;
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

static bool has_post(const seeker *s, uint32_t post)
{
    return s->has_post[post / 64] >> post % 64 & 1;
}

/* Common objects of a, whose objects are marked, and b within the horizon,
 * while there is hope; *count 0 where there is none left. Looking up every
 * object of b guesses well what a merge of two lists cannot; only where b has
 * far more of them are they sought one by one. */
static lia_status gather(uint64_t *count, seeker *s, const seeking *k,
                         lia_vid a, lia_vid b)
{
    const uint64_t *off = k->live->off;
    const uint64_t of_a = off[a + 1] - off[a], of_b = off[b + 1] - off[b];
    hope h = hope_of(k, s->met[b]);
    lia_status st = lia_reserve(&s->meeting, &s->meeting_room,
                                of_a < of_b ? of_a : of_b,
                                sizeof *s->meeting, &s->error);

    *count = 0;
    if (st != LIA_OK)
        return st;
    if (of_b > 16 * of_a) {
        uint64_t j = off[b];
        for (uint64_t i = off[a];
             i < off[a + 1] && j < off[b + 1] && h.halves > 0; i++) {
            j = seek(k->post, j, off[b + 1], k->post[i]);
            if (j < off[b + 1] && k->post[j] == k->post[i])
                note(s, count, &h, k, k->post[i], k->time[i], k->time[j]);
        }
    } else {
        for (uint64_t j = off[b]; j < off[b + 1] && h.halves > 0; j++) {
            const uint32_t post = k->post[j];
            if (has_post(s, post))
                note(s, count, &h, k, post,
                     k->time[off[a] + s->mark[post] - 1], k->time[j]);
        }
    }
    forget_hours(s, *count, k);
    if (h.halves == 0)
        *count = 0;
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

/* The meetings, which are in order, by episodes and halves, added to `out`. */
static void count_episodes(tally out[2], const uint32_t *m, uint64_t count,
                           const seeking *k, bool by_object)
{
    const int key = by_object ? OBJECT_HALF : EPISODE;

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
    tally t[HALVES] = {{0.0, 0.0, 0}};

    if (st != LIA_OK || count == 0)
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

    for (uint64_t i = begin; i < end; i++) {
        const uint32_t post = k->post[i];
        const uint64_t bit = (uint64_t)1 << post % 64;
        s->mark[post] = set ? (uint32_t)(i - begin + 1) : 0;
        s->has_post[post / 64] = set ? s->has_post[post / 64] | bit
                                     : s->has_post[post / 64] & ~bit;
    }
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
        lia_free(list[k].has_post);
        lia_free(list[k].has_hour);
        lia_free(list[k].touched);
        lia_free(list[k].meeting);
        for (int half = 0; half < HALVES; half++)
            lia_free(list[k].found[half].pair);
    }
    lia_free(list);
}

static lia_status seekers_make(seeker **out, int count, const seeking *k,
                               lia_error *err)
{
    const lia_vid n = k->field->n;
    const uint32_t posts = k->field->events->posts;
    lia_status st = LIA_OK;

    LIA_TRY(lia_alloc_zero(out, (uint64_t)count, sizeof **out, err));
    for (int t = 0; t < count; t++) {
        seeker *s = &(*out)[t];
        LIA_TRY(lia_alloc_zero(&s->met, n, sizeof *s->met, err));
        LIA_TRY(lia_alloc_zero(&s->mark, posts, sizeof *s->mark, err));
        LIA_TRY(lia_alloc_zero(&s->has_post, posts / 64 + 1,
                               sizeof *s->has_post, err));
        LIA_TRY(lia_alloc_zero(&s->has_hour, 3 * k->hour_words,
                               sizeof *s->has_hour, err));
        LIA_TRY(lia_alloc(&s->touched, (uint64_t)n + 1, sizeof *s->touched,
                          err));
    }
done:
    return st;
}

/* Meetings on a half with which m^x can be edge_p or less; and the episodes
 * with which x meetings still can. A hair of slack for the arithmetic. */
static void find_bounds(seeking *k)
{
    const double m = fmin(k->options->flat_factor * k->scale->flat, 0.97);
    const double most = log(k->options->edge_p) * (1 - 1e-9);
    const double need = most / log(m);
    const uint32_t least = k->options->min_episodes;

    k->need = need >= MOST_MET || least >= MOST_MET ? MOST_MET
              : need > least ? (uint32_t)ceil(need) : least;
    for (uint32_t x = 0; x < MOST_MET; x++) {
        uint32_t n = x > 0 ? x : 1;
        while (n < UINT32_MAX / 2 &&
               lia_log_chernoff(n + 1, fmin(1, (double)x / (n + 1)), m) <=
                   most)
            n++;
        k->most[x] = n + 1;
    }
    k->most[MOST_MET] = UINT32_MAX;
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
    find_bounds(k);
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
                 .options = options, .splits = by_object != NULL ? 2 : 1,
                 .hour_words = field->hours / 64 + 1};
    const int threads = lia_thread_crew(&options->run,
                                        (uint64_t)live->count * 16);
    lia_status st = LIA_OK;
    seeker *list = NULL;

    LIA_TRY(seekers_make(&list, threads, &k, err));
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
