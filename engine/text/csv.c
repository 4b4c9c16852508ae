/* text/csv.c - records, 64 bytes at a time.
 *
 * Delimiters and newlines of a block of 64 bytes become one word of bits, and
 * fields are the gaps between its bits (Langdale and Lemire 2019 do this for
 * JSON). Quotes need no bit: only the first byte of a field can open one, and
 * from there memchr finds its end. Fields point into the text; only those
 * with escapes are copied.
 */
#include "text/csv.h"

#include <string.h>

#include "base/mem.h"
#include "text/scan.h"

#ifdef __SSE2__
#include <emmintrin.h>
#endif

enum { BLOCK = 64 };

struct lia_csv {
    lia_dialect dialect;
    char second;               /* tab where blanks separate, else delimiter  */
    const char *text, *end, *at;
    const char *zone;          /* end of the zone of doubt (text/scan.h)     */
    const char *nul;           /* next NUL byte, or NULL                     */
    uint64_t line;
    const char *block;         /* the block that `bits` belongs to           */
    uint64_t bits;
    lia_field *field;
    uint64_t room, count;
    char *scratch;             /* unescaped fields of this record            */
    uint64_t scratch_room, scratch_used;
    const char *doubt;         /* the quote that is not closed               */
    bool any_quoted, any_long;
};

#ifdef __SSE2__
static uint64_t bits_of(const char *at, char first, char second)
{
    const __m128i a = _mm_set1_epi8(first), b = _mm_set1_epi8(second);
    const __m128i lf = _mm_set1_epi8('\n'), cr = _mm_set1_epi8('\r');
    uint64_t bits = 0;

    for (int k = 0; k < BLOCK; k += 16) {
        __m128i v = _mm_loadu_si128((const __m128i *)(const void *)(at + k));
        __m128i hit = _mm_or_si128(
            _mm_or_si128(_mm_cmpeq_epi8(v, a), _mm_cmpeq_epi8(v, b)),
            _mm_or_si128(_mm_cmpeq_epi8(v, lf), _mm_cmpeq_epi8(v, cr)));
        bits |= (uint64_t)(uint32_t)_mm_movemask_epi8(hit) << k;
    }
    return bits;
}
#else
static uint64_t bits_of(const char *at, char first, char second)
{
    uint64_t bits = 0;

    for (int k = 0; k < BLOCK; k++)
        bits |= (uint64_t)(at[k] == first || at[k] == second ||
                           lia_scan_is_newline(at[k])) << k;
    return bits;
}
#endif

static void load(lia_csv *c, const char *block)
{
    size_t left = (size_t)(c->end - block);
    char copy[BLOCK] = {0};

    c->block = block;
    if (left >= BLOCK) {
        c->bits = bits_of(block, c->dialect.delimiter, c->second);
        return;
    }
    memcpy(copy, block, left);
    c->bits = bits_of(copy, c->dialect.delimiter, c->second) &
              ((UINT64_C(1) << left) - 1);
}

/* The first delimiter or newline from `at` on, or the end. */
static inline const char *next_special(lia_csv *c, const char *at)
{
    size_t offset = (size_t)(at - c->text);
    const char *block = c->text + (offset & ~(size_t)(BLOCK - 1));
    uint64_t bits;

    if (at >= c->end)
        return c->end;
    if (block != c->block)
        load(c, block);
    bits = c->bits >> (offset & (BLOCK - 1));
    if (bits != 0)
        return at + __builtin_ctzll(bits);
    while (c->end - block > BLOCK) {
        block += BLOCK;
        load(c, block);
        if (c->bits != 0)
            return block + __builtin_ctzll(c->bits);
    }
    return c->end;
}

static lia_status grow_fields(lia_csv *c, lia_error *err)
{
    return lia_reserve(&c->field, &c->room, c->count + 1, sizeof *c->field,
                       err);
}

/* Columns are counted from the record first; see columns(). */
static inline lia_status add(lia_csv *c, const char *record, const char *from,
                             const char *text, size_t length, bool quoted,
                             lia_error *err)
{
    if (c->count == c->room) {
        lia_status st = grow_fields(c, err);
        if (st != LIA_OK)
            return st;
    }
    if (length > LIA_SCAN_FIELD) {
        c->any_long = true;
        length = 0;
    }
    c->field[c->count++] = (lia_field){
        text, (uint32_t)length, (uint32_t)(from - record + 1), quoted};
    return LIA_OK;
}

/* Room for `need` more bytes of scratch; fields that point there follow. */
static lia_status make_scratch(lia_csv *c, size_t need, lia_error *err)
{
    uint64_t room = (c->scratch_used + need) * 2 + 4096;
    uintptr_t old = (uintptr_t)c->scratch;
    char *fresh = NULL;
    lia_status st = LIA_OK;

    if (c->scratch_room - c->scratch_used >= need)
        return LIA_OK;
    LIA_TRY(lia_alloc(&fresh, room, 1, err));
    if (c->scratch_used > 0)
        memcpy(fresh, c->scratch, c->scratch_used);
    for (uint64_t k = 0; k < c->count; k++) {
        uintptr_t at = (uintptr_t)c->field[k].text;
        if (old != 0 && at >= old && at - old < c->scratch_room)
            c->field[k].text = fresh + (at - old);
    }
    lia_free(c->scratch);
    c->scratch = fresh;
    c->scratch_room = room;
done:
    return st;
}

/* Copy without the escapes: the second quote of each pair goes. */
static size_t unescape(char *out, const char *at, const char *end, char quote)
{
    char *begin = out;

    while (at < end) {
        const char *pair = memchr(at, quote, (size_t)(end - at));
        size_t span = (size_t)((pair ? pair + 1 : end) - at);
        memcpy(out, at, span);
        out += span;
        at += span + (pair != NULL);
    }
    return (size_t)(out - begin);
}

/* The same where \" and \\ are escapes too. */
static size_t unescape_both(char *out, const char *at, const char *end,
                            char quote)
{
    char *begin = out;

    while (at < end) {
        bool more = end - at > 1;
        bool pair = more && *at == quote && at[1] == quote;
        if (more && *at == '\\')
            pair = at[1] == quote || at[1] == '\\';
        at += pair;
        *out++ = *at++;
    }
    return (size_t)(out - begin);
}

/* The quoted field at *at, which is then on the special behind it. *good
 * false: it is not closed. */
static lia_status quoted(lia_csv *c, const char *record, const char **at,
                         bool *good, lia_error *err)
{
    const char *from = *at, *limit = c->end, *close, *stop;
    size_t length, tail;
    bool escapes;
    lia_status st = LIA_OK;

    if (limit - record > LIA_SCAN_RECORD)
        limit = record + LIA_SCAN_RECORD;
    if (record < c->zone)
        limit = lia_scan_newline(from, limit);
    close = lia_scan_close(&escapes, from + 1, limit, c->dialect.quote,
                           c->dialect.backslash_escapes);
    c->any_quoted = true;
    c->doubt = from;
    *good = close != NULL;
    if (!*good)
        return LIA_OK;
    *at = stop = next_special(c, close + 1);
    length = (size_t)(close - from - 1);
    tail = (size_t)(stop - close - 1);
    if ((!escapes && tail == 0) || length + tail > LIA_SCAN_FIELD)
        return add(c, record, from, from + 1, length + tail, true, err);
    LIA_TRY(make_scratch(c, length + tail, err));
    char *copy = c->scratch + c->scratch_used;
    length = c->dialect.backslash_escapes
                 ? unescape_both(copy, from + 1, close, c->dialect.quote)
                 : unescape(copy, from + 1, close, c->dialect.quote);
    memcpy(copy + length, close + 1, tail);
    c->scratch_used += length + tail;
    LIA_TRY(add(c, record, from, copy, length + tail, true, err));
done:
    return st;
}

static inline bool is_blank(char c)
{
    return c == ' ' || c == '\t';
}

/* Fields from c->at on; *stop is the newline behind them, or the end. */
static lia_status split(lia_csv *c, const char **stop, bool *good,
                        lia_error *err)
{
    const char *record = c->at, *at = record;
    const bool blanks = c->dialect.delimiter == ' ';
    const char quote = c->dialect.quote;
    lia_status st = LIA_OK;

    *good = true;
    for (;;) {
        if (blanks)
            while (at < c->end && is_blank(*at))
                at++;
        if (blanks && (at == c->end || lia_scan_is_newline(*at)))
            break;
        if (at < c->end && *at == quote && quote != 0) {
            LIA_TRY(quoted(c, record, &at, good, err));
            if (!*good)
                break;
        } else {
            const char *to = next_special(c, at);
            LIA_TRY(add(c, record, at, at, (size_t)(to - at), false, err));
            at = to;
        }
        if (at == c->end || lia_scan_is_newline(*at))
            break;
        at++;
    }
    *stop = at;
done:
    return st;
}

/* Columns count from the beginning of their own line, which a quoted field
 * with newlines moves. Returns the newlines inside the record. */
static uint64_t columns(lia_csv *c, const char *record, const char *stop)
{
    uint64_t lines = lia_scan_lines(record, (size_t)(stop - record));
    const char *line = record, *seen = record;

    for (uint64_t k = 0; lines > 0 && k < c->count; k++) {
        const char *from = record + (c->field[k].column - 1);
        const char *newline;
        while ((newline = lia_scan_newline(seen, from)) < from)
            seen = line = lia_scan_behind(newline, from);
        c->field[k].column = (uint32_t)(from - line + 1);
    }
    return lines;
}

/* Take the record [c->at, stop) and step behind its newline. */
static void take(lia_csv *c, lia_record *out, const char *stop,
                 uint64_t lines)
{
    *out = (lia_record){c->field, (uint32_t)c->count, c->line, c->at,
                        (size_t)(stop - c->at), c->scratch_used > 0};
    c->at = lia_scan_behind(stop, c->end);
    c->line += lines + 1;
}

static lia_record_state blank_line(lia_csv *c, lia_record *out)
{
    take(c, out, lia_scan_newline(c->at, c->end), 0);
    return LIA_RECORD_BLANK;
}

static lia_record_state bad_quote(lia_csv *c, lia_record *out)
{
    if (c->at >= c->zone)
        c->zone = lia_scan_behind(lia_scan_newline(c->doubt, c->end), c->end);
    c->count = 0;
    take(c, out, lia_scan_newline(c->at, c->end), 0);
    return LIA_RECORD_BAD_QUOTE;
}

static bool has_nul(lia_csv *c, const char *record, const char *stop)
{
    bool found;

    while (c->nul != NULL && c->nul < record)
        c->nul = memchr(record, '\0', (size_t)(c->end - record));
    found = c->nul != NULL && c->nul < stop;
    if (found)
        c->nul = memchr(stop, '\0', (size_t)(c->end - stop));
    return found;
}

static lia_record_state whole(lia_csv *c, lia_record *out, const char *stop)
{
    const char *record = c->at;
    uint64_t lines = c->any_quoted ? columns(c, record, stop) : 0;
    lia_record_state state = LIA_RECORD_OK;

    if (c->nul != NULL && has_nul(c, record, stop))
        state = LIA_RECORD_NUL;
    else if (c->any_long)
        state = LIA_RECORD_LONG;
    else if (c->count == 0)
        state = LIA_RECORD_BLANK;
    if (state != LIA_RECORD_OK)
        c->count = 0;
    take(c, out, stop, lines);
    return state;
}

lia_status lia_csv_next(lia_record_state *state, lia_record *record,
                        lia_csv *csv, lia_error *err)
{
    lia_status st = LIA_OK;
    const char *stop;
    bool good;

    csv->count = csv->scratch_used = 0;
    csv->any_quoted = csv->any_long = false;
    if (csv->at >= csv->end) {
        *state = LIA_RECORD_END;
        return LIA_OK;
    }
    if (lia_scan_is_newline(*csv->at) ||
        (csv->dialect.comments && (*csv->at == '#' || *csv->at == '%'))) {
        *state = blank_line(csv, record);
        return LIA_OK;
    }
    LIA_TRY(split(csv, &stop, &good, err));
    *state = good ? whole(csv, record, stop) : bad_quote(csv, record);
done:
    return st;
}

lia_status lia_csv_open(lia_csv **out, const lia_dialect *dialect,
                        lia_error *err)
{
    lia_csv *c = NULL;
    lia_status st = LIA_OK;

    LIA_TRY(lia_alloc_zero(&c, 1, sizeof *c, err));
    c->dialect = *dialect;
    c->second = dialect->delimiter == ' ' ? '\t' : dialect->delimiter;
    *out = c;
done:
    return st;
}

void lia_csv_feed(lia_csv *csv, const char *text, size_t length,
                  uint64_t line)
{
    csv->text = csv->at = csv->zone = text;
    csv->end = text + length;
    csv->line = line;
    csv->block = NULL;
    csv->nul = length > 0 ? memchr(text, '\0', length) : NULL;
}

void lia_csv_close(lia_csv *csv)
{
    if (csv == NULL)
        return;
    lia_free(csv->field);
    lia_free(csv->scratch);
    lia_free(csv);
}
