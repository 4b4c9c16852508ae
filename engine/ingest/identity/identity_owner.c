/* ingest/identity/identity_owner.c - whose export it is.
 *
 * In this order: a team table says so (owner_file); the export names its
 * owner's account; somebody did what only
 * the owner can have done (sent what lies in the folder SENT, sent an outgoing
 * invitation), the one who did so most; somebody takes part in most
 * conversations. Where the export tells the owner's name, only accounts of
 * that name come into question, if there are any.
 */
#include <math.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "base/language.h"
#include "base/mem.h"
#include "ingest/identity/identity_parts.h"
#include "ingest/platforms/linkedin_ids.h"
#include "ingest/say.h"

/* Where the first claim stands that is not before this one. */
static uint64_t place_of(const lia_identity *d, uint32_t kind, uint64_t origin,
                         uint64_t account)
{
    uint64_t low = 0, high = d->saids;

    while (low < high) {
        const uint64_t middle = low + (high - low) / 2;
        const lia_said *s = &d->said[middle];
        const bool before = s->kind != kind     ? s->kind < kind
                            : s->origin != origin ? s->origin < origin
                                                  : s->account < account;
        if (before)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

void lia_said_of(uint64_t *from, uint64_t *to, const lia_identity *d,
                 lia_claim_kind kind, uint32_t origin)
{
    if (origin == LIA_NONE) {
        *from = place_of(d, (uint32_t)kind, 0, 0);
        *to = place_of(d, (uint32_t)kind + 1, 0, 0);
        return;
    }
    *from = place_of(d, (uint32_t)kind, origin, 0);
    *to = place_of(d, (uint32_t)kind, (uint64_t)origin + 1, 0);
}

static const char *text_of(const lia_identity *d, uint32_t id, size_t *length)
{
    *length = (size_t)(d->texts.off[id + 1] - d->texts.off[id]);
    return d->texts.bytes + d->texts.off[id];
}

/* The name that the export gives its owner most often. */
static void find_name(lia_identity *d, uint32_t origin)
{
    uint64_t from, to, most = 0;

    lia_said_of(&from, &to, d, LIA_CLAIM_OWNER_NAME, origin);
    for (uint64_t k = from; k < to; k++) {
        size_t n, m;
        const char *text = text_of(d, d->said[k].text, &n);
        const char *best = most > 0 ? text_of(d, d->owner[origin].name, &m)
                                    : NULL;
        if (d->said[k].count < most ||
            (d->said[k].count == most && best != NULL &&
             strncmp(text, best, n < m ? n : m) >= 0))
            continue;
        most = d->said[k].count;
        d->owner[origin].name = d->said[k].text;
    }
}

/* Is the account called like the owner? */
static bool is_called(const lia_identity *d, uint32_t account, uint32_t origin,
                      uint32_t name)
{
    const uint64_t from = place_of(d, LIA_CLAIM_NAME, origin, account);
    size_t n, m;
    const char *want;

    if (name == LIA_NONE)
        return false;
    want = text_of(d, name, &n);
    for (uint64_t k = from;
         k < d->saids && d->said[k].kind == LIA_CLAIM_NAME &&
         d->said[k].origin == origin && d->said[k].account == account; k++) {
        const char *text = text_of(d, d->said[k].text, &m);
        if (n == m && strncasecmp(text, want, n) == 0)
            return true;
    }
    return false;
}

typedef struct candidate {
    uint32_t account;
    uint64_t count, total;       /* of it, of all                            */
    bool is_called, is_drawn;    /* has the name; another has as many        */
} candidate;

static bool is_person(const lia_identity *d, uint32_t account)
{
    size_t length;
    const char *name = lia_union_name(&d->people, account, &length);

    return name[0] != '\0';
}

/* Claims of one kind about one export: the account with most of them, names
 * first. For PRESENT each distinct conversation is one claim. */
static candidate most_of(const lia_identity *d, lia_claim_kind kind,
                         uint32_t origin)
{
    candidate best = {LIA_NONE, 0, 0, false, false};
    uint64_t from, to;

    lia_said_of(&from, &to, d, kind, origin);
    for (uint64_t k = from; k < to;) {
        const uint32_t account = d->said[k].account;
        uint64_t count = 0;
        bool called;
        for (; k < to && d->said[k].account == account; k++)
            count += kind == LIA_CLAIM_PRESENT ? 1 : d->said[k].count;
        if (!is_person(d, account))
            continue;
        called = is_called(d, account, origin, d->owner[origin].name);
        best.total += count;
        if (best.account != LIA_NONE &&
            (called < best.is_called ||
             (called == best.is_called && count < best.count)))
            continue;
        best.is_drawn = best.account != LIA_NONE && count == best.count &&
                        called == best.is_called;
        best.account = account;
        best.count = count;
        best.is_called = called;
    }
    return best;
}

static lia_status count_conversations(uint64_t *out, const lia_identity *d,
                                      uint32_t origin, lia_error *err)
{
    uint8_t *seen = NULL;
    uint64_t from, to;
    lia_status st = lia_alloc_zero(&seen, d->texts.count, 1, err);

    *out = 0;
    if (st != LIA_OK)
        return st;
    lia_said_of(&from, &to, d, LIA_CLAIM_PRESENT, origin);
    for (uint64_t k = from; k < to; k++) {
        *out += seen[d->said[k].text] == 0;
        seen[d->said[k].text] = 1;
    }
    lia_free(seen);
    return LIA_OK;
}

static void choose(lia_identity *d, uint32_t origin, const candidate *c,
                   double match)
{
    d->owner[origin].account = c->account;
    d->owner[origin].match = match;
}

/* With pseudonyms, or people to be left out, no sentence names anybody. */
static bool is_discreet(const lia_identity *d)
{
    return d->reading->worker[0].discreet;
}

static void say_name(lia_say *say, const lia_identity *d, uint32_t origin,
                     bool is_called)
{
    size_t n;
    const char *text;

    if (d->owner[origin].name == LIA_NONE || is_discreet(d))
        return;
    text = text_of(d, d->owner[origin].name, &n);
    lia_sayf(say, is_called ? N_(", and is called ")
                            : N_("; its owner is called "));
    lia_say_quoted(say, text, n, 60);
    lia_sayf(say, is_called ? N_(" like its owner")
                            : N_(", which no link is seen of"));
}

static const char *sheet_cell(const lia_worker *w, const lia_block *b,
                              uint32_t f, uint64_t row, size_t *length)
{
    const lia_interner *texts = &w->space[LIA_KIND_TEXT];
    const uint32_t id = b->has[f] && b->column[f] != NULL
                            ? ((const uint32_t *)b->column[f])[row] : LIA_NONE;

    *length = 0;
    if (id == LIA_NONE)
        return "";
    *length = (size_t)(texts->off[id + 1] - texts->off[id]);
    return texts->bytes + texts->off[id];
}

/* Is this the name of the export's folder or archive, or the end of its path
 * from a folder on? */
static bool is_path(const char *path, const char *name, size_t length)
{
    const size_t n = strlen(path);

    return length > 0 && length <= n &&
           memcmp(path + n - length, name, length) == 0 &&
           (length == n || path[n - length - 1] == '/' ||
            path[n - length - 1] == '!');
}

/* The account of the team that is called so. */
static uint32_t member(const lia_identity *d, const char *text, size_t length)
{
    char url[LIA_LINKEDIN_ROOM];
    const uint32_t id = lia_names_find(&d->people.all, text, length);
    const size_t n = id == LIA_NONE ? lia_linkedin_account(url, text, length)
                                    : 0;

    return n > 0 ? lia_names_find(&d->people.all, url, n) : id;
}

static bool by_team(lia_identity *d, uint32_t origin, lia_say *say)
{
    enum { ACCOUNT, OWNER_FILE = 2 };
    candidate c = {LIA_NONE, 1, 1, false, false};

    for (int n = 0; n < d->reading->workers; n++) {
        const lia_worker *w = &d->reading->worker[n];
        for (uint64_t k = 0; k < w->blocks; k++) {
            const lia_block *b = w->block[k];
            for (uint64_t r = 0; b->table == LIA_TABLE_TEAM && r < b->rows;
                 r++) {
                size_t length;
                const char *file = sheet_cell(w, b, OWNER_FILE, r, &length);
                if (!is_path(d->reading->origin[origin].path, file, length))
                    continue;
                const char *text = sheet_cell(w, b, ACCOUNT, r, &length);
                c.account = member(d, text, length);
            }
        }
    }
    if (c.account == LIA_NONE)
        return false;
    choose(d, origin, &c, 1);
    lia_sayf(say, "the team table says so");
    return true;
}

static bool by_record(lia_identity *d, uint32_t origin, lia_say *say)
{
    const candidate c = most_of(d, LIA_CLAIM_OWNER, origin);

    if (c.account == LIA_NONE)
        return false;
    choose(d, origin, &c, 1);
    lia_sayf(say, "the export names its owner");
    return true;
}

static bool by_sending(lia_identity *d, uint32_t origin, lia_say *say)
{
    const candidate c = most_of(d, LIA_CLAIM_SENT, origin);

    if (c.account == LIA_NONE || c.is_drawn)
        return false;
    choose(d, origin, &c, c.is_called ? 1 : 0.95);
    lia_sayf(say, "sent %llu of %llu things that only the owner can have sent",
             (unsigned long long)c.count, (unsigned long long)c.total);
    say_name(say, d, origin, c.is_called);
    return true;
}

static bool by_presence(lia_identity *d, uint32_t origin, uint64_t all,
                        lia_say *say)
{
    const candidate c = most_of(d, LIA_CLAIM_PRESENT, origin);

    if (c.account == LIA_NONE || c.is_drawn ||
        (!c.is_called && (all < 3 || c.count * 2 <= all)))
        return false;
    choose(d, origin, &c, c.is_called ? 0.95 : 0.8);
    lia_sayf(say, "takes part in %llu of %llu conversations",
             (unsigned long long)c.count, (unsigned long long)all);
    say_name(say, d, origin, c.is_called);
    return true;
}

static void find_owner(lia_identity *d, uint32_t origin, uint64_t all)
{
    lia_owner *o = &d->owner[origin];
    lia_say say = {o->how, sizeof o->how, 0};
    size_t n;

    find_name(d, origin);
    if (by_team(d, origin, &say) || by_record(d, origin, &say) ||
        by_sending(d, origin, &say) || by_presence(d, origin, all, &say))
        return;
    if (o->name == LIA_NONE) {
        lia_sayf(&say, "not found: no profile, no sent message and no "
                       "outgoing invitation names the owner");
        return;
    }
    if (is_discreet(d)) {
        lia_sayf(&say, "only a name");
        return;
    }
    const char *text = text_of(d, o->name, &n);
    lia_sayf(&say, "only a name: ");
    lia_say_quoted(&say, text, n, 60);
}

/* The stand-in of an export's owner, if a row speaks of one. */
static lia_status find_stand_in(lia_identity *d, uint32_t origin,
                                lia_error *err)
{
    const char *path = d->reading->origin[origin].path;
    const size_t length = strlen(path) + LIA_OWNER_MARK_LENGTH;
    lia_status st = lia_reserve(&d->room, &d->room_size, length + 1, 1, err);

    if (st != LIA_OK)
        return st;
    memcpy(d->room, LIA_OWNER_MARK, LIA_OWNER_MARK_LENGTH);
    memcpy(d->room + LIA_OWNER_MARK_LENGTH, path,
           length - LIA_OWNER_MARK_LENGTH);
    d->owner[origin].stand_in = lia_names_find(&d->people.all, d->room, length);
    return LIA_OK;
}

/* How the owner was found, for the terminal where that has another language:
 * what is found again is the same. */
static void say_owner(lia_identity *d, uint32_t origin, uint64_t all)
{
    const lia_language written = lia_written();
    lia_owner *o = &d->owner[origin];
    char how[sizeof o->how];

    if (written == lia_spoken())
        return;
    memcpy(how, o->how, sizeof how);
    lia_write_in(lia_spoken());
    find_owner(d, origin, all);
    lia_write_in(written);
    memcpy(o->said, o->how, sizeof o->said);
    memcpy(o->how, how, sizeof how);
}

lia_status lia_identity_find_owners(lia_identity *d, lia_error *err)
{
    lia_status st = LIA_OK;
    uint64_t all = 0;

    LIA_TRY(lia_alloc_zero(&d->owner, d->reading->origins, sizeof *d->owner,
                           err));
    for (uint32_t o = 0; o < d->reading->origins; o++) {
        d->owner[o] = (lia_owner){.account = LIA_NONE, .name = LIA_NONE,
                                  .match = (double)NAN};
        LIA_TRY(find_stand_in(d, o, err));
        LIA_TRY(count_conversations(&all, d, o, err));
        find_owner(d, o, all);
        say_owner(d, o, all);
    }
done:
    return st;
}
