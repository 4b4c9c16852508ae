/* test_triads_weighted.c - triads of ties with weights and of arcs: values
 * from NetworkX, a slow twin that follows its definitions in the matrix.
 */
#include "support.h"

#include <igraph.h>
#include <math.h>

#include "liaison/triads.h"

enum { ACCOUNTS = 7 };

typedef struct row {
    lia_vid from, to;
    double weight;
} row;

static lia_pairs pairs_of(const row *rows, uint64_t count, lia_vid n,
                          bool weighted, lia_vid *source, lia_vid *target,
                          double *weight)
{
    for (uint64_t k = 0; k < count; k++) {
        source[k] = rows[k].from;
        target[k] = rows[k].to;
        weight[k] = rows[k].weight;
    }
    return (lia_pairs){n, count, source, target, weighted ? weight : NULL};
}

static lia_ties make_ties(const row *rows, uint64_t count, lia_vid n)
{
    lia_vid source[16], target[16];
    double weight[16];
    lia_pairs pairs = pairs_of(rows, count, n, true, source, target, weight);
    lia_ties t;

    assert_int_equal(lia_ties_from_pairs(&t, NULL, &pairs, NULL, NULL), 0);
    return t;
}

static lia_arcs make_arcs(const row *rows, uint64_t count, lia_vid n,
                          bool weighted)
{
    lia_vid source[16], target[16];
    double weight[16];
    lia_pairs pairs = pairs_of(rows, count, n, weighted, source, target,
                               weight);
    lia_arcs a;

    assert_int_equal(lia_arcs_from_pairs(&a, NULL, &pairs, NULL, NULL), 0);
    return a;
}

static lia_triads make_values(lia_vid n, uint64_t m)
{
    return (lia_triads){m ? test_calloc(m, sizeof(uint32_t)) : NULL,
                        test_calloc(n + 1, sizeof(uint64_t)),
                        test_calloc(n + 1, sizeof(double)),
                        test_calloc(n + 1, sizeof(double)),
                        test_calloc(n + 1, sizeof(double)),
                        test_calloc(n + 1, sizeof(double))};
}

static void drop_values(lia_triads *v)
{
    if (v->mutual)
        test_free(v->mutual);
    test_free(v->triangles);
    test_free(v->clustering);
    test_free(v->effective_size);
    test_free(v->efficiency);
    test_free(v->constraint);
}

static void assert_near(double got, double want)
{
    if (isnan(want))
        assert_true(isnan(got));
    else
        assert_true(fabs(got - want) <= 1e-12 * fmax(1.0, fabs(want)));
}

typedef struct expected {
    double constraint[ACCOUNTS], size[ACCOUNTS], efficiency[ACCOUNTS],
        clustering[ACCOUNTS];
} expected;

static void assert_values(const lia_triads *v, const expected *want, lia_vid n)
{
    for (lia_vid i = 0; i < n; i++) {
        assert_near(v->constraint[i], want->constraint[i]);
        assert_near(v->effective_size[i], want->size[i]);
        assert_near(v->efficiency[i], want->efficiency[i]);
        assert_near(v->clustering[i], want->clustering[i]);
    }
}

static const row kite[] = {{0, 1, 1}, {0, 2, 2}, {1, 2, 3}, {1, 3, 4},
                           {2, 3, .5}, {3, 4, 6}};

/* oracle: networkx 2.8.8, G = Graph() of `kite` and the isolated 5:
 * constraint(G, weight="weight"), effective_size(G, weight="weight"), the
 * same / G.degree(v), clustering(G, weight="weight"). */
static const expected kite_values = {
    {1.1125028696051422, 0.5860257842806544, 0.8105182155506832,
     0.5284008920372556, 1.0, NAN},
    {1.1666666666666667, 2.4270833333333335, 2.1818181818181817,
     2.5833333333333335, 1.0, NAN},
    {0.5833333333333334, 0.8090277777777778, 0.7272727272727272,
     0.8611111111111112, 1.0, NAN},
    {0.3028534321386899, 0.20190228809245994, 0.20190228809245994,
     0.10095114404622997, 0.0, 0.0}
};

static const row web[] = {{0, 1, 1}, {1, 0, 2}, {0, 2, 3}, {2, 1, 4},
                          {1, 3, .5}, {3, 2, 6}, {2, 3, 1}, {3, 4, 2},
                          {5, 3, 1}};
enum { WEB = sizeof web / sizeof web[0] };

/* oracle: networkx 2.8.8, G = DiGraph() of `web` and the isolated 6:
 * constraint(G), effective_size(G), the same / G.degree(v), clustering(G).
 * Account 4 points at nobody. */
static const expected web_plain = {
    {0.8125, 0.7239756944444444, 0.7239756944444444, 0.37250000000000005, NAN,
     1.0, NAN},
    {1.5, 2.125, 2.125, 3.7, NAN, 1.0, NAN},
    {0.5, 0.53125, 0.53125, 0.74, NAN, 1.0, NAN},
    {0.5, 0.4, 0.4, 0.1111111111111111, 0.0, 0.0, 0.0}
};

/* oracle: the same with weight="weight". */
static const expected web_weighted = {
    {1.0010430839002267, 0.9805391786344169, 0.5509807256235828,
     0.5809926933736458, NAN, 1.0, NAN},
    {1.2142857142857144, 1.6952380952380954, 2.4706632653061225,
     3.306122448979592, NAN, 1.0, NAN},
    {0.4047619047619048, 0.42380952380952386, 0.6176658163265306,
     0.6612244897959184, NAN, 1.0, NAN},
    {0.21558031773839503, 0.14538795267871696, 0.145387952678717,
     0.03286434754631053, 0.0, 0.0, 0.0}
};

static void test_values_of_networkx(void **state)
{
    const uint64_t triangles[] = {1, 2, 2, 1, 0, 0, 0}; /* closed: 012 123 */
    lia_ties t = make_ties(kite, 6, 6);
    lia_triads v = make_values(6, 6);

    (void)state;
    assert_int_equal(lia_triads_weighted(&v, &t, NULL, NULL), LIA_OK);
    assert_values(&v, &kite_values, 6);
    assert_memory_equal(v.triangles, triangles, 6 * sizeof *triangles);
    assert_int_equal(v.mutual[2], 2); /* closed: 1-2 share 0 and 3 */
    drop_values(&v);
    lia_ties_free(&t);
    for (int weighted = 0; weighted < 2; weighted++) {
        lia_arcs a = make_arcs(web, WEB, ACCOUNTS, weighted);
        v = make_values(ACCOUNTS, 0);
        assert_int_equal(lia_triads_directed(&v, &a, NULL, NULL), LIA_OK);
        assert_values(&v, weighted ? &web_weighted : &web_plain, ACCOUNTS);
        assert_memory_equal(v.triangles, triangles, sizeof triangles);
        drop_values(&v);
        lia_arcs_free(&a);
    }
    assert_int_equal(lia_mem_live(), 0);
}

static void test_equal_weights_are_no_weights(void **state)
{
    lia_ties t = test_random_ties(120, 900, true, 3);
    lia_triads plain = make_values(t.n, t.m), same = make_values(t.n, t.m);
    double *weight = t.weight;

    (void)state;
    for (uint64_t e = 0; e < 2 * t.m; e++)
        t.weight[e] = 0.1;
    assert_int_equal(lia_triads_weighted(&same, &t, NULL, NULL), LIA_OK);
    t.weight = NULL;
    assert_int_equal(lia_triads_weighted(&plain, &t, NULL, NULL), LIA_OK);
    t.weight = weight;
    for (lia_vid i = 0; i < t.n; i++) {
        assert_near(same.constraint[i], plain.constraint[i]);
        assert_near(same.effective_size[i], plain.effective_size[i]);
        assert_near(same.efficiency[i], plain.efficiency[i]);
        assert_near(same.clustering[i], plain.clustering[i]);
    }
    assert_memory_equal(same.mutual, plain.mutual, t.m * 4);
    drop_values(&plain);
    drop_values(&same);
    lia_ties_free(&t);
}

/* Slow twin: NetworkX's definitions in the matrix a of arcs (0 = no arc). */
typedef struct matrix {
    lia_vid n;
    const double *a;
    double most;
} matrix;

static double arc(const matrix *x, lia_vid i, lia_vid j)
{
    return x->a[(size_t)i * x->n + j];
}

static double both(const matrix *x, lia_vid i, lia_vid j)
{
    return arc(x, i, j) + arc(x, j, i);
}

static double total_of(const matrix *x, lia_vid i)
{
    double sum = 0;

    for (lia_vid j = 0; j < x->n; j++)
        sum += both(x, i, j);
    return sum;
}

static double most_of(const matrix *x, lia_vid i)
{
    double most = 0;

    for (lia_vid j = 0; j < x->n; j++)
        most = fmax(most, both(x, i, j));
    return most;
}

static double slow_constraint(const matrix *x, const double *total, lia_vid i)
{
    double sum = 0;

    for (lia_vid j = 0; j < x->n; j++) {
        double p = both(x, i, j) / total[i];
        if (both(x, i, j) == 0)
            continue;
        for (lia_vid q = 0; q < x->n; q++)
            if (both(x, i, q) > 0)
                p += both(x, i, q) / total[i] * both(x, q, j) / total[q];
        sum += p * p;
    }
    return sum;
}

static double slow_size(const matrix *x, const double *total,
                        const double *most, lia_vid i)
{
    double sum = 0;

    for (lia_vid j = 0; j < x->n; j++) {
        if (both(x, i, j) == 0)
            continue;
        sum += 1;
        for (lia_vid q = 0; q < x->n; q++)
            if (both(x, i, q) > 0)
                sum -= both(x, i, q) / total[i] * both(x, j, q) / most[j];
    }
    return sum;
}

/* Fagiolo: (A + A^T)^3 with cube roots in A. */
static double slow_closed(const matrix *x, lia_vid i)
{
    double sum = 0;

    for (lia_vid j = 0; j < x->n; j++)
        for (lia_vid q = 0; q < x->n; q++)
            if (both(x, i, j) > 0 && both(x, j, q) > 0 && both(x, q, i) > 0)
                sum += (cbrt(arc(x, i, j) / x->most) +
                        cbrt(arc(x, j, i) / x->most)) *
                       (cbrt(arc(x, j, q) / x->most) +
                        cbrt(arc(x, q, j) / x->most)) *
                       (cbrt(arc(x, q, i) / x->most) +
                        cbrt(arc(x, i, q) / x->most));
    return sum;
}

static void assert_slow_directed(const matrix *x, const double *total,
                                 const double *most, const lia_triads *v,
                                 lia_vid i)
{
    double out = 0, in = 0, mutual = 0, closed = slow_closed(x, i);

    for (lia_vid j = 0; j < x->n; j++) {
        out += arc(x, i, j) > 0;
        in += arc(x, j, i) > 0;
        mutual += arc(x, i, j) > 0 && arc(x, j, i) > 0;
    }
    const double b = out + in, pairs = 2 * (b * (b - 1) - 2 * mutual);
    const double size = out > 0 ? slow_size(x, total, most, i) : NAN;

    assert_near(v->constraint[i],
                out > 0 ? slow_constraint(x, total, i) : NAN);
    assert_near(v->effective_size[i], size);
    assert_near(v->efficiency[i], size / b);
    assert_near(v->clustering[i], closed > 0 ? closed / pairs : 0.0);
}

/* ties: the matrix is symmetric, so each weight counts twice in `both`, which
 * cancels out, and each cube root twice, 8 times in a triangle. */
static void assert_slow_ties(const matrix *x, const double *total,
                             const double *most, const lia_triads *v,
                             lia_vid i)
{
    double d = 0;

    for (lia_vid j = 0; j < x->n; j++)
        d += arc(x, i, j) > 0;
    const double size = d > 0 ? slow_size(x, total, most, i) : NAN;

    assert_near(v->constraint[i], d > 0 ? slow_constraint(x, total, i) : NAN);
    assert_near(v->effective_size[i], size);
    assert_near(v->efficiency[i], size / d);
    assert_near(v->clustering[i],
                d > 1 ? slow_closed(x, i) / 8 / (d * (d - 1)) : 0.0);
}

static matrix matrix_of(double *a, const lia_arcs *arcs)
{
    matrix x = {arcs->n, a, 0};

    memset(a, 0, sizeof *a * arcs->n * arcs->n);
    for (lia_vid i = 0; i < arcs->n; i++)
        for (uint64_t e = arcs->off[i]; e < arcs->off[i + 1]; e++) {
            double w = arcs->weight ? arcs->weight[e] : 1.0;
            a[(size_t)i * arcs->n + arcs->to[e]] = w;
            x.most = fmax(x.most, w);
        }
    return x;
}

static const struct { lia_vid n; uint64_t count; } sizes[] = {
    {12, 30}, {70, 200}, {90, 2500}, {150, 1200}};

static void check_random(size_t k, bool directed, bool weighted)
{
    const lia_vid n = sizes[k].n;
    double *a = test_malloc(sizeof *a * n * n);
    double *total = test_malloc(sizeof *total * n);
    double *most = test_malloc(sizeof *most * n);
    lia_ties t = test_random_ties(n, sizes[k].count, weighted, 70 + k);
    lia_arcs r = test_random_arcs(n, sizes[k].count, weighted, 80 + k);
    lia_arcs as_arcs = lia_ties_as_arcs(&t);
    lia_triads v = make_values(n, 0);
    matrix x = matrix_of(a, directed ? &r : &as_arcs);

    for (lia_vid i = 0; i < n; i++) {
        total[i] = total_of(&x, i);
        most[i] = most_of(&x, i);
    }
    assert_int_equal(directed ? lia_triads_directed(&v, &r, NULL, NULL)
                              : lia_triads_weighted(&v, &t, NULL, NULL), 0);
    for (lia_vid i = 0; i < n; i++)
        if (directed)
            assert_slow_directed(&x, total, most, &v, i);
        else
            assert_slow_ties(&x, total, most, &v, i);
    drop_values(&v);
    lia_arcs_free(&r);
    lia_ties_free(&t);
    test_free(most);
    test_free(total);
    test_free(a);
}

static void test_random_networks_against_the_matrix(void **state)
{
    (void)state;
    for (size_t k = 0; k < sizeof sizes / sizeof sizes[0]; k++) {
        check_random(k, false, true);
        check_random(k, true, false);
        check_random(k, true, true);
    }
    assert_int_equal(lia_mem_live(), 0);
}

/* One account that knows everybody, 3,000 others in a ring: the long row is
 * looked up, not read. closed: see below. */
static lia_ties make_wheel(lia_vid n)
{
    lia_vid *source = test_malloc(2 * n * sizeof *source);
    lia_vid *target = test_malloc(2 * n * sizeof *target);
    double *weight = test_malloc(2 * n * sizeof *weight);
    lia_ties t;

    for (lia_vid i = 1; i <= n; i++) {
        source[2 * i - 2] = 0;
        target[2 * i - 2] = i;
        weight[2 * i - 2] = 2;
        source[2 * i - 1] = i;
        target[2 * i - 1] = i % n + 1;
        weight[2 * i - 1] = 1;
    }
    lia_pairs pairs = {n + 1, 2 * n, source, target, weight};
    assert_int_equal(lia_ties_from_pairs(&t, NULL, &pairs, NULL, NULL), 0);
    test_free(source);
    test_free(target);
    test_free(weight);
    return t;
}

static void test_wheel(void **state)
{
    const double n = 3000, hub = 2 * n;
    lia_ties t = make_wheel(3000);
    lia_triads v = make_values(t.n, t.m);

    (void)state;
    assert_int_equal(lia_triads_weighted(&v, &t, NULL, NULL), LIA_OK);
    /* hand: rim: S = 4, M = 2; hub: S = 2 n, M = 2.
     * rim to hub: 2 + 2 (1 * 2/4) = 3; to each neighbour: 1 + 2 * 1 / S(hub)
     * * 2 / 2 ... = 1 + 2 * 2 / (2 n): (9 + 2 (1 + 4 / hub)^2) / 16. */
    for (lia_vid i = 1; i < t.n; i++) {
        assert_near(v.constraint[i],
                    (9 + 2 * (1 + 4 / hub) * (1 + 4 / hub)) / 16);
        /* pairs (q, j): (hub, neighbour) p 1/4, m 2/2, twice; (neighbour,
         * hub) p 2/4, m 2/2, twice */
        assert_near(v.effective_size[i], 3 - (2.0 / 4 + 2 * 2.0 / 4));
        /* two triangles of weights 2, 2, 1 over W = 2 */
        assert_near(v.clustering[i], 2 * 2 * cbrt(0.5) / 6);
    }
    /* hub: to each: 2 + 2 (2 * 1/4) = 3; (n * 9) / (2 n)^2 */
    assert_near(v.constraint[0], 9 * n / (hub * hub));
    /* pairs: 2 n of them, p = 2 / 2 n, m = 1/2 */
    assert_near(v.effective_size[0], n - 1);
    drop_values(&v);
    lia_ties_free(&t);
}

/* oracle: igraph (C), igraph_constraint with weights. */
static void test_random_network_against_igraph(void **state)
{
    lia_ties t = test_random_ties(800, 12000, true, 9);
    lia_triads v = make_values(t.n, t.m);
    igraph_vector_int_t edges;
    igraph_vector_t weight, constraint;
    igraph_integer_t k = 0;
    igraph_t g;

    (void)state;
    igraph_vector_int_init(&edges, (igraph_integer_t)(2 * t.m));
    igraph_vector_init(&weight, (igraph_integer_t)t.m);
    for (lia_vid i = 0; i < t.n; i++)
        for (uint64_t e = t.off[i]; e < t.off[i + 1]; e++)
            if (t.to[e] > i) {
                VECTOR(weight)[k] = t.weight[e];
                VECTOR(edges)[2 * k] = i;
                VECTOR(edges)[2 * k + 1] = t.to[e];
                k++;
            }
    igraph_create(&g, &edges, t.n, IGRAPH_UNDIRECTED);
    igraph_vector_init(&constraint, 0);
    igraph_constraint(&g, &constraint, igraph_vss_all(), &weight);
    assert_int_equal(lia_triads_weighted(&v, &t, NULL, NULL), LIA_OK);
    for (lia_vid i = 0; i < t.n; i++)
        assert_near(v.constraint[i], VECTOR(constraint)[i]);
    igraph_vector_destroy(&constraint);
    igraph_vector_destroy(&weight);
    igraph_vector_int_destroy(&edges);
    igraph_destroy(&g);
    drop_values(&v);
    lia_ties_free(&t);
}

static void assert_same_bits(const lia_triads *a, const lia_triads *b,
                             lia_vid n)
{
    assert_memory_equal(a->triangles, b->triangles, n * sizeof(uint64_t));
    assert_memory_equal(a->clustering, b->clustering, n * sizeof(double));
    assert_memory_equal(a->effective_size, b->effective_size,
                        n * sizeof(double));
    assert_memory_equal(a->efficiency, b->efficiency, n * sizeof(double));
    assert_memory_equal(a->constraint, b->constraint, n * sizeof(double));
}

static void test_threads_leave_no_trace(void **state)
{
    lia_ties t = test_random_ties(3000, 40000, true, 11);
    lia_arcs a = test_random_arcs(3000, 40000, true, 12);
    lia_triads one = make_values(t.n, 0), arc_one = make_values(a.n, 0);
    lia_run run = {1, NULL};

    (void)state;
    assert_int_equal(lia_triads_weighted(&one, &t, &run, NULL), LIA_OK);
    assert_int_equal(lia_triads_directed(&arc_one, &a, &run, NULL), LIA_OK);
    for (run.threads = 2; run.threads <= 8; run.threads *= 4) {
        lia_triads more = make_values(t.n, 0);
        assert_int_equal(lia_triads_weighted(&more, &t, &run, NULL), LIA_OK);
        assert_same_bits(&one, &more, t.n);
        assert_int_equal(lia_triads_directed(&more, &a, &run, NULL), LIA_OK);
        assert_same_bits(&arc_one, &more, a.n);
        drop_values(&more);
    }
    drop_values(&one);
    drop_values(&arc_one);
    lia_ties_free(&t);
    lia_arcs_free(&a);
}

static void test_every_allocation_may_fail(void **state)
{
    lia_ties t = make_ties(kite, 6, 6);
    lia_arcs a = make_arcs(web, WEB, ACCOUNTS, false);
    const long before = lia_mem_live();

    (void)state;
    for (int directed = 0; directed < 2; directed++) {
        lia_triads v = make_values(ACCOUNTS, 0);
        lia_status st = LIA_ENOMEM;
        v.constraint[0] = -7;
        v.triangles[0] = 77;
        for (long k = 0; st != LIA_OK; k++) {
            assert_true(k < 200);
            lia_mem_fail_after(k);
            st = directed ? lia_triads_directed(&v, &a, NULL, NULL)
                          : lia_triads_weighted(&v, &t, NULL, NULL);
            lia_mem_fail_after(-1);
            assert_int_equal(lia_mem_live(), before);
            assert_true(st == LIA_OK || st == LIA_ENOMEM);
            if (st != LIA_OK)
                assert_true(v.constraint[0] == -7 && v.triangles[0] == 77);
        }
        assert_values(&v, directed ? &web_plain : &kite_values,
                      directed ? ACCOUNTS : 6);
        drop_values(&v);
    }
    lia_ties_free(&t);
    lia_arcs_free(&a);
    assert_int_equal(lia_mem_live(), 0);
}

static void test_bad_arguments_and_weights(void **state)
{
    static const double bad[] = {0.0, -1.0, NAN, INFINITY};
    lia_ties t = make_ties(kite, 6, 6);
    lia_arcs a = make_arcs(web, WEB, ACCOUNTS, true);
    lia_triads v = make_values(ACCOUNTS, 9), none = {0};
    lia_error error;

    (void)state;
    assert_int_equal(lia_triads_weighted(NULL, &t, NULL, NULL), LIA_EARG);
    assert_int_equal(lia_triads_weighted(&v, NULL, NULL, NULL), LIA_EARG);
    assert_int_equal(lia_triads_directed(NULL, &a, NULL, NULL), LIA_EARG);
    assert_int_equal(lia_triads_directed(&none, NULL, NULL, NULL), LIA_EARG);
    assert_int_equal(lia_triads_directed(&v, &a, NULL, &error), LIA_EARG);
    assert_non_null(strstr(error.message, "common contacts"));
    assert_int_equal(lia_triads_weighted(&none, &t, NULL, NULL), LIA_OK);
    assert_int_equal(lia_triads_directed(&none, &a, NULL, NULL), LIA_OK);
    test_free(v.mutual);
    v.mutual = NULL;
    for (size_t k = 0; k < sizeof bad / sizeof bad[0]; k++) {
        t.weight[3] = a.weight[3] = bad[k];
        v.constraint[0] = -7;
        assert_int_equal(lia_triads_weighted(&v, &t, NULL, &error),
                         LIA_ECANNOT);
        assert_non_null(strstr(error.message, "weights above 0"));
        assert_int_equal(lia_triads_directed(&v, &a, NULL, NULL),
                         LIA_ECANNOT);
        assert_true(v.constraint[0] == -7);
    }
    drop_values(&v);
    lia_ties_free(&t);
    lia_arcs_free(&a);
}

/* closed: the unit cancels out, as far as a sum can be held; beyond, there is
 * an answer in words, not a wrong number. The least double has no half. */
static void test_the_ends_of_the_range(void **state)
{
    static const double unit[] = {1, 1e-290, 1e285, 5e-324, 1e-300, 1e291,
                                  1.5e308};
    double constraint[7][ACCOUNTS], size[ACCOUNTS], closure[ACCOUNTS];

    (void)state;
    for (size_t k = 0; k < sizeof unit / sizeof *unit; k++) {
        lia_ties t = make_ties(kite, 6, 6);
        const lia_triads holes = {.constraint = constraint[k],
                                  .effective_size = size};
        const lia_triads closed = {.clustering = closure};
        for (uint64_t e = 0; e < 2 * t.m; e++)
            t.weight[e] = unit[k];
        size[0] = -7;
        assert_int_equal(lia_triads_weighted(&holes, &t, NULL, NULL),
                         k < 3 ? LIA_OK : LIA_ECANNOT);
        for (lia_vid i = 0; k < 3 && i < t.n; i++)
            assert_true(isnan(constraint[k][i]) ||
                        fabs(constraint[k][i] - constraint[0][i]) < 1e-13);
        assert_true(k < 3 || size[0] == -7);
        assert_int_equal(lia_triads_weighted(&closed, &t, NULL, NULL), LIA_OK);
        lia_ties_free(&t);
    }
    assert_int_equal(lia_mem_live(), 0);
}

/* closed: account 1 has one triangle, of product -1, out of one possible;
 * account 0 one out of three. So does NetworkX 2.8.8's own test. */
static void test_a_triangle_may_have_a_sign(void **state)
{
    static const row rows[] = {{0, 1, -1}, {0, 2, 1}, {0, 3, 0}, {1, 2, 1}};
    static const double want[] = {-1.0 / 3, -1, -1, 0};
    lia_ties t = make_ties(rows, 4, 4);
    double got[4];
    const lia_triads only = {.clustering = got};

    (void)state;
    assert_int_equal(lia_triads_weighted(&only, &t, NULL, NULL), LIA_OK);
    for (int i = 0; i < 4; i++)
        assert_true(fabs(got[i] - want[i]) < 1e-15);
    for (uint64_t e = 0; e < 2 * t.m; e++)
        t.weight[e] = -1;
    assert_int_equal(lia_triads_weighted(&only, &t, NULL, NULL), LIA_ECANNOT);
    t.weight[0] = INFINITY;
    assert_int_equal(lia_triads_weighted(&only, &t, NULL, NULL), LIA_ECANNOT);
    lia_ties_free(&t);
}

static void test_no_accounts_and_no_ties(void **state)
{
    (void)state;
    for (lia_vid n = 0; n < 3; n++) {
        lia_ties t = make_ties(kite, 0, n);
        lia_arcs a = make_arcs(web, 0, n, true);
        lia_triads v = make_values(n, 0);
        for (int directed = 0; directed < 2; directed++) {
            memset(v.clustering, 1, n * sizeof(double));
            assert_int_equal(directed
                             ? lia_triads_directed(&v, &a, NULL, NULL)
                             : lia_triads_weighted(&v, &t, NULL, NULL), 0);
            for (lia_vid i = 0; i < n; i++) {
                assert_true(isnan(v.constraint[i]));
                assert_true(isnan(v.effective_size[i]));
                assert_true(isnan(v.efficiency[i]));
                assert_true(v.clustering[i] == 0.0);
                assert_int_equal(v.triangles[i], 0);
            }
        }
        drop_values(&v);
        lia_ties_free(&t);
        lia_arcs_free(&a);
    }
    assert_int_equal(lia_mem_live(), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_values_of_networkx),
        cmocka_unit_test(test_equal_weights_are_no_weights),
        cmocka_unit_test(test_random_networks_against_the_matrix),
        cmocka_unit_test(test_wheel),
        cmocka_unit_test(test_random_network_against_igraph),
        cmocka_unit_test(test_threads_leave_no_trace),
        cmocka_unit_test(test_every_allocation_may_fail),
        cmocka_unit_test(test_bad_arguments_and_weights),
        cmocka_unit_test(test_the_ends_of_the_range),
        cmocka_unit_test(test_a_triangle_may_have_a_sign),
        cmocka_unit_test(test_no_accounts_and_no_ties),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
