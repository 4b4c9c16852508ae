/* report/page/section_network.c - the picture, and the accounts in it. */
#include <math.h>

#include "report/page/sections.h"

void lia_lead_network(lia_sink *sink, const lia_page *page)
{
    const lia_ranked *graph = lia_page_find(page, "graph");
    const uint64_t largest = lia_page_count(graph, 0, "largest_component");
    const uint64_t alone = lia_page_count(graph, 0, "isolated");
    const lia_said of[] = {
        SAY_MANY(page->accounts, "{n} account", "{n} accounts"),
        SAY_MANY(page->ties, "{n} tie", "{n} ties"),
        SAY_PERCENT(page->accounts > 0
                        ? (double)largest / (double)page->accounts : 0),
        SAY_COUNT(alone)};

    lia_say(sink, alone > 0
                ? N_("{1} and {2}; {3} of the accounts hang together in the "
                     "largest piece, {4} have no tie.")
                : N_("{1} and {2}; {3} of the accounts hang together in the "
                     "largest piece."), of, 4);
}

static void put_cut(lia_sink *sink, const lia_page *page)
{
    const lia_picture *p = page->picture;
    const lia_said of[] = {
        SAY_COUNT(p->nodes),
        SAY_MANY(p->accounts_all, "{n} account", "{n} accounts"),
        SAY_COUNT(p->edges), SAY_MANY(p->ties_all, "{n} tie", "{n} ties")};

    lia_sink_text(sink, "<p class=\"cut\">");
    if (p->nodes < p->accounts_all)
        lia_say(sink, N_("The picture shows {1} of {2} and {3} of {4}: the "
                         "accounts that the rest of this report speaks of, "
                         "then those with the most ties. The whole network: "
                         "liaison convert."), of, 4);
    else if (p->edges < p->ties_all)
        lia_say(sink, N_("The picture shows every account and {3} of {4}, the "
                         "strongest of each account. The whole network: "
                         "liaison convert."), of, 4);
    else
        lia_say(sink, N_("The picture shows every account and every tie."),
                of, 4);
    lia_sink_text(sink, "</p>\n");
}

void lia_section_network(lia_sink *sink, const lia_page *page)
{
    if (page->picture != NULL && page->picture->nodes > 0) {
        put_cut(sink, page);
        lia_page_picture(sink, page);
    }
    lia_page_plots(sink, page, "network", LIA_NONE);
    lia_page_table_of(sink, page, "accounts");
    if (!lia_page_has(page, "bridges"))
        lia_page_table_of(sink, page, "ties");
}
