/* ingest/worker.c - blocks of rows: growing, fitting, freeing; windows-1252. */
#include "ingest/worker.h"

#include <string.h>

#include "base/mem.h"

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

enum { EXCERPT = 200 };

lia_status lia_block_reject(lia_block *block, const lia_reject *what,
                            const char *text, size_t length, lia_error *err)
{
    lia_status st = LIA_OK;
    lia_reject r = *what;

    r.source = block->source;
    r.detail = r.text = NULL;
    while (length > 0 && (text[length - 1] == '\n' || text[length - 1] == '\r'))
        length--;
    LIA_TRY(lia_reserve(&block->reject, &block->reject_room,
                        block->rejects + 1, sizeof *block->reject, err));
    LIA_TRY(lia_copy_text(&r.detail, what->detail, strlen(what->detail), err));
    LIA_TRY(lia_copy_text(&r.text, text, length < EXCERPT ? length : EXCERPT,
                          err));
    block->reject[block->rejects++] = r;
    r.detail = NULL;
done:
    if (st != LIA_OK)
        lia_free(r.detail);
    return st;
}

void lia_block_free(lia_block *block)
{
    if (block == NULL)
        return;
    for (int f = 0; f < LIA_MOST_FIELDS; f++)
        lia_free(block->column[f]);
    for (uint64_t r = 0; r < block->rejects; r++) {
        lia_free(block->reject[r].detail);
        lia_free(block->reject[r].text);
    }
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
    memset(worker, 0, sizeof *worker);
}

/* windows-1252 from 0x80 to 0x9F; 0 = the control character of that number,
 * as browsers do. */
static const uint16_t high[32] = {
    0x20AC, 0,      0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021,
    0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0,      0x017D, 0,
    0,      0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
    0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0,      0x017E, 0x0178};

size_t lia_recode(char *out, const char *text, size_t length)
{
    char *at = out;

    for (size_t k = 0; k < length; k++) {
        unsigned code = (unsigned char)text[k];
        if (code < 0x80) {
            *at++ = (char)code;
            continue;
        }
        if (code < 0xA0 && high[code - 0x80] != 0)
            code = high[code - 0x80];
        if (code >= 0x800) {
            *at++ = (char)(0xE0 | code >> 12);
            *at++ = (char)(0x80 | (code >> 6 & 0x3F));
        } else {
            *at++ = (char)(0xC0 | code >> 6);
        }
        *at++ = (char)(0x80 | (code & 0x3F));
    }
    return (size_t)(at - out);
}
