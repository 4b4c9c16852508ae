/* report/picture.c - which accounts and ties of a large network are shown. */
#include "report/picture.h"

#include <string.h>

#include "base/mem.h"
#include "base/sort.h"
#include "liaison/layout.h"
#include "liaison/ranked.h"

/* A tie between two shown accounts. */
typedef struct shown_tie {
    uint64_t number;         /* in the whole network                         */
    uint32_t a, b;           /* places, a < b                                */
    double strength;
    bool is_wanted;
} shown_tie;

typedef struct choosing {
    const lia_picture_of *of;
    uint32_t most_nodes, most_edges;
    uint32_t *place;         /* [n] of an account; LIA_NONE = not shown      */
    uint64_t *wanted;        /* [wanted_ties] ascending                      */
    shown_tie *tie;          /* [count] in tie order                         */
    uint64_t count;
} choosing;

static uint64_t degree_of(const lia_ties *ties, lia_vid i)
{
    return ties->off[i + 1] - ties->off[i];
}

/* ---- accounts ---- */

static uint32_t choose_wanted(choosing *c)
{
    uint32_t count = 0;

    for (uint64_t k = 0; k < c->of->wanted_count; k++) {
        const lia_vid i = c->of->wanted[k];
        if (count == c->most_nodes)
            break;
        count += c->place[i] == LIA_NONE;
        c->place[i] = 0;
    }
    return count;
}

/* Among the first most_nodes by degree there are enough that nobody wanted. */
static lia_status choose_by_degree(choosing *c, uint32_t count,
                                   const lia_run *run, lia_error *err)
{
    const lia_ties *ties = c->of->ties;
    uint64_t *degree = NULL, *order = NULL, shown;
    lia_status st = LIA_OK;

    LIA_TRY(lia_alloc(&degree, ties->n, sizeof *degree, err));
    for (lia_vid i = 0; i < ties->n; i++)
        degree[i] = degree_of(ties, i);
    const lia_rank_key key = {.count = degree, .descending = true};
    LIA_TRY(lia_ranked_order(&order, &shown, ties->n, c->most_nodes, &key, 1,
                             run, err));
    for (uint64_t k = 0; k < shown && count < c->most_nodes; k++) {
        count += c->place[order[k]] == LIA_NONE;
        c->place[order[k]] = 0;
    }
done:
    lia_ranked_order_free(order);
    lia_free(degree);
    return st;
}

static lia_status choose_accounts(lia_picture *out, choosing *c,
                                  const lia_run *run, lia_error *err)
{
    const lia_vid n = c->of->ties->n;
    const bool all = n <= c->most_nodes;
    lia_status st = LIA_OK;

    LIA_TRY(lia_alloc(&c->place, n, sizeof *c->place, err));
    for (lia_vid i = 0; i < n; i++)
        c->place[i] = all ? 0 : LIA_NONE;
    if (!all)
        LIA_TRY(choose_by_degree(c, choose_wanted(c), run, err));
    out->nodes = all ? n : c->most_nodes;
    LIA_TRY(lia_alloc(&out->account, out->nodes, sizeof *out->account, err));
    for (lia_vid i = 0, at = 0; i < n; i++)
        if (c->place[i] != LIA_NONE) {
            c->place[i] = at;
            out->account[at++] = i;
        }
done:
    return st;
}

/* ---- ties ---- */

static lia_status sort_wanted_ties(choosing *c, lia_error *err)
{
    const uint64_t count = c->of->wanted_ties;
    uint32_t *dummy = NULL;
    lia_status st = LIA_OK;

    LIA_TRY(lia_alloc(&c->wanted, count, sizeof *c->wanted, err));
    LIA_TRY(lia_alloc_zero(&dummy, count, sizeof *dummy, err));
    for (uint64_t k = 0; k < count; k++)
        c->wanted[k] = c->of->wanted_tie[k];
    lia_sort_keys(c->wanted, dummy, count);
done:
    lia_free(dummy);
    return st;
}

static lia_status collect(choosing *c, lia_error *err)
{
    const lia_ties *ties = c->of->ties;
    uint64_t room = 0, number = 0, next = 0;

    for (lia_vid i = 0; i < ties->n; i++)
        for (uint64_t e = ties->off[i]; e < ties->off[i + 1]; e++) {
            const lia_vid j = ties->to[e];
            if (j < i)
                continue;
            while (next < c->of->wanted_ties && c->wanted[next] < number)
                next++;
            if (c->place[i] != LIA_NONE && c->place[j] != LIA_NONE) {
                const lia_status st = lia_reserve(&c->tie, &room, c->count + 1,
                                                  sizeof *c->tie, err);
                if (st != LIA_OK)
                    return st;
                c->tie[c->count++] = (shown_tie){
                    number, c->place[i], c->place[j],
                    c->of->strength != NULL ? c->of->strength[number] : 1.0,
                    next < c->of->wanted_ties && c->wanted[next] == number};
            }
            number++;
        }
    return LIA_OK;
}

/* Orders ties by strength, the strongest first; equally strong ones by how
 * much their ends are tied, which for one account is its contacts' degrees. */
static uint64_t weakness(const choosing *c, const lia_picture *p,
                         const shown_tie *t)
{
    const double strength =
        t->strength >= 1 ? 1.0 : t->strength > 0 ? t->strength : 0.0;
    const uint64_t strong = (uint64_t)(strength * INT32_MAX);
    uint64_t degrees = degree_of(c->of->ties, p->account[t->a]) +
                       degree_of(c->of->ties, p->account[t->b]);

    degrees = degrees < UINT32_MAX ? degrees : UINT32_MAX;
    return ((uint64_t)INT32_MAX - strong) << 32 | (UINT32_MAX - degrees);
}

static uint32_t root_of(uint32_t *above, uint32_t i)
{
    while (above[i] != i) {
        above[i] = above[above[i]];
        i = above[i];
    }
    return i;
}

/* turn: [count] in order of weakness; key: [count] out, when a tie's turn
 * comes: wanted, of the forest, first tie of an account, second ...
 * above, rank: [nodes] scratch. */
static void take_turns(const choosing *c, uint64_t *key, const uint32_t *turn,
                       uint32_t *above, uint32_t *rank, uint32_t nodes)
{
    for (uint32_t i = 0; i < nodes; i++) {
        above[i] = i;
        rank[i] = 0;
    }
    for (uint64_t k = 0; k < c->count; k++) {
        const shown_tie *t = &c->tie[turn[k]];
        const uint32_t a = root_of(above, t->a), b = root_of(above, t->b);
        const uint32_t ra = rank[t->a]++, rb = rank[t->b]++;
        uint64_t when = 2 + (uint64_t)(ra < rb ? ra : rb);
        if (a != b)
            when = 1;
        above[a] = b;
        if (t->is_wanted)
            when = 0;
        key[k] = when << 32 | k;
    }
}

/* Keep most_edges of the ties, in their order. */
static lia_status thin(choosing *c, const lia_picture *p, lia_error *err)
{
    uint32_t *turn = NULL, *above = NULL, *rank = NULL;
    uint64_t *key = NULL, kept = 0;
    lia_status st = LIA_OK;

    if (c->count >= UINT32_MAX)
        return lia_fail(err, LIA_ELIMIT, "a picture of %llu ties",
                        (unsigned long long)c->count);
    LIA_TRY(lia_alloc(&turn, c->count, sizeof *turn, err));
    LIA_TRY(lia_alloc(&key, c->count, sizeof *key, err));
    LIA_TRY(lia_alloc(&above, p->nodes, sizeof *above, err));
    LIA_TRY(lia_alloc(&rank, p->nodes, sizeof *rank, err));
    for (uint64_t k = 0; k < c->count; k++) {
        turn[k] = (uint32_t)k;
        key[k] = weakness(c, p, &c->tie[k]);
    }
    lia_sort_keys(key, turn, c->count);
    take_turns(c, key, turn, above, rank, p->nodes);
    lia_sort_keys(key, turn, c->count);
    lia_sort_ids(turn, c->most_edges);
    for (uint64_t k = 0; k < c->most_edges; k++)
        c->tie[kept++] = c->tie[turn[k]];
    c->count = kept;
done:
    lia_free(turn);
    lia_free(key);
    lia_free(above);
    lia_free(rank);
    return st;
}

static lia_status choose_ties(lia_picture *out, choosing *c, lia_error *err)
{
    lia_status st = LIA_OK;

    LIA_TRY(sort_wanted_ties(c, err));
    LIA_TRY(collect(c, err));
    if (c->count > c->most_edges)
        LIA_TRY(thin(c, out, err));
    out->edges = (uint32_t)c->count;
    LIA_TRY(lia_alloc(&out->end, 2 * c->count, sizeof *out->end, err));
    LIA_TRY(lia_alloc(&out->weight, c->count, sizeof *out->weight, err));
    LIA_TRY(lia_alloc(&out->tie, c->count, sizeof *out->tie, err));
    for (uint64_t k = 0; k < c->count; k++) {
        out->end[2 * k] = c->tie[k].a;
        out->end[2 * k + 1] = c->tie[k].b;
        out->weight[k] = c->tie[k].strength;
        out->tie[k] = c->tie[k].number;
    }
done:
    return st;
}

/* ---- places ---- */

static lia_status pick_column(uint32_t **out, const lia_picture *p,
                              const uint32_t *column, lia_error *err)
{
    const lia_status st = lia_alloc(out, p->nodes, sizeof **out, err);

    for (uint32_t k = 0; st == LIA_OK && k < p->nodes; k++)
        (*out)[k] = column != NULL ? column[p->account[k]] : LIA_NONE;
    return st;
}

static lia_status describe(lia_picture *out, const lia_picture_of *of,
                           lia_error *err)
{
    lia_status st = LIA_OK;

    out->accounts_all = of->ties->n;
    out->ties_all = of->ties->m;
    LIA_TRY(pick_column(&out->pod, out, of->pod, err));
    LIA_TRY(pick_column(&out->community, out, of->community, err));
    LIA_TRY(pick_column(&out->company, out, of->company, err));
    LIA_TRY(lia_alloc(&out->degree, out->nodes, sizeof *out->degree, err));
    for (uint32_t k = 0; k < out->nodes; k++)
        out->degree[k] = degree_of(of->ties, out->account[k]);
done:
    return st;
}

/* A pod is to be seen as one; who is in none goes with the community. */
static void group_accounts(uint32_t *group, const lia_picture *p)
{
    const uint32_t pods = (uint32_t)1 << 31;

    for (uint32_t k = 0; k < p->nodes; k++)
        group[k] = p->pod[k] != LIA_NONE ? pods | p->pod[k] : p->community[k];
}

/* Weights of a layout are above 0; strengths need not be. */
#define LEAST_WEIGHT 1e-6

static lia_status ties_between(lia_ties *out, const lia_picture *p,
                               const lia_run *run, lia_error *err)
{
    lia_vid *source = NULL, *target = NULL;
    double *weight = NULL;
    lia_status st = LIA_OK;

    LIA_TRY(lia_alloc(&source, p->edges, sizeof *source, err));
    LIA_TRY(lia_alloc(&target, p->edges, sizeof *target, err));
    LIA_TRY(lia_alloc(&weight, p->edges, sizeof *weight, err));
    for (uint32_t e = 0; e < p->edges; e++) {
        source[e] = p->end[2 * (size_t)e];
        target[e] = p->end[2 * (size_t)e + 1];
        weight[e] = p->weight[e] > LEAST_WEIGHT ? p->weight[e] : LEAST_WEIGHT;
    }
    const lia_pairs pairs = {p->nodes, p->edges, source, target, weight};
    st = lia_ties_from_pairs(out, NULL, &pairs, run, err);
done:
    lia_free(source);
    lia_free(target);
    lia_free(weight);
    return st;
}

static lia_status lay_out(lia_picture *out, const lia_picture_of *of,
                          const lia_run *run, lia_error *err)
{
    lia_lay_out_options options = LIA_LAY_OUT_DEFAULTS;
    const bool has_groups = of->pod != NULL || of->community != NULL;
    lia_ties ties = {.n = 0};
    uint32_t *group = NULL;
    lia_status st = LIA_OK;

    LIA_TRY(lia_alloc(&group, out->nodes, sizeof *group, err));
    LIA_TRY(lia_alloc(&out->x, out->nodes, sizeof *out->x, err));
    LIA_TRY(lia_alloc(&out->y, out->nodes, sizeof *out->y, err));
    LIA_TRY(ties_between(&ties, out, run, err));
    group_accounts(group, out);
    options.group = has_groups ? group : NULL;
    options.seed = of->seed;
    LIA_TRY(lia_lay_out(out->x, out->y, &out->width, &out->height, &ties,
                        &options, run, err));
done:
    lia_ties_free(&ties);
    lia_free(group);
    return st;
}

static lia_status check(const lia_picture *out, const lia_picture_of *of,
                        lia_error *err)
{
    if (out == NULL || of == NULL || of->ties == NULL)
        return lia_fail(err, LIA_EARG, "a picture of nothing, or nowhere");
    for (uint64_t k = 0; k < of->wanted_count; k++)
        if (of->wanted[k] >= of->ties->n)
            return lia_fail(err, LIA_EARG, "account %u of %u", of->wanted[k],
                            of->ties->n);
    for (uint64_t k = 0; k < of->wanted_ties; k++)
        if (of->wanted_tie[k] >= of->ties->m)
            return lia_fail(err, LIA_EARG, "tie %llu of %llu",
                            (unsigned long long)of->wanted_tie[k],
                            (unsigned long long)of->ties->m);
    return LIA_OK;
}

lia_status lia_picture_make(lia_picture *out, const lia_picture_of *of,
                            const lia_run *run, lia_error *err)
{
    choosing c = {.of = of};
    lia_picture p;
    lia_status st = check(out, of, err);

    if (st != LIA_OK)
        return st;
    memset(&p, 0, sizeof p);
    c.most_nodes = of->most_nodes > 0 ? of->most_nodes : LIA_PICTURE_NODES;
    c.most_edges = of->most_edges > 0 ? of->most_edges : LIA_PICTURE_EDGES;
    LIA_TRY(choose_accounts(&p, &c, run, err));
    LIA_TRY(choose_ties(&p, &c, err));
    LIA_TRY(describe(&p, of, err));
    LIA_TRY(lay_out(&p, of, run, err));
    *out = p;
done:
    lia_free(c.place);
    lia_free(c.wanted);
    lia_free(c.tie);
    if (st != LIA_OK)
        lia_picture_free(&p);
    return st;
}

void lia_picture_free(lia_picture *picture)
{
    if (picture == NULL)
        return;
    lia_free(picture->account);
    lia_free(picture->x);
    lia_free(picture->y);
    lia_free(picture->pod);
    lia_free(picture->community);
    lia_free(picture->company);
    lia_free(picture->degree);
    lia_free(picture->end);
    lia_free(picture->weight);
    lia_free(picture->tie);
    memset(picture, 0, sizeof *picture);
}
