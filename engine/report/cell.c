/* report/cell.c - from the arrays of kernels to text, one cell at a time. */
#include "report/cell.h"

#include <math.h>
#include <string.h>

#include "text/clock.h"

/* Rows ahead at which the value, the offset and the bytes are fetched. */
enum { VALUE_AHEAD = 24, OFFSET_AHEAD = 16, BYTES_AHEAD = 8 };

_Static_assert(LIA_NUMBER_ROOM >= 32, "a time needs 32 bytes");

static void put_number(lia_cell *cell, double value)
{
    if (isnan(value))
        return;
    cell->kind = isinf(value) ? LIA_CELL_INFINITE : LIA_CELL_DIGITS;
    cell->length = lia_format_double(cell->room, value == 0 ? 0.0 : value);
}

static void put_name(lia_cell *cell, const lia_names *names, uint32_t id)
{
    if (id == LIA_NONE)
        return;
    cell->kind = LIA_CELL_WORDS;
    cell->text = lia_name(names, id, &cell->length);
}

static void put_word(lia_cell *cell, const char *word)
{
    if (word == NULL || word[0] == '\0')
        return;
    cell->kind = LIA_CELL_WORDS;
    cell->text = word;
    cell->length = strlen(word);
}

static void put_time(lia_cell *cell, lia_time time)
{
    if (time == LIA_NO_TIME)
        return;
    cell->kind = LIA_CELL_WORDS;
    cell->length = lia_clock_format(cell->room, time);
}

static void put_count32(lia_cell *cell, uint32_t value)
{
    if (value == LIA_NONE)
        return;
    cell->kind = LIA_CELL_DIGITS;
    cell->length = lia_format_u64(cell->room, value);
}

static void put_flag(lia_cell *cell, uint8_t flag)
{
    if (flag > 1)
        return;
    cell->kind = LIA_CELL_DIGITS;
    cell->room[0] = (char)('0' + flag);
    cell->length = 1;
}

void lia_cell_read(lia_cell *out, const lia_column *column, uint64_t element)
{
    const uint64_t at = lia_column_place(column, element);

    out->kind = LIA_CELL_MISSING;
    out->text = out->room;
    out->length = 0;
    switch (column->type) {
    case LIA_COLUMN_COUNT:
        out->kind = LIA_CELL_DIGITS;
        out->length =
            lia_format_u64(out->room, ((const uint64_t *)column->data)[at]);
        break;
    case LIA_COLUMN_COUNT32:
        put_count32(out, ((const uint32_t *)column->data)[at]);
        break;
    case LIA_COLUMN_NUMBER:
        put_number(out, ((const double *)column->data)[at]);
        break;
    case LIA_COLUMN_FLAG:
        put_flag(out, ((const uint8_t *)column->data)[at]);
        break;
    case LIA_COLUMN_ID:
    case LIA_COLUMN_TEXT:
        put_name(out, column->names, ((const uint32_t *)column->data)[at]);
        break;
    case LIA_COLUMN_WORD:
        put_word(out, column->words[((const uint8_t *)column->data)[at]]);
        break;
    case LIA_COLUMN_TIME:
        put_time(out, ((const lia_time *)column->data)[at]);
        break;
    }
}

bool lia_column_is_number(const lia_column *column)
{
    return column->type == LIA_COLUMN_COUNT ||
           column->type == LIA_COLUMN_COUNT32 ||
           column->type == LIA_COLUMN_NUMBER || column->type == LIA_COLUMN_FLAG;
}

size_t lia_column_width(const lia_column *column)
{
    switch (column->type) {
    case LIA_COLUMN_COUNT:
    case LIA_COLUMN_NUMBER:
    case LIA_COLUMN_TIME:
        return 8;
    case LIA_COLUMN_FLAG:
    case LIA_COLUMN_WORD:
        return 1;
    default:
        return 4;
    }
}

static void fetch_values(const lia_ranked *table, uint64_t element)
{
    for (uint32_t c = 0; c < table->columns; c++) {
        const lia_column *column = &table->column[c];
        __builtin_prefetch((const char *)column->data +
                           lia_column_place(column, element) *
                               lia_column_width(column));
    }
}

static void fetch_names(const lia_ranked *table, uint64_t element, bool bytes)
{
    for (uint32_t c = 0; c < table->columns; c++) {
        const lia_column *column = &table->column[c];
        const uint32_t *id = column->data;
        if (column->type != LIA_COLUMN_ID && column->type != LIA_COLUMN_TEXT)
            continue;
        id += lia_column_place(column, element);
        if (*id != LIA_NONE)
            __builtin_prefetch(bytes ? (const void *)(column->names->bytes +
                                                      column->names->off[*id])
                                     : &column->names->off[*id]);
    }
}

void lia_rows_prefetch(const lia_ranked *table, uint64_t row, uint64_t rows)
{
    if (rows - row <= VALUE_AHEAD)
        return;
    fetch_values(table, lia_ranked_element(table, row + VALUE_AHEAD));
    fetch_names(table, lia_ranked_element(table, row + OFFSET_AHEAD), false);
    fetch_names(table, lia_ranked_element(table, row + BYTES_AHEAD), true);
}
