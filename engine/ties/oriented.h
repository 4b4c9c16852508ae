/* ties/oriented.h - the network with accounts renumbered by degree and every
 * tie pointing from the end of lower rank to the end of higher rank.
 *
 * Rank 0 has the fewest contacts; equal degrees rank by account. No account
 * has more than sqrt(2 m) ties that point away from it, which is what keeps a
 * pass over all triangles short (N. Chiba and T. Nishizeki, "Arboricity and
 * Subgraph Listing Algorithms", SIAM J. Comput. 14(1), 210-223, 1985).
 */
#ifndef LIA_TIES_ORIENTED_H
#define LIA_TIES_ORIENTED_H

#include "liaison/graph.h"

/* A tie seen from its upper end: the lower end, and the tie's place in the
 * lower end's row, so that the tie's slot is up[lower] + place. */
typedef struct lia_under {
    lia_vid lower;
    uint32_t place;
} lia_under;

/* Elements of zeros behind under[m - 1], so that a loop may look ahead. */
enum { LIA_UNDER_SPARE = 16 };

typedef struct lia_oriented {
    lia_vid n;
    uint64_t m;
    lia_vid *account;  /* [n] account of a rank                              */
    uint32_t *degree;  /* [n] by rank, ascending                             */
    uint64_t *up;      /* [n + 1] slots of the ties that point upwards       */
    lia_vid *to;       /* [m] upper ends, by rank, ascending in each row     */
    uint64_t *down;    /* [n + 1]                                            */
    lia_under *under;  /* [m] the ties that point at a rank                  */
    uint64_t *tie;     /* [m] tie number of each `under`, or NULL            */
} lia_oriented;

/* number: also fill tie[]. Time O(n + m), with numbers O(m log d); memory
 * 12 m + 24 n bytes and 8 m for the numbers. return LIA_OK; LIA_ENOMEM. */
LIA_CHECKED lia_status lia_oriented_build(lia_oriented *out,
                                          const lia_ties *ties, bool number,
                                          const lia_run *run, lia_error *err);
void lia_oriented_free(lia_oriented *oriented);  /* empty is fine */

#endif
