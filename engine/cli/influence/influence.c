/* cli/influence/influence.c - split, standing on what was earned, ranks before
 * and after, concentration, who to pick.
 */
#include "cli/influence/influence.h"

#include <math.h>
#include <string.h>

#include "base/mem.h"
#include "base/status.h"
#include "cli/say/fail.h"
#include "graph/rows.h"
#include "liaison/reach.h"

/* Steps (accounts x ties) up to which betweenness and harmonic are exact,
 * (authors x events) up to which reach in time is found: some seconds on one
 * core. */
static const double PATHS_BUDGET = 1e9, NEAR_BUDGET = 1e10, REACH_BUDGET = 5e10;

/* Whatever is worth ranking comes from what was freely given. */
static lia_status build_standing(influence *f, const settings *s,
                                 lia_error *err)
{
    const lia_run run = run_of(s);
    lia_status st = LIA_OK;
    lia_arcs plain;

    LIA_TRY(lia_arcs_reverse(&f->free_arcs, &f->split.by, &run, err));
    plain = f->free_arcs;
    plain.weight = NULL;
    LIA_TRY(lia_arcs_to_ties(&f->free_ties, &plain, &run, err));
    f->standing = (measuring){.arcs = &f->free_arcs, .run = run,
                              .seed = s->seed};
    f->nearness = (measuring){.ties = &f->free_ties, .run = run,
                              .seed = s->seed};
    LIA_TRY(measuring_run(&f->standing, MEASURE_BIT(M_PAGERANK), err));
    LIA_TRY(measuring_run(&f->nearness, MEASURE_BIT(M_CORE), err));
done:
    return st;
}

/* Exact where that is short, else sampled. */
static lia_status measure_paths(influence *f, lia_error *err)
{
    const double steps = (double)f->free_ties.n * (double)f->free_ties.m;
    measuring *m = &f->nearness;
    lia_status st = LIA_OK;

    m->delta = .1;
    m->eps = steps <= PATHS_BUDGET ? 0 : .01;
    LIA_TRY(measuring_run(m, MEASURE_BIT(M_BETWEENNESS), err));
    if (m->eps > 0)
        talk("betweenness: sampled, every value within %.3g of the exact one "
             "with probability 0.9 or more", m->paths.bound);
    m->eps = steps <= NEAR_BUDGET ? 0 : .02;
    LIA_TRY(measuring_run(m, MEASURE_BIT(M_HARMONIC), err));
    if (m->eps > 0)
        talk("harmonic: sampled, every value within %.3g of the exact one "
             "with probability 0.9 or more",
             m->near.bound * (f->free_ties.n - 1.));
done:
    return st;
}

static double authors_of(const lia_split *x)
{
    double count = 0;

    for (lia_vid u = 0; u < x->n; u++)
        count += x->by.off[u + 1] > x->by.off[u];
    return count;
}

/* Passings: from the author to whoever engaged freely, at that time. */
static lia_status measure_reach(influence *f, const lia_tables *tables,
                                const settings *s, lia_error *err)
{
    const lia_interactions *i = &tables->interactions;
    const lia_run run = run_of(s);
    lia_status st = LIA_OK;
    lia_vid *from = NULL, *to = NULL;
    lia_time *time = NULL;
    lia_passing p = {.n = f->split.n};

    memset(f->reach, 0xff, f->split.n * sizeof *f->reach);
    if (i->time == NULL || f->split.tally.timed == 0 ||
        (double)i->count * authors_of(&f->split) > REACH_BUDGET)
        return LIA_OK;
    LIA_TRY(lia_alloc(&from, i->count, sizeof *from, err));
    LIA_TRY(lia_alloc(&to, i->count, sizeof *to, err));
    LIA_TRY(lia_alloc(&time, i->count, sizeof *time, err));
    for (uint64_t row = 0; row < i->count; row++) {
        const lia_vid u = f->split.author[row], v = i->actor[row];
        if (u == LIA_NONE ||
            lia_row_find(f->split.by.off, f->split.by.to, u, v) == UINT64_MAX)
            continue;
        from[p.count] = u;
        to[p.count] = v;
        time[p.count++] = i->time[row];
    }
    p.from = from;
    p.to = to;
    p.time = time;
    LIA_TRY(lia_reach_in_time(f->reach, &p, &run, err));
done:
    lia_free(from);
    lia_free(to);
    lia_free(time);
    return st;
}

static lia_status rank_all(influence *f, const settings *s, lia_error *err)
{
    const lia_split *x = &f->split;
    const lia_run run = run_of(s);
    const lia_rank_key after[] = {
        {.count32 = x->h_index, .descending = true},
        {.count32 = x->engagers, .descending = true},
        {.number = x->weight, .descending = true}};
    const lia_rank_key before[] = {
        {.count32 = x->h_before, .descending = true},
        {.count32 = x->engagers_before, .descending = true},
        {.number = x->weight_before, .descending = true}};
    lia_status st = LIA_OK;
    uint64_t shown;

    LIA_TRY(lia_ranked_order(&f->order, &shown, x->n, 0, after, 3, &run, err));
    LIA_TRY(lia_ranked_order(&f->order_before, &shown, x->n, 0, before, 3,
                             &run, err));
    for (uint64_t k = 0; k < x->n; k++)
        f->rank_before[f->order_before[k]] = k + 1;
    for (uint64_t k = 0; k < x->n; k++)
        f->rank_change[f->order[k]] =
            (double)f->rank_before[f->order[k]] - (double)(k + 1);
done:
    return st;
}

/* Followers where somebody counted them, else whoever was seen to engage. */
static void find_audience(influence *f, const lia_tables *tables)
{
    const double *followers = tables->accounts.followers;

    for (lia_vid i = 0; i < f->split.n; i++)
        f->audience[i] = followers != NULL && !isnan(followers[i])
                             ? followers[i] : (double)f->split.audience[i];
}

/* Over accounts that anyone engaged. */
static lia_status concentrate(influence *f, const settings *s, lia_error *err)
{
    const lia_split *x = &f->split;
    const lia_concentration_options o = {.rounds = 100, .seed = s->seed};
    lia_status st = LIA_OK;
    double *value = NULL;
    uint64_t count;

    LIA_TRY(lia_alloc(&value, x->n, sizeof *value, err));
    for (int which = 0; which < CONCENTRATIONS; which++) {
        count = 0;
        for (lia_vid i = 0; i < x->n; i++) {
            const double all = x->earned[i] + x->owned[i] + x->artificial[i] +
                               x->reciprocal[i];
            const double of[CONCENTRATIONS] = {
                all, x->earned[i], x->engagers[i], x->artificial[i]};
            if (all > 0)
                value[count++] = of[which] > 0 ? of[which] : 0;
        }
        f->concentration_of[which] = (uint8_t)which;
        LIA_TRY(lia_concentration_of(&f->concentration[which], value, count,
                                     &o, err));
    }
done:
    lia_free(value);
    return st;
}

static lia_status pick_some(influence *f, const settings *s, lia_error *err)
{
    const lia_run run = run_of(s);
    lia_status st = LIA_OK;

    if (s->pick == 0)
        return LIA_OK;
    LIA_TRY(lia_pick_covering(&f->pick, &f->split.by,
                              s->pick < UINT32_MAX ? (uint32_t)s->pick
                                                   : UINT32_MAX, &run, err));
    LIA_TRY(lia_alloc(&f->pick_share, f->pick.count, sizeof(double), err));
    LIA_TRY(lia_alloc(&f->pick_proven, f->pick.count, sizeof(double), err));
    for (uint32_t k = 0; k < f->pick.count; k++) {
        f->pick_share[k] = (double)f->pick.covered[k] / f->pick.reachable;
        f->pick_proven[k] = (double)f->pick.covered[k] / f->pick.at_most[k];
    }
    if (f->pick.count > 0)
        talk("%u accounts reach %u of the %u that anyone reaches; the best "
             "set of that size reaches %u at most (this one is proven to be "
             "within %.1f %% of it)", f->pick.count,
             f->pick.covered[f->pick.count - 1], f->pick.reachable,
             f->pick.at_most[f->pick.count - 1],
             100 - 100 * f->pick_proven[f->pick.count - 1]);
done:
    return st;
}

static lia_status allocate(influence *f, lia_error *err)
{
    const lia_vid n = f->split.n;
    lia_status st = LIA_OK;

    LIA_TRY(lia_alloc(&f->ids, n, sizeof *f->ids, err));
    LIA_TRY(lia_alloc(&f->audience, n, sizeof *f->audience, err));
    LIA_TRY(lia_alloc(&f->reach, n, sizeof *f->reach, err));
    LIA_TRY(lia_alloc(&f->rank_before, n, sizeof *f->rank_before, err));
    LIA_TRY(lia_alloc(&f->rank_change, n, sizeof *f->rank_change, err));
    for (lia_vid i = 0; i < n; i++)
        f->ids[i] = i;
done:
    return st;
}

static lia_status nothing_engaged(const lia_tables *tables, lia_error *err)
{
    if (tables->interactions.count == 0)
        return lia_fail(err, LIA_ECANNOT,
                        "influence is split from who engages whom, and there "
                        "are no interactions here. 'liaison measure "
                        "pagerank,core' ranks standing among ties. What to "
                        "collect: who engaged whose posts, with times: "
                        "columns actor, object, author, time.");
    return lia_fail(err, LIA_ECANNOT,
                    "the interactions do not say whose posts were engaged, or "
                    "are none that count as engagement. What to collect: the "
                    "author of each post (a column author, or a table of "
                    "posts).");
}

lia_status influence_run(influence *out, const lia_tables *tables,
                         const influence_pods *pods, const settings *s,
                         lia_error *err)
{
    lia_split_options options = LIA_SPLIT_DEFAULTS;
    lia_status st = LIA_OK;

    memset(out, 0, sizeof *out);
    options.pods = &pods->evidence.members;
    options.inauthentic = pods->evidence.inauthentic;
    options.as_of = s->as_of;
    options.run = run_of(s);
    LIA_TRY(memory_check(s, 60 * tables->interactions.count +
                         300 * (uint64_t)tables->accounts.names.count,
                         "influence", err));
    LIA_TRY(lia_split_engagement(&out->split, tables, &options, err));
    if (out->split.tally.engagements == 0)
        return nothing_engaged(tables, err);
    LIA_TRY(allocate(out, err));
    LIA_TRY(build_standing(out, s, err));
    LIA_TRY(measure_paths(out, err));
    LIA_TRY(measure_reach(out, tables, s, err));
    LIA_TRY(rank_all(out, s, err));
    find_audience(out, tables);
    LIA_TRY(concentrate(out, s, err));
    LIA_TRY(pick_some(out, s, err));
    LIA_TRY(influence_lay_out(out, tables, pods, err));
done:
    return st;
}

void influence_free(influence *f)
{
    lia_split_free(&f->split);
    lia_arcs_free(&f->free_arcs);
    lia_ties_free(&f->free_ties);
    measuring_free(&f->standing);
    measuring_free(&f->nearness);
    lia_free(f->ids);
    lia_free(f->audience);
    lia_free(f->reach);
    lia_ranked_order_free(f->order);
    lia_ranked_order_free(f->order_before);
    lia_free(f->rank_before);
    lia_free(f->rank_change);
    strings_free(&f->parts);
    strings_free(&f->notes);
    lia_pick_free(&f->pick);
    lia_free(f->pick_share);
    lia_free(f->pick_proven);
}
