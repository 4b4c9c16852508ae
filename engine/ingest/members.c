/* ingest/members.c - archives become the lists of their members.
 *
 * Listing reads a zip's directory, and a tar from front to back, so that a
 * damaged one is refused before a row of it is taken. Members are sorted by
 * name: nothing that comes later depends on the order in the archive.
 */
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "ingest/walk.h"
#include "text/archive.h"
#include "text/archive_name.h"

enum { PATH_ROOM = 3 * LIA_ARCHIVE_NAME + 8 };

typedef struct listing {
    lia_files *files;
    uint64_t archive;        /* number of the one that is listed             */
    uint64_t members;        /* of it, and of those inside                   */
} listing;

static lia_status add_member(listing *l, const char *outer,
                             const lia_archive_member *member, uint64_t place,
                             uint64_t inner, const char *why, lia_error *err)
{
    char path[PATH_ROOM], reason[LIA_ARCHIVE_NAME];
    lia_file file = {.path = path, .bytes = member->bytes,
                     .archive = l->archive, .place = place, .inner = inner};

    if (why == NULL)
        why = member->why;
    if (why != NULL) {
        (void)strncpy(reason, why, sizeof reason - 1);
        reason[sizeof reason - 1] = '\0';
        file.why = reason;
        file.is_unread = true;
        file.bytes = 0;
    }
    if (++l->members > LIA_ARCHIVE_MEMBERS)
        return lia_fail(err, LIA_ELIMIT, "%s: more than %d members, with "
                        "those of the archives inside it", outer,
                        LIA_ARCHIVE_MEMBERS);
    lia_archive_join(path, sizeof path, outer, member->name);
    return lia_files_add(l->files, &file, err);
}

static lia_status list_inner(listing *l, lia_archive *inner, const char *outer,
                             const lia_archive_member *holder, uint64_t place,
                             lia_error *err)
{
    lia_status st = LIA_OK;
    const lia_archive_member *member;
    char path[PATH_ROOM];
    uint64_t count = 0;

    lia_archive_join(path, sizeof path, outer, holder->name);
    for (;; count++) {
        LIA_TRY(lia_archive_next(&member, inner, err));
        if (member == NULL)
            break;
        LIA_TRY(add_member(l, path, member, place, member->place, NULL, err));
    }
    if (count == 0)
        st = add_member(l, outer, holder, place, LIA_NO_FILE,
                        "an archive without a file in it", err);
done:
    return st;
}

/* What was listed before an archive turned out to be unusable. */
static void take_back(lia_files *files, uint64_t count, uint64_t archives)
{
    while (files->count > count) {
        files->count--;
        lia_free(files->file[files->count].path);
        lia_free(files->file[files->count].why);
    }
    while (files->archives > archives)
        lia_free(files->archive[--files->archives].path);
}

/* A member that may be an archive: its own members, or else itself. What is
 * damaged inside says so, as in a folder; a limit ends the run. */
static lia_status list_holder(listing *l, lia_archive *archive,
                              const char *outer,
                              const lia_archive_member *member, lia_error *err)
{
    const uint64_t before = l->files->count;
    lia_error why = {.status = LIA_OK};
    lia_archive *inner = NULL;
    lia_status st = lia_archive_inner(&inner, archive, &why);

    if (st == LIA_OK && inner != NULL)
        st = list_inner(l, inner, outer, member, member->place, &why);
    lia_archive_close(inner);
    if (st == LIA_EIO || st == LIA_EINPUT) {
        take_back(l->files, before, l->files->archives);
        return add_member(l, outer, member, member->place, LIA_NO_FILE,
                          lia_error_written(&why), err);
    }
    if (st != LIA_OK)
        return lia_fail_as(err, st, &why);
    return inner != NULL ? LIA_OK
                         : add_member(l, outer, member, member->place,
                                      LIA_NO_FILE, NULL, err);
}

static lia_status list_members(listing *l, lia_archive *archive,
                               const char *path, lia_error *err)
{
    lia_status st = LIA_OK;
    const lia_archive_member *member;

    for (;;) {
        LIA_TRY(lia_archive_next(&member, archive, err));
        if (member == NULL)
            break;
        if (member->why == NULL && lia_archive_may_be(member->name))
            LIA_TRY(list_holder(l, archive, path, member, err));
        else
            LIA_TRY(add_member(l, path, member, member->place, LIA_NO_FILE,
                               NULL, err));
    }
done:
    return st;
}

static int by_path(const void *left, const void *right)
{
    const lia_file *a = left, *b = right;
    const int order = strcmp(a->path, b->path);

    if (order != 0)
        return order;
    if (a->place != b->place)
        return a->place < b->place ? -1 : 1;
    return (a->inner > b->inner) - (a->inner < b->inner);
}

/* Of members of one name the last one counts, as it would when unpacked. */
static lia_status drop_doubles(lia_file *file, uint64_t count, lia_error *err)
{
    static const char why[] = "another member of this name stands behind it "
                              "in the archive, and counts";
    lia_status st = LIA_OK;

    for (uint64_t k = 0; k + 1 < count && st == LIA_OK; k++)
        if (file[k].why == NULL && strcmp(file[k].path, file[k + 1].path) == 0)
            st = lia_copy_text(&file[k].why, why, sizeof why - 1, err);
    return st;
}

static lia_status begin_archive(listing *l, const lia_file *file,
                                lia_error *err)
{
    lia_files *files = l->files;
    lia_status st = LIA_OK;
    lia_archive_file entry = {NULL, file->direct, files->count, 0};

    LIA_TRY(lia_reserve(&files->archive, &files->archive_room,
                        files->archives + 1, sizeof *files->archive, err));
    LIA_TRY(lia_copy_text(&entry.path, file->path, strlen(file->path), err));
    l->archive = files->archives;
    files->archive[files->archives++] = entry;
done:
    return st;
}

static lia_status list_archive(lia_files *files, lia_archive *archive,
                               const lia_file *file, lia_error *err)
{
    listing l = {files, 0, 0};
    lia_archive_file *entry;
    lia_status st = LIA_OK;

    LIA_TRY(begin_archive(&l, file, err));
    LIA_TRY(list_members(&l, archive, file->path, err));
    entry = &files->archive[l.archive];
    entry->count = files->count - entry->first;
    if (entry->count == 0)
        LIA_TRY(lia_fail(err, LIA_EINPUT, "%s: an archive without a file in "
                         "it", file->path));
    qsort(&files->file[entry->first], entry->count, sizeof *files->file,
          by_path);
    st = drop_doubles(&files->file[entry->first], entry->count, err);
done:
    return st;
}

static lia_status take_file(lia_files *out, lia_file *file, lia_error *err)
{
    const uint64_t count = out->count, archives = out->archives;
    lia_archive *archive = NULL;
    lia_error why = {.status = LIA_OK};
    lia_status st = LIA_OK;

    if (file->why != NULL || file->node == 0)     /* named twice, or a pipe  */
        return lia_files_add(out, file, err);
    st = lia_archive_open(&archive, file->path, &why);
    if (st == LIA_OK && archive == NULL)
        return lia_files_add(out, file, err);
    if (st == LIA_OK)
        st = list_archive(out, archive, file, &why);
    lia_archive_close(archive);
    if (!file->direct && (st == LIA_EIO || st == LIA_EINPUT)) {
        take_back(out, count, archives);
        file->is_unread = true;
        const char *text = lia_error_written(&why);
        st = lia_copy_text(&file->why, text, strlen(text), err);
        return st == LIA_OK ? lia_files_add(out, file, err) : st;
    }
    return st == LIA_OK ? st : lia_fail_as(err, st, &why);
}

lia_status lia_members_list(lia_files *files, lia_error *err)
{
    lia_files all = {.count = 0};
    lia_status st = LIA_OK;

    for (uint64_t k = 0; k < files->count; k++)
        LIA_TRY(take_file(&all, &files->file[k], err));
    lia_files_free(files);
    *files = all;
    memset(&all, 0, sizeof all);
done:
    lia_files_free(&all);
    return st;
}
