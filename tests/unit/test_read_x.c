/* test_read_x.c - archives of X and answers of its API; one test per quirk of
 * FORMATS section 4. Expected values: hand, from the records.
 */
#include "exports.h"

/* 2021-02-10T18:00:00Z = 1612980000; its number gives .226 after it:
 * (1359562777325563904 >> 22) + 1288834974657 = 1612980000226 */
#define TWEET_HEAD "window.YTD.tweets.part0 = ["
#define TWEET(more) \
    "{\"tweet\":{\"id_str\":\"1359562777325563904\",\"created_at\":" \
    "\"Wed Feb 10 18:00:00 +0000 2021\",\"retweeted\":false," \
    "\"favorite_count\":\"5\",\"retweet_count\":\"1\"," more "}}"
#define POST "x.com/i/status/1359562777325563904"

static void check_acts(const char *file, const char *text, const char *want)
{
    lia_tables *t = read_export(FILES({file, text}));

    assert_string_equal(acts_of(t), want);
    done(t);
}

/* First line `window.YTD.tweets.part0 = [`; older `tweet`; parts in
 * tweets-part1.js: known by the text, whatever the name. */
static void test_all_names_of_the_tweets_file(void **state)
{
    static const char *const heads[] = {
        "window.YTD.tweets.part0 = [", "window.YTD.tweet.part0 = [",
        "window.YTD.tweets.part1 = ["};

    (void)state;
    for (size_t k = 0; k < 3; k++) {
        char text[1000];
        snprintf(text, sizeof text, "%s%s]", heads[k],
                 TWEET("\"full_text\":\"hello\""));
        check_acts("data/whatever.js", text,
                   "owner post " POST " - owner 1612980000.226\n");
    }
}

/* `retweeted` is always false: a retweet begins with RT @name:. */
static void test_retweets_are_recognised_by_their_text(void **state)
{
    (void)state;
    check_acts("tweets.js",
               TWEET_HEAD TWEET("\"full_text\":\"RT @Ada_L: hello\","
               "\"entities\":{\"user_mentions\":[{\"id_str\":\"77\","
               "\"screen_name\":\"ada_l\"}]}") "]",
               "owner share - - x.com/i/user/77 1612980000.226\n");
    check_acts("tweets.js",
               TWEET_HEAD TWEET("\"full_text\":\"RT @Ada_L: hello\"") "]",
               "owner share - - x.com/ada_l 1612980000.226\n");
    check_acts("tweets.js",
               TWEET_HEAD TWEET("\"full_text\":\"RT @Ada hello\"") "]",
               "owner post " POST " - owner 1612980000.226\n");
}

static void test_replies_name_post_and_author_mentions_the_rest(void **state)
{
    (void)state;
    check_acts("tweets.js",
               TWEET_HEAD TWEET("\"full_text\":\"@b and @c hi?\","
               "\"in_reply_to_status_id_str\":\"1343967516213747712\","
               "\"in_reply_to_user_id_str\":\"5\","
               "\"in_reply_to_screen_name\":\"b\",\"entities\":{"
               "\"user_mentions\":[{\"id_str\":\"5\",\"screen_name\":\"b\"},"
               "{\"id_str\":\"6\",\"screen_name\":\"c\"}]}") "]",
               "owner reply x.com/i/status/1343967516213747712 - "
               "x.com/i/user/5 1612980000.226\n"
               "owner mention - x.com/i/user/6 - 1612980000.226\n");
}

static void test_an_address_of_a_post_is_a_quote(void **state)
{
    (void)state;
    check_acts("tweets.js",
               TWEET_HEAD TWEET("\"full_text\":\"so true\",\"entities\":{"
               "\"urls\":[{\"expanded_url\":\"https://twitter.com/Ada/status/"
               "1343967516213747712?s=20\"},{\"expanded_url\":"
               "\"https://example.org/status/1\"}]}") "]",
               "owner post " POST " - owner 1612980000.226\n"
               "owner quote x.com/i/status/1343967516213747712 - x.com/ada "
               "1612980000.226\n");
}

/* The text is HTML-escaped: a & counts once. Counts are strings. */
static void test_the_text_is_counted_and_not_kept(void **state)
{
    lia_tables *t = read_export(FILES({"tweets.js",
        TWEET_HEAD TWEET("\"full_text\":\"tea &amp; milk?\",\"entities\":{"
        "\"hashtags\":[{\"text\":\"Tea\"},{\"text\":\"milk\"}]}") "]"}));

    (void)state;
    assert_int_equal(t->interactions.text_length[0], 11);
    assert_int_equal(t->interactions.question[0], 1);
    assert_string_equal(name_at(&t->texts, t->interactions.tags[0]),
                        "Tea|milk");
    assert_int_equal(t->posts.reactions[0], 5);
    assert_int_equal(t->posts.shares[0], 1);
    assert_int_equal(t->texts.count, 1);
    done(t);
}

/* No time, no author; likedAt is optional. */
static void test_likes_have_no_time_unless_they_say(void **state)
{
    (void)state;
    check_acts("like.js",
               "window.YTD.like.part0 = [{\"like\":{\"tweetId\":"
               "\"1403079689309016067\",\"fullText\":\"secret\"}},"
               "{\"like\":{\"tweetId\":\"14\",\"likedAt\":"
               "\"2021-02-10T18:00:00.000Z\"}}]",
               "owner like x.com/i/status/1403079689309016067 - - -\n"
               "owner like x.com/i/status/14 - - 1612980000\n");
}

/* Numeric ids, no names, no dates; each list its own direction. */
static void test_follow_lists_have_a_direction(void **state)
{
    lia_tables *t = read_export(FILES(
        {"data/follower.js", "window.YTD.follower.part0 = [{\"follower\":{"
         "\"accountId\":\"11\",\"userLink\":\"x\"}}]"},
        {"data/following.js", "window.YTD.following.part0 = [{\"following\":{"
         "\"accountId\":\"12\"}}, {\"following\":{}}]"}));

    (void)state;
    assert_string_equal(ties_of(t),
                        "x.com/i/user/11 follow owner -1\n"
                        "owner follow x.com/i/user/12 -1\n");
    assert_int_equal(source_of(t, "following.js")->rejected, 1);
    assert_int_equal(source_of(t, "following.js")->origin,
                     source_of(t, "follower.js")->origin);
    done(t);
}

/* Messages of two, once with dates of milliseconds; bodies are counted. */
static void test_messages_go_to_their_recipient(void **state)
{
    lia_tables *t = read_export(FILES({"direct-messages.js",
        "window.YTD.direct_messages.part0 = [{\"dmConversation\":{"
        "\"conversationId\":\"999-888\",\"messages\":["
        "{\"messageCreate\":{\"id\":\"1\",\"senderId\":\"999\","
        "\"recipientId\":\"888\",\"createdAt\":\"2024-04-06T15:30:00.000Z\","
        "\"text\":\"lunch?\"}},{\"messageCreate\":{\"senderId\":\"888\","
        "\"recipientId\":\"999\",\"createdAt\":\"1712417460000\","
        "\"text\":\"no\"}}]}}]"}));

    (void)state;
    assert_string_equal(acts_of(t),
                        "x.com/i/user/999 message - x.com/i/user/888 - "
                        "1712417400\n"
                        "x.com/i/user/888 message - x.com/i/user/999 - "
                        "1712417460\n");
    assert_int_equal(t->interactions.text_length[0], 6);
    assert_int_equal(t->interactions.question[0], 1);
    assert_int_equal(t->interactions.question[1], 0);
    assert_int_equal(t->interactions.participants[0], 2);
    assert_int_equal(t->texts.count, 0);
    done(t);
}

/* Groups have no recipient: everybody who joined, left or wrote. */
static void test_messages_of_groups_go_to_all_others(void **state)
{
    lia_tables *t = read_export(FILES({"direct-messages-group.js",
        "window.YTD.direct_messages_group.part0 = [{\"dmConversation\":{"
        "\"messages\":[{\"joinConversation\":{\"initiatingUserId\":\"1\","
        "\"participantsSnapshot\":[\"1\",\"2\",\"3\"]}},"
        "{\"participantsLeave\":{\"userIds\":[\"4\"]}},"
        "{\"messageCreate\":{\"senderId\":\"2\",\"createdAt\":"
        "\"2024-04-06T15:30:00.000Z\",\"text\":\"hi\"}}]}}]"}));

    (void)state;
    assert_string_equal(acts_of(t),
        "x.com/i/user/2 message - x.com/i/user/1 - 1712417400\n"
        "x.com/i/user/2 message - x.com/i/user/3 - 1712417400\n"
        "x.com/i/user/2 message - x.com/i/user/4 - 1712417400\n");
    assert_int_equal(t->interactions.participants[0], 4);
    done(t);
}

/* account.js or manifest.js say whose archive it is; the handle goes with the
 * number. */
static void test_the_archive_says_whose_it_is(void **state)
{
    static const test_file owners[] = {
        {"data/account.js", "window.YTD.account.part0 = [{\"account\":{"
         "\"email\":\"a@b.c\",\"accountId\":\"42\",\"username\":\"Ada\","
         "\"accountDisplayName\":\"A L\"}}]"},
        {"data/manifest.js", "window.__THAR_CONFIG = {\"userInfo\":{"
         "\"accountId\":\"42\",\"userName\":\"Ada\",\"displayName\":"
         "\"A L\"},\"dataTypes\":{}}"}};

    (void)state;
    for (size_t k = 0; k < 2; k++) {
        lia_tables *t = read_export(FILES(owners[k],
            {"data/like.js", "window.YTD.like.part0 = [{\"like\":{"
             "\"tweetId\":\"1403079689309016067\"}}]"}));
        assert_string_equal(acts_of(t), "x.com/i/user/42 like "
                            "x.com/i/status/1403079689309016067 - - -\n");
        assert_int_equal(t->export_count, 1);
        assert_string_equal(who(t, t->exports[0].owner), "x.com/i/user/42");
        assert_string_equal(t->exports[0].platform, "x");
        for (uint32_t n = 0; n < t->texts.count; n++)
            assert_null(strstr(name_at(&t->texts, n), "a@b.c"));
        done(t);
    }
}

/* Of ninety files only a few are read. */
static void test_other_files_are_left_alone(void **state)
{
    lia_tables *t = read_export(FILES(
        {"data/follower.js", "window.YTD.follower.part0 = [{\"follower\":{"
         "\"accountId\":\"11\"}}]"},
        {"data/phone-number.js", "window.YTD.device_token.part0 = [{"
         "\"phone\":\"+33 6 00\"}]"},
        {"data/deleted-tweets.js", "window.YTD.deleted_tweets.part0 = [{"
         "\"tweet\":{\"id_str\":\"1\",\"full_text\":\"x\"}}]"}));

    (void)state;
    assert_int_equal(t->interactions.count, 0);
    assert_non_null(strstr(note_of(t, "phone-number.js"), "minimisation"));
    assert_non_null(strstr(note_of(t, "deleted-tweets.js"), "minimisation"));
    done(t);
}

static void test_a_broken_archive_is_said_with_its_line(void **state)
{
    lia_tables *t = read_export(FILES(
        {"data/follower.js", "window.YTD.follower.part0 = [\n"
         "{\"follower\":{\"accountId\":\"11\"}},\n{\"follower\":{\"acc"}));

    (void)state;
    assert_int_equal(t->contacts.count, 1);
    assert_int_equal(t->rejects_by_cause[LIA_CAUSE_JSON], 1);
    assert_int_equal(t->reject[0].line, 3);
    done(t);
}

#define FLAT "{\"id\":\"1359562777325563904\",\"author_id\":\"7\"," \
    "\"conversation_id\":\"1359562777325563904\",\"created_at\":" \
    "\"2021-02-10T18:00:00.000Z\",\"text\":\"RT @b: hello\","

static void test_flat_answers_of_the_api(void **state)
{
    (void)state;
    check_acts("a.jsonl", FLAT "\"referenced_tweets\":[{\"type\":"
               "\"retweeted\",\"id\":\"1343967516213747712\"}],\"entities\":{"
               "\"mentions\":[{\"id\":\"8\",\"username\":\"b\"}]}}\n",
               "x.com/i/user/7 share x.com/i/status/1343967516213747712 - "
               "x.com/b 1612980000.226\n");
    check_acts("a.jsonl", FLAT "\"in_reply_to_user_id\":\"8\","
               "\"referenced_tweets\":[{\"type\":\"replied_to\",\"id\":"
               "\"1343967516213747712\"}]}\n",
               "x.com/i/user/7 reply x.com/i/status/1343967516213747712 - "
               "x.com/i/user/8 1612980000.226\n");
    check_acts("a.jsonl", FLAT "\"author\":{\"id\":\"7\",\"username\":\"Ada\","
               "\"public_metrics\":{\"followers_count\":9}},\"entities\":{"
               "\"mentions\":[{\"id\":\"8\",\"username\":\"b\"}]}}\n",
               "x.com/i/user/7 post " POST " - x.com/i/user/7 "
               "1612980000.226\n"
               "x.com/i/user/7 mention - x.com/i/user/8 - 1612980000.226\n");
}

/* twarc2 without flatten: authors of references stand in includes. */
static void test_whole_answers_of_the_api(void **state)
{
    lia_tables *t = read_export(FILES({"a.jsonl",
        "{\"data\":[" FLAT "\"referenced_tweets\":[{\"type\":\"quoted\","
        "\"id\":\"1343967516213747712\"}]}],\"includes\":{\"users\":[{"
        "\"id\":\"7\",\"username\":\"Ada\",\"name\":\"A\"}],\"tweets\":[{"
        "\"id\":\"1343967516213747712\",\"author_id\":\"9\"}]}}\n"}));

    (void)state;
    assert_string_equal(acts_of(t), "x.com/i/user/7 quote "
        "x.com/i/status/1343967516213747712 - x.com/i/user/9 "
        "1612980000.226\n");
    assert_int_equal(t->posts.listed_count, 1);
    done(t);
}

/* Equal texts show as equal digests, which is what co-tweeting needs. */
static void test_texts_of_the_api_are_digests(void **state)
{
    static const char line[] = "{\"id\":\"%d\",\"author_id\":\"%d\","
        "\"conversation_id\":\"1\",\"text\":\"buy tea now\"}\n";
    char text[400];
    size_t used = 0;
    lia_tables *t;

    (void)state;
    for (int k = 1; k <= 2; k++)
        used += (size_t)snprintf(text + used, sizeof text - used, line, k, k);
    t = read_export(FILES({"a.jsonl", text}));
    assert_int_equal(t->interactions.count, 2);
    assert_int_equal(t->interactions.content[0], t->interactions.content[1]);
    assert_memory_equal(name_at(&t->texts, t->interactions.content[0]),
                        "text:", 5);
    done(t);
}

/* liking_users has users without time; the post stands in the address. */
static void test_likers_of_the_api_have_no_time(void **state)
{
    (void)state;
    check_acts("likers.jsonl",
               "{\"data\":[{\"id\":\"5\",\"username\":\"b\"},{\"id\":\"6\","
               "\"username\":\"c\"}],\"__twarc\":{\"url\":\"https://api."
               "twitter.com/2/tweets/1343967516213747712/liking_users?x\"}}\n",
               "x.com/i/user/5 like x.com/i/status/1343967516213747712 - - "
               "-\n"
               "x.com/i/user/6 like x.com/i/status/1343967516213747712 - - "
               "-\n");
}

/* Ids above 2^53 keep their digits, as numbers too. */
static void test_ids_are_not_rounded(void **state)
{
    (void)state;
    check_acts("tweets.js", TWEET_HEAD "{\"tweet\":{\"id\":1541815603606036481,"
               "\"full_text\":\"x\"}}]",
               "owner post x.com/i/status/1541815603606036481 - owner "
               "1656432460.105\n");
}

static void test_every_allocation_may_fail(void **state)
{
    (void)state;
    fail_allocations("tweets.js",
        TWEET_HEAD TWEET("\"full_text\":\"@b hi &amp;?\","
        "\"in_reply_to_user_id_str\":\"5\",\"entities\":{\"user_mentions\":[{"
        "\"id_str\":\"6\",\"screen_name\":\"c\"}]}") "]");
    fail_allocations("a.jsonl", FLAT "\"author\":{\"id\":\"7\",\"username\":"
        "\"Ada\"},\"entities\":{\"mentions\":[{\"id\":\"8\",\"username\":"
        "\"b\"}]}}\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_all_names_of_the_tweets_file),
        cmocka_unit_test(test_retweets_are_recognised_by_their_text),
        cmocka_unit_test(test_replies_name_post_and_author_mentions_the_rest),
        cmocka_unit_test(test_an_address_of_a_post_is_a_quote),
        cmocka_unit_test(test_the_text_is_counted_and_not_kept),
        cmocka_unit_test(test_likes_have_no_time_unless_they_say),
        cmocka_unit_test(test_follow_lists_have_a_direction),
        cmocka_unit_test(test_messages_go_to_their_recipient),
        cmocka_unit_test(test_messages_of_groups_go_to_all_others),
        cmocka_unit_test(test_the_archive_says_whose_it_is),
        cmocka_unit_test(test_other_files_are_left_alone),
        cmocka_unit_test(test_a_broken_archive_is_said_with_its_line),
        cmocka_unit_test(test_flat_answers_of_the_api),
        cmocka_unit_test(test_whole_answers_of_the_api),
        cmocka_unit_test(test_texts_of_the_api_are_digests),
        cmocka_unit_test(test_likers_of_the_api_have_no_time),
        cmocka_unit_test(test_ids_are_not_rounded),
        cmocka_unit_test(test_every_allocation_may_fail),
    };

    return cmocka_run_group_tests(tests, make_folder, drop_folder);
}
