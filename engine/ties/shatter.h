/* ties/shatter.h - a core is taken apart at its articulation accounts.
 *
 * All paths between two sides of an articulation account v pass v. So each
 * block (biconnected part) is searched by itself: in block B every account x
 * has a mass, itself and all that lie beyond it as seen from the rest of B,
 * and pairs (x, y) of B count mass(x) mass(y) times. What the blocks do not
 * see are pairs from two sides of v, neither of them through v's own trees:
 * with s the masses of the sides, sum of s(i) s(j), i < j.
 *
 * R. Puzis et al., "Heuristics for speeding up betweenness centrality
 * computation", SocialCom 2012; A. E. Sariyuce et al., "Shattering and
 * Compressing Networks for Betweenness Centrality", SDM 2013.
 */
#ifndef LIA_TIES_SHATTER_H
#define LIA_TIES_SHATTER_H

#include "ties/fold.h"

/* Pieces to search one after the other: a large block each, or several small
 * ones together. An account of several blocks has a copy in each. */
typedef struct lia_shards {
    uint64_t count;
    lia_fold *piece;     /* [count] original: accounts of the whole network  */
} lia_shards;

/* accounts: [of the whole network] unordered pairs that blocks do not see are
 * added. A core without articulation accounts becomes one piece, in the same
 * order. Time O(n + m) and a sort; memory 36 n bytes beside the pieces. */
LIA_CHECKED lia_status lia_shatter(lia_shards *out, double *accounts,
                                   const lia_fold *core, lia_error *err);
void lia_shards_free(lia_shards *shards);

#endif
