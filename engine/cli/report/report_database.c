/* cli/report/report_database.c - which tables of a report refer to which. */
#include "cli/report/report_database.h"

#include "base/mem.h"
#include "cli/say/output.h"

/* Rows of a ranking; CSV files have them all. */
enum { MOST_ROWS = 1000000 };

static const lia_table_key keys[] = {
    {"ties", "account_a, account_b"},
    {"bridges", "account_a, account_b"},
    {"friction", "account_a, account_b"},
    {"brokers", "account"},
    {"influence", "account"},
    {"accounts_engagement", "account"},
    {"pods", "pod"},
    {"pod_members", "pod, account"},
    {"pod_days", "pod, day"},
    {"pod_pairs", "account_a, account_b"},
    {"pod_warnings", "pod"},
    {"pod_warning_members", "pod, account"},
    {"introducers", "introducer"}};

static const lia_table_reference references[] = {
    {"pod_members", "pod", "pods", "pod"},
    {"pod_pairs", "pod", "pods", "pod"},
    {"pod_evidence", "pod", "pods", "pod"},
    {"pod_days", "pod", "pods", "pod"},
    {"pod_warning_members", "pod", "pod_warnings", "pod"}};

static const lia_database_plan plan = {
    .hub = "accounts", .keys = keys, .key_count = sizeof keys / sizeof *keys,
    .references = references,
    .reference_count = sizeof references / sizeof *references,
    .most_rows = MOST_ROWS};

static size_t gather(const lia_ranked *tables[MOST_LINKED],
                     const report_parts *r)
{
    size_t count = 0;

    tables[count++] = &r->a->accounts;
    if (r->a->is_structural)
        tables[count++] = &r->a->ties;
    tables[count++] = &r->a->graph;
    for (size_t k = 0; r->pods != NULL && k < PODS_TABLES; k++)
        tables[count++] = &r->pods->table[k];
    for (size_t k = 0; k < r->more_count; k++)
        tables[count++] = r->more[k];
    tables[count++] = &r->sources->table;
    tables[count++] = &r->a->judged.table;
    return count;
}

size_t report_database_cuts(const lia_ranked *cut[MOST_LINKED],
                            const report_parts *r)
{
    const lia_ranked *tables[MOST_LINKED];
    const size_t all = gather(tables, r);
    size_t count = 0;

    for (size_t k = 0; k < all; k++)
        if (lia_database_plan_rows(&plan, tables[k]) < tables[k]->rows)
            cut[count++] = tables[k];
    return count;
}

uint64_t report_database_rows(const lia_ranked *table)
{
    return lia_database_plan_rows(&plan, table);
}

lia_status report_database(const report_parts *r, lia_error *err)
{
    const lia_ranked *tables[MOST_LINKED];
    const size_t count = gather(tables, r);
    char *path = NULL;
    lia_status st = path_join(&path, r->s->output, "report", "db", err);

    if (st == LIA_OK)
        st = lia_write_linked_database(path, tables, count, &plan, err);
    lia_free(path);
    return st;
}
