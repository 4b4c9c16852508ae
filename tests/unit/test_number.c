/* Numbers to and from text: known values, rejected texts, and the round trip
 * of random bit patterns.
 */
#include <math.h>
#include <stdio.h>

#include "support.h"
#include "text/number.h"

static const struct {
    double value;
    const char *text;
} known[] = {
    /* oracle: Python 3.11.2, repr(x), its final ".0" taken away */
    {0.0, "0"}, {1.0, "1"}, {-1.0, "-1"}, {0.1, "0.1"}, {0.25, "0.25"},
    {1.0 / 3, "0.3333333333333333"}, {2.0 / 3, "0.6666666666666666"},
    {1e-4, "0.0001"}, {1e-5, "1e-05"}, {1.5e-7, "1.5e-07"},
    {123456.789, "123456.789"}, {1e15, "1000000000000000"},
    {9999999999999998.0, "9999999999999998"}, {1e16, "1e+16"},
    {1e22, "1e+22"}, {1.2345678901234568e17, "1.2345678901234568e+17"},
    {9007199254740993.0, "9007199254740992"},
    {1.7976931348623157e308, "1.7976931348623157e+308"},
    {5e-324, "5e-324"}, {2.2250738585072014e-308, "2.2250738585072014e-308"},
    {-0.0, "-0"}, {9.999999999999999e-05, "9.999999999999999e-05"},
    /* closed: the words of the contract */
    {INFINITY, "inf"}, {-INFINITY, "-inf"}, {NAN, ""},
};

static void test_known(void **state)
{
    (void)state;
    for (size_t k = 0; k < sizeof known / sizeof *known; k++) {
        char out[LIA_NUMBER_ROOM + 1];
        out[lia_format_double(out, known[k].value)] = '\0';
        assert_string_equal(out, known[k].text);
    }
}

static const struct {
    const char *text;
    bool ok;
    double value;
} texts[] = {
    /* closed: the grammar of the contract */
    {"-1", true, -1}, {"+3", true, 3}, {"2.5", true, 2.5},
    {"1e-3", true, 1e-3}, {"1E3", true, 1000}, {"007", true, 7},
    {".5", true, .5}, {"5.", true, 5}, {"-0", true, 0},
    {"", false, 0}, {" 1", false, 0}, {"1 ", false, 0}, {"inf", false, 0},
    {"nan", false, 0}, {"-inf", false, 0}, {"infinity", false, 0},
    {"0x10", false, 0}, {"1,5", false, 0}, {"1e", false, 0}, {"-", false, 0},
    {"+", false, 0}, {"+-1", false, 0}, {"--1", false, 0}, {"1e999", false, 0},
    {".", false, 0}, {"e5", false, 0}, {"1_000", false, 0},
};

static void test_texts(void **state)
{
    (void)state;
    for (size_t k = 0; k < sizeof texts / sizeof *texts; k++) {
        double value = -7;
        bool ok = lia_parse_double(&value, texts[k].text,
                                   strlen(texts[k].text));
        if (ok != texts[k].ok)
            print_error("for \"%s\"\n", texts[k].text);
        assert_int_equal(ok, texts[k].ok);
        assert_true(value == (ok ? texts[k].value : -7));
    }
}

static bool i64(int64_t *out, const char *text)
{
    return lia_parse_i64(out, text, strlen(text));
}

static bool u64(uint64_t *out, const char *text)
{
    return lia_parse_u64(out, text, strlen(text));
}

static void test_whole_numbers(void **state)
{
    int64_t i = -7;
    uint64_t u = 7;
    char out[LIA_NUMBER_ROOM + 1];

    (void)state;
    assert_true(i64(&i, "-9223372036854775808") && i == INT64_MIN);
    assert_true(i64(&i, "9223372036854775807") && i == INT64_MAX);
    assert_false(i64(&i, "9223372036854775808"));
    assert_true(i == INT64_MAX);
    assert_true(u64(&u, "18446744073709551615") && u == UINT64_MAX);
    assert_false(u64(&u, "18446744073709551616"));
    assert_false(u64(&u, "-1"));
    assert_false(u64(&u, ""));
    assert_false(u64(&u, "1.0"));
    out[lia_format_i64(out, INT64_MIN)] = '\0';
    assert_string_equal(out, "-9223372036854775808");
    out[lia_format_u64(out, UINT64_MAX)] = '\0';
    assert_string_equal(out, "18446744073709551615");
}

/* Digits of the significand, without zeros at either end. */
static int digits_of(const char *text)
{
    int count = 0, zeros = 0;

    for (; *text != '\0' && *text != 'e'; text++) {
        if (*text < '0' || *text > '9' || (*text == '0' && count == 0))
            continue;
        zeros = *text == '0' ? zeros + 1 : 0;
        count++;
    }
    return count - zeros;
}

/* By trial: the smallest precision that reads back. */
static int fewest_digits(double value)
{
    char text[64];

    for (int p = 0; p < 17; p++) {
        snprintf(text, sizeof text, "%.*e", p, value);
        if (strtod(text, NULL) == value)
            return digits_of(text);
    }
    return 17;
}

/* The C library is the slow twin: it reads what we write, we read what it
 * writes (tests run in the C locale). */
static void test_round_trip(void **state)
{
    uint64_t seed = 1;

    (void)state;
    for (int k = 0; k < 200000; k++) {
        uint64_t bits = test_random(&seed);
        double value, back = 0;
        char out[LIA_NUMBER_ROOM + 1], wide[64];

        memcpy(&value, &bits, sizeof value);
        if (k % 2)
            value = (double)(int64_t)(bits >> (bits % 64)) / 100;
        if (!isfinite(value))
            continue;
        size_t length = lia_format_double(out, value);
        assert_true(length > 0 && length <= LIA_NUMBER_ROOM);
        out[length] = '\0';
        assert_true(lia_parse_double(&back, out, length));
        assert_memory_equal(&back, &value, sizeof value);
        assert_true(strtod(out, NULL) == value);
        snprintf(wide, sizeof wide, "%.17g", value);
        assert_true(lia_parse_double(&back, wide, strlen(wide)));
        assert_true(back == value);
        if (k % 16 < 2)
            assert_int_equal(digits_of(out), fewest_digits(value));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_known), cmocka_unit_test(test_texts),
        cmocka_unit_test(test_whole_numbers),
        cmocka_unit_test(test_round_trip)};

    return cmocka_run_group_tests(tests, NULL, NULL);
}
