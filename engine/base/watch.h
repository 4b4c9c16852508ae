/* base/watch.h - a kernel's side of progress: all three may be called with a
 * run that has no watch. Advance in steps of work worth about a millisecond,
 * not per row.
 */
#ifndef LIA_BASE_WATCH_H
#define LIA_BASE_WATCH_H

#include "liaison/base.h"

static inline void lia_watch_begin(const lia_run *run, const char *stage,
                                   uint64_t total, const char *unit)
{
    if (run != NULL && run->watch != NULL)
        run->watch->begin(run->watch->user, stage, total, unit);
}

static inline void lia_watch_advance(const lia_run *run, uint64_t amount)
{
    if (run != NULL && run->watch != NULL)
        run->watch->advance(run->watch->user, amount);
}

static inline void lia_watch_end(const lia_run *run)
{
    if (run != NULL && run->watch != NULL)
        run->watch->end(run->watch->user);
}

#endif
