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

static double steps_without(worker *w, const lia_ties *t, lia_vid a, lia_vid b)
{
    side ends[2] = {{.root = a, .other = b, .queue = w->queue[0]},
                    {.root = b, .other = a, .queue = w->queue[1]}};
    double span = 0.0;

    start(&ends[0], w->mark, 1, t);
    start(&ends[1], w->mark, 2, t);
    for (bool met = false; !met;) {
        int turn = ends[1].passed < ends[0].passed;
        if (ends[turn].begin == ends[turn].end) {
            span = INFINITY;
            break;
        }
        met = grow(&ends[turn], w->mark, (uint8_t)(turn + 1), t);
        span += 1.0;
    }
    for (int k = 0; k < 2; k++)
        for (lia_vid q = 0; q < ends[k].end; q++)
            w->mark[ends[k].queue[q]] = 0;
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

static double span_of(worker *w, const errand *job, lia_vid a, uint64_t e)
{
    const uint64_t t = job->first[a] + e;

    if (job->bridge[t])
        return INFINITY;
    if (job->by_length)
        return length_without(w, job->ties, a, job->ties->to[e]);
    if (job->mutual && job->mutual[t] > 0)
        return 2.0;
    return steps_without(w, job->ties, a, job->ties->to[e]);
}

/* Spans of the ties of accounts [begin, end) to later ones; how many. */
static uint64_t do_rows(worker *w, const errand *job, lia_vid begin,
                        lia_vid end)
{
    const lia_ties *t = job->ties;
    uint64_t count = 0;

    for (lia_vid a = begin; a < end; a++) {
        for (uint64_t e = t->off[a]; e < t->off[a + 1]; e++) {
            if (t->to[e] < a)
                continue;
            job->out[job->first[a] + e] = span_of(w, job, a, e);
            count++;
        }
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
        uint64_t done = do_rows(&workers[lia_thread_id()], job,
                                (lia_vid)begin, (lia_vid)(end < n ? end : n));
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
