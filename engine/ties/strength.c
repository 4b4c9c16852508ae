/* ties/strength.c - from the acts of a tie to its strength.
 *
 * A tie is looked at from a moment: the acts get their worth at that moment,
 * are sorted by day, kind, way and worth, the best of each day are added up.
 * Only for ties that may be dormant this is done a second time, from their
 * own last act.
 */
#include "ties/strength.h"

#include <math.h>
#include <string.h>

#include "base/mem.h"
#include "base/threads.h"
#include "base/watch.h"

enum { TIES_PER_TASK = 4096 };
static const double DAY_US = 86400e6;
static const double Z95 = 1.6448536269514722;     /* 95 % of the normal      */
static const double UNSEEN = 1.9207294103470312;  /* 95 % of Gamma(1/2)      */
static const double YEAR = 365;

void lia_strength_defaults(lia_strength_options *out)
{
    /* tau: 7 days for a message, the others in the ratio of their half-lives
     * (message 180 days, meeting 365, comment 90, reaction 45 ...). */
    static const lia_act_value values[LIA_ACTION_COUNT] = {
        [LIA_ACTION_NONE] = {1, 7},
        [LIA_ACTION_LIKE] = {0.25, 1.75},
        [LIA_ACTION_REACTION] = {0.25, 1.75},
        [LIA_ACTION_COMMENT] = {1, 3.5},
        [LIA_ACTION_REPLY] = {1, 3.5},
        [LIA_ACTION_SHARE] = {1, 4.67},
        [LIA_ACTION_QUOTE] = {1.5, 4.67},
        [LIA_ACTION_MENTION] = {0.75, 3.5},
        [LIA_ACTION_MESSAGE] = {2, 7},
        [LIA_ACTION_INVITE] = {1, 14.2},
        [LIA_ACTION_ENDORSE] = {1, 28.4},
        [LIA_ACTION_RECOMMEND] = {8, 71},
        [LIA_ACTION_MEETING] = {6, 14.2},
        [LIA_ACTION_VOTE] = {0.1, 1.17},
        [LIA_ACTION_VIEW] = {0.1, 1.17},
        [LIA_ACTION_FOLLOW] = {0, 7},
        [LIA_ACTION_OTHER] = {0.25, 1.75}};

    *out = (lia_strength_options){
        .run = LIA_RUN_DEFAULTS, .as_of = LIA_NO_TIME, .daily_cap = 3,
        .scale = 0.35, .lasting = 0.5, .lasting_days = 40,
        .lasting_span = 730, .lasting_half_life = 730, .contact = 0.03,
        .follow = 0.01, .same_company = 0.1, .static_cap = 0.2, .undated = 20,
        .undated_cap = 0.5, .one_way = 0.1, .strong = 0.5, .medium = 0.2,
        .weak = 0.05};
    memcpy(out->act, values, sizeof values);
    for (int k = 0; k < LIA_ACTION_COUNT; k++)
        if (out->act[k].tau <= 0)
            out->act[k].tau = 7;
}

const char *lia_strength_class_name(lia_strength_class value)
{
    static const char *const names[] = {"unknown", "dormant", "weak",
                                        "medium", "strong"};

    return (unsigned)value < LIA_TIE_CLASSES ? names[value] : "";
}

lia_time lia_strength_now(const lia_tables *tables, lia_time as_of)
{
    const lia_interactions *x = &tables->interactions;
    const lia_contacts *c = &tables->contacts;
    lia_time last = LIA_NO_TIME;

    if (as_of != LIA_NO_TIME)
        return as_of;
    for (uint64_t k = 0; x->time != NULL && k < x->count; k++)
        if (x->time[k] > last)
            last = x->time[k];
    for (uint64_t k = 0; last == LIA_NO_TIME && c->since != NULL &&
                         k < c->count; k++)
        if (c->since[k] != LIA_NO_TIME && c->since[k] > last)
            last = c->since[k];
    return last;
}

/* What a tie's acts add up to, seen from a moment. */
typedef struct sums {
    double square[2], plain[2];      /* of the worth, by way                 */
    double undated[2];
    double all, all_square;          /* of both ways, each act once          */
    uint32_t days[2];
    bool acted[2];
    bool is_contact;
    bool follows[2];
    lia_time first, last;
    uint32_t acts, hard, angry, kinds, any_day;
} sums;

static void see_static(sums *s, const lia_act *a)
{
    const bool out = a->way != LIA_WAY_BACK, back = a->way != LIA_WAY_OUT;

    if (a->value < 0) {
        s->hard++;
        return;
    }
    if (a->kind == LIA_ACT_CONTACT)
        s->is_contact = true;
    else
        s->follows[a->way == LIA_WAY_BACK] = true;
    if (a->value > 0) {
        s->undated[0] += out ? a->value : 0;
        s->undated[1] += back ? a->value : 0;
        s->acted[0] |= out;
        s->acted[1] |= back;
    }
}

/* The best of a day: worth v each way it goes. */
static void add_dated(sums *s, const lia_act *a)
{
    for (int way = 0; way < 2; way++)
        if (a->way == way || a->way == LIA_WAY_BOTH) {
            s->square[way] += a->now * a->now;
            s->plain[way] += a->now;
        }
    s->all += a->now;
    s->all_square += a->now * a->now;
}

static void see_act(sums *s, const lia_act *a)
{
    if (a->value < 0) {
        s->angry += a->kind == LIA_ACTION_ANGRY;
        s->hard += a->kind != LIA_ACTION_ANGRY;
        return;
    }
    if (!(a->value > 0))
        return;
    s->acts++;
    s->kinds |= (uint32_t)1 << a->kind;
    for (int way = 0; way < 2; way++)
        if (a->way == way || a->way == LIA_WAY_BOTH) {
            s->acted[way] = true;
            if (a->time == LIA_NO_TIME)
                s->undated[way] += a->value;
        }
    if (a->time == LIA_NO_TIME)
        return;
    if (s->first == LIA_NO_TIME || a->time < s->first)
        s->first = a->time;
    if (s->last == LIA_NO_TIME || a->time > s->last)
        s->last = a->time;
}

/* Days with an act, by way and in all. day: the ones counted last. */
static void count_days(sums *s, int32_t day[3], const lia_act *a)
{
    s->any_day += day[2] != a->day;
    day[2] = a->day;
    for (int way = 0; way < 2; way++)
        if ((a->way == way || a->way == LIA_WAY_BOTH) && day[way] != a->day) {
            s->days[way]++;
            day[way] = a->day;
        }
}

static void age(lia_act *act, uint64_t count, lia_time now,
                const lia_strength_options *o)
{
    for (uint64_t k = 0; k < count; k++) {
        lia_act *a = &act[k];
        if (a->time == LIA_NO_TIME || a->value < 0) {
            a->now = a->value;           /* sorted, so that sums are the same */
            continue;
        }
        const double days = (double)(now - a->time) / DAY_US;
        const double fresh = 1 + days / o->act[a->kind].tau;
        a->now = a->value / (fresh * fresh);
    }
}

static void add_up(sums *s, lia_act *act, uint64_t count, lia_time now,
                   const lia_strength_options *o)
{
    int32_t day[3] = {INT32_MIN, INT32_MIN, INT32_MIN};
    double seen = 0;

    *s = (sums){.first = LIA_NO_TIME, .last = LIA_NO_TIME};
    age(act, count, now, o);
    lia_acts_sort(act, count);
    for (uint64_t k = 0; k < count; k++) {
        const lia_act *a = &act[k];
        if (a->kind >= LIA_ACTION_COUNT) {
            see_static(s, a);
            continue;
        }
        see_act(s, a);
        if (!(a->value > 0) || a->time == LIA_NO_TIME)
            continue;
        seen = k > 0 && act[k - 1].day == a->day &&
               act[k - 1].kind == a->kind && act[k - 1].way == a->way
                   ? seen + 1 : 1;
        if (seen <= o->daily_cap)
            add_dated(s, a);
        count_days(s, day, a);
    }
}

/* Strength without acts. */
static double static_part(const sums *s, bool colleagues,
                          const lia_strength_options *o)
{
    double base = colleagues ? o->same_company : 0;

    if (s->is_contact || (s->follows[0] && s->follows[1]))
        base += o->contact;
    else if (s->follows[0] || s->follows[1])
        base += o->follow;
    return base < o->static_cap ? base : o->static_cap;
}

static double lasting_part(const sums *s, lia_time now,
                           const lia_strength_options *o)
{
    const double days = s->days[0] < s->days[1] ? s->days[0] : s->days[1];
    double span;

    if (days == 0)
        return 0;
    span = (double)(s->last - s->first) / DAY_US / o->lasting_span;
    return o->lasting * -expm1(-days / o->lasting_days) * -expm1(-span * span) *
           exp2(-(double)(now - s->last) / DAY_US / o->lasting_half_life);
}

typedef struct parts {
    double base, recent, lasting, undated;
    bool one_way, silent;
} parts;

static parts parts_of(const sums *s, bool colleagues, lia_time now,
                      const lia_strength_options *o)
{
    parts p = {.base = static_part(s, colleagues, o)};

    p.one_way = s->acted[0] != s->acted[1];
    p.silent = !s->acted[0] && !s->acted[1];
    p.recent = o->scale * sqrt(sqrt((s->square[0] + s->square[1]) / 2));
    p.lasting = lasting_part(s, now, o);
    p.undated = (s->undated[0] + s->undated[1]) / 2 / o->undated;
    return p;
}

/* scale: of the recent part, for low and high. */
static double strength_of(const parts *p, double scale,
                          const lia_strength_options *o)
{
    const double recent = p->recent * scale;
    double base = p->base;

    if (p->one_way) {
        if (base >= o->one_way)
            return base;
        return base + (o->one_way - base) *
                          -expm1(-(recent + p->undated) / o->one_way);
    }
    if (p->undated > 0) {
        double lifted = base + (1 - base) * -expm1(-p->undated);
        if (lifted > o->undated_cap)
            lifted = o->undated_cap;
        if (lifted > base)
            base = lifted;
    }
    return base + (1 - base) * -expm1(-recent - p->lasting);
}

/* Wilson and Hilferty's quantile of Gamma(a), over a. */
static double gamma_ratio(double a, double z)
{
    const double root = 1 - 1 / (9 * a) + z / (3 * sqrt(a));

    return root > 0 ? root * root * root : 0;
}

static void interval(double *low, double *high, const sums *s, const parts *p,
                     const lia_strength_options *o)
{
    const double tau = o->act[LIA_ACTION_MESSAGE].tau;
    parts unseen = *p;
    double a;

    if (p->silent || !(s->all_square > 0)) {
        unseen.recent =
            o->scale * sqrt(sqrt(UNSEEN * tau / (3 * YEAR)));
        *low = strength_of(p, 1, o);
        *high = strength_of(&unseen, 1, o);
        return;
    }
    a = s->all * s->all / s->all_square + 0.5;
    *low = strength_of(p, sqrt(sqrt(gamma_ratio(a, -Z95))), o);
    *high = strength_of(p, sqrt(sqrt(gamma_ratio(a, Z95))), o);
}

static lia_strength_class class_of(double strength, const parts *p,
                                   const lia_strength_options *o)
{
    if (p->one_way)
        return LIA_TIE_UNKNOWN;
    return strength >= o->strong   ? LIA_TIE_STRONG
           : strength >= o->medium ? LIA_TIE_MEDIUM
           : strength >= o->weak   ? LIA_TIE_WEAK
                                   : LIA_TIE_UNKNOWN;
}

static uint8_t sign_of(const sums *s)
{
    if (s->hard > 0 || (s->angry > 0 && s->angry >= s->acts))
        return LIA_SIGN_NEGATIVE;
    return s->angry > 0 ? LIA_SIGN_MIXED : LIA_SIGN_POSITIVE;
}

static double reciprocity_of(const sums *s)
{
    const double there = s->plain[0] + s->undated[0];
    const double back = s->plain[1] + s->undated[1];

    if (!(there + back > 0))
        return s->acted[0] && s->acted[1] ? 1 : (double)NAN;
    return 2 * (there < back ? there : back) / (there + back);
}

static void write_tie(const lia_strengths *out, uint64_t t, lia_act *act,
                      uint64_t count, bool colleagues, lia_time now,
                      const lia_strength_options *o)
{
    sums s, then;
    parts p;
    double strength, low, high;
    lia_strength_class kind;

    add_up(&s, act, count, now, o);
    p = parts_of(&s, colleagues, now, o);
    strength = strength_of(&p, 1, o);
    interval(&low, &high, &s, &p, o);
    kind = class_of(strength, &p, o);
    if (kind == LIA_TIE_UNKNOWN && !p.one_way && s.last != LIA_NO_TIME &&
        out->tie_class) {
        add_up(&then, act, count, s.last, o);
        p = parts_of(&then, colleagues, s.last, o);
        if (strength_of(&p, 1, o) >= o->medium)
            kind = LIA_TIE_DORMANT;
        p = parts_of(&s, colleagues, now, o);
    }
#define PUT(field, value) if (out->field) out->field[t] = (value)
    PUT(strength, strength);
    PUT(low, low);
    PUT(high, high);
    PUT(activity, p.recent + p.lasting);
    PUT(reciprocity, reciprocity_of(&s));
    PUT(tie_class, (uint8_t)kind);
    PUT(sign, sign_of(&s));
    PUT(acts, s.acts);
    PUT(days, s.any_day);
    PUT(friction, s.hard + s.angry);
    PUT(kinds, s.kinds);
    PUT(first, s.first);
    PUT(last, s.last);
#undef PUT
}

static bool are_colleagues(const lia_tables *t, lia_vid a, lia_vid b)
{
    const uint32_t *company = t->accounts.company;

    return company != NULL && company[a] != LIA_NONE &&
           company[a] == company[b];
}

/* The ties of one account with those after it. */
static void write_row(const lia_strengths *out, const lia_ties *ties,
                      const lia_tables *tables, const lia_acts *acts,
                      uint64_t number, lia_vid a, lia_time now,
                      const lia_strength_options *o)
{
    for (uint64_t e = ties->off[a]; e < ties->off[a + 1]; e++) {
        lia_act contact = {.kind = LIA_ACT_CONTACT, .way = LIA_WAY_BOTH,
                           .time = LIA_NO_TIME};
        if (ties->to[e] < a)
            continue;
        write_tie(out, number,
                  acts->act ? acts->act + acts->off[number] : &contact,
                  acts->act ? acts->off[number + 1] - acts->off[number] : 1,
                  are_colleagues(tables, a, ties->to[e]), now, o);
        number++;
    }
}

static lia_status check_options(const lia_strength_options *o, lia_error *err)
{
    const double positive[] = {
        o->daily_cap, o->scale, o->lasting_days, o->lasting_span,
        o->lasting_half_life, o->undated, o->one_way};
    const double shares[] = {o->lasting, o->contact, o->follow,
                             o->same_company, o->static_cap, o->undated_cap,
                             o->one_way, o->strong, o->medium, o->weak};

    for (size_t k = 0; k < sizeof positive / sizeof *positive; k++)
        if (!(positive[k] > 0) || !isfinite(positive[k]))
            return lia_fail(err, LIA_EARG, "an option of strength that must "
                            "be above 0 is %g", positive[k]);
    for (size_t k = 0; k < sizeof shares / sizeof *shares; k++)
        if (!(shares[k] >= 0 && shares[k] <= 1))
            return lia_fail(err, LIA_EARG, "an option of strength that must "
                            "be 0 to 1 is %g", shares[k]);
    for (int k = 0; k < LIA_ACTION_COUNT; k++)
        if (!(o->act[k].weight >= 0) || !(o->act[k].tau > 0) ||
            !isfinite(o->act[k].weight))
            return lia_fail(err, LIA_EARG, "weight or tau of %s is out of "
                            "range", lia_action_name((lia_action)k));
    return LIA_OK;
}

lia_status lia_strength_measure(const lia_strengths *out,
                                const lia_ties *ties, const lia_tables *tables,
                                const lia_strength_options *options,
                                lia_error *err)
{
    lia_strength_options o;
    lia_acts acts = {NULL, NULL};
    uint64_t *first = NULL;
    lia_status st = LIA_OK;
    lia_time now;
    int threads;

    if (out == NULL || ties == NULL || tables == NULL)
        return lia_fail(err, LIA_EARG, "out, ties and tables must be given");
    lia_strength_defaults(&o);
    if (options != NULL)
        o = *options;
    LIA_TRY(check_options(&o, err));
    now = lia_strength_now(tables, o.as_of);
    LIA_TRY(lia_alloc(&first, (uint64_t)ties->n + 1, sizeof *first, err));
    LIA_TRY(lia_acts_collect(&acts, ties, tables, &o, now, err));
    first[0] = 0;
    for (lia_vid a = 0; a < ties->n; a++) {
        uint64_t above = 0;
        for (uint64_t e = ties->off[a + 1];
             e > ties->off[a] && ties->to[e - 1] > a; e--)
            above++;
        first[a + 1] = first[a] + above;
    }
    threads = lia_thread_crew(&o.run, 64 * ties->m);
    (void)threads;
    lia_watch_begin(&o.run, "strength", ties->n, "accounts");
    #pragma omp parallel for num_threads(threads) \
        schedule(dynamic, TIES_PER_TASK)
    for (lia_vid a = 0; a < ties->n; a++)
        write_row(out, ties, tables, &acts, first[a], a, now, &o);
    lia_watch_advance(&o.run, ties->n);
    lia_watch_end(&o.run);
done:
    lia_free(first);
    lia_acts_free(&acts);
    return st;
}
