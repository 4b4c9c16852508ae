/* text/number.h - numbers to and from text, in no locale.
 *
 * The C library's strtod and printf follow the locale and need a terminated
 * string; these do not. Behind them stand std::from_chars and std::to_chars
 * (C++17, Ryu), the one reason for number.cpp.
 */
#ifndef LIA_TEXT_NUMBER_H
#define LIA_TEXT_NUMBER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#ifdef __cplusplus
#define LIA_NOEXCEPT noexcept
#else
#define LIA_NOEXCEPT
#endif

/* The whole of text must be a number ("-1", "+3", "2.5", "1e-3"; no blanks,
 * no inf, no nan, nothing that a double or a 64-bit integer cannot hold);
 * false otherwise, and *out untouched. */
bool lia_parse_double(double *out, const char *text, size_t length)
    LIA_NOEXCEPT;
bool lia_parse_i64(int64_t *out, const char *text, size_t length) LIA_NOEXCEPT;
bool lia_parse_u64(uint64_t *out, const char *text, size_t length)
    LIA_NOEXCEPT;

enum { LIA_NUMBER_ROOM = 32 };

/* Write the shortest text that reads back as the same double; whole numbers
 * below 1e16 without exponent or ".0", exponents below -4 and above 15 as in
 * 1e-07; "inf", "-inf"; nothing for NaN. Returns the length; not terminated. */
size_t lia_format_double(char out[LIA_NUMBER_ROOM], double value)
    LIA_NOEXCEPT;
size_t lia_format_u64(char out[LIA_NUMBER_ROOM], uint64_t value) LIA_NOEXCEPT;
size_t lia_format_i64(char out[LIA_NUMBER_ROOM], int64_t value) LIA_NOEXCEPT;

#ifdef __cplusplus
}
#endif
#endif
