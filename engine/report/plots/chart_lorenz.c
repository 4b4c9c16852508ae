/* report/plots/chart_lorenz.c - Lorenz curves (M. O. Lorenz, "Methods of
 * measuring the concentration of wealth", 1905): the share of the whole that
 * the poorest x of all hold.
 */
#include <stdlib.h>

#include "base/mem.h"
#include "report/plots/charts.h"

enum { LEFT = 56, RIGHT = 416, TOP = 26, BOTTOM = 386, HEIGHT = 430,
       TICKS = 6, KEY = 440 };

lia_status chart_lorenz_new(chart_lorenz **out, lia_error *err)
{
    return lia_alloc_zero(out, 1, sizeof **out, err);
}

void chart_lorenz_drop(void *lorenz)
{
    lia_free(lorenz);
}

static int ascending(const void *a, const void *b)
{
    const double x = *(const double *)a, y = *(const double *)b;

    return x < y ? -1 : x > y;
}

void chart_curve_set(chart_curve *out, double *value, uint64_t count)
{
    const uint64_t steps = count < CHART_POINTS ? count : CHART_POINTS;
    double sum = 0, part = 0;
    uint64_t k = 0;

    qsort(value, count, sizeof *value, ascending);
    for (uint64_t i = 0; i < count; i++)
        sum += value[i];
    out->points = 0;
    if (count == 0 || !(sum > 0))
        return;
    for (uint64_t s = 0; s <= steps; s++) {
        const uint64_t upto = s * count / steps;
        for (; k < upto; k++)
            part += value[k];
        out->x[out->points] = (double)upto / (double)count;
        out->y[out->points++] = s == steps ? 1 : part / sum;
    }
}

uint32_t chart_lorenz_height(const chart_lorenz *l)
{
    (void)l;
    return HEIGHT;
}

static void draw_axes(plot_pen *pen, const plot_scale *x, const plot_scale *y)
{
    double tick[PLOT_TICKS];
    const uint32_t ticks = plot_ticks(tick, 0, 1, TICKS);

    for (uint32_t k = 0; k < ticks; k++) {
        const double across = plot_at(x, tick[k]), up = plot_at(y, tick[k]);
        pen_line(pen, k == 0 ? "axis" : "grid", across, TOP, across, BOTTOM);
        pen_line(pen, k == 0 ? "axis" : "grid", LEFT, up, RIGHT, up);
        pen_percent(pen, (pen_place){across, BOTTOM + 16, PEN_MIDDLE, "tick"},
                    tick[k]);
        pen_percent(pen, (pen_place){LEFT - 6, up + 4, PEN_END, "tick"},
                    tick[k]);
    }
    pen_say(pen, (pen_place){RIGHT, BOTTOM + 34, PEN_END, "axis-title"},
            N_("share of the accounts, from the least engaged on"));
    pen_say(pen, (pen_place){4, TOP - 12, PEN_START, "axis-title"},
            N_("share of all that they hold together"));
    pen_line(pen, "rule", LEFT, BOTTOM, RIGHT, TOP);
}

static void draw_key(plot_pen *pen, const chart_curve *c, double y)
{
    pen_line(pen, c->class_of, KEY, y - 4, KEY + 20, y - 4);
    pen_say(pen, (pen_place){KEY + 28, y, PEN_START, "key strong"}, c->name);
    pen_say_number(pen, (pen_place){KEY + 28, y + 17, PEN_START, "key"},
                   N_("Gini: %s"), (double)(int)(c->gini * 1000 + .5) / 1000);
    pen_say_share(pen, (pen_place){KEY + 28, y + 34, PEN_START, "key"},
                  N_("top 1 percent: %s"), c->top1);
    pen_say_share(pen, (pen_place){KEY + 28, y + 51, PEN_START, "key"},
                  N_("top 10 percent: %s"), c->top10);
}

void chart_lorenz_draw(plot_pen *pen, const void *lorenz)
{
    const chart_lorenz *l = lorenz;
    const plot_scale x = {0, 1, LEFT, RIGHT}, y = {0, 1, BOTTOM, TOP};
    double at = TOP + 10;

    draw_axes(pen, &x, &y);
    for (uint32_t k = 0; k < l->curves; k++) {
        const chart_curve *c = &l->curve[k];
        if (c->points == 0)
            continue;
        pen_begin(pen, c->class_of, 0, true);
        for (uint32_t p = 0; p < c->points; p++)
            (p == 0 ? pen_move : pen_to)(pen, plot_at(&x, c->x[p]),
                                         plot_at(&y, c->y[p]));
        pen_end(pen);
        draw_key(pen, c, at);
        at += 84;
    }
    pen_line(pen, "rule", KEY, at - 4, KEY + 20, at - 4);
    pen_say(pen, (pen_place){KEY + 28, at, PEN_START, "key"},
            N_("all alike"));
}
