/* test_read_real.c - real networks, each with no option at all. The data lies
 * beside the checkout (../shared/data) and is not part of it: without it the
 * test is skipped. Expected counts: the READMEs beside the data, wc -l, and
 * sort | uniq over the columns.
 */
#include "reading.h"

static const struct {
    const char *path;
    lia_table table;
    uint64_t rows, rejected;
    uint32_t accounts;
} files[] = {
    {"data/karate/karate_edges.csv", LIA_TABLE_CONTACTS, 78, 0, 34},
    {"data/karate/karate_vertices.csv", LIA_TABLE_ACCOUNTS, 34, 0, 34},
    {"data/enron/enron_edges.csv.gz", LIA_TABLE_INTERACTIONS, 125409, 0, 184},
    {"data/enron/enron_vertices.csv", LIA_TABLE_ACCOUNTS, 184, 0, 184},
    {"data/musae/facebook_edges.csv", LIA_TABLE_CONTACTS, 171002, 0, 22470},
    {"data/musae/facebook_target.csv", LIA_TABLE_ACCOUNTS, 22470, 0, 22470},
    {"data/musae/git_edges.csv", LIA_TABLE_CONTACTS, 289003, 0, 37700},
    {"data/musae/git_target.csv", LIA_TABLE_ACCOUNTS, 37700, 0, 37700},
    {"data/bitcoin_otc/soc-sign-bitcoinotc.csv", LIA_TABLE_INTERACTIONS,
     35592, 0, 5881},
    {"data/college_msg/CollegeMsg.txt", LIA_TABLE_INTERACTIONS, 59835, 0,
     1899},
    {"data/higgs_twitter/higgs-activity_time.txt.gz", LIA_TABLE_INTERACTIONS,
     563069, 0, 304691},
    {"data/higgs_twitter/higgs-mention_network.edgelist.gz",
     LIA_TABLE_CONTACTS, 150818, 0, 116408},
    {"data/higgs_twitter/higgs-reply_network.edgelist.gz",
     LIA_TABLE_CONTACTS, 32523, 0, 38918},
    {"data/higgs_twitter/higgs-retweet_network.edgelist.gz",
     LIA_TABLE_CONTACTS, 328132, 0, 256491},
    {"data/ira_2015/interactions_2015.csv.gz", LIA_TABLE_INTERACTIONS, 578225,
     0, 133299},
    {"data/ira_2015/labels.csv", LIA_TABLE_ACCOUNTS, 1928, 0, 1928},
    {"data/ego_facebook/facebook_combined.txt", LIA_TABLE_CONTACTS, 88234, 0,
     4039},
    {"data/hypertext/f2f_hypertext.csv.gz", LIA_TABLE_INTERACTIONS, 20818, 0,
     113},
    {"data/ucforum/ucforum.csv.gz", LIA_TABLE_CONTACTS, 7089, 0, 1421},
    {"data/ucforum/ucforum_vertices.csv", LIA_TABLE_ACCOUNTS, 1421, 0, 1421},
    {"data/qut_coordination/coretweet_test_input.csv", LIA_TABLE_INTERACTIONS,
     15, 0, 9},
    /* rows that repost nothing have no object */
    {"data/qut_coordination/sample_data.csv", LIA_TABLE_INTERACTIONS, 27, 73,
     9},
    {"data/copycatch_toy/synthetic1.csv", LIA_TABLE_INTERACTIONS, 2, 0, 2},
    {"data/copycatch_toy/synthetic2.csv", LIA_TABLE_INTERACTIONS, 3, 0, 2},
    {"data/copycatch_toy/synthetic3.csv", LIA_TABLE_INTERACTIONS, 9, 0, 5},
    {"reference/cnt/russian_cnt.csv.gz", LIA_TABLE_INTERACTIONS, 35125, 0,
     9509},
    {"reference/cnt/german_urls_cnt.csv.gz", LIA_TABLE_INTERACTIONS, 41100, 0,
     14770},
    {"reference/cnt/russian_co_retweet_tw10_w1.csv.gz", LIA_TABLE_CONTACTS,
     2200, 0, 1534},
    {"reference/coortweet/russian_coord_tweets.csv.gz",
     LIA_TABLE_INTERACTIONS, 35125, 0, 9509},
    /* three rows lack the post or the time */
    {"reference/coortweet/german_elections.csv.gz", LIA_TABLE_INTERACTIONS,
     218968, 3, 58314},
    {"reference/coortweet/russian_pairs_mp2_tw10.csv.gz",
     LIA_TABLE_INTERACTIONS, 447, 0, 327},
    {"reference/coortweet/russian_edges_mp2_tw60.csv.gz", LIA_TABLE_CONTACTS,
     3721, 0, 2110},
};

static char shared[400];

static bool find_shared(void)
{
    const char *source = getenv("LIAISON_SOURCE");

    snprintf(shared, sizeof shared, "%s/../shared",
             source ? source : LIA_SOURCE_DIR);
    return access(shared, R_OK) == 0;
}

static void test_real_files_need_no_option(void **state)
{
    (void)state;
    for (size_t k = 0; k < sizeof files / sizeof *files; k++) {
        char text[600];
        const char *path = text;
        lia_tables *t = NULL;
        lia_error err = {.status = LIA_OK};
        snprintf(text, sizeof text, "%s/%s", shared, files[k].path);
        if (lia_read(&t, &path, 1, NULL, &err) != LIA_OK)
            fail_msg("%s", err.message);
        if (t->source[0].table != files[k].table ||
            t->source[0].rows != files[k].rows ||
            t->source[0].rejected != files[k].rejected ||
            t->accounts.names.count != files[k].accounts)
            fail_msg("%s: %s, %d rows, %d rejected, %u accounts",
                     files[k].path, lia_table_name(t->source[0].table),
                     (int)t->source[0].rows, (int)t->source[0].rejected,
                     t->accounts.names.count);
        done(t);
    }
}

/* origin: SNAP's figures: 20,296 static edges between 1,899 users (directed),
 * in CollegeMsg; 4,039 and 88,234 in ego-Facebook. */
static void test_projections_have_the_published_sizes(void **state)
{
    char text[2][600];
    const char *path[] = {text[0], text[1]};
    lia_projection_options o = LIA_PROJECTION_DEFAULTS;
    lia_tables *t = NULL;
    lia_arcs arcs;
    lia_ties ties;

    (void)state;
    o.consume = true;
    snprintf(text[0], sizeof text[0], "%s/data/college_msg/CollegeMsg.txt",
             shared);
    snprintf(text[1], sizeof text[1],
             "%s/data/ego_facebook/facebook_combined.txt", shared);
    assert_int_equal(lia_read(&t, &path[0], 1, NULL, NULL), LIA_OK);
    assert_int_equal(lia_arcs_from_tables(&arcs, NULL, t, &o, NULL), LIA_OK);
    assert_int_equal(arcs.n, 1899);
    assert_int_equal(arcs.m, 20296);
    lia_arcs_free(&arcs);
    done(t);
    assert_int_equal(lia_read(&t, &path[1], 1, NULL, NULL), LIA_OK);
    assert_int_equal(lia_ties_from_tables(&ties, NULL, t, &o, NULL), LIA_OK);
    assert_int_equal(ties.n, 4039);
    assert_int_equal(ties.m, 88234);
    lia_ties_free(&ties);
    done(t);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_real_files_need_no_option),
        cmocka_unit_test(test_projections_have_the_published_sizes),
    };

    if (!find_shared()) {
        printf("skipped: %s is not there\n", shared);
        return 0;
    }
    return cmocka_run_group_tests(tests, NULL, NULL);
}
