/* base/sentence.c - printf that writes numbers as a language does.
 *
 * The format is walked piece by piece; each conversion goes through snprintf
 * with its own argument, so that flags, widths and lengths mean what they
 * always do, and only its digits are then put into groups.
 */
#include "base/sentence.h"

#include <math.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "base/language.h"

static const char THIN[] = "\xe2\x80\xaf";       /* U+202F                   */

typedef struct marks {
    const char *group, *point;
} marks;

static marks marks_of(lia_language language)
{
    return language == LIA_FR ? (marks){THIN, ","} : (marks){",", "."};
}

/* The digits of a printed number in groups of three, its point replaced. What
 * does not fit, or is no number, stays. */
static void group(char *text, size_t room, marks m)
{
    const size_t sign = text[0] == '-' || text[0] == '+';
    const size_t whole = strspn(text + sign, "0123456789");
    char made[LIA_SPOKEN_ROOM];
    size_t used = 0;
    const char *at = text;

    if (whole == 0 || strlen(text) + 2 * whole + 4 > sizeof made)
        return;
    for (size_t k = 0; k < sign + whole; k++) {
        if (k > sign && (sign + whole - k) % 3 == 0)
            for (const char *g = m.group; *g != '\0'; g++)
                made[used++] = *g;
        made[used++] = text[k];
    }
    for (at += sign + whole; *at != '\0'; at++)
        made[used++] = *at == '.' ? m.point[0] : *at;
    made[used++] = '\0';
    if (used <= room)
        memcpy(text, made, used);
}

const char *lia_language_number(char out[LIA_SPOKEN_ROOM],
                                lia_language language, uint64_t value)
{
    (void)snprintf(out, LIA_SPOKEN_ROOM, "%llu", (unsigned long long)value);
    group(out, LIA_SPOKEN_ROOM, marks_of(language));
    return out;
}

const char *lia_language_decimal(char out[LIA_SPOKEN_ROOM],
                                 lia_language language, double value,
                                 int decimals)
{
    if (!(fabs(value) < 1e15)) {
        (void)snprintf(out, LIA_SPOKEN_ROOM, "%g", value);
        return out;
    }
    (void)snprintf(out, LIA_SPOKEN_ROOM, "%.*f", decimals, value);
    group(out, LIA_SPOKEN_ROOM, marks_of(language));
    return out;
}

const char *lia_language_percent(char out[LIA_SPOKEN_ROOM],
                                 lia_language language, double share,
                                 int decimals)
{
    const char *sign = language == LIA_FR ? "\xe2\x80\xaf%" : "%";
    size_t length;

    (void)lia_language_decimal(out, language, 100 * share, decimals);
    length = strlen(out);
    (void)snprintf(out + length, LIA_SPOKEN_ROOM - length, "%s", sign);
    return out;
}

/* Where a sentence is put together; used counts what had no room as well. */
typedef struct building {
    lia_language language;
    char *out;
    size_t room, used;
    va_list arguments;
} building;

typedef struct conversion {
    char spec[24];           /* "%5.2f"                                      */
    int stars, star[2];      /* widths that are arguments                    */
    int longs;               /* l, ll; -1 = z, -2 = j, -3 = t                */
    char kind;
    bool is_plain;           /* neither flag nor width                       */
} conversion;

static void put(building *b, const char *text, size_t length)
{
    if (b->used + 1 < b->room) {
        const size_t left = b->room - b->used - 1;
        const size_t fits = length < left ? length : left;
        memcpy(b->out + b->used, text, fits);
        b->out[b->used + fits] = '\0';
    }
    b->used += length;
}

/* Read the conversion at format[0] == '%'; its length, 0 if it is not one of
 * those that sentences have. */
static size_t read_conversion(conversion *c, const char *format, building *b)
{
    const char *at = format + 1;
    size_t length;

    memset(c, 0, sizeof *c);
    at += strspn(at, "-+ #0");
    for (int part = 0; part < 2; part++) {
        if (part == 1 && *at != '.')
            break;
        at += part == 1;
        if (*at == '*') {
            c->star[c->stars++] = va_arg(b->arguments, int);
            at++;
        }
        at += strspn(at, "0123456789");
        if (part == 0)
            c->is_plain = at == format + 1;
    }
    for (; *at != '\0' && strchr("hlzjt", *at) != NULL; at++)
        c->longs = *at == 'l' ? c->longs + 1 : *at == 'z' ? -1
                 : *at == 'j' ? -2 : *at == 't' ? -3 : c->longs;
    c->kind = *at;
    length = (size_t)(at + 1 - format);
    if (*at == '\0' || strchr("diuxXcsfFeEgGp", *at) == NULL ||
        length >= sizeof c->spec)
        return 0;
    memcpy(c->spec, format, length);
    return length;
}

#define PRINT(value)                                                         \
    (c->stars == 0 ? snprintf(at, room, c->spec, value)                      \
     : c->stars == 1 ? snprintf(at, room, c->spec, c->star[0], value)        \
                     : snprintf(at, room, c->spec, c->star[0], c->star[1],   \
                                value))

/* What the system says of files, and reasons of our own, are messages; names
 * and words are not looked up. */
static const char *words_of(const char *text, lia_language language)
{
    static const char *const short_ones[] = {
        N_("No such file or directory"), N_("Permission denied"),
        N_("Is a directory"), N_("Not a directory"), N_("File exists"),
        N_("No space left on device"), N_("Read-only file system"),
        N_("Too many open files"),
        N_("not JSON"), N_("not UTF-8")};
    const char *blank = strchr(text, ' ');

    for (size_t k = 0; k < sizeof short_ones / sizeof *short_ones; k++)
        if (strcmp(text, short_ones[k]) == 0)
            return lia_text_in(language, text);
    return blank != NULL && strchr(blank + 1, ' ') != NULL
               ? lia_text_in(language, text) : text;
}

/* Signed and unsigned of one length are passed alike. */
static int print_argument(const conversion *c, building *b, char *at,
                          size_t room)
{
    if (strchr("fFeEgG", c->kind) != NULL)
        return PRINT(va_arg(b->arguments, double));
    if (c->kind == 's') {
        const char *text = va_arg(b->arguments, const char *);
        if (strcmp(c->spec, "%s") == 0 && text != NULL)
            text = words_of(text, b->language);
        return PRINT(text);
    }
    if (c->kind == 'p')
        return PRINT(va_arg(b->arguments, void *));
    if (c->longs == 1)
        return PRINT(va_arg(b->arguments, long));
    if (c->longs == 2)
        return PRINT(va_arg(b->arguments, long long));
    if (c->longs == -1)
        return PRINT(va_arg(b->arguments, size_t));
    if (c->longs == -2)
        return PRINT(va_arg(b->arguments, intmax_t));
    if (c->longs == -3)
        return PRINT(va_arg(b->arguments, ptrdiff_t));
    return PRINT(va_arg(b->arguments, int));
}

static bool stands_alone(const char *format, const char *at)
{
    return at == format || at[-1] == ' ' || at[-1] == '(' || at[-1] == '[' ||
           (at[-1] & 0x80) != 0;             /* an unbreakable blank         */
}

static void put_argument(building *b, const conversion *c, bool alone,
                         marks m)
{
    const bool is_number = strchr("diufg", c->kind) != NULL;
    char number[LIA_SPOKEN_ROOM];
    char *at = b->used < b->room ? b->out + b->used : NULL;
    int length;

    if (is_number && alone && c->is_plain) {
        length = print_argument(c, b, number, sizeof number);
        if (length > 0 && (size_t)length < sizeof number) {
            group(number, sizeof number, m);
            put(b, number, strlen(number));
        }
        return;
    }
    length = print_argument(c, b, at, at != NULL ? b->room - b->used : 0);
    b->used += length > 0 ? (size_t)length : 0;
}

static void walk(building *b, const char *format, marks m)
{
    const char *at = format;
    conversion c;

    while (*at != '\0') {
        const size_t plain = strcspn(at, "%");
        size_t length;
        put(b, at, plain);
        at += plain;
        if (at[0] == '%' && at[1] == '%') {
            put(b, "%", 1);
            at += 2;
            continue;
        }
        if (*at == '\0')
            return;
        length = read_conversion(&c, at, b);
        if (length == 0) {           /* nothing is known of what follows     */
            put(b, at, strlen(at));
            return;
        }
        put_argument(b, &c, stands_alone(format, at), m);
        at += length;
    }
}

int lia_sentence(char *out, size_t room, lia_language language,
                 const char *format, va_list arguments)
{
    building b = {.language = language, .out = out, .room = room};

    if (language == LIA_EN)
        return vsnprintf(out, room, format, arguments);
    if (room > 0)
        out[0] = '\0';
    va_copy(b.arguments, arguments);
    walk(&b, format, marks_of(language));
    va_end(b.arguments);
    return b.used <= INT32_MAX ? (int)b.used : -1;
}

static void print_to(FILE *to, lia_language language, const char *format,
                     va_list arguments)
{
    char text[4096];

    (void)lia_sentence(text, sizeof text, language,
                       lia_text_in(language, format), arguments);
    (void)fputs(text, to);
}

void lia_written_to(FILE *to, const char *format, ...)
{
    va_list arguments;

    va_start(arguments, format);
    print_to(to, lia_written(), format, arguments);
    va_end(arguments);
}

void lia_spoken_to(FILE *to, const char *format, ...)
{
    va_list arguments;

    va_start(arguments, format);
    print_to(to, lia_spoken(), format, arguments);
    va_end(arguments);
}
