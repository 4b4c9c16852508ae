/* test_rng.c - the generator against its authors' code and against chance. */
#include "support.h"

#include <math.h>

#include "base/rng.h"

/* oracle: the authors' xoshiro256starstar.c and splitmix64.c, state 1, 2, 3, 4
 * (also the test of Rust's rand_xoshiro 0.6, xoshiro256starstar.rs). */
static void test_the_sequence_is_that_of_the_paper(void **state)
{
    static const uint64_t want[] = {
        11520u, 0u, 1509978240u, 1215971899390074240u, 1216172134540287360u,
        607988272756665600u, 16172922978634559625u, 8476171486693032832u,
        10595114339597558777u, 2904607092377533576u};
    lia_rng rng = {{1, 2, 3, 4}};
    uint64_t mix = 1234567;

    (void)state;
    for (int k = 0; k < 10; k++)
        assert_true(lia_rng_bits(&rng) == want[k]);
    /* oracle: splitmix64.c, seed 1234567 */
    assert_true(lia_rng_mix(&mix) == 6457827717110365317u);
    assert_true(lia_rng_mix(&mix) == 3203168211198807973u);
}

static void test_streams_and_seeds_differ(void **state)
{
    lia_rng a = lia_rng_make(1, 0), b = lia_rng_make(1, 1);
    lia_rng c = lia_rng_make(2, 0), again = lia_rng_make(1, 0);

    (void)state;
    for (int k = 0; k < 100; k++) {
        uint64_t x = lia_rng_bits(&a);
        assert_true(x == lia_rng_bits(&again));
        assert_true(x != lia_rng_bits(&b));
        assert_true(x != lia_rng_bits(&c));
    }
}

/* closed: each of n values n-th of the time; chi-square of 9 degrees of
 * freedom is below 27.9 with probability .999 */
static void test_below_is_even(void **state)
{
    lia_rng rng = lia_rng_make(7, 0);
    double chi = 0.0, mean = 0.0;
    int seen[10] = {0};

    (void)state;
    for (int k = 0; k < 100000; k++)
        seen[lia_rng_below(&rng, 10)]++;
    for (int k = 0; k < 10; k++)
        chi += (seen[k] - 1e4) * (seen[k] - 1e4) / 1e4;
    assert_true(chi < 27.9);
    for (int k = 0; k < 1000; k++)
        assert_true(lia_rng_below(&rng, 1) == 0);
    /* closed: mean 1/2, standard error sqrt(1/12/1e5) = 9.1e-4 */
    for (int k = 0; k < 100000; k++) {
        double u = lia_rng_unit(&rng);
        assert_true(u >= 0.0 && u < 1.0);
        mean += u / 1e5;
    }
    assert_true(fabs(mean - 0.5) < 4 * 9.1e-4);
}

/* Where 2^32 is far from a multiple of n, bias would show: n = 3 * 2^30 would
 * give the lower third twice as often. closed: a third each. */
static void test_below_has_no_bias(void **state)
{
    lia_rng rng = lia_rng_make(3, 9);
    int low = 0;

    (void)state;
    for (int k = 0; k < 90000; k++)
        low += lia_rng_below(&rng, 3u << 30) < 1u << 30;
    assert_true(fabs(low - 30000.0) < 4 * sqrt(90000.0 * 2 / 9));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_the_sequence_is_that_of_the_paper),
        cmocka_unit_test(test_streams_and_seeds_differ),
        cmocka_unit_test(test_below_is_even),
        cmocka_unit_test(test_below_has_no_bias),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
