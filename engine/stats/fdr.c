/* stats/fdr.c - Benjamini-Hochberg, from the largest p down. */
#include "stats/fdr.h"

#include <math.h>

#include "base/mem.h"
#include "base/sort.h"

lia_status lia_fdr_adjust(double *q, const double *log_p, uint64_t count,
                          double m, lia_error *err)
{
    lia_status st = LIA_OK;
    double best = 1;
    uint64_t *key = NULL;
    uint32_t *id = NULL;

    if (q == NULL || log_p == NULL)
        return lia_fail(err, LIA_EARG, "q and log_p must be given");
    if (!(m >= (double)count) || count >= UINT32_MAX)
        return lia_fail(err, LIA_EARG, "m is %g, must be at least the number "
                        "of p-values", m);
    LIA_TRY(lia_alloc(&key, count, sizeof *key, err));
    LIA_TRY(lia_alloc(&id, count, sizeof *id, err));
    for (uint64_t k = 0; k < count; k++) {
        key[k] = lia_sort_key_of(isnan(log_p[k]) ? 0 : fmin(0, log_p[k]));
        id[k] = (uint32_t)k;
    }
    lia_sort_keys(key, id, count);
    for (uint64_t k = count; k-- > 0;) {
        const double value = lia_sort_number_of(key[k]);
        const double adjusted = exp(value + log(m / (double)(k + 1)));
        if (adjusted < best)
            best = adjusted;
        q[id[k]] = best;
    }
done:
    lia_free(key);
    lia_free(id);
    return st;
}
