/* exports.h - what the tests of platform readers share: files of an export,
 * and rows as lines of text, "actor action object target author", so that a
 * test reads as what it expects.
 */
#ifndef LIA_TEST_EXPORTS_H
#define LIA_TEST_EXPORTS_H

#include "reading.h"

typedef struct test_file {
    const char *name, *text;
} test_file;

/* The tables of a folder of files; the test fails where reading does. */
static inline lia_tables *read_export(const test_file *files, size_t count)
{
    lia_tables *tables = NULL;
    lia_error err = {.status = LIA_OK};
    char folder[150];
    const char *path = folder;
    static unsigned number;

    snprintf(folder, sizeof folder, "%s/e%u", test_folder, number++);
    assert_int_equal(mkdir(folder, 0700), 0);
    for (size_t k = 0; k < count; k++) {
        char name[400];
        const char *slash = strchr(files[k].name, '/');
        if (slash != NULL) {
            snprintf(name, sizeof name, "%s/%.*s", folder,
                     (int)(slash - files[k].name), files[k].name);
            (void)mkdir(name, 0700);
        }
        snprintf(name, sizeof name, "%s/%s", folder + strlen(test_folder) + 1,
                 files[k].name);
        (void)put(name, files[k].text);
    }
    if (lia_read(&tables, &path, 1, NULL, &err) != LIA_OK)
        fail_msg("%s: %s", files[0].name, err.message);
    return tables;
}

/* "owner" for whoever owns an export that does not say who; else the name. */
static inline const char *who(const lia_tables *t, uint32_t account)
{
    const char *name = name_at(&t->accounts.names, account);

    return strncmp(name, "owner of ", 9) == 0 ? "owner"
           : name[0] == '\0'                  ? "-"
                                              : name;
}

static inline const char *which(const lia_tables *t, uint32_t post)
{
    const char *name = name_at(&t->posts.names, post);

    return name[0] == '\0' ? "-" : name;
}

/* Every interaction as "actor action object target author time" in the order
 * of the rows, one per line; "-" where there is none; times in seconds. */
static inline const char *acts_of(const lia_tables *t)
{
    static char text[8000];
    const lia_interactions *i = &t->interactions;
    size_t used = 0;

    text[0] = '\0';
    for (uint64_t r = 0; r < i->count && used < sizeof text - 400; r++) {
        const lia_time time = i->time ? i->time[r] : LIA_NO_TIME;
        used += (size_t)snprintf(
            text + used, sizeof text - used, "%s %s %s %s %s ",
            who(t, i->actor[r]),
            i->action ? lia_action_name((lia_action)i->action[r]) : "-",
            i->object ? which(t, i->object[r]) : "-",
            i->target ? who(t, i->target[r]) : "-",
            i->author ? who(t, i->author[r]) : "-");
        if (time == LIA_NO_TIME)
            used += (size_t)snprintf(text + used, sizeof text - used, "-\n");
        else if (time % 1000000 == 0)
            used += (size_t)snprintf(text + used, sizeof text - used, "%lld\n",
                                     (long long)(time / 1000000));
        else
            used += (size_t)snprintf(text + used, sizeof text - used,
                                     "%lld.%03lld\n",
                                     (long long)(time / 1000000),
                                     (long long)(time % 1000000 / 1000));
    }
    return text;
}

/* Every contact as "source kind target since". */
static inline const char *ties_of(const lia_tables *t)
{
    static char text[8000];
    static const char *const kinds[] = {"contact", "follow", "tie"};
    const lia_contacts *c = &t->contacts;
    size_t used = 0;

    text[0] = '\0';
    for (uint64_t r = 0; r < c->count && used < sizeof text - 400; r++)
        used += (size_t)snprintf(
            text + used, sizeof text - used, "%s %s %s %lld\n",
            who(t, c->source[r]), c->kind ? kinds[c->kind[r]] : "tie",
            who(t, c->target[r]),
            c->since && c->since[r] != LIA_NO_TIME
                ? (long long)(c->since[r] / 1000000) : -1LL);
    return text;
}

/* The source whose path ends so. */
static inline const lia_source *source_of(const lia_tables *t,
                                          const char *name)
{
    for (uint64_t s = 0; s < t->source_count; s++) {
        const char *path = t->source[s].path;
        const size_t length = strlen(path), end = strlen(name);
        if (length >= end && strcmp(path + length - end, name) == 0)
            return &t->source[s];
    }
    fail_msg("no source %s", name);
    return NULL;
}

static inline const char *note_of(const lia_tables *t, const char *name)
{
    const lia_source *s = source_of(t, name);

    return s->note != NULL ? s->note : "";
}

/* Reading one file with one allocation after the other made to fail. */
static inline void fail_allocations(const char *name, const char *text)
{
    const char *path = put(name, text);
    lia_read_options options = LIA_READ_DEFAULTS;
    lia_status st = LIA_ENOMEM;
    lia_tables *t = NULL;

    options.run.threads = 1;
    for (long k = 0; st != LIA_OK && k < 5000; k++) {
        lia_mem_fail_after(k);
        st = lia_read(&t, &path, 1, &options, NULL);
        assert_true(st == LIA_OK || st == LIA_ENOMEM);
        assert_true(st == LIA_OK || lia_mem_live() == 0);
    }
    lia_mem_fail_after(-1);
    assert_int_equal(st, LIA_OK);
    done(t);
}

#define FILES(...) \
    ((const test_file[]){__VA_ARGS__}), \
    sizeof((const test_file[]){__VA_ARGS__}) / sizeof(test_file)

#endif
