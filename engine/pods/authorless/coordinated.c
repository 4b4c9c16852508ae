/* pods/authorless/coordinated.c - the search in order: pairs propose on one
 * half of the days, the other half disposes, both ways and at every scale;
 * then members, and the same group found twice becomes one.
 *
 * Rates are made anew for each use: that costs little beside the pairs, and
 * never do two halves of them stand in memory together.
 */
#include "pods/authorless/coordinated.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "pods/authorless/merging.h"
#include "pods/authorless/outcome.h"
#include "stats/fdr.h"

enum { MOST_MEETINGS = 50000 };

typedef struct search {
    const lia_coordinated_options *options;
    lia_field field;
    uint32_t scales;
    lia_scale scale[LIA_MOST_SCALES];
    lia_live live[LIA_MOST_SCALES];
    bool borrows;            /* field and live belong to another search      */
    uint8_t *suspect[2];     /* [n] of that half, at any scale               */
    lia_proposals proposals;
    double *q[2];            /* [proposals] adjusted, by crowd and by flat   */
    lia_vid clean;
} search;

uint32_t lia_scales_of(lia_scale out[LIA_MOST_SCALES],
                       const lia_coordinated_options *o, lia_time tick)
{
    const double half = (double)tick / 2;
    uint32_t count = 0;

    for (uint32_t k = 0; k < o->scales; k++)
        if (o->window[k] >= tick)
            out[count++] = (lia_scale){o->window[k], o->horizon[k],
                                       ((double)o->window[k] + half) /
                                           ((double)o->horizon[k] + half),
                                       o->crowd_factor[k]};
    return count;
}

/* Suspects and proposals of one scale, from the pairs of either half. */
static lia_status propose_from(search *s, lia_suspicions found[2],
                               uint32_t scale, lia_error *err)
{
    lia_status st = LIA_OK;

    for (int half = 0; half < 2; half++) {
        for (uint64_t k = 0; k < found[half].count; k++) {
            s->suspect[half][found[half].pair[k].a] = 1;
            s->suspect[half][found[half].pair[k].b] = 1;
        }
        for (int wide = 0; wide < 2; wide++)
            LIA_TRY(lia_propose(&s->proposals, &found[half], scale, half,
                                wide == 1, s->field.n, s->options, err));
        lia_free(found[half].pair);
        found[half].pair = NULL;
    }
done:
    return st;
}

/* bursts: the search by objects; NULL = not wanted. */
static lia_status propose_at(search *s, search *bursts, uint32_t scale,
                             lia_error *err)
{
    lia_status st = LIA_OK;
    lia_suspicions found[4] = {{0, 0, NULL}};

    LIA_TRY(lia_suspect(found, bursts != NULL ? found + 2 : NULL, &s->field,
                        &s->live[scale], &s->scale[scale], s->options, err));
    LIA_TRY(propose_from(s, found, scale, err));
    if (bursts != NULL)
        LIA_TRY(propose_from(bursts, found + 2, scale, err));
done:
    for (int k = 0; k < 4; k++)
        lia_free(found[k].pair);
    return st;
}

static int by_value(const void *left, const void *right)
{
    const double x = *(const double *)left, y = *(const double *)right;

    return (x > y) - (x < y);
}

static double median_habit(double *scratch, const lia_rates *rates,
                           const lia_proposal *p)
{
    for (lia_vid k = 0; k < p->count; k++)
        scratch[k] = rates->habit[p->member[k]];
    qsort(scratch, p->count, sizeof *scratch, by_value);
    return p->count % 2 ? scratch[p->count / 2]
                        : (scratch[p->count / 2 - 1] +
                           scratch[p->count / 2]) / 2;
}

/* Accounts without a suspicion that share an object with others like them. */
static lia_vid count_clean(const search *s, const lia_rates *rates)
{
    const lia_field *f = &s->field;
    lia_vid count = 0;

    for (lia_vid u = 0; u < f->n; u++) {
        bool shares = false;
        for (uint64_t k = f->off[u]; k < f->off[u + 1] && !shares; k++)
            shares = rates->wide[f->at[k]] > 0;
        count += shares && !s->suspect[0][u] && !s->suspect[1][u];
    }
    return count;
}

/* What is done with the proposals of one scale and half, for which the crowd's
 * rates are at hand where they are asked for; and whether there is anything to
 * do. */
typedef lia_status half_work(search *s, const lia_bench *bench, int half,
                             void *context, lia_error *err);
typedef enum wanted { NOTHING, WITHOUT_RATES, WITH_RATES } wanted;
typedef wanted half_wanted(const search *s, uint32_t scale, int half,
                           const void *context);

static lia_status at_scale(search *s, uint32_t scale, half_wanted *ask,
                           half_work *work, void *context, lia_error *err)
{
    lia_status st = LIA_OK;
    lia_rates rates = {0};
    lia_bench bench = {&s->field, &s->live[scale], &s->scale[scale], NULL,
                       s->options};

    for (int half = 0; half < 2; half++) {
        const wanted what = ask(s, scale, half, context);
        if (what == NOTHING)
            continue;
        if (what == WITH_RATES)
            LIA_TRY(lia_rates_build(&rates, &s->field, &s->scale[scale],
                                    s->suspect[half], s->options, err));
        bench.rates = what == WITH_RATES ? &rates : NULL;
        LIA_TRY(work(s, &bench, half, context, err));
        lia_rates_free(&rates);
    }
done:
    lia_rates_free(&rates);
    return st;
}

/* The last scale tells who is clean, proposals or not. */
static wanted scores_wanted(const search *s, uint32_t scale, int half,
                            const void *context)
{
    bool any = half == 0 && scale == s->scales - 1;

    (void)context;
    for (uint64_t k = 0; k < s->proposals.count && !any; k++)
        any = s->proposals.list[k].half == half;
    return any ? WITH_RATES : NOTHING;
}

/* The best of all scales counts, times how many there are (Bonferroni): what
 * was mixed on popular objects often shows at another scale than the one that
 * brought the accounts together. */
static void keep_best(lia_proposal *p, const lia_score score[2],
                      uint32_t scale, uint32_t scales, double crowd,
                      double habit)
{
    for (int by = 0; by < 2; by++) {
        const double log_p = fmin(0.0, score[by].log_p + log(scales));
        if (log_p >= p->score[by].log_p &&
            (scale != p->proposed || p->score[by].log_p < 0.0))
            continue;
        p->scale[by] = scale;
        p->score[by] = score[by];
        p->score[by].log_p = log_p;
        p->crowd[by] = crowd;
        p->habit[by] = habit;
    }
}

static lia_status score_half(search *s, const lia_bench *bench, int half,
                             void *context, lia_error *err)
{
    const uint32_t scale = (uint32_t)(bench->scale - s->scale);
    lia_status st = LIA_OK;
    lia_votes votes = {0};
    lia_score score[2];
    double *scratch = NULL;

    (void)context;
    if (half == 0 && scale == s->scales - 1)
        s->clean = count_clean(s, bench->rates);
    LIA_TRY(lia_votes_make(&votes, bench, err));
    LIA_TRY(lia_alloc(&scratch, s->field.n, sizeof *scratch, err));
    for (uint64_t k = 0; k < s->proposals.count; k++) {
        lia_proposal *p = &s->proposals.list[k];
        if (p->half != half)
            continue;
        LIA_TRY(lia_try_group(score, &votes, bench, p->member, p->count,
                              !half, err));
        keep_best(p, score, scale, s->scales, bench->rates->crowd,
                  median_habit(scratch, bench->rates, p));
    }
done:
    lia_free(scratch);
    lia_votes_free(&votes);
    return st;
}

/* One false discovery rate over all proposals, for either expectation. */
static lia_status adjust(search *s, lia_error *err)
{
    const uint64_t count = s->proposals.count;
    lia_status st = LIA_OK;
    double *log_p = NULL;

    LIA_TRY(lia_alloc(&log_p, count, sizeof *log_p, err));
    for (int by = 0; by < 2; by++) {
        LIA_TRY(lia_alloc(&s->q[by], count, sizeof *s->q[by], err));
        for (uint64_t k = 0; k < count; k++)
            log_p[k] = s->proposals.list[k].score[by].log_p;
        LIA_TRY(lia_fdr_adjust(s->q[by], log_p, count, (double)count, err));
    }
done:
    lia_free(log_p);
    return st;
}

typedef struct roll {
    lia_tier tier;
    int by;
    lia_finds finds;         /* in order of proposals                        */
} roll;

static bool is_accepted(const search *s, uint64_t proposal, int by)
{
    return s->proposals.list[proposal].score[by].log_p < 0.0 &&
           s->q[by][proposal] <= s->options->q;
}

/* Cores are told by the flat expectation. */
static wanted members_wanted(const search *s, uint32_t scale, int half,
                             const void *context)
{
    const roll *r = context;
    bool any = false;

    for (uint64_t k = 0; k < s->proposals.count && !any; k++)
        any = s->proposals.list[k].scale[r->by] == scale &&
              s->proposals.list[k].half == half && is_accepted(s, k, r->by);
    return any ? WITHOUT_RATES : NOTHING;
}

/* The cores of what was accepted. */
static lia_status member_half(search *s, const lia_bench *bench, int half,
                              void *context, lia_error *err)
{
    roll *r = context;
    lia_status st = LIA_OK;
    lia_found found;
    lia_votes votes = {0};

    memset(&found, 0, sizeof found);
    LIA_TRY(lia_votes_make(&votes, bench, err));
    for (uint64_t k = 0; k < s->proposals.count; k++) {
        const lia_proposal *p = &s->proposals.list[k];
        if (bench->scale != &s->scale[p->scale[r->by]] || p->half != half ||
            !is_accepted(s, k, r->by))
            continue;
        found = (lia_found){r->tier, *p, s->q[r->by][k], 0, {0}};
        /* The crowd was beaten by the group; of a member it is enough that it
         * is in step with the others. */
        LIA_TRY(lia_members_find(&found.membership, bench, &votes, p,
                                 LIA_BY_FLAT, 0, s->suspect[half], err));
        if (found.membership.count >= s->options->min_size) {
            LIA_TRY(lia_reserve(&r->finds.list, &r->finds.room,
                                r->finds.count + 1, sizeof *r->finds.list,
                                err));
            r->finds.list[r->finds.count++] = found;
            memset(&found.membership, 0, sizeof found.membership);
        }
        lia_membership_free(&found.membership);
    }
done:
    lia_votes_free(&votes);
    lia_membership_free(&found.membership);
    return st;
}

static bool grows_here(const search *s, const lia_found *found, uint32_t scale,
                       int half)
{
    return found->proposal.scale[lia_by_of(found->tier)] == scale &&
           found->proposal.half == half &&
           (found->tier == LIA_TIER_BURST) == s->field.by_object;
}

/* How many meetings with strangers a group may grow along. The flat
 * expectation alone is not to be believed at scales where the crowd must be
 * beaten by a factor (39 of 43 organic groups of a real crowd pass it at an
 * hour): a group that rests on it there and is in the middle of the crowd
 * would only gather the crowd. */
static uint64_t growth_along(const lia_found *found, const lia_scale *scale)
{
    return found->tier == LIA_TIER_IN_STEP && scale->crowd_factor > 1
               ? MOST_MEETINGS : UINT64_MAX;
}

static wanted growth_wanted(const search *s, uint32_t scale, int half,
                            const void *context)
{
    const lia_finds *finds = context;
    wanted most = NOTHING;

    for (uint64_t k = 0; k < finds->count && most != WITH_RATES; k++)
        if (grows_here(s, &finds->list[k], scale, half))
            most = lia_by_of(finds->list[k].tier) == LIA_BY_CROWD
                       ? WITH_RATES : WITHOUT_RATES;
    return most;
}

/* Who else belongs to the groups that are left. */
static lia_status grow_half(search *s, const lia_bench *bench, int half,
                            void *context, lia_error *err)
{
    lia_finds *finds = context;
    lia_status st = LIA_OK;
    lia_membership grown = {0};
    lia_votes votes = {0};

    LIA_TRY(lia_votes_make(&votes, bench, err));
    for (uint64_t k = 0; k < finds->count; k++) {
        lia_found *f = &finds->list[k];
        const lia_proposal *p = &f->proposal;
        if (!grows_here(s, f, (uint32_t)(bench->scale - s->scale), half))
            continue;
        LIA_TRY(lia_members_find(&grown, bench, &votes, p,
                                 lia_by_of(f->tier),
                                 growth_along(f, bench->scale),
                                 s->suspect[half], err));
        LIA_TRY(lia_membership_unite(&f->membership, &grown, false, err));
        lia_membership_free(&grown);
    }
done:
    lia_votes_free(&votes);
    lia_membership_free(&grown);
    return st;
}

static int crowd_first(const void *left, const void *right)
{
    const lia_found *x = left, *y = right;
    const int by = lia_by_of(x->tier);
    const double p = x->proposal.score[by].log_p;
    const double q = y->proposal.score[by].log_p;

    if (x->proposal.is_wide != y->proposal.is_wide)
        return x->proposal.is_wide - y->proposal.is_wide;
    if (p != q)
        return p < q ? -1 : 1;
    if (x->proposal.proposed != y->proposal.proposed)
        return x->proposal.proposed < y->proposal.proposed ? -1 : 1;
    if (x->proposal.half != y->proposal.half)
        return x->proposal.half - y->proposal.half;
    return (x->proposal.member[0] > y->proposal.member[0]) -
           (x->proposal.member[0] < y->proposal.member[0]);
}

/* The groups of one tier into `out`, strongest first. */
static lia_status take_tier(lia_finds *out, search *s, lia_tier tier, int by,
                            lia_error *err)
{
    lia_status st = LIA_OK;
    roll r = {tier, by, {0, 0, NULL}};

    for (uint32_t scale = 0; scale < s->scales; scale++)
        LIA_TRY(at_scale(s, scale, members_wanted, member_half, &r, err));
    if (r.finds.count > 0)
        qsort(r.finds.list, r.finds.count, sizeof *r.finds.list, crowd_first);
    for (uint64_t k = 0; k < r.finds.count; k++)
        LIA_TRY(lia_finds_take(out, &r.finds.list[k], s->options->min_size,
                               err));
done:
    lia_finds_free(&r.finds);
    return st;
}

static lia_status grow(lia_finds *finds, search *s, lia_error *err)
{
    lia_status st = LIA_OK;

    for (uint32_t scale = 0; scale < s->scales; scale++)
        LIA_TRY(at_scale(s, scale, growth_wanted, grow_half, finds, err));
done:
    return st;
}

/* Who can have a suspicious pair, the widest window first. */
static lia_status find_live(search *s, lia_error *err)
{
    lia_status st = LIA_OK;
    uint32_t widest = 0;

    for (uint32_t k = 1; k < s->scales; k++)
        if (s->scale[k].window > s->scale[widest].window)
            widest = k;
    LIA_TRY(lia_live_build(&s->live[widest], &s->field, NULL,
                           &s->scale[widest], s->options->min_episodes,
                           &s->options->run, err));
    for (uint32_t k = 0; k < s->scales; k++)
        if (k != widest)
            LIA_TRY(lia_live_build(&s->live[k], &s->field, &s->live[widest],
                                   &s->scale[k], s->options->min_episodes,
                                   &s->options->run, err));
done:
    return st;
}

/* The same events, split by object: only the halves differ, not who can have a
 * suspicious pair. */
static void borrow(search *s, const search *from)
{
    s->field = from->field;
    s->field.by_object = true;
    s->scales = from->scales;
    memcpy(s->scale, from->scale, sizeof s->scale);
    memcpy(s->live, from->live, sizeof s->live);
    s->borrows = true;
}

/* What is proposed, by days and (bursts, unless NULL) by objects. */
static lia_status propose(search *s, search *bursts, lia_error *err)
{
    search *both[] = {s, bursts};
    lia_status st = LIA_OK;

    LIA_TRY(find_live(s, err));
    if (bursts != NULL)
        borrow(bursts, s);
    for (int k = 0; k < 2 && both[k] != NULL; k++)
        for (int half = 0; half < 2; half++)
            LIA_TRY(lia_alloc_zero(&both[k]->suspect[half], s->field.n, 1,
                                   err));
    for (uint32_t scale = 0; scale < s->scales; scale++)
        LIA_TRY(propose_at(s, bursts, scale, err));
done:
    return st;
}

static lia_status score(search *s, lia_error *err)
{
    lia_status st = LIA_OK;

    for (uint32_t scale = 0; scale < s->scales; scale++)
        LIA_TRY(at_scale(s, scale, scores_wanted, score_half, NULL, err));
    LIA_TRY(adjust(s, err));
done:
    return st;
}

static void search_free(search *s)
{
    for (uint32_t k = 0; !s->borrows && k < s->scales; k++)
        lia_live_free(&s->live[k]);
    if (!s->borrows)
        lia_field_free(&s->field);
    lia_free(s->suspect[0]);
    lia_free(s->suspect[1]);
    lia_free(s->q[0]);
    lia_free(s->q[1]);
    lia_proposals_free(&s->proposals);
}

static void describe(lia_coordinated *out, const search *s)
{
    out->tick = s->field.tick;
    out->scales = s->scales;
    out->proposals = s->proposals.count;
    out->clean = s->clean;
    for (lia_vid u = 0; s->scales > 0 && u < s->field.n; u++)
        out->suspects += s->suspect[0][u] || s->suspect[1][u];
    for (uint64_t k = 0; k < s->proposals.count; k++)
        out->testable += s->proposals.list[k].score[LIA_BY_FLAT].clusters >=
                         s->options->min_days;
}

static lia_status check(const lia_coordinated_options *o, lia_error *err)
{
    if (o->scales < 1 || o->scales > LIA_MOST_SCALES)
        return lia_fail(err, LIA_EARG, "%u scales: 1 to %d", o->scales,
                        LIA_MOST_SCALES);
    for (uint32_t k = 0; k < o->scales; k++)
        if (o->window[k] <= 0 || o->horizon[k] <= o->window[k])
            return lia_fail(err, LIA_EARG, "scale %u: a window > 0 within a "
                            "larger horizon", k + 1);
    if (!(o->edge_p > 0 && o->edge_p < 1 && o->q > 0 && o->q < 1 &&
          o->flat_factor >= 1 && o->prior > 0 && o->prune >= 0 &&
          o->min_size >= 3 && o->min_days >= 2 && o->min_episodes >= 1))
        return lia_fail(err, LIA_EARG, "an option is out of its range");
    return LIA_OK;
}

lia_status lia_coordinated_find(lia_coordinated *out, const lia_events *events,
                                const lia_coordinated_options *options,
                                lia_error *err)
{
    static const lia_coordinated_options defaults = LIA_COORDINATED_DEFAULTS;
    lia_status st = LIA_OK;
    search days = {.options = options ? options : &defaults}, bursts;
    lia_coordinated result = {0};
    lia_finds finds = {0, 0, NULL};

    if (out == NULL || events == NULL)
        return lia_fail(err, LIA_EARG, "out or events is NULL");
    bursts = days;
    LIA_TRY(check(days.options, err));
    LIA_TRY(lia_field_build(&days.field, events, &days.options->run, err));
    days.scales = lia_scales_of(days.scale, days.options, days.field.tick);
    LIA_TRY(lia_count_days(&result.days, &days.field, err));
    if (days.scales > 0) {
        LIA_TRY(propose(&days, days.options->bursts ? &bursts : NULL, err));
        LIA_TRY(score(&days, err));
        LIA_TRY(take_tier(&finds, &days, LIA_TIER_COORDINATED, LIA_BY_CROWD,
                          err));
        LIA_TRY(take_tier(&finds, &days, LIA_TIER_IN_STEP, LIA_BY_FLAT, err));
        LIA_TRY(grow(&finds, &days, err));
    }
    describe(&result, &days);
    if (days.scales > 0 && days.options->bursts) {
        LIA_TRY(score(&bursts, err));
        LIA_TRY(take_tier(&finds, &bursts, LIA_TIER_BURST, LIA_BY_CROWD, err));
        LIA_TRY(grow(&finds, &bursts, err));
    }
    LIA_TRY(lia_outcome_put(&result, &finds, days.scale, &days.field, err));
    *out = result;
    memset(&result, 0, sizeof result);
done:
    lia_finds_free(&finds);
    search_free(&days);
    search_free(&bursts);
    lia_coordinated_free(&result);
    return st;
}
