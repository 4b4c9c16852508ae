/* liaison/toolkit.h - networks as coordination-network-toolkit counts them.
 *
 * T. Graham, QUT Digital Observatory, "Coordination network toolkit", 2020,
 * commit daa0e11. Two messages match if they have a key in common (what they
 * repost, reply to, say, link to; or nothing) and are at most a window apart,
 * bounds included. weight(u, v) = messages of u that match another message by
 * v, each counted once: so edges have a direction, and u -> v weighs what u
 * did.
 */
#ifndef LIA_TOOLKIT_H
#define LIA_TOOLKIT_H

#include "liaison/base.h"

#ifdef __cplusplus
extern "C" {
#endif

/* One entry per message and key, messages in ascending order. */
typedef struct lia_toolkit_entries {
    uint64_t count;
    uint32_t keys, messages, users;   /* ids are below                       */
    const uint32_t *key;              /* [count]                             */
    const uint32_t *message;          /* [count] ascending                   */
    const uint32_t *user;             /* [count]                             */
    const lia_time *time;             /* [count]                             */
} lia_toolkit_entries;

typedef struct lia_toolkit_options {
    lia_run run;
    lia_time window;                  /* microseconds                        */
    uint32_t min_weight;
    bool loops;                       /* keep edges from a user to itself    */
} lia_toolkit_options;

typedef struct lia_toolkit_edges {
    uint64_t count;
    uint32_t *ends;                   /* [2 count] source, target            */
    uint32_t *weight;                 /* [count]                             */
} lia_toolkit_edges;

/* Edges by source, then target.
 *
 * return LIA_OK; LIA_EARG for a NULL, a window below 0 or a min_weight of 0;
 * LIA_ELIMIT with 2^32 entries or more; LIA_ENOMEM. The same bytes for every
 * thread count. Time O(entries log entries + neighbours in windows); memory 36
 * bytes per entry, 12 per edge, 12 per user and thread. */
LIA_CHECKED lia_status lia_toolkit_network(lia_toolkit_edges *out,
                                           const lia_toolkit_entries *entries,
                                           const lia_toolkit_options *options,
                                           lia_error *err);
void lia_toolkit_edges_free(lia_toolkit_edges *edges);

#ifdef __cplusplus
}
#endif
#endif
