/* test_concentration.c - Gini and shares in closed form, the power law against
 * published values of zeta and against samples of known exponent; picking and
 * reach in time against everything tried.
 */
#include "support.h"

#include <math.h>

#include "influence/powerlaw.h"
#include "liaison/concentration.h"
#include "liaison/pick.h"
#include "liaison/reach.h"

static void assert_near(double got, double want, double within)
{
    if (!(fabs(got - want) <= within))
        fail_msg("%.17g instead of %.17g", got, want);
}

static void test_zeta(void **state)
{
    double z[3], low[3], high[3];

    (void)state;
    lia_hurwitz(z, 2, 1);          /* closed: pi^2 / 6 */
    assert_near(z[0], M_PI * M_PI / 6, 1e-14);
    lia_hurwitz(z, 4, 1);          /* closed: pi^4 / 90 */
    assert_near(z[0], pow(M_PI, 4) / 90, 1e-14);
    lia_hurwitz(z, 3, .5 + .5);    /* paper: Apery's constant */
    assert_near(z[0], 1.2020569031595942854, 1e-14);
    lia_hurwitz(z, 2, 1);          /* paper: zeta'(2) = -0.937548254315843754 */
    assert_near(z[1], -0.937548254315843754, 1e-13);
    /* draws have the law's shares: P(X = 3) and P(X >= 20), least 3, a 2.5 */
    lia_rng rng = lia_rng_make(8, 8);
    int three = 0, twenty = 0;
    for (int k = 0; k < 40000; k++) {
        const uint64_t x = lia_power_law_draw(&rng, 2.5, 3);
        three += x == 3;
        twenty += x >= 20;
    }
    lia_hurwitz(z, 2.5, 3);
    lia_hurwitz(low, 2.5, 4);
    lia_hurwitz(high, 2.5, 20);
    assert_near(three / 40000., 1 - low[0] / z[0], .015);
    assert_near(twenty / 40000., high[0] / z[0], .01);
    lia_hurwitz(z, 2.5, 7);        /* derivatives by differences */
    lia_hurwitz(low, 2.5 - 1e-4, 7);
    lia_hurwitz(high, 2.5 + 1e-4, 7);
    assert_near(z[1], (high[0] - low[0]) / 2e-4, 1e-8);
    assert_near(z[2], (high[1] - low[1]) / 2e-4, 1e-8);
}

static void test_closed_forms(void **state)
{
    double alike[200], one[200] = {0}, ramp[200];
    lia_concentration c;

    (void)state;
    for (int k = 0; k < 200; k++) {
        alike[k] = 3;
        ramp[k] = k + 1;
    }
    one[57] = 9;
    assert_int_equal(lia_concentration_of(&c, alike, 200, NULL, NULL), 0);
    assert_near(c.gini, 0, 1e-15);
    assert_near(c.top1_share, .01, 1e-15);
    assert_near(c.top10_share, .1, 1e-15);
    assert_true(isnan(c.zipf_exponent)); /* one distinct value: no law */
    assert_int_equal(lia_concentration_of(&c, one, 200, NULL, NULL), 0);
    assert_near(c.gini, 1 - 1. / 200, 1e-15);
    assert_near(c.top1_share, 1, 1e-15);
    assert_int_equal(c.count, 1);
    /* closed: 1 .. n has (n - 1) / (3 n)... = (n^2 - 1) / (3 n (n + 1)) */
    assert_int_equal(lia_concentration_of(&c, ramp, 200, NULL, NULL), 0);
    assert_near(c.gini, 199 / (3. * 200), 1e-14);
    assert_near(c.top1_share, (199 + 200) / (200 * 201 / 2.), 1e-15);
    assert_int_equal(lia_concentration_of(&c, one, 0, NULL, NULL), LIA_OK);
    assert_true(isnan(c.gini));
    one[3] = -1;
    assert_int_equal(lia_concentration_of(&c, one, 200, NULL, NULL), LIA_EARG);
    assert_int_equal(lia_concentration_of(NULL, one, 2, NULL, NULL), LIA_EARG);
}

/* Samples of a known law give it back within their interval (95 of 100 would;
 * of 12 at least 9 must), and are not rejected; a Poisson-like pile is. */
static void test_samples_of_a_known_law(void **state)
{
    enum { N = 3000, SETS = 12 };
    const lia_concentration_options o = {40, 3};
    double *x = malloc(N * sizeof *x);
    int inside = 0, kept = 0;
    lia_concentration c;

    (void)state;
    for (uint64_t set = 0; set < SETS; set++) {
        lia_rng rng = lia_rng_make(set, 0);
        for (int k = 0; k < N; k++)
            x[k] = (double)lia_power_law_draw(&rng, 2.5, 3);
        assert_int_equal(lia_concentration_of(&c, x, N, &o, NULL), LIA_OK);
        inside += c.zipf_low <= 2.5 && 2.5 <= c.zipf_high;
        kept += c.zipf_p >= .1;
        assert_near(c.zipf_exponent, 2.5, .3);
    }
    assert_true(inside >= 9);
    assert_true(kept >= 9);
    lia_rng rng = lia_rng_make(5, 5);
    for (int k = 0; k < N; k++) {
        x[k] = 0;
        for (int j = 0; j < 400; j++)
            x[k] += lia_rng_unit(&rng) < .1;
    }
    assert_int_equal(lia_concentration_of(&c, x, N, &o, NULL), LIA_OK);
    assert_true(c.zipf_p < .1 || c.zipf_exponent > 10);
    free(x);
}

/* Every set of k tried. */
static uint32_t best_cover(const lia_arcs *g, uint32_t k)
{
    uint32_t best = 0;

    for (uint32_t set = 0; set < 1u << g->n; set++) {
        uint32_t covered = 0, count = 0;
        if ((uint32_t)__builtin_popcount(set) != k)
            continue;
        for (lia_vid i = 0; i < g->n; i++)
            if (set >> i & 1)
                for (uint64_t e = g->off[i]; e < g->off[i + 1]; e++)
                    covered |= 1u << g->to[e];
        count = (uint32_t)__builtin_popcount(covered);
        best = count > best ? count : best;
    }
    return best;
}

static void test_picking(void **state)
{
    (void)state;
    for (uint64_t seed = 1; seed <= 20; seed++) {
        lia_arcs g = test_random_arcs(14, 40, false, seed);
        lia_pick p;

        assert_int_equal(lia_pick_covering(&p, &g, 6, NULL, NULL), LIA_OK);
        for (uint32_t k = 0; k < p.count; k++) {
            const uint32_t best = best_cover(&g, k + 1);
            uint32_t covered = 0;
            for (uint32_t j = 0; j <= k; j++)
                for (uint64_t e = g.off[p.account[j]];
                     e < g.off[p.account[j] + 1]; e++)
                    covered |= 1u << g.to[e];
            assert_int_equal(__builtin_popcount(covered), p.covered[k]);
            assert_true(best <= p.at_most[k]);
            assert_true(p.covered[k] <= best);
            assert_true(p.covered[k] >= .632 * best);
            assert_int_equal(p.added[k],
                             p.covered[k] - (k ? p.covered[k - 1] : 0));
        }
        assert_int_equal(p.covered[0], p.at_most[0]);
        lia_pick_free(&p);
        lia_arcs_free(&g);
    }
}

static void test_reach_in_time_by_hand(void **state)
{
    /* 0 > 1 at 1, 1 > 2 at 2, 2 > 3 at 2 (too soon), 3 > 4 at 3, 0 > 4
     * without a time */
    const lia_vid from[] = {2, 0, 1, 3, 0}, to[] = {3, 1, 2, 4, 4};
    const lia_time time[] = {2, 1, 2, 3, LIA_NO_TIME};
    const lia_passing p = {6, 5, from, to, time};
    uint32_t out[6];

    (void)state;
    assert_int_equal(lia_reach_in_time(out, &p, NULL, NULL), LIA_OK);
    assert_int_equal(out[0], 2);   /* 1, 2 */
    assert_int_equal(out[1], 1);
    assert_int_equal(out[2], 2);   /* 3, 4 */
    assert_int_equal(out[3], 1);
    assert_int_equal(out[4], 0);
    assert_int_equal(out[5], 0);
    assert_int_equal(lia_reach_in_time(NULL, &p, NULL, NULL), LIA_EARG);
    assert_int_equal(lia_reach_in_time(out, &(lia_passing){3, 5, from, to,
                                                           time}, NULL, NULL),
                     LIA_EARG);
}

/* Slow twin: earliest arrival from each account, relaxed until nothing
 * changes; 700 accounts take three batches. */
static void test_reach_in_time_slow_twin(void **state)
{
    enum { N = 700, EVENTS = 2500 };
    static lia_vid from[EVENTS], to[EVENTS];
    static lia_time time[EVENTS], arrival[N];
    static uint32_t out[N], again[N];
    const lia_passing p = {N, EVENTS, from, to, time};
    const lia_run eight = {8, NULL};
    uint64_t s = 5;

    (void)state;
    for (int k = 0; k < EVENTS; k++) {
        from[k] = (lia_vid)(test_random(&s) % N);
        to[k] = (lia_vid)(test_random(&s) % N);
        time[k] = (lia_time)(test_random(&s) % 300);
    }
    assert_int_equal(lia_reach_in_time(out, &p, NULL, NULL), LIA_OK);
    assert_int_equal(lia_reach_in_time(again, &p, &eight, NULL), LIA_OK);
    assert_memory_equal(out, again, sizeof out);
    for (lia_vid v = 0; v < N; v++) {
        uint32_t count = 0;
        bool more = true;
        for (int i = 0; i < N; i++)
            arrival[i] = INT64_MAX;
        arrival[v] = -1;
        while (more) {
            more = false;
            for (int k = 0; k < EVENTS; k++)
                if (arrival[from[k]] < time[k] && time[k] < arrival[to[k]]) {
                    arrival[to[k]] = time[k];
                    more = true;
                }
        }
        for (int i = 0; i < N; i++)
            count += i != (int)v && arrival[i] < INT64_MAX;
        assert_int_equal(out[v], count);
    }
}

static void test_every_allocation_may_fail(void **state)
{
    lia_arcs g = test_random_arcs(50, 300, false, 3);
    double value[200];
    const lia_vid from[] = {0, 1}, to[] = {1, 2};
    const lia_time time[] = {1, 2};
    const lia_passing passing = {3, 2, from, to, time};
    const long live = lia_mem_live();

    (void)state;
    for (int k = 0; k < 200; k++)
        value[k] = 1 + k / 20;
    for (int which = 0; which < 3; which++) {
        lia_status st = LIA_ENOMEM;
        lia_pick p = {.count = 9};
        lia_concentration c = {.count = 9};
        uint32_t reach[3] = {9};
        for (long k = 0; st != LIA_OK && k < 100; k++) {
            lia_mem_fail_after(k);
            st = which == 0 ? lia_pick_covering(&p, &g, 5, NULL, NULL)
               : which == 1 ? lia_concentration_of(&c, value, 200, NULL, NULL)
                            : lia_reach_in_time(reach, &passing, NULL, NULL);
            lia_mem_fail_after(-1);
            assert_true(st == LIA_OK ||
                        (st == LIA_ENOMEM && p.count == 9 && c.count == 9 &&
                         reach[0] == 9));
            assert_true(st == LIA_OK || lia_mem_live() == live);
        }
        assert_int_equal(st, LIA_OK);
        if (which == 0)
            lia_pick_free(&p);
        assert_int_equal(lia_mem_live(), live);
    }
    assert_int_equal(lia_pick_covering(NULL, &g, 5, NULL, NULL), LIA_EARG);
    lia_pick_free(NULL);
    lia_arcs_free(&g);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_zeta),
        cmocka_unit_test(test_closed_forms),
        cmocka_unit_test(test_samples_of_a_known_law),
        cmocka_unit_test(test_picking),
        cmocka_unit_test(test_reach_in_time_by_hand),
        cmocka_unit_test(test_reach_in_time_slow_twin),
        cmocka_unit_test(test_every_allocation_may_fail),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
