/* report/cell.h - the value at one place of a ranked table, as text.
 *
 * Every writer asks here, so that all formats agree on what a value looks
 * like: numbers in their shortest form that round-trips, times in RFC 3339,
 * flags 0 and 1, nothing where nothing is known.
 */
#ifndef LIA_REPORT_CELL_H
#define LIA_REPORT_CELL_H

#include "liaison/ranked.h"
#include "text/number.h"

typedef enum lia_cell_kind {
    LIA_CELL_MISSING,
    LIA_CELL_DIGITS,     /* a number or flag                                 */
    LIA_CELL_INFINITE,   /* "inf" or "-inf"                                  */
    LIA_CELL_WORDS       /* id, text, word or time                           */
} lia_cell_kind;

typedef struct lia_cell {
    lia_cell_kind kind;
    const char *text;    /* points into room, the names or the words         */
    size_t length;
    char room[LIA_NUMBER_ROOM];
} lia_cell;

/* element: of the column's array, in other words order[row]. */
void lia_cell_read(lia_cell *out, const lia_column *column, uint64_t element);

static inline uint64_t lia_column_place(const lia_column *column,
                                        uint64_t element)
{
    return element * (column->stride ? column->stride : 1);
}

static inline uint64_t lia_ranked_element(const lia_ranked *table, uint64_t row)
{
    return table->order != NULL ? table->order[row] : row;
}

/* A ranked order jumps about in memory, and names do once more: fetch what the
 * rows a little ahead of this one will need. */
void lia_rows_prefetch(const lia_ranked *table, uint64_t row, uint64_t rows);

/* Right-aligned and unquoted: counts, numbers, flags. */
bool lia_column_is_number(const lia_column *column);

/* Bytes of an element. */
size_t lia_column_width(const lia_column *column);

#endif
