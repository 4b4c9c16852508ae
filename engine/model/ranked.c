/* model/ranked.c - columns side by side, and the order to show them in.
 *
 * Every key becomes a whole number that ascends the way the rows shall: the
 * bits of a double turned so that they compare as integers, all of them
 * flipped for a descending key, the largest for a missing value. Then
 *
 *   few rows wanted: one pass with a heap of the best so far;
 *   otherwise: a stable radix sort by the first key, which skips the bytes
 *   that all rows share, and within each run of equals by the next key.
 *
 * Both are stable, so the elements break what the keys leave open.
 */
#include "liaison/ranked.h"

#include <math.h>
#include <string.h>

#include "base/mem.h"

enum { HEAP_SHARE = 16, SMALL_SORT = 512, BYTE_VALUES = 256, KEY_BYTES = 8 };

lia_column *lia_ranked_add(lia_ranked *table, const char *name,
                           lia_column_type type, const void *data)
{
    if (table->columns >= LIA_RANKED_COLUMNS)
        return NULL;
    lia_column *column = &table->column[table->columns++];
    *column = (lia_column){.name = name, .type = type, .data = data};
    return column;
}

const lia_column *lia_ranked_find(const lia_ranked *table, const char *name)
{
    for (uint32_t c = 0; table != NULL && c < table->columns; c++)
        if (strcmp(table->column[c].name, name) == 0)
            return &table->column[c];
    return NULL;
}

void lia_ranked_order_free(uint64_t *order)
{
    lia_free(order);
}

/* -0 and 0 are the same number. */
static uint64_t bits_of_number(double value, bool *missing)
{
    uint64_t bits;

    *missing = isnan(value);
    value += 0.0;
    memcpy(&bits, &value, sizeof bits);
    return bits >> 63 ? ~bits : bits | (uint64_t)1 << 63;
}

/* No value but a missing one gives UINT64_MAX, except the count 0 downwards. */
static uint64_t key_of(const lia_rank_key *key, uint64_t element)
{
    const uint64_t at = element * (key->stride ? key->stride : 1);
    bool missing = false;
    uint64_t bits;

    if (key->number != NULL) {
        bits = bits_of_number(key->number[at], &missing);
    } else if (key->count != NULL) {
        return key->descending ? ~key->count[at] : key->count[at];
    } else if (key->count32 != NULL) {
        bits = (uint64_t)key->count32[at] + 1;
        missing = key->count32[at] == LIA_NONE;
    } else if (key->time != NULL) {
        bits = (uint64_t)key->time[at] ^ (uint64_t)1 << 63;
        missing = key->time[at] == LIA_NO_TIME;
    } else if (key->word != NULL) {
        bits = (uint64_t)key->word[at] + 1;
    } else {
        bits = (uint64_t)key->flag[at] + 1;
        missing = key->flag[at] > 1;
    }
    return missing ? UINT64_MAX : key->descending ? ~bits : bits;
}

typedef struct ordering {
    const lia_rank_key *keys;
    size_t count;
} ordering;

/* Is row a to be shown before row b, given keys from `first` on? */
static bool before(const ordering *o, size_t first, uint64_t a, uint64_t b)
{
    for (size_t k = first; k < o->count; k++) {
        const uint64_t x = key_of(&o->keys[k], a), y = key_of(&o->keys[k], b);
        if (x != y)
            return x < y;
    }
    return a < b;
}

/* ---- a heap of the best, the worst of them on top ---- */

static void sift_down(const ordering *o, uint64_t *heap, uint64_t root,
                      uint64_t count)
{
    const uint64_t x = heap[root];

    for (uint64_t child; (child = 2 * root + 1) < count; root = child) {
        if (child + 1 < count && before(o, 0, heap[child], heap[child + 1]))
            child++;
        if (!before(o, 0, x, heap[child]))
            break;
        heap[root] = heap[child];
    }
    heap[root] = x;
}

static void select_best(const ordering *o, uint64_t *heap, uint64_t rows,
                        uint64_t top)
{
    for (uint64_t i = 0; i < top; i++)
        heap[i] = i;
    for (uint64_t i = top / 2; i-- > 0;)
        sift_down(o, heap, i, top);
    for (uint64_t row = top; row < rows; row++)
        if (before(o, 0, row, heap[0])) {
            heap[0] = row;
            sift_down(o, heap, 0, top);
        }
    for (uint64_t end = top; end-- > 1;) {
        const uint64_t x = heap[0];
        heap[0] = heap[end];
        heap[end] = x;
        sift_down(o, heap, 0, end);
    }
}

/* ---- all rows ---- */

typedef struct pairs {
    uint64_t *key, *row;
} pairs;

/* Counts of every byte of every key in one pass. */
static void count_bytes(uint64_t count[KEY_BYTES][BYTE_VALUES],
                        const uint64_t *key, uint64_t n)
{
    memset(count, 0, sizeof(uint64_t[KEY_BYTES][BYTE_VALUES]));
    for (uint64_t i = 0; i < n; i++)
        for (int b = 0; b < KEY_BYTES; b++)
            count[b][key[i] >> (8 * b) & 255]++;
}

static void scatter(pairs to, pairs from, uint64_t n, int shift,
                    const uint64_t count[BYTE_VALUES])
{
    uint64_t at[BYTE_VALUES], sum = 0;

    for (int v = 0; v < BYTE_VALUES; v++) {
        at[v] = sum;
        sum += count[v];
    }
    for (uint64_t i = 0; i < n; i++) {
        const uint64_t place = at[from.key[i] >> shift & 255]++;
        to.key[place] = from.key[i];
        to.row[place] = from.row[i];
    }
}

static void radix_sort(pairs a, pairs spare, uint64_t n)
{
    uint64_t count[KEY_BYTES][BYTE_VALUES];
    pairs from = a, to = spare;

    count_bytes(count, a.key, n);
    for (int b = 0; b < KEY_BYTES; b++) {
        if (count[b][a.key[0] >> (8 * b) & 255] == n)
            continue;                         /* all rows share this byte     */
        scatter(to, from, n, 8 * b, count[b]);
        pairs swap = from;
        from = to;
        to = swap;
    }
    if (from.key != a.key) {
        memcpy(a.key, from.key, n * sizeof *a.key);
        memcpy(a.row, from.row, n * sizeof *a.row);
    }
}

/* Few rows: merge sort from the bottom up, by the keys from `first` on. */
static void merge_sort(const ordering *o, size_t first, uint64_t *row,
                       uint64_t *spare, uint64_t n)
{
    uint64_t *from = row, *to = spare;

    for (uint64_t width = 1; width < n; width *= 2) {
        for (uint64_t low = 0; low < n; low += 2 * width) {
            const uint64_t middle = low + width < n ? low + width : n;
            const uint64_t high = low + 2 * width < n ? low + 2 * width : n;
            uint64_t i = low, j = middle;
            for (uint64_t k = low; k < high; k++)
                to[k] = i < middle && (j == high ||
                        !before(o, first, from[j], from[i]))
                    ? from[i++] : from[j++];
        }
        uint64_t *swap = from;
        from = to;
        to = swap;
    }
    if (from != row)
        memcpy(row, from, n * sizeof *row);
}

static void sort_rows(const ordering *o, size_t first, pairs a, pairs spare,
                      uint64_t n)
{
    if (n < 2 || first == o->count)
        return;
    if (n <= SMALL_SORT) {
        merge_sort(o, first, a.row, spare.row, n);
        return;
    }
    for (uint64_t i = 0; i < n; i++)
        a.key[i] = key_of(&o->keys[first], a.row[i]);
    radix_sort(a, spare, n);
    for (uint64_t begin = 0, end; begin < n; begin = end) {
        for (end = begin + 1; end < n && a.key[end] == a.key[begin];)
            end++;
        sort_rows(o, first + 1, (pairs){a.key + begin, a.row + begin},
                  (pairs){spare.key + begin, spare.row + begin}, end - begin);
    }
}

static lia_status sort_all(const ordering *o, uint64_t *row, uint64_t rows,
                           lia_error *err)
{
    lia_status st = LIA_OK;
    pairs a = {NULL, row}, spare = {NULL, NULL};

    LIA_TRY(lia_alloc(&a.key, rows, sizeof *a.key, err));
    LIA_TRY(lia_alloc(&spare.key, rows, sizeof *spare.key, err));
    LIA_TRY(lia_alloc(&spare.row, rows, sizeof *spare.row, err));
    for (uint64_t i = 0; i < rows; i++)
        row[i] = i;
    sort_rows(o, 0, a, spare, rows);
done:
    lia_free(a.key);
    lia_free(spare.key);
    lia_free(spare.row);
    return st;
}

static bool is_key(const lia_rank_key *key)
{
    return (key->number != NULL) + (key->count != NULL) +
           (key->count32 != NULL) + (key->flag != NULL) +
           (key->time != NULL) + (key->word != NULL) == 1;
}

lia_status lia_ranked_order(uint64_t **out, uint64_t *shown, uint64_t rows,
                            uint64_t top, const lia_rank_key *keys,
                            size_t count, const lia_run *run, lia_error *err)
{
    const uint64_t wanted = top == 0 || top > rows ? rows : top;
    const ordering o = {keys, count};
    lia_status st = LIA_OK;
    uint64_t *row = NULL;

    (void)run;
    if (out == NULL || shown == NULL || (keys == NULL && count > 0))
        return lia_fail(err, LIA_EARG, "order without keys or outputs");
    for (size_t k = 0; k < count; k++)
        if (!is_key(&keys[k]))
            return lia_fail(err, LIA_EARG,
                            "key %zu of the order has no array, or several", k);
    if (wanted < rows / HEAP_SHARE) {
        LIA_TRY(lia_alloc(&row, wanted, sizeof *row, err));
        select_best(&o, row, rows, wanted);
    } else {
        LIA_TRY(lia_alloc(&row, rows, sizeof *row, err));
        LIA_TRY(sort_all(&o, row, rows, err));
        if (wanted < rows)
            LIA_TRY(lia_resize(&row, wanted, sizeof *row, err));
    }
    *out = row;
    *shown = wanted;
    row = NULL;
done:
    lia_free(row);
    return st;
}
