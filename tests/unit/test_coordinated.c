/* test_coordinated.c - the whole search on made data: a planted team is found,
 * a crowd alone gives nothing, and what must not matter does not.
 */
#include "coordinated_support.h"

#include "pods/authorless/merging.h"

enum { CROWD = 400, TEAM = 6, DAYS = 40, POSTS = 900 };

static test_row row[60000];

/* Accounts CROWD .. CROWD + TEAM - 1 share something within a minute of one
 * another, twice a day; `spread` 60 is a team, 80000 is shared interest. */
static uint64_t make(int64_t spread, uint64_t seed)
{
    uint64_t count = test_crowd(row, CROWD, 40, POSTS, DAYS, 130000,
                                seed);

    for (uint32_t k = 0; k < 2 * DAYS; k++) {
        const int64_t begin = k / 2 * 86400 + 30000 + (k % 2) * 20000;
        for (lia_vid m = 0; m < TEAM; m++)
            row[count++] = (test_row){
                POSTS + k, CROWD + m,
                begin + (int64_t)(test_random(&seed) % (uint64_t)spread)};
    }
    return count;
}

static lia_events team_events(int64_t spread, uint64_t seed)
{
    uint64_t count = make(spread, seed);

    return test_events(row, count, CROWD + TEAM, POSTS + 2 * DAYS);
}

static void test_a_team_is_found_whole(void **state)
{
    lia_events e = team_events(60, 1);
    lia_coordinated r;

    (void)state;
    assert_int_equal(lia_coordinated_find(&r, &e, NULL, NULL), LIA_OK);
    assert_true(r.group_count >= 1 && r.proposals >= 1 && r.testable >= 1);
    assert_int_equal(r.group[0].tier, LIA_TIER_COORDINATED);
    assert_int_equal(r.group[0].members, TEAM);
    assert_int_equal(r.group[0].core, TEAM);
    for (lia_vid m = 0; m < TEAM; m++)
        assert_int_equal(r.member[r.group[0].first + m], CROWD + m);
    for (uint64_t g = 1; g < r.group_count; g++)
        assert_true(r.group[g].tier != LIA_TIER_COORDINATED);
    assert_true(r.group[0].log_p < -10 && r.group[0].q < 0.001);
    assert_true(r.days >= DAYS && r.days <= DAYS + 2);
    assert_true(r.suspects >= TEAM && r.clean > CROWD / 2);
    lia_coordinated_free(&r);
    lia_events_free(&e);
}

/* The same objects, but within a day: nothing. */
static void test_shared_interest_is_no_team(void **state)
{
    (void)state;
    for (uint64_t seed = 1; seed <= 3; seed++) {
        lia_events e = team_events(80000, seed);
        lia_coordinated r;
        assert_int_equal(lia_coordinated_find(&r, &e, NULL, NULL), LIA_OK);
        assert_int_equal(r.group_count, 0);
        lia_coordinated_free(&r);
        lia_events_free(&e);
    }
}

/* A member of a crowd that was brought along is in no group. */
static void test_outsiders_stay_outside(void **state)
{
    static uint8_t outsider[CROWD + TEAM];
    lia_coordinated_options o = LIA_COORDINATED_DEFAULTS;
    lia_events e = team_events(60, 1);
    lia_coordinated r;

    (void)state;
    outsider[CROWD] = 1;
    o.outsider = outsider;
    assert_int_equal(lia_coordinated_find(&r, &e, &o, NULL), LIA_OK);
    assert_int_equal(r.group[0].members, TEAM - 1);
    assert_int_equal(r.member[r.group[0].first], CROWD + 1);
    lia_coordinated_free(&r);
    lia_events_free(&e);
}

static void same(const lia_coordinated *x, const lia_coordinated *y)
{
    assert_int_equal(x->group_count, y->group_count);
    assert_int_equal(x->member_count, y->member_count);
    assert_memory_equal(x->group, y->group,
                        x->group_count * sizeof *x->group);
    assert_memory_equal(x->member, y->member,
                        x->member_count * sizeof *x->member);
    assert_memory_equal(x->member_log_p, y->member_log_p,
                        x->member_count * sizeof *x->member_log_p);
}

static void test_threads_leave_no_trace(void **state)
{
    lia_events e = team_events(60, 2);
    lia_coordinated_options o = LIA_COORDINATED_DEFAULTS;
    lia_coordinated one, other;

    (void)state;
    o.run.threads = 1;
    assert_int_equal(lia_coordinated_find(&one, &e, &o, NULL), LIA_OK);
    assert_true(one.group_count > 0);
    for (int t = 2; t <= 8; t *= 2) {
        o.run.threads = t;
        assert_int_equal(lia_coordinated_find(&other, &e, &o, NULL), LIA_OK);
        same(&one, &other);
        lia_coordinated_free(&other);
    }
    lia_coordinated_free(&one);
    lia_events_free(&e);
}

/* An even number of days keeps the halves; an account without events, at the
 * end of the ids, is nobody. */
static void test_whole_days_and_idle_accounts_change_nothing(void **state)
{
    lia_events e = team_events(60, 3);
    lia_coordinated one, other;

    (void)state;
    assert_int_equal(lia_coordinated_find(&one, &e, NULL, NULL), LIA_OK);
    for (uint64_t k = 0; k < e.count; k++)
        e.event[k].time += 366 * LIA_DAY;
    e.accounts++;
    assert_int_equal(lia_coordinated_find(&other, &e, NULL, NULL), LIA_OK);
    assert_int_equal(one.group_count, other.group_count);
    assert_memory_equal(one.member, other.member,
                        one.member_count * sizeof *one.member);
    for (uint64_t g = 0; g < one.group_count; g++)
        assert_true(one.group[g].log_p == other.group[g].log_p ||
                    one.group[g].tier == LIA_TIER_BURST);
    lia_coordinated_free(&one);
    lia_coordinated_free(&other);
    lia_events_free(&e);
}

static void test_nothing_gives_nothing(void **state)
{
    lia_events e = test_events(row, 0, 3, 2);
    lia_coordinated r;
    lia_coordinated_options bad = LIA_COORDINATED_DEFAULTS;

    (void)state;
    assert_int_equal(lia_coordinated_find(&r, &e, NULL, NULL), LIA_OK);
    assert_true(r.group_count == 0 && r.days == 0 && r.testable == 0);
    lia_coordinated_free(&r);
    bad.horizon[0] = bad.window[0];
    assert_int_equal(lia_coordinated_find(&r, &e, &bad, NULL), LIA_EARG);
    bad = (lia_coordinated_options)LIA_COORDINATED_DEFAULTS;
    bad.q = 0;
    assert_int_equal(lia_coordinated_find(&r, &e, &bad, NULL), LIA_EARG);
    assert_int_equal(lia_coordinated_find(&r, NULL, NULL, NULL), LIA_EARG);
    lia_events_free(&e);
}

/* A day only: no scale is told apart, which is said by `scales`. */
static void test_a_clock_of_days_tests_nothing(void **state)
{
    uint64_t count = make(60, 1);
    lia_events e;
    lia_coordinated r;

    (void)state;
    for (uint64_t k = 0; k < count; k++)
        row[k].second = row[k].second / 86400 * 86400;
    e = test_events(row, count, CROWD + TEAM, POSTS + 2 * DAYS);
    assert_int_equal(lia_coordinated_find(&r, &e, NULL, NULL), LIA_OK);
    assert_true(r.tick == LIA_DAY && r.scales == 0 && r.group_count == 0);
    lia_coordinated_free(&r);
    lia_events_free(&e);
}

static void test_every_allocation_may_fail(void **state)
{
    lia_events e = team_events(60, 1);
    lia_coordinated_options o = LIA_COORDINATED_DEFAULTS;
    const long live = lia_mem_live();
    lia_status st = LIA_ENOMEM;
    long k = 0;

    (void)state;
    o.run.threads = 1;
    o.bursts = false;
    o.scales = 1;
    for (long step = 1; st != LIA_OK && k < 100000; k += step) {
        lia_coordinated r = {.group_count = 77};
        lia_mem_fail_after(k);
        st = lia_coordinated_find(&r, &e, &o, NULL);
        lia_mem_fail_after(-1);
        assert_true(st == LIA_OK || (st == LIA_ENOMEM && r.group_count == 77));
        if (st == LIA_OK)
            lia_coordinated_free(&r);
        assert_int_equal(lia_mem_live(), live);
    }
    assert_int_equal(st, LIA_OK);
    lia_events_free(&e);
}

/* ---- the same group found twice ---- */

static lia_found group_of(lia_tier tier, lia_vid first, lia_vid count)
{
    lia_found f = {.tier = tier};

    assert_int_equal(lia_alloc(&f.membership.member, count, 4, NULL), 0);
    assert_int_equal(lia_alloc(&f.membership.log_p, count, 8, NULL), 0);
    assert_int_equal(lia_alloc(&f.membership.is_core, count, 1, NULL), 0);
    f.membership.count = count;
    for (lia_vid k = 0; k < count; k++) {
        f.membership.member[k] = first + k;
        f.membership.log_p[k] = -1.0;
        f.membership.is_core[k] = 1;
    }
    return f;
}

static void test_the_same_group_is_one(void **state)
{
    static const struct {
        lia_vid first, count;
        lia_tier tier;
        uint64_t groups;     /* afterwards */
        lia_vid members;     /* of group 0 */
        uint32_t seen;       /* of group 0 */
    } steps[] = {
        /* hand: 8 of 10 in common, Jaccard 8/12: united */
        {2, 10, LIA_TIER_COORDINATED, 1, 12, 2},
        /* 3 of 4 in common, one new: joins (two thirds of it are there) */
        {9, 4, LIA_TIER_COORDINATED, 1, 13, 3},
        /* 2 of 4 in common, two new: only counted */
        {11, 4, LIA_TIER_COORDINATED, 1, 13, 4},
        /* a weaker tier that adds nobody is only counted */
        {0, 5, LIA_TIER_IN_STEP, 1, 13, 5},
        /* 4 of 8 in common, but four that no group has: for itself */
        {9, 8, LIA_TIER_COORDINATED, 2, 13, 5},
        /* nothing in common */
        {50, 4, LIA_TIER_IN_STEP, 3, 13, 5},
    };
    lia_finds finds = {0, 0, NULL};
    lia_found f = group_of(LIA_TIER_COORDINATED, 0, 10);

    (void)state;
    assert_int_equal(lia_finds_take(&finds, &f, 4, NULL), LIA_OK);
    for (size_t k = 0; k < sizeof steps / sizeof *steps; k++) {
        f = group_of(steps[k].tier, steps[k].first, steps[k].count);
        assert_int_equal(lia_finds_take(&finds, &f, 4, NULL), LIA_OK);
        assert_int_equal(finds.count, steps[k].groups);
        assert_int_equal(finds.list[0].membership.count, steps[k].members);
        assert_int_equal(finds.list[0].seen, steps[k].seen);
    }
    lia_finds_free(&finds);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_team_is_found_whole),
        cmocka_unit_test(test_shared_interest_is_no_team),
        cmocka_unit_test(test_outsiders_stay_outside),
        cmocka_unit_test(test_threads_leave_no_trace),
        cmocka_unit_test(test_whole_days_and_idle_accounts_change_nothing),
        cmocka_unit_test(test_nothing_gives_nothing),
        cmocka_unit_test(test_a_clock_of_days_tests_nothing),
        cmocka_unit_test(test_every_allocation_may_fail),
        cmocka_unit_test(test_the_same_group_is_one),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
