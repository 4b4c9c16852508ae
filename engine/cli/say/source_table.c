/* cli/say/source_table.c - columns over the array of sources. */
#include "cli/say/source_table.h"

#include <string.h>

#include "base/language.h"
#include "base/mem.h"
#include "base/status.h"

/* Few sources: an insertion sort by path; equals keep their order. */
static void sort_by_path(uint64_t *order, const lia_tables *tables)
{
    for (uint64_t k = 0; k < tables->source_count; k++) {
        uint64_t at = k;
        for (; at > 0 && strcmp(tables->source[order[at - 1]].path,
                                tables->source[k].path) > 0; at--)
            order[at] = order[at - 1];
        order[at] = k;
    }
}

static lia_status fill(source_table *out, const lia_tables *tables,
                       lia_error *err)
{
    const uint32_t count = (uint32_t)tables->source_count;
    lia_status st = LIA_OK;

    LIA_TRY(lia_alloc(&out->order, count, sizeof *out->order, err));
    LIA_TRY(strings_ids(&out->id, count, err));
    LIA_TRY(strings_ids(&out->note_id, count, err));
    LIA_TRY(lia_alloc(&out->kind, count, 1, err));
    LIA_TRY(lia_alloc(&out->precision, count, 1, err));
    for (uint32_t k = 0; k < count; k++) {
        const lia_source *s = &tables->source[k];
        LIA_TRY(strings_add(&out->path, s->path, err));
        LIA_TRY(strings_add(&out->format, s->format ? s->format : "", err));
        LIA_TRY(strings_add(&out->encoding, s->encoding ? s->encoding : "",
                            err));
        LIA_TRY(strings_add(&out->note, s->note ? s->note : "", err));
        if (s->note == NULL)
            out->note_id[k] = LIA_NONE;
        out->kind[k] = (uint8_t)s->table;
        out->precision[k] = (uint8_t)s->precision;
    }
    sort_by_path(out->order, tables);
done:
    return st;
}

static void add_text(lia_ranked *t, const char *name, lia_column_type type,
                     const uint32_t *id, const strings *texts)
{
    lia_ranked_add(t, name, type, id)->names = &texts->names;
}

static void add_count(lia_ranked *t, const char *name, const uint64_t *first)
{
    lia_ranked_add(t, name, LIA_COLUMN_COUNT, first)->stride =
        sizeof(lia_source) / sizeof(uint64_t);
}

lia_status source_table_build(source_table *out, const lia_tables *tables,
                              lia_error *err)
{
    static const lia_source none;
    const lia_source *s = tables->source != NULL ? tables->source : &none;
    lia_ranked *t = &out->table;
    lia_status st;

    memset(out, 0, sizeof *out);
    for (int k = 0; k < LIA_TABLE_COUNT; k++)
        out->kind_words[k] = lia_table_name((lia_table)k);
    for (int k = 0; k <= LIA_PRECISION_FINER; k++)
        out->precision_words[k] = lia_precision_name((lia_precision)k);
    st = fill(out, tables, err);
    if (st != LIA_OK) {
        source_table_free(out);
        return st;
    }
    t->name = "sources";
    t->title = N_("Sources");
    t->rows = tables->source_count;
    t->order = out->order;
    add_text(t, "path", LIA_COLUMN_TEXT, out->id, &out->path);
    lia_ranked_add(t, "table", LIA_COLUMN_WORD, out->kind)->words =
        out->kind_words;
    add_text(t, "format", LIA_COLUMN_TEXT, out->id, &out->format);
    add_text(t, "encoding", LIA_COLUMN_TEXT, out->id, &out->encoding);
    add_count(t, "rows", &s->rows);
    add_count(t, "rejected", &s->rejected);
    add_count(t, "ragged", &s->ragged);
    add_count(t, "recoded", &s->recoded);
    add_count(t, "blank", &s->blank);
    add_count(t, "timed", &s->timed);
    lia_ranked_add(t, "precision", LIA_COLUMN_WORD, out->precision)->words =
        out->precision_words;
    add_count(t, "bytes", &s->bytes);
    add_text(t, "note", LIA_COLUMN_TEXT, out->note_id, &out->note);
    return LIA_OK;
}

void source_table_free(source_table *s)
{
    strings_free(&s->path);
    strings_free(&s->format);
    strings_free(&s->encoding);
    strings_free(&s->note);
    lia_free(s->order);
    lia_free(s->id);
    lia_free(s->note_id);
    lia_free(s->kind);
    lia_free(s->precision);
    memset(s, 0, sizeof *s);
}
