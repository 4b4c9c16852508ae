/* bench/extremes.c - a star and a path of ten million accounts: nothing
 * recurses, what has no answer says so, closed forms come out.
 *
 *     bench_extremes [ACCOUNTS]
 */
#include <math.h>
#include <stdio.h>

#include "base/mem.h"
#include "clock.h"
#include "liaison/cohesion.h"
#include "liaison/paths.h"
#include "liaison/rank.h"
#include "liaison/reach.h"

static lia_ties g;
static double *x, *per_tie;
static uint32_t *counts;
static int wrong;

static void must(lia_status st, const lia_error *err)
{
    if (st != LIA_OK) {
        fprintf(stderr, "%s\n", err->message);
        exit(1);
    }
}

static void build(lia_vid n, bool star)
{
    lia_vid *a, *b;
    lia_error err;

    must(lia_alloc(&a, n, sizeof *a, &err), &err);
    must(lia_alloc(&b, n, sizeof *b, &err), &err);
    for (lia_vid i = 0; i + 1 < n; i++) {
        a[i] = star ? 0 : i;
        b[i] = i + 1;
    }
    const lia_pairs pairs = {n, n - 1, a, b, NULL};
    must(lia_ties_from_pairs(&g, NULL, &pairs, NULL, &err), &err);
    lia_free(a);
    lia_free(b);
}

static void say(const char *name, double since, double got, double want)
{
    const bool good = fabs(got - want) <= 1e-9 * (1 + fabs(want)) ||
                      (isinf(got) && isinf(want));

    printf("  %-22s %6.2f s CPU  %.12g%s\n", name, clock_cpu() - since, got,
           good ? "" : "  WRONG");
    wrong += !good;
}

static void all(bool star)
{
    const double n = g.n, pairs = (n - 1) * (n - 2) / 2;
    const lia_vid middle = star ? 0 : g.n / 2;
    const double left = middle, right = n - 1 - left;
    lia_components parts;
    lia_error err;
    double since = clock_cpu(), value;

    must(lia_betweenness(x, per_tie, &g, NULL, &err), &err);
    say("betweenness", since, x[middle], star ? 1 : left * right / pairs);
    since = clock_cpu();
    must(lia_pagerank_of_ties(x, NULL, &g, NULL, &err), &err);
    value = 0;
    for (lia_vid i = 0; i < g.n; i++)
        value += x[i];
    say("PageRank, its sum", since, value, 1);
    since = clock_cpu();
    must(lia_core_of_ties(counts, &g, NULL, &err), &err);
    say("core", since, counts[middle], 1);
    since = clock_cpu();
    must(lia_components_of_ties(&parts, &g, NULL, &err), &err);
    say("components", since, parts.count, 1);
    lia_components_free(&parts);
    since = clock_cpu();
    must(lia_diameter_of_ties(&value, &g, NULL, &err), &err);
    say("diameter", since, value, star ? 2 : n - 1);
    since = clock_cpu();
    must(lia_reach2_of_ties(counts, &g, NULL, &err), &err);
    say("reach2", since, counts[middle], star ? n - 1 : 4);
    since = clock_cpu();
    lia_rank_options few = LIA_EIGENVECTOR_DEFAULTS;
    few.max_iterations = 100;
    if (star) {
        lia_status st = lia_katz_of_ties(x, NULL, &g, NULL, &err);
        say("Katz refused", since, st, LIA_ECANNOT);
    } else {
        lia_status st = lia_eigenvector_of_ties(x, NULL, &g, &few, &err);
        say("eigenvector refused", since, st, LIA_ECANNOT);
    }
    printf("    (%s)\n", err.message);
}

int main(int count, char **word)
{
    const lia_vid n = count > 1 ? (lia_vid)atoi(word[1]) : 10000000;
    lia_error err;

    must(lia_alloc(&x, n, sizeof *x, &err), &err);
    must(lia_alloc(&per_tie, n, sizeof *per_tie, &err), &err);
    must(lia_alloc(&counts, n, sizeof *counts, &err), &err);
    for (int star = 1; star >= 0; star--) {
        printf("%s of %u accounts\n", star ? "star" : "path", n);
        build(n, star);
        all(star);
        lia_ties_free(&g);
    }
    return wrong > 0;
}
