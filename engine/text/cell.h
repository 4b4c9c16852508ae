/* text/cell.h - text cells that a spreadsheet would run as a formula.
 *
 * A cell that begins with = + - @ is a formula to a spreadsheet, so text
 * cells of CSV and TSV (names, titles, reasons: the columns listed below) get
 * an apostrophe in front, and the reader takes it away. Ids, numbers, times
 * and words never get one and are never stripped; nor does anything in JSON.
 *
 * The two are exact inverses: the reader strips one ' that stands before one
 * of = + - @ ', and the writer adds one wherever the cell itself begins with
 * = + - @ or with something that the reader would strip.
 *
 *     written by us   =1+1 -> '=1+1    '=x -> ''=x    'tis -> 'tis
 *     read by us      '=1+1 -> =1+1    ''=x -> '=x    'tis -> 'tis
 */
#ifndef LIA_TEXT_CELL_H
#define LIA_TEXT_CELL_H

#include <stdbool.h>
#include <stddef.h>
#include <string.h>

static inline bool lia_cell_is_formula(char first)
{
    return first == '=' || first == '+' || first == '-' || first == '@';
}

static inline bool lia_cell_is_escaped(const char *text, size_t length)
{
    return length > 1 && text[0] == '\'' &&
           (lia_cell_is_formula(text[1]) || text[1] == '\'');
}

/* Writer: does this text cell need a ' in front? */
static inline bool lia_cell_needs_escape(const char *text, size_t length)
{
    return length > 0 && (lia_cell_is_formula(text[0]) ||
                          lia_cell_is_escaped(text, length));
}

/* Reader: step over the apostrophe, if there is one. */
static inline void lia_cell_unescape(const char **text, size_t *length)
{
    if (lia_cell_is_escaped(*text, *length)) {
        *text += 1;
        *length -= 1;
    }
}

/* Which columns of the canonical tables are text cells, by their canonical
 * name; both the reader and the writer ask here. */
static inline bool lia_cell_is_text_column(const char *column)
{
    static const char *const names[] = {
        "name", "company", "title", "team", "kind", "url", "tags", "content",
        "verbatim", "platform", "handle", "alternates", "evidence"};

    for (size_t k = 0; k < sizeof names / sizeof *names; k++)
        if (strcmp(column, names[k]) == 0)
            return true;
    return false;
}

#endif
