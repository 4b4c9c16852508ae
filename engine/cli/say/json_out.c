/* cli/say/json_out.c - commas and indentation; the report writers' sink does
 * the rest.
 */
#include "cli/say/json_out.h"

#include <math.h>

#include "report/rows.h"
#include "text/clock.h"
#include "text/number.h"

static void next_member(json_out *j, const char *name)
{
    if (j->has_members)
        lia_sink_byte(&j->sink, ',');
    lia_sink_byte(&j->sink, '\n');
    for (int k = 0; k < j->depth; k++)
        lia_sink_put(&j->sink, "  ", 2);
    j->has_members = true;
    if (name == NULL)
        return;
    lia_sink_json(&j->sink, name, strlen(name));
    lia_sink_put(&j->sink, ": ", 2);
}

void json_begin(json_out *j, const char *name, char bracket)
{
    next_member(j, name);
    lia_sink_byte(&j->sink, bracket);
    j->depth++;
    j->has_members = false;
}

void json_end(json_out *j, char bracket)
{
    j->depth--;
    if (j->has_members) {
        lia_sink_byte(&j->sink, '\n');
        for (int k = 0; k < j->depth; k++)
            lia_sink_put(&j->sink, "  ", 2);
    }
    lia_sink_byte(&j->sink, bracket);
    j->has_members = true;
}

lia_status json_open(json_out *out, FILE *stream, const char *schema,
                     lia_error *err)
{
    lia_status st;

    *out = (json_out){.depth = 1};
    st = lia_sink_open(&out->sink, stream, err);
    if (st != LIA_OK)
        return st;
    lia_sink_byte(&out->sink, '{');
    json_text(out, "schema", schema);
    return LIA_OK;
}

lia_status json_close(json_out *j, lia_error *err)
{
    json_end(j, '}');
    lia_sink_byte(&j->sink, '\n');
    return lia_sink_close(&j->sink, err);
}

void json_text(json_out *j, const char *name, const char *text)
{
    next_member(j, name);
    lia_sink_json(&j->sink, text, strlen(text));
}

void json_name(json_out *j, const char *name, const lia_names *names,
               uint32_t id)
{
    size_t length;

    next_member(j, name);
    if (id < names->count) {
        const char *text = lia_name(names, id, &length);
        lia_sink_json(&j->sink, text, length);
    } else {
        lia_sink_put(&j->sink, "null", 4);
    }
}

void json_count(json_out *j, const char *name, uint64_t value)
{
    next_member(j, name);
    lia_sink_count(&j->sink, value);
}

void json_number(json_out *j, const char *name, double value)
{
    char room[LIA_NUMBER_ROOM];

    next_member(j, name);
    if (isfinite(value))
        lia_sink_put(&j->sink, room, lia_format_double(room, value));
    else
        lia_sink_put(&j->sink, "null", 4);
}

void json_flag(json_out *j, const char *name, bool value)
{
    next_member(j, name);
    lia_sink_text(&j->sink, value ? "true" : "false");
}

void json_time(json_out *j, const char *name, lia_time value)
{
    char room[32];

    next_member(j, name);
    if (value == LIA_NO_TIME)
        lia_sink_put(&j->sink, "null", 4);
    else
        lia_sink_json(&j->sink, room, lia_clock_format(room, value));
}

void json_rows(json_out *j, const char *name, const lia_ranked *table,
               uint64_t top)
{
    next_member(j, name);
    lia_rows_json(&j->sink, table,
                  top == 0 || top > table->rows ? table->rows : top);
}
