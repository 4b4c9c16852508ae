/* cli/made/cmd_evaluate.c - results of `pods` against a truth. */
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/language.h"
#include "base/mem.h"
#include "base/status.h"
#include "cli/front/commands.h"
#include "cli/say/columns.h"
#include "cli/say/fail.h"
#include "cli/say/output.h"
#include "liaison/evaluate.h"
#include "model/names.h"
#include "text/number.h"

enum { MOST_KINDS = 250, MOST_ROWS = LIA_VERDICT_KINDS + MOST_KINDS };
static const double ALPHA = 0.05, INFINITE_SCORE = 1e6;

/* Kinds are the same in all sets; what else has a name is of one set. */
typedef struct kinds {
    lia_interner names;
    uint8_t reading[MOST_KINDS];
    bool is_guessed;
} kinds;

typedef struct result_set {
    lia_interner accounts, pods, groups;
    uint32_t *truth_account, *truth_kind, *truth_pod;
    uint8_t *group_found;
    double *group_score;
    uint32_t *member_group, *member_account, *pair_a, *pair_b;
    double *pair_p;
    lia_trial trial;
} result_set;

static void set_free(result_set *set)
{
    lia_interner_free(&set->accounts);
    lia_interner_free(&set->pods);
    lia_interner_free(&set->groups);
    lia_free(set->truth_account);
    lia_free(set->truth_kind);
    lia_free(set->truth_pod);
    lia_free(set->group_found);
    lia_free(set->group_score);
    lia_free(set->member_group);
    lia_free(set->member_account);
    lia_free(set->pair_a);
    lia_free(set->pair_b);
    lia_free(set->pair_p);
}

/* ---- reading ---- */

static lia_status id_of(uint32_t *out, lia_interner *names,
                        const columns_file *file, uint64_t row, size_t column,
                        lia_error *err)
{
    size_t length;
    const char *text = columns_cell(file, row, column, &length);

    *out = LIA_NONE;
    return length > 0 ? lia_intern(out, names, text, length, err) : LIA_OK;
}

/* The column `reading`, or what a kind of that name stands for, or, for a
 * stranger, whether it has a pod. */
static lia_reading reading_of(kinds *k, const columns_file *file, uint64_t row,
                              bool has_pod)
{
    size_t length;
    const char *text = columns_cell(file, row, 3, &length);

    for (int r = 0; file->has[3] && r < 3; r++) {
        const char *name = lia_reading_name((lia_reading)r);
        if (strlen(name) == length && memcmp(name, text, length) == 0)
            return (lia_reading)r;
    }
    text = columns_cell(file, row, 1, &length);
    const int kind = lia_kind_find(text, length);
    if (kind >= 0)
        return lia_kind_reading(kind);
    k->is_guessed = k->is_guessed || has_pod;
    return has_pod ? LIA_READING_CALCULATED : LIA_READING_NONE;
}

static lia_status put_truth(result_set *set, kinds *k,
                            const columns_file *file, uint64_t row,
                            lia_error *err)
{
    const uint32_t before = k->names.count;
    lia_status st = LIA_OK;
    uint32_t kind;

    LIA_TRY(id_of(&set->truth_account[row], &set->accounts, file, row, 0,
                  err));
    LIA_TRY(id_of(&kind, &k->names, file, row, 1, err));
    LIA_TRY(id_of(&set->truth_pod[row], &set->pods, file, row, 2, err));
    if (set->truth_account[row] == LIA_NONE || kind == LIA_NONE)
        return lia_fail(err, LIA_EINPUT, "row %llu of the truth has no "
                        "account or no kind", (unsigned long long)row + 1);
    if (kind >= MOST_KINDS)
        return lia_fail(err, LIA_ELIMIT, "more than %d kinds in the truth",
                        MOST_KINDS);
    set->truth_kind[row] = kind;
    if (k->names.count > before)
        k->reading[kind] = (uint8_t)reading_of(
            k, file, row, set->truth_pod[row] != LIA_NONE);
done:
    return st;
}

static lia_status read_truth(result_set *set, kinds *k, const char *path,
                             lia_error *err)
{
    static const char *const names[] = {"account", "kind", "pod", "reading"};
    columns_file file = {.rows = 0};
    lia_status st = LIA_OK;

    LIA_TRY(columns_read(&file, path, names, 4, 3, err));
    LIA_TRY(lia_alloc(&set->truth_account, file.rows,
                      sizeof *set->truth_account, err));
    LIA_TRY(lia_alloc(&set->truth_kind, file.rows, sizeof *set->truth_kind,
                      err));
    LIA_TRY(lia_alloc(&set->truth_pod, file.rows, sizeof *set->truth_pod,
                      err));
    for (uint64_t row = 0; row < file.rows; row++)
        LIA_TRY(put_truth(set, k, &file, row, err));
    set->trial.truths = file.rows;
done:
    columns_free(&file);
    return st;
}

static lia_status number_of(double *out, double missing,
                            const columns_file *file, uint64_t row,
                            size_t column, lia_error *err)
{
    size_t length;
    const char *text = columns_cell(file, row, column, &length);

    *out = missing;
    if (length == 3 && memcmp(text, "inf", 3) == 0)
        *out = INFINITE_SCORE;
    else if (length > 0 && !lia_parse_double(out, text, length))
        return lia_fail(err, LIA_EINPUT, "\"%.*s\" is not a number",
                        (int)(length < 60 ? length : 60), text);
    if (!(*out >= 0.0))
        *out = 0.0;
    return LIA_OK;
}

static lia_status read_pods(result_set *set, const char *path, lia_error *err)
{
    static const char *const names[] = {"pod", "class", "score"};
    columns_file file = {.rows = 0};
    lia_status st = LIA_OK;
    uint32_t group;
    size_t length;

    LIA_TRY(columns_read(&file, path, names, 3, 2, err));
    LIA_TRY(lia_alloc(&set->group_found, file.rows, 1, err));
    LIA_TRY(lia_alloc(&set->group_score, file.rows, sizeof *set->group_score,
                      err));
    for (uint64_t row = 0; row < file.rows; row++) {
        const char *word = columns_cell(&file, row, 1, &length);
        const lia_found found = lia_found_of(word, length);
        LIA_TRY(id_of(&group, &set->groups, &file, row, 0, err));
        if (group != row)
            LIA_TRY(lia_fail(err, LIA_EINPUT, "%s: row %llu has no pod, or "
                             "one that is there already", path,
                             (unsigned long long)row + 1));
        set->group_found[row] = (uint8_t)found;
        LIA_TRY(number_of(&set->group_score[row], 0.0, &file, row, 2, err));
    }
done:
    columns_free(&file);
    return st;
}

static lia_status read_members(result_set *set, const char *path,
                               lia_error *err)
{
    static const char *const names[] = {"pod", "account"};
    const uint32_t groups = set->groups.count;
    columns_file file = {.rows = 0};
    lia_status st = LIA_OK;

    LIA_TRY(columns_read(&file, path, names, 2, 2, err));
    LIA_TRY(lia_alloc(&set->member_group, file.rows,
                      sizeof *set->member_group, err));
    LIA_TRY(lia_alloc(&set->member_account, file.rows,
                      sizeof *set->member_account, err));
    for (uint64_t row = 0; row < file.rows; row++) {
        LIA_TRY(id_of(&set->member_group[row], &set->groups, &file, row, 0,
                      err));
        LIA_TRY(id_of(&set->member_account[row], &set->accounts, &file, row,
                      1, err));
        if (set->member_group[row] >= groups)
            LIA_TRY(lia_fail(err, LIA_EINPUT, "%s: row %llu is of a pod that "
                             "pods.csv does not have", path,
                             (unsigned long long)row + 1));
    }
    set->trial.members = file.rows;
done:
    columns_free(&file);
    return st;
}

/* Not every result lists pairs. */
static lia_status read_pairs(result_set *set, const char *path, lia_error *err)
{
    static const char *const names[] = {"account_a", "account_b", "p_value"};
    columns_file file = {.rows = 0};
    lia_status st = LIA_OK;

    if (access(path, F_OK) != 0)
        return LIA_OK;
    LIA_TRY(columns_read(&file, path, names, 3, 2, err));
    LIA_TRY(lia_alloc(&set->pair_a, file.rows, sizeof *set->pair_a, err));
    LIA_TRY(lia_alloc(&set->pair_b, file.rows, sizeof *set->pair_b, err));
    LIA_TRY(lia_alloc(&set->pair_p, file.rows, sizeof *set->pair_p, err));
    for (uint64_t row = 0; row < file.rows; row++) {
        LIA_TRY(id_of(&set->pair_a[row], &set->accounts, &file, row, 0, err));
        LIA_TRY(id_of(&set->pair_b[row], &set->accounts, &file, row, 1, err));
        LIA_TRY(number_of(&set->pair_p[row], 1.0, &file, row, 2, err));
    }
    set->trial.pairs = file.rows;
done:
    columns_free(&file);
    return st;
}

static lia_status read_result(result_set *set, const char *folder,
                              lia_error *err)
{
    static const char *const files[] = {"pods", "pod_members", "pod_pairs"};
    lia_status (*const read[])(result_set *, const char *, lia_error *) = {
        read_pods, read_members, read_pairs};
    lia_status st = LIA_OK;
    char *path = NULL;

    for (int k = 0; k < 3 && st == LIA_OK; k++) {
        LIA_TRY(path_join(&path, folder, files[k], "csv", err));
        st = read[k](set, path, err);
        lia_free(path);
        path = NULL;
    }
done:
    return st;
}

static lia_status judge(lia_verdict_tally *tallies, kinds *k, const char *truth,
                        const char *folder, lia_error *err)
{
    result_set set = {.trial = {.truths = 0}};
    lia_status st = LIA_OK;

    LIA_TRY(read_truth(&set, k, truth, err));
    LIA_TRY(read_result(&set, folder, err));
    set.trial = (lia_trial){
        .accounts = set.accounts.count, .truths = set.trial.truths,
        .truth_account = set.truth_account, .truth_kind = set.truth_kind,
        .truth_pod = set.truth_pod, .kind_reading = k->reading,
        .kinds = k->names.count, .groups = set.groups.count,
        .group_found = set.group_found, .group_score = set.group_score,
        .members = set.trial.members, .member_group = set.member_group,
        .member_account = set.member_account, .pairs = set.trial.pairs,
        .pair_a = set.pair_a, .pair_b = set.pair_b, .pair_p = set.pair_p};
    LIA_TRY(lia_verdict_add(tallies, &set.trial, err));
done:
    set_free(&set);
    return st;
}

/* ---- the table ---- */

static const char *const share_words[] = {"precision", "recall", "sets"};
enum { SHARE_PRECISION, SHARE_RECALL, SHARE_SETS };

typedef struct sheet {
    uint64_t rows;
    const char *name[MOST_ROWS];
    uint8_t kind[MOST_ROWS];           /* into name                          */
    uint64_t accounts[MOST_ROWS], hits[MOST_ROWS], trials[MOST_ROWS];
    double precision[MOST_ROWS], recall[MOST_ROWS], f1[MOST_ROWS];
    double auc[MOST_ROWS], low[MOST_ROWS], high[MOST_ROWS], any[MOST_ROWS];
    uint8_t share_of[MOST_ROWS];
} sheet;

static void put_row(sheet *s, const char *name, const lia_verdict_tally *t,
                    uint8_t share_of, bool is_kind)
{
    const uint64_t at = s->rows++;
    const bool is_precision = share_of == SHARE_PRECISION;

    s->name[at] = name;
    s->kind[at] = (uint8_t)at;
    s->accounts[at] = t->planted;
    s->precision[at] = is_precision ? lia_verdict_precision(t) : NAN;
    s->recall[at] = share_of == SHARE_SETS ? NAN : lia_verdict_recall(t);
    s->f1[at] = is_precision ? lia_verdict_f1(t) : NAN;
    s->auc[at] = lia_verdict_area(t);
    s->hits[at] = is_precision ? t->right : t->reached;
    s->trials[at] = is_precision ? t->found : t->planted;
    s->share_of[at] = share_of;
    s->any[at] = is_kind ? (double)t->any / (double)t->planted : NAN;
    lia_exact_interval(&s->low[at], &s->high[at], s->hits[at], s->trials[at],
                       ALPHA);
}

static const kinds *sorted_kinds;      /* for the comparison below           */

static int by_reading_and_name(const void *left, const void *right)
{
    const uint32_t a = *(const uint32_t *)left, b = *(const uint32_t *)right;
    const kinds *k = sorted_kinds;
    const size_t la = (size_t)(k->names.off[a + 1] - k->names.off[a]);
    const size_t lb = (size_t)(k->names.off[b + 1] - k->names.off[b]);
    int order;

    if (k->reading[a] != k->reading[b])
        return k->reading[a] > k->reading[b] ? -1 : 1;
    order = memcmp(k->names.bytes + k->names.off[a],
                   k->names.bytes + k->names.off[b], la < lb ? la : lb);
    return order != 0 ? order : (la > lb) - (la < lb);
}

static lia_status put_kinds(sheet *s, const kinds *k,
                            const lia_verdict_tally *tallies, char **texts,
                            lia_error *err)
{
    uint32_t order[MOST_KINDS];
    lia_status st = LIA_OK;

    for (uint32_t i = 0; i < k->names.count; i++)
        order[i] = i;
    sorted_kinds = k;
    if (k->names.count > 0)
        qsort(order, k->names.count, sizeof *order, by_reading_and_name);
    for (uint32_t i = 0; i < k->names.count; i++) {
        const uint32_t at = order[i];
        LIA_TRY(lia_copy_text(&texts[i], k->names.bytes + k->names.off[at],
                              (size_t)(k->names.off[at + 1] -
                                       k->names.off[at]), err));
        put_row(s, texts[i], &tallies[LIA_VERDICT_KINDS + at], SHARE_RECALL,
                true);
    }
done:
    return st;
}

static void put_summary(sheet *s, const lia_verdict_tally *tallies)
{
    static const char *const names[] = {
        "calculated", "any_pod", "groups", "pairs", "pair_list",
        "pod_free_sets_calculated", "pod_free_sets_any_pod",
        "pod_free_sets_pair"};

    for (int k = 0; k < LIA_VERDICT_KINDS; k++) {
        const bool is_sets = k >= LIA_VERDICT_FREE_CALCULATED;
        if (!is_sets || tallies[k].planted > 0)
            put_row(s, names[k], &tallies[k],
                    is_sets ? SHARE_SETS : SHARE_PRECISION, false);
    }
}

static lia_status print(const sheet *s, const settings *settings_,
                        lia_error *err)
{
    lia_ranked table = {.name = "evaluation", .title = N_("Found against true"),
                        .rows = s->rows};
    const lia_ranked *tables[] = {&table};
    const output what = {.tables = tables, .count = 1};

    lia_ranked_add(&table, "kind", LIA_COLUMN_WORD, s->kind)->words = s->name;
    (void)lia_ranked_add(&table, "accounts", LIA_COLUMN_COUNT, s->accounts);
    (void)lia_ranked_add(&table, "precision", LIA_COLUMN_NUMBER,
                         s->precision);
    (void)lia_ranked_add(&table, "recall", LIA_COLUMN_NUMBER, s->recall);
    (void)lia_ranked_add(&table, "f1", LIA_COLUMN_NUMBER, s->f1);
    (void)lia_ranked_add(&table, "auc", LIA_COLUMN_NUMBER, s->auc);
    (void)lia_ranked_add(&table, "low", LIA_COLUMN_NUMBER, s->low);
    (void)lia_ranked_add(&table, "high", LIA_COLUMN_NUMBER, s->high);
    lia_ranked_add(&table, "share_of", LIA_COLUMN_WORD, s->share_of)->words =
        share_words;
    (void)lia_ranked_add(&table, "hits", LIA_COLUMN_COUNT, s->hits);
    (void)lia_ranked_add(&table, "trials", LIA_COLUMN_COUNT, s->trials);
    (void)lia_ranked_add(&table, "any_pod", LIA_COLUMN_NUMBER, s->any);
    return output_write(&what, settings_, err);
}

static lia_status evaluate(const settings *s, stage *at, lia_error *err)
{
    kinds *k = NULL;
    sheet *table = NULL;
    lia_verdict_tally *tallies = NULL;
    char *texts[MOST_KINDS] = {NULL};
    lia_status st = LIA_OK;

    LIA_TRY(lia_alloc_zero(&k, 1, sizeof *k, err));
    LIA_TRY(lia_alloc_zero(&table, 1, sizeof *table, err));
    LIA_TRY(lia_alloc_zero(&tallies, MOST_ROWS, sizeof *tallies, err));
    for (size_t i = 0; i < s->inputs.count; i += 2)
        LIA_TRY(judge(tallies, k, s->inputs.item[i], s->inputs.item[i + 1],
                      err));
    if (k->is_guessed)
        talk("the truth has kinds that are not known here: those with a pod "
             "count as calculated");
    *at = STAGE_WRITING;
    put_summary(table, tallies);
    LIA_TRY(put_kinds(table, k, tallies, texts, err));
    LIA_TRY(print(table, s, err));
done:
    for (int i = 0; i < MOST_KINDS; i++)
        lia_free(texts[i]);
    if (k != NULL)
        lia_interner_free(&k->names);
    lia_free(k);
    lia_free(table);
    lia_free(tallies);
    return st;
}

int cmd_evaluate(settings *s)
{
    stage at = STAGE_READING;
    lia_status st;
    lia_error err;

    if (s->inputs.count == 0 || s->inputs.count % 2 != 0)
        return fail_usage("evaluate takes a truth and the folder of a result, "
                          "or several such pairs: liaison evaluate "
                          "world/truth.csv result/");
    st = evaluate(s, &at, &err);
    return st == LIA_OK ? EXIT_DONE : fail_with(&err, at);
}
