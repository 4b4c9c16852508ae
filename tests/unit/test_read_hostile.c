/* test_read_hostile.c - datasets/hostile: what its README says of each file is
 * what happens, file by file and all together. Expected values: hand, in the
 * README.
 */
#include "reading.h"

static const char folder[] = LIA_SOURCE_DIR "/datasets/hostile";

enum { CELLS = 6 };

/* The cells of "| a | b | ... |", blanks and backquotes off. */
static bool cells_of(char cell[CELLS][200], const char *line)
{
    for (int c = 0; c < CELLS; c++) {
        const char *end;
        if (*line != '|')
            return false;
        line += strspn(line + 1, " `") + 1;
        end = strchr(line, '|');
        if (end == NULL || end - line >= 200)
            return false;
        sprintf(cell[c], "%.*s", (int)(end - line), line);
        for (size_t k = strlen(cell[c]);
             k > 0 && strchr(" `", cell[c][k - 1]); k--)
            cell[c][k - 1] = '\0';
        line = end;
    }
    return true;
}

static void check_refused(const char *path, const char *says)
{
    lia_tables *t = NULL;
    lia_error err = {.status = LIA_OK};
    lia_status st = lia_read(&t, &path, 1, NULL, &err);

    if (st != LIA_EINPUT || strstr(err.message, says) == NULL)
        fail_msg("%s: status %d, %s", path, st, err.message);
    assert_int_equal(lia_mem_live(), 0);
}

static void check_read(const char *path, char cell[CELLS][200])
{
    lia_tables *t = NULL;
    lia_error err = {.status = LIA_OK};

    if (lia_read(&t, &path, 1, NULL, &err) != LIA_OK)
        fail_msg("%s: %s", path, err.message);
    if (t->source[0].rows != strtoull(cell[1], NULL, 10) ||
        t->reject_count != strtoull(cell[2], NULL, 10) ||
        (t->reject_count > 0 &&
         (strcmp(lia_cause_name(t->reject[0].cause), cell[3]) != 0 ||
          t->reject[0].line != strtoull(cell[4], NULL, 10))))
        fail_msg("%s: %d rows, %d rejected, %s:%d", path,
                 (int)t->source[0].rows, (int)t->reject_count,
                 t->reject_count ? lia_cause_name(t->reject[0].cause) : "",
                 t->reject_count ? (int)t->reject[0].line : 0);
    done(t);
}

static int files_in_folder(void)
{
    DIR *dir = opendir(folder);
    struct dirent *entry;
    int count = 0;

    assert_non_null(dir);
    while ((entry = readdir(dir)) != NULL)
        count += entry->d_name[0] != '.' &&
                 strcmp(entry->d_name, "README.md") != 0;
    closedir(dir);
    return count;
}

static void test_every_file_does_what_the_readme_says(void **state)
{
    char line[600], path[600];
    FILE *readme;
    int count = 0;

    (void)state;
    snprintf(path, sizeof path, "%s/README.md", folder);
    readme = fopen(path, "r");
    assert_non_null(readme);
    while (fgets(line, sizeof line, readme) != NULL) {
        char cell[CELLS][200];
        if (strncmp(line, "| `", 3) != 0)
            continue;
        assert_true(cells_of(cell, line));
        snprintf(path, sizeof path, "%s/%.200s", folder, cell[0]);
        if (strcmp(cell[1], "refused") == 0)
            check_refused(path, cell[3]);
        else
            check_read(path, cell);
        count++;
    }
    fclose(readme);
    assert_int_equal(count, files_in_folder());
}

/* In a folder nothing is fatal: what cannot be used is noted. */
static void test_the_folder_as_a_whole_is_read(void **state)
{
    const char *path = folder;
    lia_tables *one = NULL;
    uint64_t ignored = 0;

    (void)state;
    assert_int_equal(lia_read(&one, &path, 1, NULL, NULL), LIA_OK);
    assert_int_equal(one->source_count, files_in_folder() + 1);
    for (uint64_t s = 0; s < one->source_count; s++)
        if (strcmp(one->source[s].format, "ignored") == 0) {
            assert_non_null(one->source[s].note);
            ignored++;
        }
    assert_int_equal(ignored, 11);   /* ten refused, and the README itself */
    done(one);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_every_file_does_what_the_readme_says),
        cmocka_unit_test(test_the_folder_as_a_whole_is_read),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
