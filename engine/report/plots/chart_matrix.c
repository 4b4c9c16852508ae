/* report/plots/chart_matrix.c - actors x posts, shaded by delay. All cells of
 * one shade are one path, so that a full matrix takes 40 kB.
 */
#include <string.h>

#include "base/mem.h"
#include "report/people.h"
#include "report/plots/charts.h"

enum { LEFT = 152, TOP = 20, ROOM = 480, GAP = 24, FOOT = 52, LOW = 11,
       HIGH = 14, FEW_ROWS = 24, WIDEST = 10, DATES = 6 };

void chart_label_set(chart_label *out, const char *name, size_t length)
{
    (void)lia_people_cut(out->text, sizeof out->text, name, length,
                         CHART_LABEL_COLUMNS);
}

lia_status chart_matrix_new(chart_matrix **out, uint32_t members,
                            uint32_t others, uint32_t columns, double window_s,
                            lia_error *err)
{
    static const double spans[] = {600, 3600, 21600, 86400, 604800, 2592000,
                                   7776000, 31536000};
    const uint64_t rows = (uint64_t)members + others;
    chart_matrix *m = NULL;
    lia_status st = LIA_OK;
    int next = 0;

    LIA_TRY(lia_alloc_zero(&m, 1, sizeof *m, err));
    m->rows = (uint32_t)rows;
    m->members = members;
    m->columns = columns;
    LIA_TRY(lia_alloc_zero(&m->label, rows, sizeof *m->label, err));
    LIA_TRY(lia_alloc_zero(&m->time, columns, sizeof *m->time, err));
    LIA_TRY(lia_alloc(&m->cell, rows * columns, 1, err));
    memset(m->cell, CHART_EMPTY, rows * columns);
    m->limit[0] = window_s < 604800 ? window_s : 604800;
    for (int k = 1; k < CHART_SHADES - 1; k++) {
        while (spans[next] <= m->limit[k - 1])
            next++;
        m->limit[k] = spans[next];
    }
    *out = m;
    m = NULL;
done:
    chart_matrix_drop(m);
    return st;
}

void chart_matrix_drop(void *matrix)
{
    chart_matrix *m = matrix;

    if (m == NULL)
        return;
    lia_free(m->label);
    lia_free(m->time);
    lia_free(m->cell);
    lia_free(m);
}

uint8_t chart_matrix_shade(const chart_matrix *m, double delay_s)
{
    uint8_t shade = 0;

    while (shade < CHART_SHADES - 1 && delay_s > m->limit[shade])
        shade++;
    return shade;
}

static double row_height(const chart_matrix *m)
{
    return m->rows > FEW_ROWS ? LOW : HIGH;
}

static double row_top(const chart_matrix *m, uint32_t row)
{
    return TOP + row * row_height(m) + (row >= m->members ? GAP : 0);
}

static double column_width(const chart_matrix *m)
{
    const uint32_t width = ROOM / m->columns;    /* whole: shorter paths     */

    return width > WIDEST ? WIDEST : width;
}

static double bottom(const chart_matrix *m)
{
    return row_top(m, m->rows - 1) + row_height(m);
}

uint32_t chart_matrix_height(const chart_matrix *m)
{
    return (uint32_t)(bottom(m) + FOOT);
}

/* ---- drawing ---- */

static void draw_rows(plot_pen *pen, const chart_matrix *m)
{
    const double height = row_height(m);
    const double right = LEFT + column_width(m) * m->columns;

    if (m->rows > m->members)
        pen_say(pen, (pen_place){LEFT, row_top(m, m->members) - 6, PEN_START,
                                 "axis-title"},
                N_("not members, for comparison"));
    for (uint32_t r = 0; r < m->rows; r++) {
        const double top = row_top(m, r);
        const char *name = m->label[r].text;
        pen_line(pen, "grid", LEFT, top + height, right, top + height);
        pen_name(pen, (pen_place){LEFT - 6, top + height - 3, PEN_END,
                                  height < HIGH ? "label small" : "label"},
                 name, strlen(name), CHART_LABEL_COLUMNS);
    }
}

static void draw_cells(plot_pen *pen, const chart_matrix *m, uint8_t shade)
{
    static const char *const classes[] = {"d0", "d1", "d2", "d3", "d4", "own"};
    const double width = column_width(m), height = row_height(m);
    const bool is_own = shade == CHART_OWN;

    if (memchr(m->cell, shade, (size_t)m->rows * m->columns) == NULL)
        return;
    pen_begin(pen, classes[shade], is_own ? 3 : height - 3, is_own);
    for (uint32_t r = 0; r < m->rows; r++)
        for (uint32_t c = 0; c < m->columns; c++) {
            const double x = LEFT + c * width;
            const double y = row_top(m, r) + height / 2;
            if (m->cell[(size_t)r * m->columns + c] != shade)
                continue;
            if (is_own) {
                pen_spot(pen, x + width / 2, y);
                continue;
            }
            pen_move(pen, x, y);
            pen_to(pen, x + width - 1, y);
        }
    pen_end(pen);
}

/* Dates of evenly spread columns: the axis is an order, not a scale. */
static void draw_dates(plot_pen *pen, const chart_matrix *m)
{
    const double width = column_width(m), y = bottom(m);
    const uint32_t most = (uint32_t)(width * m->columns / 75) + 1;
    const uint32_t ticks = most < DATES ? most : DATES;
    uint32_t last = LIA_NONE;

    for (uint32_t k = 0; k < ticks; k++) {
        const uint32_t c =
            ticks > 1 ? k * (m->columns - 1) / (ticks - 1) : 0;
        const double x = LEFT + (c + .5) * width;
        if (c == last)
            continue;
        last = c;
        pen_line(pen, "axis", x, y + 1, x, y + 5);
        pen_date(pen, (pen_place){x, y + 17,
                                  k == 0 ? PEN_START
                                  : k + 1 == ticks ? PEN_END : PEN_MIDDLE,
                                  "tick"},
                 m->time[c], k == 0 || k + 1 == ticks);
    }
}

static void draw_key(plot_pen *pen, const chart_matrix *m)
{
    static const char *const classes[] = {"d0", "d1", "d2", "d3", "d4"};
    const double y = bottom(m) + 40;
    double x = LEFT;

    pen_say(pen, (pen_place){LEFT - 6, y, PEN_END, "key"}, N_("delay up to"));
    for (int k = 0; k < CHART_SHADES; k++) {
        pen_area(pen, classes[k], x, y - 9, 14, 10);
        if (k == CHART_SHADES - 1)
            pen_say(pen, (pen_place){x + 18, y, PEN_START, "key"},
                    N_("more"));
        else
            pen_span(pen, (pen_place){x + 18, y, PEN_START, "key"},
                     m->limit[k]);
        x += 72;
    }
    if (memchr(m->cell, CHART_OWN, (size_t)m->rows * m->columns) == NULL)
        return;              /* nobody knows who wrote these                 */
    pen_dot(pen, "own", x + 5, y - 4, 2);
    pen_say(pen, (pen_place){x + 12, y, PEN_START, "key"}, N_("wrote it"));
}

void chart_matrix_draw(plot_pen *pen, const void *matrix)
{
    const chart_matrix *m = matrix;

    pen_say_number(pen, (pen_place){LEFT, TOP - 8, PEN_START, "axis-title"},
                   N_("posts in order of time: %s"), m->columns);
    draw_rows(pen, m);
    for (int shade = 0; shade <= CHART_OWN; shade++)
        draw_cells(pen, m, (uint8_t)shade);
    draw_dates(pen, m);
    draw_key(pen, m);
}
