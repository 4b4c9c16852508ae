/* cli/fail.c - standard error is talk: one line per thing to say.
 *
 * A message that begins with a place (file:line:column) stands alone so that
 * editors can jump there; all others name the program first.
 */
#include "cli/fail.h"

#include <poll.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "cli/progress.h"

static bool is_quiet;

int exit_code_of(lia_status status, stage at)
{
    switch (status) {
    case LIA_OK:
        return EXIT_DONE;
    case LIA_EARG:
        return EXIT_USAGE;
    case LIA_EINPUT:
        return EXIT_INPUT;
    case LIA_EIO:
        return at == STAGE_WRITING ? EXIT_RESOURCES : EXIT_INPUT;
    case LIA_ENOMEM:
    case LIA_ELIMIT:
        return EXIT_RESOURCES;
    case LIA_ECANNOT:
        return EXIT_CANNOT;
    case LIA_EINTERNAL:
        break;
    }
    return EXIT_INTERNAL;
}

int fail_with(const lia_error *err, stage at)
{
    const bool has_place = err->status == LIA_EINPUT || err->status == LIA_EIO;

    progress_clear();
    fprintf(stderr, "%s%s\n", has_place ? "" : "liaison: ", err->message);
    return exit_code_of(err->status, at);
}

int fail_usage(const char *format, ...)
{
    va_list arguments;

    progress_clear();
    fputs("liaison: ", stderr);
    va_start(arguments, format);
    vfprintf(stderr, format, arguments);
    va_end(arguments);
    fputc('\n', stderr);
    return EXIT_USAGE;
}

void talk_quietly(bool quiet)
{
    is_quiet = quiet;
}

void talk(const char *format, ...)
{
    va_list arguments;

    if (is_quiet)
        return;
    progress_clear();
    va_start(arguments, format);
    vfprintf(stderr, format, arguments);
    va_end(arguments);
    fputc('\n', stderr);
}

bool reader_is_gone(void)
{
    struct pollfd out = {.fd = STDOUT_FILENO, .events = POLLOUT};

    return poll(&out, 1, 0) == 1 && (out.revents & POLLERR) != 0;
}
