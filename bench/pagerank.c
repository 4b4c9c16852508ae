/* bench/pagerank.c - PageRank beside igraph's, on a Kronecker graph.
 *
 *     bench_pagerank [SCALE [REPETITIONS [FILE]]]
 *
 * FILE receives the graph as text for peers/networkit_pagerank.py, whose
 * lines have the same columns.
 */
#include <igraph/igraph.h>
#include <math.h>

#include "base/mem.h"
#include "clock.h"
#include "kronecker.h"
#include "liaison/rank.h"

enum { MOST = 99 };

typedef struct series {
    const char *name;
    double cpu[MOST], wall[MOST];
    int iterations;
} series;

static void ours(series *to, int k, double *x, const lia_ties *ties,
                 int threads)
{
    lia_rank_options o = LIA_RANK_DEFAULTS;
    lia_rank_end end;
    lia_error err;
    double cpu = clock_cpu(), wall = clock_wall();

    o.run.threads = threads;
    if (lia_pagerank_of_ties(x, &end, ties, &o, &err) != LIA_OK) {
        fprintf(stderr, "%s\n", err.message);
        exit(1);
    }
    to->cpu[k] = clock_cpu() - cpu;
    to->wall[k] = clock_wall() - wall;
    to->iterations = end.iterations;
}

static igraph_t igraph_of(const lia_ties *ties)
{
    igraph_vector_int_t ends;
    igraph_t graph;

    igraph_vector_int_init(&ends, 0);
    for (lia_vid a = 0; a < ties->n; a++)
        for (uint64_t e = ties->off[a]; e < ties->off[a + 1]; e++)
            if (ties->to[e] > a) {
                igraph_vector_int_push_back(&ends, a);
                igraph_vector_int_push_back(&ends, ties->to[e]);
            }
    igraph_create(&graph, &ends, ties->n, false);
    igraph_vector_int_destroy(&ends);
    return graph;
}

static void theirs(series *to, int k, igraph_vector_t *x, const igraph_t *g)
{
    double cpu = clock_cpu(), wall = clock_wall();

    igraph_pagerank(g, IGRAPH_PAGERANK_ALGO_PRPACK, x, NULL, igraph_vss_all(),
                    false, 0.85, NULL, NULL);
    to->cpu[k] = clock_cpu() - cpu;
    to->wall[k] = clock_wall() - wall;
}

static void print(series *s, int count)
{
    printf("%-28s %3d iterations  cpu %.4f s  wall %.4f s\n", s->name,
           s->iterations, clock_median(s->cpu, (size_t)count),
           clock_median(s->wall, (size_t)count));
}

static void write_graph(const char *path, const lia_ties *ties)
{
    FILE *file = fopen(path, "w");

    if (file == NULL) {
        perror(path);
        exit(3);
    }
    kronecker_write(file, ties);
    fclose(file);
}

int main(int argc, char **argv)
{
    const int scale = argc > 1 ? atoi(argv[1]) : 16;
    const int asked = argc > 2 ? atoi(argv[2]) : 9;
    const int count = asked < 1 ? 1 : asked > MOST ? MOST : asked;
    static series one = {.name = "liaison, 1 thread"};
    static series two = {.name = "liaison, 2 threads"};
    static series peer = {.name = "igraph PRPACK (1e-10)"};
    lia_ties ties = kronecker_ties(scale, KRONECKER_SEED);
    double *x = malloc(ties.n * sizeof *x), apart = 0;
    igraph_t graph = igraph_of(&ties);
    igraph_vector_t y;

    if (x == NULL)
        return 4;
    if (argc > 3)
        write_graph(argv[3], &ties);
    igraph_vector_init(&y, 0);
    printf("k%d: %u accounts, %" PRIu64 " ties, median of %d\n", scale, ties.n,
           ties.m, count);
    for (int k = 0; k < count; k++) {
        ours(&one, k, x, &ties, 1);
        ours(&two, k, x, &ties, 2);
        theirs(&peer, k, &y, &graph);
    }
    print(&one, count);
    print(&two, count);
    print(&peer, count);
    for (lia_vid i = 0; i < ties.n; i++)
        apart += fabs(x[i] - VECTOR(y)[i]);
    printf("total difference from igraph: %.1e\n", apart);
    igraph_vector_destroy(&y);
    igraph_destroy(&graph);
    lia_ties_free(&ties);
    free(x);
    return 0;
}
