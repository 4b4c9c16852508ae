/* ties/brandes_lengths.c - betweenness from one source, ties with lengths.
 *
 * Forward: a Dijkstra search that counts shortest paths as it settles
 * accounts. Backward: accounts in reverse order collect their dependency from
 * the entries that lie on shortest paths (Brandes 2001). No predecessor lists:
 * v precedes w if d(v) + length = d(w), bit for bit, and v was settled first.
 * The second condition matters only where a length vanishes beside a long
 * distance in rounding.
 */
#include "ties/brandes.h"

#include <float.h>
#include <math.h>

#include "base/mem.h"
#include "graph/dijkstra.h"

struct lia_lengths {
    lia_heap heap;
    double *paths;      /* [n] number of shortest paths from the source      */
    double *share;      /* [n] dependency of the source on the account       */
    lia_vid *settled;   /* [n] in order of distance                          */
    lia_vid *rank;      /* [n] place in settled, from 1; 0 = not settled     */
};

lia_status lia_lengths_open(lia_lengths **out, const lia_web *web,
                            lia_error *err)
{
    lia_status st = LIA_OK;
    lia_lengths *s = NULL;

    LIA_TRY(lia_alloc_zero(&s, 1, sizeof *s, err));
    LIA_TRY(lia_heap_open(&s->heap, web->n, err));
    LIA_TRY(lia_alloc(&s->paths, web->n, sizeof *s->paths, err));
    LIA_TRY(lia_alloc(&s->share, web->n, sizeof *s->share, err));
    LIA_TRY(lia_alloc(&s->settled, web->n, sizeof *s->settled, err));
    LIA_TRY(lia_alloc_zero(&s->rank, web->n, sizeof *s->rank, err));
    *out = s;
    return LIA_OK;
done:
    lia_lengths_close(s);
    return st;
}

void lia_lengths_close(lia_lengths *s)
{
    if (s == NULL)
        return;
    lia_heap_close(&s->heap);
    lia_free(s->paths);
    lia_free(s->share);
    lia_free(s->settled);
    lia_free(s->rank);
    lia_free(s);
}

static void relax(lia_lengths *s, const lia_web *web, lia_vid v)
{
    double *distance = s->heap.distance;

    for (uint64_t e = web->off[v]; e < web->off[v + 1]; e++) {
        lia_vid w = web->to[e];
        double d = distance[v] + web->length[e];
        if (d < distance[w]) {
            lia_heap_lower(&s->heap, w, d);
            s->paths[w] = s->paths[v];
        } else if (d == distance[w] && s->rank[w] == 0) {
            s->paths[w] += s->paths[v];
        }
    }
}

/* Settle all that can be reached; returns how many. */
static lia_vid forward(lia_lengths *s, const lia_web *web, lia_vid source,
                       bool *fits)
{
    lia_vid count = 0;

    lia_heap_lower(&s->heap, source, 0.0);
    s->paths[source] = 1.0;
    while (s->heap.count > 0) {
        lia_vid v = lia_heap_take(&s->heap);
        s->settled[count++] = v;
        s->rank[v] = count;
        *fits = *fits && s->paths[v] <= DBL_MAX;
        relax(s, web, v);
    }
    return count;
}

static double collect(const lia_lengths *s, const lia_web *web, double *entry,
                      lia_vid v)
{
    const double *distance = s->heap.distance;
    double share = 0.0;

    for (uint64_t e = web->off[v]; e < web->off[v + 1]; e++) {
        lia_vid w = web->to[e];
        if (distance[v] + web->length[e] != distance[w] ||
            s->rank[w] <= s->rank[v])
            continue;
        double part = s->paths[v] / s->paths[w] * (1.0 + s->share[w]);
        share += part;
        if (entry)
            entry[e] += part;
    }
    return share;
}

bool lia_lengths_run(lia_lengths *s, lia_sums *sums, const lia_web *web,
                     lia_vid source)
{
    bool fits = true;
    lia_vid count = forward(s, web, source, &fits);

    for (lia_vid k = count; k-- > 0;) {
        lia_vid v = s->settled[k];
        s->share[v] = collect(s, web, sums->entry, v);
        if (v != source)
            sums->account[v] += s->share[v];
    }
    for (lia_vid k = 0; k < count; k++) {
        s->heap.distance[s->settled[k]] = INFINITY;
        s->rank[s->settled[k]] = 0;
    }
    return fits;
}
