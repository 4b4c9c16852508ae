/* test_one_off.c - the beta-binomial tail beside SciPy, bought stars found, a
 * crowd left in peace.
 */
#include "support.h"

#include <math.h>

#include "liaison/oneoff.h"
#include "stats/beta_binomial.h"

/* oracle: scipy 1.10.1, logsumexp(betabinom.logpmf(arange(x, m + 1), m, a,
 * b)); betabinom.logsf itself loses the far tail */
static const struct {
    uint64_t x, m;
    double a, b, want;
} tails[] = {
    {8, 10, 2, 3, -2.354877887715},
    {50, 60, 4, 9, -8.808828621672},
    {30, 30, 0.5, 0.5, -2.277130107585},
    {900, 1000, 30, 70, -90.59565083163},
    {3, 40, 0.2, 20, -3.056341088347},
};

static void test_the_tail_is_that_of_scipy(void **state)
{
    (void)state;
    for (size_t k = 0; k < sizeof tails / sizeof *tails; k++) {
        double got = lia_log_beta_binomial_tail(tails[k].x, tails[k].m,
                                                tails[k].a, tails[k].b);
        assert_true(fabs(got - tails[k].want) <=
                    1e-9 * fmax(1, fabs(tails[k].want)));
    }
    /* closed: uniform probability makes every count as likely, 3 of 11 */
    assert_true(fabs(lia_log_beta_binomial_tail(8, 10, 1, 1) -
                     log(3.0 / 11)) < 1e-12);
    /* closed: below the mean, above the most, without meaning */
    assert_true(lia_log_beta_binomial_tail(5, 10, 1, 1) == 0.0);
    assert_true(isinf(lia_log_beta_binomial_tail(11, 10, 1, 1)));
    assert_true(isnan(lia_log_beta_binomial_tail(5, 10, 0, 1)));
    /* far beyond what a double holds: finite, and no noise */
    assert_true(isfinite(lia_log_beta_binomial_tail(1000000, 1000000, 30,
                                                    3e6)));
}

static void test_the_fit_gives_back_what_made_it(void **state)
{
    double a, b;

    (void)state;
    /* closed: shares of size 10 with mean .4 and rho .2 have the variance
     * .24 (.1 + .9 * .2) = .0672; a = .4 * .8 / .2 */
    lia_beta_binomial_fit(&a, &b, 0.4, 0.16 + 0.0672, 0.1, 1e-4);
    assert_true(fabs(a - 1.6) < 1e-9 && fabs(b - 2.4) < 1e-9);
    /* less than chance: as good as binomial */
    lia_beta_binomial_fit(&a, &b, 0.3, 0.09, 0.1, 1e-4);
    /* oracle: scipy 1.10.1, binom.logsf(17, 20, .3) */
    assert_true(fabs(lia_log_beta_binomial_tail(18, 20, a, b) -
                     -17.0927869419) < 1e-4);
}

enum { OBJECTS = 120, HOURS = 2, EACH = 40, REGULARS = 900 };

typedef struct world {
    lia_events events;
    lia_vid next;            /* the next account that is seen once           */
} world;

static uint64_t seed;

/* Objects live two hours; in each, EACH engagers, `share` of them of the kind
 * that is seen once, varying from object to object by `vary`. */
static world make(double share, double vary, uint32_t bought)
{
    const uint64_t most = OBJECTS * HOURS * EACH + bought;
    world w = {{0, OBJECTS, 0, NULL, NULL, {0}}, REGULARS};
    lia_events *e = &w.events;

    assert_int_equal(lia_alloc_zero(&e->off, OBJECTS + 1, 8, NULL), 0);
    assert_int_equal(lia_alloc_zero(&e->event, most, sizeof *e->event, NULL),
                     0);
    for (uint32_t p = 0; p < OBJECTS; p++) {
        const double own = share + vary * ((double)(test_random(&seed) % 2001)
                                           / 1000 - 1);
        for (uint32_t h = 0; h < HOURS; h++) {
            const uint32_t extra = p == 7 && h == 1 ? bought : 0;
            for (uint32_t k = 0; k < EACH + extra; k++) {
                const bool once = k >= EACH ||
                    (double)(test_random(&seed) % 1000) < 1000 * own;
                e->event[e->count++] = (lia_event){
                    ((lia_time)(p * 5 + h) * 3600 + k) * 1000000,
                    once ? w.next++ : (lia_vid)((p * 131 + h * EACH + k) %
                                                REGULARS), 0};
            }
        }
        e->off[p + 1] = e->count;
    }
    e->accounts = w.next;
    return w;
}

static void test_bought_stars_stand_out(void **state)
{
    world w;
    lia_one_offs r;

    (void)state;
    seed = 5;
    w = make(0.3, 0.1, 120);
    assert_int_equal(lia_one_offs_find(&r, &w.events, NULL, NULL), LIA_OK);
    assert_true(r.has_crowd && r.tested == OBJECTS * HOURS && r.count == 1);
    assert_int_equal(r.object[0].post, 7);
    assert_int_equal(r.object[0].hours, 1);
    assert_int_equal(r.object[0].engagers, EACH + 120);
    assert_true(r.object[0].one_offs >= 120 && r.object[0].q < 0.01);
    assert_true(fabs(r.object[0].usual - 0.3) < 0.05);
    lia_one_offs_free(&r);
    lia_events_free(&w.events);
}

/* Type I: crowds in which nothing was bought, the share of newcomers varying
 * from object to object. hand: 5 of 100 may have a find at q = .05; seeds are
 * fixed, 0 of 100 was seen, more than 5 would be a change. */
static void test_a_crowd_is_left_in_peace(void **state)
{
    int with_find = 0;

    (void)state;
    seed = 11;
    for (int k = 0; k < 100; k++) {
        world w = make(0.5, 0.05 * (k % 8), 0);
        lia_one_offs r;
        assert_int_equal(lia_one_offs_find(&r, &w.events, NULL, NULL), 0);
        with_find += r.count > 0;
        lia_one_offs_free(&r);
        lia_events_free(&w.events);
    }
    assert_true(with_find <= 5);
}

static void test_few_objects_tell_nothing(void **state)
{
    lia_event event[100];
    uint64_t off[] = {0, 100};
    lia_events e = {100, 1, 100, off, event, {0}};
    lia_one_off_options bad = LIA_ONE_OFF_DEFAULTS;
    lia_one_offs r;

    (void)state;
    for (lia_vid k = 0; k < 100; k++)
        event[k] = (lia_event){k, k, k};
    assert_int_equal(lia_one_offs_find(&r, &e, NULL, NULL), LIA_OK);
    assert_true(!r.has_crowd && r.count == 0 && r.tested == 1);
    lia_one_offs_free(&r);
    bad.q = 1;
    assert_int_equal(lia_one_offs_find(&r, &e, &bad, NULL), LIA_EARG);
    assert_int_equal(lia_one_offs_find(NULL, &e, NULL, NULL), LIA_EARG);
}

static void test_every_allocation_may_fail(void **state)
{
    world w;
    lia_status st = LIA_ENOMEM;
    long live;

    (void)state;
    seed = 5;
    w = make(0.3, 0.1, 120);
    live = lia_mem_live();
    for (long k = 0; st != LIA_OK && k < 200; k++) {
        lia_one_offs r = {.count = 77};
        lia_mem_fail_after(k);
        st = lia_one_offs_find(&r, &w.events, NULL, NULL);
        lia_mem_fail_after(-1);
        assert_true(st == LIA_OK || (st == LIA_ENOMEM && r.count == 77));
        if (st == LIA_OK)
            lia_one_offs_free(&r);
        assert_int_equal(lia_mem_live(), live);
    }
    assert_int_equal(st, LIA_OK);
    lia_events_free(&w.events);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_the_tail_is_that_of_scipy),
        cmocka_unit_test(test_the_fit_gives_back_what_made_it),
        cmocka_unit_test(test_bought_stars_stand_out),
        cmocka_unit_test(test_a_crowd_is_left_in_peace),
        cmocka_unit_test(test_few_objects_tell_nothing),
        cmocka_unit_test(test_every_allocation_may_fail),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
