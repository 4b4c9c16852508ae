/* Texts in pages: what was put in is there, where it was put. Closed. */
#include "support.h"

#include <stdio.h>

#include "base/pages.h"

static const char dots[] =
    "............................................................";

static void test_texts_stay_where_they_are(void **state)
{
    enum { COUNT = 20000 };
    static char *kept[COUNT];
    lia_pages pages = {.count = 0};
    char text[100];

    (void)state;
    for (int k = 0; k < COUNT; k++) {
        const int length = sprintf(text, "%d:%.*s", k, k % 60, dots);
        assert_int_equal(lia_pages_copy(&kept[k], &pages, text, (size_t)length,
                                        NULL), LIA_OK);
    }
    for (int k = 0; k < COUNT; k++) {
        sprintf(text, "%d:%.*s", k, k % 60, dots);
        assert_string_equal(kept[k], text);
    }
    /* 1, 2 .. 64 KiB and then 64 each: what is lost at their ends is little */
    assert_true(pages.count > 7 && pages.count < 30);
    lia_pages_free(&pages);
    assert_int_equal(lia_mem_live(), 0);
}

static void test_long_and_empty_texts(void **state)
{
    static char large[LIA_PAGE_MOST + 5];
    lia_pages pages = {.count = 0};
    char *a, *b, *c;

    (void)state;
    memset(large, 'x', sizeof large);
    assert_int_equal(lia_pages_copy(&a, &pages, NULL, 0, NULL), LIA_OK);
    assert_int_equal(lia_pages_copy(&b, &pages, large, sizeof large, NULL),
                     LIA_OK);
    assert_int_equal(lia_pages_copy(&c, &pages, "end", 3, NULL), LIA_OK);
    assert_string_equal(a, "");
    assert_int_equal(strlen(b), sizeof large);
    assert_string_equal(c, "end");
    lia_pages_free(&pages);
    assert_int_equal(lia_mem_live(), 0);
}

static void test_every_allocation_may_fail(void **state)
{
    lia_status st = LIA_ENOMEM;

    (void)state;
    for (long k = 0; st != LIA_OK && k < 100; k++) {
        lia_pages pages = {.count = 0};
        char *text = NULL;
        lia_mem_fail_after(k);
        st = LIA_OK;
        for (int n = 0; n < 3000 && st == LIA_OK; n++)
            st = lia_pages_copy(&text, &pages, "some text", 9, NULL);
        lia_mem_fail_after(-1);
        assert_true(st == LIA_OK || st == LIA_ENOMEM);
        lia_pages_free(&pages);
        assert_int_equal(lia_mem_live(), 0);
    }
    assert_int_equal(st, LIA_OK);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_texts_stay_where_they_are),
        cmocka_unit_test(test_long_and_empty_texts),
        cmocka_unit_test(test_every_allocation_may_fail),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
