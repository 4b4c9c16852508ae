/* ingest/adapter.h - how a platform's export becomes rows. To add a platform:
 * write one file that defines a lia_adapter, and add one line to the list in
 * adapters.c.
 *
 * An adapter is a list of the files that an export holds. Which of them an
 * input is, is decided by its content: the columns of its header (sought in
 * the first 200 lines, case, blanks, _ and - apart) or a look at the beginning
 * of its text; the name of the file helps where two files look alike. The
 * first entry that fits wins, so the more particular ones come first. Inputs
 * that fit no adapter are read as before, by the vocabulary of fields.c; with
 * --as or --map no adapter is asked.
 *
 * For each record (line of CSV, element of JSON) `work` is called. It takes
 * cells, puts them into entries, which are rows of ANY of the canonical
 * tables, and adds as many as it likes:
 *
 *     enum { FIRST, LAST, URL, SINCE };
 *     static const char *const columns[] = {
 *         "+firstname", "+lastname", "url profileurl", "connectedon", NULL};
 *
 *     static lia_status connection(lia_feed *feed, lia_error *err)
 *     {
 *         lia_entry tie = lia_entry_of(LIA_TABLE_CONTACTS);
 *         lia_status st = LIA_OK;
 *
 *         tie.cell[LIA_C_SOURCE] = lia_feed_owner(feed);
 *         tie.cell[LIA_C_TARGET] = lia_feed_cell(feed, URL);
 *         tie.cell[LIA_C_SINCE] = lia_feed_cell(feed, SINCE);
 *         LIA_TRY(lia_feed_add(feed, &tie, err));
 *     done:
 *         return st;
 *     }
 *
 * Rejects, line numbers, times, encodings, since and until are looked after
 * behind lia_feed_add, as for every other input. A column of a table exists
 * as soon as one row has a value in it. Work on one file runs on several
 * threads: keep nothing between records.
 *
 * Whose export it is may be known only after all files were read, and so are
 * accounts of which a record gives only a name. lia_feed_owner and
 * lia_feed_named give stand-ins; what the files say about accounts
 * (lia_feed_claim) decides at the end who they are (identity.c).
 */
#ifndef LIA_INGEST_ADAPTER_H
#define LIA_INGEST_ADAPTER_H

#include <string.h>

#include "ingest/fields.h"
#include "ingest/rows.h"
#include "text/json_tree.h"

typedef struct lia_feed lia_feed;      /* one record, and where its rows go  */
typedef lia_status lia_adapter_work(lia_feed *feed, lia_error *err);

/* What is known of an input before it is read. */
typedef struct lia_look {
    const char *path;            /* as in lia_source.path                    */
    char stem[LIA_FOLD_ROOM];    /* of the name: folded, without extension
                                    and one trailing _<digits>: "comments"
                                    of Comments_123.csv, "importedcontacts"  */
    char folder[LIA_FOLD_ROOM];  /* folded name of the folder it is in       */
    const char *extension;       /* "csv", "js", "json" ...; "" = none       */
    const char *head;            /* decoded, at most 256 KiB                 */
    size_t length;
    bool whole;                  /* that is all there is                     */
} lia_look;

enum {
    LIA_ADAPTER_JSON = 1,        /* else delimited                           */
    LIA_ADAPTER_PREFIX = 2,      /* JSON: cut what stands before the first
                                    [ or { (window.YTD.tweet.part0 =)        */
    LIA_ADAPTER_LINES = 4,       /* JSON: one value per line, in parallel    */
    LIA_ADAPTER_DATED = 8,       /* the first column is a date in every
                                    record, by which broken quoting is found
                                    and mended; \" is an escape beside ""    */
    LIA_ADAPTER_UNZONED = 16,    /* its times name no zone: shifted by the
                                    zone that the export shows, see
                                    LIA_CLAIM_CLOCK                          */
    LIA_ADAPTER_HEADERLESS = 32  /* delimited without a header: column[k] is
                                    column k; `looks` decides                */
};

typedef struct lia_adapter_file {
    const char *name;            /* "messages": lia_source.format says
                                    "linkedin messages"                      */
    const char *stems;           /* blank-separated, one must be the stem;
                                    NULL = any                               */
    const char *const *column;   /* of the cells, NULL-terminated: each one
                                    folded name or several, + in front where
                                    it must be there; NULL = decide by stems
                                    and looks alone                          */
    bool (*looks)(const lia_look *look);   /* one more condition, or NULL    */
    const char *ignored;         /* not read, and why ("for data
                                    minimisation: ..."); NULL = read         */
    const char *elements;        /* JSON: path of the array whose elements
                                    are the records ("orderedItems"); "" =
                                    the document is one record; NULL =
                                    elements of the outermost array, else
                                    the document                             */
    unsigned flags;
    lia_table table;             /* what lia_source.table says               */
    lia_adapter_work *work;
} lia_adapter_file;

typedef struct lia_adapter {
    const char *platform;        /* "linkedin"                               */
    const char *folders;         /* folded names of folders inside an export:
                                    files in them belong to it ("data")      */
    const lia_adapter_file *file;
    size_t files;
    const char *known;           /* stems of files that exports of it have:
                                    in a folder with two of them, what no
                                    entry names is not read (unless it is
                                    called like one of our tables, or has
                                    the canonical columns of one)            */
} lia_adapter;

/* ---- reading a record ---- */

/* Cell c of the columns above: blanks around it gone, length 0 = missing.
 * Valid, as all cells that a feed gives, until `work` returns. */
lia_cell lia_feed_cell(const lia_feed *feed, unsigned c);
/* The value of a JSON record. */
const lia_value *lia_feed_value(const lia_feed *feed);
/* Text or number under a path of it ("actor.linkedinUrl") as a cell. */
lia_cell lia_feed_at(const lia_feed *feed, const char *path);
lia_cell lia_cell_of_value(const lia_value *value);
const lia_look *lia_feed_look(const lia_feed *feed);

static inline lia_cell lia_cell_of(const char *text)   /* of a literal       */
{
    return (lia_cell){text, strlen(text), 0};
}
/* Is it this text, ASCII case apart? */
bool lia_cell_is(lia_cell cell, const char *text);

/* ---- making cells ---- */

/* Room for a cell's text. */
LIA_CHECKED lia_status lia_feed_room(char **out, lia_feed *feed, size_t bytes,
                                     lia_error *err);
/* A cell as by printf; column is that of `from`. */
LIA_CHECKED lia_status lia_feed_print(lia_cell *out, lia_feed *feed,
                                      lia_cell from, lia_error *err,
                                      const char *format, ...)
    __attribute__((format(printf, 5, 6)));
/* Times that the reader does not know: by the first of the formats (as
 * --date-format) that fits, written anew as RFC 3339; a cell that none fits
 * stays as it is, and lia_feed_add will reject it. precision may be NULL. */
LIA_CHECKED lia_status lia_feed_time(lia_cell *out, lia_feed *feed,
                                     lia_cell from,
                                     const char *const *formats,
                                     lia_precision *precision, lia_error *err);
LIA_CHECKED lia_status lia_feed_moment(lia_cell *out, lia_feed *feed,
                                       lia_time time, lia_error *err);
/* Length in characters, and does it ask (a question mark of any script)? */
LIA_CHECKED lia_status lia_feed_measure(lia_cell *text_length,
                                        lia_cell *question, lia_feed *feed,
                                        lia_cell text, lia_error *err);
/* Keyed BLAKE2b of an e-mail address without regard to ASCII case; missing for
 * what is none. With the key of --pseudonymise, or one that is in the program:
 * that would let anyone check a guess, so such digests join accounts
 * (LIA_CLAIM_EMAIL) and stand in no table. */
LIA_CHECKED lia_status lia_feed_email(lia_cell *out, lia_feed *feed,
                                      lia_cell address, lia_error *err);
/* "#tag" words of a text, joined with |. */
LIA_CHECKED lia_status lia_feed_tags(lia_cell *out, lia_feed *feed,
                                     lia_cell text, lia_error *err);

/* ---- accounts that stand in ---- */

/* Whose export this is. */
lia_cell lia_feed_owner(const lia_feed *feed);
/* Somebody of whom there is a name, and perhaps a company: joined with the
 * one account of the export that is called so, if there is one; else an
 * account of its own, "Ada Lovelace (Analytical Engines)". */
LIA_CHECKED lia_status lia_feed_named(lia_cell *out, lia_feed *feed,
                                      lia_cell name, lia_cell company,
                                      lia_error *err);

/* ---- giving ---- */

typedef struct lia_entry {
    lia_table table;
    lia_cell cell[LIA_MOST_FIELDS];    /* by LIA_I_.., LIA_C_.. of fields.h  */
} lia_entry;

static inline lia_entry lia_entry_of(lia_table table)
{
    lia_entry entry = {.table = table};

    for (int f = 0; f < LIA_MOST_FIELDS; f++)
        entry.cell[f] = (lia_cell){"", 0, 0};
    return entry;
}

/* A row: kept, or rejected and counted; a row without what its table requires
 * is a reject. */
LIA_CHECKED lia_status lia_feed_add(lia_feed *feed, lia_entry *entry,
                                    lia_error *err);
LIA_CHECKED lia_status lia_feed_reject(lia_feed *feed, lia_cause cause,
                                       lia_cell cell, lia_error *err,
                                       const char *format, ...)
    __attribute__((format(printf, 5, 6)));
/* The record is left out on purpose; why is a literal in the plural: "drafts".
 * Counted and said in the note of the source. */
void lia_feed_drop(lia_feed *feed, const char *why);

/* What a record says about accounts, for identity.c. */
typedef enum lia_claim_kind {
    LIA_CLAIM_OWNER,        /* account owns the export, the export says so   */
    LIA_CLAIM_OWNER_NAME,   /* text: what the owner is called                */
    LIA_CLAIM_SENT,         /* account did what only the owner can have done;
                               text: where ("folder SENT")                   */
    LIA_CLAIM_PRESENT,      /* account takes part in conversation `text`     */
    LIA_CLAIM_NAME,         /* account is called text                        */
    LIA_CLAIM_COMPANY,      /* account works at text                         */
    LIA_CLAIM_EMAIL,        /* account has the e-mail digest text            */
    LIA_CLAIM_HANDLE,       /* account has the handle text (of the platform) */
    LIA_CLAIM_SAME,         /* account and the account called text are one   */
    LIA_CLAIM_SAME_POST,    /* `account` and text are ids of one post        */
    LIA_CLAIM_CLOCK,        /* number: microseconds by which a time of the
                               export runs ahead of the true (UTC) time      */
    LIA_CLAIM_COUNT
} lia_claim_kind;
LIA_CHECKED lia_status lia_feed_claim(lia_feed *feed, lia_claim_kind kind,
                                      lia_cell account, lia_cell text,
                                      lia_error *err);
LIA_CHECKED lia_status lia_feed_claim_number(lia_feed *feed,
                                             lia_claim_kind kind,
                                             int64_t number, lia_error *err);

/* ---- the list ---- */

/* adapters.c: NULL-terminated. */
extern const lia_adapter *const lia_adapters[];

#endif
