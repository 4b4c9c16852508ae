/* graph/waves.h - distances from 256 sources at once, summed per source. */
#ifndef LIA_GRAPH_WAVES_H
#define LIA_GRAPH_WAVES_H

#include "base/status.h"
#include "base/vector.h"
#include "liaison/graph.h"

enum { LIA_WAVE_LANES = 256 };

/* What one source saw, all others that it reaches taken together. */
typedef struct lia_reach {
    double harmonic;   /* sum of 1 / distance                                */
    double total;      /* sum of distances                                   */
    double count;      /* accounts reached, without the source               */
} lia_reach;

typedef struct lia_waves lia_waves; /* scratch of one thread */

/* What an account heard of, all sources that reached it taken together: whole
 * numbers, so that sums over several calls depend on no order. A NULL array is
 * not wanted. */
enum { LIA_HEARD_SCALE = 1 << 30 };
typedef struct lia_heard {
    uint64_t *near;          /* [n] sum of LIA_HEARD_SCALE / distance        */
    uint64_t *near_squares;  /* [n] sum of LIA_HEARD_SCALE / distance^2      */
    uint64_t *far;           /* [n] sum of distances                         */
    uint64_t *far_squares;   /* [n] sum of their squares                     */
    uint32_t *count;         /* [n] sources, itself not counted              */
} lia_heard;

LIA_CHECKED lia_status lia_waves_open(lia_waves **out, lia_vid n,
                                      lia_error *err);
void lia_waves_close(lia_waves *scratch); /* NULL is fine */

/* out: [count] for count <= LIA_WAVE_LANES sources, different from each other.
 * The search goes along `there`; `back` is the same, the other way round. */
void lia_waves_run(lia_reach *out, lia_waves *scratch, const lia_arcs *there,
                   const lia_arcs *back, const lia_vid *source, int count);

/* From now on also add up what accounts hear; NULL = no longer. */
void lia_waves_hear(lia_waves *scratch, const lia_heard *heard);

/* The same in one form: for tests. There is none of its own for AVX-512. */
void lia_waves_run_as(lia_vector vector, lia_reach *out, lia_waves *scratch,
                      const lia_arcs *there, const lia_arcs *back,
                      const lia_vid *source, int count);

#endif
