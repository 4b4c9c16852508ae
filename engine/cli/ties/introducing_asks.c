/* cli/ties/introducing_asks.c - introducers by what they add, a set of people
 * to ask, and the notes to send.
 */
#include <math.h>
#include <string.h>

#include "base/language.h"
#include "base/mem.h"
#include "base/status.h"
#include "cli/ties/introducing.h"

enum { BEST = 5, ASKS = 5 };

#define ROOM(field, count) \
    LIA_TRY(lia_alloc(&q->field, (count), sizeof *q->field, err))

typedef struct tally {
    double *marginal;        /* [n]                                          */
    uint32_t *targets;       /* [n] that the account is a door to            */
} tally;

static void count_doors(const introducing *q, tally *t)
{
    const lia_routes *r = &q->routes;

    for (uint64_t k = 0; k < r->targets; k++)
        for (uint64_t d = r->door_off[k]; d < r->door_off[k + 1]; d++) {
            const lia_door *door = &r->door[d];
            t->marginal[door->introducer] +=
                q->fit[k] * (r->reach[k] - door->without);
            t->targets[door->introducer]++;
        }
}

static lia_status say_id(prose *out, const introducing *q, lia_vid account,
                         lia_error *err)
{
    size_t length;
    const char *text = lia_name(&q->tables->accounts.names, account, &length);

    return prose_say(out, err, "%s%.*s", out->used ? "|" : "", (int)length,
                     text);
}

/* A target and what an introducer adds to it. */
typedef struct part {
    double gain;
    lia_vid target;
} part;

/* best[0 .. *count) descending; a draw keeps the smaller account. */
static void insert_part(part *best, uint32_t *count, part x)
{
    uint32_t at;

    if (*count == BEST && x.gain <= best[BEST - 1].gain)
        return;
    at = *count < BEST ? (*count)++ : BEST - 1;
    for (; at > 0 && best[at - 1].gain < x.gain; at--)
        best[at] = best[at - 1];
    best[at] = x;
}

/* Each introducer's best targets. place: [n] row of an account. */
static lia_status name_targets(introducing *q, const uint64_t *place,
                               lia_error *err)
{
    const lia_routes *r = &q->routes;
    part (*best)[BEST] = NULL;
    uint32_t *count = NULL;
    prose text = {NULL, 0, 0};
    lia_status st = LIA_OK;

    LIA_TRY(lia_alloc(&best, q->introducer_count, sizeof *best, err));
    LIA_TRY(lia_alloc_zero(&count, q->introducer_count, sizeof *count, err));
    for (uint64_t k = 0; k < r->targets; k++)
        for (uint64_t d = r->door_off[k]; d < r->door_off[k + 1]; d++) {
            const uint64_t row = place[r->door[d].introducer];
            const double gain =
                q->fit[k] * (r->reach[k] - r->door[d].without);
            insert_part(best[row], &count[row], (part){gain, q->target[k]});
        }
    for (uint64_t row = 0; row < q->introducer_count; row++) {
        prose_clear(&text);
        for (uint32_t b = 0; b < count[row]; b++)
            LIA_TRY(say_id(&text, q, best[row][b].target, err));
        LIA_TRY(introducing_keep(&q->by_best[row], q, prose_text(&text),
                                 err));
    }
done:
    lia_free(best);
    lia_free(count);
    prose_free(&text);
    return st;
}

static lia_status fill_introducers(introducing *q, const tally *t,
                                   uint64_t *place, lia_error *err)
{
    lia_status st = LIA_OK;
    uint64_t row = 0;

    for (lia_vid i = 0; i < q->ties.n; i++)
        q->introducer_count += t->targets[i] > 0;
    ROOM(by_id, q->introducer_count);
    ROOM(by_targets, q->introducer_count);
    ROOM(by_asks, q->introducer_count);
    ROOM(by_best, q->introducer_count);
    ROOM(by_marginal, q->introducer_count);
    ROOM(by_score, q->introducer_count);
    for (lia_vid i = 0; i < q->ties.n; i++) {
        if (t->targets[i] == 0)
            continue;
        place[i] = row;
        q->by_id[row] = i;
        q->by_targets[row] = t->targets[i];
        q->by_asks[row] = q->asks[i];
        q->by_marginal[row] = t->marginal[i];
        q->by_score[row++] = t->marginal[i] * exp2(-(double)q->asks[i]);
    }
done:
    return st;
}

lia_status introducing_introducers(introducing *q, lia_error *err)
{
    tally t = {NULL, NULL};
    uint64_t *place = NULL;
    lia_ranked *table = &q->introducers;
    lia_status st = LIA_OK;

    LIA_TRY(lia_alloc_zero(&t.marginal, q->ties.n, sizeof *t.marginal, err));
    LIA_TRY(lia_alloc_zero(&t.targets, q->ties.n, sizeof *t.targets, err));
    LIA_TRY(lia_alloc(&place, q->ties.n, sizeof *place, err));
    count_doors(q, &t);
    LIA_TRY(fill_introducers(q, &t, place, err));
    LIA_TRY(name_targets(q, place, err));
    *table = (lia_ranked){.name = "introducers", .has_rank = true,
                          .title = N_("Introducers, by what they add"),
                          .rows = q->introducer_count};
    lia_ranked_add(table, "introducer", LIA_COLUMN_ID, q->by_id)->names =
        &q->tables->accounts.names;
    lia_ranked_add(table, "targets", LIA_COLUMN_COUNT32, q->by_targets);
    lia_ranked_add(table, "marginal_reach", LIA_COLUMN_NUMBER,
                   q->by_marginal);
    lia_ranked_add(table, "asks_90d", LIA_COLUMN_COUNT32, q->by_asks);
    lia_ranked_add(table, "best_targets", LIA_COLUMN_ID, q->by_best)->names =
        &q->texts.names;
    lia_ranked_add(table, "after_goodwill", LIA_COLUMN_NUMBER, q->by_score);
    const lia_rank_key keys[] = {{.number = q->by_score, .descending = true}};
    LIA_TRY(lia_ranked_order(&q->by_order, &table->rows, q->introducer_count,
                             0, keys, 1, NULL, err));
    table->order = q->by_order;
done:
    lia_free(t.marginal);
    lia_free(t.targets);
    lia_free(place);
    return st;
}

/* Targets that the person should be asked about: those it leads to. */
static lia_status name_asked(introducing *q, uint64_t row, lia_error *err)
{
    const lia_routes *r = &q->routes;
    part best[BEST];
    uint32_t count = 0;
    prose text = {NULL, 0, 0};
    lia_status st = LIA_OK;

    for (uint64_t k = 0; k < r->targets; k++)
        for (uint64_t d = r->door_off[k]; d < r->door_off[k + 1]; d++)
            if (r->door[d].introducer == q->ask_id[row])
                insert_part(best, &count,
                            (part){q->fit[k] * r->door[d].best,
                                   q->target[k]});
    for (uint32_t b = 0; b < count; b++)
        LIA_TRY(say_id(&text, q, best[b].target, err));
    LIA_TRY(introducing_keep(&q->ask_for[row], q, prose_text(&text), err));
done:
    prose_free(&text);
    return st;
}

lia_status introducing_asks(introducing *q, lia_error *err)
{
    const uint64_t most = q->s->asks ? q->s->asks : ASKS;
    const uint64_t room = most < q->ties.n ? most : q->ties.n;
    lia_ranked *t = &q->ask_table;
    double total = 0;
    lia_status st = LIA_OK;

    ROOM(ask_id, room);
    ROOM(ask_gain, room);
    ROOM(ask_total, room);
    ROOM(ask_asks, room);
    ROOM(ask_for, room);
    LIA_TRY(lia_asks_choose(q->ask_id, q->ask_gain, &q->ask_count, room,
                            &q->routes, q->fit, q->asks, q->ties.n, err));
    for (uint64_t k = 0; k < q->ask_count; k++) {
        total += q->ask_gain[k];
        q->ask_total[k] = total;
        q->ask_asks[k] = q->asks[q->ask_id[k]];
        LIA_TRY(name_asked(q, k, err));
    }
    *t = (lia_ranked){.name = "asks", .has_rank = true, .rows = q->ask_count,
                      .title = N_("Whom to ask, one after the other")};
    lia_ranked_add(t, "introducer", LIA_COLUMN_ID, q->ask_id)->names =
        &q->tables->accounts.names;
    lia_ranked_add(t, "gain", LIA_COLUMN_NUMBER, q->ask_gain);
    lia_ranked_add(t, "together", LIA_COLUMN_NUMBER, q->ask_total);
    lia_ranked_add(t, "asks_90d", LIA_COLUMN_COUNT32, q->ask_asks);
    lia_ranked_add(t, "ask_about", LIA_COLUMN_ID, q->ask_for)->names =
        &q->texts.names;
done:
    return st;
}

static const char *text_at(char out[CALLED], const introducing *q,
                           const uint32_t *column, lia_vid account)
{
    size_t length = 0;
    const char *text = "";

    if (column != NULL && column[account] != LIA_NONE)
        text = lia_name(&q->tables->texts, column[account], &length);
    if (length > CALLED - 1)
        for (length = CALLED - 1;
             length > 0 && ((unsigned char)text[length] & 0xC0) == 0x80;)
            length--;
    memcpy(out, text, length);
    out[length] = '\0';
    return out;
}

static lia_status add_note(introducing *q, uint64_t k, prose_language lang,
                           prose *ask, prose *forward, lia_error *err)
{
    const lia_route *route = &q->routes.route[q->routes.route_off[k]];
    const lia_accounts *a = &q->tables->accounts;
    char names[3][CALLED], me[CALLED], title[CALLED], company[CALLED];
    const uint64_t row = q->note_count;
    way w;
    lia_status st = LIA_OK;

    introducing_describe(&w, names, q, route, q->target[k]);
    w.is_supplier = q->wanted.wish[q->aims.aim[k].wish].is_supplier;
    prose_clear(ask);
    prose_clear(forward);
    LIA_TRY(prose_note(ask, forward, &w, introducing_call(me, q, route->me),
                       text_at(title, q, a->title, q->target[k]),
                       text_at(company, q, a->company, q->target[k]), lang,
                       err));
    q->note_target[row] = q->target[k];
    q->note_introducer[row] = route->via[0];
    q->note_lang[row] = (uint8_t)lang;
    LIA_TRY(introducing_keep(&q->note_ask[row], q, prose_text(ask), err));
    LIA_TRY(introducing_keep(&q->note_forward[row], q, prose_text(forward),
                             err));
    q->note_count++;
done:
    return st;
}

lia_status introducing_notes(introducing *q, lia_error *err)
{
    static const char *const languages[] = {"en", "fr"};
    const uint64_t most = 2 * q->aims.count;
    prose ask = {NULL, 0, 0}, forward = {NULL, 0, 0};
    lia_ranked *t = &q->notes;
    lia_status st = LIA_OK;

    ROOM(note_target, most);
    ROOM(note_introducer, most);
    ROOM(note_lang, most);
    ROOM(note_ask, most);
    ROOM(note_forward, most);
    for (uint64_t r = 0; r < q->introductions.rows; r++) {
        const uint64_t k = q->order[r];
        if (q->routes.route_off[k] == q->routes.route_off[k + 1])
            continue;
        LIA_TRY(add_note(q, k, PROSE_EN, &ask, &forward, err));
        LIA_TRY(add_note(q, k, PROSE_FR, &ask, &forward, err));
    }
    *t = (lia_ranked){.name = "notes", .title = N_("Notes to send"),
                      .rows = q->note_count};
    lia_ranked_add(t, "target", LIA_COLUMN_ID, q->note_target)->names =
        &q->tables->accounts.names;
    lia_ranked_add(t, "introducer", LIA_COLUMN_ID, q->note_introducer)
        ->names = &q->tables->accounts.names;
    lia_ranked_add(t, "lang", LIA_COLUMN_WORD, q->note_lang)->words =
        languages;
    lia_ranked_add(t, "ask", LIA_COLUMN_TEXT, q->note_ask)->names =
        &q->texts.names;
    lia_ranked_add(t, "forward", LIA_COLUMN_TEXT, q->note_forward)->names =
        &q->texts.names;
done:
    prose_free(&ask);
    prose_free(&forward);
    return st;
}
