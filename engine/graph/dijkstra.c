/* graph/dijkstra.c - the heap of a Dijkstra search: see dijkstra.h. */
#include "graph/dijkstra.h"

#include <math.h>

#include "base/mem.h"

enum { CHILDREN = 4 };

lia_status lia_heap_open(lia_heap *heap, lia_vid n, lia_error *err)
{
    lia_status st = LIA_OK;
    lia_heap fresh = {0};

    LIA_TRY(lia_alloc(&fresh.distance, n, sizeof *fresh.distance, err));
    LIA_TRY(lia_alloc(&fresh.heap, n, sizeof *fresh.heap, err));
    LIA_TRY(lia_alloc(&fresh.place, n, sizeof *fresh.place, err));
    for (lia_vid i = 0; i < n; i++)
        fresh.distance[i] = INFINITY;
    *heap = fresh;
    return LIA_OK;
done:
    lia_heap_close(&fresh);
    return st;
}

void lia_heap_close(lia_heap *heap)
{
    lia_free(heap->distance);
    lia_free(heap->heap);
    lia_free(heap->place);
    *heap = (lia_heap){0};
}

static bool nearer(const lia_heap *h, lia_vid a, lia_vid b)
{
    double da = h->distance[a], db = h->distance[b];

    return da < db || (da == db && a < b);
}

static void put(lia_heap *h, lia_vid at, lia_vid v)
{
    h->heap[at] = v;
    h->place[v] = at;
}

void lia_heap_lower(lia_heap *h, lia_vid v, double distance)
{
    lia_vid at = isinf(h->distance[v]) ? h->count++ : h->place[v];

    h->distance[v] = distance;
    while (at > 0) {
        lia_vid up = (at - 1) / CHILDREN;
        if (!nearer(h, v, h->heap[up]))
            break;
        put(h, at, h->heap[up]);
        at = up;
    }
    put(h, at, v);
}

/* Let v sink from the top. */
static void sink(lia_heap *h, lia_vid v)
{
    uint64_t at = 0;

    for (;;) {
        uint64_t first = at * CHILDREN + 1, best = first;
        uint64_t end = first + CHILDREN < h->count ? first + CHILDREN
                                                   : h->count;
        if (first >= h->count)
            break;
        for (uint64_t child = first + 1; child < end; child++)
            if (nearer(h, h->heap[child], h->heap[best]))
                best = child;
        if (!nearer(h, h->heap[best], v))
            break;
        put(h, (lia_vid)at, h->heap[best]);
        at = best;
    }
    put(h, (lia_vid)at, v);
}

lia_vid lia_heap_take(lia_heap *h)
{
    lia_vid top = h->heap[0], last = h->heap[--h->count];

    if (h->count > 0)
        sink(h, last);
    return top;
}
