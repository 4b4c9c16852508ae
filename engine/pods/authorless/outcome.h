/* pods/authorless/outcome.h - the groups that are left, as the search hands
 * them out.
 */
#ifndef LIA_PODS_OUTCOME_H
#define LIA_PODS_OUTCOME_H

#include "pods/authorless/merging.h"

/* Adds to *out how many days of UTC have an event. */
LIA_CHECKED lia_status lia_count_days(uint32_t *out, const lia_field *field,
                                      lia_error *err);

/* Groups and members into `out`, in the order found; scale: those of the
 * search. */
LIA_CHECKED lia_status lia_outcome_put(lia_coordinated *out,
                                       const lia_finds *finds,
                                       const lia_scale *scale,
                                       const lia_field *field, lia_error *err);

#endif
