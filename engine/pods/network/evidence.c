/* pods/network/evidence.c - the posts behind the pairs.
 *
 * The weight of a pair says how many there are, so every pair has its place
 * before the walk begins, and the walk is that of counting: an account at a
 * time, here with the place of its pair with j in slot j.
 */
#include "liaison/coengagement.h"

#include <string.h>

#include "base/mem.h"
#include "base/threads.h"

enum { ACCOUNTS_PER_TASK = 64 };

typedef struct walk {
    const lia_windows *w;
    const lia_pair_counts *pairs;
    uint64_t *begin;         /* [n + 1] pairs of each live account           */
    uint64_t *slots;         /* [threads * n] where to write next, or 0      */
    lia_pair_evidence *out;
} walk;

/* The number of a live account. */
static lia_vid number_of(const lia_windows *w, lia_vid id)
{
    lia_vid low = 0, high = w->n;

    while (low + 1 < high) {
        const lia_vid middle = low + (high - low) / 2;
        if (w->id[middle] <= id)
            low = middle;
        else
            high = middle;
    }
    return low;
}

static uint32_t post_of(const lia_windows *w, uint32_t event)
{
    uint32_t low = 0, high = w->posts;

    while (low + 1 < high) {
        const uint32_t middle = low + (high - low) / 2;
        if (w->post_off[middle] <= event)
            low = middle;
        else
            high = middle;
    }
    return w->post[low];
}

static void list_shared(const walk *k, lia_vid i, uint64_t *slot)
{
    const lia_windows *w = k->w;

    for (uint64_t e = w->off[i]; e < w->off[i + 1]; e++) {
        const uint32_t at = w->at[e];
        const uint32_t post = post_of(w, at);
        for (uint32_t f = w->begin[at]; f < w->end[at]; f++) {
            uint64_t *to = &slot[w->account[f]];
            if (*to == 0)
                continue;
            k->out->post[*to - 1] = post;
            k->out->time[2 * (*to - 1)] = w->time[at];
            k->out->time[2 * (*to - 1) + 1] = w->time[f];
            ++*to;
        }
    }
}

static void walk_account(const walk *k, lia_vid i, uint64_t *slot)
{
    const lia_vid *ends = k->pairs->ends;

    if (k->begin[i] == k->begin[i + 1])
        return;
    for (uint64_t p = k->begin[i]; p < k->begin[i + 1]; p++)
        slot[number_of(k->w, ends[2 * p + 1])] = k->out->off[p] + 1;
    list_shared(k, i, slot);
    for (uint64_t p = k->begin[i]; p < k->begin[i + 1]; p++)
        slot[number_of(k->w, ends[2 * p + 1])] = 0;
}

/* Places of pairs by weight, of accounts by their pairs. */
static void lay_out(const walk *k)
{
    const uint32_t windows = k->w->options.windows;
    uint64_t pair = 0;

    k->out->off[0] = 0;
    for (uint64_t p = 0; p < k->pairs->count; p++)
        k->out->off[p + 1] =
            k->out->off[p] + k->pairs->weight[windows * p + windows - 1];
    for (lia_vid i = 0; i < k->w->n; i++) {
        k->begin[i] = pair;
        while (pair < k->pairs->count &&
               k->pairs->ends[2 * pair] == k->w->id[i])
            pair++;
    }
    k->begin[k->w->n] = pair;
    k->out->count = k->out->off[k->pairs->count];
}

lia_status lia_pairs_evidence(lia_pair_evidence *out,
                              const lia_windows *windows,
                              const lia_pair_counts *pairs,
                              const lia_run *run, lia_error *err)
{
    lia_pair_evidence made = {.count = 0};
    walk k = {.w = windows, .pairs = pairs, .out = &made};
    lia_status st = LIA_OK;

    if (out == NULL || windows == NULL || pairs == NULL)
        return lia_fail(err, LIA_EARG, "evidence of no pairs");
    const int threads = lia_thread_crew(run, 4 * windows->tally.visits);
    const uint64_t n = windows->n;
    LIA_TRY(lia_alloc(&made.off, pairs->count + 1, sizeof *made.off, err));
    LIA_TRY(lia_alloc(&k.begin, n + 1, sizeof *k.begin, err));
    LIA_TRY(lia_alloc_zero(&k.slots, (uint64_t)threads * n, sizeof *k.slots,
                           err));
    lay_out(&k);
    LIA_TRY(lia_alloc(&made.post, made.count, sizeof *made.post, err));
    LIA_TRY(lia_alloc(&made.time, 2 * made.count, sizeof *made.time, err));
    #pragma omp parallel for num_threads(threads) \
        schedule(dynamic, ACCOUNTS_PER_TASK)
    for (lia_vid i = 0; i < windows->n; i++)
        walk_account(&k, i, k.slots + n * (uint64_t)lia_thread_id());
    *out = made;
    memset(&made, 0, sizeof made);
done:
    lia_free(k.begin);
    lia_free(k.slots);
    lia_pair_evidence_free(&made);
    return st;
}

void lia_pair_evidence_free(lia_pair_evidence *evidence)
{
    if (evidence == NULL)
        return;
    lia_free(evidence->off);
    lia_free(evidence->post);
    lia_free(evidence->time);
    memset(evidence, 0, sizeof *evidence);
}
