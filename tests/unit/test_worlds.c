/* Worlds: the truth agrees with the tables, the groups do what the
 * specification says (counts against closed forms, six standard errors), the
 * same seed gives the same bytes, every allocation may fail.
 */
#include <math.h>
#include <stdio.h>

#include "liaison/worlds.h"
#include "support.h"

static lia_world make(lia_world_number number, uint32_t accounts,
                      uint32_t days, uint64_t seed, const char *pods)
{
    const lia_world_options options = {number, accounts, days, seed, pods};
    lia_world world = {.tables = NULL};
    lia_error err = {.status = LIA_OK};

    if (lia_world_make(&world, &options, &err) != LIA_OK)
        fail_msg("%s", err.message);
    return world;
}

static lia_time at(double seconds)
{
    return (1767571200 + (int64_t)seconds) * 1000000;
}

/* Ids in range, times inside the period, nobody before the post or on an own
 * post; rows of the truth in order, each account in it. */
static void check_tables(const lia_world *w, uint32_t days)
{
    const lia_tables *t = w->tables;
    const lia_interactions *x = &t->interactions;
    const uint32_t n = t->accounts.names.count;

    for (uint32_t p = 0; p < t->posts.names.count; p++) {
        assert_true(t->posts.author[p] < n);
        assert_true(t->posts.time[p] >= at(0));
        assert_true(t->posts.time[p] <= at(days * 86400.0));
        assert_true(p == 0 || t->posts.time[p - 1] <= t->posts.time[p]);
    }
    for (uint64_t k = 0; k < x->count; k++) {
        assert_true(x->actor[k] < n);
        if (x->object[k] == LIA_NONE) {
            assert_true(x->target[k] < n && x->target[k] != x->actor[k]);
            continue;
        }
        assert_true(x->object[k] < t->posts.names.count);
        assert_int_equal(x->author[k], t->posts.author[x->object[k]]);
        assert_true(x->author[k] != x->actor[k]);
        assert_true(x->time[k] >= t->posts.time[x->object[k]]);
        assert_true(x->time[k] <= at(days * 86400.0));
    }
    for (uint64_t k = 0; k < t->contacts.count; k++)
        assert_true(t->contacts.source[k] != t->contacts.target[k]);
    uint32_t next = 0;
    for (uint64_t k = 0; k < w->count; k++) {
        assert_true(w->account[k] == next || w->account[k] + 1 == next);
        next = w->account[k] + 1;
        assert_true(lia_kind_name(w->kind[k])[0] != '\0');
        if (w->pod[k] == LIA_NONE)
            assert_int_equal(lia_kind_reading(w->kind[k]), LIA_READING_NONE);
        else
            assert_true(lia_kind_reading(w->kind[k]) != LIA_READING_NONE);
    }
    assert_int_equal(next, n);
}

static uint64_t count_kind(const lia_world *w, const char *name)
{
    const int kind = lia_kind_find(name, strlen(name));
    uint64_t count = 0;

    for (uint64_t k = 0; k < w->count; k++)
        count += w->kind[k] == kind;
    return count;
}

/* paper: the generator's specification, which states sizes of all groups. */
static void test_world_1_has_its_groups(void **state)
{
    lia_world w = make(LIA_WORLD_1, 5000, 60, 1, "all");

    (void)state;
    check_tables(&w, 60);
    assert_int_equal(w.count, 5000);
    assert_int_equal(count_kind(&w, "junkie"), 60);
    assert_int_equal(count_kind(&w, "creator"), 5);
    assert_in_range(count_kind(&w, "fan"), 5 * 30, 5 * 59);
    assert_int_equal(count_kind(&w, "page"), 4);
    assert_int_equal(count_kind(&w, "staff"), 100);
    assert_in_range(count_kind(&w, "calc"), 6 * 8, 6 * 30);
    assert_int_equal(count_kind(&w, "tele"), 200);
    assert_in_range(count_kind(&w, "camo"), 3 * 15, 3 * 25);
    assert_in_range(count_kind(&w, "affinity"), 6 * 8, 6 * 20);
    assert_in_range(count_kind(&w, "affsync"), 4 * 8, 4 * 20);
    /* About 420,000 interactions; the Python generator gives 397,000 to
     * 453,000 by seed. */
    assert_in_range(w.tables->interactions.count, 380000, 480000);
    lia_world_free(&w);
}

/* One event per account and post, as the specification has it. */
static void test_world_1_engages_once(void **state)
{
    lia_world w = make(LIA_WORLD_1, 3000, 20, 2, "affinity");
    const lia_interactions *x = &w.tables->interactions;

    (void)state;
    check_tables(&w, 20);
    for (uint64_t k = 1; k < x->count; k++)
        assert_true(x->object[k - 1] < x->object[k] ||
                    (x->object[k - 1] == x->object[k] &&
                     x->actor[k - 1] < x->actor[k]));
    lia_world_free(&w);
}

/* Two pods of world 3 share three members; everybody is in the truth; several
 * actions of an account on a post are kept, the same one is not. */
static void test_world_3(void **state)
{
    lia_world w = make(LIA_WORLD_3, 3000, 21, 4, "all");
    const lia_interactions *x = &w.tables->interactions;
    static const char *const kinds[] = {
        "bot", "celebrity", "idol", "follower", "chatter", "attendee",
        "couple", "crew", "likeback", "digest", "streamer", "viewer", "page",
        "advocate", "prompt", "rounds", "squad", "small", "lazy", "masked",
        "slow", "young", "rota", "friends", "clique", "organic"};
    uint64_t several = 0, comments = 0;

    (void)state;
    check_tables(&w, 21);
    assert_int_equal(w.count, 3000 + 3);
    for (size_t k = 0; k < sizeof kinds / sizeof *kinds; k++)
        if (count_kind(&w, kinds[k]) == 0)
            fail_msg("nobody is %s", kinds[k]);
    assert_int_equal(count_kind(&w, "couple"), 80);
    assert_int_equal(count_kind(&w, "squad"), 150);
    for (uint64_t k = 1; k < x->count; k++) {
        const bool same = x->object[k - 1] == x->object[k] &&
                          x->actor[k - 1] == x->actor[k];
        several += same;
        comments += x->action[k] == LIA_ACTION_COMMENT;
        assert_false(same && x->action[k - 1] == x->action[k]);
    }
    assert_true(several > 100 && comments > 1000);
    lia_world_free(&w);
}

/* The cast is complete, sorted and in the truth; the plot holds: the chief of
 * Vexholm is reached through one person, the newcomer through nobody; there
 * are pods of each kind, every decoy, angry reactions, and all sheets. */
static void test_demo(void **state)
{
    lia_world w = make(LIA_WORLD_DEMO, 0, 0, 1, NULL);
    const lia_tables *t = w.tables;
    static const struct {
        const char *kind;
        uint64_t count;
    } rows[] = {{"calc", 9}, {"affinity", 8}, {"affsync", 8},
                {"advocate", 9}, {"page", 1}, {"fan", 10}, {"creator", 1},
                {"bot", 6}, {"circle", 6}, {"hater", 2}, {"broker", 1}};
    uint64_t angry = 0, messages = 0;
    uint32_t degree[119] = {0};

    (void)state;
    check_tables(&w, 90);
    assert_int_equal(w.count, 119);
    for (size_t k = 0; k < sizeof rows / sizeof *rows; k++)
        assert_int_equal(count_kind(&w, rows[k].kind), rows[k].count);
    for (uint64_t k = 0; k < t->interactions.count; k++) {
        angry += t->interactions.action[k] == LIA_ACTION_ANGRY;
        messages += t->interactions.action[k] == LIA_ACTION_MESSAGE;
    }
    assert_true(angry > 10 && messages > 100);
    assert_in_range(t->interactions.count, 2000, 7000);
    for (uint64_t k = 0; k < t->contacts.count; k++) {
        degree[t->contacts.source[k]]++;
        degree[t->contacts.target[k]]++;
    }
    for (uint32_t a = 0; a < 119; a++) {
        size_t length;
        const char *title, *name = lia_name(&t->accounts.names, a, &length);
        if (a > 0) {
            size_t before;
            const char *last = lia_name(&t->accounts.names, a - 1, &before);
            const size_t both = before < length ? before : length;
            const int order = memcmp(last, name, both);
            assert_true(order < 0 || (order == 0 && before < length));
        }
        if (length == 14 && memcmp(name, "nia.freshwater", 14) == 0)
            assert_int_equal(degree[a], 0);
        if (t->accounts.title[a] == LIA_NONE)
            continue;
        title = lia_name(&t->texts, t->accounts.title[a], &length);
        name = lia_name(&t->texts, t->accounts.company[a] == LIA_NONE
                                       ? 0 : t->accounts.company[a], &length);
        if (strncmp(title, "Chief", 5) == 0 &&
            strncmp(name, "Vexholm", 7) == 0)
            assert_int_equal(degree[a], 1);
    }
    static const int sheets[] = {LIA_TABLE_TARGETS, LIA_TABLE_TEAM,
                                 LIA_TABLE_DEALS, LIA_TABLE_DEAL_CONTACTS,
                                 LIA_TABLE_CONTRIBUTIONS,
                                 LIA_TABLE_INTRO_LOG, LIA_TABLE_SSI};
    for (size_t k = 0; k < sizeof sheets / sizeof *sheets; k++)
        assert_true(t->sheet[sheets[k]].rows > 3);
    assert_non_null(w.settings);
    assert_non_null(strstr(w.by_hand, ";31/02/2026 11:00;"));
    lia_world_free(&w);
}

static void test_pod_free(void **state)
{
    static const lia_world_number numbers[] = {LIA_WORLD_1, LIA_WORLD_3};

    (void)state;
    for (size_t k = 0; k < sizeof numbers / sizeof *numbers; k++) {
        lia_world w = make(numbers[k], 2500, 20, 3, "none");
        check_tables(&w, 20);
        for (uint64_t r = 0; r < w.count; r++)
            assert_int_equal(w.pod[r], LIA_NONE);
        assert_true(w.tables->interactions.count > 1000);
        lia_world_free(&w);
    }
}

static int by_time(const void *left, const void *right)
{
    const lia_time a = *(const lia_time *)left, b = *(const lia_time *)right;

    return (a > b) - (a < b);
}

/* custom:20,0.6,12: members like what members write with probability .6 (and
 * now and then as everybody does), half of them within 20 minutes. With sigma
 * 0.1, 2.3 % come later than 20 exp(.2) and 2.3 % before 20 exp(-.2). Comments
 * of world 3 are posts that no pod is called to: posts with fewer than two
 * likes of members are left out, which .6 and 11 members leave 7e-4 of. */
static void check_custom(lia_world_number number)
{
    lia_world w = make(number, 2500, 45, 5, "custom:20,0.6,12,0,0.1");
    const lia_interactions *x = &w.tables->interactions;
    uint32_t *pod = test_malloc(w.tables->accounts.names.count * sizeof *pod);
    uint32_t size[8] = {0};
    uint64_t posts = 0, taken = 0, early = 0, inside = 0, here;
    const lia_time end = at(45 * 86400.0 - 7200);
    lia_time *delay = test_malloc(x->count * sizeof *delay);

    for (uint64_t k = 0; k < w.count; k++) {
        pod[w.account[k]] = w.pod[k];
        if (w.pod[k] != LIA_NONE)
            size[w.pod[k]]++;
    }
    for (int k = 1; k <= 6; k++)
        assert_int_equal(size[k], 12);
    for (uint64_t k = 0, next; k < x->count; k = next) {
        const uint32_t post = x->object[k];
        here = 0;
        for (next = k; next < x->count && x->object[next] == post; next++)
            if (pod[x->author[next]] != LIA_NONE &&
                pod[x->actor[next]] == pod[x->author[next]] &&
                x->action[next] == LIA_ACTION_LIKE &&
                w.tables->posts.time[post] < end)
                delay[taken + here++] =
                    x->time[next] - w.tables->posts.time[post];
        taken += here > 1 ? here : 0;
        posts += here > 1;
    }
    for (uint64_t k = 0; k < taken; k++) {
        early += delay[k] < (lia_time)(20 * exp(-0.2) * 60e6);
        inside += delay[k] <= (lia_time)(20 * exp(0.2) * 60e6);
    }
    assert_true(posts > 400);
    const double chances = (double)posts * 11;
    const double error = 6 * sqrt(0.6 * 0.4 / chances);
    const double share = (double)taken / chances;
    if (share < 0.6 - error || share > 0.68 + error)
        fail_msg("world %d: a share of %g", number, share);
    qsort(delay, taken, sizeof *delay, by_time);
    assert_in_range(delay[taken / 2], (uint64_t)(19.5 * 60e6),
                    (uint64_t)(21 * 60e6));
    assert_true((double)early / (double)taken < 0.04);
    assert_true((double)inside / (double)taken > 0.85);
    test_free(delay);
    test_free(pod);
    lia_world_free(&w);
}

static void test_custom_pods_do_as_they_are_told(void **state)
{
    (void)state;
    check_custom(LIA_WORLD_1);
    check_custom(LIA_WORLD_3);
}

static bool are_same(const lia_world *a, const lia_world *b)
{
    const lia_interactions *x = &a->tables->interactions;
    const lia_interactions *y = &b->tables->interactions;

    return x->count == y->count && a->count == b->count &&
           a->tables->contacts.count == b->tables->contacts.count &&
           memcmp(x->actor, y->actor, x->count * sizeof *x->actor) == 0 &&
           memcmp(x->object, y->object, x->count * sizeof *x->object) == 0 &&
           memcmp(x->time, y->time, x->count * sizeof *x->time) == 0 &&
           memcmp(x->action, y->action, x->count) == 0 &&
           memcmp(a->account, b->account, a->count * sizeof *a->account) ==
               0 &&
           memcmp(a->kind, b->kind, a->count) == 0 &&
           memcmp(a->pod, b->pod, a->count * sizeof *a->pod) == 0;
}

static void test_seeds(void **state)
{
    static const lia_world_number numbers[] = {LIA_WORLD_1, LIA_WORLD_3};

    (void)state;
    for (size_t k = 0; k < sizeof numbers / sizeof *numbers; k++) {
        lia_world a = make(numbers[k], 2500, 10, 11, "all");
        lia_world b = make(numbers[k], 2500, 10, 11, "all");
        lia_world c = make(numbers[k], 2500, 10, 12, "all");
        assert_true(are_same(&a, &b));
        assert_false(are_same(&a, &c));
        lia_world_free(&a);
        lia_world_free(&b);
        lia_world_free(&c);
    }
}

static void test_every_allocation_may_fail(void **state)
{
    static const lia_world_options rows[] = {
        {LIA_WORLD_1, 3000, 1, 1, "all"},
        {LIA_WORLD_3, 1700, 1, 1, "all"},
        {LIA_WORLD_3, 1700, 1, 1, "custom:5,0.5,8,1,1,0.5"},
        {LIA_WORLD_DEMO, 0, 5, 1, NULL}};

    (void)state;
    for (size_t r = 0; r < sizeof rows / sizeof *rows; r++) {
        const long live = lia_mem_live();
        lia_status st = LIA_ENOMEM;
        for (long k = 0; st != LIA_OK && k < 2000; k++) {
            lia_world w = {.count = 77};
            lia_mem_fail_after(k);
            st = lia_world_make(&w, &rows[r], NULL);
            lia_mem_fail_after(-1);
            assert_true(st == LIA_OK || (st == LIA_ENOMEM && w.count == 77));
            if (st == LIA_OK)
                lia_world_free(&w);
            assert_int_equal(lia_mem_live(), live);
        }
        assert_int_equal(st, LIA_OK);
    }
}

static const struct {
    lia_world_options options;
    const char *says;
} refused[] = {
    {{LIA_WORLD_1, 5000, 60, 1, "some"}, "none of all, none"},
    {{LIA_WORLD_1, 5000, 60, 1, "custom:"}, "MEDIAN_MINUTES"},
    {{LIA_WORLD_1, 5000, 60, 1, "custom:5,0.5"}, "MEDIAN_MINUTES"},
    {{LIA_WORLD_1, 5000, 60, 1, "custom:5,0.5,8,"}, "MEDIAN_MINUTES"},
    {{LIA_WORLD_1, 5000, 60, 1, "custom:5,0.5,8x"}, "MEDIAN_MINUTES"},
    {{LIA_WORLD_1, 5000, 60, 1, "custom:-5,0.5,8"}, "MEDIAN_MINUTES"},
    {{LIA_WORLD_1, 5000, 60, 1, "custom:5,1.5,8"}, "participation"},
    {{LIA_WORLD_1, 5000, 60, 1, "custom:5,0.5,8.5"}, "whole"},
    {{LIA_WORLD_1, 5000, 60, 1, "custom:0,0.5,8"}, "above 0"},
    {{LIA_WORLD_1, 300, 60, 1, "all"}, "too few accounts"},
    {{LIA_WORLD_1, 5000, 4000, 1, "all"}, "days"},
    {{LIA_WORLD_1, 4000000000u, 60, 1, "all"}, "accounts"},
    {{LIA_WORLD_DEMO, 50, 60, 1, "all"}, "own cast"},
    {{LIA_WORLD_DEMO, 0, 60, 1, "none"}, "own pods"},
    {{(lia_world_number)7, 5000, 60, 1, "all"}, "no world 7"},
};

static void test_refusals(void **state)
{
    (void)state;
    for (size_t r = 0; r < sizeof refused / sizeof *refused; r++) {
        lia_world w = {.count = 77};
        lia_error err = {.status = LIA_OK};
        const long live = lia_mem_live();
        assert_int_equal(lia_world_make(&w, &refused[r].options, &err),
                         LIA_EARG);
        if (strstr(err.message, refused[r].says) == NULL)
            fail_msg("row %zu says \"%s\"", r, err.message);
        assert_int_equal(w.count, 77);
        assert_int_equal(lia_mem_live(), live);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_world_1_has_its_groups),
        cmocka_unit_test(test_world_1_engages_once),
        cmocka_unit_test(test_world_3),
        cmocka_unit_test(test_demo),
        cmocka_unit_test(test_pod_free),
        cmocka_unit_test(test_custom_pods_do_as_they_are_told),
        cmocka_unit_test(test_seeds),
        cmocka_unit_test(test_every_allocation_may_fail),
        cmocka_unit_test(test_refusals),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
