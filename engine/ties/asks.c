/* ties/asks.c - whom to ask, one after the other; see liaison/introduce.h. */
#include <math.h>
#include <string.h>

#include "base/mem.h"
#include "liaison/introduce.h"

typedef struct choosing {
    const lia_routes *r;
    const double *fit;
    const uint32_t *asks;
    double *miss;            /* [targets] what the set so far leaves open    */
    double *gain;            /* [n] of each account, this round              */
    double *part;            /* [n] scratch: (1 - P) of one target's paths   */
} choosing;

/* gain of every introducer: sum over targets of fit miss (1 - part). */
static void weigh(choosing *c, uint64_t k)
{
    const uint64_t begin = c->r->route_off[k], end = c->r->route_off[k + 1];

    for (uint64_t q = begin; q < end; q++)
        if (c->r->route[q].via[0] != LIA_NONE)
            c->part[c->r->route[q].via[0]] = 1;
    for (uint64_t q = begin; q < end; q++)
        if (c->r->route[q].via[0] != LIA_NONE)
            c->part[c->r->route[q].via[0]] *= 1 - c->r->route[q].probability;
    for (uint64_t q = begin; q < end; q++) {
        const lia_vid i = c->r->route[q].via[0];
        if (i == LIA_NONE || c->part[i] < 0)
            continue;
        c->gain[i] += c->fit[k] * c->miss[k] * (1 - c->part[i]);
        c->part[i] = -1;                          /* once a target            */
    }
}

static double goodwill(const choosing *c, lia_vid i)
{
    return c->asks == NULL ? 1 : exp2(-(double)c->asks[i]);
}

static void settle(choosing *c, lia_vid chosen)
{
    for (uint64_t k = 0; k < c->r->targets; k++)
        for (uint64_t q = c->r->route_off[k]; q < c->r->route_off[k + 1]; q++)
            if (c->r->route[q].via[0] == chosen)
                c->miss[k] *= 1 - c->r->route[q].probability;
}

static void begin(choosing *c)
{
    for (uint64_t k = 0; k < c->r->targets; k++) {
        c->miss[k] = 1;
        for (uint64_t q = c->r->route_off[k]; q < c->r->route_off[k + 1]; q++)
            if (c->r->route[q].via[0] == LIA_NONE)
                c->miss[k] *= 1 - c->r->route[q].probability;
    }
}

lia_status lia_asks_choose(lia_vid *chosen, double *gain, uint64_t *count,
                           uint64_t most, const lia_routes *routes,
                           const double *fit, const uint32_t *asks, lia_vid n,
                           lia_error *err)
{
    choosing c = {.r = routes, .fit = fit, .asks = asks};
    uint8_t *taken = NULL;
    lia_status st = LIA_OK;

    if (chosen == NULL || gain == NULL || count == NULL || routes == NULL ||
        fit == NULL)
        return lia_fail(err, LIA_EARG, "asks: an argument is NULL");
    LIA_TRY(lia_alloc(&c.miss, routes->targets, sizeof *c.miss, err));
    LIA_TRY(lia_alloc(&c.gain, n, sizeof *c.gain, err));
    LIA_TRY(lia_alloc(&c.part, n, sizeof *c.part, err));
    LIA_TRY(lia_alloc_zero(&taken, n, 1, err));
    begin(&c);
    for (*count = 0; *count < most;) {
        lia_vid best = LIA_NONE;
        memset(c.gain, 0, n * sizeof *c.gain);
        for (uint64_t k = 0; k < routes->targets; k++)
            weigh(&c, k);
        for (lia_vid i = 0; i < n; i++) {
            c.gain[i] *= goodwill(&c, i);
            if (!taken[i] && c.gain[i] > 0 &&
                (best == LIA_NONE || c.gain[i] > c.gain[best]))
                best = i;
        }
        if (best == LIA_NONE)
            break;
        chosen[*count] = best;
        gain[(*count)++] = c.gain[best];
        taken[best] = 1;
        settle(&c, best);
    }
done:
    lia_free(c.miss);
    lia_free(c.gain);
    lia_free(c.part);
    lia_free(taken);
    return st;
}
