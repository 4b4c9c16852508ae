/* ingest/identity.c - stand-ins become accounts. */
#include "ingest/identity.h"

#include <stdio.h>
#include <string.h>

#include "base/mem.h"
#include "ingest/feed.h"

typedef struct identity {
    lia_reading *reading;
    lia_tables *tables;
    char *text;                  /* a name on its way                        */
    uint64_t text_room;
} identity;

static bool is_mark(const char *name, size_t length, const char *mark,
                    size_t mark_length)
{
    return length >= mark_length && memcmp(name, mark, mark_length) == 0;
}

/* "owner of team/anna" */
static lia_status owner_label(identity *d, size_t *length, const char *path,
                              size_t path_length, lia_error *err)
{
    static const char before[] = "owner of ";
    lia_status st = lia_reserve(&d->text, &d->text_room,
                                path_length + sizeof before, 1, err);

    if (st != LIA_OK)
        return st;
    memcpy(d->text, before, sizeof before - 1);
    memcpy(d->text + sizeof before - 1, path, path_length);
    *length = sizeof before - 1 + path_length;
    return LIA_OK;
}

/* "Ada Lovelace (Analytical Engines)", or "Ada Lovelace (in team/anna)" */
static lia_status named_label(identity *d, size_t *length, const char *what,
                              size_t bytes, lia_error *err)
{
    const char *company = (const char *)memchr(what, '\0', bytes) + 1;
    const char *path =
        (const char *)memchr(company, '\0', (size_t)(what + bytes - company)) +
        1;
    const int named = (int)(company - what - 1);
    const int at = (int)(path - company - 1);
    lia_status st = lia_reserve(&d->text, &d->text_room, bytes + 16, 1, err);

    if (st != LIA_OK)
        return st;
    *length = (size_t)(at > 0
                           ? snprintf(d->text, bytes + 16, "%.*s (%.*s)",
                                      named, what, at, company)
                           : snprintf(d->text, bytes + 16, "%.*s (in %.*s)",
                                      named, what,
                                      (int)(what + bytes - path), path));
    return LIA_OK;
}

/* The name that an account has in the end. */
static lia_status final_name(identity *d, const char **name, size_t *length,
                             lia_error *err)
{
    lia_status st = LIA_OK;

    if (is_mark(*name, *length, LIA_OWNER_MARK, LIA_OWNER_MARK_LENGTH))
        st = owner_label(d, length, *name + LIA_OWNER_MARK_LENGTH,
                         *length - LIA_OWNER_MARK_LENGTH, err);
    else if (is_mark(*name, *length, LIA_NAMED_MARK, LIA_NAMED_MARK_LENGTH))
        st = named_label(d, length, *name + LIA_NAMED_MARK_LENGTH,
                         *length - LIA_NAMED_MARK_LENGTH, err);
    else
        return LIA_OK;
    *name = d->text;
    return st;
}

/* The names of one worker anew, under the same ids. */
static lia_status rename_worker(identity *d, lia_interner *names,
                                lia_error *err)
{
    lia_interner fresh = {.count = 0};
    lia_status st = LIA_OK;

    for (uint32_t k = 0; k < names->count; k++) {
        const char *name = names->bytes + names->off[k];
        size_t length = (size_t)(names->off[k + 1] - names->off[k]);
        uint32_t id;
        LIA_TRY(final_name(d, &name, &length, err));
        LIA_TRY(lia_intern_new(&id, &fresh, name, length, err));
    }
    lia_interner_free(names);
    *names = fresh;
    fresh = (lia_interner){.count = 0};
done:
    lia_interner_free(&fresh);
    return st;
}

lia_status lia_identity_resolve(lia_tables *tables, lia_reading *reading,
                                lia_error *err)
{
    identity d = {reading, tables, NULL, 0};
    lia_status st = LIA_OK;

    for (int w = 0; w < reading->workers; w++)
        LIA_TRY(rename_worker(&d, &reading->worker[w].space[LIA_KIND_ACCOUNT],
                              err));
done:
    lia_free(d.text);
    return st;
}
