/* pods/describe.c - inwardness, reciprocity, coverage, promptness, tastes.
 *
 * Events of members are walked once in order of post and time: two members
 * side by side within the window are a coincidence, on whoever's post.
 */
#include "pods/describe.h"

#include <math.h>
#include <string.h>

#include "base/mem.h"
#include "base/sort.h"
#include "stats/quantile.h"

enum { FEWEST = 3, EVEN_POSTS = 4 };

typedef struct describing {
    pod_group *g;
    const pod_habits *h;
    const pod_stage *s;
    const lia_pods_options *o;
    uint32_t *place;         /* [n] of a member, else LIA_NONE               */
    uint32_t *event;         /* [events] of members, ascending               */
    uint64_t events;
    uint32_t *given;         /* [size * size] from row to column             */
    uint32_t *inside, *outside;  /* delays of one member                     */
    uint32_t *count;         /* [n] scratch, all zero between uses           */
} describing;

static lia_status begin(describing *d, lia_error *err)
{
    const pod_stage *s = d->s;
    const pod_group *g = d->g;
    lia_status st = LIA_OK;
    uint64_t events = 0;

    for (uint32_t i = 0; i < g->size; i++)
        events += s->acc_off[g->member[i] + 1] - s->acc_off[g->member[i]];
    LIA_TRY(lia_alloc(&d->place, s->n, sizeof(uint32_t), err));
    LIA_TRY(lia_alloc(&d->event, events, sizeof(uint32_t), err));
    LIA_TRY(lia_alloc_zero(&d->given, (uint64_t)g->size * g->size,
                           sizeof(uint32_t), err));
    LIA_TRY(lia_alloc(&d->inside, events, sizeof(uint32_t), err));
    LIA_TRY(lia_alloc(&d->outside, events, sizeof(uint32_t), err));
    LIA_TRY(lia_alloc_zero(&d->count, s->n, sizeof(uint32_t), err));
    memset(d->place, 0xff, s->n * sizeof(uint32_t));
    for (uint32_t i = 0; i < g->size; i++) {
        const uint64_t begin = s->acc_off[g->member[i]];
        const uint64_t length = s->acc_off[g->member[i] + 1] - begin;
        d->place[g->member[i]] = i;
        memcpy(d->event + d->events, s->acc_event + begin,
               length * sizeof(uint32_t));
        d->events += length;
    }
    lia_sort_ids(d->event, d->events);
done:
    return st;
}

static void end(describing *d)
{
    lia_free(d->place);
    lia_free(d->event);
    lia_free(d->given);
    lia_free(d->inside);
    lia_free(d->outside);
    lia_free(d->count);
}

static bool is_inside(const describing *d, uint32_t event)
{
    return d->place[d->s->author[d->s->post[event]]] != LIA_NONE;
}

static lia_time moment(const pod_stage *s, uint32_t seconds)
{
    return s->origin + (lia_time)seconds * 1000000;
}

/* Who has a large share of the coincidences; clears the counts. */
static void list_stars(describing *d, uint64_t hits)
{
    pod_group *g = d->g;

    g->stars = 0;
    for (uint64_t k = 0; k < d->events; k++) {
        const uint32_t by = d->s->author[d->s->post[d->event[k]]];
        const double share =
            hits > 0 ? (double)d->count[by] / (double)hits : 0;
        d->count[by] = 0;
        if (share < POD_STAR_SHARE || g->stars == POD_MOST_STARS)
            continue;
        g->star[g->stars] = by;
        g->star_share[g->stars++] = share;
    }
}

/* Coincidences of members: authors inside, the busiest author outside. */
static void walk_coincidences(describing *d)
{
    const pod_stage *s = d->s;
    lia_pod *a = &d->g->about;
    uint64_t hits = 0, most = 0;

    for (uint64_t k = 0; k < d->events; k++) {
        const uint32_t e = d->event[k];
        const bool is_hit =
            (k > 0 && s->post[d->event[k - 1]] == s->post[e] &&
             s->time[e] - s->time[d->event[k - 1]] <= d->o->window) ||
            (k + 1 < d->events && s->post[d->event[k + 1]] == s->post[e] &&
             s->time[d->event[k + 1]] - s->time[e] <= d->o->window);
        const uint32_t by = s->author[s->post[e]];
        if (!is_hit)
            continue;
        hits++;
        d->count[by]++;
        if (d->place[by] != LIA_NONE)
            a->authors += d->count[by] == 1;
        else if (d->count[by] > most)
            most = d->count[by];
    }
    list_stars(d, hits);
    a->outside_share = hits > 0 ? (double)most / (double)hits : 0;
}

static void walk_inside(describing *d)
{
    const pod_stage *s = d->s;
    lia_pod *a = &d->g->about;
    uint32_t last = LIA_NONE, first_s = UINT32_MAX, last_s = 0;

    for (uint64_t k = 0; k < d->events; k++) {
        const uint32_t e = d->event[k];
        if (!is_inside(d, e))
            continue;
        a->events++;
        a->posts += s->post[e] != last;
        last = s->post[e];
        first_s = s->time[e] < first_s ? s->time[e] : first_s;
        last_s = s->time[e] > last_s ? s->time[e] : last_s;
        d->given[(size_t)d->place[s->account[e]] * d->g->size +
                 d->place[s->author[s->post[e]]]]++;
    }
    a->first_time = a->events > 0 ? moment(s, first_s) : LIA_NO_TIME;
    a->last_time = a->events > 0 ? moment(s, last_s) : LIA_NO_TIME;
    a->exclusivity =
        d->events > 0 ? (double)a->events / (double)d->events : 0;
}

/* Variance of the coverage of pairs over that of drawing lots. */
static double evenness(const describing *d)
{
    const uint32_t size = d->g->size;
    double n = 0, sum = 0, squares = 0, chance = 0;

    for (uint32_t j = 0; j < size; j++) {
        const uint32_t wrote = pod_wrote(d->s, d->g->member[j]);
        for (uint32_t i = 0; wrote >= EVEN_POSTS && i < size; i++) {
            const double share =
                d->given[(size_t)i * size + j] / (double)wrote;
            if (i == j)
                continue;
            n++;
            sum += share;
            squares += share * share;
            chance += 1.0 / wrote;
        }
    }
    if (n < 1 || !(sum > 0))
        return NAN;
    const double mean = sum / n;
    const double lots = mean * (1 - mean) * chance / n;
    return (squares / n - mean * mean) / fmax(1e-9, lots);
}

static void measure_ties(describing *d)
{
    pod_group *g = d->g;
    const uint32_t size = g->size;
    uint64_t both = 0, contacts = 0, machines = 0, wrote = 0;

    for (uint32_t i = 0; i < size; i++) {
        const uint32_t u = g->member[i];
        wrote += pod_wrote(d->s, u);
        machines += d->h->is_machine[u];
        for (uint32_t j = 0; j < size; j++) {
            const uint32_t out = d->given[(size_t)i * size + j];
            both += out > 0 && d->given[(size_t)j * size + i] > 0;
            g->row[i].given += out;
            g->row[j].received += out;
        }
        for (uint64_t k = d->s->contacts.off[u];
             k < d->s->contacts.off[u + 1]; k++)
            contacts += d->place[d->s->contacts.to[k]] != LIA_NONE;
    }
    for (uint32_t i = 0; i < size; i++) {
        const uint64_t others = wrote - pod_wrote(d->s, g->member[i]);
        g->row[i].coverage =
            others > 0 ? (double)g->row[i].given / (double)others : NAN;
    }
    const double pairs = (double)size * (size - 1.0);
    g->about.reciprocity = (double)both / pairs;
    g->about.coverage = (double)g->about.events /
                        fmax(1, (double)wrote * (size - 1.0));
    g->about.contact =
        d->s->has_contacts ? (double)contacts / pairs : NAN;
    g->about.machines = (double)machines / size;
    g->about.evenness = evenness(d);
}

/* P(inside < outside) + half of P(equal); both get sorted. */
static double sooner(uint32_t *inside, uint64_t n, uint32_t *outside,
                     uint64_t m)
{
    uint64_t below = 0, upto = 0, wins = 0, draws = 0;

    lia_sort_ids(inside, n);
    lia_sort_ids(outside, m);
    for (uint64_t k = 0; k < m; k++) {
        while (below < n && inside[below] < outside[k])
            below++;
        upto = below > upto ? below : upto;
        while (upto < n && inside[upto] == outside[k])
            upto++;
        wins += below;
        draws += upto - below;
    }
    return ((double)wins + .5 * (double)draws) / ((double)n * (double)m);
}

static double median_in(double *value, uint64_t count)
{
    /* By insertion: groups are small. */
    for (uint64_t i = 1; i < count; i++) {
        const double x = value[i];
        uint64_t j = i;
        for (; j > 0 && value[j - 1] > x; j--)
            value[j] = value[j - 1];
        value[j] = x;
    }
    return lia_median(value, count);
}

static double variation(const uint32_t *delay, uint64_t count)
{
    double sum = 0, squares = 0;

    for (uint64_t k = 0; k < count; k++)
        sum += delay[k];
    const double mean = sum / (double)count;
    for (uint64_t k = 0; k < count; k++)
        squares += (delay[k] - mean) * (delay[k] - mean);
    return mean > 0 ? sqrt(squares / (double)count) / mean : NAN;
}

static lia_status measure_delays(describing *d, lia_error *err)
{
    const pod_stage *s = d->s;
    pod_group *g = d->g;
    lia_status st = LIA_OK;
    double *prompt = NULL, *vary = NULL;
    uint64_t prompts = 0, varied = 0;

    LIA_TRY(lia_alloc(&prompt, g->size, sizeof *prompt, err));
    LIA_TRY(lia_alloc(&vary, g->size, sizeof *vary, err));
    for (uint32_t i = 0; i < g->size; i++) {
        const uint32_t u = g->member[i];
        uint64_t n = 0, m = 0;
        for (uint64_t k = s->acc_off[u]; k < s->acc_off[u + 1]; k++) {
            const uint32_t e = s->acc_event[k];
            if (is_inside(d, e))
                d->inside[n++] = pod_delay(s, e);
            else
                d->outside[m++] = pod_delay(s, e);
        }
        g->row[i].promptness = NAN;
        if (n >= FEWEST) {
            const double v = variation(d->inside, n);
            if (!isnan(v))
                vary[varied++] = v;
        }
        if (n >= FEWEST && m >= FEWEST)
            prompt[prompts++] = g->row[i].promptness =
                sooner(d->inside, n, d->outside, m);
    }
    g->about.promptness = prompts > 0 ? median_in(prompt, prompts) : .5;
    g->about.delay_variation = median_in(vary, varied);
done:
    lia_free(prompt);
    lia_free(vary);
    return st;
}

/* Gini of given - received, shifted to 0; 0 = everybody is quits. */
static lia_status measure_balance(describing *d, lia_error *err)
{
    pod_group *g = d->g;
    lia_status st = LIA_OK;
    double *net = NULL, sum = 0, apart = 0;

    LIA_TRY(lia_alloc(&net, g->size, sizeof *net, err));
    for (uint32_t i = 0; i < g->size; i++) {
        net[i] = fabs((double)g->row[i].given - (double)g->row[i].received);
        sum += (double)g->row[i].given + (double)g->row[i].received;
        apart += net[i];
    }
    g->about.tit_for_tat = sum > 0 ? apart / sum : NAN;
done:
    lia_free(net);
    return st;
}

/* When half of the members had begun to engage inside. */
static lia_status measure_growth(describing *d, lia_error *err)
{
    const pod_stage *s = d->s;
    pod_group *g = d->g;
    lia_status st = LIA_OK;
    uint32_t *first = NULL;
    uint32_t joined = 0;

    LIA_TRY(lia_alloc(&first, g->size, sizeof *first, err));
    for (uint32_t i = 0; i < g->size; i++) {
        uint32_t at = UINT32_MAX;
        for (uint64_t k = s->acc_off[g->member[i]];
             k < s->acc_off[g->member[i] + 1]; k++) {
            const uint32_t e = s->acc_event[k];
            if (is_inside(d, e) && s->time[e] < at)
                at = s->time[e];
        }
        if (at != UINT32_MAX)
            first[joined++] = at;
    }
    lia_sort_ids(first, joined);
    g->about.half_joined =
        joined > 0 ? moment(s, first[(joined - 1) / 2]) : LIA_NO_TIME;
done:
    lia_free(first);
    return st;
}

/* Mean cosine of members' tastes, from engagement out of circle and of the
 * group: (|sum of unit vectors|^2 - those that are not 0) / pairs. */
static lia_status measure_topic(describing *d, const pod_tastes *t,
                                lia_error *err)
{
    pod_group *g = d->g;
    lia_status st = LIA_OK;
    double *sum = NULL, *own = NULL, units = 0;

    g->about.topic = NAN;
    g->about.topic_floor = t->floor;
    g->about.topic_scale = t->scale;
    if (!t->is_known)
        return LIA_OK;
    LIA_TRY(lia_alloc_zero(&sum, t->kinds, sizeof *sum, err));
    LIA_TRY(lia_alloc_zero(&own, t->kinds, sizeof *own, err));
    for (uint32_t i = 0; i < g->size; i++)
        units += pod_taste_add(sum, own, t, d->h, g->member[i], d->place);
    g->about.topic = pod_taste_cosine(sum, t->kinds, units, g->size);
done:
    lia_free(sum);
    lia_free(own);
    return st;
}

lia_status pod_describe(pod_group *g, const pod_habits *h,
                        const pod_tastes *tastes, const pod_friends *friends,
                        const lia_pods_options *options, lia_error *err)
{
    describing d = {.g = g, .h = h, .s = h->stage, .o = options};
    lia_status st = LIA_OK;

    memset(g->row, 0, g->size * sizeof *g->row);
    for (uint32_t i = 0; i < g->size; i++) {
        g->row[i].account = g->member[i];
        g->row[i].proposed_by = g->proposed_by[i];
        g->row[i].p_value = NAN;
    }
    g->about.size = g->size;
    g->about.events = g->about.posts = g->about.authors = 0;
    LIA_TRY(begin(&d, err));
    walk_coincidences(&d);
    walk_inside(&d);
    measure_ties(&d);
    LIA_TRY(measure_delays(&d, err));
    LIA_TRY(measure_balance(&d, err));
    LIA_TRY(measure_growth(&d, err));
    LIA_TRY(measure_topic(&d, tastes, err));
    g->about.coverage_against_friends =
        pod_friends_compare(friends, h, g->member, g->size);
done:
    end(&d);
    return st;
}
