/* report/plots/chart_delays.c - how soon engagement comes, inside and
 * elsewhere, on a scale of time that doubles from bin to bin.
 */
#include <math.h>

#include "base/mem.h"
#include "base/sort.h"
#include "report/plots/charts.h"

enum { LEFT = 56, RIGHT = 620, TOP = 46, BOTTOM = 236, HEIGHT = 280,
       SHARE_TICKS = 6 };

lia_status chart_delays_new(chart_delays **out, uint32_t *const delay[2],
                            const uint64_t count[2], double window_s,
                            lia_error *err)
{
    chart_delays *d;
    const lia_status st = lia_alloc_zero(&d, 1, sizeof *d, err);

    if (st != LIA_OK)
        return st;
    d->window = window_s;
    for (int s = 0; s < 2; s++) {
        d->count[s] = count[s];
        d->median[s] = NAN;
        if (count[s] == 0)
            continue;
        lia_sort_ids(delay[s], count[s]);
        const uint64_t middle = (count[s] - 1) / 2;
        d->median[s] = delay[s][middle];
        for (uint64_t k = 0; k < count[s]; k++)
            d->bin[s][plot_span_bin(delay[s][k])]++;
    }
    *out = d;
    return LIA_OK;
}

void chart_delays_drop(void *delays)
{
    lia_free(delays);
}

uint32_t chart_delays_height(const chart_delays *d)
{
    (void)d;
    return HEIGHT;
}

/* ---- drawing ---- */

typedef struct axes {
    plot_scale x, y;         /* bins; shares                                 */
    uint32_t first, end;     /* bins                                         */
} axes;

static double share_of(const chart_delays *d, int s, uint32_t bin)
{
    return d->count[s] > 0 ? (double)d->bin[s][bin] / (double)d->count[s] : 0;
}

static axes set_axes(const chart_delays *d)
{
    axes a = {.first = PLOT_SPANS, .end = 0};
    const uint32_t window = plot_span_bin((uint64_t)d->window);
    double most = 0;

    for (uint32_t k = 0; k < PLOT_SPANS; k++) {
        if (d->bin[0][k] == 0 && d->bin[1][k] == 0 && k != window)
            continue;
        a.first = a.first < k ? a.first : k;
        a.end = k + 1;
        most = fmax(most, fmax(share_of(d, 0, k), share_of(d, 1, k)));
    }
    a.x = (plot_scale){a.first, a.end, LEFT, RIGHT};
    a.y = (plot_scale){0, plot_axis_end(most, SHARE_TICKS, false), BOTTOM, TOP};
    return a;
}

static void draw_share_axis(plot_pen *pen, const axes *a)
{
    double tick[PLOT_TICKS];
    const uint32_t ticks = plot_ticks(tick, 0, a->y.high, SHARE_TICKS);

    for (uint32_t k = 0; k < ticks; k++) {
        const double y = plot_at(&a->y, tick[k]);
        pen_line(pen, k == 0 ? "axis" : "grid", LEFT, y, RIGHT, y);
        pen_percent(pen, (pen_place){LEFT - 6, y + 4, PEN_END, "tick"},
                    tick[k]);
    }
}

static void draw_span_axis(plot_pen *pen, const axes *a)
{
    static const double spans[] = {1, 10, 60, 600, 3600, 21600, 86400, 604800,
                                   2592000, 31536000};

    for (size_t k = 0; k < sizeof spans / sizeof *spans; k++) {
        const double place = plot_span_place(spans[k]);
        const double x = plot_at(&a->x, place);
        if (place < a->first || place > a->end)
            continue;
        pen_line(pen, "axis", x, BOTTOM, x, BOTTOM + 5);
        pen_span(pen, (pen_place){x, BOTTOM + 18, PEN_MIDDLE, "tick"},
                 spans[k]);
    }
    pen_say(pen, (pen_place){RIGHT, BOTTOM + 36, PEN_END, "axis-title"},
            N_("delay, each bar twice as long as the one before"));
}

static void draw_bars(plot_pen *pen, const chart_delays *d, const axes *a)
{
    for (uint32_t k = a->first; k < a->end; k++) {
        const double x = plot_at(&a->x, k), y = plot_at(&a->y,
                                                        share_of(d, 0, k));
        if (d->bin[0][k] > 0)
            pen_area(pen, "bar c0", x + 1, y, plot_at(&a->x, k + 1) - x - 2,
                     BOTTOM - y);
    }
}

/* The outline of the other histogram. */
static void draw_steps(plot_pen *pen, const chart_delays *d, const axes *a)
{
    if (d->count[1] == 0)
        return;
    pen_begin(pen, "line c1", 0, false);
    pen_move(pen, LEFT, BOTTOM);
    for (uint32_t k = a->first; k < a->end; k++) {
        const double y = plot_at(&a->y, share_of(d, 1, k));
        pen_to(pen, plot_at(&a->x, k), y);
        pen_to(pen, plot_at(&a->x, k + 1), y);
    }
    pen_to(pen, RIGHT, BOTTOM);
    pen_end(pen);
}

static void draw_key(plot_pen *pen, const chart_delays *d, const axes *a)
{
    const double x = plot_at(&a->x, plot_span_place(d->window));

    pen_area(pen, "bar c0", LEFT, 8, 14, 10);
    pen_say_number(pen, (pen_place){LEFT + 20, 17, PEN_START, "key"},
                   N_("among members: %s"), (double)d->count[0]);
    pen_line(pen, "line c1", LEFT + 280, 13, LEFT + 294, 13);
    pen_say_number(pen, (pen_place){LEFT + 300, 17, PEN_START, "key"},
                   N_("by members elsewhere: %s"), (double)d->count[1]);
    pen_line(pen, "rule", x, TOP - 6, x, BOTTOM);
    pen_span(pen, (pen_place){x + 4, TOP - 4, PEN_START, "tick"}, d->window);
    pen_say(pen, (pen_place){4, TOP - 14, PEN_START, "axis-title"},
            N_("share of engagements"));
}

void chart_delays_draw(plot_pen *pen, const void *delays)
{
    const chart_delays *d = delays;
    const axes a = set_axes(d);

    draw_share_axis(pen, &a);
    draw_bars(pen, d, &a);
    draw_steps(pen, d, &a);
    draw_span_axis(pen, &a);
    draw_key(pen, d, &a);
}
