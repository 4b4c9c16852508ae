/* cli/speech.c - see speech.h. */
#include "cli/speech.h"

#include <string.h>

void speech_begin(int argc, char **argv)
{
    static const char option[] = "--lang";
    const size_t length = sizeof option - 1;
    lia_language language = lia_language_of_environment();

    for (int k = 1; k < argc && strcmp(argv[k], "--") != 0; k++) {
        if (strncmp(argv[k], option, length) != 0)
            continue;
        if (argv[k][length] == '=')
            (void)lia_language_of(&language, argv[k] + length + 1);
        else if (argv[k][length] == '\0' && k + 1 < argc)
            (void)lia_language_of(&language, argv[k + 1]);
    }
    lia_speak(language);
}

void speech_settle(settings *s)
{
    s->spoken = lia_spoken();
    s->data_language = LIA_EN;
    if (s->lang != NULL && lia_language_of(&s->spoken, s->lang))
        s->data_language = s->spoken;
    lia_speak(s->spoken);
    lia_write_in(s->data_language);
}
