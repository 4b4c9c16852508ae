/* ties/path_sample.c - balanced search from both ends (Borassi, Natale 2016).
 *
 * A level is expanded at a time, on the side whose next level has fewer
 * entries to pass. The first entries that lead from one side to the other are
 * all of one length, and every shortest path passes exactly one of them: one
 * is drawn by the number of paths through it (in a second walk over the level,
 * which needs no list), then predecessors are drawn on either side.
 *
 * What bounds it: one random read of a 16-byte mark per entry passed. Marks
 * carry the number of the search, so nothing is cleared in between.
 */
#include "ties/path_sample.h"

#include <math.h>
#include <string.h>

#include "base/mem.h"

typedef struct mark {
    uint32_t search;       /* 2 number + side; side 0 from s, 1 from t       */
    uint32_t level;
    double paths;          /* shortest paths from its own end                */
} mark;

typedef struct side {
    const lia_arcs *along; /* entries to pass                                */
    const lia_arcs *against;
    lia_vid *queue;        /* [n] accounts of all levels, one after the other*/
    lia_vid first, end;    /* of the level in hand                           */
    uint64_t entries;      /* of the level in hand                           */
    uint32_t level;
} side;

struct lia_path_sampler {
    mark *mark;            /* [n]                                            */
    uint32_t number;
    side side[2];
    lia_vid *path;         /* [n + 1]                                        */
};

lia_status lia_path_sampler_open(lia_path_sampler **out, const lia_arcs *there,
                                 const lia_arcs *back, lia_error *err)
{
    const uint64_t n = there->n;
    lia_status st = LIA_OK;
    lia_path_sampler *p = NULL;

    LIA_TRY(lia_alloc_zero(&p, 1, sizeof *p, err));
    LIA_TRY(lia_alloc_zero(&p->mark, n, sizeof *p->mark, err));
    LIA_TRY(lia_alloc(&p->path, n + 1, sizeof *p->path, err));
    LIA_TRY(lia_alloc(&p->side[0].queue, n, sizeof(lia_vid), err));
    LIA_TRY(lia_alloc(&p->side[1].queue, n, sizeof(lia_vid), err));
    p->side[0].along = p->side[1].against = there;
    p->side[1].along = p->side[0].against = back;
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
    lia_free(p->mark);
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
    s->level = 0;
    s->entries = row_of(s->along, v);
    p->mark[v] = (mark){2 * p->number + (uint32_t)which, 0, 1};
}

/* Expand the level in hand; the number of paths that cross to the other side,
 * 0 if none does: only then the next level is complete. */
static double expand(lia_path_sampler *p, int which)
{
    const uint32_t mine = 2 * p->number + (uint32_t)which, other = mine ^ 1;
    side *s = &p->side[which];
    const lia_arcs *g = s->along;
    lia_vid end = s->end;
    uint64_t entries = 0;
    double crossing = 0;

    for (lia_vid k = s->first; k < s->end; k++) {
        const lia_vid u = s->queue[k];
        const double paths = p->mark[u].paths;
        for (uint64_t e = g->off[u]; e < g->off[u + 1]; e++) {
            mark *w = &p->mark[g->to[e]];
            if (w->search == mine) {
                if (w->level > s->level)
                    w->paths += paths;
            } else if (w->search == other) {
                crossing += paths * w->paths;
            } else if (crossing == 0) {
                *w = (mark){mine, s->level + 1, paths};
                s->queue[end++] = g->to[e];
                entries += row_of(g, g->to[e]);
            }
        }
    }
    if (crossing > 0)
        return crossing;
    s->first = s->end;
    s->end = end;
    s->entries = entries;
    s->level++;
    return 0;
}

/* The entry at which the paths counted so far pass `at`. */
static bool find_crossing(lia_path_sampler *p, int which, double at,
                          lia_vid *from, lia_vid *to)
{
    const uint32_t other = (2 * p->number + (uint32_t)which) ^ 1;
    const side *s = &p->side[which];
    bool found = false;

    for (lia_vid k = s->first; k < s->end; k++) {
        const lia_vid u = s->queue[k];
        for (uint64_t e = s->along->off[u]; e < s->along->off[u + 1]; e++) {
            const mark *w = &p->mark[s->along->to[e]];
            if (w->search != other)
                continue;
            *from = u;
            *to = s->along->to[e];
            found = true;
            at -= p->mark[u].paths * w->paths;
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
    const uint32_t mine = 2 * p->number + (uint32_t)which;
    const lia_arcs *g = p->side[which].against;
    const uint32_t level = p->mark[v].level - 1;
    double at = lia_rng_unit(rng) * p->mark[v].paths;
    lia_vid last = LIA_NONE;

    for (uint64_t e = g->off[v]; e < g->off[v + 1]; e++) {
        const mark *w = &p->mark[g->to[e]];
        if (w->search != mine || w->level != level)
            continue;
        last = g->to[e];
        at -= w->paths;
        if (at < 0)
            break;
    }
    return last;
}

/* From the crossing out to both ends. */
static void trace(lia_path_sampler *p, uint32_t *length, lia_vid near_s,
                  lia_vid near_t, lia_rng *rng)
{
    const uint32_t middle = p->mark[near_s].level;
    uint32_t at = middle;

    *length = middle + 1 + p->mark[near_t].level;
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

    if (++p->number == UINT32_MAX / 2) {    /* marks begin anew */
        memset(p->mark, 0, p->side[0].along->n * sizeof *p->mark);
        p->number = 1;
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
        if (!(crossing < INFINITY))
            return false;
        if (find_crossing(p, which, lia_rng_unit(rng) * crossing, &from, &to))
            trace(p, length, which == 0 ? from : to, which == 0 ? to : from,
                  rng);
        break;
    }
    return true;
}
