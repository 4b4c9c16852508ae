/* test_toolkit.c - the toolkit's directed edges: its SQL, term by term, as a
 * slow twin; threads; allocations. Its own outputs are compared in
 * tests/oracle/test_peers.py.
 */
#include "support.h"

#include "liaison/toolkit.h"

enum { SECOND = 1000000, USERS = 12, KEYS = 7, MOST = 300 };

typedef struct input {
    uint32_t key[MOST], message[MOST], user[MOST], user_of[MOST];
    lia_time time[MOST], time_of[MOST];
    lia_toolkit_entries entries;
} input;

/* Messages of one to three keys. */
static input *random_input(uint32_t messages, uint64_t seed)
{
    input *in = test_calloc(1, sizeof *in);
    uint64_t count = 0;

    for (uint32_t m = 0; m < messages && count + 3 < MOST; m++) {
        in->user_of[m] = (uint32_t)(test_random(&seed) % USERS);
        in->time_of[m] = (lia_time)(test_random(&seed) % 90) * SECOND;
        for (uint64_t k = test_random(&seed) % 3 + 1; k > 0; k--) {
            in->key[count] = (uint32_t)(test_random(&seed) % KEYS);
            in->message[count] = m;
            in->user[count] = in->user_of[m];
            in->time[count++] = in->time_of[m];
        }
        in->entries.messages = m + 1;
    }
    in->entries.count = count;
    in->entries.keys = KEYS;
    in->entries.users = USERS;
    in->entries.key = in->key;
    in->entries.message = in->message;
    in->entries.user = in->user;
    in->entries.time = in->time;
    return in;
}

/* count(distinct e1.message_id) over e1 join e2 of the same key, another
 * message, within the window, grouped by both users. */
static uint32_t weight_of(const input *in, uint32_t u, uint32_t v,
                          lia_time window)
{
    uint32_t weight = 0;

    for (uint32_t m = 0; m < in->entries.messages; m++) {
        bool matches = false;
        for (uint64_t a = 0; a < in->entries.count; a++)
            for (uint64_t b = 0; b < in->entries.count; b++) {
                const lia_time d = in->time[a] - in->time[b];
                matches |= in->message[a] == m && in->user[a] == u &&
                           in->user[b] == v && in->message[b] != m &&
                           in->key[a] == in->key[b] && d <= window &&
                           d >= -window;
            }
        weight += matches;
    }
    return weight;
}

static void test_random_like_definition(void **state)
{
    (void)state;
    for (uint64_t seed = 1; seed <= 8; seed++) {
        input *in = random_input((uint32_t)(10 + 8 * seed), seed);
        for (int loops = 0; loops < 2; loops++) {
            lia_toolkit_options o = {
                .window = (lia_time)(seed % 4) * 4 * SECOND, .loops = loops,
                .min_weight = (uint32_t)(1 + seed % 3)};
            lia_toolkit_edges one, other;
            uint64_t at = 0;
            o.run.threads = 1;
            assert_int_equal(lia_toolkit_network(&one, &in->entries, &o, NULL),
                             0);
            o.run.threads = 3;
            assert_int_equal(lia_toolkit_network(&other, &in->entries, &o,
                                                 NULL), 0);
            assert_int_equal(one.count, other.count);
            assert_memory_equal(one.ends, other.ends, 8 * one.count);
            assert_memory_equal(one.weight, other.weight, 4 * one.count);
            for (uint32_t u = 0; u < USERS; u++)
                for (uint32_t v = 0; v < USERS; v++) {
                    const uint32_t weight = weight_of(in, u, v, o.window);
                    if (weight < o.min_weight || (u == v && !loops))
                        continue;
                    assert_true(at < one.count);
                    assert_int_equal(one.ends[2 * at], u);
                    assert_int_equal(one.ends[2 * at + 1], v);
                    assert_int_equal(one.weight[at++], weight);
                }
            assert_int_equal(at, one.count);
            lia_toolkit_edges_free(&one);
            lia_toolkit_edges_free(&other);
        }
        test_free(in);
    }
}

static void test_every_allocation_may_fail(void **state)
{
    const lia_toolkit_options o = {.window = 20 * SECOND, .min_weight = 1};
    input *in = random_input(50, 4);
    lia_toolkit_edges edges = {.count = 0};
    lia_status st = LIA_ENOMEM;
    long k = 0;

    (void)state;
    for (; st != LIA_OK && k < 500; k++) {
        lia_mem_fail_after(k);
        st = lia_toolkit_network(&edges, &in->entries, &o, NULL);
        assert_true(st == LIA_OK || st == LIA_ENOMEM);
        assert_true(st == LIA_OK || lia_mem_live() == 0);
    }
    lia_mem_fail_after(-1);
    assert_int_equal(st, LIA_OK);
    assert_true(k > 12);
    lia_toolkit_edges_free(&edges);
    assert_int_equal(lia_mem_live(), 0);
    test_free(in);
}

static void test_what_cannot_be(void **state)
{
    lia_toolkit_options o = {.window = -1, .min_weight = 1};
    input *in = random_input(5, 1);
    lia_toolkit_edges edges;

    (void)state;
    assert_int_equal(lia_toolkit_network(&edges, &in->entries, &o, NULL),
                     LIA_EARG);
    o = (lia_toolkit_options){.window = 1, .min_weight = 0};
    assert_int_equal(lia_toolkit_network(&edges, &in->entries, &o, NULL),
                     LIA_EARG);
    o.min_weight = 1;
    in->entries.count = 0;
    assert_int_equal(lia_toolkit_network(&edges, &in->entries, &o, NULL), 0);
    assert_int_equal(edges.count, 0);
    lia_toolkit_edges_free(&edges);
    test_free(in);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_random_like_definition),
        cmocka_unit_test(test_every_allocation_may_fail),
        cmocka_unit_test(test_what_cannot_be),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
