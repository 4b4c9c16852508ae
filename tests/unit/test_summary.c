/* test_summary.c - degrees, density, reciprocity, assortativity: NetworkX and
 * igraph as oracles, slow twins, undefined cases, threads, failing memory.
 */
#include "support.h"

#include <igraph/igraph.h>
#include <math.h>

#include "liaison/summary.h"

static void assert_near(double got, double want, double within)
{
    if (!(fabs(got - want) <= within) && !(isnan(got) && isnan(want)))
        fail_msg("%.17g instead of %.17g", got, want);
}

/* One network both ways. origin of the values: oracle, NetworkX 2.8.8,
 * density, overall_reciprocity, degree_assortativity_coefficient(G, weight=)
 * of Graph 01 (2) 02 (1) 12 (3) 23 (4) 34 (.5), and of DiGraph 0>1 (2)
 * 0>2 (1) 1>2 (3) 2>3 (4) 3>4 (.5) 4>0 (1) 2>0 (2). */
static const lia_vid tie_source[] = {0, 0, 1, 2, 3};
static const lia_vid tie_target[] = {1, 2, 2, 3, 4};
static const double tie_weight[] = {2, 1, 3, 4, .5};
static const lia_vid arc_source[] = {0, 0, 1, 2, 3, 4, 2};
static const lia_vid arc_target[] = {1, 2, 2, 3, 4, 0, 0};
static const double arc_weight[] = {2, 1, 3, 4, .5, 1, 2};

static void test_five_accounts_as_networkx(void **state)
{
    lia_pairs tie_pairs = {5, 5, tie_source, tie_target, tie_weight};
    lia_pairs arc_pairs = {5, 7, arc_source, arc_target, arc_weight};
    lia_ties ties, bare;
    lia_arcs arcs, naked;
    double x;

    (void)state;
    assert_int_equal(lia_ties_from_pairs(&ties, NULL, &tie_pairs, NULL, NULL),
                     0);
    assert_int_equal(lia_arcs_from_pairs(&arcs, NULL, &arc_pairs, NULL, NULL),
                     0);
    bare = ties;
    bare.weight = NULL;
    naked = arcs;
    naked.weight = NULL;
    assert_near(lia_density_of_ties(&ties), 0.5, 0);
    assert_near(lia_density_of_arcs(&arcs), 0.35, 0);
    assert_near(lia_reciprocity_of_ties(&ties), 1, 0); /* closed */
    assert_int_equal(lia_reciprocity_of_arcs(&x, &arcs, NULL, NULL), LIA_OK);
    assert_near(x, 0.2857142857142857, 0);
    assert_int_equal(lia_assortativity_of_ties(&x, &bare, NULL, NULL), LIA_OK);
    assert_near(x, -1.0 / 9, 1e-15);
    assert_int_equal(lia_assortativity_of_ties(&x, &ties, NULL, NULL), LIA_OK);
    assert_near(x, -0.18887393449977666, 1e-13);
    assert_int_equal(lia_assortativity_of_arcs(&x, &naked, NULL, NULL), 0);
    assert_near(x, -1.0 / 6, 1e-15);
    assert_int_equal(lia_assortativity_of_arcs(&x, &arcs, NULL, NULL), LIA_OK);
    assert_near(x, 0.5540065484923081, 1e-13);
    lia_ties_free(&ties);
    lia_arcs_free(&arcs);
}

/* Slow twin: the correlation from its definition, in long double. */
static double slow_assortativity(const lia_arcs *g)
{
    long double *out = test_calloc(g->n + 1u, sizeof *out);
    long double *in = test_calloc(g->n + 1u, sizeof *in);
    long double x = 0, y = 0, xx = 0, yy = 0, xy = 0, m = g->m;

    for (lia_vid i = 0; i < g->n; i++)
        for (uint64_t e = g->off[i]; e < g->off[i + 1]; e++) {
            out[i] += g->weight ? g->weight[e] : 1;
            in[g->to[e]] += g->weight ? g->weight[e] : 1;
        }
    for (lia_vid i = 0; i < g->n; i++)
        for (uint64_t e = g->off[i]; e < g->off[i + 1]; e++) {
            long double a = out[i], b = in[g->to[e]];
            x += a;
            y += b;
            xx += a * a;
            yy += b * b;
            xy += a * b;
        }
    test_free(out);
    test_free(in);
    return (double)((xy / m - x / m * y / m) /
                    sqrtl((xx / m - x / m * x / m) * (yy / m - y / m * y / m)));
}

static igraph_t igraph_of(const lia_arcs *g, bool directed)
{
    igraph_vector_int_t ends;
    igraph_t graph;

    igraph_vector_int_init(&ends, 0);
    for (lia_vid i = 0; i < g->n; i++)
        for (uint64_t e = g->off[i]; e < g->off[i + 1]; e++)
            if (directed || g->to[e] > i) {
                igraph_vector_int_push_back(&ends, i);
                igraph_vector_int_push_back(&ends, g->to[e]);
            }
    igraph_create(&graph, &ends, g->n, directed);
    igraph_vector_int_destroy(&ends);
    return graph;
}

static void test_random_graphs(void **state)
{
    (void)state;
    for (uint64_t seed = 1; seed <= 10; seed++) {
        const lia_vid n = (lia_vid)(20 + 30 * seed);
        const bool weighted = seed % 2;
        lia_ties ties = test_random_ties(n, 3 * n, weighted, seed);
        lia_arcs arcs = test_random_arcs(n, 3 * n, weighted, seed);
        lia_arcs both = lia_ties_as_arcs(&ties);
        igraph_t graph = igraph_of(&both, false);
        igraph_t directed = igraph_of(&arcs, true);
        double got, want;

        assert_int_equal(lia_assortativity_of_ties(&got, &ties, NULL, NULL),
                         LIA_OK);
        assert_near(got, slow_assortativity(&both), 1e-12);
        if (!weighted) {
            igraph_assortativity_degree(&graph, &want, false);
            assert_near(got, want, 1e-10);
        }
        assert_int_equal(lia_assortativity_of_arcs(&got, &arcs, NULL, NULL),
                         LIA_OK);
        assert_near(got, slow_assortativity(&arcs), 1e-12);
        if (!weighted) {
            igraph_assortativity_degree(&directed, &want, true);
            assert_near(got, want, 1e-10);
        }
        assert_int_equal(lia_reciprocity_of_arcs(&got, &arcs, NULL, NULL), 0);
        igraph_reciprocity(&directed, &want, true, IGRAPH_RECIPROCITY_DEFAULT);
        assert_near(got, want, 1e-15);
        assert_int_equal(lia_reciprocity_of_arcs(&got, &both, NULL, NULL), 0);
        assert_near(got, 1, 0); /* closed: every tie goes both ways */
        igraph_density(&graph, &want, false);
        assert_near(lia_density_of_ties(&ties), want, 1e-15);
        igraph_density(&directed, &want, false);
        assert_near(lia_density_of_arcs(&arcs), want, 1e-15);
        igraph_destroy(&graph);
        igraph_destroy(&directed);
        lia_ties_free(&ties);
        lia_arcs_free(&arcs);
    }
    assert_int_equal(lia_mem_live(), 0);
}

/* Slow twin: from the list of arcs. */
static void check_degrees(const lia_degrees *got, const lia_arcs *g,
                          bool directed)
{
    for (lia_vid i = 0; i < g->n; i++) {
        uint64_t in = 0, out = 0;
        double win = 0, wout = 0;
        for (lia_vid j = 0; j < g->n; j++)
            for (uint64_t e = g->off[j]; e < g->off[j + 1]; e++) {
                double w = g->weight ? g->weight[e] : 1;
                in += g->to[e] == i;
                out += j == i;
                win += g->to[e] == i ? w : 0;
                wout += j == i ? w : 0;
            }
        assert_int_equal(got->in_degree[i], in);
        assert_int_equal(got->out_degree[i], out);
        assert_int_equal(got->degree[i], directed ? in + out : out);
        assert_near(got->in_strength[i], win, 0); /* whole numbers */
        assert_near(got->out_strength[i], wout, 0);
        assert_near(got->strength[i], directed ? win + wout : wout, 0);
    }
}

static void test_degrees(void **state)
{
    enum { N = 70 };
    uint64_t d[3][N];
    double s[3][N], alone[N];
    uint64_t only[N];
    const lia_degrees all = {d[0], d[1], d[2], s[0], s[1], s[2]};
    const lia_degrees few = {.degree = only, .strength = alone};

    (void)state;
    for (int weighted = 0; weighted < 2; weighted++) {
        lia_ties ties = test_random_ties(N, 200, weighted, 3);
        lia_arcs arcs = test_random_arcs(N, 200, weighted, 3);
        lia_arcs both = lia_ties_as_arcs(&ties);

        assert_int_equal(lia_degrees_of_ties(&all, &ties, NULL, NULL), LIA_OK);
        check_degrees(&all, &both, false);
        assert_int_equal(lia_degrees_of_arcs(&all, &arcs, NULL, NULL), LIA_OK);
        check_degrees(&all, &arcs, true);
        assert_int_equal(lia_degrees_of_arcs(&few, &arcs, NULL, NULL), LIA_OK);
        assert_memory_equal(only, d[0], sizeof only);
        assert_memory_equal(alone, s[0], sizeof alone);
        lia_ties_free(&ties);
        lia_arcs_free(&arcs);
    }
}

/* closed: a correlation does not see the unit of the strengths. */
static void test_assortativity_of_strengths_of_any_size(void **state)
{
    static const double unit[] = {1, 0x1p-1000, 0x1p-300, 0x1p300, 0x1p1000};
    double ties_r[5], arcs_r[5];

    (void)state;
    for (int k = 0; k < 5; k++) {
        lia_ties t = test_random_ties(60, 200, true, 3);
        lia_arcs a = test_random_arcs(60, 200, true, 3);
        for (uint64_t e = 0; e < 2 * t.m; e++)
            t.weight[e] *= unit[k];
        for (uint64_t e = 0; e < a.m; e++)
            a.weight[e] *= unit[k];
        assert_int_equal(lia_assortativity_of_ties(&ties_r[k], &t, NULL, NULL),
                         LIA_OK);
        assert_int_equal(lia_assortativity_of_arcs(&arcs_r[k], &a, NULL, NULL),
                         LIA_OK);
        assert_true(fabs(ties_r[k]) < 1 && ties_r[k] == ties_r[0]);
        assert_true(fabs(arcs_r[k]) < 1 && arcs_r[k] == arcs_r[0]);
        lia_ties_free(&t);
        lia_arcs_free(&a);
    }
    assert_int_equal(lia_mem_live(), 0);
}

static void test_where_it_is_undefined(void **state)
{
    /* a ring of ties of weight .1: all ends alike */
    const lia_vid source[] = {0, 1, 2, 3}, target[] = {1, 2, 3, 0};
    const double weight[] = {.1, .1, .1, .1};
    lia_ties ties;
    lia_arcs arcs;
    double x;

    (void)state;
    for (lia_vid n = 0; n < 3; n++) {
        lia_pairs none = {n, 0, NULL, NULL, NULL};
        assert_int_equal(lia_ties_from_pairs(&ties, NULL, &none, NULL, NULL),
                         0);
        arcs = lia_ties_as_arcs(&ties);
        assert_near(lia_density_of_ties(&ties), 0, 0);
        assert_near(lia_density_of_arcs(&arcs), 0, 0);
        assert_true(isnan(lia_reciprocity_of_ties(&ties)));
        x = 7;
        assert_int_equal(lia_reciprocity_of_arcs(&x, &arcs, NULL, NULL), 0);
        assert_true(isnan(x));
        x = 7;
        assert_int_equal(lia_assortativity_of_ties(&x, &ties, NULL, NULL), 0);
        assert_true(isnan(x));
        x = 7;
        assert_int_equal(lia_assortativity_of_arcs(&x, &arcs, NULL, NULL), 0);
        assert_true(isnan(x));
        lia_ties_free(&ties);
    }
    lia_pairs ring = {4, 4, source, target, weight};
    assert_int_equal(lia_ties_from_pairs(&ties, NULL, &ring, NULL, NULL), 0);
    assert_int_equal(lia_assortativity_of_ties(&x, &ties, NULL, NULL), 0);
    assert_true(isnan(x));
    lia_ties_free(&ties);
    /* closed: in a star every tie joins the two extremes */
    lia_pairs star = {5, 4, (const lia_vid[]){4, 4, 4, 4},
                      (const lia_vid[]){0, 1, 2, 3}, NULL};
    assert_int_equal(lia_ties_from_pairs(&ties, NULL, &star, NULL, NULL), 0);
    assert_int_equal(lia_assortativity_of_ties(&x, &ties, NULL, NULL), 0);
    assert_near(x, -1, 1e-15);
    lia_ties_free(&ties);
    assert_int_equal(lia_mem_live(), 0);
}

static void test_the_same_bits_for_every_thread_count(void **state)
{
    enum { N = 20000 };
    lia_ties ties = test_random_ties(N, 4 * N, true, 8);
    lia_arcs arcs = test_random_arcs(N, 4 * N, true, 8);
    const int threads[] = {1, 2, 8};
    double first[3], x[3], *s[3];

    (void)state;
    for (int k = 0; k < 3; k++) {
        lia_run run = {threads[k], NULL};
        double *to = k ? x : first;
        s[k] = malloc(N * sizeof *s[k]);
        const lia_degrees want = {.strength = s[k]};
        assert_int_equal(lia_assortativity_of_ties(&to[0], &ties, &run, NULL),
                         LIA_OK);
        assert_int_equal(lia_assortativity_of_arcs(&to[1], &arcs, &run, NULL),
                         LIA_OK);
        assert_int_equal(lia_reciprocity_of_arcs(&to[2], &arcs, &run, NULL),
                         LIA_OK);
        assert_int_equal(lia_degrees_of_ties(&want, &ties, &run, NULL),
                         LIA_OK);
        if (k > 0)
            assert_memory_equal(first, x, sizeof x);
        assert_memory_equal(s[0], s[k], N * sizeof *s[k]);
    }
    for (int k = 0; k < 3; k++)
        free(s[k]);
    lia_ties_free(&ties);
    lia_arcs_free(&arcs);
}

static void test_every_allocation_may_fail_and_bad_arguments(void **state)
{
    lia_ties ties = test_random_ties(50, 80, true, 1);
    lia_arcs arcs = test_random_arcs(50, 80, true, 1);
    const long before = lia_mem_live();
    int done = 0;

    (void)state;
    for (long k = 0; done != 3; k++) {
        uint64_t d[50] = {7};
        double s[50] = {7}, x = 7;
        const lia_degrees want = {.degree = d, .strength = s};
        lia_status st;

        assert_true(k < 20);
        done = 0;
        lia_mem_fail_after(k);
        st = lia_assortativity_of_ties(&x, &ties, NULL, NULL);
        assert_true(st == LIA_OK || (st == LIA_ENOMEM && x == 7));
        done += st == LIA_OK;
        x = 7;
        lia_mem_fail_after(k);
        st = lia_assortativity_of_arcs(&x, &arcs, NULL, NULL);
        assert_true(st == LIA_OK || (st == LIA_ENOMEM && x == 7));
        done += st == LIA_OK;
        lia_mem_fail_after(k);
        st = lia_degrees_of_arcs(&want, &arcs, NULL, NULL);
        assert_true(st == LIA_OK ||
                    (st == LIA_ENOMEM && s[0] == 7 && d[0] == 7));
        done += st == LIA_OK;
        assert_int_equal(lia_mem_live(), before);
    }
    lia_mem_fail_after(-1);
    const lia_degrees nothing = {NULL, NULL, NULL, NULL, NULL, NULL};
    double x;
    assert_int_equal(lia_degrees_of_ties(&nothing, &ties, NULL, NULL), LIA_OK);
    assert_int_equal(lia_degrees_of_arcs(&nothing, &arcs, NULL, NULL), LIA_OK);
    assert_int_equal(lia_degrees_of_ties(NULL, &ties, NULL, NULL), LIA_EARG);
    assert_int_equal(lia_degrees_of_arcs(&nothing, NULL, NULL, NULL), LIA_EARG);
    assert_int_equal(lia_reciprocity_of_arcs(&x, NULL, NULL, NULL), LIA_EARG);
    assert_int_equal(lia_assortativity_of_ties(NULL, &ties, NULL, NULL),
                     LIA_EARG);
    assert_int_equal(lia_assortativity_of_arcs(&x, NULL, NULL, NULL),
                     LIA_EARG);
    lia_ties_free(&ties);
    lia_arcs_free(&arcs);
    assert_int_equal(lia_mem_live(), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_five_accounts_as_networkx),
        cmocka_unit_test(test_random_graphs),
        cmocka_unit_test(test_degrees),
        cmocka_unit_test(test_assortativity_of_strengths_of_any_size),
        cmocka_unit_test(test_where_it_is_undefined),
        cmocka_unit_test(test_the_same_bits_for_every_thread_count),
        cmocka_unit_test(test_every_allocation_may_fail_and_bad_arguments),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
