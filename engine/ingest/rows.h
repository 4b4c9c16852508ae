/* ingest/rows.h - one row of any table: checked, counted, kept or rejected.
 * Every reader ends here: a row is a cell per field, whatever it was before.
 */
#ifndef LIA_INGEST_ROWS_H
#define LIA_INGEST_ROWS_H

#include "ingest/layout.h"
#include "ingest/worker.h"
#include "text/clock.h"

/* What the rows of one source have in common. */
typedef struct lia_course {
    const lia_layout *layout;
    const lia_header *header;        /* count 0 = without names              */
    const lia_read_options *options;
    lia_clock clock;
    uint32_t source;
    bool tabular;                    /* CSV or TSV: a leading ' may go       */
    bool strict_kind;                /* a column `kind`, not an alias of it  */
    bool lazy;                       /* a column exists from the first row on
                                        that has a value in it               */
    bool clean;                      /* the cells are UTF-8, whatever the row
                                        was                                  */
    bool late;                       /* since and until wait for the zone    */
} lia_course;

lia_course lia_course_of(const lia_layout *layout, const lia_header *header,
                         const lia_read_options *options, uint32_t source);

typedef struct lia_cell {
    const char *text;
    size_t length;                   /* 0 = missing                          */
    uint32_t column;                 /* 1-based byte column, 0 = unknown     */
} lia_cell;

typedef struct lia_place {
    uint64_t line;
    const char *raw;
    size_t raw_length;
} lia_place;

/* Say which columns a new block has. */
void lia_rows_columns(lia_block *block, const lia_course *course);

/* cell: one per field of the table. Bytes that are no UTF-8 are read as
 * windows-1252. Fails only for lack of memory or ids; a bad row is a reject
 * of the block. *kept: the row is in the block. */
LIA_CHECKED lia_status lia_rows_add(bool *kept, lia_worker *worker,
                                    lia_block *block, const lia_course *course,
                                    lia_cell *cell, const lia_place *place,
                                    lia_error *err);

/* Reject a row whose text says no more than this. */
LIA_CHECKED lia_status lia_rows_reject(lia_block *block, lia_cause cause,
                                       const lia_place *place, uint32_t column,
                                       lia_error *err, const char *format, ...)
    __attribute__((format(printf, 6, 7)));

#endif
