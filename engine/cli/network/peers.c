/* cli/network/peers.c - CooRTweet's tables. */
#include "cli/network/peers.h"

#include <string.h>

#include "base/language.h"
#include "base/mem.h"
#include "base/status.h"
#include "cli/front/window.h"
#include "cli/read/inputs.h"
#include "cli/read/subnet.h"
#include "cli/say/output.h"
#include "liaison/coortweet.h"
#include "liaison/ranked.h"
#include "text/number.h"

enum { BYTES_PER_PAIR = 120, PAIR_IDS = sizeof(lia_coortweet_pair) / 4,
       PAIR_NUMBERS = sizeof(lia_coortweet_pair) / 8 };

typedef struct coortweet {
    lia_coortweet_pair *pair;
    uint64_t pairs;
    lia_coortweet_edges edges;
    uint8_t *flag;
    double threshold;
    lia_ranked table[2];        /* edges, pairs */
} coortweet;

target target_of(const settings *s)
{
    const bool to_stdout = s->output == NULL || strcmp(s->output, "-") == 0;
    lia_format format;

    if (!to_stdout && !path_is_file(s->output))
        return TARGET_ALL;
    format = to_stdout ? stdout_format(s)
                       : lia_format_of(s->format != NULL ? s->format
                                                         : s->output);
    if (format == LIA_FORMAT_SQLITE)
        return TARGET_ALL;
    return format == LIA_FORMAT_GRAPHML || format == LIA_FORMAT_GEXF ||
                   format == LIA_FORMAT_PAJEK
               ? TARGET_NETWORK : TARGET_ONE;
}

lia_status peers_check(const settings *s, lia_error *err)
{
    const bool is_coortweet = strcmp(s->semantics, "coortweet") == 0;
    const struct {
        bool is_given;
        const char *name;
    } ours[] = {{s->evidence, "evidence"}, {s->communities, "communities"},
                {s->max_per_post > 0, "max-per-post"}, {s->top > 0, "top"},
                {s->min_shared != NOT_GIVEN, "min-shared"},
                {s->min_weight != NOT_GIVEN && is_coortweet, "min-weight"},
                {s->network != NULL && is_coortweet, "network"},
                {s->min_participation != NOT_GIVEN && !is_coortweet,
                 "min-participation"},
                {s->edge_weight != NULL && !is_coortweet, "edge-weight"}};

    for (size_t k = 0; k < sizeof ours / sizeof *ours; k++)
        if (ours[k].is_given)
            return lia_fail(err, LIA_EARG, "--%s is not there with "
                            "--semantics %s", ours[k].name, s->semantics);
    return LIA_OK;
}

static void add(lia_ranked *t, const char *name, lia_column_type type,
                const void *data, size_t stride, const lia_names *names)
{
    lia_column *column = lia_ranked_add(t, name, type, data);

    column->stride = stride;
    column->names = names;
}

/* Microseconds to seconds, in the same place. */
static void table_pairs(coortweet *c, const lia_tables *tables)
{
    lia_ranked *t = &c->table[1];
    lia_coortweet_pair *p = c->pair;

    for (uint64_t k = 0; k < c->pairs; k++) {
        const double seconds = (double)p[k].delta / 1e6;
        memcpy(&p[k].delta, &seconds, sizeof seconds);
    }
    *t = (lia_ranked){.name = "pairs", .rows = c->pairs,
                      .title = N_("Pairs of shares within the window")};
    add(t, "object_id", LIA_COLUMN_ID, &p->object, PAIR_IDS,
        &tables->posts.names);
    add(t, "account_id", LIA_COLUMN_ID, &p->account[0], PAIR_IDS,
        &tables->accounts.names);
    add(t, "account_id_y", LIA_COLUMN_ID, &p->account[1], PAIR_IDS,
        &tables->accounts.names);
    add(t, "content_id", LIA_COLUMN_ID, &p->content[0], PAIR_IDS,
        &tables->texts);
    add(t, "content_id_y", LIA_COLUMN_ID, &p->content[1], PAIR_IDS,
        &tables->texts);
    add(t, "time_delta", LIA_COLUMN_NUMBER, &p->delta, PAIR_NUMBERS, NULL);
}

static void table_edges(coortweet *c, const lia_tables *tables)
{
    const lia_coortweet_edges *e = &c->edges;
    lia_ranked *t = &c->table[0];

    *t = (lia_ranked){.name = "edges", .rows = e->count,
                      .title = N_("Accounts that share the same in time")};
    add(t, "account_a", LIA_COLUMN_ID, e->ends, 2, &tables->accounts.names);
    add(t, "account_b", LIA_COLUMN_ID, e->ends + 1, 2,
        &tables->accounts.names);
    add(t, "weight", LIA_COLUMN_COUNT, e->weight, 1, NULL);
    add(t, "avg_time_delta", LIA_COLUMN_NUMBER, e->mean_delta, 1, NULL);
    add(t, "n_content_id", LIA_COLUMN_COUNT32, e->contents, 2, NULL);
    add(t, "n_content_id_y", LIA_COLUMN_COUNT32, e->contents + 1, 2, NULL);
    add(t, "edge_symmetry_score", LIA_COLUMN_NUMBER, e->symmetry, 1, NULL);
    add(t, "weight_threshold", LIA_COLUMN_FLAG, c->flag, 1, NULL);
}

static lia_status options_of(lia_coortweet_options *out, double *q,
                             const settings *s, lia_error *err)
{
    const char *window = s->window != NULL ? s->window : "10";
    const char *quantile = s->edge_weight != NULL ? s->edge_weight : "0.5";
    const uint64_t used = lia_mem_bytes();
    const uint64_t allowed = memory_allowed(s);
    lia_status st = window_of(&out->window, window, err);

    if (st != LIA_OK)
        return st;
    if (!lia_parse_double(q, quantile, strlen(quantile)) ||
        !(*q >= 0 && *q <= 1))
        return lia_fail(err, LIA_EARG, "--edge-weight: \"%.40s\" is no "
                        "quantile between 0 and 1", quantile);
    out->run = run_of(s);
    out->min_participation = given_or(s->min_participation, 2);
    out->loops = s->loops;
    out->max_pairs = allowed > used ? (allowed - used) / BYTES_PER_PAIR : 0;
    return LIA_OK;
}

static lia_status pick_table(const lia_ranked **out, const coortweet *c,
                             const settings *s, lia_error *err)
{
    const char *name = s->table != NULL ? s->table : "edges";

    for (int k = 0; k < 2; k++)
        if (strcmp(name, c->table[k].name) == 0) {
            *out = &c->table[k];
            return LIA_OK;
        }
    return lia_fail(err, LIA_EARG, "--table: CooRTweet's semantics have the "
                    "tables edges and pairs, not \"%s\"", name);
}

static void talk_tally(const coortweet *c, const lia_coortweet_tally *t)
{
    if (t->incomplete > 0)
        talk("%llu rows lack an object, a time or a content: left out",
             (unsigned long long)t->incomplete);
    talk("%llu of %llu rows are of accounts below --min-participation; %llu "
         "pairs, %llu edges", (unsigned long long)t->inactive,
         (unsigned long long)t->rows, (unsigned long long)c->pairs,
         (unsigned long long)c->edges.count);
}

/* The edges as a network, which holds no loops. */
static lia_status make_network(subnet *out, const coortweet *c,
                               const lia_tables *tables, const settings *s,
                               lia_error *err)
{
    const lia_run run = run_of(s);
    double *weight = NULL;
    lia_status st = LIA_OK;

    if (s->loops)
        return lia_fail(err, LIA_EARG, "--loops: a network file holds no "
                        "loops here; write the edges as .csv");
    LIA_TRY(lia_alloc(&weight, c->edges.count, sizeof *weight, err));
    for (uint64_t e = 0; e < c->edges.count; e++)
        weight[e] = (double)c->edges.weight[e];
    LIA_TRY(subnet_build(out, &tables->accounts.names, c->edges.ends, weight,
                         c->edges.count, false, &run, err));
done:
    lia_free(weight);
    return st;
}

static lia_status write_tables(const coortweet *c, const lia_tables *read,
                               const settings *s, lia_error *err)
{
    const target to = target_of(s);
    const lia_ranked *tables[] = {&c->table[0], &c->table[1]};
    subnet sub = {.n = 0};
    const lia_network net = {.accounts = &sub.names, .ties = &sub.ties,
                             .tie_columns = &c->table[0]};
    output what = {.tables = tables, .count = 2};
    lia_status st = LIA_OK;

    if (to == TARGET_NETWORK) {
        LIA_TRY(make_network(&sub, c, read, s, err));
        what.net = &net;
    } else if (to == TARGET_ONE) {
        what.count = 1;
        LIA_TRY(pick_table(&tables[0], c, s, err));
    }
    st = output_write(&what, s, err);
done:
    subnet_free(&sub);
    return st;
}

lia_status peer_coortweet(const settings *s, stage *at, lia_error *err)
{
    lia_coortweet_options o;
    lia_coortweet_tally tally;
    coortweet c = {.pair = NULL};
    lia_tables *tables = NULL;
    double q = 0;
    lia_status st = LIA_OK;

    LIA_TRY(peers_check(s, err));
    LIA_TRY(options_of(&o, &q, s, err));
    LIA_TRY(inputs_read(&tables, s, &s->inputs, INPUTS_FOR_RESULTS, err));
    *at = STAGE_COMPUTING;
    LIA_TRY(options_of(&o, &q, s, err));     /* memory is what is left now   */
    LIA_TRY(lia_coortweet_pairs(&c.pair, &c.pairs, &tally, tables, &o, err));
    LIA_TRY(lia_coortweet_network(&c.edges, c.pair, c.pairs, err));
    LIA_TRY(lia_alloc(&c.flag, c.edges.count, 1, err));
    LIA_TRY(lia_coortweet_flags(c.flag, &c.threshold, &c.edges, q, err));
    talk_tally(&c, &tally);
    table_edges(&c, tables);
    table_pairs(&c, tables);
    *at = STAGE_WRITING;
    LIA_TRY(write_tables(&c, tables, s, err));
done:
    lia_coortweet_free(c.pair);
    lia_coortweet_edges_free(&c.edges);
    lia_free(c.flag);
    lia_tables_free(tables);
    return st;
}
