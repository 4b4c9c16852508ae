/* report/plots/tell.h - titles and captions in every language. */
#ifndef LIA_REPORT_PLOTS_TELL_H
#define LIA_REPORT_PLOTS_TELL_H

#include "base/status.h"
#include "report/plots/words.h"

typedef enum plot_value_kind {
    PLOT_NUMBER, PLOT_PERCENT, PLOT_SPAN, PLOT_DATE, PLOT_NAME
} plot_value_kind;

typedef struct plot_value {
    plot_value_kind kind;
    double number;           /* a share, seconds                             */
    lia_time time;
    const char *name;        /* cut at PLOT_NAME_COLUMNS, cleaned            */
    size_t length;
} plot_value;

enum { PLOT_NAME_COLUMNS = 28 };

#define plot_count_of(x) ((plot_value){.kind = PLOT_NUMBER, \
                                       .number = (double)(x)})
#define plot_share_of(x) ((plot_value){.kind = PLOT_PERCENT, .number = (x)})
#define plot_span_of(x) ((plot_value){.kind = PLOT_SPAN, .number = (x)})
#define plot_date_of(x) ((plot_value){.kind = PLOT_DATE, .time = (x)})

/* Add a sentence to the text of each language (NULL = empty so far), with a
 * blank between. {1} .. {9} in the message stand for the values, so that a
 * translation may turn them round. */
LIA_CHECKED lia_status plot_tell(char *text[LIA_LANGUAGE_COUNT],
                                 const char *message, const plot_value *value,
                                 size_t count, lia_error *err);

#endif
