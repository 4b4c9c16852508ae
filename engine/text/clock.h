/* text/clock.h - dates and times to and from text, in no locale and no TZ.
 *
 * strptime depends on the locale, mktime on TZ; both are out. Forms: RFC 3339
 * (any offset, fraction), `YYYY-MM-DD[ HH:MM[:SS[.frac]]]` (also with slashes)
 * with optional ` UTC` or `Z`, unix seconds, milliseconds or microseconds told
 * apart by magnitude (below 4102444800 = 2100-01-01: seconds; times 1000;
 * times 1000000), fractions of seconds; with English names of months
 * `05 Sep 2026`, `Sep 5, 2026, 1:12 AM`, `Tue Jun 23 11:00:00 +0000 2026`,
 * `Tue, 23 Jun 2026 11:00:00 GMT`; or a format given by the user, which then
 * is the only one. dd/mm and mm/dd are never guessed. A leap second counts as
 * the second after it; blanks around the text do not matter.
 */
#ifndef LIA_TEXT_CLOCK_H
#define LIA_TEXT_CLOCK_H

#include "liaison/tables.h"

typedef struct lia_clock {
    int32_t zone_minutes;    /* east of UTC, for times without a zone        */
    const char *format;      /* %d %m %y %Y %b %a %H %I %p %M %S %z, or NULL */
} lia_clock;

typedef enum lia_clock_state {
    LIA_CLOCK_OK, LIA_CLOCK_BAD, LIA_CLOCK_RANGE
} lia_clock_state;

/* RANGE: understood, but before 1970 or from 2100 on. unix times carry the
 * precision of their unit; a fraction of zeros is none. clock NULL = UTC, no
 * format; precision may be NULL. out and precision are untouched unless OK. */
lia_clock_state lia_clock_parse(lia_time *out, lia_precision *precision,
                                const char *text, size_t length,
                                const lia_clock *clock);

/* Is it a format that lia_clock_parse can follow: known letters, and a day, a
 * month and a year among them? */
bool lia_clock_format_is_good(const char *format);

/* "2026-01-31T23:59:58Z", with .mmm or .uuuuuu only where needed. Returns the
 * length (not terminated; 0 for LIA_NO_TIME); room of 32. */
size_t lia_clock_format(char out[32], lia_time time);

/* The format that fits this text, for the hint of an error message
 * ("%d/%m/%y"), or NULL. Where both orders fit, day first, but month first
 * with AM and PM. */
const char *lia_clock_guess(const char *text, size_t length);

#endif
