/* cli/report/report_picture.c - whom the picture must not leave out. */
#include "cli/report/report_picture.h"

#include <string.h>

#include "base/mem.h"

enum {
    MOST_MEMBERS = 1500,     /* of pods, so that others are seen beside them */
    MOST_TARGETS = 300,
    TOP_ROWS = 200,          /* as many as the page shows                    */
    TOP_BRIDGES = 200
};

static lia_status want(report_pictures *p, lia_vid account, lia_error *err)
{
    const lia_status st = lia_reserve(&p->wanted, &p->wanted_room,
                                      p->wanted_count + 1, sizeof *p->wanted,
                                      err);

    if (st == LIA_OK)
        p->wanted[p->wanted_count++] = account;
    return st;
}

static lia_status want_tie(report_pictures *p, uint64_t tie, lia_error *err)
{
    const lia_status st = lia_reserve(&p->wanted_tie, &p->wanted_tie_room,
                                      p->wanted_ties + 1,
                                      sizeof *p->wanted_tie, err);

    if (st == LIA_OK)
        p->wanted_tie[p->wanted_ties++] = tie;
    return st;
}

static lia_status want_pods(report_pictures *p, const report_parts *r,
                            const lia_pods *pods, lia_error *err)
{
    const uint32_t shown = r->pods != NULL ? r->pods->shown : 0;
    lia_status st = LIA_OK;

    for (uint64_t k = 0; k < pods->member_count; k++) {
        const lia_pod_member *m = &pods->member[k];
        if (m->pod > shown)
            break;                              /* only a warning            */
        if (p->pod[m->account] == LIA_NONE)
            p->pod[m->account] = m->pod;
        if (k < MOST_MEMBERS)
            LIA_TRY(want(p, m->account, err));
    }
done:
    return st;
}

/* Everybody on the best way to a target, and the ties of the way. */
static lia_status want_route(report_pictures *p, const introducing *q,
                             const lia_route *route, lia_vid target,
                             lia_error *err)
{
    const lia_vid stop[4] = {route->me, route->via[0], route->via[1], target};
    lia_vid before = LIA_NONE;
    lia_status st = LIA_OK;

    for (int k = 0; k < 4; k++) {
        if (stop[k] == LIA_NONE)
            continue;
        LIA_TRY(want(p, stop[k], err));
        if (before != LIA_NONE)
            LIA_TRY(want_tie(p, introducing_tie(q, before, stop[k]), err));
        before = stop[k];
    }
done:
    return st;
}

static lia_status want_targets(report_pictures *p, const introducing *q,
                               lia_error *err)
{
    const uint64_t rows = q->order != NULL ? q->introductions.rows : 0;
    lia_status st = LIA_OK;

    for (lia_vid i = 0; q->me != NULL && i < q->ties.n; i++)
        if (q->me[i])
            LIA_TRY(want(p, i, err));
    for (uint64_t k = 0; k < rows && k < MOST_TARGETS; k++) {
        const uint64_t t = q->order[k];
        LIA_TRY(want(p, q->target[t], err));
        if (q->routes.route_off[t] < q->routes.route_off[t + 1])
            LIA_TRY(want_route(p, q, &q->routes.route[q->routes.route_off[t]],
                               q->target[t], err));
    }
done:
    return st;
}

static lia_status want_bridges(report_pictures *p, const bridging *b,
                               lia_error *err)
{
    lia_status st = LIA_OK;

    for (uint64_t k = 0; k < b->bridges.rows && k < TOP_BRIDGES; k++)
        LIA_TRY(want_tie(p, b->tie_order[k], err));
done:
    return st;
}

/* The accounts that the first rows of a table name. */
static lia_status want_named(report_pictures *p, const lia_ranked *table,
                             const lia_names *accounts, lia_error *err)
{
    lia_status st = LIA_OK;

    for (uint64_t row = 0; row < table->rows && row < TOP_ROWS; row++) {
        const uint64_t at = table->order != NULL ? table->order[row] : row;
        for (uint32_t c = 0; c < table->columns; c++) {
            const lia_column *column = &table->column[c];
            const size_t stride = column->stride > 0 ? column->stride : 1;
            if (column->type != LIA_COLUMN_ID || column->names != accounts)
                continue;
            const uint32_t id = ((const uint32_t *)column->data)[at * stride];
            if (id != LIA_NONE)
                LIA_TRY(want(p, id, err));
        }
    }
done:
    return st;
}

static lia_status want_all(report_pictures *p, const report_parts *r,
                           const lia_pods *pods, const report_doors *doors,
                           lia_error *err)
{
    const lia_names *accounts = &r->tables->accounts.names;
    lia_status st = LIA_OK;

    LIA_TRY(want_targets(p, &doors->q, err));
    LIA_TRY(want_pods(p, r, pods, err));
    LIA_TRY(want_bridges(p, &doors->b, err));
    for (size_t k = 0; k < r->more_count; k++)
        LIA_TRY(want_named(p, r->more[k], accounts, err));
    LIA_TRY(want_named(p, &r->a->accounts, accounts, err));
    if (r->a->is_structural)
        LIA_TRY(want_named(p, &r->a->ties, accounts, err));
done:
    return st;
}

static lia_status draw_whole(report_pictures *p, lia_picture_of *of,
                             const lia_run *run, lia_error *err)
{
    const lia_ties *ties = of->ties;
    const bool is_whole =
        p->shown.nodes == ties->n && p->shown.edges == ties->m;
    lia_status st;

    p->in_files = &p->shown;
    if (is_whole || ties->n > LIA_WHOLE_NODES || ties->m > LIA_WHOLE_EDGES)
        return LIA_OK;
    of->most_nodes = LIA_WHOLE_NODES;
    of->most_edges = LIA_WHOLE_EDGES;
    st = lia_picture_make(&p->whole, of, run, err);
    if (st == LIA_OK)
        p->in_files = &p->whole;
    return st;
}

lia_status report_pictures_make(report_pictures *out, report_parts *r,
                                const lia_pods *pods,
                                const report_doors *doors, lia_error *err)
{
    const lia_ties *ties = &r->net->ties;
    const lia_run run = run_of(r->s);
    lia_status st = LIA_OK;

    memset(out, 0, sizeof *out);
    LIA_TRY(lia_alloc(&out->pod, ties->n, sizeof *out->pod, err));
    for (lia_vid i = 0; i < ties->n; i++)
        out->pod[i] = LIA_NONE;
    LIA_TRY(want_all(out, r, pods, doors, err));
    lia_picture_of of = {
        .ties = ties, .strength = doors->b.strength, .pod = out->pod,
        .community = doors->b.community,
        .company = r->tables->accounts.company, .wanted = out->wanted,
        .wanted_count = out->wanted_count, .wanted_tie = out->wanted_tie,
        .wanted_ties = out->wanted_ties, .seed = r->s->seed};
    LIA_TRY(lia_picture_make(&out->shown, &of, &run, err));
    LIA_TRY(draw_whole(out, &of, &run, err));
    r->picture = &out->shown;
    r->network = out->in_files;
done:
    return st;
}

void report_pictures_free(report_pictures *p)
{
    lia_picture_free(&p->shown);
    lia_picture_free(&p->whole);
    lia_free(p->pod);
    lia_free(p->wanted);
    lia_free(p->wanted_tie);
}
