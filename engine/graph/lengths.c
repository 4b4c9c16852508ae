/* graph/lengths.c - weights as lengths: checked once, before any search. */
#include "graph/lengths.h"

#include <math.h>

static lia_status refuse(const lia_arcs *arcs, lia_vid i, uint64_t e,
                         bool allow_zero, lia_error *err)
{
    return lia_fail(err, LIA_ECANNOT,
                    "the weight between account %u and account %u is %g: as a "
                    "length it must be %s%s",
                    i, arcs->to[e], arcs->weight[e],
                    allow_zero ? "finite and not negative"
                               : "finite and greater than zero",
                    arcs->weight[e] == 0.0
                        ? " (with zero lengths the number of shortest paths "
                          "depends on the order of the search)"
                        : "");
}

lia_status lia_lengths_check(const lia_arcs *arcs, bool allow_zero,
                             lia_error *err)
{
    if (arcs->weight == NULL)
        return LIA_OK;
    for (lia_vid i = 0; i < arcs->n; i++) {
        for (uint64_t e = arcs->off[i]; e < arcs->off[i + 1]; e++) {
            double length = arcs->weight[e];
            bool fits = allow_zero ? length >= 0.0 : length > 0.0;
            if (!fits || isinf(length))
                return refuse(arcs, i, e, allow_zero, err);
        }
    }
    return LIA_OK;
}
