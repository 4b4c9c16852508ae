/* ingest/feed.h - the inside of adapter.h: which adapter reads an input, and
 * the feed on which its records pass.
 */
#ifndef LIA_INGEST_FEED_H
#define LIA_INGEST_FEED_H

#include "ingest/adapter.h"
#include "ingest/identity/identity.h"
#include "ingest/reading.h"
#include "ingest/walk.h"

enum { LIA_ADAPTER_COLUMNS = 48, LIA_FEED_BLOCKS = 8 };

/* What an input was recognised as. */
typedef struct lia_adapter_plan {
    const lia_adapter *adapter;  /* NULL = of no platform                    */
    const lia_adapter_file *file;
    lia_look look;
    lia_dialect dialect;
    uint64_t header_line;        /* 0 = none                                 */
    uint32_t columns;            /* of the header                            */
    int32_t column[LIA_ADAPTER_COLUMNS];   /* of each cell, -1 = not there   */
    uint32_t origin;             /* export                                   */
} lia_adapter_plan;

/* Ask the adapters. */
/* Name, stem and folder of a path. */
void lia_adapter_look(lia_look *out, const char *path);
bool lia_adapter_has_word(const char *words, const char *word);
/* Bytes of the path up to the end of the export's folder or archive. */
size_t lia_adapter_folder(const char *path, const lia_adapter *adapter);

/* Before anything is read: see which folders hold exports. Then: in which
 * adapter's export is a file that no adapter reads? NULL = in none. */
LIA_CHECKED lia_status lia_adapter_folders(lia_reading *reading,
                                           const lia_files *files,
                                           lia_error *err);
LIA_CHECKED lia_status lia_adapter_unlisted(const lia_adapter **out,
                                            const lia_reading *reading,
                                            const char *path, lia_error *err);

LIA_CHECKED lia_status lia_adapter_choose(lia_adapter_plan *out,
                                          const char *path, const char *head,
                                          size_t length, bool whole,
                                          lia_error *err);

/* Find or make the export that it belongs to; then read it as source number
 * `source`. */
LIA_CHECKED lia_status lia_adapter_origin(lia_adapter_plan *plan,
                                          lia_reading *reading,
                                          lia_error *err);
LIA_CHECKED lia_status lia_adapter_read(lia_reading *reading, uint32_t source,
                                        lia_input *input,
                                        const lia_adapter_plan *plan,
                                        bool small, lia_error *err);

struct lia_feed {
    lia_reading *reading;
    lia_worker *worker;
    const lia_adapter_plan *plan;
    uint32_t source;
    uint64_t chunk;
    lia_block *main;             /* counts what is of no table               */
    lia_block *block[LIA_TABLE_COUNT];
    lia_layout layout[LIA_TABLE_COUNT];
    lia_course course[LIA_TABLE_COUNT];
    lia_place place;             /* of the record                            */
    lia_cell cell[LIA_ADAPTER_COLUMNS];
    const lia_value *value;
    bool keeps_digests;          /* of e-mail addresses: with a user's key   */
    lia_cell owner;
    char **scratch;              /* blocks of LIA_FEED_SCRATCH or more       */
    uint64_t scratches, scratch_room;
    uint64_t scratch_used;       /* of the last one                          */
    uint64_t scratch_size;
};

/* feed.c */
LIA_CHECKED lia_status lia_feed_open(lia_feed *out, lia_reading *reading,
                                     lia_worker *worker,
                                     const lia_adapter_plan *plan,
                                     uint32_t source, uint64_t chunk,
                                     lia_error *err);
/* Before the cells of a record are filled: what was made for the last one is
 * gone. */
void lia_feed_begin(lia_feed *feed);
/* Call work for the record that cell, value and place describe. */
LIA_CHECKED lia_status lia_feed_work(lia_feed *feed, lia_error *err);
LIA_CHECKED lia_status lia_feed_fit(lia_feed *feed, lia_error *err);
void lia_feed_close(lia_feed *feed);

/* What was left out and mended of a source, in words; *note stays NULL where
 * there is nothing to say. */
LIA_CHECKED lia_status lia_adapter_note(char **note,
                                        const lia_reading *reading,
                                        uint32_t source, lia_error *err);

/* adapter_delimited.c and adapter_json.c: one chunk. */
lia_chunk_work lia_adapter_delimited;
lia_chunk_work lia_adapter_json;
typedef struct lia_adapter_course {
    lia_reading *reading;
    const lia_adapter_plan *plan;
    uint32_t source;
} lia_adapter_course;

#endif
