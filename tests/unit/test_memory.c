/* test_memory.c - what an edge list costs on its way to a network: at most 20
 * bytes per tie beside the names, and 9 when it is there. A program of its own,
 * because the peak is that of the process.
 */
#include "reading.h"

enum { ACCOUNTS = 20000, TIES = 200000 };

/* Distinct pairs of numerals, scattered: a step of `far` through a ring of
 * accounts, far = 1 .. TIES / ACCOUNTS, numbered by a permutation. */
static const char *write_edges(void)
{
    const char *path = path_of("edges.txt");
    FILE *file = fopen(path, "w");

    assert_non_null(file);
    for (uint64_t far = 1; far <= TIES / ACCOUNTS; far++)
        for (uint64_t i = 0; i < ACCOUNTS; i++)
            fprintf(file, "%llu %llu\n",
                    (unsigned long long)(i * 7919 % ACCOUNTS),
                    (unsigned long long)((i + far) * 7919 % ACCOUNTS));
    assert_int_equal(fclose(file), 0);
    return path;
}

static void load(const char *path, int threads)
{
    lia_read_options o = LIA_READ_DEFAULTS;
    lia_projection_options p = LIA_PROJECTION_DEFAULTS;
    lia_tables *tables;
    lia_ties ties;

    o.lean = true;
    o.run.threads = p.run.threads = threads;
    p.consume = true;
    assert_int_equal(lia_read(&tables, &path, 1, &o, NULL), LIA_OK);
    assert_int_equal(lia_ties_from_tables(&ties, NULL, tables, &p, NULL), 0);
    assert_int_equal(ties.m, TIES);
    assert_int_equal(ties.n, ACCOUNTS);
    const uint64_t names = tables->accounts.names.off[ACCOUNTS] +
                           (ACCOUNTS + 1) * sizeof(uint64_t);
    assert_true(lia_mem_peak() <= 20 * (uint64_t)TIES + names);
    lia_tables_free(tables);
    assert_true(lia_mem_bytes() <= 9 * (uint64_t)TIES);
    lia_ties_free(&ties);
    assert_int_equal(lia_mem_live(), 0);
}

static void test_bytes_per_tie(void **state)
{
    const char *path = write_edges();

    (void)state;
    load(path, 1);
    load(path, 2);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_bytes_per_tie),
    };
    return cmocka_run_group_tests(tests, make_folder, drop_folder);
}
