/* base/sort.h - sorting in place, without an allocation: worst case
 * O(n log n), so that no input can make it slow.
 */
#ifndef LIA_BASE_SORT_H
#define LIA_BASE_SORT_H

#include <stdint.h>
#include <string.h>

/* Ascending. */
void lia_sort_ids(uint32_t *id, uint64_t count);

/* Ascending by id, then by weight; the two arrays move together. */
void lia_sort_weighted(uint32_t *id, double *weight, uint64_t count);

/* Ascending by key, then by id; the two arrays move together. */
void lia_sort_keys(uint64_t *key, uint32_t *id, uint64_t count);

/* A key that orders like the number: -inf .. inf; NAN after all. */
static inline uint64_t lia_sort_key_of(double number)
{
    uint64_t bits;

    memcpy(&bits, &number, sizeof bits);
    if (number != number)
        return UINT64_MAX;
    return bits >> 63 ? ~bits : bits | (uint64_t)1 << 63;
}

static inline double lia_sort_number_of(uint64_t key)
{
    const uint64_t bits = key >> 63 ? key & ~((uint64_t)1 << 63) : ~key;
    double number;

    memcpy(&number, &bits, sizeof number);
    return number;
}

#endif
