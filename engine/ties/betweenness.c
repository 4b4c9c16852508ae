/* ties/betweenness.c - betweenness of accounts and ties: what goes in, who
 * does which sources, what the sums mean.
 *
 * Sources are cut into blocks, as many as the size of the network says: 16, or
 * fewer down to 8 where the sums of 16 would take more than 256 MiB. A block
 * has sums of its own; they are added in the order of the blocks when all are
 * done, so every addition is the same whatever the number of threads. No
 * thread ever waits for another one's block: waiting costs more than the
 * memory does when the cores are busy with other work as well. A block takes
 * every 16th handful of sources, which makes all blocks about equally long.
 */
#include "liaison/paths.h"

#include <math.h>
#include <string.h>

#include "base/mem.h"
#include "base/threads.h"
#include "base/watch.h"
#include "graph/lengths.h"
#include "graph/order.h"
#include "graph/rows.h"
#include "ties/brandes.h"
#include "ties/fold.h"
#include "ties/shatter.h"

enum { MOST_BLOCKS = 16, FEWEST_BLOCKS = 8 };

static const uint64_t ROOM = (uint64_t)256 << 20; /* bytes for all blocks */

/* What a thread owns. */
typedef struct worker {
    lia_steps *steps;
    lia_lengths *lengths;
    bool fits;         /* no number of paths left the range of a double      */
} worker;

static void sums_free(lia_sums *sums)
{
    if (sums->back != sums->entry)
        lia_free(sums->back);
    lia_free(sums->entry);
    lia_free(sums->account);
    *sums = (lia_sums){0};
}

/* All zero. entries: also the two per entry, one if the web is symmetric. */
static lia_status sums_open(lia_sums *sums, const lia_web *web, bool entries,
                            lia_error *err)
{
    const uint64_t m = web->off[web->n];
    lia_status st = LIA_OK;

    LIA_TRY(lia_alloc_zero(&sums->account, web->n, sizeof(double), err));
    if (!entries)
        return LIA_OK;
    LIA_TRY(lia_alloc_zero(&sums->entry, m, sizeof(double), err));
    if (web->back_to == web->to || web->length)
        sums->back = sums->entry;
    else
        LIA_TRY(lia_alloc_zero(&sums->back, m, sizeof(double), err));
done:
    return st;
}

static void add_array(double *total, const double *part, uint64_t count)
{
    for (uint64_t k = 0; k < count; k++)
        total[k] += part[k];
}

static void sums_add(lia_sums *total, const lia_sums *part,
                     const lia_web *web)
{
    const uint64_t m = web->off[web->n];

    add_array(total->account, part->account, web->n);
    if (part->entry)
        add_array(total->entry, part->entry, m);
    if (part->back != part->entry)
        add_array(total->back, part->back, m);
}

static void blocks_close(lia_sums *blocks, uint64_t count)
{
    for (uint64_t b = 0; blocks && b < count; b++)
        sums_free(&blocks[b]);
    lia_free(blocks);
}

/* As many as web and units of work say; each has sums of its own. */
static lia_status blocks_open(lia_sums **out, uint64_t *count,
                              const lia_web *web, uint64_t units, bool entries,
                              lia_error *err)
{
    const uint64_t size = 8 * (web->n + 2 * web->off[web->n]) + 1;
    lia_status st = LIA_OK;
    lia_sums *blocks = NULL;

    *count = ROOM / size < FEWEST_BLOCKS ? FEWEST_BLOCKS
           : ROOM / size > MOST_BLOCKS ? MOST_BLOCKS : ROOM / size;
    *count = units < *count ? units : *count;
    LIA_TRY(lia_alloc_zero(&blocks, *count, sizeof *blocks, err));
    for (uint64_t b = 0; b < *count; b++)
        LIA_TRY(sums_open(&blocks[b], web, entries, err));
    *out = blocks;
    return LIA_OK;
done:
    blocks_close(blocks, *count);
    return st;
}

static void workers_close(worker *workers, int count)
{
    if (workers == NULL)
        return;
    for (int k = 0; k < count; k++) {
        lia_steps_close(workers[k].steps);
        lia_lengths_close(workers[k].lengths);
    }
    lia_free(workers);
}

static lia_status workers_open(worker **out, int count, const lia_web *web,
                               lia_error *err)
{
    lia_status st = LIA_OK;
    worker *workers = NULL;

    LIA_TRY(lia_alloc_zero(&workers, (uint64_t)count, sizeof *workers, err));
    for (int k = 0; k < count; k++) {
        workers[k].fits = true;
        if (web->length)
            LIA_TRY(lia_lengths_open(&workers[k].lengths, web, err));
        else
            LIA_TRY(lia_steps_open(&workers[k].steps, web, err));
    }
    *out = workers;
    return LIA_OK;
done:
    workers_close(workers, count);
    return st;
}

/* Sources that go through the network together. */
static uint64_t width_of(const lia_web *web)
{
    return web->length ? 1 : LIA_LANES;
}

/* Units of work begin, begin + step, ..; a unit is width_of() sources. */
static void do_units(worker *w, lia_sums *sums, const lia_web *web,
                     uint64_t begin, uint64_t step, const lia_run *run)
{
    const uint64_t width = width_of(web);

    for (uint64_t at = begin * width; at < web->sources; at += step * width) {
        uint64_t left = web->sources - at;
        uint64_t count = left < width ? left : width;
        const lia_vid *source = web->source + at;
        bool fits = web->length
            ? lia_lengths_run(w->lengths, sums, web, *source)
            : lia_steps_run(w->steps, sums, web, source, (int)count);
        w->fits = w->fits && fits;
        lia_watch_advance(run, count);
    }
}

static lia_status refuse_excess(const worker *workers, int count,
                                lia_error *err)
{
    for (int k = 0; k < count; k++)
        if (!workers[k].fits)
            return lia_fail(err, LIA_ECANNOT,
                            "two accounts have more than 1e308 shortest paths "
                            "between them: betweenness cannot be counted");
    return LIA_OK;
}

/* All sources of the web, added to total. */
static lia_status do_web(lia_sums *total, const lia_web *web,
                         const lia_run *run, lia_error *err)
{
    const uint64_t units = (web->sources + width_of(web) - 1) / width_of(web);
    int threads = lia_thread_crew(run, units * web->off[web->n]);
    lia_status st = LIA_OK;
    worker *workers = NULL;
    lia_sums *blocks = NULL;
    uint64_t count = 0;

    LIA_TRY(blocks_open(&blocks, &count, web, units, total->entry != NULL,
                        err));
    if ((uint64_t)threads > count)
        threads = count > 0 ? (int)count : 1;
    LIA_TRY(workers_open(&workers, threads, web, err));
    lia_watch_begin(run, "betweenness", web->sources, "sources");
    #pragma omp parallel for schedule(dynamic, 1) num_threads(threads)
    for (uint64_t b = 0; b < count; b++)
        do_units(&workers[lia_thread_id()], &blocks[b], web, b, count, run);
    lia_watch_end(run);
    LIA_TRY(refuse_excess(workers, threads, err));
    for (uint64_t b = 0; b < count; b++)
        sums_add(total, &blocks[b], web);
done:
    workers_close(workers, threads);
    blocks_close(blocks, count);
    return st;
}

/* Ordered pairs to the share of all pairs. */
static double account_scale(lia_vid n)
{
    return n > 2 ? 1.0 / (((double)n - 1.0) * ((double)n - 2.0)) : 0.0;
}

static double tie_scale(lia_vid n)
{
    return n > 1 ? 1.0 / ((double)n * ((double)n - 1.0)) : 0.0;
}

/* The web of all accounts as they are, mass 1 each, all sources that have
 * somewhere to go. mass, source: [n] filled here, owned by the caller. */
static lia_status whole_web(lia_web *web, double *mass, lia_vid *source,
                            const lia_arcs *there, const lia_arcs *back,
                            lia_error *err)
{
    *web = (lia_web){
        .n = there->n, .off = there->off, .to = there->to,
        .back_off = back->off, .back_to = back->to,
        .length = NULL, .mass = mass, .source = source,
    };
    for (lia_vid i = 0; i < there->n; i++)
        mass[i] = 1.0;
    return lia_order_alike(source, &web->sources, there, err);
}

/* Entries of a folded core back to tie order: core entry (c, d) belongs to the
 * tie of their originals. Adds the pairs of both directions. */
static void unfold_entries(double *ties_out, const uint64_t *first,
                           const double *entry, const lia_fold *core,
                           const lia_ties *ties)
{
    for (lia_vid c = 0; c < core->n; c++) {
        for (uint64_t e = core->off[c]; e < core->off[c + 1]; e++) {
            lia_vid a = core->original[c], b = core->original[core->to[e]];
            lia_vid low = a < b ? a : b, high = a < b ? b : a;
            ties_out[first[low] + lia_ties_find(ties, low, high)] += entry[e];
        }
    }
}

static void scale(double *value, uint64_t count, double factor)
{
    for (uint64_t k = 0; k < count; k++)
        value[k] *= factor;
}

static void finish(double *accounts, double *ties_out, const double *account,
                   const double *tie, lia_vid n, uint64_t m)
{
    if (accounts) {
        memcpy(accounts, account, n * sizeof *accounts);
        scale(accounts, n, account_scale(n));
    }
    if (ties_out) {
        memcpy(ties_out, tie, m * sizeof *ties_out);
        scale(ties_out, m, tie_scale(n));
    }
}

static lia_status check(const void *graph, const double *accounts,
                        const double *entries, lia_error *err)
{
    if (graph == NULL || (accounts == NULL && entries == NULL))
        return lia_fail(err, LIA_EARG, "the graph and at least one output "
                        "must be given");
    return LIA_OK;
}

/* Ordered pairs of one piece of the core, added where its accounts and ties
 * are in the whole network. tie: [m] or NULL. */
static lia_status do_piece(double *account, double *tie, const lia_fold *core,
                           const uint64_t *first, const lia_ties *ties,
                           const lia_run *run, lia_error *err)
{
    lia_status st = LIA_OK;
    lia_vid *source = NULL;
    lia_sums total = {0};

    LIA_TRY(lia_alloc(&source, core->n, sizeof *source, err));
    lia_arcs arcs = {.n = core->n, .m = core->off[core->n], .off = core->off,
                     .to = core->to};
    lia_web web = {
        .n = core->n, .off = core->off, .to = core->to,
        .back_off = core->off, .back_to = core->to, .mass = core->mass,
        .source = source,
    };
    LIA_TRY(lia_order_alike(source, &web.sources, &arcs, err));
    LIA_TRY(sums_open(&total, &web, tie != NULL, err));
    LIA_TRY(do_web(&total, &web, run, err));
    for (lia_vid c = 0; c < core->n; c++)
        account[core->original[c]] += total.account[c];
    if (tie)
        unfold_entries(tie, first, total.entry, core, ties);
done:
    sums_free(&total);
    lia_free(source);
    return st;
}

lia_status lia_betweenness(double *accounts, double *ties_out,
                           const lia_ties *ties, const lia_run *run,
                           lia_error *err)
{
    lia_status st = LIA_OK;
    double *account = NULL, *tie = NULL;
    uint64_t *first = NULL;
    lia_fold core = {0};
    lia_shards shards = {0};

    LIA_TRY(check(ties, accounts, ties_out, err));
    LIA_TRY(lia_alloc(&account, ties->n, sizeof *account, err));
    if (ties_out)
        LIA_TRY(lia_alloc(&tie, ties->m, sizeof *tie, err));
    LIA_TRY(lia_alloc(&first, ties->n, sizeof *first, err));
    LIA_TRY(lia_fold_ties(&core, account, tie, ties, err));
    LIA_TRY(lia_shatter(&shards, account, &core, err));
    lia_fold_free(&core);
    scale(account, ties->n, 2.0); /* unordered pairs to ordered ones */
    if (tie)
        scale(tie, ties->m, 2.0);
    lia_ties_first(first, ties);
    for (uint64_t k = 0; k < shards.count; k++)
        LIA_TRY(do_piece(account, tie, &shards.piece[k], first, ties, run,
                         err));
    finish(accounts, ties_out, account, tie, ties->n, ties->m);
done:
    lia_shards_free(&shards);
    lia_fold_free(&core);
    lia_free(first);
    lia_free(tie);
    lia_free(account);
    return st;
}

/* Pairs counted on the reversed arcs, back to the arcs. cursor: [n]. */
static void turn_back(double *entry, const double *back, uint64_t *cursor,
                      const lia_arcs *arcs, const lia_arcs *reverse)
{
    memcpy(cursor, arcs->off, arcs->n * sizeof *cursor);
    for (lia_vid w = 0; w < reverse->n; w++)
        for (uint64_t e = reverse->off[w]; e < reverse->off[w + 1]; e++)
            entry[cursor[reverse->to[e]]++] += back[e];
}

/* Arcs as they are, in steps or with lengths. total: sums per account and per
 * arc, owned by the caller also on failure. */
static lia_status whole(lia_sums *total, const lia_arcs *arcs,
                        const lia_arcs *reverse, bool by_length, bool entries,
                        const lia_run *run, lia_error *err)
{
    lia_status st = LIA_OK;
    double *mass = NULL;
    lia_vid *source = NULL;
    uint64_t *cursor = NULL;
    lia_web web;

    LIA_TRY(lia_alloc(&mass, arcs->n, sizeof *mass, err));
    LIA_TRY(lia_alloc(&source, arcs->n, sizeof *source, err));
    LIA_TRY(lia_alloc(&cursor, arcs->n, sizeof *cursor, err));
    LIA_TRY(whole_web(&web, mass, source, arcs, reverse, err));
    if (by_length)
        web.length = arcs->weight;
    LIA_TRY(sums_open(total, &web, entries, err));
    LIA_TRY(do_web(total, &web, run, err));
    if (total->back != total->entry)
        turn_back(total->entry, total->back, cursor, arcs, reverse);
done:
    lia_free(cursor);
    lia_free(source);
    lia_free(mass);
    return st;
}

lia_status lia_betweenness_by_length(double *accounts, double *ties_out,
                                     const lia_ties *ties, const lia_run *run,
                                     lia_error *err)
{
    lia_status st = LIA_OK;
    lia_sums total = {0};
    double *tie = NULL;

    LIA_TRY(check(ties, accounts, ties_out, err));
    if (ties->weight == NULL)
        return lia_betweenness(accounts, ties_out, ties, run, err);
    lia_arcs arcs = lia_ties_as_arcs(ties);
    LIA_TRY(lia_lengths_check(&arcs, false, err));
    LIA_TRY(whole(&total, &arcs, &arcs, true, ties_out != NULL, run, err));
    if (ties_out)
        LIA_TRY(lia_alloc(&tie, ties->m, sizeof *tie, err));
    uint64_t t = 0;
    for (lia_vid i = 0; ties_out && i < ties->n; i++)
        for (uint64_t e = ties->off[i]; e < ties->off[i + 1]; e++)
            if (ties->to[e] > i)
                tie[t++] = total.entry[e] +
                           total.entry[lia_ties_find(ties, ties->to[e], i)];
    finish(accounts, ties_out, total.account, tie, ties->n, ties->m);
done:
    lia_free(tie);
    sums_free(&total);
    return st;
}

static lia_status arcs_any(double *accounts, double *arcs_out,
                           const lia_arcs *arcs, bool by_length,
                           const lia_run *run, lia_error *err)
{
    lia_status st = LIA_OK;
    lia_sums total = {0};
    lia_arcs reverse = {0};

    if (!by_length)
        LIA_TRY(lia_arcs_reverse(&reverse, arcs, run, err));
    LIA_TRY(whole(&total, arcs, by_length ? arcs : &reverse, by_length,
                  arcs_out != NULL, run, err));
    finish(accounts, arcs_out, total.account, total.entry, arcs->n, arcs->m);
done:
    lia_arcs_free(&reverse);
    sums_free(&total);
    return st;
}

lia_status lia_arcs_betweenness(double *accounts, double *arcs_out,
                                const lia_arcs *arcs, const lia_run *run,
                                lia_error *err)
{
    lia_status st = check(arcs, accounts, arcs_out, err);

    return st ? st : arcs_any(accounts, arcs_out, arcs, false, run, err);
}

lia_status lia_arcs_betweenness_by_length(double *accounts, double *arcs_out,
                                          const lia_arcs *arcs,
                                          const lia_run *run, lia_error *err)
{
    lia_status st = check(arcs, accounts, arcs_out, err);

    if (st != LIA_OK)
        return st;
    st = lia_lengths_check(arcs, false, err);
    if (st != LIA_OK)
        return st;
    return arcs_any(accounts, arcs_out, arcs, arcs->weight != NULL, run, err);
}
