/* liaison/pods.h - groups that favour their own, and do so in step.
 *
 * Who engaged what is taken as given; only the times are random, drawn from
 * each account's own habits (of delay and of the hour of day) outside the
 * group. Topology proposes, timing disposes: pairs that engage each other are
 * tested and tied together, groups of accounts that often engage each other
 * are proposed as well, every proposal is tested day by day on its members'
 * posts, and the false discovery rate is held over all of them.
 *
 * A class is said of a group, never of a person. Detections (`calculated`,
 * `coordinated`, `affinity_sync`) rest on the test of time; notes (`affinity`,
 * `reciprocal`) do not, and have no error rate; warnings tell what looks like
 * a pod and is likely something else.
 */
#ifndef LIA_PODS_H
#define LIA_PODS_H

#include "liaison/tables.h"

#ifdef __cplusplus
extern "C" {
#endif

/* In order of rank. */
typedef enum lia_pod_class {
    LIA_POD_CALCULATED, LIA_POD_COORDINATED, LIA_POD_AFFINITY_SYNC,
    LIA_POD_AFFINITY, LIA_POD_RECIPROCAL,
    LIA_POD_CIRCLE, LIA_POD_AUTOMATED, LIA_POD_ONEWAY, LIA_POD_ADVOCACY,
    LIA_POD_IN_STEP, LIA_POD_BURST, LIA_POD_ONE_OFF, LIA_POD_CLASS_COUNT
} lia_pod_class;
const char *lia_pod_class_name(lia_pod_class class_of);   /* "calculated" */
static inline bool lia_pod_is_detection(lia_pod_class c)
{
    return c <= LIA_POD_AFFINITY_SYNC;
}
static inline bool lia_pod_is_warning(lia_pod_class c)
{
    return c >= LIA_POD_CIRCLE;
}

/* Which network proposed a group or a member. */
typedef enum lia_pod_source {
    LIA_POD_FROM_STEP,       /* "S": pairs in step                           */
    LIA_POD_FROM_TIES,       /* "R": mutual engagement, whatever the time    */
    LIA_POD_FROM_CORE,       /* "core"                                       */
    LIA_POD_FROM_GROWTH,     /* "growth"                                     */
    LIA_POD_SOURCE_COUNT
} lia_pod_source;
const char *lia_pod_source_name(lia_pod_source source);

/* Groups may also be tested at other windows: pods whose favours come within
 * hours do not show at ten minutes. The smallest p, times the number of
 * windows, counts, and the group is judged at the window that it comes from.
 * Pairs are tested at `window` only. */
enum { LIA_POD_OTHER_WINDOWS = 3 };

/* NULL in place of a pointer to it means LIA_PODS_DEFAULTS. */
typedef struct lia_pods_options {
    lia_run run;
    uint32_t window;         /* s: a coincidence; 1 .. 43200                 */
    uint32_t other_windows;  /* for groups that are slower (below)           */
    uint32_t other_window[LIA_POD_OTHER_WINDOWS];
    uint32_t episode;        /* s: a pause that ends an episode of a pair    */
    uint32_t min_episodes;   /* with a coincidence, for a pair to count      */
    double rho;              /* effect floor: so many times the habit        */
    double q;                /* false discovery rate of pairs and of groups  */
    uint32_t min_size;       /* of a group                                   */
    uint64_t max_per_post;   /* posts with more engagers leave the test of
                                pairs; 0 = none does                         */
    uint64_t seed;           /* of Leiden                                    */
    bool fixed_episodes;     /* episodes are bins of the clock               */
    bool short_histories;    /* propose from one mutual post on              */
    bool wide_growth;        /* growth corrects for every account, not only
                                for those that the group exchanges with      */
} lia_pods_options;
#define LIA_PODS_DEFAULTS \
    { LIA_RUN_DEFAULTS, 600, 0, {0, 0, 0}, 3600, 3, 2.0, 0.05, 4, 1000, 1, \
      false, true, false }

typedef struct lia_pod {
    double score;            /* -log10 p_value where in step, else 0         */
    double log_p;            /* natural logarithm of p_value                 */
    double p_value, q_value; /* of the test of the proposal, before growth   */
    double observed, expected;  /* coincidences of pairs of members          */
    double synchrony;        /* (observed + .5) / (expected + .5)            */
    double reciprocity;      /* share of pairs that engage both ways         */
    double coverage;         /* of members' posts, by a member               */
    double promptness;       /* median of members: chance that a favour comes
                                sooner than another engagement; .5 = same    */
    double exclusivity;      /* share of members' engagement that stays in   */
    double topic;            /* mean cosine of tastes outside; NAN unknown   */
    double contact;          /* share of pairs in contact; NAN unknown       */
    double calculated_index, affinity_index;    /* 0..1                      */
    double coverage_against_friends; /* robust z; NAN unknown                */
    double evenness;         /* variance of coverage over that of chance     */
    double outside_share;    /* coincidences on the one most frequent author
                                that is no member                            */
    double machines;         /* share of members with a machine's delay      */
    double delay_variation;  /* median of members: sd / mean of delays inside;
                                a script is below .3                         */
    double tit_for_tat;      /* Gini of given - received, 0 = all quits      */
    double log_p_without;    /* of the same test beside the posts of its star:
                                of authors with .1 of the coincidences the
                                one that gives back least; NAN without       */
    double star_share;       /* of coincidences on it; 0 without             */
    double star_returns;     /* what it covers of the members' posts, over
                                what they cover of its own                   */
    double topic_floor, topic_scale;    /* in affinity_index                 */
    lia_time first_time, last_time;  /* of the engagement inside             */
    lia_time half_joined;    /* when half of the members had begun           */
    uint64_t events;         /* engagements inside                           */
    uint64_t first_member;   /* in lia_pods.member                           */
    uint64_t first_day;      /* in lia_pods.day                              */
    uint32_t size, authors, posts, days;
    uint32_t explanation;    /* in lia_pods.text                             */
    uint32_t clears;
    uint32_t number;         /* 1, 2, ... in rank order                      */
    uint32_t window_s;       /* at which it was judged                       */
    uint32_t unused;         /* 0: structs without gaps can be compared      */
    uint8_t class_of;        /* lia_pod_class                                */
    uint8_t source;          /* lia_pod_source                               */
    uint8_t detection;       /* 1 or 0                                       */
    uint8_t in_step;         /* passed the test of the group                 */
} lia_pod;

typedef struct lia_pod_member {
    double coverage;         /* of the other members' posts                  */
    double promptness;       /* NAN with fewer than 3 inside or outside      */
    double p_value;          /* against the rest of the group; NAN untested  */
    uint64_t given, received;
    lia_vid account;
    uint32_t pod;            /* number                                       */
    uint8_t proposed_by;     /* lia_pod_source                               */
    uint8_t unused[7];       /* 0: structs without gaps can be compared      */
} lia_pod_member;

typedef struct lia_pod_pair {
    double expected, p_value, q_value;
    lia_vid account_a, account_b;
    uint32_t episodes;
    uint32_t pod;            /* number of one that has both, or LIA_NONE     */
} lia_pod_pair;

typedef struct lia_pod_burst {
    double expected;         /* members in the span, were they left alone    */
    double probability;      /* of so many or more, this burst by itself     */
    lia_time time;           /* of the first                                 */
    uint32_t pod;            /* number                                       */
    uint32_t post;
    lia_vid author;
    uint32_t members;        /* who acted within the span                    */
    uint32_t span_s;
    uint32_t files, accounts;   /* in lia_pods.text                          */
    uint32_t unused;         /* 0                                            */
} lia_pod_burst;

typedef struct lia_pod_day {
    lia_time day;
    double observed, expected;  /* pairs of members, on the clock of either  */
    uint32_t pod;
    uint32_t unused;         /* 0                                            */
} lia_pod_day;

typedef struct lia_pod_engagement {
    uint64_t received;       /* engagements of posts, one per account, post  */
    uint64_t received_without_pods;  /* not by a fellow member of a
                                        detection                            */
    double share_from_pods;
    lia_vid account;
    uint32_t unused;         /* 0                                            */
} lia_pod_engagement;

typedef struct lia_pods {
    uint32_t count;          /* all classes, in order of rank                */
    lia_pod *pod;
    uint64_t member_count;
    lia_pod_member *member;  /* by pod, then account                         */
    uint64_t pair_count;
    lia_pod_pair *pair;      /* validated, the least probable first          */
    uint64_t burst_count;
    lia_pod_burst *burst;    /* by pod, the least probable first             */
    uint64_t day_count;
    lia_pod_day *day;
    uint64_t engagement_count;
    lia_pod_engagement *engagement;  /* by account; authors only             */
    lia_names text;          /* of explanations and files                    */
    uint32_t by_class[LIA_POD_CLASS_COUNT];
    uint64_t events, accounts, posts;    /* tested                           */
    uint64_t pairs_tested;
    uint64_t proposals;
    uint64_t without_author, own, repeats;   /* rows left out                */
    uint64_t guessed;        /* posts whose time is that of the first event  */
    uint64_t capped;         /* posts with more than max_per_post engagers   */
    uint64_t friends;        /* accounts behind coverage_against_friends     */
    bool is_authorless;      /* by lia_pods_find_authorless                  */
    char untestable[400];    /* why there is nothing to rank, or empty       */
    char remark[600];        /* what the data cannot tell apart, or empty    */
    char untestable_said[400], remark_said[600];    /* for the terminal      */
} lia_pods;

/* Find them.
 *
 * out    free with lia_pods_free. The same bytes for every thread count, order
 *        of rows, names of accounts, and whole days that all times are moved
 *        by (but for the names and times themselves, and for which of several
 *        equal rows the evidence points at).
 * tables interactions with object and time, and authors on the rows or in the
 *        table of posts. Contacts and tags are used where they are.
 * return LIA_OK, with `untestable` where nothing can be tested; LIA_EARG for
 *        options out of range; LIA_ECANNOT if nothing has an object, a time or
 *        an author, or the clock is coarser than minutes; LIA_ENOMEM.
 *
 * Time: linear in the rows, plus the lists that mutual pairs have in common,
 * plus members' pairs on members' posts. Memory about 70 bytes per row.
 */
LIA_CHECKED lia_status lia_pods_find(lia_pods *out, const lia_tables *tables,
                                     const lia_pods_options *options,
                                     lia_error *err);
void lia_pods_free(lia_pods *pods);

/* Bytes that lia_pods_find needs beside the tables, at most. */
uint64_t lia_pods_memory(const lia_tables *tables, int threads);

/* The same where the authors of posts are unknown: groups that act in step on
 * the same objects (coordinated.h) as classes coordinated, in_step and burst,
 * objects with many accounts that are seen nowhere else (oneoff.h) as class
 * one_off. Columns that need an author (reciprocity, promptness, indices ..)
 * are NAN; `coverage` is the mean share of members on an object of the group,
 * `exclusivity` the members' share of the engagers of these, observed and
 * expected count pairs of engagements of one object within the group's window.
 * `remark` says so where there is no clean crowd to compare with.
 *
 * one_off may be NULL (defaults). return as lia_pods_find; LIA_ECANNOT where
 * nothing has an object or a time, the clock is coarser than minutes, or there
 * are fewer than 5 days with an engagement. Time and memory: see
 * lia_coordinated_find(). */
struct lia_coordinated_options;
struct lia_one_off_options;
LIA_CHECKED lia_status lia_pods_find_authorless(
    lia_pods *out, const lia_tables *tables,
    const struct lia_coordinated_options *options,
    const struct lia_one_off_options *one_off, lia_error *err);

/* Bytes that it needs beside the tables: what it took of dense data
 * (bench/engagements.c, 1e7 rows), where pairs in step and their communities
 * are half of it. Most data need less, and more is possible: pairs cannot be
 * counted beforehand. */
uint64_t lia_pods_authorless_memory(const lia_tables *tables, int threads);

/* For others: which accounts share a detected pod. */
typedef struct lia_pod_circle {
    uint32_t n;
    uint64_t *off;           /* [n + 1] detections of an account             */
    uint32_t *pod;           /* numbers, ascending                           */
} lia_pod_circle;
LIA_CHECKED lia_status lia_pod_circle_build(lia_pod_circle *out,
                                            const lia_pods *pods, lia_vid n,
                                            lia_error *err);
bool lia_pod_circle_share(const lia_pod_circle *c, lia_vid a, lia_vid b);
void lia_pod_circle_free(lia_pod_circle *circle);

#ifdef __cplusplus
}
#endif
#endif
