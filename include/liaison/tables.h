/* liaison/tables.h - what was read: accounts, posts, contacts, interactions.
 *
 * Columns of arrays, one element per row; a column that no input has is NULL.
 * Strings are ids into one of three lists of names (accounts, posts, texts),
 * each in byte order, so nothing depends on the order of files. Rows stay in
 * the order of the inputs, and every row can be traced to file and line.
 */
#ifndef LIA_TABLES_H
#define LIA_TABLES_H

#include "liaison/base.h"
#include "liaison/privacy.h"

#ifdef __cplusplus
extern "C" {
#endif

/* Distinct strings in byte order; id i is bytes[off[i] .. off[i + 1]). */
typedef struct lia_names {
    uint32_t count;
    uint64_t *off;   /* [count + 1] */
    char *bytes;
} lia_names;

static inline const char *lia_name(const lia_names *names, uint32_t id,
                                   size_t *length)
{
    *length = (size_t)(names->off[id + 1] - names->off[id]);
    return names->bytes + names->off[id];
}

/* Id of a name, or LIA_NONE. O(log count). */
uint32_t lia_names_find(const lia_names *names, const char *text,
                        size_t length);
void lia_names_free(lia_names *names);

/* What an account did. The words of the files are folded into these: RT,
 * retweet, repost, announce = share; MT = mention; RE = reply; star,
 * favourite = like. */
typedef enum lia_action {
    LIA_ACTION_NONE, LIA_ACTION_POST, LIA_ACTION_LIKE, LIA_ACTION_REACTION,
    LIA_ACTION_COMMENT, LIA_ACTION_REPLY, LIA_ACTION_SHARE, LIA_ACTION_QUOTE,
    LIA_ACTION_MENTION, LIA_ACTION_MESSAGE, LIA_ACTION_INVITE,
    LIA_ACTION_ENDORSE, LIA_ACTION_RECOMMEND, LIA_ACTION_MEETING,
    LIA_ACTION_VOTE, LIA_ACTION_VIEW, LIA_ACTION_FOLLOW, LIA_ACTION_ANGRY,
    LIA_ACTION_BLOCK, LIA_ACTION_OTHER,
    LIA_ACTION_COUNT
} lia_action;
const char *lia_action_name(lia_action action);  /* "like"; "" for NONE */
/* The action of a word of any ASCII case, without blanks around it: NONE for
 * the empty word, OTHER for one that is not known. */
lia_action lia_action_of(const char *word, size_t length);

/* Which table a row belongs to. The sheets are kept as text. */
typedef enum lia_table {
    LIA_TABLE_INTERACTIONS, LIA_TABLE_CONTACTS, LIA_TABLE_ACCOUNTS,
    LIA_TABLE_POSTS, LIA_TABLE_TARGETS, LIA_TABLE_TEAM, LIA_TABLE_DEALS,
    LIA_TABLE_DEAL_CONTACTS, LIA_TABLE_CONTRIBUTIONS, LIA_TABLE_INTRO_LOG,
    LIA_TABLE_SSI, LIA_TABLE_ALIASES,
    LIA_TABLE_MESSAGES,  /* only where --as asks for it                     */
    LIA_TABLE_DECLARED,  /* likewise: how strong the user says ties are     */
    LIA_TABLE_COUNT
} lia_table;
const char *lia_table_name(lia_table table);     /* "interactions" */

/* How finely the clock of a source ticks, measured from its times. */
typedef enum lia_precision {
    LIA_PRECISION_NONE, LIA_PRECISION_DAY, LIA_PRECISION_MINUTE,
    LIA_PRECISION_SECOND, LIA_PRECISION_FINER
} lia_precision;
const char *lia_precision_name(lia_precision precision);

/* One input file (or one member of an archive, or one sheet of it). */
typedef struct lia_source {
    char *path;          /* as given, or archive!member                      */
    char *format;        /* "csv", "tsv", "edge list", "jsonl", "graphml" .. */
    char *encoding;      /* "UTF-8", "UTF-16LE", "windows-1252" ..           */
    char *note;          /* what was assumed, in words, or NULL              */
    lia_table table;
    uint64_t bytes;      /* read, after decompression                        */
    uint64_t rows;       /* accepted                                         */
    uint64_t rejected;
    uint64_t missing;    /* rejected for want of a required value            */
    uint64_t ragged;     /* accepted with too few or too many fields         */
    uint64_t recoded;    /* rows with bytes that are no UTF-8: read as 1252  */
    uint64_t blank;      /* blank and comment lines                          */
    uint64_t digest;     /* XXH3 of the bytes as stored on disk              */
    uint64_t timed;      /* rows with a time                                 */
    lia_precision precision;
    uint32_t origin;     /* export of a person that it is part of; LIA_NONE  */
    uint64_t table_rows[LIA_TABLE_COUNT];   /* accepted, by table            */
    uint64_t dropped;    /* records left out on purpose; the note says why   */
    uint64_t is_minimised;  /* 1 = not read at all, to keep less data        */
    uint64_t is_unread;  /* 1 = could not be read: damaged, encrypted, a link
                            in an archive ..; the note says why              */
} lia_source;

/* The files of one export of one person: a folder, an archive or a folder of
 * an archive, as a platform gives it. */
typedef struct lia_export {
    char *path;          /* "me.zip", "team/anna", "all.zip!anna"            */
    char *platform;      /* "linkedin"                                       */
    lia_vid owner;       /* account, or LIA_NONE                             */
    char *owner_how;     /* in words, also where there is no owner           */
    char *owner_said;    /* the same in the language of the terminal, or NULL */
    char *zone_how;      /* in words, or NULL: its times name their zone     */
    int32_t zone_minutes;   /* east of UTC: of times without a zone          */
    bool is_personal;    /* always, once all is read                         */
} lia_export;

/* Rows row .. (next run's row - 1) come from consecutive lines of a source:
 * row r stands on line `line + (r - row)`. */
typedef struct lia_origin {
    uint64_t row;
    uint64_t line;
    uint32_t source;
} lia_origin;

typedef struct lia_origins {
    uint64_t count;
    lia_origin *run;     /* ascending in row */
} lia_origins;

/* Where a row was read: source and line (1-based); LIA_NONE and 0 if no run
 * covers it. O(log runs). */
void lia_origin_of(uint32_t *source, uint64_t *line,
                   const lia_origins *origins, uint64_t row);

/* Everything below: [count] or [number of names]; NULL = column absent. */
typedef struct lia_interactions {
    uint64_t count;
    lia_vid *actor;      /* account                                          */
    uint32_t *object;    /* post, LIA_NONE where there is none               */
    lia_vid *target;     /* account, or LIA_NONE                             */
    lia_time *time;
    uint8_t *action;     /* lia_action                                       */
    lia_vid *author;     /* account, or LIA_NONE                             */
    double *weight;      /* NAN where there is none                          */
    uint32_t *tags;      /* text                                             */
    uint32_t *content;   /* text                                             */
    lia_origins origins;
    double *participants; /* of a message, the sender among them             */
    double *text_length; /* characters of a text that itself was not kept    */
    uint8_t *question;   /* did that text ask: 0, 1, 2 = not known           */
    uint8_t *time_precision; /* lia_precision, NONE = see the source         */
} lia_interactions;

/* UNSAID: the input does not say (an edge list): a contact for ties, one way
 * for arcs. */
enum { LIA_CONTACT = 0, LIA_FOLLOW = 1, LIA_CONTACT_UNSAID = 2 };

typedef struct lia_contacts {
    uint64_t count;
    lia_vid *source;
    lia_vid *target;
    uint8_t *kind;       /* LIA_CONTACT ..; NULL = no input says             */
    lia_time *since;
    double *weight;      /* NAN where there is none                          */
    lia_origins origins;
} lia_contacts;

/* By account id. Where two rows about one account differ, the smaller text in
 * byte order stays and the conflict is counted. */
typedef struct lia_accounts {
    lia_names names;
    uint8_t *listed;     /* 1 = has a row of its own in an accounts table    */
    uint32_t *name, *company, *title, *team, *kind, *url;       /* texts     */
    double *followers;   /* NAN where there is none                          */
    uint64_t listed_count, conflicts;
    uint32_t *platform, *handle, *email_digest;                 /* texts     */
    double *match;       /* 0..1: how sure it is that the rows joined under
                            this account are one; NAN = nothing was joined   */
} lia_accounts;

typedef struct lia_posts {
    lia_names names;
    uint8_t *listed;
    lia_vid *author;     /* smallest account in byte order where several     */
    lia_time *time;
    uint32_t *tags;
    uint8_t *promoted;   /* 0, 1, 2 = not known                              */
    uint64_t listed_count, conflicts, several_authors;
    uint32_t *alternates;   /* text: other ids of the post, | between them   */
    uint32_t *text_digest;  /* text                                          */
    double *reactions, *comments, *shares;  /* counts that the platform shows*/
} lia_posts;

/* targets, team, deals ...: kept as text, cell(row, column) a text id. */
typedef struct lia_sheet {
    uint64_t rows;
    uint32_t columns;
    char **column;       /* [columns] names                                  */
    uint32_t *cell;      /* [rows * columns] row by row, LIA_NONE = empty    */
    lia_origins origins;
} lia_sheet;

/* Why a row was left out. The names are in lia_cause_name(). */
typedef enum lia_cause {
    LIA_CAUSE_MISSING,        /* a required value is empty                   */
    LIA_CAUSE_FIELDS,         /* too few fields for the required columns     */
    LIA_CAUSE_TIME,           /* not a date or time                          */
    LIA_CAUSE_TIME_RANGE,     /* before 1970 or after 2100                   */
    LIA_CAUSE_NUMBER,         /* not a number                                */
    LIA_CAUSE_WORD,           /* not one of the words that are allowed       */
    LIA_CAUSE_QUOTE,          /* a quote that is never closed                */
    LIA_CAUSE_NUL,            /* a NUL byte                                  */
    LIA_CAUSE_FIELD_LENGTH,   /* a field of more than 4 MiB                  */
    LIA_CAUSE_JSON,           /* not JSON, or not an object                  */
    LIA_CAUSE_GRAPH,          /* the graph file cannot be read further       */
    LIA_CAUSE_COUNT
} lia_cause;
const char *lia_cause_name(lia_cause cause);     /* "missing_value" */

typedef struct lia_reject {
    uint32_t source;
    uint32_t column;     /* 1-based byte column; 0 = the whole row           */
    uint64_t line;       /* 1-based                                          */
    lia_cause cause;
    char *detail;        /* "'created_at' is not a date (\"31/02/24\")"      */
    char *text;          /* the row, at most 200 bytes of it; both belong to
                            the tables                                       */
} lia_reject;

typedef struct lia_tables {
    lia_accounts accounts;
    lia_posts posts;
    lia_names texts;
    lia_interactions interactions;
    lia_contacts contacts;
    lia_sheet sheet[LIA_TABLE_COUNT];   /* used from LIA_TABLE_TARGETS on    */
    uint64_t source_count;
    lia_source *source;
    uint64_t reject_count;
    lia_reject *reject;  /* by source, then line; those that were kept       */
    char **reject_page;  /* [reject_pages] what detail and text point into   */
    uint64_t reject_pages;
    uint64_t rejects_by_cause[LIA_CAUSE_COUNT];     /* kept or not           */
    lia_withheld withheld;              /* what lia_privacy took out         */
    bool directed;       /* a graph file said that its ties are directed     */
    uint64_t export_count;
    lia_export *exports; /* in the order of the inputs; lia_source.origin    */
} lia_tables;

/* Frees every array, every char *, and the struct itself: all of them come
 * from lia_alloc or lia_copy_text. NULL is fine. */
void lia_tables_free(lia_tables *tables);

#ifdef __cplusplus
}
#endif
#endif
