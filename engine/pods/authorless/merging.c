/* pods/authorless/merging.c - see merging.h. */
#include "pods/authorless/merging.h"

#include <math.h>
#include <string.h>

#include "base/mem.h"

static uint64_t in_common(const lia_membership *x, const lia_membership *y)
{
    uint64_t both = 0;
    lia_vid i = 0, j = 0;

    while (i < x->count && j < y->count) {
        const lia_vid a = x->member[i], b = y->member[j];
        both += a == b;
        i += a <= b;
        j += b <= a;
    }
    return both;
}

static void put(lia_membership *m, lia_vid member, double log_p, bool is_core)
{
    m->member[m->count] = member;
    m->log_p[m->count] = log_p;
    m->is_core[m->count++] = is_core;
}

lia_status lia_membership_unite(lia_membership *core,
                                const lia_membership *more, bool as_core,
                                lia_error *err)
{
    const uint64_t most = (uint64_t)core->count + more->count;
    lia_status st = LIA_OK;
    lia_membership m = {0};
    lia_vid i = 0, j = 0;

    LIA_TRY(lia_alloc(&m.member, most, sizeof *m.member, err));
    LIA_TRY(lia_alloc(&m.log_p, most, sizeof *m.log_p, err));
    LIA_TRY(lia_alloc(&m.is_core, most, 1, err));
    while (i < core->count || j < more->count) {
        const lia_vid a = i < core->count ? core->member[i] : LIA_NONE;
        const lia_vid b = j < more->count ? more->member[j] : LIA_NONE;
        if (a < b)
            put(&m, a, core->log_p[i], core->is_core[i]);
        else if (b < a)
            put(&m, b, more->log_p[j], as_core && more->is_core[j]);
        else
            put(&m, a, fmin(core->log_p[i], more->log_p[j]),
                core->is_core[i] || (as_core && more->is_core[j]));
        i += a <= b;
        j += b <= a;
    }
    lia_membership_free(core);
    *core = m;
    memset(&m, 0, sizeof m);
done:
    lia_membership_free(&m);
    return st;
}

/* Members of `found` that no group has yet. */
static uint64_t new_members(const lia_finds *finds, const lia_found *found)
{
    const lia_membership *m = &found->membership;
    uint64_t count = 0;

    for (lia_vid k = 0; k < m->count; k++) {
        bool has = false;
        for (uint64_t g = 0; g < finds->count && !has; g++) {
            const lia_membership one = {1, &m->member[k], NULL, NULL};
            has = in_common(&one, &finds->list[g].membership) > 0;
        }
        count += !has;
    }
    return count;
}

lia_status lia_finds_take(lia_finds *finds, lia_found *found,
                          uint32_t min_size, lia_error *err)
{
    lia_status st = LIA_OK;
    const bool stands = new_members(finds, found) >= min_size;
    const uint64_t size = found->membership.count;
    bool is_seen = false;

    for (uint64_t g = 0; g < finds->count && !is_seen; g++) {
        lia_found *y = &finds->list[g];
        const uint64_t old = y->membership.count;
        const uint64_t both = in_common(&found->membership, &y->membership);
        const bool is_same = 2 * both >= size + old - both;
        if (2 * both < (size < old ? size : old) || (!is_same && stands))
            continue;
        if (y->tier == found->tier && (is_same || 3 * both >= 2 * size))
            LIA_TRY(lia_membership_unite(&y->membership, &found->membership,
                                         true, err));
        y->seen++;
        is_seen = true;
    }
    if (!is_seen) {
        LIA_TRY(lia_reserve(&finds->list, &finds->room, finds->count + 1,
                            sizeof *finds->list, err));
        found->seen = 1;
        finds->list[finds->count++] = *found;
        memset(&found->membership, 0, sizeof found->membership);
    }
done:
    lia_membership_free(&found->membership);
    return st;
}

void lia_finds_free(lia_finds *finds)
{
    for (uint64_t k = 0; k < finds->count; k++)
        lia_membership_free(&finds->list[k].membership);
    lia_free(finds->list);
    memset(finds, 0, sizeof *finds);
}
