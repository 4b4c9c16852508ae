/* cli/influence/influence_tables.c - influence as ranked tables: accounts, how
 * concentrated it is, where engagement came from and what nobody saw.
 */
#include <math.h>

#include "base/language.h"
#include "base/status.h"
#include "cli/influence/influence.h"
#include "cli/say/fail.h"

static void add_measured(lia_ranked *t, const measuring *m, measure_id id)
{
    lia_ranked_add(t, measure_table[id].name, measure_table[id].type,
                   m->value[id]);
}

static void lay_out_accounts(influence *f, const lia_tables *tables)
{
    lia_ranked *t = &f->table[f->tables++];
    const lia_split *x = &f->split;

    t->name = "influence";
    t->title = N_("Accounts by the engagement that they earned");
    t->rows = x->n;
    t->order = f->order;
    t->has_rank = true;
    lia_ranked_add(t, "account", LIA_COLUMN_ID, f->ids)->names =
        &tables->accounts.names;
    lia_ranked_add(t, "earned", LIA_COLUMN_NUMBER, x->earned);
    lia_ranked_add(t, "owned", LIA_COLUMN_NUMBER, x->owned);
    lia_ranked_add(t, "artificial", LIA_COLUMN_NUMBER, x->artificial);
    lia_ranked_add(t, "reciprocal", LIA_COLUMN_NUMBER, x->reciprocal);
    lia_ranked_add(t, "earned_h_index", LIA_COLUMN_COUNT32, x->h_index);
    lia_ranked_add(t, "earned_engagers", LIA_COLUMN_COUNT32, x->engagers);
    lia_ranked_add(t, "audience", LIA_COLUMN_NUMBER, f->audience);
    add_measured(t, &f->standing, M_PAGERANK);
    add_measured(t, &f->nearness, M_BETWEENNESS);
    add_measured(t, &f->nearness, M_HARMONIC);
    add_measured(t, &f->nearness, M_CORE);
    lia_ranked_add(t, "rank_before", LIA_COLUMN_COUNT, f->rank_before);
    lia_ranked_add(t, "rank_change", LIA_COLUMN_NUMBER, f->rank_change);
    lia_ranked_add(t, "earned_weight", LIA_COLUMN_NUMBER, x->weight);
    lia_ranked_add(t, "posts", LIA_COLUMN_COUNT32, x->posts);
    lia_ranked_add(t, "reach", LIA_COLUMN_COUNT32, f->reach);
}

static void add_field(lia_ranked *t, const char *name, lia_column_type type,
                      const void *first)
{
    lia_ranked_add(t, name, type, first)->stride =
        sizeof(lia_concentration) / sizeof(double);
}

static void lay_out_concentration(influence *f)
{
    static const char *const words[CONCENTRATIONS] = {
        "observed", "earned", "earned_engagers", "artificial"};
    lia_ranked *t = &f->table[f->tables++];
    const lia_concentration *c = f->concentration;

    t->name = "concentration";
    t->title = N_("How concentrated it is, among accounts that anyone engaged");
    t->rows = CONCENTRATIONS;
    lia_ranked_add(t, "measure", LIA_COLUMN_WORD, f->concentration_of)->words =
        words;
    add_field(t, "gini", LIA_COLUMN_NUMBER, &c->gini);
    add_field(t, "top1_share", LIA_COLUMN_NUMBER, &c->top1_share);
    add_field(t, "top10_share", LIA_COLUMN_NUMBER, &c->top10_share);
    add_field(t, "zipf_exponent", LIA_COLUMN_NUMBER, &c->zipf_exponent);
    add_field(t, "zipf_low", LIA_COLUMN_NUMBER, &c->zipf_low);
    add_field(t, "zipf_high", LIA_COLUMN_NUMBER, &c->zipf_high);
    add_field(t, "zipf_least", LIA_COLUMN_COUNT, &c->zipf_least);
    add_field(t, "zipf_tail", LIA_COLUMN_COUNT, &c->zipf_tail);
    add_field(t, "zipf_p", LIA_COLUMN_NUMBER, &c->zipf_p);
}

/* of: what the share is taken of; 0 = there is none. */
static lia_status add_share(influence *f, const char *part, double units,
                            double of, const char *note, lia_error *err)
{
    const uint32_t k = f->parts.names.count;
    lia_status st = LIA_OK;

    f->share_units[k] = units;
    f->share[k] = of > 0 ? units / of : (double)NAN;
    f->part_id[k] = k;
    f->note_id[k] = note != NULL ? f->notes.names.count : LIA_NONE;
    LIA_TRY(strings_add(&f->parts, part, err));
    if (note != NULL)
        LIA_TRY(strings_add(&f->notes, note, err));
done:
    return st;
}

/* Rows that were rejected because they name nobody who acted. */
static uint64_t without_actor(const lia_tables *tables)
{
    uint64_t count = 0;

    for (uint64_t k = 0; k < tables->source_count; k++)
        if (tables->source[k].table == LIA_TABLE_INTERACTIONS)
            count += tables->source[k].missing;
    return count;
}

static lia_status fill_shares(influence *f, const lia_tables *tables,
                              const influence_pods *pods, lia_error *err)
{
    const char *no_pods = pods->why_not[0] ? pods->why_not : NULL;
    const lia_split_tally *t = &f->split.tally;
    const double all = (double)t->engagements;
    const double unseen = (double)without_actor(tables);
    const double unowned = (double)t->nobody;
    lia_status st = LIA_OK;

    LIA_TRY(add_share(f, "earned", t->earned, all, NULL, err));
    LIA_TRY(add_share(f, "owned", t->owned, all,
                      wr("own posts, own company, own team"), err));
    LIA_TRY(add_share(f, "artificial", t->artificial, all, no_pods, err));
    LIA_TRY(add_share(f, "reciprocal", t->reciprocal, all,
                      wr("exchanged beyond what both give to others"), err));
    LIA_TRY(add_share(f, "artificial: pods", t->from_pods, all, NULL, err));
    LIA_TRY(add_share(f, "artificial: accounts that are no persons",
                      t->from_inauthentic, all, NULL, err));
    LIA_TRY(add_share(f, "artificial: promoted posts",
                      t->paid_is_observed ? t->promoted : (double)NAN, all,
                      t->paid_is_observed ? NULL
                      : wr("not observable: no input says which posts were "
                           "promoted"), err));
    LIA_TRY(add_share(f, "not observed: rows without an actor", unseen,
                      unseen + all, wr("share of these and the observed"),
                      err));
    LIA_TRY(add_share(f, "not observed: rows without an author", unowned,
                      unowned + all, wr("share of these and the observed"),
                      err));
done:
    return st;
}

static void lay_out_shares(influence *f)
{
    lia_ranked *t = &f->table[f->tables++];

    t->name = "shares";
    t->title = N_("Where the observed engagement came from");
    t->rows = f->parts.names.count;
    lia_ranked_add(t, "part", LIA_COLUMN_TEXT, f->part_id)->names =
        &f->parts.names;
    lia_ranked_add(t, "engagements", LIA_COLUMN_NUMBER, f->share_units);
    lia_ranked_add(t, "share", LIA_COLUMN_NUMBER, f->share);
    lia_ranked_add(t, "note", LIA_COLUMN_TEXT, f->note_id)->names =
        &f->notes.names;
}

static void lay_out_pick(influence *f, const lia_tables *tables)
{
    lia_ranked *t = &f->table[f->tables++];

    t->name = "pick";
    t->title = N_("Few accounts that together reach most");
    t->rows = f->pick.count;
    t->has_rank = true;
    lia_ranked_add(t, "account", LIA_COLUMN_ID, f->pick.account)->names =
        &tables->accounts.names;
    lia_ranked_add(t, "added", LIA_COLUMN_COUNT32, f->pick.added);
    lia_ranked_add(t, "covered", LIA_COLUMN_COUNT32, f->pick.covered);
    lia_ranked_add(t, "share", LIA_COLUMN_NUMBER, f->pick_share);
    lia_ranked_add(t, "at_most", LIA_COLUMN_COUNT32, f->pick.at_most);
    lia_ranked_add(t, "of_best", LIA_COLUMN_NUMBER, f->pick_proven);
}

lia_status influence_lay_out(influence *f, const lia_tables *tables,
                             const influence_pods *pods, lia_error *err)
{
    lia_status st = fill_shares(f, tables, pods, err);

    if (st != LIA_OK)
        return st;
    lay_out_accounts(f, tables);
    lay_out_concentration(f);
    lay_out_shares(f);
    if (f->pick_share != NULL)
        lay_out_pick(f, tables);
    return LIA_OK;
}
