/* pods/star.h - a group in step beside the calls of its star.
 *
 * Of the authors, members or not, with POD_STAR_SHARE of the members'
 * coincidences (in small groups 2.5/size) the star is the one that gives back
 * least. Sets star_share, star_returns and log_p_without of a group that is in
 * step and described.
 */
#ifndef LIA_PODS_STAR_H
#define LIA_PODS_STAR_H

#include "pods/describe.h"
#include "pods/group.h"

LIA_CHECKED lia_status pod_star_test(pod_group *g, pod_desk *desk,
                                     const pod_habits *h,
                                     const lia_pods_options *options,
                                     lia_error *err);

#endif
