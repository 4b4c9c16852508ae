/* report/plots/chart_chances.c - how likely each introduction is, and how sure
 * that is.
 */
#include <math.h>
#include <string.h>

#include "base/mem.h"
#include "report/plots/charts.h"

enum { LEFT = 170, RIGHT = 450, VIA = 466, TOP = 40, ROW = 22, FOOT = 42,
       TICKS = 5 };

lia_status chart_chances_new(chart_chances **out, uint32_t rows,
                             lia_error *err)
{
    chart_chances *c = NULL;
    lia_status st = LIA_OK;

    LIA_TRY(lia_alloc_zero(&c, 1, sizeof *c, err));
    c->rows = rows;
    LIA_TRY(lia_alloc_zero(&c->row, rows, sizeof *c->row, err));
    *out = c;
    c = NULL;
done:
    chart_chances_drop(c);
    return st;
}

void chart_chances_drop(void *chances)
{
    chart_chances *c = chances;

    if (c == NULL)
        return;
    lia_free(c->row);
    lia_free(c);
}

uint32_t chart_chances_height(const chart_chances *c)
{
    return TOP + ROW * c->rows + FOOT;
}

static void draw_axis(plot_pen *pen, const plot_scale *x, double bottom)
{
    double tick[PLOT_TICKS];
    const uint32_t ticks = plot_ticks(tick, 0, x->high, TICKS);

    for (uint32_t k = 0; k < ticks; k++) {
        const double at = plot_at(x, tick[k]);
        pen_line(pen, k == 0 ? "axis" : "grid", at, TOP - 6, at, bottom);
        pen_percent(pen, (pen_place){at, bottom + 15, PEN_MIDDLE, "tick"},
                    tick[k]);
    }
    pen_say(pen, (pen_place){RIGHT, bottom + 34, PEN_END, "axis-title"},
            N_("chance that the introduction comes about"));
    pen_say(pen, (pen_place){LEFT - 6, 20, PEN_END, "axis-title strong"},
            N_("whom to reach"));
    pen_say(pen, (pen_place){VIA, 20, PEN_START, "axis-title strong"},
            N_("whom to ask first"));
}

void chart_chances_draw(plot_pen *pen, const void *chances)
{
    const chart_chances *c = chances;
    const double bottom = TOP + ROW * c->rows;
    plot_scale x = {0, 0, LEFT, RIGHT};

    for (uint32_t r = 0; r < c->rows; r++)
        x.high = fmax(x.high, fmax(c->row[r].value, c->row[r].high));
    x.high = fmin(1, plot_axis_end(x.high, TICKS, false));
    draw_axis(pen, &x, bottom);
    for (uint32_t r = 0; r < c->rows; r++) {
        const chart_chance *row = &c->row[r];
        const double y = TOP + ROW * (r + .5);
        pen_name(pen, (pen_place){LEFT - 6, y + 4, PEN_END, "label"},
                 row->label.text, strlen(row->label.text),
                 CHART_LABEL_COLUMNS);
        if (!isnan(row->low) && !isnan(row->high))
            pen_area(pen, "band c0", plot_at(&x, row->low), y - 4,
                     plot_at(&x, row->high) - plot_at(&x, row->low), 8);
        if (!isnan(row->value))
            pen_dot(pen, "c0", plot_at(&x, row->value), y, 4);
        pen_name(pen, (pen_place){VIA, y + 4, PEN_START, "label"},
                 row->via.text, strlen(row->via.text), CHART_LABEL_COLUMNS);
    }
}
