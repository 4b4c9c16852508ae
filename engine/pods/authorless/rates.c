/* pods/authorless/rates.c - how often clean accounts are in step: in the whole
 * crowd, on an object's burst, by an account's habit. Suspects are left out on
 * both sides, or a farm that was split in two would explain itself away.
 */
#include "pods/authorless/coordinated.h"

#include <math.h>
#include <string.h>

#include "base/mem.h"
#include "base/threads.h"

enum { LEAST_CLEAN = 200, BLOCK = 1 << 16 };

/* For every event of a post, the clean others within `reach`. Two pointers:
 * nothing depends on how many they are. */
static void count_post(uint32_t *out, const lia_event *event, uint64_t begin,
                       uint64_t end, lia_time reach, const uint8_t *bad)
{
    uint64_t low = begin, high = begin;
    uint32_t clean = 0;

    for (uint64_t e = begin; e < end; e++) {
        while (high < end && event[high].time - event[e].time <= reach)
            clean += !bad[event[high++].account];
        while (event[e].time - event[low].time > reach)
            clean -= !bad[event[low++].account];
        out[e] = clean - !bad[event[e].account];
    }
}

/* One vote per clean event; summed in blocks, so that threads leave no
 * trace. */
static double crowd_of(const lia_rates *r, const lia_field *field,
                       const uint8_t *bad, double flat, double *block,
                       uint64_t *count, int threads)
{
    const lia_event *event = field->events->event;
    const uint32_t blocks = (field->count + BLOCK - 1) / BLOCK;
    double sum = 0.0;
    uint64_t clean = 0;

    (void)threads;
    #pragma omp parallel for num_threads(threads) schedule(static)
    for (uint32_t b = 0; b < blocks; b++) {
        const uint64_t end = ((uint64_t)b + 1) * BLOCK;
        block[b] = 0.0;
        count[b] = 0;
        for (uint64_t e = (uint64_t)b * BLOCK; e < end && e < field->count;
             e++) {
            if (bad[event[e].account] || r->wide[e] == 0)
                continue;
            block[b] += (double)r->near[e] / r->wide[e];
            count[b]++;
        }
    }
    for (uint32_t b = 0; b < blocks; b++) {
        sum += block[b];
        clean += count[b];
    }
    if (clean < LEAST_CLEAN)
        return flat;
    return fmax(flat, sum / (double)clean);
}

static double habit_of(const lia_rates *r, const lia_field *field,
                       lia_vid account, double prior)
{
    double sum = prior * r->crowd, weight = prior;

    for (uint64_t k = field->off[account]; k < field->off[account + 1]; k++) {
        const uint32_t e = field->at[k];
        const double s = r->wide[e] / (r->wide[e] + 1.0);
        if (r->wide[e] == 0)
            continue;
        sum += s * ((double)r->near[e] / r->wide[e]);
        weight += s;
    }
    return sum / weight;
}

lia_status lia_rates_build(lia_rates *out, const lia_field *field,
                           const lia_scale *scale, const uint8_t *bad,
                           const lia_coordinated_options *options,
                           lia_error *err)
{
    const lia_events *events = field->events;
    const int threads = lia_thread_crew(&options->run, field->count);
    const uint64_t blocks = field->count / BLOCK + 1;
    lia_status st = LIA_OK;
    lia_rates r = {0};
    double *block = NULL;
    uint64_t *count = NULL;

    LIA_TRY(lia_alloc(&r.near, field->count, sizeof *r.near, err));
    LIA_TRY(lia_alloc(&r.wide, field->count, sizeof *r.wide, err));
    LIA_TRY(lia_alloc(&r.habit, field->n, sizeof *r.habit, err));
    LIA_TRY(lia_alloc(&block, blocks, sizeof *block, err));
    LIA_TRY(lia_alloc(&count, blocks, sizeof *count, err));
    #pragma omp parallel for num_threads(threads) schedule(dynamic, 64)
    for (uint32_t p = 0; p < events->posts; p++) {
        count_post(r.near, events->event, events->off[p], events->off[p + 1],
                   scale->window, bad);
        count_post(r.wide, events->event, events->off[p], events->off[p + 1],
                   scale->horizon, bad);
    }
    r.crowd = crowd_of(&r, field, bad, scale->flat, block, count, threads);
    #pragma omp parallel for num_threads(threads) schedule(dynamic, 256)
    for (lia_vid u = 0; u < field->n; u++)
        r.habit[u] = habit_of(&r, field, u, options->prior);
    *out = r;
    memset(&r, 0, sizeof r);
done:
    lia_free(block);
    lia_free(count);
    lia_rates_free(&r);
    return st;
}

void lia_rates_free(lia_rates *rates)
{
    lia_free(rates->habit);
    lia_free(rates->near);
    lia_free(rates->wide);
    memset(rates, 0, sizeof *rates);
}
