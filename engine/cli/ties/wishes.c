/* cli/ties/wishes.c - conditions and tables of targets. */
#include "cli/ties/wishes.h"

#include <errno.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/language.h"
#include "base/mem.h"
#include "base/status.h"
#include "cli/read/inputs.h"
#include "cli/say/fail.h"
#include "cli/ties/tuning.h"
#include "liaison/resolve.h"

enum { ACCOUNT, NAME, COMPANY, TITLE, FIELDS, MOST_CONDITIONS = 64 };
static const char *const field_names[FIELDS] = {"account", "name", "company",
                                                "title"};

static lia_wanted *field_of(lia_wish *w, int field)
{
    lia_wanted *const fields[FIELDS] = {&w->account, &w->name, &w->company,
                                        &w->title};

    return fields[field];
}

static lia_status add_wish(wishes *w, const lia_wish *wish, lia_error *err)
{
    lia_status st = lia_reserve(&w->wish, &w->room, (uint64_t)w->count + 1,
                                sizeof *w->wish, err);

    if (st == LIA_OK)
        w->wish[w->count++] = *wish;
    return st;
}

/* "company=Acme", "title~buyer"; false: something else, a file. */
static bool parse_condition(int *field, lia_wanted *out, const char *text)
{
    for (*field = 0; *field < FIELDS; ++*field) {
        const size_t length = strlen(field_names[*field]);
        if (strncmp(text, field_names[*field], length) != 0 ||
            (text[length] != '=' && text[length] != '~'))
            continue;
        *out = (lia_wanted){text + length + 1, strlen(text + length + 1),
                            text[length] == '='};
        return true;
    }
    return false;
}

typedef struct conditions {
    lia_wanted of[FIELDS][MOST_CONDITIONS];
    int count[FIELDS];
} conditions;

/* Every combination. */
static lia_status combine(wishes *w, const conditions *c, int field,
                          lia_wish *wish, lia_error *err)
{
    lia_status st = LIA_OK;

    if (field == FIELDS)
        return add_wish(w, wish, err);
    if (c->count[field] == 0)
        return combine(w, c, field + 1, wish, err);
    for (int k = 0; st == LIA_OK && k < c->count[field]; k++) {
        *field_of(wish, field) = c->of[field][k];
        st = combine(w, c, field + 1, wish, err);
    }
    *field_of(wish, field) = (lia_wanted){NULL, 0, false};
    return st;
}

/* An account as the data has it, who wrote it as a browser shows it. */
static lia_wanted account_of(const lia_tables *data, const char *text,
                             size_t length)
{
    lia_found how;
    const lia_vid id = lia_account_find(&how, data, text, length);

    if (how == LIA_FOUND_ID || how == LIA_FOUND_URL)
        text = lia_name(&data->accounts.names, id, &length);
    return (lia_wanted){text, length, false};
}

/* The rows of a table of targets, in t, which may be of a file of its own. */
static lia_status add_sheet(wishes *w, const lia_tables *t,
                            const lia_tables *data, bool keyed, lia_error *err)
{
    const lia_sheet *sheet = &t->sheet[LIA_TABLE_TARGETS];
    uint32_t column[FIELDS], value, kind;
    uint64_t empty = 0;
    lia_status st = LIA_OK;

    for (int f = 0; f < FIELDS; f++)
        column[f] = sheet_column(sheet, field_names[f]);
    value = sheet_column(sheet, "value");
    kind = sheet_column(sheet, "kind");
    for (uint64_t row = 0; row < sheet->rows; row++) {
        lia_wish wish = {.value = NAN};
        size_t length;
        const char *text = sheet_text(&length, sheet, &t->texts, row, value);
        char number[64];
        if (length > 0 && length < sizeof number) {
            memcpy(number, text, length);
            number[length] = '\0';
            wish.value = strtod(number, NULL);
        }
        text = sheet_text(&length, sheet, &t->texts, row, kind);
        wish.is_supplier = length == 8 && memcmp(text, "supplier", 8) == 0;
        bool any = false;
        for (int f = 0; f < FIELDS; f++) {
            text = sheet_text(&length, sheet, &t->texts, row, column[f]);
            if (length > 0)
                *field_of(&wish, f) =
                    f == ACCOUNT ? account_of(data, text, length)
                                 : (lia_wanted){text, length, false};
            any |= length > 0;
        }
        empty += !any;
        if (any)
            LIA_TRY(add_wish(w, &wish, err));
    }
    if (empty > 0)
        talk(tr_n("%llu target left out: %s", "%llu targets left out: %s",
                  empty), (unsigned long long)empty, keyed
                 ? tr("with --pseudonymise, names and titles are not kept; "
                      "give account, or company alone")
                 : tr("no account, name, company or title"));
    w->left_out += empty;
done:
    return st;
}

static lia_status add_file(wishes *w, const char *path, const lia_tables *data,
                           const settings *s, lia_error *err)
{
    lia_status st = LIA_OK;

    if (access(path, F_OK) != 0)
        return lia_fail(err, LIA_EIO, "%s: no such file. --to takes a table "
                        "of targets or a condition: account=ID, name=NAME, "
                        "company=NAME, title~WORDS", path);
    LIA_TRY(lia_resize(&w->file, w->files + 1, sizeof *w->file, err));
    LIA_TRY(inputs_read_as(&w->file[w->files], s, path, "targets", err));
    w->files++;
    LIA_TRY(add_sheet(w, w->file[w->files - 1], data,
                      s->pseudonymise != NULL, err));
done:
    return st;
}

static lia_status add_option(wishes *w, conditions *c, const char *text,
                             const lia_tables *data, const settings *s,
                             lia_error *err)
{
    lia_wanted wanted;
    int field;

    if (!parse_condition(&field, &wanted, text))
        return add_file(w, text, data, s, err);
    if (wanted.length == 0)
        return lia_fail(err, LIA_EARG, "--to: \"%s\" says nothing after its "
                        "sign", text);
    if (c->count[field] == MOST_CONDITIONS)
        return lia_fail(err, LIA_EARG, "--to: more than %d conditions on %s; "
                        "put them into a table", MOST_CONDITIONS,
                        field_names[field]);
    c->of[field][c->count[field]++] = wanted;
    return LIA_OK;
}

lia_status wishes_read(wishes *out, const lia_tables *tables,
                       const settings *s, lia_error *err)
{
    conditions *c = NULL;
    lia_wish wish = {.value = NAN};
    lia_status st = LIA_OK;
    bool any = false;

    memset(out, 0, sizeof *out);
    LIA_TRY(lia_alloc_zero(&c, 1, sizeof *c, err));
    for (size_t k = 0; k < s->to.count; k++)
        LIA_TRY(add_option(out, c, s->to.item[k], tables, s, err));
    for (int f = 0; f < FIELDS; f++)
        any |= c->count[f] > 0;
    if (any)
        LIA_TRY(combine(out, c, 0, &wish, err));
    if (s->to.count == 0)
        LIA_TRY(add_sheet(out, tables, tables, s->pseudonymise != NULL, err));
    if (out->count == 0)
        st = lia_fail(err, LIA_EARG, out->left_out > 0
                      ? N_("no target is left: --to targets.csv (columns "
                           "account, name, company or title), --to "
                           "'company=Acme' or --to 'title~buyer'")
                      : s->to.count > 0
                      ? N_("--to: the table of targets has no row: --to "
                           "targets.csv (columns account, name, company or "
                           "title), --to 'company=Acme' or --to 'title~buyer'")
                      : N_("say whom to reach: --to targets.csv (columns "
                           "account, name, company or title), --to "
                           "'company=Acme' or --to 'title~buyer'"));
done:
    lia_free(c);
    return st;
}

void wishes_free(wishes *w)
{
    lia_free(w->wish);
    for (size_t k = 0; k < w->files; k++)
        lia_tables_free(w->file[k]);
    lia_free(w->file);
    memset(w, 0, sizeof *w);
}

lia_status aliases_open(lia_aliases **out, const settings *s, lia_error *err)
{
    enum { MOST = 1 << 24 };
    FILE *file = NULL;
    char *text = NULL;
    size_t length;
    lia_status st = LIA_OK;

    *out = NULL;
    if (s->words == NULL)
        return LIA_OK;
    file = fopen(s->words, "rb");
    if (file == NULL)
        return lia_fail(err, LIA_EIO, "%s: %s", s->words, strerror(errno));
    LIA_TRY(lia_alloc(&text, MOST, 1, err));
    length = fread(text, 1, MOST, file);
    if (ferror(file) || length == MOST)
        st = lia_fail(err, LIA_EIO, ferror(file)
                      ? N_("%s: cannot be read")
                      : N_("%s: is too long for a list of words"), s->words);
    else
        st = lia_aliases_read(out, text, length, s->words, err);
done:
    lia_free(text);
    (void)fclose(file);
    return st;
}

void wish_say(char *out, size_t size, const lia_wish *wish)
{
    lia_wish w = *wish;
    size_t used = 0;

    out[0] = '\0';
    for (int f = 0; f < FIELDS && used < size; f++) {
        const lia_wanted *x = field_of(&w, f);
        if (x->text != NULL)
            used += (size_t)snprintf(out + used, size - used, "%s%s \"%.*s\"",
                                     used ? ", " : "", field_names[f],
                                     (int)(x->length < 60 ? x->length : 60),
                                     x->text);
    }
}
