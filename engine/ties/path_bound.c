/* ties/path_bound.c - one breadth-first search per component, which turns
 * around where a level has many entries (after Beamer et al., "Direction-
 * Optimizing Breadth-First Search", SC 2012): then whoever was not reached
 * looks for one contact who was, and is done with the first.
 *
 * Sampling waits for this search: it is all that two threads cannot share.
 */
#include "ties/path_bound.h"

#include <string.h>

#include "base/mem.h"
#include "liaison/cohesion.h"

enum { FEW = 16 };           /* a level has many entries: 1 / FEW of all     */

typedef struct search {
    const lia_ties *ties;
    uint32_t *distance;      /* [n] LIA_NONE = not reached                   */
    lia_vid *queue;          /* [n] the levels, one after the other          */
    lia_vid end;
    uint64_t entries;        /* of the level that is being found             */
} search;

static uint64_t row_of(const lia_ties *g, lia_vid v)
{
    return g->off[v + 1] - g->off[v];
}

static void reach(search *s, lia_vid v, uint32_t level)
{
    s->distance[v] = level;
    s->queue[s->end++] = v;
    s->entries += row_of(s->ties, v);
}

static void look_forward(search *s, lia_vid begin, lia_vid end, uint32_t level)
{
    const lia_ties *g = s->ties;

    for (lia_vid k = begin; k < end; k++) {
        const lia_vid v = s->queue[k];
        for (uint64_t e = g->off[v]; e < g->off[v + 1]; e++)
            if (s->distance[g->to[e]] == LIA_NONE)
                reach(s, g->to[e], level);
    }
}

static void look_back(search *s, uint32_t level)
{
    const lia_ties *g = s->ties;

    for (lia_vid v = 0; v < g->n; v++) {
        if (s->distance[v] != LIA_NONE)
            continue;
        for (uint64_t e = g->off[v]; e < g->off[v + 1]; e++)
            if (s->distance[g->to[e]] == level - 1) {
                reach(s, v, level);
                break;
            }
    }
}

/* The two largest distances from the hub, added. */
static uint32_t farthest_two(search *s, lia_vid hub)
{
    const uint64_t many = s->ties->off[s->ties->n] / FEW + s->ties->n;
    lia_vid begin = 0, end = 1;
    uint32_t level = 0;

    s->end = 0;
    s->entries = 0;
    reach(s, hub, 0);
    while (begin < end) {
        const uint64_t entries = s->entries;
        s->entries = 0;
        level++;
        if (entries > many)
            look_back(s, level);
        else
            look_forward(s, begin, end, level);
        begin = end;
        end = s->end;
    }
    return s->end < 2 ? 0 : s->distance[s->queue[s->end - 1]] +
                            s->distance[s->queue[s->end - 2]];
}

lia_status lia_path_bound(double *out, const lia_ties *ties,
                          const lia_run *run, lia_error *err)
{
    search s = {.ties = ties};
    lia_status st = LIA_OK;
    lia_components parts = {0};
    lia_vid *hub = NULL;
    uint32_t most = 0;

    LIA_TRY(lia_components_of_ties(&parts, ties, run, err));
    LIA_TRY(lia_alloc(&hub, parts.count, sizeof *hub, err));
    LIA_TRY(lia_alloc(&s.distance, ties->n, sizeof *s.distance, err));
    LIA_TRY(lia_alloc(&s.queue, ties->n, sizeof *s.queue, err));
    memset(s.distance, 0xff, ties->n * sizeof *s.distance);
    memset(hub, 0xff, parts.count * sizeof *hub);
    for (lia_vid v = 0; v < ties->n; v++) {
        lia_vid *h = &hub[parts.component[v]];
        if (*h == LIA_NONE || row_of(ties, v) > row_of(ties, *h))
            *h = v;
    }
    for (lia_vid c = 0; c < parts.count; c++) {
        if (parts.size[c] < 2)
            continue;
        const uint32_t both = farthest_two(&s, hub[c]);
        most = both > most ? both : most;
    }
    *out = (double)most + 1;
done:
    lia_free(hub);
    lia_free(s.distance);
    lia_free(s.queue);
    lia_components_free(&parts);
    return st;
}
