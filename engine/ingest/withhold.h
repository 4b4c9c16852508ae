/* ingest/withhold.h - the stage between reading and putting together at which
 * people and old rows are taken out and names become pseudonyms.
 */
#ifndef LIA_INGEST_WITHHOLD_H
#define LIA_INGEST_WITHHOLD_H

#include "ingest/worker.h"
#include "liaison/privacy.h"

typedef struct lia_withholding {
    lia_block **block;       /* [blocks] of all workers                      */
    uint64_t blocks;
    lia_worker *worker;      /* [workers]                                    */
    int workers;
    const lia_privacy *privacy;
    bool lean;               /* rows have no origins                         */
} lia_withholding;

/* withhold.c: leave rows out of the blocks. */
LIA_CHECKED lia_status lia_withhold_rows(lia_withheld *out,
                                         const lia_withholding *w,
                                         lia_error *err);

/* rename.c: the names that no row uses any more go, the others become
 * pseudonyms if there is a key. */
LIA_CHECKED lia_status lia_withhold_names(const lia_withholding *w,
                                          lia_error *err);

/* Only the rows r with keep[r] != 0 stay. */
LIA_CHECKED lia_status lia_block_keep(lia_block *block, const uint8_t *keep,
                                      bool lean, lia_error *err);

/* Accounts of sheets are texts. */
bool lia_is_account_text(const lia_field_spec *field);

#endif
