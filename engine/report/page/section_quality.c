/* report/page/section_quality.c - what was read, and what the data cannot
 * carry.
 */
#include "report/page/html.h"
#include "report/page/sections.h"

void lia_lead_quality(lia_sink *sink, const lia_page *page)
{
    const lia_ranked *sources = lia_page_find(page, "sources");
    uint64_t rows = 0;

    for (uint64_t k = 0; sources != NULL && k < sources->rows; k++)
        rows += lia_page_count(sources, k, "rows");
    const lia_said of[] = {
        SAY_MANY(rows, "{n} row was read", "{n} rows were read"),
        SAY_MANY(sources != NULL ? sources->rows : 0, "{n} file",
                 "{n} files"),
        SAY_MANY(page->rejected, "{n} row was rejected",
                 "{n} rows were rejected")};
    lia_say(sink, page->rejected > 0 ? N_("{1} from {2}; {3}.")
                                     : N_("{1} from {2}; none was rejected."),
            of, 3);
}

static void put_refused(lia_sink *sink, const lia_page *page)
{
    if (page->refused_count == 0)
        return;
    lia_sink_text(sink, "<h3>");
    SAY_ALONE(sink, N_("What these data do not carry"));
    lia_sink_text(sink, "</h3>\n<dl class=\"refused\">\n");
    for (size_t k = 0; k < page->refused_count; k++) {
        const lia_page_refusal *r = &page->refused[k];
        lia_sink_text(sink, "<div><dt>");
        SAY(sink, "{1}", SAY_WORDS(r->result));
        lia_sink_text(sink, "</dt><dd>");
        SAY(sink, "{1}", SAY_WORDS(r->why));
        if (r->collect[0] != '\0') {
            lia_sink_byte(sink, ' ');
            SAY(sink, N_("To get it: {1}"), SAY_WORDS(r->collect));
        }
        lia_sink_text(sink, "</dd></div>\n");
    }
    lia_sink_text(sink, "</dl>\n");
}

void lia_section_quality(lia_sink *sink, const lia_page *page)
{
    put_refused(sink, page);
    lia_page_table_of(sink, page, "jobs");
    lia_page_table_of(sink, page, "sources");
}
