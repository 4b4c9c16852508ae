/* cli/front/config.c - one file serves all commands and versions: what belongs
 * to others is passed over, what belongs to nobody is remarked upon.
 */
#include "cli/front/config.h"

#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/mem.h"
#include "base/status.h"
#include "cli/front/nearest.h"
#include "cli/front/options.h"
#include "cli/front/privacy.h"
#include "cli/front/speech.h"
#include "cli/say/fail.h"
#include "cli/say/output.h"

static bool is_one_of(const char *word, const char *const *words)
{
    for (; *words != NULL; words++)
        if (strcmp(word, *words) == 0)
            return true;
    return false;
}

/* Options of commands to come, which a shared file may hold already. */
static const char *const of_others[] = {
    "window", "min-shared", "episode",
    "min-episodes", "rho", "q", "min-size", "include-warnings", NULL};

/* Options that change where or how results appear, never what they are. */
static const char *const not_recorded[] = {
    "output", "config", "threads", "quiet", "no-progress", "color",
    "max-memory", "rejects", "table", "format", "help", "version", "seed",
    NULL};

static void remark_unknown(const char *path, const char *name)
{
    nearest search = {.word = name};

    if (is_one_of(name, of_others) ||
        options_find(name, FOR_READERS) != NULL)
        return;
    for (const option *o = option_table; o->name != NULL; o++)
        nearest_offer(&search, o->name);
    if (search.best != NULL)
        talk("%s: there is no option '%s'; did you mean '%s'?", path, name,
             search.best);
    else
        talk("%s: there is no option '%s'", path, name);
}

/* A file that a liaison.json names stands beside it; where all of its folder
 * is read, it is read already. */
static lia_status place_file(const char **value, config *c, const settings *s,
                             const char *name, lia_error *err)
{
    static const char *const names[] = {"team", "aliases", "to", "declare"};
    const char *slash = strrchr(c->beside_path, '/');
    struct stat about;
    size_t folder = slash != NULL ? (size_t)(slash - c->beside_path) + 1 : 0;
    lia_status st = LIA_OK;

    for (size_t k = 0; k < sizeof names / sizeof *names; k++) {
        char *path = NULL;
        if (strcmp(name, names[k]) != 0 || **value == '/' ||
            strpbrk(*value, "=~") != NULL || c->file[k] != NULL)
            continue;                     /* "company=Acme" is no file        */
        if (stat(s->inputs.item[0], &about) == 0 && S_ISDIR(about.st_mode)) {
            *value = NULL;
            break;
        }
        const size_t length = strlen(*value) + 1;
        LIA_TRY(lia_alloc(&path, folder + length, 1, err));
        memcpy(path, c->beside_path, folder);
        memcpy(path + folder, *value, length);
        *value = c->file[k] = path;
        break;
    }
done:
    return st;
}

static lia_status apply(settings *s, const lia_config *c, const char *path,
                        config *beside, unsigned bit, lia_error *err)
{
    const char *before[MOST_OPTIONS];
    lia_error reason;

    memcpy(before, s->text, sizeof before);
    for (size_t k = 0; k < c->option_count; k++) {
        const lia_setting *given = &c->options[k];
        const option *o = options_find(given->name, bit);
        if (o == NULL) {
            remark_unknown(path, given->name);
            continue;
        }
        if (before[o - option_table] != NULL)
            continue;
        const char *value = given->value;
        if (beside != NULL) {
            const lia_status st = place_file(&value, beside, s, given->name,
                                             err);
            if (st != LIA_OK)
                return st;
        }
        if (value != NULL && options_set(s, o, value, &reason) != LIA_OK)
            return lia_fail_at(err, reason.status, path, &reason);
    }
    return LIA_OK;
}

static lia_status apply_given(config *out, settings *s, const char *command,
                              unsigned bit, lia_error *err)
{
    lia_status st = LIA_OK;

    LIA_TRY(lia_config_read(&out->given, s->config, err));
    if (out->given.command != NULL &&
        strcmp(out->given.command, command) != 0)
        return lia_fail(err, LIA_EARG, "%s is of 'liaison %s', not of "
                        "'liaison %s'", s->config, out->given.command,
                        command);
    LIA_TRY(apply(s, &out->given, s->config, NULL, bit, err));
    if (s->inputs.count == 0)
        for (size_t k = 0; k < out->given.input_count; k++)
            LIA_TRY(text_list_add(&s->inputs, out->given.inputs[k], err));
done:
    return st;
}

/* In the folder that is the first input, or that the first input is in. */
static lia_status find_beside(char **out, const char *input, lia_error *err)
{
    const char *slash = strrchr(input, '/');
    struct stat about;
    char *folder = NULL;
    lia_status st = LIA_OK;

    if (strcmp(input, "-") == 0)
        return LIA_OK;
    if (stat(input, &about) == 0 && S_ISDIR(about.st_mode))
        LIA_TRY(lia_copy_text(&folder, input, strlen(input), err));
    else if (slash != NULL)
        LIA_TRY(lia_copy_text(&folder, input, (size_t)(slash - input + 1),
                              err));
    else
        LIA_TRY(lia_copy_text(&folder, ".", 1, err));
    st = path_join(out, folder, "liaison", "json", err);
    if (st == LIA_OK && access(*out, R_OK) != 0) {
        lia_free(*out);
        *out = NULL;
    }
done:
    lia_free(folder);
    return st;
}

lia_status config_apply(config *out, settings *s, const char *command,
                        unsigned bit, lia_error *err)
{
    lia_status st = LIA_OK;

    if (s->config != NULL)
        LIA_TRY(apply_given(out, s, command, bit, err));
    if (s->inputs.count == 0)
        goto done;
    LIA_TRY(find_beside(&out->beside_path, s->inputs.item[0], err));
    if (out->beside_path == NULL)
        goto done;
    LIA_TRY(lia_config_read(&out->beside, out->beside_path, err));
    LIA_TRY(apply(s, &out->beside, out->beside_path, out, bit, err));
done:
    speech_settle(s, bit);
    if (st == LIA_OK)
        st = privacy_settings(&out->pseudonyms, &out->wished, s, err);
    return st;
}

void config_free(config *c)
{
    lia_config_free(&c->given);
    lia_config_free(&c->beside);
    lia_free(c->beside_path);
    lia_free(c->file[0]);
    lia_free(c->file[1]);
    lia_free(c->file[2]);
    lia_free(c->file[3]);
    lia_free(c->pseudonyms);
    lia_free(c->wished);
    c->beside_path = NULL;
}

lia_status config_recorded(lia_setting **out, size_t *count,
                           const settings *s, lia_error *err)
{
    size_t used = 0;
    lia_setting *list;
    lia_status st = lia_alloc(&list, MOST_OPTIONS + s->map.count +
                              s->to.count + s->strength.count, sizeof *list,
                              err);

    if (st != LIA_OK)
        return st;
    for (const option *o = option_table; o->name != NULL; o++) {
        const char *value = s->text[o - option_table];
        if (value == NULL || is_one_of(o->name, not_recorded))
            continue;
        if (o->kind != OPTION_LIST) {
            list[used++] = (lia_setting){o->name, value};
            continue;
        }
        const text_list *items =
            (const text_list *)(const void *)((const char *)s + o->at);
        for (size_t k = 0; k < items->count; k++)
            list[used++] = (lia_setting){o->name, items->item[k]};
    }
    *out = list;
    *count = used;
    return LIA_OK;
}
