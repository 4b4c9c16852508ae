/* ingest/walk.h - from what was named to the files that are read. */
#ifndef LIA_INGEST_WALK_H
#define LIA_INGEST_WALK_H

#include "base/status.h"

#define LIA_NO_FILE UINT64_MAX

typedef struct lia_file {
    char *path;
    bool direct;             /* named by the caller, not found in a folder   */
    uint64_t bytes;          /* on disk, 0 = unknown                         */
    uint64_t device, node;   /* of a regular file; 0, 0 = of no other        */
    uint64_t same_as;        /* the same file stands there; or LIA_NO_FILE   */
} lia_file;

typedef struct lia_files {
    lia_file *file;
    uint64_t count, room;
} lia_files;

/* Files of folders in byte order of their paths; hidden ones are left out, a
 * folder is entered once, whatever links lead to it; a file that stands there
 * a second time says so. */
LIA_CHECKED lia_status lia_walk(lia_files *out, const char *const *inputs,
                                size_t count, lia_error *err);
void lia_files_free(lia_files *files);

#endif
