/* report/convert.c - canonical tables into a folder, a file, a database. */
#include "liaison/convert.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#include "base/mem.h"

/* "interactions, contacts" */
static void list_tables(char *out, size_t room, const lia_tables *tables)
{
    size_t used = 0;

    out[0] = '\0';
    for (int t = 0; t < LIA_TABLE_COUNT; t++)
        if (lia_tables_have(tables, (lia_table)t) && used < room)
            used += (size_t)snprintf(out + used, room - used, "%s%s",
                                     used ? ", " : "",
                                     lia_table_name((lia_table)t));
}

static int count_tables(const lia_tables *tables, lia_table *last)
{
    int count = 0;

    for (int t = 0; t < LIA_TABLE_COUNT; t++)
        if (lia_tables_have(tables, (lia_table)t)) {
            *last = (lia_table)t;
            count++;
        }
    return count;
}

static lia_status nothing(lia_error *err)
{
    return lia_fail(err, LIA_ECANNOT, "the inputs hold no table to convert");
}

static lia_status write_one(const char *path, const lia_tables *tables,
                            lia_table which, lia_format format,
                            const lia_run *run, lia_error *err)
{
    lia_canonical c;
    lia_status st = lia_canonical_table(&c, tables, which, run, err);

    if (st != LIA_OK)
        return st;
    st = lia_write_table_file(path, &c.table, format, NULL, err);
    lia_canonical_free(&c);
    return st;
}

static lia_status write_database(const char *path, const lia_tables *tables,
                                 const lia_run *run, lia_error *err)
{
    const lia_ranked *list[LIA_TABLE_COUNT];
    lia_canonical *c = NULL;
    lia_status st = LIA_OK;
    size_t count = 0;

    LIA_TRY(lia_alloc_zero(&c, LIA_TABLE_COUNT, sizeof *c, err));
    for (int t = 0; t < LIA_TABLE_COUNT; t++) {
        if (!lia_tables_have(tables, (lia_table)t))
            continue;
        LIA_TRY(lia_canonical_table(&c[count], tables, (lia_table)t, run, err));
        list[count] = &c[count].table;
        count++;
    }
    LIA_TRY(lia_write_database(path, list, count, err));
done:
    for (size_t k = 0; k < count; k++)
        lia_canonical_free(&c[k]);
    lia_free(c);
    return st;
}

lia_status lia_convert_file(const char *path, const lia_tables *tables,
                            lia_table which, lia_format format,
                            const lia_run *run, lia_error *err)
{
    lia_table only = LIA_TABLE_COUNT;
    char names[300];
    int count;

    if (path == NULL || tables == NULL)
        return lia_fail(err, LIA_EARG, "nothing to write, or nowhere");
    if (which != LIA_TABLE_COUNT)
        return write_one(path, tables, which, format, run, err);
    count = count_tables(tables, &only);
    if (count == 0)
        return nothing(err);
    if (format == LIA_FORMAT_SQLITE)
        return write_database(path, tables, run, err);
    if (count == 1)
        return write_one(path, tables, only, format, run, err);
    list_tables(names, sizeof names, tables);
    return lia_fail(err, LIA_EARG,
                    "%s: one file cannot hold %d tables (%s); choose one with "
                    "--table, or name a folder", path, count, names);
}

static lia_status make_folder(const char *folder, lia_error *err)
{
    struct stat info;

    if (mkdir(folder, 0777) == 0 ||
        (errno == EEXIST && stat(folder, &info) == 0 &&
         S_ISDIR(info.st_mode)))
        return LIA_OK;
    return lia_fail(err, LIA_EIO, "%s: cannot make a folder: %s", folder,
                    strerror(errno));
}

lia_status lia_convert_folder(const char *folder, const lia_tables *tables,
                              lia_format format, const lia_run *run,
                              lia_error *err)
{
    lia_table last = LIA_TABLE_COUNT;
    lia_status st = LIA_OK;
    char *path = NULL;
    size_t room;

    if (folder == NULL || tables == NULL || format > LIA_FORMAT_JSONL)
        return lia_fail(err, LIA_EARG, "nothing to write, or nowhere, or no "
                                       "format of tables");
    if (count_tables(tables, &last) == 0)
        return nothing(err);
    room = strlen(folder) + 40;
    LIA_TRY(lia_alloc(&path, room, 1, err));
    LIA_TRY(make_folder(folder, err));
    for (int t = 0; t < LIA_TABLE_COUNT; t++) {
        if (!lia_tables_have(tables, (lia_table)t))
            continue;
        (void)snprintf(path, room, "%s/%s.%s", folder,
                       lia_table_name((lia_table)t), lia_format_name(format));
        LIA_TRY(write_one(path, tables, (lia_table)t, format, run, err));
    }
done:
    lia_free(path);
    return st;
}
