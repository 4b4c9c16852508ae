/* cli/front/options.h - one table of options: it is parsed by and it is the
 * help.
 *
 * GNU long options with = or a blank, one-letter options with or without a
 * blank, options and inputs in any order, `--` ends options, `-` is standard
 * input. What is not known is answered with the nearest that is.
 */
#ifndef LIA_CLI_FRONT_OPTIONS_H
#define LIA_CLI_FRONT_OPTIONS_H

#include <stdio.h>

#include "cli/front/settings.h"

/* Commands as bits: which of them take an option. */
enum {
    FOR_INSPECT = 1, FOR_REPORT = 2, FOR_MEASURE = 4, FOR_CONVERT = 8,
    FOR_NOTICE = 1 << 30,
    FOR_HELP = 16, FOR_NETWORK = 32, FOR_INFLUENCE = 1 << 8,
    FOR_PODS = 1 << 9,
    FOR_GENERATE = 1 << 20, FOR_EVALUATE = 1 << 21, FOR_DEMO = 1 << 22,
    FOR_MADE = FOR_GENERATE | FOR_EVALUATE | FOR_DEMO,
    FOR_BRIDGES = 1 << 10, FOR_INTRODUCE = 1 << 11,
    FOR_DOORS = FOR_BRIDGES | FOR_INTRODUCE,
    FOR_READERS = FOR_INSPECT | FOR_REPORT | FOR_MEASURE | FOR_CONVERT |
        FOR_INFLUENCE | FOR_NETWORK | FOR_PODS | FOR_DOORS
};

typedef enum option_kind {
    OPTION_FLAG,      /* bool                                                */
    OPTION_TEXT,      /* const char *                                        */
    OPTION_LIST,      /* text_list: may be given several times               */
    OPTION_COUNT,     /* uint64_t: digits                                    */
    OPTION_SIZE,      /* uint64_t: 4GiB, 500M, 1e9 not                       */
    OPTION_TIME,      /* lia_time: RFC 3339 or YYYY-MM-DD                    */
    OPTION_CHOICE     /* const char *: one of the words in `argument`        */
} option_kind;

typedef struct option {
    const char *name;
    char letter;             /* or 0                                         */
    option_kind kind;
    size_t at;               /* offset in settings                           */
    unsigned commands;
    const char *argument;    /* "PATH", or "auto|always|never"               */
    const char *help;
} option;

/* All of them, in the order of the help; the last has no name. */
extern const option option_table[];

/* Read argv[1 ..] for a command. The texts of argv are borrowed.
 * LIA_EARG with a sentence to print; LIA_ENOMEM. */
LIA_CHECKED lia_status options_read(settings *out, unsigned command,
                                    const char *command_name, int argc,
                                    char **argv, lia_error *err);
void settings_free(settings *s);

/* Set one option by name, as --name=value would; for configuration files.
 * LIA_EARG if the name or the value is wrong. */
LIA_CHECKED lia_status options_set(settings *out, const option *o,
                                   const char *value, lia_error *err);
const option *options_find(const char *name, unsigned command);

/* Append to a list; the text is borrowed. */
LIA_CHECKED lia_status text_list_add(text_list *list, const char *text,
                                     lia_error *err);

/* The options of a command, two columns within 80. */
void options_help(FILE *to, unsigned command);

/* Words of `text`, wrapped at 79, first at column `at`, then at `indent`. */
void print_wrapped(FILE *to, const char *text, int at, int indent);

bool parse_size(uint64_t *out, const char *text);

#endif
