/* liaison/convert.h - what was read, written out again in canonical tables.
 *
 * interactions, contacts, accounts, posts and the sheets, with the column
 * names of the contract, only the columns that some input had, and the rows
 * in an order that depends on nothing but the rows: by the columns from left
 * to right, ids and texts in byte order, missing values last. So shuffled
 * inputs give the same bytes, and lia_read() gives the same tables again.
 */
#ifndef LIA_CONVERT_H
#define LIA_CONVERT_H

#include "liaison/report.h"
#include "liaison/tables.h"

#ifdef __cplusplus
extern "C" {
#endif

/* Is there anything to write of this table? Accounts and posts count only
 * where an input listed them. */
bool lia_tables_have(const lia_tables *tables, lia_table which);

/* One canonical table as a ranked one: for every writer of report.h. Borrows
 * the arrays of the tables. */
typedef struct lia_canonical {
    lia_ranked table;
    uint64_t *order;         /* owned, like the following                    */
    uint32_t *ids;
    const char **words;
} lia_canonical;

/* return LIA_OK; LIA_EARG for no such table; LIA_ELIMIT for a sheet of more
 * columns than a ranked table has; LIA_ENOMEM. Memory 32 bytes per row. */
LIA_CHECKED lia_status lia_canonical_table(lia_canonical *out,
                                           const lia_tables *tables,
                                           lia_table which,
                                           const lia_run *run, lia_error *err);
void lia_canonical_free(lia_canonical *canonical);  /* all zero is fine */

/* Every table there is, as folder/interactions.csv and so on (CSV, TSV, JSON
 * or JSONL). The folder is made if it is not there. LIA_ECANNOT if there is no
 * table at all. */
LIA_CHECKED lia_status lia_convert_folder(const char *folder,
                                          const lia_tables *tables,
                                          lia_format format,
                                          const lia_run *run, lia_error *err);

/* One table to a file: `which`, or with LIA_TABLE_COUNT the only one there is;
 * LIA_EARG with the names of the tables if there are several. SQLITE takes
 * them all, unless one is asked for. */
LIA_CHECKED lia_status lia_convert_file(const char *path,
                                        const lia_tables *tables,
                                        lia_table which, lia_format format,
                                        const lia_run *run, lia_error *err);

#ifdef __cplusplus
}
#endif
#endif
