/* graph/summary.c - degrees, density, reciprocity and assortativity.
 *
 * Assortativity is computed about the means, not from raw moments, and after
 * the largest strength is brought near 1 by a power of two, so that strengths
 * of any size keep their digits; sums go by fixed blocks of accounts
 * and then block by block (the same bits for every thread count).
 */
#include "liaison/summary.h"

#include <math.h>

#include "base/mem.h"
#include "base/threads.h"
#include "graph/rows.h"

enum { ACCOUNTS_PER_BLOCK = 4096 };

static double row_strength(const lia_arcs *g, lia_vid i)
{
    double sum = 0;

    if (g->weight == NULL)
        return (double)(g->off[i + 1] - g->off[i]);
    for (uint64_t e = g->off[i]; e < g->off[i + 1]; e++)
        sum += g->weight[e];
    return sum;
}

lia_status lia_degrees_of_ties(const lia_degrees *out, const lia_ties *ties,
                               const lia_run *run, lia_error *err)
{
    const int threads = lia_thread_crew(run, ties ? ties->n : 0);

    (void)threads;
    if (out == NULL || ties == NULL)
        return lia_fail(err, LIA_EARG, "out and ties must be given");
    const lia_arcs g = lia_ties_as_arcs(ties);
    const bool weights = out->strength || out->out_strength || out->in_strength;
    const int64_t n = ties->n;
    #pragma omp parallel for num_threads(threads)
    for (int64_t i = 0; i < n; i++) {
        uint64_t degree = g.off[i + 1] - g.off[i];
        double strength = weights ? row_strength(&g, (lia_vid)i) : 0;
        if (out->degree)
            out->degree[i] = degree;
        if (out->out_degree)
            out->out_degree[i] = degree;
        if (out->in_degree)
            out->in_degree[i] = degree;
        if (out->strength)
            out->strength[i] = strength;
        if (out->out_strength)
            out->out_strength[i] = strength;
        if (out->in_strength)
            out->in_strength[i] = strength;
    }
    return LIA_OK;
}

/* Arcs are visited by ascending source, so the order of additions is fixed.
 * count and strength: [n], either may be NULL. */
static void add_incoming(uint64_t *count, double *strength, const lia_arcs *g)
{
    for (lia_vid i = 0; i < g->n; i++) {
        if (count)
            count[i] = 0;
        if (strength)
            strength[i] = 0;
    }
    for (uint64_t e = 0; e < g->m; e++) {
        if (count)
            count[g->to[e]]++;
        if (strength)
            strength[g->to[e]] += g->weight ? g->weight[e] : 1;
    }
}

lia_status lia_degrees_of_arcs(const lia_degrees *out, const lia_arcs *arcs,
                               const lia_run *run, lia_error *err)
{
    lia_status st = LIA_OK;
    uint64_t *own_count = NULL, *count;
    double *own_strength = NULL, *strength;

    (void)run;
    if (out == NULL || arcs == NULL)
        return lia_fail(err, LIA_EARG, "out and arcs must be given");
    if (out->degree && out->in_degree == NULL)
        LIA_TRY(lia_alloc(&own_count, arcs->n, sizeof *own_count, err));
    if (out->strength && out->in_strength == NULL)
        LIA_TRY(lia_alloc(&own_strength, arcs->n, sizeof *own_strength, err));
    count = out->in_degree ? out->in_degree : own_count;
    strength = out->in_strength ? out->in_strength : own_strength;
    if (count || strength)
        add_incoming(count, strength, arcs);
    for (lia_vid i = 0; i < arcs->n; i++) {
        uint64_t outgoing = arcs->off[i + 1] - arcs->off[i];
        if (out->out_degree)
            out->out_degree[i] = outgoing;
        if (out->degree)
            out->degree[i] = outgoing + count[i];
        if (out->out_strength)
            out->out_strength[i] = row_strength(arcs, i);
        if (out->strength)
            out->strength[i] = row_strength(arcs, i) + strength[i];
    }
done:
    lia_free(own_strength);
    lia_free(own_count);
    return st;
}

static double density(lia_vid n, uint64_t arcs)
{
    return n < 2 ? 0 : (double)arcs / ((double)n * ((double)n - 1));
}

double lia_density_of_ties(const lia_ties *ties)
{
    return density(ties->n, 2 * ties->m);
}

double lia_density_of_arcs(const lia_arcs *arcs)
{
    return density(arcs->n, arcs->m);
}

double lia_reciprocity_of_ties(const lia_ties *ties)
{
    return ties->m > 0 ? 1 : NAN;
}

lia_status lia_reciprocity_of_arcs(double *out, const lia_arcs *arcs,
                                   const lia_run *run, lia_error *err)
{
    const int threads = lia_thread_crew(run, arcs ? arcs->m : 0);
    uint64_t mutual = 0;

    (void)threads;
    if (out == NULL || arcs == NULL)
        return lia_fail(err, LIA_EARG, "out and arcs must be given");
    const int64_t n = arcs->n;
    #pragma omp parallel for num_threads(threads) reduction(+ : mutual) \
        schedule(dynamic, ACCOUNTS_PER_BLOCK)
    for (int64_t i = 0; i < n; i++)
        for (uint64_t e = arcs->off[i]; e < arcs->off[i + 1]; e++)
            if (arcs->to[e] > i)
                mutual += lia_row_find(arcs->off, arcs->to, arcs->to[e],
                                       (lia_vid)i) != UINT64_MAX;
    *out = arcs->m > 0 ? 2.0 * (double)mutual / (double)arcs->m : NAN;
    return LIA_OK;
}

/* Sums over the arcs of a block: of (x - mean) (y - mean) and of the squares;
 * block_means puts the sums of x and y themselves into xx and yy. */
typedef struct moments {
    double xy, xx, yy;
} moments;

typedef struct ends {
    const lia_arcs *arcs;
    const double *x, *y;   /* [n] value of an arc's source, of its target    */
    double mean_x, mean_y;
} ends;

static moments block_sums(const ends *p, lia_vid begin, lia_vid end)
{
    moments sum = {0, 0, 0};

    for (lia_vid i = begin; i < end; i++) {
        for (uint64_t e = p->arcs->off[i]; e < p->arcs->off[i + 1]; e++) {
            double dx = p->x[i] - p->mean_x;
            double dy = p->y[p->arcs->to[e]] - p->mean_y;
            sum.xy += dx * dy;
            sum.xx += dx * dx;
            sum.yy += dy * dy;
        }
    }
    return sum;
}

static moments block_means(const ends *p, lia_vid begin, lia_vid end)
{
    moments sum = {0, 0, 0};

    for (lia_vid i = begin; i < end; i++) {
        for (uint64_t e = p->arcs->off[i]; e < p->arcs->off[i + 1]; e++) {
            sum.xx += p->x[i];
            sum.yy += p->y[p->arcs->to[e]];
        }
    }
    return sum;
}

static moments add_up(moments (*of)(const ends *, lia_vid, lia_vid),
                      const ends *p, moments *block, int threads)
{
    const uint64_t n = p->arcs->n;
    const int64_t blocks =
        (int64_t)((n + ACCOUNTS_PER_BLOCK - 1) / ACCOUNTS_PER_BLOCK);
    moments sum = {0, 0, 0};

    (void)threads;
    #pragma omp parallel for num_threads(threads) schedule(dynamic)
    for (int64_t b = 0; b < blocks; b++) {
        uint64_t begin = (uint64_t)b * ACCOUNTS_PER_BLOCK;
        uint64_t end = begin + ACCOUNTS_PER_BLOCK;
        block[b] = of(p, (lia_vid)begin, (lia_vid)(end < n ? end : n));
    }
    for (int64_t b = 0; b < blocks; b++) {
        sum.xy += block[b].xy;
        sum.xx += block[b].xx;
        sum.yy += block[b].yy;
    }
    return sum;
}

/* Rounding must not invent a spread where there is none. */
static bool all_alike(const ends *p)
{
    const lia_arcs *g = p->arcs;
    bool x_alike = true, y_alike = true;
    double x = NAN;

    for (lia_vid i = 0; i < g->n; i++) {
        if (g->off[i] == g->off[i + 1])
            continue;
        if (isnan(x))
            x = p->x[i];
        x_alike = x_alike && p->x[i] == x;
    }
    for (uint64_t e = 1; e < g->m && y_alike; e++)
        y_alike = p->y[g->to[e]] == p->y[g->to[0]];
    return x_alike || y_alike;
}

/* A correlation does not see a factor; the squares of 1e200 would overflow. */
static void bring_near_one(double *x, lia_vid n)
{
    double most = 0;
    int exponent = 0;

    for (lia_vid i = 0; i < n; i++)
        most = fmax(most, fabs(x[i]));
    if (!isfinite(most))
        return;
    (void)frexp(most, &exponent);
    for (lia_vid i = 0; exponent != 0 && i < n; i++)
        x[i] = ldexp(x[i], -exponent);
}

static lia_status correlate(double *out, const lia_arcs *arcs, const double *x,
                            const double *y, const lia_run *run,
                            lia_error *err)
{
    lia_status st = LIA_OK;
    ends p = {arcs, x, y, 0, 0};
    const int threads = lia_thread_crew(run, arcs ? arcs->m : 0);
    moments *block = NULL, sum;

    LIA_TRY(lia_alloc(&block, (uint64_t)arcs->n / ACCOUNTS_PER_BLOCK + 1,
                      sizeof *block, err));
    if (arcs->m == 0 || all_alike(&p)) {
        *out = NAN;
        goto done;
    }
    sum = add_up(block_means, &p, block, threads);
    p.mean_x = sum.xx / (double)arcs->m;
    p.mean_y = sum.yy / (double)arcs->m;
    sum = add_up(block_sums, &p, block, threads);
    *out = sum.xy / (sqrt(sum.xx) * sqrt(sum.yy));
done:
    lia_free(block);
    return st;
}

lia_status lia_assortativity_of_ties(double *out, const lia_ties *ties,
                                     const lia_run *run, lia_error *err)
{
    lia_status st = LIA_OK;
    double *strength = NULL;

    if (out == NULL || ties == NULL)
        return lia_fail(err, LIA_EARG, "out and ties must be given");
    const lia_arcs g = lia_ties_as_arcs(ties);
    LIA_TRY(lia_alloc(&strength, ties->n, sizeof *strength, err));
    const lia_degrees want = {.strength = strength};
    LIA_TRY(lia_degrees_of_ties(&want, ties, run, err));
    bring_near_one(strength, ties->n);
    LIA_TRY(correlate(out, &g, strength, strength, run, err));
done:
    lia_free(strength);
    return st;
}

lia_status lia_assortativity_of_arcs(double *out, const lia_arcs *arcs,
                                     const lia_run *run, lia_error *err)
{
    lia_status st = LIA_OK;
    double *from = NULL, *at = NULL;

    if (out == NULL || arcs == NULL)
        return lia_fail(err, LIA_EARG, "out and arcs must be given");
    LIA_TRY(lia_alloc(&from, arcs->n, sizeof *from, err));
    LIA_TRY(lia_alloc(&at, arcs->n, sizeof *at, err));
    const lia_degrees want = {.out_strength = from, .in_strength = at};
    LIA_TRY(lia_degrees_of_arcs(&want, arcs, run, err));
    bring_near_one(from, arcs->n);
    bring_near_one(at, arcs->n);
    LIA_TRY(correlate(out, arcs, from, at, run, err));
done:
    lia_free(at);
    lia_free(from);
    return st;
}
