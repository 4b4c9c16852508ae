/* pods/stage.c - from rows to numbered accounts, posts and events.
 *
 * The numbering: a hash of an account is the sum of the hashes of its times
 * (those of what it wrote and of what it engaged); a hash of a post the sum
 * over its author and engagers; then once more, so that two accounts with the
 * same times are told apart by their company. Sums do not depend on order.
 */
#include "pods/stage.h"

#include <string.h>

#include "base/mem.h"
#include "base/rng.h"
#include "base/sort.h"

static const lia_time MICRO = 1000000;

typedef struct staging {
    const lia_tables *tables;
    lia_events events;
    pod_stage s;
    lia_vid *author;         /* [table posts]                                */
    lia_time *published;     /* [table posts] LIA_NO_TIME where not said     */
    uint32_t *account_at;    /* [table accounts] number, or LIA_NONE         */
    uint64_t *hash;          /* [table accounts]                             */
    uint64_t *post_hash;     /* [table posts]                                */
} staging;

static uint64_t mix(uint64_t a, uint64_t b)
{
    uint64_t state = a * 0x9E3779B97F4A7C15u ^ b;

    return lia_rng_mix(&state);
}

void pod_posts_read(lia_vid *author, lia_time *published, uint32_t count,
                    const lia_tables *tables)
{
    const lia_interactions *rows = &tables->interactions;
    const lia_posts *posts = &tables->posts;

    for (uint32_t p = 0; p < count; p++) {
        author[p] = posts->author != NULL ? posts->author[p] : LIA_NONE;
        published[p] = posts->time != NULL ? posts->time[p] : LIA_NO_TIME;
    }
    for (uint64_t r = 0; r < rows->count; r++) {
        const uint32_t p = rows->object[r];
        lia_vid by = rows->author != NULL ? rows->author[r] : LIA_NONE;
        const bool is_posting = rows->action != NULL &&
                                rows->action[r] == LIA_ACTION_POST;
        if (p == LIA_NONE)
            continue;
        if (by == LIA_NONE && is_posting)
            by = rows->actor[r];
        if (by < author[p] &&
            (posts->author == NULL || posts->author[p] == LIA_NONE))
            author[p] = by;
        if (is_posting && rows->time[r] != LIA_NO_TIME &&
            (posts->time == NULL || posts->time[p] == LIA_NO_TIME) &&
            (published[p] == LIA_NO_TIME || rows->time[r] < published[p]))
            published[p] = rows->time[r];
    }
}

static lia_status find_posts(staging *g, lia_error *err)
{
    const uint32_t count = g->events.posts;
    lia_status st = LIA_OK;

    LIA_TRY(lia_alloc(&g->author, count, sizeof *g->author, err));
    LIA_TRY(lia_alloc(&g->published, count, sizeof *g->published, err));
    pod_posts_read(g->author, g->published, count, g->tables);
    for (uint32_t p = 0; p < count; p++) {
        const uint64_t first = g->events.off[p];
        const bool is_engaged = g->events.off[p + 1] > first;
        if (g->author[p] == LIA_NONE)
            g->s.without_author += g->events.off[p + 1] - first;
        else if (g->published[p] == LIA_NO_TIME && is_engaged) {
            g->published[p] = g->events.event[first].time;
            g->s.guessed++;
        }
    }
done:
    return st;
}

/* A post counts if it has an author and a time. */
static bool counts(const staging *g, uint32_t p)
{
    return g->author[p] != LIA_NONE && g->published[p] != LIA_NO_TIME;
}

static void find_span(staging *g)
{
    lia_time first = INT64_MAX, last = 0;

    for (uint32_t p = 0; p < g->events.posts; p++) {
        if (!counts(g, p))
            continue;
        if (g->published[p] < first)
            first = g->published[p];
        if (g->published[p] > last)
            last = g->published[p];
        if (g->events.off[p + 1] == g->events.off[p])
            continue;
        if (g->events.event[g->events.off[p]].time < first)
            first = g->events.event[g->events.off[p]].time;
        if (g->events.event[g->events.off[p + 1] - 1].time > last)
            last = g->events.event[g->events.off[p + 1] - 1].time;
    }
    if (first == INT64_MAX)
        first = 0;
    g->s.origin = first - first % (POD_DAY * MICRO);
    g->s.days = (uint32_t)((last - g->s.origin) / (POD_DAY * MICRO)) + 1;
}

static uint32_t seconds(const staging *g, lia_time time)
{
    return (uint32_t)((time - g->s.origin) / MICRO);
}

static void hash_round(staging *g, bool is_first)
{
    const lia_events *e = &g->events;

    for (uint32_t p = 0; p < e->posts; p++) {
        uint64_t sum = 0, at;
        if (!counts(g, p))
            continue;
        at = seconds(g, g->published[p]);
        if (is_first)
            g->hash[g->author[p]] += mix(at, e->off[p + 1] - e->off[p]);
        else
            sum = mix(g->hash[g->author[p]], at);
        for (uint64_t k = e->off[p]; k < e->off[p + 1]; k++) {
            const uint64_t t = seconds(g, e->event[k].time);
            if (is_first)
                g->hash[e->event[k].account] += mix(at + 1, t << 20);
            else
                sum += mix(g->hash[e->event[k].account], t);
        }
        g->post_hash[p] = sum;
    }
}

static lia_status hash_all(staging *g, lia_error *err)
{
    const lia_events *e = &g->events;
    lia_status st = LIA_OK;

    LIA_TRY(lia_alloc_zero(&g->hash, e->accounts, sizeof *g->hash, err));
    LIA_TRY(lia_alloc_zero(&g->post_hash, e->posts, sizeof *g->post_hash,
                           err));
    hash_round(g, true);
    hash_round(g, false);
    for (uint32_t p = 0; p < e->posts; p++) {
        if (!counts(g, p))
            continue;
        g->hash[g->author[p]] += mix(g->post_hash[p], 1);
        for (uint64_t k = e->off[p]; k < e->off[p + 1]; k++)
            g->hash[e->event[k].account] += mix(g->post_hash[p], 2);
    }
done:
    return st;
}

static lia_status number_accounts(staging *g, lia_error *err)
{
    const lia_events *e = &g->events;
    lia_status st = LIA_OK;
    uint64_t *key = NULL;
    uint32_t n = 0;

    LIA_TRY(lia_alloc_zero(&g->account_at, e->accounts, sizeof(uint32_t),
                           err));
    for (uint32_t p = 0; p < e->posts; p++) {
        if (!counts(g, p))
            continue;
        g->account_at[g->author[p]] = 1;
        for (uint64_t k = e->off[p]; k < e->off[p + 1]; k++)
            g->account_at[e->event[k].account] = 1;
    }
    for (uint32_t i = 0; i < e->accounts; i++)
        n += g->account_at[i];
    g->s.n = n;
    LIA_TRY(lia_alloc(&g->s.account_id, n, sizeof(uint32_t), err));
    LIA_TRY(lia_alloc(&key, n, sizeof *key, err));
    n = 0;
    for (uint32_t i = 0; i < e->accounts; i++) {
        if (g->account_at[i]) {
            key[n] = g->hash[i];
            g->s.account_id[n++] = i;
        }
        g->account_at[i] = LIA_NONE;
    }
    lia_sort_keys(key, g->s.account_id, n);
    for (uint32_t i = 0; i < n; i++)
        g->account_at[g->s.account_id[i]] = i;
done:
    lia_free(key);
    return st;
}

/* By time; what came out in one second by its hash. */
static lia_status number_posts(staging *g, lia_error *err)
{
    lia_status st = LIA_OK;
    uint64_t *key = NULL;
    uint32_t count = 0;

    for (uint32_t p = 0; p < g->events.posts; p++)
        count += counts(g, p);
    g->s.posts = count;
    LIA_TRY(lia_alloc(&g->s.post_id, count, sizeof(uint32_t), err));
    LIA_TRY(lia_alloc(&key, count, sizeof *key, err));
    count = 0;
    for (uint32_t p = 0; p < g->events.posts; p++)
        if (counts(g, p)) {
            key[count] = (uint64_t)seconds(g, g->published[p]) << 32 |
                         g->post_hash[p] >> 32;
            g->s.post_id[count++] = p;
        }
    lia_sort_keys(key, g->s.post_id, count);
done:
    lia_free(key);
    return st;
}

static lia_status allocate(pod_stage *s, uint64_t most, lia_error *err)
{
    const uint64_t n = s->n, posts = s->posts;
    lia_status st = LIA_OK;

    LIA_TRY(lia_alloc(&s->author, posts, sizeof(uint32_t), err));
    LIA_TRY(lia_alloc(&s->published, posts, sizeof(uint32_t), err));
    LIA_TRY(lia_alloc_zero(&s->post_off, posts + 1, sizeof(uint64_t), err));
    LIA_TRY(lia_alloc(&s->account, most, sizeof(uint32_t), err));
    LIA_TRY(lia_alloc(&s->time, most, sizeof(uint32_t), err));
    LIA_TRY(lia_alloc(&s->row, most, sizeof(uint32_t), err));
    LIA_TRY(lia_alloc(&s->post, most, sizeof(uint32_t), err));
    LIA_TRY(lia_alloc_zero(&s->acc_off, n + 2, sizeof(uint64_t), err));
    LIA_TRY(lia_alloc_zero(&s->wrote_off, n + 2, sizeof(uint64_t), err));
    LIA_TRY(lia_alloc(&s->wrote, posts, sizeof(uint32_t), err));
done:
    return st;
}

/* Events of a post by time, then by the account's number, not by its name.
 * key: scratch for the largest post. */
static void fill_post(staging *g, uint32_t p, uint64_t *key)
{
    const lia_events *e = &g->events;
    pod_stage *s = &g->s;
    const uint32_t id = s->post_id[p];
    const uint64_t begin = s->count;

    for (uint64_t k = e->off[id]; k < e->off[id + 1]; k++) {
        const uint32_t account = g->account_at[e->event[k].account];
        if (account == s->author[p])
            continue;
        key[s->count - begin] =
            (uint64_t)seconds(g, e->event[k].time) << 32 | account;
        s->row[s->count++] = e->event[k].row;
    }
    lia_sort_keys(key, s->row + begin, s->count - begin);
    for (uint64_t k = begin; k < s->count; k++) {
        s->account[k] = (uint32_t)key[k - begin];
        s->time[k] = (uint32_t)(key[k - begin] >> 32);
        s->post[k] = p;
    }
}

static lia_status fill_events(staging *g, lia_error *err)
{
    const lia_events *e = &g->events;
    pod_stage *s = &g->s;
    uint64_t *key = NULL, most = 0;
    lia_status st;

    for (uint32_t p = 0; p < e->posts; p++)
        if (e->off[p + 1] - e->off[p] > most)
            most = e->off[p + 1] - e->off[p];
    st = lia_alloc(&key, most, sizeof *key, err);
    for (uint32_t p = 0; st == LIA_OK && p < s->posts; p++) {
        s->author[p] = g->account_at[g->author[s->post_id[p]]];
        s->published[p] = seconds(g, g->published[s->post_id[p]]);
        fill_post(g, p, key);
        s->post_off[p + 1] = s->count;
    }
    lia_free(key);
    return st;
}

/* off has one slot more than rows and is all zero; counting sort of `of`. */
static void group_by(uint64_t *off, uint32_t *out, const uint32_t *of,
                     uint64_t count, uint32_t n)
{
    for (uint64_t k = 0; k < count; k++)
        off[of[k] + 2]++;
    for (uint32_t i = 0; i < n; i++)
        off[i + 2] += off[i + 1];
    for (uint64_t k = 0; k < count; k++)
        out[off[of[k] + 1]++] = (uint32_t)k;
}

static lia_status fill_contacts(staging *g, const lia_run *run,
                                lia_error *err)
{
    const lia_contacts *c = &g->tables->contacts;
    lia_status st = LIA_OK;
    lia_vid *source = NULL, *target = NULL;
    uint64_t count = 0;

    LIA_TRY(lia_alloc(&source, c->count, sizeof *source, err));
    LIA_TRY(lia_alloc(&target, c->count, sizeof *target, err));
    for (uint64_t k = 0; k < c->count; k++) {
        const uint32_t a = g->account_at[c->source[k]];
        const uint32_t b = g->account_at[c->target[k]];
        if ((c->kind != NULL && c->kind[k] == LIA_FOLLOW) || a == LIA_NONE ||
            b == LIA_NONE)
            continue;
        source[count] = a;
        target[count++] = b;
    }
    g->s.has_contacts = count > 0;
    const lia_pairs pairs = {g->s.n, count, source, target, NULL};
    st = lia_ties_from_pairs(&g->s.contacts, NULL, &pairs, run, err);
done:
    lia_free(source);
    lia_free(target);
    return st;
}

lia_status pod_stage_build(pod_stage *out, const lia_tables *tables,
                           const lia_run *run, lia_error *err)
{
    const lia_events_options options = {
        .run = run != NULL ? *run : (lia_run)LIA_RUN_DEFAULTS};
    staging g = {.tables = tables};
    lia_status st = LIA_OK;

    LIA_TRY(lia_events_build(&g.events, tables, &options, err));
    g.s.tally = g.events.tally;
    LIA_TRY(find_posts(&g, err));
    find_span(&g);
    LIA_TRY(hash_all(&g, err));
    LIA_TRY(number_accounts(&g, err));
    LIA_TRY(number_posts(&g, err));
    LIA_TRY(allocate(&g.s, g.events.count - g.s.without_author, err));
    LIA_TRY(fill_events(&g, err));
    lia_events_free(&g.events);
    LIA_TRY(lia_alloc(&g.s.acc_event, g.s.count, sizeof(uint32_t), err));
    group_by(g.s.acc_off, g.s.acc_event, g.s.account, g.s.count, g.s.n);
    LIA_TRY(lia_alloc(&g.s.acc_post, g.s.count, sizeof(uint32_t), err));
    LIA_TRY(lia_alloc(&g.s.acc_time, g.s.count, sizeof(uint32_t), err));
    for (uint64_t k = 0; k < g.s.count; k++) {
        g.s.acc_post[k] = g.s.post[g.s.acc_event[k]];
        g.s.acc_time[k] = g.s.time[g.s.acc_event[k]];
    }
    group_by(g.s.wrote_off, g.s.wrote, g.s.author, g.s.posts, g.s.n);
    LIA_TRY(fill_contacts(&g, run, err));
    *out = g.s;
    memset(&g.s, 0, sizeof g.s);
done:
    pod_stage_free(&g.s);
    lia_events_free(&g.events);
    lia_free(g.author);
    lia_free(g.published);
    lia_free(g.account_at);
    lia_free(g.hash);
    lia_free(g.post_hash);
    return st;
}

void pod_stage_free(pod_stage *s)
{
    lia_free(s->account_id);
    lia_free(s->post_id);
    lia_free(s->author);
    lia_free(s->published);
    lia_free(s->post_off);
    lia_free(s->account);
    lia_free(s->time);
    lia_free(s->row);
    lia_free(s->post);
    lia_free(s->acc_off);
    lia_free(s->acc_event);
    lia_free(s->acc_post);
    lia_free(s->acc_time);
    lia_free(s->wrote_off);
    lia_free(s->wrote);
    lia_ties_free(&s->contacts);
    memset(s, 0, sizeof *s);
}
