/* Manifests and configurations: what is written is compared as a whole, what
 * is read back is what was written; JSON documents with their corners.
 */
#include <cJSON.h>
#include <math.h>
#include <stdio.h>
#include <unistd.h>

#include "support.h"

#include "liaison/manifest.h"
#include "text/json_document.h"

static char folder[64];

static const char *place(const char *name)
{
    static char path[128];

    snprintf(path, sizeof path, "%s/%s", folder, name);
    return path;
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

static void put_file(const char *name, const char *text)
{
    FILE *stream = fopen(place(name), "w");

    assert_non_null(stream);
    fputs(text, stream);
    fclose(stream);
}

static char *take_file(const char *name)
{
    static char text[8192];
    FILE *stream = fopen(place(name), "r");

    assert_non_null(stream);
    text[fread(text, 1, sizeof text - 1, stream)] = '\0';
    fclose(stream);
    return text;
}

/* ---- documents ---- */

static void test_building(void **state)
{
    lia_document d;
    lia_node *list;
    char *text = NULL;
    size_t length = 0;

    (void)state;
    assert_int_equal(lia_document_new(&d, NULL), LIA_OK);
    lia_node_add_text(&d, d.root, "text", "a\"b\xFF");
    lia_node_add_text(&d, d.root, "nothing", NULL);
    lia_node_add_count(&d, d.root, "exact", (uint64_t)1 << 53);
    lia_node_add_count(&d, d.root, "large", ((uint64_t)1 << 53) + 1);
    lia_node_add_number(&d, d.root, "tenth", 0.1);
    lia_node_add_number(&d, d.root, "unknown", NAN);
    list = lia_node_add_array(&d, d.root, "list");
    lia_node_add_flag(&d, list, NULL, true);
    (void)lia_node_add_object(&d, list, NULL);
    assert_int_equal(lia_document_print(&text, &length, &d, NULL), LIA_OK);
    assert_string_equal(text,
        "{\n\t\"text\":\t\"a\\\"b\xEF\xBF\xBD\",\n\t\"nothing\":\tnull,\n"
        "\t\"exact\":\t9007199254740992,\n"
        "\t\"large\":\t\"9007199254740993\",\n\t\"tenth\":\t0.1,\n"
        "\t\"unknown\":\tnull,\n\t\"list\":\t[true, {\n\t\t}]\n}\n");
    assert_int_equal(length, strlen(text));
    lia_free(text);
    lia_document_free(&d);
}

static void test_reading(void **state)
{
    static const char text[] =
        "{\"Seed\":\"18446744073709551615\",\"seed\":7,\"half\":0.5,"
        "\"yes\":true,\"list\":[1,\"b\"],\"none\":null}";
    const lia_node *one;
    lia_document d;
    uint64_t count = 0;
    double number = 0;
    bool flag = false;

    (void)state;
    assert_int_equal(lia_document_parse(&d, "x", text, strlen(text), NULL), 0);
    assert_true(lia_node_count(&count, lia_node_get(d.root, "Seed")));
    assert_true(count == UINT64_MAX);
    assert_true(lia_node_count(&count, lia_node_get(d.root, "seed")));
    assert_int_equal(count, 7);
    assert_null(lia_node_get(d.root, "SEED"));
    assert_false(lia_node_count(&count, lia_node_get(d.root, "half")));
    assert_true(lia_node_number(&number, lia_node_get(d.root, "half")));
    assert_float_equal(number, 0.5, 0);
    assert_true(lia_node_flag(&flag, lia_node_get(d.root, "yes")) && flag);
    one = lia_node_first(lia_node_get(d.root, "list"));
    assert_int_equal(lia_node_kind_of(one), LIA_NODE_NUMBER);
    assert_string_equal(lia_node_text(lia_node_next(one)), "b");
    assert_null(lia_node_next(lia_node_next(one)));
    assert_int_equal(lia_node_kind_of(lia_node_get(d.root, "none")),
                     LIA_NODE_NULL);
    assert_int_equal(lia_node_kind_of(NULL), LIA_NODE_NONE);
    assert_null(lia_node_first(NULL));
    assert_null(lia_node_text(NULL));
    lia_document_free(&d);
}

static void assert_bad(const char *text, size_t length, const char *want)
{
    lia_document d = {NULL, false};
    lia_error err;

    assert_int_equal(lia_document_parse(&d, "c.json", text, length, &err),
                     LIA_EINPUT);
    assert_string_equal(err.message, want);
    assert_null(d.root);
}

static void test_mistakes_have_a_place(void **state)
{
    (void)state;
    assert_bad("{\n  \"a\": 1,\n  \"b\": x\n}", 22, "c.json:3:8: not JSON");
    assert_bad("[1]", 3, "c.json:1:1: not a JSON object");
    assert_bad("{\"a\":\"\xFF\"}", 9, "c.json:1:7: not UTF-8");
    assert_bad("{} x", 4, "c.json:1:3: not JSON");
    assert_bad("", 0, "c.json:1:1: not JSON");
}

/* ---- manifests ---- */

static const lia_setting options[] = {
    {"map", "actor=who"}, {"map", "object=what"}, {"top", "20"}};
static const char *const inputs[] = {"data/", "b.csv"};
static const char *const results[] = {"ties.csv"};
static const lia_timing timings[] = {{"read", 0.25}, {"measure", 1.5}};

static lia_tables *make_tables(void)
{
    lia_tables *t = NULL;

    assert_int_equal(lia_alloc_zero(&t, 1, sizeof *t, NULL), LIA_OK);
    assert_int_equal(lia_alloc_zero(&t->source, 1, sizeof *t->source, NULL), 0);
    t->source_count = 1;
    assert_int_equal(lia_copy_text(&t->source->path, "b.csv", 5, NULL), 0);
    assert_int_equal(lia_copy_text(&t->source->format, "csv", 3, NULL), 0);
    assert_int_equal(lia_copy_text(&t->source->encoding, "UTF-8", 5, NULL), 0);
    t->source->table = LIA_TABLE_CONTACTS;
    t->source->bytes = 120;
    t->source->rows = 9;
    t->source->rejected = 1;
    t->source->digest = 0xABCDEF;
    t->contacts.count = 9;
    t->accounts.names.count = 5;
    return t;
}

static lia_manifest make_manifest(const lia_tables *tables)
{
    return (lia_manifest){"report", inputs, 2, options, 3, 1, tables, folder,
                          results, 1, timings, 2};
}

static void test_manifest(void **state)
{
    lia_tables *tables = make_tables();
    lia_manifest m = make_manifest(tables);

    (void)state;
    put_file("ties.csv", "");
    assert_int_equal(lia_manifest_write(place("manifest.json"), &m, NULL),
                     LIA_OK);
    /* 2d06800538d394c2: XXH3 of nothing, from xxHash's own sanity tests */
    assert_string_equal(take_file("manifest.json"),
        "{\n\t\"schema\":\t\"liaison.manifest/1\",\n"
        "\t\"version\":\t\"" LIA_VERSION "\",\n"
        "\t\"command\":\t\"report\",\n"
        "\t\"inputs\":\t[\"data/\", \"b.csv\"],\n"
        "\t\"options\":\t{\n\t\t\"map\":\t[\"actor=who\", \"object=what\"],\n"
        "\t\t\"top\":\t\"20\"\n\t},\n\t\"seed\":\t1,\n"
        "\t\"sources\":\t[{\n\t\t\t\"path\":\t\"b.csv\",\n"
        "\t\t\t\"format\":\t\"csv\",\n\t\t\t\"encoding\":\t\"UTF-8\",\n"
        "\t\t\t\"table\":\t\"contacts\",\n\t\t\t\"bytes\":\t120,\n"
        "\t\t\t\"rows\":\t9,\n\t\t\t\"rejected\":\t1,\n"
        "\t\t\t\"digest\":\t\"0000000000abcdef\"\n\t\t}],\n"
        "\t\"tables\":\t{\n\t\t\"contacts\":\t9,\n\t\t\"accounts\":\t5\n\t},\n"
        "\t\"results\":\t[{\n\t\t\t\"file\":\t\"ties.csv\",\n"
        "\t\t\t\"bytes\":\t0,\n\t\t\t\"digest\":\t\"2d06800538d394c2\"\n"
        "\t\t}],\n\t\"timings\":\t{\n\t\t\"read\":\t0.25,\n"
        "\t\t\"measure\":\t1.5\n\t}\n}\n");
    lia_tables_free(tables);
}

static void assert_option(const lia_config *c, size_t k, const char *name,
                          const char *value)
{
    assert_true(k < c->option_count);
    assert_string_equal(c->options[k].name, name);
    assert_string_equal(c->options[k].value, value);
}

static void test_manifest_is_a_configuration(void **state)
{
    lia_config c;

    (void)state;
    assert_int_equal(lia_config_read(&c, place("manifest.json"), NULL), 0);
    assert_string_equal(c.command, "report");
    assert_int_equal(c.input_count, 2);
    assert_string_equal(c.inputs[0], "data/");
    assert_string_equal(c.inputs[1], "b.csv");
    assert_int_equal(c.option_count, 3);
    for (size_t k = 0; k < 3; k++)
        assert_option(&c, k, options[k].name, options[k].value);
    lia_config_free(&c);
}

static void test_configuration_by_hand(void **state)
{
    const long live = lia_mem_live();
    lia_config c;

    (void)state;
    put_file("liaison.json",
             "\xEF\xBB\xBF{ \"_\": \"a remark\", \"me\": \"ada\",\n"
             "\"to\": [\"company=Acme\", \"title~buyer\"], \"top\": 20,\n"
             "\"directed\": true, \"inputs\": \"data\" }\n");
    assert_int_equal(lia_config_read(&c, place("liaison.json"), NULL), LIA_OK);
    assert_null(c.command);
    assert_int_equal(c.input_count, 1);
    assert_string_equal(c.inputs[0], "data");
    assert_int_equal(c.option_count, 5);
    assert_option(&c, 0, "me", "ada");
    assert_option(&c, 1, "to", "company=Acme");
    assert_option(&c, 2, "to", "title~buyer");
    assert_option(&c, 3, "top", "20");
    assert_option(&c, 4, "directed", "true");
    lia_config_free(&c);
    assert_int_equal(lia_mem_live(), live);
}

static void test_configurations_that_cannot_be(void **state)
{
    lia_config c = {.option_count = 77};
    lia_error err;
    char want[256];

    (void)state;
    put_file("bad.json", "{\"me\": {\"name\": \"ada\"}}");
    assert_int_equal(lia_config_read(&c, place("bad.json"), &err), LIA_EINPUT);
    snprintf(want, sizeof want, "%s/bad.json: 'me' must be text, a number, "
             "true, false or a list of them", folder);
    assert_string_equal(err.message, want);
    assert_int_equal(lia_config_read(&c, place("no.json"), &err), LIA_EIO);
    assert_int_equal(lia_config_read(NULL, "x", &err), LIA_EARG);
    assert_int_equal(c.option_count, 77);
}

static void test_manifests_that_cannot_be(void **state)
{
    lia_manifest m = make_manifest(NULL);
    static const char *const missing[] = {"no.csv"};
    lia_error err;

    (void)state;
    m.results = missing;
    assert_int_equal(lia_manifest_write(place("m.json"), &m, &err), LIA_EIO);
    assert_non_null(strstr(err.message, "no.csv: cannot read: No such file"));
    assert_int_equal(access(place("m.json"), F_OK), -1);
    m.command = NULL;
    assert_int_equal(lia_manifest_write(place("m.json"), &m, &err), LIA_EARG);
}

/* ---- allocations: ours, then cJSON's ---- */

static void test_every_allocation_may_fail(void **state)
{
    lia_tables *tables = make_tables();
    lia_manifest m = make_manifest(tables);
    const long live = lia_mem_live();
    lia_status st = LIA_ENOMEM;

    (void)state;
    for (long k = 0; st != LIA_OK; k++) {
        assert_true(k < 100);
        lia_mem_fail_after(k);
        st = lia_manifest_write(place("m.json"), &m, NULL);
        lia_mem_fail_after(-1);
        assert_true(st == LIA_OK || st == LIA_ENOMEM);
        assert_int_equal(lia_mem_live(), live);
    }
    st = LIA_ENOMEM;
    for (long k = 0; st != LIA_OK; k++) {
        lia_config c = {NULL, NULL, 0, NULL, 0};
        assert_true(k < 100);
        lia_mem_fail_after(k);
        st = lia_config_read(&c, place("m.json"), NULL);
        lia_mem_fail_after(-1);
        assert_true(st == LIA_OK || st == LIA_ENOMEM);
        lia_config_free(&c);
        assert_int_equal(lia_mem_live(), live);
    }
    lia_tables_free(tables);
}

static long left_to_cjson, held_by_cjson;

static void *scarce(size_t size)
{
    if (left_to_cjson-- <= 0)
        return NULL;
    held_by_cjson++;
    return (malloc)(size);
}

static void give_back(void *block)
{
    held_by_cjson -= block != NULL;
    (free)(block);
}

static void test_cjson_may_run_out(void **state)
{
    cJSON_Hooks hooks = {scarce, give_back};
    lia_manifest m = make_manifest(NULL);
    lia_status st = LIA_ENOMEM;

    (void)state;
    cJSON_InitHooks(&hooks);
    for (long k = 0; st != LIA_OK; k++) {
        assert_true(k < 200);
        left_to_cjson = k;
        st = lia_manifest_write(place("m.json"), &m, NULL);
        assert_true(st == LIA_OK || st == LIA_ENOMEM);
        assert_int_equal(held_by_cjson, 0);
    }
    cJSON_InitHooks(NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_building),
        cmocka_unit_test(test_reading),
        cmocka_unit_test(test_mistakes_have_a_place),
        cmocka_unit_test(test_manifest),
        cmocka_unit_test(test_manifest_is_a_configuration),
        cmocka_unit_test(test_configuration_by_hand),
        cmocka_unit_test(test_configurations_that_cannot_be),
        cmocka_unit_test(test_manifests_that_cannot_be),
        cmocka_unit_test(test_every_allocation_may_fail),
        cmocka_unit_test(test_cjson_may_run_out),
    };
    return cmocka_run_group_tests(tests, make_folder, remove_folder);
}
