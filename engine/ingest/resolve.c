/* ingest/resolve.c - from what is typed to an account. */
#include "liaison/resolve.h"

#include <string.h>
#include <strings.h>

#include "ingest/platforms/linkedin_ids.h"

/* Without scheme, www and / at the end. */
static void bare(const char **text, size_t *length)
{
    static const char *const before[] = {"https://", "http://", "www."};

    for (size_t k = 0; k < sizeof before / sizeof *before; k++) {
        const size_t n = strlen(before[k]);
        if (*length > n && strncasecmp(*text, before[k], n) == 0) {
            *text += n;
            *length -= n;
        }
    }
    while (*length > 0 && (*text)[*length - 1] == '/')
        (*length)--;
}

static bool is_equal(const char *a, size_t n, const char *b, size_t m)
{
    return n == m && strncasecmp(a, b, n) == 0;
}

static lia_vid by_id(const lia_tables *t, const char *text, size_t length)
{
    char url[LIA_LINKEDIN_ROOM];
    const lia_names *names = &t->accounts.names;
    lia_vid id = lia_names_find(names, text, length);
    size_t n;

    if (id == LIA_NONE && length > 1 && text[0] == '@')
        id = lia_names_find(names, text + 1, length - 1);
    if (id == LIA_NONE && length > 0 && length + 1 < sizeof url) {
        url[0] = '@';
        memcpy(url + 1, text, length);
        id = lia_names_find(names, url, length + 1);
    }
    if (id == LIA_NONE &&
        (n = lia_linkedin_account(url, text, length)) > 0)
        id = lia_names_find(names, url, n);
    return id;
}

/* The one account with this text in a column; *several: there are more. */
static lia_vid by_text(bool *several, const lia_tables *t,
                       const uint32_t *column, bool is_url, const char *text,
                       size_t length)
{
    lia_vid found = LIA_NONE;

    *several = false;
    for (lia_vid k = 0; column != NULL && length > 0 &&
                        k < t->accounts.names.count; k++) {
        size_t n;
        if (column[k] == LIA_NONE)
            continue;
        const char *cell = lia_name(&t->texts, column[k], &n);
        if (is_url)
            bare(&cell, &n);
        if (!is_equal(cell, n, text, length))
            continue;
        *several = found != LIA_NONE;
        if (*several)
            return LIA_NONE;
        found = k;
    }
    return found;
}

lia_vid lia_account_find(lia_found *how, const lia_tables *tables,
                         const char *text, size_t length)
{
    const lia_accounts *a = &tables->accounts;
    const char *plain = text;
    size_t plain_length = length;
    const size_t at = length > 1 && text[0] == '@';
    bool several = false;
    lia_found found = LIA_FOUND_ID;
    lia_vid id = by_id(tables, text, length);

    if (id == LIA_NONE) {
        found = LIA_FOUND_URL;
        bare(&plain, &plain_length);
        id = by_text(&several, tables, a->url, true, plain, plain_length);
    }
    if (id == LIA_NONE && !several) {
        found = LIA_FOUND_HANDLE;
        id = by_text(&several, tables, a->handle, false, text + at,
                     length - at);
    }
    if (id == LIA_NONE && !several) {
        found = LIA_FOUND_NAME;
        id = by_text(&several, tables, a->name, false, text, length);
    }
    if (how != NULL)
        *how = id != LIA_NONE ? found
               : several      ? LIA_FOUND_SEVERAL
                              : LIA_FOUND_NONE;
    return id;
}
