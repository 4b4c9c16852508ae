/* graph/diameter.c - the diameter from few searches (Takes, Kosters 2013).
 *
 * e(w) = largest distance from w. A search from v and one towards v give, for
 * every w, d(w, v) <= e(w) <= d(w, v) + e(v); on ties also e(v) - d(w, v) <=
 * e(w). An account whose upper bound is no larger than the largest distance
 * seen cannot change the result. The next to search from is, in turns, the one
 * that could be furthest out and the one that is most in the middle.
 */
#include "liaison/reach.h"

#include <math.h>
#include <string.h>

#include "base/mem.h"
#include "base/watch.h"

typedef struct bounds {
    const lia_arcs *there, *back;  /* the same for ties                      */
    uint32_t *far;     /* [n] distance to v                                  */
    uint32_t *spare;   /* [n] distance from v                                */
    uint32_t *least;   /* [n] e(w) is at least this                          */
    uint32_t *most;    /* [n] and at most this                               */
    lia_vid *queue;    /* [n]                                                */
    uint32_t seen;     /* the largest distance between any two so far        */
} bounds;

/* Distances from v along arcs; how many were reached. *last: the largest. */
static lia_vid search(const bounds *b, uint32_t *distance, uint32_t *last,
                      const lia_arcs *arcs, lia_vid v)
{
    lia_vid head = 0, tail = 0;

    memset(distance, 0xff, arcs->n * sizeof *distance);
    distance[v] = 0;
    b->queue[tail++] = v;
    while (head < tail) {
        const lia_vid w = b->queue[head++];
        *last = distance[w];
        for (uint64_t e = arcs->off[w]; e < arcs->off[w + 1]; e++)
            if (distance[arcs->to[e]] == UINT32_MAX) {
                distance[arcs->to[e]] = distance[w] + 1;
                b->queue[tail++] = arcs->to[e];
            }
    }
    return tail;
}

static uint32_t larger(uint32_t a, uint32_t b)
{
    return a > b ? a : b;
}

static void tighten(bounds *b, lia_vid v, uint32_t out_of_v, bool both_ways)
{
    for (lia_vid w = 0; w < b->there->n; w++) {
        const uint32_t d = b->far[w];
        if (d + out_of_v < b->most[w])
            b->most[w] = d + out_of_v;
        b->least[w] = larger(b->least[w], d);
        if (both_ways && out_of_v > d)
            b->least[w] = larger(b->least[w], out_of_v - d);
    }
    b->most[v] = b->least[v] = out_of_v;
}

/* Who is still open: the largest upper or the smallest lower bound; LIA_NONE
 * if nobody is. */
static lia_vid choose(const bounds *b, bool rim)
{
    lia_vid best = LIA_NONE;

    for (lia_vid w = 0; w < b->there->n; w++) {
        if (b->most[w] <= b->seen)
            continue;
        if (best == LIA_NONE || (rim ? b->most[w] > b->most[best]
                                     : b->least[w] < b->least[best]))
            best = w;
    }
    return best;
}

/* False if somebody is out of reach. */
static bool bound_all(bounds *b, const lia_run *run)
{
    const bool both_ways = b->there == b->back;
    const lia_vid n = b->there->n;
    lia_vid v = 0;
    bool rim = true;

    for (lia_vid w = 1; w < n; w++)
        if (b->there->off[w + 1] - b->there->off[w] >
            b->there->off[v + 1] - b->there->off[v])
            v = w;
    memset(b->least, 0, n * sizeof *b->least);
    memset(b->most, 0xff, n * sizeof *b->most);
    for (; v != LIA_NONE; v = choose(b, rim), rim = !rim) {
        uint32_t into_v = 0, out_of_v = 0;
        if (search(b, b->far, &into_v, b->back, v) < n)
            return false;
        out_of_v = into_v;
        if (!both_ways && search(b, b->spare, &out_of_v, b->there, v) < n)
            return false;
        b->seen = larger(b->seen, larger(into_v, out_of_v));
        tighten(b, v, out_of_v, both_ways);
        lia_watch_advance(run, 1);
    }
    return true;
}

static lia_status diameter(double *out, const lia_arcs *there,
                           const lia_arcs *back, const lia_run *run,
                           lia_error *err)
{
    lia_status st = LIA_OK;
    bounds b = {.there = there, .back = back};

    LIA_TRY(lia_alloc(&b.far, there->n, sizeof *b.far, err));
    LIA_TRY(lia_alloc(&b.spare, there == back ? 0 : there->n, sizeof *b.spare,
                      err));
    LIA_TRY(lia_alloc(&b.least, there->n, sizeof *b.least, err));
    LIA_TRY(lia_alloc(&b.most, there->n, sizeof *b.most, err));
    LIA_TRY(lia_alloc(&b.queue, there->n, sizeof *b.queue, err));
    lia_watch_begin(run, "diameter", 0, "searches");
    if (there->n == 0)
        *out = NAN;
    else
        *out = bound_all(&b, run) ? (double)b.seen : INFINITY;
    lia_watch_end(run);
done:
    lia_free(b.far);
    lia_free(b.spare);
    lia_free(b.least);
    lia_free(b.most);
    lia_free(b.queue);
    return st;
}

lia_status lia_diameter_of_ties(double *out, const lia_ties *ties,
                                const lia_run *run, lia_error *err)
{
    if (out == NULL || ties == NULL)
        return lia_fail(err, LIA_EARG, "out and the graph must be given");
    const lia_arcs both = lia_ties_as_arcs(ties);
    return diameter(out, &both, &both, run, err);
}

lia_status lia_diameter_of_arcs(double *out, const lia_arcs *arcs,
                                const lia_run *run, lia_error *err)
{
    lia_arcs back = {0};
    lia_status st;

    if (out == NULL || arcs == NULL)
        return lia_fail(err, LIA_EARG, "out and the graph must be given");
    st = lia_arcs_reverse(&back, arcs, run, err);
    if (st == LIA_OK)
        st = diameter(out, arcs, &back, run, err);
    lia_arcs_free(&back);
    return st;
}
