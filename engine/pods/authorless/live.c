/* pods/authorless/live.c - the prefilter: most accounts of most data can have
 * no suspicious pair, and no pair of theirs is ever looked at.
 *
 * Who is left with a window is left with any wider one: every event with a
 * neighbour keeps it, and the hours it may belong to become no fewer. So the
 * widest window is asked first, its events are copied, and the other windows
 * only say who of these accounts is left.
 */
#include "pods/authorless/coordinated.h"

#include <string.h>

#include "base/mem.h"
#include "base/threads.h"

#define NO_HOUR UINT32_MAX

typedef struct filter {
    const lia_field *field;
    const lia_event *event;  /* by post, then time: of the field, or of live
                                accounts                                     */
    const uint64_t *post_off;
    const uint64_t *off;     /* an account's events in `at`                  */
    const uint32_t *at;
    lia_time window;
    uint32_t need;
    int threads;
    uint8_t *is_live;        /* [n]                                          */
    uint32_t *low;           /* [events] first hour that a pair of this event
                                can belong to                                */
} filter;

/* Neighbours of live events among the live ones: the event before it within
 * the window, as far back as the window reaches, or the one after it. */
static void look_at_post(const filter *f, uint32_t post)
{
    const lia_event *event = f->event;
    const uint64_t begin = f->post_off[post], end = f->post_off[post + 1];
    uint64_t back = begin, last = UINT64_MAX;

    for (uint64_t e = begin; e < end; e++) {
        const lia_time t = event[e].time;
        f->low[e] = NO_HOUR;
        if (!f->is_live[event[e].account])
            continue;
        while (event[back].time < t - f->window ||
               !f->is_live[event[back].account])
            back++;                      /* at most e itself, which is live  */
        if (last != UINT64_MAX && event[last].time >= t - f->window) {
            f->low[e] = lia_hour_of(f->field, event[back].time);
            if (f->low[last] == NO_HOUR)
                f->low[last] = lia_hour_of(f->field, event[last].time);
        }
        last = e;
    }
}

/* Enough events with a neighbour, in enough hours. Two hours are told by the
 * first and the last that are possible; more are not asked for one by one. */
static bool stays(const filter *f, lia_vid account)
{
    lia_time latest = 0;
    uint32_t hits = 0, first = NO_HOUR;

    for (uint64_t k = f->off[account]; k < f->off[account + 1]; k++) {
        const uint32_t e = f->at[k];
        if (f->low[e] == NO_HOUR)
            continue;
        if (hits++ == 0 || f->event[e].time > latest)
            latest = f->event[e].time;
        first = f->low[e] < first ? f->low[e] : first;
    }
    return hits >= f->need &&
           (f->need < 2 ||
            lia_hour_of(f->field, latest) - first >= f->need - 1);
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

static void fill(lia_live *out, const lia_field *d)
{
    const lia_event *event = d->events->event;
    uint32_t count = 0;

    for (uint32_t e = 0; e < d->count; e++) {
        const lia_vid u = event[e].account;
        if (!out->is_live[u])
            continue;
        out->event[count] = (lia_event){event[e].time, u, e};
        out->post[count++] = d->post[e];
        out->off[u + 1]++;
    }
    for (lia_vid u = 0; u < d->n; u++)
        out->off[u + 1] += out->off[u];
    for (uint32_t k = 0; k < count; k++)
        out->at[out->off[out->event[k].account]++] = k;
    memmove(out->off + 1, out->off, d->n * sizeof *out->off);
    out->off[0] = 0;
}

/* The events of whoever is left; or those of a wider window. */
static lia_status copy_events(lia_live *live, const lia_field *field,
                              const lia_live *wider, lia_error *err)
{
    lia_status st = LIA_OK;
    uint64_t count = 0;

    if (wider != NULL) {
        live->count = wider->count;
        live->event = wider->event;
        live->post = wider->post;
        live->off = wider->off;
        live->at = wider->at;
        live->borrows = true;
        return LIA_OK;
    }
    for (lia_vid u = 0; u < field->n; u++)
        count += live->is_live[u] ? field->off[u + 1] - field->off[u] : 0;
    live->count = (uint32_t)count;
    LIA_TRY(lia_alloc(&live->event, count, sizeof *live->event, err));
    LIA_TRY(lia_alloc(&live->post, count, sizeof *live->post, err));
    LIA_TRY(lia_alloc(&live->at, count, sizeof *live->at, err));
    LIA_TRY(lia_alloc_zero(&live->off, (uint64_t)field->n + 1,
                           sizeof *live->off, err));
    fill(live, field);
done:
    return st;
}

/* Where each post begins among the live events. */
static lia_status find_posts(uint64_t **out, const lia_live *live,
                             uint32_t posts, lia_error *err)
{
    lia_status st = LIA_OK;
    uint32_t p = 0;

    LIA_TRY(lia_alloc(out, (uint64_t)posts + 1, sizeof **out, err));
    for (uint32_t e = 0; e < live->count; e++)
        while (p <= live->post[e])
            (*out)[p++] = e;
    while (p <= posts)
        (*out)[p++] = live->count;
done:
    return st;
}

lia_status lia_live_build(lia_live *out, const lia_field *field,
                          const lia_live *wider, const lia_scale *scale,
                          uint32_t min_episodes, const lia_run *run,
                          lia_error *err)
{
    const uint64_t count = wider != NULL ? wider->count : field->count;
    lia_status st = LIA_OK;
    filter f = {field, field->events->event, field->events->off, field->off,
                field->at, scale->window, min_episodes,
                lia_thread_crew(run, count), NULL, NULL};
    uint64_t *post_off = NULL;
    lia_live live = {0};

    LIA_TRY(lia_alloc(&live.is_live, field->n, 1, err));
    LIA_TRY(lia_alloc(&f.low, count, sizeof *f.low, err));
    f.is_live = live.is_live;
    if (wider != NULL) {
        LIA_TRY(find_posts(&post_off, wider, field->events->posts, err));
        f.event = wider->event;
        f.post_off = post_off;
        f.off = wider->off;
        f.at = wider->at;
        memcpy(f.is_live, wider->is_live, field->n);
    } else {
        memset(f.is_live, 1, field->n);
    }
    do {
        live.rounds++;
    } while (round_of(&f));
    for (lia_vid u = 0; u < field->n; u++) {
        live.is_live[u] = live.is_live[u] && f.off[u + 1] > f.off[u];
        live.accounts += live.is_live[u];
    }
    lia_free(f.low);
    f.low = NULL;
    LIA_TRY(copy_events(&live, field, wider, err));
    *out = live;
    memset(&live, 0, sizeof live);
done:
    lia_free(f.low);
    lia_free(post_off);
    lia_live_free(&live);
    return st;
}

void lia_live_free(lia_live *live)
{
    if (!live->borrows) {
        lia_free(live->event);
        lia_free(live->post);
        lia_free(live->off);
        lia_free(live->at);
    }
    lia_free(live->is_live);
    memset(live, 0, sizeof *live);
}
