/* influence/sides.h - who stands on whose side, and who is no person. */
#ifndef LIA_INFLUENCE_SIDES_H
#define LIA_INFLUENCE_SIDES_H

#include "base/status.h"
#include "liaison/influence.h"

typedef struct lia_sides {
    uint32_t *company;     /* [n] number of its company, LIA_NONE = none     */
    uint32_t *team;        /* [n] the same of the accounts table's team      */
    uint8_t *own;          /* [n] 1 = on the own team                        */
    double *fake;          /* [n] 0..1                                       */
    uint64_t *pods_off;    /* [n + 1] memberships of each account            */
    uint32_t *pod;         /* ascending within an account                    */
    double *confidence;
} lia_sides;

LIA_CHECKED lia_status lia_sides_open(lia_sides *out, const lia_tables *tables,
                                      const lia_split_options *options,
                                      lia_error *err);
void lia_sides_close(lia_sides *s);

/* Is v on the side of u? An account is on its own. */
static inline bool lia_sides_same(const lia_sides *s, lia_vid v, lia_vid u)
{
    return v == u || (s->own[v] && s->own[u]) ||
           (s->company[v] != LIA_NONE && s->company[v] == s->company[u]) ||
           (s->team[v] != LIA_NONE && s->team[v] == s->team[u]);
}

/* The most certain pod that both are in; 0 = none. */
double lia_sides_pod(const lia_sides *s, lia_vid v, lia_vid u);

#endif
