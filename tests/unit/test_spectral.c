/* test_spectral.c - eigenvector and Katz centrality: closed forms, NetworkX
 * and igraph as oracles, a slow twin, threads, misses, failing memory.
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

/* origin: oracle, NetworkX 2.8.8 on DiGraph 0>1 (2) 0>2 (1) 1>2 (3) 2>0 (1)
 * 3>2 (5) 3>0 (.5), 4 alone: eigenvector_centrality(G, max_iter=100000,
 * tol=1e-16[, weight="weight"]), katz_centrality(G, .1, tol=1e-16[, weight]).
 */
static const double eigenvector_plain[5] = {
    0.5484317579318065, 0.4139988855231332, 0.7265173980555677,
    0, 0};
static const double eigenvector_weighted[5] = {
    0.4082482904638631, 0.40824829046386313, 0.8164965809277259,
    0, 0};
static const double katz_plain[5] = {
    0.4813455147287643, 0.43834005480627636, 0.521194610620244,
    0.39020550333339993, 0.39020550333339993};
static const double katz_weighted[5] = {
    0.413802944301184, 0.413802944301184, 0.6620847108818944,
    0.3310423554409472, 0.3310423554409472};

static void test_five_accounts_as_networkx(void **state)
{
    const lia_vid source[] = {0, 0, 1, 2, 3, 3}, target[] = {1, 2, 2, 0, 2, 0};
    const double weight[] = {2, 1, 3, 1, 5, .5};
    const lia_pairs pairs = {5, 6, source, target, weight};
    lia_arcs arcs, plain;
    double x[5];
    lia_rank_end end;

    (void)state;
    assert_int_equal(lia_arcs_from_pairs(&arcs, NULL, &pairs, NULL, NULL), 0);
    plain = arcs;
    plain.weight = NULL;
    assert_int_equal(lia_eigenvector_of_arcs(x, &end, &arcs, NULL, NULL), 0);
    for (int i = 0; i < 5; i++)
        assert_near(x[i], eigenvector_weighted[i], 1e-9);
    assert_true(end.change < 1e-12 && end.iterations > 10);
    assert_int_equal(lia_eigenvector_of_arcs(x, NULL, &plain, NULL, NULL), 0);
    for (int i = 0; i < 5; i++)
        assert_near(x[i], eigenvector_plain[i], 1e-9);
    assert_int_equal(lia_katz_of_arcs(x, &end, &arcs, NULL, NULL), LIA_OK);
    for (int i = 0; i < 5; i++)
        assert_near(x[i], katz_weighted[i], 1e-11);
    assert_int_equal(lia_katz_of_arcs(x, NULL, &plain, NULL, NULL), LIA_OK);
    for (int i = 0; i < 5; i++)
        assert_near(x[i], katz_plain[i], 1e-11);
    lia_arcs_free(&arcs);
}

static lia_ties ties_of(lia_vid n, const lia_vid *a, const lia_vid *b,
                        uint64_t m)
{
    const lia_pairs pairs = {n, m, a, b, NULL};
    lia_ties ties;

    assert_int_equal(lia_ties_from_pairs(&ties, NULL, &pairs, NULL, NULL), 0);
    return ties;
}

static void test_closed_forms(void **state)
{
    /* star of k leaves: eigenvector 1/sqrt(2) in the centre, 1/sqrt(2k) else;
     * Katz: centre c = 1 + a k l, leaf l = 1 + a c */
    enum { K = 9, N = K + 1 };
    const double a = .1, c = (1 + a * K) / (1 - a * a * K), l = 1 + a * c;
    const double norm = sqrt(c * c + K * l * l);
    lia_vid source[64], target[64];
    double x[64];
    uint64_t m = 0;

    (void)state;
    for (lia_vid i = 0; i < K; i++) {
        source[i] = 0;
        target[i] = i + 1;
    }
    lia_ties ties = ties_of(N, source, target, K);
    assert_int_equal(lia_eigenvector_of_ties(x, NULL, &ties, NULL, NULL), 0);
    assert_near(x[0], sqrt(.5), 1e-10);
    assert_near(x[K], sqrt(.5 / K), 1e-10);
    assert_int_equal(lia_katz_of_ties(x, NULL, &ties, NULL, NULL), LIA_OK);
    assert_near(x[0], c / norm, 1e-12);
    assert_near(x[K], l / norm, 1e-12);
    lia_ties_free(&ties);
    /* closed: a path of n has sin(pi (i+1) / (n+1)) sqrt(2 / (n+1)) */
    for (lia_vid i = 0; i < 11; i++) {
        source[i] = i;
        target[i] = i + 1;
    }
    ties = ties_of(12, source, target, 11);
    assert_int_equal(lia_eigenvector_of_ties(x, NULL, &ties, NULL, NULL), 0);
    for (int i = 0; i < 12; i++)
        assert_near(x[i], sin(M_PI * (i + 1) / 13) * sqrt(2. / 13), 1e-10);
    lia_ties_free(&ties);
    /* closed: all alike in a clique, and without any tie */
    for (lia_vid i = 0; i < 6; i++)
        for (lia_vid j = 0; j < i; j++) {
            source[m] = i;
            target[m++] = j;
        }
    ties = ties_of(6, source, target, m);
    assert_int_equal(lia_eigenvector_of_ties(x, NULL, &ties, NULL, NULL), 0);
    assert_near(x[3], 1 / sqrt(6), 1e-12);
    lia_ties_free(&ties);
    ties = ties_of(6, source, target, 0);
    assert_int_equal(lia_eigenvector_of_ties(x, NULL, &ties, NULL, NULL), 0);
    assert_near(x[3], 1 / sqrt(6), 1e-12);
    assert_int_equal(lia_katz_of_ties(x, NULL, &ties, NULL, NULL), LIA_OK);
    assert_near(x[3], 1 / sqrt(6), 1e-12);
    lia_ties_free(&ties);
    ties = ties_of(0, source, target, 0);
    assert_int_equal(lia_eigenvector_of_ties(x, NULL, &ties, NULL, NULL), 0);
    lia_ties_free(&ties);
}

/* Slow twin: the header's equations, pushed along arcs, many times over.
 * alpha 0: eigenvector. */
static void slow(double *x, const lia_arcs *g, double alpha)
{
    double *next = test_malloc(g->n * sizeof *next);

    for (lia_vid i = 0; i < g->n; i++)
        x[i] = 1;
    for (int k = 0; k < 5000; k++) {
        double squares = 0;
        for (lia_vid i = 0; i < g->n; i++)
            next[i] = alpha > 0 ? 1 : x[i];
        for (lia_vid i = 0; i < g->n; i++)
            for (uint64_t e = g->off[i]; e < g->off[i + 1]; e++)
                next[g->to[e]] += (alpha > 0 ? alpha : 1) * x[i] *
                                  (g->weight ? g->weight[e] : 1);
        for (lia_vid i = 0; i < g->n; i++)
            squares += next[i] * next[i];
        for (lia_vid i = 0; i < g->n; i++)
            x[i] = next[i] / (alpha > 0 && k < 4999 ? 1 : sqrt(squares));
    }
    test_free(next);
}

/* igraph scales to a largest value of 1; here to length 1. */
static void igraph_eigenvector(double *x, const lia_ties *t)
{
    igraph_vector_int_t ends;
    igraph_vector_t weight, found;
    igraph_arpack_options_t options;
    igraph_real_t value;
    igraph_t graph;
    double squares = 0;

    igraph_vector_int_init(&ends, 0);
    igraph_vector_init(&weight, 0);
    igraph_vector_init(&found, 0);
    for (lia_vid i = 0; i < t->n; i++)
        for (uint64_t e = t->off[i]; e < t->off[i + 1]; e++)
            if (t->to[e] > i) {
                igraph_vector_int_push_back(&ends, i);
                igraph_vector_int_push_back(&ends, t->to[e]);
                igraph_vector_push_back(&weight,
                                        t->weight ? t->weight[e] : 1);
            }
    igraph_create(&graph, &ends, t->n, false);
    igraph_arpack_options_init(&options);
    assert_int_equal(igraph_eigenvector_centrality(
        &graph, &found, &value, false, true, &weight, &options),
        IGRAPH_SUCCESS);
    for (lia_vid i = 0; i < t->n; i++)
        squares += VECTOR(found)[i] * VECTOR(found)[i];
    for (lia_vid i = 0; i < t->n; i++)
        x[i] = VECTOR(found)[i] / sqrt(squares);
    igraph_destroy(&graph);
    igraph_vector_int_destroy(&ends);
    igraph_vector_destroy(&weight);
    igraph_vector_destroy(&found);
}

static void test_random_graphs(void **state)
{
    double got[200], want[200];

    (void)state;
    for (uint64_t seed = 1; seed <= 6; seed++) {
        const lia_vid n = (lia_vid)(40 + 20 * seed);
        const bool weighted = seed % 2;
        lia_arcs arcs = test_random_arcs(n, 3 * n, weighted, seed);
        lia_ties ties = test_random_ties(n, 3 * n, weighted, seed);
        lia_arcs both = lia_ties_as_arcs(&ties);
        lia_rank_options o = LIA_KATZ_DEFAULTS;

        o.alpha = weighted ? .01 : .04;
        assert_int_equal(lia_katz_of_arcs(got, NULL, &arcs, &o, NULL), 0);
        slow(want, &arcs, o.alpha);
        for (lia_vid i = 0; i < n; i++)
            assert_near(got[i], want[i], 1e-11);
        assert_int_equal(lia_eigenvector_of_arcs(got, NULL, &arcs, NULL,
                                                 NULL), LIA_OK);
        slow(want, &arcs, 0);
        for (lia_vid i = 0; i < n; i++)
            assert_near(got[i], want[i], 1e-9);
        assert_int_equal(lia_eigenvector_of_ties(got, NULL, &ties, NULL,
                                                 NULL), LIA_OK);
        slow(want, &both, 0);
        for (lia_vid i = 0; i < n; i++)
            assert_near(got[i], want[i], 1e-9);
        igraph_eigenvector(want, &ties);
        for (lia_vid i = 0; i < n; i++)
            assert_near(got[i], want[i], 1e-8);
        lia_arcs_free(&arcs);
        lia_ties_free(&ties);
    }
    assert_int_equal(lia_mem_live(), 0);
}

static void test_the_same_bits_for_every_thread_count(void **state)
{
    enum { N = 20000 };
    const int threads[] = {1, 2, 8, 0};
    double *first = malloc(2 * N * sizeof *first);
    double *x = malloc(2 * N * sizeof *x);
    lia_arcs arcs = test_random_arcs(N, 8 * N, true, 4);

    (void)state;
    for (int k = 0; k < 4; k++) {
        double *out = k ? x : first;
        lia_rank_options o = LIA_EIGENVECTOR_DEFAULTS;
        lia_rank_options p = LIA_KATZ_DEFAULTS;
        o.run.threads = p.run.threads = threads[k];
        p.alpha = .01;
        assert_int_equal(lia_eigenvector_of_arcs(out, NULL, &arcs, &o, NULL),
                         LIA_OK);
        assert_int_equal(lia_katz_of_arcs(out + N, NULL, &arcs, &p, NULL),
                         LIA_OK);
        if (k > 0)
            assert_memory_equal(first, x, 2 * N * sizeof *x);
    }
    lia_arcs_free(&arcs);
    free(first);
    free(x);
}

static void test_what_has_no_answer(void **state)
{
    const lia_vid source[] = {0, 1, 2}, target[] = {1, 2, 3};
    double weight[] = {1, 1, 1}, x[4] = {-7, -7, -7, -7};
    const lia_pairs pairs = {4, 3, source, target, weight};
    lia_rank_options o = LIA_KATZ_DEFAULTS;
    lia_arcs arcs;
    lia_ties ties;
    lia_error err;

    (void)state;
    assert_int_equal(lia_arcs_from_pairs(&arcs, NULL, &pairs, NULL, NULL), 0);
    assert_int_equal(lia_ties_from_pairs(&ties, NULL, &pairs, NULL, NULL), 0);
    /* arcs without a cycle have no leading eigenvector */
    assert_int_equal(lia_eigenvector_of_arcs(x, NULL, &arcs, NULL, &err),
                     LIA_ECANNOT);
    assert_non_null(strstr(err.message, "cycles"));
    /* a path of four has lambda 1.618: alpha .7 is too much, below .618 */
    o.alpha = .7;
    assert_int_equal(lia_katz_of_ties(x, NULL, &ties, &o, &err), LIA_ECANNOT);
    assert_non_null(strstr(err.message, "about 0.618"));
    o.alpha = 0;
    assert_int_equal(lia_katz_of_ties(x, NULL, &ties, &o, NULL), LIA_EARG);
    o = (lia_rank_options)LIA_KATZ_DEFAULTS;
    o.max_iterations = 2;
    assert_int_equal(lia_katz_of_ties(x, NULL, &ties, &o, &err), LIA_ECANNOT);
    o.tolerance = 0;
    assert_int_equal(lia_katz_of_ties(x, NULL, &ties, &o, NULL), LIA_EARG);
    arcs.weight[1] = -1;
    assert_int_equal(lia_katz_of_arcs(x, NULL, &arcs, NULL, NULL),
                     LIA_ECANNOT);
    assert_int_equal(lia_eigenvector_of_arcs(x, NULL, &arcs, NULL, NULL),
                     LIA_ECANNOT);
    assert_int_equal(lia_katz_of_ties(NULL, NULL, &ties, NULL, NULL),
                     LIA_EARG);
    assert_int_equal(lia_eigenvector_of_ties(x, NULL, NULL, NULL, NULL),
                     LIA_EARG);
    assert_true(x[0] == -7 && x[3] == -7);
    lia_arcs_free(&arcs);
    lia_ties_free(&ties);
}

static void test_every_allocation_may_fail(void **state)
{
    lia_arcs arcs = test_random_arcs(50, 300, true, 3);
    double x[50] = {-7};

    (void)state;
    for (int which = 0; which < 2; which++) {
        lia_status st = LIA_ENOMEM;
        const long live = lia_mem_live();
        lia_rank_options o = LIA_KATZ_DEFAULTS;
        o.alpha = .01;
        x[0] = -7;
        for (long k = 0; st != LIA_OK && k < 100; k++) {
            lia_mem_fail_after(k);
            st = which ? lia_katz_of_arcs(x, NULL, &arcs, &o, NULL)
                       : lia_eigenvector_of_arcs(x, NULL, &arcs, NULL, NULL);
            assert_true(st == LIA_OK || (st == LIA_ENOMEM && x[0] == -7));
            assert_int_equal(lia_mem_live(), live);
        }
        lia_mem_fail_after(-1);
        assert_int_equal(st, LIA_OK);
    }
    lia_arcs_free(&arcs);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_five_accounts_as_networkx),
        cmocka_unit_test(test_closed_forms),
        cmocka_unit_test(test_random_graphs),
        cmocka_unit_test(test_the_same_bits_for_every_thread_count),
        cmocka_unit_test(test_what_has_no_answer),
        cmocka_unit_test(test_every_allocation_may_fail),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
