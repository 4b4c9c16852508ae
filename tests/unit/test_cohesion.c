/* test_cohesion.c - cores, components, cuts: hand-sized networks, slow twins
 * from the definitions, igraph as oracle, long chains, failing memory.
 */
#include "support.h"

#include <igraph/igraph.h>

#include "liaison/cohesion.h"

static lia_ties ties_of(lia_vid n, const lia_vid *ends, uint64_t count)
{
    lia_vid *source = test_malloc((count + 1) * sizeof *source);
    lia_vid *target = test_malloc((count + 1) * sizeof *target);
    lia_ties ties;

    for (uint64_t k = 0; k < count; k++) {
        source[k] = ends[2 * k];
        target[k] = ends[2 * k + 1];
    }
    lia_pairs pairs = {n, count, source, target, NULL};
    assert_int_equal(lia_ties_from_pairs(&ties, NULL, &pairs, NULL, NULL), 0);
    test_free(source);
    test_free(target);
    return ties;
}

/* A graph of igraph's with the same accounts and arcs (a < b of ties). */
static igraph_t igraph_of(const lia_arcs *g, bool directed)
{
    igraph_vector_int_t ends;
    igraph_t graph;

    igraph_vector_int_init(&ends, 0);
    for (lia_vid i = 0; i < g->n; i++)
        for (uint64_t e = g->off[i]; e < g->off[i + 1]; e++)
            if (directed || g->to[e] > i) {
                igraph_vector_int_push_back(&ends, i);
                igraph_vector_int_push_back(&ends, g->to[e]);
            }
    igraph_create(&graph, &ends, g->n, directed);
    igraph_vector_int_destroy(&ends);
    return graph;
}

/* ---- cores ---- */

/* Slow twin: for k = 1, 2, ... throw out whoever has fewer than k. */
static void slow_cores(uint32_t *out, const lia_arcs *g)
{
    uint8_t *in = test_malloc(g->n + 1u);
    uint32_t *degree = test_malloc((g->n + 1u) * sizeof *degree);

    memset(in, 1, g->n);
    memset(out, 0, g->n * sizeof *out);
    for (uint32_t k = 1, left = g->n; left > 0; k++) {
        for (bool again = true; again;) {
            again = false;
            memset(degree, 0, g->n * sizeof *degree);
            for (lia_vid i = 0; i < g->n; i++)
                for (uint64_t e = g->off[i]; e < g->off[i + 1]; e++)
                    if (in[i] && in[g->to[e]]) {
                        degree[i]++;
                        degree[g->to[e]]++;
                    }
            for (lia_vid i = 0; i < g->n; i++)
                if (in[i] && degree[i] < k) {
                    in[i] = 0;
                    left--;
                    again = true;
                }
        }
        for (lia_vid i = 0; i < g->n; i++)
            if (in[i])
                out[i] = k;
    }
    test_free(in);
    test_free(degree);
}

static void test_core_of_a_triangle_with_a_tail(void **state)
{
    /* hand: 0-1-2 is a 2-core, 3 and 4 hang on it, 5 is alone */
    const lia_vid ends[] = {0, 1, 1, 2, 0, 2, 2, 3, 3, 4};
    const uint32_t want[] = {2, 2, 2, 1, 1, 0};
    lia_ties ties = ties_of(6, ends, 5);
    uint32_t got[6];

    (void)state;
    assert_int_equal(lia_core_of_ties(got, &ties, NULL, NULL), LIA_OK);
    assert_memory_equal(got, want, sizeof want);
    lia_ties_free(&ties);
}

static void test_core_of_random_graphs(void **state)
{
    (void)state;
    for (uint64_t seed = 1; seed <= 12; seed++) {
        const lia_vid n = (lia_vid)(20 + 17 * seed);
        lia_ties ties = test_random_ties(n, n * (seed % 6), false, seed);
        lia_arcs arcs = test_random_arcs(n, n * (seed % 6), false, seed);
        lia_arcs both = lia_ties_as_arcs(&ties);
        igraph_t graph = igraph_of(&both, false);
        igraph_t directed = igraph_of(&arcs, true);
        igraph_vector_int_t oracle;
        uint32_t got[300], slow[300];

        igraph_vector_int_init(&oracle, 0);
        assert_int_equal(lia_core_of_ties(got, &ties, NULL, NULL), LIA_OK);
        igraph_coreness(&graph, &oracle, IGRAPH_ALL);
        for (lia_vid i = 0; i < n; i++)
            assert_int_equal(got[i], VECTOR(oracle)[i]);
        slow_cores(slow, &both); /* both directions: everything twice */
        for (lia_vid i = 0; i < n; i++)
            assert_int_equal(2 * got[i], slow[i]);
        assert_int_equal(lia_core_of_arcs(got, &arcs, NULL, NULL), LIA_OK);
        igraph_coreness(&directed, &oracle, IGRAPH_ALL);
        slow_cores(slow, &arcs);
        for (lia_vid i = 0; i < n; i++) {
            assert_int_equal(got[i], VECTOR(oracle)[i]);
            assert_int_equal(got[i], slow[i]);
        }
        igraph_vector_int_destroy(&oracle);
        igraph_destroy(&graph);
        igraph_destroy(&directed);
        lia_ties_free(&ties);
        lia_arcs_free(&arcs);
    }
    assert_int_equal(lia_mem_live(), 0);
}

/* origin: oracle, NetworkX 2.8.8, core_number(DiGraph([(0,1),(1,0),(1,2),
 * (2,0),(3,0)])) */
static void test_core_of_opposite_arcs_counts_both(void **state)
{
    const lia_vid source[] = {0, 1, 1, 2, 3}, target[] = {1, 0, 2, 0, 0};
    const uint32_t want[] = {2, 2, 2, 1};
    lia_pairs pairs = {4, 5, source, target, NULL};
    lia_arcs arcs;
    uint32_t got[4];

    (void)state;
    assert_int_equal(lia_arcs_from_pairs(&arcs, NULL, &pairs, NULL, NULL), 0);
    assert_int_equal(lia_core_of_arcs(got, &arcs, NULL, NULL), LIA_OK);
    assert_memory_equal(got, want, sizeof want);
    lia_arcs_free(&arcs);
}

/* ---- components ---- */

/* Slow twin: spread the smallest account until nothing changes. */
static void slow_components(uint32_t *out, const lia_arcs *g)
{
    for (lia_vid i = 0; i < g->n; i++)
        out[i] = i;
    for (bool again = true; again;) {
        again = false;
        for (lia_vid i = 0; i < g->n; i++)
            for (uint64_t e = g->off[i]; e < g->off[i + 1]; e++) {
                lia_vid j = g->to[e];
                uint32_t low = out[i] < out[j] ? out[i] : out[j];
                again = again || out[i] != low || out[j] != low;
                out[i] = out[j] = low;
            }
    }
}

/* Numbered by the smallest account, sizes right, same as the twin. */
static void check_components(const lia_components *got, const lia_arcs *g)
{
    uint32_t *smallest = test_malloc((g->n + 1u) * sizeof *smallest);
    uint32_t *size = test_calloc(got->count + 1u, sizeof *size);
    lia_vid next = 0;

    assert_int_equal(got->n, g->n);
    slow_components(smallest, g);
    for (lia_vid i = 0; i < g->n; i++) {
        if (smallest[i] == i)
            assert_int_equal(got->component[i], next++);
        assert_int_equal(got->component[i], got->component[smallest[i]]);
        size[got->component[i]]++;
    }
    assert_int_equal(got->count, next);
    assert_memory_equal(size, got->size, got->count * sizeof *size);
    test_free(smallest);
    test_free(size);
}

static void test_components_of_random_graphs(void **state)
{
    (void)state;
    for (uint64_t seed = 1; seed <= 24; seed++) {
        const lia_vid n = (lia_vid)(10 + 13 * seed);
        lia_ties ties = test_random_ties(n, n * (seed % 4) / 2, false, seed);
        lia_arcs arcs = test_random_arcs(n, n * (seed % 4) / 2, false, seed);
        lia_arcs both = lia_ties_as_arcs(&ties);
        igraph_t graph = igraph_of(&both, false);
        igraph_integer_t count;
        lia_components got;

        assert_int_equal(lia_components_of_ties(&got, &ties, NULL, NULL), 0);
        check_components(&got, &both);
        igraph_connected_components(&graph, NULL, NULL, &count, IGRAPH_WEAK);
        assert_int_equal(got.count, count);
        lia_components_free(&got);
        assert_int_equal(lia_components_of_arcs(&got, &arcs, NULL, NULL), 0);
        check_components(&got, &arcs);
        lia_components_free(&got);
        igraph_destroy(&graph);
        lia_ties_free(&ties);
        lia_arcs_free(&arcs);
    }
    assert_int_equal(lia_mem_live(), 0);
}

static void test_components_are_the_same_for_every_thread_count(void **state)
{
    /* about a tie per account: a giant component and thousands of small ones */
    lia_ties ties = test_random_ties(60000, 50000, false, 5);
    lia_arcs arcs = test_random_arcs(60000, 50000, false, 6);
    lia_components first, got;
    const int threads[] = {1, 2, 8, 8, 8};

    (void)state;
    for (int directed = 0; directed < 2; directed++) {
        for (int k = 0; k < 5; k++) {
            lia_run run = {threads[k], NULL};
            if (directed)
                assert_int_equal(
                    lia_components_of_arcs(&got, &arcs, &run, NULL), LIA_OK);
            else
                assert_int_equal(
                    lia_components_of_ties(&got, &ties, &run, NULL), LIA_OK);
            if (k == 0) {
                first = got;
                continue;
            }
            assert_int_equal(first.count, got.count);
            assert_memory_equal(first.component, got.component, 60000 * 4);
            assert_memory_equal(first.size, got.size, got.count * 4u);
            lia_components_free(&got);
        }
        lia_components_free(&first);
    }
    lia_ties_free(&ties);
    lia_arcs_free(&arcs);
    assert_int_equal(lia_mem_live(), 0);
}

/* ---- cuts ---- */

/* Accounts that i reaches without account `gone` and without the tie (a, b). */
static lia_vid reach(const lia_ties *ties, lia_vid i, lia_vid gone, lia_vid a,
                     lia_vid b)
{
    uint8_t *seen = test_calloc(ties->n, 1);
    lia_vid *stack = test_malloc(ties->n * sizeof *stack);
    lia_vid count = 0, depth = 0;

    stack[depth++] = i;
    seen[i] = 1;
    while (depth > 0) {
        lia_vid v = stack[--depth];
        count++;
        for (uint64_t e = ties->off[v]; e < ties->off[v + 1]; e++) {
            lia_vid u = ties->to[e];
            if (u == gone || seen[u] || (v == a && u == b) ||
                (v == b && u == a))
                continue;
            seen[u] = 1;
            stack[depth++] = u;
        }
    }
    test_free(seen);
    test_free(stack);
    return count;
}

/* Slow twin: take each account and each tie away, and look. */
static void check_cuts(const lia_cuts *got, const lia_ties *ties)
{
    uint64_t t = 0;

    for (lia_vid v = 0; v < ties->n; v++) {
        lia_vid whole = reach(ties, v, LIA_NONE, LIA_NONE, LIA_NONE), part;
        bool apart = false;
        if (whole > 1) {
            part = reach(ties, ties->to[ties->off[v]], v, LIA_NONE, LIA_NONE);
            apart = part < whole - 1;
        }
        assert_int_equal(got->articulation[v], apart);
        for (uint64_t e = ties->off[v]; e < ties->off[v + 1]; e++) {
            lia_vid u = ties->to[e];
            if (u < v)
                continue;
            part = reach(ties, v, LIA_NONE, v, u);
            assert_int_equal(got->bridge[t], part < whole);
            assert_int_equal(got->smaller[t],
                             part < whole - part ? part : whole - part);
            t++;
        }
    }
}

static void test_cuts_by_hand(void **state)
{
    /* hand: two triangles held together by 2-3, a leaf 6 on 5, a pair 7-8,
     * 9 alone. Ties in order: 01 02 12 23 34 35 45 56 78 */
    const lia_vid ends[] = {0, 1, 0, 2, 1, 2, 2, 3, 3, 4, 3, 5, 4, 5, 5, 6,
                            7, 8};
    const uint8_t cut[] = {0, 0, 1, 1, 0, 1, 0, 0, 0, 0};
    const uint8_t bridge[] = {0, 0, 0, 1, 0, 0, 0, 1, 1};
    const lia_vid smaller[] = {0, 0, 0, 3, 0, 0, 0, 1, 1};
    lia_ties ties = ties_of(10, ends, 9);
    uint8_t a[10], b[9];
    lia_vid s[9];
    const lia_cuts want = {a, b, s}, nothing = {NULL, NULL, NULL};

    (void)state;
    assert_int_equal(lia_cuts_of_ties(&want, &ties, NULL, NULL), LIA_OK);
    assert_memory_equal(a, cut, sizeof cut);
    assert_memory_equal(b, bridge, sizeof bridge);
    assert_memory_equal(s, smaller, sizeof smaller);
    assert_int_equal(lia_cuts_of_ties(&nothing, &ties, NULL, NULL), LIA_OK);
    lia_ties_free(&ties);
}

static void check_cuts_with_igraph(const lia_cuts *got, const lia_ties *ties)
{
    lia_arcs both = lia_ties_as_arcs(ties);
    igraph_t graph = igraph_of(&both, false);
    igraph_vector_int_t list;
    uint64_t count = 0;

    igraph_vector_int_init(&list, 0);
    igraph_articulation_points(&graph, &list);
    for (igraph_integer_t k = 0; k < igraph_vector_int_size(&list); k++)
        assert_int_equal(got->articulation[VECTOR(list)[k]], 1);
    for (lia_vid i = 0; i < ties->n; i++)
        count += got->articulation[i];
    assert_int_equal(count, igraph_vector_int_size(&list));
    igraph_bridges(&graph, &list); /* edge ids = tie order */
    for (igraph_integer_t k = 0; k < igraph_vector_int_size(&list); k++)
        assert_int_equal(got->bridge[VECTOR(list)[k]], 1);
    count = 0;
    for (uint64_t t = 0; t < ties->m; t++)
        count += got->bridge[t];
    assert_int_equal(count, igraph_vector_int_size(&list));
    igraph_vector_int_destroy(&list);
    igraph_destroy(&graph);
}

static void test_cuts_of_random_graphs(void **state)
{
    (void)state;
    for (uint64_t seed = 1; seed <= 30; seed++) {
        const lia_vid n = (lia_vid)(5 + 7 * seed);
        lia_ties ties = test_random_ties(n, n * (2 + seed % 5) / 3, false,
                                         seed);
        uint8_t *a = test_malloc(n), *b = test_malloc(ties.m + 1);
        lia_vid *s = test_malloc((ties.m + 1) * sizeof *s);
        const lia_cuts got = {a, b, s};

        assert_int_equal(lia_cuts_of_ties(&got, &ties, NULL, NULL), LIA_OK);
        check_cuts(&got, &ties);
        check_cuts_with_igraph(&got, &ties);
        test_free(a);
        test_free(b);
        test_free(s);
        lia_ties_free(&ties);
    }
    assert_int_equal(lia_mem_live(), 0);
}

/* ---- limits ---- */

/* A chain whose accounts stand in random order: as deep as walks can get. */
static lia_ties shuffled_chain(lia_vid n)
{
    lia_vid *id = malloc(n * sizeof *id);
    uint64_t seed = 3;
    lia_ties ties;

    for (lia_vid i = 0; i < n; i++)
        id[i] = i;
    for (lia_vid i = n; i > 1; i--) {
        lia_vid j = (lia_vid)(test_random(&seed) % i), x = id[i - 1];
        id[i - 1] = id[j];
        id[j] = x;
    }
    lia_pairs pairs = {n, n - 1, id, id + 1, NULL};
    assert_int_equal(lia_ties_from_pairs(&ties, NULL, &pairs, NULL, NULL), 0);
    free(id);
    return ties;
}

static void test_a_chain_of_a_million_accounts(void **state)
{
    enum { N = 1000000 };
    lia_ties ties = shuffled_chain(N);
    uint8_t *a = malloc(N), *b = malloc(N);
    lia_vid *s = malloc(N * sizeof *s);
    uint32_t *core = malloc(N * sizeof *core);
    const lia_cuts cuts = {a, b, s};
    lia_components found;
    uint64_t inner = 0, total = 0;

    (void)state;
    assert_int_equal(lia_cuts_of_ties(&cuts, &ties, NULL, NULL), LIA_OK);
    assert_int_equal(lia_core_of_ties(core, &ties, NULL, NULL), LIA_OK);
    assert_int_equal(lia_components_of_ties(&found, &ties, NULL, NULL), 0);
    for (lia_vid i = 0; i < N; i++) {
        inner += a[i];
        assert_int_equal(core[i], 1);
    }
    for (uint64_t t = 0; t < ties.m; t++) {
        assert_int_equal(b[t], 1);
        total += s[t];
    }
    assert_int_equal(inner, N - 2);
    /* closed: 2 (1 + ... + (N/2 - 1)) + N/2 = N^2 / 4 */
    assert_int_equal(total, (uint64_t)N / 2 * (N / 2));
    assert_int_equal(found.count, 1);
    assert_int_equal(found.size[0], N);
    lia_components_free(&found);
    lia_ties_free(&ties);
    free(a);
    free(b);
    free(s);
    free(core);
    assert_int_equal(lia_mem_live(), 0);
}

static void test_no_account_and_one(void **state)
{
    (void)state;
    for (lia_vid n = 0; n < 2; n++) {
        lia_ties ties = ties_of(n, NULL, 0);
        lia_arcs arcs = lia_ties_as_arcs(&ties);
        uint32_t core[1] = {7};
        uint8_t a[1] = {7}, b[1] = {7};
        lia_vid s[1] = {7};
        const lia_cuts cuts = {a, b, s};
        lia_components found;

        assert_int_equal(lia_core_of_ties(core, &ties, NULL, NULL), LIA_OK);
        assert_int_equal(lia_core_of_arcs(core, &arcs, NULL, NULL), LIA_OK);
        assert_int_equal(core[0], n ? 0 : 7);
        assert_int_equal(lia_cuts_of_ties(&cuts, &ties, NULL, NULL), LIA_OK);
        assert_int_equal(a[0], n ? 0 : 7);
        assert_int_equal(b[0], 7);
        assert_int_equal(lia_components_of_ties(&found, &ties, NULL, NULL), 0);
        assert_int_equal(found.count, n);
        lia_components_free(&found);
        assert_int_equal(lia_components_of_arcs(&found, &arcs, NULL, NULL), 0);
        assert_int_equal(found.count, n);
        lia_components_free(&found);
        lia_ties_free(&ties);
    }
    lia_components_free(NULL);
    assert_int_equal(lia_mem_live(), 0);
}

static void test_every_allocation_may_fail(void **state)
{
    lia_ties ties = test_random_ties(50, 80, false, 1);
    lia_arcs arcs = test_random_arcs(50, 80, false, 1);
    const long before = lia_mem_live();
    int done = 0;

    (void)state;
    for (long k = 0; done != 5; k++) {
        uint32_t core[50] = {99};
        uint8_t a[50] = {9}, b[80] = {9};
        const lia_cuts cuts = {a, b, NULL};
        lia_components found = {.count = 99};
        lia_status st;

        assert_true(k < 50);
        done = 0;
        lia_mem_fail_after(k);
        st = lia_core_of_ties(core, &ties, NULL, NULL);
        assert_true(st == LIA_OK || (st == LIA_ENOMEM && core[0] == 99));
        done += st == LIA_OK;
        core[0] = 99;
        lia_mem_fail_after(k);
        st = lia_core_of_arcs(core, &arcs, NULL, NULL);
        assert_true(st == LIA_OK || (st == LIA_ENOMEM && core[0] == 99));
        done += st == LIA_OK;
        lia_mem_fail_after(k);
        st = lia_cuts_of_ties(&cuts, &ties, NULL, NULL);
        assert_true(st == LIA_OK || (st == LIA_ENOMEM && a[0] == 9 &&
                                     b[0] == 9));
        done += st == LIA_OK;
        for (int directed = 0; directed < 2; directed++) {
            lia_mem_fail_after(k);
            st = directed ? lia_components_of_arcs(&found, &arcs, NULL, NULL)
                          : lia_components_of_ties(&found, &ties, NULL, NULL);
            assert_true(st == LIA_OK ||
                        (st == LIA_ENOMEM && found.count == 99));
            done += st == LIA_OK;
            if (st == LIA_OK)
                lia_components_free(&found);
            found.count = 99;
        }
        assert_int_equal(lia_mem_live(), before);
    }
    lia_mem_fail_after(-1);
    lia_ties_free(&ties);
    lia_arcs_free(&arcs);
    assert_int_equal(lia_mem_live(), 0);
}

static void test_bad_arguments(void **state)
{
    lia_ties ties = {0};
    uint32_t core[1];
    const lia_cuts cuts = {NULL, NULL, NULL};
    lia_components found;
    lia_error err;

    (void)state;
    assert_int_equal(lia_core_of_ties(NULL, &ties, NULL, &err), LIA_EARG);
    assert_int_equal(lia_core_of_ties(core, NULL, NULL, &err), LIA_EARG);
    assert_int_equal(lia_core_of_arcs(core, NULL, NULL, &err), LIA_EARG);
    assert_int_equal(lia_cuts_of_ties(NULL, &ties, NULL, &err), LIA_EARG);
    assert_int_equal(lia_cuts_of_ties(&cuts, NULL, NULL, &err), LIA_EARG);
    assert_int_equal(lia_components_of_ties(NULL, &ties, NULL, &err),
                     LIA_EARG);
    assert_int_equal(lia_components_of_ties(&found, NULL, NULL, &err),
                     LIA_EARG);
    assert_int_equal(lia_components_of_arcs(&found, NULL, NULL, &err),
                     LIA_EARG);
    assert_int_equal(err.status, LIA_EARG);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_core_of_a_triangle_with_a_tail),
        cmocka_unit_test(test_core_of_random_graphs),
        cmocka_unit_test(test_core_of_opposite_arcs_counts_both),
        cmocka_unit_test(test_components_of_random_graphs),
        cmocka_unit_test(test_components_are_the_same_for_every_thread_count),
        cmocka_unit_test(test_cuts_by_hand),
        cmocka_unit_test(test_cuts_of_random_graphs),
        cmocka_unit_test(test_a_chain_of_a_million_accounts),
        cmocka_unit_test(test_no_account_and_one),
        cmocka_unit_test(test_every_allocation_may_fail),
        cmocka_unit_test(test_bad_arguments),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
