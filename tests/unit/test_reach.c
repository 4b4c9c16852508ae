/* test_reach.c - accounts within two steps, the diameter, participation:
 * closed forms, slow twins, threads, failing memory.
 */
#include "paths_support.h"

#include "liaison/participation.h"
#include "liaison/reach.h"

static double diameter_of(lia_ties ties)
{
    double d = -7;

    assert_int_equal(lia_diameter_of_ties(&d, &ties, NULL, NULL), LIA_OK);
    lia_ties_free(&ties);
    return d;
}

static void test_closed_diameters(void **state)
{
    pair_list list = {0};
    double d;

    (void)state;
    assert_true(diameter_of(path_of(1000)) == 999);
    assert_true(diameter_of(star_of(50)) == 2);
    assert_true(diameter_of(grid_of(20, 20)) == 38);
    assert_true(diameter_of(barbell_of(6)) == 3);
    for (lia_vid i = 0; i < 31; i++)           /* a ring of 31: 15 */
        pair_add(&list, i, (i + 1) % 31, 1);
    assert_true(diameter_of(pair_ties(&list, false)) == 15);
    for (lia_vid i = 0; i < 31; i++)           /* the same in arcs: 30 */
        pair_add(&list, i, (i + 1) % 31, 1);
    lia_arcs ring = pair_arcs(&list, false);
    assert_int_equal(lia_diameter_of_arcs(&d, &ring, NULL, NULL), LIA_OK);
    assert_true(d == 30);
    lia_arcs_free(&ring);
    pair_add(&list, 0, 1, 1);                  /* out of reach: infinite */
    pair_add(&list, 2, 3, 1);
    assert_true(isinf(diameter_of(pair_ties(&list, false))));
    pair_add(&list, 0, 1, 1);
    lia_arcs one = pair_arcs(&list, false);
    assert_int_equal(lia_diameter_of_arcs(&d, &one, NULL, NULL), LIA_OK);
    assert_true(isinf(d));
    lia_arcs_free(&one);
    assert_true(isnan(diameter_of((lia_ties){.n = 0})));
}

/* A star and a path of 2e6 accounts: nothing recurses, few searches do. (Ten
 * million take 5 s; bench/centrality.md has them.) */
static void test_long_and_wide(void **state)
{
    (void)state;
    assert_true(diameter_of(path_of(2000000)) == 1999999);
    assert_true(diameter_of(star_of(2000000)) == 2);
}

/* Slow twin: distances from everyone, one after the other. */
static double slow(uint32_t *reach2, const lia_arcs *g)
{
    int *d = test_malloc(g->n * sizeof *d);
    double most = 0;

    for (lia_vid s = 0; s < g->n; s++) {
        for (lia_vid i = 0; i < g->n; i++)
            d[i] = i == s ? 0 : -1;
        bool more = true;
        for (int level = 0; more; level++) {
            more = false;
            for (lia_vid i = 0; i < g->n; i++)
                for (uint64_t e = g->off[i]; e < g->off[i + 1]; e++)
                    if (d[i] == level && d[g->to[e]] < 0) {
                        d[g->to[e]] = level + 1;
                        more = true;
                    }
        }
        reach2[s] = 0;
        for (lia_vid i = 0; i < g->n; i++) {
            reach2[s] += d[i] == 1 || d[i] == 2;
            if (d[i] < 0)
                most = INFINITY;
            else if (d[i] > most)
                most = d[i];
        }
    }
    test_free(d);
    return most;
}

static void test_random_graphs(void **state)
{
    uint32_t got[300], want[300];
    int finite = 0;
    double d, most;

    (void)state;
    for (uint64_t seed = 1; seed <= 24; seed++) {
        /* few arcs leave somebody out, many join all but the isolated tenth;
         * n < 10 has no such tenth */
        const lia_vid n = seed % 2 ? 9 : (lia_vid)(40 + 10 * seed);
        lia_arcs arcs = test_random_arcs(n, seed % 3 ? 4 * n : n, false, seed);
        lia_ties ties = test_random_ties(n, 3 * n, false, seed);
        lia_arcs both = lia_ties_as_arcs(&ties);

        assert_int_equal(lia_reach2_of_arcs(got, &arcs, NULL, NULL), LIA_OK);
        assert_int_equal(lia_diameter_of_arcs(&d, &arcs, NULL, NULL), LIA_OK);
        most = slow(want, &arcs);
        assert_memory_equal(got, want, n * sizeof *got);
        assert_true(d == most);
        finite += isfinite(d);
        assert_int_equal(lia_reach2_of_ties(got, &ties, NULL, NULL), LIA_OK);
        assert_int_equal(lia_diameter_of_ties(&d, &ties, NULL, NULL), LIA_OK);
        most = slow(want, &both);
        assert_memory_equal(got, want, n * sizeof *got);
        assert_true(d == most);
        finite += isfinite(d);
        lia_arcs_free(&arcs);
        lia_ties_free(&ties);
    }
    assert_true(finite >= 10);
}

/* Closed: all ties to one group 0; k ties to k groups 1 - 1/k; weights 1, 3
 * to two groups 1 - (1/16 + 9/16). */
static void test_participation(void **state)
{
    const uint32_t groups[6] = {0, 0, 1, 2, 3, 0};
    pair_list list = {0};
    double p[6] = {-7};

    (void)state;
    pair_add(&list, 0, 1, 1);
    pair_add(&list, 0, 2, 1);
    pair_add(&list, 0, 3, 1);
    pair_add(&list, 0, 4, 1);
    pair_add(&list, 1, 2, 3);
    list.n = 6;
    lia_ties ties = pair_ties(&list, true), plain = ties;
    plain.weight = NULL;
    assert_int_equal(lia_participation(p, &plain, groups, 4, NULL, NULL), 0);
    assert_true(fabs(p[0] - .75) < 1e-15);
    assert_true(fabs(p[1] - .5) < 1e-15);
    assert_true(p[3] == 0 && isnan(p[5]));
    assert_int_equal(lia_participation(p, &ties, groups, 4, NULL, NULL), 0);
    assert_true(fabs(p[1] - (1 - 10. / 16)) < 1e-15);
    p[0] = -7;
    assert_int_equal(lia_participation(p, &ties, groups, 3, NULL, NULL),
                     LIA_EARG);
    assert_int_equal(lia_participation(p, &ties, groups, 7, NULL, NULL),
                     LIA_EARG);
    assert_int_equal(lia_participation(p, &ties, NULL, 4, NULL, NULL),
                     LIA_EARG);
    ties.weight[0] = -1;
    assert_int_equal(lia_participation(p, &ties, groups, 4, NULL, NULL),
                     LIA_ECANNOT);
    assert_true(p[0] == -7);
    lia_ties_free(&ties);
}

static void test_the_same_bits_for_every_thread_count(void **state)
{
    enum { N = 5000 };
    const int threads[] = {1, 2, 8};
    static uint32_t group[N], one[N], other[N];
    static double p[N], q[N];
    lia_ties ties = test_random_ties(N, 6 * N, true, 5);

    (void)state;
    for (lia_vid i = 0; i < N; i++)
        group[i] = i % 40;
    for (int k = 0; k < 3; k++) {
        const lia_run run = {threads[k], NULL};
        assert_int_equal(lia_reach2_of_ties(k ? other : one, &ties, &run,
                                            NULL), LIA_OK);
        assert_int_equal(lia_participation(k ? q : p, &ties, group, 40, &run,
                                           NULL), LIA_OK);
        if (k > 0) {
            assert_memory_equal(one, other, sizeof one);
            assert_memory_equal(p, q, sizeof p);
        }
    }
    lia_ties_free(&ties);
}

static void test_every_allocation_may_fail(void **state)
{
    lia_arcs arcs = test_random_arcs(50, 600, false, 3);
    lia_ties ties = test_random_ties(50, 300, false, 3);
    static const uint32_t group[50];
    const long live = lia_mem_live();

    (void)state;
    for (int which = 0; which < 3; which++) {
        lia_status st = LIA_ENOMEM;
        uint32_t reach[50] = {7};
        double value[50] = {7};
        for (long k = 0; st != LIA_OK && k < 100; k++) {
            lia_mem_fail_after(k);
            if (which == 0)
                st = lia_reach2_of_arcs(reach, &arcs, NULL, NULL);
            else if (which == 1)
                st = lia_diameter_of_arcs(value, &arcs, NULL, NULL);
            else
                st = lia_participation(value, &ties, group, 1, NULL, NULL);
            assert_true(st == LIA_OK || st == LIA_ENOMEM);
            assert_true(st == LIA_OK || (reach[0] == 7 && value[0] == 7));
            assert_int_equal(lia_mem_live(), live);
        }
        lia_mem_fail_after(-1);
        assert_int_equal(st, LIA_OK);
    }
    assert_int_equal(lia_reach2_of_arcs(NULL, &arcs, NULL, NULL), LIA_EARG);
    assert_int_equal(lia_reach2_of_ties(NULL, NULL, NULL, NULL), LIA_EARG);
    assert_int_equal(lia_diameter_of_arcs(NULL, &arcs, NULL, NULL), LIA_EARG);
    assert_int_equal(lia_diameter_of_ties(NULL, &ties, NULL, NULL), LIA_EARG);
    lia_arcs_free(&arcs);
    lia_ties_free(&ties);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_closed_diameters),
        cmocka_unit_test(test_long_and_wide),
        cmocka_unit_test(test_random_graphs),
        cmocka_unit_test(test_participation),
        cmocka_unit_test(test_the_same_bits_for_every_thread_count),
        cmocka_unit_test(test_every_allocation_may_fail),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
