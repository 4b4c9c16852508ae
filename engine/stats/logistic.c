/* stats/logistic.c - Newton's steps on the penalised likelihood; see the
 * header. Sums go in the order of the rows.
 */
#include "stats/logistic.h"

#include <math.h>
#include <string.h>

#include "base/mem.h"
#include "liaison/ranked.h"

enum { SIDE = LIA_LOGISTIC_FEATURES + 1, MOST_STEPS = 50 };
static const double STEP_DONE = 1e-12;

typedef struct normal_equations {
    double left[SIDE][SIDE], right[SIDE];
    uint32_t side;
} normal_equations;

/* left x = right by Cholesky, in place; false if it is not positive. */
static bool solve(normal_equations *e)
{
    for (uint32_t i = 0; i < e->side; i++) {
        for (uint32_t j = 0; j <= i; j++) {
            double sum = e->left[i][j];
            for (uint32_t k = 0; k < j; k++)
                sum -= e->left[i][k] * e->left[j][k];
            if (i == j && !(sum > 0))
                return false;
            e->left[i][j] = i == j ? sqrt(sum) : sum / e->left[j][j];
        }
        for (uint32_t k = 0; k < i; k++)
            e->right[i] -= e->left[i][k] * e->right[k];
        e->right[i] /= e->left[i][i];
    }
    for (uint32_t i = e->side; i-- > 0;) {
        for (uint32_t k = i + 1; k < e->side; k++)
            e->right[i] -= e->left[k][i] * e->right[k];
        e->right[i] /= e->left[i][i];
    }
    return true;
}

static void scale(lia_logistic *m, const double *x, uint64_t rows)
{
    for (uint32_t f = 0; f < m->features; f++) {
        double sum = 0, square = 0;
        for (uint64_t r = 0; r < rows; r++)
            sum += x[r * m->features + f];
        m->mean[f] = sum / (double)rows;
        for (uint64_t r = 0; r < rows; r++) {
            const double d = x[r * m->features + f] - m->mean[f];
            square += d * d;
        }
        m->spread[f] = sqrt(square / (double)rows);
    }
}

double lia_logistic_of(const lia_logistic *model, const double *x)
{
    double z = model->intercept;

    for (uint32_t f = 0; f < model->features; f++)
        if (model->spread[f] > 0)
            z += model->slope[f] * ((x[f] - model->mean[f]) / model->spread[f]);
    return 1 / (1 + exp(-z));
}

static void add_row(normal_equations *e, const lia_logistic *m,
                    const double *x, bool yes)
{
    double z[SIDE] = {1};
    const double p = lia_logistic_of(m, x);
    const double weight = p * (1 - p), error = (yes ? 1 : 0) - p;

    for (uint32_t f = 0; f < m->features; f++)
        z[f + 1] = m->spread[f] > 0 ? (x[f] - m->mean[f]) / m->spread[f] : 0;
    for (uint32_t i = 0; i < e->side; i++) {
        e->right[i] += error * z[i];
        for (uint32_t j = 0; j <= i; j++)
            e->left[i][j] += weight * z[i] * z[j];
    }
}

/* One step; how far it went, or NAN. */
static double step(lia_logistic *m, const double *x, const uint8_t *yes,
                   uint64_t rows, double ridge)
{
    normal_equations e = {.side = m->features + 1};
    double far = 0;

    for (uint64_t r = 0; r < rows; r++)
        add_row(&e, m, x + r * m->features, yes[r] != 0);
    e.left[0][0] += 1e-9;
    for (uint32_t f = 0; f < m->features; f++) {
        e.left[f + 1][f + 1] += ridge;
        e.right[f + 1] -= ridge * m->slope[f];
    }
    if (!solve(&e))
        return NAN;
    for (uint32_t i = 0; i < e.side; i++) {
        /* A long step from a far start may overshoot: at most 5 a time. */
        const double d = fmax(-5, fmin(5, e.right[i]));
        *(i ? &m->slope[i - 1] : &m->intercept) += d;
        far = fmax(far, fabs(d));
    }
    return far;
}

lia_status lia_logistic_fit(lia_logistic *out, const double *x,
                            const uint8_t *yes, uint64_t rows,
                            uint32_t features, double ridge, lia_error *err)
{
    lia_logistic m = {.features = features};
    uint64_t count = 0;

    if (out == NULL || x == NULL || yes == NULL ||
        features > LIA_LOGISTIC_FEATURES || !(ridge > 0))
        return lia_fail(err, LIA_EARG, "logistic: %u features, ridge %g",
                        features, ridge);
    for (uint64_t r = 0; r < rows; r++)
        count += yes[r] != 0;
    if (count == 0 || count == rows)
        return lia_fail(err, LIA_ECANNOT, "all %llu answers are the same: "
                        "nothing to fit", (unsigned long long)rows);
    scale(&m, x, rows);
    m.intercept = log((double)count / (double)(rows - count));
    for (int k = 0; k < MOST_STEPS; k++)
        if (!(step(&m, x, yes, rows, ridge) > STEP_DONE))
            break;
    *out = m;
    return LIA_OK;
}

lia_status lia_isotonic(double *out, const double *x, const uint8_t *yes,
                        const uint64_t *order, uint64_t rows, lia_error *err)
{
    lia_status st = LIA_OK;
    double *sum = NULL, *size = NULL;
    uint64_t blocks = 0, at = 0;

    LIA_TRY(lia_alloc(&sum, rows, sizeof *sum, err));
    LIA_TRY(lia_alloc(&size, rows, sizeof *size, err));
    for (uint64_t k = 0; k < rows; k++) {
        if (k > 0 && x[order[k]] <= x[order[k - 1]]) {
            sum[blocks - 1] += yes[order[k]];
            size[blocks - 1] += 1;
        } else {
            sum[blocks] = yes[order[k]];
            size[blocks++] = 1;
        }
        /* Draws may still come: pool when the next x is another. */
        if (k + 1 < rows && x[order[k + 1]] <= x[order[k]])
            continue;
        while (blocks > 1 && sum[blocks - 2] * size[blocks - 1] >=
                                 sum[blocks - 1] * size[blocks - 2]) {
            sum[blocks - 2] += sum[blocks - 1];
            size[blocks - 2] += size[blocks - 1];
            blocks--;
        }
    }
    for (uint64_t b = 0; b < blocks; b++)
        for (double k = 0; k < size[b]; k++)
            out[order[at++]] = sum[b] / size[b];
done:
    lia_free(sum);
    lia_free(size);
    return st;
}

double lia_auc(const double *score, const uint8_t *yes, uint64_t rows)
{
    const lia_rank_key key = {.number = score};
    uint64_t *order = NULL, shown = 0, positive = 0, begin = 0;
    double above = 0;

    if (lia_ranked_order(&order, &shown, rows, 0, &key, 1, NULL, NULL) !=
        LIA_OK)
        return NAN;
    while (begin < rows) {
        uint64_t end = begin, here = 0;
        for (; end < rows && score[order[end]] == score[order[begin]]; end++)
            here += yes[order[end]] != 0;
        if (end == begin)
            break;                                   /* NAN, sorted last      */
        above += (double)here * ((double)(begin - positive) +
                                 (double)(end - begin - here) / 2);
        positive += here;
        begin = end;
    }
    lia_ranked_order_free(order);
    return above / ((double)positive * (double)(begin - positive));
}
