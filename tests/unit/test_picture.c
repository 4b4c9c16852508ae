/* test_picture.c - who is shown of a large network, against a slow twin of
 * the rule and by hand.
 */
#include "support.h"

#include <math.h>

#include "report/picture.h"

static bool shows(const lia_picture *p, lia_vid account)
{
    for (uint32_t k = 0; k < p->nodes; k++)
        if (p->account[k] == account)
            return true;
    return false;
}

static bool shows_tie(const lia_picture *p, uint64_t tie)
{
    for (uint32_t k = 0; k < p->edges; k++)
        if (p->tie[k] == tie)
            return true;
    return false;
}

/* What holds of any picture. */
static void check_picture(const lia_picture *p, const lia_ties *g)
{
    lia_vid *ends = test_malloc((2 * g->m + 1) * sizeof *ends);

    assert_int_equal(lia_ties_ends(ends, g, NULL, NULL), 0);
    assert_true(p->accounts_all == g->n && p->ties_all == g->m);
    for (uint32_t k = 0; k < p->nodes; k++) {
        assert_true(k == 0 || p->account[k] > p->account[k - 1]);
        assert_true(p->x[k] > 0 && p->x[k] < p->width && p->width <= 1);
        assert_true(p->y[k] > 0 && p->y[k] < p->height && p->height <= 1);
        assert_true(p->degree[k] == g->off[p->account[k] + 1] -
                                        g->off[p->account[k]]);
    }
    for (uint32_t e = 0; e < p->edges; e++) {
        const uint32_t a = p->end[2 * e], b = p->end[2 * e + 1];
        assert_true(a < b && b < p->nodes);
        assert_true(e == 0 || p->tie[e] > p->tie[e - 1]);
        assert_int_equal(p->account[a], ends[2 * p->tie[e]]);
        assert_int_equal(p->account[b], ends[2 * p->tie[e] + 1]);
    }
    test_free(ends);
}

static void test_a_small_network_is_shown_whole(void **state)
{
    lia_ties g = test_random_ties(300, 900, false, 4);
    const uint32_t pod[300] = {3, 1, LIA_NONE};
    double *strength = test_malloc(g.m * sizeof *strength);
    lia_picture p;

    (void)state;
    for (uint64_t t = 0; t < g.m; t++)
        strength[t] = (double)(t % 10) / 10;
    const lia_picture_of of = {.ties = &g, .strength = strength, .pod = pod,
                               .seed = 1};
    assert_int_equal(lia_picture_make(&p, &of, NULL, NULL), 0);
    assert_true(p.nodes == 300 && p.edges == g.m);
    check_picture(&p, &g);
    for (uint64_t t = 0; t < g.m; t++)
        assert_true(p.tie[t] == t && p.weight[t] == strength[t]);
    assert_memory_equal(p.pod, pod, sizeof pod);
    for (int k = 0; k < 300; k++)
        assert_true(p.community[k] == LIA_NONE && p.company[k] == LIA_NONE);
    lia_picture_free(&p);
    lia_picture_free(&p);
    lia_picture_free(NULL);
    test_free(strength);
    lia_ties_free(&g);
}

static void test_no_ties_and_nobody(void **state)
{
    uint64_t off[3] = {0, 0, 0};
    lia_vid to[1];
    lia_ties two = {2, 0, off, to, NULL}, none = {0, 0, off, to, NULL};
    lia_picture_of of = {.ties = &two};
    lia_picture p;

    (void)state;
    assert_int_equal(lia_picture_make(&p, &of, NULL, NULL), 0);
    assert_true(p.nodes == 2 && p.edges == 0 && p.y[0] != p.y[1]);
    lia_picture_free(&p);
    of.ties = &none;
    assert_int_equal(lia_picture_make(&p, &of, NULL, NULL), 0);
    assert_true(p.nodes == 0 && p.width == 1 && p.height == 1);
    lia_picture_free(&p);
}

/* Slow twin: the wanted in their order, then by degree, then by id. */
static void slow_accounts(uint8_t *shown, const lia_ties *g,
                          const lia_picture_of *of, uint32_t most)
{
    uint32_t count = 0;

    memset(shown, 0, g->n);
    for (uint64_t k = 0; k < of->wanted_count && count < most; k++) {
        count += !shown[of->wanted[k]];
        shown[of->wanted[k]] = 1;
    }
    for (; count < most && count < g->n; count++) {
        lia_vid best = LIA_NONE;
        for (lia_vid i = 0; i < g->n; i++)
            if (!shown[i] &&
                (best == LIA_NONE || g->off[i + 1] - g->off[i] >
                                         g->off[best + 1] - g->off[best]))
                best = i;
        shown[best] = 1;
    }
}

static void test_accounts_against_a_slow_twin(void **state)
{
    static uint8_t shown[400];

    (void)state;
    for (uint32_t most = 1; most < 400; most += 37) {
        lia_ties g = test_random_ties(400, 1000, false, most);
        const lia_vid wanted[] = {399, 7, 7, 398, 12, 399, 0, 250};
        const lia_picture_of of = {.ties = &g, .wanted = wanted,
                                   .wanted_count = 8, .most_nodes = most};
        lia_picture p;
        assert_int_equal(lia_picture_make(&p, &of, NULL, NULL), 0);
        check_picture(&p, &g);
        assert_int_equal(p.nodes, most);
        slow_accounts(shown, &g, &of, most);
        for (lia_vid i = 0; i < g.n; i++)
            assert_int_equal(shows(&p, i), shown[i]);
        lia_picture_free(&p);
        lia_ties_free(&g);
    }
}

static uint32_t parts_of(const lia_picture *p)
{
    uint32_t *above = test_malloc((p->nodes + 1) * sizeof *above);
    uint32_t parts = p->nodes;

    for (uint32_t i = 0; i < p->nodes; i++)
        above[i] = i;
    for (uint32_t e = 0; e < p->edges; e++) {
        uint32_t a = p->end[2 * e], b = p->end[2 * e + 1];
        while (above[a] != a)
            a = above[a];
        while (above[b] != b)
            b = above[b];
        parts -= a != b;
        above[a] = b;
    }
    test_free(above);
    return parts;
}

/* However few ties may be shown: the wanted ones are there, and while there is
 * room for a forest, what hangs together is seen to. */
static void test_ties_are_thinned_without_falling_apart(void **state)
{
    lia_ties g = test_random_ties(200, 3000, false, 8);
    const uint64_t wanted[] = {5, 1000, 17, 5};
    lia_picture_of of = {.ties = &g, .wanted_tie = wanted, .wanted_ties = 4};
    lia_picture whole, p;

    (void)state;
    assert_int_equal(lia_picture_make(&whole, &of, NULL, NULL), 0);
    for (uint32_t most = 203; most < 1500; most += 300) {
        of.most_edges = most;
        assert_int_equal(lia_picture_make(&p, &of, NULL, NULL), 0);
        check_picture(&p, &g);
        assert_int_equal(p.edges, most);
        assert_int_equal(p.nodes, 200);
        assert_int_equal(parts_of(&p), parts_of(&whole));
        assert_true(shows_tie(&p, 5) && shows_tie(&p, 17) &&
                    shows_tie(&p, 1000));
        lia_picture_free(&p);
    }
    of.most_edges = 2;                    /* two of the three wanted          */
    assert_int_equal(lia_picture_make(&p, &of, NULL, NULL), 0);
    assert_int_equal(p.edges, 2);
    for (uint32_t e = 0; e < 2; e++)
        assert_true(p.tie[e] == 5 || p.tie[e] == 17 || p.tie[e] == 1000);
    lia_picture_free(&p);
    lia_picture_free(&whole);
    lia_ties_free(&g);
}

/* hand: a square 0-1-2-3 with both diagonals. Strengths: 01 .9, 23 .8, 02 .7,
 * 13 .6, 03 .5, 12 .4; the strongest forest is 01, 23, 02. Of the others 13 is
 * the second tie of 1 and of 3 and goes before 03 and 12: of 0 and of 3 the
 * third. */
static void test_thinning_by_hand(void **state)
{
    uint64_t off[] = {0, 3, 6, 9, 12};
    lia_vid to[] = {1, 2, 3, 0, 2, 3, 0, 1, 3, 0, 1, 2};
    lia_ties g = {4, 6, off, to, NULL};
    /*                          01   02   03   12   13   23 */
    const double strength[] = {0.9, 0.7, 0.5, 0.4, 0.6, 0.8};
    const uint64_t want[4][4] = {{0}, {0, 5}, {0, 1, 5}, {0, 1, 4, 5}};
    lia_picture_of of = {.ties = &g, .strength = strength};

    (void)state;
    for (uint32_t most = 1; most <= 4; most++) {
        lia_picture p;
        of.most_edges = most;
        assert_int_equal(lia_picture_make(&p, &of, NULL, NULL), 0);
        assert_int_equal(p.edges, most);
        assert_memory_equal(p.tie, want[most - 1], most * sizeof *p.tie);
        lia_picture_free(&p);
    }
}

static void test_same_bytes_for_any_threads(void **state)
{
    lia_ties g = test_random_ties(5000, 20000, false, 21);
    const lia_picture_of of = {.ties = &g, .seed = 4};
    lia_picture a, b;

    (void)state;
    const lia_run one = {.threads = 1};
    assert_int_equal(lia_picture_make(&a, &of, &one, NULL), 0);
    assert_true(a.nodes == LIA_PICTURE_NODES && a.edges == LIA_PICTURE_EDGES);
    for (int threads = 2; threads <= 8; threads *= 4) {
        const lia_run run = {.threads = threads};
        assert_int_equal(lia_picture_make(&b, &of, &run, NULL), 0);
        assert_int_equal(b.edges, a.edges);
        assert_memory_equal(a.account, b.account, a.nodes * sizeof *a.account);
        assert_memory_equal(a.x, b.x, a.nodes * sizeof *a.x);
        assert_memory_equal(a.y, b.y, a.nodes * sizeof *a.y);
        assert_memory_equal(a.end, b.end, 2 * a.edges * sizeof *a.end);
        lia_picture_free(&b);
    }
    lia_picture_free(&a);
    lia_ties_free(&g);
}

static void test_every_allocation_may_fail(void **state)
{
    lia_ties g = test_random_ties(60, 200, false, 5);
    const uint32_t number[60] = {0};
    const lia_vid wanted[] = {50, 1};
    const uint64_t tie[] = {9, 3};
    const lia_picture_of of = {
        .ties = &g, .pod = number, .community = number, .company = number,
        .wanted = wanted, .wanted_count = 2, .wanted_tie = tie,
        .wanted_ties = 2, .most_nodes = 40, .most_edges = 30};
    const long live = lia_mem_live();
    lia_status st = LIA_ENOMEM;
    lia_picture p = {.nodes = 77};
    long k;

    (void)state;
    for (k = 0; st != LIA_OK && k < 200; k++) {
        lia_mem_fail_after(k);
        st = lia_picture_make(&p, &of, NULL, NULL);
        lia_mem_fail_after(-1);
        if (st == LIA_OK)
            lia_picture_free(&p);
        else
            assert_true(st == LIA_ENOMEM && p.nodes == 77);
        assert_int_equal(lia_mem_live(), live);
    }
    assert_true(st == LIA_OK && k > 25);
    lia_ties_free(&g);
}

static void test_bad_arguments(void **state)
{
    uint64_t off[3] = {0, 1, 2};
    lia_vid to[2] = {1, 0};
    lia_ties g = {2, 1, off, to, NULL};
    const lia_vid nobody[] = {2};
    const uint64_t no_tie[] = {1};
    lia_picture_of of = {.ties = NULL};
    lia_picture p;

    (void)state;
    assert_int_equal(lia_picture_make(&p, &of, NULL, NULL), LIA_EARG);
    assert_int_equal(lia_picture_make(&p, NULL, NULL, NULL), LIA_EARG);
    of = (lia_picture_of){.ties = &g, .wanted = nobody, .wanted_count = 1};
    assert_int_equal(lia_picture_make(&p, &of, NULL, NULL), LIA_EARG);
    of = (lia_picture_of){.ties = &g, .wanted_tie = no_tie, .wanted_ties = 1};
    assert_int_equal(lia_picture_make(&p, &of, NULL, NULL), LIA_EARG);
    of = (lia_picture_of){.ties = &g};
    assert_int_equal(lia_picture_make(NULL, &of, NULL, NULL), LIA_EARG);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_small_network_is_shown_whole),
        cmocka_unit_test(test_no_ties_and_nobody),
        cmocka_unit_test(test_accounts_against_a_slow_twin),
        cmocka_unit_test(test_ties_are_thinned_without_falling_apart),
        cmocka_unit_test(test_thinning_by_hand),
        cmocka_unit_test(test_same_bytes_for_any_threads),
        cmocka_unit_test(test_every_allocation_may_fail),
        cmocka_unit_test(test_bad_arguments),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
