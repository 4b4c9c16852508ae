/* pods/authorless/flat.c - votes where the same is expected of every pair
 * event: then only how many there are counts, and two pointers count them.
 * What a group costs is the events of its members and candidates, not the
 * pairs of these.
 */
#include "pods/authorless/coordinated.h"

#include "base/mem.h"

/* Members' events on one post, in order of time. */
typedef struct post_run {
    const lia_bench *bench;
    lia_votes *votes;
    int half;
    double expected;
    uint64_t first, end;     /* places of the post                           */
    uint64_t count;
    uint32_t *member;        /* [count] places that are members'             */
    uint32_t *begin;         /* [count] first of the same cluster and half   */
    uint64_t member_room, begin_room;
} post_run;

static const lia_event *event_at(const post_run *r, uint64_t place)
{
    return &r->bench->live->event[r->votes->place[place]];
}

static lia_time time_of(const post_run *r, uint64_t member)
{
    return event_at(r, r->member[member])->time;
}

static bool is_here(const post_run *r, lia_time first, uint32_t post)
{
    return lia_half_of(r->bench->field, first, post) == r->half;
}

static lia_status list_members(post_run *r, lia_error *err)
{
    const lia_field *f = r->bench->field;
    const uint64_t most = r->end - r->first;
    lia_status st = LIA_OK;

    r->count = 0;
    LIA_TRY(lia_reserve(&r->member, &r->member_room, most, sizeof *r->member,
                        err));
    LIA_TRY(lia_reserve(&r->begin, &r->begin_room, most, sizeof *r->begin,
                        err));
    for (uint64_t x = r->first; x < r->end; x++) {
        const lia_event *e = event_at(r, x);
        const uint64_t k = r->count;
        lia_votes_fetch(r->votes, r->bench->live, x);
        if (r->votes->role[e->account] != LIA_MEMBER)
            continue;
        r->member[k] = (uint32_t)x;
        r->begin[k] = k > 0 && lia_cluster_of(f, time_of(r, k - 1)) ==
                                   lia_cluster_of(f, e->time)
                          ? r->begin[k - 1] : (uint32_t)k;
        r->count++;
    }
done:
    return st;
}

static lia_status add(post_run *r, lia_vid owner, lia_time first,
                      uint64_t pairs, uint64_t near, lia_error *err)
{
    lia_votes *v = r->votes;
    lia_status st;

    if (pairs == 0)
        return LIA_OK;
    st = lia_reserve(&v->vote, &v->room, v->count + 1, sizeof *v->vote, err);
    if (st == LIA_OK)
        v->vote[v->count++] = (lia_vote){
            lia_cluster_of(r->bench->field, first), owner, r->expected,
            (uint32_t)pairs, (uint32_t)near};
    return st;
}

/* Members' events of [low, high) and, of these, of [close, high) within the
 * window, before an event of `owner`: the earlier one tells day and half. */
static lia_status add_before(post_run *r, lia_vid owner, uint32_t post,
                             uint64_t low, uint64_t close, uint64_t high,
                             lia_error *err)
{
    lia_status st = LIA_OK;

    while (high > low && st == LIA_OK) {
        const lia_time first = time_of(r, high - 1);
        uint64_t from = r->begin[high - 1];
        from = from > low ? from : low;
        if (is_here(r, first, post))
            st = add(r, owner, first, high - from,
                     high > close ? high - (from > close ? from : close) : 0,
                     err);
        high = from;
    }
    return st;
}

/* Every event of a member or candidate beside those of members. */
static lia_status count_post(post_run *r, uint32_t post, bool grows,
                             lia_error *err)
{
    const lia_time wide = r->bench->scale->horizon;
    const lia_time near = r->bench->scale->window;
    uint64_t low = 0, close = 0, own = 0, close_end = 0, end = 0;
    lia_status st = LIA_OK;

    for (uint64_t x = r->first; x < r->end; x++) {
        const lia_event *e = event_at(r, x);
        const bool is_member = own < r->count && r->member[own] == x;
        const uint64_t after = own + is_member;
        while (low < own && e->time - time_of(r, low) > wide)
            low++;
        while (close < own && e->time - time_of(r, close) > near)
            close++;
        while (end < r->count && (end < after ||
                                  time_of(r, end) - e->time <= wide))
            end++;
        while (close_end < r->count && (close_end < after ||
                                        time_of(r, close_end) - e->time <=
                                            near))
            close_end++;
        if (is_member || grows) {
            LIA_TRY(add_before(r, e->account, post, low, close, own, err));
            if (is_here(r, e->time, post))
                LIA_TRY(add(r, e->account, e->time, end - after,
                            close_end - after, err));
        }
        own = after;
    }
done:
    return st;
}

lia_status lia_votes_count(lia_votes *v, const lia_bench *bench, int half,
                           lia_error *err)
{
    const uint32_t *post = bench->live->post;
    lia_status st = LIA_OK;
    post_run r = {.bench = bench, .votes = v, .half = half,
                  .expected = lia_expected(bench, 0, 0, LIA_BY_FLAT)};

    for (r.first = 0; r.first < v->places; r.first = r.end) {
        const uint32_t p = post[v->place[r.first]];
        for (r.end = r.first; r.end < v->places &&
                              post[v->place[r.end]] == p; r.end++)
            ;
        LIA_TRY(list_members(&r, err));
        if (r.count > 0)
            LIA_TRY(count_post(&r, p, lia_may_grow(bench, p), err));
    }
done:
    lia_free(r.member);
    lia_free(r.begin);
    return st;
}
