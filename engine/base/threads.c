/* base/threads.c - the only file that includes omp.h. */
#include "base/threads.h"

#ifdef _OPENMP
#include <omp.h>

int lia_thread_count(int asked)
{
    int most = omp_get_num_procs();

    if (asked > 0)
        return asked;
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
