/* cli/made/cmd_generate.c - made data whose truth is known. */
#include <string.h>

#include "base/status.h"
#include "cli/front/commands.h"
#include "cli/made/world_files.h"
#include "cli/read/inputs.h"
#include "cli/say/fail.h"

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
    LIA_TRY(world_write(s->output, &world, &run, &err));
    talk("%u accounts, %u posts, %llu interactions; truth.csv says who "
         "belongs to what", world.tables->accounts.names.count,
         world.tables->posts.names.count,
         (unsigned long long)world.tables->interactions.count);
done:
    lia_world_free(&world);
    return st == LIA_OK ? EXIT_DONE : fail_with(&err, at);
}
