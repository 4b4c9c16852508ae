/* ingest/identity/identity_sheets.c - tables that speak of accounts without
 * being rows about them: team, targets, deals and the like. Their accounts are
 * texts, and people write them as a browser shows them; here they get the name
 * that the account has in the end, before a key or a list of exclusions is
 * applied.
 */
#include "ingest/addresses.h"
#include "ingest/identity/identity_parts.h"
#include "ingest/withhold.h"

/* What this text should be; plain is room for it. */
static const char *meant(size_t *length, char plain[LIA_LINKEDIN_ROOM],
                         const lia_identity *d, const lia_finals *people,
                         const char *text)
{
    uint32_t id = lia_names_find(&d->people.all, text, *length);
    size_t n = 0;

    if (id == LIA_NONE) {
        n = lia_address_account(plain, text, *length);
        id = n > 0 ? lia_names_find(&d->people.all, plain, n) : LIA_NONE;
    }
    if (id != LIA_NONE)
        return lia_name(&people->labels, people->final[id], length);
    *length = n > 0 ? n : *length;
    return n > 0 ? plain : text;
}

static lia_status settle_column(lia_identity *d, lia_interner *texts,
                                const lia_finals *people, lia_block *b,
                                uint32_t f, lia_error *err)
{
    uint32_t *cell = b->column[f];
    lia_status st = LIA_OK;

    for (uint64_t row = 0; row < b->rows; row++) {
        const uint32_t id = cell[row];
        char plain[LIA_LINKEDIN_ROOM];
        if (id == LIA_NONE)
            continue;
        const char *was = texts->bytes + texts->off[id];
        size_t length = (size_t)(texts->off[id + 1] - texts->off[id]);
        const char *name = meant(&length, plain, d, people, was);
        if (name != was)
            LIA_TRY(lia_intern(&cell[row], texts, name, length, err));
    }
done:
    return st;
}

lia_status lia_identity_settle_sheets(lia_identity *d,
                                      const lia_finals *people, lia_error *err)
{
    lia_status st = LIA_OK;

    for (int w = 0; w < d->reading->workers; w++) {
        lia_worker *worker = &d->reading->worker[w];
        for (uint64_t k = 0; k < worker->blocks; k++) {
            lia_block *b = worker->block[k];
            const lia_table_spec *spec = lia_table_fields(b->table);
            for (uint32_t f = 0; f < spec->count &&
                                 b->table != LIA_TABLE_ALIASES; f++)
                if (lia_is_account_text(&spec->field[f]) && b->has[f] &&
                    b->column[f] != NULL)
                    LIA_TRY(settle_column(d, &worker->space[LIA_KIND_TEXT],
                                          people, b, f, err));
        }
    }
done:
    return st;
}
