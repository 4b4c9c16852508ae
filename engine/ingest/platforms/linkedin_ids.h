/* ingest/platforms/linkedin_ids.h - accounts, posts, comments and times in the
 * addresses and URNs of LinkedIn, whoever wrote them down.
 *
 * All take text as it stands in a cell: with or without a scheme, with query
 * and fragment, percent-encoded ("urn%3Ali%3Aactivity%3A...").
 */
#ifndef LIA_INGEST_LINKEDIN_IDS_H
#define LIA_INGEST_LINKEDIN_IDS_H

#include "liaison/base.h"

/* Room for what the two functions below write, with the NUL. */
enum { LIA_LINKEDIN_ROOM = 320 };

/* An account: "linkedin.com/in/ada-lovelace" (also /company/, /school/,
 * /showcase/), decoded, lower case, without country host, query or slash at
 * the end. An encoded id keeps its case: linkedin.com/in/ACoAA... stands in
 * addresses, in urn:li:fsd_profile:ACoAA... and by itself. The length; 0 if
 * it is neither. */
size_t lia_linkedin_account(char out[LIA_LINKEDIN_ROOM], const char *text,
                            size_t length);
/* Is it such an encoded id ("ACoAA...", "ACwAA...")? */
bool lia_linkedin_is_encoded(const char *text, size_t length);

/* Activity, share and ugcPost are three numbers of one post, some hundred
 * milliseconds apart. */
typedef enum lia_linkedin_kind {
    LIA_LINKEDIN_ACTIVITY, LIA_LINKEDIN_SHARE, LIA_LINKEDIN_UGC
} lia_linkedin_kind;

/* The post that a text names: urn:li:activity:N, an address that ends in
 * -activity-N-xxxx or holds a URN, the post of a comment; a bare number of 18
 * or 19 digits is an activity. */
bool lia_linkedin_post(lia_linkedin_kind *kind, uint64_t *number,
                       const char *text, size_t length);
/* "urn:li:activity:7331190065471078400". */
size_t lia_linkedin_urn(char out[LIA_LINKEDIN_ROOM], lia_linkedin_kind kind,
                        uint64_t number);

/* The comment: urn:li:comment:(activity:A,C), urn:li:comment:
 * (urn:li:activity:A,C), urn:li:fsd_comment:(C,urn:li:activity:A). */
bool lia_linkedin_comment(uint64_t *number, const char *text, size_t length);

/* The time inside a number of a post or comment: unix ms = number >> 22.
 * LIA_NO_TIME outside of 2003 to 2100. Verified: comment
 * 7331190065471078400 gives 1747891918533, its record says ..534. */
lia_time lia_linkedin_clock(uint64_t number);

#endif
