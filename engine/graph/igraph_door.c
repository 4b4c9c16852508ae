/* graph/igraph_door.c - GraphML, GML and Pajek through igraph.
 *
 * igraph's default error handler aborts the process, so it is replaced for
 * the time of a call by the one that cleans up and returns; warnings are
 * silenced. Compiles with 0.10.2 up to 1.0: the integer is igraph_integer_t
 * up to 0.10 and igraph_int_t in 1.0.
 */
#include "graph/igraph_door.h"

#include <stdio.h>
#include <string.h>

#include <igraph.h>

#include "base/mem.h"
#include "graph/igraph_guard.h"

#if IGRAPH_VERSION_MAJOR >= 1
typedef igraph_int_t door_int;
#else
typedef igraph_integer_t door_int;
#endif

typedef struct handlers {
    igraph_error_handler_t *error;
    igraph_warning_handler_t *warning;
    igraph_attribute_table_t *table;
} handlers;

static handlers enter(void)
{
    handlers before;

    before.error = igraph_set_error_handler(igraph_error_handler_ignore);
    before.warning = igraph_set_warning_handler(igraph_warning_handler_ignore);
    before.table = igraph_set_attribute_table(&igraph_cattribute_table);
    return before;
}

static void leave(const handlers *before)
{
    (void)igraph_set_error_handler(before->error);
    (void)igraph_set_warning_handler(before->warning);
    (void)igraph_set_attribute_table(before->table);
}

static igraph_error_t read_stream(igraph_t *graph, FILE *stream,
                                  lia_graph_format format)
{
    switch (format) {
    case LIA_GRAPH_GRAPHML:
        return igraph_read_graph_graphml(graph, stream, 0);
    case LIA_GRAPH_GML:
        return igraph_read_graph_gml(graph, stream);
    default:
        return igraph_read_graph_pajek(graph, stream);
    }
}

static const char *reason(igraph_error_t code)
{
    switch (code) {
    case IGRAPH_ENOMEM:
        return "not enough memory for this graph";
    case IGRAPH_PARSEERROR:
        return "the graph file is not well formed";
    case IGRAPH_EINVVID:
    case IGRAPH_EINVAL:
        return "an edge names a vertex that is not there, or a value is "
               "not valid";
    default:
        return "the graph file cannot be read";
    }
}

static const char *text_value(const igraph_t *graph, bool edges,
                              const char *name, door_int type, uint64_t index)
{
    const door_int at = (door_int)index;

    if (type == IGRAPH_ATTRIBUTE_BOOLEAN)
        return (edges ? igraph_cattribute_EAB(graph, name, at)
                      : igraph_cattribute_VAB(graph, name, at)) ? "1" : "0";
    if (type != IGRAPH_ATTRIBUTE_STRING)
        return "";
    return edges ? igraph_cattribute_EAS(graph, name, at)
                 : igraph_cattribute_VAS(graph, name, at);
}

static lia_status copy_numbers(lia_graph_attribute *out, const igraph_t *graph,
                               bool edges, const char *name, uint64_t count,
                               lia_error *err)
{
    lia_status st = lia_alloc(&out->number, count, sizeof *out->number, err);

    for (uint64_t k = 0; st == LIA_OK && k < count; k++)
        out->number[k] = edges
                             ? igraph_cattribute_EAN(graph, name, (door_int)k)
                             : igraph_cattribute_VAN(graph, name, (door_int)k);
    return st;
}

static lia_status copy_attribute(lia_graph_attribute *out,
                                 const igraph_t *graph, bool edges,
                                 const char *name, door_int type,
                                 uint64_t count, lia_error *err)
{
    lia_status st = LIA_OK;
    uint64_t used = 0, room = 0;

    LIA_TRY(lia_copy_text(&out->name, name, strlen(name), err));
    if (type == IGRAPH_ATTRIBUTE_NUMERIC)
        return copy_numbers(out, graph, edges, name, count, err);
    LIA_TRY(lia_alloc(&out->off, count + 1, sizeof *out->off, err));
    LIA_TRY(lia_reserve(&out->bytes, &room, 1, 1, err));
    for (uint64_t k = 0; k < count; k++) {
        const char *text = text_value(graph, edges, name, type, k);
        size_t length = strlen(text);
        out->off[k] = used;
        LIA_TRY(lia_reserve(&out->bytes, &room, used + length + 1, 1, err));
        memcpy(out->bytes + used, text, length);
        used += length;
    }
    out->off[count] = used;
done:
    return st;
}

static lia_status copy_attributes(lia_graph_attribute **out, uint32_t *count,
                                  const igraph_t *graph, bool edges,
                                  const igraph_strvector_t *names,
                                  const igraph_vector_int_t *types,
                                  uint64_t values, lia_error *err)
{
    lia_status st = LIA_OK;
    const uint32_t total = (uint32_t)igraph_strvector_size(names);

    LIA_TRY(lia_alloc_zero(out, total, sizeof **out, err));
    *count = total;
    for (uint32_t a = 0; a < total; a++)
        LIA_TRY(copy_attribute(&(*out)[a], graph, edges,
                               igraph_strvector_get(names, (door_int)a),
                               VECTOR(*types)[a], values, err));
done:
    return st;
}

/* igraph's own lists, which an error leaves half made. */
typedef struct lists {
    igraph_strvector_t name[3];
    igraph_vector_int_t type[3];
} lists;

static bool lists_init(lists *l)
{
    memset(l, 0, sizeof *l);
    for (int k = 0; k < 3; k++)
        if (igraph_strvector_init(&l->name[k], 0) != IGRAPH_SUCCESS ||
            igraph_vector_int_init(&l->type[k], 0) != IGRAPH_SUCCESS)
            return false;
    return true;
}

static void lists_free(lists *l)
{
    for (int k = 0; k < 3; k++) {
        igraph_strvector_destroy(&l->name[k]);
        igraph_vector_int_destroy(&l->type[k]);
    }
}

static lia_status copy_graph(lia_graph_file *out, const igraph_t *graph,
                             lia_error *err)
{
    lia_status st = LIA_OK;
    lists l;

    out->n = (uint64_t)igraph_vcount(graph);
    out->m = (uint64_t)igraph_ecount(graph);
    out->directed = igraph_is_directed(graph);
    if (!lists_init(&l) ||
        igraph_cattribute_list(graph, &l.name[0], &l.type[0], &l.name[1],
                               &l.type[1], &l.name[2],
                               &l.type[2]) != IGRAPH_SUCCESS) {
        st = lia_fail(err, LIA_ENOMEM, "out of memory: attributes");
        goto done;
    }
    LIA_TRY(lia_alloc(&out->ends, 2 * out->m, sizeof *out->ends, err));
    for (uint64_t e = 0; e < out->m; e++) {
        out->ends[2 * e] = (uint64_t)IGRAPH_FROM(graph, (door_int)e);
        out->ends[2 * e + 1] = (uint64_t)IGRAPH_TO(graph, (door_int)e);
    }
    LIA_TRY(copy_attributes(&out->vertex, &out->vertex_attributes, graph,
                            false, &l.name[1], &l.type[1], out->n, err));
    LIA_TRY(copy_attributes(&out->edge, &out->edge_attributes, graph, true,
                            &l.name[2], &l.type[2], out->m, err));
done:
    lists_free(&l);
    return st;
}

static lia_status read_guarded(lia_graph_file *out, const char **why,
                               const char *text, size_t length,
                               lia_graph_format format, lia_error *err)
{
    lia_status st = LIA_OK;
    igraph_t graph;
    igraph_error_t code;
    FILE *stream = fmemopen((void *)(uintptr_t)text, length, "r");

    if (stream == NULL)
        return lia_fail(err, LIA_ENOMEM, "out of memory: a stream of %zu bytes",
                        length);
    code = read_stream(&graph, stream, format);
    (void)fclose(stream);
    if (code != IGRAPH_SUCCESS) {
        IGRAPH_FINALLY_FREE();
        *why = reason(code);
        return LIA_OK;
    }
    if (igraph_vcount(&graph) >= (door_int)UINT32_MAX - 1)
        st = lia_fail(err, LIA_ELIMIT, "more than 4294967294 vertices");
    else
        st = copy_graph(out, &graph, err);
    igraph_destroy(&graph);
    return st;
}

lia_status lia_graph_file_read(lia_graph_file *out, const char **why,
                               const char *text, size_t length,
                               lia_graph_format format, lia_error *err)
{
    lia_status st;
    handlers before;
    lia_graph_file file;

    memset(&file, 0, sizeof file);
    *why = lia_graph_guard(text, length, format);
    if (*why != NULL) {
        *out = file;
        return LIA_OK;
    }
    before = enter();
    st = read_guarded(&file, why, text, length, format, err);
    leave(&before);
    if (st == LIA_OK)
        *out = file;
    else
        lia_graph_file_free(&file);
    return st;
}

static void free_attributes(lia_graph_attribute *list, uint32_t count)
{
    for (uint32_t a = 0; list != NULL && a < count; a++) {
        lia_free(list[a].name);
        lia_free(list[a].number);
        lia_free(list[a].off);
        lia_free(list[a].bytes);
    }
    lia_free(list);
}

void lia_graph_file_free(lia_graph_file *file)
{
    lia_free(file->ends);
    free_attributes(file->vertex, file->vertex_attributes);
    free_attributes(file->edge, file->edge_attributes);
    memset(file, 0, sizeof *file);
}
