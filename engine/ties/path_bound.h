/* ties/path_bound.h - how long a shortest path can be at most. */
#ifndef LIA_TIES_PATH_BOUND_H
#define LIA_TIES_PATH_BOUND_H

#include "base/status.h"
#include "liaison/graph.h"

/* Accounts on the longest shortest path: at most the two largest distances
 * from the account with most ties of a component, and itself; the most of all
 * components, 1 without ties.
 *
 * return LIA_OK; LIA_ENOMEM. The same for every number of threads.
 * Time O(n + m) at worst, far less where a few steps lead everywhere; memory
 * 20 n bytes.
 */
LIA_CHECKED lia_status lia_path_bound(double *out, const lia_ties *ties,
                                      const lia_run *run, lia_error *err);

#endif
