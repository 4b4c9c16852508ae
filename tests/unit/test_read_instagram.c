/* test_read_instagram.c - follow lists of Instagram; one test per quirk of
 * FORMATS section 7. Expected values: hand, from the records.
 */
#include "exports.h"

#include "text/mojibake.h"

#define ENTRY(title, value, href) \
    "{\"title\":\"" title "\",\"media_list_data\":[],\"string_list_data\":[{" \
    "\"href\":\"" href "\"," value "\"timestamp\":1749860021}]}"

static void check_ties(const char *file, const char *text, const char *want)
{
    lia_tables *t = read_export(FILES({file, text}));

    assert_string_equal(ties_of(t), want);
    done(t);
}

static const char ada[] = "instagram.com/ada follow owner 1749860021\n";
static const char bob[] = "owner follow instagram.com/bob 1749860021\n";

/* A bare list, in the old days an object around it. */
static void test_both_layouts_of_followers(void **state)
{
    (void)state;
    check_ties("connections/followers_1.json",
               "[" ENTRY("", "\"value\":\"ada\",",
                         "https://www.instagram.com/ada") "]", ada);
    check_ties("followers_12.json",
               "[" ENTRY("", "\"value\":\"ada\",", "") "]", ada);
    check_ties("followers.json", "{\"relationships_followers\":["
               ENTRY("", "\"value\":\"ada\",", "") "]}", ada);
}

/* The name in value, in title, or in the address only. */
static void test_the_name_may_stand_in_three_places(void **state)
{
    (void)state;
    check_ties("following.json", "{\"relationships_following\":["
               ENTRY("", "\"value\":\"bob\",", "") "]}", bob);
    check_ties("following.json", "{\"relationships_following\":["
               ENTRY("bob", "", "") "]}", bob);
    check_ties("following.json", "{\"relationships_following\":["
               ENTRY("", "", "https://www.instagram.com/_u/bob?x=1") "]}",
               bob);
}

/* The layout moves: files are known by what they hold. */
static void test_a_file_of_another_name(void **state)
{
    (void)state;
    check_ties("renamed.json", "{\"relationships_following\":["
               ENTRY("bob", "", "") "]}", bob);
}

/* "\u00c3\u00a9" is an e with acute; a right text stays as it is. */
static void test_mojibake_is_mended_once(void **state)
{
    static const struct {
        const char *text, *want;
    } rows[] = {{"Ren\xC3\x83\xC2\xA9", "Ren\xC3\xA9"},
                {"\xC3\xB0\xC2\x9F\xC2\x99\xC2\x82", "\xF0\x9F\x99\x82"},
                {"Ren\xC3\xA9", ""},         /* right already */
                {"plain", ""}, {"", ""},
                {"\xE2\x82\xAC", ""},        /* above U+00FF */
                {"a\xC3", ""}};
    char out[40];

    (void)state;
    for (size_t k = 0; k < sizeof rows / sizeof *rows; k++) {
        const size_t length = lia_mend_mojibake(out, rows[k].text,
                                                strlen(rows[k].text));
        assert_int_equal(length, strlen(rows[k].want));
        assert_memory_equal(out, rows[k].want, length);
    }
    check_ties("following.json", "{\"relationships_following\":["
               ENTRY("ren\\u00c3\\u00a9", "", "") "]}",
               "owner follow instagram.com/ren\xC3\xA9 1749860021\n");
}

static void test_requests_are_invitations(void **state)
{
    lia_tables *t = read_export(FILES({"pending_follow_requests.json",
        "{\"relationships_follow_requests_sent\":["
        ENTRY("", "\"value\":\"bob\",", "") "]}"}));

    (void)state;
    assert_string_equal(acts_of(t), "owner invite - instagram.com/bob - "
                                    "1749860021\n");
    done(t);
}

static void test_everything_else_is_left_alone(void **state)
{
    lia_tables *t = read_export(FILES(
        {"followers_1.json", "[" ENTRY("", "\"value\":\"ada\",", "") "]"},
        {"blocked_profiles.json", "{\"relationships_blocked_users\":["
         ENTRY("bad", "", "") "]}"},
        {"recently_unfollowed_profiles.json",
         "{\"relationships_unfollowed_users\":["
         ENTRY("", "\"value\":\"gone\",", "") "]}"},
        {"liked_posts.json", "{\"likes_media_likes\":["
         ENTRY("cy", "\"value\":\"x\",", "") "]}"}));

    (void)state;
    assert_string_equal(ties_of(t), ada);
    assert_non_null(strstr(note_of(t, "blocked_profiles.json"),
                           "minimisation"));
    assert_non_null(strstr(note_of(t, "unfollowed_profiles.json"),
                           "minimisation"));
    assert_int_equal(account_id(t, "instagram.com/bad"), LIA_NONE);
    done(t);
}

/* Words of an export do not make an export of other data. */
static void test_other_json_stays_other_json(void **state)
{
    lia_tables *t = read_export(FILES({"mine.json",
        "[{\"source\":\"a\",\"target\":\"b\",\"relationships_count\":3,"
        "\"label_values\":\"x\"}]"}));

    (void)state;
    assert_string_equal(ties_of(t), "a tie b -1\n");
    done(t);
}

static void test_an_entry_without_a_name_is_a_reject(void **state)
{
    lia_tables *t = read_export(FILES({"following.json",
        "{\"relationships_following\":[" ENTRY("", "", "") ","
        ENTRY("bob", "", "") "]}"}));

    (void)state;
    assert_string_equal(ties_of(t), bob);
    assert_int_equal(t->rejects_by_cause[LIA_CAUSE_MISSING], 1);
    done(t);
}

static void test_every_allocation_may_fail(void **state)
{
    (void)state;
    fail_allocations("following.json", "{\"relationships_following\":["
        ENTRY("ren\\u00c3\\u00a9", "", "") "]}");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_both_layouts_of_followers),
        cmocka_unit_test(test_the_name_may_stand_in_three_places),
        cmocka_unit_test(test_a_file_of_another_name),
        cmocka_unit_test(test_mojibake_is_mended_once),
        cmocka_unit_test(test_requests_are_invitations),
        cmocka_unit_test(test_everything_else_is_left_alone),
        cmocka_unit_test(test_other_json_stays_other_json),
        cmocka_unit_test(test_an_entry_without_a_name_is_a_reject),
        cmocka_unit_test(test_every_allocation_may_fail),
    };

    return cmocka_run_group_tests(tests, make_folder, drop_folder);
}
