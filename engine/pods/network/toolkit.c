/* pods/network/toolkit.c - the toolkit's self-join as a walk: one user at a
 * time, its messages in turn, the entries in the window of each.
 */
#include "liaison/toolkit.h"

#include <string.h>

#include "base/mem.h"
#include "base/sort.h"
#include "base/threads.h"
#include "pods/network/order.h"

enum { TASKS_PER_THREAD = 32 };

/* What user u has with one other. */
typedef struct cell {
    uint32_t weight;
    uint32_t last;           /* message of u that was counted last, + 1      */
} cell;

typedef struct task {
    uint32_t first, end;     /* users                                        */
    uint64_t ends_room, weight_room;
    lia_toolkit_edges found;
    lia_status st;
    lia_error error;
} task;

typedef struct joining {
    const lia_toolkit_options *o;
    uint32_t users;
    lia_events by_key;       /* row = message                                */
    uint32_t *begin, *end;   /* [count] windows                              */
    uint64_t *off;           /* [users + 1] entries of each                  */
    uint32_t *at;            /* [count] in by_key, by message within a user  */
    cell *cells;             /* [threads * users]                            */
    uint32_t *touched;       /* [threads * users]                            */
    uint64_t tasks;
    task *task;
} joining;

/* Entries by key and time; ids of messages instead of rows. */
static lia_status order(joining *j, const lia_toolkit_entries *e,
                        lia_error *err)
{
    const lia_timed_rows rows = {e->key, e->user, e->time};
    uint32_t *row = NULL;
    lia_status st = LIA_OK;

    LIA_TRY(lia_alloc(&row, e->count, sizeof *row, err));
    for (uint64_t k = 0; k < e->count; k++)
        row[k] = (uint32_t)k;
    LIA_TRY(lia_rows_by_key(&j->by_key, &rows, row, e->count, e->keys, err));
    LIA_TRY(lia_events_sort_all(&j->by_key, &j->o->run, err));
done:
    lia_free(row);
    return st;
}

static lia_status find_windows(joining *j, lia_error *err)
{
    const lia_events *e = &j->by_key;
    lia_status st = LIA_OK;

    LIA_TRY(lia_alloc(&j->begin, e->count, sizeof *j->begin, err));
    LIA_TRY(lia_alloc(&j->end, e->count, sizeof *j->end, err));
    for (uint32_t p = 0; p < e->posts; p++) {
        uint64_t low = e->off[p], high = e->off[p];
        for (uint64_t k = e->off[p]; k < e->off[p + 1]; k++) {
            const lia_time now = e->event[k].time;
            while (now - e->event[low].time > j->o->window)
                low++;
            while (high < e->off[p + 1] &&
                   e->event[high].time - now <= j->o->window)
                high++;
            j->begin[k] = (uint32_t)low;
            j->end[k] = (uint32_t)high;
        }
    }
done:
    return st;
}

/* Entries of each user by message: rows of the input ascend with the message,
 * so a counting sort by row and one by user do it. */
static lia_status list_users(joining *j, const lia_toolkit_entries *e,
                             lia_error *err)
{
    uint32_t *place = NULL;
    lia_status st = LIA_OK;

    LIA_TRY(lia_alloc(&place, e->count, sizeof *place, err));
    LIA_TRY(lia_alloc(&j->at, e->count, sizeof *j->at, err));
    LIA_TRY(lia_alloc_zero(&j->off, (uint64_t)j->users + 2, sizeof *j->off,
                           err));
    for (uint64_t k = 0; k < e->count; k++) {
        place[j->by_key.event[k].row] = (uint32_t)k;
        j->off[e->user[k] + 2]++;
    }
    for (uint32_t u = 0; u < j->users; u++)
        j->off[u + 2] += j->off[u + 1];
    for (uint64_t k = 0; k < e->count; k++)
        j->at[j->off[e->user[k] + 1]++] = place[k];
    for (uint64_t k = 0; k < e->count; k++)
        j->by_key.event[k].row = e->message[j->by_key.event[k].row];
done:
    lia_free(place);
    return st;
}

static uint32_t visit(const joining *j, uint32_t user, cell *cells,
                      uint32_t *touched)
{
    uint32_t count = 0;

    for (uint64_t a = j->off[user]; a < j->off[user + 1]; a++) {
        const uint32_t at = j->at[a];
        const uint32_t message = j->by_key.event[at].row;
        for (uint32_t f = j->begin[at]; f < j->end[at]; f++) {
            const lia_event *other = &j->by_key.event[f];
            cell *c = &cells[other->account];
            if (other->row == message || c->last == message + 1)
                continue;
            if (c->weight == 0)
                touched[count++] = other->account;
            c->weight++;
            c->last = message + 1;
        }
    }
    return count;
}

static lia_status count_user(const joining *j, task *t, uint32_t user,
                             cell *cells, uint32_t *touched)
{
    uint32_t count = visit(j, user, cells, touched);
    lia_toolkit_edges *found = &t->found;
    lia_status st = LIA_OK;

    lia_sort_ids(touched, count);
    LIA_TRY(lia_reserve(&found->ends, &t->ends_room,
                        2 * (found->count + count), sizeof *found->ends,
                        &t->error));
    LIA_TRY(lia_reserve(&found->weight, &t->weight_room, found->count + count,
                        sizeof *found->weight, &t->error));
    for (uint32_t k = 0; k < count; k++) {
        const cell *c = &cells[touched[k]];
        if (c->weight < j->o->min_weight ||
            (touched[k] == user && !j->o->loops))
            continue;
        found->ends[2 * found->count] = user;
        found->ends[2 * found->count + 1] = touched[k];
        found->weight[found->count++] = c->weight;
    }
done:
    for (uint32_t k = 0; k < count; k++)
        cells[touched[k]] = (cell){0, 0};
    return st;
}

static void run_task(const joining *j, task *t)
{
    const uint64_t self = (uint64_t)lia_thread_id() * j->users;

    for (uint32_t u = t->first; u < t->end && t->st == LIA_OK; u++)
        t->st = count_user(j, t, u, j->cells + self, j->touched + self);
}

/* Runs of users with about the same number of entries. */
static lia_status plan(joining *j, int threads, lia_error *err)
{
    const uint64_t share =
        j->by_key.count / ((uint64_t)threads * TASKS_PER_THREAD) + 1;
    const uint64_t most = (uint64_t)threads * TASKS_PER_THREAD + 1;
    lia_status st = lia_alloc_zero(&j->task, most, sizeof *j->task, err);

    for (uint32_t u = 0; st == LIA_OK && u < j->users;) {
        task *t = &j->task[j->tasks++];
        t->first = u;
        while (u < j->users && (j->off[u] - j->off[t->first] < share ||
                                j->tasks == most))
            u++;
        t->end = u;
    }
    return st;
}

static lia_status join_up(lia_toolkit_edges *out, joining *j, lia_error *err)
{
    lia_toolkit_edges all = {.count = 0};
    uint64_t total = 0;
    lia_status st = LIA_OK;

    for (uint64_t t = 0; t < j->tasks; t++) {
        if (j->task[t].st != LIA_OK) {
            if (err != NULL)
                *err = j->task[t].error;
            return j->task[t].st;
        }
        total += j->task[t].found.count;
    }
    LIA_TRY(lia_alloc(&all.ends, 2 * total, sizeof *all.ends, err));
    LIA_TRY(lia_alloc(&all.weight, total, sizeof *all.weight, err));
    for (uint64_t t = 0; t < j->tasks; t++) {
        const lia_toolkit_edges *f = &j->task[t].found;
        if (f->count == 0)
            continue;
        memcpy(all.ends + 2 * all.count, f->ends,
               2 * f->count * sizeof *all.ends);
        memcpy(all.weight + all.count, f->weight,
               f->count * sizeof *all.weight);
        all.count += f->count;
    }
    *out = all;
    memset(&all, 0, sizeof all);
done:
    lia_toolkit_edges_free(&all);
    return st;
}

static lia_status join(lia_toolkit_edges *out, joining *j,
                       const lia_toolkit_entries *e, lia_error *err)
{
    const int threads = lia_thread_crew(&j->o->run, 32 * e->count);
    const uint64_t cells = (uint64_t)threads * j->users;
    lia_status st = LIA_OK;

    LIA_TRY(order(j, e, err));
    LIA_TRY(find_windows(j, err));
    LIA_TRY(list_users(j, e, err));
    LIA_TRY(plan(j, threads, err));
    LIA_TRY(lia_alloc_zero(&j->cells, cells, sizeof *j->cells, err));
    LIA_TRY(lia_alloc(&j->touched, cells, sizeof *j->touched, err));
    #pragma omp parallel for num_threads(threads) schedule(dynamic, 1)
    for (uint64_t t = 0; t < j->tasks; t++)
        run_task(j, &j->task[t]);
    LIA_TRY(join_up(out, j, err));
done:
    return st;
}

lia_status lia_toolkit_network(lia_toolkit_edges *out,
                               const lia_toolkit_entries *entries,
                               const lia_toolkit_options *options,
                               lia_error *err)
{
    joining j = {.o = options};
    lia_status st;

    if (out == NULL || entries == NULL || options == NULL ||
        options->window < 0 || options->min_weight == 0)
        return lia_fail(err, LIA_EARG, "no messages, a window below 0, or a "
                        "weight of 0");
    if (entries->count >= UINT32_MAX)
        return lia_fail(err, LIA_ELIMIT, "more than 4294967294 messages");
    j.users = entries->users;
    st = join(out, &j, entries, err);
    for (uint64_t t = 0; t < j.tasks; t++)
        lia_toolkit_edges_free(&j.task[t].found);
    lia_events_free(&j.by_key);
    lia_free(j.begin);
    lia_free(j.end);
    lia_free(j.off);
    lia_free(j.at);
    lia_free(j.cells);
    lia_free(j.touched);
    lia_free(j.task);
    return st;
}

void lia_toolkit_edges_free(lia_toolkit_edges *edges)
{
    if (edges == NULL)
        return;
    lia_free(edges->ends);
    lia_free(edges->weight);
    memset(edges, 0, sizeof *edges);
}
