/* paths.c - shortest-path kernels beside igraph, in one run.
 *
 *     bench_paths [SCALE [REPEATS [SAMPLE]]]      default: 12 5 1
 *
 * Prints CPU seconds (all threads together) and wall seconds, medians of
 * interleaved repetitions. igraph runs from every SAMPLE-th account and its
 * seconds are multiplied by SAMPLE, so that it ends on larger graphs; with
 * SAMPLE 1 it runs whole, and the results are compared. Ours always runs
 * whole. NetworKit on the same graph: bench/peers/networkit_paths.py.
 */
#include <igraph.h>
#include <inttypes.h>
#include <math.h>

#include "base/mem.h"
#include "clock.h"
#include "kronecker.h"
#include "liaison/paths.h"
#include "liaison/triads.h"

enum {
    BOTH, ACCOUNTS, IGRAPH_BOTH, LENGTHS, IGRAPH_LENGTHS, NEARNESS,
    IGRAPH_NEARNESS, SPAN, CASES,
    MOST_REPEATS = 99
};

static const char *const name[CASES] = {
    "betweenness, accounts and ties", "betweenness, accounts",
    "igraph, two calls", "betweenness by length, both",
    "igraph, two calls by length", "harmonic and closeness",
    "igraph, two calls", "span, common contacts known"
};

typedef struct bench {
    lia_ties ties;
    double *account, *tie;       /* ours, of the last call */
    uint32_t *mutual;
    int sample;
    igraph_t graph;
    igraph_vector_t length, theirs, their_ties;
    igraph_vector_int_t source;
} bench;

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

static bool is_theirs(int which)
{
    return which == IGRAPH_BOTH || which == IGRAPH_LENGTHS ||
           which == IGRAPH_NEARNESS;
}

static bool has_lengths(int which)
{
    return which == LENGTHS || which == IGRAPH_LENGTHS;
}

static void ours(bench *b, int which, int threads)
{
    lia_run run = {threads, NULL};
    lia_error error;
    double *weight = b->ties.weight;
    double *tie = which == ACCOUNTS ? NULL : b->tie;

    if (which == NEARNESS)
        check(lia_nearness(b->account, b->account, &b->ties, &run, &error),
              &error);
    else if (which == SPAN)
        check(lia_span(b->tie, b->mutual, NULL, &b->ties, &run, &error),
              &error);
    else if (which == LENGTHS)
        check(lia_betweenness_by_length(b->account, tie, &b->ties, &run,
                                        &error), &error);
    else
        check(lia_betweenness(b->account, tie, &b->ties, &run, &error),
              &error);
    b->ties.weight = weight;
}

static void theirs(bench *b, int which)
{
    const igraph_vector_t *length = has_lengths(which) ? &b->length : NULL;
    igraph_vs_t from = igraph_vss_vector(&b->source);

    if (which == IGRAPH_NEARNESS) {
        igraph_harmonic_centrality(&b->graph, &b->theirs, from, IGRAPH_ALL,
                                   NULL, false);
        igraph_closeness(&b->graph, &b->their_ties, NULL, NULL, from,
                         IGRAPH_ALL, NULL, true);
    } else if (b->sample == 1) {
        igraph_betweenness(&b->graph, &b->theirs, igraph_vss_all(), false,
                           length);
        igraph_edge_betweenness(&b->graph, &b->their_ties, false, length);
    } else {
        igraph_betweenness_subset(&b->graph, &b->theirs, igraph_vss_all(),
                                  false, from, igraph_vss_all(), length);
        igraph_edge_betweenness_subset(&b->graph, &b->their_ties,
                                       igraph_ess_all(IGRAPH_EDGEORDER_ID),
                                       false, from, igraph_vss_all(), length);
    }
}

/* Lengths 1 .. 8, the same for both directions. */
static void prepare(bench *b, int scale, int sample)
{
    igraph_vector_int_t edges;
    lia_error error;

    b->ties = kronecker_ties(scale, KRONECKER_SEED);
    b->sample = sample;
    b->account = array(b->ties.n, sizeof(double));
    b->tie = array(b->ties.m, sizeof(double));
    b->mutual = array(b->ties.m, sizeof(uint32_t));
    check(lia_triads_count(&(lia_triads){.mutual = b->mutual}, &b->ties, NULL,
                           &error), &error);
    igraph_vector_int_init(&edges, 0);
    igraph_vector_int_init(&b->source, 0);
    igraph_vector_init(&b->length, 0);
    igraph_vector_init(&b->theirs, 0);
    igraph_vector_init(&b->their_ties, 0);
    check(lia_alloc(&b->ties.weight, 2 * b->ties.m, sizeof(double), &error),
          &error);
    for (lia_vid a = 0; a < b->ties.n; a++) {
        if (a % (lia_vid)sample == 0)
            igraph_vector_int_push_back(&b->source, a);
        for (uint64_t e = b->ties.off[a]; e < b->ties.off[a + 1]; e++) {
            lia_vid c = b->ties.to[e];
            uint64_t seed = a < c ? (uint64_t)a << 32 | c
                                  : (uint64_t)c << 32 | a;
            b->ties.weight[e] = (double)(bench_random(&seed) % 8 + 1);
            if (c < a)
                continue;
            igraph_vector_int_push_back(&edges, a);
            igraph_vector_int_push_back(&edges, c);
            igraph_vector_push_back(&b->length, b->ties.weight[e]);
        }
    }
    igraph_create(&b->graph, &edges, b->ties.n, IGRAPH_UNDIRECTED);
    igraph_vector_int_destroy(&edges);
}

static void drop(bench *b)
{
    igraph_destroy(&b->graph);
    igraph_vector_int_destroy(&b->source);
    igraph_vector_destroy(&b->length);
    igraph_vector_destroy(&b->theirs);
    igraph_vector_destroy(&b->their_ties);
    free(b->account);
    free(b->tie);
    free(b->mutual);
    lia_ties_free(&b->ties);
}

static double worst(const double *ours_are, const igraph_vector_t *theirs_are,
                    double factor)
{
    double most = 0;

    for (igraph_integer_t k = 0; k < igraph_vector_size(theirs_are); k++) {
        double want = VECTOR(*theirs_are)[k] * factor;
        double off = fabs(ours_are[k] - want) / (want > 0 ? want : 1);
        most = off > most ? off : most;
    }
    return most;
}

static void compare(bench *b)
{
    const double n = b->ties.n;

    ours(b, BOTH, 1);
    theirs(b, IGRAPH_BOTH);
    printf("largest relative difference from igraph: accounts %.1e, ties "
           "%.1e\n", worst(b->account, &b->theirs, 2 / ((n - 1) * (n - 2))),
           worst(b->tie, &b->their_ties, 2 / (n * (n - 1))));
}

int main(int count, char **word)
{
    static double cpu[CASES][2][MOST_REPEATS], wall[CASES][2][MOST_REPEATS];
    const int scale = count > 1 ? atoi(word[1]) : 12;
    const int repeats = count > 2 ? atoi(word[2]) : 5;
    const int sample = count > 3 ? atoi(word[3]) : 1;
    bench b;

    if (scale < 2 || scale > 22 || repeats < 1 || repeats > MOST_REPEATS ||
        sample < 1)
        return 2;
    prepare(&b, scale, sample);
    for (int k = 0; k < repeats; k++)
        for (int which = 0; which < CASES; which++)
            for (int t = 0; t < (is_theirs(which) ? 1 : 2); t++) {
                if (has_lengths(which) && scale > 12)
                    continue; /* a Dijkstra search per account: too long */
                double c = clock_cpu(), w = clock_wall();
                double factor = is_theirs(which) ? sample : 1;
                if (is_theirs(which))
                    theirs(&b, which);
                else
                    ours(&b, which, t + 1);
                cpu[which][t][k] = (clock_cpu() - c) * factor;
                wall[which][t][k] = (clock_wall() - w) * factor;
            }
    printf("k%d: %" PRIu32 " accounts, %" PRIu64 " ties, median of %d; igraph "
           "from 1 account in %d, times %d\n", scale, b.ties.n, b.ties.m,
           repeats, sample, sample);
    printf("%-31s %7s %9s %9s\n", "", "threads", "CPU s", "wall s");
    for (int which = 0; which < CASES; which++)
        for (int t = 0; t < (is_theirs(which) ? 1 : 2); t++)
            if (!has_lengths(which) || scale <= 12)
                printf("%-31s %7d %9.4f %9.4f\n", name[which], t + 1,
                       clock_median(cpu[which][t], (size_t)repeats),
                       clock_median(wall[which][t], (size_t)repeats));
    printf("peak memory of liaison's arrays: %.1f MiB\n",
           (double)lia_mem_peak() / 1048576);
    if (sample == 1)
        compare(&b);
    drop(&b);
    return 0;
}
