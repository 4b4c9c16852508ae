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
 * Pruning takes the worst member out, one at a time: taking all that fail at
 * once can erase a good core.
 */
#include "pods/propose.h"

#include <math.h>
#include <string.h>

#include "base/mem.h"
#include "base/sort.h"
#include "liaison/communities.h"

static const double MOST_WEIGHT = 50, S_SHARE = .15;
enum { R_LEAST = 5 };

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

/* Everything that pruning keeps between communities. */
typedef struct pruning {
    const lia_ties *ties;
    const pod_pruning *how;
    uint32_t *part;         /* [n] set that a node is in now; LIA_NONE       */
    uint32_t *degree;       /* [n] neighbours inside                         */
    uint32_t *queue;        /* [n]                                           */
    const uint32_t *name;   /* [n] account of a node                         */
} pruning;

/* Take the worst out until nobody is below the bound; the size left. */
static uint64_t peel(pruning *p, uint32_t *member, uint64_t size, uint32_t set)
{
    const lia_ties *t = p->ties;

    for (uint64_t k = 0; k < size; k++) {
        const uint32_t i = member[k];
        p->degree[i] = 0;
        for (uint64_t e = t->off[i]; e < t->off[i + 1]; e++)
            p->degree[i] += p->part[t->to[e]] == set;
    }
    while (size >= p->how->least) {
        const double bound = fmax(2, p->how->share * (double)(size - 1));
        uint64_t worst = 0;
        for (uint64_t k = 1; k < size; k++)
            if (p->degree[member[k]] < p->degree[member[worst]])
                worst = k;
        if (p->degree[member[worst]] >= bound)
            break;
        const uint32_t out = member[worst];
        memmove(member + worst, member + worst + 1,
                (size - worst - 1) * sizeof *member);
        size--;
        p->part[out] = LIA_NONE;
        for (uint64_t e = t->off[out]; e < t->off[out + 1]; e++)
            if (p->part[t->to[e]] == set)
                p->degree[t->to[e]]--;
    }
    return size;
}

/* The connected parts of a set, each of a size that counts. */
static lia_status take_apart(pod_sets *sets, pruning *p,
                             const uint32_t *member, uint64_t size,
                             uint32_t set, uint8_t source, lia_error *err)
{
    const lia_ties *t = p->ties;
    lia_status st = LIA_OK;

    for (uint64_t k = 0; k < size; k++) {
        uint64_t head = 0, tail = 0;
        if (p->part[member[k]] != set)
            continue;
        p->queue[tail++] = member[k];
        p->part[member[k]] = LIA_NONE;
        while (head < tail) {
            const uint32_t i = p->queue[head++];
            for (uint64_t e = t->off[i]; e < t->off[i + 1]; e++)
                if (p->part[t->to[e]] == set) {
                    p->part[t->to[e]] = LIA_NONE;
                    p->queue[tail++] = t->to[e];
                }
        }
        for (uint64_t j = 0; j < tail; j++)
            p->queue[j] = p->name[p->queue[j]];
        if (tail >= p->how->least)
            LIA_TRY(pod_sets_add(sets, p->queue, tail, source, err));
    }
done:
    return st;
}

static lia_status prune_all(pod_sets *sets, pruning *p, uint32_t communities,
                            uint8_t source, lia_error *err)
{
    const uint32_t n = p->ties->n;
    lia_status st = LIA_OK;
    uint64_t *off = NULL;
    uint32_t *member = NULL;

    LIA_TRY(lia_alloc_zero(&off, (uint64_t)communities + 2, sizeof *off,
                           err));
    LIA_TRY(lia_alloc(&member, n, sizeof *member, err));
    for (uint32_t i = 0; i < n; i++)
        off[p->part[i] + 2]++;
    for (uint32_t c = 0; c < communities; c++)
        off[c + 2] += off[c + 1];
    for (uint32_t i = 0; i < n; i++)
        member[off[p->part[i] + 1]++] = i;
    for (uint32_t c = 0; c < communities; c++) {
        uint64_t size = off[c + 1] - off[c];
        if (size < p->how->least)
            continue;
        size = peel(p, member + off[c], size, c);
        if (size >= p->how->least)
            LIA_TRY(take_apart(sets, p, member + off[c], size, c, source,
                               err));
    }
done:
    lia_free(off);
    lia_free(member);
    return st;
}

/* Pairs among the accounts that occur in them, numbered 0, 1, ... */
typedef struct packed {
    lia_vid *source, *target;
    uint32_t *name;
    lia_pairs pairs;
} packed;

static lia_status pack(packed *out, const lia_pairs *pairs, lia_error *err)
{
    lia_status st = LIA_OK;
    uint32_t *at = NULL;
    lia_vid n = 0;

    LIA_TRY(lia_alloc_zero(&at, pairs->n, sizeof *at, err));
    LIA_TRY(lia_alloc(&out->source, pairs->count, sizeof(lia_vid), err));
    LIA_TRY(lia_alloc(&out->target, pairs->count, sizeof(lia_vid), err));
    for (uint64_t k = 0; k < pairs->count; k++)
        at[pairs->source[k]] = at[pairs->target[k]] = 1;
    for (uint32_t i = 0; i < pairs->n; i++)
        n += at[i];
    LIA_TRY(lia_alloc(&out->name, n, sizeof(uint32_t), err));
    n = 0;
    for (uint32_t i = 0; i < pairs->n; i++)
        if (at[i]) {
            out->name[n] = i;
            at[i] = n++;
        }
    for (uint64_t k = 0; k < pairs->count; k++) {
        out->source[k] = at[pairs->source[k]];
        out->target[k] = at[pairs->target[k]];
    }
    out->pairs = (lia_pairs){n, pairs->count, out->source, out->target,
                             pairs->weight};
done:
    lia_free(at);
    return st;
}

lia_status pod_sets_grow(pod_sets *sets, const lia_pairs *pairs,
                         const pod_pruning *how, uint8_t source,
                         lia_error *err)
{
    const lia_communities_options options = {
        .objective = how->by_density ? LIA_CPM : LIA_MODULARITY,
        .resolution = how->by_density ? how->density : 1.0,
        .beta = 0.01, .iterations = -1, .seed = how->seed};
    lia_status st = LIA_OK;
    packed dense = {.source = NULL};
    lia_ties ties = {.n = 0};
    pruning p = {.ties = &ties, .how = how};
    uint32_t communities;

    if (pairs->count == 0)
        return LIA_OK;
    LIA_TRY(pack(&dense, pairs, err));
    LIA_TRY(lia_ties_from_pairs(&ties, NULL, &dense.pairs, NULL, err));
    LIA_TRY(lia_alloc(&p.part, ties.n, sizeof *p.part, err));
    LIA_TRY(lia_alloc(&p.degree, ties.n, sizeof *p.degree, err));
    LIA_TRY(lia_alloc(&p.queue, ties.n, sizeof *p.queue, err));
    p.name = dense.name;
    LIA_TRY(lia_communities(p.part, &communities, NULL, &ties, &options,
                            err));
    LIA_TRY(prune_all(sets, &p, communities, source, err));
done:
    lia_free(p.part);
    lia_free(p.degree);
    lia_free(p.queue);
    lia_ties_free(&ties);
    lia_free(dense.source);
    lia_free(dense.target);
    lia_free(dense.name);
    return st;
}

static lia_status propose_in_step(pod_sets *out, const pod_habits *h,
                                  const pod_pairs *p,
                                  const lia_pods_options *o, lia_error *err)
{
    const pod_pruning how = {.share = S_SHARE, .least = o->min_size,
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
    st = pod_sets_grow(out, &pairs, &how, LIA_POD_FROM_STEP, err);
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
    const pod_pruning how = {
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
    st = pod_sets_grow(out, &pairs, &how, tag, err);
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
