/* ingest/walk.h - from what was named to the files that are read. */
#ifndef LIA_INGEST_WALK_H
#define LIA_INGEST_WALK_H

#include "base/status.h"

#define LIA_NO_FILE UINT64_MAX

/* A file, or a member of an archive. */
typedef struct lia_file {
    char *path;              /* as found; of a member archive!member         */
    bool direct;             /* named by the caller, not found in a folder
                                or an archive                                */
    uint64_t bytes;          /* on disk; of a member unpacked; 0 = unknown   */
    uint64_t device, node;   /* of a regular file; 0, 0 = of no other        */
    char *why;               /* why it is not read, or NULL                  */
    bool is_unread;          /* it might be data all the same                */
    uint64_t archive;        /* that it is a member of, or LIA_NO_FILE       */
    uint64_t place;          /* of the member in it                          */
    uint64_t inner;          /* of the member of the archive at this place;
                                LIA_NO_FILE = that is the member itself      */
} lia_file;

/* Its members are file[first .. first + count). */
typedef struct lia_archive_file {
    char *path;
    bool direct;
    uint64_t first, count;
} lia_archive_file;

typedef struct lia_files {
    lia_file *file;
    uint64_t count, room;
    lia_archive_file *archive;
    uint64_t archives, archive_room;
} lia_files;

/* Files of folders in byte order of their paths; hidden ones are left out, a
 * folder is entered once, whatever links lead to it; a file that stands there
 * a second time says so. In place of an archive stand its members, in byte
 * order of their paths; one that cannot be listed fails if it was named, and
 * says why if it was found. */
LIA_CHECKED lia_status lia_walk(lia_files *out, const char *const *inputs,
                                size_t count, lia_error *err);
void lia_files_free(lia_files *files);

/* A new file at the end; path and why are copied. */
LIA_CHECKED lia_status lia_files_add(lia_files *files, const lia_file *file,
                                     lia_error *err);

/* members.c: the same files with the members of archives in their place. */
LIA_CHECKED lia_status lia_members_list(lia_files *files, lia_error *err);

#endif
