/* cli/report/report_files.c - the folder that `liaison report` leaves. */
#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "base/language.h"
#include "base/mem.h"
#include "base/status.h"
#include "cli/front/config.h"
#include "cli/report/report_database.h"
#include "cli/report/report_doors.h"
#include "cli/report/report_network.h"
#include "cli/report/report_out.h"
#include "cli/report/report_page.h"
#include "cli/report/report_plots.h"
#include "cli/say/json_out.h"
#include "cli/say/output.h"
#include "cli/say/rejects.h"
#include "report/atomic_file.h"

enum { JSON_TOP = 20 };

static lia_status write_table(const report_parts *r, const lia_ranked *table,
                              lia_error *err)
{
    char *path = NULL;
    lia_status st = path_join(&path, r->s->output, table->name, "csv", err);

    if (st == LIA_OK)
        st = lia_write_table_file(path, table, LIA_FORMAT_CSV, NULL, err);
    lia_free(path);
    return st;
}

static lia_status remove_stale(const report_parts *r, const char *name,
                               lia_error *err)
{
    char *path = NULL;
    lia_status st = path_join(&path, r->s->output, name, "csv", err);

    if (st == LIA_OK && remove(path) != 0 && errno != ENOENT)
        st = lia_fail(err, LIA_EIO, "%s: cannot remove what an earlier run "
                      "left: %s", path, strerror(errno));
    lia_free(path);
    return st;
}

static lia_status write_rejects(const report_parts *r, lia_error *err)
{
    char *path = NULL;
    lia_status st;

    if (r->tables->reject_count == 0)
        return remove_stale(r, "rejects", err);
    st = path_join(&path, r->s->output, "rejects", "csv", err);
    if (st == LIA_OK)
        st = rejects_write(path, r->tables, err);
    lia_free(path);
    return st;
}

static void json_refused(json_out *j, const analysis *a)
{
    json_begin(j, "refused", '[');
    for (size_t k = 0; k < a->refused_count; k++) {
        json_begin(j, NULL, '{');
        json_text(j, "result", a->refused[k].result);
        json_text(j, "why", a->refused[k].why);
        json_text(j, "collect", a->refused[k].collect);
        json_end(j, '}');
    }
    json_end(j, ']');
}

static void json_table(json_out *j, const lia_ranked *table)
{
    char file[64];

    snprintf(file, sizeof file, "%s.csv", table->name);
    json_begin(j, NULL, '{');
    json_text(j, "table", table->name);
    json_text(j, "title", table->title);
    json_text(j, "file", file);
    json_count(j, "rows", table->rows);
    json_end(j, '}');
}

/* How much of the network is where, so that a cut is never silent. */
static void json_picture(json_out *j, const char *name, const lia_picture *p,
                         const char *const *files)
{
    json_begin(j, name, '{');
    json_begin(j, "files", '[');
    for (; *files != NULL; files++)
        json_text(j, NULL, *files);
    json_end(j, ']');
    json_count(j, "accounts", p->nodes);
    json_count(j, "accounts_all", p->accounts_all);
    json_count(j, "ties", p->edges);
    json_count(j, "ties_all", p->ties_all);
    json_end(j, '}');
}

static void json_database(json_out *j, const report_parts *r)
{
    const lia_ranked *cut[MOST_LINKED];
    const size_t count = report_database_cuts(cut, r);

    json_begin(j, "database", '{');
    json_text(j, "file", "report.db");
    json_begin(j, "cut", '[');
    for (size_t k = 0; k < count; k++) {
        json_begin(j, NULL, '{');
        json_text(j, "table", cut[k]->name);
        json_count(j, "rows", report_database_rows(cut[k]));
        json_count(j, "rows_in_all", cut[k]->rows);
        json_end(j, '}');
    }
    json_end(j, ']');
    json_end(j, '}');
}

static void json_plots(json_out *j, const report_parts *r)
{
    const lia_plots *plots = r->plots;

    json_begin(j, "plots", '[');
    for (uint32_t k = 0; plots != NULL && k < plots->count; k++) {
        const lia_plot *p = &plots->plot[k];
        char file[LIA_PLOT_NAME + 16];
        snprintf(file, sizeof file, "plots/%s.svg", p->name);
        json_begin(j, NULL, '{');
        json_text(j, "plot", p->name);
        json_text(j, "title", p->title[r->s->data_language]);
        json_text(j, "caption", p->caption[r->s->data_language]);
        json_text(j, "section", p->section);
        if (p->pod != LIA_NONE)
            json_count(j, "pod", p->pod);
        json_text(j, "file", file);
        json_end(j, '}');
    }
    json_end(j, ']');
}

static lia_status put_document(json_out *j, const report_parts *r,
                               lia_error *err)
{
    const analysis *a = r->a;
    const uint64_t top = r->s->top > 0 ? r->s->top : JSON_TOP;

    json_text(j, "version", lia_version());
    json_rows(j, "sources", &r->sources->table, 0);
    json_time(j, "first_time", a->judged.facts.first);
    json_time(j, "last_time", a->judged.facts.last);
    json_count(j, "rejected", a->judged.facts.rejected);
    json_begin(j, "tables", '[');
    json_table(j, &a->accounts);
    if (a->is_structural)
        json_table(j, &a->ties);
    json_table(j, &a->graph);
    for (size_t k = 0; r->pods != NULL && k < PODS_TABLES; k++)
        json_table(j, &r->pods->table[k]);
    json_table(j, &r->sources->table);
    json_table(j, &r->a->judged.table);
    for (size_t k = 0; k < r->more_count; k++)
        json_table(j, r->more[k]);
    json_end(j, ']');
    json_picture(j, "picture", r->picture,
                 (const char *const[]){"report.html", NULL});
    json_picture(j, "network", r->network, report_network_files);
    json_database(j, r);
    json_plots(j, r);
    json_rows(j, "graph", &a->graph, 0);
    json_count(j, "top", top);
    json_rows(j, "accounts", &a->accounts, top);
    if (a->is_structural)
        json_rows(j, "ties", &a->ties, top);
    if (r->pods != NULL) {
        json_text(j, "pods_claim", wr(r->pods->claim));
        json_rows(j, "pods", &r->pods->table[0], top);
    }
    for (size_t k = 0; k < r->more_count; k++)
        json_rows(j, r->more[k]->name, r->more[k], top);
    json_rows(j, "jobs", &a->judged.table, 0);
    json_refused(j, a);
    return json_close(j, err);
}

static lia_status write_json(const report_parts *r, lia_error *err)
{
    lia_atomic_file file = {.stream = NULL};
    char *path = NULL;
    json_out j;
    lia_status st = LIA_OK;

    LIA_TRY(path_join(&path, r->s->output, "report", "json", err));
    LIA_TRY(lia_atomic_open(&file, path, err));
    st = json_open(&j, file.stream, "liaison.report/1", err);
    if (st == LIA_OK)
        st = put_document(&j, r, err);
    st = lia_atomic_finish(&file, st, err);
done:
    lia_free(path);
    return st;
}

/* The names of the tables, for those that this run refuses. */
static const char *const pods_files[PODS_TABLES] = {
    "accounts_engagement.csv", "pod_days.csv", "pod_evidence.csv",
    "pod_members.csv", "pod_pairs.csv", "pods.csv"};
static const char *const pods_names[PODS_TABLES] = {
    "pods", "pod_members", "pod_pairs", "pod_evidence", "pod_days",
    "accounts_engagement"};

static lia_status write_pods(const report_parts *r, lia_error *err)
{
    lia_status st = LIA_OK;

    for (size_t k = 0; k < PODS_TABLES; k++)
        if (r->pods != NULL)
            LIA_TRY(write_table(r, &r->pods->table[k], err));
        else
            LIA_TRY(remove_stale(r, pods_names[k], err));
done:
    return st;
}

void report_add(report_parts *r, const lia_ranked *table)
{
    if (r->more_count < MOST_MORE_TABLES)
        r->more[r->more_count++] = table;
}

const lia_ranked *report_table(const report_parts *r, const char *name)
{
    for (size_t k = 0; k < r->more_count; k++)
        if (strcmp(r->more[k]->name, name) == 0)
            return r->more[k];
    return NULL;
}

/* Tables of other jobs; of those that are not there, what an earlier run
 * left. */
static lia_status write_more(const report_parts *r, lia_error *err)
{
    lia_status st = LIA_OK;

    for (const char *const *name = report_door_tables; *name != NULL; name++)
        if (report_table(r, *name) == NULL)
            LIA_TRY(remove_stale(r, *name, err));
    for (size_t k = 0; k < r->more_count; k++)
        LIA_TRY(write_table(r, r->more[k], err));
done:
    return st;
}

lia_status report_write(const report_parts *r, lia_error *err)
{
    lia_status st = LIA_OK;

    LIA_TRY(make_folder(r->s->output, err));
    LIA_TRY(write_table(r, &r->a->accounts, err));
    if (r->a->is_structural)
        LIA_TRY(write_table(r, &r->a->ties, err));
    else
        LIA_TRY(remove_stale(r, "ties", err));
    LIA_TRY(write_table(r, &r->a->graph, err));
    LIA_TRY(write_pods(r, err));
    LIA_TRY(write_table(r, &r->sources->table, err));
    LIA_TRY(write_table(r, &r->a->judged.table, err));
    LIA_TRY(write_more(r, err));
    LIA_TRY(write_rejects(r, err));
    LIA_TRY(write_json(r, err));
    LIA_TRY(report_plots_write(r, err));
    LIA_TRY(report_page(r, err));
    LIA_TRY(report_network(r, err));
    LIA_TRY(report_database(r, err));
done:
    return st;
}

lia_status report_manifest(const report_parts *r, lia_error *err)
{
    const char *results[16 + PODS_TABLES + MOST_MORE_TABLES +
                        MOST_PLOTS];
    char more[MOST_MORE_TABLES][40];
    char plots[MOST_PLOTS][LIA_PLOT_NAME + 16];
    size_t count = 0;
    lia_setting *options = NULL;
    size_t option_count = 0;
    char *path = NULL;
    lia_status st = LIA_OK;

    results[count++] = "accounts.csv";
    if (r->pods != NULL)
        results[count++] = pods_files[0];
    results[count++] = "graph.csv";
    results[count++] = "jobs.csv";
    for (size_t k = 1; r->pods != NULL && k < PODS_TABLES; k++)
        results[count++] = pods_files[k];
    for (size_t k = 0; report_network_files[k] != NULL; k++)
        results[count++] = report_network_files[k];
    if (r->tables->reject_count > 0)
        results[count++] = "rejects.csv";
    results[count++] = "report.db";
    results[count++] = "report.html";
    results[count++] = "report.json";
    results[count++] = "sources.csv";
    if (r->a->is_structural)
        results[count++] = "ties.csv";
    for (size_t k = 0; k < r->more_count; k++) {
        snprintf(more[k], sizeof more[k], "%s.csv", r->more[k]->name);
        results[count++] = more[k];
    }
    for (uint32_t k = 0; r->plots != NULL && k < r->plots->count; k++) {
        snprintf(plots[k], sizeof plots[k], "plots/%s.svg",
                 r->plots->plot[k].name);
        results[count++] = plots[k];
    }
    LIA_TRY(config_recorded(&options, &option_count, r->s, err));
    LIA_TRY(path_join(&path, r->s->output, "manifest", "json", err));
    const lia_manifest manifest = {
        .command = "report", .inputs = r->s->inputs.item,
        .input_count = r->s->inputs.count, .options = options,
        .option_count = option_count, .seed = r->s->seed,
        .tables = r->tables, .folder = r->s->output, .results = results,
        .result_count = count, .timings = r->timing,
        .timing_count = r->timing_count};
    st = lia_manifest_write(path, &manifest, err);
done:
    lia_free(path);
    lia_free(options);
    return st;
}
