/* ingest/identity/identity_people.c - accounts that are shown to be one person.
 *
 * A name alone joins nobody across exports. Within one export a person who is
 * only named is the one account there of that name, if there is just one:
 * "how sure" goes down to 0.70 then, and --match raises what is asked for.
 */
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "ingest/identity/identity_parts.h"
#include "ingest/platforms/linkedin_ids.h"

/* An account under a key; equal keys stand together once sorted. */
typedef struct keyed {
    uint32_t key, account, origin;
} keyed;

typedef struct keyed_list {
    keyed *item;
    uint64_t count, room;
} keyed_list;

static lia_status add(keyed_list *list, uint32_t key, uint32_t account,
                      uint32_t origin, lia_error *err)
{
    lia_status st = lia_reserve(&list->item, &list->room, list->count + 1,
                                sizeof *list->item, err);

    if (st == LIA_OK)
        list->item[list->count++] = (keyed){key, account, origin};
    return st;
}

static int by_key(const void *left, const void *right)
{
    const keyed *a = left, *b = right;

    if (a->key != b->key)
        return a->key < b->key ? -1 : 1;
    if (a->origin != b->origin)
        return a->origin < b->origin ? -1 : 1;
    return (a->account > b->account) - (a->account < b->account);
}

static void sort(keyed_list *list)
{
    if (list->count > 1)
        qsort(list->item, list->count, sizeof *list->item, by_key);
}

/* ---- profile URLs ---- */

/* Any account whose name is a link to a profile, however it is spelled. */
static lia_status join_urls(lia_identity *d, lia_error *err)
{
    lia_union *u = &d->people;
    lia_interner normal = {.count = 0};
    keyed_list list = {NULL, 0, 0};
    lia_status st = LIA_OK;

    for (uint32_t k = 0; k < u->all.count; k++) {
        char url[LIA_LINKEDIN_ROOM];
        size_t length, n;
        uint32_t key;
        const char *name = lia_union_name(u, k, &length);
        if (length < 13 || memmem(name, length, "inkedin.com/", 12) == NULL)
            continue;
        n = lia_linkedin_account(url, name, length);
        if (n == 0)
            continue;
        LIA_TRY(lia_intern(&key, &normal, url, n, err));
        LIA_TRY(add(&list, key, k, 0, err));
    }
    sort(&list);
    for (uint64_t k = 1; k < list.count; k++)
        if (list.item[k].key == list.item[k - 1].key)
            LIA_TRY(lia_union_join(u, list.item[k - 1].account,
                                   list.item[k].account, LIA_BY_URL, 1, err));
done:
    lia_interner_free(&normal);
    lia_free(list.item);
    return st;
}

/* ---- e-mail addresses and handles ---- */

/* One export knows two people under one address: it is not one person's. */
static bool is_shared(const keyed *item, uint64_t from, uint64_t to,
                      lia_union *u)
{
    for (uint64_t k = from + 1; k < to; k++)
        if (item[k].origin == item[k - 1].origin &&
            lia_union_root(u, item[k].account) !=
                lia_union_root(u, item[k - 1].account))
            return true;
    return false;
}

static lia_status join_by(lia_identity *d, lia_claim_kind kind,
                          lia_evidence evidence, double match, lia_error *err)
{
    lia_union *u = &d->people;
    keyed_list list = {NULL, 0, 0};
    uint64_t from, to;
    lia_status st = LIA_OK;

    lia_said_of(&from, &to, d, kind, LIA_NONE);
    for (uint64_t k = from; k < to; k++)
        LIA_TRY(add(&list, d->said[k].text, d->said[k].account,
                    d->said[k].origin, err));
    sort(&list);
    for (uint64_t k = 0, end; k < list.count; k = end) {
        for (end = k; end < list.count &&
                      list.item[end].key == list.item[k].key;)
            end++;
        if (is_shared(list.item, k, end, u))
            continue;
        for (uint64_t i = k + 1; i < end; i++)
            LIA_TRY(lia_union_join(u, list.item[i - 1].account,
                                   list.item[i].account, evidence, match,
                                   err));
    }
done:
    lia_free(list.item);
    return st;
}

/* "account and the account called text are one": text is its name; and two of
 * whom that is said are one. */
static lia_status join_records(lia_identity *d, lia_error *err)
{
    keyed_list list = {NULL, 0, 0};
    uint64_t from, to;
    lia_status st = LIA_OK;

    lia_said_of(&from, &to, d, LIA_CLAIM_SAME, LIA_NONE);
    for (uint64_t k = from; k < to; k++) {
        size_t length;
        const char *name = lia_name(&d->texts, d->said[k].text, &length);
        const uint32_t other = lia_names_find(&d->people.all, name, length);
        LIA_TRY(add(&list, d->said[k].text, d->said[k].account, 0, err));
        if (other != LIA_NONE)
            LIA_TRY(add(&list, d->said[k].text, other, 0, err));
    }
    sort(&list);
    for (uint64_t k = 1; k < list.count; k++)
        if (list.item[k].key == list.item[k - 1].key)
            LIA_TRY(lia_union_join(&d->people, list.item[k - 1].account,
                                   list.item[k].account, LIA_BY_RECORD, 1,
                                   err));
done:
    lia_free(list.item);
    return st;
}

/* ---- names ---- */

/* Names without ASCII case, one blank between words. */
static lia_status fold(const char **out, size_t *length, lia_identity *d,
                       const char *text, size_t n, lia_error *err)
{
    lia_status st = lia_reserve(&d->room, &d->room_size, n + 1, 1, err);
    size_t used = 0;

    if (st != LIA_OK)
        return st;
    for (size_t k = 0; k < n; k++) {
        const char c = text[k] >= 'A' && text[k] <= 'Z' ? (char)(text[k] + 32)
                                                        : text[k];
        if (c == ' ' && (used == 0 || d->room[used - 1] == ' '))
            continue;
        d->room[used++] = c;
    }
    while (used > 0 && d->room[used - 1] == ' ')
        used--;
    *out = d->room;
    *length = used;
    return LIA_OK;
}

typedef struct naming {
    lia_identity *d;
    lia_interner names;          /* folded                                   */
    keyed_list known;            /* accounts by name, export                 */
    keyed_list present;          /* conversations by account                 */
} naming;

static lia_status key_of(uint32_t *out, naming *n, const char *text,
                         size_t length, lia_error *err)
{
    const char *folded;
    size_t bytes;
    lia_status st = fold(&folded, &bytes, n->d, text, length, err);

    if (st == LIA_OK)
        st = lia_intern(out, &n->names, folded, bytes, err);
    return st;
}

static bool is_stand_in(const lia_identity *d, uint32_t account)
{
    size_t length;
    const char *name = lia_union_name(&d->people, account, &length);

    return lia_is_named_mark(name, length);
}

static int has_company(const lia_identity *d, uint32_t account)
{
    size_t length;
    const char *name = lia_union_name(&d->people, account, &length);

    return lia_named_split(name, length).company_length > 0;
}

static lia_status list_known(naming *n, lia_error *err)
{
    const lia_identity *d = n->d;
    uint64_t from, to;
    lia_status st = LIA_OK;

    lia_said_of(&from, &to, d, LIA_CLAIM_NAME, LIA_NONE);
    for (uint64_t k = from; k < to; k++) {
        const uint64_t at = d->texts.off[d->said[k].text];
        uint32_t key;
        size_t length;
        const char *name = lia_union_name(&d->people, d->said[k].account,
                                          &length);
        if (lia_is_named_mark(name, length) &&
            lia_named_split(name, length).company_length == 0)
            continue;                    /* as little known as the other     */
        LIA_TRY(key_of(&key, n, d->texts.bytes + at,
                       d->texts.off[d->said[k].text + 1] - at, err));
        LIA_TRY(add(&n->known, key, d->said[k].account, d->said[k].origin,
                    err));
    }
    for (uint32_t o = 0; o < d->reading->origins; o++) {
        const uint32_t name = d->owner[o].name, id = d->owner[o].stand_in;
        uint32_t key;
        if (name == LIA_NONE || id == LIA_NONE)
            continue;
        LIA_TRY(key_of(&key, n, d->texts.bytes + d->texts.off[name],
                       d->texts.off[name + 1] - d->texts.off[name], err));
        LIA_TRY(add(&n->known, key, id, o, err));
    }
    sort(&n->known);
done:
    return st;
}

static lia_status list_present(naming *n, lia_error *err)
{
    const lia_identity *d = n->d;
    uint64_t from, to;
    lia_status st = LIA_OK;

    lia_said_of(&from, &to, d, LIA_CLAIM_PRESENT, LIA_NONE);
    for (uint64_t k = from; k < to; k++)
        LIA_TRY(add(&n->present, d->said[k].account, d->said[k].text,
                    d->said[k].origin, err));
    sort(&n->present);
done:
    return st;
}

/* The first item of a list that is not before (key, origin). */
static uint64_t place_of(const keyed_list *list, uint32_t key, uint32_t origin)
{
    uint64_t low = 0, high = list->count;

    while (low < high) {
        const uint64_t middle = low + (high - low) / 2;
        const keyed *x = &list->item[middle];
        if (x->key < key || (x->key == key && x->origin < origin))
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* Do they take part in one conversation of the export? */
static bool are_together(const naming *n, uint32_t a, uint32_t b,
                         uint32_t origin)
{
    const keyed_list *list = &n->present;
    uint64_t i = place_of(list, a, origin), j = place_of(list, b, origin);

    while (i < list->count && j < list->count && list->item[i].key == a &&
           list->item[j].key == b && list->item[i].origin == origin &&
           list->item[j].origin == origin) {
        if (list->item[i].account == list->item[j].account)
            return true;
        if (list->item[i].account < list->item[j].account)
            i++;
        else
            j++;
    }
    return false;
}

/* The one account of a name in an export; LIA_NONE for none or several. */
static uint32_t only_one(naming *n, uint32_t key, uint32_t origin,
                         uint32_t self)
{
    lia_union *u = &n->d->people;
    uint32_t found = LIA_NONE;

    for (uint64_t k = place_of(&n->known, key, origin);
         k < n->known.count && n->known.item[k].key == key &&
         n->known.item[k].origin == origin; k++) {
        const uint32_t account = n->known.item[k].account;
        if (account == self)
            continue;
        if (found != LIA_NONE &&
            lia_union_root(u, found) != lia_union_root(u, account))
            return LIA_NONE;
        found = found == LIA_NONE || is_stand_in(n->d, found) ? account
                                                              : found;
    }
    return found;
}

static uint32_t origin_of(const lia_identity *d, const lia_named_parts *p)
{
    for (uint32_t o = 0; o < d->reading->origins; o++)
        if (strlen(d->reading->origin[o].path) == p->path_length &&
            memcmp(d->reading->origin[o].path, p->path, p->path_length) == 0)
            return o;
    return LIA_NONE;
}

/* Somebody who is only named. With a company, an account that has a link may
 * be joined, but no other stand-in. */
static lia_status join_named(naming *n, uint32_t id, lia_error *err)
{
    lia_union *u = &n->d->people;
    size_t length;
    const char *text = lia_union_name(u, id, &length);
    const lia_named_parts p = lia_named_split(text, length);
    const uint32_t origin = origin_of(n->d, &p);
    uint32_t key, other;
    lia_evidence evidence = LIA_BY_NAME;
    double match = 0.7;
    lia_status st = LIA_OK;

    if (origin == LIA_NONE)
        return LIA_OK;
    LIA_TRY(key_of(&key, n, p.name, p.name_length, err));
    other = only_one(n, key, origin, id);
    if (other == LIA_NONE || (p.company_length > 0 &&
                              is_stand_in(n->d, other)))
        return LIA_OK;
    if (lia_union_root(u, other) == lia_union_root(u, id))
        return LIA_OK;
    if (are_together(n, id, other, origin)) {
        evidence = LIA_BY_CONVERSATION;
        match = 0.95;
    } else if (n->d->owner[origin].stand_in != LIA_NONE &&
               lia_union_root(u, n->d->owner[origin].stand_in) ==
                   lia_union_root(u, other)) {
        evidence = LIA_BY_OWN_NAME;
        match = 0.9;
    }
    LIA_TRY(lia_union_join(u, other, id, evidence, match, err));
done:
    return st;
}

/* Those who have a company too: one name at one company is one person. */
static lia_status join_companies(naming *n, lia_error *err)
{
    lia_identity *d = n->d;
    lia_union *u = &d->people;
    lia_interner labels = {.count = 0};
    keyed_list list = {NULL, 0, 0};
    lia_status st = LIA_OK;

    for (uint32_t k = 0; k < u->all.count; k++) {
        size_t length, n_folded;
        uint32_t key;
        const char *folded, *name = lia_union_name(u, k, &length);
        if (!lia_is_named_mark(name, length) ||
            lia_named_split(name, length).company_length == 0)
            continue;
        const lia_named_parts p = lia_named_split(name, length);
        LIA_TRY(fold(&folded, &n_folded, d, p.name,
                     p.name_length + 1 + p.company_length, err));
        LIA_TRY(lia_intern(&key, &labels, folded, n_folded, err));
        LIA_TRY(add(&list, key, k, 0, err));
    }
    sort(&list);
    for (uint64_t k = 1; k < list.count; k++)
        if (list.item[k].key == list.item[k - 1].key)
            LIA_TRY(lia_union_join(u, list.item[k - 1].account,
                                   list.item[k].account, LIA_BY_COMPANY, 0.8,
                                   err));
done:
    lia_interner_free(&labels);
    lia_free(list.item);
    return st;
}

static lia_status join_names(lia_identity *d, lia_error *err)
{
    naming n = {.d = d};
    lia_status st = LIA_OK;

    LIA_TRY(list_known(&n, err));
    LIA_TRY(list_present(&n, err));
    for (int company = 1; company >= 0; company--)
        for (uint32_t k = 0; k < d->people.all.count; k++)
            if (is_stand_in(d, k) && has_company(d, k) == company)
                LIA_TRY(join_named(&n, k, err));
    LIA_TRY(join_companies(&n, err));
done:
    lia_interner_free(&n.names);
    lia_free(n.known.item);
    lia_free(n.present.item);
    return st;
}

lia_status lia_identity_join_people(lia_identity *d, lia_error *err)
{
    lia_status st = LIA_OK;

    LIA_TRY(join_urls(d, err));
    LIA_TRY(join_records(d, err));
    for (uint32_t o = 0; o < d->reading->origins; o++)
        if (d->owner[o].stand_in != LIA_NONE &&
            d->owner[o].account != LIA_NONE)
            LIA_TRY(lia_union_join(&d->people, d->owner[o].account,
                                   d->owner[o].stand_in, LIA_BY_OWNER,
                                   d->owner[o].match, err));
    LIA_TRY(join_by(d, LIA_CLAIM_HANDLE, LIA_BY_HANDLE, 0.99, err));
    LIA_TRY(join_by(d, LIA_CLAIM_EMAIL, LIA_BY_EMAIL, 0.98, err));
    LIA_TRY(join_names(d, err));
done:
    return st;
}
