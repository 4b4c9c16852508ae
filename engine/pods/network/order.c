/* pods/network/order.c - a stable counting sort by key, a stable merge sort by
 * time: what the order of the rows said before still breaks ties.
 */
#include "pods/network/order.h"

#include <string.h>

#include "base/mem.h"
#include "base/threads.h"

enum { SHORT_RUN = 16, GROUPS_PER_TASK = 64 };

lia_status lia_rows_by_key(lia_events *out, const lia_timed_rows *rows,
                           const uint32_t *row, uint64_t count, uint32_t keys,
                           lia_error *err)
{
    uint64_t *off = NULL;
    lia_event *event = NULL;
    lia_status st = LIA_OK;

    LIA_TRY(lia_alloc_zero(&off, (uint64_t)keys + 2, sizeof *off, err));
    LIA_TRY(lia_alloc(&event, count, sizeof *event, err));
    for (uint64_t k = 0; k < count; k++)
        off[rows->key[row[k]] + 2]++;
    for (uint32_t p = 0; p < keys; p++)
        off[p + 2] += off[p + 1];
    for (uint64_t k = 0; k < count; k++) {
        const uint32_t r = row[k];
        event[off[rows->key[r] + 1]++] =
            (lia_event){rows->time[r], rows->account[r], r};
    }
    out->posts = keys;
    out->count = count;
    out->off = off;
    out->event = event;
    off = NULL;
    event = NULL;
done:
    lia_free(off);
    lia_free(event);
    return st;
}

static void insert_by_time(lia_event *event, uint64_t count)
{
    for (uint64_t i = 1; i < count; i++) {
        const lia_event x = event[i];
        uint64_t j = i;
        for (; j > 0 && event[j - 1].time > x.time; j--)
            event[j] = event[j - 1];
        event[j] = x;
    }
}

void lia_events_sort(lia_event *event, lia_event *spare, uint64_t count)
{
    lia_event *from = event, *to = spare;

    for (uint64_t low = 0; low < count; low += SHORT_RUN)
        insert_by_time(event + low, count - low < SHORT_RUN ? count - low
                                                            : SHORT_RUN);
    for (uint64_t width = SHORT_RUN; width < count; width *= 2) {
        for (uint64_t low = 0; low < count; low += 2 * width) {
            const uint64_t middle = low + width < count ? low + width : count;
            const uint64_t high =
                low + 2 * width < count ? low + 2 * width : count;
            uint64_t i = low, j = middle;
            for (uint64_t k = low; k < high; k++)
                to[k] = i < middle && (j == high ||
                                       from[i].time <= from[j].time)
                            ? from[i++] : from[j++];
        }
        lia_event *swap = from;
        from = to;
        to = swap;
    }
    if (from != event)
        memcpy(event, from, count * sizeof *event);
}

lia_status lia_events_sort_all(lia_events *events, const lia_run *run,
                               lia_error *err)
{
    const int threads = lia_thread_crew(run, 8 * events->count);
    const uint64_t *off = events->off;
    uint64_t most = 0;
    lia_event *spare = NULL;
    lia_status st;

    for (uint32_t p = 0; p < events->posts; p++)
        if (off[p + 1] - off[p] > most)
            most = off[p + 1] - off[p];
    st = lia_alloc(&spare, most * (uint64_t)threads, sizeof *spare, err);
    if (st != LIA_OK)
        return st;
    #pragma omp parallel for num_threads(threads) \
        schedule(dynamic, GROUPS_PER_TASK)
    for (uint32_t p = 0; p < events->posts; p++)
        lia_events_sort(events->event + off[p],
                        spare + most * (uint64_t)lia_thread_id(),
                        off[p + 1] - off[p]);
    lia_free(spare);
    return LIA_OK;
}
