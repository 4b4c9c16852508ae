/* report/plots/pen.h - shapes and words of a plot as SVG elements.
 *
 * Coordinates are in units of the view box, written to a tenth, so the bytes
 * depend on nothing else. Every text is escaped here; names of accounts are
 * cut and cleaned (characters that are not seen are spelled out).
 */
#ifndef LIA_REPORT_PLOTS_PEN_H
#define LIA_REPORT_PLOTS_PEN_H

#include "liaison/tables.h"
#include "report/plots/plot.h"

typedef struct plot_pen {
    lia_sink *sink;
    const lia_plot_look *look;
    bool is_open;            /* a path has begun: what comes next is relative*/
    int64_t x, y;            /* the point of the path, in tenths             */
} plot_pen;

/* Where a text stands by its point. */
typedef enum pen_anchor { PEN_START, PEN_MIDDLE, PEN_END } pen_anchor;

typedef struct pen_place {
    double x, y;             /* of the base line                             */
    pen_anchor anchor;
    const char *class_of;    /* "tick"                                       */
} pen_place;

/* One text for each language (twins if they differ), a translated message, a
 * name in at most `limit` columns, a number, a share as per cent, a span of
 * time, a date. */
void pen_texts(plot_pen *pen, pen_place at,
               const char *const text[LIA_LANGUAGE_COUNT]);
void pen_say(plot_pen *pen, pen_place at, const char *message);
/* In the language of the plot's file only, as it is. */
void pen_line_of_text(plot_pen *pen, pen_place at, const char *text,
                      size_t length);
void pen_name(plot_pen *pen, pen_place at, const char *name, size_t length,
              int limit);
void pen_number(plot_pen *pen, pen_place at, double value);
void pen_percent(plot_pen *pen, pen_place at, double share);
void pen_span(plot_pen *pen, pen_place at, double seconds);
void pen_date(plot_pen *pen, pen_place at, lia_time time, bool with_year);

/* A message with one %s, and with a number or a per cent in its place. */
void pen_say_number(plot_pen *pen, pen_place at, const char *message,
                    double value);
void pen_say_share(plot_pen *pen, pen_place at, const char *message,
                   double share);

void pen_line(plot_pen *pen, const char *class_of, double x1, double y1,
              double x2, double y2);
void pen_area(plot_pen *pen, const char *class_of, double x, double y,
              double width, double height);
void pen_dot(plot_pen *pen, const char *class_of, double x, double y,
             double radius);

/* A path of many pieces in one element. width: of its line, 0 = no attribute;
 * round: round ends, so that pen_spot() draws dots. Nothing is written where
 * no piece follows. */
void pen_begin(plot_pen *pen, const char *class_of, double width, bool round);
void pen_move(plot_pen *pen, double x, double y);
void pen_to(plot_pen *pen, double x, double y);
void pen_spot(plot_pen *pen, double x, double y);
void pen_end(plot_pen *pen);

#endif
