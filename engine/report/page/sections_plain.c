/* report/page/sections_plain.c - parts that are a sentence and tables. */
#include <math.h>

#include "report/page/sections.h"

void lia_section_overview(lia_sink *sink, const lia_page *page)
{
    const lia_ranked *graph = lia_page_find(page, "graph");

    LEAD(sink, page->is_star
                   ? N_("These data are one archive: {1} around their owner, "
                        "and no tie between two of them.")
                   : N_("{1} hold {2} between them, in {3}."),
         SAY_MANY(page->accounts, "{n} account", "{n} accounts"),
         SAY_MANY(page->ties, "{n} tie", "{n} ties"),
         SAY_MANY(lia_page_count(graph, 0, "components"), "one piece",
                  "{n} separate pieces"));
    lia_page_table_of(sink, page, "graph");
}

void lia_section_network(lia_sink *sink, const lia_page *page)
{
    const lia_ranked *t = lia_page_find(page, "accounts");

    LEAD(sink, N_("{1} and {2}."),
         SAY_MANY(page->accounts, "{n} account", "{n} accounts"),
         SAY_MANY(page->ties, "{n} tie", "{n} ties"));
    if (t != NULL)
        lia_page_table_of(sink, page, "accounts");
    if (!lia_page_has(page, "bridges"))
        lia_page_table_of(sink, page, "ties");
}

void lia_section_pods(lia_sink *sink, const lia_page *page)
{
    const lia_ranked *t = lia_page_find(page, "pods");

    LEAD(sink, "{1}.", SAY_MANY(t->rows, "{n} group that favours its own",
                                "{n} groups that favour their own"));
    lia_page_table_of(sink, page, "pods");
    lia_page_table_of(sink, page, "pod_members");
    lia_page_table_of(sink, page, "pod_pairs");
    lia_page_table_of(sink, page, "pod_evidence");
    lia_page_table_of(sink, page, "accounts_engagement");
}

void lia_section_bridges(lia_sink *sink, const lia_page *page)
{
    const lia_ranked *t = lia_page_find(page, "bridges");

    LEAD(sink, N_("{1}, placed on two axes: how strong it is, and how little "
                  "its ends have in common."),
         SAY_MANY(t->rows, "{n} tie", "{n} ties"));
    lia_page_table_of(sink, page, "bridges");
    lia_page_table_of(sink, page, "friction");
}

void lia_section_brokers(lia_sink *sink, const lia_page *page)
{
    const lia_ranked *t = lia_page_find(page, "brokers");

    LEAD(sink, N_("{1} holds the most separate contacts together."),
         lia_page_account_at(page, t, 0, "account"));
    lia_page_table_of(sink, page, "brokers");
}

void lia_section_introductions(lia_sink *sink, const lia_page *page)
{
    const lia_ranked *t = lia_page_find(page, "introductions");
    uint64_t found = 0;

    for (uint64_t k = 0; t != NULL && k < t->rows; k++)
        found += lia_page_number(t, k, "reach") > 0;
    LEAD(sink, N_("There is a way to {1} of {2}."), SAY_COUNT(found),
         SAY_MANY(t != NULL ? t->rows : 0, "{n} target", "{n} targets"));
    lia_page_table_of(sink, page, "introductions");
    lia_page_table_of(sink, page, "introducers");
    lia_page_table_of(sink, page, "asks");
    lia_page_table_of(sink, page, "notes");
    lia_page_table_of(sink, page, "unmatched");
    lia_page_table_of(sink, page, "calibration");
    lia_page_table_of(sink, page, "serendipity");
}

void lia_section_influence(lia_sink *sink, const lia_page *page)
{
    const lia_ranked *t = lia_page_find(page, "influence");

    LEAD(sink, N_("{1} earned the most engagement from others."),
         lia_page_account_at(page, t, 0, "account"));
    lia_page_table_of(sink, page, "influence");
    lia_page_table_of(sink, page, "shares");
    lia_page_table_of(sink, page, "pick");
}

void lia_section_concentration(lia_sink *sink, const lia_page *page)
{
    const lia_ranked *t = lia_page_find(page, "concentration");
    const double share = lia_page_number(t, 0, "top10_share");

    if (!isnan(share))
        LEAD(sink, N_("One account in ten received {1} of all engagement."),
             SAY_PERCENT(share));
    lia_page_table_of(sink, page, "concentration");
}
