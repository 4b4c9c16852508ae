/* pods/friends.h - how much friends help, to compare groups with. */
#ifndef LIA_PODS_FRIENDS_H
#define LIA_PODS_FRIENDS_H

#include "pods/habits.h"

/* Logit of coverage among friends as a line over log activity. */
typedef struct pod_friends {
    uint64_t count;          /* accounts behind it; 0 = not known            */
    double slope, level, median, spread;
} pod_friends;

/* Coverage between each account and its contacts (4 or more; authors with 3
 * posts or more; 30 chances or more), as a robust line: five rounds of least
 * squares without what lies 2.5 deviations off, deviation = 1.4826 times the
 * median absolute one. */
LIA_CHECKED lia_status pod_friends_learn(pod_friends *out,
                                         const pod_habits *h, lia_error *err);

/* (logit coverage - line - median) / spread of a group; NAN if not known. */
double pod_friends_compare(const pod_friends *f, const pod_habits *h,
                           const uint32_t *member, uint32_t size);

#endif
