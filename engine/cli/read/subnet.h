/* cli/read/subnet.h - the accounts that a list of edges names, numbered anew,
 * with the edges as ties or arcs: what the writers of networks take.
 */
#ifndef LIA_CLI_READ_SUBNET_H
#define LIA_CLI_READ_SUBNET_H

#include "liaison/graph.h"
#include "liaison/tables.h"

typedef struct subnet {
    lia_vid n;
    lia_vid *id;             /* [n] in the names given                       */
    lia_vid *local;          /* [names given] number, or LIA_NONE            */
    lia_names names;         /* [n]                                          */
    lia_ties ties;           /* one of the two                               */
    lia_arcs arcs;
} subnet;

/* ends: [2 count] distinct edges in order of both ends, without loops, so that
 * tie (arc) t is edge t. weight: [count]. */
LIA_CHECKED lia_status subnet_build(subnet *out, const lia_names *from,
                                    const lia_vid *ends, const double *weight,
                                    uint64_t count, bool directed,
                                    const lia_run *run, lia_error *err);
void subnet_free(subnet *s);

#endif
