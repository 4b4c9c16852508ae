/* worlds/world3_people.c - who lives in world 3, and whom they read.
 *
 * Contacts come from circles of three kinds (taste, zone, chance), follows
 * from taste and fame: a few are read by very many.
 */
#include <math.h>
#include <stdlib.h>

#include "base/mem.h"
#include "worlds/world3.h"

static const char *const topic_words[WORLD3_TOPICS] = {
    "analytics", "baking", "climate", "cycling", "design", "energy",
    "finance", "gardening", "hiring", "logistics", "music", "photography",
    "robotics", "sales", "security", "travel"};

static void draw_life(lia_world3 *w, lia_dweller *d)
{
    static const double share[] = {0.45, 0.15, 0.15, 0.15, 0.1};
    static const double zones[] = {0, 0, 0, 0, 0, 1, 1, -5, -5, -8, 5.5};
    static const double trains[] = {7.2, 7.7, 8.2};
    lia_rng *rng = &w->s->rng;

    d->life = (uint8_t)draw_share(rng, share, 5);
    d->zone = zones[draw_below(rng, 11)];
    d->rota = (uint8_t)draw_below(rng, 3);
    d->habit = trains[draw_below(rng, 3)];
    d->is_batched = draw_chance(rng, 0.5);
    d->away_from = d->away_until = -1.0;
    if (w->s->days >= 30 && draw_chance(rng, 0.35)) {
        d->away_from = draw_below(rng, w->s->days) * LIA_DAY;
        d->away_until = d->away_from + (5 + draw_below(rng, 10)) * LIA_DAY;
    }
}

static void draw_person(lia_world3 *w, lia_dweller *d)
{
    lia_rng *rng = &w->s->rng;

    draw_dirichlet(rng, d->taste, WORLD3_TOPICS, 0.25);
    draw_life(w, d);
    d->tempo = draw_gamma(rng, 0.8) * 1.1 + 0.03;
    d->giving = draw_beta(rng, 1.5, 6.0);
    d->returns = draw_chance(rng, 0.2) ? draw_beta(rng, 1.0, 6.0) : 0.0;
    d->fame = draw_lomax(rng, 1.2) + 0.02;
    if (draw_chance(rng, 0.3)) {
        d->writes = draw_gamma(rng, 0.7) * 0.28;
        if (d->writes > 2.5)
            d->writes = 2.5;
        if (draw_chance(rng, 0.08)) {
            d->is_scheduled = true;
            d->life = LIFE_OFFICE;
            d->habit = 7.0 + 0.5 * draw_below(rng, 22);
        }
    }
    d->seen = -LIA_DAY;
}

void world3_people(lia_world3 *w)
{
    w->s->topic_word = topic_words;
    for (uint32_t a = 0; a < w->s->accounts; a++)
        draw_person(w, &w->who[a]);
}

/* ---- contacts ---- */

static uint32_t best_topic(const lia_dweller *d)
{
    uint32_t best = 0;

    for (uint32_t t = 1; t < WORLD3_TOPICS; t++)
        if (d->taste[t] > d->taste[best])
            best = t;
    return best;
}

typedef struct place {
    uint32_t key, account;
    uint64_t shuffle;
} place;

static int by_key(const void *left, const void *right)
{
    const place *a = left, *b = right;

    if (a->key != b->key)
        return a->key < b->key ? -1 : 1;
    return (a->shuffle > b->shuffle) - (a->shuffle < b->shuffle);
}

/* Circles of 3 to 9 among accounts of the same key. */
static void circles(lia_world3 *w, place *list, double density, double share)
{
    lia_stage *s = w->s;
    lia_rng *rng = &s->rng;
    uint32_t count = s->accounts;

    for (uint32_t k = 0; k < count; k++)
        list[k].shuffle = lia_rng_bits(rng);
    qsort(list, count, sizeof *list, by_key);
    for (uint32_t k = 0; k < count && !stage_failed(s);) {
        const uint32_t wanted = 3 + draw_below(rng, 7);
        const bool is_there = draw_chance(rng, share);
        uint32_t size = 1;
        while (size < wanted && k + size < count &&
               list[k + size].key == list[k].key)
            size++;
        for (uint32_t i = 1; is_there && i < size; i++)
            for (uint32_t j = 0; j < i; j++)
                if (draw_chance(rng, density))
                    stage_link(s, list[k + i].account, list[k + j].account);
        k += size;
    }
}

static void make_contacts(lia_world3 *w)
{
    lia_stage *s = w->s;
    place *list = stage_room(s, s->accounts, sizeof *list);

    for (int round = 0; round < 3 && !stage_failed(s); round++) {
        for (uint32_t a = 0; a < s->accounts; a++) {
            const lia_dweller *d = &w->who[a];
            const uint32_t keys[] = {
                best_topic(d), (uint32_t)(2 * (d->zone + 10)) * 8 + d->life,
                0};
            list[a] = (place){keys[round], a, 0};
        }
        circles(w, list, 0.65 - 0.1 * round, 0.8 - 0.2 * round);
    }
    lia_free(list);
    for (uint32_t k = 0; k < s->accounts / 2; k++)
        stage_link(s, draw_below(&s->rng, s->accounts),
                   draw_below(&s->rng, s->accounts));
    for (uint64_t g = 0; g < s->groups; g++)
        if (s->group[g].contact > 0.0)
            stage_link_group(s, &s->group[g]);
    stage_tie_up(s);
}

/* ---- follows ---- */

/* Authors by their main topic, with fame summed up. */
typedef struct stars {
    uint32_t *account;
    double *sum;
    uint32_t off[WORLD3_TOPICS + 1];
} stars;

static void find_stars(lia_world3 *w, stars *out)
{
    uint32_t at = 0;

    out->account = stage_room(w->s, w->s->accounts, sizeof *out->account);
    out->sum = stage_room(w->s, w->s->accounts, sizeof *out->sum);
    for (uint32_t t = 0; t < WORLD3_TOPICS && !stage_failed(w->s); t++) {
        double sum = 0.0;
        out->off[t] = at;
        for (uint32_t a = 0; a < w->s->accounts; a++)
            if (w->who[a].writes > 0.0 && best_topic(&w->who[a]) == t) {
                sum += w->who[a].fame;
                out->account[at] = a;
                out->sum[at++] = sum;
            }
    }
    out->off[WORLD3_TOPICS] = at;
}

static uint32_t pick_star(lia_rng *rng, const stars *from, uint32_t topic)
{
    uint32_t low = from->off[topic], high = from->off[topic + 1];

    if (low == high)
        return LIA_NONE;
    const double at = from->sum[high - 1] * lia_rng_unit(rng);
    for (high--; low < high;) {
        const uint32_t middle = low + (high - low) / 2;
        if (from->sum[middle] <= at)
            low = middle + 1;
        else
            high = middle;
    }
    return from->account[low];
}

static int by_value(const void *left, const void *right)
{
    const uint64_t a = *(const uint64_t *)left, b = *(const uint64_t *)right;

    return (a > b) - (a < b);
}

static void sort_follows(lia_world3 *w)
{
    lia_stage *s = w->s;
    uint64_t kept = 0;

    if (s->follows > 0)
        qsort(s->follow, s->follows, sizeof *s->follow, by_value);
    for (uint64_t k = 0; k < s->follows; k++)
        if (kept == 0 || s->follow[kept - 1] != s->follow[k])
            s->follow[kept++] = s->follow[k];
    s->follows = kept;
    for (uint64_t k = 0; k < kept; k++)
        w->follow_off[(s->follow[k] >> 32) + 1]++;
    for (uint32_t a = 0; a < s->accounts; a++)
        w->follow_off[a + 1] += w->follow_off[a];
}

static void make_follows(lia_world3 *w)
{
    lia_stage *s = w->s;
    stars from = {NULL, NULL, {0}};

    find_stars(w, &from);
    for (uint32_t a = 0; a < s->accounts && !stage_failed(s); a++)
        for (uint32_t left = draw_poisson(&s->rng, 14.0); left > 0; left--) {
            const uint32_t topic = draw_share(&s->rng, w->who[a].taste,
                                              WORLD3_TOPICS);
            const uint32_t star = pick_star(&s->rng, &from, topic);
            if (star != LIA_NONE)
                stage_follow(s, a, star);
        }
    /* Those who hear the bell of a star follow it. */
    for (uint64_t k = 0; k < w->bells && !stage_failed(s); k++)
        stage_follow(s, w->bell[k].holder, w->bell[k].author);
    if (!stage_failed(s))
        sort_follows(w);
    lia_free(from.account);
    lia_free(from.sum);
}

/* Best friends hear each other's bells, now and then one way only. */
static void ring_friends(lia_world3 *w)
{
    const lia_stage *s = w->s;

    for (uint32_t a = 0; a < s->accounts && !stage_failed(s); a++) {
        const uint64_t first = s->friend_off[a];
        const uint32_t count = (uint32_t)(s->friend_off[a + 1] - first);
        for (uint32_t left = draw_below(&w->s->rng, 3); left > 0 && count > 0;
             left--)
            world3_ring(w, s->friend_of[first + draw_below(&w->s->rng, count)],
                        a, 0.3, 4 * LIA_MINUTE);
    }
}

static int by_author(const void *left, const void *right)
{
    const lia_bell *a = left, *b = right;

    if (a->author != b->author)
        return a->author < b->author ? -1 : 1;
    if (a->holder != b->holder)
        return a->holder < b->holder ? -1 : 1;
    if (a->chance != b->chance)
        return a->chance > b->chance ? -1 : 1;
    return (a->median > b->median) - (a->median < b->median);
}

static void sort_bells(lia_world3 *w)
{
    uint64_t kept = 0;

    if (w->bells > 0)
        qsort(w->bell, w->bells, sizeof *w->bell, by_author);
    for (uint64_t k = 0; k < w->bells; k++)
        if (kept == 0 || w->bell[kept - 1].author != w->bell[k].author ||
            w->bell[kept - 1].holder != w->bell[k].holder)
            w->bell[kept++] = w->bell[k];
    w->bells = kept;
    for (uint64_t k = 0; k < kept; k++)
        w->bell_off[w->bell[k].author + 1]++;
    for (uint32_t a = 0; a < w->s->accounts; a++)
        w->bell_off[a + 1] += w->bell_off[a];
}

void world3_network(lia_world3 *w)
{
    make_contacts(w);
    if (!stage_failed(w->s))
        make_follows(w);
    if (!stage_failed(w->s))
        ring_friends(w);
    if (!stage_failed(w->s))
        sort_bells(w);
}
