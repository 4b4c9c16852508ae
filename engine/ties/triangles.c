/* ties/triangles.c - every triangle once, found from its middle account.
 *
 * A triangle a < b < c (by rank) is met when b is visited: N+(b), the ends
 * above b, is marked; then the row N+(a) of each a under b is read from just
 * behind b to its end, and each marked c closes a triangle. Rows are read
 * sum over a of d+(a)(d+(a) - 1) / 2 entries far, a third of what the usual
 * order needs (mark a, read all of N+(b)) on a Kronecker graph.
 *
 * Three ties are credited. Tie (a,c) lies in the row that is being read, so
 * its sum is written in sequence, whether credited or not (no branch). Tie
 * (b,c) is summed beside the mark of c. Tie (a,b) is summed in a register.
 * Only the marks are met in random order, and those of the top ranks, which
 * is where nearly all c are, stay in the nearest cache.
 *
 * Each thread owns a full set of sums; they are added up at the end. After
 * M. Latapy, "Main-memory triangle computations for very large (sparse
 * (power-law)) graphs", Theor. Comput. Sci. 407(1-3), 458-473, 2008.
 */
#include "ties/triangles.h"

#include <math.h>
#include <string.h>

#include "base/mem.h"
#include "base/threads.h"
#include "base/watch.h"

enum { RANKS_PER_TASK = 32, AHEAD = 8 };

/* mark: the unit share of c where c is above b, else 0. */
typedef struct cell {
    uint64_t mark;
    uint64_t sum;
} cell;

/* What one thread writes; NULL where it is not wanted. */
typedef struct worker {
    uint64_t *corner;  /* [n]                                                */
    uint8_t *above;    /* [n] for corners: c is above b                      */
    uint32_t *count;   /* [m]                                                */
    uint32_t *tally;   /* [n] for counts: 2 * triangles + (c is above b);
                          beside shares: triangles                           */
    uint64_t *share;   /* [m]                                                */
    cell *cell;        /* [n] for shares                                     */
} worker;

typedef struct pass {
    const lia_oriented *g;
    uint64_t *reciprocal;  /* [n] 1 / degree in units                        */
    worker all;            /* blocks for all threads, one after the other    */
} pass;

static worker worker_of(const pass *p, int thread)
{
    const uint64_t n = p->g->n * (uint64_t)thread;
    const uint64_t m = p->g->m * (uint64_t)thread;
    worker w = p->all;

    w.corner = w.corner ? w.corner + n : NULL;
    w.above = w.above ? w.above + n : NULL;
    w.count = w.count ? w.count + m : NULL;
    w.tally = w.tally ? w.tally + n : NULL;
    w.share = w.share ? w.share + m : NULL;
    w.cell = w.cell ? w.cell + n : NULL;
    return w;
}

/* Rows lie far apart: ask for the one that is read AHEAD rows later. under[]
 * has that many more elements behind its end. */
static inline void prefetch_row(const lia_oriented *g, uint64_t k,
                                const void *sums, size_t width)
{
    const lia_under u = g->under[k + AHEAD];
    const uint64_t slot = g->up[u.lower] + u.place;

    __builtin_prefetch(g->to + slot);
    __builtin_prefetch(g->to + slot + 16);
    if (sums) {
        const char *sum = (const char *)sums + slot * width;
        __builtin_prefetch(sum, 1);
        __builtin_prefetch(sum + 64, 1);
    }
}

static void visit_corners(const pass *p, const worker *w, lia_vid b)
{
    const lia_oriented *g = p->g;
    uint64_t through_b = 0;

    for (uint64_t e = g->up[b]; e < g->up[b + 1]; e++)
        w->above[g->to[e]] = 1;
    for (uint64_t k = g->down[b]; k < g->down[b + 1]; k++) {
        const lia_under u = g->under[k];
        prefetch_row(g, k, NULL, 0);
        const uint64_t end = g->up[u.lower + 1];
        uint64_t through_a = 0;

        for (uint64_t f = g->up[u.lower] + u.place + 1; f < end; f++) {
            const lia_vid c = g->to[f];
            const uint64_t closed = w->above[c];
            w->corner[c] += closed;
            through_a += closed;
        }
        w->corner[u.lower] += through_a;
        through_b += through_a;
    }
    w->corner[b] += through_b;
    for (uint64_t e = g->up[b]; e < g->up[b + 1]; e++)
        w->above[g->to[e]] = 0;
}

static void visit_counts(const pass *p, const worker *w, lia_vid b)
{
    const lia_oriented *g = p->g;

    for (uint64_t e = g->up[b]; e < g->up[b + 1]; e++)
        w->tally[g->to[e]] = 1;
    for (uint64_t k = g->down[b]; k < g->down[b + 1]; k++) {
        const lia_under u = g->under[k];
        prefetch_row(g, k, w->count, sizeof *w->count);
        const uint64_t slot = g->up[u.lower] + u.place;
        const uint64_t end = g->up[u.lower + 1];
        uint32_t count = 0;

        for (uint64_t f = slot + 1; f < end; f++) {
            const lia_vid c = g->to[f];
            const uint32_t tally = w->tally[c], closed = tally & 1;
            w->tally[c] = tally + 2 * closed;
            w->count[f] += closed;
            count += closed;
        }
        w->count[slot] += count;
    }
    for (uint64_t e = g->up[b]; e < g->up[b + 1]; e++) {
        w->count[e] += w->tally[g->to[e]] >> 1;
        w->tally[g->to[e]] = 0;
    }
}

static void visit_shares(const pass *p, const worker *w, lia_vid b)
{
    const lia_oriented *g = p->g;
    const uint64_t of_b = p->reciprocal[b];

    for (uint64_t e = g->up[b]; e < g->up[b + 1]; e++)
        w->cell[g->to[e]].mark = p->reciprocal[g->to[e]];
    for (uint64_t k = g->down[b]; k < g->down[b + 1]; k++) {
        const lia_under u = g->under[k];
        prefetch_row(g, k, w->share, sizeof *w->share);
        const uint64_t slot = g->up[u.lower] + u.place;
        const uint64_t end = g->up[u.lower + 1];
        const uint64_t of_a = p->reciprocal[u.lower];
        uint64_t share = 0;

        for (uint64_t f = slot + 1; f < end; f++) {
            cell *c = &w->cell[g->to[f]];
            const uint64_t mark = c->mark;
            const uint64_t closed = -(uint64_t)(mark != 0);
            c->sum += of_a & closed;
            w->share[f] += of_b & closed;
            share += mark;
        }
        w->share[slot] += share;
    }
    for (uint64_t e = g->up[b]; e < g->up[b + 1]; e++) {
        w->share[e] += w->cell[g->to[e]].sum;
        w->cell[g->to[e]] = (cell){0, 0};
    }
}

/* Counts and shares at once: a quarter cheaper than one after the other. */
static void visit_both(const pass *p, const worker *w, lia_vid b)
{
    const lia_oriented *g = p->g;
    const uint64_t of_b = p->reciprocal[b];

    for (uint64_t e = g->up[b]; e < g->up[b + 1]; e++)
        w->cell[g->to[e]].mark = p->reciprocal[g->to[e]];
    for (uint64_t k = g->down[b]; k < g->down[b + 1]; k++) {
        const lia_under u = g->under[k];
        prefetch_row(g, k, w->share, sizeof *w->share);
        const uint64_t slot = g->up[u.lower] + u.place;
        const uint64_t end = g->up[u.lower + 1];
        const uint64_t of_a = p->reciprocal[u.lower];
        uint64_t share = 0;
        uint32_t count = 0;

        for (uint64_t f = slot + 1; f < end; f++) {
            cell *c = &w->cell[g->to[f]];
            const uint64_t mark = c->mark;
            const uint32_t one = mark != 0;
            const uint64_t closed = -(uint64_t)one;
            c->sum += of_a & closed;
            w->tally[g->to[f]] += one;
            w->share[f] += of_b & closed;
            w->count[f] += one;
            share += mark;
            count += one;
        }
        w->share[slot] += share;
        w->count[slot] += count;
    }
    for (uint64_t e = g->up[b]; e < g->up[b + 1]; e++) {
        w->share[e] += w->cell[g->to[e]].sum;
        w->count[e] += w->tally[g->to[e]];
        w->cell[g->to[e]] = (cell){0, 0};
        w->tally[g->to[e]] = 0;
    }
}

static void visit_block(const pass *p, const worker *w, lia_vid begin,
                        lia_vid end)
{
    const lia_oriented *g = p->g;

    for (lia_vid b = begin; b < end; b++) {
        if (g->up[b] == g->up[b + 1] || g->down[b] == g->down[b + 1])
            continue;
        if (w->corner)
            visit_corners(p, w, b);
        else if (w->count && w->share)
            visit_both(p, w, b);
        else if (w->count)
            visit_counts(p, w, b);
        else
            visit_shares(p, w, b);
    }
}

/* Blocks from the highest ranks down: the heavy ones come first. */
static void visit_all(const pass *p, int threads, const lia_run *run)
{
    const lia_oriented *g = p->g;
    const int64_t blocks = ((int64_t)g->n + RANKS_PER_TASK - 1) /
                           RANKS_PER_TASK;

    (void)threads;
    lia_watch_begin(run, "triangles", g->m, "ties");
    #pragma omp parallel num_threads(threads)
    {
        const worker w = worker_of(p, lia_thread_id());

        #pragma omp for schedule(dynamic, 1)
        for (int64_t k = 0; k < blocks; k++) {
            lia_vid begin = (lia_vid)((blocks - 1 - k) * RANKS_PER_TASK);
            lia_vid end = g->n - begin < RANKS_PER_TASK
                              ? g->n : begin + RANKS_PER_TASK;
            visit_block(p, &w, begin, end);
            lia_watch_advance(run, g->down[end] - g->down[begin]);
        }
    }
    lia_watch_end(run);
}

/* sum[0 .. count) += the blocks of the other threads. */
static void merge(uint64_t *wide, uint32_t *narrow, uint64_t count,
                  int threads)
{
    #pragma omp parallel for num_threads(threads) schedule(static)
    for (int64_t e = 0; e < (int64_t)count; e++)
        for (int t = 1; t < threads; t++) {
            if (wide)
                wide[e] += wide[count * (uint64_t)t + (uint64_t)e];
            if (narrow)
                narrow[e] += narrow[count * (uint64_t)t + (uint64_t)e];
        }
}

/* Two accounts have fewer contacts in common than this. */
static uint32_t second_degree(const lia_oriented *g)
{
    return g->n > 1 ? g->degree[g->n - 2] : 0;
}

/* Common contacts number less than the second largest degree d, each at most
 * 1/2, so that a share is below 2^(bits of d - 1); 2^(64 - bits) units to the
 * whole keep it below 2^63, and half a unit of rounding each changes that by
 * less than 2^31. */
static double set_reciprocals(uint64_t *reciprocal, const lia_oriented *g)
{
    const uint32_t second = second_degree(g);
    int bits = 2;

    while (second >> bits)
        bits++;
    const double whole = ldexp(1.0, 64 - bits);
    for (lia_vid r = 0; r < g->n; r++)
        reciprocal[r] = g->degree[r]
                            ? (uint64_t)(whole / g->degree[r] + 0.5) : 0;
    return 1.0 / whole;
}

static lia_status reserve(pass *p, int what, int threads, lia_error *err)
{
    lia_status st = LIA_OK;
    const uint64_t n = p->g->n * (uint64_t)threads;
    const uint64_t m = p->g->m * (uint64_t)threads;
    worker *w = &p->all;

    if (what & LIA_SUM_CORNER) {
        LIA_TRY(lia_alloc_zero(&w->corner, n, sizeof *w->corner, err));
        LIA_TRY(lia_alloc_zero(&w->above, n, sizeof *w->above, err));
    }
    if (what & LIA_SUM_COUNT) {
        LIA_TRY(lia_alloc_zero(&w->count, m, sizeof *w->count, err));
        LIA_TRY(lia_alloc_zero(&w->tally, n, sizeof *w->tally, err));
    }
    if (what & LIA_SUM_SHARE) {
        LIA_TRY(lia_alloc_zero(&w->share, m, sizeof *w->share, err));
        LIA_TRY(lia_alloc_zero(&w->cell, n, sizeof *w->cell, err));
        LIA_TRY(lia_alloc(&p->reciprocal, p->g->n, sizeof *p->reciprocal,
                          err));
    }
done:
    return st;
}

static void release(pass *p)
{
    lia_free(p->reciprocal);
    lia_free(p->all.corner);
    lia_free(p->all.above);
    lia_free(p->all.count);
    lia_free(p->all.tally);
    lia_free(p->all.share);
    lia_free(p->all.cell);
}

lia_status lia_triangles_sum(lia_triangle_sums *out, const lia_oriented *g,
                             int what, const lia_run *run, lia_error *err)
{
    const int threads = lia_thread_crew(run, 16 * g->m);
    pass p = {.g = g};
    lia_triangle_sums sums = {0};
    lia_status st = LIA_OK;

    if ((what & LIA_SUM_COUNT) && second_degree(g) > INT32_MAX)
        return lia_fail(err, LIA_ELIMIT, "two accounts with 2^31 contacts "
                        "each: what they have in common cannot be counted");
    LIA_TRY(reserve(&p, what, threads, err));
    if (p.reciprocal)
        sums.unit = set_reciprocals(p.reciprocal, g);
    visit_all(&p, threads, run);
    merge(p.all.corner, NULL, p.all.corner ? g->n : 0, threads);
    merge(p.all.share, p.all.count,
          p.all.share || p.all.count ? g->m : 0, threads);
    sums.corner = p.all.corner;
    sums.count = p.all.count;
    sums.share = p.all.share;
    p.all.corner = p.all.share = NULL;
    p.all.count = NULL;
    *out = sums;
done:
    release(&p);
    return st;
}

void lia_triangle_sums_free(lia_triangle_sums *sums)
{
    lia_free(sums->corner);
    lia_free(sums->count);
    lia_free(sums->share);
    memset(sums, 0, sizeof *sums);
}
