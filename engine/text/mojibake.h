/* text/mojibake.h - text whose bytes were taken for characters once too often.
 *
 * Instagram and Facebook write each byte of UTF-8 as a character of its own:
 * "\u00c3\u00a9" for an e with acute.
 */
#ifndef LIA_TEXT_MOJIBAKE_H
#define LIA_TEXT_MOJIBAKE_H

#include <stddef.h>

/* out: room of `length`. If every character of the UTF-8 text is one below
 * U+0100 and the bytes that they stand for are UTF-8, those bytes and how many
 * they are; else 0. A text that is right has a character above or is no UTF-8
 * when read so, or is ASCII: doing it twice does no harm. */
size_t lia_mend_mojibake(char *out, const char *text, size_t length);

#endif
