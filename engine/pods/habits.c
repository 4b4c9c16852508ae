/* pods/habits.c - laws of delay and of the hour, shrunk to those of everybody.
 *
 *   delay, account   h_u[b]    = (c_u[b] + 20 g[b]) / (sum c_u + 20)
 *   delay, author    h_u,a[b]  = (c_u,a[b] + 20 h_u[b]) / (sum c_u,a + 20)
 *   hour             alpha_u   = 24 (s_u + 12 s) / (sum s_u + 12),
 *                    s_u counts smoothed by 1/4 1/2 1/4 around the clock
 *   norm             Z = sum over b, hours of h[b] M[b][g][hour] alpha[hour],
 *                    at least .05; M the share of each hour of the day that
 *                    delay bin b covers after a publication at hour g
 *
 * g and s are those of all events out of circle. Only accounts with a mutual
 * relation or a post of their own get laws: nobody else is ever tested.
 */
#include "pods/habits.h"

#include <math.h>
#include <string.h>

#include "base/mem.h"
#include "base/sort.h"
#include "base/threads.h"

enum { FEW_MEETINGS = 3, MACHINE_EVENTS = 20, MACHINE_DELAY = 60,
       SAMPLES = 48 };
static const double DELAY_PRIOR = 20, HOUR_PRIOR = 12, LEAST_NORM = .05;

/* Seconds; the last bin is open and ends at 100,000 minutes. */
static const double edge[POD_BINS + 1] = {
    0, 60, 120, 240, 480, 900, 1800, 3600, 7200, 14400, 28800, 57600, 86400,
    172800, 345600, 6e6};

static uint32_t bin_of(double delay)
{
    uint32_t b = delay >= edge[8] ? 8 : 0;

    while (b + 1 < POD_BINS && delay >= edge[b + 1])
        b++;
    return b;
}

uint64_t pod_relation(const pod_relations *r, uint32_t u, uint32_t a)
{
    uint64_t low = r->off[u], high = r->off[u + 1];

    while (low < high) {
        const uint64_t middle = low + (high - low) / 2;
        if (r->author[middle] < a)
            low = middle + 1;
        else
            high = middle;
    }
    return low < r->off[u + 1] && r->author[low] == a ? low : UINT64_MAX;
}

/* Distinct authors of each account; scratch: [events]. */
static uint64_t count_relations(pod_relations *r, uint32_t *scratch,
                                const pod_stage *s)
{
    uint64_t count = 0;

    for (uint32_t u = 0; u < s->n; u++) {
        const uint64_t begin = s->acc_off[u], end = s->acc_off[u + 1];
        for (uint64_t k = begin; k < end; k++)
            scratch[k] = s->author[s->post[s->acc_event[k]]];
        lia_sort_ids(scratch + begin, end - begin);
        r->off[u] = count;
        for (uint64_t k = begin; k < end; k++)
            count += k == begin || scratch[k] != scratch[k - 1];
    }
    r->off[s->n] = count;
    return count;
}

static void fill_relations(pod_relations *r, const uint32_t *sorted,
                           const pod_stage *s)
{
    for (uint32_t u = 0; u < s->n; u++) {
        uint64_t at = r->off[u];
        for (uint64_t k = s->acc_off[u]; k < s->acc_off[u + 1]; k++) {
            if (at > r->off[u] && r->author[at - 1] == sorted[k]) {
                r->times[at - 1]++;
                continue;
            }
            r->author[at] = sorted[k];
            r->times[at++] = 1;
        }
    }
}

static void mark_mutual(pod_relations *r, const pod_stage *s)
{
    uint64_t ends = 0;

    for (uint32_t u = 0; u < s->n; u++) {
        for (uint64_t k = r->off[u]; k < r->off[u + 1]; k++) {
            r->is_mutual[k] = pod_relation(r, r->author[k], u) != UINT64_MAX;
            r->partners[u] += r->is_mutual[k];
        }
        for (uint64_t k = s->acc_off[u]; k < s->acc_off[u + 1]; k++) {
            const uint32_t e = s->acc_event[k];
            r->of_event[e] =
                (uint32_t)pod_relation(r, u, s->author[s->post[e]]);
        }
        ends += r->partners[u];
    }
    r->pairs = ends / 2;
}

static lia_status build_relations(pod_relations *r, const pod_stage *s,
                                  lia_error *err)
{
    lia_status st = LIA_OK;
    uint32_t *sorted = NULL;
    uint64_t count;

    LIA_TRY(lia_alloc(&sorted, s->count, sizeof *sorted, err));
    LIA_TRY(lia_alloc(&r->off, (uint64_t)s->n + 1, sizeof *r->off, err));
    count = count_relations(r, sorted, s);
    LIA_TRY(lia_alloc(&r->author, count, sizeof *r->author, err));
    LIA_TRY(lia_alloc(&r->times, count, sizeof *r->times, err));
    LIA_TRY(lia_alloc(&r->is_mutual, count, 1, err));
    LIA_TRY(lia_alloc(&r->of_event, s->count, sizeof *r->of_event, err));
    LIA_TRY(lia_alloc_zero(&r->partners, s->n, sizeof *r->partners, err));
    fill_relations(r, sorted, s);
    mark_mutual(r, s);
done:
    lia_free(sorted);
    return st;
}

/* Sums over everybody, in order of the events. */
typedef struct everybody {
    double delay[POD_BINS];
    double hour[POD_HOURS];
} everybody;

static void count_everybody(everybody *all, pod_habits *h)
{
    const pod_stage *s = h->stage;
    double sum = 0, hours = 0;

    for (uint32_t b = 0; b < POD_BINS; b++)
        all->delay[b] = 1;
    memset(all->hour, 0, sizeof all->hour);
    for (uint64_t e = 0; e < s->count; e++) {
        if (pod_is_inside(h, e))
            continue;
        h->outside[s->account[e]]++;
        all->delay[bin_of(pod_delay(s, e))]++;
        all->hour[s->time[e] / POD_HOUR % POD_HOURS]++;
    }
    for (uint32_t p = 0; p < s->posts; p++)
        all->hour[s->published[p] / POD_HOUR % POD_HOURS]++;
    for (uint32_t b = 0; b < POD_BINS; b++)
        sum += all->delay[b];
    for (uint32_t b = 0; b < POD_BINS; b++)
        all->delay[b] /= sum;
    for (uint32_t x = 0; x < POD_HOURS; x++)
        hours += all->hour[x];
    for (uint32_t x = 0; x < POD_HOURS && hours > 0; x++)
        all->hour[x] /= hours;
}

static void smooth(double out[POD_HOURS], const double count[POD_HOURS])
{
    for (uint32_t x = 0; x < POD_HOURS; x++)
        out[x] = .25 * count[(x + POD_HOURS - 1) % POD_HOURS] +
                 .5 * count[x] + .25 * count[(x + 1) % POD_HOURS];
}

static void shrink(pod_law *law, const double count[POD_BINS],
                   const double prior[POD_BINS])
{
    double sum = DELAY_PRIOR, below = 0;

    for (uint32_t b = 0; b < POD_BINS; b++)
        sum += count[b];
    law->below[0] = 0;
    for (uint32_t b = 0; b < POD_BINS; b++) {
        below += (count[b] + DELAY_PRIOR * prior[b]) / sum;
        law->below[b + 1] = below;
    }
}

static void learn_delay(pod_habits *h, const everybody *all, uint32_t u)
{
    const pod_stage *s = h->stage;
    double count[POD_BINS] = {0};

    for (uint64_t k = s->acc_off[u]; k < s->acc_off[u + 1]; k++)
        if (!pod_is_inside(h, s->acc_event[k]))
            count[bin_of(pod_delay(s, s->acc_event[k]))]++;
    shrink(&h->law[h->law_of_account[u]], count, all->delay);
}

/* The laws towards single authors. count: [relations of u][bins] scratch. */
static void learn_authors(pod_habits *h, uint32_t u, double *count)
{
    const pod_stage *s = h->stage;
    const pod_law *own = &h->law[h->law_of_account[u]];
    double prior[POD_BINS];

    for (uint32_t b = 0; b < POD_BINS; b++)
        prior[b] = own->below[b + 1] - own->below[b];
    for (uint64_t k = s->acc_off[u]; k < s->acc_off[u + 1]; k++) {
        const uint32_t e = s->acc_event[k], r = h->r.of_event[e];
        if (h->law_of_relation[r] != LIA_NONE)
            count[(r - h->r.off[u]) * POD_BINS + bin_of(pod_delay(s, e))]++;
    }
    for (uint64_t r = h->r.off[u]; r < h->r.off[u + 1]; r++) {
        double *of = count + (r - h->r.off[u]) * POD_BINS;
        if (h->law_of_relation[r] == LIA_NONE)
            continue;
        shrink(&h->law[h->law_of_relation[r]], of, prior);
        memset(of, 0, POD_BINS * sizeof *of);
    }
}

static void shrink_hours(double out[POD_HOURS], const double count[POD_HOURS],
                         const double prior[POD_HOURS])
{
    double even[POD_HOURS], sum = HOUR_PRIOR;

    smooth(even, count);
    for (uint32_t x = 0; x < POD_HOURS; x++)
        sum += even[x];
    for (uint32_t x = 0; x < POD_HOURS; x++)
        out[x] = (even[x] + HOUR_PRIOR * prior[x]) / sum * POD_HOURS;
}

static void learn_hours(pod_habits *h, const double prior[POD_HOURS],
                        uint32_t u)
{
    const pod_stage *s = h->stage;
    double count[POD_HOURS] = {0};
    double *hour = h->hour + (size_t)h->law_of_account[u] * POD_HOURS;

    for (uint64_t k = s->acc_off[u]; k < s->acc_off[u + 1]; k++)
        if (!pod_is_inside(h, s->acc_event[k]))
            count[s->time[s->acc_event[k]] / POD_HOUR % POD_HOURS]++;
    for (uint64_t k = s->wrote_off[u]; k < s->wrote_off[u + 1]; k++)
        count[s->published[s->wrote[k]] / POD_HOUR % POD_HOURS]++;
    shrink_hours(hour, count, prior);
}

/* Samples of bin b after hour g that fall into hour x. */
static void fill_cover(uint8_t cover[POD_BINS][POD_HOURS][POD_HOURS])
{
    memset(cover, 0, POD_BINS * POD_HOURS * POD_HOURS);
    for (uint32_t b = 0; b < POD_BINS; b++) {
        const double end = fmin(edge[b + 1], edge[b] + 4.0 * POD_DAY);
        for (uint32_t k = 0; k < SAMPLES; k++) {
            const double at = edge[b] + (end - edge[b]) * (k + .5) / SAMPLES;
            for (uint32_t g = 0; g < POD_HOURS; g++)
                cover[b][g][(uint32_t)(g + .5 + at / POD_HOUR) %
                            POD_HOURS]++;
        }
    }
}

/* Hours of a bin after a publication at hour g, weighed by the hour law. */
static void fill_mean(double mean[POD_BINS][POD_HOURS],
                      const pod_habits *h, const double *hour)
{
    for (uint32_t b = 0; b < POD_BINS; b++)
        for (uint32_t g = 0; g < POD_HOURS; g++) {
            double sum = 0;
            for (uint32_t x = 0; x < POD_HOURS; x++)
                sum += h->cover[b][g][x] * hour[x];
            mean[b][g] = sum / SAMPLES;
        }
}

static double norm_of(const pod_law *law, const double mean[][POD_HOURS],
                      uint32_t g)
{
    double sum = 0;

    for (uint32_t b = 0; b < POD_BINS; b++)
        sum += (law->below[b + 1] - law->below[b]) * mean[b][g];
    return fmax(sum, LEAST_NORM);
}

static void fill_norms(pod_habits *h, uint32_t u)
{
    const pod_stage *s = h->stage;
    double mean[POD_BINS][POD_HOURS];

    fill_mean(mean, h,
              h->hour + (size_t)h->law_of_account[u] * POD_HOURS);
    for (uint64_t k = s->acc_off[u]; k < s->acc_off[u + 1]; k++) {
        const uint32_t e = s->acc_event[k];
        const uint32_t g = s->published[s->post[e]] / POD_HOUR % POD_HOURS;
        const uint32_t by = h->law_of_relation[h->r.of_event[e]];
        const pod_law *law =
            &h->law[by != LIA_NONE ? by : h->law_of_account[u]];
        h->norm[e] =
            (float)norm_of(law, (const double (*)[POD_HOURS])mean, g);
    }
}

static lia_status number_laws(pod_habits *h, uint64_t *most, uint32_t *core,
                              lia_error *err)
{
    const pod_stage *s = h->stage;
    const pod_relations *r = &h->r;
    lia_status st = LIA_OK;

    LIA_TRY(lia_alloc(&h->law_of_account, s->n, sizeof(uint32_t), err));
    LIA_TRY(lia_alloc(&h->law_of_relation, r->off[s->n], sizeof(uint32_t),
                      err));
    for (uint32_t u = 0; u < s->n; u++)
        h->law_of_account[u] =
            r->partners[u] > 0 || pod_wrote(s, u) > 0 ? h->laws++ : LIA_NONE;
    *core = h->laws;
    for (uint32_t u = 0; u < s->n; u++) {
        const bool has_law = h->law_of_account[u] != LIA_NONE;
        if (has_law && r->off[u + 1] - r->off[u] > *most)
            *most = r->off[u + 1] - r->off[u];
        for (uint64_t k = r->off[u]; k < r->off[u + 1]; k++)
            h->law_of_relation[k] = has_law && !r->is_mutual[k] &&
                                            r->times[k] >= FEW_MEETINGS
                                        ? h->laws++ : LIA_NONE;
    }
done:
    return st;
}

static lia_status learn(pod_habits *h, const lia_run *run, lia_error *err)
{
    const pod_stage *s = h->stage;
    lia_status st = LIA_OK;
    everybody all;
    double prior[POD_HOURS], *scratch = NULL;
    uint64_t most = 0;
    uint32_t core = 0;
    const int threads = lia_thread_crew(run, s->count * 8);

    count_everybody(&all, h);
    smooth(prior, all.hour);
    memcpy(h->delay, all.delay, sizeof h->delay);
    memcpy(h->hours, prior, sizeof h->hours);
    fill_cover(h->cover);
    LIA_TRY(number_laws(h, &most, &core, err));
    LIA_TRY(lia_alloc(&h->law, h->laws, sizeof *h->law, err));
    LIA_TRY(lia_alloc(&h->hour, (uint64_t)core * POD_HOURS, sizeof(double),
                      err));
    LIA_TRY(lia_alloc(&h->norm, s->count, sizeof *h->norm, err));
    LIA_TRY(lia_alloc_zero(&scratch, (uint64_t)threads * most * POD_BINS,
                           sizeof *scratch, err));
    #pragma omp parallel for schedule(dynamic, 64) num_threads(threads)
    for (uint32_t u = 0; u < s->n; u++) {
        if (h->law_of_account[u] == LIA_NONE)
            continue;
        learn_delay(h, &all, u);
        learn_authors(h, u,
                      scratch + (size_t)lia_thread_id() * most * POD_BINS);
        learn_hours(h, prior, u);
        fill_norms(h, u);
    }
done:
    lia_free(scratch);
    return st;
}

static void find_machines(pod_habits *h)
{
    const pod_stage *s = h->stage;

    for (uint32_t u = 0; u < s->n; u++) {
        const uint64_t all = s->acc_off[u + 1] - s->acc_off[u];
        uint64_t quick = 0;
        for (uint64_t k = s->acc_off[u]; k < s->acc_off[u + 1]; k++)
            quick += pod_delay(s, s->acc_event[k]) <= MACHINE_DELAY;
        h->is_machine[u] = all >= MACHINE_EVENTS && 2 * quick >= all;
    }
}

static uint64_t count_seen(pod_habits *h)
{
    const pod_stage *s = h->stage;
    uint64_t count = 0;

    for (uint32_t u = 0; u < s->n; u++) {
        h->seen_off[u] = count;
        if (h->law_of_account[u] != LIA_NONE)
            count += h->outside[u] + pod_wrote(s, u);
    }
    h->seen_off[s->n] = count;
    return count;
}

/* Times with their authors; sorted by time, then author. key: scratch. */
static void list_seen(pod_habits *h, uint32_t u, uint64_t *key)
{
    const pod_stage *s = h->stage;
    const uint64_t begin = h->seen_off[u];
    uint64_t at = begin;

    if (h->law_of_account[u] == LIA_NONE)
        return;
    for (uint64_t k = s->acc_off[u]; k < s->acc_off[u + 1]; k++) {
        const uint32_t e = s->acc_event[k];
        if (pod_is_inside(h, e))
            continue;
        key[at - begin] = s->time[e];
        h->seen_author[at++] = s->author[s->post[e]];
    }
    for (uint64_t k = s->wrote_off[u]; k < s->wrote_off[u + 1]; k++) {
        key[at - begin] = s->published[s->wrote[k]];
        h->seen_author[at++] = LIA_NONE;
    }
    lia_sort_keys(key, h->seen_author + begin, at - begin);
    for (uint64_t k = begin; k < at; k++)
        h->seen_time[k] = (uint32_t)key[k - begin];
}

static lia_status build_seen(pod_habits *h, lia_error *err)
{
    const uint32_t n = h->stage->n;
    lia_status st = LIA_OK;
    uint64_t *key = NULL, count, most = 0;

    LIA_TRY(lia_alloc(&h->seen_off, (uint64_t)n + 1, sizeof *h->seen_off,
                      err));
    count = count_seen(h);
    for (uint32_t u = 0; u < n; u++)
        if (h->seen_off[u + 1] - h->seen_off[u] > most)
            most = h->seen_off[u + 1] - h->seen_off[u];
    LIA_TRY(lia_alloc(&key, most, sizeof *key, err));
    LIA_TRY(lia_alloc(&h->seen_time, count, sizeof *h->seen_time, err));
    LIA_TRY(lia_alloc(&h->seen_author, count, sizeof *h->seen_author, err));
    for (uint32_t u = 0; u < n; u++)
        list_seen(h, u, key);
done:
    lia_free(key);
    return st;
}

lia_status pod_habits_build(pod_habits *out, const pod_stage *stage,
                            const lia_run *run, lia_error *err)
{
    pod_habits h = {.stage = stage};
    lia_status st = LIA_OK;

    LIA_TRY(build_relations(&h.r, stage, err));
    LIA_TRY(lia_alloc(&h.is_machine, stage->n, 1, err));
    LIA_TRY(lia_alloc_zero(&h.outside, stage->n, sizeof *h.outside, err));
    LIA_TRY(learn(&h, run, err));
    find_machines(&h);
    LIA_TRY(build_seen(&h, err));
    *out = h;
    memset(&h, 0, sizeof h);
done:
    pod_habits_free(&h);
    return st;
}

void pod_habits_free(pod_habits *h)
{
    lia_free(h->r.off);
    lia_free(h->r.author);
    lia_free(h->r.times);
    lia_free(h->r.is_mutual);
    lia_free(h->r.of_event);
    lia_free(h->r.partners);
    lia_free(h->is_machine);
    lia_free(h->outside);
    lia_free(h->law);
    lia_free(h->law_of_account);
    lia_free(h->law_of_relation);
    lia_free(h->hour);
    lia_free(h->norm);
    lia_free(h->seen_off);
    lia_free(h->seen_time);
    lia_free(h->seen_author);
    memset(h, 0, sizeof *h);
}

static void set_end(pod_probe *out, uint32_t k, double delay)
{
    const double last = edge[POD_BINS] - 1;
    const double at = delay < 0 ? 0 : delay > last ? last : delay;
    const uint32_t b = bin_of(at);

    out->bin[k] = (uint8_t)b;
    out->part[k] = (at - edge[b]) / (edge[b + 1] - edge[b]);
}

void pod_probe_set(pod_probe *out, double time, double delay, double before,
                   double after)
{
    const double length = before + after;
    const double steps = fmax(1, ceil(length / POD_HOUR - 1e-9));
    const double step = length / steps, begin = delay - before;

    out->steps = (uint32_t)steps;
    set_end(out, 0, begin);
    for (uint32_t k = 0; k < out->steps; k++) {
        double at = time - before + (k + .5) * step;
        set_end(out, k + 1, begin + (k + 1) * step);
        if (at < 0)
            at += POD_DAY;
        out->hour[k] = (uint8_t)((uint64_t)(at / POD_HOUR) % POD_HOURS);
    }
}

double pod_chance(const pod_habits *h, uint64_t event, const pod_probe *probe)
{
    const uint32_t u = h->stage->account[event];
    const uint32_t own = h->law_of_account[u];
    const uint32_t by = h->law_of_relation[h->r.of_event[event]];

    return pod_clip(pod_law_share(&h->law[by != LIA_NONE ? by : own],
                                  h->hour + (size_t)own * POD_HOURS, probe) /
                    (double)h->norm[event]);
}

void pod_custom_learn(pod_custom *out, const pod_habits *h, uint32_t account,
                      const uint8_t *is_marked)
{
    const pod_stage *s = h->stage;
    double delay[POD_BINS] = {0}, hour[POD_HOURS] = {0};
    double mean[POD_BINS][POD_HOURS];

    for (uint64_t k = s->acc_off[account]; k < s->acc_off[account + 1]; k++) {
        const uint32_t e = s->acc_event[k];
        if (pod_is_inside(h, e) || is_marked[s->author[s->post[e]]])
            continue;
        delay[bin_of(pod_delay(s, e))]++;
        hour[s->time[e] / POD_HOUR % POD_HOURS]++;
    }
    for (uint64_t k = s->wrote_off[account]; k < s->wrote_off[account + 1];
         k++)
        hour[s->published[s->wrote[k]] / POD_HOUR % POD_HOURS]++;
    shrink(&out->law, delay, h->delay);
    shrink_hours(out->hour, hour, h->hours);
    fill_mean(mean, h, out->hour);
    for (uint32_t g = 0; g < POD_HOURS; g++)
        out->norm[g] = norm_of(&out->law, (const double (*)[POD_HOURS])mean,
                               g);
}
