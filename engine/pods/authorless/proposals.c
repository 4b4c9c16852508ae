/* pods/authorless/proposals.c - from suspicious pairs to proposed groups, with
 * the word of the pairs as the weight of a tie.
 */
#include "pods/authorless/coordinated.h"

#include <math.h>
#include <string.h>

#include "base/mem.h"
#include "pods/groups.h"

/* No pair counts for more than p = 1e-50: beyond it, time spent together
 * rather than synchrony decides. */
#define MOST_WEIGHT 50.0

/* A pass over the communities that gains less than this share is the last:
 * where there are teams, they are found by then; on a dense crowd two dozen
 * passes follow that move nobody who matters. */
#define LEAST_GAIN 1e-3

static lia_status make_pairs(lia_pairs *out, lia_vid **source,
                             lia_vid **target, double **weight,
                             const lia_suspicions *from, lia_vid n,
                             lia_error *err)
{
    lia_status st = LIA_OK;

    LIA_TRY(lia_alloc(source, from->count, sizeof **source, err));
    LIA_TRY(lia_alloc(target, from->count, sizeof **target, err));
    LIA_TRY(lia_alloc(weight, from->count, sizeof **weight, err));
    for (uint64_t k = 0; k < from->count; k++) {
        (*source)[k] = from->pair[k].a;
        (*target)[k] = from->pair[k].b;
        (*weight)[k] = fmin(-from->pair[k].log_p / log(10.0), MOST_WEIGHT);
    }
    *out = (lia_pairs){n, from->count, *source, *target, *weight};
done:
    return st;
}

/* is_dense: [n] of whoever is in a group. */
static lia_status add(lia_proposals *out, const lia_vid *member, lia_vid count,
                      lia_proposal like, const uint8_t *is_dense,
                      lia_error *err)
{
    lia_status st = LIA_OK;
    lia_proposal *p = &like;

    LIA_TRY(lia_reserve(&out->list, &out->room, out->count + 1,
                        sizeof *out->list, err));
    LIA_TRY(lia_alloc(&p->member, count, sizeof *p->member, err));
    LIA_TRY(lia_alloc(&p->is_dense, count, 1, err));
    p->count = count;
    for (lia_vid k = 0; k < count; k++) {
        p->member[k] = member[k];
        p->is_dense[k] = is_dense[member[k]];
    }
    out->list[out->count++] = *p;
    p->member = NULL;
    p->is_dense = NULL;
done:
    lia_free(p->member);
    lia_free(p->is_dense);
    return st;
}

static void mark(uint8_t *is_dense, const lia_groups *groups)
{
    for (uint64_t k = 0; k < groups->off[groups->count]; k++)
        is_dense[groups->member[k]] = 1;
}

lia_status lia_propose(lia_proposals *out, const lia_suspicions *pairs,
                       uint32_t scale, int half, bool is_wide, lia_vid n,
                       const lia_coordinated_options *options, lia_error *err)
{
    const lia_groups_options how = {
        {is_wide ? LIA_MODULARITY : LIA_CPM,
         is_wide ? 1.0 : options->resolution, 0.01, -1, options->seed,
         LEAST_GAIN},
        options->prune, 2, options->min_size};
    const lia_proposal like = {.proposed = scale, .is_wide = is_wide,
                               .half = half, .scale = {scale, scale}};
    lia_status st = LIA_OK;
    lia_vid *source = NULL, *target = NULL;
    double *weight = NULL;
    uint8_t *is_dense = NULL;
    lia_groups groups = {0}, denser = {0};
    lia_pairs list;

    LIA_TRY(make_pairs(&list, &source, &target, &weight, pairs, n, err));
    if (!is_wide)
        list.weight = NULL;       /* the resolution is a density of pairs    */
    /* Of a community, who is left when everyone must be tied to twice the
     * share of the rest. */
    LIA_TRY(lia_groups_find_two(&groups, is_wide ? &denser : NULL,
                                2 * how.share, &list, &how, err));
    LIA_TRY(lia_alloc_zero(&is_dense, n, 1, err));
    mark(is_dense, is_wide ? &denser : &groups);
    for (uint64_t g = 0; g < groups.count; g++)
        LIA_TRY(add(out, groups.member + groups.off[g],
                    (lia_vid)(groups.off[g + 1] - groups.off[g]), like,
                    is_dense, err));
done:
    lia_groups_free(&groups);
    lia_groups_free(&denser);
    lia_free(is_dense);
    lia_free(source);
    lia_free(target);
    lia_free(weight);
    return st;
}

void lia_proposals_free(lia_proposals *proposals)
{
    for (uint64_t k = 0; k < proposals->count; k++) {
        lia_free(proposals->list[k].member);
        lia_free(proposals->list[k].is_dense);
    }
    lia_free(proposals->list);
    memset(proposals, 0, sizeof *proposals);
}
