/* report/network.h - what the three writers of networks share.
 */
#ifndef LIA_REPORT_NETWORK_H
#define LIA_REPORT_NETWORK_H

#include "liaison/report.h"
#include "report/cell.h"
#include "report/sink.h"

/* The ties of a network one after the other. */
typedef struct lia_edge {
    lia_vid source, target;
    uint64_t number;         /* of the tie, or of the arc                    */
    uint64_t entry;          /* place in to[] and weight[]                   */
} lia_edge;

/* Before the first: lia_edge_begin(). False when there is none left. */
lia_edge lia_edge_begin(void);
bool lia_edge_next(lia_edge *edge, const lia_network *network);

/* Is this column an attribute of its own? */
bool lia_network_has_attribute(const lia_column *column);

/* The weight of the edge in the cell; missing if there is none. */
void lia_network_weight(lia_cell *out, const lia_network *network,
                        const lia_edge *edge);
bool lia_network_is_weighted(const lia_network *network);

/* The id of an account inside an XML attribute. */
void lia_network_put_id(lia_sink *sink, const lia_network *network, lia_vid v);
/* The value in the words of XML Schema: INF, true. */
void lia_network_put_value(lia_sink *sink, const lia_column *column,
                           const lia_cell *cell);
/* "long", "double", "boolean", "string" */
const char *lia_network_type(const lia_column *column);

void lia_network_graphml(lia_sink *sink, const lia_network *network);
void lia_network_gexf(lia_sink *sink, const lia_network *network);
void lia_network_pajek(lia_sink *sink, const lia_network *network);

#endif
