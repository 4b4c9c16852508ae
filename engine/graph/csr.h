/* graph/csr.h - what lia_ties and lia_arcs have in common: rows filled by
 * counting, sorted, repeats put together.
 */
#ifndef LIA_GRAPH_CSR_H
#define LIA_GRAPH_CSR_H

#include "liaison/graph.h"

typedef struct lia_csr {
    lia_vid n;
    uint64_t *off;
    lia_vid *to;
    double *weight;
} lia_csr;

/* Rows of pairs; with `both`, each pair also in the row of its target.
 * Loops are dropped. *repeats: entries that went into an earlier one. */
LIA_CHECKED lia_status lia_csr_build(lia_csr *out, uint64_t *loops,
                                     uint64_t *repeats, const lia_pairs *pairs,
                                     bool both, const lia_run *run,
                                     lia_error *err);
void lia_csr_free(lia_csr *csr);

#endif
