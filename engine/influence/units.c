/* influence/units.c - two stable sorts of the rows: by author for the split,
 * by actor and time for the actors' habits.
 */
#include "influence/units.h"

#include <math.h>

#include "base/mem.h"
#include "liaison/ranked.h"

static const lia_time DAY = (lia_time)86400 * 1000000;

/* Worth of an engagement by its kind; NAN = it is none. */
static const double worth_of[LIA_ACTION_COUNT] = {
    [LIA_ACTION_NONE] = 1, [LIA_ACTION_OTHER] = 1,
    [LIA_ACTION_LIKE] = .25, [LIA_ACTION_REACTION] = .25,
    [LIA_ACTION_COMMENT] = 1, [LIA_ACTION_REPLY] = 1,
    [LIA_ACTION_SHARE] = 1.5, [LIA_ACTION_QUOTE] = 1.5,
    [LIA_ACTION_MENTION] = .75, [LIA_ACTION_ENDORSE] = 1,
    [LIA_ACTION_RECOMMEND] = 8, [LIA_ACTION_VOTE] = .1,
    [LIA_ACTION_POST] = NAN, [LIA_ACTION_MESSAGE] = NAN,
    [LIA_ACTION_INVITE] = NAN, [LIA_ACTION_MEETING] = NAN,
    [LIA_ACTION_VIEW] = NAN, [LIA_ACTION_FOLLOW] = NAN,
    [LIA_ACTION_ANGRY] = NAN, [LIA_ACTION_BLOCK] = NAN};

static lia_action action_of(const lia_interactions *i, uint64_t row)
{
    return i->action != NULL ? (lia_action)i->action[row] : LIA_ACTION_NONE;
}

/* The author of the row, else of the post, else the target; a mention goes to
 * its target first. */
static lia_vid author_of(const lia_tables *t, uint64_t row)
{
    const lia_interactions *i = &t->interactions;
    const lia_vid target = i->target != NULL ? i->target[row] : LIA_NONE;
    const uint32_t post = lia_unit_post(i, row);

    if (action_of(i, row) == LIA_ACTION_MENTION && target != LIA_NONE)
        return target;
    if (i->author != NULL && i->author[row] != LIA_NONE)
        return i->author[row];
    if (post != LIA_NONE && t->posts.author != NULL &&
        t->posts.author[post] != LIA_NONE)
        return t->posts.author[post];
    return target;
}

/* Against the author: nobody earns that. */
static bool is_friction(const lia_interactions *i, uint64_t row)
{
    const lia_action action = action_of(i, row);

    return action == LIA_ACTION_ANGRY || action == LIA_ACTION_BLOCK ||
           (i->weight != NULL && i->weight[row] < 0);
}

static void find_authors(lia_units *u, lia_split_tally *tally,
                         const lia_tables *t)
{
    const lia_interactions *i = &t->interactions;

    for (uint64_t row = 0; row < i->count; row++) {
        u->author[row] = LIA_NONE;
        if (isnan(worth_of[action_of(i, row)]) || is_friction(i, row)) {
            tally->other++;
            tally->friction += is_friction(i, row);
            continue;
        }
        u->author[row] = author_of(t, row);
        if (u->author[row] == LIA_NONE) {
            tally->nobody++;
            continue;
        }
        u->count++;
        if (i->time != NULL && i->time[row] != LIA_NO_TIME &&
            i->time[row] > u->last)
            u->last = i->time[row];
    }
}

static lia_status order_units(lia_units *u, const lia_interactions *i,
                              const lia_run *run, lia_error *err)
{
    lia_rank_key keys[5] = {{.count32 = u->author}};
    size_t count = 1;
    uint64_t shown = 0;
    lia_status st;

    if (i->object != NULL)
        keys[count++] = (lia_rank_key){.count32 = i->object};
    keys[count++] = (lia_rank_key){.count32 = i->actor};
    if (i->action != NULL)
        keys[count++] = (lia_rank_key){.word = i->action};
    if (i->time != NULL)
        keys[count++] = (lia_rank_key){.time = i->time};
    st = lia_ranked_order(&u->order, &shown, i->count, 0, keys, count, run,
                          err);
    return st;
}

/* order: rows by actor, then time. stamp: [n] zeros. */
static void count_habits(lia_units *u, const lia_interactions *i,
                         const uint64_t *order, uint64_t *stamp)
{
    uint64_t run = 0, weeks = 0, authors = 0;
    lia_time week = LIA_NO_TIME;

    for (uint64_t k = 0; k < i->count; k++) {
        const uint64_t row = order[k];
        const lia_vid v = i->actor[row];
        if (u->author[row] != LIA_NONE && i->time[row] != LIA_NO_TIME) {
            const lia_time now = i->time[row] / (7 * DAY);
            if (weeks == 0 || now != week) {
                week = now;
                weeks++;
                run++;
            }
            authors += stamp[u->author[row]] != run;
            stamp[u->author[row]] = run;
        }
        if (k + 1 < i->count && i->actor[order[k + 1]] == v)
            continue;
        if (weeks > 0)
            u->worth[v] = 1 / log2(2 + (double)authors / (double)weeks);
        weeks = authors = 0;
    }
}

static lia_status learn_habits(lia_units *u, const lia_tables *t,
                               const lia_run *run, lia_error *err)
{
    const lia_interactions *i = &t->interactions;
    const lia_rank_key keys[] = {{.count32 = i->actor}, {.time = i->time}};
    lia_status st = LIA_OK;
    uint64_t *order = NULL, *stamp = NULL, shown = 0;

    for (lia_vid v = 0; v < t->accounts.names.count; v++)
        u->worth[v] = 1;
    if (i->time == NULL)
        return LIA_OK;
    LIA_TRY(lia_alloc_zero(&stamp, t->accounts.names.count, sizeof *stamp,
                           err));
    LIA_TRY(lia_ranked_order(&order, &shown, i->count, 0, keys, 2, run, err));
    count_habits(u, i, order, stamp);
done:
    lia_ranked_order_free(order);
    lia_free(stamp);
    return st;
}

lia_status lia_units_open(lia_units *out, lia_split_tally *tally,
                          const lia_tables *tables,
                          const lia_split_options *options, lia_error *err)
{
    const lia_interactions *i = &tables->interactions;
    lia_status st = LIA_OK;
    lia_units u = {.last = LIA_NO_TIME};

    LIA_TRY(lia_alloc(&u.author, i->count, sizeof *u.author, err));
    LIA_TRY(lia_alloc(&u.worth, tables->accounts.names.count, sizeof *u.worth,
                      err));
    if (i->count > 0) {
        find_authors(&u, tally, tables);
        LIA_TRY(order_units(&u, i, &options->run, err));
        LIA_TRY(learn_habits(&u, tables, &options->run, err));
    }
    if (options->as_of != LIA_NO_TIME && u.last != LIA_NO_TIME)
        u.last = options->as_of;
    *out = u;
    return LIA_OK;
done:
    lia_units_close(&u);
    return st;
}

void lia_units_close(lia_units *u)
{
    lia_free(u->author);
    lia_free(u->worth);
    lia_ranked_order_free(u->order);
    *u = (lia_units){0};
}

double lia_unit_weight(const lia_units *u, const lia_interactions *i,
                       uint64_t row, double half_life_days)
{
    const double w = worth_of[action_of(i, row)];
    double age;

    if (i->time == NULL || i->time[row] == LIA_NO_TIME)
        return w;
    age = (double)(u->last - i->time[row]) / (double)DAY;
    return age > 0 ? w * exp2(-age / half_life_days) : w;
}

bool lia_unit_repeats(const lia_units *u, const lia_interactions *i,
                      uint64_t row, uint64_t before)
{
    const uint32_t post = lia_unit_post(i, row);

    if (u->author[row] != u->author[before] ||
        i->actor[row] != i->actor[before] ||
        post != lia_unit_post(i, before) ||
        action_of(i, row) != action_of(i, before))
        return false;
    if (post != LIA_NONE)
        return true;
    /* without a post, the same moment; without a time every row counts */
    return i->time != NULL && i->time[row] != LIA_NO_TIME &&
           i->time[row] == i->time[before];
}
