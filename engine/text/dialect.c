/* text/dialect.c - guess how the fields of a text are separated: try each
 * delimiter on the first records and see which one gives most of them the
 * same number of fields.
 */
#include <string.h>

#include "text/csv.h"
#include "text/scan.h"

enum { RECORDS = 200, FIELDS = 1000 };

static bool is_comment(const char *at)
{
    return *at == '#' || *at == '%';
}

static bool separates(char c, char delimiter)
{
    return c == delimiter || (delimiter == ' ' && c == '\t');
}

/* Fields of the record at *at, which is then behind it; 0 for a blank or
 * comment line, where a quote is not closed, and where one stands inside a
 * field, as it does when ';' separates and ',' is tried. */
static unsigned fields_of(const char **at, const char *end,
                          const lia_dialect *d)
{
    const char *p = *at, *line = lia_scan_newline(p, end);
    unsigned count = 0;
    bool escapes, good = true;

    *at = lia_scan_behind(line, end);
    if (p == line || (d->comments && is_comment(p)))
        return 0;
    for (;; p++) {
        while (d->delimiter == ' ' && p < end && separates(*p, ' '))
            p++;
        if (d->delimiter == ' ' && (p == end || lia_scan_is_newline(*p)))
            break;
        count++;
        if (p < end && *p == d->quote) {
            p = lia_scan_close(&escapes, p + 1, end, d->quote,
                               d->backslash_escapes);
            if (p == NULL)
                return 0;
            p++;
        }
        for (; p < end && !separates(*p, d->delimiter) &&
               !lia_scan_is_newline(*p); p++)
            good = good && *p != d->quote;
        if (p == end || lia_scan_is_newline(*p))
            break;
    }
    *at = lia_scan_behind(p, end);
    return good ? count : 0;
}

/* Records that share the most frequent number (> 1) of fields. */
static unsigned score_of(const char *at, const char *end,
                         const lia_dialect *d)
{
    unsigned seen[FIELDS] = {0}, best = 0;

    for (int k = 0; k < RECORDS && at < end; k++) {
        unsigned count = fields_of(&at, end, d);
        if (count >= FIELDS)
            count = FIELDS - 1;
        seen[count]++;
    }
    for (unsigned count = 2; count < FIELDS; count++)
        if (seen[count] > best)
            best = seen[count];
    return best;
}

/* A backslash before a quote after which the field goes on: to RFC 4180 that
 * quote would close the field. */
static bool has_escapes(const char *at, const char *end, char delimiter)
{
    while ((at = memchr(at, '\\', (size_t)(end - at))) != NULL) {
        if (end - at > 2 && at[1] == '"' && at[2] != '"' &&
            !separates(at[2], delimiter) && !lia_scan_is_newline(at[2]))
            return true;
        at += end - at > 1 && at[1] == '\\' ? 2 : 1;
    }
    return false;
}

static bool has_comments(const char *at, const char *end)
{
    for (int k = 0; k < RECORDS && at < end; k++) {
        if (is_comment(at))
            return true;
        at = lia_scan_behind(lia_scan_newline(at, end), end);
    }
    return false;
}

/* The end of the last line that has one, if there is any. */
static const char *whole_lines(const char *head, size_t length)
{
    const char *end = head + length;

    while (end > head && !lia_scan_is_newline(end[-1]))
        end--;
    return end > head ? end : head + length;
}

lia_dialect lia_dialect_guess(const char *head, size_t length)
{
    static const char delimiters[] = {',', '\t', ';', '|', ' '};
    const char *end = whole_lines(head, length);
    bool comments = has_comments(head, end);
    lia_dialect best = {',', '"', false, false};
    unsigned score = 0;

    for (size_t k = 0; k < sizeof delimiters; k++) {
        char c = delimiters[k];
        lia_dialect d = {c, '"', has_escapes(head, end, c),
                         comments && (c == ' ' || c == '\t')};
        unsigned now = score_of(head, end, &d);
        if (now > score) {
            score = now;
            best = d;
        }
    }
    if (score == 0)
        best.backslash_escapes = has_escapes(head, end, ',');
    return best;
}
