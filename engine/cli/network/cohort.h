/* cli/network/cohort.h - the accounts of a co-engagement network, its
 * components and communities, and the posts that made it.
 */
#ifndef LIA_CLI_NETWORK_COHORT_H
#define LIA_CLI_NETWORK_COHORT_H

#include "cli/network/coengage.h"
#include "cli/read/subnet.h"
#include "liaison/cohesion.h"
#include "liaison/graph.h"

enum { COHORT_ATTRIBUTES = 6 };

/* Statistics of groups of one kind. */
typedef struct group_table {
    uint64_t count;
    uint8_t *kind;               /* 0 = component, 1 = community             */
    uint32_t *number;
    uint64_t *accounts, *edges, *weight, *posts;
    uint64_t *delta;             /* microseconds; later mean_delta_s         */
    double *density;
    lia_time *first, *last;
    uint64_t *order;
} group_table;

typedef struct cohort {
    const coengagement *c;
    subnet net;                  /* accounts with an edge, ties as the edges */
    lia_vid n;                   /* of its accounts                          */
    uint32_t *self;              /* [n] 0, 1, 2 ...                          */
    uint32_t *degree;
    uint64_t *strength;          /* [n] sum of weights                       */
    uint64_t *delta;             /* [n] sum; later means                     */
    lia_components parts;
    uint32_t *community;         /* or NULL                                  */
    uint32_t communities;
    double modularity;
    void *attribute[COHORT_ATTRIBUTES + 1];
    lia_ranked accounts, groups, posts, evidence;
    group_table group;
    /* [posts of the tables] */
    uint32_t *post_id, *post_accounts, *post_pairs;
    lia_time *post_first, *post_last;
    uint64_t *post_order, shown_posts;
    /* evidence, one row per shared post */
    lia_vid *ends;
    double *apart;
    uint32_t *edge_text;         /* ids into texts, one per edge             */
    lia_names texts;
} cohort;

/* Everything but evidence rows. Needs c->pairs with sums of delta (before
 * coengage_edges) and c->evidence. The tables borrow both. */
LIA_CHECKED lia_status cohort_build(cohort *out, const coengagement *c,
                                    lia_error *err);
/* The table of evidence, one row per edge and post, and the column `evidence`
 * of the edges: post@time_a@time_b|... */
LIA_CHECKED lia_status cohort_evidence(cohort *out, lia_ranked *edges,
                                       lia_error *err);
void cohort_free(cohort *co);

/* Of engine/cli/network/cohort_groups.c. */
LIA_CHECKED lia_status cohort_groups(cohort *co, lia_error *err);
LIA_CHECKED lia_status cohort_posts(cohort *co, lia_error *err);

/* Bytes per edge and per shared post that these take beside the pairs. */
enum {
    COHORT_EDGE_BYTES = 80, LEIDEN_EDGE_BYTES = 90, COHORT_SHARED_BYTES = 60
};

#endif
