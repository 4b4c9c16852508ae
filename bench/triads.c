/* triads.c - triangle kernels beside igraph, in one run.
 *
 *     bench_triads [SCALE [REPEATS]]      default: 16 5
 *
 * Prints CPU seconds of all threads together, of the thread that worked most
 * (which is the wall time of a machine that is not busy), and wall seconds:
 * medians of interleaved repetitions. igraph takes minutes beyond 2^17
 * accounts and is left out there. Run with GOMP_SPINCOUNT=0. NetworKit on the
 * same graph: bench/peers/networkit_triads.py.
 */
#include <igraph.h>
#include <inttypes.h>

#include "base/mem.h"
#include "base/threads.h"
#include "clock.h"
#include "kronecker.h"
#include "liaison/triads.h"

enum { MOST_REPEATS = 99, OURS = 4, CASES = 5 };

static const char *const name[CASES] = {
    "triangles", "mutual", "constraint", "all six", "igraph_constraint"
};

static void check(lia_status st, const lia_error *error)
{
    if (st != LIA_OK) {
        fprintf(stderr, "%s\n", error->message);
        exit(4);
    }
}

static void *array(uint64_t count, size_t width)
{
    void *block = calloc(count ? count : 1, width);

    if (block == NULL)
        exit(4);
    return block;
}

static lia_triads arrays(const lia_ties *ties)
{
    return (lia_triads){
        array(ties->m, sizeof(uint32_t)), array(ties->n, sizeof(uint64_t)),
        array(ties->n, sizeof(double)), array(ties->n, sizeof(double)),
        array(ties->n, sizeof(double)), array(ties->n, sizeof(double))};
}

static void ours(int which, const lia_triads *all, const lia_ties *ties,
                 int threads)
{
    lia_run run = {threads, NULL};
    lia_error error;
    lia_triads want = {0};

    if (which == 0)
        want.triangles = all->triangles;
    else if (which == 1)
        want.mutual = all->mutual;
    else if (which == 2)
        want.constraint = all->constraint;
    else
        want = *all;
    check(lia_triads_count(&want, ties, &run, &error), &error);
}

static void to_igraph(igraph_t *graph, const lia_ties *ties)
{
    igraph_vector_int_t edges;
    igraph_integer_t k = 0;

    igraph_vector_int_init(&edges, 2 * (igraph_integer_t)ties->m);
    for (lia_vid a = 0; a < ties->n; a++)
        for (uint64_t e = ties->off[a]; e < ties->off[a + 1]; e++)
            if (ties->to[e] > a) {
                VECTOR(edges)[k++] = a;
                VECTOR(edges)[k++] = ties->to[e];
            }
    igraph_create(graph, &edges, ties->n, IGRAPH_UNDIRECTED);
    igraph_vector_int_destroy(&edges);
}

/* CPU seconds so far of each thread of a team of at most two. */
static void thread_clocks(double *clock, int threads)
{
    (void)threads;
    #pragma omp parallel num_threads(threads)
    clock[lia_thread_id()] = clock_of(CLOCK_THREAD_CPUTIME_ID);
}

typedef struct sample {
    double cpu[MOST_REPEATS], most[MOST_REPEATS], wall[MOST_REPEATS];
} sample;

static void measure(sample *s, int k, int which, int threads,
                    const lia_triads *all, const lia_ties *ties,
                    const igraph_t *graph, igraph_vector_t *theirs)
{
    double before[2] = {0, 0}, after[2] = {0, 0};

    thread_clocks(before, threads);
    s->cpu[k] = clock_cpu();
    s->wall[k] = clock_wall();
    if (which < OURS)
        ours(which, all, ties, threads);
    else
        igraph_constraint(graph, theirs, igraph_vss_all(), NULL);
    s->cpu[k] = clock_cpu() - s->cpu[k];
    s->wall[k] = clock_wall() - s->wall[k];
    thread_clocks(after, threads);
    s->most[k] = after[0] - before[0];
    if (after[1] - before[1] > s->most[k])
        s->most[k] = after[1] - before[1];
}

static void print(sample *s, int which, int threads, int repeats)
{
    const size_t done = (size_t)repeats;

    printf("%-18s %7d %9.4f %9.4f %9.4f\n", name[which], threads,
           clock_median(s->cpu, done), clock_median(s->most, done),
           clock_median(s->wall, done));
}

static void compare(const lia_triads *all, const lia_ties *ties,
                    const igraph_vector_t *theirs)
{
    uint64_t corners = 0;
    double worst = 0;

    for (lia_vid i = 0; i < ties->n; i++) {
        double c = all->constraint[i];
        corners += all->triangles[i];
        if (igraph_vector_size(theirs) > 0 && c == c) {
            double off = c - VECTOR(*theirs)[i];
            off = off < 0 ? -off / c : off / c;
            worst = off > worst ? off : worst;
        }
    }
    printf("%" PRIu64 " triangles; largest relative difference from igraph's "
           "constraint %.1e\n", corners / 3, worst);
}

/* igraph is slow: three repetitions are enough of it. */
static int repeats_of(int which, int repeats)
{
    return which < OURS || repeats < 3 ? repeats : 3;
}

static void run_all(const lia_triads *all, const lia_ties *ties,
                    const igraph_t *graph, igraph_vector_t *theirs,
                    int cases, int repeats)
{
    static sample samples[CASES][2];

    for (int k = 0; k < repeats; k++)
        for (int which = 0; which < cases; which++)
            for (int t = 0; t < (which < OURS ? 2 : 1); t++)
                if (k < repeats_of(which, repeats))
                    measure(&samples[which][t], k, which, t + 1, all, ties,
                            graph, theirs);
    printf("%-18s %7s %9s %9s %9s\n", "", "threads", "CPU s", "thread s",
           "wall s");
    for (int which = 0; which < cases; which++)
        for (int t = 0; t < (which < OURS ? 2 : 1); t++)
            print(&samples[which][t], which, t + 1,
                  repeats_of(which, repeats));
}

int main(int count, char **word)
{
    const int scale = count > 1 ? atoi(word[1]) : 16;
    const int repeats = count > 2 ? atoi(word[2]) : 5;
    lia_ties ties;
    lia_triads all;
    igraph_t graph;
    igraph_vector_t theirs;

    if (scale < 1 || scale > 26 || repeats < 1 || repeats > MOST_REPEATS)
        return 2;
    ties = kronecker_ties(scale, KRONECKER_SEED);
    all = arrays(&ties);
    to_igraph(&graph, &ties);
    igraph_vector_init(&theirs, 0);
    printf("k%d: %" PRIu32 " accounts, %" PRIu64 " ties, median of %d\n",
           scale, ties.n, ties.m, repeats);
    run_all(&all, &ties, &graph, &theirs, scale <= 17 ? CASES : OURS,
            repeats);
    compare(&all, &ties, &theirs);
    printf("peak memory of liaison's arrays: %.1f MiB\n",
           (double)lia_mem_peak() / 1048576);
    igraph_vector_destroy(&theirs);
    igraph_destroy(&graph);
    free(all.mutual);
    free(all.triangles);
    free(all.clustering);
    free(all.effective_size);
    free(all.efficiency);
    free(all.constraint);
    lia_ties_free(&ties);
    return 0;
}
