/* ingest/plan.c - first words, then header by content, then values. */
#include "ingest/plan.h"

#include <stdio.h>
#include <string.h>

#include "base/language.h"
#include "base/mem.h"
#include "ingest/objects.h"

enum { HEADER_LINES = 200, SAMPLE_RECORDS = 2000 };

void lia_sample_free(lia_sample *sample)
{
    for (uint64_t r = 0; r < sample->count; r++)
        lia_header_free(&sample->record[r]);
    lia_free(sample->record);
    lia_free(sample->line);
    memset(sample, 0, sizeof *sample);
}

static lia_status sample_add(lia_sample *sample, const lia_record *record,
                             lia_error *err)
{
    lia_status st = LIA_OK;
    lia_header fields = {0, 0, NULL};

    LIA_TRY(lia_reserve(&sample->record, &sample->room, sample->count + 1,
                        sizeof *sample->record, err));
    LIA_TRY(lia_reserve(&sample->line, &sample->line_room, sample->count + 1,
                        sizeof *sample->line, err));
    for (uint32_t c = 0; c < record->count; c++)
        LIA_TRY(lia_header_add(&fields, record->field[c].text,
                               record->field[c].length < 512
                                   ? record->field[c].length : 512, err));
    sample->record[sample->count] = fields;
    sample->line[sample->count++] = record->line;
    memset(&fields, 0, sizeof fields);
done:
    lia_header_free(&fields);
    return st;
}

/* The first records. The last one of a head that is not the whole input may
 * be cut, so it does not count. */
lia_status lia_sample_take(lia_sample *sample, const lia_dialect *dialect,
                           const char *text, size_t length, bool whole,
                           uint64_t most, lia_error *err)
{
    lia_status st = LIA_OK;
    lia_csv *csv = NULL;
    lia_record_state state = LIA_RECORD_OK;
    lia_record record;

    LIA_TRY(lia_csv_open(&csv, dialect, err));
    lia_csv_feed(csv, text, length, 1);
    while (sample->count < most) {
        LIA_TRY(lia_csv_next(&state, &record, csv, err));
        if (state == LIA_RECORD_END)
            break;
        if (state == LIA_RECORD_OK)
            LIA_TRY(sample_add(sample, &record, err));
    }
    if (!whole && state == LIA_RECORD_END && sample->count > 1)
        lia_header_free(&sample->record[--sample->count]);
done:
    lia_csv_close(csv);
    return st;
}

/* A line of prose may hold a word that is a column of a table with modest
 * needs; after the first record, half of the fields must be known. */
static bool is_header(lia_layout *out, const lia_header *record, bool first,
                      lia_wishes *wishes, const char *stem)
{
    bool fits;

    if (record->count == 0)
        return false;
    fits = wishes->table >= 0
               ? lia_layout_as(out, (lia_table)wishes->table, record, wishes)
               : lia_layout_choose(out, record, wishes, stem);
    return fits && (first || wishes->map_count > 0 ||
                    (out->table != LIA_TABLE_ACCOUNTS &&
                     out->table != LIA_TABLE_TARGETS) ||
                    (out->known >= 2 && out->known * 2 >= record->count));
}

static uint32_t filled(const lia_header *record)
{
    uint32_t count = 0;

    for (uint32_t c = 0; c < record->count; c++)
        count += record->name[c][0] != '\0';
    return count;
}

/* A header under other lines is one where what follows lines up with it and
 * what precedes does not: a preamble, no rows of something else. */
static bool stands_out(const lia_sample *sample, uint64_t at)
{
    const uint32_t columns = sample->record[at].count;
    uint64_t alike_above = 0, alike_below = 0;

    for (uint64_t r = 0; r < at; r++)
        alike_above += filled(&sample->record[r]) >= columns;
    for (uint64_t r = at + 1; r < sample->count; r++)
        alike_below += sample->record[r].count == columns;
    return alike_above * 2 <= at &&
           alike_below * 2 >= sample->count - at - 1;
}

static bool is_filled(const lia_sample *sample, int32_t column)
{
    for (uint64_t r = 0; r < sample->count; r++)
        if ((uint32_t)column < sample->record[r].count &&
            sample->record[r].name[column][0] != '\0')
            return true;
    return false;
}

/* An object column with nothing in it, beside another that fits: a table of
 * posts with links has `repost_id` and `urls`. */
static void refill_object(lia_plan *plan, const lia_sample *sample)
{
    lia_layout *l = &plan->layout;
    const lia_field_spec *object =
        &lia_table_fields(LIA_TABLE_INTERACTIONS)->field[LIA_I_OBJECT];
    int32_t now = l->column[LIA_I_OBJECT];

    if (l->table != LIA_TABLE_INTERACTIONS || now < 0 ||
        l->column[LIA_I_TARGET] >= 0 || is_filled(sample, now))
        return;
    for (uint32_t c = 0; c < plan->header.count; c++) {
        char name[LIA_FOLD_ROOM];
        if (lia_fold(name, plan->header.name[c],
                     strlen(plan->header.name[c])) > 0 &&
            lia_field_fit(object, name) >= 0 && is_filled(sample, (int32_t)c)) {
            l->column[LIA_I_OBJECT] = (int32_t)c;
            return;
        }
    }
}

static bool find_header(lia_plan *plan, lia_sample *sample,
                        lia_wishes *wishes, const char *stem)
{
    uint64_t most = sample->count < HEADER_LINES ? sample->count
                                                 : HEADER_LINES;

    if (plan->dialect.delimiter == ' ' && most > 1)
        most = 1;
    for (uint64_t r = 0; r < most && sample->line[r] <= HEADER_LINES; r++) {
        if (!is_header(&plan->layout, &sample->record[r], r == 0, wishes,
                       stem) ||
            (r > 0 && wishes->map_count == 0 && !stands_out(sample, r)))
            continue;
        plan->header_line = sample->line[r];
        plan->header = sample->record[r];
        memset(&sample->record[r], 0, sizeof sample->record[r]);
        refill_object(plan, sample);
        return true;
    }
    return false;
}

/* A preamble may have misled the guess of the delimiter: look for a header
 * with the others too. */
static lia_status try_delimiters(bool *found, lia_plan *plan, const char *text,
                                 size_t length, bool whole, lia_wishes *wishes,
                                 const char *stem, lia_error *err)
{
    static const char others[] = ",;\t";
    lia_status st = LIA_OK;
    const lia_dialect guessed = plan->dialect;
    lia_sample sample = {NULL, NULL, 0, 0, 0};

    for (const char *d = others; *d != '\0' && !*found; d++) {
        if (*d == guessed.delimiter)
            continue;
        plan->dialect = (lia_dialect){*d, '"', guessed.backslash_escapes,
                                      false};
        LIA_TRY(lia_sample_take(&sample, &plan->dialect, text, length, whole,
                            SAMPLE_RECORDS, err));
        *found = find_header(plan, &sample, wishes, stem) &&
                 plan->layout.known > 1;
        if (!*found)
            lia_header_free(&plan->header);
        lia_sample_free(&sample);
    }
    if (!*found) {
        plan->dialect = guessed;
        plan->header_line = 0;
    }
done:
    lia_sample_free(&sample);
    return st;
}

static lia_status plan_delimited(lia_plan *plan, const char *text,
                                 size_t length, bool whole, lia_wishes *wishes,
                                 const char *stem, lia_error *err)
{
    lia_status st = LIA_OK;
    lia_sample sample = {NULL, NULL, 0, 0, 0};
    bool found = false;

    plan->dialect = lia_dialect_guess(text, length);
    if (wishes->delimiter != 0)
        plan->dialect.delimiter = wishes->delimiter;
    LIA_TRY(lia_sample_take(&sample, &plan->dialect, text, length, whole,
                            SAMPLE_RECORDS, err));
    found = find_header(plan, &sample, wishes, stem);
    if (found && plan->header.count == 1 && wishes->delimiter == 0 &&
        plan->dialect.delimiter == ' ') {
        plan->dialect.delimiter = ',';   /* one column, of texts with blanks */
        plan->dialect.quote = '"';
        plan->dialect.comments = plan->header_line > 1;
        lia_header_free(&plan->header);
        lia_sample_free(&sample);
        LIA_TRY(lia_sample_take(&sample, &plan->dialect, text, length, whole,
                                SAMPLE_RECORDS, err));
        found = find_header(plan, &sample, wishes, stem);
    }
    if (!found && wishes->delimiter == 0 && !wishes->edges)
        LIA_TRY(try_delimiters(&found, plan, text, length, whole, wishes, stem,
                               err));
    if (!found && sample.count == 0)
        (void)snprintf(plan->why, sizeof plan->why, wr("no row in it"));
    else if (!found)
        found = lia_plan_headerless(plan, &sample, wishes);
    if (found)
        plan->shape = LIA_SHAPE_CSV;
done:
    lia_sample_free(&sample);
    return st;
}

/* The keys of the first objects, in order of first sight. */
static lia_status add_keys(lia_header *keys, const lia_json_value *values,
                           size_t count, lia_error *err)
{
    lia_status st = LIA_OK;

    for (size_t v = 0; v < count && keys->count < 1000; v++) {
        bool known = false;
        for (uint32_t k = 0; k < keys->count && !known; k++)
            known = strlen(keys->name[k]) == values[v].key_length &&
                    memcmp(keys->name[k], values[v].key,
                           values[v].key_length) == 0;
        if (!known)
            LIA_TRY(lia_header_add(keys, values[v].key, values[v].key_length,
                                   err));
    }
done:
    return st;
}

static lia_status sample_json(lia_header *keys, const char *text,
                              size_t length, bool document, lia_error *err)
{
    lia_status st = LIA_OK;
    lia_json *json = NULL;
    lia_objects objects = {.span = NULL};
    const char *object;
    size_t bytes;

    LIA_TRY(lia_objects_open(&objects, text, length, document, 1, err));
    LIA_TRY(lia_json_open(&json, err));
    for (int n = 0; n < HEADER_LINES &&
                    lia_objects_next(&object, &bytes, &objects); n++) {
        const lia_json_value *values;
        const char *why;
        size_t count, at;
        LIA_TRY(lia_json_row(&values, &count, &why, &at, json, object, bytes,
                             err));
        if (why == NULL)
            LIA_TRY(add_keys(keys, values, count, err));
    }
done:
    lia_objects_close(&objects);
    lia_json_close(json);
    return st;
}

static lia_status plan_json(lia_plan *plan, const char *text, size_t length,
                            lia_wishes *wishes, const char *stem,
                            lia_error *err)
{
    lia_status st = LIA_OK;
    bool fits;

    LIA_TRY(sample_json(&plan->header, text, length,
                        plan->shape == LIA_SHAPE_JSON, err));
    if (plan->header.count == 0) {
        (void)snprintf(plan->why, sizeof plan->why,
                       wr("no JSON object could be read in its first lines"));
        plan->shape = LIA_SHAPE_ANY;
        goto done;
    }
    fits = wishes->table >= 0
               ? lia_layout_as(&plan->layout, (lia_table)wishes->table,
                               &plan->header, wishes)
               : lia_layout_choose(&plan->layout, &plan->header, wishes, stem);
    if (!fits) {
        lia_layout_advice(plan->why, sizeof plan->why, &plan->header, wishes);
        plan->shape = LIA_SHAPE_ANY;
    }
done:
    return st;
}

static bool contains(const char *text, size_t length, const char *word)
{
    return memmem(text, length, word, strlen(word)) != NULL;
}

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

static bool is_word(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
           (c >= '0' && c <= '9') || c == '_' || c == '.' || c == '-' ||
           c == '+';
}

/* `graph [` with nothing before it but words, numbers, strings and comments:
 * enough for GML. */
static bool looks_like_gml(const char *at, const char *end)
{
    while (at < end) {
        const char *word = at;
        while (at < end && is_word(*at))
            at++;
        if (at - word == 5 && memcmp(word, "graph", 5) == 0) {
            while (at < end && is_blank(*at))
                at++;
            return at < end && *at == '[';
        }
        if (at > word)
            continue;
        if (*at == '#' || *at == '"') {
            at = memchr(at + 1, *at == '#' ? '\n' : '"',
                        (size_t)(end - at) - 1);
            if (at == NULL)
                return false;
        } else if (!is_blank(*at)) {
            return false;
        }
        at++;
    }
    return false;
}

static bool looks_like_pajek(const char *text, size_t length)
{
    size_t at = 0;

    while (at < length && text[at] == '%') {
        const char *end = memchr(text + at, '\n', length - at);
        at = end ? (size_t)(end - text) + 1 : length;
        while (at < length && (text[at] == '\n' || text[at] == '\r'))
            at++;
    }
    return length - at > 9 && (strncasecmp(text + at, "*vertices", 9) == 0 ||
                               strncasecmp(text + at, "*network", 8) == 0);
}

static lia_shape shape_of(const char *text, size_t length)
{
    size_t at = 0;

    while (at < length && is_blank(text[at]))
        at++;
    text += at;
    length -= at;
    if (length == 0)
        return LIA_SHAPE_ANY;
    if (*text == '{')
        return lia_is_json_document(text, length) ? LIA_SHAPE_JSON
                                                  : LIA_SHAPE_JSONL;
    if (*text == '[')
        return LIA_SHAPE_JSON;
    if (*text == '<' && contains(text, length, "<graphml"))
        return LIA_SHAPE_GRAPHML;
    if (looks_like_pajek(text, length))
        return LIA_SHAPE_PAJEK;
    if (looks_like_gml(text, text + (length < 4096 ? length : 4096)))
        return LIA_SHAPE_GML;
    return LIA_SHAPE_CSV;
}

/* Nothing that we read: say what it seems to be. */
static bool is_refused(lia_plan *plan, const char *text, size_t length)
{
    size_t control = 0, most = length < 65536 ? length : 65536;

    for (size_t k = 0; k < most; k++)
        control += (unsigned char)text[k] < 0x20 && text[k] != '\n' &&
                   text[k] != '\r' && text[k] != '\t';
    if (control * 20 > most)
        (void)snprintf(plan->why, sizeof plan->why, wr("binary data, no text"));
    else if (length > 0 && text[0] == '<' &&
             (contains(text, length, "<html") ||
              contains(text, length, "<!DOCTYPE") ||
              contains(text, length, "<?xml")))
        (void)snprintf(plan->why, sizeof plan->why,
                       wr("markup that is no GraphML"));
    else
        return false;
    return true;
}

lia_status lia_plan_make(lia_plan *out, const char *text, size_t length,
                         bool whole, lia_wishes *wishes, const char *stem,
                         lia_error *err)
{
    lia_status st = LIA_OK;
    lia_plan plan = {.shape = LIA_SHAPE_ANY};
    lia_shape shape = wishes->shape != LIA_SHAPE_ANY ? wishes->shape
                                                     : shape_of(text, length);

    if (shape == LIA_SHAPE_ANY) {
        (void)snprintf(plan.why, sizeof plan.why, wr("it is empty"));
    } else if (shape == LIA_SHAPE_CSV) {
        if (!is_refused(&plan, text, length))
            LIA_TRY(plan_delimited(&plan, text, length, whole, wishes, stem,
                                   err));
    } else {
        plan.shape = shape;
        if (shape == LIA_SHAPE_JSONL || shape == LIA_SHAPE_JSON)
            LIA_TRY(plan_json(&plan, text, length, wishes, stem, err));
    }
    *out = plan;
    memset(&plan, 0, sizeof plan);
done:
    lia_plan_free(&plan);
    return st;
}

static bool has_canonical(const lia_plan *plan, uint32_t field)
{
    const lia_table_spec *spec = lia_table_fields(plan->layout.table);
    const int32_t column = plan->layout.column[field];
    char name[LIA_FOLD_ROOM];

    if (column < 0 || (uint32_t)column >= plan->header.count)
        return false;
    (void)lia_fold(name, plan->header.name[column],
                   strlen(plan->header.name[column]));
    return lia_field_fit(&spec->field[field], name) == 0;
}

bool lia_plan_is_ours(const lia_plan *plan)
{
    const lia_table_spec *spec = lia_table_fields(plan->layout.table);
    bool any = false;

    if (plan->shape != LIA_SHAPE_CSV && plan->shape != LIA_SHAPE_JSON &&
        plan->shape != LIA_SHAPE_JSONL)
        return false;
    for (uint32_t f = 0; f < spec->count; f++) {
        if (!spec->field[f].required)
            continue;
        if (!has_canonical(plan, f))
            return false;
        any = true;
    }
    if (plan->layout.table == LIA_TABLE_INTERACTIONS)
        return has_canonical(plan, LIA_I_OBJECT) ||
               has_canonical(plan, LIA_I_TARGET);
    return any;
}

void lia_plan_free(lia_plan *plan)
{
    lia_header_free(&plan->header);
}

const char *lia_plan_format(const lia_plan *plan)
{
    switch (plan->shape) {
    case LIA_SHAPE_CSV:
        if (plan->dialect.delimiter == ' ')
            return "edge list";
        return plan->dialect.delimiter == '\t' ? "tsv" : "csv";
    case LIA_SHAPE_JSONL:
        return "jsonl";
    case LIA_SHAPE_JSON:
        return "json";
    case LIA_SHAPE_GRAPHML:
        return "graphml";
    case LIA_SHAPE_GML:
        return "gml";
    case LIA_SHAPE_PAJEK:
        return "pajek";
    default:
        return "ignored";
    }
}
