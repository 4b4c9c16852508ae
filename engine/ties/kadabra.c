/* ties/kadabra.c - betweenness by adaptive sampling of shortest paths.
 *
 * After tau of at most omega samples an element (account or tie) was on a
 * share b' of the paths. By the martingale inequality of Freedman (1975),
 * whatever made us stop, with L = ln(1 / its part of delta),
 *
 *   tau^2 x^2 = 2 L (omega b + tau x / 3),   x = |b' - b|,
 *
 * is exceeded with probability below that part, once for either side. Solved
 * for x with b = b' - x and b = b' + x these are Borassi and Natale's f and g.
 * Solved for L with x = eps they say how small a part an element can do with
 * if we stop at tau: the smallest tau for which all parts add up to delta / 2
 * is planned from a first sample, which is not used again. At omega samples
 * the bound of Riondato and Kornaropoulos holds with the other delta / 2.
 *
 * f and g grow with b', and L depends on the hits in the first sample alone:
 * of all elements with the same hits there, the one with most hits now has the
 * largest bound. So threads keep a tally by hits in the first sample, and
 * neither planning nor the question whether to stop passes all elements: with
 * millions of ties these passes were as long as the searches of a thread.
 */
#include "liaison/approximate.h"

#include <math.h>
#include <string.h>

#include "base/mem.h"
#include "base/threads.h"
#include "base/watch.h"
#include "graph/accuracy.h"
#include "graph/rows.h"
#include "liaison/cohesion.h"
#include "ties/path_bound.h"
#include "ties/path_sample.h"

enum { LEAST_FIRST = 200, MOST_FIRST = 4000, ROUNDS = 16, TASK = 8 };

typedef struct sampling {
    const lia_arcs *there, *back;
    const lia_accuracy *o;
    bool accounts, entries;      /* wanted                                   */
    const uint64_t *first;       /* of ties: see lia_ties_first; NULL = arcs */
    double eps;                  /* on the scale of shares of samples        */
    uint64_t omega;
    uint64_t elements;           /* accounts, then ties                      */
    uint64_t base;               /* where ties begin                         */
    uint32_t *hit;               /* [elements] samples through it            */
    uint16_t *suggested;         /* [elements] hits in the first sample      */
    uint64_t first_count;
    uint64_t *tally;             /* [threads][first_count + 1] by suggested:
                                    in the first sample elements gained, may
                                    be "negative"; later the most hits       */
    uint64_t *with;              /* [first_count + 1] elements, by suggested */
    double *low, *high;          /* [first_count + 1] L of either side, by
                                    suggested                                */
    uint64_t planned;            /* samples; 0 in the first sample           */
    lia_path_sampler **sampler;  /* [threads]                                */
    int threads;
    bool fits;
} sampling;

static double square(double x)
{
    return x * x;
}

/* f and g: how far b may lie below and above the share seen. */
static double below(double share, double l, double omega, double tau)
{
    const double a = 1. / 3 - omega / tau;

    return l / tau * (a + sqrt(a * a + 2 * share * omega / l));
}

static double above(double share, double l, double omega, double tau)
{
    const double a = 1. / 3 + omega / tau;

    return l / tau * (a + sqrt(a * a + 2 * share * omega / l));
}

static uint64_t element_of(const sampling *s, lia_vid a, lia_vid b)
{
    if (s->first == NULL)
        return s->base + lia_row_find(s->there->off, s->there->to, a, b);
    const lia_vid low = a < b ? a : b, high = a < b ? b : a;
    return s->base + s->first[low] +
           lia_row_find(s->there->off, s->there->to, low, high);
}

static void count(sampling *s, uint64_t element, uint64_t *tally)
{
    if (s->planned == 0) {
        uint16_t now;
        #pragma omp atomic capture
        now = ++s->suggested[element];
        tally[now - 1]--;
        tally[now]++;
    } else {
        uint32_t now;
        #pragma omp atomic capture
        now = ++s->hit[element];
        uint64_t *most = &tally[s->suggested[element]];
        *most = now > *most ? now : *most;
    }
}

static void count_path(sampling *s, const lia_vid *path, uint32_t length)
{
    uint64_t *tally = s->tally +
                      (uint64_t)lia_thread_id() * (s->first_count + 1);

    for (uint32_t k = 1; s->accounts && k < length; k++)
        count(s, path[k], tally);
    for (uint32_t k = 0; s->entries && k < length; k++)
        count(s, element_of(s, path[k], path[k + 1]), tally);
}

/* Samples begin .. end - 1, each from a stream of its own. */
static void sample(sampling *s, uint64_t begin, uint64_t end)
{
    bool fits = true;

    #pragma omp parallel for num_threads(s->threads) reduction(&& : fits) \
        schedule(dynamic, TASK)
    for (uint64_t k = begin; k < end; k++) {
        lia_rng rng = lia_rng_make(s->o->seed, k);
        const lia_vid from = lia_rng_below(&rng, s->there->n);
        lia_vid to = lia_rng_below(&rng, s->there->n - 1);
        const lia_vid *path;
        uint32_t length;
        to += to >= from;
        fits = lia_path_sample(s->sampler[lia_thread_id()], &path, &length,
                               from, to, &rng) && fits;
        if (fits)
            count_path(s, path, length);
    }
    s->fits = s->fits && fits;
    lia_watch_advance(&s->o->run, end - begin);
}

/* Parts of delta that elements need if all stop at tau. The first sample's
 * hits c stand for a share that is above c / first_count by more than chance:
 * an element with a larger share than planned for makes sampling go on. */
static double parts_at(const sampling *s, double tau, double *low,
                       double *high)
{
    const double omega = (double)s->omega, e = s->eps;
    double sum = 0;

    for (uint64_t c = 0; c <= s->first_count; c++) {
        const double hits = (double)c;
        const double b = (hits + 3 * sqrt(hits) + 5) / (double)s->first_count;
        const double under = b > e ? b - e : 0;
        low[c] = square(tau * e) / (2 * (omega * under + tau * e / 3));
        high[c] = square(tau * e) / (2 * (omega * (b + e) + tau * e / 3));
        sum += (double)s->with[c] * (exp(-low[c]) + exp(-high[c]));
    }
    return sum;
}

static void plan(sampling *s)
{
    const double budget = s->o->delta / 2;
    const uint64_t classes = s->first_count + 1;
    uint64_t low = 1, high = s->omega;
    double sum;

    memset(s->with, 0, classes * sizeof *s->with);
    s->with[0] = s->elements;
    for (uint64_t k = 0; k < (uint64_t)s->threads * classes; k++)
        s->with[k % classes] += s->tally[k];
    memset(s->tally, 0, (uint64_t)s->threads * classes * sizeof *s->tally);
    while (low < high) {
        const uint64_t middle = low + (high - low) / 2;
        if (parts_at(s, (double)middle, s->low, s->high) <= budget)
            high = middle;
        else
            low = middle + 1;
    }
    s->planned = low;
    sum = parts_at(s, (double)low, s->low, s->high);
    for (uint64_t c = 0; sum > budget && c < classes; c++) {
        s->low[c] += log(sum / budget);      /* omega samples it will be */
        s->high[c] += log(sum / budget);
    }
}

/* Of an element with c hits in the first sample. */
static double bound_of(const sampling *s, uint64_t c, uint64_t hits,
                       uint64_t tau)
{
    const double t = (double)tau, omega = (double)s->omega;
    const double share = (double)hits / t;
    const double f = below(share, s->low[c], omega, t);
    const double g = above(share, s->high[c], omega, t);
    const double under = f < share ? f : share;  /* b is not below 0 */

    return under > g ? under : g;
}

static double largest_bound(const sampling *s, uint64_t tau)
{
    const uint64_t classes = s->first_count + 1;
    double largest = 0;

    for (uint64_t c = 0; c < classes; c++) {
        uint64_t most = 0;
        if (s->with[c] == 0)
            continue;
        for (int k = 0; k < s->threads; k++) {
            const uint64_t hits = s->tally[(uint64_t)k * classes + c];
            most = hits > most ? hits : most;
        }
        const double b = bound_of(s, c, most, tau);
        largest = b > largest ? b : largest;
    }
    return largest;
}

static void run_rounds(sampling *s, lia_achieved *end)
{
    const uint64_t step = s->planned / ROUNDS > 16 ? s->planned / ROUNDS : 16;
    const uint64_t offset = s->first_count;   /* streams already drawn from */
    uint64_t tau = 0;
    double most = INFINITY;

    while (s->fits && tau < s->omega) {
        uint64_t next = tau == 0 && s->planned > 4 * step
                            ? s->planned - 4 * step : tau + step;
        next = next < s->omega ? next : s->omega;
        sample(s, offset + tau, offset + next);
        tau = next;
        most = largest_bound(s, tau);
        if (most <= s->eps)
            break;
    }
    *end = (lia_achieved){most < s->eps ? most : s->eps, tau};
}

static lia_status open_samplers(sampling *s, lia_error *err)
{
    lia_status st = LIA_OK;

    LIA_TRY(lia_alloc_zero(&s->sampler, (uint64_t)s->threads,
                           sizeof *s->sampler, err));
    for (int k = 0; k < s->threads; k++)
        LIA_TRY(lia_path_sampler_open(&s->sampler[k], s->there, s->back, err));
done:
    return st;
}

static void close_all(sampling *s)
{
    for (int k = 0; s->sampler && k < s->threads; k++)
        lia_path_sampler_close(s->sampler[k]);
    lia_free(s->sampler);
    lia_free(s->hit);
    lia_free(s->suggested);
    lia_free(s->tally);
    lia_free(s->with);
    lia_free(s->low);
    lia_free(s->high);
}

/* most_on_path: accounts on the longest shortest path, at most. */
static lia_status sample_all(sampling *s, lia_achieved *end,
                             double most_on_path, lia_error *err)
{
    const double n = s->there->n, delta = s->o->delta;
    const double inner = s->entries ? most_on_path - 1 : most_on_path - 2;
    lia_status st = LIA_OK;

    s->base = s->accounts ? s->there->n : 0;
    s->elements = s->base + (!s->entries ? 0 : s->first ? s->there->m / 2
                                                        : s->there->m);
    s->eps = s->accounts ? s->o->eps * (n - 2) / n : s->o->eps;
    s->omega = (uint64_t)ceil((floor(log2(inner > 1 ? inner : 1)) + 1 +
                               log(2 / delta)) / (2 * square(s->eps)));
    if (s->omega > UINT32_MAX)
        return lia_fail(err, LIA_EARG, "an error of %g takes up to %.2g "
                        "samples, more than can be counted", s->o->eps,
                        (double)s->omega);
    s->first_count = s->omega / 15;
    s->first_count = s->first_count < LEAST_FIRST ? LEAST_FIRST
                   : s->first_count > MOST_FIRST ? MOST_FIRST : s->first_count;
    const uint64_t classes = s->first_count + 1;
    s->threads = lia_thread_crew(&s->o->run, s->there->m);
    s->fits = true;
    LIA_TRY(lia_alloc_zero(&s->hit, s->elements, sizeof *s->hit, err));
    LIA_TRY(lia_alloc_zero(&s->suggested, s->elements, sizeof *s->suggested,
                           err));
    LIA_TRY(lia_alloc_zero(&s->tally, (uint64_t)s->threads * classes,
                           sizeof *s->tally, err));
    LIA_TRY(lia_alloc(&s->with, classes, sizeof *s->with, err));
    LIA_TRY(lia_alloc(&s->low, classes, sizeof *s->low, err));
    LIA_TRY(lia_alloc(&s->high, classes, sizeof *s->high, err));
    LIA_TRY(open_samplers(s, err));
    lia_watch_begin(&s->o->run, "betweenness", 0, "samples");
    sample(s, 0, s->first_count);
    plan(s);
    run_rounds(s, end);
    lia_watch_end(&s->o->run);
    if (!s->fits)
        st = lia_fail(err, LIA_ECANNOT, "a pair of accounts has more than "
                      "1e308 shortest paths");
done:
    return st;
}

/* Hits to values; with two accounts or fewer nothing lies between. */
static void write_down(double *accounts, double *entries, const sampling *s,
                       const lia_achieved *end)
{
    const double n = s->there->n, tau = (double)end->samples;

    for (lia_vid i = 0; accounts && i < s->there->n; i++)
        accounts[i] = s->hit[i] / tau * n / (n - 2);
    if (entries == NULL)
        return;
    #pragma omp parallel for num_threads(s->threads) schedule(static)
    for (uint64_t e = s->base; e < s->elements; e++)
        entries[e - s->base] = s->hit[e] / tau;
}

static const lia_accuracy usual = LIA_ACCURACY_DEFAULTS;

/* Nothing to sample: no ties, or nobody to lie between. */
static bool is_trivial(double *accounts, double *entries, lia_achieved *end,
                       const lia_arcs *g)
{
    if (g->n > 2 && g->m > 0)
        return false;
    for (lia_vid i = 0; accounts && i < g->n; i++)
        accounts[i] = 0;
    for (uint64_t e = 0; entries && e < g->m; e++)
        entries[e] = g->n > 0 ? 1 / ((double)g->n * ((double)g->n - 1)) : 0;
    if (end)
        *end = (lia_achieved){0, 0};
    return true;
}

lia_status lia_betweenness_sampled(double *accounts, double *ties_out,
                                   lia_achieved *end, const lia_ties *ties,
                                   const lia_accuracy *accuracy,
                                   lia_error *err)
{
    const lia_accuracy *o = accuracy ? accuracy : &usual;
    lia_status st = lia_accuracy_check(ties, accounts, ties_out, o, err);
    lia_achieved reached = {0, 0};
    uint64_t *first = NULL;
    sampling s = {.o = o, .accounts = accounts != NULL,
                  .entries = ties_out != NULL};
    double longest = 0;

    if (st != LIA_OK)
        return st;
    const lia_arcs both = lia_ties_as_arcs(ties);
    if (ties->n <= 2 || ties->m == 0) {
        (void)is_trivial(accounts, NULL, end, &both);
        for (uint64_t t = 0; ties_out && t < ties->m; t++)
            ties_out[t] = 1;
        return LIA_OK;
    }
    LIA_TRY(lia_alloc(&first, ties->n, sizeof *first, err));
    lia_ties_first(first, ties);
    LIA_TRY(lia_path_bound(&longest, ties, &o->run, err));
    s.there = s.back = &both;
    s.first = first;
    LIA_TRY(sample_all(&s, &reached, longest, err));
    write_down(accounts, ties_out, &s, &reached);
    if (end)
        *end = reached;
done:
    close_all(&s);
    lia_free(first);
    return st;
}

lia_status lia_arcs_betweenness_sampled(double *accounts, double *arcs_out,
                                        lia_achieved *end,
                                        const lia_arcs *arcs,
                                        const lia_accuracy *accuracy,
                                        lia_error *err)
{
    const lia_accuracy *o = accuracy ? accuracy : &usual;
    lia_status st = lia_accuracy_check(arcs, accounts, arcs_out, o, err);
    lia_achieved reached = {0, 0};
    lia_arcs back = {0};
    lia_components parts = {0};
    sampling s = {.o = o, .accounts = accounts != NULL,
                  .entries = arcs_out != NULL, .there = arcs, .back = &back};
    uint32_t largest = 0;

    if (st != LIA_OK || is_trivial(accounts, arcs_out, end, arcs))
        return st;
    LIA_TRY(lia_arcs_reverse(&back, arcs, &o->run, err));
    LIA_TRY(lia_components_of_arcs(&parts, arcs, &o->run, err));
    for (lia_vid c = 0; c < parts.count; c++)
        largest = parts.size[c] > largest ? parts.size[c] : largest;
    LIA_TRY(sample_all(&s, &reached, largest, err));
    write_down(accounts, arcs_out, &s, &reached);
    if (end)
        *end = reached;
done:
    close_all(&s);
    lia_components_free(&parts);
    lia_arcs_free(&back);
    return st;
}
