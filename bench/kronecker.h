/* kronecker.h - the graph that every bench measures on: R-MAT (Chakrabarti,
 * Zhan, Faloutsos 2004) with the parameters of Graph500, a = .57, b = c = .19,
 * edge factor 16, accounts shuffled so that ids say nothing about degrees,
 * made undirected and simple. kN has 2^N accounts. The same seed gives the
 * same graph everywhere; peers read it as text from kronecker_write().
 */
#ifndef LIA_BENCH_KRONECKER_H
#define LIA_BENCH_KRONECKER_H

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

#include "liaison/graph.h"
#include "random.h"

enum { KRONECKER_FACTOR = 16, KRONECKER_SEED = 1 };

/* One bit of both ends per level: .57 neither, .19 one, .19 other, .05 both. */
static inline void kronecker_pair(lia_vid *source, lia_vid *target, int scale,
                                  uint64_t *state)
{
    const uint32_t a = 2448131358u, b = 3264175144u, c = 4080218931u;
    lia_vid s = 0, t = 0;

    for (int level = 0; level < scale; level++) {
        uint32_t x = (uint32_t)(bench_random(state) >> 32);
        s = s << 1 | (x >= b);
        t = t << 1 | ((x >= a && x < b) || x >= c);
    }
    *source = s;
    *target = t;
}

/* id[0 .. n-1] = 0 .. n-1 in random order (Fisher and Yates). */
static inline void kronecker_shuffle(lia_vid *id, lia_vid n, uint64_t *state)
{
    for (lia_vid i = 0; i < n; i++)
        id[i] = i;
    for (lia_vid i = n; i > 1; i--) {
        lia_vid j = (lia_vid)((bench_random(state) >> 32) * i >> 32);
        lia_vid x = id[i - 1];
        id[i - 1] = id[j];
        id[j] = x;
    }
}

/* 2^scale accounts, 2^scale * factor pairs as drawn, loops and repeats among
 * them. *source and *target are freed with free(). */
static inline uint64_t kronecker_pairs(lia_vid **source, lia_vid **target,
                                       int scale, int factor, uint64_t seed)
{
    const lia_vid n = (lia_vid)1 << scale;
    const uint64_t count = (uint64_t)n * (uint64_t)factor;
    lia_vid *id = malloc(n * sizeof *id);
    uint64_t state = seed;

    *source = malloc(count * sizeof **source);
    *target = malloc(count * sizeof **target);
    if (id == NULL || *source == NULL || *target == NULL) {
        fprintf(stderr, "no memory for a Kronecker graph\n");
        exit(4);
    }
    kronecker_shuffle(id, n, &state);
    for (uint64_t k = 0; k < count; k++) {
        lia_vid s, t;
        kronecker_pair(&s, &t, scale, &state);
        (*source)[k] = id[s];
        (*target)[k] = id[t];
    }
    free(id);
    return count;
}

/* kN with N = scale, as ties without weights; ends the program on failure. */
static inline lia_ties kronecker_ties(int scale, uint64_t seed)
{
    lia_vid *source, *target;
    lia_ties ties;
    lia_error error;
    uint64_t count = kronecker_pairs(&source, &target, scale,
                                     KRONECKER_FACTOR, seed);
    lia_pairs pairs = {(lia_vid)1 << scale, count, source, target, NULL};

    if (lia_ties_from_pairs(&ties, NULL, &pairs, NULL, &error) != LIA_OK) {
        fprintf(stderr, "%s\n", error.message);
        exit(4);
    }
    free(source);
    free(target);
    return ties;
}

/* One tie per line, "a b" with a < b, in tie order. */
static inline void kronecker_write(FILE *file, const lia_ties *ties)
{
    for (lia_vid a = 0; a < ties->n; a++)
        for (uint64_t e = ties->off[a]; e < ties->off[a + 1]; e++)
            if (ties->to[e] > a)
                fprintf(file, "%" PRIu32 " %" PRIu32 "\n", a, ties->to[e]);
}

#endif
