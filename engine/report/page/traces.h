/* report/page/traces.h - the input rows behind a row of a table, to open. */
#ifndef LIA_REPORT_PAGE_TRACES_H
#define LIA_REPORT_PAGE_TRACES_H

#include "report/page/page.h"
#include "report/sink.h"

/* The head and a cell of one more column; nothing where the table has no
 * evidence. The cell of a row beyond those with evidence is empty. */
void lia_page_trace_head(lia_sink *sink, const lia_page *page,
                         const char *table);
void lia_page_trace_cell(lia_sink *sink, const lia_page *page,
                         const char *table, uint64_t row);
/* <details> with "12 rows" and the lines; nothing where there are none. */
void lia_page_trace(lia_sink *sink, const lia_page *page, const char *table,
                    uint64_t row);

#endif
