/* pods/search.h - from proposals to groups with a class. */
#ifndef LIA_PODS_SEARCH_H
#define LIA_PODS_SEARCH_H

#include "pods/describe.h"
#include "pods/mutual.h"
#include "pods/propose.h"

typedef struct pod_search {
    const pod_habits *h;
    const lia_pods_options *o;
    pod_pairs pairs;
    pod_friends friends;
    pod_tastes tastes;
    pod_sets sets;
    uint32_t count;
    pod_group *group;        /* [count] in order of the test's p             */
    double **observed, **expected;  /* [count][days] from both sides         */
} pod_search;

/* Everything up to the classes. Free with pod_search_free, also after a
 * failure. */
LIA_CHECKED lia_status pod_search_run(pod_search *f, const pod_habits *h,
                                      const lia_tables *tables,
                                      const lia_pods_options *options,
                                      lia_error *err);
void pod_search_free(pod_search *f);

#endif
