/* cli/say/terminal.h - what the two output streams can show. */
#ifndef LIA_CLI_SAY_TERMINAL_H
#define LIA_CLI_SAY_TERMINAL_H

#include <stdbool.h>
#include <stdio.h>

bool terminal_is(FILE *stream);

/* Columns of the terminal behind a stream, else of $COLUMNS, else 80. */
int terminal_width(FILE *stream);

/* choice: "always", "never" or "auto": only on a terminal that is not dumb,
 * and never while NO_COLOR is set and not empty (https://no-color.org). */
bool terminal_color(FILE *stream, const char *choice);

#endif
