/* test_communities.c - Leiden through igraph: networks whose communities are
 * plain, the two objectives against their definitions, what must not matter.
 */
#include "support.h"

#include <math.h>

#include <igraph/igraph.h>

#include "liaison/communities.h"

static lia_ties ties_of(lia_vid n, const lia_vid *ends, const double *weight,
                        uint64_t count)
{
    lia_vid source[64], target[64];
    lia_ties ties;

    for (uint64_t k = 0; k < count; k++) {
        source[k] = ends[2 * k];
        target[k] = ends[2 * k + 1];
    }
    lia_pairs pairs = {n, count, source, target, weight};
    assert_int_equal(lia_ties_from_pairs(&ties, NULL, &pairs, NULL, NULL), 0);
    return ties;
}

/* Two triangles 0 2 4 and 1 3 5, the tie 4-5 between them, 6 alone. */
static const lia_vid triangles[] = {0, 2, 2, 4, 0, 4, 1, 3, 3, 5, 1, 5, 4, 5};

static void test_two_triangles(void **state)
{
    const uint32_t want[] = {0, 1, 0, 1, 0, 1, 2};
    lia_ties ties = ties_of(7, triangles, NULL, 7);
    uint32_t got[7], count;
    double q;

    (void)state;
    assert_int_equal(lia_communities(got, &count, &q, &ties, NULL, NULL), 0);
    assert_memory_equal(got, want, sizeof want);
    assert_int_equal(count, 3);
    /* hand: 6 of 7 ties inside, both halves hold 7 of 14 ends: 6/7 - 1/2 */
    assert_true(fabs(q - (6.0 / 7 - 0.5)) < 1e-12);
    lia_ties_free(&ties);
}

/* hand: at .5 a triangle gains 3 - .5 * 3 each, their union 7 - .5 * 15 < 3;
 * at .1 the union gains 7 - 1.5 = 5.5 > 2 * 2.7 */
static void test_cpm_is_denser_than_its_resolution(void **state)
{
    lia_ties ties = ties_of(7, triangles, NULL, 7);
    lia_communities_options o = LIA_COMMUNITIES_DEFAULTS;
    uint32_t got[7], count;
    double q;

    (void)state;
    o.objective = LIA_CPM;
    o.resolution = 0.5;
    assert_int_equal(lia_communities(got, &count, &q, &ties, &o, NULL), 0);
    assert_int_equal(count, 3);
    assert_true(fabs(q - 3.0) < 1e-12);
    o.resolution = 0.1;
    assert_int_equal(lia_communities(got, &count, &q, &ties, &o, NULL), 0);
    assert_int_equal(count, 2);
    assert_true(fabs(q - 5.5) < 1e-12);
    lia_ties_free(&ties);
}

/* A path 0-1-2-3 whose middle tie is heavy: the pair in the middle holds. */
static void test_weights_count(void **state)
{
    const lia_vid path[] = {0, 1, 1, 2, 2, 3};
    const double weight[] = {1, 9, 1}, none[] = {1, 0, 1};
    lia_ties ties = ties_of(4, path, weight, 3);
    lia_communities_options o = {LIA_CPM, 2.0, 0.01, -1, 1, 0};
    uint32_t got[4];

    (void)state;
    assert_int_equal(lia_communities(got, NULL, NULL, &ties, &o, NULL), 0);
    assert_true(got[1] == got[2] && got[0] != got[1] && got[3] != got[1]);
    lia_ties_free(&ties);
    ties = ties_of(4, path, none, 3);
    assert_int_equal(lia_communities(got, NULL, NULL, &ties, NULL, NULL), 0);
    assert_true(got[0] == got[1] && got[2] == got[3] && got[0] != got[2]);
    lia_ties_free(&ties);
}

/* Slow twin: the formulas of communities.h over all pairs. */
static double slow_quality(const lia_ties *g, const uint32_t *c,
                           const lia_communities_options *o)
{
    double *s = test_calloc(g->n, sizeof *s), total = 0.0, sum = 0.0;

    for (lia_vid i = 0; i < g->n; i++) {
        for (uint64_t e = g->off[i]; e < g->off[i + 1]; e++)
            s[i] += g->weight ? g->weight[e] : 1.0;
        total += s[i];
    }
    for (lia_vid i = 0; i < g->n; i++)
        for (lia_vid j = 0; j < g->n; j++) {
            uint64_t e = lia_ties_find(g, i, j);
            double w = e == UINT64_MAX ? 0 : g->weight ? g->weight[e] : 1;
            if (c[i] != c[j])
                continue;
            if (o->objective == LIA_MODULARITY)
                sum += (w - o->resolution * s[i] * s[j] / total) / total;
            else if (i < j)
                sum += w - o->resolution;
        }
    test_free(s);
    return sum;
}

static void test_quality_is_that_of_the_definition(void **state)
{
    (void)state;
    for (int k = 0; k < 8; k++) {
        lia_ties g = test_random_ties(120, 400, k & 1, 40 + (uint64_t)k);
        lia_communities_options o = {k & 2 ? LIA_CPM : LIA_MODULARITY,
                                     k & 4 ? 0.3 : 1.0, 0.01, -1, 5, 0};
        uint32_t *c = test_malloc(g.n * sizeof *c), count;
        double q;
        assert_int_equal(lia_communities(c, &count, &q, &g, &o, NULL), 0);
        assert_true(fabs(q - slow_quality(&g, c, &o)) < 1e-9);
        for (lia_vid i = 0, next = 0; i < g.n; i++) {   /* numbered by first */
            assert_true(c[i] <= next && c[i] < count);
            next += c[i] == next;
        }
        test_free(c);
        lia_ties_free(&g);
    }
}

/* Whatever was drawn before, the seed alone decides; and the caller's own
 * generator goes on as if nothing had been drawn. */
static void test_the_seed_alone_decides(void **state)
{
    lia_ties g = test_random_ties(500, 1500, false, 3);
    lia_communities_options o = LIA_COMMUNITIES_DEFAULTS;
    uint32_t a[500], b[500];
    double first, second;
    igraph_integer_t drawn;

    (void)state;
    igraph_rng_seed(igraph_rng_default(), 9);
    drawn = igraph_rng_get_integer(igraph_rng_default(), 0, 1 << 30);
    igraph_rng_seed(igraph_rng_default(), 9);
    assert_int_equal(lia_communities(a, NULL, &first, &g, &o, NULL), 0);
    assert_true(drawn ==
                igraph_rng_get_integer(igraph_rng_default(), 0, 1 << 30));
    for (int k = 0; k < 5; k++) {
        assert_int_equal(lia_communities(b, NULL, &second, &g, &o, NULL), 0);
        assert_memory_equal(a, b, sizeof a);
        assert_true(first == second);
    }
    lia_ties_free(&g);
}

static void test_without_ties_everyone_is_alone(void **state)
{
    lia_ties g = ties_of(3, NULL, NULL, 0);
    uint32_t c[3], count;
    double q;

    (void)state;
    assert_int_equal(lia_communities(c, &count, &q, &g, NULL, NULL), 0);
    assert_true(c[0] == 0 && c[1] == 1 && c[2] == 2 && count == 3 && isnan(q));
    lia_ties_free(&g);
}

static void test_what_is_refused(void **state)
{
    const double negative[] = {1, 1, 1, 1, 1, 1, -1};
    const lia_communities_options bad[] = {
        {LIA_CPM, 0.0, 0.01, -1, 1, 0}, {LIA_CPM, (double)NAN, 0.01, -1, 1, 0},
        {LIA_CPM, 1.0, 0.0, -1, 1, 0}, {LIA_CPM, INFINITY, 0.01, -1, 1, 0}};
    lia_ties ties = ties_of(7, triangles, negative, 7);
    lia_error err;
    uint32_t c[7];

    (void)state;
    assert_int_equal(lia_communities(c, NULL, NULL, &ties, NULL, &err),
                     LIA_EARG);
    assert_non_null(strstr(err.message, "-1"));
    for (int k = 0; k < 4; k++)
        assert_int_equal(lia_communities(c, NULL, NULL, &ties, &bad[k], NULL),
                         LIA_EARG);
    assert_int_equal(lia_communities(NULL, NULL, NULL, &ties, NULL, NULL),
                     LIA_EARG);
    lia_ties_free(&ties);
}

static void test_every_allocation_may_fail(void **state)
{
    lia_ties ties = ties_of(7, triangles, NULL, 7);
    const long live = lia_mem_live();
    lia_status st = LIA_ENOMEM;

    (void)state;
    for (long k = 0; st != LIA_OK && k < 20; k++) {
        uint32_t c[7] = {77};
        lia_mem_fail_after(k);
        st = lia_communities(c, NULL, NULL, &ties, NULL, NULL);
        lia_mem_fail_after(-1);
        assert_true(st == LIA_OK || (st == LIA_ENOMEM && c[0] == 77));
        assert_int_equal(lia_mem_live(), live);
    }
    assert_int_equal(st, LIA_OK);
    lia_ties_free(&ties);
}

/* A bar of gain ends the passes sooner, never with more; a bar that no pass
 * can reach ends them after the second. */
static void test_a_pass_that_gains_too_little_is_the_last(void **state)
{
    lia_communities_options o = LIA_COMMUNITIES_DEFAULTS;
    lia_ties ties = test_random_ties(400, 1600, false, 5);
    double all, some, two, second;
    uint32_t got[400];

    (void)state;
    assert_int_equal(lia_communities(got, NULL, &all, &ties, &o, NULL), 0);
    o.least_gain = 1e-3;
    assert_int_equal(lia_communities(got, NULL, &some, &ties, &o, NULL), 0);
    o.least_gain = 10;
    assert_int_equal(lia_communities(got, NULL, &two, &ties, &o, NULL), 0);
    o.iterations = 2;
    assert_int_equal(lia_communities(got, NULL, &second, &ties, &o, NULL), 0);
    assert_true(all >= some && some >= two && two == second && all > two);
    o.least_gain = -1;
    assert_int_equal(lia_communities(got, NULL, NULL, &ties, &o, NULL),
                     LIA_EARG);
    lia_ties_free(&ties);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_two_triangles),
        cmocka_unit_test(test_cpm_is_denser_than_its_resolution),
        cmocka_unit_test(test_weights_count),
        cmocka_unit_test(test_quality_is_that_of_the_definition),
        cmocka_unit_test(test_the_seed_alone_decides),
        cmocka_unit_test(test_without_ties_everyone_is_alone),
        cmocka_unit_test(test_a_pass_that_gains_too_little_is_the_last),
        cmocka_unit_test(test_what_is_refused),
        cmocka_unit_test(test_every_allocation_may_fail),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
