/* test_mem.c - the door to the heap: sizes around the border between heap and
 * mapping, what resizing keeps, counters, refusals.
 */
#include "support.h"

static const uint64_t sizes[] = {0, 1, 63, 64, 4096, (1 << 20) - 1, 1 << 20,
                                 (1 << 20) + 1, 3 << 20};
enum { SIZES = sizeof sizes / sizeof *sizes };

static void test_blocks_of_every_size(void **state)
{
    (void)state;
    for (int k = 0; k < SIZES; k++) {
        unsigned char *a = NULL, *b = NULL;
        assert_int_equal(lia_alloc(&a, sizes[k], 1, NULL), LIA_OK);
        assert_int_equal(lia_alloc_zero(&b, 1, sizes[k], NULL), LIA_OK);
        assert_non_null(a);
        assert_int_equal((uintptr_t)a % 64, 0);
        assert_int_equal((uintptr_t)b % 64, 0);
        for (uint64_t i = 0; i < sizes[k]; i++)
            assert_true(b[i] == 0);
        memset(a, 0xA5, sizes[k]);
        assert_int_equal(lia_mem_live(), 2);
        assert_int_equal(lia_mem_bytes(), 2 * sizes[k]);
        assert_true(lia_mem_peak() >= lia_mem_bytes());
        lia_free(a);
        lia_free(b);
    }
    lia_free(NULL);
    assert_int_equal(lia_mem_live(), 0);
    assert_int_equal(lia_mem_bytes(), 0);
}

static void test_resizing_keeps_the_contents(void **state)
{
    (void)state;
    for (int from = 0; from < SIZES; from++)
        for (int to = 0; to < SIZES; to++) {
            unsigned char *a = NULL;
            uint64_t keep = sizes[from] < sizes[to] ? sizes[from] : sizes[to];
            assert_int_equal(lia_resize(&a, sizes[from], 1, NULL), LIA_OK);
            for (uint64_t i = 0; i < sizes[from]; i++)
                a[i] = (unsigned char)(i * 31 + 7);
            assert_int_equal(lia_resize(&a, sizes[to], 1, NULL), LIA_OK);
            for (uint64_t i = 0; i < keep; i++)
                assert_true(a[i] == (unsigned char)(i * 31 + 7));
            memset(a, 1, sizes[to]);
            assert_int_equal(lia_mem_bytes(), sizes[to]);
            lia_free(a);
            assert_int_equal(lia_mem_live(), 0);
        }
}

static void test_reserve_doubles(void **state)
{
    uint32_t *a = NULL;
    uint64_t room = 0, before, grown = 0;

    (void)state;
    for (uint64_t need = 1; need < 2000000; need++) {
        before = room;
        assert_int_equal(lia_reserve(&a, &room, need, sizeof *a, NULL), 0);
        assert_true(room >= need);
        grown += room != before;
        a[need - 1] = (uint32_t)need;
    }
    assert_true(grown <= 20);
    for (uint64_t i = 0; i < 1999999; i++)
        assert_true(a[i] == i + 1);
    lia_free(a);
}

static void test_what_cannot_be_had(void **state)
{
    char *a = NULL;
    lia_error err = {.status = LIA_OK};

    (void)state;
    assert_int_equal(lia_alloc(&a, UINT64_MAX, 2, &err), LIA_ENOMEM);
    assert_int_equal(err.status, LIA_ENOMEM);
    assert_non_null(strstr(err.message, "out of memory"));
    assert_int_equal(lia_alloc(&a, UINT64_MAX / 2 + 2, 1, &err), LIA_ENOMEM);
    assert_int_equal(lia_alloc(&a, (uint64_t)1 << 60, 1, &err), LIA_ENOMEM);
    assert_null(a);
    assert_int_equal(lia_copy_text(&a, "ties", 3, &err), LIA_OK);
    assert_string_equal(a, "tie");
    assert_int_equal(lia_resize(&a, UINT64_MAX, 8, &err), LIA_ENOMEM);
    assert_int_equal(lia_resize(&a, (uint64_t)1 << 60, 1, &err), LIA_ENOMEM);
    assert_string_equal(a, "tie");
    lia_mem_fail_after(1);
    assert_int_equal(lia_resize(&a, 100, 1, &err), LIA_OK);
    assert_int_equal(lia_resize(&a, 200, 1, &err), LIA_ENOMEM);
    lia_mem_fail_after(-1);
    assert_string_equal(a, "tie");
    lia_free(a);
    assert_int_equal(lia_copy_text(&a, NULL, 0, &err), LIA_OK);
    assert_string_equal(a, "");
    lia_free(a);
    assert_int_equal(lia_mem_live(), 0);
    assert_int_equal(lia_mem_bytes(), 0);
}

/* A limit counts what is there already, and lets go with it. */
static void test_a_limit_is_kept(void **state)
{
    char *block = NULL, *more = NULL;
    lia_error err;

    (void)state;
    lia_mem_limit(lia_mem_bytes() + 100);
    assert_int_equal(lia_alloc(&block, 60, 1, &err), LIA_OK);
    assert_int_equal(lia_alloc(&more, 41, 1, &err), LIA_ENOMEM);
    assert_null(more);
    assert_non_null(strstr(err.message, "limit"));
    assert_int_equal(lia_resize(&block, 101, 1, &err), LIA_ENOMEM);
    assert_int_equal(lia_alloc(&more, 40, 1, &err), LIA_OK);
    lia_free(block);
    assert_int_equal(lia_resize(&more, 60, 1, &err), LIA_OK);
    lia_free(more);
    lia_mem_limit(UINT64_MAX);
    assert_int_equal(lia_alloc(&block, 4000, 1, &err), LIA_OK);
    lia_free(block);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_limit_is_kept),
        cmocka_unit_test(test_blocks_of_every_size),
        cmocka_unit_test(test_resizing_keeps_the_contents),
        cmocka_unit_test(test_reserve_doubles),
        cmocka_unit_test(test_what_cannot_be_had),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
