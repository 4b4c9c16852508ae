/* text/decoder.h - the text behind a path as UTF-8: mapped where it stands on
 * disk like that, else streamed, decompressed and recoded. Not thread-safe.
 */
#ifndef LIA_TEXT_DECODER_H
#define LIA_TEXT_DECODER_H

#include "text/recode.h"
#include "text/stream.h"

enum { LIA_DECODER_HEAD = 256 << 10 };

typedef enum lia_encoding {
    LIA_UTF8, LIA_UTF8_MARK, LIA_UTF16LE, LIA_UTF16BE
} lia_encoding;

typedef struct lia_decoder {
    char *name;              /* the path, or "standard input"                */
    int fd;                  /* to close, or -1                              */
    uint64_t size;           /* of the file, 0 = unknown                     */
    lia_encoding encoding;
    char *map;               /* NULL = streamed                              */
    size_t map_length;
    size_t mark;             /* bytes of the byte order mark in the mapping  */
    lia_stream *stream;
    bool drained;            /* the stream has given all that it has         */
    char *head;              /* the first text of the stream; fill gives     */
    size_t head_length;      /* what follows it                              */
    lia_utf16 utf16;
    char *raw;               /* UTF-16 on its way                            */
} lia_decoder;

/* Begin with zeros and fd -1; close also after a failure. */
LIA_CHECKED lia_status lia_decoder_open(lia_decoder *decoder,
                                        const char *path, lia_error *err);
/* Of stored bytes from elsewhere; size = 0 if it is not known. */
LIA_CHECKED lia_status lia_decoder_open_spring(lia_decoder *decoder,
                                               const lia_spring *spring,
                                               const char *name,
                                               uint64_t size,
                                               lia_error *err);

/* Add decoded text at text[*length .. room). It is full afterwards (but for
 * at most 64 bytes) unless the stream is drained. */
LIA_CHECKED lia_status lia_decoder_fill(char *text, size_t *length,
                                        size_t room, lia_decoder *decoder,
                                        lia_error *err);
void lia_decoder_close(lia_decoder *decoder);

#endif
