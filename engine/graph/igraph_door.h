/* graph/igraph_door.h - the one door to igraph: graph files with attributes,
 * communities, places to draw accounts at.
 *
 * igraph is built without thread safety: one call at a time, never inside a
 * parallel region. Its handlers and attribute table are put back afterwards.
 */
#ifndef LIA_GRAPH_IGRAPH_DOOR_H
#define LIA_GRAPH_IGRAPH_DOOR_H

#include "base/status.h"
#include "liaison/communities.h"

typedef enum lia_graph_format {
    LIA_GRAPH_GRAPHML, LIA_GRAPH_GML, LIA_GRAPH_PAJEK
} lia_graph_format;

/* One attribute of all vertices or edges: numbers, or texts. */
typedef struct lia_graph_attribute {
    char *name;
    double *number;          /* [count] NAN = missing; NULL = texts          */
    uint64_t *off;           /* [count + 1] into bytes; empty = missing      */
    char *bytes;
} lia_graph_attribute;

typedef struct lia_graph_file {
    uint64_t n, m;
    bool directed;
    uint64_t *ends;          /* [2 m] source, target of each edge            */
    uint32_t vertex_attributes, edge_attributes;
    lia_graph_attribute *vertex, *edge;
} lia_graph_file;

/* Read a whole document. A document that igraph refuses, or that we refuse
 * first because igraph would not survive it, gives LIA_OK with *why set (to a
 * constant) and an empty graph. LIA_ENOMEM; LIA_ELIMIT above 2^32 - 2
 * vertices. */
LIA_CHECKED lia_status lia_graph_file_read(lia_graph_file *out,
                                           const char **why,
                                           const char *text, size_t length,
                                           lia_graph_format format,
                                           lia_error *err);
void lia_graph_file_free(lia_graph_file *file);

/* Leiden's communities as igraph numbers them, all numbers below n. total:
 * the weights of all ties together, > 0. The rest as in communities.h, and
 * valid. */
LIA_CHECKED lia_status lia_igraph_leiden(uint32_t *community, double *quality,
                                         const lia_ties *ties, double total,
                                         const lia_communities_options *o,
                                         lia_error *err);

/* A connected network of springs. */
typedef struct lia_springs {
    lia_vid n;
    uint64_t m;
    const lia_vid *ends;     /* [2 m] below n                                */
    const double *pull;      /* [m] > 0                                      */
    int rounds;
    bool is_exact;           /* everything pushes everything, not only what
                                is near                                      */
    uint64_t seed;
} lia_springs;

/* Fruchterman and Reingold's places, as igraph leaves them: xy [2 n]. */
LIA_CHECKED lia_status lia_igraph_springs(double *xy, const lia_springs *s,
                                          lia_error *err);

#endif
