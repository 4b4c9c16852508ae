/* base/threads.c - the only file that includes omp.h. */
#include "base/threads.h"

static const uint64_t WORK_PER_THREAD = (uint64_t)1 << 17;

int lia_thread_crew(const lia_run *run, uint64_t work)
{
    const int asked = run ? run->threads : 0;
    const int most = lia_thread_count(asked);
    const uint64_t useful = 1 + work / WORK_PER_THREAD;

    return asked <= 0 && useful < (uint64_t)most ? (int)useful : most;
}

#ifdef _OPENMP
#include <omp.h>

/* OpenMP ends the process where the system refuses a thread. */
enum { MOST_THREADS = 256 };

int lia_thread_count(int asked)
{
    int most = omp_get_num_procs();

    if (asked > 0) {
        if (most < MOST_THREADS)
            most = MOST_THREADS;
        return asked < most ? asked : most;
    }
    return most > 0 ? most : 1;
}

int lia_thread_id(void)
{
    return omp_get_thread_num();
}
#else
int lia_thread_count(int asked)
{
    (void)asked;
    return 1;
}

int lia_thread_id(void)
{
    return 0;
}
#endif
