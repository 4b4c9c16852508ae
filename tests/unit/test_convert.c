/* Canonical tables: exact text by hand, and the same text for rows in any
 * order.
 */
#include <math.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include "support.h"

#include "liaison/convert.h"
#include "text/cell.h"

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

static void *copy(const void *bytes, size_t length)
{
    void *block = NULL;

    assert_int_equal(lia_alloc(&block, length, 1, NULL), LIA_OK);
    memcpy(block, bytes, length);
    return block;
}
#define COPY(...) copy((__VA_ARGS__), sizeof(__VA_ARGS__))

static lia_names make_names(uint32_t count, const char *const *text)
{
    lia_names names = {.count = count};

    assert_int_equal(lia_alloc(&names.off, count + 1, 8, NULL), LIA_OK);
    assert_int_equal(lia_alloc(&names.bytes, 1024, 1, NULL), LIA_OK);
    names.off[0] = 0;
    for (uint32_t k = 0; k < count; k++) {
        const size_t n = strlen(text[k]);
        memcpy(names.bytes + names.off[k], text[k], n);
        names.off[k + 1] = names.off[k] + n;
    }
    return names;
}

/* Four interactions; turned: the same rows in another order. */
static lia_tables *make_tables(bool turned)
{
    static const char *const accounts[] = {"@ada", "bo", "cy"};
    static const char *const posts[] = {"p1", "p2"};
    static const char *const texts[] = {"'=x", "=1+1", "x, y"};
    lia_tables *t = NULL;
    lia_interactions *x;

    assert_int_equal(lia_alloc_zero(&t, 1, sizeof *t, NULL), LIA_OK);
    t->accounts.names = make_names(3, accounts);
    t->posts.names = make_names(2, posts);
    t->texts = make_names(3, texts);
    x = &t->interactions;
    x->count = 4;
    if (turned) {
        x->actor = COPY((lia_vid[]){1, 0, 1, 0});
        x->object = COPY((uint32_t[]){LIA_NONE, 1, 0, 0});
        x->time = COPY((lia_time[]){LIA_NO_TIME, 0, 1000000, 2500000});
        x->action = COPY((uint8_t[]){LIA_ACTION_OTHER, LIA_ACTION_LIKE,
                                     LIA_ACTION_NONE, LIA_ACTION_SHARE});
        x->content = COPY((uint32_t[]){0, LIA_NONE, 2, 1});
        x->weight = COPY((double[]){0.0, 1.5, NAN, -2});
    } else {
        x->actor = COPY((lia_vid[]){0, 0, 1, 1});
        x->object = COPY((uint32_t[]){0, 1, 0, LIA_NONE});
        x->time = COPY((lia_time[]){2500000, 0, 1000000, LIA_NO_TIME});
        x->action = COPY((uint8_t[]){LIA_ACTION_SHARE, LIA_ACTION_LIKE,
                                     LIA_ACTION_NONE, LIA_ACTION_OTHER});
        x->content = COPY((uint32_t[]){1, LIA_NONE, 2, 0});
        x->weight = COPY((double[]){-2, 1.5, NAN, -0.0});
    }
    return t;
}

static const char interactions_want[] =
    "actor,object,time,action,weight,content\n"
    "@ada,p1,1970-01-01T00:00:02.500Z,share,-2,'=1+1\n"
    "@ada,p2,1970-01-01T00:00:00Z,like,1.5,\n"
    "bo,p1,1970-01-01T00:00:01Z,,,\"x, y\"\n"
    "bo,,,other,0,''=x\n";

static void test_any_order_of_rows(void **state)
{
    (void)state;
    for (int turned = 0; turned < 2; turned++) {
        lia_tables *t = make_tables(turned);
        assert_int_equal(lia_convert_file(place("i.csv"), t, LIA_TABLE_COUNT,
                                          LIA_FORMAT_CSV, NULL, NULL), LIA_OK);
        assert_file(place("i.csv"), interactions_want);
        lia_tables_free(t);
    }
}

static void add_other_tables(lia_tables *t)
{
    lia_sheet *deals = &t->sheet[LIA_TABLE_TARGETS];

    t->contacts.count = 2;
    t->contacts.source = COPY((lia_vid[]){1, 0});
    t->contacts.target = COPY((lia_vid[]){2, 1});
    t->contacts.kind = COPY((uint8_t[]){LIA_FOLLOW, LIA_CONTACT});
    t->accounts.listed = COPY((uint8_t[]){1, 0, 1});
    t->accounts.listed_count = 2;
    t->accounts.company = COPY((uint32_t[]){1, LIA_NONE, LIA_NONE});
    t->accounts.followers = COPY((double[]){NAN, 3, 12});
    t->posts.listed = COPY((uint8_t[]){0, 1});
    t->posts.listed_count = 1;
    t->posts.author = COPY((lia_vid[]){LIA_NONE, 2});
    t->posts.promoted = COPY((uint8_t[]){0, 1});
    deals->rows = 2;
    deals->columns = 2;
    assert_int_equal(lia_alloc(&deals->column, 2, sizeof(char *), NULL), 0);
    assert_int_equal(lia_copy_text(&deals->column[0], "account", 7, NULL), 0);
    assert_int_equal(lia_copy_text(&deals->column[1], "company", 7, NULL), 0);
    deals->cell = COPY((uint32_t[]){2, 1, 1, LIA_NONE});
}

static void test_a_folder(void **state)
{
    lia_tables *t = make_tables(false);

    (void)state;
    add_other_tables(t);
    assert_int_equal(lia_convert_folder(place("all"), t, LIA_FORMAT_CSV, NULL,
                                        NULL), LIA_OK);
    assert_file(place("all/interactions.csv"), interactions_want);
    assert_file(place("all/contacts.csv"),
                "source,target,kind\n@ada,bo,contact\nbo,cy,follow\n");
    assert_file(place("all/accounts.csv"),
                "account,company,followers\n@ada,'=1+1,\ncy,,12\n");
    assert_file(place("all/posts.csv"), "post,author,promoted\np2,cy,1\n");
    /* ids of a sheet never get an apostrophe, texts do */
    assert_file(place("all/targets.csv"),
                "account,company\n=1+1,\n\"x, y\",'=1+1\n");
    assert_int_equal(lia_convert_folder(place("all"), t, LIA_FORMAT_JSONL,
                                        NULL, NULL), LIA_OK);
    assert_file(place("all/accounts.jsonl"),
                "{\"account\":\"@ada\",\"company\":\"=1+1\","
                "\"followers\":null}\n"
                "{\"account\":\"cy\",\"company\":null,\"followers\":12}\n");
    lia_tables_free(t);
}

static void test_one_file_for_one_table(void **state)
{
    lia_tables *t = make_tables(false);
    lia_error err;
    char want[300];

    (void)state;
    add_other_tables(t);
    assert_int_equal(lia_convert_file(place("x.csv"), t, LIA_TABLE_COUNT,
                                      LIA_FORMAT_CSV, NULL, &err), LIA_EARG);
    snprintf(want, sizeof want,
             "%s/x.csv: one file cannot hold 5 tables (interactions, contacts,"
             " accounts, posts, targets); choose one with --table, or name a"
             " folder", folder);
    assert_string_equal(err.message, want);
    assert_int_equal(lia_convert_file(place("x.tsv"), t, LIA_TABLE_CONTACTS,
                                      LIA_FORMAT_TSV, NULL, &err), LIA_OK);
    assert_file(place("x.tsv"),
                "source\ttarget\tkind\n@ada\tbo\tcontact\nbo\tcy\tfollow\n");
    assert_int_equal(lia_convert_file(place("x.db"), t, LIA_TABLE_COUNT,
                                      LIA_FORMAT_SQLITE, NULL, &err), LIA_OK);
    lia_tables_free(t);
}

static void test_nothing_to_convert(void **state)
{
    static const lia_tables none;
    lia_canonical c;

    (void)state;
    assert_int_equal(lia_convert_folder(place("none"), &none, LIA_FORMAT_CSV,
                                        NULL, NULL), LIA_ECANNOT);
    assert_int_equal(access(place("none"), F_OK), -1);
    assert_int_equal(lia_convert_file(place("none"), &none, LIA_TABLE_COUNT,
                                      LIA_FORMAT_CSV, NULL, NULL),
                     LIA_ECANNOT);
    assert_int_equal(lia_convert_folder(place("none"), &none, LIA_FORMAT_GEXF,
                                        NULL, NULL), LIA_EARG);
    assert_int_equal(lia_canonical_table(&c, &none, LIA_TABLE_COUNT, NULL,
                                         NULL), LIA_EARG);
}

static void test_every_allocation_may_fail(void **state)
{
    lia_tables *t = make_tables(true);
    long live;

    (void)state;
    add_other_tables(t);
    live = lia_mem_live();
    for (int which = 0; which < 2; which++) {
        lia_status st = LIA_ENOMEM;
        for (long k = 0; st != LIA_OK; k++) {
            assert_true(k < 200);
            lia_mem_fail_after(k);
            st = which ? lia_convert_folder(place("some"), t, LIA_FORMAT_TSV,
                                            NULL, NULL)
                       : lia_convert_file(place("s.db"), t, LIA_TABLE_COUNT,
                                          LIA_FORMAT_SQLITE, NULL, NULL);
            lia_mem_fail_after(-1);
            assert_true(st == LIA_OK || st == LIA_ENOMEM);
            assert_int_equal(lia_mem_live(), live);
        }
    }
    lia_tables_free(t);
}

/* ---- the apostrophe: what is written is read back, whatever it is ---- */

static void check_escape(const char *text, size_t length)
{
    char written[8];
    const char *read = written;
    size_t n = 0;

    if (lia_cell_needs_escape(text, length))
        written[n++] = '\'';
    memcpy(written + n, text, length);
    n += length;
    assert_false(lia_cell_is_formula(n > 0 ? written[0] : 'x'));
    lia_cell_unescape(&read, &n);
    assert_int_equal(n, length);
    assert_memory_equal(read, text, length);
}

/* Every text of up to five of these. */
static void test_apostrophes_are_undone(void **state)
{
    static const char letters[] = "=+-@'x";
    char text[5];

    (void)state;
    for (size_t length = 0; length <= 5; length++) {
        size_t all = 1;
        for (size_t k = 0; k < length; k++)
            all *= 6;
        for (size_t code = 0; code < all; code++) {
            for (size_t k = 0, rest = code; k < length; k++, rest /= 6)
                text[k] = letters[rest % 6];
            check_escape(text, length);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_any_order_of_rows),
        cmocka_unit_test(test_a_folder),
        cmocka_unit_test(test_one_file_for_one_table),
        cmocka_unit_test(test_nothing_to_convert),
        cmocka_unit_test(test_every_allocation_may_fail),
        cmocka_unit_test(test_apostrophes_are_undone),
    };
    return cmocka_run_group_tests(tests, make_folder, remove_folder);
}
