/* worlds/evaluate.c - tallies of what was found against what is true.
 *
 * Pairs are 64-bit numbers a << 32 | b with a < b; lists of them are sorted
 * and walked side by side, so nothing of the size n^2 is ever made.
 */
#include "liaison/evaluate.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/status.h"
#include "stats/logistic.h"

static const uint64_t MOST_PAIRS = 100000000;
static const double GROUP_SCORE = 1000.0, MOST_PAIR_SCORE = 999.0;

lia_found lia_found_of(const char *word, size_t length)
{
    static const struct {
        const char *word;
        lia_found found;
    } words[] = {{"calculated", LIA_FOUND_CALCULATED},
                 {"coordinated", LIA_FOUND_CALCULATED},
                 {"affinity_sync", LIA_FOUND_OTHER_POD},
                 {"affinity", LIA_FOUND_OTHER_POD},
                 {"reciprocal", LIA_FOUND_OTHER_POD}};

    for (size_t k = 0; k < sizeof words / sizeof *words; k++)
        if (strlen(words[k].word) == length &&
            memcmp(words[k].word, word, length) == 0)
            return words[k].found;
    return LIA_FOUND_WARNING;
}

typedef struct scored_pair {
    uint64_t key;
    double score;
} scored_pair;

/* Everything known about one set while it is judged. */
typedef struct judge {
    const lia_trial *t;
    lia_verdict_tally *tally;    /* of this set alone                        */
    uint8_t *is_calculated;  /* [accounts] truth                             */
    uint8_t *is_pod;
    uint8_t *in_calculated;  /* [accounts] found                             */
    uint8_t *in_pod;
    double *score;           /* [accounts]                                   */
    uint64_t *true_pair;     /* sorted, distinct                             */
    uint64_t true_pairs;
    scored_pair *pair;       /* sorted by key, distinct                      */
    uint64_t pairs;
} judge;

/* ---- pairs ---- */

static uint64_t key_of(uint32_t a, uint32_t b)
{
    return a < b ? (uint64_t)a << 32 | b : (uint64_t)b << 32 | a;
}

static int by_value(const void *left, const void *right)
{
    const uint64_t a = *(const uint64_t *)left, b = *(const uint64_t *)right;

    return (a > b) - (a < b);
}

/* By key; of one key the best score first. */
static int by_key(const void *left, const void *right)
{
    const scored_pair *a = left, *b = right;

    if (a->key != b->key)
        return a->key < b->key ? -1 : 1;
    return (a->score < b->score) - (a->score > b->score);
}

/* Rows (label << 32 | account) sorted: runs of one label are the members. */
static lia_status sort_members(uint64_t **out, const uint32_t *label,
                               const uint32_t *account, uint64_t count,
                               uint64_t *pairs, lia_error *err)
{
    lia_status st = lia_alloc(out, count, sizeof **out, err);
    uint64_t *row = *out;

    if (st != LIA_OK)
        return st;
    for (uint64_t k = 0; k < count; k++)
        row[k] = (uint64_t)label[k] << 32 | account[k];
    if (count > 0)
        qsort(row, count, sizeof *row, by_value);
    *pairs = 0;
    for (uint64_t first = 0, k = 0; k < count; k++) {
        if (row[k] >> 32 != row[first] >> 32)
            first = k;
        *pairs += k - first;
    }
    if (*pairs > MOST_PAIRS)
        return lia_fail(err, LIA_ELIMIT, "the groups have more than %llu "
                        "pairs of members", (unsigned long long)MOST_PAIRS);
    return LIA_OK;
}

static uint64_t first_of_run(const uint64_t *row, uint64_t first, uint64_t k)
{
    return row[k] >> 32 != row[first] >> 32 ? k : first;
}

/* Pairs of accounts that a calculated pod of the truth holds together. */
static lia_status list_true_pairs(judge *j, lia_error *err)
{
    const lia_trial *t = j->t;
    uint32_t *pod = NULL, *account = NULL;
    uint64_t *row = NULL, count = 0, pairs = 0, kept = 0;
    lia_status st = LIA_OK;

    LIA_TRY(lia_alloc(&pod, t->truths, sizeof *pod, err));
    LIA_TRY(lia_alloc(&account, t->truths, sizeof *account, err));
    for (uint64_t k = 0; k < t->truths; k++)
        if (t->truth_pod[k] != LIA_NONE &&
            t->kind_reading[t->truth_kind[k]] == LIA_READING_CALCULATED) {
            pod[count] = t->truth_pod[k];
            account[count++] = t->truth_account[k];
        }
    LIA_TRY(sort_members(&row, pod, account, count, &pairs, err));
    LIA_TRY(lia_alloc(&j->true_pair, pairs, sizeof *j->true_pair, err));
    pairs = 0;
    for (uint64_t first = 0, k = 0; k < count; k++) {
        first = first_of_run(row, first, k);
        for (uint64_t i = first; i < k; i++)
            if ((uint32_t)row[i] != (uint32_t)row[k])
                j->true_pair[pairs++] = key_of((uint32_t)row[i],
                                               (uint32_t)row[k]);
    }
    if (pairs > 0)
        qsort(j->true_pair, pairs, sizeof *j->true_pair, by_value);
    for (uint64_t k = 0; k < pairs; k++)
        if (kept == 0 || j->true_pair[kept - 1] != j->true_pair[k])
            j->true_pair[kept++] = j->true_pair[k];
    j->true_pairs = kept;
done:
    lia_free(pod);
    lia_free(account);
    lia_free(row);
    return st;
}

static double score_of_pair(double p)
{
    const double score = p > 0.0 ? -log10(p) : MOST_PAIR_SCORE;

    return score > MOST_PAIR_SCORE ? MOST_PAIR_SCORE : score < 0 ? 0 : score;
}

/* Pairs within calculated groups and pairs that are listed, with scores. */
static lia_status list_scored_pairs(judge *j, lia_error *err)
{
    const lia_trial *t = j->t;
    uint64_t *row = NULL, pairs = 0, kept = 0;
    lia_status st = LIA_OK;

    LIA_TRY(sort_members(&row, t->member_group, t->member_account, t->members,
                         &pairs, err));
    LIA_TRY(lia_alloc(&j->pair, pairs + t->pairs, sizeof *j->pair, err));
    pairs = 0;
    for (uint64_t first = 0, k = 0; k < t->members; k++) {
        const uint32_t g = (uint32_t)(row[k] >> 32);
        first = first_of_run(row, first, k);
        for (uint64_t i = first;
             t->group_found[g] == LIA_FOUND_CALCULATED && i < k; i++)
            if ((uint32_t)row[i] != (uint32_t)row[k])
                j->pair[pairs++] = (scored_pair){
                    key_of((uint32_t)row[i], (uint32_t)row[k]),
                    GROUP_SCORE + t->group_score[g]};
    }
    for (uint64_t k = 0; k < t->pairs; k++)
        if (score_of_pair(t->pair_p[k]) > 0.0)     /* else it is of the rest */
            j->pair[pairs++] = (scored_pair){
                key_of(t->pair_a[k], t->pair_b[k]),
                score_of_pair(t->pair_p[k])};
    if (pairs > 0)
        qsort(j->pair, pairs, sizeof *j->pair, by_key);
    for (uint64_t k = 0; k < pairs; k++)
        if (kept == 0 || j->pair[kept - 1].key != j->pair[k].key)
            j->pair[kept++] = j->pair[k];
    j->pairs = kept;
done:
    lia_free(row);
    return st;
}

/* Area where all that has no score comes last, in one draw. */
static double area_with_rest(double area, double yes, double no,
                             double rest_yes, double rest_no)
{
    const double all = (yes + rest_yes) * (no + rest_no);

    if (!(all > 0.0))
        return NAN;
    return ((yes > 0 && no > 0 ? area * yes * no : 0.0) + yes * rest_no +
            0.5 * rest_yes * rest_no) / all;
}

static void add_area(lia_verdict_tally *t, double area)
{
    if (isnan(area))
        return;
    t->area_sum += area;
    t->areas++;
}

static lia_status judge_pairs(judge *j, lia_error *err)
{
    const double n = j->t->accounts, all = n * (n - 1.0) / 2.0;
    lia_verdict_tally *t = &j->tally[LIA_VERDICT_PAIRS];
    double *score = NULL, yes = 0.0;
    uint8_t *is_true = NULL;
    lia_status st = LIA_OK;

    LIA_TRY(lia_alloc(&score, j->pairs, sizeof *score, err));
    LIA_TRY(lia_alloc(&is_true, j->pairs, 1, err));
    for (uint64_t k = 0, at = 0; k < j->pairs; k++) {
        while (at < j->true_pairs && j->true_pair[at] < j->pair[k].key)
            at++;
        is_true[k] = at < j->true_pairs && j->true_pair[at] == j->pair[k].key;
        score[k] = j->pair[k].score;
        yes += is_true[k];
        if (score[k] >= GROUP_SCORE) {
            t->found++;
            t->right += is_true[k];
        }
    }
    t->planted = j->true_pairs;
    t->reached = t->right;
    add_area(t, area_with_rest(lia_auc(score, is_true, j->pairs), yes,
                               (double)j->pairs - yes,
                               (double)j->true_pairs - yes,
                               all - (double)j->pairs -
                                   ((double)j->true_pairs - yes)));
done:
    lia_free(score);
    lia_free(is_true);
    return st;
}

static void judge_pair_list(judge *j)
{
    lia_verdict_tally *t = &j->tally[LIA_VERDICT_PAIR_LIST];

    for (uint64_t k = 0; k < j->t->pairs; k++) {
        const uint64_t key = key_of(j->t->pair_a[k], j->t->pair_b[k]);
        t->found++;
        t->right += j->true_pairs > 0 &&
                    bsearch(&key, j->true_pair, j->true_pairs, sizeof key,
                            by_value) != NULL;
    }
    t->planted = j->true_pairs;
    t->reached = t->right;
}

/* ---- accounts ---- */

static void mark_accounts(judge *j)
{
    const lia_trial *t = j->t;

    for (uint64_t k = 0; k < t->truths; k++) {
        const uint8_t reading = t->kind_reading[t->truth_kind[k]];
        const uint32_t a = t->truth_account[k];
        if (reading == LIA_READING_CALCULATED)
            j->is_calculated[a] = 1;
        if (reading != LIA_READING_NONE)
            j->is_pod[a] = 1;
    }
    for (uint64_t k = 0; k < t->pairs; k++) {
        const double score = score_of_pair(t->pair_p[k]);
        const uint32_t ends[] = {t->pair_a[k], t->pair_b[k]};
        for (int e = 0; e < 2; e++)
            if (j->score[ends[e]] < score)
                j->score[ends[e]] = score;
    }
    for (uint64_t k = 0; k < t->members; k++) {
        const uint32_t g = t->member_group[k], a = t->member_account[k];
        if (t->group_found[g] == LIA_FOUND_WARNING)
            continue;
        j->in_pod[a] = 1;
        if (t->group_found[g] != LIA_FOUND_CALCULATED)
            continue;
        j->in_calculated[a] = 1;
        if (j->score[a] < GROUP_SCORE + t->group_score[g])
            j->score[a] = GROUP_SCORE + t->group_score[g];
    }
}

static void compare(lia_verdict_tally *t, const uint8_t *is,
                    const uint8_t *called, uint32_t count)
{
    for (uint32_t a = 0; a < count; a++) {
        t->planted += is[a];
        t->found += called[a];
        t->right += is[a] && called[a];
    }
    t->reached = t->right;
}

static void judge_accounts(judge *j)
{
    const uint32_t n = j->t->accounts;
    lia_verdict_tally *t = &j->tally[LIA_VERDICT_CALCULATED];

    compare(t, j->is_calculated, j->in_calculated, n);
    add_area(t, lia_auc(j->score, j->is_calculated, n));
    compare(&j->tally[LIA_VERDICT_ANY_POD], j->is_pod, j->in_pod, n);
}

/* A row of the truth counts once, however many pods an account is in. */
static void judge_kinds(judge *j)
{
    const lia_trial *t = j->t;

    for (uint64_t k = 0; k < t->truths; k++) {
        lia_verdict_tally *kind =
            &j->tally[LIA_VERDICT_KINDS + t->truth_kind[k]];
        const uint32_t a = t->truth_account[k];
        kind->planted++;
        kind->reached += j->in_calculated[a];
        kind->any += j->in_pod[a];
    }
}

/* ---- groups ---- */

typedef struct meeting {
    uint32_t pod, group;
} meeting;

static int by_pod_and_group(const void *left, const void *right)
{
    const meeting *a = left, *b = right;

    if (a->pod != b->pod)
        return a->pod < b->pod ? -1 : 1;
    return (a->group > b->group) - (a->group < b->group);
}

/* Is more than half of the group in calculated pods? */
static lia_status judge_found_groups(judge *j, lia_error *err)
{
    const lia_trial *t = j->t;
    lia_verdict_tally *tally = &j->tally[LIA_VERDICT_GROUPS];
    uint64_t *size = NULL, *good = NULL;
    lia_status st = LIA_OK;

    LIA_TRY(lia_alloc_zero(&size, t->groups, sizeof *size, err));
    LIA_TRY(lia_alloc_zero(&good, t->groups, sizeof *good, err));
    for (uint64_t k = 0; k < t->members; k++) {
        size[t->member_group[k]]++;
        good[t->member_group[k]] += j->is_calculated[t->member_account[k]];
    }
    for (uint32_t g = 0; g < t->groups; g++)
        if (t->group_found[g] == LIA_FOUND_CALCULATED && size[g] > 0) {
            tally->found++;
            tally->right += 2 * good[g] > size[g];
        }
done:
    lia_free(size);
    lia_free(good);
    return st;
}

/* Members of calculated groups by account: rows account << 32 | group. */
static lia_status list_memberships(uint64_t **out, uint64_t *count,
                                   const lia_trial *t, lia_error *err)
{
    lia_status st = lia_alloc(out, t->members, sizeof **out, err);

    *count = 0;
    for (uint64_t k = 0; st == LIA_OK && k < t->members; k++)
        if (t->group_found[t->member_group[k]] == LIA_FOUND_CALCULATED)
            (*out)[(*count)++] = (uint64_t)t->member_account[k] << 32 |
                                 t->member_group[k];
    if (st == LIA_OK && *count > 0)
        qsort(*out, *count, sizeof **out, by_value);
    return st;
}

static uint64_t first_at_least(const uint64_t *list, uint64_t count,
                               uint64_t value)
{
    uint64_t low = 0, high = count;

    while (low < high) {
        const uint64_t middle = low + (high - low) / 2;
        if (list[middle] < value)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* Is half of the planted pod in one calculated group? */
static lia_status judge_planted_groups(judge *j, lia_error *err)
{
    const lia_trial *t = j->t;
    lia_verdict_tally *tally = &j->tally[LIA_VERDICT_GROUPS];
    uint64_t *list = NULL, listed = 0, met = 0, room = 0;
    meeting *meet = NULL;
    lia_status st = LIA_OK;

    LIA_TRY(list_memberships(&list, &listed, t, err));
    for (uint64_t k = 0; k < t->truths; k++) {
        const uint64_t from = (uint64_t)t->truth_account[k] << 32;
        uint64_t i = first_at_least(list, listed, from);
        if (t->truth_pod[k] == LIA_NONE ||
            t->kind_reading[t->truth_kind[k]] != LIA_READING_CALCULATED)
            continue;
        /* The pod itself, as a group that is in no result, for its size. */
        LIA_TRY(lia_reserve(&meet, &room, met + 1, sizeof *meet, err));
        meet[met++] = (meeting){t->truth_pod[k], LIA_NONE};
        for (; i < listed && list[i] >> 32 == t->truth_account[k]; i++) {
            LIA_TRY(lia_reserve(&meet, &room, met + 1, sizeof *meet, err));
            meet[met++] = (meeting){t->truth_pod[k], (uint32_t)list[i]};
        }
    }
    if (met > 0)
        qsort(meet, met, sizeof *meet, by_pod_and_group);
    for (uint64_t k = 0, run = 0, best = 0; k < met; k++) {
        const bool last = k + 1 == met || meet[k + 1].pod != meet[k].pod;
        run++;
        if (!last && meet[k + 1].group == meet[k].group)
            continue;
        if (meet[k].group != LIA_NONE)
            best = run > best ? run : best;
        if (last) {                    /* LIA_NONE sorts last: run = size    */
            tally->planted++;
            tally->reached += best > 0 && 2 * best >= run;
            best = 0;
        }
        run = 0;
    }
done:
    lia_free(list);
    lia_free(meet);
    return st;
}

/* ---- sets ---- */

static void judge_free_set(judge *j)
{
    const lia_trial *t = j->t;
    bool calculated = false, pod = false;

    for (uint64_t k = 0; k < t->truths; k++)
        if (t->truth_pod[k] != LIA_NONE)
            return;
    for (uint32_t g = 0; g < t->groups; g++) {
        calculated = calculated || t->group_found[g] == LIA_FOUND_CALCULATED;
        pod = pod || t->group_found[g] != LIA_FOUND_WARNING;
    }
    for (int k = LIA_VERDICT_FREE_CALCULATED; k <= LIA_VERDICT_FREE_PAIR; k++)
        j->tally[k].planted++;
    j->tally[LIA_VERDICT_FREE_CALCULATED].reached += calculated;
    j->tally[LIA_VERDICT_FREE_POD].reached += pod;
    j->tally[LIA_VERDICT_FREE_PAIR].reached += t->pairs > 0;
}

static bool is_in_range(const lia_trial *t)
{
    for (uint64_t k = 0; k < t->truths; k++)
        if (t->truth_account[k] >= t->accounts ||
            t->truth_kind[k] >= t->kinds)
            return false;
    for (uint64_t k = 0; k < t->members; k++)
        if (t->member_account[k] >= t->accounts ||
            t->member_group[k] >= t->groups)
            return false;
    for (uint64_t k = 0; k < t->pairs; k++)
        if (t->pair_a[k] >= t->accounts || t->pair_b[k] >= t->accounts)
            return false;
    return true;
}

static lia_status judge_set(judge *j, lia_error *err)
{
    const uint32_t n = j->t->accounts;
    lia_status st = LIA_OK;

    LIA_TRY(lia_alloc_zero(&j->is_calculated, n, 1, err));
    LIA_TRY(lia_alloc_zero(&j->is_pod, n, 1, err));
    LIA_TRY(lia_alloc_zero(&j->in_calculated, n, 1, err));
    LIA_TRY(lia_alloc_zero(&j->in_pod, n, 1, err));
    LIA_TRY(lia_alloc_zero(&j->score, n, sizeof *j->score, err));
    mark_accounts(j);
    judge_accounts(j);
    judge_kinds(j);
    LIA_TRY(judge_found_groups(j, err));
    LIA_TRY(judge_planted_groups(j, err));
    LIA_TRY(list_true_pairs(j, err));
    LIA_TRY(list_scored_pairs(j, err));
    LIA_TRY(judge_pairs(j, err));
    judge_pair_list(j);
    judge_free_set(j);
done:
    return st;
}

lia_status lia_verdict_add(lia_verdict_tally *tallies, const lia_trial *trial,
                           lia_error *err)
{
    judge j = {.t = trial};
    uint32_t rows;
    lia_status st = LIA_OK;

    if (tallies == NULL || trial == NULL || !is_in_range(trial))
        return lia_fail(err, LIA_EARG, "a trial needs tallies and ids in "
                        "range");
    rows = LIA_VERDICT_KINDS + trial->kinds;
    LIA_TRY(lia_alloc_zero(&j.tally, rows, sizeof *j.tally, err));
    LIA_TRY(judge_set(&j, err));
    for (uint32_t k = 0; k < rows; k++) {
        tallies[k].planted += j.tally[k].planted;
        tallies[k].found += j.tally[k].found;
        tallies[k].right += j.tally[k].right;
        tallies[k].reached += j.tally[k].reached;
        tallies[k].any += j.tally[k].any;
        tallies[k].area_sum += j.tally[k].area_sum;
        tallies[k].areas += j.tally[k].areas;
    }
done:
    lia_free(j.tally);
    lia_free(j.is_calculated);
    lia_free(j.is_pod);
    lia_free(j.in_calculated);
    lia_free(j.in_pod);
    lia_free(j.score);
    lia_free(j.true_pair);
    lia_free(j.pair);
    return st;
}

/* ---- shares ---- */

double lia_verdict_precision(const lia_verdict_tally *t)
{
    return t->found > 0 ? (double)t->right / (double)t->found : NAN;
}

double lia_verdict_recall(const lia_verdict_tally *t)
{
    return t->planted > 0 ? (double)t->reached / (double)t->planted : NAN;
}

double lia_verdict_f1(const lia_verdict_tally *t)
{
    const double p = t->found > 0 ? lia_verdict_precision(t) : 0.0;
    const double r = lia_verdict_recall(t);

    return isnan(r) ? NAN : p + r > 0.0 ? 2.0 * p * r / (p + r) : 0.0;
}

double lia_verdict_area(const lia_verdict_tally *t)
{
    return t->areas > 0 ? t->area_sum / (double)t->areas : NAN;
}
