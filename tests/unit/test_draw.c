/* Random numbers: mean, variance and quantiles of 200,000 draws against the
 * closed forms of the distributions, within six standard errors; shuffles and
 * shares by counting.
 */
#include <math.h>

#include "support.h"
#include "worlds/draw.h"

enum { DRAWS = 200000 };

typedef double draw_one(lia_rng *rng);

static double between(lia_rng *rng)
{
    return draw_between(rng, -2.0, 4.0);
}
static double below(lia_rng *rng)
{
    return draw_below(rng, 7);
}
static double chance(lia_rng *rng)
{
    return draw_chance(rng, 0.2);
}
static double normal(lia_rng *rng)
{
    return draw_normal(rng, 8.3, 1.5);
}
static double lognormal(lia_rng *rng)
{
    return draw_lognormal(rng, 480.0, 0.7);
}
static double exponential(lia_rng *rng)
{
    return draw_exponential(rng, 60.0);
}
static double geometric(lia_rng *rng)
{
    return draw_geometric(rng, 0.35);
}
static double lomax(lia_rng *rng)
{
    return draw_lomax(rng, 5.0);
}
static double poisson_small(lia_rng *rng)
{
    return draw_poisson(rng, 0.7);
}
static double poisson_large(lia_rng *rng)
{
    return draw_poisson(rng, 43.5);
}
static double gamma_large(lia_rng *rng)
{
    return draw_gamma(rng, 4.0);
}
static double gamma_small(lia_rng *rng)
{
    return draw_gamma(rng, 0.4);
}
static double beta(lia_rng *rng)
{
    return draw_beta(rng, 2.0, 3.0);
}

/* Mean and variance are textbook formulas ("closed"); `fourth` is the fourth
 * central moment over the squared variance, for the error of the variance:
 * exact, or rounded up. */
static const struct {
    const char *name;
    draw_one *draw;
    double mean, variance, fourth;
} rows[] = {
    {"uniform: (a+b)/2, (b-a)^2/12", between, 1.0, 3.0, 1.8},
    {"whole: (n-1)/2, (n^2-1)/12", below, 3.0, 4.0, 1.8},
    {"chance: p, p(1-p)", chance, 0.2, 0.16, 3.25},
    {"normal", normal, 8.3, 2.25, 3.0},
    /* m e^(s^2/2), m^2 e^(s^2) (e^(s^2) - 1) with s = .7 */
    {"lognormal", lognormal, 613.2582303, 237805.061, 20.8},
    {"exponential: m, m^2", exponential, 60.0, 3600.0, 9.0},
    {"geometric: 1/p, (1-p)/p^2", geometric, 1 / 0.35, 0.65 / 0.1225, 9.2},
    /* 1/(a-1), a/((a-1)^2 (a-2)) with a = 5 */
    {"Lomax", lomax, 0.25, 5.0 / 48.0, 75.0},
    {"Poisson, small: m, m", poisson_small, 0.7, 0.7, 4.5},
    {"Poisson, large: m, m", poisson_large, 43.5, 43.5, 3.1},
    {"gamma above 1: k, k", gamma_large, 4.0, 4.0, 4.5},
    {"gamma below 1: k, k", gamma_small, 0.4, 0.4, 18.0},
    /* a/(a+b), ab/((a+b)^2 (a+b+1)) */
    {"beta", beta, 0.4, 0.04, 2.4},
};

static void test_moments(void **state)
{
    (void)state;
    for (size_t r = 0; r < sizeof rows / sizeof *rows; r++) {
        lia_rng rng = lia_rng_make(20260105, r);
        double sum = 0, squares = 0;
        for (int k = 0; k < DRAWS; k++) {
            const double x = rows[r].draw(&rng) - rows[r].mean;
            sum += x;
            squares += x * x;
        }
        const double sigma = sqrt(rows[r].variance / DRAWS);
        const double spread = rows[r].variance *
                              sqrt((rows[r].fourth - 1) / DRAWS);
        if (fabs(sum / DRAWS) > 6 * sigma ||
            fabs(squares / DRAWS - rows[r].variance) > 6 * spread)
            fail_msg("%s: mean off by %g (error %g), variance by %g (error "
                     "%g)", rows[r].name, sum / DRAWS, sigma,
                     squares / DRAWS - rows[r].variance, spread);
    }
}

/* The share of draws below the closed quantile is the level. */
static const struct {
    const char *name;
    draw_one *draw;
    double at, level;
} quantiles[] = {
    {"lognormal: median", lognormal, 480.0, 0.5},
    {"lognormal: e^(ln m + s z)", lognormal, 1177.1743178, 0.9},
    {"Lomax: 2^(1/a) - 1", lomax, 0.148698355, 0.5},
    {"exponential: m ln 10", exponential, 138.15510558, 0.9},
    {"normal: mean + 1.959964 s", normal, 11.239946, 0.975},
    {"gamma(4): oracle scipy 1.10.1 gamma.ppf(.5, 4)", gamma_large,
     3.672060749, 0.5},
    {"gamma(.4): oracle scipy 1.10.1 gamma.ppf(.5, .4)", gamma_small,
     0.1450781416, 0.5},
    {"beta: oracle scipy 1.10.1 beta.ppf(.25, 2, 3)", beta, 0.2430220838,
     0.25},
};

static void test_quantiles(void **state)
{
    (void)state;
    for (size_t r = 0; r < sizeof quantiles / sizeof *quantiles; r++) {
        lia_rng rng = lia_rng_make(7, r);
        const double p = quantiles[r].level;
        int below_it = 0;
        for (int k = 0; k < DRAWS; k++)
            below_it += quantiles[r].draw(&rng) < quantiles[r].at;
        if (fabs(below_it - p * DRAWS) > 6 * sqrt(p * (1 - p) * DRAWS))
            fail_msg("%s: %d below", quantiles[r].name, below_it);
    }
}

/* hand: the six orders of three things, 60,000 shuffles: 10,000 each, six
 * standard errors are 6 sqrt(60000 * 1/6 * 5/6) = 548. */
static void test_shuffle_is_fair(void **state)
{
    lia_rng rng = lia_rng_make(3, 0);
    int count[3][3] = {{0}}, orders[6] = {0};

    (void)state;
    for (int k = 0; k < 60000; k++) {
        uint32_t list[] = {0, 1, 2};
        draw_shuffle(&rng, list, 3);
        for (int i = 0; i < 3; i++)
            count[i][list[i]]++;
        orders[list[0] * 2 + (list[1] > list[2])]++;
    }
    for (int i = 0; i < 6; i++)
        assert_in_range(orders[i], 10000 - 548, 10000 + 548);
    for (int i = 0; i < 3; i++)
        for (int j = 0; j < 3; j++)
            assert_in_range(count[i][j], 20000 - 693, 20000 + 693);
}

/* closed: a share of a Dirichlet with k shares of concentration c is a beta
 * of (c, (k - 1) c): mean 1/k, variance (1/k)(1 - 1/k)/(k c + 1). */
static void test_shares(void **state)
{
    lia_rng rng = lia_rng_make(4, 0);
    double share[12], sum = 0, squares = 0, total;
    const double mean = 1 / 12.0, variance = mean * (1 - mean) / 49.0;
    uint32_t hits = 0;

    (void)state;
    for (int k = 0; k < 20000; k++) {
        draw_dirichlet(&rng, share, 12, 4.0);
        total = 0;
        for (int j = 0; j < 12; j++)
            total += share[j];
        assert_true(fabs(total - 1) < 1e-12);
        sum += share[5] - mean;
        squares += (share[5] - mean) * (share[5] - mean);
    }
    assert_true(fabs(sum / 20000) < 6 * sqrt(variance / 20000));
    assert_true(fabs(squares / 20000 - variance) < 0.1 * variance);
    share[0] = 0.3, share[1] = 0.25, share[2] = 0.45;
    for (int k = 0; k < DRAWS; k++)
        hits += draw_share(&rng, share, 3) == 1;
    assert_in_range(hits, 50000 - 1162, 50000 + 1162);
}

static void test_edges(void **state)
{
    lia_rng rng = lia_rng_make(5, 0);

    (void)state;
    for (int k = 0; k < 1000; k++) {
        assert_int_equal(draw_poisson(&rng, 0.0), 0);
        assert_int_equal(draw_poisson(&rng, -1.0), 0);
        assert_int_equal(draw_below(&rng, 1), 0);
        assert_false(draw_chance(&rng, 0.0));
        assert_true(draw_chance(&rng, 1.0));
        assert_int_equal(draw_geometric(&rng, 1.0), 1);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_moments),
        cmocka_unit_test(test_quantiles),
        cmocka_unit_test(test_shuffle_is_fair),
        cmocka_unit_test(test_shares),
        cmocka_unit_test(test_edges),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
