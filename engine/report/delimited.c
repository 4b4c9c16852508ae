/* report/delimited.c - CSV and TSV: RFC 4180, LF, quotes only where needed.
 *
 * Quoted is what our own reader, or any other, would otherwise take for
 * something else: delimiters, quotes, line ends, and at the beginning of a
 * line what it takes for a comment or a byte order mark.
 */
#include "report/rows.h"

#include "report/cell.h"
#include "text/cell.h"
#include "text/rune.h"

static bool needs_quotes(const char *text, size_t length, char delimiter)
{
    bool found = false;

    for (size_t i = 0; i < length; i++) {
        const char c = text[i];
        found |= (c == delimiter) | (c == '"') | (c == '\n') | (c == '\r') |
                 (c == '\0');
    }
    return found;
}

/* Would this cell, at the beginning of a line, be taken for none? */
static bool is_misleading(const char *text, size_t length)
{
    return length > 0 && (text[0] == '#' || text[0] == '%' ||
                          (unsigned char)text[0] == 0xEF);
}

static void put_quoted(lia_sink *sink, const char *text, size_t length)
{
    for (size_t i = 0, from = 0; i <= length; i++) {
        if (i < length && text[i] != '"' && text[i] != '\0')
            continue;
        lia_sink_put(sink, text + from, i - from);
        if (i < length)
            lia_sink_text(sink, text[i] == '"' ? "\"\"" : LIA_REPLACEMENT);
        from = i + 1;
    }
}

void lia_put_delimited(lia_sink *sink, const char *text, size_t length,
                       char delimiter, bool first)
{
    if (!needs_quotes(text, length, delimiter) &&
        !(first && is_misleading(text, length))) {
        lia_sink_put(sink, text, length);
        return;
    }
    lia_sink_byte(sink, '"');
    put_quoted(sink, text, length);
    lia_sink_byte(sink, '"');
}

/* A text cell that a spreadsheet would run: the apostrophe goes inside the
 * quotes. */
static void put_text(lia_sink *sink, const char *text, size_t length,
                     char delimiter, bool first)
{
    if (!lia_cell_needs_escape(text, length)) {
        lia_put_delimited(sink, text, length, delimiter, first);
    } else if (!needs_quotes(text, length, delimiter)) {
        lia_sink_byte(sink, '\'');
        lia_sink_put(sink, text, length);
    } else {
        lia_sink_put(sink, "\"'", 2);
        put_quoted(sink, text, length);
        lia_sink_byte(sink, '"');
    }
}

static void put_cell(lia_sink *sink, const lia_column *column, uint64_t element,
                     char delimiter, bool first)
{
    lia_cell cell;

    lia_cell_read(&cell, column, element);
    if (cell.kind != LIA_CELL_WORDS)
        lia_sink_put(sink, cell.text, cell.length);
    else if (column->type == LIA_COLUMN_TEXT)
        put_text(sink, cell.text, cell.length, delimiter, first);
    else
        lia_put_delimited(sink, cell.text, cell.length, delimiter, first);
}

void lia_header_delimited(lia_sink *sink, const lia_ranked *table,
                          char delimiter)
{
    if (table->has_rank)
        lia_sink_text(sink, "rank");
    for (uint32_t c = 0; c < table->columns; c++) {
        const char *name = table->column[c].name;
        if (c > 0 || table->has_rank)
            lia_sink_byte(sink, delimiter);
        lia_put_delimited(sink, name, strlen(name), delimiter, c == 0);
    }
    lia_sink_byte(sink, '\n');
}

/* A line without a byte would be a blank line: the only cell is quoted. */
static bool is_blank_line(const lia_ranked *table, uint64_t element)
{
    lia_cell cell;

    if (table->has_rank || table->columns != 1)
        return false;
    lia_cell_read(&cell, &table->column[0], element);
    return cell.length == 0;
}

void lia_rows_delimited(lia_sink *sink, const lia_ranked *table, uint64_t rows,
                        char delimiter)
{
    for (uint64_t r = 0; r < rows; r++) {
        const uint64_t element = lia_ranked_element(table, r);
        lia_rows_prefetch(table, r, rows);
        if (table->has_rank)
            lia_sink_count(sink, r + 1);
        for (uint32_t c = 0; c < table->columns; c++) {
            const bool first = c == 0 && !table->has_rank;
            if (!first)
                lia_sink_byte(sink, delimiter);
            put_cell(sink, &table->column[c], element, delimiter, first);
        }
        if (is_blank_line(table, element))
            lia_sink_put(sink, "\"\"", 2);
        lia_sink_byte(sink, '\n');
    }
}
