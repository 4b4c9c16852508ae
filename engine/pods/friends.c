/* pods/friends.c - the reference law of coverage among organic friends. */
#include "pods/friends.h"

#include <math.h>

#include "base/mem.h"
#include "base/sort.h"
#include "stats/quantile.h"

enum { FEWEST_CONTACTS = 4, FEWEST_POSTS = 3, FEWEST_CHANCES = 30,
       FEWEST_ACCOUNTS = 10, ROUNDS = 5 };

static double activity(const pod_habits *h, uint32_t u)
{
    return log(h->outside[u] + 1.0);
}

static uint32_t times(const pod_habits *h, uint32_t u, uint32_t a)
{
    const uint64_t r = pod_relation(&h->r, u, a);

    return r == UINT64_MAX ? 0 : h->r.times[r];
}

static double logit(double given, double chances)
{
    return log((given + .5) / (chances - given + .5));
}

/* Account u and its contacts: false if too few to tell. */
static bool look(double *x, double *z, const pod_habits *h, uint32_t u)
{
    const lia_ties *c = &h->stage->contacts;
    const uint64_t degree = c->off[u + 1] - c->off[u];
    double given = 0, chances = 0, sum = activity(h, u);
    const uint32_t own = pod_wrote(h->stage, u);

    if (degree < FEWEST_CONTACTS)
        return false;
    for (uint64_t k = c->off[u]; k < c->off[u + 1]; k++) {
        const uint32_t v = c->to[k], wrote = pod_wrote(h->stage, v);
        sum += activity(h, v);
        if (wrote >= FEWEST_POSTS) {
            given += times(h, u, v);
            chances += wrote;
        }
        if (own >= FEWEST_POSTS) {
            given += times(h, v, u);
            chances += own;
        }
    }
    if (chances < FEWEST_CHANCES || !(given > 0))
        return false;
    *x = sum / ((double)degree + 1);
    *z = logit(given, chances);
    return true;
}

static double median_of(uint64_t *key, uint32_t *id, const double *value,
                        uint64_t count)
{
    double low, high;

    for (uint64_t k = 0; k < count; k++) {
        key[k] = lia_sort_key_of(value[k]);
        id[k] = 0;
    }
    lia_sort_keys(key, id, count);
    low = lia_sort_number_of(key[(count - 1) / 2]);
    high = lia_sort_number_of(key[count / 2]);
    return .5 * (low + high);
}

/* Least squares over those that are in. */
static void fit(pod_friends *f, const double *x, const double *z,
                const uint8_t *is_in, uint64_t count)
{
    double n = 0, sx = 0, sz = 0, sxx = 0, sxz = 0;

    for (uint64_t k = 0; k < count; k++)
        if (is_in[k]) {
            n++;
            sx += x[k];
            sz += z[k];
        }
    for (uint64_t k = 0; k < count; k++)
        if (is_in[k]) {
            sxx += (x[k] - sx / n) * (x[k] - sx / n);
            sxz += (x[k] - sx / n) * (z[k] - sz / n);
        }
    f->slope = sxx > 0 ? sxz / sxx : 0;
    f->level = n > 0 ? sz / n - f->slope * sx / n : 0;
}

static lia_status settle(pod_friends *f, const double *x, const double *z,
                         uint64_t count, lia_error *err)
{
    lia_status st = LIA_OK;
    double *rest = NULL, *off = NULL;
    uint8_t *is_in = NULL;
    uint64_t *key = NULL;
    uint32_t *id = NULL;

    LIA_TRY(lia_alloc(&rest, count, sizeof *rest, err));
    LIA_TRY(lia_alloc(&off, count, sizeof *off, err));
    LIA_TRY(lia_alloc(&is_in, count, 1, err));
    LIA_TRY(lia_alloc(&key, count, sizeof *key, err));
    LIA_TRY(lia_alloc(&id, count, sizeof *id, err));
    for (uint64_t k = 0; k < count; k++)
        is_in[k] = 1;
    for (int round = 0; round < ROUNDS; round++) {
        fit(f, x, z, is_in, count);
        for (uint64_t k = 0; k < count; k++)
            rest[k] = z[k] - f->level - f->slope * x[k];
        f->median = median_of(key, id, rest, count);
        for (uint64_t k = 0; k < count; k++)
            off[k] = fabs(rest[k] - f->median);
        f->spread = 1.4826 * median_of(key, id, off, count);
        for (uint64_t k = 0; k < count; k++)
            is_in[k] = off[k] < 2.5 * f->spread;
    }
done:
    lia_free(rest);
    lia_free(off);
    lia_free(is_in);
    lia_free(key);
    lia_free(id);
    return st;
}

lia_status pod_friends_learn(pod_friends *out, const pod_habits *h,
                             lia_error *err)
{
    const uint32_t n = h->stage->n;
    pod_friends f = {.count = 0};
    lia_status st = LIA_OK;
    double *x = NULL, *z = NULL;

    if (!h->stage->has_contacts) {
        *out = f;
        return LIA_OK;
    }
    LIA_TRY(lia_alloc(&x, n, sizeof *x, err));
    LIA_TRY(lia_alloc(&z, n, sizeof *z, err));
    for (uint32_t u = 0; u < n; u++)
        f.count += look(&x[f.count], &z[f.count], h, u);
    if (f.count >= FEWEST_ACCOUNTS)
        LIA_TRY(settle(&f, x, z, f.count, err));
    else
        f.count = 0;
    *out = f;
done:
    lia_free(x);
    lia_free(z);
    return st;
}

double pod_friends_compare(const pod_friends *f, const pod_habits *h,
                           const uint32_t *member, uint32_t size)
{
    double given = 0, chances = 0, x = 0;

    if (f->count == 0 || !(f->spread > 0))
        return NAN;
    for (uint32_t i = 0; i < size; i++) {
        x += activity(h, member[i]);
        for (uint32_t j = 0; j < size; j++) {
            const uint32_t wrote = pod_wrote(h->stage, member[j]);
            if (i == j || wrote < FEWEST_POSTS)
                continue;
            given += times(h, member[i], member[j]);
            chances += wrote;
        }
    }
    if (!(chances > 0))
        return NAN;
    return (logit(given, chances) - f->level - f->slope * x / size -
            f->median) / f->spread;
}
