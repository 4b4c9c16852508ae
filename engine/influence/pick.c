/* influence/pick.c - greedy cover, lazily: a gain worked out earlier is never
 * too small, so only the account on top of the heap is worked out anew, and
 * picked if it stays there.
 */
#include "liaison/pick.h"

#include <math.h>
#include <string.h>

#include "base/mem.h"
#include "base/watch.h"

typedef struct picking {
    const lia_arcs *reach;
    uint32_t *gain;        /* [n] as last worked out                         */
    uint32_t *round;       /* [n] picks made when it was                     */
    lia_vid *heap;         /* [n] by gain, then by id                        */
    lia_vid size;
    uint8_t *covered;      /* [n]                                            */
} picking;

static bool before(const picking *p, lia_vid a, lia_vid b)
{
    return p->gain[a] > p->gain[b] || (p->gain[a] == p->gain[b] && a < b);
}

static void sink(picking *p, lia_vid at)
{
    const lia_vid moved = p->heap[at];

    for (;;) {
        lia_vid child = 2 * at + 1;
        if (child >= p->size)
            break;
        if (child + 1 < p->size &&
            before(p, p->heap[child + 1], p->heap[child]))
            child++;
        if (!before(p, p->heap[child], moved))
            break;
        p->heap[at] = p->heap[child];
        at = child;
    }
    p->heap[at] = moved;
}

static uint32_t gain_of(const picking *p, lia_vid i)
{
    uint32_t gain = 0;

    for (uint64_t e = p->reach->off[i]; e < p->reach->off[i + 1]; e++)
        gain += !p->covered[p->reach->to[e]];
    return gain;
}

/* A set of 1 .. k accounts reaches no more than what is covered and the
 * largest gains that are open. The heap is searched from its top: who is not
 * among the largest has no child that is. near: [k + 1] scratch. */
static void lower_bounds(uint32_t *at_most, const picking *p, uint32_t covered,
                         uint32_t k, lia_vid *near)
{
    double sum = covered;
    uint32_t count = 0;

    if (p->size > 0)
        near[count++] = 0;
    for (uint32_t taken = 0; taken < k; taken++) {
        uint32_t best = 0;
        for (uint32_t j = 1; j < count; j++)
            if (before(p, p->heap[near[j]], p->heap[near[best]]))
                best = j;
        if (count > 0) {
            const lia_vid at = near[best];
            sum += p->gain[p->heap[at]];
            near[best] = near[--count];
            for (lia_vid c = 2 * at + 1; c <= 2 * at + 2 && c < p->size; c++)
                near[count++] = c;
        }
        if (sum < at_most[taken])
            at_most[taken] = (uint32_t)sum;
    }
}

static lia_status start(picking *p, lia_error *err)
{
    const lia_vid n = p->reach->n;
    lia_status st = LIA_OK;

    LIA_TRY(lia_alloc(&p->gain, n, sizeof *p->gain, err));
    LIA_TRY(lia_alloc_zero(&p->round, n, sizeof *p->round, err));
    LIA_TRY(lia_alloc(&p->heap, n, sizeof *p->heap, err));
    LIA_TRY(lia_alloc_zero(&p->covered, n, sizeof *p->covered, err));
    for (lia_vid i = 0; i < n; i++) {
        p->gain[i] = (uint32_t)(p->reach->off[i + 1] - p->reach->off[i]);
        if (p->gain[i] > 0)
            p->heap[p->size++] = i;
    }
    for (lia_vid at = p->size / 2; at-- > 0;)
        sink(p, at);
done:
    return st;
}

static void take_top(picking *p)
{
    p->heap[0] = p->heap[--p->size];
    if (p->size > 0)
        sink(p, 0);
}

static void cover(picking *p, lia_vid i)
{
    for (uint64_t e = p->reach->off[i]; e < p->reach->off[i + 1]; e++)
        p->covered[p->reach->to[e]] = 1;
}

static uint32_t reachable(const picking *p)
{
    uint32_t count = 0;

    for (uint64_t e = 0; e < p->reach->m; e++)
        p->covered[p->reach->to[e]] = 1;
    for (lia_vid i = 0; i < p->reach->n; i++)
        count += p->covered[i];
    memset(p->covered, 0, p->reach->n);
    return count;
}

static void pick_all(lia_pick *out, picking *p, uint32_t k, lia_vid *near,
                     const lia_run *run)
{
    uint32_t covered = 0;

    for (uint32_t j = 0; j < k; j++)
        out->at_most[j] = out->reachable;
    lower_bounds(out->at_most, p, 0, k, near);
    while (out->count < k && p->size > 0) {
        const lia_vid i = p->heap[0];
        if (p->round[i] < out->count) {
            p->gain[i] = gain_of(p, i);
            p->round[i] = out->count;
            sink(p, 0);
            continue;
        }
        if (p->gain[i] == 0)
            break;
        covered += p->gain[i];
        out->account[out->count] = i;
        out->added[out->count] = p->gain[i];
        out->covered[out->count++] = covered;
        cover(p, i);
        take_top(p);
        lia_watch_advance(run, 1);
    }
    lower_bounds(out->at_most, p, covered, k, near);
    for (uint32_t j = 0; j < out->count; j++) {
        const double greedy = 1 - pow(1 - 1 / (j + 1.), j + 1.);
        const double most = floor(out->covered[j] / greedy + 1e-9);
        if (most < out->at_most[j])
            out->at_most[j] = (uint32_t)most;
    }
}

lia_status lia_pick_covering(lia_pick *out, const lia_arcs *reach, uint32_t k,
                             const lia_run *run, lia_error *err)
{
    lia_status st = LIA_OK;
    lia_pick found = {0};
    picking p = {.reach = reach};
    lia_vid *near = NULL;

    if (out == NULL || reach == NULL || k == 0)
        return lia_fail(err, LIA_EARG, "out and reach must be given and k "
                        "must not be 0");
    k = k < reach->n ? k : reach->n;
    LIA_TRY(start(&p, err));
    LIA_TRY(lia_alloc(&near, (uint64_t)k + 2, sizeof *near, err));
    LIA_TRY(lia_alloc(&found.account, k, sizeof *found.account, err));
    LIA_TRY(lia_alloc(&found.added, k, sizeof *found.added, err));
    LIA_TRY(lia_alloc(&found.covered, k, sizeof *found.covered, err));
    LIA_TRY(lia_alloc(&found.at_most, k, sizeof *found.at_most, err));
    found.reachable = reachable(&p);
    lia_watch_begin(run, "pick", k, "accounts");
    pick_all(&found, &p, k, near, run);
    lia_watch_end(run);
    *out = found;
    found = (lia_pick){0};
done:
    lia_pick_free(&found);
    lia_free(near);
    lia_free(p.gain);
    lia_free(p.round);
    lia_free(p.heap);
    lia_free(p.covered);
    return st;
}

void lia_pick_free(lia_pick *pick)
{
    if (pick == NULL)
        return;
    lia_free(pick->account);
    lia_free(pick->added);
    lia_free(pick->covered);
    lia_free(pick->at_most);
    *pick = (lia_pick){0};
}
