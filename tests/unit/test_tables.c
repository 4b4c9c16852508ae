/* test_tables.c - words, the way back to a line, and freeing what was read. */
#include "support.h"

#include "liaison/tables.h"

static const struct {
    const char *word;
    lia_action want;
} rows[] = {
    /* The list of INTERFACE.md and of the platform's own words; every one in
     * its usual case. origin: the contract, word by word. */
    {"post", LIA_ACTION_POST}, {"Post", LIA_ACTION_POST},
    {"like", LIA_ACTION_LIKE}, {"LIKE", LIA_ACTION_LIKE},
    {"star", LIA_ACTION_LIKE}, {"starred", LIA_ACTION_LIKE},
    {"favourite", LIA_ACTION_LIKE}, {"favorite", LIA_ACTION_LIKE},
    {"angry", LIA_ACTION_ANGRY}, {"Dislike", LIA_ACTION_ANGRY},
    {"block", LIA_ACTION_BLOCK},
    {"liked", LIA_ACTION_LIKE}, {"reaction", LIA_ACTION_REACTION},
    {"PRAISE", LIA_ACTION_REACTION}, {"EMPATHY", LIA_ACTION_REACTION},
    {"APPRECIATION", LIA_ACTION_REACTION}, {"INTEREST", LIA_ACTION_REACTION},
    {"ENTERTAINMENT", LIA_ACTION_REACTION}, {"MAYBE", LIA_ACTION_REACTION},
    {"comment", LIA_ACTION_COMMENT}, {"reply", LIA_ACTION_REPLY},
    {"RE", LIA_ACTION_REPLY}, {"replied", LIA_ACTION_REPLY},
    {"replied_to", LIA_ACTION_REPLY}, {"share", LIA_ACTION_SHARE},
    {"RT", LIA_ACTION_SHARE}, {"rt", LIA_ACTION_SHARE},
    {"retweet", LIA_ACTION_SHARE}, {"retweeted", LIA_ACTION_SHARE},
    {"repost", LIA_ACTION_SHARE}, {"announce", LIA_ACTION_SHARE},
    {"Announce", LIA_ACTION_SHARE}, {"boost", LIA_ACTION_SHARE},
    {"reblog", LIA_ACTION_SHARE}, {"quote", LIA_ACTION_QUOTE},
    {"quoted", LIA_ACTION_QUOTE}, {"mention", LIA_ACTION_MENTION},
    {"MT", LIA_ACTION_MENTION}, {"message", LIA_ACTION_MESSAGE},
    {"dm", LIA_ACTION_MESSAGE}, {"email", LIA_ACTION_MESSAGE},
    {"mail", LIA_ACTION_MESSAGE}, {"invite", LIA_ACTION_INVITE},
    {"invitation", LIA_ACTION_INVITE}, {"endorse", LIA_ACTION_ENDORSE},
    {"endorsement", LIA_ACTION_ENDORSE}, {"recommend", LIA_ACTION_RECOMMEND},
    {"recommendation", LIA_ACTION_RECOMMEND}, {"meeting", LIA_ACTION_MEETING},
    {"vote", LIA_ACTION_VOTE}, {"view", LIA_ACTION_VIEW},
    {"follow", LIA_ACTION_FOLLOW}, {"other", LIA_ACTION_OTHER},
    {"", LIA_ACTION_NONE}, {"lik", LIA_ACTION_OTHER},
    {"likes!", LIA_ACTION_OTHER}, {"recommendation of mine", LIA_ACTION_OTHER},
    {"\xC3\xA9toile", LIA_ACTION_OTHER}, {"zzz", LIA_ACTION_OTHER},
    {"a", LIA_ACTION_OTHER},
};

static void test_words_become_actions(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (lia_action_of(rows[i].word, strlen(rows[i].word)) != rows[i].want)
            fail_msg("%s became %s", rows[i].word,
                     lia_action_name(lia_action_of(rows[i].word,
                                                   strlen(rows[i].word))));
    /* the length counts, not the terminator */
    assert_int_equal(lia_action_of("likewise", 4), LIA_ACTION_LIKE);
    assert_int_equal(lia_action_of("like\0", 5), LIA_ACTION_OTHER);
}

static void test_every_action_is_the_action_of_its_name(void **state)
{
    (void)state;
    for (int a = 0; a < LIA_ACTION_COUNT; a++) {
        const char *name = lia_action_name((lia_action)a);
        assert_int_equal(lia_action_of(name, strlen(name)), a);
    }
    assert_string_equal(lia_action_name(LIA_ACTION_COUNT), "");
}

static void test_names_of_tables_precisions_and_causes(void **state)
{
    (void)state;
    assert_string_equal(lia_table_name(LIA_TABLE_INTERACTIONS),
                        "interactions");
    assert_string_equal(lia_table_name(LIA_TABLE_DEAL_CONTACTS),
                        "deal_contacts");
    assert_string_equal(lia_table_name(LIA_TABLE_SSI), "ssi");
    assert_string_equal(lia_table_name(LIA_TABLE_COUNT), "");
    assert_string_equal(lia_precision_name(LIA_PRECISION_NONE), "none");
    assert_string_equal(lia_precision_name(LIA_PRECISION_MINUTE), "minute");
    assert_string_equal(lia_precision_name(LIA_PRECISION_FINER), "finer");
    assert_string_equal(lia_cause_name(LIA_CAUSE_MISSING), "missing_value");
    assert_string_equal(lia_cause_name(LIA_CAUSE_TIME_RANGE),
                        "time_out_of_range");
    assert_string_equal(lia_cause_name(LIA_CAUSE_QUOTE), "unterminated_quote");
    assert_string_equal(lia_cause_name(LIA_CAUSE_GRAPH), "bad_graph");
    assert_string_equal(lia_cause_name(LIA_CAUSE_COUNT), "");
    for (int c = 0; c < LIA_CAUSE_COUNT; c++)
        assert_true(lia_cause_name((lia_cause)c)[0] != '\0');
    for (int t = 0; t < LIA_TABLE_COUNT; t++)
        assert_true(lia_table_name((lia_table)t)[0] != '\0');
}

/* origin: hand, run by run. */
static void test_a_row_leads_back_to_its_line(void **state)
{
    lia_origin run[] = {{0, 2, 0}, {3, 9, 0}, {4, 2, 1}};
    const lia_origins origins = {3, run}, none = {0, NULL};
    const uint64_t lines[] = {2, 3, 4, 9, 2, 3, 4};
    uint32_t source;
    uint64_t line;

    (void)state;
    for (uint64_t row = 0; row < 7; row++) {
        lia_origin_of(&source, &line, &origins, row);
        assert_int_equal(source, row >= 4);
        assert_int_equal(line, lines[row]);
    }
    lia_origin_of(&source, &line, &none, 5);
    assert_int_equal(source, LIA_NONE);
    assert_int_equal(line, 0);
}

static void *block(uint64_t count, size_t width)
{
    void *out = NULL;

    assert_int_equal(lia_alloc_zero(&out, count, width, NULL), LIA_OK);
    return out;
}

static char *text(const char *from)
{
    char *out = NULL;

    assert_int_equal(lia_copy_text(&out, from, strlen(from), NULL), LIA_OK);
    return out;
}

static void fill_rows(lia_tables *t)
{
    t->accounts = (lia_accounts){
        {0, block(1, 8), block(1, 1)}, block(1, 1), block(1, 4), block(1, 4),
        block(1, 4), block(1, 4), block(1, 4), block(1, 4), block(1, 8), 0, 0,
        block(1, 4), block(1, 4), block(1, 4), block(1, 8)};
    t->posts = (lia_posts){{0, block(1, 8), block(1, 1)}, block(1, 1),
                           block(1, 4), block(1, 8), block(1, 4), block(1, 1),
                           0, 0, 0, block(1, 4), block(1, 4), block(1, 8),
                           block(1, 8), block(1, 8)};
    t->texts = (lia_names){0, block(1, 8), block(1, 1)};
    t->interactions = (lia_interactions){
        1, block(1, 4), block(1, 4), block(1, 4), block(1, 8), block(1, 1),
        block(1, 4), block(1, 8), block(1, 4), block(1, 4), {1, block(1, 24)},
        block(1, 8), block(1, 8), block(1, 1), block(1, 1)};
    t->contacts = (lia_contacts){1, block(1, 4), block(1, 4), block(1, 1),
                                 block(1, 8), block(1, 8), {1, block(1, 24)}};
}

static void test_everything_is_freed(void **state)
{
    lia_tables *t = block(1, sizeof *t);

    (void)state;
    fill_rows(t);
    t->sheet[LIA_TABLE_SSI] = (lia_sheet){
        1, 2, block(2, sizeof(char *)), block(2, 4), {1, block(1, 24)}};
    t->sheet[LIA_TABLE_SSI].column[0] = text("seller");
    t->sheet[LIA_TABLE_TEAM].columns = 3; /* counted, never allocated */
    t->source_count = 2;
    t->source = block(2, sizeof *t->source);
    t->source[0].path = text("ties.csv");
    t->source[0].format = text("csv");
    t->source[0].encoding = text("UTF-8");
    t->source[0].note = text("no header");
    t->reject_count = 1;
    t->reject = block(1, sizeof *t->reject);
    t->reject_pages = 2;
    t->reject_page = block(2, sizeof *t->reject_page);
    t->reject[0].detail = t->reject_page[0] = text("no id");
    t->reject[0].text = t->reject_page[1] = text(",,");
    lia_tables_free(t);
    assert_int_equal(lia_mem_live(), 0);
    lia_tables_free(block(1, sizeof *t)); /* empty */
    lia_tables_free(NULL);
    assert_int_equal(lia_mem_live(), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_words_become_actions),
        cmocka_unit_test(test_every_action_is_the_action_of_its_name),
        cmocka_unit_test(test_names_of_tables_precisions_and_causes),
        cmocka_unit_test(test_a_row_leads_back_to_its_line),
        cmocka_unit_test(test_everything_is_freed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
