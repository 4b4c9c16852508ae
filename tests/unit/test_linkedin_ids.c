/* test_linkedin_ids.c - accounts, posts and clocks in addresses and URNs.
 * Expected values: hand, from FORMATS and the example of a public README
 * (HarvestAPI/apify-linkedin-post-comments), with names changed.
 */
#include "support.h"

#include "ingest/platforms/linkedin_ids.h"

static const struct {
    const char *text, *want;
} accounts[] = {
    {"https://www.linkedin.com/in/ada-lovelace",
     "linkedin.com/in/ada-lovelace"},
    {"https://www.linkedin.com/in/Ada-Lovelace/",
     "linkedin.com/in/ada-lovelace"},
    {"http://fr.linkedin.com/in/ada?trk=x", "linkedin.com/in/ada"},
    {"linkedin.com/in/ada#about", "linkedin.com/in/ada"},
    {"https://www.linkedin.com/in/ren%C3%A9-x/",
     "linkedin.com/in/ren\xC3\xA9-x"},
    {"https://www.linkedin.com/in/ada/details/skills/", "linkedin.com/in/ada"},
    {"https://www.linkedin.com/company/Acme/posts/",
     "linkedin.com/company/acme"},
    {"https://www.linkedin.com/showcase/acme-lab",
     "linkedin.com/showcase/acme-lab"},
    {"https://www.linkedin.com/in/ACoAAFsE9LEBl7BKtsoGeoDZz0IvKfmiGgiEtX8",
     "linkedin.com/in/ACoAAFsE9LEBl7BKtsoGeoDZz0IvKfmiGgiEtX8"},
    {"ACoAAFsE9LEBl7BKtsoGeoDZz0IvKfmiGgiEtX8",
     "linkedin.com/in/ACoAAFsE9LEBl7BKtsoGeoDZz0IvKfmiGgiEtX8"},
    {"urn:li:fsd_profile:ACoAAFsE9LEBl7BKtsoGeoDZz0IvKfmiGgiEtX8",
     "linkedin.com/in/ACoAAFsE9LEBl7BKtsoGeoDZz0IvKfmiGgiEtX8"},
    {"urn:li:fsd_reaction:(urn:li:fsd_profile:ACoAAFsE9LEBl7BKtsoGeoDZz0IvKfmi"
     "GgiEtX8,urn:li:ugcPost:7329207002977443840,0)",
     "linkedin.com/in/ACoAAFsE9LEBl7BKtsoGeoDZz0IvKfmiGgiEtX8"},
    {"Ada Lovelace", ""}, {"", ""}, {"https://www.linkedin.com/in/", ""},
    {"https://www.linkedin.com/feed/update/urn:li:activity:73", ""},
    {"https://x.com/ada",
     ""}, {"%", ""}, {"https://www.linkedin.com/in/%00", ""},
};

static void test_an_account_has_one_name(void **state)
{
    char out[LIA_LINKEDIN_ROOM];

    (void)state;
    for (size_t k = 0; k < sizeof accounts / sizeof *accounts; k++) {
        const size_t length = lia_linkedin_account(
            out, accounts[k].text, strlen(accounts[k].text));
        if (length != strlen(accounts[k].want) ||
            memcmp(out, accounts[k].want, length) != 0)
            fail_msg("%s: %.*s", accounts[k].text, (int)length, out);
    }
}

static const struct {
    const char *text;
    int kind;            /* -1 = none                                        */
    uint64_t number;
} posts[] = {
    {"urn:li:activity:7328838056403173380", LIA_LINKEDIN_ACTIVITY,
     7328838056403173380u},
    {"https://www.linkedin.com/feed/update/urn:li:share:6857978250543116288",
     LIA_LINKEDIN_SHARE, 6857978250543116288u},
    {"https://www.linkedin.com/feed/update/urn%3Ali%3AugcPost%3A"
     "7329207002977443840?x=1", LIA_LINKEDIN_UGC, 7329207002977443840u},
    {"https://www.linkedin.com/posts/ada_tea-activity-7328838056403173380-AbC1",
     LIA_LINKEDIN_ACTIVITY, 7328838056403173380u},
    {"https://www.linkedin.com/posts/ada_share-of-activity-ugcPost-"
     "7329207002977443840-63AH/", LIA_LINKEDIN_UGC, 7329207002977443840u},
    {"7329207003942125568", LIA_LINKEDIN_ACTIVITY, 7329207003942125568u},
    /* the post of a comment, and not the comment */
    {"https://www.linkedin.com/feed/update/urn:li:activity:7328838056403173380"
     "?commentUrn=urn%3Ali%3Acomment%3A%28activity%3A7328838056403173380%2C"
     "7331190065471078400%29", LIA_LINKEDIN_ACTIVITY, 7328838056403173380u},
    {"urn:li:comment:(ugcPost:7329207002977443840,7331190065471078400)",
     LIA_LINKEDIN_UGC, 7329207002977443840u},
    {"urn:li:activity:12", -1, 0}, {"73", -1, 0}, {"", -1, 0},
    {"urn:li:activity:99999999999999999999999", -1, 0},
    {"https://www.linkedin.com/pulse/some-article-ada", -1, 0},
};

static void test_a_post_has_a_kind_and_a_number(void **state)
{
    (void)state;
    for (size_t k = 0; k < sizeof posts / sizeof *posts; k++) {
        lia_linkedin_kind kind;
        uint64_t number = 0;
        const bool is = lia_linkedin_post(&kind, &number, posts[k].text,
                                          strlen(posts[k].text));
        if (is != (posts[k].kind >= 0) ||
            (is && ((int)kind != posts[k].kind || number != posts[k].number)))
            fail_msg("%s: %d %llu", posts[k].text, (int)kind,
                     (unsigned long long)number);
    }
}

static void test_a_comment_is_not_its_post(void **state)
{
    static const char *const texts[] = {
        "urn:li:comment:(activity:7328838056403173380,7331190065471078400)",
        "urn:li:comment:(urn:li:activity:7328838056403173380,"
        "7331190065471078400)",
        "https://www.linkedin.com/feed/update/urn:li:activity:"
        "7328838056403173380?dashCommentUrn=urn%3Ali%3Afsd_comment%3A%28"
        "7331190065471078400%2Curn%3Ali%3Aactivity%3A7328838056403173380%29"};
    uint64_t number;

    (void)state;
    for (size_t k = 0; k < sizeof texts / sizeof *texts; k++) {
        number = 0;
        assert_true(lia_linkedin_comment(&number, texts[k], strlen(texts[k])));
        assert_int_equal(number, 7331190065471078400u);
    }
    assert_false(lia_linkedin_comment(&number, "urn:li:comment:(x", 17));
    assert_false(lia_linkedin_comment(&number, "urn:li:activity:73", 18));
}

static void test_the_clock_inside(void **state)
{
    (void)state;
    assert_int_equal(lia_linkedin_clock(7331190065471078400u),
                     1747891918533000);
    /* share and activity of one post: 230 ms apart */
    assert_int_equal(lia_linkedin_clock(7329207003942125568u) -
                         lia_linkedin_clock(7329207002977443840u), 230000);
    assert_int_equal(lia_linkedin_clock(0), LIA_NO_TIME);
    assert_int_equal(lia_linkedin_clock(12345), LIA_NO_TIME);
}

static void test_names_of_posts(void **state)
{
    char out[LIA_LINKEDIN_ROOM];

    (void)state;
    assert_int_equal(lia_linkedin_urn(out, LIA_LINKEDIN_UGC, 73), 17);
    assert_string_equal(out, "urn:li:ugcPost:73");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_an_account_has_one_name),
        cmocka_unit_test(test_a_post_has_a_kind_and_a_number),
        cmocka_unit_test(test_a_comment_is_not_its_post),
        cmocka_unit_test(test_the_clock_inside),
        cmocka_unit_test(test_names_of_posts),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
