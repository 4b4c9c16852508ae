/* cli/report/report_ways.h - the ways to targets as the page shows them. */
#ifndef LIA_CLI_REPORT_REPORT_WAYS_H
#define LIA_CLI_REPORT_REPORT_WAYS_H

#include "cli/ties/introducing.h"
#include "report/page/page.h"

typedef struct report_ways {
    uint64_t count;
    lia_page_way *way;       /* [count] by target, as the table's elements   */
} report_ways;

/* q may be NULL: no ways. Owned; its texts are copies. */
LIA_CHECKED lia_status report_ways_make(report_ways *out, const introducing *q,
                                        lia_error *err);
void report_ways_free(report_ways *ways);

#endif
