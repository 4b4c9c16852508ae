/* worlds/stage_tables.c - a stage becomes tables and truth.
 *
 * Accounts and posts are numbered with leading zeros, so that their ids are
 * in byte order of the names, as the tables want it; a cast comes sorted.
 * Texts are collected in one interner and numbered anew at the end.
 */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "model/names.h"
#include "worlds/stage.h"

/* 2026-01-05T00:00:00Z, a Monday. */
static const int64_t FIRST_DAY = 1767571200;
static const int64_t MICRO = 1000000;

typedef struct setter {
    lia_stage *s;
    lia_tables *t;
    lia_interner texts;
} setter;

static lia_time clock_of(double seconds)
{
    return (FIRST_DAY + (int64_t)floor(seconds)) * MICRO;
}

/* ---- names ---- */

static int digits_of(uint64_t count)
{
    int digits = 1;

    while (count >= 10) {
        count /= 10;
        digits++;
    }
    return digits;
}

/* "a0001", "a0002" .. */
static lia_status number_names(lia_names *out, char letter, uint32_t count,
                               lia_error *err)
{
    const uint64_t width = (uint64_t)digits_of(count) + 1;
    lia_status st = LIA_OK;

    LIA_TRY(lia_alloc(&out->off, (uint64_t)count + 1, sizeof *out->off, err));
    LIA_TRY(lia_alloc(&out->bytes, width * count, 1, err));
    out->count = count;
    for (uint32_t k = 0; k <= count; k++)
        out->off[k] = k * width;
    for (uint32_t k = 0; k < count; k++) {
        uint32_t left = k + 1;
        out->bytes[k * width] = letter;
        for (uint64_t at = width - 1; at > 0; at--, left /= 10)
            out->bytes[k * width + at] = (char)('0' + left % 10);
    }
done:
    return st;
}

static lia_status cast_names(lia_names *out, const lia_stage *s,
                             lia_error *err)
{
    lia_status st = LIA_OK;
    uint64_t at = 0;

    for (uint32_t a = 0; a < s->accounts; a++)
        at += strlen(s->cast[a].account);
    LIA_TRY(lia_alloc(&out->off, (uint64_t)s->accounts + 1, sizeof *out->off,
                      err));
    LIA_TRY(lia_alloc(&out->bytes, at, 1, err));
    out->count = s->accounts;
    at = 0;
    for (uint32_t a = 0; a < s->accounts; a++) {
        const size_t length = strlen(s->cast[a].account);
        out->off[a] = at;
        memcpy(out->bytes + at, s->cast[a].account, length);
        at += length;
    }
    out->off[s->accounts] = at;
done:
    return st;
}

/* ---- texts ---- */

static lia_status put_text(uint32_t *out, setter *t, const char *text,
                           lia_error *err)
{
    *out = LIA_NONE;
    if (text == NULL || text[0] == '\0')
        return LIA_OK;
    return lia_intern(out, &t->texts, text, strlen(text), err);
}

static lia_status set_cast(setter *set, lia_error *err)
{
    const lia_stage *s = set->s;
    lia_accounts *a = &set->t->accounts;
    lia_status st = LIA_OK;

    LIA_TRY(lia_alloc(&a->name, s->accounts, sizeof *a->name, err));
    LIA_TRY(lia_alloc(&a->company, s->accounts, sizeof *a->company, err));
    LIA_TRY(lia_alloc(&a->title, s->accounts, sizeof *a->title, err));
    LIA_TRY(lia_alloc(&a->team, s->accounts, sizeof *a->team, err));
    LIA_TRY(lia_alloc(&a->kind, s->accounts, sizeof *a->kind, err));
    LIA_TRY(lia_alloc(&a->followers, s->accounts, sizeof *a->followers, err));
    for (uint32_t k = 0; k < s->accounts; k++) {
        const lia_person *p = &s->cast[k];
        LIA_TRY(put_text(&a->name[k], set, p->name, err));
        LIA_TRY(put_text(&a->company[k], set, p->company, err));
        LIA_TRY(put_text(&a->title[k], set, p->title, err));
        LIA_TRY(put_text(&a->team[k], set, p->team, err));
        LIA_TRY(put_text(&a->kind[k], set, p->kind, err));
        a->followers[k] = p->followers;
    }
done:
    return st;
}

static lia_status set_sheet(setter *set, lia_table which, lia_error *err)
{
    const lia_stage_sheet *from = &set->s->sheet[which];
    lia_sheet *to = &set->t->sheet[which];
    lia_status st = LIA_OK;

    if (from->rows == 0)
        return LIA_OK;
    LIA_TRY(lia_alloc_zero(&to->column, from->columns, sizeof *to->column,
                           err));
    to->columns = from->columns;
    for (uint32_t k = 0; k < from->columns; k++)
        LIA_TRY(lia_copy_text(&to->column[k], from->column[k],
                              strlen(from->column[k]), err));
    LIA_TRY(lia_alloc(&to->cell, from->rows * from->columns, sizeof *to->cell,
                      err));
    for (uint64_t k = 0; k < from->rows * from->columns; k++)
        LIA_TRY(put_text(&to->cell[k], set, from->cell[k], err));
    to->rows = from->rows;
done:
    return st;
}

static void renumber(uint32_t *id, uint64_t count, const uint32_t *map)
{
    for (uint64_t k = 0; id != NULL && k < count; k++)
        if (id[k] != LIA_NONE)
            id[k] = map[id[k]];
}

/* Texts in byte order, whatever was met first. */
static lia_status close_texts(setter *set, lia_error *err)
{
    lia_interner *const list[] = {&set->texts};
    lia_tables *t = set->t;
    uint32_t **map = NULL;
    lia_status st = lia_names_merge(&t->texts, &map, list, 1, NULL, err);

    if (st != LIA_OK)
        return st;
    renumber(t->accounts.name, t->accounts.names.count, map[0]);
    renumber(t->accounts.company, t->accounts.names.count, map[0]);
    renumber(t->accounts.title, t->accounts.names.count, map[0]);
    renumber(t->accounts.team, t->accounts.names.count, map[0]);
    renumber(t->accounts.kind, t->accounts.names.count, map[0]);
    renumber(t->posts.tags, t->posts.names.count, map[0]);
    for (int k = 0; k < LIA_TABLE_COUNT; k++)
        renumber(t->sheet[k].cell, t->sheet[k].rows * t->sheet[k].columns,
                 map[0]);
    lia_free(map);
    return LIA_OK;
}

/* ---- tables ---- */

static lia_status set_accounts(setter *set, lia_error *err)
{
    const lia_stage *s = set->s;
    lia_accounts *a = &set->t->accounts;
    lia_status st = LIA_OK;

    LIA_TRY(s->cast != NULL ? cast_names(&a->names, s, err)
                            : number_names(&a->names, 'a', s->accounts, err));
    LIA_TRY(lia_alloc(&a->listed, s->accounts, 1, err));
    memset(a->listed, 1, s->accounts);
    a->listed_count = s->accounts;
    if (s->cast != NULL)
        LIA_TRY(set_cast(set, err));
done:
    return st;
}

static lia_status set_posts(setter *set, lia_error *err)
{
    const lia_stage *s = set->s;
    lia_posts *p = &set->t->posts;
    lia_status st = LIA_OK;

    LIA_TRY(number_names(&p->names, 'p', (uint32_t)s->posts, err));
    LIA_TRY(lia_alloc(&p->listed, s->posts, 1, err));
    LIA_TRY(lia_alloc(&p->author, s->posts, sizeof *p->author, err));
    LIA_TRY(lia_alloc(&p->time, s->posts, sizeof *p->time, err));
    if (s->topic_word != NULL)
        LIA_TRY(lia_alloc(&p->tags, s->posts, sizeof *p->tags, err));
    memset(p->listed, 1, s->posts);
    p->listed_count = s->posts;
    for (uint64_t k = 0; k < s->posts; k++) {
        p->author[k] = s->author[k];
        p->time[k] = clock_of(s->posted[k]);
        if (s->topic_word != NULL)
            LIA_TRY(put_text(&p->tags[k], set,
                             s->topic[k] == LIA_NONE
                                 ? NULL : s->topic_word[s->topic[k]], err));
    }
done:
    return st;
}

static lia_status set_contacts(setter *set, lia_error *err)
{
    const lia_stage *s = set->s;
    lia_contacts *c = &set->t->contacts;
    const uint64_t count = s->links + s->follows;
    lia_status st = LIA_OK;

    LIA_TRY(lia_alloc(&c->source, count, sizeof *c->source, err));
    LIA_TRY(lia_alloc(&c->target, count, sizeof *c->target, err));
    LIA_TRY(lia_alloc(&c->kind, count, 1, err));
    if (s->since != NULL)
        LIA_TRY(lia_alloc(&c->since, count, sizeof *c->since, err));
    c->count = count;
    for (uint64_t k = 0; k < count; k++) {
        const bool is_link = k < s->links;
        const uint64_t pair = is_link ? s->link[k] : s->follow[k - s->links];
        c->source[k] = (uint32_t)(pair >> 32);
        c->target[k] = (uint32_t)pair;
        c->kind[k] = is_link ? LIA_CONTACT : LIA_FOLLOW;
        if (s->since != NULL)
            c->since[k] = is_link ? clock_of(-s->since[k] * LIA_DAY)
                                  : LIA_NO_TIME;
    }
done:
    return st;
}

static void set_row(lia_interactions *x, uint64_t row, const lia_deed *d,
                    const lia_stage *s, bool is_talk)
{
    x->actor[row] = d->actor;
    x->object[row] = is_talk ? LIA_NONE : d->post;
    x->author[row] = is_talk ? LIA_NONE : s->author[d->post];
    x->time[row] = clock_of(d->time + 0.5);
    x->action[row] = (uint8_t)d->action;
    if (x->target != NULL)
        x->target[row] = is_talk ? d->post : LIA_NONE;
}

static lia_status set_interactions(setter *set, lia_error *err)
{
    const lia_stage *s = set->s;
    lia_interactions *x = &set->t->interactions;
    const uint64_t count = s->deeds + s->talks;
    lia_status st = LIA_OK;

    LIA_TRY(lia_alloc(&x->actor, count, sizeof *x->actor, err));
    LIA_TRY(lia_alloc(&x->object, count, sizeof *x->object, err));
    LIA_TRY(lia_alloc(&x->author, count, sizeof *x->author, err));
    LIA_TRY(lia_alloc(&x->time, count, sizeof *x->time, err));
    LIA_TRY(lia_alloc(&x->action, count, sizeof *x->action, err));
    if (s->talks > 0)
        LIA_TRY(lia_alloc(&x->target, count, sizeof *x->target, err));
    for (uint64_t k = 0; k < count; k++)
        set_row(x, k, k < s->deeds ? &s->deed[k] : &s->talk[k - s->deeds], s,
                k >= s->deeds);
    x->count = count;
done:
    return st;
}

/* ---- truth ---- */

typedef struct truth_row {
    uint32_t account, pod;
    uint8_t kind;
} truth_row;

static int by_account_and_pod(const void *left, const void *right)
{
    const truth_row *a = left, *b = right;

    if (a->account != b->account)
        return a->account < b->account ? -1 : 1;
    return (a->pod > b->pod) - (a->pod < b->pod);
}

/* One row for each pod that an account is in; one without for the others. */
static uint64_t list_truth(truth_row *row, const lia_stage *s, uint8_t *seen)
{
    uint64_t count = 0;
    uint32_t pods = 0;

    for (uint64_t k = 0; k < s->groups; k++) {
        const lia_group *g = &s->group[k];
        if (!g->is_pod)
            continue;
        pods++;
        for (uint32_t i = 0; i < g->count; i++) {
            const uint32_t a = stage_members(s, g)[i];
            row[count++] = (truth_row){a, pods, (uint8_t)g->kind};
            seen[a] = 1;
        }
    }
    for (uint32_t a = 0; a < s->accounts; a++)
        if (!seen[a])
            row[count++] = (truth_row){a, LIA_NONE, s->kind[a]};
    return count;
}

static lia_status set_truth(lia_world *out, const lia_stage *s,
                            lia_error *err)
{
    const uint64_t most = s->accounts + s->members;
    truth_row *row = NULL;
    uint8_t *seen = NULL;
    lia_status st = LIA_OK;

    LIA_TRY(lia_alloc(&row, most, sizeof *row, err));
    LIA_TRY(lia_alloc_zero(&seen, s->accounts, 1, err));
    out->count = list_truth(row, s, seen);
    qsort(row, out->count, sizeof *row, by_account_and_pod);
    LIA_TRY(lia_alloc(&out->account, out->count, sizeof *out->account, err));
    LIA_TRY(lia_alloc(&out->kind, out->count, sizeof *out->kind, err));
    LIA_TRY(lia_alloc(&out->pod, out->count, sizeof *out->pod, err));
    for (uint64_t k = 0; k < out->count; k++) {
        out->account[k] = row[k].account;
        out->kind[k] = row[k].kind;
        out->pod[k] = row[k].pod;
    }
done:
    lia_free(seen);
    lia_free(row);
    return st;
}

lia_status stage_tables(lia_world *out, lia_stage *s, lia_error *err)
{
    lia_world world = {.tables = NULL};
    setter set = {.s = s};
    lia_status st = LIA_OK;

    LIA_TRY(lia_alloc_zero(&world.tables, 1, sizeof *world.tables, err));
    set.t = world.tables;
    LIA_TRY(set_accounts(&set, err));
    LIA_TRY(set_posts(&set, err));
    LIA_TRY(set_contacts(&set, err));
    LIA_TRY(set_interactions(&set, err));
    for (int k = LIA_TABLE_TARGETS; k < LIA_TABLE_COUNT; k++)
        LIA_TRY(set_sheet(&set, (lia_table)k, err));
    LIA_TRY(close_texts(&set, err));
    LIA_TRY(set_truth(&world, s, err));
    if (s->settings[0] != '\0')
        LIA_TRY(lia_copy_text(&world.settings, s->settings,
                              strlen(s->settings), err));
    if (s->by_hand[0] != '\0')
        LIA_TRY(lia_copy_text(&world.by_hand, s->by_hand, strlen(s->by_hand),
                              err));
    *out = world;
    world = (lia_world){.tables = NULL};
done:
    lia_interner_free(&set.texts);
    lia_world_free(&world);
    return st;
}
