/* ties/participation.c - a row of group weights per thread, filled for one
 * account at a time and emptied by the same walk over its ties.
 */
#include "liaison/participation.h"

#include <math.h>

#include "base/mem.h"
#include "base/threads.h"

enum { ROWS_PER_TASK = 256 };

static double participation_of(const lia_ties *t, lia_vid i,
                               const uint32_t *group, double *of_group)
{
    double all = 0, squares = 0;

    for (uint64_t e = t->off[i]; e < t->off[i + 1]; e++) {
        const double w = t->weight ? t->weight[e] : 1;
        of_group[group[t->to[e]]] += w;
        all += w;
    }
    for (uint64_t e = t->off[i]; e < t->off[i + 1]; e++) {
        double *x = &of_group[group[t->to[e]]];
        squares += *x / all * (*x / all);
        *x = 0;
    }
    return all > 0 ? 1 - squares : NAN;
}

static lia_status check(const double *out, const lia_ties *ties,
                        const uint32_t *group, uint32_t groups, lia_error *err)
{
    if (out == NULL || ties == NULL || group == NULL)
        return lia_fail(err, LIA_EARG, "out, ties and group must be given");
    if (groups > ties->n)
        return lia_fail(err, LIA_EARG, "%u groups of %u accounts", groups,
                        ties->n);
    for (lia_vid i = 0; i < ties->n; i++)
        if (group[i] >= groups)
            return lia_fail(err, LIA_EARG, "group %u of account %u is not "
                            "below %u", group[i], i, groups);
    for (uint64_t e = 0; ties->weight && e < 2 * ties->m; e++)
        if (!(ties->weight[e] >= 0 && ties->weight[e] < 1e150))
            return lia_fail(err, LIA_ECANNOT, "participation needs weights "
                            "from 0 to 1e150: one is %g", ties->weight[e]);
    return LIA_OK;
}

lia_status lia_participation(double *out, const lia_ties *ties,
                             const uint32_t *group, uint32_t groups,
                             const lia_run *run, lia_error *err)
{
    lia_status st = LIA_OK;
    double *scratch = NULL;

    LIA_TRY(check(out, ties, group, groups, err));
    const int threads = lia_thread_crew(run, 4 * ties->m + ties->n);
    LIA_TRY(lia_alloc_zero(&scratch, (uint64_t)groups * (uint64_t)threads,
                           sizeof *scratch, err));
    #pragma omp parallel for schedule(dynamic, ROWS_PER_TASK) \
        num_threads(threads)
    for (lia_vid i = 0; i < ties->n; i++)
        out[i] = participation_of(
            ties, i, group,
            scratch + (uint64_t)groups * (uint64_t)lia_thread_id());
done:
    lia_free(scratch);
    return st;
}
