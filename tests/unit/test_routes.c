/* Introductions: hand-worked paths, all paths enumerated on random networks,
 * what may not change with threads, more ties, friction.
 */
#include "support.h"

#include "liaison/introduce.h"

enum { MOST = 60 };

static lia_ties weigh(lia_vid n, const lia_vid *from, const lia_vid *to,
                      const double *p, uint64_t count)
{
    const lia_pairs pairs = {n, count, from, to, p};
    lia_ties ties;

    assert_int_equal(lia_ties_from_pairs(&ties, NULL, &pairs, NULL, NULL), 0);
    return ties;
}

/* me 0; 1 and 2 know me and the target 3; 4 knows 1 and 3. */
static void test_by_hand(void **state)
{
    const lia_vid from[] = {0, 0, 1, 2, 1, 4}, to[] = {1, 2, 3, 3, 4, 3};
    const double p[] = {0.5, 0.8, 0.4, 0.5, 0.5, 0.6};
    const uint8_t me[] = {1, 0, 0, 0, 0};
    const lia_vid target[] = {3, 1};
    lia_ties ties = weigh(5, from, to, p, 6);
    lia_routes r;
    lia_vid chosen[4];
    double gain[4], fit[] = {1, 0.5};
    uint64_t count;
    uint32_t asks[] = {0, 0, 2, 0, 0};

    (void)state;
    assert_int_equal(lia_routes_find(&r, &ties, me, target, 2, NULL, NULL), 0);
    /* to 3: over 2: .40, over 1: .20, over 1 and 4: .15 */
    assert_int_equal(r.route_off[1], 3);
    assert_within(r.route[0].probability, 0.4, 1e-15);
    assert_int_equal(r.route[0].via[0], 2);
    assert_int_equal(r.route[0].via[1], LIA_NONE);
    assert_within(r.route[2].probability, 0.15, 1e-15);
    assert_int_equal(r.route[2].via[0], 1);
    assert_int_equal(r.route[2].via[1], 4);
    assert_int_equal(r.route[2].me, 0);
    assert_within(r.reach[0], 1 - 0.6 * 0.8 * 0.85, 1e-15);
    /* without 2: .20 and .15; without 1: .40 */
    assert_int_equal(r.door_off[1], 2);
    assert_int_equal(r.door[0].introducer, 2);
    assert_within(r.door[0].without, 1 - 0.8 * 0.85, 1e-15);
    assert_within(r.door[1].without, 0.4, 1e-15);
    /* to 1, a contact: .5; over 2 and 3: .8 .5 .4 */
    assert_within(r.route[3].probability, 0.5, 0);
    assert_int_equal(r.route[3].via[0], LIA_NONE);
    assert_within(r.reach[1], 1 - 0.5 * (1 - 0.16), 1e-15);
    /* ask 2: .4 of 3 and half of .16 of 1 (its direct tie leaves .5 open) */
    assert_int_equal(lia_asks_choose(chosen, gain, &count, 4, &r, fit, NULL, 5,
                                     NULL), 0);
    assert_int_equal(count, 2);
    assert_int_equal(chosen[0], 2);
    assert_within(gain[0], 0.4 + 0.5 * 0.5 * 0.16, 1e-15);
    assert_int_equal(chosen[1], 1);
    assert_within(gain[1], 0.6 * (1 - 0.8 * 0.85), 1e-15);
    /* 2 was asked twice lately: a quarter */
    assert_int_equal(lia_asks_choose(chosen, gain, &count, 1, &r, fit, asks, 5,
                                     NULL), 0);
    assert_int_equal(chosen[0], 1);
    lia_routes_free(&r);
    lia_ties_free(&ties);
}

static double chance(const lia_ties *t, lia_vid a, lia_vid b)
{
    const uint64_t e = lia_ties_find(t, a, b);

    return e == UINT64_MAX ? 0 : t->weight[e];
}

/* All simple paths with at most two introducers, by definition. */
static uint64_t all_paths(lia_route *out, const lia_ties *t, const uint8_t *me,
                          lia_vid x, lia_vid avoid)
{
    uint64_t count = 0;

    for (lia_vid i = 0; i < t->n; i++) {
        double start = 0;
        lia_vid from = LIA_NONE;
        for (lia_vid m = 0; m < t->n; m++)
            if (me[m] && chance(t, m, i) > start) {
                start = chance(t, m, i);
                from = m;
            }
        if (me[i] || !(start > 0) || i == avoid)
            continue;
        if (i == x) {
            out[count++] = (lia_route){start, from, {LIA_NONE, LIA_NONE}, 1};
            continue;
        }
        if (chance(t, i, x) > 0)
            out[count++] = (lia_route){start * chance(t, i, x), from,
                                       {i, LIA_NONE}, 2};
        for (lia_vid j = 0; j < t->n; j++) {
            const double p = start * chance(t, i, j) * chance(t, j, x);
            if (!me[j] && j != x && j != i && j != avoid && p > 0)
                out[count++] = (lia_route){p, from, {i, j}, 3};
        }
    }
    return count;
}

static int by_chance(const void *a, const void *b)
{
    const lia_route *x = a, *y = b;
    const int steps = (x->via[0] != LIA_NONE) + (x->via[1] != LIA_NONE) -
                      (y->via[0] != LIA_NONE) - (y->via[1] != LIA_NONE);

    if (x->probability != y->probability)
        return x->probability > y->probability ? -1 : 1;
    if (steps != 0)
        return steps;
    if (x->via[0] != y->via[0])
        return x->via[0] < y->via[0] ? -1 : 1;
    return x->via[1] < y->via[1] ? -1 : x->via[1] > y->via[1];
}

static double slow_reach(lia_route *room, uint64_t count)
{
    double miss = 1;

    qsort(room, count, sizeof *room, by_chance);
    for (uint64_t k = 0; k < count && k < LIA_ROUTE_PATHS; k++)
        miss *= 1 - room[k].probability;
    return 1 - miss;
}

static lia_ties random_network(uint64_t seed, uint64_t pairs)
{
    lia_ties t = test_random_ties(MOST, pairs, true, seed);
    uint64_t dice = seed;

    for (lia_vid a = 0; a < t.n; a++)
        for (uint64_t e = t.off[a]; e < t.off[a + 1]; e++)
            if (t.to[e] > a) {
                const double p = (double)(test_random(&dice) % 9) / 8;
                t.weight[e] = p;
                t.weight[lia_ties_find(&t, t.to[e], a)] = p;
            }
    return t;
}

static void test_slow_twin(void **state)
{
    static lia_route room[MOST * MOST];
    uint8_t me[MOST] = {0};
    lia_vid target[MOST];
    lia_routes r;

    (void)state;
    me[3] = me[7] = 1;
    for (uint64_t seed = 1; seed < 9; seed++) {
        lia_ties t = random_network(seed, 60 * seed);
        uint64_t targets = 0;
        for (lia_vid x = 0; x < MOST; x++)
            if (!me[x])
                target[targets++] = x;
        assert_int_equal(lia_routes_find(&r, &t, me, target, targets, NULL,
                                         NULL), 0);
        for (uint64_t k = 0; k < targets; k++) {
            const uint64_t all = all_paths(room, &t, me, target[k], LIA_NONE);
            const uint64_t begin = r.route_off[k];
            const uint64_t count = r.route_off[k + 1] - begin;
            assert_within(r.reach[k], slow_reach(room, all), 1e-14);
            assert_int_equal(count, all < 10 ? all : 10);
            for (uint64_t q = 0; q < count; q++)
                assert_memory_equal(&room[q], &r.route[begin + q],
                                    sizeof *room);
            for (uint64_t q = r.door_off[k]; q < r.door_off[k + 1]; q++)
                assert_within(
                    r.door[q].without,
                    slow_reach(room, all_paths(room, &t, me, target[k],
                                               r.door[q].introducer)), 1e-14);
        }
        lia_routes_free(&r);
        lia_ties_free(&t);
    }
}

/* A tie more, or a better chance, never lowers anybody's reach. */
static void test_monotone(void **state)
{
    uint8_t me[MOST] = {0};
    lia_vid target[MOST], targets = 0;
    uint64_t dice = 4;

    (void)state;
    me[0] = 1;
    for (lia_vid x = 1; x < MOST; x++)
        target[targets++] = x;
    lia_ties t = random_network(17, 300);
    for (int step = 0; step < 60; step++) {
        const lia_vid a = (lia_vid)(test_random(&dice) % MOST);
        lia_routes before, after;
        uint64_t e;
        assert_int_equal(lia_routes_find(&before, &t, me, target, targets,
                                         NULL, NULL), 0);
        if (t.off[a] == t.off[a + 1]) {
            lia_routes_free(&before);
            continue;
        }
        e = t.off[a] + test_random(&dice) % (t.off[a + 1] - t.off[a]);
        t.weight[e] += (1 - t.weight[e]) / 2;
        t.weight[lia_ties_find(&t, t.to[e], a)] = t.weight[e];
        assert_int_equal(lia_routes_find(&after, &t, me, target, targets, NULL,
                                         NULL), 0);
        for (lia_vid k = 0; k < targets; k++)
            assert_true(after.reach[k] >= before.reach[k] - 1e-15);
        lia_routes_free(&before);
        lia_routes_free(&after);
    }
    lia_ties_free(&t);
}

static void test_same_bits(void **state)
{
    uint8_t me[MOST] = {0};
    lia_vid target[MOST], targets = 0;
    lia_ties t = random_network(5, 500);
    lia_routes one, other;

    (void)state;
    me[1] = 1;
    for (lia_vid x = 2; x < MOST; x++)
        target[targets++] = x;
    assert_int_equal(lia_routes_find(&one, &t, me, target, targets,
                                     &(lia_run){.threads = 1}, NULL), 0);
    for (int threads = 2; threads <= 8; threads *= 2) {
        const lia_run run = {.threads = threads};
        assert_int_equal(lia_routes_find(&other, &t, me, target, targets, &run,
                                         NULL), 0);
        assert_memory_equal(one.reach, other.reach,
                            targets * sizeof *one.reach);
        assert_memory_equal(one.route, other.route,
                            one.route_off[targets] * sizeof *one.route);
        assert_memory_equal(one.door, other.door,
                            one.door_off[targets] * sizeof *one.door);
        lia_routes_free(&other);
    }
    lia_routes_free(&one);
    lia_ties_free(&t);
}

static void test_spread(void **state)
{
    const lia_vid from[] = {0, 0, 1}, to[] = {1, 2, 2};
    const double one[] = {1, 1, 1}, of_tie[] = {0.1, 0.2, 0.3};
    const double want[] = {0.1, 0.2, 0.1, 0.3, 0.2, 0.3};
    lia_ties t = weigh(3, from, to, one, 3);

    (void)state;
    assert_int_equal(lia_ties_spread(t.weight, of_tie, &t, NULL), 0);
    assert_memory_equal(t.weight, want, sizeof want);
    lia_ties_free(&t);
}

static void test_failures(void **state)
{
    uint8_t me[MOST] = {1};
    lia_vid target[] = {5, 6};
    lia_ties t = random_network(5, 300);
    lia_status st = LIA_ENOMEM;
    lia_routes r;

    (void)state;
    const long live = lia_mem_live();
    for (long k = 0; st != LIA_OK && k < 100; k++) {
        lia_mem_fail_after(k);
        st = lia_routes_find(&r, &t, me, target, 2, NULL, NULL);
        if (st != LIA_OK)
            assert_int_equal(lia_mem_live(), live);
    }
    lia_mem_fail_after(-1);
    assert_int_equal(st, LIA_OK);
    lia_routes_free(&r);
    target[1] = 0;
    assert_int_equal(lia_routes_find(&r, &t, me, target, 2, NULL, NULL),
                     LIA_EARG);
    target[1] = MOST;
    assert_int_equal(lia_routes_find(&r, &t, me, target, 2, NULL, NULL),
                     LIA_EARG);
    t.weight[0] = 2;
    assert_int_equal(lia_routes_find(&r, &t, me, target, 1, NULL, NULL),
                     LIA_EARG);
    assert_int_equal(lia_routes_find(NULL, &t, me, target, 1, NULL, NULL),
                     LIA_EARG);
    lia_ties_free(&t);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_by_hand), cmocka_unit_test(test_slow_twin),
        cmocka_unit_test(test_monotone), cmocka_unit_test(test_same_bits),
        cmocka_unit_test(test_spread), cmocka_unit_test(test_failures)};

    return cmocka_run_group_tests(tests, NULL, NULL);
}
