/* cli/report/report_doors.c - the same work as the commands `bridges` and
 * `introduce` do, for a report.
 */
#include "cli/report/report_doors.h"

#include <string.h>

#include "base/status.h"

const char *const report_door_tables[] = {
    "bridges", "brokers", "friction", "introductions", "introducers", "asks",
    "notes", "unmatched", "calibration", "serendipity", "influence",
    "concentration", "shares", "pod_warnings", "pod_warning_members", NULL};

static lia_status run_bridges(report_doors *d, report_parts *r, lia_error *err)
{
    lia_status st = bridging_run(&d->b, r->tables, r->net, r->s, err);

    if (st != LIA_OK)
        return st;
    report_add(r, &d->b.bridges);
    report_add(r, &d->b.brokers);
    report_add(r, &d->b.frictions);
    return LIA_OK;
}

static lia_status run_introductions(report_doors *d, report_parts *r,
                                    lia_error *err)
{
    lia_status st = introducing_run(&d->q, r->tables, r->net, r->s, err);

    if (st != LIA_OK)
        return st;
    r->ways = &d->q;
    report_add(r, &d->q.introductions);
    report_add(r, &d->q.introducers);
    report_add(r, &d->q.ask_table);
    report_add(r, &d->q.notes);
    report_add(r, &d->q.unmatched);
    if (d->q.cal.is_fitted)
        report_add(r, &d->q.calibration_table);
    if (r->s->serendipity)
        report_add(r, &d->q.serendipity);
    return LIA_OK;
}

lia_status report_doors_run(report_doors *out, report_parts *r, analysis *a,
                            lia_error *err)
{
    const bool has_targets =
        r->s->to.count > 0 || r->tables->sheet[LIA_TABLE_TARGETS].rows > 0;
    settings of_bridges = *r->s;
    const settings *whole = r->s;
    lia_error why;
    lia_status st = LIA_OK;

    /* Betweenness stands in the tables of the report already. */
    of_bridges.betweenness = false;
    memset(out, 0, sizeof *out);
    if (a->is_structural) {
        r->s = &of_bridges;
        st = run_bridges(out, r, &why);
        r->s = whole;
        if (st == LIA_EARG)
            analysis_refuse_error(a, "bridges", &why);
        else if (st != LIA_OK)
            return lia_fail_as(err, st, &why);
    }
    if (r->s->me == NULL || !has_targets)
        return LIA_OK;                    /* the table of jobs says so       */
    st = run_introductions(out, r, &why);
    if (st == LIA_EARG || st == LIA_EIO || st == LIA_EINPUT)
        analysis_refuse_error(a, "introductions", &why);
    else if (st != LIA_OK)
        return lia_fail_as(err, st, &why);
    return LIA_OK;
}

void report_doors_free(report_doors *d)
{
    bridging_free(&d->b);
    introducing_free(&d->q);
}
