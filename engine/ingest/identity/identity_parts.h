/* ingest/identity/identity_parts.h - what the files identity*.c share. */
#ifndef LIA_INGEST_IDENTITY_PARTS_H
#define LIA_INGEST_IDENTITY_PARTS_H

#include "ingest/feed.h"
#include "ingest/identity/identity.h"

/* Names of one space (accounts or posts) of all workers, and which of them
 * are one. */
typedef struct lia_union {
    lia_names all;               /* in byte order                            */
    uint32_t **global;           /* [workers][ids of the worker]             */
    uint32_t *parent;            /* [all]                                    */
    double *match;               /* [all] at roots: the least sure join, NAN
                                    where there was none                     */
    uint8_t *is_wanted;          /* [all] an aliases table has it as account */
    struct lia_join *join;
    uint64_t joins, join_room;
    struct lia_pair *apart;      /* must not be one                          */
    uint64_t aparts, apart_room;
    double least;
} lia_union;

/* Two names that are one, or would be if it were surer. */
typedef struct lia_join {
    uint32_t a, b;
    lia_evidence evidence;
    double match;
    bool is_done;
} lia_join;

typedef struct lia_pair {
    uint32_t a, b;
} lia_pair;

/* A claim, with ids of all workers together; equal ones are one with count. */
typedef struct lia_said {
    uint32_t kind, origin, account, text;
    int64_t number;
    uint64_t count;
} lia_said;

typedef struct lia_owner {
    uint32_t stand_in;           /* LIA_NONE: no row speaks of an owner      */
    uint32_t account;            /* LIA_NONE: not found                      */
    uint32_t name;               /* id in texts, or LIA_NONE                 */
    double match;
    char how[300];
    char said[300];              /* the same for the terminal; "" = how      */
} lia_owner;

/* What the names of a union are called in the end: ids in labels. */
typedef struct lia_finals {
    lia_names labels;            /* in byte order                            */
    uint32_t *own;               /* [all] of each by itself                  */
    uint32_t *final;             /* [all] of what it became                  */
} lia_finals;

typedef struct lia_identity {
    lia_reading *reading;
    lia_tables *tables;
    lia_union people, posts;
    lia_names texts;             /* of the claims                            */
    lia_said *said;              /* by kind, origin, account, text           */
    uint64_t saids;
    lia_owner *owner;            /* [origins]                                */
    uint32_t *post_author;       /* [posts] account, or LIA_NONE             */
    char *room;                  /* a name on its way                        */
    uint64_t room_size;
} lia_identity;

/* identity_union.c */
LIA_CHECKED lia_status lia_union_open(lia_union *out, lia_reading *reading,
                                      lia_kind kind, lia_error *err);
void lia_union_close(lia_union *u, int workers);
uint32_t lia_union_root(lia_union *u, uint32_t id);
const char *lia_union_name(const lia_union *u, uint32_t id, size_t *length);
/* Join them if it is sure enough and allowed; remember it either way. */
LIA_CHECKED lia_status lia_union_join(lia_union *u, uint32_t a, uint32_t b,
                                      lia_evidence evidence, double match,
                                      lia_error *err);
LIA_CHECKED lia_status lia_union_part(lia_union *u, uint32_t a, uint32_t b,
                                      lia_error *err);

/* identity_label.c: how a name reads for people. */
bool lia_is_owner_mark(const char *name, size_t length);
bool lia_is_named_mark(const char *name, size_t length);
/* The three parts behind the mark of LIA_NAMED_MARK. */
typedef struct lia_named_parts {
    const char *name, *company, *path;
    size_t name_length, company_length, path_length;
} lia_named_parts;
lia_named_parts lia_named_split(const char *name, size_t length);
/* Of one account by itself, in d->room; valid until the next call. */
LIA_CHECKED lia_status lia_identity_label(const char **out, size_t *length,
                                          lia_identity *d, uint32_t id,
                                          lia_error *err);
/* The part of an export's path that tells it from the others. */
const char *lia_origin_label(const lia_reading *reading, const char *path,
                             size_t length, size_t *label_length);

/* identity_owner.c (who they are; joins nobody), identity_people.c,
 * identity_posts.c, identity_zone.c */
LIA_CHECKED lia_status lia_identity_find_owners(lia_identity *d,
                                                lia_error *err);
LIA_CHECKED lia_status lia_identity_join_people(lia_identity *d,
                                                lia_error *err);
LIA_CHECKED lia_status lia_identity_join_posts(lia_identity *d,
                                               lia_error *err);
LIA_CHECKED lia_status lia_identity_set_zones(lia_identity *d,
                                              lia_error *err);
/* identity_aliases.c: what aliases tables of the inputs order; then the table
 * of what was done. */
LIA_CHECKED lia_status lia_identity_obey(lia_identity *d, lia_error *err);
LIA_CHECKED lia_status lia_identity_tell(lia_identity *d,
                                         const lia_finals *people,
                                         const lia_finals *posts,
                                         lia_error *err);

/* identity_sheets.c: accounts in the team, targets, deals ... under the names
 * that accounts have in the end. */
LIA_CHECKED lia_status lia_identity_settle_sheets(lia_identity *d,
                                                  const lia_finals *people,
                                                  lia_error *err);

/* The claims of a kind about one export, or (LIA_NONE) all: [*from, *to) of
 * d->said. */
void lia_said_of(uint64_t *from, uint64_t *to, const lia_identity *d,
                 lia_claim_kind kind, uint32_t origin);

#endif
