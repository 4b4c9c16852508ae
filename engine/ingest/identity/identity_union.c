/* ingest/identity/identity_union.c - names of all workers as one list, and
 * which of them are one: a forest of parents (Galler and Fischer 1964; halved
 * paths).
 */
#include <math.h>
#include <string.h>

#include "base/mem.h"
#include "ingest/identity/identity_parts.h"

static lia_status list_names(lia_union *u, lia_reading *r, lia_kind kind,
                             lia_error *err)
{
    lia_interner all = {.count = 0}, *list = &all;
    uint32_t **map = NULL;
    lia_status st = LIA_OK;

    LIA_TRY(lia_alloc_zero(&u->global, (uint64_t)r->workers,
                           sizeof *u->global, err));
    for (int w = 0; w < r->workers; w++) {
        const lia_interner *names = &r->worker[w].space[kind];
        LIA_TRY(lia_alloc(&u->global[w], names->count, sizeof **u->global,
                          err));
        for (uint32_t k = 0; k < names->count; k++)
            LIA_TRY(lia_intern(&u->global[w][k], &all,
                               names->bytes + names->off[k],
                               names->off[k + 1] - names->off[k], err));
    }
    LIA_TRY(lia_names_merge(&u->all, &map, &list, 1, &r->options.run, err));
    for (int w = 0; w < r->workers; w++)
        for (uint32_t k = 0; k < r->worker[w].space[kind].count; k++)
            u->global[w][k] = map[0][u->global[w][k]];
done:
    lia_interner_free(&all);
    lia_free(map);
    return st;
}

lia_status lia_union_open(lia_union *out, lia_reading *reading, lia_kind kind,
                          lia_error *err)
{
    lia_union *u = out;
    lia_status st = LIA_OK;

    memset(u, 0, sizeof *u);
    u->least = reading->options.least_match;
    LIA_TRY(list_names(u, reading, kind, err));
    LIA_TRY(lia_alloc(&u->parent, u->all.count, sizeof *u->parent, err));
    LIA_TRY(lia_alloc(&u->match, u->all.count, sizeof *u->match, err));
    LIA_TRY(lia_alloc_zero(&u->is_wanted, u->all.count, 1, err));
    for (uint32_t k = 0; k < u->all.count; k++) {
        u->parent[k] = k;
        u->match[k] = (double)NAN;
    }
done:
    return st;
}

void lia_union_close(lia_union *u, int workers)
{
    for (int w = 0; u->global != NULL && w < workers; w++)
        lia_free(u->global[w]);
    lia_free(u->global);
    lia_free(u->parent);
    lia_free(u->match);
    lia_free(u->is_wanted);
    lia_free(u->join);
    lia_free(u->apart);
    lia_names_free(&u->all);
}

uint32_t lia_union_root(lia_union *u, uint32_t id)
{
    while (u->parent[id] != id)
        id = u->parent[id] = u->parent[u->parent[id]];
    return id;
}

const char *lia_union_name(const lia_union *u, uint32_t id, size_t *length)
{
    *length = (size_t)(u->all.off[id + 1] - u->all.off[id]);
    return u->all.bytes + u->all.off[id];
}

static bool is_apart(lia_union *u, uint32_t a, uint32_t b)
{
    for (uint64_t k = 0; k < u->aparts; k++) {
        const uint32_t x = lia_union_root(u, u->apart[k].a);
        const uint32_t y = lia_union_root(u, u->apart[k].b);
        if ((x == a && y == b) || (x == b && y == a))
            return true;
    }
    return false;
}

lia_status lia_union_join(lia_union *u, uint32_t a, uint32_t b,
                          lia_evidence evidence, double match, lia_error *err)
{
    const uint32_t x = lia_union_root(u, a), y = lia_union_root(u, b);
    const bool is_done = (match >= u->least || evidence == LIA_BY_USER) &&
                         !is_apart(u, x, y);
    lia_status st = LIA_OK;

    if (x == y)
        return LIA_OK;
    LIA_TRY(lia_reserve(&u->join, &u->join_room, u->joins + 1, sizeof *u->join,
                        err));
    u->join[u->joins++] = (lia_join){a, b, evidence, match, is_done};
    if (!is_done)
        return LIA_OK;
    u->match[x] = fmin(fmin(u->match[x], u->match[y]), match);
    u->parent[y] = x;
done:
    return st;
}

lia_status lia_union_part(lia_union *u, uint32_t a, uint32_t b, lia_error *err)
{
    lia_status st = lia_reserve(&u->apart, &u->apart_room, u->aparts + 1,
                                sizeof *u->apart, err);

    if (st == LIA_OK)
        u->apart[u->aparts++] = (lia_pair){a, b};
    return st;
}
