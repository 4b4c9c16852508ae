/* worlds/world3_feed.c - what is done on a visit: scroll, react, comment,
 * pass on, return, write.
 */
#include <math.h>

#include "worlds/world3.h"

enum { SCREEN = 24 };

/* What a feed shows, the best first. */
typedef struct screen {
    uint32_t post[SCREEN];
    double score[SCREEN];
    uint32_t count;
} screen;

static void offer(screen *s, uint32_t post, double score)
{
    uint32_t at = s->count;

    for (uint32_t k = 0; k < s->count; k++)
        if (s->post[k] == post)
            return;
    if (s->count < SCREEN)
        s->count++;
    else if (score <= s->score[SCREEN - 1])
        return;
    else
        at = SCREEN - 1;
    for (; at > 0 && s->score[at - 1] < score; at--) {
        s->score[at] = s->score[at - 1];
        s->post[at] = s->post[at - 1];
    }
    s->score[at] = score;
    s->post[at] = post;
}

static double score_of(lia_world3 *w, uint32_t account, uint32_t post,
                       double age, double closeness)
{
    const lia_post_state *p = &w->state[post];

    return closeness * (0.15 + 4.0 * w->who[account].taste[p->subject]) *
           pow(1.0 + p->likes, 0.6) * exp(-age / (9 * LIA_HOUR)) *
           (0.4 + 1.2 * lia_rng_unit(&w->s->rng));
}

/* What `author` wrote or passed on in the last 60 hours. */
static void offer_items(lia_world3 *w, screen *s, uint32_t account,
                        uint32_t author, double now, double closeness)
{
    const double seen = w->who[account].seen - 2 * LIA_HOUR;

    for (uint32_t i = w->head[author]; i != LIA_NONE; i = w->item[i].next) {
        const lia_item *item = &w->item[i];
        const uint32_t by = w->s->author[item->post];
        if (item->time < now - 60 * LIA_HOUR)
            return;
        /* What was scrolled past once is rarely looked at again. */
        if (item->time < seen && !draw_chance(&w->s->rng, 0.2))
            continue;
        if (by != account && !w->state[item->post].is_comment)
            offer(s, item->post,
                  score_of(w, account, item->post,
                           now - w->s->posted[item->post], closeness) *
                      (item->is_passed_on ? 0.6 : 1.0));
    }
}

/* ---- what everybody may be shown ---- */

static void rate_trend(lia_world3 *w, uint32_t post, double now)
{
    const lia_post_state *p = &w->state[post];
    uint32_t *list = w->trend[p->subject], at = WORLD3_TREND;
    const double heat = p->likes * exp(-(now - w->s->posted[post]) /
                                       (12 * LIA_HOUR));

    while (at > 0) {
        const uint32_t other = list[at - 1];
        const double its = other == LIA_NONE
            ? -1.0 : w->state[other].likes *
                         exp(-(now - w->s->posted[other]) / (12 * LIA_HOUR));
        if (its >= heat)
            break;
        if (at < WORLD3_TREND)
            list[at] = other;
        at--;
    }
    if (at < WORLD3_TREND)
        list[at] = post;
}

static void renew_trend(lia_world3 *w, double now)
{
    if (now < w->trend_time + LIA_HOUR)
        return;
    w->trend_time = now;
    for (int t = 0; t < WORLD3_TOPICS; t++)
        for (int k = 0; k < WORLD3_TREND; k++)
            w->trend[t][k] = LIA_NONE;
    while (w->trend_from < w->s->posts &&
           w->s->posted[w->trend_from] < now - 30 * LIA_HOUR)
        w->trend_from++;
    for (uint64_t p = w->trend_from; p < w->s->posts; p++)
        if (!w->state[p].is_comment && w->state[p].likes > 0)
            rate_trend(w, (uint32_t)p, now);
}

uint32_t world3_some_post(lia_world3 *w, uint32_t account, double time)
{
    enum { TRIES = 12 };
    const uint64_t from = w->trend_from, count = w->s->posts - from;

    for (int k = 0; k < TRIES && count > 0; k++) {
        const uint32_t topic = draw_share(&w->s->rng, w->who[account].taste,
                                          WORLD3_TOPICS);
        uint32_t p = w->trend[topic][draw_below(&w->s->rng, WORLD3_TREND)];
        if (k > TRIES / 2 || p == LIA_NONE)
            p = (uint32_t)(from + draw_below(&w->s->rng, (uint32_t)count));
        if (w->s->posted[p] < time && w->s->author[p] != account &&
            !w->state[p].is_comment)
            return p;
    }
    return LIA_NONE;
}

/* ---- reactions ---- */

static void pass_on(lia_world3 *w, uint32_t account, uint32_t post,
                    double time, bool is_passed_on)
{
    if (!world3_reserve(w, &w->item, &w->item_room, w->items + 1,
                        sizeof *w->item))
        return;
    w->item[w->items] = (lia_item){time, post, w->head[account],
                                   is_passed_on};
    w->head[account] = (uint32_t)w->items++;
}

void world3_like(lia_world3 *w, uint32_t account, uint32_t post, double time)
{
    lia_stage *s = w->s;
    const uint32_t author = s->author[post];

    if (author == account || time <= s->posted[post])
        return;
    stage_deed(s, account, post, time, LIA_ACTION_LIKE);
    w->state[post].likes++;
    if (draw_chance(&s->rng, w->who[author].returns)) {
        const double later = world3_when_awake(
            w, author, time + draw_lognormal(&s->rng, 2 * LIA_HOUR, 1.1));
        world3_call(w, later, VISIT_RETURN, author, account, LIA_NONE);
    }
}

/* Whoever is seen to comment draws the author and the others of the thread. */
static void comment(lia_world3 *w, uint32_t account, uint32_t post,
                    double time)
{
    lia_rng *rng = &w->s->rng;

    stage_deed(w->s, account, post, time, LIA_ACTION_COMMENT);
    if (draw_chance(rng, 0.5))
        world3_call(w, time + draw_between(rng, 0.0, 5.0), VISIT_COMMENT,
                    account, post, LIA_NONE);
}

static void call_to_thread(lia_world3 *w, uint32_t account, uint32_t comment_,
                           double chance, double median, double time)
{
    lia_rng *rng = &w->s->rng;
    const double then = time + draw_lognormal(rng, median, 1.0);

    if (draw_chance(rng, chance) && world3_is_awake(w, account, then))
        world3_call(w, then, VISIT_LIKE, account, comment_, LIA_NONE);
}

static void add_post(lia_world3 *w, uint32_t account, uint32_t subject,
                     double time, bool is_comment)
{
    lia_rng *rng = &w->s->rng;
    const uint32_t post = stage_post(w->s, account, time);

    if (!world3_reserve(w, &w->state, &w->state_room, w->s->posts,
                        sizeof *w->state))
        return;
    w->state[post] = (lia_post_state){
        .subject = subject, .pull = draw_lognormal(rng, 1.0, 0.7) *
                                    (draw_chance(rng, 0.003) ? 25.0 : 1.0),
        .is_comment = is_comment};
    for (int k = 0; k < WORLD3_THREAD; k++)
        w->state[post].thread[k] = LIA_NONE;
    if (draw_chance(rng, 0.7))
        w->s->topic[post] = subject;
}

static void write_comment(lia_world3 *w, const lia_visit *v)
{
    const uint32_t on = v->what;

    add_post(w, v->account, w->state[on].subject, v->time, true);
    if (stage_failed(w->s))
        return;
    lia_post_state *p = &w->state[on];
    const uint32_t mine = (uint32_t)w->s->posts - 1;
    call_to_thread(w, w->s->author[on], mine, 0.6, 8 * LIA_MINUTE, v->time);
    for (int k = 0; k < WORLD3_THREAD; k++)
        if (p->thread[k] != LIA_NONE && p->thread[k] != v->account)
            call_to_thread(w, p->thread[k], mine, 0.25, 12 * LIA_MINUTE,
                           v->time);
    for (int k = WORLD3_THREAD - 1; k > 0; k--)
        p->thread[k] = p->thread[k - 1];
    p->thread[0] = v->account;
}

/* ---- visits ---- */

static double react(lia_world3 *w, uint32_t account, uint32_t post,
                    double now)
{
    lia_rng *rng = &w->s->rng;
    const lia_dweller *d = &w->who[account];
    const lia_post_state *p = &w->state[post];
    double chance = d->giving * (0.25 + 3.0 * d->taste[p->subject]);

    now += draw_exponential(rng, 12.0);
    if (!draw_chance(rng, chance < 0.9 ? chance : 0.9))
        return now;
    now += draw_exponential(rng, 15.0);
    world3_like(w, account, post, now);
    if (draw_chance(rng, 0.07)) {
        now += draw_exponential(rng, 60.0);
        comment(w, account, post, now);
    }
    chance = 0.012 * w->state[post].pull;
    if (draw_chance(rng, chance < 0.4 ? chance : 0.4)) {
        now += draw_exponential(rng, 10.0);
        stage_deed(w->s, account, post, now, LIA_ACTION_SHARE);
        pass_on(w, account, post, now, true);
    }
    return now;
}

static void browse(lia_world3 *w, uint32_t account, double now)
{
    const lia_stage *s = w->s;
    lia_rng *rng = &w->s->rng;
    screen show = {.count = 0};
    uint32_t scrolled = 4 + draw_geometric(rng, 0.12);

    for (uint64_t k = s->friend_off[account]; k < s->friend_off[account + 1];
         k++)
        offer_items(w, &show, account, s->friend_of[k], now, 2.0);
    for (uint64_t k = w->follow_off[account]; k < w->follow_off[account + 1];
         k++)
        offer_items(w, &show, account, (uint32_t)s->follow[k], now, 1.0);
    for (int k = 0; k < 3; k++) {
        const uint32_t p = world3_some_post(w, account, now);
        if (p != LIA_NONE)
            offer(&show, p, score_of(w, account, p, now - s->posted[p], 0.5));
    }
    w->who[account].seen = now;
    if (scrolled > show.count)
        scrolled = show.count;
    for (uint32_t k = 0; k < scrolled && !stage_failed(s); k++)
        now = react(w, account, show.post[k], now);
}

static void return_likes(lia_world3 *w, uint32_t account, uint32_t whose,
                         double now)
{
    lia_rng *rng = &w->s->rng;
    double chance = 0.9;

    for (uint32_t i = w->head[whose]; i != LIA_NONE; i = w->item[i].next) {
        const lia_item item = w->item[i];
        if (item.time < now - 7 * LIA_DAY || !draw_chance(rng, chance))
            return;
        if (item.is_passed_on)
            continue;
        now += draw_exponential(rng, 15.0);
        world3_like(w, account, item.post, now);
        chance = 0.35;
    }
}

static void write(lia_world3 *w, const lia_visit *v)
{
    lia_rng *rng = &w->s->rng;
    uint32_t topic = v->what;

    if (topic == LIA_NONE)
        topic = draw_share(rng, w->who[v->account].taste, WORLD3_TOPICS);
    add_post(w, v->account, topic, v->time, false);
    if (stage_failed(w->s))
        return;
    const uint32_t post = (uint32_t)w->s->posts - 1;
    pass_on(w, v->account, post, v->time, false);
    if (draw_chance(rng, 0.45) && w->who[v->account].tempo > 0.0)
        world3_call(w, v->time + draw_exponential(rng, 4 * LIA_MINUTE),
                    VISIT_BROWSE, v->account, LIA_NONE, LIA_NONE);
    world3_new_post(w, v, post);
}

void world3_visit(lia_world3 *w, const lia_visit *v)
{
    renew_trend(w, v->time);
    switch ((lia_visit_kind)v->kind) {
    case VISIT_BROWSE:
        browse(w, v->account, v->time);
        return;
    case VISIT_WRITE:
        write(w, v);
        return;
    case VISIT_COMMENT:
        write_comment(w, v);
        return;
    case VISIT_LIKE:
        world3_like(w, v->account, v->what, v->time);
        if (draw_chance(&w->s->rng, 0.25))
            browse(w, v->account, v->time + 20.0);
        return;
    case VISIT_RETURN:
        return_likes(w, v->account, v->what, v->time);
        return;
    case VISIT_ROUND:
        world3_hold_round(w, v->group, v->time);
        return;
    case VISIT_FAVOUR:
        world3_favour(w, v);
        return;
    }
}
