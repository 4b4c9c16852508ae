/* test_triads.c - triangles: closed forms, a slow twin that counts term by
 * term in the matrix, igraph, and the same bits for 1, 2 and 8 threads.
 */
#include "support.h"

#include <igraph.h>
#include <math.h>
#include <stdio.h>

#include "liaison/triads.h"
#include "ties/triangles.h"

static lia_triads make_values(const lia_ties *t)
{
    return (lia_triads){test_calloc(t->m + 1, sizeof(uint32_t)),
                        test_calloc(t->n + 1, sizeof(uint64_t)),
                        test_calloc(t->n + 1, sizeof(double)),
                        test_calloc(t->n + 1, sizeof(double)),
                        test_calloc(t->n + 1, sizeof(double)),
                        test_calloc(t->n + 1, sizeof(double))};
}

static void drop_values(lia_triads *v)
{
    test_free(v->mutual);
    test_free(v->triangles);
    test_free(v->clustering);
    test_free(v->effective_size);
    test_free(v->efficiency);
    test_free(v->constraint);
}

static void assert_same_bits(const lia_triads *a, const lia_triads *b,
                             const lia_ties *t)
{
    assert_memory_equal(a->mutual, b->mutual, t->m * sizeof(uint32_t));
    assert_memory_equal(a->triangles, b->triangles, t->n * sizeof(uint64_t));
    assert_memory_equal(a->clustering, b->clustering, t->n * sizeof(double));
    assert_memory_equal(a->effective_size, b->effective_size,
                        t->n * sizeof(double));
    assert_memory_equal(a->efficiency, b->efficiency, t->n * sizeof(double));
    assert_memory_equal(a->constraint, b->constraint, t->n * sizeof(double));
}

static void assert_near(double got, double want)
{
    if (isnan(want))
        assert_true(isnan(got));
    else
        assert_true(fabs(got - want) <= 1e-12 * fmax(1.0, fabs(want)));
}

static lia_ties make_ties(lia_vid n, const lia_vid (*pair)[2], uint64_t count)
{
    lia_vid *source = test_malloc((count + 1) * sizeof *source);
    lia_vid *target = test_malloc((count + 1) * sizeof *target);
    lia_ties ties;

    for (uint64_t k = 0; k < count; k++) {
        source[k] = pair[k][0];
        target[k] = pair[k][1];
    }
    lia_pairs pairs = {n, count, source, target, NULL};
    assert_int_equal(lia_ties_from_pairs(&ties, NULL, &pairs, NULL, NULL), 0);
    test_free(source);
    test_free(target);
    return ties;
}

static const lia_vid star[][2] = {{0, 1}, {0, 2}, {0, 3}, {0, 4}};
static const lia_vid path[][2] = {{0, 1}, {1, 2}, {2, 3}};
static const lia_vid clique[][2] = {{0, 1}, {0, 2}, {0, 3}, {1, 2}, {1, 3},
                                    {2, 3}};
static const lia_vid barbell[][2] = {{0, 1}, {0, 2}, {1, 2}, {2, 3}, {3, 4},
                                     {3, 5}, {4, 5}};

#define TIES(of) of, sizeof of / sizeof of[0]

static const struct {
    const char *name;
    const lia_vid (*pair)[2];
    uint64_t count;
    lia_vid n, account;
    uint64_t triangles;
    double clustering, size, efficiency, constraint;
    const char *origin;
} rows[] = {
    { "star centre", TIES(star), 5, 0, 0, 0, 4, 1, 0.25,
      "closed: k leaves that do not know each other give k, 1 and 1/k" },
    { "star leaf", TIES(star), 5, 3, 0, 0, 1, 1, 1,
      "closed: one contact gives 1" },
    { "path middle", TIES(path), 4, 1, 0, 0, 2, 1, 0.5, "closed: star of 2" },
    /* K4: d = 3, t = 3; size 3 - 2; c = 3 (1 + 2/3)^2 / 9 = 25/27 */
    { "clique", TIES(clique), 4, 2, 3, 1, 1, 1.0 / 3, 25.0 / 27, "hand" },
    /* contacts 0, 1, 3 at 1/3 each: 2 (1/3 + 1/3 * 1/2)^2 + (1/3)^2 */
    { "barbell gate", TIES(barbell), 6, 2, 1, 1.0 / 3, 7.0 / 3, 7.0 / 9,
      11.0 / 18, "hand" },
    /* contacts 1, 2 at 1/2: (1/2 + 1/2 * 1/3)^2 + (1/2 + 1/2 * 1/2)^2 */
    { "barbell far", TIES(barbell), 6, 0, 1, 1, 1, 0.5, 145.0 / 144, "hand" },
    { "isolated", TIES(path), 6, 5, 0, 0, NAN, NAN, NAN,
      "closed: undefined without contacts, documented as NAN" },
};

static void test_rows(void **state)
{
    (void)state;
    for (size_t k = 0; k < sizeof rows / sizeof rows[0]; k++) {
        lia_ties t = make_ties(rows[k].n, rows[k].pair, rows[k].count);
        lia_triads v = make_values(&t);
        lia_vid i = rows[k].account;

        assert_int_equal(lia_triads_count(&v, &t, NULL, NULL), LIA_OK);
        assert_int_equal(v.triangles[i], rows[k].triangles);
        assert_near(v.clustering[i], rows[k].clustering);
        assert_near(v.effective_size[i], rows[k].size);
        assert_near(v.efficiency[i], rows[k].efficiency);
        assert_near(v.constraint[i], rows[k].constraint);
        drop_values(&v);
        lia_ties_free(&t);
    }
    assert_int_equal(lia_mem_live(), 0);
}

static void test_values_of_ties_and_of_the_whole(void **state)
{
    lia_ties t = make_ties(6, TIES(barbell));
    lia_triads v = make_values(&t);
    double overlap[7];
    uint8_t local[7];
    /* closed: one common contact in each triangle, none across the bridge */
    const uint32_t mutual[] = {1, 1, 1, 0, 1, 1, 1};
    /* hand: 0-1 share their only other contact: 1 / (1 + 1 - 1); 0-2:
     * 1 / (1 + 2 - 1); order 01 02 12 23 34 35 45 */
    const double want[] = {1, .5, .5, 0, .5, .5, 1};

    (void)state;
    assert_int_equal(lia_triads_count(&v, &t, NULL, NULL), LIA_OK);
    assert_memory_equal(v.mutual, mutual, sizeof mutual);
    lia_overlap(overlap, v.mutual, &t);
    assert_memory_equal(overlap, want, sizeof want);
    lia_local_bridges(local, v.mutual, t.m);
    for (int k = 0; k < 7; k++)
        assert_int_equal(local[k], k == 3);
    /* hand: 3 * 2 triangles; triads 4 * 1 + 2 * 3 = 10 */
    assert_near(lia_transitivity(v.triangles, &t), 0.6);
    /* hand: (4 * 1 + 2 * 1/3) / 6 */
    assert_near(lia_mean_clustering(v.clustering, 6), 7.0 / 9);
    drop_values(&v);
    lia_ties_free(&t);

    t = make_ties(2, path, 1);
    v = make_values(&t);
    assert_int_equal(lia_triads_count(&v, &t, NULL, NULL), LIA_OK);
    lia_overlap(overlap, v.mutual, &t);
    assert_true(overlap[0] == 0.0); /* closed: denominator 0 */
    assert_true(lia_transitivity(v.triangles, &t) == 0.0);
    drop_values(&v);
    lia_ties_free(&t);
}

static void test_no_accounts_and_no_ties(void **state)
{
    (void)state;
    for (lia_vid n = 0; n < 3; n++) {
        lia_ties t = make_ties(n, path, 0);
        lia_triads v = make_values(&t);
        assert_int_equal(lia_triads_count(&v, &t, NULL, NULL), LIA_OK);
        for (lia_vid i = 0; i < n; i++) {
            assert_int_equal(v.triangles[i], 0);
            assert_true(v.clustering[i] == 0.0);
            assert_true(isnan(v.effective_size[i]));
            assert_true(isnan(v.efficiency[i]));
            assert_true(isnan(v.constraint[i]));
        }
        assert_true(lia_transitivity(v.triangles, &t) == 0.0);
        assert_true(n ? lia_mean_clustering(v.clustering, n) == 0.0
                      : isnan(lia_mean_clustering(v.clustering, n)));
        drop_values(&v);
        lia_ties_free(&t);
    }
}

/* Slow twin: from the matrix, term by term. */
static uint8_t *matrix_of(const lia_ties *t)
{
    uint8_t *a = test_calloc((size_t)t->n * t->n, 1);

    for (lia_vid i = 0; i < t->n; i++)
        for (uint64_t e = t->off[i]; e < t->off[i + 1]; e++)
            a[(size_t)i * t->n + t->to[e]] = 1;
    return a;
}

static void slow_account(const uint8_t *a, lia_vid n, const double *d,
                         lia_vid i, const lia_triads *v)
{
    uint64_t triangles = 0;
    double constraint = 0;

    for (lia_vid j = 0; j < n; j++) {
        double p = 1.0 / d[i];
        if (!a[(size_t)i * n + j])
            continue;
        for (lia_vid q = 0; q < n; q++)
            if (a[(size_t)i * n + q] && a[(size_t)q * n + j]) {
                p += 1.0 / d[i] / d[q];
                triangles += q < j;
            }
        constraint += p * p;
    }
    assert_int_equal(v->triangles[i], triangles);
    if (d[i] == 0)
        constraint = NAN;
    assert_near(v->constraint[i], constraint);
    assert_near(v->effective_size[i],
                d[i] > 0 ? d[i] - 2.0 * (double)triangles / d[i] : NAN);
    assert_near(v->efficiency[i], v->effective_size[i] / d[i]);
    assert_near(v->clustering[i],
                d[i] > 1 ? 2.0 * (double)triangles / (d[i] * (d[i] - 1)) : 0);
}

static void test_random_networks_against_the_matrix(void **state)
{
    static const struct { lia_vid n; uint64_t count; } size[] = {
        {10, 20}, {60, 100}, {150, 1500}, {150, 9000}, {300, 4000}};

    (void)state;
    for (size_t k = 0; k < sizeof size / sizeof size[0]; k++) {
        lia_ties t = test_random_ties(size[k].n, size[k].count, false, 40 + k);
        lia_triads v = make_values(&t);
        uint8_t *a = matrix_of(&t);
        double *d = test_calloc(t.n, sizeof *d);
        uint64_t tie = 0;

        for (lia_vid i = 0; i < t.n; i++)
            d[i] = (double)(t.off[i + 1] - t.off[i]);
        assert_int_equal(lia_triads_count(&v, &t, NULL, NULL), LIA_OK);
        for (lia_vid i = 0; i < t.n; i++) {
            slow_account(a, t.n, d, i, &v);
            for (lia_vid j = i + 1; j < t.n; j++) {
                uint32_t common = 0;
                if (!a[(size_t)i * t.n + j])
                    continue;
                for (lia_vid q = 0; q < t.n; q++)
                    common += a[(size_t)i * t.n + q] & a[(size_t)j * t.n + q];
                assert_int_equal(v.mutual[tie++], common);
            }
        }
        assert_int_equal(tie, t.m);
        test_free(d);
        test_free(a);
        drop_values(&v);
        lia_ties_free(&t);
    }
    assert_int_equal(lia_mem_live(), 0);
}

/* oracle: igraph (C), igraph_constraint and igraph_adjacent_triangles. A hub
 * that knows everybody makes degrees uneven. */
static lia_ties hub_network(lia_vid n, uint64_t count, uint64_t seed)
{
    lia_vid (*pair)[2] = test_malloc((count + n) * sizeof *pair);

    for (uint64_t k = 0; k < count; k++) {
        uint64_t x = test_random(&seed) % n, y = test_random(&seed) % n;
        pair[k][0] = (lia_vid)(x * y / n); /* low ids are met more often */
        pair[k][1] = (lia_vid)(test_random(&seed) % n);
    }
    for (lia_vid i = 0; i < n; i++) {
        pair[count + i][0] = n / 2;
        pair[count + i][1] = i;
    }
    lia_ties t = make_ties(n, (const lia_vid (*)[2])pair, count + n);
    test_free(pair);
    return t;
}

static void test_random_networks_against_igraph(void **state)
{
    (void)state;
    for (uint64_t seed = 1; seed <= 3; seed++) {
        lia_ties t = seed == 3 ? test_random_ties(900, 20000, false, seed)
                               : hub_network(1000, 12000, seed);
        lia_triads v = make_values(&t);
        lia_vid *ends = test_malloc(2 * t.m * sizeof *ends);
        igraph_vector_int_t edges;
        igraph_vector_t constraint, triangles;
        igraph_t g;

        assert_int_equal(lia_ties_ends(ends, &t, NULL, NULL), LIA_OK);
        igraph_vector_int_init(&edges, (igraph_integer_t)(2 * t.m));
        for (uint64_t k = 0; k < 2 * t.m; k++)
            VECTOR(edges)[k] = ends[k];
        igraph_create(&g, &edges, t.n, IGRAPH_UNDIRECTED);
        igraph_vector_init(&constraint, 0);
        igraph_vector_init(&triangles, 0);
        igraph_constraint(&g, &constraint, igraph_vss_all(), NULL);
        igraph_adjacent_triangles(&g, &triangles, igraph_vss_all());
        assert_int_equal(lia_triads_count(&v, &t, NULL, NULL), LIA_OK);
        for (lia_vid i = 0; i < t.n; i++) {
            assert_true((double)v.triangles[i] == VECTOR(triangles)[i]);
            assert_near(v.constraint[i], VECTOR(constraint)[i]);
        }
        igraph_vector_destroy(&constraint);
        igraph_vector_destroy(&triangles);
        igraph_vector_int_destroy(&edges);
        igraph_destroy(&g);
        test_free(ends);
        drop_values(&v);
        lia_ties_free(&t);
    }
}

/* Each field alone, in pairs and all at once gives the same bits: the parts
 * that are summed differ. */
static void test_what_is_asked_does_not_change_the_values(void **state)
{
    lia_ties t = hub_network(700, 9000, 5);
    lia_triads all = make_values(&t);

    (void)state;
    assert_int_equal(lia_triads_count(&all, &t, NULL, NULL), LIA_OK);
    for (unsigned mask = 0; mask < 64; mask++) {
        lia_triads got = make_values(&t), ask = got;
        if (!(mask & 1))
            ask.mutual = NULL;
        if (!(mask & 2))
            ask.triangles = NULL;
        if (!(mask & 4))
            ask.clustering = NULL;
        if (!(mask & 8))
            ask.effective_size = NULL;
        if (!(mask & 16))
            ask.efficiency = NULL;
        if (!(mask & 32))
            ask.constraint = NULL;
        assert_int_equal(lia_triads_count(&ask, &t, NULL, NULL), LIA_OK);
        if (ask.mutual)
            assert_memory_equal(got.mutual, all.mutual, t.m * 4);
        if (ask.triangles)
            assert_memory_equal(got.triangles, all.triangles, t.n * 8);
        if (ask.clustering)
            assert_memory_equal(got.clustering, all.clustering, t.n * 8);
        if (ask.effective_size)
            assert_memory_equal(got.effective_size, all.effective_size,
                                t.n * 8);
        if (ask.efficiency)
            assert_memory_equal(got.efficiency, all.efficiency, t.n * 8);
        if (ask.constraint)
            assert_memory_equal(got.constraint, all.constraint, t.n * 8);
        drop_values(&got);
    }
    drop_values(&all);
    lia_ties_free(&t);
    assert_int_equal(lia_mem_live(), 0);
}

static void test_threads_leave_no_trace(void **state)
{
    (void)state;
    for (uint64_t seed = 1; seed <= 2; seed++) {
        lia_ties t = hub_network(5000, 60000, seed);
        lia_triads one = make_values(&t);
        lia_run run = {1, NULL};

        assert_int_equal(lia_triads_count(&one, &t, &run, NULL), LIA_OK);
        for (run.threads = 2; run.threads <= 8; run.threads *= 2) {
            lia_triads more = make_values(&t);
            assert_int_equal(lia_triads_count(&more, &t, &run, NULL), LIA_OK);
            assert_same_bits(&one, &more, &t);
            drop_values(&more);
        }
        drop_values(&one);
        lia_ties_free(&t);
    }
}

static void test_every_allocation_may_fail(void **state)
{
    lia_ties t = make_ties(6, TIES(barbell));
    lia_triads v = make_values(&t);
    const long before = lia_mem_live();
    lia_status st = LIA_ENOMEM;
    long k = 0;

    (void)state;
    v.constraint[0] = v.clustering[0] = -7;
    v.mutual[0] = 77;
    for (; st != LIA_OK; k++) {
        assert_true(k < 100);
        lia_mem_fail_after(k);
        st = lia_triads_count(&v, &t, NULL, NULL);
        lia_mem_fail_after(-1);
        assert_int_equal(lia_mem_live(), before);
        assert_true(st == LIA_OK || st == LIA_ENOMEM);
        if (st != LIA_OK)
            assert_true(v.constraint[0] == -7 && v.clustering[0] == -7 &&
                        v.mutual[0] == 77);
    }
    assert_true(k > 10);
    assert_near(v.constraint[0], 145.0 / 144);
    drop_values(&v);
    lia_ties_free(&t);
    assert_int_equal(lia_mem_live(), 0);
}

static void test_bad_arguments(void **state)
{
    lia_ties t = make_ties(4, TIES(path));
    lia_triads none = {0};
    lia_error error;

    (void)state;
    assert_int_equal(lia_triads_count(NULL, &t, NULL, &error), LIA_EARG);
    assert_int_equal(error.status, LIA_EARG);
    assert_int_equal(lia_triads_count(&none, NULL, NULL, NULL), LIA_EARG);
    assert_int_equal(lia_triads_count(&none, &t, NULL, NULL), LIA_OK);
    lia_ties_free(&t);
}

/* Zachary's karate club, the 78 ties of the paper (J. Anthropol. Res. 33,
 * 452-473, 1977), counted from 0. */
static const lia_vid karate[][2] = {
    {0, 1}, {0, 2}, {0, 3}, {0, 4}, {0, 5}, {0, 6}, {0, 7}, {0, 8}, {0, 10},
    {0, 11}, {0, 12}, {0, 13}, {0, 17}, {0, 19}, {0, 21}, {0, 31}, {1, 2},
    {1, 3}, {1, 7}, {1, 13}, {1, 17}, {1, 19}, {1, 21}, {1, 30}, {2, 3},
    {2, 7}, {2, 8}, {2, 9}, {2, 13}, {2, 27}, {2, 28}, {2, 32}, {3, 7},
    {3, 12}, {3, 13}, {4, 6}, {4, 10}, {5, 6}, {5, 10}, {5, 16}, {6, 16},
    {8, 30}, {8, 32}, {8, 33}, {9, 33}, {13, 33}, {14, 32}, {14, 33},
    {15, 32}, {15, 33}, {18, 32}, {18, 33}, {19, 33}, {20, 32}, {20, 33},
    {22, 32}, {22, 33}, {23, 25}, {23, 27}, {23, 29}, {23, 32}, {23, 33},
    {24, 25}, {24, 27}, {24, 31}, {25, 31}, {26, 29}, {26, 33}, {27, 33},
    {28, 31}, {28, 33}, {29, 32}, {29, 33}, {30, 32}, {30, 33}, {31, 32},
    {31, 33}, {32, 33}};

/* oracle: networkx 2.8.8, G = karate_club_graph(): constraint(G), sum of
 * triangles(G) / 3, transitivity(G), average_clustering(G). */
static void test_karate_club(void **state)
{
    lia_ties t = make_ties(34, TIES(karate));
    lia_triads v = make_values(&t);
    uint64_t corners = 0;

    (void)state;
    assert_int_equal(lia_triads_count(&v, &t, NULL, NULL), LIA_OK);
    for (lia_vid i = 0; i < t.n; i++)
        corners += v.triangles[i];
    assert_int_equal(corners, 3 * 45);
    assert_near(v.constraint[0], 0.15542329764660495);
    assert_near(v.constraint[1], 0.27953510802469134);
    assert_near(v.constraint[2], 0.18517663966049389);
    assert_near(lia_transitivity(v.triangles, &t), 0.2556818181818182);
    assert_near(lia_mean_clustering(v.clustering, t.n), 0.5706384782076823);
    drop_values(&v);
    lia_ties_free(&t);
}

static void on_advance(void *user, uint64_t amount)
{
    __atomic_fetch_add((uint64_t *)user, amount, __ATOMIC_RELAXED);
}

static void on_begin(void *user, const char *stage, uint64_t total,
                     const char *unit)
{
    (void)stage;
    (void)unit;
    *(uint64_t *)user = 0;
    assert_int_equal(total, 78);
}

static void on_end(void *user)
{
    assert_int_equal(*(uint64_t *)user, 78);
}

static void test_progress_reaches_its_total(void **state)
{
    uint64_t done = 0;
    const lia_watch watch = {on_begin, on_advance, on_end, &done};
    const lia_run run = {2, &watch};
    lia_ties t = make_ties(34, TIES(karate));
    lia_triads v = make_values(&t);

    (void)state;
    assert_int_equal(lia_triads_count(&v, &t, &run, NULL), LIA_OK);
    assert_int_equal(done, 78);
    drop_values(&v);
    lia_ties_free(&t);
}

/* No network of that size is needed: it is refused by its degrees. */
static void test_more_contacts_in_common_than_can_be_counted(void **state)
{
    uint32_t degree[] = {1, (uint32_t)1 << 31, UINT32_MAX};
    const lia_oriented g = {.n = 3, .degree = degree};
    lia_triangle_sums sums = {.unit = -7};
    lia_error error;

    (void)state;
    assert_int_equal(lia_triangles_sum(&sums, &g, LIA_SUM_COUNT, NULL, &error),
                     LIA_ELIMIT);
    assert_non_null(strstr(error.message, "2^31"));
    assert_true(sums.unit == -7);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_rows),
        cmocka_unit_test(test_values_of_ties_and_of_the_whole),
        cmocka_unit_test(test_no_accounts_and_no_ties),
        cmocka_unit_test(test_random_networks_against_the_matrix),
        cmocka_unit_test(test_random_networks_against_igraph),
        cmocka_unit_test(test_what_is_asked_does_not_change_the_values),
        cmocka_unit_test(test_threads_leave_no_trace),
        cmocka_unit_test(test_every_allocation_may_fail),
        cmocka_unit_test(test_bad_arguments),
        cmocka_unit_test(test_more_contacts_in_common_than_can_be_counted),
        cmocka_unit_test(test_karate_club),
        cmocka_unit_test(test_progress_reaches_its_total),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
