/* report/page/sections.c - which parts there are, and which columns of a table
 * a reader sees.
 */
#include "report/page/sections.h"

#include "report/page/html.h"

bool lia_page_has(const lia_page *page, const char *name)
{
    const lia_ranked *table = lia_page_find(page, name);

    return table != NULL && table->rows > 0;
}

static bool always(const lia_page *page)
{
    (void)page;
    return true;
}

static bool has_pods(const lia_page *page)
{
    return lia_page_find(page, "pods") != NULL;
}

static bool has_network(const lia_page *page)
{
    return page->picture != NULL || lia_page_has(page, "accounts");
}

static bool has_bridges(const lia_page *page)
{
    return lia_page_has(page, "bridges");
}

static bool has_brokers(const lia_page *page)
{
    return lia_page_has(page, "brokers");
}

static bool has_introductions(const lia_page *page)
{
    return lia_page_has(page, "introductions") ||
           lia_page_has(page, "unmatched");
}

static bool has_influence(const lia_page *page)
{
    return lia_page_has(page, "influence");
}

static bool has_concentration(const lia_page *page)
{
    return lia_page_has(page, "concentration");
}

const lia_page_section lia_page_sections[] = {
    {"overview", N_("Overview"), always,
     lia_lead_overview, lia_section_overview},
    {"pods", N_("Pods: engagement in step"), has_pods,
     lia_lead_pods, lia_section_pods},
    {"network", N_("The network"), has_network,
     lia_lead_network, lia_section_network},
    {"bridges", N_("Bridges"), has_bridges,
     lia_lead_bridges, lia_section_bridges},
    {"brokers", N_("Brokers"), has_brokers,
     lia_lead_brokers, lia_section_brokers},
    {"introductions", N_("Introductions"), has_introductions,
     lia_lead_introductions, lia_section_introductions},
    {"influence", N_("Influence"), has_influence,
     lia_lead_influence, lia_section_influence},
    {"concentration", N_("Concentration"), has_concentration,
     lia_lead_concentration, lia_section_concentration},
    {"quality", N_("Data quality"), always,
     lia_lead_quality, lia_section_quality},
};
const size_t lia_page_section_count =
    sizeof lia_page_sections / sizeof *lia_page_sections;

/* The columns that fit a page and a question; the files have them all. */
static const struct {
    const char *table;
    const char *const columns[14];
} shown[] = {
    {"accounts", {"account", "company", "title", "degree", "effective_size",
                  "constraint", "clustering", "pagerank", "betweenness",
                  "articulation"}},
    {"ties", {"account_a", "account_b", "mutual_contacts", "bridgeness",
              "local_bridge", "span", "bridge"}},
    {"pods", {"pod", "class", "members", "observed", "expected", "synchrony",
              "q_value", "coverage", "reciprocity", "exclusivity",
              "calculated_index", "affinity_index"}},
    {"pod_members", {"account", "given", "received", "coverage", "promptness",
                     "p_value", "proposed_by"}},
    {"pod_pairs", {"account_a", "account_b", "episodes", "expected", "p_value",
                   "q_value", "pod"}},
    {"bridges", {"account_a", "account_b", "strength", "strength_class",
                 "reciprocity", "mutual_contacts", "bridgeness", "quadrant",
                 "bridge", "cut_off", "acts", "last_act"}},
    {"brokers", {"account", "degree", "effective_size", "efficiency",
                 "constraint", "participation", "sole_access",
                 "communities", "liaison"}},
    {"introductions", {"target", "company", "title", "fit", "reach", "low",
                       "high", "band", "introducer", "matched"}},
    {"influence", {"account", "earned", "owned", "artificial", "reciprocal",
                   "earned_h_index", "earned_engagers", "audience", "pagerank",
                   "rank_before", "rank_change"}},
    {"sources", {"path", "table", "format", "encoding", "rows", "rejected",
                 "timed", "precision", "note"}},
};

const char *const *lia_page_columns_of(const char *table)
{
    for (size_t k = 0; k < sizeof shown / sizeof *shown; k++)
        if (strcmp(shown[k].table, table) == 0)
            return shown[k].columns;
    return NULL;
}

void lia_page_table_of(lia_sink *sink, const lia_page *page, const char *name)
{
    const lia_page_view view = {.table = lia_page_find(page, name),
                                .columns = lia_page_columns_of(name)};

    if (view.table != NULL && view.table->rows > 0)
        lia_page_table(sink, page, &view);
}

uint32_t lia_page_largest(uint64_t *out, uint32_t most,
                          const lia_ranked *table, const char *column)
{
    const lia_column *c = lia_ranked_find(table, column);
    uint32_t count = 0;

    for (uint64_t r = 0; c != NULL && r < table->rows; r++) {
        const double value = lia_page_value(c, lia_ranked_element(table, r));
        uint32_t at = count;
        if (!(value > 0))
            continue;
        while (at > 0 && lia_page_number(table, out[at - 1], column) < value)
            at--;
        if (at == most)
            continue;
        if (count < most)
            count++;
        for (uint32_t k = count - 1; k > at; k--)
            out[k] = out[k - 1];
        out[at] = r;
    }
    return count;
}

void lia_page_heading(lia_sink *sink, const char *message)
{
    lia_sink_text(sink, "<h3>");
    SAY_ALONE(sink, message);
    lia_sink_text(sink, "</h3>\n");
}

static void put_plot(lia_sink *sink, const lia_page *page,
                     const lia_plot *plot)
{
    const lia_plot_look look = {.language = page->language};

    lia_sink_text(sink, "<figure class=\"plot\" data-plot=\"");
    lia_html_text(sink, plot->name);
    lia_sink_text(sink, "\">");
    lia_plot_put(sink, plot, &look);
    lia_sink_text(sink, "<figcaption><b>");
    for (int k = 0; k < 2 * LIA_LANGUAGE_COUNT; k++) {
        const lia_language language = (lia_language)(k % LIA_LANGUAGE_COUNT);
        const bool is_title = k < LIA_LANGUAGE_COUNT;
        const char *text = is_title ? plot->title[language]
                                    : plot->caption[language];
        if (k == LIA_LANGUAGE_COUNT)
            lia_sink_text(sink, "</b> ");
        lia_sink_text(sink, "<span lang=\"");
        lia_sink_text(sink, lia_language_code(language));
        lia_sink_text(sink, "\">");
        lia_html_text(sink, text != NULL ? text : "");
        lia_sink_text(sink, is_title ? ".</span>" : "</span>");
    }
    lia_sink_text(sink, " <a href=\"plots/");
    lia_html_text(sink, plot->name);
    lia_sink_text(sink, ".svg\">");
    lia_html_text(sink, plot->name);
    lia_sink_text(sink, ".svg</a></figcaption></figure>\n");
}

void lia_page_plots(lia_sink *sink, const lia_page *page, const char *section,
                    uint32_t pod)
{
    for (uint32_t k = 0; page->plots != NULL && k < page->plots->count; k++) {
        const lia_plot *plot = &page->plots->plot[k];
        if (strcmp(plot->section, section) == 0 && plot->pod == pod)
            put_plot(sink, page, plot);
    }
}
