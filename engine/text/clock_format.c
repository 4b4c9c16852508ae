/* text/clock_format.c - times as text, digit by digit. */
#include "text/clock.h"

#include "text/civil.h"

enum { MICRO = 1000000, DAY = 86400 };

static char *put(char *at, int64_t value, int width)
{
    char digits[20];
    int count = 0;

    do
        digits[count++] = (char)('0' + value % 10);
    while ((value /= 10) > 0);
    while (count < width)
        digits[count++] = '0';
    while (count > 0)
        *at++ = digits[--count];
    return at;
}

static char *put_fraction(char *at, int64_t micro)
{
    if (micro == 0)
        return at;
    *at++ = '.';
    return micro % 1000 ? put(at, micro, 6) : put(at, micro / 1000, 3);
}

size_t lia_clock_format(char out[32], lia_time time)
{
    int64_t seconds = time / MICRO, micro = time % MICRO, days, year;
    int month, day;
    char *at = out;

    if (time == LIA_NO_TIME)
        return 0;
    if (micro < 0) {
        micro += MICRO;
        seconds--;
    }
    days = seconds / DAY - (seconds % DAY < 0);
    seconds -= days * DAY;
    lia_civil_from_days(&year, &month, &day, days);
    if (year < 0) {
        *at++ = '-';
        year = -year;
    }
    at = put(at, year, 4);
    *at++ = '-';
    at = put(at, month, 2);
    *at++ = '-';
    at = put(at, day, 2);
    *at++ = 'T';
    at = put(at, seconds / 3600, 2);
    *at++ = ':';
    at = put(at, seconds / 60 % 60, 2);
    *at++ = ':';
    at = put(at, seconds % 60, 2);
    at = put_fraction(at, micro);
    *at++ = 'Z';
    return (size_t)(at - out);
}
