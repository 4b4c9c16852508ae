/* ingest/objects.c - JSON text cut into objects; see objects.h. */
#include "ingest/objects.h"

#include <string.h>

/* The byte after the closing brace of the object at text, NULL if it is not
 * closed. */
static const char *object_end(const char *text, const char *end)
{
    uint64_t depth = 0;
    bool quoted = false;

    for (const char *c = text; c < end; c++) {
        if (quoted) {
            if (*c == '\\')
                c++;
            else if (*c == '"')
                quoted = false;
        } else if (*c == '"') {
            quoted = true;
        } else if (*c == '{') {
            depth++;
        } else if (*c == '}' && --depth == 0) {
            return c + 1;
        }
    }
    return NULL;
}

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

static uint64_t newlines(const char *from, const char *to)
{
    uint64_t count = 0;

    for (; from < to; from++)
        count += *from == '\n';
    return count;
}

lia_objects lia_objects_of(const char *text, size_t length, bool array)
{
    lia_objects o = {text, text + length, !array, 1, 1};
    const char *c = text;

    if (!array)
        return o;
    while (c < o.end && is_blank(*c))
        c++;
    if (c < o.end && *c == '{')
        for (const char *b = c; b < o.end; b++) {
            const char *next = b + 1;
            while (*b == '[' && next < o.end && is_blank(*next))
                next++;
            if (*b == '[' && next < o.end && *next == '{') {
                c = b;
                break;
            }
        }
    o.next_line += newlines(text, c);
    o.at = c;
    return o;
}

static bool next_line(const char **object, size_t *length, lia_objects *o)
{
    const char *end;

    if (o->at >= o->end)
        return false;
    end = memchr(o->at, '\n', (size_t)(o->end - o->at));
    o->line = o->next_line++;
    *object = o->at;
    if (end == NULL)
        end = o->end;
    o->at = end < o->end ? end + 1 : end;
    while (end > *object && is_blank(end[-1]))
        end--;
    while (*object < end && is_blank(**object))
        (*object)++;
    *length = (size_t)(end - *object);
    return true;
}

bool lia_objects_next(const char **object, size_t *length, lia_objects *o)
{
    const char *begin, *end;

    if (o->lines)
        return next_line(object, length, o);
    begin = o->at;
    while (begin < o->end && *begin != '{' && *begin != '}')
        begin++;
    if (begin == o->end || *begin == '}')
        return false;
    end = object_end(begin, o->end);
    if (end == NULL)
        return false;
    o->line = o->next_line + newlines(o->at, begin);
    o->next_line = o->line + newlines(begin, end);
    *object = begin;
    *length = (size_t)(end - begin);
    o->at = end;
    return true;
}

bool lia_is_json_document(const char *text, size_t length)
{
    static const char schema[] = "{\"schema\"";
    const char *line = memchr(text, '\n', length);

    if (length >= sizeof schema - 1 &&
        memcmp(text, schema, sizeof schema - 1) == 0)
        return true;
    return line != NULL && object_end(text, line) == NULL;
}
