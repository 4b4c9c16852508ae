/* ingest/layout.h - which column of a file is which field of which table.
 *
 * Decided by the names in its header, in this order: what --map says, the
 * canonical names, the aliases. The table is the first whose required fields
 * are there, the most particular table first.
 */
#ifndef LIA_INGEST_LAYOUT_H
#define LIA_INGEST_LAYOUT_H

#include "base/status.h"
#include "ingest/fields.h"

/* What the caller wants, out of lia_read_options.as and .map. */
typedef struct lia_wish {
    char field[LIA_FOLD_ROOM];   /* folded                                   */
    char column[LIA_FOLD_ROOM];  /* folded                                   */
    uint32_t number;             /* 1-based, 0 = the column is a name        */
    bool used;
} lia_wish;

typedef enum lia_shape {
    LIA_SHAPE_ANY, LIA_SHAPE_CSV, LIA_SHAPE_JSONL, LIA_SHAPE_JSON,
    LIA_SHAPE_GRAPHML, LIA_SHAPE_GML, LIA_SHAPE_PAJEK
} lia_shape;

typedef struct lia_wishes {
    lia_shape shape;
    char delimiter;              /* 0 = guess                                */
    bool edges;                  /* an edge list, whatever the header says   */
    int table;                   /* lia_table or -1                          */
    lia_wish *map;
    size_t map_count;
} lia_wishes;

LIA_CHECKED lia_status lia_wishes_read(lia_wishes *out, const char *as,
                                       const char *const *map, size_t count,
                                       lia_error *err);
void lia_wishes_free(lia_wishes *wishes);

/* The names of a file's columns. */
typedef struct lia_header {
    uint32_t count;
    uint64_t room;
    char **name;
} lia_header;

LIA_CHECKED lia_status lia_header_add(lia_header *header, const char *text,
                                      size_t length, lia_error *err);
void lia_header_free(lia_header *header);

typedef struct lia_layout {
    lia_table table;
    uint32_t columns;                   /* of the file                       */
    uint32_t known;                     /* of those with a field             */
    int32_t column[LIA_MOST_FIELDS];    /* of each field, -1 = not there     */
} lia_layout;

/* Lay a header out as one table; wishes may be NULL. False if a required
 * field is missing. */
bool lia_layout_as(lia_layout *out, lia_table table, const lia_header *header,
                   lia_wishes *wishes);

/* Choose the table too. stem: the file's name without folder and extension,
 * which decides only between accounts, targets and team. */
bool lia_layout_choose(lia_layout *out, const lia_header *header,
                       lia_wishes *wishes, const char *stem);

/* Why a header fits no table, with the nearest fix, for people. */
void lia_layout_advice(char *out, size_t room, const lia_header *header,
                       const lia_wishes *wishes);

#endif
