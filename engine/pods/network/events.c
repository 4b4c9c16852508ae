/* pods/network/events.c - rows to events: one per (account, post), the
 * earliest.
 *
 * Two stable counting sorts, by account and then by post, leave the rows of a
 * post in order of the account: repeats stand side by side and fold away in
 * place. What is left is sorted by time, stably, so that accounts break ties.
 */
#include "liaison/coengagement.h"

#include <string.h>

#include "base/mem.h"
#include "base/threads.h"
#include "base/watch.h"
#include "pods/network/order.h"

enum { POSTS_PER_TASK = 64 };

typedef struct building {
    const lia_tables *tables;
    const lia_interactions *rows;
    int threads;
    uint32_t *by_account;    /* [kept] rows in order of the account          */
    uint64_t kept;
    lia_events events;
} building;

static lia_vid author_of(const lia_tables *tables, uint64_t row)
{
    const lia_interactions *rows = &tables->interactions;
    lia_vid author = rows->author != NULL ? rows->author[row] : LIA_NONE;

    if (author == LIA_NONE && tables->posts.author != NULL)
        author = tables->posts.author[rows->object[row]];
    return author;
}

/* Is the row an event? Counts it if not. */
static bool is_event(building *b, uint64_t row)
{
    const lia_interactions *rows = b->rows;
    lia_events_tally *tally = &b->events.tally;

    if (rows->object[row] == LIA_NONE)
        tally->without_object++;
    else if (rows->time[row] == LIA_NO_TIME)
        tally->without_time++;
    else if (rows->action != NULL && rows->action[row] == LIA_ACTION_POST)
        tally->posting++;
    else if (author_of(b->tables, row) == rows->actor[row])
        tally->own++;
    else
        return true;
    return false;
}

/* Mark the rows that are events, order them by account. */
static lia_status order_by_account(building *b, lia_error *err)
{
    const lia_interactions *rows = b->rows;
    const lia_vid n = b->events.accounts;
    uint64_t *at = NULL;
    uint8_t *is_kept = NULL;
    lia_status st = LIA_OK;

    LIA_TRY(lia_alloc_zero(&at, (uint64_t)n + 1, sizeof *at, err));
    LIA_TRY(lia_alloc(&is_kept, rows->count, 1, err));
    for (uint64_t r = 0; r < rows->count; r++) {
        is_kept[r] = is_event(b, r);
        at[rows->actor[r] + 1] += is_kept[r];
    }
    for (lia_vid i = 0; i < n; i++)
        at[i + 1] += at[i];
    b->kept = at[n];
    LIA_TRY(lia_alloc(&b->by_account, b->kept, sizeof *b->by_account, err));
    for (uint64_t r = 0; r < rows->count; r++)
        if (is_kept[r])
            b->by_account[at[rows->actor[r]]++] = (uint32_t)r;
done:
    lia_free(at);
    lia_free(is_kept);
    return st;
}

/* Of each account the earliest, the first row of several at that time.
 * Returns how many are left. */
static uint64_t fold_repeats(lia_event *event, uint64_t count)
{
    uint64_t kept = 0;

    for (uint64_t k = 0; k < count; k++) {
        if (kept == 0 || event[kept - 1].account != event[k].account)
            event[kept++] = event[k];
        else if (event[k].time < event[kept - 1].time)
            event[kept - 1] = event[k];
    }
    return kept;
}

/* Fold and sort each post in its place; left[p] = events left of it. */
static lia_status settle_posts(building *b, uint64_t *left, lia_error *err)
{
    lia_events *e = &b->events;
    uint64_t most = 0;
    lia_event *spare = NULL;
    lia_status st;

    for (uint32_t p = 0; p < e->posts; p++)
        if (e->off[p + 1] - e->off[p] > most)
            most = e->off[p + 1] - e->off[p];
    st = lia_alloc(&spare, most * (uint64_t)b->threads, sizeof *spare, err);
    if (st != LIA_OK)
        return st;
    #pragma omp parallel for num_threads(b->threads) \
        schedule(dynamic, POSTS_PER_TASK)
    for (uint32_t p = 0; p < e->posts; p++) {
        lia_event *event = e->event + e->off[p];
        left[p] = fold_repeats(event, e->off[p + 1] - e->off[p]);
        lia_events_sort(event, spare + most * (uint64_t)lia_thread_id(),
                        left[p]);
    }
    lia_free(spare);
    return LIA_OK;
}

/* Close the gaps that folding left, and leave out posts beyond the cap. */
static void close_ranks(lia_events *e, const uint64_t *left, uint64_t most)
{
    uint64_t kept = 0, begin = 0;

    for (uint32_t p = 0; p < e->posts; p++) {
        const uint64_t end = e->off[p + 1];
        uint64_t count = left[p];
        e->tally.repeats += end - begin - count;
        if (most > 0 && count > most) {
            e->tally.capped += count;
            e->tally.capped_posts++;
            count = 0;
        }
        if (count > 0 && kept != begin)
            memmove(e->event + kept, e->event + begin,
                    count * sizeof *e->event);
        begin = end;
        e->off[p] = kept;
        kept += count;
    }
    e->off[e->posts] = kept;
    e->count = kept;
}

static lia_status check(const lia_interactions *rows, lia_error *err)
{
    if (rows->count >= UINT32_MAX)
        return lia_fail(err, LIA_ELIMIT, "more than 4294967294 interactions");
    if (rows->count == 0)
        return lia_fail(err, LIA_ECANNOT,
                        "there are no interactions: who engaged which post is "
                        "not known; collect rows of actor, object, time");
    if (rows->object == NULL)
        return lia_fail(err, LIA_ECANNOT,
                        "no interaction names a post (object): who engaged "
                        "the same post is not known; collect the id of the "
                        "post with every engagement");
    if (rows->time == NULL)
        return lia_fail(err, LIA_ECANNOT,
                        "no interaction has a time: who engaged within a "
                        "window is not known; collect the time of every "
                        "engagement");
    return LIA_OK;
}

static lia_status build(building *b, uint64_t most, lia_error *err)
{
    const lia_timed_rows rows = {b->rows->object, b->rows->actor,
                                 b->rows->time};
    lia_events *e = &b->events;
    lia_status st = LIA_OK;
    uint64_t *left = NULL;

    LIA_TRY(order_by_account(b, err));
    LIA_TRY(lia_rows_by_key(e, &rows, b->by_account, b->kept, e->posts, err));
    lia_free(b->by_account);
    b->by_account = NULL;
    LIA_TRY(lia_alloc(&left, e->posts, sizeof *left, err));
    LIA_TRY(settle_posts(b, left, err));
    close_ranks(e, left, most);
    LIA_TRY(lia_resize(&e->event, e->count, sizeof *e->event, err));
done:
    lia_free(left);
    lia_free(b->by_account);
    return st;
}

lia_status lia_events_build(lia_events *out, const lia_tables *tables,
                            const lia_events_options *options, lia_error *err)
{
    const lia_run *run = options != NULL ? &options->run : NULL;
    building b = {.tables = tables};
    lia_status st;

    if (out == NULL || tables == NULL)
        return lia_fail(err, LIA_EARG, "no tables, or nowhere to put events");
    st = check(&tables->interactions, err);
    if (st != LIA_OK)
        return st;
    b.rows = &tables->interactions;
    b.threads = lia_thread_crew(run, 8 * b.rows->count);
    b.events.accounts = tables->accounts.names.count;
    b.events.posts = tables->posts.names.count;
    b.events.tally.rows = b.rows->count;
    lia_watch_begin(run, "ordering events", 0, "");
    st = build(&b, options != NULL ? options->max_per_post : 0, err);
    lia_watch_end(run);
    if (st == LIA_OK)
        *out = b.events;
    else
        lia_events_free(&b.events);
    return st;
}

void lia_events_free(lia_events *events)
{
    if (events == NULL)
        return;
    lia_free(events->off);
    lia_free(events->event);
    memset(events, 0, sizeof *events);
}
