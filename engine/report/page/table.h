/* report/page/table.h - a ranked table as an HTML table. */
#ifndef LIA_REPORT_PAGE_TABLE_H
#define LIA_REPORT_PAGE_TABLE_H

#include "report/page/page.h"
#include "report/page/say.h"

typedef struct lia_page_view {
    const lia_ranked *table;
    const char *id;              /* of the element, "t-ID"; NULL = the name  */
    const char *const *columns;  /* up to NULL; NULL = all                   */
    uint64_t first, rows;        /* rows to show; 0 rows = from first on     */
    uint64_t most;               /* of them at most; 0 = LIA_PAGE_ROWS       */
    uint64_t all;                /* rows of the file; 0 = of the table       */
    bool is_alone;               /* no file with the rest stands beside      */
} lia_page_view;

/* With caption, legend of its columns, and what was left out. */
void lia_page_table(lia_sink *sink, const lia_page *page,
                    const lia_page_view *view);

/* The table of that name, or NULL. */
const lia_ranked *lia_page_find(const lia_page *page, const char *name);

/* The value at a row: NAN, LIA_NONE, LIA_NO_TIME, "" where it is missing or
 * there is no such column. Numbers of any type come as double. */
double lia_page_value(const lia_column *column, uint64_t element);
double lia_page_number(const lia_ranked *table, uint64_t row,
                       const char *column);
uint64_t lia_page_count(const lia_ranked *table, uint64_t row,
                        const char *column);
lia_time lia_page_time(const lia_ranked *table, uint64_t row,
                       const char *column);
const char *lia_page_words(size_t *length, const lia_ranked *table,
                           uint64_t row, const char *column);
bool lia_page_is(const lia_ranked *table, uint64_t row, const char *column,
                 const char *word);

/* What people call a word of a table; itself where it has no other name. */
const char *lia_page_word(const char *word);

/* An account as its name, focusing it in the picture. The id is that at a row
 * of a table; a value for SAY. */
lia_said lia_page_account(const lia_page *page, lia_vid account);
lia_said lia_page_account_at(const lia_page *page, const lia_ranked *table,
                             uint64_t row, const char *column);
void lia_page_put_account(lia_sink *sink, const lia_page *page,
                          lia_vid account);

#endif
