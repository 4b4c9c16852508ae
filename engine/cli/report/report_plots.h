/* cli/report/report_plots.h - the plots of a report, from its tables.
 *
 * A plot is there where the data carry it: nothing is drawn of one post, of
 * ranks that do not change, of ties that are a star.
 */
#ifndef LIA_CLI_REPORT_REPORT_PLOTS_H
#define LIA_CLI_REPORT_REPORT_PLOTS_H

#include "cli/report/report_out.h"
#include "liaison/pods.h"
#include "report/plots/charts.h"
#include "report/plots/tell.h"

/* Pods that get plots: the first of those that are shown, then of those with
 * a warning. Three plots each. */
enum { PLOTTED_PODS = 8, MOST_PLOTS = 3 * PLOTTED_PODS + 5 };

/* Everything that has been measured so far, as plots. pods: those behind the
 * tables of pods, or NULL. free with lia_plots_free. */
LIA_CHECKED lia_status report_plots_make(lia_plots *out, const report_parts *r,
                                         const lia_pods *pods, lia_error *err);

/* plots/NAME.svg in the language of data; those that an earlier run left and
 * this one does not have are removed. */
LIA_CHECKED lia_status report_plots_write(const report_parts *r,
                                          lia_error *err);

/* ---- its parts ---- */

/* Add a plot that owns `data`. The texts of `p` are there, or its making
 * failed with `st`: then all is freed. */
LIA_CHECKED lia_status report_plot_add(lia_plots *out, lia_plot *p,
                                       lia_status st, lia_error *err);

/* What people call an account: its name, else its id. */
void report_plot_call(chart_label *out, const lia_tables *tables,
                      lia_vid account);
double report_plot_number(const lia_column *column, uint64_t element);

LIA_CHECKED lia_status report_plots_of_pods(lia_plots *out,
                                            const report_parts *r,
                                            const lia_pods *pods,
                                            lia_error *err);
LIA_CHECKED lia_status report_plots_of_influence(lia_plots *out,
                                                 const report_parts *r,
                                                 lia_error *err);
LIA_CHECKED lia_status report_plots_of_ties(lia_plots *out,
                                            const report_parts *r,
                                            lia_error *err);

#endif
