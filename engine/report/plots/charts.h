/* report/plots/charts.h - the kinds of plots: what each shows, made ready from
 * plain arrays, and how it is drawn.
 *
 * A `..._new` puts values into bins, cells or curves that fit a picture
 * (LIA_PLOT_BYTES) whatever there is; the struct says what was left out. It is
 * freed with its `..._drop`, which also is what lia_plot.drop wants. Drawing
 * and dropping take void pointers, because that is how a plot calls them.
 */
#ifndef LIA_REPORT_PLOTS_CHARTS_H
#define LIA_REPORT_PLOTS_CHARTS_H

#include "liaison/tables.h"
#include "report/plots/pen.h"
#include "report/plots/scale.h"

/* A name in a plot, cut. */
enum { CHART_LABEL = 96, CHART_LABEL_COLUMNS = 22 };
typedef struct chart_label {
    char text[CHART_LABEL];
} chart_label;
void chart_label_set(chart_label *out, const char *name, size_t length);

/* ---- who engaged what: actors x posts ---- */

enum { CHART_ROWS = 40, CHART_OTHERS = 6, CHART_COLUMNS = 120, CHART_SHADES = 5,
       CHART_OWN = 5, CHART_EMPTY = 6 };

typedef struct chart_matrix {
    uint32_t rows, columns;
    uint32_t members;        /* rows of members; those of others follow      */
    chart_label *label;      /* [rows]                                       */
    lia_time *time;          /* [columns] ascending                          */
    uint8_t *cell;           /* [rows * columns] a shade, CHART_OWN or
                                CHART_EMPTY                                  */
    double limit[CHART_SHADES - 1];  /* seconds: shade k is up to limit[k]   */
} chart_matrix;

/* All cells are CHART_EMPTY. limit[0] = window, then the next of 10 min, 1 h,
 * 6 h, 1 d, 7 d, 30 d that are longer. */
LIA_CHECKED lia_status chart_matrix_new(chart_matrix **out, uint32_t members,
                                        uint32_t others, uint32_t columns,
                                        double window_s, lia_error *err);
uint8_t chart_matrix_shade(const chart_matrix *m, double delay_s);
uint32_t chart_matrix_height(const chart_matrix *m);
void chart_matrix_draw(plot_pen *pen, const void *matrix);
void chart_matrix_drop(void *matrix);

/* Of `all` things in order, `kept` are taken evenly: the k-th of them. */
static inline uint64_t chart_thinned(uint64_t k, uint64_t kept, uint64_t all)
{
    return kept < all ? (2 * k + 1) * all / (2 * kept) : k;
}

/* ---- how soon: two histograms over spans that double ---- */

typedef struct chart_delays {
    uint64_t bin[2][PLOT_SPANS];     /* inside, elsewhere                    */
    uint64_t count[2];
    double median[2];        /* seconds; NAN where there is none             */
    double window;           /* seconds                                      */
} chart_delays;

/* delay: seconds; sorted by this. Medians are the lower ones. */
LIA_CHECKED lia_status chart_delays_new(chart_delays **out,
                                        uint32_t *const delay[2],
                                        const uint64_t count[2],
                                        double window_s, lia_error *err);
uint32_t chart_delays_height(const chart_delays *d);
void chart_delays_draw(plot_pen *pen, const void *delays);
void chart_delays_drop(void *delays);

/* ---- observed against expected over days ---- */

enum { CHART_BARS = 120 };

typedef struct chart_days {
    uint32_t count;          /* bars                                         */
    uint32_t step;           /* days that a bar stands for: 1, 7, 28, 56 ..  */
    lia_time first;          /* midnight at which the first begins           */
    double *observed, *expected;     /* [count]                              */
    double sum[2];
} chart_days;

/* One element of the arrays to the next of the same kind. */
typedef struct chart_day {
    lia_time day;
    double observed, expected;
} chart_day;

LIA_CHECKED lia_status chart_days_new(chart_days **out, const chart_day *day,
                                      uint64_t count, lia_error *err);
uint32_t chart_days_height(const chart_days *d);
void chart_days_draw(plot_pen *pen, const void *days);
void chart_days_drop(void *days);

/* ---- two axes of ties ---- */

enum { CHART_QUADRANTS = 4, CHART_SIZES = 4, CHART_EXACT = 1200 };

typedef struct chart_spot {
    uint16_t x, y;           /* place: 0 .. 1000 along each axis             */
    uint8_t quadrant, size;  /* size k: 10^(k-1) .. ties; 0 is one tie       */
} chart_spot;

typedef struct chart_quadrants {
    uint64_t count[CHART_QUADRANTS]; /* weak bond, strong bond, weak bridge,
                                        strong bridge                        */
    uint64_t left_out;       /* strength not known                           */
    double strong_from, bridge_from;
    double strength_end;     /* of the axis; that of bridgeness ends at 1    */
    bool is_thinned;         /* ties that lie near one another are one spot  */
    uint32_t spots;
    chart_spot *spot;        /* [spots]                                      */
} chart_quadrants;

/* strength, bridgeness: 0..1; quadrant: below 4. Up to CHART_EXACT ties stand
 * where they are (to a thousandth), more of them in the middle of one of 80 x
 * 70 cells. The axis of strength ends where the strongest tie needs it. */
LIA_CHECKED lia_status chart_quadrants_new(
    chart_quadrants **out, const double *strength, const double *bridgeness,
    const uint8_t *quadrant, uint64_t count, double strong_from,
    double bridge_from, lia_error *err);
uint32_t chart_quadrants_height(const chart_quadrants *q);
void chart_quadrants_draw(plot_pen *pen, const void *quadrants);
void chart_quadrants_drop(void *quadrants);

/* ---- accounts: what their engagement is made of, what that changes ---- */

enum { CHART_PARTS = 4 };    /* earned, owned, reciprocal, artificial        */

typedef struct chart_split_row {
    chart_label label;
    double part[CHART_PARTS];
} chart_split_row;

typedef struct chart_split {
    uint32_t rows;
    chart_split_row *row;
} chart_split;

LIA_CHECKED lia_status chart_split_new(chart_split **out, uint32_t rows,
                                       lia_error *err);
uint32_t chart_split_height(const chart_split *s);
void chart_split_draw(plot_pen *pen, const void *split);
void chart_split_drop(void *split);

typedef struct chart_slope_row {
    chart_label label;
    uint64_t before, after;  /* ranks, from 1; distinct                      */
} chart_slope_row;

typedef struct chart_slope {
    uint32_t rows;
    chart_slope_row *row;    /* by after                                     */
} chart_slope;

LIA_CHECKED lia_status chart_slope_new(chart_slope **out, uint32_t rows,
                                       lia_error *err);
uint32_t chart_slope_height(const chart_slope *s);
void chart_slope_draw(plot_pen *pen, const void *slope);
void chart_slope_drop(void *slope);

/* ---- concentration: Lorenz curves ---- */

enum { CHART_CURVES = 3, CHART_POINTS = 200 };

typedef struct chart_curve {
    const char *name;        /* N_() text                                    */
    const char *class_of;    /* "line c0"                                    */
    double gini, top1, top10;
    uint32_t points;         /* the first is (0, 0), the last (1, 1)         */
    double x[CHART_POINTS + 1], y[CHART_POINTS + 1];
} chart_curve;

typedef struct chart_lorenz {
    uint32_t curves;
    chart_curve curve[CHART_CURVES];
} chart_lorenz;

LIA_CHECKED lia_status chart_lorenz_new(chart_lorenz **out, lia_error *err);
/* Share y of the whole that the poorest x of them hold; at most CHART_POINTS
 * steps, each exact. value: sorted by this; zeros are counted in. */
void chart_curve_set(chart_curve *out, double *value, uint64_t count);
uint32_t chart_lorenz_height(const chart_lorenz *l);
void chart_lorenz_draw(plot_pen *pen, const void *lorenz);
void chart_lorenz_drop(void *lorenz);

/* ---- chances with their intervals ---- */

enum { CHART_CHANCES = 20 };

typedef struct chart_chance {
    chart_label label, via;
    double value, low, high; /* 0..1; NAN = not known                        */
} chart_chance;

typedef struct chart_chances {
    uint32_t rows;
    chart_chance *row;
} chart_chances;

LIA_CHECKED lia_status chart_chances_new(chart_chances **out, uint32_t rows,
                                         lia_error *err);
uint32_t chart_chances_height(const chart_chances *c);
void chart_chances_draw(plot_pen *pen, const void *chances);
void chart_chances_drop(void *chances);

#endif
