/* report/terminal.c - a table for people: aligned, and never wider than the
 * terminal.
 *
 * Two passes over the rows: one measures, one prints. Where the widths do not
 * fit, the widest columns give way first, down to what can still be read;
 * numbers are never cut. Where that is not enough the last columns are left
 * out and named below.
 */
#include "report/rows.h"

#include "base/language.h"
#include "base/mem.h"
#include "report/cell.h"
#include "report/people.h"

enum { GAP = 2, READABLE = 12, READABLE_HEADER = 6, DEFAULT_WIDTH = 80 };

/* A column of the terminal; the rank is one too. */
typedef struct strip {
    const lia_column *column;    /* NULL = the rank                          */
    const char *header;
    bool is_number;
    int natural;                 /* widest of header and values              */
    int floor;                   /* narrowest that can be read               */
    int width;                   /* what it gets                             */
} strip;

typedef struct layout {
    strip *strip;
    uint32_t count, shown;
    int width;                   /* of the terminal                          */
    bool color;
    lia_language language;       /* of title and foot                        */
} layout;

static size_t number_text(char out[LIA_PEOPLE_ROOM], const lia_column *column,
                          uint64_t element, const lia_cell *cell)
{
    if (column->type == LIA_COLUMN_NUMBER) {
        const double *value = column->data;
        return lia_people_number(out, value[lia_column_place(column, element)]);
    }
    memcpy(out, cell->text, cell->length);
    return cell->length;
}

/* The value as a person sees it; points into cell. */
static void show(lia_cell *cell, const lia_column *column, uint64_t element)
{
    char shown[LIA_PEOPLE_ROOM];

    lia_cell_read(cell, column, element);
    if (!lia_column_is_number(column))
        return;
    cell->length = number_text(shown, column, element, cell);
    memcpy(cell->room, shown, cell->length);
    cell->text = cell->room;
}

static int digits_of_count(uint64_t value)
{
    int digits = 1;

    while (value >= 10) {
        value /= 10;
        digits++;
    }
    return digits;
}

static int widest_value(const strip *s, const lia_ranked *table, uint64_t rows)
{
    int widest = 0;
    lia_cell cell;

    if (s->column == NULL)
        return digits_of_count(rows);
    for (uint64_t r = 0; r < rows; r++) {
        show(&cell, s->column, lia_ranked_element(table, r));
        const int width = lia_people_width(cell.text, cell.length);
        widest = width > widest ? width : widest;
    }
    return widest;
}

static int larger(int a, int b) { return a > b ? a : b; }
static int smaller(int a, int b) { return a < b ? a : b; }

static void measure(strip *s, const lia_ranked *table, uint64_t rows)
{
    const int header = lia_people_width(s->header, strlen(s->header));
    const int value = widest_value(s, table, rows);

    s->natural = larger(header, value);
    s->floor = s->is_number ? larger(value, smaller(header, READABLE_HEADER))
                            : smaller(s->natural, READABLE);
}

/* Width of the line if no column gets more than cap, but all their floor. */
static int line_width(const layout *l, int cap)
{
    int width = GAP * ((int)l->shown - 1);

    for (uint32_t k = 0; k < l->shown; k++)
        width += smaller(l->strip[k].natural, larger(cap, l->strip[k].floor));
    return width;
}

static void fit(layout *l)
{
    int cap = 0;

    l->shown = l->count;
    for (uint32_t k = 0; k < l->count; k++)
        cap = larger(cap, l->strip[k].natural);
    while (l->shown > 1 && line_width(l, 0) > l->width)
        l->shown--;
    while (cap > 0 && line_width(l, cap) > l->width)
        cap--;
    for (uint32_t k = 0; k < l->shown; k++) {
        strip *s = &l->strip[k];
        s->width = smaller(s->natural, larger(cap, s->floor));
    }
    if (l->shown == 1)
        l->strip[0].width = smaller(l->strip[0].width, l->width);
}

static void put_blanks(lia_sink *sink, int count)
{
    while (count-- > 0)
        lia_sink_byte(sink, ' ');
}

static void put_aligned(lia_sink *sink, const layout *l, uint32_t k,
                        const char *text, size_t length)
{
    const strip *s = &l->strip[k];
    const int blanks = s->width -
                       smaller(lia_people_width(text, length), s->width);

    put_blanks(sink, (k > 0 ? GAP : 0) + (s->is_number ? blanks : 0));
    const int taken = lia_people_put(sink, text, length, s->width);
    if (!s->is_number && k + 1 < l->shown)
        put_blanks(sink, s->width - taken);
}

static void put_bold(lia_sink *sink, const layout *l, bool on)
{
    if (l->color)
        lia_sink_text(sink, on ? "\033[1m" : "\033[0m");
}

static void put_head(lia_sink *sink, const layout *l, const char *title)
{
    put_bold(sink, l, true);
    if (title != NULL) {
        (void)lia_people_put(sink, title, strlen(title), l->width);
        lia_sink_byte(sink, '\n');
    }
    for (uint32_t k = 0; k < l->shown; k++)
        put_aligned(sink, l, k, l->strip[k].header,
                    strlen(l->strip[k].header));
    put_bold(sink, l, false);
    lia_sink_byte(sink, '\n');
}

static void put_row(lia_sink *sink, const layout *l, const lia_ranked *table,
                    uint64_t row)
{
    const uint64_t element = lia_ranked_element(table, row);
    lia_cell cell;

    for (uint32_t k = 0; k < l->shown; k++) {
        if (l->strip[k].column == NULL) {
            cell.length = lia_format_u64(cell.room, row + 1);
            cell.text = cell.room;
        } else {
            show(&cell, l->strip[k].column, element);
        }
        put_aligned(sink, l, k, cell.text, cell.length);
    }
    lia_sink_byte(sink, '\n');
}

/* What is not there: columns without room, rows beyond the top. */
static void put_foot(lia_sink *sink, const layout *l, const lia_ranked *table,
                     uint64_t rows)
{
    int at = 0;

    if (l->shown < l->count) {
        const char *what = lia_text_in(l->language, "(no room for:");
        lia_sink_text(sink, what);
        at = lia_people_width(what, strlen(what));
    }
    for (uint32_t k = l->shown; k < l->count; k++) {
        const char *name = l->strip[k].header;
        const int width = lia_people_width(name, strlen(name)) + 1;
        if (at + width + 1 > l->width) {
            lia_sink_text(sink, "\n ");
            at = 1;
        }
        lia_sink_byte(sink, ' ');
        at += 1 + lia_people_put(sink, name, strlen(name), l->width);
    }
    if (l->shown < l->count)
        lia_sink_text(sink, ")\n");
    if (rows < table->rows) {
        lia_sink_byte(sink, '(');
        lia_sink_count(sink, rows);
        lia_sink_text(sink, lia_text_in(l->language, " of "));
        lia_sink_count(sink, table->rows);
        lia_sink_text(sink, lia_text_in(l->language, " rows)\n"));
    } else if (rows == 0) {
        lia_sink_text(sink, lia_text_in(l->language, "(no rows)\n"));
    }
}

static void list_strips(layout *l, const lia_ranked *table)
{
    if (table->has_rank)
        l->strip[l->count++] = (strip){.header = "rank", .is_number = true};
    for (uint32_t c = 0; c < table->columns; c++) {
        const lia_column *column = &table->column[c];
        l->strip[l->count++] =
            (strip){.column = column, .header = column->name,
                    .is_number = lia_column_is_number(column)};
    }
}

lia_status lia_rows_terminal(lia_sink *sink, const lia_ranked *table,
                             uint64_t rows, const lia_write_options *options,
                             lia_error *err)
{
    layout l = {.width = options != NULL && options->width > 0
                             ? options->width : DEFAULT_WIDTH,
                .color = options != NULL && options->color,
                /* Without a width it is for a file, and data.               */
                .language = options != NULL && options->width > 0
                                ? lia_spoken() : lia_written()};
    lia_status st = lia_alloc(&l.strip, LIA_RANKED_COLUMNS + 1,
                              sizeof *l.strip, err);

    if (st != LIA_OK)
        return st;
    list_strips(&l, table);
    for (uint32_t k = 0; k < l.count; k++)
        measure(&l.strip[k], table, rows);
    fit(&l);
    put_head(sink, &l, lia_text_in(l.language, table->title));
    for (uint64_t r = 0; r < rows; r++)
        put_row(sink, &l, table, r);
    put_foot(sink, &l, table, rows);
    lia_free(l.strip);
    return LIA_OK;
}
