/* cli/report/report_network.h - network.graphml and network.gexf of a report.
 */
#ifndef LIA_CLI_REPORT_REPORT_NETWORK_H
#define LIA_CLI_REPORT_REPORT_NETWORK_H

#include "cli/report/report_out.h"

/* The network that r->network holds, with what the report knows of accounts
 * and ties, and where they stand: complete files, or not there. */
LIA_CHECKED lia_status report_network(const report_parts *r, lia_error *err);

/* The files above, up to NULL. */
extern const char *const report_network_files[];

#endif
