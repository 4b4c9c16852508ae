/* liaison/report.h - ranked tables and networks to files.
 *
 * Every file is written beside its place under another name and renamed when
 * complete: an interrupted run leaves no half file.
 */
#ifndef LIA_REPORT_H
#define LIA_REPORT_H

#include <stdio.h>

#include "liaison/graph.h"
#include "liaison/ranked.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef enum lia_format {
    LIA_FORMAT_TABLE,   /* aligned text for a terminal                       */
    LIA_FORMAT_CSV, LIA_FORMAT_TSV, LIA_FORMAT_JSON, LIA_FORMAT_JSONL,
    LIA_FORMAT_SQLITE, LIA_FORMAT_GRAPHML, LIA_FORMAT_GEXF,
    LIA_FORMAT_PAJEK, LIA_FORMAT_HTML, LIA_FORMAT_COUNT
} lia_format;
/* By name ("csv") or by the extension of a path ("out/x.csv", ".csv.gz" is
 * not one); LIA_FORMAT_COUNT if neither. */
lia_format lia_format_of(const char *name);
const char *lia_format_name(lia_format format);

/* One more member of a JSON document: "name": "text". */
typedef struct lia_member {
    const char *name;   /* "note"                                            */
    const char *text;   /* "why the table is empty"                          */
    bool is_json;       /* the text is a JSON value: 12, null, [1, 2]        */
} lia_member;

/* NULL in place of a pointer to it means all zero. */
typedef struct lia_write_options {
    uint64_t top;       /* rows at most; 0 = all                             */
    int width;          /* TABLE: columns of the terminal, 0 = 80            */
    bool color;         /* TABLE: title and header bold                      */
    const lia_member *members;  /* [member_count] JSON only, before the rows */
    size_t member_count;
    bool is_continued;  /* CSV and TSV: no header, rows that go on where an
                           earlier call ended                                */
    const char *language;  /* HTML: in which it starts, "fr"; NULL = English */
} lia_write_options;

/* One table to an open stream (TABLE, CSV, TSV, JSON, JSONL, HTML), flushed.
 *
 * CSV    RFC 4180 with LF; quotes only where needed. The header is there even
 *        without rows. A text cell (not an id) that begins with = + - @ gets
 *        a ' in front: text/cell.h. Missing = empty, infinity = inf. A NUL
 *        byte in a name, which no reader takes, becomes U+FFFD.
 * TSV    the same with tabs, quoted the same way.
 * JSON   {"schema": "liaison.<name>/1", members, "rows": [{...}, ...]}, one
 *        row a line. Missing and infinite = null. No apostrophes. What is not
 *        UTF-8 becomes U+FFFD, as in every format but CSV and TSV, which keep
 *        bytes as they are.
 * JSONL  the rows alone, one a line.
 * TABLE  for people: columns aligned by display width and cut with an
 *        ellipsis to the terminal's width, the last ones left out and named
 *        if there is no room at all; numbers to 4 significant digits, whole
 *        numbers whole. Control characters, invisible ones and those that
 *        turn the direction of writing are spelled out (\u{202E}), so that a
 *        name can neither steer the terminal nor look like another.
 * HTML   a page that asks for nothing, in both languages: sorts and filters,
 *        labels for columns, names inert and spelled out as above.
 *
 * return LIA_OK; LIA_EARG for another format; LIA_ENOMEM; LIA_EIO when
 * writing fails: errno is then the reason, EPIPE when the reader went away,
 * and the caller decides whether that is an error.
 */
LIA_CHECKED lia_status lia_write_table(FILE *stream, const lia_ranked *table,
                                       lia_format format,
                                       const lia_write_options *options,
                                       lia_error *err);

/* The same to a path, complete or not at all (SQLITE too: one database table
 * per ranked table). A path that is no regular file (a device, a pipe) is
 * written as it is. The message of LIA_EIO begins with the path. */
LIA_CHECKED lia_status lia_write_table_file(const char *path,
                                            const lia_ranked *table,
                                            lia_format format,
                                            const lia_write_options *options,
                                            lia_error *err);
/* Several tables into one SQLite database. */
LIA_CHECKED lia_status lia_write_database(const char *path,
                                          const lia_ranked *const *tables,
                                          size_t count, lia_error *err);

/* What ties the tables of a database to each other. Columns are named as in
 * SQL: "pod", "account_a, account_b". What is about a table or column that is
 * not there is passed over. */
typedef struct lia_table_key {
    const char *table, *columns;        /* no two rows share these           */
} lia_table_key;

typedef struct lia_table_reference {
    const char *table, *columns;        /* refer to ...                      */
    const char *to, *to_columns;        /* ... this key                      */
} lia_table_reference;

typedef struct lia_database_plan {
    const char *hub;                /* "accounts": its first column is a key,
                                       and every id column that shares its
                                       names refers to it                    */
    const lia_table_key *keys;
    size_t key_count;
    const lia_table_reference *references;
    size_t reference_count;
    uint64_t most_rows;             /* of a table that no other refers to;
                                       0 = all. `contents` says what was cut */
} lia_database_plan;

/* Rows of a table that go into the file. */
uint64_t lia_database_plan_rows(const lia_database_plan *plan,
                                const lia_ranked *table);

/* The same with keys, foreign keys, an index on each, a view per ranking
 * (`ranking_bridges`: the rows by rank, with the accounts' names beside their
 * ids; `ranking_pods` with who is in them), and two tables about the tables:
 * `contents` (rows here and in all, file) and `columns` (type, label,
 * meaning). `PRAGMA foreign_key_check` finds nothing. Ids that are no UTF-8
 * get " #<number>", so that keys stay keys. */
LIA_CHECKED lia_status lia_write_linked_database(
    const char *path, const lia_ranked *const *tables, size_t count,
    const lia_database_plan *plan, lia_error *err);

/* How accounts are drawn. */
typedef struct lia_network_look {
    const double *x, *y;        /* [n] y up                                  */
    const double *size;         /* [n] diameter, in the same unit            */
    const uint32_t *color;      /* [n] 0xRRGGBB                              */
} lia_network_look;

/* A network: accounts and their ties (or arcs), with columns of both.
 *
 * Element i of a column of accounts belongs to account i, element t of a
 * column of ties to tie t (to arc t: its place in to[]); order and rows of the
 * tables are ignored. Columns that only repeat the ids (account, account_a,
 * account_b, source, target) are left out; a weight comes from a column of
 * that name, or else from the graph.
 */
typedef struct lia_network {
    const lia_names *accounts;
    const lia_ties *ties;       /* one of ties and arcs                      */
    const lia_arcs *arcs;
    const lia_ranked *account_columns;    /* or NULL                         */
    const lia_ranked *tie_columns;        /* or NULL                         */
    const lia_network_look *look;         /* GEXF: place, size and color of
                                             the nodes; or NULL              */
    const char *about;                    /* what the file holds, or NULL    */
} lia_network;

/* Write it so that igraph, NetworkX and Gephi open it, complete or not at all.
 *
 * GRAPHML  node ids are the account ids, which also stand in the attribute
 *          `name` (igraph's); a text column `name` becomes `label`. Attributes
 *          typed long, double, boolean, string; missing ones left out.
 * GEXF     1.2draft, the newest that NetworkX 2.8 to 3.5 reads; label = the
 *          text column `name`, or the id.
 * PAJEK    ids and weights only, as the format has no other attributes; pure
 *          ASCII: everything else, and " & \, as &#233; references.
 *
 * What XML 1.0 cannot hold becomes U+FFFD, and the id gets " #<number>" so
 * that two such ids stay two.
 *
 * return LIA_OK; LIA_EARG without accounts, or not exactly one graph, or for
 * another format; LIA_ENOMEM; LIA_EIO with the path.
 */
LIA_CHECKED lia_status lia_write_network_file(const char *path,
                                              const lia_network *network,
                                              lia_format format,
                                              lia_error *err);
LIA_CHECKED lia_status lia_write_network(FILE *stream,
                                         const lia_network *network,
                                         lia_format format, lia_error *err);

#ifdef __cplusplus
}
#endif
#endif
