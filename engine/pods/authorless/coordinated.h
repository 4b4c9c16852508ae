/* pods/authorless/coordinated.h - what the steps of the search for coordinated
 * groups hand to one another. The formulas (C1) to (C3) stand in
 * liaison/coordinated.h; the steps, each in a file of its own:
 *
 *   field.c        events by account, the clock's tick, the two halves
 *   live.c         who can have a suspicious pair at all
 *   suspicion.c    (C1) pairs that are in step on the days of one half
 *   proposals.c    groups of such pairs (groups.h)
 *   rates.c        how fast the crowd is, suspects left out
 *   trial.c        (C2), (C3) a group on the days of the other half
 *   membership.c   who of it stays, who else belongs to it
 *   flat.c         the votes on that where all pair events expect the same
 *   coordinated.c  all of it in order
 */
#ifndef LIA_PODS_COORDINATED_H
#define LIA_PODS_COORDINATED_H

#include "base/status.h"
#include "liaison/coordinated.h"

#define LIA_SECOND ((lia_time)1000000)
#define LIA_HOUR (3600 * LIA_SECOND)
#define LIA_DAY (24 * LIA_HOUR)

/* Euclidean: rounds down for times before 1970, too. */
static inline int64_t lia_floor_div(int64_t a, int64_t b)
{
    const int64_t q = a / b;

    return q - (a % b < 0);
}

/* The events, whose they are, and how they are split in two halves. */
typedef struct lia_field {
    const lia_events *events;
    lia_vid n;
    lia_vid active;      /* accounts with an event                           */
    uint32_t count;
    uint32_t *post;      /* [count] of each event                            */
    uint64_t *off;       /* [n + 1] an account's events in `at`              */
    uint32_t *at;        /* [count] numbers of events, ascending             */
    lia_time tick;       /* of the clock; 0 = finer than a second            */
    int64_t first_hour;  /* with an event                                    */
    int64_t quiet_hour;  /* 0 .. 23, with the fewest events: days begin there */
    uint64_t largest;    /* events of the busiest object                     */
    uint32_t hours;      /* from the first to the last event                 */
    bool by_object;      /* halves by object, clusters are episodes: bursts  */
} lia_field;

LIA_CHECKED lia_status lia_field_build(lia_field *out,
                                       const lia_events *events,
                                       const lia_run *run, lia_error *err);
void lia_field_free(lia_field *field);

/* The half and the cluster of a pair of events, told by the earlier one. A day
 * begins in the quietest hour, so that a session goes over its edge, and tells
 * one half about the other, as rarely as can be. */
static inline uint32_t lia_hour_of(const lia_field *f, lia_time first)
{
    return (uint32_t)(lia_floor_div(first, LIA_HOUR) - f->first_hour);
}

static inline int64_t lia_day_of(const lia_field *f, lia_time first)
{
    return lia_floor_div(first - f->quiet_hour * LIA_HOUR, LIA_DAY);
}

static inline uint32_t lia_cluster_of(const lia_field *f, lia_time first)
{
    if (f->by_object)
        return lia_hour_of(f, first);
    return (uint32_t)(lia_day_of(f, first) -
                      lia_floor_div(f->first_hour - f->quiet_hour, 24));
}

static inline int lia_half_of_object(uint32_t post)
{
    return (int)((post * 2654435761u) >> 16 & 1u);
}

static inline int lia_half_of(const lia_field *f, lia_time first,
                              uint32_t post)
{
    if (f->by_object)
        return lia_half_of_object(post);
    return (int)(lia_day_of(f, first) & 1);
}

/* One pair of windows, and what is expected of it without knowing anything. */
typedef struct lia_scale {
    lia_time window, horizon;
    double flat;         /* q0                                               */
    double crowd_factor; /* rho1                                             */
} lia_scale;

/* The scales whose windows this clock can tell apart, the tick's half added to
 * both: two equal stamps may be a tick apart. Returns how many. */
uint32_t lia_scales_of(lia_scale out[LIA_MOST_SCALES],
                       const lia_coordinated_options *options, lia_time tick);

/* Events of the accounts that can have a suspicious pair: at the widest window;
 * narrower ones borrow them and say whose count. */
typedef struct lia_live {
    uint32_t count;
    lia_vid accounts;    /* that are left                                    */
    uint32_t rounds;
    lia_event *event;    /* [count] by post, then time; `row` is the number
                            of the event in the field                        */
    uint32_t *post;      /* [count]                                          */
    uint64_t *off;       /* [n + 1] an account's events in `at`              */
    uint32_t *at;        /* [count] places in the arrays above, ascending    */
    uint8_t *is_live;    /* [n] left at this window                          */
    bool borrows;        /* all but is_live is that of a wider window        */
} lia_live;

/* An account stays while it has `min_episodes` events that are within the
 * window of another live account's on the same post, and these can belong to
 * as many episodes (an episode is the hour of the earlier event); until
 * nothing changes. Every pair with `min_episodes` episodes is kept.
 *
 * wider  that of a wider window, which must outlive this one; NULL = none. */
LIA_CHECKED lia_status lia_live_build(lia_live *out, const lia_field *field,
                                      const lia_live *wider,
                                      const lia_scale *scale,
                                      uint32_t min_episodes,
                                      const lia_run *run, lia_error *err);
void lia_live_free(lia_live *live);

/* A pair that is more in step than it should be, a < b. */
typedef struct lia_suspicion {
    lia_vid a, b;
    double log_p;        /* natural logarithm of (C1)                        */
} lia_suspicion;

typedef struct lia_suspicions {
    uint64_t count, room;
    lia_suspicion *pair; /* in order of a, then b                            */
} lia_suspicions;

/* (C1) for all pairs, on either half; those with p <= edge_p. The same with
 * the halves by object into by_object, in the same go; NULL = not asked for. */
LIA_CHECKED lia_status lia_suspect(lia_suspicions out[2],
                                   lia_suspicions by_object[2],
                                   const lia_field *field,
                                   const lia_live *live,
                                   const lia_scale *scale,
                                   const lia_coordinated_options *options,
                                   lia_error *err);

/* (C1) itself: `mean` of `episodes` values against the expected `m`. */
double lia_log_chernoff(double episodes, double mean, double m);

typedef struct lia_score {
    double log_p;        /* (C3); 0 where there is too little to test        */
    uint32_t clusters;   /* days with a pair event                           */
    uint64_t pairs;      /* pair events                                      */
    uint64_t near;       /* of these within the window                       */
    double expected;     /* sum of (C2)                                      */
} lia_score;

enum { LIA_BY_CROWD, LIA_BY_FLAT };   /* which expectation                   */

typedef struct lia_proposal {
    uint32_t proposed;   /* the scale that it comes from                     */
    bool is_wide;        /* a community, not a team                          */
    int half;            /* that proposed it; the other one tests            */
    lia_vid count;
    lia_vid *member;     /* ascending                                        */
    uint8_t *is_dense;   /* [count] tied to enough of the rest for a core    */
    uint32_t scale[2];   /* at which it stands out most, by crowd, by flat   */
    lia_score score[2];  /* there; log_p is that of the best of all scales   */
    double crowd[2], habit[2];  /* there: qpop; median h of the members      */
} lia_proposal;

typedef struct lia_proposals {
    uint64_t count, room;
    lia_proposal *list;
} lia_proposals;

/* Groups among suspicious pairs, appended to `out`: teams (CPM), or the wider
 * communities (modularity) that still hold together where popular objects blur
 * the teams; of these, only who is tied to twice the share of the rest is
 * dense. */
LIA_CHECKED lia_status lia_propose(lia_proposals *out,
                                   const lia_suspicions *pairs,
                                   uint32_t scale, int half, bool is_wide,
                                   lia_vid n,
                                   const lia_coordinated_options *options,
                                   lia_error *err);
void lia_proposals_free(lia_proposals *proposals);

/* How often the crowd is in step, `bad` accounts left out. */
typedef struct lia_rates {
    double crowd;        /* qpop                                             */
    double *habit;       /* [n] h                                            */
    uint32_t *near, *wide; /* [events] cw', cH'                              */
} lia_rates;

LIA_CHECKED lia_status lia_rates_build(lia_rates *out, const lia_field *field,
                                       const lia_scale *scale,
                                       const uint8_t *bad,
                                       const lia_coordinated_options *options,
                                       lia_error *err);
void lia_rates_free(lia_rates *rates);

/* What a test needs to know. */
typedef struct lia_bench {
    const lia_field *field;
    const lia_live *live;
    const lia_scale *scale;
    const lia_rates *rates;  /* NULL = asked by the flat expectation only   */
    const lia_coordinated_options *options;
} lia_bench;

/* A vote: pair events on one day of which the same is expected. */
typedef struct lia_vote {
    uint32_t cluster;    /* counted from the first one of the data           */
    lia_vid owner;       /* whose row                                        */
    double expected;     /* (C2), of each                                    */
    uint32_t pairs, near;
} lia_vote;

/* (C2) for the pair of live events i and j. by: LIA_BY_CROWD or _FLAT. */
double lia_expected(const lia_bench *bench, uint32_t i, uint32_t j, int by);

/* Room for votes and for adding them up, kept between calls. */
typedef struct lia_votes {
    uint64_t count, room;
    lia_vote *vote;
    uint32_t clusters;
    double *sum;         /* [clusters] all zero between calls                */
    double *noise;       /* [clusters] all zero between calls                */
    uint32_t *pairs;     /* [clusters] all zero between calls                */
    uint32_t *touched;   /* [clusters]                                       */
    uint64_t *mark;      /* a bit per live event, all zero between calls     */
    uint32_t *place;     /* [places] of live events that vote, ascending     */
    uint64_t places, place_room;
    uint8_t *role;       /* [n] of an account; these four are all zero
                            between calls                                    */
    uint32_t *near;      /* [n] meetings with members within the window      */
    uint32_t *links;     /* [n] members met there                            */
    lia_vid *stamp;      /* [n] the last member + 1 that was met             */
    lia_vid *met;        /* [n] strangers met                                */
} lia_votes;

LIA_CHECKED lia_status lia_votes_make(lia_votes *out, const lia_bench *bench,
                                      lia_error *err);
void lia_votes_free(lia_votes *votes);

/* Have the event of a place some way ahead fetched: places jump, and waiting
 * for memory is half of what going through them costs. */
static inline void lia_votes_fetch(const lia_votes *v, const lia_live *live,
                                   uint64_t place)
{
    enum { AHEAD = 16 };

    if (place + AHEAD < v->places)
        __builtin_prefetch(&live->event[v->place[place + AHEAD]]);
}

/* Add the live events of an account; then put them in order. */
LIA_CHECKED lia_status lia_votes_add(lia_votes *votes, const lia_live *live,
                                     lia_vid account, lia_error *err);
void lia_votes_order(lia_votes *votes, const lia_live *live);

/* May a group grow along this post? */
static inline bool lia_may_grow(const lia_bench *b, uint32_t post)
{
    const uint64_t *off = b->field->events->off;

    if (b->field->largest <= b->options->growth_cap)
        return true;
    return off[post + 1] - off[post] <= b->options->growth_cap;
}

/* Who an account is to a group that is asked about. */
enum { LIA_STRANGER, LIA_MEMBER, LIA_CANDIDATE };

/* The pair events of members with members and with candidates, where the same
 * is expected of all, as votes of either end that faces a member. Roles are
 * set, places in order. */
LIA_CHECKED lia_status lia_votes_count(lia_votes *votes,
                                       const lia_bench *bench, int half,
                                       lia_error *err);

/* (C3) over votes in any order; added up in the order they come. is_group: the
 * claim itself, which must not rest on days that agree by chance; whether an
 * account belongs to a group that is proven already is asked without `noise`,
 * or nobody with a day or two would. */
lia_score lia_score_votes(lia_votes *room, const lia_vote *vote,
                          const uint32_t *order, uint64_t count,
                          bool is_group);

/* Both scores of a group on one half. */
LIA_CHECKED lia_status lia_try_group(lia_score score[2], lia_votes *votes,
                                     const lia_bench *bench,
                                     const lia_vid *member, lia_vid count,
                                     int half, lia_error *err);

/* Who of a group stays and who enters. */
typedef struct lia_membership {
    lia_vid count;
    lia_vid *member;     /* ascending                                        */
    double *log_p;       /* [count]                                          */
    uint8_t *is_core;    /* [count] of the proposal, not grown               */
} lia_membership;

/* suspect: [n] accounts left out of the crowd. most: meetings with strangers,
 * within the window, along which the group may grow; a pass with more, and any
 * with 0, lets no stranger in. */
LIA_CHECKED lia_status lia_members_find(lia_membership *out,
                                        const lia_bench *bench,
                                        lia_votes *votes,
                                        const lia_proposal *proposal, int by,
                                        uint64_t most,
                                        const uint8_t *suspect,
                                        lia_error *err);
void lia_membership_free(lia_membership *membership);

#endif
