/* pods/search.c - test proposals, let those in step grow, merge, describe.
 *
 * Every proposal is tested before it grows; Benjamini-Hochberg over all of
 * them. A group in step is then made up anew, twice at most: an account
 * belongs if it is in step with the others on members' posts, at the false
 * discovery rate over all that exchange engagement with a tenth of the group
 * (exchange is topology, so choosing by it leaves the times free). Members
 * that mutual engagement put there stay. Groups are taken in order of p: one
 * that overlaps an earlier one by half of the smaller is dropped, or, if it
 * was proposed by ties, is in step and lies half inside a single one that is,
 * united with it. One that lies wholly inside another in step adds nothing.
 */
#include "pods/search.h"

#include <math.h>
#include <string.h>

#include "base/mem.h"
#include "base/sort.h"
#include "base/threads.h"
#include "base/watch.h"
#include "pods/classes.h"
#include "pods/group.h"
#include "pods/guests.h"
#include "pods/star.h"
#include "stats/fdr.h"

enum { PASSES = 2, FEWEST_LEFT = 4 };
static const double LEAST_EXCHANGE = .1, OVERLAP = .5;

/* A set that is being worked on. */
typedef struct crew {
    uint32_t *member;
    uint32_t size, room;
} crew;

static lia_status crew_set(crew *c, const uint32_t *member, uint32_t size,
                           lia_error *err)
{
    lia_status st = LIA_OK;

    if (size > c->room) {
        LIA_TRY(lia_resize(&c->member, size, sizeof *c->member, err));
        c->room = size;
    }
    memcpy(c->member, member, size * sizeof *member);
    c->size = size;
done:
    return st;
}

static bool has(const uint32_t *member, uint32_t size, uint32_t account)
{
    uint32_t low = 0, high = size;

    while (low < high) {
        const uint32_t middle = low + (high - low) / 2;
        if (member[middle] < account)
            low = middle + 1;
        else
            high = middle;
    }
    return low < size && member[low] == account;
}

static uint32_t shared(const uint32_t *a, uint32_t n, const uint32_t *b,
                       uint32_t m)
{
    uint32_t count = 0;

    for (uint32_t i = 0, j = 0; i < n && j < m;) {
        count += a[i] == b[j];
        const bool step = a[i] <= b[j];
        j += b[j] <= a[i];
        i += step;
    }
    return count;
}

/* Union into c. */
static lia_status crew_join(crew *c, const uint32_t *member, uint32_t size,
                            lia_error *err)
{
    lia_status st = LIA_OK;
    const uint32_t before = c->size;

    if (c->size + size > c->room) {
        LIA_TRY(lia_resize(&c->member, c->size + size, sizeof *c->member,
                           err));
        c->room = c->size + size;
    }
    for (uint32_t k = 0; k < size; k++)
        if (!has(c->member, before, member[k]))
            c->member[c->size++] = member[k];
    lia_sort_ids(c->member, c->size);
done:
    return st;
}

/* The first set with the same members. */
static uint32_t first_same(const pod_sets *s, uint32_t k)
{
    const uint64_t size = s->off[k + 1] - s->off[k];

    for (uint32_t j = 0; j < k; j++)
        if (s->off[j + 1] - s->off[j] == size &&
            memcmp(s->member + s->off[j], s->member + s->off[k],
                   size * sizeof *s->member) == 0)
            return j;
    return k;
}

/* The best of all windows, times how many there are (Bonferroni). */
static lia_status test_at_windows(pod_verdict *out, pod_desk *desk,
                                  const pod_search *f, const uint32_t *member,
                                  uint32_t size, lia_error *err)
{
    const uint32_t windows = 1 + f->o->other_windows;
    lia_pods_options o = *f->o;
    lia_status st = LIA_OK;

    for (uint32_t w = 0; w < windows; w++) {
        pod_verdict v;
        o.window = w == 0 ? f->o->window : f->o->other_window[w - 1];
        LIA_TRY(pod_group_test(&v, desk, f->h, member, size, LIA_NONE, &o,
                               err));
        v.window = o.window;
        if (w == 0 || v.log_p < out->log_p)
            *out = v;
    }
    out->log_p = fmin(0, out->log_p + log(windows));
done:
    return st;
}

/* Tests of all proposals, each by one thread. */
static lia_status test_all(pod_verdict *out, const pod_search *f,
                           lia_error *err)
{
    const pod_sets *sets = &f->sets;
    const int threads = sets->count < 2 ? 1
        : lia_thread_crew(&f->o->run, f->h->stage->count);
    lia_status st = LIA_OK;
    pod_desk *desk = NULL;

    LIA_TRY(lia_alloc_zero(&desk, (uint64_t)threads, sizeof *desk, err));
    for (int t = 0; t < threads; t++)
        LIA_TRY(pod_desk_open(&desk[t], f->h->stage->n, err));
    lia_watch_begin(&f->o->run, "test groups", sets->count, "groups");
    #pragma omp parallel for schedule(dynamic, 1) num_threads(threads)
    for (uint32_t k = 0; k < sets->count; k++) {
        lia_error own;
        if (first_same(sets, k) < k)
            continue;
        const lia_status here = test_at_windows(
            &out[k], &desk[lia_thread_id()], f, sets->member + sets->off[k],
            (uint32_t)(sets->off[k + 1] - sets->off[k]), &own);
        if (here != LIA_OK) {
            #pragma omp critical(pod_search_failed)
            {
                st = here;
                if (err != NULL)
                    *err = own;
            }
        }
        lia_watch_advance(&f->o->run, 1);
    }
    lia_watch_end(&f->o->run);
    for (uint32_t k = 0; k < sets->count; k++)
        out[k] = out[first_same(sets, k)];
done:
    for (int t = 0; desk != NULL && t < threads; t++)
        pod_desk_close(&desk[t]);
    lia_free(desk);
    return st;
}

/* Accounts that exchange with a tenth of the group, ascending. exchanges:
 * [n] all zero, again zero on return. */
static lia_status list_candidates(crew *out, uint32_t *exchanges,
                                  const pod_habits *h, const crew *g,
                                  lia_error *err)
{
    const pod_relations *r = &h->r;
    const double least = LEAST_EXCHANGE * fmax(1, g->size - 1.0);
    lia_status st = LIA_OK;

    out->size = 0;
    for (uint32_t i = 0; i < g->size; i++)
        for (uint64_t k = r->off[g->member[i]]; k < r->off[g->member[i] + 1];
             k++)
            if (r->is_mutual[k])
                exchanges[r->author[k]]++;
    for (uint32_t i = 0; i < g->size; i++)
        for (uint64_t k = r->off[g->member[i]]; k < r->off[g->member[i] + 1];
             k++) {
            const uint32_t v = r->author[k];
            const bool is_in = r->is_mutual[k] && exchanges[v] >= least;
            if (r->is_mutual[k])
                exchanges[v] = 0;
            if (!is_in)
                continue;
            if (out->size == out->room) {
                const uint32_t room = 2 * out->room + 64;
                LIA_TRY(lia_resize(&out->member, room, sizeof(uint32_t),
                                   err));
                out->room = room;
            }
            out->member[out->size++] = v;
        }
    lia_sort_ids(out->member, out->size);
done:
    return st;
}

/* Who of the candidates is in step with the group. */
static lia_status choose(crew *candidates, pod_desk *desk,
                         const pod_search *f, const crew *g, lia_error *err)
{
    const uint32_t count = candidates->size;
    lia_status st = LIA_OK;
    double *log_p = NULL, *q = NULL;

    LIA_TRY(lia_alloc(&log_p, count, sizeof *log_p, err));
    LIA_TRY(lia_alloc(&q, count, sizeof *q, err));
    LIA_TRY(pod_group_each(log_p, desk, f->h, g->member, g->size,
                           candidates->member, count, f->o, err));
    LIA_TRY(lia_fdr_adjust(q, log_p, count,
                           f->o->wide_growth ? f->h->stage->n : count, err));
    candidates->size = 0;
    for (uint32_t k = 0; k < count; k++)
        if (q[k] <= f->o->q && log_p[k] < 0)
            candidates->member[candidates->size++] = candidates->member[k];
done:
    lia_free(log_p);
    lia_free(q);
    return st;
}

static lia_status grow(crew *g, pod_desk *desk, uint32_t *exchanges,
                       const pod_search *f, lia_error *err)
{
    lia_status st = LIA_OK;
    crew next = {.member = NULL};

    for (int pass = 0; pass < PASSES; pass++) {
        LIA_TRY(list_candidates(&next, exchanges, f->h, g, err));
        LIA_TRY(choose(&next, desk, f, g, err));
        if (next.size < FEWEST_LEFT)
            break;
        const bool is_same = next.size == g->size &&
                             shared(next.member, next.size, g->member,
                                    g->size) == g->size;
        LIA_TRY(crew_set(g, next.member, next.size, err));
        if (is_same)
            break;
    }
done:
    lia_free(next.member);
    return st;
}

/* Those of a broad proposal who coincide with the others more than rho times
 * as often as their habits explain, proven or not. */
static lia_status keep_some(crew *out, pod_desk *desk, const pod_search *f,
                            const uint32_t *proposed, uint32_t size,
                            lia_error *err)
{
    const uint32_t days = f->h->stage->days;
    lia_status st = LIA_OK;
    double *log_p = NULL;
    uint32_t *kept = NULL, count = 0;

    LIA_TRY(lia_alloc(&log_p, size, sizeof *log_p, err));
    LIA_TRY(lia_alloc(&kept, size, sizeof *kept, err));
    LIA_TRY(pod_group_each(log_p, desk, f->h, proposed, size, proposed, size,
                           f->o, err));
    for (uint32_t k = 0; k < size; k++) {
        double observed = 0, expected = 0;
        for (uint32_t d = 0; d < days; d++) {
            observed += desk->observed[(uint64_t)k * days + d];
            expected += desk->expected[(uint64_t)k * days + d];
        }
        if (observed > f->o->rho * expected)
            kept[count++] = proposed[k];
    }
    LIA_TRY(crew_set(out, kept, count, err));
done:
    lia_free(log_p);
    lia_free(kept);
    return st;
}

/* Those who give without having had a chance to receive. */
static lia_status invite(crew *g, pod_desk *desk, const pod_search *f,
                         lia_error *err)
{
    lia_status st = LIA_OK;
    uint32_t *guest = NULL, guests = 0;

    LIA_TRY(pod_guests_find(&guest, &guests, desk, f->h, g->member, g->size,
                            f->o, err));
    if (guests > 0)
        st = crew_join(g, guest, guests, err);
done:
    lia_free(guest);
    return st;
}

static lia_status fill_group(pod_group *out, const crew *g,
                             const uint32_t *proposed, uint32_t size,
                             uint8_t source, lia_error *err)
{
    lia_status st = LIA_OK;

    lia_free(out->member);
    lia_free(out->proposed_by);
    lia_free(out->row);
    out->member = NULL;
    out->proposed_by = NULL;
    out->row = NULL;
    LIA_TRY(lia_alloc(&out->member, g->size, sizeof(uint32_t), err));
    LIA_TRY(lia_alloc(&out->proposed_by, g->size, 1, err));
    LIA_TRY(lia_alloc_zero(&out->row, g->size, sizeof *out->row, err));
    out->size = g->size;
    memcpy(out->member, g->member, g->size * sizeof(uint32_t));
    for (uint32_t k = 0; k < g->size; k++)
        out->proposed_by[k] = has(proposed, size, g->member[k])
                                  ? source : LIA_POD_FROM_GROWTH;
done:
    return st;
}

/* Which earlier groups does it overlap? *only: the last of them. */
static uint32_t overlaps(uint32_t *only, const pod_search *f, const crew *g)
{
    uint32_t found = 0;

    for (uint32_t k = 0; k < f->count; k++) {
        const pod_group *other = &f->group[k];
        const uint32_t both =
            shared(g->member, g->size, other->member, other->size);
        const uint32_t smaller =
            g->size < other->size ? g->size : other->size;
        if (both >= OVERLAP * smaller) {
            found++;
            *only = k;
        }
    }
    return found;
}

static lia_status unite(pod_group *with, const crew *g, lia_error *err)
{
    lia_status st = LIA_OK;
    crew all = {.member = NULL};
    uint32_t *was = with->member;
    uint8_t *by = with->proposed_by;
    const uint32_t size = with->size;

    LIA_TRY(crew_set(&all, was, size, err));
    LIA_TRY(crew_join(&all, g->member, g->size, err));
    with->member = NULL;
    with->proposed_by = NULL;
    st = fill_group(with, &all, g->member, g->size, LIA_POD_FROM_TIES, err);
    for (uint32_t k = 0, j = 0; st == LIA_OK && j < size; j++) {
        while (with->member[k] != was[j])
            k++;
        with->proposed_by[k] = by[j];
    }
    lia_free(was);
    lia_free(by);
done:
    lia_free(all.member);
    return st;
}

/* Do its members stand in one group in step already? */
static bool is_known(const pod_search *f, const uint32_t *member,
                     uint32_t size)
{
    for (uint32_t k = 0; k < f->count; k++)
        if (f->group[k].about.in_step &&
            shared(member, size, f->group[k].member, f->group[k].size) ==
                size)
            return true;
    return false;
}

/* The members of a group in step, g as it was proposed. */
static lia_status make_up(crew *g, pod_desk *desk, uint32_t *exchanges,
                          const pod_search *f, uint8_t source, lia_error *err)
{
    lia_status st = LIA_OK;
    crew stay = {.member = NULL};

    if (source & POD_BROAD)
        LIA_TRY(keep_some(&stay, desk, f, g->member, g->size, err));
    else if (source == LIA_POD_FROM_TIES)
        LIA_TRY(crew_set(&stay, g->member, g->size, err));
    if ((source & POD_BROAD) && stay.size >= FEWEST_LEFT)
        LIA_TRY(crew_set(g, stay.member, stay.size, err));
    LIA_TRY(grow(g, desk, exchanges, f, err));
    if (stay.size > 0)
        LIA_TRY(crew_join(g, stay.member, stay.size, err));
    LIA_TRY(invite(g, desk, f, err));
done:
    lia_free(stay.member);
    return st;
}

/* One proposal, in its turn. */
static lia_status settle(pod_search *f, uint32_t set, const pod_verdict *v,
                         double q, pod_desk *desk, uint32_t *exchanges,
                         lia_error *err)
{
    const uint32_t *proposed = f->sets.member + f->sets.off[set];
    const uint32_t size =
        (uint32_t)(f->sets.off[set + 1] - f->sets.off[set]);
    const uint8_t source = f->sets.source[set] & (uint8_t)~POD_BROAD;
    const bool in_step = q <= f->o->q && v->log_p < 0;
    const lia_pods_options *const usual = f->o;
    lia_pods_options own = *usual;
    lia_status st = LIA_OK;
    crew g = {.member = NULL};
    uint32_t found, only = 0;

    if (in_step && is_known(f, proposed, size))
        return LIA_OK;
    own.window = v->window;
    f->o = &own;
    LIA_TRY(crew_set(&g, proposed, size, err));
    if (in_step)
        LIA_TRY(make_up(&g, desk, exchanges, f, f->sets.source[set], err));
    found = overlaps(&only, f, &g);
    if (found == 0) {
        pod_group *out = &f->group[f->count];
        memset(out, 0, sizeof *out);
        f->count++;
        LIA_TRY(fill_group(out, &g, proposed, size, source, err));
        out->about.in_step = in_step;
        out->about.source = source;
        out->about.window_s = v->window;
        out->about.log_p = v->log_p;
        out->about.p_value = exp(v->log_p);
        out->about.q_value = q;
    } else if (found == 1 && in_step && source == LIA_POD_FROM_TIES &&
               f->group[only].about.in_step &&
               shared(g.member, g.size, f->group[only].member,
                      f->group[only].size) >= OVERLAP * g.size) {
        LIA_TRY(unite(&f->group[only], &g, err));
    }
done:
    f->o = usual;
    lia_free(g.member);
    return st;
}

static lia_status settle_all(pod_search *f, pod_desk *desk, lia_error *err)
{
    const uint32_t count = f->sets.count;
    lia_status st = LIA_OK;
    pod_verdict *verdict = NULL;
    double *log_p = NULL, *q = NULL;
    uint64_t *key = NULL;
    uint32_t *order = NULL, *exchanges = NULL;

    LIA_TRY(lia_alloc(&verdict, count, sizeof *verdict, err));
    LIA_TRY(lia_alloc(&log_p, count, sizeof *log_p, err));
    LIA_TRY(lia_alloc(&q, count, sizeof *q, err));
    LIA_TRY(lia_alloc(&key, count, sizeof *key, err));
    LIA_TRY(lia_alloc(&order, count, sizeof *order, err));
    LIA_TRY(lia_alloc_zero(&exchanges, f->h->stage->n, sizeof *exchanges,
                           err));
    LIA_TRY(lia_alloc_zero(&f->group, count, sizeof *f->group, err));
    LIA_TRY(test_all(verdict, f, err));
    for (uint32_t k = 0; k < count; k++) {
        log_p[k] = verdict[k].log_p;
        key[k] = lia_sort_key_of(log_p[k]);
        order[k] = k;
    }
    LIA_TRY(lia_fdr_adjust(q, log_p, count, count, err));
    lia_sort_keys(key, order, count);
    for (uint32_t k = 0; k < count; k++)
        LIA_TRY(settle(f, order[k], &verdict[order[k]], q[order[k]], desk,
                       exchanges, err));
done:
    lia_free(verdict);
    lia_free(log_p);
    lia_free(q);
    lia_free(key);
    lia_free(order);
    lia_free(exchanges);
    return st;
}

/* The last test and the columns of a group. */
static lia_status finish(pod_search *f, uint32_t k, pod_desk *desk,
                         lia_error *err)
{
    pod_group *g = &f->group[k];
    const uint32_t days = f->h->stage->days;
    lia_pods_options own = *f->o;
    lia_status st = LIA_OK;
    double *log_p = NULL;
    pod_verdict v;

    own.window = g->about.window_s;
    LIA_TRY(pod_describe(g, f->h, &f->tastes, &f->friends, &own, err));
    LIA_TRY(pod_star_test(g, desk, f->h, &own, err));
    LIA_TRY(pod_group_test(&v, desk, f->h, g->member, g->size, LIA_NONE, &own,
                           err));
    LIA_TRY(lia_alloc(&f->observed[k], days, sizeof(double), err));
    LIA_TRY(lia_alloc(&f->expected[k], days, sizeof(double), err));
    memcpy(f->observed[k], desk->observed, days * sizeof(double));
    memcpy(f->expected[k], desk->expected, days * sizeof(double));
    g->about.observed = v.observed;
    g->about.expected = v.expected;
    g->about.days = v.days;
    g->about.synchrony = (v.observed + .5) / (v.expected + .5);
    pod_classify(&g->about);
    if (lia_pod_is_warning((lia_pod_class)g->about.class_of))
        goto done;
    LIA_TRY(lia_alloc(&log_p, g->size, sizeof *log_p, err));
    LIA_TRY(pod_group_each(log_p, desk, f->h, g->member, g->size, g->member,
                           g->size, &own, err));
    for (uint32_t m = 0; m < g->size; m++)
        g->row[m].p_value = exp(log_p[m]);
done:
    lia_free(log_p);
    return st;
}

lia_status pod_search_run(pod_search *f, const pod_habits *h,
                          const lia_tables *tables,
                          const lia_pods_options *o, lia_error *err)
{
    lia_status st = LIA_OK;
    pod_desk desk = {.is_member = NULL};

    memset(f, 0, sizeof *f);
    f->h = h;
    f->o = o;
    LIA_TRY(pod_pairs_test(&f->pairs, h, o, err));
    LIA_TRY(pod_propose(&f->sets, h, &f->pairs, o, err));
    LIA_TRY(pod_friends_learn(&f->friends, h, err));
    LIA_TRY(pod_tastes_learn(&f->tastes, h, tables, o->seed, err));
    LIA_TRY(pod_desk_open(&desk, h->stage->n, err));
    LIA_TRY(settle_all(f, &desk, err));
    LIA_TRY(lia_alloc_zero(&f->observed, f->count, sizeof(double *), err));
    LIA_TRY(lia_alloc_zero(&f->expected, f->count, sizeof(double *), err));
    for (uint32_t k = 0; k < f->count; k++)
        LIA_TRY(finish(f, k, &desk, err));
done:
    pod_desk_close(&desk);
    return st;
}

void pod_search_free(pod_search *f)
{
    for (uint32_t k = 0; k < f->count; k++) {
        lia_free(f->group[k].member);
        lia_free(f->group[k].proposed_by);
        lia_free(f->group[k].row);
        if (f->observed != NULL)
            lia_free(f->observed[k]);
        if (f->expected != NULL)
            lia_free(f->expected[k]);
    }
    lia_free(f->observed);
    lia_free(f->expected);
    lia_free(f->group);
    pod_pairs_free(&f->pairs);
    pod_tastes_free(&f->tastes);
    pod_sets_free(&f->sets);
    memset(f, 0, sizeof *f);
}
