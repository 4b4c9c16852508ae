/* test_sort.c - sorting: qsort as the slow twin, orders that are hard on
 * quicksort, short runs of every pattern, a million of each.
 */
#include "support.h"

#include <math.h>

#include "base/sort.h"

typedef struct pair {
    uint32_t id;
    double weight;
} pair;

static int by_id(const void *a, const void *b)
{
    uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;

    return (x > y) - (x < y);
}

static int by_pair(const void *a, const void *b)
{
    const pair *x = a, *y = b;

    if (x->id != y->id)
        return x->id < y->id ? -1 : 1;
    return (x->weight > y->weight) - (x->weight < y->weight);
}

enum { RANDOM, FEW, EQUAL, SORTED, REVERSED, ORGAN_PIPE, SAW, EXTREMES,
       MEDIAN_KILLER, ORDERS };

/* Musser's sequence that makes median-of-three quicksort quadratic. */
static void median_killer(uint32_t *id, uint64_t count)
{
    const uint64_t half = count / 2;

    for (uint64_t i = 1; i <= half; i++) {
        id[i - 1] = (uint32_t)(i % 2 ? i : half + i - 1);
        id[half + i - 1] = (uint32_t)(2 * i);
    }
    if (count % 2)
        id[count - 1] = 0;
}

static void fill(uint32_t *id, uint64_t count, int order, uint64_t *seed)
{
    for (uint64_t i = 0; i < count; i++) {
        uint32_t r = (uint32_t)test_random(seed);
        id[i] = order == RANDOM ? r : order == FEW ? r % 3 :
                order == EQUAL ? 7 : order == SORTED ? (uint32_t)i :
                order == REVERSED ? (uint32_t)(count - i) :
                order == ORGAN_PIPE ? (uint32_t)(i < count / 2 ? i : count - i)
                : order == SAW ? (uint32_t)(i % 17) :
                r % 2 ? UINT32_MAX : 0;
    }
    if (order == MEDIAN_KILLER)
        median_killer(id, count);
}

/* The array stands between two guards, to see a step out of bounds. */
static void check(uint64_t count, int order, uint64_t *seed)
{
    uint32_t *id = malloc((count + 2) * sizeof *id);
    uint32_t *want = malloc((count + 1) * sizeof *want);
    double *weight = malloc((count + 2) * sizeof *weight);
    pair *pairs = malloc((count + 1) * sizeof *pairs);

    fill(id + 1, count, order, seed);
    id[0] = 0xABCDEF01u;
    id[count + 1] = 0x12345678u;
    weight[0] = weight[count + 1] = -3;
    for (uint64_t i = 0; i < count; i++) {
        weight[i + 1] = (double)(test_random(seed) % 4);
        want[i] = id[i + 1];
        pairs[i] = (pair){id[i + 1], weight[i + 1]};
    }
    qsort(pairs, count, sizeof *pairs, by_pair);
    lia_sort_weighted(id + 1, weight + 1, count);
    for (uint64_t i = 0; i < count; i++) {
        assert_true(id[i + 1] == pairs[i].id);
        assert_true(weight[i + 1] == pairs[i].weight);
    }
    memcpy(id + 1, want, count * sizeof *id);
    qsort(want, count, sizeof *want, by_id);
    lia_sort_ids(id + 1, count);
    assert_true(count == 0 || memcmp(id + 1, want, count * sizeof *id) == 0);
    assert_true(id[0] == 0xABCDEF01u && id[count + 1] == 0x12345678u);
    assert_true(weight[0] == -3 && weight[count + 1] == -3);
    free(id);
    free(want);
    free(weight);
    free(pairs);
}

static void test_every_length_and_order(void **state)
{
    uint64_t seed = 1;

    (void)state;
    for (uint64_t count = 0; count < 200; count++)
        for (int order = 0; order < ORDERS; order++)
            check(count, order, &seed);
}

static void test_a_million(void **state)
{
    uint64_t seed = 2;

    (void)state;
    for (int order = 0; order < ORDERS; order++)
        check(order == MEDIAN_KILLER ? 1000001 : 1000000, order, &seed);
}

/* Every array of six digits 0 .. 5 behind 30 that force a split: all the
 * ways in which pivots, equals and ends can meet. */
static void test_every_small_pattern(void **state)
{
    (void)state;
    for (uint32_t code = 0; code < 46656; code++) {
        uint32_t id[36], want[36], rest = code;
        for (int i = 0; i < 36; i++)
            id[i] = i < 6 ? 0 : (uint32_t)(i * 7 % 6);
        for (int i = 0; i < 6; i++, rest /= 6)
            id[i * 7] = rest % 6; /* 0, 7, ..., 35: first, middle, last too */
        memcpy(want, id, sizeof id);
        qsort(want, 36, sizeof *want, by_id);
        lia_sort_ids(id, 36);
        assert_memory_equal(id, want, sizeof id);
    }
}

/* Weights that are no numbers have no order, but nothing may break. */
static void test_weights_that_are_no_numbers(void **state)
{
    uint32_t id[500];
    double weight[500];
    uint64_t seed = 3, sum = 0;

    (void)state;
    for (int i = 0; i < 500; i++) {
        id[i] = (uint32_t)test_random(&seed) % 3;
        sum += id[i];
        weight[i] = test_random(&seed) % 2 ? NAN : (double)i;
    }
    lia_sort_weighted(id, weight, 500);
    for (int i = 0; i < 500; i++) {
        sum -= id[i];
        assert_true(i == 0 || id[i - 1] <= id[i]);
    }
    assert_int_equal(sum, 0);
}

typedef struct keyed {
    uint64_t key;
    uint32_t id;
} keyed;

static int by_key(const void *a, const void *b)
{
    const keyed *x = a, *y = b;

    if (x->key != y->key)
        return x->key < y->key ? -1 : 1;
    return x->id < y->id ? -1 : x->id > y->id;
}

/* Against qsort: many equal keys, runs up and down, every length to 200. */
static void test_keys(void **state)
{
    enum { MOST = 3000 };
    uint64_t *key = test_malloc(MOST * sizeof *key);
    uint32_t *id = test_malloc(MOST * sizeof *id);
    keyed *want = test_malloc(MOST * sizeof *want);
    uint64_t seed = 9;

    (void)state;
    for (int n = 0; n <= MOST; n += n < 200 ? 1 : 700)
        for (int shape = 0; shape < 4; shape++) {
            for (int k = 0; k < n; k++) {
                key[k] = shape == 0 ? test_random(&seed)
                         : shape == 1 ? test_random(&seed) % 5
                         : shape == 2 ? (uint64_t)k
                                      : (uint64_t)(n - k);
                id[k] = (uint32_t)test_random(&seed) % 7;
                want[k] = (keyed){key[k], id[k]};
            }
            qsort(want, (size_t)n, sizeof *want, by_key);
            lia_sort_keys(key, id, (uint64_t)n);
            for (int k = 0; k < n; k++)
                assert_true(key[k] == want[k].key && id[k] == want[k].id);
        }
    test_free(key);
    test_free(id);
    test_free(want);
}

/* Keys order as their numbers do, and give them back. */
static void test_numbers_as_keys(void **state)
{
    static const double rising[] = {-INFINITY, -1e308, -2, -1e-320, 0, 1e-320,
                                    1, 1.5, 1e308, INFINITY};

    (void)state;
    for (size_t k = 0; k < sizeof rising / sizeof *rising; k++) {
        const uint64_t key = lia_sort_key_of(rising[k]);
        assert_true(lia_sort_number_of(key) == rising[k]);
        assert_true(k == 0 || lia_sort_key_of(rising[k - 1]) < key);
        assert_true(key < lia_sort_key_of(NAN));
    }
}

/* Few are sorted, many are read off a map: the same, and the map is clean. */
static void test_ids_that_are_all_different(void **state)
{
    enum { MOST = 40000 };
    static uint32_t id[MOST], want[MOST];
    static uint64_t map[MOST / 64 + 1];
    static const uint32_t counts[] = {0, 1, 2, 8, 9, 10, 100, 5000, MOST};
    uint64_t seed = 3;

    (void)state;
    for (size_t c = 0; c < sizeof counts / sizeof *counts; c++) {
        for (uint32_t k = 0; k < MOST; k++)
            id[k] = k;
        for (uint32_t k = MOST; k-- > 1;) {
            const uint32_t with = (uint32_t)(test_random(&seed) % (k + 1));
            const uint32_t swap = id[k];
            id[k] = id[with];
            id[with] = swap;
        }
        memcpy(want, id, sizeof id);
        qsort(want, counts[c], sizeof *want, by_id);
        lia_sort_distinct(id, counts[c], map, MOST);
        assert_memory_equal(id, want, counts[c] * sizeof *id);
        for (size_t w = 0; w < sizeof map / sizeof *map; w++)
            assert_true(map[w] == 0);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_every_length_and_order),
        cmocka_unit_test(test_a_million),
        cmocka_unit_test(test_every_small_pattern),
        cmocka_unit_test(test_weights_that_are_no_numbers),
        cmocka_unit_test(test_keys),
        cmocka_unit_test(test_ids_that_are_all_different),
        cmocka_unit_test(test_numbers_as_keys),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
