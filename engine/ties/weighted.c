/* ties/weighted.c - row by row: mark the contacts of i, then for each contact
 * q meet those contacts of q that are marked, by reading the row of q or,
 * where that is much longer than the row of i, by looking each contact of i
 * up in it. Both meet them in ascending order, so the sums have the same bits
 * whichever way is taken. One account is one thread's.
 */
#include "ties/weighted.h"

#include <math.h>

#include "base/language.h"
#include "base/mem.h"
#include "base/threads.h"
#include "base/watch.h"

enum { ROWS_PER_TASK = 32, LOOKUP_FACTOR = 8 };

typedef struct rows {
    const lia_ties *ties;
    const double *value;
    double *total;    /* [n] S                                               */
    double *most;     /* [n] M                                               */
    lia_weighted out;
} rows;

/* Shares of a sum of weights, and products of two, keep all their digits. */
static const double LEAST_TOTAL = 1e-290, MOST_TOTAL = 1e290;

/* What one thread works on. */
typedef struct desk {
    uint32_t *place;  /* [n] 1 + place of a contact in the row of i, or 0    */
    double *via;      /* [dmax] weight that reaches a contact by detours     */
    double redundant; /* sum of w(i,j) w(q,j) / M(q)                         */
    double closed;    /* sum of v v v                                        */
} desk;

/* Contacts q (entry e) and j (entry h) of a row are tied: entry f of row q. */
static inline void meet(const rows *r, desk *d, uint64_t begin, uint64_t e,
                        uint64_t h, uint64_t f)
{
    const double *w = r->ties->weight;
    const lia_vid q = r->ties->to[e];

    d->via[h - begin] += w[e] / r->total[q] * w[f];
    d->redundant += w[h] * (w[f] / r->most[q]);
    if (r->value)
        d->closed += r->value[e] * r->value[f] * r->value[h];
}

static void meet_all(const rows *r, desk *d, lia_vid i, uint64_t e)
{
    const lia_ties *t = r->ties;
    const uint64_t begin = t->off[i], end = t->off[i + 1];
    const lia_vid q = t->to[e];

    if (t->off[q + 1] - t->off[q] <= LOOKUP_FACTOR * (end - begin)) {
        for (uint64_t f = t->off[q]; f < t->off[q + 1]; f++) {
            const uint32_t place = d->place[t->to[f]];
            if (place)
                meet(r, d, begin, e, begin + place - 1, f);
        }
    } else {
        for (uint64_t h = begin; h < end; h++) {
            const uint64_t f = lia_ties_find(t, q, t->to[h]);
            if (f != UINT64_MAX)
                meet(r, d, begin, e, h, f);
        }
    }
}

static void visit(const rows *r, desk *d, lia_vid i)
{
    const lia_ties *t = r->ties;
    const uint64_t begin = t->off[i], end = t->off[i + 1];
    const double contacts = (double)(end - begin);
    double sum = 0.0;

    d->redundant = d->closed = 0.0;
    for (uint64_t e = begin; e < end; e++) {
        d->place[t->to[e]] = (uint32_t)(e - begin) + 1;
        d->via[e - begin] = 0.0;
    }
    for (uint64_t e = begin; e < end; e++)
        meet_all(r, d, i, e);
    for (uint64_t e = begin; e < end; e++) {
        const double part = (t->weight[e] + d->via[e - begin]) / r->total[i];
        sum += part * part;
        d->place[t->to[e]] = 0;
    }
    if (r->out.constraint)
        r->out.constraint[i] = begin < end ? sum : NAN;
    if (r->out.size)
        r->out.size[i] = begin < end ? contacts - d->redundant / r->total[i]
                                     : NAN;
    if (r->out.closed)
        r->out.closed[i] = d->closed;
}

/* Totals and largest weights; returns the most contacts of an account. */
static uint64_t measure_rows(const rows *r)
{
    const lia_ties *t = r->ties;
    uint64_t longest = 0;

    for (lia_vid i = 0; i < t->n; i++) {
        double total = 0.0, most = 0.0;
        for (uint64_t e = t->off[i]; e < t->off[i + 1]; e++) {
            total += t->weight[e];
            most = t->weight[e] > most ? t->weight[e] : most;
        }
        r->total[i] = total;
        r->most[i] = most;
        if (t->off[i + 1] - t->off[i] > longest)
            longest = t->off[i + 1] - t->off[i];
    }
    return longest;
}

/* Structural holes divide by totals. */
static lia_status check_totals(const rows *r, lia_error *err)
{
    for (lia_vid i = 0; i < r->ties->n; i++) {
        const double total = r->total[i];
        if (total > 0.0 && !(total >= LEAST_TOTAL && total <= MOST_TOTAL))
            return lia_fail(err, LIA_ECANNOT, "structural holes need weights "
                            "that add up to between %g and %g: those of "
                            "account %u add up to %g", LEAST_TOTAL,
                            MOST_TOTAL, i, total);
    }
    return LIA_OK;
}

static void visit_all(const rows *r, uint32_t *place, double *via,
                      uint64_t longest, int threads, const lia_run *run)
{
    const lia_vid n = r->ties->n;
    const int64_t blocks = ((int64_t)n + ROWS_PER_TASK - 1) / ROWS_PER_TASK;

    (void)threads;
    lia_watch_begin(run, "weighted triads", n, "accounts");
    #pragma omp parallel num_threads(threads)
    {
        const uint64_t self = (uint64_t)lia_thread_id();
        desk d = {place + n * self, via + longest * self, 0.0, 0.0};

        #pragma omp for schedule(dynamic, 1)
        for (int64_t k = 0; k < blocks; k++) {
            const lia_vid begin = (lia_vid)(k * ROWS_PER_TASK);
            const lia_vid end = n - begin < ROWS_PER_TASK
                                    ? n : begin + ROWS_PER_TASK;
            for (lia_vid i = begin; i < end; i++)
                visit(r, &d, i);
            lia_watch_advance(run, end - begin);
        }
    }
    lia_watch_end(run);
}

lia_status lia_weighted_rows(const lia_weighted *out, const lia_ties *ties,
                             const double *value, const lia_run *run,
                             lia_error *err)
{
    const int threads = lia_thread_crew(run, 16 * ties->m);
    const uint64_t crew = (uint64_t)threads;
    rows r = {.ties = ties, .value = out->closed ? value : NULL, .out = *out};
    uint32_t *place = NULL;
    double *via = NULL;
    uint64_t longest;
    lia_status st = LIA_OK;

    LIA_TRY(lia_alloc(&r.total, ties->n, sizeof *r.total, err));
    LIA_TRY(lia_alloc(&r.most, ties->n, sizeof *r.most, err));
    longest = measure_rows(&r);
    if (out->constraint || out->size)
        LIA_TRY(check_totals(&r, err));
    LIA_TRY(lia_alloc_zero(&place, ties->n * crew, sizeof *place, err));
    LIA_TRY(lia_alloc(&via, longest * crew, sizeof *via, err));
    visit_all(&r, place, via, longest, threads, run);
done:
    lia_free(via);
    lia_free(place);
    lia_free(r.most);
    lia_free(r.total);
    return st;
}

lia_status lia_weights_check(const double *weight, uint64_t count,
                             bool is_signed, lia_error *err)
{
    double most = is_signed ? 0.0 : 1.0;

    for (uint64_t e = 0; e < count; e++) {
        if (!isfinite(weight[e]) || (!is_signed && weight[e] <= 0.0))
            return lia_fail(err, LIA_ECANNOT, is_signed
                            ? N_("a weight is %g: it must be a finite number")
                            : N_("a weight is %g: structural holes need "
                                 "finite weights above 0"), weight[e]);
        most = weight[e] > most ? weight[e] : most;
    }
    if (count > 0 && !(most > 0.0))
        return lia_fail(err, LIA_ECANNOT, "no weight is above 0: weighted "
                        "clustering is measured by the largest");
    return LIA_OK;
}

void lia_cube_roots(double *out, const double *weight, uint64_t count)
{
    double most = 0.0;

    for (uint64_t e = 0; weight && e < count; e++)
        most = weight[e] > most ? weight[e] : most;
    for (uint64_t e = 0; e < count; e++)
        out[e] = weight ? cbrt(weight[e] / most) : 1.0;
}
