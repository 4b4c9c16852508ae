/* text/json_split.c - where the rows of a JSON document begin and end.
 *
 * One pass that knows only strings, brackets and commas; it leaves the inside
 * of each element to lia_json_row, which validates.
 */
#include "text/json.h"

#include <string.h>

#include "base/mem.h"
#include "base/status.h"

typedef struct scanner {
    const char *text, *end, *at;
    uint64_t lines;
    const char *why;
} scanner;

static bool wrong(scanner *s, const char *why)
{
    s->why = why;
    return false;
}

static void skip_blanks(scanner *s)
{
    for (; s->at < s->end; s->at++) {
        if (*s->at == '\n')
            s->lines++;
        else if (*s->at != ' ' && *s->at != '\t' && *s->at != '\r')
            return;
    }
}

/* From the opening quote to behind the closing one. */
static bool skip_string(scanner *s)
{
    const char *open = s->at++;

    while (s->at < s->end) {
        if (*s->at == '"') {
            s->at++;
            return true;
        }
        if (*s->at == '\\' && s->end - s->at > 1)
            s->at++;
        if (*s->at == '\n')
            s->lines++;
        s->at++;
    }
    s->at = open;
    return wrong(s, "a string is never closed");
}

/* Up to where the brackets that open here are closed again. */
static bool skip_nested(scanner *s)
{
    const char *open = s->at;
    uint64_t depth = 0;

    while (s->at < s->end) {
        char c = *s->at;
        if (c == '"') {
            if (!skip_string(s))
                return false;
            continue;
        }
        if (c == '\n')
            s->lines++;
        s->at++;
        if (c == '{' || c == '[')
            depth++;
        else if ((c == '}' || c == ']') && --depth == 0)
            return true;
    }
    s->at = open;
    return wrong(s, "a bracket is never closed");
}

static bool skip_value(scanner *s)
{
    const char *from = s->at;

    if (*s->at == '{' || *s->at == '[')
        return skip_nested(s);
    if (*s->at == '"')
        return skip_string(s);
    while (s->at < s->end && strchr(" \t\r\n,[]{}\"", *s->at) == NULL)
        s->at++;
    return s->at > from || wrong(s, "a comma or bracket too many");
}

/* After an element of the array: on to the next one, or *last. */
static bool next_element(scanner *s, bool *last)
{
    *last = false;
    skip_blanks(s);
    if (s->at == s->end)
        return wrong(s, "the array is never closed");
    if (*s->at == ']') {
        *last = true;
        s->at++;
        skip_blanks(s);
        return s->at == s->end || wrong(s, "something follows the array");
    }
    if (*s->at != ',')
        return wrong(s, "a comma is missing between two elements");
    s->at++;
    skip_blanks(s);
    return s->at < s->end || wrong(s, "the array is never closed");
}

typedef struct list {
    lia_json_span *span;
    uint64_t count, room;
} list;

static lia_status take_value(list *l, scanner *s, bool *good, lia_error *err)
{
    size_t begin = (size_t)(s->at - s->text);
    uint64_t lines = s->lines;
    lia_status st = LIA_OK;

    *good = skip_value(s);
    if (!*good)
        return LIA_OK;
    LIA_TRY(lia_reserve(&l->span, &l->room, l->count + 1, sizeof *l->span,
                        err));
    l->span[l->count++] = (lia_json_span){
        begin, (size_t)(s->at - s->text) - begin, lines};
done:
    return st;
}

static lia_status split_array(list *l, scanner *s, lia_error *err)
{
    lia_status st = LIA_OK;
    bool last = false, good = true;

    s->at++;
    skip_blanks(s);
    if (s->at < s->end && *s->at == ']')
        (void)next_element(s, &last);
    else if (s->at == s->end)
        (void)wrong(s, "the array is never closed");
    while (s->why == NULL && !last) {
        LIA_TRY(take_value(l, s, &good, err));
        if (!good || !next_element(s, &last))
            break;
    }
done:
    return st;
}

static lia_status split_values(list *l, scanner *s, lia_error *err)
{
    lia_status st = LIA_OK;
    bool good = true;

    while (good && s->at < s->end) {
        LIA_TRY(take_value(l, s, &good, err));
        skip_blanks(s);
    }
done:
    return st;
}

lia_status lia_json_split(lia_json_span **spans, uint64_t *count,
                          const char **why, size_t *at, const char *text,
                          size_t length, lia_error *err)
{
    lia_status st = LIA_OK;
    scanner s = {text, text + length, text, 0, NULL};
    list l = {NULL, 0, 0};

    LIA_TRY(lia_reserve(&l.span, &l.room, 16, sizeof *l.span, err));
    skip_blanks(&s);
    if (s.at < s.end && *s.at == '[')
        LIA_TRY(split_array(&l, &s, err));
    else
        LIA_TRY(split_values(&l, &s, err));
    *spans = l.span;
    *count = l.count;
    *why = s.why;
    *at = s.why ? (size_t)(s.at - text) : 0;
    l.span = NULL;
done:
    lia_free(l.span);
    return st;
}
