/* ties/routes.c - the best short paths to many targets at once.
 *
 * A path me > i > j > t splits before j. For every j that is a contact of a
 * target the best first halves me > i > j are found once, in one pass over
 * j's row, and kept: twelve, so that ten are left when the target and one
 * introducer more are struck out. A target's paths are then its direct tie,
 * me > j > t, and the halves times the last tie; they go into a heap, from
 * which only as many are taken as are needed.
 */
#include "liaison/introduce.h"

#include <string.h>

#include "base/mem.h"
#include "base/threads.h"
#include "base/watch.h"

enum { HALVES = LIA_ROUTE_PATHS + 2, ROWS_PER_TASK = 256,
       TARGETS_PER_TASK = 16, PER_TIE = HALVES + 1 };

/* me > i > j */
typedef struct half {
    double p;
    lia_vid i;
} half;

typedef struct halves {
    uint32_t count;
    half best[HALVES];
} halves;

typedef struct candidate {
    double p;
    lia_vid first, second;   /* introducers; LIA_NONE                        */
} candidate;

typedef struct search {
    const lia_ties *ties;
    const uint8_t *me;
    const lia_vid *target;
    uint64_t targets;
    double *start;           /* [n] chance of the best tie to me, 0 = none   */
    lia_vid *from;           /* [n] my account at its other end              */
    uint32_t *slot;          /* [n] place in halves, LIA_NONE = not needed   */
    halves *halves;
    lia_vid *needed;         /* accounts of the slots                        */
    uint32_t slots;
    candidate *room;         /* [threads * most]                             */
    uint64_t most;
    lia_route *route;        /* [targets * LIA_ROUTE_PATHS]                  */
    lia_door *door;
    uint8_t *routes, *doors; /* [targets] how many                           */
    double *reach;
} search;

double lia_passing_on(double strength)
{
    return 0.02 + 0.73 * strength;
}

static void find_starts(search *s)
{
    const lia_ties *t = s->ties;

    for (lia_vid i = 0; i < t->n; i++)
        s->from[i] = LIA_NONE;
    for (lia_vid m = 0; m < t->n; m++)
        for (uint64_t e = t->off[m]; s->me[m] && e < t->off[m + 1]; e++) {
            const lia_vid i = t->to[e];
            if (!s->me[i] && t->weight[e] > s->start[i]) {
                s->start[i] = t->weight[e];
                s->from[i] = m;
            }
        }
}

static lia_status find_needed(search *s, lia_error *err)
{
    const lia_ties *t = s->ties;
    lia_status st = LIA_OK;

    for (lia_vid i = 0; i < t->n; i++)
        s->slot[i] = LIA_NONE;
    for (uint64_t k = 0; k < s->targets; k++) {
        const lia_vid x = s->target[k];
        const uint64_t degree = t->off[x + 1] - t->off[x];
        s->most = degree > s->most ? degree : s->most;
        for (uint64_t e = t->off[x]; e < t->off[x + 1]; e++) {
            const lia_vid j = t->to[e];
            if (!s->me[j] && t->weight[e] > 0 && s->slot[j] == LIA_NONE)
                s->slot[j] = s->slots++;
        }
    }
    LIA_TRY(lia_alloc(&s->needed, s->slots, sizeof *s->needed, err));
    LIA_TRY(lia_alloc(&s->halves, s->slots, sizeof *s->halves, err));
    for (lia_vid j = 0; j < t->n; j++)
        if (s->slot[j] != LIA_NONE)
            s->needed[s->slot[j]] = j;
    s->most = s->most * PER_TIE + 1;
done:
    return st;
}

/* Rows ascend, so of equal halves the smaller account stays in front. */
static void find_halves(search *s, uint32_t slot)
{
    const lia_ties *t = s->ties;
    const lia_vid j = s->needed[slot];
    halves *h = &s->halves[slot];

    h->count = 0;
    for (uint64_t e = t->off[j]; e < t->off[j + 1]; e++) {
        const lia_vid i = t->to[e];
        const double p = s->start[i] * t->weight[e];
        uint32_t at;
        if (!(p > 0) ||
            (h->count == HALVES && p <= h->best[HALVES - 1].p))
            continue;
        at = h->count < HALVES ? h->count++ : HALVES - 1;
        for (; at > 0 && h->best[at - 1].p < p; at--)
            h->best[at] = h->best[at - 1];
        h->best[at] = (half){p, i};
    }
}

/* ---- candidates of one target, the best on top of a heap ---- */

static bool better(const candidate *a, const candidate *b)
{
    if (a->p != b->p)
        return a->p > b->p;
    if ((a->first == LIA_NONE) != (b->first == LIA_NONE))
        return a->first == LIA_NONE;
    if ((a->second == LIA_NONE) != (b->second == LIA_NONE))
        return a->second == LIA_NONE;
    return a->first != b->first ? a->first < b->first : a->second < b->second;
}

static void sift_down(candidate *heap, uint64_t root, uint64_t count)
{
    const candidate x = heap[root];

    for (uint64_t child; (child = 2 * root + 1) < count; root = child) {
        if (child + 1 < count && better(&heap[child + 1], &heap[child]))
            child++;
        if (!better(&heap[child], &x))
            break;
        heap[root] = heap[child];
    }
    heap[root] = x;
}

/* heap[0 .. left) is a heap; what was taken stands behind it, the best at the
 * very end: taken k is heap[count - 1 - k]. */
typedef struct drawer {
    candidate *heap;
    uint64_t count, left;
} drawer;

static const candidate *draw(drawer *d, uint64_t k)
{
    while (k >= d->count - d->left) {
        candidate top;
        if (d->left == 0)
            return NULL;
        top = d->heap[0];
        d->heap[0] = d->heap[--d->left];
        d->heap[d->left] = top;
        if (d->left > 0)
            sift_down(d->heap, 0, d->left);
    }
    return &d->heap[d->count - 1 - k];
}

static drawer collect(const search *s, candidate *room, lia_vid x)
{
    const lia_ties *t = s->ties;
    drawer d = {.heap = room};

    if (s->start[x] > 0)
        room[d.count++] = (candidate){s->start[x], LIA_NONE, LIA_NONE};
    for (uint64_t e = t->off[x]; e < t->off[x + 1]; e++) {
        const lia_vid j = t->to[e];
        const double last = t->weight[e];
        const halves *h;
        if (s->me[j] || !(last > 0))
            continue;
        if (s->start[j] > 0)
            room[d.count++] =
                (candidate){s->start[j] * last, j, LIA_NONE};
        h = &s->halves[s->slot[j]];
        for (uint32_t k = 0; k < h->count; k++)
            if (h->best[k].i != x)
                room[d.count++] =
                    (candidate){h->best[k].p * last, h->best[k].i, j};
    }
    d.left = d.count;
    for (uint64_t k = d.count / 2; k-- > 0;)
        sift_down(room, k, d.count);
    return d;
}

/* Reach over the ten best that avoid an account (LIA_NONE: none). */
static double reach_without(drawer *d, lia_vid avoid)
{
    const candidate *c;
    double miss = 1;
    int used = 0;

    for (uint64_t k = 0;
         used < LIA_ROUTE_PATHS && (c = draw(d, k)) != NULL; k++) {
        if (avoid != LIA_NONE && (c->first == avoid || c->second == avoid))
            continue;
        miss *= 1 - c->p;
        used++;
    }
    return 1 - miss;
}

static void list_doors(search *s, uint64_t k, drawer *d)
{
    lia_door *door = s->door + k * LIA_ROUTE_PATHS;

    for (uint8_t r = 0; r < s->routes[k]; r++) {
        const lia_route *route = &s->route[k * LIA_ROUTE_PATHS + r];
        uint8_t q = 0;
        if (route->via[0] == LIA_NONE)
            continue;
        while (q < s->doors[k] && door[q].introducer != route->via[0])
            q++;
        if (q == s->doors[k]) {
            door[q] = (lia_door){route->via[0], 0, route->probability,
                                 reach_without(d, route->via[0])};
            s->doors[k]++;
        }
        door[q].routes++;
    }
}

static void serve_target(search *s, candidate *room, uint64_t k)
{
    const lia_vid x = s->target[k];
    drawer d = collect(s, room, x);
    const candidate *c;

    s->reach[k] = reach_without(&d, LIA_NONE);
    s->routes[k] = s->doors[k] = 0;
    for (uint8_t r = 0; r < LIA_ROUTE_PATHS && (c = draw(&d, r)) != NULL;
         r++) {
        const lia_vid first = c->first != LIA_NONE ? c->first : x;
        s->route[k * LIA_ROUTE_PATHS + r] =
            (lia_route){c->p, s->from[first], {c->first, c->second},
                        1u + (c->first != LIA_NONE) +
                            (c->second != LIA_NONE)};
        s->routes[k]++;
    }
    list_doors(s, k, &d);
}

static lia_status check(const lia_routes *out, const lia_ties *ties,
                        const uint8_t *me, const lia_vid *target,
                        uint64_t targets, lia_error *err)
{
    if (out == NULL || ties == NULL || me == NULL ||
        (target == NULL && targets > 0) ||
        (ties->weight == NULL && ties->m > 0))
        return lia_fail(err, LIA_EARG, "introductions: an argument is NULL");
    for (uint64_t k = 0; k < targets; k++)
        if (target[k] >= ties->n || me[target[k]])
            return lia_fail(err, LIA_EARG, "target %llu is not in the network "
                            "or one's own account", (unsigned long long)k);
    for (uint64_t e = 0; e < 2 * ties->m; e++)
        if (!(ties->weight[e] >= 0 && ties->weight[e] <= 1))
            return lia_fail(err, LIA_EARG, "a chance is %g, must be 0 to 1",
                            ties->weight[e]);
    return LIA_OK;
}

static void run_all(search *s, const lia_run *run, int threads)
{
    (void)threads;
    #pragma omp parallel num_threads(threads)
    {
        candidate *room = s->room + s->most * (uint64_t)lia_thread_id();

        #pragma omp for schedule(dynamic, ROWS_PER_TASK)
        for (uint32_t slot = 0; slot < s->slots; slot++)
            find_halves(s, slot);
        #pragma omp for schedule(dynamic, TARGETS_PER_TASK)
        for (uint64_t k = 0; k < s->targets; k++) {
            serve_target(s, room, k);
            if (k % TARGETS_PER_TASK == 0)
                lia_watch_advance(run, TARGETS_PER_TASK);
        }
    }
}

/* From ten places a target to as many as there are. */
static lia_status pack(lia_routes *out, search *s, lia_error *err)
{
    lia_status st = LIA_OK;
    uint64_t routes = 0, doors = 0;

    LIA_TRY(lia_alloc(&out->route_off, s->targets + 1, sizeof(uint64_t), err));
    LIA_TRY(lia_alloc(&out->door_off, s->targets + 1, sizeof(uint64_t), err));
    for (uint64_t k = 0; k < s->targets; k++) {
        out->route_off[k] = routes;
        out->door_off[k] = doors;
        memmove(s->route + routes, s->route + k * LIA_ROUTE_PATHS,
                s->routes[k] * sizeof *s->route);
        memmove(s->door + doors, s->door + k * LIA_ROUTE_PATHS,
                s->doors[k] * sizeof *s->door);
        routes += s->routes[k];
        doors += s->doors[k];
    }
    out->route_off[s->targets] = routes;
    out->door_off[s->targets] = doors;
    out->targets = s->targets;
    out->reach = s->reach;
    out->route = s->route;
    out->door = s->door;
    s->reach = NULL;
    s->route = NULL;
    s->door = NULL;
done:
    return st;
}

static lia_status allocate(search *s, lia_error *err)
{
    const uint64_t n = s->ties->n, places = s->targets * LIA_ROUTE_PATHS;
    lia_status st = LIA_OK;

    LIA_TRY(lia_alloc_zero(&s->start, n, sizeof *s->start, err));
    LIA_TRY(lia_alloc(&s->from, n, sizeof *s->from, err));
    LIA_TRY(lia_alloc(&s->slot, n, sizeof *s->slot, err));
    LIA_TRY(lia_alloc(&s->reach, s->targets, sizeof *s->reach, err));
    LIA_TRY(lia_alloc(&s->route, places, sizeof *s->route, err));
    LIA_TRY(lia_alloc(&s->door, places, sizeof *s->door, err));
    LIA_TRY(lia_alloc(&s->routes, s->targets, 1, err));
    LIA_TRY(lia_alloc(&s->doors, s->targets, 1, err));
done:
    return st;
}

lia_status lia_routes_find(lia_routes *out, const lia_ties *ties,
                           const uint8_t *me, const lia_vid *target,
                           uint64_t targets, const lia_run *run,
                           lia_error *err)
{
    search s = {.ties = ties, .me = me, .target = target, .targets = targets};
    lia_routes found = {.targets = 0};
    lia_status st = LIA_OK;
    int threads;

    LIA_TRY(check(out, ties, me, target, targets, err));
    LIA_TRY(allocate(&s, err));
    find_starts(&s);
    LIA_TRY(find_needed(&s, err));
    threads = lia_thread_crew(run, 64 * (targets + s.slots));
    LIA_TRY(lia_alloc(&s.room, s.most * (uint64_t)threads, sizeof *s.room,
                      err));
    lia_watch_begin(run, "introductions", targets, "targets");
    run_all(&s, run, threads);
    lia_watch_end(run);
    LIA_TRY(pack(&found, &s, err));
    *out = found;
    memset(&found, 0, sizeof found);
done:
    lia_routes_free(&found);
    lia_free(s.start);
    lia_free(s.from);
    lia_free(s.slot);
    lia_free(s.needed);
    lia_free(s.halves);
    lia_free(s.room);
    lia_free(s.reach);
    lia_free(s.route);
    lia_free(s.door);
    lia_free(s.routes);
    lia_free(s.doors);
    return st;
}

void lia_routes_free(lia_routes *routes)
{
    if (routes == NULL)
        return;
    lia_free(routes->reach);
    lia_free(routes->route_off);
    lia_free(routes->route);
    lia_free(routes->door_off);
    lia_free(routes->door);
    memset(routes, 0, sizeof *routes);
}

lia_status lia_ties_spread(double *entry, const double *of_tie,
                           const lia_ties *ties, lia_error *err)
{
    uint64_t *next = NULL, t = 0;
    lia_status st = lia_alloc(&next, ties->n, sizeof *next, err);

    if (st != LIA_OK)
        return st;
    memcpy(next, ties->off, ties->n * sizeof *next);
    for (lia_vid a = 0; a < ties->n; a++)
        for (uint64_t e = ties->off[a]; e < ties->off[a + 1]; e++)
            if (ties->to[e] > a) {
                entry[e] = of_tie[t];
                entry[next[ties->to[e]]++] = of_tie[t++];
            }
    lia_free(next);
    return LIA_OK;
}
