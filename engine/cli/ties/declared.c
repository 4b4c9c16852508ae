/* cli/ties/declared.c - see declared.h. */
#include "cli/ties/declared.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/language.h"
#include "base/mem.h"
#include "base/status.h"
#include "cli/read/inputs.h"
#include "cli/say/fail.h"
#include "cli/ties/tuning.h"
#include "graph/rows.h"

typedef struct declaring {
    const lia_tables *tables, *file;
    const lia_ties *ties;
    const lia_strength_options *o;
    const char *path;
    uint64_t *first;         /* [n] see lia_ties_first                       */
    double *value;           /* [m] NAN = nothing said, CONFIRM              */
    uint64_t strangers, strange_pairs;
} declaring;

static const double CONFIRM = 2;

static uint64_t line_of(const declaring *d, uint64_t row)
{
    uint32_t source;
    uint64_t line;

    lia_origin_of(&source, &line, &d->file->sheet[LIA_TABLE_DECLARED].origins,
                  row);
    return line;
}

/* 0..1 or CONFIRM; NAN: no such word. */
static double value_of(const lia_strength_options *o, const char *text,
                       size_t length)
{
    const struct {
        const char *word;
        double value;
    } words[] = {{"confirm", CONFIRM}, {"deny", 0}, {"none", 0},
                 {"strong", o->strong}, {"medium", o->medium},
                 {"weak", o->weak}};
    char number[64], *end;
    double value;

    for (size_t k = 0; k < sizeof words / sizeof *words; k++)
        if (strlen(words[k].word) == length &&
            memcmp(words[k].word, text, length) == 0)
            return words[k].value;
    if (length == 0 || length >= sizeof number)
        return (double)NAN;
    memcpy(number, text, length);
    number[length] = '\0';
    value = strtod(number, &end);
    return *end == '\0' && value >= 0 && value <= 1 ? value : (double)NAN;
}

/* The account that a cell names; LIA_NONE: nobody here. */
static lia_status read_end(lia_vid *out, const declaring *d, uint64_t row,
                           const char *column, lia_error *err)
{
    const lia_sheet *sheet = &d->file->sheet[LIA_TABLE_DECLARED];
    size_t length;
    const char *text = sheet_text(&length, sheet, &d->file->texts, row,
                                  sheet_column(sheet, column));
    uint32_t count;
    lia_status st = account_called(out, &count, d->tables, text, length, err);

    if (st == LIA_OK && count > 1)
        return lia_fail(err, LIA_EINPUT, "%s:%llu: %u accounts are called "
                        "\"%.*s\"; say which by its account", d->path,
                        (unsigned long long)line_of(d, row), count,
                        (int)length, text);
    if (st == LIA_OK && count == 0)
        *out = LIA_NONE;
    return st;
}

static lia_status read_value(double *out, const declaring *d, uint64_t row,
                             lia_error *err)
{
    const lia_sheet *sheet = &d->file->sheet[LIA_TABLE_DECLARED];
    size_t length;
    const char *text = sheet_text(&length, sheet, &d->file->texts, row,
                                  sheet_column(sheet, "strength"));

    *out = value_of(d->o, text, length);
    if (!isnan(*out))
        return LIA_OK;
    return lia_fail(err, LIA_EINPUT, "%s:%llu: 'strength' is \"%.*s\"; give "
                    "confirm, deny, strong, medium, weak or a number from 0 "
                    "to 1", d->path, (unsigned long long)line_of(d, row),
                    (int)(length < 60 ? length : 60), text);
}

static lia_status read_row(declaring *d, uint64_t row, lia_error *err)
{
    lia_vid a, b;
    double value;
    uint64_t place;
    lia_status st = LIA_OK;

    LIA_TRY(read_value(&value, d, row, err));
    LIA_TRY(read_end(&a, d, row, "account_a", err));
    LIA_TRY(read_end(&b, d, row, "account_b", err));
    if (a == LIA_NONE || b == LIA_NONE) {
        d->strangers++;
        return LIA_OK;
    }
    const lia_vid low = a < b ? a : b, high = a < b ? b : a;
    place = lia_row_find(d->ties->off, d->ties->to, low, high);
    if (place == UINT64_MAX) {
        d->strange_pairs++;
        return LIA_OK;
    }
    double *said = &d->value[d->first[low] + place];
    if (!isnan(*said) && *said != value)
        return lia_fail(err, LIA_EINPUT, "%s:%llu: this pair is declared "
                        "twice, and not alike", d->path,
                        (unsigned long long)line_of(d, row));
    *said = value;
done:
    return st;
}

static void take_over(const declared_ties *out, const declaring *d, uint64_t t)
{
    const lia_strength_options *o = d->o;
    double value = d->value[t];

    if (value == CONFIRM)
        value = out->strength[t] > o->strong ? out->strength[t] : o->strong;
    out->strength[t] = out->low[t] = out->high[t] = value;
    out->tie_class[t] = value >= o->strong   ? LIA_TIE_STRONG
                        : value >= o->medium ? LIA_TIE_MEDIUM
                        : value >= o->weak   ? LIA_TIE_WEAK
                                             : LIA_TIE_UNKNOWN;
    out->said[t] = 1;
}

static void tell(const declaring *d)
{
    if (d->strangers > 0)
        talk(tr_n("%s: %llu row about people who are not in these inputs",
                  "%s: %llu rows about people who are not in these inputs",
                  d->strangers), d->path, (unsigned long long)d->strangers);
    if (d->strange_pairs > 0)
        talk(tr_n("%s: %llu row about people without a tie here: give their "
                  "tie as a contact (source,target)",
                  "%s: %llu rows about people without a tie here: give their "
                  "tie as a contact (source,target)", d->strange_pairs),
             d->path, (unsigned long long)d->strange_pairs);
}

lia_status declared_apply(const declared_ties *out, const lia_ties *ties,
                          const lia_tables *tables,
                          const lia_strength_options *o, const settings *s,
                          lia_error *err)
{
    declaring d = {.tables = tables, .ties = ties, .o = o,
                   .path = s->declare};
    lia_tables *file = NULL;
    lia_status st = LIA_OK;

    if (s->declare == NULL)
        return LIA_OK;
    LIA_TRY(inputs_read_as(&file, s, s->declare, "declared", err));
    d.file = file;
    LIA_TRY(lia_alloc(&d.first, ties->n, sizeof *d.first, err));
    LIA_TRY(lia_alloc(&d.value, ties->m, sizeof *d.value, err));
    lia_ties_first(d.first, ties);
    for (uint64_t t = 0; t < ties->m; t++)
        d.value[t] = (double)NAN;
    for (uint64_t row = 0; row < file->sheet[LIA_TABLE_DECLARED].rows; row++)
        LIA_TRY(read_row(&d, row, err));
    for (uint64_t t = 0; t < ties->m; t++)
        if (!isnan(d.value[t]))
            take_over(out, &d, t);
    tell(&d);
done:
    lia_free(d.first);
    lia_free(d.value);
    lia_tables_free(file);
    return st;
}
