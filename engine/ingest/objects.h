/* ingest/objects.h - JSON text cut into its objects, without reading them:
 * one per line, or the elements of an array. Braces are counted outside of
 * strings; what is wrong inside an object is the parser's to say.
 */
#ifndef LIA_INGEST_OBJECTS_H
#define LIA_INGEST_OBJECTS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct lia_objects {
    const char *at, *end;
    bool lines;
    uint64_t line;           /* of the object that was given last            */
    uint64_t next_line;
} lia_objects;

/* array: of the first array of objects in text, or text itself if it is one
 * object. Otherwise one per line. Lines are counted from 1; set next_line to
 * begin elsewhere. */
lia_objects lia_objects_of(const char *text, size_t length, bool array);

/* False at the end, or where the last object is not complete. Blank lines
 * are given as length 0. */
bool lia_objects_next(const char **object, size_t *length,
                      lia_objects *objects);

/* Does text that begins with { hold one document and not a line per object? */
bool lia_is_json_document(const char *text, size_t length);

#endif
