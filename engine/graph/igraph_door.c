/* graph/igraph_door.c - GraphML, GML, Pajek, Leiden and places through igraph.
 *
 * igraph's default error handler aborts the process, so it is replaced for
 * the time of a call by the one that cleans up and returns; warnings are
 * silenced. Compiles with 0.10.2 up to 1.0: the integer is igraph_integer_t
 * up to 0.10 and igraph_int_t in 1.0.
 */
#include "graph/igraph_door.h"

#include <math.h>
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

enum { MOST_PASSES = 100 };
#define LEAST_GAIN 1e-9

/* What igraph needs to divide a network; all of it made, or none. */
typedef struct division {
    igraph_t graph;
    bool has_graph;
    igraph_vector_t weight, node;
    igraph_vector_int_t ends, member;
} division;

static void division_free(division *d)
{
    if (d->has_graph)
        igraph_destroy(&d->graph);
    igraph_vector_destroy(&d->weight);
    igraph_vector_destroy(&d->node);
    igraph_vector_int_destroy(&d->ends);
    igraph_vector_int_destroy(&d->member);
}

static bool division_init(division *d, const lia_ties *ties)
{
    const door_int n = (door_int)ties->n, m = (door_int)ties->m;

    memset(d, 0, sizeof *d);
    return igraph_vector_int_init(&d->ends, 2 * m) == IGRAPH_SUCCESS &&
           igraph_vector_int_init(&d->member, n) == IGRAPH_SUCCESS &&
           igraph_vector_init(&d->weight, m) == IGRAPH_SUCCESS &&
           igraph_vector_init(&d->node, n) == IGRAPH_SUCCESS;
}

/* Ties in tie order; a node weighs 1 (CPM) or what its ties weigh. */
static void division_fill(division *d, const lia_ties *ties, bool by_strength)
{
    door_int t = 0;

    for (lia_vid i = 0; i < ties->n; i++) {
        double strength = 0.0;
        for (uint64_t e = ties->off[i]; e < ties->off[i + 1]; e++) {
            double w = ties->weight != NULL ? ties->weight[e] : 1.0;
            strength += w;
            if (ties->to[e] < i)
                continue;
            VECTOR(d->ends)[2 * t] = (door_int)i;
            VECTOR(d->ends)[2 * t + 1] = (door_int)ties->to[e];
            VECTOR(d->weight)[t++] = w;
        }
        VECTOR(d->node)[i] = by_strength ? strength : 1.0;
    }
}

/* One pass from where the last one ended. igraph's own "until stable" does not
 * always end (0.10.2: moves that gain nothing go on for ever), so passes are
 * counted here. */
static igraph_error_t pass(division *d, double *quality, double resolution,
                           double beta, bool start)
{
#if IGRAPH_VERSION_MAJOR >= 1
    return igraph_community_leiden(&d->graph, &d->weight, &d->node, NULL,
                                   resolution, beta, start, 1, &d->member,
                                   NULL, quality);
#else
    return igraph_community_leiden(&d->graph, &d->weight, &d->node, resolution,
                                   beta, start, 1, &d->member, NULL, quality);
#endif
}

static igraph_error_t divide(division *d, double *quality, double resolution,
                             const lia_communities_options *o)
{
    const int most = o->iterations < 0 ? MOST_PASSES : o->iterations;
    const double least = o->least_gain > 0 ? o->least_gain : LEAST_GAIN;
    igraph_error_t code = pass(d, quality, resolution, o->beta, false);

    for (int p = 1; code == IGRAPH_SUCCESS && p < most; p++) {
        const double before = *quality;
        code = pass(d, quality, resolution, o->beta, true);
        if (o->iterations < 0 &&
            *quality - before <= least * (fabs(before) + LEAST_GAIN))
            break;
    }
    return code;
}

/* Up to 0.10 igraph copies the generator it is given, from 1.0 on it keeps the
 * pointer: either way the caller's own is put back as it was. */
#if IGRAPH_VERSION_MAJOR >= 1
typedef igraph_rng_t *generator;
static generator swap_in(igraph_rng_t *rng)
{
    return igraph_rng_set_default(rng);
}

static void swap_out(generator *before)
{
    (void)igraph_rng_set_default(*before);
}
#else
typedef igraph_rng_t generator;
static generator swap_in(igraph_rng_t *rng)
{
    generator before = *igraph_rng_default();

    igraph_rng_set_default(rng);
    return before;
}

static void swap_out(generator *before)
{
    igraph_rng_set_default(before);
}
#endif

static igraph_error_t divide_seeded(division *d, double *quality,
                                    double resolution,
                                    const lia_communities_options *o)
{
    igraph_rng_t rng;
    generator before;
    igraph_error_t code = igraph_rng_init(&rng, &igraph_rngtype_mt19937);

    if (code != IGRAPH_SUCCESS)
        return code;
    code = igraph_rng_seed(&rng, (igraph_uint_t)o->seed);
    before = swap_in(&rng);
    if (code == IGRAPH_SUCCESS)
        code = divide(d, quality, resolution, o);
    swap_out(&before);
    igraph_rng_destroy(&rng);
    return code;
}

/* igraph's sum of CPM counts each ordered pair, the size of a community in
 * full, over twice the weight of all ties; ours is that of communities.h. */
static double cpm_of(double quality, double total, double resolution,
                     uint64_t n)
{
    return quality * total + resolution * (double)n / 2.0;
}

lia_status lia_igraph_leiden(uint32_t *community, double *quality,
                             const lia_ties *ties, double total,
                             const lia_communities_options *o, lia_error *err)
{
    const bool modular = o->objective == LIA_MODULARITY;
    const double resolution =
        modular ? o->resolution / (2.0 * total) : o->resolution;
    const handlers before = enter();
    lia_status st = LIA_OK;
    double reached = 0.0;
    division d;

    if (!division_init(&d, ties)) {
        st = lia_fail(err, LIA_ENOMEM, "out of memory: communities");
        goto done;
    }
    division_fill(&d, ties, modular);
    d.has_graph = igraph_create(&d.graph, &d.ends, (door_int)ties->n,
                                false) == IGRAPH_SUCCESS;
    if (!d.has_graph ||
        divide_seeded(&d, &reached, resolution, o) != IGRAPH_SUCCESS) {
        IGRAPH_FINALLY_FREE();
        st = lia_fail(err, LIA_ENOMEM, "igraph could not find communities; "
                      "most likely out of memory");
        goto done;
    }
    for (lia_vid i = 0; i < ties->n; i++)
        community[i] = (uint32_t)VECTOR(d.member)[i];
    *quality = modular ? reached
                       : cpm_of(reached, total, resolution, ties->n);
done:
    division_free(&d);
    leave(&before);
    return st;
}

/* What igraph needs to place a network; all of it made, or none. */
typedef struct placing {
    igraph_t graph;
    bool has_graph;
    igraph_vector_int_t ends;
    igraph_vector_t pull;
    igraph_matrix_t place;
} placing;

static void placing_free(placing *p)
{
    if (p->has_graph)
        igraph_destroy(&p->graph);
    igraph_vector_int_destroy(&p->ends);
    igraph_vector_destroy(&p->pull);
    igraph_matrix_destroy(&p->place);
}

static bool placing_init(placing *p, const lia_springs *s)
{
    const door_int m = (door_int)s->m;

    memset(p, 0, sizeof *p);
    if (igraph_vector_int_init(&p->ends, 2 * m) != IGRAPH_SUCCESS ||
        igraph_vector_init(&p->pull, m) != IGRAPH_SUCCESS ||
        igraph_matrix_init(&p->place, (door_int)s->n, 2) != IGRAPH_SUCCESS)
        return false;
    for (uint64_t e = 0; e < 2 * s->m; e++)
        VECTOR(p->ends)[e] = (door_int)s->ends[e];
    for (uint64_t e = 0; e < s->m; e++)
        VECTOR(p->pull)[e] = s->pull[e];
    p->has_graph = igraph_create(&p->graph, &p->ends, (door_int)s->n,
                                 false) == IGRAPH_SUCCESS;
    return p->has_graph;
}

static igraph_error_t place_seeded(placing *p, const lia_springs *s)
{
    igraph_rng_t rng;
    generator before;
    igraph_error_t code = igraph_rng_init(&rng, &igraph_rngtype_mt19937);

    if (code != IGRAPH_SUCCESS)
        return code;
    code = igraph_rng_seed(&rng, (igraph_uint_t)s->seed);
    before = swap_in(&rng);
    if (code == IGRAPH_SUCCESS)
        code = igraph_layout_fruchterman_reingold(
            &p->graph, &p->place, false, s->rounds, sqrt((double)s->n) / 10,
            s->is_exact ? IGRAPH_LAYOUT_NOGRID : IGRAPH_LAYOUT_GRID, &p->pull,
            NULL, NULL, NULL, NULL);
    swap_out(&before);
    igraph_rng_destroy(&rng);
    return code;
}

lia_status lia_igraph_springs(double *xy, const lia_springs *s, lia_error *err)
{
    const handlers before = enter();
    lia_status st = LIA_OK;
    placing p;

    if (!placing_init(&p, s) || place_seeded(&p, s) != IGRAPH_SUCCESS) {
        IGRAPH_FINALLY_FREE();
        st = lia_fail(err, LIA_ENOMEM, "igraph could not lay the network out; "
                      "most likely out of memory");
        goto done;
    }
    for (lia_vid i = 0; i < s->n; i++) {
        xy[2 * (size_t)i] = MATRIX(p.place, (door_int)i, 0);
        xy[2 * (size_t)i + 1] = MATRIX(p.place, (door_int)i, 1);
    }
done:
    placing_free(&p);
    leave(&before);
    return st;
}
