/* Records of delimited text: known cases, a byte-by-byte twin on garbage, and
 * the same records for any cut into chunks. Expected values of the cases are
 * closed: RFC 4180 and the contract of csv.h.
 */
#include <stdio.h>

#include "support.h"
#include "text/csv.h"
#include "text/scan.h"

/* A growing text that records are written into, to compare them. */
typedef struct paper {
    char *text;
    size_t length, room;
} paper;

static void put(paper *p, const char *text, size_t length)
{
    if (p->length + length + 1 > p->room) {
        p->room = (p->length + length + 1) * 2;
        p->text = realloc(p->text, p->room);
    }
    memcpy(p->text + p->length, text, length);
    p->length += length;
    p->text[p->length] = '\0';
}

static void put_number(paper *p, const char *before, uint64_t value)
{
    char out[40];

    put(p, out, (size_t)snprintf(out, sizeof out, "%s%llu", before,
                                 (unsigned long long)value));
}

static void put_record(paper *p, lia_record_state state, const lia_record *r)
{
    put(p, &"EO_QNL"[state], 1);
    put_number(p, "", r->line);
    for (uint32_t k = 0; k < r->count; k++) {
        put_number(p, r->field[k].quoted ? " q" : " ", r->field[k].column);
        put(p, "<", 1);
        put(p, r->field[k].text, r->field[k].length);
        put(p, ">", 1);
    }
    if (state != LIA_RECORD_OK) {
        put(p, " <", 2);
        put(p, r->raw, r->raw_length);
        put(p, ">", 1);
    }
    put(p, "\n", 1);
}

static void read_chunk(paper *p, lia_csv *csv, const char *text,
                       size_t length, uint64_t line)
{
    lia_record_state state = LIA_RECORD_OK;
    char *copy = malloc(length + 1);   /* so that asan sees the end          */

    memcpy(copy, text, length);
    lia_csv_feed(csv, copy, length, line);
    for (;;) {
        lia_record record = {0};
        assert_int_equal(lia_csv_next(&state, &record, csv, NULL), LIA_OK);
        if (state == LIA_RECORD_END)
            break;
        put_record(p, state, &record);
    }
    free(copy);
}

/* want 0: in one piece. */
static paper read_all(const char *text, size_t length, const lia_dialect *d,
                      size_t want)
{
    paper p = {0};
    lia_csv *csv = NULL;
    lia_cut cut = lia_dialect_cut(d);
    uint64_t line = 1;

    put(&p, "", 0);
    assert_int_equal(lia_csv_open(&csv, d, NULL), LIA_OK);
    while (length > 0) {
        size_t size = want ? lia_scan_cut(text, length, want, true, &cut)
                           : length;
        assert_in_range(size, 1, length);
        read_chunk(&p, csv, text, size, line);
        line += lia_scan_lines(text, size);
        text += size;
        length -= size;
    }
    lia_csv_close(csv);
    return p;
}

/* The slow twin: the rules of csv.h and scan.h, one byte after the other. */
typedef struct twin {
    const char *text;
    size_t length, zone;
    lia_dialect d;
} twin;

static bool ends_line(const twin *t, size_t at)
{
    return at == t->length || t->text[at] == '\n' || t->text[at] == '\r';
}

static size_t line_end(const twin *t, size_t at)
{
    while (!ends_line(t, at))
        at++;
    return at;
}

static size_t behind(const twin *t, size_t at)
{
    if (at < t->length && t->text[at] == '\r' && at + 1 < t->length &&
        t->text[at + 1] == '\n')
        return at + 2;
    return at < t->length ? at + 1 : at;
}

static bool parts(const twin *t, char c)
{
    return c == t->d.delimiter || (t->d.delimiter == ' ' && c == '\t');
}

/* Fields from `at` on; the end of the record, or SIZE_MAX if a quote is not
 * closed (*doubt is its place). */
static size_t twin_record(paper *p, const twin *t, size_t at, size_t *doubt,
                          bool *any)
{
    size_t start = at, line = at;

    for (;; at++) {
        paper field = {0};
        bool quoted = false;
        size_t column;

        while (t->d.delimiter == ' ' && at < t->length &&
               parts(t, t->text[at]))
            at++;
        if (t->d.delimiter == ' ' && ends_line(t, at))
            return at;
        column = at - line + 1;
        if (at < t->length && t->d.quote && t->text[at] == t->d.quote) {
            *doubt = at++;
            quoted = true;
            for (;; at++) {
                if (at == t->length || (start < t->zone && ends_line(t, at))) {
                    free(field.text);
                    return SIZE_MAX;
                }
                char c = t->text[at], next = at + 1 < t->length
                                               ? t->text[at + 1] : 'x';
                if (c == '\n' || (c == '\r' && next != '\n'))
                    line = at + 1;
                if (t->d.backslash_escapes && c == '\\' &&
                    (next == '"' || next == '\\') && at + 1 < t->length)
                    at++;
                else if (c == '"' && next == '"')
                    at++;
                else if (c == '"')
                    break;
                put(&field, &t->text[at], 1);
            }
            at++;
        }
        for (; !ends_line(t, at) && !parts(t, t->text[at]); at++)
            put(&field, &t->text[at], 1);
        put_number(p, quoted ? " q" : " ", column);
        put(p, "<", 1);
        put(p, field.text ? field.text : "", field.length);
        put(p, ">", 1);
        free(field.text);
        *any = true;
        if (ends_line(t, at))
            return at;
    }
}

static paper twin_all(const char *text, size_t length, const lia_dialect *d)
{
    twin t = {text, length, 0, *d};
    paper p = {0};
    uint64_t line = 1;

    put(&p, "", 0);
    for (size_t at = 0; at < length;) {
        paper fields = {0};
        size_t doubt = at, stop = line_end(&t, at);
        bool any = false;
        char state = '_';

        put(&fields, "", 0);
        if (stop > at && !(d->comments &&
                           (text[at] == '#' || text[at] == '%'))) {
            size_t end = twin_record(&fields, &t, at, &doubt, &any);
            if (end == SIZE_MAX) {
                state = 'Q';
                if (at >= t.zone)
                    t.zone = behind(&t, line_end(&t, doubt));
            } else {
                stop = end;
                state = memchr(text + at, '\0', stop - at) ? 'N'
                      : any ? 'O' : '_';
            }
        }
        put(&p, &state, 1);
        put_number(&p, "", line);
        if (state == 'O') {
            put(&p, fields.text, fields.length);
        } else {
            put(&p, " <", 2);
            put(&p, text + at, stop - at);
            put(&p, ">", 1);
        }
        put(&p, "\n", 1);
        free(fields.text);
        for (size_t k = at; k < stop; k++)
            line += text[k] == '\n' || (text[k] == '\r' &&
                    (k + 1 == length || text[k + 1] != '\n'));
        line++;
        at = behind(&t, stop);
    }
    return p;
}

static const lia_dialect comma = {',', '"', false, false};
static const lia_dialect escaped = {',', '"', true, false};
static const lia_dialect bare = {',', 0, false, false};
static const lia_dialect blanks = {' ', '"', false, true};
static const lia_dialect tabs = {'\t', '"', true, true};

static const struct {
    const lia_dialect *d;
    const char *text, *records;
} cases[] = {
    {&comma, "", ""},
    {&comma, "a,b\nc,d\n", "O1 1<a> 3<b>\nO2 1<c> 3<d>\n"},
    {&comma, "a,b\r\nc,d\re,f", "O1 1<a> 3<b>\nO2 1<c> 3<d>\nO3 1<e> 3<f>\n"},
    {&comma, ",\n", "O1 1<> 2<>\n"}, {&comma, ",", "O1 1<> 2<>\n"},
    {&comma, "a\n\n\r\nb", "O1 1<a>\n_2 <>\n_3 <>\nO4 1<b>\n"},
    {&comma, "\"a,b\",c", "O1 q1<a,b> 7<c>\n"},
    {&comma, "\"a\"\"b\",\"\"", "O1 q1<a\"b> q8<>\n"},
    {&comma, "\"a\nb\",c\nd", "O1 q1<a\nb> 4<c>\nO3 1<d>\n"},
    {&comma, "\"a\r\nb\rc\",d", "O1 q1<a\r\nb\rc> 4<d>\n"},
    {&comma, "x,\"a\n\",y,\"\n\",z", "O1 1<x> q3<a\n> 3<y> q5<\n> 3<z>\n"},
    {&comma, "a\"b,c\"\n", "O1 1<a\"b> 5<c\">\n"},
    {&comma, "\"a\"b,\"c\" \"d\"\n", "O1 q1<ab> q6<c \"d\">\n"},
    {&comma, "a,\"b\nc,d\ne\n", "Q1 <a,\"b>\nO2 1<c> 3<d>\nO3 1<e>\n"},
    {&comma, "\"", "Q1 <\">\n"}, {&comma, "\"\"", "O1 q1<>\n"},
    {&comma, "\"\"\"", "Q1 <\"\"\">\n"},
    /* The zone of doubt: the second line could not be told from the first. */
    {&comma, "\"a\nb\",\"c\nd\n",
     "Q1 <\"a>\nQ2 <b\",\"c>\nO3 1<d>\n"},
    {&comma, "\"a\nb\",\"c\n\"d\"\n",
     "O1 q1<a\nb> q4<c\nd\">\n"},
    {&escaped, "\"a\\\"b\",\"c\"\"d\"", "O1 q1<a\"b> q8<c\"d>\n"},
    {&escaped, "\"a\\\\\",b", "O1 q1<a\\> 7<b>\n"},
    {&escaped, "\"a\\nb\",c\\\"d", "O1 q1<a\\nb> 8<c\\\"d>\n"},
    {&comma, "\"a\\\",b", "O1 q1<a\\> 6<b>\n"},
    {&bare, "\"a,b\"\n", "O1 1<\"a> 4<b\">\n"},
    {&comma, "#a,b\n", "O1 1<#a> 4<b>\n"},
    {&blanks, "# c \"\n% c\n1 2\n", "_1 <# c \">\n_2 <% c>\nO3 1<1> 3<2>\n"},
    {&blanks, "  1 \t 2  \n \t\n3", "O1 3<1> 7<2>\n_2 < \t>\nO3 1<3>\n"},
    {&blanks, "\"a b\"  c\n", "O1 q1<a b> 8<c>\n"},
    {&tabs, "a b\tc\t\t\n", "O1 1<a b> 5<c> 7<> 8<>\n"},
};

static void test_cases(void **state)
{
    (void)state;
    for (size_t k = 0; k < sizeof cases / sizeof *cases; k++) {
        paper p = read_all(cases[k].text, strlen(cases[k].text), cases[k].d,
                           0);
        assert_string_equal(p.text, cases[k].records);
        free(p.text);
    }
    assert_int_equal(lia_mem_live(), 0);
}

static void test_nul(void **state)
{
    static const char text[] = "a,b\nc\0d,e\n\"\0\"\nf\n";
    static const char want[] = "O1 1<a> 3<b>\nN2 <c\0d,e>\nN3 <\"\0\">\n"
                               "O4 1<f>\n";
    paper p = read_all(text, sizeof text - 1, &comma, 0);

    (void)state;
    assert_int_equal(p.length, sizeof want - 1);
    assert_memory_equal(p.text, want, sizeof want);
    free(p.text);
}

/* More than a block of fields, and fields longer than blocks. */
static void test_long_records(void **state)
{
    char text[3000], want[9000] = "O1";
    size_t n = 0, w = 2;

    (void)state;
    for (int k = 0; k < 100; k++) {
        w += (size_t)sprintf(want + w, " %zu<", n + 1);
        for (int i = 0; i < k % 17; i++) {
            text[n++] = (char)('a' + i);
            want[w++] = (char)('a' + i);
        }
        want[w++] = '>';
        text[n++] = k < 99 ? ',' : '\n';
    }
    strcpy(want + w, "\n");
    paper p = read_all(text, n, &comma, 0);
    assert_string_equal(p.text, want);
    free(p.text);
}

static size_t garbage(char *text, size_t most, uint64_t *seed)
{
    static const char *const alphabets[] = {
        "ab,\"\n", "a,\"\"\"\n\n", "a,\"\\\n\r", "a \t\"\n#%", "a,\"\n\r\\#\t ",
        "ab,,,,\n", "aaaaaaaaaaaa,\"\n"};
    const char *alphabet = alphabets[test_random(seed) % 7];
    size_t letters = strlen(alphabet), n = test_random(seed) % (most + 1);

    for (size_t k = 0; k < n; k++)
        text[k] = test_random(seed) % 400 == 0
                      ? '\0' : alphabet[test_random(seed) % letters];
    return n;
}

static void compare(const paper *got, const paper *want, const char *text,
                    size_t n, const char *what)
{
    if (got->length != want->length ||
        memcmp(got->text, want->text, got->length) != 0)
        print_error("%s of <%.*s>\n--- got\n%s--- want\n%s", what, (int)n,
                    text, got->text, want->text);
    assert_int_equal(got->length, want->length);
    assert_memory_equal(got->text, want->text, got->length);
}

static void test_twin_and_any_cut(void **state)
{
    const lia_dialect *all[] = {&comma, &escaped, &bare, &blanks, &tabs};
    static char text[2000];
    uint64_t seed = 11;

    (void)state;
    for (int round = 0; round < 30000; round++) {
        size_t n = garbage(text, round % 50 ? 60 : 2000, &seed);
        const lia_dialect *d = all[test_random(&seed) % 5];
        paper want = twin_all(text, n, d), whole = read_all(text, n, d, 0);
        paper cut = read_all(text, n, d, 1 + test_random(&seed) % 40);

        compare(&whole, &want, text, n, "one piece");
        compare(&cut, &want, text, n, "pieces");
        free(want.text);
        free(whole.text);
        free(cut.text);
    }
    assert_int_equal(lia_mem_live(), 0);
}

/* Text that is not there yet never changes a cut: the cut of a beginning is 0
 * or a cut of the whole. */
static void test_cut_of_a_beginning(void **state)
{
    static char text[300];
    uint64_t seed = 13;

    (void)state;
    for (int round = 0; round < 20000; round++) {
        size_t n = garbage(text, 300, &seed), want = 1 + n / 4;
        lia_cut cut = lia_dialect_cut(round % 2 ? &escaped : &blanks);
        size_t seen = n ? test_random(&seed) % n : 0;
        size_t size = lia_scan_cut(text, seen, want, false, &cut);
        if (size == 0)
            continue;
        char *copy = malloc(seen);
        memcpy(copy, text, seen);
        assert_int_equal(lia_scan_cut(copy, seen, want, false, &cut), size);
        free(copy);
        /* what was cut off is a whole chunk to a cutter that sees all */
        assert_int_equal(lia_scan_cut(text, n, size, true, &cut), size);
    }
}

/* Lines in which every quote closes the one of the line before. */
static void test_chains_of_quotes_are_linear(void **state)
{
    size_t lines = 200000, n = 3, records = 0;
    char *text = test_malloc(lines * 6 + 3);
    lia_csv *csv = NULL;
    lia_record record;
    lia_record_state s = LIA_RECORD_OK;

    (void)state;
    memcpy(text, "\"a\n", 3);
    for (size_t k = 0; k < lines; k++, n += 6)
        memcpy(text + n, "b\",\"a\n", 6);
    assert_int_equal(lia_csv_open(&csv, &comma, NULL), 0);
    lia_csv_feed(csv, text, n, 1);
    while (s != LIA_RECORD_END) {
        assert_int_equal(lia_csv_next(&s, &record, csv, NULL), 0);
        records += s == LIA_RECORD_BAD_QUOTE;
    }
    assert_int_equal(records, lines + 1);
    assert_int_equal(record.line, lines + 1);
    lia_csv_close(csv);
    test_free(text);
}

static lia_record_state next(lia_csv *csv, lia_record *record)
{
    lia_record_state state;

    assert_int_equal(lia_csv_next(&state, record, csv, NULL), LIA_OK);
    return state;
}

/* 4 MiB of a field, 64 MiB of a record: the limits to the byte. */
static void test_limits(void **state)
{
    size_t n = ((size_t)64 << 20) + 100, mib4 = (size_t)4 << 20;
    char *text = test_malloc(n);
    lia_csv *csv = NULL;
    lia_record r;
    lia_cut cut = lia_dialect_cut(&comma);

    (void)state;
    assert_int_equal(lia_csv_open(&csv, &comma, NULL), 0);
    memset(text, 'x', n);
    text[mib4] = '\n';
    text[2 * mib4 + 2] = '\n';
    lia_csv_feed(csv, text, 3 * mib4, 1);
    assert_int_equal(next(csv, &r), LIA_RECORD_OK);
    assert_int_equal(r.field[0].length, mib4);
    assert_int_equal(next(csv, &r), LIA_RECORD_LONG);
    assert_int_equal(r.raw_length, mib4 + 1);
    assert_int_equal(r.line, 2);
    assert_int_equal(next(csv, &r), LIA_RECORD_OK);

    /* closed on the last byte of the 64 MiB, then one behind */
    for (int late = 0; late < 2; late++) {
        memset(text, 'x', n);
        text[0] = '"';
        text[9] = '\n';
        text[LIA_SCAN_RECORD - 1 + late] = '"';
        text[LIA_SCAN_RECORD + late] = '\n';
        lia_csv_feed(csv, text, n, 1);
        assert_int_equal(next(csv, &r),
                         late ? LIA_RECORD_BAD_QUOTE : LIA_RECORD_LONG);
        assert_int_equal(lia_scan_cut(text, n, 5, true, &cut),
                         late ? 10 : LIA_SCAN_RECORD + 1);
        assert_int_equal(lia_scan_cut(text, LIA_SCAN_RECORD - 2, 5, false,
                                      &cut), 0);
        assert_int_equal(next(csv, &r), late ? LIA_RECORD_LONG
                                             : LIA_RECORD_OK);
    }
    lia_csv_close(csv);
    test_free(text);
}

static const struct {
    const char *text;
    char delimiter;
    bool backslash, comments;
} heads[] = {
    {"", ',', false, false}, {"one\ntwo\n", ',', false, false},
    {"a,b\n1,2\n", ',', false, false}, {"a;b\n1,5;2\n1;2,5\n", ';', 0, 0},
    {"a\tb c\n1\t2\n", '\t', false, false}, {"a|b\n1|2\n", '|', false, false},
    {"# nodes\n1 2\n2 3\n", ' ', false, true},
    {"% m\n1\t2\n2\t3\n", '\t', false, true},
    {"#a,b\n1,2\n", ',', false, false},
    {"1  2\n3 4\n", ' ', false, false},
    {"a b,c d\ne f,g\n", ',', false, false},
    {"a;\"x,y,z\"\nb;\"x,y,z\"\n", ';', false, false},
    {"\"a \\\"b\\\" c\",d\n1,2\n", ',', true, false},
    {"\"C:\\\",d\n1,2\n", ',', false, false},
    {"a,\"b", ',', false, false}, {"a;b", ';', false, false},
    {"a,b\n1,2\n1,\"2;3;4;5;6", ',', false, false},
};

static void test_guess(void **state)
{
    (void)state;
    for (size_t k = 0; k < sizeof heads / sizeof *heads; k++) {
        lia_dialect d = lia_dialect_guess(heads[k].text,
                                          strlen(heads[k].text));
        if (d.delimiter != heads[k].delimiter)
            print_error("head %zu\n", k);
        assert_int_equal(d.delimiter, heads[k].delimiter);
        assert_int_equal(d.quote, '"');
        assert_int_equal(d.backslash_escapes, heads[k].backslash);
        assert_int_equal(d.comments, heads[k].comments);
    }
}

static lia_status read_hard_text(const char *text, size_t length)
{
    lia_status st = LIA_OK;
    lia_csv *csv = NULL;
    lia_record record;
    lia_record_state s = LIA_RECORD_OK;

    LIA_TRY(lia_csv_open(&csv, &comma, NULL));
    lia_csv_feed(csv, text, length, 1);
    while (s != LIA_RECORD_END)
        LIA_TRY(lia_csv_next(&s, &record, csv, NULL));
done:
    lia_csv_close(csv);
    return st;
}

static void test_every_allocation_may_fail(void **state)
{
    lia_status st = LIA_ENOMEM;
    char text[20000];
    size_t n = 0;

    (void)state;
    for (int k = 0; k < 1000; k++, n += 13)
        memcpy(text + n, ",\"a\"\"bbbbbbb\"", 13);
    for (long k = 0; st != LIA_OK && k < 100; k++) {
        lia_mem_fail_after(k);
        st = read_hard_text(text, n);
        assert_true(st == LIA_OK || st == LIA_ENOMEM);
        assert_int_equal(lia_mem_live(), 0);
    }
    lia_mem_fail_after(-1);
    assert_int_equal(st, LIA_OK);
}

static void test_lines(void **state)
{
    char text[5000];
    uint64_t seed = 17;

    (void)state;
    for (int round = 0; round < 2000; round++) {
        size_t n = garbage(text, 5000, &seed);
        uint64_t want = 0;
        for (size_t k = 0; k < n; k++)
            want += text[k] == '\n' ||
                    (text[k] == '\r' && (k + 1 == n || text[k + 1] != '\n'));
        assert_int_equal(lia_scan_lines(text, n), want);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_cases), cmocka_unit_test(test_nul),
        cmocka_unit_test(test_long_records),
        cmocka_unit_test(test_twin_and_any_cut),
        cmocka_unit_test(test_cut_of_a_beginning),
        cmocka_unit_test(test_chains_of_quotes_are_linear),
        cmocka_unit_test(test_limits), cmocka_unit_test(test_guess),
        cmocka_unit_test(test_every_allocation_may_fail),
        cmocka_unit_test(test_lines)};

    return cmocka_run_group_tests(tests, NULL, NULL);
}
