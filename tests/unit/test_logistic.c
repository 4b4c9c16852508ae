/* Logistic regression, isotonic steps, area under the curve. */
#include "support.h"

#include <math.h>

#include "stats/logistic.h"

static void test_logistic(void **state)
{
    /* One binary feature: yes 3 of 4 at 1, 1 of 4 at 0. With hardly any ridge
     * the fit is the shares themselves. closed */
    const double x[] = {0, 0, 0, 0, 1, 1, 1, 1}, lone = 1, zero = 0;
    const uint8_t yes[] = {1, 0, 0, 0, 1, 1, 1, 0};
    const uint8_t same[] = {1, 1, 1, 1, 1, 1, 1, 1};
    lia_logistic m;

    (void)state;
    assert_int_equal(lia_logistic_fit(&m, x, yes, 8, 1, 1e-9, NULL), 0);
    assert_within(lia_logistic_of(&m, &lone), 0.75, 1e-6);
    assert_within(lia_logistic_of(&m, &zero), 0.25, 1e-6);
    assert_int_equal(lia_logistic_fit(&m, x, same, 8, 1, 1, NULL),
                     LIA_ECANNOT);
    assert_int_equal(lia_logistic_fit(&m, x, yes, 8, 17, 1, NULL), LIA_EARG);
}

/* At the optimum the gradient of the penalised likelihood is 0. */
static void test_gradient(void **state)
{
    enum { ROWS = 300, FEATURES = 3 };
    double x[ROWS * FEATURES], gradient[FEATURES + 1] = {0};
    uint8_t yes[ROWS];
    uint64_t seed = 8;
    lia_logistic m;

    (void)state;
    for (int r = 0; r < ROWS; r++) {
        for (int f = 0; f < FEATURES; f++)
            x[r * FEATURES + f] = (double)(test_random(&seed) % 1000) / 100;
        yes[r] = x[r * FEATURES] + (double)(test_random(&seed) % 10) > 9;
    }
    assert_int_equal(lia_logistic_fit(&m, x, yes, ROWS, FEATURES, 2, NULL), 0);
    for (int r = 0; r < ROWS; r++) {
        const double e = yes[r] - lia_logistic_of(&m, x + r * FEATURES);
        gradient[FEATURES] += e;
        for (int f = 0; f < FEATURES; f++)
            gradient[f] += e * (x[r * FEATURES + f] - m.mean[f]) / m.spread[f];
    }
    for (int f = 0; f < FEATURES; f++)
        assert_within(gradient[f] - 2 * m.slope[f], 0, 1e-8);
    assert_within(gradient[FEATURES], 0, 1e-6);
    assert_true(m.slope[0] > fabs(m.slope[1]));
}

static void test_isotonic(void **state)
{
    /* 0 1 | 0 0 1 | 1: violators pooled: 0, then (1 0 0 1)/4 up to where it
     * rises. hand */
    const double x[] = {1, 2, 3, 4, 5, 5};
    const uint8_t yes[] = {0, 1, 0, 0, 1, 1};
    const uint64_t order[] = {0, 1, 2, 3, 4, 5};
    double out[6];

    (void)state;
    assert_int_equal(lia_isotonic(out, x, yes, order, 6, NULL), 0);
    assert_within(out[0], 0, 0);
    for (int k = 1; k < 4; k++)
        assert_within(out[k], 1.0 / 3, 1e-15);
    assert_within(out[4], 1, 0);
    assert_within(out[5], 1, 0);
}

static void test_auc(void **state)
{
    const double score[] = {0.1, 0.4, 0.4, 0.8};
    const uint8_t yes[] = {0, 0, 1, 1};

    (void)state;
    /* pairs: (.4,.1) 1, (.4,.4) 1/2, (.8,.1) 1, (.8,.4) 1: 3.5 of 4 */
    assert_within(lia_auc(score, yes, 4), 0.875, 1e-15);
    assert_true(isnan(lia_auc(score, yes, 2)));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_logistic), cmocka_unit_test(test_gradient),
        cmocka_unit_test(test_isotonic), cmocka_unit_test(test_auc)};

    return cmocka_run_group_tests(tests, NULL, NULL);
}
