/* bench/centrality.c - sampled and exact centralities of one network, beside
 * igraph's and a textbook PageRank.
 *
 *     bench_centrality EDGES [REPETITIONS [IGRAPH_SOURCES [KERNEL]]]
 *
 * EDGES: text, two numbers per line, as bench_kronecker writes it and
 * peers/networkit_centrality.py reads it. KERNEL: only those whose name has
 * this in it.
 */
#include <igraph/igraph.h>
#include <math.h>
#include <string.h>

#include "base/mem.h"
#include "base/threads.h"
#include "clock.h"
#include "liaison/approximate.h"
#include "liaison/cohesion.h"
#include "liaison/paths.h"
#include "liaison/project.h"
#include "liaison/rank.h"
#include "liaison/read.h"
#include "liaison/triads.h"

enum { MOST = 99 };

static const lia_ties *g;
static lia_run run;
static double *x, *y, *per_tie;
static uint32_t *counts;
static uint32_t *shared;
static char note[200];
static const char *only;

static void must(lia_status st, const lia_error *err)
{
    if (st != LIA_OK) {
        fprintf(stderr, "%s\n", err->message);
        exit(1);
    }
}

static void kadabra(double eps, double delta, double *ties)
{
    const lia_accuracy o = {eps, delta, 1, run};
    lia_achieved end;
    lia_error err;

    must(lia_betweenness_sampled(x, ties, &end, g, &o, &err), &err);
    snprintf(note, sizeof note, "%llu paths, bound %.4g",
             (unsigned long long)end.samples, end.bound);
}

static void kadabra_accounts(void)
{
    kadabra(.01, .1, NULL);
}

static void kadabra_fine(void)
{
    kadabra(.002, .1, NULL);
}

static void kadabra_ties(void)
{
    kadabra(.01, .1, per_tie);
}

static void nearness_sampled(void)
{
    const lia_accuracy o = {.02, .1, 1, run};
    lia_achieved end;
    lia_error err;

    must(lia_nearness_sampled(x, y, &end, g, &o, &err), &err);
    snprintf(note, sizeof note, "%llu sources, bound %.4g",
             (unsigned long long)end.samples, end.bound);
}

static void nearness_exact(void)
{
    lia_error err;

    must(lia_nearness(x, y, g, &run, &err), &err);
}

static void core(void)
{
    lia_error err;

    must(lia_core_of_ties(counts, g, &run, &err), &err);
}

static void components(void)
{
    lia_components found;
    lia_error err;

    must(lia_components_of_ties(&found, g, &run, &err), &err);
    snprintf(note, sizeof note, "%u", found.count);
    lia_components_free(&found);
}

static void support(void)
{
    const lia_triads out = {.mutual = shared};
    lia_error err;

    must(lia_triads_count(&out, g, &run, &err), &err);
}

static void pagerank(void)
{
    lia_rank_options o = LIA_RANK_DEFAULTS;
    lia_rank_end end;
    lia_error err;

    o.run = run;
    must(lia_pagerank_of_ties(x, &end, g, &o, &err), &err);
    snprintf(note, sizeof note, "%d iterations", end.iterations);
}

/* Textbook: pull, divide per entry, measure the change in a second pass. */
static void pagerank_textbook(void)
{
    const lia_vid n = g->n;
    double change = 1;
    int k = 0;

    for (lia_vid i = 0; i < n; i++)
        x[i] = 1. / n;
    for (; change >= 1e-12; k++) {
        double loose = 0;
        for (lia_vid i = 0; i < n; i++)
            if (g->off[i] == g->off[i + 1])
                loose += x[i];
        for (lia_vid i = 0; i < n; i++) {
            double sum = 0;
            for (uint64_t e = g->off[i]; e < g->off[i + 1]; e++) {
                const lia_vid j = g->to[e];
                sum += x[j] / (double)(g->off[j + 1] - g->off[j]);
            }
            y[i] = .15 / n + .85 * (sum + loose / n);
        }
        change = 0;
        for (lia_vid i = 0; i < n; i++)
            change += fabs(y[i] - x[i]);
        double *swap = x;
        x = y;
        y = swap;
    }
    snprintf(note, sizeof note, "%d iterations", k);
}

/* a = b + 3 c over 64 MB each: what memory gives. */
static void triad(void)
{
    enum { N = 8 << 20, TIMES = 4 };
    static double a[N];
    static double b[N], c[N];

    for (int t = 0; t < TIMES; t++) {
        #pragma omp parallel for num_threads(run.threads)
        for (int k = 0; k < N; k++)
            a[k] = b[k] + 3 * c[k] + t;
        __asm__ volatile("" : : "r"(a) : "memory");  /* no pass is dead */
    }
    snprintf(note, sizeof note, "%.0f MB moved",
             TIMES * 24. * N / 1e6);
}

/* CPU seconds so far of each thread of a team of two. */
static void thread_clocks(double clock[2])
{
    #pragma omp parallel num_threads(2)
    clock[lia_thread_id()] = clock_of(CLOCK_THREAD_CPUTIME_ID);
}

static void measure(const char *name, void (*call)(void), int repeats,
                    bool on_two)
{
    double cpu[2][MOST], most[2][MOST], wall[2][MOST];

    if (only != NULL && strstr(name, only) == NULL)
        return;
    for (int k = 0; k < repeats; k++)
        for (int t = 0; t < (on_two ? 2 : 1); t++) {
            run.threads = t + 1;
            note[0] = '\0';
            double before[2] = {0, 0}, after[2] = {0, 0};
            thread_clocks(before);
            const double c = clock_cpu(), w = clock_wall();
            call();
            cpu[t][k] = clock_cpu() - c;
            wall[t][k] = clock_wall() - w;
            thread_clocks(after);
            most[t][k] = fmax(after[0] - before[0], after[1] - before[1]);
        }
    printf("%-36s 1: cpu %.4f wall %.4f", name,
           clock_median(cpu[0], (size_t)repeats),
           clock_median(wall[0], (size_t)repeats));
    if (on_two)
        printf("  2: cpu %.4f busiest %.4f wall %.4f",
               clock_median(cpu[1], (size_t)repeats),
               clock_median(most[1], (size_t)repeats),
               clock_median(wall[1], (size_t)repeats));
    printf("  %s\n", note);
    fflush(stdout);
}

static igraph_t graph;
static igraph_integer_t sources;

static void copy_to_igraph(void)
{
    igraph_vector_int_t ends;

    igraph_vector_int_init(&ends, 0);
    for (lia_vid a = 0; a < g->n; a++)
        for (uint64_t e = g->off[a]; e < g->off[a + 1]; e++)
            if (g->to[e] > a) {
                igraph_vector_int_push_back(&ends, a);
                igraph_vector_int_push_back(&ends, g->to[e]);
            }
    igraph_create(&graph, &ends, g->n, false);
    igraph_vector_int_destroy(&ends);
}

static void igraph_harmonic(void)
{
    igraph_vector_t found;
    igraph_vs_t some;

    igraph_vector_init(&found, 0);
    igraph_vs_range(&some, 0, sources);
    igraph_harmonic_centrality(&graph, &found, some, IGRAPH_ALL, NULL, false);
    snprintf(note, sizeof note, "of %lld sources; all: x %.1f",
             (long long)sources, (double)g->n / (double)sources);
    igraph_vs_destroy(&some);
    igraph_vector_destroy(&found);
}

static void igraph_core(void)
{
    igraph_vector_int_t found;
    uint64_t wrong = 0;

    igraph_vector_int_init(&found, 0);
    igraph_coreness(&graph, &found, IGRAPH_ALL);
    for (lia_vid i = 0; i < g->n; i++)
        wrong += VECTOR(found)[i] != counts[i];
    snprintf(note, sizeof note, "%llu differ from ours",
             (unsigned long long)wrong);
    igraph_vector_int_destroy(&found);
}

static void igraph_parts(void)
{
    igraph_integer_t count;

    igraph_connected_components(&graph, NULL, NULL, &count, IGRAPH_WEAK);
    snprintf(note, sizeof note, "%lld", (long long)count);
}

static void igraph_rank(void)
{
    igraph_vector_t found;

    igraph_vector_init(&found, 0);
    igraph_pagerank(&graph, IGRAPH_PAGERANK_ALGO_PRPACK, &found, NULL,
                    igraph_vss_all(), false, .85, NULL, NULL);
    igraph_vector_destroy(&found);
}

int main(int count, char **word)
{
    const int repeats = count > 2 ? atoi(word[2]) : 3;
    lia_read_options options = LIA_READ_DEFAULTS;
    lia_tables *tables = NULL;
    lia_ties ties;
    lia_error err;

    if (count < 2 || repeats < 1 || repeats > MOST) {
        fprintf(stderr, "usage: bench_centrality EDGES [REPETITIONS "
                "[IGRAPH_SOURCES [KERNEL]]]\n");
        return 2;
    }
    options.lean = true;
    must(lia_read(&tables, (const char *const *)&word[1], 1, &options, &err),
         &err);
    must(lia_ties_from_tables(&ties, NULL, tables, NULL, &err), &err);
    g = &ties;
    sources = count > 3 ? atoi(word[3]) : 16;
    only = count > 4 ? word[4] : NULL;
    must(lia_alloc(&x, ties.n, sizeof *x, &err), &err);
    must(lia_alloc(&y, ties.n, sizeof *y, &err), &err);
    must(lia_alloc(&counts, ties.n, sizeof *counts, &err), &err);
    must(lia_alloc(&shared, ties.m, sizeof *shared, &err), &err);
    must(lia_alloc(&per_tie, ties.m, sizeof *per_tie, &err), &err);
    printf("%s: %u accounts, %llu ties\n", word[1], ties.n,
           (unsigned long long)ties.m);
    measure("betweenness, eps .01 delta .1", kadabra_accounts, repeats, true);
    measure("the same and ties", kadabra_ties, repeats, true);
    measure("betweenness, eps .002", kadabra_fine, 1, true);
    measure("harmonic, closeness, eps .02", nearness_sampled, 1, true);
    if ((double)ties.n * (double)ties.m < 2e11)
        measure("harmonic and closeness, exact", nearness_exact, 1, true);
    measure("common contacts of ties", support, repeats, true);
    measure("core", core, repeats, false);
    measure("components", components, repeats, true);
    measure("PageRank, 1e-12", pagerank, repeats, true);
    measure("PageRank, textbook", pagerank_textbook, repeats, false);
    measure("memory: triad", triad, repeats, true);
    copy_to_igraph();
    measure("igraph: harmonic", igraph_harmonic, 1, false);
    measure("igraph: core", igraph_core, repeats, false);
    measure("igraph: components", igraph_parts, repeats, false);
    measure("igraph: PageRank, PRPACK", igraph_rank, repeats, false);
    igraph_destroy(&graph);
    lia_ties_free(&ties);
    lia_tables_free(tables);
    return 0;
}
