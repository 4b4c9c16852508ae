/* test_graph.c - projections: rows sorted, repeats added, loops dropped. */
#include "support.h"

#include "liaison/graph.h"

static void test_ties_of_a_square_with_a_repeat_and_a_loop(void **state)
{
    const lia_vid source[] = {3, 0, 1, 2, 2, 1};
    const lia_vid target[] = {0, 1, 2, 3, 2, 0};
    const double weight[] = {1, 2, 3, 4, 5, 6};
    lia_pairs pairs = {5, 6, source, target, weight};
    lia_ties ties;
    lia_tally tally;

    (void)state;
    assert_int_equal(lia_ties_from_pairs(&ties, &tally, &pairs, NULL, NULL),
                     LIA_OK);
    assert_int_equal(ties.n, 5);
    assert_int_equal(ties.m, 4);
    assert_int_equal(tally.loops, 1);
    assert_int_equal(tally.repeats, 1);
    assert_int_equal(ties.to[0], 1);
    assert_float_equal(ties.weight[0], 8.0, 0); /* hand: 2 + 6 */
    assert_int_equal(ties.to[1], 3);
    assert_int_equal(ties.off[4], 8);
    assert_int_equal(ties.off[5], 8); /* account 4 has no tie */
    lia_ties_free(&ties);
    assert_int_equal(lia_mem_live(), 0);
}

/* Slow twin: the matrix. */
static void test_random_pairs_give_the_matrix(void **state)
{
    enum { N = 120, COUNT = 4000 };
    static double matrix[N][N];
    lia_vid source[COUNT], target[COUNT];
    double weight[COUNT];
    uint64_t seed = 7;
    lia_ties ties;
    lia_arcs arcs, back;

    (void)state;
    memset(matrix, 0, sizeof matrix);
    for (int k = 0; k < COUNT; k++) {
        source[k] = (lia_vid)(test_random(&seed) % N);
        target[k] = (lia_vid)(test_random(&seed) % N);
        weight[k] = (double)(test_random(&seed) % 9 + 1);
        if (source[k] != target[k])
            matrix[source[k]][target[k]] += weight[k];
    }
    lia_pairs pairs = {N, COUNT, source, target, weight};
    assert_int_equal(lia_arcs_from_pairs(&arcs, NULL, &pairs, NULL, NULL), 0);
    assert_int_equal(lia_arcs_reverse(&back, &arcs, NULL, NULL), 0);
    assert_int_equal(lia_ties_from_pairs(&ties, NULL, &pairs, NULL, NULL), 0);
    for (lia_vid i = 0; i < N; i++) {
        uint64_t e = arcs.off[i], b = back.off[i], t = ties.off[i];
        for (lia_vid j = 0; j < N; j++) {
            double both = matrix[i][j] + matrix[j][i];
            if (matrix[i][j] > 0) {
                assert_int_equal(arcs.to[e], j);
                assert_true(arcs.weight[e++] == matrix[i][j]);
            }
            if (matrix[j][i] > 0) {
                assert_int_equal(back.to[b], j);
                assert_true(back.weight[b++] == matrix[j][i]);
            }
            if (both > 0) {
                assert_int_equal(lia_ties_find(&ties, i, j), t);
                assert_int_equal(ties.to[t], j);
                assert_true(ties.weight[t++] == both);
            }
        }
        assert_int_equal(e, arcs.off[i + 1]);
        assert_int_equal(b, back.off[i + 1]);
        assert_int_equal(t, ties.off[i + 1]);
    }
    lia_ties_free(&ties);
    lia_arcs_free(&arcs);
    lia_arcs_free(&back);
    assert_int_equal(lia_mem_live(), 0);
}

static void test_every_allocation_may_fail(void **state)
{
    const lia_vid source[] = {0, 1, 0}, target[] = {1, 2, 1};
    const double weight[] = {1, 1, 1};
    lia_pairs pairs = {3, 3, source, target, weight};
    lia_status st = LIA_ENOMEM;
    lia_ties ties = {0};

    (void)state;
    for (long k = 0; st != LIA_OK; k++) {
        assert_true(k < 100);
        lia_mem_fail_after(k);
        st = lia_ties_from_pairs(&ties, NULL, &pairs, NULL, NULL);
        assert_true(st == LIA_OK || st == LIA_ENOMEM);
        if (st != LIA_OK)
            assert_int_equal(lia_mem_live(), 0);
    }
    lia_mem_fail_after(-1);
    lia_ties_free(&ties);
    assert_int_equal(lia_mem_live(), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_ties_of_a_square_with_a_repeat_and_a_loop),
        cmocka_unit_test(test_random_pairs_give_the_matrix),
        cmocka_unit_test(test_every_allocation_may_fail),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
