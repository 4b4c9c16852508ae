/* ingest/say.c - bounded sentences; foreign bytes made printable. */
#include "ingest/say.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/language.h"
#include "base/sentence.h"

static void add(lia_say *say, int wrote)
{
    if (wrote > 0)
        say->length += (size_t)wrote;
    if (say->length >= say->room)
        say->length = say->room - 1;
}

void lia_sayf(lia_say *say, const char *format, ...)
{
    va_list args;
    int wrote;

    if (say->length + 1 >= say->room)
        return;
    va_start(args, format);
    wrote = lia_sentence(say->text + say->length, say->room - say->length,
                         lia_written(), wr(format), args);
    va_end(args);
    add(say, wrote);
}

/* The same of what is no language. */
static void put(lia_say *say, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
static void put(lia_say *say, const char *format, ...)
{
    va_list args;
    int wrote;

    if (say->length + 1 >= say->room)
        return;
    va_start(args, format);
    wrote = vsnprintf(say->text + say->length, say->room - say->length, format,
                      args);
    va_end(args);
    add(say, wrote);
}

/* Length of the UTF-8 sequence at text, 0 if there is none. */
static size_t sequence(const unsigned char *text, size_t left)
{
    size_t need = text[0] >= 0xF0 ? 4 : text[0] >= 0xE0 ? 3 : 2;

    if (text[0] < 0xC2 || text[0] > 0xF4 || need > left)
        return 0;
    for (size_t k = 1; k < need; k++)
        if ((text[k] & 0xC0) != 0x80)
            return 0;
    if ((text[0] == 0xE0 && text[1] < 0xA0) ||
        (text[0] == 0xED && text[1] > 0x9F) ||
        (text[0] == 0xF0 && text[1] < 0x90) ||
        (text[0] == 0xF4 && text[1] > 0x8F))
        return 0;
    return need;
}

static size_t say_one(lia_say *say, const unsigned char *at, size_t left)
{
    static const char plain[] = "\n\t\r\"\\", escaped[] = "ntr\"\\";
    const char *known = *at ? strchr(plain, *at) : NULL;
    size_t length;

    if (known != NULL) {
        put(say, "\\%c", escaped[known - plain]);
        return 1;
    }
    if (*at >= 0x20 && *at < 0x7F) {
        put(say, "%c", *at);
        return 1;
    }
    length = *at >= 0x80 ? sequence(at, left) : 0;
    if (length == 0) {
        put(say, "\\x%02x", *at);
        return 1;
    }
    put(say, "%.*s", (int)length, (const char *)at);
    return length;
}

void lia_say_quoted(lia_say *say, const char *text, size_t length, size_t most)
{
    size_t at = 0, begin = say->length;

    if (say->length + 1 < say->room)
        say->text[say->length] = '\0';
    while (at < length && say->length - begin < most) {
        size_t before = say->length;
        at += say_one(say, (const unsigned char *)text + at, length - at);
        if (say->length == before)
            return;
    }
    if (at < length)
        put(say, "...");
}
