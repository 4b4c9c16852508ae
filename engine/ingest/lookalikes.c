/* ingest/lookalikes.c - names beyond ASCII sorted by what they look like;
 * equals, and what stands among the plain names under that look, are flagged.
 */
#include "base/language.h"
#include "liaison/lookalikes.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/status.h"
#include "text/seen.h"

const char *lia_lookalike_name(lia_lookalike_why why)
{
    static const char *const words[] = {
        N_("id looks like another"), N_("name looks like another"),
        N_("mixed scripts"), N_("characters that are not seen")};

    return (unsigned)why < LIA_LOOKALIKE_WHYS ? words[why] : "";
}

typedef struct odd {
    char *skeleton;
    size_t length;
    lia_vid account;
} odd;

typedef struct row {
    lia_vid account, like;
    uint8_t why;
} row;

typedef struct search {
    const lia_names *names;
    const uint32_t *owner;   /* [names->count] account; NULL = the id itself */
    lia_lookalike_why why;
    odd *odd;
    uint64_t odds, odd_room;
    row *row;
    uint64_t rows, row_room;
} search;

static lia_vid owner_of(const search *s, uint32_t id)
{
    return s->owner ? s->owner[id] : id;
}

static lia_status flag(search *s, lia_vid account, lia_vid like,
                       lia_lookalike_why why, lia_error *err)
{
    lia_status st = lia_reserve(&s->row, &s->row_room, s->rows + 1,
                                sizeof *s->row, err);

    if (st == LIA_OK)
        s->row[s->rows++] = (row){account, like, (uint8_t)why};
    return st;
}

/* Seen as it is: most names are, and need no second look. */
static bool is_plain(const char *text, size_t length)
{
    for (size_t k = 0; k < length; k++)
        if ((unsigned char)text[k] - 0x20u >= 0x7Fu - 0x20u)
            return false;
    return true;
}

static lia_status take_name(search *s, uint32_t id, lia_error *err)
{
    lia_status st = LIA_OK;
    size_t length;
    const char *name = lia_name(s->names, id, &length);
    const lia_vid account = owner_of(s, id);
    unsigned look;
    odd *o;

    if (account == LIA_NONE || is_plain(name, length))
        return LIA_OK;
    look = lia_look_at(name, length);
    if (look & LIA_LOOK_MIXED)
        LIA_TRY(flag(s, account, LIA_NONE, LIA_LOOKALIKE_MIXED, err));
    if (look & LIA_LOOK_HIDDEN)
        LIA_TRY(flag(s, account, LIA_NONE, LIA_LOOKALIKE_HIDDEN, err));
    LIA_TRY(lia_reserve(&s->odd, &s->odd_room, s->odds + 1, sizeof *s->odd,
                        err));
    o = &s->odd[s->odds];
    LIA_TRY(lia_skeleton(&o->skeleton, &o->length, name, length, err));
    o->account = account;
    s->odds++;
done:
    return st;
}

static int by_skeleton(const void *left, const void *right)
{
    const odd *a = left, *b = right;
    const size_t length = a->length < b->length ? a->length : b->length;
    const int order = memcmp(a->skeleton, b->skeleton, length);

    if (order != 0)
        return order;
    if (a->length != b->length)
        return a->length < b->length ? -1 : 1;
    return (a->account > b->account) - (a->account < b->account);
}

static bool look_same(const odd *a, const odd *b)
{
    return a->length == b->length &&
           memcmp(a->skeleton, b->skeleton, a->length) == 0;
}

/* The account whose name is the skeleton itself. */
static lia_vid plain_twin(const search *s, const odd *o)
{
    const uint32_t id = lia_names_find(s->names, o->skeleton, o->length);

    return id == LIA_NONE ? LIA_NONE : owner_of(s, id);
}

static lia_status flag_group(search *s, uint64_t begin, uint64_t end,
                             lia_error *err)
{
    lia_status st = LIA_OK;
    const lia_vid plain = plain_twin(s, &s->odd[begin]);
    const lia_vid first = plain != LIA_NONE ? plain : s->odd[begin].account;

    for (uint64_t k = begin; k < end; k++) {
        lia_vid like = first;
        if (like == s->odd[k].account && end - begin > 1)
            like = s->odd[begin + (k == begin)].account;
        if (like != s->odd[k].account)
            LIA_TRY(flag(s, s->odd[k].account, like, s->why, err));
    }
done:
    return st;
}

/* lia_names_find wants a name; names that nobody bears have no owner. */
static lia_status find(search *s, lia_error *err)
{
    lia_status st = LIA_OK;

    for (uint32_t id = 0; id < s->names->count; id++)
        LIA_TRY(take_name(s, id, err));
    if (s->odds > 0)
        qsort(s->odd, s->odds, sizeof *s->odd, by_skeleton);
    for (uint64_t k = 0, end; k < s->odds; k = end) {
        for (end = k + 1; end < s->odds &&
                          look_same(&s->odd[k], &s->odd[end]); end++)
            continue;
        LIA_TRY(flag_group(s, k, end, err));
    }
done:
    for (uint64_t k = 0; k < s->odds; k++)
        lia_free(s->odd[k].skeleton);
    s->odds = 0;
    return st;
}

/* The first account that bears each text as its name. */
static lia_status owners_of_texts(uint32_t **out, const lia_tables *t,
                                  lia_error *err)
{
    lia_status st = lia_alloc(out, t->texts.count, sizeof **out, err);

    if (st != LIA_OK)
        return st;
    memset(*out, 0xFF, t->texts.count * sizeof **out);
    for (uint32_t v = t->accounts.names.count; v-- > 0;)
        if (t->accounts.name[v] != LIA_NONE)
            (*out)[t->accounts.name[v]] = v;
    return LIA_OK;
}

static int by_account(const void *left, const void *right)
{
    const row *a = left, *b = right;

    if (a->account != b->account)
        return a->account < b->account ? -1 : 1;
    return (a->why > b->why) - (a->why < b->why);
}

static lia_status hand_over(lia_lookalikes *out, search *s, lia_error *err)
{
    lia_lookalikes found = {0, NULL, NULL, NULL};
    lia_status st = LIA_OK;

    LIA_TRY(lia_alloc(&found.account, s->rows, sizeof *found.account, err));
    LIA_TRY(lia_alloc(&found.like, s->rows, sizeof *found.like, err));
    LIA_TRY(lia_alloc(&found.why, s->rows, sizeof *found.why, err));
    if (s->rows > 0)
        qsort(s->row, s->rows, sizeof *s->row, by_account);
    for (uint64_t k = 0; k < s->rows; k++) {
        const row *r = &s->row[k];
        if (found.count > 0 && found.account[found.count - 1] == r->account &&
            found.why[found.count - 1] == r->why)
            continue;
        found.account[found.count] = r->account;
        found.like[found.count] = r->like;
        found.why[found.count++] = r->why;
    }
    *out = found;
    memset(&found, 0, sizeof found);
done:
    lia_lookalikes_free(&found);
    return st;
}

lia_status lia_lookalikes_find(lia_lookalikes *out, const lia_tables *tables,
                               lia_error *err)
{
    search s = {.why = LIA_LOOKALIKE_ID};
    uint32_t *owner = NULL;
    lia_status st = LIA_OK;

    if (out == NULL || tables == NULL)
        return lia_fail(err, LIA_EARG, "no tables, or nowhere to put it");
    s.names = &tables->accounts.names;
    LIA_TRY(find(&s, err));
    if (tables->accounts.name != NULL) {
        LIA_TRY(owners_of_texts(&owner, tables, err));
        s.names = &tables->texts;
        s.owner = owner;
        s.why = LIA_LOOKALIKE_NAME;
        LIA_TRY(find(&s, err));
    }
    st = hand_over(out, &s, err);
done:
    lia_free(owner);
    lia_free(s.odd);
    lia_free(s.row);
    return st;
}

void lia_lookalikes_free(lia_lookalikes *found)
{
    lia_free(found->account);
    lia_free(found->like);
    lia_free(found->why);
    memset(found, 0, sizeof *found);
}
