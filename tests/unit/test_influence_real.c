/* test_influence_real.c - the retweet network of the Higgs rumour (SNAP,
 * higgs-twitter): PageRank, in-strength and cores equal igraph's.
 *
 * origin: oracle, igraph C in this process: igraph_pagerank (PRPACK, weights),
 * igraph_strength (IGRAPH_IN), igraph_coreness (IGRAPH_ALL).
 */
#include "support.h"

#include <igraph/igraph.h>
#include <math.h>
#include <stdio.h>
#include <unistd.h>

#include "liaison/cohesion.h"
#include "liaison/project.h"
#include "liaison/rank.h"
#include "liaison/read.h"
#include "liaison/summary.h"

static const char path[] =
    LIA_SOURCE_DIR "/../shared/data/higgs_twitter/"
    "higgs-retweet_network.edgelist.gz";

static igraph_t igraph_of(const lia_arcs *g, igraph_vector_t *weight)
{
    igraph_vector_int_t ends;
    igraph_t graph;

    igraph_vector_int_init(&ends, 0);
    igraph_vector_init(weight, 0);
    for (lia_vid i = 0; i < g->n; i++)
        for (uint64_t e = g->off[i]; e < g->off[i + 1]; e++) {
            igraph_vector_int_push_back(&ends, i);
            igraph_vector_int_push_back(&ends, g->to[e]);
            igraph_vector_push_back(weight, g->weight[e]);
        }
    igraph_create(&graph, &ends, g->n, true);
    igraph_vector_int_destroy(&ends);
    return graph;
}

static void test_higgs_retweets_as_igraph(void **state)
{
    const char *paths[] = {path};
    lia_projection_options options = LIA_PROJECTION_DEFAULTS;
    lia_tables *tables = NULL;
    igraph_vector_t weight, found;
    igraph_vector_int_t cores;
    lia_arcs g;
    lia_error err;

    (void)state;
    if (access(path, R_OK) != 0) {
        printf("skipped: %s is not here\n", path);
        skip();
    }
    options.weighing = LIA_WEIGHT_SUM;
    if (lia_read(&tables, paths, 1, NULL, &err) != LIA_OK)
        fail_msg("%s", err.message);
    assert_int_equal(lia_arcs_from_tables(&g, NULL, tables, &options, NULL),
                     LIA_OK);
    assert_int_equal(g.n, 256491);     /* paper: SNAP's page of the set */
    double *rank = malloc(g.n * sizeof *rank);
    double *strength = malloc(g.n * sizeof *strength);
    uint32_t *core = malloc(g.n * sizeof *core);
    const lia_degrees degrees = {.in_strength = strength};
    igraph_t graph = igraph_of(&g, &weight);
    assert_int_equal(lia_pagerank_of_arcs(rank, NULL, &g, NULL, NULL), 0);
    assert_int_equal(lia_degrees_of_arcs(&degrees, &g, NULL, NULL), LIA_OK);
    assert_int_equal(lia_core_of_arcs(core, &g, NULL, NULL), LIA_OK);
    igraph_vector_init(&found, 0);
    igraph_pagerank(&graph, IGRAPH_PAGERANK_ALGO_PRPACK, &found, NULL,
                    igraph_vss_all(), true, .85, &weight, NULL);
    for (lia_vid i = 0; i < g.n; i++)
        assert_true(fabs(rank[i] - VECTOR(found)[i]) < 1e-9);
    igraph_strength(&graph, &found, igraph_vss_all(), IGRAPH_IN, true,
                    &weight);
    for (lia_vid i = 0; i < g.n; i++)
        assert_true(strength[i] == VECTOR(found)[i]);
    igraph_vector_int_init(&cores, 0);
    igraph_coreness(&graph, &cores, IGRAPH_ALL);
    for (lia_vid i = 0; i < g.n; i++)
        assert_int_equal(core[i], VECTOR(cores)[i]);
    igraph_vector_int_destroy(&cores);
    igraph_vector_destroy(&found);
    igraph_vector_destroy(&weight);
    igraph_destroy(&graph);
    lia_arcs_free(&g);
    lia_tables_free(tables);
    free(rank);
    free(strength);
    free(core);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_higgs_retweets_as_igraph),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
