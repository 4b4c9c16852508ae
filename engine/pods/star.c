/* pods/star.c - whom do they follow: one another, or one author? */
#include "pods/star.h"

#include <math.h>

static const double SMALL_STAR = 2.5;

/* Does an author give back? Its share of the members' posts over theirs of
 * its own. */
static double returns(const pod_group *g, uint32_t star, const pod_habits *h)
{
    const pod_stage *s = h->stage;
    double given = 0, received = 0, wrote = 0, others = 0;

    for (uint32_t m = 0; m < g->size; m++) {
        const uint32_t u = g->member[m];
        uint64_t r;
        if (u == star)
            continue;
        others++;
        wrote += pod_wrote(s, u);
        r = pod_relation(&h->r, star, u);
        given += r == UINT64_MAX ? 0 : h->r.times[r];
        r = pod_relation(&h->r, u, star);
        received += r == UINT64_MAX ? 0 : h->r.times[r];
    }
    if (!(wrote > 0) || !(received > 0))
        return 0;
    return (given / wrote) / (received / (others * pod_wrote(s, star)));
}

/* A group in step must stay so beside the calls of its star, of the authors
 * with many coincidences the one that gives back least: else they follow one,
 * and not one another. */
lia_status pod_star_test(pod_group *g, pod_desk *desk, const pod_habits *h,
                         const lia_pods_options *options, lia_error *err)
{
    const double floor = fmax(POD_STAR_SHARE, SMALL_STAR / g->size);
    lia_status st = LIA_OK;
    uint32_t star = LIA_NONE;
    pod_verdict v;

    g->about.log_p_without = NAN;
    g->about.star_share = g->about.star_returns = 0;
    if (!g->about.in_step)
        return LIA_OK;
    for (uint32_t k = 0; k < g->stars; k++) {
        const double back = returns(g, g->star[k], h);
        if (g->star_share[k] < floor ||
            (star != LIA_NONE && back >= g->about.star_returns))
            continue;
        star = g->star[k];
        g->about.star_share = g->star_share[k];
        g->about.star_returns = back;
    }
    if (star != LIA_NONE) {
        st = pod_group_test(&v, desk, h, g->member, g->size, star, options,
                            err);
        g->about.log_p_without = st == LIA_OK ? v.log_p : NAN;
    }
    return st;
}
