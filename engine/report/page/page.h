/* report/page/page.h - report.html: everything that was found, to be looked at.
 *
 * One file that asks for nothing: style and script stand inside, allowed by
 * their digests and nothing else by the page's own Content-Security-Policy.
 * Without JavaScript it is a plain document with tables and drawings. It
 * speaks both languages at once (twins of which CSS shows one).
 *
 * The page knows tables by their names and columns by theirs, as in the CSV
 * files beside it; a section is there only where its tables are. It shows what
 * matters and says what it left out: at most LIA_PAGE_ROWS rows of a table, so
 * that a network of a million accounts makes a page of a few megabytes.
 */
#ifndef LIA_REPORT_PAGE_PAGE_H
#define LIA_REPORT_PAGE_PAGE_H

#include <stdio.h>

#include "base/language.h"
#include "liaison/ranked.h"
#include "report/evidence.h"
#include "report/picture.h"
#include "report/plots/plot.h"

enum { LIA_PAGE_ROWS = 200 };

/* A result that is not there, and what it would take. */
typedef struct lia_page_refusal {
    const char *result;
    const char *why[LIA_LANGUAGE_COUNT], *collect[LIA_LANGUAGE_COUNT];
} lia_page_refusal;

enum { LIA_PAGE_STOPS = 4 };

/* What is said of one row of `introductions`, by element. */
typedef struct lia_page_way {
    lia_vid stop[LIA_PAGE_STOPS];    /* me, introducers, target              */
    uint32_t stops;                  /* 0 = no way                           */
    const char *reason[LIA_LANGUAGE_COUNT];
    const char *limitation[LIA_LANGUAGE_COUNT];
} lia_page_way;

/* Everything is borrowed; pointers may be NULL where there is nothing. */
typedef struct lia_page {
    lia_language language;           /* in which it starts                   */
    const lia_tables *tables;        /* names, sources, rejected rows        */
    const lia_ranked *const *table;  /* [table_count]                        */
    size_t table_count;
    const lia_picture *picture;
    const lia_plots *plots;
    const lia_traces *traces;
    const lia_page_refusal *refused;
    size_t refused_count;
    const lia_page_way *way;         /* [elements of introductions]          */
    const char *claim;               /* what may be said of the pods         */
    uint64_t accounts, ties, interactions, posts, rejected;
    lia_time first, last;
    bool is_star;                    /* one archive: no tie between contacts */
} lia_page;

/* The page to a stream. LIA_EARG if an argument is NULL; LIA_ENOMEM;
 * LIA_EIO. */
LIA_CHECKED lia_status lia_page_write(FILE *stream, const lia_page *page,
                                      lia_error *err);

/* The same, complete or not at all. */
LIA_CHECKED lia_status lia_page_write_file(const char *path,
                                           const lia_page *page,
                                           lia_error *err);

/* One table as a page of its own: the first `rows` rows, every column. */
void lia_page_of_table(lia_sink *sink, const lia_ranked *table, uint64_t rows,
                       lia_language language);

#endif
