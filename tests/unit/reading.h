/* reading.h - what the tests of lia_read share: files in a folder of their
 * own, tables read from a text, cells by name.
 */
#ifndef LIA_TEST_READING_H
#define LIA_TEST_READING_H

#include "support.h"

#include <dirent.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include "liaison/project.h"
#include "liaison/read.h"

static char test_folder[64];

static inline int make_folder(void **state)
{
    (void)state;
    strcpy(test_folder, "/tmp/liaison-read-XXXXXX");
    return mkdtemp(test_folder) == NULL;
}

static inline void clear_folder(const char *path)
{
    DIR *dir = opendir(path);
    struct dirent *entry;

    while (dir != NULL && (entry = readdir(dir)) != NULL) {
        char inside[1200];
        if (!strcmp(entry->d_name, ".") || !strcmp(entry->d_name, ".."))
            continue;
        if ((size_t)snprintf(inside, sizeof inside, "%s/%s", path,
                             entry->d_name) < sizeof inside &&
            unlink(inside) != 0)
            clear_folder(inside);
    }
    if (dir != NULL)
        closedir(dir);
    (void)rmdir(path);
}

static inline int drop_folder(void **state)
{
    (void)state;
    clear_folder(test_folder);
    return 0;
}

static inline const char *path_of(const char *name)
{
    static char path[8][600];
    static int turn;

    turn = (turn + 1) % 8;
    snprintf(path[turn], sizeof path[turn], "%s/%s", test_folder, name);
    return path[turn];
}

static inline const char *put_bytes(const char *name, const char *text,
                                    size_t length)
{
    const char *path = path_of(name);
    FILE *file = fopen(path, "wb");

    assert_non_null(file);
    assert_int_equal(fwrite(text, 1, length, file), length);
    assert_int_equal(fclose(file), 0);
    return path;
}

static inline const char *put(const char *name, const char *text)
{
    return put_bytes(name, text, strlen(text));
}

/* The tables of one text; the test fails where reading does. */
static inline lia_tables *read_text(const char *name, const char *text,
                                    const lia_read_options *options)
{
    const char *path = put(name, text);
    lia_tables *tables = NULL;
    lia_error err = {.status = LIA_OK};

    if (lia_read(&tables, &path, 1, options, &err) != LIA_OK)
        fail_msg("%s: %s", name, err.message);
    return tables;
}

/* The message of a text that cannot be read. */
static inline lia_status read_fails(char message[1000], const char *name,
                                    const char *text,
                                    const lia_read_options *options)
{
    const char *path = put(name, text);
    lia_tables *tables = NULL;
    lia_error err = {.status = LIA_OK};
    lia_status st = lia_read(&tables, &path, 1, options, &err);

    assert_null(tables);
    strcpy(message, err.message);
    assert_int_equal(lia_mem_live(), 0);
    return st;
}

/* A name as a terminated string, "" for none; valid for eight calls. */
static inline const char *name_at(const lia_names *names, uint32_t id)
{
    static char text[8][100];
    static int turn;
    size_t length;
    const char *at;

    turn = (turn + 1) % 8;
    text[turn][0] = '\0';
    if (id == LIA_NONE)
        return text[turn];
    at = lia_name(names, id, &length);
    snprintf(text[turn], sizeof text[turn], "%.*s", (int)length, at);
    return text[turn];
}

static inline uint32_t account_id(const lia_tables *t, const char *name)
{
    return lia_names_find(&t->accounts.names, name, strlen(name));
}

static inline void done(lia_tables *tables)
{
    lia_tables_free(tables);
    assert_int_equal(lia_mem_live(), 0);
}

#endif
