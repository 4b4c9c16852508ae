/* report/page/page.c - the frame: head with the security policy, navigation,
 * sections, foot.
 */
#include "report/page/page.h"

#include "report/atomic_file.h"
#include "report/page/html.h"
#include "report/page/labels.h"
#include "report/page/sections.h"

extern const unsigned char lia_embedded_page_css[];
extern const size_t lia_embedded_page_css_size;
extern const unsigned char lia_embedded_page_css_sha256[32];
extern const unsigned char lia_embedded_page_js[];
extern const size_t lia_embedded_page_js_size;
extern const unsigned char lia_embedded_page_js_sha256[32];

enum { DIGEST = 32 };

/* Nothing is fetched, sent or framed; one style and one script run, the ones
 * whose bytes stand below. */
static void put_policy(lia_sink *sink)
{
    lia_sink_text(sink, "<meta http-equiv=\"Content-Security-Policy\" "
                        "content=\"default-src 'none'; img-src data:; "
                        "style-src 'sha256-");
    lia_html_base64(sink, lia_embedded_page_css_sha256, DIGEST);
    lia_sink_text(sink, "'; script-src 'sha256-");
    lia_html_base64(sink, lia_embedded_page_js_sha256, DIGEST);
    lia_sink_text(sink, "'; base-uri 'none'; form-action 'none'\">\n");
}

static void put_head(lia_sink *sink, const lia_page *page,
                     const char *title)
{
    lia_sink_text(sink, "<!DOCTYPE html>\n<html lang=\"");
    lia_sink_text(sink, lia_language_code(page->language));
    lia_sink_text(sink, "\" class=\"no-js\">\n<head>\n"
                        "<meta charset=\"utf-8\">\n");
    put_policy(sink);
    lia_sink_text(sink, "<meta name=\"viewport\" content=\"width=device-width,"
                        " initial-scale=1\">\n"
                        "<meta name=\"color-scheme\" content=\"light dark\">\n"
                        "<meta name=\"referrer\" content=\"no-referrer\">\n"
                        "<meta name=\"generator\" content=\"liaison ");
    lia_html_text(sink, lia_version());
    lia_sink_text(sink, "\">\n<title");
    lia_say_attribute(sink, NULL, page->language, title, NULL, 0);
    lia_sink_byte(sink, '>');
    lia_say_in(sink, page->language, title, NULL, 0, true);
    lia_sink_text(sink, "</title>\n<style>");
    lia_sink_put(sink, (const char *)lia_embedded_page_css,
                 lia_embedded_page_css_size);
    lia_sink_text(sink, "</style>\n</head>\n");
}

static void put_navigation(lia_sink *sink, const lia_page *page)
{
    lia_sink_text(sink, "<nav");
    lia_say_attribute(sink, "aria-label", page->language,
                      N_("Parts of the report"), NULL, 0);
    lia_sink_text(sink, "><ul>\n");
    for (size_t k = 0; k < lia_page_section_count; k++) {
        const lia_page_section *s = &lia_page_sections[k];
        if (!s->is_there(page))
            continue;
        lia_sink_text(sink, "<li><a href=\"#");
        lia_sink_text(sink, s->id);
        lia_sink_text(sink, "\">");
        SAY_ALONE(sink, s->title);
        lia_sink_text(sink, "</a></li>\n");
    }
    lia_sink_text(sink, "</ul></nav>\n");
}

static void put_summary(lia_sink *sink, const lia_page *page)
{
    const lia_said of[] = {
        SAY_MANY(page->accounts, "{n} account", "{n} accounts"),
        SAY_MANY(page->ties, "{n} tie", "{n} ties"),
        SAY_MANY(page->interactions, "{n} interaction", "{n} interactions"),
        SAY_DAY(page->first), SAY_DAY(page->last)};
    const bool has_times =
        page->first != LIA_NO_TIME && page->last != LIA_NO_TIME;

    lia_sink_text(sink, "<p class=\"summary\">");
    lia_say(sink, page->interactions == 0 ? N_("{1}, {2}.")
                  : has_times ? N_("{1}, {2} and {3} from {4} to {5}.")
                              : N_("{1}, {2} and {3}."),
            of, sizeof of / sizeof *of);
    lia_sink_text(sink, "</p>\n");
}

static void put_header(lia_sink *sink, const lia_page *page)
{
    lia_sink_text(sink, "<body>\n<a class=\"skip\" href=\"#main\">");
    SAY_ALONE(sink, N_("Skip to the content"));
    lia_sink_text(sink, "</a>\n<header>\n<h1>");
    SAY_ALONE(sink, N_("Engagement report"));
    lia_sink_text(sink, "</h1>\n");
    put_summary(sink, page);
    put_navigation(sink, page);
    lia_sink_text(sink, "<div id=\"controls\" hidden></div>\n</header>\n");
}

static void put_sections(lia_sink *sink, const lia_page *page)
{
    lia_sink_text(sink, "<main id=\"main\">\n");
    for (size_t k = 0; k < lia_page_section_count; k++) {
        const lia_page_section *s = &lia_page_sections[k];
        if (!s->is_there(page))
            continue;
        lia_sink_text(sink, "<section id=\"");
        lia_sink_text(sink, s->id);
        lia_sink_text(sink, "\" aria-labelledby=\"h-");
        lia_sink_text(sink, s->id);
        lia_sink_text(sink, "\">\n<h2 id=\"h-");
        lia_sink_text(sink, s->id);
        lia_sink_text(sink, "\">");
        SAY_ALONE(sink, s->title);
        lia_sink_text(sink, "</h2>\n<p class=\"lead\">");
        s->lead(sink, page);
        lia_sink_text(sink, "</p>\n");
        s->put(sink, page);
        lia_sink_text(sink, "</section>\n");
    }
    lia_sink_text(sink, "</main>\n");
}

static void put_footer(lia_sink *sink)
{
    const char *version = lia_version();

    lia_sink_text(sink, "<footer>\n<p>");
    SAY(sink, N_("Made by liaison {1} from the files listed under data "
                 "quality. This page asks nothing of any network and holds "
                 "all that it shows; the tables beside it, as CSV, hold the "
                 "rest."), SAY_TEXT(version, strlen(version)));
    lia_sink_text(sink, "</p>\n<p>");
    SAY_ALONE(sink, N_("A finding here is consistent with what it names; it "
                       "is no verdict on a person."));
    lia_sink_text(sink, "</p>\n</footer>\n");
}

static void put_script(lia_sink *sink)
{
    if (lia_embedded_page_js_size > 0) {
        lia_sink_text(sink, "<script>");
        lia_sink_put(sink, (const char *)lia_embedded_page_js,
                     lia_embedded_page_js_size);
        lia_sink_text(sink, "</script>\n");
    }
    lia_sink_text(sink, "</body>\n</html>\n");
}

void lia_page_of_table(lia_sink *sink, const lia_ranked *table, uint64_t rows,
                       lia_language language)
{
    const lia_page page = {.language = language, .table = &table,
                           .table_count = 1};
    const lia_page_view view = {.table = table, .rows = rows, .most = rows,
                                .is_alone = true};
    const char *label = lia_table_label(table->name);
    const char *title = label != NULL ? label : table->title != NULL
                                                    ? table->title
                                                    : table->name;

    put_head(sink, &page, title);
    lia_sink_text(sink, "<body>\n<header>\n<h1>");
    SAY_ALONE(sink, title);
    lia_sink_text(sink, "</h1>\n<div id=\"controls\" hidden></div>\n"
                        "</header>\n<main id=\"main\">\n");
    lia_page_table(sink, &page, &view);
    lia_sink_text(sink, "</main>\n<footer>\n<p>");
    SAY(sink, N_("Made by liaison {1}."),
        SAY_TEXT(lia_version(), strlen(lia_version())));
    lia_sink_text(sink, "</p>\n</footer>\n");
    put_script(sink);
}

lia_status lia_page_write(FILE *stream, const lia_page *page, lia_error *err)
{
    lia_sink sink;
    lia_status st;

    if (stream == NULL || page == NULL)
        return lia_fail(err, LIA_EARG, "no page to write, or nowhere");
    st = lia_sink_open(&sink, stream, err);
    if (st != LIA_OK)
        return st;
    put_head(&sink, page, N_("Engagement report"));
    put_header(&sink, page);
    put_sections(&sink, page);
    put_footer(&sink);
    put_script(&sink);
    return lia_sink_close(&sink, err);
}

lia_status lia_page_write_file(const char *path, const lia_page *page,
                               lia_error *err)
{
    lia_atomic_file file;
    lia_status st;

    if (path == NULL || page == NULL)
        return lia_fail(err, LIA_EARG, "no page to write, or nowhere");
    st = lia_atomic_open(&file, path, err);
    if (st != LIA_OK)
        return st;
    st = lia_page_write(file.stream, page, err);
    return lia_atomic_finish(&file, st, err);
}
