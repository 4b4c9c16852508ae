/* Tables as text: what is written is compared with text typed by hand from
 * RFC 4180, RFC 8259 and the contract of the tables.
 */
#include <errno.h>
#include <math.h>
#include <signal.h>
#include <stdio.h>
#include <unistd.h>

#include "support.h"

#include "liaison/report.h"
#include "report/people.h"

/* A list of names in the order given (a writer does not care). */
static lia_names make_names(const char *const *text, const size_t *length,
                            uint32_t count)
{
    lia_names names = {.count = count};

    assert_int_equal(lia_alloc(&names.off, count + 1, 8, NULL), LIA_OK);
    assert_int_equal(lia_alloc(&names.bytes, 4096, 1, NULL), LIA_OK);
    names.off[0] = 0;
    for (uint32_t i = 0; i < count; i++) {
        const size_t n = length ? length[i] : strlen(text[i]);
        memcpy(names.bytes + names.off[i], text[i], n);
        names.off[i + 1] = names.off[i] + n;
    }
    return names;
}

static void free_names(lia_names *names)
{
    lia_free(names->off);
    lia_free(names->bytes);
}

static void assert_written(const lia_ranked *table, lia_format format,
                           const lia_write_options *options, const char *want)
{
    char *text = NULL;
    size_t length = 0;
    FILE *stream = open_memstream(&text, &length);

    assert_int_equal(lia_write_table(stream, table, format, options, NULL),
                     LIA_OK);
    fclose(stream);
    assert_string_equal(text, want);
    free(text);
}

/* ---- values of every type ---- */

static const uint64_t counts[] = {7, UINT64_MAX, 0};
static const uint32_t counts32[] = {3, LIA_NONE, 0};
static const double numbers[] = {0.1, NAN, INFINITY};
static const uint8_t flags[] = {1, 0, 2};
static const uint32_t ids[] = {0, 1, LIA_NONE};
static const uint8_t kinds[] = {1, 0, 1};
static const char *const kind_words[] = {"", "follow"};
static const lia_time times[] = {0, LIA_NO_TIME, 1000000};
static const uint64_t backwards[] = {2, 1, 0};

static lia_ranked every_type(const lia_names *names)
{
    lia_ranked t = {.name = "mix", .title = "Every type", .rows = 3,
                    .has_rank = true};

    lia_ranked_add(&t, "count", LIA_COLUMN_COUNT, counts);
    lia_ranked_add(&t, "small", LIA_COLUMN_COUNT32, counts32);
    lia_ranked_add(&t, "number", LIA_COLUMN_NUMBER, numbers);
    lia_ranked_add(&t, "flag", LIA_COLUMN_FLAG, flags);
    lia_ranked_add(&t, "account", LIA_COLUMN_ID, ids)->names = names;
    lia_ranked_add(&t, "name", LIA_COLUMN_TEXT, ids)->names = names;
    lia_ranked_add(&t, "kind", LIA_COLUMN_WORD, kinds)->words = kind_words;
    lia_ranked_add(&t, "time", LIA_COLUMN_TIME, times);
    return t;
}

static void test_every_type(void **state)
{
    const char *const text[] = {"-ada", "bo"};
    lia_names names = make_names(text, NULL, 2);
    lia_ranked t = every_type(&names);

    (void)state;
    assert_written(&t, LIA_FORMAT_CSV, NULL,
        "rank,count,small,number,flag,account,name,kind,time\n"
        "1,7,3,0.1,1,-ada,'-ada,follow,1970-01-01T00:00:00Z\n"
        "2,18446744073709551615,,,0,bo,bo,,\n"
        "3,0,0,inf,,,,follow,1970-01-01T00:00:01Z\n");
    t.order = backwards;
    assert_written(&t, LIA_FORMAT_TSV, &(lia_write_options){.top = 1},
        "rank\tcount\tsmall\tnumber\tflag\taccount\tname\tkind\ttime\n"
        "1\t0\t0\tinf\t\t\t\tfollow\t1970-01-01T00:00:01Z\n");
    t.order = NULL;
    assert_written(&t, LIA_FORMAT_JSONL, NULL,
        "{\"rank\":1,\"count\":7,\"small\":3,\"number\":0.1,\"flag\":1,"
        "\"account\":\"-ada\",\"name\":\"-ada\",\"kind\":\"follow\","
        "\"time\":\"1970-01-01T00:00:00Z\"}\n"
        "{\"rank\":2,\"count\":18446744073709551615,\"small\":null,"
        "\"number\":null,\"flag\":0,\"account\":\"bo\",\"name\":\"bo\","
        "\"kind\":null,\"time\":null}\n"
        "{\"rank\":3,\"count\":0,\"small\":0,\"number\":null,\"flag\":null,"
        "\"account\":null,\"name\":null,\"kind\":\"follow\","
        "\"time\":\"1970-01-01T00:00:01Z\"}\n");
    free_names(&names);
}

static void test_json_document(void **state)
{
    const lia_member note = {"note", "too \"few\"\ndays", false};
    const lia_write_options options = {.members = &note, .member_count = 1};
    lia_ranked t = {.name = "ties", .rows = 2};

    (void)state;
    lia_ranked_add(&t, "n", LIA_COLUMN_COUNT, counts);
    assert_written(&t, LIA_FORMAT_JSON, NULL,
                   "{\"schema\":\"liaison.ties/1\",\n\"rows\":[\n"
                   "{\"n\":7},\n{\"n\":18446744073709551615}\n]}\n");
    t.rows = 0;
    assert_written(&t, LIA_FORMAT_JSON, &options,
                   "{\"schema\":\"liaison.ties/1\",\n"
                   "\"note\":\"too \\\"few\\\"\\ndays\",\n\"rows\":[]}\n");
}

static void test_empty_tables_have_headers(void **state)
{
    lia_ranked t = {.name = "ties", .title = "Ties", .has_rank = true};

    (void)state;
    lia_ranked_add(&t, "account", LIA_COLUMN_ID, NULL);
    lia_ranked_add(&t, "degree", LIA_COLUMN_COUNT, NULL);
    assert_written(&t, LIA_FORMAT_CSV, NULL, "rank,account,degree\n");
    assert_written(&t, LIA_FORMAT_TSV, NULL, "rank\taccount\tdegree\n");
    assert_written(&t, LIA_FORMAT_JSONL, NULL, "");
    assert_written(&t, LIA_FORMAT_TABLE, NULL,
                   "Ties\nrank  account  degree\n(no rows)\n");
}

static void test_ties_by_stride(void **state)
{
    const char *const text[] = {"ada", "bo", "cy"};
    const lia_vid ends[] = {0, 1, 0, 2, 1, 2};
    lia_names names = make_names(text, NULL, 3);
    lia_ranked t = {.name = "ties", .rows = 3};
    lia_column *c;

    (void)state;
    c = lia_ranked_add(&t, "account_a", LIA_COLUMN_ID, ends);
    c->names = &names;
    c->stride = 2;
    c = lia_ranked_add(&t, "account_b", LIA_COLUMN_ID, ends + 1);
    c->names = &names;
    c->stride = 2;
    assert_written(&t, LIA_FORMAT_CSV, NULL,
                   "account_a,account_b\nada,bo\nada,cy\nbo,cy\n");
    free_names(&names);
}

/* ---- hostile names ---- */

static const char *const hostile[] = {
    "a,b", "say \"hi\"", "two\nlines", "cr\rlf", "tab\there", "=cmd|' /C calc'",
    "nul\0byte", ("\xE2\x80\xAE" "evil"), "bad\xFF", "#tag", "'tis", "'=x",
    "", "caf\xC3\xA9", "=1,2", "\xED\xA0\x80"};
static const size_t hostile_length[] = {3, 8, 9, 5, 8, 15, 8, 7, 4, 4, 4, 3,
                                        0, 5, 4, 3};
enum { HOSTILE = sizeof hostile / sizeof *hostile };

static lia_ranked hostile_table(lia_names *names, uint32_t *id,
                                lia_column_type type)
{
    lia_ranked t = {.name = "names", .rows = HOSTILE};

    *names = make_names(hostile, hostile_length, HOSTILE);
    for (uint32_t i = 0; i < HOSTILE; i++)
        id[i] = i;
    lia_ranked_add(&t, "x", type, id)->names = names;
    return t;
}

static void test_hostile_ids_in_csv(void **state)
{
    lia_names names;
    uint32_t id[HOSTILE];
    lia_ranked t = hostile_table(&names, id, LIA_COLUMN_ID);

    (void)state;
    assert_written(&t, LIA_FORMAT_CSV, NULL,
        "x\n\"a,b\"\n\"say \"\"hi\"\"\"\n\"two\nlines\"\n\"cr\rlf\"\n"
        "tab\there\n=cmd|' /C calc'\n\"nul\xEF\xBF\xBD" "byte\"\n"
        "\xE2\x80\xAE" "evil\nbad\xFF\n\"#tag\"\n'tis\n'=x\n\"\"\n"
        "caf\xC3\xA9\n\"=1,2\"\n\xED\xA0\x80\n");
    assert_written(&t, LIA_FORMAT_TSV, &(lia_write_options){.top = 5},
        "x\na,b\n\"say \"\"hi\"\"\"\n\"two\nlines\"\n\"cr\rlf\"\n"
        "\"tab\there\"\n");
    free_names(&names);
}

/* As ids, but: =cmd and ='x get an apostrophe, 'tis does not. */
static void test_hostile_texts_in_csv(void **state)
{
    lia_names names;
    uint32_t id[HOSTILE];
    lia_ranked t = hostile_table(&names, id, LIA_COLUMN_TEXT);

    (void)state;
    assert_written(&t, LIA_FORMAT_CSV, NULL,
        "x\n\"a,b\"\n\"say \"\"hi\"\"\"\n\"two\nlines\"\n\"cr\rlf\"\n"
        "tab\there\n'=cmd|' /C calc'\n\"nul\xEF\xBF\xBD" "byte\"\n"
        "\xE2\x80\xAE" "evil\nbad\xFF\n\"#tag\"\n'tis\n''=x\n\"\"\n"
        "caf\xC3\xA9\n\"'=1,2\"\n\xED\xA0\x80\n");
    free_names(&names);
}

static void test_hostile_names_in_json(void **state)
{
    lia_names names;
    uint32_t id[HOSTILE];
    lia_ranked t = hostile_table(&names, id, LIA_COLUMN_TEXT);

    (void)state;
    assert_written(&t, LIA_FORMAT_JSONL, NULL,
        "{\"x\":\"a,b\"}\n{\"x\":\"say \\\"hi\\\"\"}\n"
        "{\"x\":\"two\\nlines\"}\n{\"x\":\"cr\\rlf\"}\n"
        "{\"x\":\"tab\\there\"}\n{\"x\":\"=cmd|' /C calc'\"}\n"
        "{\"x\":\"nul\\u0000byte\"}\n{\"x\":\"\xE2\x80\xAE" "evil\"}\n"
        "{\"x\":\"bad\xEF\xBF\xBD\"}\n{\"x\":\"#tag\"}\n{\"x\":\"'tis\"}\n"
        "{\"x\":\"'=x\"}\n{\"x\":\"\"}\n{\"x\":\"caf\xC3\xA9\"}\n"
        "{\"x\":\"=1,2\"}\n"
        "{\"x\":\"\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD\"}\n");
    free_names(&names);
}

static void test_hostile_names_on_a_terminal(void **state)
{
    lia_names names;
    uint32_t id[HOSTILE];
    lia_ranked t = hostile_table(&names, id, LIA_COLUMN_TEXT);

    (void)state;
    assert_written(&t, LIA_FORMAT_TABLE, NULL,
        "x\na,b\nsay \"hi\"\ntwo\\u{000A}lines\ncr\\u{000D}lf\n"
        "tab\\u{0009}here\n=cmd|' /C calc'\nnul\\u{0000}byte\n"
        "\\u{202E}evil\nbad\\x{FF}\n#tag\n'tis\n'=x\n\ncaf\xC3\xA9\n=1,2\n"
        "\\x{ED}\\x{A0}\\x{80}\n");
    free_names(&names);
}

/* ---- the terminal ---- */

static void test_terminal_alignment(void **state)
{
    /* hand: the two ideographs take four columns */
    const char *const text[] = {"ada", "\xE6\x97\xA5\xE6\x9C\xAC", "b"};
    const double number[] = {1.0 / 3, 1234567.8, 1.25e-9};
    const uint32_t id[] = {0, 1, 2};
    lia_names names = make_names(text, NULL, 3);
    lia_ranked t = {.name = "x", .title = "Numbers", .rows = 3,
                    .has_rank = true};

    (void)state;
    lia_ranked_add(&t, "who", LIA_COLUMN_ID, id)->names = &names;
    lia_ranked_add(&t, "value", LIA_COLUMN_NUMBER, number);
    lia_ranked_add(&t, "last", LIA_COLUMN_ID, id)->names = &names;
    assert_written(&t, LIA_FORMAT_TABLE, NULL,
        "Numbers\n"
        "rank  who      value  last\n"
        "   1  ada     0.3333  ada\n"
        "   2  \xE6\x97\xA5\xE6\x9C\xAC   1234568  "
        "\xE6\x97\xA5\xE6\x9C\xAC\n"
        "   3  b     1.25e-09  b\n");
    assert_written(&t, LIA_FORMAT_TABLE,
        &(lia_write_options){.top = 1, .color = true},
        "\033[1mNumbers\nrank  who   value  last\033[0m\n"
        "   1  ada  0.3333  ada\n(1 of 3 rows)\n");
    free_names(&names);
}

static void test_terminal_is_never_too_narrow(void **state)
{
    const char *const text[] = {"a name that is rather long",
                                "another one, longer than the first"};
    const uint32_t id[] = {0, 1};
    const uint64_t count[] = {1, 123456789};
    lia_names names = make_names(text, NULL, 2);
    lia_ranked t = {.name = "x", .rows = 2};

    (void)state;
    lia_ranked_add(&t, "who", LIA_COLUMN_ID, id)->names = &names;
    lia_ranked_add(&t, "mutual_contacts", LIA_COLUMN_COUNT, count);
    lia_ranked_add(&t, "degree", LIA_COLUMN_COUNT, count);
    /* hand: 13 + 2 + 13 + 2 + 9 = 39 columns, the two widest cut alike */
    assert_written(&t, LIA_FORMAT_TABLE, &(lia_write_options){.width = 40},
        "who            mutual_conta\xE2\x80\xA6     degree\n"
        "a name that \xE2\x80\xA6              1          1\n"
        "another one,\xE2\x80\xA6      123456789  123456789\n");
    /* hand: 12 + 2 + 10 = 24; a name below 12 cannot be read, so one goes */
    assert_written(&t, LIA_FORMAT_TABLE, &(lia_write_options){.width = 24},
        "who           mutual_co\xE2\x80\xA6\n"
        "a name that\xE2\x80\xA6           1\n"
        "another one\xE2\x80\xA6   123456789\n(no room for: degree)\n");
    free_names(&names);
}

/* closed: four significant digits, whole numbers from 1000 on whole. */
static void test_numbers_for_people(void **state)
{
    static const struct {
        double value;
        const char *want;
    } rows[] = {
        {0, "0"}, {1, "1"}, {-0.5, "-0.5"}, {12.5, "12.5"},
        {1.0 / 3, "0.3333"}, {200.0 / 3, "66.67"}, {0.99996, "1"},
        {999.96, "1000"}, {1000.4, "1000"}, {123456.7, "123457"},
        {0.0001, "0.0001"}, {0.00012345, "0.0001234"}, {1e-5, "1e-05"},
        {1.25e-300, "1.25e-300"}, {5e15, "5e+15"}, {999e12, "999000000000000"},
        {INFINITY, "inf"}, {-INFINITY, "-inf"}, {NAN, ""},
    };

    (void)state;
    for (size_t k = 0; k < sizeof rows / sizeof *rows; k++) {
        char text[LIA_PEOPLE_ROOM + 1];
        text[lia_people_number(text, rows[k].value)] = '\0';
        assert_string_equal(text, rows[k].want);
    }
}

/* ---- names of formats ---- */

static void test_formats(void **state)
{
    (void)state;
    assert_int_equal(lia_format_of("csv"), LIA_FORMAT_CSV);
    assert_int_equal(lia_format_of("out/x.CSV"), LIA_FORMAT_CSV);
    assert_int_equal(lia_format_of("out.d/x.tsv"), LIA_FORMAT_TSV);
    assert_int_equal(lia_format_of("report.db"), LIA_FORMAT_SQLITE);
    assert_int_equal(lia_format_of("x.net"), LIA_FORMAT_PAJEK);
    assert_int_equal(lia_format_of("out/csv"), LIA_FORMAT_COUNT);
    assert_int_equal(lia_format_of("out.csv/x"), LIA_FORMAT_COUNT);
    assert_int_equal(lia_format_of("x.csv.gz"), LIA_FORMAT_COUNT);
    assert_int_equal(lia_format_of("net"), LIA_FORMAT_COUNT);
    assert_string_equal(lia_format_name(LIA_FORMAT_GEXF), "gexf");
}

/* ---- failures ---- */

static void test_full_disk(void **state)
{
    lia_ranked t = {.name = "x", .rows = 3};
    lia_error err = {0};
    FILE *full = fopen("/dev/full", "w");

    (void)state;
    if (full == NULL)
        skip();
    lia_ranked_add(&t, "n", LIA_COLUMN_COUNT, counts);
    assert_int_equal(lia_write_table(full, &t, LIA_FORMAT_CSV, NULL, &err),
                     LIA_EIO);
    assert_int_equal(errno, ENOSPC);
    assert_string_equal(err.message, "cannot write: No space left on device");
    fclose(full);
}

static void test_reader_that_goes_away(void **state)
{
    lia_ranked t = {.name = "x", .rows = 3};
    int ends[2];
    FILE *stream;

    (void)state;
    signal(SIGPIPE, SIG_IGN);
    assert_int_equal(pipe(ends), 0);
    close(ends[0]);
    stream = fdopen(ends[1], "w");
    lia_ranked_add(&t, "n", LIA_COLUMN_COUNT, counts);
    assert_int_equal(lia_write_table(stream, &t, LIA_FORMAT_JSON, NULL, NULL),
                     LIA_EIO);
    assert_int_equal(errno, EPIPE);
    fclose(stream);
}

static void test_bad_arguments(void **state)
{
    lia_ranked t = {.name = "x"};

    (void)state;
    assert_int_equal(lia_write_table(NULL, &t, LIA_FORMAT_CSV, NULL, NULL),
                     LIA_EARG);
    assert_int_equal(lia_write_table(stderr, NULL, LIA_FORMAT_CSV, NULL, NULL),
                     LIA_EARG);
    assert_int_equal(lia_write_table(stderr, &t, LIA_FORMAT_SQLITE, NULL, NULL),
                     LIA_EARG);
}

static void test_every_allocation_may_fail(void **state)
{
    lia_ranked t = {.name = "x", .rows = 3};
    const long live = lia_mem_live();

    (void)state;
    lia_ranked_add(&t, "n", LIA_COLUMN_COUNT, counts);
    for (int format = LIA_FORMAT_TABLE; format <= LIA_FORMAT_JSONL; format++) {
        lia_status st = LIA_ENOMEM;
        for (long k = 0; st != LIA_OK; k++) {
            FILE *nowhere = fopen("/dev/null", "w");
            assert_true(k < 5);
            lia_mem_fail_after(k);
            st = lia_write_table(nowhere, &t, (lia_format)format, NULL, NULL);
            lia_mem_fail_after(-1);
            assert_true(st == LIA_OK || st == LIA_ENOMEM);
            assert_int_equal(lia_mem_live(), live);
            fclose(nowhere);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_every_type),
        cmocka_unit_test(test_json_document),
        cmocka_unit_test(test_empty_tables_have_headers),
        cmocka_unit_test(test_ties_by_stride),
        cmocka_unit_test(test_hostile_ids_in_csv),
        cmocka_unit_test(test_hostile_texts_in_csv),
        cmocka_unit_test(test_hostile_names_in_json),
        cmocka_unit_test(test_hostile_names_on_a_terminal),
        cmocka_unit_test(test_terminal_alignment),
        cmocka_unit_test(test_terminal_is_never_too_narrow),
        cmocka_unit_test(test_numbers_for_people),
        cmocka_unit_test(test_formats),
        cmocka_unit_test(test_full_disk),
        cmocka_unit_test(test_reader_that_goes_away),
        cmocka_unit_test(test_bad_arguments),
        cmocka_unit_test(test_every_allocation_may_fail),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
