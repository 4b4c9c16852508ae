/* test_paths_span.c - the span of ties: closed forms, the definition (take the
 * tie away, measure all distances), flags given or not, threads, memory. */
#include "paths_support.h"

#include "liaison/triads.h"

/* closed: without one tie a cycle of n is a path of n - 1 steps. */
static void test_cycles(void **state)
{
    (void)state;
    for (lia_vid n = 3; n < 40; n++) {
        lia_ties t = cycle_of(n);
        double span[40];
        assert_int_equal(lia_span(span, NULL, NULL, &t, NULL, NULL), LIA_OK);
        for (uint64_t e = 0; e < t.m; e++)
            assert_true(span[e] == n - 1);
        lia_ties_free(&t);
    }
    assert_int_equal(lia_mem_live(), 0);
}

/* closed: every tie of a tree is a bridge, and every one in a clique of 3 or
 * more has span 2; the joint of a barbell is a bridge. */
static void test_bridges_and_cliques(void **state)
{
    lia_ties t = barbell_of(4);
    double span[13];

    (void)state;
    assert_int_equal(lia_span(span, NULL, NULL, &t, NULL, NULL), LIA_OK);
    for (uint64_t e = 0; e < t.m; e++)
        assert_true(e == 6 ? isinf(span[e]) : span[e] == 2);
    lia_ties_free(&t);
    t = star_of(10);
    assert_int_equal(lia_span(span, NULL, NULL, &t, NULL, NULL), LIA_OK);
    for (uint64_t e = 0; e < t.m; e++)
        assert_true(isinf(span[e]));
    lia_ties_free(&t);
}

/* closed: every tie of a grid is a side of a square. */
static void test_grid(void **state)
{
    lia_ties t = grid_of(7, 9);
    double *span = test_malloc(t.m * sizeof *span);

    (void)state;
    assert_int_equal(lia_span(span, NULL, NULL, &t, NULL, NULL), LIA_OK);
    for (uint64_t e = 0; e < t.m; e++)
        assert_true(span[e] == 3);
    test_free(span);
    lia_ties_free(&t);
}

/* Flags are believed: a long path whose ties are all known to be bridges
 * takes no search. */
static void test_long_path_with_flags(void **state)
{
    const lia_vid n = 100000;
    lia_ties t = path_of(n);
    double *span = test_malloc(t.m * sizeof *span);
    uint8_t *bridge = test_malloc(t.m);

    (void)state;
    memset(bridge, 1, t.m);
    assert_int_equal(lia_span(span, NULL, bridge, &t, NULL, NULL), LIA_OK);
    for (uint64_t e = 0; e < t.m; e++)
        assert_true(isinf(span[e]));
    test_free(bridge);
    test_free(span);
    lia_ties_free(&t);
}

/* Without flags the bridges are found first: searching both sides of each
 * would take 5e9 steps here. */
static void test_long_path_without_flags(void **state)
{
    lia_ties t = path_of(200000);
    double *span = test_malloc(t.m * sizeof *span);

    (void)state;
    assert_int_equal(lia_span(span, NULL, NULL, &t, NULL, NULL), LIA_OK);
    for (uint64_t e = 0; e < t.m; e++)
        assert_true(isinf(span[e]));
    assert_int_equal(lia_span_by_length(span, NULL, &t, NULL, NULL), LIA_OK);
    for (uint64_t e = 0; e < t.m; e++)
        assert_true(isinf(span[e]));
    test_free(span);
    lia_ties_free(&t);
}

/* The definition: all distances in the network without the tie, infinite
 * length standing for its absence. */
static void against_definition(const lia_ties *t, bool by_length)
{
    double *span = test_malloc(t->m * sizeof *span + 1);
    double *known = test_malloc(t->m * sizeof *known + 1);
    uint32_t *mutual = test_malloc(t->m * sizeof *mutual + 1);
    uint8_t *bridge = test_calloc(t->m + 1, 1);
    lia_triads wanted = {.mutual = mutual};
    lia_arcs arcs = lia_ties_as_arcs(t);
    uint64_t tie = 0;

    if (by_length)
        assert_int_equal(lia_span_by_length(span, NULL, t, NULL, NULL), 0);
    else
        assert_int_equal(lia_span(span, NULL, NULL, t, NULL, NULL), 0);
    for (lia_vid a = 0; a < t->n; a++) {
        for (uint64_t e = t->off[a]; e < t->off[a + 1]; e++) {
            const lia_vid b = t->to[e];
            if (b < a)
                continue;
            double *weight = test_malloc(2 * t->m * sizeof *weight);
            for (uint64_t k = 0; k < 2 * t->m; k++)
                weight[k] = by_length && t->weight ? t->weight[k] : 1;
            weight[e] = weight[lia_ties_find(t, b, a)] = INFINITY;
            arcs.weight = weight;
            double *d = all_distances(&arcs, true);
            assert_true(span[tie] == d[a * (size_t)t->n + b]);
            bridge[tie] = span[tie] == INFINITY;
            test_free(d);
            test_free(weight);
            tie++;
        }
    }
    assert_int_equal(lia_triads_count(&wanted, t, NULL, NULL), LIA_OK);
    if (by_length)
        assert_int_equal(lia_span_by_length(known, bridge, t, NULL, NULL), 0);
    else
        assert_int_equal(lia_span(known, mutual, bridge, t, NULL, NULL), 0);
    assert_memory_equal(known, span, t->m * sizeof *span);
    test_free(span);
    test_free(known);
    test_free(mutual);
    test_free(bridge);
}

static void test_definition_on_random_ties(void **state)
{
    static const uint64_t pairs[] = {30, 45, 60, 90, 150};

    (void)state;
    for (uint64_t k = 0; k < 10; k++) {
        lia_ties t = test_random_ties(40, pairs[k % 5], k > 4, 50 + k);
        against_definition(&t, false);
        against_definition(&t, true);
        lia_ties_free(&t);
    }
    assert_int_equal(lia_mem_live(), 0);
}

/* Accounts on one to three of a few hubs, and a few ties among themselves. */
static lia_ties hubs_of(lia_vid n, lia_vid hubs, uint64_t seed)
{
    pair_list list = {.n = n + hubs};

    for (lia_vid v = 0; v < n; v++) {
        for (uint64_t k = 1 + test_random(&seed) % 3; k > 0; k--)
            pair_add(&list, v, n + (lia_vid)(test_random(&seed) % hubs), 1);
        if (test_random(&seed) % 8 == 0)
            pair_add(&list, v, (lia_vid)(test_random(&seed) % n), 1);
    }
    return pair_ties(&list, false);
}

static void test_definition_around_hubs(void **state)
{
    (void)state;
    for (uint64_t k = 0; k < 8; k++) {
        lia_ties t = hubs_of(45, 2 + (lia_vid)k % 4, 300 + k);
        against_definition(&t, false);
        lia_ties_free(&t);
    }
    assert_int_equal(lia_mem_live(), 0);
}

/* Two hubs share all of 100,000 contacts: with its ball marked anew for each
 * tie this took 1e10 steps. Each tie's ends are 3 apart without it: account,
 * the other hub, another account, the hub. */
static void test_two_large_hubs(void **state)
{
    enum { N = 100000 };
    pair_list list = {.n = N + 2};
    lia_ties t;
    double *span = test_malloc(2 * N * sizeof *span);

    (void)state;
    for (lia_vid v = 0; v < N; v++) {
        pair_add(&list, v, N, 1);
        pair_add(&list, v, N + 1, 1);
    }
    t = pair_ties(&list, false);
    assert_int_equal(lia_span(span, NULL, NULL, &t, NULL, NULL), LIA_OK);
    for (uint64_t e = 0; e < 2 * N; e++)
        assert_true(span[e] == 3);
    test_free(span);
    lia_ties_free(&t);
}

static void test_threads_leave_no_trace(void **state)
{
    enum { N = 900, PAIRS = 1800 };
    static const int threads[] = {1, 2, 8};
    static double span[3][PAIRS], length[3][PAIRS];
    lia_ties t = test_random_ties(N, PAIRS, true, 9);

    (void)state;
    for (int k = 0; k < 3; k++) {
        lia_run run = {threads[k], NULL};
        assert_int_equal(lia_span(span[k], NULL, NULL, &t, &run, NULL), 0);
        assert_int_equal(lia_span_by_length(length[k], NULL, &t, &run, NULL),
                         0);
        assert_memory_equal(span[k], span[0], sizeof span[0]);
        assert_memory_equal(length[k], length[0], sizeof length[0]);
    }
    lia_ties_free(&t);
}

static void test_every_allocation_may_fail(void **state)
{
    lia_ties t = cycle_of(7);
    const long before = lia_mem_live();
    const lia_run two = {2, NULL};

    (void)state;
    for (int form = 0; form < 2; form++) {
        lia_status st = LIA_ENOMEM;
        for (long k = 0; st != LIA_OK; k++) {
            double span[7] = {-7};
            assert_true(k < 100);
            lia_mem_fail_after(k);
            st = form ? lia_span_by_length(span, NULL, &t, &two, NULL)
                      : lia_span(span, NULL, NULL, &t, &two, NULL);
            lia_mem_fail_after(-1);
            assert_true(st == LIA_OK || (st == LIA_ENOMEM && span[0] == -7));
            assert_int_equal(lia_mem_live(), before);
        }
    }
    lia_ties_free(&t);
    assert_int_equal(lia_mem_live(), 0);
}

static void test_bad_arguments_and_none(void **state)
{
    pair_list list = {.n = 0};
    double span[2] = {-7, -7};
    lia_ties t = pair_ties(&list, false);
    lia_error err;

    (void)state;
    assert_int_equal(lia_span(NULL, NULL, NULL, &t, NULL, NULL), LIA_EARG);
    assert_int_equal(lia_span(span, NULL, NULL, NULL, NULL, NULL), LIA_EARG);
    assert_int_equal(lia_span_by_length(span, NULL, NULL, NULL, NULL),
                     LIA_EARG);
    assert_int_equal(lia_span(span, NULL, NULL, &t, NULL, NULL), LIA_OK);
    assert_true(span[0] == -7);
    lia_ties_free(&t);
    list.n = 5;
    t = pair_ties(&list, false);
    assert_int_equal(lia_span(span, NULL, NULL, &t, NULL, NULL), LIA_OK);
    lia_ties_free(&t);
    pair_add(&list, 0, 1, -2);
    t = pair_ties(&list, true);
    assert_int_equal(lia_span_by_length(span, NULL, &t, NULL, &err),
                     LIA_ECANNOT);
    assert_non_null(strstr(err.message, "-2"));
    lia_ties_free(&t);
    assert_int_equal(lia_mem_live(), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_cycles),
        cmocka_unit_test(test_bridges_and_cliques),
        cmocka_unit_test(test_grid),
        cmocka_unit_test(test_long_path_with_flags),
        cmocka_unit_test(test_long_path_without_flags),
        cmocka_unit_test(test_definition_on_random_ties),
        cmocka_unit_test(test_definition_around_hubs),
        cmocka_unit_test(test_two_large_hubs),
        cmocka_unit_test(test_threads_leave_no_trace),
        cmocka_unit_test(test_every_allocation_may_fail),
        cmocka_unit_test(test_bad_arguments_and_none),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
