/* influence/pull.h - what iterations over in-neighbours share: sums over a
 * row, and rows cut into blocks by the network alone, so that sums per block
 * do not depend on the number of threads. Four partial sums per row let four
 * loads be under way at once.
 */
#ifndef LIA_INFLUENCE_PULL_H
#define LIA_INFLUENCE_PULL_H

#include "liaison/graph.h"

/* A block ends after so many accounts, or so many entries. */
enum { LIA_PULL_ACCOUNTS = 4096, LIA_PULL_ENTRIES = 1 << 15 };

/* Entries that are added one after the other. */
enum { LIA_PULL_LONG = 4096 };

static inline double lia_pull_short(const lia_vid *to, const double *gift,
                                    uint64_t count)
{
    double a = 0, b = 0, c = 0, d = 0;
    uint64_t e = 0;

    for (; e + 4 <= count; e += 4) {
        a += gift[to[e]];
        b += gift[to[e + 1]];
        c += gift[to[e + 2]];
        d += gift[to[e + 3]];
    }
    for (; e < count; e++)
        a += gift[to[e]];
    return (a + b) + (c + d);
}

static inline double lia_pull_short_weighted(const lia_vid *to,
                                             const double *weight,
                                             const double *gift,
                                             uint64_t count)
{
    double a = 0, b = 0, c = 0, d = 0;
    uint64_t e = 0;

    for (; e + 4 <= count; e += 4) {
        a += gift[to[e]] * weight[e];
        b += gift[to[e + 1]] * weight[e + 1];
        c += gift[to[e + 2]] * weight[e + 2];
        d += gift[to[e + 3]] * weight[e + 3];
    }
    for (; e < count; e++)
        a += gift[to[e]] * weight[e];
    return (a + b) + (c + d);
}

/* A long row is added in parts, and the parts with what rounding took from
 * them (A. Neumaier, "Rundungsfehleranalyse einiger Verfahren zur Summation
 * endlicher Summen", ZAMM 54, 1974): ten million terms one after the other
 * would lose so many digits that no iteration comes to rest. weight: NULL = 1.
 */
static inline double lia_pull_long(const lia_vid *to, const double *weight,
                                   const double *gift, uint64_t count)
{
    double sum = 0, lost = 0;

    for (uint64_t e = 0; e < count; e += LIA_PULL_LONG) {
        const uint64_t left = count - e;
        const uint64_t part = left < LIA_PULL_LONG ? left : LIA_PULL_LONG;
        const double x = weight
            ? lia_pull_short_weighted(to + e, weight + e, gift, part)
            : lia_pull_short(to + e, gift, part);
        const double next = sum + x;
        lost += sum >= x ? (sum - next) + x : (x - next) + sum;
        sum = next;
    }
    return sum + lost;
}

static inline double lia_pull(const lia_vid *to, const double *gift,
                              uint64_t count)
{
    return count <= LIA_PULL_LONG ? lia_pull_short(to, gift, count)
                                  : lia_pull_long(to, NULL, gift, count);
}

static inline double lia_pull_weighted(const lia_vid *to,
                                       const double *weight,
                                       const double *gift, uint64_t count)
{
    return count <= LIA_PULL_LONG
               ? lia_pull_short_weighted(to, weight, gift, count)
               : lia_pull_long(to, weight, gift, count);
}

/* Cut the accounts into blocks; with cut NULL only count them. */
static inline uint64_t lia_pull_blocks(lia_vid *cut, const lia_arcs *in)
{
    uint64_t blocks = 0;

    for (lia_vid i = 0, first = 0; i < in->n; i++) {
        if (i + 1 < in->n && i + 1 - first < LIA_PULL_ACCOUNTS &&
            in->off[i + 1] - in->off[first] < LIA_PULL_ENTRIES)
            continue;
        if (cut)
            cut[blocks] = first;
        blocks++;
        first = i + 1;
    }
    if (cut)
        cut[blocks] = in->n;
    return blocks;
}

#endif
