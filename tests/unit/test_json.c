/* JSON rows: flattening, what is refused and where, spans of documents.
 * Expected values are closed (RFC 8259 and the contract) unless said.
 */
#include <stdio.h>

#include "support.h"
#include "text/json.h"

/* The row as "key=text" with the kind's letter, one per value. */
static void show(char *out, const lia_json_value *value, size_t count)
{
    *out = '\0';
    for (size_t k = 0; k < count; k++)
        out += sprintf(out, "%.*s%c%.*s;", (int)value[k].key_length,
                       value[k].key, "snTF0"[value[k].kind],
                       (int)value[k].text_length, value[k].text);
}

static const struct { const char *text, *row; } good[] = {
    {"{}", ""}, {" \t\r\n{ } \n", ""},
    {"{\"a\":1}", "an1;"},
    {"{\"a\":\"x\",\"b\":true,\"c\":false,\"d\":null}",
     "asx;bTtrue;cFfalse;d0null;"},
    {"{\"user\":{\"login\":\"ann\",\"id\":5},\"x\":2}",
     "user.loginsann;user.idn5;xn2;"},
    {"{\"a\":{\"b\":{\"c\":\"d\"}}}", "a.b.csd;"},
    {"{\"a\":[1,\"two\",true,null,2.5]}", "as1|two|true||2.5;"},
    {"{\"a\":[]}", "as;"}, {"{\"a\":{}}", ""}, {"{\"a\":[null]}", "as;"},
    {"{\"a\":[{\"b\":1}],\"c\":[1,[2]],\"d\":4}", "dn4;"},
    {"{\"id\":123456789012345678901234567890}",
     "idn123456789012345678901234567890;"},
    {"{\"id\":9007199254740993}", "idn9007199254740993;"},
    {"{\"a\":-0.5e+10,\"b\":1E5}", "an-0.5e+10;bn1E5;"},
    {"{\"a\":1,\"a\":\"z\",\"b\":2}", "asz;bn2;"},
    {"{\"a\":{\"b\":1},\"a.b\":2}", "a.bn2;"},
    {"{\"Id\":1,\"id\":2}", "Idn1;idn2;"},
    {"{\"\":1}", "n1;"},
    {"{\"a\\u00e9\\n\":\"\\ud83d\\ude00\\\"\\\\\\/\"}",
     "a\xc3\xa9\ns\xf0\x9f\x98\x80\"\\/;"},
    {"{\"a\":\"\"}", "as;"},
    {"{\"a\":\"line 1\\r\\nline 2\"}", "asline 1\r\nline 2;"},
};

static void test_good(void **state)
{
    lia_json *json = NULL;
    const lia_json_value *value;
    const char *why;
    size_t count, at;
    char out[500];

    (void)state;
    assert_int_equal(lia_json_open(&json, NULL), 0);
    for (size_t k = 0; k < sizeof good / sizeof *good; k++) {
        assert_int_equal(lia_json_row(&value, &count, &why, &at, json,
                                      good[k].text, strlen(good[k].text),
                                      NULL), 0);
        if (why != NULL)
            print_error("%s: %s at %zu\n", good[k].text, why, at);
        assert_null(why);
        show(out, value, count);
        assert_string_equal(out, good[k].row);
    }
    lia_json_close(json);
    assert_int_equal(lia_mem_live(), 0);
}

#define ANY ((size_t)-1)
static const struct { const char *text, *why; size_t at; } bad[] = {
    {"", "nothing", ANY}, {"  ", "nothing", ANY},
    {"[1]", "not an object", ANY}, {"5", "not an object", ANY},
    {"null", "not an object", ANY}, {"\"a\"", "not an object", ANY},
    {"{", "", ANY}, {"{\"a\":1", "ends too early", 6}, {"{\"a\"}", "", ANY},
    {"{\"a\":}", "", ANY}, {"{\"a\" 1}", "", ANY}, {"{a:1}", "", ANY},
    {"{\"a\":1,}", "", ANY}, {"{,}", "", ANY}, {"{\"a\":1 \"b\":2}", "", ANY},
    {"{\"a\":1}}", "", ANY}, {"{\"a\":1}{\"b\":2}", "follows", 7},
    {"{\"a\":1} x}", "follows", 8}, {"{\"a\":1} x", "", ANY},
    {"{\"a\":01}", "number", 5}, {"{\"a\":1.}", "number", 5},
    {"{\"a\":.5}", "number", 5}, {"{\"a\":-}", "number", 5},
    {"{\"a\":1e}", "number", 5}, {"{\"a\":+1}", "number", 5},
    {"{\"a\":0x1}", "number", 5}, {"{\"a\":NaN}", "number", 5},
    {"{\"a\":Infinity}", "number", 5}, {"{\"a\":tru}", "number", 5},
    {"{\"a\":truex}", "number", 5}, {"{\"a\":nul}", "number", 5},
    {"{\"a\":1 2}", "", ANY}, {"{\"a\":\"b\"c}", "", ANY},
    {"{\"a\":'b'}", "number", 5}, {"{\"a\":\"b}", "never closed", ANY},
    {"{\"a\":\"\\x\"}", "escape", 5}, {"{\"a\":\"\\u12\"}", "escape", ANY},
    {"{\"a\":\"\\ud800\"}", "escape", 5}, {"{\"a\":\"\t\"}", "control", ANY},
    {"{\"a\":\"\n\"}", "control", ANY},
    {"{\"a\":\"\xff\"}", "UTF-8", 6}, {"{\"a\":\"\xc3\"}", "UTF-8", 6},
    {"{\"a\":\"\xed\xa0\x80\"}", "UTF-8", 6},
    {"{\"a\":[1,]}", "", ANY}, {"{\"a\":[1 2]}", "", ANY},
    {"{\"a\":[1}", "", ANY}, {"{\"a\":[1}]", "", ANY},
    {"{\"a\":[[1],{\"b\":tru}]}", "number", ANY},
    {"{\"a\":[{\"b\":1,}]}", "", ANY}, {"{\"a\":1}]", "", ANY},
};

static void test_bad(void **state)
{
    lia_json *json = NULL;
    const lia_json_value *value;
    size_t count, at;

    (void)state;
    assert_int_equal(lia_json_open(&json, NULL), 0);
    for (size_t k = 0; k < sizeof bad / sizeof *bad; k++) {
        const char *why = NULL;
        size_t length = strlen(bad[k].text);
        assert_int_equal(lia_json_row(&value, &count, &why, &at, json,
                                      bad[k].text, length, NULL), 0);
        if (why == NULL || strstr(why, bad[k].why) == NULL ||
            (bad[k].at != ANY && bad[k].at != at))
            print_error("%s: %s at %zu\n", bad[k].text,
                        why ? why : "accepted", at);
        assert_non_null(why);
        assert_non_null(strstr(why, bad[k].why));
        assert_true(at <= length && (bad[k].at == ANY || bad[k].at == at));
        assert_int_equal(count, 0);
    }
    lia_json_close(json);
}

static const char *judge(lia_json *json, const char *text, size_t length)
{
    const lia_json_value *value;
    const char *why;
    size_t count, at;

    assert_int_equal(lia_json_row(&value, &count, &why, &at, json, text,
                                  length, NULL), 0);
    return why;
}

/* Only what is wanted is given, in that order; all of it is still checked.
 * Slow twin: the same row without wishes, searched by key. */
static void test_wanted_keys(void **state)
{
    static const char *const keys[] = {"a", "user.id", "b", "a.b", "none",
                                       "x", "c"};
    enum { KEYS = sizeof keys / sizeof *keys };
    static const char row[] =
        "{\"z\":1,\"b\":[\"p\",{\"a\":5}],\"user\":{\"id\":5,\"a\":[[1]]},"
        "\"c\":[1,null,\"q\"],\"x\":\"caf\\u00e9\",\"a\":\"plain\"}";
    lia_json *json = NULL;
    const lia_json_value *value;
    const char *why;
    size_t count, at;
    char out[500];

    (void)state;
    assert_int_equal(lia_json_open(&json, NULL), 0);
    assert_int_equal(lia_json_want(json, keys, KEYS, NULL), 0);
    assert_int_equal(lia_json_row(&value, &count, &why, &at, json, row,
                                  strlen(row), NULL), 0);
    assert_null(why);
    assert_int_equal(count, KEYS);
    show(out, value, count);
    assert_string_equal(out, "asplain;user.idn5;b0;a.b0;none0;xscaf\xc3\xa9;"
                             "cs1||q;");
    /* what stands in the text as it is is a slice of it, and stays */
    assert_ptr_equal(value[0].text, strstr(row, "plain"));
    for (size_t k = 0; k < sizeof good / sizeof *good; k++) {
        lia_json *all = NULL;
        const lia_json_value *twin;
        size_t twins;
        assert_int_equal(lia_json_open(&all, NULL), 0);
        assert_int_equal(lia_json_row(&twin, &twins, &why, &at, all,
                                      good[k].text, strlen(good[k].text),
                                      NULL), 0);
        assert_int_equal(lia_json_row(&value, &count, &why, &at, json,
                                      good[k].text, strlen(good[k].text),
                                      NULL), 0);
        assert_null(why);
        for (size_t w = 0; w < KEYS; w++) {
            const lia_json_value *want = NULL;
            for (size_t t = 0; t < twins; t++)
                if (twin[t].key_length == strlen(keys[w]) &&
                    memcmp(twin[t].key, keys[w], twin[t].key_length) == 0)
                    want = &twin[t];
            assert_int_equal(value[w].kind, want ? want->kind : LIA_JSON_NULL);
            if (want != NULL)
                assert_memory_equal(value[w].text, want->text,
                                    want->text_length);
        }
        lia_json_close(all);
    }
    /* what nobody wants is wrong all the same */
    assert_int_equal(lia_json_row(&value, &count, &why, &at, json,
                                  "{\"a\":1,\"q\":{\"r\":[nul]}}", 24, NULL),
                     0);
    assert_non_null(why);
    assert_int_equal(lia_json_want(json, NULL, 0, NULL), 0);
    assert_int_equal(lia_json_row(&value, &count, &why, &at, json, row,
                                  strlen(row), NULL), 0);
    assert_null(why);
    assert_int_equal(count, 0);
    lia_json_close(json);
    assert_int_equal(lia_mem_live(), 0);
}

static void test_depth(void **state)
{
    lia_json *json = NULL;
    char text[6100];

    (void)state;
    assert_int_equal(lia_json_open(&json, NULL), 0);
    for (int depth = 1; depth <= 1000; depth += depth < 100 ? 1 : 300) {
        size_t n = 0;
        for (int k = 0; k < depth; k++)
            n += (size_t)sprintf(text + n, "{\"a\":");
        text[n++] = '1';
        for (int k = 0; k < depth; k++)
            text[n++] = '}';
        const char *why = judge(json, text, n);
        if (depth <= 64)
            assert_null(why);
        else
            assert_string_equal(why, "nested deeper than 64 levels");
    }
    lia_json_close(json);
}

/* Thousands of keys, each of them twice: the second value stays. */
static void test_many_keys(void **state)
{
    lia_json *json = NULL;
    const lia_json_value *value;
    const char *why;
    size_t count, at, n = 0;
    char *text = test_malloc(400000);

    (void)state;
    n += (size_t)sprintf(text, "{\"x\":0");
    for (int k = 0; k < 10000; k++)
        n += (size_t)sprintf(text + n, ",\"k%d\":%d", k % 5000, k);
    text[n++] = '}';
    assert_int_equal(lia_json_open(&json, NULL), 0);
    for (int round = 0; round < 3; round++) {
        assert_int_equal(lia_json_row(&value, &count, &why, &at, json, text,
                                      n, NULL), 0);
        assert_null(why);
        assert_int_equal(count, 5001);
        for (size_t k = 1; k < count; k++) {
            assert_int_equal(atoi(value[k].key + 1), k - 1);
            assert_int_equal(atoi(value[k].text), k - 1 + 5000);
        }
        assert_null(judge(json, "{\"a\":1}", 7));
    }
    lia_json_close(json);
    test_free(text);
}

/* A long key above many others would be copied for each of them. */
static void test_nested_keys_are_bounded(void **state)
{
    lia_json *json = NULL;
    char *text = test_malloc(300000);
    size_t n = 0;

    (void)state;
    n += (size_t)sprintf(text, "{\"%0100000d\":{\"a\":0", 0);
    for (int k = 0; k < 10000; k++)
        n += (size_t)sprintf(text + n, ",\"%d\":1", k);
    n += (size_t)sprintf(text + n, "}}");
    assert_int_equal(lia_json_open(&json, NULL), 0);
    assert_string_equal(judge(json, text, n), "its nested keys are too long");
    lia_json_close(json);
    test_free(text);
}

static const struct {
    const char *text, *spans, *why;
    size_t at;
} documents[] = {
    {"[]", "", NULL, 0}, {" [ ] \n", "", NULL, 0},
    {"", "", NULL, 0}, {" \n", "", NULL, 0},
    {"[{\"a\":1},{\"b\":2}]", "0{\"a\":1};0{\"b\":2};", NULL, 0},
    {"[\n{\"a\":\n1}\n,\n{\"b\":\"]}\\\"\"}]\n",
     "1{\"a\":\n1};4{\"b\":\"]}\\\"\"};", NULL, 0},
    {"{\"a\":1}\n{\"b\":2}{}", "0{\"a\":1};1{\"b\":2};1{};", NULL, 0},
    {"[1, \"a,b\", null, [2]]", "01;0\"a,b\";0null;0[2];", NULL, 0},
    {"[{\"a\":1}", "0{\"a\":1};", "array is never closed", 8},
    {"[{\"a\":1},", "0{\"a\":1};", "array is never closed", 9},
    {"[{\"a\":1},{\"b\":", "0{\"a\":1};", "bracket is never closed", 9},
    {"[{\"a\":\"x]", "", "string is never closed", 6},
    {"[{} {}]", "0{};", "comma is missing", 4},
    {"[{},]", "0{};", "too many", 4}, {"[{}] x", "0{};", "follows", 5},
    {"[", "", "never closed", 1}, {"{} ] {}", "0{};", "too many", 3},
    {"[,]", "", "too many", 1},
};

static void test_split(void **state)
{
    (void)state;
    for (size_t k = 0; k < sizeof documents / sizeof *documents; k++) {
        lia_json_span *span = NULL;
        uint64_t count;
        const char *why = "", *text = documents[k].text;
        size_t at, n = 0;
        char out[200] = "";
        assert_int_equal(lia_json_split(&span, &count, &why, &at, text,
                                        strlen(text), NULL), 0);
        for (uint64_t i = 0; i < count; i++)
            n += (size_t)sprintf(out + n, "%d%.*s;", (int)span[i].lines,
                                 (int)span[i].length, text + span[i].begin);
        assert_string_equal(out, documents[k].spans);
        if (documents[k].why == NULL) {
            assert_null(why);
        } else {
            assert_non_null(why);
            assert_non_null(strstr(why, documents[k].why));
        }
        assert_int_equal(at, documents[k].at);
        lia_free(span);
    }
    assert_int_equal(lia_mem_live(), 0);
}

static lia_status everything(void)
{
    lia_status st = LIA_OK;
    lia_json *json = NULL;
    lia_json_span *span = NULL;
    const lia_json_value *value;
    const char *why;
    size_t count, at, n = 1;
    uint64_t spans;
    char text[3000] = "[{\"a\":[1,2]";

    for (int k = 0; k < 100; k++)
        n = strlen(strcat(text, ",\"b\":{\"c\":\"d\"}"));
    n = (size_t)(stpcpy(text + n, "}]") - text);
    LIA_TRY(lia_json_open(&json, NULL));
    LIA_TRY(lia_json_row(&value, &count, &why, &at, json, text + 1, n - 2,
                         NULL));
    assert_null(why);
    LIA_TRY(lia_json_split(&span, &spans, &why, &at, text, n, NULL));
done:
    lia_free(span);
    lia_json_close(json);
    return st;
}

static void test_every_allocation_may_fail(void **state)
{
    lia_status st = LIA_ENOMEM;

    (void)state;
    for (long k = 0; st != LIA_OK && k < 100; k++) {
        lia_mem_fail_after(k);
        st = everything();
        assert_true(st == LIA_OK || st == LIA_ENOMEM);
        assert_int_equal(lia_mem_live(), 0);
    }
    lia_mem_fail_after(-1);
    assert_int_equal(st, LIA_OK);
}

static void test_utf8(void **state)
{
    (void)state;
    assert_true(lia_is_utf8("", 0));
    assert_true(lia_is_utf8("caf\xc3\xa9 \xf0\x9f\x98\x80", 10));
    assert_false(lia_is_utf8("caf\xe9", 4));
    assert_false(lia_is_utf8("\xc0\x80", 2));
    assert_false(lia_is_utf8("\xed\xa0\x80", 3));
    assert_false(lia_is_utf8("\xf4\x90\x80\x80", 4));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_good), cmocka_unit_test(test_bad),
        cmocka_unit_test(test_wanted_keys),
        cmocka_unit_test(test_depth), cmocka_unit_test(test_many_keys),
        cmocka_unit_test(test_nested_keys_are_bounded),
        cmocka_unit_test(test_split),
        cmocka_unit_test(test_every_allocation_may_fail),
        cmocka_unit_test(test_utf8)};

    return cmocka_run_group_tests(tests, NULL, NULL);
}
