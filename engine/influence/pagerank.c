/* influence/pagerank.c - PageRank by pulling: every account adds up what its
 * in-neighbours give, and only it writes its own score (Page et al. 1999; the
 * pull direction as in the GAP benchmark's reference).
 *
 * What an account gives along each arc, alpha x(i) / s(i), is worked out once
 * when its score is, not once per arc. The same pass measures the change and
 * collects the score of accounts that have no arc to give along, so that an
 * iteration reads the network once and nothing else twice.
 *
 * Work is cut into blocks of accounts with about the same number of entries,
 * by the network alone. A block adds up its own change in account order, and
 * the blocks' sums are added in block order: the same bits for every number
 * of threads. Four partial sums per row let four loads be under way at once.
 *
 * What bounds it: one random read of 8 bytes per entry, from the cache level
 * that holds 8 n bytes.
 */
#include "liaison/rank.h"

#include <math.h>
#include <string.h>

#include "base/mem.h"
#include "base/threads.h"
#include "base/watch.h"
#include "influence/pull.h"

/* One over a sum of weights, and that times a score, keep all their digits. */
static const double LEAST_STRENGTH = 1e-290, MOST_STRENGTH = 1e290;

/* What one pass over a block adds up. */
typedef struct tally {
    double change;     /* total of |new - old|                               */
    double loose;      /* score of accounts without arcs                     */
} tally;

typedef struct ranking {
    lia_arcs in;       /* row i: who points at i; borrowed                   */
    double alpha;
    double *score;     /* [n]                                                */
    double *share;     /* [n] alpha / s(i); 0 = nowhere to give              */
    double *gift;      /* [n] share x score, as of the last pass             */
    double *fresh;     /* [n] the same, being written                        */
    uint64_t blocks;
    lia_vid *cut;      /* [blocks + 1] first account of each block           */
    tally *sum;        /* [blocks]                                           */
    int threads;
} ranking;

static tally pull_block(ranking *r, uint64_t block, double base)
{
    const lia_arcs *in = &r->in;
    tally sum = {0, 0};

    for (lia_vid i = r->cut[block]; i < r->cut[block + 1]; i++) {
        const uint64_t begin = in->off[i], count = in->off[i + 1] - begin;
        double x = base + (in->weight
            ? lia_pull_weighted(in->to + begin, in->weight + begin, r->gift,
                                count)
            : lia_pull(in->to + begin, r->gift, count));
        sum.change += fabs(x - r->score[i]);
        if (r->share[i] == 0)
            sum.loose += x;
        r->score[i] = x;
        r->fresh[i] = x * r->share[i];
    }
    return sum;
}

/* One iteration; returns the total change and moves *loose on. */
static double pull(ranking *r, double *loose)
{
    const double n = r->in.n;
    const double base = (1 - r->alpha) / n + r->alpha * *loose / n;
    const int64_t blocks = (int64_t)r->blocks;
    double change = 0, *swap = r->gift;

    #pragma omp parallel for num_threads(r->threads) schedule(dynamic)
    for (int64_t b = 0; b < blocks; b++)
        r->sum[b] = pull_block(r, (uint64_t)b, base);
    *loose = 0;
    for (int64_t b = 0; b < blocks; b++) {
        change += r->sum[b].change;
        *loose += r->sum[b].loose;
    }
    r->gift = r->fresh;
    r->fresh = swap;
    return change;
}

/* share[i] = alpha / s(i) over the arcs that leave i. */
static lia_status give(double *share, const lia_arcs *from, double alpha,
                       lia_error *err)
{
    for (lia_vid i = 0; i < from->n; i++) {
        const uint64_t begin = from->off[i], end = from->off[i + 1];
        double strength = from->weight ? 0 : (double)(end - begin);
        for (uint64_t e = begin; from->weight && e < end; e++) {
            double w = from->weight[e];
            if (!(w >= 0 && w < INFINITY))
                return lia_fail(err, LIA_ECANNOT, "PageRank needs weights >= "
                                "0: one of account %u is %g", i, w);
            strength += w;
        }
        if (strength > MOST_STRENGTH ||
            (strength > 0 && strength < LEAST_STRENGTH))
            return lia_fail(err, LIA_ECANNOT, "PageRank needs weights that add "
                            "up to between %g and %g: those of account %u add "
                            "up to %g", LEAST_STRENGTH, MOST_STRENGTH, i,
                            strength);
        share[i] = strength > 0 ? alpha / strength : 0;
    }
    return LIA_OK;
}

static lia_status iterate(ranking *r, lia_rank_end *end,
                          const lia_rank_options *o, lia_error *err)
{
    const lia_vid n = r->in.n;
    double loose = 0, change = 0;

    for (lia_vid i = 0; i < n; i++) {
        r->score[i] = 1.0 / n;
        r->gift[i] = r->score[i] * r->share[i];
        if (r->share[i] == 0)
            loose += r->score[i];
    }
    for (int k = 1; k <= o->max_iterations; k++) {
        change = pull(r, &loose);
        lia_watch_advance(&o->run, 1);
        *end = (lia_rank_end){k, change};
        if (change < o->tolerance)
            return LIA_OK;
    }
    return lia_fail(err, LIA_ECANNOT, "PageRank does not settle: after %d "
                    "iterations the change is %.3g, asked is less than %.3g",
                    o->max_iterations, change, o->tolerance);
}

static lia_status rank_by(double *out, lia_rank_end *end, const lia_arcs *in,
                          const lia_arcs *from, const lia_rank_options *o,
                          lia_error *err)
{
    lia_status st = LIA_OK;
    ranking r = {.in = *in, .alpha = o->alpha,
                 .threads = lia_thread_crew(&o->run, in->n + in->m)};
    lia_rank_end reached = {0, 0};

    r.blocks = lia_pull_blocks(NULL, in);
    LIA_TRY(lia_alloc(&r.score, in->n, sizeof *r.score, err));
    LIA_TRY(lia_alloc(&r.share, in->n, sizeof *r.share, err));
    LIA_TRY(lia_alloc(&r.gift, in->n, sizeof *r.gift, err));
    LIA_TRY(lia_alloc(&r.fresh, in->n, sizeof *r.fresh, err));
    LIA_TRY(lia_alloc(&r.cut, r.blocks + 1, sizeof *r.cut, err));
    LIA_TRY(lia_alloc(&r.sum, r.blocks, sizeof *r.sum, err));
    lia_pull_blocks(r.cut, in);
    LIA_TRY(give(r.share, from, o->alpha, err));
    if (in->n > 0) {
        lia_watch_begin(&o->run, "pagerank", 0, "iterations");
        st = iterate(&r, &reached, o, err);
        lia_watch_end(&o->run);
    }
    if (end)
        *end = reached;
    if (st == LIA_OK)
        memcpy(out, r.score, in->n * sizeof *out);
done:
    lia_free(r.sum);
    lia_free(r.cut);
    lia_free(r.fresh);
    lia_free(r.gift);
    lia_free(r.share);
    lia_free(r.score);
    return st;
}

static lia_status check(const void *out, const void *graph,
                        const lia_rank_options *o, lia_error *err)
{
    if (out == NULL || graph == NULL)
        return lia_fail(err, LIA_EARG, "out and the graph must be given");
    if (!(o->alpha >= 0 && o->alpha < 1))
        return lia_fail(err, LIA_EARG, "alpha is %g, must be in [0, 1)",
                        o->alpha);
    if (!(o->tolerance > 0))
        return lia_fail(err, LIA_EARG, "tolerance is %g, must be > 0",
                        o->tolerance);
    if (o->max_iterations < 1)
        return lia_fail(err, LIA_EARG, "max_iterations is %d, must be >= 1",
                        o->max_iterations);
    return LIA_OK;
}

lia_status lia_pagerank_of_ties(double *out, lia_rank_end *end,
                                const lia_ties *ties,
                                const lia_rank_options *options,
                                lia_error *err)
{
    const lia_rank_options usual = LIA_RANK_DEFAULTS;
    const lia_rank_options *o = options ? options : &usual;
    lia_status st = check(out, ties, o, err);

    if (st != LIA_OK)
        return st;
    const lia_arcs both = lia_ties_as_arcs(ties);
    return rank_by(out, end, &both, &both, o, err);
}

lia_status lia_pagerank_of_arcs(double *out, lia_rank_end *end,
                                const lia_arcs *arcs,
                                const lia_rank_options *options,
                                lia_error *err)
{
    const lia_rank_options usual = LIA_RANK_DEFAULTS;
    const lia_rank_options *o = options ? options : &usual;
    lia_status st = check(out, arcs, o, err);
    lia_arcs back = {0};

    if (st != LIA_OK)
        return st;
    LIA_TRY(lia_arcs_reverse(&back, arcs, &o->run, err));
    LIA_TRY(rank_by(out, end, &back, arcs, o, err));
done:
    lia_arcs_free(&back);
    return st;
}
