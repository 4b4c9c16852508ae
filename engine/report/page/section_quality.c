/* report/page/section_quality.c - what was read, and what the data cannot
 * carry.
 */
#include <string.h>

#include "report/page/html.h"
#include "report/page/sections.h"

enum { REJECTS_SHOWN = 20 };

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

/* Sentences that were put together in each language. */
static void say_twins(lia_sink *sink, const char *message,
                      const char *const text[LIA_LANGUAGE_COUNT])
{
    for (int k = 0; k < LIA_LANGUAGE_COUNT; k++) {
        const lia_language l = (lia_language)k;
        const lia_said value = SAY_TEXT(text[k], strlen(text[k]));
        lia_sink_text(sink, "<span lang=\"");
        lia_sink_text(sink, lia_language_code(l));
        lia_sink_text(sink, "\">");
        lia_say_in(sink, l, message, &value, 1, false);
        lia_sink_text(sink, "</span>");
    }
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
        say_twins(sink, "{1}", r->why);
        if (r->collect[LIA_EN][0] != '\0') {
            lia_sink_byte(sink, ' ');
            say_twins(sink, N_("To get it: {1}"), r->collect);
        }
        lia_sink_text(sink, "</dd></div>\n");
    }
    lia_sink_text(sink, "</dl>\n");
}

/* visits.csv:4:20 missing value: 'target' is empty */
static void put_reject(lia_sink *sink, const lia_tables *tables,
                       const lia_reject *r)
{
    const char *detail = r->detail != NULL ? r->detail : "";

    lia_sink_text(sink, "<li><code>");
    lia_html_text(sink, tables->source[r->source].path);
    lia_sink_byte(sink, ':');
    lia_sink_count(sink, r->line);
    if (r->column > 0) {
        lia_sink_byte(sink, ':');
        lia_sink_count(sink, r->column);
    }
    lia_sink_text(sink, "</code> ");
    if (detail[0] != '\0')
        SAY(sink, "{1}: {2}", SAY_WORDS(lia_cause_name(r->cause)),
            SAY_TEXT(detail, strlen(detail)));
    else
        SAY(sink, "{1}", SAY_WORDS(lia_cause_name(r->cause)));
    lia_sink_text(sink, "</li>\n");
}

static void put_rejected(lia_sink *sink, const lia_page *page)
{
    const uint64_t all = page->tables != NULL ? page->tables->reject_count : 0;
    const uint64_t shown = all < REJECTS_SHOWN ? all : REJECTS_SHOWN;

    if (all == 0)
        return;
    lia_sink_text(sink, "<h3 id=\"rejects\">");
    SAY_ALONE(sink, N_("Rows that could not be read"));
    lia_sink_text(sink, "</h3>\n<ul>\n");
    for (uint64_t k = 0; k < shown; k++)
        put_reject(sink, page->tables, &page->tables->reject[k]);
    lia_sink_text(sink, "</ul>\n<p>");
    if (all > shown)
        SAY(sink, N_("{1} of {2}; all of them, with their text:"),
            SAY_COUNT(shown), SAY_COUNT(all));
    else
        SAY_ALONE(sink, N_("The same with their text:"));
    lia_sink_text(sink, " <a href=\"rejects.csv\">rejects.csv</a></p>\n");
}

void lia_section_quality(lia_sink *sink, const lia_page *page)
{
    put_refused(sink, page);
    put_rejected(sink, page);
    lia_page_table_of(sink, page, "jobs");
    lia_page_table_of(sink, page, "sources");
}
