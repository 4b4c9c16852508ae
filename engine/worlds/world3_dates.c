/* worlds/world3_dates.c - what happens at a known hour: weekly chats,
 * conferences, streams, the morning digest, giveaways, the rounds of a pod.
 */
#include <math.h>

#include "worlds/world3.h"

static uint32_t open_date(lia_world3 *w, double until, double chance,
                          double mean, bool has_breaks)
{
    if (!world3_reserve(w, &w->date, &w->date_room, w->dates + 1,
                        sizeof *w->date))
        return LIA_NONE;
    w->date[w->dates] = (lia_date){w->presents, 0, until, chance, mean,
                                   has_breaks};
    return (uint32_t)w->dates++;
}

static void come(lia_world3 *w, uint32_t date, uint32_t account)
{
    if (world3_reserve(w, &w->present, &w->present_room, w->presents + 1,
                       sizeof *w->present)) {
        w->present[w->presents++] = account;
        w->date[date].count++;
    }
}

/* The next break of a conference after that time. */
static double next_break(double time)
{
    static const double breaks[] = {10.5, 12.5, 15.5, 17.5, 34.5};
    const double day = floor(time / LIA_DAY) * LIA_DAY;
    int k = 0;

    while (day + breaks[k] * LIA_HOUR < time)
        k++;
    return day + breaks[k] * LIA_HOUR;
}

void world3_react_on_date(lia_world3 *w, uint32_t date, uint32_t author,
                          uint32_t post)
{
    lia_rng *rng = &w->s->rng;
    const lia_date d = w->date[date];
    const double now = w->s->posted[post];

    for (uint32_t k = 0; k < d.count; k++) {
        const uint32_t a = w->present[d.first + k];
        if (a == author || !draw_chance(rng, d.chance))
            continue;
        const double time = d.has_breaks
                                ? next_break(now) +
                                      draw_between(rng, 0.0, 15 * LIA_MINUTE)
                                : now + 5.0 + draw_exponential(rng, d.mean);
        if (time < d.until + 5 * LIA_MINUTE)
            world3_call(w, time, VISIT_LIKE, a, post, LIA_NONE);
    }
}

static void write_on_date(lia_world3 *w, uint32_t date, uint32_t account,
                          uint32_t posts, uint32_t topic, double from,
                          double span)
{
    for (; posts > 0; posts--)
        world3_call(w, from + draw_between(&w->s->rng, 0.0, span), VISIT_WRITE,
                    account, topic, date);
}

/* One hour a week, those regulars who are awake and come. */
static void chat(lia_world3 *w, const lia_group *g, uint32_t day)
{
    lia_rng *rng = &w->s->rng;
    const double start = day * LIA_DAY + fmod(g->from, LIA_DAY);
    uint32_t date;

    if (day % 7 != (uint32_t)(g->from / LIA_DAY))
        return;
    date = open_date(w, start + LIA_HOUR, 0.22, 4 * LIA_MINUTE, false);
    for (uint32_t k = 0; k < g->count && !stage_failed(w->s); k++) {
        const uint32_t a = stage_members(w->s, g)[k];
        if (!world3_is_awake(w, a, start) || !draw_chance(rng, 0.55))
            continue;
        come(w, date, a);
        write_on_date(w, date, a, 1 + draw_below(rng, 3), g->hub, start,
                      55 * LIA_MINUTE);
    }
}

static void conference(lia_world3 *w, const lia_group *g, uint32_t day)
{
    lia_rng *rng = &w->s->rng;
    const double morning = day * LIA_DAY + 9 * LIA_HOUR;
    uint32_t date;

    if (day * LIA_DAY < g->from || day * LIA_DAY >= g->until)
        return;
    date = open_date(w, morning + 10 * LIA_HOUR, 0.08, 0.0, true);
    for (uint32_t k = 0; k < g->count && !stage_failed(w->s); k++) {
        const uint32_t a = stage_members(w->s, g)[k];
        if (!draw_chance(rng, 0.85))
            continue;
        come(w, date, a);
        write_on_date(w, date, a, draw_below(rng, 3), g->hub, morning,
                      8 * LIA_HOUR);
        for (int breaks = 0; breaks < 3; breaks++)
            world3_call(w, next_break(morning + breaks * 2.4 * LIA_HOUR) +
                               draw_between(rng, 0.0, 15 * LIA_MINUTE),
                        VISIT_BROWSE, a, LIA_NONE, LIA_NONE);
    }
}

/* Two evenings a week. */
static void stream(lia_world3 *w, const lia_group *g, uint32_t day)
{
    lia_rng *rng = &w->s->rng;
    const double start = day * LIA_DAY + 20 * LIA_HOUR;
    const uint32_t since = (day + 7 - (uint32_t)g->from) % 7;
    uint32_t date;

    if (since != 0 && since != 3)
        return;
    date = open_date(w, start + 2 * LIA_HOUR, 0.15, 3 * LIA_MINUTE, false);
    write_on_date(w, date, g->hub, 3, LIA_NONE, start, 1.8 * LIA_HOUR);
    for (uint32_t k = 0; k < g->count && !stage_failed(w->s); k++) {
        const uint32_t a = stage_members(w->s, g)[k];
        if (!world3_is_awake(w, a, start) || !draw_chance(rng, 0.45))
            continue;
        come(w, date, a);
        write_on_date(w, date, a, draw_below(rng, 10) < 3, LIA_NONE, start,
                      1.8 * LIA_HOUR);
    }
}

/* The five warmest posts of one's two topics, at seven. */
static void digest(lia_world3 *w, const lia_group *g, uint32_t day)
{
    enum { SHOWN = 5 };
    lia_rng *rng = &w->s->rng;

    for (uint32_t k = 0; k < g->count && !stage_failed(w->s); k++) {
        const uint32_t a = stage_members(w->s, g)[k];
        const lia_dweller *d = &w->who[a];
        for (int topics = 0; topics < 2; topics++) {
            const uint32_t t = draw_share(rng, d->taste, WORLD3_TOPICS);
            for (int n = 0; n < SHOWN; n++) {
                const uint32_t p = w->trend[t][n];
                const double time = day * LIA_DAY + (7 - d->zone) * LIA_HOUR +
                                    draw_lognormal(rng, 20 * LIA_MINUTE, 0.9);
                if (p != LIA_NONE && draw_chance(rng, 0.12))
                    world3_call(w, time, VISIT_LIKE, a, p, LIA_NONE);
            }
        }
    }
}

/* Now and then one post promises a prize, and strangers come in hundreds. */
static void giveaway(lia_world3 *w)
{
    enum { STRANGERS = 220 };
    lia_stage *s = w->s;
    const uint64_t from = w->trend_from;

    if (!draw_chance(&s->rng, 0.05) || s->posts <= from)
        return;
    const uint32_t post =
        (uint32_t)(from + draw_below(&s->rng, (uint32_t)(s->posts - from)));
    for (int k = 0; k < STRANGERS; k++) {
        const uint32_t a = draw_below(&s->rng, s->accounts);
        const double time = s->posted[post] + LIA_DAY +
                            draw_exponential(&s->rng, 5 * LIA_HOUR);
        if (world3_is_awake(w, a, time))
            world3_call(w, time, VISIT_LIKE, a, post, LIA_NONE);
    }
}

static void go_through(lia_world3 *w, uint32_t group, uint32_t account,
                       double time)
{
    lia_rng *rng = &w->s->rng;

    for (uint64_t n = 0; n < w->submissions; n++) {
        const uint32_t post = (uint32_t)w->submitted[n];
        if (w->submitted[n] >> 32 != group || w->s->author[post] == account)
            continue;
        time += draw_between(rng, 12.0, 45.0);
        if (draw_chance(rng, 0.9))
            world3_call(w, time, VISIT_FAVOUR, account, post, group);
    }
}

/* Whoever comes goes through the list, which is then empty. */
void world3_hold_round(lia_world3 *w, uint32_t group, double now)
{
    lia_stage *s = w->s;
    const lia_group *g = &s->group[group];
    uint64_t kept = 0;

    for (uint32_t k = 0; k < g->count && !stage_failed(s); k++) {
        const uint32_t a = stage_members(s, g)[k];
        const double time = now + draw_between(&s->rng, 0.0,
                                               10 * LIA_MINUTE);
        if (world3_is_awake(w, a, now) && draw_chance(&s->rng, g->part))
            go_through(w, group, a, time);
    }
    for (uint64_t n = 0; n < w->submissions; n++)
        if (w->submitted[n] >> 32 != group)
            w->submitted[kept++] = w->submitted[n];
    w->submissions = kept;
}

/* Half past twelve and seven, on working days. */
static void call_rounds(lia_world3 *w, uint32_t group, uint32_t day)
{
    if (day % 7 > 4)
        return;
    world3_call(w, day * LIA_DAY + 12.5 * LIA_HOUR, VISIT_ROUND, 0, LIA_NONE,
                group);
    world3_call(w, day * LIA_DAY + 19.0 * LIA_HOUR, VISIT_ROUND, 0, LIA_NONE,
                group);
}

void world3_dates(lia_world3 *w, uint32_t day)
{
    lia_stage *s = w->s;

    for (uint64_t k = 0; k < s->groups && !stage_failed(s); k++) {
        const lia_group *g = &s->group[k];
        switch (g->kind) {
        case KIND_CHATTER:
            chat(w, g, day);
            break;
        case KIND_ATTENDEE:
            conference(w, g, day);
            break;
        case KIND_VIEWER:
            stream(w, g, day);
            break;
        case KIND_DIGEST:
            digest(w, g, day);
            break;
        case KIND_ROUNDS:
            call_rounds(w, (uint32_t)k, day);
            break;
        default:
            break;
        }
    }
    giveaway(w);
}
