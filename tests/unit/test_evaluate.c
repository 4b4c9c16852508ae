/* Verdicts: a set counted by hand, random sets against a slow twin that looks
 * at every pair, exact intervals against scipy, every allocation may fail.
 */
#include <math.h>

#include "liaison/evaluate.h"
#include "support.h"

enum { KINDS = 3 };
static const uint8_t readings[KINDS] = {
    LIA_READING_CALCULATED, LIA_READING_AFFINITY, LIA_READING_NONE};

/* Accounts 0 to 3 a calculated pod, 4 to 6 friends, 7 to 9 nothing. Found: a
 * calculated group of 0 1 2 7, an affinity group of 4 5, a warning of 8 9; the
 * pairs 0-1, 7-8 and 3-9 are listed. */
static const uint32_t ten[] = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9};
static const uint32_t ten_kinds[] = {0, 0, 0, 0, 1, 1, 1, 2, 2, 2};
static const uint32_t ten_pods[] = {1, 1, 1, 1, 2, 2, 2, LIA_NONE, LIA_NONE,
                                    LIA_NONE};
static const uint8_t found[] = {LIA_FOUND_CALCULATED, LIA_FOUND_OTHER_POD,
                                LIA_FOUND_WARNING};
static const double scores[] = {5, 9, 7};
static const uint32_t in_group[] = {0, 0, 0, 0, 1, 1, 2, 2};
static const uint32_t in_account[] = {7, 2, 0, 1, 4, 5, 8, 9};
static const uint32_t pair_a[] = {1, 7, 3}, pair_b[] = {0, 8, 9};
static const double pair_p[] = {1e-6, 1e-3, 1e-2};

static lia_trial by_hand(void)
{
    return (lia_trial){10, 10, ten, ten_kinds, ten_pods, readings, KINDS,
                       3, found, scores, 8, in_group, in_account,
                       3, pair_a, pair_b, pair_p};
}

#define ROWS (LIA_VERDICT_KINDS + KINDS)

/* hand, throughout. Areas: accounts score 0 1 2 7 1005, 8 3, 3 9 2, 4 5 6 0;
 * the four that are it win 5.5 + 5.5 + 5.5 + 3.5 of 24. Pairs: six in the
 * group score 1005, three of them are it; of the six true ones, three win 37.5
 * each and three 17 each, of 39. */
static const struct {
    int row;
    uint64_t planted, found, right, reached, any;
    double precision, recall, f1, area;
} rows[] = {
    {LIA_VERDICT_CALCULATED, 4, 4, 3, 3, 0, .75, .75, .75, 20.0 / 24},
    {LIA_VERDICT_ANY_POD, 7, 6, 5, 5, 0, 5.0 / 6, 5.0 / 7, 10.0 / 13, NAN},
    {LIA_VERDICT_GROUPS, 1, 1, 1, 1, 0, 1, 1, 1, NAN},
    {LIA_VERDICT_PAIRS, 6, 6, 3, 3, 0, .5, .5, .5, 163.5 / 234},
    {LIA_VERDICT_PAIR_LIST, 6, 3, 1, 1, 0, 1.0 / 3, 1.0 / 6, 2.0 / 9, NAN},
    {LIA_VERDICT_FREE_CALCULATED, 0, 0, 0, 0, 0, NAN, NAN, NAN, NAN},
    {LIA_VERDICT_FREE_POD, 0, 0, 0, 0, 0, NAN, NAN, NAN, NAN},
    {LIA_VERDICT_KINDS, 4, 0, 0, 3, 3, NAN, .75, 0, NAN},
    {LIA_VERDICT_KINDS + 1, 3, 0, 0, 0, 2, NAN, 0, 0, NAN},
    {LIA_VERDICT_KINDS + 2, 3, 0, 0, 1, 1, NAN, 1.0 / 3, 0, NAN},
};

static bool is_same(double a, double b)
{
    return isnan(a) ? isnan(b) : fabs(a - b) < 1e-12;
}

static void test_by_hand(void **state)
{
    lia_verdict_tally t[ROWS] = {{0}};
    const lia_trial trial = by_hand();

    (void)state;
    assert_int_equal(lia_verdict_add(t, &trial, NULL), LIA_OK);
    for (size_t k = 0; k < sizeof rows / sizeof *rows; k++) {
        const lia_verdict_tally *x = &t[rows[k].row];
        if (x->planted != rows[k].planted || x->found != rows[k].found ||
            x->right != rows[k].right || x->reached != rows[k].reached ||
            x->any != rows[k].any)
            fail_msg("row %zu: %d %d %d %d %d", k, (int)x->planted,
                     (int)x->found, (int)x->right, (int)x->reached,
                     (int)x->any);
        if (!is_same(lia_verdict_precision(x), rows[k].precision) ||
            !is_same(lia_verdict_recall(x), rows[k].recall) ||
            !is_same(lia_verdict_f1(x), rows[k].f1) ||
            !is_same(lia_verdict_area(x), rows[k].area))
            fail_msg("row %zu: %g %g %g %g", k, lia_verdict_precision(x),
                     lia_verdict_recall(x), lia_verdict_f1(x),
                     lia_verdict_area(x));
    }
}

/* The same set twice: counts double, shares and areas stay. */
static void test_sets_are_pooled(void **state)
{
    lia_verdict_tally t[ROWS] = {{0}};
    const lia_trial trial = by_hand();

    (void)state;
    for (int k = 0; k < 2; k++)
        assert_int_equal(lia_verdict_add(t, &trial, NULL), LIA_OK);
    assert_int_equal(t[LIA_VERDICT_PAIRS].found, 12);
    assert_true(is_same(lia_verdict_area(&t[LIA_VERDICT_PAIRS]),
                        163.5 / 234));
    assert_true(is_same(lia_verdict_f1(&t[LIA_VERDICT_CALCULATED]), .75));
}

/* A set without pods: what was found in it is a false alarm. */
static void test_pod_free_sets(void **state)
{
    static const uint32_t nothing[] = {2, 2, 2, 2, 2, 2, 2, 2, 2, 2};
    static const uint32_t none[] = {LIA_NONE, LIA_NONE, LIA_NONE, LIA_NONE,
                                    LIA_NONE, LIA_NONE, LIA_NONE, LIA_NONE,
                                    LIA_NONE, LIA_NONE};
    lia_verdict_tally t[ROWS] = {{0}};
    lia_trial trial = by_hand();

    (void)state;
    trial.truth_kind = nothing;
    trial.truth_pod = none;
    assert_int_equal(lia_verdict_add(t, &trial, NULL), LIA_OK);
    trial.groups = 0;
    trial.members = trial.pairs = 0;
    assert_int_equal(lia_verdict_add(t, &trial, NULL), LIA_OK);
    for (int k = LIA_VERDICT_FREE_CALCULATED; k <= LIA_VERDICT_FREE_PAIR;
         k++) {
        assert_int_equal(t[k].planted, 2);
        assert_int_equal(t[k].reached, 1);
    }
    assert_int_equal(t[LIA_VERDICT_CALCULATED].found, 4);
    assert_int_equal(t[LIA_VERDICT_CALCULATED].right, 0);
    assert_true(lia_verdict_precision(&t[LIA_VERDICT_CALCULATED]) == 0);
    assert_true(isnan(lia_verdict_recall(&t[LIA_VERDICT_CALCULATED])));
    assert_true(isnan(lia_verdict_f1(&t[LIA_VERDICT_CALCULATED])));
    assert_true(isnan(lia_verdict_area(&t[LIA_VERDICT_CALCULATED])));
}

/* hand: pods {0 1 2} and {2 3}; account 2 is in both. One group of 0 1 finds
 * the first pod (two of three), a group of 3 alone the second (one of two);
 * an account in two groups counts once. */
static void test_overlap(void **state)
{
    static const uint32_t account[] = {0, 1, 2, 2, 3};
    static const uint32_t kind[] = {0, 0, 0, 0, 0};
    static const uint32_t pod[] = {5, 5, 5, 6, 6};
    static const uint8_t two[] = {LIA_FOUND_CALCULATED, LIA_FOUND_CALCULATED};
    static const uint32_t groups[] = {0, 0, 1, 1};
    static const uint32_t members[] = {0, 1, 3, 1};
    const lia_trial trial = {4, 5, account, kind, pod, readings, KINDS, 2, two,
                             scores, 4, groups, members, 0, NULL, NULL, NULL};
    lia_verdict_tally t[ROWS] = {{0}};

    (void)state;
    assert_int_equal(lia_verdict_add(t, &trial, NULL), LIA_OK);
    assert_int_equal(t[LIA_VERDICT_CALCULATED].planted, 4);
    assert_int_equal(t[LIA_VERDICT_CALCULATED].found, 3);
    assert_int_equal(t[LIA_VERDICT_GROUPS].planted, 2);
    assert_int_equal(t[LIA_VERDICT_GROUPS].reached, 2);
    assert_int_equal(t[LIA_VERDICT_PAIRS].planted, 4);
    assert_int_equal(t[LIA_VERDICT_PAIRS].found, 2);
    assert_int_equal(t[LIA_VERDICT_PAIRS].right, 1);
    assert_int_equal(t[LIA_VERDICT_KINDS].planted, 5);
}

/* ---- slow twin: every pair, every score ---- */

enum { N = 40, GROUPS = 5, MEMBERS = 50, LISTED = 30 };

typedef struct random_set {
    uint32_t account[N], kind[N], pod[N], group[MEMBERS], member[MEMBERS];
    uint32_t a[LISTED], b[LISTED];
    uint8_t found[GROUPS];
    double score[GROUPS], p[LISTED];
} random_set;

static lia_trial draw_set(random_set *r, uint64_t *seed)
{
    for (uint32_t k = 0; k < N; k++) {
        r->account[k] = k;
        r->kind[k] = (uint32_t)(test_random(seed) % KINDS);
        r->pod[k] = r->kind[k] == 2 ? LIA_NONE
                                    : r->kind[k] * 3 +
                                          (uint32_t)(test_random(seed) % 3);
    }
    for (int g = 0; g < GROUPS; g++) {
        r->found[g] = (uint8_t)(test_random(seed) % 3);
        r->score[g] = (double)(test_random(seed) % 4);
    }
    for (int k = 0; k < MEMBERS; k++) {
        r->group[k] = (uint32_t)(test_random(seed) % GROUPS);
        r->member[k] = (uint32_t)(test_random(seed) % N);
    }
    for (int k = 0; k < LISTED; k++) {
        r->a[k] = (uint32_t)(test_random(seed) % N);
        r->b[k] = (r->a[k] + 1 + (uint32_t)(test_random(seed) % (N - 1))) % N;
        r->p[k] = pow(10, -(double)(test_random(seed) % 5));
    }
    return (lia_trial){N, N, r->account, r->kind, r->pod, readings, KINDS,
                       GROUPS, r->found, r->score, MEMBERS, r->group,
                       r->member, LISTED, r->a, r->b, r->p};
}

static bool is_member(const random_set *r, int group, uint32_t account)
{
    for (int k = 0; k < MEMBERS; k++)
        if (r->group[k] == (uint32_t)group && r->member[k] == account)
            return true;
    return false;
}

/* The score of two accounts (or of one: twice the same). */
static double slow_score(const random_set *r, uint32_t i, uint32_t j)
{
    double best = 0;

    for (int k = 0; k < LISTED; k++) {
        const bool both = (r->a[k] == i && r->b[k] == j) ||
                          (r->a[k] == j && r->b[k] == i);
        const bool one = i == j && (r->a[k] == i || r->b[k] == i);
        if (both || one)
            best = fmax(best, -log10(r->p[k]));
    }
    for (int g = 0; g < GROUPS; g++)
        if (r->found[g] == LIA_FOUND_CALCULATED && is_member(r, g, i) &&
            is_member(r, g, j))
            best = fmax(best, 1000 + r->score[g]);
    return best;
}

static double slow_area(const double *score, const bool *is, int count)
{
    double wins = 0, all = 0;

    for (int i = 0; i < count; i++)
        for (int j = 0; j < count; j++)
            if (is[i] && !is[j]) {
                wins += score[i] > score[j] ? 1 : score[i] == score[j] ? .5 : 0;
                all++;
            }
    return wins / all;
}

static void test_slow_twin(void **state)
{
    uint64_t seed = 20260105;
    double score[N * N];
    bool is[N * N];

    (void)state;
    for (int turn = 0; turn < 20; turn++) {
        random_set r;
        const lia_trial trial = draw_set(&r, &seed);
        lia_verdict_tally t[ROWS] = {{0}};
        int count = 0;
        uint64_t planted = 0, called = 0, right = 0;
        assert_int_equal(lia_verdict_add(t, &trial, NULL), LIA_OK);
        for (uint32_t i = 0; i < N; i++, count++) {
            score[count] = slow_score(&r, i, i);
            is[count] = r.kind[i] == 0;
        }
        assert_true(is_same(slow_area(score, is, count),
                            lia_verdict_area(&t[LIA_VERDICT_CALCULATED])));
        count = 0;
        for (uint32_t i = 0; i < N; i++)
            for (uint32_t j = 0; j < i; j++, count++) {
                score[count] = slow_score(&r, i, j);
                is[count] = r.kind[i] == 0 && r.pod[i] == r.pod[j];
                planted += is[count];
                called += score[count] >= 1000;
                right += is[count] && score[count] >= 1000;
            }
        assert_true(is_same(slow_area(score, is, count),
                            lia_verdict_area(&t[LIA_VERDICT_PAIRS])));
        assert_int_equal(t[LIA_VERDICT_PAIRS].planted, planted);
        assert_int_equal(t[LIA_VERDICT_PAIRS].found, called);
        assert_int_equal(t[LIA_VERDICT_PAIRS].right, right);
    }
}

/* ---- intervals ---- */

/* oracle: scipy 1.10.1, beta.ppf(a/2, k, n-k+1), beta.ppf(1-a/2, k+1, n-k). */
static const struct {
    uint64_t hits, trials;
    double alpha, low, high;
} intervals[] = {
    {0, 100, 0.05, 0, 0.03621669264518},
    {1, 50, 0.05, 0.0005062279830408, 0.1064695457115},
    {2, 100, 0.05, 0.002431336823943, 0.07038393247107},
    {50, 100, 0.05, 0.3983211295033, 0.6016788704967},
    {3, 7, 0.05, 0.09898827844251, 0.8159484323599},
    {19900, 21000, 0.05, 0.944519409033, 0.950594021134},
    {1, 1, 0.05, 0.025, 1},
    {999999, 1000000, 0.05, 0.9999944283693, 0.9999999746822},
    {5, 10, 0.1, 0.2224411010081, 0.7775588989919},
    {0, 20, 0.1, 0, 0.1391083406683},
    {7, 7, 0.01, 0.4691172785435, 1},
    {9967, 9986, 0.05, 0.9970303425511, 0.9988540955717},
};

static void test_intervals(void **state)
{
    double low, high;

    (void)state;
    for (size_t k = 0; k < sizeof intervals / sizeof *intervals; k++) {
        lia_exact_interval(&low, &high, intervals[k].hits,
                           intervals[k].trials, intervals[k].alpha);
        if (fabs(low - intervals[k].low) > 1e-9 * intervals[k].low + 1e-15 ||
            fabs(high - intervals[k].high) > 1e-9 * intervals[k].high)
            fail_msg("%d of %d: %.12g %.12g", (int)intervals[k].hits,
                     (int)intervals[k].trials, low, high);
    }
    lia_exact_interval(&low, &high, 0, 0, 0.05);
    assert_true(isnan(low) && isnan(high));
    lia_exact_interval(&low, &high, 3, 2, 0.05);
    assert_true(isnan(low) && isnan(high));
    lia_exact_interval(&low, &high, 1, 2, 0.0);
    assert_true(isnan(low) && isnan(high));
}

/* closed: with no hit the upper end is 1 - (alpha/2)^(1/n). */
static void test_interval_of_none(void **state)
{
    double low, high;

    (void)state;
    for (uint64_t n = 1; n < 2000; n += 37) {
        lia_exact_interval(&low, &high, 0, n, 0.05);
        assert_true(low == 0.0);
        assert_true(fabs(high - (1 - pow(0.025, 1 / (double)n))) < 1e-12);
        lia_exact_interval(&low, &high, n, n, 0.05);
        assert_true(high == 1.0);
        assert_true(fabs(low - pow(0.025, 1 / (double)n)) < 1e-12);
    }
}

static void test_every_allocation_may_fail(void **state)
{
    const lia_trial trial = by_hand();
    const long live = lia_mem_live();
    lia_status st = LIA_ENOMEM;

    (void)state;
    for (long k = 0; st != LIA_OK && k < 200; k++) {
        lia_verdict_tally t[ROWS] = {{0}}, zero[ROWS] = {{0}};
        lia_mem_fail_after(k);
        st = lia_verdict_add(t, &trial, NULL);
        lia_mem_fail_after(-1);
        assert_true(st == LIA_OK || st == LIA_ENOMEM);
        if (st != LIA_OK)
            assert_memory_equal(t, zero, sizeof t);
        assert_int_equal(lia_mem_live(), live);
    }
    assert_int_equal(st, LIA_OK);
}

static void test_refusals(void **state)
{
    lia_verdict_tally t[ROWS] = {{0}};
    lia_trial trial = by_hand();

    (void)state;
    trial.accounts = 9;
    assert_int_equal(lia_verdict_add(t, &trial, NULL), LIA_EARG);
    trial = by_hand();
    trial.kinds = 2;
    assert_int_equal(lia_verdict_add(t, &trial, NULL), LIA_EARG);
    trial = by_hand();
    trial.groups = 2;
    assert_int_equal(lia_verdict_add(t, &trial, NULL), LIA_EARG);
    assert_int_equal(lia_verdict_add(NULL, &trial, NULL), LIA_EARG);
}

static void test_words(void **state)
{
    (void)state;
    assert_int_equal(lia_found_of("calculated", 10), LIA_FOUND_CALCULATED);
    assert_int_equal(lia_found_of("coordinated", 11), LIA_FOUND_CALCULATED);
    assert_int_equal(lia_found_of("affinity_sync", 13), LIA_FOUND_OTHER_POD);
    assert_int_equal(lia_found_of("affinity", 8), LIA_FOUND_OTHER_POD);
    assert_int_equal(lia_found_of("reciprocal", 10), LIA_FOUND_OTHER_POD);
    assert_int_equal(lia_found_of("circle", 6), LIA_FOUND_WARNING);
    assert_int_equal(lia_found_of("", 0), LIA_FOUND_WARNING);
    assert_int_equal(lia_kind_find("tele", 4), lia_kind_find("tele!", 4));
    assert_int_equal(lia_kind_find("nobody", 6), -1);
    assert_string_equal(lia_kind_name(-1), "");
    assert_string_equal(lia_kind_name(1000), "");
    assert_string_equal(lia_kind_name(lia_kind_find("lazy", 4)), "lazy");
    assert_int_equal(lia_kind_reading(lia_kind_find("lazy", 4)),
                     LIA_READING_CALCULATED);
    assert_string_equal(lia_reading_name(LIA_READING_AFFINITY), "affinity");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_by_hand),
        cmocka_unit_test(test_sets_are_pooled),
        cmocka_unit_test(test_pod_free_sets),
        cmocka_unit_test(test_overlap),
        cmocka_unit_test(test_slow_twin),
        cmocka_unit_test(test_intervals),
        cmocka_unit_test(test_interval_of_none),
        cmocka_unit_test(test_every_allocation_may_fail),
        cmocka_unit_test(test_refusals),
        cmocka_unit_test(test_words),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
