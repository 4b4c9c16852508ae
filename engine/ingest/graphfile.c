/* ingest/graphfile.c - GraphML, GML and Pajek as accounts and contacts.
 *
 * A vertex is an account; its name is the first of the attributes `name`,
 * `label`, `id` that tells all vertices apart (GraphML: `id` before `label`),
 * else its number. An edge is a contact, or, where edges carry a time, an
 * interaction with a target. "Line" means the number of the edge or vertex.
 */
#include <math.h>
#include <string.h>

#include "base/mem.h"
#include "graph/igraph_door.h"
#include "ingest/reading.h"
#include "text/number.h"
#include "text/recode.h"

static const uint64_t most_document = (uint64_t)4 << 30;

typedef struct graph {
    lia_reading *reading;
    uint32_t source;
    lia_graph_file file;
    lia_header vertex_names, edge_names;
    int key;                 /* attribute that names a vertex, -1 = number   */
} graph;

static lia_cell cell_at(const lia_graph_attribute *a, uint64_t k)
{
    return (lia_cell){a->bytes + a->off[k], (size_t)(a->off[k + 1] - a->off[k]),
                      0};
}

/* Numbers in their shortest form, so that an id is what the file says. */
static lia_status spell(lia_graph_attribute *list, uint32_t attributes,
                        uint64_t count, lia_error *err)
{
    lia_status st = LIA_OK;

    for (uint32_t a = 0; a < attributes; a++) {
        uint64_t used = 0;
        if (list[a].number == NULL)
            continue;
        LIA_TRY(lia_alloc(&list[a].off, count + 1, sizeof *list[a].off, err));
        LIA_TRY(lia_alloc(&list[a].bytes, count + 1, LIA_NUMBER_ROOM, err));
        for (uint64_t k = 0; k < count; k++) {
            list[a].off[k] = used;
            if (isfinite(list[a].number[k]))
                used += lia_format_double(list[a].bytes + used,
                                          list[a].number[k]);
        }
        list[a].off[count] = used;
    }
done:
    return st;
}

/* Every vertex has a value, and no two the same. */
static lia_status tells_apart(bool *out, const lia_graph_attribute *a,
                              uint64_t n, lia_error *err)
{
    lia_status st = LIA_OK;
    lia_interner names = {.count = 0};

    *out = true;
    for (uint64_t v = 0; v < n && *out; v++) {
        lia_cell cell = cell_at(a, v);
        uint32_t id;
        LIA_TRY(lia_intern(&id, &names, cell.text, cell.length, err));
        *out = cell.length > 0 && id == v;
    }
done:
    lia_interner_free(&names);
    return st;
}

static lia_status find_key(graph *g, lia_graph_format format, lia_error *err)
{
    static const char *const graphml[] = {"name", "id", "label"};
    static const char *const other[] = {"name", "label", "id"};
    const char *const *order = format == LIA_GRAPH_GRAPHML ? graphml : other;
    lia_status st = LIA_OK;

    g->key = -1;
    for (int k = 0; k < 3 && g->key < 0; k++)
        for (uint32_t a = 0; a < g->file.vertex_attributes; a++) {
            char folded[LIA_FOLD_ROOM];
            const char *name = g->file.vertex[a].name;
            bool apart = false;
            (void)lia_fold(folded, name, strlen(name));
            if (strcmp(folded, order[k]) != 0)
                continue;
            LIA_TRY(tells_apart(&apart, &g->file.vertex[a], g->file.n, err));
            if (apart)
                g->key = (int)a;
        }
done:
    return st;
}

/* The name of a vertex; room for its number if it has none. */
static lia_cell vertex_cell(const graph *g, uint64_t v,
                            char room[LIA_NUMBER_ROOM])
{
    if (g->key >= 0)
        return cell_at(&g->file.vertex[g->key], v);
    return (lia_cell){room, lia_format_u64(room, v + 1), 0};
}

static lia_cell attribute_cell(const lia_graph_attribute *list, uint32_t count,
                               int32_t column, uint64_t k)
{
    if (column < 0 || (uint32_t)column >= count)
        return (lia_cell){"", 0, 0};
    return cell_at(&list[column], k);
}

static lia_status add_vertices(graph *g, lia_error *err)
{
    lia_status st = LIA_OK;
    lia_worker *worker = &g->reading->worker[0];
    lia_wish wish = {"account", "", (uint32_t)(g->key + 1), false};
    lia_wishes wishes = {.table = -1, .map = &wish,
                         .map_count = g->key >= 0 ? 1 : 0};
    lia_layout layout;
    lia_course course;
    lia_block *block;

    (void)lia_layout_as(&layout, LIA_TABLE_ACCOUNTS, &g->vertex_names,
                        &wishes);
    layout.column[LIA_A_ACCOUNT] = g->key >= 0 ? g->key : 0;
    course = lia_course_of(&layout, &g->vertex_names, &g->reading->options,
                           g->source);
    LIA_TRY(lia_worker_begin(&block, worker, LIA_TABLE_ACCOUNTS, g->source, 0,
                             err));
    lia_rows_columns(block, &course);
    for (uint64_t v = 0; v < g->file.n; v++) {
        lia_cell cell[LIA_MOST_FIELDS];
        lia_place place = {v + 1, "", 0};
        char room[LIA_NUMBER_ROOM];
        bool kept;
        for (int f = 1; f < LIA_A_COUNT; f++)
            cell[f] = attribute_cell(g->file.vertex,
                                     g->file.vertex_attributes,
                                     layout.column[f], v);
        cell[LIA_A_ACCOUNT] = vertex_cell(g, v, room);
        place.raw = cell[LIA_A_ACCOUNT].text;
        place.raw_length = cell[LIA_A_ACCOUNT].length;
        LIA_TRY(lia_rows_add(&kept, worker, block, &course, cell, &place, err));
    }
    LIA_TRY(lia_block_fit(block, err));
done:
    return st;
}

/* The two ends of an edge stand in front of its attributes: columns 0 and 1
 * of the header; where nothing else says the kind, the graph does. */
static bool lay_out_edges(lia_layout *layout, const graph *g)
{
    (void)lia_layout_as(layout, LIA_TABLE_INTERACTIONS, &g->edge_names, NULL);
    if (layout->column[LIA_I_TIME] >= 0) {
        layout->column[LIA_I_ACTOR] = 0;
        layout->column[LIA_I_TARGET] = 1;
        return false;
    }
    (void)lia_layout_as(layout, LIA_TABLE_CONTACTS, &g->edge_names, NULL);
    layout->column[LIA_C_SOURCE] = 0;
    layout->column[LIA_C_TARGET] = 1;
    layout->column[LIA_C_KIND] = (int32_t)g->edge_names.count;
    return true;
}

static void edge_cells(lia_cell cell[LIA_MOST_FIELDS], const graph *g,
                       const lia_layout *layout, bool contacts, uint64_t e,
                       char room[2][LIA_NUMBER_ROOM])
{
    const int target = contacts ? LIA_C_TARGET : LIA_I_TARGET;

    for (int f = 0; f < LIA_MOST_FIELDS; f++)
        cell[f] = attribute_cell(g->file.edge, g->file.edge_attributes,
                                 layout->column[f] - 2, e);
    cell[0] = vertex_cell(g, g->file.ends[2 * e], room[0]);
    cell[target] = vertex_cell(g, g->file.ends[2 * e + 1], room[1]);
    if (contacts)
        cell[LIA_C_KIND] = g->file.directed ? (lia_cell){"follow", 6, 0}
                                            : (lia_cell){"contact", 7, 0};
}

static lia_status add_edges(graph *g, lia_error *err)
{
    lia_status st = LIA_OK;
    lia_worker *worker = &g->reading->worker[0];
    lia_layout layout;
    bool contacts = lay_out_edges(&layout, g);
    lia_course course = lia_course_of(&layout, &g->edge_names,
                                      &g->reading->options, g->source);
    lia_block *block;

    LIA_TRY(lia_worker_begin(&block, worker, layout.table, g->source, 0, err));
    lia_rows_columns(block, &course);
    for (uint64_t e = 0; e < g->file.m; e++) {
        lia_cell cell[LIA_MOST_FIELDS];
        char room[2][LIA_NUMBER_ROOM];
        lia_place place = {e + 1, "", 0};
        bool kept;
        edge_cells(cell, g, &layout, contacts, e, room);
        LIA_TRY(lia_rows_add(&kept, worker, block, &course, cell, &place, err));
    }
    LIA_TRY(lia_block_fit(block, err));
done:
    return st;
}

static lia_status name_columns(graph *g, lia_error *err)
{
    lia_status st = LIA_OK;

    for (uint32_t a = 0; a < g->file.vertex_attributes; a++)
        LIA_TRY(lia_header_add(&g->vertex_names, g->file.vertex[a].name,
                               strlen(g->file.vertex[a].name), err));
    LIA_TRY(lia_header_add(&g->edge_names, "source", 6, err));
    LIA_TRY(lia_header_add(&g->edge_names, "target", 6, err));
    for (uint32_t a = 0; a < g->file.edge_attributes; a++)
        LIA_TRY(lia_header_add(&g->edge_names, g->file.edge[a].name,
                               strlen(g->file.edge[a].name), err));
done:
    return st;
}

/* A document that cannot be read is one reject. */
static lia_status refuse(graph *g, const char *why, const char *text,
                         size_t length, lia_error *err)
{
    lia_block *block;
    lia_place place = {1, text, length < 200 ? length : 200};
    lia_status st = lia_worker_begin(&block, &g->reading->worker[0],
                                     LIA_TABLE_CONTACTS, g->source, 0, err);

    if (st != LIA_OK)
        return st;
    return lia_rows_reject(block, LIA_CAUSE_GRAPH, &place, 0, err, "%s", why);
}

/* UTF-8 for igraph: windows-1252 recoded; XML that came as UTF-16 must no
 * longer say so. */
static lia_status prepare(char **text, size_t *length, lia_input *input,
                          lia_graph_format format, lia_error *err)
{
    lia_status st = LIA_OK;
    char *recoded = NULL;

    if (format == LIA_GRAPH_GRAPHML) {
        size_t head = *length < 200 ? *length : 200;
        char *at = memmem(*text, head, "encoding=\"UTF-16", 16);
        const char *end = *text + head;
        const char *close = at ? memchr(at + 16, '"', (size_t)(end - at) - 16)
                               : NULL;
        if (close != NULL &&
            strncmp(lia_input_encoding(input), "UTF-16", 6) == 0)
            memset(at, ' ', (size_t)(close - at) + 1);
        return LIA_OK;
    }
    if (lia_is_utf8(*text, *length))
        return LIA_OK;
    LIA_TRY(lia_alloc(&recoded, *length, 3, err));
    *length = lia_recode_1252(recoded, *text, *length);
    lia_free(*text);
    *text = recoded;
done:
    return st;
}

static lia_graph_format format_of(lia_shape shape)
{
    return shape == LIA_SHAPE_GRAPHML ? LIA_GRAPH_GRAPHML
           : shape == LIA_SHAPE_GML   ? LIA_GRAPH_GML
                                      : LIA_GRAPH_PAJEK;
}

lia_status lia_read_graph(lia_reading *reading, uint32_t source,
                          lia_input *input, const lia_plan *plan,
                          lia_error *err)
{
    lia_status st = LIA_OK;
    graph g = {.reading = reading, .source = source};
    const lia_graph_format format = format_of(plan->shape);
    const char *why = NULL;
    char *text = NULL;
    size_t length = 0;

    LIA_TRY(lia_input_all(&text, &length, input, most_document, err));
    LIA_TRY(prepare(&text, &length, input, format, err));
    LIA_TRY(lia_graph_file_read(&g.file, &why, text, length, format, err));
    if (why != NULL) {
        st = refuse(&g, why, text, length, err);
        goto done;
    }
    lia_free(text);
    text = NULL;
    LIA_TRY(spell(g.file.vertex, g.file.vertex_attributes, g.file.n, err));
    LIA_TRY(spell(g.file.edge, g.file.edge_attributes, g.file.m, err));
    LIA_TRY(name_columns(&g, err));
    LIA_TRY(find_key(&g, format, err));
    LIA_TRY(add_vertices(&g, err));
    LIA_TRY(add_edges(&g, err));
    reading->directed = reading->directed || g.file.directed;
done:
    lia_free(text);
    lia_graph_file_free(&g.file);
    lia_header_free(&g.vertex_names);
    lia_header_free(&g.edge_names);
    return st;
}
