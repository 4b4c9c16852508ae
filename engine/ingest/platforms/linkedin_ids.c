/* ingest/platforms/linkedin_ids.c - one pass to decode, then words are looked
 * for. */
#include "ingest/platforms/linkedin_ids.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "text/json.h"

enum { LONGEST = 2048, LONGEST_SLUG = 250, LEAST_DIGITS = 18 };

typedef struct decoded {
    char text[LONGEST];
    size_t length;
} decoded;

static int nibble(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    if (c >= 'a' && c <= 'f')
        return c - 'a' + 10;
    return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

/* What is longer than any address is cut. */
static void decode(decoded *out, const char *text, size_t length)
{
    out->length = 0;
    for (size_t k = 0; k < length && out->length < LONGEST; k++) {
        char c = text[k];
        if (c == '%' && length - k > 2 && nibble(text[k + 1]) >= 0 &&
            nibble(text[k + 2]) >= 0) {
            c = (char)(nibble(text[k + 1]) << 4 | nibble(text[k + 2]));
            k += 2;
        }
        out->text[out->length++] = c;
    }
}

static const char *find(const decoded *d, const char *word)
{
    return memmem(d->text, d->length, word, strlen(word));
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* A number of 1 to 19 digits, at once and nothing glued behind. */
static bool take_number(uint64_t *out, const char *at, const char *end)
{
    uint64_t number = 0;
    int digits = 0;

    for (; at < end && is_digit(*at); at++) {
        if (++digits > 19)
            return false;
        number = number * 10 + (uint64_t)(*at - '0');
    }
    *out = number;
    return digits > 0 && number <= INT64_MAX;
}

/* ---- accounts ---- */

bool lia_linkedin_is_encoded(const char *text, size_t length)
{
    if (length < 20 || length > 80 ||
        (memcmp(text, "ACo", 3) != 0 && memcmp(text, "ACw", 3) != 0) ||
        memcmp(text + 3, "AA", 2) != 0)
        return false;
    for (size_t k = 0; k < length; k++)
        if (!is_digit(text[k]) && !(text[k] >= 'a' && text[k] <= 'z') &&
            !(text[k] >= 'A' && text[k] <= 'Z') && text[k] != '-' &&
            text[k] != '_')
            return false;
    return true;
}

/* What was percent-encoded may be anything: no control bytes, UTF-8. */
static bool is_plain(const char *slug, size_t length)
{
    for (size_t k = 0; k < length; k++)
        if ((unsigned char)slug[k] < 0x20 || slug[k] == 0x7F)
            return false;
    return lia_is_utf8(slug, length);
}

static size_t write_account(char *out, const char *folder, const char *slug,
                            size_t length)
{
    size_t used;

    while (length > 0 && (slug[length - 1] == ' ' || slug[length - 1] == '\n'))
        length--;
    if (length == 0 || length > LONGEST_SLUG || !is_plain(slug, length))
        return 0;
    used = (size_t)snprintf(out, LIA_LINKEDIN_ROOM, "linkedin.com/%s/%.*s",
                            folder, (int)length, slug);
    if (lia_linkedin_is_encoded(slug, length))
        return used;
    for (size_t k = 0; k < used; k++)
        if (out[k] >= 'A' && out[k] <= 'Z')
            out[k] = (char)(out[k] - 'A' + 'a');
    return used;
}

/* ...linkedin.com/in/slug; the host may be one of a country or mobile. */
static size_t account_of_address(char *out, const decoded *d)
{
    static const char *const folders[] = {"in", "company", "school",
                                          "showcase"};
    static const char host[] = "linkedin.com/";
    const char *end = d->text + d->length, *at = d->text;

    if (d->length < sizeof host)
        return 0;
    while ((size_t)(end - at) >= sizeof host - 1 &&
           strncasecmp(at, host, sizeof host - 1) != 0)
        at++;
    if ((size_t)(end - at) < sizeof host - 1 || at - d->text > 40)
        return 0;
    at += sizeof host - 1;
    for (size_t k = 0; k < sizeof folders / sizeof *folders; k++) {
        const size_t length = strlen(folders[k]);
        const char *slug = at + length + 1, *stop = slug;
        if ((size_t)(end - at) < length + 2 ||
            strncasecmp(at, folders[k], length) != 0 || at[length] != '/')
            continue;
        while (stop < end && *stop != '/' && *stop != '?' && *stop != '#')
            stop++;
        return write_account(out, folders[k], slug, (size_t)(stop - slug));
    }
    return 0;
}

size_t lia_linkedin_account(char out[LIA_LINKEDIN_ROOM], const char *text,
                            size_t length)
{
    static const char *const urns[] = {"urn:li:fsd_profile:",
                                       "urn:li:fs_miniProfile:",
                                       "urn:li:fs_profile:"};
    decoded d;
    size_t written;

    decode(&d, text, length);
    written = account_of_address(out, &d);
    if (written > 0)
        return written;
    if (lia_linkedin_is_encoded(d.text, d.length))
        return write_account(out, "in", d.text, d.length);
    for (size_t k = 0; k < sizeof urns / sizeof *urns; k++) {
        const char *at = find(&d, urns[k]);
        size_t slug = 0;
        if (at == NULL)
            continue;
        at += strlen(urns[k]);
        while (at + slug < d.text + d.length &&
               strchr(",() ", at[slug]) == NULL)
            slug++;
        if (lia_linkedin_is_encoded(at, slug))
            return write_account(out, "in", at, slug);
    }
    return 0;
}

/* ---- posts and comments ---- */

static const struct {
    const char *word;
    lia_linkedin_kind kind;
} words[] = {{"activity", LIA_LINKEDIN_ACTIVITY},
             {"share", LIA_LINKEDIN_SHARE},
             {"ugcPost", LIA_LINKEDIN_UGC}};

/* The word, then : or -, then a number; the first place in the text. */
static bool find_post(lia_linkedin_kind *kind, uint64_t *number,
                      const decoded *d)
{
    const char *end = d->text + d->length, *first = NULL;

    for (size_t w = 0; w < sizeof words / sizeof *words; w++) {
        const size_t length = strlen(words[w].word);
        const char *at = d->text;
        uint64_t found;
        while ((at = memmem(at, (size_t)(end - at), words[w].word, length)) !=
               NULL) {
            at += length;
            if (at == end)
                break;
            if ((*at != ':' && *at != '-') ||
                !take_number(&found, at + 1, end) ||
                lia_linkedin_clock(found) == LIA_NO_TIME)
                continue;
            if (first == NULL || at < first) {
                first = at;
                *kind = words[w].kind;
                *number = found;
            }
            break;
        }
    }
    return first != NULL;
}

bool lia_linkedin_post(lia_linkedin_kind *kind, uint64_t *number,
                       const char *text, size_t length)
{
    decoded d;
    size_t digits = 0;

    decode(&d, text, length);
    while (digits < d.length && is_digit(d.text[digits]))
        digits++;
    if (digits == d.length) {
        *kind = LIA_LINKEDIN_ACTIVITY;
        return digits >= LEAST_DIGITS &&
               take_number(number, d.text, d.text + d.length) &&
               lia_linkedin_clock(*number) != LIA_NO_TIME;
    }
    return find_post(kind, number, &d);
}

size_t lia_linkedin_urn(char out[LIA_LINKEDIN_ROOM], lia_linkedin_kind kind,
                        uint64_t number)
{
    return (size_t)snprintf(out, LIA_LINKEDIN_ROOM, "urn:li:%s:%" PRIu64,
                            words[kind].word, number);
}

bool lia_linkedin_comment(uint64_t *number, const char *text, size_t length)
{
    decoded d;
    const char *end, *at;

    decode(&d, text, length);
    end = d.text + d.length;
    at = find(&d, "urn:li:comment:(");
    if (at != NULL) {
        at = memchr(at, ',', (size_t)(end - at));
        return at != NULL && take_number(number, at + 1, end) &&
               lia_linkedin_clock(*number) != LIA_NO_TIME;
    }
    at = find(&d, "urn:li:fsd_comment:(");
    return at != NULL &&
           take_number(number, at + strlen("urn:li:fsd_comment:("), end) &&
           lia_linkedin_clock(*number) != LIA_NO_TIME;
}

lia_time lia_linkedin_clock(uint64_t number)
{
    const uint64_t ms = number >> 22;

    if (ms < 1041379200000u || ms >= 4102444800000u)
        return LIA_NO_TIME;
    return (lia_time)(ms * 1000);
}
