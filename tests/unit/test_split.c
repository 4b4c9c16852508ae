/* test_split.c - owned, earned, artificial, reciprocal: by hand, by a slow
 * twin, over shuffled rows and threads, with failing memory.
 */
#include "reading.h"

#include <math.h>

#include "liaison/influence.h"

static lia_tables *tables_of(const char *rows, const char *accounts,
                             const char *posts)
{
    const char *paths[3] = {put("interactions.csv", rows), NULL, NULL};
    size_t count = 1;
    lia_tables *tables = NULL;
    lia_error err;

    if (accounts != NULL)
        paths[count++] = put("accounts.csv", accounts);
    if (posts != NULL)
        paths[count++] = put("posts.csv", posts);
    if (lia_read(&tables, paths, count, NULL, &err) != LIA_OK)
        fail_msg("%s", err.message);
    return tables;
}

static lia_vid id_of(const lia_tables *t, const char *name)
{
    const lia_vid id = lia_names_find(&t->accounts.names, name, strlen(name));

    assert_int_not_equal(id, LIA_NONE);
    return id;
}

static void assert_near(double got, double want)
{
    if (!(fabs(got - want) <= 1e-12))
        fail_msg("%.17g instead of %.17g", got, want);
}

/* u wrote p1 and p2. a and b like p1, a likes it twice over, a comments it,
 * u likes it herself; c of her company likes p1; f is a bot and likes p2; d is
 * in her pod (0.6) and likes p2; e likes p3, which was promoted; a message and
 * a view are no engagement. */
static const char rows[] =
    "actor,object,action,time,author\n"
    "a,p1,like,2026-01-05T10:00:00Z,u\n"
    "a,p1,like,2026-01-05T11:00:00Z,u\n"
    "a,p1,comment,2026-01-05T12:00:00Z,u\n"
    "b,p1,like,2026-01-06T10:00:00Z,u\n"
    "u,p1,like,2026-01-06T10:00:00Z,u\n"
    "c,p1,like,2026-01-06T10:00:00Z,u\n"
    "f,p2,like,2026-01-06T10:00:00Z,u\n"
    "d,p2,like,2026-01-06T10:00:00Z,u\n"
    "a,p2,share,2026-01-06T10:00:00Z,u\n"
    "e,p3,like,2026-01-06T10:00:00Z,u\n"
    "a,p1,view,2026-01-06T10:00:00Z,u\n"
    "g,p4,like,2026-01-06T10:00:00Z,\n";
static const char accounts[] = "account,company,kind\n"
                               "u,Acme  Ltd,\nc,ACME LTD,\nf,,bot\n";
static const char posts[] = "post,author,promoted\np3,u,1\np2,u,0\n";

static void test_by_hand(void **state)
{
    lia_tables *t = tables_of(rows, accounts, posts);
    const lia_vid u = id_of(t, "u"), d = id_of(t, "d");
    const lia_vid members[] = {u, d, d};
    const uint32_t pods[] = {3, 3, 9};
    const double sure[] = {.6, .9, 1};
    const lia_membership membership = {3, members, pods, sure};
    lia_split_options o = LIA_SPLIT_DEFAULTS;
    lia_split s;

    (void)state;
    o.pods = &membership;
    assert_int_equal(lia_split_engagement(&s, t, &o, NULL), LIA_OK);
    assert_int_equal(s.tally.engagements, 9);
    assert_int_equal(s.tally.repeats, 1);
    assert_int_equal(s.tally.other, 1);
    assert_int_equal(s.tally.nobody, 1);
    assert_true(s.tally.paid_is_observed);
    assert_near(s.owned[u], 2);               /* herself, c                  */
    assert_near(s.artificial[u], 1 + .6 + 1); /* f, d, e                     */
    assert_near(s.earned[u], 4 + .4);         /* a 3, b 1, d the rest        */
    assert_near(s.reciprocal[u], 0);
    assert_near(s.tally.from_pods, .6);
    assert_near(s.tally.from_inauthentic, 1);
    assert_near(s.tally.promoted, 1);
    assert_int_equal(s.engagers[u], 2);       /* a, b                        */
    assert_int_equal(s.engagers_before[u], 5);
    assert_int_equal(s.audience[u], 6);
    assert_int_equal(s.posts[u], 3);
    assert_int_equal(s.h_index[u], 1);        /* 2, 1, 0 engagers            */
    assert_int_equal(s.h_before[u], 2);       /* 2, 3, 1                     */
    assert_int_equal(s.h_index[d], LIA_NONE);
    /* one author each in one week: worth 1 / log2(3). a: like .25 and comment
     * 1 of a day before the last, to within the hours, share 1.5 now */
    const double w = 1 / log2(3);
    const double a = (.25 * exp2(-24 / 24. / 90) + exp2(-22 / 24. / 90) +
                      1.5) * w;
    assert_near(s.weight[u], a + .25 * w + .4 * .25 * w);
    assert_near(s.weight_before[u], s.weight[u] + (.25 + .6 * .25 + .25) * w);
    assert_int_equal(s.by.off[u + 1] - s.by.off[u], 3);
    lia_split_free(&s);
    lia_tables_free(t);
}

/* x and y give one another 12 likes each; both give one like to each of four
 * others. m = (12 + 4) / 5 = 3.2, excess = 12 - 3.2 - 2.33 sqrt(3.2). */
static void test_reciprocal_excess(void **state)
{
    char text[4000] = "actor,object,action,author\n";
    lia_split s;

    (void)state;
    for (int k = 0; k < 12; k++)
        sprintf(text + strlen(text), "x,y%d,like,y\ny,x%d,like,x\n", k, k);
    for (int k = 0; k < 4; k++)
        sprintf(text + strlen(text), "x,o%d,like,o%d\ny,o%d,like,o%d\n", k, k,
                k, k);
    lia_tables *t = tables_of(text, NULL, NULL);
    const lia_vid x = id_of(t, "x"), o = id_of(t, "o0");
    const double excess = 12 - 3.2 - 2.33 * sqrt(3.2);
    assert_int_equal(lia_split_engagement(&s, t, NULL, NULL), LIA_OK);
    assert_near(s.reciprocal[x], excess);
    assert_near(s.earned[x], 12 - excess);
    assert_near(s.earned[o], 2);
    assert_int_equal(s.tally.timed, 0);
    assert_int_equal(s.h_index[x], 1);
    assert_near(s.weight[x], .25 * (12 - excess));  /* no times, no habits */
    lia_split_free(&s);
    lia_tables_free(t);
}

static void test_targets_without_posts(void **state)
{
    lia_tables *t = tables_of("actor,target,action,time\n"
                              "a,u,mention,2026-01-05\na,u,mention,2026-01-05\n"
                              "a,u,reply,2026-01-05\nb,u,RT,2026-01-06\n",
                              NULL, NULL);
    const lia_vid u = id_of(t, "u");
    lia_split s;

    (void)state;
    assert_int_equal(lia_split_engagement(&s, t, NULL, NULL), LIA_OK);
    assert_near(s.earned[u], 3);
    assert_int_equal(s.tally.repeats, 1);
    assert_int_equal(s.h_index[u], LIA_NONE);
    assert_int_equal(s.engagers[u], 2);
    lia_split_free(&s);
    lia_tables_free(t);
}

/* Rows of a small world, shuffled by the seed. */
static char *random_text(uint64_t seed)
{
    enum { ROWS = 1500, ROOM = 60 };
    char *text = malloc(ROWS * ROOM), *row = malloc(ROWS * ROOM);
    size_t used = (size_t)sprintf(text, "actor,object,action,time,author\n");
    static const char *const actions[] = {"like", "comment", "share", ""};
    uint64_t s = 77;

    for (int k = 0; k < ROWS; k++) {
        const int post = (int)(test_random(&s) % 120);
        sprintf(row + k * ROOM, "a%d,p%d,%s,2026-01-%02dT%02d:00:00Z,a%d\n",
                (int)(test_random(&s) % 30), post,
                actions[test_random(&s) % 4], (int)(test_random(&s) % 28) + 1,
                (int)(test_random(&s) % 24), post % 30);
    }
    for (int k = ROWS - 1; seed > 0 && k > 0; k--) {
        const int other = (int)(test_random(&seed) % (uint64_t)(k + 1));
        char swap[ROOM];
        memcpy(swap, row + k * ROOM, ROOM);
        memcpy(row + k * ROOM, row + other * ROOM, ROOM);
        memcpy(row + other * ROOM, swap, ROOM);
    }
    for (int k = 0; k < ROWS; k++)
        used += (size_t)sprintf(text + used, "%s", row + k * ROOM);
    free(row);
    return text;
}

static lia_split split_text(uint64_t seed, int threads, lia_tables **keep)
{
    char *text = random_text(seed);
    lia_tables *t = tables_of(text, "account,team\na1,red\na2,red\na3,blue\n"
                              "a4,blue\n", NULL);
    lia_split_options o = LIA_SPLIT_DEFAULTS;
    lia_split s;

    o.run.threads = threads;
    assert_int_equal(lia_split_engagement(&s, t, &o, NULL), LIA_OK);
    free(text);
    if (keep != NULL)
        *keep = t;
    else
        lia_tables_free(t);
    return s;
}

static void test_any_order_and_thread_count(void **state)
{
    lia_split one = split_text(0, 1, NULL);

    (void)state;
    for (int k = 1; k <= 3; k++) {
        lia_split other = split_text((uint64_t)k, k == 1 ? 2 : 8, NULL);
        const size_t bytes = one.n * sizeof(double);
        assert_memory_equal(one.earned, other.earned, bytes);
        assert_memory_equal(one.owned, other.owned, bytes);
        assert_memory_equal(one.reciprocal, other.reciprocal, bytes);
        assert_memory_equal(one.weight, other.weight, bytes);
        assert_memory_equal(one.h_index, other.h_index, bytes / 2);
        assert_memory_equal(one.by.weight, other.by.weight,
                            one.by.m * sizeof(double));
        lia_split_free(&other);
    }
    lia_split_free(&one);
}

/* Slow twin: every pair of rows, by the definitions. */
static void test_slow_twin(void **state)
{
    lia_tables *t;
    lia_split s = split_text(0, 1, &t);
    const lia_interactions *i = &t->interactions;
    double sum = 0;

    (void)state;
    for (lia_vid u = 0; u < s.n; u++) {
        double owned = 0, rest = 0;
        uint32_t engagers = 0;
        for (lia_vid v = 0; v < s.n; v++) {
            uint64_t units = 0;
            for (uint64_t r = 0; r < i->count; r++) {
                bool first = i->actor[r] == v && i->author[r] == u;
                for (uint64_t q = 0; first && q < r; q++)
                    first = !(i->actor[q] == v && i->author[q] == u &&
                              i->object[q] == i->object[r] &&
                              i->action[q] == i->action[r]);
                units += first;
            }
            const uint32_t *team = t->accounts.team;
            if (u == v || (team[u] != LIA_NONE && team[u] == team[v])) {
                owned += (double)units;
            } else {
                rest += (double)units;
                engagers += units > 0;
            }
        }
        assert_near(s.owned[u], owned);
        if (fabs(s.earned[u] + s.reciprocal[u] - rest) > 1e-9)
            fail_msg("%g + %g is not %g", s.earned[u], s.reciprocal[u], rest);
        assert_int_equal(s.engagers[u], engagers);
        sum += owned + rest;
    }
    assert_true(fabs(sum - (double)s.tally.engagements) < 1e-9);
    lia_split_free(&s);
    lia_tables_free(t);
}

static void test_every_allocation_may_fail(void **state)
{
    lia_tables *t = tables_of(rows, accounts, posts);
    const lia_vid members[] = {id_of(t, "u"), id_of(t, "d")};
    const uint32_t pods[] = {3, 3};
    const double sure[] = {.6, .9};
    const lia_membership membership = {2, members, pods, sure};
    lia_split_options o = LIA_SPLIT_DEFAULTS;
    lia_status st = LIA_ENOMEM;
    lia_split s = {.n = 77};
    const long live = lia_mem_live();

    (void)state;
    o.pods = &membership;
    for (long k = 0; st != LIA_OK && k < 300; k++) {
        lia_mem_fail_after(k);
        st = lia_split_engagement(&s, t, &o, NULL);
        lia_mem_fail_after(-1);
        assert_true(st == LIA_OK || (st == LIA_ENOMEM && s.n == 77));
        assert_true(st == LIA_OK || lia_mem_live() == live);
    }
    assert_int_equal(st, LIA_OK);
    lia_split_free(&s);
    assert_int_equal(lia_mem_live(), live);
    lia_tables_free(t);
}

static void test_bad_arguments_and_nothing(void **state)
{
    lia_tables *t = tables_of("source,target\na,b\n", NULL, NULL);
    const lia_vid members[] = {99};
    const uint32_t pods[] = {0};
    double sure[] = {.5};
    const lia_membership membership = {1, members, pods, sure};
    lia_split_options o = LIA_SPLIT_DEFAULTS;
    double fake[] = {2, 0};
    lia_split s;

    (void)state;
    assert_int_equal(lia_split_engagement(&s, t, NULL, NULL), LIA_OK);
    assert_int_equal(s.tally.engagements, 0);
    lia_split_free(&s);
    lia_split_free(NULL);
    assert_int_equal(lia_split_engagement(NULL, t, NULL, NULL), LIA_EARG);
    assert_int_equal(lia_split_engagement(&s, NULL, NULL, NULL), LIA_EARG);
    o.half_life_days = 0;
    assert_int_equal(lia_split_engagement(&s, t, &o, NULL), LIA_EARG);
    o = (lia_split_options)LIA_SPLIT_DEFAULTS;
    o.inauthentic = fake;
    assert_int_equal(lia_split_engagement(&s, t, &o, NULL), LIA_EARG);
    o.inauthentic = NULL;
    o.pods = &membership;
    assert_int_equal(lia_split_engagement(&s, t, &o, NULL), LIA_EARG);
    lia_tables_free(t);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_by_hand),
        cmocka_unit_test(test_reciprocal_excess),
        cmocka_unit_test(test_targets_without_posts),
        cmocka_unit_test(test_any_order_and_thread_count),
        cmocka_unit_test(test_slow_twin),
        cmocka_unit_test(test_every_allocation_may_fail),
        cmocka_unit_test(test_bad_arguments_and_nothing),
    };

    return cmocka_run_group_tests(tests, make_folder, drop_folder);
}
