/* pods/network/pairs.c - pairs of accounts, added up one account at a time.
 *
 * For account i, every neighbour j > i in the window of one of its events gets
 * one more in weight[j]; what was touched is read out and cleared. Neighbours
 * j < i are half of all and come in no order that a processor could guess:
 * they go to a place of their own that nobody reads, which costs less than a
 * branch. Most pairs share one post and are dropped, so only weights are kept
 * in the first walk, which then fit the cache; a second walk adds up the
 * delays of the pairs that stay.
 *
 * Tasks are runs of accounts with about the same number of visits; each fills
 * buffers of its own, put end to end in the order of the tasks.
 */
#include "liaison/coengagement.h"

#include <string.h>

#include "base/mem.h"
#include "base/sort.h"
#include "base/threads.h"
#include "base/watch.h"

enum { TASKS_PER_THREAD = 32, LEAST_VISITS = 1 << 16, AHEAD = 8 };

/* What account i shares with each other: [(n + 1) * windows] of narrowest
 * windows, all zero between accounts; and the numbers that were touched. */
typedef struct scratch {
    uint32_t *weight;
    uint64_t *delta;
    lia_vid *touched;
} scratch;

typedef struct task {
    lia_vid first, end;
    uint64_t count, ends_room, weight_room, delta_room;
    lia_pair_counts pairs;
    lia_status st;
    lia_error error;
} task;

typedef struct counting {
    const lia_windows *w;
    bool is_kept;            /* else only counted                            */
    uint32_t k;              /* windows                                      */
    int threads;
    scratch all;             /* of all threads end to end                    */
    uint64_t tasks;
    task *task;
} counting;

/* An account's events lie anywhere: fetch what the next ones will need. The
 * list goes on with those of other accounts, which are due soon, too. */
static void look_ahead(const lia_windows *w, uint64_t e)
{
    if (e + AHEAD >= w->events)
        return;
    const uint32_t at = w->at[e + AHEAD];
    __builtin_prefetch(&w->begin[at]);
    __builtin_prefetch(&w->end[at]);
    __builtin_prefetch(&w->account[at]);
}

/* One window: the inner loop. Returns how many were touched. */
static uint64_t visit_one(const lia_windows *w, lia_vid i, const scratch *s)
{
    const lia_vid *account = w->account, n = w->n;
    uint32_t *weight = s->weight;
    lia_vid *touched = s->touched;
    uint64_t count = 0;

    for (uint64_t e = w->off[i]; e < w->off[i + 1]; e++) {
        const uint32_t at = w->at[e], end = w->end[at];
        look_ahead(w, e);
        weight[n] = 1;                        /* so it is never touched anew  */
        for (uint32_t f = w->begin[at]; f < end; f++) {
            const lia_vid is_after = -(lia_vid)(account[f] > i);
            const lia_vid j = (account[f] & is_after) | (n & ~is_after);
            touched[count] = j;
            count += weight[j] == 0;
            weight[j]++;
        }
    }
    return count;
}

/* The narrowest window that holds a delay. */
static uint32_t window_of(const lia_windows *w, lia_time away)
{
    uint32_t k = 0;

    while (away > w->options.window[k])
        k++;
    return k;
}

static lia_time apart(const lia_windows *w, uint32_t a, uint32_t b)
{
    const lia_time d = w->time[a] - w->time[b];

    return d < 0 ? -d : d;
}

static uint64_t sum_of(const uint32_t *weight, uint32_t windows)
{
    uint64_t sum = 0;

    for (uint32_t k = 0; k < windows; k++)
        sum += weight[k];
    return sum;
}

static uint64_t visit_several(const lia_windows *w, lia_vid i,
                              const scratch *s)
{
    const uint32_t windows = w->options.windows;
    uint64_t count = 0;

    for (uint64_t e = w->off[i]; e < w->off[i + 1]; e++) {
        const uint32_t at = w->at[e];
        for (uint32_t f = w->begin[at]; f < w->end[at]; f++) {
            const lia_vid j = w->account[f];
            uint32_t *weight = s->weight + (uint64_t)j * windows;
            if (j <= i)
                continue;
            s->touched[count] = j;
            count += sum_of(weight, windows) == 0;
            weight[window_of(w, apart(w, at, f))]++;
        }
    }
    return count;
}

/* Of the accounts touched, those with enough to the front, in order; the
 * weights of the others are cleared. */
static uint64_t pick(const lia_windows *w, const scratch *s, uint64_t count)
{
    const uint32_t windows = w->options.windows;
    uint64_t picked = 0;

    for (uint64_t t = 0; t < count; t++) {
        uint32_t *weight = s->weight + (uint64_t)s->touched[t] * windows;
        if (sum_of(weight, windows) >= w->options.min_shared)
            s->touched[picked++] = s->touched[t];
        else
            memset(weight, 0, windows * sizeof *weight);
    }
    lia_sort_ids(s->touched, picked);
    return picked;
}

/* The second walk: only those who were picked have a weight. */
static void add_delays(const lia_windows *w, lia_vid i, const scratch *s)
{
    const uint32_t windows = w->options.windows;
    const uint32_t *weight = s->weight;
    const lia_vid *account = w->account;

    for (uint64_t e = w->off[i]; e < w->off[i + 1]; e++) {
        const uint32_t at = w->at[e], end = w->end[at];
        for (uint32_t f = w->begin[at]; f < end; f++) {
            const uint64_t j = (uint64_t)account[f] * windows;
            if (windows == 1 ? weight[j] == 0
                             : sum_of(weight + j, windows) == 0)
                continue;
            const lia_time away = apart(w, at, f);
            s->delta[j + window_of(w, away)] += (uint64_t)away;
        }
    }
}

static lia_status make_room(task *t, uint64_t more, uint32_t windows)
{
    const uint64_t need = t->count + more;
    lia_status st = LIA_OK;

    LIA_TRY(lia_reserve(&t->pairs.ends, &t->ends_room, 2 * need,
                        sizeof *t->pairs.ends, &t->error));
    LIA_TRY(lia_reserve(&t->pairs.weight, &t->weight_room, windows * need,
                        sizeof *t->pairs.weight, &t->error));
    LIA_TRY(lia_reserve(&t->pairs.delta, &t->delta_room, windows * need,
                        sizeof *t->pairs.delta, &t->error));
done:
    return st;
}

/* Pair (i, j): windows hold what narrower ones hold. */
static void put_pair(task *t, const lia_windows *w, lia_vid i, lia_vid j,
                     const scratch *s)
{
    const uint32_t windows = w->options.windows;
    uint64_t weight = 0, delta = 0;

    t->pairs.ends[2 * t->count] = w->id[i];
    t->pairs.ends[2 * t->count + 1] = w->id[j];
    for (uint32_t k = 0; k < windows; k++) {
        weight += s->weight[(uint64_t)j * windows + k];
        delta += s->delta[(uint64_t)j * windows + k];
        t->pairs.weight[windows * t->count + k] = (uint32_t)weight;
        t->pairs.delta[windows * t->count + k] = delta;
    }
    t->count++;
}

static lia_status count_account(const counting *c, task *t, lia_vid i,
                                const scratch *s)
{
    const uint32_t k = c->k;
    uint64_t count = k == 1 ? visit_one(c->w, i, s)
                            : visit_several(c->w, i, s);
    lia_status st = LIA_OK;

    count = pick(c->w, s, count);
    if (c->is_kept && count > 0)
        add_delays(c->w, i, s);
    if (c->is_kept)
        st = make_room(t, count, k);
    else
        t->count += count;
    for (uint64_t p = 0; p < count; p++) {
        const uint64_t at = (uint64_t)s->touched[p] * k;
        if (c->is_kept && st == LIA_OK)
            put_pair(t, c->w, i, s->touched[p], s);
        memset(s->weight + at, 0, k * sizeof *s->weight);
        memset(s->delta + at, 0, k * sizeof *s->delta);
    }
    return st;
}

static void run_task(const counting *c, task *t)
{
    const uint64_t n = c->w->n, self = (uint64_t)lia_thread_id();
    const scratch mine = {c->all.weight + self * (n + 1) * c->k,
                          c->all.delta + self * (n + 1) * c->k,
                          c->all.touched + self * (n + 2)};

    for (lia_vid i = t->first; i < t->end && t->st == LIA_OK; i++)
        t->st = count_account(c, t, i, &mine);
}

/* Cut first .. end-1 into tasks. */
static lia_status plan(counting *c, lia_vid first, lia_vid end, lia_error *err)
{
    const lia_windows *w = c->w;
    const uint64_t visits = w->visits[end] - w->visits[first];
    uint64_t share = visits / ((uint64_t)c->threads * TASKS_PER_THREAD) + 1;
    uint64_t most;
    lia_status st;

    if (share < LEAST_VISITS)
        share = LEAST_VISITS;
    most = visits / share + 2;
    if (most > (uint64_t)(end - first) + 1)
        most = (uint64_t)(end - first) + 1;
    st = lia_alloc_zero(&c->task, most, sizeof *c->task, err);
    if (st != LIA_OK)
        return st;
    for (lia_vid i = first; i < end;) {
        task *t = &c->task[c->tasks++];
        t->first = i;
        while (i < end && (w->visits[i] - w->visits[t->first] < share ||
                           c->tasks == most))
            i++;
        t->end = i;
    }
    return LIA_OK;
}

static lia_status run_tasks(counting *c, const lia_run *run, lia_error *err)
{
    const uint64_t n = c->w->n, threads = (uint64_t)c->threads;
    lia_status st = LIA_OK;

    LIA_TRY(lia_alloc_zero(&c->all.weight, threads * (n + 1) * c->k,
                           sizeof *c->all.weight, err));
    LIA_TRY(lia_alloc_zero(&c->all.delta, threads * (n + 1) * c->k,
                           sizeof *c->all.delta, err));
    LIA_TRY(lia_alloc(&c->all.touched, threads * (n + 2),
                      sizeof *c->all.touched, err));
    #pragma omp parallel for num_threads(c->threads) schedule(dynamic, 1)
    for (uint64_t k = 0; k < c->tasks; k++) {
        task *t = &c->task[k];
        run_task(c, t);
        lia_watch_advance(run, c->w->visits[t->end] - c->w->visits[t->first]);
    }
    for (uint64_t k = 0; k < c->tasks; k++)
        if (c->task[k].st != LIA_OK) {
            if (err != NULL)
                *err = c->task[k].error;
            return c->task[k].st;
        }
done:
    return st;
}

/* The buffers of all tasks end to end, each freed when it is read. */
static lia_status join(lia_pair_counts *out, counting *c, lia_error *err)
{
    const uint64_t k = c->k;
    lia_pair_counts all = {.count = 0};
    uint64_t total = 0;
    lia_status st = LIA_OK;

    for (uint64_t t = 0; t < c->tasks; t++)
        total += c->task[t].count;
    LIA_TRY(lia_alloc(&all.ends, 2 * total, sizeof *all.ends, err));
    LIA_TRY(lia_alloc(&all.weight, k * total, sizeof *all.weight, err));
    LIA_TRY(lia_alloc(&all.delta, k * total, sizeof *all.delta, err));
    for (uint64_t t = 0; t < c->tasks; t++) {
        task *of = &c->task[t];
        if (of->count > 0) {
            memcpy(all.ends + 2 * all.count, of->pairs.ends,
                   2 * of->count * sizeof *all.ends);
            memcpy(all.weight + k * all.count, of->pairs.weight,
                   k * of->count * sizeof *all.weight);
            memcpy(all.delta + k * all.count, of->pairs.delta,
                   k * of->count * sizeof *all.delta);
        }
        all.count += of->count;
        lia_pair_counts_free(&of->pairs);
    }
    *out = all;
    memset(&all, 0, sizeof all);
done:
    lia_pair_counts_free(&all);
    return st;
}

static lia_status start(counting *c, const lia_windows *w, lia_vid first,
                        lia_vid end, const lia_run *run, lia_error *err)
{
    const uint64_t visits = w->visits[end] - w->visits[first];
    lia_status st = LIA_OK;

    c->w = w;
    c->k = w->options.windows;
    c->threads = lia_thread_crew(run, 4 * visits);
    lia_watch_begin(run, "counting pairs", visits, "visits");
    LIA_TRY(plan(c, first, end, err));
    LIA_TRY(run_tasks(c, run, err));
done:
    lia_watch_end(run);
    return st;
}

static void drop_scratch(counting *c)
{
    lia_free(c->all.weight);
    lia_free(c->all.delta);
    lia_free(c->all.touched);
    memset(&c->all, 0, sizeof c->all);
}

static void drop(counting *c)
{
    for (uint64_t t = 0; t < c->tasks; t++)
        lia_pair_counts_free(&c->task[t].pairs);
    lia_free(c->task);
    drop_scratch(c);
}

lia_status lia_pairs_count(lia_pair_counts *out, const lia_windows *windows,
                           lia_vid first, lia_vid end, const lia_run *run,
                           lia_error *err)
{
    counting c = {.is_kept = true};
    lia_status st = LIA_OK;

    if (out == NULL || windows == NULL || first > end || end > windows->n)
        return lia_fail(err, LIA_EARG, "pairs of accounts that are not there");
    LIA_TRY(start(&c, windows, first, end, run, err));
    drop_scratch(&c);
    LIA_TRY(join(out, &c, err));
done:
    drop(&c);
    return st;
}

lia_status lia_pairs_number(uint64_t *out, const lia_windows *windows,
                            const lia_run *run, lia_error *err)
{
    counting c = {.is_kept = false};
    lia_status st;

    if (out == NULL || windows == NULL)
        return lia_fail(err, LIA_EARG, "nothing to count");
    st = start(&c, windows, 0, windows->n, run, err);
    if (st == LIA_OK) {
        *out = 0;
        for (uint64_t t = 0; t < c.tasks; t++)
            *out += c.task[t].count;
    }
    drop(&c);
    return st;
}

void lia_pair_counts_free(lia_pair_counts *pairs)
{
    if (pairs == NULL)
        return;
    lia_free(pairs->ends);
    lia_free(pairs->weight);
    lia_free(pairs->delta);
    memset(pairs, 0, sizeof *pairs);
}

uint64_t lia_pairs_scratch(const lia_windows *windows, const lia_run *run)
{
    const uint64_t threads = (uint64_t)
        lia_thread_crew(run, 4 * windows->tally.visits);

    return threads * (windows->n + 2) *
           (sizeof(lia_vid) + windows->options.windows *
                (sizeof(uint32_t) + sizeof(uint64_t)));
}
