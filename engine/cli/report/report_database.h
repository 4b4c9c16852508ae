/* cli/report/report_database.h - report.db: the tables of a report, linked. */
#ifndef LIA_CLI_REPORT_REPORT_DATABASE_H
#define LIA_CLI_REPORT_REPORT_DATABASE_H

#include "cli/report/report_out.h"

enum { MOST_LINKED = 8 + PODS_TABLES + MOST_MORE_TABLES };

/* Complete, or not there. Rejected rows and reasons of refusal are files of
 * their own and not in it. */
LIA_CHECKED lia_status report_database(const report_parts *r, lia_error *err);

/* The tables of which it does not hold every row; how many there are, and the
 * rows that it holds of one. */
size_t report_database_cuts(const lia_ranked *cut[MOST_LINKED],
                            const report_parts *r);
uint64_t report_database_rows(const lia_ranked *table);

#endif
