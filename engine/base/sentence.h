/* base/sentence.h - numbers in sentences for people, by language.
 *
 * 12345.6 is 12,345.6 in English and 12 345,6 in French, with a narrow
 * no-break space (U+202F) between thousands and before %. Never for data:
 * tables keep the shortest form that reads back.
 */
#ifndef LIA_BASE_SENTENCE_H
#define LIA_BASE_SENTENCE_H

#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>

#include "base/language.h"

enum { LIA_SPOKEN_ROOM = 64 };

/* "12,345" or "12 345"; each returns out. */
const char *lia_language_number(char out[LIA_SPOKEN_ROOM],
                                lia_language language, uint64_t value);

/* With so many decimals (0 to 15): "1,234.50" or "1 234,50". What is no
 * number, or at least 1e15, comes as printf has it. */
const char *lia_language_decimal(char out[LIA_SPOKEN_ROOM],
                                 lia_language language, double value,
                                 int decimals);

/* 0.123 -> "12.3%" or "12,3 %". */
const char *lia_language_percent(char out[LIA_SPOKEN_ROOM],
                                 lia_language language, double share,
                                 int decimals);

/* vsnprintf for a sentence: in French the numbers that stand alone (without
 * flags or width, after a blank, a bracket or at the beginning) are written as
 * above; what follows : = " - as in file:line:column is left as it is. A %s
 * that is a message of the catalogue (three words or more) comes in the
 * language.
 * English is what vsnprintf gives. */
int lia_sentence(char *out, size_t room, lia_language language,
                 const char *format, va_list arguments);

/* fprintf of a message that is looked up: in the language of tables and
 * documents, in that of the terminal. */
void lia_written_to(FILE *to, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
void lia_spoken_to(FILE *to, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

#endif
