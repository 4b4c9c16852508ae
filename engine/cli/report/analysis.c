/* cli/report/analysis.c - measure, shrink, order.
 *
 * Bridgeness is 1 - n / (k_a + k_b - 2 - n + 5), n common contacts: overlap
 * shrunk towards 0 by five contacts that nobody shares, so that a tie between
 * two accounts with few contacts is no bridge by accident (Neal 2024 keeps
 * bridgeness apart from strength; the prior of 5 is this project's).
 *
 * A tie to an account with one or two contacts bridges nothing that matters
 * to anyone else: such ties come last whatever their bridgeness.
 */
#include "cli/report/analysis.h"

#include <stdio.h>
#include <string.h>

#include "base/language.h"
#include "base/mem.h"
#include "base/status.h"
#include "cli/say/fail.h"
#include "liaison/triads.h"

enum { PRIOR = 5, FEW_CONTACTS = 3 };
enum { G_ACCOUNTS, G_TIES, G_ISOLATED, G_LARGEST, G_LOOPS, G_REPEATS,
       G_NEGATIVE };

/* Steps (accounts x ties) up to which exact betweenness is computed without
 * being asked for: some seconds on one core. */
static const double BETWEENNESS_BUDGET = 1e9;

/* One more, its texts to be set; NULL if there is no room. */
static refusal *refuse(analysis *a, const char *result)
{
    refusal *r;

    if (a->refused_count == MOST_REFUSED)
        return NULL;
    r = &a->refused[a->refused_count++];
    *r = (refusal){.result = result};
    return r;
}

static void set_texts(refusal *r, lia_language l, const char *why,
                      const char *collect)
{
    snprintf(r->why_in[l], sizeof r->why_in[l], "%.399s", why);
    snprintf(r->collect_in[l], sizeof r->collect_in[l], "%s", collect);
    if (l != lia_written())
        return;
    snprintf(r->why, sizeof r->why, "%.399s", why);
    snprintf(r->collect, sizeof r->collect, "%s", collect);
}

void analysis_refuse(analysis *a, const char *result, const char *why,
                     const char *collect)
{
    refusal *r = refuse(a, result);

    for (int l = 0; r != NULL && l < LIA_LANGUAGE_COUNT; l++)
        set_texts(r, (lia_language)l, lia_text_in((lia_language)l, why),
                  lia_text_in((lia_language)l, collect));
}

void analysis_refuse_job(analysis *a, const char *result, lia_job job)
{
    refusal *r = refuse(a, result);

    for (int l = 0; r != NULL && l < LIA_LANGUAGE_COUNT; l++)
        set_texts(r, (lia_language)l, a->judged.in[l][job].why,
                  a->judged.in[l][job].collect);
}

void analysis_refuse_error(analysis *a, const char *result,
                           const lia_error *why)
{
    refusal *r = refuse(a, result);

    for (int l = 0; r != NULL && l < LIA_LANGUAGE_COUNT; l++)
        set_texts(r, (lia_language)l, (lia_language)l == lia_spoken()
                  ? lia_error_spoken(why) : why->message, "");
}

/* Betweenness would take too long. */
static void refuse_betweenness(analysis *a, double steps)
{
    refusal *r = refuse(a, "betweenness");
    char why[400];

    for (int l = 0; r != NULL && l < LIA_LANGUAGE_COUNT; l++) {
        snprintf(why, sizeof why,
                 lia_text_in((lia_language)l, "Exact shortest paths over %llu "
                             "accounts and %llu ties are %.1e steps, above "
                             "the budget of %.0e."),
                 (unsigned long long)measuring_accounts(&a->m),
                 (unsigned long long)measuring_ties(&a->m), steps,
                 BETWEENNESS_BUDGET);
        set_texts(r, (lia_language)l, why,
                  lia_text_in((lia_language)l, "Ask with --betweenness; the "
                              "data has what it takes."));
    }
    if (r != NULL)
        talk("no betweenness: %s Ask for it with --betweenness.",
             r->why_in[lia_spoken()]);
}

static measure_set choose_measures(analysis *a, const settings *s)
{
    const double steps =
        (double)measuring_accounts(&a->m) * (double)measuring_ties(&a->m);
    measure_set set = MEASURE_BIT(M_DEGREE) | MEASURE_BIT(M_COMPONENT) |
                      MEASURE_BIT(M_COMPONENTS) | MEASURE_BIT(M_DENSITY);

    if (!a->is_structural)
        return set;
    for (int id = M_CONSTRAINT; id <= M_PAGERANK; id++)
        set |= MEASURE_BIT(id);
    for (int id = M_OVERLAP; id <= M_BRIDGE; id++)
        set |= MEASURE_BIT(id);
    set |= MEASURE_BIT(M_ARTICULATION) | MEASURE_BIT(M_TRANSITIVITY) |
           MEASURE_BIT(M_ASSORTATIVITY);
    a->has_betweenness = s->betweenness || steps <= BETWEENNESS_BUDGET;
    if (a->has_betweenness)
        return set | MEASURE_BIT(M_BETWEENNESS) |
               MEASURE_BIT(M_EDGE_BETWEENNESS) | MEASURE_BIT(M_HARMONIC);
    refuse_betweenness(a, steps);
    return set;
}

static void shrink_overlap(analysis *a)
{
    const uint64_t *degree = a->m.value[M_DEGREE];
    const uint32_t *mutual = a->m.value[M_MUTUAL_CONTACTS];
    const uint8_t *local = a->m.value[M_LOCAL_BRIDGE];

    for (uint64_t t = 0; t < a->m.ties->m; t++) {
        const uint64_t ka = degree[a->ends[2 * t]];
        const uint64_t kb = degree[a->ends[2 * t + 1]];
        const double n = mutual[t];
        a->bridgeness[t] = 1 - n / ((double)(ka + kb - 2) - n + PRIOR);
        a->smaller[t] = (uint32_t)(ka < kb ? ka : kb);
        a->news[t] = a->smaller[t] < FEW_CONTACTS ? 0 : local[t] ? 2 : 1;
    }
}

static lia_status order_rows(analysis *a, lia_error *err)
{
    const double *size = a->m.value[M_EFFECTIVE_SIZE];
    const double *constraint = a->m.value[M_CONSTRAINT];
    const lia_rank_key by_degree[] = {
        {.count = a->m.value[M_DEGREE], .descending = true}};
    const lia_rank_key by_size[] = {{.number = size, .descending = true},
                                    {.number = constraint}};
    lia_status st = LIA_OK;

    LIA_TRY(lia_ranked_order(&a->account_order, &a->accounts.rows,
                             a->accounts.rows, 0,
                             a->is_structural ? by_size : by_degree,
                             a->is_structural ? 2 : 1, &a->m.run, err));
    a->accounts.order = a->account_order;
    if (!a->is_structural)
        return LIA_OK;
    const lia_rank_key by_news[] = {
        {.count32 = a->news, .descending = true},
        {.number = a->bridgeness, .descending = true},
        {.count32 = a->smaller, .descending = true}};
    st = lia_ranked_order(&a->tie_order, &a->ties.rows, a->ties.rows, 0,
                          by_news, 3, &a->m.run, err);
    a->ties.order = a->tie_order;
done:
    return st;
}

static void add_measure(analysis *a, lia_ranked *table, measure_id id)
{
    if (a->m.value[id] != NULL)
        lia_ranked_add(table, measure_table[id].name, measure_table[id].type,
                       a->m.value[id]);
}

static void add_text(lia_ranked *table, const char *name, const uint32_t *id,
                     const lia_names *texts)
{
    if (id != NULL)
        lia_ranked_add(table, name, LIA_COLUMN_TEXT, id)->names = texts;
}

static void lay_out_accounts(analysis *a, const lia_tables *tables)
{
    static const measure_id columns[] = {
        M_DEGREE, M_EFFECTIVE_SIZE, M_EFFICIENCY, M_CONSTRAINT, M_CLUSTERING,
        M_CORE, M_PAGERANK, M_HARMONIC, M_BETWEENNESS, M_ARTICULATION,
        M_COMPONENT};
    lia_ranked *t = &a->accounts;

    t->name = "accounts";
    t->title = a->is_structural
                   ? N_("Accounts that hold separate contacts together")
                   : N_("Accounts, those with the most ties first");
    t->rows = measuring_accounts(&a->m);
    t->has_rank = true;
    lia_ranked_add(t, "account", LIA_COLUMN_ID, a->ids)->names =
        &tables->accounts.names;
    add_text(t, "name", tables->accounts.name, &tables->texts);
    add_text(t, "company", tables->accounts.company, &tables->texts);
    add_text(t, "title", tables->accounts.title, &tables->texts);
    for (size_t k = 0; k < sizeof columns / sizeof *columns; k++)
        add_measure(a, t, columns[k]);
}

static void add_end(lia_ranked *t, const char *name, const lia_vid *ends,
                    const lia_names *names)
{
    lia_column *column = lia_ranked_add(t, name, LIA_COLUMN_ID, ends);

    column->stride = 2;
    column->names = names;
}

static void lay_out_ties(analysis *a, const lia_tables *tables)
{
    lia_ranked *t = &a->ties;

    t->name = "ties";
    t->title = N_("Ties by what their ends have in common, the least first");
    t->rows = measuring_ties(&a->m);
    t->has_rank = true;
    add_end(t, "account_a", a->ends, &tables->accounts.names);
    add_end(t, "account_b", a->ends + 1, &tables->accounts.names);
    add_measure(a, t, M_MUTUAL_CONTACTS);
    add_measure(a, t, M_OVERLAP);
    lia_ranked_add(t, "bridgeness", LIA_COLUMN_NUMBER, a->bridgeness);
    add_measure(a, t, M_LOCAL_BRIDGE);
    add_measure(a, t, M_SPAN);
    add_measure(a, t, M_BRIDGE);
    add_measure(a, t, M_EDGE_BETWEENNESS);
}

static lia_status count_graph(analysis *a, const network *net, lia_error *err)
{
    const uint64_t *degree = a->m.value[M_DEGREE];
    const uint32_t *component = a->m.value[M_COMPONENT];
    const lia_vid n = measuring_accounts(&a->m);
    uint32_t *size = NULL;
    lia_status st = lia_alloc_zero(&size, (uint64_t)n + 1, sizeof *size, err);

    if (st != LIA_OK)
        return st;
    a->number[G_ACCOUNTS] = n;
    a->number[G_TIES] = measuring_ties(&a->m);
    a->number[G_LOOPS] = net->tally.pairs.loops;
    a->number[G_NEGATIVE] = net->negative;
    a->number[G_REPEATS] = net->tally.pairs.repeats;
    for (lia_vid i = 0; i < n; i++) {
        a->number[G_ISOLATED] += degree[i] == 0;
        if (++size[component[i]] > a->number[G_LARGEST])
            a->number[G_LARGEST] = size[component[i]];
    }
    lia_free(size);
    return LIA_OK;
}

static void lay_out_graph(analysis *a)
{
    lia_ranked *t = &a->graph;

    t->name = "graph";
    t->title = N_("The network");
    t->rows = 1;
    lia_ranked_add(t, "accounts", LIA_COLUMN_COUNT, &a->number[G_ACCOUNTS]);
    lia_ranked_add(t, "ties", LIA_COLUMN_COUNT, &a->number[G_TIES]);
    add_measure(a, t, M_DENSITY);
    add_measure(a, t, M_TRANSITIVITY);
    if (a->is_structural)
        lia_ranked_add(t, "clustering", LIA_COLUMN_NUMBER,
                       &a->mean_clustering);
    add_measure(a, t, M_ASSORTATIVITY);
    add_measure(a, t, M_COMPONENTS);
    lia_ranked_add(t, "largest_component", LIA_COLUMN_COUNT,
                   &a->number[G_LARGEST]);
    lia_ranked_add(t, "isolated", LIA_COLUMN_COUNT, &a->number[G_ISOLATED]);
    lia_ranked_add(t, "loops", LIA_COLUMN_COUNT, &a->number[G_LOOPS]);
    lia_ranked_add(t, "repeats", LIA_COLUMN_COUNT, &a->number[G_REPEATS]);
    lia_ranked_add(t, "negative", LIA_COLUMN_COUNT, &a->number[G_NEGATIVE]);
}

static lia_status judge(analysis *a, const lia_tables *tables,
                        const network *net, const settings *s, lia_error *err)
{
    const lia_suitability *bridges = &a->judged.in[s->spoken][LIA_JOB_BRIDGES];
    lia_status st = judgement_build(&a->judged, tables, &net->ties, s->me,
                                    &a->m.run, err);

    if (st != LIA_OK)
        return st;
    if (net->ties.m == 0)
        return lia_fail(err, LIA_ECANNOT,
                        "nothing to report: %s What to collect: %s",
                        bridges->why, bridges->collect);
    a->is_structural = !lia_facts_is_star(&a->judged.facts);
    if (!a->is_structural)
        analysis_refuse_job(a, "ties", LIA_JOB_BRIDGES);
    return LIA_OK;
}

static lia_status allocate(analysis *a, lia_error *err)
{
    const uint64_t n = measuring_accounts(&a->m), m = measuring_ties(&a->m);
    lia_status st = LIA_OK;

    LIA_TRY(lia_alloc(&a->ids, n, sizeof *a->ids, err));
    for (lia_vid i = 0; i < n; i++)
        a->ids[i] = i;
    if (!a->is_structural)
        return LIA_OK;
    LIA_TRY(lia_alloc(&a->ends, 2 * m, sizeof *a->ends, err));
    LIA_TRY(lia_alloc(&a->bridgeness, m, sizeof *a->bridgeness, err));
    LIA_TRY(lia_alloc(&a->smaller, m, sizeof *a->smaller, err));
    LIA_TRY(lia_alloc(&a->news, m, sizeof *a->news, err));
done:
    return st;
}

lia_status analysis_run(analysis *out, const lia_tables *tables,
                        const network *net, const settings *s, lia_error *err)
{
    lia_status st = LIA_OK;
    measure_set set;

    memset(out, 0, sizeof *out);
    out->m = (measuring){.ties = &net->ties, .run = run_of(s)};
    LIA_TRY(judge(out, tables, net, s, err));
    set = choose_measures(out, s);
    LIA_TRY(memory_check(s, measuring_memory(set, net->ties.n, net->ties.m,
                                             out->m.run.threads) +
                         61 * net->ties.m + 36 * (uint64_t)net->ties.n,
                         "the report", err));
    LIA_TRY(allocate(out, err));
    LIA_TRY(measuring_run(&out->m, set, err));
    LIA_TRY(count_graph(out, net, err));
    lay_out_accounts(out, tables);
    if (out->is_structural) {
        out->mean_clustering =
            lia_mean_clustering(out->m.value[M_CLUSTERING], net->ties.n);
        LIA_TRY(lia_ties_ends(out->ends, &net->ties, &out->m.run, err));
        shrink_overlap(out);
        lay_out_ties(out, tables);
    }
    lay_out_graph(out);
    LIA_TRY(order_rows(out, err));
done:
    return st;
}

void analysis_free(analysis *a)
{
    judgement_free(&a->judged);
    measuring_free(&a->m);
    lia_free(a->ids);
    lia_free(a->ends);
    lia_free(a->bridgeness);
    lia_free(a->news);
    lia_free(a->smaller);
    lia_ranked_order_free(a->account_order);
    lia_ranked_order_free(a->tie_order);
}
