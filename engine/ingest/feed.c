/* ingest/feed.c - rows of an adapter into blocks, one per table and chunk. */
#include "ingest/feed.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/sentence.h"
#include "base/mem.h"

enum { SCRATCH = 16384 };

lia_status lia_feed_room(char **out, lia_feed *feed, size_t bytes,
                         lia_error *err)
{
    lia_status st = LIA_OK;
    uint64_t size = bytes > SCRATCH ? bytes : SCRATCH;

    if (feed->scratches == 0 ||
        feed->scratch_size - feed->scratch_used < bytes) {
        LIA_TRY(lia_reserve(&feed->scratch, &feed->scratch_room,
                            feed->scratches + 1, sizeof *feed->scratch, err));
        LIA_TRY(lia_alloc(&feed->scratch[feed->scratches], size, 1, err));
        feed->scratches++;
        feed->scratch_used = 0;
        feed->scratch_size = size;
    }
    *out = feed->scratch[feed->scratches - 1] + feed->scratch_used;
    feed->scratch_used += bytes;
done:
    return st;
}

/* The last block, which is the largest so far or of the usual size, stays. */
void lia_feed_begin(lia_feed *feed)
{
    for (uint64_t k = 0; k + 1 < feed->scratches; k++)
        lia_free(feed->scratch[k]);
    if (feed->scratches > 1)
        feed->scratch[0] = feed->scratch[feed->scratches - 1];
    feed->scratches = feed->scratches > 0;
    feed->scratch_used = 0;
}

static lia_status begin_block(lia_feed *feed, lia_table table, lia_error *err)
{
    lia_block *block = NULL;
    lia_layout *layout = &feed->layout[table];
    static const lia_header none = {0, 0, NULL};
    lia_status st = lia_worker_begin(&block, feed->worker, table, feed->source,
                                     feed->chunk, err);

    if (st != LIA_OK)
        return st;
    *layout = (lia_layout){.table = table};
    for (int f = 0; f < LIA_MOST_FIELDS; f++)
        layout->column[f] = -1;
    feed->course[table] = lia_course_of(layout, &none, &feed->reading->options,
                                        feed->source);
    feed->course[table].clock.format = NULL;
    feed->course[table].lazy = feed->course[table].clean = true;
    feed->course[table].late = block->late =
        (feed->plan->file->flags & LIA_ADAPTER_UNZONED) != 0 &&
        !feed->reading->options.lean;
    for (uint32_t f = 0; f < lia_table_fields(table)->count; f++)
        if (lia_table_fields(table)->field[f].required) {
            st = lia_block_column(block, f, err);
            if (st != LIA_OK)
                return st;
        }
    feed->block[table] = block;
    return LIA_OK;
}

lia_status lia_feed_open(lia_feed *out, lia_reading *reading,
                         lia_worker *worker, const lia_adapter_plan *plan,
                         uint32_t source, uint64_t chunk, lia_error *err)
{
    lia_feed *f = out;
    lia_status st = LIA_OK;
    const char *path = reading->origin[plan->origin].path;
    const size_t length = strlen(path);
    char *text = NULL;

    memset(f, 0, sizeof *f);
    f->reading = reading;
    f->worker = worker;
    f->plan = plan;
    f->source = source;
    f->chunk = chunk;
    f->keeps_digests = reading->options.privacy != NULL &&
                       reading->options.privacy->key != NULL;
    LIA_TRY(begin_block(f, plan->file->table, err));
    f->main = f->block[plan->file->table];
    LIA_TRY(lia_alloc(&text, length + LIA_OWNER_MARK_LENGTH, 1, err));
    memcpy(text, LIA_OWNER_MARK, LIA_OWNER_MARK_LENGTH);
    memcpy(text + LIA_OWNER_MARK_LENGTH, path, length);
    f->owner = (lia_cell){text, length + LIA_OWNER_MARK_LENGTH, 0};
done:
    return st;
}

lia_status lia_feed_work(lia_feed *feed, lia_error *err)
{
    return feed->plan->file->work(feed, err);
}

lia_status lia_feed_fit(lia_feed *feed, lia_error *err)
{
    lia_status st = LIA_OK;

    for (int t = 0; t < LIA_TABLE_COUNT; t++)
        if (feed->block[t] != NULL)
            LIA_TRY(lia_block_fit(feed->block[t], err));
done:
    return st;
}

void lia_feed_close(lia_feed *feed)
{
    for (uint64_t k = 0; k < feed->scratches; k++)
        lia_free(feed->scratch[k]);
    lia_free(feed->scratch);
    lia_free((void *)(uintptr_t)feed->owner.text);
    feed->scratch = NULL;
    feed->scratches = 0;
    feed->owner.text = NULL;
}

/* ---- reading a record ---- */

lia_cell lia_feed_cell(const lia_feed *feed, unsigned c)
{
    return feed->cell[c];
}

const lia_value *lia_feed_value(const lia_feed *feed)
{
    return feed->value;
}

lia_cell lia_cell_of_value(const lia_value *value)
{
    size_t length;
    const char *text = lia_value_text(&length, value);

    return (lia_cell){text, length, 0};
}

lia_cell lia_feed_at(const lia_feed *feed, const char *path)
{
    return lia_cell_of_value(lia_value_path(feed->value, path));
}

const lia_look *lia_feed_look(const lia_feed *feed)
{
    return &feed->plan->look;
}

bool lia_cell_is(lia_cell cell, const char *text)
{
    return cell.length == strlen(text) &&
           strncasecmp(cell.text, text, cell.length) == 0;
}

lia_cell lia_feed_owner(const lia_feed *feed)
{
    return feed->owner;
}

/* NULs are ours: they part name, company and path. The text of an absent cell
 * is a null pointer, which strnlen() may not be given. */
static size_t length_to_nul(lia_cell cell)
{
    return cell.length == 0 ? 0 : strnlen(cell.text, cell.length);
}

lia_status lia_feed_named(lia_cell *out, lia_feed *feed, lia_cell name,
                          lia_cell company, lia_error *err)
{
    const char *path = feed->reading->origin[feed->plan->origin].path;
    size_t length;
    char *text, *at;
    lia_status st;

    name.length = length_to_nul(name);
    company.length = length_to_nul(company);
    length = LIA_NAMED_MARK_LENGTH + name.length + 1 + company.length + 1 +
             strlen(path);

    if (name.length == 0) {
        *out = (lia_cell){"", 0, name.column};
        return LIA_OK;
    }
    st = lia_feed_room(&text, feed, length, err);
    if (st != LIA_OK)
        return st;
    at = text;
    memcpy(at, LIA_NAMED_MARK, LIA_NAMED_MARK_LENGTH);
    at += LIA_NAMED_MARK_LENGTH;
    memcpy(at, name.text, name.length);
    at += name.length;
    *at++ = '\0';
    if (company.length > 0)
        memcpy(at, company.text, company.length);
    at += company.length;
    *at++ = '\0';
    memcpy(at, path, strlen(path));
    *out = (lia_cell){text, length, name.column};
    return LIA_OK;
}

/* ---- giving ---- */

/* What came out of an export may hold a NUL only where we put it. */
static bool has_nul(const lia_cell *cell, lia_kind kind)
{
    if (cell->length == 0 || memchr(cell->text, '\0', cell->length) == NULL)
        return false;
    return kind != LIA_KIND_ACCOUNT || cell->text[0] != '\0';
}

lia_status lia_feed_add(lia_feed *feed, lia_entry *entry, lia_error *err)
{
    lia_status st = LIA_OK;
    const lia_table_spec *spec = lia_table_fields(entry->table);
    bool kept;

    if (feed->block[entry->table] == NULL)
        LIA_TRY(begin_block(feed, entry->table, err));
    if (entry->table == LIA_TABLE_ACCOUNTS && !feed->keeps_digests)
        entry->cell[LIA_A_EMAIL_DIGEST].length = 0;
    for (uint32_t f = 0; f < spec->count; f++)
        if (has_nul(&entry->cell[f], spec->field[f].kind))
            return lia_feed_reject(feed, LIA_CAUSE_NUL, entry->cell[f], err,
                                   "a NUL character in '%s'",
                                   spec->field[f].name);
    LIA_TRY(lia_rows_add(&kept, feed->worker, feed->block[entry->table],
                         &feed->course[entry->table], entry->cell,
                         &feed->place, err));
done:
    return st;
}

lia_status lia_feed_reject(lia_feed *feed, lia_cause cause, lia_cell cell,
                           lia_error *err, const char *format, ...)
{
    char text[256];
    va_list args;

    va_start(args, format);
    (void)lia_sentence(text, sizeof text, lia_written(), wr(format), args);
    va_end(args);
    return lia_rows_reject(feed->main, cause, &feed->place, cell.column, err,
                           "%s", text);
}

void lia_feed_drop(lia_feed *feed, const char *why)
{
    lia_drop *drop = feed->main->drop;

    for (int k = 0; k < LIA_MOST_DROPS; k++)
        if (drop[k].why == NULL || strcmp(drop[k].why, why) == 0 ||
            k + 1 == LIA_MOST_DROPS) {
            drop[k].why = drop[k].why != NULL ? drop[k].why : why;
            drop[k].count++;
            return;
        }
}

static lia_status add_claim(lia_feed *feed, const lia_claim *claim,
                            lia_error *err)
{
    lia_worker *w = feed->worker;
    lia_status st = lia_reserve(&w->claim, &w->claim_room, w->claims + 1,
                                sizeof *w->claim, err);

    if (st == LIA_OK)
        w->claim[w->claims++] = *claim;
    return st;
}

lia_status lia_feed_claim(lia_feed *feed, lia_claim_kind kind,
                          lia_cell account, lia_cell text, lia_error *err)
{
    lia_status st = LIA_OK;
    lia_worker *w = feed->worker;
    lia_claim claim = {feed->source, (uint32_t)kind, LIA_NONE, LIA_NONE, 0};

    if ((account.length == 0 && kind != LIA_CLAIM_OWNER_NAME) ||
        (text.length == 0 && kind != LIA_CLAIM_OWNER))
        return LIA_OK;
    if (kind == LIA_CLAIM_SAME_POST)
        LIA_TRY(lia_intern(&claim.account, &w->space[LIA_KIND_POST],
                           account.text, account.length, err));
    else if (account.length > 0)
        LIA_TRY(lia_quick_intern(&claim.account, &w->quick,
                                 &w->space[LIA_KIND_ACCOUNT], account.text,
                                 account.length, err));
    if (text.length > 0)
        LIA_TRY(lia_intern(&claim.text, &w->said, text.text, text.length,
                           err));
    LIA_TRY(add_claim(feed, &claim, err));
done:
    return st;
}

lia_status lia_feed_claim_number(lia_feed *feed, lia_claim_kind kind,
                                 int64_t number, lia_error *err)
{
    const lia_claim claim = {feed->source, (uint32_t)kind, LIA_NONE, LIA_NONE,
                             number};

    return add_claim(feed, &claim, err);
}
