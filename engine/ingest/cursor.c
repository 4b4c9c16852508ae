/* ingest/cursor.c - forward through an archive, member by member. */
#include "ingest/cursor.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

typedef struct turn {
    uint64_t place, inner, file;
} turn;

static int by_place(const void *left, const void *right)
{
    const turn *a = left, *b = right;

    if (a->place != b->place)
        return a->place < b->place ? -1 : 1;
    return (a->inner > b->inner) - (a->inner < b->inner);
}

static lia_status order_members(uint64_t **out, const lia_files *files,
                                const lia_archive_file *archive,
                                lia_error *err)
{
    lia_status st = LIA_OK;
    turn *list = NULL;

    LIA_TRY(lia_alloc(&list, archive->count, sizeof *list, err));
    LIA_TRY(lia_alloc(out, archive->count, sizeof **out, err));
    for (uint64_t k = 0; k < archive->count; k++) {
        const lia_file *file = &files->file[archive->first + k];
        list[k] = (turn){file->place, file->inner, archive->first + k};
    }
    qsort(list, archive->count, sizeof *list, by_place);
    for (uint64_t k = 0; k < archive->count; k++)
        (*out)[k] = list[k].file;
done:
    lia_free(list);
    return st;
}

lia_status lia_cursor_open(lia_cursor *out, const lia_files *files,
                           const lia_archive_file *archive, lia_error *err)
{
    lia_status st = LIA_OK;

    memset(out, 0, sizeof *out);
    out->path = archive->path;
    LIA_TRY(order_members(&out->turn, files, archive, err));
    LIA_TRY(lia_archive_open(&out->outer, archive->path, err));
    if (out->outer == NULL)
        st = lia_fail(err, LIA_EIO, "%s: cannot be opened again",
                      archive->path);
done:
    return st;
}

bool lia_cursor_is_broken(const lia_cursor *cursor)
{
    return (cursor->outer != NULL && lia_archive_is_broken(cursor->outer)) ||
           (cursor->inner != NULL && lia_archive_is_broken(cursor->inner)) ||
           cursor->is_lost;
}

void lia_cursor_close(lia_cursor *cursor)
{
    lia_archive_close(cursor->inner);
    lia_archive_close(cursor->outer);
    lia_free(cursor->turn);
    memset(cursor, 0, sizeof *cursor);
}

static lia_status lost(lia_cursor *c, lia_error *err)
{
    c->is_lost = true;
    return lia_fail(err, LIA_EIO, "%s: the archive changed while it was read",
                    c->path);
}

static lia_status advance(lia_cursor *c, lia_archive *archive, uint64_t place,
                          lia_error *err)
{
    lia_status st = LIA_OK;

    do {
        LIA_TRY(lia_archive_next(&c->member, archive, err));
    } while (c->member != NULL && c->member->place < place);
    if (c->member == NULL || c->member->place != place)
        st = lost(c, err);
done:
    return st;
}

static lia_status open_inner(lia_cursor *c, uint64_t place, lia_error *err)
{
    lia_status st = lia_archive_inner(&c->inner, c->outer, err);

    c->inner_at = place;
    return st == LIA_OK && c->inner == NULL ? lost(c, err) : st;
}

/* On to a member; *from is the archive that gives it. */
static lia_status move_to(lia_archive **from, lia_cursor *c,
                          const lia_file *file, lia_error *err)
{
    const bool is_inner = file->inner != LIA_NO_FILE;
    lia_status st = LIA_OK;

    if (c->inner == NULL || c->inner_at != file->place) {
        lia_archive_close(c->inner);
        c->inner = NULL;
        LIA_TRY(advance(c, c->outer, file->place, err));
        if (is_inner)
            LIA_TRY(open_inner(c, file->place, err));
    }
    if (is_inner)
        LIA_TRY(advance(c, c->inner, file->inner, err));
    *from = is_inner ? c->inner : c->outer;
done:
    return st;
}

lia_status lia_cursor_input(lia_input **out, lia_cursor *cursor,
                            const lia_file *file, lia_error *err)
{
    lia_archive *from = NULL;
    lia_status st = move_to(&from, cursor, file, err);

    if (st != LIA_OK)
        return st;
    return lia_input_open_member(out, from, file->path, file->bytes, err);
}
