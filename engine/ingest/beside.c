/* ingest/beside.c - names that say what a file is not. */
#include "ingest/beside.h"

#include <string.h>
#include <strings.h>

#include "base/language.h"

static const char no_data[] =
    N_("no data by its name; give it as an input to have it read");
static const char no_text[] = N_("no text by its name");

static bool ends_in(const char *name, const char *const *ends, size_t count)
{
    const char *dot = strrchr(name, '.');

    for (size_t k = 0; dot != NULL && k < count; k++)
        if (strcasecmp(dot, ends[k]) == 0)
            return true;
    return false;
}

/* Exports hold them by the thousand: they are not even opened. */
static bool is_medium(const char *name)
{
    static const char *const media[] = {
        ".jpg", ".jpeg", ".png", ".gif", ".webp", ".heic", ".mp4", ".mov",
        ".webm", ".mp3", ".m4a", ".wav", ".pdf"
    };

    return ends_in(name, media, sizeof media / sizeof *media);
}

/* What lies beside data in a folder: a script that makes it, a page about it.
 * Some have lines that look like a header; named as an input they are read,
 * and so are those that an adapter knows. */
static const char *why_beside(const char *path)
{
    static const char *const beside[] = {
        ".py", ".r", ".sh", ".c", ".h", ".sql", ".ipynb", ".js", ".md",
        ".rst", ".html", ".htm", ".css", ".svg", ".db", ".sqlite"
    };
    const char *slash = strrchr(path, '/');
    const char *name = slash != NULL ? slash + 1 : path;

    if (strcmp(name, "liaison.json") == 0)
        return N_("options of 'liaison report', not rows");
    if (strcmp(name, "truth.csv") == 0)
        return N_("the truth of made data, for 'liaison evaluate'");
    if (is_medium(name))
        return no_text;
    return ends_in(name, beside, sizeof beside / sizeof *beside) ? no_data
                                                                 : NULL;
}

const char *lia_why_unread(const lia_file *file, const char **beside)
{
    const char *why = file->direct ? NULL : why_beside(file->path);
    const bool never = why != NULL && strcmp(why, no_data) != 0;

    *beside = never ? NULL : why;
    return file->why != NULL ? file->why : never ? why : NULL;
}
