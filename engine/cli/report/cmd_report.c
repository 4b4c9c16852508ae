/* cli/report/cmd_report.c - the main job: read, measure, rank, write. */
#include <string.h>
#include <time.h>

#include "base/status.h"
#include "cli/front/commands.h"
#include "cli/front/config.h"
#include "cli/front/options.h"
#include "cli/influence/influence.h"
#include "cli/report/report_doors.h"
#include "cli/report/report_picture.h"
#include "cli/report/report_plots.h"
#include "cli/report/report_traces.h"
#include "cli/say/fail.h"
#include "cli/say/output.h"

static lia_status print_result(const report_parts *r, lia_error *err)
{
    enum { TABLES = 5 };   /* those of pods beside */
    const lia_ranked *tables[TABLES] = {
        &r->a->accounts, &r->a->ties, &r->a->graph, &r->sources->table,
        &r->a->judged.table};
    const char *name = r->s->table;

    if (name == NULL)
        return report_print(r, err);
    for (size_t k = 0; k < TABLES; k++)
        if (tables[k]->name != NULL && strcmp(tables[k]->name, name) == 0)
            return table_to_stdout(r->s, tables[k], stdout_format(r->s), err);
    for (size_t k = 0; r->pods != NULL && k < PODS_TABLES; k++)
        if (strcmp(r->pods->table[k].name, name) == 0)
            return table_to_stdout(r->s, &r->pods->table[k],
                                   stdout_format(r->s), err);
    if (report_table(r, name) != NULL)
        return table_to_stdout(r->s, report_table(r, name),
                               stdout_format(r->s), err);
    return lia_fail(err, LIA_EARG, "--table: this report has no table \"%s\"; "
                    "it has accounts, ties, graph, sources and jobs", name);
}

static double seconds_now(void)
{
    struct timespec t;

    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
}

/* The stage that ends now took this long. */
static void end_stage(report_parts *r, const char *name, double *since)
{
    const double now = seconds_now();

    r->timing[r->timing_count++] = (lia_timing){name, now - *since};
    *since = now;
}

/* What the page shows beside the tables. */
typedef struct illustrations {
    lia_plots plots;
    lia_traces traces;
} illustrations;

static lia_status illustrate(illustrations *out, report_parts *r,
                             const lia_pods *pods, const influence *who,
                             const report_doors *doors, double *since,
                             lia_error *err)
{
    lia_status st = LIA_OK;

    LIA_TRY(report_plots_make(&out->plots, r, pods, err));
    r->plots = &out->plots;
    end_stage(r, "plots", since);
    LIA_TRY(report_traces_make(&out->traces, r, &doors->q,
                               who->split.author, err));
    r->traces = &out->traces;
    end_stage(r, "evidence", since);
done:
    return st;
}

static int report(const settings *s)
{
    lia_tables *tables = NULL;
    network net = {.is_directed = false};
    analysis a = {.refused_count = 0};
    source_table sources = {.order = NULL};
    lia_pods pods = {.count = 0};
    pods_tables pod_tables;
    report_doors doors = {.q = {.tables = NULL}};
    influence who = {.tables = 0};
    report_pictures pictures = {.in_files = NULL};
    illustrations shown = {.plots = {.count = 0}};
    report_parts parts = {.s = s, .net = &net, .a = &a, .sources = &sources};
    double since = seconds_now();
    stage at = STAGE_READING;
    lia_status st = LIA_OK;
    lia_error err;

    LIA_TRY(inputs_read(&tables, s, &s->inputs, INPUTS_FOR_REPORT, &err));
    parts.tables = tables;
    end_stage(&parts, "read", &since);
    at = STAGE_COMPUTING;
    LIA_TRY(network_build(&net, tables, s, false, false, false, &err));
    network_talk(&net);
    end_stage(&parts, "build", &since);
    LIA_TRY(analysis_run(&a, tables, &net, s, &err));
    end_stage(&parts, "measure", &since);
    LIA_TRY(pods_for_report(&pods, &a, tables, s, &err));
    if (pods.engagement != NULL || pods.is_authorless) {
        pods_tables_build(&pod_tables, &pods, tables, false);
        parts.pods = &pod_tables;
        report_add(&parts, &pod_tables.warnings);
        report_add(&parts, &pod_tables.warned);
        end_stage(&parts, "pods", &since);
    }
    LIA_TRY(influence_for_report(&who, &parts, &a, &pods, &err));
    end_stage(&parts, "influence", &since);
    LIA_TRY(report_doors_run(&doors, &parts, &a, &err));
    end_stage(&parts, "bridges and introductions", &since);
    LIA_TRY(report_pictures_make(&pictures, &parts, &pods, &doors, &err));
    end_stage(&parts, "picture", &since);
    LIA_TRY(source_table_build(&sources, tables, &err));
    LIA_TRY(illustrate(&shown, &parts, &pods, &who, &doors, &since, &err));
    at = STAGE_WRITING;
    LIA_TRY(report_write(&parts, &err));
    end_stage(&parts, "write", &since);
    LIA_TRY(report_manifest(&parts, &err));
    LIA_TRY(print_result(&parts, &err));
done:
    lia_plots_free(&shown.plots);
    lia_traces_free(&shown.traces);
    lia_pods_free(&pods);
    source_table_free(&sources);
    report_doors_free(&doors);
    influence_free(&who);
    report_pictures_free(&pictures);
    analysis_free(&a);
    network_free(&net);
    lia_tables_free(tables);
    return st == LIA_OK ? EXIT_DONE : fail_with(&err, at);
}

int cmd_report(settings *s)
{
    config c = {.beside_path = NULL};
    lia_error err;
    int code;

    if (config_apply(&c, s, "report", FOR_REPORT, &err) != LIA_OK)
        code = fail_with(&err, STAGE_READING);
    else if (s->inputs.count == 0)
        code = fail_usage("say what to report on: liaison report INPUT... "
                          "-o DIR");
    else if (s->output == NULL || path_is_file(s->output))
        code = fail_usage("say in which folder to write the report: -o DIR");
    else
        code = report(s);
    config_free(&c);
    return code;
}
