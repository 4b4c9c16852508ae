/* ingest/store.h - rows that were understood, on their way into a block.
 *
 * What storing waits for is memory: a name that is known costs a look at a
 * slot and one at its bytes, both at random places. So names are hashed when
 * the row is understood (the slot is fetched), their bytes are fetched some
 * rows later and their ids taken some rows after that, while other rows are
 * read. Rows are stored in the order in which they came.
 */
#ifndef LIA_INGEST_STORE_H
#define LIA_INGEST_STORE_H

#include "base/digest.h"
#include "ingest/rows.h"

enum { LIA_MESSAGE_MARK = 5 };   /* length of "text:"                        */

typedef union lia_row_value {
    uint32_t id;
    lia_time time;
    double number;
    uint8_t word;
} lia_row_value;

/* A name of the row. */
typedef struct lia_row_key {
    const char *text;
    size_t length;
    uint32_t hash;
    uint8_t field, kind;
    bool is_slow;            /* goes to the interner, by its hash            */
} lia_row_key;

typedef struct lia_understood {
    lia_row_value value[LIA_MOST_FIELDS];
    lia_row_key key[LIA_MOST_FIELDS];
    uint32_t keys;
    uint64_t line;
    char digest[LIA_MESSAGE_MARK + LIA_DIGEST_HEX + 1];   /* of a message    */
} lia_understood;

/* The names of a row whose values are there; cells must stay where they are
 * until it is stored. */
void lia_store_hash(lia_understood *row, const lia_worker *worker,
                    const lia_block *block, const lia_course *course,
                    const lia_cell *cell);
void lia_store_fetch(const lia_understood *row, const lia_worker *worker);
LIA_CHECKED lia_status lia_store_row(lia_understood *row, lia_worker *worker,
                                     lia_block *block,
                                     const lia_course *course, lia_error *err);

/* The rows of a chunk in flight. */
enum { LIA_PIPE_ROWS = 16 };
typedef struct lia_pipe {
    lia_worker *worker;
    lia_block *block;
    const lia_course *course;
    uint64_t begin, end;     /* numbers of the rows in it                    */
    lia_understood row[LIA_PIPE_ROWS];
} lia_pipe;

void lia_pipe_open(lia_pipe *pipe, lia_worker *worker, lia_block *block,
                   const lia_course *course);
/* Where the next row is to be understood: then hash it and push it. */
lia_understood *lia_pipe_next(lia_pipe *pipe);
LIA_CHECKED lia_status lia_pipe_push(lia_pipe *pipe, lia_error *err);
/* As lia_rows_add, through the pipe. stays: the cells stay where they are
 * until the pipe is flushed; otherwise it is flushed here. (In rows.c.) */
LIA_CHECKED lia_status lia_rows_push(bool *kept, lia_pipe *pipe,
                                     lia_cell *cell, const lia_place *place,
                                     bool stays, lia_error *err);
/* Store what is in it: at the end of a chunk, and before cells go away. */
LIA_CHECKED lia_status lia_pipe_flush(lia_pipe *pipe, lia_error *err);

#endif
