/* worlds/demo_days.c - ninety days of the demonstration. */
#include <math.h>

#include "worlds/demo.h"

enum { TOPICS = HOUSES, SOFTWARE = HOUSE_QUILLMARK };
/* One for each house, and one for those outside. */
static const char *const topics[TOPICS] = {
    "software", "freight", "food", "energy", "finance", "media",
    "rail", "health", "news"};

/* ---- groups ---- */

static lia_group *form(lia_demo *d, lia_kind kind, bool is_pod,
                       const uint32_t *list, uint32_t count)
{
    for (uint32_t k = 0; k < count; k++)
        d->s->kind[list[k]] = (uint8_t)kind;
    return stage_name(d->s, kind, is_pod, list, count);
}

static void busy(lia_demo *d, const lia_group *g, double low, double high)
{
    for (uint32_t k = 0; k < g->count; k++)
        d->writes[stage_members(d->s, g)[k]] =
            draw_between(&d->s->rng, low, high);
}

static void pods(lia_demo *d)
{
    uint32_t (*id)[32] = d->id;
    const uint32_t nine[] = {
        id[HOUSE_NIMBLEOAK][6], id[HOUSE_NIMBLEOAK][7],
        id[HOUSE_NIMBLEOAK][8], id[HOUSE_TALLOWMERE][9],
        id[HOUSE_TALLOWMERE][10], id[HOUSE_PENNYFARROW][3],
        id[HOUSE_PENNYFARROW][5], id[HOUSE_PENNYFARROW][6],
        id[HOUSE_PENNYFARROW][8]};
    lia_group *g = form(d, KIND_CALC, true, nine, 9);

    if (g == NULL)
        return;
    g->part = 0.8;
    g->median = 6 * LIA_MINUTE;
    g->sigma = 0.7;
    g->contact = 0.5;
    busy(d, g, 0.12, 0.24);
    g = form(d, KIND_AFFINITY, true, &id[HOUSE_VEXHOLM][2], 8);
    if (g == NULL)
        return;
    g->part = 0.8;
    g->contact = 0.8;
    busy(d, g, 0.1, 0.2);
    g = form(d, KIND_AFFSYNC, true, &id[HOUSE_BRAMBLEWICK][4], 8);
    if (g == NULL)
        return;
    g->part = 0.5;
    g->median = 9 * LIA_MINUTE;
    g->sigma = 0.8;
    g->contact = 0.8;
    busy(d, g, 0.12, 0.22);
}

static void decoys(lia_demo *d)
{
    const uint32_t *out = d->id[HOUSE_OUTSIDE];
    lia_group *g = form(d, KIND_ADVOCATE, false, d->id[HOUSE_QUILLMARK], 9);

    if (g == NULL)
        return;
    g->hub = out[OUTSIDE_PAGE];
    busy(d, g, 0.05, 0.12);
    (void)form(d, KIND_PAGE, false, &out[OUTSIDE_PAGE], 1);
    (void)form(d, KIND_HATER, false, &out[OUTSIDE_HATER], 2);
    (void)form(d, KIND_CREATOR, false, &out[OUTSIDE_PIM], 1);
    (void)form(d, KIND_BROKER, false, &out[OUTSIDE_ODO], 1);
    g = form(d, KIND_BOT, false, &out[OUTSIDE_BOT],
             OUTSIDE_FAN - OUTSIDE_BOT);
    if (g == NULL)
        return;
    busy(d, g, 0.08, 0.12);
    g = form(d, KIND_FAN, false, &out[OUTSIDE_FAN],
             OUTSIDE_MAGAZINE - OUTSIDE_FAN);
    if (g == NULL)
        return;
    g->hub = out[OUTSIDE_PIM];
    busy(d, g, 0.04, 0.08);
    g = form(d, KIND_CIRCLE, false, d->id[HOUSE_NIMBLEOAK], 6);
    if (g == NULL)
        return;
    g->contact = 0.6;
    busy(d, g, 0.08, 0.15);
}

void demo_groups(lia_demo *d)
{
    for (uint32_t a = 0; a < d->s->accounts; a++)
        d->writes[a] = draw_chance(&d->s->rng, 0.85)
                           ? draw_between(&d->s->rng, 0.04, 0.1) : 0.0;
    decoys(d);
    pods(d);
    d->writes[d->id[HOUSE_OUTSIDE][OUTSIDE_PIM]] = 0.4;
    d->writes[d->id[HOUSE_OUTSIDE][OUTSIDE_NIA]] = 0.0;
    d->writes[d->id[HOUSE_OUTSIDE][OUTSIDE_PAGE]] = 0.0;
    for (int k = OUTSIDE_MAGAZINE; k < OUTSIDE_COUNT; k++)
        d->writes[d->id[HOUSE_OUTSIDE][k]] = 0.75;
}

/* ---- posts ---- */

static double hour_of(lia_rng *rng)
{
    static const double share[] = {0.35, 0.3, 0.35};
    static const double mean[] = {8.6, 12.6, 19.5};
    static const double spread[] = {0.9, 0.8, 1.6};
    const uint32_t k = draw_share(rng, share, 3);

    return draw_normal(rng, mean[k], spread[k]);
}

static void post_about(lia_stage *s, uint32_t author, double time,
                       uint32_t topic)
{
    const uint32_t p = stage_post(s, author, time);

    if (!stage_failed(s))
        s->topic[p] = topic;
}

void demo_posts(lia_demo *d)
{
    lia_stage *s = d->s;
    const uint32_t page = d->id[HOUSE_OUTSIDE][OUTSIDE_PAGE];

    s->topic_word = topics;
    for (uint32_t day = 0; day < s->days; day++) {
        const double pace = day % 7 > 4 ? 0.3 : 1.25;
        if (day % 7 < 5 && draw_chance(&s->rng, 0.7))
            post_about(s, page, day * LIA_DAY + 8.4 * LIA_HOUR +
                                    draw_between(&s->rng, 0.0, 600.0),
                       SOFTWARE);
        for (uint32_t a = 0; a < s->accounts && !stage_failed(s); a++) {
            if (draw_chance(&s->rng, d->writes[a] * pace))
                post_about(s, a, day * LIA_DAY + hour_of(&s->rng) * LIA_HOUR,
                           s->kind[a] == KIND_BOT ? SOFTWARE : d->house[a]);
        }
    }
    stage_sort_posts(s);
}

/* ---- deeds ---- */

static lia_action some_action(lia_rng *rng)
{
    static const double share[] = {0.78, 0.16, 0.06};
    static const lia_action actions[] = {LIA_ACTION_LIKE, LIA_ACTION_COMMENT,
                                         LIA_ACTION_SHARE};

    return actions[draw_share(rng, share, 3)];
}

/* Two are kept apart: the chief behind the assistant, the buyer whom only an
 * old colleague knows. */
static bool is_apart(const lia_demo *d, uint32_t account)
{
    return account == d->id[HOUSE_VEXHOLM][0] ||
           account == d->id[HOUSE_TALLOWMERE][7];
}

static bool is_magazine(const lia_demo *d, uint32_t account)
{
    for (int k = OUTSIDE_MAGAZINE; k < OUTSIDE_COUNT; k++)
        if (account == d->id[HOUSE_OUTSIDE][k])
            return true;
    return false;
}

/* How likely a reader is to react to an author's post when looking. */
static double interest(const lia_demo *d, uint32_t reader, uint32_t author)
{
    const double closeness = d->closeness[reader][author];
    const bool same = d->house[reader] == d->house[author] &&
                      d->house[reader] != HOUSE_OUTSIDE;
    const lia_stage *s = d->s;

    if (is_magazine(d, author))        /* of three, one reads two            */
        return (reader + author) % 3 ? 0.16 : 0.0;
    if (closeness > 0.0)
        return 0.04 * closeness;
    if (s->kind[author] == KIND_BOT || is_apart(d, reader) ||
        is_apart(d, author) || is_magazine(d, reader) ||
        reader == d->id[HOUSE_OUTSIDE][OUTSIDE_NIA])
        return 0.0;
    if (s->kind[reader] == KIND_FAN && s->kind[author] == KIND_FAN)
        return 0.12;
    return same ? 0.025
                : author == d->id[HOUSE_OUTSIDE][OUTSIDE_PIM] ? 0.02 : 0.002;
}

/* One look at what is new in two days. */
static void look(lia_demo *d, uint32_t reader, double now, uint32_t *from)
{
    lia_stage *s = d->s;

    while (*from < s->posts && s->posted[*from] < now - 3 * LIA_DAY)
        ++*from;
    for (uint32_t p = *from; p < s->posts && s->posted[p] < now; p++) {
        const double age = now - s->posted[p];
        if (draw_chance(&s->rng, interest(d, reader, s->author[p]) *
                                     exp(-age / (20 * LIA_HOUR)))) {
            now += draw_exponential(&s->rng, 40.0);
            stage_deed(s, reader, p, now, some_action(&s->rng));
        }
    }
}

static void everyday(lia_demo *d)
{
    lia_stage *s = d->s;

    for (uint32_t a = 0; a < s->accounts && !stage_failed(s); a++) {
        const lia_kind kind = (lia_kind)s->kind[a];
        const bool is_silent = kind == KIND_BOT || kind == KIND_HATER ||
                               kind == KIND_PAGE || is_magazine(d, a);
        const double tempo = is_silent ? 0.0
                             : kind == KIND_AFFSYNC
                                 ? 1.5 : draw_between(&s->rng, 0.3, 0.75);
        uint32_t from = 0;
        for (uint32_t day = 0; day < s->days; day++)
            for (uint32_t left = draw_poisson(
                     &s->rng, tempo * (day % 7 > 4 ? 0.6 : 1.1));
                 left > 0; left--)
                look(d, a, day * LIA_DAY + hour_of(&s->rng) * LIA_HOUR,
                     &from);
    }
}

static double favour_time(lia_demo *d, const lia_group *g, double posted)
{
    lia_rng *rng = &d->s->rng;
    const bool at_once = g->kind == KIND_CALC ||
                         (g->kind == KIND_AFFSYNC && draw_chance(rng, 0.7));
    double time;

    if (at_once)
        return posted + draw_lognormal(rng, g->median, g->sigma);
    time = (floor(posted / LIA_DAY) + draw_below(rng, 2)) * LIA_DAY +
           hour_of(rng) * LIA_HOUR;
    return time > posted ? time : time + LIA_DAY;
}

static void favours(lia_demo *d, const lia_group *g)
{
    lia_stage *s = d->s;

    for (uint32_t i = 0; i < g->count; i++) {
        const uint32_t author = stage_members(s, g)[i];
        for (uint64_t k = s->written_off[author];
             k < s->written_off[author + 1]; k++)
            for (uint32_t j = 0; j < g->count; j++) {
                const uint32_t p = s->written[k];
                if (j != i && draw_chance(&s->rng, g->part))
                    stage_deed(s, stage_members(s, g)[j], p,
                               favour_time(d, g, s->posted[p]),
                               some_action(&s->rng));
            }
    }
}

static void react_to(lia_demo *d, const lia_group *g, uint32_t author,
                     double part, double median, double sigma)
{
    lia_stage *s = d->s;

    for (uint32_t j = 0; j < g->count; j++)
        for (uint64_t k = s->written_off[author];
             k < s->written_off[author + 1]; k++)
            if (draw_chance(&s->rng, part))
                stage_deed(s, stage_members(s, g)[j], s->written[k],
                           s->posted[s->written[k]] +
                               draw_lognormal(&s->rng, median, sigma),
                           some_action(&s->rng));
}

/* At nine the tool shows the page's post, and what colleagues wrote. */
static void advocacy(lia_demo *d, const lia_group *g)
{
    lia_stage *s = d->s;

    for (uint32_t p = 0; p < s->posts; p++) {
        const bool is_page = s->author[p] == g->hub;
        double nine = floor(s->posted[p] / LIA_DAY) * LIA_DAY + 9 * LIA_HOUR;
        bool is_ours = is_page;
        for (uint32_t k = 0; k < g->count; k++)
            is_ours = is_ours || s->author[p] == stage_members(s, g)[k];
        while (nine < s->posted[p] ||
               fmod(floor(nine / LIA_DAY), 7.0) > 4.0)
            nine += LIA_DAY;
        for (uint32_t k = 0; is_ours && k < g->count; k++)
            if (draw_chance(&s->rng, is_page ? 0.6 : 0.35))
                stage_deed(s, stage_members(s, g)[k], p,
                           nine + draw_between(&s->rng, 0.0, 1500.0),
                           draw_chance(&s->rng, 0.2) ? LIA_ACTION_SHARE
                                                     : LIA_ACTION_LIKE);
    }
}

static void bots(lia_demo *d, const lia_group *g)
{
    lia_stage *s = d->s;

    for (uint32_t p = 0; p < s->posts; p++)
        for (uint32_t k = 0; s->topic[p] == SOFTWARE && k < g->count; k++)
            if (draw_chance(&s->rng, 0.6))
                stage_deed(s, stage_members(s, g)[k], p,
                           s->posted[p] + draw_between(&s->rng, 15.0, 50.0),
                           LIA_ACTION_LIKE);
}

/* Angry at Pim, at the page, and at one seller. */
static void haters(lia_demo *d, const lia_group *g)
{
    lia_stage *s = d->s;
    const uint32_t hated[] = {d->id[HOUSE_OUTSIDE][OUTSIDE_PIM],
                              d->id[HOUSE_OUTSIDE][OUTSIDE_PAGE],
                              d->id[HOUSE_QUILLMARK][2]};

    for (uint32_t j = 0; j < g->count; j++)
        for (int h = 0; h < 3; h++)
            for (uint64_t k = s->written_off[hated[h]];
                 k < s->written_off[hated[h] + 1]; k++)
                if (draw_chance(&s->rng, 0.4))
                    stage_deed(s, stage_members(s, g)[j], s->written[k],
                               s->posted[s->written[k]] +
                                   draw_lognormal(&s->rng, 2 * LIA_HOUR, 1.0),
                               draw_chance(&s->rng, 0.8) ? LIA_ACTION_ANGRY
                                                         : LIA_ACTION_COMMENT);
}

void demo_deeds(lia_demo *d)
{
    lia_stage *s = d->s;

    everyday(d);
    for (uint64_t k = 0; k < s->groups && !stage_failed(s); k++) {
        const lia_group *g = &s->group[k];
        switch (g->kind) {
        case KIND_CALC:
        case KIND_AFFINITY:
        case KIND_AFFSYNC:
            favours(d, g);
            break;
        case KIND_FAN:
            react_to(d, g, g->hub, 0.6, 20 * LIA_MINUTE, 1.0);
            break;
        case KIND_ADVOCATE:
            advocacy(d, g);
            break;
        case KIND_BOT:
            bots(d, g);
            break;
        case KIND_HATER:
            haters(d, g);
            break;
        default:
            break;
        }
    }
}

/* Messages and meetings, the more the closer. */
void demo_talk(lia_demo *d)
{
    lia_stage *s = d->s;

    for (uint32_t a = 0; a < s->accounts; a++)
        for (uint32_t b = 0; b < a; b++) {
            const double close = d->closeness[a][b];
            for (uint32_t day = 0; close > 0.0 && day < s->days; day++) {
                if (!draw_chance(&s->rng, 0.005 * close * close))
                    continue;
                const bool forth = draw_chance(&s->rng, 0.5);
                stage_talk(s, forth ? a : b, forth ? b : a,
                           day * LIA_DAY +
                               draw_between(&s->rng, 8.0, 17.0) * LIA_HOUR,
                           draw_chance(&s->rng, 0.15) ? LIA_ACTION_MEETING
                                                      : LIA_ACTION_MESSAGE);
            }
        }
}
