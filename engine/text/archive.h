/* text/archive.h - the members of a zip or tar archive, one after the other,
 * as streams of bytes. Nothing is ever unpacked to disk.
 *
 * What a file is is told by its first bytes. libarchive walks a zip by its
 * directory and a tar from front to back; .tar.gz and .tar.zst are unpacked by
 * text/stream.h on the way, which checks their sums to the end. A member that
 * is itself an archive is held in memory and opened one level deep.
 *
 * An archive comes from someone else. Names are never used as paths: links,
 * names that lead out of the archive, encrypted members are listed with the
 * reason why they are not read. Limits, each said when it is reached
 * (LIA_ELIMIT): members, bytes in relation to the size on disk, size of an
 * archive inside an archive. A sum that does not fit, a cut archive: LIA_EIO.
 *
 * Memory: 64 KiB of buffer, what libarchive keeps (of a zip its directory,
 * about 5 times its size on disk), an inner archive as a whole.
 */
#ifndef LIA_TEXT_ARCHIVE_H
#define LIA_TEXT_ARCHIVE_H

#include "text/stream.h"

enum {
    LIA_ARCHIVE_MEMBERS = 200000,  /* of one archive                         */
    LIA_ARCHIVE_RATIO = 200,       /* bytes out of it, inner ones counted:   */
    LIA_ARCHIVE_FREE = 64 << 20,   /* so many times its size, or this much   */
    LIA_ARCHIVE_INNER = 256 << 20, /* bytes of an archive inside it          */
    LIA_ARCHIVE_NAME = 1000        /* bytes of a name; longer ones are cut   */
};

typedef struct lia_archive lia_archive;

/* A file in the archive; folders, and what a folder would hide (names that
 * begin with a dot, __MACOSX), are passed over. */
typedef struct lia_archive_member {
    const char *name;        /* UTF-8 without "./"; until the next one       */
    uint64_t place;          /* 0, 1, 2 .. in the archive                    */
    uint64_t bytes;          /* unpacked, as it says itself; 0 = it does not */
    const char *why;         /* why it is not read, or NULL                  */
} lia_archive_member;

/* *out is NULL if the file is no archive, or cannot be opened at all (its
 * reader says why). LIA_EIO if it is damaged, or one part of several. */
LIA_CHECKED lia_status lia_archive_open(lia_archive **out, const char *path,
                                        lia_error *err);
/* "zip", "tar", "tar.gz", "tar.zst" */
const char *lia_archive_format(const lia_archive *archive);

/* On to the next member; *out is NULL behind the last one, and then everything
 * behind it was read and checked. LIA_EINPUT for an office document. */
LIA_CHECKED lia_status lia_archive_next(const lia_archive_member **out,
                                        lia_archive *archive, lia_error *err);

/* The bytes of the current member: a lia_spring of text/stream.h. */
LIA_CHECKED lia_status lia_archive_read(size_t *got, void *archive, char *out,
                                        size_t room, lia_error *err);

/* The current member as an archive, *out NULL if it is none (then its first
 * bytes are gone). It stands on its own, but shares the limits of the outer
 * one, which must live longer. */
LIA_CHECKED lia_status lia_archive_inner(lia_archive **out,
                                         lia_archive *archive,
                                         lia_error *err);
/* By its name: is it worth a look whether this is an archive? */
bool lia_archive_may_be(const char *name);

/* It failed, not what a member holds: nothing more can be had from it. */
bool lia_archive_is_broken(const lia_archive *archive);

void lia_archive_close(lia_archive *archive);  /* NULL is fine */

#endif
