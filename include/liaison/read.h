/* liaison/read.h - from files to tables.
 *
 * Files, folders, archives (zip, tar, tar.gz, tar.zst, one level of archives
 * inside), .gz, .zst and standard input; CSV, TSV, edge lists separated by
 * blanks, JSON lines, GraphML, GML, Pajek. What a file is is decided by
 * its content; options override. A bad row is counted by cause and kept with
 * file, line and column; it never ends the run unless max_errors says so.
 *
 * Which table a file is: the first whose required columns its header has
 * (canonical names, then aliases; case, blanks, _ and - do not count), sought
 * in the first 200 lines. interactions need an actor and an object or a
 * target; a row with neither, but with an author, leads to that author. Two
 * account columns are contacts, with a time interactions with a target.
 * Without a header the values tell: unix times are the time, action words the
 * action, a number behind the two accounts the weight. What was assumed, and
 * which columns nobody asked for, stands in lia_source.note.
 *
 * A file found in a folder or an archive that is no data is a source of format
 * "ignored" with the reason in its note; one that was named is LIA_EINPUT, and
 * so is an archive that was named and has no usable member. A damaged archive
 * is LIA_EIO, one beyond the limits of text/archive.h LIA_ELIMIT. since and
 * until look at interactions and contacts, not at posts and sheets.
 *
 * Exports of platforms are known by their content, each file of them by an
 * adapter (engine/ingest/adapter.h), unless as or map is given; what no adapter
 * names in the folder of an export is not read. Their accounts, and those of
 * other inputs, are one where profile URLs, e-mail addresses or handles show
 * it; lia_tables.exports says whose they are, the sheet aliases what was
 * joined and why.
 *
 * In graph files an account is named by the attribute `name`, `label` or `id`
 * that tells all vertices apart (GraphML: `id` before `label`); the line of a
 * row is the number of its vertex or edge. igraph reads them, so two threads
 * must not read graph files at the same time.
 */
#ifndef LIA_READ_H
#define LIA_READ_H

#include "liaison/tables.h"

#ifdef __cplusplus
extern "C" {
#endif

/* NULL in place of a pointer to it means LIA_READ_DEFAULTS. */
typedef struct lia_read_options {
    lia_run run;
    const char *as;          /* format or table: "csv", "tsv", "edges",
                                "jsonl", "graphml", "gml", "pajek",
                                "interactions", "contacts", "accounts" ...
                                or both as "csv:contacts"; NULL = detect     */
    const char *const *map;  /* [map_count] "FIELD=COLUMN": FIELD a canonical
                                column, COLUMN a header or 1-based number    */
    size_t map_count;
    const char *date_format; /* as strptime: %d/%m/%y; NULL = the known ones */
    int zone_minutes;        /* for times without a zone, east of UTC        */
    uint64_t max_errors;     /* fail when more rows are rejected             */
    lia_time since, until;   /* keep since <= time < until; LIA_NO_TIME = all;
                                rows without a time are kept                 */
    bool lean;               /* only what a projection needs: account pairs
                                and weights; drops times, texts, origins of
                                accepted rows                                */
    uint64_t keep_rejects;   /* of each input so many of the first rejects are
                                kept, at least one; all are counted          */
    const lia_privacy *privacy; /* pseudonyms, who is left out, how long rows
                                are kept; NULL = everything as it is         */
    double least_match;      /* join accounts only where it is at least so
                                sure that they are one                       */
    const char *aliases;     /* one more input, read as the table aliases    */
    const char *team;        /* one more input, read as the table team; its
                                column owner_file says whose an export is    */
} lia_read_options;
#define LIA_READ_DEFAULTS \
    { LIA_RUN_DEFAULTS, NULL, NULL, 0, NULL, 0, UINT64_MAX, LIA_NO_TIME, \
      LIA_NO_TIME, false, UINT64_MAX, NULL, 0.7, NULL, NULL }

/* Read all inputs into one set of tables. Free with lia_tables_free.
 *
 * return LIA_OK; LIA_EARG for options that do not fit (the message says
 * which); LIA_EIO for a file that cannot be read; LIA_EINPUT for an input
 * with no usable row (why, and the nearest fix) or more than max_errors
 * rejects; LIA_ELIMIT; LIA_ENOMEM.
 *
 * Memory at the peak, beside the names: a plain edge list 8 bytes per tie
 * (contacts), 12 while the columns are joined; elsewhere the columns that are
 * there, plus the widest of them once more. Time O(bytes + names log names).
 */
LIA_CHECKED lia_status lia_read(lia_tables **out, const char *const *inputs,
                                size_t count, const lia_read_options *options,
                                lia_error *err);

#ifdef __cplusplus
}
#endif
#endif
