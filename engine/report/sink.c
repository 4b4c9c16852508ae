/* report/sink.c - the buffer, and the two escapings that several writers
 * share: JSON (RFC 8259) and XML 1.0 (5th edition, production 2, Char).
 */
#include "report/sink.h"

#include <errno.h>

#include "base/mem.h"
#include "text/number.h"
#include "text/rune.h"

lia_status lia_sink_open(lia_sink *out, FILE *stream, lia_error *err)
{
    lia_sink sink = {.stream = stream};
    lia_status st = lia_alloc(&sink.buffer, LIA_SINK_ROOM, 1, err);

    if (st == LIA_OK)
        *out = sink;
    return st;
}

static void write_out(lia_sink *sink, const char *text, size_t length)
{
    if (sink->error != 0 || length == 0)
        return;
    errno = 0;
    if (fwrite(text, 1, length, sink->stream) != length)
        sink->error = errno ? errno : EIO;
}

void lia_sink_flush(lia_sink *sink)
{
    write_out(sink, sink->buffer, sink->used);
    sink->used = 0;
}

void lia_sink_put_long(lia_sink *sink, const char *text, size_t length)
{
    lia_sink_flush(sink);
    if (length >= LIA_SINK_ROOM) {
        write_out(sink, text, length);
        return;
    }
    memcpy(sink->buffer, text, length);
    sink->used = length;
}

lia_status lia_sink_close(lia_sink *sink, lia_error *err)
{
    lia_status st = LIA_OK;

    lia_sink_flush(sink);
    errno = 0;
    if (sink->error == 0 && fflush(sink->stream) != 0)
        sink->error = errno ? errno : EIO;
    lia_free(sink->buffer);
    sink->buffer = NULL;
    if (sink->error != 0)
        st = lia_fail(err, LIA_EIO, "cannot write: %s", strerror(sink->error));
    errno = sink->error;
    return st;
}

void lia_sink_count(lia_sink *sink, uint64_t value)
{
    char digits[LIA_NUMBER_ROOM];

    lia_sink_put(sink, digits, lia_format_u64(digits, value));
}

/* ---- JSON ---- */

static void json_escape(lia_sink *sink, unsigned char c)
{
    static const char hex[] = "0123456789abcdef";
    char long_form[6] = {'\\', 'u', '0', '0', hex[c >> 4], hex[c & 15]};

    switch (c) {
    case '"': lia_sink_put(sink, "\\\"", 2); break;
    case '\\': lia_sink_put(sink, "\\\\", 2); break;
    case '\n': lia_sink_put(sink, "\\n", 2); break;
    case '\r': lia_sink_put(sink, "\\r", 2); break;
    case '\t': lia_sink_put(sink, "\\t", 2); break;
    default: lia_sink_put(sink, long_form, sizeof long_form);
    }
}

static bool is_json_plain(unsigned char c)
{
    return c >= 0x20 && c < 0x7F && c != '"' && c != '\\';
}

void lia_sink_json(lia_sink *sink, const char *text, size_t length)
{
    lia_sink_byte(sink, '"');
    for (size_t i = 0, next; i < length; i = next) {
        uint32_t rune;
        for (next = i; next < length; next++)
            if (!is_json_plain((unsigned char)text[next]))
                break;
        if (next > i) {
            lia_sink_put(sink, text + i, next - i);
            continue;
        }
        next = i + lia_rune(&rune, text + i, length - i);
        if (rune == LIA_RUNE_BAD)
            lia_sink_text(sink, LIA_REPLACEMENT);
        else if (rune < 0x80)
            json_escape(sink, (unsigned char)rune);
        else
            lia_sink_put(sink, text + i, next - i);
    }
    lia_sink_byte(sink, '"');
}

/* ---- XML ---- */

static bool is_xml_char(uint32_t rune)
{
    return rune == 0x9 || rune == 0xA || rune == 0xD ||
           (rune >= 0x20 && rune <= 0xD7FF) ||
           (rune >= 0xE000 && rune <= 0xFFFD) ||
           (rune >= 0x10000 && rune <= 0x10FFFF);
}

/* Line ends and tabs as references: a parser turns bare ones into blanks. */
static const char *xml_reference(uint32_t rune)
{
    switch (rune) {
    case '&': return "&amp;";
    case '<': return "&lt;";
    case '>': return "&gt;";
    case '"': return "&quot;";
    case '\t': return "&#9;";
    case '\n': return "&#10;";
    case '\r': return "&#13;";
    default: return NULL;
    }
}

bool lia_sink_xml(lia_sink *sink, const char *text, size_t length)
{
    bool whole = true;

    for (size_t i = 0, width; i < length; i += width) {
        uint32_t rune;
        width = lia_rune(&rune, text + i, length - i);
        const char *reference = xml_reference(rune);
        if (reference != NULL) {
            lia_sink_text(sink, reference);
        } else if (is_xml_char(rune)) {
            lia_sink_put(sink, text + i, width);
        } else {
            lia_sink_text(sink, LIA_REPLACEMENT);
            whole = false;
        }
    }
    return whole;
}
