/* text/recode.c - windows-1252 and UTF-16 to UTF-8, unit by unit. */
#include "text/recode.h"

static char *put(char *out, uint32_t c)
{
    if (c < 0x80) {
        *out++ = (char)c;
    } else if (c < 0x800) {
        *out++ = (char)(0xC0 | c >> 6);
        *out++ = (char)(0x80 | (c & 0x3F));
    } else if (c < 0x10000) {
        *out++ = (char)(0xE0 | c >> 12);
        *out++ = (char)(0x80 | (c >> 6 & 0x3F));
        *out++ = (char)(0x80 | (c & 0x3F));
    } else {
        *out++ = (char)(0xF0 | c >> 18);
        *out++ = (char)(0x80 | (c >> 12 & 0x3F));
        *out++ = (char)(0x80 | (c >> 6 & 0x3F));
        *out++ = (char)(0x80 | (c & 0x3F));
    }
    return out;
}

/* The bytes 0x80 .. 0x9F of windows-1252; the others are Latin-1. */
static const uint16_t upper[32] = {
    0x20AC, 0x81,   0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021,
    0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0x8D,   0x017D, 0x8F,
    0x90,   0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
    0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x9D,   0x017E, 0x0178};

size_t lia_recode_1252(char *out, const char *text, size_t length)
{
    char *at = out;

    for (size_t k = 0; k < length; k++) {
        unsigned char c = (unsigned char)text[k];
        at = put(at, c >= 0x80 && c < 0xA0 ? upper[c - 0x80] : c);
    }
    return (size_t)(at - out);
}

static char *put_unit(char *out, lia_utf16 *state, uint16_t unit)
{
    bool low = unit >= 0xDC00 && unit < 0xE000;
    uint32_t high = state->high;

    state->high = 0;
    if (high != 0 && low)
        return put(out, 0x10000 + ((high - 0xD800) << 10) + (unit - 0xDC00u));
    if (high != 0)
        out = put(out, 0xFFFD);
    if (unit >= 0xD800 && unit < 0xDC00) {
        state->high = unit;
        return out;
    }
    return put(out, low ? 0xFFFD : unit);
}

static uint16_t unit_of(const lia_utf16 *state, unsigned char a,
                        unsigned char b)
{
    return (uint16_t)(state->big ? a << 8 | b : b << 8 | a);
}

size_t lia_recode_utf16(char *out, lia_utf16 *state, const char *text,
                        size_t length, bool last)
{
    const unsigned char *in = (const unsigned char *)text;
    char *at = out;
    size_t k = 0;

    if (state->has_odd && length > 0) {
        at = put_unit(at, state, unit_of(state, state->odd, in[k++]));
        state->has_odd = false;
    }
    for (; k + 1 < length; k += 2)
        at = put_unit(at, state, unit_of(state, in[k], in[k + 1]));
    if (k < length) {
        state->odd = in[k];
        state->has_odd = true;
    }
    if (last && state->high != 0)
        at = put(at, 0xFFFD);
    if (last && state->has_odd)
        at = put(at, 0xFFFD);
    return (size_t)(at - out);
}
