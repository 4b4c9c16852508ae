/* ingest/objects.h - where the rows of JSON text are: one per line, or the
 * elements of a document.
 */
#ifndef LIA_INGEST_OBJECTS_H
#define LIA_INGEST_OBJECTS_H

#include "text/json.h"

typedef struct lia_objects {
    const char *at, *end;    /* lines: what is left                          */
    uint64_t line;           /* of the row that was given last               */
    uint64_t next_line;
    const char *text;        /* document                                     */
    lia_json_span *span;
    uint64_t spans, next;
    const char *why;         /* document: what is wrong behind the last row  */
    size_t fault;            /* and where                                    */
} lia_objects;

/* document: the elements of its array, or what follows "rows" in our own
 * files; else one row per line. Lines count from `line`. */
LIA_CHECKED lia_status lia_objects_open(lia_objects *out, const char *text,
                                        size_t length, bool document,
                                        uint64_t line, lia_error *err);
/* False at the end. A blank line has length 0. */
bool lia_objects_next(const char **row, size_t *length, lia_objects *objects);
void lia_objects_close(lia_objects *objects);

/* Does text that begins with { hold one document and not a row per line? */
bool lia_is_json_document(const char *text, size_t length);

#endif
