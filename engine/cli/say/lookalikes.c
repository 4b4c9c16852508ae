/* cli/say/lookalikes.c - flagged, never folded. */
#include "cli/say/lookalikes.h"

#include <string.h>

#include "base/language.h"
#include "base/mem.h"
#include "base/status.h"
#include "cli/say/fail.h"

enum { SHOWN = 10 };

static uint32_t name_of(const lia_tables *tables, lia_vid account)
{
    return account == LIA_NONE || tables->accounts.name == NULL
               ? LIA_NONE : tables->accounts.name[account];
}

lia_status lookalike_table_build(lookalike_table *out,
                                 const lia_tables *tables, lia_error *err)
{
    lia_ranked *t = &out->table;
    lia_status st = LIA_OK;
    const lia_lookalikes *f = &out->found;

    memset(out, 0, sizeof *out);
    LIA_TRY(lia_lookalikes_find(&out->found, tables, err));
    LIA_TRY(lia_alloc(&out->name, f->count, sizeof *out->name, err));
    LIA_TRY(lia_alloc(&out->like_name, f->count, sizeof *out->name, err));
    for (uint64_t k = 0; k < f->count; k++) {
        out->name[k] = name_of(tables, f->account[k]);
        out->like_name[k] = name_of(tables, f->like[k]);
    }
    for (int k = 0; k < LIA_LOOKALIKE_WHYS; k++)
        out->words[k] = lia_lookalike_name((lia_lookalike_why)k);
    t->name = "lookalikes";
    t->title = N_("Names that look like others");
    t->rows = f->count;
    lia_ranked_add(t, "account", LIA_COLUMN_ID, f->account)->names =
        &tables->accounts.names;
    lia_ranked_add(t, "name", LIA_COLUMN_TEXT, out->name)->names =
        &tables->texts;
    lia_ranked_add(t, "like", LIA_COLUMN_ID, f->like)->names =
        &tables->accounts.names;
    lia_ranked_add(t, "like_name", LIA_COLUMN_TEXT, out->like_name)->names =
        &tables->texts;
    lia_ranked_add(t, "why", LIA_COLUMN_WORD, f->why)->words = out->words;
done:
    if (st != LIA_OK)
        lookalike_table_free(out);
    return st;
}

void lookalike_table_free(lookalike_table *l)
{
    lia_lookalikes_free(&l->found);
    lia_free(l->name);
    lia_free(l->like_name);
    memset(l, 0, sizeof *l);
}

static void print_account(FILE *to, const lia_tables *tables, lia_vid account)
{
    size_t length;
    const char *text = lia_name(&tables->accounts.names, account, &length);
    const uint32_t name = name_of(tables, account);

    print_inert(to, text, length);
    if (name == LIA_NONE)
        return;
    text = lia_name(&tables->texts, name, &length);
    fputs(" (", to);
    print_inert(to, text, length);
    fputc(')', to);
}

void lookalikes_print(FILE *to, const lookalike_table *l,
                      const lia_tables *tables)
{
    const lia_lookalikes *f = &l->found;

    if (f->count == 0)
        return;
    fputs(tr("\nNames that look like others, and are kept apart\n"), to);
    for (uint64_t k = 0; k < f->count && k < SHOWN; k++) {
        fputs("  ", to);
        print_account(to, tables, f->account[k]);
        fprintf(to, tr(": %s"), tr(l->words[f->why[k]]));
        if (f->like[k] != LIA_NONE) {
            fputs(", ", to);
            print_account(to, tables, f->like[k]);
        }
        fputc('\n', to);
    }
    if (f->count > SHOWN)
        fprintf(to, tr("  and %llu more; --table lookalikes lists them\n"),
                (unsigned long long)(f->count - SHOWN));
}
