/* ingest/adapter_delimited.c - records of delimited text for an adapter, and
 * the mending of records whose quoting is broken.
 *
 * Where every record begins with a date (LIA_ADAPTER_DATED), a break shows.
 * Two dialects are in use at once, "" and \" for a quote inside quotes, and
 * \"" at the end of a field may be either: the record swallows the next ones,
 * or what follows it begins with no date. It is read again in the other
 * dialect then. Some exports also close and open the quotes at each newline of
 * a text, or leave them out: such a record ends too early, and is put together
 * again.
 */
#include <string.h>

#include "base/language.h"
#include "base/mem.h"
#include "ingest/feed.h"
#include "text/json.h"
#include "text/recode.h"
#include "text/scan.h"

typedef struct passage {
    lia_feed feed;
    lia_csv *csv, *second;       /* second: for mending                      */
    const char *end;             /* of the chunk                             */
    const char *skip;            /* records before this are read already     */
    char *mended;
    uint64_t mended_room;
} passage;

static bool is_blank(char c)
{
    return c == ' ' || c == '\t';
}

static lia_cell trimmed(const lia_field *field)
{
    lia_cell cell = {field->text, field->length, field->column};

    while (cell.length > 0 && is_blank(*cell.text)) {
        cell.text++;
        cell.length--;
        cell.column += !field->quoted;
    }
    while (cell.length > 0 && is_blank(cell.text[cell.length - 1]))
        cell.length--;
    return cell;
}

/* Cells that are no UTF-8 are read as windows-1252. */
static lia_status decode_cells(passage *p, unsigned count, lia_error *err)
{
    lia_status st = LIA_OK;

    for (unsigned k = 0; k < count; k++) {
        lia_cell *cell = &p->feed.cell[k];
        char *to;
        if (cell->length == 0 || lia_is_utf8(cell->text, cell->length))
            continue;
        LIA_TRY(lia_feed_room(&to, &p->feed, cell->length * 3, err));
        cell->length = lia_recode_1252(to, cell->text, cell->length);
        cell->text = to;
    }
    p->feed.main->recoded++;
done:
    return st;
}

static lia_status give(passage *p, const lia_record *record, lia_error *err)
{
    const lia_adapter_plan *plan = p->feed.plan;
    lia_status st = LIA_OK;
    unsigned count = 0;

    lia_feed_begin(&p->feed);
    for (; count < LIA_ADAPTER_COLUMNS; count++) {
        const int32_t c = plan->column[count];
        p->feed.cell[count] = c >= 0 && (uint32_t)c < record->count
                                  ? trimmed(&record->field[c])
                                  : (lia_cell){"", 0, 0};
    }
    if (!lia_is_utf8(record->raw, record->raw_length))
        LIA_TRY(decode_cells(p, count, err));
    p->feed.place = (lia_place){record->line, record->raw,
                                record->raw_length};
    p->feed.main->ragged += plan->columns > 0 &&
                            record->count != plan->columns;
    LIA_TRY(lia_feed_work(&p->feed, err));
done:
    return st;
}

/* ---- mending ---- */

/* Does a record begin here: a quote perhaps, and a date of digits? */
static bool begins_dated(const char *at, const char *end)
{
    at += at < end && *at == '"';
    if (end - at < 10)
        return false;
    for (int k = 0; k < 10; k++)
        if (k == 4 || k == 7 ? at[k] != '-' && at[k] != '/'
                             : at[k] < '0' || at[k] > '9')
            return false;
    return true;
}

/* The next line from `at` on that begins a record, or end. */
static const char *next_dated(const char *at, const char *end)
{
    while (at < end) {
        at = lia_scan_behind(lia_scan_newline(at, end), end);
        if (begins_dated(at, end))
            break;
    }
    return at;
}

/* "...first line"\n"second line..." -> one pair of quotes around all. */
static size_t join_quotes(char *out, const char *at, const char *end)
{
    char *begin = out;

    while (at < end) {
        if (*at == '"' && end - at > 2) {
            const char *next = at + 1;
            if (lia_scan_is_newline(*next)) {
                next = lia_scan_behind(next, end);
                if (next < end && *next == '"') {
                    *out++ = '\n';
                    at = next + 1;
                    continue;
                }
            }
        }
        *out++ = *at++;
    }
    return (size_t)(out - begin);
}

/* Every record of a text in one dialect is dated and has all columns. */
static lia_status is_whole(bool *out, passage *p, const char *text,
                           size_t length, lia_error *err)
{
    lia_record_state state = LIA_RECORD_OK;
    lia_record record;
    lia_status st = LIA_OK;

    *out = true;
    lia_csv_feed(p->second, text, length, 1);
    while (*out) {
        LIA_TRY(lia_csv_next(&state, &record, p->second, err));
        if (state == LIA_RECORD_END)
            break;
        if (state == LIA_RECORD_BLANK)
            continue;
        *out = state == LIA_RECORD_OK &&
               record.count == p->feed.plan->columns &&
               begins_dated(record.raw, record.raw + record.raw_length);
    }
done:
    return st;
}

static lia_status give_all(passage *p, const char *text, size_t length,
                           uint64_t line, lia_error *err)
{
    lia_record_state state = LIA_RECORD_OK;
    lia_record record;
    lia_status st = LIA_OK;

    lia_csv_feed(p->second, text, length, line);
    while (true) {
        LIA_TRY(lia_csv_next(&state, &record, p->second, err));
        if (state == LIA_RECORD_END)
            break;
        if (state == LIA_RECORD_OK)
            LIA_TRY(give(p, &record, err));
    }
    p->feed.main->mended++;
done:
    return st;
}

/* A text that goes on for some lines without quotes, or behind them: they
 * belong to the last field. */
static lia_status give_longer(bool *mended, passage *p,
                              const lia_record *record, const char *behind,
                              lia_error *err)
{
    lia_field *last = &record->field[record->count - 1];
    const char *end = record->raw + record->raw_length;
    const size_t more = (size_t)(behind - end);
    lia_status st = LIA_OK;

    if (lia_scan_behind(end, behind) == behind ||
        last->length + more > LIA_SCAN_FIELD)
        return LIA_OK;
    LIA_TRY(lia_reserve(&p->mended, &p->mended_room, last->length + more + 1, 1,
                        err));
    memcpy(p->mended, last->text, last->length);
    memcpy(p->mended + last->length, end, more);
    last->text = p->mended;
    last->length += (uint32_t)more;
    while (last->length > 0 &&
           lia_scan_is_newline(last->text[last->length - 1]))
        last->length--;
    LIA_TRY(give(p, record, err));
    p->feed.main->mended++;
    *mended = true;
done:
    return st;
}

/* Up to where a broken record reaches, read in another way. *done: it was, and
 * given. */
static lia_status mend(bool *done, passage *p, const lia_record *record,
                       lia_error *err)
{
    const char *from = record->raw;
    const char *behind = from + record->raw_length;
    lia_status st = LIA_OK;
    size_t length;

    *done = false;
    behind = lia_scan_behind(behind, p->end);
    if (!begins_dated(behind, p->end))
        behind = next_dated(behind, p->end);
    LIA_TRY(is_whole(done, p, from, (size_t)(behind - from), err));
    if (*done) {
        LIA_TRY(give_all(p, from, (size_t)(behind - from), record->line, err));
    } else {
        LIA_TRY(lia_reserve(&p->mended, &p->mended_room,
                            (uint64_t)(behind - from) + 1, 1, err));
        length = join_quotes(p->mended, from, behind);
        LIA_TRY(is_whole(done, p, p->mended, length, err));
        if (*done)
            LIA_TRY(give_all(p, p->mended, length, record->line, err));
    }
    if (!*done && record->count > 0)
        LIA_TRY(give_longer(done, p, record, behind, err));
    if (*done)
        p->skip = behind;
done:
    return st;
}

/* A record that has swallowed others, lacks columns, or is followed by what
 * begins no record. */
static bool is_suspicious(const passage *p, const lia_record *record)
{
    const char *end = record->raw + record->raw_length;
    const char *next = lia_scan_behind(lia_scan_newline(end, p->end), p->end);

    while (next < p->end && lia_scan_is_newline(*next))
        next++;
    return record->count != p->feed.plan->columns ||
           next_dated(record->raw, end) < end ||
           (next < p->end && !begins_dated(next, p->end));
}

/* ---- records ---- */

static lia_status take_record(passage *p, const lia_record *record,
                              lia_error *err)
{
    lia_status st = LIA_OK;
    bool done = false;

    if ((p->feed.plan->file->flags & LIA_ADAPTER_DATED) &&
        begins_dated(record->raw, record->raw + record->raw_length) &&
        is_suspicious(p, record))
        LIA_TRY(mend(&done, p, record, err));
    if (!done)
        LIA_TRY(give(p, record, err));
done:
    return st;
}

static lia_status take(passage *p, lia_record_state state,
                       const lia_record *record, lia_error *err)
{
    lia_cause cause = LIA_CAUSE_FIELD_LENGTH;
    const char *why = N_("a field of more than 4 MiB");
    bool done = false;
    lia_status st = LIA_OK;

    if (record->line <= p->feed.plan->header_line || record->raw < p->skip)
        return LIA_OK;
    if (state == LIA_RECORD_OK)
        return take_record(p, record, err);
    if (state == LIA_RECORD_BLANK) {
        p->feed.main->blank++;
        return LIA_OK;
    }
    if (state == LIA_RECORD_BAD_QUOTE) {
        cause = LIA_CAUSE_QUOTE;
        why = N_("a quote is never closed");
        if ((p->feed.plan->file->flags & LIA_ADAPTER_DATED) &&
            begins_dated(record->raw, record->raw + record->raw_length))
            LIA_TRY(mend(&done, p, record, err));
        if (done)
            return LIA_OK;
    } else if (state == LIA_RECORD_NUL) {
        cause = LIA_CAUSE_NUL;
        why = N_("a NUL byte: the file is damaged, or no text");
    }
    p->feed.place = (lia_place){record->line, record->raw,
                                record->raw_length};
    st = lia_rows_reject(p->feed.main, cause, &p->feed.place, 0, err, "%s",
                         why);
done:
    return st;
}

lia_status lia_adapter_delimited(lia_worker *worker, const lia_chunk *chunk,
                                 void *context, lia_error *err)
{
    const lia_adapter_course *c = context;
    passage p = {.csv = NULL};
    lia_dialect plain = c->plan->dialect;
    lia_record_state state = LIA_RECORD_OK;
    lia_record record;
    lia_status st = LIA_OK;

    plain.backslash_escapes = false;
    LIA_TRY(lia_feed_open(&p.feed, c->reading, worker, c->plan, c->source,
                          chunk->index, err));
    LIA_TRY(lia_csv_open(&p.csv, &c->plan->dialect, err));
    LIA_TRY(lia_csv_open(&p.second, &plain, err));
    p.end = chunk->text + chunk->length;
    p.skip = chunk->text;
    lia_csv_feed(p.csv, chunk->text, chunk->length, chunk->line);
    while (true) {
        LIA_TRY(lia_csv_next(&state, &record, p.csv, err));
        if (state == LIA_RECORD_END)
            break;
        LIA_TRY(take(&p, state, &record, err));
    }
    LIA_TRY(lia_feed_fit(&p.feed, err));
done:
    lia_csv_close(p.csv);
    lia_csv_close(p.second);
    lia_feed_close(&p.feed);
    lia_free(p.mended);
    return st;
}
