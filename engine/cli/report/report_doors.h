/* cli/report/report_doors.h - bridges, brokers and introductions as parts of a
 * report, where the data carries them.
 */
#ifndef LIA_CLI_REPORT_REPORT_DOORS_H
#define LIA_CLI_REPORT_REPORT_DOORS_H

#include "cli/report/report_out.h"
#include "cli/ties/bridging.h"
#include "cli/ties/introducing.h"

typedef struct report_doors {
    bridging b;
    introducing q;
} report_doors;

/* Names of the tables that this part may add. */
extern const char *const report_door_tables[];   /* up to NULL               */

/* Measure, and add the tables to those of the report; what cannot be done is
 * added to what the report refuses. Do not move the struct. */
LIA_CHECKED lia_status report_doors_run(report_doors *out, report_parts *r,
                                        analysis *a, lia_error *err);
void report_doors_free(report_doors *d);

#endif
