/* pods/authorless/field.c - events by account, and how finely their clock
 * ticks. */
#include "pods/authorless/coordinated.h"

#include <string.h>

#include "base/mem.h"
#include "base/threads.h"

/* A stamp in a hundred may fall beside the tick: a clock that was set, a row
 * typed by hand. */
static bool ticks_in(const lia_events *events, lia_time unit)
{
    uint64_t beside = 0;
    const uint64_t most = events->count / 100;

    for (uint64_t e = 0; e < events->count; e++) {
        beside += events->event[e].time % unit != 0;
        if (beside > most)
            return false;
    }
    return true;
}

static lia_time tick_of(const lia_events *events)
{
    static const int unit[] = {86400, 3600, 900, 300, 60, 10, 1};

    for (size_t k = 0; k < sizeof unit / sizeof *unit; k++)
        if (ticks_in(events, unit[k] * LIA_SECOND))
            return unit[k] * LIA_SECOND;
    return 0;
}

/* Rows by counting; events come in order, so each row is in order, too. */
static void fill_rows(lia_field *f)
{
    const lia_event *event = f->events->event;

    for (uint32_t e = 0; e < f->count; e++)
        f->off[event[e].account + 1]++;
    for (lia_vid u = 0; u < f->n; u++) {
        f->active += f->off[u + 1] > 0;
        f->off[u + 1] += f->off[u];
    }
    for (uint32_t e = 0; e < f->count; e++)
        f->at[f->off[event[e].account]++] = e;
    memmove(f->off + 1, f->off, f->n * sizeof *f->off);
    f->off[0] = 0;
}

/* LIA_ELIMIT for times so far apart that hours do not fit (60,000 years). */
static lia_status find_hours(lia_field *f, lia_error *err)
{
    int64_t first = INT64_MAX, last = INT64_MIN;
    uint64_t at[24] = {0};

    for (uint32_t e = 0; e < f->count; e++) {
        const int64_t hour = lia_floor_div(f->events->event[e].time, LIA_HOUR);
        first = hour < first ? hour : first;
        last = hour > last ? hour : last;
        at[hour - lia_floor_div(hour, 24) * 24]++;
    }
    if (f->count > 0 && last - first >= (int64_t)1 << 29)
        return lia_fail(err, LIA_ELIMIT, "times too far apart: %lld hours",
                        (long long)(last - first));
    for (int h = 1; h < 24; h++)
        if (at[h] < at[f->quiet_hour])
            f->quiet_hour = h;
    f->first_hour = f->count > 0 ? first : 0;
    f->hours = f->count > 0 ? (uint32_t)(last - first) + 1 : 0;
    return LIA_OK;
}

lia_status lia_field_build(lia_field *out, const lia_events *events,
                           const lia_run *run, lia_error *err)
{
    lia_status st = LIA_OK;
    lia_field f = {.events = events, .n = events->accounts};

    (void)run;
    if (events->count >= UINT32_MAX)
        return lia_fail(err, LIA_ELIMIT, "%llu events: 4294967294 at most",
                        (unsigned long long)events->count);
    f.count = (uint32_t)events->count;
    f.tick = tick_of(events);
    LIA_TRY(find_hours(&f, err));
    LIA_TRY(lia_alloc(&f.post, f.count, sizeof *f.post, err));
    LIA_TRY(lia_alloc_zero(&f.off, (uint64_t)f.n + 1, sizeof *f.off, err));
    LIA_TRY(lia_alloc(&f.at, f.count, sizeof *f.at, err));
    fill_rows(&f);
    for (uint32_t p = 0; p < events->posts; p++)
        if (events->off[p + 1] - events->off[p] > f.largest)
            f.largest = events->off[p + 1] - events->off[p];
    #pragma omp parallel for num_threads(lia_thread_crew(run, f.count)) \
        schedule(static)
    for (uint32_t p = 0; p < events->posts; p++)
        for (uint64_t e = events->off[p]; e < events->off[p + 1]; e++)
            f.post[e] = p;
    *out = f;
    memset(&f, 0, sizeof f);
done:
    lia_field_free(&f);
    return st;
}

void lia_field_free(lia_field *field)
{
    lia_free(field->post);
    lia_free(field->off);
    lia_free(field->at);
    memset(field, 0, sizeof *field);
}
