/* ties/shatter.c - blocks from one depth-first walk without recursion
 * (Hopcroft, Tarjan 1973): the tie to a child w begins a new block of its
 * parent if nothing below w leads above the parent, else it belongs to the
 * block of the parent's own tie. Every account is below the top of exactly
 * one block, so its row is read once.
 */
#include "ties/shatter.h"

#include <string.h>

#include "base/mem.h"
#include "base/sort.h"

enum { LARGE = 4096 };    /* accounts of a block that is a piece by itself */

typedef struct walk {
    const lia_fold *core;
    lia_vid *order;       /* [n] accounts as the walk finds them             */
    lia_vid *parent;      /* [n] LIA_NONE at the top of a component          */
    uint32_t *found;      /* [n] place in order                              */
    uint32_t *low;        /* [n] the highest place that leads out of below   */
    uint64_t *next;       /* [n] entry to look at                            */
    double *below;        /* [n] mass of itself and all below                */
    double *own;          /* [n] its mass and all that hangs from it in other
                             blocks than the one above it                    */
    double *whole;        /* [n] mass of the component                       */
    uint32_t *block;      /* [n] of its tie upwards; LIA_NONE at the top     */
    uint32_t blocks;
    uint64_t *start;      /* [blocks + 1] in members                         */
    lia_vid *members;     /* accounts below the top, by block                */
    lia_vid *top;         /* [blocks]                                        */
    double *top_mass;     /* [blocks]                                        */
    lia_vid *local;       /* [n] number in the piece in hand                 */
    lia_vid *scratch;     /* [largest block + 1]                             */
    uint64_t *fill;       /* [n + 1]                                         */
} walk;

static lia_status open_walk(walk *w, lia_error *err)
{
    const uint64_t n = w->core->n;
    lia_status st = LIA_OK;

    LIA_TRY(lia_alloc(&w->order, n, sizeof *w->order, err));
    LIA_TRY(lia_alloc(&w->parent, n, sizeof *w->parent, err));
    LIA_TRY(lia_alloc(&w->found, n, sizeof *w->found, err));
    LIA_TRY(lia_alloc(&w->low, n, sizeof *w->low, err));
    LIA_TRY(lia_alloc(&w->next, n, sizeof *w->next, err));
    LIA_TRY(lia_alloc(&w->below, n, sizeof *w->below, err));
    LIA_TRY(lia_alloc(&w->own, n, sizeof *w->own, err));
    LIA_TRY(lia_alloc(&w->whole, n, sizeof *w->whole, err));
    LIA_TRY(lia_alloc(&w->block, n, sizeof *w->block, err));
    LIA_TRY(lia_alloc(&w->local, n, sizeof *w->local, err));
done:
    return st;
}

static void close_walk(walk *w)
{
    lia_free(w->order);
    lia_free(w->parent);
    lia_free(w->found);
    lia_free(w->low);
    lia_free(w->next);
    lia_free(w->below);
    lia_free(w->own);
    lia_free(w->whole);
    lia_free(w->block);
    lia_free(w->start);
    lia_free(w->members);
    lia_free(w->top);
    lia_free(w->top_mass);
    lia_free(w->local);
    lia_free(w->scratch);
    lia_free(w->fill);
}

static void enter(walk *w, lia_vid v, lia_vid parent, uint32_t place)
{
    w->order[place] = v;
    w->parent[v] = parent;
    w->found[v] = w->low[v] = place;
    w->next[v] = w->core->off[v];
    w->below[v] = w->core->mass[v];
}

/* From one account until its component is done. */
static uint32_t walk_component(walk *w, lia_vid root, uint32_t place)
{
    const lia_fold *g = w->core;
    lia_vid v = root;

    enter(w, v, LIA_NONE, place++);
    while (v != LIA_NONE) {
        if (w->next[v] < g->off[v + 1]) {
            const lia_vid u = g->to[w->next[v]++];
            if (w->found[u] == UINT32_MAX) {
                enter(w, u, v, place++);
                v = u;
            } else if (u != w->parent[v] && w->found[u] < w->low[v]) {
                w->low[v] = w->found[u];
            }
            continue;
        }
        const lia_vid p = w->parent[v];
        if (p != LIA_NONE) {
            w->low[p] = w->low[v] < w->low[p] ? w->low[v] : w->low[p];
            w->below[p] += w->below[v];
        }
        v = p;
    }
    return place;
}

static void walk_all(walk *w)
{
    uint32_t place = 0;

    memset(w->found, 0xff, w->core->n * sizeof *w->found);
    for (lia_vid v = 0; v < w->core->n; v++)
        if (w->found[v] == UINT32_MAX)
            place = walk_component(w, v, place);
}

static bool begins_block(const walk *w, lia_vid v)
{
    return w->parent[v] != LIA_NONE && w->low[v] >= w->found[w->parent[v]];
}

/* Parents come before their children in the order. */
static void number_blocks(walk *w)
{
    for (lia_vid k = 0; k < w->core->n; k++) {
        const lia_vid v = w->order[k], p = w->parent[v];
        w->own[v] = w->core->mass[v];
        w->whole[v] = p == LIA_NONE ? w->below[v] : w->whole[p];
        w->block[v] = p == LIA_NONE ? LIA_NONE
                    : begins_block(w, v) ? w->blocks++ : w->block[p];
        if (p != LIA_NONE && begins_block(w, v))
            w->own[p] += w->below[v];
    }
}

/* Pairs from two sides of each account: (S^2 - sum of squares) / 2, S all
 * sides together. squares: [n] zeros. */
static void add_crossings(double *accounts, const walk *w, double *squares)
{
    const lia_fold *g = w->core;

    for (lia_vid v = 0; v < g->n; v++)
        if (begins_block(w, v))
            squares[w->parent[v]] += w->below[v] * w->below[v];
    for (lia_vid v = 0; v < g->n; v++) {
        const double above = w->whole[v] - w->own[v];
        const double sides = w->whole[v] - g->mass[v];
        accounts[g->original[v]] +=
            (sides * sides - squares[v] - above * above) / 2;
    }
}

/* Accounts by block, ascending within it. */
static lia_status sort_by_block(walk *w, lia_error *err)
{
    const lia_vid n = w->core->n;
    lia_status st = LIA_OK;
    uint64_t largest = 0;

    LIA_TRY(lia_alloc_zero(&w->start, (uint64_t)w->blocks + 2,
                           sizeof *w->start, err));
    LIA_TRY(lia_alloc(&w->members, n, sizeof *w->members, err));
    LIA_TRY(lia_alloc(&w->top, w->blocks, sizeof *w->top, err));
    LIA_TRY(lia_alloc(&w->top_mass, w->blocks, sizeof *w->top_mass, err));
    for (lia_vid v = 0; v < n; v++) {
        if (w->block[v] != LIA_NONE)
            w->start[w->block[v] + 2]++;
        if (begins_block(w, v)) {
            w->top[w->block[v]] = w->parent[v];
            w->top_mass[w->block[v]] = w->whole[v] - w->below[v];
        }
    }
    for (uint32_t b = 0; b < w->blocks; b++) {
        largest = w->start[b + 2] > largest ? w->start[b + 2] : largest;
        w->start[b + 2] += w->start[b + 1];
    }
    for (lia_vid v = 0; v < n; v++)
        if (w->block[v] != LIA_NONE)
            w->members[w->start[w->block[v] + 1]++] = v;
    LIA_TRY(lia_alloc(&w->scratch, largest + 1, sizeof *w->scratch, err));
done:
    return st;
}

/* The block's accounts, the top among them, ascending, in scratch. */
static lia_vid list_block(const walk *w, uint32_t b)
{
    lia_vid count = 0;
    bool placed = false;

    for (uint64_t k = w->start[b]; k < w->start[b + 1]; k++) {
        if (!placed && w->members[k] > w->top[b]) {
            w->scratch[count++] = w->top[b];
            placed = true;
        }
        w->scratch[count++] = w->members[k];
    }
    if (!placed)
        w->scratch[count++] = w->top[b];
    return count;
}

static bool is_in(const walk *w, lia_vid v, uint32_t b)
{
    return w->block[v] == b || v == w->top[b];
}

/* Number the block's accounts from `at` on and count their entries. */
static lia_vid place_block(lia_fold *piece, const walk *w, uint32_t b,
                           lia_vid at)
{
    const lia_fold *g = w->core;
    const lia_vid count = list_block(w, b), top = w->top[b];
    lia_vid top_at = 0;

    for (lia_vid k = 0; k < count; k++) {
        const lia_vid v = w->scratch[k];
        w->local[v] = at + k;
        piece->original[at + k] = g->original[v];
        piece->mass[at + k] = v == top ? w->top_mass[b] : w->own[v];
        piece->off[at + k + 1] = 0;
        top_at = v == top ? at + k : top_at;
    }
    for (lia_vid k = 0; k < count; k++) {
        const lia_vid v = w->scratch[k];
        for (uint64_t e = g->off[v]; v != top && e < g->off[v + 1]; e++) {
            piece->off[at + k + 1] += is_in(w, g->to[e], b);
            piece->off[top_at + 1] += g->to[e] == top;
        }
    }
    return at + count;
}

/* Fill the rows of a block that place_block() numbered. */
static void fill_block(lia_fold *piece, const walk *w, uint32_t b)
{
    const lia_fold *g = w->core;
    const lia_vid count = list_block(w, b), top = w->top[b];

    for (lia_vid k = 0; k < count; k++)     /* the top has other numbers in
                                               other blocks of the piece */
        w->local[w->scratch[k]] = (lia_vid)w->fill[piece->n] + k;
    w->fill[piece->n] += count;
    for (lia_vid k = 0; k < count; k++) {
        const lia_vid v = w->scratch[k], at = w->local[v];
        for (uint64_t e = g->off[v]; v != top && e < g->off[v + 1]; e++) {
            const lia_vid u = g->to[e];
            if (!is_in(w, u, b))
                continue;
            piece->to[w->fill[at]++] = w->local[u];
            if (u == top)
                piece->to[w->fill[w->local[top]]++] = at;
        }
    }
}

static uint64_t size_of(const walk *w, uint32_t b)
{
    return w->start[b + 1] - w->start[b] + 1;
}

/* Blocks first .. end - 1 as one piece. fill: [accounts + 1]. */
static lia_status make_piece(lia_fold *out, walk *w, uint32_t first,
                             uint32_t end, lia_error *err)
{
    lia_status st = LIA_OK;
    uint64_t n = 0;
    lia_vid at = 0;

    for (uint32_t b = first; b < end; b++)
        n += size_of(w, b);
    out->n = (lia_vid)n;
    lia_free(w->fill);
    w->fill = NULL;
    LIA_TRY(lia_alloc(&w->fill, n + 1, sizeof *w->fill, err));
    LIA_TRY(lia_alloc(&out->off, n + 1, sizeof *out->off, err));
    LIA_TRY(lia_alloc(&out->original, n, sizeof *out->original, err));
    LIA_TRY(lia_alloc(&out->mass, n, sizeof *out->mass, err));
    out->off[0] = 0;
    for (uint32_t b = first; b < end; b++)
        at = place_block(out, w, b, at);
    for (lia_vid k = 0; k < out->n; k++) {
        out->off[k + 1] += out->off[k];
        w->fill[k] = out->off[k];
    }
    w->fill[n] = 0;
    LIA_TRY(lia_alloc(&out->to, out->off[n], sizeof *out->to, err));
    for (uint32_t b = first; b < end; b++)
        fill_block(out, w, b);
done:
    return st;
}

/* Where the piece that begins with block b ends. */
static uint32_t end_of_piece(const walk *w, uint32_t b)
{
    uint64_t n = size_of(w, b);

    if (n >= LARGE)
        return b + 1;
    for (b++; b < w->blocks && size_of(w, b) < LARGE; b++) {
        n += size_of(w, b);
        if (n > LARGE)
            break;
    }
    return b;
}

static lia_status make_pieces(lia_shards *out, walk *w, lia_error *err)
{
    lia_status st = LIA_OK;
    uint64_t count = 0;

    for (uint32_t b = 0; b < w->blocks; b = end_of_piece(w, b))
        count++;
    LIA_TRY(lia_alloc_zero(&out->piece, count, sizeof *out->piece, err));
    out->count = count;
    count = 0;
    for (uint32_t b = 0; b < w->blocks;) {
        const uint32_t end = end_of_piece(w, b);
        LIA_TRY(make_piece(&out->piece[count++], w, b, end, err));
        b = end;
    }
done:
    return st;
}

lia_status lia_shatter(lia_shards *out, double *accounts, const lia_fold *core,
                       lia_error *err)
{
    lia_status st = LIA_OK;
    walk w = {.core = core};
    double *squares = NULL;
    lia_shards shards = {0};

    LIA_TRY(open_walk(&w, err));
    LIA_TRY(lia_alloc_zero(&squares, core->n, sizeof *squares, err));
    walk_all(&w);
    number_blocks(&w);
    LIA_TRY(sort_by_block(&w, err));
    LIA_TRY(make_pieces(&shards, &w, err));
    add_crossings(accounts, &w, squares);
    *out = shards;
    shards = (lia_shards){0};
done:
    lia_shards_free(&shards);
    lia_free(squares);
    close_walk(&w);
    return st;
}

void lia_shards_free(lia_shards *shards)
{
    for (uint64_t k = 0; shards->piece && k < shards->count; k++)
        lia_fold_free(&shards->piece[k]);
    lia_free(shards->piece);
    *shards = (lia_shards){0};
}
