/* ingest/advice.c - the nearest fix for a header that fits no table: for each
 * of the main tables, which missing fields are nearly there.
 */
#include "ingest/layout.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "ingest/say.h"

/* The column that is nearly a name of this field, or -1: one edit, two from
 * six letters on. */
static int32_t nearly(const lia_field_spec *field, const lia_layout *layout,
                      const lia_header *header)
{
    int32_t best = -1;
    unsigned least = 3;

    for (uint32_t c = 0; c < header->count; c++) {
        char name[LIA_FOLD_ROOM], word[LIA_FOLD_ROOM];
        const char *at = field->aliases;
        size_t length = lia_fold(name, header->name[c],
                                 strlen(header->name[c]));
        bool taken = false;
        for (int f = 0; f < LIA_MOST_FIELDS; f++)
            taken = taken || layout->column[f] == (int32_t)c;
        if (length < 2 || taken)
            continue;
        (void)lia_fold(word, field->name, strlen(field->name));
        while (true) {
            unsigned edits = lia_edits(word, name);
            if (edits < least && edits * 3 <= length) {
                least = edits;
                best = (int32_t)c;
            }
            if (*at == '\0')
                break;
            (void)snprintf(word, sizeof word, "%.*s",
                           (int)strcspn(at, " "), at);
            at += strcspn(at, " ");
            at += strspn(at, " ");
        }
    }
    return best;
}

/* Fill what is missing with what is near; false if that is not enough. */
static bool complete(lia_layout *layout, bool near[LIA_MOST_FIELDS],
                     const lia_header *header)
{
    const lia_table_spec *spec = lia_table_fields(layout->table);
    bool complete = true, any = false;

    for (uint32_t f = 0; f < spec->count; f++) {
        bool wanted = spec->field[f].required ||
                      (layout->table == LIA_TABLE_INTERACTIONS &&
                       (f == LIA_I_OBJECT || f == LIA_I_TARGET));
        near[f] = false;
        if (!wanted || layout->column[f] >= 0)
            continue;
        layout->column[f] = nearly(&spec->field[f], layout, header);
        near[f] = layout->column[f] >= 0;
        any = any || near[f];
        if (spec->field[f].required && !near[f])
            complete = false;
    }
    if (layout->table == LIA_TABLE_INTERACTIONS &&
        layout->column[LIA_I_OBJECT] < 0 && layout->column[LIA_I_TARGET] < 0)
        complete = false;
    return complete && any;
}

static const lia_table likely[] = {
    LIA_TABLE_INTERACTIONS, LIA_TABLE_CONTACTS, LIA_TABLE_POSTS,
    LIA_TABLE_ACCOUNTS, LIA_TABLE_DEALS, LIA_TABLE_SSI};

static void list_names(lia_say *say, const lia_header *header)
{
    lia_sayf(say, "header has ");
    for (uint32_t c = 0; c < header->count && c < 8; c++) {
        lia_sayf(say, c == 0 ? "'" : ", '");
        lia_say_quoted(say, header->name[c], strlen(header->name[c]), 30);
        lia_sayf(say, "'");
    }
    if (header->count > 8)
        lia_sayf(say, " and %u more", header->count - 8);
}

void lia_layout_advice(char *out, size_t room, const lia_header *header,
                       const lia_wishes *wishes)
{
    lia_say say = {out, room, 0};
    lia_layout layout;
    bool near[LIA_MOST_FIELDS] = {false};

    lia_sayf(&say, "%s", "");
    list_names(&say, header);
    for (size_t t = 0; t < sizeof likely / sizeof *likely; t++) {
        lia_table table = wishes->table >= 0 ? (lia_table)wishes->table
                                             : likely[t];
        const lia_table_spec *spec = lia_table_fields(table);
        (void)lia_layout_as(&layout, table, header, NULL);
        if (!complete(&layout, near, header))
            continue;
        for (uint32_t f = 0; f < spec->count; f++)
            if (near[f])
                lia_sayf(&say, ", did you mean %s? try --map %s=%s",
                         spec->field[f].name, spec->field[f].name,
                         header->name[layout.column[f]]);
        return;
    }
    if (wishes->table >= 0)
        lia_sayf(&say, ", which is not enough for %s; try --map FIELD=COLUMN",
                 lia_table_name((lia_table)wishes->table));
    else
        lia_sayf(&say, "; try --map actor=COLUMN --map object=COLUMN, or "
                       "--as edges");
}
