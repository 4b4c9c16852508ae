/* liaison/communities.h - groups of accounts that are tied more to one another
 * than to the rest.
 *
 * V. A. Traag, L. Waltman, N. J. van Eck, "From Louvain to Leiden:
 * guaranteeing well-connected communities", Sci. Rep. 9, 5233, 2019. The
 * search is igraph's; this is the only call that draws random numbers of
 * igraph's, from a generator of its own that is seeded anew for each call.
 */
#ifndef LIA_COMMUNITIES_H
#define LIA_COMMUNITIES_H

#include "liaison/graph.h"

#ifdef __cplusplus
extern "C" {
#endif

/* What a division into communities c is judged by; w(i,j) is the weight of a
 * tie, s(i) the sum of weights at i, W that of all ties:
 *
 *   MODULARITY  1/(2W) sum over i, j of one community of
 *               w(i,j) - resolution s(i) s(j) / (2W)
 *               (Newman and Girvan, Phys. Rev. E 69, 026113, 2004)
 *   CPM         sum over communities of (weight inside - resolution
 *               size (size - 1) / 2): a community is denser inside than
 *               `resolution`, and less dense to any other
 *               (Traag, Van Dooren, Nesterov, Phys. Rev. E 84, 016114, 2011)
 */
typedef enum lia_objective {
    LIA_MODULARITY, LIA_CPM
} lia_objective;

/* NULL in place of a pointer to it means LIA_COMMUNITIES_DEFAULTS. */
typedef struct lia_communities_options {
    lia_objective objective;
    double resolution;   /* > 0                                              */
    double beta;         /* > 0 randomness of the refinement                 */
    int iterations;      /* passes > 0; below 0 = while a pass gains
                            something, at most 100                           */
    uint64_t seed;
    double least_gain;   /* with iterations below 0: stop where a pass gains
                            no more than this share of what was reached; 0 =
                            1e-9                                             */
} lia_communities_options;
#define LIA_COMMUNITIES_DEFAULTS { LIA_MODULARITY, 1.0, 0.01, -1, 1, 0.0 }

/* Divide the accounts into communities (Leiden).
 *
 * community [n] 0 .. *count - 1; a community's number is its place among the
 *           communities in order of their smallest accounts. An account
 *           without ties is a community by itself.
 * count     communities found. May be NULL.
 * quality   modularity or the sum of CPM of the result; modularity is NAN
 *           without ties. May be NULL.
 * ties      [n] weights >= 0 and finite, in any unit for modularity; for CPM
 *           in the unit of `resolution`.
 * return LIA_OK; LIA_EARG for a NULL, an option out of range or a weight
 *        below 0; LIA_ENOMEM.
 *
 * Near-linear time in practice; memory about 90 bytes per tie and 60 per
 * account while it runs. Serial; igraph is not safe for threads, so two
 * threads must not call this at the same time. The same seed gives the same
 * communities for one version of igraph.
 */
LIA_CHECKED lia_status lia_communities(uint32_t *community, uint32_t *count,
                                       double *quality, const lia_ties *ties,
                                       const lia_communities_options *options,
                                       lia_error *err);

#ifdef __cplusplus
}
#endif
#endif
