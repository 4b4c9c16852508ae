/* test_coordinated_steps.c - each formula of liaison/coordinated.h by hand, and
 * each kernel beside a slow twin from the definition.
 */
#include "coordinated_support.h"

#include <math.h>

static const lia_coordinated_options usual = LIA_COORDINATED_DEFAULTS;

static void near(double got, double want)
{
    if (!(fabs(got - want) <= 1e-12 * fmax(1.0, fabs(want))))
        fail_msg("%.17g instead of %.17g", got, want);
}

/* ---- (C1) ---- */

static void test_chernoff(void **state)
{
    (void)state;
    /* hand: KL(.5 || .1) = .5 ln 5 + .5 ln(.5/.9) = .5108256237659907 */
    near(lia_log_chernoff(10, 0.5, 0.1), -5.108256237659907);
    /* hand: certain coincidence, KL(1 || m) = -ln m (the value is kept 1e-12
     * away from 1, which changes the 11th digit) */
    assert_true(fabs(lia_log_chernoff(4, 1.0, 0.05) - 4 * log(0.05)) < 1e-9);
    /* closed: not above what is expected is no evidence */
    near(lia_log_chernoff(9, 0.1, 0.1), 0.0);
    near(lia_log_chernoff(9, 0.0, 0.1), 0.0);
}

/* closed: a minute's tick adds 30 s to both windows; windows below it go */
static void test_the_tick_is_corrected(void **state)
{
    lia_scale scale[LIA_MOST_SCALES];

    (void)state;
    assert_int_equal(lia_scales_of(scale, &usual, 0), 3);
    near(scale[0].flat, 60.0 / 3600);
    assert_int_equal(lia_scales_of(scale, &usual, 60 * LIA_SECOND), 3);
    near(scale[0].flat, 90.0 / 3630);
    near(scale[2].flat, 3630.0 / 43230);
    assert_int_equal(lia_scales_of(scale, &usual, 900 * LIA_SECOND), 1);
    near(scale[0].flat, 4050.0 / 43650);
    assert_int_equal(lia_scales_of(scale, &usual, LIA_DAY), 0);
}

static void test_the_tick_is_measured(void **state)
{
    static const struct {
        int64_t step, off;
        uint64_t off_rows;
        lia_time want;
    } rows[] = {{60, 0, 0, 60}, {60, 7, 1, 60}, {60, 7, 2, 1},
                {10, 0, 0, 10}, {86400, 0, 0, 86400}, {7, 0, 0, 1}};

    (void)state;
    for (size_t r = 0; r < sizeof rows / sizeof *rows; r++) {
        test_row row[100];
        lia_events e;
        lia_field f;
        for (uint32_t k = 0; k < 100; k++)
            row[k] = (test_row){k, 0, rows[r].step * (k + 1) +
                                (k < rows[r].off_rows ? rows[r].off : 0)};
        e = test_events(row, 100, 1, 100);
        assert_int_equal(lia_field_build(&f, &e, NULL, NULL), LIA_OK);
        assert_int_equal(f.tick / LIA_SECOND, rows[r].want);
        lia_field_free(&f);
        lia_events_free(&e);
    }
}

/* hand: hours 0 .. 23 with one event each but hour 5, two: days begin at 0;
 * without an event in hour 7 they begin there, and a session from 23:30 to 1:00
 * is on one day */
static void test_days_begin_in_the_quietest_hour(void **state)
{
    test_row row[25];
    lia_events e;
    lia_field f;

    (void)state;
    for (uint32_t k = 0; k < 24; k++)
        row[k] = (test_row){k, 0, 86400 + 3600 * k + 60};
    row[24] = (test_row){24, 0, 86400 + 5 * 3600 + 7};
    e = test_events(row, 25, 1, 25);
    assert_int_equal(lia_field_build(&f, &e, NULL, NULL), LIA_OK);
    assert_int_equal(f.quiet_hour, 0);
    lia_field_free(&f);
    for (uint64_t k = 0; k < e.count; k++)
        if (e.event[k].time / LIA_HOUR % 24 == 7)
            e.event[k].time += LIA_HOUR;
    assert_int_equal(lia_field_build(&f, &e, NULL, NULL), LIA_OK);
    assert_int_equal(f.quiet_hour, 7);
    assert_int_equal(lia_cluster_of(&f, LIA_DAY + 47 * LIA_HOUR / 2),
                     lia_cluster_of(&f, LIA_DAY + 25 * LIA_HOUR));
    assert_int_equal(lia_half_of(&f, LIA_DAY + 47 * LIA_HOUR / 2, 0),
                     lia_half_of(&f, LIA_DAY + 25 * LIA_HOUR, 0));
    lia_field_free(&f);
    lia_events_free(&e);
}

/* ---- who is left by the prefilter ---- */

/* hand: 0 and 1 meet twice within the window, their earlier events in hours 0
 * and 1; the events of 0 itself are both in hour 1. 2 meets once, 3 never. */
static void test_a_pair_across_the_hour_stays(void **state)
{
    test_row row[] = {{0, 1, 3590}, {0, 0, 3610}, {1, 0, 4000}, {1, 1, 4010},
                      {2, 2, 9000}, {2, 0, 9010}, {3, 3, 99999}};
    const lia_scale scale = {60 * LIA_SECOND, LIA_HOUR, 0.1, 1};
    lia_events e = test_events(row, 7, 4, 4);
    lia_field f;
    lia_live l;

    (void)state;
    assert_int_equal(lia_field_build(&f, &e, NULL, NULL), LIA_OK);
    assert_int_equal(lia_live_build(&l, &f, NULL, &scale, 2, NULL, NULL), 0);
    assert_int_equal(l.accounts, 2);
    assert_true(l.off[1] - l.off[0] == 3 && l.off[2] - l.off[1] == 2);
    assert_true(l.off[4] == 5 && l.count == 5);
    lia_live_free(&l);
    lia_field_free(&f);
    lia_events_free(&e);
}

/* ---- suspicious pairs beside their definition ---- */

static double slow_pair(const lia_field *f, lia_vid a, lia_vid b, int half,
                        bool by_object, const lia_scale *s)
{
    const lia_events *e = f->events;
    int64_t hour[500];
    double hits[500] = {0}, all[500] = {0}, mean = 0;
    uint32_t episodes = 0, coincidences = 0;

    for (uint32_t p = 0; p < e->posts; p++)
        for (uint64_t i = e->off[p]; i < e->off[p + 1]; i++)
            for (uint64_t j = i + 1; j < e->off[p + 1]; j++) {
                const lia_event *x = &e->event[i], *y = &e->event[j];
                const lia_time first = x->time, gap = y->time - x->time;
                uint32_t k = 0;
                if (!((x->account == a && y->account == b) ||
                      (x->account == b && y->account == a)) ||
                    gap > s->horizon ||
                    (by_object ? lia_half_of_object(p)
                               : (int)(lia_day_of(f, first) & 1)) != half)
                    continue;
                while (k < episodes && hour[k] != first / LIA_HOUR)
                    k++;
                if (k == episodes)
                    hour[episodes++] = first / LIA_HOUR;
                all[k] += 1;
                hits[k] += gap <= s->window;
            }
    for (uint32_t k = 0; k < episodes; k++) {
        mean += hits[k] / all[k] / episodes;
        coincidences += hits[k] > 0;
    }
    return coincidences < 2
               ? 0.0 : lia_log_chernoff(episodes, mean, fmin(2 * s->flat, .97));
}

static void check_suspicions(lia_suspicions *got, const lia_field *f,
                             const lia_scale *scale, double edge_p,
                             bool by_object)
{
    for (int half = 0; half < 2; half++) {
        uint64_t next = 0;
        for (lia_vid a = 0; a < 40; a++)
            for (lia_vid b = a + 1; b < 40; b++) {
                double want = slow_pair(f, a, b, half, by_object, scale);
                if (want >= 0 || want > log(edge_p))
                    continue;
                assert_true(next < got[half].count);
                assert_int_equal(got[half].pair[next].a, a);
                assert_int_equal(got[half].pair[next].b, b);
                near(got[half].pair[next++].log_p, want);
            }
        assert_int_equal(next, got[half].count);
        lia_free(got[half].pair);
    }
}

/* With .3 chance gives many and two meetings are enough; with .0015 only pairs
 * with three or more are looked up (m = .04), and none may be missed. */
static void test_suspicions_are_those_of_the_definition(void **state)
{
    static test_row row[4000];
    static const struct {
        double edge_p;
        uint64_t least;
    } rows[] = {{0.3, 20}, {0.02, 10}, {0.0015, 1}};
    lia_coordinated_options o = usual;
    const lia_scale scale = {300 * LIA_SECOND, 2 * LIA_HOUR, 0.02, 1};
    uint64_t count = test_crowd(row, 40, 60, 80, 12, 5400, 5);
    lia_events e = test_events(row, count, 40, 80);
    lia_field f;
    lia_live l;
    lia_suspicions got[2], by_object[2];

    (void)state;
    assert_int_equal(lia_field_build(&f, &e, NULL, NULL), LIA_OK);
    assert_int_equal(lia_live_build(&l, &f, NULL, &scale, 2, NULL, NULL),
                     LIA_OK);
    for (size_t k = 0; k < sizeof rows / sizeof *rows; k++) {
        o.edge_p = rows[k].edge_p;
        assert_int_equal(lia_suspect(got, by_object, &f, &l, &scale, &o,
                                     NULL), LIA_OK);
        assert_true(got[0].count + got[1].count >= rows[k].least);
        check_suspicions(got, &f, &scale, o.edge_p, false);
        check_suspicions(by_object, &f, &scale, o.edge_p, true);
    }
    lia_live_free(&l);
    lia_field_free(&f);
    lia_events_free(&e);
}

/* A narrower window asks only who is left of a wider one's accounts. */
static void test_narrower_windows_borrow(void **state)
{
    static test_row row[4000];
    const lia_scale wide = {3600 * LIA_SECOND, 12 * LIA_HOUR, 0.1, 1};
    const lia_scale narrow = {400 * LIA_SECOND, LIA_HOUR, 0.1, 1};
    uint64_t count = test_crowd(row, 300, 8, 200, 12, 40000, 8);
    lia_events e = test_events(row, count, 300, 200);
    lia_field f;
    lia_live all, alone, borrowed;

    (void)state;
    assert_int_equal(lia_field_build(&f, &e, NULL, NULL), LIA_OK);
    assert_int_equal(lia_live_build(&all, &f, NULL, &wide, 2, NULL, NULL), 0);
    assert_int_equal(lia_live_build(&alone, &f, NULL, &narrow, 2, NULL, NULL),
                     LIA_OK);
    assert_int_equal(lia_live_build(&borrowed, &f, &all, &narrow, 2, NULL,
                                    NULL), LIA_OK);
    assert_true(alone.accounts > 0 && alone.accounts < all.accounts);
    assert_int_equal(alone.accounts, borrowed.accounts);
    assert_memory_equal(alone.is_live, borrowed.is_live, 300);
    assert_true(borrowed.event == all.event && borrowed.count == all.count);
    lia_live_free(&borrowed);
    lia_live_free(&alone);
    lia_live_free(&all);
    lia_field_free(&f);
    lia_events_free(&e);
}

/* ---- rates of the crowd ---- */

static void test_rates_are_those_of_the_definition(void **state)
{
    static test_row row[4000];
    static uint8_t bad[100];
    const lia_scale scale = {300 * LIA_SECOND, 2 * LIA_HOUR, 300.0 / 7200, 1};
    uint64_t count = test_crowd(row, 100, 30, 60, 6, 5400, 9), seed = 3;
    uint64_t clean = 0;
    lia_events e = test_events(row, count, 100, 60);
    double crowd = 0;
    lia_field f;
    lia_rates r;

    (void)state;
    for (int u = 0; u < 100; u++)
        bad[u] = test_random(&seed) % 5 == 0;
    assert_int_equal(lia_field_build(&f, &e, NULL, NULL), LIA_OK);
    assert_int_equal(lia_rates_build(&r, &f, &scale, bad, &usual, NULL), 0);
    for (uint32_t p = 0; p < 60; p++)
        for (uint64_t i = e.off[p]; i < e.off[p + 1]; i++) {
            uint32_t w = 0, h = 0;
            for (uint64_t j = e.off[p]; j < e.off[p + 1]; j++) {
                int64_t gap = llabs(e.event[i].time - e.event[j].time);
                if (j == i || bad[e.event[j].account])
                    continue;
                w += gap <= scale.window;
                h += gap <= scale.horizon;
            }
            assert_true(r.near[i] == w && r.wide[i] == h);
            if (h > 0 && !bad[e.event[i].account]) {
                crowd += (double)w / h;
                clean++;
            }
        }
    near(r.crowd, crowd / (double)clean);
    assert_true(r.crowd > scale.flat);
    for (lia_vid u = 0; u < 100; u++) {
        double sum = 4 * r.crowd, weight = 4;
        for (uint64_t i = 0; i < e.count; i++)
            if (e.event[i].account == u && r.wide[i] > 0) {
                double s = r.wide[i] / (r.wide[i] + 1.0);
                sum += s * r.near[i] / r.wide[i];
                weight += s;
            }
        near(r.habit[u], sum / weight);
    }
    lia_rates_free(&r);
    lia_field_free(&f);
    lia_events_free(&e);
}

/* closed: fewer than 200 clean events tell nothing, the flat share stands */
static void test_a_small_crowd_is_none(void **state)
{
    test_row row[] = {{0, 0, 10}, {0, 1, 20}, {0, 2, 30}};
    const uint8_t bad[] = {0, 0, 1};
    const lia_scale scale = {60 * LIA_SECOND, LIA_HOUR, 1.0 / 60, 1};
    lia_events e = test_events(row, 3, 3, 1);
    lia_field f;
    lia_rates r;

    (void)state;
    assert_int_equal(lia_field_build(&f, &e, NULL, NULL), LIA_OK);
    assert_int_equal(lia_rates_build(&r, &f, &scale, bad, &usual, NULL), 0);
    near(r.crowd, 1.0 / 60);
    /* hand: account 2 has two clean ones beside it, both within the window */
    assert_true(r.near[2] == 2 && r.wide[2] == 2 && r.near[0] == 1);
    near(r.habit[2], (4.0 / 60 + 2.0 / 3) / (4 + 2.0 / 3));
    lia_rates_free(&r);
    lia_field_free(&f);
    lia_events_free(&e);
}

/* ---- (C2), (C3) ---- */

static void test_what_is_expected_of_a_pair_event(void **state)
{
    double habit[] = {0.5, 0.1};
    uint32_t wide[] = {6, 1}, close[] = {3, 0};
    lia_event event[] = {{0, 0, 0}, {0, 1, 1}};
    const lia_rates rates = {0.2, habit, close, wide};
    const lia_live live = {.event = event};
    lia_scale scale = {0, 0, 1.0 / 60, 1.0};
    const lia_bench b = {NULL, &live, &scale, &rates, &usual};

    (void)state;
    /* hand: r = (.8+3)/10 = .38 and (.8+0)/5 = .16, mean .27; h mean .3 */
    near(lia_expected(&b, 0, 1, LIA_BY_CROWD), 0.3);
    near(lia_expected(&b, 0, 1, LIA_BY_FLAT), 2.0 / 60);
    habit[0] = 0.2;              /* h mean .15 < r mean .27                  */
    near(lia_expected(&b, 0, 1, LIA_BY_CROWD), 0.27);
    scale.crowd_factor = 1.25;
    near(lia_expected(&b, 0, 1, LIA_BY_CROWD), 0.3375);
    scale.crowd_factor = 9;      /* never above .97                          */
    near(lia_expected(&b, 0, 1, LIA_BY_CROWD), 0.97);
}

static void test_every_day_has_one_vote(void **state)
{
    /* Days 1, 3, 5, 7 with means .9, .4, .65, .9 after 1, 2, 2 and 1 events */
    const lia_vote votes[] = {
        {1, 0, 0.1, 1, 1}, {3, 0, 0.1, 1, 1}, {7, 0, 0.1, 1, 1},
        {3, 0, 0.1, 1, 0}, {5, 0, 0.2, 1, 1}, {5, 0, 0.5, 1, 1}};
    double sum[9] = {0}, noise[9] = {0};
    uint32_t pairs[9] = {0}, touched[9];
    lia_votes room = {.clusters = 9, .sum = sum, .noise = noise,
                      .pairs = pairs, .touched = touched};
    lia_score s = lia_score_votes(&room, votes, NULL, 6, false);

    (void)state;
    assert_true(s.clusters == 4 && s.pairs == 6 && s.near == 5);
    near(s.expected, 1.1);
    /* oracle: scipy 1.10.1, d=[.9,.4,.65,.9];
     * stats.t.logsf(mean(d)/sqrt(var(d,ddof=1)/4), 3) */
    assert_true(fabs(s.log_p - -5.35191821916686) < 1e-12);
    /* hand: one event a day, all near: variance 0 becomes .05^2, T = .9/.025 */
    s = lia_score_votes(&room, votes, (const uint32_t[]){0, 1, 2, 0}, 3,
                        false);
    /* oracle: scipy 1.10.1, stats.t.logsf(.9/sqrt(.0025/3), 2) */
    assert_true(fabs(s.log_p - -7.574044741441) < 1e-11);
    /* hand: as a group's claim the variance is at least that of a coin of .1,
     * .09; oracle: scipy stats.t.logsf(.9/sqrt(.09/3), 2) */
    s = lia_score_votes(&room, votes, (const uint32_t[]){0, 1, 2, 0}, 3, true);
    assert_true(fabs(s.log_p - -4.042737835549) < 1e-11);
    s = lia_score_votes(&room, votes, NULL, 1, false);
    assert_true(s.log_p == 0.0 && s.clusters == 1);
}

/* ---- votes where the same is expected of all pair events ---- */

enum { VOTERS = 60, CLUSTERS = 400 };

/* Pair events of `owner` with members on the half, by the definition. */
static void slow_votes(uint32_t pairs[CLUSTERS], uint32_t close[CLUSTERS],
                       const lia_bench *b, const uint8_t *role, lia_vid owner,
                       int half)
{
    const lia_events *e = b->field->events;

    for (uint32_t p = 0; p < e->posts; p++)
        for (uint64_t i = e->off[p]; i < e->off[p + 1]; i++)
            for (uint64_t j = i + 1; j < e->off[p + 1]; j++) {
                const lia_event *x = &e->event[i], *y = &e->event[j];
                const lia_vid other = x->account == owner ? y->account
                                                          : x->account;
                const uint32_t c = lia_cluster_of(b->field, x->time);
                if ((x->account != owner && y->account != owner) ||
                    role[other] != LIA_MEMBER ||
                    (role[owner] != LIA_MEMBER &&
                     e->off[p + 1] - e->off[p] > b->options->growth_cap) ||
                    lia_half_of(b->field, x->time, p) != half ||
                    y->time - x->time > b->scale->horizon)
                    continue;
                pairs[c]++;
                close[c] += y->time - x->time <= b->scale->window;
            }
}

static void check_votes(const lia_votes *v, const lia_bench *b, int half)
{
    static uint32_t pairs[CLUSTERS], close[CLUSTERS];
    uint32_t total = 0;

    for (lia_vid u = 0; u < VOTERS; u++) {
        memset(pairs, 0, sizeof pairs);
        memset(close, 0, sizeof close);
        if (v->role[u] != LIA_STRANGER)
            slow_votes(pairs, close, b, v->role, u, half);
        for (uint64_t k = 0; k < v->count; k++)
            if (v->vote[k].owner == u) {
                total += v->vote[k].pairs;
                pairs[v->vote[k].cluster] -= v->vote[k].pairs;
                close[v->vote[k].cluster] -= v->vote[k].near;
                near(v->vote[k].expected, 2 * b->scale->flat);
            }
        for (uint32_t c = 0; c < CLUSTERS; c++)
            assert_true(pairs[c] == 0 && close[c] == 0);
    }
    assert_true(total > 100);
}

static void test_votes_are_counted_as_defined(void **state)
{
    static test_row row[4000];
    lia_coordinated_options o = usual;
    const lia_scale scale = {1800 * LIA_SECOND, 9 * LIA_HOUR, 0.05, 1};
    uint64_t count = test_crowd(row, VOTERS, 40, 80, 12, 90000, 4);
    lia_events e = test_events(row, count, VOTERS, 80);
    lia_field f;
    lia_live l;
    const lia_bench b = {&f, &l, &scale, NULL, &o};

    (void)state;
    o.growth_cap = 30;           /* of posts with 20 to 42 events            */
    assert_int_equal(lia_field_build(&f, &e, NULL, NULL), LIA_OK);
    assert_int_equal(lia_live_build(&l, &f, NULL, &scale, 2, NULL, NULL), 0);
    assert_int_equal(l.accounts, VOTERS);
    for (int k = 0; k < 4; k++) {
        lia_votes v;
        f.by_object = k >= 2;
        assert_int_equal(lia_votes_make(&v, &b, NULL), LIA_OK);
        assert_true(v.clusters <= CLUSTERS);
        for (lia_vid u = 0; u < VOTERS; u++) {
            v.role[u] = u % 3 == 0 ? LIA_MEMBER
                      : u % 3 == 1 ? LIA_CANDIDATE : LIA_STRANGER;
            if (v.role[u] != LIA_STRANGER)
                assert_int_equal(lia_votes_add(&v, &l, u, NULL), LIA_OK);
        }
        lia_votes_order(&v, &l);
        assert_int_equal(lia_votes_count(&v, &b, k % 2, NULL), LIA_OK);
        check_votes(&v, &b, k % 2);
        lia_votes_free(&v);
    }
    lia_live_free(&l);
    lia_field_free(&f);
    lia_events_free(&e);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_chernoff),
        cmocka_unit_test(test_the_tick_is_corrected),
        cmocka_unit_test(test_the_tick_is_measured),
        cmocka_unit_test(test_days_begin_in_the_quietest_hour),
        cmocka_unit_test(test_a_pair_across_the_hour_stays),
        cmocka_unit_test(test_narrower_windows_borrow),
        cmocka_unit_test(test_suspicions_are_those_of_the_definition),
        cmocka_unit_test(test_rates_are_those_of_the_definition),
        cmocka_unit_test(test_a_small_crowd_is_none),
        cmocka_unit_test(test_what_is_expected_of_a_pair_event),
        cmocka_unit_test(test_every_day_has_one_vote),
        cmocka_unit_test(test_votes_are_counted_as_defined),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
