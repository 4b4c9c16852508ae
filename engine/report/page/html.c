/* report/page/html.c - escape, spell out, cut. */
#include "report/page/html.h"

#include "text/rune.h"
#include "text/seen.h"

size_t lia_html_cut(const char *text, size_t length, size_t most)
{
    uint32_t rune;
    size_t at = 0;

    for (size_t seen = 0; seen < most && at < length; seen++)
        at += lia_rune(&rune, text + at, length - at);
    return at;
}

static void spell_out(lia_sink *sink, uint32_t rune, unsigned char byte)
{
    char text[16];
    const int length =
        rune == LIA_RUNE_BAD
            ? snprintf(text, sizeof text, "\\x{%02X}", (unsigned)byte)
            : snprintf(text, sizeof text, "\\u{%04X}", (unsigned)rune);

    lia_sink_put(sink, text, (size_t)length);
}

static const char *reference_of(uint32_t rune)
{
    switch (rune) {
    case '&': return "&amp;";
    case '<': return "&lt;";
    case '>': return "&gt;";
    case '"': return "&quot;";
    case '\'': return "&#39;";
    default: return NULL;
    }
}

bool lia_html_put(lia_sink *sink, const char *text, size_t length, size_t most)
{
    const size_t end = lia_html_cut(text, length, most);
    uint32_t before = 0;

    for (size_t i = 0, width; i < end; i += width) {
        uint32_t rune;
        width = lia_rune(&rune, text + i, end - i);
        const char *reference = reference_of(rune);
        if (reference != NULL)
            lia_sink_text(sink, reference);
        else if (rune == '\n' || rune == '\t')
            lia_sink_byte(sink, (char)rune);
        else if (rune != LIA_RUNE_BAD && lia_rune_is_seen(rune, before))
            lia_sink_put(sink, text + i, width);
        else
            spell_out(sink, rune, (unsigned char)text[i]);
        before = rune;
    }
    if (end < length)
        lia_sink_text(sink, "\xE2\x80\xA6");
    return end == length;
}

void lia_html_text(lia_sink *sink, const char *text)
{
    lia_html_put(sink, text, strlen(text), SIZE_MAX);
}

/* ---- JSON inside a script element ---- */

static void json_unit(lia_sink *sink, uint32_t rune)
{
    char text[8];

    snprintf(text, sizeof text, "\\u%04x", (unsigned)(rune & 0xFFFF));
    lia_sink_put(sink, text, 6);
}

/* A character that is not seen is spelled out as in the markup, so that a name
 * is the same in both; the backslash of that is JSON's too. */
static void json_rune(lia_sink *sink, uint32_t rune, uint32_t before,
                      const char *text, size_t width)
{
    if (rune == '"' || rune == '\\' || rune == '<' || rune == '>' ||
        rune == '&' || rune == '\'' || rune == '\n' || rune == '\t') {
        json_unit(sink, rune);
    } else if (rune != LIA_RUNE_BAD && lia_rune_is_seen(rune, before)) {
        lia_sink_put(sink, text, width);
    } else {
        lia_sink_byte(sink, '\\');
        spell_out(sink, rune, (unsigned char)text[0]);
    }
}

void lia_html_json(lia_sink *sink, const char *text, size_t length,
                   size_t most)
{
    const size_t end = lia_html_cut(text, length, most);
    uint32_t before = 0;

    lia_sink_byte(sink, '"');
    for (size_t i = 0, width; i < end; i += width) {
        uint32_t rune;
        width = lia_rune(&rune, text + i, end - i);
        json_rune(sink, rune, before, text + i, width);
        before = rune;
    }
    if (end < length)
        lia_sink_text(sink, "\xE2\x80\xA6");
    lia_sink_byte(sink, '"');
}

void lia_html_base64(lia_sink *sink, const unsigned char *bytes, size_t length)
{
    static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
                                 "abcdefghijklmnopqrstuvwxyz0123456789+/";

    for (size_t i = 0; i < length; i += 3) {
        const size_t left = length - i;
        const uint32_t three =
            (uint32_t)bytes[i] << 16 |
            (left > 1 ? (uint32_t)bytes[i + 1] << 8 : 0) |
            (left > 2 ? (uint32_t)bytes[i + 2] : 0);
        lia_sink_byte(sink, digits[three >> 18]);
        lia_sink_byte(sink, digits[three >> 12 & 63]);
        lia_sink_byte(sink, left > 1 ? digits[three >> 6 & 63] : '=');
        lia_sink_byte(sink, left > 2 ? digits[three & 63] : '=');
    }
}
