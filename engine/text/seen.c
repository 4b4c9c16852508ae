/* text/seen.c - categories by utf8proc; a short list of letters that look
 * alike, from the table of Unicode Technical Standard 39.
 */
#include "text/seen.h"

#include <string.h>
#include <utf8proc.h>

#include "base/mem.h"
#include "text/rune.h"

enum { ZERO_WIDTH_NON_JOINER = 0x200C, ZERO_WIDTH_JOINER = 0x200D };

bool lia_rune_is_seen(uint32_t rune, uint32_t before)
{
    switch (utf8proc_category((utf8proc_int32_t)rune)) {
    case UTF8PROC_CATEGORY_CC:
    case UTF8PROC_CATEGORY_ZL:
    case UTF8PROC_CATEGORY_ZP:
        return false;
    case UTF8PROC_CATEGORY_CF:
        return before >= 0x80 && (rune == ZERO_WIDTH_JOINER ||
                                  rune == ZERO_WIDTH_NON_JOINER);
    default:
        return true;
    }
}

/* Ascending by rune. */
static const struct { uint16_t rune; char like; } twins[] = {
    {0x0131, 'i'}, {0x0251, 'a'}, {0x0261, 'g'}, {0x0269, 'i'}, {0x028B, 'u'},
    {0x028F, 'y'}, {0x0391, 'A'}, {0x0392, 'B'}, {0x0395, 'E'}, {0x0396, 'Z'},
    {0x0397, 'H'}, {0x0399, 'I'}, {0x039A, 'K'}, {0x039C, 'M'}, {0x039D, 'N'},
    {0x039F, 'O'}, {0x03A1, 'P'}, {0x03A4, 'T'}, {0x03A5, 'Y'}, {0x03A7, 'X'},
    {0x03B1, 'a'}, {0x03B3, 'y'}, {0x03B9, 'i'}, {0x03BD, 'v'}, {0x03BF, 'o'},
    {0x03C1, 'p'}, {0x03C3, 'o'}, {0x03C5, 'u'}, {0x03F2, 'c'}, {0x03F3, 'j'},
    {0x0405, 'S'}, {0x0406, 'I'}, {0x0408, 'J'}, {0x0410, 'A'}, {0x0412, 'B'},
    {0x0415, 'E'}, {0x041A, 'K'}, {0x041C, 'M'}, {0x041D, 'H'}, {0x041E, 'O'},
    {0x0420, 'P'}, {0x0421, 'C'}, {0x0422, 'T'}, {0x0423, 'Y'}, {0x0425, 'X'},
    {0x0430, 'a'}, {0x0435, 'e'}, {0x043E, 'o'}, {0x0440, 'p'}, {0x0441, 'c'},
    {0x0443, 'y'}, {0x0445, 'x'}, {0x0455, 's'}, {0x0456, 'i'}, {0x0458, 'j'},
    {0x04AE, 'Y'}, {0x04AF, 'y'}, {0x04BB, 'h'}, {0x04C0, 'l'}, {0x04CF, 'l'},
    {0x0501, 'd'}, {0x051B, 'q'}, {0x051C, 'W'}, {0x051D, 'w'}, {0x0555, 'O'},
    {0x0570, 'h'}, {0x0578, 'n'}, {0x057D, 'u'}, {0x0581, 'g'}, {0x0585, 'o'},
    {0x1D04, 'c'}, {0x1D0F, 'o'}, {0x1D1C, 'u'}, {0x1D20, 'v'}, {0x1D21, 'w'},
    {0x1D22, 'z'}
};

static uint32_t twin_of(uint32_t rune)
{
    size_t low = 0, high = sizeof twins / sizeof *twins;

    while (low < high) {
        const size_t middle = (low + high) / 2;
        if (twins[middle].rune < rune)
            low = middle + 1;
        else
            high = middle;
    }
    return low < sizeof twins / sizeof *twins && twins[low].rune == rune
               ? (unsigned char)twins[low].like : rune;
}

static bool is_letter(uint32_t rune)
{
    switch (utf8proc_category((utf8proc_int32_t)rune)) {
    case UTF8PROC_CATEGORY_LU:
    case UTF8PROC_CATEGORY_LL:
    case UTF8PROC_CATEGORY_LT:
    case UTF8PROC_CATEGORY_LM:
    case UTF8PROC_CATEGORY_LO:
        return true;
    default:
        return false;
    }
}

static bool is_latin(uint32_t rune)
{
    return rune < 0x250 || (rune >= 0x1E00 && rune < 0x1F00);
}

unsigned lia_look_at(const char *text, size_t length)
{
    unsigned odd = LIA_LOOK_PLAIN;
    uint32_t rune, before = 0;
    bool latin = false, twin = false;

    for (size_t k = 0; k < length; before = rune) {
        k += lia_rune(&rune, text + k, length - k);
        if (rune == LIA_RUNE_BAD)
            continue;
        if (!lia_rune_is_seen(rune, before))
            odd |= LIA_LOOK_HIDDEN;
        if (!is_letter(rune)) {
            latin = twin = false;
            continue;
        }
        latin = latin || is_latin(rune);
        twin = twin || (!is_latin(rune) && twin_of(rune) != rune);
        if (latin && twin)
            odd |= LIA_LOOK_MIXED;
    }
    return odd;
}

/* Room for what one rune becomes: U+FDFA becomes 18. */
enum { PARTS = 32 };

typedef struct copy {
    char *text;
    uint64_t room;
    size_t length;
} copy;

static lia_status put_parts(copy *out, const utf8proc_int32_t *part,
                            utf8proc_ssize_t count, lia_error *err)
{
    lia_status st = LIA_OK;

    LIA_TRY(lia_reserve(&out->text, &out->room, out->length + 4 * PARTS, 1,
                        err));
    for (utf8proc_ssize_t k = 0; k < count; k++)
        out->length += (size_t)utf8proc_encode_char(
            (utf8proc_int32_t)twin_of((uint32_t)part[k]),
            (utf8proc_uint8_t *)out->text + out->length);
done:
    return st;
}

static lia_status put_rune(copy *out, uint32_t rune, char byte, lia_error *err)
{
    const utf8proc_option_t options =
        (utf8proc_option_t)(UTF8PROC_DECOMPOSE | UTF8PROC_COMPAT);
    utf8proc_int32_t part[PARTS];
    utf8proc_ssize_t count = 1;
    int boundary = 0;
    lia_status st = LIA_OK;

    if (rune == LIA_RUNE_BAD) {
        LIA_TRY(lia_reserve(&out->text, &out->room, out->length + 1, 1, err));
        out->text[out->length++] = byte;
        return LIA_OK;
    }
    if (!lia_rune_is_seen(rune, 0))
        return LIA_OK;
    count = utf8proc_decompose_char((utf8proc_int32_t)rune, part, PARTS,
                                    options, &boundary);
    if (count <= 0 || count > PARTS) {
        part[0] = (utf8proc_int32_t)rune;
        count = 1;
    }
    st = put_parts(out, part, count, err);
done:
    return st;
}

lia_status lia_skeleton(char **out, size_t *out_length, const char *text,
                        size_t length, lia_error *err)
{
    copy skeleton = {NULL, 0, 0};
    lia_status st = LIA_OK;
    uint32_t rune;

    LIA_TRY(lia_reserve(&skeleton.text, &skeleton.room, length + 1, 1, err));
    for (size_t k = 0; k < length;) {
        const char byte = text[k];
        k += lia_rune(&rune, text + k, length - k);
        LIA_TRY(put_rune(&skeleton, rune, byte, err));
    }
    LIA_TRY(lia_reserve(&skeleton.text, &skeleton.room, skeleton.length + 1, 1,
                        err));
    skeleton.text[skeleton.length] = '\0';
    *out = skeleton.text;
    *out_length = skeleton.length;
    skeleton.text = NULL;
done:
    lia_free(skeleton.text);
    return st;
}
