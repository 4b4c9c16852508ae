/* report/graphml.c - GraphML (U. Brandes et al., "GraphML Progress Report",
 * Graph Drawing 2001), with the attributes declared and typed.
 */
#include "report/network.h"

/* igraph finds accounts by `name`; so a column of that name gets another. */
static const char *attribute_name(const lia_column *column)
{
    return strcmp(column->name, "name") == 0 ? "label" : column->name;
}

static void declare(lia_sink *sink, const char *prefix, uint32_t number,
                    const char *owner, const char *name, const char *type)
{
    lia_sink_text(sink, "<key id=\"");
    lia_sink_text(sink, prefix);
    lia_sink_count(sink, number);
    lia_sink_text(sink, "\" for=\"");
    lia_sink_text(sink, owner);
    lia_sink_text(sink, "\" attr.name=\"");
    (void)lia_sink_xml(sink, name, strlen(name));
    lia_sink_text(sink, "\" attr.type=\"");
    lia_sink_text(sink, type);
    lia_sink_text(sink, "\"/>\n");
}

static void declare_columns(lia_sink *sink, const lia_ranked *table,
                            const char *prefix, const char *owner)
{
    for (uint32_t c = 0; table != NULL && c < table->columns; c++)
        if (lia_network_has_attribute(&table->column[c]))
            declare(sink, prefix, c + 1, owner,
                    attribute_name(&table->column[c]),
                    lia_network_type(&table->column[c]));
}

static void begin_data(lia_sink *sink, const char *prefix, uint32_t number)
{
    lia_sink_text(sink, "<data key=\"");
    lia_sink_text(sink, prefix);
    lia_sink_count(sink, number);
    lia_sink_text(sink, "\">");
}

static void put_columns(lia_sink *sink, const lia_ranked *table,
                        const char *prefix, uint64_t element)
{
    for (uint32_t c = 0; table != NULL && c < table->columns; c++) {
        const lia_column *column = &table->column[c];
        lia_cell cell;
        if (!lia_network_has_attribute(column))
            continue;
        lia_cell_read(&cell, column, element);
        if (cell.kind == LIA_CELL_MISSING)
            continue;
        begin_data(sink, prefix, c + 1);
        lia_network_put_value(sink, column, &cell);
        lia_sink_text(sink, "</data>");
    }
}

static void put_nodes(lia_sink *sink, const lia_network *network)
{
    for (lia_vid v = 0; v < network->accounts->count; v++) {
        lia_sink_text(sink, "<node id=\"");
        lia_network_put_id(sink, network, v);
        lia_sink_text(sink, "\">");
        begin_data(sink, "v", 0);
        lia_network_put_id(sink, network, v);
        lia_sink_text(sink, "</data>");
        put_columns(sink, network->account_columns, "v", v);
        lia_sink_text(sink, "</node>\n");
    }
}

static void put_edges(lia_sink *sink, const lia_network *network)
{
    lia_edge edge = lia_edge_begin();
    lia_cell weight;

    while (lia_edge_next(&edge, network)) {
        lia_sink_text(sink, "<edge source=\"");
        lia_network_put_id(sink, network, edge.source);
        lia_sink_text(sink, "\" target=\"");
        lia_network_put_id(sink, network, edge.target);
        lia_sink_text(sink, "\">");
        lia_network_weight(&weight, network, &edge);
        if (weight.kind != LIA_CELL_MISSING) {
            const lia_column plain = {.type = LIA_COLUMN_NUMBER};
            begin_data(sink, "e", 0);
            lia_network_put_value(sink, &plain, &weight);
            lia_sink_text(sink, "</data>");
        }
        put_columns(sink, network->tie_columns, "e", edge.number);
        lia_sink_text(sink, "</edge>\n");
    }
}

void lia_network_graphml(lia_sink *sink, const lia_network *network)
{
    lia_sink_text(sink,
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
        "<graphml xmlns=\"http://graphml.graphdrawing.org/xmlns\""
        " xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\""
        " xsi:schemaLocation=\"http://graphml.graphdrawing.org/xmlns"
        " http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd\">\n");
    if (network->about != NULL) {
        lia_sink_text(sink, "<desc>");
        (void)lia_sink_xml(sink, network->about, strlen(network->about));
        lia_sink_text(sink, "</desc>\n");
    }
    declare(sink, "v", 0, "node", "name", "string");
    declare_columns(sink, network->account_columns, "v", "node");
    if (lia_network_is_weighted(network))
        declare(sink, "e", 0, "edge", "weight", "double");
    declare_columns(sink, network->tie_columns, "e", "edge");
    lia_sink_text(sink, network->arcs != NULL
                            ? "<graph id=\"G\" edgedefault=\"directed\">\n"
                            : "<graph id=\"G\" edgedefault=\"undirected\">\n");
    put_nodes(sink, network);
    put_edges(sink, network);
    lia_sink_text(sink, "</graph>\n</graphml>\n");
}
