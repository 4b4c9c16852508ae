/* base/sort_keys.c - introsort on keys of 64 bits with an id beside; see
 * base/sort.c for the method.
 */
#include <stdbool.h>

#include "base/sort.h"

enum { SHORT_RUN = 24 };

static bool before(uint64_t a, uint32_t ia, uint64_t b, uint32_t ib)
{
    return a != b ? a < b : ia < ib;
}

static void swap(uint64_t *key, uint32_t *id, uint64_t i, uint64_t j)
{
    const uint64_t k = key[i];
    const uint32_t x = id[i];

    key[i] = key[j];
    id[i] = id[j];
    key[j] = k;
    id[j] = x;
}

static void insert(uint64_t *key, uint32_t *id, uint64_t count)
{
    for (uint64_t i = 1; i < count; i++) {
        const uint64_t k = key[i];
        const uint32_t x = id[i];
        uint64_t j = i;
        for (; j > 0 && before(k, x, key[j - 1], id[j - 1]); j--) {
            key[j] = key[j - 1];
            id[j] = id[j - 1];
        }
        key[j] = k;
        id[j] = x;
    }
}

static void sift(uint64_t *key, uint32_t *id, uint64_t root, uint64_t count)
{
    for (uint64_t child; (child = 2 * root + 1) < count; root = child) {
        if (child + 1 < count && before(key[child], id[child],
                                        key[child + 1], id[child + 1]))
            child++;
        if (!before(key[root], id[root], key[child], id[child]))
            break;
        swap(key, id, root, child);
    }
}

static void heap(uint64_t *key, uint32_t *id, uint64_t count)
{
    for (uint64_t i = count / 2; i-- > 0;)
        sift(key, id, i, count);
    for (uint64_t end = count; end-- > 1;) {
        swap(key, id, 0, end);
        sift(key, id, 0, end);
    }
}

static uint64_t split(uint64_t *key, uint32_t *id, uint64_t count)
{
    const uint64_t b = count / 2, c = count - 1;
    uint64_t i = 0, j = count - 1;

    if (before(key[b], id[b], key[0], id[0]))
        swap(key, id, 0, b);
    if (before(key[c], id[c], key[0], id[0]))
        swap(key, id, 0, c);
    if (before(key[c], id[c], key[b], id[b]))
        swap(key, id, b, c);
    const uint64_t pivot = key[b];
    const uint32_t pivot_id = id[b];
    for (;;) {
        while (before(key[i], id[i], pivot, pivot_id))
            i++;
        while (before(pivot, pivot_id, key[j], id[j]))
            j--;
        if (i >= j)
            return j + 1 < count ? j + 1 : j;
        swap(key, id, i++, j--);
    }
}

static void intro(uint64_t *key, uint32_t *id, uint64_t count, int depth)
{
    while (count > SHORT_RUN) {
        if (depth-- == 0) {
            heap(key, id, count);
            return;
        }
        const uint64_t cut = split(key, id, count);
        if (cut < count - cut) {
            intro(key, id, cut, depth);
            key += cut;
            id += cut;
            count -= cut;
        } else {
            intro(key + cut, id + cut, count - cut, depth);
            count = cut;
        }
    }
    insert(key, id, count);
}

void lia_sort_keys(uint64_t *key, uint32_t *id, uint64_t count)
{
    int depth = 2;

    for (uint64_t left = count; left > 1; left >>= 1)
        depth += 2;
    intro(key, id, count, depth);
}
