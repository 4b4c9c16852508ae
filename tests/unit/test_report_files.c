/* Files: whole or not at all; SQLite read again by sqlite3, networks read
 * again by igraph.
 */
#include <errno.h>
#include <fcntl.h>
#include <igraph.h>
#include <math.h>
#include <sqlite3.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include "support.h"

#include "liaison/report.h"
#include "report/atomic_file.h"

static char folder[64];

static const char *place(const char *name)
{
    static char path[4][128];
    static int turn;

    turn = (turn + 1) % 4;
    snprintf(path[turn], sizeof path[turn], "%s/%s", folder, name);
    return path[turn];
}

static int make_folder(void **state)
{
    (void)state;
    strcpy(folder, "/tmp/liaison-test-XXXXXX");
    return mkdtemp(folder) == NULL;
}

static int remove_folder(void **state)
{
    char command[128];

    (void)state;
    snprintf(command, sizeof command, "rm -r %s", folder);
    return system(command);
}

static void assert_file(const char *path, const char *want)
{
    char text[8192];
    FILE *stream = fopen(path, "r");

    assert_non_null(stream);
    text[fread(text, 1, sizeof text - 1, stream)] = '\0';
    fclose(stream);
    assert_string_equal(text, want);
}

/* No file is left but those whose number is given. */
static void assert_files(int want)
{
    char command[160], answer[16] = "";
    FILE *pipe;

    snprintf(command, sizeof command, "ls -A %s | wc -l", folder);
    pipe = popen(command, "r");
    assert_non_null(fgets(answer, sizeof answer, pipe));
    pclose(pipe);
    assert_int_equal(atoi(answer), want);
}

static const uint64_t counts[] = {7, 9, 0};

static lia_ranked small_table(void)
{
    lia_ranked t = {.name = "ties", .rows = 3, .has_rank = true};

    lia_ranked_add(&t, "n", LIA_COLUMN_COUNT, counts);
    return t;
}

/* ---- atomic files ---- */

static void test_written_whole(void **state)
{
    lia_ranked t = small_table();
    struct stat info;

    (void)state;
    assert_int_equal(lia_write_table_file(place("a.csv"), &t, LIA_FORMAT_CSV,
                                          NULL, NULL), LIA_OK);
    assert_file(place("a.csv"), "rank,n\n1,7\n2,9\n3,0\n");
    assert_files(1);
    /* again, over a private file: its permissions stay */
    assert_int_equal(chmod(place("a.csv"), 0600), 0);
    t.rows = 1;
    assert_int_equal(lia_write_table_file(place("a.csv"), &t, LIA_FORMAT_TSV,
                                          NULL, NULL), LIA_OK);
    assert_file(place("a.csv"), "rank\tn\n1\t7\n");
    assert_int_equal(stat(place("a.csv"), &info), 0);
    assert_int_equal(info.st_mode & 0777, 0600);
    assert_files(1);
}

static void test_links_are_followed(void **state)
{
    lia_ranked t = small_table();
    struct stat info;

    (void)state;
    assert_int_equal(symlink("a.csv", place("link.csv")), 0);
    t.rows = 0;
    assert_int_equal(lia_write_table_file(place("a.csv"), &t, LIA_FORMAT_CSV,
                                          NULL, NULL), LIA_OK);
    assert_int_equal(lia_write_table_file(place("link.csv"), &t,
                                          LIA_FORMAT_CSV, NULL, NULL), LIA_OK);
    assert_int_equal(lstat(place("link.csv"), &info), 0);
    assert_true(S_ISLNK(info.st_mode));
    assert_file(place("a.csv"), "rank,n\n");
}

static void test_places_that_cannot_be(void **state)
{
    lia_ranked t = small_table();
    lia_error err;
    char want[256];

    (void)state;
    assert_int_equal(lia_write_table_file(folder, &t, LIA_FORMAT_CSV, NULL,
                                          &err), LIA_EIO);
    snprintf(want, sizeof want, "%s: cannot write: Is a directory", folder);
    assert_string_equal(err.message, want);
    assert_int_equal(lia_write_table_file(place("no/x.csv"), &t,
                                          LIA_FORMAT_CSV, NULL, &err),
                     LIA_EIO);
    snprintf(want, sizeof want,
             "%s/no/x.csv: cannot write: No such file or directory", folder);
    assert_string_equal(err.message, want);
    assert_int_equal(lia_write_table_file(place("x.csv"), &t,
                                          LIA_FORMAT_GEXF, NULL, &err),
                     LIA_EARG);
    assert_files(2);
}

static void test_full_disk(void **state)
{
    lia_ranked t = small_table();
    lia_error err;

    (void)state;
    if (access("/dev/full", W_OK) != 0)
        skip();
    assert_int_equal(lia_write_table_file("/dev/full", &t, LIA_FORMAT_CSV,
                                          NULL, &err), LIA_EIO);
    assert_int_equal(errno, ENOSPC);
    assert_string_equal(err.message,
                        "/dev/full: cannot write: No space left on device");
    assert_int_equal(lia_write_table_file("/dev/null", &t, LIA_FORMAT_CSV,
                                          NULL, &err), LIA_OK);
    assert_int_equal(lia_write_table_file("/dev/null", &t, LIA_FORMAT_SQLITE,
                                          NULL, &err), LIA_EARG);
}

static void test_abandoned_files_go(void **state)
{
    lia_atomic_file a, b;

    (void)state;
    assert_int_equal(lia_atomic_open(&a, place("one.csv"), NULL), LIA_OK);
    assert_int_equal(lia_atomic_open(&b, place("two.csv"), NULL), LIA_OK);
    fputs("half", a.stream);
    assert_files(4);
    lia_atomic_abandon_all();
    assert_files(2);
    lia_atomic_discard(&a);
    lia_atomic_discard(&b);
    lia_atomic_abandon_all();
    assert_files(2);
}

static void test_too_many_files(void **state)
{
    lia_atomic_file file[33];
    lia_error err;
    const long live = lia_mem_live();

    (void)state;
    for (int k = 0; k < 32; k++)
        assert_int_equal(lia_atomic_open(&file[k], place("many"), NULL),
                         LIA_OK);
    assert_int_equal(lia_atomic_open(&file[32], place("many"), &err),
                     LIA_ELIMIT);
    for (int k = 0; k < 32; k++)
        lia_atomic_discard(&file[k]);
    assert_int_equal(lia_mem_live(), live);
    assert_files(2);
}

/* ---- names and ties of a small network ---- */

static const char name_bytes[] = "a\"b&<c>d\ne\xC3\xA9" "f\x01g\xFF";
/* a"b, &<c>, d LF e, é f, 01 g FF */
static uint64_t name_off[] = {0, 3, 7, 10, 13, 16};
static lia_names names = {5, name_off, (char *)name_bytes};

static lia_ties star(void)
{
    static const lia_vid source[] = {0, 0, 0, 3}, target[] = {1, 2, 3, 2};
    static const double weight[] = {1, 0.5, 2, 3};
    const lia_pairs pairs = {5, 4, source, target, weight};
    lia_ties ties;

    assert_int_equal(lia_ties_from_pairs(&ties, NULL, &pairs, NULL, NULL), 0);
    return ties;
}

static const double score[] = {0.25, NAN, INFINITY, -1, 0};
static const uint32_t degree[] = {3, 1, 2, 2, 0};
static const uint8_t seen[] = {1, 0, 2, 1, 0};
static const uint32_t label[] = {1, LIA_NONE, 0, 2, 3};
static const uint64_t mutual[] = {10, 11, 12, 13};

static lia_ranked account_table(void)
{
    lia_ranked t = {.name = "accounts", .rows = 5};

    lia_ranked_add(&t, "account", LIA_COLUMN_ID, label)->names = &names;
    lia_ranked_add(&t, "name", LIA_COLUMN_TEXT, label)->names = &names;
    lia_ranked_add(&t, "score", LIA_COLUMN_NUMBER, score);
    lia_ranked_add(&t, "degree", LIA_COLUMN_COUNT32, degree);
    lia_ranked_add(&t, "seen", LIA_COLUMN_FLAG, seen);
    return t;
}

/* ---- SQLite ---- */

typedef struct answer {
    char text[1000];
} answer;

static int collect(void *user, int columns, char **value, char **header)
{
    answer *a = user;
    size_t used = strlen(a->text);

    (void)header;
    for (int c = 0; c < columns; c++)
        used += (size_t)snprintf(a->text + used, sizeof a->text - used, "%s%s",
                                 c ? "|" : "", value[c] ? value[c] : "NULL");
    snprintf(a->text + used, sizeof a->text - used, "\n");
    return 0;
}

static void assert_answer(const char *path, const char *sql, const char *want)
{
    sqlite3 *db = NULL;
    answer a = {""};

    assert_int_equal(sqlite3_open_v2(path, &db, SQLITE_OPEN_READONLY, NULL),
                     SQLITE_OK);
    assert_int_equal(sqlite3_exec(db, sql, collect, &a, NULL), SQLITE_OK);
    sqlite3_close(db);
    assert_string_equal(a.text, want);
}

static void test_database(void **state)
{
    lia_ranked accounts = account_table(), ties = small_table();
    const lia_ranked *both[] = {&accounts, &ties};

    (void)state;
    assert_int_equal(lia_write_database(place("r.db"), both, 2, NULL), LIA_OK);
    assert_answer(place("r.db"), "PRAGMA integrity_check", "ok\n");
    assert_answer(place("r.db"), "SELECT * FROM ties", "1|7\n2|9\n3|0\n");
    assert_answer(place("r.db"),
        "SELECT hex(account), typeof(name), score, degree, seen,"
        " typeof(degree), typeof(score) FROM accounts",
        "263C633E|text|0.25|3|1|integer|real\n"
        "|null|NULL|1|0|integer|null\n"
        "612262|text|Inf|2|NULL|integer|real\n"
        "640A65|text|-1.0|2|1|integer|real\n"
        "C3A966|text|0.0|0|0|integer|real\n");
    assert_answer(place("r.db"), "SELECT name FROM sqlite_master ORDER BY 1",
                  "accounts\naccounts_account\nties\n");
}

static void test_database_has_the_same_bytes(void **state)
{
    lia_ranked accounts = account_table();
    char command[300];

    (void)state;
    for (int k = 0; k < 2; k++)
        assert_int_equal(lia_write_table_file(place(k ? "1.db" : "2.db"),
                                              &accounts, LIA_FORMAT_SQLITE,
                                              NULL, NULL), LIA_OK);
    snprintf(command, sizeof command, "cmp %s %s", place("1.db"),
             place("2.db"));
    assert_int_equal(system(command), 0);
}

/* Bytes that are no UTF-8 and NUL become U+FFFD; large counts stay digits. */
static void test_database_of_hostile_values(void **state)
{
    static uint64_t off[] = {0, 3, 6};
    const lia_names hostile = {2, off, (char *)"a\0b\xFFzz"};
    const uint32_t id[] = {0, 1};
    const uint64_t huge[] = {UINT64_MAX, (uint64_t)INT64_MAX};
    lia_ranked t = {.name = "odd\"name", .rows = 2};

    (void)state;
    lia_ranked_add(&t, "a\"b", LIA_COLUMN_ID, id)->names = &hostile;
    lia_ranked_add(&t, "huge", LIA_COLUMN_COUNT, huge);
    assert_int_equal(lia_write_table_file(place("h.db"), &t,
                                          LIA_FORMAT_SQLITE, NULL, NULL),
                     LIA_OK);
    assert_answer(place("h.db"),
                  "SELECT hex(\"a\"\"b\"), huge FROM \"odd\"\"name\"",
                  "61EFBFBD62|1.84467440737096e+19\n"
                  "EFBFBD7A7A|9223372036854775807\n");
}

/* ---- networks ---- */

static const char graphml_want[] =
    "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
    "<graphml xmlns=\"http://graphml.graphdrawing.org/xmlns\""
    " xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\""
    " xsi:schemaLocation=\"http://graphml.graphdrawing.org/xmlns"
    " http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd\">\n"
    "<key id=\"v0\" for=\"node\" attr.name=\"name\" attr.type=\"string\"/>\n"
    "<key id=\"v2\" for=\"node\" attr.name=\"label\" attr.type=\"string\"/>\n"
    "<key id=\"v3\" for=\"node\" attr.name=\"score\" attr.type=\"double\"/>\n"
    "<key id=\"v4\" for=\"node\" attr.name=\"degree\" attr.type=\"long\"/>\n"
    "<key id=\"v5\" for=\"node\" attr.name=\"seen\" attr.type=\"boolean\"/>\n"
    "<key id=\"e0\" for=\"edge\" attr.name=\"weight\" attr.type=\"double\"/>\n"
    "<key id=\"e1\" for=\"edge\" attr.name=\"mutual\" attr.type=\"long\"/>\n"
    "<graph id=\"G\" edgedefault=\"undirected\">\n"
    "<node id=\"a&quot;b\"><data key=\"v0\">a&quot;b</data>"
    "<data key=\"v2\">&amp;&lt;c&gt;</data><data key=\"v3\">0.25</data>"
    "<data key=\"v4\">3</data><data key=\"v5\">true</data></node>\n"
    "<node id=\"&amp;&lt;c&gt;\"><data key=\"v0\">&amp;&lt;c&gt;</data>"
    "<data key=\"v4\">1</data><data key=\"v5\">false</data></node>\n"
    "<node id=\"d&#10;e\"><data key=\"v0\">d&#10;e</data>"
    "<data key=\"v2\">a&quot;b</data><data key=\"v3\">INF</data>"
    "<data key=\"v4\">2</data></node>\n"
    "<node id=\"\xC3\xA9" "f\"><data key=\"v0\">\xC3\xA9" "f</data>"
    "<data key=\"v2\">d&#10;e</data><data key=\"v3\">-1</data>"
    "<data key=\"v4\">2</data><data key=\"v5\">true</data></node>\n"
    "<node id=\"\xEF\xBF\xBDg\xEF\xBF\xBD #4\">"
    "<data key=\"v0\">\xEF\xBF\xBDg\xEF\xBF\xBD #4</data>"
    "<data key=\"v2\">\xC3\xA9" "f</data><data key=\"v3\">0</data>"
    "<data key=\"v4\">0</data><data key=\"v5\">false</data></node>\n"
    "<edge source=\"a&quot;b\" target=\"&amp;&lt;c&gt;\">"
    "<data key=\"e0\">1</data><data key=\"e1\">10</data></edge>\n"
    "<edge source=\"a&quot;b\" target=\"d&#10;e\">"
    "<data key=\"e0\">0.5</data><data key=\"e1\">11</data></edge>\n"
    "<edge source=\"a&quot;b\" target=\"\xC3\xA9" "f\">"
    "<data key=\"e0\">2</data><data key=\"e1\">12</data></edge>\n"
    "<edge source=\"d&#10;e\" target=\"\xC3\xA9" "f\">"
    "<data key=\"e0\">3</data><data key=\"e1\">13</data></edge>\n"
    "</graph>\n</graphml>\n";

static const char gexf_want[] =
    "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
    "<gexf xmlns=\"http://www.gexf.net/1.2draft\" version=\"1.2\">\n"
    "<graph mode=\"static\" defaultedgetype=\"directed\">\n"
    "<nodes>\n<node id=\"x\" label=\"x\"></node>\n"
    "<node id=\"y\" label=\"y\"></node>\n</nodes>\n"
    "<edges>\n<edge id=\"0\" source=\"x\" target=\"y\"></edge>\n"
    "<edge id=\"1\" source=\"y\" target=\"x\"></edge>\n</edges>\n"
    "</graph>\n</gexf>\n";

static const char pajek_want[] =
    "*Vertices 5\n1 \"a&#34;b\"\n2 \"&#38;<c>\"\n3 \"d&#10;e\"\n"
    "4 \"&#233;f\"\n5 \"&#1;g&#65533; #4\"\n*Edges\n"
    "1 2 1\n1 3 0.5\n1 4 2\n3 4 3\n";

static void test_networks(void **state)
{
    static uint64_t two_off[] = {0, 1, 2};
    const lia_names two = {2, two_off, (char *)"xy"};
    uint64_t off[] = {0, 1, 2};
    lia_vid to[] = {1, 0};
    const lia_arcs arcs = {.n = 2, .m = 2, .off = off, .to = to};
    lia_ties ties = star();
    lia_ranked accounts = account_table();
    lia_ranked columns = {.name = "ties", .rows = 4};
    const lia_network network = {.accounts = &names, .ties = &ties,
                                 .account_columns = &accounts,
                                 .tie_columns = &columns};
    const lia_network directed = {.accounts = &two, .arcs = &arcs};

    (void)state;
    lia_ranked_add(&columns, "mutual", LIA_COLUMN_COUNT, mutual);
    assert_int_equal(lia_write_network_file(place("n.graphml"), &network,
                                            LIA_FORMAT_GRAPHML, NULL), LIA_OK);
    assert_file(place("n.graphml"), graphml_want);
    assert_int_equal(lia_write_network_file(place("n.gexf"), &directed,
                                            LIA_FORMAT_GEXF, NULL), LIA_OK);
    assert_file(place("n.gexf"), gexf_want);
    assert_int_equal(lia_write_network_file(place("n.net"), &network,
                                            LIA_FORMAT_PAJEK, NULL), LIA_OK);
    assert_file(place("n.net"), pajek_want);
    lia_ties_free(&ties);
}

static void check_with_igraph(const igraph_t *g)
{
    assert_int_equal(igraph_vcount(g), 5);
    assert_int_equal(igraph_ecount(g), 4);
    assert_false(igraph_is_directed(g));
    /* hand: tie 1 is (account 0, account 2) of weight 0.5 */
    assert_float_equal(igraph_cattribute_EAN(g, "weight", 1), 0.5, 0);
}

/* What igraph 0.10 makes of the two files written above. */
static void test_igraph_opens_them(void **state)
{
    igraph_t g;
    FILE *stream = fopen(place("n.graphml"), "r");

    (void)state;
    igraph_set_attribute_table(&igraph_cattribute_table);
    assert_int_equal(igraph_read_graph_graphml(&g, stream, 0), IGRAPH_SUCCESS);
    fclose(stream);
    check_with_igraph(&g);
    assert_string_equal(igraph_cattribute_VAS(&g, "name", 0), "a\"b");
    assert_string_equal(igraph_cattribute_VAS(&g, "name", 2), "d\ne");
    assert_string_equal(igraph_cattribute_VAS(&g, "label", 0), "&<c>");
    assert_float_equal(igraph_cattribute_VAN(&g, "score", 0), 0.25, 0);
    assert_true(isnan(igraph_cattribute_VAN(&g, "score", 1)));
    assert_true(isinf(igraph_cattribute_VAN(&g, "score", 2)));
    assert_true(igraph_cattribute_VAB(&g, "seen", 3));
    assert_float_equal(igraph_cattribute_EAN(&g, "mutual", 3), 13, 0);
    igraph_destroy(&g);

    stream = fopen(place("n.net"), "r");
    assert_int_equal(igraph_read_graph_pajek(&g, stream), IGRAPH_SUCCESS);
    fclose(stream);
    check_with_igraph(&g);
    igraph_destroy(&g);
}

static void test_networks_that_cannot_be(void **state)
{
    lia_ties ties = star();
    const lia_names few = {4, name_off, (char *)name_bytes};
    const lia_network neither = {.accounts = &names};
    const lia_network unfit = {.accounts = &few, .ties = &ties};
    const lia_network good = {.accounts = &names, .ties = &ties};

    (void)state;
    assert_int_equal(lia_write_network_file(place("x"), &neither,
                                            LIA_FORMAT_GEXF, NULL), LIA_EARG);
    assert_int_equal(lia_write_network_file(place("x"), &unfit,
                                            LIA_FORMAT_GEXF, NULL), LIA_EARG);
    assert_int_equal(lia_write_network_file(place("x"), &good,
                                            LIA_FORMAT_CSV, NULL), LIA_EARG);
    assert_int_equal(access(place("x"), F_OK), -1);
    lia_ties_free(&ties);
}

/* ---- allocations ---- */

static lia_status write_one(int which, const lia_network *network)
{
    lia_ranked t = account_table();
    const lia_ranked *tables[] = {&t};

    switch (which) {
    case 0: return lia_write_table_file(place("f"), &t, LIA_FORMAT_JSON, NULL,
                                        NULL);
    case 1: return lia_write_database(place("f"), tables, 1, NULL);
    default: return lia_write_network_file(
        place("f"), network, (lia_format)(LIA_FORMAT_GRAPHML + which - 2),
        NULL);
    }
}

static void test_every_allocation_may_fail(void **state)
{
    lia_ties ties = star();
    const lia_network network = {.accounts = &names, .ties = &ties};
    const long live = lia_mem_live();

    (void)state;
    for (int which = 0; which < 5; which++) {
        lia_status st = LIA_ENOMEM;
        for (long k = 0; st != LIA_OK; k++) {
            assert_true(k < 20);
            lia_mem_fail_after(k);
            st = write_one(which, &network);
            lia_mem_fail_after(-1);
            assert_true(st == LIA_OK || st == LIA_ENOMEM);
            assert_int_equal(lia_mem_live(), live);
            assert_int_equal(access(place("f"), F_OK), st == LIA_OK ? 0 : -1);
        }
        assert_int_equal(unlink(place("f")), 0);
    }
    lia_ties_free(&ties);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_written_whole),
        cmocka_unit_test(test_links_are_followed),
        cmocka_unit_test(test_places_that_cannot_be),
        cmocka_unit_test(test_full_disk),
        cmocka_unit_test(test_abandoned_files_go),
        cmocka_unit_test(test_too_many_files),
        cmocka_unit_test(test_database),
        cmocka_unit_test(test_database_has_the_same_bytes),
        cmocka_unit_test(test_database_of_hostile_values),
        cmocka_unit_test(test_networks),
        cmocka_unit_test(test_igraph_opens_them),
        cmocka_unit_test(test_networks_that_cannot_be),
        cmocka_unit_test(test_every_allocation_may_fail),
    };
    return cmocka_run_group_tests(tests, make_folder, remove_folder);
}
