/* ingest/reading.h - the state of one lia_read: workers with their blocks, the
 * sources seen so far. Readers fill, assemble.c empties.
 */
#ifndef LIA_INGEST_READING_H
#define LIA_INGEST_READING_H

#include "ingest/plan.h"
#include "ingest/rows.h"
#include "text/input.h"

/* Files that belong together, while they are read. */
typedef struct lia_origin_part {
    char *path;
    const char *platform;
    uint32_t kept;               /* its number among the personal ones       */
} lia_origin_part;

typedef struct lia_reading {
    lia_read_options options;
    lia_wishes wishes;
    int workers;
    lia_worker *worker;          /* [workers]                                */
    uint64_t sources, source_room;
    lia_source *source;          /* one per file, in the order of the files  */
    uint64_t at;                 /* the one that is read                     */
    uint64_t rejected;           /* rows of the sources that are done        */
    bool directed;
    lia_origin_part *origin;     /* exports                                  */
    uint64_t origins, origin_room;
    lia_block **owner;           /* [origins] of one row: the owner; NULL    */
    lia_interner folder;         /* platform, NUL, folder                    */
    uint32_t *folder_files;      /* in each, files that its exports have     */
    uint64_t folders, folder_room;
} lia_reading;

/* Each reads what the plan says as source number `source`; rows go into new
 * blocks of the workers, counts stay in the blocks. */
LIA_CHECKED lia_status lia_read_delimited(lia_reading *reading,
                                          uint32_t source, lia_input *input,
                                          const lia_plan *plan, bool small,
                                          lia_error *err);
LIA_CHECKED lia_status lia_read_json(lia_reading *reading, uint32_t source,
                                     lia_input *input, const lia_plan *plan,
                                     bool small, lia_error *err);
LIA_CHECKED lia_status lia_read_graph(lia_reading *reading, uint32_t source,
                                      lia_input *input, const lia_plan *plan,
                                      lia_error *err);

/* Run `work` on every worker (one alone if small) until the input is at its
 * end. The first failure by worker number is the one that is told. */
typedef lia_status lia_chunk_work(lia_worker *worker, const lia_chunk *chunk,
                                  void *context, lia_error *err);
LIA_CHECKED lia_status lia_read_chunks(lia_reading *reading, lia_input *input,
                                       const lia_cut *cut, bool small,
                                       lia_chunk_work *work, void *context,
                                       lia_error *err);

/* The fast path of edge lists: takes the lines of a chunk that are two plain
 * numbers; hands any other line to `other`. */
typedef lia_status lia_line_work(void *context, const char *line,
                                 size_t length, uint64_t number,
                                 lia_error *err);
LIA_CHECKED lia_status lia_edges_read(lia_worker *worker, lia_block *block,
                                      const lia_chunk *chunk, char delimiter,
                                      bool lean, lia_line_work *other,
                                      void *context, lia_error *err);

/* Put the blocks of all workers together and hand over the sources. The
 * workers are empty afterwards, whatever happens. */
LIA_CHECKED lia_status lia_assemble(lia_tables **out, lia_reading *reading,
                                    lia_error *err);

/* attributes.c: rows about accounts and posts into columns by id. `block` are
 * the blocks of that table, ids mapped already. */
LIA_CHECKED lia_status lia_assemble_accounts(lia_accounts *out,
                                             lia_block *const *block,
                                             uint64_t blocks, lia_error *err);
LIA_CHECKED lia_status lia_assemble_posts(lia_posts *out,
                                          lia_block *const *block,
                                          uint64_t blocks,
                                          const lia_interactions *rows,
                                          lia_error *err);

#endif
