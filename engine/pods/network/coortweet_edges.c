/* pods/network/coortweet_edges.c - pairs to edges, and the quantile that flags
 * them. */
#include "liaison/coortweet.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

/* A pair under its unordered accounts. */
typedef struct entry {
    uint64_t ends;           /* smaller account, then larger                 */
    uint64_t delta;
    uint32_t content[2];
} entry;

static int by_older(const void *left, const void *right)
{
    const entry *a = left, *b = right;

    if (a->ends != b->ends)
        return a->ends < b->ends ? -1 : 1;
    return (a->content[0] > b->content[0]) - (a->content[0] < b->content[0]);
}

static int by_newer(const void *left, const void *right)
{
    const entry *a = left, *b = right;

    return (a->content[1] > b->content[1]) - (a->content[1] < b->content[1]);
}

static uint32_t distinct(const entry *e, uint64_t count, int which)
{
    uint32_t found = 0;

    for (uint64_t k = 0; k < count; k++)
        found += k == 0 || e[k].content[which] != e[k - 1].content[which];
    return found;
}

static void sum_up(lia_coortweet_edges *out, entry *e, uint64_t count)
{
    const uint64_t at = out->count++;
    uint32_t *contents = out->contents + 2 * at;
    uint64_t sum = 0;

    out->ends[2 * at] = (lia_vid)(e->ends >> 32);
    out->ends[2 * at + 1] = (lia_vid)e->ends;
    out->weight[at] = count;
    for (uint64_t k = 0; k < count; k++)
        sum += e[k].delta;
    out->mean_delta[at] = (double)sum / ((double)count * 1e6);
    contents[0] = distinct(e, count, 0);
    qsort(e, count, sizeof *e, by_newer);
    contents[1] = distinct(e, count, 1);
    out->symmetry[at] =
        contents[0] < contents[1]
            ? (double)contents[0] / (double)contents[1]
            : (double)contents[1] / (double)contents[0];
}

static lia_status make_room(lia_coortweet_edges *out, uint64_t edges,
                            lia_error *err)
{
    lia_status st = LIA_OK;

    LIA_TRY(lia_alloc(&out->ends, 2 * edges, sizeof *out->ends, err));
    LIA_TRY(lia_alloc(&out->weight, edges, sizeof *out->weight, err));
    LIA_TRY(lia_alloc(&out->contents, 2 * edges, sizeof *out->contents, err));
    LIA_TRY(lia_alloc(&out->mean_delta, edges, sizeof *out->mean_delta, err));
    LIA_TRY(lia_alloc(&out->symmetry, edges, sizeof *out->symmetry, err));
done:
    return st;
}

lia_status lia_coortweet_network(lia_coortweet_edges *out,
                                 const lia_coortweet_pair *pairs,
                                 uint64_t count, lia_error *err)
{
    lia_coortweet_edges made = {.count = 0};
    entry *e = NULL;
    uint64_t edges = 0;
    lia_status st = LIA_OK;

    if (out == NULL || (pairs == NULL && count > 0))
        return lia_fail(err, LIA_EARG, "edges of no pairs");
    LIA_TRY(lia_alloc(&e, count, sizeof *e, err));
    for (uint64_t k = 0; k < count; k++) {
        const lia_vid *a = pairs[k].account;
        const uint64_t low = a[0] < a[1] ? a[0] : a[1];
        const uint64_t high = a[0] < a[1] ? a[1] : a[0];
        e[k] = (entry){low << 32 | high, pairs[k].delta,
                       {pairs[k].content[0], pairs[k].content[1]}};
    }
    qsort(e, count, sizeof *e, by_older);
    for (uint64_t k = 0; k < count; k++)
        edges += k == 0 || e[k].ends != e[k - 1].ends;
    LIA_TRY(make_room(&made, edges, err));
    for (uint64_t begin = 0, end; begin < count; begin = end) {
        for (end = begin + 1; end < count && e[end].ends == e[begin].ends;)
            end++;
        sum_up(&made, e + begin, end - begin);
    }
    *out = made;
    memset(&made, 0, sizeof made);
done:
    lia_free(e);
    lia_coortweet_edges_free(&made);
    return st;
}

static int by_weight(const void *left, const void *right)
{
    const uint64_t *a = left, *b = right;

    return (*a > *b) - (*a < *b);
}

lia_status lia_coortweet_flags(uint8_t *flag, double *threshold,
                               const lia_coortweet_edges *edges, double q,
                               lia_error *err)
{
    uint64_t *sorted = NULL;
    double above = (double)NAN;
    lia_status st;

    if (flag == NULL || edges == NULL || !(q >= 0 && q <= 1))
        return lia_fail(err, LIA_EARG, "a quantile is between 0 and 1");
    st = lia_alloc(&sorted, edges->count, sizeof *sorted, err);
    if (st != LIA_OK)
        return st;
    if (edges->count > 0) {
        const double index = 1 + (double)(edges->count - 1) * q;
        const uint64_t low = (uint64_t)index - 1;       /* as R rounds it     */
        memcpy(sorted, edges->weight, edges->count * sizeof *sorted);
        qsort(sorted, edges->count, sizeof *sorted, by_weight);
        const double h = index - (double)(low + 1);
        above = (double)sorted[low];
        if (h > 0 && low + 1 < edges->count)
            above = (1 - h) * above + h * (double)sorted[low + 1];
    }
    for (uint64_t e = 0; e < edges->count; e++)
        flag[e] = (double)edges->weight[e] > above;
    if (threshold != NULL)
        *threshold = above;
    lia_free(sorted);
    return LIA_OK;
}

void lia_coortweet_edges_free(lia_coortweet_edges *edges)
{
    if (edges == NULL)
        return;
    lia_free(edges->ends);
    lia_free(edges->weight);
    lia_free(edges->contents);
    lia_free(edges->mean_delta);
    lia_free(edges->symmetry);
    memset(edges, 0, sizeof *edges);
}
