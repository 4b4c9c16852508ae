/* report/page/section_influence.c - engagement that was earned, and that which
 * was owned, arranged or exchanged; how few hold most of it.
 */
#include <math.h>

#include "report/page/sections.h"

/* Share of a part of the engagement; NAN where it is not there. */
static double share_of(const lia_page *page, const char *part)
{
    const lia_ranked *t = lia_page_find(page, "shares");

    for (uint64_t r = 0; t != NULL && r < t->rows; r++)
        if (lia_page_is(t, r, "part", part))
            return lia_page_number(t, r, "share");
    return NAN;
}

void lia_lead_influence(lia_sink *sink, const lia_page *page)
{
    const lia_ranked *t = lia_page_find(page, "influence");
    const lia_said of[] = {
        lia_page_account_at(page, t, 0, "account"),
        SAY_MANY(lia_page_count(t, 0, "earned"), "{n} engagement",
                 "{n} engagements"),
        SAY_PERCENT(share_of(page, "earned")),
        SAY_PERCENT(share_of(page, "owned")),
        SAY_PERCENT(share_of(page, "artificial")),
        SAY_PERCENT(share_of(page, "reciprocal"))};

    if (!(lia_page_number(t, 0, "earned") > 0)) {
        SAY_ALONE(sink, N_("Nobody here earned engagement from others."));
        return;
    }
    lia_say(sink, N_("{1} earned the most: {2} from others, freely given."),
            of, 6);
    if (isnan(of[2].number))
        return;
    lia_sink_byte(sink, ' ');
    lia_say(sink, N_("Of all engagement {3} was earned, {4} came from the "
                     "author's own side, {5} is consistent with arrangement "
                     "and {6} was exchanged beyond habit."), of, 6);
}

/* Who loses and who gains most when pods and own engagement are taken out. */
static void put_changes(lia_sink *sink, const lia_page *page,
                        const lia_ranked *t)
{
    const lia_column *c = lia_ranked_find(t, "rank_change");
    double lowest = 0;
    uint64_t fallen = 0, risen[1];

    for (uint64_t r = 0; c != NULL && r < t->rows; r++) {
        const double change = lia_page_value(c, lia_ranked_element(t, r));
        if (change < lowest) {
            lowest = change;
            fallen = r;
        }
    }
    if (lowest < 0)
        PARAGRAPH(sink, N_("Counted as it is seen {1} stands at rank {2}; by "
                           "what was earned, at {3}."),
                  lia_page_account_at(page, t, fallen, "account"),
                  SAY_COUNT(lia_page_count(t, fallen, "rank_before")),
                  SAY_COUNT(fallen + 1));
    if (lia_page_largest(risen, 1, t, "rank_change") == 1)
        PARAGRAPH(sink, N_("{1} rises from rank {2} to {3}."),
                  lia_page_account_at(page, t, risen[0], "account"),
                  SAY_COUNT(lia_page_count(t, risen[0], "rank_before")),
                  SAY_COUNT(risen[0] + 1));
}

void lia_section_influence(lia_sink *sink, const lia_page *page)
{
    const lia_ranked *t = lia_page_find(page, "influence");

    PARAGRAPH_ALONE(sink, N_("Earned is what others gave of themselves; owned "
                             "comes from the author's own posts, company or "
                             "team; artificial from groups in step, machines "
                             "and promotion; reciprocal is exchanged beyond "
                             "what both give to others."));
    put_changes(sink, page, t);
    lia_page_plots(sink, page, "influence", LIA_NONE);
    lia_page_table_of(sink, page, "influence");
    lia_page_table_of(sink, page, "shares");
    lia_page_table_of(sink, page, "pick");
}

void lia_lead_concentration(lia_sink *sink, const lia_page *page)
{
    const lia_ranked *t = lia_page_find(page, "concentration");
    const double gini = lia_page_number(t, 0, "gini");
    const double tenth = lia_page_number(t, 0, "top10_share");
    const lia_said of[] = {
        SAY_PERCENT(tenth), SAY_NUMBER(gini),
        SAY_WORDS(gini >= 0.8 ? N_("very unequal") : gini >= 0.6
                      ? N_("unequal") : gini >= 0.4 ? N_("somewhat unequal")
                                                    : N_("even"))};

    /* Of ten or more accounts one in ten cannot have it all so evenly. */
    if (tenth >= 1 && gini < 0.9)
        SAY_ALONE(sink, N_("Fewer than ten accounts were engaged: too few to "
                           "say how it is spread."));
    else if (isnan(tenth) || isnan(gini))
        SAY_ALONE(sink, N_("How engagement is spread over accounts."));
    else
        lia_say(sink, N_("One account in ten receives {1} of all engagement: "
                         "{3} (Gini {2}, where 0 is equal shares and 1 is all "
                         "with one)."), of, 3);
}

void lia_section_concentration(lia_sink *sink, const lia_page *page)
{
    lia_page_plots(sink, page, "concentration", LIA_NONE);
    lia_page_table_of(sink, page, "concentration");
}
