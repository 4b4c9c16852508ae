/* Strength of ties: hand-worked rows, what must never happen, and the slow
 * twin, which reads every row of the tables for every tie.
 */
#include "support.h"

#include <math.h>

#include "liaison/project.h"
#include "liaison/strength.h"
#include "liaison/strength_fit.h"

#define DAY ((lia_time)86400 * 1000000)
enum { NOW = 1000 };                     /* days */

typedef struct row {
    lia_vid from, to;
    lia_action action;
    double age;                          /* days before NOW; NAN: undated    */
    double weight;                       /* NAN: none                        */
} row;

/* Tables over `rows` and one contact a-b if asked for; borrows static room. */
static lia_tables make(const row *rows, uint64_t count, bool contact)
{
    static lia_vid actor[4096], target[4096], source[1], other[1];
    static lia_time time[4096];
    static uint8_t action[4096];
    static double weight[4096];
    lia_tables t;

    memset(&t, 0, sizeof t);
    t.accounts.names.count = 40;
    for (uint64_t k = 0; k < count; k++) {
        actor[k] = rows[k].from;
        target[k] = rows[k].to;
        action[k] = (uint8_t)rows[k].action;
        weight[k] = rows[k].weight;
        time[k] = isnan(rows[k].age)
                      ? LIA_NO_TIME
                      : (lia_time)((NOW - rows[k].age) * (double)DAY);
    }
    t.interactions = (lia_interactions){
        .count = count, .actor = actor, .target = target, .time = time,
        .action = action, .weight = weight};
    source[0] = 0;
    other[0] = 1;
    if (contact)
        t.contacts = (lia_contacts){.count = 1, .source = source,
                                    .target = other};
    return t;
}

typedef struct result {
    double strength[800], low[800], high[800], activity[800], reciprocity[800];
    uint8_t tie_class[800], sign[800];
    uint32_t acts[800], friction[800], days[800];
    lia_time last[800];
} result;

static lia_strengths fields(result *r)
{
    memset(r, 0, sizeof *r);
    return (lia_strengths){
        .strength = r->strength, .low = r->low, .high = r->high,
        .activity = r->activity, .reciprocity = r->reciprocity,
        .tie_class = r->tie_class, .sign = r->sign, .acts = r->acts,
        .friction = r->friction, .days = r->days, .last = r->last};
}

static void measure(result *r, lia_tables *t, int threads)
{
    lia_strength_options o;
    lia_strengths out = fields(r);
    lia_ties ties;
    lia_error err;

    lia_strength_defaults(&o);
    o.as_of = NOW * DAY;
    o.run.threads = threads;
    assert_int_equal(lia_ties_from_tables(&ties, NULL, t, NULL, &err), LIA_OK);
    assert_true(ties.m <= 800);
    assert_int_equal(lia_strength_measure(&out, &ties, t, &o, &err), LIA_OK);
    lia_ties_free(&ties);
}

#define MESSAGE LIA_ACTION_MESSAGE
#define MANY(rows) rows, sizeof rows / sizeof *rows

static const row both_now[] = {{0, 1, MESSAGE, 0, NAN},
                               {1, 0, MESSAGE, 0, NAN}};
static const row one_now[] = {{0, 1, MESSAGE, 0, NAN}};
static const row old_pair[] = {{0, 1, MESSAGE, 7, NAN},
                               {1, 0, MESSAGE, 7, NAN}};
static const row met[] = {{0, 1, LIA_ACTION_MEETING, 0, NAN}};
static const row dormant[] = {{0, 1, MESSAGE, 400, NAN},
                              {1, 0, MESSAGE, 400, NAN}};
static const row spam[] = {
    {0, 1, MESSAGE, 0, NAN}, {0, 1, MESSAGE, 0, NAN}, {0, 1, MESSAGE, 0, NAN},
    {0, 1, MESSAGE, 0, NAN}, {0, 1, MESSAGE, 0, NAN}, {1, 0, MESSAGE, 0, NAN}};
static const row hated[] = {{0, 1, MESSAGE, 0, NAN}, {1, 0, MESSAGE, 0, NAN},
                            {1, 0, LIA_ACTION_NONE, 0, -3}};
static const row angry[] = {{0, 1, MESSAGE, 0, NAN}, {1, 0, MESSAGE, 0, NAN},
                            {1, 0, LIA_ACTION_ANGRY, 0, NAN}};
static const row lasting[] = {{0, 1, MESSAGE, 730, NAN},
                              {1, 0, MESSAGE, 0, NAN}};
static const row later[] = {{0, 1, MESSAGE, -1, NAN}};

/* R(q) = 0.35 q^(1/4), q the mean over both ways of the sum of worth^2. */
static const struct {
    const char *name;
    const row *rows;
    uint64_t count;
    bool contact;
    double strength;
    lia_strength_class tie_class;
    int sign;
    const char *origin;
} cases[] = {
    {"exchange", MANY(both_now), false, 0.3904136989, LIA_TIE_MEDIUM, 2,
     "hand: 1 - e^(-0.35 sqrt 2), q = (4 + 4) / 2"},
    {"exchange of contacts", MANY(both_now), true, 0.4087012879,
     LIA_TIE_MEDIUM, 2, "hand: 1 - 0.97 e^(-0.35 sqrt 2)"},
    {"one way", MANY(one_now), false, 0.0984427129, LIA_TIE_UNKNOWN, 2,
     "hand: 0.1 (1 - e^(-3.5 * 2^(1/4)))"},
    {"a week old", MANY(old_pair), false, 0.2192399209, LIA_TIE_MEDIUM, 2,
     "hand: worth 2/4 each: 1 - e^(-0.35 sqrt(1/2))"},
    {"meeting", MANY(met), false, 0.5757029205, LIA_TIE_STRONG, 2,
     "hand: both ways 36: 1 - e^(-0.35 sqrt 6)"},
    {"dormant", MANY(dormant), false, 0.0084769455, LIA_TIE_DORMANT, 2,
     "hand: 1 - e^(-0.35 sqrt(2) / (1 + 400/7))"},
    {"capped", MANY(spam), false, 0.4449113735, LIA_TIE_MEDIUM, 2,
     "hand: 3 of 5 count: q = (12 + 4) / 2 = 8: 1 - e^(-0.35 8^(1/4))"},
    {"friction adds nothing", MANY(hated), false, 0.3904136989,
     LIA_TIE_MEDIUM, 0, "hand: as the exchange alone; a rating is hard"},
    {"anger is mixed", MANY(angry), false, 0.3904136989, LIA_TIE_MEDIUM, 1,
     "hand: fewer angry reactions than acts"},
    /* q = 2 (1 + 1/(1+730/7)^4), L = 0.5 (1 - e^(-1/40)) (1 - 1/e) */
    {"lasting", MANY(lasting), false, 0.3455931638, LIA_TIE_MEDIUM, 2, "hand"},
    {"contact alone", both_now, 0, true, 0.03, LIA_TIE_UNKNOWN, 2,
     "closed: the contact part"},
};

static void test_hand_worked(void **state)
{
    (void)state;
    for (size_t k = 0; k < sizeof cases / sizeof *cases; k++) {
        static result r;
        lia_tables t = make(cases[k].rows, cases[k].count, cases[k].contact);
        const double want = cases[k].strength;
        measure(&r, &t, 1);
        if (!(fabs(r.strength[0] - want) < 1e-9))
            fail_msg("%s: %.10f, wanted %.10f (%s)", cases[k].name,
                     r.strength[0], want, cases[k].origin);
        assert_int_equal(r.tie_class[0], cases[k].tie_class);
        assert_int_equal(r.sign[0], cases[k].sign);
        assert_true(r.low[0] <= r.strength[0] && r.strength[0] <= r.high[0]);
    }
}

static void test_reciprocity_and_counts(void **state)
{
    static const row rows[] = {{0, 1, MESSAGE, 0, NAN},
                               {0, 1, MESSAGE, 7, NAN},
                               {1, 0, MESSAGE, 7, NAN}};
    static result r;
    lia_tables t = make(MANY(rows), false);

    (void)state;
    measure(&r, &t, 1);
    /* hand: 2 + 0.5 against 0.5: 2 * 0.5 / 3 */
    assert_within(r.reciprocity[0], 1.0 / 3, 1e-12);
    assert_int_equal(r.acts[0], 3);
    assert_int_equal(r.days[0], 2);
    assert_true(r.last[0] == NOW * DAY);
    t = make(MANY(later), false);
    measure(&r, &t, 1);
    assert_true(isnan(r.reciprocity[0]));        /* after as_of: not seen    */
    assert_int_equal(r.acts[0], 0);
}

static row random_row(uint64_t *seed)
{
    static const lia_action kinds[] = {
        LIA_ACTION_MESSAGE, LIA_ACTION_LIKE, LIA_ACTION_COMMENT,
        LIA_ACTION_MEETING, LIA_ACTION_NONE, LIA_ACTION_RECOMMEND};
    row x = {(lia_vid)(test_random(seed) % 4), 0, kinds[test_random(seed) % 6],
             (double)(test_random(seed) % 900) / 2, NAN};

    x.to = (lia_vid)((x.from + 1 + test_random(seed) % 3) % 4);
    if (test_random(seed) % 8 == 0)
        x.age = NAN;
    if (test_random(seed) % 4 == 0)
        x.weight = (double)(test_random(seed) % 6) / 2;
    return x;
}

/* Strength of the pair (a, b), 0 where it has no tie. */
static double of_pair(lia_tables *t, lia_vid a, lia_vid b)
{
    static result r;
    lia_ties ties;
    uint64_t number = 0;
    double found = 0;

    measure(&r, t, 1);
    assert_int_equal(lia_ties_from_tables(&ties, NULL, t, NULL, NULL), LIA_OK);
    for (lia_vid i = 0; i < ties.n; i++)
        for (uint64_t e = ties.off[i]; e < ties.off[i + 1]; e++)
            if (ties.to[e] > i) {
                if (i == a && ties.to[e] == b)
                    found = r.strength[number];
                number++;
            }
    lia_ties_free(&ties);
    return found;
}

static void test_more_evidence_never_lowers(void **state)
{
    uint64_t seed = 11;
    row rows[40];

    (void)state;
    for (int trial = 0; trial < 60; trial++) {
        double before[4][4] = {{0}};
        for (uint64_t n = 0; n < 40; n++) {
            rows[n] = random_row(&seed);
            lia_tables t = make(rows, n + 1, trial % 2);
            for (lia_vid a = 0; a < 4; a++)
                for (lia_vid b = a + 1; b < 4; b++) {
                    const double now = of_pair(&t, a, b);
                    if (now < before[a][b] - 1e-12)
                        fail_msg("trial %d row %d: %.12g after %.12g", trial,
                                 (int)n, now, before[a][b]);
                    before[a][b] = now;
                }
        }
    }
}

/* Term by term, from the definition. */
static double slow_strength(const row *rows, uint64_t count, lia_vid a,
                            lia_vid b, const lia_strength_options *o)
{
    double square[2] = {0, 0}, undated = 0, span = 0, first = INFINITY;
    double last = INFINITY, oldest = -INFINITY, days[2] = {0, 0};
    bool way[2] = {false, false};
    static bool taken[4096];

    memset(taken, 0, sizeof taken);
    for (uint64_t k = 0; k < count; k++) {       /* each group of a day      */
        for (int w = 0; w < 2; w++) {
            const lia_vid from = w ? b : a, to = w ? a : b;
            const bool meets = rows[k].action == LIA_ACTION_MEETING;
            const bool mine = (rows[k].from == from && rows[k].to == to) ||
                              (meets && rows[k].from == to &&
                               rows[k].to == from);
            const double x = isnan(rows[k].weight) ? 1 : rows[k].weight;
            const double v = o->act[rows[k].action].weight * x;
            double better = 0, same_day = 0;
            if (!mine || !(v > 0))
                continue;
            way[w] = true;
            if (isnan(rows[k].age)) {
                undated += v / 2;
                continue;
            }
            const double tau = o->act[rows[k].action].tau;
            const double worth = v * pow(1 + rows[k].age / tau, -2);
            for (uint64_t j = 0; j < count; j++) {
                const bool is_same =
                    rows[j].action == rows[k].action &&
                    !isnan(rows[j].age) &&
                    floor(NOW - rows[j].age) == floor(NOW - rows[k].age) &&
                    ((rows[j].from == rows[k].from &&
                      rows[j].to == rows[k].to) ||
                     (meets && rows[j].from == rows[k].to &&
                      rows[j].to == rows[k].from));
                const double y = isnan(rows[j].weight) ? 1 : rows[j].weight;
                const double other = o->act[rows[j].action].weight * y *
                                     pow(1 + rows[j].age / tau, -2);
                better += is_same && (other > worth ||
                                      (other == worth && j < k));
            }
            if (better < o->daily_cap)
                square[w] += worth * worth;
            for (uint64_t j = 0; j < k; j++)
                same_day +=
                    !isnan(rows[j].age) &&
                    floor(NOW - rows[j].age) == floor(NOW - rows[k].age) &&
                    (isnan(rows[j].weight) || rows[j].weight > 0) &&
                    ((rows[j].from == from && rows[j].to == to) ||
                     (rows[j].action == LIA_ACTION_MEETING &&
                      rows[j].from == to && rows[j].to == from));
            days[w] += same_day == 0;
            last = fmin(last, rows[k].age);
            oldest = fmax(oldest, rows[k].age);
        }
    }
    (void)first;
    const double recent =
        o->scale * pow((square[0] + square[1]) / 2, 0.25);
    const double d = fmin(days[0], days[1]);
    double base = 0;
    span = d > 0 ? (oldest - last) / o->lasting_span : 0;
    if (way[0] != way[1])
        return o->one_way * (1 - exp(-(recent + undated / o->undated) /
                                     o->one_way));
    if (undated > 0)
        base = fmin(o->undated_cap, 1 - exp(-undated / o->undated));
    const double lasting_part =
        d > 0 ? o->lasting * (1 - exp(-d / o->lasting_days)) *
                    (1 - exp(-span * span)) *
                    pow(2, -last / o->lasting_half_life)
              : 0;
    return 1 - (1 - base) * exp(-recent - lasting_part);
}

static void test_slow_twin(void **state)
{
    lia_strength_options o;
    uint64_t seed = 5;
    row rows[120];

    (void)state;
    lia_strength_defaults(&o);
    for (int trial = 0; trial < 20; trial++) {
        for (uint64_t k = 0; k < 120; k++)
            rows[k] = random_row(&seed);
        lia_tables t = make(rows, 120, false);
        for (lia_vid a = 0; a < 4; a++)
            for (lia_vid b = a + 1; b < 4; b++)
                assert_within(of_pair(&t, a, b),
                                   slow_strength(rows, 120, a, b, &o), 1e-12);
    }
}

/* The order of rows and the number of threads leave no trace. */
static void test_same_bits(void **state)
{
    static row rows[4096];
    static result one, other;
    uint64_t seed = 9;

    (void)state;
    for (uint64_t k = 0; k < 4096; k++) {
        rows[k] = random_row(&seed);
        rows[k].from = (lia_vid)(test_random(&seed) % 40);
        rows[k].to = (lia_vid)((rows[k].from + 1 + test_random(&seed) % 8) %
                               40);
    }
    lia_tables t = make(rows, 4096, false);
    measure(&one, &t, 1);
    for (uint64_t k = 4096; k-- > 1;) {
        const uint64_t j = test_random(&seed) % (k + 1);
        const row x = rows[k];
        rows[k] = rows[j];
        rows[j] = x;
    }
    for (int threads = 1; threads <= 8; threads *= 2) {
        t = make(rows, 4096, false);
        measure(&other, &t, threads);
        assert_memory_equal(&one, &other, sizeof one);
    }
}

static void test_every_allocation_may_fail(void **state)
{
    static result r;
    lia_tables t = make(MANY(both_now), true);
    lia_status st = LIA_ENOMEM;
    lia_ties ties;

    (void)state;
    assert_int_equal(lia_ties_from_tables(&ties, NULL, &t, NULL, NULL), 0);
    const long live = lia_mem_live();
    for (long k = 0; st != LIA_OK && k < 100; k++) {
        lia_strengths out = fields(&r);
        lia_mem_fail_after(k);
        st = lia_strength_measure(&out, &ties, &t, NULL, NULL);
        assert_true(st == LIA_OK || (st == LIA_ENOMEM && r.strength[0] == 0));
        assert_int_equal(lia_mem_live(), live);
    }
    lia_mem_fail_after(-1);
    assert_int_equal(st, LIA_OK);
    lia_ties_free(&ties);
}

static void test_bad_arguments(void **state)
{
    static result r;
    lia_tables t = make(MANY(both_now), true);
    lia_strengths out = fields(&r);
    lia_strength_options o;
    lia_ties ties;

    (void)state;
    assert_int_equal(lia_ties_from_tables(&ties, NULL, &t, NULL, NULL), 0);
    assert_int_equal(lia_strength_measure(NULL, &ties, &t, NULL, NULL),
                     LIA_EARG);
    lia_strength_defaults(&o);
    o.one_way = 2;
    assert_int_equal(lia_strength_measure(&out, &ties, &t, &o, NULL), LIA_EARG);
    lia_strength_defaults(&o);
    o.act[MESSAGE].tau = 0;
    assert_int_equal(lia_strength_measure(&out, &ties, &t, &o, NULL), LIA_EARG);
    t.interactions.target[0] = 7;                /* not a tie                */
    assert_int_equal(lia_strength_measure(&out, &ties, &t, NULL, NULL),
                     LIA_EINTERNAL);
    lia_ties_free(&ties);
}

/* Pairs that dealt lately deal again: learnt, and better than chance. */
static void test_fit(void **state)
{
    static row rows[4000];
    lia_strength_trial trial, again;
    lia_status st = LIA_ENOMEM;
    uint64_t seed = 3;
    lia_error err;

    (void)state;
    for (uint64_t k = 0; k < 4000; k++) {
        lia_vid a = (lia_vid)(test_random(&seed) % 40);
        lia_vid b = (lia_vid)(test_random(&seed) % 40);
        const bool lively = (a * 7 + b * 7) % 5 == 0;
        if (a == b || (!lively && test_random(&seed) % 12))
            b = (lia_vid)((2 * 40 - a) % 40);
        rows[k] = (row){a, b == a ? (a + 5) % 40 : b, MESSAGE,
                        (double)(test_random(&seed) % 9000) / 10, NAN};
    }
    lia_tables t = make(rows, 4000, false);
    assert_int_equal(lia_strength_try(&trial, &t, NULL, false, &err), LIA_OK);
    assert_true(trial.pairs > 50 && trial.again > 0);
    assert_true(trial.fitted > 0.6 && trial.fitted <= 1);
    const long live = lia_mem_live();
    for (long k = 0; st == LIA_ENOMEM && k < 1000; k++) {
        lia_mem_fail_after(k);
        st = lia_strength_try(&again, &t, NULL, false, NULL);
        assert_int_equal(lia_mem_live(), live);
    }
    lia_mem_fail_after(-1);
    assert_int_equal(st, LIA_OK);
    assert_memory_equal(&trial.model, &again.model, sizeof again.model);
    t = make(rows, 20, false);
    assert_int_equal(lia_strength_try(&trial, &t, NULL, true, &err),
                     LIA_ECANNOT);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_hand_worked),
        cmocka_unit_test(test_reciprocity_and_counts),
        cmocka_unit_test(test_more_evidence_never_lowers),
        cmocka_unit_test(test_slow_twin),
        cmocka_unit_test(test_same_bits),
        cmocka_unit_test(test_every_allocation_may_fail),
        cmocka_unit_test(test_bad_arguments),
        cmocka_unit_test(test_fit)};

    return cmocka_run_group_tests(tests, NULL, NULL);
}
