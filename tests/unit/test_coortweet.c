/* test_coortweet.c - CooRTweet's pairs and edges: cases by hand, a slow twin
 * that follows its five steps over all pairs of rows, threads, allocations.
 * Its own outputs are compared in tests/oracle/test_peers.py.
 */
#include "support.h"

#include <stdio.h>

#include "liaison/coortweet.h"

enum { SECOND = 1000000, TEXTS = 60, POSTS = 12, ACCOUNTS = 14 };

typedef struct share {
    uint32_t object;
    lia_vid account;
    uint32_t content;
    lia_time time;         /* seconds                                        */
} share;

/* "x000", "x001" ...: post p and text p have the same name. */
static void make_names(lia_names *out, uint32_t count)
{
    out->count = count;
    assert_int_equal(lia_alloc(&out->off, count + 1, 8, NULL), 0);
    assert_int_equal(lia_alloc(&out->bytes, 4 * count + 1, 1, NULL), 0);
    for (uint32_t k = 0; k < count; k++) {
        char text[16];
        snprintf(text, sizeof text, "x%03u", k);
        memcpy(out->bytes + 4 * k, text, 4);
        out->off[k] = 4 * k;
    }
    out->off[count] = 4 * count;
}

static lia_tables *make_tables(const share *row, uint64_t count)
{
    lia_tables *t;
    lia_interactions *i;

    assert_int_equal(lia_alloc_zero(&t, 1, sizeof *t, NULL), 0);
    i = &t->interactions;
    make_names(&t->posts.names, POSTS);
    make_names(&t->texts, TEXTS);
    t->accounts.names.count = ACCOUNTS;
    i->count = count;
    assert_int_equal(lia_alloc(&i->actor, count, 4, NULL), 0);
    assert_int_equal(lia_alloc(&i->object, count, 4, NULL), 0);
    assert_int_equal(lia_alloc(&i->content, count, 4, NULL), 0);
    assert_int_equal(lia_alloc(&i->time, count, 8, NULL), 0);
    for (uint64_t r = 0; r < count; r++) {
        i->actor[r] = row[r].account;
        i->object[r] = row[r].object;
        i->content[r] = row[r].content;
        i->time[r] = row[r].time * SECOND;
    }
    return t;
}

/* hand: rows of account 2 stand between the first and the second of account
 * 1, which the order of step 2 brings together; at object 0 all three times
 * are equal, so the older is who comes first in that order: account 1. */
static const share by_hand[] = {
    {0, 1, 20, 100}, {0, 2, 21, 100}, {1, 2, 22, 200}, {1, 1, 23, 205},
    {1, 3, 24, 206}, {0, 1, 25, 100}};

static void test_by_hand(void **state)
{
    const lia_coortweet_options o = {.window = 5 * SECOND,
                                     .min_participation = 2};
    lia_tables *t = make_tables(by_hand, 6);
    lia_coortweet_pair *pair;
    lia_coortweet_edges edges;
    lia_coortweet_tally tally;
    uint64_t count;
    uint8_t flag;
    double threshold;

    (void)state;
    assert_int_equal(lia_coortweet_pairs(&pair, &count, &tally, t,
                                         &(lia_coortweet_options){
                                             .window = o.window, .max_pairs = 1,
                                             .min_participation = 2}, NULL),
                     LIA_ELIMIT);
    lia_coortweet_options all = o;
    all.max_pairs = UINT64_MAX;
    assert_int_equal(lia_coortweet_pairs(&pair, &count, &tally, t, &all, NULL),
                     0);
    assert_int_equal(tally.inactive, 1);           /* account 3 has one row   */
    assert_int_equal(count, 3);
    static const uint32_t want[3][5] = {
        {0, 1, 2, 20, 21}, {0, 1, 2, 25, 21}, {1, 2, 1, 22, 23}};
    for (int k = 0; k < 3; k++) {
        assert_int_equal(pair[k].object, want[k][0]);
        assert_int_equal(pair[k].account[0], want[k][1]);
        assert_int_equal(pair[k].account[1], want[k][2]);
        assert_int_equal(pair[k].content[0], want[k][3]);
        assert_int_equal(pair[k].content[1], want[k][4]);
        assert_int_equal(pair[k].delta, k == 2 ? 5 * SECOND : 0);
    }
    assert_int_equal(lia_coortweet_network(&edges, pair, count, NULL), 0);
    assert_int_equal(edges.count, 1);
    assert_int_equal(edges.weight[0], 3);
    assert_true(edges.mean_delta[0] == 5.0 / 3);
    assert_int_equal(edges.contents[0], 3);        /* older: 20, 22, 25       */
    assert_int_equal(edges.contents[1], 2);        /* newer: 21, 23           */
    assert_true(edges.symmetry[0] == 2.0 / 3);
    assert_int_equal(lia_coortweet_flags(&flag, &threshold, &edges, 0.5, NULL),
                     0);
    assert_true(threshold == 3);
    assert_int_equal(flag, 0);                     /* above, not at, it       */
    lia_coortweet_edges_free(&edges);
    lia_coortweet_free(pair);
    lia_tables_free(t);
}

/* ---- the five steps, over all pairs of rows ---- */

typedef struct twin {
    share row[400];
    uint64_t count;
    uint64_t pairs;
    uint64_t pair[80000][2];   /* older, newer: places in row                */
} twin;

static twin *follow(const share *row, uint64_t count, uint64_t least,
                    lia_time window, bool loops)
{
    twin *w = test_calloc(1, sizeof *w);
    uint64_t rows[ACCOUNTS] = {0}, active[ACCOUNTS] = {0}, kept = 0;
    bool seen[ACCOUNTS] = {false}, paired[TEXTS] = {false};
    bool good[TEXTS] = {false};

    for (uint64_t r = 0; r < count; r++)
        rows[row[r].account]++;
    for (uint64_t first = 0; first < count; first++) {
        const lia_vid a = row[first].account;
        for (uint64_t r = first; r < count && !seen[a]; r++)
            if (row[r].account == a && rows[a] >= least)
                w->row[w->count++] = row[r];
        seen[a] = true;
    }
    for (uint64_t i = 0; i < w->count; i++)
        for (uint64_t j = i + 1; j < w->count; j++) {
            const share *x = &w->row[i], *y = &w->row[j];
            const lia_time d = x->time > y->time ? x->time - y->time
                                                 : y->time - x->time;
            if (x->object != y->object || d > window)
                continue;
            if (!loops && (x->account == y->account ||
                           x->content == y->content ||
                           x->content == x->object || y->content == y->object))
                continue;
            w->pair[w->pairs][0] = x->time <= y->time ? i : j;
            w->pair[w->pairs++][1] = x->time <= y->time ? j : i;
            paired[x->content] = paired[y->content] = true;
        }
    for (uint64_t i = 0; i < w->count; i++)
        active[w->row[i].account] += paired[w->row[i].content];
    for (uint64_t i = 0; i < w->count; i++)
        good[w->row[i].content] |= paired[w->row[i].content] &&
                                   active[w->row[i].account] >= least;
    for (uint64_t p = 0; p < w->pairs; p++)
        if (good[w->row[w->pair[p][0]].content] ||
            good[w->row[w->pair[p][1]].content])
            memmove(w->pair[kept++], w->pair[p], sizeof w->pair[p]);
    w->pairs = kept;
    return w;
}

static int by_all(const void *left, const void *right)
{
    return memcmp(left, right, sizeof(lia_coortweet_pair));
}

static void assert_like_twin(const lia_coortweet_pair *pair, uint64_t count,
                             const twin *w)
{
    lia_coortweet_pair *a = test_calloc(count + 1, sizeof *a);
    lia_coortweet_pair *b = test_calloc(count + 1, sizeof *b);

    assert_int_equal(count, w->pairs);
    for (uint64_t p = 0; p < count; p++) {
        const share *x = &w->row[w->pair[p][0]], *y = &w->row[w->pair[p][1]];
        a[p] = pair[p];
        b[p] = (lia_coortweet_pair){
            x->object, {x->account, y->account}, {x->content, y->content}, 0,
            (uint64_t)(y->time - x->time) * SECOND};
    }
    qsort(a, count, sizeof *a, by_all);
    qsort(b, count, sizeof *b, by_all);
    assert_memory_equal(a, b, count * sizeof *a);
    test_free(a);
    test_free(b);
}

/* Edge by edge, each counted from all pairs anew. */
static void assert_edges(const lia_coortweet_edges *e,
                         const lia_coortweet_pair *pair, uint64_t count)
{
    uint64_t rows = 0;

    for (uint64_t k = 0; k < e->count; k++) {
        const lia_vid a = e->ends[2 * k], b = e->ends[2 * k + 1];
        bool seen[2][TEXTS] = {{false}};
        uint64_t weight = 0, sum = 0;
        uint32_t distinct[2] = {0, 0};
        for (uint64_t p = 0; p < count; p++) {
            const lia_vid *of = pair[p].account;
            if (!((of[0] == a && of[1] == b) || (of[0] == b && of[1] == a)))
                continue;
            weight++;
            sum += pair[p].delta;
            for (int side = 0; side < 2; side++) {
                bool *is_seen = &seen[side][pair[p].content[side]];
                distinct[side] += !*is_seen;
                *is_seen = true;
            }
        }
        assert_true(a <= b && weight > 0);
        assert_true(k == 0 || a > e->ends[2 * k - 2] ||
                    (a == e->ends[2 * k - 2] && b > e->ends[2 * k - 1]));
        assert_int_equal(e->weight[k], weight);
        assert_int_equal(e->contents[2 * k], distinct[0]);
        assert_int_equal(e->contents[2 * k + 1], distinct[1]);
        assert_true(e->mean_delta[k] == (double)sum / SECOND / (double)weight);
        rows += weight;
    }
    assert_int_equal(rows, count);
}

static void random_shares(share *row, uint64_t count, uint64_t seed)
{
    for (uint64_t r = 0; r < count; r++)
        row[r] = (share){(uint32_t)(test_random(&seed) % POSTS),
                         (lia_vid)(test_random(&seed) % ACCOUNTS),
                         (uint32_t)(test_random(&seed) % TEXTS),
                         (lia_time)(test_random(&seed) % 60)};
}

static void test_random_like_twin(void **state)
{
    share row[400];

    (void)state;
    for (uint64_t seed = 1; seed <= 30; seed++) {
        const uint64_t count = 10 * seed + 60;
        random_shares(row, count, seed);
        lia_tables *t = make_tables(row, count);
        for (int loops = 0; loops < 2; loops++) {
            const uint64_t least = seed % 4 * 6;
            lia_coortweet_options o = {
                .window = (lia_time)(seed % 7) * SECOND, .loops = loops,
                .min_participation = least, .max_pairs = UINT64_MAX};
            twin *w = follow(row, count, least, o.window / SECOND, loops);
            lia_coortweet_pair *pair, *other;
            lia_coortweet_edges edges;
            uint64_t pairs, others;
            o.run.threads = 1;
            assert_int_equal(lia_coortweet_pairs(&pair, &pairs, NULL, t, &o,
                                                 NULL), 0);
            assert_like_twin(pair, pairs, w);
            o.run.threads = 2 + (int)(seed % 7);
            assert_int_equal(lia_coortweet_pairs(&other, &others, NULL, t, &o,
                                                 NULL), 0);
            assert_int_equal(pairs, others);
            assert_memory_equal(pair, other, pairs * sizeof *pair);
            assert_int_equal(lia_coortweet_network(&edges, pair, pairs, NULL),
                             0);
            assert_edges(&edges, pair, pairs);
            lia_coortweet_edges_free(&edges);
            lia_coortweet_free(pair);
            lia_coortweet_free(other);
            test_free(w);
        }
        lia_tables_free(t);
    }
}

/* closed: type 7 of 1 1 2 5 9 stands at place 1 + 4 q: .3 gives 2.2, that is
 * .8 of the second and .2 of the third; .9 gives 4.6 */
static void test_quantile(void **state)
{
    static const double q[] = {0, .3, .5, .9, 1};
    static const double want[] = {1, 1.2, 2, 7.4, 9};
    uint64_t weight[] = {9, 1, 2, 1, 5};
    const lia_coortweet_edges edges = {.count = 5, .weight = weight};
    uint8_t flag[5];

    (void)state;
    for (int k = 0; k < 5; k++) {
        double threshold;
        assert_int_equal(lia_coortweet_flags(flag, &threshold, &edges, q[k],
                                             NULL), 0);
        assert_true(threshold > want[k] - 1e-12 &&
                    threshold < want[k] + 1e-12);
        for (int e = 0; e < 5; e++)
            assert_int_equal(flag[e], (double)weight[e] > threshold);
    }
    assert_int_equal(lia_coortweet_flags(flag, NULL, &edges, 1.1, NULL),
                     LIA_EARG);
}

static lia_status run_all(const lia_tables *t)
{
    const lia_coortweet_options o = {.window = 9 * SECOND, .max_pairs = 100000,
                                     .min_participation = 2};
    lia_coortweet_pair *pair = NULL;
    lia_coortweet_edges edges = {.count = 0};
    uint64_t count = 0;
    uint8_t flag[200];
    lia_status st = lia_coortweet_pairs(&pair, &count, NULL, t, &o, NULL);

    if (st == LIA_OK)
        st = lia_coortweet_network(&edges, pair, count, NULL);
    if (st == LIA_OK)
        st = lia_coortweet_flags(flag, NULL, &edges, 0.5, NULL);
    lia_coortweet_edges_free(&edges);
    lia_coortweet_free(pair);
    return st;
}

static void test_every_allocation_may_fail(void **state)
{
    share row[200];
    random_shares(row, 200, 3);
    lia_tables *t = make_tables(row, 200);
    const long live = lia_mem_live();
    lia_status st = LIA_ENOMEM;
    long k = 0;

    (void)state;
    for (; st != LIA_OK && k < 100; k++) {
        lia_mem_fail_after(k);
        st = run_all(t);
        assert_true(st == LIA_OK || st == LIA_ENOMEM);
        assert_int_equal(lia_mem_live(), live);
    }
    lia_mem_fail_after(-1);
    assert_int_equal(st, LIA_OK);
    assert_true(k > 12);
    lia_tables_free(t);
}

static void test_what_is_missing(void **state)
{
    const lia_coortweet_options o = {.max_pairs = 9};
    lia_tables *t = make_tables(by_hand, 6);
    lia_coortweet_pair *pair;
    uint64_t count;
    lia_error err;

    (void)state;
    lia_free(t->interactions.content);
    t->interactions.content = NULL;
    assert_int_equal(lia_coortweet_pairs(&pair, &count, NULL, t, &o, &err),
                     LIA_ECANNOT);
    assert_non_null(strstr(err.message, "content_id"));
    lia_tables_free(t);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_by_hand),
        cmocka_unit_test(test_random_like_twin),
        cmocka_unit_test(test_quantile),
        cmocka_unit_test(test_every_allocation_may_fail),
        cmocka_unit_test(test_what_is_missing),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
