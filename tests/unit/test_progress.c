/* test_progress.c - what kernels tell a watch: every stage that begins ends,
 * and one that says how much there is to do says in the end that it is done.
 */
#include "paths_support.h"

#include <stdatomic.h>

#include "liaison/cohesion.h"
#include "liaison/rank.h"
#include "liaison/triads.h"

typedef struct told {
    uint64_t total;
    atomic_ullong done;
    int begun, ended;
} told;

static void on_begin(void *user, const char *stage, uint64_t total,
                     const char *unit)
{
    told *t = user;

    assert_int_equal(t->begun++, t->ended);
    assert_true(stage[0] != '\0' && unit[0] != '\0');
    t->total = total;
    atomic_store(&t->done, 0);
}

static void on_advance(void *user, uint64_t amount)
{
    atomic_fetch_add(&((told *)user)->done, amount);
}

static void on_end(void *user)
{
    told *t = user;

    assert_int_equal(++t->ended, t->begun);
    if (t->total > 0)
        assert_int_equal(atomic_load(&t->done), t->total);
}

/* An account less than two steps of 2^16, one more, and very few. */
static const lia_vid sizes[] = {131071, 65537, 40};

static void test_one_walk_or_pass(void **state)
{
    told t = {0};
    const lia_watch watch = {on_begin, on_advance, on_end, &t};
    const lia_run run = {2, &watch};

    (void)state;
    for (int k = 0; k < 3; k++) {
        lia_ties ties = test_random_ties(sizes[k], 2 * sizes[k], true, 4);
        uint32_t *core = test_malloc(ties.n * sizeof *core);
        uint8_t *bridge = test_malloc(ties.m);
        double *value = test_malloc(ties.n * sizeof *value);
        const lia_cuts cuts = {.bridge = bridge};
        const lia_triads triads = {.constraint = value};
        const lia_rank_options rank = {.85, 1e-3, 1000, run};
        lia_components found;
        t = (told){0};
        assert_int_equal(lia_core_of_ties(core, &ties, &run, NULL), 0);
        assert_int_equal(lia_cuts_of_ties(&cuts, &ties, &run, NULL), 0);
        assert_int_equal(lia_components_of_ties(&found, &ties, &run, NULL), 0);
        assert_int_equal(lia_triads_count(&triads, &ties, &run, NULL), 0);
        assert_int_equal(lia_triads_weighted(&triads, &ties, &run, NULL), 0);
        assert_int_equal(lia_pagerank_of_ties(value, NULL, &ties, &rank, NULL),
                         0);
        assert_int_equal(t.ended, 6);
        lia_components_free(&found);
        test_free(value);
        test_free(bridge);
        test_free(core);
        lia_ties_free(&ties);
    }
    assert_int_equal(lia_mem_live(), 0);
}

static void test_a_search_per_account(void **state)
{
    told t = {0};
    const lia_watch watch = {on_begin, on_advance, on_end, &t};
    const lia_run run = {2, &watch};
    lia_ties ties = test_random_ties(700, 1400, true, 5);
    double *account = test_malloc(ties.n * sizeof *account);
    double *tie = test_malloc(ties.m * sizeof *tie);

    (void)state;
    assert_int_equal(lia_betweenness(account, tie, &ties, &run, NULL), 0);
    assert_int_equal(lia_betweenness_by_length(account, tie, &ties, &run,
                                               NULL), 0);
    assert_int_equal(lia_nearness(account, NULL, &ties, &run, NULL), 0);
    assert_int_equal(lia_nearness_by_length(account, NULL, &ties, &run, NULL),
                     0);
    assert_int_equal(t.ended, 4);
    assert_int_equal(lia_span(tie, NULL, NULL, &ties, &run, NULL), 0);
    assert_int_equal(lia_span_by_length(tie, NULL, &ties, &run, NULL), 0);
    assert_int_equal(t.ended, 8); /* bridges first */
    test_free(tie);
    test_free(account);
    lia_ties_free(&ties);
    assert_int_equal(lia_mem_live(), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_one_walk_or_pass),
        cmocka_unit_test(test_a_search_per_account),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
