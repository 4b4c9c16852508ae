/* text/stream.c - read(2), and a decompressor known by the first bytes. */
#include "text/stream.h"

#include <archive.h>
#include <errno.h>
#include <string.h>
#include <unistd.h>
#define XXH_STATIC_LINKING_ONLY
#include <xxhash.h>
#include <zlib.h>

#include "base/language.h"
#include "base/mem.h"

enum { STORED = 256 << 10 };
typedef enum packing { PLAIN, GZIP, ZSTD } packing;

struct lia_stream {
    XXH3_state_t hash;
    int fd;
    lia_spring spring;         /* read == NULL: fd                           */
    const char *name;
    packing packing;
    char *stored;              /* what was read and not yet decompressed     */
    size_t begin, end;
    bool at_end;               /* of the descriptor                          */
    bool done;                 /* nothing more comes out                     */
    uint64_t used;
    z_stream z;
    bool z_open;
    struct archive *archive;
    bool read_failed;          /* inside the callback of libarchive          */
    lia_error failure;
};

static lia_status read_fd(size_t *got, lia_stream *s, char *out, size_t room,
                          lia_error *err)
{
    ssize_t n;

    do
        n = read(s->fd, out, room);
    while (n < 0 && errno == EINTR);
    if (n < 0)
        return lia_fail(err, LIA_EIO, "%s: cannot be read: %s", s->name,
                        strerror(errno));
    *got = (size_t)n;
    return LIA_OK;
}

/* More stored bytes behind those that are there; none at the end. */
static lia_status refill(lia_stream *s, lia_error *err)
{
    lia_status st = LIA_OK;
    size_t got = 0;

    if (s->begin > 0)
        memmove(s->stored, s->stored + s->begin, s->end - s->begin);
    s->end -= s->begin;
    s->begin = 0;
    if (s->spring.read != NULL)
        LIA_TRY(s->spring.read(&got, s->spring.from, s->stored + s->end,
                               STORED - s->end, err));
    else
        LIA_TRY(read_fd(&got, s, s->stored + s->end, STORED - s->end, err));
    s->at_end = got == 0;
    XXH3_64bits_update(&s->hash, s->stored + s->end, got);
    s->end += got;
    s->used += got;
done:
    return st;
}

static lia_status damaged(const lia_stream *s, const char *why,
                          lia_error *err)
{
    return lia_fail(err, LIA_EIO, "%s: the %s data is damaged: %s", s->name,
                    lia_stream_compression(s), why);
}

static lia_status read_plain(size_t *got, lia_stream *s, char *out,
                             size_t room, lia_error *err)
{
    lia_status st = LIA_OK;

    *got = 0;
    while (*got < room) {
        size_t left = s->end - s->begin;
        if (left > room - *got)
            left = room - *got;
        memcpy(out + *got, s->stored + s->begin, left);
        s->begin += left;
        *got += left;
        if (*got == room || s->at_end)
            break;
        LIA_TRY(refill(s, err));
    }
done:
    return st;
}

/* After the last byte of a member: another one, zeros that pad, or the end. */
static lia_status next_member(lia_stream *s, lia_error *err)
{
    lia_status st = LIA_OK;

    while (s->end - s->begin < 2 && !s->at_end)
        LIA_TRY(refill(s, err));
    if (s->end - s->begin >= 2 && memcmp(s->stored + s->begin, "\x1f\x8b",
                                         2) == 0) {
        (void)inflateReset(&s->z);
        return LIA_OK;
    }
    while (s->begin < s->end || !s->at_end) {
        if (s->begin == s->end)
            LIA_TRY(refill(s, err));
        else if (s->stored[s->begin++] != '\0')
            return damaged(s, "something else follows it", err);
    }
    s->done = true;
done:
    return st;
}

static lia_status inflate_some(lia_stream *s, lia_error *err)
{
    int result;

    s->z.next_in = (unsigned char *)s->stored + s->begin;
    s->z.avail_in = (unsigned)(s->end - s->begin);
    result = inflate(&s->z, Z_NO_FLUSH);
    s->begin = s->end - s->z.avail_in;
    if (result == Z_STREAM_END)
        return next_member(s, err);
    if (result == Z_MEM_ERROR)
        return lia_fail(err, LIA_ENOMEM, "out of memory: gzip");
    if (result != Z_OK && result != Z_BUF_ERROR)
        return damaged(s, s->z.msg ? s->z.msg : "not gzip", err);
    return LIA_OK;
}

static lia_status read_gzip(size_t *got, lia_stream *s, char *out,
                            size_t room, lia_error *err)
{
    lia_status st = LIA_OK;
    size_t filled = 0;

    while (filled < room && !s->done) {
        size_t left = room - filled;
        unsigned piece = left > (1u << 30) ? 1u << 30 : (unsigned)left;
        if (s->begin == s->end && !s->at_end)
            LIA_TRY(refill(s, err));
        s->z.next_out = (unsigned char *)out + filled;
        s->z.avail_out = piece;
        LIA_TRY(inflate_some(s, err));
        filled += piece - s->z.avail_out;
        if (!s->done && s->z.avail_out > 0 && s->begin == s->end &&
            s->at_end)
            return damaged(s, N_("it is cut short"), err);
    }
    *got = filled;
done:
    return st;
}

static la_ssize_t give_stored(struct archive *a, void *user,
                              const void **buffer)
{
    lia_stream *s = user;
    size_t length;

    if (s->begin == s->end && !s->at_end &&
        refill(s, &s->failure) != LIA_OK) {
        s->read_failed = true;
        archive_set_error(a, EIO, "cannot be read");
        return -1;
    }
    length = s->end - s->begin;
    *buffer = s->stored + s->begin;
    s->begin = s->end;
    return (la_ssize_t)length;
}

static lia_status archive_failed(lia_stream *s, lia_error *err)
{
    const char *why = archive_error_string(s->archive);

    if (s->read_failed)
        return lia_fail_as(err, LIA_EIO, &s->failure);
    if (archive_errno(s->archive) == ENOMEM)
        return lia_fail(err, LIA_ENOMEM, "out of memory: %s", s->name);
    return damaged(s, why ? why : N_("it is cut short"), err);
}

static lia_status read_zstd(size_t *got, lia_stream *s, char *out,
                            size_t room, lia_error *err)
{
    size_t filled = 0;

    while (filled < room && !s->done) {
        la_ssize_t n = archive_read_data(s->archive, out + filled,
                                         room - filled);
        if (n < 0)
            return archive_failed(s, err);
        filled += (size_t)n;
        s->done = n == 0;
    }
    *got = filled;
    return LIA_OK;
}

lia_status lia_stream_read(size_t *got, lia_stream *stream, char *out,
                           size_t room, lia_error *err)
{
    if (stream->packing == GZIP)
        return read_gzip(got, stream, out, room, err);
    if (stream->packing == ZSTD)
        return read_zstd(got, stream, out, room, err);
    return read_plain(got, stream, out, room, err);
}

static void *z_alloc(void *user, unsigned count, unsigned width)
{
    void *block = NULL;

    (void)user;
    return lia_alloc_zero(&block, count, width, NULL) == LIA_OK ? block
                                                                : Z_NULL;
}

static void z_free(void *user, void *block)
{
    (void)user;
    lia_free(block);
}

/* 15 bits of window, + 16: a gzip header and its check sum. */
static lia_status open_gzip(lia_stream *s, lia_error *err)
{
    s->z.zalloc = z_alloc;
    s->z.zfree = z_free;
    if (inflateInit2(&s->z, 15 + 16) != Z_OK)
        return lia_fail(err, LIA_ENOMEM, "out of memory: gzip");
    s->z_open = true;
    return LIA_OK;
}

static lia_status open_zstd(lia_stream *s, lia_error *err)
{
    struct archive_entry *entry;
    int result;

    s->archive = archive_read_new();
    if (s->archive == NULL)
        return lia_fail(err, LIA_ENOMEM, "out of memory: zstd");
    (void)archive_read_support_filter_zstd(s->archive);
    (void)archive_read_support_format_raw(s->archive);
    (void)archive_read_support_format_empty(s->archive);
    if (archive_read_open(s->archive, s, NULL, give_stored, NULL) !=
        ARCHIVE_OK)
        return archive_failed(s, err);
    result = archive_read_next_header(s->archive, &entry);
    s->done = result == ARCHIVE_EOF;
    if (result != ARCHIVE_OK && result != ARCHIVE_EOF)
        return archive_failed(s, err);
    return LIA_OK;
}

static packing packing_of(const char *text, size_t length)
{
    if (length >= 2 && memcmp(text, "\x1f\x8b", 2) == 0)
        return GZIP;
    if (length >= 4 && memcmp(text, "\x28\xb5\x2f\xfd", 4) == 0)
        return ZSTD;
    return PLAIN;
}

bool lia_stream_is_packed(const char *text, size_t length)
{
    return packing_of(text, length) != PLAIN;
}

static lia_status open_stream(lia_stream **out, int fd,
                              const lia_spring *spring, const char *name,
                              lia_error *err)
{
    lia_status st = LIA_OK;
    lia_stream *s = NULL;

    LIA_TRY(lia_alloc_zero(&s, 1, sizeof *s, err));
    s->fd = fd;
    if (spring != NULL)
        s->spring = *spring;
    s->name = name;
    XXH3_64bits_reset(&s->hash);
    LIA_TRY(lia_alloc(&s->stored, STORED, 1, err));
    while (s->end < 4 && !s->at_end)
        LIA_TRY(refill(s, err));
    s->packing = packing_of(s->stored, s->end);
    if (s->packing == GZIP)
        LIA_TRY(open_gzip(s, err));
    if (s->packing == ZSTD)
        LIA_TRY(open_zstd(s, err));
    *out = s;
    s = NULL;
done:
    lia_stream_close(s);
    return st;
}

lia_status lia_stream_open(lia_stream **out, int fd, const char *name,
                           lia_error *err)
{
    return open_stream(out, fd, NULL, name, err);
}

lia_status lia_stream_open_spring(lia_stream **out, const lia_spring *spring,
                                  const char *name, lia_error *err)
{
    return open_stream(out, -1, spring, name, err);
}

const char *lia_stream_compression(const lia_stream *stream)
{
    static const char *const names[] = {"", "gzip", "zstd"};

    return names[stream->packing];
}

uint64_t lia_stream_used(const lia_stream *stream)
{
    return stream->used - (stream->end - stream->begin);
}

uint64_t lia_stream_digest(const lia_stream *stream)
{
    return XXH3_64bits_digest(&stream->hash);
}

void lia_stream_close(lia_stream *stream)
{
    if (stream == NULL)
        return;
    if (stream->z_open)
        (void)inflateEnd(&stream->z);
    if (stream->archive != NULL)
        (void)archive_read_free(stream->archive);
    lia_free(stream->stored);
    lia_free(stream);
}
