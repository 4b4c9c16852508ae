/* text/seen.h - what of a name is seen, and what it looks like.
 *
 * Names are kept as they came, byte for byte. On a terminal, characters that
 * are not seen or that steer it are spelled out. And two names that differ may
 * look the same: `lia_skeleton` gives one string for all that look alike, so
 * that they can be flagged. It is for comparing only, never for joining.
 */
#ifndef LIA_TEXT_SEEN_H
#define LIA_TEXT_SEEN_H

#include "base/status.h"

/* Not a control, line separator or format character (bidirectional ones among
 * them); joiners are seen after characters beyond ASCII, where they bind emoji
 * and letters. before: the code point in front, 0 at the beginning. */
bool lia_rune_is_seen(uint32_t rune, uint32_t before);

typedef enum lia_look_odd {
    LIA_LOOK_PLAIN = 0,
    LIA_LOOK_MIXED = 1,      /* Latin letters and Cyrillic or Greek ones that
                                look like Latin in one word                  */
    LIA_LOOK_HIDDEN = 2      /* characters that are not seen                 */
} lia_look_odd;
/* What is odd about a name by itself: these, or'd. */
unsigned lia_look_at(const char *text, size_t length);

/* Compatibility decomposition (Unicode Standard Annex 15), unseen characters
 * dropped, letters of Cyrillic, Greek, Armenian and odd Latin that look like a
 * plain Latin one replaced by it: the part of Unicode Technical Standard 39,
 * section 4, that concerns letters. Case and accents stay. Bytes that are no
 * UTF-8 stay. Free *out with lia_free. */
LIA_CHECKED lia_status lia_skeleton(char **out, size_t *out_length,
                                    const char *text, size_t length,
                                    lia_error *err);

#endif
