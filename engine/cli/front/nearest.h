/* cli/front/nearest.h - did you mean: the word nearest to a mistyped one. */
#ifndef LIA_CLI_FRONT_NEAREST_H
#define LIA_CLI_FRONT_NEAREST_H

#include <stddef.h>

/* Edits from a to b: insertions, deletions, substitutions and swaps of
 * neighbours. F. J. Damerau, "A technique for computer detection and
 * correction of spelling errors", Comm. ACM 7(3), 171-176, 1964 (no part is
 * edited twice). Words longer than 63 bytes are far from everything. */
size_t edit_distance(const char *a, const char *b);

/* A running search: start with {word}, offer() all known words; `best` is
 * then the first of the nearest, or NULL when none is near enough to be what
 * was meant (a third of its letters wrong, at least one allowed). */
typedef struct nearest {
    const char *word;
    const char *best;
    size_t distance;
} nearest;
void nearest_offer(nearest *search, const char *known);

#endif
