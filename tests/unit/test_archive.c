/* Archives: the same tables as from the files themselves, in whatever order
 * the members stand and however they are packed; damage is told, limits are
 * kept, nothing in a name is trusted. Expected values are closed: what was
 * packed must come out. (What other programs write is tested through the
 * program, tests/cli/test_archives.sh.)
 */
#include "reading.h"

#include <archive.h>
#include <archive_entry.h>
#include <locale.h>

#include "text/archive.h"
#include "text/archive_name.h"

typedef struct item {
    const char *name;
    const char *text;        /* NULL: `length` zeros                         */
    size_t length;           /* 0: strlen                                    */
    int type;                /* 0: AE_IFREG                                  */
} item;

enum { ROOM = 2 << 20 };
static char packed[ROOM];
static char big[400 << 10];

static const item data[] = {
    {"export/accounts.csv", "account,name\na,Ada\nb,Bo\n", 0, 0},
    {"export/acts.jsonl", "{\"actor\":\"a\",\"target\":\"b\",\"time\":"
                          "1700000000}\n{\"actor\":\"b\",\"target\":\"c\","
                          "\"time\":1700000100}\n", 0, 0},
    {"export/big.csv", big, 0, 0},
    {"export/picture.jpg", "\xff\xd8\xff", 0, 0},
    {"export/ties.csv", "source,target\na,b\nb,c\n,d\n", 0, 0},
};
enum { ITEMS = sizeof data / sizeof *data };

static void fill_big(void)
{
    size_t used = (size_t)sprintf(big, "actor,object,time,action\n");

    for (int k = 0; used < sizeof big - 100; k++)
        used += (size_t)sprintf(big + used, "user%d,post%d,%d,like\n",
                                k * 7919 % 5000, k % 997, 1700000000 + k);
}

/* kind: "zip", "tar", "tar.gz", "tar.zst". reversed: last member first. */
static size_t pack(const char *kind, const item *list, size_t count,
                   bool reversed)
{
    struct archive *a = archive_write_new();
    size_t used = 0;

    if (strcmp(kind, "zip") == 0)
        archive_write_set_format_zip(a);
    else
        archive_write_set_format_pax_restricted(a);
    if (strcmp(kind, "tar.gz") == 0)
        archive_write_add_filter_gzip(a);
    if (strcmp(kind, "tar.zst") == 0)
        archive_write_add_filter_zstd(a);
    archive_write_open_memory(a, packed, ROOM, &used);
    for (size_t k = 0; k < count; k++) {
        const item *it = &list[reversed ? count - 1 - k : k];
        struct archive_entry *e = archive_entry_new();
        const int type = it->type ? it->type : (int)AE_IFREG;
        size_t length = it->length ? it->length
                        : it->text ? strlen(it->text) : 0;
        archive_entry_set_pathname(e, it->name);
        archive_entry_set_filetype(e, (unsigned)type);
        archive_entry_set_perm(e, 0644);
        if (type == AE_IFLNK)
            archive_entry_set_symlink(e, it->text);
        archive_entry_set_size(e, type == AE_IFREG ? (la_int64_t)length : 0);
        assert_int_equal(archive_write_header(a, e), ARCHIVE_OK);
        for (size_t at = 0; type == AE_IFREG && at < length; at += 1 << 20) {
            static const char zeros[1 << 20];
            const size_t part = length - at < 1 << 20 ? length - at : 1 << 20;
            assert_int_equal(archive_write_data(
                a, it->text ? it->text + at : zeros, part), part);
        }
        archive_entry_free(e);
    }
    assert_int_equal(archive_write_close(a), ARCHIVE_OK);
    archive_write_free(a);
    return used;
}

static const char *put_packed(const char *name, const char *kind,
                              const item *list, size_t count, bool reversed)
{
    return put_bytes(name, packed, pack(kind, list, count, reversed));
}

static lia_tables *read_one(const char *path, int threads)
{
    lia_read_options options = LIA_READ_DEFAULTS;
    lia_tables *t = NULL;
    lia_error err = {.status = LIA_OK};

    options.run.threads = threads;
    if (lia_read(&t, &path, 1, &options, &err) != LIA_OK)
        fail_msg("%s: %s", path, err.message);
    return t;
}

#define SAME(a, b, count) \
    assert_memory_equal(a, b, (count) * sizeof *(a))

static void same_tables(const lia_tables *x, const lia_tables *y)
{
    const lia_interactions *i = &x->interactions, *j = &y->interactions;

    assert_int_equal(x->accounts.names.count, y->accounts.names.count);
    assert_memory_equal(x->accounts.names.bytes, y->accounts.names.bytes,
                        x->accounts.names.off[x->accounts.names.count]);
    assert_int_equal(i->count, j->count);
    SAME(i->actor, j->actor, i->count);
    SAME(i->target, j->target, i->count);
    SAME(i->object, j->object, i->count);
    SAME(i->time, j->time, i->count);
    assert_int_equal(x->contacts.count, y->contacts.count);
    SAME(x->contacts.source, y->contacts.source, x->contacts.count);
    assert_int_equal(x->source_count, y->source_count);
    assert_int_equal(x->reject_count, y->reject_count);
    for (uint64_t s = 0; s < x->source_count; s++) {
        const lia_source *a = &x->source[s], *b = &y->source[s];
        assert_string_equal(strrchr(a->path, '/'), strrchr(b->path, '/'));
        assert_string_equal(a->format, b->format);
        assert_int_equal(a->rows, b->rows);
        assert_int_equal(a->bytes, b->bytes);
        assert_true(a->digest == b->digest);
    }
    for (uint64_t r = 0; r < x->reject_count; r++) {
        assert_int_equal(x->reject[r].line, y->reject[r].line);
        assert_int_equal(x->reject[r].source, y->reject[r].source);
    }
}

static void test_the_same_as_the_files(void **state)
{
    static const char *const kinds[] = {"zip", "tar", "tar.gz", "tar.zst"};
    lia_tables *want;

    (void)state;
    fill_big();
    (void)mkdir(path_of("folder"), 0755);
    (void)mkdir(path_of("folder/export"), 0755);
    for (size_t k = 0; k < ITEMS; k++) {
        char name[100];
        snprintf(name, sizeof name, "folder/%s", data[k].name);
        put(name, data[k].text);
    }
    want = read_one(path_of("folder"), 1);
    assert_int_equal(want->source_count, ITEMS);
    for (size_t k = 0; k < 4; k++)
        for (int turn = 0; turn < 4; turn++) {
            char name[32];
            lia_tables *got;
            sprintf(name, "a.%s", turn == 3 ? "txt" : kinds[k]);
            got = read_one(put_packed(name, kinds[k], data, ITEMS, turn % 2),
                           turn / 2 + 1);
            same_tables(want, got);
            lia_tables_free(got);
        }
    done(want);
}

/* An archive in an archive gives what it gives alone; one level more is said
 * and left alone. */
static void test_one_level_deep(void **state)
{
    static char inner[ROOM], deep[ROOM];
    const size_t length = pack("tar.gz", data, ITEMS, true);
    lia_tables *t;
    size_t ignored = 0;

    (void)state;
    memcpy(inner, packed, length);
    const item two[] = {{"b.zip", "account\nx\n", 0, 0},
                        {"in.tgz", inner, length, 0}};
    const size_t outer = pack("zip", two, 2, false);
    memcpy(deep, packed, outer);
    t = read_one(put_bytes("nest.zip", packed, outer), 2);
    assert_int_equal(t->source_count, ITEMS + 1);
    assert_non_null(strstr(t->source[0].path, "nest.zip!b.zip"));
    assert_string_equal(t->source[0].format, "csv");
    assert_non_null(strstr(t->source[1].path,
                           "nest.zip!in.tgz!export/accounts.csv"));
    assert_int_equal(t->contacts.count, 2);
    done(t);

    const item three[] = {{"deep.zip", deep, outer, 0},
                          {"good.csv", "source,target\na,b\n", 0, 0}};
    t = read_one(put_packed("deep.zip", "tar", three, 2, false), 1);
    for (uint64_t s = 0; s < t->source_count; s++)
        ignored += strcmp(t->source[s].format, "ignored") == 0;
    assert_int_equal(t->source_count, 3);     /* b.zip, in.tgz, good.csv     */
    assert_int_equal(ignored, 1);
    assert_non_null(strstr(t->source[1].note, "two archives deep"));
    done(t);
}

static lia_status fails(char message[1000], const char *path)
{
    lia_tables *t = NULL;
    lia_error err = {.status = LIA_OK};
    lia_read_options options = LIA_READ_DEFAULTS;
    lia_status st;

    options.run.threads = 1;
    st = lia_read(&t, &path, 1, &options, &err);
    strcpy(message, err.message);
    lia_tables_free(t);
    assert_int_equal(lia_mem_live(), 0);
    return st;
}

/* Names are not trusted, links not followed; the rest is read. */
static void test_what_is_not_read_says_why(void **state)
{
    static const item odd[] = {
        {"../up.csv", "source,target\na,b\n", 0, 0},
        {"/etc/abs.csv", "source,target\na,b\n", 0, 0},
        {"a/../../b.csv", "source,target\na,b\n", 0, 0},
        {"link.csv", "/etc/passwd", 0, AE_IFLNK},
        {".hidden.csv", "source,target\na,b\n", 0, 0},
        {"__MACOSX/x.csv", "source,target\na,b\n", 0, 0},
        {"twice.csv", "source,target\na,b\n", 0, 0},
        {"twice.csv", "source,target\nc,d\nd,e\n", 0, 0},
        {"\xc3\xa9t\xc3\xa9.csv", "source,target\nx,y\n", 0, 0},
    };
    static const char *const why[] = {"leads out", "leads out", "leads out",
                                      "not followed", "stands behind"};
    lia_tables *t = read_one(put_packed("odd.tar", "tar", odd, 9, false), 1);
    size_t told = 0;

    (void)state;
    assert_int_equal(t->source_count, 7);     /* two hidden ones are not     */
    for (uint64_t s = 0; s < t->source_count; s++)
        if (strcmp(t->source[s].format, "ignored") == 0)
            assert_non_null(strstr(t->source[s].note, why[told++]));
    assert_int_equal(told, 5);
    assert_int_equal(t->contacts.count, 3);
    assert_non_null(strstr(t->source[6].path, "\xc3\xa9t\xc3\xa9.csv"));
    done(t);
}

static void test_an_archive_without_data_is_an_error(void **state)
{
    static const item junk[] = {{"a.jpg", "\xff\xd8", 0, 0},
                                {"link.csv", "/etc/passwd", 0, AE_IFLNK}};
    static const item book[] = {{"[Content_Types].xml", "<x/>", 0, 0},
                                {"xl/a.csv", "source,target\na,b\n", 0, 0}};
    static const item folder[] = {{"a/", "", 0, AE_IFDIR}};
    char message[1000];

    (void)state;
    assert_int_equal(fails(message, put_packed("a.zip", "zip", junk, 2, 0)),
                     LIA_EINPUT);
    assert_non_null(strstr(message, "no usable member in 2"));
    assert_int_equal(fails(message, put_packed("b.xlsx", "zip", book, 2, 0)),
                     LIA_EINPUT);
    assert_non_null(strstr(message, "save the sheet as CSV"));
    for (int k = 0; k < 2; k++) {
        assert_int_equal(fails(message, put_packed("c.zip", k ? "zip" : "tar",
                                                   folder, 1, 0)),
                         LIA_EINPUT);
        assert_non_null(strstr(message, "without a file"));
    }
}

/* Cut anywhere, a byte changed anywhere: an error, or all that was packed. */
static void check_damage(const char *kind, size_t step)
{
    static const item few[] = {
        {"a.csv", "source,target\na,b\nb,c\n", 0, 0},
        {"b.csv", "source,target\nc,d\nd,e\n", 0, 0}};
    const size_t length = pack(kind, few, 2, false);
    char message[1000];
    size_t told = 0, flips = 0;

    for (size_t cut = 8; cut < length; cut += step) {
        const char *path = put_bytes("cut", packed, cut);
        lia_status st = fails(message, path);
        if (st == LIA_OK) {          /* of a tar, zeros behind its end       */
            lia_tables *t = read_one(path, 1);
            assert_string_equal(kind, "tar");
            assert_int_equal(t->contacts.count, 4);
            done(t);
        }
    }
    for (size_t at = 8; at < length; at += step, flips++) {
        packed[at] ^= 0x10;
        told += fails(message, put_bytes("flip", packed, length)) != LIA_OK;
        packed[at] ^= 0x10;
    }
    assert_true(strcmp(kind, "tar") == 0 || told * 10 > flips * 3);
}

static void test_damage_is_told(void **state)
{
    (void)state;
    check_damage("zip", 3);
    check_damage("tar.gz", 3);
    check_damage("tar.zst", 3);
    check_damage("tar", 97);
}

/* A sum that does not fit is told before or while its rows are read. */
static void test_a_wrong_sum(void **state)
{
    static const item one[] = {{"a.csv", "source,target\na,b\nb,c\n", 0, 0}};
    char message[1000];
    size_t length = pack("zip", one, 1, false), hits = 0;

    (void)state;
    for (size_t k = 0; k + 4 < length; k++)
        if (memcmp(packed + k, "PK\1\2", 4) == 0) {
            packed[k + 16] ^= 1;     /* CRC-32 in the directory              */
            hits++;
        }
    assert_int_equal(hits, 1);
    assert_int_equal(fails(message, put_bytes("sum.zip", packed, length)),
                     LIA_EIO);
    assert_non_null(strstr(message, "damaged"));
}

/* 80 MB of zeros from 80 KB: beyond 200 times its size and 64 MiB. */
static void test_a_bomb(void **state)
{
    static const item bomb[] = {{"zeros.csv", NULL, 80 << 20, 0}};
    char message[1000];

    (void)state;
    assert_int_equal(fails(message, put_packed("b.tgz", "tar.gz", bomb, 1, 0)),
                     LIA_ELIMIT);
    assert_non_null(strstr(message, "zip bomb"));
    assert_non_null(strstr(message, "200 times"));
    assert_int_equal(fails(message, put_packed("b.zip", "zip", bomb, 1, 0)),
                     LIA_EINPUT);     /* zeros are no rows: refused sooner   */
}

static void test_names(void **state)
{
    static const struct { const char *name; bool out, hidden; } rows[] = {
        {"a/b.csv", false, false}, {"..", true, false}, {"a/..", true, false},
        {"a/..b", false, true}, {"a..b/c", false, false},
        {"\\\\host\\x", true, false}, {"a\\..\\b", true, false},
        {"C:\\x", true, false}, {"C:x", true, false}, {"/", true, false},
        {"a/.b/c", false, true}, {".", false, false}, {"__MACOSX/a", false,
        true}, {"x/__MACOSX", false, false}};
    char out[32], tight[9];

    (void)state;
    for (size_t k = 0; k < sizeof rows / sizeof *rows; k++) {
        assert_int_equal(lia_archive_leads_out(rows[k].name), rows[k].out);
        assert_int_equal(lia_archive_is_hidden(rows[k].name), rows[k].hidden);
    }
    lia_archive_clean(out, sizeof out, ".//./a.csv");
    assert_string_equal(out, "a.csv");
    lia_archive_clean(out, sizeof out, "\x82t\x82");     /* no UTF-8         */
    assert_string_equal(out, "\xe2\x80\x9at\xe2\x80\x9a");
    lia_archive_clean(out, sizeof out, "");
    assert_string_equal(out, "?");
    lia_archive_clean(tight, sizeof tight, "abcd\xc3\xa9" "fgh");
    assert_string_equal(tight, "abcd...");     /* never half a character     */
    assert_true(lia_archive_may_be("x/A.ZIP"));
    assert_false(lia_archive_may_be(".zip"));
    assert_false(lia_archive_may_be("a.csv"));
}

static void test_every_allocation_may_fail(void **state)
{
    static char inner[ROOM];
    const size_t length = pack("tar.gz", data, 2, false);
    lia_status st = LIA_ENOMEM;

    (void)state;
    memcpy(inner, packed, length);
    const item two[] = {{"in.tgz", inner, length, 0}, data[4], data[3]};
    const char *path = put_packed("all.zip", "zip", two, 3, false);
    for (long k = 0; st != LIA_OK && k < 3000; k++) {
        lia_read_options options = LIA_READ_DEFAULTS;
        lia_tables *t = NULL;
        options.run.threads = 1;
        lia_mem_fail_after(k);
        st = lia_read(&t, &path, 1, &options, NULL);
        lia_mem_fail_after(-1);
        assert_true(st == LIA_OK || (st == LIA_ENOMEM && t == NULL));
        lia_tables_free(t);
        assert_int_equal(lia_mem_live(), 0);
    }
    assert_int_equal(st, LIA_OK);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_the_same_as_the_files),
        cmocka_unit_test(test_one_level_deep),
        cmocka_unit_test(test_what_is_not_read_says_why),
        cmocka_unit_test(test_an_archive_without_data_is_an_error),
        cmocka_unit_test(test_damage_is_told),
        cmocka_unit_test(test_a_wrong_sum),
        cmocka_unit_test(test_a_bomb),
        cmocka_unit_test(test_names),
        cmocka_unit_test(test_every_allocation_may_fail),
    };
    (void)setlocale(LC_ALL, "C.UTF-8");   /* for the names that are packed */
    return cmocka_run_group_tests(tests, make_folder, drop_folder);
}
