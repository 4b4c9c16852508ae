/* test_read_graph.c - GraphML, GML and Pajek as tables, and documents that
 * igraph's readers should never see. Expected values: hand.
 */
#include "reading.h"

#define GRAPHML(body)                                                        \
    "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"                           \
    "<graphml xmlns=\"http://graphml.graphdrawing.org/xmlns\">\n" body       \
    "</graphml>\n"
#define KEY(id, is, name, type)                                              \
    "<key id=\"" id "\" for=\"" is "\" attr.name=\"" name                    \
    "\" attr.type=\"" type "\"/>\n"

static const char gephi[] = GRAPHML(
    KEY("l", "node", "label", "string") KEY("c", "node", "Company", "string")
    KEY("f", "node", "followers", "int") KEY("w", "edge", "Edge Weight",
                                             "double")
    "<graph edgedefault=\"undirected\">\n"
    "<node id=\"n0\"><data key=\"l\">Anna</data><data key=\"c\">Acme</data>"
    "<data key=\"f\">12</data></node>\n"
    "<node id=\"n1\"><data key=\"l\">Bert &amp; Co</data></node>\n"
    "<node id=\"n2\"/>\n"
    "<edge source=\"n0\" target=\"n1\"><data key=\"w\">2.5</data></edge>\n"
    "<edge source=\"n1\" target=\"n2\"/>\n</graph>\n");

static void test_graphml_with_attributes(void **state)
{
    lia_tables *t = read_text("g.graphml", gephi, NULL);
    const lia_accounts *a = &t->accounts;

    (void)state;
    assert_string_equal(t->source[0].format, "graphml");
    assert_int_equal(a->names.count, 3);
    assert_string_equal(name_at(&a->names, 0), "n0");
    assert_string_equal(name_at(&t->texts, a->name[0]), "Anna");
    assert_string_equal(name_at(&t->texts, a->name[1]), "Bert & Co");
    assert_int_equal(a->name[2], LIA_NONE);
    assert_string_equal(name_at(&t->texts, a->company[0]), "Acme");
    assert_true(a->followers[0] == 12);
    assert_int_equal(a->listed_count, 3);
    assert_int_equal(t->contacts.count, 2);
    assert_true(t->contacts.weight[0] == 2.5);
    assert_int_equal(t->contacts.kind[0], LIA_CONTACT);
    assert_false(t->directed);
    done(t);
}

static void test_a_name_that_tells_apart_is_the_account(void **state)
{
    lia_tables *t = read_text("g.graphml", GRAPHML(
        KEY("m", "node", "name", "string") KEY("t", "edge", "time", "string")
        "<graph edgedefault=\"directed\">"
        "<node id=\"n0\"><data key=\"m\">anna</data></node>"
        "<node id=\"n1\"><data key=\"m\">bert</data></node>"
        "<edge source=\"n0\" target=\"n1\"><data key=\"t\">2020-01-01</data>"
        "</edge></graph>"), NULL);

    (void)state;
    assert_int_not_equal(account_id(t, "bert"), LIA_NONE);
    assert_int_equal(account_id(t, "n1"), LIA_NONE);
    assert_true(t->directed);
    assert_int_equal(t->interactions.count, 1);
    assert_int_equal(t->interactions.time[0], 1577836800000000);
    done(t);
    t = read_text("g.graphml", GRAPHML(
        KEY("m", "node", "name", "string") "<graph edgedefault=\"directed\">"
        "<node id=\"n0\"><data key=\"m\">anna</data></node>"
        "<node id=\"n1\"><data key=\"m\">anna</data></node>"
        "<edge source=\"n0\" target=\"n1\"/></graph>"), NULL);
    assert_int_equal(t->accounts.names.count, 2);
    assert_int_not_equal(account_id(t, "n1"), LIA_NONE);
    assert_string_equal(name_at(&t->texts, t->accounts.name[1]), "anna");
    assert_int_equal(t->contacts.kind[0], LIA_FOLLOW);
    done(t);
}

static void test_gml(void **state)
{
    lia_tables *t = read_text(
        "g.gml", "Creator \"somebody, somewhere\"\n# words\ngraph\n[\n"
                 " directed 0\n node [ id 10 label \"Jos\xE9\" ]\n"
                 " node [ id 20 label \"b\" ]\n node [ id 30 label \"c\" ]\n"
                 " edge [ source 10 target 20 value 2 ]\n]\n", NULL);

    (void)state;
    assert_string_equal(t->source[0].format, "gml");
    assert_int_equal(t->accounts.names.count, 3);
    assert_int_not_equal(account_id(t, "Jos\xC3\xA9"), LIA_NONE);
    assert_int_equal(t->contacts.count, 1);
    assert_true(t->contacts.weight[0] == 2);
    done(t);
}

static void test_pajek(void **state)
{
    lia_tables *t = read_text(
        "g.net", "*Vertices 3\r\n1 \"anna\"\r\n2 \"bert\"\r\n3 \"carl\"\r\n"
                 "*Arcs\r\n1 2 3.5\r\n2 3 1\r\n", NULL);

    (void)state;
    assert_string_equal(t->source[0].format, "pajek");
    assert_int_equal(t->accounts.names.count, 3);
    assert_int_not_equal(account_id(t, "carl"), LIA_NONE);
    assert_int_equal(t->contacts.count, 2);
    assert_true(t->directed);
    done(t);
}

static const struct {
    const char *as, *text, *says;
} broken[] = {
    {NULL, "graph [ node [ id 1 ] edge [ source 1 target 2 ] ]\n",
     "graph file"},
    {NULL, "graph [ node [ id 1 \n", "a [ that is never closed"},
    {NULL, "graph [ node [ id 1 label \"x ] ]\n", "never closed"},
    {NULL, "graph [ ] ]\n", "a ] without its ["},
    {NULL, "graph [ a [ a [ a [ a [ a [ a [ a [ a [ a [ a [ a [ a [ a [ a [ a "
           "[ a [ a [ a [ a [ a [ a [ a [ a [ a [ a [ a [ a [ a [ a [ a [ a [",
     "nested more than 30 deep"},
    {NULL, "*Vertices 4000000000\n*Edges\n1 2\n", "more vertices declared"},
    {NULL, "*Vertices 2\n*Matrix\n0 1\n1 0\n", "*Matrix is not read"},
    {NULL, "*Vertices 2\n*Edges\n1 x\n", "graph file"},
    {NULL, "<?xml version=\"1.0\"?><graphml><graph edgedefault=\"directed\">"
           "<node id=\"a\"><edge", "graph file"},
    {"graphml", "from,to\na,b\n", "graph file"},
    {"gml", "from,to\na,b\n", "graph file"},
    {"pajek", "from,to\na,b\n", "graph file"},
};

static void test_broken_graphs_are_refused(void **state)
{
    (void)state;
    for (size_t k = 0; k < sizeof broken / sizeof *broken; k++) {
        lia_read_options o = LIA_READ_DEFAULTS;
        char message[1000];
        lia_status st;
        o.as = broken[k].as;
        st = read_fails(message, "g", broken[k].text, &o);
        if (st != LIA_EINPUT || strstr(message, broken[k].says) == NULL)
            fail_msg("%zu: status %d, %s", k, st, message);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_graphml_with_attributes),
        cmocka_unit_test(test_a_name_that_tells_apart_is_the_account),
        cmocka_unit_test(test_gml),
        cmocka_unit_test(test_pajek),
        cmocka_unit_test(test_broken_graphs_are_refused),
    };
    return cmocka_run_group_tests(tests, make_folder, drop_folder);
}
