/* cli/front/commands.h - what the program can do. The table is also the help.
 */
#ifndef LIA_CLI_FRONT_COMMANDS_H
#define LIA_CLI_FRONT_COMMANDS_H

#include <stdio.h>

#include "cli/front/settings.h"

typedef struct command {
    const char *name;
    int (*run)(settings *s);         /* returns the exit code                */
    unsigned bit;                    /* FOR_..., see options.h           */
    const char *line;                /* one line for the list                */
    const char *arguments;           /* "NAMES GRAPH..."                     */
    const char *about;               /* a paragraph                          */
    const char *const *examples;     /* up to NULL                           */
    void (*more)(FILE *to);          /* what else its help says, or NULL     */
} command;

extern const command command_table[];  /* the last has no name */

const command *command_find(const char *name);

/* "did you mean" for an unknown command; EXIT_USAGE. */
int command_unknown(const char *name);

int cmd_bridges(settings *s);
int cmd_convert(settings *s);
int cmd_demo(settings *s);
int cmd_evaluate(settings *s);
int cmd_generate(settings *s);
int cmd_help(settings *s);
int cmd_influence(settings *s);
int cmd_inspect(settings *s);
int cmd_introduce(settings *s);
int cmd_measure(settings *s);
int cmd_notice(settings *s);
int cmd_network(settings *s);
int cmd_pods(settings *s);
int cmd_report(settings *s);

void help_program(FILE *to);
void help_command(FILE *to, const command *c);
void help_measures(FILE *to);

#endif
