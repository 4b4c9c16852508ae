/* cli/say/columns.c - see columns.h. */
#include "cli/say/columns.h"

#include <string.h>

#include "base/mem.h"
#include "text/csv.h"
#include "text/input.h"

static const uint64_t MOST_BYTES = (uint64_t)4 << 30;

typedef struct loader {
    columns_file file;
    const char *path;
    const char *const *names;
    size_t count;
    uint32_t place[COLUMNS_MOST];     /* field of a column, UINT32_MAX = none */
    uint64_t cells, used;
} loader;

static lia_status find_columns(loader *l, const lia_record *header,
                               size_t required, lia_error *err)
{
    for (size_t c = 0; c < l->count; c++) {
        const size_t length = strlen(l->names[c]);
        l->place[c] = UINT32_MAX;
        for (uint32_t f = 0; f < header->count; f++)
            if (header->field[f].length == length &&
                memcmp(header->field[f].text, l->names[c], length) == 0)
                l->place[c] = f;
        l->file.has[c] = l->place[c] != UINT32_MAX;
        if (c < required && !l->file.has[c])
            return lia_fail(err, LIA_EINPUT, "%s:%llu: there is no column "
                            "'%s'", l->path, (unsigned long long)header->line,
                            l->names[c]);
    }
    return LIA_OK;
}

static lia_status add_row(loader *l, const lia_record *row, lia_error *err)
{
    columns_file *f = &l->file;
    lia_status st = LIA_OK;

    LIA_TRY(lia_reserve(&f->off, &f->off_room, l->cells + l->count + 1,
                        sizeof *f->off, err));
    for (size_t c = 0; c < l->count; c++) {
        const bool is_there = l->place[c] < row->count;
        const lia_field *field = is_there ? &row->field[l->place[c]] : NULL;
        const size_t length = field != NULL ? field->length : 0;
        LIA_TRY(lia_reserve(&f->bytes, &f->bytes_room, l->used + length, 1,
                            err));
        if (length > 0)
            memcpy(f->bytes + l->used, field->text, length);
        f->off[l->cells++] = l->used;
        l->used += length;
        f->off[l->cells] = l->used;
    }
    f->rows++;
done:
    return st;
}

static lia_status load(loader *l, lia_csv *csv, size_t required,
                       lia_error *err)
{
    lia_record_state state;
    lia_record record;
    bool has_header = false;
    lia_status st = LIA_OK;

    for (;;) {
        LIA_TRY(lia_csv_next(&state, &record, csv, err));
        if (state == LIA_RECORD_END)
            break;
        if (state == LIA_RECORD_BLANK)
            continue;
        if (state != LIA_RECORD_OK)
            return lia_fail(err, LIA_EINPUT, "%s:%llu: this row is damaged",
                            l->path, (unsigned long long)record.line);
        LIA_TRY(has_header ? add_row(l, &record, err)
                           : find_columns(l, &record, required, err));
        has_header = true;
    }
    if (!has_header)
        st = lia_fail(err, LIA_EINPUT, "%s:1: the file is empty", l->path);
done:
    return st;
}

lia_status columns_read(columns_file *out, const char *path,
                        const char *const *names, size_t count,
                        size_t required, lia_error *err)
{
    const lia_dialect dialect = {',', '"', false, false};
    loader l = {.path = path, .names = names, .count = count,
                .file = {.count = count}};
    lia_input *input = NULL;
    lia_csv *csv = NULL;
    char *text = NULL;
    size_t length;
    lia_status st = LIA_OK;

    LIA_TRY(lia_input_open(&input, path, err));
    LIA_TRY(lia_input_all(&text, &length, input, MOST_BYTES, err));
    LIA_TRY(lia_csv_open(&csv, &dialect, err));
    lia_csv_feed(csv, text, length, 1);
    LIA_TRY(load(&l, csv, required, err));
    *out = l.file;
    l.file = (columns_file){.rows = 0};
done:
    columns_free(&l.file);
    lia_csv_close(csv);
    lia_free(text);
    lia_input_close(input);
    return st;
}

const char *columns_cell(const columns_file *file, uint64_t row, size_t column,
                         size_t *length)
{
    const uint64_t at = row * file->count + column;

    *length = (size_t)(file->off[at + 1] - file->off[at]);
    return file->bytes + file->off[at];
}

void columns_free(columns_file *file)
{
    lia_free(file->off);
    lia_free(file->bytes);
    *file = (columns_file){.rows = 0};
}
