/* cli/report/report_out.h - the report as files and as a short text. */
#ifndef LIA_CLI_REPORT_REPORT_OUT_H
#define LIA_CLI_REPORT_REPORT_OUT_H

#include "cli/pods/pods_table.h"
#include "cli/report/analysis.h"
#include "cli/say/source_table.h"
#include "liaison/manifest.h"
#include "report/evidence.h"
#include "report/picture.h"
#include "report/plots/plot.h"

enum { STAGES = 12, MOST_MORE_TABLES = 24 };

struct introducing;

typedef struct report_parts {
    const settings *s;
    const lia_tables *tables;
    const network *net;
    const analysis *a;
    const source_table *sources;
    const pods_tables *pods; /* NULL where the data cannot carry them        */
    lia_timing timing[STAGES];
    size_t timing_count;
    const lia_ranked *more[MOST_MORE_TABLES];    /* of other jobs            */
    size_t more_count;
    const struct introducing *ways;              /* or NULL                  */
    const lia_plots *plots;                      /* or NULL                  */
    const lia_traces *traces;                    /* or NULL                  */
    const lia_picture *picture;                  /* in the page              */
    const lia_picture *network;                  /* in files: whole, or what
                                                    the picture shows        */
} report_parts;

/* One table more, written and listed like the others. Borrowed. */
void report_add(report_parts *r, const lia_ranked *table);
/* One that was added, by its name, or NULL. */
const lia_ranked *report_table(const report_parts *r, const char *name);

/* accounts.csv, ties.csv, graph.csv, sources.csv, rejects.csv where there are
 * any, report.json: each complete or not there. A table that this run refuses
 * is removed if an earlier run left it. */
LIA_CHECKED lia_status report_write(const report_parts *r, lia_error *err);

/* manifest.json: what to give to --config to get the same again. */
LIA_CHECKED lia_status report_manifest(const report_parts *r, lia_error *err);

/* To standard output: the network in a line, the top of each ranking, what was
 * refused, where the files are. */
LIA_CHECKED lia_status report_print(const report_parts *r, lia_error *err);

#endif
