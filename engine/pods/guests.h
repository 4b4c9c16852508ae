/* pods/guests.h - members that give and had nothing to receive for.
 *
 * Growth asks for exchange, and misses members whose few posts the group left
 * alone. A guest is an account that wrote something, is no member, and gave to
 * at least half of the members that write.
 *
 * It belongs if it is in step with the group (the test by days, at the false
 * discovery rate over all guests), and if getting so little back is no sign:
 * with s the share of members' posts that fewer than two members engaged, that
 * all of its n posts were among them has chance s^n, at least 0.05.
 */
#ifndef LIA_PODS_GUESTS_H
#define LIA_PODS_GUESTS_H

#include "pods/group.h"

/* Accounts to add to the group, ascending. Free *out with lia_free. */
LIA_CHECKED lia_status pod_guests_find(uint32_t **out, uint32_t *count,
                                       pod_desk *desk, const pod_habits *h,
                                       const uint32_t *member, uint32_t size,
                                       const lia_pods_options *options,
                                       lia_error *err);

#endif
