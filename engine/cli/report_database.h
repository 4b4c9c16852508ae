/* cli/report_database.h - report.db: the tables of a report, linked. */
#ifndef LIA_CLI_REPORT_DATABASE_H
#define LIA_CLI_REPORT_DATABASE_H

#include "cli/report_out.h"

/* Complete, or not there. Rejected rows and reasons of refusal are files of
 * their own and not in it. */
LIA_CHECKED lia_status report_database(const report_parts *r, lia_error *err);

#endif
