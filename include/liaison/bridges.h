/* liaison/bridges.h - ties between groups, and the accounts that hold them.
 *
 * Bridges by structure: bridgeness, roles between groups, sole access; and
 * what a tie could carry further: relay value. How strong a tie is stands in
 * liaison/strength.h; span and cuts in liaison/paths.h and
 * liaison/cohesion.h.
 */
#ifndef LIA_BRIDGES_H
#define LIA_BRIDGES_H

#include "liaison/graph.h"
#include "liaison/tables.h"

#ifdef __cplusplus
extern "C" {
#endif

/* How little the ends of a tie have in common:
 *
 *   b = 1 - n / (d(a) + d(b) - 2 - n + 5)      n common contacts
 *
 * Overlap as in Onnela et al. 2007, shrunk towards 0 by five contacts that
 * nobody shares, so that a tie between two accounts with few contacts is no
 * bridge by accident. (The five are this project's.) Strength and bridgeness
 * are to be kept apart: Z. P. Neal, "The not-so-forbidden triad", Network
 * Science, 2024.
 *
 * out, mutual: [m] in tie order; 0 < b <= 1, 1 without common contacts.
 * Time O(m). */
void lia_bridgeness(double *out, const uint32_t *mutual, const lia_ties *ties);

/* Where a tie stands on the two axes. A tie is strong from a strength of 0.2
 * on (class medium or strong), and a bridge from a bridgeness of 0.9 on. */
#define LIA_STRONG_FROM 0.2
#define LIA_BRIDGE_FROM 0.9
typedef enum lia_quadrant {
    LIA_WEAK_BOND, LIA_STRONG_BOND, LIA_WEAK_BRIDGE, LIA_STRONG_BRIDGE,
    LIA_QUADRANTS
} lia_quadrant;
lia_quadrant lia_quadrant_of(double strength, double bridgeness);
const char *lia_quadrant_name(lia_quadrant quadrant);   /* "strong_bridge"   */

/* Communities of very large networks, where Leiden (liaison/communities.h)
 * takes too long: label propagation. Everybody begins with a label of his own;
 * in order of the accounts, each takes the label that most of his contacts
 * have, of equals the one he has, else the largest (the smallest would creep
 * from account to account through everybody); pass after pass until nobody
 * changes, at most `passes` times. U. N. Raghavan, R. Albert, S.
 * Kumara, Phys. Rev. E 76, 036106, 2007; the fixed order and the rule for
 * equals, instead of random ones, make the result the same every time.
 *
 * group   [n] 0 .. *count - 1, numbered by the smallest account of each
 * return LIA_OK; LIA_EARG for a NULL; LIA_ENOMEM.
 * Time O(passes (n + m)) on one thread; memory 12 n bytes. */
LIA_CHECKED lia_status lia_labels_spread(uint32_t *group, uint32_t *count,
                                         const lia_ties *ties, int passes,
                                         lia_error *err);

/* Roles between groups: pairs (a, c) of contacts of b that are not tied to
 * each other, by the groups of the three.
 *
 *   coordinator   all three of one group
 *   itinerant     a and c of one group, b of another
 *   gatekeeper    one of a and c in b's group, the other not (towards the
 *                 inside gatekeeper, outwards representative: one number,
 *                 ties having no direction)
 *   liaison       three groups
 *
 * R. V. Gould, R. M. Fernandez, "Structures of Mediation", Sociological
 * Methodology 19, 89-126, 1989. Their counts are of ordered pairs: twice
 * these for coordinator, itinerant and liaison.
 *
 * out    [n] each; all must be given. Untouched on failure.
 * group  [n] below n, or LIA_NONE: a group of its own
 * return LIA_OK; LIA_EARG for a NULL or a group out of range; LIA_ENOMEM.
 * Time that of a pass over all triangles, O(m sqrt m); memory 12 m + 28 n
 * bytes, and 38 n per thread. Whole numbers: the same for every thread count.
 */
typedef struct lia_roles {
    uint64_t *coordinator, *itinerant, *gatekeeper, *liaison;
} lia_roles;
LIA_CHECKED lia_status lia_roles_count(const lia_roles *out,
                                       const lia_ties *ties,
                                       const uint32_t *group,
                                       const lia_run *run, lia_error *err);

/* Sole access: what is lost if an account leaves. An entity (a company, or an
 * account that has none) is reached from the team if one of its accounts is a
 * member's contact, or the contact of one. X(v) counts the entities that are
 * reached, but not without v: v a member, or the contact between.
 *
 * Without a team: the entities all of whose accounts hang on v alone, that
 * is, have no other contact.
 *
 * out      [n] 0 for accounts that nobody depends on
 * team     [n] 1 = belongs to the team, or NULL: no team
 * entity   [n] below n, or LIA_NONE: the account itself; or NULL: all so.
 *          Members of the team and their entities are not counted.
 * return LIA_OK; LIA_EARG for a NULL or an entity out of range; LIA_ENOMEM.
 * Time O(n + m); memory 28 n bytes.
 */
LIA_CHECKED lia_status lia_sole_access(uint32_t *out, const lia_ties *ties,
                                       const uint8_t *team,
                                       const uint32_t *entity,
                                       lia_error *err);

/* Relay value of a tie: what one end can expect the other to carry further.
 *
 *   r(a by v) = P(v passes a's posts on) x accounts that v alone reaches
 *   P = (k + 1/2) / (posts + 1), k the distinct posts of a that v commented
 *       on, replied to, shared or quoted (Jeffreys' estimate)
 *   accounts: contacts of v that are neither a, nor contacts of a, nor
 *       contacts of anyone else who engaged a's posts
 *
 * The number is an expected audience per post, in accounts. A tie gets the
 * larger of both directions, or, with `me`, the one of a member's posts.
 *
 * out    [m] in tie order, >= 0; NAN where neither end has a post that the
 *        other engaged
 * me     [n] 1 = only this account's posts count, or NULL: everybody's
 * return LIA_OK; LIA_EARG for a NULL; LIA_ENOMEM.
 * Time O(rows log rows + sum over authors of the contacts of those who engage
 * them); memory 24 bytes a row of interactions and 12 n.
 */
LIA_CHECKED lia_status lia_relay_value(double *out, const lia_ties *ties,
                                       const lia_tables *tables,
                                       const uint8_t *me, lia_error *err);

#ifdef __cplusplus
}
#endif
#endif
