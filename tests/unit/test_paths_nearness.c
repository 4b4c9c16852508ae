/* test_paths_nearness.c - harmonic and closeness: closed forms, papers, all
 * distances by Floyd and Warshall, igraph, threads, memory. */
#include "paths_support.h"

#include <igraph.h>

typedef lia_status of_ties(double *, double *, const lia_ties *,
                           const lia_run *, lia_error *);
typedef lia_status of_arcs(double *, double *, const lia_arcs *,
                           const lia_run *, lia_error *);

/* closed: the centre is at 1 from all, a leaf at 1 from one and at 2 from the
 * n - 2 others. 600 sources take three waves. */
static void test_star(void **state)
{
    enum { N = 600 };
    lia_ties t = star_of(N);
    static double harmonic[N], closeness[N];

    (void)state;
    assert_int_equal(lia_nearness(harmonic, closeness, &t, NULL, NULL),
                     LIA_OK);
    assert_near(harmonic[0], N - 1);
    assert_near(closeness[0], 1.0);
    for (lia_vid i = 1; i < N; i++) {
        assert_near(harmonic[i], 1 + (N - 2) / 2.0);
        assert_near(closeness[i], (N - 1) / (2.0 * N - 3));
    }
    lia_ties_free(&t);
    assert_int_equal(lia_mem_live(), 0);
}

/* closed: from the end of a path, distances 1 .. n - 1; 1,000 levels. */
static void test_path(void **state)
{
    enum { N = 1001 };
    lia_ties t = path_of(N);
    static double harmonic[N], closeness[N];
    double sum = 0;

    (void)state;
    assert_int_equal(lia_nearness(harmonic, closeness, &t, NULL, NULL),
                     LIA_OK);
    for (int d = 1; d < N; d++)
        sum += 1.0 / d;
    assert_near(harmonic[0], sum);
    assert_near(harmonic[N - 1], sum);
    assert_near(closeness[0], 2.0 / N);
    assert_near(closeness[N / 2], (N - 1) / (2.0 * 500 * 501 / 2));
    lia_ties_free(&t);
    assert_int_equal(lia_mem_live(), 0);
}

/* closed: two cliques of 5 and one of 2 and one account alone: r / 1 per
 * distance, r / (n - 1) for the part of the network that is reached. */
static void test_parts_that_are_apart(void **state)
{
    pair_list list = {.n = 13};
    double harmonic[13], closeness[13];

    (void)state;
    clique_add(&list, 0, 5);
    clique_add(&list, 5, 10);
    pair_add(&list, 10, 11, 1);
    lia_ties t = pair_ties(&list, false);
    assert_int_equal(lia_nearness(harmonic, closeness, &t, NULL, NULL),
                     LIA_OK);
    for (lia_vid i = 0; i < 10; i++) {
        assert_near(harmonic[i], 4);
        assert_near(closeness[i], 4.0 / 12);
    }
    assert_near(closeness[11], 1.0 / 12);
    assert_true(harmonic[12] == 0 && closeness[12] == 0);
    lia_ties_free(&t);
}

/* paper: Krackhardt 1990, closeness as printed. */
static void test_kite(void **state)
{
    static const double printed[10] = {.529, .529, .500, .600, .500,
                                       .643, .643, .600, .429, .310};
    lia_ties t = kite();
    double closeness[10];

    (void)state;
    assert_int_equal(lia_nearness(NULL, closeness, &t, NULL, NULL), LIA_OK);
    for (lia_vid i = 0; i < 10; i++)
        assert_true(fabs(closeness[i] - printed[i]) < 0.0006);
    lia_ties_free(&t);
}

/* hand: the Medici are at 1 from 6 families, at 2 from 5 (Bischeri no: 3):
 * Ginori, Guadagni, Castellani, Strozzi, Pazzi; at 3 from 3: Bischeri,
 * Lamberteschi, Peruzzi. Sum 6 + 10 + 9 = 25; 14 of the 15 others reached. */
static void test_medici(void **state)
{
    lia_ties t = florence();
    double harmonic[FAMILIES], closeness[FAMILIES];

    (void)state;
    assert_int_equal(lia_nearness(harmonic, closeness, &t, NULL, NULL),
                     LIA_OK);
    assert_near(harmonic[MEDICI], 6 + 5 / 2.0 + 3 / 3.0);
    assert_near(closeness[MEDICI], 14.0 / 25 * 14 / 15);
    assert_true(harmonic[PUCCI] == 0 && closeness[PUCCI] == 0);
    lia_ties_free(&t);
}

/* The definition, incoming. */
static void compare(const lia_arcs *arcs, bool by_length,
                    const double *harmonic, const double *closeness)
{
    double *d = all_distances(arcs, by_length);
    const size_t n = arcs->n;

    for (size_t v = 0; v < n; v++) {
        double inverse = 0, total = 0, reached = 0;
        for (size_t u = 0; u < n; u++) {
            if (u == v || isinf(d[u * n + v]))
                continue;
            inverse += 1 / d[u * n + v];
            total += d[u * n + v];
            reached++;
        }
        assert_near(harmonic[v], inverse);
        assert_near(closeness[v],
                    total > 0 ? reached / total * reached / ((double)n - 1)
                              : 0);
    }
    test_free(d);
}

static void test_definition_on_random_networks(void **state)
{
    enum { N = 270 };
    static const uint64_t pairs[] = {40, 80, 260, 150, 2500};
    static double harmonic[N], closeness[N];

    (void)state;
    for (uint64_t k = 0; k < 8; k++) {
        const lia_vid n = k == 2 || k == 4 ? N : 90;
        lia_ties t = test_random_ties(n, pairs[k % 5], k % 2, k);
        lia_arcs arcs = lia_ties_as_arcs(&t);
        assert_int_equal(lia_nearness(harmonic, closeness, &t, NULL, NULL),
                         LIA_OK);
        compare(&arcs, false, harmonic, closeness);
        assert_int_equal(lia_nearness_by_length(harmonic, closeness, &t, NULL,
                                                NULL), LIA_OK);
        compare(&arcs, true, harmonic, closeness);
        lia_ties_free(&t);
        arcs = test_random_arcs(n, pairs[k % 5], k % 2, k);
        assert_int_equal(lia_arcs_nearness(harmonic, closeness, &arcs, NULL,
                                           NULL), LIA_OK);
        compare(&arcs, false, harmonic, closeness);
        assert_int_equal(lia_arcs_nearness_by_length(harmonic, closeness,
                                                     &arcs, NULL, NULL),
                         LIA_OK);
        compare(&arcs, true, harmonic, closeness);
        lia_arcs_free(&arcs);
    }
    assert_int_equal(lia_mem_live(), 0);
}

/* oracle: igraph (C, the version that the tests are built with): incoming
 * harmonic centrality, and closeness, which it gives as r / sum. */
static void test_igraph_agrees(void **state)
{
    enum { N = 900, PAIRS = 3000 };
    static double harmonic[N], closeness[N];
    lia_arcs arcs = test_random_arcs(N, PAIRS, false, 77);
    igraph_vector_int_t edges, reached;
    igraph_vector_t theirs;
    igraph_t graph;

    (void)state;
    igraph_vector_int_init(&edges, 0);
    igraph_vector_int_init(&reached, 0);
    igraph_vector_init(&theirs, 0);
    for (lia_vid i = 0; i < arcs.n; i++)
        for (uint64_t e = arcs.off[i]; e < arcs.off[i + 1]; e++) {
            igraph_vector_int_push_back(&edges, i);
            igraph_vector_int_push_back(&edges, arcs.to[e]);
        }
    igraph_create(&graph, &edges, N, IGRAPH_DIRECTED);
    assert_int_equal(lia_arcs_nearness(harmonic, closeness, &arcs, NULL, NULL),
                     LIA_OK);
    igraph_harmonic_centrality(&graph, &theirs, igraph_vss_all(), IGRAPH_IN,
                               NULL, false);
    for (lia_vid i = 0; i < N; i++)
        assert_near(harmonic[i], VECTOR(theirs)[i]);
    igraph_closeness(&graph, &theirs, &reached, NULL, igraph_vss_all(),
                     IGRAPH_IN, NULL, true);
    for (lia_vid i = 0; i < N; i++)
        if (VECTOR(reached)[i] > 0)
            assert_near(closeness[i], VECTOR(theirs)[i] *
                        (double)VECTOR(reached)[i] / (N - 1.0));
    igraph_destroy(&graph);
    igraph_vector_int_destroy(&edges);
    igraph_vector_int_destroy(&reached);
    igraph_vector_destroy(&theirs);
    lia_arcs_free(&arcs);
}

static void test_no_one_and_few(void **state)
{
    pair_list list = {.n = 0};
    lia_ties t = pair_ties(&list, false);
    double harmonic[2] = {7, 7}, closeness[2] = {7, 7};

    (void)state;
    assert_int_equal(lia_nearness(harmonic, closeness, &t, NULL, NULL),
                     LIA_OK);
    assert_true(harmonic[0] == 7);
    lia_ties_free(&t);
    list.n = 1;
    t = pair_ties(&list, false);
    assert_int_equal(lia_nearness(harmonic, closeness, &t, NULL, NULL),
                     LIA_OK);
    assert_true(harmonic[0] == 0 && closeness[0] == 0 && harmonic[1] == 7);
    lia_ties_free(&t);
    t = path_of(2);
    assert_int_equal(lia_nearness(harmonic, closeness, &t, NULL, NULL),
                     LIA_OK);
    assert_true(harmonic[1] == 1 && closeness[0] == 1);
    lia_ties_free(&t);
    assert_int_equal(lia_mem_live(), 0);
}

/* hand: 0 -> 1 (length 2), 1 -> 2 (length 0): 2 is at 0 from 1, which adds
 * nothing, and at 2 from 0; a negative length is refused. */
static void test_lengths_of_zero_and_less(void **state)
{
    pair_list list = {0};
    double harmonic[3], closeness[3] = {-7};
    lia_error err;

    (void)state;
    pair_add(&list, 0, 1, 2);
    pair_add(&list, 1, 2, 0);
    lia_arcs a = pair_arcs(&list, true);
    assert_int_equal(lia_arcs_nearness_by_length(harmonic, closeness, &a, NULL,
                                                 NULL), LIA_OK);
    assert_near(harmonic[2], 0.5);
    assert_near(closeness[2], 1.0); /* (2 / 2) (2 / 2) */
    assert_near(closeness[0], 0.0);
    closeness[0] = -7;
    a.weight[1] = -1;
    assert_int_equal(lia_arcs_nearness_by_length(harmonic, closeness, &a, NULL,
                                                 &err), LIA_ECANNOT);
    assert_non_null(strstr(err.message, "not negative"));
    assert_true(closeness[0] == -7);
    lia_arcs_free(&a);
    assert_int_equal(lia_nearness(harmonic, closeness, NULL, NULL, NULL),
                     LIA_EARG);
    lia_ties t = path_of(3);
    assert_int_equal(lia_nearness(NULL, NULL, &t, NULL, NULL), LIA_EARG);
    lia_ties_free(&t);
    assert_int_equal(lia_mem_live(), 0);
}

static void test_threads_leave_no_trace(void **state)
{
    enum { N = 900, PAIRS = 3600 };
    static of_ties *const tie_form[] = {lia_nearness, lia_nearness_by_length};
    static of_arcs *const arc_form[] = {lia_arcs_nearness,
                                        lia_arcs_nearness_by_length};
    static const int threads[] = {1, 2, 8};
    static double harmonic[3][N], closeness[3][N];
    lia_ties t = test_random_ties(N, PAIRS, true, 5);
    lia_arcs a = test_random_arcs(N, PAIRS, true, 6);

    (void)state;
    for (int form = 0; form < 4; form++) {
        for (int k = 0; k < 3; k++) {
            lia_run run = {threads[k], NULL};
            double *x = harmonic[k], *y = closeness[k];
            assert_int_equal(form < 2 ? tie_form[form](x, y, &t, &run, NULL)
                                      : arc_form[form - 2](x, y, &a, &run,
                                                           NULL), LIA_OK);
            assert_memory_equal(x, harmonic[0], sizeof harmonic[0]);
            assert_memory_equal(y, closeness[0], sizeof closeness[0]);
        }
    }
    lia_ties_free(&t);
    lia_arcs_free(&a);
}

static void test_every_allocation_may_fail(void **state)
{
    lia_ties t = test_random_ties(600, 900, true, 1);
    lia_arcs a = test_random_arcs(600, 900, true, 1);
    const long before = lia_mem_live();
    const lia_run two = {2, NULL};
    static double x[600], y[600];

    (void)state;
    for (int form = 0; form < 4; form++) {
        lia_status st = LIA_ENOMEM;
        for (long k = 0; st != LIA_OK; k++) {
            x[0] = y[0] = -7;
            assert_true(k < 200);
            lia_mem_fail_after(k);
            st = form == 0 ? lia_nearness(x, y, &t, &two, NULL)
               : form == 1 ? lia_nearness_by_length(x, y, &t, &two, NULL)
               : form == 2 ? lia_arcs_nearness(x, y, &a, &two, NULL)
                           : lia_arcs_nearness_by_length(x, y, &a, &two, NULL);
            lia_mem_fail_after(-1);
            assert_true(st == LIA_OK || st == LIA_ENOMEM);
            assert_true(st == LIA_OK || (x[0] == -7 && y[0] == -7));
            assert_int_equal(lia_mem_live(), before);
        }
    }
    lia_ties_free(&t);
    lia_arcs_free(&a);
    assert_int_equal(lia_mem_live(), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_star),
        cmocka_unit_test(test_path),
        cmocka_unit_test(test_parts_that_are_apart),
        cmocka_unit_test(test_kite),
        cmocka_unit_test(test_medici),
        cmocka_unit_test(test_definition_on_random_networks),
        cmocka_unit_test(test_igraph_agrees),
        cmocka_unit_test(test_no_one_and_few),
        cmocka_unit_test(test_lengths_of_zero_and_less),
        cmocka_unit_test(test_threads_leave_no_trace),
        cmocka_unit_test(test_every_allocation_may_fail),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
