/* base/sort.c - introsort twice: on ids, and on ids with a weight beside.
 *
 * Quicksort (median of three) down to short runs, which insertion finishes;
 * after 2 log2(n) splits, heapsort takes the rest (Musser 1997). Written out
 * rather than through qsort's callback, which costs five times as much on the
 * short rows that a network mostly has.
 */
#include "base/sort.h"

#include <stdbool.h>

enum { SHORT_RUN = 24, FEW_PER_WORD = 64 };

static void insert_ids(uint32_t *id, uint64_t count)
{
    for (uint64_t i = 1; i < count; i++) {
        uint32_t x = id[i];
        uint64_t j = i;
        for (; j > 0 && id[j - 1] > x; j--)
            id[j] = id[j - 1];
        id[j] = x;
    }
}

static void sift_ids(uint32_t *id, uint64_t root, uint64_t count)
{
    uint32_t x = id[root];

    for (uint64_t child; (child = 2 * root + 1) < count; root = child) {
        if (child + 1 < count && id[child + 1] > id[child])
            child++;
        if (id[child] <= x)
            break;
        id[root] = id[child];
    }
    id[root] = x;
}

static void heap_ids(uint32_t *id, uint64_t count)
{
    for (uint64_t i = count / 2; i-- > 0;)
        sift_ids(id, i, count);
    for (uint64_t end = count; end-- > 1;) {
        uint32_t x = id[0];
        id[0] = id[end];
        id[end] = x;
        sift_ids(id, 0, end);
    }
}

static uint32_t middle_of(uint32_t a, uint32_t b, uint32_t c)
{
    if (a > b) {
        uint32_t x = a;
        a = b;
        b = x;
    }
    return c < a ? a : c > b ? b : c;
}

/* Hoare's partition: [0, cut) <= pivot <= [cut, count), both non-empty. */
static uint64_t split_ids(uint32_t *id, uint64_t count)
{
    uint32_t pivot = middle_of(id[0], id[count / 2], id[count - 1]);
    uint64_t i = 0, j = count - 1;

    for (;;) {
        while (id[i] < pivot)
            i++;
        while (id[j] > pivot)
            j--;
        if (i >= j)
            return j + 1 < count ? j + 1 : j;
        uint32_t x = id[i];
        id[i++] = id[j];
        id[j--] = x;
    }
}

static int depth_allowed(uint64_t count)
{
    int depth = 2;

    for (; count > 1; count >>= 1)
        depth += 2;
    return depth;
}

static void intro_ids(uint32_t *id, uint64_t count, int depth)
{
    while (count > SHORT_RUN) {
        if (depth-- == 0) {
            heap_ids(id, count);
            return;
        }
        uint64_t cut = split_ids(id, count);
        if (cut < count - cut) {
            intro_ids(id, cut, depth);
            id += cut;
            count -= cut;
        } else {
            intro_ids(id + cut, count - cut, depth);
            count = cut;
        }
    }
    insert_ids(id, count);
}

void lia_sort_ids(uint32_t *id, uint64_t count)
{
    intro_ids(id, count, depth_allowed(count));
}

void lia_sort_distinct(uint32_t *id, uint64_t count, uint64_t *map,
                       uint32_t most)
{
    uint64_t next = 0;

    if (count < most / 64 / FEW_PER_WORD) {
        lia_sort_ids(id, count);
        return;
    }
    for (uint64_t k = 0; k < count; k++)
        map[id[k] / 64] |= (uint64_t)1 << id[k] % 64;
    for (uint32_t w = 0; w <= most / 64; w++) {
        for (uint64_t bits = map[w]; bits != 0; bits &= bits - 1)
            id[next++] = w * 64 + (uint32_t)__builtin_ctzll(bits);
        map[w] = 0;
    }
}

static bool before(uint32_t a, double wa, uint32_t b, double wb)
{
    return a != b ? a < b : wa < wb;
}

static void insert_weighted(uint32_t *id, double *weight, uint64_t count)
{
    for (uint64_t i = 1; i < count; i++) {
        uint32_t x = id[i];
        double w = weight[i];
        uint64_t j = i;
        for (; j > 0 && before(x, w, id[j - 1], weight[j - 1]); j--) {
            id[j] = id[j - 1];
            weight[j] = weight[j - 1];
        }
        id[j] = x;
        weight[j] = w;
    }
}

static void sift_weighted(uint32_t *id, double *weight, uint64_t root,
                          uint64_t count)
{
    uint32_t x = id[root];
    double w = weight[root];

    for (uint64_t child; (child = 2 * root + 1) < count; root = child) {
        if (child + 1 < count && before(id[child], weight[child],
                                        id[child + 1], weight[child + 1]))
            child++;
        if (!before(x, w, id[child], weight[child]))
            break;
        id[root] = id[child];
        weight[root] = weight[child];
    }
    id[root] = x;
    weight[root] = w;
}

static void swap_weighted(uint32_t *id, double *weight, uint64_t i, uint64_t j)
{
    uint32_t x = id[i];
    double w = weight[i];

    id[i] = id[j];
    weight[i] = weight[j];
    id[j] = x;
    weight[j] = w;
}

static void heap_weighted(uint32_t *id, double *weight, uint64_t count)
{
    for (uint64_t i = count / 2; i-- > 0;)
        sift_weighted(id, weight, i, count);
    for (uint64_t end = count; end-- > 1;) {
        swap_weighted(id, weight, 0, end);
        sift_weighted(id, weight, 0, end);
    }
}

static uint64_t split_weighted(uint32_t *id, double *weight, uint64_t count)
{
    uint64_t a = 0, b = count / 2, c = count - 1, i = 0, j = count - 1;

    if (before(id[b], weight[b], id[a], weight[a]))
        swap_weighted(id, weight, a, b);
    if (before(id[c], weight[c], id[b], weight[b]))
        swap_weighted(id, weight, b, c);
    if (before(id[b], weight[b], id[a], weight[a]))
        swap_weighted(id, weight, a, b);
    const uint32_t pivot = id[b];
    const double heft = weight[b];
    for (;;) {
        while (before(id[i], weight[i], pivot, heft))
            i++;
        while (before(pivot, heft, id[j], weight[j]))
            j--;
        if (i >= j)
            return j + 1 < count ? j + 1 : j;
        swap_weighted(id, weight, i++, j--);
    }
}

static void intro_weighted(uint32_t *id, double *weight, uint64_t count,
                           int depth)
{
    while (count > SHORT_RUN) {
        if (depth-- == 0) {
            heap_weighted(id, weight, count);
            return;
        }
        uint64_t cut = split_weighted(id, weight, count);
        if (cut < count - cut) {
            intro_weighted(id, weight, cut, depth);
            id += cut;
            weight += cut;
            count -= cut;
        } else {
            intro_weighted(id + cut, weight + cut, count - cut, depth);
            count = cut;
        }
    }
    insert_weighted(id, weight, count);
}

void lia_sort_weighted(uint32_t *id, double *weight, uint64_t count)
{
    intro_weighted(id, weight, count, depth_allowed(count));
}
