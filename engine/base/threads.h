/* base/threads.h - the one door to OpenMP's library: how many threads, which
 * one am I. Kernels use `#pragma omp` themselves; without OpenMP the same
 * code runs on one thread.
 */
#ifndef LIA_BASE_THREADS_H
#define LIA_BASE_THREADS_H

/* Threads to use for a request: 0 = every available core; else as asked. */
int lia_thread_count(int asked);

/* 0 .. count-1 inside a parallel region, 0 outside. */
int lia_thread_id(void);

#endif
