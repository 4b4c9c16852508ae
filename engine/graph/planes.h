/* graph/planes.h - masks of 256 bits, and 256 counters that masks are added
 * to.
 *
 * Plane k holds bit k of all counters, so that adding a mask is a ripple of
 * carries, two steps long on average; every 255 masks the planes are read out.
 */
#ifndef LIA_GRAPH_PLANES_H
#define LIA_GRAPH_PLANES_H

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#define LIA_PLANES_INLINE static inline __attribute__((always_inline))

enum { LIA_MASK_BITS = 256, LIA_MASK_WORDS = LIA_MASK_BITS / 64,
       LIA_PLANES = 8 };

typedef uint64_t lia_mask __attribute__((vector_size(8 * LIA_MASK_WORDS)));

typedef struct lia_planes {
    lia_mask plane[LIA_PLANES];
    int added;          /* masks in the planes                               */
    uint32_t count[LIA_MASK_BITS];   /* valid after lia_planes_read()        */
} lia_planes;

LIA_PLANES_INLINE bool lia_mask_any(const lia_mask *x)
{
    return (((*x)[0] | (*x)[1]) | ((*x)[2] | (*x)[3])) != 0;
}

/* Read the counters out of the planes. */
static inline void lia_planes_read(lia_planes *s)
{
    for (int word = 0; word < LIA_MASK_WORDS; word++) {
        for (int k = 0; k < LIA_PLANES; k++) {
            uint64_t bits = s->plane[k][word];
            for (; bits != 0; bits &= bits - 1)
                s->count[64 * word + __builtin_ctzll(bits)] += 1u << k;
        }
    }
    memset(s->plane, 0, sizeof s->plane);
    s->added = 0;
}

LIA_PLANES_INLINE void lia_planes_add(lia_planes *s, const lia_mask *fresh)
{
    lia_mask x = *fresh;

    if (s->added == (1 << LIA_PLANES) - 1)
        lia_planes_read(s);
    s->added++;
    for (int k = 0; k < LIA_PLANES && lia_mask_any(&x); k++) {
        lia_mask carry = s->plane[k] & x;
        s->plane[k] ^= x;
        x = carry;
    }
}

#endif
