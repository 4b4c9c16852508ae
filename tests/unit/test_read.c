/* test_read.c - rows of delimited text: which table, which column, what is
 * kept, counted, rejected; threads, order and failing memory.
 * Expected values: hand, from the rules of INTERFACE.md and liaison/read.h.
 */
#include "reading.h"

#include <math.h>

/* ---- which table, which columns ---------------------------------------- */

static const struct {
    const char *text;
    lia_table table;
    uint64_t rows;
} layouts[] = {
    {"actor,object\na,p\n", LIA_TABLE_INTERACTIONS, 1},
    {"actor,target\na,b\n", LIA_TABLE_INTERACTIONS, 1},
    {"Account ID,Object_Id,timestamp-share\na,p,1600000000\n",
     LIA_TABLE_INTERACTIONS, 1},
    {"from,to\na,b\n", LIA_TABLE_CONTACTS, 1},
    {"from,to,Time\na,b,1600000000\n", LIA_TABLE_INTERACTIONS, 1},
    {"from,to,since\na,b,2020-01-01\n", LIA_TABLE_CONTACTS, 1},
    {"source,target,value\na,b,2\n", LIA_TABLE_CONTACTS, 1},
    {"Source,Target,Type,Id,Label,timeset,Weight\na,b,Directed,1,,,2\n",
     LIA_TABLE_CONTACTS, 1},
    {"Source,Target,Weight,Timestamp\na,b,2,1600000000\n",
     LIA_TABLE_INTERACTIONS, 1},
    {"Vertex 1,Vertex 2,Relationship\na,b,x\n", LIA_TABLE_CONTACTS, 1},
    {"account_a,account_b,weight,mean_delta_s\na,b,2,1\n", LIA_TABLE_CONTACTS,
     1},
    {"id,name\n1,x\n", LIA_TABLE_ACCOUNTS, 1},
    {"type,name\nF,x\n", LIA_TABLE_ACCOUNTS, 1},
    {"user,name,url,followers\nu,n,http://x,3\n", LIA_TABLE_ACCOUNTS, 1},
    {"user_id,url,time\nu,http://x,2020-01-01\n", LIA_TABLE_INTERACTIONS, 1},
    {"post,author\np,a\n", LIA_TABLE_POSTS, 1},
    {"actor,post,author\na,p,b\n", LIA_TABLE_INTERACTIONS, 1},
    {"account,name,company,title,value,kind\na,A,C,T,5,customer\n",
     LIA_TABLE_TARGETS, 1},
    {"company,title\nC,T\n", LIA_TABLE_TARGETS, 1},
    {"seller,name\ns,S\n", LIA_TABLE_TEAM, 1},
    {"account,trained_on\ns,2024-01-01\n", LIA_TABLE_TEAM, 1},
    {"deal,amount,won,closed\nd,10,1,2024-01-01\n", LIA_TABLE_DEALS, 1},
    {"deal,account\nd,a\n", LIA_TABLE_DEAL_CONTACTS, 1},
    {"deal,seller,moment\nd,s,meeting_set\n", LIA_TABLE_CONTRIBUTIONS, 1},
    {"asked_at,asker,introducer,target,answer\n2024-01-01,a,b,c,yes\n",
     LIA_TABLE_INTRO_LOG, 1},
    {"seller,date,ssi\ns,2024-01-01,70\n", LIA_TABLE_SSI, 1},
    /* other delimiters, a preamble, quotes */
    {"from;to\na;b\n", LIA_TABLE_CONTACTS, 1},
    {"from\tto\na\tb\n", LIA_TABLE_CONTACTS, 1},
    {"src dst time\n1 2 1082040961\n", LIA_TABLE_INTERACTIONS, 1},
    {"Notes:\nmade by hand\n\nfrom,to\na,b\n", LIA_TABLE_CONTACTS, 1},
    {"Notes:,,\nmade by hand,,\nactor,object,time\na,p,2020-01-01\n",
     LIA_TABLE_INTERACTIONS, 1},
    {"\"from\",\"to\"\n\"a, b\",\"c\"\"d\"\n", LIA_TABLE_CONTACTS, 1},
    /* JSON, one object per line, an array, our own file */
    {"{\"actor\":\"a\",\"object\":\"p\"}\n{\"actor\":\"b\",\"object\":\"p\"}\n",
     LIA_TABLE_INTERACTIONS, 2},
    {"[{\"from\":\"a\",\"to\":\"b\"},\n {\"from\":\"b\",\"to\":\"c\"}]",
     LIA_TABLE_CONTACTS, 2},
    {"{\"schema\": \"liaison.ties/1\", \"rows\": [\n"
     "{\"account_a\": \"a\", \"account_b\": \"b\"}]}\n",
     LIA_TABLE_CONTACTS, 1},
    /* without a header */
    {"1 2\n2 3\n", LIA_TABLE_CONTACTS, 2},
    {"# a comment\n% another\n1\t2\n2\t3\n", LIA_TABLE_CONTACTS, 2},
    {"1 2 1341100972 MT\n2 3 1341100973 RE\n", LIA_TABLE_INTERACTIONS, 2},
    {"1341100972 1 2\n1341100973 2 3\n", LIA_TABLE_INTERACTIONS, 2},
    {"1,2,0.5\n2,3,-1\n", LIA_TABLE_CONTACTS, 2},
    {"alice bob\nbob carol\n", LIA_TABLE_CONTACTS, 2},
};

static void test_tables_are_known_by_their_columns(void **state)
{
    (void)state;
    for (size_t k = 0; k < sizeof layouts / sizeof *layouts; k++) {
        lia_tables *t = read_text("x.csv", layouts[k].text, NULL);
        if (t->source[0].table != layouts[k].table ||
            t->source[0].rows != layouts[k].rows ||
            t->source[0].rejected != 0)
            fail_msg("%s became %s, %d rows, %d rejects", layouts[k].text,
                     lia_table_name(t->source[0].table),
                     (int)t->source[0].rows, (int)t->source[0].rejected);
        done(t);
    }
}

static void test_interactions_have_all_their_columns(void **state)
{
    lia_tables *t = read_text(
        "i.csv",
        "actor,object,target,time,action,author,weight,tags,content,extra\n"
        "b,p2,c,2020-01-01T00:00:00Z,RT,a,2.5,x|y,m1,?\n"
        "a,p1,,1577836801,star,,,,,\n", NULL);
    const lia_interactions *i = &t->interactions;

    (void)state;
    assert_int_equal(i->count, 2);
    assert_int_equal(t->accounts.names.count, 3); /* a b c, in byte order */
    assert_int_equal(i->actor[0], 1);
    assert_int_equal(i->actor[1], 0);
    assert_int_equal(i->target[0], 2);
    assert_int_equal(i->target[1], LIA_NONE);
    assert_string_equal(name_at(&t->posts.names, i->object[0]), "p2");
    assert_int_equal(i->time[0], 1577836800000000);
    assert_int_equal(i->time[1], 1577836801000000);
    assert_int_equal(i->action[0], LIA_ACTION_SHARE);
    assert_int_equal(i->action[1], LIA_ACTION_LIKE);
    assert_int_equal(i->author[0], 0);
    assert_int_equal(i->author[1], LIA_NONE);
    assert_true(i->weight[0] == 2.5 && isnan(i->weight[1]));
    assert_string_equal(name_at(&t->texts, i->tags[0]), "x|y");
    assert_int_equal(i->tags[1], LIA_NONE);
    assert_string_equal(name_at(&t->texts, i->content[0]), "m1");
    assert_int_equal(t->source[0].timed, 2);
    assert_int_equal(t->source[0].precision, LIA_PRECISION_SECOND);
    assert_non_null(strstr(t->source[0].note, "ignored: extra"));
    assert_null(t->contacts.source);
    assert_null(t->accounts.listed);
    done(t);
}

static void test_absent_columns_are_filled_when_pooled(void **state)
{
    const char *paths[2];
    lia_tables *t = NULL;

    (void)state;
    paths[0] = put("a.csv", "from,to\na,b\n");
    paths[1] = put("b.csv", "source,target,kind,weight\nb,c,follow,3\n"
                            "c,d,contact,\n");
    assert_int_equal(lia_read(&t, paths, 2, NULL, NULL), LIA_OK);
    assert_int_equal(t->contacts.count, 3);
    assert_int_equal(t->contacts.kind[0], LIA_CONTACT_UNSAID);
    assert_int_equal(t->contacts.kind[1], LIA_FOLLOW);
    assert_int_equal(t->contacts.kind[2], LIA_CONTACT);
    assert_true(isnan(t->contacts.weight[0]) && t->contacts.weight[1] == 3);
    assert_null(t->contacts.since);
    done(t);
}

static void test_as_and_map_override(void **state)
{
    const char *map[] = {"source=usr", "target=2"};
    lia_read_options o = LIA_READ_DEFAULTS;
    lia_tables *t;

    (void)state;
    o.map = map;
    o.map_count = 2;
    t = read_text("x.csv", "usr,friend,other\na,b,c\n", &o);
    assert_int_equal(t->contacts.count, 1);
    assert_int_equal(account_id(t, "c"), LIA_NONE);
    done(t);
    o = (lia_read_options)LIA_READ_DEFAULTS;
    o.as = "csv:contacts";
    t = read_text("x.csv", "from,to,time\na,b,2020-01-01\n", &o);
    assert_int_equal(t->contacts.count, 1);
    assert_int_equal(t->contacts.since[0], 1577836800000000);
    done(t);
    o.as = "edges";
    t = read_text("x.csv", "node_p,node_q,w\n1,2,3\n2,3,4\n", &o);
    assert_int_equal(t->contacts.count, 2);
    assert_true(t->contacts.weight[1] == 4);
    done(t);
    o.as = "team";
    t = read_text("team.txt", "anna\nbert\n", &o);
    assert_int_equal(t->sheet[LIA_TABLE_TEAM].rows, 2);
    done(t);
}

/* ---- what is refused, and what is said --------------------------------- */

static const struct {
    const char *as, *map, *text;
    lia_status status;
    const char *says;
} refusals[] = {
    {"cvs", NULL, "from,to\na,b\n", LIA_EARG, "did you mean csv?"},
    {NULL, "actr=x", "from,to\na,b\n", LIA_EARG, "did you mean actor?"},
    {NULL, "foo=x", "from,to\na,b\n", LIA_EARG, "such as actor or source"},
    {NULL, NULL, "a = f(b, c)\nd = g(e, f)\npost,author\nif (h(i, j)):\n"
     "print(k)\nreturn\n", LIA_EINPUT, "columns do not line up"},
    {NULL, "actor", "from,to\na,b\n", LIA_EARG, "not FIELD=COLUMN"},
    {NULL, "actor=nix", "from,to\na,b\n", LIA_EARG, "no input has a column"},
    {NULL, NULL, "", LIA_EINPUT, "it is empty"},
    {NULL, NULL, "from,to\n", LIA_EINPUT, "a header and no rows"},
    {NULL, NULL, "usr,post,time\na,p,2020-01-01\n", LIA_EINPUT,
     "header has 'usr', 'post', 'time', did you mean actor? try --map "
     "actor=usr"},
    {NULL, NULL, "node_p,node_q\n1,2\n", LIA_EINPUT, "--map actor=node_p"},
    {NULL, NULL, "# Title\n\nSome words, and more.\nAnd again.\n", LIA_EINPUT,
     "no usable row"},
    {"deals", NULL, "a,b\n1,2\n", LIA_EINPUT, "columns of deals"},
    {NULL, NULL, "actor,object,time\na,p,31/02/24\n", LIA_EINPUT,
     "x.csv:2:5: 'time' is not a date (\"31/02/24\")"},
    {NULL, NULL, "<html><body>x</body></html>\n", LIA_EINPUT,
     "markup that is no GraphML"},
};

static void test_refusals_say_what_to_do(void **state)
{
    (void)state;
    for (size_t k = 0; k < sizeof refusals / sizeof *refusals; k++) {
        lia_read_options o = LIA_READ_DEFAULTS;
        char message[1000];
        lia_status st;
        o.as = refusals[k].as;
        o.map = &refusals[k].map;
        o.map_count = refusals[k].map != NULL;
        st = read_fails(message, "x.csv", refusals[k].text, &o);
        if (st != refusals[k].status ||
            strstr(message, refusals[k].says) == NULL)
            fail_msg("%zu: status %d, %s", k, st, message);
    }
}

static const struct {
    const char *text;
    lia_cause cause;
    uint64_t line;
    uint32_t column;
    const char *detail;
} rejects[] = {
    {"actor,object\na,p\n,p\n", LIA_CAUSE_MISSING, 3, 1, "'actor' is empty"},
    {"actor,object\na,p\nb,\n", LIA_CAUSE_MISSING, 3, 3, "'object' is empty"},
    {"post,author\np,a\nq\n", LIA_CAUSE_FIELDS, 3, 0, "1 of 2 fields"},
    {"actor,object,time\na,p,2020-01-01\na,p,soon\n", LIA_CAUSE_TIME, 3, 5,
     "'time' is not a date (\"soon\")"},
    {"actor,object,created_at\na,p,2020-01-01\na,p,13/02/24\n",
     LIA_CAUSE_TIME, 3, 5, "'created_at' is not a date (\"13/02/24\"); try "
                           "--date-format %d/%m/%y"},
    {"actor,object,time\na,p,2020-01-01\na,p,1850-01-01\n",
     LIA_CAUSE_TIME_RANGE, 3, 5, "is not in 1970 to 2100"},
    {"from,to,weight\na,b,1\na,b,heavy\n", LIA_CAUSE_NUMBER, 3, 5,
     "'weight' is not a number (\"heavy\")"},
    {"from,to,kind\na,b,contact\na,b,friend\n", LIA_CAUSE_WORD, 3, 5,
     "'kind' is not contact or follow (\"friend\")"},
    {"post,author,promoted\np,a,1\nq,a,perhaps\n", LIA_CAUSE_WORD, 3, 5,
     "'promoted' is not 0 or 1 (\"perhaps\")"},
    {"{\"from\":\"a\",\"to\":\"b\"}\n{\"from\":\n", LIA_CAUSE_JSON, 2, 0,
     "not a JSON object"},
    {"{\"from\":\"a\",\"to\":\"b\"}\n{\"from\":\"a\\u0000\",\"to\":\"b\"}\n",
     LIA_CAUSE_NUL, 2, 0, "a NUL character in 'source'"},
};

static void test_rejects_tell_cause_and_place(void **state)
{
    (void)state;
    for (size_t k = 0; k < sizeof rejects / sizeof *rejects; k++) {
        lia_tables *t = read_text("x.csv", rejects[k].text, NULL);
        const lia_reject *r = t->reject;
        if (t->reject_count != 1 || r->cause != rejects[k].cause ||
            r->line != rejects[k].line ||
            (rejects[k].column > 0 && r->column != rejects[k].column) ||
            strstr(r->detail, rejects[k].detail) == NULL)
            fail_msg("%zu: %d rejects, %s at %d:%d: %s", k,
                     (int)t->reject_count,
                     t->reject_count ? lia_cause_name(r->cause) : "",
                     t->reject_count ? (int)r->line : 0,
                     t->reject_count ? (int)r->column : 0,
                     t->reject_count ? r->detail : "");
        assert_int_equal(t->rejects_by_cause[rejects[k].cause], 1);
        assert_int_equal(t->source[0].rejected, 1);
        assert_int_equal(t->source[0].rows, 1);
        done(t);
    }
}

static void test_a_rejected_row_leaves_no_name_behind(void **state)
{
    lia_tables *t = read_text("x.csv", "actor,object,time\na,p,2020-01-01\n"
                                       "ghost,q,never\n", NULL);

    (void)state;
    assert_int_equal(t->accounts.names.count, 1);
    assert_int_equal(t->posts.names.count, 1);
    assert_string_equal(t->reject[0].text, "ghost,q,never");
    done(t);
}

static void test_too_many_rejects_name_the_first(void **state)
{
    lia_read_options o = LIA_READ_DEFAULTS;
    char message[1000], want[300];

    (void)state;
    o.max_errors = 1;
    assert_int_equal(
        read_fails(message, "x.csv",
                   "actor,object\na,p\n,p\nb,p\n,p\n,p\n", &o), LIA_EINPUT);
    snprintf(want, sizeof want, "%s/x.csv:3:1: 'actor' is empty", test_folder);
    assert_string_equal(message, want);
    o.max_errors = 3;
    done(read_text("x.csv", "actor,object\na,p\n,p\nb,p\n,p\n,p\n", &o));
}

static void test_more_rejects_than_are_kept_are_counted(void **state)
{
    lia_read_options o = LIA_READ_DEFAULTS;
    lia_tables *t;

    (void)state;
    o.keep_rejects = 2;
    t = read_text("x.csv", "actor,object,time\n,p,2020\nb,p,never\nc,p,\n"
                           ",p,\nd,p,ever\n", &o);
    assert_int_equal(t->reject_count, 2);
    assert_int_equal(t->reject[0].line, 2);
    assert_int_equal(t->reject[1].line, 3);
    assert_string_equal(t->reject[1].text, "b,p,never");
    assert_int_equal(t->rejects_by_cause[LIA_CAUSE_MISSING], 2);
    assert_int_equal(t->rejects_by_cause[LIA_CAUSE_TIME], 2);
    assert_int_equal(t->source[0].rejected, 4);
    assert_int_equal(t->source[0].missing, 2);
    assert_int_equal(t->source[0].rows, 1);
    done(t);
}

/* ---- odd text ----------------------------------------------------------- */

static void test_ragged_rows_are_kept_and_counted(void **state)
{
    lia_tables *t = read_text("x.csv", "actor,object,tags\na,p\nb,p,x,y\n"
                                       "c,p,z\n", NULL);

    (void)state;
    assert_int_equal(t->interactions.count, 3);
    assert_int_equal(t->source[0].ragged, 2);
    assert_int_equal(t->interactions.tags[0], LIA_NONE);
    done(t);
}

static void test_windows_1252_is_read_row_by_row(void **state)
{
    lia_tables *t = read_text("x.csv", "from,to\nJos\xE9,\x80uro\n"
                                       "Ren\xC3\xA9,b\n", NULL);

    (void)state;
    assert_int_equal(t->source[0].recoded, 1);
    assert_int_not_equal(account_id(t, "Jos\xC3\xA9"), LIA_NONE);
    assert_int_not_equal(account_id(t, "\xE2\x82\xACuro"), LIA_NONE);
    assert_int_not_equal(account_id(t, "Ren\xC3\xA9"), LIA_NONE);
    assert_string_equal(t->source[0].encoding, "windows-1252");
    done(t);
}

static void test_blanks_are_trimmed_and_an_apostrophe_goes(void **state)
{
    lia_tables *t = read_text("x.csv", "id , name\n a ,'=1+1\n"
                                       "\" b\",'tis\n", NULL);

    (void)state;
    assert_int_not_equal(account_id(t, "a"), LIA_NONE);
    assert_int_not_equal(account_id(t, " b"), LIA_NONE);
    assert_string_equal(name_at(&t->texts, t->accounts.name[1]), "=1+1");
    assert_string_equal(name_at(&t->texts, t->accounts.name[0]), "'tis");
    done(t);
}

static void test_numbers_with_zeros_in_front_are_names(void **state)
{
    lia_tables *t = read_text("x.txt", "1 2\n01 2\n001 1\n"
                                       "123456789012 1\n", NULL);

    (void)state;
    assert_int_equal(t->accounts.names.count, 5);
    assert_string_equal(name_at(&t->accounts.names, t->contacts.source[1]),
                        "01");
    assert_string_equal(name_at(&t->accounts.names, t->contacts.source[3]),
                        "123456789012");
    done(t);
}

static void test_a_plain_list_takes_odd_lines_the_long_way(void **state)
{
    lia_tables *t = read_text("x.txt", "# c\n1 2\n\n 3\t 4 \r\n5 x7\n"
                                       "6 7 8\n9\n10 11\n12 13", NULL);
    uint32_t source;
    uint64_t line;

    (void)state;
    assert_int_equal(t->contacts.count, 6);
    assert_int_equal(t->source[0].blank, 2);
    assert_int_equal(t->source[0].ragged, 1);
    assert_int_equal(t->reject_count, 1);
    assert_int_equal(t->reject[0].line, 7);
    assert_int_equal(t->reject[0].cause, LIA_CAUSE_FIELDS);
    lia_origin_of(&source, &line, &t->contacts.origins, 4);
    assert_int_equal(line, 8);
    lia_origin_of(&source, &line, &t->contacts.origins, 1);
    assert_int_equal(line, 4);
    done(t);
}

static void test_the_clock_of_a_source_is_measured(void **state)
{
    static const struct {
        const char *text;
        lia_precision want;
    } clocks[] = {
        {"actor,object,time\na,p,2020-01-01\nb,p,2020-01-02\n",
         LIA_PRECISION_DAY},
        {"actor,object,time\na,p,2020-01-01\nb,p,2020-01-02 10:30\n",
         LIA_PRECISION_MINUTE},
        {"actor,object,time\na,p,2020-01-01 10:00\nb,p,1600000001\n",
         LIA_PRECISION_SECOND},
        {"actor,object,time\na,p,1600000001.5\n", LIA_PRECISION_FINER},
        {"actor,object,time\na,p,\n", LIA_PRECISION_NONE}};

    (void)state;
    for (size_t k = 0; k < sizeof clocks / sizeof *clocks; k++) {
        lia_tables *t = read_text("x.csv", clocks[k].text, NULL);
        assert_int_equal(t->source[0].precision, clocks[k].want);
        done(t);
    }
}

static void test_since_and_until_leave_out_and_say_so(void **state)
{
    lia_read_options o = LIA_READ_DEFAULTS;
    lia_tables *t;

    (void)state;
    o.since = 1577836800000000;              /* 2020-01-01 */
    o.until = 1577923200000000;              /* 2020-01-02 */
    t = read_text("x.csv", "actor,object,time\na,p,2019-12-31\n"
                           "b,p,2020-01-01\nc,p,2020-01-02\nd,p,\n", &o);
    assert_int_equal(t->interactions.count, 2);
    assert_int_equal(t->accounts.names.count, 2);
    assert_non_null(strstr(t->source[0].note, "2 rows outside of since"));
    done(t);
}

static void test_a_lean_load_keeps_who_and_how_much(void **state)
{
    lia_read_options o = LIA_READ_DEFAULTS;
    lia_tables *t;

    (void)state;
    o.lean = true;
    t = read_text("x.csv", "actor,object,time,author,weight,tags\n"
                           "a,p,2020-01-01,b,2,x\nc,p,bad,b,2,x\n", &o);
    assert_null(t->interactions.time);
    assert_null(t->interactions.tags);
    assert_null(t->interactions.origins.run);
    assert_int_equal(t->texts.count, 0);
    assert_true(t->interactions.weight[0] == 2);
    assert_int_equal(t->interactions.author[0], 1);
    assert_int_equal(t->reject_count, 1);
    done(t);
}

/* ---- several rows about one ---------------------------------------------- */

static void test_conflicts_do_not_depend_on_order(void **state)
{
    static const char one[] = "account,name,company,followers\n"
                              "a,Anna,Acme,10\nb,Bert,,\n";
    static const char two[] = "account,name,company,followers\n"
                              "a,Ann,,12\nb,,Byte,3\n";
    const char *paths[2][2];

    (void)state;
    paths[0][0] = paths[1][1] = put("1.csv", one);
    paths[0][1] = paths[1][0] = put("2.csv", two);
    for (int k = 0; k < 2; k++) {
        lia_tables *t = NULL;
        assert_int_equal(lia_read(&t, paths[k], 2, NULL, NULL), LIA_OK);
        assert_string_equal(name_at(&t->texts, t->accounts.name[0]), "Ann");
        assert_string_equal(name_at(&t->texts, t->accounts.name[1]), "Bert");
        assert_string_equal(name_at(&t->texts, t->accounts.company[1]),
                            "Byte");
        assert_true(t->accounts.followers[0] == 10);
        assert_int_equal(t->accounts.conflicts, 2);
        assert_int_equal(t->accounts.listed_count, 2);
        done(t);
    }
}

static void test_posts_with_several_authors_are_counted(void **state)
{
    const char *paths[2];
    lia_tables *t = NULL;

    (void)state;
    paths[0] = put("p.csv", "post,author,time,promoted\np,b,2020-01-02,1\n"
                            "p,a,2020-01-01,0\nq,a,,\n");
    paths[1] = put("i.csv", "actor,object,author\nx,q,z\nx,r,y\n");
    assert_int_equal(lia_read(&t, paths, 2, NULL, NULL), LIA_OK);
    assert_int_equal(t->posts.names.count, 3);
    assert_int_equal(t->posts.author[0], account_id(t, "a"));
    assert_int_equal(t->posts.author[2], LIA_NONE);  /* r: not in its table */
    assert_int_equal(t->posts.time[0], 1577836800000000);
    assert_int_equal(t->posts.promoted[0], 0);
    assert_int_equal(t->posts.promoted[1], 2);
    assert_int_equal(t->posts.several_authors, 2);   /* p and q             */
    assert_int_equal(t->posts.conflicts, 3);
    done(t);
}

static void test_sheets_are_text_under_canonical_names(void **state)
{
    lia_tables *t = read_text("d.csv", "Deal,Amount,Won,Close Date,Owner\n"
                                       "d1,1200.50,yes,2024-03-01,anna\n"
                                       "d2,x,yes,2024-03-01,anna\n", NULL);
    const lia_sheet *s = &t->sheet[LIA_TABLE_DEALS];

    (void)state;
    assert_int_equal(s->rows, 1);
    assert_int_equal(s->columns, 8);
    assert_string_equal(s->column[3], "closed");
    assert_string_equal(name_at(&t->texts, s->cell[1]), "1200.50");
    assert_string_equal(name_at(&t->texts, s->cell[3]), "2024-03-01");
    assert_int_equal(s->cell[4], LIA_NONE);
    assert_string_equal(name_at(&t->texts, s->cell[5]), "anna");
    assert_int_equal(t->rejects_by_cause[LIA_CAUSE_NUMBER], 1);
    done(t);
}

/* ---- folders ------------------------------------------------------------- */

static void test_folders_are_read_in_order(void **state)
{
    const char *folder = test_folder;
    lia_tables *t = NULL;

    (void)state;
    clear_folder(test_folder);
    assert_int_equal(mkdir(test_folder, 0700), 0);
    assert_int_equal(mkdir(path_of("sub"), 0700), 0);
    (void)put("README.md", "# Words\n\nNothing to see, really. Nothing.\n");
    (void)put(".hidden.csv", "from,to\nx,y\n");
    (void)put("b.csv", "from,to\nb,c\n");
    (void)put("sub/a.csv", "from,to\na,b\n");
    assert_int_equal(symlink("..", path_of("sub/loop")), 0);
    assert_int_equal(symlink("nowhere", path_of("sub/dangling")), 0);
    assert_int_equal(lia_read(&t, &folder, 1, NULL, NULL), LIA_OK);
    assert_int_equal(t->source_count, 3);
    assert_string_equal(t->source[0].format, "ignored");
    assert_non_null(strstr(t->source[0].path, "README.md"));
    assert_non_null(t->source[0].note);
    assert_non_null(strstr(t->source[1].path, "b.csv"));
    assert_int_equal(t->contacts.count, 2);
    assert_int_equal(account_id(t, "x"), LIA_NONE);
    done(t);
    clear_folder(test_folder);
    assert_int_equal(mkdir(test_folder, 0700), 0);
    assert_int_equal(lia_read(&t, &folder, 1, NULL, NULL), LIA_EINPUT);
    (void)put("README.md", "# Words\n\nNothing to see, really. Nothing.\n");
    assert_int_equal(lia_read(&t, &folder, 1, NULL, NULL), LIA_EINPUT);
    assert_int_equal(lia_mem_live(), 0);
}

static void test_a_file_that_is_not_there(void **state)
{
    const char *path = path_of("none.csv");
    lia_tables *t = NULL;
    lia_error err;

    (void)state;
    assert_int_equal(lia_read(&t, &path, 1, NULL, &err), LIA_EIO);
    assert_non_null(strstr(err.message, "none.csv"));
    assert_int_equal(lia_read(NULL, &path, 1, NULL, NULL), LIA_EARG);
    assert_int_equal(lia_read(&t, NULL, 1, NULL, NULL), LIA_EARG);
    assert_int_equal(lia_read(&t, &path, 0, NULL, NULL), LIA_EARG);
}

/* Rows are stored some rows after they were read: those whose cells would be
 * gone by then (unescaped, recoded) in between must not change the order.
 * Closed: row k names account k, whatever it looks like. */
static void check_order(const char *name, const char *text, uint64_t rows)
{
    lia_tables *t = read_text(name, text, NULL);
    uint64_t kept = 0;

    for (uint64_t k = 0; k < rows; k++) {
        char want[40];
        uint32_t source;
        uint64_t line;
        if (k % 13 == 12)
            continue;                            /* rejected                 */
        snprintf(want, sizeof want, k % 7 == 6   ? "say \"%d\" to them"
                                    : k % 11 == 10 ? "caf\xc3\xa9 number %d"
                                                   : "a plain name %d", (int)k);
        assert_string_equal(name_at(&t->accounts.names,
                                    t->interactions.actor[kept]), want);
        lia_origin_of(&source, &line, &t->interactions.origins, kept++);
        assert_int_equal(line, k + 1 + (strstr(name, "csv") != NULL));
    }
    assert_int_equal(t->interactions.count, kept);
    assert_int_equal(t->reject_count, rows - kept);
    done(t);
}

static void test_rows_in_flight_keep_their_order(void **state)
{
    enum { ROWS = 1000, ROOM = 200 * ROWS };
    char *csv = malloc(ROOM), *json = malloc(ROOM);
    int c = sprintf(csv, "actor,object,time\n"), j = 0;

    (void)state;
    for (int k = 0; k < ROWS; k++) {
        static const char *const actor[] = {
            "a plain name %d", "\"say \"\"%d\"\" to them\"",
            "caf\xe9 number %d"};
        static const char *const text[] = {
            "a plain name %d", "say \\\"%d\\\" to them", "caf\xe9 number %d"};
        const int kind = k % 7 == 6 ? 1 : k % 11 == 10 ? 2 : 0;
        const char *time = k % 13 == 12 ? "never" : "2026-01-31T23:59:58Z";
        c += sprintf(csv + c, actor[kind], k);
        c += sprintf(csv + c, ",a post of some length %d,%s\n", k % 17, time);
        j += sprintf(json + j, "{\"actor\":\"");
        j += sprintf(json + j, text[kind], k);
        j += sprintf(json + j, "\",\"object\":\"a post of some length %d\","
                     "\"time\":\"%s\"}\n", k % 17, time);
    }
    check_order("order.csv", csv, ROWS);
    check_order("order.jsonl", json, ROWS);
    free(csv);
    free(json);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_tables_are_known_by_their_columns),
        cmocka_unit_test(test_interactions_have_all_their_columns),
        cmocka_unit_test(test_absent_columns_are_filled_when_pooled),
        cmocka_unit_test(test_as_and_map_override),
        cmocka_unit_test(test_refusals_say_what_to_do),
        cmocka_unit_test(test_rejects_tell_cause_and_place),
        cmocka_unit_test(test_a_rejected_row_leaves_no_name_behind),
        cmocka_unit_test(test_too_many_rejects_name_the_first),
        cmocka_unit_test(test_more_rejects_than_are_kept_are_counted),
        cmocka_unit_test(test_ragged_rows_are_kept_and_counted),
        cmocka_unit_test(test_windows_1252_is_read_row_by_row),
        cmocka_unit_test(test_blanks_are_trimmed_and_an_apostrophe_goes),
        cmocka_unit_test(test_numbers_with_zeros_in_front_are_names),
        cmocka_unit_test(test_a_plain_list_takes_odd_lines_the_long_way),
        cmocka_unit_test(test_the_clock_of_a_source_is_measured),
        cmocka_unit_test(test_since_and_until_leave_out_and_say_so),
        cmocka_unit_test(test_a_lean_load_keeps_who_and_how_much),
        cmocka_unit_test(test_conflicts_do_not_depend_on_order),
        cmocka_unit_test(test_posts_with_several_authors_are_counted),
        cmocka_unit_test(test_sheets_are_text_under_canonical_names),
        cmocka_unit_test(test_folders_are_read_in_order),
        cmocka_unit_test(test_a_file_that_is_not_there),
        cmocka_unit_test(test_rows_in_flight_keep_their_order),
    };
    return cmocka_run_group_tests(tests, make_folder, drop_folder);
}
