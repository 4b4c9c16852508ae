/* report/manifest.c - the record of a run. */
#include "liaison/manifest.h"

#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <xxhash.h>

#include "base/mem.h"
#include "report/atomic_file.h"
#include "text/json_document.h"

enum { DIGEST_ROOM = 17, BLOCK = 1 << 18 };

/* ---- digests ---- */

static lia_status cannot_read(lia_error *err, const char *path, int reason)
{
    return lia_fail(err, LIA_EIO, "%s: cannot read: %s", path,
                    strerror(reason));
}

static int digest_stream(XXH3_state_t *state, uint64_t *bytes, char *block,
                         FILE *stream)
{
    size_t got;

    errno = 0;
    while ((got = fread(block, 1, BLOCK, stream)) > 0) {
        (void)XXH3_64bits_update(state, block, got);
        *bytes += got;
    }
    return ferror(stream) ? (errno ? errno : EIO) : 0;
}

lia_status lia_file_digest(uint64_t *digest, uint64_t *bytes, const char *path,
                           lia_error *err)
{
    FILE *stream = fopen(path, "rb");
    XXH3_state_t *state = NULL;
    lia_status st = LIA_OK;
    char *block = NULL;
    uint64_t size = 0;
    int reason;

    if (stream == NULL)
        return cannot_read(err, path, errno);
    LIA_TRY(lia_alloc(&block, BLOCK, 1, err));
    state = XXH3_createState();
    if (state == NULL)
        LIA_TRY(lia_fail(err, LIA_ENOMEM, "out of memory for a digest"));
    (void)XXH3_64bits_reset(state);
    reason = digest_stream(state, &size, block, stream);
    if (reason != 0)
        LIA_TRY(cannot_read(err, path, reason));
    *digest = XXH3_64bits_digest(state);
    *bytes = size;
done:
    (void)XXH3_freeState(state);
    lia_free(block);
    (void)fclose(stream);
    return st;
}

static void add_digest(lia_document *d, lia_node *to, uint64_t digest)
{
    char text[DIGEST_ROOM];

    (void)snprintf(text, sizeof text, "%016" PRIx64, digest);
    lia_node_add_text(d, to, "digest", text);
}

/* ---- the members ---- */

static void add_texts(lia_document *d, const char *name,
                      const char *const *text, size_t count)
{
    lia_node *list = lia_node_add_array(d, d->root, name);

    for (size_t k = 0; k < count; k++)
        lia_node_add_text(d, list, NULL, text[k]);
}

/* Options of one name, next to each other, become a list. */
static void add_options(lia_document *d, const lia_manifest *m)
{
    lia_node *options = lia_node_add_object(d, d->root, "options");

    for (size_t k = 0, end; k < m->option_count; k = end) {
        const lia_setting *first = &m->options[k];
        for (end = k + 1; end < m->option_count; end++)
            if (strcmp(m->options[end].name, first->name) != 0)
                break;
        if (end == k + 1) {
            lia_node_add_text(d, options, first->name, first->value);
            continue;
        }
        lia_node *list = lia_node_add_array(d, options, first->name);
        for (size_t j = k; j < end; j++)
            lia_node_add_text(d, list, NULL, m->options[j].value);
    }
}

static void add_sources(lia_document *d, const lia_tables *tables)
{
    lia_node *list = lia_node_add_array(d, d->root, "sources");

    for (uint64_t s = 0; tables != NULL && s < tables->source_count; s++) {
        const lia_source *source = &tables->source[s];
        lia_node *one = lia_node_add_object(d, list, NULL);
        lia_node_add_text(d, one, "path", source->path);
        lia_node_add_text(d, one, "format", source->format);
        lia_node_add_text(d, one, "encoding", source->encoding);
        lia_node_add_text(d, one, "table", lia_table_name(source->table));
        lia_node_add_count(d, one, "bytes", source->bytes);
        lia_node_add_count(d, one, "rows", source->rows);
        lia_node_add_count(d, one, "rejected", source->rejected);
        add_digest(d, one, source->digest);
    }
}

static uint64_t rows_of(const lia_tables *tables, lia_table table)
{
    switch (table) {
    case LIA_TABLE_INTERACTIONS:
        return tables->interactions.count;
    case LIA_TABLE_CONTACTS:
        return tables->contacts.count;
    case LIA_TABLE_ACCOUNTS:
        return tables->accounts.names.count;
    case LIA_TABLE_POSTS:
        return tables->posts.names.count;
    default:
        return tables->sheet[table].rows;
    }
}

static void add_tables(lia_document *d, const lia_tables *tables)
{
    lia_node *list = lia_node_add_object(d, d->root, "tables");

    for (int t = 0; tables != NULL && t < LIA_TABLE_COUNT; t++) {
        const uint64_t rows = rows_of(tables, (lia_table)t);
        if (rows > 0)
            lia_node_add_count(d, list, lia_table_name((lia_table)t), rows);
    }
}

static lia_status add_result(lia_document *d, lia_node *list,
                             const char *folder, const char *name,
                             lia_error *err)
{
    const size_t room = strlen(folder) + strlen(name) + 2;
    uint64_t digest, bytes;
    lia_status st = LIA_OK;
    char *path = NULL;
    lia_node *one;

    LIA_TRY(lia_alloc(&path, room, 1, err));
    (void)snprintf(path, room, "%s/%s", folder, name);
    LIA_TRY(lia_file_digest(&digest, &bytes, path, err));
    one = lia_node_add_object(d, list, NULL);
    lia_node_add_text(d, one, "file", name);
    lia_node_add_count(d, one, "bytes", bytes);
    add_digest(d, one, digest);
done:
    lia_free(path);
    return st;
}

static lia_status add_results(lia_document *d, const lia_manifest *m,
                              lia_error *err)
{
    lia_node *list = lia_node_add_array(d, d->root, "results");
    lia_status st = LIA_OK;

    for (size_t k = 0; k < m->result_count; k++)
        LIA_TRY(add_result(d, list, m->folder != NULL ? m->folder : ".",
                           m->results[k], err));
done:
    return st;
}

static lia_status build(lia_document *d, const lia_manifest *m, lia_error *err)
{
    lia_status st = LIA_OK;
    lia_node *timings;

    LIA_TRY(lia_document_new(d, err));
    lia_node_add_text(d, d->root, "schema", "liaison.manifest/1");
    lia_node_add_text(d, d->root, "version", lia_version());
    lia_node_add_text(d, d->root, "command", m->command);
    add_texts(d, "inputs", m->inputs, m->input_count);
    add_options(d, m);
    lia_node_add_count(d, d->root, "seed", m->seed);
    add_sources(d, m->tables);
    add_tables(d, m->tables);
    LIA_TRY(add_results(d, m, err));
    timings = lia_node_add_object(d, d->root, "timings");
    for (size_t k = 0; k < m->timing_count; k++)
        lia_node_add_number(d, timings, m->timings[k].stage,
                            m->timings[k].seconds);
done:
    return st;
}

static lia_status write_text(const char *path, const char *text, size_t length,
                             lia_error *err)
{
    lia_atomic_file file;
    lia_status st = lia_atomic_open(&file, path, err);

    if (st != LIA_OK)
        return st;
    if (fwrite(text, 1, length, file.stream) != length)
        st = lia_fail(err, LIA_EIO, "cannot write: %s", strerror(errno));
    return lia_atomic_finish(&file, st, err);
}

lia_status lia_manifest_write(const char *path, const lia_manifest *manifest,
                              lia_error *err)
{
    lia_document document = {NULL, false};
    lia_status st = LIA_OK;
    size_t length = 0;
    char *text = NULL;

    if (path == NULL || manifest == NULL || manifest->command == NULL)
        return lia_fail(err, LIA_EARG, "a manifest without path or command");
    LIA_TRY(build(&document, manifest, err));
    LIA_TRY(lia_document_print(&text, &length, &document, err));
    LIA_TRY(write_text(path, text, length, err));
done:
    lia_free(text);
    lia_document_free(&document);
    return st;
}
