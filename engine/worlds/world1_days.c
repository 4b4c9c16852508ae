/* worlds/world1_days.c - what the people of world 1 do all day. */
#include "worlds/world1.h"

#include <math.h>
#include <stdlib.h>

#include "base/mem.h"
#include "base/sort.h"

enum { LIVE_EVENTS = 3 };

/* A session looks at posts in a list that ascends in time. */
typedef struct window {
    const uint32_t *list;
    uint64_t first, last;
} window;

/* First of list[low .. high) posted at `time` or later. */
static uint64_t first_since(const lia_stage *s, const uint32_t *list,
                            uint64_t low, uint64_t high, double time)
{
    while (low < high) {
        const uint64_t middle = low + (high - low) / 2;
        if (s->posted[list[middle]] < time)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static window look_back(const lia_stage *s, const uint32_t *list,
                        uint64_t low, uint64_t high, double now, double span)
{
    return (window){list, first_since(s, list, low, high, now - span),
                    first_since(s, list, low, high, now)};
}

/* The posts of one's friends, ascending in time (which ids do). */
static void make_feeds(lia_world1 *w)
{
    lia_stage *s = w->s;
    uint64_t at = 0;

    w->feed_off = stage_room(s, (uint64_t)s->accounts + 1,
                             sizeof *w->feed_off);
    if (stage_failed(s))
        return;
    for (uint32_t a = 0; a < s->accounts; a++) {
        for (uint64_t k = s->friend_off[a]; k < s->friend_off[a + 1]; k++)
            at += s->written_off[s->friend_of[k] + 1] -
                  s->written_off[s->friend_of[k]];
        w->feed_off[a + 1] = at;
    }
    w->feed = stage_room(s, at, sizeof *w->feed);
    at = 0;
    for (uint32_t a = 0; a < s->accounts && !stage_failed(s); a++) {
        for (uint64_t k = s->friend_off[a]; k < s->friend_off[a + 1]; k++) {
            const uint32_t f = s->friend_of[k];
            for (uint64_t p = s->written_off[f]; p < s->written_off[f + 1];
                 p++)
                w->feed[at++] = s->written[p];
        }
        lia_sort_ids(w->feed + w->feed_off[a], at - w->feed_off[a]);
    }
}

/* Scratch of one session: candidates and their weights, summed up. */
typedef struct choice {
    uint32_t *post;
    double *sum;
    uint64_t count, room[2];
    double total;
} choice;

static void consider(lia_world1 *w, choice *c, window of, double now,
                     bool of_friends)
{
    lia_stage *s = w->s;
    const uint64_t need = c->count + (of.last - of.first);

    if (!stage_failed(s))
        s->status = lia_reserve(&c->post, &c->room[0], need, sizeof *c->post,
                                &s->error);
    if (!stage_failed(s))
        s->status = lia_reserve(&c->sum, &c->room[1], need, sizeof *c->sum,
                                &s->error);
    for (uint64_t k = of.first; k < of.last && !stage_failed(s); k++) {
        const uint32_t p = of.list[k];
        const double age = now - s->posted[p];
        c->total += of_friends ? 25.0 * exp(-age / (20 * LIA_HOUR))
                               : w->appeal[p] * exp(-age / (7 * LIA_HOUR));
        c->post[c->count] = p;
        c->sum[c->count++] = c->total;
    }
}

static uint64_t pick(const choice *c, double at)
{
    uint64_t low = 0, high = c->count - 1;

    while (low < high) {
        const uint64_t middle = low + (high - low) / 2;
        if (c->sum[middle] <= at)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* Like one post and a geometric number more, a minute apart; a post that was
 * picked twice is liked once. */
static void like_some(lia_world1 *w, const choice *c, uint32_t account,
                      double now)
{
    lia_stage *s = w->s;
    uint64_t most = 1 + (uint64_t)draw_geometric(&s->rng, 0.35);
    uint32_t picked[64], count = 0;

    if (most > c->count)
        most = c->count;
    if (most > 64)
        most = 64;
    for (uint64_t k = 0; k < most; k++)
        picked[count++] = (uint32_t)pick(c, c->total * lia_rng_unit(&s->rng));
    lia_sort_ids(picked, count);
    for (uint32_t k = 0; k < count; k++) {
        const uint32_t p = c->post[picked[k]];
        if ((k > 0 && picked[k] == picked[k - 1]) || s->author[p] == account)
            continue;
        now += draw_exponential(&s->rng, 60.0);
        stage_deed(s, account, p, now, LIA_ACTION_LIKE);
    }
}

static void session(lia_world1 *w, choice *c, uint32_t account, double now)
{
    lia_stage *s = w->s;
    const uint32_t home = w->community[account];

    c->count = 0;
    c->total = 0.0;
    consider(w, c, look_back(s, w->local, w->local_off[home],
                             w->local_off[home + 1], now, 2 * LIA_DAY),
             now, false);
    if (!draw_chance(&s->rng, 0.75)) {
        const uint32_t other = draw_below(&s->rng, WORLD1_COMMUNITIES);
        consider(w, c, look_back(s, w->local, w->local_off[other],
                                 w->local_off[other + 1], now, 2 * LIA_DAY),
                 now, false);
    }
    consider(w, c, look_back(s, w->feed, w->feed_off[account],
                             w->feed_off[account + 1], now, 4 * LIA_DAY),
             now, true);
    if (c->count > 0 && c->total > 0.0 && !stage_failed(s))
        like_some(w, c, account, now);
}

/* Three afternoons in each community when many are there for two hours. */
static void draw_live(const lia_world1 *w,
                      double live[WORLD1_COMMUNITIES][LIVE_EVENTS])
{
    lia_rng *rng = &w->s->rng;
    const double days = w->s->days;

    for (int c = 0; c < WORLD1_COMMUNITIES; c++)
        for (int k = 0; k < LIVE_EVENTS; k++)
            live[c][k] = floor(days > 4 ? draw_between(rng, 2.0, days - 2.0)
                                        : draw_between(rng, 0.0, days)) *
                             LIA_DAY +
                         draw_between(rng, 10.0, 18.0) * LIA_HOUR;
}

void world1_sessions(lia_world1 *w)
{
    lia_stage *s = w->s;
    double live[WORLD1_COMMUNITIES][LIVE_EVENTS];
    choice c = {.count = 0};

    make_feeds(w);
    draw_live(w, live);
    for (uint32_t a = 0; a < s->accounts && !stage_failed(s); a++) {
        const double drawn = 0.15 + 0.1 * w->activity[a];
        for (uint32_t left = draw_poisson(&s->rng, w->activity[a] * s->days);
             left > 0; left--) {
            const double day = draw_below(&s->rng, s->days) * LIA_DAY;
            session(w, &c, a, day + LIA_HOUR *
                                        world1_hour(&s->rng, w->zone[a]));
        }
        for (int k = 0; k < LIVE_EVENTS; k++)
            if (draw_chance(&s->rng, drawn < 0.6 ? drawn : 0.6))
                session(w, &c, a, live[w->community[a]][k] +
                                      draw_between(&s->rng, 0.0,
                                                   2 * LIA_HOUR));
    }
    lia_free(c.post);
    lia_free(c.sum);
}

static void like_late(lia_stage *s, uint32_t actor, uint32_t post,
                      double median, double sigma)
{
    stage_deed(s, actor, post,
               s->posted[post] + draw_lognormal(&s->rng, median, sigma),
               LIA_ACTION_LIKE);
}

/* Now and then a friend is notified and likes within the hour. */
static void notified_friends(lia_world1 *w)
{
    lia_stage *s = w->s;

    for (uint32_t a = 0; a < s->accounts; a++) {
        const double p = 0.06 * (w->activity[a] * 3 < 1 ? w->activity[a] * 3
                                                        : 1.0);
        for (uint64_t k = w->feed_off[a]; k < w->feed_off[a + 1]; k++)
            if (draw_chance(&s->rng, p))
                like_late(s, a, w->feed[k], 40 * LIA_MINUTE, 1.1);
    }
}

static int by_number(const void *left, const void *right)
{
    const double a = *(const double *)left, b = *(const double *)right;

    return (a > b) - (a < b);
}

/* The appeal that 15 % of the posts exceed. */
static double popular(lia_world1 *w)
{
    lia_stage *s = w->s;
    double *sorted = stage_room(s, s->posts, sizeof *sorted), bar = 0.0;

    if (sorted != NULL && s->posts > 0) {
        for (uint64_t p = 0; p < s->posts; p++)
            sorted[p] = w->appeal[p];
        qsort(sorted, s->posts, sizeof *sorted, by_number);
        bar = sorted[(s->posts - 1) * 85 / 100];
    }
    lia_free(sorted);
    return bar;
}

static void junkies(lia_world1 *w, const lia_group *g)
{
    lia_stage *s = w->s;
    const double bar = popular(w);

    for (uint32_t i = 0; i < g->count; i++) {
        const uint32_t a = stage_members(s, g)[i];
        const uint32_t one = draw_below(&s->rng, WORLD1_COMMUNITIES);
        const uint32_t two = (one + 1 + draw_below(&s->rng,
                                                   WORLD1_COMMUNITIES - 1)) %
                             WORLD1_COMMUNITIES;
        for (uint32_t p = 0; p < s->posts; p++) {
            const uint32_t c = w->community[s->author[p]];
            if (w->appeal[p] > bar && (c == one || c == two) &&
                draw_chance(&s->rng, 0.35))
                like_late(s, a, p, 3 * LIA_MINUTE, 0.8);
        }
    }
}

static void fans(lia_stage *s, const lia_group *g)
{
    for (uint32_t i = 0; i < g->count; i++)
        for (uint64_t k = s->written_off[g->hub];
             k < s->written_off[g->hub + 1]; k++)
            if (draw_chance(&s->rng, 0.7))
                like_late(s, stage_members(s, g)[i], s->written[k],
                          6 * LIA_MINUTE, 0.8);
}

/* Between a quarter to and a quarter past nine: the page, and colleagues. */
static void like_at_nine(lia_stage *s, uint32_t actor, uint32_t author,
                         double part)
{
    for (uint64_t k = s->written_off[author]; k < s->written_off[author + 1];
         k++) {
        const uint32_t p = s->written[k];
        double day = floor(s->posted[p] / LIA_DAY) * LIA_DAY;
        if (!draw_chance(&s->rng, part))
            continue;
        if (s->posted[p] - day > 8.6 * LIA_HOUR)
            day += LIA_DAY;
        stage_deed(s, actor, p, day + 8.75 * LIA_HOUR +
                                    draw_between(&s->rng, 0.0,
                                                 0.5 * LIA_HOUR),
                   LIA_ACTION_LIKE);
    }
}

static void staff(lia_stage *s, const lia_group *g)
{
    for (uint32_t i = 0; i < g->count; i++) {
        const uint32_t a = stage_members(s, g)[i];
        like_at_nine(s, a, g->hub, 0.6);
        for (uint32_t j = 0; j < g->count; j++)
            if (j != i)
                like_at_nine(s, a, stage_members(s, g)[j], 0.25);
    }
}

void world1_habits(lia_world1 *w)
{
    lia_stage *s = w->s;

    notified_friends(w);
    for (uint64_t k = 0; k < s->groups && !stage_failed(s); k++) {
        const lia_group *g = &s->group[k];
        if (g->kind == KIND_JUNKIE)
            junkies(w, g);
        else if (g->kind == KIND_FAN)
            fans(s, g);
        else if (g->kind == KIND_STAFF)
            staff(s, g);
    }
}

/* ---- the planted groups ---- */

/* A favour hidden between likes of whatever else is there, within minutes. */
static void decoys(lia_world1 *w, uint32_t actor, double time)
{
    lia_stage *s = w->s;
    const uint32_t c = w->community[actor];
    const window of = look_back(s, w->local, w->local_off[c],
                                w->local_off[c + 1], time, LIA_DAY);
    const uint32_t count = (uint32_t)(of.last - of.first);

    for (uint32_t left = 1 + draw_below(&s->rng, 3); left > 0 && count > 0;
         left--)
        stage_deed(s, actor, of.list[of.first + draw_below(&s->rng, count)],
                   time + draw_between(&s->rng, -600.0, 600.0),
                   LIA_ACTION_LIKE);
}

static double own_rhythm(lia_world1 *w, uint32_t actor, uint32_t post)
{
    lia_rng *rng = &w->s->rng;
    const double posted = w->s->posted[post];
    const double day = floor(posted / LIA_DAY) + draw_below(rng, 2);
    const double time = day * LIA_DAY +
                        LIA_HOUR * world1_hour(rng, w->zone[actor]);

    return time < posted ? time + LIA_DAY : time;
}

static double favour_time(lia_world1 *w, const lia_group *g, uint32_t actor,
                          uint32_t post, double round)
{
    lia_rng *rng = &w->s->rng;
    const double posted = w->s->posted[post];

    switch (g->kind) {
    case KIND_TELE:
        return round + draw_between(rng, 0.0, 0.6 * LIA_HOUR);
    case KIND_AFFSYNC:
        if (draw_chance(rng, 0.5))
            return posted + draw_lognormal(rng, 15 * LIA_MINUTE, 0.8);
        return own_rhythm(w, actor, post);
    case KIND_AFFINITY:
        return own_rhythm(w, actor, post);
    default:
        return posted + draw_lognormal(rng, g->median, g->sigma);
    }
}

static void favours_for(lia_world1 *w, const lia_group *g, uint32_t post)
{
    lia_stage *s = w->s;
    double round = floor(s->posted[post] / LIA_DAY) * LIA_DAY + 20 * LIA_HOUR;

    if (round < s->posted[post])
        round += LIA_DAY;
    if (g->kind == KIND_TELE && !draw_chance(&s->rng, 0.3))
        return;                        /* not dropped in the channel         */
    for (uint32_t i = 0; i < g->count; i++) {
        const uint32_t a = stage_members(s, g)[i];
        if (a == s->author[post] || !draw_chance(&s->rng, g->part))
            continue;
        const double time = favour_time(w, g, a, post, round);
        stage_deed(s, a, post, time, LIA_ACTION_LIKE);
        if (g->mask > 0.0 && draw_chance(&s->rng, g->mask))
            decoys(w, a, time);
    }
}

void world1_pods(lia_world1 *w)
{
    const lia_stage *s = w->s;

    for (uint64_t k = 0; k < s->groups && !stage_failed(s); k++) {
        const lia_group *g = &s->group[k];
        for (uint32_t i = 0; g->is_pod && i < g->count; i++) {
            const uint32_t a = stage_members(s, g)[i];
            for (uint64_t p = s->written_off[a]; p < s->written_off[a + 1];
                 p++)
                favours_for(w, g, s->written[p]);
        }
    }
}
