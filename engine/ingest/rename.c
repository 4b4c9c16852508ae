/* ingest/rename.c - what names become before they are sorted. Every worker
 * gets new interners with the names that its rows still use, each as its
 * column wants it; with a key, a column that the list below does not name is
 * dropped.
 */
#include <string.h>

#include "base/mem.h"
#include "ingest/withhold.h"

enum { KEEP = -1, DROP = -2, KINDS = LIA_OF_OTHER + 2 };

static const struct {
    const char *column;
    int as;
} texts[] = {
    {"company", LIA_OF_COMPANY}, {"team", LIA_OF_TEAM}, {"tags", LIA_OF_TAG},
    {"content", LIA_OF_CONTENT}, {"deal", LIA_OF_DEAL}, {"kind", KEEP},
    {"currency", KEEP}, {"platform", KEEP}, {"email_digest", KEEP},
    {"evidence", KEEP}, {"attended", LIA_OF_OTHER}, {"meeting", LIA_OF_OTHER},
    {"strength", KEEP},
};

static int fate_of(const lia_field_spec *field, bool keyed)
{
    if (!keyed || field->check != LIA_CHECK_NONE)
        return KEEP;
    if (lia_is_account_text(field))
        return LIA_OF_ACCOUNT;
    for (size_t k = 0; k < sizeof texts / sizeof *texts; k++)
        if (strcmp(texts[k].column, field->name) == 0)
            return texts[k].as;
    return DROP;
}

typedef struct renaming {
    const lia_withholding *w;
    lia_worker *worker;
    int kind;                    /* space of names                           */
    lia_interner names;          /* the new ones                             */
    uint32_t *map[KINDS];        /* old id to new id, by fate                */
    char *room;                  /* tags of one cell                         */
    uint64_t room_size;
} renaming;

/* Each of the tags of a cell; what is between them stays. */
static lia_status rename_tags(const char **out, size_t *length, renaming *r,
                              const char *text, lia_error *err)
{
    const size_t end = *length;
    size_t at = 0, used = 0;
    lia_status st = lia_reserve(&r->room, &r->room_size,
                                (end + 1) * (LIA_PSEUDONYM_LENGTH + 1) + 1, 1,
                                err);

    if (st != LIA_OK)
        return st;
    while (at < end) {
        const size_t begin = at;
        while (at < end && strchr("|,; ", text[at]) == NULL)
            at++;
        if (at > begin) {
            lia_pseudonym(r->room + used, r->w->privacy->key, LIA_OF_TAG,
                          text + begin, at - begin);
            used += LIA_PSEUDONYM_LENGTH;
        }
        if (at < end)
            r->room[used++] = text[at++];
    }
    *out = r->room;
    *length = used;
    return LIA_OK;
}

static lia_status rename_one(uint32_t *out, renaming *r, int fate, uint32_t id,
                             lia_error *err)
{
    const lia_interner *old = &r->worker->space[r->kind];
    const char *text = old->bytes + old->off[id];
    size_t length = (size_t)(old->off[id + 1] - old->off[id]);
    char pseudonym[LIA_PSEUDONYM_LENGTH + 1];
    lia_status st = LIA_OK;

    if (fate == LIA_OF_TAG) {
        LIA_TRY(rename_tags(&text, &length, r, text, err));
    } else if (fate != KEEP) {
        lia_pseudonym(pseudonym, r->w->privacy->key, (lia_pseudonym_of)fate,
                      text, length);
        text = pseudonym;
        length = LIA_PSEUDONYM_LENGTH;
    }
    LIA_TRY(lia_intern(out, &r->names, text, length, err));
done:
    return st;
}

static lia_status rename_column(renaming *r, lia_block *block, uint32_t f,
                                int fate, lia_error *err)
{
    const uint32_t count = r->worker->space[r->kind].count;
    uint32_t *id = block->column[f], **map = &r->map[fate + 1];
    lia_status st = LIA_OK;

    if (*map == NULL) {
        LIA_TRY(lia_alloc(map, count, sizeof **map, err));
        memset(*map, 0xFF, count * sizeof **map);
    }
    for (uint64_t row = 0; row < block->rows; row++) {
        if (id[row] == LIA_NONE)
            continue;
        if ((*map)[id[row]] == LIA_NONE)
            LIA_TRY(rename_one(&(*map)[id[row]], r, fate, id[row], err));
        id[row] = (*map)[id[row]];
    }
done:
    return st;
}

static bool has_text(const lia_block *block, uint32_t f, uint64_t row)
{
    return block->has[f] && block->column[f] != NULL &&
           ((const uint32_t *)block->column[f])[row] != LIA_NONE;
}

/* A target by name or title, which are dropped, must not become everybody at
 * its company: nothing remains of it. */
static void forget_named_targets(lia_block *block)
{
    enum { ACCOUNT, NAME, COMPANY, TITLE };

    for (uint64_t row = 0; row < block->rows; row++)
        if (!has_text(block, ACCOUNT, row) && has_text(block, COMPANY, row) &&
            (has_text(block, NAME, row) || has_text(block, TITLE, row)))
            ((uint32_t *)block->column[COMPANY])[row] = LIA_NONE;
}

static lia_status rename_block(renaming *r, lia_block *block, lia_error *err)
{
    const lia_table_spec *spec = lia_table_fields(block->table);
    const bool keyed = r->w->privacy->key != NULL;
    lia_status st = LIA_OK;

    if (keyed && r->kind == LIA_KIND_TEXT && block->table == LIA_TABLE_TARGETS)
        forget_named_targets(block);
    for (uint32_t f = 0; f < spec->count; f++) {
        const lia_kind kind = spec->field[f].kind;
        int fate = kind == LIA_KIND_TEXT      ? fate_of(&spec->field[f], keyed)
                   : !keyed                   ? KEEP
                   : kind == LIA_KIND_ACCOUNT ? LIA_OF_ACCOUNT
                                              : LIA_OF_POST;
        if ((int)kind != r->kind || !block->has[f] || block->column[f] == NULL)
            continue;
        if (fate == DROP) {
            lia_free(block->column[f]);
            block->column[f] = NULL;
            block->has[f] = false;
            continue;
        }
        LIA_TRY(rename_column(r, block, f, fate, err));
    }
done:
    return st;
}

static lia_status rename_space(const lia_withholding *w, int worker, int kind,
                               lia_error *err)
{
    renaming r = {.w = w, .worker = &w->worker[worker], .kind = kind};
    lia_status st = LIA_OK;

    for (uint64_t b = 0; b < w->blocks; b++)
        if (w->block[b]->worker == (uint32_t)worker)
            LIA_TRY(rename_block(&r, w->block[b], err));
    lia_interner_free(&r.worker->space[kind]);
    r.worker->space[kind] = r.names;
    r.names = (lia_interner){.count = 0};
done:
    for (int k = 0; k < KINDS; k++)
        lia_free(r.map[k]);
    lia_free(r.room);
    lia_interner_free(&r.names);
    return st;
}

lia_status lia_withhold_names(const lia_withholding *w, lia_error *err)
{
    lia_status st = LIA_OK;

    for (int worker = 0; worker < w->workers; worker++)
        for (int kind = LIA_KIND_ACCOUNT; kind <= LIA_KIND_TEXT; kind++)
            LIA_TRY(rename_space(w, worker, kind, err));
done:
    return st;
}
