/* test_threads.c - how many threads work, and kernels that get far more of
 * them than they have accounts: the same bits, and nothing left behind.
 */
#include "support.h"

#include <limits.h>

#include "base/threads.h"
#include "liaison/cohesion.h"
#include "liaison/paths.h"
#include "liaison/rank.h"
#include "liaison/summary.h"
#include "liaison/triads.h"

static void test_how_many(void **state)
{
    const lia_run asked = {3, NULL}, far_too_many = {INT_MAX, NULL};
    const int cores = lia_thread_count(0);

    (void)state;
    assert_true(cores >= 1);
    assert_true(lia_thread_count(INT_MAX) <= (cores > 256 ? cores : 256));
    assert_int_equal(lia_thread_crew(NULL, 0), 1);
    assert_int_equal(lia_thread_crew(NULL, UINT64_MAX), cores);
    assert_int_equal(lia_thread_crew(&asked, 0), lia_thread_count(3));
    assert_true(lia_thread_crew(&far_too_many, 0) <=
                (cores > 256 ? cores : 256));
    assert_int_equal(lia_thread_id(), 0);
}

/* All that the kernels say of a network, in bytes. */
typedef struct said {
    double value[12][16], tie[6][64];
    uint64_t triangles[16];
    uint32_t mutual[64], core[16], component[16];
} said;

static void ask_paths(said *s, const lia_ties *t, const lia_run *run)
{
    assert_int_equal(lia_betweenness(s->value[0], s->tie[0], t, run, NULL), 0);
    assert_int_equal(lia_betweenness_by_length(s->value[1], s->tie[1], t, run,
                                               NULL), 0);
    assert_int_equal(lia_nearness(s->value[2], s->value[3], t, run, NULL), 0);
    assert_int_equal(lia_nearness_by_length(s->value[4], s->value[5], t, run,
                                            NULL), 0);
    assert_int_equal(lia_span(s->tie[2], NULL, NULL, t, run, NULL), 0);
    assert_int_equal(lia_span_by_length(s->tie[3], NULL, t, run, NULL), 0);
}

static void ask_triads(said *s, const lia_ties *t, const lia_run *run)
{
    const lia_triads plain = {.mutual = s->mutual, .triangles = s->triangles,
                              .constraint = s->value[6]};
    const lia_triads weighted = {.constraint = s->value[7],
                                 .effective_size = s->value[8],
                                 .clustering = s->value[9]};

    assert_int_equal(lia_triads_count(&plain, t, run, NULL), 0);
    assert_int_equal(lia_triads_weighted(&weighted, t, run, NULL), 0);
}

static void ask_others(said *s, const lia_ties *t, const lia_run *run)
{
    const lia_rank_options rank = {.85, 1e-12, 1000, *run};
    lia_components c;

    assert_int_equal(lia_pagerank_of_ties(s->value[10], NULL, t, &rank, NULL),
                     0);
    assert_int_equal(lia_assortativity_of_ties(&s->value[11][0], t, run, NULL),
                     0);
    assert_int_equal(lia_core_of_ties(s->core, t, run, NULL), 0);
    assert_int_equal(lia_components_of_ties(&c, t, run, NULL), 0);
    memcpy(s->component, c.component, t->n * sizeof *c.component);
    lia_components_free(&c);
}

static void test_more_threads_than_accounts(void **state)
{
    static const int threads[] = {1, 2, 64};
    static said s[3];

    (void)state;
    for (lia_vid n = 1; n <= 16; n += n < 4 ? 1 : 4) {
        lia_ties t = test_random_ties(n, 2 * n, true, n);
        memset(s, 0, sizeof s);
        for (int k = 0; k < 3; k++) {
            const lia_run run = {threads[k], NULL};
            ask_paths(&s[k], &t, &run);
            ask_triads(&s[k], &t, &run);
            ask_others(&s[k], &t, &run);
            assert_memory_equal(&s[k], &s[0], sizeof *s);
        }
        lia_ties_free(&t);
    }
    assert_int_equal(lia_mem_live(), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_how_many),
        cmocka_unit_test(test_more_threads_than_accounts),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
