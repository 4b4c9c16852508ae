/* graph/dijkstra.h - accounts in order of their distance from a source.
 *
 * A heap with four children per place, keyed by (distance, account), whose
 * entries know their place so that a distance can be lowered where it is. The
 * order in which accounts come out depends on nothing but the graph.
 * E. W. Dijkstra, "A note on two problems in connexion with graphs", 1959.
 */
#ifndef LIA_GRAPH_DIJKSTRA_H
#define LIA_GRAPH_DIJKSTRA_H

#include "base/status.h"

typedef struct lia_heap {
    double *distance; /* [n] INFINITY = not reached                          */
    lia_vid *heap;    /* [n] accounts reached, not settled                   */
    lia_vid *place;   /* [n] in heap; meaningless unless reached, unsettled  */
    lia_vid count;
} lia_heap;

/* Every distance INFINITY, the heap empty. */
LIA_CHECKED lia_status lia_heap_open(lia_heap *heap, lia_vid n, lia_error *err);
void lia_heap_close(lia_heap *heap);

/* Reach v at this distance, which is less than the one it has. */
void lia_heap_lower(lia_heap *heap, lia_vid v, double distance);

/* The nearest account; count must not be 0. Its distance stays. */
lia_vid lia_heap_take(lia_heap *heap);

#endif
