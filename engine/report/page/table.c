/* report/page/table.c - rows for people: labels, names, few digits. */
#include "report/page/table.h"

#include <math.h>

#include "report/cell.h"
#include "report/page/html.h"
#include "report/page/labels.h"
#include "report/page/traces.h"
#include "report/people.h"

/* ---- looking things up ---- */

const lia_ranked *lia_page_find(const lia_page *page, const char *name)
{
    for (size_t k = 0; k < page->table_count; k++)
        if (strcmp(page->table[k]->name, name) == 0)
            return page->table[k];
    return NULL;
}

double lia_page_value(const lia_column *c, uint64_t element)
{
    const uint64_t at = lia_column_place(c, element);

    switch (c->type) {
    case LIA_COLUMN_COUNT:
        return (double)((const uint64_t *)c->data)[at];
    case LIA_COLUMN_COUNT32: {
        const uint32_t value = ((const uint32_t *)c->data)[at];
        return value == LIA_NONE ? (double)NAN : value;
    }
    case LIA_COLUMN_NUMBER:
        return ((const double *)c->data)[at];
    case LIA_COLUMN_FLAG: {
        const uint8_t flag = ((const uint8_t *)c->data)[at];
        return flag > 1 ? (double)NAN : flag;
    }
    default:
        return NAN;
    }
}

double lia_page_number(const lia_ranked *table, uint64_t row,
                       const char *column)
{
    const lia_column *c = lia_ranked_find(table, column);

    return c == NULL || row >= table->rows
               ? (double)NAN
               : lia_page_value(c, lia_ranked_element(table, row));
}

uint64_t lia_page_count(const lia_ranked *table, uint64_t row,
                        const char *column)
{
    const double value = lia_page_number(table, row, column);

    return value >= 0 && value < 1e18 ? (uint64_t)(value + 0.5) : 0;
}

lia_time lia_page_time(const lia_ranked *table, uint64_t row,
                       const char *column)
{
    const lia_column *c = lia_ranked_find(table, column);

    if (c == NULL || c->type != LIA_COLUMN_TIME || row >= table->rows)
        return LIA_NO_TIME;
    return ((const lia_time *)
                c->data)[lia_column_place(c, lia_ranked_element(table, row))];
}

const char *lia_page_words(size_t *length, const lia_ranked *table,
                           uint64_t row, const char *column)
{
    const lia_column *c = lia_ranked_find(table, column);
    lia_cell cell;

    *length = 0;
    if (c == NULL || row >= table->rows ||
        (c->type != LIA_COLUMN_ID && c->type != LIA_COLUMN_TEXT &&
         c->type != LIA_COLUMN_WORD))
        return "";
    lia_cell_read(&cell, c, lia_ranked_element(table, row));
    *length = cell.length;
    return cell.length > 0 ? cell.text : "";
}

bool lia_page_is(const lia_ranked *table, uint64_t row, const char *column,
                 const char *word)
{
    size_t length;
    const char *text = lia_page_words(&length, table, row, column);

    return length == strlen(word) && memcmp(text, word, length) == 0;
}

const char *lia_page_word(const char *word)
{
    const char *label = lia_word_label(word);

    return label != NULL ? label : word;
}

/* ---- accounts ---- */

lia_said lia_page_account(const lia_page *page, lia_vid account)
{
    lia_said said = {.kind = LIA_SAID_TEXT, .text = "?", .length = 1};
    const lia_accounts *a;

    if (account == LIA_NONE || page->tables == NULL)
        return said;
    a = &page->tables->accounts;
    said.mark = "account";
    said.key = lia_name(&a->names, account, &said.key_length);
    said.text = said.key;
    said.length = said.key_length;
    if (a->name != NULL && a->name[account] != LIA_NONE)
        said.text = lia_name(&page->tables->texts, a->name[account],
                             &said.length);
    return said;
}

lia_said lia_page_account_at(const lia_page *page, const lia_ranked *table,
                             uint64_t row, const char *column)
{
    const lia_column *c = lia_ranked_find(table, column);

    if (c == NULL || c->type != LIA_COLUMN_ID || row >= table->rows)
        return lia_page_account(page, LIA_NONE);
    return lia_page_account(
        page, ((const uint32_t *)c->data)[lia_column_place(
                  c, lia_ranked_element(table, row))]);
}

void lia_page_put_account(lia_sink *sink, const lia_page *page,
                          lia_vid account)
{
    const lia_said said = lia_page_account(page, account);

    lia_say_in(sink, LIA_EN, "{1}", &said, 1, false);
}

/* ---- cells ---- */

static bool is_account(const lia_page *page, const lia_column *column)
{
    return column->type == LIA_COLUMN_ID && page->tables != NULL &&
           column->names == &page->tables->accounts.names;
}

static const char *type_of(const lia_page *page, const lia_column *column)
{
    switch (column->type) {
    case LIA_COLUMN_COUNT:
    case LIA_COLUMN_COUNT32: return "count";
    case LIA_COLUMN_NUMBER: return "number";
    case LIA_COLUMN_FLAG: return "flag";
    case LIA_COLUMN_ID: return is_account(page, column) ? "id" : "text";
    case LIA_COLUMN_TIME: return "time";
    default: return "text";
    }
}

static void put_value(lia_sink *sink, const char *text, size_t length)
{
    lia_sink_text(sink, " data-v=\"");
    lia_html_put(sink, text, length, LIA_HTML_NAME);
    lia_sink_byte(sink, '"');
}

static void put_digits(lia_sink *sink, const lia_column *column,
                       uint64_t element, const lia_cell *cell)
{
    const double *value = column->data;
    char text[LIA_PEOPLE_ROOM];
    size_t length;

    lia_sink_text(sink, "<td class=\"n\"");
    if (column->type != LIA_COLUMN_NUMBER) {
        lia_sink_byte(sink, '>');
        lia_sink_put(sink, cell->text, cell->length);
        return;
    }
    length = lia_people_number(text, value[lia_column_place(column, element)]);
    if (length != cell->length || memcmp(text, cell->text, length) != 0)
        put_value(sink, cell->text, cell->length);
    lia_sink_byte(sink, '>');
    lia_sink_put(sink, text, length);
}

static void put_time(lia_sink *sink, const lia_cell *cell)
{
    lia_sink_text(sink, "<td");
    put_value(sink, cell->text, cell->length);
    lia_sink_byte(sink, '>');
    if (cell->length < 16) {
        lia_sink_put(sink, cell->text, cell->length);
        return;
    }
    lia_sink_put(sink, cell->text, 10);
    lia_sink_byte(sink, ' ');
    lia_sink_put(sink, cell->text + 11, 5);
}

/* Companies and titles are names; what this program says is prose. */
static size_t most_of(const lia_page *page, const lia_column *column)
{
    return page->tables != NULL && column->names == &page->tables->texts
               ? LIA_HTML_NAME : LIA_HTML_PROSE;
}

static void put_word(lia_sink *sink, const lia_page *page,
                     const lia_column *column, const lia_cell *cell)
{
    const char *label =
        column->type == LIA_COLUMN_WORD ? lia_word_label(cell->text) : NULL;

    lia_sink_text(sink, "<td");
    if (label != NULL)
        put_value(sink, cell->text, cell->length);
    lia_sink_byte(sink, '>');
    if (label != NULL)
        SAY_ALONE(sink, label);
    else
        lia_html_put(sink, cell->text, cell->length, most_of(page, column));
}

static void put_in(lia_sink *sink, lia_language language, const char *text,
                   size_t length)
{
    lia_sink_text(sink, "<span lang=\"");
    lia_sink_text(sink, lia_language_code(language));
    lia_sink_text(sink, "\">");
    lia_html_put(sink, text, length, LIA_HTML_PROSE);
    lia_sink_text(sink, "</span>");
}

/* Our own sentences, composed in both languages. */
static void put_twins(lia_sink *sink, const lia_page *page,
                      const lia_column *column, uint64_t element,
                      const lia_cell *cell)
{
    const uint32_t id =
        ((const uint32_t *)column->data)[lia_column_place(column, element)];
    size_t length;
    const char *twin = lia_name(column->twin, id, &length);
    const bool french = page->language == LIA_FR;

    lia_sink_text(sink, "<td>");
    put_in(sink, LIA_EN, french ? twin : cell->text,
           french ? length : cell->length);
    put_in(sink, LIA_FR, french ? cell->text : twin,
           french ? cell->length : length);
}

static void put_cell(lia_sink *sink, const lia_page *page,
                     const lia_column *column, uint64_t element)
{
    lia_cell cell;

    lia_cell_read(&cell, column, element);
    if (cell.kind == LIA_CELL_MISSING) {
        lia_sink_text(sink, lia_column_is_number(column) ? "<td class=\"n\">"
                                                         : "<td>");
    } else if (column->type == LIA_COLUMN_FLAG) {
        lia_sink_text(sink, "<td");
        put_value(sink, cell.text, cell.length);
        lia_sink_byte(sink, '>');
        SAY_ALONE(sink, cell.text[0] == '1' ? N_("yes") : N_("no"));
    } else if (lia_column_is_number(column)) {
        put_digits(sink, column, element, &cell);
    } else if (column->type == LIA_COLUMN_TIME) {
        put_time(sink, &cell);
    } else if (is_account(page, column)) {
        lia_sink_text(sink, "<td>");
        lia_page_put_account(sink, page,
                             ((const uint32_t *)column->data)[lia_column_place(
                                 column, element)]);
    } else if (column->twin != NULL) {
        put_twins(sink, page, column, element, &cell);
    } else {
        put_word(sink, page, column, &cell);
    }
    lia_sink_text(sink, "</td>");
}

/* ---- the table ---- */

static void put_header(lia_sink *sink, const lia_page *page,
                       const lia_ranked *table, const lia_column *column)
{
    const lia_label *label = lia_label_of(table->name, column->name);

    lia_sink_text(sink, lia_column_is_number(column)
                            ? "<th scope=\"col\" class=\"n\" data-col=\""
                            : "<th scope=\"col\" data-col=\"");
    lia_html_text(sink, column->name);
    lia_sink_text(sink, "\" data-type=\"");
    lia_sink_text(sink, type_of(page, column));
    lia_sink_text(sink, "\">");
    if (label != NULL)
        SAY_ALONE(sink, label->label);
    else
        lia_html_text(sink, column->name);
    lia_sink_text(sink, "</th>");
}

typedef struct chosen {
    const lia_column *column[LIA_RANKED_COLUMNS];
    uint32_t count;
} chosen;

/* A column without a value in the rows shown says nothing to a reader. */
static bool is_blank(const lia_page_view *v, const lia_column *column,
                     uint64_t shown)
{
    lia_cell cell;

    for (uint64_t r = v->first; r < v->first + shown; r++) {
        lia_cell_read(&cell, column, lia_ranked_element(v->table, r));
        if (cell.kind != LIA_CELL_MISSING)
            return false;
    }
    return true;
}

static void choose(chosen *out, const lia_page_view *v, uint64_t shown)
{
    out->count = 0;
    for (uint32_t c = 0; v->columns == NULL && c < v->table->columns; c++)
        out->column[out->count++] = &v->table->column[c];
    for (const char *const *name = v->columns; name != NULL && *name != NULL;
         name++) {
        const lia_column *found = lia_ranked_find(v->table, *name);
        if (found != NULL && !is_blank(v, found, shown))
            out->column[out->count++] = found;
    }
}

static void put_id(lia_sink *sink, const lia_page_view *v)
{
    lia_html_text(sink, v->id != NULL ? v->id : v->table->name);
}

static void put_file(lia_sink *sink, const lia_ranked *table)
{
    lia_sink_text(sink, "<a href=\"");
    lia_html_text(sink, table->name);
    lia_sink_text(sink, ".csv\">");
    lia_html_text(sink, table->name);
    lia_sink_text(sink, ".csv</a>");
}

static void put_caption(lia_sink *sink, const lia_page_view *v, uint64_t shown,
                        uint64_t rows, uint32_t columns)
{
    const char *label = lia_table_label(v->table->name);
    const char *title = label != NULL ? label : v->table->title;
    const bool is_cut = shown < rows, is_narrow = columns < v->table->columns;

    lia_sink_text(sink, "<caption id=\"c-");
    put_id(sink, v);
    lia_sink_text(sink, "\"><span class=\"what\">");
    SAY_ALONE(sink, title);
    lia_sink_text(sink, "</span> <span class=\"rest\">");
    if (is_cut)
        SAY(sink, N_("{1} of {2} rows"), SAY_COUNT(shown), SAY_COUNT(rows));
    else
        SAY(sink, "{1}", SAY_MANY(rows, "{n} row", "{n} rows"));
    if (!v->is_alone) {
        lia_sink_text(sink, ", ");
        if (is_cut || is_narrow)
            SAY_ALONE(sink, is_narrow ? N_("all rows and columns in")
                                      : N_("all rows in"));
        else
            SAY_ALONE(sink, N_("also in"));
        lia_sink_byte(sink, ' ');
        put_file(sink, v->table);
    }
    lia_sink_text(sink, "</span></caption>\n");
}

static void put_legend(lia_sink *sink, const lia_ranked *table,
                       const chosen *list)
{
    lia_sink_text(sink, "<details class=\"legend\"><summary>");
    SAY_ALONE(sink, N_("What the columns mean"));
    lia_sink_text(sink, "</summary><dl>\n");
    for (uint32_t c = 0; c < list->count; c++) {
        const lia_label *label =
            lia_label_of(table->name, list->column[c]->name);
        if (label == NULL)
            continue;
        lia_sink_text(sink, "<div><dt>");
        SAY_ALONE(sink, label->label);
        lia_sink_text(sink, " <code>");
        lia_html_text(sink, list->column[c]->name);
        lia_sink_text(sink, "</code></dt><dd>");
        SAY_ALONE(sink, label->why);
        lia_sink_text(sink, "</dd></div>\n");
    }
    lia_sink_text(sink, "</dl></details>\n");
}

static void put_rows(lia_sink *sink, const lia_page *page,
                     const lia_page_view *v, const chosen *list,
                     uint64_t shown)
{
    lia_sink_text(sink, "<tbody>\n");
    for (uint64_t r = v->first; r < v->first + shown; r++) {
        const uint64_t element = lia_ranked_element(v->table, r);
        lia_sink_text(sink, "<tr id=\"");
        put_id(sink, v);
        lia_sink_byte(sink, '-');
        lia_sink_count(sink, r + 1);
        lia_sink_text(sink, "\">");
        if (v->table->has_rank) {
            lia_sink_text(sink, "<td class=\"n\">");
            lia_sink_count(sink, r + 1);
            lia_sink_text(sink, "</td>");
        }
        for (uint32_t c = 0; c < list->count; c++)
            put_cell(sink, page, list->column[c], element);
        lia_page_trace_cell(sink, page, v->table->name, r);
        lia_sink_text(sink, "</tr>\n");
    }
    lia_sink_text(sink, "</tbody>");
}

static void put_head(lia_sink *sink, const lia_page *page,
                     const lia_page_view *v, const chosen *list)
{
    lia_sink_text(sink, "<thead><tr>");
    if (v->table->has_rank) {
        lia_sink_text(sink, "<th scope=\"col\" class=\"n\" data-col=\"rank\" "
                            "data-type=\"count\">");
        SAY_ALONE(sink, N_("Rank"));
        lia_sink_text(sink, "</th>");
    }
    for (uint32_t c = 0; c < list->count; c++)
        put_header(sink, page, v->table, list->column[c]);
    lia_page_trace_head(sink, page, v->table->name);
    lia_sink_text(sink, "</tr></thead>\n");
}

void lia_page_table(lia_sink *sink, const lia_page *page,
                    const lia_page_view *v)
{
    const uint64_t left = v->table->rows - v->first;
    const uint64_t all = v->all != 0 ? v->all : left;
    const uint64_t rows = v->rows != 0 && v->rows < left ? v->rows : left;
    const uint64_t most = v->most != 0 ? v->most : LIA_PAGE_ROWS;
    const uint64_t shown = rows < most ? rows : most;
    chosen list;

    choose(&list, v, shown);
    /* A table of an article is a part of that landmark, not one more. */
    lia_sink_text(sink, "<div class=\"table\" role=\"");
    lia_sink_text(sink, v->id != NULL ? "group" : "region");
    lia_sink_text(sink, "\" tabindex=\"0\" "
                        "aria-labelledby=\"c-");
    put_id(sink, v);
    lia_sink_text(sink, "\"><table class=\"ranked\" id=\"t-");
    put_id(sink, v);
    lia_sink_text(sink, "\" data-rows=\"");
    lia_sink_count(sink, rows);
    lia_sink_text(sink, "\">");
    put_caption(sink, v, shown, v->rows != 0 ? rows : all, list.count);
    put_head(sink, page, v, &list);
    put_rows(sink, page, v, &list, shown);
    lia_sink_text(sink, "</table></div>\n");
    put_legend(sink, v->table, &list);
}
