/* test_read_scraped.c - scraped commenters and likers; one test per line of
 * FORMATS section 3.3, and the clock of 3.2. Expected values: hand, from the
 * records, which follow the examples of the tools' own pages with other names.
 * Clocks: 7331190065471078400 >> 22 = 1747891918533 ms,
 * 7328838056403173380 >> 22 = 1747331155873 ms.
 */
#include "exports.h"

#define POST "7328838056403173380"
#define COMMENT "7331190065471078400"
#define ENCODED "ACoAAFsE9LEBl7BKtsoGeoDZz0IvKfmiGgiEtX8"
#define COMMENT_URN "urn:li:comment:(activity:" POST "," COMMENT ")"
#define COMMENT_URL \
    "https://www.linkedin.com/feed/update/urn:li:activity:" POST \
    "?commentUrn=urn%3Ali%3Acomment%3A%28activity%3A" POST "%2C" COMMENT "%29"

static const char commented[] =
    "linkedin.com/in/ada comment urn:li:activity:" POST " - - "
    "1747891918.533\n";

static void check_acts(const char *file, const char *text, const char *want)
{
    lia_tables *t = read_export(FILES({file, text}));

    assert_string_equal(acts_of(t), want);
    done(t);
}

/* ---- HarvestAPI ---- */

#define HARVEST_COMMENT \
    "{\"type\":\"comment\",\"id\":\"" COMMENT "\",\"linkedinUrl\":\"" \
    COMMENT_URL "\",\"commentary\":\"Well done?\",\"createdAt\":" \
    "\"2025-05-22T05:31:58.534Z\",\"numComments\":0,\"actor\":{\"id\":\"" \
    ENCODED "\",\"name\":\"Ada L\",\"linkedinUrl\":" \
    "\"https://www.linkedin.com/in/Ada\",\"position\":\"Engineer\"," \
    "\"author\":false},\"createdAtTimestamp\":1747891918534,\"postId\":\"" \
    POST "\"}"
#define HARVEST_REACTION \
    "{\"id\":\"urn:li:fsd_reaction:(urn:li:fsd_profile:" ENCODED \
    ",urn:li:ugcPost:7329207002977443840,0)\",\"reactionType\":\"PRAISE\"," \
    "\"actor\":{\"id\":\"" ENCODED "\",\"name\":\"Ada L\",\"linkedinUrl\":" \
    "\"https://www.linkedin.com/in/" ENCODED "\",\"position\":\"Engineer\"}," \
    "\"postId\":\"7329207003942125568\"}"

static void test_harvest_comments_are_timed_by_their_id(void **state)
{
    lia_tables *t = read_export(FILES({"dataset.json",
                                       "[" HARVEST_COMMENT "]"}));

    (void)state;
    assert_string_equal(acts_of(t), commented);
    assert_int_equal(t->interactions.text_length[0], 10);
    assert_int_equal(t->interactions.question[0], 1);
    assert_string_equal(name_at(&t->texts, t->accounts.title[account_id(
                            t, "linkedin.com/in/ada")]), "Engineer");
    for (uint32_t k = 0; k < t->texts.count; k++)
        assert_null(strstr(name_at(&t->texts, k), "done"));
    done(t);
}

/* An actor marked as author tells whose post the others engaged. */
static void test_the_author_among_the_commenters_is_known(void **state)
{
    lia_tables *t = read_export(FILES(
        {"c.json", "[" HARVEST_COMMENT ",{\"type\":\"comment\",\"id\":"
         "\"7331190065471079999\",\"commentary\":\"thanks\",\"actor\":{"
         "\"linkedinUrl\":\"https://www.linkedin.com/in/bo\",\"author\":"
         "true},\"postId\":\"" POST "\"}]"},
        {"c.csv", "actor/linkedinUrl,actor/author,commentary,id,postId,type\n"
         "https://www.linkedin.com/in/cy,true,hi,7331190065471078401,"
         "7329207003942125568,comment\n"}));
    uint32_t bos, cys;

    (void)state;
    assert_int_equal(t->posts.listed_count, 2);
    bos = lia_names_find(&t->posts.names, "urn:li:activity:" POST, 35);
    cys = lia_names_find(&t->posts.names,
                         "urn:li:activity:7329207003942125568", 35);
    assert_string_equal(who(t, t->posts.author[bos]), "linkedin.com/in/bo");
    assert_string_equal(who(t, t->posts.author[cys]), "linkedin.com/in/cy");
    done(t);
}

/* No time, no clock of its own; the account by its encoded id, the case of
 * which counts. */
static void test_harvest_reactions_have_no_time(void **state)
{
    (void)state;
    check_acts("r.json", "[" HARVEST_REACTION "]",
               "linkedin.com/in/" ENCODED " reaction "
               "urn:li:activity:7329207003942125568 - - -\n");
}

/* A comment has both the encoded id and the clean address: the likes under the
 * id are those of the same account. The numbers of one post are one post. */
static void test_likers_and_commenters_are_one_by_the_encoded_id(void **state)
{
    lia_tables *t = read_export(FILES(
        {"c.json", "[" HARVEST_COMMENT "]"}, {"r.json",
                                              "[" HARVEST_REACTION "]"},
        {"u.csv", "post_url,actor_url,kind\nurn:li:ugcPost:"
         "7329207002977443840,bo,like\n"}));

    (void)state;
    assert_string_equal(acts_of(t),
        "linkedin.com/in/ada comment urn:li:activity:" POST " - - "
        "1747891918.533\n"
        "linkedin.com/in/ada reaction urn:li:activity:7329207003942125568 - - "
        "-\n"
        "bo like urn:li:activity:7329207003942125568 - - -\n");
    assert_int_equal(account_id(t, "linkedin.com/in/" ENCODED), LIA_NONE);
    done(t);
}

/* Cut down by hand: no postId, the post by its address or only in the number
 * of the comment, with its author beside it. */
static void test_harvest_csv_without_an_id_of_the_post(void **state)
{
    static const char expected[] =
        "linkedin.com/in/ada comment urn:li:activity:" POST " - "
        "linkedin.com/in/bo 1747891918.533\n";

    (void)state;
    check_acts("c.csv",
               "type,post_url,post_author_url,commentUrn,actor.name,"
               "actor.linkedinUrl\ncomment,https://www.linkedin.com/feed/"
               "update/urn:li:activity:" POST "/,https://www.linkedin.com/in/"
               "bo,\"" COMMENT_URN "\",Ada,https://www.linkedin.com/in/ada\n",
               expected);
    check_acts("c.csv",
               "commentUrn,actor/linkedinUrl,post_author_url\n"
               "\"" COMMENT_URN "\",https://www.linkedin.com/in/ada,"
               "https://www.linkedin.com/in/bo\n", expected);
}

/* Tables that people cut from them: a number of a comment is enough. */
static void test_comments_by_their_number_alone(void **state)
{
    static const char *const tables[] = {
        "actor,commentUrn,author\nhttps://www.linkedin.com/in/ada,\""
        COMMENT_URN "\",https://www.linkedin.com/in/bo\n",
        "post;author;commenter_url;comment_urn\n"
        "https://www.linkedin.com/feed/update/urn:li:activity:" POST
        "/;linkedin.com/in/bo;linkedin.com/in/ada;" COMMENT_URN "\n"};

    (void)state;
    for (size_t k = 0; k < 2; k++)
        check_acts("comments.csv", tables[k],
                   "linkedin.com/in/ada comment urn:li:activity:" POST " - "
                   "linkedin.com/in/bo 1747891918.533\n");
}

static void test_harvest_csv_with_slashes_and_dots(void **state)
{
    static const char *const forms[] = {
        "actor/id,actor/linkedinUrl,actor/name,actor/position,commentary,"
        "createdAt,createdAtTimestamp,id,linkedinUrl,postId,type,"
        "reactionTypeCounts/0/count\n",
        "actor.id,actor.linkedinUrl,actor.name,actor.position,commentary,"
        "createdAt,createdAtTimestamp,id,linkedinUrl,postId,type,"
        "reactionTypeCounts.0.count\n"};

    (void)state;
    for (size_t k = 0; k < 2; k++) {
        char text[2000];
        snprintf(text, sizeof text, "%s%s", forms[k],
                 ENCODED ",https://www.linkedin.com/in/ada/,Ada L,Engineer,"
                 "\"Well, done\",2025-05-22T05:31:58.534Z,1747891918534,"
                 COMMENT "," COMMENT_URL "," POST ",comment,1\n");
        check_acts("dataset.csv", text, commented);
    }
    check_acts("r.csv", "actor/id,actor/linkedinUrl,actor/name,id,postId,"
               "reactionType\n" ENCODED ",https://www.linkedin.com/in/" ENCODED
               ",Ada,\"urn:li:fsd_reaction:(urn:li:fsd_profile:" ENCODED
               ",urn:li:activity:" POST ",0)\"," POST ",LIKE\n",
               "linkedin.com/in/" ENCODED " like urn:li:activity:" POST
               " - - -\n");
}

/* ---- the clock ---- */

/* Only a post's address and a comment's URN: the latency is known to the
 * millisecond, 1747891918533 - 1747331155873 ms. */
static void test_comment_latency_without_a_time_column(void **state)
{
    lia_tables *t = read_export(FILES({"e.csv",
        "post_url,post_author_url,actor_url,kind,comment_url\n"
        "https://www.linkedin.com/posts/bo_tea-activity-" POST "-AbCd,"
        "https://www.linkedin.com/in/bo,https://www.linkedin.com/in/ada,"
        "comment,\"urn:li:comment:(activity:" POST "," COMMENT ")\"\n"}));
    uint32_t post;

    (void)state;
    assert_string_equal(acts_of(t), "linkedin.com/in/ada comment "
        "urn:li:activity:" POST " - linkedin.com/in/bo 1747891918.533\n");
    post = t->interactions.object[0];
    assert_int_equal(t->interactions.time[0] - t->posts.time[post],
                     1747891918533000 - 1747331155873000);
    done(t);
}

/* ---- other tools ---- */

static void test_engagers_of_scraping_solutions(void **state)
{
    (void)state;
    check_acts("engagers.csv",
               "type,post_Link,url_profile,name,subtitle,content\n"
               "commenters,https://www.linkedin.com/feed/update/"
               "urn:li:activity:" POST ",https://www.linkedin.com/in/ada,"
               "Ada,Engineer,Well done\n"
               "likers,https://www.linkedin.com/feed/update/urn:li:activity:"
               POST ",https://www.linkedin.com/in/" ENCODED ",Bo,,\n",
               "linkedin.com/in/ada comment urn:li:activity:" POST " - - -\n"
               "linkedin.com/in/" ENCODED " like urn:li:activity:" POST
               " - - -\n");
}

/* Fields were renamed across versions: profileUrl or profileLink, comment or
 * comments. */
static void test_phantombuster_by_any_of_its_names(void **state)
{
    (void)state;
    check_acts("result.csv",
               "profileUrl,firstName,lastName,fullName,occupation,degree,"
               "comment,commentUrl,commentDate,postUrl\n"
               "https://www.linkedin.com/in/ada,Ada,L,Ada L,Engineer,2nd,"
               "\"Nice, no?\"," COMMENT_URL ",2w,https://www.linkedin.com/feed/"
               "update/urn:li:activity:" POST "/\n", commented);
    check_acts("result.csv",
               "profileLink,fullName,occupation,comments,commentUrl\n"
               "https://www.linkedin.com/in/ada/,Ada L,Engineer,Nice,"
               COMMENT_URL "\n", commented);
    check_acts("result.csv",
               "profileUrl,firstName,lastName,reactionType,postUrl\n"
               "https://www.linkedin.com/in/ada,Ada,L,EMPATHY,"
               "https://www.linkedin.com/feed/update/urn:li:activity:" POST
               "\n", "linkedin.com/in/ada reaction urn:li:activity:" POST
               " - - -\n");
    check_acts("result.json",
               "[{\"profileLink\":\"https://www.linkedin.com/in/ada\","
               "\"firstName\":\"Ada\",\"lastName\":\"L\",\"comments\":\"x\","
               "\"commentUrl\":\"" COMMENT_URL "\"}]", commented);
}

/* "18h ago" is a time of the collection; the id has the true one; is_promoted
 * marks paid reach. */
static void test_posts_of_4cat(void **state)
{
    lia_tables *t = read_export(FILES({"4cat.csv",
        "collected_from_url,id,thread_id,body,timestamp,timestamp_collected,"
        "timestamp_ago,is_promoted,author,author_name,author_mentions,"
        "hashtags,post_url,comments,shares,reactions,unix_timestamp\n"
        "x," POST "," POST ",Buy now?,2025-05-16 10:00:00,2025-05-17 04:00:00,"
        "18h,yes,ada,Ada L,\"bo,cy\",tea,https://www.linkedin.com/feed/update/"
        "urn:li:activity:" POST ",3,2,5,1747390000\n"}));

    (void)state;
    assert_string_equal(acts_of(t),
        "linkedin.com/in/ada post urn:li:activity:" POST " - "
        "linkedin.com/in/ada 1747331155.873\n"
        "linkedin.com/in/ada mention - linkedin.com/in/bo - 1747331155.873\n"
        "linkedin.com/in/ada mention - linkedin.com/in/cy - 1747331155.873\n");
    assert_int_equal(t->posts.promoted[0], 1);
    assert_int_equal(t->posts.reactions[0], 5);
    assert_int_equal(t->posts.comments[0], 3);
    assert_int_equal(t->posts.shares[0], 2);
    done(t);
}

static void test_likers_of_instagram_posts(void **state)
{
    (void)state;
    check_acts("likers.csv",
               "post_number,post_date,post_url,post_shortcode,like_count,"
               "username,full_name,user_id\n"
               "1,2024-01-01,https://www.instagram.com/p/C1x/,C1x,2,ada,Ada,"
               "77\n", "instagram.com/ada like instagram.com/p/C1x - - -\n");
}

/* What we ask people for. */
static void test_the_recommended_header(void **state)
{
    (void)state;
    check_acts("engagement.csv",
               "post_url,post_author_url,post_time,actor_url,actor_name,"
               "actor_headline,kind,reaction_type,comment_url,comment_text,"
               "engaged_at,collected_at\n"
               "https://www.linkedin.com/posts/x-activity-" POST "-a,"
               "https://www.linkedin.com/in/bo,2025-05-15T17:45:57Z,"
               "https://www.linkedin.com/in/ada,Ada,Engineer,reaction,LIKE,,,"
               "2025-05-15T18:00:00Z,2025-06-01\n"
               "https://example.org/p/1,bo,,ada,Ada,,comment,,,Hi,"
               "2025-05-15T18:00:00Z,2025-06-01\n",
               "linkedin.com/in/ada like urn:li:activity:" POST
               " - linkedin.com/in/bo 1747332000\n"
               "ada comment https://example.org/p/1 - bo 1747332000\n");
}

/* The collection date is no time of an act. */
static void test_collected_at_is_no_time(void **state)
{
    (void)state;
    check_acts("engagement.csv",
               "post_url,actor_url,kind,collected_at\n"
               "https://example.org/p/1,ada,like,2025-06-01\n",
               "ada like https://example.org/p/1 - - -\n");
}

static void test_a_row_without_an_actor_is_a_reject(void **state)
{
    lia_tables *t = read_export(FILES({"engagement.csv",
        "post_url,actor_url,kind\nhttps://example.org/p/1,,like\n"
        "https://example.org/p/1,bo,like\n"}));

    (void)state;
    assert_int_equal(t->interactions.count, 1);
    assert_int_equal(t->rejects_by_cause[LIA_CAUSE_MISSING], 1);
    assert_int_equal(t->reject[0].line, 2);
    done(t);
}

static void test_every_allocation_may_fail(void **state)
{
    (void)state;
    fail_allocations("d.json", "[" HARVEST_COMMENT "," HARVEST_REACTION "]");
    fail_allocations("e.csv", "post_url,post_author_url,actor_url,kind\n"
        "https://www.linkedin.com/posts/x-activity-" POST "-a,bo,ada,like\n");
    fail_allocations("4.csv", "id,body,is_promoted,author,author_mentions,"
        "reactions\n" POST ",Hi?,no,ada,\"bo,cy\",3\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_harvest_comments_are_timed_by_their_id),
        cmocka_unit_test(test_the_author_among_the_commenters_is_known),
        cmocka_unit_test(test_harvest_reactions_have_no_time),
        cmocka_unit_test(test_likers_and_commenters_are_one_by_the_encoded_id),
        cmocka_unit_test(test_harvest_csv_without_an_id_of_the_post),
        cmocka_unit_test(test_comments_by_their_number_alone),
        cmocka_unit_test(test_harvest_csv_with_slashes_and_dots),
        cmocka_unit_test(test_comment_latency_without_a_time_column),
        cmocka_unit_test(test_engagers_of_scraping_solutions),
        cmocka_unit_test(test_phantombuster_by_any_of_its_names),
        cmocka_unit_test(test_posts_of_4cat),
        cmocka_unit_test(test_likers_of_instagram_posts),
        cmocka_unit_test(test_the_recommended_header),
        cmocka_unit_test(test_collected_at_is_no_time),
        cmocka_unit_test(test_a_row_without_an_actor_is_a_reject),
        cmocka_unit_test(test_every_allocation_may_fail),
    };

    return cmocka_run_group_tests(tests, make_folder, drop_folder);
}
