/* ingest/plan.h - what an input is, decided by its first bytes.
 *
 * GraphML, GML, Pajek and JSON show it in their first words. Everything else
 * is delimited text with a header that the vocabulary knows, somewhere in the
 * first 200 lines, or, without one, an edge list whose columns are told apart
 * by their values.
 */
#ifndef LIA_INGEST_PLAN_H
#define LIA_INGEST_PLAN_H

#include "ingest/layout.h"
#include "text/csv.h"
#include "text/json.h"

enum { LIA_WHY_ROOM = 500 };

typedef struct lia_plan {
    lia_shape shape;         /* LIA_SHAPE_ANY = nothing that we read         */
    lia_dialect dialect;
    uint64_t header_line;    /* of the header; 0 = there is none             */
    lia_header header;
    lia_layout layout;
    char why[LIA_WHY_ROOM];  /* ANY: the reason and the nearest fix          */
} lia_plan;

/* text: the head of the input, whole = all of it. stem: see layout.h. */
LIA_CHECKED lia_status lia_plan_make(lia_plan *out, const char *text,
                                     size_t length, bool whole,
                                     lia_wishes *wishes, const char *stem,
                                     lia_error *err);
void lia_plan_free(lia_plan *plan);

/* Is it a table under the canonical names of the columns that it requires,
 * and no other that happens to have such columns? */
bool lia_plan_is_ours(const lia_plan *plan);

/* What lia_source.format says: "csv", "edge list", "graphml" ... */
const char *lia_plan_format(const lia_plan *plan);

/* Records of delimited text, kept for a look. */
typedef struct lia_sample {
    lia_header *record;      /* names = fields                               */
    uint64_t *line;
    uint64_t count, room, line_room;
} lia_sample;

/* The first `most` records of the head of an input; the last one of a head
 * that is not the whole input does not count. */
LIA_CHECKED lia_status lia_sample_take(lia_sample *sample,
                                       const lia_dialect *dialect,
                                       const char *text, size_t length,
                                       bool whole, uint64_t most,
                                       lia_error *err);
void lia_sample_free(lia_sample *sample);

/* headerless.c: columns told apart by their values. False with plan->why set
 * if the records are no data. */
bool lia_plan_headerless(lia_plan *plan, const lia_sample *sample,
                         lia_wishes *wishes);

#endif
