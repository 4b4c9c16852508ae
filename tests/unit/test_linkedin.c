/* The quirks of LinkedIn archives, one test each. Expected values by hand from
 * the rows that stand in the test; names are invented. */
#include "reading.h"

#define HEADER "First Name,Last Name,URL,Email Address,Company,Position," \
               "Connected On\n"
#define SHARES "Date,ShareLink,ShareCommentary,SharedUrl,MediaUrl,Visibility\n"

static const char *put_in(const char *folder, const char *name,
                          const char *text)
{
    char path[120];

    (void)mkdir(path_of(folder), 0700);
    snprintf(path, sizeof path, "%s/%s", folder, name);
    return put(path, text);
}

static lia_tables *read_all(const char *const *inputs, size_t count,
                            const lia_read_options *options)
{
    lia_tables *t = NULL;
    lia_error err = {.status = LIA_OK};

    if (lia_read(&t, inputs, count, options, &err) != LIA_OK)
        fail_msg("%s", err.message);
    return t;
}

static lia_tables *read_folder(const char *folder)
{
    const char *input = path_of(folder);

    return read_all(&input, 1, NULL);
}

static lia_tables *read_one(const char *folder, const char *name,
                            const char *text)
{
    clear_folder(path_of(folder));
    (void)put_in(folder, name, text);
    return read_folder(folder);
}

/* The source whose path ends so. */
static const lia_source *source_of(const lia_tables *t, const char *end)
{
    for (uint64_t k = 0; k < t->source_count; k++) {
        const char *path = t->source[k].path;
        if (strlen(path) >= strlen(end) &&
            strcmp(path + strlen(path) - strlen(end), end) == 0)
            return &t->source[k];
    }
    fail_msg("no source %s", end);
    return NULL;
}

static const char *account(const lia_tables *t, lia_vid id)
{
    return name_at(&t->accounts.names, id);
}

static lia_time utc(int year, int month, int day, int hour, int minute,
                    int second)
{
    /* days since 1970 by counting, so that the test has its own calendar */
    static const int before[] = {0, 31, 59, 90, 120, 151, 181, 212, 243, 273,
                                 304, 334};
    int64_t days = 0;

    for (int y = 1970; y < year; y++)
        days += 365 + (y % 4 == 0);
    days += before[month - 1] + (month > 2 && year % 4 == 0) + day - 1;
    return (((days * 24 + hour) * 60 + minute) * 60 + second) *
           (lia_time)1000000;
}

static bool has_text(const lia_tables *t, const char *part)
{
    const uint64_t end = t->texts.off[t->texts.count];

    return memmem(t->texts.bytes, end, part, strlen(part)) != NULL;
}

/* ---- connections ---- */

static void test_connections_behind_a_preamble_of_any_length(void **state)
{
    char text[8000] = "";

    (void)state;
    for (int lines = 0; lines < 100; lines += 33) {
        strcpy(text, lines ? "Notes:\r\n" : "");
        for (int k = 0; k < lines; k++)
            strcat(text, k % 2 ? "\"missing, because\"\r\n" : "\r\n");
        strcat(text, HEADER);
        strcat(text, "Ada,Byron,https://www.linkedin.com/in/ada,,"
                     "\"Engines, Inc.\",Countess,05 Sep 2026\r\n");
        lia_tables *t = read_one("me", "Connections.csv", text);
        assert_int_equal(t->contacts.count, 1);
        assert_string_equal(account(t, t->contacts.target[0]),
                            "linkedin.com/in/ada");
        assert_int_equal(t->contacts.since[0], utc(2026, 9, 5, 0, 0, 0));
        assert_string_equal(
            name_at(&t->texts, t->accounts.company[t->contacts.target[0]]),
            "Engines, Inc.");
        done(t);
    }
}

/* No URL and no preamble before about 2023; a date and a time in 2018. */
static void test_connections_of_old_exports(void **state)
{
    (void)state;
    lia_tables *t = read_one("me", "Connections.csv",
        "\xEF\xBB\xBF" "First Name,Last Name,Email Address,Company,Position,"
        "Connected On\n"
        "Ada,Byron,ada@example.com,Engines,Countess,\"1/8/18, 6:14 PM\"\n"
        "Alan,Turing,,Bletchley,,17 Jun 2021\n");
    assert_int_equal(t->contacts.count, 2);
    assert_int_equal(t->contacts.since[0], utc(2018, 1, 8, 18, 14, 0));
    assert_string_equal(account(t, t->contacts.target[0]),
                        "Ada Byron (Engines)");
    assert_string_equal(account(t, t->contacts.target[1]),
                        "Alan Turing (Bletchley)");
    assert_false(has_text(t, "example.com"));
    done(t);
}

static void test_connections_saved_anew_by_a_french_spreadsheet(void **state)
{
    (void)state;
    lia_tables *t = read_one("me", "Connections.csv",
        "First Name;Last Name;URL;Email Address;Company;Position;Connected On\n"
        "Ada;L\xF6we;https://fr.linkedin.com/in/ada/;;Engines;X;05 Sep 2026\n");
    assert_int_equal(t->contacts.count, 1);
    assert_string_equal(account(t, t->contacts.target[0]),
                        "linkedin.com/in/ada");
    assert_string_equal(
        name_at(&t->texts, t->accounts.name[t->contacts.target[0]]),
        "Ada L\xC3\xB6we");
    assert_int_equal(source_of(t, "Connections.csv")->recoded, 1);
    done(t);
}

static void test_dates_of_other_tools_and_never_day_before_month(void **state)
{
    (void)state;
    lia_tables *t = read_one("me", "Connections.csv", HEADER
        "A,A,linkedin.com/in/a,,,,03/15/2024\n"
        "B,B,linkedin.com/in/b,,,,7-Feb-22\n"
        "C,C,linkedin.com/in/c,,,,15/03/2024\n"
        "D,D,linkedin.com/in/d,,,,\n");
    assert_int_equal(t->contacts.count, 3);
    assert_int_equal(t->contacts.since[0], utc(2024, 3, 15, 0, 0, 0));
    assert_int_equal(t->contacts.since[1], utc(2022, 2, 7, 0, 0, 0));
    assert_int_equal(t->contacts.since[2], LIA_NO_TIME);
    assert_int_equal(t->rejects_by_cause[LIA_CAUSE_TIME], 1);
    done(t);
}

static void test_closed_accounts_have_no_name(void **state)
{
    (void)state;
    lia_tables *t = read_one("me", "Connections.csv", HEADER
        ",,https://www.linkedin.com/in/gone,,,,01 Jan 2020\n"
        ",,,,,,02 Jan 2020\n"
        "Ada,\"Byron, PhD \xF0\x9F\x9A\x80\",linkedin.com/in/ada,,,,"
        "03 Jan 2020\n");
    assert_int_equal(t->contacts.count, 2);
    assert_int_equal(source_of(t, "Connections.csv")->dropped, 1);
    assert_non_null(strstr(source_of(t, "Connections.csv")->note,
                           "1 closed accounts"));
    assert_string_equal(
        name_at(&t->texts,
                t->accounts.name[account_id(t, "linkedin.com/in/ada")]),
        "Ada Byron, PhD \xF0\x9F\x9A\x80");
    done(t);
}

/* ---- names of files ---- */

static void test_digits_behind_the_name_of_a_file(void **state)
{
    static const char *const names[] = {
        "Comments.csv", "Comments_123456789.csv", "comments_1.csv",
        "Comments_123 (1).csv", "Comments (2).csv"};

    (void)state;
    for (size_t k = 0; k < sizeof names / sizeof *names; k++) {
        lia_tables *t = read_one("me", names[k], "Date,Link,Message\n"
            "2026-06-30 10:26:45,https://www.linkedin.com/feed/update/"
            "urn%3Ali%3Aactivity%3A7331190065471078400,Well done\n");
        assert_int_equal(t->interactions.count, 1);
        assert_int_equal(t->interactions.action[0], LIA_ACTION_COMMENT);
        assert_string_equal(
            name_at(&t->posts.names, t->interactions.object[0]),
            "urn:li:activity:7331190065471078400");
        assert_string_equal(source_of(t, names[k])->format,
                            "linkedin comments");
        done(t);
    }
}

static void test_what_is_never_read(void **state)
{
    static const char *const names[] = {
        "ImportedContacts.csv", "Imported Contacts.csv", "Receipts_v2.csv",
        "Logins.csv", "Email Addresses.csv", "PhoneNumbers.csv",
        "Ad_Targeting.csv", "Inferences_about_you.csv", "SearchQueries.csv",
        "guide_messages.csv", "learning_coach_messages.csv",
        "LearningCoachMessages.csv", "learning_role_play_messages.csv",
        "Skills.csv", "Rich_Media.csv", "Saved_Items.csv", "Events.csv",
        "Hashtag_Follows.csv", "Jobs/Saved Jobs.csv",
        "Verifications/Verifications.csv", "Articles/Articles/one.html"};

    (void)state;
    clear_folder(path_of("me"));
    (void)put_in("me", "Connections.csv",
                 HEADER "A,A,linkedin.com/in/a,,,,01 Jan 2020\n");
    (void)put_in("me", "Profile.csv",
                 "First Name,Last Name,Headline\nMe,Myself,Here\n");
    (void)put_in("me", "team.csv", "seller,name\nlinkedin.com/in/a,A\n");
    (void)put_in("me", "mine.csv", "actor,object,time\nq,p,2026-01-01\n");
    (void)mkdir(path_of("me/Jobs"), 0700);
    (void)mkdir(path_of("me/Verifications"), 0700);
    (void)mkdir(path_of("me/Articles"), 0700);
    (void)mkdir(path_of("me/Articles/Articles"), 0700);
    for (size_t k = 0; k < sizeof names / sizeof *names; k++)
        (void)put_in("me", names[k],
                     strstr(names[k], "essages") == NULL ? "Name\nsecret\n" :
                     "CONVERSATION ID,FROM,SENDER PROFILE URL,TO,"
                     "RECIPIENT PROFILE URLS,DATE,CONTENT,FOLDER\n"
                     "1,Bot,,Me,,2026-01-01 00:00:00 UTC,secret,INBOX\n");
    lia_tables *t = read_folder("me");
    assert_int_equal(t->contacts.count, 1);
    assert_int_equal(t->interactions.count, 1);
    assert_int_equal(t->sheet[LIA_TABLE_TEAM].rows, 1);
    assert_false(has_text(t, "secret"));
    assert_int_equal(account_id(t, "secret"), LIA_NONE);
    for (size_t k = 0; k < sizeof names / sizeof *names; k++) {
        assert_string_equal(source_of(t, names[k])->format, "ignored");
        if (strstr(names[k], ".html") == NULL)
            assert_int_equal(source_of(t, names[k])->is_minimised, 1);
    }
    done(t);
}

/* ---- quoting ---- */

static void test_both_quote_dialects_at_once(void **state)
{
    (void)state;
    lia_tables *t = read_one("me", "Comments.csv", "Date,Link,Message\r\n"
        "2026-01-01 10:00:00,urn:li:activity:7331190065471078400,"
        "\"She said \\\"yes\\\", twice\"\r\n"
        "2026-01-02 10:00:00,urn:li:activity:7331190065471078400,"
        "\"He said \"\"no\"\"\nand left\"\n"
        "2026-01-03 10:00:00,urn:li:activity:7331190065471078400,plain\n");
    assert_int_equal(t->interactions.count, 3);
    assert_true(t->interactions.text_length[0] == strlen(
        "She said \"yes\", twice"));
    assert_true(t->interactions.text_length[1] == strlen(
        "He said \"no\"\nand left"));
    assert_int_equal(source_of(t, "Comments.csv")->rejected, 0);
    done(t);
}

/* A backslash that ends a text makes \" of what closes it: the record swallows
 * the next ones, and is read again in the other dialect. */
static void test_a_backslash_at_the_end_of_a_field(void **state)
{
    (void)state;
    lia_tables *t = read_one("me", "Comments.csv", "Date,Link,Message\n"
        "2026-01-01 10:00:00,urn:li:activity:7331190065471078400,"
        "\"C:\\dir\\\"\n"
        "2026-01-02 10:00:00,urn:li:activity:7331190065471078400,second\n"
        "2026-01-03 10:00:00,urn:li:activity:7331190065471078400,"
        "\"third\"\n");
    assert_int_equal(t->interactions.count, 3);
    assert_true(t->interactions.text_length[0] == 7);
    assert_true(t->interactions.text_length[1] == 6);
    assert_non_null(strstr(source_of(t, "Comments.csv")->note,
                           "1 record with broken quoting mended"));
    done(t);
}

/* As in 2021: each newline of a text is written as quote, newline, quote. */
static void test_newlines_between_doubled_quotes(void **state)
{
    (void)state;
    lia_tables *t = read_one("me", "Shares_1.csv", SHARES
        "2026-01-01 10:00:00,urn:li:share:7331190065471078400,"
        "\"One.\"\"\n\"\"\"\"\n\"\"Two #Tag\",,,MEMBER_NETWORK\n");
    assert_int_equal(t->interactions.count, 1);
    assert_true(t->interactions.text_length[0] == strlen("One.\n\nTwo #Tag"));
    assert_string_equal(name_at(&t->texts, t->posts.tags[0]), "Tag");
    done(t);
}

/* As in 2024: the quotes close and open at each newline and are not doubled,
 * so records end too early. */
static void test_broken_newline_quoting_of_2024(void **state)
{
    (void)state;
    lia_tables *t = read_one("me", "Shares_1.csv", SHARES
        "2024-01-02 10:00:00,urn:li:share:7331190065471078400,"
        "\"First line\"\n\"\"\n\"Second, line\",,,MEMBER_NETWORK\n"
        "2024-01-01 10:00:00,urn:li:share:7331190065471078401,plain,,,"
        "PUBLIC\n");
    assert_int_equal(t->interactions.count, 2);
    assert_true(t->interactions.text_length[0] ==
                strlen("First line\n\nSecond, line"));
    assert_int_equal(source_of(t, "Shares_1.csv")->rejected, 0);
    assert_non_null(strstr(source_of(t, "Shares_1.csv")->note, "mended"));
    done(t);
}

static void test_a_text_that_goes_on_without_quotes(void **state)
{
    (void)state;
    lia_tables *t = read_one("me", "Comments.csv", "Date,Link,Message\n"
        "2021-04-05 21:22:41,urn:li:activity:7331190065471078400,One\r\n"
        "\r\ntwo, three\r\n"
        "2021-04-06 21:22:41,urn:li:activity:7331190065471078400,four\r\n");
    assert_int_equal(t->interactions.count, 2);
    assert_true(t->interactions.text_length[0] == strlen("One\r\n\r\ntwo, "
                                                         "three"));
    assert_int_equal(source_of(t, "Comments.csv")->rejected, 0);
    done(t);
}

/* Tabs, quotes everywhere, UTF-16 with a mark, a zone: shares of 2018. */
static void test_utf16_shares_of_2018(void **state)
{
    static const char plain[] =
        "\"Date\"\t\"Share Title\"\t\"Share Description\"\t\"Share Link\"\t"
        "\"Share Commentary\"\t\"Shared URL\"\t\"Media URL\"\t\"Type\"\t"
        "\"Visibility\"\n"
        "\"2017/06/08 08:15:44 UTC\"\t\"\"\t\"\"\t\"https://www.linkedin.com/"
        "feed/update/urn%3Ali%3Aactivity%3A6278577300000000000\"\t\"Hi\"\t"
        "\"\"\t\"\"\t\"Homepage\"\t\"Public\"\n";
    char wide[2 * sizeof plain + 2] = "\xFF\xFE";

    (void)state;
    for (size_t k = 0; k + 1 < sizeof plain; k++)
        wide[2 + 2 * k] = plain[k];
    clear_folder(path_of("me"));
    (void)mkdir(path_of("me"), 0700);
    (void)put_bytes("me/Shares.csv", wide, 2 * (sizeof plain - 1) + 2);
    lia_tables *t = read_folder("me");
    assert_int_equal(t->interactions.count, 1);
    assert_string_equal(name_at(&t->posts.names, t->interactions.object[0]),
                        "urn:li:activity:6278577300000000000");
    assert_int_equal(t->interactions.time[0], utc(2017, 6, 8, 8, 15, 44));
    assert_string_equal(source_of(t, "Shares.csv")->encoding, "UTF-16LE");
    done(t);
}

/* ---- the clock ---- */

/* 1767261600 s = 2026-01-01T10:00:00Z; its number is that in ms << 22. */
static void share_row(char *out, size_t room, int64_t unix_s,
                      const char *local)
{
    snprintf(out, room, "%s,https://www.linkedin.com/feed/update/"
             "urn%%3Ali%%3Ashare%%3A%llu,Text,,,PUBLIC\n", local,
             (unsigned long long)((uint64_t)unix_s * 1000 << 22));
}

static void test_the_zone_is_measured_by_the_clocks_of_shares(void **state)
{
    char text[2000] = SHARES, row[300];

    (void)state;
    share_row(row, sizeof row, 1767261600, "2026-01-01 11:00:02");
    strcat(text, row);
    share_row(row, sizeof row, 1767265200, "2026-01-01 12:00:01");
    strcat(text, row);
    share_row(row, sizeof row, 1767268800, "2026-01-01 15:30:00"); /* late */
    strcat(text, row);
    share_row(row, sizeof row, 1767348000, "2026-01-02 11:00:00");
    strcat(text, row);
    clear_folder(path_of("me"));
    (void)put_in("me", "Shares_9.csv", text);
    (void)put_in("me", "Reactions_9.csv", "Date,Type,Link\n"
        "2026-01-05 13:00:00,LIKE,urn:li:activity:7331190065471078400\n");
    lia_tables *t = read_folder("me");
    assert_int_equal(t->export_count, 1);
    assert_int_equal(t->exports[0].zone_minutes, 60);
    assert_non_null(strstr(t->exports[0].zone_how, "UTC+01:00"));
    for (uint64_t k = 0; k < t->interactions.count; k++)
        if (t->interactions.action[k] == LIA_ACTION_LIKE)
            assert_int_equal(t->interactions.time[k],
                             utc(2026, 1, 5, 12, 0, 0));
    done(t);
}

static void test_a_zone_that_is_not_shown_is_not_believed(void **state)
{
    char text[2000] = SHARES, row[300];

    (void)state;
    share_row(row, sizeof row, 1767261600, "2026-01-01 11:00:02");
    strcat(text, row);
    share_row(row, sizeof row, 1767265200, "2026-01-01 18:20:01");
    strcat(text, row);
    share_row(row, sizeof row, 1767268800, "2026-01-01 03:30:00");
    strcat(text, row);
    lia_tables *t = read_one("me", "Shares_9.csv", text);
    assert_int_equal(t->exports[0].zone_minutes, 0);
    assert_non_null(strstr(t->exports[0].zone_how, "not measured"));
    done(t);
}

/* since and until judge the true time: 00:30 at UTC+01:00 is the day before. */
static void test_since_waits_for_the_zone(void **state)
{
    char text[2000] = SHARES, row[300];
    lia_read_options options = LIA_READ_DEFAULTS;
    const char *input = path_of("me");

    (void)state;
    for (int k = 0; k < 4; k++) {
        char local[40];
        snprintf(local, sizeof local, "2026-01-0%d 00:30:00", k + 2);
        share_row(row, sizeof row, 1767310200 + k * 86400, local);
        strcat(text, row);
    }
    clear_folder(input);
    (void)put_in("me", "Shares_9.csv", text);
    options.since = utc(2026, 1, 2, 0, 0, 0);
    lia_tables *t = read_all(&input, 1, &options);
    assert_int_equal(t->interactions.count, 3);
    for (uint64_t k = 0; k < 3; k++) {
        uint32_t source;
        uint64_t line;
        assert_true(t->interactions.time[k] >= options.since);
        lia_origin_of(&source, &line, &t->interactions.origins, k);
        assert_int_equal(line, k + 3);
    }
    done(t);
}

/* ---- messages ---- */

#define MESSAGES "CONVERSATION ID,CONVERSATION TITLE,FROM," \
    "SENDER PROFILE URL,TO,RECIPIENT PROFILE URLS,DATE,SUBJECT,CONTENT," \
    "FOLDER,ATTACHMENTS,IS MESSAGE DRAFT,IS CONVERSATION ARCHIVED\n"
#define ME "Me Myself,https://www.linkedin.com/in/me"
#define ADA "Ada Byron,https://www.linkedin.com/in/ada"

static void test_messages_are_reduced_to_what_is_needed(void **state)
{
    (void)state;
    lia_tables *t = read_one("me", "messages.csv", MESSAGES
        "2-c1,,Me Myself,linkedin.com/in/me,\"Ada Byron, PhD, Alan Turing\","
        "\"https://www.linkedin.com/in/ada,https://www.linkedin.com/in/alan\","
        "2026-08-31 21:20:46 UTC,Hi,\"<p>Secret &amp; <b>long</b>?</p>\",SENT,"
        ",No,No\n");
    assert_int_equal(t->interactions.count, 2);
    for (uint64_t k = 0; k < 2; k++) {
        assert_string_equal(account(t, t->interactions.actor[k]),
                            "linkedin.com/in/me");
        assert_int_equal(t->interactions.action[k], LIA_ACTION_MESSAGE);
        assert_int_equal(t->interactions.time[k],
                         utc(2026, 8, 31, 21, 20, 46));
        assert_true(t->interactions.participants[k] == 3);
        assert_true(t->interactions.text_length[k] ==
                    strlen("Secret & long?"));
        assert_int_equal(t->interactions.question[k], 1);
    }
    assert_string_equal(account(t, t->interactions.target[0]),
                        "linkedin.com/in/ada");
    assert_string_equal(account(t, t->interactions.target[1]),
                        "linkedin.com/in/alan");
    assert_false(has_text(t, "ecret"));
    assert_false(has_text(t, "Hi"));
    done(t);
}

/* Of a group, what others write one another is a tie between them; a row with
 * too few fields is read and counted. */
static void test_group_messages_tie_third_parties(void **state)
{
    (void)state;
    lia_tables *t = read_one("me", "messages.csv", MESSAGES
        "c1,," ADA ",Me,\"linkedin.com/in/me,linkedin.com/in/alan\","
        "2026-01-01 00:00:00 UTC,,x,INBOX\n");
    assert_int_equal(t->interactions.count, 2);
    assert_string_equal(account(t, t->interactions.actor[1]),
                        "linkedin.com/in/ada");
    assert_string_equal(account(t, t->interactions.target[1]),
                        "linkedin.com/in/alan");
    assert_int_equal(source_of(t, "messages.csv")->ragged, 1);
    done(t);
}

static void test_drafts_sponsored_mail_and_closed_accounts_are_no_ties(
    void **state)
{
    (void)state;
    lia_tables *t = read_one("me", "messages.csv", MESSAGES
        "c1,," ADA "," ME ",2026-01-01 00:00:00 UTC,,x,INBOX,,No,No\n"
        "c2,," ME "," ADA ",2026-01-01 00:00:00 UTC,,x,SENT,,Yes,No\n"
        ",," ADA "," ME ",2026-01-01 00:00:00 UTC,,buy,INBOX,,No,No\n"
        "c4,Sponsored Conversation," ADA "," ME ",2026-01-01 00:00:00 UTC,,"
        "buy,INBOX,,No,No\n"
        "c5,,LinkedIn Member,," ME ",2026-01-01 00:00:00 UTC,,x,INBOX,,No,No\n"
        "c6,," ADA "," ME ",2026-01-01 00:00:00 UTC,,x,SPAM,,No,No\n");
    const char *note = source_of(t, "messages.csv")->note;
    assert_int_equal(t->interactions.count, 1);
    assert_non_null(strstr(note, "1 drafts"));
    assert_non_null(strstr(note, "2 sponsored messages"));
    assert_non_null(strstr(note, "1 messages of closed accounts"));
    assert_non_null(strstr(note, "1 messages in SPAM"));
    done(t);
}

/* The oldest lack both URLs and FOLDER; in 2018 there was a direction. */
static void test_messages_of_old_exports(void **state)
{
    (void)state;
    lia_tables *t = read_one("me", "messages.csv",
        "CONVERSATION ID,FROM,TO,DATE,SUBJECT,CONTENT\n"
        "c1,Ada Byron,Me Myself,2020-01-01 00:00:00 UTC,,x\n");
    assert_int_equal(t->interactions.count, 1);
    assert_string_equal(account(t, t->interactions.actor[0]),
                        "Ada Byron (in me)");
    done(t);
    t = read_one("me", "Messages.csv",
        "From,To,Date,Subject,Content,Direction,Folder\n"
        "Ada Byron,Me Myself,\"10/16/18, 8:36 AM\",,Really?,INCOMING,INBOX\n"
        "Me Myself,Ada Byron,\"10/16/18, 8:40 AM\",,Yes,OUTGOING,SENT\n");
    assert_int_equal(t->interactions.count, 2);
    assert_string_equal(account(t, t->interactions.target[0]),
                        "Me Myself (owner of me)");
    assert_string_equal(account(t, t->interactions.actor[1]),
                        "Me Myself (owner of me)");
    assert_int_equal(t->interactions.actor[0], t->interactions.target[1]);
    assert_int_equal(t->interactions.time_precision[0],
                     LIA_PRECISION_MINUTE);
    assert_int_equal(t->interactions.time[0], utc(2018, 10, 16, 8, 36, 0));
    assert_int_equal(t->exports[0].owner, t->interactions.actor[1]);
    done(t);
}

/* ---- posts ---- */

static void test_reactions_name_the_post_and_not_its_author(void **state)
{
    (void)state;
    lia_tables *t = read_one("me", "Reactions_1.csv", "Date,Type,Link\n"
        "2026-01-05 13:00:00,LIKE,https://www.linkedin.com/feed/update/"
        "urn%3Ali%3AugcPost%3A7329207002977443840\n"
        "2026-01-05 13:00:01,PRAISE,https://www.linkedin.com/feed/update/"
        "urn%3Ali%3Aactivity%3A7331190065471078400?commentUrn="
        "urn%3Ali%3Acomment%3A%28activity%3A7331190065471078400%2C"
        "7331190065471078401%29\n");
    assert_int_equal(t->interactions.count, 2);
    assert_null(t->interactions.author);
    assert_int_equal(t->interactions.action[0], LIA_ACTION_LIKE);
    assert_int_equal(t->interactions.action[1], LIA_ACTION_REACTION);
    assert_string_equal(name_at(&t->posts.names, t->interactions.object[1]),
                        "urn:li:comment:(activity:7331190065471078400,"
                        "7331190065471078401)");
    done(t);
}

/* ugcPost 7329207002977443840 and activity 7329207003942125568 are 230 ms
 * apart: one post, so the colleague's reaction finds its author. */
static void test_the_numbers_of_one_post_are_one_post(void **state)
{
    const char *inputs[2];

    (void)state;
    clear_folder(path_of("a"));
    clear_folder(path_of("b"));
    (void)put_in("a", "Shares_1.csv", SHARES "2025-05-16 21:31:56,"
                 "urn:li:ugcPost:7329207002977443840,Text,,,PUBLIC\n"
                 "2024-05-16 21:31:56,urn:li:share:7196907002977443840,T,,,"
                 "P\n");
    (void)put_in("b", "Reactions_1.csv", "Date,Type,Link\n2025-05-17 10:00:00,"
                 "LIKE,urn:li:activity:7329207003942125568\n"
                 "2022-05-17 10:00:00,LIKE,urn:li:activity:"
                 "6929207003942125568\n");
    inputs[0] = path_of("a");
    inputs[1] = path_of("b");
    lia_tables *t = read_all(inputs, 2, NULL);
    const uint32_t post = lia_names_find(&t->posts.names,
                                         "urn:li:activity:7329207003942125568",
                                         35);
    assert_int_not_equal(post, LIA_NONE);
    assert_int_equal(t->posts.names.count, 3);
    assert_string_equal(account(t, t->posts.author[post]), "owner of a");
    assert_int_equal(t->sheet[LIA_TABLE_ALIASES].rows, 1);
    assert_string_equal(name_at(&t->texts, t->posts.alternates[post]),
                        "urn:li:ugcPost:7329207002977443840");
    done(t);
}

static void test_the_other_acts(void **state)
{
    (void)state;
    clear_folder(path_of("me"));
    (void)put_in("me", "InstantReposts_1.csv",
                 "Date,Link\n2026-01-05 13:00:00,urn:li:share:"
                 "7331190065471078400\n");
    (void)put_in("me", "Votes.csv", "Date,Link,OptionText\n"
                 "2026-01-05 13:00:00,urn:li:activity:7331190065471078400,A"
                 "\n");
    (void)put_in("me", "Endorsement_Given_Info.csv",
                 "Endorsement Date,Skill Name,Endorsee First Name,"
                 "Endorsee Last Name,Endorsee Public Url,Endorsement Status\n"
                 "2021/05/31 10:00:00 UTC,Maths,Ada,Byron,"
                 "www.linkedin.com/in/ada,ACCEPTED\n"
                 "2021/05/31 10:00:00 UTC,Maths,Bob,B,www.linkedin.com/in/b,"
                 "PENDING\n");
    (void)put_in("me", "Endorsement_Received_Info.csv",
                 "Endorsement Date,Skill Name,Endorser First Name,"
                 "Endorser Last Name,Endorser Public Url,Endorsement Status\n"
                 "2021/05/31 10:00:00 UTC,Maths,Ada,Byron,"
                 "www.linkedin.com/in/ada,ACCEPTED\n");
    (void)put_in("me", "Recommendations_Received.csv",
                 "First Name,Last Name,Company,Job Title,Text,Creation Date,"
                 "Status\nAlan,Turing,Bletchley,Fellow,Good,"
                 "\"01/02/24, 03:04 PM\",VISIBLE\n");
    (void)put_in("me", "Member_Follows.csv", "Notes:\nx\n\n"
                 "Date,FullName,Status\n2026-01-05 13:00:00,Grace H,Active\n"
                 "2026-01-05 13:00:00,Gone G,Inactive\n");
    (void)put_in("me", "Company Follows.csv", "Organization,Followed On\n"
                 "Engines,Sat Sep 05 08:12:14 UTC 2026\n");
    (void)put_in("me", "Positions.csv",
                 "Company Name,Title,Description,Location,Started On,"
                 "Finished On\nNow Ltd,Chief,,,Jan 2020,\n"
                 "Past Ltd,Clerk,,,Jan 2010,Dec 2019\n");
    lia_tables *t = read_folder("me");
    unsigned seen[LIA_ACTION_COUNT] = {0};
    for (uint64_t k = 0; k < t->interactions.count; k++)
        seen[t->interactions.action[k]]++;
    assert_int_equal(seen[LIA_ACTION_SHARE], 1);
    assert_int_equal(seen[LIA_ACTION_VOTE], 1);
    assert_int_equal(seen[LIA_ACTION_ENDORSE], 2);
    assert_int_equal(seen[LIA_ACTION_RECOMMEND], 1);
    assert_int_equal(t->contacts.count, 2);
    assert_int_equal(t->contacts.kind[0], LIA_FOLLOW);
    assert_int_not_equal(account_id(t, "Grace H (in me)"), LIA_NONE);
    assert_int_not_equal(account_id(t, "Alan Turing (Bletchley)"), LIA_NONE);
    const lia_vid owner = account_id(t, "owner of me");
    assert_int_not_equal(owner, LIA_NONE);
    assert_string_equal(name_at(&t->texts, t->accounts.company[owner]),
                        "Now Ltd");
    assert_false(has_text(t, "Past"));
    done(t);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_connections_behind_a_preamble_of_any_length),
        cmocka_unit_test(test_connections_of_old_exports),
        cmocka_unit_test(test_connections_saved_anew_by_a_french_spreadsheet),
        cmocka_unit_test(
            test_dates_of_other_tools_and_never_day_before_month),
        cmocka_unit_test(test_closed_accounts_have_no_name),
        cmocka_unit_test(test_digits_behind_the_name_of_a_file),
        cmocka_unit_test(test_what_is_never_read),
        cmocka_unit_test(test_both_quote_dialects_at_once),
        cmocka_unit_test(test_a_backslash_at_the_end_of_a_field),
        cmocka_unit_test(test_newlines_between_doubled_quotes),
        cmocka_unit_test(test_broken_newline_quoting_of_2024),
        cmocka_unit_test(test_a_text_that_goes_on_without_quotes),
        cmocka_unit_test(test_utf16_shares_of_2018),
        cmocka_unit_test(test_the_zone_is_measured_by_the_clocks_of_shares),
        cmocka_unit_test(test_a_zone_that_is_not_shown_is_not_believed),
        cmocka_unit_test(test_since_waits_for_the_zone),
        cmocka_unit_test(test_messages_are_reduced_to_what_is_needed),
        cmocka_unit_test(test_group_messages_tie_third_parties),
        cmocka_unit_test(
            test_drafts_sponsored_mail_and_closed_accounts_are_no_ties),
        cmocka_unit_test(test_messages_of_old_exports),
        cmocka_unit_test(test_reactions_name_the_post_and_not_its_author),
        cmocka_unit_test(test_the_numbers_of_one_post_are_one_post),
        cmocka_unit_test(test_the_other_acts),
    };
    return cmocka_run_group_tests(tests, make_folder, drop_folder);
}
