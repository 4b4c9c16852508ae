/* test_read_quirks.c - what CSV files of all tools have in common, FORMATS
 * section 2, line by line: once through the vocabulary (contacts), once
 * through an adapter (an engagement table). Expected values: hand.
 */
#include "exports.h"

static const char engaged[] =
    "ada like https://e.org/1 - - -\nbo like https://e.org/1 - - -\n";

static void check_acts(const char *text, size_t length)
{
    const char *path = put_bytes("e.csv", text, length);
    lia_tables *t = NULL;
    lia_error err = {.status = LIA_OK};

    if (lia_read(&t, &path, 1, NULL, &err) != LIA_OK)
        fail_msg("%s", err.message);
    assert_string_equal(acts_of(t), engaged);
    done(t);
}

static void check_ties(const char *text, size_t length)
{
    const char *path = put_bytes("c.csv", text, length);
    lia_tables *t = NULL;
    lia_error err = {.status = LIA_OK};

    if (lia_read(&t, &path, 1, NULL, &err) != LIA_OK)
        fail_msg("%s", err.message);
    assert_string_equal(ties_of(t), "ada tie bo -1\n");
    done(t);
}

#define ACTS "post_url,actor_url,kind\nhttps://e.org/1,ada,like\n" \
    "https://e.org/1,bo,like\n"
#define TIES "source,target\nada,bo\n"

static void test_a_utf_8_mark_is_stripped(void **state)
{
    (void)state;
    check_acts("\xEF\xBB\xBF" ACTS, sizeof ACTS + 2);
    check_ties("\xEF\xBB\xBF" TIES, sizeof TIES + 2);
}

static size_t widen(char *out, const char *text)
{
    size_t used = 0;

    out[used++] = (char)0xFF;
    out[used++] = (char)0xFE;
    for (; *text != '\0'; text++) {
        out[used++] = *text;
        out[used++] = '\0';
    }
    return used;
}

/* A spreadsheet's "Unicode text": UTF-16LE with a mark. */
static void test_utf_16_with_a_mark(void **state)
{
    char wide[400];

    (void)state;
    check_acts(wide, widen(wide, ACTS));
    check_ties(wide, widen(wide, TIES));
}

static void test_windows_1252_is_counted(void **state)
{
    lia_tables *t = read_export(FILES({"e.csv",
        "post_url,actor_url,actor_name,kind\n"
        "https://e.org/1,ada,Ren\xE9,like\n"}));

    (void)state;
    assert_int_equal(source_of(t, "e.csv")->recoded, 1);
    assert_string_equal(name_at(&t->texts, t->accounts.name[account_id(
                            t, "ada")]), "Ren\xC3\xA9");
    done(t);
}

/* The preamble has varied: none, three lines, or nearly 200. */
static void test_the_header_is_found_by_content(void **state)
{
    static const int lines[] = {0, 1, 3, 50, 199};
    char text[9000];

    (void)state;
    for (size_t k = 0; k < sizeof lines / sizeof *lines; k++) {
        size_t used = 0;
        for (int l = 0; l < lines[k]; l++)
            used += (size_t)sprintf(text + used, "Notes %d:\n", l);
        strcpy(text + used, ACTS);
        check_acts(text, strlen(text));
    }
}

static void test_any_delimiter(void **state)
{
    static const char others[] = ";\t";
    char text[300];

    (void)state;
    for (const char *d = others; *d != '\0'; d++) {
        strcpy(text, ACTS);
        for (char *c = text; *c != '\0'; c++)
            *c = *c == ',' ? *d : *c;
        check_acts(text, strlen(text));
        strcpy(text, TIES);
        for (char *c = text; *c != '\0'; c++)
            *c = *c == ',' ? *d : *c;
        check_ties(text, strlen(text));
    }
}

static void test_mixed_line_ends(void **state)
{
    static const char text[] = "post_url,actor_url,kind\r\n"
                               "https://e.org/1,ada,like\r\n"
                               "https://e.org/1,bo,like\n";
    static const char ties[] = "source,target\nada,bo\r\n";

    (void)state;
    check_acts(text, sizeof text - 1);
    check_ties(ties, sizeof ties - 1);
}

static void test_newlines_in_quotes(void **state)
{
    lia_tables *t = read_export(FILES({"e.csv",
        "post_url,actor_url,kind,comment_text\n"
        "https://e.org/1,ada,comment,\"two\nlines, and \"\"quotes\"\"\"\n"
        "https://e.org/1,bo,comment,one\n"}));
    uint32_t source;
    uint64_t line;

    (void)state;
    assert_int_equal(t->interactions.count, 2);
    assert_int_equal(t->interactions.text_length[0], 23);
    lia_origin_of(&source, &line, &t->interactions.origins, 1);
    assert_int_equal(line, 4);
    done(t);
}

static void test_ragged_rows_are_kept_and_counted(void **state)
{
    lia_tables *t = read_export(FILES({"e.csv",
        "post_url,actor_url,kind,comment_text\nhttps://e.org/1,ada,like\n"
        "https://e.org/1,bo,like,,,\n"}));

    (void)state;
    assert_string_equal(acts_of(t), engaged);
    assert_int_equal(source_of(t, "e.csv")->ragged, 2);
    done(t);
}

/* Case, blanks, _ and - of a header do not count. */
static void test_headers_in_any_dress(void **state)
{
    static const char text[] = "Post URL,ACTOR-URL,Kind\n"
                               "https://e.org/1,ada,like\n"
                               "https://e.org/1,bo,like\n";
    static const char ties[] = "SOURCE,Tar-Get\nada,bo\n";

    (void)state;
    check_acts(text, sizeof text - 1);
    check_ties(ties, sizeof ties - 1);
}

static void test_a_field_of_4_mib_is_a_reject(void **state)
{
    const size_t length = (size_t)5 << 20;
    char *text = malloc(length + 300);
    size_t used;
    lia_tables *t = NULL;
    const char *path;

    (void)state;
    used = (size_t)sprintf(text, "post_url,actor_url,kind,comment_text\n"
                           "https://e.org/1,ada,comment,\"");
    memset(text + used, 'x', length);
    used += length;
    used += (size_t)sprintf(text + used, "\"\nhttps://e.org/1,bo,like,\n");
    path = put_bytes("big.csv", text, used);
    assert_int_equal(lia_read(&t, &path, 1, NULL, NULL), LIA_OK);
    assert_int_equal(t->interactions.count, 1);
    assert_int_equal(t->rejects_by_cause[LIA_CAUSE_FIELD_LENGTH], 1);
    done(t);
    free(text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_utf_8_mark_is_stripped),
        cmocka_unit_test(test_utf_16_with_a_mark),
        cmocka_unit_test(test_windows_1252_is_counted),
        cmocka_unit_test(test_the_header_is_found_by_content),
        cmocka_unit_test(test_any_delimiter),
        cmocka_unit_test(test_mixed_line_ends),
        cmocka_unit_test(test_newlines_in_quotes),
        cmocka_unit_test(test_ragged_rows_are_kept_and_counted),
        cmocka_unit_test(test_headers_in_any_dress),
        cmocka_unit_test(test_a_field_of_4_mib_is_a_reject),
    };

    return cmocka_run_group_tests(tests, make_folder, drop_folder);
}
