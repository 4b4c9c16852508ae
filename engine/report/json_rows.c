/* report/json_rows.c - rows as JSON objects, one a line, keys as headers. */
#include "report/rows.h"

#include "report/cell.h"

static void put_value(lia_sink *sink, const lia_column *column,
                      uint64_t element)
{
    lia_cell cell;

    lia_cell_read(&cell, column, element);
    switch (cell.kind) {
    case LIA_CELL_MISSING:
    case LIA_CELL_INFINITE:                   /* JSON has no word for it      */
        lia_sink_put(sink, "null", 4);
        break;
    case LIA_CELL_DIGITS:
        lia_sink_put(sink, cell.text, cell.length);
        break;
    case LIA_CELL_WORDS:
        lia_sink_json(sink, cell.text, cell.length);
        break;
    }
}

static void put_row(lia_sink *sink, const lia_ranked *table, uint64_t row)
{
    const uint64_t element = lia_ranked_element(table, row);

    lia_sink_byte(sink, '{');
    if (table->has_rank) {
        lia_sink_text(sink, "\"rank\":");
        lia_sink_count(sink, row + 1);
    }
    for (uint32_t c = 0; c < table->columns; c++) {
        const lia_column *column = &table->column[c];
        if (c > 0 || table->has_rank)
            lia_sink_byte(sink, ',');
        lia_sink_json(sink, column->name, strlen(column->name));
        lia_sink_byte(sink, ':');
        put_value(sink, column, element);
    }
    lia_sink_byte(sink, '}');
}

void lia_rows_jsonl(lia_sink *sink, const lia_ranked *table, uint64_t rows)
{
    for (uint64_t r = 0; r < rows; r++) {
        lia_rows_prefetch(table, r, rows);
        put_row(sink, table, r);
        lia_sink_byte(sink, '\n');
    }
}

void lia_rows_json(lia_sink *sink, const lia_ranked *table, uint64_t rows)
{
    lia_sink_byte(sink, '[');
    for (uint64_t r = 0; r < rows; r++) {
        lia_rows_prefetch(table, r, rows);
        lia_sink_text(sink, r > 0 ? ",\n" : "\n");
        put_row(sink, table, r);
    }
    if (rows > 0)
        lia_sink_byte(sink, '\n');
    lia_sink_byte(sink, ']');
}

void lia_members_json(lia_sink *sink, const lia_write_options *options)
{
    for (size_t k = 0; options != NULL && k < options->member_count; k++) {
        const lia_member *member = &options->members[k];
        lia_sink_text(sink, ",\n");
        lia_sink_json(sink, member->name, strlen(member->name));
        lia_sink_byte(sink, ':');
        if (member->is_json)
            lia_sink_text(sink, member->text);
        else
            lia_sink_json(sink, member->text, strlen(member->text));
    }
}
