/* test_paths_vectors.c - the searches that are compiled for several widths of
 * vectors give the same bytes in all that this processor has: plain, AVX2,
 * AVX-512. Those that it lacks are skipped.
 */
#include "paths_support.h"

#include <stdio.h>

#include "graph/waves.h"
#include "ties/brandes.h"

/* Everything that one search of eight sources adds up, in bytes. */
typedef struct found {
    double *account, *entry, *back;
    bool fits;
} found;

static lia_web web_of(const lia_arcs *there, const lia_arcs *back,
                      const double *mass)
{
    return (lia_web){.n = there->n, .off = there->off, .to = there->to,
                     .back_off = back->off, .back_to = back->to,
                     .mass = mass};
}

static found search(lia_vector vector, const lia_web *web, bool symmetric,
                    bool entries)
{
    const uint64_t m = web->off[web->n];
    found f = {test_calloc(web->n + 1, 8), test_calloc(m + 1, 8),
               test_calloc(m + 1, 8), true};
    lia_sums sums = {f.account, entries ? f.entry : NULL,
                     !entries ? NULL : symmetric ? f.entry : f.back};
    lia_steps *steps = NULL;

    assert_int_equal(lia_steps_open(&steps, web, NULL), LIA_OK);
    for (lia_vid begin = 0; begin < web->n; begin += LIA_LANES) {
        lia_vid source[LIA_LANES];
        int count = 0;
        for (lia_vid i = begin; i < web->n && count < LIA_LANES; i++)
            source[count++] = i;
        f.fits &= lia_steps_run_as(vector, steps, &sums, web, source, count);
    }
    lia_steps_close(steps);
    return f;
}

static void drop(found *f)
{
    test_free(f->account);
    test_free(f->entry);
    test_free(f->back);
}

static void all_widths_agree(const lia_arcs *there, const lia_arcs *back)
{
    const uint64_t m = there->m;
    double *mass = test_calloc(there->n + 1, sizeof *mass);
    const lia_web web = web_of(there, back, mass);

    /* masses in tenths: products that have to be rounded */
    for (lia_vid i = 0; i < there->n; i++)
        mass[i] = 1 + i % 7 * .1;
    for (int entries = 0; entries < 2; entries++) {
        const bool symmetric = there->to == back->to;
        found plain = search(LIA_VECTOR_PLAIN, &web, symmetric, entries);
        for (int v = LIA_VECTOR_AVX2; v <= (int)lia_vector_widest(); v++) {
            found wide = search((lia_vector)v, &web, symmetric, entries);
            assert_int_equal(wide.fits, plain.fits);
            assert_memory_equal(wide.account, plain.account, there->n * 8);
            assert_memory_equal(wide.entry, plain.entry, m * 8);
            assert_memory_equal(wide.back, plain.back, m * 8);
            drop(&wide);
        }
        drop(&plain);
    }
    test_free(mass);
}

static void test_betweenness_of_ties(void **state)
{
    (void)state;
    for (uint64_t k = 0; k < 6; k++) {
        lia_ties t = test_random_ties(300, 250 * (k + 1), false, k);
        const lia_arcs a = lia_ties_as_arcs(&t);
        all_widths_agree(&a, &a);
        lia_ties_free(&t);
    }
    lia_ties grid = grid_of(12, 13);
    const lia_arcs g = lia_ties_as_arcs(&grid);
    all_widths_agree(&g, &g);
    lia_ties_free(&grid);
    assert_int_equal(lia_mem_live(), 0);
}

static void test_betweenness_of_arcs(void **state)
{
    (void)state;
    for (uint64_t k = 0; k < 6; k++) {
        lia_arcs a = test_random_arcs(300, 400 * (k + 1), false, k), back;
        assert_int_equal(lia_arcs_reverse(&back, &a, NULL, NULL), LIA_OK);
        all_widths_agree(&a, &back);
        lia_arcs_free(&back);
        lia_arcs_free(&a);
    }
    assert_int_equal(lia_mem_live(), 0);
}

static void reach_of(lia_reach *out, lia_vector vector, const lia_arcs *there,
                     const lia_arcs *back, int count)
{
    lia_vid source[LIA_WAVE_LANES];
    lia_waves *waves = NULL;

    for (int k = 0; k < count; k++)
        source[k] = (lia_vid)k;
    assert_int_equal(lia_waves_open(&waves, there->n, NULL), LIA_OK);
    lia_waves_run_as(vector, out, waves, there, back, source, count);
    lia_waves_close(waves);
}

static void test_nearness(void **state)
{
    static const int count[] = {1, 64, 65, 256};
    static lia_reach plain[LIA_WAVE_LANES], wide[LIA_WAVE_LANES];

    (void)state;
    for (uint64_t k = 0; k < 8; k++) {
        lia_arcs a = test_random_arcs(400, 300 * (k + 1), false, k), back;
        assert_int_equal(lia_arcs_reverse(&back, &a, NULL, NULL), LIA_OK);
        reach_of(plain, LIA_VECTOR_PLAIN, &a, &back, count[k % 4]);
        for (int v = LIA_VECTOR_AVX2; v <= (int)lia_vector_widest(); v++) {
            reach_of(wide, (lia_vector)v, &a, &back, count[k % 4]);
            assert_memory_equal(wide, plain,
                                (size_t)count[k % 4] * sizeof *wide);
        }
        lia_arcs_free(&back);
        lia_arcs_free(&a);
    }
    assert_int_equal(lia_mem_live(), 0);
}

int main(void)
{
    static const char *const name[] = {"plain", "AVX2", "AVX-512"};
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_betweenness_of_ties),
        cmocka_unit_test(test_betweenness_of_arcs),
        cmocka_unit_test(test_nearness),
    };

    printf("widest vectors here: %s\n", name[lia_vector_widest()]);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
