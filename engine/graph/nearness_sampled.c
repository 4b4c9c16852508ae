/* graph/nearness_sampled.c - harmonic and closeness from random sources.
 *
 * Sources come in the order of a random permutation, 256 to a pass; every
 * account adds up what it hears. Sums are whole numbers, so it does not matter
 * which thread did which pass. After 8, 16, 32 .. passes the bound of Bardenet
 * and Maillard is worked out for every account, with a part of delta that
 * halves each time:
 *
 *   |mean seen - mean| <= sd sqrt(2 rho L / k) + (7/3 + 3/sqrt(2)) range L / k
 *   rho = (1 - (k - 1)/N) if k <= N/2, else (1 - k/N)(1 + 1/k)
 *   L = ln(5 / part), for either side of every account.
 *
 * Of harmonic the values are 1 / distance, of range 1, over all other
 * accounts. Of closeness they are distances, from 1 to the bound of two
 * searches in the component, over the other accounts of the component: a
 * random order of all accounts is one of each component, too.
 */
#include "liaison/approximate.h"

#include <math.h>
#include <string.h>

#include "base/mem.h"
#include "base/rng.h"
#include "base/threads.h"
#include "base/watch.h"
#include "graph/accuracy.h"
#include "graph/waves.h"
#include "liaison/cohesion.h"
#include "liaison/paths.h"

enum { FIRST_PASSES = 8 };

typedef struct worker {
    lia_waves *waves;
    lia_reach *reach;      /* [LIA_WAVE_LANES] not needed, but filled        */
    lia_heard heard;
} worker;

typedef struct listening {
    const lia_arcs *there, *back;
    const lia_accuracy *o;
    bool harmonic, closeness;
    const lia_components *parts;  /* of closeness                            */
    uint32_t *range;              /* [parts] largest distance, at most       */
    lia_vid *source;              /* [n] a random order                      */
    uint8_t *asked;               /* [n] 1 = was a source                    */
    worker *workers;
    int threads;
    lia_heard all;                /* of all workers                          */
} listening;

static void heard_close(lia_heard *h)
{
    lia_free(h->near);
    lia_free(h->near_squares);
    lia_free(h->far);
    lia_free(h->far_squares);
    lia_free(h->count);
}

static lia_status heard_open(lia_heard *h, const listening *x, lia_error *err)
{
    const uint64_t n = x->there->n;
    lia_status st = LIA_OK;

    LIA_TRY(lia_alloc_zero(&h->count, n, sizeof *h->count, err));
    if (x->harmonic) {
        LIA_TRY(lia_alloc_zero(&h->near, n, sizeof *h->near, err));
        LIA_TRY(lia_alloc_zero(&h->near_squares, n, sizeof *h->near, err));
    }
    if (x->closeness) {
        LIA_TRY(lia_alloc_zero(&h->far, n, sizeof *h->far, err));
        LIA_TRY(lia_alloc_zero(&h->far_squares, n, sizeof *h->far, err));
    }
done:
    return st;
}

static void close_all(listening *x)
{
    for (int k = 0; x->workers && k < x->threads; k++) {
        lia_waves_close(x->workers[k].waves);
        lia_free(x->workers[k].reach);
        heard_close(&x->workers[k].heard);
    }
    lia_free(x->workers);
    lia_free(x->source);
    lia_free(x->asked);
    lia_free(x->range);
    heard_close(&x->all);
}

/* A random order (Fisher and Yates). */
static void shuffle(lia_vid *source, lia_vid n, uint64_t seed)
{
    lia_rng rng = lia_rng_make(seed, 0);

    for (lia_vid i = 0; i < n; i++)
        source[i] = i;
    for (lia_vid i = n; i > 1; i--) {
        const lia_vid j = lia_rng_below(&rng, i), swap = source[i - 1];
        source[i - 1] = source[j];
        source[j] = swap;
    }
}

/* Twice the largest distance from some account of each component. */
static lia_status bound_ranges(listening *x, lia_error *err)
{
    const lia_arcs *g = x->there;
    lia_status st = LIA_OK;
    uint32_t *distance = NULL;
    lia_vid *queue = NULL;

    LIA_TRY(lia_alloc_zero(&x->range, x->parts->count, sizeof *x->range, err));
    LIA_TRY(lia_alloc(&distance, g->n, sizeof *distance, err));
    LIA_TRY(lia_alloc(&queue, g->n, sizeof *queue, err));
    memset(distance, 0xff, g->n * sizeof *distance);
    for (lia_vid s = 0; s < g->n; s++) {
        lia_vid head = 0, tail = 0;
        if (distance[s] != LIA_NONE)
            continue;
        distance[s] = 0;
        queue[tail++] = s;
        while (head < tail) {
            const lia_vid v = queue[head++];
            for (uint64_t e = g->off[v]; e < g->off[v + 1]; e++)
                if (distance[g->to[e]] == LIA_NONE) {
                    distance[g->to[e]] = distance[v] + 1;
                    queue[tail++] = g->to[e];
                }
        }
        x->range[x->parts->component[s]] = 2 * distance[queue[tail - 1]];
    }
done:
    lia_free(distance);
    lia_free(queue);
    return st;
}

static lia_status open_all(listening *x, lia_error *err)
{
    const lia_vid n = x->there->n;
    lia_status st = LIA_OK;

    x->threads = lia_thread_crew(&x->o->run, 64 * x->there->m);
    LIA_TRY(lia_alloc(&x->source, n, sizeof *x->source, err));
    LIA_TRY(lia_alloc_zero(&x->asked, n, 1, err));
    LIA_TRY(heard_open(&x->all, x, err));
    LIA_TRY(lia_alloc_zero(&x->workers, (uint64_t)x->threads,
                           sizeof *x->workers, err));
    for (int k = 0; k < x->threads; k++) {
        worker *w = &x->workers[k];
        LIA_TRY(lia_waves_open(&w->waves, n, err));
        LIA_TRY(lia_alloc(&w->reach, LIA_WAVE_LANES, sizeof *w->reach, err));
        LIA_TRY(heard_open(&w->heard, x, err));
        lia_waves_hear(w->waves, &w->heard);
    }
    shuffle(x->source, n, x->o->seed);
    if (x->closeness)
        LIA_TRY(bound_ranges(x, err));
done:
    return st;
}

static void take_over(uint64_t *all, uint64_t *part, lia_vid n)
{
    for (lia_vid i = 0; all != NULL && i < n; i++) {
        all[i] += part[i];
        part[i] = 0;
    }
}

/* Passes begin .. end - 1, all of them full. */
static void listen(listening *x, uint64_t begin, uint64_t end)
{
    const lia_vid n = x->there->n;

    #pragma omp parallel for num_threads(x->threads) schedule(dynamic, 1)
    for (uint64_t p = begin; p < end; p++) {
        worker *w = &x->workers[lia_thread_id()];
        lia_waves_run(w->reach, w->waves, x->there, x->back,
                      x->source + p * LIA_WAVE_LANES, LIA_WAVE_LANES);
        lia_watch_advance(&x->o->run, LIA_WAVE_LANES);
    }
    for (uint64_t k = begin * LIA_WAVE_LANES; k < end * LIA_WAVE_LANES; k++)
        x->asked[x->source[k]] = 1;
    for (int k = 0; k < x->threads; k++) {
        lia_heard *h = &x->workers[k].heard;
        take_over(x->all.near, h->near, n);
        take_over(x->all.near_squares, h->near_squares, n);
        take_over(x->all.far, h->far, n);
        take_over(x->all.far_squares, h->far_squares, n);
        for (lia_vid i = 0; i < n; i++) {
            x->all.count[i] += h->count[i];
            h->count[i] = 0;
        }
    }
}

/* The bound of the mean of k of N values. */
static double bernstein(double mean, double mean_square, double k, double of,
                        double range, double l)
{
    const double kappa = 7. / 3 + 3 / sqrt(2);
    const double rho = 2 * k <= of ? 1 - (k - 1) / of
                                   : (1 - k / of) * (1 + 1 / k);
    const double variance = mean_square - mean * mean;

    return sqrt(2 * (variance > 0 ? variance : 0) * rho * l / k) +
           kappa * range * l / k;
}

static double harmonic_bound(const listening *x, lia_vid i, double sources,
                             double l, double *mean)
{
    const double k = sources - x->asked[i], of = x->there->n - 1.;

    *mean = (double)x->all.near[i] / LIA_HEARD_SCALE / k;
    return bernstein(*mean, (double)x->all.near_squares[i] / LIA_HEARD_SCALE /
                     k, k, of, 1, l) + 2. / LIA_HEARD_SCALE;
}

/* How far closeness may lie from (r / (n - 1)) / (mean distance). */
static double closeness_bound(const listening *x, lia_vid i, double l,
                              double *value)
{
    const uint32_t part = x->parts->component[i];
    const double others = x->parts->size[part] - 1.;
    const double share = others / (x->there->n - 1.), k = x->all.count[i];

    *value = 0;
    if (others == 0)
        return 0;
    if (k < 1) {             /* nobody asked: between 0 and the share */
        *value = share / 2;
        return share / 2;
    }
    const double mean = (double)x->all.far[i] / k;
    const double e = bernstein(mean, (double)x->all.far_squares[i] / k, k,
                               others, x->range[part] - 1., l);
    const double least = mean - e > 1 ? mean - e : 1;
    *value = share / mean;
    return fmax(share / least - *value, *value - share / (mean + e));
}

/* The largest bound of all; stops looking above eps. Values where wanted. */
static double largest_bound(const listening *x, double sources, double l,
                            double *harmonic, double *closeness)
{
    const bool look = harmonic == NULL && closeness == NULL;
    double most = 0, value;

    for (lia_vid i = 0; i < x->there->n && (most <= x->o->eps || !look); i++) {
        if (x->harmonic) {
            most = fmax(most, harmonic_bound(x, i, sources, l, &value));
            if (harmonic != NULL)
                harmonic[i] = value * (x->there->n - 1.);
        }
        if (x->closeness) {
            most = fmax(most, closeness_bound(x, i, l, &value));
            if (closeness != NULL)
                closeness[i] = value;
        }
    }
    return most;
}

/* False if half of the accounts were not enough. */
static bool sample(listening *x, double *harmonic, double *closeness,
                   lia_achieved *end)
{
    const uint64_t n = x->there->n, most = n / 2 / LIA_WAVE_LANES;
    const double kinds = (x->harmonic ? 1 : 0) + (x->closeness ? 1 : 0);
    double part = x->o->delta / (2 * kinds * (double)n);
    uint64_t done = 0;

    for (uint64_t next = FIRST_PASSES; next <= most; next += next) {
        part /= 2;
        const double l = log(5 / part);
        listen(x, done, next);
        done = next;
        const double sources = (double)(done * LIA_WAVE_LANES);
        if (largest_bound(x, sources, l, NULL, NULL) > x->o->eps)
            continue;
        end->bound = largest_bound(x, sources, l, harmonic, closeness);
        end->samples = done * LIA_WAVE_LANES;
        return true;
    }
    return false;
}

/* Would sampling reach eps before half of the accounts are asked? The part of
 * the bound that does not depend on the variance says no early. */
static bool is_hopeless(const listening *x)
{
    const double n = x->there->n, k = n / 2;
    const double l = log(20 * n / x->o->delta);

    return n < 4 * FIRST_PASSES * LIA_WAVE_LANES ||
           (x->harmonic && (7. / 3 + 3 / sqrt(2)) * l / k > x->o->eps);
}

static const lia_accuracy usual = LIA_ACCURACY_DEFAULTS;

lia_status lia_nearness_sampled(double *harmonic, double *closeness,
                                lia_achieved *end, const lia_ties *ties,
                                const lia_accuracy *accuracy, lia_error *err)
{
    const lia_accuracy *o = accuracy ? accuracy : &usual;
    lia_status st = lia_accuracy_check(ties, harmonic, closeness, o, err);
    lia_components parts = {0};
    lia_achieved reached = {0, 0};
    bool enough = false;

    if (st != LIA_OK)
        return st;
    const lia_arcs both = lia_ties_as_arcs(ties);
    listening x = {.there = &both, .back = &both, .o = o,
                   .harmonic = harmonic != NULL,
                   .closeness = closeness != NULL, .parts = &parts};
    if (!is_hopeless(&x)) {
        LIA_TRY(lia_components_of_ties(&parts, ties, &o->run, err));
        LIA_TRY(open_all(&x, err));
        lia_watch_begin(&o->run, "nearness", 0, "sources");
        enough = sample(&x, harmonic, closeness, &reached);
        lia_watch_end(&o->run);
    }
    if (!enough) {
        LIA_TRY(lia_nearness(harmonic, closeness, ties, &o->run, err));
        reached = (lia_achieved){0, ties->n};
    }
    if (end)
        *end = reached;
done:
    close_all(&x);
    lia_components_free(&parts);
    return st;
}

lia_status lia_arcs_harmonic_sampled(double *harmonic, lia_achieved *end,
                                     const lia_arcs *arcs,
                                     const lia_accuracy *accuracy,
                                     lia_error *err)
{
    const lia_accuracy *o = accuracy ? accuracy : &usual;
    lia_status st = lia_accuracy_check(arcs, harmonic, NULL, o, err);
    lia_achieved reached = {0, 0};
    lia_arcs back = {0};
    bool enough = false;
    listening x = {.there = arcs, .back = &back, .o = o, .harmonic = true};

    if (st != LIA_OK)
        return st;
    if (!is_hopeless(&x)) {
        LIA_TRY(lia_arcs_reverse(&back, arcs, &o->run, err));
        LIA_TRY(open_all(&x, err));
        lia_watch_begin(&o->run, "nearness", 0, "sources");
        enough = sample(&x, harmonic, NULL, &reached);
        lia_watch_end(&o->run);
    }
    if (!enough) {
        LIA_TRY(lia_arcs_nearness(harmonic, NULL, arcs, &o->run, err));
        reached = (lia_achieved){0, arcs->n};
    }
    if (end)
        *end = reached;
done:
    close_all(&x);
    lia_arcs_free(&back);
    return st;
}
