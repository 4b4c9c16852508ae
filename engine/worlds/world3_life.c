/* worlds/world3_life.c - when people are awake, and when they look.
 *
 * Hours are local; a person's zone turns them into the time of the world.
 */
#include <math.h>

#include "worlds/world3.h"

static double local_hour(const lia_dweller *d, double time)
{
    const double hour = time / LIA_HOUR + d->zone;

    return hour - 24.0 * floor(hour / 24.0);
}

/* 0 early, 1 late, 2 night: a week each. */
static int shift_of(const lia_dweller *d, double time)
{
    const double week = floor((time / LIA_HOUR + d->zone) / (24.0 * 7.0));

    return (int)((uint32_t)(int64_t)(week + 7.0) + d->rota) % 3;
}

/* Awake from `from` for `hours`, round the clock. */
static bool is_between(double hour, double from, double hours)
{
    const double since = hour - from;

    return (since < 0 ? since + 24.0 : since) < hours;
}

bool world3_is_awake(const lia_world3 *w, uint32_t account, double time)
{
    static const double shift_up[] = {4.75, 8.5, 15.0};
    const lia_dweller *d = &w->who[account];
    const double hour = local_hour(d, time);

    switch (d->life) {
    case LIFE_OFFICE:
        return is_between(hour, 6.5, 16.5);
    case LIFE_TRAIN:
        return is_between(hour, 6.0, 16.5);
    case LIFE_SHIFT:
        return is_between(hour, shift_up[shift_of(d, time)], 16.5);
    case LIFE_STUDENT:
        return is_between(hour, 9.5, 16.5);
    default:
        return is_between(hour, 6.0, 16.0);
    }
}

double world3_when_awake(lia_world3 *w, uint32_t account, double time)
{
    enum { STEPS = 60 };
    const lia_dweller *d = &w->who[account];
    double at = time;

    if (time >= d->away_from && time < d->away_until)
        return -1.0;
    for (int k = 0; k < STEPS && !world3_is_awake(w, account, at); k++)
        at += 15 * LIA_MINUTE;
    return at > time ? at + draw_exponential(&w->s->rng, 25 * LIA_MINUTE)
                     : time;
}

static double normal_of(lia_rng *rng, const double *mean, const double *spread,
                        const double *share, uint32_t count)
{
    const uint32_t k = draw_share(rng, share, count);

    return draw_normal(rng, mean[k], spread[k]);
}

static double office_hour(lia_rng *rng, bool is_weekend)
{
    static const double mean[] = {7.7, 10.25, 12.5, 15.5, 21.0};
    static const double spread[] = {0.5, 0.25, 0.4, 0.3, 1.2};
    static const double share[] = {0.18, 0.14, 0.24, 0.1, 0.34};

    if (is_weekend)
        return draw_between(rng, 8.5, 23.0);
    return normal_of(rng, mean, spread, share, 5);
}

static double train_hour(lia_rng *rng, double train, bool is_weekend)
{
    if (is_weekend)
        return draw_between(rng, 8.0, 22.5);
    switch (draw_below(rng, 4)) {
    case 0:
    case 1:
        return draw_normal(rng, train, 0.12);
    case 2:
        return draw_normal(rng, train + 10.25, 0.15);
    default:
        return draw_normal(rng, 20.5, 1.0);
    }
}

/* Two visits of three fall into a break of the shift: all of a crew at once. */
static double shift_hour(lia_rng *rng, int shift)
{
    static const double starts[] = {6.0, 14.0, 22.0};

    if (draw_below(rng, 3) > 0)
        return starts[shift] + 2.25 * (1 + draw_below(rng, 3)) +
               draw_normal(rng, 0.1, 0.05);
    switch (shift) {
    case 0:
        return draw_between(rng, 15.0, 21.0);
    case 1:
        return draw_between(rng, 9.0, 13.0);
    default:
        return draw_between(rng, 15.5, 21.5);
    }
}

double world3_look(lia_world3 *w, uint32_t account, uint32_t day)
{
    static const double student_mean[] = {11.0, 17.0, 23.0};
    static const double student_spread[] = {1.0, 2.0, 1.3};
    static const double student_share[] = {0.2, 0.3, 0.5};
    const lia_dweller *d = &w->who[account];
    lia_rng *rng = &w->s->rng;
    const bool is_weekend = day % 7 > 4;
    double hour;

    switch (d->life) {
    case LIFE_OFFICE:
        hour = office_hour(rng, is_weekend);
        break;
    case LIFE_TRAIN:
        hour = train_hour(rng, d->habit, is_weekend);
        break;
    case LIFE_SHIFT:
        hour = shift_hour(rng, shift_of(d, (day + 0.5) * LIA_DAY));
        break;
    case LIFE_STUDENT:
        hour = normal_of(rng, student_mean, student_spread, student_share, 3);
        break;
    default:
        hour = draw_chance(rng, 0.6) ? draw_normal(rng, 9.0, 1.5)
                                     : draw_between(rng, 7.0, 22.0);
    }
    return day * LIA_DAY + (hour - d->zone) * LIA_HOUR;
}

static double pace_of_day(const lia_dweller *d, uint32_t day)
{
    const bool is_weekend = day % 7 > 4;

    if (d->life == LIFE_OFFICE || d->life == LIFE_TRAIN)
        return is_weekend ? 0.6 : 1.1;
    return d->life == LIFE_STUDENT && is_weekend ? 1.4 : 1.0;
}

/* Some write several posts in a row; some by the clock, on working days. */
static void plan_writing(lia_world3 *w, uint32_t account, uint32_t day,
                         double pace)
{
    lia_rng *rng = &w->s->rng;
    const lia_dweller *d = &w->who[account];

    if (d->is_scheduled) {
        if (day % 7 < 5 && draw_chance(rng, d->writes))
            world3_call(w, day * LIA_DAY + d->habit * LIA_HOUR +
                               draw_between(rng, 0.0, 9.0),
                        VISIT_WRITE, account, LIA_NONE, LIA_NONE);
        return;
    }
    for (uint32_t left = draw_poisson(rng, d->writes * pace / 1.3); left > 0;
         left--) {
        double time = world3_look(w, account, day);
        uint32_t row = draw_chance(rng, 0.15) ? 1 + draw_below(rng, 3) : 0;
        world3_call(w, time, VISIT_WRITE, account, LIA_NONE, LIA_NONE);
        for (; row > 0; row--) {
            time += draw_between(rng, 2.0, 15.0) * LIA_MINUTE;
            world3_call(w, time, VISIT_WRITE, account, LIA_NONE, LIA_NONE);
        }
    }
}

void world3_plan_day(lia_world3 *w, uint32_t day)
{
    for (uint32_t a = 0; a < w->s->accounts && !stage_failed(w->s); a++) {
        const lia_dweller *d = &w->who[a];
        const double noon = (day + 0.5) * LIA_DAY;
        const double pace = pace_of_day(d, day);
        if (noon >= d->away_from && noon < d->away_until)
            continue;
        for (uint32_t left = draw_poisson(&w->s->rng, d->tempo * pace);
             left > 0; left--)
            world3_call(w, world3_look(w, a, day), VISIT_BROWSE, a, LIA_NONE,
                        LIA_NONE);
        plan_writing(w, a, day, pace);
    }
}
