/* test_stats.c - tails against exact sums and SciPy, the false discovery rate
 * by hand, quantiles of NumPy; and nothing on standard output at the extremes.
 */
#include "support.h"

#include <math.h>
#include <stdio.h>
#include <unistd.h>

#include "stats/fdr.h"
#include "stats/quantile.h"
#include "stats/tails.h"

static void assert_near(double got, double want, double tolerance)
{
    if (isnan(want))
        assert_true(isnan(got));
    else if (isinf(want))
        assert_true(isinf(got) && (got > 0) == (want > 0));
    else if (!(fabs(got - want) <= tolerance * fmax(1.0, fabs(want))))
        fail_msg("got %.17g, want %.17g", got, want);
}

/* Origin: sums of the terms in decimal arithmetic of 60 digits. */
static void test_binomial(void **state)
{
    static const struct {
        double x, n, p, want;
    } rows[] = {
        {3, 10, .5, -0.05623971832287608},
        {40, 60, .1, -58.18320788322295},
        {300, 2000, 1e-4, -1921.5432349189648},
        {1, 5000, 1e-9, -12.206075145029134},
        {999, 1000, .25, -1378.2876602744502},
        {30, 60, .5, -0.5954959495115455},
        {1000, 1000, .5, -693.14718055994528},  /* closed: 1000 log .5 */
        {9967, 9986, .875, -1234.7905270137301},
        {4000, 4030, .5, -2619.0964046876101},
        {990, 1000, .25, -1321.3768730684725},
        {3964, 4000, .5, -2569.8714791909008},  /* was -inf, said aloud  */
        {0, 10, .5, 0},                         /* closed: certain     */
        {-3, 10, .5, 0},
        {11, 10, .5, -INFINITY},                /* closed: impossible  */
        {1, 10, 0, -INFINITY},
        {10, 10, 1, 0},
        {2.2, 10, .5, -0.05623971832287608},    /* 3 or more           */
        {1, -1, .5, NAN},
        {1, 10, 1.5, NAN},
        {NAN, 10, .5, NAN},
        {1, INFINITY, .5, NAN},
    };

    (void)state;
    for (size_t k = 0; k < sizeof rows / sizeof *rows; k++)
        assert_near(lia_log_binomial_tail(rows[k].x, rows[k].n, rows[k].p),
                    rows[k].want, 1e-11);
}

/* Origin: scipy.stats.t.logsf(t, df), SciPy 1.10.1. */
static void test_student(void **state)
{
    static const struct {
        double t, df, want;
    } rows[] = {
        {10, 5, -9.367300803627712},
        {40, 59, -101.36921124676174},
        {-3, 4, -0.020173099629157292},
        {0, 7, -0.6931471805599453},
        {1000, 30, -158.84300259171476},
        {2.5, 4, -3.399700330622639},
        {1e-8, 1, -0.6931471869261431},
        {INFINITY, 3, -INFINITY},
        {-INFINITY, 3, 0},
        {1, 0, NAN},
        {NAN, 3, NAN},
    };

    (void)state;
    for (size_t k = 0; k < sizeof rows / sizeof *rows; k++)
        assert_near(lia_log_t_tail(rows[k].t, rows[k].df), rows[k].want,
                    1e-11);
}

/* Origin: sums of the terms in decimal arithmetic of 60 digits. */
static void test_poisson(void **state)
{
    (void)state;
    assert_near(lia_log_poisson_tail(3, .5), -4.241383135455768, 1e-12);
    assert_near(lia_log_poisson_tail(100, 1.25), -342.66256850186767, 1e-12);
    assert_near(lia_log_poisson_tail(10, 30), -7.121776222603657e-06, 1e-12);
    assert_near(lia_log_poisson_tail(0, 3), 0, 0);
    assert_near(lia_log_poisson_tail(1, 0), -INFINITY, 0);
    assert_near(lia_log_poisson_tail(1, -1), NAN, 0);
}

/* Origin: hand, exact fractions of 1/10, 1/5, 1/2, 3/4: tails 1, 91/100,
 * 207/400, 23/200, 3/400. */
static void test_poisson_binomial(void **state)
{
    static const double p[] = {.1, .2, .5, .75};
    static const double want[] = {1, .91, 207 / 400.0, .115, .0075, 0};
    double scratch[8];

    (void)state;
    for (uint64_t x = 0; x <= 5; x++) {
        const double exact = lia_log_poisson_binomial_tail(x, p, 4, scratch);
        assert_near(exact, log(want[x]), 1e-14);
        assert_true(lia_log_poisson_binomial_bound((double)x, 4, 1.55) >=
                    exact);
    }
    /* The bound is the binomial of the same mean from mean + 1 on. */
    assert_near(lia_log_poisson_binomial_bound(2, 4, 1.55), 0, 0);
    assert_near(lia_log_poisson_binomial_bound(3, 4, 1.55),
                lia_log_binomial_tail(3, 4, 1.55 / 4), 0);
    assert_near(lia_log_poisson_binomial_bound(3, 4, 5), NAN, 0);
}

/* Origin: hand; p of Benjamini and Hochberg's kind, min over j of m p(j)/j. */
static void test_fdr(void **state)
{
    static const double p[] = {.216, .001, .039, .008, .041, .06, .042, .074,
                               .205, .212};
    static const double want[] = {.216, .01, .084, .04, .084, .1, .084,
                                  .74 / 7, .216, .216};
    double log_p[10], q[10] = {-1};
    lia_status st = LIA_ENOMEM;

    (void)state;
    for (int k = 0; k < 10; k++)
        log_p[k] = log(p[k]);
    for (long k = 0; st != LIA_OK && k < 10; k++) {
        lia_mem_fail_after(k);
        st = lia_fdr_adjust(q, log_p, 10, 10, NULL);
        assert_true(st == LIA_OK || (st == LIA_ENOMEM && q[0] < 0));
        assert_int_equal(lia_mem_live(), 0);
    }
    lia_mem_fail_after(-1);
    assert_int_equal(st, LIA_OK);
    for (int k = 0; k < 10; k++)
        assert_near(q[k], want[k], 1e-14);
    assert_int_equal(lia_fdr_adjust(q, log_p, 10, 20, NULL), LIA_OK);
    for (int k = 0; k < 10; k++)
        assert_near(q[k], 2 * want[k], 1e-14);
    assert_int_equal(lia_fdr_adjust(q, log_p, 10, 9, NULL), LIA_EARG);
    log_p[0] = NAN;
    log_p[1] = -1e6;    /* below what a double can hold as p */
    assert_int_equal(lia_fdr_adjust(q, log_p, 2, 2, NULL), LIA_OK);
    assert_true(q[0] == 1 && q[1] == 0);
}

/* Origin: numpy.quantile([1, 2, 4, 8], ...), NumPy 1.24.2. */
static void test_quantiles(void **state)
{
    static const double x[] = {1, 2, 4, 8};

    (void)state;
    assert_near(lia_quantile(x, 4, 0), 1, 0);
    assert_near(lia_quantile(x, 4, .25), 1.75, 1e-15);
    assert_near(lia_median(x, 4), 3, 1e-15);
    assert_near(lia_quantile(x, 4, .9), 6.8, 1e-15);
    assert_near(lia_quantile(x, 4, 1), 8, 0);
    assert_true(isnan(lia_median(x, 0)));
}

static void ask_for_extremes(void)
{
    static const double values[] = {
        -INFINITY, -1e308, -1, -1e-300, 0, 1e-320, 1e-300, 1e-9, .5, 1 - 1e-16,
        1, 1 + 1e-9, 2, 37, 1e3, 1e6, 1e9, 4503599627370496.0, 1e17, 1e308,
        INFINITY, NAN};
    enum { COUNT = sizeof values / sizeof *values };
    double sum = 0;

    /* The last terms of long distributions, where libRmath used to speak. */
    for (double n = 10; n < 1e7; n *= 3)
        for (double left = 0; left < 80 && left < n; left++)
            for (double p = .999; p > 1e-3; p *= .6)
                sum += lia_log_binomial_tail(floor(n) - left, floor(n), p);
    assert_true(isfinite(sum));
    for (int i = 0; i < COUNT; i++)
        for (int j = 0; j < COUNT; j++) {
            sum += lia_log_t_tail(values[i], values[j]);
            sum += lia_log_poisson_tail(values[i], values[j]);
            for (int k = 0; k < COUNT; k++) {
                sum += lia_log_binomial_tail(values[i], values[j], values[k]);
                sum += lia_log_poisson_binomial_bound(values[i], values[j],
                                                      values[k]);
            }
        }
    assert_true(isnan(sum));
}

static void test_silence(void **state)
{
    char path[] = "/tmp/liaison-stats-XXXXXX";
    const int file = mkstemp(path), was = dup(STDOUT_FILENO);

    (void)state;
    assert_true(file >= 0 && was >= 0);
    fflush(stdout);
    dup2(file, STDOUT_FILENO);
    ask_for_extremes();
    fflush(stdout);
    dup2(was, STDOUT_FILENO);
    assert_int_equal(lseek(file, 0, SEEK_END), 0);
    close(file);
    close(was);
    unlink(path);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_binomial),
        cmocka_unit_test(test_student),
        cmocka_unit_test(test_poisson),
        cmocka_unit_test(test_poisson_binomial),
        cmocka_unit_test(test_fdr),
        cmocka_unit_test(test_quantiles),
        cmocka_unit_test(test_silence)};

    return cmocka_run_group_tests(tests, NULL, NULL);
}
