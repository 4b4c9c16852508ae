/* ties/triads.c - what the sums over triangles say about accounts and ties.
 *
 * Only what is asked for is summed: constraint needs the shares of ties,
 * common contacts the counts of ties; where just accounts are asked for, no
 * array as long as the ties is needed.
 */
#include "liaison/triads.h"

#include <math.h>

#include "base/mem.h"
#include "base/threads.h"
#include "ties/triangles.h"

enum { ROWS_PER_TASK = 512 };

static int sums_for(const lia_triads *out)
{
    const bool counts = out->triangles || out->clustering ||
                        out->effective_size || out->efficiency;

    if (out->constraint)
        return LIA_SUM_SHARE | (out->mutual || counts ? LIA_SUM_COUNT : 0);
    if (out->mutual)
        return LIA_SUM_COUNT;
    return counts ? LIA_SUM_CORNER : 0;
}

/* Every triangle of an account lies on two of its ties. */
static uint64_t triangles_of(const lia_triangle_sums *sums,
                             const lia_oriented *g, lia_vid r)
{
    uint64_t twice = 0;

    if (sums->corner)
        return sums->corner[r];
    for (uint64_t e = g->up[r]; e < g->up[r + 1]; e++)
        twice += sums->count[e];
    for (uint64_t k = g->down[r]; k < g->down[r + 1]; k++)
        twice += sums->count[g->up[g->under[k].lower] + g->under[k].place];
    return twice / 2;
}

/* Shares are whole numbers until here; the ties are added in the order of the
 * ranks, which depends on nothing but the network. */
static double constraint_of(const lia_triangle_sums *sums,
                            const lia_oriented *g, lia_vid r)
{
    const double d = g->degree[r];
    double sum = 0.0;

    if (g->degree[r] == 0)
        return NAN;
    for (uint64_t e = g->up[r]; e < g->up[r + 1]; e++) {
        const double part = 1.0 + (double)sums->share[e] * sums->unit;
        sum += part * part;
    }
    for (uint64_t k = g->down[r]; k < g->down[r + 1]; k++) {
        const uint64_t e = g->up[g->under[k].lower] + g->under[k].place;
        const double part = 1.0 + (double)sums->share[e] * sums->unit;
        sum += part * part;
    }
    return sum / (d * d);
}

static void fill_account(const lia_triads *out, const lia_triangle_sums *sums,
                         const lia_oriented *g, lia_vid r)
{
    const lia_vid i = g->account[r];
    const double d = g->degree[r];

    if (sums->corner || sums->count) {
        const uint64_t count = triangles_of(sums, g, r);
        const double t = (double)count;
        const double size = g->degree[r] ? d - 2.0 * t / d : NAN;

        if (out->triangles)
            out->triangles[i] = count;
        if (out->clustering)
            out->clustering[i] = count ? 2.0 * t / (d * (d - 1.0)) : 0.0;
        if (out->effective_size)
            out->effective_size[i] = size;
        if (out->efficiency)
            out->efficiency[i] = g->degree[r] ? size / d : NAN;
    }
    if (out->constraint)
        out->constraint[i] = constraint_of(sums, g, r);
}

static void fill(const lia_triads *out, const lia_triangle_sums *sums,
                 const lia_oriented *g, int threads)
{
    const int64_t n = g->n;

    (void)threads;
    #pragma omp parallel for num_threads(threads) \
        schedule(dynamic, ROWS_PER_TASK)
    for (int64_t r = 0; r < n; r++) {
        fill_account(out, sums, g, (lia_vid)r);
        for (uint64_t k = g->down[r]; out->mutual && k < g->down[r + 1]; k++)
            out->mutual[g->tie[k]] =
                sums->count[g->up[g->under[k].lower] + g->under[k].place];
    }
}

lia_status lia_triads_count(const lia_triads *out, const lia_ties *ties,
                            const lia_run *run, lia_error *err)
{
    lia_status st = LIA_OK;
    lia_oriented oriented = {0};
    lia_triangle_sums sums = {0};

    if (out == NULL || ties == NULL)
        return lia_fail(err, LIA_EARG, "out and ties must be given");
    if (sums_for(out) == 0)
        return LIA_OK;
    LIA_TRY(lia_oriented_build(&oriented, ties, out->mutual != NULL, run, err));
    LIA_TRY(lia_triangles_sum(&sums, &oriented, sums_for(out), run, err));
    fill(out, &sums, &oriented, lia_thread_crew(run, ties->n + ties->m));
done:
    lia_triangle_sums_free(&sums);
    lia_oriented_free(&oriented);
    return st;
}

void lia_overlap(double *out, const uint32_t *mutual, const lia_ties *ties)
{
    uint64_t t = 0;

    for (lia_vid a = 0; a < ties->n; a++) {
        const uint64_t of_a = ties->off[a + 1] - ties->off[a];
        for (uint64_t e = ties->off[a]; e < ties->off[a + 1]; e++) {
            const lia_vid b = ties->to[e];
            if (b < a)
                continue;
            const uint64_t others =
                of_a + (ties->off[b + 1] - ties->off[b]) - 2 - mutual[t];
            out[t] = others ? (double)mutual[t] / (double)others : 0.0;
            t++;
        }
    }
}

void lia_local_bridges(uint8_t *out, const uint32_t *mutual, uint64_t m)
{
    for (uint64_t t = 0; t < m; t++)
        out[t] = mutual[t] == 0;
}

double lia_transitivity(const uint64_t *triangles, const lia_ties *ties)
{
    uint64_t closed = 0;
    double triads = 0.0;

    for (lia_vid i = 0; i < ties->n; i++) {
        const double d = (double)(ties->off[i + 1] - ties->off[i]);
        closed += triangles[i];
        triads += d * (d - 1.0) / 2.0;
    }
    return closed ? (double)closed / triads : 0.0;
}

double lia_mean_clustering(const double *clustering, lia_vid n)
{
    double sum = 0.0;

    for (lia_vid i = 0; i < n; i++)
        sum += clustering[i];
    return n ? sum / n : NAN;
}
