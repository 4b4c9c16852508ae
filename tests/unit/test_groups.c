/* test_groups.c - groups of suspicious pairs: peeling by hand, a slow twin of
 * it, what must not matter.
 */
#include "support.h"

#include "pods/groups.h"

static const lia_groups_options usual = {
    LIA_COMMUNITIES_DEFAULTS, 0.15, 2, 4};

static lia_groups find(lia_vid n, const lia_vid *ends, uint64_t count,
                       const lia_groups_options *o)
{
    lia_vid *source = test_malloc((count + 1) * sizeof *source);
    lia_vid *target = test_malloc((count + 1) * sizeof *target);
    lia_groups groups;

    for (uint64_t k = 0; k < count; k++) {
        source[k] = ends[2 * k];
        target[k] = ends[2 * k + 1];
    }
    lia_pairs pairs = {n, count, source, target, NULL};
    assert_int_equal(lia_groups_find(&groups, &pairs, o, NULL), LIA_OK);
    test_free(source);
    test_free(target);
    return groups;
}

/* hand: a clique of 10 20 30 40 (three ties each); 50 hangs on it with one
 * tie and goes; the triangle 60 70 80 is too small; ids between have no pair */
static const lia_vid clique[] = {10, 20, 10, 30, 10, 40, 20, 30, 20, 40,
                                 30, 40, 40, 50, 60, 70, 70, 80, 60, 80};

static void test_the_loosely_tied_go(void **state)
{
    const lia_vid want[] = {10, 20, 30, 40};
    lia_groups g = find(100, clique, 10, &usual);

    (void)state;
    assert_int_equal(g.count, 1);
    assert_int_equal(g.off[1] - g.off[0], 4);
    assert_memory_equal(g.member, want, sizeof want);
    lia_groups_free(&g);
}

/* hand: the clique with 50 tied to two of it: with a share of .4 all five
 * stay (two ties of four), with .8 only the clique; each as asked alone */
static void test_two_shares_in_one_go(void **state)
{
    const lia_vid ends[] = {0, 1, 0, 2, 0, 3, 1, 2, 1, 3, 2, 3, 3, 4, 2, 4};
    lia_vid source[8], target[8];
    lia_groups_options o = usual;
    lia_groups loose, denser, alone;

    (void)state;
    for (int k = 0; k < 8; k++) {
        source[k] = ends[2 * k];
        target[k] = ends[2 * k + 1];
    }
    const lia_pairs pairs = {5, 8, source, target, NULL};
    o.communities = (lia_communities_options){LIA_CPM, 0.01, 0.01, -1, 1, 0};
    o.share = 0.4;
    assert_int_equal(lia_groups_find_two(&loose, &denser, 0.8, &pairs, &o,
                                         NULL), LIA_OK);
    assert_true(loose.count == 1 && loose.off[1] == 5);
    assert_true(denser.count == 1 && denser.off[1] == 4);
    o.share = 0.8;
    alone = find(5, ends, 8, &o);
    assert_memory_equal(alone.member, denser.member, 4 * sizeof(lia_vid));
    lia_groups_free(&loose);
    lia_groups_free(&denser);
    lia_groups_free(&alone);
}

/* hand: with a share of 1 only cliques hold: of the wheel of four around 0
 * (0 tied to all, the rim a cycle) every rim account lacks its opposite; the
 * smallest id with three ties goes first, and the triangle left is too small */
static void test_the_bar_rises_with_the_share(void **state)
{
    const lia_vid wheel[] = {0, 1, 0, 2, 0, 3, 0, 4, 1, 2, 2, 3, 3, 4, 4, 1};
    lia_groups_options o = usual;
    lia_groups g;

    (void)state;
    o.communities = (lia_communities_options){LIA_CPM, 0.01, 0.01, -1, 1, 0};
    g = find(5, wheel, 8, &o);
    assert_int_equal(g.count, 1);
    assert_int_equal(g.off[1], 5);
    lia_groups_free(&g);
    o.share = 1.0;
    g = find(5, wheel, 8, &o);
    assert_int_equal(g.count, 0);
    o.min_size = 3;
    lia_groups_free(&g);
    g = find(5, wheel, 8, &o);
    assert_int_equal(g.count, 1);
    assert_int_equal(g.off[1], 3);
    lia_groups_free(&g);
}

/* Slow twin: of one community (everyone, by CPM at a low resolution) the
 * worst goes, looked up anew each time. */
static uint32_t slow_peel(uint8_t *left, const lia_ties *t, double share)
{
    uint32_t size = t->n;

    for (lia_vid v = 0; v < t->n; v++)
        size -= left[v] = t->off[v + 1] == t->off[v];
    for (lia_vid v = 0; v < t->n; v++)
        left[v] = !left[v];
    for (;;) {
        lia_vid worst = LIA_NONE;
        uint32_t fewest = UINT32_MAX;
        for (lia_vid v = 0; v < t->n; v++) {
            uint32_t inside = 0;
            for (uint64_t e = t->off[v]; e < t->off[v + 1]; e++)
                inside += left[t->to[e]];
            if (left[v] && inside < fewest) {
                fewest = inside;
                worst = v;
            }
        }
        if (worst == LIA_NONE ||
            (fewest >= 2 && fewest >= share * (size - 1.0)))
            return size;
        left[worst] = 0;
        size--;
    }
}

static void test_peeling_is_that_of_the_definition(void **state)
{
    (void)state;
    for (uint64_t seed = 1; seed <= 20; seed++) {
        lia_ties t = test_random_ties(60, 150 + 20 * (seed % 5), false, seed);
        lia_vid *ends = test_malloc(2 * t.m * sizeof *ends);
        lia_groups_options o = {{LIA_CPM, 1e-6, 0.01, -1, 1, 0},
                                0.02 * (double)(seed % 8), 2, 1};
        uint8_t left[60];
        lia_groups g;
        assert_int_equal(lia_ties_ends(ends, &t, NULL, NULL), LIA_OK);
        g = find(60, ends, t.m, &o);
        assert_int_equal(g.off[g.count], slow_peel(left, &t, o.share));
        for (uint64_t k = 0; k < g.off[g.count]; k++)
            assert_true(left[g.member[k]]);
        lia_groups_free(&g);
        test_free(ends);
        lia_ties_free(&t);
    }
}

static void test_no_pairs_no_groups(void **state)
{
    lia_groups g = find(5, NULL, 0, &usual);

    (void)state;
    assert_int_equal(g.count, 0);
    lia_groups_free(&g);
    assert_int_equal(lia_groups_find(&g, NULL, &usual, NULL), LIA_EARG);
}

static void test_every_allocation_may_fail(void **state)
{
    const lia_vid source[] = {0, 0, 0, 1, 1, 2}, target[] = {1, 2, 3, 2, 3, 3};
    const lia_pairs pairs = {4, 6, source, target, NULL};
    const long live = lia_mem_live();
    lia_status st = LIA_ENOMEM;

    (void)state;
    for (long k = 0; st != LIA_OK && k < 100; k++) {
        lia_groups g = {.count = 77};
        lia_mem_fail_after(k);
        st = lia_groups_find(&g, &pairs, &usual, NULL);
        lia_mem_fail_after(-1);
        assert_true(st == LIA_OK || (st == LIA_ENOMEM && g.count == 77));
        if (st == LIA_OK)
            lia_groups_free(&g);
        assert_int_equal(lia_mem_live(), live);
    }
    assert_int_equal(st, LIA_OK);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_the_loosely_tied_go),
        cmocka_unit_test(test_two_shares_in_one_go),
        cmocka_unit_test(test_the_bar_rises_with_the_share),
        cmocka_unit_test(test_peeling_is_that_of_the_definition),
        cmocka_unit_test(test_no_pairs_no_groups),
        cmocka_unit_test(test_every_allocation_may_fail),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
