/* pods/mutual.h - the test of pairs that engage each other.
 *
 * Only mutual pairs are tested, and only they count in the false discovery
 * rate: who engages whom is given, only the times are random. See mutual.c.
 */
#ifndef LIA_PODS_MUTUAL_H
#define LIA_PODS_MUTUAL_H

#include "liaison/pods.h"
#include "pods/habits.h"

typedef struct pod_pair {
    uint32_t a, b;          /* a < b                                         */
    uint32_t episodes;      /* with a coincidence, on the clock of a         */
    double expected;        /* episodes if both followed their habits        */
    double log_p;
    double q;
} pod_pair;

typedef struct pod_pairs {
    uint64_t tested;        /* mutual pairs without machines                 */
    uint64_t count;         /* of them, with enough coincidences for p < 1   */
    pod_pair *pair;         /* [count] by a, then b                          */
} pod_pairs;

/* Time O(sum over pairs of the smaller lists); memory 24 bytes per pair that
 * counts. The same bytes for every thread count. */
LIA_CHECKED lia_status pod_pairs_test(pod_pairs *out, const pod_habits *h,
                                      const lia_pods_options *options,
                                      lia_error *err);
void pod_pairs_free(pod_pairs *pairs);

/* Was the account seen elsewhere within half an hour of the time: by an own
 * post, or on a post of another author than this? */
bool pod_was_seen(const pod_habits *h, uint32_t account, uint32_t time,
                  uint32_t author);

enum { POD_SEEN_SPAN = 1800 };

#endif
