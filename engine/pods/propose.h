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

/* How communities become sets. */
typedef struct pod_pruning {
    bool by_density;        /* CPM at this density, else modularity          */
    double density;
    double share;           /* a member must be tied to this share of others */
    uint32_t least;         /* smallest set                                  */
    uint64_t seed;
} pod_pruning;

/* Communities of a network of accounts 0 .. n - 1 (Leiden), pruned worst
 * member first until everybody is tied to max(2, share (size - 1)) others,
 * and taken apart where that cut them. */
LIA_CHECKED lia_status pod_sets_grow(pod_sets *sets, const lia_pairs *pairs,
                                     const pod_pruning *how, uint8_t source,
                                     lia_error *err);

/* S: validated pairs. R: pairs that engage each other often, whatever the
 * time. */
LIA_CHECKED lia_status pod_propose(pod_sets *out, const pod_habits *h,
                                   const pod_pairs *pairs,
                                   const lia_pods_options *options,
                                   lia_error *err);

#endif
