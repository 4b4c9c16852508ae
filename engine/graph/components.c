/* graph/components.c - connected components by a forest of pointers to smaller
 * accounts (Afforest, Sutton et al. 2018).
 *
 * Every account points at one of its component, at first itself. A tie joins
 * two trees by pointing the larger root at the smaller, so that in the end the
 * root of a component is its smallest account, whatever order the threads
 * worked in. Linking only the first two contacts of everyone already joins most
 * of a social network; the accounts of the largest tree then skip their other
 * ties, because a tie that leaves the tree is seen from its other end. Arcs
 * have no other end to be seen from: there all are linked.
 *
 * Pointers are read and written by several threads at once, hence the atomics.
 * Each only ever points at a smaller account of the same component, so no
 * interleaving can make a circle or a wrong link. Halving the path on each
 * search keeps the worst case at O(log n) per link (Tarjan, van Leeuwen 1984).
 */
#include "liaison/cohesion.h"

#include <string.h>

#include "base/mem.h"
#include "base/threads.h"
#include "base/watch.h"

enum { ACCOUNTS_PER_TASK = 1024, FIRST_CONTACTS = 2, SAMPLES = 1024 };

static uint32_t get(uint32_t *parent, uint32_t i)
{
    return __atomic_load_n(&parent[i], __ATOMIC_RELAXED);
}

static uint32_t find_root(uint32_t *parent, uint32_t i)
{
    for (;;) {
        uint32_t up = get(parent, i), above = get(parent, up);
        if (up == above)
            return up;
        __atomic_store_n(&parent[i], above, __ATOMIC_RELAXED);
        i = above;
    }
}

static void join(uint32_t *parent, uint32_t i, uint32_t j)
{
    for (;;) {
        uint32_t a = find_root(parent, i), b = find_root(parent, j);
        if (a == b)
            return;
        uint32_t high = a > b ? a : b, low = a > b ? b : a, seen = high;
        if (__atomic_compare_exchange_n(&parent[high], &seen, low, false,
                                        __ATOMIC_RELAXED, __ATOMIC_RELAXED))
            return;
    }
}

/* The root met most often among a thousand accounts, evenly spread. It steers
 * the work, never the result. */
static uint32_t common_root(uint32_t *parent, lia_vid n)
{
    const uint64_t samples = n < SAMPLES ? n : SAMPLES;
    uint32_t best = 0;
    int64_t votes = 0;

    /* Boyer-Moore: right whenever one root has more than half. */
    for (uint64_t k = 0; k < samples; k++) {
        uint32_t root = find_root(parent, (uint32_t)(k * n / samples));
        if (votes == 0)
            best = root;
        votes += root == best ? 1 : -1;
    }
    return best;
}

static void link_first(uint32_t *parent, const lia_arcs *g, int threads)
{
    const int64_t n = g->n;

    (void)threads;
    #pragma omp parallel for num_threads(threads) \
        schedule(dynamic, ACCOUNTS_PER_TASK)
    for (int64_t i = 0; i < n; i++) {
        uint64_t end = g->off[i] + FIRST_CONTACTS;
        if (end > g->off[i + 1])
            end = g->off[i + 1];
        for (uint64_t e = g->off[i]; e < end; e++)
            join(parent, (uint32_t)i, g->to[e]);
    }
}

static void link_rest(uint32_t *parent, const lia_arcs *g, bool both,
                      int threads)
{
    const uint32_t giant = both ? common_root(parent, g->n) : LIA_NONE;
    const int64_t n = g->n;

    (void)threads;
    #pragma omp parallel for num_threads(threads) \
        schedule(dynamic, ACCOUNTS_PER_TASK)
    for (int64_t i = 0; i < n; i++) {
        if (find_root(parent, (uint32_t)i) == giant)
            continue;
        for (uint64_t e = g->off[i] + FIRST_CONTACTS; e < g->off[i + 1]; e++)
            join(parent, (uint32_t)i, g->to[e]);
    }
}

/* Roots become numbers in place: a root stands before all that point at it. */
static lia_vid number(uint32_t *parent, lia_vid n)
{
    lia_vid count = 0;

    for (lia_vid i = 0; i < n; i++)
        parent[i] = parent[i] == i ? count++ : parent[parent[i]];
    return count;
}

static lia_status components_of(lia_components *out, const lia_arcs *g,
                                bool both, const lia_run *run, lia_error *err)
{
    lia_status st = LIA_OK;
    lia_components found = {g->n, 0, NULL, NULL};
    const int threads = lia_thread_crew(run, g->n + g->m);
    const int64_t n = g->n;

    (void)threads;
    LIA_TRY(lia_alloc(&found.component, g->n, sizeof *found.component, err));
    lia_watch_begin(run, "components", g->n, "accounts");
    for (lia_vid i = 0; i < g->n; i++)
        found.component[i] = i;
    link_first(found.component, g, threads);
    lia_watch_advance(run, g->n / 2);
    link_rest(found.component, g, both, threads);
    #pragma omp parallel for num_threads(threads)
    for (int64_t i = 0; i < n; i++)
        __atomic_store_n(&found.component[i],
                         find_root(found.component, (uint32_t)i),
                         __ATOMIC_RELAXED);
    found.count = number(found.component, g->n);
    lia_watch_advance(run, g->n - g->n / 2);
    lia_watch_end(run);
    LIA_TRY(lia_alloc_zero(&found.size, found.count, sizeof *found.size, err));
    for (lia_vid i = 0; i < g->n; i++)
        found.size[found.component[i]]++;
    *out = found;
    return LIA_OK;
done:
    lia_components_free(&found);
    return st;
}

lia_status lia_components_of_ties(lia_components *out, const lia_ties *ties,
                                  const lia_run *run, lia_error *err)
{
    if (out == NULL || ties == NULL)
        return lia_fail(err, LIA_EARG, "out and ties must be given");
    const lia_arcs g = lia_ties_as_arcs(ties);
    return components_of(out, &g, true, run, err);
}

lia_status lia_components_of_arcs(lia_components *out, const lia_arcs *arcs,
                                  const lia_run *run, lia_error *err)
{
    if (out == NULL || arcs == NULL)
        return lia_fail(err, LIA_EARG, "out and arcs must be given");
    return components_of(out, arcs, false, run, err);
}

void lia_components_free(lia_components *components)
{
    if (components == NULL)
        return;
    lia_free(components->component);
    lia_free(components->size);
    memset(components, 0, sizeof *components);
}
