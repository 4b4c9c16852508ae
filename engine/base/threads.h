/* base/threads.h - the one door to OpenMP's library: how many threads, which
 * one am I. Kernels use `#pragma omp` themselves; without OpenMP the same
 * code runs on one thread.
 */
#ifndef LIA_BASE_THREADS_H
#define LIA_BASE_THREADS_H

#include "liaison/base.h"

/* Threads to use for a request: 0 = every available core; else as asked, up to
 * 256, or the number of cores if that is more. */
int lia_thread_count(int asked);

/* Threads for so much work, in entries of rows or steps as cheap: as asked, or
 * where nobody asked (0 or no run) no more than have a quarter of a
 * millisecond to do each. Waking a thread and waiting for it costs more than
 * that on a busy machine. */
int lia_thread_crew(const lia_run *run, uint64_t work);

/* 0 .. count-1 inside a parallel region, 0 outside. */
int lia_thread_id(void);

#endif
