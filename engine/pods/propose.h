/* pods/propose.h - topology proposes: groups that are worth a test. */
#ifndef LIA_PODS_PROPOSE_H
#define LIA_PODS_PROPOSE_H

#include "liaison/graph.h"
#include "pods/mutual.h"

/* Sets of accounts; an account may be in several. */
typedef struct pod_sets {
    uint32_t count, room;
    uint64_t *off;          /* [count + 1]                                   */
    uint32_t *member;       /* ascending within a set                        */
    uint64_t member_room;
    uint8_t *source;        /* lia_pod_source, | POD_BROAD                   */
} pod_sets;

/* Proposed by ties so thin that the members must each show something. */
enum { POD_BROAD = 0x80 };

LIA_CHECKED lia_status pod_sets_add(pod_sets *sets, const uint32_t *member,
                                    uint64_t size, uint8_t source,
                                    lia_error *err);
void pod_sets_free(pod_sets *sets);

/* S: validated pairs. R: pairs that engage each other often, whatever the
 * time. */
LIA_CHECKED lia_status pod_propose(pod_sets *out, const pod_habits *h,
                                   const pod_pairs *pairs,
                                   const lia_pods_options *options,
                                   lia_error *err);

#endif
