/* text/number.cpp - std::from_chars and std::to_chars behind C names.
 *
 * from_chars reads in no locale, needs no terminator and rounds correctly
 * (Lemire, "Number parsing at a gigabyte per second", 2021); to_chars writes
 * the shortest digits that read back as the same double (Adams, "Ryu", 2018).
 */
#include "text/number.h"

#include <charconv>
#include <cmath>
#include <cstring>

namespace {

/* from_chars takes no '+', files do: one of them, before a digit or a dot. */
const char *after_plus(const char *text, const char *end) noexcept
{
    if (end - text > 1 && *text == '+' && text[1] != '-')
        return text + 1;
    return text;
}

template <typename Whole>
bool parse_whole(Whole *out, const char *text, size_t length) noexcept
{
    const char *end = text + length;
    Whole value = 0;
    auto got = std::from_chars(after_plus(text, end), end, value);

    if (length == 0 || got.ec != std::errc() || got.ptr != end)
        return false;
    *out = value;
    return true;
}

template <typename Whole>
size_t format_whole(char *out, Whole value) noexcept
{
    return static_cast<size_t>(
        std::to_chars(out, out + LIA_NUMBER_ROOM, value).ptr - out);
}

}  // namespace

extern "C" {

bool lia_parse_double(double *out, const char *text, size_t length) noexcept
{
    const char *end = text + length;
    double value = 0;

    if (length == 0)
        return false;
    auto got = std::from_chars(after_plus(text, end), end, value);
    if (got.ec != std::errc() || got.ptr != end || !std::isfinite(value))
        return false;
    *out = value;
    return true;
}

bool lia_parse_i64(int64_t *out, const char *text, size_t length) noexcept
{
    return parse_whole(out, text, length);
}

bool lia_parse_u64(uint64_t *out, const char *text, size_t length) noexcept
{
    return parse_whole(out, text, length);
}

size_t lia_format_double(char out[LIA_NUMBER_ROOM], double value) noexcept
{
    double size = std::fabs(value);
    bool fixed = size == 0 || (size >= 1e-4 && size < 1e16);

    if (std::isnan(value))
        return 0;
    if (std::isinf(value)) {
        size_t minus = value < 0;
        std::memcpy(out, &"-inf"[1 - minus], 3 + minus);
        return 3 + minus;
    }
    auto got = std::to_chars(out, out + LIA_NUMBER_ROOM, value,
                             fixed ? std::chars_format::fixed
                                   : std::chars_format::scientific);
    return static_cast<size_t>(got.ptr - out);
}

size_t lia_format_u64(char out[LIA_NUMBER_ROOM], uint64_t value) noexcept
{
    return format_whole(out, value);
}

size_t lia_format_i64(char out[LIA_NUMBER_ROOM], int64_t value) noexcept
{
    return format_whole(out, value);
}

}
