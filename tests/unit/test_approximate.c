/* test_approximate.c - sampled measures against exact ones: the error that is
 * promised, over many seeds; paths drawn alike; threads; failing memory. (200
 * runs on larger networks: bench/centrality.md.)
 */
#include "paths_support.h"

#include "liaison/approximate.h"
#include "ties/path_bound.h"
#include "ties/path_sample.h"

/* Largest difference. */
static double worst(const double *a, const double *b, uint64_t count)
{
    double most = 0;

    for (uint64_t k = 0; k < count; k++)
        most = fmax(most, fabs(a[k] - b[k]));
    return most;
}

/* A 3 x 4 grid from corner to corner has C(5, 2) = 10 shortest paths; in
 * 20,000 draws each comes 2,000 times, give or take 6 standard errors. */
static void test_paths_are_drawn_alike(void **state)
{
    lia_ties ties = grid_of(3, 4);
    const lia_arcs both = lia_ties_as_arcs(&ties);
    lia_path_sampler *p = NULL;
    struct { uint64_t key; int count; } seen[20] = {{0, 0}};
    int kinds = 0;

    (void)state;
    assert_int_equal(lia_path_sampler_open(&p, &both, &both, NULL), LIA_OK);
    for (uint64_t k = 0; k < 20000; k++) {
        lia_rng rng = lia_rng_make(11, k);
        const lia_vid *path;
        uint32_t length;
        uint64_t key = 0;
        assert_true(lia_path_sample(p, &path, &length, 0, 11, &rng));
        assert_int_equal(length, 5);
        assert_true(path[0] == 0 && path[5] == 11);
        for (uint32_t j = 0; j <= length; j++)
            key = 16 * key + path[j];
        int at = 0;
        while (at < kinds && seen[at].key != key)
            at++;
        assert_true(at < 20);
        if (at == kinds)
            seen[kinds++].key = key;
        seen[at].count++;
    }
    assert_int_equal(kinds, 10);
    for (int k = 0; k < kinds; k++)
        assert_true(abs(seen[k].count - 2000) < 6 * 43);
    lia_path_sampler_close(p);
    lia_path_sampler_close(NULL);
    lia_ties_free(&ties);
}

/* Lengths of sampled paths are distances, along ties and arcs, and nothing
 * leads where nothing does. */
static void test_paths_are_shortest(void **state)
{
    (void)state;
    for (uint64_t seed = 1; seed <= 6; seed++) {
        lia_arcs g = test_random_arcs(60, 150, false, seed), back;
        lia_path_sampler *p = NULL;

        assert_int_equal(lia_arcs_reverse(&back, &g, NULL, NULL), LIA_OK);
        assert_int_equal(lia_path_sampler_open(&p, &g, &back, NULL), LIA_OK);
        for (lia_vid s = 0; s < g.n; s++) {
            int d[60];
            bool more = true;
            for (lia_vid i = 0; i < g.n; i++)
                d[i] = i == s ? 0 : -1;
            for (int level = 0; more; level++) {
                more = false;
                for (lia_vid i = 0; i < g.n; i++)
                    for (uint64_t e = g.off[i]; e < g.off[i + 1]; e++)
                        if (d[i] == level && d[g.to[e]] < 0) {
                            d[g.to[e]] = level + 1;
                            more = true;
                        }
            }
            for (lia_vid t = 0; t < g.n; t++) {
                lia_rng rng = lia_rng_make(s, t);
                const lia_vid *path;
                uint32_t length;
                if (s == t)
                    continue;
                assert_true(lia_path_sample(p, &path, &length, s, t, &rng));
                assert_int_equal(length, d[t] < 0 ? 0 : d[t]);
                for (uint32_t k = 0; k <= length && length > 0; k++)
                    assert_int_equal(d[path[k]], k);
            }
        }
        lia_path_sampler_close(p);
        lia_arcs_free(&g);
        lia_arcs_free(&back);
    }
}

/* Distances from s by relaxing all ties until nothing changes; n = out of
 * reach. */
static void slow_distances(uint32_t *d, const lia_ties *g, lia_vid s)
{
    bool more = true;

    for (lia_vid i = 0; i < g->n; i++)
        d[i] = i == s ? 0 : g->n;
    while (more) {
        more = false;
        for (lia_vid i = 0; i < g->n; i++)
            for (uint64_t e = g->off[i]; e < g->off[i + 1]; e++)
                if (d[i] + 1 < d[g->to[e]]) {
                    d[g->to[e]] = d[i] + 1;
                    more = true;
                }
    }
}

/* The slow twin: of each component the two largest distances from whoever has
 * most ties, the smaller number first. No shortest path may be longer. Sparse
 * networks have many components; in dense ones levels are searched backward. */
static void test_no_path_is_longer_than_the_bound(void **state)
{
    enum { N = 120 };
    uint32_t d[N];

    (void)state;
    for (uint64_t seed = 1; seed <= 9; seed++) {
        lia_ties g = seed == 1 ? path_of(N) : seed == 2 ? star_of(N)
            : test_random_ties(N, 20 * seed * seed, false, seed);
        uint32_t longest = 0, twin = 0;
        double bound = 0;

        for (lia_vid s = 0; s < g.n; s++) {
            bool is_hub = true;
            uint32_t far = 0, then = 0;
            slow_distances(d, &g, s);
            for (lia_vid i = 0; i < g.n; i++) {
                const uint64_t row = g.off[i + 1] - g.off[i];
                const uint64_t own = g.off[s + 1] - g.off[s];
                if (d[i] == g.n)
                    continue;
                is_hub = is_hub && (row < own || (row == own && i >= s));
                then = d[i] > far ? far : d[i] > then ? d[i] : then;
                far = d[i] > far ? d[i] : far;
            }
            longest = far > longest ? far : longest;
            if (is_hub && far + then > twin)
                twin = far + then;
        }
        assert_int_equal(lia_path_bound(&bound, &g, NULL, NULL), LIA_OK);
        assert_true(bound == twin + 1.);
        assert_true(bound >= longest + 1.);
        lia_ties_free(&g);
    }
}

/* 60 seeds at delta 0.1: 6 misses are to be expected at most; 14 or more would
 * come once in 1,000 times. Usually there is none. */
static void test_betweenness_keeps_its_promise(void **state)
{
    enum { N = 300, RUNS = 60 };
    static double exact[N], got[N], ties_exact[4 * N], ties_got[4 * N];
    lia_ties ties = test_random_ties(N, 2 * N, false, 7);
    lia_arcs arcs = test_random_arcs(N, 3 * N, false, 7);
    static double arcs_exact[N], of_arcs[3 * N], arcs_got[3 * N];
    int missed = 0, missed_arcs = 0;
    lia_achieved end;

    (void)state;
    assert_int_equal(lia_betweenness(exact, ties_exact, &ties, NULL, NULL), 0);
    assert_int_equal(lia_arcs_betweenness(arcs_exact, of_arcs, &arcs, NULL,
                                          NULL), LIA_OK);
    for (uint64_t seed = 1; seed <= RUNS; seed++) {
        const lia_accuracy o = {.03, .1, seed, LIA_RUN_DEFAULTS};
        assert_int_equal(lia_betweenness_sampled(got, ties_got, &end, &ties,
                                                 &o, NULL), LIA_OK);
        assert_true(end.bound > 0 && end.bound <= .03 && end.samples > 100);
        missed += worst(got, exact, N) > end.bound * N / (N - 2) + 1e-12 ||
                  worst(ties_got, ties_exact, ties.m) > end.bound;
        assert_int_equal(lia_arcs_betweenness_sampled(
            got, arcs_got, &end, &arcs, &o, NULL), LIA_OK);
        missed_arcs += worst(got, arcs_exact, N) > .03 ||
                       worst(arcs_got, of_arcs, arcs.m) > .03;
    }
    assert_true(missed < 14 && missed_arcs < 14);
    lia_ties_free(&ties);
    lia_arcs_free(&arcs);
}

static void test_degenerate_networks(void **state)
{
    pair_list list = {0};
    double account[3] = {-7, -7, -7}, entry[2] = {-7, -7};
    lia_achieved end;
    lia_accuracy o = LIA_ACCURACY_DEFAULTS;

    (void)state;
    pair_add(&list, 0, 1, 1);
    lia_ties two = pair_ties(&list, false);
    assert_int_equal(lia_betweenness_sampled(account, entry, &end, &two, NULL,
                                             NULL), LIA_OK);
    assert_true(account[0] == 0 && entry[0] == 1 && end.bound == 0);
    pair_add(&list, 0, 1, 1);
    lia_arcs one = pair_arcs(&list, false);
    assert_int_equal(lia_arcs_betweenness_sampled(account, entry, &end, &one,
                                                  NULL, NULL), LIA_OK);
    assert_true(account[0] == 0 && entry[0] == .5 && end.bound == 0);
    account[0] = -7;
    o.eps = 0;
    assert_int_equal(lia_betweenness_sampled(account, NULL, NULL, &two, &o,
                                             NULL), LIA_EARG);
    o.eps = .01;
    o.delta = 1;
    assert_int_equal(lia_betweenness_sampled(account, NULL, NULL, &two, &o,
                                             NULL), LIA_EARG);
    assert_int_equal(lia_betweenness_sampled(NULL, NULL, NULL, &two, NULL,
                                             NULL), LIA_EARG);
    assert_int_equal(lia_arcs_betweenness_sampled(account, NULL, NULL, NULL,
                                                  NULL, NULL), LIA_EARG);
    assert_true(account[0] == -7);
    lia_ties_free(&two);
    lia_arcs_free(&one);
}

/* 60 seeds at delta 0.1, as above; so few accounts want many sources that eps
 * is large. */
static void test_nearness_keeps_its_promise(void **state)
{
    enum { N = 20000, RUNS = 5 };
    static double exact[N], close_exact[N], got[N], close_got[N];
    lia_ties ties = test_random_ties(N, 2 * N, false, 3);
    lia_arcs arcs = test_random_arcs(N, 3 * N, false, 3);
    lia_achieved end;

    (void)state;
    assert_int_equal(lia_nearness(exact, close_exact, &ties, NULL, NULL), 0);
    for (uint64_t seed = 1; seed <= RUNS; seed++) {
        const lia_accuracy o = {.05, .1, seed, LIA_RUN_DEFAULTS};
        assert_int_equal(lia_nearness_sampled(got, close_got, &end, &ties, &o,
                                              NULL), LIA_OK);
        assert_true(end.bound > 0 && end.bound <= .05);
        assert_true(end.samples < N / 2);
        assert_true(worst(got, exact, N) / (N - 1) <= end.bound);
        assert_true(worst(close_got, close_exact, N) <= end.bound);
    }
    assert_int_equal(lia_arcs_nearness(exact, NULL, &arcs, NULL, NULL), 0);
    const lia_accuracy o = {.05, .1, 1, LIA_RUN_DEFAULTS};
    assert_int_equal(lia_arcs_harmonic_sampled(got, &end, &arcs, &o, NULL), 0);
    assert_true(worst(got, exact, N) / (N - 1) <= end.bound && end.bound > 0);
    lia_ties_free(&ties);
    lia_arcs_free(&arcs);
}

static void test_few_accounts_are_exact(void **state)
{
    lia_ties ties = test_random_ties(300, 700, false, 3);
    double exact[300], close[300], got[300], close_got[300];
    lia_achieved end;

    (void)state;
    assert_int_equal(lia_nearness(exact, close, &ties, NULL, NULL), LIA_OK);
    assert_int_equal(lia_nearness_sampled(got, close_got, &end, &ties, NULL,
                                          NULL), LIA_OK);
    assert_true(end.bound == 0 && end.samples == 300);
    assert_memory_equal(exact, got, sizeof got);
    assert_memory_equal(close, close_got, sizeof got);
    lia_ties_free(&ties);
}

/* The k best of all, in the order of value, then id; the same bits. */
static void test_the_top_is_exact(void **state)
{
    enum { N = 900, K = 25 };
    static double all[2][N];

    (void)state;
    for (uint64_t seed = 1; seed <= 8; seed++) {
        lia_ties ties = seed == 1 ? grid_of(30, 30) : seed == 2 ? star_of(N)
            : test_random_ties(N, N / 2 + 200 * seed, false, seed);
        assert_int_equal(lia_nearness(all[0], all[1], &ties, NULL, NULL), 0);
        for (int which = 0; which < 2; which++) {
            lia_vid who[K];
            double value[K];
            uint32_t count = 0;
            const lia_run run = {seed % 2 ? 1 : 4, NULL};
            uint8_t *taken = test_calloc(N, 1);

            assert_int_equal(lia_nearness_top(who, value, &count, K,
                                              (lia_near)which, &ties, &run,
                                              NULL), LIA_OK);
            assert_int_equal(count, K);
            for (int k = 0; k < K; k++) {
                lia_vid best = LIA_NONE;
                for (lia_vid i = 0; i < ties.n; i++)
                    if (!taken[i] && (best == LIA_NONE ||
                                      all[which][i] > all[which][best]))
                        best = i;
                taken[best] = 1;
                assert_int_equal(who[k], best);
                assert_memory_equal(&value[k], &all[which][best], 8);
            }
            test_free(taken);
        }
        lia_ties_free(&ties);
    }
    lia_ties few = path_of(3);
    lia_vid who[9];
    double value[9];
    uint32_t count;
    assert_int_equal(lia_nearness_top(who, value, &count, 9, LIA_HARMONIC,
                                      &few, NULL, NULL), LIA_OK);
    assert_true(count == 3 && who[0] == 1 && value[0] == 2);
    assert_int_equal(lia_nearness_top(who, value, &count, 0, LIA_HARMONIC,
                                      &few, NULL, NULL), LIA_EARG);
    lia_ties_free(&few);
}

static void test_the_same_bits_for_every_thread_count(void **state)
{
    enum { N = 12000 };
    const int threads[] = {1, 2, 8, 0};
    static double first[4][3 * N], x[4][3 * N];
    lia_ties ties = test_random_ties(N, 2 * N, false, 5);

    (void)state;
    for (int k = 0; k < 4; k++) {
        double (*out)[3 * N] = k ? x : first;
        const lia_accuracy o = {.05, .1, 3, {threads[k], NULL}};
        assert_int_equal(lia_betweenness_sampled(out[0], out[1], NULL, &ties,
                                                 &o, NULL), LIA_OK);
        assert_int_equal(lia_nearness_sampled(out[2], out[3], NULL, &ties, &o,
                                              NULL), LIA_OK);
        if (k > 0)
            assert_memory_equal(first, x, sizeof x);
    }
    lia_ties_free(&ties);
}

static void test_every_allocation_may_fail(void **state)
{
    lia_ties ties = test_random_ties(9000, 18000, false, 3);
    lia_arcs arcs = test_random_arcs(100, 300, false, 3);
    static double x[9000], y[18000];
    const long live = lia_mem_live();

    (void)state;
    for (int which = 0; which < 4; which++) {
        lia_status st = LIA_ENOMEM;
        lia_vid who[5];
        uint32_t count;
        const lia_accuracy o = {.1, .1, 1, {2, NULL}};
        x[0] = y[0] = -7;
        for (long k = 0; st != LIA_OK && k < 100; k++) {
            lia_mem_fail_after(k);
            st = which == 0 ? lia_betweenness_sampled(x, y, NULL, &ties, &o,
                                                      NULL)
               : which == 1 ? lia_arcs_betweenness_sampled(x, y, NULL, &arcs,
                                                           &o, NULL)
               : which == 2 ? lia_nearness_sampled(x, y, NULL, &ties, &o,
                                                   NULL)
                            : lia_nearness_top(who, x, &count, 5,
                                               LIA_HARMONIC, &ties, &o.run,
                                               NULL);
            lia_mem_fail_after(-1);
            assert_true(st == LIA_OK ||
                        (st == LIA_ENOMEM && x[0] == -7 && y[0] == -7));
            assert_int_equal(lia_mem_live(), live);
        }
        assert_int_equal(st, LIA_OK);
    }
    lia_ties_free(&ties);
    lia_arcs_free(&arcs);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_paths_are_drawn_alike),
        cmocka_unit_test(test_paths_are_shortest),
        cmocka_unit_test(test_no_path_is_longer_than_the_bound),
        cmocka_unit_test(test_betweenness_keeps_its_promise),
        cmocka_unit_test(test_degenerate_networks),
        cmocka_unit_test(test_nearness_keeps_its_promise),
        cmocka_unit_test(test_few_accounts_are_exact),
        cmocka_unit_test(test_the_top_is_exact),
        cmocka_unit_test(test_the_same_bits_for_every_thread_count),
        cmocka_unit_test(test_every_allocation_may_fail),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
