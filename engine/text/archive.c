/* text/archive.c - members through libarchive, which sees only zip and tar:
 * what is around a tar is unpacked by text/stream.c.
 */
#include "text/archive.h"

#include <archive.h>
#include <archive_entry.h>
#include <errno.h>
#include <fcntl.h>
#include <locale.h>
#include <string.h>
#include <unistd.h>

#include "base/language.h"
#include "base/mem.h"
#include "text/archive_name.h"

enum { BLOCK = 64 << 10, TAR_BLOCK = 512, FRONT = 256 << 10 };

/* What came out of an archive and those inside it, against what may. */
typedef struct budget {
    uint64_t stored, out;
} budget;

struct lia_archive {
    char *name;              /* for messages                                 */
    struct archive *archive;
    bool is_tar, is_inner;
    int fd;
    char *held;              /* an inner archive                             */
    size_t held_length, held_at;
    lia_stream *stream;      /* around a tar                                 */
    char *block;             /* of the stream, for libarchive                */
    size_t ready;            /* bytes in it that libarchive did not get yet  */
    char tail[TAR_BLOCK];    /* the last bytes that libarchive got           */
    uint64_t given;
    budget own, *spent;
    bool is_broken;
    lia_error failure;       /* inside a callback of libarchive              */
    locale_t locale;         /* names are UTF-8 whatever the user speaks     */
    uint64_t places;
    lia_archive_member member;
    char member_name[LIA_ARCHIVE_NAME + 4];
};

static lia_status spend(lia_archive *a, uint64_t bytes, lia_error *err)
{
    budget *b = a->spent;
    const uint64_t most = b->stored > LIA_ARCHIVE_FREE / LIA_ARCHIVE_RATIO
                              ? b->stored * LIA_ARCHIVE_RATIO
                              : LIA_ARCHIVE_FREE;

    b->out += bytes;
    if (b->out <= most)
        return LIA_OK;
    a->is_broken = true;
    return lia_fail(err, LIA_ELIMIT, "%s: unpacks to more than %llu MiB, for "
                    "%llu bytes on disk: it may be a zip bomb (the limit is "
                    "%d times its size, or %d MiB); if you trust it, unpack "
                    "it and give the files that are in it", a->name,
                    (unsigned long long)(most >> 20),
                    (unsigned long long)b->stored, LIA_ARCHIVE_RATIO,
                    LIA_ARCHIVE_FREE >> 20);
}

static lia_status damaged(lia_archive *a, lia_error *err)
{
    const char *why = archive_error_string(a->archive);

    a->is_broken = true;
    if (a->failure.status != LIA_OK)
        return lia_fail_as(err, a->failure.status, &a->failure);
    if (archive_errno(a->archive) == ENOMEM)
        return lia_fail(err, LIA_ENOMEM, "out of memory: %s", a->name);
    return lia_fail(err, LIA_EIO, why != NULL
                    ? N_("%s: the %s archive is damaged or cut short: %s%s%s")
                    : N_("%s: the %s archive is damaged or cut short: %s%sno "
                         "more of it"), a->name, lia_archive_format(a),
                    a->member.name ? a->member.name : "",
                    a->member.name ? ": " : "", why);
}

static lia_status read_held(size_t *got, void *from, char *out, size_t room,
                            lia_error *err)
{
    lia_archive *a = from;
    size_t left = a->held_length - a->held_at;

    (void)err;
    *got = left < room ? left : room;
    memcpy(out, a->held + a->held_at, *got);
    a->held_at += *got;
    return LIA_OK;
}

/* The last 512 bytes of all that was given. */
static void keep_tail(lia_archive *a, size_t length)
{
    if (length >= TAR_BLOCK) {
        memcpy(a->tail, a->block + length - TAR_BLOCK, TAR_BLOCK);
    } else {
        memmove(a->tail, a->tail + length, TAR_BLOCK - length);
        memcpy(a->tail + TAR_BLOCK - length, a->block, length);
    }
    a->given += length;
}

static la_ssize_t give_block(struct archive *archive, void *user,
                             const void **buffer)
{
    lia_archive *a = user;
    size_t got = a->ready;
    lia_status st = LIA_OK;

    a->ready = 0;
    if (got == 0)
        st = lia_stream_read(&got, a->stream, a->block, BLOCK, &a->failure);
    if (st == LIA_OK && lia_stream_compression(a->stream)[0] != '\0')
        st = spend(a, got, &a->failure);
    a->failure.status = st;
    if (st != LIA_OK) {
        archive_set_error(archive, EIO, "cannot be read");
        return -1;
    }
    keep_tail(a, got);
    *buffer = a->block;
    return (la_ssize_t)got;
}

static lia_status open_tar(lia_archive *a, lia_error *err)
{
    lia_status st = LIA_OK;

    a->is_tar = true;
    (void)archive_read_support_format_tar(a->archive);
    if (archive_read_open(a->archive, a, NULL, give_block, NULL) != ARCHIVE_OK)
        st = damaged(a, err);
    return st;
}

static lia_status open_zip(lia_archive *a, const char *head, lia_error *err)
{
    int result;

    (void)archive_read_support_format_zip_seekable(a->archive);
    result = a->is_inner
                 ? archive_read_open_memory(a->archive, a->held,
                                            a->held_length)
                 : archive_read_open_fd(a->archive, a->fd, BLOCK);
    if (result == ARCHIVE_OK)
        return LIA_OK;
    if (archive_errno(a->archive) == ENOMEM)
        return damaged(a, err);
    if (memcmp(head, "PK\5\6", 4) == 0)
        return lia_fail(err, LIA_EINPUT, "%s: an archive without a file in it",
                        a->name);
    return lia_fail(err, LIA_EIO, "%s: the zip archive has no directory at "
                    "its end: it is damaged, cut short, or one part of "
                    "several", a->name);
}

/* Around what a->fd or a->held is. Damage is for the reader of the plain
 * file to tell: *is_tar is false then. */
static lia_status open_stream(bool *is_tar, lia_archive *a, lia_error *err)
{
    const lia_spring spring = {read_held, a};
    lia_error why = {.status = LIA_OK};
    lia_status st = LIA_OK;

    *is_tar = false;
    LIA_TRY(lia_alloc(&a->block, BLOCK, 1, err));
    if (a->is_inner)
        st = lia_stream_open_spring(&a->stream, &spring, a->name, &why);
    else
        st = lia_stream_open(&a->stream, a->fd, a->name, &why);
    if (st == LIA_OK)
        st = lia_stream_read(&a->ready, a->stream, a->block, BLOCK, &why);
    if (st == LIA_OK)
        *is_tar = lia_archive_is_tar(a->block, a->ready);
    if (st == LIA_EIO)
        st = LIA_OK;
    if (st != LIA_OK)
        st = lia_fail_as(err, st, &why);
done:
    return st;
}

/* libarchive over what a->fd or a->held is; *is_one false if it is none. */
static lia_status open_any(bool *is_one, lia_archive *a, const char *head,
                           size_t length, lia_error *err)
{
    lia_status st = LIA_OK;

    *is_one = lia_archive_is_zip(head, length);
    if (*is_one)
        return open_zip(a, head, err);
    LIA_TRY(open_stream(is_one, a, err));
    if (*is_one)
        LIA_TRY(open_tar(a, err));
done:
    return st;
}

static lia_status begin(lia_archive **out, const char *name, lia_error *err)
{
    lia_status st = LIA_OK;
    lia_archive *a = NULL;

    LIA_TRY(lia_alloc_zero(&a, 1, sizeof *a, err));
    a->fd = -1;
    a->spent = &a->own;
    LIA_TRY(lia_copy_text(&a->name, name, strlen(name), err));
    a->locale = newlocale(LC_CTYPE_MASK, "C.UTF-8", (locale_t)0);
    a->archive = archive_read_new();
    if (a->archive == NULL)
        LIA_TRY(lia_fail(err, LIA_ENOMEM, "out of memory: %s", name));
    *out = a;
    a = NULL;
done:
    lia_archive_close(a);
    return st;
}

lia_status lia_archive_open(lia_archive **out, const char *path,
                            lia_error *err)
{
    lia_status st = LIA_OK;
    lia_archive *a = NULL;
    char head[TAR_BLOCK];
    ssize_t length;
    bool is_one = false;
    int fd = open(path, O_RDONLY | O_CLOEXEC);

    *out = NULL;
    if (fd < 0)
        return LIA_OK;
    length = pread(fd, head, sizeof head, 0);
    if (length < 4 || !lia_archive_is_worth(head, (size_t)length)) {
        (void)close(fd);
        return LIA_OK;
    }
    st = begin(&a, path, err);
    if (st != LIA_OK) {
        (void)close(fd);
        return st;
    }
    a->fd = fd;
    a->own.stored = (uint64_t)lseek(fd, 0, SEEK_END);
    (void)lseek(fd, 0, SEEK_SET);
    LIA_TRY(open_any(&is_one, a, head, (size_t)length, err));
    if (is_one) {
        *out = a;
        a = NULL;
    }
done:
    lia_archive_close(a);
    return st;
}

void lia_archive_close(lia_archive *archive)
{
    if (archive == NULL)
        return;
    if (archive->archive != NULL)
        (void)archive_read_free(archive->archive);
    if (archive->locale != (locale_t)0)
        freelocale(archive->locale);
    lia_stream_close(archive->stream);
    if (archive->fd >= 0)
        (void)close(archive->fd);
    lia_free(archive->held);
    lia_free(archive->block);
    lia_free(archive->name);
    lia_free(archive);
}

bool lia_archive_is_broken(const lia_archive *archive)
{
    return archive->is_broken;
}

const char *lia_archive_format(const lia_archive *archive)
{
    const char *around = archive->is_tar
                             ? lia_stream_compression(archive->stream) : "";

    return !archive->is_tar      ? "zip"
           : around[0] == 'g'    ? "tar.gz"
           : around[0] == 'z'    ? "tar.zst"
                                 : "tar";
}

/* Behind the last member: the rest of the stream, so that sums are checked,
 * and the zeros that end a tar. Without those, it ends where the file was cut
 * between two members. */
static lia_status check_end(lia_archive *a, lia_error *err)
{
    lia_status st = LIA_OK;
    const bool all_seen =
        (uint64_t)archive_filter_bytes(a->archive, 0) == a->given;
    size_t got = 0;

    for (size_t k = 0; all_seen && k < TAR_BLOCK; k++)
        if (a->tail[k] != '\0')
            return lia_fail(err, LIA_EIO, "%s: the %s archive is cut short: "
                            "the mark of its end is not there", a->name,
                            lia_archive_format(a));
    do {
        LIA_TRY(lia_stream_read(&got, a->stream, a->block, BLOCK, err));
        if (lia_stream_compression(a->stream)[0] != '\0')
            LIA_TRY(spend(a, got, err));
    } while (got > 0);
done:
    return st;
}

/* Which packings of zip are read: those whose memory does not depend on what
 * the member says of itself. */
static bool is_known_packing(const lia_archive *a)
{
    static const char *const known[] = {"uncompressed", "deflation", "bzip",
                                        "zstd"};
    const char *format = archive_format_name(a->archive);
    const char *open = format ? strchr(format, '(') : NULL;

    if (a->is_tar)
        return true;
    for (size_t k = 0; open != NULL && k < sizeof known / sizeof *known; k++)
        if (strncmp(open + 1, known[k], strlen(known[k])) == 0)
            return true;
    return false;
}

static const char *why_not(const lia_archive *a, struct archive_entry *entry,
                           const char *name)
{
    if (archive_entry_filetype(entry) == AE_IFLNK ||
        archive_entry_hardlink(entry) != NULL)
        return N_("a link in an archive, which is not followed");
    if (archive_entry_filetype(entry) != AE_IFREG)
        return N_("a device or a pipe in an archive, which is not read");
    if (lia_archive_leads_out(name))
        return N_("its name leads out of the archive, and is not trusted");
    if (archive_entry_is_encrypted(entry))
        return N_("encrypted: unpack the archive with its password, and give "
                  "the files");
    if (!is_known_packing(a))
        return N_("packed in a way that is not read: unpack the archive, and "
                  "give the files");
    return NULL;
}

/* False for what is passed over. */
static bool take_entry(lia_archive *a, struct archive_entry *entry)
{
    const char *name = archive_entry_pathname(entry);

    if (archive_entry_filetype(entry) == AE_IFDIR)
        return false;
    lia_archive_clean(a->member_name, LIA_ARCHIVE_NAME, name ? name : "");
    if (lia_archive_is_hidden(a->member_name))
        return false;
    a->member.name = a->member_name;
    a->member.place = a->places - 1;
    a->member.bytes = archive_entry_size_is_set(entry) &&
                              archive_entry_size(entry) > 0
                          ? (uint64_t)archive_entry_size(entry) : 0;
    a->member.why = why_not(a, entry, name ? name : "");
    return true;
}

static lia_status check_member(const lia_archive *a, lia_error *err)
{
    if (a->places > LIA_ARCHIVE_MEMBERS)
        return lia_fail(err, LIA_ELIMIT, "%s: more than %d members; unpack "
                        "it and give the files that matter", a->name,
                        LIA_ARCHIVE_MEMBERS);
    if (!a->is_tar && lia_archive_is_office(a->member_name))
        return lia_fail(err, LIA_EINPUT, "%s: a workbook or another office "
                        "document: save the sheet as CSV", a->name);
    return LIA_OK;
}

lia_status lia_archive_next(const lia_archive_member **out,
                            lia_archive *archive, lia_error *err)
{
    lia_archive *a = archive;
    struct archive_entry *entry = NULL;
    lia_status st = LIA_OK;
    bool taken = false;
    locale_t before = (locale_t)0;

    if (a->locale != (locale_t)0)
        before = uselocale(a->locale);
    *out = NULL;
    a->member.name = NULL;
    while (st == LIA_OK && !taken) {
        int result = archive_read_next_header(a->archive, &entry);
        if (result == ARCHIVE_EOF) {
            st = a->is_tar ? check_end(a, err) : LIA_OK;
            break;
        }
        if (result != ARCHIVE_OK && result != ARCHIVE_WARN) {
            st = damaged(a, err);
            break;
        }
        a->places++;
        a->member_name[0] = '\0';
        taken = take_entry(a, entry);
        st = check_member(a, err);
    }
    if (st == LIA_OK && taken)
        *out = &a->member;
    if (before != (locale_t)0)
        (void)uselocale(before);
    return st;
}

lia_status lia_archive_read(size_t *got, void *archive, char *out, size_t room,
                            lia_error *err)
{
    lia_archive *a = archive;
    la_ssize_t n = archive_read_data(a->archive, out, room);

    *got = 0;
    if (n < 0)
        return damaged(a, err);
    *got = (size_t)n;
    return spend(a, (uint64_t)n, err);
}

/* The whole member into a->held, the first bytes are there. */
static lia_status hold(lia_archive *inner, lia_archive *outer, lia_error *err)
{
    lia_status st = LIA_OK;
    uint64_t room = FRONT;
    size_t got = 1;

    while (got > 0) {
        if (inner->held_length > LIA_ARCHIVE_INNER)
            return lia_fail(err, LIA_ELIMIT, "%s: an archive inside an archive "
                            "is held in memory, and may be at most %d MiB: "
                            "unpack the outer one", inner->name,
                            LIA_ARCHIVE_INNER >> 20);
        LIA_TRY(lia_reserve(&inner->held, &room, inner->held_length + BLOCK, 1,
                            err));
        LIA_TRY(lia_archive_read(&got, outer, inner->held + inner->held_length,
                                 (size_t)room - inner->held_length, err));
        inner->held_length += got;
    }
done:
    return st;
}

static lia_status read_front(lia_archive *inner, lia_archive *outer,
                             lia_error *err)
{
    lia_status st = LIA_OK;
    size_t got = 1;

    LIA_TRY(lia_alloc(&inner->held, FRONT, 1, err));
    while (got > 0 && inner->held_length < FRONT) {
        LIA_TRY(lia_archive_read(&got, outer, inner->held + inner->held_length,
                                 FRONT - inner->held_length, err));
        inner->held_length += got;
    }
done:
    return st;
}

/* A packed front is opened for a look, and closed again. */
static lia_status look_at_front(bool *is_one, lia_archive *inner,
                                lia_error *err)
{
    lia_status st = LIA_OK;

    *is_one = false;
    if (!lia_archive_is_worth(inner->held, inner->held_length))
        return LIA_OK;
    *is_one = lia_archive_is_zip(inner->held, inner->held_length);
    if (*is_one)
        return LIA_OK;
    st = open_stream(is_one, inner, err);
    lia_stream_close(inner->stream);
    lia_free(inner->block);
    inner->stream = NULL;
    inner->block = NULL;
    inner->held_at = inner->ready = 0;
    return st;
}

lia_status lia_archive_inner(lia_archive **out, lia_archive *archive,
                             lia_error *err)
{
    lia_status st = LIA_OK;
    lia_archive *a = NULL;
    char name[2 * LIA_ARCHIVE_NAME];
    bool is_one = false;

    *out = NULL;
    lia_archive_join(name, sizeof name, archive->name, archive->member_name);
    LIA_TRY(begin(&a, name, err));
    a->is_inner = true;
    a->spent = archive->spent;
    LIA_TRY(read_front(a, archive, err));
    LIA_TRY(look_at_front(&is_one, a, err));
    if (!is_one)
        goto done;
    LIA_TRY(hold(a, archive, err));
    LIA_TRY(open_any(&is_one, a, a->held, a->held_length, err));
    if (is_one) {
        *out = a;
        a = NULL;
    }
done:
    lia_archive_close(a);
    return st;
}
