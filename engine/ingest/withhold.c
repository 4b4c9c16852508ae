/* ingest/withhold.c - rows of excluded accounts, and rows past their time.
 *
 * Workers have ids of their own, so who is excluded is a set of names; so is
 * what they posted. An account is known by its id, by its url in an accounts
 * table, or by its pseudonym, whichever the list has.
 */
#include "ingest/withhold.h"

#include <string.h>

#include "base/mem.h"
#include "ingest/addresses.h"

typedef struct sieve {
    const lia_withholding *w;
    lia_interner listed;       /* entries of the list, folded                */
    lia_interner people;       /* accounts that are to go, folded            */
    lia_interner posts;        /* what they posted                           */
    uint8_t **is_out;          /* [workers][accounts of the worker]          */
    uint8_t **post_out;        /* [workers][posts of the worker]             */
    uint8_t **text_out;        /* [workers][texts of the worker]             */
    uint8_t *keep;             /* [rows of a block]                          */
    uint64_t keep_room;
    char *folded;
    uint64_t folded_room;
    lia_time since;
} sieve;

bool lia_is_account_text(const lia_field_spec *field)
{
    static const char *const names[] = {"account", "seller", "owner", "asker",
                                        "introducer", "target", "alias",
                                        "account_a", "account_b"};

    for (size_t k = 0; k < sizeof names / sizeof *names; k++)
        if (strcmp(field->name, names[k]) == 0)
            return field->kind == LIA_KIND_TEXT;
    return false;
}

static bool knows(const lia_interner *set, const char *text, size_t length)
{
    return set->count > 0 &&
           lia_interned(set, text, length) != LIA_NONE;
}

/* ASCII lower case without a leading @, in the room of the sieve. */
static lia_status fold(const char **out, size_t *length, sieve *s,
                       const char *text, lia_error *err)
{
    const size_t skip = *length > 1 && text[0] == '@';
    lia_status st = lia_reserve(&s->folded, &s->folded_room, *length + 1, 1,
                                err);

    if (st != LIA_OK)
        return st;
    for (size_t k = skip; k < *length; k++)
        s->folded[k - skip] = text[k] >= 'A' && text[k] <= 'Z'
                                  ? (char)(text[k] - 'A' + 'a') : text[k];
    *length -= skip;
    *out = s->folded;
    return LIA_OK;
}

static lia_status add_to(lia_interner *set, const char *text, size_t length,
                         lia_error *err)
{
    uint32_t id;

    return lia_intern(&id, set, text, length, err);
}

static lia_status list(sieve *s, lia_error *err)
{
    const lia_privacy *p = s->w->privacy;
    char account[LIA_LINKEDIN_ROOM];
    lia_status st = LIA_OK;

    for (size_t k = 0; k < p->exclude_count; k++) {
        size_t length = strlen(p->exclude[k]);
        const char *text;
        LIA_TRY(fold(&text, &length, s, p->exclude[k], err));
        if (length > 0)
            LIA_TRY(add_to(&s->listed, text, length, err));
        length = lia_address_account(account, p->exclude[k],
                                     strlen(p->exclude[k]));
        LIA_TRY(fold(&text, &length, s, account, err));
        if (length > 0)
            LIA_TRY(add_to(&s->listed, text, length, err));
    }
done:
    return st;
}

/* Is this text in a set, as it is or, with a key, as its pseudonym? */
static lia_status is_in(bool *out, sieve *s, const lia_interner *set,
                        const char *text, size_t length, lia_error *err)
{
    char pseudonym[LIA_PSEUDONYM_LENGTH + 1];
    const char *folded;
    size_t folded_length = length;
    lia_status st = fold(&folded, &folded_length, s, text, err);

    if (st != LIA_OK)
        return st;
    *out = knows(set, folded, folded_length);
    if (!*out && set == &s->listed && s->w->privacy->key != NULL) {
        lia_pseudonym(pseudonym, s->w->privacy->key, LIA_OF_ACCOUNT, text,
                      length);
        *out = knows(set, pseudonym, LIA_PSEUDONYM_LENGTH);
    }
    return LIA_OK;
}

static const char *name_of(const lia_interner *names, uint32_t id,
                           size_t *length)
{
    *length = (size_t)(names->off[id + 1] - names->off[id]);
    return names->bytes + names->off[id];
}

/* The name of somebody who is listed, or whose url is. */
static lia_status add_if_listed(sieve *s, const lia_interner *names,
                                uint32_t id, const lia_interner *of,
                                uint32_t person, lia_error *err)
{
    size_t length;
    const char *text;
    bool in;
    lia_status st = LIA_OK;

    if (id == LIA_NONE)
        return LIA_OK;
    text = name_of(names, id, &length);
    LIA_TRY(is_in(&in, s, &s->listed, text, length, err));
    if (!in)
        return LIA_OK;
    text = name_of(of, person, &length);
    LIA_TRY(fold(&text, &length, s, text, err));
    LIA_TRY(add_to(&s->people, text, length, err));
done:
    return st;
}

/* Everyone who is listed by name. */
static lia_status people_by_name(sieve *s, lia_error *err)
{
    lia_status st = LIA_OK;

    for (int w = 0; w < s->w->workers; w++) {
        const lia_interner *names = &s->w->worker[w].space[LIA_KIND_ACCOUNT];
        for (uint32_t id = 0; id < names->count; id++)
            LIA_TRY(add_if_listed(s, names, id, names, id, err));
    }
done:
    return st;
}

/* The same in sheets, where an account is a text. */
static lia_status people_of_sheets(sieve *s, lia_error *err)
{
    lia_status st = LIA_OK;

    for (uint64_t b = 0; b < s->w->blocks; b++) {
        const lia_block *block = s->w->block[b];
        const lia_table_spec *spec = lia_table_fields(block->table);
        const lia_interner *texts =
            &s->w->worker[block->worker].space[LIA_KIND_TEXT];
        for (uint32_t f = 0; f < spec->count; f++) {
            const uint32_t *id = block->column[f];
            if (!lia_is_account_text(&spec->field[f]) || !block->has[f])
                continue;
            for (uint64_t r = 0; r < block->rows; r++)
                LIA_TRY(add_if_listed(s, texts, id[r], texts, id[r], err));
        }
    }
done:
    return st;
}

/* Everyone who is listed under a name that was joined with another. */
static lia_status people_by_alias(sieve *s, lia_error *err)
{
    lia_status st = LIA_OK;

    for (uint64_t b = 0; b < s->w->blocks; b++) {
        const lia_block *block = s->w->block[b];
        const lia_interner *texts =
            &s->w->worker[block->worker].space[LIA_KIND_TEXT];
        const uint32_t *alias = block->column[0], *account = block->column[1];
        if (block->table != LIA_TABLE_ALIASES)
            continue;
        for (uint64_t r = 0; r < block->rows; r++)
            LIA_TRY(add_if_listed(s, texts, alias[r], texts, account[r],
                                  err));
    }
done:
    return st;
}

/* Everyone whose url is listed. */
static lia_status people_by_url(sieve *s, lia_error *err)
{
    lia_status st = LIA_OK;

    for (uint64_t b = 0; b < s->w->blocks; b++) {
        const lia_block *block = s->w->block[b];
        const lia_worker *worker = &s->w->worker[block->worker];
        const uint32_t *url = block->column[LIA_A_URL];
        if (block->table != LIA_TABLE_ACCOUNTS || !block->has[LIA_A_URL])
            continue;
        for (uint64_t r = 0; r < block->rows; r++)
            LIA_TRY(add_if_listed(s, &worker->space[LIA_KIND_TEXT], url[r],
                                  &worker->space[LIA_KIND_ACCOUNT],
                                  ((uint32_t *)block->column[0])[r], err));
    }
done:
    return st;
}

/* out[w][id] = 1 where the name is in the set. */
static lia_status flag(uint8_t ***out, sieve *s, int kind,
                       const lia_interner *set, bool folded, lia_error *err)
{
    lia_status st = LIA_OK;

    LIA_TRY(lia_alloc_zero(out, (uint64_t)s->w->workers, sizeof **out, err));
    for (int w = 0; w < s->w->workers; w++) {
        const lia_interner *names = &s->w->worker[w].space[kind];
        LIA_TRY(lia_alloc_zero(&(*out)[w], names->count, 1, err));
        for (uint32_t id = 0; id < names->count && set->count > 0; id++) {
            size_t length;
            const char *text = name_of(names, id, &length);
            bool in = false;
            if (folded)
                LIA_TRY(is_in(&in, s, set, text, length, err));
            else
                in = knows(set, text, length);
            (*out)[w][id] = in;
        }
    }
done:
    return st;
}

static bool has_id(const lia_block *b, uint32_t f, uint64_t r,
                   const uint8_t *is_out)
{
    uint32_t id;

    if (!b->has[f] || b->column[f] == NULL)
        return false;
    id = ((const uint32_t *)b->column[f])[r];
    return id != LIA_NONE && is_out[id] != 0;
}

/* Posts of people who are out, whichever row says so. */
static lia_status posts_of_people(sieve *s, lia_error *err)
{
    lia_status st = LIA_OK;

    for (uint64_t b = 0; b < s->w->blocks; b++) {
        const lia_block *block = s->w->block[b];
        const bool acts = block->table == LIA_TABLE_INTERACTIONS;
        const uint32_t post = acts ? (uint32_t)LIA_I_OBJECT : LIA_P_POST;
        const uint32_t author = acts ? (uint32_t)LIA_I_AUTHOR : LIA_P_AUTHOR;
        if ((!acts && block->table != LIA_TABLE_POSTS) || !block->has[post])
            continue;
        for (uint64_t r = 0; r < block->rows; r++) {
            const uint32_t id = ((uint32_t *)block->column[post])[r];
            size_t length;
            const char *text;
            if (id == LIA_NONE ||
                !has_id(block, author, r, s->is_out[block->worker]))
                continue;
            text = name_of(&s->w->worker[block->worker].space[LIA_KIND_POST],
                           id, &length);
            LIA_TRY(add_to(&s->posts, text, length, err));
        }
    }
done:
    return st;
}

static bool is_excluded(const sieve *s, const lia_block *b, uint64_t r)
{
    const lia_table_spec *spec = lia_table_fields(b->table);

    for (uint32_t f = 0; f < spec->count; f++) {
        const lia_field_spec *field = &spec->field[f];
        if (field->kind == LIA_KIND_ACCOUNT &&
            has_id(b, f, r, s->is_out[b->worker]))
            return true;
        if (field->kind == LIA_KIND_POST &&
            has_id(b, f, r, s->post_out[b->worker]))
            return true;
        if (lia_is_account_text(field) &&
            has_id(b, f, r, s->text_out[b->worker]))
            return true;
    }
    return false;
}

/* The column of events that retention looks at; NULL for other tables. */
static const lia_time *times_of(const lia_block *b)
{
    const uint32_t f = b->table == LIA_TABLE_INTERACTIONS ? LIA_I_TIME
                                                          : LIA_P_TIME;

    if (b->table != LIA_TABLE_INTERACTIONS && b->table != LIA_TABLE_POSTS)
        return NULL;
    return b->has[f] ? b->column[f] : NULL;
}

static lia_time last_event(const lia_withholding *w)
{
    lia_time last = LIA_NO_TIME;

    for (uint64_t b = 0; b < w->blocks; b++) {
        const lia_time *time = times_of(w->block[b]);
        for (uint64_t r = 0; time != NULL && r < w->block[b]->rows; r++)
            if (time[r] > last && w->block[b]->table == LIA_TABLE_INTERACTIONS)
                last = time[r];
    }
    return last;
}

/* Close the gaps; the lines of the rows that stay are told anew. */
lia_status lia_block_keep(lia_block *b, const uint8_t *keep, bool lean,
                          lia_error *err)
{
    const lia_table_spec *spec = lia_table_fields(b->table);
    const lia_origins old = b->origins;
    const uint64_t rows = b->rows;
    lia_status st = LIA_OK;
    uint64_t run = 0;

    b->origins = (lia_origins){0, NULL};
    b->origin_room = 0;
    b->rows = 0;
    for (uint64_t r = 0; r < rows; r++) {
        while (run + 1 < old.count && old.run[run + 1].row <= r)
            run++;
        if (!keep[r])
            continue;
        if (!lean && old.count > 0)
            LIA_TRY(lia_block_origin(b, old.run[run].line +
                                            (r - old.run[run].row), err));
        for (uint32_t f = 0; f < spec->count; f++) {
            const size_t width = lia_kind_width(spec->field[f].kind);
            if (b->has[f] && b->rows != r)
                memcpy((char *)b->column[f] + b->rows * width,
                       (char *)b->column[f] + r * width, width);
        }
        b->rows++;
    }
done:
    lia_free(old.run);
    return st;
}

static lia_status sift(lia_withheld *out, sieve *s, lia_block *b,
                       lia_error *err)
{
    const lia_time *time = s->since != LIA_NO_TIME ? times_of(b) : NULL;
    const bool dated = s->since != LIA_NO_TIME &&
                       b->table == LIA_TABLE_INTERACTIONS;
    lia_status st = lia_reserve(&s->keep, &s->keep_room, b->rows + 1, 1, err);
    uint64_t gone = 0;

    if (st != LIA_OK)
        return st;
    for (uint64_t r = 0; r < b->rows; r++) {
        const lia_time at = time != NULL ? time[r] : LIA_NO_TIME;
        const bool excluded = s->people.count > 0 && is_excluded(s, b, r);
        const bool expired = !excluded && at != LIA_NO_TIME && at < s->since;
        s->keep[r] = !excluded && !expired;
        gone += excluded || expired;
        out->excluded_rows += excluded;
        out->expired_rows += expired;
        out->undated_rows += !excluded && dated && at == LIA_NO_TIME;
    }
    return gone > 0 ? lia_block_keep(b, s->keep, s->w->lean, err) : LIA_OK;
}

static void sieve_free(sieve *s)
{
    uint8_t **const lists[] = {s->is_out, s->post_out, s->text_out};

    for (size_t k = 0; k < 3; k++) {
        for (int w = 0; lists[k] != NULL && w < s->w->workers; w++)
            lia_free(lists[k][w]);
        lia_free(lists[k]);
    }
    lia_interner_free(&s->listed);
    lia_interner_free(&s->people);
    lia_interner_free(&s->posts);
    lia_free(s->keep);
    lia_free(s->folded);
}

static lia_status find_people(sieve *s, lia_error *err)
{
    lia_status st = LIA_OK;

    LIA_TRY(list(s, err));
    LIA_TRY(people_by_name(s, err));
    LIA_TRY(people_of_sheets(s, err));
    LIA_TRY(people_by_alias(s, err));
    LIA_TRY(people_by_url(s, err));
    LIA_TRY(flag(&s->is_out, s, LIA_KIND_ACCOUNT, &s->people, true, err));
    LIA_TRY(posts_of_people(s, err));
    LIA_TRY(flag(&s->post_out, s, LIA_KIND_POST, &s->posts, false, err));
    LIA_TRY(flag(&s->text_out, s, LIA_KIND_TEXT, &s->people, true, err));
done:
    return st;
}

lia_status lia_withhold_rows(lia_withheld *out, const lia_withholding *w,
                             lia_error *err)
{
    static const lia_time day = (lia_time)86400 * 1000000;
    const lia_privacy *p = w->privacy;
    sieve s = {.w = w, .since = LIA_NO_TIME};
    lia_status st = LIA_OK;

    *out = (lia_withheld){.retained_since = LIA_NO_TIME};
    if (p->retain_days > 0) {
        const lia_time now = p->as_of != LIA_NO_TIME ? p->as_of
                                                     : last_event(w);
        if (now != LIA_NO_TIME)
            s.since = now - (lia_time)p->retain_days * day;
        out->retained_since = s.since;
    }
    if (p->exclude_count > 0)
        LIA_TRY(find_people(&s, err));
    if (s.people.count == 0 && s.since == LIA_NO_TIME)
        goto done;
    for (uint64_t b = 0; b < w->blocks; b++)
        LIA_TRY(sift(out, &s, w->block[b], err));
    out->excluded_accounts = s.people.count;
done:
    sieve_free(&s);
    return st;
}
