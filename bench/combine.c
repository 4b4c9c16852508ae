/* combine.c - how should the chances of several ways be put together?
 *
 *     bench_combine EDGES [TARGETS [DRAWS [SEED]]]
 *
 * A network of contacts, a chance drawn for each tie (most are weak: 0.02 +
 * 0.73 u^3, u uniform), 150 pairs of a seller and a target that are no
 * contacts but within three ties. The truth is simulated: in each draw a tie
 * passes a request on with its chance, and the target is reached if a path of
 * at most three ties holds. Printed is Spearman's rank correlation of each
 * rule with that truth, once with the chances known and once with chances
 * that are wrong by a factor of e^(0.8 z), z normal, as they will be.
 *
 * The chances are simulated: this is evidence about the rule that combines
 * them, not about people.
 */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "liaison/introduce.h"
#include "liaison/project.h"
#include "liaison/ranked.h"
#include "liaison/read.h"
#include "random.h"

enum { HOPS, PATHS, WEAKEST, PRODUCT, NOISY_OR, DISJOINT, RULES };
static const char *const rule_names[RULES] = {
    "fewest ties", "number of paths", "weakest link of the best",
    "product of the best path", "noisy-OR of the ten best",
    "noisy-OR of three disjoint"};

static void must(lia_status st, const lia_error *err)
{
    if (st != LIA_OK) {
        fprintf(stderr, "%s\n", err->message);
        exit(1);
    }
}

static double uniform(uint64_t *seed)
{
    return (double)(bench_random(seed) >> 11) * 0x1p-53;
}

static double normal(uint64_t *seed)
{
    const double u = uniform(seed), v = uniform(seed);

    return sqrt(-2 * log(1 - u)) * cos(2 * acos(-1) * v);
}

static double clamp(double p)
{
    return p < 0 ? 0 : p > 1 ? 1 : p;
}

typedef struct world {
    lia_ties ties;           /* weight: what the rules see                   */
    double *truth;           /* [2 m] chances                                */
    uint64_t *twin;          /* [2 m] entry of the other direction           */
    uint32_t *held;          /* [2 m] draw in which the tie was looked at    */
    uint8_t *holds;          /* [2 m]                                        */
    uint32_t draw;
    uint64_t seed;
} world;

/* Does the tie of an entry hold in this draw? Drawn when first asked. */
static bool holds(world *w, uint64_t e)
{
    if (w->held[e] != w->draw) {
        const bool yes = uniform(&w->seed) < w->truth[e];
        w->held[e] = w->held[w->twin[e]] = w->draw;
        w->holds[e] = w->holds[w->twin[e]] = yes;
    }
    return w->holds[e];
}

/* Marks of one draw: accounts that the seller reaches in one tie. */
static bool reached(world *w, lia_vid me, lia_vid x, uint32_t *first)
{
    const lia_ties *t = &w->ties;

    for (uint64_t e = t->off[me]; e < t->off[me + 1]; e++)
        if (holds(w, e))
            first[t->to[e]] = w->draw;
    if (first[x] == w->draw)
        return true;
    for (uint64_t e = t->off[x]; e < t->off[x + 1]; e++) {
        const lia_vid j = t->to[e];
        if (j == me || !holds(w, e))
            continue;
        if (first[j] == w->draw)
            return true;
        for (uint64_t f = t->off[j]; f < t->off[j + 1]; f++)
            if (first[t->to[f]] == w->draw && t->to[f] != x && holds(w, f))
                return true;
    }
    return false;
}

static double simulate(world *w, lia_vid me, lia_vid x, int draws,
                       uint32_t *first)
{
    int yes = 0;

    for (int k = 0; k < draws; k++) {
        w->draw++;
        yes += reached(w, me, x, first);
    }
    return (double)yes / draws;
}

static double chance(const lia_ties *t, lia_vid a, lia_vid b)
{
    return t->weight[lia_ties_find(t, a, b)];
}

static double weakest(const lia_ties *t, const lia_route *r, lia_vid x)
{
    lia_vid at = r->me;
    double least = 1;

    for (int k = 0; k < 2 && r->via[k] != LIA_NONE; k++) {
        least = fmin(least, chance(t, at, r->via[k]));
        at = r->via[k];
    }
    return fmin(least, chance(t, at, x));
}

/* The best three that share no account. */
static double disjoint(const lia_route *r, uint64_t count)
{
    lia_vid used[6];
    double miss = 1;
    int size = 0, paths = 0;

    for (uint64_t k = 0; k < count && paths < 3; k++) {
        bool shares = false;
        for (int q = 0; q < size; q++)
            shares |= used[q] == r[k].via[0] || used[q] == r[k].via[1];
        if (shares)
            continue;
        for (int v = 0; v < 2; v++)
            if (r[k].via[v] != LIA_NONE)
                used[size++] = r[k].via[v];
        miss *= 1 - r[k].probability;
        paths++;
    }
    return 1 - miss;
}

static double count_paths(const lia_ties *t, lia_vid me, lia_vid x)
{
    double count = 0;

    for (uint64_t e = t->off[x]; e < t->off[x + 1]; e++) {
        const lia_vid j = t->to[e];
        count += lia_ties_find(t, me, j) != UINT64_MAX;
        for (uint64_t f = t->off[j]; f < t->off[j + 1]; f++)
            count += t->to[f] != x && t->to[f] != me &&
                     lia_ties_find(t, me, t->to[f]) != UINT64_MAX;
    }
    return count;
}

static void score(double out[RULES], const world *w, lia_vid me, lia_vid x)
{
    uint8_t *flag = calloc(w->ties.n, 1);
    lia_routes r;
    lia_error err;

    flag[me] = 1;
    must(lia_routes_find(&r, &w->ties, flag, &x, 1, NULL, &err), &err);
    out[HOPS] = -(double)(lia_ties_find(&w->ties, me, x) != UINT64_MAX ? 1 : 3);
    for (uint64_t e = w->ties.off[x]; e < w->ties.off[x + 1]; e++)
        if (out[HOPS] < -2 && lia_ties_find(&w->ties, me, w->ties.to[e]) !=
                                  UINT64_MAX)
            out[HOPS] = -2;
    out[PATHS] = count_paths(&w->ties, me, x);
    out[WEAKEST] = weakest(&w->ties, &r.route[0], x);
    out[PRODUCT] = r.route[0].probability;
    out[NOISY_OR] = r.reach[0];
    out[DISJOINT] = disjoint(r.route, r.route_off[1]);
    lia_routes_free(&r);
    free(flag);
}

/* Ranks, draws the mean of theirs. */
static void rank(double *out, const double *value, uint64_t count)
{
    const lia_rank_key key = {.number = value};
    uint64_t *order, shown;
    lia_error err;

    must(lia_ranked_order(&order, &shown, count, 0, &key, 1, NULL, &err),
         &err);
    for (uint64_t begin = 0, end; begin < count; begin = end) {
        for (end = begin; end < count &&
                          value[order[end]] == value[order[begin]]; end++)
            ;
        for (uint64_t k = begin; k < end; k++)
            out[order[k]] = (double)(begin + end - 1) / 2;
    }
    lia_ranked_order_free(order);
}

static double spearman(const double *a, const double *b, uint64_t count)
{
    double *x = malloc(2 * count * sizeof *x), *y = x + count;
    double mean = (double)(count - 1) / 2, xy = 0, xx = 0, yy = 0;

    rank(x, a, count);
    rank(y, b, count);
    for (uint64_t k = 0; k < count; k++) {
        xy += (x[k] - mean) * (y[k] - mean);
        xx += (x[k] - mean) * (x[k] - mean);
        yy += (y[k] - mean) * (y[k] - mean);
    }
    free(x);
    return xy / sqrt(xx * yy);
}

static void build(world *w, const char *path, uint64_t seed)
{
    lia_tables *tables;
    lia_read_options options = LIA_READ_DEFAULTS;
    lia_error err;
    uint64_t *next;

    options.lean = true;
    must(lia_read(&tables, &path, 1, &options, &err), &err);
    must(lia_ties_from_tables(&w->ties, NULL, tables, NULL, &err), &err);
    lia_tables_free(tables);
    w->truth = malloc(2 * w->ties.m * sizeof *w->truth);
    w->twin = malloc(2 * w->ties.m * sizeof *w->twin);
    w->held = calloc(2 * w->ties.m, sizeof *w->held);
    w->holds = calloc(2 * w->ties.m, 1);
    w->ties.weight = malloc(2 * w->ties.m * sizeof(double));
    next = malloc(w->ties.n * sizeof *next);
    memcpy(next, w->ties.off, w->ties.n * sizeof *next);
    w->seed = seed;
    for (lia_vid a = 0; a < w->ties.n; a++)
        for (uint64_t e = w->ties.off[a]; e < w->ties.off[a + 1]; e++) {
            const double u = uniform(&w->seed);
            if (w->ties.to[e] < a)
                continue;
            const uint64_t f = next[w->ties.to[e]]++;
            w->twin[e] = f;
            w->twin[f] = e;
            w->truth[e] = w->truth[f] = 0.02 + 0.73 * u * u * u;
        }
    free(next);
}

static bool within_reach(const lia_ties *t, lia_vid me, lia_vid x)
{
    return me != x && lia_ties_find(t, me, x) == UINT64_MAX &&
           count_paths(t, me, x) > 0;
}

int main(int argc, char **argv)
{
    const uint64_t targets = argc > 2 ? (uint64_t)atoll(argv[2]) : 150;
    const int draws = argc > 3 ? atoi(argv[3]) : 20000;
    world w = {.draw = 0};
    double *truth = malloc(targets * sizeof *truth);
    double *value = malloc(2 * RULES * targets * sizeof *value);
    double bias[2] = {0, 0};
    uint32_t *first;

    if (argc < 2) {
        fprintf(stderr, "usage: bench_combine EDGES [TARGETS [DRAWS "
                        "[SEED]]]\n");
        return 2;
    }
    build(&w, argv[1], argc > 4 ? (uint64_t)atoll(argv[4]) : 1);
    first = calloc(w.ties.n, sizeof *first);
    lia_vid *pair = malloc(2 * targets * sizeof *pair);
    for (uint64_t k = 0; k < targets;) {
        pair[2 * k] = (lia_vid)(bench_random(&w.seed) % w.ties.n);
        pair[2 * k + 1] = (lia_vid)(bench_random(&w.seed) % w.ties.n);
        k += within_reach(&w.ties, pair[2 * k], pair[2 * k + 1]);
    }
    for (uint64_t k = 0; k < targets; k++)
        truth[k] = simulate(&w, pair[2 * k], pair[2 * k + 1], draws, first);
    for (int noisy = 0; noisy < 2; noisy++) {
        for (uint64_t e = 0; e < 2 * w.ties.m; e++)
            if (e < w.twin[e])
                w.ties.weight[e] = w.ties.weight[w.twin[e]] =
                    clamp(w.truth[e] *
                          (noisy ? exp(0.8 * normal(&w.seed)) : 1));
        for (uint64_t k = 0; k < targets; k++) {
            double rules[RULES];
            score(rules, &w, pair[2 * k], pair[2 * k + 1]);
            bias[noisy] += (rules[NOISY_OR] - truth[k]) / (double)targets;
            for (int r = 0; r < RULES; r++)
                value[(noisy * RULES + r) * (int64_t)targets + (int64_t)k] =
                    rules[r];
        }
    }
    printf("%s: %llu pairs, %d draws; Spearman with the truth\n", argv[1],
           (unsigned long long)targets, draws);
    printf("  %-28s %8s %8s\n", "rule", "known", "wrong");
    for (int r = 0; r < RULES; r++)
        printf("  %-28s %8.3f %8.3f\n", rule_names[r],
               spearman(truth, value + (uint64_t)r * targets, targets),
               spearman(truth, value + (uint64_t)(RULES + r) * targets,
                        targets));
    printf("  mean error of the noisy-OR: %+.3f known, %+.3f wrong\n",
           bias[0], bias[1]);
    return 0;
}
