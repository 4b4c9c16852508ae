/* fuzz_export.h - files of an export of any bytes: the first byte says which
 * file it is, and whether names become pseudonyms; what makes it known as that
 * file stands in front, so that the bytes reach the adapter.
 */
#ifndef LIA_FUZZ_EXPORT_H
#define LIA_FUZZ_EXPORT_H

#include <sys/stat.h>

#include "fuzz_read.h"

typedef struct fuzz_kind {
    const char *name;        /* of the file                                  */
    const char *before;      /* its beginning                                */
} fuzz_kind;

static char fuzz_folder[64];

static inline void fuzz_put(const char *path, const char *before,
                            const uint8_t *data, size_t size)
{
    FILE *file = fopen(path, "wb");

    need(file != NULL);
    need(fwrite(before, 1, strlen(before), file) == strlen(before));
    need(size == 0 || fwrite(data, 1, size, file) == size);
    need(fclose(file) == 0);
}

static inline void fuzz_export(const fuzz_kind *kinds, size_t count,
                               const uint8_t *data, size_t size)
{
    static const lia_key key = {{1, 2, 3}};
    static const char *const who[] = {"ada", "x.com/i/user/5"};
    const lia_privacy privacy = {.key = &key, .exclude = who,
                                 .exclude_count = 2, .retain_days = 30,
                                 .as_of = LIA_NO_TIME};
    lia_read_options options = LIA_READ_DEFAULTS;
    lia_tables *t = NULL;
    lia_error err = {.status = LIA_OK};
    char path[200];
    const char *input = path;
    lia_status st;

    if (size == 0)
        return;
    if (fuzz_folder[0] == '\0') {
        strcpy(fuzz_folder, "/dev/shm/liaison-fuzz-XXXXXX");
        need(mkdtemp(fuzz_folder) != NULL);
    }
    const fuzz_kind *kind = &kinds[(data[0] & 0x7F) % count];
    (void)snprintf(path, sizeof path, "%s/%s", fuzz_folder, kind->name);
    fuzz_put(path, kind->before, data + 1, size - 1);
    options.run.threads = 1;
    options.privacy = (data[0] & 0x80) != 0 ? &privacy : NULL;
    st = lia_read(&t, &input, 1, &options, &err);
    need(st == LIA_OK || st == LIA_EINPUT || st == LIA_EIO ||
         st == LIA_ELIMIT);  /* EIO: "ustar" where a tar archive has it */
    if (st == LIA_OK)
        need_tables(t);
    else
        need(t == NULL && err.message[0] != '\0');
    lia_tables_free(t);
    need(lia_mem_live() == 0);
    (void)unlink(path);
}

#endif
