/* ties/fold.h - hanging trees are folded into the account they hang from.
 *
 * An account with one contact lies on no shortest path between others, and
 * every path to it goes through that contact. So it can be taken away, and
 * after it whatever then has one contact, until a core is left in which
 * everybody has two or more. Each account x that stays has a mass: itself and
 * all that hang from it. What paths in the trees contribute is a closed form.
 * With C = size of the component, s(p) = mass of the folded account p, and
 * h(x) = sum of s(p) over the accounts p folded directly into x:
 *
 *   tie p-x:    s(p) (C - s(p)) pairs, one end on either side, use it;
 *   account x:  pairs from two different trees at x: sum of s(p) s(q), p < q,
 *               and pairs from a tree at x to the rest: h(x) (C - 1 - h(x)).
 *
 * All other pairs through x have both ends outside of its trees. If x is in
 * the core, they are pairs of core accounts (c, d), c and d other than x,
 * counted mass(c) mass(d) times; if x is folded there are none, for the rest
 * of the component lies beyond one single tie of x.
 *
 * M. Baglioni et al., "Fast Exact Computation of Betweenness Centrality in
 * Social Networks", ASONAM 2012; A. E. Sariyuce et al., "Shattering and
 * Compressing Networks for Betweenness Centrality", SDM 2013.
 */
#ifndef LIA_TIES_FOLD_H
#define LIA_TIES_FOLD_H

#include "base/status.h"
#include "liaison/graph.h"

typedef struct lia_fold {
    lia_vid n;          /* accounts in the core                              */
    uint64_t *off;      /* [n + 1] the core, symmetric                       */
    lia_vid *to;        /* [off[n]]                                          */
    lia_vid *original;  /* [n] account of each core account                  */
    double *mass;       /* [n] itself and all that hang from it              */
} lia_fold;

/* accounts: [ties->n] unordered pairs through each account that the trees
 * explain; ties_out: [m] the same for ties, 0 for ties of the core. Either may
 * be NULL. Core accounts are numbered from many contacts to few. */
LIA_CHECKED lia_status lia_fold_ties(lia_fold *out, double *accounts,
                                     double *ties_out, const lia_ties *ties,
                                     lia_error *err);
void lia_fold_free(lia_fold *fold);

#endif
