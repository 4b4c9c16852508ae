/* base/sort.h - sorting in place, without an allocation: worst case
 * O(n log n), so that no input can make it slow.
 */
#ifndef LIA_BASE_SORT_H
#define LIA_BASE_SORT_H

#include <stdint.h>
#include <string.h>

/* Ascending. */
void lia_sort_ids(uint32_t *id, uint64_t count);

/* The same for ids that are all different and below `most`; map has a bit for
 * each id, [most / 64 + 1] words, all zero before and after. Many of them are
 * set there and read off in order, few are sorted. */
void lia_sort_distinct(uint32_t *id, uint64_t count, uint64_t *map,
                       uint32_t most);

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
