/* ingest/fields.h - the columns of every table: what they are called, here and
 * elsewhere, and what may stand in them.
 */
#ifndef LIA_INGEST_FIELDS_H
#define LIA_INGEST_FIELDS_H

#include "liaison/tables.h"

enum { LIA_MOST_FIELDS = 16 };

/* What a column holds once it is read. */
typedef enum lia_kind {
    LIA_KIND_ACCOUNT, LIA_KIND_POST, LIA_KIND_TEXT, /* ids of a name         */
    LIA_KIND_TIME,    /* lia_time                                            */
    LIA_KIND_NUMBER,  /* double                                              */
    LIA_KIND_ACTION,  /* lia_action in a byte                                */
    LIA_KIND_CONTACT, /* LIA_CONTACT .. LIA_CONTACT_UNSAID in a byte         */
    LIA_KIND_FLAG,    /* 0, 1, 2 = not known, in a byte                      */
    LIA_KIND_PRECISION /* lia_precision in a byte                            */
} lia_kind;

/* What the text of a sheet's cell must look like; it is kept as text. */
typedef enum lia_check {
    LIA_CHECK_NONE, LIA_CHECK_TIME, LIA_CHECK_NUMBER, LIA_CHECK_FLAG,
    LIA_CHECK_WORD
} lia_check;

typedef struct lia_field_spec {
    const char *name;        /* canonical                                    */
    lia_kind kind;
    lia_check check;
    bool required;
    const char *aliases;     /* folded, blank-separated, the best first      */
    const char *words;       /* LIA_CHECK_WORD: what is allowed              */
} lia_field_spec;

typedef struct lia_table_spec {
    uint32_t count;
    lia_field_spec field[LIA_MOST_FIELDS];
} lia_table_spec;

const lia_table_spec *lia_table_fields(lia_table table);

/* Columns of the tables that code names. */
enum {
    LIA_I_ACTOR, LIA_I_OBJECT, LIA_I_TARGET, LIA_I_TIME, LIA_I_ACTION,
    LIA_I_AUTHOR, LIA_I_WEIGHT, LIA_I_TAGS, LIA_I_CONTENT, LIA_I_PARTICIPANTS,
    LIA_I_TEXT_LENGTH, LIA_I_QUESTION, LIA_I_TIME_PRECISION
};
enum { LIA_C_SOURCE, LIA_C_TARGET, LIA_C_KIND, LIA_C_SINCE, LIA_C_WEIGHT };
enum {
    LIA_A_ACCOUNT, LIA_A_NAME, LIA_A_COMPANY, LIA_A_TITLE, LIA_A_TEAM,
    LIA_A_KIND, LIA_A_URL, LIA_A_FOLLOWERS, LIA_A_PLATFORM, LIA_A_HANDLE,
    LIA_A_EMAIL_DIGEST, LIA_A_MATCH, LIA_A_COUNT
};
enum {
    LIA_P_POST, LIA_P_AUTHOR, LIA_P_TIME, LIA_P_TAGS, LIA_P_PROMOTED,
    LIA_P_ALTERNATES, LIA_P_TEXT_DIGEST, LIA_P_REACTIONS, LIA_P_COMMENTS,
    LIA_P_SHARES, LIA_P_COUNT
};

/* Bytes per row of a kind. */
static inline size_t lia_kind_width(lia_kind kind)
{
    return kind <= LIA_KIND_TEXT                                ? 4
           : kind == LIA_KIND_TIME || kind == LIA_KIND_NUMBER ? 8
                                                                : 1;
}


/* A name without case, blanks, _ and -. Returns the length, 0 if it is empty
 * or does not fit. */
enum { LIA_FOLD_ROOM = 64 };
size_t lia_fold(char out[LIA_FOLD_ROOM], const char *text, size_t length);

/* How well a folded name fits a field: 0 = canonical, 1 = first alias ...,
 * -1 = not at all. */
int lia_field_fit(const lia_field_spec *field, const char *folded);

/* The field of a table by its canonical name, folded; -1 if there is none. */
int lia_field_find(lia_table table, const char *folded);

/* Distance of two words in single edits, a swap of neighbours being one. */
unsigned lia_edits(const char *a, const char *b);

#endif
