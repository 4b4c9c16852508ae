/* Folding of names, companies and titles; aliases. Origin: hand. */
#include "support.h"

#include "liaison/match.h"

static const struct {
    const char *text;
    lia_match_kind kind;
    const char *want;
} folds[] = {
    {"Élodie  Brûlé-Martin", LIA_MATCH_NAME, "elodie brule martin"},
    {"Société Générale S.A.", LIA_MATCH_COMPANY, "societe generale"},
    {"ACME GmbH & Co. KG", LIA_MATCH_COMPANY, "acme"},
    {"Acme, Inc.", LIA_MATCH_COMPANY, "acme"},
    {"SE", LIA_MATCH_COMPANY, "se"},
    {"Tallowmere SAS", LIA_MATCH_COMPANY, "tallowmere"},
    {"DSI", LIA_MATCH_TITLE, "cio"},
    {"Head of IT", LIA_MATCH_TITLE, "cio"},
    {"Chief Executive", LIA_MATCH_TITLE, "ceo"},
    {"Chief Executive Officer", LIA_MATCH_TITLE, "ceo"},
    {"Cheffe de projet", LIA_MATCH_TITLE, "project manager"},
    {"Directrice des Systèmes d’Information", LIA_MATCH_TITLE, "cio"},
    {"Chief Information Officer, EMEA", LIA_MATCH_TITLE, "cio emea"},
    {"DAF adjoint", LIA_MATCH_TITLE, "cfo adjoint"},
    {"P.D.G", LIA_MATCH_TITLE, "p d g"},
    {"PDG", LIA_MATCH_TITLE, "ceo"},
    {"Acheteuse", LIA_MATCH_TITLE, "buyer"},
    {"\xff\xfe bad", LIA_MATCH_NAME, "\xff\xfe bad"},
    {"", LIA_MATCH_TITLE, ""},
    {"Жанна", LIA_MATCH_NAME, "жанна"},
};

static void test_folds(void **state)
{
    (void)state;
    for (size_t k = 0; k < sizeof folds / sizeof *folds; k++) {
        char *got;
        assert_int_equal(lia_match_fold(&got, folds[k].text,
                                        strlen(folds[k].text), folds[k].kind,
                                        NULL, NULL), 0);
        assert_string_equal(got, folds[k].want);
        lia_match_free(got);
    }
}

static void test_likeness(void **state)
{
    (void)state;
    assert_within(lia_match_jaccard("a b c", "b c d"), 0.5, 1e-15);
    assert_within(lia_match_jaccard("a a", "a"), 1, 1e-15);
    assert_within(lia_match_jaccard("", "a"), 0, 0);
    assert_true(lia_match_contains("head of sales", "sales head"));
    assert_false(lia_match_contains("head of sales", "sale"));
    assert_false(lia_match_contains("head of sales", ""));
}

static void test_aliases(void **state)
{
    static const char good[] = "# ours\nTLW,Tallowmere\nthe mill;TLW\r\n";
    lia_aliases *a;
    lia_status st = LIA_ENOMEM;
    char *got;

    (void)state;
    const long live = lia_mem_live();
    for (long k = 0; st != LIA_OK && k < 100; k++) {
        lia_mem_fail_after(k);
        st = lia_aliases_read(&a, good, sizeof good - 1, "a.csv", NULL);
        lia_mem_fail_after(-1);
        if (st != LIA_OK)
            assert_int_equal(lia_mem_live(), live);
    }
    assert_int_equal(st, LIA_OK);
    assert_int_equal(lia_match_fold(&got, "The Mill SARL", 13,
                                    LIA_MATCH_COMPANY, a, NULL), 0);
    assert_string_equal(got, "tallowmere");
    lia_match_free(got);
    lia_aliases_free(a);
    assert_int_equal(lia_mem_live(), live);
}

static void test_bad_aliases(void **state)
{
    static const char circle[] = "a,b\nb,c\nc,a\n", lone[] = "\nonly\n";
    lia_aliases *a;
    lia_error err;

    (void)state;
    assert_int_equal(lia_aliases_read(&a, circle, sizeof circle - 1, "x.csv",
                                      &err), LIA_EINPUT);
    assert_non_null(strstr(err.message, "x.csv:3: "));
    assert_non_null(strstr(err.message, "circle"));
    assert_int_equal(lia_aliases_read(&a, lone, sizeof lone - 1, "x.csv",
                                      &err), LIA_EINPUT);
    assert_non_null(strstr(err.message, "x.csv:2: "));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_folds), cmocka_unit_test(test_likeness),
        cmocka_unit_test(test_aliases), cmocka_unit_test(test_bad_aliases)};

    return cmocka_run_group_tests(tests, NULL, NULL);
}
