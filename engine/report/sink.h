/* report/sink.h - bytes to a stream in large blocks.
 *
 * Writers put cells; the stream sees blocks of a megabyte. The first error of
 * the stream is remembered and everything after it dropped, so that only the
 * end has to be checked.
 */
#ifndef LIA_REPORT_SINK_H
#define LIA_REPORT_SINK_H

#include <stdio.h>
#include <string.h>

#include "base/status.h"

typedef struct lia_sink {
    FILE *stream;
    char *buffer;
    size_t used;
    int error;           /* errno of the first failure                       */
} lia_sink;

enum { LIA_SINK_ROOM = 1 << 20 };

LIA_CHECKED lia_status lia_sink_open(lia_sink *out, FILE *stream,
                                     lia_error *err);
/* Flush and free. LIA_EIO with the system's reason if any byte was lost;
 * errno then says which (EPIPE: the reader went away). */
LIA_CHECKED lia_status lia_sink_close(lia_sink *sink, lia_error *err);

void lia_sink_flush(lia_sink *sink);
void lia_sink_put_long(lia_sink *sink, const char *text, size_t length);

static inline void lia_sink_put(lia_sink *sink, const char *text, size_t length)
{
    if (length > LIA_SINK_ROOM - sink->used) {
        lia_sink_put_long(sink, text, length);
        return;
    }
    memcpy(sink->buffer + sink->used, text, length);
    sink->used += length;
}

static inline void lia_sink_byte(lia_sink *sink, char byte)
{
    if (sink->used == LIA_SINK_ROOM)
        lia_sink_flush(sink);
    sink->buffer[sink->used++] = byte;
}

static inline void lia_sink_text(lia_sink *sink, const char *text)
{
    lia_sink_put(sink, text, strlen(text));
}

void lia_sink_count(lia_sink *sink, uint64_t value);

/* A JSON string with its quotes; bytes that are no UTF-8 become U+FFFD. */
void lia_sink_json(lia_sink *sink, const char *text, size_t length);

/* Text of an XML attribute or element; what XML 1.0 forbids becomes U+FFFD.
 * Returns whether nothing had to be replaced. */
bool lia_sink_xml(lia_sink *sink, const char *text, size_t length);

#endif
