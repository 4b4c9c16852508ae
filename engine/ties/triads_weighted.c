/* ties/triads_weighted.c - the triads of NetworkX with weights: for ties, and
 * for arcs by way of ties. All that a direction changes is how two arcs make
 * one tie: structural holes add their weights, closure adds their cube roots.
 */
#include <math.h>

#include "base/language.h"
#include "base/mem.h"
#include "liaison/triads.h"
#include "ties/weighted.h"

/* What the weights do not touch. */
static lia_status count_unweighted(const lia_triads *out, const lia_ties *ties,
                                   const lia_run *run, lia_error *err)
{
    const lia_triads plain = {.mutual = out->mutual,
                              .triangles = out->triangles};

    return lia_triads_count(&plain, ties, run, err);
}

/* Structural holes are shares of a whole and need weights above 0; a triangle
 * may have a sign. */
static lia_status check_weights(const lia_triads *want, const double *weight,
                                uint64_t count, lia_error *err)
{
    const bool holes = want->constraint || want->effective_size ||
                       want->efficiency;

    if (!holes && !want->clustering)
        return LIA_OK;
    return lia_weights_check(weight, count, !holes, err);
}

/* Rows of `want`, with own arrays for what the caller does not keep: nothing
 * of the caller's is touched before the last step that may fail. */
static lia_status rows_apart(lia_weighted *rows, const lia_triads *want,
                             const lia_ties *ties, const double *value,
                             const lia_run *run, lia_error *err)
{
    const uint64_t n = ties->n;
    lia_status st = LIA_OK;

    if (want->constraint)
        LIA_TRY(lia_alloc(&rows->constraint, n, sizeof(double), err));
    if (want->effective_size || want->efficiency)
        LIA_TRY(lia_alloc(&rows->size, n, sizeof(double), err));
    if (want->clustering)
        LIA_TRY(lia_alloc(&rows->closed, n, sizeof(double), err));
    if (rows->constraint || rows->size || rows->closed)
        LIA_TRY(lia_weighted_rows(rows, ties, value, run, err));
done:
    return st;
}

static void rows_free(lia_weighted *rows)
{
    lia_free(rows->constraint);
    lia_free(rows->size);
    lia_free(rows->closed);
}

/* contacts: what efficiency divides by. pairs: twice the number of triangles
 * that the account could have. */
static void store(const lia_triads *out, const lia_weighted *rows, lia_vid i,
                  bool defined, double contacts, double pairs)
{
    if (out->constraint)
        out->constraint[i] = defined ? rows->constraint[i] : NAN;
    if (out->effective_size)
        out->effective_size[i] = defined ? rows->size[i] : NAN;
    if (out->efficiency)
        out->efficiency[i] = defined ? rows->size[i] / contacts : NAN;
    if (out->clustering)
        out->clustering[i] = rows->closed[i] != 0.0
                                 ? rows->closed[i] / pairs : 0.0;
}

lia_status lia_triads_weighted(const lia_triads *out, const lia_ties *ties,
                               const lia_run *run, lia_error *err)
{
    lia_weighted rows = {0};
    double *value = NULL;
    lia_status st = LIA_OK;

    if (out == NULL || ties == NULL)
        return lia_fail(err, LIA_EARG, "out and ties must be given");
    if (ties->weight == NULL)
        return lia_triads_count(out, ties, run, err);
    LIA_TRY(check_weights(out, ties->weight, 2 * ties->m, err));
    if (out->clustering) {
        LIA_TRY(lia_alloc(&value, 2 * ties->m, sizeof *value, err));
        lia_cube_roots(value, ties->weight, 2 * ties->m);
    }
    LIA_TRY(rows_apart(&rows, out, ties, value, run, err));
    LIA_TRY(count_unweighted(out, ties, run, err));
    for (lia_vid i = 0; i < ties->n; i++) {
        const double d = (double)(ties->off[i + 1] - ties->off[i]);
        store(out, &rows, i, d > 0, d, d * (d - 1.0));
    }
done:
    rows_free(&rows);
    lia_free(value);
    return st;
}

/* The ties of arcs that carry `weight`. */
static lia_status ties_with(lia_ties *out, const lia_arcs *arcs, double *weight,
                            const lia_run *run, lia_error *err)
{
    lia_arcs other = *arcs;

    other.weight = weight;
    return lia_arcs_to_ties(out, &other, run, err);
}

/* ties: weights of the arcs, 1 each if they have none, added up. cubes: the
 * same ties with cube roots, if wanted. */
static lia_status both_ties(lia_ties *ties, lia_ties *cubes, bool closure,
                            const lia_arcs *arcs, const lia_run *run,
                            lia_error *err)
{
    double *root = NULL;
    lia_status st = LIA_OK;

    if (closure || arcs->weight == NULL)
        LIA_TRY(lia_alloc(&root, arcs->m, sizeof *root, err));
    if (root)
        lia_cube_roots(root, arcs->weight, arcs->m);
    LIA_TRY(ties_with(ties, arcs, arcs->weight ? arcs->weight : root, run,
                      err));
    if (closure)
        LIA_TRY(ties_with(cubes, arcs, root, run, err));
done:
    lia_free(root);
    return st;
}

static void store_directed(const lia_triads *out, const lia_weighted *rows,
                           const lia_ties *ties, const lia_arcs *arcs,
                           const lia_arcs *back)
{
    for (lia_vid i = 0; i < arcs->n; i++) {
        const uint64_t from = arcs->off[i + 1] - arcs->off[i];
        const uint64_t both = from + back->off[i + 1] - back->off[i];
        const uint64_t mutual = both - (ties->off[i + 1] - ties->off[i]);
        const double d = (double)both;

        store(out, rows, i, from > 0, d,
              2.0 * (d * (d - 1.0) - 2.0 * (double)mutual));
    }
}

lia_status lia_triads_directed(const lia_triads *out, const lia_arcs *arcs,
                               const lia_run *run, lia_error *err)
{
    lia_ties ties = {0}, cubes = {0};
    lia_arcs back = {0};
    lia_weighted rows = {0};
    lia_status st = LIA_OK;

    if (out == NULL || arcs == NULL || out->mutual)
        return lia_fail(err, LIA_EARG, out && arcs
                        ? N_("common contacts belong to ties, not to arcs")
                        : N_("out and arcs must be given"));
    if (arcs->weight)
        LIA_TRY(check_weights(out, arcs->weight, arcs->m, err));
    LIA_TRY(both_ties(&ties, &cubes, out->clustering != NULL, arcs, run, err));
    LIA_TRY(lia_arcs_reverse(&back, arcs, run, err));
    LIA_TRY(rows_apart(&rows, out, &ties, cubes.weight, run, err));
    LIA_TRY(count_unweighted(out, &ties, run, err));
    store_directed(out, &rows, &ties, arcs, &back);
done:
    rows_free(&rows);
    lia_arcs_free(&back);
    lia_ties_free(&cubes);
    lia_ties_free(&ties);
    return st;
}
