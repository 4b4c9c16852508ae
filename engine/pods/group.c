/* pods/group.c - observed and expected coincidences by row and day.
 *
 * Per post the events of the group (and of candidates) are few; for them a
 * square of flags says who was seen elsewhere around whose event. Both times
 * and sightings are in order, so a row of the square is one pass.
 */
#include "pods/group.h"

#include <math.h>
#include <string.h>

#include "base/mem.h"
#include "base/sort.h"
#include "pods/mutual.h"
#include "stats/tails.h"

enum { FEWEST_DAYS = 5, FEWEST_HITS = 5 };
static const double LEAST_VARIANCE = 1e-12;

lia_status pod_desk_open(pod_desk *out, uint32_t n, lia_error *err)
{
    lia_status st = LIA_OK;

    LIA_TRY(lia_alloc_zero(&out->is_member, n, 1, err));
    LIA_TRY(lia_alloc(&out->row, n, sizeof *out->row, err));
    LIA_TRY(lia_alloc(&out->slot, n, sizeof *out->slot, err));
    memset(out->row, 0xff, n * sizeof *out->row);
done:
    return st;
}

void pod_desk_close(pod_desk *desk)
{
    lia_free(desk->is_member);
    lia_free(desk->row);
    lia_free(desk->slot);
    lia_free(desk->custom);
    lia_free(desk->star_off);
    lia_free(desk->star_time);
    lia_free(desk->observed);
    lia_free(desk->expected);
    lia_free(desk->event);
    lia_free(desk->probe);
    lia_free(desk->was_seen);
    memset(desk, 0, sizeof *desk);
}

static lia_status clear_cells(pod_desk *d, uint64_t cells, lia_error *err)
{
    lia_status st = LIA_OK;

    if (cells > d->cells) {
        LIA_TRY(lia_resize(&d->observed, cells, sizeof *d->observed, err));
        LIA_TRY(lia_resize(&d->expected, cells, sizeof *d->expected, err));
        d->cells = cells;
    }
    memset(d->observed, 0, cells * sizeof *d->observed);
    memset(d->expected, 0, cells * sizeof *d->expected);
done:
    return st;
}

static lia_status make_room(pod_desk *d, uint64_t count, lia_error *err)
{
    const uint64_t room = 2 * count;
    lia_status st = LIA_OK;

    if (count <= d->room)
        return LIA_OK;
    LIA_TRY(lia_resize(&d->event, room, sizeof *d->event, err));
    LIA_TRY(lia_resize(&d->probe, room, sizeof *d->probe, err));
    LIA_TRY(lia_resize(&d->was_seen, room * room, 1, err));
    d->room = room;
done:
    return st;
}

/* Events of the post by accounts that are asked about; 0 if no member. */
static lia_status gather(uint64_t *count, pod_desk *d, const pod_stage *s,
                         uint32_t post, lia_error *err)
{
    uint64_t asked = 0, members = 0;
    lia_status st;

    *count = 0;
    for (uint64_t e = s->post_off[post]; e < s->post_off[post + 1]; e++) {
        asked += d->row[s->account[e]] != LIA_NONE;
        members += d->is_member[s->account[e]];
    }
    if (asked < 2 || members == 0)
        return LIA_OK;
    st = make_room(d, asked, err);
    if (st != LIA_OK)
        return st;
    for (uint64_t e = s->post_off[post]; e < s->post_off[post + 1]; e++)
        if (d->row[s->account[e]] != LIA_NONE)
            d->event[(*count)++] = (uint32_t)e;
    return LIA_OK;
}

/* Where was the account of event y seen around each of the events? */
static void fill_seen(uint8_t *out, const pod_desk *d, const pod_habits *h,
                      uint64_t count, uint32_t y)
{
    const pod_stage *s = h->stage;
    const uint32_t u = s->account[y];
    const uint32_t first = s->time[d->event[0]];
    const uint64_t end = h->seen_off[u + 1];
    uint64_t at = h->seen_off[u], high = end;

    while (at < high) {
        const uint64_t middle = at + (high - at) / 2;
        if (h->seen_time[middle] + (uint64_t)POD_SEEN_SPAN < first)
            at = middle + 1;
        else
            high = middle;
    }
    for (uint64_t k = 0; k < count; k++) {
        const uint64_t t = s->time[d->event[k]];
        while (at < end &&
               (h->seen_time[at] + (uint64_t)POD_SEEN_SPAN < t ||
                (h->seen_author[at] != LIA_NONE &&
                 d->is_member[h->seen_author[at]])))
            at++;
        out[k] = at < end && h->seen_time[at] <= t + POD_SEEN_SPAN;
    }
}

/* Around whose events did the account of event y act on the star's posts? */
static void add_star(uint8_t *out, const pod_desk *d, const pod_stage *s,
                     uint64_t count, uint32_t y)
{
    const uint32_t slot = d->slot[s->account[y]];
    uint64_t at = d->star_off[slot];

    for (uint64_t k = 0; k < count; k++) {
        const uint64_t t = s->time[d->event[k]];
        while (at < d->star_off[slot + 1] &&
               d->star_time[at] + (uint64_t)POD_SEEN_SPAN < t)
            at++;
        out[k] |= at < d->star_off[slot + 1] &&
                  d->star_time[at] <= t + POD_SEEN_SPAN;
    }
}

/* When the members, by slot, acted on the star's posts. */
static lia_status follow_star(pod_desk *d, const pod_stage *s, uint32_t star,
                              lia_error *err)
{
    lia_status st = LIA_OK;
    uint64_t count = 0;

    LIA_TRY(lia_reserve(&d->star_off, &d->star_off_room,
                        (uint64_t)d->slots + 2, sizeof *d->star_off, err));
    memset(d->star_off, 0, ((size_t)d->slots + 2) * sizeof *d->star_off);
    for (uint64_t k = s->wrote_off[star]; k < s->wrote_off[star + 1]; k++)
        for (uint64_t e = s->post_off[s->wrote[k]];
             e < s->post_off[s->wrote[k] + 1]; e++)
            if (d->row[s->account[e]] != LIA_NONE) {
                d->star_off[d->slot[s->account[e]] + 2]++;
                count++;
            }
    for (uint32_t k = 0; k < d->slots; k++)
        d->star_off[k + 2] += d->star_off[k + 1];
    LIA_TRY(lia_reserve(&d->star_time, &d->star_room, count + 1,
                        sizeof *d->star_time, err));
    for (uint64_t k = s->wrote_off[star]; k < s->wrote_off[star + 1]; k++)
        for (uint64_t e = s->post_off[s->wrote[k]];
             e < s->post_off[s->wrote[k] + 1]; e++)
            if (d->row[s->account[e]] != LIA_NONE)
                d->star_time[d->star_off[d->slot[s->account[e]] + 1]++] =
                    s->time[e];
    for (uint32_t k = 0; k < d->slots; k++)
        lia_sort_ids(d->star_time + d->star_off[k],
                     d->star_off[k + 1] - d->star_off[k]);
done:
    return st;
}

static void prepare(pod_desk *d, const pod_habits *h, uint64_t count,
                    const lia_pods_options *o)
{
    const pod_stage *s = h->stage;

    for (uint64_t k = 0; k < count; k++) {
        const uint32_t e = d->event[k];
        fill_seen(d->was_seen + k * count, d, h, count, e);
        if (d->has_star)
            add_star(d->was_seen + k * count, d, s, count, e);
        if (d->is_member[s->account[e]])
            pod_probe_set(&d->probe[k], s->time[e], pod_delay(s, e),
                          o->window, o->window);
    }
}

/* Chance that the account of an event acts within a probe. */
static double chance(const pod_desk *d, const pod_stage *s, uint32_t event,
                     uint32_t hour, const pod_probe *probe)
{
    return pod_custom_chance(&d->custom[d->slot[s->account[event]]], hour,
                             probe);
}

static uint32_t hour_of(const pod_stage *s, uint32_t event)
{
    return s->published[s->post[event]] / POD_HOUR % POD_HOURS;
}

static uint32_t apart(uint32_t a, uint32_t b)
{
    return a > b ? a - b : b - a;
}

/* Pairs of members, each counted on the day of either. */
static void add_members(pod_desk *d, const pod_habits *h, uint64_t count,
                        const lia_pods_options *o)
{
    const pod_stage *s = h->stage;
    const uint32_t hour = hour_of(s, d->event[0]);

    for (uint64_t i = 0; i < count; i++)
        for (uint64_t j = i + 1; j < count; j++) {
            const uint32_t x = d->event[i], y = d->event[j];
            if (d->was_seen[i * count + j] || d->was_seen[j * count + i])
                continue;
            const bool is_hit = apart(s->time[x], s->time[y]) <= o->window;
            const double q = .5 * (chance(d, s, y, hour, &d->probe[i]) +
                                   chance(d, s, x, hour, &d->probe[j]));
            d->observed[s->time[x] / POD_DAY] += is_hit;
            d->observed[s->time[y] / POD_DAY] += is_hit;
            d->expected[s->time[x] / POD_DAY] += q;
            d->expected[s->time[y] / POD_DAY] += q;
        }
}

/* Candidates y against members x, on the day of x. */
static void add_candidates(pod_desk *d, const pod_habits *h, uint64_t count,
                           const lia_pods_options *o)
{
    const pod_stage *s = h->stage;
    const uint32_t hour = hour_of(s, d->event[0]);

    for (uint64_t i = 0; i < count; i++) {
        const uint32_t x = d->event[i];
        const uint32_t day = s->time[x] / POD_DAY;
        if (!d->is_member[s->account[x]])
            continue;
        for (uint64_t j = 0; j < count; j++) {
            const uint32_t y = d->event[j];
            const uint64_t cell =
                (uint64_t)d->row[s->account[y]] * s->days + day;
            if (i == j || d->was_seen[i * count + j] ||
                d->was_seen[j * count + i])
                continue;
            d->observed[cell] += apart(s->time[x], s->time[y]) <= o->window;
            d->expected[cell] += chance(d, s, y, hour, &d->probe[i]);
        }
    }
}

double pod_day_test(const double *observed, const double *expected,
                    uint32_t days, double rho)
{
    double sum = 0, hits = 0, squares = 0;
    uint32_t active = 0;

    for (uint32_t k = 0; k < days; k++) {
        if (!(expected[k] > 0))
            continue;
        active++;
        hits += observed[k];
        sum += observed[k] - rho * expected[k];
    }
    if (active < FEWEST_DAYS || hits < FEWEST_HITS)
        return 0;
    const double mean = sum / active;
    for (uint32_t k = 0; k < days; k++)
        if (expected[k] > 0) {
            const double off = observed[k] - rho * expected[k] - mean;
            squares += off * off;
        }
    const double variance = fmax(squares / (active - 1), LEAST_VARIANCE);
    return lia_log_t_tail(mean / sqrt(variance / active), active - 1);
}

static void mark(pod_desk *d, const uint32_t *member, uint32_t size,
                 uint8_t is_member, uint32_t row)
{
    for (uint32_t k = 0; k < size; k++) {
        d->is_member[member[k]] = is_member;
        d->row[member[k]] = row;
    }
}

/* Learn the habits of more accounts; members must be marked. */
static lia_status learn(pod_desk *d, const pod_habits *h,
                        const uint32_t *account, uint32_t count,
                        lia_error *err)
{
    lia_status st = LIA_OK;

    if (d->slots + count > d->slot_room) {
        const uint32_t room = d->slots + count;
        LIA_TRY(lia_resize(&d->custom, room, sizeof *d->custom, err));
        d->slot_room = room;
    }
    for (uint32_t k = 0; k < count; k++) {
        d->slot[account[k]] = d->slots;
        pod_custom_learn(&d->custom[d->slots++], h, account[k],
                         d->is_member);
    }
done:
    return st;
}

static lia_status count_posts(pod_desk *d, const pod_habits *h,
                              const uint32_t *member, uint32_t size,
                              bool is_group, uint32_t star,
                              const lia_pods_options *o, lia_error *err)
{
    const pod_stage *s = h->stage;
    lia_status st = LIA_OK;

    for (uint32_t m = 0; m < size; m++) {
        if (member[m] == star)
            continue;
        for (uint64_t k = s->wrote_off[member[m]];
             k < s->wrote_off[member[m] + 1]; k++) {
            uint64_t count;
            LIA_TRY(gather(&count, d, s, s->wrote[k], err));
            if (count < 2)
                continue;
            prepare(d, h, count, o);
            if (is_group)
                add_members(d, h, count, o);
            else
                add_candidates(d, h, count, o);
        }
    }
done:
    return st;
}

lia_status pod_group_test(pod_verdict *out, pod_desk *d, const pod_habits *h,
                          const uint32_t *member, uint32_t size,
                          uint32_t star, const lia_pods_options *o,
                          lia_error *err)
{
    const uint32_t days = h->stage->days;
    lia_status st = LIA_OK;
    pod_verdict v = {.log_p = 0};

    mark(d, member, size, 1, 0);
    d->slots = 0;
    LIA_TRY(learn(d, h, member, size, err));
    d->has_star = star != LIA_NONE;
    if (d->has_star)
        LIA_TRY(follow_star(d, h->stage, star, err));
    LIA_TRY(clear_cells(d, days, err));
    LIA_TRY(count_posts(d, h, member, size, true, star, o, err));
    for (uint32_t k = 0; k < days; k++) {
        v.observed += d->observed[k] / 2;
        v.expected += d->expected[k] / 2;
        v.days += d->expected[k] > 0;
    }
    v.log_p = pod_day_test(d->observed, d->expected, days, o->rho);
    *out = v;
done:
    mark(d, member, size, 0, LIA_NONE);
    return st;
}

lia_status pod_group_each(double *log_p, pod_desk *d, const pod_habits *h,
                          const uint32_t *member, uint32_t size,
                          const uint32_t *candidate, uint32_t count,
                          const lia_pods_options *o, lia_error *err)
{
    const uint32_t days = h->stage->days;
    lia_status st = LIA_OK;

    /* Members that are no candidates share the last row, which nobody reads. */
    mark(d, member, size, 1, count);
    for (uint32_t k = 0; k < count; k++)
        d->row[candidate[k]] = k;
    d->slots = 0;
    LIA_TRY(learn(d, h, member, size, err));
    LIA_TRY(learn(d, h, candidate, count, err));
    d->has_star = false;
    LIA_TRY(clear_cells(d, ((uint64_t)count + 1) * days, err));
    LIA_TRY(count_posts(d, h, member, size, false, LIA_NONE, o,
                         err));
    for (uint32_t k = 0; k < count; k++)
        log_p[k] = pod_day_test(d->observed + (uint64_t)k * days,
                                d->expected + (uint64_t)k * days, days,
                                o->rho);
done:
    mark(d, member, size, 0, LIA_NONE);
    for (uint32_t k = 0; k < count; k++)
        d->row[candidate[k]] = LIA_NONE;
    return st;
}
