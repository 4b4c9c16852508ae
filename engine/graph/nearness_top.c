/* graph/nearness_top.c - the k most central accounts, searches cut short.
 *
 * After level d of a search, with c accounts found, at most
 * sum of (degree - 1) over level d can follow at d + 1, and the rest of the
 * component is at d + 2 or further. If even so the value stays below that of
 * the k-th best, the account is out. Accounts with many ties go first, so that
 * the k-th best is high early. Which search is cut when depends on the threads;
 * who is left does not: an account is dropped only if k others are better.
 */
#include "liaison/paths.h"

#include <math.h>
#include <string.h>

#include "base/mem.h"
#include "base/threads.h"
#include "base/watch.h"
#include "liaison/cohesion.h"

enum { ACCOUNTS_PER_TASK = 64 };

typedef struct searcher {
    uint32_t *seen;        /* [n] number of the search                       */
    lia_vid *queue;        /* [n]                                            */
    uint32_t number;
} searcher;

typedef struct contest {
    const lia_ties *ties;
    lia_near which;
    lia_components parts;
    lia_vid *order;        /* [n] most ties first                            */
    lia_vid *account;      /* [k] best first                                 */
    double *value;         /* [k]                                            */
    uint32_t k, count;
    double least;          /* of k, or -1 while there are fewer              */
    searcher *searchers;
    int threads;
} contest;

static void close_all(contest *c)
{
    for (int t = 0; c->searchers && t < c->threads; t++) {
        lia_free(c->searchers[t].seen);
        lia_free(c->searchers[t].queue);
    }
    lia_free(c->searchers);
    lia_free(c->order);
    lia_free(c->account);
    lia_free(c->value);
    lia_components_free(&c->parts);
}

/* Many ties first: a counting sort, stable. */
static lia_status order_accounts(contest *c, lia_error *err)
{
    const lia_ties *t = c->ties;
    lia_status st = LIA_OK;
    uint64_t *start = NULL;

    LIA_TRY(lia_alloc_zero(&start, (uint64_t)t->n + 2, sizeof *start, err));
    LIA_TRY(lia_alloc(&c->order, t->n, sizeof *c->order, err));
    for (lia_vid i = 0; i < t->n; i++)
        start[t->n - (t->off[i + 1] - t->off[i]) + 1]++;
    for (uint64_t d = 0; d <= t->n; d++)
        start[d + 1] += start[d];
    for (lia_vid i = 0; i < t->n; i++)
        c->order[start[t->n - (t->off[i + 1] - t->off[i])]++] = i;
done:
    lia_free(start);
    return st;
}

static lia_status open_all(contest *c, const lia_run *run, lia_error *err)
{
    const lia_vid n = c->ties->n;
    lia_status st = LIA_OK;

    LIA_TRY(lia_components_of_ties(&c->parts, c->ties, run, err));
    LIA_TRY(order_accounts(c, err));
    LIA_TRY(lia_alloc(&c->account, (uint64_t)c->k + 1, sizeof *c->account,
                      err));
    LIA_TRY(lia_alloc(&c->value, (uint64_t)c->k + 1, sizeof *c->value, err));
    LIA_TRY(lia_alloc_zero(&c->searchers, (uint64_t)c->threads,
                           sizeof *c->searchers, err));
    for (int t = 0; t < c->threads; t++) {
        searcher *s = &c->searchers[t];
        LIA_TRY(lia_alloc_zero(&s->seen, n, sizeof *s->seen, err));
        LIA_TRY(lia_alloc(&s->queue, n, sizeof *s->queue, err));
    }
done:
    return st;
}

/* harmonic: the sum so far; closeness: that of distances. */
static double value_of(const contest *c, double sum, double found)
{
    if (c->which == LIA_HARMONIC)
        return sum;
    return sum > 0 ? found / sum * (found / (c->ties->n - 1.)) : 0;
}

/* The most that can come out if `next` follow at distance d and the rest of
 * `others` at d + 1. */
static double most_of(const contest *c, double sum, double found,
                      double others, double next, double d)
{
    const double left = others - found, near = next < left ? next : left;

    if (c->which == LIA_HARMONIC)
        return sum + near / d + (left - near) / (d + 1);
    return value_of(c, sum + near * d + (left - near) * (d + 1), others);
}

/* The value of v, or -1 once it cannot be among the k any more. */
static double search(const contest *c, searcher *s, lia_vid v)
{
    const lia_ties *g = c->ties;
    const double others = c->parts.size[c->parts.component[v]] - 1.;
    lia_vid first = 0, end = 1;
    double sum = 0, found = 0;

    s->number++;
    s->seen[v] = s->number;
    s->queue[0] = v;
    for (double d = 1; first < end; d++) {
        const lia_vid level = end;
        double next = 0, least;
        for (; first < level; first++) {
            const lia_vid u = s->queue[first];
            for (uint64_t e = g->off[u]; e < g->off[u + 1]; e++) {
                const lia_vid w = g->to[e];
                if (s->seen[w] == s->number)
                    continue;
                s->seen[w] = s->number;
                s->queue[end++] = w;
                next += (double)(g->off[w + 1] - g->off[w]) - 1;
            }
        }
        const double count = end - level;
        found += count;
        sum += c->which == LIA_HARMONIC ? count / d : count * d;
        #pragma omp atomic read
        least = c->least;
        /* a little room for rounding: bounds are added in another order */
        if (most_of(c, sum, found, others, next, d + 1) * (1 + 1e-12) < least)
            return -1;
    }
    return value_of(c, sum, found);
}

/* Into its place among the k. */
static void enter(contest *c, lia_vid v, double value)
{
    uint32_t at = c->count;

    while (at > 0 && (c->value[at - 1] < value ||
                      (c->value[at - 1] == value && c->account[at - 1] > v))) {
        c->value[at] = c->value[at - 1];
        c->account[at] = c->account[at - 1];
        at--;
    }
    c->value[at] = value;
    c->account[at] = v;
    if (c->count < c->k)
        c->count++;
    if (c->count == c->k) {
        #pragma omp atomic write
        c->least = c->value[c->k - 1];
    }
}

static void run_contest(contest *c, const lia_run *run)
{
    const lia_vid n = c->ties->n;

    #pragma omp parallel for num_threads(c->threads) \
        schedule(dynamic, ACCOUNTS_PER_TASK)
    for (lia_vid k = 0; k < n; k++) {
        const lia_vid v = c->order[k];
        const double value = search(c, &c->searchers[lia_thread_id()], v);
        if (k % ACCOUNTS_PER_TASK == 0)
            lia_watch_advance(run, n - k < ACCOUNTS_PER_TASK
                                       ? n - k : ACCOUNTS_PER_TASK);
        if (value < 0)
            continue;
        #pragma omp critical(lia_nearness_top)
        enter(c, v, value);
    }
}

lia_status lia_nearness_top(lia_vid *account, double *value, uint32_t *count,
                            uint32_t k, lia_near which, const lia_ties *ties,
                            const lia_run *run, lia_error *err)
{
    lia_status st = LIA_OK;
    contest c = {.ties = ties, .which = which, .k = k, .least = -1};

    if (account == NULL || value == NULL || count == NULL || ties == NULL ||
        k == 0)
        return lia_fail(err, LIA_EARG, "outputs and ties must be given and k "
                        "must not be 0");
    c.k = k < ties->n ? k : ties->n;
    c.threads = lia_thread_crew(run, 64 * ties->m);
    LIA_TRY(open_all(&c, run, err));
    lia_watch_begin(run, "nearness", ties->n, "accounts");
    if (ties->n > 0)
        run_contest(&c, run);
    lia_watch_end(run);
    memcpy(account, c.account, c.count * sizeof *account);
    memcpy(value, c.value, c.count * sizeof *value);
    *count = c.count;
done:
    close_all(&c);
    return st;
}
