/* ties/path_sample.c - balanced search from both ends (Borassi, Natale 2016).
 *
 * A level is expanded at a time, on the side whose next level has fewer
 * entries to pass. The first entries that lead from one side to the other are
 * all of one length, and every shortest path passes exactly one of them: one
 * is drawn by the number of paths through it (in a second walk over the level,
 * which needs no list), then predecessors are drawn on either side.
 *
 * What bounds it: one random read of a 4-byte stamp per entry passed; most
 * entries lead to accounts that were there before, and of them no more is
 * read. Stamps grow from search to search, so nothing is cleared in between.
 */
#include "ties/path_sample.h"

#include <inttypes.h>
#include <math.h>
#include <string.h>

#include "base/mem.h"

enum { MOST_ACCOUNTS = (1 << 30) };    /* stamps of a search take 31 bits */

typedef struct side {
    const lia_arcs *along; /* entries to pass                                */
    const lia_arcs *against;
    lia_vid *queue;        /* [n] accounts of all levels, one after the other*/
    lia_vid first, end;    /* of the level in hand                           */
    uint64_t entries;      /* of the level in hand                           */
    uint32_t stamp;        /* of the level in hand                           */
} side;

struct lia_path_sampler {
    uint32_t *stamp;       /* [n] base + 2 level + side; side 0 from s, 1
                              from t; less than base: not in this search     */
    double *paths;         /* [n] shortest paths from its own end            */
    uint32_t base;
    side side[2];
    lia_vid *path;         /* [n + 1]                                        */
};

lia_status lia_path_sampler_open(lia_path_sampler **out, const lia_arcs *there,
                                 const lia_arcs *back, lia_error *err)
{
    const uint64_t n = there->n;
    lia_status st = LIA_OK;
    lia_path_sampler *p = NULL;

    if (n > MOST_ACCOUNTS)
        return lia_fail(err, LIA_ELIMIT, "paths are sampled among up to %d "
                        "accounts, not %" PRIu64, MOST_ACCOUNTS, n);
    LIA_TRY(lia_alloc_zero(&p, 1, sizeof *p, err));
    LIA_TRY(lia_alloc_zero(&p->stamp, n, sizeof *p->stamp, err));
    LIA_TRY(lia_alloc(&p->paths, n, sizeof *p->paths, err));
    LIA_TRY(lia_alloc(&p->path, n + 1, sizeof *p->path, err));
    LIA_TRY(lia_alloc(&p->side[0].queue, n, sizeof(lia_vid), err));
    LIA_TRY(lia_alloc(&p->side[1].queue, n, sizeof(lia_vid), err));
    p->side[0].along = p->side[1].against = there;
    p->side[1].along = p->side[0].against = back;
    p->base = 2;
    *out = p;
    return LIA_OK;
done:
    lia_path_sampler_close(p);
    return st;
}

void lia_path_sampler_close(lia_path_sampler *p)
{
    if (p == NULL)
        return;
    lia_free(p->stamp);
    lia_free(p->paths);
    lia_free(p->path);
    lia_free(p->side[0].queue);
    lia_free(p->side[1].queue);
    lia_free(p);
}

static uint64_t row_of(const lia_arcs *g, lia_vid v)
{
    return g->off[v + 1] - g->off[v];
}

static void begin(lia_path_sampler *p, int which, lia_vid v)
{
    side *s = &p->side[which];

    s->queue[0] = v;
    s->first = 0;
    s->end = 1;
    s->stamp = p->base + (uint32_t)which;
    s->entries = row_of(s->along, v);
    p->stamp[v] = s->stamp;
    p->paths[v] = 1;
}

/* Expand the level in hand; the number of paths that cross to the other side,
 * 0 if none does: only then the next level is complete. */
static double expand(lia_path_sampler *p, int which)
{
    side *s = &p->side[which];
    const uint32_t base = p->base, next = s->stamp + 2;
    const lia_arcs *g = s->along;
    lia_vid end = s->end;
    uint64_t entries = 0;
    double crossing = 0;

    for (lia_vid k = s->first; k < s->end; k++) {
        const lia_vid u = s->queue[k];
        const double paths = p->paths[u];
        for (uint64_t e = g->off[u]; e < g->off[u + 1]; e++) {
            const lia_vid w = g->to[e];
            const uint32_t stamp = p->stamp[w];
            if (stamp == next) {
                p->paths[w] += paths;
            } else if (stamp < base) {
                if (crossing > 0)
                    continue;
                p->stamp[w] = next;
                p->paths[w] = paths;
                s->queue[end++] = w;
                entries += row_of(g, w);
            } else if ((stamp ^ next) & 1) {
                crossing += paths * p->paths[w];
            }
        }
    }
    if (crossing > 0)
        return crossing;
    s->first = s->end;
    s->end = end;
    s->entries = entries;
    s->stamp = next;
    return 0;
}

/* The entry at which the paths counted so far pass `at`. */
static bool find_crossing(lia_path_sampler *p, int which, double at,
                          lia_vid *from, lia_vid *to)
{
    const side *s = &p->side[which];
    bool found = false;

    for (lia_vid k = s->first; k < s->end; k++) {
        const lia_vid u = s->queue[k];
        for (uint64_t e = s->along->off[u]; e < s->along->off[u + 1]; e++) {
            const lia_vid w = s->along->to[e];
            if (p->stamp[w] < p->base || ((p->stamp[w] ^ s->stamp) & 1) == 0)
                continue;
            *from = u;
            *to = w;
            found = true;
            at -= p->paths[u] * p->paths[w];
            if (at < 0)
                return true;
        }
    }
    return found;    /* the last one, where rounding left a remainder */
}

/* Someone one level nearer to the end of side `which`, by number of paths. */
static lia_vid draw_before(lia_path_sampler *p, int which, lia_vid v,
                           lia_rng *rng)
{
    const lia_arcs *g = p->side[which].against;
    const uint32_t before = p->stamp[v] - 2;
    double at = lia_rng_unit(rng) * p->paths[v];
    lia_vid last = LIA_NONE;

    for (uint64_t e = g->off[v]; e < g->off[v + 1]; e++) {
        const lia_vid w = g->to[e];
        if (p->stamp[w] != before)
            continue;
        last = w;
        at -= p->paths[w];
        if (at < 0)
            break;
    }
    return last;
}

static uint32_t level_of(const lia_path_sampler *p, lia_vid v)
{
    return (p->stamp[v] - p->base) / 2;
}

/* From the crossing out to both ends. */
static void trace(lia_path_sampler *p, uint32_t *length, lia_vid near_s,
                  lia_vid near_t, lia_rng *rng)
{
    const uint32_t middle = level_of(p, near_s);
    uint32_t at = middle;

    *length = middle + 1 + level_of(p, near_t);
    p->path[at] = near_s;
    while (at > 0) {
        p->path[at - 1] = draw_before(p, 0, p->path[at], rng);
        at--;
    }
    at = middle + 1;
    p->path[at] = near_t;
    while (at < *length) {
        p->path[at + 1] = draw_before(p, 1, p->path[at], rng);
        at++;
    }
}

bool lia_path_sample(lia_path_sampler *p, const lia_vid **path,
                     uint32_t *length, lia_vid s, lia_vid t, lia_rng *rng)
{
    lia_vid from = LIA_NONE, to = LIA_NONE;
    bool fits = true;

    if (p->base > UINT32_MAX - 2 * p->side[0].along->n - 4) {
        memset(p->stamp, 0, p->side[0].along->n * sizeof *p->stamp);
        p->base = 2;                        /* stamps begin anew */
    }
    *length = 0;
    *path = p->path;
    begin(p, 0, s);
    begin(p, 1, t);
    while (p->side[0].entries > 0 && p->side[1].entries > 0) {
        const int which = p->side[1].entries < p->side[0].entries;
        const double crossing = expand(p, which);
        if (crossing == 0)
            continue;
        fits = crossing < INFINITY;
        if (fits &&
            find_crossing(p, which, lia_rng_unit(rng) * crossing, &from, &to))
            trace(p, length, which == 0 ? from : to, which == 0 ? to : from,
                  rng);
        break;
    }
    for (int k = 0; k < 2; k++)             /* no stamp is as large as that */
        p->base = p->base > p->side[k].stamp ? p->base : p->side[k].stamp;
    p->base = (p->base | 1) + 3;
    return fits;
}
