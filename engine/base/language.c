/* base/language.c - look a message up in a compiled gettext catalogue.
 *
 * A catalogue (GNU gettext manual, "The Format of GNU MO Files") is two tables
 * of (length, place) pairs, the keys in byte order: a binary search. A key
 * with a plural is "one\0many", its text "one\0many" as well. msgfmt writes
 * little-endian whatever the machine.
 */
#include "base/language.h"

#include <stddef.h>
#include <stdlib.h>
#include <string.h>

extern const unsigned char lia_embedded_catalogue_fr[];
extern const size_t lia_embedded_catalogue_fr_size;

static lia_language spoken = LIA_EN, written = LIA_EN;

static uint32_t number_at(const unsigned char *catalogue, size_t place)
{
    const unsigned char *b = catalogue + place;

    return (uint32_t)b[0] | (uint32_t)b[1] << 8 | (uint32_t)b[2] << 16 |
           (uint32_t)b[3] << 24;
}

/* The text of a key, or NULL. strcmp sees the first half of a plural key.
 * length: of the whole text, with the plural where it has one. */
static const char *find(const unsigned char *catalogue, size_t size,
                        const char *key, size_t *length)
{
    enum { COUNT = 8, KEYS = 12, TEXTS = 16, HEADER = 28 };
    uint32_t from = 0, to;

    if (size < HEADER || number_at(catalogue, 0) != 0x950412deu)
        return NULL;
    to = number_at(catalogue, COUNT);
    while (from < to) {
        const uint32_t middle = from + (to - from) / 2;
        const size_t pair = number_at(catalogue, KEYS) + 8u * (size_t)middle;
        const char *found =
            (const char *)catalogue + number_at(catalogue, pair + 4);
        const int order = strcmp(key, found);
        if (order == 0) {
            const size_t text =
                number_at(catalogue, TEXTS) + 8u * (size_t)middle;
            *length = number_at(catalogue, text);
            return (const char *)catalogue + number_at(catalogue, text + 4);
        }
        if (order < 0)
            to = middle;
        else
            from = middle + 1;
    }
    return NULL;
}

static const char *find_in(lia_language language, const char *key,
                           size_t *length)
{
    if (language != LIA_FR || key[0] == '\0')
        return NULL;         /* the empty key holds the catalogue's header   */
    return find(lia_embedded_catalogue_fr, lia_embedded_catalogue_fr_size, key,
                length);
}

const char *lia_language_code(lia_language language)
{
    return language == LIA_FR ? "fr" : "en";
}

bool lia_language_of(lia_language *out, const char *name)
{
    static const char codes[LIA_LANGUAGE_COUNT][3] = {"en", "fr"};

    for (int k = 0; k < LIA_LANGUAGE_COUNT; k++) {
        if ((name[0] | 0x20) != codes[k][0] || (name[1] | 0x20) != codes[k][1])
            continue;
        if (strchr("_-.@", name[2]) == NULL)    /* "" matches too            */
            continue;
        *out = (lia_language)k;
        return true;
    }
    return false;
}

const char *lia_text_in(lia_language language, const char *message)
{
    size_t length;
    const char *text = find_in(language, message, &length);

    return text != NULL ? text : message;
}

const char *lia_plural_in(lia_language language, const char *one,
                          const char *many, uint64_t count)
{
    size_t length, first;
    const char *text = find_in(language, one, &length);

    if (text == NULL)
        return count == 1 ? one : many;
    first = strlen(text);
    /* A key that is also used without a number may stand without a plural. */
    return count <= 1 || first == length ? text : text + first + 1;
}

void lia_speak(lia_language language)
{
    spoken = language;
}

lia_language lia_spoken(void)
{
    return spoken;
}

void lia_write_in(lia_language language)
{
    written = language;
}

lia_language lia_written(void)
{
    return written;
}

static const char *variable(const char *name)
{
    const char *value = getenv(name);

    return value != NULL ? value : "";
}

static const char *locale_name(void)
{
    static const char *const names[] = {"LC_ALL", "LC_MESSAGES", "LANG"};

    for (size_t k = 0; k < sizeof names / sizeof *names; k++)
        if (*variable(names[k]) != '\0')
            return variable(names[k]);
    return "C";
}

lia_language lia_language_of_environment(void)
{
    const char *locale = locale_name(), *at = variable("LANGUAGE");
    lia_language found = LIA_EN;

    if (strcmp(locale, "C") == 0 || strcmp(locale, "POSIX") == 0)
        return LIA_EN;
    if (*at == '\0') {
        (void)lia_language_of(&found, locale);
        return found;
    }
    while (*at != '\0') {
        char name[24] = "";
        const size_t length = strcspn(at, ":");
        if (length < sizeof name)
            memcpy(name, at, length);
        if (lia_language_of(&found, name))
            break;
        at += length + (at[length] == ':');
    }
    return found;
}
