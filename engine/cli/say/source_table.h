/* cli/say/source_table.h - the sources that were read, as a ranked table. */
#ifndef LIA_CLI_SAY_SOURCE_TABLE_H
#define LIA_CLI_SAY_SOURCE_TABLE_H

#include "cli/say/strings.h"
#include "liaison/ranked.h"

/* By path, whatever the order on the command line. Borrows the tables. */
typedef struct source_table {
    lia_ranked table;        /* "sources"                                    */
    uint64_t *order;         /* [rows]                                       */
    strings path, format, encoding, note;
    uint32_t *id;            /* [rows] of the four above                     */
    uint32_t *note_id;       /* [rows] LIA_NONE where there is no note       */
    uint8_t *kind;           /* [rows] lia_table                             */
    uint8_t *precision;      /* [rows] lia_precision                         */
    const char *kind_words[LIA_TABLE_COUNT];
    const char *precision_words[LIA_PRECISION_FINER + 1];
} source_table;

LIA_CHECKED lia_status source_table_build(source_table *out,
                                          const lia_tables *tables,
                                          lia_error *err);
void source_table_free(source_table *s);

#endif
