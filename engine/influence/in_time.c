/* influence/in_time.c - time-respecting reach of all accounts, 256 at a time:
 * one bit per account that began, one pass over the events in order of time,
 * to's bits |= from's bits. Events of one moment all read before any writes.
 * What bounds it: two random rows of 32 bytes per event and pass.
 */
#include "liaison/reach.h"

#include <string.h>

#include "base/mem.h"
#include "base/threads.h"
#include "base/watch.h"
#include "graph/planes.h"
#include "liaison/ranked.h"

#pragma GCC diagnostic ignored "-Wpsabi" /* masks are never passed by value */

typedef struct lane_set {
    lia_mask *knows;       /* [n] who began what the account knows           */
    lia_mask *moment;      /* [largest moment] from's bits as they were      */
    lia_planes planes;
} lane_set;

typedef struct timeline {
    const lia_passing *p;
    uint64_t *order;       /* [events] by time                               */
    uint64_t events;
    uint64_t widest;       /* events of one moment, at most                  */
    lia_vid *source;       /* [sources] accounts that begin something        */
    lia_vid sources;
} timeline;

static void lanes_close(lane_set *sets, int count)
{
    for (int k = 0; sets && k < count; k++) {
        lia_free(sets[k].knows);
        lia_free(sets[k].moment);
    }
    lia_free(sets);
}

static lia_status lanes_open(lane_set **out, int count, const timeline *t,
                             lia_error *err)
{
    lia_status st = LIA_OK;
    lane_set *sets = NULL;

    LIA_TRY(lia_alloc_zero(&sets, (uint64_t)count, sizeof *sets, err));
    for (int k = 0; k < count; k++) {
        LIA_TRY(lia_alloc(&sets[k].knows, t->p->n, sizeof(lia_mask), err));
        LIA_TRY(lia_alloc(&sets[k].moment, t->widest, sizeof(lia_mask), err));
    }
    *out = sets;
    return LIA_OK;
done:
    lanes_close(sets, count);
    return st;
}

static lia_time time_at(const timeline *t, uint64_t k)
{
    return t->p->time[t->order[k]];
}

/* Sort the events, find the widest moment and who begins. */
static lia_status line_up(timeline *t, const lia_run *run, lia_error *err)
{
    const lia_passing *p = t->p;
    const lia_rank_key key = {.time = p->time};
    lia_status st = LIA_OK;
    uint8_t *begins = NULL;
    uint64_t shown = 0, first = 0;

    LIA_TRY(lia_alloc_zero(&begins, p->n, 1, err));
    LIA_TRY(lia_alloc(&t->source, p->n, sizeof *t->source, err));
    LIA_TRY(lia_ranked_order(&t->order, &shown, p->count, 0, &key, 1, run,
                             err));
    while (t->events < p->count && time_at(t, t->events) != LIA_NO_TIME) {
        if (time_at(t, t->events) != time_at(t, first))
            first = t->events;
        begins[p->from[t->order[t->events++]]] = 1;
        if (t->events - first > t->widest)
            t->widest = t->events - first;
    }
    for (lia_vid i = 0; i < p->n; i++)
        if (begins[i])
            t->source[t->sources++] = i;
done:
    lia_free(begins);
    return st;
}

static void pass_on(lane_set *s, const timeline *t, uint64_t first,
                    uint64_t end)
{
    const lia_passing *p = t->p;

    for (uint64_t k = first; k < end; k++)
        s->moment[k - first] = s->knows[p->from[t->order[k]]];
    for (uint64_t k = first; k < end; k++) {
        lia_mask *to = &s->knows[p->to[t->order[k]]];
        *to |= s->moment[k - first];
    }
}

static void run_batch(uint32_t *out, lane_set *s, const timeline *t,
                      lia_vid first, lia_vid count)
{
    memset(s->knows, 0, t->p->n * sizeof *s->knows);
    memset(&s->planes, 0, sizeof s->planes);
    for (lia_vid k = 0; k < count; k++)
        s->knows[t->source[first + k]][k / 64] |= (uint64_t)1 << (k % 64);
    for (uint64_t k = 0; k < t->events;) {
        const uint64_t begin = k;
        while (k < t->events && time_at(t, k) == time_at(t, begin))
            k++;
        pass_on(s, t, begin, k);
    }
    for (lia_vid i = 0; i < t->p->n; i++)
        if (lia_mask_any(&s->knows[i]))
            lia_planes_add(&s->planes, &s->knows[i]);
    lia_planes_read(&s->planes);
    for (lia_vid k = 0; k < count; k++)
        out[t->source[first + k]] = s->planes.count[k] - 1;
}

static lia_status check(const uint32_t *out, const lia_passing *p,
                        lia_error *err)
{
    if (out == NULL || p == NULL)
        return lia_fail(err, LIA_EARG, "out and passing must be given");
    for (uint64_t k = 0; k < p->count; k++)
        if (p->from[k] >= p->n || p->to[k] >= p->n)
            return lia_fail(err, LIA_EARG, "passing %llu: an account is not "
                            "below %u", (unsigned long long)k, p->n);
    return LIA_OK;
}

lia_status lia_reach_in_time(uint32_t *out, const lia_passing *passing,
                             const lia_run *run, lia_error *err)
{
    lia_status st = check(out, passing, err);
    timeline t = {.p = passing};
    lane_set *sets = NULL;
    int threads = 0;

    if (st != LIA_OK)
        return st;
    LIA_TRY(line_up(&t, run, err));
    const lia_vid batches = (t.sources + LIA_MASK_BITS - 1) / LIA_MASK_BITS;
    threads = lia_thread_crew(run, batches * (t.events + passing->n));
    LIA_TRY(lanes_open(&sets, threads, &t, err));
    memset(out, 0, passing->n * sizeof *out);
    lia_watch_begin(run, "reach in time", t.sources, "accounts");
    #pragma omp parallel for schedule(dynamic, 1) num_threads(threads)
    for (lia_vid b = 0; b < batches; b++) {
        const lia_vid first = b * LIA_MASK_BITS, left = t.sources - first;
        const lia_vid count = left < LIA_MASK_BITS ? left : LIA_MASK_BITS;
        run_batch(out, &sets[lia_thread_id()], &t, first, count);
        lia_watch_advance(run, count);
    }
    lia_watch_end(run);
done:
    lanes_close(sets, threads);
    lia_free(t.source);
    lia_ranked_order_free(t.order);
    return st;
}
