/* cli/main.c - the program: find the command, read its options, run it. */
#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "base/mem.h"
#include "base/sentence.h"
#include "cli/front/commands.h"
#include "cli/front/options.h"
#include "cli/front/signals.h"
#include "cli/front/speech.h"
#include "cli/say/fail.h"
#include "cli/say/progress.h"

enum { MOST_THREADS = 1024 };

/* What is still buffered must reach its reader before 0 is returned; a reader
 * that has had enough (| head) is no error. */
static int finish(int code)
{
    if (fflush(stdout) == 0 && !ferror(stdout))
        return code;
    if (errno == EPIPE || reader_is_gone())
        return code;
    lia_spoken_to(stderr, "liaison: cannot write to standard output: %s\n",
                  strerror(errno));
    return code == EXIT_DONE ? EXIT_RESOURCES : code;
}

static int print_version(void)
{
    printf("liaison %s\n", lia_version());
    return EXIT_DONE;
}

static int run_command(const command *c, settings *s)
{
    if (s->help) {
        help_command(stdout, c);
        return EXIT_DONE;
    }
    if (s->version)
        return print_version();
    if (s->threads > MOST_THREADS)
        return fail_usage("--threads: at most %d", MOST_THREADS);
    if (s->max_memory > 0)
        lia_mem_limit(s->max_memory);
    talk_quietly(s->quiet);
    if (!s->quiet && !s->no_progress)
        progress_enable();
    return c->run(s);
}

static int command_line(int argc, char **argv)
{
    settings s = SETTINGS_DEFAULTS;
    lia_error err;
    const command *c;
    int code;

    speech_begin(argc, argv);
    if (argc < 2) {
        help_program(stderr);
        return EXIT_USAGE;
    }
    if (argv[1][0] == '-') {
        if (strcmp(argv[1], "--help") == 0 || strcmp(argv[1], "-h") == 0)
            return help_program(stdout), EXIT_DONE;
        if (strcmp(argv[1], "--version") == 0 || strcmp(argv[1], "-V") == 0)
            return print_version();
        return fail_usage("a command comes first: liaison COMMAND %s ...",
                          argv[1]);
    }
    c = command_find(argv[1]);
    if (c == NULL)
        return command_unknown(argv[1]);
    if (options_read(&s, c->bit, c->name, argc - 1, argv + 1, &err) ==
        LIA_OK) {
        speech_settle(&s, c->bit);
        code = run_command(c, &s);
    } else {
        code = fail_with(&err, STAGE_COMPUTING);
    }
    settings_free(&s);
    return code;
}

int main(int argc, char **argv)
{
    signals_catch();
    return finish(command_line(argc, argv));
}
