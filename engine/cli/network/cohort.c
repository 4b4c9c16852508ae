/* cli/network/cohort.c - from edges to accounts with what is known of them. */
#include "cli/network/cohort.h"

#include <math.h>
#include <string.h>

#include "base/language.h"
#include "base/mem.h"
#include "base/status.h"
#include "liaison/communities.h"
#include "text/clock.h"

/* The accounts that have an edge, and ties with the weights of the edges. */
static lia_status take_accounts(cohort *co, lia_error *err)
{
    const lia_pair_counts *pairs = &co->c->pairs;
    const uint32_t k = co->c->look.windows;
    double *weight = NULL;
    lia_status st = LIA_OK;

    LIA_TRY(lia_alloc(&weight, pairs->count, sizeof *weight, err));
    for (uint64_t e = 0; e < pairs->count; e++)
        weight[e] = pairs->weight[k * e + k - 1];
    LIA_TRY(subnet_build(&co->net, &co->c->tables->accounts.names, pairs->ends,
                         weight, pairs->count, false, &co->c->run, err));
    co->n = co->net.n;
    LIA_TRY(strings_ids(&co->self, co->n, err));
done:
    lia_free(weight);
    return st;
}

static lia_status sum_accounts(cohort *co, lia_error *err)
{
    const lia_pair_counts *pairs = &co->c->pairs;
    const uint32_t k = co->c->look.windows;
    lia_status st = LIA_OK;

    LIA_TRY(lia_alloc_zero(&co->degree, co->n, sizeof *co->degree, err));
    LIA_TRY(lia_alloc_zero(&co->strength, co->n, sizeof *co->strength, err));
    LIA_TRY(lia_alloc_zero(&co->delta, co->n, sizeof *co->delta, err));
    for (uint64_t e = 0; e < 2 * pairs->count; e++) {
        const lia_vid i = co->net.local[pairs->ends[e]];
        co->degree[i]++;
        co->strength[i] += pairs->weight[k * (e / 2) + k - 1];
        co->delta[i] += pairs->delta[k * (e / 2) + k - 1];
    }
    for (lia_vid i = 0; i < co->n; i++) {
        const double mean =
            (double)co->delta[i] / ((double)co->strength[i] * 1e6);
        memcpy(&co->delta[i], &mean, sizeof mean);
    }
done:
    return st;
}

static lia_status divide(cohort *co, lia_error *err)
{
    lia_communities_options how = LIA_COMMUNITIES_DEFAULTS;
    lia_status st = LIA_OK;

    LIA_TRY(lia_components_of_ties(&co->parts, &co->net.ties, &co->c->run,
                                   err));
    if (!co->c->s->communities)
        return LIA_OK;
    how.seed = co->c->s->seed;
    LIA_TRY(lia_alloc(&co->community, co->n, sizeof *co->community, err));
    LIA_TRY(lia_communities(co->community, &co->communities, &co->modularity,
                            &co->net.ties, &how, err));
done:
    return st;
}

/* An attribute of the accounts table for the accounts that are here. */
static lia_status add_attribute(cohort *co, int at, const char *name,
                                const uint32_t *of, lia_error *err)
{
    uint32_t *mine;
    lia_status st;

    if (of == NULL)
        return LIA_OK;
    st = lia_alloc(&co->attribute[at], co->n, sizeof *mine, err);
    if (st != LIA_OK)
        return st;
    mine = co->attribute[at];
    for (lia_vid k = 0; k < co->n; k++)
        mine[k] = of[co->net.id[k]];
    lia_ranked_add(&co->accounts, name, LIA_COLUMN_TEXT, mine)->names =
        &co->c->tables->texts;
    return LIA_OK;
}

static lia_status add_attributes(cohort *co, lia_error *err)
{
    const lia_accounts *a = &co->c->tables->accounts;
    const struct {
        const char *name;
        const uint32_t *of;
    } column[COHORT_ATTRIBUTES] = {
        {"name", a->name}, {"company", a->company}, {"title", a->title},
        {"team", a->team}, {"kind", a->kind}, {"url", a->url}};
    lia_status st = LIA_OK;
    double *followers;

    for (int k = 0; k < COHORT_ATTRIBUTES; k++)
        LIA_TRY(add_attribute(co, k, column[k].name, column[k].of, err));
    if (a->followers == NULL)
        return LIA_OK;
    LIA_TRY(lia_alloc(&co->attribute[COHORT_ATTRIBUTES], co->n,
                      sizeof *followers, err));
    followers = co->attribute[COHORT_ATTRIBUTES];
    for (lia_vid k = 0; k < co->n; k++)
        followers[k] = a->followers[co->net.id[k]];
    lia_ranked_add(&co->accounts, "followers", LIA_COLUMN_NUMBER, followers);
done:
    return st;
}

static lia_status table_accounts(cohort *co, lia_error *err)
{
    lia_ranked *t = &co->accounts;

    *t = (lia_ranked){.name = "accounts", .rows = co->n,
                      .title = N_("Accounts of the network")};
    lia_ranked_add(t, "account", LIA_COLUMN_ID, co->self)->names =
        &co->net.names;
    lia_ranked_add(t, "degree", LIA_COLUMN_COUNT32, co->degree);
    lia_ranked_add(t, "strength", LIA_COLUMN_COUNT, co->strength);
    lia_ranked_add(t, "mean_delta_s", LIA_COLUMN_NUMBER, co->delta);
    lia_ranked_add(t, "component", LIA_COLUMN_COUNT32, co->parts.component);
    if (co->community != NULL)
        lia_ranked_add(t, "community", LIA_COLUMN_COUNT32, co->community);
    return add_attributes(co, err);
}

lia_status cohort_build(cohort *out, const coengagement *c, lia_error *err)
{
    lia_status st = LIA_OK;

    out->c = c;
    LIA_TRY(take_accounts(out, err));
    LIA_TRY(sum_accounts(out, err));
    LIA_TRY(divide(out, err));
    LIA_TRY(table_accounts(out, err));
    LIA_TRY(cohort_groups(out, err));
    LIA_TRY(cohort_posts(out, err));
done:
    return st;
}

/* post@time_a@time_b|... of one edge to the end of bytes. */
static lia_status put_evidence(cohort *co, uint64_t edge, uint64_t *used,
                               uint64_t *room, lia_error *err)
{
    const lia_pair_evidence *from = &co->c->evidence;
    const lia_names *posts = &co->c->tables->posts.names;
    lia_status st;

    for (uint64_t k = from->off[edge]; k < from->off[edge + 1]; k++) {
        size_t length;
        const char *post = lia_name(posts, from->post[k], &length);
        st = lia_reserve(&co->texts.bytes, room, *used + length + 68, 1, err);
        if (st != LIA_OK)
            return st;
        char *at = co->texts.bytes + *used;
        if (k > from->off[edge])
            *at++ = '|';
        memcpy(at, post, length);
        at += length;
        for (int end = 0; end < 2; end++) {
            *at++ = '@';
            at += lia_clock_format(at, from->time[2 * k + (uint64_t)end]);
        }
        *used = (uint64_t)(at - co->texts.bytes);
    }
    return LIA_OK;
}

static lia_status edge_texts(cohort *co, lia_ranked *edges, lia_error *err)
{
    const uint64_t count = co->c->pairs.count;
    uint64_t used = 0, room = 0;
    lia_status st = LIA_OK;

    if (count >= LIA_NONE)
        return lia_fail(err, LIA_ELIMIT, "more than 4294967294 edges with "
                        "their evidence");
    LIA_TRY(lia_alloc(&co->texts.off, count + 1, sizeof *co->texts.off, err));
    LIA_TRY(strings_ids(&co->edge_text, (uint32_t)count, err));
    co->texts.off[0] = 0;
    for (uint64_t e = 0; e < count; e++) {
        LIA_TRY(put_evidence(co, e, &used, &room, err));
        co->texts.off[e + 1] = used;
    }
    co->texts.count = (uint32_t)count;
    lia_ranked_add(edges, "evidence", LIA_COLUMN_ID, co->edge_text)->names =
        &co->texts;
done:
    return st;
}

lia_status cohort_evidence(cohort *co, lia_ranked *edges, lia_error *err)
{
    const lia_pair_evidence *from = &co->c->evidence;
    const lia_pair_counts *pairs = &co->c->pairs;
    lia_ranked *t = &co->evidence;
    lia_status st = LIA_OK;

    LIA_TRY(lia_alloc(&co->ends, 2 * from->count, sizeof *co->ends, err));
    LIA_TRY(lia_alloc(&co->apart, from->count, sizeof *co->apart, err));
    for (uint64_t e = 0; e < pairs->count; e++)
        for (uint64_t k = from->off[e]; k < from->off[e + 1]; k++) {
            co->ends[2 * k] = pairs->ends[2 * e];
            co->ends[2 * k + 1] = pairs->ends[2 * e + 1];
            co->apart[k] = fabs((double)(from->time[2 * k + 1] -
                                         from->time[2 * k])) / 1e6;
        }
    *t = (lia_ranked){.name = "evidence", .rows = from->count,
                      .title = N_("The posts behind the edges")};
    for (int end = 0; end < 2; end++) {
        lia_column *of = lia_ranked_add(t, end ? "account_b" : "account_a",
                                        LIA_COLUMN_ID, co->ends + end);
        of->names = &co->c->tables->accounts.names;
        of->stride = 2;
    }
    lia_ranked_add(t, "post", LIA_COLUMN_ID, from->post)->names =
        &co->c->tables->posts.names;
    lia_ranked_add(t, "time_a", LIA_COLUMN_TIME, from->time)->stride = 2;
    lia_ranked_add(t, "time_b", LIA_COLUMN_TIME, from->time + 1)->stride = 2;
    lia_ranked_add(t, "delta_s", LIA_COLUMN_NUMBER, co->apart);
    LIA_TRY(edge_texts(co, edges, err));
done:
    return st;
}

static void free_groups(group_table *g)
{
    void *const array[] = {g->kind, g->number, g->accounts, g->edges,
                           g->weight, g->posts, g->delta, g->density,
                           g->first, g->last};

    for (size_t k = 0; k < sizeof array / sizeof *array; k++)
        lia_free(array[k]);
    lia_ranked_order_free(g->order);
}

void cohort_free(cohort *co)
{
    void *const array[] = {
        co->self, co->degree, co->strength, co->delta, co->community,
        co->post_id, co->post_accounts, co->post_pairs, co->post_first,
        co->post_last, co->ends, co->apart, co->edge_text};

    for (size_t k = 0; k < sizeof array / sizeof *array; k++)
        lia_free(array[k]);
    for (int k = 0; k <= COHORT_ATTRIBUTES; k++)
        lia_free(co->attribute[k]);
    lia_ranked_order_free(co->post_order);
    free_groups(&co->group);
    subnet_free(&co->net);
    lia_components_free(&co->parts);
    lia_names_free(&co->texts);
}
