/* report/page/html.h - text of others inside HTML, and the bytes around it.
 *
 * Names come from files that may hold anything. Whatever they hold, they end
 * no element, attribute or script, and what a reader would not see (control
 * characters, marks that turn the direction of writing, bytes that are no
 * UTF-8) is spelled out as \u{202E}, as in a terminal.
 */
#ifndef LIA_REPORT_PAGE_HTML_H
#define LIA_REPORT_PAGE_HTML_H

#include "report/sink.h"

/* Characters of a name that are shown at most. */
enum { LIA_HTML_NAME = 120, LIA_HTML_PROSE = 2000 };

/* The text of an element or of an attribute in double quotes, at most `most`
 * characters of it, then an ellipsis. Returns whether all of it was put. */
bool lia_html_put(lia_sink *sink, const char *text, size_t length,
                  size_t most);
/* The same of a text of our own. */
void lia_html_text(lia_sink *sink, const char *text);

/* A JSON string that no HTML parser can misread: < > & and the two line ends
 * that only JavaScript knows are written as \u003c. Cut as above. */
void lia_html_json(lia_sink *sink, const char *text, size_t length,
                   size_t most);

/* RFC 4648, with padding. */
void lia_html_base64(lia_sink *sink, const unsigned char *bytes,
                     size_t length);

/* Bytes of text that hold at most `most` characters. */
size_t lia_html_cut(const char *text, size_t length, size_t most);

#endif
