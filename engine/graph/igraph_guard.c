/* graph/igraph_guard.c - documents that igraph's readers would not survive,
 * found by a look at the text: nesting without end, counts that ask for all
 * memory, unclosed strings.
 */
#include "graph/igraph_guard.h"

#include <string.h>
#include <strings.h>

enum { DEEPEST = 30 };

static const uint64_t free_vertices = 100000;

/* Brackets balanced outside of strings and comments, not too deep. */
static const char *guard_gml(const char *text, const char *end)
{
    int depth = 0;
    bool start = true;

    for (const char *c = text; c < end; c++) {
        if (*c == '"') {
            c = memchr(c + 1, '"', (size_t)(end - c - 1));
            if (c == NULL)
                return "a string that is never closed";
        } else if (start && *c == '#') {
            c = memchr(c, '\n', (size_t)(end - c));
            if (c == NULL)
                break;
        } else if (*c == '[' && ++depth > DEEPEST) {
            return "lists nested more than 30 deep";
        } else if (*c == ']' && --depth < 0) {
            return "a ] without its [";
        }
        start = *c == '\n' || *c == '\r';
    }
    return depth > 0 ? "a [ that is never closed" : NULL;
}

static uint64_t number_at(const char *at, const char *end)
{
    uint64_t number = 0;

    while (at < end && (*at == ' ' || *at == '\t'))
        at++;
    for (; at < end && *at >= '0' && *at <= '9' && number < UINT32_MAX; at++)
        number = number * 10 + (uint64_t)(*at - '0');
    return number;
}

/* Vertices may be declared without a line each, so the count alone decides
 * what is allocated. */
static const char *guard_pajek(const char *text, const char *end)
{
    const uint64_t most = free_vertices + 16 * (uint64_t)(end - text);

    for (const char *c = text; c < end; c++) {
        if (*c == '*' && end - c > 9 && strncasecmp(c, "*vertices", 9) == 0 &&
            number_at(c + 9, end) > most)
            return "more vertices declared than the file can hold";
        if (*c == '*' && end - c > 7 && strncasecmp(c, "*matrix", 7) == 0)
            return "*Matrix is not read; write *Edges or *Arcs";
    }
    return NULL;
}

const char *lia_graph_guard(const char *text, size_t length,
                            lia_graph_format format)
{
    if (length == 0)
        return "it is empty";
    if (memchr(text, '\0', length) != NULL)
        return "a NUL byte: the file is damaged, or no text";
    if (format == LIA_GRAPH_GML)
        return guard_gml(text, text + length);
    if (format == LIA_GRAPH_PAJEK)
        return guard_pajek(text, text + length);
    return NULL;
}
