/* pods/authorless/authorless.h - the words for groups and objects without
 * authors. */
#ifndef LIA_PODS_AUTHORLESS_H
#define LIA_PODS_AUTHORLESS_H

#include "liaison/coordinated.h"
#include "liaison/oneoff.h"
#include "pods/bursts.h"

/* One sentence that says what was seen, and what would clear it. */
LIA_CHECKED lia_status pod_group_say(uint32_t *explanation, uint32_t *clears,
                                     pod_texts *texts, const lia_pod *pod,
                                     const lia_coordinated_group *group,
                                     lia_error *err);
LIA_CHECKED lia_status pod_one_off_say(uint32_t *explanation, uint32_t *clears,
                                       pod_texts *texts, const lia_one_off *o,
                                       const char *name, size_t length,
                                       lia_error *err);

/* untestable and remark: "too few days", "no clean crowd", objects so wide that
 * they are streams (streams: share of engagements on such). */
void pod_say_limits(lia_pods *out, const lia_coordinated *found,
                    double streams);

/* By account, for qsort over members of one pod. */
int pod_member_order(const void *left, const void *right);

#endif
