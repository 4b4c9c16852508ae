/* cli/ties/tuning.c - options of strength by name, and lists of accounts. */
#include "cli/ties/tuning.h"

#include <stdlib.h>
#include <string.h>

#include "base/language.h"
#include "base/mem.h"
#include "base/status.h"
#include "cli/read/inputs.h"
#include "cli/say/fail.h"
#include "liaison/match.h"
#include "liaison/privacy.h"
#include "liaison/resolve.h"
#include "liaison/strength_fit.h"

typedef struct knob {
    const char *name;
    size_t at;
} knob;

#define KNOB(field) {#field, offsetof(lia_strength_options, field)}
static const knob knobs[] = {
    KNOB(daily_cap), KNOB(scale), KNOB(lasting), KNOB(lasting_days),
    KNOB(lasting_span), KNOB(lasting_half_life), KNOB(contact), KNOB(follow),
    KNOB(same_company), KNOB(static_cap), KNOB(undated), KNOB(undated_cap),
    KNOB(one_way), KNOB(strong), KNOB(medium), KNOB(weak)};

static double *find_knob(lia_strength_options *o, const char *name,
                         size_t length)
{
    const char *dot = memchr(name, '.', length);

    for (size_t k = 0; k < sizeof knobs / sizeof *knobs; k++)
        if (strlen(knobs[k].name) == length &&
            memcmp(knobs[k].name, name, length) == 0)
            return (double *)(void *)((char *)o + knobs[k].at);
    for (int a = 1; dot != NULL && a < LIA_ACTION_COUNT; a++) {
        const char *action = lia_action_name((lia_action)a);
        const size_t of_field = length - (size_t)(dot + 1 - name);
        if (strlen(action) != (size_t)(dot - name) ||
            memcmp(action, name, strlen(action)) != 0)
            continue;
        if (of_field == 6 && memcmp(dot + 1, "weight", 6) == 0)
            return &o->act[a].weight;
        if (of_field == 3 && memcmp(dot + 1, "tau", 3) == 0)
            return &o->act[a].tau;
    }
    return NULL;
}

static lia_status turn(lia_strength_options *o, const char *text,
                       lia_error *err)
{
    const char *equals = strchr(text, '=');
    char *end = NULL;
    double *value = equals == NULL
                        ? NULL : find_knob(o, text, (size_t)(equals - text));
    double number;

    if (value == NULL)
        return lia_fail(err, LIA_EARG, "--strength: \"%s\" is not NAME=VALUE "
                        "with NAME one of scale, lasting, lasting_days, "
                        "lasting_span, lasting_half_life, daily_cap, contact, "
                        "follow, same_company, static_cap, undated, "
                        "undated_cap, one_way, strong, medium, weak, or "
                        "message.weight, message.tau and so on for every "
                        "action", text);
    number = strtod(equals + 1, &end);
    if (end == equals + 1 || *end != '\0')
        return lia_fail(err, LIA_EARG, "--strength: \"%s\" is not a number",
                        equals + 1);
    *value = number;
    return LIA_OK;
}

lia_status tuning_read(lia_strength_options *out, const settings *s,
                       lia_error *err)
{
    lia_status st = LIA_OK;

    lia_strength_defaults(out);
    out->run = run_of(s);
    out->as_of = s->as_of;
    for (size_t k = 0; st == LIA_OK && k < s->strength.count; k++)
        st = turn(out, s->strength.item[k], err);
    return st;
}

lia_status tuning_fit(lia_strength_options *o, const lia_tables *tables,
                      const settings *s, lia_error *err)
{
    lia_strength_trial trial;
    lia_error why = {.status = LIA_OK};
    lia_status st;

    if (!s->fit)
        return LIA_OK;
    st = lia_strength_try(&trial, tables, o, false, &why);
    if (st == LIA_ECANNOT) {
        talk("--fit: %s: strength as shipped", lia_error_spoken(&why));
        return LIA_OK;
    }
    if (st != LIA_OK)
        return lia_fail_as(err, st, &why);
    talk("who deals again in the last third, of %llu pairs known before it "
         "(area under the curve): as shipped %.3f, recency alone %.3f, tau x "
         "%g %.3f, a model of eleven features %.3f",
         (unsigned long long)trial.pairs, trial.shipped, trial.recency,
         trial.tau_scale, trial.scaled, trial.fitted);
    if (trial.scaled > trial.shipped) {
        lia_strength_scale(o, trial.tau_scale);
        talk("strength with tau x %g", trial.tau_scale);
    } else {
        talk("strength as shipped: fitting tau does no better");
    }
    return LIA_OK;
}

/* The account whose name is `text` but for case and accents. */
static lia_status by_name(lia_vid *out, uint32_t *count,
                          const lia_tables *tables, const char *text,
                          size_t length, lia_error *err)
{
    char *wanted = NULL, *folded = NULL;
    lia_status st = LIA_OK;

    *count = 0;
    if (tables->accounts.name == NULL)
        return LIA_OK;
    LIA_TRY(lia_match_fold(&wanted, text, length, LIA_MATCH_NAME, NULL, err));
    for (lia_vid i = 0; i < tables->accounts.names.count; i++) {
        const char *name;
        size_t size;
        if (tables->accounts.name[i] == LIA_NONE)
            continue;
        name = lia_name(&tables->texts, tables->accounts.name[i], &size);
        LIA_TRY(lia_match_fold(&folded, name, size, LIA_MATCH_NAME, NULL,
                               err));
        if (strcmp(folded, wanted) == 0) {
            *out = i;
            ++*count;
        }
        lia_match_free(folded);
        folded = NULL;
    }
done:
    lia_match_free(wanted);
    lia_match_free(folded);
    return st;
}

lia_status account_called(lia_vid *out, uint32_t *count,
                          const lia_tables *tables, const char *text,
                          size_t length, lia_error *err)
{
    lia_found how;

    *out = lia_account_find(&how, tables, text, length);
    *count = *out != LIA_NONE && how != LIA_FOUND_NAME;
    return *count ? LIA_OK : by_name(out, count, tables, text, length, err);
}

static lia_status flag_one(uint8_t *flag, const lia_tables *tables,
                           const char *text, size_t length, const char *what,
                           lia_error *err)
{
    lia_vid account;
    uint32_t count;
    lia_status st = account_called(&account, &count, tables, text, length,
                                   err);

    if (st != LIA_OK)
        return st;
    if (count == 0 && lia_is_pseudonym(text, length))
        return lia_fail(err, LIA_EARG, "%s: no account of these inputs has "
                        "the pseudonym \"%.*s\". With --pseudonymise, names "
                        "are dropped and cannot be looked up: give the "
                        "account as the inputs write it (ada.quill), a "
                        "profile address, or a pseudonym of the same key",
                        what, (int)length, text);
    if (count == 0)
        return lia_fail(err, LIA_EARG, "%s: there is no account \"%.*s\" in "
                        "these inputs; 'liaison measure degree INPUT...' "
                        "lists those that are there", what, (int)length, text);
    if (count > 1)
        return lia_fail(err, LIA_EARG, "%s: %u accounts are called \"%.*s\"; "
                        "say which by its account", what, count, (int)length,
                        text);
    flag[account] = 1;
    return LIA_OK;
}

lia_status flag_accounts(uint8_t *flag, const lia_tables *tables,
                         const char *list, const char *what, lia_error *err)
{
    lia_status st = LIA_OK;

    for (const char *at = list; *at != '\0';) {
        const size_t length = strcspn(at, ",");
        if (length > 0)
            LIA_TRY(flag_one(flag, tables, at, length, what, err));
        at += length;
        at += *at == ',';
    }
done:
    return st;
}

uint32_t sheet_column(const lia_sheet *sheet, const char *name)
{
    for (uint32_t c = 0; c < sheet->columns; c++)
        if (strcmp(sheet->column[c], name) == 0)
            return c;
    return LIA_NONE;
}

const char *sheet_text(size_t *length, const lia_sheet *sheet,
                       const lia_names *texts, uint64_t row, uint32_t column)
{
    const uint32_t id = column == LIA_NONE
                            ? LIA_NONE
                            : sheet->cell[row * sheet->columns + column];

    *length = 0;
    return id == LIA_NONE ? "" : lia_name(texts, id, length);
}

void flag_team(uint8_t *flag, uint64_t *count, const lia_tables *tables)
{
    const lia_sheet *sheet = &tables->sheet[LIA_TABLE_TEAM];
    const uint32_t column = sheet_column(sheet, "account");
    uint64_t unknown = 0;

    for (uint64_t row = 0; row < sheet->rows; row++) {
        size_t length;
        const char *text = sheet_text(&length, sheet, &tables->texts, row,
                                      column);
        const lia_vid account =
            lia_names_find(&tables->accounts.names, text, length);
        if (account != LIA_NONE)
            flag[account] = 1;
        else
            unknown += length > 0;
    }
    if (unknown > 0)
        talk(tr_n("%llu account of the team is not in these inputs",
                  "%llu accounts of the team are not in these inputs",
                  unknown), (unsigned long long)unknown);
    *count = 0;
    for (lia_vid i = 0; i < tables->accounts.names.count; i++)
        *count += flag[i];
}
