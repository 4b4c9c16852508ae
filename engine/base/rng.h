/* base/rng.h - random numbers that are the same everywhere.
 *
 * xoshiro256** 1.0 (D. Blackman, S. Vigna, "Scrambled linear pseudorandom
 * number generators", ACM Trans. Math. Softw. 47(4), 2021), its state filled by
 * splitmix64 as its authors advise. Whoever draws names a seed and a stream:
 * work that is spread over threads takes a stream per item (not per thread),
 * so the numbers do not depend on how many threads there are.
 */
#ifndef LIA_BASE_RNG_H
#define LIA_BASE_RNG_H

#include <stdint.h>

typedef struct lia_rng {
    uint64_t s[4];
} lia_rng;

static inline uint64_t lia_rng_mix(uint64_t *state)
{
    uint64_t z = (*state += 0x9E3779B97F4A7C15u);

    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
    return z ^ (z >> 31);
}

/* The generator of one stream of a seed. */
static inline lia_rng lia_rng_make(uint64_t seed, uint64_t stream)
{
    uint64_t state = seed;
    lia_rng rng;

    state = lia_rng_mix(&state) ^ (stream * 0xD1342543DE82EF95u);
    for (int k = 0; k < 4; k++)
        rng.s[k] = lia_rng_mix(&state);
    return rng;
}

static inline uint64_t lia_rng_turn(uint64_t x, int by)
{
    return (x << by) | (x >> (64 - by));
}

/* 64 random bits. */
static inline uint64_t lia_rng_bits(lia_rng *rng)
{
    uint64_t *s = rng->s;
    const uint64_t result = lia_rng_turn(s[1] * 5, 7) * 9;
    const uint64_t t = s[1] << 17;

    s[2] ^= s[0];
    s[3] ^= s[1];
    s[1] ^= s[2];
    s[0] ^= s[3];
    s[2] ^= t;
    s[3] = lia_rng_turn(s[3], 45);
    return result;
}

/* Uniform in [0, 1), a multiple of 2^-53. */
static inline double lia_rng_unit(lia_rng *rng)
{
    return (double)(lia_rng_bits(rng) >> 11) * 0x1p-53;
}

/* Uniform in 0 .. n - 1, n > 0, without bias (D. Lemire, "Fast random integer
 * generation in an interval", ACM Trans. Model. Comput. Simul. 29(1), 2019). */
static inline uint32_t lia_rng_below(lia_rng *rng, uint32_t n)
{
    uint64_t product = (lia_rng_bits(rng) >> 32) * n;

    if ((uint32_t)product < n) {
        const uint32_t least = (uint32_t)(-n) % n;
        while ((uint32_t)product < least)
            product = (lia_rng_bits(rng) >> 32) * n;
    }
    return (uint32_t)(product >> 32);
}

#endif
