/* cli/made/world_files.c - the tables first, then who is what, then what stands
 * beside them. */
#include "cli/made/world_files.h"

#include "base/language.h"
#include "base/mem.h"
#include "base/status.h"
#include "cli/say/output.h"
#include "liaison/convert.h"
#include "report/atomic_file.h"

/* truth.csv: account, kind, pod, and which reading the kind stands for. */
static lia_status write_truth(const char *folder, const lia_world *world,
                              lia_error *err)
{
    const char *kinds[UINT8_MAX + 1], *readings[3];
    lia_ranked table = {.name = "truth", .title = N_("truth"),
                        .rows = world->count};
    uint8_t *reading = NULL;
    lia_status st = LIA_OK;
    char *path = NULL;

    LIA_TRY(path_join(&path, folder, "truth", "csv", err));
    LIA_TRY(lia_alloc(&reading, world->count, 1, err));
    for (uint64_t k = 0; k < world->count; k++)
        reading[k] = (uint8_t)lia_kind_reading(world->kind[k]);
    for (int k = 0; k <= UINT8_MAX; k++)
        kinds[k] = lia_kind_name(k);
    for (int k = 0; k < 3; k++)
        readings[k] = lia_reading_name((lia_reading)k);
    lia_ranked_add(&table, "account", LIA_COLUMN_ID, world->account)->names =
        &world->tables->accounts.names;
    lia_ranked_add(&table, "kind", LIA_COLUMN_WORD, world->kind)->words =
        kinds;
    (void)lia_ranked_add(&table, "pod", LIA_COLUMN_COUNT32, world->pod);
    lia_ranked_add(&table, "reading", LIA_COLUMN_WORD, reading)->words =
        readings;
    st = lia_write_table_file(path, &table, LIA_FORMAT_CSV, NULL, err);
done:
    lia_free(reading);
    lia_free(path);
    return st;
}

/* A text that stands beside the tables, where the world has one. */
static lia_status write_text(const char *folder, const char *name,
                             const char *extension, const char *text,
                             lia_error *err)
{
    lia_atomic_file file = {.stream = NULL};
    lia_status st = LIA_OK;
    char *path = NULL;

    if (text == NULL)
        return LIA_OK;
    LIA_TRY(path_join(&path, folder, name, extension, err));
    LIA_TRY(lia_atomic_open(&file, path, err));
    if (fputs(text, file.stream) == EOF)
        st = lia_fail(err, LIA_EIO, "cannot be written");
    st = lia_atomic_finish(&file, st, err);
done:
    lia_free(path);
    return st;
}

lia_status world_write(const char *folder, const lia_world *world,
                       const lia_run *run, lia_error *err)
{
    lia_status st = LIA_OK;

    LIA_TRY(lia_convert_folder(folder, world->tables, LIA_FORMAT_CSV, run,
                               err));
    LIA_TRY(write_truth(folder, world, err));
    LIA_TRY(write_text(folder, "visits", "csv", world->by_hand, err));
    LIA_TRY(write_text(folder, "liaison", "json", world->settings, err));
done:
    return st;
}
