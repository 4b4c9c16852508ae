/* support.h - what unit tests share: cmocka in the order that it wants, a
 * seeded generator that is the same everywhere, small random networks.
 */
#ifndef LIA_TEST_SUPPORT_H
#define LIA_TEST_SUPPORT_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/mem.h"
#include "liaison/graph.h"

/* cmocka's assert_float_equal is of floats. */
#define assert_within(a, b, most) \
    assert_true((a) - (b) <= (most) && (b) - (a) <= (most))

/* splitmix64 (Steele, Lea, Flood 2014). */
static inline uint64_t test_random(uint64_t *state)
{
    uint64_t z = (*state += 0x9E3779B97F4A7C15u);

    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
    return z ^ (z >> 31);
}

/* `count` random pairs over n accounts, loops and repeats among them; the
 * last tenth of the accounts stays isolated. weighted: small whole numbers. */
static inline lia_ties test_random_ties(lia_vid n, uint64_t count,
                                        bool weighted, uint64_t seed)
{
    lia_vid *source = test_malloc(count * sizeof *source);
    lia_vid *target = test_malloc(count * sizeof *target);
    double *weight = test_malloc(count * sizeof *weight);
    lia_vid used = n - n / 10;
    lia_ties ties;

    for (uint64_t k = 0; k < count; k++) {
        source[k] = (lia_vid)(test_random(&seed) % used);
        target[k] = (lia_vid)(test_random(&seed) % used);
        weight[k] = (double)(test_random(&seed) % 5 + 1);
    }
    lia_pairs pairs = {n, count, source, target, weighted ? weight : NULL};
    assert_int_equal(lia_ties_from_pairs(&ties, NULL, &pairs, NULL, NULL), 0);
    test_free(source);
    test_free(target);
    test_free(weight);
    return ties;
}

static inline lia_arcs test_random_arcs(lia_vid n, uint64_t count,
                                        bool weighted, uint64_t seed)
{
    lia_vid *source = test_malloc(count * sizeof *source);
    lia_vid *target = test_malloc(count * sizeof *target);
    double *weight = test_malloc(count * sizeof *weight);
    lia_vid used = n - n / 10;
    lia_arcs arcs;

    for (uint64_t k = 0; k < count; k++) {
        source[k] = (lia_vid)(test_random(&seed) % used);
        target[k] = (lia_vid)(test_random(&seed) % used);
        weight[k] = (double)(test_random(&seed) % 5 + 1);
    }
    lia_pairs pairs = {n, count, source, target, weighted ? weight : NULL};
    assert_int_equal(lia_arcs_from_pairs(&arcs, NULL, &pairs, NULL, NULL), 0);
    test_free(source);
    test_free(target);
    test_free(weight);
    return arcs;
}

#endif
