/* pods/propose.c - communities of two networks, pruned.
 *
 * S network: pairs that passed the test, weight min(50, -log10 p), modularity;
 * finds large loose pods that are in step.
 * R network: i and j engaged at least two posts of each other, and at least
 * 0.1 of what the other wrote; CPM at density 0.3, which has no resolution
 * limit. It does not look at times, so its proposals are tested without
 * selection; finds pods that hide their haste, and groups of friends.
 * M network: the same from one post on and whatever the share, for short
 * histories, young and lazy pods; L network: that at density 0.15, for large
 * pods that call a part of their members each time.
 *
 * Pruning (groups.h) takes the worst member out, one at a time: taking all
 * that fail at once can erase a good core.
 */
#include "pods/propose.h"

#include <math.h>
#include <string.h>

#include "base/mem.h"
#include "base/sort.h"
#include "pods/groups.h"

static const double MOST_WEIGHT = 50, S_SHARE = .15;
enum { R_LEAST = 5, LEAST_TIES = 2 };

lia_status pod_sets_add(pod_sets *sets, const uint32_t *member, uint64_t size,
                        uint8_t source, lia_error *err)
{
    lia_status st = LIA_OK;
    uint64_t room = sets->room;
    const uint64_t used = sets->count > 0 ? sets->off[sets->count] : 0;

    if (sets->count + 1 >= sets->room) {
        room = 2 * room + 16;
        LIA_TRY(lia_resize(&sets->off, room + 1, sizeof *sets->off, err));
        LIA_TRY(lia_resize(&sets->source, room, 1, err));
        sets->room = (uint32_t)room;
    }
    LIA_TRY(lia_reserve(&sets->member, &sets->member_room, used + size + 1,
                        sizeof *sets->member, err));
    memcpy(sets->member + used, member, size * sizeof *member);
    lia_sort_ids(sets->member + used, size);
    sets->off[sets->count] = used;
    sets->source[sets->count++] = source;
    sets->off[sets->count] = used + size;
done:
    return st;
}

void pod_sets_free(pod_sets *sets)
{
    lia_free(sets->off);
    lia_free(sets->member);
    lia_free(sets->source);
    memset(sets, 0, sizeof *sets);
}

/* How communities become sets. */
typedef struct pruning {
    bool by_density;        /* CPM at this density, else modularity          */
    double density;
    double share;           /* a member must be tied to this share of others */
    uint32_t least;         /* smallest set                                  */
    uint64_t seed;
} pruning;

static lia_status add_groups(pod_sets *sets, const lia_pairs *pairs,
                             const pruning *how, uint8_t source,
                             lia_error *err)
{
    const lia_groups_options options = {
        .communities = {.objective = how->by_density ? LIA_CPM
                                                     : LIA_MODULARITY,
                        .resolution = how->by_density ? how->density : 1.0,
                        .beta = 0.01, .iterations = -1, .seed = how->seed},
        .share = how->share, .at_least = LEAST_TIES, .min_size = how->least};
    lia_status st = LIA_OK;
    lia_groups groups = {0};

    LIA_TRY(lia_groups_find(&groups, pairs, &options, err));
    for (uint64_t g = 0; g < groups.count; g++)
        LIA_TRY(pod_sets_add(sets, groups.member + groups.off[g],
                             groups.off[g + 1] - groups.off[g], source, err));
done:
    lia_groups_free(&groups);
    return st;
}

static lia_status propose_in_step(pod_sets *out, const pod_habits *h,
                                  const pod_pairs *p,
                                  const lia_pods_options *o, lia_error *err)
{
    const pruning how = {.share = S_SHARE, .least = o->min_size,
                             .seed = o->seed};
    lia_status st = LIA_OK;
    lia_vid *source = NULL, *target = NULL;
    double *weight = NULL;
    uint64_t count = 0;

    LIA_TRY(lia_alloc(&source, p->count, sizeof *source, err));
    LIA_TRY(lia_alloc(&target, p->count, sizeof *target, err));
    LIA_TRY(lia_alloc(&weight, p->count, sizeof *weight, err));
    for (uint64_t k = 0; k < p->count; k++) {
        if (p->pair[k].q > o->q)
            continue;
        source[count] = p->pair[k].a;
        target[count] = p->pair[k].b;
        weight[count++] = fmin(MOST_WEIGHT, -p->pair[k].log_p / log(10));
    }
    const lia_pairs pairs = {h->stage->n, count, source, target, weight};
    st = add_groups(out, &pairs, &how, LIA_POD_FROM_STEP, err);
done:
    lia_free(source);
    lia_free(target);
    lia_free(weight);
    return st;
}

/* A network of mutual engagement: from how many posts of each other on, and
 * from what share of what the other wrote; how dense its communities are. */
typedef struct exchange {
    uint32_t least;
    double coverage, density, share;
} exchange;

static bool covers(const pod_habits *h, uint64_t relation, const exchange *x)
{
    const uint32_t times = h->r.times[relation];
    const uint32_t wrote = pod_wrote(h->stage, h->r.author[relation]);

    return times >= x->least && times >= x->coverage * wrote;
}

static lia_status propose_mutual(pod_sets *out, const pod_habits *h,
                                 const exchange *x, uint8_t tag,
                                 const lia_pods_options *o, lia_error *err)
{
    const pruning how = {
        .by_density = true, .density = x->density, .share = x->share,
        .least = o->min_size > R_LEAST ? o->min_size : R_LEAST,
        .seed = o->seed};
    const pod_relations *r = &h->r;
    lia_status st = LIA_OK;
    lia_vid *source = NULL, *target = NULL;
    uint64_t count = 0;

    LIA_TRY(lia_alloc(&source, r->pairs, sizeof *source, err));
    LIA_TRY(lia_alloc(&target, r->pairs, sizeof *target, err));
    for (uint32_t u = 0; u < h->stage->n; u++)
        for (uint64_t k = r->off[u]; k < r->off[u + 1]; k++)
            if (r->is_mutual[k] && u < r->author[k] && covers(h, k, x) &&
                covers(h, pod_relation(r, r->author[k], u), x)) {
                source[count] = u;
                target[count++] = r->author[k];
            }
    const lia_pairs pairs = {h->stage->n, count, source, target, NULL};
    st = add_groups(out, &pairs, &how, tag, err);
done:
    lia_free(source);
    lia_free(target);
    return st;
}

/* Drop sets from `from` on that an earlier one of the same source equals. */
static void drop_twins(pod_sets *s, uint32_t from)
{
    uint32_t kept = from;

    for (uint32_t k = from; k < s->count; k++) {
        const uint64_t size = s->off[k + 1] - s->off[k];
        bool is_twin = false;
        for (uint32_t j = 0; j < kept && !is_twin; j++)
            is_twin = s->source[j] != LIA_POD_FROM_STEP &&
                      s->off[j + 1] - s->off[j] == size &&
                      memcmp(s->member + s->off[j], s->member + s->off[k],
                             size * sizeof *s->member) == 0;
        if (is_twin)
            continue;
        memmove(s->member + s->off[kept], s->member + s->off[k],
                size * sizeof *s->member);
        s->source[kept] = s->source[k];
        s->off[kept + 1] = s->off[kept] + size;
        kept++;
    }
    s->count = kept;
}

lia_status pod_propose(pod_sets *out, const pod_habits *h,
                       const pod_pairs *pairs,
                       const lia_pods_options *options, lia_error *err)
{
    /* R, M, L */
    static const exchange networks[] = {
        {2, .1, .3, .30}, {1, 0, .3, .30}, {1, 0, .15, .15}};
    const size_t count =
        options->short_histories ? sizeof networks / sizeof *networks : 1;
    lia_status st = LIA_OK;

    LIA_TRY(propose_in_step(out, h, pairs, options, err));
    for (size_t k = 0; k < count; k++) {
        const uint32_t before = out->count;
        LIA_TRY(propose_mutual(
            out, h, &networks[k],
            k == 0 ? LIA_POD_FROM_TIES : LIA_POD_FROM_TIES | POD_BROAD,
            options, err));
        if (k > 0)
            drop_twins(out, before);
    }
done:
    return st;
}
