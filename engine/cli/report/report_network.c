/* cli/report/report_network.c - accounts and ties with what the tables of a
 * report say of them, for igraph, NetworkX, Cytoscape and Gephi.
 *
 * Nothing is measured here: an attribute is the column of that name of
 * accounts.csv, brokers.csv or bridges.csv, so that the files and the tables
 * cannot disagree.
 */
#include "cli/report/report_network.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/mem.h"
#include "cli/say/output.h"
#include "report/cell.h"

const char *const report_network_files[] = {"network.graphml", "network.gexf",
                                            NULL};

static const char *const of_accounts[] = {
    "name", "company", "title", "degree", "effective_size", "constraint",
    "core", "pagerank", "betweenness", NULL};
static const char *const of_brokers[] = {
    "participation", "sole_access", "community", NULL};
/* The strength is the weight; the rest of bridges.csv would make files several
 * times as large. */
static const char *const of_bridges[] = {
    "strength_class", "bridgeness", "bridge", "quadrant", "sign", NULL};
static const char *const of_ties[] = {"mutual_contacts", "bridgeness",
                                      "bridge", NULL};

enum { MOST_KEPT = 40, MOST_ABOUT = 200 };

/* In Gephi's units, whose usual node is of size 10. */
#define APART 40.0
#define SMALLEST 4.0
#define LARGEST 24.0

/* Gephi drops ties of weight 0; they are friction and nothing else. */
#define LEAST_WEIGHT 0.001

typedef struct files {
    const report_parts *r;
    const lia_picture *p;
    lia_names some;          /* of the accounts, where not all are there     */
    lia_ties ties;
    double *weight, *strength, *x, *y, *size;
    uint8_t *class_of;
    const char *words[LIA_POD_CLASS_COUNT + 1];      /* the last: no pod     */
    uint32_t *color;
    uint64_t *node;          /* [nodes] the account                          */
    void *kept[MOST_KEPT];
    size_t kept_count;
    lia_ranked account_columns, tie_columns;
    lia_network_look look;
    lia_network net;
    char about[MOST_ABOUT];
} files;

/* ---- columns ---- */

/* The elements `at` of a column, as a column of its own. */
static lia_status pick(files *f, lia_ranked *to, const lia_column *from,
                       const uint64_t *at, uint64_t count, lia_error *err)
{
    const size_t width = lia_column_width(from);
    const size_t stride = from->stride > 0 ? from->stride : 1;
    lia_column *column;
    char *data = NULL;
    lia_status st = LIA_OK;

    if (f->kept_count == MOST_KEPT || from->data == NULL)
        return LIA_OK;
    st = lia_alloc(&data, count, width, err);
    if (st != LIA_OK)
        return st;
    for (uint64_t k = 0; k < count; k++)
        memcpy(data + k * width,
               (const char *)from->data + at[k] * stride * width, width);
    f->kept[f->kept_count++] = data;
    column = lia_ranked_add(to, from->name, from->type, data);
    column->names = from->names;
    column->words = from->words;
    return LIA_OK;
}

static lia_status pick_all(files *f, lia_ranked *to, const lia_ranked *table,
                           const char *const *names, const uint64_t *at,
                           uint64_t count, lia_error *err)
{
    lia_status st = LIA_OK;

    for (; *names != NULL; names++) {
        const lia_column *column = lia_ranked_find(table, *names);
        if (column != NULL)
            LIA_TRY(pick(f, to, column, at, count, err));
    }
done:
    return st;
}

/* Sum of the strengths of all ties of an account, shown or not. */
static lia_status add_strength(files *f, lia_error *err)
{
    const lia_column *column =
        lia_ranked_find(report_table(f->r, "bridges"), "strength");
    const lia_ties *ties = &f->r->net->ties;
    double *sum = NULL;
    lia_status st = LIA_OK;

    if (column == NULL)
        return LIA_OK;
    LIA_TRY(lia_alloc_zero(&sum, ties->n, sizeof *sum, err));
    LIA_TRY(lia_alloc(&f->strength, f->p->nodes, sizeof *f->strength, err));
    for (uint64_t t = 0; t < ties->m; t++) {
        const double strength = ((const double *)column->data)[t];
        sum[f->r->a->ends[2 * t]] += strength;
        sum[f->r->a->ends[2 * t + 1]] += strength;
    }
    for (uint32_t k = 0; k < f->p->nodes; k++)
        f->strength[k] = sum[f->p->account[k]];
    lia_ranked_add(&f->account_columns, "strength", LIA_COLUMN_NUMBER,
                   f->strength);
done:
    lia_free(sum);
    return st;
}

static lia_status add_pods(files *f, lia_error *err)
{
    const lia_column *class_of =
        f->r->pods != NULL ? lia_ranked_find(&f->r->pods->table[0], "class")
                           : NULL;
    lia_status st;

    if (class_of == NULL)
        return LIA_OK;
    lia_ranked_add(&f->account_columns, "pod", LIA_COLUMN_COUNT32, f->p->pod);
    st = lia_alloc(&f->class_of, f->p->nodes, 1, err);
    if (st != LIA_OK)
        return st;
    for (int k = 0; k < LIA_POD_CLASS_COUNT; k++)
        f->words[k] = class_of->words[k];
    f->words[LIA_POD_CLASS_COUNT] = "";
    for (uint32_t k = 0; k < f->p->nodes; k++)
        f->class_of[k] =
            f->p->pod[k] == LIA_NONE
                ? LIA_POD_CLASS_COUNT
                : ((const uint8_t *)class_of->data)
                      [(f->p->pod[k] - 1) * class_of->stride];
    lia_ranked_add(&f->account_columns, "pod_class", LIA_COLUMN_WORD,
                   f->class_of)->words = f->words;
    return LIA_OK;
}

/* ---- looks ---- */

/* Okabe and Ito's colours, which the colour-blind can tell apart; black is
 * left to text. */
static const uint32_t palette[] = {0x0072B2, 0xE69F00, 0x009E73, 0xCC79A7,
                                   0x56B4E9, 0xD55E00, 0xF0E442};
enum { COLORS = sizeof palette / sizeof *palette, GREY = 0x999999 };

/* The seven largest communities have a colour, the others none. */
static lia_status color_nodes(files *f, lia_error *err)
{
    uint32_t *size = NULL, rank = 0, best;
    lia_status st = LIA_OK;

    LIA_TRY(lia_alloc(&f->color, f->p->nodes, sizeof *f->color, err));
    LIA_TRY(lia_alloc_zero(&size, f->r->net->ties.n, sizeof *size, err));
    for (uint32_t k = 0; k < f->p->nodes; k++) {
        f->color[k] = GREY;
        if (f->p->community[k] != LIA_NONE)
            size[f->p->community[k]]++;
    }
    for (; rank < COLORS; rank++) {
        best = 0;
        for (uint32_t c = 1; c < f->r->net->ties.n; c++)
            best = size[c] > size[best] ? c : best;
        if (f->r->net->ties.n == 0 || size[best] < 2)
            break;
        for (uint32_t k = 0; k < f->p->nodes; k++)
            if (f->p->community[k] == best)
                f->color[k] = palette[rank];
        size[best] = 0;
    }
done:
    lia_free(size);
    return st;
}

static lia_status place_nodes(files *f, lia_error *err)
{
    const lia_picture *p = f->p;
    const double scale = APART * sqrt((double)p->nodes);
    uint64_t most = 1;
    lia_status st = LIA_OK;

    LIA_TRY(lia_alloc(&f->x, p->nodes, sizeof *f->x, err));
    LIA_TRY(lia_alloc(&f->y, p->nodes, sizeof *f->y, err));
    LIA_TRY(lia_alloc(&f->size, p->nodes, sizeof *f->size, err));
    for (uint32_t k = 0; k < p->nodes; k++)
        most = p->degree[k] > most ? p->degree[k] : most;
    for (uint32_t k = 0; k < p->nodes; k++) {
        f->x[k] = (p->x[k] - p->width / 2) * scale;
        f->y[k] = (p->height / 2 - p->y[k]) * scale;
        f->size[k] = SMALLEST + (LARGEST - SMALLEST) *
                     sqrt((double)p->degree[k] / (double)most);
    }
    lia_ranked_add(&f->account_columns, "x", LIA_COLUMN_NUMBER, f->x);
    lia_ranked_add(&f->account_columns, "y", LIA_COLUMN_NUMBER, f->y);
    f->look = (lia_network_look){f->x, f->y, f->size, f->color};
done:
    return st;
}

/* ---- the network ---- */

static lia_status name_accounts(files *f, lia_error *err)
{
    const lia_names *all = &f->r->tables->accounts.names;
    const lia_picture *p = f->p;
    uint64_t used = 0;
    size_t length;
    lia_status st = LIA_OK;

    f->net.accounts = all;
    if (p->nodes == all->count)
        return LIA_OK;
    for (uint32_t k = 0; k < p->nodes; k++) {
        (void)lia_name(all, p->account[k], &length);
        used += length;
    }
    LIA_TRY(lia_alloc(&f->some.off, (uint64_t)p->nodes + 1,
                      sizeof *f->some.off, err));
    LIA_TRY(lia_alloc(&f->some.bytes, used, 1, err));
    used = 0;
    for (uint32_t k = 0; k < p->nodes; k++) {
        const char *name = lia_name(all, p->account[k], &length);
        f->some.off[k] = used;
        memcpy(f->some.bytes + used, name, length);
        used += length;
    }
    f->some.off[p->nodes] = used;
    f->some.count = p->nodes;
    f->net.accounts = &f->some;
done:
    return st;
}

static lia_status tie_accounts(files *f, lia_error *err)
{
    const lia_picture *p = f->p;
    const lia_run run = run_of(f->r->s);
    lia_vid *source = NULL, *target = NULL;
    lia_status st = LIA_OK;

    LIA_TRY(lia_alloc(&source, p->edges, sizeof *source, err));
    LIA_TRY(lia_alloc(&target, p->edges, sizeof *target, err));
    for (uint32_t e = 0; e < p->edges; e++) {
        source[e] = p->end[2 * (size_t)e];
        target[e] = p->end[2 * (size_t)e + 1];
    }
    const lia_pairs pairs = {p->nodes, p->edges, source, target, NULL};
    LIA_TRY(lia_ties_from_pairs(&f->ties, NULL, &pairs, &run, err));
    f->net.ties = &f->ties;
done:
    lia_free(source);
    lia_free(target);
    return st;
}

static lia_status weigh_ties(files *f, lia_error *err)
{
    const lia_picture *p = f->p;
    lia_status st;

    if (report_table(f->r, "bridges") == NULL)
        return LIA_OK;
    st = lia_alloc(&f->weight, p->edges, sizeof *f->weight, err);
    if (st != LIA_OK)
        return st;
    for (uint32_t e = 0; e < p->edges; e++)
        f->weight[e] = p->weight[e] > LEAST_WEIGHT ? p->weight[e]
                                                   : LEAST_WEIGHT;
    lia_ranked_add(&f->tie_columns, "weight", LIA_COLUMN_NUMBER, f->weight);
    return LIA_OK;
}

static lia_status describe_accounts(files *f, lia_error *err)
{
    const uint64_t n = f->p->nodes;
    lia_status st = LIA_OK;

    LIA_TRY(lia_alloc(&f->node, n, sizeof *f->node, err));
    for (uint32_t k = 0; k < n; k++)
        f->node[k] = f->p->account[k];
    LIA_TRY(pick_all(f, &f->account_columns, &f->r->a->accounts, of_accounts,
                     f->node, n, err));
    LIA_TRY(pick_all(f, &f->account_columns, report_table(f->r, "brokers"),
                     of_brokers, f->node, n, err));
    LIA_TRY(add_strength(f, err));
    LIA_TRY(add_pods(f, err));
    LIA_TRY(color_nodes(f, err));
    LIA_TRY(place_nodes(f, err));
done:
    return st;
}

static lia_status describe_ties(files *f, lia_error *err)
{
    const lia_ranked *bridges = report_table(f->r, "bridges");
    lia_status st = LIA_OK;

    LIA_TRY(weigh_ties(f, err));
    if (bridges != NULL)
        LIA_TRY(pick_all(f, &f->tie_columns, bridges, of_bridges, f->p->tie,
                         f->p->edges, err));
    else if (f->r->a->is_structural)
        LIA_TRY(pick_all(f, &f->tie_columns, &f->r->a->ties, of_ties,
                         f->p->tie, f->p->edges, err));
done:
    return st;
}

static void say_what_it_is(files *f)
{
    const lia_picture *p = f->p;

    if (p->nodes == p->accounts_all && p->edges == p->ties_all)
        snprintf(f->about, sizeof f->about, "The whole network.");
    else
        snprintf(f->about, sizeof f->about,
                 "%u of %llu accounts, %u of %llu ties: those that the "
                 "picture in report.html shows.", p->nodes,
                 (unsigned long long)p->accounts_all, p->edges,
                 (unsigned long long)p->ties_all);
    f->net.about = f->about;
}

static void files_free(files *f)
{
    lia_free(f->some.off);
    lia_free(f->some.bytes);
    lia_ties_free(&f->ties);
    lia_free(f->weight);
    lia_free(f->strength);
    lia_free(f->x);
    lia_free(f->y);
    lia_free(f->size);
    lia_free(f->class_of);
    lia_free(f->color);
    lia_free(f->node);
    for (size_t k = 0; k < f->kept_count; k++)
        lia_free(f->kept[k]);
}

lia_status report_network(const report_parts *r, lia_error *err)
{
    files f = {.r = r, .p = r->network};
    char *graphml = NULL, *gexf = NULL;
    lia_status st = LIA_OK;

    f.net.account_columns = &f.account_columns;
    f.net.tie_columns = &f.tie_columns;
    f.net.look = &f.look;
    say_what_it_is(&f);
    LIA_TRY(name_accounts(&f, err));
    LIA_TRY(tie_accounts(&f, err));
    LIA_TRY(describe_accounts(&f, err));
    LIA_TRY(describe_ties(&f, err));
    LIA_TRY(path_join(&graphml, r->s->output, "network", "graphml", err));
    LIA_TRY(path_join(&gexf, r->s->output, "network", "gexf", err));
    LIA_TRY(lia_write_network_file(graphml, &f.net, LIA_FORMAT_GRAPHML, err));
    LIA_TRY(lia_write_network_file(gexf, &f.net, LIA_FORMAT_GEXF, err));
done:
    lia_free(graphml);
    lia_free(gexf);
    files_free(&f);
    return st;
}
