/* influence/units.h - rows of interactions as engagement: who is its author,
 * what it weighs, in which order to walk.
 */
#ifndef LIA_INFLUENCE_UNITS_H
#define LIA_INFLUENCE_UNITS_H

#include "base/status.h"
#include "liaison/influence.h"

typedef struct lia_units {
    lia_vid *author;      /* [rows] LIA_NONE = no engagement                 */
    uint64_t *order;      /* [count] rows by author, post, actor, action,
                             time                                            */
    uint64_t count;       /* rows with an author                             */
    double *worth;        /* [n] of each actor's unit: 1 / log2(2 + authors
                             per active week)                                */
    lia_time last;        /* "now" of the decay; LIA_NO_TIME = no times      */
} lia_units;

/* tally: other and nobody are counted. */
LIA_CHECKED lia_status lia_units_open(lia_units *out, lia_split_tally *tally,
                                      const lia_tables *tables,
                                      const lia_split_options *options,
                                      lia_error *err);
void lia_units_close(lia_units *u);

/* w 2^(-age / half life) of a row; the actor's worth not in it. */
double lia_unit_weight(const lia_units *u, const lia_interactions *i,
                       uint64_t row, double half_life_days);

/* Does the row repeat the one before it in the order? */
bool lia_unit_repeats(const lia_units *u, const lia_interactions *i,
                      uint64_t row, uint64_t before);

static inline uint32_t lia_unit_post(const lia_interactions *rows,
                                     uint64_t row)
{
    return rows->object != NULL ? rows->object[row] : LIA_NONE;
}

#endif
