/* test_read_mastodon.c - fediverse archives and settings lists; one test per
 * quirk of FORMATS section 5. Expected values: hand, from the records.
 */
#include "exports.h"

#define OUTBOX(items) \
    "{\"id\":\"outbox.json\",\"type\":\"OrderedCollection\"," \
    "\"orderedItems\":[" items "]}"
#define NOTE(to, more) \
    "{\"id\":\"https://o3.ca/users/Me/statuses/105965319060623712/activity\"," \
    "\"type\":\"Create\",\"actor\":\"https://o3.ca/users/Me\"," \
    "\"published\":\"2021-03-28T03:34:11Z\",\"to\":[" to "]," \
    "\"object\":{\"id\":\"https://o3.ca/users/Me/statuses/" \
    "105965319060623712\",\"type\":\"Note\"," more "}}"
#define PUBLIC "\"https://www.w3.org/ns/activitystreams#Public\""
#define MINE "https://o3.ca/users/Me/statuses/105965319060623712"

static void check_acts(const char *file, const char *text, const char *want)
{
    lia_tables *t = read_export(FILES({file, text}));

    assert_string_equal(acts_of(t), want);
    done(t);
}

static void test_a_note_is_a_post(void **state)
{
    lia_tables *t = read_export(FILES({"outbox.json", OUTBOX(NOTE(PUBLIC,
        "\"inReplyTo\":null,\"content\":\"<p>Tea &amp; milk?<br>x</p>\","
        "\"tag\":[{\"type\":\"Hashtag\",\"name\":\"#Tea\"},{\"type\":"
        "\"Hashtag\",\"name\":\"#milk\"}]"))}));

    (void)state;
    assert_string_equal(acts_of(t),
                        "me@o3.ca post " MINE " - me@o3.ca 1616902451\n");
    assert_int_equal(t->interactions.text_length[0], 13);  /* Tea ' milk? x */
    assert_int_equal(t->interactions.question[0], 1);
    assert_string_equal(name_at(&t->texts, t->interactions.tags[0]),
                        "Tea|milk");
    assert_int_equal(t->texts.count, 1);       /* the text is not kept */
    assert_int_equal(t->posts.listed_count, 1);
    done(t);
}

/* inReplyTo names a post; its author stands in the address. Whoever else is
 * mentioned gets a row. */
static void test_replies_and_mentions(void **state)
{
    (void)state;
    check_acts("outbox.json", OUTBOX(NOTE(PUBLIC,
        "\"inReplyTo\":\"https://go.dev/users/Ada/statuses/1\",\"tag\":["
        "{\"type\":\"Mention\",\"href\":\"https://go.dev/users/Ada\","
        "\"name\":\"@Ada@go.dev\"},{\"type\":\"Mention\",\"href\":"
        "\"https://x.org/@bob\"}]")),
        "me@o3.ca reply https://go.dev/users/Ada/statuses/1 - ada@go.dev "
        "1616902451\n"
        "me@o3.ca mention - bob@x.org - 1616902451\n");
}

/* To nobody but who is mentioned: a message. */
static void test_direct_notes_are_messages(void **state)
{
    lia_tables *t = read_export(FILES({"outbox.json", OUTBOX(NOTE(
        "\"https://go.dev/users/ada\"", "\"content\":\"<p>psst</p>\","
        "\"inReplyTo\":null,\"tag\":[{\"type\":\"Mention\",\"href\":"
        "\"https://go.dev/users/ada\"}]"))}));

    (void)state;
    assert_string_equal(acts_of(t),
                        "me@o3.ca message - ada@go.dev - 1616902451\n");
    assert_int_equal(t->posts.names.count, 0);
    done(t);
}

#define BOOST(object, cc) \
    "{\"type\":\"Announce\",\"actor\":\"https://o3.ca/users/Me\"," \
    "\"published\":\"2022-06-02T09:06:47Z\",\"to\":[" \
    "\"https://o3.ca/users/Me/followers\"],\"cc\":[" cc "]," \
    "\"object\":\"" object "\"}"

/* The object is an address; where it names no account, cc does. */
static void test_boosts_have_the_author_in_address_or_cc(void **state)
{
    (void)state;
    check_acts("outbox.json",
        OUTBOX(BOOST("https://qoto.org/users/Bo/statuses/2", PUBLIC) ","
               BOOST("https://p.org/objects/8-4", "\"https://p.org/users/Cy\","
                     PUBLIC) "," BOOST("https://q.org/notes/9", PUBLIC)),
        "me@o3.ca share https://qoto.org/users/Bo/statuses/2 - bo@qoto.org "
        "1654160807\n"
        "me@o3.ca share https://p.org/objects/8-4 - cy@p.org 1654160807\n"
        "me@o3.ca share https://q.org/notes/9 - - 1654160807\n");
}

/* A list of addresses: no dates, no authors; the id says when it was made:
 * 105965319060623712 >> 16 = 1616902451486 ms. */
static void test_likes_are_addresses_only(void **state)
{
    lia_tables *t = read_export(FILES({"likes.json",
        "{\"id\":\"likes.json\",\"orderedItems\":[\"" MINE "\","
        "\"https://p.org/objects/8-4\"]}"}));

    (void)state;
    assert_string_equal(acts_of(t),
                        "owner like " MINE " - me@o3.ca -\n"
                        "owner like https://p.org/objects/8-4 - - -\n");
    assert_int_equal(t->posts.listed_count, 1);
    assert_int_equal(t->posts.time[0] == LIA_NO_TIME ? t->posts.time[1]
                                                     : t->posts.time[0],
                     1616902451486000);
    done(t);
}

static void test_the_actor_owns_the_archive(void **state)
{
    lia_tables *t = read_export(FILES(
        {"actor.json", "{\"id\":\"https://o3.ca/users/Me\",\"type\":\"Person\","
         "\"preferredUsername\":\"Me\",\"name\":\"My Name\",\"outbox\":"
         "\"outbox.json\",\"url\":\"https://o3.ca/@Me\"}"}));

    (void)state;
    assert_int_equal(t->accounts.listed_count, 1);
    assert_string_equal(name_at(&t->accounts.names, 0), "me@o3.ca");
    assert_string_equal(name_at(&t->texts, t->accounts.name[0]), "My Name");
    assert_string_equal(name_at(&t->texts, t->accounts.kind[0]), "person");
    done(t);
}

static void test_likes_are_those_of_the_actor(void **state)
{
    lia_tables *t = read_export(FILES(
        {"actor.json", "{\"id\":\"https://o3.ca/users/Me\",\"type\":\"Person\","
         "\"preferredUsername\":\"Me\",\"outbox\":\"outbox.json\"}"},
        {"likes.json", "{\"id\":\"likes.json\",\"orderedItems\":["
         "\"https://p.org/objects/8-4\"]}"},
        {"following_accounts.csv", "ada@go.dev\n"}));

    (void)state;
    assert_string_equal(acts_of(t),
                        "me@o3.ca like https://p.org/objects/8-4 - - -\n");
    assert_string_equal(ties_of(t), "me@o3.ca follow ada@go.dev -1\n");
    assert_string_equal(who(t, t->exports[0].owner), "me@o3.ca");
    done(t);
}

static void test_bookmarks_blocks_and_mutes_are_no_ties(void **state)
{
    lia_tables *t = read_export(FILES(
        {"bookmarks.json", "{\"id\":\"bookmarks.json\",\"orderedItems\":[\""
         MINE "\"]}"},
        {"blocked_accounts.csv", "bad@x.org\n"},
        {"muted_accounts.csv", "Account address,Hide notifications\n"
         "loud@x.org,true\n"},
        {"lists.csv", "Friends,ada@go.dev\n"},
        {"following_accounts.csv", "ada@go.dev\n"}));

    (void)state;
    assert_string_equal(ties_of(t), "owner follow ada@go.dev -1\n");
    assert_int_equal(t->interactions.count, 0);
    assert_non_null(strstr(note_of(t, "bookmarks.json"), "minimisation"));
    assert_non_null(strstr(note_of(t, "muted_accounts.csv"), "minimisation"));
    assert_non_null(strstr(note_of(t, "blocked_accounts.csv"),
                           "minimisation"));
    assert_int_equal(account_id(t, "bad@x.org"), LIA_NONE);
    assert_int_equal(account_id(t, "loud@x.org"), LIA_NONE);
    done(t);
}

static void test_following_with_a_header(void **state)
{
    lia_tables *t = read_export(FILES({"following_accounts.csv",
        "Account address,Show boosts,Notify on new posts,Languages\n"
        "Ada@Go.dev,true,false,\n@bob@x.org,true,false,\"en, fr\"\n"}));

    (void)state;
    assert_string_equal(ties_of(t), "owner follow ada@go.dev -1\n"
                                    "owner follow bob@x.org -1\n");
    done(t);
}

static void test_followers_point_to_the_owner(void **state)
{
    lia_tables *t = read_export(FILES({"followers.csv",
        "Account address\nada@go.dev\nbob@x.org\n"}));

    (void)state;
    assert_string_equal(ties_of(t), "ada@go.dev follow owner -1\n"
                                    "bob@x.org follow owner -1\n");
    done(t);
}

/* Old lists have no header at all. */
static void test_lists_without_a_header(void **state)
{
    lia_tables *t = read_export(FILES(
        {"following_accounts.csv", "ada@go.dev\r\nbob@x.org\r\n"}));

    (void)state;
    assert_string_equal(ties_of(t), "owner follow ada@go.dev -1\n"
                                    "owner follow bob@x.org -1\n");
    done(t);
}

static void test_every_allocation_may_fail(void **state)
{
    (void)state;
    fail_allocations("outbox.json", OUTBOX(NOTE(PUBLIC,
        "\"inReplyTo\":\"https://go.dev/users/Ada/statuses/1\",\"content\":"
        "\"<p>x</p>\",\"tag\":[{\"type\":\"Mention\",\"href\":"
        "\"https://x.org/@bob\"},{\"type\":\"Hashtag\",\"name\":\"#a\"}]")));
    fail_allocations("likes.json", "{\"id\":\"likes.json\",\"orderedItems\":"
                     "[\"" MINE "\"]}");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_note_is_a_post),
        cmocka_unit_test(test_replies_and_mentions),
        cmocka_unit_test(test_direct_notes_are_messages),
        cmocka_unit_test(test_boosts_have_the_author_in_address_or_cc),
        cmocka_unit_test(test_likes_are_addresses_only),
        cmocka_unit_test(test_the_actor_owns_the_archive),
        cmocka_unit_test(test_likes_are_those_of_the_actor),
        cmocka_unit_test(test_bookmarks_blocks_and_mutes_are_no_ties),
        cmocka_unit_test(test_following_with_a_header),
        cmocka_unit_test(test_followers_point_to_the_owner),
        cmocka_unit_test(test_lists_without_a_header),
        cmocka_unit_test(test_every_allocation_may_fail),
    };

    return cmocka_run_group_tests(tests, make_folder, drop_folder);
}
