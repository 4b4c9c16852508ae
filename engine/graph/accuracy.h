/* graph/accuracy.h - what every sampled measure checks first. */
#ifndef LIA_GRAPH_ACCURACY_H
#define LIA_GRAPH_ACCURACY_H

#include "base/status.h"
#include "liaison/approximate.h"

static inline lia_status lia_accuracy_check(const void *graph,
                                            const double *one,
                                            const double *other,
                                            const lia_accuracy *o,
                                            lia_error *err)
{
    if (graph == NULL || (one == NULL && other == NULL))
        return lia_fail(err, LIA_EARG, "the graph and at least one output "
                        "must be given");
    if (!(o->eps > 0 && o->eps < 1))
        return lia_fail(err, LIA_EARG, "eps is %g, must be in (0, 1)", o->eps);
    if (!(o->delta > 0 && o->delta < 1))
        return lia_fail(err, LIA_EARG, "delta is %g, must be in (0, 1)",
                        o->delta);
    return LIA_OK;
}

#endif
