/* report/plots/chart_quadrants.c - ties by strength and bridgeness. The two
 * axes make no common score; the quadrants are those of the table.
 */
#include <math.h>
#include <stdlib.h>

#include "base/mem.h"
#include "report/plots/charts.h"

enum { LEFT = 56, RIGHT = 620, TOP = 44, BOTTOM = 424, HEIGHT = 464,
       PLACES = 1000, ACROSS = 80, UP = 70, TICKS = 6 };

static uint16_t place_of(double share)
{
    share = share < 0 ? 0 : share > 1 ? 1 : share;
    return (uint16_t)(share * PLACES + .5);
}

/* The size of a spot that stands for so many ties. */
static uint8_t size_of(uint64_t ties)
{
    return ties == 1 ? 0 : ties < 10 ? 1 : ties < 100 ? 2 : 3;
}

static int by_place(const void *a, const void *b)
{
    const chart_spot *s = a, *t = b;

    if (s->quadrant != t->quadrant)
        return s->quadrant < t->quadrant ? -1 : 1;
    if (s->y != t->y)
        return s->y < t->y ? -1 : 1;
    return s->x < t->x ? -1 : s->x > t->x;
}

/* Equal neighbours become one spot; `size` from how many they were. */
static uint32_t merge(chart_spot *spot, uint64_t count)
{
    uint32_t kept = 0;

    for (uint64_t k = 0, same; k < count; k += same) {
        for (same = 1; k + same < count; same++)
            if (by_place(&spot[k], &spot[k + same]) != 0)
                break;
        spot[kept] = spot[k];
        spot[kept++].size = size_of(same);
    }
    return kept;
}

/* How many ties a cell holds, when there are too many to sort. */
typedef struct counting {
    uint32_t count[CHART_QUADRANTS][UP][ACROSS];
} counting;

static uint32_t list_cells(chart_spot *spot, const counting *c)
{
    uint32_t kept = 0;

    for (int q = 0; q < CHART_QUADRANTS; q++)
        for (uint32_t y = 0; y < UP; y++)
            for (uint32_t x = 0; x < ACROSS; x++) {
                const uint32_t many = c->count[q][y][x];
                if (many == 0)
                    continue;
                spot[kept++] = (chart_spot){
                    .x = (uint16_t)((x + .5) * PLACES / ACROSS + .5),
                    .y = (uint16_t)((y + .5) * PLACES / UP + .5),
                    .quadrant = (uint8_t)q, .size = size_of(many)};
            }
    return kept;
}

static uint32_t cell_of(double share, uint32_t cells)
{
    const double cell = floor(share * cells);

    return cell < 0 ? 0 : cell < cells ? (uint32_t)cell : cells - 1;
}

/* Ties of two quadrants share a cell at most where a border runs through it,
 * so there are fewer spots than twice the cells. */
static lia_status count_cells(chart_quadrants *q, const double *strength,
                              const double *bridgeness,
                              const uint8_t *quadrant, uint64_t count,
                              lia_error *err)
{
    lia_status st = LIA_OK;
    counting *c = NULL;

    LIA_TRY(lia_alloc_zero(&c, 1, sizeof *c, err));
    LIA_TRY(lia_alloc(&q->spot, 2 * ACROSS * UP, sizeof *q->spot, err));
    for (uint64_t k = 0; k < count; k++) {
        uint32_t *cell;
        if (isnan(strength[k]) || isnan(bridgeness[k]))
            continue;
        cell = &c->count[quadrant[k]][cell_of(bridgeness[k], UP)]
                        [cell_of(strength[k] / q->strength_end, ACROSS)];
        *cell += *cell < UINT32_MAX;
    }
    q->spots = list_cells(q->spot, c);
done:
    lia_free(c);
    return st;
}

static lia_status place_all(chart_quadrants *q, const double *strength,
                            const double *bridgeness, const uint8_t *quadrant,
                            uint64_t count, lia_error *err)
{
    const lia_status st = lia_alloc(&q->spot, count, sizeof *q->spot, err);
    uint64_t kept = 0;

    for (uint64_t k = 0; st == LIA_OK && k < count; k++)
        if (!isnan(strength[k]) && !isnan(bridgeness[k]))
            q->spot[kept++] = (chart_spot){
                .x = place_of(strength[k] / q->strength_end),
                .y = place_of(bridgeness[k]), .quadrant = quadrant[k]};
    if (st != LIA_OK)
        return st;
    qsort(q->spot, kept, sizeof *q->spot, by_place);
    q->spots = merge(q->spot, kept);
    return st;
}

lia_status chart_quadrants_new(chart_quadrants **out, const double *strength,
                               const double *bridgeness,
                               const uint8_t *quadrant, uint64_t count,
                               double strong_from, double bridge_from,
                               lia_error *err)
{
    chart_quadrants *q = NULL;
    lia_status st = LIA_OK;
    double strongest = 2 * strong_from;

    LIA_TRY(lia_alloc_zero(&q, 1, sizeof *q, err));
    q->strong_from = strong_from;
    q->bridge_from = bridge_from;
    for (uint64_t k = 0; k < count; k++) {
        if (isnan(strength[k]) || isnan(bridgeness[k])) {
            q->left_out++;
            continue;
        }
        q->count[quadrant[k]]++;
        strongest = fmax(strongest, strength[k]);
    }
    q->strength_end = plot_axis_end(strongest, TICKS, false);
    q->is_thinned = count - q->left_out > CHART_EXACT;
    st = (q->is_thinned ? count_cells : place_all)(q, strength, bridgeness,
                                                   quadrant, count, err);
    if (st == LIA_OK) {
        *out = q;
        q = NULL;
    }
done:
    chart_quadrants_drop(q);
    return st;
}

void chart_quadrants_drop(void *quadrants)
{
    chart_quadrants *q = quadrants;

    if (q == NULL)
        return;
    lia_free(q->spot);
    lia_free(q);
}

uint32_t chart_quadrants_height(const chart_quadrants *q)
{
    (void)q;
    return HEIGHT;
}

/* ---- drawing ---- */

static void draw_axes(plot_pen *pen, const chart_quadrants *q,
                      const plot_scale *x, const plot_scale *y)
{
    double tick[PLOT_TICKS];
    uint32_t ticks = plot_ticks(tick, 0, q->strength_end, TICKS);

    for (uint32_t k = 0; k < ticks; k++) {
        const double at = plot_at(x, tick[k]);
        pen_line(pen, k == 0 ? "axis" : "grid", at, TOP, at, BOTTOM);
        pen_number(pen, (pen_place){at, BOTTOM + 16, PEN_MIDDLE, "tick"},
                   tick[k]);
    }
    ticks = plot_ticks(tick, 0, 1, TICKS);
    for (uint32_t k = 0; k < ticks; k++) {
        const double at = plot_at(y, tick[k]);
        pen_line(pen, k == 0 ? "axis" : "grid", LEFT, at, RIGHT, at);
        pen_number(pen, (pen_place){LEFT - 6, at + 4, PEN_END, "tick"},
                   tick[k]);
    }
    pen_say(pen, (pen_place){RIGHT, BOTTOM + 34, PEN_END, "axis-title"},
            N_("strength of the tie (0 to 1)"));
    pen_say(pen, (pen_place){4, TOP - 28, PEN_START, "axis-title"},
            N_("bridgeness (1 = no contact in common)"));
}

static void draw_spots(plot_pen *pen, const chart_quadrants *q,
                       const plot_scale *x, const plot_scale *y)
{
    static const char *const classes[] = {
        "dot weak_bond", "dot strong_bond", "dot weak_bridge",
        "dot strong_bridge"};
    static const double width[] = {3.5, 5, 6.5, 8};

    for (int kind = 0; kind < CHART_QUADRANTS; kind++)
        for (int size = 0; size < CHART_SIZES; size++) {
            bool is_begun = false;
            for (uint32_t k = 0; k < q->spots; k++) {
                const chart_spot *s = &q->spot[k];
                if (s->quadrant != kind || s->size != size)
                    continue;
                if (!is_begun)
                    pen_begin(pen, classes[kind], width[size], true);
                is_begun = true;
                pen_spot(pen, plot_at(x, s->x), plot_at(y, s->y));
            }
            if (is_begun)
                pen_end(pen);
        }
}

/* The names of the quadrants with their counts, in their corners. */
static void draw_names(plot_pen *pen, const chart_quadrants *q, double border)
{
    static const struct {
        const char *message, *class_of;
        double y;
        bool is_right;
    } names[] = {
        {N_("weak bonds: %s"), "strong weak_bond", BOTTOM - 8, false},
        {N_("strong bonds: %s"), "strong strong_bond", BOTTOM - 8, true},
        {N_("weak bridges: %s"), "strong weak_bridge", TOP - 8, false},
        {N_("strong bridges: %s"), "strong strong_bridge", TOP - 8, true}};

    for (int k = 0; k < CHART_QUADRANTS; k++)
        pen_say_number(pen, (pen_place){names[k].is_right ? RIGHT - 4
                                                          : LEFT + 6,
                                        names[k].y,
                                        names[k].is_right ? PEN_END
                                                          : PEN_START,
                                        names[k].class_of},
                       names[k].message, (double)q->count[k]);
    pen_line(pen, "rule", border, TOP - 22, border, BOTTOM - 24);
}

void chart_quadrants_draw(plot_pen *pen, const void *quadrants)
{
    const chart_quadrants *q = quadrants;
    const plot_scale x = {0, q->strength_end, LEFT, RIGHT};
    const plot_scale y = {0, 1, BOTTOM, TOP};
    const plot_scale across = {0, PLACES, LEFT, RIGHT};
    const plot_scale up = {0, PLACES, BOTTOM, TOP};
    const double level = plot_at(&y, q->bridge_from);

    draw_axes(pen, q, &x, &y);
    draw_spots(pen, q, &across, &up);
    pen_line(pen, "rule", LEFT, level, RIGHT, level);
    draw_names(pen, q, plot_at(&x, q->strong_from));
}
