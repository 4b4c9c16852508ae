/* cli/report/report_print.c - what a person wants to see when a report is done.
 */
#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "base/language.h"
#include "base/sentence.h"
#include "base/status.h"
#include "cli/front/options.h"
#include "cli/report/report_database.h"
#include "cli/report/report_out.h"
#include "cli/say/fail.h"
#include "cli/say/output.h"
#include "cli/say/progress.h"
#include "cli/say/terminal.h"
#include "cli/ties/introducing.h"
#include "report/people.h"

enum { PRINT_TOP = 10 };

static void print_network(const report_parts *r)
{
    const lia_facts *f = &r->a->judged.facts;
    const uint64_t components = *(const uint64_t *)
        r->a->m.value[M_COMPONENTS];
    const lia_language l = lia_spoken();
    char accounts[LIA_SPOKEN_ROOM], ties[LIA_SPOKEN_ROOM];
    char parts[LIA_SPOKEN_ROOM], acts[LIA_SPOKEN_ROOM];

    printf(tr_n("%s accounts, %s ties, %s component",
                "%s accounts, %s ties, %s components", components),
           lia_language_number(accounts, l, f->accounts),
           lia_language_number(ties, l, f->ties),
           lia_language_number(parts, l, components));
    if (f->interactions > 0)
        printf(tr(", %s interactions"),
               lia_language_number(acts, l, f->interactions));
    printf("\n\n");
}

static void print_refused(const report_parts *r)
{
    for (size_t k = 0; k < r->a->refused_count; k++) {
        const refusal *x = &r->a->refused[k];
        const char *how = tr("  To get it: ");
        printf(tr("Not in this report: %s\n  "), x->result);
        print_wrapped(stdout, x->why_in[lia_spoken()], 2, 2);
        if (x->collect[0] != '\0') {
            fputs(how, stdout);
            print_wrapped(stdout, x->collect_in[lia_spoken()],
                          lia_people_width(how, strlen(how)), 2);
        }
        putchar('\n');
    }
}

static void print_files(const report_parts *r)
{
    printf(tr("Written to %s: accounts.csv, %sgraph.csv, jobs.csv, "
              "%ssources.csv, %s"),
           r->s->output, r->a->is_structural ? "ties.csv, " : "",
           r->pods != NULL ? "pods.csv, pod_members.csv, pod_pairs.csv, "
                             "pod_evidence.csv, pod_days.csv, "
                             "accounts_engagement.csv, " : "",
           r->tables->reject_count > 0 ? "rejects.csv, " : "");
    for (size_t k = 0; k < r->more_count; k++)
        printf("%s.csv, ", r->more[k]->name);
    printf("%snetwork.graphml, network.gexf, report.db, report.json, "
           "report.html, manifest.json\n",
           r->plots != NULL && r->plots->count > 0 ? "plots/, " : "");
}

static bool is_cut(const lia_picture *p)
{
    return p->nodes < p->accounts_all || p->edges < p->ties_all;
}

static void print_picture_cut(const lia_picture *p, bool in_files)
{
    const lia_language l = lia_spoken();
    char nodes[LIA_SPOKEN_ROOM], accounts[LIA_SPOKEN_ROOM];
    char edges[LIA_SPOKEN_ROOM], ties[LIA_SPOKEN_ROOM], text[400];

    snprintf(text, sizeof text,
             in_files
                 ? tr("network.graphml and network.gexf hold what the picture "
                      "in report.html shows: %s of %s accounts, %s of %s "
                      "ties. The whole: liaison convert.")
                 : tr("The picture in report.html shows %s of %s accounts, %s "
                      "of %s ties; network.graphml and network.gexf hold "
                      "all."),
             lia_language_number(nodes, l, p->nodes),
             lia_language_number(accounts, l, p->accounts_all),
             lia_language_number(edges, l, p->edges),
             lia_language_number(ties, l, p->ties_all));
    print_wrapped(stdout, text, 0, 0);
}

/* What a file does not hold is said. */
static void print_cuts(const report_parts *r)
{
    const lia_ranked *cut[MOST_LINKED];
    char rows[LIA_SPOKEN_ROOM], text[300];

    if (is_cut(r->network))
        print_picture_cut(r->network, true);
    else if (is_cut(r->picture))
        print_picture_cut(r->picture, false);
    if (report_database_cuts(cut, r) == 0)
        return;
    snprintf(text, sizeof text,
             tr("report.db holds the first %s rows of the longest tables; the "
                "CSV files hold all."),
             lia_language_number(rows, lia_spoken(),
                                 report_database_rows(cut[0])));
    print_wrapped(stdout, text, 0, 0);
}

/* The columns that fit a terminal and a question; the files have them all. */
static void choose_columns(lia_ranked *out, const lia_ranked *table,
                           const char *const *names)
{
    *out = *table;
    out->columns = 0;
    for (; *names != NULL; names++)
        for (uint32_t k = 0; k < table->columns; k++)
            if (strcmp(table->column[k].name, *names) == 0)
                out->column[out->columns++] = table->column[k];
}

/* How likely an introduction is, is said; what is written stays as it is. */
static void speak_bands(const char *bands[INTRODUCING_BANDS], lia_ranked *table)
{
    for (uint32_t k = 0; k < table->columns; k++) {
        lia_column *column = &table->column[k];
        if (strcmp(column->name, "band") != 0)
            continue;
        for (int b = 0; b < INTRODUCING_BANDS; b++)
            bands[b] = tr(column->words[b]);
        column->words = bands;
    }
}

static lia_status print_table(const report_parts *r, const lia_ranked *table,
                              const char *const *columns, lia_error *err)
{
    const lia_write_options options = {
        .top = r->s->top > 0 ? r->s->top : PRINT_TOP,
        .width = terminal_width(stdout),
        .color = terminal_color(stdout, r->s->color)};
    const char *bands[INTRODUCING_BANDS];
    lia_ranked shown;
    lia_status st;

    choose_columns(&shown, table, columns);
    speak_bands(bands, &shown);
    st = lia_write_table(stdout, &shown, LIA_FORMAT_TABLE, &options, err);
    putchar('\n');
    return st;
}

static const char *const account_columns[] = {
    "account", "degree", "effective_size", "constraint", "betweenness",
    "articulation", NULL};
static const char *const person_columns[] = {
    "account", "name", "company", "degree", "effective_size", "constraint",
    NULL};
static const char *const tie_columns[] = {
    "account_a", "account_b", "mutual_contacts", "bridgeness", "span",
    "bridge", NULL};

static const char *const pod_columns[] = {
    "pod", "class", "detection", "members", "p_value", "synchrony",
    "coverage", "calculated_index", "affinity_index", NULL};
static const char *const warning_columns[] = {
    "pod", "class", "members", "observed", "expected", "coverage", NULL};
static const char *const bridge_columns[] = {
    "account_a", "account_b", "strength_class", "quadrant", "cut_off", NULL};
static const char *const introduction_columns[] = {
    "target", "company", "band", "introducer", NULL};

static const char *const influence_columns[] = {
    "account", "earned", "owned", "artificial", "earned_h_index",
    "rank_before", NULL};

/* Of the other jobs' tables, those that answer a question by themselves. */
static lia_status print_more(const report_parts *r, lia_error *err)
{
    lia_status st = LIA_OK;

    for (size_t k = 0; k < r->more_count; k++) {
        const char *name = r->more[k]->name;
        if (r->more[k]->rows == 0)
            continue;
        if (strcmp(name, "pod_warnings") == 0)
            LIA_TRY(print_table(r, r->more[k], warning_columns, err));
        else if (strcmp(name, "bridges") == 0)
            LIA_TRY(print_table(r, r->more[k], bridge_columns, err));
        else if (strcmp(name, "influence") == 0)
            LIA_TRY(print_table(r, r->more[k], influence_columns, err));
        else if (strcmp(name, "introductions") == 0)
            LIA_TRY(print_table(r, r->more[k], introduction_columns, err));
    }
done:
    return st;
}

lia_status report_print(const report_parts *r, lia_error *err)
{
    lia_status st = LIA_OK;

    progress_clear();
    print_network(r);
    LIA_TRY(print_table(r, &r->a->accounts,
                        r->tables->accounts.name != NULL ? person_columns
                                                         : account_columns,
                        err));
    if (r->a->is_structural)
        LIA_TRY(print_table(r, &r->a->ties, tie_columns, err));
    if (r->pods != NULL && r->pods->table[0].rows > 0)
        LIA_TRY(print_table(r, &r->pods->table[0], pod_columns, err));
    else if (r->pods != NULL)
        puts(tr("No group was found that favours its own.\n"));
    LIA_TRY(print_more(r, err));
    print_refused(r);
    print_files(r);
    print_cuts(r);
done:
    if (st == LIA_EIO && (errno == EPIPE || reader_is_gone()))
        return LIA_OK;
    return st;
}
