/* ingest/adapter_folders.c - folders that hold an export: what no entry of its
 * adapter names is left unread there. The list of what is read is a list of
 * what is allowed; elsewhere the reader would take any table for a list of
 * accounts.
 */
#include <string.h>

#include "base/mem.h"
#include "ingest/feed.h"

enum { ENOUGH = 2 };

/* platform, NUL, folder: the key of a folder. */
static lia_status key_of(char **out, size_t *length, const lia_adapter *a,
                         const char *path, lia_error *err)
{
    const size_t head = strlen(a->platform) + 1;
    const size_t folder = lia_adapter_folder(path, a);
    lia_status st = lia_alloc(out, head + folder + 1, 1, err);

    if (st != LIA_OK)
        return st;
    memcpy(*out, a->platform, head);
    memcpy(*out + head, path, folder);
    *length = head + folder;
    return LIA_OK;
}

static lia_status count_file(lia_reading *r, const lia_adapter *a,
                             const char *path, lia_error *err)
{
    lia_status st = LIA_OK;
    char *key = NULL;
    size_t length;
    uint32_t id;

    LIA_TRY(key_of(&key, &length, a, path, err));
    LIA_TRY(lia_intern(&id, &r->folder, key, length, err));
    if (id >= r->folders) {
        LIA_TRY(lia_reserve(&r->folder_files, &r->folder_room,
                            (uint64_t)id + 1, sizeof *r->folder_files, err));
        r->folder_files[id] = 0;
        r->folders = id + 1;
    }
    r->folder_files[id]++;
done:
    lia_free(key);
    return st;
}

lia_status lia_adapter_folders(lia_reading *reading, const lia_files *files,
                               lia_error *err)
{
    lia_status st = LIA_OK;

    for (uint64_t f = 0; f < files->count; f++) {
        const char *path = files->file[f].path;
        lia_look look;
        lia_adapter_look(&look, path);
        for (const lia_adapter *const *a = lia_adapters; *a != NULL; a++)
            if ((*a)->known != NULL &&
                lia_adapter_has_word((*a)->known, look.stem))
                LIA_TRY(count_file(reading, *a, path, err));
    }
done:
    return st;
}

static bool is_our_table(const char *stem)
{
    char folded[LIA_FOLD_ROOM];

    for (int t = 0; t < LIA_TABLE_COUNT; t++) {
        const char *name = lia_table_name((lia_table)t);
        (void)lia_fold(folded, name, strlen(name));
        if (strcmp(folded, stem) == 0)
            return true;
    }
    return false;
}

lia_status lia_adapter_unlisted(const lia_adapter **out,
                                const lia_reading *reading, const char *path,
                                lia_error *err)
{
    lia_status st = LIA_OK;
    lia_look look;
    char *key = NULL;
    size_t length;

    *out = NULL;
    lia_adapter_look(&look, path);
    if (reading->folders == 0 || is_our_table(look.stem))
        return LIA_OK;
    for (const lia_adapter *const *a = lia_adapters; *a != NULL && *out == NULL;
         a++) {
        uint32_t id;
        if ((*a)->known == NULL)
            continue;
        LIA_TRY(key_of(&key, &length, *a, path, err));
        id = lia_interned(&reading->folder, key, length);
        if (id != LIA_NONE && reading->folder_files[id] >= ENOUGH)
            *out = *a;
        lia_free(key);
        key = NULL;
    }
done:
    lia_free(key);
    return st;
}
