/* ingest/walk.c - folders become sorted lists of files. */
#include "ingest/walk.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/mem.h"

typedef struct place {
    dev_t device;
    ino_t node;
} place;

typedef struct walk {
    lia_files *files;
    place *seen;             /* folders entered                              */
    uint64_t count, room;
    int depth;
} walk;

enum { DEEPEST = 64 };

static lia_status add_file(lia_files *files, const char *path, bool direct,
                           off_t bytes, lia_error *err)
{
    lia_status st = lia_reserve(&files->file, &files->room, files->count + 1,
                                sizeof *files->file, err);

    if (st != LIA_OK)
        return st;
    st = lia_copy_text(&files->file[files->count].path, path, strlen(path),
                       err);
    if (st != LIA_OK)
        return st;
    files->file[files->count].direct = direct;
    files->file[files->count++].bytes = bytes > 0 ? (uint64_t)bytes : 0;
    return LIA_OK;
}

/* *fresh: this folder was not entered before. */
static lia_status enter(bool *fresh, walk *w, const struct stat *about,
                        lia_error *err)
{
    lia_status st;

    *fresh = false;
    for (uint64_t k = 0; k < w->count; k++)
        if (w->seen[k].device == about->st_dev &&
            w->seen[k].node == about->st_ino)
            return LIA_OK;
    st = lia_reserve(&w->seen, &w->room, w->count + 1, sizeof *w->seen, err);
    if (st != LIA_OK)
        return st;
    w->seen[w->count++] = (place){about->st_dev, about->st_ino};
    *fresh = true;
    return LIA_OK;
}

typedef struct listing {
    char **path;
    uint64_t count, room;
} listing;

static int by_bytes(const void *left, const void *right)
{
    return strcmp(*(char *const *)left, *(char *const *)right);
}

static lia_status add_entry(listing *list, const char *folder,
                            const char *name, lia_error *err)
{
    lia_status st = LIA_OK;
    size_t before = strlen(folder), after = strlen(name);
    bool slash = before > 0 && folder[before - 1] == '/';
    char *path = NULL;

    LIA_TRY(lia_reserve(&list->path, &list->room, list->count + 1,
                        sizeof *list->path, err));
    LIA_TRY(lia_alloc(&path, before + after + 2, 1, err));
    memcpy(path, folder, before);
    if (!slash)
        path[before++] = '/';
    memcpy(path + before, name, after + 1);
    list->path[list->count++] = path;
done:
    return st;
}

static lia_status list_folder(listing *list, const char *folder,
                              lia_error *err)
{
    lia_status st = LIA_OK;
    DIR *dir = opendir(folder);
    struct dirent *entry;

    if (dir == NULL)
        return lia_fail(err, LIA_EIO, "%s: %s", folder, strerror(errno));
    while (st == LIA_OK && (entry = readdir(dir)) != NULL)
        if (entry->d_name[0] != '.')
            st = add_entry(list, folder, entry->d_name, err);
    (void)closedir(dir);
    if (st == LIA_OK && list->count > 0)
        qsort(list->path, list->count, sizeof *list->path, by_bytes);
    return st;
}

static lia_status walk_folder(walk *w, const char *folder,
                              const struct stat *about, lia_error *err);

static lia_status walk_entry(walk *w, const char *path, lia_error *err)
{
    struct stat about;

    if (stat(path, &about) != 0)   /* a link that leads nowhere */
        return LIA_OK;
    if (S_ISDIR(about.st_mode))
        return walk_folder(w, path, &about, err);
    return S_ISREG(about.st_mode)
               ? add_file(w->files, path, false, about.st_size, err)
               : LIA_OK;
}

static lia_status walk_folder(walk *w, const char *folder,
                              const struct stat *about, lia_error *err)
{
    lia_status st = LIA_OK;
    listing list = {NULL, 0, 0};
    bool fresh = false;

    if (w->depth >= DEEPEST)
        return lia_fail(err, LIA_ELIMIT, "%s: folders nested more than %d deep",
                        folder, DEEPEST);
    w->depth++;
    LIA_TRY(enter(&fresh, w, about, err));
    if (fresh)
        LIA_TRY(list_folder(&list, folder, err));
    for (uint64_t k = 0; k < list.count; k++)
        LIA_TRY(walk_entry(w, list.path[k], err));
done:
    w->depth--;
    for (uint64_t k = 0; k < list.count; k++)
        lia_free(list.path[k]);
    lia_free(list.path);
    return st;
}

static lia_status walk_input(walk *w, const char *input, lia_error *err)
{
    struct stat about;

    if (strcmp(input, "-") == 0)
        return add_file(w->files, input, true, 0, err);
    if (stat(input, &about) != 0)
        return lia_fail(err, LIA_EIO, "%s: %s", input, strerror(errno));
    if (S_ISDIR(about.st_mode))
        return walk_folder(w, input, &about, err);
    return add_file(w->files, input, true, about.st_size, err);
}

lia_status lia_walk(lia_files *out, const char *const *inputs, size_t count,
                    lia_error *err)
{
    lia_status st = LIA_OK;
    lia_files files = {NULL, 0, 0};
    walk w = {&files, NULL, 0, 0, 0};

    for (size_t k = 0; k < count; k++)
        LIA_TRY(walk_input(&w, inputs[k], err));
    *out = files;
    memset(&files, 0, sizeof files);
done:
    lia_free(w.seen);
    lia_files_free(&files);
    return st;
}

void lia_files_free(lia_files *files)
{
    for (uint64_t k = 0; k < files->count; k++)
        lia_free(files->file[k].path);
    lia_free(files->file);
    memset(files, 0, sizeof *files);
}
