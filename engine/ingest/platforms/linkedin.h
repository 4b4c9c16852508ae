/* ingest/platforms/linkedin.h - what the files of a LinkedIn archive share. */
#ifndef LIA_INGEST_LINKEDIN_H
#define LIA_INGEST_LINKEDIN_H

#include "ingest/adapter.h"
#include "ingest/platforms/linkedin_ids.h"

/* Date forms that only this platform's exports have: US order, and the short
 * one of tools that write them anew. */
extern const char *const lia_linkedin_dates[];

/* Where a link leads. */
typedef struct lia_linkedin_place {
    uint64_t number;         /* of the post, 0 = none is known               */
    lia_linkedin_kind kind;
    uint64_t comment;        /* of the comment under it, 0 = the post itself */
    uint64_t reply;          /* of the reply to that comment, or 0           */
} lia_linkedin_place;

typedef struct lia_linkedin_person {
    lia_cell url, name, company, title, email;
} lia_linkedin_person;

/* "Ada Lovelace" of two cells, either of which may be missing. */
LIA_CHECKED lia_status lia_linkedin_name(lia_cell *out, lia_feed *feed,
                                         lia_cell first, lia_cell last,
                                         lia_error *err);

/* Add an act whose text, if there is one, is measured and dropped. */
LIA_CHECKED lia_status lia_linkedin_add(lia_feed *feed, lia_entry *entry,
                                        lia_cell text, lia_error *err);

/* The account that a link leads to; missing where it is no profile. */
LIA_CHECKED lia_status lia_linkedin_link(lia_cell *out, lia_feed *feed,
                                         lia_cell url, lia_error *err);

/* Somebody's account by link, else by name; says what is known of them in a
 * row of accounts and as claims. *out missing: neither link nor name. */
LIA_CHECKED lia_status lia_linkedin_meet(lia_cell *out, lia_feed *feed,
                                         const lia_linkedin_person *person,
                                         lia_error *err);

/* A post or comment by its link: "urn:li:share:1",
 * "urn:li:comment:(activity:1,2)"; a link to neither without scheme, www, ?
 * and #. *place says which. */
LIA_CHECKED lia_status lia_linkedin_object(lia_cell *out,
                                           lia_linkedin_place *place,
                                           lia_feed *feed, lia_cell link,
                                           lia_error *err);

/* Name a comment (or, comment 0, the post) at a place. */
LIA_CHECKED lia_status lia_linkedin_entry(lia_cell *out, lia_feed *feed,
                                          const lia_linkedin_place *place,
                                          uint64_t comment, lia_cell from,
                                          lia_error *err);

/* An account that is closed: "LinkedIn Member". */
bool lia_linkedin_is_closed(lia_cell name);

/* Entries of the list in linkedin.c, with their columns. */
extern const char *const lia_linkedin_connection_columns[];
extern const char *const lia_linkedin_invitation_columns[];
extern const char *const lia_linkedin_given_columns[];
extern const char *const lia_linkedin_received_columns[];
extern const char *const lia_linkedin_recommendation_columns[];
extern const char *const lia_linkedin_follow_columns[];
extern const char *const lia_linkedin_company_columns[];
extern const char *const lia_linkedin_profile_columns[];
extern const char *const lia_linkedin_position_columns[];
lia_adapter_work lia_linkedin_connection, lia_linkedin_invitation,
    lia_linkedin_endorsed, lia_linkedin_endorsement, lia_linkedin_recommended,
    lia_linkedin_recommendation, lia_linkedin_follow, lia_linkedin_company,
    lia_linkedin_profile_row, lia_linkedin_position;

extern const char *const lia_linkedin_message_columns[];
extern const char *const lia_linkedin_old_message_columns[];
lia_adapter_work lia_linkedin_message;

extern const char *const lia_linkedin_share_columns[];
extern const char *const lia_linkedin_comment_columns[];
extern const char *const lia_linkedin_reaction_columns[];
extern const char *const lia_linkedin_repost_columns[];
extern const char *const lia_linkedin_vote_columns[];
lia_adapter_work lia_linkedin_share, lia_linkedin_comment_row,
    lia_linkedin_reaction, lia_linkedin_repost, lia_linkedin_vote;

#endif
