/* report/config.c - options from a manifest or from a liaison.json. */
#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "base/mem.h"
#include "liaison/manifest.h"
#include "text/json_document.h"
#include "text/number.h"

/* A configuration is a page of text; more is some other file. */
static const size_t MOST_BYTES = (size_t)16 << 20;

typedef struct growing {
    lia_config config;
    uint64_t input_room, option_room;
    const char *path;
} growing;

void lia_config_free(lia_config *config)
{
    if (config == NULL)
        return;
    for (size_t k = 0; k < config->option_count; k++) {
        lia_free((char *)(uintptr_t)config->options[k].name);
        lia_free((char *)(uintptr_t)config->options[k].value);
    }
    for (size_t k = 0; k < config->input_count; k++)
        lia_free(config->inputs[k]);
    lia_free(config->options);
    lia_free(config->inputs);
    lia_free(config->command);
    *config = (lia_config){NULL, NULL, 0, NULL, 0};
}

static lia_status read_file(char **out, size_t *length, const char *path,
                            lia_error *err)
{
    FILE *stream = fopen(path, "rb");
    uint64_t room = 0;
    lia_status st = LIA_OK;
    char *text = NULL;
    size_t n = 0, got = 1;

    if (stream == NULL)
        return lia_fail(err, LIA_EIO, "%s: cannot read: %s", path,
                        strerror(errno));
    while (got > 0 && n <= MOST_BYTES) {
        LIA_TRY(lia_reserve(&text, &room, n + 4096, 1, err));
        got = fread(text + n, 1, 4096, stream);
        n += got;
    }
    if (ferror(stream))
        LIA_TRY(lia_fail(err, LIA_EIO, "%s: cannot read: %s", path,
                         strerror(errno)));
    if (n > MOST_BYTES)
        LIA_TRY(lia_fail(err, LIA_EINPUT, "%s: too long for a configuration",
                         path));
    *out = text;
    *length = n;
    text = NULL;
done:
    lia_free(text);
    (void)fclose(stream);
    return st;
}

/* The value as it would stand on the command line. */
static lia_status value_text(char **out, const growing *g, const char *name,
                             const lia_node *value, lia_error *err)
{
    const char *text = lia_node_text(value);
    char digits[LIA_NUMBER_ROOM];
    double number;
    bool flag;

    if (text != NULL)
        return lia_copy_text(out, text, strlen(text), err);
    if (lia_node_number(&number, value))
        return lia_copy_text(out, digits, lia_format_double(digits, number),
                             err);
    if (lia_node_flag(&flag, value))
        return lia_copy_text(out, flag ? "true" : "false", flag ? 4 : 5, err);
    return lia_fail(err, LIA_EINPUT,
                    "%s: '%s' must be text, a number, true, false or a list "
                    "of them", g->path, name);
}

static lia_status add_input(growing *g, const lia_node *value, lia_error *err)
{
    lia_config *c = &g->config;
    lia_status st = LIA_OK;

    LIA_TRY(lia_reserve(&c->inputs, &g->input_room, c->input_count + 1,
                        sizeof *c->inputs, err));
    LIA_TRY(value_text(&c->inputs[c->input_count], g, "inputs", value, err));
    c->input_count++;
done:
    return st;
}

static lia_status add_option(growing *g, const char *name,
                             const lia_node *value, lia_error *err)
{
    lia_config *c = &g->config;
    lia_status st = LIA_OK;
    char *copy = NULL, *text = NULL;

    LIA_TRY(lia_reserve(&c->options, &g->option_room, c->option_count + 1,
                        sizeof *c->options, err));
    LIA_TRY(lia_copy_text(&copy, name, strlen(name), err));
    LIA_TRY(value_text(&text, g, name, value, err));
    c->options[c->option_count++] = (lia_setting){copy, text};
    copy = NULL;
done:
    lia_free(copy);
    return st;
}

static lia_status add_member(growing *g, const char *name,
                             const lia_node *value, lia_error *err)
{
    const bool is_input = strcmp(name, "inputs") == 0;
    lia_status st = LIA_OK;

    if (lia_node_kind_of(value) != LIA_NODE_ARRAY)
        return is_input ? add_input(g, value, err)
                        : add_option(g, name, value, err);
    for (const lia_node *one = lia_node_first(value); one != NULL;
         one = lia_node_next(one))
        LIA_TRY(is_input ? add_input(g, one, err)
                         : add_option(g, name, one, err));
done:
    return st;
}

static lia_status add_command(growing *g, const lia_node *root, lia_error *err)
{
    const char *command = lia_node_text(lia_node_get(root, "command"));

    if (command == NULL)
        return LIA_OK;
    return lia_copy_text(&g->config.command, command, strlen(command), err);
}

/* A manifest has its options in a member; elsewhere every member is one. */
static lia_status collect(growing *g, const lia_node *root, lia_error *err)
{
    const char *schema = lia_node_text(lia_node_get(root, "schema"));
    const bool is_manifest =
        schema != NULL && strcmp(schema, "liaison.manifest/1") == 0;
    const lia_node *options = is_manifest ? lia_node_get(root, "options")
                                          : root;
    lia_status st = LIA_OK;

    LIA_TRY(add_command(g, root, err));
    if (is_manifest && lia_node_get(root, "inputs") != NULL)
        LIA_TRY(add_member(g, "inputs", lia_node_get(root, "inputs"), err));
    for (const lia_node *one = lia_node_first(options); one != NULL;
         one = lia_node_next(one)) {
        const char *name = lia_node_name(one);
        if (name == NULL || name[0] == '_' || strcmp(name, "schema") == 0 ||
            strcmp(name, "command") == 0)
            continue;
        LIA_TRY(add_member(g, name, one, err));
    }
done:
    return st;
}

lia_status lia_config_read(lia_config *out, const char *path, lia_error *err)
{
    growing g = {.path = path};
    lia_document document = {NULL, false};
    lia_status st = LIA_OK;
    size_t length = 0;
    char *text = NULL;

    if (out == NULL || path == NULL)
        return lia_fail(err, LIA_EARG, "a configuration without a path");
    LIA_TRY(read_file(&text, &length, path, err));
    LIA_TRY(lia_document_parse(&document, path, text, length, err));
    LIA_TRY(collect(&g, document.root, err));
    *out = g.config;
    g.config = (lia_config){NULL, NULL, 0, NULL, 0};
done:
    lia_config_free(&g.config);
    lia_document_free(&document);
    lia_free(text);
    return st;
}
