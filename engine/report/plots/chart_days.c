/* report/plots/chart_days.c - what was observed and what was expected, day by
 * day or in longer steps.
 */
#include <math.h>

#include "base/mem.h"
#include "report/plots/charts.h"

enum { LEFT = 56, RIGHT = 620, TOP = 40, BOTTOM = 226, HEIGHT = 256,
       VALUE_TICKS = 6, DATE_TICKS = 7 };

static const lia_time DAY = 86400LL * 1000000;

static uint32_t step_for(uint64_t days)
{
    uint32_t step = 1;

    while ((days + step - 1) / step > CHART_BARS)
        step = step == 1 ? 7 : step == 7 ? 28 : 2 * step;
    return step;
}

static void add_up(chart_days *d, const chart_day *day, uint64_t count)
{
    for (uint64_t k = 0; k < count; k++) {
        const uint64_t bar =
            (uint64_t)((day[k].day - d->first) / DAY) / d->step;
        d->observed[bar] += day[k].observed;
        d->expected[bar] += day[k].expected;
        d->sum[0] += day[k].observed;
        d->sum[1] += day[k].expected;
    }
}

lia_status chart_days_new(chart_days **out, const chart_day *day,
                          uint64_t count, lia_error *err)
{
    chart_days *d = NULL;
    lia_status st = LIA_OK;
    lia_time first = INT64_MAX, last = INT64_MIN;

    if (count == 0)
        return lia_fail(err, LIA_EARG, "no days to plot");
    for (uint64_t k = 0; k < count; k++) {
        first = day[k].day < first ? day[k].day : first;
        last = day[k].day > last ? day[k].day : last;
    }
    const uint64_t days = (uint64_t)((last - first) / DAY) + 1;
    LIA_TRY(lia_alloc_zero(&d, 1, sizeof *d, err));
    d->first = first;
    d->step = step_for(days);
    d->count = (uint32_t)((days + d->step - 1) / d->step);
    LIA_TRY(lia_alloc_zero(&d->observed, d->count, sizeof(double), err));
    LIA_TRY(lia_alloc_zero(&d->expected, d->count, sizeof(double), err));
    add_up(d, day, count);
    *out = d;
    d = NULL;
done:
    chart_days_drop(d);
    return st;
}

void chart_days_drop(void *days)
{
    chart_days *d = days;

    if (d == NULL)
        return;
    lia_free(d->observed);
    lia_free(d->expected);
    lia_free(d);
}

uint32_t chart_days_height(const chart_days *d)
{
    (void)d;
    return HEIGHT;
}

/* ---- drawing ---- */

static void draw_value_axis(plot_pen *pen, const plot_scale *y)
{
    double tick[PLOT_TICKS];
    const uint32_t ticks = plot_ticks(tick, 0, y->high, VALUE_TICKS);

    for (uint32_t k = 0; k < ticks; k++) {
        const double at = plot_at(y, tick[k]);
        pen_line(pen, k == 0 ? "axis" : "grid", LEFT, at, RIGHT, at);
        pen_number(pen, (pen_place){LEFT - 6, at + 4, PEN_END, "tick"},
                   tick[k]);
    }
}

static void draw_date_axis(plot_pen *pen, const chart_days *d,
                           const plot_scale *x)
{
    lia_time tick[PLOT_TICKS];
    const uint32_t ticks = plot_date_ticks(
        tick, d->first, d->first + (lia_time)(d->count * d->step - 1) * DAY,
        DATE_TICKS);

    for (uint32_t k = 0; k < ticks; k++) {
        const int64_t day = (tick[k] - d->first) / DAY;
        const double at = plot_at(x, (double)day / d->step);
        pen_line(pen, "axis", at, BOTTOM, at, BOTTOM + 5);
        pen_date(pen, (pen_place){at, BOTTOM + 18,
                                  at > RIGHT - 30 ? PEN_END : PEN_MIDDLE,
                                  "tick"},
                 tick[k], k == 0 || k + 1 == ticks);
    }
}

static void draw_key(plot_pen *pen, const chart_days *d)
{
    pen_area(pen, "bar observed", LEFT, 6, 14, 10);
    pen_say_number(pen, (pen_place){LEFT + 20, 15, PEN_START, "key"},
                   N_("observed: %s"), floor(d->sum[0] + .5));
    pen_line(pen, "line expected", LEFT + 180, 11, LEFT + 194, 11);
    pen_say_number(pen, (pen_place){LEFT + 200, 15, PEN_START, "key"},
                   N_("expected by chance: %s"),
                   floor(10 * d->sum[1] + .5) / 10);
    pen_say(pen, (pen_place){4, TOP - 10, PEN_START, "axis-title"},
            d->step == 1 ? N_("coincidences a day")
            : d->step == 7 ? N_("coincidences a week")
                           : N_("coincidences in each step"));
}

void chart_days_draw(plot_pen *pen, const void *days)
{
    const chart_days *d = days;
    const plot_scale x = {0, d->count, LEFT, RIGHT};
    plot_scale y = {0, 0, BOTTOM, TOP};
    const double gap = d->count > 60 ? .5 : 1;

    for (uint32_t k = 0; k < d->count; k++)
        y.high = fmax(y.high, fmax(d->observed[k], d->expected[k]));
    y.high = plot_axis_end(y.high, VALUE_TICKS, true);
    draw_value_axis(pen, &y);
    for (uint32_t k = 0; k < d->count; k++) {
        const double at = plot_at(&y, d->observed[k]);
        if (d->observed[k] > 0)
            pen_area(pen, "bar observed", plot_at(&x, k) + gap, at,
                     plot_at(&x, k + 1) - plot_at(&x, k) - 2 * gap,
                     BOTTOM - at);
    }
    pen_begin(pen, "line expected", 0, false);
    for (uint32_t k = 0; k < d->count; k++) {
        const double at = plot_at(&y, d->expected[k]);
        if (k == 0)
            pen_move(pen, plot_at(&x, k), at);
        else
            pen_to(pen, plot_at(&x, k), at);
        pen_to(pen, plot_at(&x, k + 1), at);
    }
    pen_end(pen);
    draw_date_axis(pen, d, &x);
    draw_key(pen, d);
}
