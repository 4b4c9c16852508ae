/* test_report_linked.c - the database of a report: keys that hold, names that
 * try to be SQL, every allocation made to fail; and networks drawn in GEXF.
 */
#include <math.h>
#include <sqlite3.h>
#include <stdio.h>
#include <unistd.h>

#include "support.h"

#include "liaison/report.h"

static char folder[64];

static const char *place(const char *name)
{
    static char path[2][128];
    static int turn;

    turn = !turn;
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

/* Accounts 1 and 2 are no UTF-8 and become the same text: " #<number>". */
static const char bytes[] = "'); DROP TABLE accounts;--" "b\xFE" "b\xFF"
                            "</script>\"`[x]";
static uint64_t offs[] = {0, 26, 28, 30, 44};
static const lia_names names = {4, offs, (char *)bytes};
static uint64_t text_offs[] = {0, 8, 11};
static const lia_names texts = {2, text_offs, (char *)"a\"b' --;x\0y"};

static const lia_vid all[] = {0, 1, 2, 3};
static const uint32_t called[] = {0, 1, LIA_NONE, 0};
static const lia_vid ends[] = {0, 1, 0, 2, 1, 3, 2, 3};
static const double strength[] = {0.5, NAN, INFINITY, 0.25};
static const uint32_t pod[] = {1, 2}, members_pod[] = {1, 1, 2};
static const lia_vid members[] = {0, 1, 3};
static const uint64_t backwards[] = {3, 2, 1, 0};

enum { TABLES = 4 };

static void fill(lia_ranked t[TABLES])
{
    memset(t, 0, TABLES * sizeof *t);
    t[0] = (lia_ranked){.name = "accounts", .title = "Who's who; '\"",
                        .rows = 4, .has_rank = true, .order = backwards};
    lia_ranked_add(&t[0], "account", LIA_COLUMN_ID, all)->names = &names;
    lia_ranked_add(&t[0], "name", LIA_COLUMN_TEXT, called)->names = &texts;
    t[1] = (lia_ranked){.name = "bridges", .title = "Ties", .rows = 4,
                        .has_rank = true};
    lia_ranked_add(&t[1], "account_a", LIA_COLUMN_ID, ends)->names = &names;
    lia_ranked_add(&t[1], "account_b", LIA_COLUMN_ID, ends + 1)->names =
        &names;
    t[1].column[0].stride = t[1].column[1].stride = 2;
    lia_ranked_add(&t[1], "strength", LIA_COLUMN_NUMBER, strength);
    t[2] = (lia_ranked){.name = "pods", .title = "Pods", .rows = 2,
                        .has_rank = true};
    lia_ranked_add(&t[2], "pod", LIA_COLUMN_COUNT32, pod);
    t[3] = (lia_ranked){.name = "pod_members", .title = "Members", .rows = 3};
    lia_ranked_add(&t[3], "pod", LIA_COLUMN_COUNT32, members_pod);
    lia_ranked_add(&t[3], "account", LIA_COLUMN_ID, members)->names = &names;
}

static const lia_table_key keys[] = {{"bridges", "account_a, account_b"},
                                     {"pods", "pod"},
                                     {"pod_members", "pod, account"}};
static const lia_table_reference references[] = {
    {"pod_members", "pod", "pods", "pod"}};
static const lia_database_plan plan = {
    .hub = "accounts", .keys = keys, .key_count = 3, .references = references,
    .reference_count = 1};

static lia_status write_linked(const char *name, const lia_database_plan *how,
                               lia_error *err)
{
    lia_ranked t[TABLES];
    const lia_ranked *tables[TABLES] = {&t[0], &t[1], &t[2], &t[3]};

    fill(t);
    return lia_write_linked_database(place(name), tables, TABLES, how, err);
}

typedef struct answer {
    char text[2000];
} answer;

static int collect(void *user, int columns, char **value, char **name)
{
    answer *a = user;

    (void)name;
    for (int c = 0; c < columns; c++) {
        strcat(a->text, value[c] != NULL ? value[c] : "NULL");
        strcat(a->text, c + 1 < columns ? "|" : "\n");
    }
    return 0;
}

static void assert_answer(const char *path, const char *sql, const char *want)
{
    sqlite3 *db;
    answer a = {""};

    assert_int_equal(sqlite3_open_v2(path, &db, SQLITE_OPEN_READONLY, NULL),
                     SQLITE_OK);
    assert_int_equal(sqlite3_exec(db, sql, collect, &a, NULL), SQLITE_OK);
    sqlite3_close(db);
    assert_string_equal(a.text, want);
}

static void test_keys_hold(void **state)
{
    (void)state;
    assert_int_equal(write_linked("l.db", &plan, NULL), LIA_OK);
    assert_answer(place("l.db"), "PRAGMA integrity_check", "ok\n");
    assert_answer(place("l.db"), "PRAGMA foreign_key_check", "");
    assert_answer(place("l.db"),
                  "SELECT \"table\", \"from\", \"to\" FROM "
                  "pragma_foreign_key_list('pod_members') ORDER BY 1",
                  "accounts|account|account\npods|pod|pod\n");
    /* what is referred to is a primary key: tools link to nothing else */
    assert_answer(place("l.db"),
                  "SELECT name FROM pragma_table_info('accounts') WHERE pk "
                  "UNION ALL SELECT name FROM pragma_table_info('pods') WHERE "
                  "pk UNION ALL SELECT name FROM pragma_table_info('bridges') "
                  "WHERE pk", "account\npod\nrank\n");
    assert_answer(place("l.db"),
                  "SELECT count(*) FROM bridges JOIN accounts AS a ON "
                  "a.account = account_a JOIN accounts AS b ON b.account = "
                  "account_b", "4\n");
}

/* hand: bytes that are no UTF-8 become U+FFFD and the id keeps its number */
static void test_hostile_ids_stay_keys(void **state)
{
    (void)state;
    assert_int_equal(write_linked("l.db", &plan, NULL), LIA_OK);
    assert_answer(place("l.db"), "SELECT rank, account FROM accounts "
                  "ORDER BY 1",
                  "1|</script>\"`[x]\n"
                  "2|b\xEF\xBF\xBD #2\n"
                  "3|b\xEF\xBF\xBD #1\n"
                  "4|'); DROP TABLE accounts;--\n");
    assert_answer(place("l.db"), "SELECT account FROM pod_members WHERE "
                  "pod = 1", "'); DROP TABLE accounts;--\n"
                  "b\xEF\xBF\xBD #1\n");
    assert_answer(place("l.db"), "SELECT title FROM contents WHERE \"table\" "
                  "= 'accounts'", "Who's who; '\"\n");
}

static void test_views_name_people(void **state)
{
    (void)state;
    assert_int_equal(write_linked("l.db", &plan, NULL), LIA_OK);
    assert_answer(place("l.db"), "SELECT rank, account_a_name, account_b_name,"
                  " strength FROM ranking_bridges",
                  "1|a\"b' --;|x\xEF\xBF\xBDy|0.5\n"
                  "2|a\"b' --;|NULL|NULL\n"
                  "3|x\xEF\xBF\xBDy|a\"b' --;|Inf\n"
                  "4|NULL|a\"b' --;|0.25\n");
    assert_answer(place("l.db"), "SELECT pod, who FROM ranking_pods",
                  "1|a\"b' --;, x\xEF\xBF\xBDy\n2|a\"b' --;\n");
    assert_answer(place("l.db"), "SELECT count(*) FROM ranking_accounts",
                  "4\n");
}

/* What others refer to is never cut; what is cut is said. */
static void test_cut_tables_keep_their_keys(void **state)
{
    lia_database_plan cut = plan;

    (void)state;
    cut.most_rows = 1;
    assert_int_equal(write_linked("l.db", &cut, NULL), LIA_OK);
    assert_answer(place("l.db"), "SELECT \"table\", \"rows\", rows_in_all FROM "
                  "contents ORDER BY 1",
                  "accounts|4|4\nbridges|1|4\npod_members|1|3\npods|2|2\n");
    assert_answer(place("l.db"), "PRAGMA foreign_key_check", "");
}

/* A column that a key begins with needs no second index. */
static void test_every_join_has_one_index(void **state)
{
    (void)state;
    assert_int_equal(write_linked("l.db", &plan, NULL), LIA_OK);
    assert_answer(place("l.db"),
                  "SELECT m.name, group_concat(i.name) FROM (SELECT name FROM "
                  "sqlite_master WHERE type = 'table') AS m, "
                  "pragma_index_list(m.name) AS l, pragma_index_info(l.name) "
                  "AS i WHERE i.seqno = 0 AND m.name IN ('accounts', "
                  "'bridges', 'pods', 'pod_members') GROUP BY 1 ORDER BY 1",
                  "accounts|account,rank\nbridges|account_b,account_a\n"
                  "pod_members|account,pod\npods|rank\n");
}

static void test_same_bytes(void **state)
{
    char command[300];

    (void)state;
    assert_int_equal(write_linked("1.db", &plan, NULL), LIA_OK);
    assert_int_equal(write_linked("2.db", &plan, NULL), LIA_OK);
    snprintf(command, sizeof command, "cmp %s %s", place("1.db"),
             place("2.db"));
    assert_int_equal(system(command), 0);
}

/* Twice the same key: nothing is written, and what stood there stays. */
static void test_a_broken_key_leaves_what_was_there(void **state)
{
    const lia_table_key bad[] = {{"pod_members", "pod"}};
    lia_database_plan broken = plan;
    char command[300];
    lia_error err;

    (void)state;
    broken.keys = bad;
    broken.key_count = 1;
    assert_int_equal(write_linked("1.db", &plan, NULL), LIA_OK);
    assert_int_equal(write_linked("2.db", &plan, NULL), LIA_OK);
    assert_int_equal(write_linked("2.db", &broken, &err), LIA_EIO);
    assert_non_null(strstr(err.message, "UNIQUE"));
    snprintf(command, sizeof command, "cmp %s %s && [ `ls -A %s | wc -l` = 3 ]",
             place("1.db"), place("2.db"), folder);
    assert_int_equal(system(command), 0);        /* l.db, 1.db, 2.db          */
}

static void test_every_allocation_of_the_database_may_fail(void **state)
{
    const long live = lia_mem_live();
    lia_status st = LIA_ENOMEM;
    long k;

    (void)state;
    for (k = 0; st != LIA_OK && k < 60; k++) {
        lia_mem_fail_after(k);
        st = write_linked("f.db", &plan, NULL);
        lia_mem_fail_after(-1);
        assert_true(st == LIA_OK || st == LIA_ENOMEM);
        assert_int_equal(lia_mem_live(), live);
        assert_int_equal(access(place("f.db"), F_OK), st == LIA_OK ? 0 : -1);
    }
    assert_true(st == LIA_OK && k > 1);
    assert_int_equal(unlink(place("f.db")), 0);
}

/* ---- a network that is drawn ---- */

static const char gexf_want[] =
    "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
    "<gexf xmlns=\"http://www.gexf.net/1.2draft\""
    " xmlns:viz=\"http://www.gexf.net/1.2draft/viz\" version=\"1.2\">\n"
    "<meta><creator>liaison</creator><description>2 &lt; 3 &amp; so"
    "</description></meta>\n"
    "<graph mode=\"static\" defaultedgetype=\"undirected\">\n"
    "<nodes>\n"
    "<node id=\"a&lt;\" label=\"a&lt;\"><viz:color r=\"18\" g=\"52\" "
    "b=\"86\"/><viz:position x=\"-1.5\" y=\"2\" z=\"0\"/>"
    "<viz:size value=\"4\"/></node>\n"
    "<node id=\"b\" label=\"b\"><viz:color r=\"0\" g=\"0\" b=\"255\"/>"
    "<viz:position x=\"0\" y=\"-0.25\" z=\"0\"/><viz:size value=\"24\"/>"
    "</node>\n"
    "</nodes>\n<edges>\n"
    "<edge id=\"0\" source=\"a&lt;\" target=\"b\"></edge>\n"
    "</edges>\n</graph>\n</gexf>\n";

static void test_a_network_that_is_drawn(void **state)
{
    uint64_t two[] = {0, 2, 3}, off[] = {0, 1, 2};
    lia_vid to[] = {1, 0};
    const lia_names who = {2, two, (char *)"a<b"};
    const lia_ties tie = {2, 1, off, to, NULL};
    const double x[] = {-1.5, 0}, y[] = {2, -0.25}, size[] = {4, 24};
    const uint32_t color[] = {0x123456, 0xFF};
    const lia_network_look look = {x, y, size, color};
    const lia_network net = {.accounts = &who, .ties = &tie, .look = &look,
                             .about = "2 < 3 & so"};
    const long live = lia_mem_live();
    char text[4000];
    lia_status st = LIA_ENOMEM;
    FILE *stream;

    (void)state;
    for (long k = 0; st != LIA_OK && k < 20; k++) {
        lia_mem_fail_after(k);
        st = lia_write_network_file(place("n.gexf"), &net, LIA_FORMAT_GEXF,
                                    NULL);
        lia_mem_fail_after(-1);
        assert_int_equal(lia_mem_live(), live);
        assert_int_equal(access(place("n.gexf"), F_OK),
                         st == LIA_OK ? 0 : -1);
    }
    assert_int_equal(st, LIA_OK);
    stream = fopen(place("n.gexf"), "r");
    assert_non_null(stream);
    text[fread(text, 1, sizeof text - 1, stream)] = '\0';
    fclose(stream);
    assert_string_equal(text, gexf_want);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_keys_hold),
        cmocka_unit_test(test_hostile_ids_stay_keys),
        cmocka_unit_test(test_views_name_people),
        cmocka_unit_test(test_cut_tables_keep_their_keys),
        cmocka_unit_test(test_every_join_has_one_index),
        cmocka_unit_test(test_same_bytes),
        cmocka_unit_test(test_a_broken_key_leaves_what_was_there),
        cmocka_unit_test(test_every_allocation_of_the_database_may_fail),
        cmocka_unit_test(test_a_network_that_is_drawn),
    };

    return cmocka_run_group_tests(tests, make_folder, remove_folder);
}
