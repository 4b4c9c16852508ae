/* graph/reach2.c - accounts within two steps: one walk over the contacts of
 * contacts per account, with a stamp per account that says who was counted.
 * What bounds it: one random read and write of 4 bytes per entry walked.
 */
#include "liaison/reach.h"

#include <string.h>

#include "base/mem.h"
#include "base/threads.h"
#include "base/watch.h"
#include "graph/rows.h"

enum { ROWS_PER_TASK = 64 };

/* stamp: [n] nobody's is i + 1 yet. */
static uint32_t count_around(const lia_arcs *g, lia_vid i, uint32_t *stamp)
{
    const uint32_t mine = i + 1;
    uint32_t count = 0;

    if (g->off[i + 1] - g->off[i] == 1) {  /* all that its contact points at */
        const lia_vid q = g->to[g->off[i]];
        return (uint32_t)(g->off[q + 1] - g->off[q]) + 1 -
               (lia_row_find(g->off, g->to, q, i) != UINT64_MAX);
    }
    stamp[i] = mine;
    for (uint64_t e = g->off[i]; e < g->off[i + 1]; e++) {
        const lia_vid q = g->to[e];
        count += stamp[q] != mine;
        stamp[q] = mine;
        for (uint64_t f = g->off[q]; f < g->off[q + 1]; f++) {
            count += stamp[g->to[f]] != mine;
            stamp[g->to[f]] = mine;
        }
    }
    return count;
}

lia_status lia_reach2_of_arcs(uint32_t *out, const lia_arcs *arcs,
                              const lia_run *run, lia_error *err)
{
    lia_status st = LIA_OK;
    uint32_t *stamp = NULL;

    if (out == NULL || arcs == NULL)
        return lia_fail(err, LIA_EARG, "out and the graph must be given");
    const uint64_t n = arcs->n;
    const int threads = lia_thread_crew(run, 16 * arcs->m + n);
    LIA_TRY(lia_alloc_zero(&stamp, n * (uint64_t)threads, sizeof *stamp, err));
    lia_watch_begin(run, "reach", n, "accounts");
    #pragma omp parallel for schedule(dynamic, ROWS_PER_TASK) \
        num_threads(threads)
    for (lia_vid i = 0; i < arcs->n; i++) {
        out[i] = count_around(arcs, i, stamp + n * (uint64_t)lia_thread_id());
        if (i % ROWS_PER_TASK == 0)
            lia_watch_advance(run, n - i < ROWS_PER_TASK ? n - i
                                                         : ROWS_PER_TASK);
    }
    lia_watch_end(run);
done:
    lia_free(stamp);
    return st;
}

lia_status lia_reach2_of_ties(uint32_t *out, const lia_ties *ties,
                              const lia_run *run, lia_error *err)
{
    if (ties == NULL)
        return lia_fail(err, LIA_EARG, "out and the graph must be given");
    const lia_arcs both = lia_ties_as_arcs(ties);
    return lia_reach2_of_arcs(out, &both, run, err);
}
