/* base/vector.h - the forms that vector code is compiled in, and which of them
 * this processor has. Kernels choose when they run, so one build serves every
 * machine; the bits of a result do not depend on the choice.
 */
#ifndef LIA_BASE_VECTOR_H
#define LIA_BASE_VECTOR_H

/* Each has all that stands before it. */
typedef enum lia_vector {
    LIA_VECTOR_PLAIN,   /* what every processor of the kind has              */
    LIA_VECTOR_AVX2,
    LIA_VECTOR_AVX512   /* F, DQ and VL                                      */
} lia_vector;

static inline lia_vector lia_vector_widest(void)
{
#if defined(__x86_64__)
    if (!__builtin_cpu_supports("avx2"))
        return LIA_VECTOR_PLAIN;
    if (__builtin_cpu_supports("avx512f") &&
        __builtin_cpu_supports("avx512dq") &&
        __builtin_cpu_supports("avx512vl"))
        return LIA_VECTOR_AVX512;
    return LIA_VECTOR_AVX2;
#else
    return LIA_VECTOR_PLAIN;
#endif
}

#endif
