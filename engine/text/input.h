/* text/input.h - bytes in, as chunks of whole records with line numbers.
 *
 * A file is mapped, a .gz or .zst (known by its first bytes, not its name) and
 * standard input are streamed, UTF-16 becomes UTF-8 on the way (without a byte
 * order mark where every other byte is NUL), a byte order mark is dropped. The
 * consumer looks at the head to find out what it is, then takes chunks, from
 * several threads if it likes: each chunk ends where a record ends, so chunks
 * can be parsed independently.
 */
#ifndef LIA_TEXT_INPUT_H
#define LIA_TEXT_INPUT_H

#include "text/archive.h"

typedef struct lia_input lia_input;

/* What ends a record: needed to cut chunks. quote = 0: every newline does;
 * otherwise newlines inside quoted fields do not, where a field is quoted if
 * its first byte (after delimiter or line start) is the quote. */
typedef struct lia_cut {
    char quote;              /* '"' or 0                                     */
    char delimiter;
    bool backslash_escapes;  /* \" inside a quoted field is no end of it     */
    bool comments;           /* quotes in a line that begins with # or % are
                                none                                         */
} lia_cut;

typedef struct lia_chunk {
    const char *text;
    size_t length;           /* 0 = the input is at its end                  */
    uint64_t line;           /* number of the first line, 1-based            */
    uint64_t index;          /* 0, 1, 2 ... in the order of the input        */
    void *owned;             /* buffer to give back, or NULL (mapped)        */
    size_t room;             /* of that buffer                               */
} lia_chunk;

/* path "-" is standard input. LIA_EIO with the reason (no such file, no
 * permission, a folder, an archive from a pipe, damaged compression). A file
 * that is cut off by someone else while it is read ends the program (SIGBUS).
 */
LIA_CHECKED lia_status lia_input_open(lia_input **out, const char *path,
                                      lia_error *err);

/* The current member of an archive, which must stay open and where it is.
 * name: for messages; size: unpacked, 0 = unknown. */
LIA_CHECKED lia_status lia_input_open_member(lia_input **out,
                                             lia_archive *archive,
                                             const char *name, uint64_t size,
                                             lia_error *err);

/* The decoded beginning, up to 256 KiB or all there is. Not consumed; valid
 * until the input is closed. */
LIA_CHECKED lia_status lia_input_head(const char **text, size_t *length,
                                      lia_input *input, lia_error *err);

/* "UTF-8", "UTF-8 with BOM", "UTF-16LE", "UTF-16BE" */
const char *lia_input_encoding(const lia_input *input);
/* "gzip", "zstd" or "" */
const char *lia_input_compression(const lia_input *input);
/* Size on disk, of a member its size when unpacked (for progress), 0 =
 * unknown; bytes of it used so far. */
uint64_t lia_input_size(const lia_input *input);
uint64_t lia_input_used(const lia_input *input);
/* Bytes handed out so far, after decompression. */
uint64_t lia_input_bytes(const lia_input *input);
/* XXH3 (64 bits, seed 0) of the stored bytes; complete once all chunks were
 * taken. */
uint64_t lia_input_digest(const lia_input *input);

/* Skip `bytes` of the decoded text (`lines` newlines): a preamble. Before the
 * first chunk. */
LIA_CHECKED lia_status lia_input_skip(lia_input *input, uint64_t bytes,
                                      uint64_t lines, lia_error *err);

/* Next chunk of about 4 MiB, thread-safe. A record longer than 64 MiB is cut
 * at its first newline all the same: an unclosed quote must not swallow the
 * rest of the file. LIA_EIO as above, LIA_ELIMIT for a line of 1 GiB in what
 * is streamed; after a failure every call fails like it. */
LIA_CHECKED lia_status lia_input_next(lia_chunk *out, lia_input *input,
                                      const lia_cut *cut, lia_error *err);
void lia_chunk_release(lia_chunk *chunk, lia_input *input);

/* Everything that is left as one block (for whole documents: graphs, JSON),
 * refused with LIA_ELIMIT above `most` bytes. 64 zero bytes follow it. Free
 * with lia_free. */
LIA_CHECKED lia_status lia_input_all(char **text, size_t *length,
                                     lia_input *input, uint64_t most,
                                     lia_error *err);
void lia_input_close(lia_input *input);  /* NULL is fine */

/* For tests: chunks of about this many bytes. */
void lia_input_set_chunk(lia_input *input, size_t bytes);

#endif
