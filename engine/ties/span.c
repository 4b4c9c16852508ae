/* ties/span.c - the span of a tie: how far apart its ends are without it.
 *
 * Ends with a common contact are at distance 2, known from the triangles; the
 * ends of a bridge are at no distance. What is left is searched from both
 * ends, level by level. As long as the two balls, of radius i and j, have
 * nothing in common, the ends are more than i + j apart; the first entry that
 * leads from one ball into the other, found while i grows by one, then closes
 * a path of i + j + 1, so the first hit is exact. The side that has passed
 * fewer entries goes first.
 *
 * The ball of radius 1 around the end with more contacts is marked once for
 * all its ties: a hub of a hundred thousand contacts would otherwise be walked
 * through as many times. What such a tie then costs is its other end's side.
 *
 * Where the caller does not say which ties are bridges, they are found first:
 * each would be a search of its smaller side, and a long chain of them as many
 * steps as the square of its length.
 */
#include "liaison/paths.h"

#include <math.h>

#include "base/mem.h"
#include "base/threads.h"
#include "base/watch.h"
#include "graph/dijkstra.h"
#include "graph/lengths.h"
#include "graph/rows.h"
#include "liaison/cohesion.h"

enum { ROWS_PER_TASK = 64 };

/* One end's search. */
typedef struct side {
    lia_vid root, other;   /* the tie root-other is not to be used           */
    lia_vid *queue;        /* [n]                                            */
    lia_vid begin, end;    /* the last level in queue                        */
    uint64_t passed;       /* entries, those of the last level included      */
} side;

typedef struct worker {
    lia_vid *queue[2];     /* in steps                                       */
    side hub;              /* radius 1, in queue[1]                          */
    uint8_t *mark;         /* [n] 1 + side that reached it; all 0 between    */
    lia_heap heap;         /* with lengths                                   */
    lia_vid *touched;      /* [n] with lengths                               */
} worker;

typedef struct errand {
    double *out;
    const uint32_t *mutual;
    const uint8_t *bridge;
    const lia_ties *ties;
    uint64_t *first;       /* [n] see lia_ties_first                         */
    bool by_length;
} errand;

static uint64_t degree(const lia_ties *t, lia_vid v)
{
    return t->off[v + 1] - t->off[v];
}

static void start(side *s, uint8_t *mark, uint8_t name, const lia_ties *t)
{
    s->begin = 0;
    s->end = 1;
    s->queue[0] = s->root;
    s->passed = degree(t, s->root);
    mark[s->root] = name;
}

/* Grow the ball by one; true if it met the other one. */
static bool grow(side *s, uint8_t *mark, uint8_t name, const lia_ties *t)
{
    lia_vid end = s->end;

    for (lia_vid k = s->begin; k < s->end; k++) {
        lia_vid v = s->queue[k];
        if (v == s->other)             /* in the hub's ball by the tie alone */
            continue;
        for (uint64_t e = t->off[v]; e < t->off[v + 1]; e++) {
            lia_vid w = t->to[e];
            if (mark[w] == name || (v == s->root && w == s->other))
                continue;
            if (mark[w] != 0) {
                s->end = end;
                return true;
            }
            mark[w] = name;
            s->queue[end++] = w;
            s->passed += degree(t, w);
        }
    }
    s->begin = s->end;
    s->end = end;
    return false;
}

static void unmark(uint8_t *mark, const side *s, lia_vid from)
{
    for (lia_vid q = from; q < s->end; q++)
        mark[s->queue[q]] = 0;
}

enum { LEAF = 1, HUB = 2 };

static void mark_hub(worker *w, const lia_ties *t, lia_vid hub)
{
    side *s = &w->hub;

    *s = (side){.root = hub, .other = LIA_NONE, .queue = w->queue[1]};
    start(s, w->mark, HUB, t);
    (void)grow(s, w->mark, HUB, t);    /* nothing else is marked yet         */
}

/* Of the tie between the marked hub and one of its contacts. */
static double steps_without(worker *w, const lia_ties *t, lia_vid leaf)
{
    side ends[2] = {{.root = leaf, .other = w->hub.root,
                     .queue = w->queue[0]}, w->hub};
    double span = 1.0;                 /* the hub's radius                   */

    start(&ends[0], w->mark, LEAF, t);
    ends[1].other = leaf;
    for (bool met = false; !met;) {
        int turn = ends[1].passed < ends[0].passed;
        if (ends[turn].begin == ends[turn].end) {
            span = INFINITY;
            break;
        }
        met = grow(&ends[turn], w->mark, turn == 0 ? LEAF : HUB, t);
        span += 1.0;
    }
    unmark(w->mark, &ends[0], 0);
    unmark(w->mark, &ends[1], w->hub.end);
    w->mark[leaf] = HUB;
    return span;
}

static double length_without(worker *w, const lia_ties *t, lia_vid a,
                             lia_vid b)
{
    lia_heap *heap = &w->heap;
    lia_vid touched = 0, v = a;
    double span;

    lia_heap_lower(heap, a, 0.0);
    w->touched[touched++] = a;
    while (heap->count > 0 && (v = lia_heap_take(heap)) != b) {
        for (uint64_t e = t->off[v]; e < t->off[v + 1]; e++) {
            lia_vid to = t->to[e];
            double d = heap->distance[v] + (t->weight ? t->weight[e] : 1.0);
            if ((v == a && to == b) || !(d < heap->distance[to]))
                continue;
            if (isinf(heap->distance[to]))
                w->touched[touched++] = to;
            lia_heap_lower(heap, to, d);
        }
    }
    span = heap->distance[b];
    for (lia_vid k = 0; k < touched; k++)
        heap->distance[w->touched[k]] = INFINITY;
    heap->count = 0;
    return span;
}

/* Spans of the ties of accounts [begin, end) to later ones; how many. */
static uint64_t do_lengths(worker *w, const errand *job, lia_vid begin,
                           lia_vid end)
{
    const lia_ties *t = job->ties;
    uint64_t count = 0;

    for (lia_vid a = begin; a < end; a++) {
        for (uint64_t e = t->off[a]; e < t->off[a + 1]; e++) {
            const uint64_t tie = job->first[a] + e;
            if (t->to[e] < a)
                continue;
            job->out[tie] = job->bridge[tie]
                                ? INFINITY
                                : length_without(w, t, a, t->to[e]);
            count++;
        }
    }
    return count;
}

/* The end that keeps its ball: more contacts, or the later one. */
static bool is_hub_of(const lia_ties *t, lia_vid hub, lia_vid leaf)
{
    const uint64_t of_hub = degree(t, hub), of_leaf = degree(t, leaf);

    return of_hub > of_leaf || (of_hub == of_leaf && hub > leaf);
}

static uint64_t tie_of(const errand *job, lia_vid hub, uint64_t e)
{
    const lia_ties *t = job->ties;
    const lia_vid leaf = t->to[e];

    return hub < leaf ? job->first[hub] + e
                      : job->first[leaf] +
                            lia_row_find(t->off, t->to, leaf, hub);
}

/* Spans of the ties whose hub is in [begin, end); how many. */
static uint64_t do_steps(worker *w, const errand *job, lia_vid begin,
                         lia_vid end)
{
    const lia_ties *t = job->ties;
    uint64_t count = 0;

    for (lia_vid hub = begin; hub < end; hub++) {
        bool is_marked = false;
        for (uint64_t e = t->off[hub]; e < t->off[hub + 1]; e++) {
            if (!is_hub_of(t, hub, t->to[e]))
                continue;
            const uint64_t tie = tie_of(job, hub, e);
            count++;
            if (job->bridge[tie] || (job->mutual && job->mutual[tie] > 0)) {
                job->out[tie] = job->bridge[tie] ? INFINITY : 2.0;
                continue;
            }
            if (!is_marked)
                mark_hub(w, t, hub);
            is_marked = true;
            job->out[tie] = steps_without(w, t, t->to[e]);
        }
        if (is_marked)
            unmark(w->mark, &w->hub, 0);
    }
    return count;
}

static void workers_close(worker *workers, int count)
{
    if (workers == NULL)
        return;
    for (int k = 0; k < count; k++) {
        lia_free(workers[k].queue[0]);
        lia_free(workers[k].queue[1]);
        lia_free(workers[k].mark);
        lia_heap_close(&workers[k].heap);
        lia_free(workers[k].touched);
    }
    lia_free(workers);
}

static lia_status worker_open(worker *w, const errand *job, lia_error *err)
{
    const lia_vid n = job->ties->n;
    lia_status st = LIA_OK;

    if (job->by_length) {
        LIA_TRY(lia_heap_open(&w->heap, n, err));
        LIA_TRY(lia_alloc(&w->touched, n, sizeof *w->touched, err));
        return LIA_OK;
    }
    LIA_TRY(lia_alloc(&w->queue[0], n, sizeof(lia_vid), err));
    LIA_TRY(lia_alloc(&w->queue[1], n, sizeof(lia_vid), err));
    LIA_TRY(lia_alloc_zero(&w->mark, n, 1, err));
done:
    return st;
}

static lia_status workers_open(worker **out, int count, const errand *job,
                               lia_error *err)
{
    lia_status st = LIA_OK;
    worker *workers = NULL;

    LIA_TRY(lia_alloc_zero(&workers, (uint64_t)count, sizeof *workers, err));
    for (int k = 0; k < count; k++)
        LIA_TRY(worker_open(&workers[k], job, err));
    *out = workers;
    return LIA_OK;
done:
    workers_close(workers, count);
    return st;
}

static void search_all(worker *workers, int threads, const errand *job,
                       const lia_run *run)
{
    const uint64_t n = job->ties->n;
    const uint64_t tasks = (n + ROWS_PER_TASK - 1) / ROWS_PER_TASK;

    (void)threads;
    lia_watch_begin(run, "span", job->ties->m, "ties");
    #pragma omp parallel for schedule(dynamic, 1) num_threads(threads)
    for (uint64_t k = 0; k < tasks; k++) {
        uint64_t begin = k * ROWS_PER_TASK, end = begin + ROWS_PER_TASK;
        uint64_t done = (job->by_length ? do_lengths : do_steps)(
            &workers[lia_thread_id()], job, (lia_vid)begin,
            (lia_vid)(end < n ? end : n));
        lia_watch_advance(run, done);
    }
    lia_watch_end(run);
}

static lia_status span(errand *job, const lia_run *run, lia_error *err)
{
    const lia_ties *ties = job->ties;
    const int threads = lia_thread_crew(run, ties->n + 8 * ties->m);
    lia_status st = LIA_OK;
    worker *workers = NULL;
    uint8_t *own = NULL;

    if (job->bridge == NULL) {
        LIA_TRY(lia_alloc(&own, ties->m, sizeof *own, err));
        const lia_cuts wanted = {.bridge = own};
        LIA_TRY(lia_cuts_of_ties(&wanted, ties, run, err));
        job->bridge = own;
    }
    LIA_TRY(workers_open(&workers, threads, job, err));
    LIA_TRY(lia_alloc(&job->first, ties->n, sizeof *job->first, err));
    lia_ties_first(job->first, ties);
    search_all(workers, threads, job, run);
done:
    lia_free(job->first);
    workers_close(workers, threads);
    lia_free(own);
    return st;
}

lia_status lia_span(double *out, const uint32_t *mutual, const uint8_t *bridge,
                    const lia_ties *ties, const lia_run *run, lia_error *err)
{
    errand job = {.out = out, .mutual = mutual, .bridge = bridge,
                  .ties = ties};

    if (out == NULL || ties == NULL)
        return lia_fail(err, LIA_EARG, "out and ties must be given");
    return span(&job, run, err);
}

lia_status lia_span_by_length(double *out, const uint8_t *bridge,
                              const lia_ties *ties, const lia_run *run,
                              lia_error *err)
{
    errand job = {.out = out, .bridge = bridge, .ties = ties,
                  .by_length = true};
    lia_arcs arcs;
    lia_status st;

    if (out == NULL || ties == NULL)
        return lia_fail(err, LIA_EARG, "out and ties must be given");
    arcs = lia_ties_as_arcs(ties);
    st = lia_lengths_check(&arcs, true, err);
    return st ? st : span(&job, run, err);
}
