/* influence/sides.c - companies and teams are compared without regard to
 * ASCII case and to blanks around and between words.
 */
#include "influence/sides.h"

#include <string.h>

#include "base/mem.h"
#include "model/names.h"

/* Room for a folded text; what is longer is compared by its beginning. */
enum { FOLD_ROOM = 256 };

static size_t fold(char *out, const char *text, size_t length)
{
    size_t used = 0;

    for (size_t k = 0; k < length && used < FOLD_ROOM; k++) {
        const char c = text[k];
        if (c == ' ' || c == '\t') {
            if (used > 0 && out[used - 1] != ' ')
                out[used++] = ' ';
        } else {
            out[used++] = c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
        }
    }
    return used > 0 && out[used - 1] == ' ' ? used - 1 : used;
}

/* out[i]: the same number for texts that fold to the same. */
static lia_status group_by_text(uint32_t *out, const uint32_t *text,
                                uint32_t count, const lia_names *texts,
                                lia_error *err)
{
    lia_status st = LIA_OK;
    lia_interner groups = {0};
    char folded[FOLD_ROOM];

    for (uint32_t i = 0; i < count; i++) {
        size_t length = 0;
        out[i] = LIA_NONE;
        if (text == NULL || text[i] == LIA_NONE)
            continue;
        const char *word = lia_name(texts, text[i], &length);
        length = fold(folded, word, length);
        if (length > 0)
            LIA_TRY(lia_intern(&out[i], &groups, folded, length, err));
    }
done:
    lia_interner_free(&groups);
    return st;
}

static bool says(const lia_names *texts, uint32_t text, const char *word)
{
    char folded[FOLD_ROOM];
    size_t length = 0;

    if (text == LIA_NONE)
        return false;
    const char *found = lia_name(texts, text, &length);
    length = fold(folded, found, length);
    return length == strlen(word) && memcmp(folded, word, length) == 0;
}

static void find_fakes(lia_sides *s, const lia_tables *t,
                       const double *inauthentic)
{
    const uint32_t *kind = t->accounts.kind;

    for (uint32_t i = 0; i < t->accounts.names.count; i++) {
        s->fake[i] = inauthentic ? inauthentic[i] : 0;
        if (kind != NULL && (says(&t->texts, kind[i], "bot") ||
                             says(&t->texts, kind[i], "automated") ||
                             says(&t->texts, kind[i], "fake")))
            s->fake[i] = 1;
    }
}

static void find_own(lia_sides *s, const lia_tables *t, const uint8_t *team)
{
    const lia_sheet *sheet = &t->sheet[LIA_TABLE_TEAM];
    const uint32_t n = t->accounts.names.count;

    for (uint32_t i = 0; i < n; i++)
        s->own[i] = team != NULL && team[i] == 1;
    for (uint32_t c = 0; c < sheet->columns; c++) {
        if (strcmp(sheet->column[c], "account") != 0)
            continue;
        for (uint64_t row = 0; row < sheet->rows; row++) {
            const uint32_t text = sheet->cell[row * sheet->columns + c];
            size_t length = 0;
            if (text == LIA_NONE)
                continue;
            const char *name = lia_name(&t->texts, text, &length);
            const uint32_t i = lia_names_find(&t->accounts.names, name,
                                              length);
            if (i != LIA_NONE)
                s->own[i] = 1;
        }
    }
}

static lia_status check_pods(const lia_membership *pods, uint32_t n,
                             lia_error *err)
{
    for (uint64_t k = 0; k < pods->count; k++) {
        if (pods->account[k] >= n)
            return lia_fail(err, LIA_EARG, "membership %llu is of account %u, "
                            "there are %u", (unsigned long long)k,
                            pods->account[k], n);
        if (!(pods->confidence[k] >= 0 && pods->confidence[k] <= 1))
            return lia_fail(err, LIA_EARG, "confidence %llu is %g, must be "
                            "from 0 to 1", (unsigned long long)k,
                            pods->confidence[k]);
    }
    return LIA_OK;
}

/* Few accounts are in pods, and each in few: an insertion sort. */
static void insert(lia_sides *s, uint64_t begin, uint64_t end, uint32_t pod,
                   double confidence)
{
    uint64_t at = end;

    for (; at > begin && s->pod[at - 1] > pod; at--) {
        s->pod[at] = s->pod[at - 1];
        s->confidence[at] = s->confidence[at - 1];
    }
    s->pod[at] = pod;
    s->confidence[at] = confidence;
}

static lia_status index_pods(lia_sides *s, const lia_membership *pods,
                             uint32_t n, lia_error *err)
{
    const lia_membership none = {0};
    const lia_membership *p = pods ? pods : &none;
    lia_status st = LIA_OK;
    uint64_t *end = NULL;

    LIA_TRY(check_pods(p, n, err));
    LIA_TRY(lia_alloc_zero(&s->pods_off, (uint64_t)n + 1,
                           sizeof *s->pods_off, err));
    LIA_TRY(lia_alloc(&s->pod, p->count, sizeof *s->pod, err));
    LIA_TRY(lia_alloc(&s->confidence, p->count, sizeof *s->confidence, err));
    LIA_TRY(lia_alloc(&end, n, sizeof *end, err));
    for (uint64_t k = 0; k < p->count; k++)
        s->pods_off[p->account[k] + 1]++;
    for (uint32_t i = 0; i < n; i++) {
        s->pods_off[i + 1] += s->pods_off[i];
        end[i] = s->pods_off[i];
    }
    for (uint64_t k = 0; k < p->count; k++) {
        const lia_vid i = p->account[k];
        insert(s, s->pods_off[i], end[i]++, p->pod[k], p->confidence[k]);
    }
done:
    lia_free(end);
    return st;
}

double lia_sides_pod(const lia_sides *s, lia_vid v, lia_vid u)
{
    uint64_t a = s->pods_off[v], b = s->pods_off[u];
    double best = 0;

    while (a < s->pods_off[v + 1] && b < s->pods_off[u + 1]) {
        if (s->pod[a] < s->pod[b]) {
            a++;
        } else if (s->pod[a] > s->pod[b]) {
            b++;
        } else {
            const double c = s->confidence[a] < s->confidence[b]
                                 ? s->confidence[a] : s->confidence[b];
            best = c > best ? c : best;
            a++;
            b++;
        }
    }
    return best;
}

lia_status lia_sides_open(lia_sides *out, const lia_tables *tables,
                          const lia_split_options *options, lia_error *err)
{
    const uint32_t n = tables->accounts.names.count;
    lia_status st = LIA_OK;
    lia_sides s = {0};

    LIA_TRY(lia_alloc(&s.company, n, sizeof *s.company, err));
    LIA_TRY(lia_alloc(&s.team, n, sizeof *s.team, err));
    LIA_TRY(lia_alloc(&s.own, n, sizeof *s.own, err));
    LIA_TRY(lia_alloc(&s.fake, n, sizeof *s.fake, err));
    LIA_TRY(group_by_text(s.company, tables->accounts.company, n,
                          &tables->texts, err));
    LIA_TRY(group_by_text(s.team, tables->accounts.team, n, &tables->texts,
                          err));
    find_own(&s, tables, options->team);
    find_fakes(&s, tables, options->inauthentic);
    LIA_TRY(index_pods(&s, options->pods, n, err));
    *out = s;
    return LIA_OK;
done:
    lia_sides_close(&s);
    return st;
}

void lia_sides_close(lia_sides *s)
{
    lia_free(s->company);
    lia_free(s->team);
    lia_free(s->own);
    lia_free(s->fake);
    lia_free(s->pods_off);
    lia_free(s->pod);
    lia_free(s->confidence);
    *s = (lia_sides){0};
}
