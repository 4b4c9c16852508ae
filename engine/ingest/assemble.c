/* ingest/assemble.c - the blocks of all workers as one set of tables.
 *
 * The three lists of names are merged first; then each column is laid end to
 * end in the order (source, chunk), ids mapped on the way, and each block's
 * column is freed as soon as it is copied: at the peak a column exists about
 * once. Nothing depends on which worker had which chunk.
 */
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/threads.h"
#include "ingest/identity/identity.h"
#include "ingest/reading.h"
#include "ingest/withhold.h"

typedef struct assembly {
    lia_reading *reading;
    lia_tables *tables;
    lia_block **block;       /* [blocks] by table, source, chunk             */
    uint64_t blocks;
    uint64_t begin[LIA_TABLE_COUNT + 1];
    uint32_t **map[LIA_SPACES];
    int threads;
} assembly;

static uint64_t blocks_of(const assembly *a, lia_table table)
{
    return a->begin[table + 1] - a->begin[table];
}

static int by_place(const void *left, const void *right)
{
    const lia_block *a = *(lia_block *const *)left;
    const lia_block *b = *(lia_block *const *)right;

    if (a->table != b->table)
        return a->table < b->table ? -1 : 1;
    if (a->source != b->source)
        return a->source < b->source ? -1 : 1;
    return (a->chunk > b->chunk) - (a->chunk < b->chunk);
}

/* Take the blocks away from the workers, in order. */
static lia_status gather(assembly *a, lia_error *err)
{
    lia_status st = LIA_OK;
    uint64_t total = 0;

    for (int w = 0; w < a->reading->workers; w++)
        total += a->reading->worker[w].blocks;
    LIA_TRY(lia_alloc(&a->block, total, sizeof *a->block, err));
    for (int w = 0; w < a->reading->workers; w++) {
        lia_worker *worker = &a->reading->worker[w];
        for (uint64_t b = 0; b < worker->blocks; b++)
            a->block[a->blocks++] = worker->block[b];
        worker->blocks = 0;
        lia_quick_free(&worker->quick);
    }
    qsort(a->block, a->blocks, sizeof *a->block, by_place);
    for (int t = 0; t <= LIA_TABLE_COUNT; t++) {
        uint64_t at = t == 0 ? 0 : a->begin[t - 1];
        while (at < a->blocks && (int)a->block[at]->table < t)
            at++;
        a->begin[t] = at;
    }
done:
    return st;
}

/* Before names are sorted: who and what is not to be seen. */
static lia_status withhold(assembly *a, lia_error *err)
{
    const lia_read_options *options = &a->reading->options;
    const lia_withholding w = {a->block, a->blocks, a->reading->worker,
                               a->reading->workers, options->privacy,
                               options->lean};
    lia_status st = LIA_OK;

    a->tables->withheld.retained_since = LIA_NO_TIME;
    if (options->privacy == NULL)
        return LIA_OK;
    LIA_TRY(lia_withhold_rows(&a->tables->withheld, &w, err));
    LIA_TRY(lia_withhold_names(&w, err));
done:
    return st;
}

static lia_status merge(assembly *a, lia_error *err)
{
    lia_names *out[LIA_SPACES] = {&a->tables->accounts.names,
                                  &a->tables->posts.names, &a->tables->texts};
    const size_t count = (size_t)a->reading->workers;
    lia_interner **list = NULL;
    lia_status st = LIA_OK;

    LIA_TRY(lia_alloc(&list, count, sizeof *list, err));
    for (int s = 0; s < LIA_SPACES; s++) {
        for (size_t w = 0; w < count; w++)
            list[w] = &a->reading->worker[w].space[s];
        LIA_TRY(lia_names_merge(out[s], &a->map[s], list, count,
                                &a->reading->options.run, err));
    }
done:
    lia_free(list);
    return st;
}

static void copy_ids(uint32_t *to, const uint32_t *from, const uint32_t *map,
                     uint64_t rows)
{
    for (uint64_t r = 0; r < rows; r++)
        to[r] = from[r] == LIA_NONE ? LIA_NONE : map[from[r]];
}

/* One block's column to its place; then it is gone. */
static void move_column(char *to, assembly *a, lia_block *block, uint32_t f,
                        lia_kind kind)
{
    if (block->column[f] == NULL || !block->has[f])
        lia_missing(to, kind, block->rows);
    else if (kind <= LIA_KIND_TEXT)
        copy_ids((uint32_t *)to, block->column[f],
                 a->map[kind][block->worker], block->rows);
    else
        memcpy(to, block->column[f], block->rows * lia_kind_width(kind));
    lia_free(block->column[f]);
    block->column[f] = NULL;
}

/* Column f of a table end to end; *out stays NULL if no block has it. */
static lia_status join_column(void **out, assembly *a, lia_table table,
                              uint32_t f, const uint64_t *first, lia_error *err)
{
    lia_block **block = a->block + a->begin[table];
    const uint64_t count = blocks_of(a, table);
    const lia_kind kind = lia_table_fields(table)->field[f].kind;
    bool any = false;
    char *column = NULL;
    lia_status st;

    for (uint64_t b = 0; b < count; b++)
        any = any || block[b]->has[f];
    if (!any)
        return LIA_OK;
    st = lia_alloc(&column, first[count], lia_kind_width(kind), err);
    if (st != LIA_OK)
        return st;
    *out = column;
    #pragma omp parallel for num_threads(a->threads) schedule(dynamic, 1)
    for (uint64_t b = 0; b < count; b++)
        move_column(column + first[b] * lia_kind_width(kind), a, block[b], f,
                    kind);
    return LIA_OK;
}

/* The runs of lines of all blocks, consecutive ones joined. */
static lia_status join_origins(lia_origins *out, assembly *a, lia_table table,
                               const uint64_t *first, lia_error *err)
{
    lia_block **block = a->block + a->begin[table];
    const uint64_t count = blocks_of(a, table);
    uint64_t total = 0;
    lia_status st;

    for (uint64_t b = 0; b < count; b++)
        total += block[b]->origins.count;
    st = lia_alloc(&out->run, total, sizeof *out->run, err);
    if (st != LIA_OK)
        return st;
    for (uint64_t b = 0; b < count; b++) {
        for (uint64_t r = 0; r < block[b]->origins.count; r++) {
            lia_origin run = block[b]->origins.run[r];
            const lia_origin *last =
                out->count ? &out->run[out->count - 1] : NULL;
            run.row += first[b];
            if (last != NULL && last->source == run.source &&
                last->line + (run.row - last->row) == run.line)
                continue;
            out->run[out->count++] = run;
        }
        lia_free(block[b]->origins.run);
        block[b]->origins.run = NULL;
    }
    return lia_resize(&out->run, out->count, sizeof *out->run, err);
}

/* first: [count + 1] the row at which each block begins. */
static lia_status first_rows(uint64_t **first, const assembly *a,
                             lia_table table, lia_error *err)
{
    const uint64_t count = blocks_of(a, table);
    lia_status st = lia_alloc(first, count + 1, sizeof **first, err);

    if (st != LIA_OK)
        return st;
    (*first)[0] = 0;
    for (uint64_t b = 0; b < count; b++)
        (*first)[b + 1] = (*first)[b] + a->block[a->begin[table] + b]->rows;
    return LIA_OK;
}

static lia_status join_table(assembly *a, lia_table table, void **const *column,
                             uint64_t *rows, lia_origins *origins,
                             lia_error *err)
{
    lia_status st = LIA_OK;
    uint64_t *first = NULL;
    const uint64_t count = blocks_of(a, table);

    LIA_TRY(first_rows(&first, a, table, err));
    for (uint32_t f = 0; f < lia_table_fields(table)->count; f++)
        LIA_TRY(join_column(column[f], a, table, f, first, err));
    if (!a->reading->options.lean)
        LIA_TRY(join_origins(origins, a, table, first, err));
    *rows = first[count];
done:
    lia_free(first);
    return st;
}

static lia_status join_rows(assembly *a, lia_error *err)
{
    lia_interactions *i = &a->tables->interactions;
    lia_contacts *c = &a->tables->contacts;
    void **const acts[] = {
        (void **)&i->actor, (void **)&i->object, (void **)&i->target,
        (void **)&i->time, (void **)&i->action, (void **)&i->author,
        (void **)&i->weight, (void **)&i->tags, (void **)&i->content,
        (void **)&i->participants, (void **)&i->text_length,
        (void **)&i->question, (void **)&i->time_precision};
    void **const ties[] = {(void **)&c->source, (void **)&c->target,
                           (void **)&c->kind, (void **)&c->since,
                           (void **)&c->weight};
    lia_status st = LIA_OK;

    LIA_TRY(join_table(a, LIA_TABLE_INTERACTIONS, acts, &i->count, &i->origins,
                       err));
    LIA_TRY(join_table(a, LIA_TABLE_CONTACTS, ties, &c->count, &c->origins,
                       err));
done:
    return st;
}

static lia_status name_columns(lia_sheet *sheet, const lia_table_spec *spec,
                               lia_error *err)
{
    lia_status st = LIA_OK;

    LIA_TRY(lia_alloc_zero(&sheet->column, spec->count, sizeof *sheet->column,
                           err));
    sheet->columns = spec->count;
    for (uint32_t f = 0; f < spec->count; f++)
        LIA_TRY(lia_copy_text(&sheet->column[f], spec->field[f].name,
                              strlen(spec->field[f].name), err));
done:
    return st;
}

/* Sheets are small: every canonical column, empty where no input has it. */
static lia_status join_sheet(assembly *a, lia_table table, lia_error *err)
{
    lia_sheet *sheet = &a->tables->sheet[table];
    const lia_table_spec *spec = lia_table_fields(table);
    const uint64_t count = blocks_of(a, table);
    uint64_t *first = NULL;
    lia_status st = LIA_OK;

    if (count == 0)
        return LIA_OK;
    LIA_TRY(first_rows(&first, a, table, err));
    LIA_TRY(name_columns(sheet, spec, err));
    LIA_TRY(lia_alloc(&sheet->cell, first[count] * spec->count,
                      sizeof *sheet->cell, err));
    for (uint64_t b = 0; b < count; b++) {
        const lia_block *block = a->block[a->begin[table] + b];
        const uint32_t *map = a->map[LIA_KIND_TEXT][block->worker];
        for (uint64_t r = 0; r < block->rows; r++)
            for (uint32_t f = 0; f < spec->count; f++) {
                const uint32_t *from = block->column[f];
                uint32_t id = block->has[f] ? from[r] : LIA_NONE;
                sheet->cell[(first[b] + r) * spec->count + f] =
                    id == LIA_NONE ? LIA_NONE : map[id];
            }
    }
    sheet->rows = first[count];
    LIA_TRY(join_origins(&sheet->origins, a, table, first, err));
done:
    lia_free(first);
    return st;
}

/* Ids of blocks that stay blocks (accounts, posts), in place. */
static void map_blocks(assembly *a, lia_table table)
{
    const lia_table_spec *spec = lia_table_fields(table);

    for (uint64_t b = a->begin[table]; b < a->begin[table + 1]; b++)
        for (uint32_t f = 0; f < spec->count; f++) {
            lia_block *block = a->block[b];
            lia_kind kind = spec->field[f].kind;
            if (block->has[f] && kind <= LIA_KIND_TEXT)
                copy_ids(block->column[f], block->column[f],
                         a->map[kind][block->worker], block->rows);
        }
}

static lia_status join_attributes(assembly *a, lia_error *err)
{
    lia_status st = LIA_OK;
    lia_block **accounts = a->block + a->begin[LIA_TABLE_ACCOUNTS];
    lia_block **posts = a->block + a->begin[LIA_TABLE_POSTS];

    map_blocks(a, LIA_TABLE_ACCOUNTS);
    map_blocks(a, LIA_TABLE_POSTS);
    LIA_TRY(lia_assemble_accounts(&a->tables->accounts, accounts,
                                  blocks_of(a, LIA_TABLE_ACCOUNTS), err));
    LIA_TRY(lia_assemble_posts(&a->tables->posts, posts,
                               blocks_of(a, LIA_TABLE_POSTS),
                               &a->tables->interactions, err));
done:
    return st;
}

static int by_line(const void *left, const void *right)
{
    const lia_reject *a = left, *b = right;

    if (a->source != b->source)
        return a->source < b->source ? -1 : 1;
    if (a->line != b->line)
        return a->line < b->line ? -1 : 1;
    return (a->column > b->column) - (a->column < b->column);
}

/* Blocks keep so many each; of a source, so many are kept. */
static void keep_first(lia_tables *t, uint64_t most)
{
    uint64_t kept = 0, of_source = 0;

    for (uint64_t r = 0; r < t->reject_count; r++) {
        if (r == 0 || t->reject[r].source != t->reject[r - 1].source)
            of_source = 0;
        if (of_source++ < most)
            t->reject[kept++] = t->reject[r];
    }
    t->reject_count = kept;
}

static lia_status join_rejects(assembly *a, lia_error *err)
{
    lia_tables *t = a->tables;
    uint64_t total = 0, pages = 0;
    lia_status st = LIA_OK;

    for (uint64_t b = 0; b < a->blocks; b++) {
        total += a->block[b]->rejects;
        pages += a->block[b]->words.count;
    }
    LIA_TRY(lia_alloc(&t->reject, total, sizeof *t->reject, err));
    LIA_TRY(lia_alloc(&t->reject_page, pages, sizeof *t->reject_page, err));
    for (uint64_t b = 0; b < a->blocks; b++) {
        lia_block *block = a->block[b];
        for (int cause = 0; cause < LIA_CAUSE_COUNT; cause++)
            t->rejects_by_cause[cause] += block->rejected[cause];
        for (uint64_t r = 0; r < block->rejects; r++)
            t->reject[t->reject_count++] = block->reject[r];
        for (uint64_t k = 0; k < block->words.count; k++)
            t->reject_page[t->reject_pages++] = block->words.page[k];
        block->words.count = 0;
        block->rejects = 0;
        lia_free(block->reject);
        block->reject = NULL;
    }
    qsort(t->reject, t->reject_count, sizeof *t->reject, by_line);
    keep_first(t, a->reading->options.keep_rejects);
done:
    return st;
}

static void assembly_free(assembly *a)
{
    for (uint64_t b = 0; b < a->blocks; b++)
        lia_block_free(a->block[b]);
    lia_free(a->block);
    for (int s = 0; s < LIA_SPACES; s++)
        lia_free(a->map[s]);
    lia_tables_free(a->tables);
}

lia_status lia_assemble(lia_tables **out, lia_reading *reading, lia_error *err)
{
    lia_status st = LIA_OK;
    assembly a = {.reading = reading,
                  .threads = lia_thread_count(reading->options.run.threads)};

    LIA_TRY(lia_alloc_zero(&a.tables, 1, sizeof *a.tables, err));
    LIA_TRY(lia_identity_resolve(a.tables, reading, err));
    LIA_TRY(gather(&a, err));
    LIA_TRY(withhold(&a, err));
    LIA_TRY(merge(&a, err));
    LIA_TRY(join_rejects(&a, err));
    LIA_TRY(join_rows(&a, err));
    for (int t = LIA_TABLE_TARGETS; t < LIA_TABLE_COUNT; t++)
        LIA_TRY(join_sheet(&a, (lia_table)t, err));
    LIA_TRY(join_attributes(&a, err));
    lia_identity_owners(a.tables, reading);
    a.tables->source = reading->source;
    a.tables->source_count = reading->sources;
    a.tables->directed = reading->directed;
    reading->source = NULL;
    reading->sources = 0;
    *out = a.tables;
    a.tables = NULL;
done:
    assembly_free(&a);
    return st;
}
