/* test_names.c - interning, and the merge that puts names in byte order. */
#include "support.h"

#include <stdio.h>

#include "model/names.h"

static uint32_t intern(lia_interner *names, const char *text, size_t length)
{
    uint32_t id = 0;

    assert_int_equal(lia_intern(&id, names, text, length, NULL), LIA_OK);
    return id;
}

static void test_a_name_keeps_its_id(void **state)
{
    lia_interner names = {0};
    char text[32];

    (void)state;
    for (int round = 0; round < 2; round++)
        for (uint32_t k = 0; k < 5000; k++) {
            int length = snprintf(text, sizeof text, "a%u", k * 7919u);
            assert_int_equal(intern(&names, text, (size_t)length), k);
        }
    assert_int_equal(intern(&names, "", 0), 5000);
    assert_int_equal(intern(&names, "\0", 1), 5001);
    assert_int_equal(intern(&names, "a\0", 2), 5002);
    assert_int_equal(intern(&names, "", 0), 5000);
    assert_int_equal(intern(&names, "\0", 1), 5001);
    assert_int_equal(names.count, 5003);
    lia_interner_free(&names);
    lia_interner_free(NULL);
    assert_int_equal(lia_mem_live(), 0);
}

/* A name that is said to be new gets the next id and no slot. */
static void test_a_new_name_takes_no_slot(void **state)
{
    lia_interner names = {0};
    char text[32];
    uint32_t id = 7;

    (void)state;
    for (uint32_t k = 0; k < 5000; k++) {
        size_t length = (size_t)snprintf(text, sizeof text, "b%u", k);
        assert_int_equal(lia_intern_new(&id, &names, text, length, NULL), 0);
        assert_int_equal(id, k);
        assert_memory_equal(names.bytes + names.off[id], text, length);
    }
    assert_int_equal(names.slots, 0);
    for (uint32_t round = 0; round < 2; round++)
        for (uint32_t k = 0; k < 3000; k++) {
            int length = snprintf(text, sizeof text, "a%u", k);
            assert_int_equal(intern(&names, text, (size_t)length), 5000 + k);
        }
    assert_int_equal(names.slotted, 3000);
    lia_interner_free(&names);
    assert_int_equal(lia_mem_live(), 0);
}

static int compare(const char *a, size_t n, const char *b, size_t m)
{
    int order = memcmp(a, b, n < m ? n : m);

    return order != 0 ? order : (n > m) - (n < m);
}

/* What a merge promises: strictly ascending, every id led to its own bytes,
 * and no name from nowhere. `before` holds what the interners held. */
static void check_merge(const lia_names *got, uint32_t *const *map,
                        const lia_interner *before, size_t count)
{
    uint8_t *used = test_calloc(got->count + 1u, 1);
    size_t n, m;

    for (uint32_t id = 1; id < got->count; id++) {
        const char *a = lia_name(got, id - 1, &n), *b = lia_name(got, id, &m);
        assert_true(compare(a, n, b, m) < 0);
    }
    for (size_t w = 0; w < count; w++)
        for (uint32_t id = 0; id < before[w].count; id++) {
            const char *a = lia_name(got, map[w][id], &n);
            m = before[w].off[id + 1] - before[w].off[id];
            assert_int_equal(n, m);
            if (memcmp(a, before[w].bytes + before[w].off[id], n) != 0)
                fail_msg("interner %zu, id %u went to another name", w, id);
            used[map[w][id]] = 1;
            assert_int_equal(lia_names_find(got, a, n), map[w][id]);
        }
    for (uint32_t id = 0; id < got->count; id++)
        assert_int_equal(used[id], 1);
    test_free(used);
}

/* The merge empties its interners: keep what they held. */
static lia_interner copy_of(const lia_interner *from)
{
    lia_interner copy = {0};

    for (uint32_t id = 0; id < from->count; id++)
        intern(&copy, from->bytes + from->off[id],
               from->off[id + 1] - from->off[id]);
    return copy;
}

enum { MOST = 9 };

static void merge_and_check(lia_interner *from, size_t count, int threads)
{
    lia_interner before[MOST], *list[MOST] = {NULL};
    const lia_run run = {threads, NULL};
    lia_names merged;
    uint32_t **map;

    for (size_t w = 0; w < count; w++) {
        before[w] = copy_of(&from[w]);
        list[w] = &from[w];
    }
    assert_int_equal(lia_names_merge(&merged, &map, list, count, &run, NULL),
                     LIA_OK);
    for (size_t w = 0; w < count; w++)
        assert_int_equal(from[w].count, 0);
    check_merge(&merged, map, before, count);
    for (size_t w = 0; w < count; w++)
        lia_interner_free(&before[w]);
    lia_free(map);
    lia_names_free(&merged);
    assert_int_equal(lia_mem_live(), 0);
}

static void test_small_merges(void **state)
{
    static const struct {
        const char *text;
        size_t length;
    } odd[] = {
        {"", 0}, {"\0", 1}, {"\0\0", 2}, {"a", 1}, {"a\0", 2}, {"a\0\0", 3},
        {"a\0b", 3}, {"abcdefg", 7}, {"abcdefg\0", 8}, {"abcdefgh", 8},
        {"abcdefgh\0", 9}, {"abcdefghi", 9}, {"\xFF", 1}, {"\xFF\xFF", 2},
        {"\x7F", 1}, {"\x80", 1}, {"abcdefg\xFF", 8}, {"abcdefg\xFFz", 9},
        {"A", 1}, {"\xC3\xA9t\xC3\xA9", 5}, {"\0\0\0\0\0\0\0\0", 8},
        {"\0\0\0\0\0\0\0\0\0", 9},
    };
    enum { ODD = sizeof odd / sizeof *odd };
    uint64_t seed = 1;

    (void)state;
    for (int round = 0; round < 50; round++) {
        lia_interner from[MOST] = {{0}};
        size_t count = test_random(&seed) % (MOST + 1);
        for (size_t w = 0; w < count; w++)
            for (uint64_t k = test_random(&seed) % 30; k > 0; k--) {
                size_t which = test_random(&seed) % ODD;
                intern(&from[w], odd[which].text, odd[which].length);
            }
        merge_and_check(from, count, 1 + round % 3);
    }
}

/* Names of every kind that sorting could stumble over. */
static size_t make_name(char *text, int kind, uint64_t *seed)
{
    uint64_t r = test_random(seed);
    size_t length = 0;

    switch (kind) {
    case 0: /* few letters, all lengths: much in common */
        length = r % 40;
        for (size_t i = 0; i < length; i++)
            text[i] = (char)(test_random(seed) % 2 ? 'a' : '\0');
        break;
    case 1: /* the same long beginning */
        length = (size_t)sprintf(text, "https://example.org/in/member-%u",
                                 (unsigned)(r % 20000));
        break;
    case 2: /* any bytes */
        length = r % 20;
        for (size_t i = 0; i < length; i++)
            text[i] = (char)test_random(seed);
        break;
    default: /* one letter, repeated: each the beginning of the next */
        length = r % 300;
        memset(text, 'x', length);
        break;
    }
    return length;
}

static void test_merges_of_thousands(void **state)
{
    char text[512];
    uint64_t seed = 2;

    (void)state;
    for (int kind = 0; kind < 5; kind++)
        for (int threads = 1; threads <= 8; threads *= 2) {
            lia_interner from[3] = {{0}};
            for (int k = 0; k < 30000; k++) {
                int of = kind < 4 ? kind : (int)(test_random(&seed) % 4);
                size_t length = make_name(text, of, &seed);
                intern(&from[k % 3], text, length);
            }
            merge_and_check(from, 3, threads);
        }
}

static void test_long_names(void **state)
{
    enum { LONG = 3 << 20 };
    char *text = test_malloc(LONG);

    (void)state;
    memset(text, 'q', LONG);
    lia_interner from[MOST] = {{0}};
    for (int w = 0; w < MOST; w++) {
        intern(&from[w], text, LONG);
        intern(&from[w], text, LONG - 1);
        text[LONG - 1] = (char)('a' + w);
        intern(&from[w], text, LONG);
        text[LONG - 1] = 'q';
    }
    test_free(text);
    merge_and_check(from, MOST, 2);
}

static void test_ids_do_not_depend_on_order(void **state)
{
    lia_interner a[2] = {{0}}, b[1] = {{0}};
    lia_interner *lists[] = {&a[0], &a[1]}, *list[] = {&b[0]};
    lia_names left, right;
    uint32_t **map;
    char text[16];

    (void)state;
    for (uint32_t k = 0; k < 1000; k++) {
        int length = snprintf(text, sizeof text, "n%u", k * 37 % 1000);
        intern(&a[k % 2], text, (size_t)length);
        length = snprintf(text, sizeof text, "n%u", 999 - k);
        intern(&b[0], text, (size_t)length);
    }
    assert_int_equal(lia_names_merge(&left, &map, lists, 2, NULL, NULL), 0);
    lia_free(map);
    assert_int_equal(lia_names_merge(&right, &map, list, 1, NULL, NULL), 0);
    lia_free(map);
    assert_int_equal(left.count, 1000);
    assert_int_equal(right.count, 1000);
    assert_memory_equal(left.off, right.off, 1001 * sizeof *left.off);
    assert_memory_equal(left.bytes, right.bytes, left.off[1000]);
    assert_int_equal(lia_names_find(&left, "n", 1), LIA_NONE);
    assert_int_equal(lia_names_find(&left, "zz", 2), LIA_NONE);
    assert_int_equal(lia_names_find(&left, "", 0), LIA_NONE);
    lia_names_free(&left);
    lia_names_free(&right);
    lia_names_free(NULL);
    assert_int_equal(lia_mem_live(), 0);
}

/* Beyond 2^24 bytes the slot knows no longer how long a name is. */
static void test_names_of_many_megabytes(void **state)
{
    const size_t size = (size_t)1 << 24;
    lia_interner names = {0};
    char *text = malloc(size + 9);

    (void)state;
    memset(text, 'x', size + 9);
    for (int round = 0; round < 2; round++)
        for (uint32_t k = 0; k < 10; k++)
            assert_int_equal(intern(&names, text, size - 2 + k), k);
    assert_int_equal(lia_interned(&names, text, size), 2);
    assert_int_equal(lia_interned(&names, text, size - 3), LIA_NONE);
    free(text);
    lia_interner_free(&names);
}

static void test_every_allocation_may_fail(void **state)
{
    lia_status st = LIA_ENOMEM;
    uint32_t id;

    (void)state;
    for (long k = 0; st != LIA_OK; k++) {
        lia_interner from[2] = {{0}}, *list[] = {&from[0], &from[1]};
        lia_names merged = {99, NULL, NULL};
        uint32_t **map = NULL;
        char text[16];

        assert_true(k < 100);
        lia_mem_fail_after(k);
        st = LIA_OK;
        for (uint32_t i = 0; i < 3000 && st == LIA_OK; i++) {
            int length = snprintf(text, sizeof text, "%u", i / 2 * 7);
            uint32_t before = from[i % 2].count;
            st = lia_intern(&id, &from[i % 2], text, (size_t)length, NULL);
            if (st != LIA_OK)
                assert_int_equal(from[i % 2].count, before);
        }
        if (st == LIA_OK)
            st = lia_names_merge(&merged, &map, list, 2, NULL, NULL);
        assert_true(st == LIA_OK || st == LIA_ENOMEM);
        if (st == LIA_OK) {
            assert_int_equal(merged.count, 1500);
            lia_names_free(&merged);
            lia_free(map);
        }
        lia_interner_free(&from[0]);
        lia_interner_free(&from[1]);
        assert_int_equal(lia_mem_live(), 0);
    }
    lia_mem_fail_after(-1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_name_keeps_its_id),
        cmocka_unit_test(test_a_new_name_takes_no_slot),
        cmocka_unit_test(test_small_merges),
        cmocka_unit_test(test_merges_of_thousands),
        cmocka_unit_test(test_long_names),
        cmocka_unit_test(test_names_of_many_megabytes),
        cmocka_unit_test(test_ids_do_not_depend_on_order),
        cmocka_unit_test(test_every_allocation_may_fail),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
