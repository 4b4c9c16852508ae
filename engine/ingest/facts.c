/* ingest/facts.c - counting what the tables hold, in one pass over each.
 *
 * The hubs of a star, or of several archives pooled, are found greedily: the
 * account that touches most of the ties that no hub touches yet is the next.
 */
#include "liaison/inspect.h"

#include <string.h>

#include "base/mem.h"
#include "base/status.h"

/* Days from 1970 to 2100, all that a reader accepts. */
enum { DAYS = 47500, DAY_BYTES = DAYS / 8 + 1, HUB_SHARE = 10 };
static const lia_time DAY = (lia_time)86400 * 1000000;

/* A few strays are allowed: 98 of 100 ties make a star. */
static bool covers(uint64_t covered, uint64_t ties)
{
    return ties - covered <= ties / 50;
}

static void see_time(lia_facts *f, lia_time time)
{
    if (time == LIA_NO_TIME)
        return;
    if (f->first == LIA_NO_TIME || time < f->first)
        f->first = time;
    if (f->last == LIA_NO_TIME || time > f->last)
        f->last = time;
}

static lia_vid author_of(const lia_tables *t, uint64_t row)
{
    const lia_interactions *x = &t->interactions;

    if (x->author != NULL && x->author[row] != LIA_NONE)
        return x->author[row];
    if (x->object != NULL && x->object[row] != LIA_NONE &&
        t->posts.author != NULL)
        return t->posts.author[x->object[row]];
    return LIA_NONE;
}

typedef struct counting {
    uint32_t *acts;              /* [accounts] interactions, saturating      */
    uint8_t *is_engaged;         /* [accounts] by someone else               */
    uint32_t *likers;            /* [posts] likes and reactions, saturating  */
    uint8_t *is_owner;           /* [accounts] of an export                  */
    uint8_t *is_vague;           /* [accounts] a name that only its file has */
    uint8_t day[DAY_BYTES];      /* bit per day                              */
} counting;

static void see_moment(lia_facts *f, counting *c, const lia_interactions *x,
                       uint64_t row)
{
    if (x->time == NULL || x->time[row] == LIA_NO_TIME)
        return;
    f->timed++;
    see_time(f, x->time[row]);
    if (x->time[row] >= 0 && x->time[row] / DAY < DAYS) {
        const uint64_t day = (uint64_t)(x->time[row] / DAY);
        c->day[day / 8] |= (uint8_t)(1u << (day % 8));
    }
}

/* A display name has blanks; an encoded id of LinkedIn stands for somebody,
 * but in no other data. */
static bool is_vague(const lia_names *names, lia_vid account)
{
    static const char encoded[] = "linkedin.com/in/ACo";
    size_t length;
    const char *name = lia_name(names, account, &length);

    return (length > 0 && memchr(name, ' ', length) != NULL) ||
           (length > sizeof encoded - 1 &&
            memcmp(name, encoded, sizeof encoded - 1) == 0);
}

enum { LINKEDIN_SHOWS = 1218 };

static void see_like(counting *c, const lia_interactions *x, uint64_t row)
{
    const uint32_t post = x->object[row];

    if (x->action != NULL &&
        (x->action[row] == LIA_ACTION_LIKE ||
         x->action[row] == LIA_ACTION_REACTION) &&
        c->likers[post] < UINT32_MAX)
        c->likers[post]++;
}

static uint64_t count_cut(const counting *c, const lia_names *posts)
{
    static const char urn[] = "urn:li:";
    uint64_t cut = 0;

    for (uint32_t p = 0; p < posts->count; p++) {
        size_t length;
        const char *name = lia_name(posts, p, &length);
        cut += c->likers[p] >= LINKEDIN_SHOWS && length > sizeof urn - 1 &&
               memcmp(name, urn, sizeof urn - 1) == 0;
    }
    return cut;
}

static void see_owner(lia_facts *f, const counting *c, const lia_tables *t,
                      uint64_t row, bool on_post)
{
    const lia_interactions *x = &t->interactions;
    const lia_vid actor = x->actor[row];
    const bool owns = actor != LIA_NONE && c->is_owner[actor] != 0;
    const bool posts = x->action != NULL &&
                       x->action[row] == LIA_ACTION_POST;

    f->resolvable += actor != LIA_NONE && c->is_vague[actor] == 0;
    f->by_owners += owns;
    f->posted += owns && posts;
    f->on_posts_by_others += !owns && !posts && on_post;
}

static void see_act(lia_facts *f, counting *c, const lia_tables *t,
                    uint64_t row)
{
    const lia_interactions *x = &t->interactions;
    const lia_vid actor = x->actor[row], author = author_of(t, row);
    const lia_vid target = x->target != NULL ? x->target[row] : LIA_NONE;
    const bool on_post = x->object != NULL && x->object[row] != LIA_NONE;

    if (actor != LIA_NONE && c->acts[actor] < UINT32_MAX)
        c->acts[actor]++;
    f->known_actors += actor != LIA_NONE && t->accounts.listed != NULL &&
                       t->accounts.listed[actor] != 0;
    see_moment(f, c, x, row);
    see_owner(f, c, t, row, on_post);
    if (on_post)
        see_like(c, x, row);
    if (x->action != NULL && x->action[row] == LIA_ACTION_POST)
        return;                              /* not an engagement */
    f->with_object += on_post;
    f->with_target += target != LIA_NONE;
    f->with_author += on_post && author != LIA_NONE;
    f->own += on_post && author == actor && actor != LIA_NONE;
    if (author != LIA_NONE && author != actor)
        c->is_engaged[author] = 1;
    if (target != LIA_NONE && target != actor)
        c->is_engaged[target] = 1;
}

static void sum_up(lia_facts *f, const counting *c)
{
    for (size_t k = 0; k < DAY_BYTES; k++)
        f->active_days += (uint64_t)__builtin_popcount(c->day[k]);
    for (lia_vid i = 0; i < f->accounts; i++) {
        f->actors += c->acts[i] > 0;
        f->engaged += c->is_engaged[i];
        if (c->acts[i] > f->by_busiest) {
            f->by_busiest = c->acts[i];
            f->busiest = i;
        }
    }
}

/* The clock by which most interactions were timed. */
static lia_precision usual_precision(const lia_tables *t)
{
    uint64_t rows[LIA_PRECISION_FINER + 1] = {0};
    lia_precision most = LIA_PRECISION_NONE;

    for (uint64_t k = 0; k < t->source_count; k++)
        if (t->source[k].table == LIA_TABLE_INTERACTIONS)
            rows[t->source[k].precision] += t->source[k].timed;
    rows[LIA_PRECISION_NONE] = 0;
    for (int p = 0; p <= LIA_PRECISION_FINER; p++)
        if (rows[p] > rows[most])
            most = (lia_precision)p;
    return most;
}

static lia_status count_interactions(lia_facts *f, const lia_tables *t,
                                     lia_error *err)
{
    lia_status st = LIA_OK;
    counting *c = NULL;

    LIA_TRY(lia_alloc_zero(&c, 1, sizeof *c, err));
    LIA_TRY(lia_alloc_zero(&c->acts, f->accounts, sizeof *c->acts, err));
    LIA_TRY(lia_alloc_zero(&c->is_engaged, f->accounts, 1, err));
    LIA_TRY(lia_alloc_zero(&c->likers, f->posts, sizeof *c->likers, err));
    LIA_TRY(lia_alloc_zero(&c->is_owner, f->accounts, 1, err));
    LIA_TRY(lia_alloc_zero(&c->is_vague, f->accounts, 1, err));
    for (uint64_t k = 0; k < t->export_count; k++)
        if (t->exports[k].owner < f->accounts)
            c->is_owner[t->exports[k].owner] = 1;
    for (lia_vid i = 0; i < f->accounts; i++)
        c->is_vague[i] = is_vague(&t->accounts.names, i);
    for (uint64_t row = 0; row < t->interactions.count; row++)
        see_act(f, c, t, row);
    sum_up(f, c);
    f->cut_posts = count_cut(c, &t->posts.names);
    f->precision = usual_precision(t);
done:
    if (c != NULL) {
        lia_free(c->is_engaged);
        lia_free(c->likers);
        lia_free(c->is_owner);
        lia_free(c->is_vague);
        lia_free(c->acts);
    }
    lia_free(c);
    return st;
}

/* left: [n] ties of each account that no hub touches yet. */
static void take_hub(lia_facts *f, uint64_t *left, uint8_t *is_hub,
                     const lia_ties *ties, uint64_t *covered)
{
    lia_vid best = 0;

    for (lia_vid i = 1; i < ties->n; i++)
        if (left[i] > left[best])
            best = i;
    *covered += left[best];
    for (uint64_t e = ties->off[best]; e < ties->off[best + 1]; e++)
        if (!is_hub[ties->to[e]])
            left[ties->to[e]]--;
    left[best] = 0;
    is_hub[best] = 1;
    f->hub[f->hub_count++] = best;
}

static lia_status find_hubs(lia_facts *f, const lia_ties *ties, lia_error *err)
{
    lia_status st = LIA_OK;
    uint64_t *left = NULL, covered = 0;
    uint8_t *is_hub = NULL;
    uint64_t most = ties->n / HUB_SHARE > 1 ? ties->n / HUB_SHARE : 1;

    if (most > LIA_HUBS)
        most = LIA_HUBS;
    LIA_TRY(lia_alloc(&left, ties->n, sizeof *left, err));
    LIA_TRY(lia_alloc_zero(&is_hub, ties->n, 1, err));
    for (lia_vid i = 0; i < ties->n; i++)
        left[i] = ties->off[i + 1] - ties->off[i];
    while (f->hub_count < most && !covers(covered, ties->m)) {
        take_hub(f, left, is_hub, ties, &covered);
        if (f->hub_count == 1)
            f->first_hub_ties = covered;
    }
    if (!covers(covered, ties->m))
        f->hub_count = 0;
done:
    lia_free(left);
    lia_free(is_hub);
    return st;
}

/* Where no interaction has a time, contacts and posts may. */
static void see_other_times(lia_facts *f, const lia_tables *t)
{
    if (f->first != LIA_NO_TIME)
        return;
    for (uint64_t k = 0; t->contacts.since != NULL && k < t->contacts.count;
         k++)
        see_time(f, t->contacts.since[k]);
    for (uint64_t k = 0; t->posts.time != NULL && k < t->posts.names.count;
         k++)
        see_time(f, t->posts.time[k]);
}

static void see_exports(lia_facts *f, const lia_tables *t)
{
    f->exports = t->export_count;
    for (uint64_t k = 0; k < t->export_count; k++) {
        uint64_t before = 0;
        if (t->exports[k].owner == LIA_NONE)
            continue;
        while (before < k && t->exports[before].owner != t->exports[k].owner)
            before++;
        f->owners += before == k;
        f->owner = t->exports[k].owner;
    }
    if (f->owners != 1)
        f->owner = LIA_NONE;
    for (uint64_t k = 0; k < t->source_count; k++)
        f->minimised += t->source[k].is_minimised;
}

lia_status lia_facts_count(lia_facts *out, const lia_tables *tables,
                           const lia_ties *ties, const lia_run *run,
                           lia_error *err)
{
    lia_status st = LIA_OK;
    lia_facts f = {.busiest = LIA_NONE, .owner = LIA_NONE, .first = LIA_NO_TIME,
                   .last = LIA_NO_TIME};

    (void)run;
    if (out == NULL || tables == NULL)
        return lia_fail(err, LIA_EARG, "out or tables is NULL");
    f.accounts = tables->accounts.names.count;
    f.posts = tables->posts.names.count;
    f.interactions = tables->interactions.count;
    f.contacts = tables->contacts.count;
    for (int k = 0; k < LIA_TABLE_COUNT; k++)
        f.sheet_rows[k] = tables->sheet[k].rows;
    for (int k = 0; k < LIA_CAUSE_COUNT; k++)
        f.rejected += tables->rejects_by_cause[k];
    f.rejected_missing = tables->rejects_by_cause[LIA_CAUSE_MISSING];
    see_exports(&f, tables);
    if (f.interactions > 0)
        LIA_TRY(count_interactions(&f, tables, err));
    see_other_times(&f, tables);
    f.ties = ties != NULL ? ties->m : 0;
    if (f.ties > 0)
        LIA_TRY(find_hubs(&f, ties, err));
    *out = f;
done:
    return st;
}

bool lia_facts_is_star(const lia_facts *facts)
{
    return facts->ties > 1 && facts->hub_count == 1;
}
