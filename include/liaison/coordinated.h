/* liaison/coordinated.h - groups that act in step, where nobody knows whose
 * posts they engage.
 *
 * Shares of a text or a link, stars, retweets: there is no author, so no
 * favour can be returned, and an account's habits would be learned from the
 * coordination itself. The question asked instead: of the engagements that two
 * accounts have on the same object within a coarse horizon H, which share lies
 * within the fine window w? Shared interest, popularity and the hour of the
 * day are the same within H and cancel out. Pairs propose groups on one half
 * of the days; the other half decides.
 *
 *   (C1) pairs       p = exp(-N KL(y || m)), y the mean over N episodes (hours)
 *                    of the share of the pair's common engagements <= H apart
 *                    that are <= w apart, m = flat_factor q0,
 *                    q0 = (w + tick/2) / (H + tick/2),
 *                    KL(a||b) = a ln(a/b) + (1-a) ln((1-a)/(1-b));
 *                    1 unless y > m and min_episodes have a coincidence.
 *                    The bound of H. Chernoff, Ann. Math. Stat. 23(4), 1952,
 *                    for variables in [0, 1]: W. Hoeffding, J. Am. Stat.
 *                    Assoc. 58(301), 13-30, 1963; whatever depends on what
 *                    within an episode.
 *   (C2) expected    q = min(.97, max(flat_factor q0, crowd_factor max(
 *                    crowd, (r(e) + r(f))/2, (h(i) + h(j))/2)))
 *                    crowd: mean share of clean events; r: the object's burst,
 *                    h: the account's habit towards clean accounts, both
 *                    shrunk to the crowd with weight `prior`
 *   (C3) group       every day one vote, the mean of (near - q) over the pair
 *                    events of its members; T = mean / sqrt(max(variance,
 *                    noise, .05^2) / days) against Student's t with days - 1
 *                    degrees of freedom; noise is the mean over days of the
 *                    variance that independent events would have at q: days
 *                    that all agree by chance must not look certain. One day
 *                    of a burst is one vote. The best of all scales counts,
 *                    times their number.
 *
 * What is shown is closeness in time on days that did not propose the group:
 * not intent, and not that favours were returned.
 */
#ifndef LIA_COORDINATED_H
#define LIA_COORDINATED_H

#include "liaison/coengagement.h"
#include "liaison/communities.h"

#ifdef __cplusplus
extern "C" {
#endif

enum { LIA_MOST_SCALES = 4 };

/* NULL in place of a pointer to it means LIA_COORDINATED_DEFAULTS. */
typedef struct lia_coordinated_options {
    lia_run run;
    uint32_t scales;                     /* 1 .. LIA_MOST_SCALES             */
    lia_time window[LIA_MOST_SCALES];    /* w, microseconds                  */
    lia_time horizon[LIA_MOST_SCALES];   /* H > w                            */
    double crowd_factor[LIA_MOST_SCALES];/* rho1                             */
    double flat_factor;      /* rho0                                         */
    double edge_p;           /* a pair with p at most this proposes          */
    double prior;            /* k                                            */
    double q;                /* false discovery rate of groups and members   */
    double prune;            /* share of the rest that a member is tied to   */
    uint32_t min_episodes;   /* of a pair with a coincidence                 */
    uint32_t min_days;       /* of a test                                    */
    uint32_t min_size;       /* of a group                                   */
    double resolution;       /* of teams: their density (CPM)                */
    uint64_t seed;
    uint64_t growth_cap;     /* objects with more events grow no group       */
    bool bursts;             /* look for groups of one occasion, too         */
    const uint8_t *outsider; /* [accounts] 1 = of a crowd that was brought
                                along: no member, ever; NULL = none          */
} lia_coordinated_options;
#define LIA_COORDINATED_DEFAULTS                                           \
    { LIA_RUN_DEFAULTS, 3, {60000000, 300000000, 3600000000, 0},           \
      {3600000000, 7200000000, 43200000000, 0}, {1.0, 1.0, 1.25, 0.0},     \
      2.0, 0.01, 4.0, 0.05, 0.15, 2, 4, 4, 0.3, 1, 100000, true, NULL }

typedef enum lia_tier {
    LIA_TIER_COORDINATED,  /* beats the flat expectation and the crowd       */
    LIA_TIER_IN_STEP,      /* beats the flat expectation only: a warning     */
    LIA_TIER_BURST         /* in step on one occasion: a warning             */
} lia_tier;

/* Signs that a group is made of programs that repeat one stream; a flag for
 * the reader, not an acquittal. */
typedef struct lia_automation {
    double hour_entropy;   /* median over members, 1 = round the clock       */
    double delay_cv;       /* median coefficient of variation of the delay
                              behind the first engager; NAN below 5 delays   */
    double cover;          /* mean share of members on the group's objects   */
    double own;            /* members' share of the engagers of these        */
    bool stream_bots;      /* cv < .7, cover >= .6, own <= .4, entropy >= .9 */
} lia_automation;

typedef struct lia_coordinated_group {
    lia_tier tier;
    lia_time window, horizon;
    uint64_t first;        /* its members in `member` ..                     */
    lia_vid members;       /* core and grown together                        */
    lia_vid core;
    double log_p;          /* (C3), natural logarithm                        */
    double q;              /* adjusted over all proposals                    */
    uint32_t days;         /* that tested it (bursts: hours)                 */
    uint64_t pair_events;  /* of the core on the testing half, <= H apart    */
    uint64_t near;         /* of these <= w apart                            */
    double expected;       /* near expected by (C2)                          */
    double crowd;          /* share of the crowd within the window           */
    double habit;          /* members' median towards the crowd              */
    uint32_t seen;         /* proposals that came to the same group          */
    int half;              /* of the days that proposed it                   */
    lia_automation automation;
} lia_coordinated_group;

typedef struct lia_coordinated {
    lia_time tick;         /* of the clock; 0 = finer than a second          */
    uint32_t scales;       /* that the clock allows                          */
    uint32_t days;         /* with an event                                  */
    uint64_t proposals;    /* groups proposed                                */
    uint64_t testable;     /* of these with enough days and coincidences     */
    lia_vid suspects;      /* accounts with a suspicious pair                */
    lia_vid clean;         /* accounts without, that share an object with
                              others within the widest horizon               */
    uint64_t group_count;
    lia_coordinated_group *group;  /* tiers in order, then by p              */
    uint64_t member_count;
    lia_vid *member;       /* by group, ascending                            */
    uint8_t *is_core;      /* [member_count]                                 */
    double *member_log_p;  /* [member_count]                                 */
} lia_coordinated;

/* Find the groups.
 *
 * Groups may share members. A group that overlaps an earlier one by half of
 * the smaller is the same seen again: united where their Jaccard index is at
 * least .5, else only counted.
 *
 * return LIA_OK (no group is no failure: testable and clean say why);
 *        LIA_EARG; LIA_ELIMIT with 2^32 events or more; LIA_ENOMEM.
 * The same bytes for every number of threads and any order of rows.
 *
 * A group that rests on the flat expectation at a scale where the crowd must be
 * beaten by a factor grows along 50,000 meetings with strangers at most: there
 * an organic group passes, too, and would only gather the crowd.
 *
 * Time O(events) per scale and round of the prefilter, the neighbours within w
 * of the accounts left, the objects of pairs that meet often enough for (C1) to
 * reach edge_p, the pair events within H of groups. Memory 24 bytes per event,
 * 37 per event of an account that is left, 16 per suspicious pair and igraph's
 * 90 or so for its tie, 8 per account and 4 per post and thread.
 */
LIA_CHECKED lia_status lia_coordinated_find(
    lia_coordinated *out, const lia_events *events,
    const lia_coordinated_options *options, lia_error *err);
void lia_coordinated_free(lia_coordinated *result);

#ifdef __cplusplus
}
#endif
#endif
