/* pods/describe.h - what a group is like: the columns of `pods` that are no
 * test.
 */
#ifndef LIA_PODS_DESCRIBE_H
#define LIA_PODS_DESCRIBE_H

#include "liaison/pods.h"
#include "pods/friends.h"

/* What accounts like: communities of the contact network that an author
 * belongs to, or tags of posts where there are any. */
typedef struct pod_tastes {
    bool is_known, by_tags;
    uint32_t kinds;
    uint32_t *of_author;     /* [n] community                                */
    uint64_t *tag_off;       /* [posts + 1]                                  */
    uint32_t *tag;
    double floor, scale;     /* of the index: scale (topic - floor)          */
} pod_tastes;

/* Add the taste of an account, as a unit vector over kinds, to sum; posts of
 * accounts with a place are left out. own: [kinds] all zero, and again on
 * return. Returns 1, or 0 where nothing is known. */
double pod_taste_add(double *sum, double *own, const pod_tastes *t,
                     const pod_habits *h, uint32_t account,
                     const uint32_t *place);
/* Mean cosine of `size` accounts, `units` of them with a taste. */
double pod_taste_cosine(const double *sum, uint32_t kinds, double units,
                        double size);

LIA_CHECKED lia_status pod_tastes_learn(pod_tastes *out, const pod_habits *h,
                                        const lia_tables *tables,
                                        uint64_t seed, lia_error *err);
void pod_tastes_free(pod_tastes *tastes);

#define POD_STAR_SHARE .1
enum { POD_MOST_STARS = 10 };   /* no more can have that share */

typedef struct pod_group {
    uint32_t size;
    uint32_t *member;        /* ascending                                    */
    uint8_t *proposed_by;    /* [size] lia_pod_source                        */
    lia_pod about;
    /* Authors with POD_STAR_SHARE or more of members' coincidences. */
    uint32_t stars;
    uint32_t star[POD_MOST_STARS];
    double star_share[POD_MOST_STARS];
    lia_pod_member *row;     /* [size] accounts are numbers of the stage     */
} pod_group;

/* Fill about and row, but for the test, class and texts. */
LIA_CHECKED lia_status pod_describe(pod_group *g, const pod_habits *h,
                                    const pod_tastes *tastes,
                                    const pod_friends *friends,
                                    const lia_pods_options *options,
                                    lia_error *err);

#endif
