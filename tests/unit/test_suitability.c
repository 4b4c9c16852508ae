/* What the data can carry: facts by counting on the fingers, verdicts for the
 * shapes of data that people really have. Origin of all values: hand.
 */
#include "support.h"

#include <stdio.h>

#include "liaison/inspect.h"

enum { N = 30 };
static const lia_time DAY = (lia_time)86400 * 1000000;

/* Accounts a00 .. a29. */
static char name_bytes[3 * N + 1];
static uint64_t name_off[N + 1];
static uint64_t post_off[4] = {0, 1, 2, 3};
static lia_source source = {.table = LIA_TABLE_INTERACTIONS};

static lia_tables make_tables(void)
{
    lia_tables t = {.source_count = 1, .source = &source};

    for (unsigned i = 0; i <= N; i++) {
        name_off[i] = 3 * i;
        if (i < N)
            snprintf(name_bytes + 3 * i, 4, "a%02u", i);
    }
    t.accounts.names = (lia_names){N, name_off, name_bytes};
    t.posts.names = (lia_names){3, post_off, "pqr"};
    return t;
}

/* Pairs (source[k], target[k]) as ties. */
static lia_ties make_ties(const lia_vid *a, const lia_vid *b, uint64_t count)
{
    const lia_pairs pairs = {N, count, a, b, NULL};
    lia_ties ties;

    assert_int_equal(lia_ties_from_pairs(&ties, NULL, &pairs, NULL, NULL), 0);
    return ties;
}

static lia_ties make_star(lia_vid centre)
{
    lia_vid a[N], b[N];
    uint64_t count = 0;

    for (lia_vid i = 0; i < N; i++)
        if (i != centre) {
            a[count] = centre;
            b[count++] = i;
        }
    return make_ties(a, b, count);
}

/* A ring with chords: no few accounts touch all ties. */
static lia_ties make_ring(void)
{
    lia_vid a[2 * N], b[2 * N];

    for (lia_vid i = 0; i < N; i++) {
        a[i] = a[N + i] = i;
        b[i] = (i + 1) % N;
        b[N + i] = (i + 2) % N;
    }
    return make_ties(a, b, 2 * N);
}

static void judge(lia_suitability out[LIA_JOB_COUNT], lia_facts *facts,
                  const lia_tables *tables, const lia_ties *ties,
                  const char *me)
{
    assert_int_equal(lia_facts_count(facts, tables, ties, NULL, NULL), LIA_OK);
    lia_suitability_judge(out, facts, &tables->accounts.names, me);
    for (int k = 0; k < LIA_JOB_COUNT; k++) {
        assert_true(out[k].why[0] != '\0');
        assert_true(strlen(out[k].why) < sizeof out[k].why - 1);
        if (out[k].verdict != LIA_YES)
            assert_true(out[k].collect[0] != '\0');
    }
}

static void test_star_is_refused(void **state)
{
    const lia_tables t = make_tables();
    lia_ties ties = make_star(7);
    lia_suitability out[LIA_JOB_COUNT];
    lia_facts f;

    (void)state;
    judge(out, &f, &t, &ties, NULL);
    assert_int_equal(f.hub_count, 1);
    assert_int_equal(f.hub[0], 7);
    assert_int_equal(f.first_hub_ties, N - 1);
    assert_true(lia_facts_is_star(&f));
    assert_int_equal(out[LIA_JOB_BRIDGES].verdict, LIA_NO);
    assert_non_null(strstr(out[LIA_JOB_BRIDGES].why, "a07 touches 29 of 29"));
    assert_int_equal(out[LIA_JOB_INTRODUCE].verdict, LIA_PARTLY);
    assert_int_equal(out[LIA_JOB_PODS].verdict, LIA_NO);
    assert_int_equal(out[LIA_JOB_KPI].verdict, LIA_NO);
    lia_ties_free(&ties);
}

/* Two ties of one account are a star already; one, or a triangle, is none. */
static void test_small_stars(void **state)
{
    static const lia_vid a[] = {0, 0, 1}, b[] = {1, 2, 2};
    static const lia_verdict want[] = {LIA_PARTLY, LIA_NO, LIA_PARTLY};
    const lia_tables t = make_tables();
    lia_suitability out[LIA_JOB_COUNT];
    lia_facts f;

    (void)state;
    for (uint64_t count = 1; count <= 3; count++) {
        lia_ties ties = make_ties(a, b, count);
        judge(out, &f, &t, &ties, NULL);
        assert_int_equal(out[LIA_JOB_BRIDGES].verdict, want[count - 1]);
        lia_ties_free(&ties);
    }
}

static void test_pooled_archives_carry_part(void **state)
{
    const lia_tables t = make_tables();
    lia_vid a[2 * N], b[2 * N];
    lia_suitability out[LIA_JOB_COUNT];
    uint64_t count = 0;
    lia_facts f;

    (void)state;
    for (lia_vid i = 2; i < N; i++)          /* two owners, a shared half */
        for (lia_vid owner = 0; owner < 2; owner++)
            if (i % 3 != owner) {
                a[count] = owner;
                b[count++] = i;
            }
    lia_ties ties = make_ties(a, b, count);
    judge(out, &f, &t, &ties, NULL);
    assert_int_equal(f.hub_count, 2);
    assert_false(lia_facts_is_star(&f));
    assert_int_equal(out[LIA_JOB_BRIDGES].verdict, LIA_PARTLY);
    lia_ties_free(&ties);
}

static void test_a_network_carries_bridges(void **state)
{
    lia_tables t = make_tables();
    lia_ties ties = make_ring();
    lia_suitability out[LIA_JOB_COUNT];
    lia_facts f;

    (void)state;
    judge(out, &f, &t, &ties, NULL);
    assert_int_equal(f.hub_count, 0);
    assert_int_equal(f.ties, 2 * N);
    assert_int_equal(out[LIA_JOB_BRIDGES].verdict, LIA_YES);
    assert_int_equal(out[LIA_JOB_INTRODUCE].verdict, LIA_PARTLY);
    assert_int_equal(out[LIA_JOB_INFLUENCE].verdict, LIA_PARTLY);
    t.sheet[LIA_TABLE_TARGETS].rows = 4;
    judge(out, &f, &t, &ties, "a03");
    assert_int_equal(out[LIA_JOB_INTRODUCE].verdict, LIA_YES);
    lia_ties_free(&ties);
}

static void test_no_data_carries_nothing(void **state)
{
    lia_tables t = {.source_count = 0};
    lia_suitability out[LIA_JOB_COUNT];
    lia_facts f;

    (void)state;
    judge(out, &f, &t, NULL, NULL);
    for (int k = 0; k < LIA_JOB_COUNT; k++)
        assert_int_equal(out[k].verdict, LIA_NO);
    assert_int_equal(f.busiest, LIA_NONE);
    assert_true(f.first == LIA_NO_TIME && f.last == LIA_NO_TIME);
}

/* 24 interactions on 6 days: account 1..4 on posts p, q, r of 10, 11, 12. */
typedef struct acts {
    lia_vid actor[24], author[24];
    uint32_t object[24];
    lia_time time[24];
} acts;

static void make_acts(acts *x, lia_tables *t)
{
    for (uint32_t k = 0; k < 24; k++) {
        x->actor[k] = 1 + k % 4;
        x->object[k] = k % 3;
        x->author[k] = 10 + k % 3;
        x->time[k] = (lia_time)(k / 4 + 100) * DAY + k * 1000000;
    }
    t->interactions = (lia_interactions){
        .count = 24, .actor = x->actor, .object = x->object,
        .author = x->author, .time = x->time};
    source.precision = LIA_PRECISION_SECOND;
    source.timed = 24;
}

static void test_engagement_is_counted(void **state)
{
    lia_tables t = make_tables();
    uint8_t listed[N] = {[1] = 1, [2] = 1};
    lia_suitability out[LIA_JOB_COUNT];
    lia_facts f;
    acts x;

    (void)state;
    make_acts(&x, &t);
    x.author[0] = x.actor[0];                /* one act on an own post */
    x.time[23] = LIA_NO_TIME;
    t.accounts.listed = listed;
    judge(out, &f, &t, NULL, NULL);
    assert_int_equal(f.interactions, 24);
    assert_int_equal(f.timed, 23);
    assert_int_equal(f.with_object, 24);
    assert_int_equal(f.with_author, 24);
    assert_int_equal(f.with_target, 0);
    assert_int_equal(f.known_actors, 12);
    assert_int_equal(f.own, 1);
    assert_int_equal(f.actors, 4);
    assert_int_equal(f.engaged, 3);
    assert_int_equal(f.by_busiest, 6);
    assert_int_equal(f.active_days, 6);
    assert_true(f.first == 100 * DAY);
    assert_true(f.last == 105 * DAY + 22 * 1000000);
    assert_int_equal(f.precision, LIA_PRECISION_SECOND);
    assert_int_equal(out[LIA_JOB_PODS].verdict, LIA_YES);
    assert_int_equal(out[LIA_JOB_INFLUENCE].verdict, LIA_YES);
}

static void test_pods_need_time_post_days_and_people(void **state)
{
    lia_tables t = make_tables();
    lia_suitability out[LIA_JOB_COUNT];
    lia_facts f;
    acts x;

    (void)state;
    make_acts(&x, &t);
    t.interactions.author = NULL;
    judge(out, &f, &t, NULL, NULL);
    assert_int_equal(out[LIA_JOB_PODS].verdict, LIA_PARTLY);
    t.interactions.time = NULL;
    judge(out, &f, &t, NULL, NULL);
    assert_int_equal(out[LIA_JOB_PODS].verdict, LIA_NO);
    make_acts(&x, &t);
    t.interactions.object = NULL;
    judge(out, &f, &t, NULL, NULL);
    assert_int_equal(out[LIA_JOB_PODS].verdict, LIA_NO);
    make_acts(&x, &t);
    for (uint32_t k = 0; k < 24; k++)
        x.time[k] = 100 * DAY + k;
    judge(out, &f, &t, NULL, NULL);
    assert_non_null(strstr(out[LIA_JOB_PODS].why, "1 day;"));
    make_acts(&x, &t);
    source.precision = LIA_PRECISION_DAY;
    judge(out, &f, &t, NULL, NULL);
    assert_non_null(strstr(out[LIA_JOB_PODS].why, "days"));
    make_acts(&x, &t);
    for (uint32_t k = 0; k < 24; k++)        /* a personal archive */
        x.actor[k] = 9;
    judge(out, &f, &t, NULL, NULL);
    assert_int_equal(out[LIA_JOB_PODS].verdict, LIA_NO);
    assert_non_null(strstr(out[LIA_JOB_PODS].why, "those of a09"));
    assert_int_equal(out[LIA_JOB_INFLUENCE].verdict, LIA_NO);
}

/* An export of a9 with eight posts of its own, and its owner's acts. */
static void test_an_export_is_its_owners_doing(void **state)
{
    lia_tables t = make_tables();
    lia_export export = {.path = "me.zip", .platform = "x", .owner = 9};
    uint8_t action[24];
    lia_suitability out[LIA_JOB_COUNT];
    lia_facts f;
    acts x;

    (void)state;
    make_acts(&x, &t);
    t.export_count = 1;
    t.exports = &export;
    for (uint32_t k = 0; k < 24; k++) {
        x.actor[k] = 9;
        action[k] = k < 8 ? LIA_ACTION_POST : LIA_ACTION_LIKE;
    }
    t.interactions.action = action;
    judge(out, &f, &t, NULL, NULL);
    assert_int_equal(f.exports, 1);
    assert_int_equal(f.owners, 1);
    assert_int_equal(f.owner, 9);
    assert_int_equal(f.posted, 8);
    assert_int_equal(f.by_owners, 24);
    assert_int_equal(f.on_posts_by_others, 0);
    assert_int_equal(out[LIA_JOB_PODS].verdict, LIA_NO);
    assert_int_equal(out[LIA_JOB_INFLUENCE].verdict, LIA_PARTLY);
    assert_non_null(strstr(out[LIA_JOB_INFLUENCE].why, "(8 posts)"));
    assert_int_equal(out[LIA_JOB_KPI].verdict, LIA_PARTLY);
    assert_non_null(strstr(out[LIA_JOB_KPI].why, "routine of a09"));
    /* likers of the same posts change that */
    for (uint32_t k = 8; k < 24; k++)
        x.actor[k] = 1 + k % 4;
    judge(out, &f, &t, NULL, NULL);
    assert_int_equal(f.on_posts_by_others, 16);
    assert_int_equal(out[LIA_JOB_PODS].verdict, LIA_YES);
    assert_int_equal(out[LIA_JOB_INFLUENCE].verdict, LIA_YES);
}

static void test_actors_that_only_their_file_can_name(void **state)
{
    static char bytes[] = "adaada llinkedin.com/in/ACoAAFsE9LEx.y";
    static uint64_t off[] = {0, 3, 8, 35, 38};
    lia_vid actor[4] = {0, 1, 2, 3};
    lia_tables t = {.source_count = 0};
    lia_facts f;

    (void)state;
    t.accounts.names = (lia_names){4, off, bytes};
    t.interactions = (lia_interactions){.count = 4, .actor = actor};
    assert_int_equal(lia_facts_count(&f, &t, NULL, NULL, NULL), LIA_OK);
    assert_int_equal(f.resolvable, 2);
}

static void test_kpi_needs_people_and_deals(void **state)
{
    lia_tables t = make_tables();
    lia_suitability out[LIA_JOB_COUNT];
    lia_facts f;
    acts x;

    (void)state;
    make_acts(&x, &t);
    judge(out, &f, &t, NULL, NULL);
    assert_int_equal(out[LIA_JOB_KPI].verdict, LIA_NO);
    judge(out, &f, &t, NULL, "a01");
    assert_int_equal(out[LIA_JOB_KPI].verdict, LIA_PARTLY);
    t.sheet[LIA_TABLE_TEAM].rows = 3;
    judge(out, &f, &t, NULL, NULL);
    assert_int_equal(out[LIA_JOB_KPI].verdict, LIA_PARTLY);
    t.sheet[LIA_TABLE_DEALS].rows = 9;
    judge(out, &f, &t, NULL, NULL);
    assert_int_equal(out[LIA_JOB_KPI].verdict, LIA_YES);
}

static void test_every_allocation_may_fail(void **state)
{
    lia_tables t = make_tables();
    lia_ties ties = make_star(3);
    const long before = lia_mem_live();
    lia_status st = LIA_ENOMEM;
    lia_facts f = {.accounts = 77};
    acts x;

    (void)state;
    make_acts(&x, &t);
    for (long k = 0; st != LIA_OK && k < 50; k++) {
        lia_mem_fail_after(k);
        st = lia_facts_count(&f, &t, &ties, NULL, NULL);
        lia_mem_fail_after(-1);
        assert_true(st == LIA_OK || (st == LIA_ENOMEM && f.accounts == 77));
        assert_int_equal(lia_mem_live(), before);
    }
    assert_int_equal(st, LIA_OK);
    lia_ties_free(&ties);
    assert_int_equal(lia_facts_count(NULL, &t, NULL, NULL, NULL), LIA_EARG);
    assert_int_equal(lia_facts_count(&f, NULL, NULL, NULL, NULL), LIA_EARG);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_star_is_refused),
        cmocka_unit_test(test_small_stars),
        cmocka_unit_test(test_pooled_archives_carry_part),
        cmocka_unit_test(test_a_network_carries_bridges),
        cmocka_unit_test(test_no_data_carries_nothing),
        cmocka_unit_test(test_engagement_is_counted),
        cmocka_unit_test(test_pods_need_time_post_days_and_people),
        cmocka_unit_test(test_an_export_is_its_owners_doing),
        cmocka_unit_test(test_actors_that_only_their_file_can_name),
        cmocka_unit_test(test_kpi_needs_people_and_deals),
        cmocka_unit_test(test_every_allocation_may_fail),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
