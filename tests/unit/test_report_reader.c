/* What the CSV and TSV writers write, the library's own reader reads: every
 * field comes back byte for byte.
 */
#include <stdio.h>

#include "support.h"

#include "liaison/report.h"
#include "text/cell.h"
#include "text/csv.h"

enum { NAMES = 4000, LONGEST = 6, BYTES = NAMES * LONGEST };

/* What delimits, quotes, ends lines, begins comments and formulas. */
static const char letters[] = ",\"\n\r\t='x#\\;| ";

static lia_names random_names(uint64_t seed)
{
    lia_names names = {.count = NAMES};

    names.off = test_malloc((NAMES + 1) * sizeof *names.off);
    names.bytes = test_malloc(BYTES);
    names.off[0] = 0;
    for (uint32_t i = 0; i < NAMES; i++) {
        const uint64_t n = test_random(&seed) % (LONGEST + 1);
        uint64_t at = names.off[i];
        for (uint64_t k = 0; k < n; k++)
            names.bytes[at++] =
                letters[test_random(&seed) % (sizeof letters - 1)];
        names.off[i + 1] = at;
    }
    return names;
}

static lia_ranked table_of(const lia_names *names, uint32_t *id,
                           uint32_t columns)
{
    lia_ranked t = {.name = "x", .rows = NAMES / columns};

    for (uint32_t i = 0; i < NAMES; i++)
        id[i] = i;
    for (uint32_t c = 0; c < columns; c++) {
        lia_column *column = lia_ranked_add(
            &t, c % 2 ? "name" : "account",
            c % 2 ? LIA_COLUMN_TEXT : LIA_COLUMN_ID, id + c);
        column->names = names;
        column->stride = columns;
    }
    return t;
}

static void assert_field(const lia_names *names, uint32_t id, bool is_text,
                         const lia_field *field)
{
    const char *text = field->text, *want;
    size_t length = field->length, want_length;

    if (is_text)
        lia_cell_unescape(&text, &length);
    want = lia_name(names, id, &want_length);
    assert_int_equal(length, want_length);
    assert_memory_equal(text, want, length);
}

static void read_back(const char *text, size_t length, char delimiter,
                      const lia_names *names, uint32_t columns)
{
    const lia_dialect dialect = {.delimiter = delimiter, .quote = '"'};
    lia_record_state got = LIA_RECORD_OK;
    lia_record record;
    lia_csv *csv = NULL;
    uint32_t id = 0;

    assert_int_equal(lia_csv_open(&csv, &dialect, NULL), LIA_OK);
    lia_csv_feed(csv, text, length, 1);
    assert_int_equal(lia_csv_next(&got, &record, csv, NULL), LIA_OK);
    assert_int_equal(record.count, columns);               /* the header     */
    for (uint32_t r = 0; r < NAMES / columns; r++) {
        assert_int_equal(lia_csv_next(&got, &record, csv, NULL), LIA_OK);
        assert_int_equal(got, LIA_RECORD_OK);
        assert_int_equal(record.count, columns);
        for (uint32_t c = 0; c < columns; c++)
            assert_field(names, id++, c % 2, &record.field[c]);
    }
    assert_int_equal(lia_csv_next(&got, &record, csv, NULL), LIA_OK);
    assert_int_equal(got, LIA_RECORD_END);
    lia_csv_close(csv);
}

static void check(char delimiter, uint32_t columns, uint64_t seed)
{
    lia_names names = random_names(seed);
    uint32_t *id = test_malloc(NAMES * sizeof *id);
    lia_ranked t = table_of(&names, id, columns);
    char *text = NULL;
    size_t length = 0;
    FILE *stream = open_memstream(&text, &length);

    assert_int_equal(lia_write_table(stream, &t, delimiter == ','
                         ? LIA_FORMAT_CSV : LIA_FORMAT_TSV, NULL, NULL), 0);
    fclose(stream);
    read_back(text, length, delimiter, &names, columns);
    (free)(text);
    test_free(id);
    test_free(names.off);
    test_free(names.bytes);
}

static void test_every_cell_comes_back(void **state)
{
    (void)state;
    for (uint64_t seed = 1; seed < 6; seed++)
        for (uint32_t columns = 1; columns < 5; columns++) {
            check(',', columns, seed);
            check('\t', columns, seed);
        }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_every_cell_comes_back),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
