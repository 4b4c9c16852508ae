/* graph/layout.c - components laid out one by one, then packed.
 *
 * Unit of length until the very end: the room that an account takes, so that
 * components of any size are equally dense.
 */
#include "liaison/layout.h"

#include <math.h>
#include <string.h>

#include "base/mem.h"
#include "base/sort.h"
#include "graph/igraph_door.h"
#include "graph/pack.h"
#include "liaison/cohesion.h"

enum {
    EXACT_UP_TO = 500,       /* accounts: what is exact takes n^2 a round    */
    MOST_ROUNDS = 500, LEAST_ROUNDS = 100, ALL_ROUNDS_UP_TO = 3000
};
#define LEAST_PULL 0.3
#define SPREAD 1.2           /* side of a component by root of its accounts  */
#define MARGIN 0.5           /* around each                                  */

typedef struct laying {
    const lia_ties *ties;
    const lia_lay_out_options *o;
    double heaviest;
    lia_components parts;
    lia_vid *order;          /* [n] by component, the largest first          */
    lia_vid *place;          /* [n] in its component                         */
    uint64_t *first;         /* [boxes + 1] of each component in order       */
    uint64_t boxes;          /* components with ties                         */
    double *xy;              /* [2 n] by order, in its box                   */
    lia_box *box;            /* [boxes + 1] the last: who has no ties        */
    lia_vid *ends;           /* [2 m] of one component                       */
    double *pull;            /* [m]                                          */
    uint64_t *far;           /* [n + 1] scratch                              */
    lia_vid *who;            /* [n] scratch                                  */
} laying;

/* ---- order ---- */

/* Accounts by component: the largest first, then that with the smallest
 * account; those without ties last. */
static void sort_accounts(laying *l)
{
    const lia_vid n = l->ties->n;
    uint64_t *key = l->far;

    for (lia_vid i = 0; i < n; i++) {
        const uint32_t part = l->parts.component[i];
        key[i] = (uint64_t)(n - l->parts.size[part]) << 32 | part;
        l->order[i] = i;
    }
    lia_sort_keys(key, l->order, n);
    for (lia_vid k = 0; k < n; k++) {
        if (l->parts.size[l->parts.component[l->order[k]]] == 1)
            break;
        if (k == 0 || key[k] != key[k - 1])
            l->first[l->boxes++] = k;
        l->first[l->boxes] = k + (uint64_t)1;
        l->place[l->order[k]] = k - (lia_vid)l->first[l->boxes - 1];
    }
}

/* ---- one component ---- */

static double pull_of(const laying *l, uint64_t entry, lia_vid i, lia_vid j)
{
    const uint32_t *group = l->o->group;
    const double *weight = l->ties->weight;
    double pull = 1.0;

    if (weight != NULL)
        pull = LEAST_PULL +
               (1 - LEAST_PULL) * sqrt(weight[entry] / l->heaviest);
    if (group != NULL && (group[i] != group[j] || group[i] == LIA_NONE))
        pull *= l->o->apart;
    return pull;
}

static uint64_t collect_ties(laying *l, const lia_vid *account, uint64_t count)
{
    const lia_ties *t = l->ties;
    uint64_t m = 0;

    for (uint64_t k = 0; k < count; k++) {
        const lia_vid i = account[k];
        for (uint64_t e = t->off[i]; e < t->off[i + 1]; e++) {
            if (t->to[e] < i)
                continue;
            l->ends[2 * m] = l->place[i];
            l->ends[2 * m + 1] = l->place[t->to[e]];
            l->pull[m++] = pull_of(l, e, i, t->to[e]);
        }
    }
    return m;
}

static int rounds_for(const lia_lay_out_options *o, uint64_t n)
{
    const uint64_t rounds =
        n <= ALL_ROUNDS_UP_TO ? MOST_ROUNDS
                              : (uint64_t)MOST_ROUNDS * ALL_ROUNDS_UP_TO / n;

    if (o->rounds > 0)
        return o->rounds;
    return rounds < LEAST_ROUNDS ? LEAST_ROUNDS : (int)rounds;
}

static void move_to_middle(double *xy, uint64_t n)
{
    double x = 0.0, y = 0.0;

    for (uint64_t k = 0; k < n; k++) {
        xy[2 * k] = isfinite(xy[2 * k]) ? xy[2 * k] : 0.0;
        xy[2 * k + 1] = isfinite(xy[2 * k + 1]) ? xy[2 * k + 1] : 0.0;
        x += xy[2 * k];
        y += xy[2 * k + 1];
    }
    for (uint64_t k = 0; k < n; k++) {
        xy[2 * k] -= x / (double)n;
        xy[2 * k + 1] -= y / (double)n;
    }
}

/* Distances beyond that of 19 in 20 are shortened. */
static void fetch_strays(laying *l, double *xy, uint64_t n)
{
    double q;

    for (uint64_t k = 0; k < n; k++) {
        l->far[k] = lia_sort_key_of(hypot(xy[2 * k], xy[2 * k + 1]));
        l->who[k] = (lia_vid)k;
    }
    lia_sort_keys(l->far, l->who, n);
    q = lia_sort_number_of(l->far[(n - 1) * 19 / 20]);
    for (uint64_t k = 0; k < n && q > 0; k++) {
        const double r = hypot(xy[2 * k], xy[2 * k + 1]);
        const double by = r > q ? q * (1 + log(r / q)) / r : 1.0;
        xy[2 * k] *= by;
        xy[2 * k + 1] *= by;
    }
}

/* The longest direction becomes the horizontal one: the first axis of the
 * covariances sxx, sxy, syy of the places, without a single angle. */
static void turn(double *xy, uint64_t n)
{
    double sxx = 0.0, sxy = 0.0, syy = 0.0, ux, uy, length;

    for (uint64_t k = 0; k < n; k++) {
        sxx += xy[2 * k] * xy[2 * k];
        sxy += xy[2 * k] * xy[2 * k + 1];
        syy += xy[2 * k + 1] * xy[2 * k + 1];
    }
    ux = (sxx - syy) / 2 + hypot((sxx - syy) / 2, sxy);
    uy = sxy;
    length = hypot(ux, uy);
    if (!(length > 0)) {
        ux = syy > sxx ? 0.0 : 1.0;
        uy = syy > sxx ? 1.0 : 0.0;
        length = 1.0;
    }
    for (uint64_t k = 0; k < n; k++) {
        const double x = xy[2 * k], y = xy[2 * k + 1];
        xy[2 * k] = (x * ux + y * uy) / length;
        xy[2 * k + 1] = (y * ux - x * uy) / length;
    }
}

/* From 0 on, with the margin, in units of an account's room. */
static void fit(lia_box *box, double *xy, uint64_t n)
{
    double low[2] = {xy[0], xy[1]}, high[2] = {xy[0], xy[1]}, side, scale;

    for (uint64_t k = 0; k < 2 * n; k++) {
        low[k & 1] = xy[k] < low[k & 1] ? xy[k] : low[k & 1];
        high[k & 1] = xy[k] > high[k & 1] ? xy[k] : high[k & 1];
    }
    side = high[0] - low[0] > high[1] - low[1] ? high[0] - low[0]
                                               : high[1] - low[1];
    scale = side > 0 ? SPREAD * sqrt((double)n) / side : 1.0;
    for (uint64_t k = 0; k < 2 * n; k++)
        xy[k] = (xy[k] - low[k & 1]) * scale + MARGIN;
    box->width = (high[0] - low[0]) * scale + 2 * MARGIN;
    box->height = (high[1] - low[1]) * scale + 2 * MARGIN;
}

static lia_status lay_out_box(laying *l, uint64_t b, lia_error *err)
{
    const uint64_t begin = l->first[b], n = l->first[b + 1] - begin;
    double *xy = &l->xy[2 * begin];
    const lia_springs springs = {
        .n = (lia_vid)n, .m = collect_ties(l, &l->order[begin], n),
        .ends = l->ends, .pull = l->pull, .rounds = rounds_for(l->o, n),
        .is_exact = n <= EXACT_UP_TO, .seed = l->o->seed};
    lia_status st = LIA_OK;

    if (n == 2) {
        memcpy(xy, (const double[]){0, 0, 1, 0}, 4 * sizeof *xy);
    } else {
        st = lia_igraph_springs(xy, &springs, err);
        if (st != LIA_OK)
            return st;
        move_to_middle(xy, n);
        fetch_strays(l, xy, n);
        turn(xy, n);
    }
    fit(&l->box[b], xy, n);
    return st;
}

/* ---- all of them ---- */

/* Who has no ties stands in rows as wide as the strip. */
static bool line_up(laying *l, double strip)
{
    const uint64_t begin = l->first[l->boxes], n = l->ties->n - begin;
    const uint64_t most = strip < 1 ? 1 : (uint64_t)strip;
    const uint64_t across = most < n ? most : n;
    const uint64_t rows = n > 0 ? (n + across - 1) / across : 0;

    if (n == 0)
        return false;
    for (uint64_t k = 0; k < n; k++) {
        l->xy[2 * (begin + k)] = (double)(k % across) + MARGIN;
        const uint64_t row = k / across;
        l->xy[2 * (begin + k) + 1] = (double)row + MARGIN;
    }
    l->box[l->boxes].width = (double)across;
    l->box[l->boxes].height = (double)rows;
    return true;
}

static double strip_for(const laying *l)
{
    double room = (double)(l->ties->n - l->first[l->boxes]), widest = 1.0;
    double strip;

    for (uint64_t b = 0; b < l->boxes; b++) {
        room += l->box[b].width * l->box[b].height;
        widest = l->box[b].width > widest ? l->box[b].width : widest;
    }
    strip = sqrt(room * l->o->shape);
    return strip > widest ? strip : widest;
}

static void deliver(double *x, double *y, double *width, double *height,
                    const laying *l, uint64_t boxes)
{
    double wide = 0.0, high = 0.0, scale;

    for (uint64_t b = 0; b < boxes; b++) {
        const lia_box *box = &l->box[b];
        wide = box->x + box->width > wide ? box->x + box->width : wide;
        high = box->y + box->height > high ? box->y + box->height : high;
    }
    scale = wide > high ? 1 / wide : high > 0 ? 1 / high : 1.0;
    for (uint64_t b = 0; b < boxes; b++) {
        const uint64_t end = b < l->boxes ? l->first[b + 1] : l->ties->n;
        for (uint64_t k = l->first[b]; k < end; k++) {
            x[l->order[k]] = (l->box[b].x + l->xy[2 * k]) * scale;
            y[l->order[k]] = (l->box[b].y + l->xy[2 * k + 1]) * scale;
        }
    }
    if (width != NULL)
        *width = wide >= high ? 1.0 : wide / high;
    if (height != NULL)
        *height = high >= wide ? 1.0 : high / wide;
}

static lia_status check(const double *x, const double *y, const lia_ties *ties,
                        const lia_lay_out_options *o, lia_error *err)
{
    if (x == NULL || y == NULL || ties == NULL)
        return lia_fail(err, LIA_EARG, "nothing to lay out, or nowhere to");
    if (!(o->apart > 0) || o->apart > 1)
        return lia_fail(err, LIA_EARG, "apart is %g, must be > 0 and <= 1",
                        o->apart);
    if (!(o->shape > 0) || isinf(o->shape) || o->rounds < 0)
        return lia_fail(err, LIA_EARG, "a shape of %g, %d rounds: must be > 0",
                        o->shape, o->rounds);
    for (uint64_t e = 0; ties->weight != NULL && e < 2 * ties->m; e++)
        if (!(ties->weight[e] > 0) || isinf(ties->weight[e]))
            return lia_fail(err, LIA_EARG, "a weight of %g: to lay out, they "
                            "must be > 0", ties->weight[e]);
    return LIA_OK;
}

static lia_status allocate(laying *l, lia_error *err)
{
    const uint64_t n = l->ties->n, m = l->ties->m;
    lia_status st = LIA_OK;

    LIA_TRY(lia_alloc(&l->order, n, sizeof *l->order, err));
    LIA_TRY(lia_alloc(&l->place, n, sizeof *l->place, err));
    LIA_TRY(lia_alloc(&l->who, n, sizeof *l->who, err));
    LIA_TRY(lia_alloc(&l->far, n + 1, sizeof *l->far, err));
    LIA_TRY(lia_alloc(&l->xy, 2 * n, sizeof *l->xy, err));
    LIA_TRY(lia_alloc_zero(&l->first, l->parts.count + (uint64_t)1,
                           sizeof *l->first, err));
    LIA_TRY(lia_alloc(&l->box, l->parts.count + (uint64_t)1, sizeof *l->box,
                      err));
    LIA_TRY(lia_alloc(&l->ends, 2 * m, sizeof *l->ends, err));
    LIA_TRY(lia_alloc(&l->pull, m, sizeof *l->pull, err));
done:
    return st;
}

static void laying_free(laying *l)
{
    lia_components_free(&l->parts);
    lia_free(l->order);
    lia_free(l->place);
    lia_free(l->who);
    lia_free(l->far);
    lia_free(l->xy);
    lia_free(l->first);
    lia_free(l->box);
    lia_free(l->ends);
    lia_free(l->pull);
}

lia_status lia_lay_out(double *x, double *y, double *width, double *height,
                       const lia_ties *ties,
                       const lia_lay_out_options *options, const lia_run *run,
                       lia_error *err)
{
    static const lia_lay_out_options defaults = LIA_LAY_OUT_DEFAULTS;
    laying l = {.ties = ties, .o = options != NULL ? options : &defaults};
    double strip;
    lia_status st = check(x, y, ties, l.o, err);

    if (st != LIA_OK)
        return st;
    for (uint64_t e = 0; ties->weight != NULL && e < 2 * ties->m; e++)
        l.heaviest = fmax(l.heaviest, ties->weight[e]);
    LIA_TRY(lia_components_of_ties(&l.parts, ties, run, err));
    LIA_TRY(allocate(&l, err));
    sort_accounts(&l);
    for (uint64_t b = 0; b < l.boxes; b++)
        LIA_TRY(lay_out_box(&l, b, err));
    strip = strip_for(&l);
    const uint64_t boxes = l.boxes + line_up(&l, strip);
    LIA_TRY(lia_pack(l.box, boxes, strip, err));
    deliver(x, y, width, height, &l, boxes);
done:
    laying_free(&l);
    return st;
}
