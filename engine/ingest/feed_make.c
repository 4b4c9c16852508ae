/* ingest/feed_make.c - cells that adapters make from cells. */
#include "ingest/feed.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/digest.h"
#include "text/rune.h"

lia_status lia_feed_print(lia_cell *out, lia_feed *feed, lia_cell from,
                          lia_error *err, const char *format, ...)
{
    va_list args;
    int length;
    char *text;
    lia_status st;

    va_start(args, format);
    length = vsnprintf(NULL, 0, format, args);
    va_end(args);
    if (length < 0)
        return lia_fail(err, LIA_EINTERNAL, "a cell that cannot be printed");
    st = lia_feed_room(&text, feed, (size_t)length + 1, err);
    if (st != LIA_OK)
        return st;
    va_start(args, format);
    (void)vsnprintf(text, (size_t)length + 1, format, args);
    va_end(args);
    *out = (lia_cell){text, (size_t)length, from.column};
    return LIA_OK;
}

lia_status lia_feed_moment(lia_cell *out, lia_feed *feed, lia_time time,
                           lia_error *err)
{
    char *text;
    lia_status st = lia_feed_room(&text, feed, 32, err);

    if (st == LIA_OK)
        *out = (lia_cell){text, lia_clock_format(text, time), out->column};
    return st;
}

lia_status lia_feed_time(lia_cell *out, lia_feed *feed, lia_cell from,
                         const char *const *formats, lia_precision *precision,
                         lia_error *err)
{
    lia_clock clock = {feed->reading->options.zone_minutes, NULL};
    lia_time time = LIA_NO_TIME;

    *out = from;
    if (precision != NULL)
        *precision = LIA_PRECISION_NONE;
    for (; from.length > 0 && *formats != NULL; formats++) {
        clock.format = *formats;
        if (lia_clock_parse(&time, precision, from.text, from.length,
                            &clock) != LIA_CLOCK_OK)
            continue;
        return lia_feed_moment(out, feed, time, err);
    }
    return LIA_OK;
}

/* Question marks of the scripts in use: ? and the Arabic, Greek (as ;),
 * Armenian, Ethiopic and full-width ones. */
static bool asks(uint32_t rune)
{
    return rune == '?' || rune == 0x061F || rune == 0x037E ||
           rune == 0x055E || rune == 0x1367 || rune == 0xFF1F;
}

lia_status lia_feed_measure(lia_cell *text_length, lia_cell *question,
                            lia_feed *feed, lia_cell text, lia_error *err)
{
    uint64_t runes = 0;
    bool is_question = false;

    for (size_t at = 0; at < text.length; runes++) {
        uint32_t rune;
        at += lia_rune(&rune, text.text + at, text.length - at);
        is_question = is_question || asks(rune);
    }
    if (question != NULL)
        *question = lia_cell_of(is_question ? "1" : "0");
    return lia_feed_print(text_length, feed, text, err, "%llu",
                          (unsigned long long)runes);
}

/* A key that everybody has: it keeps digests of ours from being looked up in
 * lists of plain hashes, no more; hence they are not kept (adapter.h). */
static const uint8_t own_key[LIA_KEY_BYTES] = "liaison: to join, not to keep";

lia_status lia_feed_email(lia_cell *out, lia_feed *feed, lia_cell address,
                          lia_error *err)
{
    const lia_privacy *p = feed->reading->options.privacy;
    char *folded, *text;
    lia_status st = LIA_OK;

    *out = (lia_cell){"", 0, address.column};
    if (address.length == 0 ||
        memchr(address.text, '@', address.length) == NULL)
        return LIA_OK;
    LIA_TRY(lia_feed_room(&folded, feed, address.length, err));
    LIA_TRY(lia_feed_room(&text, feed, LIA_DIGEST_HEX + 1, err));
    for (size_t k = 0; k < address.length; k++) {
        const char c = address.text[k];
        folded[k] = c >= 'A' && c <= 'Z' ? (char)(c + 32) : c;
    }
    lia_digest_hex(text, p != NULL && p->key != NULL ? p->key->byte : own_key,
                   'e', folded, address.length);
    *out = (lia_cell){text, LIA_DIGEST_HEX, address.column};
done:
    return st;
}

/* A letter, digit or _, or anything beyond ASCII but blanks. */
static bool is_tag(unsigned char c)
{
    return c >= 0x80 || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') ||
           (c >= 'A' && c <= 'Z') || c == '_';
}

lia_status lia_feed_tags(lia_cell *out, lia_feed *feed, lia_cell text,
                         lia_error *err)
{
    const char *at = text.text, *end = at + text.length;
    char *made = NULL;
    size_t used = 0;
    lia_status st;

    *out = (lia_cell){"", 0, text.column};
    if (text.length == 0 || memchr(at, '#', text.length) == NULL)
        return LIA_OK;
    st = lia_feed_room(&made, feed, text.length + 1, err);
    if (st != LIA_OK)
        return st;
    while ((at = memchr(at, '#', (size_t)(end - at))) != NULL) {
        const char *from = ++at;
        while (at < end && is_tag((unsigned char)*at))
            at++;
        if (at == from)
            continue;
        if (used > 0)
            made[used++] = '|';
        memcpy(made + used, from, (size_t)(at - from));
        used += (size_t)(at - from);
    }
    *out = (lia_cell){made, used, text.column};
    return LIA_OK;
}
