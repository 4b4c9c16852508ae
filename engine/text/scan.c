/* text/scan.c - line ends, closing quotes, and where a chunk may end.
 *
 * The cutter hops from quote to quote with memchr and looks at the newlines
 * between quoted fields only; text without quotes is one memchr and one
 * memrchr.
 */
#include "text/scan.h"

#include <string.h>

#ifdef __SSE2__
#include <emmintrin.h>
#endif

const char *lia_scan_newline(const char *at, const char *end)
{
#ifdef __SSE2__
    const __m128i lf = _mm_set1_epi8('\n'), cr = _mm_set1_epi8('\r');

    for (; end - at >= 16; at += 16) {
        __m128i v = _mm_loadu_si128((const __m128i *)(const void *)at);
        int found = _mm_movemask_epi8(
            _mm_or_si128(_mm_cmpeq_epi8(v, lf), _mm_cmpeq_epi8(v, cr)));
        if (found != 0)
            return at + __builtin_ctz((unsigned)found);
    }
#endif
    while (at < end && !lia_scan_is_newline(*at))
        at++;
    return at;
}

static uint64_t count_byte(const char *at, const char *end, char byte)
{
    uint64_t count = 0;

#ifdef __SSE2__
    const __m128i wanted = _mm_set1_epi8(byte), zero = _mm_setzero_si128();

    while (end - at >= 16) {
        __m128i sums = zero;
        for (int k = 0; k < 255 && end - at >= 16; k++, at += 16)
            sums = _mm_sub_epi8(sums, _mm_cmpeq_epi8(wanted,
                _mm_loadu_si128((const __m128i *)(const void *)at)));
        sums = _mm_sad_epu8(sums, zero);
        count += (uint64_t)_mm_cvtsi128_si32(sums) +
                 (uint64_t)_mm_extract_epi16(sums, 4);
    }
#endif
    for (; at < end; at++)
        count += *at == byte;
    return count;
}

uint64_t lia_scan_lines(const char *text, size_t length)
{
    const char *end = text + length, *at = text;
    uint64_t count = count_byte(text, end, '\n');

    while ((at = memchr(at, '\r', (size_t)(end - at))) != NULL) {
        at++;
        count += at == end || *at != '\n';
    }
    return count;
}

/* Is the byte at `at` escaped by an odd number of backslashes? */
static bool is_escaped(const char *at, const char *from)
{
    size_t count = 0;

    while (at > from && at[-1] == '\\') {
        at--;
        count++;
    }
    return count % 2 == 1;
}

const char *lia_scan_close(bool *escapes, const char *at, const char *end,
                           char quote, bool backslash)
{
    const char *content = at, *from = at;

    *escapes = false;
    while ((at = memchr(at, quote, (size_t)(end - at))) != NULL) {
        if (backslash && is_escaped(at, from)) {
            at++;
        } else if (end - at > 1 && at[1] == quote) {
            *escapes = true;
            from = at += 2;
        } else {
            break;
        }
    }
    if (backslash && at != NULL &&
        memchr(content, '\\', (size_t)(at - content)) != NULL)
        *escapes = true;
    return at;
}

/* Behind the last newline in [from, to), or NULL. A CR at the very end of
 * text that goes on is none yet: an LF may follow. */
static const char *last_end(const char *from, const char *to, const char *end,
                            bool last)
{
    const char *lf = memrchr(from, '\n', (size_t)(to - from));
    const char *cr;

    from = lf ? lf + 1 : from;
    cr = memrchr(from, '\r', (size_t)(to - from));
    if (cr != NULL && cr + 1 == end && !last) {
        to = cr;
        cr = memrchr(from, '\r', (size_t)(to - from));
    }
    if (cr != NULL)
        return lia_scan_behind(cr, end);
    return lf ? lf + 1 : NULL;
}

static const char *first_end(const char *from, const char *to, const char *end,
                             bool last)
{
    const char *at = lia_scan_newline(from, to);

    if (at == to || (*at == '\r' && at + 1 == end && !last))
        return NULL;
    return lia_scan_behind(at, end);
}

/* Behind `want` the text is searched in steps, for it may be a whole file. */
enum { STEP = 1 << 16 };

typedef struct cutter {
    const char *text, *end, *want;
    bool last;
    const lia_cut *cut;
    const char *record;    /* where the record at hand begins                */
    const char *best;      /* last end of a record within want, or text      */
} cutter;

/* No quoted field touches [from, to): its newlines end records. The place to
 * cut, or NULL to go on. */
static const char *plain(cutter *c, const char *from, const char *to)
{
    const char *near = to < c->want ? to : c->want, *found = NULL;

    if (from < near)
        found = last_end(from, near, c->end, c->last);
    if (found != NULL) {
        c->record = found;
        c->best = found;
    }
    if (to <= c->want)
        return NULL;
    if (c->best > c->text)
        return c->best;
    return first_end(from, to, c->end, c->last);
}

static bool opens(const cutter *c, const char *at)
{
    char before;

    if (c->cut->comments && (*c->record == '#' || *c->record == '%'))
        return false;
    if (at == c->record)
        return true;
    before = at[-1];
    if (c->cut->delimiter == ' ' && before == '\t')
        return true;
    return before == c->cut->delimiter || lia_scan_is_newline(before);
}

/* The quoted field that opens at `at`: *next is behind it. Returns the place
 * to cut, or NULL to go on; *next NULL = more text is needed. */
static const char *quoted(cutter *c, const char *at, const char **next)
{
    size_t room = (size_t)(c->end - c->record);
    bool whole = c->last || room >= LIA_SCAN_RECORD, escapes;
    const char *limit = room > LIA_SCAN_RECORD ? c->record + LIA_SCAN_RECORD
                                               : c->end;
    const char *close = lia_scan_close(&escapes, at + 1, limit, c->cut->quote,
                                       c->cut->backslash_escapes);
    const char *line;

    *next = NULL;
    if (close != NULL && (whole || close + 1 < c->end)) {
        *next = close + 1;
        return NULL;
    }
    if (!whole)
        return NULL;
    line = first_end(at, c->end, c->end, c->last);
    if (line == NULL && !c->last)
        return NULL;
    if (line == NULL || line > c->want)
        return c->best > c->text ? c->best : line ? line : c->end;
    *next = c->record = c->best = line;
    return NULL;
}

size_t lia_scan_cut(const char *text, size_t length, size_t want, bool last,
                    const lia_cut *cut)
{
    cutter c = {text, text + length, text + (want < length ? want : length),
                last, cut, text, text};
    const char *at = text, *stop = NULL;

    while (stop == NULL && at != NULL) {
        const char *to = c.want, *quote = NULL;
        if (at >= c.want)
            to = c.end - at > STEP ? at + STEP : c.end;
        if (cut->quote)
            quote = memchr(at, cut->quote, (size_t)(to - at));
        if (quote != NULL)
            to = quote;
        stop = plain(&c, at, to);
        at = to;
        if (stop != NULL || to == c.end)
            break;
        if (quote != NULL) {
            at = to + 1;
            if (opens(&c, quote))
                stop = quoted(&c, quote, &at);
        } else if (c.best > c.text) {
            stop = c.best;
        }
    }
    if (stop == NULL)
        stop = c.best > c.text ? c.best : last ? c.end : text;
    return (size_t)(stop - text);
}
