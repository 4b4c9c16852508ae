/* report/evidence.h - which rows of the inputs a row of a ranking rests on.
 *
 * A table of findings and a few of the lines behind each of its first rows, so
 * that a reader can open the file there. Pods carry theirs in the table
 * pod_evidence; this is for bridges, introductions and influence.
 */
#ifndef LIA_REPORT_EVIDENCE_H
#define LIA_REPORT_EVIDENCE_H

#include "liaison/tables.h"

enum { LIA_TRACE_LINES = 5, LIA_TRACE_ROWS = 50 };

typedef struct lia_trace_line {
    const char *path;        /* of the tables' source, borrowed              */
    uint64_t line;           /* 1-based                                      */
    const char *what;        /* N_() text: "a contact", "a like": give it to
                                lia_text_in()                                */
    lia_time time;           /* or LIA_NO_TIME                               */
} lia_trace_line;

/* Of one ranked table, its rows in the order shown. */
typedef struct lia_trace {
    const char *table;       /* "bridges", "influence", "introductions"      */
    uint64_t rows;           /* the first so many rows have evidence         */
    uint64_t *off;           /* [rows + 1] lines of each                     */
    lia_trace_line *line;    /* [off[rows]] at most LIA_TRACE_LINES a row    */
    uint64_t *all;           /* [rows] input rows behind it in all           */
} lia_trace;

enum { LIA_MOST_TRACES = 4 };

typedef struct lia_traces {
    uint32_t count;
    lia_trace trace[LIA_MOST_TRACES];
} lia_traces;

/* The evidence of a table, or NULL. */
const lia_trace *lia_trace_of(const lia_traces *traces, const char *table);
void lia_traces_free(lia_traces *traces);   /* all zero is fine */

#endif
