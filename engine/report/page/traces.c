/* report/page/traces.c - see traces.h. */
#include "report/page/traces.h"

#include <string.h>

#include "report/evidence.h"
#include "report/page/html.h"
#include "report/page/say.h"

static void put_line(lia_sink *sink, const lia_trace_line *line)
{
    lia_sink_text(sink, "<li><code>");
    lia_html_put(sink, line->path, strlen(line->path), LIA_HTML_PROSE);
    lia_sink_byte(sink, ':');
    lia_sink_count(sink, line->line);
    lia_sink_text(sink, "</code> ");
    if (line->time != LIA_NO_TIME)
        SAY(sink, N_("{1}, {2}"), SAY_WORDS(line->what), SAY_DAY(line->time));
    else
        SAY_ALONE(sink, line->what);
    lia_sink_text(sink, "</li>");
}

void lia_page_trace(lia_sink *sink, const lia_page *page, const char *table,
                    uint64_t row)
{
    const lia_trace *t = lia_trace_of(page->traces, table);

    if (t == NULL || row >= t->rows || t->all[row] == 0)
        return;
    const uint64_t shown = t->off[row + 1] - t->off[row];
    lia_sink_text(sink, "<details class=\"evidence\"><summary>");
    SAY(sink, "{1}", SAY_MANY(t->all[row], "{n} row", "{n} rows"));
    lia_sink_text(sink, "</summary><ul>");
    for (uint64_t k = t->off[row]; k < t->off[row + 1]; k++)
        put_line(sink, &t->line[k]);
    if (shown < t->all[row]) {
        lia_sink_text(sink, "<li>");
        SAY(sink, N_("and {1} earlier"), SAY_COUNT(t->all[row] - shown));
        lia_sink_text(sink, "</li>");
    }
    lia_sink_text(sink, "</ul></details>");
}

void lia_page_trace_head(lia_sink *sink, const lia_page *page,
                         const char *table)
{
    if (lia_trace_of(page->traces, table) == NULL)
        return;
    lia_sink_text(sink, "<th scope=\"col\" data-col=\"input_rows\" "
                        "data-type=\"count\">");
    SAY_ALONE(sink, N_("Input rows"));
    lia_sink_text(sink, "</th>");
}

void lia_page_trace_cell(lia_sink *sink, const lia_page *page,
                         const char *table, uint64_t row)
{
    const lia_trace *t = lia_trace_of(page->traces, table);

    if (t == NULL)
        return;
    if (row >= t->rows || t->all[row] == 0) {
        lia_sink_text(sink, "<td></td>");
        return;
    }
    lia_sink_text(sink, "<td data-v=\"");
    lia_sink_count(sink, t->all[row]);
    lia_sink_text(sink, "\">");
    lia_page_trace(sink, page, table, row);
    lia_sink_text(sink, "</td>");
}
