/* pods/group.h - does a group act in step on its members' posts?
 *
 * For a pair of members that engaged a post of a member, O counts a
 * coincidence and E its chance, both only where neither of the two was seen
 * elsewhere within half an hour (presence: on posts of accounts that are no
 * members, out of circle, or by an own post). Days are the clusters: whatever
 * ties events together within a day is absorbed.
 *
 *   D(day) = O - rho E  over the days with E > 0
 *   T      = mean(D) / (sd(D) / sqrt(days)),  p = P(t with days - 1 >= T)
 *
 * E takes the habits of an account from what it does elsewhere than on posts
 * of the group, in circle or not: in a loose group many favours go one way,
 * and would teach its haste to the law that is to judge it.
 *
 * p = 1 with fewer than 5 such days or fewer than 5 coincidences (each counted
 * from both sides). Cluster-robust reasoning: K.-Y. Liang, S. L. Zeger,
 * Biometrika 73, 13-22, 1986.
 */
#ifndef LIA_PODS_GROUP_H
#define LIA_PODS_GROUP_H

#include "liaison/pods.h"
#include "pods/habits.h"

/* Scratch of one thread. All marks are clear between calls. */
typedef struct pod_desk {
    uint8_t *is_member;     /* [n]                                           */
    uint32_t *row;          /* [n] LIA_NONE = not asked about                */
    uint32_t *slot;         /* [n] of those asked about: place in custom     */
    pod_custom *custom;     /* [slots] habits without the group              */
    uint32_t slots, slot_room;
    uint64_t *star_off;     /* [slots + 1] acts on the posts of one author   */
    uint32_t *star_time;    /* ascending within a slot                       */
    uint64_t star_room, star_off_room;
    bool has_star;
    double *observed;       /* [rows * days]                                 */
    double *expected;
    uint64_t cells;         /* room of the two                               */
    uint64_t room;          /* of the arrays per post below                  */
    uint32_t *event;
    pod_probe *probe;
    uint8_t *was_seen;      /* [room * room]                                 */
} pod_desk;

LIA_CHECKED lia_status pod_desk_open(pod_desk *out, uint32_t n,
                                     lia_error *err);
void pod_desk_close(pod_desk *desk);

typedef struct pod_verdict {
    double log_p;
    double observed, expected;   /* pairs of members, each once              */
    uint32_t days;
    uint32_t window;             /* s                                        */
} pod_verdict;

/* The test of a group. member: [size] ascending; star: LIA_NONE, or an author,
 * member or not, whose posts are left out, and to have engaged whom counts as
 * having been seen elsewhere: what happens around its calls proves nothing
 * about the group. Days of observed and expected
 * stand in desk->observed, desk->expected [stage->days] afterwards, counted
 * from both sides. */
LIA_CHECKED lia_status pod_group_test(pod_verdict *out, pod_desk *desk,
                                      const pod_habits *h,
                                      const uint32_t *member, uint32_t size,
                                      uint32_t star,
                                      const lia_pods_options *options,
                                      lia_error *err);

/* Each candidate against the rest of the group: log_p [count]. Candidates may
 * be members. */
LIA_CHECKED lia_status pod_group_each(double *log_p, pod_desk *desk,
                                      const pod_habits *h,
                                      const uint32_t *member, uint32_t size,
                                      const uint32_t *candidate,
                                      uint32_t count,
                                      const lia_pods_options *options,
                                      lia_error *err);

/* log p of the t test over days. */
double pod_day_test(const double *observed, const double *expected,
                    uint32_t days, double rho);

#endif
