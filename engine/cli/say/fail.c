/* cli/say/fail.c - standard error is talk: one line per thing to say.
 *
 * A message that begins with a place (file:line:column) stands alone so that
 * editors can jump there; all others name the program first.
 */
#include "cli/say/fail.h"

#include <poll.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/sentence.h"
#include "base/status.h"
#include "cli/say/progress.h"
#include "text/rune.h"
#include "text/seen.h"

static bool is_quiet;

void print_inert(FILE *to, const char *text, size_t length)
{
    uint32_t rune, before = 0;
    size_t width;

    for (size_t k = 0; k < length; k += width, before = rune) {
        width = lia_rune(&rune, text + k, length - k);
        if (rune == LIA_RUNE_BAD || rune < 0x20 || rune == 0x7f)
            fprintf(to, "\\x%02x", (unsigned char)text[k]);
        else if (rune >= 0x80 && rune < 0xa0)
            fprintf(to, "\\x%02x", (unsigned)rune);
        else if (lia_rune_is_seen(rune, before))
            (void)fwrite(text + k, 1, width, to);
        else
            fprintf(to, "\\u{%04X}", (unsigned)rune);
    }
}

static void say(const char *format, va_list arguments)
{
    char text[4096];

    (void)lia_sentence(text, sizeof text, lia_spoken(), tr(format), arguments);
    print_inert(stderr, text, strlen(text));
    fputc('\n', stderr);
}

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
    fputs(has_place ? "" : "liaison: ", stderr);
    print_inert(stderr, lia_error_spoken(err), strlen(lia_error_spoken(err)));
    fputc('\n', stderr);
    return exit_code_of(err->status, at);
}

int fail_usage(const char *format, ...)
{
    va_list arguments;

    progress_clear();
    fputs("liaison: ", stderr);
    va_start(arguments, format);
    say(format, arguments);
    va_end(arguments);
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
    say(format, arguments);
    va_end(arguments);
}

bool reader_is_gone(void)
{
    struct pollfd out = {.fd = STDOUT_FILENO, .events = POLLOUT};

    return poll(&out, 1, 0) == 1 && (out.revents & POLLERR) != 0;
}
