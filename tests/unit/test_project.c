/* test_project.c - which rows tie whom. Expected values: hand, row by row. */
#include "reading.h"

/* a..f are 0..5 in byte order. Interactions: a likes p by b (author on the
 * row); c likes p (author from the posts table: b); d likes q (nobody knows);
 * e posts r; b likes p, its own; f messages a; a likes p again. */
static const char *const pooled[][2] = {
    {"i.csv", "actor,object,target,action,author,weight\n"
              "a,p,,like,b,2\nc,p,,like,,\nd,q,,like,,\ne,r,,post,,\n"
              "b,p,,like,b,\nf,,a,message,,-1\na,p,,like,b,3\n"},
    {"p.csv", "post,author\np,b\n"},
    {"c.csv", "from,to,kind,weight\na,c,contact,4\nd,e,follow,\n"},
};

static lia_tables *read_pooled(void)
{
    const char *paths[3];
    lia_tables *t = NULL;

    for (int k = 0; k < 3; k++)
        paths[k] = put(pooled[k][0], pooled[k][1]);
    assert_int_equal(lia_read(&t, paths, 3, NULL, NULL), LIA_OK);
    assert_int_equal(t->accounts.names.count, 6);
    return t;
}

typedef struct edge {
    lia_vid from, to;
    double weight;
} edge;

static void check_rows(const uint64_t *off, const lia_vid *to,
                       const double *weight, lia_vid n, const edge *want,
                       uint64_t count)
{
    uint64_t k = 0;

    assert_int_equal(off[n], count);
    for (lia_vid i = 0; i < n; i++)
        for (uint64_t e = off[i]; e < off[i + 1]; e++, k++) {
            assert_int_equal(want[k].from, i);
            assert_int_equal(want[k].to, to[e]);
            if (weight != NULL)
                assert_true(want[k].weight == weight[e]);
        }
}

static void test_ties_of_pooled_tables(void **state)
{
    static const edge sums[] = {
        {0, 1, 5}, {0, 2, 4}, {0, 5, -1}, {1, 0, 5}, {1, 2, 1}, {2, 0, 4},
        {2, 1, 1}, {3, 4, 1}, {4, 3, 1}, {5, 0, -1}};
    static const edge rows[] = {
        {0, 1, 2}, {0, 2, 1}, {0, 5, 1}, {1, 0, 2}, {1, 2, 1}, {2, 0, 1},
        {2, 1, 1}, {3, 4, 1}, {4, 3, 1}, {5, 0, 1}};
    lia_tables *t = read_pooled();

    (void)state;
    for (int w = LIA_WEIGHT_NONE; w <= LIA_WEIGHT_ROWS; w++) {
        lia_projection_options o = LIA_PROJECTION_DEFAULTS;
        lia_projection_tally tally;
        lia_ties ties;
        o.weighing = (lia_weighing)w;
        assert_int_equal(lia_ties_from_tables(&ties, &tally, t, &o, NULL), 0);
        assert_int_equal(ties.n, 6);
        assert_int_equal(ties.weight == NULL, w == LIA_WEIGHT_NONE);
        check_rows(ties.off, ties.to, ties.weight, 6,
                   w == LIA_WEIGHT_SUM ? sums : rows, 10);
        assert_int_equal(tally.posts, 1);
        assert_int_equal(tally.nobody, 1);
        assert_int_equal(tally.pairs.rows, 7);
        assert_int_equal(tally.pairs.loops, 1);
        assert_int_equal(tally.pairs.repeats, 1);
        assert_int_equal(tally.negative, w == LIA_WEIGHT_SUM);
        lia_ties_free(&ties);
    }
    done(t);
}

static void test_arcs_go_where_rows_point(void **state)
{
    static const edge want[] = {{0, 1, 5}, {0, 2, 4}, {2, 0, 4}, {2, 1, 1},
                                {3, 4, 1}, {5, 0, -1}};
    lia_projection_options o = LIA_PROJECTION_DEFAULTS;
    lia_tables *t = read_pooled();
    lia_arcs arcs;

    (void)state;
    o.weighing = LIA_WEIGHT_SUM;
    o.consume = true;
    assert_int_equal(lia_arcs_from_tables(&arcs, NULL, t, &o, NULL), LIA_OK);
    check_rows(arcs.off, arcs.to, arcs.weight, 6, want, 6);
    assert_int_equal(t->interactions.count, 0);
    assert_int_equal(t->contacts.count, 0);
    assert_null(t->contacts.source);
    lia_arcs_free(&arcs);
    done(t);
}

static void test_an_edge_list_that_does_not_say_goes_one_way(void **state)
{
    lia_tables *t = read_text("x.txt", "1 2\n3 1\n2 2\n", NULL);
    lia_arcs arcs;
    lia_ties ties;

    (void)state;
    assert_int_equal(lia_arcs_from_tables(&arcs, NULL, t, NULL, NULL), LIA_OK);
    assert_int_equal(arcs.m, 2);
    assert_int_equal(arcs.off[1], 1);
    lia_arcs_free(&arcs);
    assert_int_equal(lia_ties_from_tables(&ties, NULL, t, NULL, NULL), LIA_OK);
    assert_int_equal(ties.m, 2);
    lia_ties_free(&ties);
    done(t);
}

static void test_isolated_accounts_stay(void **state)
{
    const char *paths[2];
    lia_tables *t = NULL;
    lia_ties ties;

    (void)state;
    paths[0] = put("a.csv", "id,name\na,A\nb,B\nc,C\n");
    paths[1] = put("e.csv", "from,to\na,b\n");
    assert_int_equal(lia_read(&t, paths, 2, NULL, NULL), LIA_OK);
    assert_int_equal(lia_ties_from_tables(&ties, NULL, t, NULL, NULL), LIA_OK);
    assert_int_equal(ties.n, 3);
    assert_int_equal(ties.m, 1);
    lia_ties_free(&ties);
    done(t);
    t = read_text("a.csv", "id,name\na,A\n", NULL);
    assert_int_equal(lia_ties_from_tables(&ties, NULL, t, NULL, NULL), LIA_OK);
    assert_int_equal(ties.n, 1);
    assert_int_equal(ties.m, 0);
    lia_ties_free(&ties);
    done(t);
}

static void test_every_allocation_may_fail(void **state)
{
    (void)state;
    for (int consume = 0; consume < 2; consume++) {
        lia_projection_options o = LIA_PROJECTION_DEFAULTS;
        lia_status st = LIA_ENOMEM;
        o.weighing = LIA_WEIGHT_SUM;
        o.consume = consume;
        for (long k = 0; st != LIA_OK && k < 100; k++) {
            lia_tables *t = read_pooled();
            long before = lia_mem_live();
            lia_ties ties = {0};
            lia_mem_fail_after(k);
            st = lia_ties_from_tables(&ties, NULL, t, &o, NULL);
            lia_mem_fail_after(-1);
            assert_true(st == LIA_OK || st == LIA_ENOMEM);
            assert_true(st == LIA_OK || ties.off == NULL);
            if (st != LIA_OK && !consume)
                assert_int_equal(lia_mem_live(), before);
            lia_ties_free(&ties);
            done(t);
        }
        assert_int_equal(st, LIA_OK);
    }
}

static void test_bad_arguments(void **state)
{
    lia_ties ties;
    lia_arcs arcs;
    lia_tables *t = read_text("x.txt", "1 2\n2 3\n", NULL);

    (void)state;
    assert_int_equal(lia_ties_from_tables(NULL, NULL, t, NULL, NULL),
                     LIA_EARG);
    assert_int_equal(lia_ties_from_tables(&ties, NULL, NULL, NULL, NULL),
                     LIA_EARG);
    assert_int_equal(lia_arcs_from_tables(&arcs, NULL, NULL, NULL, NULL),
                     LIA_EARG);
    done(t);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_ties_of_pooled_tables),
        cmocka_unit_test(test_arcs_go_where_rows_point),
        cmocka_unit_test(test_an_edge_list_that_does_not_say_goes_one_way),
        cmocka_unit_test(test_isolated_accounts_stay),
        cmocka_unit_test(test_every_allocation_may_fail),
        cmocka_unit_test(test_bad_arguments),
    };
    return cmocka_run_group_tests(tests, make_folder, drop_folder);
}
