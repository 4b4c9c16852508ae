/* cli/report/report_plots_influence.c - what the engagement of the top accounts
 * is made of, what ranks they have with and without the arranged part, and how
 * concentrated it is.
 */
#include <math.h>
#include <string.h>

#include "base/mem.h"
#include "cli/report/report_plots.h"
#include "report/cell.h"

enum { TOP_SPLIT = 20, TOP_SLOPE = 12, PARTS = CHART_PARTS };

/* The columns, in the order in which bars are put together. */
typedef struct split_columns {
    const lia_ranked *t;
    const lia_column *part[PARTS];
} split_columns;

static split_columns read_columns(const lia_ranked *t)
{
    return (split_columns){
        t, {lia_ranked_find(t, "earned"), lia_ranked_find(t, "owned"),
            lia_ranked_find(t, "reciprocal"),
            lia_ranked_find(t, "artificial")}};
}

static double observed(const split_columns *c, uint64_t element)
{
    double sum = 0;

    for (int p = 0; p < PARTS; p++)
        sum += fmax(0, report_plot_number(c->part[p], element));
    return sum;
}

/* ---- what it is made of ---- */

/* The most engaged accounts; of equals the first by name, which is that with
 * the smaller element. */
static uint32_t find_top(uint64_t top[TOP_SPLIT + 1], const split_columns *c)
{
    uint32_t count = 0;

    for (uint64_t row = 0; row < c->t->rows; row++) {
        const uint64_t e = lia_ranked_element(c->t, row);
        const double all = observed(c, e);
        uint32_t at = count;
        if (!(all > 0))
            continue;
        for (; at > 0; at--) {
            const double of = observed(c, top[at - 1]);
            if (of > all || (of >= all && top[at - 1] < e))
                break;
        }
        if (at == TOP_SPLIT)
            continue;
        count += count < TOP_SPLIT;
        memmove(top + at + 1, top + at, (count - at - 1) * sizeof *top);
        top[at] = e;
    }
    return count;
}

static lia_status say_split(lia_plot *p, uint32_t rows, uint64_t all,
                            lia_error *err)
{
    const plot_value v[] = {plot_count_of(rows), plot_count_of(all)};
    lia_status st = LIA_OK;

    LIA_TRY(plot_tell(p->title, N_("Where the engagement of the most engaged "
                                   "accounts came from"), v, 2, err));
    LIA_TRY(plot_tell(p->caption,
                      N_("Earned: freely given by others. Owned: by "
                         "themselves, their company or team. Reciprocal: "
                         "exchanged beyond habit. Artificial: from pods that "
                         "were found, bots or promotion. The {1} most engaged "
                         "of {2} accounts."), v, 2, err));
done:
    return st;
}

static lia_status add_split(lia_plots *out, const report_parts *r,
                            const split_columns *c, uint64_t engaged,
                            lia_error *err)
{
    lia_plot p = {.name = "influence_split", .section = "influence",
                  .pod = LIA_NONE};
    uint64_t top[TOP_SPLIT + 1];
    const uint32_t rows = find_top(top, c);
    chart_split *s = NULL;
    const lia_status st = chart_split_new(&s, rows, err);

    if (st != LIA_OK)
        return st;
    for (uint32_t k = 0; k < rows; k++) {
        report_plot_call(&s->row[k].label, r->tables, (lia_vid)top[k]);
        for (int part = 0; part < PARTS; part++)
            s->row[k].part[part] =
                fmax(0, report_plot_number(c->part[part], top[k]));
    }
    p.data = s;
    p.drop = chart_split_drop;
    p.draw = chart_split_draw;
    p.height = chart_split_height(s);
    return report_plot_add(out, &p, say_split(&p, rows, engaged, err), err);
}

/* ---- ranks ---- */

static lia_status say_slope(lia_plot *p, uint32_t rows, lia_error *err)
{
    const plot_value v[] = {plot_count_of(TOP_SLOPE), plot_count_of(rows)};
    lia_status st = LIA_OK;

    LIA_TRY(plot_tell(p->title, N_("Rank with and without what was arranged"),
                      v, 2, err));
    LIA_TRY(plot_tell(p->caption,
                      N_("Left: rank with artificial engagement counted; "
                         "right: by what was earned. Every account that is "
                         "among the first {1} on either side; ranks between "
                         "them are not drawn."), v, 2, err));
done:
    return st;
}

static lia_status add_slope(lia_plots *out, const report_parts *r,
                            const split_columns *c, lia_error *err)
{
    const lia_column *before = lia_ranked_find(c->t, "rank_before");
    const uint64_t *rank = before->data;
    lia_plot p = {.name = "rank_change", .section = "influence",
                  .pod = LIA_NONE};
    chart_slope *s = NULL;
    bool moves = false;
    const lia_status st = chart_slope_new(&s, 2 * TOP_SLOPE, err);

    if (st != LIA_OK)
        return st;
    s->rows = 0;
    for (uint64_t row = 0; row < c->t->rows; row++) {
        const uint64_t e = lia_ranked_element(c->t, row);
        const uint64_t was = rank[lia_column_place(before, e)];
        if ((row >= TOP_SLOPE && was > TOP_SLOPE) || !(observed(c, e) > 0) ||
            s->rows == 2 * TOP_SLOPE)
            continue;
        report_plot_call(&s->row[s->rows].label, r->tables, (lia_vid)e);
        s->row[s->rows].before = was;
        s->row[s->rows++].after = row + 1;
        moves |= was != row + 1;
    }
    p.data = s;
    p.drop = chart_slope_drop;
    if (!moves) {
        lia_plot_drop(&p);
        return LIA_OK;
    }
    p.draw = chart_slope_draw;
    p.height = chart_slope_height(s);
    return report_plot_add(out, &p, say_slope(&p, s->rows, err), err);
}

/* ---- concentration ---- */

static double cell_of(const lia_ranked *t, const char *column, uint64_t row)
{
    return report_plot_number(lia_ranked_find(t, column),
                              lia_ranked_element(t, row));
}

/* What is concentrated, and its row in the table. */
static const struct {
    const char *name, *class_of;
    uint64_t row;
    int first, last;         /* columns of the split that are added up       */
} measures[CHART_CURVES] = {
    {N_("all that was observed"), "line c0", 0, 0, 3},
    {N_("what was earned"), "line c2", 1, 0, 0},
    {N_("what was arranged"), "line c1", 3, 3, 3}};

static lia_status fill_curves(chart_lorenz *l, const split_columns *c,
                              const lia_ranked *t, uint64_t engaged,
                              lia_error *err)
{
    double *value = NULL;
    lia_status st = lia_alloc(&value, engaged, sizeof *value, err);

    for (int k = 0; st == LIA_OK && k < CHART_CURVES; k++) {
        chart_curve *curve = &l->curve[l->curves];
        uint64_t count = 0;
        for (uint64_t row = 0; row < c->t->rows; row++) {
            const uint64_t e = lia_ranked_element(c->t, row);
            double sum = 0;
            if (!(observed(c, e) > 0))
                continue;
            for (int part = measures[k].first; part <= measures[k].last;
                 part++)
                sum += fmax(0, report_plot_number(c->part[part], e));
            value[count++] = sum;
        }
        chart_curve_set(curve, value, count);
        if (curve->points == 0)
            continue;
        curve->name = measures[k].name;
        curve->class_of = measures[k].class_of;
        curve->gini = cell_of(t, "gini", measures[k].row);
        curve->top1 = cell_of(t, "top1_share", measures[k].row);
        curve->top10 = cell_of(t, "top10_share", measures[k].row);
        l->curves++;
    }
    lia_free(value);
    return st;
}

static lia_status say_lorenz(lia_plot *p, const chart_lorenz *l,
                             uint64_t engaged, lia_error *err)
{
    const plot_value v[] = {plot_share_of(l->curve[0].top10),
                            plot_count_of(engaged)};
    lia_status st = LIA_OK;

    LIA_TRY(plot_tell(p->title, N_("How concentrated engagement is"), v, 2,
                      err));
    LIA_TRY(plot_tell(p->caption,
                      N_("Lorenz curves over the {2} accounts that anyone "
                         "engaged: the deeper a curve hangs, the fewer hold "
                         "most. A tenth of the accounts received {1} of all "
                         "engagement. Gini 0: all alike; 1: one has it all."),
                      v, 2, err));
done:
    return st;
}

static lia_status add_lorenz(lia_plots *out, const report_parts *r,
                             const split_columns *c, uint64_t engaged,
                             lia_error *err)
{
    const lia_ranked *t = report_table(r, "concentration");
    lia_plot p = {.name = "concentration", .section = "concentration",
                  .pod = LIA_NONE};
    chart_lorenz *l = NULL;
    lia_status st;

    if (t == NULL || engaged < 2)
        return LIA_OK;
    st = chart_lorenz_new(&l, err);
    if (st != LIA_OK)
        return st;
    p.data = l;
    p.drop = chart_lorenz_drop;
    p.draw = chart_lorenz_draw;
    p.height = chart_lorenz_height(l);
    st = fill_curves(l, c, t, engaged, err);
    if (st == LIA_OK)
        st = say_lorenz(&p, l, engaged, err);
    return report_plot_add(out, &p, st, err);
}

lia_status report_plots_of_influence(lia_plots *out, const report_parts *r,
                                     lia_error *err)
{
    const lia_ranked *t = report_table(r, "influence");
    lia_status st = LIA_OK;
    uint64_t engaged = 0;

    if (t == NULL)
        return LIA_OK;
    const split_columns c = read_columns(t);
    for (uint64_t row = 0; row < t->rows; row++)
        engaged += observed(&c, lia_ranked_element(t, row)) > 0;
    if (engaged < 2)
        return LIA_OK;
    LIA_TRY(add_split(out, r, &c, engaged, err));
    LIA_TRY(add_slope(out, r, &c, err));
    LIA_TRY(add_lorenz(out, r, &c, engaged, err));
done:
    return st;
}
