/* liaison/layout.h - where to draw the accounts of a network.
 *
 * T. M. J. Fruchterman, E. M. Reingold, "Graph drawing by force-directed
 * placement", Softw. Pract. Exper. 21(11), 1129-1164, 1991, through igraph: of
 * its layouts this one is both the quickest and the one whose groups can be
 * told apart on social networks of some thousand accounts (DrL crushes groups
 * to points and takes 15 times as long; Kamada-Kawai and MDS put the groups
 * on top of one another).
 *
 * Each connected component is laid out by itself, turned so that it is wider
 * than high, and drawn as large as its accounts need; then they are packed
 * side by side, the largest first, accounts without ties in rows at the end.
 */
#ifndef LIA_LAYOUT_H
#define LIA_LAYOUT_H

#include "liaison/graph.h"

#ifdef __cplusplus
extern "C" {
#endif

/* NULL in place of a pointer to it means LIA_LAY_OUT_DEFAULTS. */
typedef struct lia_lay_out_options {
    const uint32_t *group;  /* [n] communities, or NULL: what belongs together
                               beyond its ties; LIA_NONE = to no group       */
    double apart;           /* 0 < apart <= 1: how a tie between two groups
                               pulls, against one within                     */
    double shape;           /* > 0 width by height that packing aims at      */
    int rounds;             /* > 0, or 0 = 500 up to 3,000 accounts in a
                               component, then fewer down to 100             */
    uint64_t seed;
} lia_lay_out_options;
#define LIA_LAY_OUT_DEFAULTS { NULL, 0.2, 1.25, 0, 1 }

/* Place every account.
 *
 * A tie (i, j) of weight w pulls with
 *
 *   (0.3 + 0.7 sqrt(w / largest w)) x (1 within a group, else `apart`)
 *
 * so that strong ties are short and weak ones still hold. In a component the
 * distances beyond that of 19 in 20 accounts from the middle are shortened, r
 * to q (1 + log(r / q)), so that a few strays do not shrink all the others.
 *
 * x, y   [n] 0 < x < width, 0 < y < height; accounts without ties stand on a
 *        grid of their own and never on one another.
 * width, height  > 0, the larger is 1. May be NULL. 1 and 1 without accounts.
 * ties   [n] weights > 0 in any unit, or none.
 * return LIA_OK; LIA_EARG for a NULL, an option out of range or a weight that
 *        is not > 0 and finite; LIA_ENOMEM. Outputs are untouched on failure.
 *
 * Time O(rounds (n + m)) above 500 accounts in a component, O(rounds (n^2 + m))
 * up to that; serial. 3,000 accounts with 10,000 ties: 0.2 s of one core of
 * a 2-core cloud machine; 22,470 with 170,823: 0.4 s. Memory about 120 bytes
 * per account and 60 per tie while it runs. igraph is not safe for threads, so
 * two threads must not call this at the same time. The same seed gives the
 * same places for one version of igraph; its own generator is left as it was.
 */
LIA_CHECKED lia_status lia_lay_out(double *x, double *y, double *width,
                                   double *height, const lia_ties *ties,
                                   const lia_lay_out_options *options,
                                   const lia_run *run, lia_error *err);

#ifdef __cplusplus
}
#endif
#endif
