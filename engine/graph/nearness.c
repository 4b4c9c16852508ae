/* graph/nearness.c - harmonic and closeness centrality of all accounts: 256
 * searches at a time in steps, one Dijkstra search at a time with lengths.
 * Every account's numbers come from its own search, so there is one writer
 * per number and nothing to add up between threads.
 */
#include "liaison/paths.h"

#include <math.h>

#include "base/mem.h"
#include "base/threads.h"
#include "base/watch.h"
#include "graph/dijkstra.h"
#include "graph/lengths.h"
#include "graph/order.h"
#include "graph/waves.h"

typedef struct worker {
    lia_waves *waves;       /* in steps                                      */
    lia_reach *reach;       /* [LIA_WAVE_LANES] in steps                     */
    lia_heap heap;          /* with lengths                                  */
    lia_vid *settled;       /* [n] with lengths                              */
} worker;

/* What is asked: search from every source along there. */
typedef struct errand {
    double *harmonic, *closeness;
    const lia_arcs *there, *back;
    lia_vid *source;        /* [sources] accounts that reach anyone          */
    lia_vid sources;
    bool by_length;
} errand;

static void workers_close(worker *workers, int count)
{
    if (workers == NULL)
        return;
    for (int k = 0; k < count; k++) {
        lia_waves_close(workers[k].waves);
        lia_free(workers[k].reach);
        lia_heap_close(&workers[k].heap);
        lia_free(workers[k].settled);
    }
    lia_free(workers);
}

static lia_status workers_open(worker **out, int count, const errand *job,
                               lia_error *err)
{
    const lia_vid n = job->there->n;
    lia_status st = LIA_OK;
    worker *all = NULL;

    LIA_TRY(lia_alloc_zero(&all, (uint64_t)count, sizeof *all, err));
    for (int k = 0; k < count; k++) {
        if (job->by_length) {
            LIA_TRY(lia_heap_open(&all[k].heap, n, err));
            LIA_TRY(lia_alloc(&all[k].settled, n, sizeof(lia_vid), err));
        } else {
            LIA_TRY(lia_waves_open(&all[k].waves, n, err));
            LIA_TRY(lia_alloc(&all[k].reach, LIA_WAVE_LANES,
                              sizeof *all[k].reach, err));
        }
    }
    *out = all;
    return LIA_OK;
done:
    workers_close(all, count);
    return st;
}

static void write_down(const errand *job, lia_vid v, const lia_reach *reach)
{
    const double others = (double)job->there->n - 1.0;

    if (job->harmonic)
        job->harmonic[v] = reach->harmonic;
    if (job->closeness)
        job->closeness[v] = reach->total > 0.0
            ? reach->count / reach->total * (reach->count / others) : 0.0;
}

static lia_reach search(worker *w, const lia_arcs *arcs, lia_vid source)
{
    lia_heap *heap = &w->heap;
    lia_reach reach = {0};
    lia_vid count = 0;

    lia_heap_lower(heap, source, 0.0);
    while (heap->count > 0) {
        lia_vid v = lia_heap_take(heap);
        double d = heap->distance[v];
        w->settled[count++] = v;
        reach.harmonic += d > 0.0 ? 1.0 / d : 0.0;
        reach.total += d;
        for (uint64_t e = arcs->off[v]; e < arcs->off[v + 1]; e++) {
            double length = arcs->weight ? arcs->weight[e] : 1.0;
            if (d + length < heap->distance[arcs->to[e]])
                lia_heap_lower(heap, arcs->to[e], d + length);
        }
    }
    for (lia_vid k = 0; k < count; k++)
        heap->distance[w->settled[k]] = INFINITY;
    reach.count = (double)count - 1.0;
    return reach;
}

static void do_unit(worker *w, const errand *job, uint64_t begin, int count)
{
    const lia_vid *source = job->source + begin;

    if (job->by_length) {
        lia_reach reach = search(w, job->there, *source);
        write_down(job, *source, &reach);
        return;
    }
    lia_waves_run(w->reach, w->waves, job->there, job->back, source, count);
    for (int k = 0; k < count; k++)
        write_down(job, source[k], &w->reach[k]);
}

static lia_status do_all(const errand *job, const lia_run *run, lia_error *err)
{
    const uint64_t width = job->by_length ? 1 : LIA_WAVE_LANES;
    const uint64_t units = (job->sources + width - 1) / width;
    int threads = lia_thread_crew(run, units * job->there->m);
    lia_status st = LIA_OK;
    worker *workers = NULL;

    if ((uint64_t)threads > units)
        threads = units > 0 ? (int)units : 1;
    LIA_TRY(workers_open(&workers, threads, job, err));
    lia_watch_begin(run, "nearness", job->sources, "sources");
    #pragma omp parallel for schedule(dynamic, 1) num_threads(threads)
    for (uint64_t u = 0; u < units; u++) {
        uint64_t left = job->sources - u * width;
        int count = (int)(left < width ? left : width);
        do_unit(&workers[lia_thread_id()], job, u * width, count);
        lia_watch_advance(run, (uint64_t)count);
    }
    lia_watch_end(run);
    workers_close(workers, threads);
done:
    return st;
}

/* Nobody reaches an account without entries: 0. The rest are sources. Nothing
 * can fail from the first number written on: job->harmonic and closeness are
 * the caller's. */
static lia_status nearness(errand *job, const lia_run *run, lia_error *err)
{
    const lia_arcs *there = job->there;
    const lia_reach none = {0};
    lia_status st = LIA_OK;

    LIA_TRY(lia_alloc(&job->source, there->n, sizeof *job->source, err));
    LIA_TRY(lia_order_alike(job->source, &job->sources, there, err));
    LIA_TRY(do_all(job, run, err));
    for (lia_vid i = 0; i < there->n; i++)
        if (there->off[i + 1] == there->off[i])
            write_down(job, i, &none);
done:
    lia_free(job->source);
    return st;
}

static lia_status check(const errand *job, const void *graph, lia_error *err)
{
    if (graph == NULL || (job->harmonic == NULL && job->closeness == NULL))
        return lia_fail(err, LIA_EARG, "the graph and at least one output "
                        "must be given");
    return LIA_OK;
}

static lia_status of_ties(errand job, const lia_ties *ties, const lia_run *run,
                          lia_error *err)
{
    lia_status st = LIA_OK;

    LIA_TRY(check(&job, ties, err));
    lia_arcs arcs = lia_ties_as_arcs(ties);
    job.there = job.back = &arcs;
    if (job.by_length)
        LIA_TRY(lia_lengths_check(&arcs, true, err));
    job.by_length = job.by_length && arcs.weight;
    LIA_TRY(nearness(&job, run, err));
done:
    return st;
}

static lia_status of_arcs(errand job, const lia_arcs *arcs, const lia_run *run,
                          lia_error *err)
{
    lia_status st = LIA_OK;
    lia_arcs reverse = {0};

    LIA_TRY(check(&job, arcs, err));
    if (job.by_length)
        LIA_TRY(lia_lengths_check(arcs, true, err));
    LIA_TRY(lia_arcs_reverse(&reverse, arcs, run, err));
    job.there = &reverse;
    job.back = arcs;
    job.by_length = job.by_length && arcs->weight;
    LIA_TRY(nearness(&job, run, err));
done:
    lia_arcs_free(&reverse);
    return st;
}

lia_status lia_nearness(double *harmonic, double *closeness,
                        const lia_ties *ties, const lia_run *run,
                        lia_error *err)
{
    return of_ties((errand){.harmonic = harmonic, .closeness = closeness},
                   ties, run, err);
}

lia_status lia_nearness_by_length(double *harmonic, double *closeness,
                                  const lia_ties *ties, const lia_run *run,
                                  lia_error *err)
{
    return of_ties((errand){.harmonic = harmonic, .closeness = closeness,
                            .by_length = true},
                   ties, run, err);
}

lia_status lia_arcs_nearness(double *harmonic, double *closeness,
                             const lia_arcs *arcs, const lia_run *run,
                             lia_error *err)
{
    return of_arcs((errand){.harmonic = harmonic, .closeness = closeness},
                   arcs, run, err);
}

lia_status lia_arcs_nearness_by_length(double *harmonic, double *closeness,
                                       const lia_arcs *arcs,
                                       const lia_run *run, lia_error *err)
{
    return of_arcs((errand){.harmonic = harmonic, .closeness = closeness,
                            .by_length = true},
                   arcs, run, err);
}
