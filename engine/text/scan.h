/* text/scan.h - the rules about quotes and line ends that the CSV reader and
 * the cutter of chunks must share to the byte.
 *
 * A field is quoted if its first byte is the quote. A quoted field must be
 * closed before the end of the input and within LIA_SCAN_RECORD bytes of the
 * beginning of its record; otherwise the first line of the record is given up
 * and reading goes on with the second. Up to the end of the line with the
 * quote that was not closed, a quote must then be closed on its own line (the
 * zone of doubt): without this, a file of open quotes would be read once per
 * line. No chunk ends within a zone.
 */
#ifndef LIA_TEXT_SCAN_H
#define LIA_TEXT_SCAN_H

#include <stdint.h>

#include "text/input.h"

enum { LIA_SCAN_FIELD = 4 << 20, LIA_SCAN_RECORD = 64 << 20 };

static inline bool lia_scan_is_newline(char c)
{
    return c == '\n' || c == '\r';
}

/* The first \n or \r, or end. */
const char *lia_scan_newline(const char *at, const char *end);

/* Behind the newline at `at` (LF, CRLF or CR); end stays end. */
static inline const char *lia_scan_behind(const char *at, const char *end)
{
    if (at == end)
        return end;
    return at + (*at == '\r' && end - at > 1 && at[1] == '\n' ? 2 : 1);
}

/* Line ends in the text: LF, CRLF and CR count one each. */
uint64_t lia_scan_lines(const char *text, size_t length);

/* The quote that closes a field whose content begins at `at`, or NULL.
 * *escapes: there is a doubled quote or a backslash in the content. */
const char *lia_scan_close(bool *escapes, const char *at, const char *end,
                           char quote, bool backslash);

/* Length of the next chunk: up to the last end of a record within `want`
 * bytes, else to the first one behind; 0 if the text is too short to tell,
 * which cannot be if it is the last of the input. */
size_t lia_scan_cut(const char *text, size_t length, size_t want, bool last,
                    const lia_cut *cut);

#endif
