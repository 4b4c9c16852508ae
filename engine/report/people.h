/* report/people.h - text and numbers the way a person at a terminal sees them.
 */
#ifndef LIA_REPORT_PEOPLE_H
#define LIA_REPORT_PEOPLE_H

#include "report/sink.h"

enum { LIA_PEOPLE_ROOM = 32 };

/* Four significant digits, whole numbers whole: 0.3333, 12.5, 1234, 1.2e-09;
 * "inf"; nothing for NaN. Returns the length; in no locale. */
size_t lia_people_number(char out[LIA_PEOPLE_ROOM], double value);

/* Columns of a terminal that the text takes, cleaned as below. */
int lia_people_width(const char *text, size_t length);

/* The text in at most `limit` columns, cut with an ellipsis; returns the
 * columns taken. Characters that are not seen or that steer a terminal are
 * spelled out as \u{202E}, bytes that are no UTF-8 as \x{FF}. */
int lia_people_put(lia_sink *sink, const char *text, size_t length, int limit);

/* The same into room for `size` bytes, terminated; returns its length. What
 * does not fit there is left out. */
size_t lia_people_cut(char *out, size_t size, const char *text, size_t length,
                      int limit);

#endif
