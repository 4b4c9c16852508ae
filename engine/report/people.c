/* report/people.c - display width (utf8proc, Unicode Standard Annex 11) and
 * numbers that can be read at a glance.
 */
#include "report/people.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <utf8proc.h>

#include "text/rune.h"
#include "text/seen.h"

enum { DIGITS = 4, LAST_PLAIN_EXPONENT = 14, FIRST_PLAIN_EXPONENT = -4 };

/* ---- numbers ---- */

/* "d.ddde-05" from printf; the decimal sign is the locale's and skipped. */
static int digits_of(char digit[DIGITS], double magnitude)
{
    char text[LIA_PEOPLE_ROOM];
    int found = 0, exponent = 0;
    const char *at;

    (void)snprintf(text, sizeof text, "%.3e", magnitude);
    for (at = text; *at != '\0' && *at != 'e'; at++)
        if (*at >= '0' && *at <= '9' && found < DIGITS)
            digit[found++] = *at;
    (void)sscanf(at, "e%d", &exponent);
    return exponent;
}

static size_t put_plain(char *out, const char *digit, int count, int exponent)
{
    size_t n = 0;

    if (exponent < 0) {
        out[n++] = '0';
        out[n++] = '.';
        for (int k = -1; k > exponent; k--)
            out[n++] = '0';
    }
    for (int k = 0; k < count; k++) {
        if (exponent >= 0 && k == exponent + 1)
            out[n++] = '.';
        out[n++] = digit[k];
    }
    for (int k = count; k <= exponent; k++)
        out[n++] = '0';
    return n;
}

static size_t put_scientific(char *out, const char *digit, int count,
                             int exponent)
{
    size_t n = 0;

    out[n++] = digit[0];
    if (count > 1)
        out[n++] = '.';
    for (int k = 1; k < count; k++)
        out[n++] = digit[k];
    return n + (size_t)snprintf(out + n, LIA_PEOPLE_ROOM - n, "e%c%02d",
                                exponent < 0 ? '-' : '+', abs(exponent));
}

size_t lia_people_number(char out[LIA_PEOPLE_ROOM], double value)
{
    char digit[DIGITS] = {'0', '0', '0', '0'};
    size_t n = 0;
    int count = DIGITS, exponent;

    if (isnan(value))
        return 0;
    if (value < 0)
        out[n++] = '-';
    value = fabs(value);
    if (isinf(value)) {
        memcpy(out + n, "inf", 3);
        return n + 3;
    }
    if (value >= 1000 && value < 1e15)
        return n + (size_t)snprintf(out + n, LIA_PEOPLE_ROOM - n, "%.0f",
                                    value);
    exponent = digits_of(digit, value);
    while (count > 1 && digit[count - 1] == '0')
        count--;
    if (exponent < FIRST_PLAIN_EXPONENT || exponent > LAST_PLAIN_EXPONENT)
        return n + put_scientific(out + n, digit, count, exponent);
    return n + put_plain(out + n, digit, count, exponent);
}

/* ---- text ---- */

typedef struct piece {
    const char *text;    /* what to print: the bytes themselves, or room     */
    size_t length;       /* of it                                            */
    size_t taken;        /* bytes of the name                                */
    int width;
    char room[16];
} piece;

static uint32_t take(piece *out, const char *text, size_t length,
                     uint32_t before)
{
    uint32_t rune;
    int spelled;

    out->taken = lia_rune(&rune, text, length);
    if (rune != LIA_RUNE_BAD && lia_rune_is_seen(rune, before)) {
        out->text = text;
        out->length = out->taken;
        out->width = utf8proc_charwidth((utf8proc_int32_t)rune);
        return rune;
    }
    spelled = rune == LIA_RUNE_BAD
        ? snprintf(out->room, sizeof out->room, "\\x{%02X}",
                   (unsigned)(unsigned char)*text)
        : snprintf(out->room, sizeof out->room, "\\u{%04X}", (unsigned)rune);
    out->text = out->room;
    out->length = (size_t)spelled;
    out->width = spelled;
    return 0;
}

/* Most names are: a column a byte. */
static bool is_plain_ascii(const char *text, size_t length)
{
    for (size_t i = 0; i < length; i++)
        if (text[i] < 0x20 || text[i] >= 0x7F)
            return false;
    return true;
}

int lia_people_width(const char *text, size_t length)
{
    uint32_t before = 0;
    int width = 0;
    piece p;

    if (is_plain_ascii(text, length))
        return (int)length;
    for (size_t i = 0; i < length; i += p.taken) {
        before = take(&p, text + i, length - i, before);
        width += p.width;
    }
    return width;
}

int lia_people_put(lia_sink *sink, const char *text, size_t length, int limit)
{
    const bool cut = lia_people_width(text, length) > limit;
    const int room = cut ? limit - 1 : limit;
    uint32_t before = 0;
    int width = 0;
    piece p;

    if (!cut && is_plain_ascii(text, length)) {
        lia_sink_put(sink, text, length);
        return (int)length;
    }
    for (size_t i = 0; i < length; i += p.taken) {
        before = take(&p, text + i, length - i, before);
        if (width + p.width > room)
            break;
        lia_sink_put(sink, p.text, p.length);
        width += p.width;
    }
    if (cut && limit > 0) {
        lia_sink_text(sink, "\xE2\x80\xA6");
        width++;
    }
    return width;
}

size_t lia_people_cut(char *out, size_t size, const char *text, size_t length,
                      int limit)
{
    static const char more[] = "\xE2\x80\xA6";
    const bool cut = lia_people_width(text, length) > limit;
    const int room = cut ? limit - 1 : limit;
    uint32_t before = 0;
    int width = 0;
    size_t n = 0;
    piece p;

    for (size_t i = 0; i < length; i += p.taken) {
        before = take(&p, text + i, length - i, before);
        if (width + p.width > room || n + p.length + sizeof more > size)
            break;
        memcpy(out + n, p.text, p.length);
        n += p.length;
        width += p.width;
    }
    if (cut && limit > 0 && n + sizeof more <= size) {
        memcpy(out + n, more, sizeof more - 1);
        n += sizeof more - 1;
    }
    out[n] = '\0';
    return n;
}
