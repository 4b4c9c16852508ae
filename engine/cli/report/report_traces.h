/* cli/report/report_traces.h - the rows of the inputs behind the first rows of
 * bridges, introductions and influence.
 *
 * A tie rests on the contacts and interactions between its ends, an
 * introduction on those of every tie on its best path, an account's influence
 * on the rows that engage it.
 */
#ifndef LIA_CLI_REPORT_REPORT_TRACES_H
#define LIA_CLI_REPORT_REPORT_TRACES_H

#include "cli/report/report_out.h"
#include "cli/ties/introducing.h"

/* q: behind the table of introductions, or NULL. author: [interactions] whom a
 * row engages (lia_split), or NULL. Of a row the latest lines are kept, those
 * of the ties of a path in turn; the same for every thread count.
 *
 * free with lia_traces_free. Time O(rows log probes), memory 8 bytes per
 * account beside the result. LIA_ENOMEM. */
LIA_CHECKED lia_status report_traces_make(lia_traces *out,
                                          const report_parts *r,
                                          const introducing *q,
                                          const lia_vid *author,
                                          lia_error *err);

#endif
