/* test_read_edge_tables.c - edges as Gephi and NodeXL write them; one test per
 * quirk of FORMATS section 8. Expected values: hand, from the rows.
 */
#include "exports.h"

static void check_ties(const char *file, const char *text, const char *want)
{
    lia_tables *t = read_export(FILES({file, text}));

    assert_string_equal(ties_of(t), want);
    done(t);
}

/* Source,Target,Type,Id,Label,timeset,Weight */
static void test_gephi_edges_are_directed_or_not(void **state)
{
    lia_tables *t = read_export(FILES({"edges.csv",
        "Source,Target,Type,Id,Label,timeset,Weight\n"
        "a,b,Directed,0,,,2.5\nb,c,Undirected,1,,,1.0\nc,d,,2,,,-1\n"}));

    (void)state;
    assert_string_equal(ties_of(t), "a follow b -1\nb contact c -1\n"
                                    "c tie d -1\n");
    assert_true(t->contacts.weight[0] == 2.5);
    assert_true(t->contacts.weight[2] == -1.0);
    done(t);
}

/* A timeset is an interval of a dynamic graph, no time. */
static void test_gephi_intervals_are_no_times(void **state)
{
    (void)state;
    check_ties("edges.csv",
               "Source,Target,Type,Id,Label,timeset,Weight\n"
               "a,b,Undirected,0,,\"<[2013.0, 2014.0]>\",1.0\n",
               "a contact b -1\n");
}

/* Re-saved by a French spreadsheet. */
static void test_gephi_with_semicolons(void **state)
{
    (void)state;
    check_ties("edges.csv",
               "Source;Target;Type;Id;Label;timeset;Weight\r\n"
               "a;b;Undirected;0;;;1.0\r\n", "a contact b -1\n");
}

static const char nodexl[] =
    "Vertex 1,Vertex 2,Color,Width,Style,Relationship,"
    "Relationship Date (UTC),Tweet,Imported ID\n";

/* What was done is in Relationship; an edge to oneself is a post. */
static void test_nodexl_edges_are_acts(void **state)
{
    lia_tables *t;
    char text[1000];

    (void)state;
    snprintf(text, sizeof text, "%s%s", nodexl,
             "a,b,,,,Mentions,2021-02-10 18:00:00,secret,1\n"
             "a,b,,,,Replies to,2021-02-10 18:00:01,x,2\n"
             "c,b,,,,Retweet,2021-02-10 18:00:02,x,3\n"
             "a,a,,,,Tweet,2021-02-10 18:00:03,x,4\n"
             "c,b,,,,MentionsInRetweet,2021-02-10 18:00:04,x,3\n");
    t = read_export(FILES({"edges.csv", text}));
    assert_string_equal(acts_of(t), "a mention - b - 1612980000\n"
                                    "a reply - b - 1612980001\n"
                                    "c share - b - 1612980002\n"
                                    "a post 4 - a 1612980003\n"
                                    "c mention - b - 1612980004\n");
    assert_int_equal(t->texts.count, 0);
    done(t);
}

static void test_nodexl_edges_without_an_act_are_ties(void **state)
{
    (void)state;
    check_ties("edges.csv", "Vertex 1,Vertex 2,Relationship\na,b,Followed\n"
               "b,c,\n", "a follow b -1\nb tie c -1\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_gephi_edges_are_directed_or_not),
        cmocka_unit_test(test_gephi_intervals_are_no_times),
        cmocka_unit_test(test_gephi_with_semicolons),
        cmocka_unit_test(test_nodexl_edges_are_acts),
        cmocka_unit_test(test_nodexl_edges_without_an_act_are_ties),
    };

    return cmocka_run_group_tests(tests, make_folder, drop_folder);
}
