/* cli/command_table.c - the commands, in the order of the help. */
#include <string.h>

#include "cli/commands.h"
#include "cli/fail.h"
#include "cli/nearest.h"
#include "cli/options.h"

static const char *const help_examples[] = {"liaison help",
                                            "liaison help measure", NULL};

const command command_table[] = {
    {"help", cmd_help, FOR_HELP, "this text, or that of a command",
     "[COMMAND]", "Describes the program or one of its commands.",
     help_examples, NULL},
    {NULL, NULL, 0, NULL, NULL, NULL, NULL, NULL}};

const command *command_find(const char *name)
{
    for (const command *c = command_table; c->name != NULL; c++)
        if (strcmp(c->name, name) == 0)
            return c;
    return NULL;
}

int command_unknown(const char *name)
{
    nearest search = {.word = name};

    for (const command *c = command_table; c->name != NULL; c++)
        nearest_offer(&search, c->name);
    if (search.best != NULL)
        return fail_usage("unknown command '%s'; did you mean '%s'?", name,
                          search.best);
    return fail_usage("unknown command '%s'; 'liaison help' lists them all",
                      name);
}
