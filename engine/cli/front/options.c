/* cli/front/options.c - from argv to settings. */
#include "cli/front/options.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "base/language.h"
#include "base/mem.h"
#include "base/status.h"
#include "cli/front/nearest.h"
#include "cli/say/fail.h"
#include "report/people.h"
#include "text/clock.h"

enum { NAME_LENGTH = 40 };

static void *field_of(settings *s, const option *o)
{
    return (char *)s + o->at;
}

const option *options_find(const char *name, unsigned command)
{
    for (const option *o = option_table; o->name != NULL; o++)
        if ((o->commands & command) && strcmp(o->name, name) == 0)
            return o;
    return NULL;
}

static const option *find_letter(char letter, unsigned command)
{
    for (const option *o = option_table; o->name != NULL; o++)
        if ((o->commands & command) && o->letter == letter)
            return o;
    return NULL;
}

lia_status text_list_add(text_list *list, const char *text, lia_error *err)
{
    lia_status st =
        lia_resize(&list->item, list->count + 1, sizeof *list->item, err);

    if (st == LIA_OK)
        list->item[list->count++] = text;
    return st;
}

void settings_free(settings *s)
{
    lia_free(s->map.item);
    lia_free(s->inputs.item);
    lia_free(s->to.item);
    lia_free(s->strength.item);
    s->map = s->inputs = s->to = s->strength = (text_list){NULL, 0};
}

static bool parse_count(uint64_t *out, const char *text)
{
    uint64_t value = 0;

    if (*text == '\0')
        return false;
    for (; *text != '\0'; text++) {
        if (!isdigit((unsigned char)*text) ||
            __builtin_mul_overflow(value, 10, &value) ||
            __builtin_add_overflow(value, (uint64_t)(*text - '0'), &value))
            return false;
    }
    *out = value;
    return true;
}

/* 4GiB, 4G and 4g are 2^32 bytes, 4GB is 4 * 10^9; bare digits are bytes. */
bool parse_size(uint64_t *out, const char *text)
{
    static const char units[] = "KMGT";
    char digits[24];
    size_t length = strspn(text, "0123456789");
    uint64_t value, unit = 1, base = 1024;
    const char *rest = text + length, *found;

    if (length == 0 || length >= sizeof digits)
        return false;
    memcpy(digits, text, length);
    digits[length] = '\0';
    if (!parse_count(&value, digits))
        return false;
    if (*rest != '\0' && strcasecmp(rest, "B") != 0) {
        found = strchr(units, toupper((unsigned char)*rest));
        if (found == NULL)
            return false;
        if (strcasecmp(rest + 1, "B") == 0)
            base = 1000;
        else if (rest[1] != '\0' && strcasecmp(rest + 1, "iB") != 0)
            return false;
        for (const char *k = units; k <= found; k++)
            unit *= base;
    }
    return !__builtin_mul_overflow(value, unit, out);
}

/* RFC 3339 or YYYY-MM-DD; a bare number could mean anything. */
static bool parse_time(lia_time *out, const char *text)
{
    const size_t length = strlen(text);
    const lia_clock clock = {0, NULL};
    lia_precision precision;

    if (length < 10 || text[4] != '-' || text[7] != '-')
        return false;
    return lia_clock_parse(out, &precision, text, length, &clock) ==
           LIA_CLOCK_OK;
}

static bool is_choice(const char *choices, const char *value)
{
    const size_t length = strlen(value);

    for (const char *at = choices; at != NULL;
         at = strchr(at, '|'), at = at ? at + 1 : NULL) {
        const char *end = strchr(at, '|');
        const size_t width = end ? (size_t)(end - at) : strlen(at);
        if (width == length && memcmp(at, value, width) == 0)
            return true;
    }
    return false;
}

/* "FILE" is a word of the language, "en|fr" are words of the program. */
static const char *argument_of(const option *o)
{
    return o->argument != NULL && o->kind != OPTION_CHOICE ? tr(o->argument)
                                                           : o->argument;
}

static lia_status bad_value(const option *o, const char *value,
                            const char *wanted, lia_error *err)
{
    return lia_fail(err, LIA_EARG, "--%s: \"%s\" is not %s", o->name, value,
                    wanted);
}

lia_status options_set(settings *out, const option *o, const char *value,
                       lia_error *err)
{
    void *field = field_of(out, o);

    out->text[o - option_table] = value;
    switch (o->kind) {
    case OPTION_FLAG:
        *(bool *)field = strcmp(value, "false") != 0;
        return LIA_OK;
    case OPTION_TEXT:
        *(const char **)field = value;
        return LIA_OK;
    case OPTION_LIST:
        return text_list_add(field, value, err);
    case OPTION_COUNT:
        if (!parse_count(field, value))
            return bad_value(o, value, tr("a whole number"), err);
        return LIA_OK;
    case OPTION_SIZE:
        if (!parse_size(field, value))
            return bad_value(o, value, tr("a size such as 4GiB or 500M"), err);
        return LIA_OK;
    case OPTION_TIME:
        if (!parse_time(field, value))
            return bad_value(o, value, tr("a time: write 2026-01-31 or "
                                        "2026-01-31T12:00:00Z"), err);
        return LIA_OK;
    case OPTION_CHOICE:
        if (!is_choice(o->argument, value))
            return lia_fail(err, LIA_EARG, "--%s: \"%s\" is not one of %s",
                            o->name, value, o->argument);
        *(const char **)field = value;
        return LIA_OK;
    }
    return LIA_EINTERNAL;
}

static lia_status unknown_option(const char *name, unsigned command,
                                 const char *command_name, lia_error *err)
{
    nearest search = {.word = name};

    if (options_find(name, FOR_READERS) != NULL && command != FOR_HELP)
        return lia_fail(err, LIA_EARG, "'%s' has no option --%s",
                        command_name, name);
    for (const option *o = option_table; o->name != NULL; o++)
        if (o->commands & command)
            nearest_offer(&search, o->name);
    if (search.best != NULL)
        return lia_fail(err, LIA_EARG,
                        "unknown option --%s; did you mean --%s?", name,
                        search.best);
    return lia_fail(err, LIA_EARG,
                    "unknown option --%s; 'liaison help%s%s' lists them",
                    name, command == FOR_HELP ? "" : " ",
                    command == FOR_HELP ? "" : command_name);
}

typedef struct reading {
    settings *out;
    unsigned command;
    const char *command_name;
    int argc, at;
    char **argv;
    lia_error *err;
} reading;

/* The value of an option is what follows in the same word, or the next. */
static lia_status take_value(reading *r, const option *o, const char *joined)
{
    if (o->kind == OPTION_FLAG) {
        if (joined != NULL)
            return lia_fail(r->err, LIA_EARG, "--%s takes no value", o->name);
        return options_set(r->out, o, "true", r->err);
    }
    if (joined == NULL) {
        if (r->at + 1 >= r->argc)
            return lia_fail(r->err, LIA_EARG, "--%s needs a value: --%s=%s",
                            o->name, o->name, argument_of(o));
        joined = r->argv[++r->at];
    }
    return options_set(r->out, o, joined, r->err);
}

static lia_status take_long(reading *r, const char *word)
{
    const char *equals = strchr(word, '=');
    const size_t length = equals ? (size_t)(equals - word) : strlen(word);
    char name[NAME_LENGTH];
    const option *o;

    snprintf(name, sizeof name, "%.*s",
             (int)(length < sizeof name ? length : sizeof name - 1), word);
    o = options_find(name, r->command);
    if (o == NULL)
        return unknown_option(name, r->command, r->command_name, r->err);
    return take_value(r, o, equals ? equals + 1 : NULL);
}

static lia_status take_letters(reading *r, const char *word)
{
    for (; *word != '\0'; word++) {
        const option *o = find_letter(*word, r->command);
        if (o == NULL)
            return lia_fail(r->err, LIA_EARG, "unknown option -%c", *word);
        if (o->kind != OPTION_FLAG)
            return take_value(r, o, word[1] ? word + 1 : NULL);
        lia_status st = take_value(r, o, NULL);
        if (st != LIA_OK)
            return st;
    }
    return LIA_OK;
}

lia_status options_read(settings *out, unsigned command,
                        const char *command_name, int argc, char **argv,
                        lia_error *err)
{
    lia_status st = LIA_OK;
    reading r = {out, command, command_name, argc, 1, argv, err};
    bool ended = false;

    for (; r.at < argc && st == LIA_OK; r.at++) {
        const char *word = argv[r.at];
        if (ended || word[0] != '-' || word[1] == '\0')
            st = text_list_add(&out->inputs, word, err);
        else if (strcmp(word, "--") == 0)
            ended = true;
        else if (word[1] == '-')
            st = take_long(&r, word + 2);
        else
            st = take_letters(&r, word + 1);
    }
    return st;
}

void print_wrapped(FILE *to, const char *text, int at, int indent)
{
    bool first = true;

    while (*text != '\0') {
        const size_t length = strcspn(text, " ");
        const int width = lia_people_width(text, length);
        if (!first && at + 1 + width > 79) {
            fprintf(to, "\n%*s", indent, "");
            at = indent;
        } else if (!first) {
            fputc(' ', to);
            at++;
        }
        print_inert(to, text, length);
        at += width;
        text += length;
        text += strspn(text, " ");
        first = false;
    }
    fputc('\n', to);
}

void options_help(FILE *to, unsigned command)
{
    enum { INDENT = 25 };

    for (const option *o = option_table; o->name != NULL; o++) {
        const char *argument = argument_of(o);
        char head[80];
        int length;
        if (!(o->commands & command))
            continue;
        length = snprintf(head, sizeof head, "  %c%c%c --%s%s%s",
                          o->letter ? '-' : ' ', o->letter ? o->letter : ' ',
                          o->letter ? ',' : ' ', o->name,
                          argument != NULL ? " " : "",
                          argument != NULL ? argument : "");
        fputs(head, to);
        length = lia_people_width(head, (size_t)length);
        if (length > INDENT - 2) {
            fprintf(to, "\n%*s", INDENT, "");
        } else {
            fprintf(to, "%*s", INDENT - length, "");
        }
        print_wrapped(to, tr(o->help), INDENT, INDENT);
    }
}
