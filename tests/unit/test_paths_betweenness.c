/* test_paths_betweenness.c - closed forms, papers, the definition term by
 * term, igraph, threads, memory, and what cannot be counted. */
#include "paths_support.h"

#include <igraph.h>

static const lia_run serial = {1, NULL};

/* Both outputs; free with test_free. */
static void both(double **account, double **tie, const lia_ties *t)
{
    *account = test_malloc(t->n * sizeof **account + 1);
    *tie = test_malloc(t->m * sizeof **tie + 1);
    assert_int_equal(lia_betweenness(*account, *tie, t, NULL, NULL), LIA_OK);
}

static void drop(double *account, double *tie, lia_ties *t)
{
    test_free(account);
    test_free(tie);
    lia_ties_free(t);
    assert_int_equal(lia_mem_live(), 0);
}

/* closed: all pairs of leaves go through the centre, and of the n (n - 1) / 2
 * pairs each tie serves the n - 1 that its leaf is in. */
static void test_star(void **state)
{
    lia_ties t = star_of(9);
    double *account, *tie;

    (void)state;
    both(&account, &tie, &t);
    assert_near(account[0], 1.0);
    for (lia_vid i = 1; i < 9; i++) {
        assert_near(account[i], 0.0);
        assert_near(tie[i - 1], 2.0 / 9);
    }
    drop(account, tie, &t);
}

/* closed: account i parts i before it from n - 1 - i after it. Long enough
 * that a recursion per step would not survive. */
static void test_long_path(void **state)
{
    const lia_vid n = 100000;
    lia_ties t = path_of(n);
    double *account, *tie;

    (void)state;
    both(&account, &tie, &t);
    for (lia_vid i = 0; i < n; i++)
        assert_near(account[i], (double)i * (n - 1 - i) * 2 /
                                    ((n - 1.0) * (n - 2.0)));
    for (lia_vid i = 0; i + 1 < n; i++)
        assert_near(tie[i],
                    (i + 1.0) * (n - 1 - i) * 2 / (n * (n - 1.0)));
    drop(account, tie, &t);
}

/* closed: n = 2k + 1: k (k - 1) / 2 pairs through an account, k (k + 1) / 2
 * along a tie; n = 2k: (k - 1)^2 / 2 and k^2 / 2, for opposite accounts have
 * two paths. */
static void test_cycles(void **state)
{
    (void)state;
    for (lia_vid n = 3; n < 42; n++) {
        const double k = n / 2;
        const double through = n % 2 ? k * (k - 1) / 2 : (k - 1) * (k - 1) / 2;
        const double along = n % 2 ? k * (k + 1) / 2 : k * k / 2;
        lia_ties t = cycle_of(n);
        double *account, *tie;
        both(&account, &tie, &t);
        for (lia_vid i = 0; i < n; i++) {
            assert_near(account[i], through * 2 / ((n - 1.0) * (n - 2.0)));
            assert_near(tie[i], along * 2 / (n * (n - 1.0)));
        }
        drop(account, tie, &t);
    }
}

static void test_clique_and_barbell(void **state)
{
    lia_ties t = clique_of(11);
    double *account, *tie;

    (void)state;
    both(&account, &tie, &t);
    for (lia_vid i = 0; i < 11; i++)
        assert_near(account[i], 0.0); /* closed: all are neighbours */
    for (uint64_t e = 0; e < t.m; e++)
        assert_near(tie[e], 2.0 / 110); /* closed: its own pair */
    drop(account, tie, &t);

    /* hand: 3 own fellows x 4 beyond = 12 of 21 pairs; the bridge 4 x 4 of
     * 28; a tie to the gate serves its pair and the fellow's 4 beyond. */
    t = barbell_of(4);
    both(&account, &tie, &t);
    assert_near(account[0], 0.0);
    assert_near(account[3], 12.0 / 21);
    assert_near(account[4], 12.0 / 21);
    assert_near(tie[0], 1.0 / 28);  /* (0, 1) */
    assert_near(tie[2], 5.0 / 28);  /* (0, 3) */
    assert_near(tie[6], 16.0 / 28); /* (3, 4) */
    drop(account, tie, &t);
}

/* paper: Krackhardt 1990, as printed with three digits, and the fractions of
 * the 36 pairs that give them. */
static void test_kite(void **state)
{
    static const double printed[10] = {.023, .023, .000, .102, .000,
                                       .231, .231, .389, .222, .000};
    lia_ties t = kite();
    double *account, *tie;

    (void)state;
    both(&account, &tie, &t);
    for (lia_vid i = 0; i < 10; i++)
        assert_true(fabs(account[i] - printed[i]) < 0.0006);
    assert_near(account[7], 14.0 / 36); /* hand: 7 before, 2 beyond Heather */
    assert_near(account[8], 8.0 / 36);  /* hand: 8 before Ike, 1 beyond      */
    assert_near(tie[17], 9.0 / 45);     /* hand: Ike - Jane, 9 x 1           */
    drop(account, tie, &t);
}

/* paper: S. Wasserman, K. Faust, Social Network Analysis, 1994, table 5.1:
 * Medici .452, Guadagni .221, Albizzi .184, Salviati .124, Ridolfi .098,
 * Bischeri .090, Strozzi .089, Barbadori .081, Tornabuoni .079,
 * Castellani .048, Peruzzi .019, over the 105 pairs of 15 others. */
static void test_florence(void **state)
{
    static const double printed[FAMILIES] = {
        [MEDICI] = .452, [GUADAGNI] = .221, [ALBIZZI] = .184,
        [SALVIATI] = .124, [RIDOLFI] = .098, [BISCHERI] = .090,
        [STROZZI] = .089, [BARBADORI] = .081, [TORNABUONI] = .079,
        [CASTELLANI] = .048, [PERUZZI] = .019};
    lia_ties t = florence();
    double *account, *tie;

    (void)state;
    both(&account, &tie, &t);
    for (lia_vid i = 0; i < FAMILIES; i++)
        assert_true(fabs(account[i] - printed[i]) < 0.0007);
    assert_near(account[MEDICI], 47.5 / 105);
    assert_near(account[PUCCI], 0.0);
    drop(account, tie, &t);
}

static void test_no_one_and_few(void **state)
{
    pair_list list = {.n = 0};
    lia_ties t = pair_ties(&list, false);
    double account[3] = {7, 7, 7}, tie[2] = {7, 7};

    (void)state;
    assert_int_equal(lia_betweenness(account, tie, &t, NULL, NULL), LIA_OK);
    assert_true(account[0] == 7);
    lia_ties_free(&t);
    list.n = 1;
    t = pair_ties(&list, false);
    assert_int_equal(lia_betweenness(account, tie, &t, NULL, NULL), LIA_OK);
    assert_true(account[0] == 0 && account[1] == 7);
    lia_ties_free(&t);
    t = path_of(2);
    assert_int_equal(lia_betweenness(account, tie, &t, NULL, NULL), LIA_OK);
    assert_true(account[0] == 0 && account[1] == 0 && account[2] == 7);
    assert_true(tie[0] == 1 && tie[1] == 7); /* closed: the only pair */
    lia_ties_free(&t);
    list.n = 3;
    t = pair_ties(&list, false); /* three accounts, all isolated */
    assert_int_equal(lia_betweenness(account, NULL, &t, NULL, NULL), LIA_OK);
    assert_true(account[0] == 0 && account[1] == 0 && account[2] == 0);
    lia_ties_free(&t);
    assert_int_equal(lia_mem_live(), 0);
}

/* The four forms against the definition. */
static void against_definition(const lia_arcs *arcs, const lia_ties *ties,
                               bool by_length)
{
    const double n = arcs->n;
    const double of_accounts = 1 / ((n - 1) * (n - 2));
    const double of_ties = 1 / (n * (n - 1));
    double *account = test_malloc(arcs->n * sizeof *account);
    double *entry = test_malloc(arcs->m * sizeof *entry + 1);
    double *got = test_malloc(arcs->n * sizeof *got);
    double *got_entry = test_malloc(arcs->m * sizeof *got_entry + 1);
    uint64_t t = 0;

    slow_betweenness(account, entry, arcs, by_length);
    assert_int_equal(by_length ? lia_arcs_betweenness_by_length(
                                     got, got_entry, arcs, NULL, NULL)
                               : lia_arcs_betweenness(got, got_entry, arcs,
                                                      NULL, NULL),
                     LIA_OK);
    for (lia_vid i = 0; i < arcs->n; i++)
        assert_near(got[i], account[i] * of_accounts);
    for (uint64_t e = 0; e < arcs->m; e++)
        assert_near(got_entry[e], entry[e] * of_ties);
    if (ties) {
        assert_int_equal(by_length ? lia_betweenness_by_length(
                                         got, got_entry, ties, NULL, NULL)
                                   : lia_betweenness(got, got_entry, ties,
                                                     NULL, NULL),
                         LIA_OK);
        for (lia_vid i = 0; i < arcs->n; i++)
            assert_near(got[i], account[i] * of_accounts);
        for (lia_vid i = 0; i < arcs->n; i++)
            for (uint64_t e = arcs->off[i]; e < arcs->off[i + 1]; e++)
                if (arcs->to[e] > i)
                    assert_near(got_entry[t++], 2 * entry[e] * of_ties);
    }
    test_free(account);
    test_free(entry);
    test_free(got);
    test_free(got_entry);
}

static void test_definition_on_random_ties(void **state)
{
    static const uint64_t pairs[] = {20, 40, 60, 90, 150, 600};

    (void)state;
    for (uint64_t k = 0; k < 24; k++) {
        lia_ties t = test_random_ties(44 + (lia_vid)k, pairs[k % 6],
                                      k % 2, 100 + k);
        lia_arcs arcs = lia_ties_as_arcs(&t);
        against_definition(&arcs, &t, false);
        against_definition(&arcs, &t, true);
        lia_ties_free(&t);
    }
    lia_ties t = grid_of(6, 9);
    lia_arcs arcs = lia_ties_as_arcs(&t);
    against_definition(&arcs, &t, false);
    lia_ties_free(&t);
    assert_int_equal(lia_mem_live(), 0);
}

static void test_definition_on_random_arcs(void **state)
{
    static const uint64_t pairs[] = {40, 80, 160, 300, 900};

    (void)state;
    for (uint64_t k = 0; k < 20; k++) {
        lia_arcs arcs = test_random_arcs(50 + (lia_vid)k, pairs[k % 5],
                                         k % 2, 300 + k);
        against_definition(&arcs, NULL, false);
        against_definition(&arcs, NULL, true);
        lia_arcs_free(&arcs);
    }
    assert_int_equal(lia_mem_live(), 0);
}

/* oracle: igraph (C, the version that the tests are built with),
 * igraph_betweenness and igraph_edge_betweenness. */
static void against_igraph(const lia_arcs *arcs, bool directed,
                           const double *account, const double *entry)
{
    const double n = arcs->n;
    const double twice = directed ? 1 : 2;
    igraph_vector_int_t edges;
    igraph_vector_t length, theirs;
    igraph_t graph;
    uint64_t t = 0;

    igraph_vector_int_init(&edges, 0);
    igraph_vector_init(&length, 0);
    igraph_vector_init(&theirs, 0);
    for (lia_vid i = 0; i < arcs->n; i++) {
        for (uint64_t e = arcs->off[i]; e < arcs->off[i + 1]; e++) {
            if (!directed && arcs->to[e] < i)
                continue;
            igraph_vector_int_push_back(&edges, i);
            igraph_vector_int_push_back(&edges, arcs->to[e]);
            if (arcs->weight)
                igraph_vector_push_back(&length, arcs->weight[e]);
        }
    }
    igraph_create(&graph, &edges, arcs->n, directed);
    igraph_betweenness(&graph, &theirs, igraph_vss_all(), directed,
                       arcs->weight ? &length : NULL);
    for (lia_vid i = 0; i < arcs->n; i++)
        assert_near(account[i],
                    VECTOR(theirs)[i] * twice / ((n - 1) * (n - 2)));
    igraph_edge_betweenness(&graph, &theirs, directed,
                            arcs->weight ? &length : NULL);
    for (t = 0; t < (uint64_t)igraph_vector_size(&theirs); t++)
        assert_near(entry[t], VECTOR(theirs)[t] * twice / (n * (n - 1)));
    igraph_destroy(&graph);
    igraph_vector_int_destroy(&edges);
    igraph_vector_destroy(&length);
    igraph_vector_destroy(&theirs);
}

static void test_igraph_agrees(void **state)
{
    enum { N = 400, PAIRS = 1500 };
    static double account[N], entry[2 * PAIRS];

    (void)state;
    for (uint64_t k = 0; k < 4; k++) {
        bool weighted = k % 2;
        lia_ties t = test_random_ties(N, k < 2 ? 400 : PAIRS, weighted, k);
        lia_arcs arcs = lia_ties_as_arcs(&t);
        assert_int_equal(lia_betweenness_by_length(account, entry, &t, NULL,
                                                   NULL), LIA_OK);
        against_igraph(&arcs, false, account, entry);
        lia_ties_free(&t);
        arcs = test_random_arcs(N, PAIRS, weighted, 10 + k);
        assert_int_equal(lia_arcs_betweenness_by_length(account, entry, &arcs,
                                                        NULL, NULL), LIA_OK);
        against_igraph(&arcs, true, account, entry);
        lia_arcs_free(&arcs);
    }
    assert_int_equal(lia_mem_live(), 0);
}

typedef lia_status of_ties(double *, double *, const lia_ties *,
                           const lia_run *, lia_error *);
typedef lia_status of_arcs(double *, double *, const lia_arcs *,
                           const lia_run *, lia_error *);

/* Bits, and the same bits when only one of the outputs is asked for. */
static void test_threads_leave_no_trace(void **state)
{
    enum { N = 700, PAIRS = 2800 };
    static of_ties *const tie_form[] = {lia_betweenness,
                                        lia_betweenness_by_length};
    static of_arcs *const arc_form[] = {lia_arcs_betweenness,
                                        lia_arcs_betweenness_by_length};
    static const int threads[] = {1, 2, 8};
    static double account[4][N], entry[4][PAIRS];
    lia_ties t = test_random_ties(N, PAIRS, true, 5);
    lia_arcs a = test_random_arcs(N, PAIRS, true, 6);

    (void)state;
    for (int form = 0; form < 4; form++) {
        for (int k = 0; k < 4; k++) {
            lia_run run = {k < 3 ? threads[k] : 2, NULL};
            double *x = account[k], *y = k < 3 ? entry[k] : NULL;
            assert_int_equal(form < 2 ? tie_form[form](x, y, &t, &run, NULL)
                                      : arc_form[form - 2](x, y, &a, &run,
                                                           NULL), LIA_OK);
            assert_memory_equal(account[k], account[0], sizeof account[0]);
            if (y)
                assert_memory_equal(y, entry[0], (form < 2 ? t.m : a.m) *
                                                     sizeof *y);
        }
    }
    lia_ties_free(&t);
    lia_arcs_free(&a);
}

static void test_every_allocation_may_fail(void **state)
{
    lia_ties t = test_random_ties(30, 60, true, 1);
    lia_arcs a = test_random_arcs(30, 60, true, 1);
    const long before = lia_mem_live();
    const lia_run two = {2, NULL};

    (void)state;
    for (int form = 0; form < 4; form++) {
        lia_status st = LIA_ENOMEM;
        for (long k = 0; st != LIA_OK; k++) {
            double account[30] = {-7}, entry[60] = {-7};
            assert_true(k < 200);
            lia_mem_fail_after(k);
            st = form == 0 ? lia_betweenness(account, entry, &t, &two, NULL)
               : form == 1 ? lia_betweenness_by_length(account, entry, &t,
                                                       &two, NULL)
               : form == 2 ? lia_arcs_betweenness(account, entry, &a, &two,
                                                  NULL)
                           : lia_arcs_betweenness_by_length(account, entry,
                                                            &a, &two, NULL);
            lia_mem_fail_after(-1);
            assert_true(st == LIA_OK || st == LIA_ENOMEM);
            assert_true(st == LIA_OK || (account[0] == -7 && entry[0] == -7));
            assert_int_equal(lia_mem_live(), before);
        }
    }
    lia_ties_free(&t);
    lia_arcs_free(&a);
    assert_int_equal(lia_mem_live(), 0);
}

static void test_bad_arguments(void **state)
{
    static const double bad[] = {0.0, -1.0, NAN, INFINITY};
    double account[3] = {-7, -7, -7};

    (void)state;
    assert_int_equal(lia_betweenness(account, NULL, NULL, NULL, NULL),
                     LIA_EARG);
    assert_int_equal(lia_arcs_betweenness(account, NULL, NULL, NULL, NULL),
                     LIA_EARG);
    for (size_t k = 0; k < sizeof bad / sizeof *bad; k++) {
        pair_list list = {0};
        lia_error err;
        pair_add(&list, 0, 1, 1);
        pair_add(&list, 1, 2, bad[k]);
        lia_ties t = pair_ties(&list, true);
        lia_arcs arcs = lia_ties_as_arcs(&t);
        assert_int_equal(lia_betweenness(NULL, NULL, &t, NULL, NULL),
                         LIA_EARG);
        assert_int_equal(lia_betweenness_by_length(account, NULL, &t, NULL,
                                                   &err), LIA_ECANNOT);
        assert_non_null(strstr(err.message, "account 1 and account 2"));
        assert_int_equal(lia_arcs_betweenness_by_length(account, NULL, &arcs,
                                                        NULL, &err),
                         LIA_ECANNOT);
        assert_true(account[0] == -7);
        /* Steps do not look at weights. */
        assert_int_equal(lia_betweenness(account, NULL, &t, NULL, NULL),
                         LIA_OK);
        assert_near(account[1], 1.0);
        account[0] = -7;
        lia_ties_free(&t);
    }
    assert_int_equal(lia_mem_live(), 0);
}

/* k squares in a row have 2^k shortest paths from end to end. */
static lia_ties squares(lia_vid k, bool weighted)
{
    pair_list list = {0};

    for (lia_vid i = 0; i < k; i++) {
        pair_add(&list, 3 * i, 3 * i + 1, 1);
        pair_add(&list, 3 * i, 3 * i + 2, 1);
        pair_add(&list, 3 * i + 1, 3 * i + 3, 1);
        pair_add(&list, 3 * i + 2, 3 * i + 3, 1);
    }
    return pair_ties(&list, weighted);
}

/* k layers of two, all of one tied to all of the next: 2^(k - 1) shortest paths
 * from end to end, and no account whose loss takes them apart. */
static lia_ties layers(lia_vid k)
{
    pair_list list = {0};

    for (lia_vid i = 0; i + 1 < k; i++)
        for (lia_vid j = 0; j < 4; j++)
            pair_add(&list, 2 * i + j % 2, 2 * i + 2 + j / 2, 1);
    return pair_ties(&list, false);
}

/* Parts that hang together by single accounts are searched one by one: there
 * are 2^1030 paths from end to end, but 2 in each part. Origin: closed, all
 * pairs of corners on either side of a joint. */
static void test_parts_keep_numbers_small(void **state)
{
    enum { K = 1030 };
    lia_ties t = squares(K, false);
    double *account = test_calloc(t.n, sizeof *account);
    const double left = 3 * 500, right = 3 * (K - 500), n = t.n;

    (void)state;
    assert_int_equal(lia_betweenness(account, NULL, &t, NULL, NULL), LIA_OK);
    /* joint 1500: 500 squares on the left, K - 500 on the right; and half of
     * the paths between the two corners of either square beside it */
    assert_near(account[3 * 500],
                (left * right + 1) / ((n - 1) * (n - 2) / 2));
    test_free(account);
    lia_ties_free(&t);
}

/* Random blocks (rings with chords) hung on random accounts of those before,
 * trees on some, a hub with many triangles, two components. */
static void test_trees_of_blocks(void **state)
{
    (void)state;
    for (uint64_t seed = 1; seed <= 12; seed++) {
        pair_list list = {0};
        uint64_t s = seed;
        lia_vid n = 1;
        for (int b = 0; b < 14; b++) {
            const lia_vid size = (lia_vid)(test_random(&s) % 6);
            lia_vid last = b == 7 ? n++ : (lia_vid)(test_random(&s) % n);
            const lia_vid joint = last, begin = n;
            for (lia_vid k = 0; k < size; k++, last = n++)
                pair_add(&list, last, n, 1);
            if (size > 1)
                pair_add(&list, last, joint, 1);
            if (size > 3)
                pair_add(&list, begin, begin + 2, 1);
        }
        for (int k = 0; k < 8; k++, n += 2) {
            pair_add(&list, 0, n, 1);
            pair_add(&list, 0, n + 1, 1);
            pair_add(&list, n, n + 1, 1);
        }
        list.n = n;
        lia_ties t = pair_ties(&list, false);
        const lia_arcs both = lia_ties_as_arcs(&t);
        against_definition(&both, &t, false);
        lia_ties_free(&t);
    }
}

static void test_too_many_paths_are_refused(void **state)
{
    (void)state;
    for (int weighted = 0; weighted < 2; weighted++) {
        lia_ties t = weighted ? squares(1030, weighted) : layers(1030);
        double *account = test_calloc(t.n, sizeof *account);
        lia_error err;
        assert_int_equal(lia_betweenness_by_length(account, NULL, &t, NULL,
                                                   &err), LIA_ECANNOT);
        assert_non_null(strstr(err.message, "1e308"));
        assert_true(account[3] == 0);
        test_free(account);
        lia_ties_free(&t);
    }
    /* closed: 600 squares, 2^600 paths, are counted. Account 3 i is passed by
     * all pairs of the 3 i before and the n - 1 - 3 i after it, and by one
     * path of two of the pair beside it, in either square next to it. */
    lia_ties t = squares(600, false);
    double *account = test_calloc(t.n, sizeof *account);
    const double n = t.n;
    assert_int_equal(lia_betweenness(account, NULL, &t, &serial, NULL),
                     LIA_OK);
    for (lia_vid i = 1; i < 600; i++)
        assert_near(account[3 * i], (3.0 * i * (n - 1 - 3.0 * i) + 1) * 2 /
                                        ((n - 1) * (n - 2)));
    test_free(account);
    lia_ties_free(&t);
    assert_int_equal(lia_mem_live(), 0);
}

typedef struct counted { uint64_t total, done; int begun, ended; } counted;

static void count_begin(void *user, const char *stage, uint64_t total,
                        const char *unit)
{
    counted *c = user;

    c->total = total;
    c->begun++;
    assert_string_equal(stage, "betweenness");
    assert_string_equal(unit, "sources");
}

static void count_advance(void *user, uint64_t amount)
{
    __atomic_fetch_add(&((counted *)user)->done, amount, __ATOMIC_RELAXED);
}

static void count_end(void *user)
{
    ((counted *)user)->ended++;
}

static void test_progress_adds_up(void **state)
{
    counted c = {0};
    lia_watch watch = {count_begin, count_advance, count_end, &c};
    lia_run run = {2, &watch};
    lia_ties t = cycle_of(101);
    double account[101];

    (void)state;
    assert_int_equal(lia_betweenness(account, NULL, &t, &run, NULL), LIA_OK);
    assert_int_equal(c.begun, 1);
    assert_int_equal(c.ended, 1);
    assert_int_equal(c.total, 101);
    assert_int_equal(c.done, 101);
    lia_ties_free(&t);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_star),
        cmocka_unit_test(test_long_path),
        cmocka_unit_test(test_cycles),
        cmocka_unit_test(test_clique_and_barbell),
        cmocka_unit_test(test_kite),
        cmocka_unit_test(test_florence),
        cmocka_unit_test(test_no_one_and_few),
        cmocka_unit_test(test_definition_on_random_ties),
        cmocka_unit_test(test_definition_on_random_arcs),
        cmocka_unit_test(test_igraph_agrees),
        cmocka_unit_test(test_threads_leave_no_trace),
        cmocka_unit_test(test_every_allocation_may_fail),
        cmocka_unit_test(test_bad_arguments),
        cmocka_unit_test(test_parts_keep_numbers_small),
        cmocka_unit_test(test_trees_of_blocks),
        cmocka_unit_test(test_too_many_paths_are_refused),
        cmocka_unit_test(test_progress_adds_up),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
