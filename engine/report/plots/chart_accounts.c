/* report/plots/chart_accounts.c - the accounts at the top: what their
 * engagement is made of, and what rank they have with and without that part of
 * it which was arranged.
 */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "report/plots/charts.h"

enum { LEFT = 170, RIGHT = 600, TOP = 52, ROW = 20, FOOT = 44, TICKS = 6,
       SLOPE_LEFT = 236, SLOPE_RIGHT = 404, SLOPE_TOP = 34 };

/* In the order in which the bar is put together. */
static const struct {
    const char *class_of, *name;
} parts[CHART_PARTS] = {
    {"bar earned", N_("earned")}, {"bar owned", N_("owned")},
    {"bar reciprocal", N_("reciprocal")}, {"bar artificial", N_("artificial")}};

lia_status chart_split_new(chart_split **out, uint32_t rows, lia_error *err)
{
    chart_split *s = NULL;
    lia_status st = LIA_OK;

    LIA_TRY(lia_alloc_zero(&s, 1, sizeof *s, err));
    s->rows = rows;
    LIA_TRY(lia_alloc_zero(&s->row, rows, sizeof *s->row, err));
    *out = s;
    s = NULL;
done:
    chart_split_drop(s);
    return st;
}

void chart_split_drop(void *split)
{
    chart_split *s = split;

    if (s == NULL)
        return;
    lia_free(s->row);
    lia_free(s);
}

uint32_t chart_split_height(const chart_split *s)
{
    return TOP + ROW * s->rows + FOOT;
}

static double whole_of(const chart_split_row *row)
{
    double sum = 0;

    for (int p = 0; p < CHART_PARTS; p++)
        sum += row->part[p];
    return sum;
}

static void draw_split_axis(plot_pen *pen, const plot_scale *x, double bottom)
{
    double tick[PLOT_TICKS];
    const uint32_t ticks = plot_ticks(tick, 0, x->high, TICKS);

    for (uint32_t k = 0; k < ticks; k++) {
        const double at = plot_at(x, tick[k]);
        pen_line(pen, k == 0 ? "axis" : "grid", at, TOP - 4, at, bottom);
        pen_number(pen, (pen_place){at, bottom + 15, PEN_MIDDLE, "tick"},
                   tick[k]);
    }
    pen_say(pen, (pen_place){RIGHT, bottom + 34, PEN_END, "axis-title"},
            N_("engagements received"));
}

static void draw_split_key(plot_pen *pen)
{
    double x = LEFT;

    for (int p = 0; p < CHART_PARTS; p++) {
        pen_area(pen, parts[p].class_of, x, 10, 14, 10);
        pen_say(pen, (pen_place){x + 19, 19, PEN_START, "key"}, parts[p].name);
        x += 108;
    }
}

void chart_split_draw(plot_pen *pen, const void *split)
{
    const chart_split *s = split;
    const double bottom = TOP + ROW * s->rows;
    plot_scale x = {0, 0, LEFT, RIGHT};

    for (uint32_t r = 0; r < s->rows; r++)
        x.high = fmax(x.high, whole_of(&s->row[r]));
    x.high = plot_axis_end(x.high, TICKS, true);
    draw_split_key(pen);
    draw_split_axis(pen, &x, bottom);
    for (uint32_t r = 0; r < s->rows; r++) {
        const chart_split_row *row = &s->row[r];
        const double y = TOP + ROW * r;
        double sum = 0;
        pen_name(pen, (pen_place){LEFT - 6, y + 13, PEN_END, "label"},
                 row->label.text, strlen(row->label.text),
                 CHART_LABEL_COLUMNS);
        for (int p = 0; p < CHART_PARTS; p++) {
            const double from = plot_at(&x, sum);
            sum += row->part[p];
            if (row->part[p] > 0)
                pen_area(pen, parts[p].class_of, from, y + 3,
                         plot_at(&x, sum) - from, ROW - 6);
        }
        pen_number(pen, (pen_place){plot_at(&x, sum) + 4, y + 13, PEN_START,
                                    "tick"}, sum);
    }
}

/* ---- ranks before and after ---- */

lia_status chart_slope_new(chart_slope **out, uint32_t rows, lia_error *err)
{
    chart_slope *s = NULL;
    lia_status st = LIA_OK;

    LIA_TRY(lia_alloc_zero(&s, 1, sizeof *s, err));
    s->rows = rows;
    LIA_TRY(lia_alloc_zero(&s->row, rows, sizeof *s->row, err));
    *out = s;
    s = NULL;
done:
    chart_slope_drop(s);
    return st;
}

void chart_slope_drop(void *slope)
{
    chart_slope *s = slope;

    if (s == NULL)
        return;
    lia_free(s->row);
    lia_free(s);
}

uint32_t chart_slope_height(const chart_slope *s)
{
    return SLOPE_TOP + ROW * s->rows + 10;
}

/* Place of a row among the shown ones by a rank. */
static uint32_t place_before(const chart_slope *s, uint32_t row)
{
    uint32_t place = 0;

    for (uint32_t r = 0; r < s->rows; r++)
        place += s->row[r].before < s->row[row].before;
    return place;
}

/* "name  7" to the left of the lines, "5  name" to their right. */
static void draw_end(plot_pen *pen, const chart_slope_row *row, double y,
                     bool is_left)
{
    const double x = is_left ? SLOPE_LEFT : SLOPE_RIGHT;
    const double away = is_left ? -1 : 1;
    const pen_anchor anchor = is_left ? PEN_END : PEN_START;

    pen_number(pen, (pen_place){x + away * 8, y + 4, anchor, "tick strong"},
               (double)(is_left ? row->before : row->after));
    pen_name(pen, (pen_place){x + away * 48, y + 4, anchor, "label"},
             row->label.text, strlen(row->label.text), CHART_LABEL_COLUMNS);
}

void chart_slope_draw(plot_pen *pen, const void *slope)
{
    const chart_slope *s = slope;

    pen_say(pen, (pen_place){SLOPE_LEFT, 16, PEN_END, "axis-title strong"},
            N_("rank with everything counted"));
    pen_say(pen, (pen_place){SLOPE_RIGHT, 16, PEN_START, "axis-title strong"},
            N_("rank by what was earned"));
    for (uint32_t r = 0; r < s->rows; r++) {
        const chart_slope_row *row = &s->row[r];
        const double left = SLOPE_TOP + ROW * (place_before(s, r) + .5);
        const double right = SLOPE_TOP + ROW * (r + .5);
        const char *class_of = row->after < row->before ? "line up"
                               : row->after > row->before ? "line down"
                                                          : "line same";
        pen_line(pen, class_of, SLOPE_LEFT, left, SLOPE_RIGHT, right);
        draw_end(pen, row, left, true);
        draw_end(pen, row, right, false);
    }
}
