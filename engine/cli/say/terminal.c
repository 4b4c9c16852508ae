/* cli/say/terminal.c - width and color, decided per stream. */
#include "cli/say/terminal.h"

#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

enum { USUAL_WIDTH = 80, LEAST_WIDTH = 20, MOST_WIDTH = 10000 };

bool terminal_is(FILE *stream)
{
    return isatty(fileno(stream)) == 1;
}

int terminal_width(FILE *stream)
{
    struct winsize size;
    const char *columns = getenv("COLUMNS");
    long width = columns != NULL ? strtol(columns, NULL, 10) : 0;

    if (ioctl(fileno(stream), TIOCGWINSZ, &size) == 0 && size.ws_col > 0)
        width = size.ws_col;
    if (width < LEAST_WIDTH || width > MOST_WIDTH)
        return USUAL_WIDTH;
    return (int)width;
}

bool terminal_color(FILE *stream, const char *choice)
{
    const char *no_color = getenv("NO_COLOR");
    const char *term = getenv("TERM");

    if (strcmp(choice, "always") == 0)
        return true;
    if (strcmp(choice, "never") == 0 || !terminal_is(stream))
        return false;
    if (no_color != NULL && no_color[0] != '\0')
        return false;
    return term == NULL || strcmp(term, "dumb") != 0;
}
