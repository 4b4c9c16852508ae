/* report/database.h - inside of the SQLite writer: one open file, and what
 * ties the tables of a report to each other.
 */
#ifndef LIA_REPORT_DATABASE_H
#define LIA_REPORT_DATABASE_H

#include <sqlite3.h>

#include "liaison/report.h"

typedef struct lia_database {
    sqlite3 *db;
    const char *path;    /* for messages                                     */
    char *clean;         /* a name whose bytes had to be replaced            */
    uint64_t clean_room;
    const lia_ranked *const *table;      /* [count]                          */
    size_t count;
    const lia_database_plan *plan;       /* or NULL: tables alone            */
} lia_database;

LIA_CHECKED lia_status lia_database_failed(const lia_database *d,
                                           lia_error *err);
LIA_CHECKED lia_status lia_database_run(const lia_database *d, const char *sql,
                                        lia_error *err);
/* Ends the text. Run where statement is NULL, else prepared into it. */
LIA_CHECKED lia_status lia_database_run_text(const lia_database *d,
                                             sqlite3_str *text,
                                             sqlite3_stmt **statement,
                                             lia_error *err);
const char *lia_database_type(const lia_column *column);   /* "REAL"         */
/* Rows of a table that go into the file. */
uint64_t lia_database_rows(const lia_database *d, const lia_ranked *table);

/* The columns by which other tables refer to this one, or NULL: its primary
 * key, for tools make links of foreign keys that lead to one. */
const char *lia_database_identity(const lia_database *d,
                                  const lia_ranked *table);
/* ", UNIQUE (...), FOREIGN KEY (...) ..." of a table, for CREATE TABLE. */
void lia_database_put_constraints(const lia_database *d, sqlite3_str *text,
                                  const lia_ranked *table);
/* On what is joined by. */
LIA_CHECKED lia_status lia_database_index(const lia_database *d,
                                          const lia_ranked *table,
                                          lia_error *err);
/* A view per ranking, and the tables `contents` and `columns`. */
LIA_CHECKED lia_status lia_database_views(const lia_database *d,
                                          lia_error *err);
LIA_CHECKED lia_status lia_database_contents(const lia_database *d,
                                             lia_error *err);

#endif
