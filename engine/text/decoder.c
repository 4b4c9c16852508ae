/* text/decoder.c - what a file is, by its first bytes, and its text. */
#include "text/decoder.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/language.h"
#include "base/mem.h"

enum { RAW = LIA_DECODER_HEAD };

static lia_status cannot_open(const char *name, int error, lia_error *err)
{
    const char *why = error == ENOENT ? N_("no such file")
                    : error == EACCES ? N_("no permission to read it")
                                      : strerror(error);

    return lia_fail(err, LIA_EIO, "%s: %s", name, why);
}

static lia_status open_file(lia_decoder *d, const char *path, lia_error *err)
{
    struct stat status;
    int fd = 0;

    if (strcmp(path, "-") != 0) {
        fd = d->fd = open(path, O_RDONLY | O_CLOEXEC);
        if (fd < 0)
            return cannot_open(d->name, errno, err);
    }
    if (fstat(fd, &status) != 0)
        return cannot_open(d->name, errno, err);
    if (S_ISDIR(status.st_mode))
        return lia_fail(err, LIA_EIO, "%s: is a folder, not a file",
                        d->name);
    if (S_ISREG(status.st_mode))
        d->size = (uint64_t)status.st_size;
    return LIA_OK;
}

/* Formats that are not text, by their first bytes. */
static lia_status refuse_archives(const lia_decoder *d, const char *text,
                                  size_t length, lia_error *err)
{
    static const char pipe[] = " from a pipe, nor two archives deep";
    static const struct {
        const char *magic;
        size_t at;
        const char *what, *hint;
    } kinds[] = {
        {"PK\3\4", 0, N_("a zip archive (or a workbook)"), pipe},
        {"PK\5\6", 0, N_("an empty zip archive"), pipe},
        {"ustar", 257, N_("a tar archive"), pipe},
        {"BZh", 0, N_("compressed with bzip2"), ""},
        {"\xfd" "7zXZ", 0, N_("compressed with xz"), ""},
        {"7z\xbc\xaf", 0, N_("a 7z archive"), ""},
        {"Rar!\x1a", 0, N_("a rar archive"), ""},
        {"SQLite format 3", 0, N_("a SQLite database"), ""}};

    for (size_t k = 0; k < sizeof kinds / sizeof *kinds; k++) {
        size_t size = strlen(kinds[k].magic), at = kinds[k].at;
        if (strcmp(kinds[k].magic, "BZh") == 0 &&
            (length < 10 || memcmp(text + 4, "1AY&SY", 6) != 0))
            continue;
        if (length >= at + size &&
            memcmp(text + at, kinds[k].magic, size) == 0)
            return lia_fail(err, LIA_EIO,
                            "%s: is %s, which is not read%s: unpack it and "
                            "give the files that are in it", d->name,
                            kinds[k].what, kinds[k].hint);
    }
    return LIA_OK;
}

/* Is every byte at parity `zero` NUL and no other? Over the first bytes. */
static bool is_interleaved(const unsigned char *text, size_t length,
                           size_t zero)
{
    if (length > 128)
        length = 128;
    length -= length % 2;
    for (size_t k = 0; k < length; k++)
        if ((text[k] == 0) != (k % 2 == zero))
            return false;
    return length >= 4;
}

/* What the text is and how many bytes its mark takes. */
static lia_status detect(lia_decoder *d, const char *text, size_t length,
                         size_t *mark, lia_error *err)
{
    const unsigned char *head = (const unsigned char *)text;

    *mark = 0;
    d->encoding = LIA_UTF8;
    if (length >= 4 && (memcmp(head, "\xff\xfe\0\0", 4) == 0 ||
                        memcmp(head, "\0\0\xfe\xff", 4) == 0))
        return lia_fail(err, LIA_EIO, "%s: is UTF-32, which is not read: "
                        "save it as UTF-8", d->name);
    if (length >= 3 && memcmp(head, "\xef\xbb\xbf", 3) == 0) {
        d->encoding = LIA_UTF8_MARK;
        *mark = 3;
    } else if (length >= 2 && memcmp(head, "\xff\xfe", 2) == 0) {
        d->encoding = LIA_UTF16LE;
        *mark = 2;
    } else if (length >= 2 && memcmp(head, "\xfe\xff", 2) == 0) {
        d->encoding = LIA_UTF16BE;
        *mark = 2;
    } else if (is_interleaved(head, length, 1)) {
        d->encoding = LIA_UTF16LE;
    } else if (is_interleaved(head, length, 0)) {
        d->encoding = LIA_UTF16BE;
    }
    d->utf16.big = d->encoding == LIA_UTF16BE;
    return refuse_archives(d, text, length, err);
}

static bool is_utf16(const lia_decoder *d)
{
    return d->encoding == LIA_UTF16LE || d->encoding == LIA_UTF16BE;
}

static lia_status fill_utf16(char *text, size_t *length, size_t room,
                             lia_decoder *d, lia_error *err)
{
    lia_status st = LIA_OK;
    size_t got;

    while (!d->drained && room - *length >= 64) {
        size_t want = ((room - *length) / 3 - 2) * 2;
        if (want > RAW)
            want = RAW;
        LIA_TRY(lia_stream_read(&got, d->stream, d->raw, want, err));
        d->drained = got < want;
        *length += lia_recode_utf16(text + *length, &d->utf16, d->raw, got,
                                    d->drained);
    }
done:
    return st;
}

lia_status lia_decoder_fill(char *text, size_t *length, size_t room,
                            lia_decoder *decoder, lia_error *err)
{
    lia_status st = LIA_OK;
    size_t got, left = room - *length;

    if (is_utf16(decoder))
        return fill_utf16(text, length, room, decoder, err);
    if (decoder->drained || left == 0)
        return LIA_OK;
    LIA_TRY(lia_stream_read(&got, decoder->stream, text + *length, left,
                            err));
    *length += got;
    decoder->drained = got < left;
done:
    return st;
}

/* The beginning of a stream: read raw, find out what it is, decode it. */
static lia_status read_head(lia_decoder *d, lia_error *err)
{
    lia_status st = LIA_OK;
    size_t got, mark;

    LIA_TRY(lia_alloc(&d->raw, RAW, 1, err));
    LIA_TRY(lia_stream_read(&got, d->stream, d->raw, RAW, err));
    d->drained = got < RAW;
    LIA_TRY(detect(d, d->raw, got, &mark, err));
    if (is_utf16(d)) {
        LIA_TRY(lia_alloc(&d->head, 3 * (RAW / 2 + 2), 1, err));
        d->head_length = lia_recode_utf16(d->head, &d->utf16, d->raw + mark,
                                          got - mark, d->drained);
    } else {
        d->head_length = got - mark;
        memmove(d->raw, d->raw + mark, got - mark);
        d->head = d->raw;
        d->raw = NULL;
    }
done:
    return st;
}

/* Map a plain UTF-8 file; leaves map NULL if it must be streamed. */
static lia_status map_file(lia_decoder *d, lia_error *err)
{
    lia_status st = LIA_OK;
    size_t mark;
    void *map;

    if (d->fd < 0 || d->size == 0 || d->size > SIZE_MAX / 2)
        return LIA_OK;
    map = mmap(NULL, (size_t)d->size, PROT_READ, MAP_PRIVATE, d->fd, 0);
    if (map == MAP_FAILED)
        return LIA_OK;
    d->map = map;
    d->map_length = (size_t)d->size;
    LIA_TRY(detect(d, d->map, d->map_length, &mark, err));
    if (is_utf16(d) || lia_stream_is_packed(d->map, d->map_length)) {
        (void)munmap(d->map, d->map_length);
        d->map = NULL;
        return LIA_OK;
    }
    (void)madvise(d->map, d->map_length, MADV_SEQUENTIAL);
    d->mark = mark;
done:
    return st;
}

lia_status lia_decoder_open(lia_decoder *decoder, const char *path,
                            lia_error *err)
{
    lia_status st = LIA_OK;
    const char *name = strcmp(path, "-") == 0 ? "standard input" : path;

    LIA_TRY(lia_copy_text(&decoder->name, name, strlen(name), err));
    LIA_TRY(open_file(decoder, path, err));
    LIA_TRY(map_file(decoder, err));
    if (decoder->map != NULL)
        return LIA_OK;
    LIA_TRY(lia_stream_open(&decoder->stream,
                            decoder->fd < 0 ? 0 : decoder->fd, decoder->name,
                            err));
    LIA_TRY(read_head(decoder, err));
done:
    return st;
}

lia_status lia_decoder_open_spring(lia_decoder *decoder,
                                   const lia_spring *spring, const char *name,
                                   uint64_t size, lia_error *err)
{
    lia_status st = LIA_OK;

    LIA_TRY(lia_copy_text(&decoder->name, name, strlen(name), err));
    decoder->size = size;
    LIA_TRY(lia_stream_open_spring(&decoder->stream, spring, decoder->name,
                                   err));
    LIA_TRY(read_head(decoder, err));
done:
    return st;
}

void lia_decoder_close(lia_decoder *decoder)
{
    if (decoder->map != NULL)
        (void)munmap(decoder->map, decoder->map_length);
    lia_stream_close(decoder->stream);
    if (decoder->fd >= 0)
        (void)close(decoder->fd);
    lia_free(decoder->head);
    lia_free(decoder->raw);
    lia_free(decoder->name);
}
