/* paths_support.h - shapes with closed forms, and slow twins: distances and
 * numbers of shortest paths of all pairs, from the definitions.
 */
#ifndef LIA_PATHS_SUPPORT_H
#define LIA_PATHS_SUPPORT_H

#include "support.h"

#include <math.h>

#include "liaison/paths.h"

/* A list of pairs that grows. */
typedef struct pair_list {
    lia_vid n;
    uint64_t count, room;
    lia_vid *source, *target;
    double *weight;
} pair_list;

static inline void pair_add(pair_list *list, lia_vid a, lia_vid b, double w)
{
    if (list->count == list->room) {
        list->room = list->room ? 2 * list->room : 64;
        list->source = realloc(list->source, list->room * sizeof(lia_vid));
        list->target = realloc(list->target, list->room * sizeof(lia_vid));
        list->weight = realloc(list->weight, list->room * sizeof(double));
    }
    list->source[list->count] = a;
    list->target[list->count] = b;
    list->weight[list->count++] = w;
    list->n = a >= list->n ? a + 1 : list->n;
    list->n = b >= list->n ? b + 1 : list->n;
}

/* Frees the list. */
static inline lia_ties pair_ties(pair_list *list, bool weighted)
{
    lia_pairs pairs = {list->n, list->count, list->source, list->target,
                       weighted ? list->weight : NULL};
    lia_ties ties;

    assert_int_equal(lia_ties_from_pairs(&ties, NULL, &pairs, NULL, NULL), 0);
    free(list->source);
    free(list->target);
    free(list->weight);
    *list = (pair_list){0};
    return ties;
}

static inline lia_arcs pair_arcs(pair_list *list, bool weighted)
{
    lia_pairs pairs = {list->n, list->count, list->source, list->target,
                       weighted ? list->weight : NULL};
    lia_arcs arcs;

    assert_int_equal(lia_arcs_from_pairs(&arcs, NULL, &pairs, NULL, NULL), 0);
    free(list->source);
    free(list->target);
    free(list->weight);
    *list = (pair_list){0};
    return arcs;
}

static inline lia_ties path_of(lia_vid n)
{
    pair_list list = {.n = n};

    for (lia_vid i = 0; i + 1 < n; i++)
        pair_add(&list, i, i + 1, 1);
    return pair_ties(&list, false);
}

static inline lia_ties cycle_of(lia_vid n)
{
    pair_list list = {0};

    for (lia_vid i = 0; i < n; i++)
        pair_add(&list, i, (i + 1) % n, 1);
    return pair_ties(&list, false);
}

static inline lia_ties star_of(lia_vid n) /* centre 0 */
{
    pair_list list = {0};

    for (lia_vid i = 1; i < n; i++)
        pair_add(&list, 0, i, 1);
    return pair_ties(&list, false);
}

static inline void clique_add(pair_list *list, lia_vid begin, lia_vid end)
{
    for (lia_vid i = begin; i < end; i++)
        for (lia_vid j = i + 1; j < end; j++)
            pair_add(list, i, j, 1);
}

static inline lia_ties clique_of(lia_vid n)
{
    pair_list list = {0};

    clique_add(&list, 0, n);
    return pair_ties(&list, false);
}

/* Two cliques of k, joined by the tie (k - 1, k). */
static inline lia_ties barbell_of(lia_vid k)
{
    pair_list list = {0};

    clique_add(&list, 0, k);
    clique_add(&list, k, 2 * k);
    pair_add(&list, k - 1, k, 1);
    return pair_ties(&list, false);
}

static inline lia_ties grid_of(lia_vid rows, lia_vid columns)
{
    pair_list list = {0};

    for (lia_vid r = 0; r < rows; r++) {
        for (lia_vid c = 0; c < columns; c++) {
            if (c + 1 < columns)
                pair_add(&list, r * columns + c, r * columns + c + 1, 1);
            if (r + 1 < rows)
                pair_add(&list, r * columns + c, (r + 1) * columns + c, 1);
        }
    }
    return pair_ties(&list, false);
}

/* Krackhardt's kite: Andre, Beverly, Carol, Diane, Ed, Fernando, Garth,
 * Heather, Ike, Jane. D. Krackhardt, "Assessing the Political Landscape",
 * Adm. Sci. Q. 35(2), 342-369, 1990. */
static inline lia_ties kite(void)
{
    static const lia_vid pair[][2] = {
        {0, 1}, {0, 2}, {0, 3}, {0, 5}, {1, 3}, {1, 4}, {1, 6}, {2, 3},
        {2, 5}, {3, 4}, {3, 5}, {3, 6}, {4, 6}, {5, 6}, {5, 7}, {6, 7},
        {7, 8}, {8, 9}};
    pair_list list = {0};

    for (size_t k = 0; k < sizeof pair / sizeof *pair; k++)
        pair_add(&list, pair[k][0], pair[k][1], 1);
    return pair_ties(&list, false);
}

enum {
    ACCIAIUOLI, ALBIZZI, BARBADORI, BISCHERI, CASTELLANI, GINORI, GUADAGNI,
    LAMBERTESCHI, MEDICI, PAZZI, PERUZZI, PUCCI, RIDOLFI, SALVIATI, STROZZI,
    TORNABUONI, FAMILIES
};

/* Marriages of Florentine families, the Pucci without one. J. F. Padgett,
 * C. K. Ansell, "Robust Action and the Rise of the Medici", Am. J. Sociology
 * 98(6), 1259-1319, 1993. */
static inline lia_ties florence(void)
{
    static const lia_vid pair[][2] = {
        {ACCIAIUOLI, MEDICI}, {ALBIZZI, GINORI}, {ALBIZZI, GUADAGNI},
        {ALBIZZI, MEDICI}, {BARBADORI, CASTELLANI}, {BARBADORI, MEDICI},
        {BISCHERI, GUADAGNI}, {BISCHERI, PERUZZI}, {BISCHERI, STROZZI},
        {CASTELLANI, PERUZZI}, {CASTELLANI, STROZZI},
        {GUADAGNI, LAMBERTESCHI}, {GUADAGNI, TORNABUONI}, {MEDICI, RIDOLFI},
        {MEDICI, SALVIATI}, {MEDICI, TORNABUONI}, {PAZZI, SALVIATI},
        {PERUZZI, STROZZI}, {RIDOLFI, STROZZI}, {RIDOLFI, TORNABUONI}};
    pair_list list = {.n = FAMILIES};

    for (size_t k = 0; k < sizeof pair / sizeof *pair; k++)
        pair_add(&list, pair[k][0], pair[k][1], 1);
    return pair_ties(&list, false);
}

/* All pairs: distance[s * n + t], INFINITY if t cannot be reached. */
static inline double *all_distances(const lia_arcs *arcs, bool by_length)
{
    const size_t n = arcs->n;
    double *d = test_malloc(n * n * sizeof *d + 1);

    for (size_t k = 0; k < n * n; k++)
        d[k] = k % (n + 1) == 0 ? 0 : INFINITY;
    for (size_t i = 0; i < n; i++)
        for (uint64_t e = arcs->off[i]; e < arcs->off[i + 1]; e++)
            d[i * n + arcs->to[e]] =
                by_length && arcs->weight ? arcs->weight[e] : 1;
    for (size_t k = 0; k < n; k++)
        for (size_t i = 0; i < n; i++)
            for (size_t j = 0; j < n; j++)
                if (d[i * n + k] + d[k * n + j] < d[i * n + j])
                    d[i * n + j] = d[i * n + k] + d[k * n + j];
    return d;
}

/* Number of shortest paths s to t: that of 1 for s itself, and the sum over
 * the last entries (u, t) of a shortest path. Filled by recursion on t, which
 * ends because lengths are positive. -1 = not known yet. */
static inline double paths_to(double *count, const double *d,
                              const lia_arcs *back, bool by_length, size_t s,
                              size_t t)
{
    const size_t n = back->n;
    double sum = s == t;

    if (count[s * n + t] >= 0)
        return count[s * n + t];
    for (uint64_t e = back->off[t]; s != t && e < back->off[t + 1]; e++) {
        double length = by_length && back->weight ? back->weight[e] : 1;
        if (d[s * n + back->to[e]] + length == d[s * n + t] &&
            !isinf(d[s * n + t]))
            sum += paths_to(count, d, back, by_length, s, back->to[e]);
    }
    return count[s * n + t] = sum;
}

/* Betweenness from the definition, ordered pairs, nothing normalised.
 * account [n], entry [arcs->m]. */
static inline void slow_betweenness(double *account, double *entry,
                                    const lia_arcs *arcs, bool by_length)
{
    const size_t n = arcs->n;
    double *d = all_distances(arcs, by_length);
    double *count = test_malloc(n * n * sizeof *count + 1);
    lia_arcs back;

    assert_int_equal(lia_arcs_reverse(&back, arcs, NULL, NULL), 0);
    for (size_t k = 0; k < n * n; k++)
        count[k] = -1;
    for (size_t s = 0; s < n; s++)
        for (size_t t = 0; t < n; t++)
            paths_to(count, d, &back, by_length, s, t);
    memset(account, 0, n * sizeof *account);
    memset(entry, 0, arcs->m * sizeof *entry);
    for (size_t s = 0; s < n; s++) {
        for (size_t t = 0; t < n; t++) {
            if (s == t || isinf(d[s * n + t]))
                continue;
            for (size_t v = 0; v < n; v++) {
                if (v != s && v != t &&
                    d[s * n + v] + d[v * n + t] == d[s * n + t])
                    account[v] += count[s * n + v] * count[v * n + t] /
                                  count[s * n + t];
                for (uint64_t e = arcs->off[v]; e < arcs->off[v + 1]; e++) {
                    size_t w = arcs->to[e];
                    double length =
                        by_length && arcs->weight ? arcs->weight[e] : 1;
                    if (d[s * n + v] + length + d[w * n + t] == d[s * n + t])
                        entry[e] += count[s * n + v] * count[w * n + t] /
                                    count[s * n + t];
                }
            }
        }
    }
    lia_arcs_free(&back);
    test_free(count);
    test_free(d);
}

/* Equal up to what rounding in another order of additions can do. */
static inline void assert_near(double got, double want)
{
    if (isinf(want) || isinf(got)) {
        assert_true(got == want);
        return;
    }
    assert_true(fabs(got - want) <= 1e-12 * (1e-3 + fabs(want)));
}

#endif
