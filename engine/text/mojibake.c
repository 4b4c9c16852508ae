/* text/mojibake.c - two bytes of U+0080 .. U+00FF back to one. */
#include "text/mojibake.h"

#include "text/json.h"

size_t lia_mend_mojibake(char *out, const char *text, size_t length)
{
    size_t used = 0, high = 0;

    for (size_t k = 0; k < length; k++) {
        const unsigned char c = (unsigned char)text[k];
        if (c < 0x80) {
            out[used++] = text[k];
            continue;
        }
        if ((c != 0xC2 && c != 0xC3) || k + 1 == length ||
            ((unsigned char)text[k + 1] & 0xC0) != 0x80)
            return 0;
        out[used++] = (char)((c == 0xC3 ? 0xC0 : 0x80) |
                             ((unsigned char)text[++k] & 0x3F));
        high++;
    }
    return high > 0 && lia_is_utf8(out, used) ? used : 0;
}
