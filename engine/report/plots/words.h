/* report/plots/words.h - numbers, spans of time and dates as a reader of each
 * language writes them.
 */
#ifndef LIA_REPORT_PLOTS_WORDS_H
#define LIA_REPORT_PLOTS_WORDS_H

#include "base/language.h"
#include "liaison/base.h"

enum { PLOT_WORD = 64 };

/* Four significant digits at most: "1,234", "0.25"; French "1 234" with a
 * narrow no-break space, "0,25". Both return out. */
const char *plot_number(char out[PLOT_WORD], double value,
                        lia_language language);
/* .142 -> "14 %" (English "14%"); below 10 % with a decimal where needed. */
const char *plot_percent(char out[PLOT_WORD], double share,
                         lia_language language);
/* 90 -> "90 s"; 600 -> "10 min"; 7200 -> "2 h"; 172800 -> "2 d" ("2 j"). Spans
 * that are no whole unit get one decimal. */
const char *plot_span(char out[PLOT_WORD], double seconds,
                      lia_language language);
/* "5 Jan 2026", "5 janv. 2026"; without the year where not wanted. UTC. */
const char *plot_date(char out[PLOT_WORD], lia_time time, bool with_year,
                      lia_language language);

#endif
