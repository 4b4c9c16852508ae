/* pods/habits.h - who engages whom, and when an account acts if left alone.
 *
 * Relation (u, a): account u engaged posts of a. It is in circle if a engaged
 * posts of u, too. Habits are learned outside the circle only, so that a pod
 * cannot explain its own haste: from a delay law per account (and one per
 * account and author where they met at least three times), and an hour law
 * that its own posts enter as well. How the laws are smoothed stands in
 * habits.c.
 */
#ifndef LIA_PODS_HABITS_H
#define LIA_PODS_HABITS_H

#include "pods/stage.h"

enum { POD_BINS = 15, POD_HOURS = 24 };

typedef struct pod_relations {
    uint64_t *off;           /* [n + 1]                                      */
    uint32_t *author;        /* by account, then author                      */
    uint32_t *times;         /* posts of the author that it engaged          */
    uint8_t *is_mutual;
    uint32_t *of_event;      /* [events]                                     */
    uint32_t *partners;      /* [n] mutual relations                         */
    uint64_t pairs;          /* mutual relations, each pair once             */
} pod_relations;

/* Cumulative delay law: share of delays below edge 0 .. POD_BINS. */
typedef struct pod_law {
    double below[POD_BINS + 1];
} pod_law;

typedef struct pod_habits {
    const pod_stage *stage;
    pod_relations r;
    double delay[POD_BINS];  /* law of everybody                             */
    double hours[POD_HOURS]; /* smoothed, sum 1                              */
    uint8_t cover[POD_BINS][POD_HOURS][POD_HOURS];   /* see habits.c         */
    uint8_t *is_machine;     /* [n] median delay of 60 s or less, 20 events  */
    uint32_t *outside;       /* [n] events out of circle                     */
    uint32_t laws;
    pod_law *law;            /* [laws]                                       */
    uint32_t *law_of_account;   /* [n] LIA_NONE: no exchange, no post        */
    uint32_t *law_of_relation;  /* [relations] LIA_NONE = the account's      */
    double *hour;            /* [laws of accounts][24] mean 1                */
    float *norm;             /* [events] of accounts with a law              */
    uint64_t *seen_off;      /* [n + 1] presence: what it did unasked        */
    uint32_t *seen_time;     /* ascending                                    */
    uint32_t *seen_author;   /* of the post engaged; LIA_NONE = own post     */
} pod_habits;

/* Time O(events log degree); memory 13 bytes per event, 17 per relation, and
 * 330 per account with a mutual relation. */
LIA_CHECKED lia_status pod_habits_build(pod_habits *out,
                                        const pod_stage *stage,
                                        const lia_run *run, lia_error *err);
void pod_habits_free(pod_habits *habits);

/* Relation (u, a), or UINT64_MAX. O(log relations of u). */
uint64_t pod_relation(const pod_relations *r, uint32_t u, uint32_t a);

static inline bool pod_is_inside(const pod_habits *h, uint64_t event)
{
    return h->r.is_mutual[h->r.of_event[event]];
}

/* A stretch of time around an event, cut into hours: made once, asked of
 * everybody else on the post. */
enum { POD_STEPS = 24 };
typedef struct pod_probe {
    uint32_t steps;
    uint8_t bin[POD_STEPS + 1];
    uint8_t hour[POD_STEPS];
    double part[POD_STEPS + 1];   /* of the bin, 0..1                        */
} pod_probe;

/* From `before` seconds ahead of an event at `time` (delay seconds after the
 * post) to `after` seconds behind it; the two add up to a day at most. */
void pod_probe_set(pod_probe *out, double time, double delay, double before,
                   double after);

/* Probability that the account of event acts within the probe, given that it
 * acts on the post at all:
 *
 *   clip( sum over steps of (F(end) - F(begin)) alpha(hour) / Z, 1e-9, .999 )
 *
 * F the delay law, alpha the hour law, Z their normaliser for the hour of
 * publication. Inhomogeneous Poisson with a coarse rate: A. Amarasingham et
 * al., J. Neurophysiol. 107, 517, 2012. The account must have a law. */
double pod_chance(const pod_habits *h, uint64_t event, const pod_probe *probe);

/* The habits of one account, learned anew without what it did on posts of the
 * accounts that are marked. */
typedef struct pod_custom {
    pod_law law;
    double hour[POD_HOURS];
    double norm[POD_HOURS];  /* by hour of publication                       */
} pod_custom;
void pod_custom_learn(pod_custom *out, const pod_habits *h, uint32_t account,
                      const uint8_t *is_marked);

/* Sum over the steps of a probe of the law's share times the hour's. */
static inline double pod_law_share(const pod_law *law, const double *hour,
                                   const pod_probe *probe)
{
    const double *below = law->below;
    double q = 0, begin, end;
    uint32_t b = probe->bin[0];

    begin = below[b] + (below[b + 1] - below[b]) * probe->part[0];
    for (uint32_t k = 0; k < probe->steps; k++, begin = end) {
        b = probe->bin[k + 1];
        end = below[b] + (below[b + 1] - below[b]) * probe->part[k + 1];
        q += (end - begin) * hour[probe->hour[k]];
    }
    return q;
}

static inline double pod_clip(double q)
{
    return q < 1e-9 ? 1e-9 : q > .999 ? .999 : q;
}

/* As pod_chance; published at `hour` of the day. */
static inline double pod_custom_chance(const pod_custom *c, uint32_t hour,
                                       const pod_probe *probe)
{
    return pod_clip(pod_law_share(&c->law, c->hour, probe) / c->norm[hour]);
}

#endif
