/* cli/measure/measures.h - the measures by name: what each is of, what it
 * means, and which kernel gives it. Each kernel runs once, however many names
 * need it.
 */
#ifndef LIA_CLI_MEASURE_MEASURES_H
#define LIA_CLI_MEASURE_MEASURES_H

#include "liaison/approximate.h"
#include "liaison/graph.h"
#include "liaison/ranked.h"

typedef enum measure_id {
    M_DEGREE, M_STRENGTH, M_IN_DEGREE, M_OUT_DEGREE, M_CONSTRAINT,
    M_EFFECTIVE_SIZE, M_EFFICIENCY, M_CLUSTERING, M_TRIANGLES, M_CORE,
    M_PAGERANK, M_BETWEENNESS, M_HARMONIC, M_CLOSENESS, M_EIGENVECTOR, M_KATZ,
    M_PARTICIPATION, M_COMMUNITY, M_COMPONENT, M_ARTICULATION, M_REACH2,
    M_OVERLAP, M_MUTUAL_CONTACTS, M_LOCAL_BRIDGE, M_SPAN, M_BRIDGE,
    M_EDGE_BETWEENNESS,
    M_DENSITY, M_RECIPROCITY, M_TRANSITIVITY, M_ASSORTATIVITY, M_COMPONENTS,
    M_DIAMETER, M_MODULARITY,
    MEASURE_COUNT
} measure_id;

typedef enum measure_kind {
    MEASURE_OF_ACCOUNTS, MEASURE_OF_TIES, MEASURE_OF_GRAPH
} measure_kind;
const char *measure_kind_name(measure_kind kind);  /* "accounts" */

typedef enum weight_use {
    WEIGHT_IGNORED,   /* ties count, whatever their weight                   */
    WEIGHT_STRENGTH,  /* heavy = near                                        */
    WEIGHT_LENGTH     /* heavy = far                                         */
} weight_use;

typedef struct measure {
    const char *name;
    measure_kind kind;
    lia_column_type type;
    weight_use weight;
    const char *not_directed;  /* why there is none of arcs, or NULL         */
    const char *not_weighted;  /* why there is none with weights, or NULL    */
    const char *line;          /* what it says, in one line                  */
} measure;

extern const measure measure_table[MEASURE_COUNT];

/* MEASURE_COUNT if there is none of this name. */
measure_id measure_find(const char *name, size_t length);

typedef uint64_t measure_set;
#define MEASURE_BIT(id) ((measure_set)1 << (id))

/* A network and what was measured of it. */
typedef struct measuring {
    const lia_ties *ties;         /* one of the two; weights are used if     */
    const lia_arcs *arcs;         /*   they are there                        */
    lia_run run;
    uint64_t seed;                /* of communities and samples              */
    double damping;               /* of PageRank; 0 = its own                */
    double alpha;                 /* of Katz; 0 = its own                    */
    double eps, delta;            /* of shortest paths; eps 0 = exact        */
    lia_achieved paths, near;     /* what was reached, where eps > 0         */
    void *value[MEASURE_COUNT];   /* [n], [m] or [1] of its type; NULL = not
                                     measured. Owned.                        */
} measuring;

lia_vid measuring_accounts(const measuring *m);
uint64_t measuring_ties(const measuring *m);   /* ties or arcs */

/* Measure everything in `wanted`, and what that needs. LIA_ECANNOT where a
 * measure is not defined for arcs or for weights, with the reason. */
LIA_CHECKED lia_status measuring_run(measuring *m, measure_set wanted,
                                     lia_error *err);
void measuring_free(measuring *m);

/* Bytes that measuring_run() needs beside the network, at most. */
uint64_t measuring_memory(measure_set wanted, uint64_t accounts,
                          uint64_t ties, int threads);

#endif
