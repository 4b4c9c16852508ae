/* report/atomic_file.h - a file that is there as a whole or not at all.
 *
 * It is written under another name in the same folder (.liaison-PID-N.part),
 * then synced and renamed over its place: whoever looks sees the old file or
 * the new one. A link is followed, an existing file's permissions are kept.
 * What is no regular file (a device, a pipe) is written directly.
 *
 * A program that is interrupted calls lia_atomic_abandon_all() from its signal
 * handler. To make that possible the names of unfinished files stand in a
 * table of the process: the library's only global state, and no call's result
 * depends on it.
 */
#ifndef LIA_REPORT_ATOMIC_FILE_H
#define LIA_REPORT_ATOMIC_FILE_H

#include <stdio.h>

#include "base/status.h"

typedef struct lia_atomic_file {
    FILE *stream;        /* to write to; NULL after lia_atomic_close_stream  */
    char *path;          /* where it will stand                              */
    char *temporary;     /* where it stands now; NULL = written directly     */
    char *given;         /* the caller's path, for messages                  */
    int slot;
} lia_atomic_file;

/* LIA_EIO with path and reason; LIA_ELIMIT with more than 32 files open. */
LIA_CHECKED lia_status lia_atomic_open(lia_atomic_file *out, const char *path,
                                       lia_error *err);
/* Put it in its place. Whether it succeeds or not, the file is closed and
 * nothing of it is left elsewhere. */
LIA_CHECKED lia_status lia_atomic_commit(lia_atomic_file *file, lia_error *err);
/* Commit if what was written to the stream went well (st is LIA_OK), else
 * discard, with the path in front of the message of LIA_EIO; returns how it
 * all ended, and errno with it. */
LIA_CHECKED lia_status lia_atomic_finish(lia_atomic_file *file, lia_status st,
                                         lia_error *err);
/* Close and remove; all zero is fine. */
void lia_atomic_discard(lia_atomic_file *file);

/* For writers that open the temporary name themselves. LIA_EARG where there
 * is none. */
LIA_CHECKED lia_status lia_atomic_close_stream(lia_atomic_file *file,
                                               lia_error *err);

/* Remove every unfinished file of the process. Async-signal-safe; to be
 * followed by the end of the process. */
void lia_atomic_abandon_all(void);

#endif
