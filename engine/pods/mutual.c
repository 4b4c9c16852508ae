/* pods/mutual.c - do two accounts that engage each other act in step more
 * often than their habits explain?
 *
 * Posts that both engaged are given. A post counts unless one of the two was
 * on line for another reason (seen within half an hour on another author's
 * post or by an own post). Posts fall into episodes of the clock of one of
 * the two; an episode with any coincidence within the window counts once:
 *
 *   lambda_e = sum over its posts of -log(1 - q)
 *   r_e      = min(1, rho (1 - exp(-lambda_e)))       rho 2: effect floor
 *   p(j|i)   = bound of P(x or more of N episodes), mean sum r_e / N
 *   p        = the larger of p(j|i) and p(i|j)
 *
 * The bound is Hoeffding's (stats/tails.h). r_e bounds the chance of an
 * episode whatever ties its posts together.
 */
#include "pods/mutual.h"

#include <math.h>
#include <string.h>

#include "base/mem.h"
#include "base/sort.h"
#include "base/threads.h"
#include "base/watch.h"
#include "stats/fdr.h"
#include "stats/tails.h"

enum { CHUNK = 256 };

typedef struct meeting {
    uint32_t x, y;          /* events of a and of b on one post              */
    bool is_hit;
} meeting;

/* What one thread needs: meetings of a pair. */
typedef struct bench {
    meeting *meeting;
    uint64_t room;
    uint64_t *key;          /* time, for episodes                            */
    uint32_t *id;
} bench;

bool pod_was_seen(const pod_habits *h, uint32_t account, uint32_t time,
                  uint32_t author)
{
    const uint32_t from = time > POD_SEEN_SPAN ? time - POD_SEEN_SPAN : 0;
    uint64_t low = h->seen_off[account], high = h->seen_off[account + 1];
    const uint64_t end = high;

    while (low < high) {
        const uint64_t middle = low + (high - low) / 2;
        if (h->seen_time[middle] < from)
            low = middle + 1;
        else
            high = middle;
    }
    for (; low < end && h->seen_time[low] <= time + POD_SEEN_SPAN; low++)
        if (h->seen_author[low] != author)
            return true;
    return false;
}

static uint32_t apart(uint32_t a, uint32_t b)
{
    return a > b ? a - b : b - a;
}

/* Coincidences of a and b on whatever posts: a quick look before the lists
 * are walked with all that goes into a test. */
static uint32_t count_hits(const pod_stage *s, uint32_t a, uint32_t b,
                           uint32_t window)
{
    const uint32_t *post = s->acc_post, *time = s->acc_time;
    const uint64_t end_i = s->acc_off[a + 1], end_j = s->acc_off[b + 1];
    uint64_t i = s->acc_off[a], j = s->acc_off[b];
    uint32_t hits = 0;

    while (i < end_i && j < end_j) {
        const uint32_t p = post[i], q = post[j];
        hits += (p == q) & (apart(time[i], time[j]) <= window);
        i += p <= q;
        j += q <= p;
    }
    return hits;
}

/* Meetings of a and b on posts that count. */
static uint64_t meet(meeting *out, const pod_stage *s, uint32_t a, uint32_t b,
                     const lia_pods_options *o)
{
    uint64_t i = s->acc_off[a], j = s->acc_off[b], count = 0;

    while (i < s->acc_off[a + 1] && j < s->acc_off[b + 1]) {
        const uint32_t p = s->acc_post[i], q = s->acc_post[j];
        if (p == q && (o->max_per_post == 0 ||
                       pod_engagers(s, p) <= o->max_per_post))
            out[count++] = (meeting){
                s->acc_event[i], s->acc_event[j],
                apart(s->acc_time[i], s->acc_time[j]) <= o->window};
        i += p <= q;
        j += q <= p;
    }
    return count;
}

/* Meetings where neither was seen elsewhere. */
static uint64_t censor(meeting *m, uint64_t count, const pod_habits *h)
{
    const pod_stage *s = h->stage;
    uint64_t kept = 0;

    for (uint64_t k = 0; k < count; k++) {
        const uint32_t x = m[k].x, y = m[k].y;
        const uint32_t author = s->author[s->post[x]];
        if (!pod_was_seen(h, s->account[y], s->time[x], author) &&
            !pod_was_seen(h, s->account[x], s->time[y], author))
            m[kept++] = m[k];
    }
    return kept;
}

typedef struct side {
    uint32_t episodes, hits;
    double sum, mean;
} side;

/* One direction: the clock is that of x (or of y), the chance the other's. */
static side judge(bench *w, uint64_t count, const pod_habits *h,
                  const lia_pods_options *o, bool is_other)
{
    const pod_stage *s = h->stage;
    side out = {0, 0, 0, 0};

    for (uint64_t k = 0; k < count; k++) {
        w->key[k] = s->time[is_other ? w->meeting[k].y : w->meeting[k].x];
        w->id[k] = (uint32_t)k;
    }
    lia_sort_keys(w->key, w->id, count);
    for (uint64_t k = 0; k < count;) {
        double lambda = 0, r;
        bool is_hit = false;
        const uint64_t begin = k;
        do {
            const meeting *m = &w->meeting[w->id[k]];
            const uint32_t clock = is_other ? m->y : m->x;
            pod_probe probe;
            pod_probe_set(&probe, s->time[clock], pod_delay(s, clock),
                          o->window, o->window);
            lambda -= log1p(-pod_chance(h, is_other ? m->x : m->y, &probe));
            is_hit |= m->is_hit;
            k++;
        } while (k < count &&
                 (o->fixed_episodes
                      ? w->key[k] / o->episode == w->key[begin] / o->episode
                      : w->key[k] - w->key[k - 1] <= o->episode));
        r = -expm1(-lambda);
        out.episodes++;
        out.hits += is_hit;
        out.sum += fmin(1, o->rho * r);
        out.mean += r;
    }
    return out;
}

static double log_tail(const side *of)
{
    const double n = of->episodes > of->hits ? of->episodes : of->hits;

    return lia_log_poisson_binomial_bound(of->hits, n, of->sum);
}

static lia_status make_room(bench *w, uint64_t count, lia_error *err)
{
    lia_status st = LIA_OK;

    if (count <= w->room)
        return LIA_OK;
    LIA_TRY(lia_resize(&w->meeting, 2 * count, sizeof *w->meeting, err));
    LIA_TRY(lia_resize(&w->key, 2 * count, sizeof *w->key, err));
    LIA_TRY(lia_resize(&w->id, 2 * count, sizeof *w->id, err));
    w->room = 2 * count;
done:
    return st;
}

/* log_p stays 0 where nothing speaks against habit. */
static lia_status test_pair(pod_pair *pair, bench *w, const pod_habits *h,
                            const lia_pods_options *o, lia_error *err)
{
    lia_status st = LIA_OK;
    const pod_stage *s = h->stage;
    const uint64_t of_a = s->acc_off[pair->a + 1] - s->acc_off[pair->a];
    const uint64_t of_b = s->acc_off[pair->b + 1] - s->acc_off[pair->b];
    uint64_t count;
    side one, other;

    pair->log_p = 0;
    if (count_hits(s, pair->a, pair->b, o->window) < o->min_episodes)
        return LIA_OK;
    LIA_TRY(make_room(w, of_a < of_b ? of_a : of_b, err));
    count = meet(w->meeting, s, pair->a, pair->b, o);
    count = censor(w->meeting, count, h);
    one = judge(w, count, h, o, false);
    pair->episodes = one.hits;
    if (one.hits < o->min_episodes)
        return LIA_OK;
    other = judge(w, count, h, o, true);
    pair->expected = fmax(one.mean, other.mean);
    pair->log_p = fmax(log_tail(&one), log_tail(&other));
done:
    return st;
}

/* Mutual pairs (a, b), a < b, neither a machine; without a list how many. */
static uint64_t list_pairs(pod_pair *out, const pod_habits *h)
{
    const pod_relations *r = &h->r;
    uint64_t count = 0;

    for (uint32_t u = 0; u < h->stage->n; u++) {
        if (r->partners[u] == 0 || h->is_machine[u])
            continue;
        for (uint64_t k = r->off[u]; k < r->off[u + 1]; k++) {
            if (r->author[k] <= u || !r->is_mutual[k] ||
                h->is_machine[r->author[k]])
                continue;
            if (out != NULL)
                out[count] = (pod_pair){.a = u, .b = r->author[k]};
            count++;
        }
    }
    return count;
}

static lia_status test_all(pod_pairs *p, bench *benches, int threads,
                           const pod_habits *h, const lia_pods_options *o,
                           lia_error *err)
{
    lia_status st = LIA_OK;

    (void)threads;           /* without OpenMP */
    lia_watch_begin(&o->run, "test pairs", p->tested, "pairs");
    #pragma omp parallel for schedule(dynamic, 1) num_threads(threads)
    for (uint64_t chunk = 0; chunk < p->tested; chunk += CHUNK) {
        const uint64_t end =
            chunk + CHUNK < p->tested ? chunk + CHUNK : p->tested;
        lia_error own;
        lia_status here = LIA_OK;
        for (uint64_t k = chunk; here == LIA_OK && k < end; k++)
            here = test_pair(&p->pair[k], &benches[lia_thread_id()], h, o,
                             &own);
        if (here != LIA_OK) {
            #pragma omp critical(pod_pairs_failed)
            {
                st = here;
                if (err != NULL)
                    *err = own;
            }
        }
        lia_watch_advance(&o->run, end - chunk);
    }
    lia_watch_end(&o->run);
    return st;
}

static lia_status adjust(pod_pairs *p, lia_error *err)
{
    lia_status st = LIA_OK;
    double *log_p = NULL, *q = NULL;

    for (uint64_t k = 0; k < p->tested; k++)
        if (p->pair[k].log_p < 0)
            p->pair[p->count++] = p->pair[k];
    LIA_TRY(lia_alloc(&log_p, p->count, sizeof *log_p, err));
    LIA_TRY(lia_alloc(&q, p->count, sizeof *q, err));
    for (uint64_t k = 0; k < p->count; k++)
        log_p[k] = p->pair[k].log_p;
    LIA_TRY(lia_fdr_adjust(q, log_p, p->count, (double)p->tested, err));
    for (uint64_t k = 0; k < p->count; k++)
        p->pair[k].q = q[k];
done:
    lia_free(log_p);
    lia_free(q);
    return st;
}

lia_status pod_pairs_test(pod_pairs *out, const pod_habits *h,
                          const lia_pods_options *options, lia_error *err)
{
    pod_pairs p = {.pair = NULL};
    lia_status st = LIA_OK;
    bench *benches = NULL;
    int threads;

    p.tested = list_pairs(NULL, h);
    threads = lia_thread_crew(&options->run, p.tested * 200);
    LIA_TRY(lia_alloc_zero(&benches, (uint64_t)threads, sizeof *benches,
                           err));
    LIA_TRY(lia_alloc(&p.pair, p.tested, sizeof *p.pair, err));
    list_pairs(p.pair, h);
    LIA_TRY(test_all(&p, benches, threads, h, options, err));
    LIA_TRY(adjust(&p, err));
    *out = p;
    p.pair = NULL;
done:
    for (int t = 0; benches != NULL && t < threads; t++) {
        lia_free(benches[t].meeting);
        lia_free(benches[t].key);
        lia_free(benches[t].id);
    }
    lia_free(benches);
    lia_free(p.pair);
    return st;
}

void pod_pairs_free(pod_pairs *pairs)
{
    lia_free(pairs->pair);
    memset(pairs, 0, sizeof *pairs);
}
