/* ingest/worker.c - blocks of rows: growing, fitting, freeing. */
#include "ingest/worker.h"

#include <math.h>
#include <string.h>

#include "base/mem.h"
#include "text/json.h"
#include "text/recode.h"

lia_status lia_worker_begin(lia_block **out, lia_worker *worker,
                            lia_table table, uint32_t source, uint64_t chunk,
                            lia_error *err)
{
    lia_block *block = NULL;
    lia_status st = lia_reserve(&worker->block, &worker->block_room,
                                worker->blocks + 1, sizeof *worker->block, err);

    if (st != LIA_OK)
        return st;
    st = lia_alloc_zero(&block, 1, sizeof *block, err);
    if (st != LIA_OK)
        return st;
    block->table = table;
    block->source = source;
    block->worker = worker->number;
    block->chunk = chunk;
    block->keep_rejects = worker->keep_rejects;
    block->discreet = worker->discreet;
    worker->block[worker->blocks++] = block;
    *out = block;
    return LIA_OK;
}

static lia_status resize(lia_block *block, uint64_t room, lia_error *err)
{
    const lia_table_spec *spec = lia_table_fields(block->table);
    lia_status st = LIA_OK;

    for (uint32_t f = 0; f < spec->count; f++)
        if (block->has[f])
            LIA_TRY(lia_resize(&block->column[f], room,
                               lia_kind_width(spec->field[f].kind), err));
    block->room = room;
done:
    return st;
}

lia_status lia_block_fit(lia_block *block, lia_error *err)
{
    lia_status st = LIA_OK;

    LIA_TRY(resize(block, block->rows, err));
    if (block->origins.run != NULL)
        LIA_TRY(lia_resize(&block->origins.run, block->origins.count,
                           sizeof *block->origins.run, err));
    block->origin_room = block->origins.count;
    if (block->reject != NULL)
        LIA_TRY(lia_resize(&block->reject, block->rejects,
                           sizeof *block->reject, err));
    block->reject_room = block->rejects;
done:
    return st;
}

lia_status lia_block_room(lia_block *block, uint64_t rows, lia_error *err)
{
    uint64_t need = block->rows + rows, room = block->room;

    if (need <= room)
        return LIA_OK;
    room = room < 16 ? 16 : room * 2;
    return resize(block, room < need ? need : room, err);
}

lia_status lia_block_origin(lia_block *block, uint64_t line, lia_error *err)
{
    lia_origins *o = &block->origins;
    const lia_origin *last = o->count ? &o->run[o->count - 1] : NULL;
    lia_status st;

    if (last != NULL && last->line + (block->rows - last->row) == line)
        return LIA_OK;
    st = lia_reserve(&o->run, &block->origin_room, o->count + 1,
                     sizeof *o->run, err);
    if (st == LIA_OK)
        o->run[o->count++] = (lia_origin){block->rows, line, block->source};
    return st;
}

void lia_missing(void *column, lia_kind kind, uint64_t rows)
{
    switch (kind) {
    case LIA_KIND_TIME:
        for (uint64_t r = 0; r < rows; r++)
            ((lia_time *)column)[r] = LIA_NO_TIME;
        break;
    case LIA_KIND_NUMBER:
        for (uint64_t r = 0; r < rows; r++)
            ((double *)column)[r] = (double)NAN;
        break;
    case LIA_KIND_ACTION:
    case LIA_KIND_PRECISION:
        memset(column, 0, rows);
        break;
    case LIA_KIND_CONTACT:
    case LIA_KIND_FLAG:
        memset(column, 2, rows);
        break;
    default:
        memset(column, 0xFF, rows * 4);
    }
}

lia_status lia_block_column(lia_block *block, uint32_t field, lia_error *err)
{
    const lia_kind kind = lia_table_fields(block->table)->field[field].kind;
    lia_status st = lia_alloc(&block->column[field], block->room,
                              lia_kind_width(kind), err);

    if (st != LIA_OK)
        return st;
    lia_missing(block->column[field], kind, block->rows);
    block->has[field] = true;
    return LIA_OK;
}

enum { EXCERPT = 200 };

uint64_t lia_block_rejected(const lia_block *block)
{
    uint64_t sum = 0;

    for (int cause = 0; cause < LIA_CAUSE_COUNT; cause++)
        sum += block->rejected[cause];
    return sum;
}

/* The beginning of a row as a string: UTF-8, whole characters, a NUL byte as
 * a question mark. */
static lia_status excerpt(char **out, lia_pages *pages, const char *text,
                          size_t length, lia_error *err)
{
    char part[EXCERPT], clean[3 * EXCERPT];
    size_t used = 0;

    if (length > EXCERPT)
        for (length = EXCERPT;
             length > EXCERPT - 4 &&
             ((unsigned char)text[length] & 0xC0) == 0x80; length--)
            continue;
    memcpy(part, text, length);
    if (!lia_is_utf8(part, length)) {
        used = lia_recode_1252(clean, part, length);
    } else {
        memcpy(clean, part, length);
        used = length;
    }
    for (size_t k = 0; k < used; k++)
        if (clean[k] == '\0')
            clean[k] = '?';
    return lia_pages_copy(out, pages, clean, used, err);
}

/* Many rows in a row have the same fault: its words are kept once. */
static lia_status keep_detail(char **out, lia_block *block, const char *detail,
                              lia_error *err)
{
    char *last = block->rejects > 0 ? block->reject[block->rejects - 1].detail
                                    : NULL;

    if (last != NULL && strcmp(last, detail) == 0) {
        *out = last;
        return LIA_OK;
    }
    return lia_pages_copy(out, &block->words, detail, strlen(detail), err);
}

lia_status lia_block_reject(lia_block *block, const lia_reject *what,
                            const char *text, size_t length, lia_error *err)
{
    lia_status st = LIA_OK;
    lia_reject r = *what;

    r.source = block->source;
    r.detail = r.text = NULL;
    block->rejected[r.cause]++;
    if (block->rejects >= block->keep_rejects)
        return LIA_OK;
    while (length > 0 && (text[length - 1] == '\n' || text[length - 1] == '\r'))
        length--;
    LIA_TRY(lia_reserve(&block->reject, &block->reject_room,
                        block->rejects + 1, sizeof *block->reject, err));
    LIA_TRY(keep_detail(&r.detail, block, what->detail, err));
    LIA_TRY(excerpt(&r.text, &block->words, text, block->discreet ? 0 : length,
                    err));
    block->reject[block->rejects++] = r;
done:
    return st;
}

void lia_block_free(lia_block *block)
{
    if (block == NULL)
        return;
    for (int f = 0; f < LIA_MOST_FIELDS; f++)
        lia_free(block->column[f]);
    lia_pages_free(&block->words);
    lia_free(block->reject);
    lia_free(block->origins.run);
    lia_free(block);
}

void lia_worker_free(lia_worker *worker)
{
    for (int s = 0; s < LIA_SPACES; s++)
        lia_interner_free(&worker->space[s]);
    lia_quick_free(&worker->quick);
    for (uint64_t b = 0; b < worker->blocks; b++)
        lia_block_free(worker->block[b]);
    lia_free(worker->block);
    lia_free(worker->recoded);
    lia_free(worker->claim);
    lia_interner_free(&worker->said);
    memset(worker, 0, sizeof *worker);
}
