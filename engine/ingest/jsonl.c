/* ingest/jsonl.c - JSON objects as rows of a table: one per line in parallel
 * chunks, or the elements of an array, read as one document.
 */
#include <string.h>

#include "base/mem.h"
#include "ingest/objects.h"
#include "ingest/reading.h"
#include "ingest/store.h"
#include "text/recode.h"

static const uint64_t most_document = (uint64_t)4 << 30;

typedef struct documents {
    const lia_plan *plan;
    lia_course course;
    bool whole;              /* a document, not lines                        */
} documents;

typedef struct passage {
    const documents *d;
    lia_worker *worker;
    lia_block *block;
    lia_json *json;
    int32_t value[LIA_MOST_FIELDS];  /* of a field among the values, or -1   */
    lia_pipe pipe;
} passage;

static const char yes[] = "1", no[] = "0";

/* The cell of a field; a column that no field has is not looked at. */
static lia_cell cell_of(const passage *p, uint32_t f,
                        const lia_json_value *values)
{
    const lia_json_value *value;

    if (p->value[f] < 0)
        return (lia_cell){"", 0, 0};
    value = &values[p->value[f]];
    switch (value->kind) {
    case LIA_JSON_NULL:
        return (lia_cell){"", 0, 0};
    case LIA_JSON_TRUE:
        return (lia_cell){yes, 1, 0};
    case LIA_JSON_FALSE:
        return (lia_cell){no, 1, 0};
    default:
        return (lia_cell){value->text, value->text_length, 0};
    }
}

/* Of each row the parser gives the keys of these columns only. */
static lia_status want_columns(passage *p, lia_error *err)
{
    const lia_layout *layout = &p->d->plan->layout;
    const char *key[LIA_MOST_FIELDS];
    int32_t column[LIA_MOST_FIELDS], wants = 0;

    for (uint32_t f = 0; f < LIA_MOST_FIELDS; f++) {
        int32_t at = 0;
        p->value[f] = -1;
        if (layout->column[f] < 0)
            continue;
        while (at < wants && column[at] != layout->column[f])
            at++;
        if (at == wants) {
            column[at] = layout->column[f];
            key[wants++] = p->d->plan->header.name[column[at]];
        }
        p->value[f] = at;
    }
    return lia_json_want(p->json, key, (size_t)wants, err);
}

/* Cells that lie in the text itself stay, and so do those of true and false;
 * others stand where the next row will. */
static bool is_lasting(const passage *p, const lia_cell *cell,
                       const lia_place *place)
{
    const uintptr_t at = (uintptr_t)cell->text, from = (uintptr_t)place->raw;

    return cell->length == 0 || cell->text == yes || cell->text == no ||
           (at - from < place->raw_length && place->raw != p->worker->recoded);
}

static lia_status add_values(passage *p, const lia_json_value *values,
                             const lia_place *place, lia_error *err)
{
    const uint32_t fields = lia_table_fields(p->d->plan->layout.table)->count;
    lia_cell cell[LIA_MOST_FIELDS];
    bool kept, stays = true;

    for (uint32_t f = 0; f < fields; f++) {
        cell[f] = cell_of(p, f, values);
        stays = stays && is_lasting(p, &cell[f], place);
        if (cell[f].length > 0 &&
            memchr(cell[f].text, '\0', cell[f].length) != NULL)
            return lia_rows_reject(p->block, LIA_CAUSE_NUL, place, 0, err,
                                   "a NUL character in '%.40s'",
                                   lia_table_fields(p->d->plan->layout.table)
                                       ->field[f].name);
    }
    return lia_rows_push(&kept, &p->pipe, cell, place, stays, err);
}

/* Bytes that are no UTF-8 are read as windows-1252; JSON has told them. */
static lia_status recode(passage *p, lia_place *place, lia_error *err)
{
    lia_status st = LIA_OK;

    LIA_TRY(lia_reserve(&p->worker->recoded, &p->worker->recoded_room,
                        place->raw_length * 3 + 1, 1, err));
    place->raw_length = lia_recode_1252(p->worker->recoded, place->raw,
                                        place->raw_length);
    place->raw = p->worker->recoded;
    p->block->recoded++;
done:
    return st;
}

static lia_status take_object(passage *p, lia_place place, lia_error *err)
{
    lia_status st = LIA_OK;
    const lia_json_value *values;
    const char *why = NULL;
    size_t count, at;

    if (place.raw_length == 0) {
        p->block->blank++;
        return LIA_OK;
    }
    LIA_TRY(lia_json_row(&values, &count, &why, &at, p->json, place.raw,
                         place.raw_length, err));
    if (why != NULL && memchr(place.raw, '\0', place.raw_length) != NULL)
        return lia_rows_reject(p->block, LIA_CAUSE_NUL, &place, 0, err,
                               "a NUL byte: the file is damaged, or no text");
    if (why != NULL && !lia_is_utf8(place.raw, place.raw_length)) {
        LIA_TRY(recode(p, &place, err));
        LIA_TRY(lia_json_row(&values, &count, &why, &at, p->json, place.raw,
                             place.raw_length, err));
    }
    if (why != NULL)
        return lia_rows_reject(p->block, LIA_CAUSE_JSON, &place,
                               (uint32_t)at + 1, err, "not a JSON object: %s",
                               why);
    st = add_values(p, values, &place, err);
done:
    return st;
}

/* What stands behind the last element that could be told apart. */
static lia_status take_fault(passage *p, const lia_objects *objects,
                             lia_error *err)
{
    lia_place place = {.line = objects->next_line};
    size_t left;

    if (objects->span == NULL || objects->why == NULL)
        return LIA_OK;
    place.raw = objects->text + objects->fault;
    left = (size_t)(objects->end - place.raw);
    place.raw_length = left < 200 ? left : 200;
    for (const char *c = objects->text; c < place.raw; c++)
        place.line += *c == '\n';
    return lia_rows_reject(p->block, LIA_CAUSE_JSON, &place, 0, err, "%s",
                           objects->why);
}

static lia_status take_chunk(lia_worker *worker, const lia_chunk *chunk,
                             void *context, lia_error *err)
{
    const documents *d = context;
    passage p;
    lia_status st = LIA_OK;
    lia_objects objects = {.span = NULL};
    const char *text;
    size_t length;

    p.d = d;
    p.worker = worker;
    p.json = NULL;
    LIA_TRY(lia_worker_begin(&p.block, worker, d->plan->layout.table,
                             d->course.source, chunk->index, err));
    lia_rows_columns(p.block, &d->course);
    lia_pipe_open(&p.pipe, worker, p.block, &d->course);
    LIA_TRY(lia_json_open(&p.json, err));
    LIA_TRY(want_columns(&p, err));
    LIA_TRY(lia_objects_open(&objects, chunk->text, chunk->length, d->whole,
                             chunk->line, err));
    while (lia_objects_next(&text, &length, &objects)) {
        lia_place place = {objects.line, text, length};
        LIA_TRY(take_object(&p, place, err));
    }
    LIA_TRY(take_fault(&p, &objects, err));
    LIA_TRY(lia_pipe_flush(&p.pipe, err));
    LIA_TRY(lia_block_fit(p.block, err));
done:
    lia_objects_close(&objects);
    lia_json_close(p.json);
    return st;
}

/* A document is cut by its brackets, on one worker. */
static lia_status read_document(lia_reading *reading, lia_input *input,
                                documents *d, lia_error *err)
{
    lia_status st = LIA_OK;
    lia_chunk chunk = {.line = 1};
    char *text = NULL;

    LIA_TRY(lia_input_all(&text, &chunk.length, input, most_document, err));
    chunk.text = text;
    LIA_TRY(take_chunk(&reading->worker[0], &chunk, d, err));
done:
    lia_free(text);
    return st;
}

lia_status lia_read_json(lia_reading *reading, uint32_t source,
                         lia_input *input, const lia_plan *plan, bool small,
                         lia_error *err)
{
    documents d = {plan,
                   lia_course_of(&plan->layout, &plan->header,
                                 &reading->options, source),
                   plan->shape == LIA_SHAPE_JSON};
    const lia_cut cut = {0, 0, false, false};

    d.course.clean = true;
    if (d.whole)
        return read_document(reading, input, &d, err);
    return lia_read_chunks(reading, input, &cut, small, take_chunk, &d, err);
}
