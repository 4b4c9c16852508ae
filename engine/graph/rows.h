/* graph/rows.h - looking things up in sorted rows: what projections and the
 * kernels over them share.
 */
#ifndef LIA_GRAPH_ROWS_H
#define LIA_GRAPH_ROWS_H

#include "liaison/graph.h"

/* Place of the entry j in row i, or UINT64_MAX. O(log of the row). */
static inline uint64_t lia_row_find(const uint64_t *off, const lia_vid *to,
                                    lia_vid i, lia_vid j)
{
    uint64_t low = off[i], high = off[i + 1];

    while (low < high) {
        uint64_t middle = low + (high - low) / 2;
        if (to[middle] == j)
            return middle;
        if (to[middle] < j)
            low = middle + 1;
        else
            high = middle;
    }
    return UINT64_MAX;
}

/* first[i] = number of the first tie (i, j), j > i, less the place in to[] of
 * that entry: a tie's number is first[i] + place. The difference may be
 * "negative": unsigned numbers wrap, and the sum is right. first: [n].
 * Time O(n log d). */
void lia_ties_first(uint64_t *first, const lia_ties *ties);

#endif
