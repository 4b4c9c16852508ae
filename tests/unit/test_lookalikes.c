/* Names that look alike are flagged and kept apart. Expected values: hand, by
 * the characters' names; the letters are those of confusables.txt of Unicode
 * Technical Standard 39.
 */
#include "reading.h"

#include "liaison/lookalikes.h"
#include "text/seen.h"

static void test_skeletons(void **state)
{
    static const struct { const char *text, *want; } rows[] = {
        {"ada", "ada"},
        {"\xd0\xb0" "da", "ada"},                /* CYRILLIC SMALL A         */
        {"\xef\xbd\x81" "da", "ada"},            /* FULLWIDTH SMALL A        */
        {"\xf0\x9d\x93\xaa" "da", "ada"},        /* MATH BOLD SCRIPT A       */
        {"a\xe2\x80\x8b" "da", "ada"},           /* ZERO WIDTH SPACE         */
        {"\xe2\x80\xae" "ada", "ada"},           /* RIGHT-TO-LEFT OVERRIDE   */
        {"\xce\x9f\xce\xba", "O\xce\xba"},       /* GREEK OMICRON, kappa     */
        {"Jos\xc3\xa9", "Jose\xcc\x81"},         /* accents stay             */
        {"Ada", "Ada"},                          /* case stays               */
        {"\xff" "a", "\xff" "a"},                /* no UTF-8                 */
        {"\xe6\x97\xa5\xe6\x9c\xac", "\xe6\x97\xa5\xe6\x9c\xac"},
        {"", ""},
    };

    (void)state;
    for (size_t k = 0; k < sizeof rows / sizeof *rows; k++) {
        char *out = NULL;
        size_t length = 99;
        assert_int_equal(lia_skeleton(&out, &length, rows[k].text,
                                      strlen(rows[k].text), NULL), LIA_OK);
        assert_string_equal(out, rows[k].want);
        assert_int_equal(length, strlen(rows[k].want));
        lia_free(out);
    }
    /* U+FDFA decomposes into 18 characters: the longest there is */
    char *out = NULL, text[303];
    size_t length;
    for (int k = 0; k < 100; k++)
        memcpy(text + 3 * k, "\xef\xb7\xba", 3);
    assert_int_equal(lia_skeleton(&out, &length, text, 300, NULL), LIA_OK);
    assert_true(length > 100 * 18);
    lia_free(out);
}

static void test_what_is_odd_about_a_name(void **state)
{
    static const struct { const char *text; unsigned odd; } rows[] = {
        {"Ada Lovelace", LIA_LOOK_PLAIN},
        {"Jos\xc3\xa9", LIA_LOOK_PLAIN},
        {"\xd0\x98\xd0\xb2\xd0\xb0\xd0\xbd (Ivan)", LIA_LOOK_PLAIN},
        {"p\xd0\xb0ypal", LIA_LOOK_MIXED},
        {"\xd0\x90lice", LIA_LOOK_MIXED},
        {"\xce\xa9mega", LIA_LOOK_PLAIN},        /* Omega is no twin         */
        {"a\xe2\x80\xae" "b", LIA_LOOK_HIDDEN},
        {"a\x1b[1mb", LIA_LOOK_HIDDEN},
        /* WOMAN, ZERO WIDTH JOINER, LAPTOP: one emoji */
        {"\xf0\x9f\x91\xa9\xe2\x80\x8d\xf0\x9f\x92\xbb", LIA_LOOK_PLAIN},
        {"p\xd0\xb0y\xe2\x80\x8b", LIA_LOOK_MIXED | LIA_LOOK_HIDDEN},
    };

    (void)state;
    for (size_t k = 0; k < sizeof rows / sizeof *rows; k++)
        assert_int_equal(lia_look_at(rows[k].text, strlen(rows[k].text)),
                         rows[k].odd);
}

static const char accounts[] =
    "account,name\n"
    "ada,Ada L\n"
    "\xd0\xb0" "da,Ada L\n"                      /* Cyrillic a               */
    "bo,B\xd0\xbe\n"                             /* Cyrillic o               */
    "bo2,Bo\n"
    "cy,Jos\xc3\xa9\n"
    "dee,Jose\n";

static void check_found(const lia_tables *t, const lia_lookalikes *f)
{
    static const struct { const char *account, *like; int why; } want[] = {
        {"bo", "bo2", LIA_LOOKALIKE_NAME},
        {"bo", "", LIA_LOOKALIKE_MIXED},
        {"\xd0\xb0" "da", "ada", LIA_LOOKALIKE_ID},
        {"\xd0\xb0" "da", "", LIA_LOOKALIKE_MIXED},
    };

    assert_int_equal(f->count, 4);
    for (uint64_t k = 0; k < f->count; k++) {
        const lia_names *names = &t->accounts.names;
        assert_string_equal(name_at(names, f->account[k]), want[k].account);
        assert_string_equal(name_at(names, f->like[k]), want[k].like);
        assert_int_equal(f->why[k], want[k].why);
    }
}

static void test_flagged_not_folded(void **state)
{
    lia_tables *t = read_text("accounts.csv", accounts, NULL);
    lia_lookalikes found;

    (void)state;
    assert_int_equal(t->accounts.names.count, 6);
    assert_int_equal(lia_lookalikes_find(&found, t, NULL), LIA_OK);
    check_found(t, &found);
    lia_lookalikes_free(&found);
    assert_int_equal(lia_lookalikes_find(NULL, t, NULL), LIA_EARG);
    assert_int_equal(lia_lookalikes_find(&found, NULL, NULL), LIA_EARG);
    done(t);
}

/* Several of one look, none of them plain: each has another one to name. */
static void test_twins_without_a_plain_one(void **state)
{
    static const char text[] = "source,target\n"
                               "\xd0\xb0" "x,\xef\xbd\x81" "x\n";
    lia_tables *t = read_text("ties.csv", text, NULL);
    lia_lookalikes found;

    (void)state;
    assert_int_equal(lia_lookalikes_find(&found, t, NULL), LIA_OK);
    assert_int_equal(found.count, 3);            /* two ids, one mixed       */
    assert_int_equal(found.account[0], 0);
    assert_int_equal(found.like[0], 1);
    assert_int_equal(found.account[2], 1);
    assert_int_equal(found.like[2], 0);
    lia_lookalikes_free(&found);
    done(t);
}

static void test_every_allocation_may_fail(void **state)
{
    lia_tables *t = read_text("accounts.csv", accounts, NULL);
    const long live = lia_mem_live();
    lia_status st = LIA_ENOMEM;
    lia_lookalikes found;

    (void)state;
    for (long k = 0; st != LIA_OK && k < 200; k++) {
        lia_mem_fail_after(k);
        st = lia_lookalikes_find(&found, t, NULL);
        lia_mem_fail_after(-1);
        assert_true(st == LIA_OK || st == LIA_ENOMEM);
        if (st != LIA_OK)
            assert_int_equal(lia_mem_live(), live);
    }
    assert_int_equal(st, LIA_OK);
    check_found(t, &found);
    lia_lookalikes_free(&found);
    done(t);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_skeletons),
        cmocka_unit_test(test_what_is_odd_about_a_name),
        cmocka_unit_test(test_flagged_not_folded),
        cmocka_unit_test(test_twins_without_a_plain_one),
        cmocka_unit_test(test_every_allocation_may_fail),
    };
    return cmocka_run_group_tests(tests, make_folder, drop_folder);
}
