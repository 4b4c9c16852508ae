/* From files to tables, to canonical files, to tables again: the second
 * writing gives the same bytes as the first, in every format, from rows in
 * any order.
 */
#include <stdio.h>
#include <sys/stat.h>

#include "support.h"

#include "liaison/convert.h"
#include "liaison/read.h"

static char folder[64];

static const char *place(const char *name)
{
    static char path[8][160];
    static int turn;

    turn = (turn + 1) % 8;
    snprintf(path[turn], sizeof path[turn], "%s/%s", folder, name);
    return path[turn];
}

static int make_folder(void **state)
{
    (void)state;
    strcpy(folder, "/tmp/liaison-test-XXXXXX");
    return mkdtemp(folder) == NULL || mkdir(place("in"), 0777) != 0 ||
           mkdir(place("turned"), 0777) != 0;
}

static int remove_folder(void **state)
{
    char command[128];

    (void)state;
    snprintf(command, sizeof command, "rm -r %s", folder);
    return system(command);
}

/* Header and rows of one input; turned: the rows from the last to the first. */
static void put(const char *name, const char *const *line, bool turned)
{
    char path[64];
    size_t count = 0;
    FILE *stream;

    snprintf(path, sizeof path, "%s/%s", turned ? "turned" : "in", name);
    stream = fopen(place(path), "w");
    assert_non_null(stream);
    while (line[count] != NULL)
        count++;
    for (size_t k = 0; k < count; k++) {
        fputs(line[turned && k > 0 ? count - k : k], stream);
        fputc('\n', stream);
    }
    fclose(stream);
}

static const char *const interactions[] = {
    "actor,object,target,time,action,author,weight,tags,content",
    "ada,p1,,2026-01-31T23:59:58Z,like,bo,1.5,red|blue,'=1+1",
    "@bo,p1,,2026-01-31T23:59:58.250Z,RT,bo,,,''=x",
    "\"c, y\",\"p \"\"2\"\"\",,2026-02-01,star,,-2,,\"two\nlines\"",
    "ada,,=dee,,reply,,,,'tis",
    "#e,p1,,2026-02-01 10:00,waved,,1e-9,,caf\xC3\xA9",
    "ada,p1,,2026-01-31T23:59:58Z,like,bo,1.5,red|blue,'=1+1", NULL};
static const char *const contacts[] = {
    "source,target,kind,since,weight",
    "ada,@bo,contact,2025-05-05,",
    "bo,ada,follow,,-3.25",
    "ada,bo,contact,,0.1", NULL};
static const char *const accounts[] = {
    "account,name,company,title,followers",
    "ada,'=Ada,\"Acme, Inc.\",Buyer,120",
    "zed,Zed,,\"Head of \"\"x\"\"\",", NULL};
static const char *const posts[] = {
    "post,author,time,tags,promoted",
    "p1,bo,2026-01-30T00:00:00Z,red,1",
    "p9,zed,,,0", NULL};
static const char *const targets[] = {
    "account,company,title,value,kind",
    "=ada,'=Acme,,1000,customer",
    ",Beta,'-5,-3,supplier", NULL};

static void put_inputs(bool turned)
{
    put("interactions.csv", interactions, turned);
    put("contacts.csv", contacts, turned);
    put("accounts.csv", accounts, turned);
    put("posts.csv", posts, turned);
    put("targets.csv", targets, turned);
}

static void convert(const char *from, const char *to, lia_format format)
{
    const char *inputs[] = {place(from)};
    lia_tables *tables = NULL;
    lia_error err = {0};

    if (lia_read(&tables, inputs, 1, NULL, &err) != LIA_OK)
        fail_msg("%s: %s", from, err.message);
    for (uint64_t k = 0; k < tables->reject_count; k++)
        print_message("%s: line %d: %s\n", from, (int)tables->reject[k].line,
                      tables->reject[k].detail);
    assert_int_equal(tables->reject_count, 0);
    if (lia_convert_folder(place(to), tables, format, NULL, &err) != LIA_OK)
        fail_msg("%s: %s", to, err.message);
    lia_tables_free(tables);
}

static void assert_same(const char *a, const char *b)
{
    char command[400];

    snprintf(command, sizeof command, "diff -r %s %s", place(a), place(b));
    assert_int_equal(system(command), 0);
}

static void test_the_same_bytes_again(void **state)
{
    (void)state;
    put_inputs(false);
    put_inputs(true);
    convert("in", "first", LIA_FORMAT_CSV);
    convert("turned", "other", LIA_FORMAT_CSV);
    assert_same("first", "other");
    convert("first", "again", LIA_FORMAT_CSV);
    assert_same("first", "again");
    convert("first", "tabs", LIA_FORMAT_TSV);
    convert("tabs", "from_tabs", LIA_FORMAT_CSV);
    assert_same("first", "from_tabs");
    convert("first", "lines", LIA_FORMAT_JSONL);
    convert("lines", "from_lines", LIA_FORMAT_CSV);
    assert_same("first", "from_lines");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_the_same_bytes_again),
    };
    return cmocka_run_group_tests(tests, make_folder, remove_folder);
}
