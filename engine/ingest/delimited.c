/* ingest/delimited.c - records of delimited text as rows of a table. */
#include <string.h>

#include "base/mem.h"
#include "ingest/reading.h"
#include "ingest/store.h"

typedef struct delimited {
    const lia_reading *reading;
    const lia_plan *plan;
    lia_course course;
    bool edges;              /* two plain columns: the fast path             */
} delimited;

/* One chunk on its way into a block. */
typedef struct passage {
    const delimited *d;
    lia_worker *worker;
    lia_block *block;
    lia_csv *csv;
    lia_pipe pipe;
} passage;

static bool is_blank(char c)
{
    return c == ' ' || c == '\t';
}

static lia_cell cell_of(const lia_field *field)
{
    lia_cell cell = {field->text, field->length, field->column};

    if (field->quoted)
        return cell;
    while (cell.length > 0 && is_blank(*cell.text)) {
        cell.text++;
        cell.length--;
        cell.column++;
    }
    while (cell.length > 0 && is_blank(cell.text[cell.length - 1]))
        cell.length--;
    return cell;
}

/* The first required column that the record does not reach, or -1. */
static int32_t unreached(const lia_layout *layout, const lia_record *record)
{
    const lia_table_spec *spec = lia_table_fields(layout->table);

    for (uint32_t f = 0; f < spec->count; f++)
        if (spec->field[f].required &&
            layout->column[f] >= (int32_t)record->count)
            return layout->column[f];
    return -1;
}

static lia_status add_record(passage *p, const lia_record *record,
                             const lia_place *place, lia_error *err)
{
    const lia_layout *layout = &p->d->plan->layout;
    const uint32_t fields = lia_table_fields(layout->table)->count;
    lia_cell cell[LIA_MOST_FIELDS];
    bool kept;
    lia_status st;

    if (unreached(layout, record) >= 0)
        return lia_rows_reject(p->block, LIA_CAUSE_FIELDS, place, 0, err,
                               "%u of %u fields", record->count,
                               layout->columns);
    for (uint32_t f = 0; f < fields; f++) {
        int32_t c = layout->column[f];
        cell[f] = c >= 0 && (uint32_t)c < record->count
                      ? cell_of(&record->field[c])
                      : (lia_cell){"", 0, 0};
    }
    st = lia_rows_push(&kept, &p->pipe, cell, place, !record->copied, err);
    p->block->ragged += kept && record->count != layout->columns;
    return st;
}

static lia_status take(passage *p, lia_record_state state,
                       const lia_record *record, lia_error *err)
{
    lia_place place = {record->line, record->raw, record->raw_length};

    if (record->line <= p->d->plan->header_line)
        return LIA_OK;
    switch (state) {
    case LIA_RECORD_OK:
        return add_record(p, record, &place, err);
    case LIA_RECORD_BLANK:
        p->block->blank++;
        return LIA_OK;
    case LIA_RECORD_BAD_QUOTE:
        return lia_rows_reject(p->block, LIA_CAUSE_QUOTE, &place, 0, err,
                               "a quote is never closed");
    case LIA_RECORD_NUL:
        return lia_rows_reject(p->block, LIA_CAUSE_NUL, &place, 0, err,
                               "a NUL byte: the file is damaged, or no text");
    default:
        return lia_rows_reject(p->block, LIA_CAUSE_FIELD_LENGTH, &place, 0,
                               err, "a field of more than 4 MiB");
    }
}

static lia_status take_text(void *context, const char *text, size_t length,
                            uint64_t line, lia_error *err)
{
    passage *p = context;
    lia_status st = LIA_OK;
    lia_record_state state = LIA_RECORD_OK;
    lia_record record;

    lia_csv_feed(p->csv, text, length, line);
    while (true) {
        LIA_TRY(lia_csv_next(&state, &record, p->csv, err));
        if (state == LIA_RECORD_END)
            break;
        LIA_TRY(take(p, state, &record, err));
    }
    LIA_TRY(lia_pipe_flush(&p->pipe, err));
done:
    return st;
}

static lia_status take_chunk(lia_worker *worker, const lia_chunk *chunk,
                             void *context, lia_error *err)
{
    const delimited *d = context;
    passage p;
    lia_status st = LIA_OK;
    char quote = d->plan->dialect.quote;

    p.d = d;
    p.worker = worker;
    p.csv = NULL;
    LIA_TRY(lia_worker_begin(&p.block, worker, d->plan->layout.table,
                             d->course.source, chunk->index, err));
    lia_rows_columns(p.block, &d->course);
    lia_pipe_open(&p.pipe, worker, p.block, &d->course);
    LIA_TRY(lia_csv_open(&p.csv, &d->plan->dialect, err));
    if (d->edges && chunk->line > d->plan->header_line &&
        (quote == 0 || memchr(chunk->text, quote, chunk->length) == NULL))
        LIA_TRY(lia_edges_read(worker, p.block, chunk,
                               d->plan->dialect.delimiter,
                               d->reading->options.lean, take_text, &p, err));
    else
        LIA_TRY(take_text(&p, chunk->text, chunk->length, chunk->line, err));
    LIA_TRY(lia_block_fit(p.block, err));
done:
    lia_csv_close(p.csv);
    return st;
}

/* Nothing but two accounts in the first two columns. */
static bool is_edges(const lia_layout *layout)
{
    return layout->table == LIA_TABLE_CONTACTS && layout->columns == 2 &&
           layout->known == 2 && layout->column[LIA_C_SOURCE] == 0 &&
           layout->column[LIA_C_TARGET] == 1;
}

lia_status lia_read_delimited(lia_reading *reading, uint32_t source,
                              lia_input *input, const lia_plan *plan,
                              bool small, lia_error *err)
{
    delimited d = {reading, plan,
                   lia_course_of(&plan->layout, &plan->header,
                                 &reading->options, source),
                   is_edges(&plan->layout)};
    const lia_cut cut = lia_dialect_cut(&plan->dialect);

    d.course.tabular = true;
    return lia_read_chunks(reading, input, &cut, small, take_chunk, &d, err);
}
