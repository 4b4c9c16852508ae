/* pods/network/coortweet.c - the pairs of CooRTweet, by a sliding window
 * instead of its join of everything with everything.
 *
 * The pairs of an object are walked three times: to mark their contents, to
 * count those that stay, to write these. So nothing is held that is not part
 * of the result.
 */
#include "base/language.h"
#include "liaison/coortweet.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/threads.h"
#include "pods/network/order.h"

enum { OBJECTS_PER_TASK = 16 };

typedef struct work {
    const lia_interactions *rows;
    const lia_coortweet_options *o;
    lia_coortweet_tally tally;
    uint32_t contents, objects;
    lia_vid accounts;
    uint32_t *as_text;       /* [objects] the text of the same name, or none */
    uint32_t *order;         /* rows in the order of step 2                  */
    uint64_t kept;
    lia_events by_object;
    uint8_t *is_paired;      /* [contents] S of step 4                       */
    uint8_t *is_kept;        /* [contents]                                   */
    uint64_t *begin;         /* [objects + 1] pairs of each                  */
    lia_coortweet_pair *pair;
} work;

/* What is done with a pair. */
typedef void pair_work(work *w, uint32_t object, const lia_event *older,
                       const lia_event *newer, uint64_t *counter);

static bool is_complete(const lia_interactions *rows, uint64_t r)
{
    return rows->object[r] != LIA_NONE && rows->time[r] != LIA_NO_TIME &&
           rows->content[r] != LIA_NONE;
}

/* Both lists of names are in byte order: one walk finds what is in both. */
static lia_status match_names(work *w, const lia_tables *tables,
                              lia_error *err)
{
    const lia_names *posts = &tables->posts.names, *texts = &tables->texts;
    lia_status st = lia_alloc(&w->as_text, w->objects, sizeof *w->as_text,
                              err);
    uint32_t t = 0;

    for (uint32_t p = 0; st == LIA_OK && p < w->objects; p++) {
        size_t n, m = 0;
        const char *post = lia_name(posts, p, &n), *text = NULL;
        int order = -1;
        for (; t < texts->count; t++) {
            text = lia_name(texts, t, &m);
            order = memcmp(text, post, n < m ? n : m);
            order = order != 0 ? order : (m > n) - (m < n);
            if (order >= 0)
                break;
        }
        w->as_text[p] = t < texts->count && order == 0 ? t : LIA_NONE;
    }
    return st;
}

/* Step 1, and the order of step 2. */
static lia_status order_rows(work *w, lia_error *err)
{
    const lia_interactions *rows = w->rows;
    uint64_t *count = NULL, *at = NULL;
    uint32_t *rank = NULL, ranks = 0;
    lia_status st = LIA_OK;

    LIA_TRY(lia_alloc_zero(&count, w->accounts, sizeof *count, err));
    LIA_TRY(lia_alloc_zero(&at, (uint64_t)w->accounts + 1, sizeof *at, err));
    LIA_TRY(lia_alloc(&rank, w->accounts, sizeof *rank, err));
    memset(rank, 0xFF, w->accounts * sizeof *rank);
    for (uint64_t r = 0; r < rows->count; r++) {
        if (is_complete(rows, r))
            count[rows->actor[r]]++;
        else
            w->tally.incomplete++;
    }
    for (uint64_t r = 0; r < rows->count; r++) {
        const lia_vid i = rows->actor[r];
        if (!is_complete(rows, r) || rank[i] != LIA_NONE ||
            count[i] < w->o->min_participation)
            continue;
        at[ranks + 1] = at[ranks] + count[i];
        rank[i] = ranks++;
    }
    w->kept = at[ranks];
    w->tally.inactive = rows->count - w->tally.incomplete - w->kept;
    LIA_TRY(lia_alloc(&w->order, w->kept, sizeof *w->order, err));
    for (uint64_t r = 0; r < rows->count; r++)
        if (is_complete(rows, r) && rank[rows->actor[r]] != LIA_NONE)
            w->order[at[rank[rows->actor[r]]]++] = (uint32_t)r;
done:
    lia_free(count);
    lia_free(at);
    lia_free(rank);
    return st;
}

/* Step 3. */
static bool is_loop(const work *w, uint32_t object, const lia_event *a,
                    const lia_event *b)
{
    const uint32_t x = w->rows->content[a->row], y = w->rows->content[b->row];
    const uint32_t self = w->as_text[object];

    return a->account == b->account || x == y ||
           (self != LIA_NONE && (x == self || y == self));
}

static void walk_object(work *w, uint32_t object, pair_work *work_on,
                        uint64_t *counter)
{
    const lia_event *event = w->by_object.event;
    uint64_t low = w->by_object.off[object];

    for (uint64_t j = low; j < w->by_object.off[object + 1]; j++) {
        while (event[j].time - event[low].time > w->o->window)
            low++;
        for (uint64_t i = low; i < j; i++)
            if (w->o->loops || !is_loop(w, object, &event[i], &event[j]))
                work_on(w, object, &event[i], &event[j], counter);
    }
}

static void walk(work *w, pair_work *work_on, bool is_counting, int threads)
{
    (void)threads;
    #pragma omp parallel for num_threads(threads) \
        schedule(dynamic, OBJECTS_PER_TASK)
    for (uint32_t p = 0; p < w->objects; p++) {
        uint64_t counter = is_counting || w->begin == NULL ? 0 : w->begin[p];
        walk_object(w, p, work_on, &counter);
        if (is_counting)
            w->begin[p + 1] = counter;
    }
}

static void mark(work *w, uint32_t object, const lia_event *older,
                 const lia_event *newer, uint64_t *counter)
{
    uint8_t *a = &w->is_paired[w->rows->content[older->row]];
    uint8_t *b = &w->is_paired[w->rows->content[newer->row]];

    (void)object;
    (void)counter;
    #pragma omp atomic write
    *a = 1;
    #pragma omp atomic write
    *b = 1;
}

static bool stays(const work *w, const lia_event *older,
                  const lia_event *newer)
{
    return w->is_kept[w->rows->content[older->row]] ||
           w->is_kept[w->rows->content[newer->row]];
}

static void count_pair(work *w, uint32_t object, const lia_event *older,
                       const lia_event *newer, uint64_t *counter)
{
    (void)object;
    *counter += stays(w, older, newer);
}

static void put_pair(work *w, uint32_t object, const lia_event *older,
                     const lia_event *newer, uint64_t *counter)
{
    const uint32_t *content = w->rows->content;

    if (stays(w, older, newer))
        w->pair[(*counter)++] = (lia_coortweet_pair){
            object, {older->account, newer->account},
            {content[older->row], content[newer->row]}, 0,
            (uint64_t)(newer->time - older->time)};
}

/* Step 4. */
static lia_status keep_contents(work *w, lia_error *err)
{
    const lia_interactions *rows = w->rows;
    uint64_t *count = NULL;
    lia_status st = LIA_OK;

    LIA_TRY(lia_alloc_zero(&w->is_kept, w->contents, 1, err));
    LIA_TRY(lia_alloc_zero(&count, w->accounts, sizeof *count, err));
    for (uint64_t k = 0; k < w->kept; k++)
        count[rows->actor[w->order[k]]] +=
            w->is_paired[rows->content[w->order[k]]];
    for (uint64_t k = 0; k < w->kept; k++) {
        const uint32_t r = w->order[k];
        if (w->is_paired[rows->content[r]] &&
            count[rows->actor[r]] >= w->o->min_participation)
            w->is_kept[rows->content[r]] = 1;
    }
done:
    lia_free(count);
    return st;
}

static int by_columns(const void *left, const void *right)
{
    const lia_coortweet_pair *a = left, *b = right;

    for (int k = 0; k < 2; k++)
        if (a->account[k] != b->account[k])
            return a->account[k] < b->account[k] ? -1 : 1;
    for (int k = 0; k < 2; k++)
        if (a->content[k] != b->content[k])
            return a->content[k] < b->content[k] ? -1 : 1;
    return (a->delta > b->delta) - (a->delta < b->delta);
}

static lia_status write_pairs(work *w, int threads, lia_error *err)
{
    lia_status st = LIA_OK;
    uint64_t total;

    LIA_TRY(lia_alloc_zero(&w->begin, (uint64_t)w->objects + 1,
                           sizeof *w->begin, err));
    walk(w, count_pair, true, threads);
    for (uint32_t p = 0; p < w->objects; p++)
        w->begin[p + 1] += w->begin[p];
    total = w->begin[w->objects];
    if (total > w->o->max_pairs) {
        st = lia_fail(err, LIA_ELIMIT, "%llu pairs need about %llu MiB: too "
                      "much for the memory that is there; a shorter --window "
                      "or a larger --min-participation gives fewer",
                      (unsigned long long)total,
                      (unsigned long long)(total * sizeof *w->pair >> 20));
        goto done;
    }
    LIA_TRY(lia_alloc(&w->pair, total, sizeof *w->pair, err));
    walk(w, put_pair, false, threads);
    #pragma omp parallel for num_threads(threads) \
        schedule(dynamic, OBJECTS_PER_TASK)
    for (uint32_t p = 0; p < w->objects; p++)
        qsort(w->pair + w->begin[p], w->begin[p + 1] - w->begin[p],
              sizeof *w->pair, by_columns);
done:
    return st;
}

static lia_status find_pairs(work *w, const lia_tables *tables,
                             lia_error *err)
{
    const lia_timed_rows rows = {w->rows->object, w->rows->actor,
                                 w->rows->time};
    lia_status st = LIA_OK;
    int threads;

    LIA_TRY(match_names(w, tables, err));
    LIA_TRY(order_rows(w, err));
    LIA_TRY(lia_rows_by_key(&w->by_object, &rows, w->order, w->kept,
                            w->objects, err));
    LIA_TRY(lia_events_sort_all(&w->by_object, &w->o->run, err));
    threads = lia_thread_crew(&w->o->run, 16 * w->kept);
    LIA_TRY(lia_alloc_zero(&w->is_paired, w->contents, 1, err));
    walk(w, mark, false, threads);
    LIA_TRY(keep_contents(w, err));
    LIA_TRY(write_pairs(w, threads, err));
done:
    return st;
}

static lia_status check(const lia_interactions *rows, lia_error *err)
{
    const struct {
        const void *column;
        const char *name;
    } needed[] = {{rows->object, "object_id"}, {rows->time, "timestamp_share"},
                  {rows->content, "content_id"}};

    if (rows->count >= UINT32_MAX)
        return lia_fail(err, LIA_ELIMIT, "more than 4294967294 interactions");
    for (size_t k = 0; k < sizeof needed / sizeof *needed; k++)
        if (rows->count == 0 || needed[k].column == NULL)
            return lia_fail(err, LIA_ECANNOT, rows->count == 0
                            ? N_("CooRTweet's semantics need the columns "
                                 "object_id, account_id, content_id and "
                                 "timestamp_share; no input has such rows")
                            : N_("CooRTweet's semantics need the columns "
                                 "object_id, account_id, content_id and "
                                 "timestamp_share; no input has %s"),
                            needed[k].name);
    return LIA_OK;
}

lia_status lia_coortweet_pairs(lia_coortweet_pair **out, uint64_t *count,
                               lia_coortweet_tally *tally,
                               const lia_tables *tables,
                               const lia_coortweet_options *options,
                               lia_error *err)
{
    work w = {.o = options};
    lia_status st;

    if (out == NULL || count == NULL || tables == NULL || options == NULL ||
        options->window < 0)
        return lia_fail(err, LIA_EARG, "no tables, or a window below 0");
    st = check(&tables->interactions, err);
    if (st != LIA_OK)
        return st;
    w.rows = &tables->interactions;
    w.accounts = tables->accounts.names.count;
    w.objects = tables->posts.names.count;
    w.contents = tables->texts.count;
    w.tally.rows = w.rows->count;
    st = find_pairs(&w, tables, err);
    if (st == LIA_OK) {
        *out = w.pair;
        *count = w.begin[w.objects];
        if (tally != NULL)
            *tally = w.tally;
        w.pair = NULL;
    }
    lia_free(w.pair);
    lia_free(w.begin);
    lia_free(w.as_text);
    lia_free(w.order);
    lia_free(w.is_paired);
    lia_free(w.is_kept);
    lia_events_free(&w.by_object);
    return st;
}

void lia_coortweet_free(lia_coortweet_pair *pairs)
{
    lia_free(pairs);
}
