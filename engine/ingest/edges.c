/* ingest/edges.c - the fast path of plain edge lists: a line is two numbers
 * and nothing else. Digits are read and looked up as they go by; any other
 * line (comments, names, more fields) takes the general way.
 */
#include <string.h>

#include "ingest/reading.h"

typedef struct pair {
    const char *text[2];
    size_t length[2];
    uint64_t number[2];
} pair;

/* One to nine digits without leading zeros. */
static inline const char *digits(pair *p, int which, const char *at,
                                 const char *end)
{
    const char *begin = at;
    uint64_t number = 0;

    if (end - at > 10)
        end = at + 10;
    for (; at < end && (unsigned)(*at - '0') < 10; at++)
        number = number * 10 + (uint64_t)(*at - '0');
    p->text[which] = begin;
    p->length[which] = (size_t)(at - begin);
    p->number[which] = number;
    return at == begin || at - begin > 9 ||
                   (*begin == '0' && at - begin > 1)
               ? NULL
               : at;
}

static inline const char *separator(const char *at, const char *end,
                                    char delimiter)
{
    const char *begin = at;

    if (delimiter != ' ')
        return at < end && *at == delimiter ? at + 1 : NULL;
    while (at < end && (*at == ' ' || *at == '\t'))
        at++;
    return at > begin ? at : NULL;
}

/* The byte after the line if it is a pair, else NULL. */
static inline const char *read_pair(pair *p, const char *at, const char *end,
                                    char delimiter)
{
    at = digits(p, 0, at, end);
    if (at == NULL || (at = separator(at, end, delimiter)) == NULL)
        return NULL;
    at = digits(p, 1, at, end);
    if (at == NULL)
        return NULL;
    if (at < end && *at == '\r')
        at++;
    if (at == end)
        return at[-1] == '\r' ? NULL : at;
    return *at == '\n' ? at + 1 : NULL;
}

static inline lia_status name(uint32_t *out, lia_worker *w, const pair *p,
                              int k, lia_error *err)
{
    *out = lia_quick_look(&w->quick, p->number[k]);
    if (*out != LIA_NONE)
        return LIA_OK;
    return lia_quick_number(out, &w->quick, &w->space[LIA_KIND_ACCOUNT],
                            p->number[k], p->text[k], p->length[k], err);
}

static lia_status add_pair(lia_worker *worker, lia_block *block, const pair *p,
                           uint64_t line, bool lean, lia_error *err)
{
    lia_status st = LIA_OK;
    uint32_t source, target;

    if (block->rows == block->room)
        LIA_TRY(lia_block_room(block, 1, err));
    LIA_TRY(name(&source, worker, p, 0, err));
    LIA_TRY(name(&target, worker, p, 1, err));
    if (!lean)
        LIA_TRY(lia_block_origin(block, line, err));
    ((uint32_t *)block->column[LIA_C_SOURCE])[block->rows] = source;
    ((uint32_t *)block->column[LIA_C_TARGET])[block->rows] = target;
    block->rows++;
done:
    return st;
}

lia_status lia_edges_read(lia_worker *worker, lia_block *block,
                          const lia_chunk *chunk, char delimiter, bool lean,
                          lia_line_work *other, void *context, lia_error *err)
{
    lia_status st = LIA_OK;
    const char *at = chunk->text, *end = chunk->text + chunk->length;

    for (uint64_t line = chunk->line; at < end; line++) {
        pair p;
        const char *next = read_pair(&p, at, end, delimiter);
        if (next != NULL) {
            LIA_TRY(add_pair(worker, block, &p, line, lean, err));
            at = next;
            continue;
        }
        next = memchr(at, '\n', (size_t)(end - at));
        next = next == NULL ? end : next + 1;
        LIA_TRY(other(context, at, (size_t)(next - at), line, err));
        at = next;
    }
done:
    return st;
}
