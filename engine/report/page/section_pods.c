/* report/page/section_pods.c - one article for each group: who, how often, how
 * often by chance, what speaks for an arrangement and what against it.
 *
 * A sentence is said only where its number is known. Both readings are always
 * there: the data show that a group is in step, never why.
 */
#include <math.h>

#include "report/page/html.h"
#include "report/page/sections.h"

enum { ARTICLES = 16, MEMBERS = 60, BURSTS = 10, TAKERS = 30 };

/* Digits of improbability: -log10 of p. */
static double digits_of(const lia_ranked *t, uint64_t row)
{
    const double score = lia_page_number(t, row, "score");
    const double p = lia_page_number(t, row, "p_value");

    if (score > 0)
        return score;
    return p > 0 ? -log10(p) : p == 0 ? 300 : (double)NAN;
}

static bool has_authors(const lia_ranked *t, uint64_t row)
{
    return !isnan(lia_page_number(t, row, "reciprocity"));
}

static uint64_t detections(const lia_ranked *t, uint64_t *least,
                           uint64_t *most)
{
    uint64_t count = 0;

    for (uint64_t r = 0; r < t->rows; r++) {
        const uint64_t members = lia_page_count(t, r, "members");
        if (lia_page_number(t, r, "detection") != 1)
            continue;
        *least = count == 0 || members < *least ? members : *least;
        *most = count == 0 || members > *most ? members : *most;
        count++;
    }
    return count;
}

void lia_lead_pods(lia_sink *sink, const lia_page *page)
{
    const lia_ranked *t = lia_page_find(page, "pods");
    uint64_t least = 0, most = 0;
    const uint64_t found = detections(t, &least, &most);
    const lia_said of[] = {
        SAY_MANY(found, "{n} group engages", "{n} groups engage"),
        SAY_COUNT(least), SAY_MANY(most, "{n} account", "{n} accounts")};

    /* An account may be in several groups: no sum is said. */
    if (found > 0)
        lia_say(sink, least == most
                    ? N_("{1} in step more often than habit explains, "
                         "consistent with coordination: {3} each.")
                    : N_("{1} in step more often than habit explains, "
                         "consistent with coordination: from {2} to {3} "
                         "each."), of, 3);
    else if (t->rows > 0)
        SAY(sink, N_("No group is in step more often than habit explains; {1} "
                     "without that."),
            SAY_MANY(t->rows, "{n} group favours its own",
                     "{n} groups favour their own"));
    else
        SAY_ALONE(sink, N_("No group was found that favours its own or acts "
                           "in step."));
}

/* ---- one group ---- */

static void put_title(lia_sink *sink, const lia_ranked *t, uint64_t row)
{
    size_t length;
    const char *class_of = lia_page_words(&length, t, row, "class");
    const char *label = lia_page_word(class_of);

    lia_sink_text(sink, "<h3>");
    SAY(sink, N_("Pod {1}: {2}, {3}"), SAY_COUNT(lia_page_count(t, row, "pod")),
        SAY_WORDS(label),
        SAY_MANY(lia_page_count(t, row, "members"), "{n} account",
                 "{n} accounts"));
    lia_sink_text(sink, "</h3>\n");
}

/* How many, by chance, how unlikely. */
static void put_numbers(lia_sink *sink, const lia_ranked *t, uint64_t row)
{
    const double expected = lia_page_number(t, row, "expected");
    const double times = lia_page_number(t, row, "synchrony");
    const double window = lia_page_number(t, row, "window_s");
    const double digits = digits_of(t, row);
    const lia_said of[] = {
        SAY_COUNT(lia_page_count(t, row, "members")),
        SAY_MANY(lia_page_count(t, row, "posts"), "{n} post", "{n} posts"),
        SAY_SPAN(window),
        SAY_MANY(lia_page_count(t, row, "observed"), "{n} time", "{n} times"),
        SAY_NUMBER(expected), SAY_NUMBER(times)};

    lia_sink_text(sink, "<p class=\"numbers\">");
    lia_say(sink, has_authors(t, row)
                ? N_("Over {2} of theirs, these {1} accounts engaged one "
                     "another within {3} of each other {4}; by their own "
                     "habits {5} would be expected.")
                : N_("Over {2}, these {1} accounts engaged the same one "
                     "within {3} of each other {4}; by their own habits {5} "
                     "would be expected."), of, 6);
    if (times > 1) {
        lia_sink_byte(sink, ' ');
        SAY(sink, N_("That is {1} times as often."), SAY_NUMBER(times));
    }
    if (digits > 1) {
        lia_sink_byte(sink, ' ');
        SAY(sink, N_("If habit alone were at work, the chance of so many "
                     "would be {1}."), SAY_ODDS(digits));
    }
    lia_sink_text(sink, "</p>\n");
}

static void put_period(lia_sink *sink, const lia_ranked *t, uint64_t row)
{
    const lia_time first = lia_page_time(t, row, "first_time");
    const lia_time last = lia_page_time(t, row, "last_time");
    const uint64_t days = lia_page_count(t, row, "days");

    if (first == LIA_NO_TIME || last == LIA_NO_TIME)
        return;
    if (days > 0)
        PARAGRAPH(sink, N_("From {1} to {2}, on {3}."), SAY_DAY(first),
                  SAY_DAY(last), SAY_MANY(days, "{n} day", "{n} days"));
    else
        PARAGRAPH(sink, N_("From {1} to {2}."), SAY_DAY(first),
                  SAY_DAY(last));
}

/* A reason: said where the number is known and at least `from`. */
typedef struct reason {
    const char *column;
    double from;
    bool is_count;           /* a number as it is, not a share               */
    const char *message;     /* N_, {1} the number                           */
} reason;

static const reason arranged[] = {
    {"coverage", 0.3, false,
     N_("They cover {1} of each other's posts.")},
    {"reciprocity", 0.3, false,
     N_("{1} of the pairs engage both ways.")},
    {"exclusivity", 0.5, false,
     N_("{1} of what they engage is by one of them.")},
    {"promptness", 0.7, false,
     N_("An engagement inside the group comes sooner than their others in {1} "
        "of comparisons.")},
    {"coverage_against_friends", 2, true,
     N_("They cover each other {1} deviations more than friends do in these "
        "data.")},
    {"machines", 0.01, false,
     N_("{1} of them act with the even delay of a script.")},
    {"calculated_index", 0.5, false,
     N_("Taken together, the signs of an arrangement come to {1} of what is "
        "possible.")},
};

static const reason innocent[] = {
    {"topic", 0.5, false,
     N_("Outside the group their tastes are alike to {1}: who likes the same "
        "things meets under the same posts.")},
    {"contact", 0.2, false,
     N_("{1} of the pairs are contacts: contacts are shown each other's posts "
        "first.")},
    {"star_share", 0.3, false,
     N_("{1} of the coincidences fall on one author: an audience of the same "
        "person looks like this.")},
    {"outside_share", 0.3, false,
     N_("{1} of the coincidences fall on an author who is none of them: "
        "readers of the same person.")},
    {"affinity_index", 0.5, false,
     N_("Taken together, the signs of friendship and shared taste come to {1} "
        "of what is possible.")},
};

static void put_reasons(lia_sink *sink, const lia_ranked *t, uint64_t row,
                        const reason *list, size_t count)
{
    for (size_t k = 0; k < count; k++) {
        const double value = lia_page_number(t, row, list[k].column);
        if (isnan(value) || value < list[k].from)
            continue;
        lia_sink_text(sink, "<li>");
        SAY(sink, list[k].message,
            list[k].is_count ? SAY_NUMBER(value) : SAY_PERCENT(value));
        lia_sink_text(sink, "</li>\n");
    }
}

static void put_readings(lia_sink *sink, const lia_ranked *t, uint64_t row)
{
    const double times = lia_page_number(t, row, "synchrony");

    lia_sink_text(sink, "<div class=\"readings\">\n<div><h4>");
    SAY_ALONE(sink, N_("Why it may be arranged"));
    lia_sink_text(sink, "</h4><ul>\n");
    if (times >= 1.5) {
        lia_sink_text(sink, "<li>");
        SAY(sink, N_("They are in step {1} times as often as their habits "
                     "explain."), SAY_NUMBER(times));
        lia_sink_text(sink, "</li>\n");
    }
    put_reasons(sink, t, row, arranged, sizeof arranged / sizeof *arranged);
    if (!has_authors(t, row)) {
        lia_sink_text(sink, "<li>");
        SAY_ALONE(sink, N_("They act on the same posts within a short time, "
                           "again and again."));
        lia_sink_text(sink, "</li>\n");
    }
    lia_sink_text(sink, "</ul></div>\n<div><h4>");
    SAY_ALONE(sink, N_("Why it may be innocent"));
    lia_sink_text(sink, "</h4><ul>\n");
    put_reasons(sink, t, row, innocent, sizeof innocent / sizeof *innocent);
    lia_sink_text(sink, "<li>");
    SAY_ALONE(sink, N_("An occasion that these data do not show (a meeting, a "
                       "newsletter, a notification) brings people to the same "
                       "posts at the same time."));
    lia_sink_text(sink, "</li>\n<li>");
    SAY_ALONE(sink, N_("Times that are those of a collection run, and not of "
                       "the act, look like this."));
    lia_sink_text(sink, "</li>\n</ul></div>\n</div>\n");
}

/* Rows of a table that belong to a pod stand together. */
static uint64_t rows_of(uint64_t *first, const lia_ranked *t, uint64_t pod)
{
    uint64_t end;

    *first = 0;
    while (t != NULL && *first < t->rows &&
           lia_page_count(t, *first, "pod") != pod)
        ++*first;
    if (t == NULL || *first == t->rows)
        return 0;
    for (end = *first; end < t->rows; end++)
        if (lia_page_count(t, end, "pod") != pod)
            break;
    return end - *first;
}

static void put_members(lia_sink *sink, const lia_page *page, uint64_t pod)
{
    char id[48];
    lia_page_view view = {.table = lia_page_find(page, "pod_members"),
                          .id = id, .most = MEMBERS};

    view.rows = rows_of(&view.first, view.table, pod);
    if (view.rows == 0)
        return;
    view.columns = lia_page_columns_of("pod_members");
    snprintf(id, sizeof id, "pod-%llu-members", (unsigned long long)pod);
    lia_page_table(sink, page, &view);
}

/* "a.csv:3|a.csv:9": one item each. */
static void put_files(lia_sink *sink, const char *files, size_t length)
{
    lia_sink_text(sink, "<ul>\n");
    for (size_t from = 0, to; from < length; from = to + 1) {
        const char *bar = memchr(files + from, '|', length - from);
        to = bar != NULL ? (size_t)(bar - files) : length;
        lia_sink_text(sink, "<li><code>");
        lia_html_put(sink, files + from, to - from, LIA_HTML_PROSE);
        lia_sink_text(sink, "</code></li>\n");
    }
    lia_sink_text(sink, "</ul>");
}

static void put_burst(lia_sink *sink, const lia_page *page,
                      const lia_ranked *t, uint64_t row)
{
    size_t files, named;
    const char *where = lia_page_words(&files, t, row, "files");
    const char *post = lia_page_words(&named, t, row, "post");
    const double p = lia_page_number(t, row, "probability");
    const lia_time time = lia_page_time(t, row, "time");
    const bool has_author = !isnan(lia_page_number(t, row, "pod")) &&
        lia_page_account_at(page, t, row, "author").key != NULL;
    const lia_said of[] = {
        SAY_DAY(time),
        SAY_MANY(lia_page_count(t, row, "members"), "{n} member",
                 "{n} members"),
        SAY_TEXT(post, named),
        lia_page_account_at(page, t, row, "author"),
        SAY_SPAN(lia_page_number(t, row, "span_s")),
        SAY_ODDS(p > 0 ? -log10(p) : 0)};

    lia_sink_text(sink, "<li><details class=\"evidence\"><summary>");
    lia_say(sink, has_author ? N_("{1}: {2} on post {3} of {4} within {5}")
                             : N_("{1}: {2} on post {3} within {5}"), of, 6);
    if (p > 0 && p < 0.1) {
        lia_sink_text(sink, " ");
        lia_say(sink, N_("(by chance {6})"), of, 6);
    }
    lia_sink_text(sink, "</summary>");
    put_files(sink, where, files);
    lia_sink_text(sink, "</details></li>\n");
}

static void put_bursts(lia_sink *sink, const lia_page *page, uint64_t pod)
{
    const lia_ranked *t = lia_page_find(page, "pod_evidence");
    uint64_t first;
    const uint64_t count = rows_of(&first, t, pod);

    if (count == 0)
        return;
    lia_sink_text(sink, "<h4>");
    SAY_ALONE(sink, N_("The rows behind it, the least probable first"));
    lia_sink_text(sink, "</h4>\n<ul class=\"bursts\">\n");
    for (uint64_t k = 0; k < count && k < BURSTS; k++)
        put_burst(sink, page, t, first + k);
    lia_sink_text(sink, "</ul>\n");
    if (count > BURSTS)
        PARAGRAPH(sink, N_("{1} more in pod_evidence.csv."),
                  SAY_COUNT(count - BURSTS));
}

static void put_article(lia_sink *sink, const lia_page *page,
                        const lia_ranked *t, uint64_t row)
{
    const uint64_t pod = lia_page_count(t, row, "pod");

    lia_sink_text(sink, "<article class=\"pod\" id=\"pod-");
    lia_sink_count(sink, pod);
    lia_sink_text(sink, "\">\n");
    put_title(sink, t, row);
    put_numbers(sink, t, row);
    if (lia_page_number(t, row, "detection") != 1)
        PARAGRAPH_ALONE(sink, N_("This is a note, no detection: the times of "
                                 "its members prove nothing, and no error "
                                 "rate is claimed for it."));
    put_period(sink, t, row);
    put_readings(sink, t, row);
    lia_page_plots(sink, page, "pods", (uint32_t)pod);
    put_members(sink, page, pod);
    put_bursts(sink, page, pod);
    lia_sink_text(sink, "</article>\n");
}

/* ---- the part ---- */

static void put_takers(lia_sink *sink, const lia_page *page)
{
    uint64_t order[TAKERS];
    const lia_ranked *table = lia_page_find(page, "accounts_engagement");
    const uint32_t count = lia_page_largest(order, TAKERS, table,
                                            "share_from_pods");
    lia_ranked sorted;

    if (count == 0)
        return;
    sorted = *table;
    for (uint32_t k = 0; k < count; k++)
        order[k] = lia_ranked_element(table, order[k]);
    sorted.order = order;
    sorted.rows = count;
    lia_page_table(sink, page, &(lia_page_view){.table = &sorted,
                                            .all = table->rows});
}

void lia_section_pods(lia_sink *sink, const lia_page *page)
{
    const lia_ranked *t = lia_page_find(page, "pods");

    PARAGRAPH_ALONE(sink, N_("What is measured: accounts that engage the same "
                             "post within minutes of each other, against how "
                             "often their own habits would bring that about. "
                             "It is said of a group, never of a person: being "
                             "listed proves nothing about anyone."));
    if (t->rows > 1)
        lia_page_table_of(sink, page, "pods");
    lia_page_plots(sink, page, "pods", LIA_NONE);
    for (uint64_t r = 0; r < t->rows && r < ARTICLES; r++)
        put_article(sink, page, t, r);
    if (t->rows > ARTICLES)
        PARAGRAPH(sink, N_("{1} more groups stand in the table above and in "
                           "pods.csv."), SAY_COUNT(t->rows - ARTICLES));
    if (lia_page_has(page, "pod_warnings")) {
        lia_page_heading(sink, N_("Groups to look at twice: warnings"));
        PARAGRAPH_ALONE(sink, N_("These look like pods and are likely "
                                 "something else: an audience, an event, a "
                                 "campaign that says what it is."));
        lia_page_table_of(sink, page, "pod_warnings");
    }
    lia_page_table_of(sink, page, "pod_pairs");
    put_takers(sink, page);
}
