/* ties/roles.c - open pairs by groups: all pairs, from the contacts' groups
 * alone, less those that a triangle closes.
 */
#include <string.h>

#include "base/mem.h"
#include "base/threads.h"
#include "base/watch.h"
#include "liaison/bridges.h"
#include "ties/oriented.h"

enum { COORDINATOR, ITINERANT, GATEKEEPER, LIAISON, ROLES,
       RANKS_PER_TASK = 64 };

typedef struct counting {
    const lia_ties *ties;
    const uint32_t *group;
    const lia_oriented *g;
    uint64_t *closed;        /* [threads * n * ROLES]                        */
    uint8_t *above;          /* [threads * n]                                */
    uint32_t *members;       /* [threads * n] contacts by group              */
} counting;

static bool same(uint32_t a, uint32_t b)
{
    return a == b && a != LIA_NONE;
}

static int role_of(uint32_t middle, uint32_t a, uint32_t c)
{
    const bool with_a = same(middle, a), with_c = same(middle, c);

    if (with_a || with_c)
        return with_a && with_c ? COORDINATOR : GATEKEEPER;
    return same(a, c) ? ITINERANT : LIAISON;
}

/* Triangles whose middle rank is b: one less open pair for each corner. */
static void close_pairs(const counting *q, uint64_t *closed, uint8_t *above,
                        lia_vid b)
{
    const lia_oriented *g = q->g;
    const lia_vid of_b = g->account[b];

    for (uint64_t e = g->up[b]; e < g->up[b + 1]; e++)
        above[g->to[e]] = 1;
    for (uint64_t k = g->down[b]; k < g->down[b + 1]; k++) {
        const lia_under u = g->under[k];
        const lia_vid of_a = g->account[u.lower];
        for (uint64_t f = g->up[u.lower] + u.place + 1;
             f < g->up[u.lower + 1]; f++) {
            if (!above[g->to[f]])
                continue;
            const lia_vid of_c = g->account[g->to[f]];
            const uint32_t x = q->group[of_a], y = q->group[of_b];
            const uint32_t z = q->group[of_c];
            closed[(uint64_t)of_a * ROLES + (unsigned)role_of(x, y, z)]++;
            closed[(uint64_t)of_b * ROLES + (unsigned)role_of(y, x, z)]++;
            closed[(uint64_t)of_c * ROLES + (unsigned)role_of(z, x, y)]++;
        }
    }
    for (uint64_t e = g->up[b]; e < g->up[b + 1]; e++)
        above[g->to[e]] = 0;
}

/* All pairs of contacts of b, tied or not. members: all 0, and again so. */
static void all_pairs(uint64_t pairs[ROLES], const counting *q,
                      uint32_t *members, lia_vid b)
{
    const lia_ties *t = q->ties;
    const uint64_t begin = t->off[b], end = t->off[b + 1], d = end - begin;
    const uint32_t own = q->group[b];
    uint64_t inside, outside, alike = 0;

    for (uint64_t e = begin; e < end; e++)
        if (q->group[t->to[e]] != LIA_NONE)
            members[q->group[t->to[e]]]++;
    inside = own == LIA_NONE ? 0 : members[own];
    if (own != LIA_NONE)
        members[own] = 0;
    for (uint64_t e = begin; e < end; e++) {
        const uint32_t s = q->group[t->to[e]];
        if (s == LIA_NONE || members[s] == 0)
            continue;
        alike += (uint64_t)members[s] * (members[s] - 1) / 2;
        members[s] = 0;
    }
    outside = d - inside;
    pairs[COORDINATOR] = inside > 0 ? inside * (inside - 1) / 2 : 0;
    pairs[ITINERANT] = alike;
    pairs[GATEKEEPER] = inside * outside;
    pairs[LIAISON] = (outside > 0 ? outside * (outside - 1) / 2 : 0) - alike;
}

static void write_roles(const lia_roles *out, const counting *q,
                        uint32_t *members, int threads, lia_vid b)
{
    uint64_t *const columns[ROLES] = {out->coordinator, out->itinerant,
                                      out->gatekeeper, out->liaison};
    uint64_t pairs[ROLES];

    all_pairs(pairs, q, members, b);
    for (int role = 0; role < ROLES; role++) {
        for (int k = 0; k < threads; k++)
            pairs[role] -= q->closed[((uint64_t)k * q->ties->n + b) * ROLES +
                                     (unsigned)role];
        columns[role][b] = pairs[role];
    }
}

static void run_all(const lia_roles *out, const counting *q, int threads)
{
    const uint64_t n = q->ties->n;

    #pragma omp parallel num_threads(threads)
    {
        const uint64_t me = (uint64_t)lia_thread_id();

        #pragma omp for schedule(dynamic, RANKS_PER_TASK)
        for (lia_vid b = 0; b < q->ties->n; b++)
            close_pairs(q, q->closed + me * n * ROLES, q->above + me * n, b);
        #pragma omp for schedule(dynamic, RANKS_PER_TASK)
        for (lia_vid b = 0; b < q->ties->n; b++)
            write_roles(out, q, q->members + me * n, threads, b);
    }
}

lia_status lia_roles_count(const lia_roles *out, const lia_ties *ties,
                           const uint32_t *group, const lia_run *run,
                           lia_error *err)
{
    lia_oriented g = {0};
    counting q = {.ties = ties, .group = group, .g = &g};
    lia_status st = LIA_OK;
    uint64_t lanes;
    int threads;

    if (out == NULL || ties == NULL || group == NULL || !out->coordinator ||
        !out->itinerant || !out->gatekeeper || !out->liaison)
        return lia_fail(err, LIA_EARG, "roles: an argument is NULL");
    for (lia_vid i = 0; i < ties->n; i++)
        if (group[i] >= ties->n && group[i] != LIA_NONE)
            return lia_fail(err, LIA_EARG, "group %u of %u accounts",
                            group[i], ties->n);
    threads = lia_thread_crew(run, 16 * ties->m);
    lanes = (uint64_t)threads * ties->n;
    LIA_TRY(lia_oriented_build(&g, ties, false, run, err));
    LIA_TRY(lia_alloc_zero(&q.closed, lanes * ROLES, sizeof *q.closed, err));
    LIA_TRY(lia_alloc_zero(&q.above, lanes, 1, err));
    LIA_TRY(lia_alloc_zero(&q.members, lanes, sizeof *q.members, err));
    lia_watch_begin(run, "roles", ties->n, "accounts");
    run_all(out, &q, threads);
    lia_watch_advance(run, ties->n);
    lia_watch_end(run);
done:
    lia_oriented_free(&g);
    lia_free(q.closed);
    lia_free(q.above);
    lia_free(q.members);
    return st;
}
