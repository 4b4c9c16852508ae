/* ingest/identity/identity_aliases.c - the table aliases: what it orders, if
 * an input has one, and what was done, for the next time.
 */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "ingest/identity/identity_parts.h"
#include "text/number.h"

enum { ALIAS, ACCOUNT, EVIDENCE, MATCH, MERGED, SPACE, COLUMNS };

/* ---- rows of the inputs ---- */

typedef struct row_text {
    const char *text;
    size_t length;
} row_text;

static row_text cell(const lia_worker *w, const lia_block *b, uint32_t f,
                     uint64_t row)
{
    const lia_interner *texts = &w->space[LIA_KIND_TEXT];
    row_text out = {"", 0};
    uint32_t id;

    if (!b->has[f] || b->column[f] == NULL)
        return out;
    id = ((const uint32_t *)b->column[f])[row];
    if (id == LIA_NONE)
        return out;
    out.text = texts->bytes + texts->off[id];
    out.length = (size_t)(texts->off[id + 1] - texts->off[id]);
    return out;
}

static bool is_word(row_text t, const char *word)
{
    return t.length == strlen(word) && strncasecmp(t.text, word, t.length) == 0;
}

/* 1 and yes are; 0, no and false are not. */
static bool is_merged(row_text t)
{
    return is_word(t, "1") || is_word(t, "yes") || is_word(t, "true");
}

typedef lia_status alias_work(lia_identity *d, const lia_worker *w,
                              const lia_block *b, uint64_t row, void *context,
                              lia_error *err);

static lia_status for_rows(lia_identity *d, alias_work *work, void *context,
                           lia_error *err)
{
    lia_status st = LIA_OK;

    for (int n = 0; n < d->reading->workers; n++) {
        const lia_worker *w = &d->reading->worker[n];
        for (uint64_t k = 0; k < w->blocks; k++)
            if (w->block[k]->table == LIA_TABLE_ALIASES)
                for (uint64_t r = 0; r < w->block[k]->rows; r++)
                    LIA_TRY(work(d, w, w->block[k], r, context, err));
    }
done:
    return st;
}

/* ---- orders ---- */

/* Accounts and posts by how they read: ids with equal labels are a chain. */
typedef struct book {
    lia_interner label;
    uint32_t *first, *next;
    uint64_t room;
} book;

static lia_status open_book(book *b, lia_identity *d, lia_union *u,
                            lia_error *err)
{
    lia_status st = LIA_OK;

    LIA_TRY(lia_alloc(&b->first, (uint64_t)u->all.count + 1, sizeof *b->first,
                      err));
    LIA_TRY(lia_alloc(&b->next, (uint64_t)u->all.count + 1, sizeof *b->next,
                      err));
    memset(b->first, 0xFF, ((size_t)u->all.count + 1) * sizeof *b->first);
    for (uint32_t k = 0; k < u->all.count; k++) {
        const char *name;
        size_t length;
        uint32_t id;
        if (u == &d->people)
            LIA_TRY(lia_identity_label(&name, &length, d, k, err));
        else
            name = lia_union_name(u, k, &length);
        LIA_TRY(lia_intern(&id, &b->label, name, length, err));
        b->next[k] = b->first[id];
        b->first[id] = k;
    }
done:
    return st;
}

static void close_book(book *b)
{
    lia_interner_free(&b->label);
    lia_free(b->first);
    lia_free(b->next);
}

static uint32_t find(const book *b, row_text t)
{
    const uint32_t id = lia_interned(&b->label, t.text, t.length);

    return id == LIA_NONE ? LIA_NONE : b->first[id];
}

typedef struct orders {
    book people, posts;
    bool apart;                  /* first what must not be joined            */
} orders;

static lia_status obey_pair(lia_union *u, uint32_t x, uint32_t y, bool merged,
                            row_text match, lia_error *err)
{
    double sure = 1;

    if (!merged)
        return lia_union_part(u, x, y, err);
    u->is_wanted[y] = 1;
    if (!lia_parse_double(&sure, match.text, match.length) || !(sure >= 0) ||
        sure > 1)
        sure = 1;
    return lia_union_join(u, y, x, LIA_BY_USER, sure, err);
}

static lia_status obey_row(lia_identity *d, const lia_worker *w,
                           const lia_block *b, uint64_t row, void *context,
                           lia_error *err)
{
    const orders *o = context;
    const bool merged = is_merged(cell(w, b, MERGED, row));
    const bool is_post = is_word(cell(w, b, SPACE, row), "post");
    const book *names = is_post ? &o->posts : &o->people;
    lia_union *u = is_post ? &d->posts : &d->people;
    lia_status st = LIA_OK;

    if (merged == o->apart)
        return LIA_OK;
    for (uint32_t x = find(names, cell(w, b, ALIAS, row)); x != LIA_NONE;
         x = names->next[x])
        for (uint32_t y = find(names, cell(w, b, ACCOUNT, row));
             y != LIA_NONE; y = names->next[y])
            LIA_TRY(obey_pair(u, x, y, merged, cell(w, b, MATCH, row), err));
done:
    return st;
}

static lia_status count_row(lia_identity *d, const lia_worker *w,
                            const lia_block *b, uint64_t row, void *context,
                            lia_error *err)
{
    (void)d, (void)w, (void)b, (void)row, (void)err;
    (*(uint64_t *)context)++;
    return LIA_OK;
}

lia_status lia_identity_obey(lia_identity *d, lia_error *err)
{
    orders o = {.apart = true};
    uint64_t rows = 0;
    lia_status st = LIA_OK;

    LIA_TRY(for_rows(d, count_row, &rows, err));
    if (rows == 0)
        return LIA_OK;
    LIA_TRY(open_book(&o.people, d, &d->people, err));
    LIA_TRY(open_book(&o.posts, d, &d->posts, err));
    LIA_TRY(for_rows(d, obey_row, &o, err));
    o.apart = false;
    LIA_TRY(for_rows(d, obey_row, &o, err));
done:
    close_book(&o.people);
    close_book(&o.posts);
    return st;
}

/* ---- what was done ---- */

typedef struct told {
    uint32_t alias, account;     /* ids of labels                            */
    lia_evidence evidence;
    double match;
    bool merged, is_post;
} told;

typedef struct telling {
    told *row;
    uint64_t rows, room;
    const lia_names *labels;     /* of the rows that are added               */
    lia_interner known;          /* "alias NUL account" of the inputs        */
    char *key;
    uint64_t key_room;
} telling;

static lia_status key_of(telling *t, size_t *length, row_text a, row_text b,
                         lia_error *err)
{
    lia_status st = lia_reserve(&t->key, &t->key_room, a.length + b.length + 1,
                                1, err);

    if (st != LIA_OK)
        return st;
    memcpy(t->key, a.text, a.length);
    t->key[a.length] = '\0';
    memcpy(t->key + a.length + 1, b.text, b.length);
    *length = a.length + 1 + b.length;
    return LIA_OK;
}

static lia_status know_row(lia_identity *d, const lia_worker *w,
                           const lia_block *b, uint64_t row, void *context,
                           lia_error *err)
{
    telling *t = context;
    size_t length;
    uint32_t id;
    lia_status st = key_of(t, &length, cell(w, b, ALIAS, row),
                           cell(w, b, ACCOUNT, row), err);

    (void)d;
    return st == LIA_OK ? lia_intern(&id, &t->known, t->key, length, err) : st;
}

static row_text label_of(const lia_names *labels, uint32_t id)
{
    row_text out;

    out.text = lia_name(labels, id, &out.length);
    return out;
}

static lia_status add(telling *t, const told *row, lia_error *err)
{
    size_t length;
    lia_status st = LIA_OK;

    if (row->alias == row->account)
        return LIA_OK;
    LIA_TRY(key_of(t, &length, label_of(t->labels, row->alias),
                   label_of(t->labels, row->account), err));
    if (lia_interned(&t->known, t->key, length) != LIA_NONE)
        return LIA_OK;
    LIA_TRY(lia_reserve(&t->row, &t->room, t->rows + 1, sizeof *t->row, err));
    t->row[t->rows++] = *row;
done:
    return st;
}

static lia_status tell_joins(telling *t, lia_union *u, bool is_post,
                             const lia_finals *f, lia_error *err)
{
    lia_status st = LIA_OK;

    t->labels = &f->labels;
    for (uint64_t k = 0; k < u->joins; k++) {
        const lia_join *j = &u->join[k];
        const uint32_t a = f->final[j->a], b = f->final[j->b];
        told row = {f->own[j->a], a, j->evidence, j->match, true, is_post};
        if (j->is_done) {
            LIA_TRY(add(t, &row, err));
            row.alias = f->own[j->b];
        } else {
            row = (told){b, a, j->evidence, j->match, false, is_post};
        }
        LIA_TRY(add(t, &row, err));
    }
done:
    return st;
}

/* By alias and account; of what is there twice, the surest first. */
static int by_pair(const void *left, const void *right)
{
    const told *a = left, *b = right;

    if (a->is_post != b->is_post)
        return a->is_post ? 1 : -1;
    if (a->alias != b->alias)
        return a->alias < b->alias ? -1 : 1;
    if (a->account != b->account)
        return a->account < b->account ? -1 : 1;
    if (a->match > b->match || a->match < b->match)
        return a->match > b->match ? -1 : 1;
    return (int)a->evidence - (int)b->evidence;
}

static const char *const evidence_words[LIA_BY_COUNT] = {
    "aliases table", "profile URL", "record", "handle", "e-mail", "clock",
    "owner", "name in one conversation", "name of the owner",
    "name and company", "name in one export"};

static lia_status put_text(lia_worker *w, lia_block *b, uint32_t f,
                           row_text text, lia_error *err)
{
    return lia_intern(&((uint32_t *)b->column[f])[b->rows],
                      &w->space[LIA_KIND_TEXT], text.text, text.length, err);
}

static row_text plain(const char *text)
{
    return (row_text){text, strlen(text)};
}

static lia_status put_row(lia_worker *w, lia_block *b, const told *row,
                          const lia_finals *f, lia_error *err)
{
    char number[LIA_NUMBER_ROOM];
    const size_t digits = lia_format_double(number, row->match);
    lia_status st = lia_block_room(b, 1, err);

    if (st != LIA_OK)
        return st;
    LIA_TRY(put_text(w, b, ALIAS, label_of(&f->labels, row->alias), err));
    LIA_TRY(put_text(w, b, ACCOUNT, label_of(&f->labels, row->account), err));
    LIA_TRY(put_text(w, b, EVIDENCE, plain(evidence_words[row->evidence]),
                     err));
    LIA_TRY(put_text(w, b, MATCH, (row_text){number, digits}, err));
    LIA_TRY(put_text(w, b, MERGED, plain(row->merged ? "1" : "0"), err));
    LIA_TRY(put_text(w, b, SPACE, plain(row->is_post ? "post" : "account"),
                     err));
    b->rows++;
done:
    return st;
}

static lia_status put_rows(const telling *t, lia_identity *d,
                           const lia_finals *people, const lia_finals *posts,
                           lia_error *err)
{
    lia_worker *w = &d->reading->worker[0];
    lia_block *b;
    lia_status st = LIA_OK;

    LIA_TRY(lia_worker_begin(&b, w, LIA_TABLE_ALIASES,
                             (uint32_t)(d->reading->sources - 1), UINT64_MAX,
                             err));
    for (uint32_t f = 0; f < COLUMNS; f++)
        LIA_TRY(lia_block_column(b, f, err));
    for (uint64_t k = 0; k < t->rows; k++) {
        const told *row = &t->row[k], *last = k > 0 ? row - 1 : NULL;
        if (last != NULL && last->is_post == row->is_post &&
            last->alias == row->alias && last->account == row->account)
            continue;
        LIA_TRY(put_row(w, b, row, row->is_post ? posts : people, err));
    }
done:
    return st;
}

lia_status lia_identity_tell(lia_identity *d, const lia_finals *people,
                             const lia_finals *posts, lia_error *err)
{
    telling t = {.row = NULL};
    lia_status st = LIA_OK;

    LIA_TRY(for_rows(d, know_row, &t, err));
    LIA_TRY(tell_joins(&t, &d->people, false, people, err));
    LIA_TRY(tell_joins(&t, &d->posts, true, posts, err));
    if (t.rows == 0)
        goto done;
    qsort(t.row, t.rows, sizeof *t.row, by_pair);
    LIA_TRY(put_rows(&t, d, people, posts, err));
done:
    lia_interner_free(&t.known);
    lia_free(t.row);
    lia_free(t.key);
    return st;
}
