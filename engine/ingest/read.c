/* ingest/read.c - lia_read: every input in turn, what it is, its rows, what
 * became of them; then everything put together.
 */
#include <stdio.h>
#include <string.h>

#include "base/language.h"
#include "base/mem.h"
#include "base/threads.h"
#include "base/watch.h"
#include "ingest/beside.h"
#include "ingest/cursor.h"
#include "ingest/feed.h"
#include "ingest/identity/identity.h"
#include "ingest/note.h"
#include "ingest/reading.h"
#include "ingest/say.h"
#include "ingest/walk.h"

enum { WHOLE_HEAD = 256 * 1024 };

static lia_status copy(char **out, const char *text, lia_error *err)
{
    lia_free(*out);
    *out = NULL;
    return lia_copy_text(out, text, strlen(text), err);
}

static lia_status add_source(lia_reading *r, const char *path, lia_error *err)
{
    lia_status st = lia_reserve(&r->source, &r->source_room, r->sources + 1,
                                sizeof *r->source, err);
    lia_source *s;

    if (st != LIA_OK)
        return st;
    s = &r->source[r->sources++];
    memset(s, 0, sizeof *s);
    LIA_TRY(copy(&s->path, path, err));
    LIA_TRY(copy(&s->format, "ignored", err));
    LIA_TRY(copy(&s->encoding, "", err));
    s->table = LIA_TABLE_COUNT;
    s->origin = LIA_NONE;
done:
    return st;
}

/* The file's name without folder and extension. */
static void stem_of(char out[LIA_FOLD_ROOM], const char *path)
{
    const char *slash = strrchr(path, '/');
    const char *name = slash ? slash + 1 : path;

    (void)lia_fold(out, name, strcspn(name, "."));
}

/* Sums over the blocks of the source that is read. */
typedef struct sums {
    uint64_t outside;
    const lia_reject *first;     /* by line                                  */
} sums;

static void add_block(sums *sum, lia_source *s, const lia_block *b)
{
    s->rows += b->rows;
    s->table_rows[b->table] += b->rows;
    for (int d = 0; d < LIA_MOST_DROPS; d++)
        s->dropped += b->drop[d].count;
    s->rejected += lia_block_rejected(b);
    s->missing += b->rejected[LIA_CAUSE_MISSING];
    s->ragged += b->ragged;
    s->recoded += b->recoded;
    s->blank += b->blank;
    s->timed += b->timed;
    if (b->precision > s->precision)
        s->precision = b->precision;
    sum->outside += b->outside;
    for (uint64_t k = 0; k < b->rejects; k++)
        if (sum->first == NULL || b->reject[k].line < sum->first->line)
            sum->first = &b->reject[k];
}

static sums count_source(lia_reading *r)
{
    sums sum = {0, NULL};
    lia_source *s = &r->source[r->at];

    for (int w = 0; w < r->workers; w++)    /* its blocks are the last ones */
        for (uint64_t b = r->worker[w].blocks;
             b > 0 && r->worker[w].block[b - 1]->source == r->at; b--)
            add_block(&sum, s, r->worker[w].block[b - 1]);
    r->rejected += s->rejected;
    return sum;
}

static lia_status fail_at(const lia_source *s, const lia_reject *first,
                          const char *before, const char *after,
                          lia_error *err)
{
    char column[24] = "";

    if (first->column > 0)
        (void)snprintf(column, sizeof column, ":%u", first->column);
    return lia_fail(err, LIA_EINPUT, "%s%s:%llu%s: %s%s", before, s->path,
                    (unsigned long long)first->line, column, first->detail,
                    after);
}

/* No row of it can be used: fatal for an input that was named, a remark for
 * one that was found. */
static lia_status unusable(lia_reading *r, const lia_file *file,
                           const char *why, lia_error *err)
{
    lia_status st = LIA_OK;
    lia_source *s = &r->source[r->at];

    if (file->direct)
        return lia_fail(err, LIA_EINPUT, "%s: no usable row: %s", file->path,
                        why);
    LIA_TRY(copy(&s->format, "ignored", err));
    LIA_TRY(copy(&s->note, wr(why), err));
    s->table = LIA_TABLE_COUNT;
done:
    return st;
}

/* What became of the rows of the newest source: fatal where there are none
 * though the input was named, or too many are rejected. */
static lia_status settle(lia_reading *r, const lia_file *file, const sums *sum,
                         lia_error *err)
{
    lia_source *s = &r->source[r->at];
    char why[320] = N_("a header and no rows");

    if (r->rejected > r->options.max_errors)
        return fail_at(s, sum->first, "", "", err);
    if (s->rows > 0 || sum->outside > 0 || s->dropped > 0)
        return LIA_OK;
    if (sum->first != NULL && file->direct)
        return fail_at(s, sum->first, "", tr(" (no usable row)"), err);
    if (sum->first != NULL)
        (void)snprintf(why, sizeof why,
                       wr("no row of %llu can be used; line %llu: %s"),
                       (unsigned long long)s->rejected,
                       (unsigned long long)sum->first->line,
                       sum->first->detail);
    return unusable(r, file, why, err);
}

static lia_status describe(lia_source *s, lia_input *input, const char *format,
                           lia_error *err)
{
    lia_status st = LIA_OK;

    LIA_TRY(copy(&s->format, format, err));
    LIA_TRY(copy(&s->encoding, s->recoded > 0 ? "windows-1252"
                                              : lia_input_encoding(input),
                 err));
    s->bytes = lia_input_bytes(input);
    s->digest = lia_input_digest(input);
done:
    return st;
}

static lia_status finish(lia_reading *r, const lia_file *file,
                         const lia_plan *plan, lia_input *input,
                         lia_error *err)
{
    lia_status st = LIA_OK;
    lia_source *s = &r->source[r->at];
    sums sum = count_source(r);

    LIA_TRY(describe(s, input, lia_plan_format(plan), err));
    s->table = plan->shape == LIA_SHAPE_CSV || plan->shape == LIA_SHAPE_JSON ||
                       plan->shape == LIA_SHAPE_JSONL
                   ? plan->layout.table
                   : LIA_TABLE_CONTACTS;
    LIA_TRY(lia_note_plan(&s->note, plan, sum.outside, err));
    LIA_TRY(settle(r, file, &sum, err));
done:
    return st;
}

/* A file of a platform's export. */
static lia_status read_adapted(lia_reading *r, const lia_file *file,
                               lia_input *input, lia_adapter_plan *plan,
                               bool small, lia_error *err)
{
    lia_status st = LIA_OK;
    lia_source *s = &r->source[r->at];
    char format[80];
    sums sum;

    LIA_TRY(lia_adapter_origin(plan, r, err));
    s->origin = plan->origin;
    if (plan->file->ignored != NULL) {
        s->is_minimised = 1;
        return copy(&s->note, plan->file->ignored, err);
    }
    LIA_TRY(lia_adapter_read(r, (uint32_t)r->at, input, plan, small,
                             err));
    sum = count_source(r);
    (void)snprintf(format, sizeof format, "%s %s", plan->adapter->platform,
                   plan->file->name);
    LIA_TRY(describe(s, input, format, err));
    s->table = plan->file->table;
    if (s->table_rows[s->table] > 0)
        s->rows = s->table_rows[s->table];
    LIA_TRY(lia_adapter_note(&s->note, r, (uint32_t)r->at, err));
    LIA_TRY(settle(r, file, &sum, err));
done:
    return st;
}

/* In the folder of an export, and nothing that its adapter reads. */
static lia_status leave_unread(lia_reading *r, const lia_adapter *within,
                               lia_error *err)
{
    lia_source *s = &r->source[r->at];
    char why[200];

    (void)snprintf(why, sizeof why, wr("not read, to keep less data: not on "
                                       "the list of what a %s export gives"),
                   within->platform);
    s->is_minimised = 1;
    return copy(&s->note, why, err);
}

static lia_status read_rows(lia_reading *r, lia_input *input,
                            const lia_plan *plan, bool small, lia_error *err)
{
    uint32_t source = (uint32_t)r->at;

    switch (plan->shape) {
    case LIA_SHAPE_CSV:
        return lia_read_delimited(r, source, input, plan, small, err);
    case LIA_SHAPE_JSON:
    case LIA_SHAPE_JSONL:
        return lia_read_json(r, source, input, plan, small, err);
    default:
        return lia_read_graph(r, source, input, plan, err);
    }
}

static bool is_named(const lia_file *file, const char *path)
{
    return path != NULL && strcmp(file->path, path) == 0;
}

static lia_status read_input(lia_reading *r, const lia_file *file,
                             lia_input *input, const char *beside,
                             lia_error *err)
{
    lia_status st = LIA_OK;
    lia_plan plan = {.shape = LIA_SHAPE_ANY};
    lia_adapter_plan adapted;
    const lia_adapter *within = NULL;
    lia_wishes wishes = r->wishes;
    const char *head;
    char stem[LIA_FOLD_ROOM];
    size_t length;

    LIA_TRY(lia_input_head(&head, &length, input, err));
    if (is_named(file, r->options.aliases)) {
        wishes.table = LIA_TABLE_ALIASES;
    } else if (is_named(file, r->options.team)) {
        wishes.table = LIA_TABLE_TEAM;
    } else if (r->options.as == NULL && r->options.map_count == 0) {
        LIA_TRY(lia_adapter_choose(&adapted, file->path, head, length,
                                   length < WHOLE_HEAD, err));
        if (adapted.adapter != NULL)
            return read_adapted(r, file, input, &adapted, length < WHOLE_HEAD,
                                err);
        LIA_TRY(lia_adapter_unlisted(&within, r, file->path, err));
    }
    if (beside != NULL)
        return within != NULL ? leave_unread(r, within, err)
                              : unusable(r, file, beside, err);
    stem_of(stem, file->path);
    LIA_TRY(lia_plan_make(&plan, head, length, length < WHOLE_HEAD,
                          r->wishes.table == wishes.table ? &r->wishes
                                                          : &wishes,
                          stem, err));
    if (within != NULL && !lia_plan_is_ours(&plan)) {
        st = leave_unread(r, within, err);
        goto done;
    }
    if (plan.shape == LIA_SHAPE_ANY) {
        st = unusable(r, file, plan.why, err);
        goto done;
    }
    LIA_TRY(read_rows(r, input, &plan, length < WHOLE_HEAD, err));
    LIA_TRY(finish(r, file, &plan, input, err));
done:
    lia_plan_free(&plan);
    return st;
}

static lia_status read_opened(lia_reading *r, const lia_file *file,
                              lia_status st, lia_input *input,
                              const lia_error *why, const char *beside,
                              lia_error *err)
{
    if (st == LIA_EIO && !file->direct) {
        r->source[r->at].is_unread = 1;
        return unusable(r, file, lia_error_written(why), err);
    }
    if (st != LIA_OK)
        return lia_fail_as(err, st, why);
    return read_input(r, file, input, beside, err);
}

/* Progress passes over it too. */
static lia_status leave(lia_reading *r, const lia_file *file, const char *why,
                        lia_error *err)
{
    r->source[r->at].is_unread = file->is_unread;
    lia_watch_advance(&r->options.run, file->bytes);
    return copy(&r->source[r->at].note, wr(why), err);
}

static lia_status read_file(lia_reading *r, const lia_file *file,
                            lia_error *err)
{
    const char *beside, *unread = lia_why_unread(file, &beside);
    lia_status st;
    lia_input *input = NULL;
    lia_error why = {.status = LIA_OK};

    if (unread != NULL)
        return leave(r, file, unread, err);
    st = lia_input_open(&input, file->path, &why);
    st = read_opened(r, file, st, input, &why, beside, err);
    lia_input_close(input);
    return st;
}

static lia_status read_member(lia_reading *r, lia_cursor *c,
                              const lia_file *file, lia_error *err)
{
    const char *beside, *unread = lia_why_unread(file, &beside);
    lia_status st = LIA_OK;
    lia_input *input = NULL;
    lia_error why = {.status = LIA_OK};

    if (unread != NULL)
        return leave(r, file, unread, err);
    st = lia_cursor_input(&input, c, file, &why);
    if (lia_cursor_is_broken(c))
        st = lia_fail_as(err, st, &why);
    else
        st = read_opened(r, file, st, input, &why, beside, err);
    lia_input_close(input);
    return st;
}

/* An archive that was named must give something. */
static lia_status check_archive(const lia_reading *r,
                                const lia_archive_file *archive,
                                lia_error *err)
{
    const lia_source *first = &r->source[archive->first];
    const lia_source *told = NULL;

    for (uint64_t k = 0; k < archive->count; k++) {
        if (strcmp(first[k].format, "ignored") != 0)
            return LIA_OK;
        if (told == NULL && first[k].note != NULL)
            told = &first[k];
    }
    if (!archive->direct || told == NULL)
        return LIA_OK;
    return lia_fail(err, LIA_EINPUT, "%s: no usable member in %llu; %s: %s",
                    archive->path, (unsigned long long)archive->count,
                    told->path, told->note);
}

static lia_status read_archive(lia_reading *r, const lia_files *files,
                               const lia_archive_file *archive,
                               lia_error *err)
{
    lia_status st = LIA_OK;
    lia_cursor c;

    LIA_TRY(lia_cursor_open(&c, files, archive, err));
    for (uint64_t k = 0; k < archive->count; k++) {
        r->at = c.turn[k];
        LIA_TRY(read_member(r, &c, &files->file[r->at], err));
    }
    st = check_archive(r, archive, err);
done:
    lia_cursor_close(&c);
    return st;
}

static lia_status read_files(lia_reading *r, const lia_files *files,
                             lia_error *err)
{
    lia_status st = LIA_OK;
    uint64_t f = 0;

    if (files->count >= LIA_NONE)
        return lia_fail(err, LIA_ELIMIT, "more than 4294967294 files");
    for (uint64_t k = 0; k < files->count; k++)
        LIA_TRY(add_source(r, files->file[k].path, err));
    LIA_TRY(lia_adapter_folders(r, files, err));
    while (f < files->count) {
        const lia_file *file = &files->file[f];
        r->at = f;
        if (file->archive == LIA_NO_FILE) {
            LIA_TRY(read_file(r, file, err));
            f++;
        } else {
            LIA_TRY(read_archive(r, files, &files->archive[file->archive],
                                 err));
            f += files->archive[file->archive].count;
        }
    }
done:
    return st;
}

/* A column that no file has is a slip of the pen. */
static lia_status check_wishes(const lia_reading *r, lia_error *err)
{
    for (size_t w = 0; w < r->wishes.map_count; w++)
        if (!r->wishes.map[w].used)
            return lia_fail(err, LIA_EARG, "no input has a column '%s' to map "
                            "to %s", r->wishes.map[w].column,
                            r->wishes.map[w].field);
    return LIA_OK;
}

static lia_status check_any(const lia_reading *r, lia_error *err)
{
    for (uint64_t s = 0; s < r->sources; s++)
        if (strcmp(r->source[s].format, "ignored") != 0)
            return LIA_OK;
    return lia_fail(err, LIA_EINPUT, r->sources == 1
                    ? N_("no usable row in %llu file; %s: %s")
                    : N_("no usable row in %llu files; %s: %s"),
                    (unsigned long long)r->sources, r->source[0].path,
                    r->source[0].note);
}

static lia_status read_all(lia_reading *r, const lia_files *files,
                           lia_error *err)
{
    lia_status st = LIA_OK;
    uint64_t bytes = 0;

    for (uint64_t f = 0; f < files->count; f++)
        bytes += files->file[f].bytes;
    lia_watch_begin(&r->options.run, "read", bytes, "bytes");
    st = read_files(r, files, err);
    lia_watch_end(&r->options.run);
    if (st == LIA_EINPUT && r->wishes.map_count > 0)
        return st;
    LIA_TRY(st);
    LIA_TRY(check_wishes(r, err));
    LIA_TRY(check_any(r, err));
done:
    return st;
}

static void reading_free(lia_reading *r)
{
    for (int w = 0; r->worker != NULL && w < r->workers; w++)
        lia_worker_free(&r->worker[w]);
    lia_free(r->worker);
    for (uint64_t s = 0; s < r->sources; s++) {
        lia_free(r->source[s].path);
        lia_free(r->source[s].format);
        lia_free(r->source[s].encoding);
        lia_free(r->source[s].note);
    }
    lia_free(r->source);
    for (uint64_t k = 0; k < r->origins; k++)
        lia_free(r->origin[k].path);
    lia_free(r->origin);
    lia_free(r->owner);
    lia_interner_free(&r->folder);
    lia_free(r->folder_files);
    lia_wishes_free(&r->wishes);
}

/* A rejected row is text that nobody has looked at. */
static bool is_discreet(const lia_read_options *options)
{
    const lia_privacy *p = options->privacy;

    return p != NULL && (p->key != NULL || p->exclude_count > 0);
}

/* The inputs, and those that options name. */
static lia_status all_inputs(const char ***out, size_t *total,
                             const char *const *inputs, size_t count,
                             const lia_read_options *options, lia_error *err)
{
    lia_status st = lia_alloc(out, count + 2, sizeof **out, err);

    if (st != LIA_OK)
        return st;
    *total = count;
    memcpy(*out, inputs, count * sizeof **out);
    if (options->aliases != NULL)
        (*out)[(*total)++] = options->aliases;
    if (options->team != NULL)
        (*out)[(*total)++] = options->team;
    return LIA_OK;
}

lia_status lia_read(lia_tables **out, const char *const *inputs, size_t count,
                    const lia_read_options *options, lia_error *err)
{
    const char **all = NULL;
    size_t total = 0;
    static const lia_read_options defaults = LIA_READ_DEFAULTS;
    lia_status st = LIA_OK;
    lia_files files = {.count = 0};
    lia_reading r = {.options = options ? *options : defaults};

    if (out == NULL || inputs == NULL || count == 0)
        return lia_fail(err, LIA_EARG, "no input");
    if (r.options.privacy != NULL && r.options.privacy->retain_days > 0)
        r.options.lean = false;
    r.workers = lia_thread_count(r.options.run.threads);
    LIA_TRY(lia_wishes_read(&r.wishes, r.options.as, r.options.map,
                            r.options.map_count, err));
    LIA_TRY(lia_alloc_zero(&r.worker, (uint64_t)r.workers, sizeof *r.worker,
                           err));
    for (int w = 0; w < r.workers; w++)
        r.worker[w] = (lia_worker){
            .number = (uint32_t)w,
            .discreet = is_discreet(&r.options),
            .keep_rejects = r.options.keep_rejects > 0
                                ? r.options.keep_rejects : 1};
    LIA_TRY(all_inputs(&all, &total, inputs, count, &r.options, err));
    LIA_TRY(lia_walk(&files, all, total, err));
    LIA_TRY(read_all(&r, &files, err));
    LIA_TRY(lia_assemble(out, &r, err));
done:
    lia_free(all);
    lia_files_free(&files);
    reading_free(&r);
    return st;
}
