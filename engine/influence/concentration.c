/* influence/concentration.c - shares of the largest, Gini, the tail's law. */
#include "liaison/concentration.h"

#include <math.h>
#include <string.h>

#include "base/mem.h"
#include "base/sort.h"
#include "influence/powerlaw.h"

typedef struct histogram {
    uint64_t distinct;
    uint64_t *value, *times;     /* [room]                                   */
} histogram;

static lia_status histogram_open(histogram *h, uint64_t room, lia_error *err)
{
    lia_status st = LIA_OK;

    LIA_TRY(lia_alloc(&h->value, room, sizeof *h->value, err));
    LIA_TRY(lia_alloc(&h->times, room, sizeof *h->times, err));
done:
    return st;
}

static void histogram_close(histogram *h)
{
    lia_free(h->value);
    lia_free(h->times);
}

/* value: [count] whole numbers as uint32, ascending; zeros are left out. */
static void histogram_fill(histogram *h, const uint32_t *value, uint64_t count)
{
    h->distinct = 0;
    for (uint64_t k = 0; k < count; k++) {
        if (value[k] == 0)
            continue;
        if (h->distinct == 0 || h->value[h->distinct - 1] != value[k]) {
            h->value[h->distinct] = value[k];
            h->times[h->distinct++] = 0;
        }
        h->times[h->distinct - 1]++;
    }
}

static lia_counts counts_of(const histogram *h)
{
    return (lia_counts){h->distinct, h->value, h->times};
}

/* One sample: the tail from the law, the rest from the data below it. */
static void draw_sample(uint32_t *sample, const uint32_t *body,
                        uint64_t body_count, uint64_t count,
                        const lia_power_law *law, lia_rng *rng)
{
    const double in_tail = (double)law->tail / (double)count;

    for (uint64_t k = 0; k < count; k++) {
        if (body_count > 0 && lia_rng_unit(rng) >= in_tail) {
            sample[k] = body[lia_rng_below(rng, (uint32_t)body_count)];
        } else {
            const uint64_t x = lia_power_law_draw(rng, law->exponent,
                                                  law->least);
            sample[k] = x < UINT32_MAX ? (uint32_t)x : UINT32_MAX;
        }
    }
    lia_sort_ids(sample, count);
}

/* whole: [count] ascending, all above 0. */
static lia_status test_law(double *p, const uint32_t *whole, uint64_t count,
                           const lia_power_law *law,
                           const lia_concentration_options *o, lia_error *err)
{
    lia_status st = LIA_OK;
    histogram h = {0};
    uint32_t *sample = NULL;
    uint64_t body = 0, further = 0;

    LIA_TRY(histogram_open(&h, count, err));
    LIA_TRY(lia_alloc(&sample, count, sizeof *sample, err));
    while (body < count && whole[body] < law->least)
        body++;
    for (uint32_t round = 0; round < o->rounds; round++) {
        lia_rng rng = lia_rng_make(o->seed, round);
        lia_power_law other;
        draw_sample(sample, whole, body, count, law, &rng);
        histogram_fill(&h, sample, count);
        const lia_counts c = counts_of(&h);
        further += lia_power_law_fit(&other, &c, LIA_TAIL_LEAST) &&
                   other.distance >= law->distance;
    }
    *p = o->rounds > 0 ? (double)further / o->rounds : NAN;
done:
    histogram_close(&h);
    lia_free(sample);
    return st;
}

/* value: ascending. */
static void share_out(lia_concentration *out, const double *value,
                      uint64_t count)
{
    const uint64_t one = count / 100 > 0 ? count / 100 : 1;
    const uint64_t ten = count / 10 > 0 ? count / 10 : 1;
    double sum = 0, weighted = 0, top1 = 0, top10 = 0;

    for (uint64_t k = 0; k < count; k++) {
        sum += value[k];
        weighted += (2 * (double)k + 1 - (double)count) * value[k];
        out->count += value[k] > 0;
        if (count - k <= ten)
            top10 += value[k];
        if (count - k <= one)
            top1 += value[k];
    }
    if (sum <= 0)
        return;
    out->gini = weighted / ((double)count * sum);
    out->top1_share = top1 / sum;
    out->top10_share = top10 / sum;
}

static lia_status fit(lia_concentration *out, const uint32_t *whole,
                      uint64_t count, const lia_concentration_options *o,
                      lia_error *err)
{
    lia_status st = LIA_OK;
    histogram h = {0};
    lia_power_law law;

    LIA_TRY(histogram_open(&h, count, err));
    histogram_fill(&h, whole, count);
    const lia_counts c = counts_of(&h);
    if (!lia_power_law_fit(&law, &c, LIA_TAIL_LEAST))
        goto done;
    LIA_TRY(test_law(&out->zipf_p, whole, count, &law, o, err));
    out->zipf_exponent = law.exponent;
    out->zipf_low = law.exponent - 1.96 * law.error;
    out->zipf_high = law.exponent + 1.96 * law.error;
    out->zipf_least = law.least;
    out->zipf_tail = law.tail;
    out->zipf_distance = law.distance;
done:
    histogram_close(&h);
    return st;
}

lia_status lia_concentration_of(lia_concentration *out, const double *value,
                                uint64_t count,
                                const lia_concentration_options *options,
                                lia_error *err)
{
    const lia_concentration_options usual = LIA_CONCENTRATION_DEFAULTS;
    const lia_concentration_options *o = options ? options : &usual;
    lia_concentration found = {0, NAN, NAN, NAN, NAN, NAN, NAN, 0, 0, NAN,
                               NAN};
    lia_status st = LIA_OK;
    uint32_t *order = NULL, *whole = NULL;
    double *sorted = NULL;
    uint64_t above = 0;

    if (out == NULL || value == NULL)
        return lia_fail(err, LIA_EARG, "out and value must be given");
    for (uint64_t k = 0; k < count; k++)
        if (!(value[k] >= 0 && value[k] < INFINITY))
            return lia_fail(err, LIA_EARG, "value %llu is %g, must be >= 0",
                            (unsigned long long)k, value[k]);
    LIA_TRY(lia_alloc_zero(&order, count, sizeof *order, err));
    LIA_TRY(lia_alloc(&whole, count, sizeof *whole, err));
    LIA_TRY(lia_alloc(&sorted, count, sizeof *sorted, err));
    memcpy(sorted, value, count * sizeof *sorted);
    lia_sort_weighted(order, sorted, count);  /* all ids alike: by value */
    share_out(&found, sorted, count);
    for (uint64_t k = 0; k < count; k++) {
        const double x = floor(sorted[k] + .5);
        if (x >= 1)
            whole[above++] = x < UINT32_MAX ? (uint32_t)x : UINT32_MAX;
    }
    LIA_TRY(fit(&found, whole, above, o, err));
    *out = found;
done:
    lia_free(order);
    lia_free(whole);
    lia_free(sorted);
    return st;
}
