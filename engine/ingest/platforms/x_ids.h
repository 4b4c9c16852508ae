/* ingest/platforms/x_ids.h - accounts, posts and times of X (Twitter).
 *
 * An account is called x.com/i/user/<number>, which is also its address; of
 * one of whom only the handle is known, x.com/<handle>, lower case. Where a
 * record has both, LIA_CLAIM_SAME makes them one. A post is
 * x.com/i/status/<number>; its number holds its time:
 * ms = (number >> 22) + 1288834974657 (verified: 60 of 60 posts of a real
 * archive lie within the second that created_at names).
 */
#ifndef LIA_INGEST_X_IDS_H
#define LIA_INGEST_X_IDS_H

#include "ingest/adapter.h"

/* All give a missing cell for what is missing or no number or handle. */
LIA_CHECKED lia_status lia_x_account(lia_cell *out, lia_feed *feed,
                                     lia_cell number, lia_error *err);
LIA_CHECKED lia_status lia_x_handle(lia_cell *out, lia_feed *feed,
                                    lia_cell handle, lia_error *err);
LIA_CHECKED lia_status lia_x_post(lia_cell *out, lia_feed *feed,
                                  lia_cell number, lia_error *err);
/* The account by number if there is one, else by handle; both given: one. */
LIA_CHECKED lia_status lia_x_person(lia_cell *out, lia_feed *feed,
                                    lia_cell number, lia_cell handle,
                                    lia_error *err);

/* The time in the number of a post; missing for one of before 2010-11-04,
 * when numbers held none. */
LIA_CHECKED lia_status lia_x_clock(lia_cell *out, lia_feed *feed,
                                   lia_cell number, lia_error *err);
/* The time that the post says, made finer by its number where they agree. */
LIA_CHECKED lia_status lia_x_time(lia_cell *out, lia_feed *feed, lia_cell said,
                                  lia_cell number, lia_error *err);

/* "RT @name: ..." -> name; missing if the text is no retweet. */
lia_cell lia_x_retweeted(lia_cell text);
/* x.com/name/status/number or twitter.com/...: true, and both. */
bool lia_x_status(lia_cell *handle, lia_cell *number, lia_cell address);

/* Text without &amp; &lt; &gt;. */
LIA_CHECKED lia_status lia_x_unescape(lia_cell *out, lia_feed *feed,
                                      lia_cell text, lia_error *err);

#endif
