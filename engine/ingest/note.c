/* ingest/note.c - the sentences of lia_source.note. */
#include "ingest/note.h"

#include <string.h>

#include "base/language.h"
#include "base/mem.h"
#include "ingest/say.h"

static void separate(lia_say *say)
{
    if (say->length > 0)
        lia_sayf(say, "; ");
}

static bool is_field_column(const lia_layout *layout, uint32_t column)
{
    for (int f = 0; f < LIA_MOST_FIELDS; f++)
        if (layout->column[f] == (int32_t)column)
            return true;
    return false;
}

/* "actor is 'user_id', time is column 3": where it is not the plain name. */
static void say_fields(lia_say *say, const lia_plan *plan)
{
    const lia_table_spec *spec = lia_table_fields(plan->layout.table);
    bool any = false;

    for (uint32_t f = 0; f < spec->count; f++) {
        int32_t c = plan->layout.column[f];
        const char *name = c >= 0 && (uint32_t)c < plan->header.count
                               ? plan->header.name[c] : NULL;
        if (c < 0 || (name != NULL && strcmp(name, spec->field[f].name) == 0))
            continue;
        if (!any)
            separate(say);
        lia_sayf(say, "%s%s is ", any ? ", " : "", spec->field[f].name);
        any = true;
        if (name == NULL) {
            lia_sayf(say, "column %d", c + 1);
            continue;
        }
        lia_sayf(say, "'");
        lia_say_quoted(say, name, strlen(name), 40);
        lia_sayf(say, "'");
    }
}

static void say_ignored(lia_say *say, const lia_plan *plan)
{
    uint32_t count = 0;

    for (uint32_t c = 0; c < plan->layout.columns; c++) {
        if (is_field_column(&plan->layout, c))
            continue;
        if (count == 0)
            separate(say);
        if (count++ == 20) {
            lia_sayf(say, " ...");
            return;
        }
        lia_sayf(say, count == 1 ? N_("ignored: ") : ", ");
        if (c < plan->header.count)
            lia_say_quoted(say, plan->header.name[c],
                           strlen(plan->header.name[c]), 40);
        else
            lia_sayf(say, "column %u", c + 1);
    }
}

static bool is_rows(const lia_plan *plan)
{
    return plan->shape == LIA_SHAPE_CSV || plan->shape == LIA_SHAPE_JSON ||
           plan->shape == LIA_SHAPE_JSONL;
}

lia_status lia_note_plan(char **note, const lia_plan *plan, uint64_t outside,
                         lia_error *err)
{
    char text[2000];
    lia_say say = {text, sizeof text, 0};

    text[0] = '\0';
    if (plan->shape == LIA_SHAPE_CSV && plan->header.count == 0)
        lia_sayf(&say, "no header");
    else if (plan->header_line > 1)
        lia_sayf(&say, "header on line %llu",
                 (unsigned long long)plan->header_line);
    if (is_rows(plan)) {
        say_fields(&say, plan);
        say_ignored(&say, plan);
    }
    if (outside > 0) {
        separate(&say);
        lia_sayf(&say, "%llu rows outside of since and until left out",
                 (unsigned long long)outside);
    }
    if (say.length == 0)
        return LIA_OK;
    lia_free(*note);
    *note = NULL;
    return lia_copy_text(note, text, say.length, err);
}
