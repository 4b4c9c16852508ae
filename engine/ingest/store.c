/* ingest/store.c - from names to ids, several rows at a time; see store.h. */
#include "ingest/store.h"

#include <string.h>

#include "base/mem.h"
#include "text/cell.h"

static const char message_mark[LIA_MESSAGE_MARK + 1] = "text:";

/* Is this content what somebody wrote, and no id of it? An id is a word of
 * ASCII letters, digits and . _ : / - with a digit in it. What was written
 * goes no further than its digest: equal texts stay equal, no more. */
static bool is_message(const lia_block *block, const lia_cell *cell,
                       uint32_t f)
{
    bool digit = false;

    if (block->table != LIA_TABLE_INTERACTIONS || f != LIA_I_CONTENT)
        return false;
    for (size_t k = 0; k < cell->length; k++) {
        const char c = cell->text[k];
        const bool is_digit = c >= '0' && c <= '9';
        if (!is_digit && !(c >= 'a' && c <= 'z') && !(c >= 'A' && c <= 'Z') &&
            (c == '\0' || strchr("._:/-", c) == NULL))
            return true;
        digit = digit || is_digit;
    }
    return !digit;
}

static void hash_cell(lia_understood *row, const lia_worker *worker,
                      const lia_block *block, const lia_course *course,
                      const lia_cell *cell, uint32_t f)
{
    const lia_field_spec *field = &lia_table_fields(block->table)->field[f];
    lia_row_key *k = &row->key[row->keys++];

    *k = (lia_row_key){cell->text, cell->length, 0, (uint8_t)f,
                       (uint8_t)field->kind, true};
    if (is_message(block, cell, f)) {
        memcpy(row->digest, message_mark, LIA_MESSAGE_MARK);
        lia_digest_hex(row->digest + LIA_MESSAGE_MARK, NULL, 'm', k->text,
                       k->length);
        k->text = row->digest;
        k->length = LIA_MESSAGE_MARK + LIA_DIGEST_HEX;
    }
    if (field->kind == LIA_KIND_ACCOUNT)
        k->is_slow = lia_quick_is_slow(k->text, k->length);
    else if (field->kind == LIA_KIND_TEXT && course->tabular &&
             lia_cell_is_text_column(field->name))
        lia_cell_unescape(&k->text, &k->length);
    if (k->is_slow)
        k->hash = lia_intern_hash(&worker->space[field->kind], k->text,
                                  k->length);
}

void lia_store_hash(lia_understood *row, const lia_worker *worker,
                    const lia_block *block, const lia_course *course,
                    const lia_cell *cell)
{
    const lia_table_spec *spec = lia_table_fields(block->table);

    row->keys = 0;
    for (uint32_t f = 0; f < spec->count; f++)
        if (block->has[f] && spec->field[f].kind <= LIA_KIND_TEXT &&
            cell[f].length > 0)
            hash_cell(row, worker, block, course, &cell[f], f);
}

void lia_store_fetch(const lia_understood *row, const lia_worker *worker)
{
    for (uint32_t k = 0; k < row->keys; k++)
        if (row->key[k].is_slow)
            lia_intern_fetch(&worker->space[row->key[k].kind],
                             row->key[k].hash);
}

static lia_status intern_keys(lia_understood *row, lia_worker *worker,
                              lia_error *err)
{
    lia_status st = LIA_OK;

    for (uint32_t k = 0; k < row->keys && st == LIA_OK; k++) {
        const lia_row_key *key = &row->key[k];
        lia_interner *names = &worker->space[key->kind];
        uint32_t *id = &row->value[key->field].id;
        st = key->is_slow
                 ? lia_intern_hashed(id, names, key->text, key->length,
                                     key->hash, err)
                 : lia_quick_intern(id, &worker->quick, names, key->text,
                                    key->length, err);
    }
    return st;
}

lia_status lia_store_row(lia_understood *row, lia_worker *worker,
                         lia_block *block, const lia_course *course,
                         lia_error *err)
{
    const lia_table_spec *spec = lia_table_fields(block->table);
    lia_status st = LIA_OK;

    LIA_TRY(lia_block_room(block, 1, err));
    LIA_TRY(intern_keys(row, worker, err));
    if (!course->options->lean)
        LIA_TRY(lia_block_origin(block, row->line, err));
    for (uint32_t f = 0; f < spec->count; f++) {
        const size_t width = lia_kind_width(spec->field[f].kind);
        char *to;
        if (!block->has[f])
            continue;
        to = (char *)block->column[f] + block->rows * width;
        if (width == 4)
            memcpy(to, &row->value[f], 4);
        else if (width == 8)
            memcpy(to, &row->value[f], 8);
        else
            memcpy(to, &row->value[f], width);
    }
    block->rows++;
done:
    return st;
}

void lia_pipe_open(lia_pipe *pipe, lia_worker *worker, lia_block *block,
                   const lia_course *course)
{
    pipe->worker = worker;
    pipe->block = block;
    pipe->course = course;
    pipe->begin = pipe->end = 0;
}

lia_understood *lia_pipe_next(lia_pipe *pipe)
{
    return &pipe->row[pipe->end % LIA_PIPE_ROWS];
}

static lia_status store_first(lia_pipe *pipe, lia_error *err)
{
    return lia_store_row(&pipe->row[pipe->begin++ % LIA_PIPE_ROWS],
                         pipe->worker, pipe->block, pipe->course, err);
}

lia_status lia_pipe_push(lia_pipe *pipe, lia_error *err)
{
    const uint64_t half = LIA_PIPE_ROWS / 2;

    pipe->end++;
    if (pipe->end - pipe->begin > half)
        lia_store_fetch(&pipe->row[(pipe->end - 1 - half) % LIA_PIPE_ROWS],
                        pipe->worker);
    return pipe->end - pipe->begin == LIA_PIPE_ROWS ? store_first(pipe, err)
                                                    : LIA_OK;
}

lia_status lia_pipe_flush(lia_pipe *pipe, lia_error *err)
{
    lia_status st = LIA_OK;

    while (pipe->begin < pipe->end && st == LIA_OK)
        st = store_first(pipe, err);
    return st;
}
