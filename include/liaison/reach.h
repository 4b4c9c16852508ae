/* liaison/reach.h - how far a network reaches: accounts within two steps, and
 * the longest way that anyone must go.
 *
 * Steps count, weights do not.
 */
#ifndef LIA_REACH_H
#define LIA_REACH_H

#include "liaison/graph.h"

#ifdef __cplusplus
extern "C" {
#endif

/* Accounts at a distance of one or two steps from each account: its contacts
 * and theirs, each counted once, itself never. Along arcs: those that it can
 * reach by one or two arcs. (igraph: neighborhood_size(order = 2) - 1.)
 *
 * out    [n] 0 .. n - 1. Untouched on failure.
 * return LIA_OK; LIA_EARG if out or the graph is NULL; LIA_ENOMEM.
 * Time O(sum of the degrees of all contacts) over threads; memory 4 n bytes
 * per thread.
 */
LIA_CHECKED lia_status lia_reach2_of_ties(uint32_t *out, const lia_ties *ties,
                                          const lia_run *run, lia_error *err);
LIA_CHECKED lia_status lia_reach2_of_arcs(uint32_t *out, const lia_arcs *arcs,
                                          const lia_run *run, lia_error *err);

/* Diameter: the largest distance between two accounts, in steps (NetworkX:
 * diameter). F. W. Takes, W. A. Kosters, "Computing the eccentricity
 * distribution of large graphs", Algorithms 6(1), 100-118, 2013: a search
 * from one account bounds the eccentricity of all others, and searches go on
 * until no account can be further away than the largest that was seen.
 *
 * out    0 .. n - 1; INFINITY if some account cannot be reached from another
 *        (where NetworkX raises an error); 0 for one account; NAN for none.
 * return LIA_OK; LIA_EARG if out or the graph is NULL; LIA_ENOMEM.
 * Time: a few searches of O(n + m) in networks with a middle and a rim; as
 * many as accounts on a plain cycle. Memory 20 n bytes; of arcs the reverse
 * more. One thread.
 */
LIA_CHECKED lia_status lia_diameter_of_ties(double *out, const lia_ties *ties,
                                            const lia_run *run,
                                            lia_error *err);
LIA_CHECKED lia_status lia_diameter_of_arcs(double *out, const lia_arcs *arcs,
                                            const lia_run *run,
                                            lia_error *err);

/* Whom something may have reached that an account began, passed on from one
 * to the next at ever later times. */
typedef struct lia_passing {
    lia_vid n;
    uint64_t count;
    const lia_vid *from;      /* [count] whose post was engaged              */
    const lia_vid *to;        /* [count] who engaged it, and knows it since  */
    const lia_time *time;     /* [count] LIA_NO_TIME = left out              */
} lia_passing;

/* Time-respecting reach: accounts at the end of some chain of passings whose
 * times increase strictly (D. Kempe, J. Kleinberg, A. Kumar, "Connectivity
 * and inference problems for temporal networks", STOC 2000). What happens at
 * one moment passes nothing on within that moment: with a clock of days,
 * chains within a day are not seen.
 *
 * out    [n] 0 .. n - 1, itself not counted. Untouched on failure.
 * return LIA_OK; LIA_EARG if out or passing is NULL or an id is >= n;
 *        LIA_ENOMEM.
 * Time O(count n / 256) words over threads, exact; memory 32 n bytes per
 * thread, 20 count. The same result for every thread count.
 */
LIA_CHECKED lia_status lia_reach_in_time(uint32_t *out,
                                         const lia_passing *passing,
                                         const lia_run *run, lia_error *err);

#ifdef __cplusplus
}
#endif
#endif
