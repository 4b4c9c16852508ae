/* graph/lengths.h - weights as lengths: checked once, before any search. */
#ifndef LIA_GRAPH_LENGTHS_H
#define LIA_GRAPH_LENGTHS_H

#include "base/status.h"
#include "liaison/graph.h"

/* LIA_ECANNOT if a length is not finite, negative or (unless allow_zero) zero;
 * the message names the pair. No weights: all lengths are 1. */
LIA_CHECKED lia_status lia_lengths_check(const lia_arcs *arcs, bool allow_zero,
                                         lia_error *err);

#endif
