/* JSON as a tree: values, escapes, faults, every allocation. */
#include "support.h"

#include "text/json_tree.h"

static const lia_value *parse(lia_tree *tree, const char *text,
                              const char **why, size_t *at)
{
    const lia_value *root = NULL;

    assert_int_equal(lia_tree_parse(&root, why, at, tree, text, strlen(text),
                                    NULL), LIA_OK);
    assert_true((root == NULL) == (*why != NULL));
    return root;
}

static void is_text(const lia_value *value, const char *want)
{
    size_t length;
    const char *text = lia_value_text(&length, value);

    assert_int_equal(length, strlen(want));
    assert_memory_equal(text, want, length);
}

static void test_values_are_found_by_path(void **state)
{
    lia_tree *tree;
    const char *why;
    size_t at;
    const lia_value *root, *list;

    (void)state;
    assert_int_equal(lia_tree_open(&tree, NULL), LIA_OK);
    root = parse(tree, "{\"actor\": {\"id\": 7329207003942125568, \"n\": null},"
                       " \"tag\":[1,\"b\",{\"c\":true}], \"e\":[], \"o\":{},"
                       " \"actor2\":-1.5e3, \"x\":1, \"x\":2}", &why, &at);
    is_text(lia_value_path(root, "actor.id"), "7329207003942125568");
    assert_int_equal(lia_value_kind_of(lia_value_path(root, "actor.n")),
                     LIA_VALUE_NULL);
    is_text(lia_value_get(root, "actor2"), "-1.5e3");
    is_text(lia_value_get(root, "x"), "2");
    list = lia_value_first(lia_value_get(root, "tag"));
    is_text(list, "1");
    is_text(lia_value_next(list), "b");
    assert_int_equal(lia_value_kind_of(lia_value_path(
                         lia_value_next(lia_value_next(list)), "c")),
                     LIA_VALUE_TRUE);
    assert_null(lia_value_next(lia_value_next(lia_value_next(list))));
    assert_null(lia_value_first(lia_value_get(root, "e")));
    assert_null(lia_value_path(root, "actor.id.deeper"));
    assert_null(lia_value_get(NULL, "a"));
    is_text(NULL, "");
    assert_true(lia_value_is(lia_value_next(list), "b"));
    lia_tree_close(tree);
    assert_int_equal(lia_mem_live(), 0);
}

static void test_escapes(void **state)
{
    lia_tree *tree;
    const char *why;
    size_t at;

    (void)state;
    assert_int_equal(lia_tree_open(&tree, NULL), LIA_OK);
    is_text(parse(tree, "\"a\\n\\\"\\/\\u00e9\\ud83d\\ude42z\"", &why, &at),
            "a\n\"/\xC3\xA9\xF0\x9F\x99\x82z");
    /* Half of a pair is U+FFFD. */
    is_text(parse(tree, "\"\\ud83dx\"", &why, &at), "\xEF\xBF\xBDx");
    is_text(parse(tree, "\"a\\u0000x\"", &why, &at), "a\xEF\xBF\xBDx");
    is_text(lia_value_get(parse(tree, "{\"k\\u0065y\":\"v\"}", &why, &at),
                          "key"), "v");
    lia_tree_close(tree);
}

static void test_faults_and_where(void **state)
{
    static const struct { const char *text; size_t at; } rows[] = {
        {"", 0}, {"{", 1}, {"[1,]", 3}, {"{\"a\" 1}", 5}, {"\"a", 2},
        {"\"\\x\"", 2}, {"01", 2}, {"1.", 2}, {"tru", 0}, {"[1] 2", 4},
        {"{a:1}", 1}, {"\"\\u12\"", 2}, {"-", 1}, {"[1 2]", 3},
    };
    lia_tree *tree;
    char deep[200];

    (void)state;
    assert_int_equal(lia_tree_open(&tree, NULL), LIA_OK);
    for (size_t k = 0; k < sizeof rows / sizeof *rows; k++) {
        const char *why = NULL;
        size_t at = 99;
        assert_null(parse(tree, rows[k].text, &why, &at));
        assert_int_equal(at, rows[k].at);
    }
    memset(deep, '[', sizeof deep - 1);
    deep[sizeof deep - 1] = '\0';
    const char *why = NULL;
    size_t at;
    assert_null(parse(tree, deep, &why, &at));
    assert_non_null(strstr(why, "deeper"));
    assert_null(parse(tree, "\"\xFF\"", &why, &at));
    lia_tree_close(tree);
}

static void test_every_allocation_may_fail(void **state)
{
    lia_status st = LIA_ENOMEM;
    char text[8000] = "[";

    (void)state;
    for (int k = 0; k < 1500; k++)
        strcat(text, "1,");
    strcat(text, "3]");
    for (long k = 0; st != LIA_OK && k < 100; k++) {
        lia_tree *tree = NULL;
        const lia_value *root;
        const char *why;
        size_t at;
        lia_mem_fail_after(k);
        st = lia_tree_open(&tree, NULL);
        if (st == LIA_OK)
            st = lia_tree_parse(&root, &why, &at, tree, text, strlen(text),
                                NULL);
        lia_mem_fail_after(-1);
        lia_tree_close(tree);
        assert_int_equal(lia_mem_live(), 0);
    }
    assert_int_equal(st, LIA_OK);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_values_are_found_by_path),
        cmocka_unit_test(test_escapes),
        cmocka_unit_test(test_faults_and_where),
        cmocka_unit_test(test_every_allocation_may_fail),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
