/* cli/made/cmd_demo.c - the invented trade and the report on it, for whoever
 * has the program and no data yet.
 *
 * README.txt in the folder says what it is; its first line is also how a later
 * run knows the folder for its own, and nobody else's is written to.
 */
#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "base/language.h"
#include "base/mem.h"
#include "base/status.h"
#include "cli/front/commands.h"
#include "cli/front/options.h"
#include "cli/made/world_files.h"
#include "cli/read/inputs.h"
#include "cli/say/fail.h"
#include "cli/say/output.h"
#include "report/atomic_file.h"

static const char FOLDER[] = "liaison-demo";
static const char MARK[] = "Made by 'liaison demo': invented people, and the "
                           "report on them.\n";
enum { SEED = 4 };           /* that of datasets/demo                        */

static const char contents[] = N_(
    "\n"
    "report/report.html  the report: open it in a browser first\n"
    "report/             the same as tables (.csv, .json), and manifest.json\n"
    "data/               the tables that it was made of\n"
    "data/truth.csv      who was made to be what; the report does not read "
    "it\n"
    "\n"
    "Another 'liaison demo' writes all of it anew.\n");

/* Paths below the folder; freed all the same if one could not be made. */
typedef struct places {
    char *readme, *data, *report, *page;
} places;

static lia_status places_make(places *out, const char *folder, lia_error *err)
{
    lia_status st = LIA_OK;

    LIA_TRY(path_join(&out->readme, folder, "README", "txt", err));
    LIA_TRY(path_join(&out->data, folder, "data", "", err));
    LIA_TRY(path_join(&out->report, folder, "report", "", err));
    LIA_TRY(path_join(&out->page, out->report, "report", "html", err));
done:
    return st;
}

static void places_free(places *p)
{
    lia_free(p->readme);
    lia_free(p->data);
    lia_free(p->report);
    lia_free(p->page);
}

/* Whose is it? Nobody's yet, ours, or somebody's. */
typedef enum owner { OWNER_NOBODY, OWNER_DEMO, OWNER_OTHER } owner;

static bool is_marked(const char *path)
{
    char line[sizeof MARK];
    FILE *file = fopen(path, "r");
    bool is_ours;

    if (file == NULL)
        return false;
    is_ours = fgets(line, sizeof line, file) != NULL &&
              strcmp(line, MARK) == 0;
    (void)fclose(file);
    return is_ours;
}

static lia_status owner_of(owner *out, const char *folder, const char *readme,
                           lia_error *err)
{
    DIR *stream = opendir(folder);
    const struct dirent *entry;

    *out = OWNER_NOBODY;
    if (stream == NULL && errno == ENOENT)
        return LIA_OK;
    if (stream == NULL)
        return lia_fail(err, LIA_EIO, "%s: %s", folder, strerror(errno));
    while ((entry = readdir(stream)) != NULL)
        if (strcmp(entry->d_name, ".") != 0 &&
            strcmp(entry->d_name, "..") != 0)
            *out = OWNER_OTHER;
    (void)closedir(stream);
    if (*out == OWNER_OTHER && is_marked(readme))
        *out = OWNER_DEMO;
    return LIA_OK;
}

static lia_status write_readme(const char *path, lia_error *err)
{
    lia_atomic_file file = {.stream = NULL};
    lia_status st = lia_atomic_open(&file, path, err);

    if (st != LIA_OK)
        return st;
    if (fputs(MARK, file.stream) == EOF ||
        fputs(tr(contents), file.stream) == EOF)
        st = lia_fail(err, LIA_EIO, "cannot be written");
    return lia_atomic_finish(&file, st, err);
}

static lia_status write_data(const char *folder, const lia_run *run,
                             lia_error *err)
{
    const lia_world_options options = {.world = LIA_WORLD_DEMO, .seed = SEED};
    lia_world world = {.tables = NULL};
    lia_status st = LIA_OK;

    LIA_TRY(lia_world_make(&world, &options, err));
    LIA_TRY(make_folder(folder, err));
    LIA_TRY(world_write(folder, &world, run, err));
done:
    lia_world_free(&world);
    return st;
}

static void say_what_next(const places *place)
{
    fputs(tr("\nEverybody in it is invented. Open this first:\n  "), stdout);
    print_inert(stdout, place->page, strlen(place->page));
    fputs(tr("\nThen ask for yourself, for example:\n"), stdout);
    fputs("  liaison pods --include-warnings ", stdout);
    print_inert(stdout, place->data, strlen(place->data));
    fputs("\n", stdout);
}

/* The report reads the data as any other report would. */
static int report_on(settings *s, const char *data, const char *report)
{
    lia_error err;

    if (text_list_add(&s->inputs, data, &err) != LIA_OK)
        return fail_with(&err, STAGE_COMPUTING);
    s->output = report;
    return cmd_report(s);
}

static int demo(settings *s, const char *folder)
{
    const lia_run run = run_of(s);
    places place = {NULL, NULL, NULL, NULL};
    owner whose = OWNER_NOBODY;
    lia_status st = LIA_OK;
    lia_error err;
    int code = EXIT_DONE;

    LIA_TRY(places_make(&place, folder, &err));
    LIA_TRY(owner_of(&whose, folder, place.readme, &err));
    if (whose == OWNER_OTHER)
        LIA_TRY(lia_fail(&err, LIA_EARG, "%s holds files that are not of "
                         "'liaison demo': say another folder with -o", folder));
    LIA_TRY(make_folder(folder, &err));
    LIA_TRY(write_readme(place.readme, &err));
    LIA_TRY(write_data(place.data, &run, &err));
    code = report_on(s, place.data, place.report);
    if (code == EXIT_DONE)
        say_what_next(&place);
done:
    if (st != LIA_OK)
        code = fail_with(&err, STAGE_WRITING);
    places_free(&place);
    return code;
}

int cmd_demo(settings *s)
{
    const char *folder = s->output != NULL ? s->output : FOLDER;

    if (s->inputs.count > 0)
        return fail_usage("demo reads nothing: what is \"%s\" for?",
                          s->inputs.item[0]);
    if (strcmp(folder, "-") == 0 || path_is_file(folder))
        return fail_usage("say a folder to write to: -o DIR");
    return demo(s, folder);
}
