/* Times to and from text: the forms, what is refused, the inverse, and the
 * calendar of `date`.
 */
#include <stdio.h>

#include "support.h"
#include "text/clock.h"

#define OK LIA_CLOCK_OK
#define BAD LIA_CLOCK_BAD
#define RANGE LIA_CLOCK_RANGE
#define S LIA_PRECISION_SECOND
#define F LIA_PRECISION_FINER
#define M LIA_PRECISION_MINUTE
#define D LIA_PRECISION_DAY

/* Origin of the seconds: oracle, GNU date 9.1, `date -u -d TEXT +%s`. */
static const struct {
    const char *text;
    lia_clock_state state;
    int64_t seconds, micro;
    lia_precision precision;
} forms[] = {
    {"2026-01-31T23:59:58Z", OK, 1769903998, 0, S},
    {"2026-01-31t23:59:58z", OK, 1769903998, 0, S},
    {"2026-01-31T23:59:58.5+01:00", OK, 1769900398, 500000, F},
    {"2026-01-31T23:59:58.123456789-0530", OK, 1769923798, 123456, F},
    {"2026-01-31T23:59:58.000Z", OK, 1769903998, 0, S},
    {"2026-01-31T23:59:58+02", OK, 1769896798, 0, S},
    {"2026-01-31", OK, 1769817600, 0, D},
    {" 2026-01-31\t", OK, 1769817600, 0, D},
    {"2026-1-31 4:05", OK, 1769832300, 0, M},
    {"2026-01-31 23:59", OK, 1769903940, 0, M},
    {"2026-01-31 23:59:58", OK, 1769903998, 0, S},
    {"2026-08-31 21:20:46 UTC", OK, 1788211246, 0, S},
    {"2021/05/31 10:00:00 UTC", OK, 1622455200, 0, S},
    {"2021-07-06 16:45:20 EDT", OK, 1625604320, 0, S},
    {"05 Sep 2026", OK, 1788566400, 0, D},
    {"5-Sep-2026 10:00", OK, 1788602400, 0, M},
    {"Sep 5, 2026, 1:12 AM", OK, 1788570720, 0, M},
    {"September 5, 2026 12:00 PM", OK, 1788609600, 0, M},
    {"Tue Jun 23 11:00:00 +0000 2026", OK, 1782212400, 0, S},
    {"Tue, 23 Jun 2026 11:00:00 GMT", OK, 1782212400, 0, S},
    {"Sat Sep 05 08:12:14 UTC 2026", OK, 1788595934, 0, S},
    {"Sat Sep  5 08:12:14 2026", OK, 1788595934, 0, S},
    {"2024-02-29", OK, 1709164800, 0, D},
    {"2000-02-29", OK, 951782400, 0, D},
    /* closed: unix times */
    {"0", OK, 0, 0, S},
    {"1606451170", OK, 1606451170, 0, S},
    {"1606451170.518101", OK, 1606451170, 518101, F},
    {"1606451170.0", OK, 1606451170, 0, S},
    {"4102444799", OK, 4102444799, 0, S},
    {"4102444800", OK, 4102444, 800000, F},
    {"1606451170518", OK, 1606451170, 518000, F},
    {"1606451170518.25", OK, 1606451170, 518250, F},
    {"1606451170518101", OK, 1606451170, 518101, F},
    {"4102444799999999", OK, 4102444799, 999999, F},
    {"4102444800000000", RANGE, 0, 0, 0},
    {"99999999999999999999999999", RANGE, 0, 0, 0},
    {"-1", RANGE, 0, 0, 0},
    /* closed: a leap second is the second after :59 */
    {"2016-12-31T23:59:60Z", OK, 1483228800, 0, S},
    {"1969-12-31T23:59:59Z", RANGE, 0, 0, 0},
    {"1969-12-31T23:59:59-01:00", OK, 3599, 0, S},
    {"2099-12-31T23:59:59Z", OK, 4102444799, 0, S},
    {"2100-01-01", RANGE, 0, 0, 0},
    {"0001-01-01", RANGE, 0, 0, 0},
    {"9999-12-31", RANGE, 0, 0, 0},
    /* closed: no such day, no such form */
    {"2026-02-31", BAD, 0, 0, 0}, {"2025-02-29", BAD, 0, 0, 0},
    {"2100-02-29", BAD, 0, 0, 0}, {"2026-13-01", BAD, 0, 0, 0},
    {"2026-00-10", BAD, 0, 0, 0}, {"2026-01-00", BAD, 0, 0, 0},
    {"2026-01-31 24:00", BAD, 0, 0, 0},
    {"2026-01-31 23:60", BAD, 0, 0, 0},
    {"2026-01-31 23:59:61", BAD, 0, 0, 0},
    {"2026-01-31 13:00 PM", BAD, 0, 0, 0},
    {"", BAD, 0, 0, 0}, {"   ", BAD, 0, 0, 0}, {"-", BAD, 0, 0, 0},
    {"31/02/24", BAD, 0, 0, 0}, {"05/06/2024", BAD, 0, 0, 0},
    {"2026-01", BAD, 0, 0, 0}, {"2026-01-31T", BAD, 0, 0, 0},
    {"2026-01-31T10", BAD, 0, 0, 0}, {"2026-01/31", BAD, 0, 0, 0},
    {"2026-01-31x", BAD, 0, 0, 0}, {"2026-01-31 10:00 XYZ", BAD, 0, 0, 0},
    {"2026-01-31T10:00:00+", BAD, 0, 0, 0},
    {"2026-01-31T10:00:00+1", BAD, 0, 0, 0},
    {"2026-01-31T10:00:00+99:00", BAD, 0, 0, 0},
    {"05 Sept 2026", BAD, 0, 0, 0}, {"05 Sepia 2026", BAD, 0, 0, 0},
    {"1.5e9", BAD, 0, 0, 0}, {"1606451170.", BAD, 0, 0, 0},
    {"18h ago", BAD, 0, 0, 0}, {"Jan 2020", BAD, 0, 0, 0},
};

static void test_forms(void **state)
{
    (void)state;
    for (size_t k = 0; k < sizeof forms / sizeof *forms; k++) {
        lia_time time = -7, want = forms[k].seconds * 1000000 + forms[k].micro;
        lia_precision precision = 77;
        lia_clock_state got = lia_clock_parse(
            &time, &precision, forms[k].text, strlen(forms[k].text), NULL);
        if (got != forms[k].state || (got == OK && time != want))
            print_error("for \"%s\": state %d, %lld, want %lld\n",
                        forms[k].text, (int)got, (long long)time,
                        (long long)want);
        assert_int_equal(got, forms[k].state);
        assert_int_equal(time, got == OK ? want : -7);
        assert_int_equal(precision, got == OK ? forms[k].precision : 77);
    }
}

static const struct {
    const char *format, *text;
    int64_t seconds;
    lia_precision precision;
} given[] = {
    /* oracle: GNU date 9.1 as above, with the fields in ISO order */
    {"%d/%m/%y", "31/01/24", 1706659200, D},
    {"%m/%d/%Y", "03/15/2024", 1710460800, D},
    {"%m/%d/%y, %I:%M %p", "9/5/26, 1:12 AM", 1788570720, M},
    {"%m/%d/%y, %I:%M %p", "9/5/26, 12:00 AM", 1788566400, M},
    {"%m/%d/%y, %I:%M %p", "9/5/26, 12:00 PM", 1788609600, M},
    {"%d.%m.%Y %H:%M:%S", "31.01.2026  23:59:58", 1769903998, S},
    {"%a %b %d %H:%M:%S %z %Y", "Tue Jun 23 11:00:00 +0100 2026", 1782208800,
     S},
    {"%d %B %Y", "5 september 2026", 1788566400, D},
    {"100%% %d-%m-%Y", "100% 31-01-2026", 1769817600, D},
};

static void test_given_format(void **state)
{
    lia_time time = -7;
    lia_precision precision;
    lia_clock clock = {0, NULL};

    (void)state;
    for (size_t k = 0; k < sizeof given / sizeof *given; k++) {
        clock.format = given[k].format;
        assert_true(lia_clock_format_is_good(given[k].format));
        assert_int_equal(lia_clock_parse(&time, &precision, given[k].text,
                                         strlen(given[k].text), &clock), OK);
        assert_int_equal(time, given[k].seconds * 1000000);
        assert_int_equal(precision, given[k].precision);
    }
    clock.format = "%d/%m/%y";
    assert_int_equal(lia_clock_parse(&time, &precision, "31/02/24", 8, &clock),
                     BAD);
    assert_int_equal(lia_clock_parse(&time, &precision, "2024-02-01", 10,
                                     &clock), BAD);
    assert_false(lia_clock_format_is_good("%d/%m"));
    assert_false(lia_clock_format_is_good("%d/%m/%Q %Y"));
    assert_false(lia_clock_format_is_good("%d/%m/%Y%"));
}

/* closed: a zone to the east is earlier in UTC; a zone in the text wins. */
static void test_zone(void **state)
{
    lia_clock clock = {120, NULL};
    lia_time time;
    lia_precision precision;

    (void)state;
    assert_int_equal(lia_clock_parse(&time, &precision, "2026-01-31 02:00", 16,
                                     &clock), OK);
    assert_int_equal(time, INT64_C(1769817600) * 1000000);
    assert_int_equal(lia_clock_parse(&time, &precision, "2026-01-31 00:00Z",
                                     17, &clock), OK);
    assert_int_equal(time, INT64_C(1769817600) * 1000000);
    assert_int_equal(lia_clock_parse(&time, &precision, "1769817600", 10,
                                     &clock), OK);
    assert_int_equal(time, INT64_C(1769817600) * 1000000);
}

static const struct { const char *text, *format; } guesses[] = {
    /* closed: the contract, INTERFACE's example first */
    {"31/02/24", "%d/%m/%y"}, {"05/06/2024", "%d/%m/%Y"},
    {"03/15/2024", "%m/%d/%Y"}, {"9/5/26, 1:12 AM", "%m/%d/%y, %I:%M %p"},
    {"15/9/26, 1:12 PM", "%d/%m/%y, %I:%M %p"},
    {"31.12.2025 08:00", "%d.%m.%Y %H:%M"}, {"5 Sep 26", "%d %b %y"},
    {"hello", NULL}, {"", NULL}, {" ", NULL}, {"13/13/2024", NULL},
    {"m", NULL},
};

static void test_guess(void **state)
{
    (void)state;
    for (size_t k = 0; k < sizeof guesses / sizeof *guesses; k++) {
        const char *got =
            lia_clock_guess(guesses[k].text, strlen(guesses[k].text));
        if (guesses[k].format == NULL)
            assert_null(got);
        else
            assert_string_equal(got, guesses[k].format);
    }
}

static void test_format(void **state)
{
    static const struct { lia_time time; const char *text; } rows[] = {
        /* closed */
        {0, "1970-01-01T00:00:00Z"},
        {1, "1970-01-01T00:00:00.000001Z"},
        {1000, "1970-01-01T00:00:00.001Z"},
        {1500000, "1970-01-01T00:00:01.500Z"},
        {-1, "1969-12-31T23:59:59.999999Z"},
        /* oracle: date -u -d @-62135596800 --iso-8601=seconds */
        {INT64_C(-62135596800) * 1000000, "0001-01-01T00:00:00Z"},
        {LIA_NO_TIME, ""},
        /* oracle: Python 3.11, numpy.datetime64 at the ends of int64 us */
        {INT64_MAX, "294247-01-10T04:00:54.775807Z"},
        {INT64_MIN + 1, "-290308-12-21T19:59:05.224193Z"},
    };
    char out[33];

    (void)state;
    for (size_t k = 0; k < sizeof rows / sizeof *rows; k++) {
        out[lia_clock_format(out, rows[k].time)] = '\0';
        assert_string_equal(out, rows[k].text);
    }
}

static void test_inverse(void **state)
{
    uint64_t seed = 3;

    (void)state;
    for (int k = 0; k < 300000; k++) {
        lia_time time = (lia_time)(test_random(&seed) % 4102444800000000u);
        lia_time back = -7;
        lia_precision precision;
        char out[32];
        if (k % 3 == 1)
            time -= time % 1000;
        if (k % 3 == 2)
            time -= time % 1000000;
        size_t length = lia_clock_format(out, time);
        assert_true(length >= 20 && length <= 27);
        assert_int_equal(lia_clock_parse(&back, &precision, out, length, NULL),
                         OK);
        assert_int_equal(back, time);
    }
}

/* oracle: `date -u -f - +%s` on 2,000 random days and seconds. */
static void test_against_date(void **state)
{
    char path[] = "/tmp/liaison-clock-XXXXXX", command[120], line[64];
    int fd = mkstemp(path);
    FILE *out = fdopen(fd, "w"), *in;
    lia_time times[2000];
    uint64_t seed = 5;

    (void)state;
    for (int k = 0; k < 2000; k++) {
        char text[33];
        times[k] = (lia_time)(test_random(&seed) % 4102444800u) * 1000000;
        text[lia_clock_format(text, times[k])] = '\0';
        fprintf(out, "%s\n", text);
    }
    fclose(out);
    snprintf(command, sizeof command, "date -u -f %s +%%s 2>/dev/null", path);
    in = popen(command, "r");
    assert_non_null(in);
    for (int k = 0; k < 2000; k++) {
        if (fgets(line, sizeof line, in) == NULL) {
            print_message("date -f is not there: skipped\n");
            break;
        }
        assert_int_equal(strtoll(line, NULL, 10) * 1000000, times[k]);
    }
    pclose(in);
    remove(path);
}

/* The quick way for ...Z gives what the long way gives for ...+00: slow twin,
 * over good times and over such with one byte changed. */
static void test_the_quick_way(void **state)
{
    uint64_t seed = 5;

    (void)state;
    for (int k = 0; k < 200000; k++) {
        char quick[24], slow[24];
        lia_time a = 1, b = 1;
        lia_precision p = LIA_PRECISION_NONE, q = LIA_PRECISION_NONE;
        const uint64_t r = test_random(&seed);
        sprintf(quick, "%04u-%02u-%02uT%02u:%02u:%02uZ",
                (unsigned)(1960 + r % 160), (unsigned)(r >> 8) % 14,
                (unsigned)(r >> 16) % 33, (unsigned)(r >> 24) % 26,
                (unsigned)(r >> 32) % 62, (unsigned)(r >> 40) % 63);
        if (k % 4 == 0)
            quick[r % 19] = (char)(' ' + (r >> 48) % 95);
        memcpy(slow, quick, 19);
        strcpy(slow + 19, "+00");
        assert_int_equal(lia_clock_parse(&a, &p, quick, 20, NULL),
                         lia_clock_parse(&b, &q, slow, 22, NULL));
        assert_true(a == b);
        assert_int_equal(p, q);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_forms), cmocka_unit_test(test_given_format),
        cmocka_unit_test(test_zone), cmocka_unit_test(test_guess),
        cmocka_unit_test(test_format), cmocka_unit_test(test_inverse),
        cmocka_unit_test(test_the_quick_way),
        cmocka_unit_test(test_against_date)};

    return cmocka_run_group_tests(tests, NULL, NULL);
}
