/* pods/pairs.c - pairs of accounts, added up one account at a time.
 *
 * For account i, every neighbour j > i in the window of one of its events gets
 * one more in cell j; the cells that were touched are read out and cleared.
 * Neighbours j < i are half of all and come in no order that a processor could
 * guess: they go to a cell of their own that nobody reads, which costs less
 * than a branch.
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

enum { TASKS_PER_THREAD = 32, LEAST_VISITS = 1 << 16 };

/* What account i shares with one other. */
typedef struct cell {
    uint64_t delta;
    uint64_t weight;
} cell;

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
    cell *cells;             /* [threads * (n + 1) * k]                      */
    lia_vid *touched;        /* [threads * (n + 2)]                          */
    uint64_t tasks;
    task *task;
} counting;

/* One window: the inner loop. Returns how many cells were touched. */
static uint64_t visit_one(const lia_windows *w, lia_vid i, cell *cells,
                          lia_vid *touched)
{
    uint64_t count = 0;

    for (uint64_t e = w->off[i]; e < w->off[i + 1]; e++) {
        const uint32_t at = w->at[e];
        const lia_time now = w->time[at];
        for (uint32_t f = w->begin[at]; f < w->end[at]; f++) {
            const lia_vid j = w->account[f] > i ? w->account[f] : w->n;
            const lia_time away = w->time[f] - now;
            cell *c = &cells[j];
            touched[count] = j;
            count += c->weight == 0;
            c->weight++;
            c->delta += (uint64_t)(away < 0 ? -away : away);
        }
    }
    return count;
}

/* Several: the cells of an account side by side, one per narrowest window. */
static uint64_t visit_several(const lia_windows *w, lia_vid i, cell *cells,
                              lia_vid *touched)
{
    const uint32_t windows = w->options.windows;
    uint64_t count = 0;

    for (uint64_t e = w->off[i]; e < w->off[i + 1]; e++) {
        const uint32_t at = w->at[e];
        for (uint32_t f = w->begin[at]; f < w->end[at]; f++) {
            const lia_vid j = w->account[f];
            const lia_time d = w->time[f] - w->time[at];
            const lia_time away = d < 0 ? -d : d;
            uint32_t k = 0;
            if (j <= i)
                continue;
            while (away > w->options.window[k])
                k++;
            cell *c = &cells[(uint64_t)j * windows];
            bool is_new = true;
            for (uint32_t x = 0; x < windows; x++)
                is_new = is_new && c[x].weight == 0;
            touched[count] = j;
            count += is_new;
            c[k].weight++;
            c[k].delta += (uint64_t)away;
        }
    }
    return count;
}

/* Of the accounts touched, those with enough to the front, in order; the cells
 * of the others are cleared. */
static uint64_t pick(const lia_windows *w, cell *cells, lia_vid *touched,
                     uint64_t count)
{
    const uint32_t windows = w->options.windows;
    uint64_t picked = 0;

    for (uint64_t t = 0; t < count; t++) {
        cell *c = &cells[(uint64_t)touched[t] * windows];
        uint64_t sum = 0;
        for (uint32_t k = 0; k < windows; k++)
            sum += c[k].weight;
        if (sum >= w->options.min_shared)
            touched[picked++] = touched[t];
        else
            memset(c, 0, windows * sizeof *c);
    }
    lia_sort_ids(touched, picked);
    return picked;
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

/* Read the cells of pair (i, j) out: windows hold what narrower ones hold. */
static void put_pair(task *t, const lia_windows *w, lia_vid i, lia_vid j,
                     const cell *c)
{
    const uint32_t windows = w->options.windows;
    uint64_t weight = 0, delta = 0;

    t->pairs.ends[2 * t->count] = w->id[i];
    t->pairs.ends[2 * t->count + 1] = w->id[j];
    for (uint32_t k = 0; k < windows; k++) {
        weight += c[k].weight;
        delta += c[k].delta;
        t->pairs.weight[windows * t->count + k] = (uint32_t)weight;
        t->pairs.delta[windows * t->count + k] = delta;
    }
    t->count++;
}

static lia_status count_account(const counting *c, task *t, lia_vid i,
                                cell *cells, lia_vid *touched)
{
    const uint32_t windows = c->k;
    uint64_t count = windows == 1 ? visit_one(c->w, i, cells, touched)
                                  : visit_several(c->w, i, cells, touched);
    lia_status st = LIA_OK;

    count = pick(c->w, cells, touched, count);
    if (c->is_kept)
        st = make_room(t, count, windows);
    else
        t->count += count;
    for (uint64_t p = 0; p < count; p++) {
        cell *of = &cells[(uint64_t)touched[p] * windows];
        if (c->is_kept && st == LIA_OK)
            put_pair(t, c->w, i, touched[p], of);
        memset(of, 0, windows * sizeof *of);
    }
    return st;
}

static void run_task(const counting *c, task *t)
{
    const uint64_t n = c->w->n, self = (uint64_t)lia_thread_id();
    cell *cells = c->cells + self * (n + 1) * c->k;
    lia_vid *touched = c->touched + self * (n + 2);

    cells[n * c->k].weight = 1;              /* never touched for the first   */
    for (lia_vid i = t->first; i < t->end && t->st == LIA_OK; i++)
        t->st = count_account(c, t, i, cells, touched);
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

    LIA_TRY(lia_alloc_zero(&c->cells, threads * (n + 1) * c->k,
                           sizeof *c->cells, err));
    LIA_TRY(lia_alloc(&c->touched, threads * (n + 2), sizeof *c->touched,
                      err));
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

static void drop(counting *c)
{
    for (uint64_t t = 0; t < c->tasks; t++)
        lia_pair_counts_free(&c->task[t].pairs);
    lia_free(c->task);
    lia_free(c->cells);
    lia_free(c->touched);
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
    lia_free(c.cells);
    c.cells = NULL;
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
           (sizeof(lia_vid) + windows->options.windows * sizeof(cell));
}
