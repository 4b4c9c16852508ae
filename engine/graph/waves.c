/* graph/waves.c - distances from 256 sources at once, as bit masks.
 *
 * M. Then et al., "The More the Merrier: Efficient Multi-Source Graph
 * Traversal", PVLDB 8(4), 2014: one bit per source, so that one pass over an
 * entry serves 256 searches. A level is pushed from the accounts that it
 * reached, or pulled by the accounts that some source has not reached yet,
 * whichever has fewer entries to pass (Beamer et al. 2012).
 *
 * How many accounts a source reaches at a level is a count of bits by
 * position (planes.h). All counts are whole numbers, so nothing depends on an
 * order.
 *
 * What bounds it: one load of 32 bytes per entry passed.
 */
#include "graph/waves.h"

#include <string.h>

#include "base/mem.h"
#include "graph/planes.h"

#pragma GCC diagnostic ignored "-Wpsabi" /* masks are never passed by value */

#define INLINE LIA_PLANES_INLINE

enum { PUSH_COST = 2 };

typedef lia_mask mask;
#define any lia_mask_any

struct lia_waves {
    mask *seen;         /* [n] sources that reached the account              */
    mask *front;        /* [n] those that did so at the level in hand        */
    mask *next;         /* [n] those of the next level, under way            */
    lia_vid *who;       /* [n] accounts of the level in hand                 */
    lia_vid *then;      /* [n] accounts of the next level                    */
    lia_vid *waiting;   /* [n] accounts not yet full, and some that are      */
    uint8_t *mark;      /* [n] 1 = in then                                   */
    mask full;          /* sources in use                                    */
    lia_planes planes;  /* accounts reached at the level in hand             */
    uint64_t open;      /* entries of accounts not yet full                  */
    lia_vid listed;     /* in waiting; LIA_NONE = all, not yet written down  */
    const lia_heard *heard;
};

lia_status lia_waves_open(lia_waves **out, lia_vid n, lia_error *err)
{
    lia_status st = LIA_OK;
    lia_waves *s = NULL;

    LIA_TRY(lia_alloc_zero(&s, 1, sizeof *s, err));
    LIA_TRY(lia_alloc_zero(&s->seen, n, sizeof *s->seen, err));
    LIA_TRY(lia_alloc_zero(&s->front, n, sizeof *s->front, err));
    LIA_TRY(lia_alloc_zero(&s->next, n, sizeof *s->next, err));
    LIA_TRY(lia_alloc(&s->who, n, sizeof *s->who, err));
    LIA_TRY(lia_alloc(&s->then, n, sizeof *s->then, err));
    LIA_TRY(lia_alloc(&s->waiting, n, sizeof *s->waiting, err));
    LIA_TRY(lia_alloc_zero(&s->mark, n, sizeof *s->mark, err));
    *out = s;
    return LIA_OK;
done:
    lia_waves_close(s);
    return st;
}

void lia_waves_close(lia_waves *s)
{
    if (s == NULL)
        return;
    lia_free(s->seen);
    lia_free(s->front);
    lia_free(s->next);
    lia_free(s->who);
    lia_free(s->then);
    lia_free(s->waiting);
    lia_free(s->mark);
    lia_free(s);
}

static uint64_t row_of(const lia_arcs *arcs, lia_vid v)
{
    return arcs->off[v + 1] - arcs->off[v];
}

/* Account w is reached by the sources of fresh, not empty. */
INLINE void reach(lia_waves *s, const lia_arcs *back, lia_vid w,
                  const mask *fresh)
{
    s->next[w] = *fresh;
    s->seen[w] |= *fresh;
    lia_planes_add(&s->planes, fresh);
    const mask missing = s->seen[w] ^ s->full;
    if (!any(&missing))
        s->open -= row_of(back, w);
}

/* Returns how many accounts the next level has, in then[]. */
INLINE lia_vid push(lia_waves *s, const lia_arcs *there, const lia_arcs *back,
                    lia_vid count)
{
    lia_vid touched = 0;

    for (lia_vid k = 0; k < count; k++) {
        const lia_vid v = s->who[k];
        const mask x = s->front[v];
        for (uint64_t e = there->off[v]; e < there->off[v + 1]; e++) {
            const lia_vid w = there->to[e];
            const mask fresh = x & ~s->seen[w];
            if (!any(&fresh))
                continue;
            if (!s->mark[w]) {
                s->mark[w] = 1;
                s->then[touched++] = w;
            }
            s->next[w] |= fresh;
        }
    }
    for (lia_vid k = 0; k < touched; k++) {
        const lia_vid w = s->then[k];
        s->mark[w] = 0;
        reach(s, back, w, &s->next[w]);
    }
    return touched;
}

INLINE lia_vid pull(lia_waves *s, const lia_arcs *back)
{
    const bool first = s->listed == LIA_NONE;
    const lia_vid count = first ? back->n : s->listed;
    lia_vid kept = 0, found = 0;

    for (lia_vid k = 0; k < count; k++) {
        const lia_vid w = first ? k : s->waiting[k];
        const mask missing = s->full & ~s->seen[w];
        if (!any(&missing))
            continue;
        mask x = {0};
        for (uint64_t e = back->off[w]; e < back->off[w + 1]; e++) {
            x |= s->front[back->to[e]];
            const mask left = missing & ~x;
            if (!any(&left))
                break;
        }
        x &= missing;
        if (any(&x)) {
            s->then[found++] = w;
            reach(s, back, w, &x);
        }
        x ^= missing;
        if (any(&x))
            s->waiting[kept++] = w;
    }
    s->listed = kept;
    return found;
}

static uint64_t entries_of(const lia_waves *s, const lia_arcs *there,
                           lia_vid count)
{
    uint64_t sum = 0;

    for (lia_vid k = 0; k < count; k++)
        sum += row_of(there, s->who[k]);
    return sum;
}

static void begin(lia_waves *s, const lia_arcs *back, const lia_vid *source,
                  int count)
{
    memset(s->seen, 0, back->n * sizeof *s->seen);
    s->full = (mask){0};
    s->open = back->off[back->n];
    s->listed = LIA_NONE;
    for (int k = 0; k < count; k++) {
        mask one = {0};
        one[k / 64] = (uint64_t)1 << (k % 64);
        s->full |= one;
        s->seen[source[k]] = s->front[source[k]] = one;
        s->who[k] = source[k];
    }
    if (count == 1)
        s->open -= row_of(back, source[0]);
}

static void record(lia_reach *out, lia_waves *s, int count, double distance)
{
    lia_planes_read(&s->planes);
    for (int k = 0; k < count; k++) {
        double found = s->planes.count[k];
        out[k].harmonic += found / distance;
        out[k].total += found * distance;
        out[k].count += found;
    }
    memset(s->planes.count, 0, sizeof s->planes.count);
}

void lia_waves_hear(lia_waves *s, const lia_heard *heard)
{
    s->heard = heard;
}

/* The accounts of then[] were reached at this distance. */
static void hear(lia_waves *s, lia_vid found, double distance)
{
    const lia_heard *h = s->heard;
    const uint64_t d = (uint64_t)distance;
    const uint64_t near = (LIA_HEARD_SCALE + d / 2) / d;
    const uint64_t square = (LIA_HEARD_SCALE + d * d / 2) / (d * d);

    for (lia_vid k = 0; k < found; k++) {
        const lia_vid w = s->then[k];
        uint32_t count = 0;
        for (int word = 0; word < LIA_MASK_WORDS; word++)
            count += (uint32_t)__builtin_popcountll(s->next[w][word]);
        h->count[w] += count;
        if (h->near != NULL) {
            h->near[w] += count * near;
            h->near_squares[w] += count * square;
        }
        if (h->far != NULL) {
            h->far[w] += count * d;
            h->far_squares[w] += count * d * d;
        }
    }
}

INLINE void run(lia_reach *out, lia_waves *s, const lia_arcs *there,
                const lia_arcs *back, const lia_vid *source, int count)
{
    lia_vid size = (lia_vid)count;

    begin(s, back, source, count);
    memset(out, 0, (size_t)count * sizeof *out);
    for (double distance = 1.0; size > 0; distance += 1.0) {
        lia_vid found = PUSH_COST * entries_of(s, there, size) <= s->open
            ? push(s, there, back, size) : pull(s, back);
        if (s->heard != NULL)
            hear(s, found, distance);
        for (lia_vid k = 0; k < size; k++)
            s->front[s->who[k]] = (mask){0};
        mask *front = s->front;
        lia_vid *who = s->who;
        s->front = s->next;
        s->next = front;
        s->who = s->then;
        s->then = who;
        size = found;
        record(out, s, count, distance);
    }
}

static void run_anywhere(lia_reach *out, lia_waves *s, const lia_arcs *there,
                         const lia_arcs *back, const lia_vid *source,
                         int count)
{
    run(out, s, there, back, source, count);
}

#if defined(__x86_64__)
__attribute__((target("avx2"))) static void
run_avx2(lia_reach *out, lia_waves *s, const lia_arcs *there,
         const lia_arcs *back, const lia_vid *source, int count)
{
    run(out, s, there, back, source, count);
}
#endif

void lia_waves_run_as(lia_vector vector, lia_reach *out, lia_waves *s,
                      const lia_arcs *there, const lia_arcs *back,
                      const lia_vid *source, int count)
{
#if defined(__x86_64__)
    if (vector >= LIA_VECTOR_AVX2) {
        run_avx2(out, s, there, back, source, count);
        return;
    }
#else
    (void)vector;
#endif
    run_anywhere(out, s, there, back, source, count);
}

void lia_waves_run(lia_reach *out, lia_waves *s, const lia_arcs *there,
                   const lia_arcs *back, const lia_vid *source, int count)
{
    lia_waves_run_as(lia_vector_widest(), out, s, there, back, source, count);
}
