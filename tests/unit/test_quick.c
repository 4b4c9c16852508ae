/* test_quick.c - the table in front of an interner gives the ids that the
 * interner alone would give: slow twin, every name straight to lia_intern().
 */
#include "support.h"

#include <stdio.h>

#include "ingest/quick.h"

/* Numbers near and far, with zeros in front, of nine and ten digits; words
 * short and long. */
static size_t make_name(char *text, size_t room, uint64_t *seed)
{
    const uint64_t x = test_random(seed);
    const unsigned near = (unsigned)(x >> 8) % 3000;

    switch (x % 7) {
    case 0:
        return (size_t)snprintf(text, room, "%u", near);
    case 1:
        return (size_t)snprintf(text, room, "%u", near * 37);
    case 2:
        return (size_t)snprintf(text, room, "0%u", near);
    case 3:
        return (size_t)snprintf(text, room, "%u", 100000000 + near);
    case 4:
        return (size_t)snprintf(text, room, "%u", 4000000000u + near);
    case 5:
        return (size_t)snprintf(text, room, "w%u", near);
    default:
        return (size_t)snprintf(text, room, "someone-%u", near);
    }
}

static void test_ids_are_those_of_the_interner(void **state)
{
    lia_interner names = {0}, twin = {0};
    lia_quick quick = {0};
    uint64_t seed = 11;
    char text[32];

    (void)state;
    for (int k = 0; k < 100000; k++) {
        size_t length = make_name(text, sizeof text, &seed);
        uint32_t id, want;
        assert_int_equal(lia_quick_intern(&id, &quick, &names, text, length,
                                          NULL), LIA_OK);
        assert_int_equal(lia_intern(&want, &twin, text, length, NULL), LIA_OK);
        assert_int_equal(id, want);
    }
    assert_int_equal(names.count, twin.count);
    assert_memory_equal(names.bytes, twin.bytes, twin.off[twin.count]);
    lia_quick_free(&quick);
    lia_interner_free(&names);
    lia_interner_free(&twin);
    assert_int_equal(lia_mem_live(), 0);
}

/* Many small numbers cost their bytes, an offset, and an entry of the array:
 * no slots. */
static void test_numbers_in_the_array_take_no_slot(void **state)
{
    lia_interner names = {0};
    lia_quick quick = {0};
    char text[16];

    (void)state;
    for (uint32_t round = 0; round < 2; round++)
        for (uint32_t k = 0; k < 20000; k++) {
            uint32_t id, number = k * 7919 % 20000;
            int length = snprintf(text, sizeof text, "%u", number);
            assert_int_equal(lia_quick_number(&id, &quick, &names, number,
                                              text, (size_t)length, NULL), 0);
            assert_int_equal(id, k);
        }
    assert_int_equal(names.slots, 0);
    assert_true(quick.slots <= 1024);
    lia_quick_free(&quick);
    lia_interner_free(&names);
    assert_int_equal(lia_mem_live(), 0);
}

static void test_every_allocation_may_fail(void **state)
{
    static const char *const text[] = {"7", "abc", "999999999", "a long name"};

    (void)state;
    for (int which = 0; which < 4; which++) {
        lia_status st = LIA_ENOMEM;
        for (long k = 0; st != LIA_OK; k++) {
            lia_interner names = {0};
            lia_quick quick = {0};
            uint32_t id = 7;
            assert_true(k < 20);
            lia_mem_fail_after(k);
            st = lia_quick_intern(&id, &quick, &names, text[which],
                                  strlen(text[which]), NULL);
            lia_mem_fail_after(-1);
            assert_true(st == LIA_OK ? id == 0 : st == LIA_ENOMEM && id == 7);
            assert_int_equal(names.count, st == LIA_OK);
            lia_quick_free(&quick);
            lia_interner_free(&names);
            assert_int_equal(lia_mem_live(), 0);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_ids_are_those_of_the_interner),
        cmocka_unit_test(test_numbers_in_the_array_take_no_slot),
        cmocka_unit_test(test_every_allocation_may_fail),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
