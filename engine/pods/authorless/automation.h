/* pods/authorless/automation.h - signs that a group is programs repeating one
 * stream. */
#ifndef LIA_PODS_AUTOMATION_H
#define LIA_PODS_AUTOMATION_H

#include "pods/authorless/coordinated.h"

/* member: [count] ascending. O(events of the members and of their objects). */
LIA_CHECKED lia_status lia_automation_of(lia_automation *out,
                                         const lia_field *field,
                                         const lia_vid *member, lia_vid count,
                                         lia_error *err);

#endif
