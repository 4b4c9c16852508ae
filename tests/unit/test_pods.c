/* test_pods.c - the search for pods on a small made world: what was planted is
 * found; names, order of rows, days and threads leave no trace; every
 * allocation may fail. And the test of a group by day, by hand.
 */
#include "support.h"

#include <math.h>

#include "liaison/pods.h"
#include "liaison/worlds.h"
#include "pods/group.h"

enum { ACCOUNTS = 900, DAYS = 30 };

static lia_world world;

static int make_world(void **state)
{
    const lia_world_options options = {.world = LIA_WORLD_1,
                                       .accounts = ACCOUNTS, .days = DAYS,
                                       .seed = 5, .pods = "custom:8,0.7,12"};

    (void)state;
    return lia_world_make(&world, &options, NULL) != LIA_OK;
}

static int drop_world(void **state)
{
    (void)state;
    lia_world_free(&world);
    return 0;
}

static lia_pods find(const lia_tables *tables, int threads)
{
    lia_pods_options options = LIA_PODS_DEFAULTS;
    lia_pods found;
    lia_error err;

    options.run.threads = threads;
    if (lia_pods_find(&found, tables, &options, &err) != LIA_OK)
        fail_msg("%s", err.message);
    return found;
}

/* Six pods of twelve who react within minutes: all of them, nobody else. */
static void test_planted(void **state)
{
    lia_pods found = find(world.tables, 1);
    uint64_t planted = 0, hit = 0, wrong = 0;

    (void)state;
    for (uint64_t k = 0; k < world.count; k++)
        planted += lia_kind_reading(world.kind[k]) == LIA_READING_CALCULATED;
    assert_int_equal(planted, 72);
    for (uint64_t m = 0; m < found.member_count; m++) {
        if (found.pod[found.member[m].pod - 1].class_of != LIA_POD_CALCULATED)
            continue;
        for (uint64_t k = 0; k < world.count; k++) {
            if (world.account[k] != found.member[m].account)
                continue;
            if (lia_kind_reading(world.kind[k]) == LIA_READING_CALCULATED)
                hit++;
            else
                wrong++;
        }
    }
    assert_int_equal(found.by_class[LIA_POD_CALCULATED], 6);
    assert_int_equal(hit, 72);
    assert_int_equal(wrong, 0);
    assert_true(found.burst_count >= 6);
    assert_true(found.pair_count > 100);
    for (uint64_t k = 0; k < found.burst_count; k++)
        assert_true(found.burst[k].probability < 1e-3 &&
                    found.burst[k].span_s <= 600);
    lia_pods_free(&found);
}

/* The same groups: numbers bit for bit, members by a renaming (or NULL). */
static void assert_same(const lia_pods *a, const lia_pods *b,
                        const lia_vid *renamed, lia_time shift)
{
    lia_pod_circle circle;

    assert_int_equal(a->count, b->count);
    assert_int_equal(a->pair_count, b->pair_count);
    assert_int_equal(a->member_count, b->member_count);
    assert_int_equal(lia_pod_circle_build(&circle, b, ACCOUNTS * 2, NULL), 0);
    for (uint32_t k = 0; k < a->count; k++) {
        lia_pod x = a->pod[k], y = b->pod[k];
        assert_int_equal(x.class_of, y.class_of);
        assert_int_equal(x.size, y.size);
        assert_memory_equal(&x.score, &y.score, sizeof(double) * 20);
        assert_true(x.first_time + shift == y.first_time);
        assert_int_equal(x.posts, y.posts);
    }
    for (uint64_t m = 0; m < a->member_count; m++) {
        const lia_pod_member *row = &a->member[m];
        const lia_vid to = renamed ? renamed[row->account] : row->account;
        bool is_there = false;
        for (uint64_t j = 0; j < b->member_count; j++)
            is_there |= b->member[j].account == to &&
                        b->member[j].pod == row->pod &&
                        b->member[j].given == row->given;
        assert_true(is_there);
    }
    lia_pod_circle_free(&circle);
}

static void test_threads(void **state)
{
    lia_pods one = find(world.tables, 1);

    (void)state;
    for (int threads = 2; threads <= 8; threads *= 4) {
        lia_pods many = find(world.tables, threads);
        assert_int_equal(one.count, many.count);
        assert_memory_equal(one.pod, many.pod, one.count * sizeof *one.pod);
        assert_memory_equal(one.member, many.member,
                            one.member_count * sizeof *one.member);
        assert_memory_equal(one.pair, many.pair,
                            one.pair_count * sizeof *one.pair);
        assert_memory_equal(one.burst, many.burst,
                            one.burst_count * sizeof *one.burst);
        assert_memory_equal(one.day, many.day,
                            one.day_count * sizeof *one.day);
        assert_memory_equal(one.engagement, many.engagement,
                            one.engagement_count * sizeof *one.engagement);
        lia_pods_free(&many);
    }
    lia_pods_free(&one);
}

static void rename_all(lia_vid *column, uint64_t count, const lia_vid *to)
{
    for (uint64_t k = 0; column != NULL && k < count; k++)
        if (column[k] != LIA_NONE)
            column[k] = to[column[k]];
}

static void rename_accounts(lia_tables *t, const lia_vid *to)
{
    rename_all(t->interactions.actor, t->interactions.count, to);
    rename_all(t->interactions.author, t->interactions.count, to);
    rename_all(t->contacts.source, t->contacts.count, to);
    rename_all(t->contacts.target, t->contacts.count, to);
    rename_all(t->posts.author, t->posts.names.count, to);
}

static void test_renaming(void **state)
{
    lia_tables *t = world.tables;
    const lia_vid n = t->accounts.names.count;
    lia_vid *to = test_malloc(n * sizeof *to);
    lia_vid *back = test_malloc(n * sizeof *back);
    lia_pods before = find(t, 1), after;
    uint64_t seed = 3;

    (void)state;
    for (lia_vid i = 0; i < n; i++)
        to[i] = i;
    for (lia_vid i = n; i-- > 1;) {
        const lia_vid j = (lia_vid)(test_random(&seed) % (i + 1));
        const lia_vid x = to[i];
        to[i] = to[j];
        to[j] = x;
    }
    for (lia_vid i = 0; i < n; i++)
        back[to[i]] = i;
    rename_accounts(t, to);
    after = find(t, 1);
    assert_same(&before, &after, to, 0);
    rename_accounts(t, back);
    lia_pods_free(&before);
    lia_pods_free(&after);
    test_free(to);
    test_free(back);
}

#define SWAP(column)                                     \
    do {                                                 \
        if (rows->column != NULL) {                      \
            const uint64_t x_ = (uint64_t)rows->column[i]; \
            rows->column[i] = rows->column[j];           \
            rows->column[j] = (__typeof__(rows->column[j]))x_; \
        }                                                \
    } while (0)

static void test_shuffling(void **state)
{
    lia_interactions *rows = &world.tables->interactions;
    lia_pods before = find(world.tables, 1), after;
    uint64_t seed = 4;

    (void)state;
    for (uint64_t i = rows->count; i-- > 1;) {
        const uint64_t j = test_random(&seed) % (i + 1);
        SWAP(actor);
        SWAP(object);
        SWAP(time);
        SWAP(action);
        SWAP(author);
    }
    after = find(world.tables, 1);
    assert_same(&before, &after, NULL, 0);
    lia_pods_free(&before);
    lia_pods_free(&after);
}

static void shift_times(lia_tables *t, lia_time by)
{
    for (uint64_t k = 0; k < t->interactions.count; k++)
        t->interactions.time[k] += by;
    for (uint32_t p = 0; t->posts.time != NULL && p < t->posts.names.count;
         p++)
        if (t->posts.time[p] != LIA_NO_TIME)
            t->posts.time[p] += by;
}

static void test_shifting(void **state)
{
    const lia_time by = (lia_time)100 * 86400 * 1000000;
    lia_pods before = find(world.tables, 1), after;

    (void)state;
    shift_times(world.tables, by);
    after = find(world.tables, 1);
    shift_times(world.tables, -by);
    assert_same(&before, &after, NULL, by);
    lia_pods_free(&before);
    lia_pods_free(&after);
}

/* Received without pods = all minus what fellow members gave. */
static void test_engagement(void **state)
{
    lia_pods found = find(world.tables, 1);
    uint64_t from_pods = 0, given = 0;

    (void)state;
    for (uint64_t k = 0; k < found.engagement_count; k++) {
        const lia_pod_engagement *e = &found.engagement[k];
        assert_true(e->received > 0 &&
                    e->received_without_pods <= e->received);
        from_pods += e->received - e->received_without_pods;
    }
    /* The planted pods do not overlap: members' favours add up. */
    for (uint64_t m = 0; m < found.member_count; m++)
        if (found.pod[found.member[m].pod - 1].detection)
            given += found.member[m].given;
    assert_int_equal(from_pods, given);
    lia_pods_free(&found);
}

/* Origin: hand and scipy.stats.t.sf. D = O - 2 E = 2, 1, 3, 2, 2 over five
 * days: mean 2, variance .5, T = 2 / sqrt(.1) = 6.3245553, p = .0015991011. */
static void test_days(void **state)
{
    static const double observed[] = {3, 2, 4, 3, 3, 0, 9};
    static const double expected[] = {.5, .5, .5, .5, .5, 0, 0};

    (void)state;
    assert_true(fabs(exp(pod_day_test(observed, expected, 6, 2)) -
                     0.0015991010761676541) < 1e-15);
    /* A day on which nothing could happen is no day. */
    assert_true(pod_day_test(observed, expected, 6, 2) ==
                pod_day_test(observed, expected, 7, 2));
    /* Four days are too few. */
    assert_true(pod_day_test(observed, expected, 4, 2) == 0);
}

static void test_every_allocation_may_fail(void **state)
{
    const lia_world_options small = {.world = LIA_WORLD_1, .accounts = 900,
                                     .days = 10, .seed = 2,
                                     .pods = "custom:8,0.9,8"};
    lia_world w;
    lia_pods found = {.count = 77};
    lia_status st = LIA_ENOMEM;
    const long live = lia_mem_live();
    long mine, k = 0;

    (void)state;
    assert_int_equal(lia_world_make(&w, &small, NULL), LIA_OK);
    mine = lia_mem_live();
    for (; st != LIA_OK && k < 4000; k += k < 150 ? 1 : 7) {
        lia_mem_fail_after(k);
        st = lia_pods_find(&found, w.tables, NULL, NULL);
        assert_true(st == LIA_OK || st == LIA_ENOMEM);
        if (st != LIA_OK)
            assert_int_equal(found.count, 77);
        assert_true(st == LIA_OK || lia_mem_live() == mine);
    }
    lia_mem_fail_after(-1);
    assert_int_equal(st, LIA_OK);
    lia_pods_free(&found);
    lia_world_free(&w);
    assert_int_equal(lia_mem_live(), live);
}

static void test_bad_arguments(void **state)
{
    lia_pods_options o = LIA_PODS_DEFAULTS;
    lia_pods found;

    (void)state;
    assert_int_equal(lia_pods_find(NULL, world.tables, NULL, NULL), LIA_EARG);
    assert_int_equal(lia_pods_find(&found, NULL, NULL, NULL), LIA_EARG);
    o.window = 0;
    assert_int_equal(lia_pods_find(&found, world.tables, &o, NULL), LIA_EARG);
    o = (lia_pods_options)LIA_PODS_DEFAULTS;
    o.q = 1;
    assert_int_equal(lia_pods_find(&found, world.tables, &o, NULL), LIA_EARG);
    o = (lia_pods_options)LIA_PODS_DEFAULTS;
    o.rho = NAN;
    assert_int_equal(lia_pods_find(&found, world.tables, &o, NULL), LIA_EARG);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_planted),
        cmocka_unit_test(test_threads),
        cmocka_unit_test(test_renaming),
        cmocka_unit_test(test_shuffling),
        cmocka_unit_test(test_shifting),
        cmocka_unit_test(test_engagement),
        cmocka_unit_test(test_days),
        cmocka_unit_test(test_every_allocation_may_fail),
        cmocka_unit_test(test_bad_arguments)};

    return cmocka_run_group_tests(tests, make_world, drop_world);
}
