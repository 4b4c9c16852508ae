/* graph/order.c - sources that see the same network stand side by side.
 *
 * Contacts are ranked by their number of entries; an account's key is the two
 * best ranks among its contacts. Three counting sorts, each stable, so the
 * order is the same everywhere.
 */
#include "graph/order.h"

#include <string.h>

#include "base/mem.h"

typedef struct ordering {
    lia_vid *rank;    /* [n] 0 = most entries                                */
    lia_vid *first;   /* [n] best rank among the contacts                    */
    lia_vid *second;  /* [n] second best; n - 1 if there is none             */
    lia_vid *spare;   /* [n]                                                 */
    lia_vid *start;   /* [n + 1]                                             */
} ordering;

/* out = in, sorted by key[in[k]] < buckets, stable. */
static void sort_by(lia_vid *out, const lia_vid *in, lia_vid count,
                    const lia_vid *key, lia_vid buckets, lia_vid *start)
{
    memset(start, 0, ((size_t)buckets + 1) * sizeof *start);
    for (lia_vid k = 0; k < count; k++)
        start[key[in[k]] + 1]++;
    for (lia_vid b = 0; b < buckets; b++)
        start[b + 1] += start[b];
    for (lia_vid k = 0; k < count; k++)
        out[start[key[in[k]]]++] = in[k];
}

static void rank_by_entries(ordering *o, const lia_arcs *arcs)
{
    const lia_vid n = arcs->n;

    for (lia_vid i = 0; i < n; i++) {
        o->spare[i] = i;
        o->first[i] = n - 1 - (lia_vid)(arcs->off[i + 1] - arcs->off[i]);
    }
    sort_by(o->second, o->spare, n, o->first, n, o->start);
    for (lia_vid k = 0; k < n; k++)
        o->rank[o->second[k]] = k;
}

static void find_keys(ordering *o, const lia_arcs *arcs)
{
    for (lia_vid i = 0; i < arcs->n; i++) {
        lia_vid first = arcs->n - 1, second = arcs->n - 1;
        for (uint64_t e = arcs->off[i]; e < arcs->off[i + 1]; e++) {
            lia_vid r = o->rank[arcs->to[e]];
            if (r < first) {
                second = first;
                first = r;
            } else if (r < second) {
                second = r;
            }
        }
        o->first[i] = first;
        o->second[i] = second;
    }
}

static lia_status open_scratch(ordering *o, uint64_t n, lia_error *err)
{
    lia_status st = LIA_OK;

    LIA_TRY(lia_alloc(&o->rank, n, sizeof *o->rank, err));
    LIA_TRY(lia_alloc(&o->first, n, sizeof *o->first, err));
    LIA_TRY(lia_alloc(&o->second, n, sizeof *o->second, err));
    LIA_TRY(lia_alloc(&o->spare, n, sizeof *o->spare, err));
    LIA_TRY(lia_alloc(&o->start, n + 1, sizeof *o->start, err));
done:
    return st;
}

lia_status lia_order_alike(lia_vid *order, lia_vid *count,
                           const lia_arcs *arcs, lia_error *err)
{
    lia_status st = LIA_OK;
    ordering o = {0};
    lia_vid found = 0;

    LIA_TRY(open_scratch(&o, arcs->n, err));
    rank_by_entries(&o, arcs);
    find_keys(&o, arcs);
    for (lia_vid i = 0; i < arcs->n; i++)
        if (arcs->off[i + 1] > arcs->off[i])
            order[found++] = i;
    sort_by(o.spare, order, found, o.second, arcs->n, o.start);
    sort_by(order, o.spare, found, o.first, arcs->n, o.start);
    *count = found;
done:
    lia_free(o.rank);
    lia_free(o.first);
    lia_free(o.second);
    lia_free(o.spare);
    lia_free(o.start);
    return st;
}
