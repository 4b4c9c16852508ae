/* pods/authorless/authorless.c - groups of coordinated.c and objects of
 * oneoff.c as rows of the tables that pods have, with their evidence.
 */
#include "liaison/pods.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/sort.h"
#include "liaison/coordinated.h"
#include "liaison/oneoff.h"
#include "pods/authorless/authorless.h"
#include "pods/authorless/coordinated.h"
#include "pods/bursts.h"
#include "stats/tails.h"

enum { FEWEST_DAYS = 5, LEAST_STREAM_DAYS = 10 };

static const lia_time coarsest = 60 * LIA_SECOND;

/* Rows on their way out. */
typedef struct writing {
    lia_pods *out;
    const lia_tables *tables;
    const lia_coordinated *found;
    lia_field field;
    pod_texts texts;
    uint32_t *event;         /* of one group's members, ascending            */
    uint64_t event_room;
    uint64_t *map;           /* a bit per event, all zero between groups     */
    lia_vid *place;          /* [n] of an account among one group's members  */
    uint32_t *day;           /* per day: pair events, of these near          */
    uint32_t *near;
    uint32_t days;
    uint64_t member_room, burst_room, day_room;
} writing;

static const uint8_t class_of_tier[] = {
    LIA_POD_COORDINATED, LIA_POD_IN_STEP, LIA_POD_BURST};

static uint32_t day_of(const writing *w, lia_time t)
{
    return (uint32_t)(lia_floor_div(t, LIA_DAY) -
                      lia_floor_div(w->field.first_hour, 24));
}

/* What members and days have in common with every class. */
static lia_pod blank(uint8_t class_of, double log_p, double q)
{
    const double none = (double)NAN;

    return (lia_pod){
        .score = -log_p / log(10), .log_p = log_p, .p_value = exp(log_p),
        .q_value = q, .reciprocity = none, .promptness = none, .topic = none,
        .contact = none, .calculated_index = none, .affinity_index = none,
        .coverage_against_friends = none, .evenness = none,
        .outside_share = none, .machines = none, .delay_variation = none,
        .tit_for_tat = none, .half_joined = LIA_NO_TIME, .class_of = class_of,
        .detection = lia_pod_is_detection((lia_pod_class)class_of),
        .source = LIA_POD_FROM_CORE, .in_step = 1};
}

static lia_status list_events(uint64_t *count, writing *w,
                              const lia_vid *member, lia_vid members,
                              lia_error *err)
{
    const lia_field *f = &w->field;
    lia_status st = LIA_OK;
    uint64_t total = 0;

    for (lia_vid m = 0; m < members; m++)
        total += f->off[member[m] + 1] - f->off[member[m]];
    LIA_TRY(lia_reserve(&w->event, &w->event_room, total, sizeof *w->event,
                        err));
    *count = 0;
    for (lia_vid m = 0; m < members; m++)
        for (uint64_t k = f->off[member[m]]; k < f->off[member[m] + 1]; k++)
            w->event[(*count)++] = f->at[k];
    lia_sort_distinct(w->event, *count, w->map, f->count);
done:
    return st;
}

/* Members' events first .. end-1 of one object: pairs within the horizon and
 * the window, by the day of the earlier one; the fullest window. */
typedef struct object {
    uint64_t first, end;
    uint64_t best, best_count;
} object;

static bool look_at(object *o, writing *w, const lia_coordinated_group *g)
{
    const lia_event *event = w->field.events->event;
    uint64_t far = o->first, close = o->first;

    o->best_count = 0;
    for (uint64_t i = o->first; i < o->end; i++) {
        const lia_time t = event[w->event[i]].time;
        while (far < o->end && event[w->event[far]].time - t <= g->horizon)
            far++;
        while (close < o->end && event[w->event[close]].time - t <= g->window)
            close++;
        w->day[day_of(w, t)] += (uint32_t)(far - i - 1);
        w->near[day_of(w, t)] += (uint32_t)(close - i - 1);
        if (close - i > o->best_count) {
            o->best_count = close - i;
            o->best = i;
        }
    }
    return o->best_count >= 2;
}

/* The least probable first; where they draw, the earlier object. */
static void keep(object *best, double *log_p, uint32_t *count, object o,
                 double p)
{
    uint32_t at = *count;

    while (at > 0 && p < log_p[at - 1])
        at--;
    if (at >= POD_BURSTS)
        return;
    *count += *count < POD_BURSTS;
    memmove(best + at + 1, best + at, (*count - at - 1) * sizeof *best);
    memmove(log_p + at + 1, log_p + at, (*count - at - 1) * sizeof *log_p);
    best[at] = o;
    log_p[at] = p;
}

static lia_status put_burst(writing *w, const lia_pod *p, const object *o,
                            double expected, double log_p, lia_error *err)
{
    const lia_event *event = w->field.events->event;
    const uint32_t *own = w->event + o->best;
    lia_pods *out = w->out;
    lia_status st = LIA_OK;
    lia_pod_burst *b;
    pod_act *act = NULL;

    LIA_TRY(lia_reserve(&out->burst, &w->burst_room, out->burst_count + 1,
                        sizeof *out->burst, err));
    LIA_TRY(lia_alloc(&act, o->best_count, sizeof *act, err));
    for (uint64_t k = 0; k < o->best_count; k++)
        act[k] = (pod_act){event[own[k]].account, event[own[k]].row};
    b = &out->burst[out->burst_count];
    *b = (lia_pod_burst){
        .expected = expected, .probability = exp(log_p),
        .time = event[own[0]].time, .pod = p->number,
        .post = w->field.post[own[0]], .author = LIA_NONE,
        .members = (uint32_t)o->best_count,
        .span_s = (uint32_t)((event[own[o->best_count - 1]].time -
                              event[own[0]].time) / LIA_SECOND)};
    LIA_TRY(pod_say_acts(b, &w->texts, act, o->best_count, w->tables, err));
    out->burst_count++;
done:
    lia_free(act);
    return st;
}

/* Evidence and days of a group; how many objects it engaged, and when. */
static lia_status put_evidence(writing *w, lia_pod *p,
                               const lia_coordinated_group *g, uint64_t count,
                               lia_error *err)
{
    const lia_event *event = w->field.events->event;
    const double share = fmin(0.97, fmax(
        g->expected / fmax(1.0, (double)g->pair_events), 1e-9));
    object best[POD_BURSTS + 1];
    double log_p[POD_BURSTS + 1];
    lia_status st = LIA_OK;
    uint32_t kept = 0;

    for (object o = {0, 0, 0, 0}; o.first < count; o.first = o.end) {
        const uint32_t post = w->field.post[w->event[o.first]];
        for (o.end = o.first; o.end < count &&
                              w->field.post[w->event[o.end]] == post; o.end++)
            ;
        if (!look_at(&o, w, g))
            continue;
        const lia_time first = event[w->event[o.first]].time;
        const lia_time last = event[w->event[o.end - 1]].time;
        p->first_time = p->posts == 0 || first < p->first_time
                            ? first : p->first_time;
        p->last_time = p->posts == 0 || last > p->last_time ? last
                                                            : p->last_time;
        p->posts++;
        p->events += o.end - o.first;
        keep(best, log_p, &kept, o,
             lia_log_binomial_tail((double)o.best_count - 1,
                                   (double)(o.end - o.first - 1), share));
    }
    for (uint32_t k = 0; k < kept; k++)
        LIA_TRY(put_burst(w, p, &best[k], 1 + share *
                          (double)(best[k].end - best[k].first - 1), log_p[k],
                          err));
    p->first_day = w->out->day_count;
    LIA_TRY(lia_reserve(&w->out->day, &w->day_room,
                        w->out->day_count + w->days, sizeof *w->out->day,
                        err));
    for (uint32_t d = 0; d < w->days; d++)
        if (w->day[d] > 0)
            w->out->day[w->out->day_count++] = (lia_pod_day){
                .day = (lia_floor_div(w->field.first_hour, 24) + d) * LIA_DAY,
                .observed = w->near[d], .expected = share * w->day[d],
                .pod = p->number};
done:
    memset(w->day, 0, w->days * sizeof *w->day);
    memset(w->near, 0, w->days * sizeof *w->near);
    return st;
}

/* How many of the group's objects each member engaged. */
static lia_status put_members(writing *w, lia_pod *p,
                              const lia_coordinated_group *g, uint64_t count,
                              lia_error *err)
{
    const lia_coordinated *f = w->found;
    lia_pods *out = w->out;
    lia_pod_member *row;
    lia_status st = LIA_OK;

    LIA_TRY(lia_reserve(&out->member, &w->member_room,
                        out->member_count + g->members, sizeof *out->member,
                        err));
    p->first_member = out->member_count;
    row = out->member + out->member_count;
    for (lia_vid m = 0; m < g->members; m++) {
        memset(&row[m], 0, sizeof row[m]);
        row[m].account = f->member[g->first + m];
        w->place[row[m].account] = m;
        row[m].p_value = exp(f->member_log_p[g->first + m]);
        row[m].promptness = (double)NAN;
        row[m].pod = p->number;
        row[m].proposed_by = f->is_core[g->first + m] ? LIA_POD_FROM_CORE
                                                      : LIA_POD_FROM_GROWTH;
    }
    for (uint64_t i = 0, j; i < count; i = j) {
        const uint32_t post = w->field.post[w->event[i]];
        for (j = i; j < count && w->field.post[w->event[j]] == post; j++)
            ;
        for (uint64_t k = i; j - i >= 2 && k < j; k++) {
            const lia_vid who = w->field.events->event[w->event[k]].account;
            row[w->place[who]].given++;
        }
    }
    for (lia_vid m = 0; m < g->members; m++)
        row[m].coverage = p->posts > 0 ? fmin(1, (double)row[m].given /
                                                     p->posts) : 0;
    out->member_count += g->members;
done:
    return st;
}

static lia_status put_group(writing *w, uint64_t at, lia_error *err)
{
    const lia_coordinated_group *g = &w->found->group[at];
    lia_pod *p = &w->out->pod[w->out->count];
    lia_status st = LIA_OK;
    uint64_t count = 0;

    *p = blank(class_of_tier[g->tier], g->log_p, g->q);
    p->number = w->out->count + 1;
    p->size = g->members;
    p->days = g->days;
    p->window_s = (uint32_t)(g->window / LIA_SECOND);
    p->observed = (double)g->near;
    p->expected = g->expected;
    p->synchrony = (p->observed + .5) / (p->expected + .5);
    p->coverage = g->automation.cover;
    p->exclusivity = g->automation.own;
    p->delay_variation = g->automation.delay_cv;
    LIA_TRY(list_events(&count, w, w->found->member + g->first, g->members,
                        err));
    LIA_TRY(put_evidence(w, p, g, count, err));
    LIA_TRY(put_members(w, p, g, count, err));
    LIA_TRY(pod_group_say(&p->explanation, &p->clears, &w->texts, p, g, err));
    w->out->by_class[p->class_of]++;
    w->out->count++;
done:
    return st;
}

/* The accounts that are seen on this object only. */
static lia_status put_one_off(writing *w, const lia_one_off *o, lia_error *err)
{
    const lia_events *events = w->field.events;
    lia_pods *out = w->out;
    lia_pod *p = &out->pod[out->count];
    lia_status st = LIA_OK;
    size_t length;
    const char *name = lia_name(&w->tables->posts.names, o->post, &length);

    *p = blank(LIA_POD_ONE_OFF, o->log_p, o->q);
    p->number = out->count + 1;
    p->observed = (double)o->one_offs;
    p->expected = o->usual * (double)o->engagers;
    p->synchrony = (p->observed + .5) / (p->expected + .5);
    p->coverage = p->exclusivity = (double)NAN;
    p->posts = 1;
    p->window_s = (uint32_t)(LIA_HOUR / LIA_SECOND);
    p->events = o->engagers;
    p->first_time = o->first;
    p->last_time = o->last;
    p->first_member = out->member_count;
    p->first_day = out->day_count;
    for (uint64_t e = events->off[o->post]; e < events->off[o->post + 1];
         e++) {
        const lia_vid u = events->event[e].account;
        const lia_time t = events->event[e].time;
        if (w->field.off[u + 1] - w->field.off[u] != 1 || t < o->first ||
            t > o->last)
            continue;
        LIA_TRY(lia_reserve(&out->member, &w->member_room,
                            out->member_count + 1, sizeof *out->member, err));
        out->member[out->member_count++] = (lia_pod_member){
            .coverage = 1, .promptness = (double)NAN,
            .p_value = (double)NAN, .given = 1, .account = u,
            .pod = p->number, .proposed_by = LIA_POD_FROM_CORE};
        p->size++;
    }
    qsort(out->member + p->first_member, p->size, sizeof *out->member,
          pod_member_order);
    LIA_TRY(pod_one_off_say(&p->explanation, &p->clears, &w->texts, o, name,
                            length, err));
    out->by_class[LIA_POD_ONE_OFF]++;
    out->count++;
done:
    return st;
}

/* Share of engagements on objects that are engaged on half of the days or
 * more: a domain or a hashtag is a stream, and all of a stream is in step. */
static double stream_share(const writing *w)
{
    const lia_events *events = w->field.events;
    uint64_t on_streams = 0;

    for (uint32_t p = 0; p < events->posts; p++) {
        uint32_t days = 0, last = UINT32_MAX;
        for (uint64_t e = events->off[p]; e < events->off[p + 1]; e++) {
            const uint32_t day = day_of(w, events->event[e].time);
            days += day != last;
            last = day;
        }
        if (days >= LEAST_STREAM_DAYS && 2 * days >= w->found->days)
            on_streams += events->off[p + 1] - events->off[p];
    }
    return w->field.count > 0 ? (double)on_streams / w->field.count : 0.0;
}

static lia_status write_all(writing *w, const lia_one_offs *one_offs,
                            lia_error *err)
{
    const lia_coordinated *f = w->found;
    lia_status st = LIA_OK;

    w->days = w->field.hours / 24 + 2;
    LIA_TRY(lia_alloc_zero(&w->day, w->days, sizeof *w->day, err));
    LIA_TRY(lia_alloc_zero(&w->near, w->days, sizeof *w->near, err));
    LIA_TRY(lia_alloc_zero(&w->map, w->field.count / 64 + 1, sizeof *w->map,
                           err));
    LIA_TRY(lia_alloc(&w->place, w->field.n, sizeof *w->place, err));
    LIA_TRY(lia_alloc(&w->out->pod, f->group_count + one_offs->count,
                      sizeof *w->out->pod, err));
    for (uint64_t k = 0; k < f->group_count; k++)
        LIA_TRY(put_group(w, k, err));
    for (uint64_t k = 0; k < one_offs->count; k++)
        LIA_TRY(put_one_off(w, &one_offs->object[k], err));
    w->out->is_authorless = true;
    w->out->events = w->field.count;
    w->out->proposals = f->proposals;
    w->out->posts = w->field.events->posts;
    for (lia_vid u = 0; u < w->field.n; u++)
        w->out->accounts += w->field.off[u + 1] > w->field.off[u];
    w->out->repeats = w->field.events->tally.repeats;
    w->out->own = w->field.events->tally.own;
    pod_say_limits(w->out, f, stream_share(w));
done:
    w->out->text = w->texts.names;
    return st;
}

static lia_status check(const lia_coordinated *found, lia_error *err)
{
    if (found->days < FEWEST_DAYS)
        return lia_fail(err, LIA_ECANNOT, "no pods: engagements on %u days; "
                        "acting in step shows when it comes back on other "
                        "days. What to collect: at least 5 days, better 30.",
                        found->days);
    if (found->tick > coarsest)
        return lia_fail(err, LIA_ECANNOT, "no pods: the clock ticks in steps "
                        "of %lld minutes; acting in step shows in minutes. "
                        "What to collect: times to the minute or better.",
                        (long long)(found->tick / coarsest));
    return LIA_OK;
}

static void writing_free(writing *w)
{
    lia_field_free(&w->field);
    lia_free(w->event);
    lia_free(w->map);
    lia_free(w->place);
    lia_free(w->day);
    lia_free(w->near);
}

lia_status lia_pods_find_authorless(lia_pods *out, const lia_tables *tables,
                                    const lia_coordinated_options *options,
                                    const lia_one_off_options *one_off,
                                    lia_error *err)
{
    static const lia_coordinated_options defaults = LIA_COORDINATED_DEFAULTS;
    const lia_coordinated_options *o = options ? options : &defaults;
    const lia_events_options how = {o->run, 0};
    lia_status st = LIA_OK;
    lia_events events = {0};
    lia_coordinated found = {0};
    lia_one_offs objects = {0};
    lia_pods result = {.count = 0};
    writing w = {.out = &result, .tables = tables, .found = &found};

    if (out == NULL || tables == NULL)
        return lia_fail(err, LIA_EARG, "out and tables must be given");
    LIA_TRY(lia_events_build(&events, tables, &how, err));
    LIA_TRY(lia_coordinated_find(&found, &events, o, err));
    LIA_TRY(check(&found, err));
    LIA_TRY(lia_one_offs_find(&objects, &events, one_off, err));
    LIA_TRY(lia_field_build(&w.field, &events, &o->run, err));
    LIA_TRY(write_all(&w, &objects, err));
    *out = result;
    memset(&result, 0, sizeof result);
done:
    writing_free(&w);
    lia_one_offs_free(&objects);
    lia_coordinated_free(&found);
    lia_events_free(&events);
    lia_pods_free(&result);
    return st;
}

/* Events 16, by account and post 8, of live accounts 24, while pairs are sought
 * 13, rates 8; the rest is pairs and igraph's network of them. Names: offsets
 * and what is kept per account. Threads: their counts and marks. */
uint64_t lia_pods_authorless_memory(const lia_tables *tables, int threads)
{
    const uint64_t accounts = tables->accounts.names.count;
    const uint64_t posts = tables->posts.names.count;

    return 120 * tables->interactions.count + 64 * (accounts + posts) +
           (uint64_t)threads * (8 * accounts + 5 * posts) + 4096 * 1024;
}
