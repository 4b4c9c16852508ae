/* ties/core.c - core numbers by peeling: take away an account of the smallest
 * degree, again and again; its degree at that moment is its core number.
 *
 * Accounts stand in an array ordered by degree, with the place where each
 * degree begins. Taking a tie from a neighbour moves it one degree down: it
 * swaps places with the first of its degree, which then begins one later
 * (Batagelj and Zaversnik 2003). What bounds it: for each tie one look at the
 * neighbour's degree, and up to four random touches for each that still falls.
 */
#include "liaison/cohesion.h"

#include <string.h>

#include "base/mem.h"
#include "base/watch.h"

enum { ACCOUNTS_PER_STEP = 1 << 16 };

/* Rows of the graph, and of its reverse where it has directions. */
typedef struct rows {
    lia_vid n;
    int sides;
    const uint64_t *off[2];
    const lia_vid *to[2];
} rows;

typedef struct queue {
    lia_vid *order;    /* [n] accounts by degree                             */
    lia_vid *place;    /* [n] where in order an account stands               */
    lia_vid *begin;    /* [most + 2] where in order a degree begins          */
} queue;

static lia_status find_most(uint64_t *most, const rows *g, lia_error *err)
{
    *most = 0;
    for (lia_vid i = 0; i < g->n; i++) {
        uint64_t degree = 0;
        for (int s = 0; s < g->sides; s++)
            degree += g->off[s][i + 1] - g->off[s][i];
        if (degree > *most)
            *most = degree;
    }
    if (*most >= UINT32_MAX - 1)
        return lia_fail(err, LIA_ELIMIT, "an account with 2^32 arcs");
    return LIA_OK;
}

/* Counting sort by degree; begin[d] = accounts of a degree below d. */
static void line_up(queue *q, uint32_t *degree, const rows *g, uint64_t most)
{
    for (lia_vid i = 0; i < g->n; i++) {
        degree[i] = 0;
        for (int s = 0; s < g->sides; s++)
            degree[i] += (uint32_t)(g->off[s][i + 1] - g->off[s][i]);
        q->begin[degree[i] + 1]++;
    }
    for (uint64_t d = 0; d < most; d++)
        q->begin[d + 1] += q->begin[d];
    for (lia_vid i = 0; i < g->n; i++) {
        q->place[i] = q->begin[degree[i]]++;
        q->order[q->place[i]] = i;
    }
    memmove(q->begin + 1, q->begin, (most + 1) * sizeof *q->begin);
    q->begin[0] = 0;
}

static void lower(queue *q, uint32_t *degree, lia_vid u)
{
    lia_vid from = q->place[u], to = q->begin[degree[u]]++;
    lia_vid first = q->order[to];

    q->order[from] = first;
    q->place[first] = from;
    q->order[to] = u;
    q->place[u] = to;
    degree[u]--;
}

static void peel(queue *q, uint32_t *degree, const rows *g, const lia_run *run)
{
    for (lia_vid k = 0; k < g->n; k++) {
        const lia_vid v = q->order[k];
        for (int s = 0; s < g->sides; s++)
            for (uint64_t e = g->off[s][v]; e < g->off[s][v + 1]; e++)
                if (degree[g->to[s][e]] > degree[v])
                    lower(q, degree, g->to[s][e]);
        if ((k + 1) % ACCOUNTS_PER_STEP == 0)
            lia_watch_advance(run, ACCOUNTS_PER_STEP);
    }
    lia_watch_advance(run, g->n % ACCOUNTS_PER_STEP);
}

static lia_status core_of(uint32_t *out, const rows *g, const lia_run *run,
                          lia_error *err)
{
    lia_status st = LIA_OK;
    queue q = {NULL, NULL, NULL};
    uint64_t most;

    LIA_TRY(find_most(&most, g, err));
    LIA_TRY(lia_alloc(&q.order, g->n, sizeof *q.order, err));
    LIA_TRY(lia_alloc(&q.place, g->n, sizeof *q.place, err));
    LIA_TRY(lia_alloc_zero(&q.begin, most + 2, sizeof *q.begin, err));
    lia_watch_begin(run, "core numbers", g->n, "accounts");
    line_up(&q, out, g, most);
    peel(&q, out, g, run);
    lia_watch_end(run);
done:
    lia_free(q.begin);
    lia_free(q.place);
    lia_free(q.order);
    return st;
}

lia_status lia_core_of_ties(uint32_t *out, const lia_ties *ties,
                            const lia_run *run, lia_error *err)
{
    if (out == NULL || ties == NULL)
        return lia_fail(err, LIA_EARG, "out and ties must be given");
    const rows g = {ties->n, 1, {ties->off, NULL}, {ties->to, NULL}};
    return core_of(out, &g, run, err);
}

lia_status lia_core_of_arcs(uint32_t *out, const lia_arcs *arcs,
                            const lia_run *run, lia_error *err)
{
    lia_status st = LIA_OK;
    lia_arcs bare, back = {0};

    if (out == NULL || arcs == NULL)
        return lia_fail(err, LIA_EARG, "out and arcs must be given");
    bare = *arcs;
    bare.weight = NULL;
    LIA_TRY(lia_arcs_reverse(&back, &bare, run, err));
    const rows g = {arcs->n, 2, {arcs->off, back.off}, {arcs->to, back.to}};
    LIA_TRY(core_of(out, &g, run, err));
done:
    lia_arcs_free(&back);
    return st;
}
