/* Texts in two languages. French is there only when msgfmt was at build. */
#include "support.h"

#include <string.h>

#include "base/language.h"

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
    (void)state;
    if (strcmp(lia_text_in(LIA_FR, "weak tie"), "weak tie") == 0)
        skip();              /* built without msgfmt                         */
    assert_string_equal(lia_text_in(LIA_FR, "weak tie"), "lien faible");
    /* French grammar: 0 and 1 are singular. */
    assert_string_equal(
        lia_plural_in(LIA_FR, "%llu group", "%llu groups", 0), "%llu groupe");
    assert_string_equal(
        lia_plural_in(LIA_FR, "%llu group", "%llu groups", 2), "%llu groupes");
    assert_string_equal(tr("weak tie"), "weak tie");
    lia_speak(LIA_FR);
    assert_string_equal(tr("weak tie"), "lien faible");
    lia_speak(LIA_EN);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(knows_languages_by_their_names),
        cmocka_unit_test(gives_the_message_where_nothing_is_translated),
        cmocka_unit_test(speaks_french)};

    return cmocka_run_group_tests(tests, NULL, NULL);
}
