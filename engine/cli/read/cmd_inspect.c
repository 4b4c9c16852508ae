/* cli/read/cmd_inspect.c - what was recognised, and what it can carry. */
#include <errno.h>
#include <math.h>
#include <string.h>

#include "base/language.h"
#include "base/mem.h"
#include "base/sentence.h"
#include "base/status.h"
#include "cli/front/commands.h"
#include "cli/front/config.h"
#include "cli/front/options.h"
#include "cli/read/inputs.h"
#include "cli/read/judgement.h"
#include "cli/say/fail.h"
#include "cli/say/json_out.h"
#include "cli/say/lookalikes.h"
#include "cli/say/output.h"
#include "cli/say/progress.h"
#include "cli/say/source_table.h"
#include "cli/say/terminal.h"
#include "report/atomic_file.h"
#include "report/people.h"
#include "text/clock.h"

typedef struct inspection {
    const lia_tables *tables;
    const network *net;
    source_table sources;
    judgement judged;
    lookalike_table alike;
} inspection;

/* Blanks up to a width; printf would count bytes. */
static int padding(const char *text, int width)
{
    const int wide = lia_people_width(text, strlen(text));

    return wide < width ? width - wide : 0;
}

static int names_width(void)
{
    return lia_spoken() == LIA_EN ? 14 : 20;
}

static void count_line(FILE *to, const char *name, uint64_t count)
{
    if (count > 0)
        fprintf(to, "  %s%*s %12llu\n", name, padding(name, names_width()), "",
                (unsigned long long)count);
}

/* Rows of other tables in an export's file. */
static void print_tables(FILE *to, const lia_source *s)
{
    const char *before = tr(", with ");

    for (int t = 0; t < LIA_TABLE_COUNT; t++) {
        if (s->table_rows[t] == 0 || t == (int)s->table)
            continue;
        fprintf(to, "%s%llu %s", before,
                (unsigned long long)s->table_rows[t],
                lia_table_name((lia_table)t));
        before = ", ";
    }
}

static int ignored_width(void)
{
    const char *ignored = tr("ignored: ");

    return 4 + lia_people_width(ignored, strlen(ignored));
}

static void print_source(FILE *to, const lia_source *s)
{
    const bool was_read = s->table < LIA_TABLE_COUNT;

    fputs("  ", to);
    print_inert(to, s->path, strlen(s->path));
    fputs("\n    ", to);
    if (!was_read)
        fputs(s->note != NULL ? tr("ignored: ") : tr("ignored"), to);
    if (was_read)
        fprintf(to, tr_n("%s, %s, as %s: %llu row", "%s, %s, as %s: %llu rows",
                         s->rows),
                s->format ? s->format : "?", s->encoding ? s->encoding : "?",
                lia_table_name(s->table), (unsigned long long)s->rows);
    if (was_read)
        print_tables(to, s);
    if (was_read && s->rejected > 0)
        fprintf(to, tr(", %llu rejected"), (unsigned long long)s->rejected);
    if (s->ragged > 0)
        fprintf(to, tr(", %llu ragged"), (unsigned long long)s->ragged);
    if (s->recoded > 0)
        fprintf(to, tr(", %llu recoded from windows-1252"),
                (unsigned long long)s->recoded);
    if (was_read || s->note == NULL)
        fputs(s->note != NULL ? "\n    " : "\n", to);
    if (s->note != NULL)
        print_wrapped(to, s->note, was_read ? 4 : ignored_width(), 4);
}

static const lia_source *source_at(const inspection *x, uint64_t k)
{
    return &x->tables->source[x->sources.order[k]];
}

/* Was this reason for leaving a file alone given before? */
static bool is_told(const inspection *x, uint64_t at)
{
    for (uint64_t k = 0; k < at; k++)
        if (source_at(x, k)->is_minimised &&
            strcmp(source_at(x, k)->note, source_at(x, at)->note) == 0)
            return true;
    return false;
}

/* Files that were left alone, by reason. */
static void print_minimised(FILE *to, const inspection *x)
{
    const uint64_t count = x->tables->source_count;

    if (x->judged.facts.minimised > 0)
        fputs(tr("\nLeft alone, to keep no more data than is needed\n"), to);
    for (uint64_t k = 0; k < count; k++) {
        if (!source_at(x, k)->is_minimised || is_told(x, k))
            continue;
        for (uint64_t n = k; n < count; n++)
            if (source_at(x, n)->is_minimised &&
                strcmp(source_at(x, n)->note, source_at(x, k)->note) == 0) {
                fputs("  ", to);
                print_inert(to, source_at(x, n)->path,
                            strlen(source_at(x, n)->path));
                fputc('\n', to);
            }
        fputs("    ", to);
        print_wrapped(to, source_at(x, k)->note, 4, 4);
    }
}

static void print_sources(FILE *to, const inspection *x)
{
    fputs(tr("What was read\n"), to);
    for (uint64_t k = 0; k < x->tables->source_count; k++)
        if (!source_at(x, k)->is_minimised)
            print_source(to, source_at(x, k));
    print_minimised(to, x);
}

static const char *owner_name(const lia_tables *t, lia_vid owner,
                              size_t *length)
{
    *length = 0;
    return owner < t->accounts.names.count
               ? lia_name(&t->accounts.names, owner, length) : "";
}

/* Whose exports these are, and how that is known. */
static void print_exports(FILE *to, const inspection *x)
{
    const lia_tables *t = x->tables;

    if (t->export_count > 0)
        fputs(tr("\nWhose exports\n"), to);
    for (uint64_t k = 0; k < t->export_count; k++) {
        const lia_export *e = &t->exports[k];
        size_t length;
        const char *name = owner_name(t, e->owner, &length);
        fputs("  ", to);
        print_inert(to, e->path, strlen(e->path));
        fprintf(to, tr("\n    %s export of "), e->platform);
        if (length == 0) {
            name = tr("somebody unknown");
            length = strlen(name);
        }
        print_inert(to, name, length);
        if (e->owner_how != NULL) {
            fputs("\n    ", to);
            print_wrapped(to, e->owner_how, 4, 4);
        } else {
            fputc('\n', to);
        }
        if (e->zone_how != NULL) {
            fputs("    ", to);
            print_wrapped(to, e->zone_how, 4, 4);
        }
    }
}

static void print_cause(FILE *to, const char *name, uint64_t count)
{
    fprintf(to, "    %s%*s %12llu\n", name,
            padding(name, names_width() - 2), "",
            (unsigned long long)count);
}

static void print_rows(FILE *to, const inspection *x)
{
    const lia_facts *f = &x->judged.facts;

    fputs(tr("\nRows\n"), to);
    count_line(to, tr("interactions"), f->interactions);
    count_line(to, tr("contacts"), f->contacts);
    for (int k = LIA_TABLE_TARGETS; k < LIA_TABLE_COUNT; k++)
        count_line(to, tr(lia_table_name((lia_table)k)), f->sheet_rows[k]);
    count_line(to, tr("accounts"), f->accounts);
    count_line(to, tr("  described"), x->tables->accounts.listed_count);
    count_line(to, tr("posts"), f->posts);
    if (f->cut_posts > 0)
        fprintf(to, tr("    cut off      %12llu  show 1,218 reactions or more, "
                       "where LinkedIn's list ends\n"),
                (unsigned long long)f->cut_posts);
    count_line(to, tr("ties"), f->ties);
    count_line(to, tr("rejected"), f->rejected);
    for (int k = 0; k < LIA_CAUSE_COUNT; k++)
        if (x->tables->rejects_by_cause[k] > 0)
            print_cause(to, tr(lia_cause_name((lia_cause)k)),
                        x->tables->rejects_by_cause[k]);
}

static void print_times(FILE *to, const inspection *x)
{
    const lia_facts *f = &x->judged.facts;
    char first[33] = "", last[33] = "";

    if (f->first != LIA_NO_TIME) {
        first[lia_clock_format(first, f->first)] = '\0';
        last[lia_clock_format(last, f->last)] = '\0';
        fprintf(to, tr("\nTimes\n  %s to %s\n"), first, last);
    } else {
        fputs(tr("\nTimes\n  none\n"), to);
    }
    if (f->interactions == 0)
        return;
    lia_spoken_to(to, "  %.1f%% of the interactions have a time",
                  100 * judgement_share_timed(&x->judged));
    if (f->timed > 0)
        lia_spoken_to(to, tr_n(", on %llu day, to the %s",
                               ", on %llu days, to the %s", f->active_days),
                      (unsigned long long)f->active_days,
                      f->precision == LIA_PRECISION_FINER
                          ? tr("fraction of a second")
                          : tr(lia_precision_name(f->precision)));
    lia_spoken_to(to, "\n  %.1f%% name who acted; %.1f%% are by an account of "
                  "an accounts table\n",
                  100 * judgement_share_with_actor(&x->judged),
                  100 * (double)f->known_actors / (double)f->interactions);
    lia_spoken_to(to, "  %.1f%% are by somebody whom other data can name too "
                  "(no display name)\n",
                  100 * (double)f->resolvable / (double)f->interactions);
}

static void print_jobs(FILE *to, const inspection *x)
{
    fputs(tr("\nWhat it can carry\n"), to);
    for (int k = 0; k < LIA_JOB_COUNT; k++) {
        const lia_suitability *job = &x->judged.in[lia_spoken()][k];
        const char *verdict = tr(lia_verdict_name(job->verdict));
        const char *what = tr("Collect: ");
        fprintf(to, "  %-10s %s%*s ", lia_job_name((lia_job)k), verdict,
                padding(verdict, 7), "");
        print_wrapped(to, job->why, 21, 21);
        if (job->collect[0] != '\0') {
            fprintf(to, "%21s%s", "", what);
            print_wrapped(to, job->collect,
                          21 + lia_people_width(what, strlen(what)), 21);
        }
    }
}

static void json_counts(json_out *j, const inspection *x)
{
    const lia_facts *f = &x->judged.facts;

    json_begin(j, "rows", '{');
    json_count(j, "interactions", f->interactions);
    json_count(j, "contacts", f->contacts);
    json_count(j, "accounts", x->tables->accounts.listed_count);
    json_count(j, "posts", x->tables->posts.listed_count);
    for (int k = LIA_TABLE_TARGETS; k < LIA_TABLE_COUNT; k++)
        json_count(j, lia_table_name((lia_table)k), f->sheet_rows[k]);
    json_end(j, '}');
    json_count(j, "accounts", f->accounts);
    json_count(j, "posts", f->posts);
    json_count(j, "ties", f->ties);
    json_count(j, "loops", x->net->tally.pairs.loops);
    json_count(j, "repeats", x->net->tally.pairs.repeats);
    json_begin(j, "rejected", '{');
    for (int k = 0; k < LIA_CAUSE_COUNT; k++)
        if (x->tables->rejects_by_cause[k] > 0)
            json_count(j, lia_cause_name((lia_cause)k),
                       x->tables->rejects_by_cause[k]);
    json_end(j, '}');
}

static void json_exports(json_out *j, const inspection *x)
{
    const lia_tables *t = x->tables;

    json_begin(j, "exports", '[');
    for (uint64_t k = 0; k < t->export_count; k++) {
        const lia_export *e = &t->exports[k];
        json_begin(j, NULL, '{');
        json_text(j, "path", e->path);
        json_text(j, "platform", e->platform);
        json_name(j, "owner", &t->accounts.names, e->owner);
        json_text(j, "owner_how", e->owner_how != NULL ? e->owner_how : "");
        json_end(j, '}');
    }
    json_end(j, ']');
}

static lia_status write_json(FILE *to, const inspection *x, lia_error *err)
{
    const lia_facts *f = &x->judged.facts;
    json_out j;
    lia_status st = json_open(&j, to, "liaison.inspect/1", err);

    if (st != LIA_OK)
        return st;
    json_rows(&j, "sources", &x->sources.table, 0);
    json_exports(&j, x);
    json_count(&j, "left_alone", f->minimised);
    json_count(&j, "posts_cut_off", f->cut_posts);
    json_counts(&j, x);
    json_time(&j, "first_time", f->first);
    json_time(&j, "last_time", f->last);
    json_text(&j, "clock", lia_precision_name(f->precision));
    json_count(&j, "active_days", f->active_days);
    json_number(&j, "share_with_time", judgement_share_timed(&x->judged));
    json_number(&j, "share_with_actor",
                judgement_share_with_actor(&x->judged));
    json_number(&j, "share_of_known_actors",
                f->interactions ? (double)f->known_actors /
                                      (double)f->interactions
                                : (double)NAN);
    json_number(&j, "share_of_resolvable_actors",
                f->interactions ? (double)f->resolvable /
                                      (double)f->interactions
                                : (double)NAN);
    json_flag(&j, "star", lia_facts_is_star(f));
    json_rows(&j, "jobs", &x->judged.table, 0);
    json_rows(&j, "lookalikes", &x->alike.table, 0);
    return json_close(&j, err);
}

/* Text or JSON, to standard output or to a file. */
static lia_status write_document(const inspection *x, const settings *s,
                                 bool json, lia_error *err)
{
    lia_atomic_file file = {.stream = NULL};
    FILE *to = stdout;
    lia_status st = LIA_OK;

    progress_clear();
    if (s->output != NULL && strcmp(s->output, "-") != 0) {
        LIA_TRY(lia_atomic_open(&file, s->output, err));
        to = file.stream;
    }
    if (json) {
        st = write_json(to, x, err);
    } else {
        print_sources(to, x);
        print_exports(to, x);
        print_rows(to, x);
        print_times(to, x);
        print_jobs(to, x);
        lookalikes_print(to, &x->alike, x->tables);
    }
    if (file.stream != NULL)
        st = lia_atomic_finish(&file, st, err);
    else if (st == LIA_EIO && (errno == EPIPE || reader_is_gone()))
        st = LIA_OK;
done:
    return st;
}

static lia_status write_inspection(const inspection *x, const settings *s,
                                   lia_error *err)
{
    const lia_ranked *tables[] = {&x->judged.table, &x->sources.table};
    const bool to_file = s->output != NULL && path_is_file(s->output);
    const lia_format format = s->format != NULL ? lia_format_of(s->format)
                              : to_file         ? lia_format_of(s->output)
                                                : LIA_FORMAT_COUNT;

    if (s->table != NULL) {
        if (strcmp(s->table, "sources") == 0)
            tables[0] = &x->sources.table;
        else if (strcmp(s->table, "lookalikes") == 0)
            tables[0] = &x->alike.table;
        else if (strcmp(s->table, "jobs") != 0)
            return lia_fail(err, LIA_EARG, "--table: inspect has the tables "
                            "jobs, sources and lookalikes, not \"%s\"",
                            s->table);
        return output_write(&(output){.tables = tables, .count = 1}, s, err);
    }
    if (format == LIA_FORMAT_JSON || format == LIA_FORMAT_COUNT)
        return s->output == NULL || to_file || format == LIA_FORMAT_JSON
                   ? write_document(x, s, format == LIA_FORMAT_JSON, err)
                   : output_write(&(output){.tables = tables, .count = 2}, s,
                                  err);
    return output_write(&(output){.tables = tables, .count = 2}, s, err);
}

/* Text on the terminal and nothing for machines beside it: all that is said
 * of the inputs may be in the language of the terminal. */
static bool is_for_people(const settings *s)
{
    return s->table == NULL && s->format == NULL && s->output == NULL &&
           s->rejects == NULL;
}

static int inspect(const settings *s)
{
    lia_tables *tables = NULL;
    network net = {.is_directed = false};
    inspection x = {.net = &net};
    const lia_run run = run_of(s);
    stage at = STAGE_READING;
    lia_status st = LIA_OK;
    lia_error err;

    if (is_for_people(s))
        lia_write_in(s->spoken);
    LIA_TRY(inputs_read(&tables, s, &s->inputs, INPUTS_FOR_TABLES, &err));
    at = STAGE_COMPUTING;
    LIA_TRY(network_build(&net, tables, s, false, false, false, &err));
    x.tables = tables;
    LIA_TRY(source_table_build(&x.sources, tables, &err));
    LIA_TRY(judgement_build(&x.judged, tables, &net.ties, s->me, &run, &err));
    LIA_TRY(lookalike_table_build(&x.alike, tables, &err));
    at = STAGE_WRITING;
    LIA_TRY(write_inspection(&x, s, &err));
done:
    judgement_free(&x.judged);
    lookalike_table_free(&x.alike);
    source_table_free(&x.sources);
    network_free(&net);
    lia_tables_free(tables);
    return st == LIA_OK ? EXIT_DONE : fail_with(&err, at);
}

int cmd_inspect(settings *s)
{
    config c = {.beside_path = NULL};
    lia_error err;
    int code;

    if (s->inputs.count == 0)
        return fail_usage("say what to look at: liaison inspect INPUT...");
    if (config_apply(&c, s, "inspect", FOR_INSPECT, &err) == LIA_OK)
        code = inspect(s);
    else
        code = fail_with(&err, STAGE_READING);
    config_free(&c);
    return code;
}
