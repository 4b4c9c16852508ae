/* graph/igraph_guard.h - what must be true of a graph file before igraph may
 * see it.
 */
#ifndef LIA_GRAPH_IGRAPH_GUARD_H
#define LIA_GRAPH_IGRAPH_GUARD_H

#include <stddef.h>

#include "graph/igraph_door.h"

/* NULL if the document may be read, else what is wrong with it. */
const char *lia_graph_guard(const char *text, size_t length,
                            lia_graph_format format);

#endif
