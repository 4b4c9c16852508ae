/* graph/communities.c - Leiden's communities: the question put to igraph, the
 * answer numbered so that it does not depend on how igraph numbers.
 */
#include "liaison/communities.h"

#include <math.h>

#include "base/mem.h"
#include "graph/igraph_door.h"

static lia_status check(const lia_ties *ties,
                        const lia_communities_options *o, lia_error *err)
{
    if (!(o->resolution > 0.0) || isinf(o->resolution))
        return lia_fail(err, LIA_EARG, "resolution is %g, must be > 0",
                        o->resolution);
    if (!(o->beta > 0.0) || isinf(o->beta))
        return lia_fail(err, LIA_EARG, "beta is %g, must be > 0", o->beta);
    if (o->iterations == 0)
        return lia_fail(err, LIA_EARG, "0 iterations: at least 1 is needed");
    if (!(o->least_gain >= 0.0))
        return lia_fail(err, LIA_EARG, "a least gain of %g, must be >= 0",
                        o->least_gain);
    for (uint64_t e = 0; ties->weight != NULL && e < 2 * ties->m; e++)
        if (!(ties->weight[e] >= 0.0) || isinf(ties->weight[e]))
            return lia_fail(err, LIA_EARG, "a weight of %g: communities need "
                            "weights >= 0", ties->weight[e]);
    return LIA_OK;
}

/* Numbers by the smallest account of each. seen: [n]. */
static uint32_t renumber(uint32_t *community, uint32_t *seen, lia_vid n)
{
    uint32_t count = 0;

    for (lia_vid i = 0; i < n; i++)
        seen[i] = LIA_NONE;
    for (lia_vid i = 0; i < n; i++) {
        if (seen[community[i]] == LIA_NONE)
            seen[community[i]] = count++;
        community[i] = seen[community[i]];
    }
    return count;
}

static double total_weight(const lia_ties *ties)
{
    double sum = 0.0;

    if (ties->weight == NULL)
        return (double)ties->m;
    for (lia_vid i = 0; i < ties->n; i++)
        for (uint64_t e = ties->off[i]; e < ties->off[i + 1]; e++)
            if (ties->to[e] > i)
                sum += ties->weight[e];
    return sum;
}

lia_status lia_communities(uint32_t *community, uint32_t *count,
                           double *quality, const lia_ties *ties,
                           const lia_communities_options *options,
                           lia_error *err)
{
    static const lia_communities_options defaults = LIA_COMMUNITIES_DEFAULTS;
    const lia_communities_options *o = options ? options : &defaults;
    lia_status st = LIA_OK;
    uint32_t *found = NULL, *seen = NULL;
    double reached = (double)NAN, total;
    uint32_t groups;

    if (community == NULL || ties == NULL)
        return lia_fail(err, LIA_EARG, "community or ties is NULL");
    LIA_TRY(check(ties, o, err));
    LIA_TRY(lia_alloc(&found, ties->n, sizeof *found, err));
    LIA_TRY(lia_alloc(&seen, ties->n, sizeof *seen, err));
    total = total_weight(ties);
    if (total > 0.0)
        LIA_TRY(lia_igraph_leiden(found, &reached, ties, total, o, err));
    else
        for (lia_vid i = 0; i < ties->n; i++)
            found[i] = i;
    groups = renumber(found, seen, ties->n);
    for (lia_vid i = 0; i < ties->n; i++)
        community[i] = found[i];
    if (count != NULL)
        *count = groups;
    if (quality != NULL)
        *quality = reached;
done:
    lia_free(seen);
    lia_free(found);
    return st;
}
