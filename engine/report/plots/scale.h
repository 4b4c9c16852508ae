/* report/plots/scale.h - where a value stands, and which values get a tick.
 */
#ifndef LIA_REPORT_PLOTS_SCALE_H
#define LIA_REPORT_PLOTS_SCALE_H

#include "liaison/base.h"

enum { PLOT_TICKS = 24 };

/* From values low .. high to places from .. to; low == high stands at from. */
typedef struct plot_scale {
    double low, high, from, to;
} plot_scale;

static inline double plot_at(const plot_scale *s, double value)
{
    return s->high > s->low ? s->from + (s->to - s->from) *
                                  ((value - s->low) / (s->high - s->low))
                            : s->from;
}

/* Multiples of 1, 2 or 5 times a power of ten within low .. high, at most
 * `most` (2 .. PLOT_TICKS) of them, as many as fit. Returns how many. */
uint32_t plot_ticks(double out[PLOT_TICKS], double low, double high,
                    uint32_t most);
/* The least such multiple that is not below `high`: where an axis from 0 with
 * at most `most` ticks may end. whole: steps below 1 are not wanted. */
double plot_axis_end(double high, uint32_t most, bool whole);

/* Midnights (UTC) within low .. high, at most `most` of them: every 1, 2, 7,
 * 14 days (Mondays), else the first of every 1, 2, 3, 6 or 12, 24, 60, 120, 240
 * months. */
uint32_t plot_date_ticks(lia_time out[PLOT_TICKS], lia_time low, lia_time high,
                         uint32_t most);

/* Spans by doubling: bin 0 is less than a second, bin k is 2^(k-1) .. 2^k
 * seconds; the last takes what is longer. */
enum { PLOT_SPANS = 27 };
uint32_t plot_span_bin(uint64_t seconds);
/* The same as a place: 0 s at 0, 1 s at 1, 2 s at 2, 4 s at 3. */
double plot_span_place(double seconds);

#endif
