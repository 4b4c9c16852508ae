/* pods/authorless/live.c - the prefilter: most accounts of most data can have
 * no suspicious pair, and no pair of theirs is ever looked at.
 */
#include "pods/authorless/coordinated.h"

#include <string.h>

#include "base/mem.h"
#include "base/threads.h"

typedef struct filter {
    const lia_field *field;
    lia_time window;
    uint32_t need;
    int threads;
    uint8_t *is_live;        /* [n]                                          */
    int64_t *low;            /* [events] first hour that a pair of this event
                                can belong to; INT64_MAX = it has none       */
} filter;

/* Neighbours of live events among the live ones: the event before it within
 * the window, as far back as the window reaches, or the one after it. */
static void look_at_post(const filter *f, uint32_t post)
{
    const lia_event *event = f->field->events->event;
    const uint64_t begin = f->field->events->off[post];
    const uint64_t end = f->field->events->off[post + 1];
    uint64_t back = begin, last = UINT64_MAX;

    for (uint64_t e = begin; e < end; e++) {
        const lia_time t = event[e].time;
        f->low[e] = INT64_MAX;
        if (!f->is_live[event[e].account])
            continue;
        while (event[back].time < t - f->window ||
               !f->is_live[event[back].account])
            back++;                      /* at most e itself, which is live  */
        if (last != UINT64_MAX && event[last].time >= t - f->window) {
            f->low[e] = lia_floor_div(event[back].time, LIA_HOUR);
            if (f->low[last] == INT64_MAX)
                f->low[last] = lia_floor_div(event[last].time, LIA_HOUR);
        }
        last = e;
    }
}

/* Enough events with a neighbour, in enough hours. Two hours are told by the
 * first and the last that are possible; more are not asked for one by one. */
static bool stays(const filter *f, lia_vid account)
{
    const lia_field *d = f->field;
    uint32_t hits = 0;
    int64_t first = INT64_MAX, last = INT64_MIN;

    for (uint64_t k = d->off[account]; k < d->off[account + 1]; k++) {
        const uint32_t e = d->at[k];
        const int64_t hour = lia_floor_div(d->events->event[e].time, LIA_HOUR);
        if (f->low[e] == INT64_MAX)
            continue;
        hits++;
        first = f->low[e] < first ? f->low[e] : first;
        last = hour > last ? hour : last;
    }
    return hits >= f->need &&
           (f->need < 2 || last - first >= (int64_t)f->need - 1);
}

static bool round_of(filter *f)
{
    const lia_field *d = f->field;
    uint64_t gone = 0;

    #pragma omp parallel for num_threads(f->threads) schedule(dynamic, 64)
    for (uint32_t p = 0; p < d->events->posts; p++)
        look_at_post(f, p);
    #pragma omp parallel for num_threads(f->threads) schedule(static) \
        reduction(+ : gone)
    for (lia_vid u = 0; u < d->n; u++)
        if (f->is_live[u] && !stays(f, u)) {
            f->is_live[u] = 0;
            gone++;
        }
    return gone > 0;
}

static void fill(lia_live *out, const lia_field *d, const uint8_t *is_live)
{
    const lia_event *event = d->events->event;
    uint32_t count = 0;

    for (uint32_t e = 0; e < d->count; e++) {
        const lia_vid u = event[e].account;
        if (!is_live[u])
            continue;
        out->event[count] = e;
        out->account[count] = u;
        out->time[count] = event[e].time;
        out->post[count++] = d->post[e];
        out->off[u + 1]++;
    }
    for (lia_vid u = 0; u < d->n; u++) {
        out->accounts += out->off[u + 1] > 0;
        out->off[u + 1] += out->off[u];
    }
    for (uint32_t k = 0; k < count; k++)
        out->at[out->off[out->account[k]]++] = k;
    memmove(out->off + 1, out->off, d->n * sizeof *out->off);
    out->off[0] = 0;
}

lia_status lia_live_build(lia_live *out, const lia_field *field,
                          const lia_scale *scale, uint32_t min_episodes,
                          const lia_run *run, lia_error *err)
{
    lia_status st = LIA_OK;
    filter f = {field, scale->window, min_episodes,
                lia_thread_crew(run, field->count), NULL, NULL};
    lia_live live = {0};
    uint64_t count = 0;

    LIA_TRY(lia_alloc(&f.is_live, field->n, 1, err));
    LIA_TRY(lia_alloc(&f.low, field->count, sizeof *f.low, err));
    memset(f.is_live, 1, field->n);
    do {
        live.rounds++;
    } while (round_of(&f));
    lia_free(f.low);
    f.low = NULL;
    for (lia_vid u = 0; u < field->n; u++)
        count += f.is_live[u] ? field->off[u + 1] - field->off[u] : 0;
    live.count = (uint32_t)count;
    LIA_TRY(lia_alloc(&live.event, count, sizeof *live.event, err));
    LIA_TRY(lia_alloc(&live.account, count, sizeof *live.account, err));
    LIA_TRY(lia_alloc(&live.time, count, sizeof *live.time, err));
    LIA_TRY(lia_alloc(&live.post, count, sizeof *live.post, err));
    LIA_TRY(lia_alloc(&live.at, count, sizeof *live.at, err));
    LIA_TRY(lia_alloc_zero(&live.off, (uint64_t)field->n + 1,
                           sizeof *live.off, err));
    fill(&live, field, f.is_live);
    *out = live;
    memset(&live, 0, sizeof live);
done:
    lia_free(f.is_live);
    lia_free(f.low);
    lia_live_free(&live);
    return st;
}

void lia_live_free(lia_live *live)
{
    lia_free(live->event);
    lia_free(live->account);
    lia_free(live->time);
    lia_free(live->post);
    lia_free(live->off);
    lia_free(live->at);
    memset(live, 0, sizeof *live);
}
