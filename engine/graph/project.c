/* graph/project.c - which rows tie whom; see liaison/project.h.
 *
 * Contacts alone, without weights, are pairs already: their columns are lent
 * to the builder as they are. Otherwise rows are counted, then written into
 * fresh columns.
 */
#include "liaison/project.h"

#include <math.h>
#include <string.h>

#include "base/mem.h"

typedef struct projection {
    lia_tables *tables;
    lia_projection_options options;
    bool directed;
    lia_projection_tally tally;
    lia_vid *source, *target;    /* owned, NULL where columns are lent       */
    double *weight;
    uint64_t count;
    lia_pairs pairs;             /* what the builder gets                    */
} projection;

static void drop_origins(lia_origins *origins)
{
    lia_free(origins->run);
    memset(origins, 0, sizeof *origins);
}

static void drop_contacts(lia_contacts *c)
{
    lia_free(c->source);
    lia_free(c->target);
    lia_free(c->kind);
    lia_free(c->since);
    lia_free(c->weight);
    drop_origins(&c->origins);
    memset(c, 0, sizeof *c);
}

static void drop_interactions(lia_interactions *i)
{
    lia_free(i->actor);
    lia_free(i->object);
    lia_free(i->target);
    lia_free(i->time);
    lia_free(i->action);
    lia_free(i->author);
    lia_free(i->weight);
    lia_free(i->tags);
    lia_free(i->content);
    drop_origins(&i->origins);
    memset(i, 0, sizeof *i);
}

/* Columns that no projection needs go before anything is allocated. */
static void drop_unread(projection *p)
{
    lia_interactions *i = &p->tables->interactions;
    lia_contacts *c = &p->tables->contacts;

    lia_free(i->time);
    lia_free(i->tags);
    lia_free(i->content);
    i->time = NULL;
    i->tags = i->content = NULL;
    drop_origins(&i->origins);
    lia_free(c->since);
    c->since = NULL;
    drop_origins(&c->origins);
}

lia_vid lia_interaction_author(const lia_tables *tables, uint64_t row)
{
    const lia_interactions *i = &tables->interactions;

    if (i->author != NULL && i->author[row] != LIA_NONE)
        return i->author[row];
    if (i->object == NULL || i->object[row] == LIA_NONE ||
        tables->posts.author == NULL)
        return LIA_NONE;
    return tables->posts.author[i->object[row]];
}

lia_vid lia_interaction_end(const lia_tables *tables, uint64_t row)
{
    const lia_interactions *i = &tables->interactions;

    if (i->action != NULL && i->action[row] == LIA_ACTION_POST)
        return LIA_NONE;
    if (i->target != NULL && i->target[row] != LIA_NONE)
        return i->target[row];
    return lia_interaction_author(tables, row);
}

/* Whom a row of interactions leads to; LIA_NONE if it is no tie. */
static lia_vid other_end(const lia_tables *t, uint64_t row,
                         lia_projection_tally *tally)
{
    const uint8_t *action = t->interactions.action;
    lia_vid other;

    if (action != NULL && action[row] == LIA_ACTION_POST) {
        tally->posts++;
        return LIA_NONE;
    }
    other = lia_interaction_end(t, row);
    tally->nobody += other == LIA_NONE;
    return other;
}

static bool goes_both_ways(const projection *p, uint64_t row)
{
    const uint8_t *kind = p->tables->contacts.kind;

    return p->directed && kind != NULL && kind[row] == LIA_CONTACT;
}

static uint64_t count_pairs(const projection *p)
{
    const lia_tables *t = p->tables;
    lia_projection_tally ignored = {.posts = 0};
    uint64_t count = t->contacts.count;

    for (uint64_t row = 0; row < t->contacts.count; row++)
        count += goes_both_ways(p, row);
    for (uint64_t row = 0; row < t->interactions.count; row++)
        count += other_end(t, row, &ignored) != LIA_NONE;
    return count;
}

/* A row's weight under the options; counts the negative ones. */
static double weigh(projection *p, const double *column, uint64_t row)
{
    double weight = 1.0;

    if (p->options.weighing == LIA_WEIGHT_SUM && column != NULL &&
        !isnan(column[row]))
        weight = column[row];
    p->tally.negative += weight < 0;
    return weight;
}

static void add_pair(projection *p, lia_vid source, lia_vid target,
                     double weight)
{
    p->source[p->count] = source;
    p->target[p->count] = target;
    if (p->weight != NULL)
        p->weight[p->count] = weight;
    p->count++;
}

static void add_contacts(projection *p)
{
    const lia_contacts *c = &p->tables->contacts;

    for (uint64_t row = 0; row < c->count; row++) {
        double weight = weigh(p, c->weight, row);
        add_pair(p, c->source[row], c->target[row], weight);
        if (goes_both_ways(p, row))
            add_pair(p, c->target[row], c->source[row], weight);
    }
}

static void add_interactions(projection *p)
{
    const lia_interactions *i = &p->tables->interactions;

    for (uint64_t row = 0; row < i->count; row++) {
        lia_vid other = other_end(p->tables, row, &p->tally);
        if (other != LIA_NONE)
            add_pair(p, i->actor[row], other, weigh(p, i->weight, row));
    }
}

/* Contacts that are the pairs, as they stand. */
static bool lend(projection *p)
{
    const lia_contacts *c = &p->tables->contacts;

    if (p->options.weighing != LIA_WEIGHT_NONE ||
        p->tables->interactions.count > 0 || (p->directed && c->kind != NULL))
        return false;
    p->pairs = (lia_pairs){p->tables->accounts.names.count, c->count, c->source,
                           c->target, NULL};
    return true;
}

static lia_status collect(projection *p, lia_error *err)
{
    lia_status st = LIA_OK;
    uint64_t count;

    if (p->options.consume)
        drop_unread(p);
    if (lend(p))
        return LIA_OK;
    count = count_pairs(p);
    LIA_TRY(lia_alloc(&p->source, count, sizeof *p->source, err));
    LIA_TRY(lia_alloc(&p->target, count, sizeof *p->target, err));
    if (p->options.weighing != LIA_WEIGHT_NONE)
        LIA_TRY(lia_alloc(&p->weight, count, sizeof *p->weight, err));
    add_contacts(p);
    if (p->options.consume)
        drop_contacts(&p->tables->contacts);
    add_interactions(p);
    if (p->options.consume)
        drop_interactions(&p->tables->interactions);
    p->pairs = (lia_pairs){p->tables->accounts.names.count, p->count,
                           p->source, p->target, p->weight};
done:
    return st;
}

static lia_status begin(projection *p, const void *out, lia_tables *tables,
                        const lia_projection_options *options, bool directed,
                        lia_error *err)
{
    static const lia_projection_options defaults = LIA_PROJECTION_DEFAULTS;

    memset(p, 0, sizeof *p);
    if (out == NULL || tables == NULL)
        return lia_fail(err, LIA_EARG, "out and tables must be given");
    p->tables = tables;
    p->options = options ? *options : defaults;
    p->directed = directed;
    return collect(p, err);
}

static void end(projection *p, lia_projection_tally *tally, lia_status st)
{
    lia_free(p->source);
    lia_free(p->target);
    lia_free(p->weight);
    if (p->tables != NULL && p->options.consume) {
        drop_contacts(&p->tables->contacts);
        drop_interactions(&p->tables->interactions);
    }
    if (tally != NULL && st == LIA_OK)
        *tally = p->tally;
}

lia_status lia_ties_from_tables(lia_ties *out, lia_projection_tally *tally,
                                lia_tables *tables,
                                const lia_projection_options *options,
                                lia_error *err)
{
    projection p;
    lia_status st = begin(&p, out, tables, options, false, err);

    if (st == LIA_OK)
        st = lia_ties_from_pairs(out, &p.tally.pairs, &p.pairs, &p.options.run,
                                 err);
    end(&p, tally, st);
    return st;
}

lia_status lia_arcs_from_tables(lia_arcs *out, lia_projection_tally *tally,
                                lia_tables *tables,
                                const lia_projection_options *options,
                                lia_error *err)
{
    projection p;
    lia_status st = begin(&p, out, tables, options, true, err);

    if (st == LIA_OK)
        st = lia_arcs_from_pairs(out, &p.tally.pairs, &p.pairs, &p.options.run,
                                 err);
    end(&p, tally, st);
    return st;
}
