/* report/picture.h - the network as a person can still look at it: which
 * accounts and ties are shown, and where.
 *
 * A network of a million accounts drawn whole is a grey disc. Of a large one
 * the picture shows the accounts that the rest of the report speaks of, then
 * those with the most ties; of a small one, everything. What was left out is
 * counted. The same picture serves the page, its static SVG and, with the
 * whole network, the files for other tools.
 */
#ifndef LIA_REPORT_PICTURE_H
#define LIA_REPORT_PICTURE_H

#include "liaison/graph.h"

enum {
    LIA_PICTURE_NODES = 3000, LIA_PICTURE_EDGES = 10000,
    /* of files for other tools, which draw more than a page can */
    LIA_WHOLE_NODES = 20000, LIA_WHOLE_EDGES = 200000
};

typedef struct lia_picture {
    uint32_t nodes, edges;
    lia_vid *account;        /* [nodes] ascending                            */
    double *x, *y;           /* [nodes] 0..1, y down; the longer side of what
                                is drawn is 1                                */
    double width, height;    /* of what is drawn, > 0; the larger is 1       */
    uint32_t *pod;           /* [nodes] its number, as in pods.csv           */
    uint32_t *community;     /* [nodes] as in bridges.csv                    */
    uint32_t *company;       /* [nodes] id of a text; LIA_NONE in all three
                                = none, or not known                         */
    uint64_t *degree;        /* [nodes] in the whole network                 */
    uint32_t *end;           /* [2 edges] places in account, end[2 e] <
                                end[2 e + 1], ascending                      */
    double *weight;          /* [edges] strength 0..1; 1 where not known     */
    uint64_t *tie;           /* [edges] number in the whole network          */
    uint64_t accounts_all, ties_all; /* of the network; more than nodes,
                                        edges = cut                          */
} lia_picture;

/* What to draw; everything is borrowed. */
typedef struct lia_picture_of {
    const lia_ties *ties;        /* the whole network                        */
    const double *strength;      /* [m] by tie, 0..1; NULL = not known       */
    const uint32_t *pod, *community, *company;     /* [n], or NULL           */
    const lia_vid *wanted;       /* [wanted_count] accounts that come first,
                                    in this order; repeats are fine          */
    uint64_t wanted_count;
    const uint64_t *wanted_tie;  /* [wanted_ties] ties that come first       */
    uint64_t wanted_ties;
    uint32_t most_nodes;         /* 0 = LIA_PICTURE_NODES                    */
    uint32_t most_edges;         /* 0 = LIA_PICTURE_EDGES                    */
    uint64_t seed;
} lia_picture_of;

/* Choose, and lay out what was chosen (liaison/layout.h).
 *
 * Accounts: the wanted ones, then by degree; accounts with the same degree in
 * the order of their names. Ties between them: the wanted ones; then those of
 * a strongest spanning forest, so that what hangs together is seen to; then
 * each account's strongest, second strongest ... tie in turn, so that no
 * account loses all (local filtering: M. Hamann et al., "Structure-preserving
 * sparsification methods for social networks", Soc. Netw. Anal. Min. 6, 22,
 * 2016). Equally strong: the tie to the contact with more ties first.
 *
 * Members of a pod, and else of a community, are drawn near one another.
 *
 * return LIA_OK, also for a network without ties; LIA_EARG if out or ties is
 *        NULL or something wanted is not there; LIA_ENOMEM; LIA_ELIMIT.
 * Time O(m + n) to choose, and that of the layout. Memory about 9 bytes per
 * account and 40 per tie between those shown.
 */
LIA_CHECKED lia_status lia_picture_make(lia_picture *out,
                                        const lia_picture_of *of,
                                        const lia_run *run, lia_error *err);
void lia_picture_free(lia_picture *picture);   /* NULL and empty are fine */

#endif
