/* report/network.c - networks to files: checks, the walk over the ties, and
 * the words that GraphML and GEXF have in common.
 */
#include "report/network.h"

#include <errno.h>

#include "report/atomic_file.h"

lia_edge lia_edge_begin(void)
{
    return (lia_edge){.source = 0, .entry = UINT64_MAX, .number = UINT64_MAX};
}

bool lia_edge_next(lia_edge *edge, const lia_network *network)
{
    const lia_arcs view = network->arcs != NULL
                              ? *network->arcs
                              : lia_ties_as_arcs(network->ties);

    while (++edge->entry < view.off[view.n]) {
        while (edge->entry >= view.off[edge->source + 1])
            edge->source++;
        edge->target = view.to[edge->entry];
        if (network->arcs == NULL && edge->target < edge->source)
            continue;                   /* the tie's other direction         */
        edge->number++;
        return true;
    }
    return false;
}

bool lia_network_has_attribute(const lia_column *column)
{
    static const char *const ids[] = {"account", "account_a", "account_b",
                                      "source", "target", "weight"};

    for (size_t k = 0; k < sizeof ids / sizeof *ids; k++)
        if (strcmp(column->name, ids[k]) == 0)
            return false;
    return true;
}

static const double *graph_weight(const lia_network *network)
{
    return network->arcs != NULL ? network->arcs->weight
                                 : network->ties->weight;
}

bool lia_network_is_weighted(const lia_network *network)
{
    return graph_weight(network) != NULL ||
           lia_ranked_find(network->tie_columns, "weight") != NULL;
}

void lia_network_weight(lia_cell *out, const lia_network *network,
                        const lia_edge *edge)
{
    const lia_column *column =
        lia_ranked_find(network->tie_columns, "weight");
    const lia_column plain = {.name = "weight", .type = LIA_COLUMN_NUMBER,
                              .data = graph_weight(network)};

    if (column != NULL)
        lia_cell_read(out, column, edge->number);
    else if (plain.data != NULL)
        lia_cell_read(out, &plain, edge->entry);
    else
        out->kind = LIA_CELL_MISSING;
}

void lia_network_put_id(lia_sink *sink, const lia_network *network, lia_vid v)
{
    size_t length;
    const char *name = lia_name(network->accounts, v, &length);

    if (!lia_sink_xml(sink, name, length)) {
        lia_sink_text(sink, " #");
        lia_sink_count(sink, v);
    }
}

void lia_network_put_value(lia_sink *sink, const lia_column *column,
                           const lia_cell *cell)
{
    if (cell->kind == LIA_CELL_INFINITE)
        lia_sink_text(sink, cell->text[0] == '-' ? "-INF" : "INF");
    else if (column->type == LIA_COLUMN_FLAG)
        lia_sink_text(sink, cell->text[0] == '1' ? "true" : "false");
    else
        (void)lia_sink_xml(sink, cell->text, cell->length);
}

const char *lia_network_type(const lia_column *column)
{
    switch (column->type) {
    case LIA_COLUMN_COUNT:
    case LIA_COLUMN_COUNT32:
        return "long";
    case LIA_COLUMN_NUMBER:
        return "double";
    case LIA_COLUMN_FLAG:
        return "boolean";
    default:
        return "string";
    }
}

static lia_status check(const lia_network *network, lia_format format,
                        lia_error *err)
{
    if (network == NULL || network->accounts == NULL)
        return lia_fail(err, LIA_EARG, "a network without accounts");
    if ((network->ties == NULL) == (network->arcs == NULL))
        return lia_fail(err, LIA_EARG, "a network has either ties or arcs");
    if (network->accounts->count != (network->ties != NULL ? network->ties->n
                                                           : network->arcs->n))
        return lia_fail(err, LIA_EARG, "%u accounts do not fit the ties",
                        network->accounts->count);
    if (format != LIA_FORMAT_GRAPHML && format != LIA_FORMAT_GEXF &&
        format != LIA_FORMAT_PAJEK)
        return lia_fail(err, LIA_EARG, "%s is no format of networks",
                        lia_format_name(format));
    return LIA_OK;
}

lia_status lia_write_network(FILE *stream, const lia_network *network,
                             lia_format format, lia_error *err)
{
    lia_sink sink;
    lia_status st = check(network, format, err);

    if (st != LIA_OK)
        return st;
    st = lia_sink_open(&sink, stream, err);
    if (st != LIA_OK)
        return st;
    if (format == LIA_FORMAT_GRAPHML)
        lia_network_graphml(&sink, network);
    else if (format == LIA_FORMAT_GEXF)
        lia_network_gexf(&sink, network);
    else
        lia_network_pajek(&sink, network);
    return lia_sink_close(&sink, err);
}

lia_status lia_write_network_file(const char *path, const lia_network *network,
                                  lia_format format, lia_error *err)
{
    lia_atomic_file file;
    lia_status st = check(network, format, err);

    if (st != LIA_OK)
        return st;
    st = lia_atomic_open(&file, path, err);
    if (st != LIA_OK)
        return st;
    st = lia_write_network(file.stream, network, format, err);
    return lia_atomic_finish(&file, st, err);
}
