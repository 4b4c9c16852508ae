/* graph/pack.h - boxes side by side in a strip, without overlap. */
#ifndef LIA_GRAPH_PACK_H
#define LIA_GRAPH_PACK_H

#include "base/status.h"

typedef struct lia_box {
    double width, height;    /* > 0                                          */
    double x, y;             /* found: its corner                            */
} lia_box;

/* Put every box at the lowest place of the strip where it fits, the leftmost
 * of these, in the order given (the "skyline" of J. Jylanki, "A thousand ways
 * to pack the bin", 2010). No box may be wider than the strip.
 *
 * Time O(count x steps of the skyline); memory 24 bytes per box. */
LIA_CHECKED lia_status lia_pack(lia_box *box, uint64_t count, double strip,
                                lia_error *err);

#endif
