/* graph/ties.c - lia_ties and lia_arcs: built from pairs, turned round, looked
 * up. The rows themselves are made in graph/csr.c.
 */
#include "liaison/graph.h"

#include <string.h>

#include "base/mem.h"
#include "base/threads.h"
#include "graph/csr.h"
#include "graph/rows.h"

static lia_status check_pairs(const void *out, const lia_pairs *pairs,
                              lia_error *err)
{
    if (out == NULL || pairs == NULL)
        return lia_fail(err, LIA_EARG, "out and pairs must be given");
    if (pairs->count > 0 && (pairs->source == NULL || pairs->target == NULL))
        return lia_fail(err, LIA_EARG, "pairs without source or target");
    return LIA_OK;
}

lia_status lia_ties_from_pairs(lia_ties *out, lia_tally *tally,
                               const lia_pairs *pairs, const lia_run *run,
                               lia_error *err)
{
    lia_csr csr;
    uint64_t loops, repeats;
    lia_status st = check_pairs(out, pairs, err);

    if (st != LIA_OK)
        return st;
    st = lia_csr_build(&csr, &loops, &repeats, pairs, true, run, err);
    if (st != LIA_OK)
        return st;
    *out = (lia_ties){csr.n, csr.off[csr.n] / 2, csr.off, csr.to, csr.weight};
    if (tally)
        *tally = (lia_tally){pairs->count, loops, repeats / 2};
    return LIA_OK;
}

lia_status lia_arcs_from_pairs(lia_arcs *out, lia_tally *tally,
                               const lia_pairs *pairs, const lia_run *run,
                               lia_error *err)
{
    lia_csr csr;
    uint64_t loops, repeats;
    lia_status st = check_pairs(out, pairs, err);

    if (st != LIA_OK)
        return st;
    st = lia_csr_build(&csr, &loops, &repeats, pairs, false, run, err);
    if (st != LIA_OK)
        return st;
    *out = (lia_arcs){csr.n, csr.off[csr.n], csr.off, csr.to, csr.weight};
    if (tally)
        *tally = (lia_tally){pairs->count, loops, repeats};
    return LIA_OK;
}

/* Rows are visited in ascending order, so the reversed rows come out sorted
 * without a sort. */
lia_status lia_arcs_reverse(lia_arcs *out, const lia_arcs *arcs,
                            const lia_run *run, lia_error *err)
{
    lia_status st = LIA_OK;
    lia_arcs back = {0};

    (void)run;
    if (out == NULL || arcs == NULL)
        return lia_fail(err, LIA_EARG, "out and arcs must be given");
    back.n = arcs->n;
    back.m = arcs->m;
    LIA_TRY(lia_alloc_zero(&back.off, (uint64_t)arcs->n + 2, sizeof *back.off,
                           err));
    LIA_TRY(lia_alloc(&back.to, arcs->m, sizeof *back.to, err));
    if (arcs->weight)
        LIA_TRY(lia_alloc(&back.weight, arcs->m, sizeof *back.weight, err));
    for (uint64_t e = 0; e < arcs->m; e++)
        back.off[arcs->to[e] + 2]++;
    for (lia_vid i = 0; i < arcs->n; i++)
        back.off[i + 2] += back.off[i + 1];
    /* off[i + 1] is now where row i begins; filling moves it to its end. */
    for (lia_vid i = 0; i < arcs->n; i++) {
        for (uint64_t e = arcs->off[i]; e < arcs->off[i + 1]; e++) {
            uint64_t at = back.off[arcs->to[e] + 1]++;
            back.to[at] = i;
            if (arcs->weight)
                back.weight[at] = arcs->weight[e];
        }
    }
    *out = back;
    return LIA_OK;
done:
    lia_arcs_free(&back);
    return st;
}

lia_status lia_arcs_to_ties(lia_ties *out, const lia_arcs *arcs,
                            const lia_run *run, lia_error *err)
{
    lia_status st = LIA_OK;
    lia_vid *source = NULL;

    if (out == NULL || arcs == NULL)
        return lia_fail(err, LIA_EARG, "out and arcs must be given");
    LIA_TRY(lia_alloc(&source, arcs->m, sizeof *source, err));
    for (lia_vid i = 0; i < arcs->n; i++)
        for (uint64_t e = arcs->off[i]; e < arcs->off[i + 1]; e++)
            source[e] = i;
    lia_pairs pairs = {arcs->n, arcs->m, source, arcs->to, arcs->weight};
    LIA_TRY(lia_ties_from_pairs(out, NULL, &pairs, run, err));
done:
    lia_free(source);
    return st;
}

lia_arcs lia_ties_as_arcs(const lia_ties *ties)
{
    return (lia_arcs){ties->n, 2 * ties->m, ties->off, ties->to, ties->weight};
}

lia_status lia_ties_ends(lia_vid *ends, const lia_ties *ties,
                         const lia_run *run, lia_error *err)
{
    uint64_t t = 0;

    (void)run;
    if (ends == NULL || ties == NULL)
        return lia_fail(err, LIA_EARG, "ends and ties must be given");
    for (lia_vid a = 0; a < ties->n; a++) {
        for (uint64_t e = ties->off[a]; e < ties->off[a + 1]; e++) {
            if (ties->to[e] > a) {
                ends[2 * t] = a;
                ends[2 * t + 1] = ties->to[e];
                t++;
            }
        }
    }
    return LIA_OK;
}

uint64_t lia_ties_find(const lia_ties *ties, lia_vid i, lia_vid j)
{
    return lia_row_find(ties->off, ties->to, i, j);
}

/* First entry of row i that is above i. */
static uint64_t above_of(const lia_ties *ties, lia_vid i)
{
    uint64_t low = ties->off[i], high = ties->off[i + 1];

    while (low < high) {
        uint64_t middle = low + (high - low) / 2;
        if (ties->to[middle] < i)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

void lia_ties_first(uint64_t *first, const lia_ties *ties)
{
    uint64_t number = 0;

    for (lia_vid i = 0; i < ties->n; i++) {
        uint64_t above = above_of(ties, i);
        first[i] = number - above;
        number += ties->off[i + 1] - above;
    }
}

void lia_ties_free(lia_ties *ties)
{
    if (ties == NULL)
        return;
    lia_free(ties->off);
    lia_free(ties->to);
    lia_free(ties->weight);
    memset(ties, 0, sizeof *ties);
}

void lia_arcs_free(lia_arcs *arcs)
{
    if (arcs == NULL)
        return;
    lia_free(arcs->off);
    lia_free(arcs->to);
    lia_free(arcs->weight);
    memset(arcs, 0, sizeof *arcs);
}
