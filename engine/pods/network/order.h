/* pods/network/order.h - rows into groups that stand in order of time.
 */
#ifndef LIA_PODS_ORDER_H
#define LIA_PODS_ORDER_H

#include "liaison/coengagement.h"

/* Columns of rows: what they are about, who, when. */
typedef struct lia_timed_rows {
    const uint32_t *key;
    const lia_vid *account;
    const lia_time *time;
} lia_timed_rows;

/* The rows of row[0 .. count) by key, in the order in which they are listed:
 * sets posts to keys, count, off and event. */
LIA_CHECKED lia_status lia_rows_by_key(lia_events *out,
                                       const lia_timed_rows *rows,
                                       const uint32_t *row, uint64_t count,
                                       uint32_t keys, lia_error *err);

/* Stable; spare: [count]. */
void lia_events_sort(lia_event *event, lia_event *spare, uint64_t count);

/* Sort each of the groups. */
LIA_CHECKED lia_status lia_events_sort_all(lia_events *events,
                                           const lia_run *run, lia_error *err);

#endif
