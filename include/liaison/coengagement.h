/* liaison/coengagement.h - who engaged the same posts within a window.
 *
 * Three steps, each with whole numbers only, so that a result does not depend
 * on threads or on the order of rows, and so that parts of the work can run
 * elsewhere and be put together again:
 *
 *   lia_events_build()   rows -> one event per (account, post), the earliest,
 *                        by post, then time, then account
 *   lia_windows_build()  events that can matter, and the window of each
 *   lia_pairs_count()    pairs of accounts with the posts that they share
 *
 * Two accounts share a post if both engaged it and their earliest events there
 * are at most a window apart, bounds included.
 */
#ifndef LIA_COENGAGEMENT_H
#define LIA_COENGAGEMENT_H

#include "liaison/tables.h"

#ifdef __cplusplus
extern "C" {
#endif

/* One engagement: an account, at a time; of which post says the table. */
typedef struct lia_event {
    lia_time time;
    lia_vid account;
    uint32_t row;          /* of the interactions                            */
} lia_event;

/* Rows that are no event, by the first reason in this order. */
typedef struct lia_events_tally {
    uint64_t rows;         /* of the interactions                            */
    uint64_t without_object;
    uint64_t without_time;
    uint64_t posting;      /* the action is `post`                           */
    uint64_t own;          /* the actor is the author                        */
    uint64_t repeats;      /* a later engagement of the same post            */
    uint64_t capped;       /* on posts with more events than max_per_post    */
    uint32_t capped_posts;
} lia_events_tally;

typedef struct lia_events {
    lia_vid accounts;      /* ids are below; those of the tables             */
    uint32_t posts;
    uint64_t count;
    uint64_t *off;         /* [posts + 1] events of a post                   */
    lia_event *event;      /* [count] by post, time, account                 */
    lia_events_tally tally;
} lia_events;

/* NULL in place of a pointer to it means all zero. */
typedef struct lia_events_options {
    lia_run run;
    uint64_t max_per_post; /* posts with more events than this are left out as
                              a whole, which depends on the post alone; 0 =
                              none is                                        */
} lia_events_options;

/* The events of the interactions. Whose a post is says the row, and where it
 * does not, the table of posts.
 *
 * return LIA_OK (count may be 0); LIA_EARG if out or tables is NULL;
 * LIA_ECANNOT if no row has an object, or none a time; LIA_ELIMIT with 2^32
 * rows or more; LIA_ENOMEM. The same bytes for every thread count, but for
 * `row`, which names the first of several rows that say the same.
 *
 * Time O(rows + sum over posts of n log n). Memory: 16 bytes per row and 8 per
 * post kept, and while it works 4 per row and 8 per account, and 16 per event
 * of the largest post and thread.
 */
LIA_CHECKED lia_status lia_events_build(lia_events *out,
                                        const lia_tables *tables,
                                        const lia_events_options *options,
                                        lia_error *err);
void lia_events_free(lia_events *events);   /* all zero is fine */

enum { LIA_MOST_WINDOWS = 8 };

/* What counting looks for. */
typedef struct lia_windows_options {
    lia_run run;
    uint32_t windows;                   /* 1 .. LIA_MOST_WINDOWS             */
    lia_time window[LIA_MOST_WINDOWS];  /* microseconds >= 0, ascending      */
    uint32_t min_shared;                /* >= 1                              */
} lia_windows_options;

/* How much was left out before counting, without loss. */
typedef struct lia_windows_tally {
    uint64_t events, live_events;
    lia_vid accounts, live_accounts;    /* those with an event               */
    uint32_t rounds;
    uint64_t visits;       /* neighbours in windows of what is left, each
                              pair from both sides                           */
    uint64_t most_pairs;   /* pairs cannot be more                           */
} lia_windows_tally;

/* What is left, each event with its window. */
typedef struct lia_windows {
    lia_windows_options options;
    lia_windows_tally tally;
    uint32_t events;
    lia_vid n;             /* live accounts, numbered in order of the ids    */
    lia_vid *id;           /* [n] id of each                                 */
    uint64_t *off;         /* [n + 1] its events in `at`                     */
    uint32_t *at;          /* [events] place in the arrays below             */
    lia_vid *account;      /* [events] by post, time; numbers below n        */
    lia_time *time;        /* [events]                                       */
    uint32_t *begin, *end; /* [events] neighbours begin .. end-1, the event
                              itself among them                              */
    uint64_t *visits;      /* [n + 1] sum of windows of the accounts before  */
    uint32_t posts;        /* with an event left                             */
    uint32_t *post;        /* [posts] id of each, ascending                  */
    uint32_t *post_off;    /* [posts + 1] its events                         */
} lia_windows;

/* Leave out what cannot be part of a pair with min_shared posts within the
 * largest window, until nothing changes (as a k-core is found): an event
 * without another live event of its post within the window; all events of an
 * account that has fewer than min_shared left. No pair is lost: its shared
 * posts keep both of its accounts alive in every round.
 *
 * return LIA_OK; LIA_EARG for options that do not fit; LIA_ELIMIT with 2^32
 * events or more; LIA_ENOMEM.
 * Time O(events x rounds); memory 24 bytes per event and 8 per post that is
 * left, 16 per event while it works, 20 per account.
 */
LIA_CHECKED lia_status lia_windows_build(lia_windows *out,
                                         const lia_events *events,
                                         const lia_windows_options *options,
                                         lia_error *err);
void lia_windows_free(lia_windows *windows);

/* Pairs a < b, in order of a, then b; K windows. */
typedef struct lia_pair_counts {
    uint64_t count;
    lia_vid *ends;         /* [2 count] ids a, b                             */
    uint32_t *weight;      /* [K count] posts shared within each window      */
    uint64_t *delta;       /* [K count] sum of |time a - time b| over these,
                              microseconds                                   */
} lia_pair_counts;

/* Bytes per pair of lia_pair_counts. */
static inline uint64_t lia_pair_bytes(uint32_t windows)
{
    return 8 + 12 * (uint64_t)windows;
}

/* The pairs with at least min_shared posts within the largest window whose
 * smaller account is one of the live accounts first .. end-1.
 *
 * An account at a time: its neighbours are added up in an array with a place
 * for every live account, so no table of pairs is ever built, every pair
 * belongs to one thread, and the order of the output is fixed.
 *
 * return LIA_OK; LIA_EARG if end is too large; LIA_ENOMEM.
 * Time O(visits of these accounts), plus the sorting of what is found. Memory:
 * lia_pair_bytes() per pair, up to three times that while they are put
 * together; per thread (4 + 12 K) n bytes.
 */
LIA_CHECKED lia_status lia_pairs_count(lia_pair_counts *out,
                                       const lia_windows *windows,
                                       lia_vid first, lia_vid end,
                                       const lia_run *run, lia_error *err);
/* How many there are, without keeping them. */
LIA_CHECKED lia_status lia_pairs_number(uint64_t *out,
                                        const lia_windows *windows,
                                        const lia_run *run, lia_error *err);
void lia_pair_counts_free(lia_pair_counts *pairs);

/* Why two accounts are a pair: the posts that they share within the largest
 * window. */
typedef struct lia_pair_evidence {
    uint64_t count;
    uint64_t *off;         /* [pairs + 1] of each pair                       */
    uint32_t *post;        /* [count] by id within a pair                    */
    lia_time *time;        /* [2 count] when a and b engaged it              */
} lia_pair_evidence;

/* pairs: as lia_pairs_count() gave them for these windows, any range.
 * return LIA_OK; LIA_EARG if an argument is NULL; LIA_ENOMEM.
 * Time O(visits of their accounts); memory 20 bytes per shared post, 8 per
 * pair, and per thread 8 n. */
LIA_CHECKED lia_status lia_pairs_evidence(lia_pair_evidence *out,
                                          const lia_windows *windows,
                                          const lia_pair_counts *pairs,
                                          const lia_run *run, lia_error *err);
void lia_pair_evidence_free(lia_pair_evidence *evidence);

/* The account after the last of a pass from `first` on that gives at most so
 * many pairs (at least one account, if one is left). */
lia_vid lia_pairs_pass(const lia_windows *windows, lia_vid first,
                       uint64_t most_pairs);
/* Bytes that counting takes beside its pairs. */
uint64_t lia_pairs_scratch(const lia_windows *windows, const lia_run *run);

#ifdef __cplusplus
}
#endif
#endif
