/* pods/authorless/merging.h - the same group found twice becomes one. */
#ifndef LIA_PODS_MERGING_H
#define LIA_PODS_MERGING_H

#include "pods/authorless/coordinated.h"

/* A group on its way to the result. */
typedef struct lia_found {
    lia_tier tier;
    lia_proposal proposal;   /* member belongs to the list of proposals      */
    double q;
    uint32_t seen;
    lia_membership membership;
} lia_found;

/* Which expectation a tier has to beat. */
static inline int lia_by_of(lia_tier tier)
{
    return tier == LIA_TIER_IN_STEP ? LIA_BY_FLAT : LIA_BY_CROWD;
}

typedef struct lia_finds {
    uint64_t count, room;
    lia_found *list;
} lia_finds;

/* Take `found`, which has not grown yet, into the list and own its membership:
 * a group that shares half of the smaller one with an earlier one is the same
 * seen again. It is united with it where they are of one tier and either the
 * Jaccard index is at least .5 or two thirds of it are there; otherwise it is
 * only counted, unless `min_size` of its members are in no group yet: then it
 * stands for itself. */
LIA_CHECKED lia_status lia_finds_take(lia_finds *finds, lia_found *found,
                                      uint32_t min_size, lia_error *err);
void lia_finds_free(lia_finds *finds);

/* Core and grown set as one list: grown members of `more` that are not in
 * `core` enter as grown. `more` may be NULL. */
LIA_CHECKED lia_status lia_membership_unite(lia_membership *core,
                                            const lia_membership *more,
                                            bool as_core, lia_error *err);

#endif
