/* cli/say/output.c - by -o and --format. */
#include "cli/say/output.h"

#include <errno.h>
#include <string.h>
#include <sys/stat.h>

#include "base/mem.h"
#include "base/status.h"
#include "cli/say/fail.h"
#include "cli/say/progress.h"
#include "cli/say/terminal.h"

static bool is_folder(const char *path)
{
    struct stat about;

    return stat(path, &about) == 0 && S_ISDIR(about.st_mode);
}

static bool is_device(const char *path)
{
    struct stat about;

    return stat(path, &about) == 0 && !S_ISDIR(about.st_mode) &&
           !S_ISREG(about.st_mode);
}

bool path_is_file(const char *path)
{
    const char *slash = strrchr(path, '/');
    const char *last = slash != NULL ? slash + 1 : path;
    const char *dot = strrchr(last, '.');

    if (is_folder(path))
        return false;
    return is_device(path) ||
           (dot != NULL && dot != last && dot[1] != '\0' &&
            strcmp(last, "..") != 0);
}

static lia_status make_one(const char *path, lia_error *err)
{
    if (mkdir(path, 0777) == 0 || (errno == EEXIST && is_folder(path)))
        return LIA_OK;
    return lia_fail(err, LIA_EIO, "%s: cannot make this folder: %s", path,
                    strerror(errno));
}

lia_status make_folder(const char *path, lia_error *err)
{
    lia_status st = LIA_OK;
    char *part = NULL;

    LIA_TRY(lia_copy_text(&part, path, strlen(path), err));
    for (char *at = part + 1; *part != '\0' && *at != '\0'; at++) {
        if (*at != '/' || at[1] == '/')
            continue;
        *at = '\0';
        LIA_TRY(make_one(part, err));
        *at = '/';
    }
    LIA_TRY(make_one(path, err));
done:
    lia_free(part);
    return st;
}

lia_status path_join(char **out, const char *folder, const char *name,
                     const char *extension, lia_error *err)
{
    const size_t room =
        strlen(folder) + strlen(name) + strlen(extension) + 3;
    lia_status st = lia_alloc(out, room, 1, err);
    const bool has_slash = *folder != '\0' &&
                           folder[strlen(folder) - 1] == '/';

    if (st == LIA_OK)
        snprintf(*out, room, "%s%s%s%s%s", folder, has_slash ? "" : "/", name,
                 *extension ? "." : "", extension);
    return st;
}

lia_format stdout_format(const settings *s)
{
    if (s->format != NULL)
        return lia_format_of(s->format);
    return terminal_is(stdout) ? LIA_FORMAT_TABLE : LIA_FORMAT_CSV;
}

lia_status table_to_stdout(const settings *s, const lia_ranked *table,
                           lia_format format, lia_error *err)
{
    return rows_to_stdout(s, table, format, &(lia_write_options){.top = 0},
                          err);
}

lia_status rows_to_stdout(const settings *s, const lia_ranked *table,
                          lia_format format, const lia_write_options *more,
                          lia_error *err)
{
    lia_write_options options = *more;
    lia_status st;

    options.width = terminal_width(stdout);
    options.color = terminal_color(stdout, s->color);
    options.language = lia_language_code(s->data_language);
    progress_clear();
    st = lia_write_table(stdout, table, format, &options, err);
    if (st == LIA_EIO && (errno == EPIPE || reader_is_gone()))
        return LIA_OK;
    return st;
}

static bool is_network_format(lia_format format)
{
    return format == LIA_FORMAT_GRAPHML || format == LIA_FORMAT_GEXF ||
           format == LIA_FORMAT_PAJEK;
}

static lia_status write_file(const output *what, const settings *s,
                             lia_error *err)
{
    const lia_format format =
        lia_format_of(s->format != NULL ? s->format : s->output);

    if (format == LIA_FORMAT_COUNT)
        return lia_fail(err, LIA_EARG,
                        "%s: its extension names no format; add --format",
                        s->output);
    if (format == LIA_FORMAT_SQLITE)
        return lia_write_database(s->output, what->tables, what->count, err);
    const lia_write_options options = {.members = what->members,
                                       .member_count = what->member_count,
                                       .language = lia_language_code(
                                           s->data_language)};
    if (!is_network_format(format))
        return lia_write_table_file(s->output, what->tables[0], format,
                                    &options, err);
    if (what->net == NULL)
        return lia_fail(err, LIA_EARG, "%s: this result is no network; write "
                        "it as .csv or .json", s->output);
    return lia_write_network_file(s->output, what->net, format, err);
}

static lia_status write_folder(const output *what, const settings *s,
                               lia_error *err)
{
    const char *name = s->format != NULL ? s->format : "csv";
    const lia_write_options options = {.members = what->members,
                                       .member_count = what->member_count,
                                       .language = lia_language_code(
                                           s->data_language)};
    lia_status st = LIA_OK;
    char *path = NULL;

    LIA_TRY(make_folder(s->output, err));
    for (size_t k = 0; k < what->count; k++) {
        lia_free(path);
        path = NULL;
        LIA_TRY(path_join(&path, s->output, what->tables[k]->name, name,
                          err));
        LIA_TRY(lia_write_table_file(path, what->tables[k],
                                     lia_format_of(name), &options, err));
    }
done:
    lia_free(path);
    return st;
}

lia_status output_write(const output *what, const settings *s, lia_error *err)
{
    const lia_write_options options = {.members = what->members,
                                       .member_count = what->member_count,
                                       .language = lia_language_code(
                                           s->data_language)};

    if (s->output == NULL || strcmp(s->output, "-") == 0)
        return is_network_format(stdout_format(s)) && what->net != NULL
                   ? lia_write_network(stdout, what->net, stdout_format(s),
                                       err)
                   : rows_to_stdout(s, what->tables[0], stdout_format(s),
                                    &options, err);
    if (path_is_file(s->output))
        return write_file(what, s, err);
    return write_folder(what, s, err);
}

enum { ON_TERMINAL = 20, MOST_TABLES = 16 };

/* LIA_EARG naming those that there are. */
static lia_status find_table(size_t *out, const lia_ranked *const *tables,
                             size_t count, const char *name, lia_error *err)
{
    char list[400] = "";
    size_t used = 0;

    for (size_t k = 0; k < count; k++) {
        if (strcmp(tables[k]->name, name) == 0) {
            *out = k;
            return LIA_OK;
        }
        if (used < sizeof list)
            used += (size_t)snprintf(list + used, sizeof list - used, "%s%s",
                                     k ? ", " : "", tables[k]->name);
    }
    return lia_fail(err, LIA_EARG, "--table: there is no table \"%s\" here; "
                    "there are %s", name, list);
}

lia_status tables_write(const lia_ranked *const *tables, size_t count,
                        const lia_network *net, const settings *s,
                        lia_error *err)
{
    const bool to_stdout = s->output == NULL || strcmp(s->output, "-") == 0;
    const bool short_form = to_stdout &&
                            stdout_format(s) == LIA_FORMAT_TABLE;
    const uint64_t top = s->top ? s->top : short_form ? ON_TERMINAL
                                                      : UINT64_MAX;
    lia_ranked cut[MOST_TABLES];
    const lia_ranked *list[MOST_TABLES] = {NULL};
    size_t first = 0;
    lia_status st = LIA_OK;

    if (count == 0 || count > MOST_TABLES)
        return lia_fail(err, LIA_EINTERNAL, "%zu tables to write", count);
    if (s->table != NULL) {
        LIA_TRY(find_table(&first, tables, count, s->table, err));
        count = 1;
    }
    for (size_t k = 0; k < count; k++) {
        cut[k] = *tables[first + k];
        cut[k].rows = cut[k].rows < top ? cut[k].rows : top;
        list[k] = &cut[k];
    }
    st = output_write(&(output){.tables = list, .count = count, .net = net}, s,
                      err);
done:
    return st;
}
