/* test_privacy.c - pseudonyms, accounts left out, rows past their time.
 * Expected values: hand, from liaison/privacy.h; digests by oracle as said.
 */
#include "reading.h"

#include "base/digest.h"
#include "ingest/addresses.h"
#include "liaison/privacy.h"

static const lia_key key = {{0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14,
                             15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26,
                             27, 28, 29, 30, 31}};

static lia_read_options with(const lia_privacy *privacy)
{
    lia_read_options options = LIA_READ_DEFAULTS;

    options.privacy = privacy;
    return options;
}

/* oracle: Python 3.11 hashlib.blake2b(b"a" + b"ada", digest_size=16,
 * key=bytes(range(32))).hexdigest(), and without the key, b"m" + b"hello" */
static void test_digests_are_blake2b_128(void **state)
{
    char out[LIA_PSEUDONYM_LENGTH + 1], plain[LIA_DIGEST_HEX + 1];

    (void)state;
    lia_pseudonym(out, &key, LIA_OF_ACCOUNT, "ada", 3);
    assert_string_equal(out, "a_9d7372f082cb0d65cd16cb7bec911ab2");
    lia_digest_hex(plain, NULL, 'm', "hello", 5);
    assert_string_equal(plain, "680d701a7e48cf88a07d0b5b60f07152");
    assert_true(lia_is_pseudonym(out, strlen(out)));
    assert_false(lia_is_pseudonym(out, strlen(out) - 1));
    out[4] = 'G';
    assert_false(lia_is_pseudonym(out, strlen(out)));
}

static void test_a_key_is_made_once_and_for_its_owner_only(void **state)
{
    const char *path = path_of("key");
    lia_key one, two;
    bool made = false;
    struct stat about;
    lia_error err;

    (void)state;
    assert_int_equal(lia_key_load(&one, &made, path, &err), LIA_OK);
    assert_true(made);
    assert_int_equal(stat(path, &about), 0);
    assert_int_equal(about.st_mode & 0777, 0600);
    assert_int_equal(about.st_size, 65);
    assert_int_equal(lia_key_load(&two, &made, path, &err), LIA_OK);
    assert_false(made);
    assert_memory_equal(&one, &two, sizeof one);
    assert_int_equal(lia_key_load(&two, &made, path_of("other"), &err),
                     LIA_OK);
    assert_memory_not_equal(&one, &two, sizeof one);
    assert_int_equal(chmod(path, 0640), 0);
    assert_int_equal(lia_key_load(&two, &made, path, &err), LIA_EINPUT);
    assert_non_null(strstr(err.message, "chmod 600"));
}

static void test_what_is_no_key_is_refused_and_left_alone(void **state)
{
    static const char *const texts[] = {
        "", "actor,object\na,p\n",
        "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1",
        "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f0",
        "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1g"};
    lia_key out;
    lia_error err;

    (void)state;
    for (size_t k = 0; k < sizeof texts / sizeof *texts; k++) {
        const char *path = put("nokey", texts[k]);
        struct stat about;
        assert_int_equal(chmod(path, 0600), 0);
        assert_int_equal(lia_key_load(&out, NULL, path, &err), LIA_EINPUT);
        assert_int_equal(stat(path, &about), 0);
        assert_int_equal(about.st_size, strlen(texts[k]));
    }
    assert_int_equal(lia_key_load(&out, NULL, test_folder, &err), LIA_EINPUT);
    assert_int_equal(lia_key_load(&out, NULL, path_of("no/such/key"), &err),
                     LIA_EIO);
    assert_int_equal(lia_key_load(NULL, NULL, "x", &err), LIA_EARG);
    assert_int_equal(lia_key_load(&out, NULL,
                                  put("key.good", "000102030405060708090A0B0C"
                                      "0D0E0F101112131415161718191a1b1c1d1e1f"
                                      "\r\n"), &err), LIA_EINPUT);
    assert_int_equal(chmod(path_of("key.good"), 0600), 0);
    assert_int_equal(lia_key_load(&out, NULL, path_of("key.good"), &err),
                     LIA_OK);
    assert_memory_equal(&out, &key, sizeof out);
}

static const char acts[] =
    "actor,object,target,time,action,author,tags,content\n"
    "zoe,p1,,2024-01-01T10:00:00Z,like,ada,news|tea,Well done!\n"
    "ada,p2,,2024-01-02T10:00:00Z,comment,bob,tea,m7\n"
    "bob,,zoe,2024-01-03T10:00:00Z,message,,,Well done!\n";

static const char *pseudonym(lia_pseudonym_of kind, const char *text)
{
    static char out[8][LIA_PSEUDONYM_LENGTH + 1];
    static int turn;

    turn = (turn + 1) % 8;
    lia_pseudonym(out[turn], &key, kind, text, strlen(text));
    return out[turn];
}

static void test_names_are_pseudonyms_in_byte_order(void **state)
{
    const lia_privacy privacy = {.key = &key, .as_of = LIA_NO_TIME};
    const lia_read_options options = with(&privacy);
    lia_tables *t = read_text("x.csv", acts, &options);
    const lia_interactions *i = &t->interactions;
    char tags[80];

    (void)state;
    assert_int_equal(t->accounts.names.count, 3);
    assert_true(strcmp(name_at(&t->accounts.names, 0),
                       name_at(&t->accounts.names, 1)) < 0);
    assert_true(strcmp(name_at(&t->accounts.names, 1),
                       name_at(&t->accounts.names, 2)) < 0);
    assert_string_equal(name_at(&t->accounts.names, i->actor[0]),
                        pseudonym(LIA_OF_ACCOUNT, "zoe"));
    assert_string_equal(name_at(&t->accounts.names, i->target[2]),
                        pseudonym(LIA_OF_ACCOUNT, "zoe"));
    assert_string_equal(name_at(&t->accounts.names, i->author[0]),
                        pseudonym(LIA_OF_ACCOUNT, "ada"));
    assert_string_equal(name_at(&t->posts.names, i->object[1]),
                        pseudonym(LIA_OF_POST, "p2"));
    snprintf(tags, sizeof tags, "%s|%s", pseudonym(LIA_OF_TAG, "news"),
             pseudonym(LIA_OF_TAG, "tea"));
    assert_string_equal(name_at(&t->texts, i->tags[0]), tags);
    assert_string_equal(name_at(&t->texts, i->tags[1]),
                        pseudonym(LIA_OF_TAG, "tea"));
    assert_string_equal(name_at(&t->texts, i->content[1]),
                        pseudonym(LIA_OF_CONTENT, "m7"));
    assert_int_equal(i->content[0], i->content[2]);
    assert_int_equal(t->texts.count, 4);
    done(t);
}

static void test_of_accounts_only_groups_and_figures_stay(void **state)
{
    const lia_privacy privacy = {.key = &key, .as_of = LIA_NO_TIME};
    const lia_read_options options = with(&privacy);
    lia_tables *t = read_text(
        "accounts.csv",
        "account,name,company,title,team,kind,url,followers\n"
        "ada,Ada,Acme,CEO,North,person,https://x/ada,7\n"
        "bob,Bob,Acme,CTO,North,person,https://x/bob,8\n", &options);
    const lia_accounts *a = &t->accounts;

    (void)state;
    assert_null(a->name);
    assert_null(a->title);
    assert_null(a->url);
    assert_int_equal(a->company[0], a->company[1]);
    assert_string_equal(name_at(&t->texts, a->company[0]),
                        pseudonym(LIA_OF_COMPANY, "Acme"));
    assert_string_equal(name_at(&t->texts, a->team[0]),
                        pseudonym(LIA_OF_TEAM, "North"));
    assert_string_equal(name_at(&t->texts, a->kind[0]), "person");
    assert_int_equal(a->followers[0] + a->followers[1], 15);
    assert_int_equal(t->texts.count, 3);
    done(t);
}

static void test_accounts_of_sheets_are_the_same_pseudonyms(void **state)
{
    const lia_privacy privacy = {.key = &key, .as_of = LIA_NO_TIME};
    const lia_read_options options = with(&privacy);
    lia_tables *t = read_text(
        "contributions.csv",
        "deal,seller,moment,percent,verbatim,time\n"
        "d1,ada,meeting_set,50,said so,2024-01-01\n", &options);
    const lia_sheet *s = &t->sheet[LIA_TABLE_CONTRIBUTIONS];

    (void)state;
    assert_string_equal(name_at(&t->texts, s->cell[0]),
                        pseudonym(LIA_OF_DEAL, "d1"));
    assert_string_equal(name_at(&t->texts, s->cell[1]),
                        pseudonym(LIA_OF_ACCOUNT, "ada"));
    assert_string_equal(name_at(&t->texts, s->cell[2]), "meeting_set");
    assert_string_equal(name_at(&t->texts, s->cell[3]), "50");
    assert_int_equal(s->cell[4], LIA_NONE);
    done(t);
}

static void test_a_rejected_row_says_where_and_not_what(void **state)
{
    const lia_privacy privacy = {.key = &key, .as_of = LIA_NO_TIME};
    const lia_read_options options = with(&privacy);
    lia_tables *t = read_text("x.csv", "actor,object,time\nada,p,2024-01-01\n"
                              "ada,p,yesterday with bob\n", &options);

    (void)state;
    assert_int_equal(t->reject_count, 1);
    assert_int_equal(t->reject[0].line, 3);
    assert_string_equal(t->reject[0].text, "");
    assert_string_equal(t->reject[0].detail, "'time' is not a date");
    done(t);
}

static void test_what_people_write_is_a_digest(void **state)
{
    lia_tables *t = read_text("x.csv", acts, NULL);
    const lia_interactions *i = &t->interactions;

    (void)state;
    /* oracle: hashlib.blake2b(b"mWell done!", digest_size=16).hexdigest() */
    assert_string_equal(name_at(&t->texts, i->content[0]),
                        "text:3c7ac24ec7b7a3d26c61cd3fd0493480");
    assert_string_equal(name_at(&t->texts, i->content[1]), "m7");
    assert_int_equal(i->content[0], i->content[2]);
    done(t);
}

static lia_tables *read_without(const char *const *who, size_t count,
                                const char *const *inputs, size_t files)
{
    const lia_privacy privacy = {.exclude = who, .exclude_count = count,
                                 .as_of = LIA_NO_TIME};
    const lia_read_options options = with(&privacy);
    lia_tables *t = NULL;
    lia_error err;

    if (lia_read(&t, inputs, files, &options, &err) != LIA_OK)
        fail_msg("%s", err.message);
    return t;
}

static void test_an_excluded_account_leaves_no_trace(void **state)
{
    const char *const who[] = {"@ADA"};
    const char *inputs[] = {put("x.csv", acts)};
    lia_tables *t = read_without(who, 1, inputs, 1);
    uint32_t source;
    uint64_t line;

    (void)state;
    assert_int_equal(t->interactions.count, 1);
    assert_int_equal(t->withheld.excluded_rows, 2);
    assert_int_equal(t->withheld.excluded_accounts, 1);
    assert_int_equal(account_id(t, "ada"), LIA_NONE);
    assert_int_equal(t->accounts.names.count, 2);
    assert_int_equal(t->posts.names.count, 0);
    assert_int_equal(t->texts.count, 1);
    lia_origin_of(&source, &line, &t->interactions.origins, 0);
    assert_int_equal(line, 4);
    done(t);
}

/* The author of p9 stands in another file than who engaged it. */
static void test_posts_of_an_excluded_account_go_with_all_acts(void **state)
{
    const char *const who[] = {"https://x/ada"};
    const char *inputs[] = {
        put("accounts.csv", "account,name,url\nada,A,https://X/Ada\n"
            "bob,B,https://x/bob\n"),
        put("posts.csv", "post,author\np9,ada\np8,bob\n"),
        put("likes.csv", "actor,object\nbob,p9\nzoe,p8\nzoe,p9\n"),
        put("team.csv", "seller,name\nada,Ada\nzoe,Zoe\n")};
    lia_tables *t = read_without(who, 1, inputs, 4);

    (void)state;
    assert_int_equal(t->interactions.count, 1);
    assert_int_equal(t->posts.names.count, 1);
    assert_string_equal(name_at(&t->posts.names, 0), "p8");
    assert_int_equal(t->accounts.listed_count, 1);
    assert_int_equal(account_id(t, "ada"), LIA_NONE);
    assert_int_equal(t->sheet[LIA_TABLE_TEAM].rows, 1);
    assert_int_equal(t->withheld.excluded_rows, 5);
    done(t);
}

static void test_addresses_of_a_browser_name_accounts(void **state)
{
    static const struct {
        const char *text, *want;
    } rows[] = {
        {"https://www.linkedin.com/in/Ada/?x=1", "linkedin.com/in/ada"},
        {"https://twitter.com/Ada", "x.com/ada"},
        {"x.com/ada?s=20", "x.com/ada"},
        {"https://x.com/i/user/12", ""},
        {"https://www.instagram.com/Ada/", "instagram.com/ada"},
        {"https://go.dev/@Ada", "ada@go.dev"}, {"@Ada@Go.dev", "ada@go.dev"},
        {"ada@go.dev", "ada@go.dev"}, {"ada", ""}, {"", ""}, {"@", ""},
        {"https://example.org/ada", ""}};
    char out[LIA_LINKEDIN_ROOM];

    (void)state;
    for (size_t k = 0; k < sizeof rows / sizeof *rows; k++) {
        const size_t length = lia_address_account(out, rows[k].text,
                                                  strlen(rows[k].text));
        if (length != strlen(rows[k].want) ||
            memcmp(out, rows[k].want, length) != 0)
            fail_msg("%s: %.*s", rows[k].text, (int)length, out);
    }
}

static void test_an_address_excludes_an_account(void **state)
{
    const char *const who[] = {"https://www.linkedin.com/in/Ada/"};
    const char *inputs[] = {put("e.csv", "post_url,actor_url,kind\np,"
        "https://linkedin.com/in/ada,like\np,https://linkedin.com/in/bo,"
        "like\n")};
    lia_tables *t = read_without(who, 1, inputs, 1);

    (void)state;
    assert_int_equal(t->interactions.count, 1);
    assert_int_equal(account_id(t, "linkedin.com/in/ada"), LIA_NONE);
    done(t);
}

/* Who is listed under one name goes with the others that were found to be
 * theirs; and no sentence about an export names its owner. */
static void test_an_alias_excludes_an_account(void **state)
{
    const char *const who[] = {
        "linkedin.com/in/ACoAAFsE9LEBl7BKtsoGeoDZz0IvKf"};
    const char *inputs[] = {put("c.json",
        "[{\"type\":\"comment\",\"id\":\"7331190065471078400\",\"commentary\":"
        "\"x\",\"postId\":\"7328838056403173380\",\"actor\":{\"id\":"
        "\"ACoAAFsE9LEBl7BKtsoGeoDZz0IvKf\",\"linkedinUrl\":"
        "\"https://www.linkedin.com/in/ada\"}},{\"type\":\"comment\",\"id\":"
        "\"7331190065471078401\",\"commentary\":\"y\",\"postId\":"
        "\"7328838056403173380\",\"actor\":{\"id\":\"x\",\"linkedinUrl\":"
        "\"https://www.linkedin.com/in/bo\"}}]")};
    lia_tables *t = read_without(who, 1, inputs, 1);

    (void)state;
    assert_int_equal(t->interactions.count, 1);
    assert_int_equal(account_id(t, "linkedin.com/in/ada"), LIA_NONE);
    assert_int_equal(account_id(t, who[0]), LIA_NONE);
    done(t);
}

static void test_excluding_nobody_changes_nothing(void **state)
{
    const char *const who[] = {"nobody", "", "@"};
    const char *inputs[] = {put("x.csv", acts)};
    lia_tables *t = read_without(who, 3, inputs, 1);

    (void)state;
    assert_int_equal(t->interactions.count, 3);
    assert_int_equal(t->withheld.excluded_accounts, 0);
    done(t);
}

static void test_a_pseudonym_excludes_whom_it_stands_for(void **state)
{
    const char *const who[] = {pseudonym(LIA_OF_ACCOUNT, "ada")};
    const lia_privacy privacy = {.key = &key, .exclude = who,
                                 .exclude_count = 1, .as_of = LIA_NO_TIME};
    const lia_read_options options = with(&privacy);
    lia_tables *t = read_text("x.csv", acts, &options);

    (void)state;
    assert_int_equal(t->interactions.count, 1);
    assert_int_equal(account_id(t, who[0]), LIA_NONE);
    done(t);
}

static void test_rows_past_their_time_go(void **state)
{
    lia_privacy privacy = {.retain_days = 1, .as_of = LIA_NO_TIME};
    const lia_read_options options = with(&privacy);
    lia_tables *t = read_text("x.csv", acts, &options);

    (void)state;                 /* two days before the last is too old */
    assert_int_equal(t->interactions.count, 2);
    assert_int_equal(t->withheld.expired_rows, 1);
    assert_int_equal(t->withheld.undated_rows, 0);
    done(t);
    privacy.as_of = (lia_time)1704362400 * 1000000;  /* 2024-01-04T10:00Z */
    t = read_text("x.csv", acts, &options);
    assert_int_equal(t->interactions.count, 1);
    done(t);
    privacy.as_of = LIA_NO_TIME;
    t = read_text("y.csv", "actor,object,time\na,p,2024-01-01\nb,p,\n"
                  "c,p,2024-03-01\n", &options);
    assert_int_equal(t->interactions.count, 2);
    assert_int_equal(t->withheld.undated_rows, 1);
    assert_int_equal(account_id(t, "a"), LIA_NONE);
    done(t);
    t = read_text("z.csv", "source,target,since\na,b,2001-01-01\n"
                  "b,c,2024-01-01\n", &options);
    assert_int_equal(t->contacts.count, 2);      /* a tie is no event */
    assert_int_equal(t->withheld.retained_since, LIA_NO_TIME);
    done(t);
}

/* Same key, other order of rows and files, more threads: the same tables. */
static void test_order_and_threads_leave_no_trace(void **state)
{
    static const char *const rows[] = {"zoe,ada\n", "ada,bob\n", "bob,zoe\n",
                                       "ann,ada\n"};
    const lia_privacy privacy = {.key = &key, .as_of = LIA_NO_TIME};
    lia_read_options options = with(&privacy);
    char one[200] = "from,to\n", two[200] = "from,to\n";
    lia_tables *a, *b;

    (void)state;
    for (int k = 0; k < 4; k++) {
        strcat(one, rows[k]);
        strcat(two, rows[3 - k]);
    }
    options.run.threads = 1;
    a = read_text("a.csv", one, &options);
    options.run.threads = 8;
    b = read_text("b.csv", two, &options);
    assert_int_equal(a->accounts.names.count, b->accounts.names.count);
    assert_memory_equal(a->accounts.names.bytes, b->accounts.names.bytes,
                        a->accounts.names.off[a->accounts.names.count]);
    for (int k = 0; k < 4; k++)
        assert_int_equal(a->contacts.source[k], b->contacts.source[3 - k]);
    lia_tables_free(a);
    done(b);
}

static void test_every_allocation_may_fail(void **state)
{
    const char *const who[] = {"bob", "https://x/zoe"};
    const lia_privacy privacy = {.key = &key, .exclude = who,
                                 .exclude_count = 2, .retain_days = 1,
                                 .as_of = LIA_NO_TIME};
    lia_read_options options = with(&privacy);
    const char *inputs[] = {put("x.csv", acts),
                            put("accounts.csv", "account,url\nzoe,https://x/zoe"
                                "\nada,u\n")};
    lia_status st = LIA_ENOMEM;
    lia_tables *t = NULL;

    (void)state;
    options.run.threads = 1;
    for (long k = 0; st != LIA_OK && k < 2000; k++) {
        lia_mem_fail_after(k);
        st = lia_read(&t, inputs, 2, &options, NULL);
        assert_true(st == LIA_OK || st == LIA_ENOMEM);
        assert_true(st == LIA_OK || lia_mem_live() == 0);
    }
    lia_mem_fail_after(-1);
    assert_int_equal(st, LIA_OK);
    done(t);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_digests_are_blake2b_128),
        cmocka_unit_test(test_a_key_is_made_once_and_for_its_owner_only),
        cmocka_unit_test(test_what_is_no_key_is_refused_and_left_alone),
        cmocka_unit_test(test_names_are_pseudonyms_in_byte_order),
        cmocka_unit_test(test_of_accounts_only_groups_and_figures_stay),
        cmocka_unit_test(test_accounts_of_sheets_are_the_same_pseudonyms),
        cmocka_unit_test(test_a_rejected_row_says_where_and_not_what),
        cmocka_unit_test(test_what_people_write_is_a_digest),
        cmocka_unit_test(test_an_excluded_account_leaves_no_trace),
        cmocka_unit_test(test_posts_of_an_excluded_account_go_with_all_acts),
        cmocka_unit_test(test_addresses_of_a_browser_name_accounts),
        cmocka_unit_test(test_an_address_excludes_an_account),
        cmocka_unit_test(test_an_alias_excludes_an_account),
        cmocka_unit_test(test_excluding_nobody_changes_nothing),
        cmocka_unit_test(test_a_pseudonym_excludes_whom_it_stands_for),
        cmocka_unit_test(test_rows_past_their_time_go),
        cmocka_unit_test(test_order_and_threads_leave_no_trace),
        cmocka_unit_test(test_every_allocation_may_fail),
    };

    return cmocka_run_group_tests(tests, make_folder, drop_folder);
}
