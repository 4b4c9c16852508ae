/* text/stream.h - the bytes behind a file descriptor, decompressed.
 *
 * gzip goes through zlib, which checks the sum at the end of each member
 * (libarchive 3.6 does not); zstd goes through libarchive. Not thread-safe.
 */
#ifndef LIA_TEXT_STREAM_H
#define LIA_TEXT_STREAM_H

#include "base/status.h"

typedef struct lia_stream lia_stream;

/* Where stored bytes come from: *got of them at out, 0 only at the end. */
typedef struct lia_spring {
    lia_status (*read)(size_t *got, void *from, char *out, size_t room,
                       lia_error *err);
    void *from;
} lia_spring;

/* Reads from fd, which stays the caller's. `name` is for messages and must
 * outlive the stream. */
LIA_CHECKED lia_status lia_stream_open(lia_stream **out, int fd,
                                       const char *name, lia_error *err);
/* The same from somewhere else: a member of an archive, memory. */
LIA_CHECKED lia_status lia_stream_open_spring(lia_stream **out,
                                              const lia_spring *spring,
                                              const char *name,
                                              lia_error *err);

/* Is this the beginning of something compressed that can be read? */
bool lia_stream_is_packed(const char *text, size_t length);

/* Fill out[0 .. room); less than that only at the end. LIA_EIO: a read
 * failed, the compressed data is damaged or cut short. */
LIA_CHECKED lia_status lia_stream_read(size_t *got, lia_stream *stream,
                                       char *out, size_t room,
                                       lia_error *err);

/* "gzip", "zstd" or "" */
const char *lia_stream_compression(const lia_stream *stream);
/* Stored bytes read so far, and their XXH3. */
uint64_t lia_stream_used(const lia_stream *stream);
uint64_t lia_stream_digest(const lia_stream *stream);
void lia_stream_close(lia_stream *stream);  /* NULL is fine */

#endif
