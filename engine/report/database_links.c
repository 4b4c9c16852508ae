/* report/database_links.c - keys, indexes, views, and what the tables are.
 *
 * Accounts are the hub: whatever names an account refers to its row there, so
 * that joins need no knowledge of the program, and tools such as Datasette
 * show links.
 */
#include <string.h>

#include "base/mem.h"
#include "report/database.h"
#include "report/page/labels.h"

static const lia_ranked *find_table(const lia_database *d, const char *name)
{
    for (size_t t = 0; name != NULL && t < d->count; t++)
        if (strcmp(d->table[t]->name, name) == 0)
            return d->table[t];
    return NULL;
}

/* The hub where the plan has one and it is there. */
static const lia_ranked *hub_of(const lia_database *d)
{
    return d->plan != NULL ? find_table(d, d->plan->hub) : NULL;
}

static bool is_linked(const lia_database *d, const lia_ranked *table,
                      const lia_column *column)
{
    const lia_ranked *hub = hub_of(d);

    return hub != NULL && table != hub && column->type == LIA_COLUMN_ID &&
           column->names == hub->column[0].names;
}

/* Of a reference of the plan whose both tables are there. */
static bool is_reference_of(const lia_database *d, const lia_ranked *table,
                            size_t k)
{
    const lia_table_reference *r = &d->plan->references[k];

    return strcmp(r->table, table->name) == 0 &&
           find_table(d, r->to) != NULL;
}

uint64_t lia_database_plan_rows(const lia_database_plan *plan,
                                const lia_ranked *table)
{
    const bool is_hub =
        plan->hub != NULL && strcmp(plan->hub, table->name) == 0;

    if (plan->most_rows == 0 || table->rows <= plan->most_rows || is_hub)
        return table->rows;
    for (size_t k = 0; k < plan->reference_count; k++)
        if (strcmp(plan->references[k].to, table->name) == 0)
            return table->rows;
    return plan->most_rows;
}

uint64_t lia_database_rows(const lia_database *d, const lia_ranked *table)
{
    return d->plan != NULL ? lia_database_plan_rows(d->plan, table)
                           : table->rows;
}

const char *lia_database_identity(const lia_database *d,
                                  const lia_ranked *table)
{
    if (table == hub_of(d))
        return table->column[0].name;
    for (size_t k = 0; d->plan != NULL && k < d->plan->reference_count; k++)
        if (strcmp(d->plan->references[k].to, table->name) == 0)
            return d->plan->references[k].to_columns;
    return NULL;
}

void lia_database_put_constraints(const lia_database *d, sqlite3_str *text,
                                  const lia_ranked *table)
{
    const lia_ranked *hub = hub_of(d);
    const char *identity = lia_database_identity(d, table);

    if (d->plan == NULL)
        return;
    if (identity != NULL)
        sqlite3_str_appendf(text, ", PRIMARY KEY (%s)", identity);
    for (size_t k = 0; k < d->plan->key_count; k++)
        if (strcmp(d->plan->keys[k].table, table->name) == 0 &&
            (identity == NULL ||
             strcmp(d->plan->keys[k].columns, identity) != 0))
            sqlite3_str_appendf(text, ", UNIQUE (%s)",
                                d->plan->keys[k].columns);
    for (uint32_t c = 0; c < table->columns; c++)
        if (is_linked(d, table, &table->column[c]))
            sqlite3_str_appendf(text, ", FOREIGN KEY (\"%w\") REFERENCES "
                                "\"%w\" (\"%w\")", table->column[c].name,
                                hub->name, hub->column[0].name);
    for (size_t k = 0; k < d->plan->reference_count; k++)
        if (is_reference_of(d, table, k))
            sqlite3_str_appendf(text, ", FOREIGN KEY (%s) REFERENCES "
                                "\"%w\" (%s)", d->plan->references[k].columns,
                                d->plan->references[k].to,
                                d->plan->references[k].to_columns);
}

/* Then the key's own index serves for the column, too. */
static bool begins_a_key(const lia_database *d, const lia_ranked *table,
                         const char *column)
{
    const size_t length = strlen(column);

    for (size_t k = 0; d->plan != NULL && k < d->plan->key_count; k++) {
        const char *columns = d->plan->keys[k].columns;
        if (strcmp(d->plan->keys[k].table, table->name) == 0 &&
            strncmp(columns, column, length) == 0 &&
            (columns[length] == ',' || columns[length] == '\0'))
            return true;
    }
    return false;
}

lia_status lia_database_index(const lia_database *d, const lia_ranked *table,
                              lia_error *err)
{
    lia_status st = LIA_OK;

    for (uint32_t c = 0; c < table->columns; c++) {
        const char *name = table->column[c].name;
        sqlite3_str *text;
        bool is_key = d->plan != NULL
                          ? is_linked(d, table, &table->column[c])
                          : table->column[c].type == LIA_COLUMN_ID;
        for (size_t k = 0; d->plan != NULL && k < d->plan->reference_count; k++)
            is_key |= is_reference_of(d, table, k) &&
                      strcmp(d->plan->references[k].columns, name) == 0;
        if (!is_key || begins_a_key(d, table, name))
            continue;
        text = sqlite3_str_new(d->db);
        sqlite3_str_appendf(text, "CREATE INDEX \"%w_%w\" ON \"%w\" (\"%w\")",
                            table->name, name, table->name, name);
        LIA_TRY(lia_database_run_text(d, text, NULL, err));
    }
done:
    return st;
}

/* ---- views ---- */

/* Who is in a group, by name: a correlated query over the members. */
static void put_members(sqlite3_str *text, const lia_ranked *hub,
                        const char *members)
{
    sqlite3_str_appendf(
        text, ", (SELECT group_concat(who, ', ') FROM (SELECT "
        "coalesce(nullif(a.\"name\", ''), m.\"account\") AS who FROM "
        "\"%w\" AS m LEFT JOIN \"%w\" AS a ON a.\"%w\" = m.\"account\" "
        "WHERE m.\"pod\" = t.\"pod\" ORDER BY m.\"account\")) AS \"who\"",
        members, hub->name, hub->column[0].name);
}

static const char *members_of(const lia_database *d, const lia_ranked *table)
{
    const char *members = strcmp(table->name, "pods") == 0 ? "pod_members"
                          : strcmp(table->name, "pod_warnings") == 0
                              ? "pod_warning_members" : NULL;

    return find_table(d, members) != NULL ? members : NULL;
}

static lia_status view(const lia_database *d, const lia_ranked *table,
                       lia_error *err)
{
    const lia_ranked *hub = hub_of(d);
    const bool has_names = hub != NULL && lia_ranked_find(hub, "name") != NULL;
    const char *members = members_of(d, table);
    sqlite3_str *text = sqlite3_str_new(d->db);

    sqlite3_str_appendf(text, "CREATE VIEW \"ranking_%w\" AS SELECT "
                        "t.\"rank\"", table->name);
    if (has_names && members != NULL)
        put_members(text, hub, members);
    for (uint32_t c = 0; c < table->columns; c++) {
        const char *name = table->column[c].name;
        sqlite3_str_appendf(text, ", t.\"%w\"", name);
        if (has_names && is_linked(d, table, &table->column[c]))
            sqlite3_str_appendf(text, ", a%u.\"name\" AS \"%w_name\"", c,
                                name);
    }
    sqlite3_str_appendf(text, " FROM \"%w\" AS t", table->name);
    for (uint32_t c = 0; has_names && c < table->columns; c++)
        if (is_linked(d, table, &table->column[c]))
            sqlite3_str_appendf(text, " LEFT JOIN \"%w\" AS a%u ON "
                                "a%u.\"%w\" = t.\"%w\"", hub->name, c, c,
                                hub->column[0].name, table->column[c].name);
    sqlite3_str_appendall(text, " ORDER BY t.\"rank\"");
    return lia_database_run_text(d, text, NULL, err);
}

lia_status lia_database_views(const lia_database *d, lia_error *err)
{
    lia_status st = LIA_OK;

    for (size_t t = 0; t < d->count; t++)
        if (d->table[t]->has_rank)
            LIA_TRY(view(d, d->table[t], err));
done:
    return st;
}

/* ---- what the tables are ---- */

static lia_status describe_column(const lia_database *d,
                                  const lia_ranked *table, uint32_t c,
                                  lia_error *err)
{
    const lia_column *column = &table->column[c];
    const lia_label *label = lia_label_of(table->name, column->name);
    sqlite3_str *text = sqlite3_str_new(d->db);

    sqlite3_str_appendf(text, "INSERT INTO \"columns\" VALUES (%Q, %u, %Q, "
                        "%Q, %Q, %Q)", table->name,
                        c + 1 + (table->has_rank ? 1 : 0), column->name,
                        lia_database_type(column),
                        label != NULL ? label->label : NULL,
                        label != NULL ? label->why : NULL);
    return lia_database_run_text(d, text, NULL, err);
}

static lia_status describe(const lia_database *d, const lia_ranked *table,
                           lia_error *err)
{
    sqlite3_str *text = sqlite3_str_new(d->db);
    lia_status st = LIA_OK;

    sqlite3_str_appendf(text, "INSERT INTO \"contents\" VALUES (%Q, %Q, %lld, "
                        "%lld, '%q.csv')", table->name, table->title,
                        (sqlite3_int64)lia_database_rows(d, table),
                        (sqlite3_int64)table->rows, table->name);
    LIA_TRY(lia_database_run_text(d, text, NULL, err));
    if (table->has_rank) {
        text = sqlite3_str_new(d->db);
        sqlite3_str_appendf(text, "INSERT INTO \"columns\" VALUES (%Q, 1, "
                            "'rank', 'INTEGER', NULL, NULL)", table->name);
        LIA_TRY(lia_database_run_text(d, text, NULL, err));
    }
    for (uint32_t c = 0; c < table->columns; c++)
        LIA_TRY(describe_column(d, table, c, err));
done:
    return st;
}

lia_status lia_database_contents(const lia_database *d, lia_error *err)
{
    lia_status st = LIA_OK;

    LIA_TRY(lia_database_run(
        d, "CREATE TABLE \"contents\" (\"table\" TEXT PRIMARY KEY, \"title\" "
           "TEXT, \"rows\" INTEGER, \"rows_in_all\" INTEGER, \"file\" TEXT);"
           "CREATE TABLE \"columns\" (\"table\" TEXT REFERENCES \"contents\" "
           "(\"table\"), \"position\" INTEGER, \"column\" TEXT, \"type\" TEXT,"
           " \"label\" TEXT, \"meaning\" TEXT, PRIMARY KEY (\"table\", "
           "\"position\"))", err));
    for (size_t t = 0; t < d->count; t++)
        LIA_TRY(describe(d, d->table[t], err));
done:
    return st;
}
