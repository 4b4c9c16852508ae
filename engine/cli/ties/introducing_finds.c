/* cli/ties/introducing_finds.c - serendipity: people nobody asked for.
 *
 * Candidates are contacts of targets, and contacts of those, that belong to
 * the communities of targets but not to mine, and are neither targets nor my
 * contacts. Closeness is the share of an account's ties that end in the
 * targets' communities; the score is closeness x reach. The thousand closest
 * are looked at, of equals the smaller account.
 */
#include <string.h>

#include "base/language.h"
#include "base/mem.h"
#include "base/status.h"
#include "cli/ties/introducing.h"
#include "liaison/communities.h"

enum { MOST_FINDS = 1000, IS_MINE = 1, IS_THEIRS = 2 };

#define ROOM(field, count) \
    LIA_TRY(lia_alloc(&q->field, (count), sizeof *q->field, err))

typedef struct finding {
    uint32_t *community;     /* [n]                                          */
    uint8_t *whose;          /* [communities] IS_MINE | IS_THEIRS            */
    uint8_t *out;            /* [n] 1 = no candidate                         */
    uint8_t *near;           /* [n] 1 = within two ties of a target          */
    double *closeness;       /* [n]                                          */
    uint32_t *targets;       /* [n] targets among its contacts               */
    lia_vid *pick;           /* candidates                                   */
    uint64_t picks;
} finding;

static lia_status find_communities(finding *f, const introducing *q,
                                   lia_error *err)
{
    lia_communities_options o = LIA_COMMUNITIES_DEFAULTS;
    lia_ties plain = q->ties;
    uint32_t count;
    lia_status st = LIA_OK;

    plain.weight = NULL;
    o.seed = q->s->seed;
    LIA_TRY(lia_alloc(&f->community, q->ties.n, sizeof *f->community, err));
    LIA_TRY(lia_communities(f->community, &count, NULL, &plain, &o, err));
    LIA_TRY(lia_alloc_zero(&f->whose, count, 1, err));
    for (lia_vid i = 0; i < q->ties.n; i++)
        if (q->me[i])
            f->whose[f->community[i]] |= IS_MINE;
    for (uint64_t k = 0; k < q->aims.count; k++)
        f->whose[f->community[q->target[k]]] |= IS_THEIRS;
done:
    return st;
}

static void mark(finding *f, const introducing *q)
{
    const lia_ties *t = &q->ties;

    for (lia_vid i = 0; i < t->n; i++) {
        f->out[i] = q->me[i] || f->whose[f->community[i]] != IS_THEIRS;
        for (uint64_t e = t->off[i]; q->me[i] && e < t->off[i + 1]; e++)
            f->near[t->to[e]] |= 2;                     /* my contact         */
    }
    for (uint64_t k = 0; k < q->aims.count; k++) {
        const lia_vid x = q->target[k];
        f->out[x] = 1;
        for (uint64_t e = t->off[x]; e < t->off[x + 1]; e++) {
            const lia_vid y = t->to[e];
            f->near[y] |= 1;
            f->targets[y]++;
            for (uint64_t g = t->off[y]; g < t->off[y + 1]; g++)
                f->near[t->to[g]] |= 1;
        }
    }
}

static void weigh(finding *f, const introducing *q)
{
    const lia_ties *t = &q->ties;

    for (lia_vid i = 0; i < t->n; i++) {
        uint64_t inside = 0;
        if (f->out[i] || f->near[i] != 1)
            continue;
        for (uint64_t e = t->off[i]; e < t->off[i + 1]; e++)
            inside += (f->whose[f->community[t->to[e]]] & IS_THEIRS) != 0;
        f->closeness[i] =
            (double)inside / (double)(t->off[i + 1] - t->off[i]);
    }
}

static lia_status pick(finding *f, const introducing *q, lia_error *err)
{
    const lia_rank_key keys[] = {{.number = f->closeness, .descending = true},
                                 {.count32 = f->targets, .descending = true}};
    uint64_t *order = NULL, shown;
    lia_status st = LIA_OK;

    LIA_TRY(lia_ranked_order(&order, &shown, q->ties.n, MOST_FINDS, keys, 2,
                             NULL, err));
    LIA_TRY(lia_alloc(&f->pick, shown, sizeof *f->pick, err));
    for (uint64_t k = 0; k < shown; k++)
        if (f->closeness[order[k]] > 0)
            f->pick[f->picks++] = (lia_vid)order[k];
done:
    lia_ranked_order_free(order);
    return st;
}

static lia_status say_why(introducing *q, const finding *f, uint64_t row,
                          const lia_route *route, prose *text, lia_error *err)
{
    const bool fr = q->lang == PROSE_FR;
    const lia_vid x = q->find_id[row];
    char name[CALLED];
    lia_status st = LIA_OK;

    prose_clear(text);
    LIA_TRY(prose_say(text, err, fr
        ? "Hors de vos communautés ; %.0f %% de ses liens dans celles de vos "
          "cibles, %u cible%s parmi ses contacts"
        : "Outside your communities; %.0f %% of the ties in those of your "
          "targets, %u target%s among the contacts",
        100 * f->closeness[x], f->targets[x], f->targets[x] == 1 ? "" : "s"));
    if (route->via[0] != LIA_NONE)
        LIA_TRY(prose_say(text, err, fr ? " ; passez par %s." : "; go by %s.",
                          introducing_call(name, q, route->via[0])));
    else
        LIA_TRY(prose_say(text, err, "."));
    LIA_TRY(introducing_keep(&q->find_reason[row], q, prose_text(text), err));
    prose_clear(text);
    LIA_TRY(introducing_path(text, q, route, x, err));
    LIA_TRY(introducing_keep(&q->find_path[row], q, prose_text(text), err));
done:
    return st;
}

static lia_status fill(introducing *q, const finding *f,
                       const lia_routes *routes, lia_error *err)
{
    prose text = {NULL, 0, 0};
    lia_status st = LIA_OK;

    ROOM(find_id, f->picks);
    ROOM(find_score, f->picks);
    ROOM(find_closeness, f->picks);
    ROOM(find_reach, f->picks);
    ROOM(find_path, f->picks);
    ROOM(find_reason, f->picks);
    ROOM(find_community, f->picks);
    ROOM(find_near, f->picks);
    for (uint64_t k = 0; k < f->picks; k++) {
        const lia_vid x = f->pick[k];
        const uint64_t row = q->chance_count;
        if (routes->route_off[k] == routes->route_off[k + 1])
            continue;                             /* out of reach             */
        q->find_id[row] = x;
        q->find_closeness[row] = f->closeness[x];
        q->find_reach[row] = routes->reach[k];
        q->find_score[row] = f->closeness[x] * routes->reach[k];
        q->find_community[row] = f->community[x];
        q->find_near[row] = f->targets[x];
        LIA_TRY(say_why(q, f, row, &routes->route[routes->route_off[k]],
                        &text, err));
        q->chance_count++;
    }
done:
    prose_free(&text);
    return st;
}

static lia_status lay_out(introducing *q, lia_error *err)
{
    lia_ranked *t = &q->serendipity;
    const lia_rank_key keys[] = {{.number = q->find_score,
                                  .descending = true},
                                 {.count32 = q->find_id}};

    lia_ranked_add(t, "account", LIA_COLUMN_ID, q->find_id)->names =
        &q->tables->accounts.names;
    lia_ranked_add(t, "score", LIA_COLUMN_NUMBER, q->find_score);
    lia_ranked_add(t, "closeness", LIA_COLUMN_NUMBER, q->find_closeness);
    lia_ranked_add(t, "reach", LIA_COLUMN_NUMBER, q->find_reach);
    lia_ranked_add(t, "community", LIA_COLUMN_COUNT32, q->find_community);
    lia_ranked_add(t, "targets_among_contacts", LIA_COLUMN_COUNT32,
                   q->find_near);
    lia_ranked_add(t, "path", LIA_COLUMN_ID, q->find_path)->names =
        &q->texts.names;
    lia_ranked_add(t, "reason", LIA_COLUMN_TEXT, q->find_reason)->names =
        &q->texts.names;
    if (q->chance_count == 0)
        return LIA_OK;
    lia_status st = lia_ranked_order(&q->find_order, &t->rows,
                                     q->chance_count, 0, keys, 2, NULL, err);
    t->order = q->find_order;
    return st;
}

static lia_status search(introducing *q, finding *f, lia_error *err)
{
    const uint64_t n = q->ties.n;
    const lia_run run = run_of(q->s);
    lia_routes routes = {.targets = 0};
    lia_status st = LIA_OK;

    LIA_TRY(find_communities(f, q, err));
    LIA_TRY(lia_alloc_zero(&f->out, n, 1, err));
    LIA_TRY(lia_alloc_zero(&f->near, n, 1, err));
    LIA_TRY(lia_alloc_zero(&f->closeness, n, sizeof *f->closeness, err));
    LIA_TRY(lia_alloc_zero(&f->targets, n, sizeof *f->targets, err));
    mark(f, q);
    weigh(f, q);
    LIA_TRY(pick(f, q, err));
    LIA_TRY(lia_routes_find(&routes, &q->ties, q->me, f->pick, f->picks, &run,
                            err));
    LIA_TRY(fill(q, f, &routes, err));
done:
    lia_routes_free(&routes);
    return st;
}

lia_status introducing_serendipity(introducing *q, lia_error *err)
{
    finding f = {.picks = 0};
    lia_status st = LIA_OK;

    q->serendipity = (lia_ranked){.name = "serendipity", .has_rank = true,
                                  .title = N_("People nobody asked for")};
    if (q->s->serendipity)
        st = search(q, &f, err);
    if (st == LIA_OK)
        st = lay_out(q, err);
    lia_free(f.community);
    lia_free(f.whose);
    lia_free(f.out);
    lia_free(f.near);
    lia_free(f.closeness);
    lia_free(f.targets);
    lia_free(f.pick);
    return st;
}
