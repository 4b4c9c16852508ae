/* worlds/world1.c - people with habits: who they are and what they write.
 *
 * Sessions, not independent delays, make the times, on purpose: the model of
 * the detector is wrong for this world. Five hard negatives (junkies, fans,
 * staff, live events, notified friends) and up to five kinds of groups.
 */
#include "worlds/world1.h"

#include <math.h>

#include "base/mem.h"

double world1_hour(lia_rng *rng, double zone)
{
    static const double share[] = {0.3, 0.25, 0.45};
    static const double mean[] = {8.3, 12.7, 20.3};
    static const double deviation[] = {1.0, 0.9, 1.9};
    const uint32_t k = draw_share(rng, share, 3);
    const double hour = draw_normal(rng, mean[k], deviation[k]) + zone;

    return hour - 24.0 * floor(hour / 24.0);
}

static double at_most(double x, double most)
{
    return x < most ? x : most;
}

static void draw_people(lia_world1 *w)
{
    static const double zones[] = {0, 0, 0, 0, 0, 0, -6, -8, 5};
    lia_rng *rng = &w->s->rng;
    double share[WORLD1_COMMUNITIES];

    draw_dirichlet(rng, share, WORLD1_COMMUNITIES, 4.0);
    for (uint32_t a = 0; a < w->s->accounts; a++) {
        const double sessions = draw_lognormal(rng, 0.22, 1.0);
        w->community[a] = draw_share(rng, share, WORLD1_COMMUNITIES);
        w->zone[a] = zones[draw_below(rng, 9)];
        w->activity[a] = sessions < 0.02 ? 0.02 : at_most(sessions, 6.0);
        w->writes[a] = draw_chance(rng, 0.35)
                           ? at_most(draw_lognormal(rng, exp(-2.2), 0.9), 3.0)
                           : 0.0;
        w->fame[a] = draw_lomax(rng, 1.3) + 0.05;
    }
}

typedef struct neighbours {
    const lia_world1 *w;
    uint32_t community;
} neighbours;

static bool lives_there(const void *user, uint32_t account)
{
    const neighbours *n = user;

    return n->w->community[account] == n->community;
}

static uint32_t free_there(const lia_world1 *w, uint32_t community)
{
    uint32_t count = 0;

    for (uint32_t k = 0; k < w->s->free_count; k++)
        count += w->community[w->s->free_list[k]] == community;
    return count;
}

/* count accounts, of one community if `local`: drawn among those that are
 * still large enough. */
static lia_group *take(lia_world1 *w, lia_kind kind, bool is_pod,
                       uint32_t count, bool local)
{
    enum { TRIES = 100 };
    neighbours n = {w, 0};

    for (int k = 0; local && k < TRIES; k++) {
        n.community = draw_below(&w->s->rng, WORLD1_COMMUNITIES);
        if (free_there(w, n.community) >= count)
            break;
    }
    return stage_take(w->s, kind, is_pod, count, local ? lives_there : NULL,
                      &n);
}

static void fan_club(lia_world1 *w)
{
    lia_rng *rng = &w->s->rng;
    const uint32_t size = 30 + draw_below(rng, 30);
    const lia_group *creator = take(w, KIND_CREATOR, false, 1, false);

    if (stage_failed(w->s))
        return;
    const uint32_t star = *stage_members(w->s, creator);
    w->writes[star] = draw_between(rng, 0.5, 1.2);
    w->fame[star] += 3.0;
    lia_group *fans = take(w, KIND_FAN, false, size, false);
    if (fans != NULL)
        fans->hub = star;
}

static void company(lia_world1 *w)
{
    const lia_group *page = take(w, KIND_PAGE, false, 1, false);

    if (stage_failed(w->s))
        return;
    const uint32_t hub = *stage_members(w->s, page);
    w->writes[hub] = 0.0;
    lia_group *staff = take(w, KIND_STAFF, false, 25, true);
    if (staff != NULL) {
        staff->hub = hub;
        staff->contact = 0.4;
    }
}

/* A group that helps its own: its members write at least that much. */
static void plant(lia_world1 *w, lia_kind kind, uint32_t size, bool local,
                  lia_group with, double low, double high, double busier)
{
    lia_group *g = take(w, kind, true, size, local);

    if (stage_failed(w->s))
        return;
    g->part = with.part;
    g->median = with.median;
    g->sigma = with.sigma;
    g->contact = with.contact;
    g->mask = with.mask;
    for (uint32_t i = 0; i < g->count; i++) {
        const uint32_t a = stage_members(w->s, g)[i];
        const double floor_of = draw_between(&w->s->rng, low, high);
        if (w->writes[a] < floor_of)
            w->writes[a] = floor_of;
        w->activity[a] *= busier;
    }
}

static void plant_friends(lia_world1 *w)
{
    for (int k = 0; k < 6; k++)
        plant(w, KIND_AFFINITY, 8 + draw_below(&w->s->rng, 13), true,
              (lia_group){.part = 0.5, .contact = 0.7}, 0.15, 0.5, 1.0);
    for (int k = 0; k < 4; k++)
        plant(w, KIND_AFFSYNC, 8 + draw_below(&w->s->rng, 13), true,
              (lia_group){.part = 0.4, .contact = 0.7}, 0.15, 0.5, 1.0);
}

static void plant_pods(lia_world1 *w)
{
    for (int k = 0; k < 6; k++)
        plant(w, KIND_CALC, 8 + draw_below(&w->s->rng, 23), false,
              (lia_group){.part = 0.75, .median = 8 * LIA_MINUTE, .sigma = 0.7,
                          .contact = 0.35}, 0.15, 0.5, 1.0);
    plant(w, KIND_TELE, 200, false,
          (lia_group){.part = 0.4, .contact = 0.03}, 0.05, 0.25, 1.0);
    for (int k = 0; k < 3; k++)
        plant(w, KIND_CAMO, 15 + draw_below(&w->s->rng, 11), false,
              (lia_group){.part = 0.5, .median = 45 * LIA_MINUTE, .sigma = 1.0,
                          .contact = 0.35}, 0.15, 0.5, 3.0);
}

static void plant_custom(lia_world1 *w)
{
    const lia_pods_asked *c = &w->s->asked;

    for (int k = 0; k < 6; k++)
        plant(w, KIND_CALC, c->size, c->niche,
              (lia_group){.part = c->part, .median = c->median,
                          .sigma = c->sigma, .mask = c->mask,
                          .contact = c->niche ? 0.7 : 0.35}, 0.15, 0.5, 1.0);
}

static void form_groups(lia_world1 *w)
{
    const lia_pods_asked *asked = &w->s->asked;

    (void)take(w, KIND_JUNKIE, false, 60, false);
    for (int k = 0; k < 5; k++)
        fan_club(w);
    for (int k = 0; k < 4; k++)
        company(w);
    if (asked->affinity)
        plant_friends(w);
    if (asked->custom)
        plant_custom(w);
    if (asked->all)
        plant_pods(w);
}

/* Circles of three to seven inside a community, twice over. */
static void form_circles(lia_world1 *w, uint32_t *people, uint32_t count)
{
    lia_rng *rng = &w->s->rng;

    draw_shuffle(rng, people, count);
    for (uint32_t k = 0; k < count;) {
        const uint32_t asked = 3 + draw_below(rng, 5);
        const uint32_t size = asked < count - k ? asked : count - k;
        for (uint32_t i = 0; i < size; i++)
            for (uint32_t j = 0; j < i; j++)
                if (draw_chance(rng, 0.7))
                    stage_link(w->s, people[k + i], people[k + j]);
        k += size;
    }
}

static void make_friends(lia_world1 *w)
{
    lia_stage *s = w->s;
    uint32_t *people = stage_room(s, s->accounts, sizeof *people);

    for (uint32_t c = 0; c < WORLD1_COMMUNITIES && !stage_failed(s); c++) {
        uint32_t count = 0;
        for (uint32_t a = 0; a < s->accounts; a++)
            if (w->community[a] == c)
                people[count++] = a;
        form_circles(w, people, count);
        form_circles(w, people, count);
    }
    lia_free(people);
    for (uint32_t k = 0; k < s->accounts; k++)
        stage_link(s, draw_below(&s->rng, s->accounts),
                   draw_below(&s->rng, s->accounts));
    for (uint64_t g = 0; g < s->groups; g++)
        if (s->group[g].contact > 0.0)
            stage_link_group(s, &s->group[g]);
    stage_tie_up(s);
}

static void write_posts(lia_world1 *w)
{
    lia_stage *s = w->s;

    for (uint32_t a = 0; a < s->accounts; a++)
        for (uint32_t left = draw_poisson(&s->rng, w->writes[a] * s->days);
             left > 0; left--) {
            const double day = draw_below(&s->rng, s->days) * LIA_DAY;
            (void)stage_post(s, a, day + LIA_HOUR *
                                            world1_hour(&s->rng, w->zone[a]));
        }
    for (uint64_t g = 0; g < s->groups; g++)
        for (uint32_t day = 0; day < s->days; day++)
            if (s->group[g].kind == KIND_STAFF && day % 7 < 5)
                (void)stage_post(s, s->group[g].hub,
                                 day * LIA_DAY + 8.4 * LIA_HOUR +
                                     draw_between(&s->rng, 0.0, 600.0));
    stage_sort_posts(s);
}

/* Posts by community of their authors. */
static void sort_by_community(lia_world1 *w)
{
    const lia_stage *s = w->s;
    uint64_t at = 0;

    for (uint32_t c = 0; c < WORLD1_COMMUNITIES; c++) {
        w->local_off[c] = at;
        for (uint32_t p = 0; p < s->posts; p++)
            if (w->community[s->author[p]] == c)
                w->local[at++] = p;
    }
    w->local_off[WORLD1_COMMUNITIES] = at;
}

static void rate_posts(lia_world1 *w)
{
    lia_stage *s = w->s;

    w->appeal = stage_room(s, s->posts, sizeof *w->appeal);
    w->local = stage_room(s, s->posts, sizeof *w->local);
    if (stage_failed(s))
        return;
    for (uint64_t p = 0; p < s->posts; p++)
        w->appeal[p] = pow(w->fame[s->author[p]], 0.9) *
                       draw_lognormal(&s->rng, 1.0, 0.8);
    sort_by_community(w);
}

static void open_world(lia_world1 *w)
{
    lia_stage *s = w->s;

    w->community = stage_room(s, s->accounts, sizeof *w->community);
    w->zone = stage_room(s, s->accounts, sizeof *w->zone);
    w->activity = stage_room(s, s->accounts, sizeof *w->activity);
    w->writes = stage_room(s, s->accounts, sizeof *w->writes);
    w->fame = stage_room(s, s->accounts, sizeof *w->fame);
}

static void close_world(lia_world1 *w)
{
    lia_free(w->community);
    lia_free(w->zone);
    lia_free(w->activity);
    lia_free(w->writes);
    lia_free(w->fame);
    lia_free(w->appeal);
    lia_free(w->local);
    lia_free(w->feed_off);
    lia_free(w->feed);
}

void world1_play(lia_stage *s)
{
    lia_world1 w = {.s = s};
    void (*const scenes[])(lia_world1 *) = {
        draw_people, form_groups, make_friends, write_posts, rate_posts,
        world1_sessions, world1_habits, world1_pods};

    open_world(&w);
    for (size_t k = 0; k < sizeof scenes / sizeof *scenes; k++)
        if (!stage_failed(s))
            scenes[k](&w);
    close_world(&w);
}
