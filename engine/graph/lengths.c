/* graph/lengths.c - weights as lengths: checked once, before any search. */
#include "graph/lengths.h"

#include <math.h>

#include "base/language.h"

static lia_status refuse(const lia_arcs *arcs, lia_vid i, uint64_t e,
                         bool allow_zero, lia_error *err)
{
    return lia_fail(err, LIA_ECANNOT, allow_zero
                    ? N_("the weight between account %u and account %u is %g: "
                         "as a length it must be finite and not negative")
                    : arcs->weight[e] == 0.0
                    ? N_("the weight between account %u and account %u is %g: "
                         "as a length it must be finite and greater than zero "
                         "(with zero lengths the number of shortest paths "
                         "depends on the order of the search)")
                    : N_("the weight between account %u and account %u is %g: "
                         "as a length it must be finite and greater than "
                         "zero"), i, arcs->to[e], arcs->weight[e]);
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
