/* Numbers in sentences, by language: expected texts are by hand, from the
 * rules of French typography (Imprimerie nationale): narrow no-break space
 * between thousands and before %, comma for decimals. */
#include "support.h"

#include <math.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "base/sentence.h"
#include "base/status.h"

#define T "\xe2\x80\xaf"

static void writes_numbers(void **state)
{
    char out[LIA_SPOKEN_ROOM];

    (void)state;
    assert_string_equal(lia_language_number(out, LIA_EN, 0), "0");
    assert_string_equal(lia_language_number(out, LIA_FR, 999), "999");
    assert_string_equal(lia_language_number(out, LIA_EN, 1000), "1,000");
    assert_string_equal(lia_language_number(out, LIA_FR, 1234567),
                        "1" T "234" T "567");
    assert_string_equal(lia_language_number(out, LIA_FR, UINT64_MAX),
                        "18" T "446" T "744" T "073" T "709" T "551" T "615");
    assert_string_equal(lia_language_decimal(out, LIA_FR, -1234.5, 2),
                        "-1" T "234,50");
    assert_string_equal(lia_language_decimal(out, LIA_EN, 1234.5, 1),
                        "1,234.5");
    assert_string_equal(lia_language_decimal(out, LIA_FR, 1e300, 2), "1e+300");
    assert_string_equal(lia_language_decimal(out, LIA_FR, INFINITY, 2), "inf");
    assert_string_equal(lia_language_percent(out, LIA_FR, 0.123, 1),
                        "12,3" T "%");
    assert_string_equal(lia_language_percent(out, LIA_EN, 0.123, 0), "12%");
}

static int say(char *out, size_t room, lia_language language,
               const char *format, ...) __attribute__((format(printf, 4, 5)));
static int say(char *out, size_t room, lia_language language,
               const char *format, ...)
{
    va_list arguments;
    int length;

    va_start(arguments, format);
    length = lia_sentence(out, room, language, format, arguments);
    va_end(arguments);
    return length;
}

static void groups_numbers_that_stand_alone(void **state)
{
    char out[200];
    int length;

    (void)state;
    length = say(out, sizeof out, LIA_FR, "%s:%d:%d: %u of %llu", "a.csv",
                 12345, 9999, 4321u, 1000000ull);
    assert_int_equal(length, (int)strlen(out));
    assert_string_equal(out, "a.csv:12345:9999: 4" T "321 of 1" T "000" T
                             "000");
    say(out, sizeof out, LIA_EN, "%u rows, %.1f", 12345u, 0.25);
    assert_string_equal(out, "12345 rows, 0.2");
    say(out, sizeof out, LIA_FR, "%.1f%% (%g), %.*s|%5d|%-4s|%05.1f|%zu",
        1234.56, 0.02, 3, "abcdef", 12, "x", 1.5, (size_t)7777);
    assert_string_equal(out, "1" T "234,6% (0,02), abc|   12|x   |001.5|7777");
    say(out, sizeof out, LIA_FR, "--top=%llu \"%u\" %c %x %ld %+d", 10000ull,
        20000u, 'q', 255u, -30000l, 4000);
    assert_string_equal(out, "--top=10000 \"20000\" q ff -30" T "000 +4000");
}

static void cuts_and_counts_like_printf(void **state)
{
    char out[8];

    (void)state;
    assert_int_equal(say(out, sizeof out, LIA_FR, "abc %s %u", "defghi", 1u),
                     12);
    assert_string_equal(out, "abc def");
    assert_int_equal(say(NULL, 0, LIA_FR, "%s-%u", "ab", 12u), 5);
    assert_int_equal(say(out, 1, LIA_FR, "%s", "ab"), 2);
    assert_string_equal(out, "");
}

static void with(const char *name, const char *value)
{
    if (value != NULL)
        assert_int_equal(setenv(name, value, 1), 0);
    else
        assert_int_equal(unsetenv(name), 0);
}

/* The order of GNU gettext's manual, "Locale Environment Variables" and "The
 * LANGUAGE variable". */
static void asks_the_environment(void **state)
{
    static const struct {
        const char *language, *all, *messages, *lang;
        lia_language want;
    } rows[] = {{NULL, NULL, NULL, NULL, LIA_EN},
                {NULL, NULL, NULL, "fr_FR.UTF-8", LIA_FR},
                {NULL, "", "", "fr", LIA_FR},
                {NULL, "C", "fr_FR", "fr_FR", LIA_EN},
                {NULL, "POSIX", NULL, "fr_FR", LIA_EN},
                {NULL, NULL, "fr_BE@euro", "en_GB", LIA_FR},
                {NULL, "en_US.UTF-8", "fr_FR", "fr_FR", LIA_EN},
                {"fr", "C", NULL, "fr_FR", LIA_EN},
                {"fr", NULL, NULL, NULL, LIA_EN},
                {"fr", "C.UTF-8", NULL, NULL, LIA_FR},
                {"de:fr_CA:en", NULL, NULL, "de_DE", LIA_FR},
                {"en:fr", NULL, NULL, "fr_FR", LIA_EN},
                {"de", NULL, NULL, "fr_FR", LIA_EN},
                {"", NULL, NULL, "fr_FR", LIA_FR},
                {"::fr", NULL, NULL, "xx", LIA_FR},
                {NULL, NULL, NULL, "de_DE.UTF-8", LIA_EN}};

    (void)state;
    for (size_t k = 0; k < sizeof rows / sizeof *rows; k++) {
        with("LANGUAGE", rows[k].language);
        with("LC_ALL", rows[k].all);
        with("LC_MESSAGES", rows[k].messages);
        with("LANG", rows[k].lang);
        if (lia_language_of_environment() != rows[k].want)
            fail_msg("row %zu", k);
    }
}

static void keeps_both_messages(void **state)
{
    lia_error err, again, at;

    (void)state;
    lia_speak(LIA_FR);
    assert_int_equal(lia_fail(&err, LIA_EINPUT, "no such text: %u", 12345u),
                     LIA_EINPUT);
    assert_string_equal(err.message, "no such text: 12345");
    assert_string_equal(lia_error_spoken(&err), "no such text: 12" T "345");
    assert_string_equal(lia_error_written(&err), "no such text: 12345");
    lia_write_in(LIA_FR);
    assert_string_equal(lia_error_written(&err), "no such text: 12" T "345");
    lia_write_in(LIA_EN);
    assert_int_equal(lia_fail_as(&again, LIA_EIO, &err), LIA_EIO);
    assert_string_equal(again.spoken, err.spoken);
    assert_int_equal(again.status, LIA_EIO);
    assert_int_equal(lia_fail_at(&at, LIA_EIO, "x.json", &err), LIA_EIO);
    assert_string_equal(at.message, "x.json: no such text: 12345");
    assert_string_equal(at.spoken, "x.json: no such text: 12" T "345");
    assert_int_equal(lia_fail_as(NULL, LIA_EIO, &err), LIA_EIO);
    lia_speak(LIA_EN);
    (void)lia_fail(&err, LIA_EINPUT, "plain");
    assert_string_equal(err.spoken, "");
    assert_string_equal(lia_error_spoken(&err), "plain");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(writes_numbers),
        cmocka_unit_test(groups_numbers_that_stand_alone),
        cmocka_unit_test(cuts_and_counts_like_printf),
        cmocka_unit_test(asks_the_environment),
        cmocka_unit_test(keeps_both_messages)};

    return cmocka_run_group_tests(tests, NULL, NULL);
}
