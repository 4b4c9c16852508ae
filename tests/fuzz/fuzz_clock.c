/* Times and numbers from any bytes: no crash, results in range, and what is
 * written reads back. Up to the first newline stands a format.
 */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "text/clock.h"
#include "text/number.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void need(int condition)
{
    if (!condition)
        abort();
}

static void check_time(const char *text, size_t length,
                       const lia_clock *clock)
{
    lia_time time = -7, back = -7;
    lia_precision precision = LIA_PRECISION_NONE;
    char out[32];

    if (lia_clock_parse(&time, &precision, text, length, clock) !=
        LIA_CLOCK_OK) {
        need(time == -7);
        return;
    }
    need(time >= 0 && time < INT64_C(4102444800000000));
    need(precision != LIA_PRECISION_NONE);
    length = lia_clock_format(out, time);
    need(lia_clock_parse(&back, NULL, out, length, NULL) == LIA_CLOCK_OK);
    need(back == time);
}

static void check_number(const char *text, size_t length)
{
    char out[LIA_NUMBER_ROOM];
    double value, back;

    if (!lia_parse_double(&value, text, length))
        return;
    need(isfinite(value));
    length = lia_format_double(out, value);
    need(lia_parse_double(&back, out, length) && back == value);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const uint8_t *newline = size ? memchr(data, '\n', size) : NULL;
    size_t used = newline ? (size_t)(newline - data) : 0;
    size_t left = newline ? size - used - 1 : size;
    char *format = malloc(used + 1), *text = malloc(left ? left : 1);
    lia_clock clock = {-90, NULL};
    const char *guess;

    need(format != NULL && text != NULL);
    memcpy(format, data, used);
    format[used] = '\0';
    memcpy(text, data + size - left, left);
    check_time(text, left, NULL);
    check_time(text, left, &clock);
    check_number(text, left);
    clock.format = format;
    if (lia_clock_format_is_good(format))
        check_time(text, left, &clock);
    guess = lia_clock_guess(text, left);
    need(guess == NULL || lia_clock_format_is_good(guess));
    free(format);
    free(text);
    return 0;
}
