/* ties/acts.c - the rows of the tables, put together by tie.
 *
 * Each row finds its tie by itself, in parallel; then a counting sort. The
 * order within a tie does not matter: what reads it sorts it.
 */
#include "ties/strength.h"

#include <math.h>
#include <string.h>

#include "base/mem.h"
#include "base/threads.h"
#include "graph/rows.h"
#include "liaison/project.h"

static const lia_time DAY = (lia_time)86400 * 1000000;

typedef struct gathering {
    const lia_ties *ties;
    const lia_tables *tables;
    const lia_strength_options *o;
    lia_time now;
    uint64_t *first;         /* [n] see lia_ties_first                       */
    uint64_t *tie;           /* [rows] of interactions, then of contacts     */
    uint64_t rows;
} gathering;

/* Who dealt with whom on a row; false if it is no act between two. */
static bool ends_of(lia_vid *from, lia_vid *to, const gathering *g,
                    uint64_t row)
{
    const lia_interactions *x = &g->tables->interactions;

    if (row >= x->count) {
        *from = g->tables->contacts.source[row - x->count];
        *to = g->tables->contacts.target[row - x->count];
        return *from != *to;
    }
    *from = x->actor[row];
    *to = lia_interaction_end(g->tables, row);
    if (x->time != NULL && x->time[row] != LIA_NO_TIME &&
        g->now != LIA_NO_TIME && x->time[row] > g->now)
        return false;
    return *to != LIA_NONE && *from != *to;
}

static lia_status find_ties(gathering *g, lia_error *err)
{
    const int threads = lia_thread_crew(&g->o->run, 16 * g->rows);
    int missing = 0;

    (void)threads;
    #pragma omp parallel for num_threads(threads) schedule(static) \
        reduction(| : missing)
    for (uint64_t row = 0; row < g->rows; row++) {
        lia_vid from, to;
        uint64_t place;
        g->tie[row] = UINT64_MAX;
        if (!ends_of(&from, &to, g, row))
            continue;
        const lia_vid low = from < to ? from : to;
        const lia_vid high = from < to ? to : from;
        place = high < g->ties->n
                    ? lia_row_find(g->ties->off, g->ties->to, low, high)
                    : UINT64_MAX;
        missing |= place == UINT64_MAX;
        g->tie[row] = place == UINT64_MAX ? place : g->first[low] + place;
    }
    return missing ? lia_fail(err, LIA_EINTERNAL, "a row has no tie: the ties "
                              "are not of these tables") : LIA_OK;
}

/* How many others a message went to. */
static double others_of(const lia_interactions *x, uint64_t row)
{
    const double all = x->participants ? x->participants[row] : 2;

    return all > 2 ? all - 1 : 1;
}

static void read_interaction(lia_act *out, const gathering *g, uint64_t row)
{
    const lia_interactions *x = &g->tables->interactions;
    const uint8_t kind = x->action ? x->action[row] : LIA_ACTION_NONE;
    const double weight = x->weight && !isnan(x->weight[row])
                              ? x->weight[row] : 1;

    out->kind = kind;
    out->time = x->time ? x->time[row] : LIA_NO_TIME;
    if (weight < 0 || kind == LIA_ACTION_BLOCK || kind == LIA_ACTION_ANGRY)
        out->value = -1;
    else
        out->value = g->o->act[kind].weight * weight / others_of(x, row);
    if (kind == LIA_ACTION_MEETING)
        out->way = LIA_WAY_BOTH;
    else
        out->way = x->actor[row] < lia_interaction_end(g->tables, row)
                       ? LIA_WAY_OUT : LIA_WAY_BACK;
}

static void read_contact(lia_act *out, const gathering *g, uint64_t row)
{
    const lia_contacts *c = &g->tables->contacts;
    const bool follows = c->kind && c->kind[row] == LIA_FOLLOW;
    const double weight = c->weight ? c->weight[row] : (double)NAN;

    out->kind = follows ? LIA_ACT_FOLLOW : LIA_ACT_CONTACT;
    out->time = LIA_NO_TIME;
    out->value = isnan(weight) ? 0 : weight < 0 ? -1 : weight;
    out->way = !follows ? LIA_WAY_BOTH
               : c->source[row] < c->target[row] ? LIA_WAY_OUT
                                                 : LIA_WAY_BACK;
}

static int32_t day_of(lia_time time)
{
    return (int32_t)(time >= 0 ? time / DAY : -((-time + DAY - 1) / DAY));
}

static void read_row(lia_act *out, const gathering *g, uint64_t row)
{
    const uint64_t acts = g->tables->interactions.count;

    if (row < acts)
        read_interaction(out, g, row);
    else
        read_contact(out, g, row - acts);
    out->day = out->time == LIA_NO_TIME ? INT32_MIN : day_of(out->time);
    out->now = 0;
}

/* Every tie a contact, nothing else known: there is nothing to gather. */
static bool are_plain_contacts(const lia_tables *t)
{
    if (t->interactions.count > 0 || t->contacts.weight != NULL)
        return false;
    for (uint64_t k = 0; t->contacts.kind != NULL && k < t->contacts.count;
         k++)
        if (t->contacts.kind[k] == LIA_FOLLOW)
            return false;
    return true;
}

static lia_status place(lia_acts *out, const gathering *g, lia_error *err)
{
    const uint64_t m = g->ties->m;
    lia_status st = LIA_OK;

    LIA_TRY(lia_alloc_zero(&out->off, m + 2, sizeof *out->off, err));
    for (uint64_t row = 0; row < g->rows; row++)
        if (g->tie[row] != UINT64_MAX)
            out->off[g->tie[row] + 2]++;
    for (uint64_t t = 0; t < m; t++)
        out->off[t + 2] += out->off[t + 1];
    LIA_TRY(lia_alloc(&out->act, out->off[m + 1], sizeof *out->act, err));
    for (uint64_t row = 0; row < g->rows; row++)
        if (g->tie[row] != UINT64_MAX)
            read_row(&out->act[out->off[g->tie[row] + 1]++], g, row);
done:
    return st;
}

lia_status lia_acts_collect(lia_acts *out, const lia_ties *ties,
                            const lia_tables *tables,
                            const lia_strength_options *options, lia_time now,
                            lia_error *err)
{
    gathering g = {.ties = ties, .tables = tables, .o = options, .now = now};
    lia_status st = LIA_OK;

    memset(out, 0, sizeof *out);
    if (are_plain_contacts(tables))
        return LIA_OK;
    g.rows = tables->interactions.count + tables->contacts.count;
    LIA_TRY(lia_alloc(&g.first, ties->n, sizeof *g.first, err));
    lia_ties_first(g.first, ties);
    LIA_TRY(lia_alloc(&g.tie, g.rows, sizeof *g.tie, err));
    LIA_TRY(find_ties(&g, err));
    LIA_TRY(place(out, &g, err));
done:
    lia_free(g.first);
    lia_free(g.tie);
    if (st != LIA_OK)
        lia_acts_free(out);
    return st;
}

void lia_acts_free(lia_acts *acts)
{
    lia_free(acts->off);
    lia_free(acts->act);
    memset(acts, 0, sizeof *acts);
}

static bool before(const lia_act *a, const lia_act *b)
{
    if (a->day != b->day)
        return a->day < b->day;
    if (a->kind != b->kind)
        return a->kind < b->kind;
    if (a->way != b->way)
        return a->way < b->way;
    return a->now > b->now;
}

/* Shell sort with the gaps of G. Gonnet, R. Baeza-Yates (1991): in place,
 * quick for the few acts that most ties have, and not slow for the many. */
void lia_acts_sort(lia_act *act, uint64_t count)
{
    for (uint64_t gap = count / 2; gap > 0;
         gap = gap == 2 ? 1 : gap * 5 / 11)
        for (uint64_t i = gap; i < count; i++) {
            const lia_act x = act[i];
            uint64_t j = i;
            for (; j >= gap && before(&x, &act[j - gap]); j -= gap)
                act[j] = act[j - gap];
            act[j] = x;
        }
}
