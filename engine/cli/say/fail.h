/* cli/say/fail.h - what goes wrong becomes a sentence and an exit code. */
#ifndef LIA_CLI_SAY_FAIL_H
#define LIA_CLI_SAY_FAIL_H

#include <stdio.h>

#include "liaison/base.h"

enum {
    EXIT_DONE = 0,
    EXIT_INTERNAL = 1,
    EXIT_USAGE = 2,
    EXIT_INPUT = 3,
    EXIT_RESOURCES = 4,
    EXIT_CANNOT = 5,
    EXIT_INTERRUPTED = 130
};

/* Which side a file error is on: an input that cannot be read is bad input,
 * an output that cannot be written a full disk or the like. */
typedef enum stage { STAGE_READING, STAGE_COMPUTING, STAGE_WRITING } stage;

int exit_code_of(lia_status status, stage at);

/* Text from files or names of files; control bytes and bytes that are no
 * UTF-8 as \x1b, characters that are not seen (bidirectional controls among
 * them) as \u{202E}, so that it cannot do anything to a terminal. */
void print_inert(FILE *to, const char *text, size_t length);

/* Print the message of err to standard error; the exit code of its status. */
int fail_with(const lia_error *err, stage at);

/* Print "liaison: ..." to standard error; EXIT_USAGE. */
int fail_usage(const char *format, ...) __attribute__((format(printf, 1, 2)));

/* A remark on standard error, unless --quiet. */
void talk_quietly(bool quiet);
void talk(const char *format, ...) __attribute__((format(printf, 1, 2)));

/* Is the reader of standard output gone? Then nothing is wrong. */
bool reader_is_gone(void);

#endif
