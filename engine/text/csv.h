/* text/csv.h - records of delimited text: CSV, TSV, semicolons, blanks.
 *
 * RFC 4180 with what real files add: LF, CRLF and CR mixed, quotes inside
 * unquoted fields taken as they are, `""` and, where asked, `\"` inside quoted
 * ones, newlines in quoted fields. What stands between a closing quote and the
 * next delimiter belongs to the field. A quote that is not closed before the
 * end of the text, or within 64 MiB, costs one line, not the file; the lines
 * up to the one with that quote are then read line by line.
 */
#ifndef LIA_TEXT_CSV_H
#define LIA_TEXT_CSV_H

#include "text/input.h"

typedef struct lia_dialect {
    char delimiter;          /* ',' ';' '\t' '|' or ' ': runs of blanks/tabs */
    char quote;              /* '"' or 0                                     */
    bool backslash_escapes;
    bool comments;           /* a line that begins with # or % is none       */
} lia_dialect;

typedef struct lia_field {
    const char *text;        /* unescaped; valid until the next record       */
    uint32_t length;
    uint32_t column;         /* 1-based byte column in its line              */
    bool quoted;
} lia_field;

typedef enum lia_record_state {
    LIA_RECORD_END,          /* nothing left                                 */
    LIA_RECORD_OK,
    LIA_RECORD_BLANK,        /* blank or comment line: count it              */
    LIA_RECORD_BAD_QUOTE,    /* never closed: the line is given raw          */
    LIA_RECORD_NUL,          /* a NUL byte in it                             */
    LIA_RECORD_LONG          /* a field of more than 4 MiB                   */
} lia_record_state;

typedef struct lia_record {
    lia_field *field;
    uint32_t count;
    uint64_t line;           /* of its first byte                            */
    const char *raw;         /* as it stands, without the line end           */
    size_t raw_length;
    bool copied;             /* a field has been unescaped, and points to a
                                copy that the next record overwrites         */
} lia_record;

typedef struct lia_csv lia_csv;

/* How chunks must be cut for records of this dialect. */
static inline lia_cut lia_dialect_cut(const lia_dialect *dialect)
{
    return (lia_cut){dialect->quote, dialect->delimiter,
                     dialect->backslash_escapes, dialect->comments};
}

LIA_CHECKED lia_status lia_csv_open(lia_csv **out, const lia_dialect *dialect,
                                    lia_error *err);
/* Read this chunk next; text must stay valid while records are taken. */
void lia_csv_feed(lia_csv *csv, const char *text, size_t length,
                  uint64_t line);
/* The next record: fields only where it is OK. Fails only with LIA_ENOMEM
 * (and may be called again); bad text is a state. */
LIA_CHECKED lia_status lia_csv_next(lia_record_state *state,
                                    lia_record *record, lia_csv *csv,
                                    lia_error *err);
void lia_csv_close(lia_csv *csv);

/* Guess delimiter and quoting from the head of a file: the delimiter that
 * gives most lines the same number (> 1) of fields; comma before tab before
 * semicolon before bar before blanks on a draw; comments where a line begins
 * with # or % and blanks or tabs separate. At most 200 records count; a last
 * line without an end only if it is the only one. Backslash escapes where a
 * \" is followed by more of the field. */
lia_dialect lia_dialect_guess(const char *head, size_t length);

#endif
