/* cli/report/report_plots.c - which plots a report has, and its folder of them.
 */
#include "cli/report/report_plots.h"

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/mem.h"
#include "cli/say/output.h"
#include "report/cell.h"

/* ---- what the parts share ---- */

lia_status report_plot_add(lia_plots *out, lia_plot *p, lia_status st,
                           lia_error *err)
{
    if (st != LIA_OK) {
        lia_plot_drop(p);
        return st;
    }
    return lia_plots_add(out, p, err);
}

void report_plot_call(chart_label *out, const lia_tables *tables,
                      lia_vid account)
{
    const uint32_t *name = tables->accounts.name;
    size_t length = 0;
    const char *text = "";

    if (name != NULL && name[account] != LIA_NONE)
        text = lia_name(&tables->texts, name[account], &length);
    if (length == 0)
        text = lia_name(&tables->accounts.names, account, &length);
    chart_label_set(out, text, length);
}

double report_plot_number(const lia_column *column, uint64_t element)
{
    const double *number = column->data;

    return number[lia_column_place(column, element)];
}

lia_status report_plots_make(lia_plots *out, const report_parts *r,
                             const lia_pods *pods, lia_error *err)
{
    lia_plots plots = {.count = 0};
    lia_status st = LIA_OK;

    if (pods != NULL && pods->count > 0)
        LIA_TRY(report_plots_of_pods(&plots, r, pods, err));
    LIA_TRY(report_plots_of_ties(&plots, r, err));
    LIA_TRY(report_plots_of_influence(&plots, r, err));
    *out = plots;
    memset(&plots, 0, sizeof plots);
done:
    lia_plots_free(&plots);
    return st;
}

/* ---- the folder ---- */

/* Is it the name of a plot, of this run or another? A user's own pictures are
 * left alone. */
static bool is_plot_file(const char *file)
{
    static const char *const names[] = {
        "tie_quadrants.svg", "introduction_chances.svg", "influence_split.svg",
        "rank_change.svg", "concentration.svg"};
    unsigned number;
    int end = 0;

    for (size_t k = 0; k < sizeof names / sizeof *names; k++)
        if (strcmp(file, names[k]) == 0)
            return true;
    return sscanf(file, "pod_%u_%n", &number, &end) == 1 && end > 0 &&
           (strcmp(file + end, "matrix.svg") == 0 ||
            strcmp(file + end, "delays.svg") == 0 ||
            strcmp(file + end, "days.svg") == 0);
}

static bool is_of_this_run(const lia_plots *plots, const char *file)
{
    for (uint32_t k = 0; plots != NULL && k < plots->count; k++) {
        const size_t length = strlen(plots->plot[k].name);
        if (strncmp(file, plots->plot[k].name, length) == 0 &&
            strcmp(file + length, ".svg") == 0)
            return true;
    }
    return false;
}

static lia_status remove_stale(const char *folder, const lia_plots *plots,
                               lia_error *err)
{
    lia_status st = LIA_OK;
    DIR *found = opendir(folder);
    const struct dirent *entry;

    if (found == NULL)
        return LIA_OK;
    while (st == LIA_OK && (entry = readdir(found)) != NULL) {
        if (!is_plot_file(entry->d_name) ||
            is_of_this_run(plots, entry->d_name))
            continue;
        if (unlinkat(dirfd(found), entry->d_name, 0) != 0 && errno != ENOENT)
            st = lia_fail(err, LIA_EIO, "%s/%s: cannot remove what an earlier "
                          "run left: %s", folder, entry->d_name,
                          strerror(errno));
    }
    (void)closedir(found);
    if (st == LIA_OK && (plots == NULL || plots->count == 0))
        (void)rmdir(folder);     /* unless something else is in there        */
    return st;
}

/* "DIR/plots" is path_join's "DIR/NAME.EXTENSION" up to the dot. */
static lia_status folder_of(char **out, const report_parts *r, lia_error *err)
{
    const lia_status st = path_join(out, r->s->output, "plots", "", err);
    size_t length;

    if (st != LIA_OK)
        return st;
    length = strlen(*out);
    if (length > 0 && (*out)[length - 1] == '.')
        (*out)[length - 1] = '\0';
    return LIA_OK;
}

lia_status report_plots_write(const report_parts *r, lia_error *err)
{
    const lia_plots *plots = r->plots;
    char *folder = NULL, *path = NULL;
    lia_status st = LIA_OK;

    LIA_TRY(folder_of(&folder, r, err));
    LIA_TRY(remove_stale(folder, plots, err));
    if (plots == NULL || plots->count == 0)
        goto done;
    LIA_TRY(make_folder(folder, err));
    for (uint32_t k = 0; k < plots->count; k++) {
        LIA_TRY(path_join(&path, folder, plots->plot[k].name, "svg", err));
        LIA_TRY(lia_plot_save(path, &plots->plot[k], r->s->data_language,
                              err));
        lia_free(path);
        path = NULL;
    }
done:
    lia_free(folder);
    lia_free(path);
    return st;
}
