/* base/sort.h - sorting in place, without an allocation: worst case
 * O(n log n), so that no input can make it slow.
 */
#ifndef LIA_BASE_SORT_H
#define LIA_BASE_SORT_H

#include <stdint.h>

/* Ascending. */
void lia_sort_ids(uint32_t *id, uint64_t count);

/* Ascending by id, then by weight; the two arrays move together. */
void lia_sort_weighted(uint32_t *id, double *weight, uint64_t count);

#endif
