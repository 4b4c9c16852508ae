/* report/database.c - ranked tables into one SQLite file.
 *
 * Written under a temporary name without journal and without syncing, in one
 * transaction, then synced and renamed: complete or absent, and the same bytes
 * for the same tables. A table has the columns of its CSV, typed; missing is
 * NULL; columns that name accounts get an index. What ties the tables of a
 * report to each other is in database_links.c.
 */
#include "report/database.h"

#include <stdio.h>

#include "base/mem.h"
#include "report/atomic_file.h"
#include "report/cell.h"
#include "report/sink.h"
#include "text/rune.h"

lia_status lia_database_failed(const lia_database *d, lia_error *err)
{
    const int code = sqlite3_errcode(d->db);

    if (code == SQLITE_NOMEM)
        return lia_fail(err, LIA_ENOMEM, "%s: out of memory", d->path);
    return lia_fail(err, LIA_EIO, "%s: cannot write: %s", d->path,
                    sqlite3_errmsg(d->db));
}

lia_status lia_database_run(const lia_database *d, const char *sql,
                            lia_error *err)
{
    return sqlite3_exec(d->db, sql, NULL, NULL, NULL) == SQLITE_OK
               ? LIA_OK : lia_database_failed(d, err);
}

const char *lia_database_type(const lia_column *column)
{
    switch (column->type) {
    case LIA_COLUMN_COUNT:
    case LIA_COLUMN_COUNT32:
    case LIA_COLUMN_FLAG:
        return "INTEGER";
    case LIA_COLUMN_NUMBER:
        return "REAL";
    default:
        return "TEXT";
    }
}

/* Statements are put together by SQLite's own printf: %w doubles quotes. */
lia_status lia_database_run_text(const lia_database *d, sqlite3_str *text,
                                 sqlite3_stmt **statement, lia_error *err)
{
    char *sql = sqlite3_str_finish(text);
    lia_status st = LIA_OK;

    if (sql == NULL)
        return lia_fail(err, LIA_ENOMEM, "%s: out of memory", d->path);
    if (statement == NULL)
        st = lia_database_run(d, sql, err);
    else if (sqlite3_prepare_v2(d->db, sql, -1, statement, NULL) != SQLITE_OK)
        st = lia_database_failed(d, err);
    sqlite3_free(sql);
    return st;
}

static lia_status create(const lia_database *d, const lia_ranked *table,
                         lia_error *err)
{
    sqlite3_str *text = sqlite3_str_new(d->db);

    sqlite3_str_appendf(text, "CREATE TABLE \"%w\" (", table->name);
    if (table->has_rank)
        sqlite3_str_appendall(text, lia_database_identity(d, table) != NULL
                                        ? "\"rank\" INTEGER UNIQUE"
                                        : "\"rank\" INTEGER PRIMARY KEY");
    for (uint32_t c = 0; c < table->columns; c++)
        sqlite3_str_appendf(text, "%s\"%w\" %s",
                            c > 0 || table->has_rank ? ", " : "",
                            table->column[c].name,
                            lia_database_type(&table->column[c]));
    lia_database_put_constraints(d, text, table);
    sqlite3_str_appendall(text, ")");
    return lia_database_run_text(d, text, NULL, err);
}

static lia_status prepare(sqlite3_stmt **insert, const lia_database *d,
                          const lia_ranked *table, lia_error *err)
{
    const uint32_t count = table->columns + (table->has_rank ? 1 : 0);
    sqlite3_str *text = sqlite3_str_new(d->db);

    sqlite3_str_appendf(text, "INSERT INTO \"%w\" VALUES (", table->name);
    for (uint32_t c = 0; c < count; c++)
        sqlite3_str_appendall(text, c > 0 ? ", ?" : "?");
    sqlite3_str_appendall(text, ")");
    return lia_database_run_text(d, text, insert, err);
}

static bool is_clean(const char *text, size_t length)
{
    uint32_t rune;

    for (size_t i = 0; i < length;) {
        i += lia_rune(&rune, text + i, length - i);
        if (rune == LIA_RUNE_BAD || rune == 0)
            return false;
    }
    return true;
}

enum { MARK_ROOM = 16 };

/* Readers of the database refuse what is no UTF-8, and stop at a NUL. An id
 * that is a key gets its number behind it: two such ids stay two. */
static lia_status clean(lia_database *d, const char **text, size_t *length,
                        uint32_t number, lia_error *err)
{
    const size_t most = *length * strlen(LIA_REPLACEMENT) + MARK_ROOM;
    lia_status st = lia_reserve(&d->clean, &d->clean_room, most, 1, err);
    size_t n = 0;

    if (st != LIA_OK)
        return st;
    for (size_t i = 0, width; i < *length; i += width) {
        uint32_t rune;
        width = lia_rune(&rune, *text + i, *length - i);
        const bool bad = rune == LIA_RUNE_BAD || rune == 0;
        const size_t put = bad ? strlen(LIA_REPLACEMENT) : width;
        memcpy(d->clean + n, bad ? LIA_REPLACEMENT : *text + i, put);
        n += put;
    }
    if (number != LIA_NONE)
        n += (size_t)snprintf(d->clean + n, MARK_ROOM, " #%u", number);
    *text = d->clean;
    *length = n;
    return LIA_OK;
}

static lia_status bind_words(lia_database *d, sqlite3_stmt *insert, int at,
                             const lia_cell *cell, uint32_t number,
                             lia_error *err)
{
    const char *text = cell->text;
    size_t length = cell->length;
    lia_status st = LIA_OK;

    if (!is_clean(text, length))
        st = clean(d, &text, &length, number, err);
    if (st != LIA_OK)
        return st;
    return sqlite3_bind_text64(insert, at, text, length, SQLITE_TRANSIENT,
                               SQLITE_UTF8) == SQLITE_OK
               ? LIA_OK : lia_database_failed(d, err);
}

/* A count that SQLite's 63 bits can hold. */
static bool is_whole(sqlite3_int64 *out, const lia_column *column,
                     uint64_t place)
{
    uint64_t value;

    switch (column->type) {
    case LIA_COLUMN_COUNT:
        value = ((const uint64_t *)column->data)[place];
        break;
    case LIA_COLUMN_COUNT32:
        value = ((const uint32_t *)column->data)[place];
        break;
    case LIA_COLUMN_FLAG:
        value = ((const uint8_t *)column->data)[place];
        break;
    default:
        return false;
    }
    *out = (sqlite3_int64)value;
    return value <= INT64_MAX;
}

static lia_status bind_cell(lia_database *d, sqlite3_stmt *insert, int at,
                            const lia_column *column, uint64_t element,
                            lia_error *err)
{
    const uint64_t place = lia_column_place(column, element);
    sqlite3_int64 whole;
    lia_cell cell;
    int code;

    lia_cell_read(&cell, column, element);
    if (cell.kind == LIA_CELL_MISSING)
        code = sqlite3_bind_null(insert, at);
    else if (column->type == LIA_COLUMN_NUMBER)
        code = sqlite3_bind_double(insert, at,
                                   ((const double *)column->data)[place]);
    else if (is_whole(&whole, column, place))
        code = sqlite3_bind_int64(insert, at, whole);
    else
        return bind_words(d, insert, at, &cell,
                          d->plan != NULL && column->type == LIA_COLUMN_ID
                              ? ((const uint32_t *)column->data)[place]
                              : LIA_NONE, err);
    return code == SQLITE_OK ? LIA_OK : lia_database_failed(d, err);
}

static lia_status fill(lia_database *d, const lia_ranked *table, lia_error *err)
{
    const uint64_t rows = lia_database_rows(d, table);
    sqlite3_stmt *insert = NULL;
    lia_status st = LIA_OK;

    LIA_TRY(prepare(&insert, d, table, err));
    for (uint64_t r = 0; r < rows; r++) {
        const uint64_t element = lia_ranked_element(table, r);
        int at = 1;
        lia_rows_prefetch(table, r, rows);
        if (table->has_rank &&
            sqlite3_bind_int64(insert, at++, (sqlite3_int64)r + 1) != SQLITE_OK)
            LIA_TRY(lia_database_failed(d, err));
        for (uint32_t c = 0; c < table->columns; c++)
            LIA_TRY(bind_cell(d, insert, at++, &table->column[c], element,
                              err));
        if (sqlite3_step(insert) != SQLITE_DONE ||
            sqlite3_reset(insert) != SQLITE_OK)
            LIA_TRY(lia_database_failed(d, err));
    }
done:
    (void)sqlite3_finalize(insert);
    return st;
}

static lia_status write_all(lia_database *d, lia_error *err)
{
    lia_status st = LIA_OK;

    LIA_TRY(lia_database_run(
        d, "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;"
           "PRAGMA locking_mode = EXCLUSIVE; BEGIN", err));
    for (size_t t = 0; t < d->count; t++) {
        LIA_TRY(create(d, d->table[t], err));
        LIA_TRY(fill(d, d->table[t], err));
        LIA_TRY(lia_database_index(d, d->table[t], err));
    }
    if (d->plan != NULL) {
        LIA_TRY(lia_database_views(d, err));
        LIA_TRY(lia_database_contents(d, err));
    }
    LIA_TRY(lia_database_run(d, "COMMIT", err));
done:
    return st;
}

lia_status lia_write_linked_database(const char *path,
                                     const lia_ranked *const *tables,
                                     size_t count,
                                     const lia_database_plan *plan,
                                     lia_error *err)
{
    lia_database d = {.path = path, .table = tables, .count = count,
                      .plan = plan};
    lia_atomic_file file = {.slot = -1};
    lia_status st = LIA_OK;

    if (path == NULL || (tables == NULL && count > 0))
        return lia_fail(err, LIA_EARG, "nothing to write, or nowhere");
    LIA_TRY(lia_atomic_open(&file, path, err));
    LIA_TRY(lia_atomic_close_stream(&file, err));
    if (sqlite3_open_v2(file.temporary, &d.db, SQLITE_OPEN_READWRITE, NULL) !=
        SQLITE_OK)
        LIA_TRY(lia_database_failed(&d, err));
    LIA_TRY(write_all(&d, err));
    if (sqlite3_close(d.db) != SQLITE_OK)
        LIA_TRY(lia_database_failed(&d, err));
    d.db = NULL;
    LIA_TRY(lia_atomic_commit(&file, err));
done:
    (void)sqlite3_close(d.db);
    lia_free(d.clean);
    lia_atomic_discard(&file);
    return st;
}

lia_status lia_write_database(const char *path,
                              const lia_ranked *const *tables, size_t count,
                              lia_error *err)
{
    return lia_write_linked_database(path, tables, count, NULL, err);
}
