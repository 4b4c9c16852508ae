/* report/page/section_bridges.c - ties on two axes that never make one score:
 * how strong, and how little its ends have in common; and who holds groups
 * together.
 */
#include <math.h>

#include "report/page/html.h"
#include "report/page/sections.h"

enum { QUADRANTS = 4 };

static const char *const quadrants[QUADRANTS] = {
    "strong_bond", "strong_bridge", "weak_bond", "weak_bridge"};

typedef struct tally {
    uint64_t count[QUADRANTS], first[QUADRANTS];
    uint64_t cuts;           /* ties whose loss parts two accounts or more   */
} tally;

static void count_quadrants(tally *out, const lia_ranked *t)
{
    const lia_column *c = lia_ranked_find(t, "quadrant");
    const lia_column *cut = lia_ranked_find(t, "cut_off");

    memset(out, 0, sizeof *out);
    for (uint64_t r = 0; c != NULL && r < t->rows; r++) {
        const uint64_t element = lia_ranked_element(t, r);
        const uint8_t word =
            ((const uint8_t *)c->data)[lia_column_place(c, element)];
        for (size_t k = 0; k < QUADRANTS; k++)
            if (strcmp(c->words[word], quadrants[k]) == 0)
                if (out->count[k]++ == 0)
                    out->first[k] = r;
        if (cut != NULL)
            out->cuts += lia_page_value(cut, element) >= 2;
    }
}

void lia_lead_bridges(lia_sink *sink, const lia_page *page)
{
    const lia_ranked *t = lia_page_find(page, "bridges");
    tally all;

    count_quadrants(&all, t);
    SAY(sink, N_("Of {1}, {2} groups: {3} strong, {4} weak."),
        SAY_MANY(t->rows, "{n} tie", "{n} ties"),
        SAY_MANY(all.count[1] + all.count[3], "{n} joins different",
                 "{n} join different"),
        SAY_COUNT(all.count[1]), SAY_COUNT(all.count[3]));
    if (all.cuts > 0) {
        lia_sink_byte(sink, ' ');
        SAY(sink, N_("The loss of {1} would cut two accounts or more off "
                     "from the rest."),
            SAY_MANY(all.cuts, "one tie", "any of {n} ties"));
    }
}

static void put_quadrant(lia_sink *sink, const lia_page *page,
                         const lia_ranked *t, const tally *all, size_t k)
{
    static const char *const meaning[QUADRANTS] = {
        N_("close circle: trust, little news"),
        N_("rare and precious: trust and news from elsewhere"),
        N_("acquaintances of the same circle"),
        N_("weak ties: news and openings from elsewhere")};

    lia_sink_text(sink, "<td class=\"");
    lia_sink_text(sink, quadrants[k]);
    lia_sink_text(sink, "\"><b>");
    SAY(sink, "{1}", SAY_MANY(all->count[k], "{n} tie", "{n} ties"));
    lia_sink_text(sink, "</b><br>");
    SAY_ALONE(sink, meaning[k]);
    if (all->count[k] > 0) {
        lia_sink_text(sink, "<br><small>");
        SAY(sink, N_("first: {1} and {2}"),
            lia_page_account_at(page, t, all->first[k], "account_a"),
            lia_page_account_at(page, t, all->first[k], "account_b"));
        lia_sink_text(sink, "</small>");
    }
    lia_sink_text(sink, "</td>");
}

static void put_axes(lia_sink *sink, const lia_page *page, const lia_ranked *t)
{
    static const char *const side[2] = {N_("strong tie"), N_("weak tie")};
    tally all;

    count_quadrants(&all, t);
    lia_sink_text(sink, "<table class=\"quadrants\"><caption>");
    SAY_ALONE(sink, N_("Strength and bridgeness are two axes, never one "
                       "score"));
    lia_sink_text(sink, "</caption>\n<thead><tr><td></td><th scope=\"col\">");
    SAY_ALONE(sink, N_("bond (much in common)"));
    lia_sink_text(sink, "</th><th scope=\"col\">");
    SAY_ALONE(sink, N_("bridge (little in common)"));
    lia_sink_text(sink, "</th></tr></thead>\n<tbody>\n");
    for (size_t k = 0; k < QUADRANTS; k += 2) {
        lia_sink_text(sink, "<tr><th scope=\"row\">");
        SAY_ALONE(sink, side[k / 2]);
        lia_sink_text(sink, "</th>");
        put_quadrant(sink, page, t, &all, k);
        put_quadrant(sink, page, t, &all, k + 1);
        lia_sink_text(sink, "</tr>\n");
    }
    lia_sink_text(sink, "</tbody></table>\n");
}

void lia_section_bridges(lia_sink *sink, const lia_page *page)
{
    const lia_ranked *t = lia_page_find(page, "bridges");

    put_axes(sink, page, t);
    lia_page_plots(sink, page, "bridges", LIA_NONE);
    lia_page_table_of(sink, page, "bridges");
    lia_page_table_of(sink, page, "friction");
}

void lia_lead_brokers(lia_sink *sink, const lia_page *page)
{
    const lia_ranked *t = lia_page_find(page, "brokers");
    const double size = lia_page_number(t, 0, "effective_size");
    uint64_t sole[1];

    SAY(sink, N_("{1} holds the most separate contacts together: its {2} "
                 "count like {3} who do not know each other."),
        lia_page_account_at(page, t, 0, "account"),
        SAY_MANY(lia_page_count(t, 0, "degree"), "contact", "{n} contacts"),
        SAY_NUMBER(size));
    if (lia_page_largest(sole, 1, t, "sole_access") == 1) {
        lia_sink_byte(sink, ' ');
        SAY(sink, N_("{1} alone gives access to {2}."),
            lia_page_account_at(page, t, sole[0], "account"),
            SAY_MANY(lia_page_count(t, sole[0], "sole_access"),
                     "one account or company", "{n} accounts or companies"));
    }
}

void lia_section_brokers(lia_sink *sink, const lia_page *page)
{
    PARAGRAPH_ALONE(sink, N_("A broker stands between contacts who do not "
                             "know each other: news passes through, and who "
                             "leaves takes the doors along."));
    lia_page_plots(sink, page, "brokers", LIA_NONE);
    lia_page_table_of(sink, page, "brokers");
}
