/* worlds/world3_calls.c - what a new post sets off: bells, bots, staff, pods.
 */
#include <math.h>

#include "worlds/world3.h"

static void call_if_awake(lia_world3 *w, uint32_t account, uint32_t post,
                          double time, uint32_t group)
{
    const lia_dweller *d = &w->who[account];

    if (world3_is_awake(w, account, time) &&
        !(time >= d->away_from && time < d->away_until))
        world3_call(w, time, group == LIA_NONE ? VISIT_LIKE : VISIT_FAVOUR,
                    account, post, group);
}

/* Half of the people get notices at once, half at full ten minutes. */
static double notice(lia_world3 *w, uint32_t account, double time)
{
    lia_rng *rng = &w->s->rng;

    if (w->who[account].is_batched)
        time = ceil(time / 600.0) * 600.0;
    return time + draw_between(rng, 2.0, 15.0);
}

static void ring_bells(lia_world3 *w, uint32_t author, uint32_t post,
                       double now)
{
    lia_rng *rng = &w->s->rng;

    for (uint64_t k = w->bell_off[author]; k < w->bell_off[author + 1]; k++) {
        const lia_bell b = w->bell[k];
        if (draw_chance(rng, b.chance))
            call_if_awake(w, b.holder, post,
                          notice(w, b.holder, now) +
                              draw_lognormal(rng, b.median, 1.0), LIA_NONE);
    }
}

static void run_bots(lia_world3 *w, uint32_t author, uint32_t post, double now)
{
    lia_stage *s = w->s;

    for (uint64_t g = 0; g < s->groups; g++) {
        const lia_group *ring = &s->group[g];
        if (ring->kind != KIND_BOT || w->state[post].subject != ring->hub ||
            s->topic[post] == LIA_NONE)
            continue;
        for (uint32_t k = 0; k < ring->count; k++) {
            const uint32_t bot = stage_members(s, ring)[k];
            const double time =
                ring->median > 0.0
                    ? now + draw_lognormal(&s->rng, ring->median, 0.3)
                    : ceil((now + 1.0) / 300.0) * 300.0 +
                          draw_between(&s->rng, 0.0, 20.0);
            if (bot != author && draw_chance(&s->rng, ring->part))
                world3_call(w, time, VISIT_FAVOUR, bot, post, (uint32_t)g);
        }
    }
}

/* At nine a tool shows the staff what the page and colleagues wrote. */
static void tell_staff(lia_world3 *w, uint32_t group, uint32_t author,
                       uint32_t post, double now)
{
    lia_stage *s = w->s;
    const lia_group *g = &s->group[group];
    double nine = floor(now / LIA_DAY) * LIA_DAY + 9 * LIA_HOUR;

    while (nine < now || fmod(floor(nine / LIA_DAY), 7.0) > 4.0)
        nine += LIA_DAY;
    for (uint32_t k = 0; k < g->count; k++) {
        const uint32_t a = stage_members(s, g)[k];
        if (a != author && draw_chance(&s->rng, author == g->hub ? 0.5 : 0.25))
            call_if_awake(w, a, post,
                          nine + draw_exponential(&s->rng, 12 * LIA_MINUTE),
                          LIA_NONE);
    }
}

static bool is_on_duty(const lia_group *g, uint32_t k, double now)
{
    const double day = floor(now / LIA_DAY);

    return g->kind != KIND_ROTA || (uint32_t)(int64_t)day % 2 == k % 2;
}

/* Each as diligent as its own nature: a spread around the pod's share. */
static double diligence(const lia_group *g, uint32_t k)
{
    const double spread = 0.75 + 0.5 * (k * 7 % 11) / 10.0;
    const double part = g->part * spread;

    return part < 0.98 ? part : 0.98;
}

static void call_squad(lia_world3 *w, uint32_t group, uint32_t author,
                       uint32_t post, double now)
{
    enum { SQUAD = 30 };
    lia_stage *s = w->s;
    const lia_group *g = &s->group[group];

    if (!draw_chance(&s->rng, 0.6))
        return;
    for (int k = 0; k < SQUAD; k++) {
        const uint32_t a = stage_members(s, g)[draw_below(&s->rng, g->count)];
        if (a != author && draw_chance(&s->rng, g->part))
            call_if_awake(w, a, post,
                          now + draw_lognormal(&s->rng, g->median, g->sigma),
                          group);
    }
}

static void call_pod(lia_world3 *w, uint32_t group, uint32_t author,
                     uint32_t post, double now)
{
    lia_stage *s = w->s;
    const lia_group *g = &s->group[group];

    for (uint32_t k = 0; k < g->count; k++) {
        const uint32_t a = stage_members(s, g)[k];
        const double delay = draw_lognormal(&s->rng, g->median, g->sigma);
        if (a == author || !is_on_duty(g, k, now) ||
            !draw_chance(&s->rng, g->kind == KIND_CALC ? g->part
                                                       : diligence(g, k)))
            continue;
        if (g->kind == KIND_CALC)      /* does as told, at any hour          */
            world3_call(w, now + delay, VISIT_FAVOUR, a, post, group);
        else if (world3_is_awake(w, a, now + delay))
            call_if_awake(w, a, post, now + delay, group);
        else if (draw_chance(&s->rng, 0.5))
            world3_call(w, world3_when_awake(w, a, now + delay), VISIT_FAVOUR,
                        a, post, group);
    }
}

/* Friends look when they look anyway; a clique tells one another half of it.
 */
static void call_friends(lia_world3 *w, uint32_t group, uint32_t author,
                         uint32_t post, double now)
{
    lia_stage *s = w->s;
    const lia_group *g = &s->group[group];

    for (uint32_t k = 0; k < g->count; k++) {
        const uint32_t a = stage_members(s, g)[k];
        const uint32_t day = (uint32_t)(now / LIA_DAY);
        if (a == author || !draw_chance(&s->rng, diligence(g, k)))
            continue;
        if (g->kind == KIND_CLIQUE && draw_chance(&s->rng, 0.5)) {
            call_if_awake(w, a, post,
                          now + draw_lognormal(&s->rng, g->median, g->sigma),
                          group);
            continue;
        }
        double time = world3_look(w, a, day + draw_below(&s->rng, 2));
        if (time <= now)
            time = world3_look(w, a, day + 1);
        if (time > now)
            call_if_awake(w, a, post, time, group);
    }
}

static void submit(lia_world3 *w, uint32_t group, uint32_t post)
{
    if (draw_chance(&w->s->rng, 0.6) &&
        world3_reserve(w, &w->submitted, &w->submitted_room,
                       w->submissions + 1, sizeof *w->submitted))
        w->submitted[w->submissions++] = (uint64_t)group << 32 | post;
}

static void call_group(lia_world3 *w, uint32_t group, uint32_t author,
                       uint32_t post, double now)
{
    const lia_group *g = &w->s->group[group];

    if (now < g->from)
        return;
    switch (g->kind) {
    case KIND_ADVOCATE:
        tell_staff(w, group, author, post, now);
        return;
    case KIND_ROUNDS:
        submit(w, group, post);
        return;
    case KIND_SQUAD:
        call_squad(w, group, author, post, now);
        return;
    case KIND_FRIENDS:
    case KIND_CLIQUE:
        call_friends(w, group, author, post, now);
        return;
    default:
        call_pod(w, group, author, post, now);
    }
}

/* A page has its staff, though it is none of them. */
static void call_own_staff(lia_world3 *w, uint32_t author, uint32_t post,
                           double now)
{
    const lia_stage *s = w->s;

    if (s->kind[author] != KIND_PAGE)
        return;
    for (uint64_t g = 0; g < s->groups; g++)
        if (s->group[g].kind == KIND_ADVOCATE && s->group[g].hub == author)
            tell_staff(w, (uint32_t)g, author, post, now);
}

void world3_new_post(lia_world3 *w, const lia_visit *v, uint32_t post)
{
    ring_bells(w, v->account, post, v->time);
    run_bots(w, v->account, post, v->time);
    call_own_staff(w, v->account, post, v->time);
    for (uint64_t k = w->joined_off[v->account];
         k < w->joined_off[v->account + 1]; k++)
        call_group(w, w->joined[k], v->account, post, v->time);
    if (v->group != LIA_NONE)
        world3_react_on_date(w, v->group, v->account, post);
}

void world3_favour(lia_world3 *w, const lia_visit *v)
{
    lia_stage *s = w->s;
    const lia_group *g = &s->group[v->group];

    world3_like(w, v->account, v->what, v->time);
    if (g->kind == KIND_BOT)
        return;
    if (draw_chance(&s->rng, 0.1))
        stage_deed(s, v->account, v->what,
                   v->time + draw_exponential(&s->rng, 40.0),
                   LIA_ACTION_COMMENT);
    if (g->mask > 0.0 && draw_chance(&s->rng, g->mask)) {
        for (uint32_t left = 1 + draw_below(&s->rng, 3); left > 0; left--) {
            const double time = v->time +
                                draw_between(&s->rng, -600.0, 600.0);
            const uint32_t p = world3_some_post(w, v->account, time);
            if (p != LIA_NONE)
                world3_like(w, v->account, p, time);
        }
    } else if (draw_chance(&s->rng, 0.2)) {
        world3_call(w, v->time + draw_between(&s->rng, 20.0, 120.0),
                    VISIT_BROWSE, v->account, LIA_NONE, LIA_NONE);
    }
}
