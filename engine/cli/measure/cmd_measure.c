/* cli/measure/cmd_measure.c - named measures of one network. */
#include <math.h>
#include <string.h>

#include "base/language.h"
#include "base/mem.h"
#include "base/status.h"
#include "cli/front/commands.h"
#include "cli/front/nearest.h"
#include "cli/front/options.h"
#include "cli/measure/measures.h"
#include "cli/read/inputs.h"
#include "cli/say/fail.h"
#include "cli/say/output.h"
#include "liaison/paths.h"
#include "text/number.h"

typedef struct request {
    measure_id id[MEASURE_COUNT];   /* as asked, each once                   */
    size_t count;
    measure_set set;
    measure_kind kind;
    double damping, alpha;          /* 0 = not given                         */
    double eps, delta;              /* the same                              */
} request;

static int unknown_measure(const char *name, size_t length)
{
    char word[64];
    nearest search = {.word = word};

    snprintf(word, sizeof word, "%.*s",
             (int)(length < sizeof word ? length : sizeof word - 1), name);
    for (int id = 0; id < MEASURE_COUNT; id++)
        nearest_offer(&search, measure_table[id].name);
    if (search.best != NULL)
        return fail_usage("unknown measure '%s'; did you mean '%s'?", word,
                          search.best);
    return fail_usage("unknown measure '%s'; 'liaison help measure' lists "
                      "them all", word);
}

static int mixed_kinds(measure_id first, measure_id other)
{
    return fail_usage(
        "'%s' is of %s, '%s' is of %s: ask for them one kind at a time",
        measure_table[first].name,
        tr(measure_kind_name(measure_table[first].kind)),
        measure_table[other].name,
        tr(measure_kind_name(measure_table[other].kind)));
}

static int parse_names(request *out, const char *names)
{
    const char *at = names;

    for (;;) {
        const size_t length = strcspn(at, ",");
        const measure_id id = measure_find(at, length);
        if (id == MEASURE_COUNT)
            return unknown_measure(at, length);
        if (out->count > 0 &&
            measure_table[id].kind != measure_table[out->id[0]].kind)
            return mixed_kinds(out->id[0], id);
        if (!(out->set & MEASURE_BIT(id)))
            out->id[out->count++] = id;
        out->set |= MEASURE_BIT(id);
        if (at[length] == '\0')
            break;
        at += length + 1;
    }
    out->kind = measure_table[out->id[0]].kind;
    return EXIT_DONE;
}

/* A number of an option that tunes one measure; it must be asked for. */
static int parse_number(double *out, const char *text, const char *name,
                        const request *r, measure_id of, double most)
{
    if (text == NULL)
        return EXIT_DONE;
    if (!(r->set & MEASURE_BIT(of)))
        return fail_usage("--%s is for %s", name, measure_table[of].name);
    if (!lia_parse_double(out, text, strlen(text)) || !(*out > 0) ||
        !(*out < most))
        return fail_usage(most == 1 ? N_("--%s: \"%s\" is not a number above 0 "
                                         "and below 1")
                                    : N_("--%s: \"%s\" is not a number above "
                                         "0"), name, text);
    return EXIT_DONE;
}

static const measure_set sampled =
    MEASURE_BIT(M_BETWEENNESS) | MEASURE_BIT(M_EDGE_BETWEENNESS) |
    MEASURE_BIT(M_HARMONIC) | MEASURE_BIT(M_CLOSENESS);

/* "0.01" or "0.01,0.1" */
static int parse_accuracy(request *r, const char *text)
{
    const size_t eps = text != NULL ? strcspn(text, ",") : 0;

    r->delta = .1;
    if (text == NULL)
        return EXIT_DONE;
    if (!(r->set & sampled))
        return fail_usage("--approximate is for betweenness, "
                          "edge_betweenness, harmonic and closeness");
    if (!lia_parse_double(&r->eps, text, eps) ||
        (text[eps] == ',' &&
         !lia_parse_double(&r->delta, text + eps + 1,
                           strlen(text + eps + 1))) ||
        !(r->eps > 0 && r->eps < 1 && r->delta > 0 && r->delta < 1))
        return fail_usage("--approximate: \"%s\" is not EPS or EPS,DELTA, "
                          "both between 0 and 1, such as 0.01,0.1", text);
    return EXIT_DONE;
}

static void say_achieved(const char *what, const lia_achieved *a,
                         const char *samples, const measuring *m)
{
    if (a->bound > 0)
        talk("%s: every value within %.4g of the exact one, with probability "
             "%.4g or more (asked: %.4g; %llu %s, seed %llu)", what, a->bound,
             1 - m->delta, m->eps, (unsigned long long)a->samples, tr(samples),
             (unsigned long long)m->seed);
    else
        talk("%s: exact (sampling would not have been shorter)", what);
}

static void say_accuracy(const request *r, const measuring *m)
{
    if (r->eps > 0 && (r->set & (MEASURE_BIT(M_BETWEENNESS) |
                                 MEASURE_BIT(M_EDGE_BETWEENNESS))))
        say_achieved("betweenness", &m->paths, N_("paths"), m);
    if (r->eps > 0 && (r->set & MEASURE_BIT(M_HARMONIC)))
        say_achieved("harmonic / (accounts - 1)", &m->near, N_("sources"), m);
    if (r->eps > 0 && (r->set & MEASURE_BIT(M_CLOSENESS)))
        say_achieved("closeness", &m->near, N_("sources"), m);
}

static int parse_tuning(request *r, const settings *s)
{
    int code = parse_number(&r->damping, s->damping, "damping", r, M_PAGERANK,
                            1);

    if (code == EXIT_DONE)
        code = parse_number(&r->alpha, s->alpha, "alpha", r, M_KATZ, 1e300);
    if (code == EXIT_DONE)
        code = parse_accuracy(r, s->approximate);
    return code;
}

/* Rank by the first measure, the largest first. */
static lia_status rank_rows(uint64_t **order, lia_ranked *table,
                            const request *r, const measuring *m,
                            uint64_t top, lia_error *err)
{
    const void *data = m->value[r->id[0]];
    const lia_column_type type = measure_table[r->id[0]].type;
    lia_rank_key key = {.descending = true};
    lia_status st;

    if (type == LIA_COLUMN_NUMBER)
        key.number = data;
    else if (type == LIA_COLUMN_COUNT)
        key.count = data;
    else if (type == LIA_COLUMN_COUNT32)
        key.count32 = data;
    else
        key.flag = data;
    st = lia_ranked_order(order, &table->rows, table->rows, top, &key, 1,
                          &m->run, err);
    table->order = *order;
    return st;
}

/* [2 m]: source and target of every arc. */
static void arcs_ends(lia_vid *ends, const lia_arcs *arcs)
{
    for (lia_vid i = 0; i < arcs->n; i++)
        for (uint64_t e = arcs->off[i]; e < arcs->off[i + 1]; e++) {
            ends[2 * e] = i;
            ends[2 * e + 1] = arcs->to[e];
        }
}

typedef struct result {
    lia_ranked table;
    lia_vid *ids;        /* [n], or [2 m] ends                               */
    uint64_t *order;
} result;

static void add_ids(lia_ranked *table, const char *name, const lia_vid *ids,
                    size_t stride, const lia_names *names)
{
    lia_column *column = lia_ranked_add(table, name, LIA_COLUMN_ID, ids);

    column->stride = stride;
    column->names = names;
}

static lia_status name_rows(result *out, measure_kind kind,
                            const measuring *m, const lia_names *names,
                            lia_error *err)
{
    const lia_vid n = measuring_accounts(m);
    const uint64_t ties = measuring_ties(m);
    lia_status st = LIA_OK;

    out->table.rows = 1;
    if (kind == MEASURE_OF_ACCOUNTS) {
        LIA_TRY(lia_alloc(&out->ids, n, sizeof *out->ids, err));
        for (lia_vid i = 0; i < n; i++)
            out->ids[i] = i;
        add_ids(&out->table, "account", out->ids, 1, names);
        out->table.rows = n;
    } else if (kind == MEASURE_OF_TIES) {
        LIA_TRY(lia_alloc(&out->ids, 2 * ties, sizeof *out->ids, err));
        if (m->arcs != NULL)
            arcs_ends(out->ids, m->arcs);
        else
            LIA_TRY(lia_ties_ends(out->ids, m->ties, &m->run, err));
        add_ids(&out->table, "account_a", out->ids, 2, names);
        add_ids(&out->table, "account_b", out->ids + 1, 2, names);
        out->table.rows = ties;
    }
done:
    return st;
}

static lia_status write_result(const request *r, const measuring *m,
                               const lia_names *names, const settings *s,
                               lia_error *err)
{
    result out = {.table = {.name = "measure", .title = N_("Measures")}};
    const lia_ranked *tables[] = {&out.table};
    lia_network net = {.accounts = names, .ties = m->ties, .arcs = m->arcs};
    lia_status st = LIA_OK;

    LIA_TRY(name_rows(&out, r->kind, m, names, err));
    for (size_t k = 0; k < r->count; k++)
        lia_ranked_add(&out.table, measure_table[r->id[k]].name,
                       measure_table[r->id[k]].type, m->value[r->id[k]]);
    if (r->kind == MEASURE_OF_ACCOUNTS)
        net.account_columns = &out.table;
    else if (r->kind == MEASURE_OF_TIES)
        net.tie_columns = &out.table;
    if (s->top > 0 && r->kind != MEASURE_OF_GRAPH)
        LIA_TRY(rank_rows(&out.order, &out.table, r, m, s->top, err));
    st = output_write(&(output){.tables = tables, .count = 1,
                                .net = s->top > 0 ? NULL : &net}, s, err);
done:
    lia_ranked_order_free(out.order);
    lia_free(out.ids);
    return st;
}

/* Steps (accounts x ties) from which the top of a ranking is found without
 * asking all accounts to the end. */
static const double TOP_FROM = 1e9;

/* With --top of harmonic or closeness only the top is worked out, where that
 * is shorter; the rest of the column stays empty and is not shown. *done: the
 * measures that are then there. */
static lia_status measure_top(measuring *m, measure_set *done,
                              const request *r, uint64_t top, lia_error *err)
{
    const measure_id id = r->id[0];
    lia_status st = LIA_OK;
    lia_vid *who = NULL;
    double *value = NULL, *all = NULL;
    uint32_t count = 0;

    *done = 0;
    if (top == 0 || top > 1000 || m->ties == NULL || r->eps > 0 ||
        m->ties->weight != NULL || (id != M_HARMONIC && id != M_CLOSENESS) ||
        (double)m->ties->n * (double)m->ties->m < TOP_FROM)
        return LIA_OK;
    LIA_TRY(lia_alloc(&who, top, sizeof *who, err));
    LIA_TRY(lia_alloc(&value, top, sizeof *value, err));
    LIA_TRY(lia_alloc(&all, m->ties->n, sizeof *all, err));
    LIA_TRY(lia_nearness_top(who, value, &count, (uint32_t)top,
                             id == M_HARMONIC ? LIA_HARMONIC : LIA_CLOSENESS,
                             m->ties, &m->run, err));
    for (lia_vid i = 0; i < m->ties->n; i++)
        all[i] = NAN;
    for (uint32_t k = 0; k < count; k++)
        all[who[k]] = value[k];
    m->value[id] = all;
    all = NULL;
    *done = MEASURE_BIT(id);
done:
    lia_free(who);
    lia_free(value);
    lia_free(all);
    return st;
}

/* The smallest weight and whose it is; false without weights. */
static bool least_weight(double *least, lia_vid end[2], const measuring *m)
{
    const uint64_t *off = m->arcs ? m->arcs->off : m->ties->off;
    const lia_vid *to = m->arcs ? m->arcs->to : m->ties->to;
    const double *weight = m->arcs ? m->arcs->weight : m->ties->weight;

    *least = INFINITY;
    for (lia_vid i = 0; weight != NULL && i < measuring_accounts(m); i++)
        for (uint64_t e = off[i]; e < off[i + 1]; e++)
            if (weight[e] < *least) {
                *least = weight[e];
                end[0] = i;
                end[1] = to[e];
            }
    return *least < INFINITY;
}

/* What a weight below 0, or of 0, makes senseless is refused by name: the
 * library knows accounts by number only. Strength and clustering are defined
 * for signed weights, too. */
static lia_status check_weights(const request *r, const measuring *m,
                                const lia_names *names, lia_error *err)
{
    const measure_set never_zero =
        MEASURE_BIT(M_BETWEENNESS) | MEASURE_BIT(M_EDGE_BETWEENNESS) |
        MEASURE_BIT(M_CONSTRAINT) | MEASURE_BIT(M_EFFECTIVE_SIZE) |
        MEASURE_BIT(M_EFFICIENCY);
    lia_vid end[2] = {0, 0};
    size_t length[2];
    double least;

    if (!least_weight(&least, end, m) || least > 0)
        return LIA_OK;
    for (size_t k = 0; k < r->count; k++) {
        const measure *of = &measure_table[r->id[k]];
        const bool zero = (never_zero & MEASURE_BIT(r->id[k])) != 0;
        if (r->id[k] == M_STRENGTH || r->id[k] == M_CLUSTERING ||
            of->weight == WEIGHT_IGNORED ||
            (least >= 0 && !zero))
            continue;
        const char *a = lia_name(names, end[0], &length[0]);
        const char *b = lia_name(names, end[1], &length[1]);
        return lia_fail(err, LIA_ECANNOT, zero
                        ? N_("%s needs weights above 0: that of %.*s and %.*s "
                             "is %g. Leave such ties out, or measure without "
                             "--weight")
                        : N_("%s needs weights of 0 or more: that of %.*s and "
                             "%.*s is %g. Leave such ties out, or measure "
                             "without --weight"),
                        of->name, (int)length[0], a, (int)length[1], b, least);
    }
    return LIA_OK;
}

static int measure_network(const request *r, const settings *s)
{
    const text_list graph = {s->inputs.item + 1, s->inputs.count - 1};
    lia_tables *tables = NULL;
    network net = {.is_directed = false};
    measure_set done = 0;
    measuring m = {.run = run_of(s), .seed = s->seed,
                   .damping = r->damping, .alpha = r->alpha,
                   .eps = r->eps, .delta = r->delta};
    stage at = STAGE_READING;
    lia_error err;
    lia_status st = LIA_OK;

    LIA_TRY(inputs_read(&tables, s, &graph, INPUTS_FOR_TIES, &err));
    at = STAGE_COMPUTING;
    LIA_TRY(network_build(&net, tables, s, s->directed, s->weight != NULL,
                          true, &err));
    network_talk(&net);
    m.ties = net.is_directed ? NULL : &net.ties;
    m.arcs = net.is_directed ? &net.arcs : NULL;
    LIA_TRY(memory_check(s, measuring_memory(r->set, measuring_accounts(&m),
                                             measuring_ties(&m),
                                             m.run.threads),
                         "measuring", &err));
    LIA_TRY(check_weights(r, &m, &tables->accounts.names, &err));
    LIA_TRY(measure_top(&m, &done, r, s->top, &err));
    LIA_TRY(measuring_run(&m, r->set & ~done, &err));
    say_accuracy(r, &m);
    at = STAGE_WRITING;
    LIA_TRY(write_result(r, &m, &tables->accounts.names, s, &err));
done:
    measuring_free(&m);
    network_free(&net);
    lia_tables_free(tables);
    return st == LIA_OK ? EXIT_DONE : fail_with(&err, at);
}

int cmd_measure(settings *s)
{
    request r = {.count = 0};
    int code;

    if (s->inputs.count == 0)
        return fail_usage("say what to measure: liaison measure NAMES "
                          "GRAPH..., for example 'liaison measure degree "
                          "contacts.csv'");
    code = parse_names(&r, s->inputs.item[0]);
    if (code == EXIT_DONE)
        code = parse_tuning(&r, s);
    if (code != EXIT_DONE)
        return code;
    if (s->inputs.count == 1)
        return fail_usage("say of which network: liaison measure %s GRAPH...",
                          s->inputs.item[0]);
    return measure_network(&r, s);
}

void help_measures(FILE *to)
{
    static const char *const heads[] = {
        [MEASURE_OF_ACCOUNTS] = N_("\nMeasures of accounts:\n"),
        [MEASURE_OF_TIES] = N_("\nMeasures of ties:\n"),
        [MEASURE_OF_GRAPH] = N_("\nMeasures of the graph:\n")};

    for (int id = 0; id < MEASURE_COUNT; id++) {
        const struct measure *m = &measure_table[id];
        if (id == 0 || m->kind != measure_table[id - 1].kind)
            fputs(tr(heads[m->kind]), to);
        fprintf(to, "  %-16s ", m->name);
        print_wrapped(to, tr(m->line), 19, 19);
    }
}
