/* cli/front/speech.c - see speech.h. */
#include "cli/front/speech.h"

#include <string.h>

#include "cli/front/options.h"
#include "cli/say/output.h"

void speech_begin(int argc, char **argv)
{
    static const char lang[] = "--lang";
    const size_t length = sizeof lang - 1;
    lia_language language = lia_language_of_environment();

    for (int k = 1; k < argc && strcmp(argv[k], "--") != 0; k++) {
        if (strncmp(argv[k], lang, length) != 0)
            continue;
        if (argv[k][length] == '=')
            (void)lia_language_of(&language, argv[k] + length + 1);
        else if (argv[k][length] == '\0' && k + 1 < argc)
            (void)lia_language_of(&language, argv[k + 1]);
    }
    lia_speak(language);
}

/* A table for people on the terminal, and no file beside it. */
static bool is_only_seen(const settings *s, unsigned command)
{
    const unsigned makes_folders = FOR_DEMO | FOR_GENERATE | FOR_CONVERT |
                                   FOR_REPORT | FOR_INSPECT;

    return (command & makes_folders) == 0 && s->output == NULL &&
           s->rejects == NULL && stdout_format(s) == LIA_FORMAT_TABLE;
}

void speech_settle(settings *s, unsigned command)
{
    s->spoken = lia_spoken();
    s->data_language = is_only_seen(s, command) ? s->spoken : LIA_EN;
    if (s->lang != NULL && lia_language_of(&s->spoken, s->lang))
        s->data_language = s->spoken;
    lia_speak(s->spoken);
    lia_write_in(s->data_language);
}
