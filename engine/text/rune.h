/* text/rune.h - one code point of UTF-8 at a time, never past the end.
 *
 * Names come from files that may hold anything. What writers need to know is
 * where the next code point ends and whether the bytes are UTF-8 at all
 * (RFC 3629: shortest form, no surrogates, nothing above U+10FFFF).
 */
#ifndef LIA_TEXT_RUNE_H
#define LIA_TEXT_RUNE_H

#include <stddef.h>
#include <stdint.h>

enum { LIA_RUNE_BAD = 0x110000 };   /* no code point: bytes that are no UTF-8 */

/* U+FFFD, in place of what a format cannot hold. */
#define LIA_REPLACEMENT "\xEF\xBF\xBD"

/* Set *rune to the code point at text[0..length), length > 0, and return its
 * bytes; LIA_RUNE_BAD and 1 for a byte that begins none. */
static inline size_t lia_rune(uint32_t *rune, const char *text, size_t length)
{
    static const uint32_t least[5] = {0, 0, 0x80, 0x800, 0x10000};
    const unsigned char *u = (const unsigned char *)text;
    const size_t width = u[0] < 0x80 ? 1 : u[0] < 0xC2 ? 0 :
                         u[0] < 0xE0 ? 2 : u[0] < 0xF0 ? 3 :
                         u[0] < 0xF5 ? 4 : 0;
    uint32_t r = width < 2 ? u[0] : u[0] & (0x7Fu >> width);

    *rune = LIA_RUNE_BAD;
    if (width == 0 || width > length)
        return 1;
    for (size_t k = 1; k < width; k++) {
        if ((u[k] & 0xC0) != 0x80)
            return 1;
        r = r << 6 | (u[k] & 0x3Fu);
    }
    if (r < least[width] || (r >= 0xD800 && r < 0xE000) || r > 0x10FFFF)
        return 1;
    *rune = r;
    return width;
}

#endif
