/* The order of rows: hand-made cases, a slow twin, allocations that fail. */
#include <math.h>
#include <stdio.h>

#include "support.h"

#include "liaison/ranked.h"

static void assert_order(const lia_rank_key *keys, size_t count, uint64_t rows,
                         uint64_t top, const uint64_t *want,
                         uint64_t want_shown)
{
    uint64_t *order = NULL, shown = 0;

    assert_int_equal(lia_ranked_order(&order, &shown, rows, top, keys, count,
                                      NULL, NULL), LIA_OK);
    assert_int_equal(shown, want_shown);
    for (uint64_t r = 0; r < shown; r++)
        assert_int_equal(order[r], want[r]);
    lia_ranked_order_free(order);
}

/* hand: 3 > 2 > 2 > -1, NAN after all of them; the 2s in order of elements. */
static void test_numbers(void **state)
{
    const double number[] = {2, NAN, 3, -1, 2, -INFINITY, INFINITY};
    const lia_rank_key down = {.number = number, .descending = true};
    const lia_rank_key up = {.number = number};

    (void)state;
    assert_order(&down, 1, 7, 0, (uint64_t[]){6, 2, 0, 4, 3, 5, 1}, 7);
    assert_order(&up, 1, 7, 0, (uint64_t[]){5, 3, 0, 4, 2, 6, 1}, 7);
    assert_order(&up, 1, 7, 2, (uint64_t[]){5, 3}, 2);
    assert_order(&up, 1, 7, 99, (uint64_t[]){5, 3, 0, 4, 2, 6, 1}, 7);
}

/* hand: zero has one place, whatever its sign. */
static void test_zeros_draw(void **state)
{
    const double number[] = {0.0, -0.0, 0.0};
    const lia_rank_key key = {.number = number, .descending = true};

    (void)state;
    assert_order(&key, 1, 3, 0, (uint64_t[]){0, 1, 2}, 3);
}

/* hand: by flag, then by count downwards, missing ones last in both. */
static void test_keys_one_after_the_other(void **state)
{
    const uint8_t flag[] = {1, 2, 0, 1, 0};
    const uint32_t count[] = {5, 9, LIA_NONE, 7, 1};
    const lia_rank_key keys[] = {{.flag = flag, .descending = true},
                                 {.count32 = count, .descending = true}};

    (void)state;
    assert_order(keys, 2, 5, 0, (uint64_t[]){3, 0, 4, 2, 1}, 5);
}

static void test_times_counts_and_strides(void **state)
{
    const lia_time time[] = {5, LIA_NO_TIME, -3, 0};
    const uint64_t count[] = {1, 0, 9, 0, UINT64_MAX, 0};
    const lia_rank_key early = {.time = time};
    const lia_rank_key late = {.time = time, .descending = true};
    const lia_rank_key most = {.count = count, .descending = true,
                               .stride = 2};

    (void)state;
    assert_order(&early, 1, 4, 0, (uint64_t[]){2, 3, 0, 1}, 4);
    assert_order(&late, 1, 4, 0, (uint64_t[]){0, 3, 2, 1}, 4);
    assert_order(&most, 1, 3, 0, (uint64_t[]){2, 1, 0}, 3);
}

static void test_no_rows_and_no_keys(void **state)
{
    (void)state;
    assert_order(NULL, 0, 0, 0, NULL, 0);
    assert_order(NULL, 0, 3, 0, (uint64_t[]){0, 1, 2}, 3);
    assert_order(NULL, 0, 100, 2, (uint64_t[]){0, 1}, 2);
}

static void test_bad_arguments(void **state)
{
    const double number[1] = {0};
    const uint64_t count[1] = {0};
    uint64_t *order = (uint64_t *)&state, shown = 7;
    const lia_rank_key none = {.descending = true};
    const lia_rank_key both = {.number = number, .count = count};

    assert_int_equal(lia_ranked_order(&order, &shown, 1, 0, &none, 1, NULL,
                                      NULL), LIA_EARG);
    assert_int_equal(lia_ranked_order(&order, &shown, 1, 0, &both, 1, NULL,
                                      NULL), LIA_EARG);
    assert_int_equal(lia_ranked_order(NULL, &shown, 1, 0, &both, 1, NULL,
                                      NULL), LIA_EARG);
    assert_int_equal(lia_ranked_order(&order, &shown, 1, 0, NULL, 1, NULL,
                                      NULL), LIA_EARG);
    assert_ptr_equal(order, &state);
    assert_int_equal(shown, 7);
}

/* ---- the slow twin: count the rows that come before each row ---- */

static int direction(double a, double b, bool descending)
{
    if (isnan(a) || isnan(b))
        return isnan(a) - isnan(b);
    return descending ? (a < b) - (a > b) : (a > b) - (a < b);
}

static void check_against_ranks(uint64_t rows, uint64_t top, uint64_t seed)
{
    double *number = test_malloc(rows * sizeof *number);
    uint32_t *count = test_malloc(rows * sizeof *count);
    uint64_t *order = NULL, shown = 0;

    for (uint64_t i = 0; i < rows; i++) {
        number[i] = (double)(test_random(&seed) % 9) - 4;
        if (number[i] == 4)
            number[i] = NAN;
        count[i] = (uint32_t)(test_random(&seed) % 20);
    }
    const lia_rank_key keys[] = {{.number = number, .descending = true},
                                 {.count32 = count}};
    assert_int_equal(lia_ranked_order(&order, &shown, rows, top, keys, 2, NULL,
                                      NULL), LIA_OK);
    for (uint64_t r = 0; r < shown; r++) {
        uint64_t before = 0, i = order[r];
        for (uint64_t j = 0; j < rows; j++) {
            int d = direction(number[j], number[i], true);
            if (d == 0)
                d = direction(count[j], count[i], false);
            before += d < 0 || (d == 0 && j < i);
        }
        assert_int_equal(before, r);
    }
    lia_ranked_order_free(order);
    test_free(number);
    test_free(count);
}

static void test_slow_twin(void **state)
{
    (void)state;
    for (uint64_t seed = 1; seed < 6; seed++) {
        check_against_ranks(37, 0, seed);
        check_against_ranks(3000, 0, seed);
        check_against_ranks(3000, 20, seed);
        check_against_ranks(3000, 2000, seed);
    }
}

static void test_every_allocation_may_fail(void **state)
{
    static double number[1000];
    const lia_rank_key key = {.number = number};
    const long live = lia_mem_live();

    (void)state;
    for (uint64_t top = 0; top <= 500; top += 10) {
        lia_status st = LIA_ENOMEM;
        for (long k = 0; st != LIA_OK; k++) {
            uint64_t *order = NULL, shown = 0;
            assert_true(k < 10);
            lia_mem_fail_after(k);
            st = lia_ranked_order(&order, &shown, 1000, top, &key, 1, NULL,
                                  NULL);
            lia_mem_fail_after(-1);
            assert_true(st == LIA_OK || (st == LIA_ENOMEM && order == NULL));
            lia_ranked_order_free(order);
            assert_int_equal(lia_mem_live(), live);
        }
    }
}

static void test_columns_run_out(void **state)
{
    static lia_ranked table;

    (void)state;
    for (int c = 0; c < LIA_RANKED_COLUMNS; c++)
        assert_non_null(lia_ranked_add(&table, "x", LIA_COLUMN_COUNT, NULL));
    assert_null(lia_ranked_add(&table, "x", LIA_COLUMN_COUNT, NULL));
    table.column[2].name = "y";
    assert_ptr_equal(lia_ranked_find(&table, "y"), &table.column[2]);
    assert_null(lia_ranked_find(&table, "z"));
    assert_null(lia_ranked_find(NULL, "y"));
    assert_int_equal(table.columns, LIA_RANKED_COLUMNS);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_numbers),
        cmocka_unit_test(test_zeros_draw),
        cmocka_unit_test(test_keys_one_after_the_other),
        cmocka_unit_test(test_times_counts_and_strides),
        cmocka_unit_test(test_no_rows_and_no_keys),
        cmocka_unit_test(test_bad_arguments),
        cmocka_unit_test(test_slow_twin),
        cmocka_unit_test(test_every_allocation_may_fail),
        cmocka_unit_test(test_columns_run_out),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
