/* pods/authorless/membership.c - who of a group stays, and who else belongs to
 * it: each account against the rest of the group, by the votes of the days.
 */
#include "pods/authorless/coordinated.h"

#include <math.h>
#include <string.h>

#include "base/mem.h"
#include "base/sort.h"
#include "stats/fdr.h"

enum { PASSES = 2, LEAST_NEAR = 2, LEAST_DAYS = 2, LEAST_LINKS = 2 };
/* The state of one search. */
typedef struct ballot {
    const lia_bench *bench;
    int half;                /* of the days that vote                        */
    int by;
    uint64_t most;           /* meetings along which it may grow             */
    uint64_t meetings;
    lia_votes *votes;        /* the caller's, with roles and meetings        */
    lia_vid met_count;
    lia_vid *group;          /* members now                                  */
    lia_vid count;
    uint64_t group_room;
    double *log_p;           /* [count] of the members now                   */
    uint64_t log_p_room;
} ballot;

static bool votes_here(const ballot *b, uint32_t first)
{
    const lia_live *l = b->bench->live;

    return lia_half_of(b->bench->field, l->event[first].time,
                       l->post[first]) == b->half;
}

static void meet(ballot *b, lia_vid member, lia_vid stranger)
{
    lia_votes *v = b->votes;

    if (v->role[stranger] == LIA_MEMBER ||
        !b->bench->live->is_live[stranger])
        return;
    b->meetings++;
    if (v->near[stranger]++ == 0)
        v->met[b->met_count++] = stranger;
    if (v->stamp[stranger] != member + 1) {
        v->stamp[stranger] = member + 1;
        v->links[stranger]++;
    }
}

/* Strangers within the window of a member's events. */
static void look_around(ballot *b, lia_vid member)
{
    const lia_live *l = b->bench->live;
    const lia_time w = b->bench->scale->window;

    for (uint64_t e = l->off[member];
         e < l->off[member + 1] && l->is_live[member] &&
         b->meetings <= b->most; e++) {
        const uint32_t at = l->at[e], post = l->post[at];
        const lia_time t = l->event[at].time;
        if (!lia_may_grow(b->bench, post))
            continue;
        for (uint32_t j = at; j > 0 && l->post[j - 1] == post &&
                              t - l->event[j - 1].time <= w; j--)
            if (votes_here(b, j - 1))
                meet(b, member, l->event[j - 1].account);
        if (!votes_here(b, at))
            continue;
        for (uint32_t j = at + 1; j < l->count && l->post[j] == post &&
                                  l->event[j].time - t <= w; j++)
            meet(b, member, l->event[j].account);
    }
}

/* Strangers who met enough of the members, the only ones that can enter. */
static void find_candidates(ballot *b)
{
    const lia_coordinated_options *o = b->bench->options;
    const double bar = fmax(LEAST_LINKS, o->prune * ((double)b->count - 1.0));
    lia_votes *v = b->votes;

    b->met_count = 0;
    b->meetings = 0;
    for (lia_vid k = 0; k < b->count && b->meetings <= b->most; k++)
        look_around(b, b->group[k]);
    for (lia_vid k = 0; k < b->met_count; k++) {
        const lia_vid u = v->met[k];
        const bool outside = o->outsider != NULL && o->outsider[u];
        if (v->near[u] >= LEAST_NEAR && v->links[u] >= bar && !outside &&
            b->meetings <= b->most)
            v->role[u] = LIA_CANDIDATE;
        v->near[u] = v->links[u] = v->stamp[u] = 0;
    }
}

/* A row for each end that faces a member. */
static lia_status vote(ballot *b, uint32_t i, uint32_t j, lia_error *err)
{
    const lia_event *x = &b->bench->live->event[i];
    const lia_event *y = &b->bench->live->event[j];
    lia_votes *v = b->votes;
    lia_status st = lia_reserve(&v->vote, &v->room, v->count + 2,
                                sizeof *v->vote, err);
    lia_vote row = {lia_cluster_of(b->bench->field, x->time), x->account,
                    lia_expected(b->bench, i, j, b->by), 1,
                    y->time - x->time <= b->bench->scale->window};

    if (st != LIA_OK)
        return st;
    if (v->role[y->account] == LIA_MEMBER)
        v->vote[v->count++] = row;
    row.owner = y->account;
    if (v->role[x->account] == LIA_MEMBER)
        v->vote[v->count++] = row;
    return LIA_OK;
}

/* The pair events of a member's event: those behind it, and those before it
 * with candidates (with members they are found from there). Candidates are
 * never looked at from their own side: busy ones have many others around. */
static lia_status vote_around(ballot *b, uint64_t x, lia_error *err)
{
    const lia_live *l = b->bench->live;
    const lia_time horizon = b->bench->scale->horizon;
    const lia_votes *v = b->votes;
    const uint32_t i = v->place[x];
    const lia_time t = l->event[i].time;
    const bool grows = lia_may_grow(b->bench, l->post[i]);
    const bool here = votes_here(b, i);
    lia_status st = LIA_OK;

    for (uint64_t y = x + 1; here && y < v->places; y++) {
        const uint32_t j = v->place[y];
        if (l->post[j] != l->post[i] || l->event[j].time - t > horizon)
            break;
        if (grows || v->role[l->event[j].account] == LIA_MEMBER)
            LIA_TRY(vote(b, i, j, err));
    }
    for (uint64_t y = x; grows && y > 0; y--) {
        const uint32_t j = v->place[y - 1];
        if (l->post[j] != l->post[i] || t - l->event[j].time > horizon)
            break;
        if (v->role[l->event[j].account] != LIA_MEMBER && votes_here(b, j))
            LIA_TRY(vote(b, j, i, err));
    }
done:
    return st;
}

static lia_status collect(ballot *b, lia_error *err)
{
    const lia_live *l = b->bench->live;
    lia_votes *v = b->votes;
    lia_status st = LIA_OK;

    v->count = v->places = 0;
    for (lia_vid k = 0; k < b->count; k++)
        LIA_TRY(lia_votes_add(v, l, b->group[k], err));
    for (lia_vid k = 0; k < b->met_count; k++)
        if (v->role[v->met[k]] == LIA_CANDIDATE)
            LIA_TRY(lia_votes_add(v, l, v->met[k], err));
    lia_votes_order(v, l);
    if (b->by == LIA_BY_FLAT)
        return lia_votes_count(v, b->bench, b->half, err);
    for (uint64_t x = 0; x < v->places; x++) {
        lia_votes_fetch(v, l, x);
        if (v->role[l->event[v->place[x]].account] == LIA_MEMBER)
            LIA_TRY(vote_around(b, x, err));
    }
done:
    return st;
}

/* One account's row of the ballot, scored. */
typedef struct standing {
    lia_vid account;
    bool is_member;
    double log_p;
} standing;

static double standing_of(ballot *b, const uint32_t *order, uint64_t count,
                          bool is_member)
{
    const lia_score s = lia_score_votes(b->votes, b->votes->vote, order,
                                        count, false);
    const uint32_t days = is_member ? LEAST_DAYS : b->bench->options->min_days;

    if (s.near < LEAST_NEAR || s.clusters < LEAST_DAYS || s.clusters < days)
        return 0.0;
    return s.log_p;
}

/* Rows by owner, in the order in which they were cast: counted by account in
 * `near`, which is zero again afterwards. */
static lia_status by_owner(uint32_t **order, lia_vid **owner, uint64_t *owners,
                           ballot *b, lia_error *err)
{
    const lia_votes *v = b->votes;
    lia_status st = LIA_OK;
    uint32_t begin = 0;

    *owners = 0;
    LIA_TRY(lia_alloc(order, v->count, sizeof **order, err));
    LIA_TRY(lia_alloc(owner, (uint64_t)b->count + b->met_count,
                      sizeof **owner, err));
    for (uint64_t k = 0; k < v->count; k++)
        if (b->votes->near[v->vote[k].owner]++ == 0)
            (*owner)[(*owners)++] = v->vote[k].owner;
    lia_sort_ids(*owner, *owners);
    for (uint64_t k = 0; k < *owners; k++) {
        const uint32_t count = b->votes->near[(*owner)[k]];
        b->votes->near[(*owner)[k]] = begin;
        begin += count;
    }
    for (uint64_t k = 0; k < v->count; k++)
        (*order)[b->votes->near[v->vote[k].owner]++] = (uint32_t)k;
done:
    return st;
}

static lia_status score_all(standing **out, uint64_t *count, ballot *b,
                            lia_error *err)
{
    lia_status st = LIA_OK;
    uint32_t *order = NULL, begin = 0;
    lia_vid *owner = NULL;

    if (b->votes->count >= UINT32_MAX)
        return lia_fail(err, LIA_ELIMIT, "a group with 2^32 pair events");
    LIA_TRY(by_owner(&order, &owner, count, b, err));
    LIA_TRY(lia_alloc(out, *count, sizeof **out, err));
    for (uint64_t k = 0; k < *count; k++) {
        const lia_vid u = owner[k];
        const bool is_member = b->votes->role[u] == LIA_MEMBER;
        const uint32_t end = b->votes->near[u];
        (*out)[k] = (standing){
            u, is_member, standing_of(b, order + begin, end - begin,
                                      is_member)};
        b->votes->near[u] = 0;
        begin = end;
    }
done:
    lia_free(order);
    lia_free(owner);
    return st;
}

/* Members are judged among themselves, strangers among all accounts. */
static lia_status elect(ballot *b, const standing *list, uint64_t count,
                        lia_error *err)
{
    lia_status st = LIA_OK;
    double *log_p = NULL, *q = NULL;
    const double everyone = (double)b->bench->field->active;
    uint64_t chosen = 0;
    bool *in = NULL;

    LIA_TRY(lia_alloc(&log_p, count, sizeof *log_p, err));
    LIA_TRY(lia_alloc(&q, count, sizeof *q, err));
    LIA_TRY(lia_alloc_zero(&in, count, sizeof *in, err));
    for (int side = 0; side < 2; side++) {
        uint64_t some = 0, next = 0;
        for (uint64_t k = 0; k < count; k++)
            if (list[k].is_member == (side == 0))
                log_p[some++] = list[k].log_p;
        LIA_TRY(lia_fdr_adjust(q, log_p, some,
                               side == 0 ? (double)some : everyone, err));
        for (uint64_t k = 0; k < count; k++)
            if (list[k].is_member == (side == 0))
                in[k] = q[next++] <= b->bench->options->q;
    }
    LIA_TRY(lia_reserve(&b->group, &b->group_room, count, sizeof *b->group,
                        err));
    LIA_TRY(lia_reserve(&b->log_p, &b->log_p_room, count, sizeof *b->log_p,
                        err));
    for (uint64_t k = 0; k < count; k++)
        if (in[k]) {
            b->group[chosen] = list[k].account;
            b->log_p[chosen++] = list[k].log_p;
        }
    b->count = (lia_vid)chosen;
done:
    lia_free(log_p);
    lia_free(q);
    lia_free(in);
    return st;
}

static void set_roles(ballot *b, uint8_t role)
{
    for (lia_vid k = 0; k < b->count; k++)
        b->votes->role[b->group[k]] = role;
    for (lia_vid k = 0; k < b->met_count; k++)
        if (role == LIA_STRANGER)
            b->votes->role[b->votes->met[k]] = LIA_STRANGER;
}

/* The rates with whoever grew into the group left out of the crowd, too. */
static lia_status rates_without(lia_rates *out, const ballot *b,
                                const uint8_t *suspect, bool *differs,
                                lia_error *err)
{
    const lia_field *f = b->bench->field;
    lia_status st = LIA_OK;
    uint8_t *bad = NULL;

    *differs = false;
    for (lia_vid k = 0; k < b->count; k++)
        *differs = *differs || !suspect[b->group[k]];
    if (!*differs || b->by == LIA_BY_FLAT) {
        *differs = false;
        return LIA_OK;
    }
    LIA_TRY(lia_alloc(&bad, f->n, 1, err));
    memcpy(bad, suspect, f->n);
    for (lia_vid k = 0; k < b->count; k++)
        bad[b->group[k]] = 1;
    LIA_TRY(lia_rates_build(out, f, b->bench->scale, bad, b->bench->options,
                            err));
done:
    lia_free(bad);
    return st;
}

/* *changed: the group is another than before. */
static lia_status pass(bool *changed, ballot *b, const uint8_t *suspect,
                       lia_error *err)
{
    const lia_bench *before = b->bench;
    lia_bench own = *before;
    lia_rates rates = {0};
    lia_status st = LIA_OK;
    standing *list = NULL;
    lia_vid *old = NULL, old_count = b->count;
    uint64_t count = 0;
    bool differs = false;

    LIA_TRY(lia_alloc(&old, b->count, sizeof *old, err));
    memcpy(old, b->group, b->count * sizeof *old);
    LIA_TRY(rates_without(&rates, b, suspect, &differs, err));
    if (differs) {
        own.rates = &rates;
        b->bench = &own;
    }
    b->met_count = 0;
    set_roles(b, LIA_MEMBER);
    if (b->most > 0)
        find_candidates(b);
    st = collect(b, err);
    if (st == LIA_OK)
        st = score_all(&list, &count, b, err);
    set_roles(b, LIA_STRANGER);
    if (st == LIA_OK)
        st = elect(b, list, count, err);
    *changed = old_count != b->count ||
               memcmp(old, b->group, old_count * sizeof *old) != 0;
done:
    b->bench = before;
    lia_rates_free(&rates);
    lia_free(list);
    lia_free(old);
    return st;
}

lia_status lia_members_find(lia_membership *out, const lia_bench *bench,
                            lia_votes *votes, const lia_proposal *proposal,
                            int by, uint64_t most, const uint8_t *suspect,
                            lia_error *err)
{
    lia_status st = LIA_OK;
    ballot b = {.bench = bench, .half = !proposal->half, .by = by,
                .most = most, .votes = votes};
    lia_membership m = {0};
    bool changed = true;

    LIA_TRY(lia_reserve(&b.group, &b.group_room, proposal->count,
                        sizeof *b.group, err));
    memcpy(b.group, proposal->member, proposal->count * sizeof *b.group);
    b.count = proposal->count;
    for (int p = 0; p < PASSES && changed; p++) {
        LIA_TRY(pass(&changed, &b, suspect, err));
        if (b.count < bench->options->min_size)
            break;
    }
    LIA_TRY(lia_alloc(&m.member, b.count, sizeof *m.member, err));
    LIA_TRY(lia_alloc(&m.log_p, b.count, sizeof *m.log_p, err));
    LIA_TRY(lia_alloc_zero(&m.is_core, b.count, 1, err));
    m.count = b.count;
    memcpy(m.member, b.group, b.count * sizeof *m.member);
    memcpy(m.log_p, b.log_p, b.count * sizeof *m.log_p);
    for (lia_vid k = 0, at = 0; k < m.count; k++) {
        while (at < proposal->count && proposal->member[at] < m.member[k])
            at++;
        m.is_core[k] = at < proposal->count &&
                       proposal->member[at] == m.member[k] &&
                       proposal->is_dense[at];
    }
    *out = m;
    memset(&m, 0, sizeof m);
done:
    lia_free(b.group);
    lia_free(b.log_p);
    lia_membership_free(&m);
    return st;
}

void lia_membership_free(lia_membership *membership)
{
    lia_free(membership->member);
    lia_free(membership->log_p);
    lia_free(membership->is_core);
    memset(membership, 0, sizeof *membership);
}
