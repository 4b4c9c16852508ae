/* cli/report/report_plots_ties.c - ties on their two axes; introductions with
 * their chances.
 */
#include <math.h>

#include "base/mem.h"
#include "cli/report/report_plots.h"
#include "liaison/bridges.h"
#include "report/cell.h"

/* Columns of a table in the order of its rows. */
static lia_status read_ties(double **strength, double **bridgeness,
                            uint8_t **quadrant, const lia_ranked *t,
                            lia_error *err)
{
    const lia_column *x = lia_ranked_find(t, "strength");
    const lia_column *y = lia_ranked_find(t, "bridgeness");
    const lia_column *q = lia_ranked_find(t, "quadrant");
    lia_status st = LIA_OK;

    LIA_TRY(lia_alloc(strength, t->rows, sizeof **strength, err));
    LIA_TRY(lia_alloc(bridgeness, t->rows, sizeof **bridgeness, err));
    LIA_TRY(lia_alloc(quadrant, t->rows, sizeof **quadrant, err));
    for (uint64_t row = 0; row < t->rows; row++) {
        const uint64_t e = lia_ranked_element(t, row);
        (*strength)[row] = report_plot_number(x, e);
        (*bridgeness)[row] = report_plot_number(y, e);
        (*quadrant)[row] =
            ((const uint8_t *)q->data)[lia_column_place(q, e)];
    }
done:
    return st;
}

static lia_status say_quadrants(lia_plot *p, const chart_quadrants *q,
                                lia_error *err)
{
    const plot_value v[] = {
        plot_count_of(q->count[0] + q->count[1] + q->count[2] + q->count[3]),
        plot_count_of(q->left_out), plot_count_of(q->strong_from),
        plot_count_of(q->bridge_from)};
    lia_status st = LIA_OK;

    LIA_TRY(plot_tell(p->title,
                      N_("Ties by strength and by how much they bridge"), v, 4,
                      err));
    LIA_TRY(plot_tell(p->caption,
                      N_("A dot is a tie, {1} in all. Right of the dashed line "
                         "({3}) it is strong; above the other ({4}) its ends "
                         "have few contacts in common. Strong bridges are "
                         "rare doors; weak bridges bring news."), v, 4, err));
    if (q->is_thinned)
        LIA_TRY(plot_tell(p->caption,
                          N_("Ties that lie near one another share a dot: the "
                             "larger it is, the more (1, up to 9, up to 99, "
                             "more)."), v, 4, err));
    if (q->left_out > 0)
        LIA_TRY(plot_tell(p->caption,
                          N_("Left out because a value is not known: {2}."), v,
                          4, err));
done:
    return st;
}

static lia_status add_quadrants(lia_plots *out, const report_parts *r,
                                lia_error *err)
{
    const lia_ranked *t = report_table(r, "bridges");
    lia_plot p = {.name = "tie_quadrants", .section = "bridges",
                  .pod = LIA_NONE};
    double *strength = NULL, *bridgeness = NULL;
    uint8_t *quadrant = NULL;
    chart_quadrants *q = NULL;
    lia_status st = LIA_OK;

    if (t == NULL || t->rows == 0)
        return LIA_OK;
    LIA_TRY(read_ties(&strength, &bridgeness, &quadrant, t, err));
    LIA_TRY(chart_quadrants_new(&q, strength, bridgeness, quadrant, t->rows,
                                LIA_STRONG_FROM, LIA_BRIDGE_FROM, err));
    p.data = q;
    p.drop = chart_quadrants_drop;
    p.draw = chart_quadrants_draw;
    p.height = chart_quadrants_height(q);
    st = report_plot_add(out, &p, say_quadrants(&p, q, err), err);
done:
    lia_free(strength);
    lia_free(bridgeness);
    lia_free(quadrant);
    return st;
}

/* ---- introductions ---- */

static lia_vid id_of(const lia_ranked *t, const char *name, uint64_t element)
{
    const lia_column *c = lia_ranked_find(t, name);

    return ((const uint32_t *)c->data)[lia_column_place(c, element)];
}

static lia_status say_chances(lia_plot *p, const lia_ranked *t, uint64_t ways,
                              uint32_t shown, lia_error *err)
{
    const plot_value v[] = {plot_count_of(t->rows), plot_count_of(ways),
                            plot_count_of(shown)};
    lia_status st = LIA_OK;

    LIA_TRY(plot_tell(p->title, N_("How likely each introduction is"), v, 3,
                      err));
    LIA_TRY(plot_tell(p->caption,
                      N_("The dot is the chance to reach the target over all "
                         "ways, the bar from the low to the high estimate. "
                         "Chances order the targets; they are calibrated only "
                         "where enough past requests are known."), v, 3,
                      err));
    if (ways > shown)
        LIA_TRY(plot_tell(p->caption,
                          N_("The first {3} of {2} targets with a way."), v, 3,
                          err));
    if (t->rows > ways)
        LIA_TRY(plot_tell(p->caption,
                          N_("A way is known to {2} of {1} targets."), v, 3,
                          err));
done:
    return st;
}

static lia_status add_chances(lia_plots *out, const report_parts *r,
                              lia_error *err)
{
    const lia_ranked *t = report_table(r, "introductions");
    lia_plot p = {.name = "introduction_chances", .section = "introductions",
                  .pod = LIA_NONE};
    chart_chances *c = NULL;
    uint64_t ways = 0;
    lia_status st;

    if (t == NULL || t->rows == 0)
        return LIA_OK;
    st = chart_chances_new(&c, CHART_CHANCES, err);
    if (st != LIA_OK)
        return st;
    c->rows = 0;
    for (uint64_t row = 0; row < t->rows; row++) {
        const uint64_t e = lia_ranked_element(t, row);
        const lia_vid via = id_of(t, "introducer", e);
        const double chance =
            report_plot_number(lia_ranked_find(t, "reach"), e);
        chart_chance *to = &c->row[c->rows];
        if (!(chance > 0) || via == LIA_NONE)
            continue;
        if (ways++ >= CHART_CHANCES)
            continue;
        c->rows++;
        to->value = chance;
        to->low = report_plot_number(lia_ranked_find(t, "low"), e);
        to->high = report_plot_number(lia_ranked_find(t, "high"), e);
        report_plot_call(&to->label, r->tables, id_of(t, "target", e));
        report_plot_call(&to->via, r->tables, via);
    }
    p.data = c;
    p.drop = chart_chances_drop;
    if (c->rows == 0) {
        lia_plot_drop(&p);
        return LIA_OK;
    }
    p.draw = chart_chances_draw;
    p.height = chart_chances_height(c);
    return report_plot_add(out, &p, say_chances(&p, t, ways, c->rows, err),
                           err);
}

lia_status report_plots_of_ties(lia_plots *out, const report_parts *r,
                                lia_error *err)
{
    lia_status st = LIA_OK;

    LIA_TRY(add_quadrants(out, r, err));
    LIA_TRY(add_chances(out, r, err));
done:
    return st;
}
