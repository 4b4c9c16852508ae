/* ingest/worker.h - what each thread of a load has for itself: interners, and
 * blocks of rows whose ids are those of its own interners. Nothing is shared
 * while rows are read; assemble.c puts the blocks together.
 */
#ifndef LIA_INGEST_WORKER_H
#define LIA_INGEST_WORKER_H

#include "base/pages.h"
#include "ingest/fields.h"
#include "ingest/quick.h"
#include "liaison/read.h"
#include "model/names.h"

/* What a record of an export says about accounts: see adapter.h. */
typedef struct lia_claim {
    uint32_t source;
    uint32_t kind;           /* lia_claim_kind                               */
    uint32_t account;        /* id in space[0], of a post in space[1]        */
    uint32_t text;           /* id in `said`                                 */
    int64_t number;
} lia_claim;

/* Records left out on purpose, by reason. */
enum { LIA_MOST_DROPS = 8 };
typedef struct lia_drop {
    const char *why;         /* a literal; NULL = no more                    */
    uint64_t count;
} lia_drop;

enum { LIA_SPACES = 3 };  /* LIA_KIND_ACCOUNT, LIA_KIND_POST, LIA_KIND_TEXT */

/* Rows of one table out of one chunk of one source. */
typedef struct lia_block {
    lia_table table;
    uint32_t source;
    uint32_t worker;         /* whose ids these are                          */
    uint64_t chunk;
    uint64_t rows, room;
    bool has[LIA_MOST_FIELDS];
    void *column[LIA_MOST_FIELDS];  /* by lia_kind_width                     */
    lia_origins origins;
    uint64_t origin_room;
    lia_reject *reject;
    uint64_t rejects, reject_room;
    lia_pages words;         /* of the rejects                               */
    uint64_t keep_rejects;   /* more are counted only                        */
    bool discreet;           /* rejects without the text of the row          */
    uint64_t rejected[LIA_CAUSE_COUNT];
    uint64_t ragged, recoded, blank, timed;
    uint64_t outside;        /* left out by since and until                  */
    uint64_t mended;         /* records with broken quoting that was mended  */
    lia_drop drop[LIA_MOST_DROPS];
    bool late;               /* since and until wait for the zone            */
    lia_precision precision;
} lia_block;

/* An action's word as it was spelled, and what it means. */
typedef struct lia_spelling {
    char text[14];
    uint8_t length, action;
} lia_spelling;
enum { LIA_SPELLINGS = 16 };

typedef struct lia_worker {
    uint32_t number;
    uint64_t keep_rejects;
    bool discreet;
    lia_interner space[LIA_SPACES];
    lia_spelling spelling[LIA_SPELLINGS];  /* the latest of each kind        */
    lia_quick quick;         /* in front of space[LIA_KIND_ACCOUNT]          */
    lia_block **block;
    uint64_t blocks, block_room;
    char *recoded;           /* room for one row read as windows-1252        */
    uint64_t recoded_room;
    lia_claim *claim;
    uint64_t claims, claim_room;
    lia_interner said;       /* texts of the claims                          */
    lia_status status;
    lia_error error;
} lia_worker;

/* A new, empty block; it belongs to the worker. */
LIA_CHECKED lia_status lia_worker_begin(lia_block **out, lia_worker *worker,
                                        lia_table table, uint32_t source,
                                        uint64_t chunk, lia_error *err);
/* Give back the room that its arrays do not need. */
LIA_CHECKED lia_status lia_block_fit(lia_block *block, lia_error *err);
/* Room for one more row in every column that it has. */
LIA_CHECKED lia_status lia_block_room(lia_block *block, uint64_t rows,
                                      lia_error *err);
/* A column that it does not have yet, missing in all rows so far. */
LIA_CHECKED lia_status lia_block_column(lia_block *block, uint32_t field,
                                        lia_error *err);
/* Missing values of a kind. */
void lia_missing(void *column, lia_kind kind, uint64_t rows);
/* Row number block->rows stands on this line. */
LIA_CHECKED lia_status lia_block_origin(lia_block *block, uint64_t line,
                                        lia_error *err);
/* Rejected rows so far, kept or not. */
uint64_t lia_block_rejected(const lia_block *block);
LIA_CHECKED lia_status lia_block_reject(lia_block *block,
                                        const lia_reject *what,
                                        const char *text, size_t length,
                                        lia_error *err);
void lia_block_free(lia_block *block);
void lia_worker_free(lia_worker *worker);

#endif
