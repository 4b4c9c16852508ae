/* report/plots/plot.h - a picture of a finding, as SVG.
 *
 * A plot is data that was made ready (bins, cells, curves: charts.h), a way to
 * draw it, and its title and caption in every language: plain text with the
 * numbers in it. It is drawn into the page, or into a file of its own. No
 * style attribute, no script, nothing from outside, no more than
 * LIA_PLOT_BYTES: what would not fit was left out when the data were made
 * ready, and the caption says how much.
 *
 * Colours are classes, so that the page can follow the theme. All stand below
 * <svg class="lp">:
 *   text          .label (names, near an axis or a mark)  .tick (numbers of
 *                 an axis)  .axis-title  .key (legend)  .strong (emphasis)
 *   lines         .axis  .grid  .line (a curve; with .c0 .. .c7)  .rule (a
 *                 threshold)
 *   areas         .bar  .band (an interval)  .dot (round ends of a path)
 *   kinds         .c0 .. .c7 of Okabe and Ito; .observed .expected; .owned
 *                 .earned .artificial .reciprocal; .up .down .same;
 *                 .weak_bond .strong_bond .weak_bridge .strong_bridge
 *   shades        .d0 (soonest, darkest) .. .d4, .own (an author's own post)
 * A class of a kind sets fill and stroke to one colour, and the element says
 * which of them is seen: `.lp path { fill: none }` and `.lp rect, .lp circle,
 * .lp text { stroke: none }`. plot.css in this folder is what a file of its
 * own carries; a page needs the same rules with its own colours.
 */
#ifndef LIA_REPORT_PLOTS_PLOT_H
#define LIA_REPORT_PLOTS_PLOT_H

#include "base/language.h"
#include "base/status.h"
#include "report/sink.h"

enum { LIA_PLOT_BYTES = 60000, LIA_PLOT_NAME = 48, LIA_PLOT_WIDTH = 640 };

typedef struct lia_plot_look {
    bool is_alone;           /* a file: namespace, style, title and caption
                                inside, one language; else a part of a page:
                                twins of every text that differs, and what
                                cannot be twins (title, desc) with data-en and
                                data-fr                                      */
    lia_language language;   /* of a file; that the page starts in           */
} lia_plot_look;

struct plot_pen;

typedef struct lia_plot {
    char name[LIA_PLOT_NAME]; /* "pod_1_matrix": file name, data-plot, and
                                 what its ids begin with                     */
    const char *section;     /* "pods", "bridges", "introductions",
                                "influence", "concentration"                 */
    uint32_t pod;            /* number, or LIA_NONE                          */
    uint32_t height;         /* of LIA_PLOT_WIDTH x height units             */
    char *title[LIA_LANGUAGE_COUNT];     /* owned, plain text                */
    char *caption[LIA_LANGUAGE_COUNT];   /* owned: what is seen, what was left
                                            out                              */
    void (*draw)(struct plot_pen *pen, const void *data);
    void *data;              /* owned                                        */
    void (*drop)(void *data);
} lia_plot;

/* In the order in which they are to be shown. All zero is empty. */
typedef struct lia_plots {
    uint32_t count;
    lia_plot *plot;
    uint64_t room;
} lia_plots;

/* Append; what the plot owns goes with it (and is freed on failure). */
LIA_CHECKED lia_status lia_plots_add(lia_plots *plots, lia_plot *plot,
                                     lia_error *err);
void lia_plots_free(lia_plots *plots);   /* all zero is fine */
void lia_plot_drop(lia_plot *plot);      /* likewise         */

/* The whole <svg> element. Ids are plot-NAME-title and plot-NAME-desc. */
void lia_plot_put(lia_sink *sink, const lia_plot *plot,
                  const lia_plot_look *look);

/* A file of its own, complete or not there. LIA_EIO, LIA_ENOMEM. */
LIA_CHECKED lia_status lia_plot_save(const char *path, const lia_plot *plot,
                                     lia_language language, lia_error *err);

#endif
