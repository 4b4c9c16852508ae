/* report/page/section_introductions.c - one article for each target: over whom,
 * why, what is not known, and a note to copy.
 */
#include <math.h>

#include "report/page/html.h"
#include "report/page/sections.h"
#include "report/page/traces.h"

enum { ARTICLES = 50 };

void lia_lead_introductions(lia_sink *sink, const lia_page *page)
{
    const lia_ranked *t = lia_page_find(page, "introductions");
    const uint64_t rows = t != NULL ? t->rows : 0;
    uint64_t found = 0;

    for (uint64_t k = 0; k < rows; k++)
        found += lia_page_number(t, k, "reach") > 0;
    if (rows == 0) {
        SAY_ALONE(sink, N_("None of the targets is an account of these "
                           "data."));
        return;
    }
    SAY(sink, N_("There is a way to {1} of {2}."), SAY_COUNT(found),
        SAY_MANY(rows, "{n} target", "{n} targets"));
    if (!(lia_page_number(t, 0, "reach") > 0))
        return;
    lia_sink_byte(sink, ' ');
    SAY(sink, N_("The most promising is {1}."),
        lia_page_account_at(page, t, 0, "target"));
}

static const lia_page_way *way_of(const lia_page *page, const lia_ranked *t,
                                  uint64_t row)
{
    return page->way != NULL ? &page->way[lia_ranked_element(t, row)] : NULL;
}

static void put_path(lia_sink *sink, const lia_page *page,
                     const lia_page_way *way)
{
    lia_sink_text(sink, "<ol class=\"path\">");
    for (uint32_t k = 0; k < way->stops; k++) {
        lia_sink_text(sink, "<li>");
        lia_page_put_account(sink, page, way->stop[k]);
        lia_sink_text(sink, "<small>");
        SAY_ALONE(sink, k == 0 ? N_("you") : k + 1 == way->stops
                                                 ? N_("target")
                                                 : N_("introducer"));
        lia_sink_text(sink, "</small></li>");
    }
    lia_sink_text(sink, "</ol>\n");
}

/* Both languages' text of one row, or that of the table. */
static void put_twins(lia_sink *sink, const char *class_of,
                      const char *const *text, const lia_ranked *t,
                      uint64_t row, const char *column)
{
    size_t length;
    const char *words = lia_page_words(&length, t, row, column);

    lia_sink_text(sink, "<p class=\"");
    lia_sink_text(sink, class_of);
    lia_sink_text(sink, "\">");
    for (int k = 0; text != NULL && k < LIA_LANGUAGE_COUNT; k++) {
        lia_sink_text(sink, "<span lang=\"");
        lia_sink_text(sink, lia_language_code((lia_language)k));
        lia_sink_text(sink, "\">");
        lia_html_put(sink, text[k], strlen(text[k]), LIA_HTML_PROSE);
        lia_sink_text(sink, "</span>");
    }
    if (text == NULL)
        lia_html_put(sink, words, length, LIA_HTML_PROSE);
    lia_sink_text(sink, "</p>\n");
}

/* How good the chance is, in words and as a number with its range. */
static void put_chance(lia_sink *sink, const lia_ranked *t, uint64_t row)
{
    const double reach = lia_page_number(t, row, "reach");
    const double low = lia_page_number(t, row, "low");
    const double high = lia_page_number(t, row, "high");
    size_t length;
    const lia_said of[] = {
        SAY_WORDS(lia_page_word(lia_page_words(&length, t, row, "band"))),
        SAY_PERCENT(reach), SAY_PERCENT(low), SAY_PERCENT(high)};

    lia_sink_text(sink, "<p class=\"chance\">");
    lia_say(sink, !(reach > 0) ? N_("No way is known.")
                  : isnan(low) ? N_("Chance: {1} ({2}).")
                               : N_("Chance: {1} ({2}, from {3} to {4})."),
            of, 4);
    lia_sink_text(sink, "</p>\n");
}

static void put_title(lia_sink *sink, const lia_page *page,
                      const lia_ranked *t, uint64_t row)
{
    size_t length[2];
    const char *text[2] = {lia_page_words(&length[0], t, row, "title"),
                           lia_page_words(&length[1], t, row, "company")};

    lia_sink_text(sink, "<h3>");
    lia_sink_count(sink, row + 1);
    lia_sink_text(sink, ". ");
    const lia_said said = lia_page_account_at(page, t, row, "target");
    lia_say_in(sink, LIA_EN, "{1}", &said, 1, false);
    for (int k = 0; k < 2; k++) {
        if (length[k] == 0)
            continue;
        lia_sink_text(sink, ", <span dir=\"auto\">");
        lia_html_put(sink, text[k], length[k], LIA_HTML_NAME);
        lia_sink_text(sink, "</span>");
    }
    lia_sink_text(sink, "</h3>\n");
}

static bool same_account(const lia_ranked *t, uint64_t row, const char *column,
                         const lia_ranked *other, uint64_t at,
                         const char *name)
{
    size_t a, b;
    const char *x = lia_page_words(&a, t, row, column);
    const char *y = lia_page_words(&b, other, at, name);

    return a == b && memcmp(x, y, a) == 0;
}

/* The notes of a target, one a language: to ask with, and to send on. */
static void put_notes(lia_sink *sink, const lia_page *page,
                      const lia_ranked *t, uint64_t row)
{
    static const char *const part[2] = {"ask", "forward"};
    const lia_ranked *notes = lia_page_find(page, "notes");
    bool is_open = false;

    for (uint64_t k = 0; notes != NULL && k < notes->rows; k++) {
        size_t length, coded;
        const char *code = lia_page_words(&coded, notes, k, "lang");
        if (!same_account(t, row, "target", notes, k, "target"))
            continue;
        if (!is_open) {
            lia_sink_text(sink, "<details class=\"notes\"><summary>");
            SAY_ALONE(sink, N_("A note to ask with, and one to send on"));
            lia_sink_text(sink, "</summary>\n");
        }
        is_open = true;
        for (int q = 0; q < 2; q++) {
            const char *text = lia_page_words(&length, notes, k, part[q]);
            lia_sink_text(sink, "<pre class=\"note\" lang=\"");
            lia_html_put(sink, code, coded, 8);
            lia_sink_text(sink, "\" id=\"note-");
            lia_sink_count(sink, row + 1);
            lia_sink_byte(sink, '-');
            lia_sink_text(sink, part[q]);
            lia_sink_byte(sink, '-');
            lia_html_put(sink, code, coded, 8);
            lia_sink_text(sink, "\">");
            lia_html_put(sink, text, length, LIA_HTML_PROSE);
            lia_sink_text(sink, "</pre>\n");
        }
    }
    if (is_open)
        lia_sink_text(sink, "</details>\n");
}

/* "ida|tom": others whom one could ask, by name where they have one. */
static void put_others(lia_sink *sink, const lia_page *page, const char *list,
                       size_t length)
{
    const lia_names *accounts =
        page->tables != NULL ? &page->tables->accounts.names : NULL;

    lia_sink_text(sink, "<p class=\"others\">");
    SAY_ALONE(sink, N_("Also:"));
    for (size_t at = 0, end; at < length; at = end + 1) {
        const char *bar = memchr(list + at, '|', length - at);
        end = bar != NULL ? (size_t)(bar - list) : length;
        const lia_vid account =
            accounts != NULL ? lia_names_find(accounts, list + at, end - at)
                             : LIA_NONE;
        lia_sink_text(sink, at > 0 ? ", " : " ");
        if (account != LIA_NONE)
            lia_page_put_account(sink, page, account);
        else
            lia_html_put(sink, list + at, end - at, LIA_HTML_NAME);
    }
    lia_sink_text(sink, "</p>\n");
}

static void put_article(lia_sink *sink, const lia_page *page,
                        const lia_ranked *t, uint64_t row)
{
    const lia_page_way *way = way_of(page, t, row);
    size_t length;
    const char *others = lia_page_words(&length, t, row, "alternates");

    lia_sink_text(sink, "<article class=\"way\" id=\"way-");
    lia_sink_count(sink, row + 1);
    lia_sink_text(sink, "\">\n");
    put_title(sink, page, t, row);
    if (way != NULL && way->stops > 0)
        put_path(sink, page, way);
    put_chance(sink, t, row);
    put_twins(sink, "reason", way != NULL ? way->reason : NULL, t, row,
              "reason");
    put_twins(sink, "limitation", way != NULL ? way->limitation : NULL, t,
              row, "limitation");
    if (length > 0)
        put_others(sink, page, others, length);
    lia_page_trace(sink, page, "introductions", row);
    put_notes(sink, page, t, row);
    lia_sink_text(sink, "</article>\n");
}

void lia_section_introductions(lia_sink *sink, const lia_page *page)
{
    const lia_ranked *t = lia_page_find(page, "introductions");

    for (uint64_t r = 0; t != NULL && r < t->rows && r < ARTICLES; r++)
        put_article(sink, page, t, r);
    lia_page_plots(sink, page, "introductions", LIA_NONE);
    lia_page_table_of(sink, page, "introductions");
    lia_page_table_of(sink, page, "introducers");
    lia_page_table_of(sink, page, "asks");
    lia_page_table_of(sink, page, "unmatched");
    lia_page_table_of(sink, page, "calibration");
    lia_page_table_of(sink, page, "serendipity");
}
