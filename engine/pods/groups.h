/* pods/groups.h - groups of accounts among suspicious pairs: what every search
 * for pods proposes, whatever made the pairs suspicious.
 */
#ifndef LIA_PODS_GROUPS_H
#define LIA_PODS_GROUPS_H

#include "base/status.h"
#include "liaison/communities.h"

typedef struct lia_groups {
    uint64_t count, room;
    uint64_t *off;           /* [count + 1] of each group in `member`        */
    lia_vid *member;         /* ascending within a group                     */
    uint64_t member_room;
} lia_groups;

typedef struct lia_groups_options {
    lia_communities_options communities;
    double share;            /* of the rest of the group ..                  */
    uint32_t at_least;       /* .. and accounts that a member is tied to     */
    uint32_t min_size;
} lia_groups_options;

/* Communities of the network of pairs (Leiden); in each, whoever is tied to
 * the fewest of the others goes, one after the other, until everyone is tied
 * to at least max(at_least, share (size - 1)) of them; what is left falls into
 * its connected parts, and those of min_size or more are the groups.
 *
 * pairs  without loops; weights as the communities want them, or NULL. Only
 *        accounts that a pair names cost anything.
 * Where several have the fewest ties the smallest id goes first. Groups come
 * in order of their communities' smallest accounts, then of their own.
 *
 * return LIA_OK; LIA_EARG as lia_communities(); LIA_ENOMEM.
 * Time O(pairs log pairs), memory about 150 bytes per pair while it runs.
 * Serial, and as lia_communities() not from two threads at once. */
LIA_CHECKED lia_status lia_groups_find(lia_groups *out, const lia_pairs *pairs,
                                       const lia_groups_options *options,
                                       lia_error *err);

/* The same, and beside it what is left where denser_share takes the place of
 * the share: the communities are found once. denser may be NULL. */
LIA_CHECKED lia_status lia_groups_find_two(lia_groups *out,
                                           lia_groups *denser,
                                           double denser_share,
                                           const lia_pairs *pairs,
                                           const lia_groups_options *options,
                                           lia_error *err);
void lia_groups_free(lia_groups *groups);

#endif
