/* ingest/wishes.c - what --as and --map ask for, checked before a file is
 * opened, with the nearest word where one is not known.
 */
#include "base/language.h"
#include "ingest/layout.h"

#include <string.h>

#include "base/mem.h"

static const struct {
    const char *word;
    lia_shape shape;
    char delimiter;
    bool edges;
} formats[] = {
    {"csv", LIA_SHAPE_CSV, 0, false},
    {"tsv", LIA_SHAPE_CSV, '\t', false},
    {"edges", LIA_SHAPE_CSV, 0, true},
    {"jsonl", LIA_SHAPE_JSONL, 0, false},
    {"ndjson", LIA_SHAPE_JSONL, 0, false},
    {"json", LIA_SHAPE_JSON, 0, false},
    {"graphml", LIA_SHAPE_GRAPHML, 0, false},
    {"gml", LIA_SHAPE_GML, 0, false},
    {"pajek", LIA_SHAPE_PAJEK, 0, false},
};
enum { FORMATS = sizeof formats / sizeof *formats };

static void nearer(const char **best, unsigned *least, const char *folded,
                   const char *name)
{
    char own[LIA_FOLD_ROOM];
    unsigned edits;

    (void)lia_fold(own, name, strlen(name));
    edits = lia_edits(own, folded);
    if (edits < *least) {
        *least = edits;
        *best = name;
    }
}

static lia_status unknown_format(const char *word, size_t length,
                                 lia_error *err)
{
    char folded[LIA_FOLD_ROOM];
    const char *best = "csv";
    unsigned least = LIA_FOLD_ROOM;

    (void)lia_fold(folded, word, length);
    for (size_t f = 0; f < FORMATS; f++)
        nearer(&best, &least, folded, formats[f].word);
    for (int t = 0; t < LIA_TABLE_COUNT; t++)
        nearer(&best, &least, folded, lia_table_name((lia_table)t));
    return lia_fail(err, LIA_EARG,
                    "'%.*s' is neither a format nor a table; did you mean %s?",
                    (int)(length < 60 ? length : 60), word, best);
}

static lia_status read_word(lia_wishes *out, const char *word, size_t length,
                            lia_error *err)
{
    for (size_t f = 0; f < FORMATS; f++)
        if (strlen(formats[f].word) == length &&
            memcmp(formats[f].word, word, length) == 0) {
            out->shape = formats[f].shape;
            out->delimiter = formats[f].delimiter;
            out->edges = formats[f].edges;
            return LIA_OK;
        }
    for (int t = 0; t < LIA_TABLE_COUNT; t++) {
        const char *name = lia_table_name((lia_table)t);
        if (strlen(name) == length && memcmp(name, word, length) == 0) {
            out->table = t;
            return LIA_OK;
        }
    }
    return unknown_format(word, length, err);
}

static lia_status unknown_field(const char *folded, int table, lia_error *err)
{
    const char *best = "actor";
    unsigned least = LIA_FOLD_ROOM;

    for (int t = 0; t < LIA_TABLE_COUNT; t++) {
        const lia_table_spec *spec = lia_table_fields((lia_table)t);
        for (uint32_t f = 0; (table < 0 || t == table) && f < spec->count; f++)
            nearer(&best, &least, folded, spec->field[f].name);
    }
    if (least * 2 > strlen(folded))     /* nothing like it */
        best = NULL;
    if (table >= 0)
        return lia_fail(err, LIA_EARG, best != NULL
                        ? N_("there is no field '%s' in %s; did you mean %s?")
                        : N_("there is no field '%s' in %s; fields are the "
                             "columns of the tables, such as actor or "
                             "source%s"),
                        folded, lia_table_name((lia_table)table),
                        best != NULL ? best : "");
    return lia_fail(err, LIA_EARG, best != NULL
                    ? N_("there is no field '%s'; did you mean %s?")
                    : N_("there is no field '%s'; fields are the columns of "
                         "the tables, such as actor or source%s"),
                    folded, best != NULL ? best : "");
}

static bool is_field(const char *folded, int table)
{
    for (int t = 0; t < LIA_TABLE_COUNT; t++)
        if ((table < 0 || t == table) &&
            lia_field_find((lia_table)t, folded) >= 0)
            return true;
    return false;
}

/* Digits only: a column by its place. */
static uint32_t number_of(const char *text)
{
    uint32_t number = 0;

    for (; *text != '\0'; text++) {
        if (*text < '0' || *text > '9' || number > 100000)
            return 0;
        number = number * 10 + (uint32_t)(*text - '0');
    }
    return number;
}

static lia_status read_map(lia_wish *out, const char *text, int table,
                           lia_error *err)
{
    const char *equals = text ? strchr(text, '=') : NULL;

    if (equals == NULL)
        return lia_fail(err, LIA_EARG, "'%.60s' is not FIELD=COLUMN",
                        text ? text : "");
    if (lia_fold(out->field, text, (size_t)(equals - text)) == 0 ||
        lia_fold(out->column, equals + 1, strlen(equals + 1)) == 0)
        return lia_fail(err, LIA_EARG, "'%.60s' is not FIELD=COLUMN", text);
    if (!is_field(out->field, table))
        return unknown_field(out->field, table, err);
    out->number = number_of(equals + 1);
    return LIA_OK;
}

lia_status lia_wishes_read(lia_wishes *out, const char *as,
                           const char *const *map, size_t count,
                           lia_error *err)
{
    lia_status st = LIA_OK;
    lia_wishes w = {.shape = LIA_SHAPE_ANY, .table = -1};

    while (as != NULL && *as != '\0') {
        size_t length = strcspn(as, ":");
        LIA_TRY(read_word(&w, as, length, err));
        as += length + (as[length] == ':');
    }
    LIA_TRY(lia_alloc_zero(&w.map, count, sizeof *w.map, err));
    w.map_count = count;
    for (size_t k = 0; k < count; k++)
        LIA_TRY(read_map(&w.map[k], map[k], w.table, err));
    *out = w;
    w.map = NULL;
done:
    lia_free(w.map);
    return st;
}

void lia_wishes_free(lia_wishes *wishes)
{
    lia_free(wishes->map);
    memset(wishes, 0, sizeof *wishes);
}
