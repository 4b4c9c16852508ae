/* ties/sole_access.c - who is on every short path from the team to an entity.
 *
 * The paths to an entity are met one by one; at most two accounts can be on
 * all of them (those on the first), so two candidates per entity are kept and
 * struck out as paths come that avoid them.
 */
#include <string.h>

#include "base/mem.h"
#include "base/status.h"
#include "liaison/bridges.h"

typedef struct door {
    lia_vid a, b;            /* LIA_NONE: struck out                         */
    bool seen;               /* a path was met                               */
    bool is_ours;            /* a member belongs to it: not counted          */
} door;

/* A path over a and, unless it is LIA_NONE, b. */
static void meet(door *d, lia_vid a, lia_vid b)
{
    if (!d->seen) {
        *d = (door){a, b, true, d->is_ours};
        return;
    }
    if (d->a != a && d->a != b)
        d->a = LIA_NONE;
    if (d->b != a && d->b != b)
        d->b = LIA_NONE;
}

typedef struct access {
    const lia_ties *ties;
    const uint8_t *team;
    const uint32_t *entity;
    lia_vid *member;         /* [n] the only member tied to it; LIA_NONE:
                                none; n: several                             */
    door *door;              /* [n] by entity, or account                    */
    lia_vid *first;          /* [n] first account of an entity               */
} access;

static lia_vid slot_of(const access *q, lia_vid x)
{
    if (q->entity == NULL || q->entity[x] == LIA_NONE)
        return x;
    return q->first[q->entity[x]];
}

static void find_members(access *q)
{
    const lia_ties *t = q->ties;

    for (lia_vid v = 0; v < t->n; v++) {
        q->member[v] = LIA_NONE;
        for (uint64_t e = t->off[v]; e < t->off[v + 1]; e++)
            if (q->team[t->to[e]])
                q->member[v] = q->member[v] == LIA_NONE ? t->to[e] : t->n;
    }
}

/* All paths of one or two steps from the team to x. */
static void meet_all(access *q, lia_vid x)
{
    const lia_ties *t = q->ties;
    door *d = &q->door[slot_of(q, x)];

    if (q->team[x]) {
        d->is_ours = true;
        return;
    }
    for (uint64_t e = t->off[x]; e < t->off[x + 1]; e++) {
        const lia_vid v = t->to[e];
        if (q->team[v])
            meet(d, v, LIA_NONE);
        else if (q->member[v] != LIA_NONE)
            meet(d, v, q->member[v] == t->n ? LIA_NONE : q->member[v]);
    }
}

/* Without a team: accounts that hang on one contact. */
static void meet_pendants(access *q, lia_vid x)
{
    const lia_ties *t = q->ties;
    door *d = &q->door[slot_of(q, x)];

    for (uint64_t e = t->off[x]; e < t->off[x + 1]; e++)
        if (slot_of(q, t->to[e]) != slot_of(q, x))
            meet(d, t->to[e], LIA_NONE);
}

static void find_entities(access *q)
{
    for (lia_vid i = 0; i < q->ties->n; i++)
        q->first[i] = LIA_NONE;
    for (lia_vid i = 0; q->entity != NULL && i < q->ties->n; i++)
        if (q->entity[i] != LIA_NONE && q->first[q->entity[i]] == LIA_NONE)
            q->first[q->entity[i]] = i;
}

lia_status lia_sole_access(uint32_t *out, const lia_ties *ties,
                           const uint8_t *team, const uint32_t *entity,
                           lia_error *err)
{
    access q = {.ties = ties, .team = team, .entity = entity};
    lia_status st = LIA_OK;

    if (out == NULL || ties == NULL)
        return lia_fail(err, LIA_EARG, "out and ties must be given");
    for (lia_vid i = 0; entity != NULL && i < ties->n; i++)
        if (entity[i] >= ties->n && entity[i] != LIA_NONE)
            return lia_fail(err, LIA_EARG, "entity %u of %u accounts",
                            entity[i], ties->n);
    LIA_TRY(lia_alloc(&q.first, ties->n, sizeof *q.first, err));
    LIA_TRY(lia_alloc(&q.member, ties->n, sizeof *q.member, err));
    LIA_TRY(lia_alloc_zero(&q.door, ties->n, sizeof *q.door, err));
    find_entities(&q);
    if (team != NULL)
        find_members(&q);
    for (lia_vid x = 0; x < ties->n; x++)
        (team != NULL ? meet_all : meet_pendants)(&q, x);
    memset(out, 0, ties->n * sizeof *out);
    for (lia_vid x = 0; x < ties->n; x++) {
        const door *d = &q.door[x];
        if (!d->seen || d->is_ours)
            continue;
        if (d->a != LIA_NONE)
            out[d->a]++;
        if (d->b != LIA_NONE)
            out[d->b]++;
    }
done:
    lia_free(q.first);
    lia_free(q.member);
    lia_free(q.door);
    return st;
}
