/* report/page/section_overview.c - the answer of every part in its one
 * sentence, and the network in numbers.
 */
#include "report/page/sections.h"

void lia_lead_overview(lia_sink *sink, const lia_page *page)
{
    const lia_ranked *graph = lia_page_find(page, "graph");
    const uint64_t pieces = lia_page_count(graph, 0, "components");
    const lia_said of[] = {
        SAY_MANY(page->accounts, "{n} account", "{n} accounts"),
        SAY_MANY(page->ties, "{n} tie", "{n} ties"),
        SAY_MANY(pieces, "one piece", "{n} separate pieces")};

    if (page->is_star)
        lia_say(sink, N_("One person's archive: {1} around its owner, and no "
                         "tie between two of them. What needs such ties is "
                         "not shown."), of, 3);
    else
        lia_say(sink, N_("{1} hold {2} between them, in {3}."), of, 3);
}

void lia_section_overview(lia_sink *sink, const lia_page *page)
{
    lia_sink_text(sink, "<ul class=\"findings\">\n");
    for (size_t k = 1; k < lia_page_section_count; k++) {
        const lia_page_section *s = &lia_page_sections[k];
        if (!s->is_there(page))
            continue;
        lia_sink_text(sink, "<li><a href=\"#");
        lia_sink_text(sink, s->id);
        lia_sink_text(sink, "\">");
        SAY_ALONE(sink, s->title);
        lia_sink_text(sink, "</a> ");
        s->lead(sink, page);
        lia_sink_text(sink, "</li>\n");
    }
    lia_sink_text(sink, "</ul>\n");
    lia_page_table_of(sink, page, "graph");
}
