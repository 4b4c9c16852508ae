/* Texts in two languages. French is there only when msgfmt was at build. */
#include "support.h"

#include <string.h>

#include "base/language.h"

#define THIN "\xe2\x80\xaf"                  /* U+202F                     */

static void knows_languages_by_their_names(void **state)
{
    lia_language l = LIA_EN;

    (void)state;
    assert_true(lia_language_of(&l, "fr_CA.UTF-8"));
    assert_int_equal(l, LIA_FR);
    assert_true(lia_language_of(&l, "EN"));
    assert_int_equal(l, LIA_EN);
    l = LIA_FR;
    assert_false(lia_language_of(&l, "frisian"));
    assert_false(lia_language_of(&l, "C"));
    assert_false(lia_language_of(&l, ""));
    assert_int_equal(l, LIA_FR);
    assert_string_equal(lia_language_code(LIA_FR), "fr");
}

static void gives_the_message_where_nothing_is_translated(void **state)
{
    const char *odd = "no such text, ever";

    (void)state;
    assert_ptr_equal(lia_text_in(LIA_FR, odd), odd);
    assert_ptr_equal(lia_text_in(LIA_EN, odd), odd);
    assert_string_equal(lia_text_in(LIA_FR, ""), "");
    assert_string_equal(lia_plural_in(LIA_EN, "tie", "ties", 0), "ties");
    assert_string_equal(lia_plural_in(LIA_EN, "tie", "ties", 1), "tie");
}

static void speaks_french(void **state)
{
    static const char one[] = "%llu row rejected: see %s";
    static const char many[] = "%llu rows rejected: see %s";
    static const char what[] = "\nThen ask for yourself, for example:\n";

    (void)state;
    if (lia_text_in(LIA_FR, what) == what)
        skip();              /* built without msgfmt                         */
    /* French grammar: 0 and 1 are singular. */
    assert_string_equal(lia_plural_in(LIA_FR, one, many, 0),
                        "%llu ligne rejetée" THIN ": voir %s");
    assert_string_equal(lia_plural_in(LIA_FR, one, many, 2),
                        "%llu lignes rejetées" THIN ": voir %s");
    assert_ptr_equal(tr(what), what);
    lia_speak(LIA_FR);
    assert_string_equal(tr(what), lia_text_in(LIA_FR, what));
    assert_ptr_equal(wr(what), what);
    lia_write_in(LIA_FR);
    assert_string_equal(wr(what), tr(what));
    lia_speak(LIA_EN);
    lia_write_in(LIA_EN);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(knows_languages_by_their_names),
        cmocka_unit_test(gives_the_message_where_nothing_is_translated),
        cmocka_unit_test(speaks_french)};

    return cmocka_run_group_tests(tests, NULL, NULL);
}
