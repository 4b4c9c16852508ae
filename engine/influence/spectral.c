/* influence/spectral.c - eigenvector and Katz centrality, both by pulling:
 * every account adds up its in-neighbours, and only it writes its own value.
 *
 * Sums over all accounts (norm, change) are made per block of rows, in account
 * order, and added in block order: the same bits for every number of threads.
 *
 * What bounds it: one random read of 8 bytes per entry and iteration.
 */
#include "liaison/rank.h"

#include <math.h>
#include <string.h>

#include "base/mem.h"
#include "base/threads.h"
#include "base/watch.h"
#include "influence/pull.h"

/* Katz sums beyond this will not come back. */
static const double HOPELESS = 1e200;

/* What one pass over a block adds up. */
typedef struct tally {
    double size;       /* eigenvector: squares; Katz: values                 */
    double change;     /* the same of new - old                              */
} tally;

typedef struct power {
    lia_arcs in;       /* row i: who points at i; borrowed                   */
    double alpha;      /* of Katz                                            */
    double *value;     /* [n]                                                */
    double *fresh;     /* [n] being written                                  */
    uint64_t blocks;
    lia_vid *cut;      /* [blocks + 1]                                       */
    tally *sum;        /* [blocks]                                           */
    int threads;
} power;

typedef tally (*step)(power *p, uint64_t block, double scale);

static double pull_row(const power *p, lia_vid i)
{
    const lia_arcs *in = &p->in;
    const uint64_t begin = in->off[i], count = in->off[i + 1] - begin;

    return in->weight ? lia_pull_weighted(in->to + begin, in->weight + begin,
                                          p->value, count)
                      : lia_pull(in->to + begin, p->value, count);
}

/* y = x + A' x, and its squares. */
static tally grow_block(power *p, uint64_t block, double scale)
{
    tally sum = {0, 0};

    (void)scale;
    for (lia_vid i = p->cut[block]; i < p->cut[block + 1]; i++) {
        const double y = p->value[i] + pull_row(p, i);
        sum.size += y * y;
        p->fresh[i] = y;
    }
    return sum;
}

/* y / |y|, and how far it is from x. */
static tally shrink_block(power *p, uint64_t block, double scale)
{
    tally sum = {0, 0};

    for (lia_vid i = p->cut[block]; i < p->cut[block + 1]; i++) {
        const double y = p->fresh[i] * scale, by = y - p->value[i];
        sum.change += by * by;
        p->fresh[i] = y;
    }
    return sum;
}

/* y = 1 + alpha A' x. */
static tally katz_block(power *p, uint64_t block, double scale)
{
    tally sum = {0, 0};

    (void)scale;
    for (lia_vid i = p->cut[block]; i < p->cut[block + 1]; i++) {
        const double y = 1 + p->alpha * pull_row(p, i);
        sum.size += y;
        sum.change += fabs(y - p->value[i]);
        p->fresh[i] = y;
    }
    return sum;
}

static tally pass(power *p, step of_block, double scale)
{
    const int64_t blocks = (int64_t)p->blocks;
    tally all = {0, 0};

    #pragma omp parallel for num_threads(p->threads) schedule(dynamic)
    for (int64_t b = 0; b < blocks; b++)
        p->sum[b] = of_block(p, (uint64_t)b, scale);
    for (int64_t b = 0; b < blocks; b++) {
        all.size += p->sum[b].size;
        all.change += p->sum[b].change;
    }
    return all;
}

static void swap_values(power *p)
{
    double *swap = p->value;

    p->value = p->fresh;
    p->fresh = swap;
}

static lia_status iterate_eigenvector(power *p, lia_rank_end *end,
                                      const lia_rank_options *o,
                                      lia_error *err)
{
    for (lia_vid i = 0; i < p->in.n; i++)
        p->value[i] = 1 / sqrt((double)p->in.n);
    for (int k = 1; k <= o->max_iterations; k++) {
        const double norm = sqrt(pass(p, grow_block, 0).size);
        const double change = sqrt(pass(p, shrink_block, 1 / norm).change);
        swap_values(p);
        lia_watch_advance(&o->run, 1);
        *end = (lia_rank_end){k, change};
        if (change < o->tolerance)
            return LIA_OK;
    }
    return lia_fail(err, LIA_ECANNOT, "eigenvector centrality does not settle:"
                    " after %d iterations the change is %.3g, asked is less "
                    "than %.3g. Arcs without cycles have none; katz and "
                    "pagerank are always there", o->max_iterations,
                    end->change, o->tolerance);
}

static lia_status too_much(const lia_rank_options *o, double growth,
                           lia_error *err)
{
    return lia_fail(err, LIA_ECANNOT, "Katz centrality with alpha %g adds up "
                    "to infinity here: alpha must be below 1 / (largest "
                    "eigenvalue), about %.3g", o->alpha, o->alpha / growth);
}

static lia_status iterate_katz(power *p, lia_rank_end *end,
                               const lia_rank_options *o, lia_error *err)
{
    double before[2] = {0, 0}, growth = 0, squares = 0;

    memset(p->value, 0, p->in.n * sizeof *p->value);
    for (int k = 1; k <= o->max_iterations; k++) {
        const tally sum = pass(p, katz_block, 0);
        swap_values(p);
        lia_watch_advance(&o->run, 1);
        /* over two steps: where ties run between two sides, every other
         * step grows faster */
        growth = before[1] > 0 ? sqrt(sum.change / before[1]) : 0;
        before[1] = before[0];
        before[0] = sum.change;
        *end = (lia_rank_end){k, sum.change / sum.size};
        if (!(sum.size < HOPELESS))
            return too_much(o, growth, err);
        if (end->change < o->tolerance)
            break;
    }
    if (!(end->change < o->tolerance))
        return growth >= 1 ? too_much(o, growth, err)
            : lia_fail(err, LIA_ECANNOT, "Katz centrality does not settle: "
                       "after %d iterations the change is %.3g, asked is less "
                       "than %.3g", o->max_iterations, end->change,
                       o->tolerance);
    for (lia_vid i = 0; i < p->in.n; i++)
        squares += p->value[i] * p->value[i];
    for (lia_vid i = 0; i < p->in.n; i++)
        p->value[i] /= sqrt(squares);
    return LIA_OK;
}

static lia_status check_weights(const lia_arcs *arcs, const char *what,
                                lia_error *err)
{
    for (lia_vid i = 0; arcs->weight && i < arcs->n; i++)
        for (uint64_t e = arcs->off[i]; e < arcs->off[i + 1]; e++)
            if (!(arcs->weight[e] >= 0 && arcs->weight[e] < 1e150))
                return lia_fail(err, LIA_ECANNOT, "%s needs weights from 0 to "
                                "1e150: one of account %u is %g", what, i,
                                arcs->weight[e]);
    return LIA_OK;
}

typedef lia_status (*method)(power *p, lia_rank_end *end,
                             const lia_rank_options *o, lia_error *err);

static lia_status solve(double *out, lia_rank_end *end, const lia_arcs *in,
                        method iterate, const char *what,
                        const lia_rank_options *o, lia_error *err)
{
    lia_status st = LIA_OK;
    power p = {.in = *in, .alpha = o->alpha,
               .threads = lia_thread_crew(&o->run, in->n + in->m)};
    lia_rank_end reached = {0, 0};

    p.blocks = lia_pull_blocks(NULL, in);
    LIA_TRY(check_weights(in, what, err));
    LIA_TRY(lia_alloc(&p.value, in->n, sizeof *p.value, err));
    LIA_TRY(lia_alloc(&p.fresh, in->n, sizeof *p.fresh, err));
    LIA_TRY(lia_alloc(&p.cut, p.blocks + 1, sizeof *p.cut, err));
    LIA_TRY(lia_alloc(&p.sum, p.blocks, sizeof *p.sum, err));
    lia_pull_blocks(p.cut, in);
    if (in->n > 0) {
        lia_watch_begin(&o->run, what, 0, "iterations");
        st = iterate(&p, &reached, o, err);
        lia_watch_end(&o->run);
    }
    if (end)
        *end = reached;
    if (st == LIA_OK)
        memcpy(out, p.value, in->n * sizeof *out);
done:
    lia_free(p.sum);
    lia_free(p.cut);
    lia_free(p.fresh);
    lia_free(p.value);
    return st;
}

static lia_status check(const void *out, const void *graph, double least,
                        const lia_rank_options *o, lia_error *err)
{
    if (out == NULL || graph == NULL)
        return lia_fail(err, LIA_EARG, "out and the graph must be given");
    if (!(o->alpha >= least && o->alpha < INFINITY))
        return lia_fail(err, LIA_EARG, "alpha is %g, must be > 0", o->alpha);
    if (!(o->tolerance > 0))
        return lia_fail(err, LIA_EARG, "tolerance is %g, must be > 0",
                        o->tolerance);
    if (o->max_iterations < 1)
        return lia_fail(err, LIA_EARG, "max_iterations is %d, must be >= 1",
                        o->max_iterations);
    return LIA_OK;
}

static lia_status of_arcs(double *out, lia_rank_end *end, const lia_arcs *arcs,
                          method iterate, const char *what,
                          const lia_rank_options *o, lia_error *err)
{
    lia_arcs back = {0};
    lia_status st = lia_arcs_reverse(&back, arcs, &o->run, err);

    if (st == LIA_OK)
        st = solve(out, end, &back, iterate, what, o, err);
    lia_arcs_free(&back);
    return st;
}

static const lia_rank_options eigenvector_usual = LIA_EIGENVECTOR_DEFAULTS;
static const lia_rank_options katz_usual = LIA_KATZ_DEFAULTS;

lia_status lia_eigenvector_of_ties(double *out, lia_rank_end *end,
                                   const lia_ties *ties,
                                   const lia_rank_options *options,
                                   lia_error *err)
{
    const lia_rank_options *o = options ? options : &eigenvector_usual;
    lia_status st = check(out, ties, -INFINITY, o, err);

    if (st != LIA_OK)
        return st;
    const lia_arcs both = lia_ties_as_arcs(ties);
    return solve(out, end, &both, iterate_eigenvector, "eigenvector", o, err);
}

lia_status lia_eigenvector_of_arcs(double *out, lia_rank_end *end,
                                   const lia_arcs *arcs,
                                   const lia_rank_options *options,
                                   lia_error *err)
{
    const lia_rank_options *o = options ? options : &eigenvector_usual;
    lia_status st = check(out, arcs, -INFINITY, o, err);

    return st ? st : of_arcs(out, end, arcs, iterate_eigenvector,
                             "eigenvector", o, err);
}

lia_status lia_katz_of_ties(double *out, lia_rank_end *end,
                            const lia_ties *ties,
                            const lia_rank_options *options, lia_error *err)
{
    const lia_rank_options *o = options ? options : &katz_usual;
    lia_status st = check(out, ties, 1e-300, o, err);

    if (st != LIA_OK)
        return st;
    const lia_arcs both = lia_ties_as_arcs(ties);
    return solve(out, end, &both, iterate_katz, "katz", o, err);
}

lia_status lia_katz_of_arcs(double *out, lia_rank_end *end,
                            const lia_arcs *arcs,
                            const lia_rank_options *options, lia_error *err)
{
    const lia_rank_options *o = options ? options : &katz_usual;
    lia_status st = check(out, arcs, 1e-300, o, err);

    return st ? st : of_arcs(out, end, arcs, iterate_katz, "katz", o, err);
}
