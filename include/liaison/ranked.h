/* liaison/ranked.h - the ranked table: the one thing that reports know.
 *
 * Kernels fill arrays; a ranked table names them as columns, says in which
 * order to show the rows, and borrows everything: the arrays must outlive it.
 */
#ifndef LIA_RANKED_H
#define LIA_RANKED_H

#include "liaison/tables.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef enum lia_column_type {
    LIA_COLUMN_COUNT,    /* uint64_t                                         */
    LIA_COLUMN_COUNT32,  /* uint32_t; LIA_NONE = missing                     */
    LIA_COLUMN_NUMBER,   /* double; NAN = missing, inf allowed               */
    LIA_COLUMN_FLAG,     /* uint8_t 0 or 1, 2 = missing                      */
    LIA_COLUMN_ID,       /* uint32_t into names: an id, written as it is     */
    LIA_COLUMN_TEXT,     /* uint32_t into names: text; a leading = + - @ gets
                            a ' in CSV and TSV                               */
    LIA_COLUMN_WORD,     /* uint8_t into words                               */
    LIA_COLUMN_TIME      /* lia_time                                         */
} lia_column_type;

typedef struct lia_column {
    const char *name;            /* "account_a"                              */
    lia_column_type type;
    const void *data;            /* [rows] of the type above                 */
    size_t stride;               /* elements from row to row; 0 means 1      */
    const lia_names *names;      /* ID and TEXT; LIA_NONE = empty            */
    const char *const *words;    /* WORD                                     */
    const lia_names *twin;       /* TEXT: the same in the other language, for
                                    documents that show both; or NULL        */
} lia_column;

enum { LIA_RANKED_COLUMNS = 40 };

typedef struct lia_ranked {
    const char *name;            /* "ties": file name and JSON schema        */
    const char *title;           /* "Ties, the least overlapping first"      */
    uint64_t rows;               /* rows to show                             */
    const uint64_t *order;       /* [rows] element of each row; NULL = 0, 1..*/
    bool has_rank;               /* first column `rank`, 1-based             */
    uint32_t columns;
    lia_column column[LIA_RANKED_COLUMNS];
} lia_ranked;

/* Append a column. Returns it, so that stride, names or words can be set; NULL
 * when all LIA_RANKED_COLUMNS are taken. */
lia_column *lia_ranked_add(lia_ranked *table, const char *name,
                           lia_column_type type, const void *data);

/* The column of that name, or NULL; NULL too for a table that is NULL. */
const lia_column *lia_ranked_find(const lia_ranked *table, const char *name);

/* One thing to order by. Exactly one of the pointers is set. NAN, LIA_NO_TIME
 * and LIA_NONE are missing values: last whichever way; so is flag 2. */
typedef struct lia_rank_key {
    const double *number;
    const uint64_t *count;
    const uint32_t *count32;
    const uint8_t *flag;
    bool descending;
    const lia_time *time;
    const uint8_t *word;         /* a small number, none of them missing     */
    size_t stride;               /* elements from row to row; 0 means 1      */
} lia_rank_key;

/* Order rows: the first `top` (0 = all) of `rows` by the keys, compared one
 * after the other. A draw keeps the order of the elements, which is that of
 * the names.
 *
 * out    [*shown] element of each row; free with lia_ranked_order_free.
 * shown  rows in out: the smaller of rows and top.
 * return LIA_OK; LIA_EARG if a pointer is NULL or a key has none or several;
 *        LIA_ENOMEM.
 *
 * Time O(rows log top) when top is small (rows / 16), else eight passes over
 * the rows at most per key. Memory 8 top bytes, else 32 rows.
 */
LIA_CHECKED lia_status lia_ranked_order(uint64_t **out, uint64_t *shown,
                                        uint64_t rows, uint64_t top,
                                        const lia_rank_key *keys, size_t count,
                                        const lia_run *run, lia_error *err);
void lia_ranked_order_free(uint64_t *order);

#ifdef __cplusplus
}
#endif
#endif
