/* test_coengagement.c - events, windows and pairs: cases by hand, a slow twin
 * over all pairs of rows, what must not change a result, and every allocation
 * made to fail.
 */
#include "support.h"

#include "liaison/coengagement.h"

enum { SECOND = 1000000 };

/* One row of interactions. */
typedef struct act {
    lia_vid actor;
    uint32_t object;
    lia_time time;         /* seconds; -1 = none                             */
    lia_vid author;
    uint8_t action;
} act;

#define LIKE(actor, object, time) \
    { actor, object, time, LIA_NONE, LIA_ACTION_LIKE }

static lia_tables *make_tables(const act *row, uint64_t count,
                               lia_vid accounts, uint32_t posts)
{
    lia_tables *t;
    lia_interactions *i;

    assert_int_equal(lia_alloc_zero(&t, 1, sizeof *t, NULL), 0);
    i = &t->interactions;
    t->accounts.names.count = accounts;
    t->posts.names.count = posts;
    i->count = count;
    assert_int_equal(lia_alloc(&i->actor, count, 4, NULL), 0);
    assert_int_equal(lia_alloc(&i->object, count, 4, NULL), 0);
    assert_int_equal(lia_alloc(&i->time, count, 8, NULL), 0);
    assert_int_equal(lia_alloc(&i->author, count, 4, NULL), 0);
    assert_int_equal(lia_alloc(&i->action, count, 1, NULL), 0);
    for (uint64_t r = 0; r < count; r++) {
        i->actor[r] = row[r].actor;
        i->object[r] = row[r].object;
        i->time[r] = row[r].time < 0 ? LIA_NO_TIME : row[r].time * SECOND;
        i->author[r] = row[r].author;
        i->action[r] = row[r].action;
    }
    return t;
}

static lia_pair_counts count_pairs(const lia_tables *t,
                                   const lia_windows_options *o,
                                   lia_windows_tally *tally)
{
    const lia_events_options how = {.run = o->run};
    lia_events events;
    lia_windows w;
    lia_pair_counts pairs;

    assert_int_equal(lia_events_build(&events, t, &how, NULL), 0);
    assert_int_equal(lia_windows_build(&w, &events, o, NULL), 0);
    assert_int_equal(lia_pairs_count(&pairs, &w, 0, w.n, &o->run, NULL), 0);
    if (tally != NULL)
        *tally = w.tally;
    lia_windows_free(&w);
    lia_events_free(&events);
    return pairs;
}

static void assert_same_pairs(const lia_pair_counts *a,
                              const lia_pair_counts *b, uint32_t windows)
{
    assert_int_equal(a->count, b->count);
    assert_memory_equal(a->ends, b->ends, 2 * a->count * sizeof *a->ends);
    assert_memory_equal(a->weight, b->weight,
                        windows * a->count * sizeof *a->weight);
    assert_memory_equal(a->delta, b->delta,
                        windows * a->count * sizeof *a->delta);
}

/* hand: a and b share posts 0 (60 s apart, the bound) and 1 (10 s), not post 2
 * (61 s). c is near both on post 0 alone. a's second like of post 0 is no
 * event, nor is b's like of its own post 3, nor a row without object or time,
 * nor a post row. */
static const act by_hand[] = {
    LIKE(0, 0, 100), LIKE(1, 0, 160), LIKE(2, 0, 130), LIKE(0, 0, 155),
    LIKE(0, 1, 500), LIKE(1, 1, 490), LIKE(0, 2, 900), LIKE(1, 2, 961),
    LIKE(0, 3, 1000), {1, 3, 1001, 1, LIA_ACTION_LIKE},
    LIKE(0, LIA_NONE, 5), LIKE(1, 1, -1), {2, 1, 491, LIA_NONE,
                                          LIA_ACTION_POST}};

static void test_by_hand(void **state)
{
    const lia_windows_options o = {.windows = 1, .window = {60 * SECOND},
                                   .min_shared = 2};
    lia_tables *t = make_tables(by_hand, 13, 3, 4);
    lia_windows_tally tally;
    lia_pair_counts pairs = count_pairs(t, &o, &tally);
    lia_events events;

    (void)state;
    assert_int_equal(pairs.count, 1);
    assert_int_equal(pairs.ends[0], 0);
    assert_int_equal(pairs.ends[1], 1);
    assert_int_equal(pairs.weight[0], 2);
    assert_int_equal(pairs.delta[0], 70 * SECOND);
    assert_int_equal(tally.events, 8);
    assert_int_equal(tally.live_events, 4);
    assert_int_equal(tally.accounts, 3);
    assert_int_equal(tally.live_accounts, 2);
    lia_pair_counts_free(&pairs);
    assert_int_equal(lia_events_build(&events, t, NULL, NULL), 0);
    assert_int_equal(events.count, 8);
    assert_int_equal(events.tally.rows, 13);
    assert_int_equal(events.tally.without_object, 1);
    assert_int_equal(events.tally.without_time, 1);
    assert_int_equal(events.tally.posting, 1);
    assert_int_equal(events.tally.own, 1);
    assert_int_equal(events.tally.repeats, 1);
    assert_int_equal(events.event[0].row, 0);     /* the earlier of a's two  */
    assert_int_equal(events.event[1].account, 2); /* by time within a post   */
    lia_events_free(&events);
    lia_tables_free(t);
}

static void test_several_windows(void **state)
{
    const lia_windows_options o = {
        .windows = 3, .window = {10 * SECOND, 60 * SECOND, 61 * SECOND},
        .min_shared = 1};
    /* hand: pairs (0,1): 10, 60, 61 s; (0,2): 30 s; (1,2): 30 s */
    static const uint32_t weight[] = {1, 2, 3, 0, 1, 1, 0, 1, 1};
    static const uint64_t delta[] = {10, 70, 131, 0, 30, 30, 0, 30, 30};
    lia_tables *t = make_tables(by_hand, 13, 3, 4);
    lia_pair_counts pairs = count_pairs(t, &o, NULL);

    (void)state;
    assert_int_equal(pairs.count, 3);
    for (int k = 0; k < 9; k++) {
        assert_int_equal(pairs.weight[k], weight[k]);
        assert_int_equal(pairs.delta[k], delta[k] * SECOND);
    }
    lia_pair_counts_free(&pairs);
    lia_tables_free(t);
}

/* ---- random rows ---- */

static act *random_acts(uint64_t count, lia_vid accounts, uint32_t posts,
                        lia_time span, uint64_t seed)
{
    act *row = test_malloc(count * sizeof *row);

    for (uint64_t r = 0; r < count; r++) {
        const uint64_t skew = test_random(&seed) % posts;
        row[r] = (act){(lia_vid)(test_random(&seed) % accounts),
                       (uint32_t)(test_random(&seed) % (skew + 1)),
                       (lia_time)(test_random(&seed) % (uint64_t)span),
                       test_random(&seed) % 4 ? LIA_NONE
                           : (lia_vid)(test_random(&seed) % accounts),
                       test_random(&seed) % 9 ? LIA_ACTION_LIKE
                                              : LIA_ACTION_POST};
    }
    return row;
}

/* first[account * posts + post]: the earliest engagement, or -1. */
static lia_time *earliest(const act *row, uint64_t count, lia_vid accounts,
                          uint32_t posts)
{
    const size_t size = (size_t)accounts * posts;
    lia_time *first = test_malloc(size * sizeof *first);

    for (size_t k = 0; k < size; k++)
        first[k] = -1;
    for (uint64_t r = 0; r < count; r++) {
        lia_time *at = &first[(size_t)row[r].actor * posts + row[r].object];
        if (row[r].action == LIA_ACTION_POST || row[r].author == row[r].actor)
            continue;
        if (*at < 0 || row[r].time < *at)
            *at = row[r].time;
    }
    return first;
}

/* The definition, term by term: all pairs, all posts. */
static void assert_like_definition(const lia_pair_counts *pairs,
                                   const lia_time *first, lia_vid accounts,
                                   uint32_t posts,
                                   const lia_windows_options *o)
{
    uint64_t at = 0;

    for (lia_vid a = 0; a < accounts; a++)
        for (lia_vid b = a + 1; b < accounts; b++) {
            uint32_t weight[LIA_MOST_WINDOWS] = {0};
            uint64_t delta[LIA_MOST_WINDOWS] = {0};
            for (uint32_t p = 0; p < posts; p++) {
                const lia_time x = first[(size_t)a * posts + p];
                const lia_time y = first[(size_t)b * posts + p];
                const lia_time d = (x > y ? x - y : y - x) * SECOND;
                for (uint32_t k = 0; k < o->windows; k++)
                    if (x >= 0 && y >= 0 && d <= o->window[k]) {
                        weight[k]++;
                        delta[k] += (uint64_t)d;
                    }
            }
            if (weight[o->windows - 1] < o->min_shared)
                continue;
            assert_true(at < pairs->count);
            assert_int_equal(pairs->ends[2 * at], a);
            assert_int_equal(pairs->ends[2 * at + 1], b);
            for (uint32_t k = 0; k < o->windows; k++) {
                assert_int_equal(pairs->weight[o->windows * at + k],
                                 weight[k]);
                assert_int_equal(pairs->delta[o->windows * at + k], delta[k]);
            }
            at++;
        }
    assert_int_equal(at, pairs->count);
}

static void test_random_like_definition(void **state)
{
    (void)state;
    for (uint64_t seed = 1; seed <= 40; seed++) {
        const lia_vid accounts = (lia_vid)(2 + seed % 30);
        const uint32_t posts = (uint32_t)(1 + seed % 13);
        const uint64_t count = 20 * seed;
        act *row = random_acts(count, accounts, posts, 400, seed);
        lia_time *first = earliest(row, count, accounts, posts);
        lia_tables *t = make_tables(row, count, accounts, posts);
        for (uint32_t min = 1; min <= 4; min++)
            for (uint32_t windows = 1; windows <= 3; windows++) {
                const lia_windows_options o = {
                    .windows = windows, .min_shared = min,
                    .window = {(lia_time)(seed % 5) * SECOND, 20 * SECOND,
                               90 * SECOND}};
                lia_pair_counts pairs = count_pairs(t, &o, NULL);
                assert_like_definition(&pairs, first, accounts, posts, &o);
                lia_pair_counts_free(&pairs);
            }
        lia_tables_free(t);
        test_free(first);
        test_free(row);
    }
}

enum { MANY = 60000 };

static void test_same_for_any_threads(void **state)
{
    act *row = random_acts(MANY, 700, 90, 9000, 5);
    lia_tables *t = make_tables(row, MANY, 700, 90);

    (void)state;
    for (uint32_t windows = 1; windows <= 2; windows++) {
        lia_windows_options o = {.windows = windows, .min_shared = 3,
                                 .window = {300 * SECOND, 900 * SECOND}};
        o.run.threads = 1;
        lia_pair_counts one = count_pairs(t, &o, NULL);
        assert_true(one.count > 1000);
        for (int threads = 2; threads <= 8; threads *= 4) {
            o.run.threads = threads;
            lia_pair_counts other = count_pairs(t, &o, NULL);
            assert_same_pairs(&one, &other, windows);
            lia_pair_counts_free(&other);
        }
        lia_pair_counts_free(&one);
    }
    lia_tables_free(t);
    test_free(row);
}

static void test_order_of_rows_leaves_no_trace(void **state)
{
    const lia_windows_options o = {.windows = 1, .min_shared = 2,
                                   .window = {200 * SECOND}};
    act *row = random_acts(5000, 200, 40, 5000, 11);
    lia_tables *t = make_tables(row, 5000, 200, 40);
    lia_pair_counts first = count_pairs(t, &o, NULL);
    uint64_t seed = 3;

    (void)state;
    lia_tables_free(t);
    for (uint64_t k = 5000; k-- > 1;) {
        const uint64_t with = test_random(&seed) % (k + 1);
        const act swap = row[k];
        row[k] = row[with];
        row[with] = swap;
    }
    t = make_tables(row, 5000, 200, 40);
    lia_pair_counts second = count_pairs(t, &o, NULL);
    assert_same_pairs(&first, &second, 1);
    lia_pair_counts_free(&first);
    lia_pair_counts_free(&second);
    lia_tables_free(t);
    test_free(row);
}

/* Place of the pair in the list, or its count. */
static uint64_t find_pair(const lia_pair_counts *in, const lia_vid *ends)
{
    for (uint64_t k = 0; k < in->count; k++)
        if (in->ends[2 * k] == ends[0] && in->ends[2 * k + 1] == ends[1])
            return k;
    return in->count;
}

/* A wider window, or a smaller minimum, keeps every pair; a wider one never
 * lowers a weight, a smaller minimum changes none. */
static void test_monotone(void **state)
{
    act *row = random_acts(3000, 60, 30, 3000, 23);
    lia_tables *t = make_tables(row, 3000, 60, 30);
    lia_windows_options o = {.windows = 1, .min_shared = 3,
                             .window = {40 * SECOND}};
    lia_pair_counts strict = count_pairs(t, &o, NULL), wide, low;

    (void)state;
    o.window[0] = 80 * SECOND;
    wide = count_pairs(t, &o, NULL);
    o = (lia_windows_options){.windows = 1, .min_shared = 2,
                              .window = {40 * SECOND}};
    low = count_pairs(t, &o, NULL);
    assert_true(strict.count > 10 && wide.count > strict.count &&
                low.count > strict.count);
    for (uint64_t k = 0; k < strict.count; k++) {
        const uint64_t w = find_pair(&wide, &strict.ends[2 * k]);
        const uint64_t l = find_pair(&low, &strict.ends[2 * k]);
        assert_true(w < wide.count && l < low.count);
        assert_true(wide.weight[w] >= strict.weight[k]);
        assert_int_equal(low.weight[l], strict.weight[k]);
        assert_int_equal(low.delta[l], strict.delta[k]);
    }
    lia_pair_counts_free(&strict);
    lia_pair_counts_free(&wide);
    lia_pair_counts_free(&low);
    lia_tables_free(t);
    test_free(row);
}

/* Row by row gives what one call gives; bounds hold. */
static void test_passes(void **state)
{
    act *row = random_acts(4000, 150, 40, 4000, 7);
    lia_tables *t = make_tables(row, 4000, 150, 40);
    const lia_windows_options o = {.windows = 1, .min_shared = 2,
                                   .window = {100 * SECOND}};
    lia_pair_counts all = count_pairs(t, &o, NULL);
    lia_events events;
    lia_windows w;
    uint64_t at = 0, number = 0;
    int passes = 0;

    (void)state;
    assert_int_equal(lia_events_build(&events, t, NULL, NULL), 0);
    assert_int_equal(lia_windows_build(&w, &events, &o, NULL), 0);
    assert_int_equal(lia_pairs_number(&number, &w, NULL, NULL), 0);
    assert_int_equal(number, all.count);
    assert_true(number <= w.tally.most_pairs);
    for (lia_vid first = 0; first < w.n; passes++) {
        const lia_vid end = lia_pairs_pass(&w, first, 400);
        lia_pair_counts part;
        assert_true(end > first);
        assert_int_equal(lia_pairs_count(&part, &w, first, end, NULL, NULL),
                         0);
        assert_true(end == first + 1 || part.count <= 400);
        assert_memory_equal(all.ends + 2 * at, part.ends,
                            2 * part.count * sizeof *part.ends);
        assert_memory_equal(all.delta + at, part.delta,
                            part.count * sizeof *part.delta);
        at += part.count;
        first = end;
        lia_pair_counts_free(&part);
    }
    assert_int_equal(at, all.count);
    assert_true(passes > 3);
    lia_pair_counts_free(&all);
    lia_windows_free(&w);
    lia_events_free(&events);
    lia_tables_free(t);
    test_free(row);
}

/* Evidence is what the weights and delays were added up from. */
static void test_evidence(void **state)
{
    act *row = random_acts(3000, 90, 40, 3000, 31);
    lia_time *first = earliest(row, 3000, 90, 40);
    lia_tables *t = make_tables(row, 3000, 90, 40);
    lia_windows_options o = {.windows = 2, .min_shared = 2,
                             .window = {9 * SECOND, 50 * SECOND}};
    lia_pair_counts pairs = count_pairs(t, &o, NULL);
    lia_pair_evidence one = {.count = 0}, two;
    lia_events events;
    lia_windows w;

    (void)state;
    assert_int_equal(lia_events_build(&events, t, NULL, NULL), 0);
    assert_int_equal(lia_windows_build(&w, &events, &o, NULL), 0);
    for (int threads = 1; threads <= 2; threads++) {
        const lia_run run = {.threads = threads};
        assert_int_equal(lia_pairs_evidence(&two, &w, &pairs, &run, NULL), 0);
        if (threads == 1)
            one = two;
    }
    assert_int_equal(one.count, two.count);
    assert_memory_equal(one.time, two.time, 2 * one.count * sizeof *one.time);
    for (uint64_t p = 0; p < pairs.count; p++) {
        const lia_time *x = first + (size_t)pairs.ends[2 * p] * 40;
        const lia_time *y = first + (size_t)pairs.ends[2 * p + 1] * 40;
        uint64_t delta = 0;
        assert_int_equal(one.off[p + 1] - one.off[p], pairs.weight[2 * p + 1]);
        for (uint64_t e = one.off[p]; e < one.off[p + 1]; e++) {
            const lia_time a = one.time[2 * e], b = one.time[2 * e + 1];
            assert_true(e == one.off[p] || one.post[e] > one.post[e - 1]);
            assert_int_equal(a, x[one.post[e]] * SECOND);
            assert_int_equal(b, y[one.post[e]] * SECOND);
            delta += (uint64_t)(a > b ? a - b : b - a);
        }
        assert_int_equal(delta, pairs.delta[2 * p + 1]);
    }
    lia_pair_evidence_free(&one);
    lia_pair_evidence_free(&two);
    lia_pair_counts_free(&pairs);
    lia_windows_free(&w);
    lia_events_free(&events);
    lia_tables_free(t);
    test_free(first);
    test_free(row);
}

/* hand: post 0 has three events, post 1 two; a cap of 2 leaves post 1. */
static void test_cap(void **state)
{
    lia_tables *t = make_tables(by_hand, 8, 3, 4);
    const lia_events_options o = {.max_per_post = 2};
    lia_events events;

    (void)state;
    assert_int_equal(lia_events_build(&events, t, &o, NULL), 0);
    assert_int_equal(events.tally.capped, 3);
    assert_int_equal(events.tally.capped_posts, 1);
    assert_int_equal(events.count, 4);
    assert_int_equal(events.off[1], 0);
    assert_int_equal(events.off[2], 2);
    lia_events_free(&events);
    lia_tables_free(t);
}

static void test_what_cannot_be(void **state)
{
    lia_tables *t = make_tables(by_hand, 8, 3, 4);
    lia_windows_options o = {.windows = 1, .window = {1}, .min_shared = 1};
    lia_events events;
    lia_windows w;
    lia_error err;

    (void)state;
    assert_int_equal(lia_events_build(&events, t, NULL, NULL), 0);
    o.windows = 0;
    assert_int_equal(lia_windows_build(&w, &events, &o, NULL), LIA_EARG);
    o.windows = 2;
    assert_int_equal(lia_windows_build(&w, &events, &o, NULL), LIA_EARG);
    o = (lia_windows_options){.windows = 1, .window = {-1}, .min_shared = 1};
    assert_int_equal(lia_windows_build(&w, &events, &o, NULL), LIA_EARG);
    o = (lia_windows_options){.windows = 1, .window = {1}, .min_shared = 0};
    assert_int_equal(lia_windows_build(&w, &events, &o, NULL), LIA_EARG);
    lia_events_free(&events);
    lia_free(t->interactions.time);
    t->interactions.time = NULL;
    assert_int_equal(lia_events_build(&events, t, NULL, &err), LIA_ECANNOT);
    assert_non_null(strstr(err.message, "time"));
    lia_free(t->interactions.object);
    t->interactions.object = NULL;
    assert_int_equal(lia_events_build(&events, t, NULL, &err), LIA_ECANNOT);
    assert_non_null(strstr(err.message, "object"));
    t->interactions.count = 0;
    assert_int_equal(lia_events_build(&events, t, NULL, &err), LIA_ECANNOT);
    lia_tables_free(t);
}

static lia_status run_all(const lia_tables *t, const lia_windows_options *o)
{
    lia_events events = {.count = 0};
    lia_windows w = {.n = 0};
    lia_pair_counts pairs = {.count = 0};
    lia_pair_evidence evidence = {.count = 0};
    lia_status st = lia_events_build(&events, t, NULL, NULL);

    if (st == LIA_OK)
        st = lia_windows_build(&w, &events, o, NULL);
    if (st == LIA_OK)
        st = lia_pairs_count(&pairs, &w, 0, w.n, &o->run, NULL);
    if (st == LIA_OK)
        st = lia_pairs_evidence(&evidence, &w, &pairs, &o->run, NULL);
    lia_pair_evidence_free(&evidence);
    lia_pair_counts_free(&pairs);
    lia_windows_free(&w);
    lia_events_free(&events);
    return st;
}

static void test_every_allocation_may_fail(void **state)
{
    act *row = random_acts(900, 50, 20, 900, 2);
    lia_tables *t = make_tables(row, 900, 50, 20);
    const lia_windows_options o = {.windows = 2, .min_shared = 2,
                                   .window = {SECOND, 60 * SECOND}};
    const long live = lia_mem_live();
    lia_status st = LIA_ENOMEM;
    long k = 0;

    (void)state;
    for (; st != LIA_OK && k < 500; k++) {
        lia_mem_fail_after(k);
        st = run_all(t, &o);
        assert_true(st == LIA_OK || st == LIA_ENOMEM);
        assert_int_equal(lia_mem_live(), live);
    }
    lia_mem_fail_after(-1);
    assert_int_equal(st, LIA_OK);
    assert_true(k > 20);
    lia_tables_free(t);
    test_free(row);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_by_hand),
        cmocka_unit_test(test_several_windows),
        cmocka_unit_test(test_random_like_definition),
        cmocka_unit_test(test_same_for_any_threads),
        cmocka_unit_test(test_order_of_rows_leaves_no_trace),
        cmocka_unit_test(test_monotone),
        cmocka_unit_test(test_passes),
        cmocka_unit_test(test_evidence),
        cmocka_unit_test(test_cap),
        cmocka_unit_test(test_what_cannot_be),
        cmocka_unit_test(test_every_allocation_may_fail),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
