/* clock.h - how benches measure: CPU seconds of the whole process (so that a
 * busy machine does not show), wall seconds beside, medians of interleaved
 * repetitions.
 */
#ifndef LIA_BENCH_CLOCK_H
#define LIA_BENCH_CLOCK_H

#include <stdlib.h>
#include <time.h>

static inline double clock_of(clockid_t which)
{
    struct timespec now;

    clock_gettime(which, &now);
    return (double)now.tv_sec + (double)now.tv_nsec * 1e-9;
}

static inline double clock_cpu(void)
{
    return clock_of(CLOCK_PROCESS_CPUTIME_ID);
}

static inline double clock_wall(void)
{
    return clock_of(CLOCK_MONOTONIC);
}

static inline int clock_compare(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;

    return (x > y) - (x < y);
}

/* Sorts value[]. */
static inline double clock_median(double *value, size_t count)
{
    qsort(value, count, sizeof *value, clock_compare);
    return count % 2 ? value[count / 2]
                     : (value[count / 2 - 1] + value[count / 2]) / 2;
}

#endif
