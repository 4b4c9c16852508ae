/* cli/read/cmd_convert.c - what was read, in another form: tables or a network.
 */
#include <string.h>

#include "base/mem.h"
#include "base/status.h"
#include "cli/front/commands.h"
#include "cli/front/options.h"
#include "cli/read/inputs.h"
#include "cli/say/fail.h"
#include "cli/say/output.h"
#include "liaison/convert.h"

static bool is_network(lia_format format)
{
    return format == LIA_FORMAT_GRAPHML || format == LIA_FORMAT_GEXF ||
           format == LIA_FORMAT_PAJEK;
}

static void add_text(lia_ranked *table, const char *name, const uint32_t *id,
                     const lia_names *texts)
{
    if (id != NULL)
        lia_ranked_add(table, name, LIA_COLUMN_TEXT, id)->names = texts;
}

/* What is known of the accounts travels with them. */
static void describe_accounts(lia_ranked *out, const lia_tables *tables)
{
    const lia_accounts *a = &tables->accounts;

    out->name = "accounts";
    out->rows = a->names.count;
    add_text(out, "name", a->name, &tables->texts);
    add_text(out, "company", a->company, &tables->texts);
    add_text(out, "title", a->title, &tables->texts);
    add_text(out, "team", a->team, &tables->texts);
    add_text(out, "kind", a->kind, &tables->texts);
    add_text(out, "url", a->url, &tables->texts);
    if (a->followers != NULL)
        lia_ranked_add(out, "followers", LIA_COLUMN_NUMBER, a->followers);
}

static lia_status write_network(lia_tables *tables, const settings *s,
                                lia_format format, lia_error *err)
{
    const bool weighted = tables->contacts.weight != NULL ||
                          tables->interactions.weight != NULL;
    network built = {.is_directed = false};
    lia_ranked accounts = {.columns = 0};
    lia_network net = {.accounts = &tables->accounts.names};
    lia_status st = LIA_OK;

    describe_accounts(&accounts, tables);
    LIA_TRY(network_build(&built, tables, s, s->directed || tables->directed,
                          weighted, false, err));
    network_talk(&built);
    net.ties = built.is_directed ? NULL : &built.ties;
    net.arcs = built.is_directed ? &built.arcs : NULL;
    net.account_columns = accounts.columns > 0 ? &accounts : NULL;
    st = lia_write_network_file(s->output, &net, format, err);
done:
    network_free(&built);
    return st;
}

static lia_status find_table(lia_table *out, const char *name, lia_error *err)
{
    *out = LIA_TABLE_COUNT;
    if (name == NULL)
        return LIA_OK;
    for (int k = 0; k < LIA_TABLE_COUNT; k++)
        if (strcmp(lia_table_name((lia_table)k), name) == 0) {
            *out = (lia_table)k;
            return LIA_OK;
        }
    return lia_fail(err, LIA_EARG, "--table: there is no table \"%s\"", name);
}

/* Without -o, one table to standard output. */
static lia_status print_table(const lia_tables *tables, lia_table which,
                              const settings *s, lia_error *err)
{
    const lia_run run = run_of(s);
    const lia_format format = stdout_format(s);
    lia_canonical canonical = {.order = NULL};
    lia_status st;

    for (int k = 0; which == LIA_TABLE_COUNT && k < LIA_TABLE_COUNT; k++)
        if (lia_tables_have(tables, (lia_table)k))
            which = (lia_table)k;
    if (which == LIA_TABLE_COUNT || !lia_tables_have(tables, which))
        return lia_fail(err, LIA_ECANNOT, "there is no such table to write");
    st = lia_canonical_table(&canonical, tables, which, &run, err);
    if (st == LIA_OK)
        st = table_to_stdout(s, &canonical.table, format, err);
    lia_canonical_free(&canonical);
    return st;
}

static lia_status write_converted(lia_tables *tables, const settings *s,
                                  lia_error *err)
{
    const lia_run run = run_of(s);
    lia_format format = s->format != NULL ? lia_format_of(s->format)
                                          : LIA_FORMAT_COUNT;
    lia_table which;
    lia_status st = find_table(&which, s->table, err);

    if (st != LIA_OK)
        return st;
    if (strcmp(s->output, "-") == 0)
        return print_table(tables, which, s, err);
    if (!path_is_file(s->output) && !is_network(format) &&
        format != LIA_FORMAT_SQLITE)
        return lia_convert_folder(s->output, tables,
                                  format == LIA_FORMAT_COUNT ? LIA_FORMAT_CSV
                                                             : format,
                                  &run, err);
    if (format == LIA_FORMAT_COUNT)
        format = lia_format_of(s->output);
    if (format == LIA_FORMAT_COUNT)
        return lia_fail(err, LIA_EARG, "%s: its extension names no format; "
                        "add --format", s->output);
    if (is_network(format))
        return write_network(tables, s, format, err);
    return lia_convert_file(s->output, tables, which, format, &run, err);
}

int cmd_convert(settings *s)
{
    lia_tables *tables = NULL;
    stage at = STAGE_READING;
    lia_status st = LIA_OK;
    lia_error err;

    if (s->inputs.count == 0)
        return fail_usage("say what to convert: liaison convert INPUT... "
                          "-o PATH");
    if (s->output == NULL)
        return fail_usage("say where to write: -o PATH, for example "
                          "-o network.graphml (-o - is standard output)");
    LIA_TRY(inputs_read(&tables, s, &s->inputs, INPUTS_FOR_TABLES, &err));
    at = STAGE_WRITING;
    LIA_TRY(write_converted(tables, s, &err));
done:
    lia_tables_free(tables);
    return st == LIA_OK ? EXIT_DONE : fail_with(&err, at);
}
