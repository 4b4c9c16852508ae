/* pods/authorless/automation.c - programs that repeat a stream take nearly
 * every object that others made, at a delay that hardly varies, round the
 * clock. A group of people makes its objects, or shares them out.
 */
#include "pods/authorless/automation.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/sort.h"
#include "stats/quantile.h"

enum { LEAST_DELAYS = 5 };

static double entropy_of(const lia_field *f, lia_vid account)
{
    double hour[24] = {0}, sum = 0.0;
    const double total = (double)(f->off[account + 1] - f->off[account]);

    for (uint64_t k = f->off[account]; k < f->off[account + 1]; k++) {
        const lia_time t = f->events->event[f->at[k]].time;
        const int64_t h = lia_floor_div(t, LIA_HOUR);
        hour[h - lia_floor_div(h, 24) * 24] += 1.0;
    }
    for (int h = 0; h < 24; h++)
        if (hour[h] > 0)
            sum -= hour[h] / total * log(hour[h] / total);
    return sum / log(24.0);
}

/* Coefficient of variation of the delays behind the first engager. */
static double delay_cv_of(const lia_field *f, lia_vid account)
{
    double count = 0.0, sum = 0.0, squares = 0.0, mean;

    for (uint64_t k = f->off[account]; k < f->off[account + 1]; k++) {
        const uint32_t e = f->at[k];
        const lia_event *event = f->events->event;
        const lia_time first = event[f->events->off[f->post[e]]].time;
        const double delay = (double)(event[e].time - first) / 1e6;
        if (delay <= 0)
            continue;
        count += 1.0;
        sum += delay;
        squares += delay * delay;
    }
    if (count < LEAST_DELAYS)
        return (double)NAN;
    mean = sum / count;
    return sqrt(fmax(squares / count - mean * mean, 0.0)) / mean;
}

static int by_value(const void *left, const void *right)
{
    const double x = *(const double *)left, y = *(const double *)right;

    return (x > y) - (x < y);
}

static double median_of(double *value, lia_vid count)
{
    lia_vid known = 0;

    for (lia_vid k = 0; k < count; k++)
        if (!isnan(value[k]))
            value[known++] = value[k];
    qsort(value, known, sizeof *value, by_value);
    return lia_median(value, known);
}

/* Objects that two members or more engaged: how much of the group is on them,
 * and how much of them is the group. */
static lia_status objects_of(lia_automation *out, const lia_field *f,
                             const lia_vid *member, lia_vid count,
                             lia_error *err)
{
    lia_status st = LIA_OK;
    uint32_t *post = NULL;
    uint64_t total = 0, at = 0, objects = 0, ours = 0, all = 0;

    for (lia_vid k = 0; k < count; k++)
        total += f->off[member[k] + 1] - f->off[member[k]];
    LIA_TRY(lia_alloc(&post, total, sizeof *post, err));
    for (lia_vid k = 0; k < count; k++)
        for (uint64_t e = f->off[member[k]]; e < f->off[member[k] + 1]; e++)
            post[at++] = f->post[f->at[e]];
    lia_sort_ids(post, total);
    for (uint64_t i = 0, j; i < total; i = j) {
        for (j = i; j < total && post[j] == post[i]; j++)
            ;
        if (j - i < 2)
            continue;
        objects++;
        ours += j - i;
        all += f->events->off[post[i] + 1] - f->events->off[post[i]];
    }
    out->cover = objects ? (double)ours / (double)objects / count : 0.0;
    out->own = all ? (double)ours / (double)all : 0.0;
done:
    lia_free(post);
    return st;
}

lia_status lia_automation_of(lia_automation *out, const lia_field *field,
                             const lia_vid *member, lia_vid count,
                             lia_error *err)
{
    lia_status st = LIA_OK;
    lia_automation a = {0};
    double *value = NULL;

    LIA_TRY(lia_alloc(&value, count, sizeof *value, err));
    for (lia_vid k = 0; k < count; k++)
        value[k] = entropy_of(field, member[k]);
    a.hour_entropy = median_of(value, count);
    for (lia_vid k = 0; k < count; k++)
        value[k] = delay_cv_of(field, member[k]);
    a.delay_cv = median_of(value, count);
    LIA_TRY(objects_of(&a, field, member, count, err));
    a.stream_bots = a.delay_cv < 0.7 && a.cover >= 0.6 && a.own <= 0.4 &&
                    a.hour_entropy >= 0.9;
    *out = a;
done:
    lia_free(value);
    return st;
}
