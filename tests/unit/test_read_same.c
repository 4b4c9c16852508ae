/* test_read_same.c - the same tables for any number of threads, any size of
 * chunk and any order of files; nothing left behind when memory fails.
 */
#include "reading.h"

#include "text/input.h"

/* A text of `rows` interactions with every kind of trouble in it. */
static char *make_rows(uint64_t rows, uint64_t seed)
{
    char *text = test_malloc(rows * 120 + 200), *at = text;

    at += sprintf(at, "actor,object,time,action,author,weight,tags\n");
    for (uint64_t r = 0; r < rows; r++) {
        uint64_t dice = test_random(&seed);
        unsigned actor = (unsigned)(dice % 300), post = (unsigned)(dice >> 9) %
                                                        500;
        at += sprintf(at, "%s%u,post %u,", r % 3 ? "" : "name of ", actor,
                      post);
        at += sprintf(at, dice % 41 ? "%u" : "never%u",
                      1600000000 + (unsigned)(dice >> 40) % 1000000);
        at += sprintf(at, ",%s,", dice % 2 ? "like" : "share");
        at += sprintf(at, dice % 5 ? "%u," : ",", post % 17);
        at += sprintf(at, "%s", dice % 7 ? ",caf\xE9\n"
                                         : "2.5,\"a \"\"q\"\"\nline\"\n");
    }
    return text;
}

static char *make_edges(uint64_t rows, uint64_t seed)
{
    char *text = test_malloc(rows * 40 + 20), *at = text;

    for (uint64_t r = 0; r < rows; r++) {
        uint64_t dice = test_random(&seed);
        unsigned a = (unsigned)(dice % 4000), b = (unsigned)(dice >> 20) % 4000;
        if (dice % 97 == 0)
            at += sprintf(at, "# %u\n", a);
        else if (dice % 89 == 0)
            at += sprintf(at, "name%u 0%u\r\n", a, b);
        else
            at += sprintf(at, "%u %u\n", a, b);
    }
    return text;
}

static void same(const void *a, const void *b, uint64_t count, size_t width)
{
    assert_int_equal(a == NULL, b == NULL);
    if (a != NULL && count > 0)
        assert_memory_equal(a, b, count * width);
}

static void same_names(const lia_names *a, const lia_names *b)
{
    assert_int_equal(a->count, b->count);
    same(a->off, b->off, a->count + 1, 8);
    same(a->bytes, b->bytes, a->off[a->count], 1);
}

static void same_origins(const lia_origins *a, const lia_origins *b)
{
    assert_int_equal(a->count, b->count);
    for (uint64_t r = 0; r < a->count; r++)
        assert_true(a->run[r].row == b->run[r].row &&
                    a->run[r].line == b->run[r].line &&
                    a->run[r].source == b->run[r].source);
}

static void same_tables(const lia_tables *a, const lia_tables *b)
{
    const lia_interactions *i = &a->interactions, *j = &b->interactions;
    const lia_contacts *c = &a->contacts, *d = &b->contacts;

    same_names(&a->accounts.names, &b->accounts.names);
    same_names(&a->posts.names, &b->posts.names);
    same_names(&a->texts, &b->texts);
    assert_int_equal(i->count, j->count);
    assert_int_equal(c->count, d->count);
    same(i->actor, j->actor, i->count, 4);
    same(i->object, j->object, i->count, 4);
    same(i->target, j->target, i->count, 4);
    same(i->author, j->author, i->count, 4);
    same(i->tags, j->tags, i->count, 4);
    same(i->time, j->time, i->count, 8);
    same(i->weight, j->weight, i->count, 8);
    same(i->action, j->action, i->count, 1);
    same(c->source, d->source, c->count, 4);
    same(c->target, d->target, c->count, 4);
    same_origins(&i->origins, &j->origins);
    same_origins(&c->origins, &d->origins);
    assert_int_equal(a->reject_count, b->reject_count);
    for (uint64_t r = 0; r < a->reject_count; r++) {
        assert_int_equal(a->reject[r].line, b->reject[r].line);
        assert_int_equal(a->reject[r].column, b->reject[r].column);
        assert_string_equal(a->reject[r].detail, b->reject[r].detail);
        assert_string_equal(a->reject[r].text, b->reject[r].text);
    }
    for (uint64_t s = 0; s < a->source_count; s++) {
        assert_int_equal(a->source[s].rows, b->source[s].rows);
        assert_int_equal(a->source[s].ragged, b->source[s].ragged);
        assert_int_equal(a->source[s].recoded, b->source[s].recoded);
        assert_int_equal(a->source[s].blank, b->source[s].blank);
        assert_int_equal(a->source[s].digest, b->source[s].digest);
        assert_string_equal(a->source[s].note ? a->source[s].note : "",
                            b->source[s].note ? b->source[s].note : "");
    }
}

static void same_for_any_threads(const char *name, const char *text)
{
    lia_read_options o = LIA_READ_DEFAULTS;
    lia_tables *one;

    o.run.threads = 1;
    one = read_text(name, text, &o);
    assert_true(one->source[0].bytes > 9u << 20);    /* three chunks */
    for (int threads = 2; threads <= 8; threads *= 4) {
        lia_tables *many;
        o.run.threads = threads;
        many = read_text(name, text, &o);
        same_tables(one, many);
        lia_tables_free(many);
    }
    done(one);
}

static void test_threads_leave_no_trace(void **state)
{
    char *rows = make_rows(230000, 1), *edges = make_edges(1100000, 2);

    (void)state;
    same_for_any_threads("rows.csv", rows);
    same_for_any_threads("edges.txt", edges);
    test_free(rows);
    test_free(edges);
}

static void same_ties(const lia_ties *a, const lia_ties *b)
{
    assert_int_equal(a->n, b->n);
    assert_int_equal(a->m, b->m);
    same(a->off, b->off, a->n + 1, 8);
    same(a->to, b->to, 2 * a->m, 4);
    same(a->weight, b->weight, 2 * a->m, 8);
}

static void test_files_in_any_order_give_the_same_ties(void **state)
{
    static const int orders[][3] = {{0, 1, 2}, {2, 0, 1}, {1, 2, 0}};
    const lia_projection_options po = {LIA_RUN_DEFAULTS, LIA_WEIGHT_SUM, false};
    const char *path[3];
    lia_ties first;

    (void)state;
    for (int k = 0; k < 3; k++) {
        char name[20], *text = k < 2 ? make_rows(2000, (uint64_t)k + 5)
                                     : make_edges(2000, 9);
        sprintf(name, "%d.csv", k);
        path[k] = put(name, text);
        test_free(text);
    }
    for (int k = 0; k < 3; k++) {
        const char *turned[] = {path[orders[k][0]], path[orders[k][1]],
                                path[orders[k][2]]};
        lia_tables *t = NULL;
        lia_ties ties;
        assert_int_equal(lia_read(&t, turned, 3, NULL, NULL), LIA_OK);
        assert_int_equal(lia_ties_from_tables(&ties, NULL, t, &po, NULL),
                         LIA_OK);
        if (k == 0) {
            first = ties;
        } else {
            same_ties(&first, &ties);
            lia_ties_free(&ties);
        }
        lia_tables_free(t);
    }
    lia_ties_free(&first);
    assert_int_equal(lia_mem_live(), 0);
}

static const struct {
    const char *name, *text;
} small[] = {
    {"a.csv", "actor,object,time,action,author,weight,tags,content\n"
              "a,p,2020-01-01,like,b,2,x,m\n,p,,,,,,\nc\xE9,q,,,,,y,\n"},
    {"b.txt", "# c\n1 2\n2 3\nx 4\n"},
    {"c.jsonl", "{\"from\":\"a\",\"to\":\"b\"}\n{\"from\":1}\nno\n"},
    {"d.json", "[{\"id\":\"a\",\"name\":\"A\",\"followers\":3},{}]"},
    {"e.csv", "deal,amount,won,closed\nd,1,1,2020-01-01\n"},
    {"f.csv", "post,author,time,promoted\np,a,2020-01-01,1\np,b,,0\n"},
    {"g.graphml",
     "<?xml version=\"1.0\"?><graphml><key id=\"w\" for=\"edge\" "
     "attr.name=\"weight\" attr.type=\"double\"/><graph "
     "edgedefault=\"directed\"><node id=\"a\"/><node id=\"b\"/><edge "
     "source=\"a\" target=\"b\"><data key=\"w\">2</data></edge></graph>"
     "</graphml>"},
    {"h.gml", "graph [ node [ id 1 label \"a\" ] node [ id 2 label \"b\" ] "
              "edge [ source 1 target 2 ] ]\n"},
    {"i.net", "*Vertices 2\n1 \"a\"\n2 \"b\"\n*Edges\n1 2\n"},
};

static void test_every_allocation_may_fail(void **state)
{
    lia_read_options o = LIA_READ_DEFAULTS;

    (void)state;
    o.run.threads = 1;
    for (size_t f = 0; f < sizeof small / sizeof *small; f++) {
        const char *path = put(small[f].name, small[f].text);
        lia_tables *t = NULL;
        lia_status st = LIA_ENOMEM;
        long k;
        for (k = 0; st != LIA_OK && k < 2000; k++) {
            lia_mem_fail_after(k);
            st = lia_read(&t, &path, 1, &o, NULL);
            lia_mem_fail_after(-1);
            if (st != LIA_OK && (st != LIA_ENOMEM || t != NULL ||
                                 lia_mem_live() != 0))
                fail_msg("%s, allocation %ld: status %d, %ld blocks",
                         small[f].name, k, st, lia_mem_live());
        }
        if (st != LIA_OK)
            fail_msg("%s", small[f].name);
        done(t);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_threads_leave_no_trace),
        cmocka_unit_test(test_files_in_any_order_give_the_same_ties),
        cmocka_unit_test(test_every_allocation_may_fail),
    };
    return cmocka_run_group_tests(tests, make_folder, drop_folder);
}
