/* test_layout.c - places of accounts: closed cases, what must hold of any
 * network, groups that can be told apart, the generator left as it was.
 */
#include "support.h"

#include <math.h>
#include <stdio.h>

#include <igraph/igraph.h>

#include "graph/pack.h"
#include "liaison/layout.h"

static lia_ties ties_of(lia_vid n, const lia_vid *ends, const double *weight,
                        uint64_t count)
{
    lia_vid *source = test_malloc((count + 1) * sizeof *source);
    lia_vid *target = test_malloc((count + 1) * sizeof *target);
    lia_ties ties;

    for (uint64_t k = 0; k < count; k++) {
        source[k] = ends[2 * k];
        target[k] = ends[2 * k + 1];
    }
    lia_pairs pairs = {n, count, source, target, weight};
    assert_int_equal(lia_ties_from_pairs(&ties, NULL, &pairs, NULL, NULL), 0);
    test_free(source);
    test_free(target);
    return ties;
}

static double between(const double *x, const double *y, int i, int j)
{
    return hypot(x[i] - x[j], y[i] - y[j]);
}

static void test_nobody(void **state)
{
    lia_ties g = ties_of(0, NULL, NULL, 0);
    double x[1], y[1], width, height;

    (void)state;
    assert_int_equal(lia_lay_out(x, y, &width, &height, &g, NULL, NULL, NULL),
                     0);
    assert_true(width == 1 && height == 1);
    lia_ties_free(&g);
}

/* hand: one account takes a square of its own and stands in the middle; two
 * that are tied stand in a row, 1.2 sqrt(2) apart, half a unit from the rim:
 * the longer side is 1.2 sqrt(2) + 1 */
static void test_one_and_two(void **state)
{
    const lia_vid pair[] = {0, 1};
    lia_ties one = ties_of(1, NULL, NULL, 0), two = ties_of(2, pair, NULL, 1);
    double x[2], y[2], width, height;

    (void)state;
    assert_int_equal(lia_lay_out(x, y, &width, &height, &one, NULL, NULL,
                                 NULL), 0);
    assert_true(x[0] == 0.5 && y[0] == 0.5 && width == 1 && height == 1);
    assert_int_equal(lia_lay_out(x, y, &width, &height, &two, NULL, NULL,
                                 NULL), 0);
    const double side = 1.2 * sqrt(2) + 1;
    assert_within(x[0], 0.5 / side, 1e-12);
    assert_within(x[1], 1 - 0.5 / side, 1e-12);
    assert_true(y[0] == y[1]);
    assert_true(width == 1);
    assert_within(height, 1 / side, 1e-12);
    lia_ties_free(&one);
    lia_ties_free(&two);
}

/* hand: 20 accounts without ties, room 20 x 1.25 = 25: rows of 5, in order */
static void test_accounts_without_ties_stand_in_rows(void **state)
{
    lia_ties g = ties_of(20, NULL, NULL, 0);
    double x[20], y[20], width, height;

    (void)state;
    assert_int_equal(lia_lay_out(x, y, &width, &height, &g, NULL, NULL, NULL),
                     0);
    for (int k = 0; k < 20; k++) {
        assert_within(x[k], (k % 5 + 0.5) / 5, 1e-12);
        assert_within(y[k], (k / 5 + 0.5) / 5, 1e-12);
    }
    assert_true(width == 1);
    assert_within(height, 0.8, 1e-12);
    lia_ties_free(&g);
}

/* Whatever the network: inside the picture, which is 1 along its longer side;
 * nobody without ties on anybody else; components in boxes that do not
 * overlap. */
static void test_what_holds_of_any_network(void **state)
{
    static const lia_vid sizes[] = {1, 2, 3, 7, 40, 300, 900};

    (void)state;
    for (int k = 0; k < 28; k++) {
        const lia_vid n = sizes[k % 7];
        const uint64_t pairs = (uint64_t)n * (unsigned)(k / 7 + 1) / 2;
        lia_ties g = test_random_ties(n, pairs, k & 1, (uint64_t)k);
        double *x = test_malloc(n * sizeof *x), *y = test_malloc(n * sizeof *y);
        double width, height;
        assert_int_equal(lia_lay_out(x, y, &width, &height, &g, NULL, NULL,
                                     NULL), 0);
        assert_true(fmax(width, height) == 1 && fmin(width, height) > 0);
        const double unit = 1 / (2.5 * sqrt(n) + 3);
        for (lia_vid i = 0; i < n; i++) {
            assert_true(x[i] > 0 && x[i] < width && y[i] > 0 && y[i] < height);
            for (lia_vid j = 0; g.off[i] == g.off[i + 1] && j < n; j++)
                assert_true(i == j || between(x, y, (int)i, (int)j) > unit);
        }
        test_free(x);
        test_free(y);
        lia_ties_free(&g);
    }
}

/* Two cliques of 8 with 12 ties between them: within a clique accounts are
 * nearer than between, and more so with the groups said. */
static void test_groups_are_apart(void **state)
{
    lia_vid ends[2 * 80];
    uint32_t group[16];
    uint64_t m = 0;
    double ratio[2];

    (void)state;
    for (lia_vid i = 0; i < 16; i++) {
        group[i] = i / 8;
        for (lia_vid j = i + 1; j < 16; j++)
            if (i / 8 == j / 8 || (i * j) % 5 == 1) {
                ends[2 * m] = i;
                ends[2 * m++ + 1] = j;
            }
    }
    lia_ties g = ties_of(16, ends, NULL, m);
    for (int k = 0; k < 2; k++) {
        lia_lay_out_options o = LIA_LAY_OUT_DEFAULTS;
        double x[16], y[16], in = 0, out = 0;
        o.group = k ? group : NULL;
        assert_int_equal(lia_lay_out(x, y, NULL, NULL, &g, &o, NULL, NULL), 0);
        for (int i = 0; i < 16; i++)
            for (int j = 0; j < i; j++)
                *(i / 8 == j / 8 ? &in : &out) += between(x, y, i, j);
        ratio[k] = (out / 64) / (in / 56);
    }
    assert_true(ratio[0] > 1.1);
    assert_true(ratio[1] > 1.2 * ratio[0]);
    lia_ties_free(&g);
}

/* A path of three, one tie heavy: it is the shorter one. */
static void test_strong_ties_are_short(void **state)
{
    const lia_vid path[] = {0, 1, 1, 2};
    const double weight[] = {9, 0.1};
    lia_ties g = ties_of(3, path, weight, 2);
    double x[3], y[3];

    (void)state;
    assert_int_equal(lia_lay_out(x, y, NULL, NULL, &g, NULL, NULL, NULL), 0);
    assert_true(between(x, y, 0, 1) < 0.9 * between(x, y, 1, 2));
    lia_ties_free(&g);
}

/* The same seed gives the same places, whatever igraph drew before and with
 * any number of threads; another gives others. The caller's generator goes on
 * as if nothing had been drawn. */
static void test_the_seed_alone_decides(void **state)
{
    lia_ties g = test_random_ties(700, 1500, true, 3);
    double a[1400], b[1400];
    lia_lay_out_options o = LIA_LAY_OUT_DEFAULTS;
    igraph_real_t before, after;

    (void)state;
    igraph_rng_seed(igraph_rng_default(), 7);
    before = igraph_rng_get_unif01(igraph_rng_default());
    igraph_rng_seed(igraph_rng_default(), 7);
    assert_int_equal(lia_lay_out(a, a + 700, NULL, NULL, &g, &o, NULL, NULL),
                     0);
    after = igraph_rng_get_unif01(igraph_rng_default());
    assert_true(before == after);
    for (int threads = 1; threads <= 8; threads *= 2) {
        const lia_run run = {.threads = threads};
        assert_int_equal(lia_lay_out(b, b + 700, NULL, NULL, &g, &o, &run,
                                     NULL), 0);
        assert_memory_equal(a, b, sizeof a);
    }
    o.seed = 2;
    assert_int_equal(lia_lay_out(b, b + 700, NULL, NULL, &g, &o, NULL, NULL),
                     0);
    assert_true(memcmp(a, b, sizeof a) != 0);
    lia_ties_free(&g);
}

static void test_every_allocation_may_fail(void **state)
{
    lia_ties g = test_random_ties(30, 40, true, 9);
    const long live = lia_mem_live();
    lia_status st = LIA_ENOMEM;
    double x[30] = {-7}, y[30] = {-7}, width = -7;
    long k;

    (void)state;
    for (k = 0; st != LIA_OK && k < 100; k++) {
        lia_mem_fail_after(k);
        st = lia_lay_out(x, y, &width, NULL, &g, NULL, NULL, NULL);
        lia_mem_fail_after(-1);
        assert_true(st == LIA_OK || (st == LIA_ENOMEM && x[0] == -7 &&
                                     y[0] == -7 && width == -7));
        assert_int_equal(lia_mem_live(), live);
    }
    assert_true(st == LIA_OK && k > 8);
    lia_ties_free(&g);
}

static void test_bad_arguments(void **state)
{
    const lia_vid pair[] = {0, 1};
    const double bad[] = {0, -1, NAN, INFINITY};
    lia_ties g = ties_of(2, pair, NULL, 1);
    double x[2] = {-7, -7}, y[2];
    lia_error err;

    (void)state;
    assert_int_equal(lia_lay_out(NULL, y, NULL, NULL, &g, NULL, NULL, NULL),
                     LIA_EARG);
    assert_int_equal(lia_lay_out(x, y, NULL, NULL, NULL, NULL, NULL, &err),
                     LIA_EARG);
    for (int k = 0; k < 4; k++) {
        lia_lay_out_options o = LIA_LAY_OUT_DEFAULTS;
        double weight[2] = {bad[k], bad[k]};
        o.apart = bad[k];
        assert_int_equal(lia_lay_out(x, y, NULL, NULL, &g, &o, NULL, &err),
                         LIA_EARG);
        o.apart = 0.2;
        o.shape = bad[k];
        assert_int_equal(lia_lay_out(x, y, NULL, NULL, &g, &o, NULL, &err),
                         LIA_EARG);
        g.weight = weight;
        assert_int_equal(lia_lay_out(x, y, NULL, NULL, &g, NULL, NULL, &err),
                         LIA_EARG);
        g.weight = NULL;
    }
    assert_true(x[0] == -7);
    lia_ties_free(&g);
}

/* ---- packing ---- */

static bool overlap(const lia_box *a, const lia_box *b)
{
    const double slack = 1e-7;

    return a->x + slack < b->x + b->width && b->x + slack < a->x + a->width &&
           a->y + slack < b->y + b->height && b->y + slack < a->y + a->height;
}

/* hand: in a strip of 5, 3 x 3 goes left, 2 x 1 beside it, the second 2 x 1
 * on that, 5 x 1 on top of all */
static void test_packing_by_hand(void **state)
{
    lia_box box[] = {{3, 3, 0, 0}, {2, 1, 0, 0}, {2, 1, 0, 0}, {5, 1, 0, 0}};

    (void)state;
    assert_int_equal(lia_pack(box, 4, 5, NULL), 0);
    assert_true(box[0].x == 0 && box[0].y == 0);
    assert_true(box[1].x == 3 && box[1].y == 0);
    assert_true(box[2].x == 3 && box[2].y == 1);
    assert_true(box[3].x == 0 && box[3].y == 3);
}

static void test_packed_boxes_do_not_overlap(void **state)
{
    enum { BOXES = 400 };
    lia_box box[BOXES];
    uint64_t seed = 11;
    double room = 0, high = 0;

    (void)state;
    for (int k = 0; k < BOXES; k++) {
        box[k].width = (double)(test_random(&seed) % 1000 + 1) / 100;
        box[k].height = (double)(test_random(&seed) % 1000 + 1) / 100;
        room += box[k].width * box[k].height;
    }
    assert_int_equal(lia_pack(box, BOXES, 100, NULL), 0);
    for (int i = 0; i < BOXES; i++) {
        high = fmax(high, box[i].y + box[i].height);
        assert_true(box[i].x >= 0 && box[i].x + box[i].width < 100 + 1e-6);
        for (int j = 0; j < i; j++)
            assert_false(overlap(&box[i], &box[j]));
    }
    assert_true(room / (100 * high) > 0.7);      /* not much is left empty   */
}

static void test_packing_refuses(void **state)
{
    lia_box wide = {6, 1, 0, 0}, flat = {1, 0, 0, 0};
    const long live = lia_mem_live();

    (void)state;
    assert_int_equal(lia_pack(&wide, 1, 5, NULL), LIA_EARG);
    assert_int_equal(lia_pack(&flat, 1, 5, NULL), LIA_EARG);
    lia_mem_fail_after(0);
    assert_int_equal(lia_pack(&wide, 1, 9, NULL), LIA_ENOMEM);
    lia_mem_fail_after(-1);
    assert_int_equal(lia_mem_live(), live);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_nobody),
        cmocka_unit_test(test_one_and_two),
        cmocka_unit_test(test_accounts_without_ties_stand_in_rows),
        cmocka_unit_test(test_what_holds_of_any_network),
        cmocka_unit_test(test_groups_are_apart),
        cmocka_unit_test(test_strong_ties_are_short),
        cmocka_unit_test(test_the_seed_alone_decides),
        cmocka_unit_test(test_every_allocation_may_fail),
        cmocka_unit_test(test_bad_arguments),
        cmocka_unit_test(test_packing_by_hand),
        cmocka_unit_test(test_packed_boxes_do_not_overlap),
        cmocka_unit_test(test_packing_refuses),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
