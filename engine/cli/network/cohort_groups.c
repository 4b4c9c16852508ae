/* cli/network/cohort_groups.c - statistics of groups and of posts.
 *
 * The evidence lists pairs; here it is turned round, post by post: who met
 * whom there, how many accounts that makes, and which groups they are in.
 */
#include <math.h>
#include <string.h>

#include "base/language.h"
#include "base/mem.h"
#include "base/sort.h"
#include "base/status.h"
#include "cli/network/cohort.h"

static const char *const kinds[] = {"component", "community"};

static uint32_t group_of(const cohort *co, int kind, lia_vid id)
{
    const lia_vid i = co->net.local[id];

    return kind == 0 ? co->parts.component[i]
                     : co->parts.count + co->community[i];
}

static lia_status make_groups(cohort *co, lia_error *err)
{
    group_table *g = &co->group;
    const uint64_t count = (uint64_t)co->parts.count + co->communities;
    void **const array[] = {
        (void **)&g->accounts, (void **)&g->edges, (void **)&g->weight,
        (void **)&g->posts, (void **)&g->delta, (void **)&g->density,
        (void **)&g->first, (void **)&g->last};
    lia_status st = LIA_OK;

    for (size_t k = 0; k < sizeof array / sizeof *array; k++)
        LIA_TRY(lia_alloc_zero(array[k], count, 8, err));
    LIA_TRY(lia_alloc(&g->kind, count, 1, err));
    LIA_TRY(lia_alloc(&g->number, count, sizeof *g->number, err));
    g->count = count;
    for (uint64_t k = 0; k < count; k++) {
        g->kind[k] = k >= co->parts.count;
        g->number[k] =
            (uint32_t)(g->kind[k] ? k - co->parts.count : k);
        g->first[k] = INT64_MAX;
        g->last[k] = LIA_NO_TIME;
    }
done:
    return st;
}

/* What edges add to the groups that hold both ends. */
static void add_edges(cohort *co, int kind)
{
    const lia_pair_counts *pairs = &co->c->pairs;
    const lia_pair_evidence *from = &co->c->evidence;
    const uint32_t windows = co->c->look.windows;
    group_table *g = &co->group;

    for (lia_vid i = 0; i < co->n; i++)
        g->accounts[group_of(co, kind, co->net.id[i])]++;
    for (uint64_t e = 0; e < pairs->count; e++) {
        const uint32_t at = group_of(co, kind, pairs->ends[2 * e]);
        if (at != group_of(co, kind, pairs->ends[2 * e + 1]))
            continue;
        g->edges[at]++;
        g->weight[at] += pairs->weight[windows * e + windows - 1];
        g->delta[at] += pairs->delta[windows * e + windows - 1];
        for (uint64_t k = 2 * from->off[e]; k < 2 * from->off[e + 1]; k++) {
            if (from->time[k] < g->first[at])
                g->first[at] = from->time[k];
            if (from->time[k] > g->last[at])
                g->last[at] = from->time[k];
        }
    }
}

static void finish_groups(group_table *g)
{
    for (uint64_t k = 0; k < g->count; k++) {
        const double n = (double)g->accounts[k];
        const double mean = g->weight[k] > 0
            ? (double)g->delta[k] / ((double)g->weight[k] * 1e6)
            : (double)NAN;
        memcpy(&g->delta[k], &mean, sizeof mean);
        g->density[k] = n > 1 ? 2 * (double)g->edges[k] / (n * (n - 1))
                              : (double)NAN;
        if (g->first[k] == INT64_MAX)
            g->first[k] = LIA_NO_TIME;
    }
}

static lia_status table_groups(cohort *co, lia_error *err)
{
    group_table *g = &co->group;
    lia_ranked *t = &co->groups;
    const lia_rank_key keys[] = {
        {.word = g->kind}, {.count = g->accounts, .descending = true},
        {.count = g->weight, .descending = true}};
    lia_status st;

    *t = (lia_ranked){.name = "groups", .has_rank = true,
                      .title = N_("Components and communities, the largest "
                               "first")};
    st = lia_ranked_order(&g->order, &t->rows, g->count, 0, keys, 3,
                          &co->c->run, err);
    t->order = g->order;
    lia_ranked_add(t, "kind", LIA_COLUMN_WORD, g->kind)->words = kinds;
    lia_ranked_add(t, "group", LIA_COLUMN_COUNT32, g->number);
    lia_ranked_add(t, "accounts", LIA_COLUMN_COUNT, g->accounts);
    lia_ranked_add(t, "edges", LIA_COLUMN_COUNT, g->edges);
    lia_ranked_add(t, "weight", LIA_COLUMN_COUNT, g->weight);
    lia_ranked_add(t, "density", LIA_COLUMN_NUMBER, g->density);
    lia_ranked_add(t, "mean_delta_s", LIA_COLUMN_NUMBER, g->delta);
    lia_ranked_add(t, "posts", LIA_COLUMN_COUNT, g->posts);
    lia_ranked_add(t, "first_time", LIA_COLUMN_TIME, g->first);
    lia_ranked_add(t, "last_time", LIA_COLUMN_TIME, g->last);
    return st;
}

/* Evidence by post: CSR of entries (2 accounts each). */
typedef struct by_post {
    uint64_t *off;         /* [posts + 1]                                    */
    uint64_t *entry;       /* [count] place in the evidence                  */
    uint64_t *edge;        /* [count] and its edge                           */
    uint32_t *list;        /* [2 * most] scratch                             */
} by_post;

static void by_post_free(by_post *b)
{
    lia_free(b->off);
    lia_free(b->entry);
    lia_free(b->edge);
    lia_free(b->list);
}

static lia_status turn_round(by_post *out, const cohort *co, lia_error *err)
{
    const lia_pair_evidence *from = &co->c->evidence;
    const uint32_t posts = co->c->tables->posts.names.count;
    uint64_t most = 0;
    lia_status st = LIA_OK;

    LIA_TRY(lia_alloc_zero(&out->off, (uint64_t)posts + 2, sizeof *out->off,
                           err));
    LIA_TRY(lia_alloc(&out->entry, from->count, sizeof *out->entry, err));
    LIA_TRY(lia_alloc(&out->edge, from->count, sizeof *out->edge, err));
    for (uint64_t k = 0; k < from->count; k++)
        out->off[from->post[k] + 2]++;
    for (uint32_t p = 0; p < posts; p++) {
        if (out->off[p + 2] > most)
            most = out->off[p + 2];
        out->off[p + 2] += out->off[p + 1];
    }
    for (uint64_t e = 0; e < co->c->pairs.count; e++)
        for (uint64_t k = from->off[e]; k < from->off[e + 1]; k++) {
            const uint64_t at = out->off[from->post[k] + 1]++;
            out->entry[at] = k;
            out->edge[at] = e;
        }
    LIA_TRY(lia_alloc(&out->list, 2 * most, sizeof *out->list, err));
done:
    return st;
}

static uint64_t distinct(uint32_t *list, uint64_t count)
{
    uint64_t kept = 0;

    lia_sort_ids(list, count);
    for (uint64_t k = 0; k < count; k++)
        if (kept == 0 || list[kept - 1] != list[k])
            list[kept++] = list[k];
    return kept;
}

/* Groups that met at post p, one post more each. */
static void add_post(cohort *co, const by_post *b, uint32_t p, int kind)
{
    uint64_t count = 0;

    for (uint64_t k = b->off[p]; k < b->off[p + 1]; k++) {
        const lia_vid *ends = &co->c->pairs.ends[2 * b->edge[k]];
        const uint32_t at = group_of(co, kind, ends[0]);
        if (at == group_of(co, kind, ends[1]))
            b->list[count++] = at;
    }
    count = distinct(b->list, count);
    for (uint64_t k = 0; k < count; k++)
        co->group.posts[b->list[k]]++;
}

static void note_post(cohort *co, const by_post *b, uint32_t p)
{
    uint64_t count = 0;

    co->post_first[p] = INT64_MAX;
    for (uint64_t k = b->off[p]; k < b->off[p + 1]; k++) {
        const lia_vid *ends = &co->c->pairs.ends[2 * b->edge[k]];
        const lia_time *time = &co->c->evidence.time[2 * b->entry[k]];
        for (int end = 0; end < 2; end++) {
            b->list[count++] = ends[end];
            if (time[end] < co->post_first[p])
                co->post_first[p] = time[end];
            if (time[end] > co->post_last[p])
                co->post_last[p] = time[end];
        }
    }
    co->post_pairs[p] = (uint32_t)(b->off[p + 1] - b->off[p]);
    co->post_accounts[p] = (uint32_t)distinct(b->list, count);
}

static lia_status count_posts(cohort *co, lia_error *err)
{
    const uint32_t posts = co->c->tables->posts.names.count;
    by_post b = {.off = NULL};
    lia_status st = LIA_OK;

    LIA_TRY(turn_round(&b, co, err));
    LIA_TRY(lia_alloc_zero(&co->post_accounts, posts, 4, err));
    LIA_TRY(lia_alloc_zero(&co->post_pairs, posts, 4, err));
    LIA_TRY(lia_alloc_zero(&co->post_first, posts, 8, err));
    LIA_TRY(lia_alloc_zero(&co->post_last, posts, 8, err));
    for (uint32_t p = 0; p < posts; p++) {
        if (b.off[p] == b.off[p + 1])
            continue;
        note_post(co, &b, p);
        for (int kind = 0; kind < (co->community != NULL ? 2 : 1); kind++)
            add_post(co, &b, p, kind);
        co->shown_posts++;
    }
done:
    by_post_free(&b);
    return st;
}

lia_status cohort_groups(cohort *co, lia_error *err)
{
    lia_status st = LIA_OK;

    LIA_TRY(make_groups(co, err));
    for (int kind = 0; kind < (co->community != NULL ? 2 : 1); kind++)
        add_edges(co, kind);
    LIA_TRY(count_posts(co, err));
    finish_groups(&co->group);
    LIA_TRY(table_groups(co, err));
done:
    return st;
}

lia_status cohort_posts(cohort *co, lia_error *err)
{
    const lia_rank_key keys[] = {
        {.count32 = co->post_accounts, .descending = true},
        {.count32 = co->post_pairs, .descending = true}};
    const uint32_t posts = co->c->tables->posts.names.count;
    lia_ranked *t = &co->posts;
    uint32_t *ids = NULL;
    lia_status st = LIA_OK;

    *t = (lia_ranked){.name = "posts", .has_rank = true,
                      .title = N_("Posts shared in time, those of the most "
                               "accounts first")};
    LIA_TRY(lia_ranked_order(&co->post_order, &t->rows, posts, 0, keys, 2,
                             &co->c->run, err));
    t->rows = co->shown_posts;          /* the others have no pair: last      */
    t->order = co->post_order;
    LIA_TRY(strings_ids(&ids, posts, err));
    co->post_id = ids;
    lia_ranked_add(t, "post", LIA_COLUMN_ID, ids)->names =
        &co->c->tables->posts.names;
    lia_ranked_add(t, "accounts", LIA_COLUMN_COUNT32, co->post_accounts);
    lia_ranked_add(t, "pairs", LIA_COLUMN_COUNT32, co->post_pairs);
    lia_ranked_add(t, "first_time", LIA_COLUMN_TIME, co->post_first);
    lia_ranked_add(t, "last_time", LIA_COLUMN_TIME, co->post_last);
done:
    return st;
}
