/* ties/oriented.c - ranks by counting sort, then rows without a sort: walking
 * the upper ends in ascending order and appending each to the rows of its
 * lower ends leaves every row ascending.
 *
 * What bounds it: one random write per tie while appending (serial), one
 * random read of a rank per entry of the rows before (parallel).
 */
#include "ties/oriented.h"

#include <string.h>

#include "base/mem.h"
#include "base/threads.h"
#include "graph/rows.h"

enum { ROWS_PER_TASK = 512 };

static uint32_t degree_of(const lia_ties *ties, lia_vid i)
{
    return (uint32_t)(ties->off[i + 1] - ties->off[i]);
}

/* rank[i] of every account, account[r] and degree[r] of every rank. */
static lia_status rank_accounts(lia_oriented *g, lia_vid *rank,
                                const lia_ties *ties, lia_error *err)
{
    uint32_t most = 0;
    lia_vid *next = NULL;
    lia_status st;

    for (lia_vid i = 0; i < g->n; i++)
        if (degree_of(ties, i) > most)
            most = degree_of(ties, i);
    st = lia_alloc_zero(&next, (uint64_t)most + 2, sizeof *next, err);
    if (st != LIA_OK)
        return st;
    for (lia_vid i = 0; i < g->n; i++)
        next[degree_of(ties, i) + 1]++;
    for (uint32_t d = 0; d < most; d++)
        next[d + 1] += next[d];
    for (lia_vid i = 0; i < g->n; i++) {
        rank[i] = next[degree_of(ties, i)]++;
        g->account[rank[i]] = i;
        g->degree[rank[i]] = degree_of(ties, i);
    }
    lia_free(next);
    return LIA_OK;
}

/* up[r + 1], down[r + 1] = ties of rank r that point up, down; then sums. */
static void count_sides(lia_oriented *g, const lia_vid *rank,
                        const lia_ties *ties, int threads)
{
    const int64_t n = g->n;

    (void)threads;
    #pragma omp parallel for num_threads(threads) \
        schedule(dynamic, ROWS_PER_TASK)
    for (int64_t i = 0; i < n; i++) {
        uint64_t above = 0;
        for (uint64_t e = ties->off[i]; e < ties->off[i + 1]; e++)
            above += rank[ties->to[e]] > rank[i];
        g->up[rank[i] + 1] = above;
        g->down[rank[i] + 1] = ties->off[i + 1] - ties->off[i] - above;
    }
    g->up[0] = g->down[0] = 0;
    for (lia_vid r = 0; r < g->n; r++) {
        g->up[r + 1] += g->up[r];
        g->down[r + 1] += g->down[r];
    }
}

/* The lower ends of the ties that point at rank r, with their numbers if
 * first is given. The search goes through the shorter of two rows. */
static void list_under(lia_oriented *g, lia_vid r, const lia_vid *rank,
                       const uint64_t *first, const lia_ties *ties)
{
    const lia_vid i = g->account[r];
    uint64_t at = g->down[r];

    for (uint64_t e = ties->off[i]; e < ties->off[i + 1]; e++) {
        const lia_vid j = ties->to[e];
        if (rank[j] > r)
            continue;
        g->under[at].lower = rank[j];
        if (first)
            g->tie[at] = j > i ? first[i] + e
                               : first[j] + lia_ties_find(ties, j, i);
        at++;
    }
}

static void append_rows(lia_oriented *g, uint32_t *filled)
{
    for (lia_vid r = 0; r < g->n; r++) {
        for (uint64_t k = g->down[r]; k < g->down[r + 1]; k++) {
            lia_under *u = &g->under[k];
            u->place = filled[u->lower]++;
            g->to[g->up[u->lower] + u->place] = r;
        }
    }
}

static lia_status reserve(lia_oriented *g, bool number, lia_error *err)
{
    lia_status st = LIA_OK;
    const uint64_t n = g->n;

    LIA_TRY(lia_alloc(&g->account, n, sizeof *g->account, err));
    LIA_TRY(lia_alloc(&g->degree, n, sizeof *g->degree, err));
    LIA_TRY(lia_alloc(&g->up, n + 1, sizeof *g->up, err));
    LIA_TRY(lia_alloc(&g->to, g->m, sizeof *g->to, err));
    LIA_TRY(lia_alloc(&g->down, n + 1, sizeof *g->down, err));
    LIA_TRY(lia_alloc_zero(&g->under, g->m + LIA_UNDER_SPARE,
                           sizeof *g->under, err));
    if (number)
        LIA_TRY(lia_alloc(&g->tie, g->m, sizeof *g->tie, err));
done:
    return st;
}

lia_status lia_oriented_build(lia_oriented *out, const lia_ties *ties,
                              bool number, const lia_run *run, lia_error *err)
{
    const int threads = lia_thread_crew(run, ties->n + ties->m);
    const int64_t n = ties->n;
    lia_oriented g = {.n = ties->n, .m = ties->m};
    lia_vid *rank = NULL;
    uint32_t *filled = NULL;
    uint64_t *first = NULL;
    lia_status st = LIA_OK;

    LIA_TRY(reserve(&g, number, err));
    LIA_TRY(lia_alloc(&rank, g.n, sizeof *rank, err));
    LIA_TRY(lia_alloc_zero(&filled, g.n, sizeof *filled, err));
    if (number) {
        LIA_TRY(lia_alloc(&first, g.n, sizeof *first, err));
        lia_ties_first(first, ties);
    }
    LIA_TRY(rank_accounts(&g, rank, ties, err));
    count_sides(&g, rank, ties, threads);
    #pragma omp parallel for num_threads(threads) \
        schedule(dynamic, ROWS_PER_TASK)
    for (int64_t r = 0; r < n; r++)
        list_under(&g, (lia_vid)r, rank, first, ties);
    append_rows(&g, filled);
    *out = g;
    memset(&g, 0, sizeof g);
done:
    lia_free(first);
    lia_free(filled);
    lia_free(rank);
    lia_oriented_free(&g);
    return st;
}

void lia_oriented_free(lia_oriented *oriented)
{
    lia_free(oriented->account);
    lia_free(oriented->degree);
    lia_free(oriented->up);
    lia_free(oriented->to);
    lia_free(oriented->down);
    lia_free(oriented->under);
    lia_free(oriented->tie);
    memset(oriented, 0, sizeof *oriented);
}
