/* report/write_file.c - tables to paths: complete, or not at all. */
#include "report/atomic_file.h"
#include "report/rows.h"

lia_status lia_write_table_file(const char *path, const lia_ranked *table,
                                lia_format format,
                                const lia_write_options *options,
                                lia_error *err)
{
    lia_atomic_file file;
    lia_status st;

    if (path == NULL || table == NULL)
        return lia_fail(err, LIA_EARG, "nothing to write, or nowhere");
    if (format == LIA_FORMAT_SQLITE)
        return lia_write_database(path, &table, 1, err);
    st = lia_atomic_open(&file, path, err);
    if (st != LIA_OK)
        return st;
    st = lia_write_table(file.stream, table, format, options, err);
    return lia_atomic_finish(&file, st, err);
}
