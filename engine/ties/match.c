/* ties/match.c - folding, and the words that mean the same.
 *
 * Aliases are followed to their end when they are read, so that folding looks
 * a phrase up once. Longer phrases go before shorter ones.
 */
#include "liaison/match.h"

#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>

#include "base/mem.h"
#include "base/status.h"

typedef struct alias {
    char *from, *to;         /* folded                                       */
} alias;

struct lia_aliases {
    alias *item;
    uint64_t count, room;
};

/* Legal forms, as one word or as the letters that dots leave apart. */
static const char *const legal_forms[] = {
    "sa", "s a", "sas", "s a s", "sasu", "sarl", "s a r l", "eurl", "sci",
    "scop", "snc", "gie", "gmbh", "ag", "kg", "ohg", "ug", "inc",
    "incorporated", "corp", "corporation", "co", "company", "llc", "l l c",
    "llp", "lp", "ltd", "limited", "plc", "spa", "s p a", "srl", "s r l", "bv",
    "b v", "nv", "n v", "ab", "as", "oy", "oyj", "aps", "se", "sl", "s l",
    "pty", "holding", "group", "groupe", NULL};

/* Jobs: a phrase in either language, and the one it is put into. */
static const char *const jobs[][2] = {
    {"directeur des systemes d information", "cio"},
    {"directrice des systemes d information", "cio"},
    {"chief information officer", "cio"},
    {"directeur informatique", "cio"},
    {"directrice informatique", "cio"},
    {"it director", "cio"},
    {"head of it", "cio"},
    {"head of information technology", "cio"},
    {"responsable informatique", "cio"},
    {"dsi", "cio"},
    {"directeur administratif et financier", "cfo"},
    {"directrice administrative et financiere", "cfo"},
    {"chief financial officer", "cfo"},
    {"directeur financier", "cfo"},
    {"directrice financiere", "cfo"},
    {"finance director", "cfo"},
    {"head of finance", "cfo"},
    {"daf", "cfo"},
    {"directeur des ressources humaines", "chro"},
    {"directrice des ressources humaines", "chro"},
    {"chief human resources officer", "chro"},
    {"human resources director", "chro"},
    {"hr director", "chro"},
    {"chief people officer", "chro"},
    {"head of hr", "chro"},
    {"head of human resources", "chro"},
    {"drh", "chro"},
    {"president directeur general", "ceo"},
    {"presidente directrice generale", "ceo"},
    {"chief executive officer", "ceo"},
    {"directeur general", "ceo"},
    {"directrice generale", "ceo"},
    {"managing director", "ceo"},
    {"chief executive", "ceo"},
    {"pdg", "ceo"},
    {"directeur technique", "cto"},
    {"directrice technique", "cto"},
    {"chief technology officer", "cto"},
    {"chief technical officer", "cto"},
    {"directeur marketing", "cmo"},
    {"directrice marketing", "cmo"},
    {"chief marketing officer", "cmo"},
    {"marketing director", "cmo"},
    {"head of marketing", "cmo"},
    {"directeur des operations", "coo"},
    {"directrice des operations", "coo"},
    {"chief operating officer", "coo"},
    {"responsable de la securite des systemes d information", "ciso"},
    {"chief information security officer", "ciso"},
    {"rssi", "ciso"},
    {"directeur commercial", "sales director"},
    {"directrice commerciale", "sales director"},
    {"head of sales", "sales director"},
    {"vp sales", "sales director"},
    {"directeur des achats", "procurement director"},
    {"directrice des achats", "procurement director"},
    {"directeur achats", "procurement director"},
    {"directrice achats", "procurement director"},
    {"chief procurement officer", "procurement director"},
    {"head of procurement", "procurement director"},
    {"head of purchasing", "procurement director"},
    {"purchasing director", "procurement director"},
    {"cpo", "procurement director"},
    {"acheteuse", "buyer"},
    {"acheteur", "buyer"},
    {"purchaser", "buyer"},
    {"responsable marketing", "marketing manager"},
    {"cheffe de projet", "project manager"},
    {"chef de projet", "project manager"},
    {"assistante de direction", "executive assistant"},
    {"assistant de direction", "executive assistant"},
    {"fondatrice", "founder"},
    {"fondateur", "founder"},
    {"ingenieure", "engineer"},
    {"ingenieur", "engineer"},
    {"directrice", "director"},
    {"directeur", "director"}};

void lia_match_free(char *folded)
{
    lia_free(folded);
}

/* Marks are what is left of letters that are nothing without them. */
static bool is_letter_or_digit(utf8proc_int32_t rune)
{
    const utf8proc_category_t c = utf8proc_category(rune);

    return c >= UTF8PROC_CATEGORY_LU && c <= UTF8PROC_CATEGORY_NO;
}

/* Letters and digits of NFKD, case folded, marks left out; one blank for any
 * number of other characters. */
static lia_status fold_characters(char **out, const char *text, size_t length,
                                  lia_error *err)
{
    utf8proc_uint8_t *mapped = NULL;
    const utf8proc_ssize_t size = utf8proc_map(
        (const utf8proc_uint8_t *)text, (utf8proc_ssize_t)length, &mapped,
        UTF8PROC_COMPAT | UTF8PROC_DECOMPOSE | UTF8PROC_STRIPMARK |
            UTF8PROC_CASEFOLD | UTF8PROC_IGNORE);
    const char *from = size < 0 ? text : (const char *)mapped;
    const size_t count = size < 0 ? length : (size_t)size;
    size_t used = 0, at = 0;
    lia_status st = lia_alloc(out, count + 1, 1, err);

    while (st == LIA_OK && at < count) {
        utf8proc_int32_t rune;
        const utf8proc_ssize_t step = utf8proc_iterate(
            (const utf8proc_uint8_t *)from + at,
            (utf8proc_ssize_t)(count - at), &rune);
        const size_t width = step > 0 ? (size_t)step : 1;
        if (step <= 0 || is_letter_or_digit(rune)) {
            memcpy(*out + used, from + at, width);
            used += width;
        } else if (used > 0 && (*out)[used - 1] != ' ') {
            (*out)[used++] = ' ';
        }
        at += width;
    }
    if (st == LIA_OK) {
        used -= used > 0 && (*out)[used - 1] == ' ';
        (*out)[used] = '\0';
    }
    free(mapped);            /* utf8proc's own, by its interface             */
    return st;
}

/* Does the phrase stand at `at`, at whole words? */
static bool stands_at(const char *text, const char *at, const char *phrase)
{
    const size_t length = strlen(phrase);

    return (at == text || at[-1] == ' ') &&
           strncmp(at, phrase, length) == 0 &&
           (at[length] == ' ' || at[length] == '\0');
}

/* Replace a phrase wherever it stands; the new one is never longer than the
 * room of the old text unless `grown` is given. */
static lia_status replace(char **text, const char *phrase, const char *by,
                          lia_error *err)
{
    const size_t length = strlen(phrase), other = strlen(by);
    char *at = *text;
    lia_status st = LIA_OK;

    while (length > 0 && (at = strstr(at, phrase)) != NULL) {
        const size_t offset = (size_t)(at - *text);
        if (!stands_at(*text, at, phrase)) {
            at++;
            continue;
        }
        if (other > length)
            LIA_TRY(lia_resize(text, strlen(*text) + other + 1, 1, err));
        at = *text + offset;
        memmove(at + other, at + length, strlen(at + length) + 1);
        memcpy(at, by, other);
        at += other;
    }
done:
    return st;
}

/* Blanks that a phrase left behind. */
static void tidy(char *text)
{
    size_t used = 0;

    for (const char *at = text; *at != '\0'; at++)
        if (*at != ' ' || (used > 0 && text[used - 1] != ' '))
            text[used++] = *at;
    used -= used > 0 && text[used - 1] == ' ';
    text[used] = '\0';
}

/* Only behind at least one word of the name: "SE" alone is a name. */
static void strip_legal_forms(char *text)
{
    bool again = true;

    while (again) {
        again = false;
        for (const char *const *form = legal_forms; *form != NULL; form++) {
            const size_t length = strlen(*form), size = strlen(text);
            if (size > length + 1 && text[size - length - 1] == ' ' &&
                strcmp(text + size - length, *form) == 0) {
                text[size - length - 1] = '\0';
                again = true;
            }
        }
    }
}

lia_status lia_match_fold(char **out, const char *text, size_t length,
                          lia_match_kind kind, const lia_aliases *aliases,
                          lia_error *err)
{
    char *folded = NULL;
    lia_status st = LIA_OK;

    LIA_TRY(fold_characters(&folded, text, length, err));
    for (uint64_t k = 0; aliases != NULL && k < aliases->count; k++)
        LIA_TRY(replace(&folded, aliases->item[k].from, aliases->item[k].to,
                        err));
    if (kind == LIA_MATCH_COMPANY)
        strip_legal_forms(folded);
    for (size_t k = 0; kind == LIA_MATCH_TITLE &&
                       k < sizeof jobs / sizeof *jobs; k++)
        LIA_TRY(replace(&folded, jobs[k][0], jobs[k][1], err));
    tidy(folded);
    *out = folded;
    folded = NULL;
done:
    lia_free(folded);
    return st;
}

/* Is the word at..at+length among those of text? */
static bool has_word(const char *text, const char *word, size_t length)
{
    for (const char *at = text; *at != '\0';) {
        const size_t here = strcspn(at, " ");
        if (here == length && memcmp(at, word, length) == 0)
            return true;
        at += here;
        at += *at == ' ';
    }
    return false;
}

/* Distinct words of a; *shared: those that b has. */
static unsigned count_words(const char *a, const char *b, unsigned *shared)
{
    unsigned count = 0;

    *shared = 0;
    for (const char *at = a; *at != '\0';) {
        const size_t length = strcspn(at, " ");
        bool repeated = false;
        for (const char *old = a; old < at;) {
            const size_t other = strcspn(old, " ");
            repeated |= other == length && memcmp(old, at, length) == 0;
            old += other + 1;
        }
        if (!repeated) {
            count++;
            *shared += has_word(b, at, length);
        }
        at += length;
        at += *at == ' ';
    }
    return count;
}

double lia_match_jaccard(const char *a, const char *b)
{
    unsigned shared, ignored;
    const unsigned of_a = count_words(a, b, &shared);
    const unsigned of_b = count_words(b, a, &ignored);

    if (of_a == 0 || of_b == 0)
        return 0;
    return (double)shared / (double)(of_a + of_b - shared);
}

bool lia_match_contains(const char *text, const char *wanted)
{
    unsigned shared;
    const unsigned count = count_words(wanted, text, &shared);

    return count > 0 && shared == count;
}

/* ---- aliases ---- */

void lia_aliases_free(lia_aliases *aliases)
{
    if (aliases == NULL)
        return;
    for (uint64_t k = 0; k < aliases->count; k++) {
        lia_free(aliases->item[k].from);
        lia_free(aliases->item[k].to);
    }
    lia_free(aliases->item);
    lia_free(aliases);
}

static alias *find_alias(const lia_aliases *a, const char *from)
{
    for (uint64_t k = 0; k < a->count; k++)
        if (strcmp(a->item[k].from, from) == 0)
            return &a->item[k];
    return NULL;
}

/* Does following `to` come back to `from`? */
static bool closes_circle(const lia_aliases *a, const char *from,
                          const char *to)
{
    for (uint64_t steps = 0; steps <= a->count; steps++) {
        const alias *next;
        if (strcmp(to, from) == 0)
            return true;
        next = find_alias(a, to);
        if (next == NULL)
            return false;
        to = next->to;
    }
    return true;
}

static lia_status add_alias(lia_aliases *a, const char *line, size_t length,
                            size_t cut, const char *path, uint64_t number,
                            lia_error *err)
{
    alias item = {NULL, NULL};
    lia_status st = LIA_OK;

    LIA_TRY(fold_characters(&item.from, line, cut, err));
    LIA_TRY(fold_characters(&item.to, line + cut + 1, length - cut - 1, err));
    if (*item.from == '\0' || *item.to == '\0')
        st = lia_fail(err, LIA_EINPUT, "%s:%llu: an alias needs two texts: "
                      "alias,meaning", path, (unsigned long long)number);
    else if (closes_circle(a, item.from, item.to))
        st = lia_fail(err, LIA_EINPUT, "%s:%llu: '%s' means '%s', which comes "
                      "back to '%s': aliases must not go in a circle", path,
                      (unsigned long long)number, item.from, item.to,
                      item.from);
    if (st != LIA_OK)
        goto done;
    LIA_TRY(lia_reserve(&a->item, &a->room, a->count + 1, sizeof *a->item,
                        err));
    a->item[a->count++] = item;
    item = (alias){NULL, NULL};
done:
    lia_free(item.from);
    lia_free(item.to);
    return st;
}

/* Every alias means what its last meaning says; the longest first. */
static lia_status settle(lia_aliases *a, lia_error *err)
{
    lia_status st = LIA_OK;

    for (uint64_t k = 0; k < a->count; k++) {
        const alias *next;
        while ((next = find_alias(a, a->item[k].to)) != NULL) {
            char *copy;
            LIA_TRY(lia_copy_text(&copy, next->to, strlen(next->to), err));
            lia_free(a->item[k].to);
            a->item[k].to = copy;
        }
    }
    for (uint64_t k = 1; k < a->count; k++) {
        const alias x = a->item[k];
        uint64_t j = k;
        for (; j > 0 && strlen(a->item[j - 1].from) < strlen(x.from); j--)
            a->item[j] = a->item[j - 1];
        a->item[j] = x;
    }
done:
    return st;
}

lia_status lia_aliases_read(lia_aliases **out, const char *text, size_t length,
                            const char *path, lia_error *err)
{
    lia_aliases *a = NULL;
    uint64_t number = 0;
    lia_status st = LIA_OK;

    LIA_TRY(lia_alloc_zero(&a, 1, sizeof *a, err));
    for (size_t at = 0; at < length;) {
        const char *line = text + at;
        const char *stop = memchr(line, '\n', length - at);
        size_t size = stop != NULL ? (size_t)(stop - line) : length - at;
        size_t cut = 0;
        at += size + 1;
        number++;
        size -= size > 0 && line[size - 1] == '\r';
        if (size == 0 || line[0] == '#')
            continue;
        while (cut < size && strchr(",;\t", line[cut]) == NULL)
            cut++;
        if (cut == size) {
            st = lia_fail(err, LIA_EINPUT, "%s:%llu: an alias needs two "
                          "texts: alias,meaning", path,
                          (unsigned long long)number);
            goto done;
        }
        LIA_TRY(add_alias(a, line, size, cut, path, number, err));
    }
    LIA_TRY(settle(a, err));
    *out = a;
    a = NULL;
done:
    lia_aliases_free(a);
    return st;
}
