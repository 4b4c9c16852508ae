/* Plots: ticks, bins, cells and curves computed by hand; drawings that stay
 * small, hold no style and no script, and keep hostile names inert.
 */
#include <math.h>
#include <stdio.h>

#include "support.h"

#include "report/plots/charts.h"
#include "report/plots/tell.h"
#include "text/civil.h"

static const lia_time SECOND = 1000000, DAY = 86400LL * 1000000;

/* ---- scales ---- */

static void test_ticks(void **state)
{
    double t[PLOT_TICKS];

    (void)state;
    /* hand: steps .1 would give 11, .2 gives 6 */
    assert_int_equal(plot_ticks(t, 0, 1, 6), 6);
    assert_true(t[0] == 0 && !signbit(t[0]));
    assert_true(t[1] == .2 && t[3] == .6 && t[5] == 1);
    /* hand: 100 gives 5 (0 .. 400), 50 gives 9 */
    assert_int_equal(plot_ticks(t, 0, 440, 6), 5);
    assert_true(t[4] == 400);
    /* hand: multiples of 5 within -7 .. 12 */
    assert_int_equal(plot_ticks(t, -7, 12, 4), 4);
    assert_true(t[0] == -5 && t[3] == 10);
    assert_int_equal(plot_ticks(t, 3, 3, 6), 1);
    assert_true(t[0] == 3);
    for (uint32_t most = 2; most <= PLOT_TICKS; most++)
        for (double high = 1e-6; high < 1e12; high *= 3.7) {
            const uint32_t n = plot_ticks(t, 0, high, most);
            assert_true(n >= 1 && n <= most);
            assert_true(t[n - 1] <= high * (1 + 1e-8));
        }
}

static void test_axis_end(void **state)
{
    (void)state;
    assert_true(plot_axis_end(440, 6, true) == 500);     /* hand: by 100     */
    assert_true(plot_axis_end(76, 6, true) == 80);       /* hand: by 20      */
    assert_true(plot_axis_end(.62, 6, false) == .8);     /* hand: by .2      */
    assert_true(plot_axis_end(.4, 6, false) == .4);      /* hand: by .1      */
    assert_true(plot_axis_end(.3, 6, true) == 1);        /* no part of one   */
    assert_true(plot_axis_end(0, 6, true) == 1);
}

static void test_place(void **state)
{
    const plot_scale s = {10, 20, 300, 100};

    (void)state;
    assert_true(plot_at(&s, 10) == 300 && plot_at(&s, 20) == 100);
    assert_true(plot_at(&s, 12.5) == 250);
    assert_true(plot_at(&(plot_scale){5, 5, 7, 9}, 5) == 7);
}

static lia_time date(int y, int m, int d)
{
    return lia_days_from_civil(y, m, d) * DAY;
}

static void test_date_ticks(void **state)
{
    lia_time t[PLOT_TICKS];

    (void)state;
    /* 2026-01-05 is a Monday; 13 of them up to 04-05, 7 by fortnights, which
     * are counted from 1969-12-29: 2026-01-12 is 2924 weeks after it */
    assert_int_equal(plot_date_ticks(t, date(2026, 1, 5), date(2026, 4, 5), 7),
                     6);
    assert_true(t[0] == date(2026, 1, 12) && t[5] == date(2026, 3, 23));
    assert_int_equal(plot_date_ticks(t, date(2026, 1, 5), date(2026, 1, 9), 7),
                     5);
    assert_true(t[4] == date(2026, 1, 9));
    /* two years: quarters are 8, half years 4 */
    assert_int_equal(plot_date_ticks(t, date(2024, 1, 2), date(2026, 1, 1), 7),
                     4);
    assert_true(t[0] == date(2024, 7, 1) && t[3] == date(2026, 1, 1));
    /* a time within a day: its midnight is before the range */
    assert_int_equal(plot_date_ticks(t, date(2026, 1, 5) + 1,
                                     date(2026, 1, 6), 7), 1);
    assert_true(t[0] == date(2026, 1, 6));
}

static void test_spans(void **state)
{
    (void)state;
    assert_int_equal(plot_span_bin(0), 0);
    assert_int_equal(plot_span_bin(1), 1);
    assert_int_equal(plot_span_bin(2), 2);
    assert_int_equal(plot_span_bin(3), 2);
    assert_int_equal(plot_span_bin(4), 3);
    assert_int_equal(plot_span_bin(600), 10);    /* 512 .. 1024              */
    assert_int_equal(plot_span_bin(UINT64_MAX), PLOT_SPANS - 1);
    assert_true(plot_span_place(0) == 0 && plot_span_place(1) == 1);
    assert_true(plot_span_place(512) == 10);
}

/* ---- words ---- */

static void test_words(void **state)
{
    char room[PLOT_WORD];

    (void)state;
    assert_string_equal(plot_number(room, 0, LIA_EN), "0");
    assert_string_equal(plot_number(room, 1234567, LIA_EN), "1,234,567");
    assert_string_equal(plot_number(room, 2063, LIA_FR),
                        "2\xE2\x80\xAF" "063");
    assert_string_equal(plot_number(room, .2, LIA_EN), "0.2");
    assert_string_equal(plot_number(room, .25, LIA_FR), "0,25");
    assert_string_equal(plot_percent(room, .142, LIA_EN), "14%");
    assert_string_equal(plot_percent(room, .0924, LIA_FR),
                        "9,2\xE2\x80\xAF%");
    assert_string_equal(plot_percent(room, 0, LIA_EN), "0%");
    assert_string_equal(plot_percent(room, .05, LIA_EN), "5%");
    assert_string_equal(plot_span(room, 600, LIA_EN), "10\xC2\xA0min");
    assert_string_equal(plot_span(room, 90, LIA_EN), "90\xC2\xA0s");
    assert_string_equal(plot_span(room, 3600, LIA_EN), "1\xC2\xA0h");
    assert_string_equal(plot_span(room, 86400, LIA_FR), "1\xC2\xA0j");
    assert_string_equal(plot_span(room, 41400, LIA_EN), "11.5\xC2\xA0h");
    assert_string_equal(plot_date(room, date(2026, 2, 5), true, LIA_FR),
                        "5\xC2\xA0" "f\xC3\xA9vr.\xC2\xA0" "2026");
    assert_string_equal(plot_date(room, date(2026, 2, 5), false, LIA_EN),
                        "5\xC2\xA0" "Feb");
}

static void test_tell(void **state)
{
    char *text[LIA_LANGUAGE_COUNT] = {NULL};
    plot_value v[2] = {plot_count_of(1200), {.kind = PLOT_NAME}};

    (void)state;
    v[1].name = "a{1}b";     /* a name is no message                         */
    v[1].length = 5;
    assert_int_equal(plot_tell(text, "{2} of {1}, {9}.", v, 2, NULL), LIA_OK);
    assert_int_equal(plot_tell(text, "More.", v, 2, NULL), LIA_OK);
    assert_string_equal(text[LIA_EN], "a{1}b of 1,200, . More.");
    for (int k = 0; k < LIA_LANGUAGE_COUNT; k++)
        lia_free(text[k]);
}

/* ---- data ---- */

static void test_matrix_shades(void **state)
{
    chart_matrix *m;

    (void)state;
    assert_int_equal(chart_matrix_new(&m, 2, 0, 3, 600, NULL), LIA_OK);
    assert_true(m->limit[0] == 600 && m->limit[1] == 3600 &&
                m->limit[2] == 21600 && m->limit[3] == 86400);
    assert_int_equal(chart_matrix_shade(m, 0), 0);
    assert_int_equal(chart_matrix_shade(m, 600), 0);     /* bounds included  */
    assert_int_equal(chart_matrix_shade(m, 601), 1);
    assert_int_equal(chart_matrix_shade(m, 86400), 3);
    assert_int_equal(chart_matrix_shade(m, 86401), 4);
    assert_int_equal(m->cell[5], CHART_EMPTY);
    chart_matrix_drop(m);
    assert_int_equal(chart_matrix_new(&m, 2, 0, 3, 60, NULL), LIA_OK);
    assert_true(m->limit[1] == 600 && m->limit[3] == 21600);
    chart_matrix_drop(m);
    assert_int_equal(chart_matrix_new(&m, 2, 0, 3, 1e9, NULL), LIA_OK);
    assert_true(m->limit[0] == 604800 && m->limit[3] > m->limit[2]);
    chart_matrix_drop(m);
}

/* hand: of 10 take 4, from the middles of 2.5 each: 1, 3, 6, 8 */
static void test_thinned(void **state)
{
    static const uint64_t want[] = {1, 3, 6, 8};

    (void)state;
    for (uint64_t k = 0; k < 4; k++)
        assert_int_equal(chart_thinned(k, 4, 10), want[k]);
    assert_int_equal(chart_thinned(3, 4, 4), 3);
    assert_int_equal(chart_thinned(119, 120, 146), 145);
}

static void test_delays(void **state)
{
    uint32_t inside[] = {600, 0, 3, 2}, elsewhere[] = {90000};
    uint32_t *const delay[2] = {inside, elsewhere};
    const uint64_t count[2] = {4, 1}, half[2] = {4, 0};
    chart_delays *d;

    (void)state;
    assert_int_equal(chart_delays_new(&d, delay, count, 600, NULL), LIA_OK);
    assert_int_equal(d->bin[0][0], 1);
    assert_int_equal(d->bin[0][2], 2);
    assert_int_equal(d->bin[0][10], 1);
    assert_int_equal(d->bin[1][17], 1);          /* 65536 .. 131072          */
    assert_true(d->median[0] == 2 && d->median[1] == 90000);
    chart_delays_drop(d);
    assert_int_equal(chart_delays_new(&d, delay, half, 600, NULL), LIA_OK);
    assert_true(isnan(d->median[1]));
    chart_delays_drop(d);
}

static void test_days(void **state)
{
    const chart_day few[] = {{0, 3, 1}, {2 * DAY, 5, 2.5}, {0, 1, .5}};
    const chart_day far[] = {{0, 1, 1}, {120 * DAY, 2, 1}, {8 * DAY, 4, 1}};
    chart_days *d;

    (void)state;
    assert_int_equal(chart_days_new(&d, few, 3, NULL), LIA_OK);
    assert_int_equal(d->count, 3);
    assert_int_equal(d->step, 1);
    assert_true(d->observed[0] == 4 && d->observed[1] == 0 &&
                d->observed[2] == 5 && d->expected[0] == 1.5);
    assert_true(d->sum[0] == 9 && d->sum[1] == 4);
    chart_days_drop(d);
    /* 121 days are more than 120 bars: weeks, the last of them the 18th */
    assert_int_equal(chart_days_new(&d, far, 3, NULL), LIA_OK);
    assert_int_equal(d->step, 7);
    assert_int_equal(d->count, 18);
    assert_true(d->observed[1] == 4 && d->observed[17] == 2);
    chart_days_drop(d);
    assert_int_equal(chart_days_new(&d, few, 0, NULL), LIA_EARG);
}

static void test_quadrants(void **state)
{
    const double strength[] = {.1, .1, .5, NAN, .5};
    const double bridgeness[] = {.95, .95, .5, .5, .5};
    const uint8_t quadrant[] = {2, 2, 1, 1, 1};
    enum { MANY = CHART_EXACT + 1 };
    double *s = test_malloc(MANY * sizeof *s), *b = test_malloc(MANY * 8);
    uint8_t *q = test_malloc(MANY);
    chart_quadrants *c;

    (void)state;
    assert_int_equal(chart_quadrants_new(&c, strength, bridgeness, quadrant, 5,
                                         .2, .9, NULL), LIA_OK);
    assert_int_equal(c->count[2], 2);
    assert_int_equal(c->count[1], 2);
    assert_int_equal(c->left_out, 1);
    assert_true(c->strength_end == .5);          /* hand: by .1              */
    assert_int_equal(c->spots, 2);               /* equal ties are one       */
    assert_int_equal(c->spot[0].x, 1000);
    assert_int_equal(c->spot[0].y, 500);
    assert_int_equal(c->spot[1].size, 1);
    chart_quadrants_drop(c);
    for (uint32_t k = 0; k < MANY; k++) {
        s[k] = k < 150 ? .001 : .3;
        b[k] = 1;
        q[k] = k < 150 ? 2 : 3;
    }
    assert_int_equal(chart_quadrants_new(&c, s, b, q, MANY, .2, .9, NULL),
                     LIA_OK);
    assert_true(c->is_thinned);
    assert_int_equal(c->spots, 2);
    assert_int_equal(c->spot[0].size, 3);        /* 150 in the first cell    */
    assert_int_equal(c->spot[0].x, 6);           /* hand: 1000 / 160         */
    assert_int_equal(c->spot[0].y, 993);         /* hand: 69.5 / 70          */
    chart_quadrants_drop(c);
    test_free(s);
    test_free(b);
    test_free(q);
}

/* hand: 0 1 3 4 of 8 */
static void test_lorenz(void **state)
{
    double value[] = {3, 0, 4, 1}, none[] = {0, 0}, many[1000];
    chart_curve *c = test_malloc(sizeof *c);

    (void)state;
    chart_curve_set(c, value, 4);
    assert_int_equal(c->points, 5);
    assert_true(c->x[0] == 0 && c->y[0] == 0 && c->x[1] == .25 &&
                c->y[1] == 0 && c->y[2] == .125 && c->y[3] == .5 &&
                c->x[4] == 1 && c->y[4] == 1);
    chart_curve_set(c, none, 2);
    assert_int_equal(c->points, 0);
    for (int k = 0; k < 1000; k++)
        many[k] = 1;
    chart_curve_set(c, many, 1000);
    assert_int_equal(c->points, CHART_POINTS + 1);
    for (uint32_t k = 0; k < c->points; k++)
        assert_within(c->x[k], c->y[k], 1e-12);  /* closed: the diagonal     */
    test_free(c);
}

/* ---- drawings ---- */

static const char hostile[] =
    "</text><script>alert(1)</script>\" onload=\"x\x01\xE2\x80\xAE&";

static lia_plot fill_matrix(uint32_t members, uint32_t columns, bool full)
{
    lia_plot p = {.name = "pod_1_matrix", .section = "pods", .pod = 1,
                  .draw = chart_matrix_draw, .drop = chart_matrix_drop};
    chart_matrix *m;

    assert_int_equal(chart_matrix_new(&m, members, CHART_OTHERS, columns, 600,
                                      NULL), LIA_OK);
    for (uint32_t r = 0; r < m->rows; r++)
        chart_label_set(&m->label[r], hostile, sizeof hostile - 1);
    for (uint64_t k = 0; k < (uint64_t)m->rows * columns; k++)
        m->cell[k] = full ? (uint8_t)(k % CHART_EMPTY) : CHART_EMPTY;
    p.data = m;
    p.height = chart_matrix_height(m);
    assert_int_equal(plot_tell(p.title, "A <title> & more", NULL, 0, NULL), 0);
    assert_int_equal(plot_tell(p.caption, "A \"caption\" that says it.", NULL,
                               0, NULL), 0);
    return p;
}

static char *draw(const lia_plot *p, bool is_alone, lia_language language)
{
    const lia_plot_look look = {is_alone, language};
    char *text = NULL;
    size_t length = 0;
    FILE *stream = open_memstream(&text, &length);
    lia_sink sink;

    assert_int_equal(lia_sink_open(&sink, stream, NULL), LIA_OK);
    lia_plot_put(&sink, p, &look);
    assert_int_equal(lia_sink_close(&sink, NULL), LIA_OK);
    fclose(stream);
    return text;
}

static void test_hostile_names_and_size(void **state)
{
    lia_plot p = fill_matrix(CHART_ROWS, CHART_COLUMNS, true);

    (void)state;
    for (int alone = 0; alone < 2; alone++) {
        char *text = draw(&p, alone == 1, LIA_EN);
        assert_true(strlen(text) < LIA_PLOT_BYTES);
        assert_null(strstr(text, "<script"));
        assert_null(strstr(text, "\" onload"));
        assert_null(strstr(text, " style="));
        assert_null(strstr(text, "\x01"));
        assert_null(strstr(text, "\xE2\x80\xAE"));
        assert_non_null(strstr(text, "&lt;title&gt; &amp; more"));
        assert_non_null(strstr(text, "role=\"img\""));
        assert_non_null(strstr(text, "aria-labelledby=\"plot-pod_1_matrix-title"
                                     " plot-pod_1_matrix-desc\""));
        assert_true((strstr(text, "xmlns=") != NULL) == (alone == 1));
        free(text);
    }
    lia_plot_drop(&p);
}

static void test_languages(void **state)
{
    lia_plot p = fill_matrix(2, 2, false);
    char *both = draw(&p, false, LIA_EN), *french = draw(&p, true, LIA_FR);

    (void)state;
    assert_non_null(strstr(both, " lang=\"en\">delay up to</text>"));
    assert_non_null(strstr(both, " lang=\"fr\">d\xC3\xA9lai jusqu"));
    assert_non_null(strstr(both, "data-fr=\""));
    assert_null(strstr(french, "delay up to"));
    assert_non_null(strstr(french, "xml:lang=\"fr\""));
    free(both);
    free(french);
    lia_plot_drop(&p);
}

/* ---- memory ---- */

static lia_status make_all(lia_plots *plots)
{
    uint32_t a[] = {1, 2}, b[] = {3};
    uint32_t *const delay[2] = {a, b};
    const uint64_t count[2] = {2, 1};
    const chart_day day[] = {{0, 1, 1}, {SECOND * 86400, 2, 1}};
    const double x[] = {.1, .2};
    const uint8_t kind[] = {0, 1};
    chart_matrix *m = NULL;
    chart_delays *d = NULL;
    chart_days *y = NULL;
    chart_quadrants *q = NULL;
    chart_split *s = NULL;
    chart_slope *r = NULL;
    chart_lorenz *l = NULL;
    chart_chances *c = NULL;
    lia_plot p = {.name = "all"};
    lia_status st = LIA_OK;

    LIA_TRY(chart_matrix_new(&m, 2, 1, 3, 600, NULL));
    LIA_TRY(chart_delays_new(&d, delay, count, 600, NULL));
    LIA_TRY(chart_days_new(&y, day, 2, NULL));
    LIA_TRY(chart_quadrants_new(&q, x, x, kind, 2, .2, .9, NULL));
    LIA_TRY(chart_split_new(&s, 2, NULL));
    LIA_TRY(chart_slope_new(&r, 2, NULL));
    LIA_TRY(chart_lorenz_new(&l, NULL));
    LIA_TRY(chart_chances_new(&c, 2, NULL));
    LIA_TRY(plot_tell(p.title, "One", NULL, 0, NULL));
    LIA_TRY(plot_tell(p.title, "two", NULL, 0, NULL));
    p.data = m;
    p.drop = chart_matrix_drop;
    m = NULL;
    st = lia_plots_add(plots, &p, NULL);
done:
    lia_plot_drop(&p);
    chart_matrix_drop(m);
    chart_delays_drop(d);
    chart_days_drop(y);
    chart_quadrants_drop(q);
    chart_split_drop(s);
    chart_slope_drop(r);
    chart_lorenz_drop(l);
    chart_chances_drop(c);
    return st;
}

static void test_every_allocation_may_fail(void **state)
{
    lia_status st = LIA_ENOMEM;
    long k;

    (void)state;
    for (k = 0; st != LIA_OK && k < 100; k++) {
        lia_plots plots = {.count = 0};
        lia_mem_fail_after(k);
        st = make_all(&plots);
        lia_mem_fail_after(-1);
        assert_true(st == LIA_OK || st == LIA_ENOMEM);
        assert_int_equal(plots.count, st == LIA_OK);
        lia_plots_free(&plots);
        assert_int_equal(lia_mem_live(), 0);
    }
    assert_int_equal(st, LIA_OK);
    assert_true(k > 15);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_ticks),
        cmocka_unit_test(test_axis_end),
        cmocka_unit_test(test_place),
        cmocka_unit_test(test_date_ticks),
        cmocka_unit_test(test_spans),
        cmocka_unit_test(test_words),
        cmocka_unit_test(test_tell),
        cmocka_unit_test(test_matrix_shades),
        cmocka_unit_test(test_thinned),
        cmocka_unit_test(test_delays),
        cmocka_unit_test(test_days),
        cmocka_unit_test(test_quadrants),
        cmocka_unit_test(test_lorenz),
        cmocka_unit_test(test_hostile_names_and_size),
        cmocka_unit_test(test_languages),
        cmocka_unit_test(test_every_allocation_may_fail),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
