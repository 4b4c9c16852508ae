/* report/gexf.c - GEXF 1.2draft, Gephi's format. 1.3 adds nothing that is
 * needed here, and NetworkX before 3.6 does not open it.
 */
#include "report/network.h"

/* The label of a node is the name; it is no attribute besides. */
static bool is_attribute(const lia_column *column, bool of_nodes)
{
    return lia_network_has_attribute(column) &&
           !(of_nodes && strcmp(column->name, "name") == 0);
}

static void declare(lia_sink *sink, const lia_ranked *table, bool of_nodes)
{
    lia_sink_text(sink, of_nodes
                            ? "<attributes class=\"node\" mode=\"static\">\n"
                            : "<attributes class=\"edge\" mode=\"static\">\n");
    for (uint32_t c = 0; c < table->columns; c++) {
        const lia_column *column = &table->column[c];
        if (!is_attribute(column, of_nodes))
            continue;
        lia_sink_text(sink, "<attribute id=\"");
        lia_sink_count(sink, c);
        lia_sink_text(sink, "\" title=\"");
        (void)lia_sink_xml(sink, column->name, strlen(column->name));
        lia_sink_text(sink, "\" type=\"");
        lia_sink_text(sink, lia_network_type(column));
        lia_sink_text(sink, "\"/>\n");
    }
    lia_sink_text(sink, "</attributes>\n");
}

static void put_columns(lia_sink *sink, const lia_ranked *table, bool of_nodes,
                        uint64_t element)
{
    bool any = false;

    for (uint32_t c = 0; table != NULL && c < table->columns; c++) {
        const lia_column *column = &table->column[c];
        lia_cell cell;
        if (!is_attribute(column, of_nodes))
            continue;
        lia_cell_read(&cell, column, element);
        if (cell.kind == LIA_CELL_MISSING)
            continue;
        lia_sink_text(sink, any ? "" : "<attvalues>");
        any = true;
        lia_sink_text(sink, "<attvalue for=\"");
        lia_sink_count(sink, c);
        lia_sink_text(sink, "\" value=\"");
        lia_network_put_value(sink, column, &cell);
        lia_sink_text(sink, "\"/>");
    }
    if (any)
        lia_sink_text(sink, "</attvalues>");
}

static void put_label(lia_sink *sink, const lia_network *network, lia_vid v)
{
    const lia_column *column =
        lia_ranked_find(network->account_columns, "name");
    lia_cell cell = {.kind = LIA_CELL_MISSING};

    if (column != NULL)
        lia_cell_read(&cell, column, v);
    if (cell.kind == LIA_CELL_WORDS && cell.length > 0)
        (void)lia_sink_xml(sink, cell.text, cell.length);
    else
        lia_network_put_id(sink, network, v);
}

static void put_number(lia_sink *sink, const char *before, double value)
{
    char room[LIA_NUMBER_ROOM];

    lia_sink_text(sink, before);
    lia_sink_put(sink, room, lia_format_double(room, value));
}

static void put_look(lia_sink *sink, const lia_network_look *look, lia_vid v)
{
    const uint32_t color = look->color[v];

    lia_sink_text(sink, "<viz:color r=\"");
    lia_sink_count(sink, color >> 16);
    lia_sink_text(sink, "\" g=\"");
    lia_sink_count(sink, color >> 8 & 0xFF);
    lia_sink_text(sink, "\" b=\"");
    lia_sink_count(sink, color & 0xFF);
    put_number(sink, "\"/><viz:position x=\"", look->x[v]);
    put_number(sink, "\" y=\"", look->y[v]);
    put_number(sink, "\" z=\"0\"/><viz:size value=\"", look->size[v]);
    lia_sink_text(sink, "\"/>");
}

static void put_nodes(lia_sink *sink, const lia_network *network)
{
    lia_sink_text(sink, "<nodes>\n");
    for (lia_vid v = 0; v < network->accounts->count; v++) {
        lia_sink_text(sink, "<node id=\"");
        lia_network_put_id(sink, network, v);
        lia_sink_text(sink, "\" label=\"");
        put_label(sink, network, v);
        lia_sink_text(sink, "\">");
        put_columns(sink, network->account_columns, true, v);
        if (network->look != NULL)
            put_look(sink, network->look, v);
        lia_sink_text(sink, "</node>\n");
    }
    lia_sink_text(sink, "</nodes>\n");
}

static void put_edges(lia_sink *sink, const lia_network *network)
{
    const lia_column plain = {.type = LIA_COLUMN_NUMBER};
    lia_edge edge = lia_edge_begin();
    lia_cell weight;

    lia_sink_text(sink, "<edges>\n");
    while (lia_edge_next(&edge, network)) {
        lia_sink_text(sink, "<edge id=\"");
        lia_sink_count(sink, edge.number);
        lia_sink_text(sink, "\" source=\"");
        lia_network_put_id(sink, network, edge.source);
        lia_sink_text(sink, "\" target=\"");
        lia_network_put_id(sink, network, edge.target);
        lia_network_weight(&weight, network, &edge);
        if (weight.kind != LIA_CELL_MISSING) {
            lia_sink_text(sink, "\" weight=\"");
            lia_network_put_value(sink, &plain, &weight);
        }
        lia_sink_text(sink, "\">");
        put_columns(sink, network->tie_columns, false, edge.number);
        lia_sink_text(sink, "</edge>\n");
    }
    lia_sink_text(sink, "</edges>\n");
}

void lia_network_gexf(lia_sink *sink, const lia_network *network)
{
    lia_sink_text(sink,
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
        "<gexf xmlns=\"http://www.gexf.net/1.2draft\"");
    if (network->look != NULL)
        lia_sink_text(sink,
                      " xmlns:viz=\"http://www.gexf.net/1.2draft/viz\"");
    lia_sink_text(sink, " version=\"1.2\">\n");
    if (network->about != NULL) {
        lia_sink_text(sink, "<meta><creator>liaison</creator><description>");
        (void)lia_sink_xml(sink, network->about, strlen(network->about));
        lia_sink_text(sink, "</description></meta>\n");
    }
    lia_sink_text(sink, network->arcs != NULL
        ? "<graph mode=\"static\" defaultedgetype=\"directed\">\n"
        : "<graph mode=\"static\" defaultedgetype=\"undirected\">\n");
    if (network->account_columns != NULL)
        declare(sink, network->account_columns, true);
    if (network->tie_columns != NULL)
        declare(sink, network->tie_columns, false);
    put_nodes(sink, network);
    put_edges(sink, network);
    lia_sink_text(sink, "</graph>\n</gexf>\n");
}
