/* cli/ties/bridging.c - measure, place on two axes, order.
 *
 * Strength and bridgeness make no common score. Rows are ordered by what a
 * tie is, in this order: a bridge that cuts off two accounts or more; then by
 * quadrant: strong bridges, weak bridges, strong bonds, weak bonds; then ties
 * to accounts with one or two contacts, which bridge nothing that matters to
 * anyone else; then ties with a negative sign. Within one kind the larger cut
 * goes first, then bridgeness, the smaller degree, strength.
 */
#include "cli/ties/bridging.h"

#include <math.h>
#include <string.h>

#include "base/language.h"
#include "base/mem.h"
#include "base/status.h"
#include "cli/say/fail.h"
#include "cli/ties/declared.h"
#include "cli/ties/tuning.h"
#include "liaison/bridges.h"
#include "liaison/cohesion.h"
#include "liaison/communities.h"
#include "liaison/participation.h"
#include "liaison/paths.h"
#include "liaison/summary.h"
#include "liaison/triads.h"

enum { PASSES = 10, FEW_CONTACTS = 3, FEW_ACTS = 3, BYTES_PER_TIE = 190,
       BYTES_PER_ACCOUNT = 220 };

/* From so many ties on one pass of Leiden alone takes more than ten seconds:
 * labels are spread instead. */
static const uint64_t MANY_TIES = 2000000;

static const char *const class_words[LIA_TIE_CLASSES] = {
    "unknown", "dormant", "weak", "medium", "strong"};
static const char *const quadrant_words[LIA_QUADRANTS] = {
    "weak_bond", "strong_bond", "weak_bridge", "strong_bridge"};

#define ROOM(field, count) \
    LIA_TRY(lia_alloc_zero(&b->field, (count), sizeof *b->field, err))

static lia_status allocate_ties(bridging *b, bool betweenness, lia_error *err)
{
    const uint64_t m = b->ties->m;
    lia_status st = LIA_OK;

    ROOM(ends, 2 * m);
    ROOM(strength, m);
    ROOM(low, m);
    ROOM(high, m);
    ROOM(activity, m);
    ROOM(reciprocity, m);
    ROOM(overlap, m);
    ROOM(bridgeness, m);
    ROOM(span, m);
    ROOM(sign, m);
    ROOM(tie_class, m);
    ROOM(signs, m);
    ROOM(said, m);
    ROOM(local, m);
    ROOM(bridge, m);
    ROOM(quadrant, m);
    ROOM(order_class, m);
    ROOM(mutual, m);
    ROOM(acts, m);
    ROOM(friction, m);
    ROOM(community_of_ends, 2 * m);
    ROOM(cut_off, m);
    ROOM(smaller, m);
    ROOM(last, m);
    if (betweenness)
        ROOM(edge_betweenness, m);
done:
    return st;
}

static lia_status allocate_accounts(bridging *b, bool betweenness,
                                    lia_error *err)
{
    const uint64_t n = b->ties->n;
    lia_status st = LIA_OK;

    ROOM(ids, n);
    ROOM(degree, n);
    ROOM(effective_size, n);
    ROOM(efficiency, n);
    ROOM(constraint, n);
    ROOM(participation, n);
    ROOM(sole_access, n);
    ROOM(communities, n);
    ROOM(community, n);
    ROOM(group, n);
    ROOM(coordinator, n);
    ROOM(itinerant, n);
    ROOM(gatekeeper, n);
    ROOM(liaison, n);
    if (betweenness)
        ROOM(betweenness, n);
    for (lia_vid i = 0; i < n; i++)
        b->ids[i] = i;
done:
    return st;
}

static lia_status measure_strength(bridging *b, const lia_tables *tables,
                                   const settings *s, lia_error *err)
{
    const lia_strengths out = {
        .strength = b->strength, .low = b->low, .high = b->high,
        .activity = b->activity, .reciprocity = b->reciprocity,
        .tie_class = b->tie_class, .sign = b->signs, .acts = b->acts,
        .friction = b->friction, .last = b->last};
    lia_strength_options o;
    lia_status st = LIA_OK;

    LIA_TRY(tuning_read(&o, s, err));
    LIA_TRY(tuning_fit(&o, tables, s, err));
    LIA_TRY(lia_strength_measure(&out, b->ties, tables, &o, err));
    LIA_TRY(declared_apply(
        &(declared_ties){.strength = b->strength, .low = b->low,
                         .high = b->high, .tie_class = b->tie_class,
                         .said = b->said},
        b->ties, tables, &o, s, err));
    for (uint64_t t = 0; t < b->ties->m; t++) {
        b->sign[t] = (double)b->signs[t] - LIA_SIGN_MIXED;
        if (b->acts[t] < FEW_ACTS && !b->said[t])  /* no interval: class     */
            b->low[t] = b->high[t] = NAN;
    }
done:
    return st;
}

static lia_status measure_structure(bridging *b, const settings *s,
                                    lia_error *err)
{
    const lia_run run = run_of(s);
    const lia_triads triads = {
        .mutual = b->mutual, .effective_size = b->effective_size,
        .efficiency = b->efficiency, .constraint = b->constraint};
    const lia_cuts cuts = {.bridge = b->bridge, .smaller = b->cut_off};
    const lia_degrees degrees = {.degree = b->degree};
    lia_status st = LIA_OK;

    LIA_TRY(lia_ties_ends(b->ends, b->ties, &run, err));
    LIA_TRY(lia_degrees_of_ties(&degrees, b->ties, &run, err));
    LIA_TRY(lia_triads_count(&triads, b->ties, &run, err));
    lia_overlap(b->overlap, b->mutual, b->ties);
    lia_local_bridges(b->local, b->mutual, b->ties->m);
    lia_bridgeness(b->bridgeness, b->mutual, b->ties);
    LIA_TRY(lia_cuts_of_ties(&cuts, b->ties, &run, err));
    LIA_TRY(lia_span(b->span, b->mutual, b->bridge, b->ties, &run, err));
    if (b->betweenness)
        LIA_TRY(lia_betweenness(b->betweenness, b->edge_betweenness, b->ties,
                                &run, err));
done:
    return st;
}

/* Communities, and how many each account's contacts belong to. */
static lia_status find_communities(bridging *b, const settings *s,
                                   lia_error *err)
{
    lia_communities_options o = LIA_COMMUNITIES_DEFAULTS;
    const lia_run run = run_of(s);
    const lia_ties *t = b->ties;
    uint32_t *seen = NULL;
    lia_status st = LIA_OK;

    o.seed = s->seed;
    if (t->m >= MANY_TIES) {
        talk("communities by label propagation: Leiden takes too long from "
             "%llu ties on", (unsigned long long)MANY_TIES);
        LIA_TRY(lia_labels_spread(b->community, &b->community_count, t,
                                  PASSES, err));
    } else {
        LIA_TRY(lia_communities(b->community, &b->community_count, NULL, t,
                                &o, err));
    }
    LIA_TRY(lia_participation(b->participation, t, b->community,
                              b->community_count, &run, err));
    LIA_TRY(lia_alloc(&seen, b->community_count, sizeof *seen, err));
    for (uint32_t k = 0; k < b->community_count; k++)
        seen[k] = LIA_NONE;
    for (lia_vid i = 0; i < t->n; i++)
        for (uint64_t e = t->off[i]; e < t->off[i + 1]; e++) {
            uint32_t *last = &seen[b->community[t->to[e]]];
            b->communities[i] += *last != i;
            *last = i;
        }
    for (uint64_t k = 0; k < 2 * t->m; k++)
        b->community_of_ends[k] = b->community[b->ends[k]];
done:
    lia_free(seen);
    return st;
}

/* Groups of the roles: companies where at least half of the accounts with a
 * tie have one, numbered by their smallest account; else communities. */
static lia_status choose_groups(bridging *b, const lia_tables *tables,
                                lia_error *err)
{
    const uint32_t *company = tables->accounts.company;
    uint64_t tied = 0, known = 0;
    uint32_t *number = NULL, used = 0;
    lia_status st = LIA_OK;

    for (lia_vid i = 0; i < b->ties->n; i++) {
        b->group[i] = LIA_NONE;
        tied += b->degree[i] > 0;
        known += b->degree[i] > 0 && company && company[i] != LIA_NONE;
    }
    b->groups_are_companies = known > 0 && 2 * known >= tied;
    if (known == 0)
        return LIA_OK;
    LIA_TRY(lia_alloc(&number, tables->texts.count, sizeof *number, err));
    for (uint32_t k = 0; k < tables->texts.count; k++)
        number[k] = LIA_NONE;
    for (lia_vid i = 0; i < b->ties->n; i++) {
        if (company[i] == LIA_NONE)
            continue;
        if (number[company[i]] == LIA_NONE)
            number[company[i]] = used++;
        b->group[i] = number[company[i]];
    }
done:
    lia_free(number);
    return st;
}

static lia_status measure_roles(bridging *b, const lia_tables *tables,
                                const settings *s, lia_error *err)
{
    const lia_roles roles = {b->coordinator, b->itinerant, b->gatekeeper,
                             b->liaison};
    const lia_run run = run_of(s);
    uint8_t *team = NULL;
    uint64_t count;
    lia_status st = LIA_OK;

    LIA_TRY(choose_groups(b, tables, err));
    LIA_TRY(lia_roles_count(&roles, b->ties, b->groups_are_companies
                                ? b->group : b->community, &run, err));
    LIA_TRY(lia_alloc_zero(&team, b->ties->n, 1, err));
    if (s->me != NULL)
        LIA_TRY(flag_accounts(team, tables, s->me, "--me", err));
    flag_team(team, &count, tables);
    LIA_TRY(lia_sole_access(b->sole_access, b->ties, count ? team : NULL,
                            tables->accounts.company ? b->group : NULL, err));
done:
    lia_free(team);
    return st;
}

static lia_status measure_relay(bridging *b, const lia_tables *tables,
                                const settings *s, lia_error *err)
{
    uint8_t *me = NULL;
    lia_status st = LIA_OK;

    ROOM(relay, b->ties->m);
    for (uint64_t t = 0; t < b->ties->m; t++)
        b->relay[t] = NAN;
    if (tables->interactions.object == NULL)
        return LIA_OK;                            /* no engagement data       */
    if (s->me != NULL) {
        LIA_TRY(lia_alloc_zero(&me, b->ties->n, 1, err));
        LIA_TRY(flag_accounts(me, tables, s->me, "--me", err));
    }
    LIA_TRY(lia_relay_value(b->relay, b->ties, tables, me, err));
done:
    lia_free(me);
    return st;
}

static void place_on_axes(bridging *b)
{
    for (uint64_t t = 0; t < b->ties->m; t++) {
        const uint64_t ka = b->degree[b->ends[2 * t]];
        const uint64_t kb = b->degree[b->ends[2 * t + 1]];
        const uint64_t least = ka < kb ? ka : kb;
        const lia_quadrant q =
            lia_quadrant_of(b->strength[t], b->bridgeness[t]);
        b->quadrant[t] = (uint8_t)q;
        b->smaller[t] = (uint32_t)least;
        b->order_class[t] =
            b->signs[t] == LIA_SIGN_NEGATIVE ? 0
            : b->cut_off[t] > 1              ? 6
            : least < FEW_CONTACTS           ? 1
                                             : (uint8_t)(2 + q);
    }
}

static lia_status order_rows(bridging *b, const lia_run *run, lia_error *err)
{
    const lia_rank_key by_place[] = {
        {.word = b->order_class, .descending = true},
        {.count32 = b->cut_off, .descending = true},
        {.number = b->bridgeness, .descending = true},
        {.count32 = b->smaller, .descending = true},
        {.number = b->strength, .descending = true}};
    const lia_rank_key by_size[] = {
        {.number = b->effective_size, .descending = true},
        {.number = b->constraint}};
    const lia_rank_key by_friction[] = {
        {.count32 = b->friction, .descending = true}};
    uint64_t rows = 0;
    lia_status st = LIA_OK;

    for (uint64_t t = 0; t < b->ties->m; t++)
        rows += b->friction[t] > 0;
    LIA_TRY(lia_ranked_order(&b->tie_order, &b->bridges.rows, b->ties->m, 0,
                             by_place, 5, run, err));
    LIA_TRY(lia_ranked_order(&b->account_order, &b->brokers.rows, b->ties->n,
                             0, by_size, 2, run, err));
    if (rows > 0)
        LIA_TRY(lia_ranked_order(&b->friction_order, &b->frictions.rows,
                                 b->ties->m, rows, by_friction, 1, run, err));
    b->bridges.order = b->tie_order;
    b->brokers.order = b->account_order;
    b->frictions.order = b->friction_order;
done:
    return st;
}

static void add_end(lia_ranked *t, const char *name, const lia_vid *ends,
                    const lia_names *names)
{
    lia_column *column = lia_ranked_add(t, name, LIA_COLUMN_ID, ends);

    column->stride = 2;
    column->names = names;
}

static void add_ends(lia_ranked *t, const bridging *b,
                     const lia_tables *tables)
{
    add_end(t, "account_a", b->ends, &tables->accounts.names);
    add_end(t, "account_b", b->ends + 1, &tables->accounts.names);
}

#define NUMBER(name) lia_ranked_add(t, #name, LIA_COLUMN_NUMBER, b->name)
#define FLAG(title, field) \
    lia_ranked_add(t, title, LIA_COLUMN_FLAG, b->field)
#define COUNT32(title, field) \
    lia_ranked_add(t, title, LIA_COLUMN_COUNT32, b->field)
#define COUNT(name) lia_ranked_add(t, #name, LIA_COLUMN_COUNT, b->name)

static void lay_out_bridges(bridging *b, const lia_tables *tables,
                            bool declared)
{
    lia_ranked *t = &b->bridges;

    *t = (lia_ranked){.name = "bridges", .has_rank = true,
                      .title = N_("Ties between groups, strong bridges first")};
    add_ends(t, b, tables);
    NUMBER(strength);
    NUMBER(reciprocity);
    lia_ranked_add(t, "strength_class", LIA_COLUMN_WORD, b->tie_class)
        ->words = class_words;
    COUNT32("mutual_contacts", mutual);
    NUMBER(overlap);
    NUMBER(bridgeness);
    FLAG("local_bridge", local);
    NUMBER(span);
    FLAG("bridge", bridge);
    lia_ranked_add(t, "quadrant", LIA_COLUMN_WORD, b->quadrant)->words =
        quadrant_words;
    NUMBER(sign);
    lia_ranked_add(t, "relay_value", LIA_COLUMN_NUMBER, b->relay);
    COUNT32("community_a", community_of_ends)->stride = 2;
    lia_ranked_add(t, "community_b", LIA_COLUMN_COUNT32,
                   b->community_of_ends + 1)->stride = 2;
    if (b->edge_betweenness)
        NUMBER(edge_betweenness);
    COUNT32("cut_off", cut_off);
    NUMBER(activity);
    NUMBER(low);
    NUMBER(high);
    COUNT32("acts", acts);
    lia_ranked_add(t, "last_act", LIA_COLUMN_TIME, b->last);
    if (declared)
        FLAG("declared", said);
}

static void lay_out_brokers(bridging *b, const lia_tables *tables)
{
    lia_ranked *t = &b->brokers;

    *t = (lia_ranked){.name = "brokers", .has_rank = true,
                      .title = N_("Accounts that hold groups together")};
    lia_ranked_add(t, "account", LIA_COLUMN_ID, b->ids)->names =
        &tables->accounts.names;
    COUNT(degree);
    NUMBER(effective_size);
    NUMBER(efficiency);
    NUMBER(constraint);
    NUMBER(participation);
    COUNT32("sole_access", sole_access);
    COUNT32("communities", communities);
    if (b->betweenness)
        NUMBER(betweenness);
    COUNT32("community", community);
    COUNT(coordinator);
    COUNT(itinerant);
    COUNT(gatekeeper);
    COUNT(liaison);
}

static void lay_out_friction(bridging *b, const lia_tables *tables)
{
    lia_ranked *t = &b->frictions;

    *t = (lia_ranked){.name = "friction", .has_rank = true,
                      .title = N_("Ties with friction")};
    add_ends(t, b, tables);
    COUNT32("friction", friction);
    NUMBER(sign);
    NUMBER(strength);
    COUNT32("acts", acts);
}

lia_status bridging_run(bridging *out, const lia_tables *tables,
                        const network *net, const settings *s, lia_error *err)
{
    const lia_run run = run_of(s);
    lia_status st = LIA_OK;

    memset(out, 0, sizeof *out);
    out->ties = &net->ties;
    LIA_TRY(memory_check(s, BYTES_PER_TIE * net->ties.m +
                                BYTES_PER_ACCOUNT * (uint64_t)net->ties.n,
                         "bridges", err));
    LIA_TRY(allocate_ties(out, s->betweenness, err));
    LIA_TRY(allocate_accounts(out, s->betweenness, err));
    LIA_TRY(measure_strength(out, tables, s, err));
    LIA_TRY(measure_structure(out, s, err));
    LIA_TRY(find_communities(out, s, err));
    LIA_TRY(measure_roles(out, tables, s, err));
    LIA_TRY(measure_relay(out, tables, s, err));
    place_on_axes(out);
    lay_out_bridges(out, tables, s->declare != NULL);
    lay_out_brokers(out, tables);
    lay_out_friction(out, tables);
    LIA_TRY(order_rows(out, &run, err));
done:
    return st;
}

void bridging_free(bridging *b)
{
    void *const owned[] = {
        b->ends, b->strength, b->low, b->high, b->activity, b->reciprocity,
        b->overlap, b->bridgeness, b->span, b->relay, b->sign,
        b->edge_betweenness, b->tie_class, b->signs, b->said, b->local,
        b->bridge,
        b->quadrant, b->order_class, b->mutual, b->acts, b->friction,
        b->community_of_ends, b->cut_off, b->smaller, b->last, b->ids,
        b->degree, b->effective_size, b->efficiency, b->constraint,
        b->participation, b->betweenness, b->sole_access, b->communities,
        b->community, b->group, b->coordinator, b->itinerant, b->gatekeeper,
        b->liaison};

    for (size_t k = 0; k < sizeof owned / sizeof *owned; k++)
        lia_free(owned[k]);
    lia_ranked_order_free(b->tie_order);
    lia_ranked_order_free(b->account_order);
    lia_ranked_order_free(b->friction_order);
}
