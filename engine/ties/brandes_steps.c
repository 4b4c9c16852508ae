/* ties/brandes_steps.c - betweenness from eight sources at once, in steps.
 *
 * The idea: eight sources go through the network side by side. Whatever is
 * known of an account for one source (paths, dependency) is a row of eight
 * doubles, one cache line, one lane per source. A level of the search is then
 * a sum of rows over the entries of the network, without a branch per entry,
 * and most accounts are passed two or three times for eight sources instead of
 * eight times (after the multi-source search of Then et al. 2014).
 *
 * Forward, from level d to d + 1, whichever has fewer entries to pass:
 *   push: accounts of level d add their row to their contacts;
 *   pull: accounts not yet reached in every lane add up their contacts' rows
 *         (after Beamer et al., "Direction-Optimizing Breadth-First Search",
 *         SC 2012).
 * Backward, from level d + 1 to d, with gain(w) = (mass(w) + dependency(w)) /
 * paths(w) (Brandes 2001):
 *   pull: accounts of level d add up the gains of level d + 1;
 *   push: accounts of level d + 1 give paths(v) gain(w) to their parents v.
 * Rows are zero outside of the level in hand, so a sum over all contacts takes
 * in just those that count. No predecessor lists: the lists of accounts per
 * level, each with the lanes that it holds for, are the memory of the search.
 *
 * What bounds it: loads of rows, one cache line per entry passed, out of the
 * second or third level cache (64 n bytes per array), and for ties the sum
 * across lanes. Which way a level goes depends on counts of entries only, and
 * the lanes are added up in one fixed order, so the bits do not depend on
 * the width of the vector unit.
 */
#include "ties/brandes.h"

#include <float.h>
#include <string.h>

#include "base/mem.h"

/* Rows cross no call: what returns one is always inlined. */
#pragma GCC diagnostic ignored "-Wpsabi"

#define INLINE static inline __attribute__((always_inline))

enum { PUSH_COST = 4 }; /* an entry pushed (load, store) against one pulled */

typedef double row __attribute__((vector_size(8 * LIA_LANES)));
typedef int64_t flags __attribute__((vector_size(8 * LIA_LANES)));

struct lia_steps {
    row *paths;         /* [n] of the lanes that reached the account         */
    row *front;         /* [n] paths of the level in hand, else 0            */
    row *next;          /* [n] forward: sums under way; backward: gains      */
    row *share;         /* [n] dependencies under way                        */
    row stake;          /* mass of each lane's source                        */
    uint8_t *seen;      /* [n] lanes that reached the account                */
    uint8_t *mark;      /* [n] lanes of the level in hand, else 0            */
    lia_vid *touched;   /* [n] accounts that a push added to                 */
    lia_vid *waiting;   /* [n] accounts not yet full, and some that are      */
    lia_vid *who;       /* [LIA_LANES n] accounts, level by level            */
    uint8_t *lane;      /* [LIA_LANES n] and for which lanes                 */
    uint64_t *level;    /* [n + 2] where each level begins in who            */
    uint64_t *out;      /* [n + 1] entries of each level in to[]             */
    uint64_t *in;       /* [n + 1] entries of each level in back_to[]        */
    uint64_t open;      /* entries in back_to[] of accounts not yet full     */
    lia_vid listed;     /* in waiting; LIA_NONE = all, not yet written down  */
    uint8_t full;       /* lanes in use                                      */
    flags excess;       /* lanes in which paths are beyond DBL_MAX           */
};

lia_status lia_steps_open(lia_steps **out, const lia_web *web, lia_error *err)
{
    const uint64_t n = web->n;
    lia_status st = LIA_OK;
    lia_steps *s = NULL;

    LIA_TRY(lia_alloc_zero(&s, 1, sizeof *s, err));
    LIA_TRY(lia_alloc_zero(&s->paths, n, sizeof *s->paths, err));
    LIA_TRY(lia_alloc_zero(&s->front, n, sizeof *s->front, err));
    LIA_TRY(lia_alloc_zero(&s->next, n, sizeof *s->next, err));
    LIA_TRY(lia_alloc_zero(&s->share, n, sizeof *s->share, err));
    LIA_TRY(lia_alloc_zero(&s->seen, n, sizeof *s->seen, err));
    LIA_TRY(lia_alloc_zero(&s->mark, n, sizeof *s->mark, err));
    LIA_TRY(lia_alloc(&s->touched, n, sizeof *s->touched, err));
    LIA_TRY(lia_alloc(&s->waiting, n, sizeof *s->waiting, err));
    LIA_TRY(lia_alloc(&s->who, LIA_LANES * n, sizeof *s->who, err));
    LIA_TRY(lia_alloc(&s->lane, LIA_LANES * n, sizeof *s->lane, err));
    LIA_TRY(lia_alloc(&s->level, n + 2, sizeof *s->level, err));
    LIA_TRY(lia_alloc(&s->out, n + 1, sizeof *s->out, err));
    LIA_TRY(lia_alloc(&s->in, n + 1, sizeof *s->in, err));
    *out = s;
    return LIA_OK;
done:
    lia_steps_close(s);
    return st;
}

void lia_steps_close(lia_steps *s)
{
    if (s == NULL)
        return;
    lia_free(s->paths);
    lia_free(s->front);
    lia_free(s->next);
    lia_free(s->share);
    lia_free(s->seen);
    lia_free(s->mark);
    lia_free(s->touched);
    lia_free(s->waiting);
    lia_free(s->who);
    lia_free(s->lane);
    lia_free(s->level);
    lia_free(s->out);
    lia_free(s->in);
    lia_free(s);
}

/* All ones in the lanes of a mask. */
INLINE flags lanes_of(uint8_t mask)
{
    const flags bit = {1, 2, 4, 8, 16, 32, 64, 128};

    return (bit & (int64_t)mask) != 0;
}

/* x where lanes are all ones, else 0. */
#define ONLY(x, lanes) ((row)((flags)(x) & (lanes)))

INLINE uint8_t mask_of(const flags *lanes)
{
    const flags bit = {1, 2, 4, 8, 16, 32, 64, 128};
    const flags x = *lanes & bit;

    return (uint8_t)((x[0] | x[1] | x[2] | x[3]) |
                     (x[4] | x[5] | x[6] | x[7]));
}

/* Halves, then quarters, then pairs: the same order on every processor. */
INLINE double sum_of(const row *lanes)
{
    typedef double four __attribute__((vector_size(32)));
    typedef double two __attribute__((vector_size(16)));
    const row x = *lanes;
    four f = __builtin_shufflevector(x, x, 0, 1, 2, 3) +
             __builtin_shufflevector(x, x, 4, 5, 6, 7);
    two t = __builtin_shufflevector(f, f, 0, 1) +
            __builtin_shufflevector(f, f, 2, 3);

    return t[0] + t[1];
}

/* Account w is reached for the lanes of mask, with x paths in each. */
INLINE void reach(lia_steps *s, const lia_web *web, lia_vid w, uint8_t mask,
                  const row *sum, uint64_t d, uint64_t *end)
{
    const flags lanes = lanes_of(mask);
    const row x = ONLY(*sum, lanes);

    s->next[w] = x;
    s->excess |= x > DBL_MAX;
    s->paths[w] = (row)(((flags)s->paths[w] & ~lanes) | (flags)x);
    s->seen[w] |= mask;
    s->who[*end] = w;
    s->lane[(*end)++] = mask;
    s->out[d] += web->off[w + 1] - web->off[w];
    s->in[d] += web->back_off[w + 1] - web->back_off[w];
    if (s->seen[w] == s->full)
        s->open -= web->back_off[w + 1] - web->back_off[w];
}

INLINE uint64_t push_forward(lia_steps *s, const lia_web *web, uint64_t d)
{
    uint64_t end = s->level[d + 1];
    lia_vid touched = 0;

    for (uint64_t k = s->level[d]; k < s->level[d + 1]; k++) {
        const lia_vid v = s->who[k];
        const row x = s->front[v];
        for (uint64_t e = web->off[v]; e < web->off[v + 1]; e++) {
            const lia_vid w = web->to[e];
            const uint8_t fresh = (uint8_t)(s->lane[k] & ~s->seen[w]);
            if (fresh == 0)
                continue;
            if (s->mark[w] == 0)
                s->touched[touched++] = w;
            s->mark[w] |= fresh;
            s->next[w] += x;
        }
    }
    for (lia_vid k = 0; k < touched; k++) {
        const lia_vid w = s->touched[k];
        reach(s, web, w, s->mark[w], &s->next[w], d + 1, &end);
        s->mark[w] = 0;
    }
    return end;
}

INLINE uint64_t pull_forward(lia_steps *s, const lia_web *web, uint64_t d)
{
    const bool first = s->listed == LIA_NONE;
    const lia_vid count = first ? web->n : s->listed;
    uint64_t end = s->level[d + 1];
    lia_vid kept = 0;

    for (lia_vid k = 0; k < count; k++) {
        const lia_vid w = first ? k : s->waiting[k];
        if (s->seen[w] == s->full)
            continue;
        row x = {0};
        for (uint64_t e = web->back_off[w]; e < web->back_off[w + 1]; e++)
            x += s->front[web->back_to[e]];
        const flags some = x > 0.0;
        const uint8_t mask = (uint8_t)(mask_of(&some) & ~s->seen[w]);
        if (mask)
            reach(s, web, w, mask, &x, d + 1, &end);
        if (s->seen[w] != s->full)
            s->waiting[kept++] = w;
    }
    s->listed = kept;
    return end;
}

/* Returns the last level. On return front and next are zero everywhere. */
INLINE uint64_t forward(lia_steps *s, const lia_web *web)
{
    for (uint64_t d = 0;; d++) {
        s->out[d + 1] = s->in[d + 1] = 0;
        if (PUSH_COST * s->out[d] <= s->open)
            s->level[d + 2] = push_forward(s, web, d);
        else
            s->level[d + 2] = pull_forward(s, web, d);
        for (uint64_t k = s->level[d]; k < s->level[d + 1]; k++)
            s->front[s->who[k]] = (row){0};
        row *swap = s->front;
        s->front = s->next;
        s->next = swap;
        if (s->level[d + 1] == s->level[d + 2])
            return d;
    }
}

/* One lane each; the rows and lists of level 0. */
INLINE void begin(lia_steps *s, const lia_web *web, const lia_vid *source,
                  int count)
{
    const row one = (row){0} + 1.0;
    uint64_t end = 0;

    memset(s->seen, 0, web->n);
    s->full = (uint8_t)((1 << count) - 1);
    s->open = web->back_off[web->n];
    s->listed = LIA_NONE;
    s->stake = (row){0};
    s->out[0] = s->in[0] = 0;
    s->level[0] = 0;
    for (int k = 0; k < count; k++) {
        s->stake[k] = web->mass[source[k]];
        reach(s, web, source[k], (uint8_t)(1 << k), &one, 0, &end);
    }
    s->level[1] = end;
    row *swap = s->front;
    s->front = s->next;
    s->next = swap;
}

/* Level d takes in its dependencies, and shows its gains to the level before
 * it. They carry the mass of the source as a factor. */
INLINE void settle(lia_steps *s, lia_sums *sums, const lia_web *web,
                   uint64_t d)
{
    for (uint64_t k = s->level[d]; k < s->level[d + 1]; k++) {
        const lia_vid v = s->who[k];
        const row share = s->share[v];
        s->share[v] = (row){0};
        if (d > 0)
            sums->account[v] += sum_of(&share);
        s->next[v] = ONLY((s->stake * web->mass[v] + share) / s->paths[v],
                          lanes_of(s->lane[k]));
    }
}

INLINE void pull_backward(lia_steps *s, lia_sums *sums, const lia_web *web,
                          uint64_t d, const bool entries)
{
    for (uint64_t k = s->level[d]; k < s->level[d + 1]; k++) {
        const lia_vid v = s->who[k];
        const row x = ONLY(s->paths[v], lanes_of(s->lane[k]));
        row sum = {0};
        for (uint64_t e = web->off[v]; e < web->off[v + 1]; e++) {
            const row gain = s->next[web->to[e]];
            sum += gain;
            if (entries) {
                const row part = x * gain;
                sums->entry[e] += sum_of(&part);
            }
        }
        s->share[v] = x * sum;
    }
}

INLINE void push_backward(lia_steps *s, lia_sums *sums, const lia_web *web,
                          uint64_t d, const bool entries)
{
    for (uint64_t k = s->level[d]; k < s->level[d + 1]; k++) {
        const lia_vid v = s->who[k];
        s->front[v] = ONLY(s->paths[v], lanes_of(s->lane[k]));
        s->mark[v] = s->lane[k];
    }
    for (uint64_t k = s->level[d + 1]; k < s->level[d + 2]; k++) {
        const lia_vid w = s->who[k];
        const row gain = s->next[w];
        for (uint64_t e = web->back_off[w]; e < web->back_off[w + 1]; e++) {
            const lia_vid v = web->back_to[e];
            if ((s->mark[v] & s->lane[k]) == 0)
                continue;
            const row part = s->front[v] * gain;
            s->share[v] += part;
            if (entries)
                sums->back[e] += sum_of(&part);
        }
    }
    for (uint64_t k = s->level[d]; k < s->level[d + 1]; k++) {
        s->front[s->who[k]] = (row){0};
        s->mark[s->who[k]] = 0;
    }
}

/* Gains live in next; on return it is zero everywhere again. */
INLINE void backward(lia_steps *s, lia_sums *sums, const lia_web *web,
                     uint64_t last, const bool entries)
{
    settle(s, sums, web, last);
    for (uint64_t d = last; d-- > 0;) {
        if (PUSH_COST * s->in[d + 1] < s->out[d])
            push_backward(s, sums, web, d, entries);
        else
            pull_backward(s, sums, web, d, entries);
        for (uint64_t k = s->level[d + 1]; k < s->level[d + 2]; k++)
            s->next[s->who[k]] = (row){0};
        settle(s, sums, web, d);
    }
    for (uint64_t k = 0; k < s->level[1]; k++)
        s->next[s->who[k]] = (row){0};
}

INLINE bool run(lia_steps *s, lia_sums *sums, const lia_web *web,
                const lia_vid *source, int count)
{
    s->excess = (flags){0};
    begin(s, web, source, count);
    const uint64_t last = forward(s, web);
    if (sums->entry)
        backward(s, sums, web, last, true);
    else
        backward(s, sums, web, last, false);
    return mask_of(&s->excess) == 0;
}

static bool run_anywhere(lia_steps *s, lia_sums *sums, const lia_web *web,
                         const lia_vid *source, int count)
{
    return run(s, sums, web, source, count);
}

#if defined(__x86_64__)
__attribute__((target("avx2"))) static bool
run_avx2(lia_steps *s, lia_sums *sums, const lia_web *web,
         const lia_vid *source, int count)
{
    return run(s, sums, web, source, count);
}

__attribute__((target("avx512f,avx512dq,avx512vl"))) static bool
run_avx512(lia_steps *s, lia_sums *sums, const lia_web *web,
           const lia_vid *source, int count)
{
    return run(s, sums, web, source, count);
}
#endif

bool lia_steps_run_as(lia_vector vector, lia_steps *s, lia_sums *sums,
                      const lia_web *web, const lia_vid *source, int count)
{
#if defined(__x86_64__)
    if (vector == LIA_VECTOR_AVX512)
        return run_avx512(s, sums, web, source, count);
    if (vector == LIA_VECTOR_AVX2)
        return run_avx2(s, sums, web, source, count);
#else
    (void)vector;
#endif
    return run_anywhere(s, sums, web, source, count);
}

bool lia_steps_run(lia_steps *s, lia_sums *sums, const lia_web *web,
                   const lia_vid *source, int count)
{
    return lia_steps_run_as(lia_vector_widest(), s, sums, web, source, count);
}
