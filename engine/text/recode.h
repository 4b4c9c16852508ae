/* text/recode.h - other encodings to UTF-8. */
#ifndef LIA_TEXT_RECODE_H
#define LIA_TEXT_RECODE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* windows-1252 as the WHATWG has it: the five bytes that it leaves undefined
 * become the control characters of the same number. out has room for
 * 3 * length bytes. Returns the length. */
size_t lia_recode_1252(char *out, const char *text, size_t length);

/* UTF-16 in pieces: what a piece leaves unfinished is kept here. Begin with
 * zeros. */
typedef struct lia_utf16 {
    bool big;                /* big-endian                                   */
    bool has_odd;            /* a piece ended within a unit                  */
    unsigned char odd;
    uint16_t high;           /* a high surrogate that waits for its low one  */
} lia_utf16;

/* Unpaired surrogates and half a unit at the end become U+FFFD. out has room
 * for 3 * (length / 2 + 2) bytes. Returns the length. */
size_t lia_recode_utf16(char *out, lia_utf16 *state, const char *text,
                        size_t length, bool last);

#endif
