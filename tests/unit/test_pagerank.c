/* test_pagerank.c - closed forms, NetworkX and igraph as oracles, a slow twin
 * that solves the equation, threads, failing memory.
 */
#include "support.h"

#include <igraph/igraph.h>
#include <math.h>

#include "liaison/rank.h"

static void assert_near(double got, double want, double within)
{
    if (!(fabs(got - want) <= within))
        fail_msg("%.17g instead of %.17g", got, want);
}

static lia_arcs arcs_of(lia_vid n, const lia_vid *source,
                        const lia_vid *target, const double *weight,
                        uint64_t count)
{
    lia_pairs pairs = {n, count, source, target, weight};
    lia_arcs arcs;

    assert_int_equal(lia_arcs_from_pairs(&arcs, NULL, &pairs, NULL, NULL), 0);
    return arcs;
}

/* origin: oracle, NetworkX 2.8.8, pagerank(G, tol=2e-16, max_iter=1000) of
 * DiGraph 0>1 (2) 0>2 (1) 1>2 (3) 2>0 (1) 3>2 (5) 3>0 (.5), 4 alone; with
 * weight=None and weight="weight". */
static const double networkx_plain[5] = {
    0.36600897655063463, 0.19169839334727262, 0.3700034734755871,
    0.03614457831325302, 0.03614457831325302};
static const double networkx_weighted[5] = {
    0.3417164662288115, 0.2297839091762462, 0.3562104679684365,
    0.03614457831325302, 0.03614457831325302};

static void test_five_accounts_as_networkx(void **state)
{
    const lia_vid source[] = {0, 0, 1, 2, 3, 3}, target[] = {1, 2, 2, 0, 2, 0};
    const double weight[] = {2, 1, 3, 1, 5, .5};
    lia_arcs arcs = arcs_of(5, source, target, weight, 6), plain = arcs;
    double x[5];
    lia_rank_end end;

    (void)state;
    assert_int_equal(lia_pagerank_of_arcs(x, &end, &arcs, NULL, NULL), LIA_OK);
    for (int i = 0; i < 5; i++)
        assert_near(x[i], networkx_weighted[i], 1e-11);
    assert_true(end.change < 1e-12 && end.iterations > 10);
    plain.weight = NULL;
    assert_int_equal(lia_pagerank_of_arcs(x, NULL, &plain, NULL, NULL), 0);
    for (int i = 0; i < 5; i++)
        assert_near(x[i], networkx_plain[i], 1e-11);
    lia_arcs_free(&arcs);
}

static void test_closed_forms(void **state)
{
    /* star of k leaves, ties: leaf = base + alpha c / k, centre c = base +
     * alpha k leaf, base = (1 - alpha) / n */
    enum { K = 9, N = K + 1 };
    const double alpha = .85, base = (1 - alpha) / N;
    const double centre = (base + alpha * K * base) / (1 - alpha * alpha);
    const double leaf = base + alpha * centre / K;
    lia_vid source[N], target[N];
    double x[N];
    lia_ties ties;

    (void)state;
    for (lia_vid i = 0; i < N; i++) {
        source[i] = 0;
        target[i] = i + 1;
    }
    lia_pairs star = {N, K, source, target, NULL};
    assert_int_equal(lia_ties_from_pairs(&ties, NULL, &star, NULL, NULL), 0);
    assert_int_equal(lia_pagerank_of_ties(x, NULL, &ties, NULL, NULL), LIA_OK);
    assert_near(x[0], centre, 1e-12);
    for (int i = 1; i < N; i++)
        assert_near(x[i], leaf, 1e-12);
    lia_ties_free(&ties);
    /* closed: a ring of arcs gives everyone 1 / n, in one iteration */
    for (lia_vid i = 0; i < N; i++) {
        source[i] = i;
        target[i] = (i + 1) % N;
    }
    lia_arcs ring = arcs_of(N, source, target, NULL, N);
    lia_rank_end end;
    assert_int_equal(lia_pagerank_of_arcs(x, &end, &ring, NULL, NULL), LIA_OK);
    for (int i = 0; i < N; i++)
        assert_near(x[i], 1.0 / N, 1e-15);
    assert_int_equal(end.iterations, 1);
    lia_arcs_free(&ring);
}

/* A million terms in one row: the iteration comes to rest all the same.
 * Closed form as above. */
static void test_a_wide_star(void **state)
{
    enum { K = 1000000, N = K + 1 };
    const double alpha = .85, base = (1 - alpha) / N;
    const double centre = (base + alpha * K * base) / (1 - alpha * alpha);
    lia_vid *source = calloc(K, sizeof *source);
    lia_vid *target = malloc(K * sizeof *target);
    double *x = malloc(N * sizeof *x);
    lia_ties ties;

    (void)state;
    for (lia_vid i = 0; i < K; i++)
        target[i] = i + 1;
    lia_pairs star = {N, K, source, target, NULL};
    assert_int_equal(lia_ties_from_pairs(&ties, NULL, &star, NULL, NULL), 0);
    assert_int_equal(lia_pagerank_of_ties(x, NULL, &ties, NULL, NULL), LIA_OK);
    assert_near(x[0], centre, 1e-12);
    lia_ties_free(&ties);
    free(source);
    free(target);
    free(x);
}

/* Slow twin: the equation of the header, term by term, 2000 times over. */
static void slow_rank(double *x, const lia_arcs *g, double alpha)
{
    const lia_vid n = g->n;
    double *next = test_malloc(n * sizeof *next);

    for (lia_vid i = 0; i < n; i++)
        x[i] = 1.0 / n;
    for (int k = 0; k < 2000; k++) {
        double loose = 0;
        for (lia_vid i = 0; i < n; i++)
            next[i] = (1 - alpha) / n;
        for (lia_vid j = 0; j < n; j++) {
            double s = 0;
            for (uint64_t e = g->off[j]; e < g->off[j + 1]; e++)
                s += g->weight ? g->weight[e] : 1;
            if (s == 0)
                loose += x[j];
            for (uint64_t e = g->off[j]; e < g->off[j + 1] && s > 0; e++)
                next[g->to[e]] += alpha * x[j] *
                                  (g->weight ? g->weight[e] : 1) / s;
        }
        for (lia_vid i = 0; i < n; i++)
            x[i] = next[i] + alpha * loose / n;
    }
    test_free(next);
}

/* x of igraph_pagerank, PRPACK. */
static void igraph_rank(double *x, const lia_arcs *g, bool directed)
{
    igraph_vector_int_t ends;
    igraph_vector_t weight, rank;
    igraph_t graph;

    igraph_vector_int_init(&ends, 0);
    igraph_vector_init(&weight, 0);
    igraph_vector_init(&rank, 0);
    for (lia_vid i = 0; i < g->n; i++)
        for (uint64_t e = g->off[i]; e < g->off[i + 1]; e++)
            if (directed || g->to[e] > i) {
                igraph_vector_int_push_back(&ends, i);
                igraph_vector_int_push_back(&ends, g->to[e]);
                igraph_vector_push_back(&weight,
                                        g->weight ? g->weight[e] : 1);
            }
    igraph_create(&graph, &ends, g->n, directed);
    assert_int_equal(igraph_pagerank(&graph, IGRAPH_PAGERANK_ALGO_PRPACK,
                                     &rank, NULL, igraph_vss_all(), directed,
                                     .85, &weight, NULL), IGRAPH_SUCCESS);
    for (lia_vid i = 0; i < g->n; i++)
        x[i] = VECTOR(rank)[i];
    igraph_destroy(&graph);
    igraph_vector_int_destroy(&ends);
    igraph_vector_destroy(&weight);
    igraph_vector_destroy(&rank);
}

static void test_random_graphs(void **state)
{
    double got[200], slow[200], oracle[200];

    (void)state;
    for (uint64_t seed = 1; seed <= 8; seed++) {
        const lia_vid n = (lia_vid)(40 + 20 * seed);
        const bool weighted = seed % 2;
        lia_arcs arcs = test_random_arcs(n, 3 * n, weighted, seed);
        lia_ties ties = test_random_ties(n, 2 * n, weighted, seed);
        lia_arcs both = lia_ties_as_arcs(&ties);
        double sum = 0;

        assert_int_equal(lia_pagerank_of_arcs(got, NULL, &arcs, NULL, NULL),
                         LIA_OK);
        slow_rank(slow, &arcs, .85);
        igraph_rank(oracle, &arcs, true);
        for (lia_vid i = 0; i < n; i++) {
            assert_near(got[i], slow[i], 1e-11);
            assert_near(got[i], oracle[i], 1e-9);
            sum += got[i];
        }
        assert_near(sum, 1, 1e-12);
        assert_int_equal(lia_pagerank_of_ties(got, NULL, &ties, NULL, NULL),
                         LIA_OK);
        slow_rank(slow, &both, .85);
        igraph_rank(oracle, &both, false);
        for (lia_vid i = 0; i < n; i++) {
            assert_near(got[i], slow[i], 1e-11);
            assert_near(got[i], oracle[i], 1e-9);
        }
        lia_arcs_free(&arcs);
        lia_ties_free(&ties);
    }
    assert_int_equal(lia_mem_live(), 0);
}

/* Ties and the arcs that they are give the same ranks, to the last bit. */
static void test_ties_are_arcs_both_ways(void **state)
{
    lia_ties ties = test_random_ties(5000, 40000, true, 9);
    lia_arcs both = lia_ties_as_arcs(&ties);
    double *x = malloc(5000 * sizeof *x), *y = malloc(5000 * sizeof *y);

    (void)state;
    assert_int_equal(lia_pagerank_of_ties(x, NULL, &ties, NULL, NULL), LIA_OK);
    assert_int_equal(lia_pagerank_of_arcs(y, NULL, &both, NULL, NULL), LIA_OK);
    assert_memory_equal(x, y, 5000 * sizeof *x);
    free(x);
    free(y);
    lia_ties_free(&ties);
}

static void test_the_same_bits_for_every_thread_count(void **state)
{
    enum { N = 30000 };
    const int threads[] = {1, 2, 8, 0};
    double *first = malloc(N * sizeof *first), *x = malloc(N * sizeof *x);

    (void)state;
    for (int weighted = 0; weighted < 2; weighted++) {
        lia_arcs arcs = test_random_arcs(N, 8 * N, weighted, 4);
        for (int k = 0; k < 4; k++) {
            lia_rank_options o = LIA_RANK_DEFAULTS;
            o.run.threads = threads[k];
            assert_int_equal(lia_pagerank_of_arcs(k ? x : first, NULL, &arcs,
                                                  &o, NULL), LIA_OK);
            if (k > 0)
                assert_memory_equal(first, x, N * sizeof *x);
        }
        lia_arcs_free(&arcs);
    }
    free(first);
    free(x);
}

static void test_weights_of_nothing_and_bad_weights(void **state)
{
    const lia_vid source[] = {0, 1, 2}, target[] = {1, 2, 0};
    const double bad[] = {-1, NAN, INFINITY};
    double weight[] = {1, 1, 0}, x[3];
    lia_error err;

    (void)state;
    /* an arc of weight 0 is no arc: 2 has none to follow. hand: same as a
     * chain 0 > 1 > 2, x0 = b, x1 = b + .85 x0, x2 = b + .85 x1 */
    lia_arcs zero = arcs_of(3, source, target, weight, 3);
    assert_int_equal(lia_pagerank_of_arcs(x, NULL, &zero, NULL, NULL), LIA_OK);
    assert_near(x[1], x[0] * 1.85, 1e-12);
    assert_near(x[2], x[0] * (1 + .85 * 1.85), 1e-12);
    lia_arcs_free(&zero);
    for (int k = 0; k < 3; k++) {
        weight[2] = bad[k];
        lia_arcs arcs = arcs_of(3, source, target, weight, 3);
        x[0] = 7;
        assert_int_equal(lia_pagerank_of_arcs(x, NULL, &arcs, NULL, &err),
                         LIA_ECANNOT);
        assert_non_null(strstr(err.message, "weight"));
        assert_true(x[0] == 7);
        lia_arcs_free(&arcs);
    }
    assert_int_equal(lia_mem_live(), 0);
}

/* closed: a unit that all weights share cancels out, as far as a sum can be
 * held; beyond, there is an answer in words, not a wrong number. */
static void test_weights_at_the_ends_of_the_range(void **state)
{
    const lia_vid source[] = {0, 0, 1, 2}, target[] = {1, 2, 2, 0};
    static const double unit[] = {1e-290, 1e-200, 1e200, 3e289};
    static const double bad[] = {5e-324, 1e-309, 1e-291, 1e290, 1.2e308};
    double one[3], x[3];
    lia_error err;

    (void)state;
    for (int k = -1; k < 4; k++) {
        const double u = k < 0 ? 1 : unit[k];
        const double weight[] = {u, 2 * u, u, u};
        lia_arcs arcs = arcs_of(3, source, target, weight, 4);
        assert_int_equal(lia_pagerank_of_arcs(k < 0 ? one : x, NULL, &arcs,
                                              NULL, NULL), LIA_OK);
        for (int i = 0; k >= 0 && i < 3; i++)
            assert_near(x[i], one[i], 1e-12);
        lia_arcs_free(&arcs);
    }
    for (int k = 0; k < 5; k++) {
        const double weight[] = {bad[k], bad[k], 1, 1};
        lia_arcs arcs = arcs_of(3, source, target, weight, 4);
        x[0] = 7;
        assert_int_equal(lia_pagerank_of_arcs(x, NULL, &arcs, NULL, &err),
                         LIA_ECANNOT);
        assert_non_null(strstr(err.message, "between 1e-290 and 1e+290"));
        assert_true(x[0] == 7);
        lia_arcs_free(&arcs);
    }
    assert_int_equal(lia_mem_live(), 0);
}

static void test_options(void **state)
{
    lia_arcs arcs = test_random_arcs(100, 300, false, 2);
    lia_rank_options o = LIA_RANK_DEFAULTS;
    double x[100] = {7};
    lia_rank_end end;
    lia_error err;

    (void)state;
    o.max_iterations = 3;
    assert_int_equal(lia_pagerank_of_arcs(x, &end, &arcs, &o, &err),
                     LIA_ECANNOT);
    assert_non_null(strstr(err.message, "after 3 iterations"));
    assert_int_equal(end.iterations, 3);
    assert_true(end.change > 1e-12 && x[0] == 7);
    o = (lia_rank_options)LIA_RANK_DEFAULTS;
    o.alpha = 0; /* closed: everyone 1 / n */
    assert_int_equal(lia_pagerank_of_arcs(x, NULL, &arcs, &o, &err), LIA_OK);
    for (int i = 0; i < 100; i++)
        assert_near(x[i], .01, 1e-17);
    for (int k = 0; k < 6; k++) {
        o = (lia_rank_options)LIA_RANK_DEFAULTS;
        o.alpha = k == 0 ? 1 : k == 1 ? -.1 : k == 2 ? NAN : o.alpha;
        o.tolerance = k == 3 ? 0 : k == 4 ? NAN : o.tolerance;
        o.max_iterations = k == 5 ? 0 : o.max_iterations;
        assert_int_equal(lia_pagerank_of_arcs(x, NULL, &arcs, &o, &err),
                         LIA_EARG);
    }
    assert_int_equal(lia_pagerank_of_arcs(NULL, NULL, &arcs, NULL, &err),
                     LIA_EARG);
    assert_int_equal(lia_pagerank_of_arcs(x, NULL, NULL, NULL, &err),
                     LIA_EARG);
    assert_int_equal(lia_pagerank_of_ties(x, NULL, NULL, NULL, &err),
                     LIA_EARG);
    lia_arcs_free(&arcs);
}

static void test_no_account_one_and_no_arcs(void **state)
{
    (void)state;
    for (lia_vid n = 0; n < 5; n++) {
        lia_arcs arcs = arcs_of(n, NULL, NULL, NULL, 0);
        double x[5] = {7};
        lia_rank_end end;
        assert_int_equal(lia_pagerank_of_arcs(x, &end, &arcs, NULL, NULL), 0);
        assert_int_equal(end.iterations, n > 0);
        assert_true(n > 0 || x[0] == 7);
        for (lia_vid i = 0; i < n; i++)
            assert_near(x[i], 1.0 / n, 1e-16);
        lia_arcs_free(&arcs);
    }
}

static void test_every_allocation_may_fail(void **state)
{
    lia_arcs arcs = test_random_arcs(50, 80, true, 1);
    const long before = lia_mem_live();
    lia_status st = LIA_ENOMEM;

    (void)state;
    for (long k = 0; st != LIA_OK; k++) {
        double x[50] = {7};
        assert_true(k < 50);
        lia_mem_fail_after(k);
        st = lia_pagerank_of_arcs(x, NULL, &arcs, NULL, NULL);
        assert_true(st == LIA_OK || (st == LIA_ENOMEM && x[0] == 7));
        assert_int_equal(lia_mem_live(), before);
    }
    lia_mem_fail_after(-1);
    lia_arcs_free(&arcs);
    assert_int_equal(lia_mem_live(), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_five_accounts_as_networkx),
        cmocka_unit_test(test_closed_forms),
        cmocka_unit_test(test_a_wide_star),
        cmocka_unit_test(test_random_graphs),
        cmocka_unit_test(test_ties_are_arcs_both_ways),
        cmocka_unit_test(test_the_same_bits_for_every_thread_count),
        cmocka_unit_test(test_weights_of_nothing_and_bad_weights),
        cmocka_unit_test(test_weights_at_the_ends_of_the_range),
        cmocka_unit_test(test_options),
        cmocka_unit_test(test_no_account_one_and_no_arcs),
        cmocka_unit_test(test_every_allocation_may_fail),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
