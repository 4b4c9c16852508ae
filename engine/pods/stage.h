/* pods/stage.h - what the search for pods reads: events on posts whose author
 * is known, in an order of their own.
 *
 * Accounts and posts get numbers that do not depend on their names: accounts
 * in order of a hash of their times, posts in order of publication. Whatever
 * the search does in order of numbers (sums, random choices of Leiden) is
 * therefore the same whatever the accounts are called, in whatever order rows
 * and files come, and on whatever day the data begins. Accounts that neither
 * act nor write are not there at all.
 */
#ifndef LIA_PODS_STAGE_H
#define LIA_PODS_STAGE_H

#include "liaison/coengagement.h"
#include "liaison/graph.h"
#include "liaison/tables.h"

enum { POD_DAY = 86400, POD_HOUR = 3600 };

typedef struct pod_stage {
    uint32_t n;              /* accounts                                     */
    uint32_t posts;
    uint64_t count;          /* events                                       */
    uint32_t days;           /* from the first to the last, both counted     */
    lia_time origin;         /* midnight before everything                   */
    uint32_t *account_id;    /* [n] in the tables                            */
    uint32_t *post_id;       /* [posts] in the tables                        */
    uint32_t *author;        /* [posts]                                      */
    uint32_t *published;     /* [posts] seconds after origin                 */
    uint64_t *post_off;      /* [posts + 1]                                  */
    uint32_t *account;       /* [count] by post, then time, then account     */
    uint32_t *time;          /* [count] seconds after origin                 */
    uint32_t *row;           /* [count] of the interactions                  */
    uint32_t *post;          /* [count]                                      */
    uint64_t *acc_off;       /* [n + 1]                                      */
    uint32_t *acc_event;     /* [count] events of an account, ascending      */
    uint32_t *acc_post;      /* [count] their posts, side by side, for lists
                                that are walked a lot                        */
    uint32_t *acc_time;
    uint64_t *wrote_off;     /* [n + 1]                                      */
    uint32_t *wrote;         /* [posts] posts of an account, ascending       */
    lia_ties contacts;       /* among the accounts                           */
    bool has_contacts;       /* the tables hold contacts                     */
    uint32_t guessed;        /* posts whose publication is their first event */
    uint64_t without_author; /* events left out                              */
    lia_events_tally tally;
} pod_stage;

/* Whose each post is and when it came out: the table of posts, else the rows
 * (the smallest author, the earliest posting). author, published: [count]
 * posts of the tables; LIA_NONE, LIA_NO_TIME where nothing says. The
 * interactions have objects and times. */
void pod_posts_read(lia_vid *author, lia_time *published, uint32_t count,
                    const lia_tables *tables);

/* LIA_ECANNOT if nothing has an object, or nothing a time. Time O(rows log
 * rows). Memory about 48 bytes per event, 16 of them while it works. */
LIA_CHECKED lia_status pod_stage_build(pod_stage *out,
                                       const lia_tables *tables,
                                       const lia_run *run, lia_error *err);
void pod_stage_free(pod_stage *stage);   /* all zero is fine */

static inline uint32_t pod_delay(const pod_stage *s, uint64_t event)
{
    const uint32_t published = s->published[s->post[event]];

    return s->time[event] > published ? s->time[event] - published : 0;
}

static inline uint32_t pod_wrote(const pod_stage *s, uint32_t account)
{
    return (uint32_t)(s->wrote_off[account + 1] - s->wrote_off[account]);
}

static inline uint64_t pod_engagers(const pod_stage *s, uint32_t post)
{
    return s->post_off[post + 1] - s->post_off[post];
}

#endif
