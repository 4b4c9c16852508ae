/* ingest/walk.c - folders become sorted lists of files. */
#include "ingest/walk.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/mem.h"
#include "ingest/say.h"

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

lia_status lia_files_add(lia_files *files, const lia_file *file,
                         lia_error *err)
{
    lia_file copy = *file;
    lia_status st = LIA_OK;

    copy.path = copy.why = NULL;
    LIA_TRY(lia_reserve(&files->file, &files->room, files->count + 1,
                        sizeof *files->file, err));
    LIA_TRY(lia_copy_text(&copy.path, file->path, strlen(file->path), err));
    if (file->why != NULL)
        LIA_TRY(lia_copy_text(&copy.why, file->why, strlen(file->why), err));
    files->file[files->count++] = copy;
    copy.path = NULL;
done:
    lia_free(copy.path);
    return st;
}

static lia_status add_file(lia_files *files, const char *path, bool direct,
                           const struct stat *about, lia_error *err)
{
    const bool regular = about != NULL && S_ISREG(about->st_mode);
    lia_file file = {.direct = direct, .archive = LIA_NO_FILE,
                     .inner = LIA_NO_FILE};
    char *copy = NULL;
    lia_status st = LIA_OK;

    if (regular) {
        file.bytes = about->st_size > 0 ? (uint64_t)about->st_size : 0;
        file.device = (uint64_t)about->st_dev;
        file.node = (uint64_t)about->st_ino;
    }
    LIA_TRY(lia_copy_text(&copy, path, strlen(path), err));
    file.path = copy;
    st = lia_files_add(files, &file, err);
done:
    lia_free(copy);
    return st;
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
               ? add_file(w->files, path, false, &about, err)
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
        return add_file(w->files, input, true, NULL, err);
    if (stat(input, &about) != 0)
        return lia_fail(err, LIA_EIO, "%s: %s", input, strerror(errno));
    if (S_ISDIR(about.st_mode))
        return walk_folder(w, input, &about, err);
    return add_file(w->files, input, true, &about, err);
}

typedef struct identity {
    uint64_t device, node, file;
} identity;

static int by_identity(const void *left, const void *right)
{
    const identity *a = left, *b = right;

    if (a->device != b->device)
        return a->device < b->device ? -1 : 1;
    if (a->node != b->node)
        return a->node < b->node ? -1 : 1;
    return (a->file > b->file) - (a->file < b->file);
}

static lia_status say_same(lia_file *file, const char *first, lia_error *err)
{
    char text[256];
    lia_say say = {text, sizeof text, 0};

    lia_sayf(&say, "the same file as ");
    lia_say_quoted(&say, first, strlen(first), 180);
    lia_sayf(&say, ", and read once");
    return lia_copy_text(&file->why, text, say.length, err);
}

/* Rows must not count twice because two names lead to them. */
static lia_status find_same(lia_files *files, lia_error *err)
{
    identity *list = NULL;
    uint64_t first = 0;
    lia_status st = lia_alloc(&list, files->count, sizeof *list, err);

    if (st != LIA_OK)
        return st;
    for (uint64_t k = 0; k < files->count; k++)
        list[k] = (identity){files->file[k].device, files->file[k].node, k};
    qsort(list, files->count, sizeof *list, by_identity);
    for (uint64_t k = 1; k < files->count && st == LIA_OK; k++) {
        if (list[k].device != list[first].device ||
            list[k].node != list[first].node)
            first = k;
        else if (list[k].node != 0)
            st = say_same(&files->file[list[k].file],
                          files->file[list[first].file].path, err);
    }
    lia_free(list);
    return st;
}

lia_status lia_walk(lia_files *out, const char *const *inputs, size_t count,
                    lia_error *err)
{
    lia_status st = LIA_OK;
    lia_files files = {.count = 0};
    walk w = {&files, NULL, 0, 0, 0};

    for (size_t k = 0; k < count; k++)
        LIA_TRY(walk_input(&w, inputs[k], err));
    if (files.count == 0)
        LIA_TRY(lia_fail(err, LIA_EINPUT, "%s: no file in it", inputs[0]));
    LIA_TRY(find_same(&files, err));
    LIA_TRY(lia_members_list(&files, err));
    *out = files;
    memset(&files, 0, sizeof files);
done:
    lia_free(w.seen);
    lia_files_free(&files);
    return st;
}

void lia_files_free(lia_files *files)
{
    for (uint64_t k = 0; k < files->count; k++) {
        lia_free(files->file[k].path);
        lia_free(files->file[k].why);
    }
    for (uint64_t k = 0; k < files->archives; k++)
        lia_free(files->archive[k].path);
    lia_free(files->file);
    lia_free(files->archive);
    memset(files, 0, sizeof *files);
}
