/* ingest/objects.c - rows of JSON text; see objects.h. */
#include "ingest/objects.h"

#include <string.h>

#include "base/mem.h"

static const char schema[] = "{\"schema\"";

static bool is_ours(const char *text, size_t length)
{
    return length >= sizeof schema - 1 &&
           memcmp(text, schema, sizeof schema - 1) == 0;
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

/* {"schema": "liaison.ties/1", "rows": [ ... ]}: the array, else text. */
static const char *rows_of(const char *text, size_t length)
{
    const char *rows, *end = text + length;

    if (!is_ours(text, length))
        return text;
    rows = memmem(text, length, "\"rows\"", 6);
    if (rows == NULL)
        return text;
    for (rows += 6; rows < end && (is_blank(*rows) || *rows == ':');)
        rows++;
    return rows < end && *rows == '[' ? rows : text;
}

lia_status lia_objects_open(lia_objects *out, const char *text, size_t length,
                            bool document, uint64_t line, lia_error *err)
{
    lia_status st = LIA_OK;
    lia_objects o = {.at = text, .end = text + length, .line = line,
                     .next_line = line};

    if (document) {
        o.text = rows_of(text, length);
        o.next_line += newlines(text, o.text);
        LIA_TRY(lia_json_split(&o.span, &o.spans, &o.why, &o.fault, o.text,
                               (size_t)(o.end - o.text), err));
        if (o.text != text && o.fault + 16 > (size_t)(o.end - o.text))
            o.why = NULL;        /* the brace that closes what we opened     */
    }
    *out = o;
done:
    return st;
}

static bool next_line(const char **row, size_t *length, lia_objects *o)
{
    const char *end;

    if (o->at >= o->end)
        return false;
    end = memchr(o->at, '\n', (size_t)(o->end - o->at));
    o->line = o->next_line++;
    *row = o->at;
    if (end == NULL)
        end = o->end;
    o->at = end < o->end ? end + 1 : end;
    while (end > *row && is_blank(end[-1]))
        end--;
    while (*row < end && is_blank(**row))
        (*row)++;
    *length = (size_t)(end - *row);
    return true;
}

bool lia_objects_next(const char **row, size_t *length, lia_objects *o)
{
    if (o->span == NULL)
        return next_line(row, length, o);
    if (o->next == o->spans)
        return false;
    *row = o->text + o->span[o->next].begin;
    *length = o->span[o->next].length;
    o->line = o->next_line + o->span[o->next].lines;
    o->next++;
    return true;
}

void lia_objects_close(lia_objects *objects)
{
    lia_free(objects->span);
    objects->span = NULL;
}

/* Braces balanced within the line, strings apart. */
static bool closes(const char *line, const char *end)
{
    long depth = 0;
    bool quoted = false;

    for (const char *c = line; c < end; c++) {
        if (quoted && *c == '\\')
            c++;
        else if (*c == '"')
            quoted = !quoted;
        else if (!quoted)
            depth += (*c == '{') - (*c == '}');
    }
    return depth <= 0 && !quoted;
}

/* A line that is an object by itself, among the first few, means lines, even
 * where the very first is damaged. */
bool lia_is_json_document(const char *text, size_t length)
{
    const char *at = text, *end = text + length;

    if (is_ours(text, length))
        return true;
    for (int n = 0; n < 8 && at < end; n++) {
        const char *line = memchr(at, '\n', (size_t)(end - at));
        const char *last = line ? line : end;
        while (last > at && is_blank(last[-1]))
            last--;
        if (last > at + 1 && *at == '{' && last[-1] == '}' && closes(at, last))
            return false;
        if (line == NULL)
            return n > 0;
        at = line + 1;
    }
    return true;
}
