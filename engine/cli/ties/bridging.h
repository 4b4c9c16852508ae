/* cli/ties/bridging.h - ties on two axes, the accounts that hold groups
 * together, and friction, as ranked tables. Used by `bridges` and by `report`.
 */
#ifndef LIA_CLI_TIES_BRIDGING_H
#define LIA_CLI_TIES_BRIDGING_H

#include "cli/read/inputs.h"
#include "liaison/ranked.h"
#include "liaison/strength.h"

typedef struct bridging {
    const lia_ties *ties;
    /* by tie, [m] */
    lia_vid *ends;           /* [2 m]                                        */
    double *strength, *low, *high, *activity, *reciprocity;
    double *overlap, *bridgeness, *span, *relay, *sign, *edge_betweenness;
    uint8_t *tie_class, *signs, *said, *local, *bridge, *quadrant, *order_class;
    uint32_t *mutual, *acts, *friction, *community_of_ends;    /* [2 m]      */
    lia_vid *cut_off;        /* accounts that the loss of a bridge cuts off  */
    uint32_t *smaller;       /* the smaller degree of both ends              */
    lia_time *last;
    /* by account, [n] */
    lia_vid *ids;
    uint64_t *degree;
    double *effective_size, *efficiency, *constraint, *participation;
    double *betweenness;
    uint32_t *sole_access, *communities, *community, *group;
    uint64_t *coordinator, *itinerant, *gatekeeper, *liaison;
    uint32_t community_count;
    bool groups_are_companies;
    uint64_t *tie_order, *account_order, *friction_order;
    lia_ranked bridges, brokers, frictions;
} bridging;

/* tables and net are borrowed, net with its ties and no weights; do not move
 * the struct. */
LIA_CHECKED lia_status bridging_run(bridging *out, const lia_tables *tables,
                                    const network *net, const settings *s,
                                    lia_error *err);
void bridging_free(bridging *b);

#endif
