/* ingest/note.h - what was assumed about an input, in words. */
#ifndef LIA_INGEST_NOTE_H
#define LIA_INGEST_NOTE_H

#include "ingest/plan.h"

/* *note stays NULL where nothing had to be assumed. Free with lia_free. */
LIA_CHECKED lia_status lia_note_plan(char **note, const lia_plan *plan,
                                     uint64_t outside, lia_error *err);

#endif
