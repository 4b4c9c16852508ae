/* The page: what others wrote stays text, sentences in both languages, and
 * parts only where there is something to say.
 *
 * Expected values: RFC 4648 section 10 for base 64; all others by hand from
 * the rules of English and French typography that say.h names.
 */
#include <math.h>
#include <stdio.h>

#include "support.h"

#include "report/page/html.h"
#include "report/page/labels.h"
#include "report/page/page.h"
#include "report/page/say.h"

#define NARROW "\xE2\x80\xAF"

/* What is put into a sink, as text of the caller's to free(). */
typedef struct taken {
    FILE *stream;
    char *text;
    size_t length;
    lia_sink sink;
} taken;

static void take(taken *t)
{
    t->stream = open_memstream(&t->text, &t->length);
    assert_int_equal(lia_sink_open(&t->sink, t->stream, NULL), LIA_OK);
}

static const char *taken_text(taken *t)
{
    assert_int_equal(lia_sink_close(&t->sink, NULL), LIA_OK);
    fclose(t->stream);
    return t->text;
}

/* ---- text of others ---- */

static const struct {
    const char *name, *markup, *json;
} hostile[] = {
    {"</script><img src=x onerror=alert(1)>",
     "&lt;/script&gt;&lt;img src=x onerror=alert(1)&gt;",
     "\"\\u003c/script\\u003e\\u003cimg src=x onerror=alert(1)\\u003e\""},
    {"\" onmouseover=\"x", "&quot; onmouseover=&quot;x",
     "\"\\u0022 onmouseover=\\u0022x\""},
    {"' onclick='x", "&#39; onclick=&#39;x",
     "\"\\u0027 onclick=\\u0027x\""},
    {"]]>", "]]&gt;", "\"]]\\u003e\""},
    {"<!--", "&lt;!--", "\"\\u003c!--\""},
    {"&lt;", "&amp;lt;", "\"\\u0026lt;\""},
    {"a\xE2\x80\xAEz", "a\\u{202E}z", "\"a\\\\u{202E}z\""},
    {"a\xE2\x80\xA8z", "a\\u{2028}z", "\"a\\\\u{2028}z\""},
    {"a\x01z", "a\\u{0001}z", "\"a\\\\u{0001}z\""},
    {"a\xFFz", "a\\x{FF}z", "\"a\\\\x{FF}z\""},
    {"\xC3\xA9", "\xC3\xA9", "\"\xC3\xA9\""},
};

static void test_names_are_inert(void **state)
{
    (void)state;
    for (size_t k = 0; k < sizeof hostile / sizeof *hostile; k++) {
        taken t;
        take(&t);
        assert_true(lia_html_put(&t.sink, hostile[k].name,
                                 strlen(hostile[k].name), LIA_HTML_NAME));
        assert_string_equal(taken_text(&t), hostile[k].markup);
        free(t.text);
        take(&t);
        lia_html_json(&t.sink, hostile[k].name, strlen(hostile[k].name),
                      LIA_HTML_NAME);
        assert_string_equal(taken_text(&t), hostile[k].json);
        free(t.text);
    }
}

static void test_long_names_are_cut_between_characters(void **state)
{
    char name[3000];
    taken t;

    (void)state;
    for (size_t k = 0; k < sizeof name; k += 3)
        memcpy(name + k, "\xE2\x82\xAC", 3);
    take(&t);
    assert_false(lia_html_put(&t.sink, name, sizeof name, 2));
    assert_string_equal(taken_text(&t),
                        "\xE2\x82\xAC\xE2\x82\xAC\xE2\x80\xA6");
    free(t.text);
    assert_int_equal(lia_html_cut(name, sizeof name, 5), 15);
    assert_int_equal(lia_html_cut(name, 4, 5), 4);
}

static void test_base64(void **state)
{
    /* RFC 4648, section 10 */
    static const char *const rows[][2] = {
        {"", ""}, {"f", "Zg=="}, {"fo", "Zm8="}, {"foo", "Zm9v"},
        {"foob", "Zm9vYg=="}, {"fooba", "Zm9vYmE="}, {"foobar", "Zm9vYmFy"}};

    (void)state;
    for (size_t k = 0; k < sizeof rows / sizeof *rows; k++) {
        taken t;
        take(&t);
        lia_html_base64(&t.sink, (const unsigned char *)rows[k][0],
                        strlen(rows[k][0]));
        assert_string_equal(taken_text(&t), rows[k][1]);
        free(t.text);
    }
}

/* ---- sentences ---- */

static void assert_said(lia_said value, const char *english,
                        const char *french)
{
    const char *const want[LIA_LANGUAGE_COUNT] = {english, french};

    for (int k = 0; k < LIA_LANGUAGE_COUNT; k++) {
        taken t;
        take(&t);
        lia_say_in(&t.sink, (lia_language)k, "{1}", &value, 1, true);
        assert_string_equal(taken_text(&t), want[k]);
        free(t.text);
    }
}

static void test_numbers_by_language(void **state)
{
    (void)state;
    assert_said(SAY_COUNT(0), "0", "0");
    assert_said(SAY_COUNT(1234567), "1,234,567",
                "1" NARROW "234" NARROW "567");
    assert_said(SAY_NUMBER(3.8055), "3.8", "3,8");
    assert_said(SAY_NUMBER(541.74), "542", "542");
    assert_said(SAY_NUMBER(1.561), "1.56", "1,56");
    assert_said(SAY_NUMBER(1.5), "1.5", "1,5");
    assert_said(SAY_NUMBER(2), "2", "2");
    assert_said(SAY_NUMBER(INFINITY), "inf", "inf");
    assert_said(SAY_PERCENT(0.808), "81%", "81" NARROW "%");
    assert_said(SAY_PERCENT(0.0512), "5.1%", "5,1" NARROW "%");
    assert_said(SAY_PERCENT(0.9979), "99.8%", "99,8" NARROW "%");
    assert_said(SAY_PERCENT(0.99999), "99.9%", "99,9" NARROW "%");
    assert_said(SAY_PERCENT(1), "100%", "100" NARROW "%");
    assert_said(SAY_PERCENT(0.0001), "&lt;" NARROW "0.1%",
                "&lt;" NARROW "0,1" NARROW "%");
    assert_said(SAY_PERCENT(0), "0%", "0" NARROW "%");
    assert_said(SAY_MANY(1, "{n} account", "{n} accounts"), "1 account",
                "1 compte");
    assert_said(SAY_MANY(0, "{n} account", "{n} accounts"), "0 accounts",
                "0 compte");
    assert_said(SAY_MANY(2345, "{n} account", "{n} accounts"),
                "2,345 accounts", "2" NARROW "345 comptes");
    assert_said(SAY_DAY(INT64_C(1767571200) * 1000000), "2026-01-05",
                "2026-01-05");
}

static void test_odds_in_words(void **state)
{
    (void)state;
    assert_said(SAY_ODDS(24.00987657799688), "1 in 10^24", "1 sur 10^24");
    assert_said(SAY_ODDS(10.714), "1 in 5" NARROW "\xC3\x97" NARROW "10^10",
                "1 sur 5" NARROW "\xC3\x97" NARROW "10^10");
    /* 10^11.99 is 9.8 x 10^11: ten of the lower power is one of the next */
    assert_said(SAY_ODDS(11.99), "1 in 10^12", "1 sur 10^12");
    assert_said(SAY_ODDS(1.8549), "1 in 72", "1 sur 72");
    assert_said(SAY_ODDS(3.593), "1 in 3,900", "1 sur 3" NARROW "900");
}

static void test_spans(void **state)
{
    (void)state;
    assert_said(SAY_SPAN(1), "1 second", "1 seconde");
    assert_said(SAY_SPAN(90), "90 seconds", "90 secondes");
    assert_said(SAY_SPAN(600), "10 minutes", "10 minutes");
    assert_said(SAY_SPAN(7200), "2 hours", "2 heures");
    assert_said(SAY_SPAN(259200), "3 days", "3 jours");
}

static void test_twins_and_places(void **state)
{
    taken t;

    (void)state;
    take(&t);
    SAY(&t.sink, "{2} <{1}> {9} {x}", SAY_TEXT("<a>", 3), SAY_COUNT(1000));
    assert_string_equal(taken_text(&t),
                        "<span lang=\"en\">1,000 &lt;&lt;a&gt;&gt; {9} {x}"
                        "</span><span lang=\"fr\">1" NARROW
                        "000 &lt;&lt;a&gt;&gt; {9} {x}</span>");
    free(t.text);
}

/* ---- labels ---- */

static void test_labels_have_a_french_one(void **state)
{
    (void)state;
    assert_true(lia_label_count() > 150);
    for (size_t k = 0; k < lia_label_count(); k++) {
        const lia_label *l = lia_label_at(k);
        assert_true(l->label[0] != '\0' && l->why[0] != '\0');
        assert_true(l->why[strlen(l->why) - 1] == '.');
        assert_ptr_not_equal(lia_text_in(LIA_FR, l->why), l->why);
        assert_ptr_equal(
            lia_label_of(l->table != NULL ? l->table : "?", l->column), l);
    }
    assert_null(lia_label_of("pods", "no_such_column"));
    assert_null(lia_word_label("no_such_word"));
    assert_null(lia_table_label("no_such_table"));
}

/* ---- the page ---- */

static char *page_text(const lia_page *page)
{
    char *text = NULL;
    size_t length = 0;
    FILE *stream = open_memstream(&text, &length);

    assert_int_equal(lia_page_write(stream, page, NULL), LIA_OK);
    fclose(stream);
    return text;
}

static size_t count_of(const char *text, const char *part)
{
    size_t count = 0;

    for (const char *at = text; (at = strstr(at, part)) != NULL; at++)
        count++;
    return count;
}

static void test_empty_parts_are_not_there(void **state)
{
    const lia_page page = {.first = LIA_NO_TIME, .last = LIA_NO_TIME,
                           .accounts = 1, .ties = 1};
    char *text = page_text(&page);

    (void)state;
    assert_int_equal(count_of(text, "<section "), 2);
    assert_non_null(strstr(text, "<section id=\"overview\""));
    assert_non_null(strstr(text, "<section id=\"quality\""));
    assert_non_null(strstr(text, "1 account, 1 tie."));
    assert_null(strstr(text, " style="));
    free(text);
}

static const char *const evil = "</script><img src=x onerror=alert(1)>";

static void fill_brokers(lia_ranked *t, lia_tables *tables, double *size,
                         uint64_t *degree, lia_vid *ids)
{
    *t = (lia_ranked){.name = "brokers", .title = evil, .rows = 1,
                      .has_rank = true};
    lia_ranked_add(t, "account", LIA_COLUMN_ID, ids)->names =
        &tables->accounts.names;
    lia_ranked_add(t, "degree", LIA_COLUMN_COUNT, degree);
    lia_ranked_add(t, "effective_size", LIA_COLUMN_NUMBER, size);
}

static void test_a_hostile_account(void **state)
{
    uint64_t off[] = {0, 37}, degree = 3;
    uint32_t community = 0, pod = LIA_NONE, company = LIA_NONE;
    double size = 2.5, x = 0.5, y = 0.25;
    lia_vid id = 0;
    lia_tables tables = {.accounts = {.names = {1, off, (char *)evil}}};
    lia_ranked brokers;
    const lia_ranked *list[] = {&brokers};
    const lia_picture picture = {
        .nodes = 1, .account = &id, .x = &x, .y = &y, .width = 1, .height = 1,
        .pod = &pod, .community = &community, .company = &company,
        .degree = &degree, .accounts_all = 9, .ties_all = 8};
    const lia_page page = {.language = LIA_FR, .tables = &tables,
                           .table = list, .table_count = 1,
                           .picture = &picture, .accounts = 1,
                           .first = LIA_NO_TIME, .last = LIA_NO_TIME};
    char *text;

    (void)state;
    assert_int_equal(strlen(evil), 37);
    fill_brokers(&brokers, &tables, &size, &degree, &id);
    text = page_text(&page);
    assert_null(strstr(text, "<img"));
    assert_int_equal(count_of(text, "</script>"), 2);  /* data and script   */
    assert_non_null(strstr(text, "&lt;img src=x onerror=alert(1)&gt;</span>"));
    assert_non_null(strstr(text, "\\u003c/script\\u003e"));
    assert_non_null(strstr(text, "<html lang=\"fr\""));
    assert_non_null(strstr(text, "The picture shows 1 of 9 accounts"));
    free(text);
}

static void test_errors(void **state)
{
    const lia_page page = {.accounts = 1};
    char *text = NULL;
    size_t length = 0;
    FILE *stream = open_memstream(&text, &length);

    (void)state;
    assert_int_equal(lia_page_write(NULL, &page, NULL), LIA_EARG);
    assert_int_equal(lia_page_write(stream, NULL, NULL), LIA_EARG);
    assert_int_equal(lia_page_write_file(NULL, &page, NULL), LIA_EARG);
    assert_int_equal(lia_page_write_file("/no/such/place", &page, NULL),
                     LIA_EIO);
    for (long k = 0; k < 3; k++) {
        lia_mem_fail_after(k);
        const lia_status st = lia_page_write(stream, &page, NULL);
        lia_mem_fail_after(-1);
        assert_true(st == (k == 0 ? LIA_ENOMEM : LIA_OK));
        assert_int_equal(lia_mem_live(), 0);
    }
    fclose(stream);
    free(text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_names_are_inert),
        cmocka_unit_test(test_long_names_are_cut_between_characters),
        cmocka_unit_test(test_base64),
        cmocka_unit_test(test_numbers_by_language),
        cmocka_unit_test(test_odds_in_words),
        cmocka_unit_test(test_spans),
        cmocka_unit_test(test_twins_and_places),
        cmocka_unit_test(test_labels_have_a_french_one),
        cmocka_unit_test(test_empty_parts_are_not_there),
        cmocka_unit_test(test_a_hostile_account),
        cmocka_unit_test(test_errors),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
