/* cli/report/report_page.h - report.html of a report. */
#ifndef LIA_CLI_REPORT_REPORT_PAGE_H
#define LIA_CLI_REPORT_REPORT_PAGE_H

#include "cli/report/report_out.h"

/* Into the report's folder, complete or not at all. */
LIA_CHECKED lia_status report_page(const report_parts *r, lia_error *err);

#endif
