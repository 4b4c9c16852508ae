/* ties/cuts.c - articulation points and bridges in one depth-first walk.
 *
 * The walk numbers accounts as it meets them. low(v) = the smallest number
 * that v's part of the walk reaches by one tie that the walk did not take.
 * Where a child c of p reaches no higher than p itself, p holds c's part to
 * the rest; where it reaches no higher than c, the tie (p, c) alone does
 * (Hopcroft, Tarjan 1973). The part of c has as many accounts as were
 * numbered from c until the walk leaves it: the sizes of both sides are free.
 *
 * No recursion: parents are kept, and how far each row has been read. What an
 * account needs stands in 16 bytes, so each step touches one cache line of it.
 */
#include "liaison/cohesion.h"

#include "base/mem.h"
#include "base/watch.h"

enum { ACCOUNTS_PER_STEP = 1 << 16 };

/* After a component is done, number = accounts in it, and low = accounts in
 * the part behind the tie to parent if that is a bridge, else 0. */
typedef struct place {
    uint32_t number;   /* 1 .. n in the order of the walk; 0 = not yet met   */
    uint32_t low;
    lia_vid parent;    /* LIA_NONE for the first of a component              */
    uint32_t read;     /* entries of the row that have been looked at        */
} place;

typedef struct walk {
    const lia_ties *ties;
    place *at;         /* [n]                                                */
    lia_vid *met;      /* [n] accounts in the order of the walk              */
    uint32_t count;    /* met so far                                         */
    uint8_t *articulation;
    const lia_run *run;
} walk;

static void meet(walk *w, lia_vid i, lia_vid parent)
{
    w->met[w->count++] = i;
    w->at[i] = (place){w->count, w->count, parent, 0};
    if (w->count % ACCOUNTS_PER_STEP == 0)
        lia_watch_advance(w->run, ACCOUNTS_PER_STEP);
}

/* Read on in the row of v until a contact that was not met yet: that is
 * where the walk goes on. LIA_NONE at the end of the row. */
static lia_vid next_contact(walk *w, lia_vid v)
{
    place *here = &w->at[v];
    const lia_vid *row = w->ties->to + w->ties->off[v];
    const uint32_t degree =
        (uint32_t)(w->ties->off[v + 1] - w->ties->off[v]);

    while (here->read < degree) {
        lia_vid u = row[here->read++];
        uint32_t number = w->at[u].number;
        if (number == 0)
            return u;
        if (u != here->parent && number < here->low)
            here->low = number;
    }
    return LIA_NONE;
}

/* The walk goes back from child to its parent. */
static void leave(walk *w, lia_vid child, bool parent_is_first)
{
    place *c = &w->at[child], *p = &w->at[c->parent];

    if (c->low >= p->number && !parent_is_first && w->articulation)
        w->articulation[c->parent] = 1;
    if (c->low < p->low)
        p->low = c->low;
    c->low = c->low == c->number ? w->count - c->number + 1 : 0;
}

static void walk_component(walk *w, lia_vid first)
{
    const uint32_t before = w->count;
    uint32_t branches = 0;
    lia_vid v = first;

    meet(w, first, LIA_NONE);
    for (;;) {
        lia_vid u = next_contact(w, v);
        if (u != LIA_NONE) {
            meet(w, u, v);
            v = u;
            continue;
        }
        if (v == first)
            break;
        lia_vid parent = w->at[v].parent;
        leave(w, v, parent == first);
        branches += parent == first;
        v = parent;
    }
    if (branches > 1 && w->articulation)
        w->articulation[first] = 1;
    w->at[first].low = 0;
    for (uint32_t k = before; k < w->count; k++)
        w->at[w->met[k]].number = w->count - before;
}

static lia_vid smaller_side(const place *at, lia_vid a, lia_vid b)
{
    const place *child = at[b].parent == a ? &at[b] :
                         at[a].parent == b ? &at[a] : NULL;
    uint32_t behind = child ? child->low : 0;

    if (behind == 0)
        return 0;
    return behind < child->number - behind ? behind : child->number - behind;
}

static void mark_ties(const lia_cuts *out, const lia_ties *ties,
                      const place *at)
{
    uint64_t t = 0;

    for (lia_vid a = 0; a < ties->n; a++) {
        for (uint64_t e = ties->off[a]; e < ties->off[a + 1]; e++) {
            if (ties->to[e] < a)
                continue;
            lia_vid side = smaller_side(at, a, ties->to[e]);
            if (out->bridge)
                out->bridge[t] = side > 0;
            if (out->smaller)
                out->smaller[t] = side;
            t++;
        }
    }
}

lia_status lia_cuts_of_ties(const lia_cuts *out, const lia_ties *ties,
                            const lia_run *run, lia_error *err)
{
    lia_status st = LIA_OK;
    walk w = {.ties = ties, .run = run};

    if (out == NULL || ties == NULL)
        return lia_fail(err, LIA_EARG, "out and ties must be given");
    LIA_TRY(lia_alloc_zero(&w.at, ties->n, sizeof *w.at, err));
    LIA_TRY(lia_alloc(&w.met, ties->n, sizeof *w.met, err));
    w.articulation = out->articulation;
    lia_watch_begin(run, "cuts", ties->n, "accounts");
    for (lia_vid i = 0; w.articulation && i < ties->n; i++)
        w.articulation[i] = 0;
    for (lia_vid i = 0; i < ties->n; i++)
        if (w.at[i].number == 0)
            walk_component(&w, i);
    lia_watch_advance(run, ties->n % ACCOUNTS_PER_STEP);
    if (out->bridge || out->smaller)
        mark_ties(out, ties, w.at);
    lia_watch_end(run);
done:
    lia_free(w.met);
    lia_free(w.at);
    return st;
}
