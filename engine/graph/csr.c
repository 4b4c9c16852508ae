/* graph/csr.c - from pairs to sorted rows, within the memory of the result.
 *
 * Count per account, scatter, sort each row, drop repeats, close the gaps.
 * off[] doubles as the cursor while scattering, so nothing is kept beside the
 * rows themselves. What bounds it: one random write per entry while
 * scattering (8 bytes per tie over 4 n bytes of cursors), then the sort of
 * short rows, which stays in cache.
 */
#include "graph/csr.h"

#include <string.h>

#include "base/mem.h"
#include "base/sort.h"
#include "base/threads.h"

enum { ROWS_PER_TASK = 256 };

/* off[i + 1] = entries of row i; loops are counted, not kept. */
static lia_status count_rows(uint64_t *off, uint64_t *loops,
                             const lia_pairs *pairs, bool both, lia_error *err)
{
    for (uint64_t k = 0; k < pairs->count; k++) {
        lia_vid a = pairs->source[k], b = pairs->target[k];
        if (a >= pairs->n || b >= pairs->n)
            return lia_fail(err, LIA_EARG,
                            "pair %llu names an account that does not exist",
                            (unsigned long long)k);
        if (a == b) {
            ++*loops;
            continue;
        }
        off[a + 1]++;
        off[b + 1] += both;
    }
    return LIA_OK;
}

/* On entry off[i] = where row i begins; on return where it ends. */
static void scatter(lia_csr *csr, const lia_pairs *pairs, bool both)
{
    for (uint64_t k = 0; k < pairs->count; k++) {
        lia_vid a = pairs->source[k], b = pairs->target[k];
        if (a == b)
            continue;
        if (pairs->weight)
            csr->weight[csr->off[a]] = pairs->weight[k];
        csr->to[csr->off[a]++] = b;
        if (!both)
            continue;
        if (pairs->weight)
            csr->weight[csr->off[b]] = pairs->weight[k];
        csr->to[csr->off[b]++] = a;
    }
}

/* Sort a row and put repeats together; returns what is left of it. */
static uint64_t tidy_row(lia_vid *to, double *weight, uint64_t count)
{
    uint64_t kept = 0;

    if (weight == NULL)
        lia_sort_ids(to, count);
    else
        lia_sort_weighted(to, weight, count);
    for (uint64_t k = 0; k < count; k++) {
        if (kept > 0 && to[kept - 1] == to[k]) {
            if (weight)
                weight[kept - 1] += weight[k];
            continue;
        }
        to[kept] = to[k];
        if (weight)
            weight[kept] = weight[k];
        kept++;
    }
    return kept;
}

/* off[] holds the ends of rows; rows keep their first kept[i] entries. Close
 * the gaps and turn off[] into offsets again. */
static void close_gaps(lia_csr *csr, const uint32_t *kept)
{
    uint64_t begin = 0, end = 0;

    for (lia_vid i = 0; i < csr->n; i++) {
        uint64_t next = csr->off[i];
        if (end != begin) {
            memmove(csr->to + end, csr->to + begin, kept[i] * sizeof *csr->to);
            if (csr->weight)
                memmove(csr->weight + end, csr->weight + begin,
                        kept[i] * sizeof *csr->weight);
        }
        csr->off[i] = end;
        end += kept[i];
        begin = next;
    }
    csr->off[csr->n] = end;
}

static lia_status tidy(lia_csr *csr, const lia_run *run, lia_error *err)
{
    lia_status st = LIA_OK;
    uint32_t *kept = NULL;
    const int64_t n = csr->n;
    const uint64_t before = csr->n ? csr->off[csr->n - 1] : 0;
    const int threads = lia_thread_crew(run, before);

    (void)threads;
    LIA_TRY(lia_alloc(&kept, csr->n, sizeof *kept, err));
    #pragma omp parallel for num_threads(threads) \
        schedule(dynamic, ROWS_PER_TASK)
    for (int64_t i = 0; i < n; i++) {
        uint64_t begin = i > 0 ? csr->off[i - 1] : 0;
        kept[i] = (uint32_t)tidy_row(csr->to + begin,
                                     csr->weight ? csr->weight + begin : NULL,
                                     csr->off[i] - begin);
    }
    close_gaps(csr, kept);
    if (csr->n == 0 || csr->off[csr->n] == before)
        goto done;
    LIA_TRY(lia_resize(&csr->to, csr->off[csr->n], sizeof *csr->to, err));
    if (csr->weight)
        LIA_TRY(lia_resize(&csr->weight, csr->off[csr->n],
                           sizeof *csr->weight, err));
done:
    lia_free(kept);
    return st;
}

lia_status lia_csr_build(lia_csr *out, uint64_t *loops, uint64_t *repeats,
                         const lia_pairs *pairs, bool both, const lia_run *run,
                         lia_error *err)
{
    lia_status st = LIA_OK;
    lia_csr csr = {pairs->n, NULL, NULL, NULL};
    uint64_t entries, loop_count = 0;

    LIA_TRY(lia_alloc_zero(&csr.off, (uint64_t)csr.n + 1, sizeof *csr.off,
                           err));
    LIA_TRY(count_rows(csr.off, &loop_count, pairs, both, err));
    for (lia_vid i = 0; i < csr.n; i++)
        csr.off[i + 1] += csr.off[i];
    entries = csr.off[csr.n];
    LIA_TRY(lia_alloc(&csr.to, entries, sizeof *csr.to, err));
    if (pairs->weight)
        LIA_TRY(lia_alloc(&csr.weight, entries, sizeof *csr.weight, err));
    scatter(&csr, pairs, both);
    LIA_TRY(tidy(&csr, run, err));
    *loops = loop_count;
    *repeats = entries - csr.off[csr.n];
    *out = csr;
    return LIA_OK;
done:
    lia_csr_free(&csr);
    return st;
}

void lia_csr_free(lia_csr *csr)
{
    lia_free(csr->off);
    lia_free(csr->to);
    lia_free(csr->weight);
    memset(csr, 0, sizeof *csr);
}
