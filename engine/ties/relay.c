/* ties/relay.c - an author's posts, who passes them on, and whom only that
 * engager reaches. Rows are sorted by author, then engager, then post; authors
 * are worked through one by one.
 */
#include <math.h>
#include <string.h>

#include "base/mem.h"
#include "graph/rows.h"
#include "liaison/bridges.h"
#include "liaison/project.h"
#include "liaison/ranked.h"

typedef struct relay {
    const lia_ties *ties;
    double *value;           /* [m]                                          */
    uint64_t *first;         /* [n] see lia_ties_first                       */
    lia_vid *author, *actor; /* [rows]                                       */
    uint32_t *post;          /* [rows] LIA_NONE where there is none          */
    uint8_t *passes;         /* [rows] comments, replies, shares, quotes     */
    uint64_t rows;
    uint64_t *order;
    uint32_t *posts;         /* [n] of each author                           */
    uint32_t *reached;       /* [n] engagers who have this contact           */
    uint8_t *taken;          /* [n] the author, its contacts, its engagers   */
} relay;

static bool passes_on(uint8_t action)
{
    return action == LIA_ACTION_COMMENT || action == LIA_ACTION_REPLY ||
           action == LIA_ACTION_SHARE || action == LIA_ACTION_QUOTE;
}

static lia_status collect(relay *r, const lia_tables *t, const uint8_t *me,
                          lia_error *err)
{
    const lia_interactions *x = &t->interactions;
    lia_status st = LIA_OK;

    LIA_TRY(lia_alloc(&r->author, x->count, sizeof *r->author, err));
    LIA_TRY(lia_alloc(&r->actor, x->count, sizeof *r->actor, err));
    LIA_TRY(lia_alloc(&r->post, x->count, sizeof *r->post, err));
    LIA_TRY(lia_alloc(&r->passes, x->count, 1, err));
    for (uint64_t row = 0; row < x->count; row++) {
        const lia_vid a = lia_interaction_author(t, row);
        const uint8_t action = x->action ? x->action[row] : LIA_ACTION_NONE;
        if (a == LIA_NONE || a == x->actor[row] || (me && !me[a]) ||
            action == LIA_ACTION_POST || action == LIA_ACTION_BLOCK ||
            action == LIA_ACTION_ANGRY || x->object == NULL ||
            x->object[row] == LIA_NONE)
            continue;
        r->author[r->rows] = a;
        r->actor[r->rows] = x->actor[row];
        r->post[r->rows] = x->object[row];
        r->passes[r->rows++] = passes_on(action);
    }
done:
    return st;
}

/* Posts of each author: those of the posts table, else those that somebody
 * engaged (the smallest author on their rows). */
static lia_status count_posts(relay *r, const lia_tables *t, lia_error *err)
{
    const uint32_t count = t->posts.names.count;
    lia_vid *author = NULL;
    lia_status st = LIA_OK;

    LIA_TRY(lia_alloc_zero(&r->posts, r->ties->n, sizeof *r->posts, err));
    LIA_TRY(lia_alloc(&author, count, sizeof *author, err));
    for (uint32_t p = 0; p < count; p++)
        author[p] = t->posts.author ? t->posts.author[p] : LIA_NONE;
    for (uint64_t k = 0; k < r->rows; k++) {
        lia_vid *of = &author[r->post[k]];
        if (t->posts.author == NULL || t->posts.author[r->post[k]] == LIA_NONE)
            *of = *of == LIA_NONE || r->author[k] < *of ? r->author[k] : *of;
    }
    for (uint32_t p = 0; p < count; p++)
        if (author[p] != LIA_NONE)
            r->posts[author[p]]++;
done:
    lia_free(author);
    return st;
}

/* Where the rows of the engager that begin at k end. */
static uint64_t end_of_engager(const relay *r, uint64_t k, uint64_t end)
{
    const lia_vid v = r->actor[r->order[k]];

    while (k < end && r->actor[r->order[k]] == v)
        k++;
    return k;
}

static void mark(relay *r, lia_vid a, uint64_t begin, uint64_t end, bool on)
{
    const lia_ties *t = r->ties;

    r->taken[a] = on;
    for (uint64_t e = t->off[a]; e < t->off[a + 1]; e++)
        r->taken[t->to[e]] = on;
    for (uint64_t k = begin; k < end; k = end_of_engager(r, k, end)) {
        const lia_vid v = r->actor[r->order[k]];
        r->taken[v] = on;
        for (uint64_t e = t->off[v]; e < t->off[v + 1]; e++)
            r->reached[t->to[e]] = on ? r->reached[t->to[e]] + 1 : 0;
    }
}

static uint32_t posts_passed_on(const relay *r, uint64_t begin, uint64_t end)
{
    uint32_t count = 0, last = LIA_NONE;

    for (uint64_t k = begin; k < end; k++) {
        const uint64_t row = r->order[k];
        if (r->passes[row] && r->post[row] != last) {
            count++;
            last = r->post[row];
        }
    }
    return count;
}

static void value_author(relay *r, lia_vid a, uint64_t begin, uint64_t end)
{
    const lia_ties *t = r->ties;

    mark(r, a, begin, end, true);
    for (uint64_t k = begin, next; k < end; k = next) {
        const lia_vid v = r->actor[r->order[k]];
        const lia_vid low = v < a ? v : a, high = v < a ? a : v;
        const uint64_t at = lia_row_find(t->off, t->to, low, high);
        uint64_t alone = 0;
        double value;
        next = end_of_engager(r, k, end);
        if (at == UINT64_MAX)
            continue;
        for (uint64_t e = t->off[v]; e < t->off[v + 1]; e++)
            alone += !r->taken[t->to[e]] && r->reached[t->to[e]] == 1;
        value = (posts_passed_on(r, k, next) + 0.5) / (r->posts[a] + 1.0) *
                (double)alone;
        double *of = &r->value[r->first[low] + at];
        if (isnan(*of) || value > *of)
            *of = value;
    }
    mark(r, a, begin, end, false);
}

static lia_status sort_rows(relay *r, lia_error *err)
{
    const lia_rank_key keys[] = {{.count32 = r->author},
                                 {.count32 = r->actor},
                                 {.count32 = r->post}};
    uint64_t shown;

    return lia_ranked_order(&r->order, &shown, r->rows, 0, keys, 3, NULL, err);
}

lia_status lia_relay_value(double *out, const lia_ties *ties,
                           const lia_tables *tables, const uint8_t *me,
                           lia_error *err)
{
    relay r = {.ties = ties};
    lia_status st = LIA_OK;

    if (out == NULL || ties == NULL || tables == NULL)
        return lia_fail(err, LIA_EARG, "out, ties and tables must be given");
    LIA_TRY(collect(&r, tables, me, err));
    LIA_TRY(count_posts(&r, tables, err));
    LIA_TRY(sort_rows(&r, err));
    LIA_TRY(lia_alloc(&r.first, ties->n, sizeof *r.first, err));
    LIA_TRY(lia_alloc_zero(&r.reached, ties->n, sizeof *r.reached, err));
    LIA_TRY(lia_alloc_zero(&r.taken, ties->n, 1, err));
    lia_ties_first(r.first, ties);
    r.value = out;
    for (uint64_t t = 0; t < ties->m; t++)
        out[t] = NAN;
    for (uint64_t k = 0, end; k < r.rows; k = end) {
        const lia_vid a = r.author[r.order[k]];
        for (end = k; end < r.rows && r.author[r.order[end]] == a;)
            end++;
        value_author(&r, a, k, end);
    }
done:
    lia_free(r.author);
    lia_free(r.actor);
    lia_free(r.post);
    lia_free(r.passes);
    lia_ranked_order_free(r.order);
    lia_free(r.first);
    lia_free(r.posts);
    lia_free(r.reached);
    lia_free(r.taken);
    return st;
}
