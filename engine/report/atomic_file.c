/* report/atomic_file.c - write, sync, rename.
 *
 * A slot's name is written before its state says so and stays until the state
 * is taken back, so a signal handler never reads a name that is changing.
 */
#include "report/atomic_file.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/mem.h"

enum { SLOTS = 32, FREE = 0, FILLING = 1, ACTIVE = 2, NAME_TRIES = 100 };

static struct {
    atomic_int state;
    char name[PATH_MAX];
} slots[SLOTS];
static atomic_uint last_number;

void lia_atomic_abandon_all(void)
{
    for (int s = 0; s < SLOTS; s++)
        if (atomic_load(&slots[s].state) == ACTIVE)
            (void)unlink(slots[s].name);
}

static int take_slot(const char *name)
{
    for (int s = 0; s < SLOTS; s++) {
        int expected = FREE;
        if (!atomic_compare_exchange_strong(&slots[s].state, &expected,
                                            FILLING))
            continue;
        (void)snprintf(slots[s].name, PATH_MAX, "%s", name);
        atomic_store(&slots[s].state, ACTIVE);
        return s;
    }
    return -1;
}

static void give_slot(int slot)
{
    if (slot >= 0)
        atomic_store(&slots[slot].state, FREE);
}

static lia_status cannot(lia_error *err, const char *path, int reason)
{
    lia_status st = lia_fail(err, LIA_EIO, "%s: cannot write: %s", path,
                             strerror(reason));
    errno = reason;
    return st;
}

static void forget(lia_atomic_file *file)
{
    give_slot(file->slot);
    lia_free(file->path);
    lia_free(file->temporary);
    lia_free(file->given);
    *file = (lia_atomic_file){.slot = -1};
}

void lia_atomic_discard(lia_atomic_file *file)
{
    const int reason = errno;

    if (file->given == NULL)
        return;
    if (file->stream != NULL)
        (void)fclose(file->stream);
    if (file->temporary != NULL && file->slot >= 0)
        (void)unlink(file->temporary);
    forget(file);
    errno = reason;
}

/* The place to write: behind links, if there are any. */
static lia_status resolve(char **out, const char *path, lia_error *err)
{
    char *real = realpath(path, NULL);
    const char *place = real != NULL ? real : path;
    lia_status st = lia_copy_text(out, place, strlen(place), err);

    free(real);
    return st;
}

static lia_status temporary_name(char **out, const char *path, lia_error *err)
{
    const char *slash = strrchr(path, '/');
    const size_t folder = slash != NULL ? (size_t)(slash - path) + 1 : 0;
    const unsigned number = atomic_fetch_add(&last_number, 1) + 1;
    char *name = NULL;
    lia_status st = lia_alloc(&name, folder + 64, 1, err);

    if (st != LIA_OK)
        return st;
    memcpy(name, path, folder);
    (void)snprintf(name + folder, 64, ".liaison-%ld-%u.part", (long)getpid(),
                   number);
    lia_free(*out);
    *out = name;
    return LIA_OK;
}

/* A new file beside the place; -1 and errno if there cannot be one. */
static lia_status create_beside(int *fd, lia_atomic_file *file, mode_t mode,
                                lia_error *err)
{
    lia_status st = LIA_OK;

    *fd = -1;
    for (int k = 0; k < NAME_TRIES && *fd < 0; k++) {
        LIA_TRY(temporary_name(&file->temporary, file->path, err));
        if (strlen(file->temporary) >= PATH_MAX)
            return cannot(err, file->given, ENAMETOOLONG);
        file->slot = take_slot(file->temporary);
        if (file->slot < 0)
            return lia_fail(err, LIA_ELIMIT, "%s: more than %d files open",
                            file->given, SLOTS);
        *fd = open(file->temporary,
                   O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode);
        if (*fd >= 0)
            break;
        const int reason = errno;
        give_slot(file->slot);
        file->slot = -1;
        if (reason != EEXIST)
            return cannot(err, file->given, reason);
    }
    return *fd < 0 ? cannot(err, file->given, EEXIST) : LIA_OK;
done:
    return st;
}

static lia_status open_file(int *fd, lia_atomic_file *file, lia_error *err)
{
    struct stat old;
    const bool exists = stat(file->path, &old) == 0;
    lia_status st;

    if (exists && S_ISDIR(old.st_mode))
        return cannot(err, file->given, EISDIR);
    if (exists && !S_ISREG(old.st_mode)) {
        *fd = open(file->path, O_WRONLY | O_CLOEXEC);
        return *fd < 0 ? cannot(err, file->given, errno) : LIA_OK;
    }
    st = create_beside(fd, file, 0666, err);
    if (st == LIA_OK && exists)
        (void)fchmod(*fd, old.st_mode & 0777);
    return st;
}

lia_status lia_atomic_open(lia_atomic_file *out, const char *path,
                           lia_error *err)
{
    lia_atomic_file file = {.slot = -1};
    lia_status st = LIA_OK;
    int fd = -1;

    LIA_TRY(lia_copy_text(&file.given, path, strlen(path), err));
    LIA_TRY(resolve(&file.path, path, err));
    LIA_TRY(open_file(&fd, &file, err));
    file.stream = fdopen(fd, "w");
    if (file.stream == NULL) {
        st = cannot(err, path, errno);
        close(fd);
        goto done;
    }
    *out = file;
    return LIA_OK;
done:
    lia_atomic_discard(&file);
    return st;
}

/* Down to the disk; a device or a pipe has nothing to sync. */
static int finish_stream(lia_atomic_file *file)
{
    int reason = 0;

    errno = 0;
    if (fflush(file->stream) != 0)
        reason = errno ? errno : EIO;
    if (reason == 0 && file->temporary != NULL &&
        fsync(fileno(file->stream)) != 0)
        reason = errno;
    if (fclose(file->stream) != 0 && reason == 0)
        reason = errno ? errno : EIO;
    file->stream = NULL;
    return reason;
}

lia_status lia_atomic_close_stream(lia_atomic_file *file, lia_error *err)
{
    const int reason = fclose(file->stream) != 0 ? errno : 0;

    file->stream = NULL;
    if (reason != 0)
        return cannot(err, file->given, reason);
    if (file->temporary == NULL)
        return lia_fail(err, LIA_EARG, "%s is not a regular file",
                        file->given);
    return LIA_OK;
}

/* What another writer left under the temporary name. */
static int sync_name(const char *name)
{
    const int fd = open(name, O_RDONLY | O_CLOEXEC);
    int reason = fd < 0 || fsync(fd) != 0 ? errno : 0;

    if (fd >= 0)
        close(fd);
    return reason;
}

lia_status lia_atomic_commit(lia_atomic_file *file, lia_error *err)
{
    lia_status st = LIA_OK;
    int reason = file->stream != NULL ? finish_stream(file)
                                      : sync_name(file->temporary);

    if (reason == 0 && file->temporary != NULL &&
        rename(file->temporary, file->path) != 0)
        reason = errno;
    if (reason != 0) {
        st = cannot(err, file->given, reason);
        lia_atomic_discard(file);
        return st;
    }
    forget(file);
    return LIA_OK;
}

/* The stream's writer does not know the path; the message shall. */
static void name_path(lia_error *err, const char *path)
{
    lia_error before;

    if (err == NULL)
        return;
    before = *err;
    (void)lia_fail_at(err, LIA_EIO, path, &before);
}

lia_status lia_atomic_finish(lia_atomic_file *file, lia_status st,
                             lia_error *err)
{
    const int reason = errno;

    if (st == LIA_OK)
        return lia_atomic_commit(file, err);
    if (st == LIA_EIO)
        name_path(err, file->given);
    errno = reason;
    lia_atomic_discard(file);
    return st;
}
