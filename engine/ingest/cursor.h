/* ingest/cursor.h - an archive that is read from front to back, and the one
 * inside it that the current member may be.
 */
#ifndef LIA_INGEST_CURSOR_H
#define LIA_INGEST_CURSOR_H

#include "ingest/walk.h"
#include "text/input.h"

typedef struct lia_cursor {
    lia_archive *outer, *inner;
    uint64_t inner_at;       /* place of the inner one in the outer          */
    const lia_archive_member *member;
    const char *path;
    bool is_lost;            /* it is no longer what was listed              */
    uint64_t *turn;          /* [archive->count] numbers of files: members as
                                they stand in the archive, whatever their
                                names                                        */
} lia_cursor;

/* Close also after a failure. */
LIA_CHECKED lia_status lia_cursor_open(lia_cursor *out,
                                       const lia_files *files,
                                       const lia_archive_file *archive,
                                       lia_error *err);
/* The bytes of a member that stands behind the last one. LIA_EIO also if the
 * archive is no longer what it was when it was listed. */
LIA_CHECKED lia_status lia_cursor_input(lia_input **out, lia_cursor *cursor,
                                        const lia_file *file, lia_error *err);
/* The archive failed, not what a member holds. */
bool lia_cursor_is_broken(const lia_cursor *cursor);
void lia_cursor_close(lia_cursor *cursor);

#endif
