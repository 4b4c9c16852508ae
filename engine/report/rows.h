/* report/rows.h - the text writers, one per file, behind lia_write_table().
 *
 * rows: rows to write, already cut to options->top. Errors of the stream are
 * kept in the sink.
 */
#ifndef LIA_REPORT_ROWS_H
#define LIA_REPORT_ROWS_H

#include "liaison/report.h"
#include "report/sink.h"

/* delimiter: ',' or '\t'. */
void lia_header_delimited(lia_sink *sink, const lia_ranked *table,
                          char delimiter);
void lia_rows_delimited(lia_sink *sink, const lia_ranked *table, uint64_t rows,
                        char delimiter);
/* One cell with its quotes where needed; first: it begins its line. */
void lia_put_delimited(lia_sink *sink, const char *text, size_t length,
                       char delimiter, bool first);

void lia_rows_jsonl(lia_sink *sink, const lia_ranked *table, uint64_t rows);
/* [{...}, ...] */
void lia_rows_json(lia_sink *sink, const lia_ranked *table, uint64_t rows);
void lia_members_json(lia_sink *sink, const lia_write_options *options);

LIA_CHECKED lia_status lia_rows_terminal(lia_sink *sink,
                                         const lia_ranked *table, uint64_t rows,
                                         const lia_write_options *options,
                                         lia_error *err);

static inline uint64_t lia_rows_shown(const lia_ranked *table,
                                      const lia_write_options *options)
{
    return options == NULL || options->top == 0 || options->top > table->rows
               ? table->rows : options->top;
}

#endif
