/* ties/targets.c - wishes against accounts; see liaison/targets.h.
 *
 * Texts are folded once, when they are first needed. Names and companies have
 * an index by hash; likeness goes through all accounts.
 */
#include "liaison/targets.h"

#include <math.h>
#include <string.h>
#include <xxhash.h>

#include "base/mem.h"
#include "base/status.h"
#include "liaison/ranked.h"

enum { KINDS = LIA_MATCH_TITLE + 1, MOST_ALIKE = 1000 };
static const double ALIKE_NAME = 0.6, ALIKE = 0.5, HAS_WORDS = 0.75;

typedef struct lookup {
    const lia_tables *tables;
    const lia_aliases *aliases;
    const uint8_t *skip;
    char **folded[KINDS];        /* [texts] NULL = not yet                   */
    uint64_t *order[KINDS];      /* accounts by hash, NULL = not yet         */
    uint64_t *hash[KINDS];       /* [accounts] 0 = no text                   */
    bool may_be_alike;
    char *wanted[KINDS];         /* of the wish at hand, folded, or NULL     */
    lia_aim *aim;
    uint64_t count, room;
} lookup;

static const uint32_t *column_of(const lookup *q, int kind)
{
    const lia_accounts *a = &q->tables->accounts;

    return kind == LIA_MATCH_NAME      ? a->name
           : kind == LIA_MATCH_COMPANY ? a->company
                                       : a->title;
}

/* Folded text of an account, "" where it has none. */
static lia_status folded_of(const char **out, lookup *q, int kind, lia_vid i,
                            lia_error *err)
{
    const uint32_t *column = column_of(q, kind);
    lia_status st = LIA_OK;
    const char *text;
    size_t length;

    *out = "";
    if (column == NULL || column[i] == LIA_NONE)
        return LIA_OK;
    if (q->folded[kind] == NULL)
        LIA_TRY(lia_alloc_zero(&q->folded[kind], q->tables->texts.count,
                               sizeof **q->folded, err));
    if (q->folded[kind][column[i]] == NULL) {
        text = lia_name(&q->tables->texts, column[i], &length);
        LIA_TRY(lia_match_fold(&q->folded[kind][column[i]], text, length,
                               (lia_match_kind)kind, q->aliases, err));
    }
    *out = q->folded[kind][column[i]];
done:
    return st;
}

static lia_status build_index(lookup *q, int kind, lia_error *err)
{
    const lia_vid n = q->tables->accounts.names.count;
    lia_rank_key key = {.number = NULL};
    uint64_t shown;
    lia_status st = LIA_OK;

    if (q->order[kind] != NULL)
        return LIA_OK;
    if (q->hash[kind] == NULL)
        LIA_TRY(lia_alloc(&q->hash[kind], n, sizeof **q->hash, err));
    for (lia_vid i = 0; i < n; i++) {
        const char *text;
        LIA_TRY(folded_of(&text, q, kind, i, err));
        q->hash[kind][i] = *text ? XXH3_64bits(text, strlen(text)) | 1 : 0;
    }
    key.count = q->hash[kind];
    LIA_TRY(lia_ranked_order(&q->order[kind], &shown, n, 0, &key, 1, NULL,
                             err));
done:
    return st;
}

/* First place in the index of a hash. */
static uint64_t first_of(const lookup *q, int kind, uint64_t hash)
{
    uint64_t low = 0, high = q->tables->accounts.names.count;

    while (low < high) {
        const uint64_t middle = low + (high - low) / 2;
        if (q->hash[kind][q->order[kind][middle]] < hash)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* How well a field of an account fits; NAN: it does not. An account that says
 * nothing fits only where may_be_silent. */
static lia_status compare(double *out, lookup *q, int kind,
                          const lia_wanted *wanted, lia_vid i,
                          bool may_be_silent, lia_error *err)
{
    const char *text;
    lia_status st = folded_of(&text, q, kind, i, err);
    double alike;

    if (st != LIA_OK)
        return st;
    *out = NAN;
    if (*text == '\0')
        *out = may_be_silent ? ALIKE : (double)NAN;
    else if (strcmp(text, q->wanted[kind]) == 0)
        *out = 1;
    else if (!wanted->is_exact) {
        alike = lia_match_jaccard(text, q->wanted[kind]);
        if (kind == LIA_MATCH_TITLE &&
            lia_match_contains(text, q->wanted[kind]))
            alike = alike > HAS_WORDS ? alike : HAS_WORDS;
        if (alike >= (kind == LIA_MATCH_NAME ? ALIKE_NAME : ALIKE))
            *out = alike;
    }
    return LIA_OK;
}

/* Offer an account to the wish at hand. */
static lia_status offer(lookup *q, const lia_wish *w, uint32_t number,
                        lia_vid i, lia_error *err)
{
    const lia_wanted *const fields[KINDS] = {&w->name, &w->company,
                                             &w->title};
    static const uint8_t bits[KINDS] = {LIA_BY_NAME, LIA_BY_COMPANY,
                                        LIA_BY_TITLE};
    lia_aim aim = {.account = i, .wish = number};
    double sum = 0;
    int compared = 0;
    lia_status st = LIA_OK;

    if (q->skip != NULL && q->skip[i])
        return LIA_OK;
    for (int kind = 0; kind < KINDS; kind++) {
        double score;
        if (fields[kind]->text == NULL ||
            (kind == LIA_MATCH_TITLE && w->name.text != NULL))
            continue;            /* with a name, the title only describes     */
        LIA_TRY(compare(&score, q, kind, fields[kind], i,
                        kind == LIA_MATCH_COMPANY && w->name.text != NULL,
                        err));
        if (isnan(score))
            return LIA_OK;
        sum += score;
        compared++;
        aim.by |= bits[kind];
    }
    if (compared == 0)
        return LIA_OK;
    aim.match = sum / compared;
    LIA_TRY(lia_reserve(&q->aim, &q->room, q->count + 1, sizeof *q->aim, err));
    q->aim[q->count++] = aim;
done:
    return st;
}

/* All accounts whose text is the wanted one. */
static lia_status offer_same(lookup *q, const lia_wish *w, uint32_t number,
                             int kind, lia_error *err)
{
    const lia_vid n = q->tables->accounts.names.count;
    const char *wanted = q->wanted[kind];
    const uint64_t hash = XXH3_64bits(wanted, strlen(wanted)) | 1;
    lia_status st = LIA_OK;

    LIA_TRY(build_index(q, kind, err));
    for (uint64_t k = first_of(q, kind, hash);
         k < n && q->hash[kind][q->order[kind][k]] == hash; k++) {
        const lia_vid i = (lia_vid)q->order[kind][k];
        const char *text;
        LIA_TRY(folded_of(&text, q, kind, i, err));
        if (strcmp(text, wanted) == 0)
            LIA_TRY(offer(q, w, number, i, err));
    }
done:
    return st;
}

static lia_status fold_wish(lookup *q, const lia_wish *w, lia_error *err)
{
    const lia_wanted *const fields[KINDS] = {&w->name, &w->company,
                                             &w->title};
    lia_status st = LIA_OK;

    for (int kind = 0; kind < KINDS; kind++) {
        lia_match_free(q->wanted[kind]);
        q->wanted[kind] = NULL;
        if (fields[kind]->text != NULL)
            LIA_TRY(lia_match_fold(&q->wanted[kind], fields[kind]->text,
                                   fields[kind]->length, (lia_match_kind)kind,
                                   q->aliases, err));
    }
done:
    return st;
}

static lia_status serve(lookup *q, const lia_wish *w, uint32_t number,
                        lia_error *err)
{
    const lia_vid n = q->tables->accounts.names.count;
    const uint64_t before = q->count;
    const int kind = w->name.text != NULL ? LIA_MATCH_NAME
                                          : LIA_MATCH_COMPANY;
    bool is_exact;
    lia_status st = LIA_OK;

    if (w->account.text != NULL) {
        const lia_vid i = lia_names_find(&q->tables->accounts.names,
                                         w->account.text, w->account.length);
        if (i != LIA_NONE && q->skip != NULL && q->skip[i])
            return LIA_OK;
        if (i != LIA_NONE) {
            LIA_TRY(lia_reserve(&q->aim, &q->room, q->count + 1,
                                sizeof *q->aim, err));
            q->aim[q->count++] = (lia_aim){.account = i, .wish = number,
                                           .match = 1, .by = LIA_BY_ACCOUNT};
            return LIA_OK;
        }
    }
    LIA_TRY(fold_wish(q, w, err));
    if (q->wanted[kind] != NULL)
        LIA_TRY(offer_same(q, w, number, kind, err));
    is_exact = kind == LIA_MATCH_NAME ? w->name.is_exact
                                      : w->company.is_exact;
    if (q->wanted[kind] == NULL)
        is_exact = false;
    if (q->count > before || is_exact || !q->may_be_alike)
        goto done;
    if (w->name.text || w->company.text || w->title.text)
        for (lia_vid i = 0; i < n; i++)
            LIA_TRY(offer(q, w, number, i, err));
done:
    return st;
}

static void value_aims(lookup *q, const lia_wish *wish, uint32_t wishes)
{
    double largest = 0;

    for (uint32_t k = 0; k < wishes; k++)
        if (wish[k].value > largest)
            largest = wish[k].value;
    for (uint64_t k = 0; k < q->count; k++) {
        const double value = wish[q->aim[k].wish].value;
        double share = 1;
        if (largest > 0)
            share = 0.5 + (value > 0 ? 0.5 * value / largest : 0);
        q->aim[k].fit = q->aim[k].match * share;
    }
}

/* Ascending in account; of one account the aim with the best fit stays. */
static lia_status keep_best(lookup *q, lia_error *err)
{
    uint64_t *order = NULL, shown, kept = 0;
    lia_vid *account = NULL;
    double *fit = NULL;
    lia_aim *best = NULL;
    lia_status st = LIA_OK;

    LIA_TRY(lia_alloc(&account, q->count, sizeof *account, err));
    LIA_TRY(lia_alloc(&fit, q->count, sizeof *fit, err));
    LIA_TRY(lia_alloc(&best, q->count, sizeof *best, err));
    for (uint64_t k = 0; k < q->count; k++) {
        account[k] = q->aim[k].account;
        fit[k] = q->aim[k].fit;
    }
    const lia_rank_key keys[] = {{.count32 = account},
                                 {.number = fit, .descending = true}};
    LIA_TRY(lia_ranked_order(&order, &shown, q->count, 0, keys, 2, NULL, err));
    for (uint64_t k = 0; k < shown; k++)
        if (kept == 0 || best[kept - 1].account != account[order[k]])
            best[kept++] = q->aim[order[k]];
    lia_free(q->aim);
    q->aim = best;
    q->count = kept;
    best = NULL;
done:
    lia_ranked_order_free(order);
    lia_free(account);
    lia_free(fit);
    lia_free(best);
    return st;
}

static void count_found(lookup *q, uint32_t *found, uint32_t wishes)
{
    memset(found, 0, wishes * sizeof *found);
    for (uint64_t k = 0; k < q->count; k++)
        found[q->aim[k].wish]++;
    for (uint64_t k = 0; k < q->count; k++)
        q->aim[k].namesakes =
            q->aim[k].by & LIA_BY_NAME ? found[q->aim[k].wish] : 1;
}

static void lookup_free(lookup *q)
{
    for (int kind = 0; kind < KINDS; kind++) {
        for (uint32_t k = 0;
             q->folded[kind] != NULL && k < q->tables->texts.count; k++)
            lia_match_free(q->folded[kind][k]);
        lia_free(q->folded[kind]);
        lia_ranked_order_free(q->order[kind]);
        lia_free(q->hash[kind]);
        lia_match_free(q->wanted[kind]);
    }
    lia_free(q->aim);
}

lia_status lia_targets_find(lia_aims *out, const lia_tables *tables,
                            const lia_wish *wish, uint32_t wishes,
                            const uint8_t *skip, const lia_aliases *aliases,
                            lia_error *err)
{
    lookup q = {.tables = tables, .aliases = aliases, .skip = skip,
                .may_be_alike = wishes <= MOST_ALIKE};
    uint32_t *found = NULL;
    lia_status st = LIA_OK;

    if (out == NULL || tables == NULL || (wish == NULL && wishes > 0))
        return lia_fail(err, LIA_EARG, "targets: an argument is NULL");
    LIA_TRY(lia_alloc(&found, wishes, sizeof *found, err));
    for (uint32_t k = 0; k < wishes; k++)
        LIA_TRY(serve(&q, &wish[k], k, err));
    value_aims(&q, wish, wishes);
    count_found(&q, found, wishes);
    LIA_TRY(keep_best(&q, err));
    *out = (lia_aims){q.count, q.aim, found};
    q.aim = NULL;
    found = NULL;
done:
    lookup_free(&q);
    lia_free(found);
    return st;
}

void lia_aims_free(lia_aims *aims)
{
    lia_free(aims->aim);
    lia_free(aims->found);
    memset(aims, 0, sizeof *aims);
}
