/* ingest/attributes.c - what rows say about one account or post, by its id.
 *
 * Where rows differ the smaller value stays (of texts: the first in byte
 * order, which is the smaller id), so the order of rows and files leaves no
 * trace. A conflict is one column of one account (or post) with more than one
 * value.
 */
#include <math.h>
#include <string.h>

#include "base/mem.h"
#include "ingest/reading.h"

/* A column by id while it is filled: differs[id] has bit `bit` once two rows
 * disagree. */
typedef struct filling {
    uint16_t *differs;
    uint64_t conflicts;
    uint16_t bit;
} filling;

static void disagree(filling *f, uint32_t id)
{
    if ((f->differs[id] & f->bit) == 0) {
        f->differs[id] = (uint16_t)(f->differs[id] | f->bit);
        f->conflicts++;
    }
}

static void put_id(filling *f, uint32_t *column, uint32_t id, uint32_t value)
{
    if (value == LIA_NONE || column[id] == value)
        return;
    if (column[id] != LIA_NONE)
        disagree(f, id);
    if (value < column[id])
        column[id] = value;
}

static void put_number(filling *f, double *column, uint32_t id, double value)
{
    if (isnan(value) || column[id] == value)
        return;
    if (!isnan(column[id]))
        disagree(f, id);
    if (!(column[id] <= value))
        column[id] = value;
}

static void put_time(filling *f, lia_time *column, uint32_t id, lia_time value)
{
    if (value == LIA_NO_TIME || column[id] == value)
        return;
    if (column[id] != LIA_NO_TIME)
        disagree(f, id);
    if (column[id] == LIA_NO_TIME || value < column[id])
        column[id] = value;
}

static void put_flag(filling *f, uint8_t *column, uint32_t id, uint8_t value)
{
    if (value == 2 || column[id] == value)
        return;
    if (column[id] != 2)
        disagree(f, id);
    if (value < column[id])
        column[id] = value;
}

static void put(filling *f, void *column, lia_kind kind, uint32_t id,
                const void *from, uint64_t row)
{
    switch (kind) {
    case LIA_KIND_NUMBER:
        put_number(f, column, id, ((const double *)from)[row]);
        break;
    case LIA_KIND_TIME:
        put_time(f, column, id, ((const lia_time *)from)[row]);
        break;
    case LIA_KIND_FLAG:
        put_flag(f, column, id, ((const uint8_t *)from)[row]);
        break;
    default:
        put_id(f, column, id, ((const uint32_t *)from)[row]);
    }
}

/* A column of missing values. */
static lia_status make_column(void **out, lia_kind kind, uint32_t count,
                              lia_error *err)
{
    const size_t width = lia_kind_width(kind);
    lia_status st = lia_alloc(out, count, width, err);

    if (st != LIA_OK)
        return st;
    if (kind == LIA_KIND_NUMBER)
        for (uint32_t k = 0; k < count; k++)
            ((double *)*out)[k] = (double)NAN;
    else if (kind == LIA_KIND_TIME)
        for (uint32_t k = 0; k < count; k++)
            ((lia_time *)*out)[k] = LIA_NO_TIME;
    else
        memset(*out, kind == LIA_KIND_FLAG ? 2 : 0xFF, count * width);
    return LIA_OK;
}

static lia_status fill_column(void **out, filling *f, lia_block *const *block,
                              uint64_t blocks, uint32_t field, uint32_t names,
                              lia_error *err)
{
    const lia_kind kind =
        lia_table_fields(block[0]->table)->field[field].kind;
    bool any = false;
    lia_status st;

    for (uint64_t b = 0; b < blocks; b++)
        any = any || block[b]->has[field];
    if (!any)
        return LIA_OK;
    st = make_column(out, kind, names, err);
    if (st != LIA_OK)
        return st;
    f->bit = (uint16_t)(1u << (field - 1));
    for (uint64_t b = 0; b < blocks; b++) {
        const uint32_t *key = block[b]->column[0];
        if (!block[b]->has[field])
            continue;
        for (uint64_t r = 0; r < block[b]->rows; r++)
            put(f, *out, kind, key[r], block[b]->column[field], r);
    }
    return LIA_OK;
}

/* listed[id] = 1 where a row of its own exists. */
static lia_status fill_listed(uint8_t **out, uint64_t *count,
                              lia_block *const *block, uint64_t blocks,
                              uint32_t names, lia_error *err)
{
    lia_status st = lia_alloc_zero(out, names, 1, err);

    if (st != LIA_OK)
        return st;
    for (uint64_t b = 0; b < blocks; b++) {
        const uint32_t *key = block[b]->column[0];
        for (uint64_t r = 0; r < block[b]->rows; r++) {
            *count += (*out)[key[r]] == 0;
            (*out)[key[r]] = 1;
        }
    }
    return LIA_OK;
}

lia_status lia_assemble_accounts(lia_accounts *out, lia_block *const *block,
                                 uint64_t blocks, lia_error *err)
{
    void **const column[] = {
        NULL, (void **)&out->name, (void **)&out->company,
        (void **)&out->title, (void **)&out->team, (void **)&out->kind,
        (void **)&out->url, (void **)&out->followers, (void **)&out->platform,
        (void **)&out->handle, (void **)&out->email_digest,
        (void **)&out->match};
    filling f = {NULL, 0, 0};
    lia_status st = LIA_OK;

    if (blocks == 0)
        return LIA_OK;
    LIA_TRY(lia_alloc_zero(&f.differs, out->names.count, sizeof *f.differs,
                           err));
    LIA_TRY(fill_listed(&out->listed, &out->listed_count, block, blocks,
                        out->names.count, err));
    for (uint32_t field = 1; field < LIA_A_COUNT; field++)
        LIA_TRY(fill_column(column[field], &f, block, blocks, field,
                            out->names.count, err));
    out->conflicts = f.conflicts;
done:
    lia_free(f.differs);
    return st;
}

/* Posts for which the rows of both tables name more than one author. */
static lia_status count_authors(lia_posts *out, lia_block *const *block,
                                uint64_t blocks, const lia_interactions *rows,
                                lia_error *err)
{
    uint32_t *author = NULL;
    filling f = {NULL, 0, 1};
    lia_status st = LIA_OK;

    LIA_TRY(lia_alloc(&author, out->names.count, sizeof *author, err));
    LIA_TRY(lia_alloc_zero(&f.differs, out->names.count, sizeof *f.differs,
                           err));
    memset(author, 0xFF, out->names.count * sizeof *author);
    for (uint64_t b = 0; b < blocks; b++) {
        const uint32_t *post = block[b]->column[LIA_P_POST];
        const uint32_t *by = block[b]->column[LIA_P_AUTHOR];
        for (uint64_t r = 0; by != NULL && r < block[b]->rows; r++)
            put_id(&f, author, post[r], by[r]);
    }
    for (uint64_t r = 0; r < rows->count; r++)
        if (rows->object != NULL && rows->author != NULL &&
            rows->object[r] != LIA_NONE)
            put_id(&f, author, rows->object[r], rows->author[r]);
    out->several_authors = f.conflicts;
done:
    lia_free(author);
    lia_free(f.differs);
    return st;
}

lia_status lia_assemble_posts(lia_posts *out, lia_block *const *block,
                              uint64_t blocks, const lia_interactions *rows,
                              lia_error *err)
{
    void **const column[] = {NULL, (void **)&out->author, (void **)&out->time,
                             (void **)&out->tags, (void **)&out->promoted,
                             (void **)&out->alternates,
                             (void **)&out->text_digest,
                             (void **)&out->reactions,
                             (void **)&out->comments, (void **)&out->shares};
    filling f = {NULL, 0, 0};
    lia_status st = LIA_OK;

    if (out->names.count == 0)
        return LIA_OK;
    LIA_TRY(count_authors(out, block, blocks, rows, err));
    if (blocks == 0)
        return LIA_OK;
    LIA_TRY(lia_alloc_zero(&f.differs, out->names.count, sizeof *f.differs,
                           err));
    LIA_TRY(fill_listed(&out->listed, &out->listed_count, block, blocks,
                        out->names.count, err));
    for (uint32_t field = 1; field < LIA_P_COUNT; field++)
        LIA_TRY(fill_column(column[field], &f, block, blocks, field,
                            out->names.count, err));
    out->conflicts = f.conflicts;
done:
    lia_free(f.differs);
    return st;
}
