/* cli/front/cmd_help.c - help: three examples first, then what there is. */
#include <stdio.h>

#include "base/language.h"
#include "cli/front/commands.h"
#include "cli/front/options.h"
#include "cli/say/fail.h"

static const char intro[] = N_(
    "liaison - who holds a network together, from data that people can "
    "export\n"
    "\n"
    "Examples:\n"
    "  What is in these files, and what can they carry?\n"
    "    liaison inspect contacts.csv accounts.csv\n"
    "  Rank ties and accounts, and write every table to a folder:\n"
    "    liaison report contacts.csv accounts.csv -o report\n"
    "  One measure for all accounts, as CSV:\n"
    "    liaison measure constraint contacts.csv > constraint.csv\n"
    "\n"
    "Usage: liaison COMMAND [OPTIONS] INPUT...\n"
    "\n"
    "Commands:\n");

static const char outro[] = N_(
    "\n"
    "INPUT is a file, a folder, an archive (.zip .tar .tar.gz .tar.zst), or -\n"
    "for standard input; .gz and .zst are read as they are. CSV, TSV, edge\n"
    "lists, JSON lines, GraphML, GML and Pajek are told apart by content.\n"
    "Several inputs are pooled.\n"
    "\n"
    "Results go to standard output, remarks to standard error. Exit codes:\n"
    "    0  done\n"
    "    1  internal error\n"
    "    2  wrong usage\n"
    "    3  bad input\n"
    "    4  too little memory or disk\n"
    "    5  the data cannot carry this result; the reason is printed\n"
    "  130  interrupted; no half-written file is left\n"
    "\n"
    "'liaison help COMMAND' has the options and an example of each command.\n");

void help_program(FILE *to)
{
    fputs(tr(intro), to);
    for (const command *c = command_table; c->name != NULL; c++) {
        fprintf(to, "  %-9s ", c->name);
        print_wrapped(to, tr(c->line), 12, 12);
    }
    fputs(tr(outro), to);
}

void help_command(FILE *to, const command *c)
{
    const int at = fprintf(to, "liaison %s - ", c->name);

    print_wrapped(to, tr(c->line), at, 4);
    fputs("\n", to);
    fputs(tr("Examples:\n"), to);
    for (const char *const *e = c->examples; *e != NULL; e++)
        fprintf(to, "  %s\n", *e);
    fprintf(to, tr("\nUsage: liaison %s [OPTIONS] %s\n\n"), c->name,
            tr(c->arguments));
    print_wrapped(to, tr(c->about), 0, 0);
    if (c->more != NULL)
        c->more(to);
    fputs(tr("\nOptions:\n"), to);
    options_help(to, c->bit);
}

int cmd_help(settings *s)
{
    const command *c;

    if (s->inputs.count == 0) {
        help_program(stdout);
        return EXIT_DONE;
    }
    c = command_find(s->inputs.item[0]);
    if (c == NULL)
        return command_unknown(s->inputs.item[0]);
    help_command(stdout, c);
    return EXIT_DONE;
}
