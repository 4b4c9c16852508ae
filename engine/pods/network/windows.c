/* pods/network/windows.c - what cannot be part of a pair leaves before
 * counting.
 *
 * The events of a post stand in order of time, each of another account: one
 * has a neighbour within the window if the next or the last one is that near.
 * So a round is one pass over the events, without looking at pairs. One-off
 * likers, the mass of a viral post, go in the first.
 */
#include "liaison/coengagement.h"

#include <string.h>

#include "base/mem.h"
#include "base/threads.h"
#include "base/watch.h"

enum { POSTS_PER_TASK = 256 };

typedef struct sieve {
    const lia_events *from;
    const lia_windows_options *options;
    int threads;
    lia_time widest;
    lia_windows w;           /* account: ids as long as the sieve works      */
    uint32_t *left;          /* [posts] events left, from off[p] on          */
    uint32_t *seen;          /* [accounts] events left                       */
    uint8_t *is_dead;        /* [accounts]                                   */
} sieve;

/* Events of live accounts, to the front. */
static uint32_t keep_live(const sieve *s, lia_vid *account, lia_time *time,
                          uint32_t count)
{
    uint32_t kept = 0;

    for (uint32_t k = 0; k < count; k++) {
        account[kept] = account[k];
        time[kept] = time[k];
        kept += !s->is_dead[account[k]];
    }
    return kept;
}

/* Events with a neighbour, to the front. */
static uint32_t keep_near(const sieve *s, lia_vid *account, lia_time *time,
                          uint32_t count)
{
    uint32_t kept = 0;
    bool was_near = false;

    for (uint32_t k = 0; k < count; k++) {
        const bool is_near =
            k + 1 < count && time[k + 1] - time[k] <= s->widest;
        account[kept] = account[k];
        time[kept] = time[k];
        kept += was_near || is_near;
        was_near = is_near;
    }
    return kept;
}

static void sift_post(sieve *s, uint32_t post)
{
    lia_vid *account = s->w.account + s->from->off[post];
    lia_time *time = s->w.time + s->from->off[post];
    uint32_t count = keep_live(s, account, time, s->left[post]);

    count = keep_near(s, account, time, count);
    s->left[post] = count;
    for (uint32_t k = 0; k < count; k++) {
        #pragma omp atomic
        s->seen[account[k]]++;
    }
}

/* Accounts that cannot reach min_shared any more. Returns whether an event of
 * one of them is still there. */
static bool bury(sieve *s)
{
    bool again = false;

    for (lia_vid i = 0; i < s->from->accounts; i++) {
        if (s->seen[i] >= s->options->min_shared)
            continue;
        again = again || s->seen[i] > 0;
        s->is_dead[i] = 1;
    }
    return again;
}

static void sift(sieve *s)
{
    const uint32_t posts = s->from->posts;
    bool again = true;

    while (again) {
        memset(s->seen, 0, s->from->accounts * sizeof *s->seen);
        #pragma omp parallel for num_threads(s->threads) \
            schedule(dynamic, POSTS_PER_TASK)
        for (uint32_t p = 0; p < posts; p++)
            if (s->left[p] > 0)
                sift_post(s, p);
        again = bury(s);
        s->w.tally.rounds++;
    }
}

static lia_status take_events(sieve *s, lia_error *err)
{
    const lia_events *from = s->from;
    const uint64_t n = from->accounts;
    lia_status st = LIA_OK;

    LIA_TRY(lia_alloc(&s->w.account, from->count, sizeof *s->w.account, err));
    LIA_TRY(lia_alloc(&s->w.time, from->count, sizeof *s->w.time, err));
    LIA_TRY(lia_alloc(&s->left, from->posts, sizeof *s->left, err));
    LIA_TRY(lia_alloc_zero(&s->seen, n, sizeof *s->seen, err));
    LIA_TRY(lia_alloc_zero(&s->is_dead, n, 1, err));
    for (uint64_t k = 0; k < from->count; k++) {
        s->w.account[k] = from->event[k].account;
        s->w.time[k] = from->event[k].time;
        s->seen[from->event[k].account] = 1;
    }
    for (lia_vid i = 0; i < from->accounts; i++)
        s->w.tally.accounts += s->seen[i];
    for (uint32_t p = 0; p < from->posts; p++)
        s->left[p] = (uint32_t)(from->off[p + 1] - from->off[p]);
done:
    return st;
}

/* Number the live accounts. seen becomes the number of each. */
static lia_status number_accounts(sieve *s, lia_error *err)
{
    lia_windows *w = &s->w;
    lia_status st = LIA_OK;
    lia_vid n = 0;

    for (lia_vid i = 0; i < s->from->accounts; i++)
        n += !s->is_dead[i];
    LIA_TRY(lia_alloc(&w->id, n, sizeof *w->id, err));
    LIA_TRY(lia_alloc_zero(&w->off, (uint64_t)n + 2, sizeof *w->off, err));
    for (lia_vid i = 0; i < s->from->accounts; i++) {
        if (s->is_dead[i])
            continue;
        w->off[w->n + 2] = s->seen[i];
        w->id[w->n] = i;
        s->seen[i] = w->n++;
    }
    for (lia_vid k = 0; k < n; k++)
        w->off[k + 2] += w->off[k + 1];
done:
    return st;
}

/* Posts end to end, without gaps; accounts by number. */
static void close_ranks(sieve *s)
{
    lia_windows *w = &s->w;
    uint32_t kept = 0;

    for (uint32_t p = 0; p < s->from->posts; p++) {
        const uint64_t begin = s->from->off[p];
        for (uint32_t k = 0; k < s->left[p]; k++) {
            w->account[kept] = s->seen[w->account[begin + k]];
            w->time[kept++] = w->time[begin + k];
        }
    }
    w->events = kept;
}

/* Which posts they are of. */
static lia_status name_posts(sieve *s, lia_error *err)
{
    lia_windows *w = &s->w;
    lia_status st = LIA_OK;

    for (uint32_t p = 0; p < s->from->posts; p++)
        w->posts += s->left[p] > 0;
    LIA_TRY(lia_alloc(&w->post, w->posts, sizeof *w->post, err));
    LIA_TRY(lia_alloc(&w->post_off, (uint64_t)w->posts + 1,
                      sizeof *w->post_off, err));
    w->posts = 0;
    w->post_off[0] = 0;
    for (uint32_t p = 0; p < s->from->posts; p++) {
        if (s->left[p] == 0)
            continue;
        w->post[w->posts] = p;
        w->post_off[w->posts + 1] = w->post_off[w->posts] + s->left[p];
        w->posts++;
    }
done:
    return st;
}

/* The neighbours of each event of a post: two pointers. */
static void find_post(const sieve *s, uint32_t post)
{
    const lia_windows *w = &s->w;
    const uint32_t begin = w->post_off[post], end = w->post_off[post + 1];
    uint32_t low = begin, high = begin;

    for (uint32_t k = begin; k < end; k++) {
        while (w->time[k] - w->time[low] > s->widest)
            low++;
        while (high < end && w->time[high] - w->time[k] <= s->widest)
            high++;
        w->begin[k] = low;
        w->end[k] = high;
    }
}

static void find_windows(const sieve *s)
{
    #pragma omp parallel for num_threads(s->threads) \
        schedule(dynamic, POSTS_PER_TASK)
    for (uint32_t p = 0; p < s->w.posts; p++)
        find_post(s, p);
}

static lia_status lay_out(sieve *s, lia_error *err)
{
    lia_windows *w = &s->w;
    lia_status st = LIA_OK;

    LIA_TRY(number_accounts(s, err));
    close_ranks(s);
    LIA_TRY(name_posts(s, err));
    LIA_TRY(lia_resize(&w->account, w->events, sizeof *w->account, err));
    LIA_TRY(lia_resize(&w->time, w->events, sizeof *w->time, err));
    LIA_TRY(lia_alloc(&w->begin, w->events, sizeof *w->begin, err));
    LIA_TRY(lia_alloc(&w->end, w->events, sizeof *w->end, err));
    LIA_TRY(lia_alloc(&w->at, w->events, sizeof *w->at, err));
    LIA_TRY(lia_alloc(&w->visits, (uint64_t)w->n + 1, sizeof *w->visits, err));
    find_windows(s);
    for (uint32_t k = 0; k < w->events; k++)
        w->at[w->off[w->account[k] + 1]++] = k;
done:
    return st;
}

static uint64_t most_pairs_of(const lia_windows *w, lia_vid i)
{
    const uint64_t visits = w->visits[i + 1] - w->visits[i];
    const uint64_t most = visits / w->options.min_shared;
    const uint64_t others = w->n - 1 - i;

    return most < others ? most : others;
}

static void sum_up(sieve *s)
{
    lia_windows *w = &s->w;
    uint64_t of_windows;

    w->visits[0] = 0;
    #pragma omp parallel for num_threads(s->threads) \
        schedule(dynamic, POSTS_PER_TASK)
    for (lia_vid i = 0; i < w->n; i++) {
        w->visits[i + 1] = 0;
        for (uint64_t e = w->off[i]; e < w->off[i + 1]; e++)
            w->visits[i + 1] += w->end[w->at[e]] - w->begin[w->at[e]] - 1;
    }
    for (lia_vid i = 0; i < w->n; i++)
        w->visits[i + 1] += w->visits[i];
    for (lia_vid i = 0; i < w->n; i++)
        w->tally.most_pairs += most_pairs_of(w, i);
    of_windows = w->visits[w->n] / 2 / w->options.min_shared;
    if (w->tally.most_pairs > of_windows)
        w->tally.most_pairs = of_windows;
    w->tally.events = s->from->count;
    w->tally.live_events = w->events;
    w->tally.live_accounts = w->n;
    w->tally.visits = w->visits[w->n];
}

static lia_status check(const lia_windows *out, const lia_events *events,
                        const lia_windows_options *o, lia_error *err)
{
    if (out == NULL || events == NULL || o == NULL)
        return lia_fail(err, LIA_EARG, "no events, or no windows");
    if (o->windows < 1 || o->windows > LIA_MOST_WINDOWS)
        return lia_fail(err, LIA_EARG, "%u windows, must be 1 to %d",
                        o->windows, LIA_MOST_WINDOWS);
    if (o->min_shared < 1)
        return lia_fail(err, LIA_EARG, "min_shared is 0, must be 1 or more");
    for (uint32_t k = 0; k < o->windows; k++)
        if (o->window[k] < 0 || (k > 0 && o->window[k] <= o->window[k - 1]))
            return lia_fail(err, LIA_EARG,
                            "windows must be 0 or more, and ascending");
    if (events->count >= UINT32_MAX)
        return lia_fail(err, LIA_ELIMIT, "more than 4294967294 events");
    return LIA_OK;
}

lia_status lia_windows_build(lia_windows *out, const lia_events *events,
                             const lia_windows_options *options, lia_error *err)
{
    lia_status st = check(out, events, options, err);
    sieve s = {.from = events, .options = options};

    if (st != LIA_OK)
        return st;
    s.w.options = *options;
    s.widest = options->window[options->windows - 1];
    s.threads = lia_thread_crew(&options->run, 4 * events->count);
    lia_watch_begin(&options->run, "leaving out what cannot pair", 0, "");
    LIA_TRY(take_events(&s, err));
    sift(&s);
    LIA_TRY(lay_out(&s, err));
    sum_up(&s);
    *out = s.w;
    memset(&s.w, 0, sizeof s.w);
done:
    lia_watch_end(&options->run);
    lia_free(s.left);
    lia_free(s.seen);
    lia_free(s.is_dead);
    lia_windows_free(&s.w);
    return st;
}

void lia_windows_free(lia_windows *windows)
{
    if (windows == NULL)
        return;
    lia_free(windows->id);
    lia_free(windows->off);
    lia_free(windows->at);
    lia_free(windows->account);
    lia_free(windows->time);
    lia_free(windows->begin);
    lia_free(windows->end);
    lia_free(windows->visits);
    lia_free(windows->post);
    lia_free(windows->post_off);
    memset(windows, 0, sizeof *windows);
}

lia_vid lia_pairs_pass(const lia_windows *windows, lia_vid first,
                       uint64_t most_pairs)
{
    uint64_t sum = 0;
    lia_vid end = first;

    while (end < windows->n) {
        sum += most_pairs_of(windows, end);
        if (sum > most_pairs && end > first)
            break;
        end++;
    }
    return end;
}
