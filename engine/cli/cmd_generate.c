/* cli/cmd_generate.c - made data whose truth is known. */
#include <string.h>

#include "base/mem.h"
#include "base/status.h"
#include "cli/commands.h"
#include "cli/fail.h"
#include "cli/inputs.h"
#include "cli/output.h"
#include "liaison/convert.h"
#include "liaison/worlds.h"
#include "report/atomic_file.h"

/* truth.csv: account, kind, pod, and which reading the kind stands for. */
static lia_status write_truth(const char *folder, const lia_world *world,
                              lia_error *err)
{
    const char *kinds[UINT8_MAX + 1], *readings[3];
    lia_ranked table = {.name = "truth", .title = "truth",
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

/* liaison.json, where the world has one to stand beside its data. */
static lia_status write_settings(const char *folder, const lia_world *world,
                                 lia_error *err)
{
    lia_atomic_file file = {.stream = NULL};
    lia_status st = LIA_OK;
    char *path = NULL;

    if (world->settings == NULL)
        return LIA_OK;
    LIA_TRY(path_join(&path, folder, "liaison", "json", err));
    LIA_TRY(lia_atomic_open(&file, path, err));
    if (fputs(world->settings, file.stream) == EOF)
        st = lia_fail(err, LIA_EIO, "cannot be written");
    st = lia_atomic_finish(&file, st, err);
done:
    lia_free(path);
    return st;
}

static lia_world_number world_of(const char *name)
{
    if (name != NULL && strcmp(name, "demo") == 0)
        return LIA_WORLD_DEMO;
    return name != NULL && strcmp(name, "3") == 0 ? LIA_WORLD_3 : LIA_WORLD_1;
}

int cmd_generate(settings *s)
{
    const lia_world_options options = {
        .world = world_of(s->world), .accounts = (uint32_t)s->accounts,
        .days = (uint32_t)s->days, .seed = s->seed, .pods = s->pods};
    const lia_run run = run_of(s);
    lia_world world = {.tables = NULL};
    stage at = STAGE_COMPUTING;
    lia_status st = LIA_OK;
    lia_error err;

    if (s->inputs.count > 0)
        return fail_usage("generate reads nothing: what is \"%s\" for?",
                          s->inputs.item[0]);
    if (s->output == NULL || strcmp(s->output, "-") == 0)
        return fail_usage("say where to write: -o FOLDER");
    if (s->accounts > UINT32_MAX || s->days > UINT32_MAX)
        return fail_usage("--accounts and --days: at most 4294967295");
    LIA_TRY(lia_world_make(&world, &options, &err));
    at = STAGE_WRITING;
    LIA_TRY(lia_convert_folder(s->output, world.tables, LIA_FORMAT_CSV, &run,
                               &err));
    LIA_TRY(write_truth(s->output, &world, &err));
    LIA_TRY(write_settings(s->output, &world, &err));
    talk("%u accounts, %u posts, %llu interactions; truth.csv says who "
         "belongs to what", world.tables->accounts.names.count,
         world.tables->posts.names.count,
         (unsigned long long)world.tables->interactions.count);
done:
    lia_world_free(&world);
    return st == LIA_OK ? EXIT_DONE : fail_with(&err, at);
}
