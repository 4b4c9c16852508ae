/* Whose exports they are, and which accounts are one. Expected values by hand
 * from the rows; names are invented. */
#include "reading.h"

#include "liaison/resolve.h"

#define HEADER "First Name,Last Name,URL,Email Address,Company,Position," \
               "Connected On\n"
#define OLD "First Name,Last Name,Email Address,Company,Position,Connected On\n"
#define MESSAGES "CONVERSATION ID,FROM,SENDER PROFILE URL,TO," \
    "RECIPIENT PROFILE URLS,DATE,CONTENT,FOLDER\n"
#define INVITES "From,To,Sent At,Message,Direction,inviterProfileUrl," \
    "inviteeProfileUrl\n"
#define SHORT_MESSAGES "CONVERSATION ID,FROM,SENDER PROFILE URL,TO,DATE," \
    "CONTENT,FOLDER\n"

static void put_in(const char *folder, const char *name, const char *text)
{
    char path[120];

    (void)mkdir(path_of(folder), 0700);
    snprintf(path, sizeof path, "%s/%s", folder, name);
    (void)put(path, text);
}

static lia_tables *read_them(const char *const *names, size_t count,
                             const lia_read_options *options)
{
    const char *inputs[8];
    lia_tables *t = NULL;
    lia_error err = {.status = LIA_OK};

    for (size_t k = 0; k < count; k++)
        inputs[k] = path_of(names[k]);
    if (lia_read(&t, inputs, count, options, &err) != LIA_OK)
        fail_msg("%s", err.message);
    return t;
}

static void start(void)
{
    clear_folder(path_of("a"));
    clear_folder(path_of("b"));
    clear_folder(path_of("c"));
    (void)unlink(path_of("aliases.csv"));
}

static const char *owner(const lia_tables *t, uint64_t export)
{
    return name_at(&t->accounts.names, t->exports[export].owner);
}

static bool has_alias(const lia_tables *t, const char *alias,
                      const char *account, const char *merged)
{
    const lia_sheet *s = &t->sheet[LIA_TABLE_ALIASES];

    for (uint64_t r = 0; r < s->rows; r++)
        if (strcmp(name_at(&t->texts, s->cell[r * s->columns]), alias) == 0 &&
            strcmp(name_at(&t->texts, s->cell[r * s->columns + 1]),
                   account) == 0)
            return strcmp(name_at(&t->texts, s->cell[r * s->columns + 4]),
                          merged) == 0;
    return false;
}

/* ---- owners ---- */

static void test_the_owner_sent_what_lies_in_sent(void **state)
{
    const char *folder = "a";

    (void)state;
    start();
    put_in("a", "messages.csv", MESSAGES
        "1,Ada,linkedin.com/in/ada,Me,linkedin.com/in/me,2026-01-01,x,INBOX\n"
        "1,Me,linkedin.com/in/me,Ada,linkedin.com/in/ada,2026-01-02,x,SENT\n");
    lia_tables *t = read_them(&folder, 1, NULL);
    assert_string_equal(owner(t, 0), "linkedin.com/in/me");
    done(t);
    put_in("a", "Connections.csv", HEADER "Ada,B,linkedin.com/in/ada,,,,\n");
    t = read_them(&folder, 1, NULL);
    assert_int_equal(t->export_count, 1);
    assert_string_equal(owner(t, 0), "linkedin.com/in/me");
    assert_non_null(strstr(t->exports[0].owner_how, "sent 1 of 1"));
    assert_true(t->accounts.match[t->exports[0].owner] == 0.95);
    done(t);
}

static void test_the_owner_of_the_profile_takes_part_in_conversations(
    void **state)
{
    const char *folder = "a";

    (void)state;
    start();
    put_in("a", "Profile.csv",
           "First Name,Last Name,Headline\nMe,Myself,Here\n");
    put_in("a", "Connections.csv", HEADER "Ada,B,linkedin.com/in/ada,,,,\n");
    put_in("a", "messages.csv", MESSAGES
        "1,Ada,linkedin.com/in/ada,Me Myself,linkedin.com/in/me,2026-01-01,x,"
        "INBOX\n");
    lia_tables *t = read_them(&folder, 1, NULL);
    assert_string_equal(owner(t, 0), "linkedin.com/in/me");
    assert_non_null(strstr(t->exports[0].owner_how,
                           "1 of 1 conversations, and is called Me Myself"));
    done(t);
}

static void test_an_outgoing_invitation_is_the_owners(void **state)
{
    const char *folder = "a";

    (void)state;
    start();
    put_in("a", "Invitations.csv", INVITES
        "Glen W,Ada L,\"9/5/26, 1:12 AM\",,OUTGOING,"
        "https://www.linkedin.com/in/glen,https://www.linkedin.com/in/ada\n");
    lia_tables *t = read_them(&folder, 1, NULL);
    assert_string_equal(owner(t, 0), "linkedin.com/in/glen");
    assert_true(t->accounts.match[t->exports[0].owner] == 1);
    assert_string_equal(
        name_at(&t->accounts.names, t->interactions.actor[0]),
        "linkedin.com/in/glen");
    assert_true(has_alias(t, "Glen W (owner of a)", "linkedin.com/in/glen",
                          "1"));
    done(t);
}

static void test_an_owner_who_is_not_shown_stays_unknown(void **state)
{
    const char *folder = "a";

    (void)state;
    start();
    put_in("a", "Connections.csv", HEADER "Ada,B,linkedin.com/in/ada,,,,\n");
    lia_tables *t = read_them(&folder, 1, NULL);
    assert_string_equal(owner(t, 0), "owner of a");
    assert_non_null(strstr(t->exports[0].owner_how, "not found"));
    done(t);
}

static void test_a_team_table_says_whose_export_it_is(void **state)
{
    const char *names[] = {"a", "b"};
    lia_read_options options = LIA_READ_DEFAULTS;

    (void)state;
    start();
    put_in("a", "Connections.csv", HEADER "Ada,B,linkedin.com/in/ada,,,,\n");
    put_in("b", "Connections.csv", HEADER "Me,B,linkedin.com/in/me,,,,\n");
    options.team = put("who.csv", "account,owner_file\n"
                                  "https://www.linkedin.com/in/me/,a\n");
    lia_tables *t = read_them(names, 2, &options);
    assert_string_equal(owner(t, 0), "linkedin.com/in/me");
    assert_string_equal(owner(t, 1), "owner of b");
    assert_int_equal(t->sheet[LIA_TABLE_TEAM].rows, 1);
    assert_string_equal(      /* so that the account is found by it */
        name_at(&t->texts, t->sheet[LIA_TABLE_TEAM].cell[0]),
        "linkedin.com/in/me");
    done(t);
}

/* ---- pooling ---- */

static void test_profile_links_join_in_every_spelling(void **state)
{
    const char *names[] = {"a", "b", "likes.csv"};

    (void)state;
    start();
    put_in("a", "Connections.csv",
           HEADER "Ada,B,https://www.linkedin.com/in/Ada/,,,,\n");
    put_in("b", "Connections.csv",
           HEADER "Ada,B,http://fr.linkedin.com/in/ada?trk=1,,,,\n");
    (void)put("likes.csv", "actor,object,time\nhttps://linkedin.com/in/ada/fr,"
                           "p1,2026-01-01\n");
    lia_tables *t = read_them(names, 3, NULL);
    const lia_vid ada = account_id(t, "linkedin.com/in/ada");
    assert_int_equal(t->contacts.target[0], ada);
    assert_int_equal(t->contacts.target[1], ada);
    assert_int_equal(t->interactions.actor[0], ada);
    assert_int_equal(t->accounts.names.count, 3);
    assert_true(has_alias(t, "https://linkedin.com/in/ada/fr",
                          "linkedin.com/in/ada", "1"));
    done(t);
}

static void test_an_email_address_joins_across_archives_only(void **state)
{
    const char *names[] = {"a", "b"};

    (void)state;
    start();
    put_in("a", "Connections.csv", HEADER
        "Ada,B,linkedin.com/in/ada,Ada@Example.com,,,\n"
        "X,X,linkedin.com/in/x,info@example.com,,,\n"
        "Y,Y,linkedin.com/in/y,info@example.com,,,\n");
    put_in("b", "Connections.csv", OLD "Ada,Byron,ada@example.com,Engines,,\n");
    lia_tables *t = read_them(names, 2, NULL);
    const lia_vid ada = account_id(t, "linkedin.com/in/ada");
    assert_int_equal(account_id(t, "Ada Byron (Engines)"), LIA_NONE);
    assert_true(t->accounts.match[ada] == 0.98);
    assert_true(has_alias(t, "Ada Byron (Engines)", "linkedin.com/in/ada",
                          "1"));
    assert_int_not_equal(account_id(t, "linkedin.com/in/x"), LIA_NONE);
    assert_int_not_equal(account_id(t, "linkedin.com/in/y"), LIA_NONE);
    assert_null(t->accounts.email_digest);      /* not without a key         */
    done(t);
}

static void test_a_handle_in_a_profile_joins_two_platforms(void **state)
{
    const char *names[] = {"a", "likes.csv"};

    (void)state;
    start();
    put_in("a", "Profile.csv", "First Name,Last Name,Headline,Twitter Handles\n"
                               "Me,Myself,Here,[Me_Too]\n");
    put_in("a", "Invitations.csv", INVITES
        "Me Myself,Ada L,\"9/5/26, 1:12 AM\",,OUTGOING,"
        "linkedin.com/in/me,linkedin.com/in/ada\n");
    (void)put("likes.csv", "actor,object,time\nx.com/me_too,p1,2026-01-01\n");
    lia_tables *t = read_them(names, 2, NULL);
    assert_int_equal(account_id(t, "x.com/me_too"), LIA_NONE);
    assert_true(has_alias(t, "x.com/me_too", "linkedin.com/in/me", "1"));
    done(t);
}

static void test_names_alone_join_nobody_across_archives(void **state)
{
    const char *names[] = {"a", "b"};

    (void)state;
    start();
    put_in("a", "Connections.csv", HEADER "Ada,B,linkedin.com/in/ada,,,,\n");
    put_in("b", "Connections.csv", OLD "Ada,B,,,,\n");
    lia_tables *t = read_them(names, 2, NULL);
    assert_int_not_equal(account_id(t, "linkedin.com/in/ada"), LIA_NONE);
    assert_int_not_equal(account_id(t, "Ada B (in b)"), LIA_NONE);
    assert_int_equal(t->sheet[LIA_TABLE_ALIASES].rows, 0);
    done(t);
}

/* Within one archive: the only one of that name, less sure than a link. */
static void test_a_name_within_one_archive(void **state)
{
    const char *folder = "a";
    lia_read_options options = LIA_READ_DEFAULTS;

    (void)state;
    start();
    put_in("a", "Connections.csv",
           OLD "Ada,B,,Engines,,\nTwin,T,,One,,\nTwin,T,,Two,,\n");
    put_in("a", "messages.csv", SHORT_MESSAGES
        "1,Ada B,linkedin.com/in/ada,Me,2026-01-01,x,INBOX\n"
        "2,Twin T,linkedin.com/in/twin,Me,2026-01-01,x,INBOX\n"
        "3,Me,linkedin.com/in/me,Ada B,2026-01-01,x,SENT\n");
    lia_tables *t = read_them(&folder, 1, NULL);
    const lia_vid ada = account_id(t, "linkedin.com/in/ada");
    assert_int_equal(account_id(t, "Ada B (Engines)"), LIA_NONE);
    assert_true(t->accounts.match[ada] == 0.7);
    assert_int_not_equal(account_id(t, "Twin T (One)"), LIA_NONE);
    assert_int_not_equal(account_id(t, "Twin T (Two)"), LIA_NONE);
    done(t);
    options.least_match = 0.9;
    t = read_them(&folder, 1, &options);
    assert_int_not_equal(account_id(t, "Ada B (Engines)"), LIA_NONE);
    assert_true(has_alias(t, "Ada B (Engines)", "linkedin.com/in/ada", "0"));
    done(t);
}

static void test_one_name_at_one_company(void **state)
{
    const char *names[] = {"a", "b"};
    lia_read_options options = LIA_READ_DEFAULTS;

    (void)state;
    start();
    put_in("a", "Connections.csv", OLD "Ada,B,,Engines,,\n");
    put_in("b", "Connections.csv", OLD "ada,b,,Engines,,\n");
    lia_tables *t = read_them(names, 2, NULL);
    assert_int_equal(t->contacts.target[0], t->contacts.target[1]);
    assert_true(t->accounts.match[t->contacts.target[0]] == 0.8);
    done(t);
    options.least_match = 0.9;
    t = read_them(names, 2, &options);
    assert_int_not_equal(t->contacts.target[0], t->contacts.target[1]);
    done(t);
}

/* ---- by order ---- */

static void test_an_aliases_table_joins_and_keeps_apart(void **state)
{
    const char *names[] = {"a", "b"};
    lia_read_options options = LIA_READ_DEFAULTS;

    (void)state;
    start();
    put_in("a", "Connections.csv", HEADER
        "Ada,B,linkedin.com/in/ada,ada@example.com,,,\n"
        "Eve,E,linkedin.com/in/eve,,,,\n");
    put_in("b", "Connections.csv", HEADER
        "Ada,B,linkedin.com/in/ada2,ada@example.com,,,\n"
        "Eve,E,linkedin.com/in/eve2,,,,\n");
    lia_tables *t = read_them(names, 2, NULL);
    assert_int_equal(account_id(t, "linkedin.com/in/ada2"), LIA_NONE);
    assert_int_not_equal(account_id(t, "linkedin.com/in/eve2"), LIA_NONE);
    done(t);
    options.aliases = put("aliases.csv",
        "alias,account,merged\n"
        "linkedin.com/in/ada2,linkedin.com/in/ada,0\n"
        "linkedin.com/in/eve,linkedin.com/in/eve2,1\n"
        "owner of b,linkedin.com/in/eve2,1\n"
        "nobody,linkedin.com/in/eve2,1\n");
    t = read_them(names, 2, &options);
    assert_int_not_equal(account_id(t, "linkedin.com/in/ada2"), LIA_NONE);
    assert_int_equal(account_id(t, "linkedin.com/in/eve"), LIA_NONE);
    assert_int_equal(t->exports[1].owner,
                     account_id(t, "linkedin.com/in/eve2"));
    assert_int_equal(t->sheet[LIA_TABLE_ALIASES].rows, 4);
    done(t);
}

/* ---- to find somebody ---- */

static void test_accounts_are_found_by_what_is_typed(void **state)
{
    static const struct { const char *text; lia_found how; } rows[] = {
        {"linkedin.com/in/ada", LIA_FOUND_ID},
        {"https://www.linkedin.com/in/Ada/", LIA_FOUND_ID},
        {"ada b", LIA_FOUND_NAME}, {"nobody", LIA_FOUND_NONE},
        {"Twin T", LIA_FOUND_SEVERAL}, {"@bird", LIA_FOUND_HANDLE},
        {"example.org/me", LIA_FOUND_URL}, {"", LIA_FOUND_NONE}};

    (void)state;
    lia_tables *t = read_text("accounts.csv",
        "account,name,handle,url\n"
        "linkedin.com/in/ada,Ada B,,\nx,Twin T,,\ny,Twin T,bird,\n"
        "z,Zed,,https://www.example.org/me/\n", NULL);
    for (size_t k = 0; k < sizeof rows / sizeof *rows; k++) {
        lia_found how;
        (void)lia_account_find(&how, t, rows[k].text, strlen(rows[k].text));
        assert_int_equal(how, rows[k].how);
    }
    done(t);
}

/* ---- whatever happens ---- */

static void write_both(void)
{
    start();
    put_in("a", "Profile.csv", "First Name,Last Name,Headline\nMe,M,H\n");
    put_in("a", "Connections.csv", HEADER
        "Ada,B,linkedin.com/in/ada,ada@example.com,Engines,,05 Sep 2026\n");
    put_in("a", "messages.csv", SHORT_MESSAGES
        "1,Ada B,linkedin.com/in/ada,Me M,2026-01-01,x?,INBOX\n"
        "1,Me M,linkedin.com/in/me,Ada B,2026-01-01,x,SENT\n");
    put_in("a", "Shares.csv", "Date,ShareLink,ShareCommentary\n"
        "2025-05-16 21:31:56,urn:li:ugcPost:7329207002977443840,"
        "\"x\"\n\"y #t\"\n");
    put_in("b", "Reactions.csv", "Date,Type,Link\n2025-05-17 10:00:00,LIKE,"
        "urn:li:activity:7329207003942125568\n");
    put_in("b", "Connections.csv", OLD "Ada,Byron,ada@example.com,Engines,,\n"
        "Bob,C,,Engines,,\n");
    (void)put("aliases.csv", "alias,account,merged\nBob C (Engines),"
                             "linkedin.com/in/ada,0\n");
}

static void test_every_allocation_may_fail(void **state)
{
    const char *inputs[3];
    lia_status st = LIA_ENOMEM;
    lia_read_options options = LIA_READ_DEFAULTS;
    long k = 0;

    (void)state;
    write_both();
    inputs[0] = path_of("a");
    inputs[1] = path_of("b");
    inputs[2] = path_of("aliases.csv");
    options.run.threads = 1;
    for (; st != LIA_OK && k < 20000; k++) {
        lia_tables *t = NULL;
        lia_mem_fail_after(k);
        st = lia_read(&t, inputs, 3, &options, NULL);
        lia_mem_fail_after(-1);
        assert_true(st == LIA_OK || (st == LIA_ENOMEM && t == NULL));
        lia_tables_free(t);
        assert_int_equal(lia_mem_live(), 0);
    }
    assert_int_equal(st, LIA_OK);
    assert_true(k > 300);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_the_owner_sent_what_lies_in_sent),
        cmocka_unit_test(
            test_the_owner_of_the_profile_takes_part_in_conversations),
        cmocka_unit_test(test_an_outgoing_invitation_is_the_owners),
        cmocka_unit_test(test_an_owner_who_is_not_shown_stays_unknown),
        cmocka_unit_test(test_a_team_table_says_whose_export_it_is),
        cmocka_unit_test(test_profile_links_join_in_every_spelling),
        cmocka_unit_test(test_an_email_address_joins_across_archives_only),
        cmocka_unit_test(test_a_handle_in_a_profile_joins_two_platforms),
        cmocka_unit_test(test_names_alone_join_nobody_across_archives),
        cmocka_unit_test(test_a_name_within_one_archive),
        cmocka_unit_test(test_one_name_at_one_company),
        cmocka_unit_test(test_an_aliases_table_joins_and_keeps_apart),
        cmocka_unit_test(test_accounts_are_found_by_what_is_typed),
        cmocka_unit_test(test_every_allocation_may_fail),
    };
    return cmocka_run_group_tests(tests, make_folder, drop_folder);
}
