/* ingest/adapter_plan.c - which file of which platform an input is. */
#include <string.h>

#include "base/mem.h"
#include "ingest/feed.h"

enum { HEADER_LINES = 200 };

static bool ends_with(const char *name, size_t length, const char *end)
{
    const size_t n = strlen(end);

    return length > n && strncasecmp(name + length - n, end, n) == 0;
}

/* "comments_1234567890" -> "comments": one trailing _<digits>; before it, what
 * a browser adds to a second copy: "comments (1)". */
static size_t without_digits(const char *name, size_t length)
{
    size_t at = length;

    if (length > 0 && name[length - 1] == ')') {
        for (at--; at > 0 && name[at - 1] >= '0' && name[at - 1] <= '9';)
            at--;
        if (at > 1 && name[at - 1] == '(')
            for (length = at - 1; length > 0 && name[length - 1] == ' ';)
                length--;
        at = length;
    }
    while (at > 0 && name[at - 1] >= '0' && name[at - 1] <= '9')
        at--;
    return at < length && at > 1 && name[at - 1] == '_' ? at - 1 : length;
}

/* The part of a path before its last / or !, and the name behind it. */
static const char *name_of(const char *path, size_t *folder)
{
    const char *name = path;

    for (const char *at = path; *at != '\0'; at++)
        if ((*at == '/' || *at == '!') && at[1] != '\0')
            name = at + 1;
    *folder = name > path ? (size_t)(name - path) - 1 : 0;
    return name;
}

void lia_adapter_look(lia_look *out, const char *path)
{
    size_t folder, length;
    const char *name = name_of(path, &folder), *dot = NULL;
    const char *before = path;

    memset(out, 0, sizeof *out);
    out->path = path;
    length = strlen(name);
    if (ends_with(name, length, ".gz"))
        length -= 3;
    else if (ends_with(name, length, ".zst"))
        length -= 4;
    for (size_t k = 1; k < length; k++)
        if (name[k] == '.')
            dot = name + k;
    out->extension = dot != NULL ? dot + 1 : "";
    if (dot != NULL)
        length = (size_t)(dot - name);
    (void)lia_fold(out->stem, name, without_digits(name, length));
    for (const char *at = path; at < path + folder; at++)
        if ((*at == '/' || *at == '!') && at + 1 < path + folder)
            before = at + 1;
    (void)lia_fold(out->folder, before, (size_t)(path + folder - before));
}

/* Is the word among the blank-separated ones? */
static bool is_among(const char *word, size_t length, const char *list)
{
    while (*list != '\0') {
        const size_t here = strcspn(list, " ");
        if (here == length && memcmp(list, word, length) == 0)
            return true;
        list += here;
        list += strspn(list, " ");
    }
    return false;
}

bool lia_adapter_has_word(const char *words, const char *word)
{
    return is_among(word, strlen(word), words);
}

static bool stem_fits(const lia_adapter_file *file, const lia_look *look)
{
    return file->stems == NULL ||
           is_among(look->stem, strlen(look->stem), file->stems);
}

/* The column of the header for the cell `names`; -1 if it is not there. The
 * first name that is there counts. */
static int32_t column_of(const lia_header *header, const char *names)
{
    while (*names != '\0') {
        const size_t here = strcspn(names, " ");
        for (uint32_t c = 0; c < header->count; c++) {
            char folded[LIA_FOLD_ROOM];
            const size_t length = lia_fold(folded, header->name[c],
                                           strlen(header->name[c]));
            if (length == here && memcmp(folded, names, here) == 0)
                return (int32_t)c;
        }
        names += here;
        names += strspn(names, " ");
    }
    return -1;
}

static bool header_fits(lia_adapter_plan *plan, const lia_adapter_file *file,
                        const lia_header *header)
{
    for (int k = 0; k < LIA_ADAPTER_COLUMNS; k++)
        plan->column[k] = -1;
    for (int k = 0; k < LIA_ADAPTER_COLUMNS && file->column[k] != NULL; k++) {
        const bool must = file->column[k][0] == '+';
        plan->column[k] = column_of(header, file->column[k] + must);
        if (must && plan->column[k] < 0)
            return false;
    }
    plan->columns = header->count;
    return true;
}

static bool record_fits(lia_adapter_plan *plan, const lia_header *record,
                        uint64_t line)
{
    for (const lia_adapter *const *a = lia_adapters; *a != NULL; a++)
        for (size_t k = 0; k < (*a)->files; k++) {
            const lia_adapter_file *file = &(*a)->file[k];
            if ((file->flags & (LIA_ADAPTER_JSON | LIA_ADAPTER_HEADERLESS)) ||
                file->column == NULL || !stem_fits(file, &plan->look) ||
                !header_fits(plan, file, record) ||
                (file->looks != NULL && !file->looks(&plan->look)))
                continue;
            plan->adapter = *a;
            plan->file = file;
            plan->header_line = line;
            return true;
        }
    return false;
}

/* A header of some adapter, separated by this delimiter. */
static lia_status find_header(lia_adapter_plan *plan, char delimiter,
                              lia_error *err)
{
    const lia_look *look = &plan->look;
    lia_sample sample = {NULL, NULL, 0, 0, 0};
    lia_status st = LIA_OK;

    plan->dialect = (lia_dialect){delimiter, '"', false, false};
    LIA_TRY(lia_sample_take(&sample, &plan->dialect, look->head, look->length,
                            true, HEADER_LINES, err));
    for (uint64_t r = 0; r < sample.count && sample.line[r] <= HEADER_LINES &&
                         plan->adapter == NULL; r++)
        if (sample.record[r].count > 1)
            (void)record_fits(plan, &sample.record[r], sample.line[r]);
done:
    lia_sample_free(&sample);
    return st;
}

/* Files that show by their text and not by a header what they are; first
 * those that are known by their name as not to be read, whatever is in them. */
static void find_by_look(lia_adapter_plan *plan, bool ignored)
{
    for (const lia_adapter *const *a = lia_adapters; *a != NULL; a++)
        for (size_t k = 0; k < (*a)->files; k++) {
            const lia_adapter_file *file = &(*a)->file[k];
            const bool headerless =
                (file->flags & LIA_ADAPTER_HEADERLESS) != 0;
            if (ignored ? file->ignored == NULL || file->stems == NULL ||
                              file->column != NULL
                        : !(file->flags & LIA_ADAPTER_JSON) && !headerless &&
                              file->column != NULL)
                continue;
            if (!stem_fits(file, &plan->look) ||
                (file->looks != NULL && !file->looks(&plan->look)))
                continue;
            plan->adapter = *a;
            plan->file = file;
            for (int c = 0; c < LIA_ADAPTER_COLUMNS; c++)
                plan->column[c] = headerless ? c : -1;
            return;
        }
}

/* Text whose first word is no bracket and that has a line of several fields:
 * worth a look for headers. */
static bool may_have_header(const lia_look *look)
{
    const char *at = look->head, *end = at + look->length;

    while (at < end && (*at == ' ' || *at == '\n' || *at == '\r' ||
                        *at == '\t'))
        at++;
    return at < end && *at != '{' && *at != '[' && *at != '<';
}

lia_status lia_adapter_choose(lia_adapter_plan *out, const char *path,
                              const char *head, size_t length, bool whole,
                              lia_error *err)
{
    static const char delimiters[] = ",;\t";
    lia_adapter_plan *plan = out;
    lia_status st = LIA_OK;

    memset(plan, 0, sizeof *plan);
    lia_adapter_look(&plan->look, path);
    plan->look.head = head;
    plan->look.length = length;
    plan->look.whole = whole;
    find_by_look(plan, true);
    if (plan->adapter == NULL && may_have_header(&plan->look))
        for (const char *d = delimiters; *d != '\0' && plan->adapter == NULL;
             d++)
            if (memchr(head, *d, length) != NULL)
                LIA_TRY(find_header(plan, *d, err));
    if (plan->adapter == NULL)
        find_by_look(plan, false);
    if (plan->adapter != NULL && (plan->file->flags & LIA_ADAPTER_DATED))
        plan->dialect.backslash_escapes = true;
    if (plan->adapter != NULL && plan->header_line == 0)
        plan->dialect = lia_dialect_guess(head, length);
done:
    return st;
}

/* The folder or archive that a file belongs to, without the folders that the
 * platform makes inside an export. */
size_t lia_adapter_folder(const char *path, const lia_adapter *adapter)
{
    size_t length;

    (void)name_of(path, &length);
    while (length > 0) {
        size_t from = length;
        char folded[LIA_FOLD_ROOM];
        while (from > 0 && path[from - 1] != '/' && path[from - 1] != '!')
            from--;
        if (adapter->folders == NULL ||
            !is_among(folded, lia_fold(folded, path + from, length - from),
                      adapter->folders))
            break;
        length = from > 0 ? from - 1 : 0;
    }
    return length;
}

lia_status lia_adapter_origin(lia_adapter_plan *plan, lia_reading *reading,
                              lia_error *err)
{
    const char *path = plan->look.path;
    size_t length = lia_adapter_folder(path, plan->adapter);
    lia_origin_part *part;
    lia_status st;

    if (length == 0) {
        path = *path == '/' ? "/" : ".";
        length = 1;
    }
    for (uint64_t k = reading->origins; k > 0; k--) {
        part = &reading->origin[k - 1];
        if (part->platform == plan->adapter->platform &&
            strlen(part->path) == length &&
            memcmp(part->path, path, length) == 0) {
            plan->origin = (uint32_t)(k - 1);
            return LIA_OK;
        }
    }
    st = lia_reserve(&reading->origin, &reading->origin_room,
                     reading->origins + 1, sizeof *reading->origin, err);
    if (st != LIA_OK)
        return st;
    part = &reading->origin[reading->origins];
    *part = (lia_origin_part){NULL, plan->adapter->platform, LIA_NONE};
    st = lia_copy_text(&part->path, path, length, err);
    if (st == LIA_OK)
        plan->origin = (uint32_t)reading->origins++;
    return st;
}
