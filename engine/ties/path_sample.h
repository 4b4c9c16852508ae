/* ties/path_sample.h - one shortest path between two accounts, each of them
 * alike, by a search from both ends.
 */
#ifndef LIA_TIES_PATH_SAMPLE_H
#define LIA_TIES_PATH_SAMPLE_H

#include "base/rng.h"
#include "base/status.h"
#include "liaison/graph.h"

typedef struct lia_path_sampler lia_path_sampler;  /* scratch of one thread */

/* LIA_ELIMIT beyond 2^30 accounts; LIA_ENOMEM. Memory 24 n bytes. */
LIA_CHECKED lia_status lia_path_sampler_open(lia_path_sampler **out,
                                             const lia_arcs *there,
                                             const lia_arcs *back,
                                             lia_error *err);
void lia_path_sampler_close(lia_path_sampler *p);   /* NULL is fine */

/* A path as accounts: path[0] = s .. path[*length] = t; *length = 0 where t is
 * out of reach. Valid until the next call. False if a number of shortest paths
 * left the range of a double. */
bool lia_path_sample(lia_path_sampler *p, const lia_vid **path,
                     uint32_t *length, lia_vid s, lia_vid t, lia_rng *rng);

#endif
