/* ingest/adapter_json.c - values of JSON text as records of an adapter. */
#include <string.h>

#include "base/mem.h"
#include "ingest/feed.h"
#include "text/json.h"
#include "text/recode.h"

typedef struct passage {
    lia_feed feed;
    lia_tree *tree;
    const char *text, *end;      /* of the chunk                             */
    const char *counted;         /* newlines are counted up to here          */
    uint64_t line;
} passage;

/* The line of a byte; bytes are asked for from left to right. */
static uint64_t line_at(passage *p, const char *at)
{
    for (; p->counted < at; p->counted++)
        p->line += *p->counted == '\n';
    return p->line;
}

static lia_status reject(passage *p, const char *text, size_t length,
                         uint32_t column, const char *why, lia_error *err)
{
    p->feed.place = (lia_place){line_at(p, text), text,
                                length < 200 ? length : 200};
    return lia_rows_reject(p->feed.main, LIA_CAUSE_JSON, &p->feed.place,
                           column, err, "%s", why);
}

static lia_status give(passage *p, const lia_value *value, const char *text,
                       size_t length, lia_error *err)
{
    p->feed.place = (lia_place){line_at(p, text), text, length};
    lia_feed_begin(&p->feed);
    p->feed.value = value;
    return lia_feed_work(&p->feed, err);
}

/* A text that is one value: whole, or the elements under a path of it. */
static lia_status take_value(passage *p, const char *text, size_t length,
                             const char *elements, lia_error *err)
{
    const lia_value *root = NULL;
    const char *why = NULL;
    size_t at = 0;
    lia_status st = LIA_OK;

    LIA_TRY(lia_tree_parse(&root, &why, &at, p->tree, text, length, err));
    if (why != NULL)
        return reject(p, text, length, (uint32_t)at + 1, why, err);
    if (elements == NULL || *elements == '\0')
        return give(p, root, text, length, err);
    for (const lia_value *v = lia_value_first(lia_value_path(root, elements));
         v != NULL; v = v->next) {
        const size_t end = v->next != NULL ? v->next->at : length;
        LIA_TRY(give(p, v, text + v->at, end - v->at, err));
    }
done:
    return st;
}

/* The elements of the outermost array one by one, so that a long list never
 * is a tree as a whole. */
static lia_status take_elements(passage *p, lia_error *err)
{
    lia_json_span *span = NULL;
    uint64_t spans = 0;
    const char *why = NULL;
    size_t at = 0;
    lia_status st = LIA_OK;

    LIA_TRY(lia_json_split(&span, &spans, &why, &at, p->text,
                           (size_t)(p->end - p->text), err));
    for (uint64_t k = 0; k < spans; k++)
        LIA_TRY(take_value(p, p->text + span[k].begin, span[k].length, NULL,
                           err));
    if (why != NULL)
        LIA_TRY(reject(p, p->text + at, (size_t)(p->end - p->text) - at, 0,
                       why, err));
done:
    lia_free(span);
    return st;
}

static lia_status take_lines(passage *p, lia_error *err)
{
    lia_status st = LIA_OK;

    for (const char *at = p->text; at < p->end;) {
        const char *line = at;
        const char *end = memchr(at, '\n', (size_t)(p->end - at));
        at = end != NULL ? end + 1 : p->end;
        end = end != NULL ? end : p->end;
        while (end > line && (end[-1] == '\r' || end[-1] == ' '))
            end--;
        if (end == line)
            p->feed.main->blank++;
        else
            LIA_TRY(take_value(p, line, (size_t)(end - line),
                               p->feed.plan->file->elements, err));
    }
done:
    return st;
}

/* Bytes that are no UTF-8 are read as windows-1252 before JSON sees them. */
static lia_status decode(char **out, size_t *length, const char *text,
                         lia_error *err)
{
    lia_status st = lia_alloc(out, *length * 3 + 1, 1, err);

    if (st == LIA_OK)
        *length = lia_recode_1252(*out, text, *length);
    return st;
}

static void skip_prefix(passage *p)
{
    while (p->text < p->end && *p->text != '[' && *p->text != '{')
        p->text++;
}

lia_status lia_adapter_json(lia_worker *worker, const lia_chunk *chunk,
                            void *context, lia_error *err)
{
    const lia_adapter_course *c = context;
    const unsigned flags = c->plan->file->flags;
    passage p = {.tree = NULL};
    char *decoded = NULL;
    size_t length = chunk->length;
    lia_status st = LIA_OK;

    LIA_TRY(lia_feed_open(&p.feed, c->reading, worker, c->plan, c->source,
                          chunk->index, err));
    LIA_TRY(lia_tree_open(&p.tree, err));
    if (!lia_is_utf8(chunk->text, length)) {
        LIA_TRY(decode(&decoded, &length, chunk->text, err));
        p.feed.main->recoded++;
    }
    p.text = p.counted = decoded != NULL ? decoded : chunk->text;
    p.end = p.text + length;
    p.line = chunk->line;
    if (flags & LIA_ADAPTER_PREFIX)
        skip_prefix(&p);
    if (flags & LIA_ADAPTER_LINES)
        LIA_TRY(take_lines(&p, err));
    else if (c->plan->file->elements == NULL)
        LIA_TRY(take_elements(&p, err));
    else
        LIA_TRY(take_value(&p, p.text, (size_t)(p.end - p.text),
                           c->plan->file->elements, err));
    LIA_TRY(lia_feed_fit(&p.feed, err));
done:
    lia_tree_close(p.tree);
    lia_feed_close(&p.feed);
    lia_free(decoded);
    return st;
}
