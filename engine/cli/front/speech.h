/* cli/front/speech.h - which language the terminal speaks, and which one files
 * of data: `--lang` settles both; without it the environment settles what is
 * said on the terminal, and data stay English. A table for people is what the
 * terminal says.
 */
#ifndef LIA_CLI_FRONT_SPEECH_H
#define LIA_CLI_FRONT_SPEECH_H

#include "cli/front/settings.h"

/* Before options are read: from the environment and the words of the command
 * line, so that a wrong option is answered in the right language. */
void speech_begin(int argc, char **argv);

/* Once s->lang is known (again after a configuration file was read).
 * command: its bit, FOR_... */
void speech_settle(settings *s, unsigned command);

#endif
