/* liaison/influence.h - whose engagement was earned, and whose was owned or
 * arranged.
 *
 * Every engagement (one actor, one post, one kind of action) is one unit. It
 * is owned, artificial, earned, or reciprocal excess, and the four add up to
 * what was observed. A finding of artificial engagement is no more certain
 * than what it rests on: the confidence of a pod is the share of its
 * engagement that moves.
 */
#ifndef LIA_INFLUENCE_H
#define LIA_INFLUENCE_H

#include "liaison/graph.h"
#include "liaison/pods.h"
#include "liaison/tables.h"

#ifdef __cplusplus
extern "C" {
#endif

/* Who is in which pod, and how sure that is. An account may be in several. */
typedef struct lia_membership {
    uint64_t count;
    const lia_vid *account;    /* [count]                                    */
    const uint32_t *pod;       /* [count]                                    */
    const double *confidence;  /* [count] 0..1                               */
} lia_membership;

/* NULL in place of a pointer to it means LIA_SPLIT_DEFAULTS. */
typedef struct lia_split_options {
    const lia_membership *pods;     /* or NULL = none known                  */
    const double *inauthentic;      /* [accounts] 0..1: how sure it is that an
                                       account is no person; or NULL. Accounts
                                       whose `kind` says bot, automated or fake
                                       count 1 in any case                   */
    const uint8_t *team;            /* [accounts] 1 = on the own team, beside
                                       those of the team sheet; or NULL      */
    double half_life_days;          /* > 0, of engagement's weight           */
    lia_time as_of;                 /* "now"; LIA_NO_TIME = the last event   */
    lia_run run;
} lia_split_options;
#define LIA_SPLIT_DEFAULTS \
    { NULL, NULL, NULL, 90, LIA_NO_TIME, LIA_RUN_DEFAULTS }

/* What was left out, and what went where. */
typedef struct lia_split_tally {
    uint64_t engagements;     /* units: distinct (actor, post, kind)         */
    uint64_t repeats;         /* rows that were there already                */
    uint64_t other;           /* rows that are no engagement (post, message,
                                 invite, meeting, view, follow, friction)    */
    uint64_t friction;        /* of these: angry reactions, blocks, weights
                                 below 0                                     */
    uint64_t nobody;          /* rows without a known author or target       */
    uint64_t timed;           /* units with a time                           */
    double owned, artificial, earned, reciprocal;
    double from_pods, from_inauthentic, promoted;  /* of artificial          */
    bool paid_is_observed;    /* some post says whether it was promoted      */
} lia_split_tally;

/* Per account, as an author. Owned: free with lia_split_free. */
typedef struct lia_split {
    lia_vid n;
    double *earned, *owned, *artificial, *reciprocal;  /* [n] units          */
    double *weight;           /* [n] earned, weighed: see below              */
    double *weight_before;    /* [n] the same with the artificial part       */
    uint32_t *h_index;        /* [n] h posts with h distinct earned engagers
                                 each; LIA_NONE where no post is known       */
    uint32_t *h_before;       /* [n] the same with the artificial part       */
    uint32_t *engagers;       /* [n] distinct earned engagers                */
    uint32_t *engagers_before;
    uint32_t *audience;       /* [n] distinct accounts that engaged in any way
                                 (itself left out)                           */
    uint32_t *posts;          /* [n] own posts that were engaged             */
    lia_arcs by;              /* row u: who engaged u freely, ascending;
                                 weight = the earned weight, above 0         */
    lia_vid *author;          /* [interactions] whom each row engages;
                                 LIA_NONE = it is no engagement              */
    lia_split_tally tally;
} lia_split;

/* Split the engagement of the tables.
 *
 * Each unit goes to the author of the row, else of the post, else to the
 * target (a mention: to its target first). It is
 *
 *   owned       if the actor is the author himself, of the same company or
 *               team, or if both are on the own team;
 *   artificial  else, by the share a = the largest of: the confidence of a pod
 *               that both are in; that the actor is no person; 1 if the post
 *               was promoted;
 *   earned      the rest, 1 - a, less the reciprocal excess: with e(v,u) units
 *               freely given by v to u, both ways, what min(e(v,u), e(u,v))
 *               is above m + 2.33 sqrt(m), where m is the smaller of what v
 *               and u give on average to an author whom they engage at all.
 *
 * An engager or a post counts as earned where a < 1/2. The weight of a unit is
 * w 2^(-age / half life) / log2(2 + authors that the actor engages per active
 * week); w: recommend 8, quote and share 1.5, comment, reply, endorse and
 * others 1, mention .75, like and reaction .25, vote .1. Units without a time
 * do not decay; without any times the actor's habit is not known and the
 * divisor is 1. Angry reactions, blocks and weights below 0 are no units: they
 * are counted as friction.
 *
 * return LIA_OK (also with no engagement at all); LIA_EARG if out or tables
 *        is NULL, an id or option is out of range; LIA_ENOMEM.
 * Time: two sorts of the rows, then O(rows log) on one thread. Memory: 60
 * bytes per row, 80 per account. The same bits for every thread count and any
 * order of rows.
 */
LIA_CHECKED lia_status lia_split_engagement(lia_split *out,
                                            const lia_tables *tables,
                                            const lia_split_options *options,
                                            lia_error *err);
void lia_split_free(lia_split *split);    /* NULL and empty are fine */

/* What pods say about engagement. Owned: free with lia_evidence_free. */
typedef struct lia_evidence {
    lia_membership members;   /* of the pods that count                      */
    lia_vid *account;         /* the arrays that `members` borrows           */
    uint32_t *pod;
    double *confidence;
    double *inauthentic;      /* [n]                                         */
    uint32_t pods;            /* how many count                              */
} lia_evidence;

/* A pod counts where accounts agreed to act in step (`calculated`,
 * `coordinated`), with 1 - q_value as its confidence: friends who are in step
 * for other reasons are no artifice. Members of `automated` groups count as no
 * persons, with the same confidence times the share of members with a
 * machine's delay, where that is a half or more.
 *
 * n      accounts of the tables
 * return LIA_OK; LIA_EARG if out or pods is NULL; LIA_ENOMEM. */
LIA_CHECKED lia_status lia_evidence_of_pods(lia_evidence *out,
                                            const lia_pods *pods, lia_vid n,
                                            lia_error *err);
void lia_evidence_free(lia_evidence *evidence);  /* NULL, empty: fine */

#ifdef __cplusplus
}
#endif
#endif
