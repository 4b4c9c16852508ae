/* From wishes to accounts. Origin of every value: hand, by the header. */
#include "support.h"

#include <math.h>

#include "liaison/targets.h"

/* Accounts a .. f; texts in byte order. */
static char account_bytes[] = "abcdef";
static uint64_t account_off[] = {0, 1, 2, 3, 4, 5, 6};
static const char *const text[] = {
    "Acme", "Acme North SA", "Buyer", "Chief Buyer", "Ida Marsh", "Marsh Ida",
    "Partner", "Tom Field"};
enum { TEXTS = 8 };
static char text_bytes[200];
static uint64_t text_off[TEXTS + 1];
#define NONE LIA_NONE
static uint32_t name[] = {4, 4, 7, NONE, 5, NONE};
static uint32_t company[] = {0, 1, 0, NONE, NONE, 1};
static uint32_t title[] = {2, 3, 6, 2, NONE, 2};

static lia_tables tables(void)
{
    lia_tables t;
    uint64_t used = 0;

    memset(&t, 0, sizeof t);
    for (int k = 0; k < TEXTS; k++) {
        text_off[k] = used;
        memcpy(text_bytes + used, text[k], strlen(text[k]));
        used += strlen(text[k]);
    }
    text_off[TEXTS] = used;
    t.texts = (lia_names){TEXTS, text_off, text_bytes};
    t.accounts.names = (lia_names){6, account_off, account_bytes};
    t.accounts.name = name;
    t.accounts.company = company;
    t.accounts.title = title;
    return t;
}

static lia_wanted says(const char *words, bool exact)
{
    return (lia_wanted){words, strlen(words), exact};
}

static lia_aims find(const lia_wish *wish, uint32_t wishes,
                     const uint8_t *skip)
{
    lia_tables t = tables();
    lia_aims aims;

    assert_int_equal(lia_targets_find(&aims, &t, wish, wishes, skip, NULL,
                                      NULL), 0);
    return aims;
}

static void test_by_account_and_value(void **state)
{
    const lia_wish wish[] = {
        {.account = says("c", false), .value = 50},
        {.account = says("zz", false), .value = 100},
        {.account = says("a", false), .value = NAN},
        {.account = says("c", false), .value = 25}};
    lia_aims aims = find(wish, 4, NULL);

    (void)state;
    assert_int_equal(aims.count, 2);
    assert_int_equal(aims.aim[0].account, 0);
    assert_within(aims.aim[0].fit, 0.5, 0);       /* no value */
    assert_within(aims.aim[1].fit, 0.75, 0);      /* the better wish */
    assert_int_equal(aims.aim[1].wish, 0);
    assert_int_equal(aims.found[1], 0);
    lia_aims_free(&aims);
}

static void test_by_name(void **state)
{
    lia_wish wish = {.name = says("ida MARSH", true), .value = NAN};
    lia_aims aims = find(&wish, 1, NULL);

    (void)state;
    assert_int_equal(aims.count, 2);              /* a and b                  */
    assert_int_equal(aims.aim[0].namesakes, 2);
    assert_within(aims.aim[1].match, 1, 0);
    lia_aims_free(&aims);
    wish.company = says("Acme North", false);     /* a is at Acme: alike, 1/2 */
    aims = find(&wish, 1, NULL);
    assert_int_equal(aims.count, 2);
    assert_within(aims.aim[0].match, 0.75, 1e-15);
    assert_within(aims.aim[1].match, 1, 0);
    lia_aims_free(&aims);
    wish.company = says("Moor", false);
    aims = find(&wish, 1, NULL);
    assert_int_equal(aims.count, 0);
    lia_aims_free(&aims);
    /* nobody is called so, e is alike: all words in another order */
    wish = (lia_wish){.name = says("Marsh, Ida X", false), .value = NAN};
    aims = find(&wish, 1, NULL);
    assert_int_equal(aims.count, 3);
    assert_within(aims.aim[2].match, 2.0 / 3, 1e-15);
    lia_aims_free(&aims);
}

static void test_by_company_and_title(void **state)
{
    const uint8_t skip[] = {1, 0, 0, 0, 0, 0};
    lia_wish wish = {.company = says("ACME", true), .value = NAN};
    lia_aims aims = find(&wish, 1, NULL);

    (void)state;
    assert_int_equal(aims.count, 2);              /* a, c                     */
    lia_aims_free(&aims);
    aims = find(&wish, 1, skip);
    assert_int_equal(aims.count, 1);
    assert_int_equal(aims.aim[0].account, 2);
    lia_aims_free(&aims);
    wish = (lia_wish){.title = says("acheteuse", false), .value = NAN};
    aims = find(&wish, 1, NULL);
    assert_int_equal(aims.count, 4);              /* a, d, f; b has the word  */
    assert_within(aims.aim[1].match, 0.75, 0);
    assert_int_equal(aims.aim[1].by, LIA_BY_TITLE);
    lia_aims_free(&aims);
    wish.company = says("acme north", false);
    aims = find(&wish, 1, NULL);
    assert_int_equal(aims.count, 2);              /* b, f                     */
    assert_within(aims.aim[0].match, (1 + 0.75) / 2, 1e-15);
    assert_int_equal(aims.aim[1].by, LIA_BY_TITLE | LIA_BY_COMPANY);
    lia_aims_free(&aims);
}

static void test_failures(void **state)
{
    const lia_wish wish[] = {
        {.title = says("buyer", false), .company = says("x", false)},
        {.name = says("Ida Marsh", false)}};
    lia_tables t = tables();
    lia_status st = LIA_ENOMEM;
    lia_aims aims;

    (void)state;
    const long live = lia_mem_live();
    for (long k = 0; st != LIA_OK && k < 200; k++) {
        lia_mem_fail_after(k);
        st = lia_targets_find(&aims, &t, wish, 2, NULL, NULL, NULL);
        if (st != LIA_OK)
            assert_int_equal(lia_mem_live(), live);
    }
    lia_mem_fail_after(-1);
    assert_int_equal(st, LIA_OK);
    lia_aims_free(&aims);
    assert_int_equal(lia_mem_live(), live);
    assert_int_equal(lia_targets_find(NULL, &t, wish, 2, NULL, NULL, NULL),
                     LIA_EARG);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_by_account_and_value),
        cmocka_unit_test(test_by_name),
        cmocka_unit_test(test_by_company_and_title),
        cmocka_unit_test(test_failures)};

    return cmocka_run_group_tests(tests, NULL, NULL);
}
