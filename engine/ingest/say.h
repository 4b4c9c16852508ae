/* ingest/say.h - sentences put together in a buffer of fixed size: too long
 * ones are cut, never overrun. What comes from a file is made printable.
 */
#ifndef LIA_INGEST_SAY_H
#define LIA_INGEST_SAY_H

#include <stddef.h>

typedef struct lia_say {
    char *text;
    size_t room;
    size_t length;
} lia_say;

/* The format is looked up in the language of what is written. */
void lia_sayf(lia_say *say, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/* At most `most` bytes of text: control bytes, quotes and backslashes as
 * \n \t \" \\ \x1b, bytes that are no UTF-8 as \xNN, "..." where it is cut. */
void lia_say_quoted(lia_say *say, const char *text, size_t length, size_t most);

#endif
