/* pods/groups.c - communities of suspicious pairs, the loosely tied peeled
 * off. The peeling is that of k-cores, but for a bar that falls as the group
 * shrinks; a heap of (ties inside, account) finds the next to go.
 */
#include "pods/groups.h"

#include <string.h>

#include "base/mem.h"
#include "base/sort.h"

typedef struct peeling {
    lia_ties ties;           /* over the accounts that a pair names          */
    lia_vid *id;             /* [ties.n] their ids, ascending                */
    uint32_t *community;     /* [n]                                          */
    uint32_t *inside;        /* [n] ties to those left of the community      */
    uint8_t *is_left;        /* [n]                                          */
    uint64_t *heap;          /* inside << 32 | account; old entries are
                                skipped where `inside` fell since            */
    uint64_t heap_count, heap_room;
    lia_vid *part;           /* [n] one connected part                       */
} peeling;

static lia_status push(peeling *p, lia_vid v, lia_error *err)
{
    const uint64_t key = (uint64_t)p->inside[v] << 32 | v;
    uint64_t at = p->heap_count;
    lia_status st = lia_reserve(&p->heap, &p->heap_room, at + 1,
                                sizeof *p->heap, err);

    if (st != LIA_OK)
        return st;
    p->heap_count++;
    for (; at > 0 && p->heap[(at - 1) / 2] > key; at = (at - 1) / 2)
        p->heap[at] = p->heap[(at - 1) / 2];
    p->heap[at] = key;
    return LIA_OK;
}

static uint64_t pop(peeling *p)
{
    const uint64_t top = p->heap[0], last = p->heap[--p->heap_count];
    uint64_t at = 0;

    for (uint64_t child; (child = 2 * at + 1) < p->heap_count; at = child) {
        if (child + 1 < p->heap_count && p->heap[child + 1] < p->heap[child])
            child++;
        if (p->heap[child] >= last)
            break;
        p->heap[at] = p->heap[child];
    }
    p->heap[at] = last;
    return top;
}

static lia_status remove_one(peeling *p, lia_vid v, lia_error *err)
{
    lia_status st = LIA_OK;

    p->is_left[v] = 0;
    for (uint64_t e = p->ties.off[v]; e < p->ties.off[v + 1]; e++) {
        const lia_vid u = p->ties.to[e];
        if (!p->is_left[u] || p->community[u] != p->community[v])
            continue;
        p->inside[u]--;
        LIA_TRY(push(p, u, err));
    }
done:
    return st;
}

/* member: [count] of one community. */
static lia_status peel(peeling *p, const lia_vid *member, lia_vid count,
                       const lia_groups_options *o, lia_error *err)
{
    lia_status st = LIA_OK;

    p->heap_count = 0;
    for (lia_vid k = 0; k < count; k++)
        LIA_TRY(push(p, member[k], err));
    while (p->heap_count > 0) {
        const uint64_t top = pop(p);
        const lia_vid v = (lia_vid)top;
        const double bar = o->share * ((double)count - 1.0);
        if (!p->is_left[v] || p->inside[v] != top >> 32)
            continue;
        if (p->inside[v] >= o->at_least && (double)p->inside[v] >= bar)
            break;
        LIA_TRY(remove_one(p, v, err));
        count--;
    }
done:
    return st;
}

static lia_status keep(lia_groups *out, const peeling *p, lia_vid count,
                       lia_error *err)
{
    lia_status st = LIA_OK;
    const uint64_t begin = out->off[out->count];

    LIA_TRY(lia_reserve(&out->member, &out->member_room, begin + count,
                        sizeof *out->member, err));
    LIA_TRY(lia_reserve(&out->off, &out->room, out->count + 2,
                        sizeof *out->off, err));
    for (lia_vid k = 0; k < count; k++)
        out->member[begin + k] = p->id[p->part[k]];
    lia_sort_ids(out->member + begin, count);
    out->off[++out->count] = begin + count;
done:
    return st;
}

/* The connected part of v among those left of its community; they leave. */
static lia_vid take_part(peeling *p, lia_vid v)
{
    lia_vid count = 0;

    p->part[count++] = v;
    p->is_left[v] = 0;
    for (lia_vid k = 0; k < count; k++) {
        const lia_vid u = p->part[k];
        for (uint64_t e = p->ties.off[u]; e < p->ties.off[u + 1]; e++) {
            const lia_vid w = p->ties.to[e];
            if (p->is_left[w] && p->community[w] == p->community[v]) {
                p->is_left[w] = 0;
                p->part[count++] = w;
            }
        }
    }
    return count;
}

static lia_status take_community(lia_groups *out, peeling *p,
                                 const lia_vid *member, lia_vid count,
                                 const lia_groups_options *o, lia_error *err)
{
    lia_status st = LIA_OK;

    if (count < o->min_size)
        return LIA_OK;
    LIA_TRY(peel(p, member, count, o, err));
    for (lia_vid k = 0; k < count; k++) {
        if (!p->is_left[member[k]])
            continue;
        const lia_vid size = take_part(p, member[k]);
        if (size >= o->min_size)
            LIA_TRY(keep(out, p, size, err));
    }
done:
    return st;
}

static void count_inside(peeling *p)
{
    for (lia_vid v = 0; v < p->ties.n; v++) {
        p->inside[v] = 0;
        for (uint64_t e = p->ties.off[v]; e < p->ties.off[v + 1]; e++)
            p->inside[v] += p->community[p->ties.to[e]] == p->community[v];
    }
}

/* The accounts that a pair names, numbered in order. */
static lia_status compact(peeling *p, const lia_pairs *pairs, lia_error *err)
{
    lia_status st = LIA_OK;
    lia_vid *source = NULL, *target = NULL, *number = NULL, n = 0;

    LIA_TRY(lia_alloc_zero(&number, pairs->n, sizeof *number, err));
    LIA_TRY(lia_alloc(&source, pairs->count, sizeof *source, err));
    LIA_TRY(lia_alloc(&target, pairs->count, sizeof *target, err));
    for (uint64_t k = 0; k < pairs->count; k++)
        number[pairs->source[k]] = number[pairs->target[k]] = 1;
    for (lia_vid v = 0; v < pairs->n; v++)
        n += number[v];
    LIA_TRY(lia_alloc(&p->id, n, sizeof *p->id, err));
    n = 0;
    for (lia_vid v = 0; v < pairs->n; v++)
        if (number[v]) {
            p->id[n] = v;
            number[v] = n++;
        }
    for (uint64_t k = 0; k < pairs->count; k++) {
        source[k] = number[pairs->source[k]];
        target[k] = number[pairs->target[k]];
    }
    lia_pairs own = {n, pairs->count, source, target, pairs->weight};
    LIA_TRY(lia_ties_from_pairs(&p->ties, NULL, &own, NULL, err));
done:
    lia_free(number);
    lia_free(source);
    lia_free(target);
    return st;
}

static lia_status take_all(lia_groups *out, peeling *p,
                           const lia_groups_options *o, uint32_t communities,
                           lia_error *err)
{
    const lia_vid n = p->ties.n;
    lia_status st = LIA_OK;
    uint64_t *off = NULL;
    lia_vid *member = NULL;

    LIA_TRY(lia_alloc_zero(&off, (uint64_t)communities + 1, sizeof *off, err));
    LIA_TRY(lia_alloc(&member, n, sizeof *member, err));
    for (lia_vid v = 0; v < n; v++)
        off[p->community[v] + 1]++;
    for (uint32_t c = 0; c < communities; c++)
        off[c + 1] += off[c];
    for (lia_vid v = 0; v < n; v++)
        member[off[p->community[v]]++] = v;
    for (uint32_t c = 0; c < communities; c++) {
        const uint64_t begin = c > 0 ? off[c - 1] : 0;
        LIA_TRY(take_community(out, p, member + begin,
                               (lia_vid)(off[c] - begin), o, err));
    }
done:
    lia_free(off);
    lia_free(member);
    return st;
}

static void peeling_free(peeling *p)
{
    lia_ties_free(&p->ties);
    lia_free(p->id);
    lia_free(p->community);
    lia_free(p->inside);
    lia_free(p->is_left);
    lia_free(p->heap);
    lia_free(p->part);
}

/* Communities, of which nobody has been peeled off yet. */
static lia_status divide(peeling *p, uint32_t *communities,
                         const lia_pairs *pairs,
                         const lia_communities_options *o, lia_error *err)
{
    lia_status st = LIA_OK;

    LIA_TRY(compact(p, pairs, err));
    LIA_TRY(lia_alloc(&p->community, p->ties.n, sizeof *p->community, err));
    LIA_TRY(lia_alloc(&p->inside, p->ties.n, sizeof *p->inside, err));
    LIA_TRY(lia_alloc(&p->is_left, p->ties.n, 1, err));
    LIA_TRY(lia_alloc(&p->part, p->ties.n, sizeof *p->part, err));
    LIA_TRY(lia_communities(p->community, communities, NULL, &p->ties, o,
                            err));
done:
    return st;
}

lia_status lia_groups_find_two(lia_groups *out, lia_groups *denser,
                               double denser_share, const lia_pairs *pairs,
                               const lia_groups_options *options,
                               lia_error *err)
{
    const int rounds = denser != NULL ? 2 : 1;
    lia_status st = LIA_OK;
    peeling p = {0};
    lia_groups groups[2] = {{0}};
    uint32_t communities = 0;

    if (out == NULL || pairs == NULL || options == NULL)
        return lia_fail(err, LIA_EARG, "out, pairs or options is NULL");
    if (pairs->count > 0)
        LIA_TRY(divide(&p, &communities, pairs, &options->communities, err));
    for (int k = 0; k < rounds; k++) {
        lia_groups_options how = *options;
        how.share = k == 0 ? options->share : denser_share;
        LIA_TRY(lia_alloc_zero(&groups[k].off, 1, sizeof *groups[k].off,
                               err));
        groups[k].room = 1;
        if (pairs->count == 0)
            continue;
        memset(p.is_left, 1, p.ties.n);
        count_inside(&p);
        LIA_TRY(take_all(&groups[k], &p, &how, communities, err));
    }
    *out = groups[0];
    if (denser != NULL)
        *denser = groups[1];
    memset(groups, 0, sizeof groups);
done:
    peeling_free(&p);
    lia_groups_free(&groups[0]);
    lia_groups_free(&groups[1]);
    return st;
}

lia_status lia_groups_find(lia_groups *out, const lia_pairs *pairs,
                           const lia_groups_options *options, lia_error *err)
{
    return lia_groups_find_two(out, NULL, 0.0, pairs, options, err);
}

void lia_groups_free(lia_groups *groups)
{
    lia_free(groups->off);
    lia_free(groups->member);
    memset(groups, 0, sizeof *groups);
}
