/* worlds/world3_groups.c - who is in which group of world 3.
 *
 * Decoys are there in every set; pods and groups of friends where asked for.
 * Regulars of chats, guests of conferences, subscribers of the digest and
 * viewers of streams are anybody: they may be in pods as well.
 */
#include <math.h>
#include <string.h>

#include "base/mem.h"
#include "worlds/world3.h"

enum { MOST_NAMED = 256 };

static uint32_t between(lia_rng *rng, uint32_t low, uint32_t high)
{
    return low + draw_below(rng, high - low + 1);
}

void world3_ring(lia_world3 *w, uint32_t author, uint32_t holder,
                 double chance, double median)
{
    if (author != holder &&
        world3_reserve(w, &w->bell, &w->bell_room, w->bells + 1,
                       sizeof *w->bell))
        w->bell[w->bells++] = (lia_bell){author, holder, chance, median};
}

/* ---- takes ---- */

typedef struct wish {
    const lia_world3 *w;
    uint32_t topic;          /* LIA_NONE: any                                */
    int life;                /* -1: any                                      */
    int rota;
} wish;

static bool suits(const void *user, uint32_t account)
{
    const wish *x = user;
    const lia_dweller *d = &x->w->who[account];

    return (x->topic == LIA_NONE || d->taste[x->topic] > 0.15) &&
           (x->life < 0 || d->life == x->life) &&
           (x->rota < 0 || d->rota == x->rota);
}

static uint32_t count_free(const lia_world3 *w, const wish *x)
{
    uint32_t count = 0;

    for (uint32_t k = 0; k < w->s->free_count; k++)
        count += suits(x, w->s->free_list[k]);
    return count;
}

/* Accounts who share a taste: one that enough of them have. */
static lia_group *take_alike(lia_world3 *w, lia_kind kind, bool is_pod,
                             uint32_t count)
{
    enum { TRIES = 100 };
    wish x = {w, 0, -1, -1};

    for (int k = 0; k < TRIES; k++) {
        x.topic = draw_below(&w->s->rng, WORLD3_TOPICS);
        if (count_free(w, &x) >= count)
            break;
    }
    return stage_take(w->s, kind, is_pod, count, suits, &x);
}

static lia_group *take_any(lia_world3 *w, lia_kind kind, bool is_pod,
                           uint32_t count)
{
    return stage_take(w->s, kind, is_pod, count, NULL, NULL);
}

/* Anybody: a group of accounts that stay what they are, or become `kind` if
 * they were nothing else. */
static lia_group *name_some(lia_world3 *w, lia_kind kind, uint32_t count,
                            uint32_t topic)
{
    lia_stage *s = w->s;
    uint32_t list[MOST_NAMED], found = 0;

    for (uint32_t tries = 0; found < count && tries < 100 * count; tries++) {
        const uint32_t a = draw_below(&s->rng, s->accounts);
        bool is_new = topic == LIA_NONE || w->who[a].taste[topic] > 0.1;
        for (uint32_t k = 0; k < found; k++)
            is_new = is_new && list[k] != a;
        if (is_new)
            list[found++] = a;
    }
    for (uint32_t k = 0; k < found; k++)
        if (s->kind[list[k]] == KIND_ORGANIC)
            s->kind[list[k]] = (uint8_t)kind;
    return stage_name(s, kind, false, list, found);
}

/* ---- decoys ---- */

static void idols(lia_world3 *w)
{
    lia_stage *s = w->s;

    for (uint32_t left = between(&s->rng, 3, 5); left > 0; left--) {
        const lia_group *one = take_any(w, KIND_IDOL, false, 1);
        if (stage_failed(s))
            return;
        const uint32_t idol = *stage_members(s, one);
        w->who[idol].writes = draw_between(&s->rng, 0.6, 1.5);
        w->who[idol].fame += 30.0;
        w->who[idol].returns = 0.35;
        lia_group *fans = name_some(w, KIND_FOLLOWER,
                                    between(&s->rng, 50, 150), LIA_NONE);
        if (fans == NULL)
            return;
        fans->hub = idol;
        for (uint32_t k = 0; k < fans->count; k++) {
            const uint32_t a = stage_members(s, fans)[k];
            world3_ring(w, idol, a, draw_between(&s->rng, 0.25, 0.6),
                        4 * LIA_MINUTE);
            if (draw_chance(&s->rng, 0.5) && w->who[a].writes < 0.1)
                w->who[a].writes = draw_between(&s->rng, 0.1, 0.3);
        }
    }
}

static void celebrities(lia_world3 *w)
{
    lia_stage *s = w->s;

    for (uint32_t left = between(&s->rng, 2, 3); left > 0; left--) {
        const lia_group *one = take_any(w, KIND_CELEBRITY, false, 1);
        if (stage_failed(s))
            return;
        const uint32_t star = *stage_members(s, one);
        w->who[star].writes = draw_between(&s->rng, 0.5, 2.0);
        w->who[star].fame += 200.0;
        for (uint32_t a = 0; a < s->accounts; a++)
            if (draw_chance(&s->rng, 0.3))
                stage_follow(s, a, star);
    }
}

/* Bots that react to every post with a tag, and write with it themselves:
 * at once (g->median), or at the next five minutes (0). */
static void bots(lia_world3 *w)
{
    lia_stage *s = w->s;

    for (int ring = 0; ring < 2; ring++) {
        lia_group *g = take_any(w, KIND_BOT, false, between(&s->rng, 8, 20));
        if (stage_failed(s))
            return;
        g->hub = draw_below(&s->rng, WORLD3_TOPICS);
        g->median = ring == 0 ? 35.0 : 0.0;
        g->part = draw_between(&s->rng, 0.5, 0.9);
        for (uint32_t k = 0; k < g->count; k++) {
            lia_dweller *d = &w->who[stage_members(s, g)[k]];
            d->writes = draw_between(&s->rng, 0.5, 1.5);
            d->tempo = 0.0;
            d->is_scheduled = false;
            for (uint32_t t = 0; t < WORLD3_TOPICS; t++)
                d->taste[t] = t == g->hub;
        }
    }
}

/* Shift workers whose breaks are the same, and who know each other. */
static void crews(lia_world3 *w)
{
    lia_stage *s = w->s;

    for (uint32_t left = between(&s->rng, 6, 10); left > 0; left--) {
        const wish x = {w, LIA_NONE, LIFE_SHIFT, (int)draw_below(&s->rng, 3)};
        lia_group *g = stage_take(s, KIND_CREW, false,
                                  between(&s->rng, 6, 11), suits, &x);
        if (stage_failed(s))
            return;
        g->contact = 0.8;
        for (uint32_t k = 0; k < g->count; k++) {
            lia_dweller *d = &w->who[stage_members(s, g)[k]];
            d->zone = w->who[stage_members(s, g)[0]].zone;
            d->tempo = draw_between(&s->rng, 1.5, 3.0);
            if (d->writes < 0.1)
                d->writes = draw_between(&s->rng, 0.1, 0.35);
        }
    }
}

static void couples(lia_world3 *w)
{
    lia_stage *s = w->s;

    for (int left = 40; left > 0; left--) {
        lia_group *g = take_any(w, KIND_COUPLE, false, 2);
        if (stage_failed(s))
            return;
        g->contact = 1.0;
        const uint32_t *two = stage_members(s, g);
        for (uint32_t k = 0; k < 2; k++) {
            lia_dweller *d = &w->who[two[k]];
            d->zone = w->who[two[0]].zone;
            if (d->writes < 0.15)
                d->writes = draw_between(&s->rng, 0.15, 0.5);
            world3_ring(w, two[1 - k], two[k], 0.75, 3 * LIA_MINUTE);
        }
    }
}

/* A page, and staff whom a tool asks each morning to react to it and to what
 * colleagues wrote. */
static void advocates(lia_world3 *w)
{
    lia_stage *s = w->s;

    for (int left = 3; left > 0; left--) {
        const lia_group *page = take_any(w, KIND_PAGE, false, 1);
        if (stage_failed(s))
            return;
        const uint32_t hub = *stage_members(s, page);
        const wish x = {w, LIA_NONE, LIFE_OFFICE, -1};
        w->who[hub].writes = 0.95;
        w->who[hub].is_scheduled = true;
        w->who[hub].habit = 8.5;
        w->who[hub].tempo = 0.0;
        lia_group *g = stage_take(s, KIND_ADVOCATE, false,
                                  between(&s->rng, 15, 30), suits, &x);
        if (g == NULL)
            return;
        g->hub = hub;
        g->contact = 0.4;
        for (uint32_t k = 0; k < g->count; k++) {
            lia_dweller *d = &w->who[stage_members(s, g)[k]];
            d->zone = 0.0;
            stage_follow(s, stage_members(s, g)[k], hub);
            if (draw_chance(&s->rng, 0.5) && d->writes < 0.1)
                d->writes = draw_between(&s->rng, 0.1, 0.4);
        }
    }
}

/* Meetings of anybody; world3_dates.c says when. hub is the topic. */
static void meetings(lia_world3 *w)
{
    lia_stage *s = w->s;

    for (uint32_t left = between(&s->rng, 3, 5); left > 0; left--) {
        const uint32_t topic = draw_below(&s->rng, WORLD3_TOPICS);
        lia_group *g = name_some(w, KIND_CHATTER, between(&s->rng, 30, 60),
                                 topic);
        if (g == NULL)
            return;
        g->hub = topic;
        g->from = draw_below(&s->rng, 5) * LIA_DAY +
                  between(&s->rng, 12, 20) * LIA_HOUR;
    }
    for (uint32_t left = s->days >= 14 ? between(&s->rng, 1, 2) : 0; left > 0;
         left--) {
        const uint32_t topic = draw_below(&s->rng, WORLD3_TOPICS);
        lia_group *g = name_some(w, KIND_ATTENDEE, between(&s->rng, 50, 120),
                                 LIA_NONE);
        if (g == NULL)
            return;
        g->hub = topic;
        g->from = (2 + draw_below(&s->rng, s->days - 6)) * LIA_DAY;
        g->until = g->from + (2 + draw_below(&s->rng, 2)) * LIA_DAY;
    }
    for (int left = 2; left > 0; left--) {
        const lia_group *one = take_any(w, KIND_STREAMER, false, 1);
        if (stage_failed(s))
            return;
        const uint32_t star = *stage_members(s, one);
        lia_group *g = name_some(w, KIND_VIEWER, between(&s->rng, 40, 80),
                                 LIA_NONE);
        if (g == NULL)
            return;
        w->who[star].fame += 10.0;
        g->hub = star;
        g->from = draw_below(&s->rng, 7);
    }
}

static void habits(lia_world3 *w)
{
    lia_stage *s = w->s;

    (void)name_some(w, KIND_DIGEST, between(&s->rng, 120, 250), LIA_NONE);
    const lia_group *g = take_any(w, KIND_LIKEBACK, false, 100);
    if (g == NULL)
        return;
    for (uint32_t k = 0; k < g->count; k++) {
        lia_dweller *d = &w->who[stage_members(s, g)[k]];
        d->returns = draw_between(&s->rng, 0.4, 0.8);
        if (d->writes < 0.2)
            d->writes = draw_between(&s->rng, 0.2, 0.6);
    }
}

/* ---- planted ---- */

static void settle(lia_world3 *w, lia_group *g, lia_group with, double low,
                   double high)
{
    lia_stage *s = w->s;

    if (stage_failed(s))
        return;
    g->part = with.part;
    g->median = with.median;
    g->sigma = with.sigma;
    g->contact = with.contact;
    g->mask = with.mask;
    if (with.from > 0.0)
        g->from = with.from;
    for (uint32_t k = 0; k < g->count; k++) {
        lia_dweller *d = &w->who[stage_members(s, g)[k]];
        const double least = draw_between(&s->rng, low, high);
        if (d->writes < least)
            d->writes = least;
    }
}

static void friends(lia_world3 *w)
{
    lia_rng *rng = &w->s->rng;

    for (int k = 0; k < 9; k++) {
        const lia_kind kind = k < 5 ? KIND_FRIENDS : KIND_CLIQUE;
        lia_group *g = take_alike(w, kind, true, between(rng, 8, 18));
        settle(w, g, (lia_group){.part = draw_between(rng, 0.35, 0.6),
                                 .median = 15 * LIA_MINUTE, .sigma = 0.9,
                                 .contact = 0.7}, 0.15, 0.45);
    }
}

/* The second pod shares three members with the first. */
static void prompt_pods(lia_world3 *w)
{
    lia_stage *s = w->s;
    uint32_t list[MOST_NAMED];

    for (int k = 0; k < 3; k++) {
        lia_group *g = take_any(w, KIND_PROMPT, true, between(&s->rng, 8, 22));
        const double median = draw_between(&s->rng, 4.0, 12.0) * LIA_MINUTE;
        if (stage_failed(s))
            return;
        if (k == 1) {
            const lia_group first = g[-1];
            memcpy(list, s->member + first.first, 3 * sizeof *list);
            memcpy(list + 3, stage_members(s, g), g->count * sizeof *list);
            s->members = g->first;
            s->groups--;
            g = stage_name(s, KIND_PROMPT, true, list, g->count + 3);
        }
        settle(w, g, (lia_group){.part = draw_between(&s->rng, 0.55, 0.85),
                                 .median = median, .sigma = 0.8,
                                 .contact = 0.3}, 0.15, 0.5);
    }
}

static void other_pods(lia_world3 *w)
{
    lia_rng *rng = &w->s->rng;
    const struct {
        lia_kind kind;
        int pods;
        uint32_t low, high;
        lia_group with;
    } row[] = {
        {KIND_ROUNDS, 1, 40, 70, {.part = 0.55, .contact = 0.1}},
        {KIND_SQUAD, 1, 150, 150, {.part = 0.7, .median = 10 * LIA_MINUTE,
                                   .sigma = 0.8, .contact = 0.03}},
        {KIND_SMALL, 2, 5, 6, {.part = 0.85, .median = 5 * LIA_MINUTE,
                               .sigma = 0.7, .contact = 0.6}},
        {KIND_LAZY, 2, 14, 26, {.part = 0.2, .median = 10 * LIA_MINUTE,
                                .sigma = 0.8, .contact = 0.2}},
        {KIND_MASKED, 2, 12, 18, {.part = 0.6, .median = 8 * LIA_MINUTE,
                                  .sigma = 0.8, .contact = 0.3,
                                  .mask = 0.8}},
        {KIND_SLOW, 1, 12, 18, {.part = 0.6, .median = 180 * LIA_MINUTE,
                                .sigma = 1.0, .contact = 0.3}},
        {KIND_YOUNG, 1, 12, 12, {.part = 0.75, .median = 6 * LIA_MINUTE,
                                 .sigma = 0.8, .contact = 0.3,
                                 .from = w->s->end - 10 * LIA_DAY}},
        {KIND_ROTA, 1, 16, 24, {.part = 0.8, .median = 10 * LIA_MINUTE,
                                .sigma = 0.8, .contact = 0.3}},
    };

    for (size_t r = 0; r < sizeof row / sizeof *row; r++)
        for (int k = 0; k < row[r].pods; k++) {
            lia_group *g = take_any(w, row[r].kind, true,
                                    between(rng, row[r].low, row[r].high));
            lia_group with = row[r].with;
            with.part *= draw_between(rng, 0.85, 1.15);
            settle(w, g, with, 0.12, 0.45);
        }
}

static void custom_pods(lia_world3 *w)
{
    const lia_pods_asked *c = &w->s->asked;

    for (int k = 0; k < 6; k++) {
        lia_group *g = c->niche
                           ? take_alike(w, KIND_CALC, true, c->size)
                           : take_any(w, KIND_CALC, true, c->size);
        settle(w, g, (lia_group){.part = c->part, .median = c->median,
                                 .sigma = c->sigma, .mask = c->mask,
                                 .contact = c->niche ? 0.7 : 0.3}, 0.15, 0.5);
    }
}

/* ---- who is called by whose posts ---- */

static bool reacts_inside(const lia_group *g)
{
    return g->is_pod || g->kind == KIND_ADVOCATE;
}

static void list_joined(lia_world3 *w)
{
    lia_stage *s = w->s;
    uint64_t *at = stage_room(s, (uint64_t)s->accounts + 1, sizeof *at);

    w->joined = stage_room(s, s->members, sizeof *w->joined);
    for (uint64_t g = 0; g < s->groups && !stage_failed(s); g++)
        for (uint32_t k = 0; reacts_inside(&s->group[g]) &&
                             k < s->group[g].count; k++)
            w->joined_off[stage_members(s, &s->group[g])[k] + 1]++;
    for (uint32_t a = 0; a < s->accounts && !stage_failed(s); a++)
        w->joined_off[a + 1] += w->joined_off[a];
    if (!stage_failed(s))
        memcpy(at, w->joined_off, (s->accounts + 1) * sizeof *at);
    for (uint64_t g = 0; g < s->groups && !stage_failed(s); g++)
        for (uint32_t k = 0; reacts_inside(&s->group[g]) &&
                             k < s->group[g].count; k++)
            w->joined[at[stage_members(s, &s->group[g])[k]]++] = (uint32_t)g;
    lia_free(at);
}

void world3_groups(lia_world3 *w)
{
    const lia_pods_asked *asked = &w->s->asked;
    void (*const decoys[])(lia_world3 *) = {
        celebrities, bots, crews, couples, advocates, idols, meetings,
        habits};

    for (size_t k = 0; k < sizeof decoys / sizeof *decoys; k++)
        if (!stage_failed(w->s))
            decoys[k](w);
    if (asked->affinity && !stage_failed(w->s))
        friends(w);
    if (asked->all && !stage_failed(w->s))
        prompt_pods(w);
    if (asked->all && !stage_failed(w->s))
        other_pods(w);
    if (asked->custom && !stage_failed(w->s))
        custom_pods(w);
    if (!stage_failed(w->s))
        list_joined(w);
}
