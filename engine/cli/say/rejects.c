/* cli/say/rejects.c - what was left out, where it stands, why. */
#include "cli/say/rejects.h"

#include <string.h>

#include "base/language.h"
#include "base/mem.h"
#include "base/status.h"
#include "cli/say/strings.h"
#include "liaison/report.h"

typedef struct reject_columns {
    strings path, detail, text;
    uint32_t *id;            /* 0, 1, 2 ... for the texts                    */
    uint8_t *cause;
} reject_columns;

static lia_status fill(reject_columns *c, const lia_tables *tables,
                       lia_error *err)
{
    lia_status st = LIA_OK;

    LIA_TRY(strings_ids(&c->id, (uint32_t)tables->reject_count, err));
    LIA_TRY(lia_alloc(&c->cause, tables->reject_count, 1, err));
    for (uint64_t k = 0; k < tables->source_count; k++)
        LIA_TRY(strings_add(&c->path, tables->source[k].path, err));
    for (uint64_t k = 0; k < tables->reject_count; k++) {
        const lia_reject *r = &tables->reject[k];
        c->cause[k] = (uint8_t)r->cause;
        LIA_TRY(strings_add(&c->detail, r->detail ? r->detail : "", err));
        LIA_TRY(strings_add(&c->text, r->text ? r->text : "", err));
    }
done:
    return st;
}

lia_status rejects_write(const char *path, const lia_tables *tables,
                         lia_error *err)
{
    lia_status st = LIA_OK;
    reject_columns c = {.id = NULL};
    lia_ranked table = {.name = "rejects", .title = N_("Rejected rows"),
                        .rows = tables->reject_count};
    const size_t stride64 = sizeof(lia_reject) / sizeof(uint64_t);
    const size_t stride32 = sizeof(lia_reject) / sizeof(uint32_t);
    const char *words[LIA_CAUSE_COUNT];
    lia_format format = lia_format_of(path);
    lia_column *column;

    for (int k = 0; k < LIA_CAUSE_COUNT; k++)
        words[k] = lia_cause_name((lia_cause)k);
    LIA_TRY(fill(&c, tables, err));
    const lia_reject *r = tables->reject;
    column = lia_ranked_add(&table, "file", LIA_COLUMN_TEXT,
                            r ? &r->source : NULL);
    column->stride = stride32;
    column->names = &c.path.names;
    lia_ranked_add(&table, "line", LIA_COLUMN_COUNT, r ? &r->line : NULL)
        ->stride = stride64;
    lia_ranked_add(&table, "column", LIA_COLUMN_COUNT32, r ? &r->column : NULL)
        ->stride = stride32;
    lia_ranked_add(&table, "cause", LIA_COLUMN_WORD, c.cause)->words = words;
    lia_ranked_add(&table, "detail", LIA_COLUMN_TEXT, c.id)->names =
        &c.detail.names;
    lia_ranked_add(&table, "text", LIA_COLUMN_TEXT, c.id)->names =
        &c.text.names;
    if (format >= LIA_FORMAT_SQLITE || format == LIA_FORMAT_TABLE)
        format = LIA_FORMAT_CSV;
    st = lia_write_table_file(path, &table, format, NULL, err);
done:
    strings_free(&c.path);
    strings_free(&c.detail);
    strings_free(&c.text);
    lia_free(c.id);
    lia_free(c.cause);
    return st;
}
