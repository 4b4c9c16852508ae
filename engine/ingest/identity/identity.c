/* ingest/identity/identity.c - names of all workers together, claims of all
 * workers together, what follows from them, and the names anew.
 */
#include "ingest/identity/identity.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "ingest/identity/identity_parts.h"
#include "ingest/platforms/linkedin_ids.h"

/* ---- claims ---- */

static int by_claim(const void *left, const void *right)
{
    const lia_said *a = left, *b = right;

    if (a->kind != b->kind)
        return a->kind < b->kind ? -1 : 1;
    if (a->origin != b->origin)
        return a->origin < b->origin ? -1 : 1;
    if (a->account != b->account)
        return a->account < b->account ? -1 : 1;
    if (a->text != b->text)
        return a->text < b->text ? -1 : 1;
    return (a->number > b->number) - (a->number < b->number);
}

static lia_status join_texts(lia_identity *d, uint32_t ***map, lia_error *err)
{
    const size_t count = (size_t)d->reading->workers;
    lia_interner **list = NULL;
    lia_status st = lia_alloc(&list, count, sizeof *list, err);

    if (st != LIA_OK)
        return st;
    for (size_t w = 0; w < count; w++)
        list[w] = &d->reading->worker[w].said;
    st = lia_names_merge(&d->texts, map, list, count, &d->reading->options.run,
                         err);
    lia_free(list);
    return st;
}

static lia_said said_of(const lia_identity *d, int w, const lia_claim *c,
                        uint32_t *const *map)
{
    lia_said s = {c->kind, d->reading->source[c->source].origin, c->account,
                  c->text, c->number, 1};

    if (s.account != LIA_NONE)
        s.account = c->kind == LIA_CLAIM_SAME_POST
                        ? d->posts.global[w][s.account]
                        : d->people.global[w][s.account];
    if (s.text != LIA_NONE)
        s.text = map[w][s.text];
    return s;
}

static lia_status list_claims(lia_identity *d, lia_error *err)
{
    uint64_t total = 0, kept = 0;
    uint32_t **map = NULL;
    lia_status st = LIA_OK;

    for (int w = 0; w < d->reading->workers; w++)
        total += d->reading->worker[w].claims;
    LIA_TRY(join_texts(d, &map, err));
    LIA_TRY(lia_alloc(&d->said, total, sizeof *d->said, err));
    for (int w = 0; w < d->reading->workers; w++)
        for (uint64_t k = 0; k < d->reading->worker[w].claims; k++)
            d->said[d->saids++] =
                said_of(d, w, &d->reading->worker[w].claim[k], map);
    if (total > 1)
        qsort(d->said, total, sizeof *d->said, by_claim);
    for (uint64_t k = 0; k < total; k++) {
        if (kept > 0 && by_claim(&d->said[kept - 1], &d->said[k]) == 0)
            d->said[kept - 1].count++;
        else
            d->said[kept++] = d->said[k];
    }
    d->saids = kept;
done:
    lia_free(map);
    return st;
}

/* ---- what names become ---- */

/* The better name of two of one class: one that an aliases table asks for,
 * then a profile link, an activity number or a number of X, then what is no
 * stand-in (a profile link with an encoded id says nothing to anybody), then
 * the first in byte order. */
static int rank_of(const lia_union *u, uint32_t id)
{
    size_t length;
    const char *name = lia_union_name(u, id, &length);

    if (u->is_wanted[id])
        return 4;
    if (length > 16 && memcmp(name, "linkedin.com/in/", 16) == 0 &&
        lia_linkedin_is_encoded(name + 16, length - 16))
        return 2;
    if ((length > 13 && memcmp(name, "linkedin.com/", 13) == 0) ||
        (length > 13 && memcmp(name, "x.com/i/user/", 13) == 0) ||
        (length > 16 && memcmp(name, "urn:li:activity:", 16) == 0))
        return 3;
    if (length > 0 && name[0] != '\0')
        return 2;
    return lia_is_named_mark(name, length) &&
                   lia_named_split(name, length).company_length == 0
               ? 0 : 1;
}

static lia_status choose_names(uint32_t *best, lia_union *u)
{
    for (uint32_t k = 0; k < u->all.count; k++)
        best[k] = LIA_NONE;
    for (uint32_t k = 0; k < u->all.count; k++) {
        const uint32_t root = lia_union_root(u, k);
        if (best[root] == LIA_NONE ||
            rank_of(u, k) > rank_of(u, best[root]))
            best[root] = k;
    }
    return LIA_OK;
}

static lia_status label_of(const char **name, size_t *length, lia_identity *d,
                           lia_union *u, uint32_t id, lia_error *err)
{
    if (u == &d->people)
        return lia_identity_label(name, length, d, id, err);
    *name = lia_union_name(u, id, length);
    return LIA_OK;
}

/* Two that could not be joined must not become one by their labels. */
static lia_status own_label(uint32_t *out, lia_interner *labels,
                            lia_interner *taken, const char *name,
                            size_t length, lia_error *err)
{
    char *longer = NULL;
    uint32_t id;
    lia_status st = LIA_OK;

    for (unsigned n = 2; lia_interned(taken, name, length) != LIA_NONE; n++) {
        char *next = NULL;
        LIA_TRY(lia_alloc(&next, length + 16, 1, err));
        memcpy(next, name, length);
        next[length] = '~';
        name = next;
        length++;
        lia_free(longer);
        longer = next;
    }
    LIA_TRY(lia_intern(&id, taken, name, length, err));
    LIA_TRY(lia_intern(out, labels, name, length, err));
done:
    lia_free(longer);
    return st;
}

static lia_status label_all(lia_finals *f, lia_identity *d, lia_union *u,
                            lia_interner *labels, const uint32_t *best,
                            lia_error *err)
{
    lia_interner taken = {.count = 0};
    lia_status st = LIA_OK;

    for (uint32_t k = 0; k < u->all.count; k++) {
        const char *name;
        size_t length;
        LIA_TRY(label_of(&name, &length, d, u, k, err));
        LIA_TRY(lia_intern(&f->own[k], labels, name, length, err));
    }
    for (uint32_t k = 0; k < u->all.count; k++) {
        const uint32_t root = lia_union_root(u, k);
        const char *name;
        size_t length;
        if (root != k)
            continue;
        LIA_TRY(label_of(&name, &length, d, u, best[root], err));
        LIA_TRY(own_label(&f->final[k], labels, &taken, name, length, err));
    }
    for (uint32_t k = 0; k < u->all.count; k++)
        f->final[k] = f->final[lia_union_root(u, k)];
done:
    lia_interner_free(&taken);
    return st;
}

static lia_status find_finals(lia_finals *f, lia_identity *d, lia_union *u,
                              lia_error *err)
{
    lia_interner labels = {.count = 0}, *list = &labels;
    uint32_t *best = NULL, **map = NULL;
    lia_status st = LIA_OK;

    LIA_TRY(lia_alloc(&best, u->all.count, sizeof *best, err));
    LIA_TRY(lia_alloc(&f->own, u->all.count, sizeof *f->own, err));
    LIA_TRY(lia_alloc(&f->final, u->all.count, sizeof *f->final, err));
    LIA_TRY(choose_names(best, u));
    LIA_TRY(label_all(f, d, u, &labels, best, err));
    LIA_TRY(lia_names_merge(&f->labels, &map, &list, 1,
                            &d->reading->options.run, err));
    for (uint32_t k = 0; k < u->all.count; k++) {
        f->own[k] = map[0][f->own[k]];
        f->final[k] = map[0][f->final[k]];
    }
done:
    lia_interner_free(&labels);
    lia_free(map);
    lia_free(best);
    return st;
}

static void close_finals(lia_finals *f)
{
    lia_names_free(&f->labels);
    lia_free(f->own);
    lia_free(f->final);
}

/* The names of the workers anew, under the same ids. */
static lia_status rename_workers(lia_identity *d, lia_union *u, lia_kind kind,
                                 const lia_finals *f, lia_error *err)
{
    lia_interner fresh = {.count = 0};
    lia_status st = LIA_OK;

    for (int w = 0; w < d->reading->workers; w++) {
        lia_interner *names = &d->reading->worker[w].space[kind];
        for (uint32_t k = 0; k < names->count; k++) {
            size_t length;
            uint32_t id;
            const char *name = lia_name(&f->labels,
                                        f->final[u->global[w][k]], &length);
            LIA_TRY(lia_intern_new(&id, &fresh, name, length, err));
        }
        lia_interner_free(names);
        *names = fresh;
        fresh = (lia_interner){.count = 0};
        if (kind == LIA_KIND_ACCOUNT)
            lia_quick_free(&d->reading->worker[w].quick);
    }
done:
    lia_interner_free(&fresh);
    return st;
}

/* ---- rows about it ---- */

/* A block of accounts (or posts) in worker 0 with so many rows. */
static lia_status begin_block(lia_block **out, lia_identity *d, lia_table table,
                              uint64_t rows, lia_error *err)
{
    lia_status st = LIA_OK;

    LIA_TRY(lia_worker_begin(out, &d->reading->worker[0], table,
                             (uint32_t)(d->reading->sources - 1),
                             UINT64_MAX, err));
    LIA_TRY(lia_block_room(*out, rows, err));
    LIA_TRY(lia_block_column(*out, 0, err));
done:
    return st;
}

static lia_status put_name(lia_identity *d, uint32_t *to, lia_kind kind,
                           const lia_finals *f, uint32_t label, lia_error *err)
{
    size_t length;
    const char *name = lia_name(&f->labels, label, &length);

    return lia_intern_new(to, &d->reading->worker[0].space[kind], name, length,
                          err);
}

/* How sure it is, of each account that is a join. */
static lia_status tell_match(lia_identity *d, const lia_finals *f,
                             lia_error *err)
{
    lia_union *u = &d->people;
    lia_block *b;
    lia_status st = LIA_OK;

    if (d->reading->options.lean || u->joins == 0)
        return LIA_OK;
    LIA_TRY(begin_block(&b, d, LIA_TABLE_ACCOUNTS, u->all.count, err));
    LIA_TRY(lia_block_column(b, LIA_A_MATCH, err));
    for (uint32_t k = 0; k < u->all.count; k++) {
        if (lia_union_root(u, k) != k || isnan(u->match[k]))
            continue;
        LIA_TRY(put_name(d, (uint32_t *)b->column[0] + b->rows,
                         LIA_KIND_ACCOUNT, f, f->final[k], err));
        ((double *)b->column[LIA_A_MATCH])[b->rows++] = u->match[k];
    }
    b->has[LIA_A_MATCH] = b->rows > 0;
done:
    return st;
}

/* The other numbers of a post, | between them, in d->room. */
static lia_status join_numbers(size_t *length, lia_identity *d,
                               const lia_finals *f, const uint32_t *next,
                               uint32_t id, lia_error *err)
{
    const uint32_t final = f->final[id];
    lia_status st = LIA_OK;

    *length = 0;
    for (; id != LIA_NONE; id = next[id]) {
        size_t n;
        const char *name = lia_name(&f->labels, f->own[id], &n);
        if (f->own[id] == final)
            continue;
        LIA_TRY(lia_reserve(&d->room, &d->room_size, *length + n + 1, 1, err));
        if (*length > 0)
            d->room[(*length)++] = '|';
        memcpy(d->room + *length, name, n);
        *length += n;
    }
done:
    return st;
}

static lia_status put_post(lia_identity *d, lia_block *b,
                           const lia_finals *people, const lia_finals *posts,
                           uint32_t root, uint32_t author, size_t length,
                           lia_error *err)
{
    lia_status st = LIA_OK;

    LIA_TRY(put_name(d, (uint32_t *)b->column[LIA_P_POST] + b->rows,
                     LIA_KIND_POST, posts, posts->final[root], err));
    LIA_TRY(put_name(d, (uint32_t *)b->column[LIA_P_AUTHOR] + b->rows,
                     LIA_KIND_ACCOUNT, people, people->final[author], err));
    LIA_TRY(lia_intern((uint32_t *)b->column[LIA_P_ALTERNATES] + b->rows,
                       &d->reading->worker[0].space[LIA_KIND_TEXT], d->room,
                       length, err));
    b->rows++;
done:
    return st;
}

/* Posts of known authors that several numbers name. */
static lia_status tell_posts(lia_identity *d, const lia_finals *people,
                             const lia_finals *posts, lia_error *err)
{
    lia_union *u = &d->posts;
    uint32_t *next = NULL, *first = NULL, *author = NULL;
    lia_block *b;
    lia_status st = LIA_OK;

    if (d->reading->options.lean || u->joins == 0)
        return LIA_OK;
    LIA_TRY(lia_alloc(&next, u->all.count, sizeof *next, err));
    LIA_TRY(lia_alloc(&first, u->all.count, sizeof *first, err));
    LIA_TRY(lia_alloc(&author, u->all.count, sizeof *author, err));
    memset(first, 0xFF, u->all.count * sizeof *first);
    memset(author, 0xFF, u->all.count * sizeof *author);
    for (uint32_t k = u->all.count; k-- > 0;) {
        const uint32_t root = lia_union_root(u, k);
        next[k] = first[root];
        first[root] = k;
        if (d->post_author[k] < author[root])
            author[root] = d->post_author[k];
    }
    LIA_TRY(begin_block(&b, d, LIA_TABLE_POSTS, u->all.count, err));
    LIA_TRY(lia_block_column(b, LIA_P_AUTHOR, err));
    LIA_TRY(lia_block_column(b, LIA_P_ALTERNATES, err));
    for (uint32_t k = 0; k < u->all.count; k++) {
        size_t length;
        if (first[k] == LIA_NONE || author[k] == LIA_NONE)
            continue;
        LIA_TRY(join_numbers(&length, d, posts, next, first[k], err));
        if (length > 0)
            LIA_TRY(put_post(d, b, people, posts, k, author[k], length, err));
    }
    b->has[LIA_P_ALTERNATES] = b->rows > 0;
done:
    lia_free(next);
    lia_free(first);
    lia_free(author);
    return st;
}

static lia_status copy(char **out, const char *text, lia_error *err)
{
    return lia_copy_text(out, text, strlen(text), err);
}

static lia_status list_exports(lia_identity *d, lia_error *err)
{
    lia_tables *t = d->tables;
    lia_status st = LIA_OK;

    LIA_TRY(lia_alloc_zero(&t->exports, d->reading->origins,
                           sizeof *t->exports, err));
    t->export_count = d->reading->origins;
    for (uint64_t k = 0; k < t->export_count; k++) {
        lia_export *x = &t->exports[k];
        x->owner = LIA_NONE;
        LIA_TRY(copy(&x->path, d->reading->origin[k].path, err));
        LIA_TRY(copy(&x->platform, d->reading->origin[k].platform, err));
        LIA_TRY(copy(&x->owner_how, "", err));
    }
done:
    return st;
}

static lia_status tell_owners(lia_identity *d, const lia_finals *f,
                              lia_error *err)
{
    lia_reading *r = d->reading;
    lia_status st = LIA_OK;

    LIA_TRY(lia_alloc_zero(&r->owner, r->origins, sizeof *r->owner, err));
    for (uint64_t k = 0; k < r->origins; k++) {
        const lia_owner *o = &d->owner[k];
        const uint32_t id = o->stand_in != LIA_NONE ? o->stand_in : o->account;
        lia_export *x = &d->tables->exports[k];
        x->is_personal = id != LIA_NONE;
        if (!x->is_personal)
            continue;
        lia_free(x->owner_how);
        x->owner_how = NULL;
        LIA_TRY(copy(&x->owner_how, o->how, err));
        if (o->said[0] != '\0')
            LIA_TRY(copy(&x->owner_said, o->said, err));
        LIA_TRY(begin_block(&r->owner[k], d, LIA_TABLE_ACCOUNTS, 1, err));
        LIA_TRY(put_name(d, r->owner[k]->column[0], LIA_KIND_ACCOUNT, f,
                         f->final[id], err));
        r->owner[k]->rows = 1;
    }
done:
    return st;
}

/* Collected tables have no owner: only personal exports stay in the list. */
static void keep_personal(lia_tables *t, lia_reading *reading)
{
    uint64_t kept = 0;

    for (uint64_t k = 0; k < t->export_count; k++) {
        lia_export *x = &t->exports[k];
        reading->origin[k].kept = x->is_personal ? (uint32_t)kept : LIA_NONE;
        if (x->is_personal) {
            t->exports[kept++] = *x;
            continue;
        }
        lia_free(x->path);
        lia_free(x->platform);
        lia_free(x->owner_how);
        lia_free(x->owner_said);
        lia_free(x->zone_how);
    }
    t->export_count = kept;
    for (uint64_t s = 0; s < reading->sources; s++)
        if (reading->source[s].origin != LIA_NONE)
            reading->source[s].origin =
                reading->origin[reading->source[s].origin].kept;
}

void lia_identity_owners(lia_tables *tables, lia_reading *reading)
{
    for (uint64_t k = 0; reading->owner != NULL && k < tables->export_count;
         k++)
        if (reading->owner[k] != NULL && reading->owner[k]->rows == 1)
            tables->exports[k].owner =
                ((const uint32_t *)reading->owner[k]->column[0])[0];
    keep_personal(tables, reading);
}

/* ---- all of it ---- */

static bool has_aliases(const lia_reading *r)
{
    for (int w = 0; w < r->workers; w++)
        for (uint64_t b = 0; b < r->worker[w].blocks; b++)
            if (r->worker[w].block[b]->table == LIA_TABLE_ALIASES &&
                r->worker[w].block[b]->rows > 0)
                return true;
    return false;
}

/* Only accounts to look for elsewhere, under a key: there they are called by
 * the names that exports have for them. */
static bool is_list(const lia_reading *r)
{
    bool any = r->options.privacy == NULL || r->options.privacy->key == NULL;

    for (int w = 0; w < r->workers; w++)
        any |= r->worker[w].space[LIA_KIND_ACCOUNT].count > 0;
    return !any;
}

static void identity_free(lia_identity *d)
{
    lia_union_close(&d->people, d->reading->workers);
    lia_union_close(&d->posts, d->reading->workers);
    lia_names_free(&d->texts);
    lia_free(d->said);
    lia_free(d->owner);
    lia_free(d->post_author);
    lia_free(d->room);
}

static lia_status decide(lia_identity *d, lia_error *err)
{
    lia_reading *r = d->reading;
    lia_status st = LIA_OK;

    LIA_TRY(lia_union_open(&d->people, r, LIA_KIND_ACCOUNT, err));
    LIA_TRY(lia_union_open(&d->posts, r, LIA_KIND_POST, err));
    LIA_TRY(list_claims(d, err));
    LIA_TRY(list_exports(d, err));
    LIA_TRY(lia_identity_find_owners(d, err));
    LIA_TRY(lia_identity_obey(d, err));
    LIA_TRY(lia_identity_join_people(d, err));
    LIA_TRY(lia_identity_join_posts(d, err));
    LIA_TRY(lia_identity_set_zones(d, err));
done:
    return st;
}

lia_status lia_identity_resolve(lia_tables *tables, lia_reading *reading,
                                lia_error *err)
{
    lia_identity d = {.reading = reading, .tables = tables};
    lia_finals people = {.own = NULL}, posts = {.own = NULL};
    lia_status st = LIA_OK;

    if (is_list(reading))
        return lia_identity_settle_sheets(&d, &people, err);
    if (reading->origins == 0 && !has_aliases(reading))
        return LIA_OK;
    LIA_TRY(decide(&d, err));
    LIA_TRY(find_finals(&people, &d, &d.people, err));
    LIA_TRY(find_finals(&posts, &d, &d.posts, err));
    LIA_TRY(lia_identity_settle_sheets(&d, &people, err));
    LIA_TRY(rename_workers(&d, &d.people, LIA_KIND_ACCOUNT, &people, err));
    LIA_TRY(rename_workers(&d, &d.posts, LIA_KIND_POST, &posts, err));
    LIA_TRY(tell_match(&d, &people, err));
    LIA_TRY(tell_posts(&d, &people, &posts, err));
    LIA_TRY(tell_owners(&d, &people, err));
    if (!reading->options.lean)
        LIA_TRY(lia_identity_tell(&d, &people, &posts, err));
done:
    close_finals(&people);
    close_finals(&posts);
    identity_free(&d);
    return st;
}
